//! Bytes that are written out in a text: as digits, with escapes, or behind marks that a program puts
//! into each line.
//!
//! What is read is a list of pieces of the text; whatever stands between them says nothing.

use std::ops::Range;

use super::backtick::{self, Piece};

/// How the bytes are written in each piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// As they are.
    Plain,
    /// Two hexadecimal digits for each; other characters say nothing.
    Hex,
    /// Escapes behind a backslash, as languages that come from C have them.
    Backslash(Characters),
    /// Escapes of PowerShell, and whether a quote is written twice.
    Backtick { doubles: bool },
    /// Single quotes that are written twice.
    Doubled,
}

/// What `\xe9` and `\351` stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Characters {
    /// One byte.
    Bytes,
    /// The character of that number.
    Unicode,
    /// One byte, and so does each character of the text (ISO 8859-1).
    Latin1,
}

/// What some bytes of a text stand for.
pub(super) enum Unit {
    /// So many stand for themselves.
    Same(usize),
    /// Such bytes stand for the first so many of these.
    Bytes([u8; 4], usize),
}

const NOTHING: Unit = Unit::Bytes([0; 4], 0);

/// The bytes that are written in some pieces of a text.
pub(crate) fn decode(text: &[u8], notation: Notation, pieces: &[Range<u32>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for piece in pieces {
        let mut rest = text.get(within(piece)).unwrap_or_default();
        while let Some((length, unit)) = next(rest, notation) {
            match unit {
                Unit::Same(count) => {
                    bytes.extend_from_slice(rest.get(..count).unwrap_or_default());
                }
                Unit::Bytes(own, count) => {
                    bytes.extend_from_slice(own.get(..count).unwrap_or_default());
                }
            }
            rest = rest.get(length..).unwrap_or_default();
        }
    }
    bytes
}

/// Hands over how many bytes units take in the text and read, while more are wanted.
pub(crate) fn units(
    text: &[u8],
    notation: Notation,
    pieces: &[Range<u32>],
    visit: &mut dyn FnMut(usize, usize) -> bool,
) {
    let mut position = 0;
    for piece in pieces {
        let piece = within(piece);
        if !visit(piece.start.saturating_sub(position), 0) {
            return;
        }
        position = piece.end;
        let mut rest = text.get(piece).unwrap_or_default();
        while let Some((length, unit)) = next(rest, notation) {
            let count = match unit {
                Unit::Same(count) | Unit::Bytes(_, count) => count,
            };
            if !visit(length, count) {
                return;
            }
            rest = rest.get(length..).unwrap_or_default();
        }
    }
}

/// The pieces of a text from which some of the bytes came, and where the first of these begins.
pub(crate) fn cut(
    text: &[u8],
    notation: Notation,
    pieces: &[Range<u32>],
    wanted: &Range<usize>,
) -> Vec<Range<u32>> {
    let mut found = Vec::new();
    let mut reached = 0;
    for piece in pieces {
        if reached >= wanted.end {
            break;
        }
        let place = within(piece);
        let mut rest = text.get(place.clone()).unwrap_or_default();
        let (mut position, mut own) = (place.start, None::<Range<usize>>);
        while let Some((length, unit)) = next(rest, notation) {
            let (mut from, mut to) = (position, position + length);
            let count = match unit {
                Unit::Same(count) => {
                    from += wanted.start.saturating_sub(reached).min(count);
                    to -= (reached + count).saturating_sub(wanted.end).min(count);
                    count
                }
                Unit::Bytes(_, count) => count,
            };
            if count > 0 && reached < wanted.end && reached + count > wanted.start && from < to {
                let start = own.map_or(from, |own| own.start);
                own = Some(start..to);
            }
            reached += count;
            position += length;
            rest = rest.get(length..).unwrap_or_default();
        }
        found.extend(own.map(|own| own.start as u32..own.end as u32));
    }
    found
}

fn within(piece: &Range<u32>) -> Range<usize> {
    piece.start as usize..piece.end as usize
}

/// The unit at the beginning of a text, and how many bytes it takes; none where the text is empty.
fn next(rest: &[u8], notation: Notation) -> Option<(usize, Unit)> {
    let &first = rest.first()?;
    Some(match notation {
        Notation::Plain => (rest.len(), Unit::Same(rest.len())),
        Notation::Hex => hex(first, rest.get(1).copied()),
        Notation::Backtick { doubles } => match backtick::next(rest, doubles) {
            (length, Piece::Same) => (length, Unit::Same(length)),
            (length, Piece::Nothing) => (length, NOTHING),
            (length, Piece::Character(code)) => (length, character(code)),
        },
        Notation::Doubled => match rest.iter().skip(1).position(|&byte| byte == b'\'') {
            Some(0) if first == b'\'' => (2, Unit::Bytes([b'\'', 0, 0, 0], 1)),
            end => {
                let length = end.map_or(rest.len(), |end| end + 1);
                (length, Unit::Same(length))
            }
        },
        Notation::Backslash(characters) => match rest
            .iter()
            .position(|&byte| byte == b'\\' || byte >= 0x80 && characters == Characters::Latin1)
        {
            Some(0) if first >= 0x80 => latin1(rest),
            Some(0) => backslash(rest, characters),
            end => {
                let length = end.unwrap_or(rest.len());
                (length, Unit::Same(length))
            }
        },
    })
}

fn digit(byte: u8, base: u32) -> Option<u32> {
    char::from(byte).to_digit(base)
}

fn hex(first: u8, second: Option<u8>) -> (usize, Unit) {
    let Some(high) = digit(first, 16) else {
        return (1, NOTHING);
    };
    match second.and_then(|second| digit(second, 16)) {
        Some(low) => (2, Unit::Bytes([(high * 16 + low) as u8, 0, 0, 0], 1)),
        None => (1, NOTHING),
    }
}

/// The number that up to so many digits write behind an escape, and how many there are.
fn number(digits: &[u8], base: u32, most: usize) -> (u32, usize) {
    let mut number = 0;
    let mut count = 0;
    for &byte in digits.iter().take(most) {
        let Some(digit) = digit(byte, base) else {
            break;
        };
        number = number * base + digit;
        count += 1;
    }
    (number, count)
}

fn character(code: u32) -> Unit {
    let mut bytes = [0; 4];
    let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    let length = character.encode_utf8(&mut bytes).len();
    Unit::Bytes(bytes, length)
}

/// A character at the beginning of a text that stands for one byte.
fn latin1(text: &[u8]) -> (usize, Unit) {
    match text {
        [high @ (0xc2 | 0xc3), low @ 0x80..0xc0, ..] => {
            (2, Unit::Bytes([(high & 3) << 6 | (low & 0x3f), 0, 0, 0], 1))
        }
        _ => (1, Unit::Same(1)),
    }
}

/// An escape at the beginning of a text. What is none stands for itself, with its backslash.
pub(super) fn backslash(text: &[u8], characters: Characters) -> (usize, Unit) {
    let rest = text.get(2..).unwrap_or_default();
    let one = |byte| (2, Unit::Bytes([byte, 0, 0, 0], 1));
    let coded = |code: u32, length: usize| {
        let unit = match characters {
            Characters::Unicode => character(code),
            _ => Unit::Bytes([code as u8, 0, 0, 0], 1),
        };
        (length, unit)
    };
    match text.get(1) {
        None => (1, Unit::Same(1)),
        Some(b'n') => one(b'\n'),
        Some(b'r') => one(b'\r'),
        Some(b't') => one(b'\t'),
        Some(b'a') => one(7),
        Some(b'b') => one(8),
        Some(b'f') => one(12),
        Some(b'v') => one(11),
        // The end of a line that goes on.
        Some(b'\n') => (2, NOTHING),
        Some(b'\r') if rest.first() == Some(&b'\n') => (3, NOTHING),
        Some(b'x') => match number(rest, 16, 2) {
            (code, 2) => coded(code, 4),
            _ => (2, Unit::Same(2)),
        },
        Some(b'u') if rest.first() == Some(&b'{') => {
            let (code, count) = number(rest.get(1..).unwrap_or_default(), 16, 6);
            match rest.get(1 + count) {
                Some(b'}') if count > 0 => (4 + count, character(code)),
                _ => (2, Unit::Same(2)),
            }
        }
        Some(b'u') => match number(rest, 16, 4) {
            (high @ 0xd800..=0xdbff, 4) => {
                let low = rest.get(4..).and_then(|rest| rest.strip_prefix(b"\\u"));
                match low.map(|low| number(low, 16, 4)) {
                    Some((low @ 0xdc00..=0xdfff, 4)) => (
                        12,
                        character(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)),
                    ),
                    _ => (6, character(high)),
                }
            }
            (code @ ..=0xff, 4) if characters == Characters::Latin1 => coded(code, 6),
            (code, 4) => (6, character(code)),
            _ => (2, Unit::Same(2)),
        },
        Some(b'U') => match number(rest, 16, 8) {
            (code, 8) => (10, character(code)),
            _ => (2, Unit::Same(2)),
        },
        Some(b'0'..=b'7') => {
            let (code, count) = number(text.get(1..).unwrap_or_default(), 8, 3);
            coded(code, 1 + count)
        }
        Some(&byte) if byte.is_ascii_punctuation() => one(byte),
        Some(_) => (2, Unit::Same(2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str, notation: Notation) -> Vec<u8> {
        decode(text.as_bytes(), notation, &[0..text.len() as u32])
    }

    #[test]
    fn digits_and_escapes_stand_for_bytes() {
        assert_eq!(whole("48 69:0a-21", Notation::Hex), b"Hi\n!");
        let bytes = Notation::Backslash(Characters::Bytes);
        assert_eq!(
            whole(r"a\x1f\x8b\n\'\0\101\q", bytes),
            b"a\x1f\x8b\n'\0A\\q"
        );
        let text = Notation::Backslash(Characters::Unicode);
        assert_eq!(
            whole(r"\xe9\u20ac\ud83d\ude00\u{e9}\U0001f600", text),
            "é€😀é😀".as_bytes()
        );
        assert_eq!(whole("it''s '' '", Notation::Doubled), b"it's ' '");
        let bytes = Notation::Backslash(Characters::Latin1);
        assert_eq!(
            whole(
                r"ééaé
€",
                bytes
            ),
            b"\xe9\xe9a\xe9\n\xe2\x82\xac"
        );
    }

    #[test]
    fn pieces_are_cut_where_their_bytes_are() {
        let text = b"> 48 69\n> 21 21\n";
        let pieces = [2..7, 10..15];
        assert_eq!(decode(text, Notation::Hex, &pieces), b"Hi!!");
        let cut = cut(text, Notation::Hex, &pieces, &(1..3));
        assert_eq!(cut, [5..7, 10..12]);
        assert_eq!(decode(text, Notation::Hex, &cut), b"i!");
        let plain = super::cut(b"> ab\n> cd\n", Notation::Plain, &[2..5, 7..10], &(1..4));
        assert_eq!(plain, [3..5, 7..8]);
    }
}
