//! Text that a word processor saved in RTF: groups in braces, words behind a backslash, and characters by
//! their numbers (Rich Text Format Specification 1.9.1).

use super::{NOTHING, Unit, byte, character, number};

/// What begins a group whose text is not of the document.
const ASIDE: [&[u8]; 7] = [
    b"{\\*",
    b"{\\fonttbl",
    b"{\\colortbl",
    b"{\\stylesheet",
    b"{\\info",
    b"{\\pict",
    b"{\\header",
];

/// The characters of Windows' Western code page that are not those of Latin-1, from 0x80 on.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The unit at the beginning of a text.
pub(super) fn next(rest: &[u8]) -> (usize, Unit) {
    let is_sign = |byte: &u8| b"{}\\\r\n".contains(byte);
    let behind = rest.get(1..).unwrap_or_default();
    match rest.first() {
        Some(b'{') if ASIDE.iter().any(|aside| rest.starts_with(aside)) => (group(rest), NOTHING),
        Some(b'\\') => {
            let (length, unit) = word(behind);
            (length + 1, unit)
        }
        Some(first) if is_sign(first) => (1, NOTHING),
        _ => {
            let end = rest.iter().position(is_sign).unwrap_or(rest.len());
            (end, Unit::Same(end))
        }
    }
}

/// How long a group is, to the brace that closes it.
fn group(text: &[u8]) -> usize {
    let (mut depth, mut position) = (0_usize, 0);
    while let Some(&byte) = text.get(position) {
        match byte {
            b'\\' => position += 1,
            b'{' => depth += 1,
            b'}' if depth == 1 => return position + 1,
            b'}' => depth -= 1,
            _ => {}
        }
        position += 1;
    }
    text.len()
}

/// What follows a backslash.
fn word(text: &[u8]) -> (usize, Unit) {
    match text {
        [sign @ (b'\\' | b'{' | b'}'), ..] => (1, byte(*sign)),
        [b'\r', b'\n', ..] => (2, byte(b'\n')),
        [b'\n' | b'\r', ..] => (1, byte(b'\n')),
        [b'~', ..] => (1, byte(b' ')),
        [b'_', ..] => (1, byte(b'-')),
        [b'\'', digits @ ..] => {
            let (code, count) = number(digits, 16, 2);
            let own = (code as usize).checked_sub(0x80);
            let own = own.and_then(|at| WINDOWS.chars().nth(at));
            (count + 1, character(own.map_or(code, u32::from)))
        }
        [first, ..] if first.is_ascii_alphabetic() => control(text),
        _ => (1, NOTHING),
    }
}

/// A word of the format, with the number and the blank behind it.
fn control(text: &[u8]) -> (usize, Unit) {
    let length = text.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let (name, rest) = text.split_at_checked(length.count()).unwrap_or((text, b""));
    let sign = usize::from(rest.starts_with(b"-"));
    let digits = rest.get(sign..).unwrap_or_default();
    let count = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let value = number(digits, 10, count.min(6)).0;
    let mut end = name.len() + if count > 0 { sign + count } else { 0 };
    end += usize::from(text.get(end) == Some(&b' '));
    let unit = match name {
        b"par" | b"line" | b"row" => byte(b'\n'),
        b"tab" | b"cell" => byte(b'\t'),
        b"lquote" => character(0x2018),
        b"rquote" => character(0x2019),
        b"ldblquote" => character(0x201c),
        b"rdblquote" => character(0x201d),
        b"endash" => character(0x2013),
        b"emdash" => character(0x2014),
        b"u" => {
            // What older programs show in its place follows.
            end += match text.get(end..) {
                Some([b'\\', b'\'', _, _, ..]) => 4,
                Some([b'?', ..]) => 1,
                _ => 0,
            };
            character(if sign > 0 {
                0x1_0000_u32.saturating_sub(value)
            } else {
                value
            })
        }
        _ => NOTHING,
    };
    (end, unit)
}
