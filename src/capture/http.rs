//! A raw HTTP request, as proxies show and save it.
//!
//! `httparse` reads what goes over the wire; what people copy is looser: `HTTP/2` in the first
//! line, pseudo headers, a missing blank line, bare line feeds. So the head is read line by line.

use std::ops::Range;

use super::located::Located;
use super::params::Param;
use super::request::{Body, Locator, Request, Step};
use super::{Opened, answer, params, url};
use crate::bytes::{ByteStore, Slice};
use crate::diagnostic;
use crate::placeholder;
use crate::report::{Codec, Diagnostic, InputKind, LayerStatus};

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS", "DELETE"];

/// Whether a word is a method.
pub(super) fn is_method(word: &[u8]) -> bool {
    METHODS.iter().any(|method| method.as_bytes() == word)
}

/// Whether a line is the first one of a request.
pub(super) fn begins_request(line: &[u8]) -> bool {
    let line = std::str::from_utf8(line).unwrap_or_default();
    let line = request_line(Located::new(line, 0, 0));
    line.is_some_and(|line| line.has_version)
}

/// Whether a line is a header that HTTP/2 has instead of a first line, and whether it is one of a request.
pub(super) fn is_pseudo(line: &[u8]) -> Option<bool> {
    let names = [
        &b":status:"[..],
        b":method:",
        b":authority:",
        b":scheme:",
        b":path:",
    ];
    let place = names.iter().position(|name| line.starts_with(name));
    place.map(|place| place > 0)
}

/// Reads `input`, which stands in the first buffer from `start` on and has no white space around it;
/// with it the message ends at `end`.
pub(super) fn read(input: &[u8], start: usize, end: usize) -> Option<Opened> {
    let (first, _) = split_line(input);
    let first = Located::new(std::str::from_utf8(first).ok()?, 0, start);
    let is_of_pseudo = is_pseudo(first.text.as_bytes()) == Some(true);
    let line = match is_of_pseudo {
        true => None,
        false => Some(request_line(first)?),
    };
    let head = read_head(input, start);
    let (body_start, find) = (head.length, |name: &str| head.find(name));
    let (method, target) = match line {
        Some(line) => (Some(line.method), line.target),
        None => (
            find(":method").map(|method| method.text),
            find(":path").unwrap_or(Located::new("/", 0, start)),
        ),
    };
    let authority = find("host").or_else(|| find(":authority"));
    let authority = authority
        .map(|authority| authority.text)
        .filter(|authority| url::may_be_authority(authority));
    let scheme = find(":scheme").map(|scheme| scheme.text);
    let mut target = url::target(target, scheme, authority);
    for more in &head.queries {
        target.query.extend(params::slices(*more));
        if let Some(url) = &mut target.url {
            url.push_str(more.text);
        }
    }
    let behind = Slice::new(0, start + body_start..end);
    let bytes = input.get(body_start..).unwrap_or_default();
    let body = Body::read(bytes, behind.part(0..bytes.len()));
    Some(Opened {
        kind: InputKind::HttpRequest,
        because: match is_of_pseudo {
            true => "it begins with the headers of an HTTP/2 request".into(),
            false => "it begins with a request line".into(),
        },
        request: Request {
            method: method.map(str::to_owned),
            url: target.url,
            host: target.host,
            path: target.path,
            query: target.query,
            headers: head
                .headers
                .iter()
                .map(|header| Param {
                    name: header.name.slice(),
                    value: header.value.slice(),
                })
                .collect(),
            body,
            steps: vec![behind_head(behind)],
            ..Request::default()
        },
    })
}

