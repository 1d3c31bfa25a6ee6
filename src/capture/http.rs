//! A raw HTTP request, as proxies show and save it.
//!
//! `httparse` reads what goes over the wire; what people copy is looser: `HTTP/2` in the first
//! line, pseudo headers, a missing blank line, bare line feeds. So the head is read line by line.

use super::located::Located;
use super::params::Param;
use super::request::{Body, Request, Step};
use super::{Opened, params, url};
use crate::bytes::Slice;
use crate::report::{Codec, InputKind, LayerStatus};
use crate::token;

pub(super) const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS", "DELETE"];

/// Reads `input`, which stands in the first buffer from `start` on and has no white space around it;
/// with it the message ends at `end`.
pub(super) fn read(input: &[u8], start: usize, end: usize) -> Option<Opened> {
    let (first, _) = split_line(input);
    let first = std::str::from_utf8(first).ok()?;
    let pseudo = first.starts_with(":method:") || first.starts_with(":authority:");
    let line = if pseudo {
        RequestLine::default()
    } else {
        request_line(Located::new(first, 0, start))?
    };
    let headers_start = if pseudo { 0 } else { line_length(input) };
    let (headers, body_start) = read_headers(input, headers_start, start);

    let find = |name: &str| {
        headers
            .iter()
            .find(|header| header.name.text.eq_ignore_ascii_case(name))
            .map(|header| header.value)
    };
    let target = if pseudo {
        find(":path").unwrap_or(Located::new("/", 0, start))
    } else {
        line.target
    };
    let method = if pseudo {
        find(":method").map(|method| method.text)
    } else {
        Some(line.method)
    };
    let authority = find("host").or_else(|| find(":authority"));
    let authority = authority.map(|authority| authority.text);
    let (address, host, path, query) = match url::split(target) {
        Some(parts) => (
            Some(target.text.to_owned()),
            Some(parts.host),
            parts.path,
            parts.query,
        ),
        None => {
            let (path, query) = url::split_target(target);
            let address = authority.map(|authority| match find(":scheme") {
                Some(scheme) => [scheme.text, "://", authority, target.text].concat(),
                None => ["//", authority, target.text].concat(),
            });
            (address, authority.map(url::host_of), path, query)
        }
    };
    let behind = Slice::new(0, start + body_start..end);
    let bytes = input.get(body_start..).unwrap_or_default();
    let body = Body::read(bytes, behind.part(0..bytes.len()));
    let step = Step {
        codec: Codec::Http,
        because: "the body stands after the headers".into(),
        output: behind,
        status: LayerStatus::Ok,
    };
    Some(Opened {
        kind: InputKind::HttpRequest,
        because: if pseudo {
            "it begins with the headers of an HTTP/2 request".into()
        } else {
            "it begins with a request line".into()
        },
        request: Request {
            method: method.map(str::to_owned),
            url: address,
            host: host.map(str::to_owned),
            path: path.to_owned(),
            query: params::slices(query),
            headers: headers
                .iter()
                .map(|header| Param {
                    name: header.name.slice(),
                    value: header.value.slice(),
                })
                .collect(),
            body,
            steps: vec![step],
            ..Request::default()
        },
    })
}

#[derive(Default)]
struct RequestLine<'a> {
    method: &'static str,
    target: Located<'a>,
}

/// `POST /sa?project=x HTTP/1.1`; the version may be missing.
fn request_line(line: Located<'_>) -> Option<RequestLine<'_>> {
    let method = METHODS.into_iter().find(|&known| {
        let behind = line.text.strip_prefix(known);
        behind.is_some_and(|behind| behind.starts_with(|sign: char| sign.is_ascii_whitespace()))
    })?;
    let rest = line.behind(method.len()).trim();
    let end = rest.text.find(|sign: char| sign.is_ascii_whitespace());
    let target = rest.before(end.unwrap_or(rest.text.len()));
    let mut behind = rest.behind(target.text.len()).text.split_ascii_whitespace();
    let version = behind.next();
    let fits =
        version.is_none_or(|version| version.starts_with("HTTP/")) && behind.next().is_none();
    let rooted = target.text.starts_with('/') || target.text.contains("://");
    (fits && rooted).then_some(RequestLine { method, target })
}

/// Longer than the names of headers, shorter than any body with an event in it.
const NAME: usize = 40;

/// The header lines from `start` on, and where the body begins: after a blank line, or at the
/// first line that is no header.
pub(super) fn read_headers(
    input: &[u8],
    from: usize,
    start: usize,
) -> (Vec<Param<Located<'_>>>, usize) {
    let mut headers = Vec::new();
    let mut position = from;
    while let Some(rest) = input.get(position..).filter(|rest| !rest.is_empty()) {
        let (line, length) = split_line(rest);
        if line.is_empty() {
            return (headers, position + length);
        }
        let text = std::str::from_utf8(line).ok();
        let text = text.map(|text| Located::new(text, 0, start + position));
        let Some(header) = text.and_then(header) else {
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

/// A line as a header.
pub(super) fn header(line: Located<'_>) -> Option<Param<Located<'_>>> {
    // A pseudo header begins with one.
    let mut colons = line.text.match_indices(':');
    let (colon, _) = colons.find(|(place, _)| *place > 0)?;
    let name = line.before(colon);
    let of_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!#$%&'*+^`|~".contains(&byte);
    let own = name.text.strip_prefix(':').unwrap_or(name.text);
    // A masked capture has placeholders for names.
    let fits = own.bytes().all(of_token) || token::whole(name.text).is_some();
    let value = line.behind(colon + 1).trim();
    fits.then_some(Param { name, value })
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
