//! A text as `cat -A` and `sed -n l` print it: a mark for the end of each line, and signs for what is not
//! visible.

use std::ops::Range;

use super::nested::{self, Undone};
use super::{Container, Item};
use crate::bytes::codec::written::{Characters, Notation};
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "visible",
    name: Some("a text with marks for the ends of its lines"),
    recognize,
    open,
};

const UNDONE: Undone = Undone {
    codec: Codec::Escapes,
    because: "cat -A or sed -n l marked the ends of its lines",
};

/// Lines of which each must end so.
const LOOKED_AT: usize = 8;

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    let (notation, pieces) = find(input)?;
    let is_known = nested::is_known(input, notation, &pieces, depth);
    is_known.then_some((InputKind::Export, UNDONE.because))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    if let Some((notation, pieces)) = find(input) {
        nested::open_written(input, notation, &pieces, UNDONE, depth, take);
    }
}

/// Whether a line ends with the mark of `cat -A` or `sed -n l`.
pub(super) fn is_marked(line: &[u8]) -> bool {
    line.ends_with(b"$")
}

/// The lines without their marks, and how the rest is written.
fn find(input: &[u8]) -> Option<(Notation, Vec<Range<usize>>)> {
    // Of the last line there can be no end; sed breaks long ones behind a backslash.
    let is_broken = |line: &[u8]| line.ends_with(b"\\");
    let lines = input.trim_ascii_end().split(|&byte| byte == b'\n');
    let mut lines = lines.take(LOOKED_AT).peekable();
    if !lines.peek().is_some_and(|line| is_marked(line)) {
        return None;
    }
    while let Some(line) = lines.next() {
        if lines.peek().is_some() && !is_marked(line) && !is_broken(line) {
            return None;
        }
    }
    let is_of_sed = input.windows(4).any(|part| part == b"\\r$\n")
        || input.split(|&byte| byte == b'\n').any(is_broken);
    let notation = match is_of_sed {
        true => Notation::Backslash(Characters::Bytes),
        false => Notation::Caret,
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    for line in input.split_inclusive(|&byte| byte == b'\n') {
        let end = start + line.len();
        let own = line.strip_suffix(b"\n").unwrap_or(line);
        match own.split_last() {
            Some((b'$', own)) => {
                pieces.push(start..start + own.len());
                pieces.push(end - usize::from(end < input.len())..end);
            }
            Some((b'\\', own)) if is_of_sed => pieces.push(start..start + own.len()),
            _ => pieces.push(start..end),
        }
        start = end;
    }
    pieces.retain(|piece| !piece.is_empty());
    Some((notation, pieces))
}
