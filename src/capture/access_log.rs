//! Logs of a web server: each line is a request, with its first line in quotes, as nginx and Apache
//! write it, and perhaps its body in quotes as well.

use std::ops::Range;

use super::located::Located;
use super::request::{Body, Request, Step};
use super::{Container, Item, http, multipart, params, url};
use crate::bytes::codec::inflate;
use crate::bytes::codec::written::{Characters, Notation};
use crate::bytes::{ByteStore, Coding, Slice};
use crate::report::{Codec, InputKind, LayerStatus};

pub(super) const CONTAINER: Container = Container {
    id: "access-log",
    name: None,
    recognize,
    open,
};

/// Lines that are looked at before a text is taken for a log.
const LOOKED_AT: usize = 10;

/// Bytes of a line in which its first column in quotes begins.
const WORDS: usize = 2_000;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    // What stands before the first request is no more than a few words.
    let head = input.get(..input.len().min(WORDS)).unwrap_or_default();
    if !head.contains(&b'"') {
        return None;
    }
    let mut lines = lines(input).filter(|(_, line)| !line.is_empty());
    let lines = || lines.next().map(|(_, line)| request_column(line).is_some());
    let known: Vec<bool> = std::iter::from_fn(lines).take(LOOKED_AT).collect();
    let is_log = known.first() == Some(&true) && known.iter().all(|&is_known| is_known);
    is_log.then_some((
        InputKind::LogLine,
        "each of its lines has the first line of a request in quotes",
    ))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    for (start, line) in lines(input) {
        if let Some(request) = request(start, line) {
            take(Item::Request(request));
        }
    }
}

fn lines(input: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = super::mark_length(input);
    let rest = input.get(start..).unwrap_or_default();
    rest.split(|&byte| byte == b'\n').map(move |line| {
        let own = start;
        start += line.len() + 1;
        (own, line.trim_ascii_end())
    })
}

/// The texts in double quotes of a line. A quote behind a backslash is one of the text.
fn columns(line: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut position = 0;
    std::iter::from_fn(move || {
        let rest = line.get(position..)?;
        let start = position + rest.iter().position(|&byte| byte == b'"')? + 1;
        let mut end = start;
        loop {
            match line.get(end) {
                Some(b'\\') => end += 2,
                Some(b'"') | None => break,
                Some(_) => end += 1,
            }
        }
        let end = end.min(line.len());
        position = end + 1;
        Some(start..end)
    })
}

/// The column with the first line of a request; what stands before it are words of the log.
fn request_column(line: &[u8]) -> Option<Range<usize>> {
    columns(line).find(|column| {
        let text = line.get(column.clone()).unwrap_or_default();
        let text = std::str::from_utf8(text).unwrap_or_default();
        http::request_line(Located::new(text, 0, 0)).is_some_and(|line| line.has_version)
    })
}

fn request(start: usize, line: &[u8]) -> Option<Request> {
    let first = request_column(line)?;
    let mut store = ByteStore::new(line.to_vec());
    let mut steps = Vec::new();
    let text = std::str::from_utf8(line.get(first.clone())?).ok()?;
    let read = http::request_line(Located::new(text, 0, first.start))?;
    let words = std::str::from_utf8(line.get(..first.start)?).unwrap_or_default();
    let target = url::target(read.target, None, asked(words));
    let method = Some(read.method.to_owned());
    let mut body = Body::None;
    let behind = columns(line).skip_while(|column| column.start <= first.start);
    for column in behind {
        if let Some(at) = body_column(line, column, &mut store) {
            steps.push(Step {
                codec: Codec::Escapes,
                because: "a column of the log contains the body".into(),
                output: at,
                status: LayerStatus::Ok,
            });
            body = Body::read(store.in_memory(at), at);
        }
    }
    let mut request = Request {
        method,
        url: target.url,
        host: target.host,
        path: target.path,
        query: target.query,
        body,
        steps,
        store,
        ..Request::default()
    };
    request.at.file = start as u64..(start + line.len()) as u64;
    Some(request)
}

