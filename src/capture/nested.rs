//! Captures within a capture: what a program wrote in a notation of its own, or put into a file of an
//! archive, is read as a capture again once that is undone.

use std::ops::Range;

use super::{CONTAINERS, Container, Item, one};
use crate::bytes::codec::written::{self, Notation};
use crate::bytes::{ByteStore, Coding};
use crate::report::{Codec, InputKind};

/// How many captures are looked for within each other.
const DEPTH: usize = 4;

/// What was undone, and why, as the end of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Undone {
    pub(super) codec: Codec,
    pub(super) because: &'static str,
}

/// Reads pieces of a capture, given by their offsets in it, as a capture of its own. False where nothing
/// that is known stands in them; then nothing is handed over.
pub(super) fn open_written(
    input: &[u8],
    notation: Notation,
    pieces: &[Range<usize>],
    undone: Undone,
    depth: usize,
    take: &mut dyn FnMut(Item),
) -> bool {
    let pieces: Vec<Range<u32>> = pieces
        .iter()
        .map(|piece| piece.start as u32..piece.end as u32)
        .collect();
    let inner = written::decode(input, notation, &pieces);
    open(&inner, depth, &mut |mut item| {
        if let Item::Request(request) = &mut item {
            let file = &request.at.file;
            let own = file.start as usize..file.end as usize;
            let own = written::cut(input, notation, &pieces, &own);
            let first = own.first().map_or(0, |piece| piece.start as usize);
            let last = own.last().map_or(first, |piece| piece.end as usize);
            let own = own.iter();
            let own = own.map(|piece| piece.start - first as u32..piece.end - first as u32);
            // What stands packed in a packed file has no place of its own.
            if !request.at.is_packed {
                let coding = Coding::Written(notation, own.collect());
                let captured = input.get(first..last).unwrap_or_default();
                request.wrap(
                    captured.to_vec(),
                    coding,
                    undone.codec,
                    undone.because.into(),
                );
            }
            request.at.file = first as u64..last as u64;
            request.at.path = None;
        }
        take(item);
    })
}

/// Reads bytes that stand in some other way at a place of a capture, such as a file of an archive. False
/// where nothing that is known stands in them.
pub(super) fn open_packed(
    inner: &[u8],
    place: Range<usize>,
    depth: usize,
    take: &mut dyn FnMut(Item),
) -> bool {
    open(inner, depth, &mut |mut item| {
        if let Item::Request(request) = &mut item {
            request.at.file = place.start as u64..place.end as u64;
            request.at.path = None;
            request.at.is_packed = true;
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

/// Whether bytes are a capture of a known kind, other than those of these names; and of which, where it is
/// one request.
pub(super) fn kind(inner: &[u8], but: &[&str]) -> Option<InputKind> {
    let is_asked = |container: &&Container| container.name.is_none_or(|name| !but.contains(&name));
    let mut containers = CONTAINERS.iter().filter(is_asked);
    let found = containers.find_map(|container| (container.recognize)(inner));
    let kind = found.map_or_else(|| one(inner).kind, |(kind, _)| kind);
    Some(kind).filter(|kind| !matches!(kind, InputKind::Empty | InputKind::Unrecognized))
}

/// Reads bytes as a capture, if they are one of a known kind.
fn open(inner: &[u8], depth: usize, take: &mut dyn FnMut(Item)) -> bool {
    if depth >= DEPTH {
        return false;
    }
    for container in CONTAINERS {
        if (container.recognize)(inner).is_some() {
            (container.open)(inner, depth + 1, take);
            return true;
        }
    }
    let opened = one(inner);
    if matches!(opened.kind, InputKind::Empty | InputKind::Unrecognized) {
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
