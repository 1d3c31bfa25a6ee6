//! One object as a request.

use super::object::Object;
use super::programs::{self, Program};
use super::{Entry, is_text};
use crate::bytes::{ByteStore, Coding, Slice};
use crate::capture::json_cursor::{Cursor, Passed};
use crate::capture::located::Located;
use crate::capture::members::Reader;
use crate::capture::request::{self, Body, Locator, Request};
use crate::capture::url::{self, Target};
use crate::capture::{Param, answer, http, params, time};
use crate::diagnostic;
use crate::report::Codec;

/// Headers that logs have as members of their own.
const HEADERS: [(&str, &str); 4] = [
    ("http_user_agent user_agent", "user-agent"),
    ("http_cookie", "cookie"),
    ("http_referer", "referer"),
    ("http_content_type", "content-type"),
];

/// A request at a place of a file; none where it has no address.
pub(super) fn request(input: &[u8], program: &Program, entry: &Entry) -> Option<Request> {
    let text = input.get(entry.place.clone())?;
    let mut request = read(text, program, None)?;
    if !entry.is_whole && request.url.is_none() {
        return None;
    }
    request.at.file = entry.place.start as u64..entry.place.end as u64;
    request.at.path = entry.path.map(str::to_owned);
    Some(request)
}

/// The answer to a request at a place of a file; none where no format may want it.
pub(super) fn answer(input: &[u8], program: &Program, entry: &Entry) -> Option<Request> {
    if program.answer.is_empty() && program.answer_in_base64.is_empty() {
        return None;
    }
    let text = input.get(entry.place.clone())?;
    let object = &Object::of(text, 0);
    let plain = object.get(program.answer, is_text);
    let coded = object.get(program.answer_in_base64, is_text);
    let may_be_coded = is_text(coded) && answer::may_be_sealed_inside(text.get(coded.place())?);
    let may_be_plain = is_text(plain) && answer::may_be_sealed(text.get(plain.place())?, false);
    let body = match (may_be_coded, may_be_plain) {
        (true, _) => coded,
        (false, true) => plain,
        (false, false) => return None,
    };
    let mut reader = Reader::new(text, text.to_vec());
    let because = "the object of the request contains the answer in a member of its own";
    reader.text_body(body, may_be_coded, "", because);
    let at = Locator {
        file: entry.place.start as u64..entry.place.end as u64,
        path: entry.path.map(str::to_owned),
        is_packed: false,
    };
    let body = reader.steps.last()?.output;
    let mut answer = answer::of(reader.store, Vec::new(), body, at);
    answer.steps = reader.steps;
    Some(answer)
}

/// A file that is one request, whose body may be in another file. None where it is none.
pub(in crate::capture) fn alone(text: &[u8], body: Option<&[u8]>) -> Option<Request> {
    let object = Object::of(text, 0);
    let known = [&programs::CHARLES, &programs::PROXYMAN, &programs::LOG];
    let program = known.into_iter().find(|program| (program.fits)(&object))?;
    read(text, program, body)
}

fn read(text: &[u8], program: &Program, attached: Option<&[u8]>) -> Option<Request> {
    let object = &Object::of(text, 0);
    let mut captured = text.to_vec();
    captured.extend_from_slice(attached.unwrap_or_default());
    let mut reader = Reader::new(text, captured);
    let pairs = |value: Passed| matches!(value.first, b'[' | b'{' | b'"');
    let mut headers = reader.pairs(object.get(program.headers, pairs));
    for (names, name) in HEADERS {
        let value = object.get(names, is_text);
        if is_text(value) && object.written(value) != "-" {
            let value = reader.at(value);
            // The name has no place of its own: the program spells it in another way.
            let name = reader.store.undo(value.part(0..0), Coding::Spelled(name));
            headers.push(Param { name, value });
        }
    }
    let started = object.written(object.get(program.started, |value| value.first != 0));
    let method = object.get(program.method, is_text);
    let mut method = is_text(method).then(|| reader.plain(method).to_ascii_uppercase());
    let mut request = target(&mut reader, object, program, &headers, &mut method)?.request();
    request.started = time::iso(started).or_else(|| time::number(started));
    request.method = method;
    let mime = request::header(&reader.store, &headers, "content-type").unwrap_or_default();
    let mime = mime.to_owned();
    request.body = match attached {
        Some(attached) if !attached.is_empty() => {
            let at = Slice::new(0, text.len()..text.len() + attached.len());
            let because = "another file of the archive contains the body";
            reader.step(Codec::Http, because, at, true);
            Body::read(attached, at)
        }
        _ => body(&mut reader, object, program, &mime),
    };
    request.headers = headers;
    Some(reader.finish(request))
}

