//! Captures within a capture: what a program wrote in a notation of its own, or put into a file of an
//! archive, is read as a capture again once that is undone.

use std::ops::Range;

use super::{Container, Item, candidates, messages, one};
use crate::bytes::codec::compressed;
use crate::bytes::codec::written::{self, Notation};
use crate::bytes::{ByteStore, Coding};
use crate::report::{Codec, InputKind};

/// How many captures are looked for within each other.
const DEPTH: usize = 4;

/// How many times as long as its bytes the part of a capture may be in which a request is written, and how
/// much longer: each keeps that part, so that requests between which others stand would keep all of it.
const SPREAD: usize = 16;
const ROOM: usize = 64 << 10;

/// What was undone, and why, as the end of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Undone {
    pub(super) codec: Codec,
    pub(super) because: &'static str,
}

/// Reads pieces of a capture, given by their offsets in it, as a capture of its own. False where nothing
/// that is known is in them; then nothing is handed over.
pub(super) fn open_written(
    input: &[u8],
    notation: Notation,
    pieces: &[Range<usize>],
    undone: Undone,
    depth: usize,
    take: &mut dyn FnMut(Item),
) -> bool {
    let read = &mut |inner: &[u8], take: &mut dyn FnMut(Item)| open(inner, depth, take);
    open_places(input, notation, pieces, undone, read, take)
}

/// The same of what one side of a connection sent.
pub(super) fn open_written_side(
    input: &[u8],
    notation: Notation,
    pieces: &[Range<usize>],
    undone: Undone,
    depth: usize,
    take: &mut dyn FnMut(Item),
) -> bool {
    let read = &mut |inner: &[u8], take: &mut dyn FnMut(Item)| open_side(inner, depth, take);
    open_places(input, notation, pieces, undone, read, take)
}

/// Reads pieces of a capture in one of these ways.
fn open_places(
    input: &[u8],
    notation: Notation,
    pieces: &[Range<usize>],
    undone: Undone,
    read: Read,
    take: &mut dyn FnMut(Item),
) -> bool {
    let mut room = usize::MAX;
    open_written_by(
        input,
        notation,
        &places(pieces),
        undone,
        &mut room,
        read,
        take,
    )
}

/// Pieces of a capture, by offsets of the size in which they are kept.
fn places(pieces: &[Range<usize>]) -> Vec<Range<u32>> {
    let pieces = pieces.iter();
    pieces
        .map(|piece| piece.start as u32..piece.end as u32)
        .collect()
}

/// What opens the bytes that are written in some pieces, and says whether they are something known.
type Read<'r> = &'r mut dyn FnMut(&[u8], &mut dyn FnMut(Item)) -> bool;

/// Reads pieces of a capture in a way of its own. `room` is how many bytes that stand between pieces may
/// be kept with them.
pub(super) fn open_written_by(
    input: &[u8],
    notation: Notation,
    pieces: &[Range<u32>],
    undone: Undone,
    room: &mut usize,
    read: Read,
    take: &mut dyn FnMut(Item),
) -> bool {
    let inner = written::decode(input, notation, pieces);
    let mut parts = written::Parts::new(input, notation, pieces);
    read(&inner, &mut |mut item| {
        if let Item::Text(_, at) = &mut item {
            let pieces = parts.find(&(at.start as usize..at.end as usize)).pieces;
            let first = pieces.iter().map(|piece| piece.start).min();
            let last = pieces.iter().map(|piece| piece.end).max();
            *at = first.unwrap_or_default().into()..last.unwrap_or_default().into();
        }
        if let Item::Request(request) = &mut item {
            let file = &request.at.file;
            let own = file.start as usize..file.end as usize;
            let written::Part { pieces, more } = parts.find(&own);
            let first = pieces.iter().map(|piece| piece.start).min();
            let first = first.unwrap_or_default();
            let last = pieces.iter().map(|piece| piece.end).max();
            let place = first as usize..last.unwrap_or(first) as usize;
            let is_in_order = pieces.is_sorted_by(|one, next| one.end <= next.start);
            let is_near = place.len() <= SPREAD * own.len() + ROOM && place.len() <= *room;
            request.at.file = place.start as u64..place.end as u64;
            request.at.path = None;
            // What stands packed in a packed file has no place of its own, and nor has what is scattered.
            request.at.is_packed |= !is_in_order || !is_near;
            if !request.at.is_packed {
                if more != (0, 0) {
                    let around = own.start - more.0..own.end + more.1;
                    let around = inner.get(around).unwrap_or_default();
                    let own = more.0 as u32..(more.0 + own.len()) as u32;
                    let coding = Coding::Written(Notation::Plain, Box::new([own]));
                    request.put_into(around.to_vec(), coding);
                }
                let own = pieces.iter();
                let own = own.map(|piece| piece.start - first..piece.end - first);
                let coding = Coding::Written(notation, own.collect());
                *room -= place.len();
                let captured = input.get(place).unwrap_or_default();
                request.wrap(
                    captured.to_vec(),
                    coding,
                    undone.codec,
                    undone.because.into(),
                );
            }
        }
        take(item);
    })
}

