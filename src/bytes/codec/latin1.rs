//! Bytes as characters (ISO 8859-1): programs that keep bodies as text write bytes that are none as
//! one character each.

use std::iter::from_fn;

/// The bytes that a text stands for; none where it has a character that is no byte.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let characters = std::str::from_utf8(text).ok()?.chars();
    characters
        .map(|character| u8::try_from(character).ok())
        .collect()
}

/// How many bytes pieces of a text take, in UTF-8 and as what they stand for.
pub(crate) fn units(text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut rest = text;
    from_fn(move || {
        let length = match rest.first()? {
            0..0x80 => {
                let end = rest.iter().position(|byte| !byte.is_ascii());
                let end = end.unwrap_or(rest.len());
                rest = rest.get(end..).unwrap_or_default();
                return Some((end, end));
            }
            _ => rest.len().min(2),
        };
        rest = rest.get(length..).unwrap_or_default();
        Some((length, 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_a_character() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        assert_eq!(decode(text.as_bytes()), Some(bytes));
        let total =
            units(text.as_bytes()).fold((0, 0), |sum, unit| (sum.0 + unit.0, sum.1 + unit.1));
        assert_eq!(total, (text.len(), 256));
    }

    #[test]
    fn other_characters_are_no_bytes() {
        assert_eq!(decode("\u{1f}\u{8b}\u{fffd}".as_bytes()), None);
        assert_eq!(decode("€".as_bytes()), None);
        assert_eq!(decode(b"\xff"), None);
    }
}
