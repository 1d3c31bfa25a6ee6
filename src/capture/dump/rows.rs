//! Dumps with an offset at the beginning of each row, as `xxd`, `hexdump`, `od` and Wireshark have them.
//!
//! The offsets say everything else: to which base they are, how many bytes a row has, and so where the
//! text begins that stands at its right and is never taken for data.

use std::ops::Range;

use super::Dump;
use super::shape::{SAMPLE, Shape};
use crate::bytes::codec::written::Notation;
use crate::capture::packets::written::{self, Written};
use crate::capture::{Container, Item, mark_length};
use crate::diagnostic;
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    name: Some("a hex dump"),
    recognize,
    open,
};

const BECAUSE: &str = "offsets stand before rows of numbers";

/// Other lines that may come before the first row.
const BEFORE: usize = 8;

/// Bytes that lines may stand for which say that the row before them is repeated.
const REPEATED: usize = 1 << 20;

/// Widths of what stands before the offset, such as the four blanks before what the other side sent.
const INDENTS: usize = 4;

fn recognize(input: &[u8]) -> Option<(InputKind, &'static str)> {
    let rows: Vec<Row> = Rows::new(input).take(SAMPLE).collect();
    let first = rows.first()?;
    (first.number <= BEFORE).then_some(())?;
    Shape::find(input, &rows)?;
    Some((InputKind::Export, BECAUSE))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let rows: Vec<Row> = Rows::new(input).collect();
    let Some(shape) = Shape::find(input, &rows) else {
        return;
    };
    let blocks = blocks(input, &rows, &shape);
    let dumps = blocks.iter().map(|block| read(input, block, &shape));
    let dumps: Vec<Dump> = dumps.collect();
    if shape.notations == [Notation::Hex] {
        let packets = dumps.iter().zip(&blocks).map(|(dump, block)| {
            let heading = block.first().map(|(row, _)| row.heading.clone());
            Written {
                heading: input.get(heading.unwrap_or_default()).unwrap_or_default(),
                pieces: dump.pieces.clone(),
            }
        });
        if written::open(input, &packets.collect::<Vec<_>>(), depth, take) {
            return;
        }
    }
    super::open(
        input,
        dumps,
        &shape.notations,
        super::numbers(BECAUSE),
        depth,
        take,
    );
}

/// A line that begins with an offset.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// How many lines stand before it.
    number: usize,
    /// Where the line begins and ends.
    line: Range<usize>,
    /// Where the offset stands.
    pub(super) offset: Range<usize>,
    /// What stands behind it.
    pub(super) data: Range<usize>,
    /// Whether a colon parts them.
    pub(super) has_colon: bool,
    /// The line before, where it is no row.
    heading: Range<usize>,
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

/// The rows of each dump, of which another begins where the offsets do; what stands at another indent has
/// offsets of its own.
fn blocks<'r>(input: &[u8], rows: &'r [Row], shape: &Shape) -> Vec<Vec<(&'r Row, usize)>> {
    let mut blocks: Vec<Vec<(&Row, usize)>> = Vec::new();
    let mut current: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        let Some(offset) = shape.offset(input, row) else {
            continue;
        };
        let indent = row.indent();
        let open = current.iter().position(|&(known, _)| known == indent);
        let block = open.and_then(|open| Some(current.get(open)?.1));
        let last = block.and_then(|block| blocks.get(block)?.last());
        match (block, last) {
            (Some(block), Some(&(_, before))) if before < offset => {
                blocks.get_mut(block).map(|block| block.push((row, offset)));
            }
            // What has an offset and no data is the end of a dump.
            _ if shape.is_end(input, row) => {}
            _ => {
                let is_new = open.is_none();
                if is_new && current.len() == INDENTS {
                    continue;
                }
                match open.and_then(|open| current.get_mut(open)) {
                    Some(open) => open.1 = blocks.len(),
                    None => current.push((indent, blocks.len())),
                }
                blocks.push(vec![(row, offset)]);
            }
        }
    }
    blocks
}

/// The pieces of a text in which the bytes of some rows stand.
fn read(input: &[u8], rows: &[(&Row, usize)], shape: &Shape) -> Dump {
    let mut dump = Dump::default();
    let mut repeated = 0;
    let mut rows = rows.iter().peekable();
    while let Some(&(row, offset)) = rows.next() {
        let next = rows.peek();
        let behind = next.map(|&&(_, next)| next - offset);
        let wanted = behind.unwrap_or(shape.width).min(shape.width);
        let first = dump.pieces.len();
        let count = shape.read(input, row, wanted, &mut dump.pieces);
        let missing = behind.map_or(0, |behind| behind.saturating_sub(count));
        match next {
            Some((next, _)) if next.is_repeated && count > 0 => {
                let pieces: Vec<Range<usize>> =
                    dump.pieces.get(first..).unwrap_or_default().to_vec();
                for _ in 0..missing / count {
                    repeated += count;
                    if repeated > REPEATED {
                        dump.problem = Some(diagnostic::dump_gap());
                        return dump;
                    }
                    dump.pieces.extend_from_slice(&pieces);
                }
            }
            _ if missing > 0 || next.is_none() && count == 0 && !shape.is_end(input, row) => {
                dump.problem = Some(diagnostic::dump_gap())
            }
            _ => {}
        }
    }
    dump
}