/// Reads bytes that are in some other way at a place of a capture, such as a file of an archive. False
/// where nothing that is known is in them.
pub(super) fn open_packed(
    inner: &[u8],
    place: Range<usize>,
    depth: usize,
    take: &mut dyn FnMut(Item),
) -> bool {
    open(inner, depth, &mut |mut item| {
        match &mut item {
            Item::Request(request) => {
                request.at.file = place.start as u64..place.end as u64;
                request.at.path = None;
                request.at.is_packed = true;
            }
            Item::Text(_, at) => *at = place.start as u64..place.end as u64,
            Item::Problem(_) | Item::Hosts(_) => {}
        }
        take(item);
    })
}

/// Reads bytes that came of a single coding, which stand at a place of a capture.
pub(super) fn open_coded(
    input: &[u8],
    place: Range<usize>,
    coding: &Coding,
    undone: Undone,
    depth: usize,
    take: &mut dyn FnMut(Item),
) -> bool {
    let captured = input.get(place.clone()).unwrap_or_default();
    let inner = coding.decoded(captured);
    let mut requests = Vec::new();
    let is_known = open(&inner, depth, &mut |item| requests.push(item));
    let is_one = requests.len() == 1;
    for mut item in requests {
        if let Item::Text(_, at) = &mut item {
            *at = place.start as u64..place.end as u64;
        }
        if let Item::Request(request) = &mut item {
            let is_all = request.at.file == (0..inner.len() as u64);
            match is_one && is_all && !request.at.is_packed {
                true => request.wrap(
                    captured.to_vec(),
                    coding.clone(),
                    undone.codec,
                    undone.because.into(),
                ),
                false => request.at.is_packed = true,
            }
            request.at.file = place.start as u64..place.end as u64;
            request.at.path = None;
        }
        take(item);
    }
    is_known
}

/// Reads what one side of a connection sent: requests, or what a server answered.
pub(super) fn open_side(inner: &[u8], depth: usize, take: &mut dyn FnMut(Item)) -> bool {
    match inner.starts_with(ANSWER) {
        true => messages::answers(inner, take),
        false => open(inner, depth, take),
    }
}

/// What servers begin with.
pub(super) const ANSWER: &[u8] = b"HTTP/";

/// Whether something that is known is in pieces of a capture.
pub(super) fn is_known(
    input: &[u8],
    notation: Notation,
    pieces: &[Range<usize>],
    depth: usize,
) -> bool {
    let pieces = places(pieces);
    is_capture(&written::decode(input, notation, &pieces), true, depth)
}

/// Whether bytes begin like a capture of a known kind; one that is a single request counts where that is
/// wanted.
pub(super) fn is_capture(inner: &[u8], with_single: bool, depth: usize) -> bool {
    if depth >= DEPTH {
        return false;
    }
    let mut containers = candidates(inner).iter();
    containers.any(|container| (container.recognize)(inner, depth + 1).is_some())
        || with_single && is_alone(inner)
}

/// Whether bytes are one value, such as JSON, and no message.
pub(super) fn is_value(inner: &[u8]) -> bool {
    is_alone(inner) && one(inner).kind != InputKind::HttpRequest
}

/// Whether bytes are one request of a known kind.
pub(super) fn is_alone(inner: &[u8]) -> bool {
    let kind = one(inner).kind;
    kind != InputKind::LogLine && !is_unknown(inner, kind)
}

/// Bytes of the longest digest, which may look compressed.
const DIGEST: usize = 64;

fn is_unknown(inner: &[u8], kind: InputKind) -> bool {
    match kind {
        InputKind::Unrecognized => inner.len() <= DIGEST || compressed::sniff(inner).is_none(),
        kind => kind == InputKind::Empty,
    }
}

/// Whether bytes are a capture of a known kind, other than those of these names; and of which, where it is
/// one request.
pub(super) fn kind(inner: &[u8], but: &[&str], depth: usize) -> Option<InputKind> {
    if depth >= DEPTH {
        return None;
    }
    let is_asked = |container: &&Container| container.name.is_none_or(|name| !but.contains(&name));
    let mut containers = candidates(inner).iter().filter(is_asked);
    let found = containers.find_map(|container| (container.recognize)(inner, depth + 1));
    let kind = found.map_or_else(|| one(inner).kind, |(kind, _)| kind);
    Some(kind).filter(|kind| !matches!(kind, InputKind::Empty | InputKind::Unrecognized))
}

/// Reads bytes as a capture, if they are one of a known kind.
pub(super) fn open(inner: &[u8], depth: usize, take: &mut dyn FnMut(Item)) -> bool {
    if depth >= DEPTH {
        return false;
    }
    for container in candidates(inner) {
        if (container.recognize)(inner, depth + 1).is_some() {
            (container.open)(inner, depth + 1, take);
            return true;
        }
    }
    let opened = one(inner);
    if is_unknown(inner, opened.kind) {
        return false;
    }
    let mut request = opened.request;
    request.at.file = 0..inner.len() as u64;
    request.store = ByteStore::new(inner.to_vec());
    if let Some(problem) = super::http::open_body(&mut request) {
        take(Item::Problem(problem));
    }
    take(Item::Request(request));
    true
}
