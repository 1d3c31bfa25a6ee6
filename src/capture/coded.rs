//! A file that uuencode wrote, with or without a text around it, and a text in Base32.

use std::ops::Range;

use super::nested::{self, Undone};
use super::{Container, Item};
use crate::bytes::codec::written::Notation;
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "coded",
    name: Some("a text in Base32 or uuencode"),
    recognize,
    open,
};

/// Characters of the shortest text in Base32; shorter ones are keys and words.
const SHORTEST: usize = 40;

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    let (notation, pieces, because) = find(input)?;
    nested::is_known(input, notation, &pieces, depth).then_some((InputKind::Export, because))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    if let Some((notation, pieces, because)) = find(input) {
        let codec = Codec::Numbers;
        let undone = Undone { codec, because };
        nested::open_written(input, notation, &pieces, undone, depth, take);
    }
}

fn find(input: &[u8]) -> Option<(Notation, Vec<Range<usize>>, &'static str)> {
    let is_of_base32 = |byte: &u8| matches!(byte, b'A'..=b'Z' | b'2'..=b'7' | b'=' | b'\r' | b'\n');
    if input.len() >= SHORTEST && input.iter().all(is_of_base32) {
        let all = std::iter::once(0..input.len()).collect();
        return Some((
            Notation::Base32,
            all,
            "it contains only characters of Base32",
        ));
    }
    let pieces = of_uuencode(input);
    let because = "it contains a file that uuencode wrote";
    (!pieces.is_empty()).then_some((Notation::Uu, pieces, because))
}

/// The lines of the first file that uuencode wrote, each as long as its first character says.
fn of_uuencode(input: &[u8]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut position = 0;
    let mut is_begun = false;
    for line in input.split_inclusive(|&byte| byte == b'\n') {
        let start = position;
        position += line.len();
        if !is_begun {
            is_begun = begins(line);
            continue;
        }
        // Blanks at the end are digits.
        let end = line.iter().rposition(|byte| !b"\r\n".contains(byte));
        let line = line.get(..end.map_or(0, |end| end + 1)).unwrap_or_default();
        let Some(first @ b'!'..=b'M') = line.first().copied() else {
            break;
        };
        let bytes = usize::from(first - b' ');
        let digits = (bytes * 8).div_ceil(6);
        if line.len() <= digits {
            // What is cut off has lost its end.
            pieces.push(start + 1..start + line.len());
            break;
        }
        pieces.push(start + 1..start + 1 + digits);
    }
    pieces
}

/// Whether a line is the first one of a file: `begin 644 body.gz`.
fn begins(line: &[u8]) -> bool {
    let Some(mode) = line.strip_prefix(b"begin ") else {
        return false;
    };
    let digits = mode.iter().take_while(|byte| matches!(byte, b'0'..=b'7'));
    let digits = digits.count();
    matches!(digits, 3 | 4) && mode.get(digits) == Some(&b' ')
}
