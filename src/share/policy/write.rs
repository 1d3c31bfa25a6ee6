//! Writes records with what happens to their values and names.

use super::names::Names;
use crate::bytes::codec;
use crate::json::{Document, Key, Row, Top, Value, nodes::Nodes};

/// The nodes of a row that hold values, and the index of what happens to each.
pub(super) type Plan = Vec<(u32, u32)>;

/// The content of a JSON string.
pub(super) fn string_of(lexeme: &str) -> Option<String> {
    let inner = lexeme.strip_prefix('"')?.strip_suffix('"')?;
    Some(codec::json_string::decode(inner))
}

/// Writes the rows of a document as it has them: in a list, or one a line. `after` is what becomes
/// of a value by its number in the plan, none where it is dropped.
pub(super) fn write_rows<'a>(
    document: &Document,
    plans: &[Plan],
    after: &dyn Fn(u32) -> Option<&'a str>,
    names: &Names,
    text: &mut String,
) {
    let is_list = document.top == Top::Array;
    if is_list {
        text.push('[');
    }
    for (index, (row, plan)) in document.rows.iter().zip(plans).enumerate() {
        if index > 0 {
            text.push(if is_list { ',' } else { '\n' });
        }
        write(document, row, plan, after, names, text);
    }
    if is_list {
        text.push(']');
    }
}

fn write<'a>(
    document: &Document,
    row: &Row,
    plan: &Plan,
    after: &dyn Fn(u32) -> Option<&'a str>,
    names: &Names,
    text: &mut String,
) {
    let mut planned = plan.iter();
    // The closing bracket of each open container, and whether something is in it.
    let mut open: Vec<(char, bool)> = Vec::new();
    for (depth, _, node) in Nodes::new(document, row) {
        close(&mut open, depth, text);
        let value = match node.value {
            Value::Array(1..) => Some("["),
            Value::Object(1..) => Some("{"),
            _ => planned.next().and_then(|&(_, output)| after(output)),
        };
        // A record that is one value stays a record where that is left out.
        let value = match depth {
            0 => value.or(Some("null")),
            _ => value,
        };
        let Some(value) = value else {
            continue;
        };
        if let Some((_, is_filled)) = open.last_mut() {
            if *is_filled {
                text.push(',');
            }
            *is_filled = true;
        }
        if node.key != Key::NONE {
            let name = names.shown(node.key).unwrap_or_default();
            text.push_str(&serde_json::to_string(name).unwrap_or_default());
            text.push(':');
        }
        text.push_str(value);
        match node.value {
            Value::Array(1..) => open.push((']', false)),
            Value::Object(1..) => open.push(('}', false)),
            _ => {}
        }
    }
    close(&mut open, 0, text);
}

/// Closes the innermost containers until as many are open as there are around a node.
fn close(open: &mut Vec<(char, bool)>, depth: usize, text: &mut String) {
    for (bracket, _) in open.drain(depth.min(open.len())..).rev() {
        text.push(bracket);
    }
}
