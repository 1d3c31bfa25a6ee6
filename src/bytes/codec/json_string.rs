//! Escapes inside a JSON string (RFC 8259 §7), where one holds another layer.
//!
//! What is no valid escape is read as the reader of JSON mends it. Half of a pair in which Python writes a byte
//! that is no text (PEP 383) is that byte.

use std::iter::from_fn;

/// The content of a string without its quotes.
pub(crate) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    for (_, piece) in pieces(text.as_bytes()) {
        match piece {
            // What stands between escapes of a text is text.
            Piece::Plain(plain) => decoded.push_str(std::str::from_utf8(plain).unwrap_or_default()),
            Piece::Escape(character) => decoded.push(character),
            Piece::Byte(_) => decoded.push(char::REPLACEMENT_CHARACTER),
        }
    }
    decoded
}

/// The content of a string in which there may be bytes that are no text; they stay as they are.
pub(crate) fn decode_bytes(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for (_, piece) in pieces(text) {
        match piece {
            Piece::Plain(plain) => bytes.extend_from_slice(plain),
            Piece::Escape(character) => {
                bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes())
            }
            Piece::Byte(byte) => bytes.push(byte),
        }
    }
    bytes
}

/// How many bytes pieces of a string take, as it stands and decoded.
pub(crate) fn units(text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    pieces(text).map(|(length, piece)| match piece {
        Piece::Plain(plain) => (length, plain.len()),
        Piece::Escape(character) => (length, character.len_utf8()),
        Piece::Byte(_) => (length, 1),
    })
}

/// Where the next quote or backslash stands, from an offset on.
pub(crate) fn find_mark(text: &[u8], from: usize) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    let has = |word: u64, byte: u8| {
        let differs = word ^ (ONES * u64::from(byte));
        differs.wrapping_sub(ONES) & !differs
    };
    let rest = text.get(from..)?;
    let (words, tail) = rest.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = (has(word, b'"') | has(word, b'\\')) & ONES << 7;
        if found != 0 {
            return Some(from + index * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let mark = tail.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
    Some(text.len() - tail.len() + mark)
}

/// Where a string that begins at `start` and is cut off by the end of the text has its last whole
/// character.
pub(crate) fn before_cut(text: &[u8], start: usize) -> usize {
    let mut from = start;
    while let Some(mark) = find_mark(text, from) {
        let escape = text.get(mark..).unwrap_or_default();
        let behind = escape.get(6..).unwrap_or_default();
        // Half of a pair needs the other half.
        let is_half = matches!(unit(escape), Some(0xD800..=0xDBFF))
            && b"\\u".starts_with(behind.get(..2).unwrap_or(behind));
        let needed = match escape.get(1) {
            _ if is_half => 12,
            Some(b'u') => 6,
            _ => 2,
        };
        if escape.len() < needed {
            return mark;
        }
        from = mark + needed.min(6);
    }
    text.len()
}

/// A piece of a string.
enum Piece<'t> {
    /// What stands between escapes.
    Plain(&'t [u8]),
    Escape(char),
    /// A byte that is no text.
    Byte(u8),
}

/// The pieces of a string with the bytes that each takes in it.
fn pieces(text: &[u8]) -> impl Iterator<Item = (usize, Piece<'_>)> {
    let mut rest = text;
    from_fn(move || {
        let (length, piece) = if *rest.first()? == b'\\' {
            match unit(rest) {
                Some(half @ 0xDC80..=0xDCFF) => (6, Piece::Byte(half as u8)),
                _ => {
                    let (length, character) = escape(rest);
                    (length, Piece::Escape(character))
                }
            }
        } else {
            let end = rest.iter().position(|&byte| byte == b'\\');
            let plain = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            (plain.len(), Piece::Plain(plain))
        };
        rest = rest.get(length..).unwrap_or_default();
        Some((length, piece))
    })
}

/// The escape at the beginning of a text.
fn escape(text: &[u8]) -> (usize, char) {
    let character = match text.get(1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => {
            let Some(first) = unit(text) else {
                return (1, '?');
            };
            let second = text.get(6..).and_then(unit);
            let pair = char::decode_utf16([first].into_iter().chain(second)).next();
            return match (first, pair) {
                (0xD800..=0xDBFF, Some(Ok(character))) => (12, character),
                (_, Some(Ok(character))) => (6, character),
                _ => (6, char::REPLACEMENT_CHARACTER),
            };
        }
        _ => return (1, '?'),
    };
    (2, character)
}

/// The UTF-16 unit that is written as `\uXXXX` at the beginning of a text.
fn unit(text: &[u8]) -> Option<u16> {
    let digits = text.get(..6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, &digit| {
        let digit = char::from(digit).to_digit(16)?;
        Some(unit << 4 | digit as u16)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_as_json_reads_them() {
        for text in [
            r"plain é 😀",
            r#"\"\\\/\b\f\n\r\t"#,
            r"\u0041\u00e9\u20ac\ud83d\ude00!",
        ] {
            let expected: String = serde_json::from_str(&format!("\"{text}\"")).unwrap();
            assert_eq!(decode(text), expected);
        }
    }

    #[test]
    fn what_is_no_escape_is_read_as_it_is_mended() {
        for (text, expected) in [
            (r"\q", "?q"),
            (r"\u12", "?u12"),
            (r"\", "?"),
            (r"\ud83d!", "\u{fffd}!"),
            (r"\ude00\ud83d\u0041", "\u{fffd}\u{fffd}A"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn units_cover_text_and_content() {
        let text = r"é\n\ud83d\ude00\ud83d.";
        let total =
            units(text.as_bytes()).fold((0, 0), |sum, unit| (sum.0 + unit.0, sum.1 + unit.1));
        assert_eq!(total, (text.len(), decode(text).len()));
    }

    #[test]
    fn of_a_cut_string_every_whole_character_is_left() {
        let text = r#""a\n\u00e9\ud83d\ude00\\z\ud83dx"#;
        assert_eq!(before_cut(text.as_bytes(), 1), text.len());
        for end in 1..text.len() {
            let kept = before_cut(&text.as_bytes()[..end], 1);
            let kept = decode(text.get(1..kept).unwrap());
            assert!("a\né😀\\z\u{fffd}x".starts_with(&kept), "{end}: {kept}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_stay() {
        assert_eq!(decode_bytes(b"\xff\\n\x80"), b"\xff\n\x80");
        // As Python writes them, beside a pair with such a half.
        let text = r"a\udc80\udcff\ud83d\udc80\udc7f";
        let decoded = decode_bytes(text.as_bytes());
        assert_eq!(
            decoded,
            [&b"a\x80\xff"[..], "💀\u{fffd}".as_bytes()].concat()
        );
        let total = units(text.as_bytes()).map(|unit| unit.1).sum::<usize>();
        assert_eq!(total, decoded.len());
        assert_eq!(decode(text), "a\u{fffd}\u{fffd}💀\u{fffd}");
    }

    #[test]
    fn the_next_mark_is_found_wherever_it_stands() {
        for length in 0..40 {
            for place in 0..length {
                for mark in [b'"', b'\\'] {
                    // Bytes beside it that differ from one of the marks by a bit.
                    for other in [b'#', b'!', b'a', b'\xa2', 0, 0xff] {
                        let mut text = vec![other; length];
                        text[place] = mark;
                        let expected = |from: usize| (from <= place).then_some(place);
                        for from in [0, place, place + 1, length + 1] {
                            assert_eq!(find_mark(&text, from), expected(from), "{text:?}");
                        }
                    }
                }
            }
        }
    }
}