/// An answer, which stands at an offset of a capture; none where no format may want it.
pub(super) fn answer(message: &[u8], start: usize) -> Option<Request> {
    let head = read_head(message, 0);
    let body = message.get(head.length..)?;
    let codings = ["content-encoding", "transfer-encoding"];
    let is_coded = codings.iter().any(|name| head.find(name).is_some());
    if !answer::may_be_sealed(body, is_coded) {
        return None;
    }
    let headers = head.headers.iter().map(|header| Param {
        name: header.name.slice(),
        value: header.value.slice(),
    });
    let at = Locator {
        file: start as u64..(start + message.len()) as u64,
        ..Locator::default()
    };
    let body = Slice::new(0, head.length..message.len());
    let store = ByteStore::new(message.to_vec());
    let answer = answer::of(store, headers.collect(), body, at);
    Some(Request {
        steps: vec![behind_head(body)],
        ..answer
    })
}

/// The same of the message at a place of a capture.
pub(super) fn answer_at(input: &[u8], place: Range<usize>) -> Option<Request> {
    answer(input.get(place.clone())?, place.start)
}

/// The step from a message to its body.
fn behind_head(output: Slice) -> Step {
    Step {
        codec: Codec::Http,
        because: "the body stands after the headers".into(),
        output,
        status: LayerStatus::Ok,
    }
}

/// Finds the name of a file, which editors have in the place of a body.
pub(super) fn open_body(request: &mut Request) -> Option<Diagnostic<'static>> {
    let bytes = request.store.in_memory(request.steps.last()?.output);
    if !bytes.starts_with(b"< ") && !bytes.starts_with(b"<@") {
        return None;
    }
    request.body = Body::None;
    Some(diagnostic::body_elsewhere())
}

/// Whether bytes begin with a method, as those of a connection do with a request.
pub(super) fn begins_with_method(bytes: &[u8]) -> bool {
    let mut methods = METHODS.iter();
    methods.any(|method| {
        let behind = bytes.strip_prefix(method.as_bytes());
        behind.is_some_and(|behind| behind.starts_with(b" "))
    })
}

/// The first line of a request.
pub(super) struct RequestLine<'a> {
    pub(super) method: &'static str,
    pub(super) target: Located<'a>,
    pub(super) has_version: bool,
}

/// `POST /sa?project=x HTTP/1.1`; the version may be missing.
pub(super) fn request_line(line: Located<'_>) -> Option<RequestLine<'_>> {
    let is_blank = |sign: &u8| sign.is_ascii_whitespace();
    let method = METHODS.into_iter().find(|&known| {
        let behind = line.text.as_bytes().strip_prefix(known.as_bytes());
        behind
            .and_then(|behind| behind.first())
            .is_some_and(is_blank)
    })?;
    let rest = line.behind(method.len()).trim();
    let end = rest.text.as_bytes().iter().position(is_blank);
    let target = rest.before(end.unwrap_or(rest.text.len()));
    let version = rest.behind(target.text.len()).trim().text.as_bytes();
    let has_version = version.starts_with(b"HTTP/") || matches!(version, b"h2" | b"h3");
    let fits = version.is_empty() || has_version && !version.iter().any(is_blank);
    // An editor has variables in braces.
    let is_rooted = matches!(target.text.as_bytes(), [b'/' | b'*', ..] | [b'{', b'{', ..]);
    (fits && (is_rooted || target.text.contains("://"))).then_some(RequestLine {
        method,
        target,
        has_version,
    })
}

/// What stands before a body.
pub(super) struct Head<'t> {
    /// What editors let the query go on with, in lines of its own.
    queries: Vec<Located<'t>>,
    headers: Vec<Param<Located<'t>>>,
    /// Where it ends.
    pub(super) length: usize,
}

impl<'t> Head<'t> {
    /// The value of a header.
    #[inline(never)]
    pub(super) fn find(&self, name: &str) -> Option<Located<'t>> {
        let mut headers = self.headers.iter();
        let header = headers.find(|header| header.name.text.eq_ignore_ascii_case(name))?;
        Some(header.value)
    }
}

/// Longer than the names of headers, shorter than any body with an event in it.
const NAME: usize = 40;

