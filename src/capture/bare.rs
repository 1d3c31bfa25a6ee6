//! A value without anything around it: JSON, Base64, percent-encoded text or compressed bytes.

use super::located::Located;
use super::request::{Body, Request};
use super::{Opened, multipart, others, plain};
use crate::bytes::Slice;
use crate::bytes::codec;
use crate::report::InputKind;

/// Bytes that are no text.
pub(super) fn read_bytes(input: &[u8], at: Slice) -> Opened {
    let body = Body::Bytes(at);
    match codec::inflate::sniff(input) {
        Some(codec::inflate::Wrapper::Gzip) => plain(InputKind::Gzip, "it begins with 1f 8b", body),
        _ => plain(InputKind::Unrecognized, "it is not text in UTF-8", body),
    }
}

/// Any text.
pub(super) fn read_text(located: Located) -> Opened {
    let text = located.text;
    let body = Body::Bytes(located.slice());
    if text.starts_with(['{', '[']) && !text.starts_with("{\\rtf") && !is_label(text) {
        return plain(InputKind::Json, "it begins with a bracket", body);
    }
    if text.starts_with("%7B")
        || text.starts_with("%5B")
        || text.starts_with("%7b")
        || text.starts_with("%5b")
    {
        return plain(
            InputKind::Json,
            "it begins with a percent-encoded bracket",
            body,
        );
    }
    let at = located.slice();
    if text.starts_with("--") && multipart::read(text.as_bytes(), at, None).is_some() {
        return plain(InputKind::Form, "it is a form in parts", body);
    }
    if codec::base64::sniff(text.as_bytes()) && !others::is_value(text) {
        return plain(
            InputKind::Base64,
            "it contains only characters of Base64",
            body,
        );
    }
    if codec::percent::sniff(text.as_bytes()) {
        let once = codec::percent::decode(text.as_bytes());
        if codec::base64::sniff(&once.bytes) || codec::percent::sniff(&once.bytes) {
            return plain(InputKind::Base64, "it is percent-encoded Base64", body);
        }
    }
    if let Some(opened) = within(located) {
        return opened;
    }
    plain(
        InputKind::Unrecognized,
        "it looks like none of the kinds that are known",
        Body::None,
    )
}

/// Digits of Base64 by which it is told what is in it.
const DIGITS: usize = 1_000;

/// What is at the beginning of a Base64 text.
pub(super) fn first_of_base64(input: &[u8]) -> Option<Vec<u8>> {
    let digits = input.trim_ascii();
    codec::base64::decode_digits(digits.get(..digits.len().min(DIGITS))?)
}

/// Bytes of the longest label in brackets at the beginning of a text.
const LABEL: usize = 200;

/// Whether a text begins with a word in brackets and goes on, such as a file of settings or a line of a
/// log: then it is no JSON.
fn is_label(text: &str) -> bool {
    let beginning = text
        .get(..text.floor_char_boundary(LABEL))
        .unwrap_or_default();
    let inner = beginning.get(1..).unwrap_or_default();
    let end = inner.find(['"', '\'', '{', '[', ',', ']', '}']);
    let Some((label, rest)) = end.and_then(|end| inner.split_at_checked(end)) else {
        return false;
    };
    let is_closed = rest.starts_with(if text.starts_with('[') { ']' } else { '}' });
    is_closed && !label.trim().is_empty() && rest.len() > 1
}

/// A form or address inside other text: a line of a log, a quoted command, a sentence.
fn within(text: Located<'_>) -> Option<Opened> {
    let start = ["data_list=", "data="].iter().find_map(|name| {
        // A field without a value holds no events.
        let is_filled = |found: &usize| {
            let behind = text.text.get(found + name.len()..).unwrap_or_default();
            behind.starts_with(|sign| !is_boundary(sign))
        };
        let mut places = text.text.match_indices(name).map(|(found, _)| found);
        let found = places.find(is_filled)?;
        let before = text.text.get(..found)?;
        Some(before.rfind(is_boundary).map_or(0, |boundary| boundary + 1))
    })?;
    let rest = text.behind(start);
    let end = rest.text.find(is_boundary).unwrap_or(rest.text.len());
    let inner = rest.before(end);
    let because = "there is a form with events in it";
    if let Some(opened) = super::url::read(inner) {
        return Some(Opened {
            kind: InputKind::LogLine,
            because: because.into(),
            ..opened
        });
    }
    let (path, query) = match inner.split_once('?') {
        Some((path, query)) => (path.text, query),
        None => ("", inner),
    };
    Some(Opened {
        kind: InputKind::LogLine,
        because: because.into(),
        request: Request {
            path: path.to_owned(),
            body: Body::Form(super::params::slices(query)),
            ..Request::default()
        },
    })
}

fn is_boundary(sign: char) -> bool {
    sign.is_ascii_whitespace() || "\"'`<>".contains(sign)
}
