//! Text that a program dressed up on its way: a terminal's colors, the quotes of a word processor, blanks
//! that do not break, characters without width.
//!
//! In a value such signs may be meant, so only what has them where JSON, a command or a message cannot is
//! taken for it.

use super::nested::{self, Undone};
use super::{Container, Item};
use crate::bytes::codec::written::{self, Notation};
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "styled-text",
    name: Some("a text with colors or typographic signs"),
    recognize,
    open,
};

/// What was undone.
const UNDONE: Undone = Undone {
    codec: Codec::Escapes,
    because: "a program put colors, typographic signs or other blanks into the text",
};

/// What was undone of a document.
const DOCUMENT: Undone = Undone {
    codec: Codec::Escapes,
    because: "a word processor saved the text in RTF",
};

/// What a document in RTF begins with.
const MARK: &[u8] = b"{\\rtf";

/// What is undone of a text in such a notation.
pub(super) fn undone(notation: Notation) -> Undone {
    match notation {
        Notation::Rich => DOCUMENT,
        _ => UNDONE,
    }
}

/// Bytes in which the first such sign is.
const BEGINNING: usize = 1 << 16;

/// Bytes of a file that is no text, in which there is a zero.
const TEXT: usize = 1_000;

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    let all = 0..input.len() as u32;
    let notation = notation(input)?;
    let inner = written::decode(input, notation, std::slice::from_ref(&all));
    let is_known = nested::is_capture(&inner, true, depth);
    is_known.then_some((InputKind::Export, undone(notation).because))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let all = 0..input.len();
    if let Some(notation) = notation(input) {
        let pieces = std::slice::from_ref(&all);
        nested::open_written(input, notation, pieces, undone(notation), depth, take);
    }
}

/// How a text is dressed up; none where it is not, or where it may be meant so.
pub(super) fn notation(input: &[u8]) -> Option<Notation> {
    let beginning = input.get(..input.len().min(BEGINNING))?;
    if beginning.get(..beginning.len().min(TEXT))?.contains(&0) {
        return None;
    }
    let text = beginning.trim_ascii_start();
    if text.starts_with(MARK) {
        return Some(Notation::Rich);
    }
    let is_styled = match text.first()? {
        b'{' | b'[' => is_outside_of_strings(text),
        _ => is_in_text(text),
    };
    is_styled.then(|| Notation::Styled {
        is_command: begins_command(text),
    })
}

/// Whether a text is a command, perhaps behind a prompt or the name of a shell.
fn begins_command(text: &[u8]) -> bool {
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let start = line.windows(4).position(|word| word == b"curl");
    start.is_some_and(|at| {
        let behind = line.get(at + 4..).unwrap_or_default();
        let before = line.get(..at).unwrap_or_default();
        let is_blank = behind.starts_with(b" ") || behind.starts_with("\u{a0}".as_bytes());
        is_blank && before.iter().all(|byte| b" \t$#%>".contains(byte))
    })
}

/// Whether JSON has a sign outside of its strings that is no sign of JSON.
fn is_outside_of_strings(text: &[u8]) -> bool {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        match rest {
            // Programs print them in other quotes, too.
            [quote @ (b'"' | b'\'' | b'`'), inner @ ..] => at += 2 + string_length(inner, *quote),
            [0x1b | 0xc2 | 0xe2 | 0xef, ..] if is_sign(rest) => return true,
            _ if written::color(rest).is_some() => return true,
            _ => at += 1,
        }
    }
    false
}

/// How long a string is, without its quotes.
fn string_length(inner: &[u8], quote: u8) -> usize {
    let mut at = 0;
    loop {
        match inner.get(at) {
            Some(b'\\') => at += 2,
            Some(&byte) if byte == quote => return at,
            None => return at,
            Some(_) => at += 1,
        }
    }
}

/// Whether a text begins with a sign that means another one, or nothing.
fn is_sign(text: &[u8]) -> bool {
    let all = 0..text.len().min(SIGN) as u32;
    let notation = Notation::Styled { is_command: true };
    let sign = text.get(..all.end as usize).unwrap_or_default();
    written::decode(sign, notation, std::slice::from_ref(&all)) != sign
}

/// Bytes of a sign.
const SIGN: usize = 3;

/// Colors of which a text has at least so many, where the sign before them was lost or written out.
const COLORS: usize = 2;

