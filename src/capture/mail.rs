//! A mail (RFC 5322) whose text or attachments are written as quoted-printable or Base64 (RFC 2045,
//! section 6), with whatever was quoted, forwarded or attached in it.

use std::ops::Range;

use super::{Container, Item, lines, multipart, nested};
use crate::bytes::Coding;
use crate::bytes::codec::base64;
use crate::bytes::codec::written::{self, Notation};
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "mail",
    name: Some("a mail"),
    recognize,
    open,
};

/// Bytes in which the headers of a mail or of one of its parts end.
const HEAD: usize = 64 << 10;

/// How many parts are in each other at most.
const DEPTH: usize = 4;

/// How many parts are read.
const PARTS: usize = 1_000;

/// Headers of which one begins a mail.
const FIRST: [&str; 10] = [
    "from",
    "to",
    "received",
    "return-path",
    "subject",
    "date",
    "mime-version",
    "content-",
    "message-id",
    "delivered-to",
];

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let begin = input.get(..16.min(input.len())).unwrap_or_default();
    let begin = begin.to_ascii_lowercase();
    FIRST
        .iter()
        .any(|name| begin.starts_with(name.as_bytes()))
        .then_some(())?;
    let part = Part::read(input, 0..input.len())?;
    let is_written = part.boundary.is_some() || part.writing != Writing::Plain;
    is_written.then_some((InputKind::Export, "it begins with the headers of a mail"))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let mut left = PARTS;
    if let Some(part) = Part::read(input, 0..input.len()) {
        each(input, part, 0, &mut left, &mut |part| {
            open_part(input, part, depth, take);
        });
    }
}

/// Hands over the parts of a part that have no parts of their own.
fn each(input: &[u8], part: Part, depth: usize, left: &mut usize, take: &mut dyn FnMut(&Part)) {
    let Some(boundary) = &part.boundary else {
        take(&part);
        return;
    };
    if depth == DEPTH {
        return;
    }
    for place in between(input, &part.text, boundary) {
        if *left == 0 {
            return;
        }
        *left -= 1;
        // Without headers a part is text as it is.
        let inner = Part::read(input, place.clone()).unwrap_or(Part {
            text: place,
            boundary: None,
            writing: Writing::Plain,
        });
        each(input, inner, depth + 1, left, take);
    }
}

/// Reads a part as a capture; one that is none is a text in which there may be payloads.
fn open_part(input: &[u8], part: &Part, depth: usize, take: &mut dyn FnMut(Item)) {
    let place = part.text.clone();
    let text = input.get(place.clone()).unwrap_or_default();
    let file = place.start as u64..place.end as u64;
    let written = |notation, because, take: &mut dyn FnMut(Item)| {
        let pieces = std::slice::from_ref(&place);
        let undone = nested::Undone {
            codec: Codec::Escapes,
            because,
        };
        if !nested::open_written(input, notation, pieces, undone, depth, take) {
            let all = 0..text.len() as u32;
            let decoded = written::decode(text, notation, std::slice::from_ref(&all));
            take(Item::Text(decoded, file.clone()));
        }
    };
    match part.writing {
        Writing::Plain => written(Notation::Plain, "a mail is around it", take),
        Writing::QuotedPrintable => written(
            Notation::QuotedPrintable,
            "the mail says that its text is quoted-printable",
            take,
        ),
        Writing::Base64 => {
            let undone = nested::Undone {
                codec: Codec::Base64,
                because: "the mail says that it is Base64",
            };
            let coding = Coding::Base64(base64::decode(text, &|_| false).spaces);
            if !nested::open_coded(input, place.clone(), &coding, undone, depth, take) {
                let decoded = coding.decoded(text);
                if std::str::from_utf8(&decoded).is_ok() {
                    take(Item::Text(decoded, file));
                }
            }
        }
    }
}

/// How the bytes of a part are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    Plain,
    QuotedPrintable,
    Base64,
}

/// A mail, or one of its parts.
#[derive(Debug)]
struct Part {
    /// What follows the headers.
    text: Range<usize>,
    /// What stands between its parts, where it has some.
    boundary: Option<Vec<u8>>,
    writing: Writing,
}

