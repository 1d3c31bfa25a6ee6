//! What lies inside a value: addresses taken apart, codings undone, words looked at.
//!
//! Each layer hands on no more text than it was given, and there are few layers, so the work grows
//! with the length of the value and not with what it branches into.

use super::place::{Inner, Match, Position, ROUNDS, Step, parameter};
use super::words::{has, named};
use super::{Kind, address, detectors, is_jwt, shapes, whole};
use crate::bytes::codec::percent;
use crate::display;
use crate::json::{self, Document, spans::Spans};
use crate::limits::{Budget, Limits};
use crate::progress::Progress;
use crate::report::Certainty;

/// Bytes of a value that are looked at: longer ones are pictures and packed data.
const LENGTH: usize = 64 << 10;

/// Values of a JSON text that are looked at.
const NODES: usize = 4_000;

/// Looks at a value as it stands and at all that lies inside it.
pub(crate) fn search(name: &str, value: &str, sink: &mut dyn FnMut(&Match)) {
    let place = Position {
        name,
        step: None,
        rounds: ROUNDS,
    };
    let end = value.floor_char_boundary(LENGTH);
    look(value.get(..end).unwrap_or_default(), place, sink);
}

/// Whether a value can hold more than it is as a whole, by its bytes alone: almost all values
/// cannot, and a list of thousands of events has hundreds of thousands of them.
pub(crate) fn may_hold_more(value: &str) -> bool {
    // Nothing that can be found inside has a run of fewer letters and digits than a private link.
    const RUN: usize = 14;
    let mut run = 0;
    let is_mac = value.len() == 17 && matches!(value.as_bytes().get(2), Some(b':' | b'-'));
    is_mac
        || value.bytes().any(|byte| {
            let class = CLASSES.get(usize::from(byte)).copied().unwrap_or_default();
            run = if class == IN_RUN { run + 1 } else { 0 };
            run > RUN || class == TELLING
        })
}

/// Letters and digits and what joins them.
const IN_RUN: u8 = 1;

/// What stands in nothing but mailboxes, codings and texts of several parts.
const TELLING: u8 = 2;

/// What each byte is for [`may_hold_more`], which looks at nearly all bytes of a capture.
const CLASSES: [u8; 256] = classes();

#[expect(
    clippy::indexing_slicing,
    reason = "the compiler runs it, so it cannot fail later"
)]
const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'@' | b'%' | b'=' | b'{' | b'!' | b'+' => TELLING,
            b'-' | b'_' => IN_RUN,
            _ if byte.is_ascii_alphanumeric() => IN_RUN,
            _ => 0,
        };
        byte += 1_u8;
    }
    classes
}

const INNER: Inner = Inner {
    value: look,
    text: parts,
};

/// Looks at one text, and takes off the next layer.
fn look(text: &str, place: Position, sink: &mut dyn FnMut(&Match)) {
    let text = text.trim();
    let verdict = whole(place.name, text, place.step.is_some());
    let kind = verdict.map(|(kind, ..)| kind.id()).unwrap_or_default();
    if let Some(verdict) = verdict {
        place.emit(verdict, text, sink);
        derived(verdict.0, text, place, sink);
    }
    if kind == "search-words" || kind != "url" && named(place.name, "search") {
        address::topics(text, address::SEARCHED, &place, sink);
    }
    if place.rounds == 0 {
        return;
    }
    let step = |name| Step {
        name,
        outer: place.step,
    };
    if kind == "url" {
        let step = step("url");
        // An address in a parameter is named by the parameter.
        let inner = match place.step {
            Some(_) => place,
            None => place.inside(&step, place.name),
        };
        return address::look(text, inner.deeper(), &INNER, sink);
    }
    let is_bundle = has(text, "##") && text.contains('=');
    if !is_bundle && verdict.is_none_or(|(_, certainty, _)| certainty == Certainty::Possible) {
        parts(text, place, sink);
    }
    let place = place.deeper();
    if matches!(text.as_bytes(), [b'{' | b'[', ..]) {
        let step = step("json");
        json(text, place.inside(&step, place.name), sink);
    } else if is_bundle {
        pairs(text, "##", place, sink);
    } else if text.contains('&') && text.contains('=') {
        pairs(text, "&", place, sink);
    } else if percent::sniff(text.as_bytes()) {
        let step = step("percent");
        let inner = place.inside(&step, place.name);
        look(&percent::decode_text(text), inner, sink);
    } else if shapes::is_base64(text)
        && !shapes::is_hex(text)
        && kind != "uuid"
        && let Some(inner) = display::base64_text(text)
    {
        let step = step("base64");
        look(&inner, place.inside(&step, place.name), sink);
    }
}