/// Whether something else than JSON has signs where JSON, a command or a message in it cannot have them.
fn is_in_text(text: &[u8]) -> bool {
    let mut colors = 0;
    let is_command = begins_command(text);
    let mut before = b' ';
    let mut quote: &[u8] = b"";
    let mut at = 0;
    while let Some(rest @ [byte, ..]) = text.get(at..) {
        if matches!(before, b'{' | b'[')
            && let Some(found) = quote_of_json(rest)
        {
            quote = found;
        }
        if !quote.is_empty() && rest.starts_with(quote) {
            // What is in a string is the value of somebody who may mean it.
            let inner = rest.get(quote.len()..).unwrap_or_default();
            at += quote.len() + quoted_length(inner, quote);
            before = b'"';
            continue;
        }
        let is_color = match byte {
            0x1b | b'\\' | b'^' => written::color(rest).is_some(),
            b'[' if !matches!(before, 0x1b | b'b' | b'B' | b'3' | b'e' | b'^') => {
                written::color(rest).is_some()
            }
            _ => false,
        };
        if is_color {
            colors += if *byte == 0x1b { COLORS } else { 1 };
        }
        if colors >= COLORS {
            return true;
        }
        if matches!(byte, 0xc2 | 0xe2 | 0xef) {
            let is_inner = matches!(before, b'{' | b'[') || is_command && at < COMMAND;
            if is_inner && is_sign(rest) {
                return true;
            }
        }
        if !byte.is_ascii_whitespace() {
            before = *byte;
        }
        at += 1;
    }
    false
}

/// The quote that JSON has here in the text around it, if a name or a string begins: `"`, `\"`, `""`,
/// `&quot;`.
fn quote_of_json(text: &[u8]) -> Option<&[u8]> {
    let escapes = text.iter().take_while(|&&byte| byte == b'\\').count();
    let quote = text.get(escapes..)?;
    let quotes: [&[u8]; 5] = [b"\"\"", b"\"", b"&quot;", b"&#34;", b"&#x22;"];
    let length = quotes
        .iter()
        .find(|written| quote.starts_with(written))?
        .len();
    let behind = quote.get(length)?;
    let is_name = behind.is_ascii_alphanumeric() || matches!(behind, b'$' | b'_');
    is_name.then(|| text.get(..escapes + length)).flatten()
}

/// How long a string is with its last quote, in whatever way JSON writes both there.
fn quoted_length(inner: &[u8], quote: &[u8]) -> usize {
    let escapes = quote.iter().take_while(|&&byte| byte == b'\\').count();
    let finder = memchr::memmem::Finder::new(quote);
    let mut at = 0;
    while let Some(end) = inner.get(at..).and_then(|rest| finder.find(rest)) {
        let end = at + end;
        let text = inner.get(..end).unwrap_or_default();
        let before = text.iter().rev().take_while(|&&byte| byte == b'\\').count();
        // Text in JSON in JSON has a backslash doubled once more.
        if (before / (escapes + 1)) % 2 == 0 {
            return end + quote.len();
        }
        at = end + quote.len();
    }
    inner.len()
}

/// Bytes of a command in which its address begins, whose signs are none of a value.
const COMMAND: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_told_from_values() {
        let is_styled = |text: &str| notation(text.as_bytes()).is_some();
        for text in [
            "{“a”:“b”}",
            "I sent this: {“a”:1}",
            "[\n\u{a0}\u{a0}{\"a\": 1}]",
            "{\"a\"\u{200b}: \"b\"}",
            "\u{1b}[1mPOST\u{1b}[0m /",
            "\u{1b}[1;39m[\u{1b}[0m]",
            "[1;39m[\n[0m\"a\"",
            "\\x1b[32mPOST\\x1b[0m",
            "curl ‘https://a.example/’ -d ‘b’",
            "curl\u{a0}https://a.example/",
        ] {
            assert!(is_styled(text), "{text}");
        }
        for text in [
            "{\"a\":\"“b”\u{a0}\u{200b}[0m\\u001b[0m\"}",
            "He said “a” and ‘b’ – [1] \u{a0}",
            "curl https://a.example/ --data-raw '{\"this is so long that it is behind an address of one hundred bytes\":\"it’s “a”\"}'",
            "a [0m only once",
            "it was:\u{a0}{\"a\":\"b\u{a0}c\"}",
            "it was {\"a\":\"{“b”}\",\"c\":[\"[\u{a0}\\\"{\u{a0}\\\\\",\"d\"]}",
            "<b>{&quot;a&quot;:&quot;{\u{202f}\\&quot;[“\\\\&quot;}</b>",
            "it,\"{\"\"a\"\":\"\"{“b\\\"\"{“\"\"}\",was",
            "it was \"{\\\"a\\\":\\\"{“b\\\\\\\"{“\\\\\\\\\\\"}\"",
            "[[1,2],[3]]",
            "{ body: '\\x1F\u{a0}’\\x00' }",
            "",
        ] {
            assert!(!is_styled(text), "{text}");
        }
    }
}
