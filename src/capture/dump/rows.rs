//! Dumps with an offset at the beginning of each row, as `xxd`, `hexdump`, `od` and Wireshark have them.
//!
//! The offsets say everything else: to which base they are, how many bytes a row has, and so where the
//! text begins that stands at its right and is never taken for data.

use std::ops::Range;

use super::pieces::Dump;
use super::row::{Row, Rows};
use super::shape::{SAMPLE, Shape};
use crate::capture::{Container, Item};
use crate::diagnostic;
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "hex-dump",
    name: Some("a hex dump"),
    recognize,
    open,
};

const BECAUSE: &str = "rows of numbers begin with offsets";

/// Other lines that may come before the first row.
const BEFORE: usize = 8;

/// Rows that are read, in a few hundred megabytes of memory; requests have some thousand.
const ROWS: usize = 2_000_000;

/// Bytes of all lines together which say that the row before them is repeated.
const REPEATED: usize = 1 << 20;

/// Widths of what stands before the offset, such as the four blanks before what the other side sent.
const INDENTS: usize = 4;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let rows = sample(input);
    let first = rows.first().filter(|_| !super::is_message(input))?;
    let shape = Shape::find(input, &rows)?;
    // What a program says of a packet before its bytes can be long.
    let is_near = || {
        let block = blocks(input, &rows, &shape).into_iter().next();
        let dump = block.map(|block| read(input, &block, &shape, &mut 0));
        dump.is_some_and(|dump| super::is_packet(input, &dump.pieces))
    };
    (first.number <= BEFORE || is_near()).then_some(())?;
    Some((InputKind::Export, BECAUSE))
}

/// Bytes in which the first rows stand.
const BEGINNING: usize = 1 << 18;

/// The rows that tell the shape of all.
fn sample(input: &[u8]) -> Vec<Row> {
    let beginning = input.get(..input.len().min(BEGINNING)).unwrap_or_default();
    Rows::new(beginning).take(SAMPLE).collect()
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let mut all = Rows::new(input);
    let rows: Vec<Row> = all.by_ref().take(ROWS).collect();
    if all.next().is_some() {
        take(Item::Problem(diagnostic::limit_rows_of_dump(
            diagnostic::Grouped(ROWS),
        )));
    }
    let Some(shape) = Shape::find(input, &sample(input)) else {
        return;
    };
    let blocks = blocks(input, &rows, &shape);
    let mut room = REPEATED;
    let dumps = blocks
        .iter()
        .map(|block| read(input, block, &shape, &mut room));
    let dumps = dumps.collect();
    super::open(
        input,
        dumps,
        &shape.notations,
        super::numbers(BECAUSE),
        depth,
        take,
    );
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
                if let Some(block) = blocks.get_mut(block) {
                    block.push((row, offset));
                }
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
fn read(input: &[u8], rows: &[(&Row, usize)], shape: &Shape, room: &mut usize) -> Dump {
    let mut dump = Dump {
        heading: rows.first().map_or(0..0, |(row, _)| row.heading.clone()),
        ..Dump::default()
    };
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
                    let Some(rest) = room.checked_sub(count) else {
                        dump.problem = Some(diagnostic::dump_gap());
                        return dump;
                    };
                    *room = rest;
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
