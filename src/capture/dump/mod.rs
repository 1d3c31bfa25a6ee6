//! Bytes that a program wrote out as numbers: dumps with an offset before each row, plain digits, lists
//! and arrays. What they hold is read as a capture again.

mod digits;
mod follow;
mod frames;
mod list;
pub(super) mod pieces;
mod row;
mod rows;
mod shape;

use std::ops::Range;

use super::nested::{self, Undone};
use super::{Container, Item, http, mark_length, packets};
use crate::bytes::codec::written::{self, Notation};
use crate::diagnostic;
use crate::report::Codec;
use pieces::Dump;

pub(super) const ROWS: Container = rows::CONTAINER;
pub(super) const FOLLOW: Container = follow::CONTAINER;
pub(super) const DIGITS: Container = digits::CONTAINER;
pub(super) const LIST: Container = list::CONTAINER;
pub(super) const FRAMES: Container = frames::CONTAINER;

/// Packets that say whether there are any: some are of no connection.
const SAMPLE_OF_PACKETS: usize = 16;

/// Bytes in which a body has something to say.
const LEAST: usize = 12;

/// Letters and digits of a text in which nothing else stands, so many of which are no chance.
const WORD: usize = 64;

/// That bytes were written as numbers, and why, as the end of a sentence.
fn numbers(because: &'static str) -> Undone {
    let codec = Codec::Numbers;
    Undone { codec, because }
}

/// How much of a dump says whether it is what a server sent.
const BEGINNING: usize = 4;

/// Hands over what some dumps hold, and says what is wrong with them. Of several notations in which they
/// can be read, the first in which something known stands there is right.
fn open(
    input: &[u8],
    dumps: Vec<Dump>,
    notations: &[Notation],
    undone: Undone,
    depth: usize,
    take: &mut dyn FnMut(Item),
) {
    let is_hex = notations == [Notation::Hex];
    if is_hex && packets::written::open(input, &dumps, depth, take) {
        return;
    }
    let mut found = false;
    let mut is_response = false;
    for dump in dumps {
        let is_known = notations.iter().any(|&notation| {
            let of_server = begins(input, notation, &dump.pieces, b"HTTP");
            is_response |= of_server;
            !of_server && nested::open_written(input, notation, &dump.pieces, undone, depth, take)
        });
        found |= is_known;
        if let Some(problem) = dump.problem.filter(|_| is_known) {
            take(Item::Problem(problem));
        }
    }
    if !found {
        take(Item::Problem(match is_response {
            true => diagnostic::response_alone(),
            false => diagnostic::dump_unknown(),
        }));
    }
}

/// Whether the bytes in some pieces begin with these.
fn begins(
    input: &[u8],
    notation: Notation,
    pieces: &[Range<usize>],
    with: &[u8; BEGINNING],
) -> bool {
    pieces.first().is_some_and(|piece| {
        let end = piece.end.min(piece.start + 80);
        let piece = piece.start as u32..end as u32;
        written::decode(input, notation, std::slice::from_ref(&piece)).starts_with(with)
    })
}

/// Whether a text begins as a request does, of whose body nothing is taken alone.
fn is_message(input: &[u8]) -> bool {
    let text = input.get(mark_length(input)..).unwrap_or_default();
    http::begins_request(text.trim_ascii_start())
}

/// Whether something that is known is written in some pieces.
fn is_known(input: &[u8], notation: Notation, pieces: &[Range<usize>], depth: usize) -> bool {
    let bytes = decoded(input, notation, pieces);
    // A list of ages can be read as letters.
    let is_word = bytes.len() < WORD && bytes.iter().all(u8::is_ascii_alphanumeric);
    let is_likely = bytes.len() >= LEAST && !is_word;
    is_likely && (nested::is_capture(&bytes, true, depth) || packets::written::is_packet(&bytes))
}

/// Whether a packet is written in some pieces.
fn is_packet(input: &[u8], pieces: &[Range<usize>]) -> bool {
    packets::written::is_packet(&decoded(input, Notation::Hex, pieces))
}

fn decoded(input: &[u8], notation: Notation, pieces: &[Range<usize>]) -> Vec<u8> {
    let pieces = pieces.iter();
    let pieces = pieces.map(|piece| piece.start as u32..piece.end as u32);
    written::decode(input, notation, &pieces.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests;
