//! What was pasted: each way of pasting is one file, and all lead to a [`Request`].

mod bare;
mod http;
pub(crate) mod params;
mod url;

use std::borrow::Cow;

use crate::report::{InputKind, Text};

pub(crate) use params::Param;

/// What is known of one HTTP request. Borrowed from the paste.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request<'a> {
    pub(crate) method: Option<&'a str>,
    /// Full address.
    pub(crate) url: Option<Cow<'a, str>>,
    pub(crate) host: Option<&'a str>,
    pub(crate) path: &'a str,
    pub(crate) query: Vec<Param<'a>>,
    pub(crate) headers: Vec<(&'a str, &'a str)>,
    pub(crate) body: Body<'a>,
}

impl<'a> Request<'a> {
    /// The value of a header, by its lower-case name.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|&(_, value)| value)
    }

    /// The fields of a form body.
    pub(crate) fn form(&self) -> &[Param<'a>] {
        match &self.body {
            Body::Form(params) => params,
            _ => &[],
        }
    }
}

/// What a request carries besides its address.
#[derive(Clone, Debug, Default)]
pub(crate) enum Body<'a> {
    #[default]
    None,
    /// Fields of a form.
    Form(Vec<Param<'a>>),
    /// Anything else: JSON, Base64, percent-encoded text or compressed bytes.
    Bytes(&'a [u8]),
}

impl<'a> Body<'a> {
    /// Takes a body for what it looks like; its declared type is not believed.
    pub(crate) fn read(bytes: &'a [u8]) -> Body<'a> {
        let trimmed = bytes.trim_ascii();
        if trimmed.is_empty() {
            return Body::None;
        }
        match std::str::from_utf8(trimmed) {
            Ok(text) if params::sniff(text) => Body::Form(params::split(text)),
            _ => Body::Bytes(trimmed),
        }
    }
}

/// A paste and what it was taken for.
#[derive(Clone, Debug)]
pub(crate) struct Capture<'a> {
    pub(crate) kind: InputKind,
    /// Why, as the end of a sentence.
    pub(crate) because: Text<'static>,
    /// Bytes of the paste in front of the body of an HTTP message.
    pub(crate) head: usize,
    pub(crate) request: Request<'a>,
}

/// Takes a paste for one of the known kinds.
pub(crate) fn read(paste: &[u8]) -> Capture<'_> {
    let input = paste
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(paste)
        .trim_ascii_start();
    let start = paste.len() - input.len();
    let input = input.trim_ascii_end();
    if input.is_empty() {
        return plain(
            InputKind::Empty,
            "there is nothing but white space",
            Body::None,
        );
    }
    if let Some(capture) = http::read(input) {
        return Capture {
            head: start + capture.head,
            ..capture
        };
    }
    let Ok(text) = std::str::from_utf8(input) else {
        return bare::read_bytes(input);
    };
    if let Some(capture) = url::read(text) {
        return capture;
    }
    if params::sniff(text) {
        let body = Body::Form(params::split(text));
        return plain(InputKind::Form, "it is made of name=value pairs", body);
    }
    bare::read_text(text)
}

/// Host, path and query of an absolute web address.
pub(crate) fn url_parts(text: &str) -> Option<(&str, &str, &str)> {
    url::split(text).map(|parts| (parts.host, parts.path, parts.query))
}

fn plain<'a>(kind: InputKind, because: &'static str, body: Body<'a>) -> Capture<'a> {
    Capture {
        kind,
        because: because.into(),
        head: 0,
        request: Request {
            body,
            ..Request::default()
        },
    }
}

#[cfg(test)]
mod tests;
