//! Reading a text into the arena.

use overshare_arena::{Full, Tape};

use super::{Document, Row, Top, Value, repair};
use crate::diagnostic::{self, Diagnostics, Grouped};
use crate::limits::Budget;
use crate::progress::Progress;

/// Bytes of a text by which its number of values is guessed: some events, counted in no time.
const SAMPLE: usize = 1 << 14;

/// Bytes that a patch counts for, besides those that are read again because of it.
const PATCH: usize = 64;

/// Reads all values of a text; what cannot be read ends up in the diagnostics.
///
/// A top-level array is read element by element, so that the rows before an error are whole, and
/// so that each row's place in the text is known.
pub(crate) fn read(
    mut text: String,
    budget: &mut Budget,
    diagnostics: &mut Diagnostics,
    progress: &mut Progress,
) -> Document {
    let mut tape = Tape::new(expected_values(&text), budget.room(text.len()));
    let mut rows = Vec::new();
    let mut repaired = repair::Repaired::default();
    let top = read_rows(
        &mut text,
        &mut tape,
        &mut rows,
        &mut repaired,
        budget,
        diagnostics,
        progress,
    );
    repaired.undo(&mut text);
    let (names, name_bytes) = tape.keys.size();
    budget.take_values(tape.nodes.len(), rows.len(), names, name_bytes);
    if let Some(count) = repaired.count() {
        diagnostics.push(diagnostic::json_repaired(count));
    }
    if tape.too_deep {
        diagnostics.push(diagnostic::limit_depth(budget.limits().depth));
    }
    match tape.full {
        Some(Full::Nodes) => diagnostics.push(diagnostic::limit_nodes(Grouped(tape.nodes.len()))),
        Some(Full::Names) => diagnostics.push(diagnostic::limit_names(Grouped(names))),
        None => {}
    }
    Document {
        text,
        top,
        rows,
        nodes: tape.nodes,
        keys: tape.keys,
        side: tape.side,
    }
}

/// How many values a text has if it goes on as it begins: each but the first stands behind a comma
/// or at the beginning of a container.
fn expected_values(text: &str) -> usize {
    let sample = text.as_bytes();
    let sample = sample.get(..SAMPLE).unwrap_or(sample);
    let begun = |byte: &&u8| matches!(byte, b',' | b'[' | b'{');
    let values = sample.iter().filter(begun).count() + 1;
    match text.len() {
        ..=SAMPLE => values,
        // A little more, since growing costs more than room that stays empty.
        length => values * (length / SAMPLE + 1) / 8 * 9,
    }
}

