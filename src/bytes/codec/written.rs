//! Bytes that are written out in a text: as digits, with escapes, or behind marks that a program puts
//! into each line.
//!
//! What is read is a list of pieces of the text; whatever stands between them says nothing.

mod caret;
mod numbers;
mod rich;
mod styled;

use std::ops::Range;

use super::backtick::{self, Piece};
use super::escape::{self, control, number};
pub(crate) use styled::color;

/// How the bytes are written in each piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// As they are.
    Plain,
    /// Text of XML, in which entities mean some characters.
    Entities,
    /// Two hexadecimal digits for each; other characters say nothing.
    Hex,
    /// Each sign of this kind twice.
    Doubled(u8),
    /// Some characters in brackets, as the wire log of Apache's HttpClient has them: `[\r]`, `[\n]`, `[0xc3]`.
    Brackets,
    /// Two digits behind an equals sign, which also ends lines that go on.
    QuotedPrintable,
    /// Numbers to this base, each of so many bytes as its digits tell, the lowest byte first; `0x` before
    /// one says that it is hexadecimal, and words say nothing.
    Numbers(u32),
    /// Decimal numbers of so many bytes each, the lowest byte first.
    Words(usize),
    /// Cells of four columns, as `od -c` has them: characters, escapes and octal numbers.
    Cells,
    /// Base64 that begins anew in each piece.
    Base64,
    /// The characters of uuencode, which begin anew in each piece.
    Uu,
    /// Base32 (RFC 4648).
    Base32,
    /// Escapes behind a backslash, as languages that come from C have them.
    Backslash(Characters),
    /// Escapes of PowerShell, and whether a quote is written twice.
    Backtick { doubles: bool },
    /// As a document in RTF.
    Rich,
    /// With signs for what is not visible, as `cat -A` prints it.
    Caret,
    /// With colors, typographic quotes and the like, and whether it is a command.
    Styled { is_command: bool },
}

/// What `\xe9` and `\351` mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Characters {
    /// One byte.
    Bytes,
    /// The character of that number.
    Unicode,
    /// One byte, and so does each character of the text (ISO 8859-1).
    Latin1,
}

/// What some bytes of a text mean.
pub(super) enum Unit {
    /// So many, as they are.
    Same(usize),
    /// Such bytes mean the first so many of these.
    Bytes([u8; 8], usize),
}

const NOTHING: Unit = Unit::Bytes([0; 8], 0);

fn byte(byte: u8) -> Unit {
    Unit::Bytes([byte, 0, 0, 0, 0, 0, 0, 0], 1)
}

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

/// What some of the bytes came from.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) pieces: Vec<Range<u32>>,
    /// How many bytes are written in these before and behind the ones that were asked for, because
    /// several are written as one.
    pub(crate) more: (usize, usize),
}

/// Finds the pieces of a text from which parts of its bytes came. Parts that are asked for in their order
/// cost one pass together.
pub(crate) struct Parts<'t> {
    text: &'t [u8],
    notation: Notation,
    pieces: &'t [Range<u32>],
    /// The number of the piece that is looked at, and where in the text.
    piece: usize,
    position: usize,
    /// How many bytes came before.
    reached: usize,
}

