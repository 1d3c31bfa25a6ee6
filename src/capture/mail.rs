//! A mail whose text is written as quoted-printable (RFC 2045, section 6.7), with whatever was quoted or
//! forwarded in it.

use std::ops::Range;

use super::{Container, Item, nested};
use crate::bytes::codec::written::Notation;
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "mail",
    name: Some("a mail"),
    recognize,
    open,
};

const UNDONE: nested::Undone = nested::Undone {
    codec: Codec::Escapes,
    because: "the mail says that its text is quoted-printable",
};

/// Bytes in which the headers of a mail end.
const HEAD: usize = 64 << 10;

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    let text = text(input)?;
    let is_known = nested::is_known(input, Notation::QuotedPrintable, &[text], depth);
    is_known.then_some((InputKind::Export, "it begins with the headers of a mail"))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let pieces = text(input).into_iter().collect::<Vec<_>>();
    nested::open_written(
        input,
        Notation::QuotedPrintable,
        &pieces,
        UNDONE,
        depth,
        take,
    );
}

/// Where the text of a mail stands that is quoted-printable.
fn text(input: &[u8]) -> Option<Range<usize>> {
    let head = input.get(..input.len().min(HEAD))?;
    let begins = |name: &[u8]| {
        head.get(..name.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(name))
    };
    let is_mail = [
        "from",
        "to:",
        "received",
        "return-path",
        "subject",
        "date",
        "mime-version",
        "content-",
        "message-id",
        "delivered-to",
    ]
    .iter()
    .any(|name| begins(name.as_bytes()));
    if !is_mail {
        return None;
    }
    let mark = head
        .windows(16)
        .position(|part| part.eq_ignore_ascii_case(b"quoted-printable"))?;
    let field = head
        .get(mark.saturating_sub(40)..mark)?
        .to_ascii_lowercase();
    let is_field = field.windows(9).any(|part| part == b"encoding:");
    if !is_field {
        return None;
    }
    let rest = head.get(mark..)?;
    let blanks = [&b"\n\n"[..], b"\r\n\r\n"];
    let blank = blanks.iter().filter_map(|blank| {
        let place = rest.windows(blank.len()).position(|part| part == *blank)?;
        Some(mark + place + blank.len())
    });
    Some(blank.min()?..input.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forwarded_request_is_found() {
        let mail = b"From: a@b.example\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGET /sa?data=3De3=\r\n0 HTTP/1.1\r\nHost: c.example\r\n";
        assert!(recognize(mail, 0).is_some());
        let mut queries = Vec::new();
        open(mail, 0, &mut |item| {
            if let Item::Request(request) = item {
                queries.push(request.query_value("data").unwrap().to_owned());
            }
        });
        assert_eq!(queries, ["e30"]);
        assert!(
            recognize(
                b"From: a@b.example\n\nIt is quoted-printable.\n\nGET / HTTP/1.1\n",
                0
            )
            .is_none()
        );
    }
}
