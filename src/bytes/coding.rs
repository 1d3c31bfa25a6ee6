//! One coding that was undone, with what was decided the first time: how to undo it again, and which
//! bytes before it became which bytes after it.

use std::ops::Range;

use super::codec::{
    base64, block_cipher, brackets, chunked, compressed, joined, json_string, latin1, object,
    payloads, percent, protobuf, rc4, shell, utf8, utf16, written, yaml,
};
use crate::limits::{Budget, Limits};
use crate::progress::Progress;
use crate::report::Imprecision;
use crate::whole::is_whole;

/// How a coding is undone again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// Escapes of a JSON string.
    JsonString,
    /// Words of a shell, and whether it is cmd.exe.
    Shell(bool),
    /// Arguments that are sent as one body.
    Joined(Box<[joined::Piece]>),
    /// A backslash before a bracket of an address.
    Brackets,
    /// What a letter of a command is short for.
    Spelled(&'static str),
    Chunked,
    Percent,
    /// The same in a form, where a plus sign means a blank.
    Form,
    /// What spaces were taken for.
    Base64(Option<base64::Spaces>),
    /// The bytes of output that were left.
    Compressed(compressed::Compression, usize),
    Utf8(utf8::Outcome),
    Utf16(utf16::Order),
    /// One character for each byte.
    Latin1,
    /// An object of a programming language as JSON.
    Object,
    /// Maps and lists of YAML as JSON.
    Yaml,
    /// Bytes written out in pieces of a text.
    Written(written::Notation, Box<[Range<u32>]>),
    /// Encryption with AES or SM4.
    Block(Box<block_cipher::Cipher>),
    /// Records that were encrypted one by one, and the bytes of output that were left.
    Payloads(Box<payloads::Payloads>, usize),
    /// Encryption with RC4.
    Rc4(Box<rc4::Cipher>),
    /// A message of Protocol Buffers as JSON, and the bytes of output that were left.
    Protobuf(protobuf::Schema, usize),
}

impl Coding {
    /// A notation in which all of so many bytes are written.
    pub(crate) fn written(notation: written::Notation, length: usize) -> Coding {
        let all = 0..length as u32;
        Coding::Written(notation, Box::from([all]))
    }

    /// Undoes it for the first time, within the usual limits.
    pub(crate) fn decoded(&self, input: &[u8]) -> Vec<u8> {
        self.undo(input, Limits::DEFAULT)
    }

    /// Whether it is found in files of programs only, so that the reader never meets it.
    fn is_of_file(&self) -> bool {
        matches!(
            self,
            Coding::Shell(_)
                | Coding::Joined(_)
                | Coding::Brackets
                | Coding::Spelled(_)
                | Coding::Utf16(_)
                | Coding::Latin1
                | Coding::Object
                | Coding::Yaml
        )
    }

    /// Undoes it.
    pub(super) fn undo(&self, input: &[u8], limits: Limits) -> Vec<u8> {
        if !is_whole() && self.is_of_file() {
            return Vec::new();
        }
        match self {
            Coding::JsonString => json_string::decode_bytes(input),
            Coding::Shell(is_of_windows) => shell::decode(input, *is_of_windows),
            Coding::Joined(_) | Coding::Brackets | Coding::Chunked => by_units(self, input),
            Coding::Spelled(word) => word.as_bytes().to_vec(),
            Coding::Percent => percent::decode(input).bytes.into_owned(),
            Coding::Form => percent::decode_form(input),
            Coding::Base64(spaces) => base64::decode_again(input, *spaces),
            Coding::Compressed(compression, left) => {
                let mut budget = Budget::with_output(limits, *left);
                let mut listener = |_, _| {};
                let mut progress = Progress::new(&mut listener);
                compression.undo(input, &mut budget, &mut progress).bytes
            }
            Coding::Utf8(_) => utf8::decode(input.to_vec()).0.into_bytes(),
            Coding::Utf16(order) => utf16::decode(input, *order).into_bytes(),
            Coding::Latin1 => latin1::decode(input).unwrap_or_default(),
            Coding::Object => object::decode(input),
            Coding::Yaml => yaml::decode(input),
            Coding::Written(notation, pieces) => written::decode(input, *notation, pieces),
            Coding::Block(cipher) => cipher.decrypt(input).bytes,
            Coding::Payloads(payloads, left) => {
                let mut budget = Budget::with_output(limits, *left);
                payloads.undo(input, &mut budget)
            }
            Coding::Rc4(cipher) => cipher.apply(input),
            Coding::Protobuf(schema, left) => protobuf::decode(input, *schema, *left).json,
        }
    }

