//! Requests as OkHttp's logging interceptor writes them: an arrow and a first line, headers, a blank line,
//! the body, and a line that ends it. Without bodies or headers it is the first line alone.

use std::ops::Range;

use super::messages::lines;
use super::nested::{self, Undone};
use super::{Container, Item, draft, http, mark_length};
use crate::bytes::codec::written::Notation;
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "okhttp",
    name: Some("a log of OkHttp"),
    recognize,
    open,
};

const BECAUSE: &str = "arrows come before the requests in it, as OkHttp logs them";

/// Bytes in which the first request of a log begins.
const BEGINNING: usize = 1 << 16;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let beginning = input.get(..input.len().min(BEGINNING)).unwrap_or_default();
    // Most captures are JSON, which is not looked at line by line.
    if beginning.starts_with(b"{") || beginning.starts_with(b"[{") {
        return None;
    }
    let mut lines = lines(beginning, mark_length(beginning));
    lines
        .any(|(_, line)| first_line(line).is_some())
        .then_some((InputKind::Export, BECAUSE))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let undone = Undone {
        codec: Codec::Lines,
        because: BECAUSE,
    };
    let mut lines = lines(input, mark_length(input)).peekable();
    while let Some((start, line)) = lines.next() {
        let Some(first) = first_line(line) else {
            continue;
        };
        let first = start + first.start..start + first.end;
        // What follows belongs to it up to the line that ends it, or that begins another message.
        let is_next =
            |&(_, line): &(usize, &[u8])| line.starts_with(b"--") || line.starts_with(b"<--");
        let from = start + line.len();
        let mut end = from;
        while let Some((place, line)) = lines.next_if(|line| !is_next(line)) {
            end = place + line.len();
        }
        // A head alone is logged without a mark at its end.
        let is_whole = lines.peek().is_none_or(|(_, line)| is_end(line));
        let pieces = match is_whole || is_message(input.get(from..end).unwrap_or_default()) {
            true => Vec::from([first, from..end]),
            false => Vec::from([first]),
        };
        nested::open_written(input, Notation::Plain, &pieces, undone, depth, take);
    }
}

/// `--> POST https://a.example/ http/1.1 (12-byte body)`: where its method and address stand.
fn first_line(line: &[u8]) -> Option<Range<usize>> {
    let rest = behind_arrow(line)?;
    let rest = rest.strip_prefix(b"HTTP ").unwrap_or(rest);
    let start = line.len() - rest.len();
    let mut words = rest.split(|&byte| byte == b' ');
    let (method, address) = (words.next()?, words.next()?);
    (http::is_method(method) && draft::is_address(address))
        .then(|| start..start + method.len() + 1 + address.len())
}

/// Whether lines are headers and a body, whose end nobody marked.
fn is_message(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let first = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let ends = [&b"\n\n"[..], b"\r\n\r\n"];
    first.windows(2).any(|pair| pair == b": ")
        && ends
            .iter()
            .any(|end| text.windows(end.len()).any(|part| part == *end))
}

/// `--> END POST (12-byte body)`
fn is_end(line: &[u8]) -> bool {
    behind_arrow(line).is_some_and(|rest| rest.starts_with(b"END "))
}

/// What follows the arrow, which older versions write longer.
fn behind_arrow(line: &[u8]) -> Option<&[u8]> {
    line.strip_prefix(b"--> ")
        .or_else(|| line.strip_prefix(b"---> "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "--> POST https://a.example/sa?b=c http/1.1\n\
        Content-Type: text/plain\nHost: a.example\n\n{\"a\":\n1}\n--> END POST (8-byte body)\n\
        <-- 200 OK https://a.example/sa?b=c (12ms)\nContent-Length: 2\n\n{}\n<-- END HTTP (2-byte body)\n";

    /// The method, address, count of headers and body of each request.
    fn read(log: &str) -> Option<Vec<String>> {
        recognize(log.as_bytes(), 0)?;
        let mut found = Vec::new();
        open(log.as_bytes(), 0, &mut |item| {
            let Item::Request(request) = item else {
                panic!("expected a request");
            };
            let body = match request.body {
                super::super::Body::Bytes(at) => request.text(at).to_owned(),
                super::super::Body::Form(ref params) => format!("form {}", params.len()),
                super::super::Body::None => String::new(),
            };
            let method = request.method.unwrap_or_default();
            let url = request.url.unwrap_or_default();
            found.push(format!("{method} {url} {} {body}", request.headers.len()));
        });
        Some(found)
    }

    #[test]
    fn requests_are_read_and_responses_are_not() {
        let post = "POST https://a.example/sa?b=c 2 {\"a\":\n1}";
        assert_eq!(read(LOG).unwrap(), [post]);
        assert_eq!(read(&[LOG, LOG].concat()).unwrap(), [post, post]);
        assert_eq!(read(&["D: started\n", LOG].concat()).unwrap(), [post]);
        // Only first lines, or heads.
        assert_eq!(
            read("--> GET http://a.example/\n<-- 200 OK http://a.example/ (1ms)\n--> PUT http://b.example/ (3-byte body)\n<-- 200").unwrap(),
            ["GET http://a.example/ 0 ", "PUT http://b.example/ 0 "]
        );
        assert_eq!(
            read("---> HTTP POST http://a.example/\nA: b\n\nc=d\n---> END HTTP (3-byte body)\n")
                .unwrap(),
            ["POST http://a.example/ 1 form 1"]
        );
    }

    #[test]
    fn the_line_that_ends_a_request_can_be_lost() {
        let lost = LOG.replace("--> END POST (8-byte body)\n", "");
        assert_eq!(read(&lost).unwrap(), read(LOG).unwrap());
    }

    #[test]
    fn a_cut_log_gives_what_is_there() {
        for end in 0..LOG.len() {
            read(LOG.get(..end).unwrap_or_default());
        }
        let end = LOG.find("--> END").unwrap() - 2;
        let cut = LOG.get(..end).unwrap();
        assert_eq!(
            read(cut).unwrap(),
            ["POST https://a.example/sa?b=c 2 {\"a\":\n1"]
        );
    }

    #[test]
    fn other_arrows_are_no_log() {
        for text in [
            "--> see https://a.example/",
            "--> POST is a method",
            "<!-- a -->\n--> GET /",
            "-- GET https://a.example/",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
