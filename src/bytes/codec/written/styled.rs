//! Text that a program dressed up: colors of a terminal, typographic quotes and dashes, blanks of other
//! widths, and characters that have none.

use super::{NOTHING, Unit, byte};

/// The unit at the beginning of a text. Of a command, single quotes and dashes are typographic too.
pub(super) fn next(rest: &[u8], is_command: bool) -> (usize, Unit) {
    let is_sign = |byte: &u8| matches!(byte, 0x1b | 0xc2 | 0xe2 | 0xef | b'\\' | b'^' | b'[');
    match rest.iter().position(is_sign) {
        Some(0) => sign(rest, is_command).unwrap_or((1, Unit::Same(1))),
        end => {
            let length = end.unwrap_or(rest.len());
            (length, Unit::Same(length))
        }
    }
}

fn sign(rest: &[u8], is_command: bool) -> Option<(usize, Unit)> {
    if let Some(length) = color(rest) {
        return Some((length, NOTHING));
    }
    Some(match rest {
        [0xc2, 0xa0, ..] => (2, byte(b' ')),
        // A hyphen that shows only where a line is broken.
        [0xc2, 0xad, ..] => (2, NOTHING),
        [0xe2, 0x80, 0x80..=0x8a | 0xaf, ..] => (3, byte(b' ')),
        [0xe2, 0x80, 0x8b | 0x8e | 0x8f, ..] | [0xe2, 0x81, 0xa0, ..] | [0xef, 0xbb, 0xbf, ..] => {
            (3, NOTHING)
        }
        [0xe2, 0x80, 0x9c..=0x9f, ..] => (3, byte(b'"')),
        [0xe2, 0x80, 0x98, ..] if is_command => (3, byte(b'\'')),
        [0xe2, 0x80, 0x99, behind @ ..] if is_command && ends_word(behind) => (3, byte(b'\'')),
        // A name of one letter has one dash before it.
        [0xe2, 0x80, 0x93 | 0x94, letter, behind @ ..]
            if is_command && letter.is_ascii_alphabetic() =>
        {
            match behind.first().is_some_and(u8::is_ascii_lowercase) {
                true => (3, Unit::Bytes(*b"--\0\0\0\0\0\0", 2)),
                false => (3, byte(b'-')),
            }
        }
        _ => return None,
    })
}

/// Whether an argument of a command ends before a text, where else it is an apostrophe.
fn ends_word(behind: &[u8]) -> bool {
    let rest = behind.trim_ascii_start();
    let blanks = behind.get(..behind.len() - rest.len()).unwrap_or_default();
    rest.is_empty()
        || blanks.contains(&b'\n')
        || rest.starts_with(b"http")
        || rest.starts_with("‘".as_bytes())
        || matches!(rest, [b'-' | b'\\' | b'"' | b'\'' | b'|' | b'>' | b';', ..])
        || !blanks.is_empty() && matches!(rest, [0xe2, 0x80, 0x93 | 0x94 | 0x9c, ..])
}

/// How programs write the sign before a color that a terminal would not show, where it was not lost.
const ESCAPES: [&[u8]; 8] = [
    b"\x1b", b"\\x1b", b"\\x1B", b"\\u001b", b"\\u001B", b"\\033", b"\\e", b"^[",
];

/// Bytes of the longest numbers of a color: `38;2;255;255;255;48;2;255;255;255`
const NUMBERS: usize = 40;

/// The length of a command to a terminal, such as a color, that a text begins with.
pub(crate) fn color(text: &[u8]) -> Option<usize> {
    let escape = ESCAPES.iter().find(|escape| text.starts_with(escape));
    let length = escape.map_or(0, |escape| escape.len());
    let rest = text.get(length..)?.strip_prefix(b"[")?;
    let is_number = |byte: &&u8| byte.is_ascii_digit() || **byte == b';';
    let numbers = rest.iter().take(NUMBERS).take_while(is_number).count();
    let is_end = match rest.get(numbers)? {
        b'm' => length > 0 || numbers > 0,
        end => length == 1 && end.is_ascii_alphabetic(),
    };
    is_end.then_some(length + 1 + numbers + 1)
}
