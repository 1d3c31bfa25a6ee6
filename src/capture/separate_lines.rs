//! One request a line: addresses, or bodies such as a server's log keeps them.

use super::located::Located;
use super::request::Request;
use super::{Container, Item, nested, params, url};
use crate::bytes::codec::written::{Characters, Notation};
use crate::bytes::codec::{base64, block_cipher, inflate};
use crate::report::{Codec, InputKind};
use std::ops::Range;

pub(super) const CONTAINER: Container = Container {
    id: "lines",
    name: Some("a list of requests"),
    recognize,
    open,
};

/// Digits of Base64 that a block of AES gives: two texts that begin with the same block have these in common.
const SAME: usize = 21;

/// What is in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// Nothing, or a sign for nothing.
    Blank,
    Address,
    Form,
    /// Whole blocks of AES in Base64.
    Packed,
    /// What begins like JSON, or like compressed bytes.
    Other,
}

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    if !input.trim_ascii().contains(&b'\n') {
        return None;
    }
    let (mut addresses, mut forms, mut packed, mut damaged) = (0, 0, 0, 0);
    // One field a line, each with another name, is a file of settings, or one form.
    let mut name: Option<&[u8]> = None;
    let mut are_bodies = false;
    // Lines of one text are of one length, only the last of them has padding, and they begin differently.
    let mut first: Option<&[u8]> = None;
    let (mut is_ended, mut is_several) = (false, false);
    for (_, line) in lines(input) {
        let Some(kind) = kind(line) else {
            // One of many can have been changed or cut off.
            let is_word = line.len() > SAME && !line.iter().any(u8::is_ascii_whitespace);
            if !is_word || packed == 0 {
                return None;
            }
            damaged += 1;
            continue;
        };
        match kind {
            Line::Blank => {}
            Line::Address => addresses += 1,
            Line::Form => {
                forms += 1;
                let own = line.split(|&byte| byte == b'=').next();
                are_bodies |= line.contains(&b'&') || name.is_some() && name == own;
                name = own;
            }
            Line::Packed => {
                packed += 1;
                let is_other = |first: &[u8]| {
                    let begin = first.get(..SAME).unwrap_or(first);
                    line.len() > first.len() || line.starts_with(begin)
                };
                is_several |= is_ended || first.is_some_and(is_other);
                is_ended |= line.ends_with(b"=");
                first.get_or_insert(line);
            }
            // A list of JSON texts is one of records, unless there is something else too.
            Line::Other
                if forms == 0 && !line.starts_with(b"\\x") && !line.starts_with(b"{\\x") =>
            {
                return None;
            }
            Line::Other => {}
        }
    }
    let because = match (addresses, forms, packed) {
        (2.., 0, 0) => "each of its lines is an address",
        (0, 2.., 0) if are_bodies => "each of its lines is a body",
        (0, 0, 2..) if is_several && damaged <= packed => {
            "each of its lines is encrypted by itself"
        }
        _ => return None,
    };
    Some((InputKind::Export, because))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    for (place, line) in lines(input) {
        if kind(line) == Some(Line::Blank) {
            continue;
        }
        let notation = match line.contains(&b'\\') {
            true => Notation::Backslash(Characters::Bytes),
            false => Notation::Plain,
        };
        let undone = nested::Undone {
            codec: match notation {
                Notation::Plain => Codec::Lines,
                _ => Codec::Escapes,
            },
            because: "each line of the list is a request of its own",
        };
        let is_known = nested::open_written(
            input,
            notation,
            std::slice::from_ref(&place),
            undone,
            depth,
            take,
        );
        if !is_known {
            let mut request = Request::default();
            request.at.file = place.start as u64..place.end as u64;
            take(Item::Request(request));
        }
    }
}

fn kind(line: &[u8]) -> Option<Line> {
    let is_log_escape = |line: &[u8]| line.starts_with(b"\\x");
    match line {
        [] | b"-" => Some(Line::Blank),
        [b'{' | b'[', ..] => Some(Line::Other),
        _ if is_log_escape(line) || inflate::sniff(line).is_some() => Some(Line::Other),
        _ => {
            if line.iter().any(|byte| b" \t\"'<".contains(byte)) {
                return None;
            }
            let text = std::str::from_utf8(line).ok()?;
            if url::split(Located::new(text, 0, 0)).is_some() {
                return Some(Line::Address);
            }
            if is_packed(line) {
                return Some(Line::Packed);
            }
            params::sniff(text).then_some(Line::Form)
        }
    }
}

/// Whether a line is whole blocks of AES in Base64.
fn is_packed(line: &[u8]) -> bool {
    let decoded = base64::decode(line, &|_| false);
    let is_clean = decoded.invalid.is_none() && decoded.repairs.padding == 0;
    let length = decoded.bytes.len();
    is_clean && base64::sniff(line) && length > 0 && length.is_multiple_of(block_cipher::BLOCK)
}

/// The lines without the white space around them, and where each stands.
fn lines(input: &[u8]) -> impl Iterator<Item = (Range<usize>, &[u8])> {
    let mut start = super::mark_length(input);
    let rest = input.get(start..).unwrap_or_default();
    rest.split(|&byte| byte == b'\n').map(move |line| {
        let own = start;
        start += line.len() + 1;
        let inner = line.trim_ascii();
        let from = own + line.len() - line.trim_ascii_start().len();
        (from..from + inner.len(), inner)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<Option<String>> {
        let mut requests = Vec::new();
        assert!(recognize(text.as_bytes(), 0).is_some(), "{text}");
        open(text.as_bytes(), 0, &mut |item| {
            if let Item::Request(request) = item {
                requests.push(request.url);
            }
        });
        requests
    }

    #[test]
    fn each_line_is_a_request() {
        let urls = "https://a.example/sa?project=x\r\n\r\nhttp://b.example/c\n";
        let read = addresses(urls);
        assert_eq!(read[0].as_deref(), Some("https://a.example/sa?project=x"));
        assert_eq!(read[1].as_deref(), Some("http://b.example/c"));
        assert_eq!(
            addresses("-\ndata=eyJ9&gzip=0\n-\ndata_list=W3s&crc=1\n").len(),
            2
        );
    }

    #[test]
    fn other_lines_are_no_list() {
        for text in [
            "https://a.example/sa?project=x",
            "https://a.example/\nand a sentence",
            "{\"event\": \"a\"}\n{\"event\": \"b\"}",
            "data=eyJ9\ndata_list\n",
            "API_KEY=abc123\nSECRET=xyz\n",
        ] {
            assert!(recognize(text.as_bytes(), 0).is_none(), "{text}");
        }
    }
}