impl Part {
    /// Reads the headers at the beginning of a place; none where there are none.
    fn read(input: &[u8], place: Range<usize>) -> Option<Part> {
        let own = input.get(place.clone())?;
        let head = own.get(..own.len().min(HEAD))?;
        let mut headers: Vec<u8> = Vec::new();
        let mut end = None;
        for (start, line) in lines(head) {
            match line.first() {
                None => {
                    end = Some(head.get(start..)?.iter().position(|&byte| byte == b'\n')? + start);
                    break;
                }
                Some(b' ' | b'\t') => headers.extend_from_slice(line),
                _ => {
                    let name = line.split(|&byte| byte == b':').next()?;
                    let is_name =
                        name.len() < line.len() && name.iter().all(|byte| byte.is_ascii_graphic());
                    // Where mails are kept one after the other, a line without a colon is before each.
                    let is_first = start == 0 && line.starts_with(b"From ");
                    if !is_name && !is_first {
                        return None;
                    }
                    headers.push(b'\n');
                    headers.extend_from_slice(line);
                }
            }
        }
        let text = place.start + end? + 1..place.end;
        let kind = header(&headers, b"content-type");
        let is_multipart = kind.is_some_and(|kind| {
            let kind = kind.to_ascii_lowercase();
            // A form that a browser sent is no mail.
            kind.starts_with(b"multipart/") && !kind.starts_with(b"multipart/form-data")
        });
        let kind = kind.filter(|_| is_multipart).map(std::str::from_utf8);
        let boundary = kind.and_then(|kind| multipart::boundary(kind.ok()?));
        let boundary = boundary.map(|boundary| ["--", boundary].concat().into_bytes());
        let writing = header(&headers, b"content-transfer-encoding").unwrap_or_default();
        let writing = match writing.to_ascii_lowercase().as_slice() {
            b"quoted-printable" => Writing::QuotedPrintable,
            b"base64" => Writing::Base64,
            _ => Writing::Plain,
        };
        Some(Part {
            text,
            boundary,
            writing,
        })
    }
}

/// The value of a header among some, each of which is one line.
fn header<'h>(headers: &'h [u8], name: &[u8]) -> Option<&'h [u8]> {
    let mut lines = headers.split(|&byte| byte == b'\n');
    lines.find_map(|line| {
        let (own, value) = line.split_at_checked(name.len())?;
        let value = value.strip_prefix(b":")?;
        own.eq_ignore_ascii_case(name).then(|| value.trim_ascii())
    })
}

/// The places of a text between lines that begin with a boundary.
fn between(input: &[u8], place: &Range<usize>, boundary: &[u8]) -> Vec<Range<usize>> {
    let text = input.get(place.clone()).unwrap_or_default();
    let mut places = Vec::new();
    let mut open = None;
    let mut end = 0;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        let start = end;
        end += line.len();
        let Some(behind) = line.strip_prefix(boundary) else {
            continue;
        };
        if let Some(open) = open.replace(end) {
            places.push(place.start + open..place.start + start);
        }
        if behind.starts_with(b"--") {
            open = None;
        }
    }
    // The end of a mail may be missing.
    places.extend(open.map(|open| place.start + open..place.end));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queries(mail: &str) -> Vec<String> {
        assert!(recognize(mail.as_bytes(), 0).is_some(), "{mail}");
        let mut queries = Vec::new();
        open(mail.as_bytes(), 0, &mut |item| match item {
            Item::Request(request) => {
                let value = request.query_value("data").unwrap_or_default();
                queries.push(value.to_owned());
            }
            Item::Text(text, place) => {
                let written = mail.get(place.start as usize..place.end as usize).unwrap();
                queries.push(format!(
                    "{} from {written:?}",
                    String::from_utf8_lossy(&text)
                ));
            }
            _ => {}
        });
        queries
    }

    #[test]
    fn a_forwarded_request_is_found() {
        let mail = "From: a@b.example\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGET /sa?data=3De3=\r\n0 HTTP/1.1\r\nHost: c.example\r\n";
        assert_eq!(queries(mail), ["e30"]);
        // What is no capture by itself is searched.
        let prose = "From: a@b.example\nContent-Transfer-Encoding: quoted-printable\n\nSee =3D.\n";
        assert_eq!(queries(prose), ["See =.\n from \"See =3D.\\n\""]);
    }

    #[test]
    fn parts_are_opened_as_they_are_written() {
        let request = "GET /sa?data=e30 HTTP/1.1\r\nHost: c.example\r\n";
        let attached = base64::encode(request.as_bytes());
        let (first, second) = attached.split_at(32);
        let mail = format!(
            "Subject: a\nContent-Type: multipart/mixed;\n boundary=\"x y\"\n\nFor old programs.\n\
             --x y\n\nHello\n--x y\nContent-Type: multipart/alternative; boundary=z\n\n--z\n\
             content-transfer-encoding: BASE64\n\n{first}\n{second}\n--z--\n--x y\n\
             Content-Disposition: attachment\n\n{request}--x y--\nbehind"
        );
        assert_eq!(queries(&mail), ["Hello\n from \"Hello\\n\"", "e30", "e30"]);
        let cut = mail.split("--z--").next().unwrap();
        assert_eq!(queries(cut), ["Hello\n from \"Hello\\n\"", "e30"]);
    }

    #[test]
    fn what_only_looks_like_a_mail_is_none() {
        for text in [
            "From: a@b.example\n\nIt is quoted-printable.\n\nGET / HTTP/1.1\n",
            "from here on\n\nboundary=x",
            "Date: today\nContent-Type: text/plain\n\nHello",
            "Content-Type: multipart/mixed; boundary=x",
            "Content-Type: multipart/form-data; boundary=x\n\n--x\n\na\n--x--",
        ] {
            assert!(recognize(text.as_bytes(), 0).is_none(), "{text}");
        }
    }
}
