//! Network logs of Chromium (`chrome://net-export`): one event after the other, each with the number of
//! its type, what it belongs to, and what happened.
//!
//! An event has the headers of a request in HTTP/2; its body is only among the bytes that the connection
//! sent, if these were recorded. A request in HTTP/1 is in these bytes as a whole.

use std::collections::BTreeMap;

use super::object::Object;
use super::{BEGINNING, Entry, is_text};
use crate::bytes::Slice;
use crate::bytes::codec::base64;
use crate::capture::json_cursor::Cursor;
use crate::capture::located::Located;
use crate::capture::members::Reader;
use crate::capture::request::{self, Body, Request};
use crate::capture::{Item, answer, mark_length, messages, nested, url};
use crate::diagnostic::{self, Grouped};
use crate::report::{Codec, InputKind};

/// Types of events that count, by their names, of which each version has other numbers.
const TYPES: [&str; 7] = [
    "HTTP2_SESSION_SEND_HEADERS",
    "HTTP2_SESSION_INITIALIZED",
    "SSL_SOCKET_BYTES_SENT",
    "SOCKET_BYTES_SENT",
    "SSL_SOCKET_BYTES_RECEIVED",
    "SOCKET_BYTES_RECEIVED",
    "HTTP_TRANSACTION_SEND_REQUEST_HEADERS",
];

pub(super) fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let text = input.get(..BEGINNING).unwrap_or(input);
    let start = mark_length(text);
    if Cursor::new(text, start).peek() != b'{' {
        return None;
    }
    let types = Object::of(text, start).get("constants/logEventTypes", |value| value.first == b'{');
    (types.first != 0).then_some((InputKind::Export, "it begins with the names of such events"))
}

fn fits(object: &Object) -> bool {
    object
        .get("type", |value| value.first.is_ascii_digit())
        .first
        != 0
        && object
            .get("source/id", |value| value.first.is_ascii_digit())
            .first
            != 0
}

/// What connections sent, and what that belongs to.
#[derive(Default)]
struct Connections<'t> {
    /// Numbers of the types, in their order.
    types: [&'t str; TYPES.len()],
    /// The socket of a session in HTTP/2.
    sessions: BTreeMap<String, usize>,
    /// Positions in the list of what was sent, by the name and the number of the socket.
    names: BTreeMap<String, usize>,
    sent: Vec<Sent>,
    /// Positions in the list of bodies, by socket and stream.
    streams: BTreeMap<String, usize>,
    bodies: Vec<Vec<u8>>,
    /// Whether requests in HTTP/1 are among what was sent.
    has_http1: bool,
}

/// What one socket sent.
#[derive(Default)]
struct Sent {
    bytes: Vec<u8>,
    /// What came back on it, up to the length of the longest answer that is read.
    answers: Vec<u8>,
    is_protected: bool,
}