fn read_rows(
    text: &mut String,
    tape: &mut Tape,
    rows: &mut Vec<Row>,
    repaired: &mut repair::Repaired,
    budget: &mut Budget,
    diagnostics: &mut Diagnostics,
    progress: &mut Progress,
) -> Top {
    let mut position = skip(text.as_bytes(), 0, is_space);
    let in_array = text.as_bytes().get(position) == Some(&b'[');
    let most_rows = budget.rows(text.len());
    let mut after_comma = false;
    if in_array {
        position += 1;
    }
    loop {
        let bytes = text.as_bytes();
        let before = position;
        position = skip(bytes, position, |byte| {
            is_space(byte) || in_array && byte == b','
        });
        if position > before {
            after_comma = bytes
                .get(before..position)
                .is_some_and(|gap| gap.contains(&b','));
        }
        let Some(&byte) = bytes.get(position) else {
            if in_array && after_comma && !rows.is_empty() {
                diagnostics.push(diagnostic::array_unterminated());
            } else if in_array {
                diagnostics.push(diagnostic::json_truncated());
            }
            break;
        };
        if in_array && byte == b']' {
            let rest = skip(bytes, position + 1, is_space);
            if rest < bytes.len() {
                diagnostics.push(diagnostic::json_trailing());
            }
            break;
        }
        if rows.len() >= most_rows {
            diagnostics.push(diagnostic::limit_rows(Grouped(rows.len())));
            break;
        }
        let node = tape.nodes.len();
        let (end, outcome) = read_row(text, position, tape, repaired, budget);
        if tape.nodes.len() > node {
            rows.push(Row {
                node: index(node),
                start: index(position),
                end: index(end),
                complete: outcome == Outcome::Complete,
            });
        }
        match outcome {
            Outcome::Complete => {}
            Outcome::Truncated => {
                diagnostics.push(diagnostic::json_truncated());
                break;
            }
            Outcome::Damaged => {
                if tape.full.is_none() {
                    diagnostics.push(diagnostic::json_damaged());
                }
                break;
            }
        }
        progress.reach(end, text.len());
        position = end;
        after_comma = false;
    }
    match (in_array, rows.len()) {
        (true, _) => Top::Array,
        (false, 0) => Top::None,
        (false, 1) => Top::One,
        (false, _) => Top::Lines,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Complete,
    Truncated,
    Damaged,
}

/// Reads one value at `start`; answers the offset behind it, or where reading ended.
///
/// Errors are mended in the text itself, by patches of the same length, and the row is read anew.
fn read_row(
    text: &mut String,
    start: usize,
    tape: &mut Tape,
    repaired: &mut repair::Repaired,
    budget: &mut Budget,
) -> (usize, Outcome) {
    let checkpoint = tape.checkpoint();
    loop {
        let Some(source) = text.get(start..) else {
            return (start, Outcome::Damaged);
        };
        let error = match tape.fill(source, start) {
            Ok(length) => return complete_row(source, start, length, tape, checkpoint.nodes),
            Err(error) if error.is_eof() => {
                return truncated_row(source, start, tape, checkpoint.nodes);
            }
            Err(error) => error,
        };
        let offset = repair::error_offset(source, &error);
        let patch = repair::patch(source, offset).filter(|_| {
            // Without room for more values reading again would end in the same place.
            tape.full.is_none() && budget.take_rereading(offset + PATCH)
        });
        let Some(patch) = patch else {
            let end = start + offset.min(source.len());
            tape.close_open();
            return (end, Outcome::Damaged);
        };
        repaired.apply(text, start, &patch);
        tape.rewind(&checkpoint);
    }
}

/// A number that touches the end of the text may have lost digits, so it counts as cut off. One that other
/// signs follow at once is the beginning of something else, such as a date.
fn complete_row(
    source: &str,
    start: usize,
    length: usize,
    tape: &mut Tape,
    first: usize,
) -> (usize, Outcome) {
    let behind = source.as_bytes().get(length);
    let number = matches!(
        tape.nodes.get(first).map(|node| node.value),
        Some(Value::Unsigned(_) | Value::Number)
    );
    let outcome = match behind {
        None if number => Outcome::Truncated,
        Some(&byte) if number && !is_space(byte) && !b",]}".contains(&byte) => Outcome::Damaged,
        _ => return (start + length, Outcome::Complete),
    };
    tape.nodes.truncate(first);
    (start + length, outcome)
}

fn truncated_row(source: &str, start: usize, tape: &mut Tape, first: usize) -> (usize, Outcome) {
    let may_be_cut = matches!(
        tape.nodes.last().map(|node| node.value),
        Some(Value::Unsigned(_) | Value::Number | Value::Opaque)
    );
    let ends_with_digit = source.ends_with(|last: char| last.is_ascii_digit());
    if may_be_cut
        && ends_with_digit
        && tape.nodes.len() > first
        && !repair::inside_string(source, source.len())
    {
        tape.nodes.pop();
    }
    tape.close_open();
    (start + source.len(), Outcome::Truncated)
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// The first offset from `position` on whose byte is not of the given kind.
pub(super) fn skip(bytes: &[u8], position: usize, kind: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(position..).unwrap_or_default();
    position
        + rest
            .iter()
            .position(|&byte| !kind(byte))
            .unwrap_or(rest.len())
}

/// Offsets fit because no text is longer than the limits allow, which lie far below 4 GiB.
fn index(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
