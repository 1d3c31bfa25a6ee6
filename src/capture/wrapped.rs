//! Captures that a program wrote in UTF-16, as the shells of Windows do, or that somebody compressed.

use super::har::report_end;
use super::nested::{self, Undone};
use super::unpacked::{Unpacked, unpacked};
use super::{Container, Item, http};
use crate::bytes::Coding;
use crate::bytes::codec::inflate;
use crate::bytes::codec::utf16::{self, Order};
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "wrapped",
    name: Some("a file in UTF-16 or compressed"),
    recognize,
    open,
};

/// Bytes of the beginning that are undone to see what it is.
const BEGINNING: usize = 256 << 10;

/// Bytes of a beginning that is compressed.
const UNPACKED: usize = 64 << 10;

/// The order of bytes of a text in UTF-16, by its mark or by its first two characters.
fn order(input: &[u8]) -> Option<Order> {
    match input {
        [0xff, 0xfe, ..] => Some(Order::Little),
        [0xfe, 0xff, ..] => Some(Order::Big),
        [b' '..=b'~', 0, b' '..=b'~', 0, ..] => Some(Order::Little),
        [0, b' '..=b'~', 0, b' '..=b'~', ..] => Some(Order::Big),
        _ => None,
    }
}

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    if let Some(order) = order(input) {
        let text = utf16::decode(input.get(..BEGINNING).unwrap_or(input), order);
        let is_marked = input.starts_with(b"\xff\xfe") || input.starts_with(b"\xfe\xff");
        let is_readable = |sign: char| !sign.is_control() || sign.is_ascii_whitespace();
        let is_text = text.len() >= BODY && text.chars().take(BODY).all(is_readable);
        let is_one = is_marked && is_text || nested::is_capture(text.as_bytes(), true, depth);
        return is_one.then_some((InputKind::Export, "it is written in UTF-16"));
    }
    let wrapper = inflate::sniff(input)?;
    let inner = unpacked(input, wrapper, UNPACKED).bytes;
    // What is compressed twice could be so without end.
    let is_one = inflate::sniff(&inner).is_none()
        && order(&inner).is_none()
        && (nested::is_capture(&inner, false, depth) || is_request(&inner) || is_text(&inner));
    is_one.then_some((InputKind::Export, "it is compressed"))
}

/// Whether bytes are a single request, which is more than a body.
fn is_request(inner: &[u8]) -> bool {
    let line = inner.split(|&byte| byte == b'\n').next();
    line.is_some_and(|line| http::begins_request(line.trim_ascii_end()))
}

/// Whether bytes are a text that is no body, such as a log, or an archive of texts.
fn is_text(inner: &[u8]) -> bool {
    let beginning = inner.get(..inner.len().min(BODY)).unwrap_or_default();
    let is_readable = beginning.utf8_chunks().next().is_some_and(|chunk| {
        // The last character may be cut.
        beginning.len() - chunk.valid().len() < 4
    });
    is_readable && inner.len() >= BODY && !nested::is_alone(inner)
}

/// Bytes of the shortest text in which a request with events has room.
const BODY: usize = 64;

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    open_unpacked(input, Unpacked::default(), depth, take);
}

/// Hands over what is in a file that may have been unpacked before.
pub(super) fn open_unpacked(
    input: &[u8],
    mut before: Unpacked,
    depth: usize,
    take: &mut dyn FnMut(Item),
) {
    let whole = 0..input.len();
    let all = 0..input.len() as u64;
    if let Some(order) = order(input) {
        let undone = Undone {
            codec: Codec::Utf16,
            because: "the file is written in UTF-16",
        };
        let coding = Coding::Utf16(order);
        if !nested::open_coded(input, whole, &coding, undone, depth, take) {
            take(Item::Text(coding.decoded(input), all));
        }
    } else if let Some(wrapper) = inflate::sniff(input) {
        let inner = before.whole(input, wrapper);
        report_end(inner.end, inner.bytes.len(), take);
        if !nested::open_packed(&inner.bytes, whole, depth, take) {
            take(Item::Text(inner.bytes, all));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    const FLOWS: &[u8] = b"61:4:type,4:http,7:request,34:4:path,2:/a,6:method,3:GET,}}}";

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn urls(input: &[u8]) -> Vec<String> {
        let mut urls = Vec::new();
        assert!(recognize(input, 0).is_some());
        open(input, 0, &mut |item| {
            if let Item::Request(request) = item {
                assert_eq!(request.at.file, 0..input.len() as u64);
                urls.push(request.url.unwrap_or(request.path));
            }
        });
        urls
    }

    #[test]
    fn captures_are_read_through_what_is_around_them() {
        let request = "POST /sa HTTP/1.1\r\nHost: a.example\r\n\r\n[1]";
        assert_eq!(urls(&utf16(request)), ["//a.example/sa"]);
        assert_eq!(
            urls(&utf16(&format!("\u{feff}{request}"))),
            ["//a.example/sa"]
        );
        let command = "curl https://a.example/sa -d '[1]'";
        assert_eq!(urls(&gzip(command.as_bytes())), ["https://a.example/sa"]);
        assert_eq!(urls(&gzip(FLOWS)), ["/a"]);
    }

    #[test]
    fn other_bytes_are_none() {
        let twice = gzip(&gzip(FLOWS));
        let body = gzip(b"[{\"event\":\"x\"}]");
        let words = utf16("these are words");
        for other in [
            &twice[..],
            &body,
            &words,
            b"",
            b"\xff\xfe",
            b"a\0",
            &gzip(b""),
        ] {
            assert!(recognize(other, 0).is_none(), "{other:?}");
        }
    }
}
