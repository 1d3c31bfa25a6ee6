//! A raw HTTP request, as proxies show and save it.
//!
//! `httparse` reads what goes over the wire; what people copy is looser: `HTTP/2` in the first
//! line, pseudo headers, a missing blank line, bare line feeds. So the head is read line by line.

use std::borrow::Cow;

use super::{Body, Capture, Request, params, url};
use crate::report::InputKind;
use crate::token;

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS", "DELETE"];

pub(super) fn read(input: &[u8]) -> Option<Capture<'_>> {
    let (first, _) = split_line(input);
    let first = std::str::from_utf8(first).ok()?;
    let pseudo = first.starts_with(":method:") || first.starts_with(":authority:");
    let line = if pseudo {
        RequestLine::default()
    } else {
        request_line(first)?
    };
    let (headers, body_start) = read_headers(input, if pseudo { 0 } else { line_length(input) });

    let find = |name: &str| {
        headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|&(_, value)| value)
    };
    let target = if pseudo {
        find(":path").unwrap_or("/")
    } else {
        line.target
    };
    let method = if pseudo {
        find(":method")
    } else {
        Some(line.method)
    };
    let host = find("host").or_else(|| find(":authority"));
    let (address, host, path, query) = match url::split(target) {
        Some(parts) => (
            Some(Cow::Borrowed(target)),
            Some(parts.host),
            parts.path,
            parts.query,
        ),
        None => {
            let (path, query) = url::split_target(target);
            let scheme = find(":scheme").unwrap_or("https");
            let address = host.map(|host| Cow::Owned(format!("{scheme}://{host}{target}")));
            let name = host.map(|host| host.split(':').next().unwrap_or(host));
            (address, name, path, query)
        }
    };
    let bytes = input.get(body_start..).unwrap_or_default();
    Some(Capture {
        kind: InputKind::HttpRequest,
        because: if pseudo {
            "it begins with the headers of an HTTP/2 request".into()
        } else {
            "it begins with a request line".into()
        },
        head: body_start,
        request: Request {
            method,
            url: address,
            host,
            path,
            query: params::split(query),
            headers,
            body: Body::read(bytes),
        },
    })
}

#[derive(Default)]
struct RequestLine<'a> {
    method: &'a str,
    target: &'a str,
}

/// `POST /sa?project=x HTTP/1.1`; the version may be missing.
fn request_line(line: &str) -> Option<RequestLine<'_>> {
    let mut words = line.split_ascii_whitespace();
    let method = METHODS.into_iter().find(|&known| line.starts_with(known))?;
    if words.next()? != method {
        return None;
    }
    let target = words.next()?;
    let version = words.next();
    let fits = version.is_none_or(|version| version.starts_with("HTTP/")) && words.next().is_none();
    let rooted = target.starts_with('/') || target.contains("://");
    (fits && rooted).then_some(RequestLine { method, target })
}

/// Longer than the names of headers, shorter than any body with an event in it.
const NAME: usize = 40;

/// The header lines from `start` on, and where the body begins: after a blank line, or at the
/// first line that is no header.
fn read_headers(input: &[u8], start: usize) -> (Vec<(&str, &str)>, usize) {
    let mut headers = Vec::new();
    let mut position = start;
    while let Some(rest) = input.get(position..).filter(|rest| !rest.is_empty()) {
        let (line, length) = split_line(rest);
        if line.is_empty() {
            return (headers, position + length);
        }
        let Some(header) = std::str::from_utf8(line).ok().and_then(header) else {
            // Where the paste ends within the name of a header, that is no body.
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
            if line.len() == rest.len() && line.len() < NAME && line.iter().all(is_name) {
                position = input.len();
            }
            break;
        };
        headers.push(header);
        position += length;
    }
    (headers, position)
}

fn header(line: &str) -> Option<(&str, &str)> {
    // A pseudo header begins with one.
    let (colon, _) = line.match_indices(':').find(|(place, _)| *place > 0)?;
    let (name, value) = line.split_at_checked(colon)?;
    let of_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!#$%&'*+^`|~".contains(&byte);
    let plain = name.strip_prefix(':').unwrap_or(name).bytes().all(of_token);
    // A masked capture has placeholders for names.
    let fits = plain || token::whole(name).is_some();
    fits.then(|| (name, value.get(1..).unwrap_or_default().trim()))
}

/// A line without its end, and its length with it.
fn split_line(input: &[u8]) -> (&[u8], usize) {
    match input.iter().position(|&byte| byte == b'\n') {
        Some(end) => {
            let line = input.get(..end).unwrap_or_default();
            (line.strip_suffix(b"\r").unwrap_or(line), end + 1)
        }
        None => (input, input.len()),
    }
}

fn line_length(input: &[u8]) -> usize {
    split_line(input).1
}