pub(super) fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let all = Object::of(input, mark_length(input));
    let types = all.get("constants/logEventTypes", |value| value.first == b'{');
    let mut connections = Connections::default();
    // There are more of them than an object has members that are kept.
    let mut cursor = Cursor::new(input, types.start);
    cursor.enter(b'{');
    while let Ok(Some(name)) = cursor.member() {
        let number = all.written(cursor.value());
        let mut types = TYPES.iter().zip(&mut connections.types);
        if let Some((_, place)) = types.find(|(known, _)| known.as_bytes() == name) {
            *place = number;
        }
    }
    let nothing = &mut |_| {};
    super::all(input, "events", fits, nothing, &mut |entry, _| {
        connections.note(&Object::of(input, entry.place.start));
        false
    });
    connections.has_http1 = connections.sent.iter().any(|sent| is_http1(&sent.bytes));
    connections.find_bodies();
    let mut requests = 0;
    let mut problem = None;
    let keep = &mut |item| match item {
        Item::Problem(found) => problem = Some(found),
        item => {
            requests += 1;
            take(item);
        }
    };
    super::all(input, "events", fits, keep, &mut |entry, take| {
        let request = connections.request(input, &entry);
        let is_one = request.is_some();
        if let Some(request) = request {
            take(Item::Request(request));
        }
        is_one
    });
    for sent in &connections.sent {
        let scheme = if sent.is_protected { "https:" } else { "http:" };
        if !is_http1(&sent.bytes) {
            continue;
        }
        nested::open_packed(&sent.bytes, 0..input.len(), depth, &mut |mut item| {
            if let Item::Request(request) = &mut item {
                let url = request.url.take();
                let full = |url: String| match url.starts_with("//") {
                    true => [scheme, &url].concat(),
                    false => url,
                };
                request.url = url.map(full);
                requests += 1;
            }
            take(item);
        });
        messages::answers(&sent.answers, &mut |mut item| {
            if let Item::Request(answer) = &mut item {
                answer.at.file = 0..input.len() as u64;
                answer.at.is_packed = true;
            }
            take(item);
        });
    }
    // What a connection sent counts too.
    let problem = problem.and_then(|problem| match problem.code {
        code if code == diagnostic::export_empty().code && requests > 0 => None,
        code if code == diagnostic::export_cut(Grouped(0)).code => {
            Some(diagnostic::export_cut(Grouped(requests)))
        }
        _ => Some(problem),
    });
    if let Some(problem) = problem {
        take(Item::Problem(problem));
    }
}

/// Whether a connection sent requests as text.
fn is_http1(sent: &[u8]) -> bool {
    let line = sent.get(..sent.len().min(20)).unwrap_or_default();
    let word = line.iter().take_while(|byte| byte.is_ascii_uppercase());
    let word = word.count();
    word >= 3 && line.get(word) == Some(&b' ') && !line.starts_with(b"PRI ")
}

