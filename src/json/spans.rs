//! Where the values of a row stand in the text.
//!
//! The arena does not record it: one pass over a row's text in step with its nodes finds every
//! value again, and only the rows that somebody looks at are ever passed over.

use std::ops::Range;

use super::read::{is_space, skip};
use super::{Document, Key, Row, Value};

/// Every node of a row with the range of its exact text; of a container with content only the
/// opening bracket.
pub(crate) struct Spans<'d> {
    document: &'d Document,
    node: usize,
    end: usize,
    position: usize,
}

impl Document {
    /// Where a value of a row is in the text; of an object or a list with content its first bracket.
    #[inline(never)]
    pub(crate) fn place(&self, row: &Row, node: usize) -> Option<Range<usize>> {
        let mut spans = Spans::new(self, row);
        spans
            .find(|(index, _)| *index == node)
            .map(|(_, range)| range)
    }

    /// A value exactly as it was sent.
    pub(crate) fn lexeme(&self, row: &Row, node: usize) -> Option<&str> {
        self.text.get(self.place(row, node)?)
    }

    /// The content of a string, any other value exactly as it was sent.
    pub(crate) fn content(&self, row: &Row, node: usize) -> Option<&str> {
        let string = self.string(self.node(node)?.value);
        string.or_else(|| self.lexeme(row, node))
    }
}

impl<'d> Spans<'d> {
    pub(crate) fn new(document: &'d Document, row: &Row) -> Spans<'d> {
        let node = row.node as usize;
        let inner = document.node(node).map_or(0, |node| node.value.inner());
        Spans {
            document,
            node,
            end: node + inner + 1,
            position: row.start as usize,
        }
    }
}

impl Iterator for Spans<'_> {
    type Item = (usize, Range<usize>);

    fn next(&mut self) -> Option<(usize, Range<usize>)> {
        if self.node >= self.end {
            return None;
        }
        let bytes = self.document.text.as_bytes();
        let node = self.document.node(self.node)?;
        let index = self.node;
        self.node += 1;
        let between = |byte| is_space(byte) || b",:]}".contains(&byte);
        let mut start = skip(bytes, self.position, between);
        if node.key != Key::NONE {
            start = skip(bytes, string_end(bytes, start), between);
        }
        let end = match node.value {
            Value::Borrowed(_, length) => start + length as usize + 2,
            Value::Decoded(..) => string_end(bytes, start),
            Value::Object(0) | Value::Array(0) => {
                let close = skip(bytes, start + 1, is_space);
                if bytes.get(close).is_some_and(|byte| b"]}".contains(byte)) {
                    close + 1
                } else {
                    start + 1
                }
            }
            Value::Object(_) | Value::Array(_) => start + 1,
            Value::Opaque => balanced_end(bytes, start),
            Value::Null | Value::Bool(_) | Value::Unsigned(_) | Value::Number => {
                skip(bytes, start, |byte| {
                    !is_space(byte) && !b",]}".contains(&byte)
                })
            }
        };
        let end = end.min(bytes.len());
        self.position = end;
        Some((index, start..end))
    }
}

/// The offset behind the string that begins at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut position = start + 1;
    while let Some(&byte) = bytes.get(position) {
        match byte {
            b'"' => return position + 1,
            b'\\' => position += 2,
            _ => position += 1,
        }
    }
    bytes.len()
}

/// The offset behind the value that begins at `start`, whatever lies in it.
fn balanced_end(bytes: &[u8], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut position = start;
    while let Some(&byte) = bytes.get(position) {
        match byte {
            b'"' => {
                position = string_end(bytes, position);
                if depth == 0 {
                    return position;
                }
                continue;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => {
                if depth <= 1 {
                    return position + usize::from(depth == 1);
                }
                depth -= 1;
            }
            b',' if depth == 0 => return position,
            _ => {}
        }
        position += 1;
    }
    bytes.len()
}