    /// Whether it leaves all bytes as they are.
    pub(super) fn is_same(&self) -> bool {
        matches!(
            self,
            Coding::Utf8(utf8::Outcome::Whole | utf8::Outcome::Cut)
        )
    }

    /// Which bytes of the input became these, and why they became others too.
    pub(super) fn before(
        &self,
        input: &[u8],
        wanted: &Range<usize>,
    ) -> (Range<usize>, Option<Imprecision>) {
        match self {
            Coding::Compressed(compression, _) => (
                compression.sources(input, wanted),
                Some(Imprecision::Compressed),
            ),
            Coding::Payloads(payloads, _) => (payloads.sources(wanted), Some(Imprecision::Payload)),
            Coding::Block(_) => {
                let length = input.len() / block_cipher::BLOCK * block_cipher::BLOCK;
                let place = block_cipher::blocks(wanted, length);
                let is_whole = place == *wanted;
                (place, (!is_whole).then_some(Imprecision::Block))
            }
            Coding::Base64(_) => {
                let digits = wanted.start * 8 / 6..(wanted.end * 8).div_ceil(6);
                let place = through(self, input, true, &digits);
                let rest = input.get(place.end..).unwrap_or_default();
                let ends = rest.iter().all(|&byte| byte == b'=');
                let fits = wanted.start.is_multiple_of(3) && (ends || wanted.end.is_multiple_of(3));
                (place, (!fits).then_some(Imprecision::SharedCharacters))
            }
            Coding::Chunked => {
                let place = through(self, input, true, wanted);
                // Where it is in two chunks, what parts them stands in it.
                let is_parted = place.len() != wanted.len();
                (place, is_parted.then_some(Imprecision::Framing))
            }
            _ => (through(self, input, true, wanted), None),
        }
    }

    /// Which bytes of the output these of the input became.
    pub(super) fn after(&self, input: &[u8], wanted: &Range<usize>) -> Range<usize> {
        match self {
            Coding::Compressed(compression, _) => compression.results(input, wanted),
            Coding::Payloads(payloads, _) => payloads.results(wanted),
            Coding::Block(cipher) => {
                block_cipher::blocks(wanted, cipher.decrypt(input).bytes.len())
            }
            Coding::Base64(_) => {
                let digits = through(self, input, false, wanted);
                digits.start * 6 / 8..(digits.end * 6).div_ceil(8)
            }
            _ => through(self, input, false, wanted),
        }
    }
}

/// Undoes a coding that leaves most bytes as they are.
fn by_units(coding: &Coding, input: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut position = 0;
    units(coding, input, &mut |before, after| {
        let piece = input.get(position..position + before);
        let piece = piece.unwrap_or_default();
        position += before;
        match before == after {
            true => bytes.extend_from_slice(piece),
            false => joined::replacement(piece, after, &mut bytes),
        }
        true
    });
    bytes
}