impl<'t> Parts<'t> {
    pub(crate) fn new(text: &'t [u8], notation: Notation, pieces: &'t [Range<u32>]) -> Parts<'t> {
        Parts {
            text,
            notation,
            pieces,
            piece: 0,
            position: 0,
            reached: 0,
        }
    }

    pub(crate) fn find(&mut self, wanted: &Range<usize>) -> Part {
        if wanted.start < self.reached {
            *self = Parts::new(self.text, self.notation, self.pieces);
        }
        let mut part = Part::default();
        while let Some(piece) = self.pieces.get(self.piece).map(within)
            && self.reached < wanted.end
        {
            self.position = self.position.max(piece.start);
            let mut own = None::<Range<usize>>;
            while let Some((length, unit)) = self
                .text
                .get(self.position..piece.end)
                .and_then(|rest| next(rest, self.notation))
            {
                let (mut from, mut to) = (self.position, self.position + length);
                let (count, is_same) = match unit {
                    Unit::Same(count) => (count, true),
                    Unit::Bytes(_, count) => (count, false),
                };
                let end = self.reached + count;
                if count > 0 && end > wanted.start {
                    let before = wanted.start.saturating_sub(self.reached);
                    let behind = end.saturating_sub(wanted.end);
                    match is_same {
                        true => (from, to) = (from + before, to - behind),
                        false => {
                            part.more.0 += before;
                            part.more.1 += behind;
                        }
                    }
                    own = Some(own.map_or(from, |own| own.start)..to);
                }
                // The next part may begin within this unit.
                if end >= wanted.end {
                    part.pieces
                        .extend(own.map(|own| own.start as u32..own.end as u32));
                    return part;
                }
                self.reached = end;
                self.position += length;
            }
            part.pieces
                .extend(own.map(|own| own.start as u32..own.end as u32));
            self.piece += 1;
            self.position = 0;
        }
        part
    }
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
        Notation::Doubled(sign) => match rest.iter().position(|&byte| byte == sign) {
            Some(0) if rest.get(1) == Some(&sign) => (2, byte(sign)),
            Some(0) => (1, Unit::Same(1)),
            end => {
                let length = end.unwrap_or(rest.len());
                (length, Unit::Same(length))
            }
        },
        Notation::QuotedPrintable => match rest.iter().position(|&byte| byte == b'=') {
            Some(0) => quoted_printable(rest),
            end => {
                let length = end.unwrap_or(rest.len());
                (length, Unit::Same(length))
            }
        },
        Notation::Brackets => match rest.iter().position(|&byte| byte == b'[') {
            Some(0) => brackets(rest),
            end => {
                let length = end.unwrap_or(rest.len());
                (length, Unit::Same(length))
            }
        },
        Notation::Entities => match rest.iter().position(|&byte| byte == b'&') {
            Some(0) => entity(rest),
            end => {
                let length = end.unwrap_or(rest.len());
                (length, Unit::Same(length))
            }
        },
        Notation::Numbers(base) => numbers::number(rest, base),
        Notation::Words(size) => numbers::word(rest, size),
        Notation::Cells => numbers::cell(rest),
        Notation::Caret => caret::next(rest),
        Notation::Rich => rich::next(rest),
        Notation::Styled { is_command } => styled::next(rest, is_command),
        Notation::Base64 => numbers::base64(rest),
        Notation::Uu => numbers::uu(rest),
        Notation::Base32 => numbers::base32(rest),
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
        Some(low) => (2, byte((high * 16 + low) as u8)),
        None => (1, NOTHING),
    }
}

fn quoted_printable(text: &[u8]) -> (usize, Unit) {
    let rest = text.get(1..).unwrap_or_default();
    match rest {
        [b'\n', ..] => (2, NOTHING),
        [b'\r', b'\n', ..] => (3, NOTHING),
        [first, second, ..] => match hex(*first, Some(*second)) {
            (2, unit) => (3, unit),
            _ => (1, Unit::Same(1)),
        },
        _ => (1, Unit::Same(1)),
    }
}

/// A character in brackets at the beginning of a text. What is none stays as it is.
fn brackets(text: &[u8]) -> (usize, Unit) {
    match text {
        [_, b'\\', b'r', b']', ..] => (4, byte(b'\r')),
        [_, b'\\', b'n', b']', ..] => (4, byte(b'\n')),
        [_, b'0', b'x', rest @ ..] => match number(rest, 16, 2) {
            (code, count) if count > 0 && rest.get(count) == Some(&b']') => {
                (count + 4, byte(code as u8))
            }
            _ => (1, Unit::Same(1)),
        },
        _ => (1, Unit::Same(1)),
    }
}

fn character(code: u32) -> Unit {
    let mut bytes = [0; 8];
    let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    let length = character.encode_utf8(&mut bytes).len();
    Unit::Bytes(bytes, length)
}

/// Characters of the longest entity that is known: `&#x10ffff;`
const ENTITY: usize = 10;

/// An entity at the beginning of a text. What is none stays as it is.
fn entity(text: &[u8]) -> (usize, Unit) {
    let own = text.get(..text.len().min(ENTITY)).unwrap_or_default();
    let end = own.iter().position(|&byte| byte == b';').unwrap_or(0);
    let code = match own.get(1..end.max(1)).unwrap_or_default() {
        b"lt" => Some(u32::from(b'<')),
        b"gt" => Some(u32::from(b'>')),
        b"amp" => Some(u32::from(b'&')),
        b"quot" => Some(u32::from(b'"')),
        b"apos" => Some(u32::from(b'\'')),
        [b'#', b'x' | b'X', digits @ ..] => {
            let (code, count) = number(digits, 16, 6);
            (count > 0 && count == digits.len()).then_some(code)
        }
        [b'#', digits @ ..] => {
            let (code, count) = number(digits, 10, 7);
            (count > 0 && count == digits.len()).then_some(code)
        }
        _ => None,
    };
    match code {
        Some(code) => (end + 1, character(code)),
        None => (1, Unit::Same(1)),
    }
}

/// A character at the beginning of a text that is one byte.
fn latin1(text: &[u8]) -> (usize, Unit) {
    match text {
        [high @ (0xc2 | 0xc3), low @ 0x80..0xc0, ..] => (2, byte((high & 3) << 6 | (low & 0x3f))),
        _ => (1, Unit::Same(1)),
    }
}

