//! Quoting of bash: single quotes, double quotes, `$'…'` with its escapes, and backslashes. That of
//! cmd.exe has a file of its own.
//!
//! Nothing is expanded: a variable is the text that stands there. Two habits of programs that write
//! commands are read as they are meant: Firefox writes the code of a character where bash reads a byte,
//! and mitmproxy escapes control characters for `printf`.

use super::cmd::{self, Quotes};
use super::escape::{self, control, number};

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As bash reads it.
    Bytes,
    /// The same, but that codes such as `\xe9` mean characters.
    Characters,
    /// As programs write it for cmd.exe.
    Windows,
}

impl Way {
    /// How it is read first.
    pub(crate) fn first(is_of_windows: bool) -> Way {
        match is_of_windows {
            true => Way::Windows,
            false => Way::Bytes,
        }
    }
}

/// A text without its quoting.
pub(crate) fn decode(text: &[u8], is_of_windows: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut pieces = Pieces::new(text, Way::first(is_of_windows));
    while pieces.pass(&mut bytes).is_some() {}
    if pieces.are_characters(&bytes) {
        bytes.clear();
        let mut pieces = Pieces::new(text, Way::Characters);
        while pieces.pass(&mut bytes).is_some() {}
    }
    bytes
}

/// Hands over how many bytes pieces of a text take, quoted and not, while more are wanted: what stands
/// for itself, and what was written for it or left out of it.
pub(crate) fn units(text: &[u8], is_of_windows: bool, visit: &mut dyn FnMut(usize, usize) -> bool) {
    let mut bytes = Vec::new();
    let mut way = Way::first(is_of_windows);
    let mut pieces = Pieces::new(text, way);
    while pieces.pass(&mut bytes).is_some() {}
    if pieces.are_characters(&bytes) {
        way = Way::Characters;
    }
    let mut pieces = Pieces::new(text, way);
    bytes.clear();
    while let Some(length) = pieces.pass(&mut bytes)
        && visit(length, bytes.len())
    {
        bytes.clear();
    }
}

/// What happened to a piece of a text.
#[derive(Clone, Copy, Debug)]
enum Output {
    /// It stands for itself.
    Same,
    /// It is part of the quoting.
    Nothing,
    /// Another byte.
    Byte(u8),
    /// What is written by its number: a byte, or a character of Latin-1.
    Code(u8),
    Character(char),
}

/// The quotes that a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
    /// `$'…'`
    Escaped,
}

/// A text, piece by piece.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'t> {
    /// What is not passed yet.
    rest: &'t [u8],
    quote: Quote,
    /// Whether control characters are escaped inside single quotes.
    is_printed: bool,
    /// Whether `\u` has two digits.
    is_short: bool,
    way: Way,
    /// The quotes of cmd.exe that the place is in.
    quotes: Quotes,
    /// The last byte that was passed.
    last: Option<u8>,
    /// Whether such codes were passed, and whether one of a control character was.
    is_high: bool,
    is_binary: bool,
}

impl<'t> Pieces<'t> {
    /// A text that begins outside of quotes.
    pub(crate) fn new(text: &'t [u8], way: Way) -> Pieces<'t> {
        Pieces {
            rest: text,
            quote: Quote::None,
            is_printed: false,
            is_short: false,
            way,
            quotes: Quotes::None,
            last: None,
            is_high: false,
            is_binary: false,
        }
    }

    /// What is not passed yet.
    pub(crate) fn rest(&self) -> &'t [u8] {
        self.rest
    }

    /// Whether the place is in quotes.
    pub(crate) fn is_quoted(&self) -> bool {
        self.quote != Quote::None || self.quotes != Quotes::None
    }

    /// Whether the codes that were passed stand for characters: where they make no text as bytes, and
    /// none is a control character, as compressed data have.
    pub(crate) fn are_characters(&self, bytes: &[u8]) -> bool {
        self.is_high && !self.is_binary && std::str::from_utf8(bytes).is_err()
    }

