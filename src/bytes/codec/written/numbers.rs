//! One number, cell or group of Base64, and the bytes that it means.

use super::super::escape::control;
use super::{NOTHING, Unit, byte, character, digit};

/// Digits of the longest number: eight bytes in bits.
const DIGITS: usize = 64;

/// A number of a list or of a dump, to a base, at the beginning of a text that is not empty. What is none
/// says nothing.
pub(super) fn number(text: &[u8], base: u32) -> (usize, Unit) {
    let is_negative = base == 10 && text.first() == Some(&b'-');
    let rest = text.get(usize::from(is_negative)..).unwrap_or_default();
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    let end = rest.iter().position(|byte| !is_of_word(byte));
    let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    if word.is_empty() {
        return (1, NOTHING);
    }
    let length = usize::from(is_negative) + word.len();
    // What says the type of a number.
    let own = word.strip_suffix(b"u8").unwrap_or(word);
    let (own, base) = match own {
        [b'0', b'x' | b'X', own @ ..] => (own, 16),
        _ => (own, base),
    };
    let mut value = 0_u64;
    for &sign in own {
        match digit(sign, base) {
            Some(digit) if own.len() <= DIGITS => {
                value = value
                    .wrapping_mul(u64::from(base))
                    .wrapping_add(u64::from(digit));
            }
            _ => return (length, NOTHING),
        }
    }
    let count = match base {
        2 => own.len().div_ceil(8),
        8 => (own.len() * 3 / 8).max(1),
        16 => own.len().div_ceil(2),
        _ => 1,
    };
    if own.is_empty() || count > 8 {
        return (length, NOTHING);
    }
    if is_negative {
        value = value.wrapping_neg();
    }
    (length, Unit::Bytes(value.to_le_bytes(), count))
}

/// A decimal number of so many bytes, at the beginning of a text that is not empty.
pub(super) fn word(text: &[u8], size: usize) -> (usize, Unit) {
    match number(text, 10) {
        (length, Unit::Bytes(bytes, 1)) => (length, Unit::Bytes(bytes, size)),
        other => other,
    }
}

/// Columns of a cell.
const CELL: usize = 4;

/// A cell at the beginning of a text that is not empty.
pub(super) fn cell(text: &[u8]) -> (usize, Unit) {
    let is_start = |byte: &u8| byte & 0xc0 != 0x80;
    let mut starts = text.iter().enumerate().filter(|(_, byte)| is_start(byte));
    let length = starts.nth(CELL).map_or(text.len(), |(end, _)| end);
    let cell = text.get(..length).unwrap_or_default().trim_ascii();
    let unit = match cell {
        [] => byte(b' '),
        [sign] => byte(*sign),
        // The rest of a character that was shown.
        b"**" => NOTHING,
        [b'\\', sign] => byte(match sign {
            b'0' => 0,
            sign => control(sign).unwrap_or(*sign),
        }),
        digits if digits.iter().all(|&sign| digit(sign, 8).is_some()) => {
            let value = digits.iter().filter_map(|&sign| digit(sign, 8));
            byte(value.fold(0, |value, digit| value << 3 | digit) as u8)
        }
        shown => match std::str::from_utf8(shown).map(|shown| shown.chars().next()) {
            Ok(Some(shown)) => character(shown.into()),
            _ => NOTHING,
        },
    };
    (length, unit)
}

/// Up to four characters of Base64 at the beginning of a text that is not empty.
pub(super) fn base64(text: &[u8]) -> (usize, Unit) {
    group(text, 6, |sign| {
        Some(match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        })
    })
}

/// The same as uuencode has them.
pub(super) fn uu(text: &[u8]) -> (usize, Unit) {
    group(text, 6, |sign| {
        matches!(sign, b' '..=b'`').then(|| sign.wrapping_sub(b' ') & 63)
    })
}

/// Up to eight characters of Base32, whose lines end anywhere.
pub(super) fn base32(text: &[u8]) -> (usize, Unit) {
    group(text, 5, |sign| {
        Some(match sign {
            b'A'..=b'Z' => sign - b'A',
            b'2'..=b'7' => sign - b'2' + 26,
            _ => return None,
        })
    })
}

/// As many characters of so many bits as whole bytes are made of, and the bytes.
fn group(text: &[u8], bits: usize, digit: fn(u8) -> Option<u8>) -> (usize, Unit) {
    let (mut taken, mut length, mut value) = (0, 0, 0_u64);
    let most = if bits == 5 { 8 } else { 4 };
    while length < most
        && let Some(&sign) = text.get(taken)
    {
        match digit(sign) {
            Some(digit) => {
                value = value << bits | u64::from(digit);
                length += 1;
            }
            None if bits == 5 && length > 0 && sign.is_ascii_whitespace() => {}
            None => break,
        }
        taken += 1;
    }
    let count = length * bits / 8;
    if count == 0 {
        return (taken.max(1), NOTHING);
    }
    (
        taken,
        Unit::Bytes((value << (64 - bits * length)).to_be_bytes(), count),
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Notation, decode};

    fn check(text: &str, notation: Notation, bytes: &[u8]) {
        let all = 0..text.len() as u32;
        let found = decode(text.as_bytes(), notation, std::slice::from_ref(&all));
        assert_eq!(found, bytes, "{text}");
    }

    #[test]
    fn numbers_have_so_many_bytes_as_digits_tell() {
        check("0x48, 0x6u8, (byte) 0x21", Notation::Numbers(16), b"H\x06!");
        check("[72, -31, 0x21]", Notation::Numbers(10), b"H\xe1!");
        check("071143 105", Notation::Numbers(8), b"crE");
        check("01100011 01110010", Notation::Numbers(2), b"cr");
        check("3d637263 2d", Notation::Numbers(16), b"crc=-");
        check(&"9".repeat(100), Notation::Numbers(10), b"");
        check("25443 -29921 00045", Notation::Words(2), b"cc\x1f\x8b-\0");
    }

    #[test]
    fn cells_have_four_columns() {
        check(
            "   P       1  \\n  \\0 037   \u{fc}  **   \\",
            Notation::Cells,
            "P 1\n\0\x1fü\\".as_bytes(),
        );
    }

    #[test]
    fn base64_begins_anew_in_each_piece() {
        check("SGk= IQ==", Notation::Base64, b"Hi!");
        check("SGk", Notation::Base64, b"Hi");
        check("2&D", Notation::Uu, b"Hi");
        check("JBUS\nC===", Notation::Base32, b"Hi!");
    }
}