/// An escape at the beginning of a text. What is none stays as it is, with its backslash.
pub(super) fn backslash(text: &[u8], characters: Characters) -> (usize, Unit) {
    let rest = text.get(2..).unwrap_or_default();
    let one = |sign| (2, byte(sign));
    let coded = |code: u32, length: usize| {
        let unit = match characters {
            Characters::Bytes => byte(code as u8),
            Characters::Unicode => character(code),
            _ => byte(code as u8),
        };
        (length, unit)
    };
    if let Some(sign) = text.get(1).and_then(control) {
        return one(sign);
    }
    match text.get(1) {
        None => (1, Unit::Same(1)),
        // The end of a line that goes on.
        Some(b'\n') => (2, NOTHING),
        Some(b'\r') if rest.first() == Some(&b'\n') => (3, NOTHING),
        // Perl has braces behind an x, others behind a u.
        Some(b'u' | b'x') if rest.first() == Some(&b'{') => {
            let (code, count) = number(rest.get(1..).unwrap_or_default(), 16, 6);
            match rest.get(1 + count) {
                Some(b'}') if count > 0 => (4 + count, character(code)),
                _ => (2, Unit::Same(2)),
            }
        }
        Some(b'x') => match number(rest, 16, 2) {
            (code, 2) => coded(code, 4),
            _ => (2, Unit::Same(2)),
        },
        Some(b'u') => match number(rest, 16, 4) {
            (high @ 0xd800..=0xdbff, 4) => {
                let low = rest.get(4..).and_then(|rest| rest.strip_prefix(b"\\u"));
                match low.map(|low| number(low, 16, 4)) {
                    Some((low @ 0xdc00..=0xdfff, 4)) => (12, character(escape::joined(high, low))),
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
        Some(&sign) if sign.is_ascii_punctuation() => one(sign),
        Some(_) => (2, Unit::Same(2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str, notation: Notation) -> Vec<u8> {
        let all = 0..text.len() as u32;
        decode(text.as_bytes(), notation, std::slice::from_ref(&all))
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
            whole(
                r"\xe9\u20ac\ud83d\ude00\u{e9}\x{20ac}\U0001f600\e\x{}",
                text
            ),
            "é€😀é€😀\u{1b}\\x{}".as_bytes()
        );
        assert_eq!(whole("it''s '' '", Notation::Doubled(b'\'')), b"it's ' '");
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
    fn entities_stand_for_characters() {
        let text = "a&lt;b&gt; &amp;amp; &quot;&apos; &#10;&#xe9;&#x1F600; & &x; &#; &#x; &amp";
        let expected = "a<b> &amp; \"' \né😀 & &x; &#; &#x; &amp";
        assert_eq!(whole(text, Notation::Entities), expected.as_bytes());
    }

    #[test]
    fn what_only_dresses_a_text_up_is_left_out() {
        let text = "\u{1b}[0;34m“a”\u{1b}[0m:\u{a0}[1;39m1,\u{200b}^[[0m\\x1b[K’[1]";
        let plain = Notation::Styled { is_command: false };
        assert_eq!(whole(text, plain), "\"a\": 1,\\x1b[K’[1]".as_bytes());
        let text = "curl –X ‘POST’ —data ‘it’s’ \\\n–H “A: the dogs’ b”";
        let command = Notation::Styled { is_command: true };
        let expected = "curl -X 'POST' --data 'it’s' \\\n-H \"A: the dogs’ b\"";
        assert_eq!(whole(text, command), expected.as_bytes());
    }

    #[test]
    fn parts_lead_to_the_pieces_that_they_came_from() {
        let text = b"> 48 69\n> 21 21\n";
        let pieces = [2..7, 10..15];
        assert_eq!(decode(text, Notation::Hex, &pieces), b"Hi!!");
        let mut parts = Parts::new(text, Notation::Hex, &pieces);
        let found = parts.find(&(1..3));
        assert_eq!(
            (&found.pieces[..], found.more),
            (&[5..7, 10..12][..], (0, 0))
        );
        assert_eq!(decode(text, Notation::Hex, &found.pieces), b"i!");
        assert_eq!(parts.find(&(1..4)).pieces, [5..7, 10..15]);
        assert_eq!(parts.find(&(1..3)).pieces, [5..7, 10..12]);
        let pieces = [2..5, 7..10];
        let mut plain = Parts::new(b"> ab\n> cd\n", Notation::Plain, &pieces);
        assert_eq!(plain.find(&(1..4)).pieces, [3..5, 7..8]);
    }

    #[test]
    fn a_part_of_a_number_leads_to_all_of_it() {
        let text = b"7263 3d63 002d";
        let pieces = [0..9, 12..14];
        let notation = Notation::Numbers(16);
        assert_eq!(decode(text, notation, &pieces), b"crc=-");
        let mut parts = Parts::new(text, notation, &pieces);
        let part = parts.find(&(1..3));
        let all = 0..9;
        assert_eq!(
            (&part.pieces[..], part.more),
            (std::slice::from_ref(&all), (1, 1))
        );
        let part = parts.find(&(3..5));
        assert_eq!((&part.pieces[..], part.more), (&[5..9, 12..14][..], (1, 0)));
    }
}
