//! Web archives: records that follow each other, each with headers, which say what is in it and how long it
//! is (<https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/>).

use super::messages::lines;
use super::{Container, Item, http, nested, url};
use crate::bytes::codec::written::Notation;
use crate::diagnostic::{self, Grouped};
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "warc",
    name: Some("a web archive (WARC)"),
    recognize,
    open,
};

const VERSION: &[u8] = b"WARC/";

const UNDONE: nested::Undone = nested::Undone {
    codec: Codec::Lines,
    because: "the archive says that the record is a request",
};

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let line = input.split(|&byte| byte == b'\n').next()?;
    let version = line.trim_ascii_end().strip_prefix(VERSION)?;
    matches!(version, [b'0'..=b'9', b'.', ..]).then_some((
        InputKind::Export,
        "it begins with a record of a web archive",
    ))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let (mut position, mut requests, mut is_cut) = (0, 0, false);
    while let Some(rest) = input.get(position..)
        && let text = rest.trim_ascii_start()
        && text.starts_with(VERSION)
    {
        let start = input.len() - text.len();
        let head = http::read_head(text, start);
        let value = |name| head.find(name).map_or("", |value| value.text);
        let from = start + head.length;
        let end = value("content-length").parse().ok();
        let end = end.and_then(|length: usize| from.checked_add(length));
        // Where a copy has other ends of lines, the length is not that of the record.
        let next = || Some(from + position_of_next(input.get(from..)?)?);
        let own = end.filter(|&end| is_end(input, end)).or_else(next);
        is_cut = own.is_none()
            && text
                .get(..head.length)
                .is_some_and(|head| head.contains(&b'\r'));
        let piece = from..own.unwrap_or(input.len());
        position = piece.end;
        if value("warc-type") == "response"
            && let Some(answer) = http::answer_at(input, piece.clone())
        {
            take(Item::Request(answer));
        }
        if value("warc-type") == "request" {
            let address = value("warc-target-uri").trim_matches(['<', '>']);
            nested::open_written(
                input,
                Notation::Plain,
                &[piece],
                UNDONE,
                depth,
                &mut |mut item| {
                    if let Item::Request(request) = &mut item {
                        requests += 1;
                        url::complete(request, address);
                    }
                    take(item);
                },
            );
        }
    }
    if is_cut {
        take(Item::Problem(diagnostic::export_cut(Grouped(requests))));
    } else if requests == 0 {
        take(Item::Problem(diagnostic::export_empty()));
    }
}

/// Bytes in which the next record begins, behind two ends of lines.
const BETWEEN: usize = 12;

/// Whether a record can end there: at the end of all, or before another one.
fn is_end(input: &[u8], end: usize) -> bool {
    input.get(end..).is_some_and(|rest| {
        let near = rest.get(..rest.len().min(BETWEEN)).unwrap_or_default();
        let next = near.trim_ascii_start();
        next.starts_with(VERSION) || next.is_empty() && rest.len() < BETWEEN
    })
}

/// Where the next record begins.
fn position_of_next(text: &[u8]) -> Option<usize> {
    let mut lines = lines(text, 0);
    lines.find_map(|(start, line)| line.starts_with(VERSION).then_some(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record of an archive.
    fn record(kind: &str, text: &str) -> String {
        let length = text.len();
        format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://a.example/b>\r\n\
             Content-Type: application/http;msgtype={kind}\r\nContent-Length: {length}\r\n\r\n{text}\r\n\r\n"
        )
    }

    /// The addresses and bodies of the requests, and the codes of the problems.
    fn read(text: &str) -> Vec<String> {
        assert!(recognize(text.as_bytes(), 0).is_some());
        let mut found = Vec::new();
        open(text.as_bytes(), 0, &mut |item| match item {
            Item::Request(request) => {
                let body = request.steps.last().map(|step| step.output);
                let body = body.map_or("", |body| request.text(body));
                let url = request.url.as_deref().unwrap_or("-");
                found.push(format!("{url} {}", body.trim_end()));
            }
            Item::Problem(problem) => found.push(problem.code.to_owned()),
            Item::Text(..) | Item::Hosts(_) => panic!("expected requests"),
        });
        found
    }

    #[test]
    fn requests_have_the_address_of_their_record() {
        let request =
            "POST /b HTTP/1.1\r\nHost: a.example\r\nContent-Length: 9\r\n\r\n{\"a\":\r\n1}";
        let answer = "HTTP/1.1 200 OK\r\n\r\n{\"c\":2}";
        let text = [
            record("warcinfo", "software: a"),
            record("request", request),
            record("response", answer),
            record("request", request),
        ]
        .concat();
        let expected = "https://a.example/b {\"a\":\r\n1}";
        assert_eq!(read(&text), [expected, expected]);
        assert_eq!(read(&record("response", answer)), ["export-empty"]);
    }

    #[test]
    fn of_an_archive_that_is_cut_off_there_is_what_there_is() {
        let one = record("request", "GET /b HTTP/1.1\r\nHost: a.example\r\n\r\n");
        let text = [one.as_str(), one.as_str()].concat();
        for end in "WARC/1.1\r\n".len()..text.len() {
            read(text.get(..end).unwrap());
        }
        let cut = text.get(..one.len() + 150).unwrap();
        assert_eq!(read(cut), ["https://a.example/b ", "export-cut"]);
        // What was copied as text is shorter than its headers say.
        let copied = text.replace('\r', "");
        assert_eq!(read(&copied), ["https://a.example/b "; 2]);
        let endless = one.replace("Content-Length: ", "Content-Length: 99999999999999999");
        assert_eq!(read(&endless).last().unwrap(), "export-cut");
    }
}