/// Hands over lengths of pieces before and after a step, while more are wanted; of Base64 those before
/// and after its repair.
fn units(coding: &Coding, input: &[u8], visit: &mut dyn FnMut(usize, usize) -> bool) {
    /// A function of its own for each iterator, of which only the next item is needed.
    fn all(
        mut units: impl Iterator<Item = (usize, usize)>,
        visit: &mut dyn FnMut(usize, usize) -> bool,
    ) {
        while let Some((before, after)) = units.next()
            && visit(before, after)
        {}
    }
    if !is_whole() && coding.is_of_file() {
        return;
    }
    match coding {
        Coding::Base64(spaces) => {
            let text = input.trim_ascii_start();
            if visit(input.len() - text.len(), 0) {
                all(base64::units(text.trim_ascii_end(), *spaces), visit);
            }
        }
        Coding::JsonString => all(json_string::units(input), visit),
        Coding::Shell(is_of_windows) => shell::units(input, *is_of_windows, visit),
        Coding::Rc4(_) => {
            visit(input.len(), input.len());
        }
        Coding::Protobuf(schema, _) => protobuf::units(input, *schema, visit),
        Coding::Joined(pieces) => joined::units(input, pieces, visit),
        Coding::Brackets => brackets::units(input, visit),
        Coding::Spelled(word) => {
            visit(input.len(), word.len());
        }
        Coding::Chunked => chunked::units(input, visit),
        Coding::Percent | Coding::Form => all(percent::units(input), visit),
        Coding::Utf8(_) | Coding::Compressed(..) | Coding::Block(_) | Coding::Payloads(..) => {
            utf8::units(input, visit)
        }
        Coding::Utf16(order) => all(utf16::units(input, *order), visit),
        Coding::Latin1 => all(latin1::units(input), visit),
        Coding::Object => object::units(input, visit),
        Coding::Yaml => yaml::units(input, visit),
        Coding::Written(notation, pieces) => written::units(input, *notation, pieces, visit),
    }
}

