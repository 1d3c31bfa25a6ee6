//! Items that Burp Suite saves: each with the bytes of its request, in Base64 or as they are.

use std::ops::Range;

use super::{Piece, Pieces, attribute, begins_with};
use crate::bytes::Coding;
use crate::bytes::codec::base64;
use crate::bytes::codec::written::{self, Notation};
use crate::capture::nested::{self, Undone};
use crate::capture::{Container, Item, answer, http, mark_length, url};
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
    /// Each with whether it is in Base64.
    request: Option<(Piece, bool)>,
    response: Option<(Piece, bool)>,
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
                name @ (b"request" | b"response") => {
                    let is_base64 = attribute(input, &tag, b"base64");
                    let is_base64 = is_base64.and_then(|value| input.get(value));
                    let is_base64 = is_base64 == Some(b"true");
                    let content = pieces.content(name).map(|piece| (piece, is_base64));
                    match name {
                        b"request" => saved.request = content,
                        _ => saved.response = content,
                    }
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
        let is_known = open_message(input, &self.request, depth, complete);
        // Of what is cut off there may be too little.
        if !is_known && !is_last {
            let path = format!("items.item[{index}]");
            take(Item::Problem(diagnostic::entry_unreadable(&path)));
        }
        let is_one = requests > 0;
        if let Some((piece, is_base64)) = self.response.as_ref().filter(|_| is_one) {
            hand_over_answer(input, piece, *is_base64, take);
        }
        is_one
    }
}

/// Hands over the answer of an item, where a format may want it.
fn hand_over_answer(input: &[u8], piece: &Piece, is_base64: bool, take: &mut dyn FnMut(Item)) {
    let (place, notation) = match piece {
        Piece::Literal(place) => (place, Notation::Plain),
        Piece::Text(place) => (place, Notation::Entities),
        _ => return,
    };
    let written = input.get(place.clone()).unwrap_or_default();
    if written.len() > 2 * answer::LARGEST {
        return;
    }
    let (coding, undone) = match is_base64 {
        true => (
            Coding::Base64(base64::decode(written, &|_| false).spaces),
            BASE64,
        ),
        false => (Coding::written(notation, written.len()), XML),
    };
    let message = coding.decoded(written);
    if let Some(mut answer) = http::answer(&message, 0) {
        answer.wrap(
            written.to_vec(),
            coding,
            undone.codec,
            undone.because.into(),
        );
        answer.at.file = place.start as u64..place.end as u64;
        take(Item::Request(answer));
    }
}

/// Hands over what is in the message of an item; false where there is nothing that is known.
fn open_message(
    input: &[u8],
    message: &Option<(Piece, bool)>,
    depth: usize,
    take: &mut dyn FnMut(Item),
) -> bool {
    match message {
        Some((Piece::Literal(place) | Piece::Text(place), true)) => {
            let written = input.get(place.clone()).unwrap_or_default();
            let coding = Coding::Base64(base64::decode(written, &|_| false).spaces);
            nested::open_coded(input, place.clone(), &coding, BASE64, depth, take)
        }
        Some((Piece::Literal(place), false)) => nested::open_written(
            input,
            Notation::Plain,
            std::slice::from_ref(place),
            XML,
            depth,
            take,
        ),
        Some((Piece::Text(place), false)) => {
            let pieces = [place.clone()];
            nested::open_written(input, Notation::Entities, &pieces, XML, depth, take)
        }
        _ => false,
    }
}

const BASE64: Undone = Undone {
    codec: Codec::Base64,
    because: "the file says that the request is in Base64",
};

const XML: Undone = Undone {
    codec: Codec::Escapes,
    because: "it is the text of an XML element",
};

fn text(input: &[u8], place: &Range<usize>, notation: Notation) -> String {
    let piece = place.start as u32..place.end as u32;
    let bytes = written::decode(input, notation, &[piece]);
    String::from_utf8_lossy(&bytes).into_owned()
}
