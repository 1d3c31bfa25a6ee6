//! Items that Burp Suite saves: each with the bytes of its request, in Base64 or as they are.

use std::ops::Range;

use super::{Piece, Pieces, attribute, begins_with};
use crate::bytes::Coding;
use crate::bytes::codec::base64;
use crate::bytes::codec::written::{self, Notation};
use crate::capture::nested::{self, Undone};
use crate::capture::{Container, Item, mark_length, url};
use crate::diagnostic::{self, Grouped};
use crate::report::{Codec, InputKind};

pub(in crate::capture) const CONTAINER: Container = Container {
    id: "burp",
    name: Some("items saved by Burp Suite"),
    recognize,
    open,
};

/// Bytes in which the first request begins.
const BEGINNING: usize = 1 << 16;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    // Anything can have items.
    let beginning = input.get(..input.len().min(BEGINNING)).unwrap_or_default();
    let has = |sign: &[u8]| beginning.windows(sign.len()).any(|part| part == sign);
    let is_one = begins_with(input, b"items") && (has(b" burpVersion=") || has(b"<request"));
    is_one.then_some((
        InputKind::Export,
        "it is XML with a list of items, as that program saves them",
    ))
}

/// What is needed of an item.
#[derive(Default)]
struct Saved {
    url: Option<Piece>,
    request: Option<Piece>,
    is_base64: bool,
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let mut pieces = Pieces::new(input, mark_length(input));
    let (mut index, mut requests) = (0, 0);
    let mut saved = Saved::default();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open(name, tag) => match input.get(name).unwrap_or_default() {
                b"item" => saved = Saved::default(),
                b"url" => saved.url = pieces.content(b"url"),
                b"request" => {
                    let is_base64 = attribute(input, &tag, b"base64");
                    let is_base64 = is_base64.and_then(|value| input.get(value));
                    saved.is_base64 = is_base64 == Some(b"true");
                    saved.request = pieces.content(b"request");
                }
                b"response" => {
                    pieces.content(b"response");
                }
                _ => {}
            },
            Piece::Close(name) if input.get(name.clone()) == Some(b"item") => {
                requests += usize::from(saved.hand_over(input, index, false, depth, take));
                saved = Saved::default();
                index += 1;
            }
            _ => {}
        }
    }
    // The last item may lack its end.
    if saved.request.is_some() {
        requests += usize::from(saved.hand_over(input, index, true, depth, take));
    }
    if pieces.is_cut {
        take(Item::Problem(diagnostic::export_cut(Grouped(requests))));
    } else if requests + index == 0 {
        take(Item::Problem(diagnostic::export_empty()));
    }
}

impl Saved {
    /// Hands over the request of an item, and says whether there is one.
    fn hand_over(
        &self,
        input: &[u8],
        index: usize,
        is_last: bool,
        depth: usize,
        take: &mut dyn FnMut(Item),
    ) -> bool {
        let address = match &self.url {
            Some(Piece::Literal(place)) => text(input, place, Notation::Plain),
            Some(Piece::Text(place)) => text(input, place, Notation::Entities),
            _ => String::new(),
        };
        let address = address.trim();
        let mut requests = 0;
        let complete = &mut |mut item| {
            if let Item::Request(request) = &mut item {
                requests += 1;
                url::complete(request, address);
            }
            take(item);
        };
        let is_known = match &self.request {
            Some(Piece::Literal(place) | Piece::Text(place)) if self.is_base64 => {
                let written = input.get(place.clone()).unwrap_or_default();
                let coding = Coding::Base64(base64::decode(written, &|_| false).spaces);
                let undone = Undone {
                    codec: Codec::Base64,
                    because: "the file says that the request is in Base64",
                };
                nested::open_coded(input, place.clone(), &coding, undone, depth, complete)
            }
            Some(Piece::Literal(place)) => nested::open_written(
                input,
                Notation::Plain,
                std::slice::from_ref(place),
                XML,
                depth,
                complete,
            ),
            Some(Piece::Text(place)) => {
                let pieces = [place.clone()];
                nested::open_written(input, Notation::Entities, &pieces, XML, depth, complete)
            }
            _ => false,
        };
        // Of what is cut off there may be too little.
        if !is_known && !is_last {
            let path = format!("items.item[{index}]");
            take(Item::Problem(diagnostic::entry_unreadable(&path)));
        }
        requests > 0
    }
}

const XML: Undone = Undone {
    codec: Codec::Escapes,
    because: "it is the text of an XML element",
};

fn text(input: &[u8], place: &Range<usize>, notation: Notation) -> String {
    let piece = place.start as u32..place.end as u32;
    let bytes = written::decode(input, notation, &[piece]);
    String::from_utf8_lossy(&bytes).into_owned()
}