/// A place on one side of all pieces as a place on the other: backwards from after the step to
/// before it. A piece of the same length on both sides is a run of single bytes, another is
/// indivisible.
fn through(coding: &Coding, input: &[u8], backwards: bool, wanted: &Range<usize>) -> Range<usize> {
    let (mut here, mut there) = (0, 0);
    let mut start = None;
    let mut end = None;
    units(coding, input, &mut |before, after| {
        let (length, other) = if backwards {
            (after, before)
        } else {
            (before, after)
        };
        let at = |offset: usize, whole: usize| {
            if length == other {
                there + (offset - here)
            } else {
                whole
            }
        };
        if start.is_none() && wanted.start < here + length {
            start = Some(at(wanted.start, there));
        }
        if start.is_some() && wanted.end <= here + length {
            end = Some(at(wanted.end, there + other));
        }
        here += length;
        there += other;
        end.is_none()
    });
    start.unwrap_or(there)..end.unwrap_or(there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::codec::base64::Spaces;
    use crate::bytes::codec::utf16::Order;

    fn check(coding: &Coding, input: &str, after: Range<usize>, before: Range<usize>) {
        let back = through(coding, input.as_bytes(), true, &after);
        assert_eq!(back, before, "{input}");
        let forth = through(coding, input.as_bytes(), false, &before);
        assert_eq!(forth, after, "{input}");
    }

    #[test]
    fn each_byte_leads_to_the_characters_it_was_written_as() {
        check(&Coding::Percent, "a%20b%7Bcd", 0..1, 0..1);
        check(&Coding::Percent, "a%20b%7Bcd", 1..3, 1..5);
        check(&Coding::Percent, "a%20b%7Bcd", 3..5, 5..9);
        check(&Coding::Percent, "100%z%41", 3..6, 3..8);
        check(&Coding::Shell(true), "^\"a^&b^\\^\"^\"", 1..4, 3..10);
        check(&Coding::JsonString, r#"a\"\u00e9\ud83d\ude00z"#, 1..2, 1..3);
        check(&Coding::Latin1, "a\u{ff}bc\u{80}", 1..2, 1..3);
        check(&Coding::Latin1, "a\u{ff}bc\u{80}", 3..5, 4..7);
        check(
            &Coding::Utf16(Order::Little),
            "a\0\u{e}\u{f}b\0",
            1..5,
            2..6,
        );
        check(
            &Coding::JsonString,
            r#"a\"\u00e9\ud83d\ude00z"#,
            2..8,
            3..21,
        );
        check(
            &Coding::Base64(Some(Spaces::Plus)),
            " ab c\r\n d",
            2..4,
            3..5,
        );
        check(
            &Coding::Base64(Some(Spaces::Plus)),
            " ab c\r\n d",
            3..5,
            4..9,
        );
    }

    /// A text in quotes, and where each character of it stands there.
    type Quoted = (String, Vec<Range<usize>>);

    /// Quotes a text in one of the three ways of bash.
    fn quoted(text: &str, way: usize) -> Quoted {
        let [open, close] = [["'", "'"], ["\"", "\""], ["$'", "'"]][way];
        let mut places = Vec::new();
        let mut quoted = open.to_owned();
        for (index, character) in text.chars().enumerate() {
            let code = character as u32;
            let written = match (way, character) {
                (0, '\'') => {
                    quoted.push('\'');
                    r"\'".to_owned()
                }
                (1, '"' | '\\' | '$' | '`') | (2, '\'' | '\\') => format!("\\{character}"),
                (2, '\n') => r"\n".to_owned(),
                (2, _) if !character.is_ascii() && index % 3 == 0 => format!("\\U{code:08x}"),
                (2, _) if !character.is_ascii() && index % 3 == 1 => {
                    let mut halves = [0; 2];
                    let halves = character.encode_utf16(&mut halves).iter();
                    halves.map(|half| format!("\\u{half:04x}")).collect()
                }
                (2, _) if code < 32 => format!("\\x{code:02x}"),
                _ => character.to_string(),
            };
            places.push(quoted.len()..quoted.len() + written.len());
            quoted.push_str(&written);
            if (way, character) == (0, '\'') {
                quoted.push('\'');
            }
        }
        quoted.push_str(close);
        (quoted, places)
    }

    #[test]
    fn each_character_leads_to_its_place_in_quotes() {
        test_support::property(|u| {
            let signs = "abc 01'\"\\$`!&;#\n\r\t\u{1}éü€中😀";
            let signs: Vec<char> = signs.chars().collect();
            let length = u.int_in_range(0..=30)?;
            let text: Vec<char> = (0..length)
                .map(|_| u.choose(&signs).copied())
                .collect::<Result<_, _>>()?;
            let text: String = text.into_iter().collect();
            for way in 0..3 {
                let (quoted, places) = quoted(&text, way);
                let read = Coding::Shell(false).undo(quoted.as_bytes(), Limits::DEFAULT);
                assert_eq!(String::from_utf8(read).unwrap(), text, "{quoted}");
                for ((offset, character), place) in text.char_indices().zip(places) {
                    let wanted = offset..offset + character.len_utf8();
                    check(&Coding::Shell(false), &quoted, wanted, place);
                }
            }
            Ok(())
        });
    }

    #[test]
    fn pieces_that_are_put_together_lead_back() {
        let piece = |start, end, is_parted, is_encoded| joined::Piece {
            start,
            end,
            is_parted,
            is_encoded,
        };
        let text = "-d a=1 -d b=ä+c -d {}";
        let pieces = [
            piece(3, 6, false, false),
            piece(10, 12, true, false),
            piece(12, 16, false, true),
            piece(20, 22, false, false),
        ];
        let coding = Coding::Joined(Box::new(pieces));
        let joined = coding.undo(text.as_bytes(), Limits::DEFAULT);
        assert_eq!(joined, b"a=1&b=%C3%A4%2Bc{}");
        check(&coding, text, 0..3, 3..6);
        check(&coding, text, 4..6, 10..12);
        check(&coding, text, 6..12, 12..14);
        check(&coding, text, 12..15, 14..15);
        check(&coding, text, 16..18, 20..22);
    }

    #[test]
    fn chunks_and_brackets_lead_back() {
        let text = "4\r\nWiki\r\n5\r\npedia\r\n0\r\n\r\n";
        let whole = Coding::Chunked.undo(text.as_bytes(), Limits::DEFAULT);
        assert_eq!(whole, b"Wikipedia");
        check(&Coding::Chunked, text, 1..3, 4..6);
        check(&Coding::Chunked, text, 2..6, 5..14);
        let text = r"https://a.example/\[1\]";
        let whole = Coding::Brackets.undo(text.as_bytes(), Limits::DEFAULT);
        assert_eq!(whole, b"https://a.example/[1]");
        check(&Coding::Brackets, text, 18..20, 19..21);
        check(&Coding::Brackets, text, 19..21, 20..23);
    }
}