/// The address, as far as the object has it; it can be in a line with the method.
fn target(
    reader: &mut Reader,
    object: &Object,
    program: &Program,
    headers: &[Param<Slice>],
    method: &mut Option<String>,
) -> Option<Target> {
    let value = object.get(program.address, is_text);
    let query = object.get(program.query, |value| {
        is_text(value) || matches!(value.first, b'[' | b'{')
    });
    let scheme = reader.plain(object.get(program.scheme, is_text));
    let scheme = scheme.trim_end_matches("://").to_ascii_lowercase();
    let at = reader.at(value);
    let params = match query.is_string() {
        true => Vec::new(),
        false => reader.pairs(query),
    };
    let query = match query.is_string() {
        true => reader.at(query),
        false => Slice::default(),
    };
    let host = object.get(program.host, |value| matches!(value.first, b'"' | b'['));
    let host = match host.is_string() {
        true => reader.plain(host),
        false => joined(reader, object, host, "."),
    };
    // Some have the scheme before it, and the port behind it.
    let (scheme, host, own) = match host.split_once("://") {
        Some((scheme, rest)) => {
            let rest = rest.split('/').next().unwrap_or_default();
            let host = url::host_of(rest);
            let port = rest
                .strip_prefix(host)
                .and_then(|port| port.strip_prefix(':'));
            (scheme, host, port)
        }
        None => (scheme.as_str(), host.as_str(), None),
    };
    let scheme = Some(scheme).filter(|name| matches!(*name, "http" | "https"));
    let port = object.written(object.get(program.port, |value| {
        is_text(value) || value.first.is_ascii_digit()
    }));
    let port = own.unwrap_or(port);
    let header = |name| request::header(&reader.store, headers, name);
    let named = header("host").or_else(|| header(":authority"));
    let named = named.filter(|name| !name.is_empty()).map(str::to_owned);
    let is_host = !host.is_empty() && !host.contains(' ');
    let authority = named.or_else(|| is_host.then(|| url::authority(host, scheme, port)));
    let authority = authority.as_deref();
    let mut located = Located::new(reader.store.text(at), at.buffer, at.range().start);
    // The first line of a request.
    if let Some(line) = http::request_line(located) {
        method.get_or_insert_with(|| line.method.to_owned());
        located = line.target;
    }
    let mut target = match located.text {
        "" if is_text(value) => return None,
        "" => {
            // An address in parts, of which the path is a list.
            let path = object.get("url/path", |value| matches!(value.first, b'[' | b'"'));
            let path = match path.is_string() {
                true => reader.plain(path),
                false => joined(reader, object, path, "/"),
            };
            let path = ["/", path.trim_start_matches('/')].concat();
            let mut target = url::target(Located::new(&path, 0, 0), scheme, authority);
            target.query.clear();
            authority?;
            target
        }
        text if text.starts_with(['/', '{', '*']) || text.contains("://") => {
            url::target(located, scheme, authority)
        }
        // People type addresses without the scheme.
        _ => {
            let (url, parts) = url::loose(located);
            Target {
                url: Some(url),
                host: Some(parts.host.to_owned()),
                path: parts.path.to_owned(),
                query: params::slices(parts.query),
            }
        }
    };
    if !located.text.contains('?') {
        add_query(&mut target, &reader.store, query, params);
    }
    Some(target)
}

/// Adds a query that the program keeps beside the address: a text, or names and values.
fn add_query(target: &mut Target, store: &ByteStore, text: Slice, params: Vec<Param<Slice>>) {
    let mut query = String::new();
    if params.is_empty() {
        let text = Located::new(store.text(text), text.buffer, text.range().start);
        query.push_str(text.text.trim_start_matches('?'));
        target.query = params::slices(text);
    } else {
        url::push_query(&mut query, &params, store);
        query.remove(0);
        target.query = params;
    }
    if let Some(url) = target.url.as_mut().filter(|_| !query.is_empty()) {
        url.push('?');
        url.push_str(&query);
    }
}

/// The texts of a list with a sign between them.
fn joined(reader: &Reader, object: &Object, list: Passed, sign: &str) -> String {
    let mut parts = Vec::new();
    let mut cursor = Cursor::new(object.text, list.start);
    if list.first == b'[' && cursor.enter(b'[') {
        while cursor.element() == Ok(true) {
            let part = cursor.value();
            parts.push(reader.plain(part));
            if !part.is_whole {
                break;
            }
        }
    }
    parts.join(sign)
}

/// The body, from the member that has it.
fn body(reader: &mut Reader, object: &Object, program: &Program, mime: &str) -> Body {
    let because = "the object of the request contains the body in a member of its own";
    let base64 = object.get(program.base64, is_text);
    if is_text(base64) {
        return reader.text_body(base64, true, mime, because);
    }
    let text = object.get(program.body, is_text);
    if is_text(text) && object.written(text) != "-" {
        let encoding = object.get(program.encoding, |value| value.first != 0);
        let encoding = object.written(encoding);
        let is_base64 = encoding == "true" || encoding.eq_ignore_ascii_case("base64");
        return reader.text_body(text, is_base64, mime, because);
    }
    let fields = object.get(program.fields, |value| value.first == b'[');
    let form = reader.fields(fields, mime);
    if !matches!(form, Body::None) || reader.missing.is_some() {
        return form;
    }
    // A program that logs JSON can have it as JSON.
    let json = object.get(program.body, |value| matches!(value.first, b'{' | b'['));
    let file = object.get(program.file, |value| is_text(value) || value.first == b'{');
    if file.first != 0 {
        reader.missing = Some(diagnostic::body_elsewhere());
    } else if json.first != 0 {
        let at = Slice::new(reader.json, json.place());
        reader.step(Codec::Json, because, at, json.is_whole);
        return Body::Bytes(at);
    }
    Body::None
}