/// What follows from a value of a kind.
fn derived(kind: &Kind, text: &str, place: Position, sink: &mut dyn FnMut(&Match)) {
    let id = kind.id();
    let step = Step {
        name: id,
        outer: place.step,
    };
    let inner = place.inside(&step, place.name).deeper();
    let mac = match id {
        "uuid" => uuid_node(text),
        "ip" => shapes::ipv6_mac(text),
        "jwt" if place.rounds > 0 => {
            let claims = text.split('.').nth(1).and_then(display::base64_text);
            return json(&claims.unwrap_or_default(), inner, sink);
        }
        _ => None,
    };
    if let Some(mac) = mac.filter(|[first, ..]| first & 3 == 0) {
        let because = "such a number is made of the device’s hardware address";
        let verdict = (&detectors::MAC, Certainty::Likely, because);
        inner.emit(verdict, &shapes::mac_text(mac), sink);
    }
}

/// The network address in an identifier of version 1 or 6; a random one has the bit of groups.
fn uuid_node(uuid: &str) -> Option<[u8; 6]> {
    matches!(uuid.as_bytes().get(14)?, b'1' | b'6')
        .then(|| shapes::mac(uuid.get(24..)?))
        .flatten()
}

/// The names of a token's claims.
#[inline(never)]
pub(super) fn claims(token: &str) -> Option<String> {
    let text = display::base64_text(token.split('.').nth(1)?)?;
    let document = read(&text);
    let names: Vec<&str> = document
        .children(0)
        .take(12)
        .map(|(_, node)| document.key(node.key))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

#[inline(never)]
fn read(text: &str) -> Document {
    let mut budget = Budget::new(Limits {
        nodes: NODES,
        depth: 16,
        rereading: 0,
        ..Limits::DEFAULT
    });
    json::read(
        text.to_owned(),
        &mut budget,
        &mut Default::default(),
        &mut Progress::new(&mut |_, _| {}),
    )
}

/// The values of a JSON text.
fn json(text: &str, place: Position, sink: &mut dyn FnMut(&Match)) {
    let document = read(text);
    for row in &document.rows {
        for (index, range) in Spans::new(&document, row) {
            let Some(node) = document.node(index).filter(|node| node.value.inner() == 0) else {
                continue;
            };
            let text = document
                .string(node.value)
                .or_else(|| document.text.get(range));
            let name = document.key(node.key);
            let step = Step {
                name,
                outer: place.step,
            };
            let inner = if name.is_empty() {
                place
            } else {
                place.inside(&step, name)
            };
            look(text.unwrap_or_default(), inner, sink);
        }
    }
}

/// `name=value` pairs.
#[inline(never)]
fn pairs(text: &str, separator: &str, place: Position, sink: &mut dyn FnMut(&Match)) {
    for pair in text.split(separator) {
        if let Some((name, value)) = pair.split_once('=')
            && !value.is_empty()
        {
            let name = percent::decode_text(name);
            let step = Step {
                name: &name,
                outer: place.step,
            };
            let value = if separator == "&" {
                parameter(value)
            } else {
                value.into()
            };
            look(&value, place.inside(&step, &name), sink);
        }
    }
}

/// What can stand in the middle of a text: mailboxes, tokens, serial numbers.
#[inline(never)]
fn parts(text: &str, place: Position, sink: &mut dyn FnMut(&Match)) {
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('@') {
        let start = bytes.get(..at).unwrap_or_default();
        let mailbox = start
            .iter()
            .rev()
            .take(65)
            .take_while(|&&byte| shapes::is_mailbox(byte))
            .count();
        let end = bytes.get(at + 1..).unwrap_or_default();
        let domain = end
            .iter()
            .take(255)
            .take_while(|&&byte| shapes::is_domain(byte) || byte == b'.')
            .count();
        let found = text.get(at - mailbox..at + 1 + domain).unwrap_or_default();
        let found = found.trim_end_matches(['.', '-']);
        if let Some(known) = shapes::email(found) {
            let because = "a part of the value has the form of an e-mail address";
            place.emit(
                (&detectors::EMAIL, super::likely_if(known), because),
                found,
                sink,
            );
        }
    }
    let is_token = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    for word in text.split(|letter| !is_token(letter)) {
        if word.len() == 15 && shapes::is_imei(word) && word.len() < text.len() {
            let because = "fifteen digits begin like an IMEI, and the last one checks the others";
            place.emit((&detectors::IMEI, Certainty::Possible, because), word, sink);
        }
        if word.starts_with("eyJ") && is_jwt(word) {
            let because = "its first part decodes to the header of such a token";
            place.emit((&detectors::JWT, Certainty::Certain, because), word, sink);
            derived(&detectors::JWT, word, place, sink);
        }
    }
}