    /// Passes a piece, adds what happened to it, and says how long it is.
    pub(crate) fn pass(&mut self, bytes: &mut Vec<u8>) -> Option<usize> {
        let &first = self.rest.first()?;
        let (length, output) = match self.quote {
            _ if self.way == Way::Windows => self.of_windows(),
            Quote::None => self.outside(first),
            Quote::Single => self.single(first),
            Quote::Double => self.double(first),
            Quote::Escaped => self.escaped(first),
        };
        let (piece, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        self.last = piece.last().copied();
        match output {
            Output::Same => bytes.extend_from_slice(piece),
            Output::Nothing => {}
            Output::Byte(byte) => bytes.push(byte),
            Output::Code(code) => {
                self.is_high |= code >= 0x80;
                self.is_binary |= code < b' ' && !code.is_ascii_whitespace();
                match self.way == Way::Characters {
                    true => add(bytes, char::from(code)),
                    false => bytes.push(code),
                }
            }
            Output::Character(character) => add(bytes, character),
        }
        Some(length)
    }

    fn of_windows(&mut self) -> (usize, Output) {
        let (length, piece) = cmd::piece(self.rest, &mut self.quotes, self.last);
        let output = match piece {
            cmd::Piece::Same => Output::Same,
            cmd::Piece::Nothing => Output::Nothing,
            cmd::Piece::Byte(byte) => Output::Byte(byte),
        };
        (length, output)
    }

    fn outside(&mut self, first: u8) -> (usize, Output) {
        let next = self.rest.get(1).copied();
        match (first, next) {
            (b'\'', _) => {
                // JSON has no such escape, and the parts of a form end in lines, so no shell undid it:
                // mitmproxy 8 to 11 write it so.
                self.is_printed |=
                    matches!(next, Some(b'{' | b'[')) || self.rest.starts_with(PARTS);
                self.open(1, Quote::Single)
            }
            (b'"', _) if self.rest.starts_with(PRINTF) => {
                self.is_printed = true;
                (PRINTF.len(), Output::Nothing)
            }
            (b')', Some(b'"')) if self.is_printed => {
                self.is_printed = false;
                (2, Output::Nothing)
            }
            (b'"', _) => self.open(1, Quote::Double),
            (b'$', Some(b'\'')) => {
                self.is_short = has_short_codes(self.rest);
                self.open(2, Quote::Escaped)
            }
            (b'$', Some(b'"')) => self.open(2, Quote::Double),
            (b'\\', _) => match line_end(self.rest) {
                Some(length) => (length, Output::Nothing),
                None => next.map_or((1, Output::Nothing), |next| (2, Output::Byte(next))),
            },
            _ if is_special(first) => {
                self.is_printed &= !first.is_ascii_whitespace();
                (1, Output::Same)
            }
            _ => self.run(is_special),
        }
    }

    fn single(&mut self, first: u8) -> (usize, Output) {
        match first {
            b'\'' => self.close(),
            b'\\' if self.is_printed => match self.rest {
                [_, b'\\', ..] => (2, Output::Same),
                [_, b'x', rest @ ..] if let (code @ 0..0x20, 2) = number(rest, 16, 2) => {
                    (4, Output::Code(code as u8))
                }
                _ => (1, Output::Same),
            },
            _ if self.is_printed => self.run(|byte| byte == b'\'' || byte == b'\\'),
            _ => self.run(|byte| byte == b'\''),
        }
    }

    fn double(&mut self, first: u8) -> (usize, Output) {
        match first {
            b'"' => self.close(),
            b'\\' => match (line_end(self.rest), self.rest.get(1)) {
                (Some(length), _) => (length, Output::Nothing),
                (_, Some(&next)) if b"$`\"\\".contains(&next) => (2, Output::Byte(next)),
                _ => (1, Output::Same),
            },
            _ => self.run(|byte| byte == b'"' || byte == b'\\'),
        }
    }

    fn escaped(&mut self, first: u8) -> (usize, Output) {
        match first {
            b'\'' => self.close(),
            b'\\' => escaped(self.rest, self.is_short),
            _ => self.run(|byte| byte == b'\'' || byte == b'\\'),
        }
    }

    fn open(&mut self, length: usize, quote: Quote) -> (usize, Output) {
        self.quote = quote;
        (length, Output::Nothing)
    }

    fn close(&mut self) -> (usize, Output) {
        self.open(1, Quote::None)
    }

    /// What stands for itself up to a byte that may not.
    fn run(&self, ends: fn(u8) -> bool) -> (usize, Output) {
        let end = self.rest.iter().position(|&byte| ends(byte));
        (end.unwrap_or(self.rest.len()).max(1), Output::Same)
    }
}

fn add(bytes: &mut Vec<u8>, character: char) {
    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// How a form of several parts begins in quotes: no option has so many dashes.
const PARTS: &[u8] = b"'---";

/// What mitmproxy writes before a body with control characters; a quote and a bracket end it.
const PRINTF: &[u8] = b"\"$(printf ";

/// Whether a byte can end a word or mean more than itself outside of quotes.
fn is_special(byte: u8) -> bool {
    b"'\"\\$ \t\r\n;&|<>()".contains(&byte)
}

/// The length of a backslash with a line end behind it.
fn line_end(text: &[u8]) -> Option<usize> {
    match text {
        [_, b'\n', ..] => Some(2),
        [_, b'\r', b'\n', ..] => Some(3),
        _ => None,
    }
}

/// The escape at the beginning of a text in `$'…'`.
fn escaped(text: &[u8], is_short: bool) -> (usize, Output) {
    let Some(&kind) = text.get(1) else {
        return (1, Output::Nothing);
    };
    if let Some(byte) = control(&kind) {
        return (2, Output::Byte(byte));
    }
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    let byte = match kind {
        b'e' | b'E' => 27,
        b'\\' | b'\'' | b'"' | b'?' => kind,
        b'0'..=b'7' => {
            let (code, digits) = number(rest(1), 8, 3);
            return (1 + digits, Output::Code(code as u8));
        }
        b'c' => match text.get(2) {
            Some(letter) => return (3, Output::Byte(letter & 0x1f)),
            None => return (2, Output::Same),
        },
        b'x' => match number(rest(2), 16, 2) {
            (_, 0) => return (2, Output::Same),
            (code, digits) => return (2 + digits, Output::Code(code as u8)),
        },
        b'u' | b'U' => return character(text, kind, is_short),
        _ => return (2, Output::Same),
    };
    (2, Output::Byte(byte))
}

/// A character that is written by its number, or as the two halves that UTF-16 has of it.
fn character(text: &[u8], kind: u8, is_short: bool) -> (usize, Output) {
    let most = match (kind, is_short) {
        (b'U', _) => 8,
        (_, true) => 2,
        _ => 4,
    };
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    let (code, digits) = number(rest(2), 16, most);
    if digits == 0 {
        return (2, Output::Same);
    }
    let length = 2 + digits;
    if (0xD800..0xDC00).contains(&code)
        && text.get(length..length + 2) == Some(b"\\u")
        && let (low @ 0xDC00..0xE000, 4) = number(rest(length + 2), 16, 4)
    {
        let code = escape::joined(code, low);
        let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        return (length + 6, Output::Character(character));
    }
    let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    (length, Output::Character(character))
}

/// Whether `\u` has two digits in `$'…'`, as Chromium wrote it in 2018: whether there is one that cannot
/// have four, and none that has them for a character of Latin-1.
fn has_short_codes(text: &[u8]) -> bool {
    let mut rest = text.get(2..).unwrap_or_default();
    let mut is_short = false;
    while let [first, behind @ ..] = rest
        && *first != b'\''
    {
        rest = behind;
        if *first == b'\\' {
            let (code, digits) = match behind {
                [b'u', behind @ ..] => number(behind, 16, 4),
                _ => (0, 0),
            };
            if digits == 4 && code < 0x100 {
                return false;
            }
            is_short |= digits == 2;
            rest = behind.get(1..).unwrap_or_default();
        }
    }
    is_short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[u8]) {
        assert_eq!(decode(text.as_bytes(), false), expected, "{text}");
        let mut total = (0, 0);
        units(text.as_bytes(), false, &mut |before, after| {
            total = (total.0 + before, total.1 + after);
            true
        });
        assert_eq!(total, (text.len(), expected.len()), "{text}");
    }

    /// What bash 5.2 printed for each word.
    #[test]
    fn words_are_read_as_bash_reads_them() {
        for (text, expected) in [
            ("'a b'", "a b"),
            (r"'it'\''s'", "it's"),
            (r#"'it'"'"'s'"#, "it's"),
            (r#""a\"b\\c\$d\`e\q""#, r#"a"b\c$d`e\q"#),
            (r"a\ b\'c", "a b'c"),
            (
                r#"$'\a\b\e\E\f\n\r\t\v\\\'\"\?'"#,
                "\u{7}\u{8}\u{1b}\u{1b}\u{c}\n\r\t\u{b}\\'\"?",
            ),
            (
                r"$'\x41\x4a1\x4\u41\u00e9\u20ac\U1F600\101\1014\cA'",
                "AJ1\u{4}Aé€😀AA4\u{1}",
            ),
            (r"$'\q\xzz\uzz'", r"\q\xzz\uzz"),
            ("'a'\\\n'b'", "ab"),
            ("'a'\\\r\n'b'", "ab"),
            ("\"a\\\nb\"", "ab"),
            ("'a\nb'", "a\nb"),
            ("$'a\\\nb'", "a\\\nb"),
            (r#"'a'$'\n'"b"c"#, "a\nbc"),
            ("''", ""),
            (r"'\n'", r"\n"),
            (r"$'é\u00e9'", "éé"),
            (r"'$HOME `x` \'", r"$HOME `x` \"),
            (r#"$"a b""#, "a b"),
        ] {
            check(text, expected.as_bytes());
        }
    }

    #[test]
    fn codes_are_bytes_or_characters_as_they_make_sense() {
        // Browsers write the halves that UTF-16 has of a character, and Firefox its code.
        check(r"$'\ud83d\ude00'", "😀".as_bytes());
        check(r"$'\ud83d!'", "\u{fffd}!".as_bytes());
        check(r"$'\xc3\xa9'", "é".as_bytes());
        check(r"$'\303\251'", "é".as_bytes());
        check(r"$'L\'\xe9t\xe9\041\u20ac'", "L'été!€".as_bytes());
        check(r"$'\x1f\x8b\x08\xff'", b"\x1f\x8b\x08\xff");
        check(r"$'\037\213\010\377'", b"\x1f\x8b\x08\xff");
        // In 2018 Chromium wrote two digits.
        check(r"$'\u09wow\u21\u7f'", b"\twow!\x7f");
        check(r"$'\u21dad\u09.'", b"!dad\t.");
    }

    #[test]
    fn control_characters_of_mitmproxy_are_undone() {
        check(
            r#""$(printf '[\x0a {"a":"L'"'"'été \"b\" \\x0a"}\x0a]')""#,
            "[\n {\"a\":\"L'été \\\"b\\\" \\\\x0a\"}\n]".as_bytes(),
        );
        // Versions 8 and 9 wrote no printf, and no shell undid it.
        check(r#"'{\x0a "a":1}' '\x0a'"#, b"{\n \"a\":1} \\x0a");
        check(r"'-----a\x0d\x0aB: c' '\x0a'", b"-----a\r\nB: c \\x0a");
        check(r#"'{"a":"\u00e9\n"}'"#, br#"{"a":"\u00e9\n"}"#);
    }

    #[test]
    fn what_is_cut_gives_what_is_there() {
        for (text, expected) in [
            ("'a", "a"),
            ("\"a\\", "a\\"),
            ("a\\", "a"),
            ("$'a\\", "a"),
            ("$'a\\u00", "a\0"),
            ("$'\\ud83d\\ud", "\u{fffd}\u{d}"),
            ("\"$(printf '{\\x0", "{\\x0"),
        ] {
            check(text, expected.as_bytes());
        }
    }
}