impl<'t> Connections<'t> {
    /// Which of the types an event has.
    fn kind(&self, event: &Object) -> Option<&'static str> {
        let number = event.written(event.get("type", |value| value.first != 0));
        let mut types = self.types.iter().zip(TYPES);
        let (_, name) = types.find(|(known, _)| **known == number && !number.is_empty())?;
        Some(name)
    }

    fn note(&mut self, event: &Object<'t>) {
        let number = |names| event.written(event.get(names, |value| value.first.is_ascii_digit()));
        let own = number("source/id");
        let Some(kind) = self.kind(event) else {
            return;
        };
        if kind == "HTTP2_SESSION_INITIALIZED" {
            if let Ok(socket) = number("params/source_dependency/id").parse() {
                self.sessions.insert(own.to_owned(), socket);
            }
        } else if let Some((socket, side)) = kind.split_once("_BYTES_") {
            let bytes = event.text_of("params/bytes").as_bytes();
            let bytes = base64::decode(bytes, &|_| false).bytes;
            let name = [socket, own].concat();
            let next = self.sent.len();
            let index = *self.names.entry(name).or_insert(next);
            if index == next {
                self.sent.push(Sent {
                    is_protected: socket.starts_with("SSL"),
                    ..Sent::default()
                });
            }
            if let Some(sent) = self.sent.get_mut(index) {
                match side {
                    "SENT" => sent.bytes.extend_from_slice(&bytes),
                    _ if sent.answers.len() < answer::LARGEST => {
                        sent.answers.extend_from_slice(&bytes);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Takes the bodies out of what connections in HTTP/2 sent.
    fn find_bodies(&mut self) {
        for (name, &index) in &self.names {
            let socket = name.trim_start_matches(|sign: char| !sign.is_ascii_digit());
            let Some(sent) = self.sent.get(index) else {
                continue;
            };
            let Some(mut rest) = sent.bytes.strip_prefix(PREFACE) else {
                continue;
            };
            // The length of what a frame has, its type, its flags and its stream.
            while let Some((&[a, b, c, kind, flags, d, e, f, g], behind)) = rest.split_first_chunk()
            {
                let length = u32::from_be_bytes([0, a, b, c]) as usize;
                let payload = behind.get(..length).unwrap_or(behind);
                rest = behind.get(length..).unwrap_or_default();
                if kind != 0 {
                    continue;
                }
                // Zeros can follow the data, and before them how many.
                let padded = match payload.split_first() {
                    Some((&count, data)) if flags & 8 != 0 => {
                        let end = data.len().saturating_sub(usize::from(count));
                        data.get(..end)
                    }
                    _ => Some(payload),
                };
                let stream = u32::from_be_bytes([d & 0x7f, e, f, g]);
                let next = self.bodies.len();
                let index = *self
                    .streams
                    .entry(format!("{socket}/{stream}"))
                    .or_insert(next);
                if index == next {
                    self.bodies.push(Vec::new());
                }
                if let Some(body) = self.bodies.get_mut(index) {
                    body.extend_from_slice(padded.unwrap_or_default());
                }
            }
        }
    }

    /// The request whose headers an event has.
    fn request(&self, input: &[u8], entry: &Entry) -> Option<Request> {
        let text = input.get(entry.place.clone())?;
        let event = Object::of(text, 0);
        let body = match self.kind(&event)? {
            "HTTP2_SESSION_SEND_HEADERS" => {
                let digits =
                    |names| event.written(event.get(names, |value| value.first.is_ascii_digit()));
                let socket = self.sessions.get(digits("source/id"));
                let stream = digits("params/stream_id");
                let body =
                    socket.and_then(|socket| self.streams.get(&format!("{socket}/{stream}")));
                body.and_then(|&body| self.bodies.get(body))
            }
            "HTTP_TRANSACTION_SEND_REQUEST_HEADERS" if !self.has_http1 => None,
            _ => return None,
        };
        let body = body.map(Vec::as_slice).unwrap_or_default();
        let mut reader = Reader::new(text, [text, body].concat());
        let headers = reader.pairs(event.get("params/headers", |value| value.first == b'['));
        let line = event.get("params/line", is_text);
        let line = reader.at(line);
        let store = &reader.store;
        let header = |name| request::header(store, &headers, name);
        let line = Located::new(store.text(line), line.buffer, line.range().start).trim();
        let line = crate::capture::http::request_line(line);
        let path = headers
            .iter()
            .find(|param| store.text(param.name) == ":path");
        let target = match (&line, path) {
            (Some(line), _) => line.target,
            (None, Some(path)) => {
                let at = path.value;
                Located::new(store.text(at), at.buffer, at.range().start)
            }
            (None, None) => return None,
        };
        let authority = header(":authority").or_else(|| header("host"));
        let target = url::target(target, header(":scheme"), authority);
        let method = line.map(|line| line.method).or_else(|| header(":method"));
        let has_body = header("content-length").is_some_and(|length| length != "0");
        let mut request = target.request();
        request.method = method.map(str::to_owned);
        if !body.is_empty() {
            let at = Slice::new(0, text.len()..text.len() + body.len());
            let because = "other events have the bytes of the body";
            reader.step(Codec::Archive, because, at, true);
            request.body = Body::read(body, at);
        } else if has_body {
            reader.missing = Some(diagnostic::body_lost());
        }
        request.at.file = entry.place.start as u64..entry.place.end as u64;
        request.at.is_packed = !body.is_empty();
        request.headers = headers;
        Some(reader.finish(request))
    }
}

/// What a client begins a connection in HTTP/2 with.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: usize, source: usize, params: &str) -> String {
        format!(
            r#"{{"params":{{{params}}},"phase":0,"source":{{"id":{source},"type":1}},"type":{kind}}}"#
        )
    }

    fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
        let head = [0, 0, payload.len() as u8, kind, flags, 0, 0, 0, stream];
        [&head, payload].concat()
    }

    fn sent(kind: usize, source: usize, bytes: &[u8]) -> String {
        use ::base64::Engine as _;
        let text = ::base64::engine::general_purpose::STANDARD.encode(bytes);
        event(
            kind,
            source,
            &format!(r#""byte_count":{},"bytes":"{text}""#, bytes.len()),
        )
    }

    fn log(events: &[String]) -> String {
        let events = events.join(",\n");
        format!(
            r#"{{"constants":{{"logEventTypes":{{"SOCKET_BYTES_RECEIVED":6,"HTTP2_SESSION_INITIALIZED":2,"HTTP2_SESSION_SEND_HEADERS":1,"HTTP_TRANSACTION_SEND_REQUEST_HEADERS":5,"SOCKET_BYTES_SENT":4,"SSL_SOCKET_BYTES_SENT":3}}}},"events":[
{events}
]}}"#
        )
    }

    fn read(text: &str) -> (Vec<String>, Vec<&'static str>) {
        let (mut requests, mut problems) = (Vec::new(), Vec::new());
        assert!(recognize(text.as_bytes(), 0).is_some());
        open(text.as_bytes(), 0, &mut |item| match item {
            Item::Text(..) | Item::Hosts(_) => {}
            Item::Problem(problem) => problems.push(problem.code),
            Item::Request(request) => {
                let body = match &request.body {
                    Body::Bytes(at) => request.text(*at),
                    _ if request.missing.is_some() => "lost",
                    _ => "none",
                };
                let url = request.url.as_deref().unwrap_or("?");
                requests.push([request.method.as_deref().unwrap_or("?"), url, body].join(" "));
            }
        });
        (requests, problems)
    }

    fn headers(stream: usize, length: usize) -> String {
        let names = format!(
            r#""headers":[":method: POST",":authority: a.example",":scheme: https",":path: /{stream}","content-length: {length}"],"stream_id":{stream}"#
        );
        event(1, 20, &names)
    }

    #[test]
    fn bodies_are_put_together_from_what_was_sent() {
        let session = event(2, 20, r#""source_dependency":{"id":30,"type":10}"#);
        let frames = [
            PREFACE.to_vec(),
            frame(4, 0, 0, b"settings"),
            frame(1, 4, 1, b"GET"),
            frame(0, 0, 1, b"[1,"),
            frame(0, 8, 3, b"\x02[3]\0\0"),
            frame(0, 1, 1, b"2]"),
        ]
        .concat();
        let (first, second) = frames.split_at(70);
        let plain = b"POST /sa HTTP/1.1\r\nHost: b.example\r\nContent-Length: 3\r\n\r\n[4]";
        let events = [
            session,
            headers(1, 5),
            sent(3, 30, first),
            sent(4, 30, b"\x17\x03\x03"),
            headers(3, 3),
            headers(5, 9),
            sent(3, 30, second),
            sent(4, 31, plain),
            sent(
                6,
                31,
                b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\nh4ByfABqFUitCMFh",
            ),
        ];
        let (requests, problems) = read(&log(&events));
        assert_eq!(
            requests,
            [
                "POST https://a.example/1 [1,2]",
                "POST https://a.example/3 [3]",
                "POST https://a.example/5 lost",
                "POST http://b.example/sa [4]",
                "? ? h4ByfABqFUitCMFh",
            ]
        );
        assert!(problems.is_empty(), "{problems:?}");
        // The program may have ended before the log did.
        let text = log(&events);
        let (cut, problems) = read(text.strip_suffix("\n]}").unwrap());
        assert_eq!((cut, problems), (requests, vec!["export-cut"]));
    }

    #[test]
    fn without_bytes_there_are_addresses() {
        let params = r#""headers":["Host: a.example","X-A: 1"],"line":"GET /x HTTP/1.1\r\n""#;
        let (requests, _) = read(&log(&[event(5, 1, params), headers(1, 3)]));
        assert_eq!(
            requests,
            ["GET //a.example/x none", "POST https://a.example/1 lost"]
        );
        for other in [
            "",
            "[]",
            r#"{"constants":{}}"#,
            r#"{"constants":1,"events":[]}"#,
        ] {
            assert!(recognize(other.as_bytes(), 0).is_none(), "{other}");
        }
    }
}
