//! What was pasted: each way of pasting is one file, and all lead to a [`Request`] that owns its
//! bytes.

mod bare;
mod base64_text;
pub(crate) mod body;
mod code;
mod console;
mod curl;
mod dumpio;
mod har;
mod http;
mod httpie;
mod json_cursor;
mod literal;
mod located;
mod messages;
mod mitmdump;
mod multipart;
mod nested;
pub(crate) mod params;
mod powershell;
mod request;
mod said;
mod script;
mod shell;
mod time;
mod url;
mod zip;

use std::borrow::Cow;

use crate::bytes::{ByteStore, Slice};
use crate::report::{Diagnostic, InputKind, Text};

pub(crate) use located::Located;
pub(crate) use params::Param;
pub(crate) use request::{Body, Request, Step};

/// What a capture was taken for.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub(crate) kind: InputKind,
    /// What its format is called, where it has no kind of its own.
    pub(crate) name: Option<&'static str>,
    /// Why, as the end of a sentence.
    pub(crate) because: Text<'static>,
}

/// Hands over what stands in a container, which is so many times within another one.
type Open = fn(&[u8], usize, &mut dyn FnMut(Item));

/// A file format that holds requests.
struct Container {
    /// What such a capture is called, with its article, where it has no kind of its own.
    name: Option<&'static str>,
    /// What a capture is and why, as the end of a sentence; none where it is no such file.
    recognize: fn(&[u8]) -> Option<(InputKind, &'static str)>,
    /// Hands over one request after the other, in the order in which they stand. What cannot be read is
    /// one problem, and the rest goes on.
    open: Open,
}

/// All containers; the first that recognizes a capture opens it.
const CONTAINERS: &[Container] = &[
    har::CONTAINER,
    curl::CONTAINER,
    console::CONTAINER,
    dumpio::CONTAINER,
    httpie::CONTAINER,
    messages::CONTAINER,
    mitmdump::CONTAINER,
    powershell::CONTAINER,
    script::CONTAINER,
    base64_text::CONTAINER,
    literal::CONTAINER,
];

/// What stands in a container.
#[expect(
    clippy::large_enum_variant,
    reason = "each is taken apart as soon as it is handed over"
)]
pub(crate) enum Item {
    Request(Request),
    Problem(Diagnostic<'static>),
}

/// A capture that is one request, which does not hold its bytes yet.
struct Opened {
    kind: InputKind,
    because: Text<'static>,
    request: Request,
}

impl Body {
    /// Takes a body for what it looks like; its declared type is not believed.
    pub(crate) fn read(bytes: &[u8], at: Slice) -> Body {
        let (at, bytes) = at.trimmed(bytes);
        if bytes.is_empty() {
            return Body::None;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if params::sniff(text) => {
                let start = at.range().start;
                Body::Form(params::slices(Located::new(text, at.buffer, start)))
            }
            _ => Body::Bytes(at),
        }
    }
}

/// Takes a capture for one of the known kinds, and hands over what stands in it, and whether it is all
/// that the capture can be read as.
pub(crate) fn open(capture: Cow<[u8]>, take: &mut dyn FnMut(Item, &Kind, bool)) -> Kind {
    for container in CONTAINERS {
        if let Some((kind, because)) = (container.recognize)(&capture) {
            let kind = Kind {
                kind,
                name: container.name,
                because: because.into(),
            };
            (container.open)(&capture, 0, &mut |item| take(item, &kind, false));
            return kind;
        }
    }
    let (request, kind, problem) = alone(capture);
    if let Some(problem) = problem {
        take(Item::Problem(problem), &kind, true);
    }
    take(Item::Request(request), &kind, true);
    kind
}

/// Takes a capture for one request, which is all that stands in it; and what is wrong with its body.
pub(crate) fn alone(capture: Cow<[u8]>) -> (Request, Kind, Option<Diagnostic<'static>>) {
    let Opened {
        kind,
        because,
        mut request,
    } = one(&capture);
    request.at.file = 0..capture.len() as u64;
    request.store = ByteStore::new(capture.into_owned());
    let problem = http::open_body(&mut request);
    let kind = Kind {
        kind,
        name: None,
        because,
    };
    (request, kind, problem)
}

/// The length of the mark of UTF-8, with which some programs begin a file.
fn mark_length(capture: &[u8]) -> usize {
    if capture.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    }
}

/// The lines of a text without their ends, and where each begins.
fn lines(input: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut position = mark_length(input);
    std::iter::from_fn(move || {
        let rest = input.get(position..).filter(|rest| !rest.is_empty())?;
        let start = position;
        let length = rest.iter().position(|&byte| byte == b'\n');
        let line = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        position += length.map_or(rest.len(), |length| length + 1);
        Some((start, line.strip_suffix(b"\r").unwrap_or(line)))
    })
}

/// The capture as one request.
fn one(capture: &[u8]) -> Opened {
    let input = capture.get(mark_length(capture)..).unwrap_or_default();
    let input = input.trim_ascii_start();
    let start = capture.len() - input.len();
    let input = input.trim_ascii_end();
    if input.is_empty() {
        return plain(
            InputKind::Empty,
            "there is nothing but white space",
            Body::None,
        );
    }
    if let Some(opened) = http::read(input, start, capture.len()) {
        return opened;
    }
    let Ok(text) = std::str::from_utf8(input) else {
        return bare::read_bytes(input, Slice::new(0, start..start + input.len()));
    };
    let text = Located::new(text, 0, start);
    if let Some(opened) = url::read(text) {
        return opened;
    }
    if params::sniff(text.text) {
        let body = Body::Form(params::slices(text));
        return plain(InputKind::Form, "it is made of name=value pairs", body);
    }
    bare::read_text(text)
}

/// Host, path and query of an absolute web address.
pub(crate) fn url_parts(text: &str) -> Option<(&str, &str, &str)> {
    let parts = url::split(Located::new(text, 0, 0))?;
    Some((parts.host, parts.path, parts.query.text))
}

fn plain(kind: InputKind, because: &'static str, body: Body) -> Opened {
    Opened {
        kind,
        because: because.into(),
        request: Request {
            body,
            ..Request::default()
        },
    }
}

#[cfg(test)]
mod body_tests;
#[cfg(test)]
mod curl_tests;
#[cfg(test)]
mod powershell_tests;
#[cfg(test)]
mod script_tests;
#[cfg(test)]
mod tests;
