//! Recordings of GoReplay: each message follows a line that says what it is and when it came, and
//! before a line of three monkeys.

use std::ops::Range;

use super::{Container, Item, http, nested};
use crate::bytes::codec::written::Notation;
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "goreplay",
    name: Some("a GoReplay recording"),
    recognize,
    open,
};

const BETWEEN: &[u8] = "\n🐵🙈🙉\n".as_bytes();

const UNDONE: nested::Undone = nested::Undone {
    codec: Codec::Lines,
    because: "a line before it says that it is a request",
};

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    header(input)?;
    let mut messages = messages(input);
    messages.next().map(|_| {
        (
            InputKind::Export,
            "lines of GoReplay are between its messages",
        )
    })
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    for place in messages(input) {
        let message = input.get(place.clone()).unwrap_or_default();
        let Some((kind, length)) = header(message) else {
            continue;
        };
        let piece = place.start + length..place.end;
        if kind == b'1' {
            nested::open_written(input, Notation::Plain, &[piece], UNDONE, depth, take);
        } else if let Some(answer) = http::answer_at(input, piece) {
            take(Item::Request(answer));
        }
    }
}

/// Bytes in which the line before a message ends.
const HEADER: usize = 200;

/// Where each message stands, with its header.
fn messages(input: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut position = 0;
    std::iter::from_fn(move || {
        let rest = input
            .get(position..)
            .filter(|rest| !rest.trim_ascii().is_empty())?;
        let start = position;
        let end = rest.windows(BETWEEN.len()).position(|part| part == BETWEEN);
        let end = start + end.unwrap_or(rest.len());
        position = end + BETWEEN.len();
        Some(start..end)
    })
}

/// What a message is, and how long the line is that says so: a number, an identifier, a time and a
/// latency.
fn header(message: &[u8]) -> Option<(u8, usize)> {
    let head = message.get(..message.len().min(HEADER))?;
    let end = head.iter().position(|&byte| byte == b'\n')?;
    let line = head.get(..end)?.trim_ascii();
    let mut words = line.split(|&byte| byte == b' ');
    let [kind @ b'1'..=b'3'] = words.next()? else {
        return None;
    };
    let is_hex = |word: &[u8]| word.len() >= 16 && word.iter().all(u8::is_ascii_hexdigit);
    let is_number = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    let fits = is_hex(words.next()?) && is_number(words.next()?);
    (fits && words.all(is_number)).then_some((*kind, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_read_and_answers_are_not() {
        let line = "b6589fc6ab0dc82cf12099d1 1778148000000000000 0";
        let text = format!(
            "1 {line}\nGET /a HTTP/1.1\r\nHost: a.example\r\n\r\n\n🐵🙈🙉\n2 {line}\nHTTP/1.1 200 OK\r\n\r\n\n🐵🙈🙉\n1 {line}\nGET /b HTTP/1.1\r\n\r\n\n🐵🙈🙉\n"
        );
        assert!(recognize(text.as_bytes(), 0).is_some());
        let mut paths = Vec::new();
        open(text.as_bytes(), 0, &mut |item| {
            if let Item::Request(request) = item {
                paths.push(request.path);
            }
        });
        assert_eq!(paths, ["/a", "/b"]);
        // A page that a server answered makes no script of it.
        let text = text.replace(
            "200 OK\r\n\r\n",
            "200 OK\r\n\r\n<script>fetch('http://b.example/c')</script>",
        );
        let mut requests = 0;
        let (kind, _) = super::super::open(text.as_bytes().into(), &mut |item, _, _| {
            requests += usize::from(matches!(item, Item::Request(_)));
        });
        assert_eq!((kind.name, requests), (CONTAINER.name, 2));
        assert!(recognize(b"1 dog 2 cats\nGET / HTTP/1.1\n", 0).is_none());
    }
}