/// The head of a message that begins with `input`, which stands in the first buffer from `start` on. It
/// ends with a blank line, or before the first line that belongs to none.
#[inline(never)]
pub(super) fn read_head(input: &[u8], start: usize) -> Head<'_> {
    let (first, length) = split_line(input);
    let mut has_pseudo = is_pseudo(first).is_some();
    let mut is_behind_pseudo = false;
    let mut position = if has_pseudo { 0 } else { length };
    let mut head = Head {
        queries: Vec::new(),
        headers: Vec::new(),
        length: 0,
    };
    while let Some(rest) = input.get(position..).filter(|rest| !rest.is_empty()) {
        let (line, length) = split_line(rest);
        if line.is_empty() {
            position += length;
            break;
        }
        // Editors take such a line for a comment.
        if line.starts_with(b"#") || line.starts_with(b"// ") {
            position += length;
            continue;
        }
        // Of a value in another character set only the beginning is text.
        let readable = line.utf8_chunks().next();
        let text = readable.map_or("", |chunk| chunk.valid());
        let text = Located::new(text, 0, start + position);
        if head.headers.is_empty()
            && line.starts_with(b" ")
            && let query = text.trim()
            && query.text.starts_with(['?', '&'])
        {
            head.queries.push(query);
            position += length;
            continue;
        }
        // A value can go on in lines that begin with white space (RFC 9112 §5.2).
        let folded = folded_length(rest);
        if folded > 0
            && let Some(header) = head.headers.last_mut()
            && (rest.get(folded..).is_some_and(begins_blank) || goes_on(rest, folded))
        {
            position += folded;
            let place = header.value.slice().range();
            let value = input.get(place.start - start..position).unwrap_or_default();
            let value = std::str::from_utf8(value).unwrap_or(header.value.text);
            header.value = Located::new(value, 0, place.start).trim();
            continue;
        }
        // A terminal broke a long header into lines.
        let is_known = |line: Located| header(line).is_some();
        if !is_known(text) && goes_on(rest, length) {
            position += length;
            continue;
        }
        // Another message begins with what HTTP/2 has instead of a first line.
        let is_pseudo = is_pseudo(line).is_some();
        let begins = is_pseudo && is_behind_pseudo;
        let Some(header) = header(text).filter(|_| !begins) else {
            // Where the paste ends within the name of a header, that is no body.
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
            if line.len() == rest.len() && line.len() < NAME && line.iter().all(is_name) {
                position = input.len();
            }
            break;
        };
        has_pseudo |= is_pseudo;
        is_behind_pseudo = has_pseudo && !is_pseudo;
        head.headers.push(header);
        position += length;
    }
    head.length = position;
    head
}

/// The length of the lines at the beginning of a text that begin with white space and go on with more.
fn folded_length(text: &[u8]) -> usize {
    let mut length = 0;
    while let Some(rest) = text.get(length..)
        && length < MORE
        && rest.starts_with(b" ") | rest.starts_with(b"\t")
    {
        let (line, whole) = split_line(rest);
        if line.trim_ascii().is_empty() {
            break;
        }
        length += whole;
    }
    length
}

/// Whether a text begins with a blank line.
fn begins_blank(text: &[u8]) -> bool {
    text.starts_with(b"\n") || text.starts_with(b"\r\n")
}

/// Bytes in which the headers end that follow a line.
const MORE: usize = 8 << 10;

/// Whether headers and a blank line follow the line at the beginning of a text, so that it cannot be of the
/// body.
fn goes_on(rest: &[u8], length: usize) -> bool {
    let mut rest = rest
        .get(length..rest.len().min(length + MORE))
        .unwrap_or_default();
    let mut headers = 0;
    while !rest.is_empty() {
        let (line, length) = split_line(rest);
        if line.is_empty() {
            return headers > 0;
        }
        let line = std::str::from_utf8(line).unwrap_or_default();
        let known = header(Located::new(line, 0, 0));
        // The name of a header of the body would have a space or a bracket before it.
        if known.is_none_or(|header| header.value.text.is_empty()) {
            return false;
        }
        headers += 1;
        rest = rest.get(length..).unwrap_or_default();
    }
    false
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
    let fits = own.bytes().all(of_token) || placeholder::whole(name.text).is_some();
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
