//! A value without anything around it: JSON, Base64, percent-encoded text or compressed bytes.

use super::{Body, Capture, Request, plain};
use crate::bytes::codec;
use crate::report::InputKind;

pub(super) fn read_bytes(input: &[u8]) -> Capture<'_> {
    let body = Body::Bytes(input);
    match codec::inflate::sniff(input) {
        Some(codec::inflate::Wrapper::Gzip) => plain(InputKind::Gzip, "it begins with 1f 8b", body),
        _ => plain(InputKind::Unrecognised, "it is not text", body),
    }
}

pub(super) fn read_text(text: &str) -> Capture<'_> {
    let body = Body::Bytes(text.as_bytes());
    if text.starts_with(['{', '[']) {
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
    if codec::base64::sniff(text.as_bytes()) {
        return plain(
            InputKind::Base64,
            "it holds only characters of Base64",
            body,
        );
    }
    if codec::percent::sniff(text.as_bytes()) {
        let once = codec::percent::decode(text.as_bytes());
        if codec::base64::sniff(&once.bytes) || codec::percent::sniff(&once.bytes) {
            return plain(InputKind::Base64, "it is percent-encoded Base64", body);
        }
    }
    if let Some(capture) = within(text) {
        return capture;
    }
    plain(
        InputKind::Unrecognised,
        "it looks like none of the kinds that are known",
        Body::None,
    )
}

/// A form or address inside other text: a line of a log, a quoted command, a sentence.
fn within(text: &str) -> Option<Capture<'_>> {
    let start = ["data_list=", "data="].iter().find_map(|name| {
        let found = text.find(name)?;
        let before = text.get(..found)?;
        let is_boundary = |byte: char| byte.is_ascii_whitespace() || "\"'`<>".contains(byte);
        Some(before.rfind(is_boundary).map_or(0, |boundary| boundary + 1))
    })?;
    let rest = text.get(start..)?;
    let end = rest
        .find(|byte: char| byte.is_ascii_whitespace() || "\"'`<>".contains(byte))
        .unwrap_or(rest.len());
    let inner = rest.get(..end)?;
    let because = "a form with events stands in it";
    if let Some(capture) = super::url::read(inner) {
        return Some(Capture {
            kind: InputKind::LogLine,
            because: because.into(),
            ..capture
        });
    }
    let (path, query) = inner.split_once('?').unwrap_or(("", inner));
    Some(Capture {
        kind: InputKind::LogLine,
        because: because.into(),
        head: 0,
        request: Request {
            path,
            body: Body::Form(super::params::split(query)),
            ..Request::default()
        },
    })
}
