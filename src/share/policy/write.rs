//! Writes records with what becomes of their values and names.

use super::names::Names;
use crate::bytes::codec;
use crate::json::{Document, Key, Row, Top, Value};

/// The nodes of a row that hold values, and the index of what becomes of each.
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
    let root = row.node as usize;
    let inner = document.node(root).map_or(0, |node| node.value.inner());
    let mut planned = plan.iter();
    // The end of each open container, its closing bracket, and whether something stands in it.
    let mut open: Vec<(usize, char, bool)> = Vec::new();
    for index in root..=root + inner {
        while let Some(&(end, bracket, _)) = open.last()
            && index >= end
        {
            text.push(bracket);
            open.pop();
        }
        let Some(node) = document.node(index) else {
            break;
        };
        let inner = node.value.inner();
        let value = if inner > 0 {
            Some(if matches!(node.value, Value::Array(_)) {
                "["
            } else {
                "{"
            })
        } else {
            planned.next().and_then(|&(_, output)| after(output))
        };
        // A record that is one value stays a record where that is left out.
        let value = if index == root {
            value.or(Some("null"))
        } else {
            value
        };
        let Some(value) = value else {
            continue;
        };
        if let Some((_, _, is_filled)) = open.last_mut() {
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
        if inner > 0 {
            let bracket = if value == "[" { ']' } else { '}' };
            open.push((index + 1 + inner, bracket, false));
        }
    }
    while let Some((_, bracket, _)) = open.pop() {
        text.push(bracket);
    }
}
