//! The lines of a dump that begin with an offset.

use std::ops::Range;

use crate::capture::mark_length;

/// A line that begins with an offset.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// How many lines stand before it.
    pub(super) number: usize,
    /// Where the line begins and ends.
    line: Range<usize>,
    /// Where the offset stands.
    pub(super) offset: Range<usize>,
    /// What follows it.
    pub(super) data: Range<usize>,
    /// Whether a colon parts them.
    pub(super) has_colon: bool,
    /// The line before, where it is no row.
    pub(super) heading: Range<usize>,
    /// Whether the line before says that the row before it is repeated.
    pub(super) is_repeated: bool,
}

impl Row {
    pub(super) fn indent(&self) -> usize {
        self.offset.start - self.line.start
    }

    /// A place of the line as a column.
    pub(super) fn column(&self, place: usize) -> usize {
        place.saturating_sub(self.line.start)
    }
}

/// The rows of a text.
pub(super) struct Rows<'i> {
    input: &'i [u8],
    position: usize,
    number: usize,
}

impl<'i> Rows<'i> {
    pub(super) fn new(input: &'i [u8]) -> Rows<'i> {
        Rows {
            input,
            position: mark_length(input),
            number: 0,
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let mut is_repeated = false;
        let mut heading = 0..0;
        loop {
            let rest = self
                .input
                .get(self.position..)
                .filter(|rest| !rest.is_empty())?;
            let start = self.position;
            let end = rest.iter().position(|&byte| byte == b'\n');
            self.position += end.map_or(rest.len(), |end| end + 1);
            let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let number = self.number;
            self.number += 1;
            if let Some(mut row) = row(line, start) {
                row.number = number;
                row.is_repeated = is_repeated;
                row.heading = heading;
                return Some(row);
            }
            is_repeated = line.trim_ascii() == b"*";
            if !line.trim_ascii().is_empty() {
                heading = start..start + line.len();
            }
        }
    }
}

/// Digits of the shortest and of the longest offset.
const OFFSET: Range<usize> = 4..17;

/// A line as a row.
fn row(line: &[u8], start: usize) -> Option<Row> {
    let text = line.trim_ascii_start();
    let mut from = line.len() - text.len();
    if text.starts_with(b"0x") {
        from += 2;
    }
    let digits = line.get(from..)?;
    let digits = digits.iter().take(OFFSET.end);
    let digits = digits.take_while(|byte| byte.is_ascii_hexdigit()).count();
    OFFSET.contains(&digits).then_some(())?;
    let mut behind = from + digits;
    if line.get(behind) == Some(&b'h') {
        behind += 1;
    }
    let has_colon = line.get(behind) == Some(&b':');
    behind += usize::from(has_colon);
    matches!(line.get(behind), None | Some(b' ' | b'\t')).then_some(())?;
    Some(Row {
        number: 0,
        line: start..start + line.len(),
        offset: start + from..start + from + digits,
        data: start + behind..start + line.len(),
        has_colon,
        heading: 0..0,
        is_repeated: false,
    })
}
