//! Text as `cat -A` prints it: `^M` and `^I` for the end of a line and a tab, and `M-` before each byte of a
//! character that is not of ASCII.
//!
//! The program writes no sign before a caret that was there, so only these two are taken for what they mean.

use super::{Unit, byte};

/// Bytes of the longest character.
const LONGEST: usize = 4;

/// The unit at the beginning of a text.
pub(super) fn next(rest: &[u8]) -> (usize, Unit) {
    match rest {
        [b'^', b'M'] => (2, byte(b'\r')),
        [b'^', b'I', ..] => (2, byte(b'\t')),
        [b'M', b'-', ..] => character(rest).unwrap_or((1, Unit::Same(1))),
        _ => {
            let is_sign = |byte: &u8| matches!(byte, b'^' | b'M');
            let end = rest.iter().skip(1).position(is_sign);
            let length = end.map_or(rest.len(), |end| end + 1);
            (length, Unit::Same(length))
        }
    }
}

/// A character, byte by byte.
fn character(text: &[u8]) -> Option<(usize, Unit)> {
    let mut bytes = [0; 8];
    let mut position = 0;
    for count in 1..=LONGEST {
        let (length, own) = match text.get(position..)?.strip_prefix(b"M-")? {
            [b'^', sign, ..] => (4, sign ^ 0x40),
            [sign, ..] => (3, *sign),
            [] => return None,
        };
        *bytes.get_mut(count - 1)? = own | 0x80;
        position += length;
        let so_far = bytes.get(..count)?;
        if std::str::from_utf8(so_far).is_ok() {
            return Some((position, Unit::Bytes(bytes, count)));
        }
    }
    None
}