/// The host that was asked, which stands before who asked: the Common Log Format has three words before a
/// time in brackets, and one more says which of its hosts it was
/// (<https://httpd.apache.org/docs/2.4/logs.html#virtualhosts>).
fn asked(words: &str) -> Option<&str> {
    let (words, _) = words.split_once('[')?;
    let mut words = words.split_ascii_whitespace();
    let host = words.next()?;
    let is_host = host.contains('.') && host.contains(|sign: char| sign.is_ascii_alphabetic());
    (words.count() == 3 && is_host).then_some(host)
}

/// What a column means, where that can be a body and not the name of a program, an address or a
/// number.
fn body_column(line: &[u8], column: Range<usize>, store: &mut ByteStore) -> Option<Slice> {
    let text = line.get(column.clone())?;
    let at = Slice::new(0, column);
    let at = match text.contains(&b'\\') {
        true => {
            let all = std::iter::once(0..text.len() as u32).collect();
            let notation = Notation::Backslash(Characters::Bytes);
            store.undo(at, Coding::Written(notation, all))
        }
        false => at,
    };
    let bytes = store.in_memory(at).trim_ascii();
    is_body(bytes).then_some(at)
}

/// Whether bytes can be the body of a request: JSON, a form, or no text at all.
pub(super) fn is_body(bytes: &[u8]) -> bool {
    match bytes {
        [b'{' | b'[', ..] => true,
        _ if inflate::sniff(bytes).is_some() => true,
        [b'-', b'-', ..] => multipart::read(bytes, Slice::default(), None).is_some(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => params::sniff(text),
            Err(_) => true,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests(text: &str) -> Vec<Request> {
        let mut requests = Vec::new();
        assert!(recognize(text.as_bytes(), 0).is_some(), "{text}");
        open(text.as_bytes(), 0, &mut |item| {
            if let Item::Request(request) = item {
                requests.push(request);
            }
        });
        requests
    }

    #[test]
    fn each_line_is_a_request_with_its_body() {
        let log = "192.0.2.1 - - [29/Nov/2026:02:14:14 +0000] \"POST /sa?project=a HTTP/1.1\" 200 0 \"-\" \"okhttp/4.9\" \"{\\x22a\\x22: 1}\"\r\n\
            a.example:80 192.0.2.1 - - [29/Nov/2026:02:14:15 +0000] \"GET /sa.gif?data=x HTTP/1.1\" 200 7 \"https://b.example/?c=d\" \"Mozilla/5.0 (X; Y=1)\"\n";
        let requests = requests(log);
        let [one, other] = &requests[..] else {
            panic!("{requests:?}");
        };
        let Body::Bytes(at) = one.body else {
            panic!("{one:?}");
        };
        assert_eq!(one.store.in_memory(at), b"{\"a\": 1}");
        assert_eq!(
            (one.path.as_str(), one.method.as_deref()),
            ("/sa", Some("POST"))
        );
        assert!(matches!(other.body, Body::None));
        assert_eq!(other.query_value("data"), Some("x"));
    }

    #[test]
    fn a_host_before_who_asked_is_the_one_that_was_asked() {
        for (words, expected) in [
            ("a.example:443 192.0.2.1 - - ", Some("//a.example:443/sa")),
            ("a.example 192.0.2.1 - - ", Some("//a.example/sa")),
            ("192.0.2.1 - - ", None),
            ("client.example - - ", None),
        ] {
            let log = format!("{words}[29/Nov/2026:02:14:14 +0000] \"GET /sa HTTP/1.1\" 200 0\n");
            let requests = requests(&log);
            assert_eq!(requests[0].url.as_deref(), expected, "{log}");
        }
    }

    #[test]
    fn prose_and_source_are_no_logs() {
        for text in [
            "it says \"POST /sa HTTP/1.1\" here\nand then no more",
            "\"GET\" \"POST\"",
            "curl -X \"POST /sa\"",
        ] {
            assert!(recognize(text.as_bytes(), 0).is_none(), "{text}");
        }
    }
}
