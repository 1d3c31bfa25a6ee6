//! What the escapes of most languages have in common: letters for control characters, numbers in
//! digits, and the halves of a character in UTF-16.

/// The control character that a letter means behind the sign that escapes.
pub(super) fn control(letter: &u8) -> Option<u8> {
    Some(match letter {
        b'a' => 7,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 11,
        b'f' => 12,
        b'r' => b'\r',
        b'e' => 0x1b,
        _ => return None,
    })
}

/// The number that up to so many digits at the beginning write to a base, and how many there are.
pub(super) fn number(digits: &[u8], base: u32, most: usize) -> (u32, usize) {
    let digits = digits.iter().take(most);
    let digits = digits.map_while(|&byte| char::from(byte).to_digit(base));
    digits.fold((0, 0), |(number, count), digit| {
        (number * base + digit, count + 1)
    })
}

/// The character of which these are the halves.
pub(super) fn joined(high: u32, low: u32) -> u32 {
    0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_with_their_digits() {
        assert_eq!(number(b"1f600}", 16, 6), (0x1f600, 5));
        assert_eq!(number(b"1f600", 16, 4), (0x1f60, 4));
        assert_eq!(number(b"778", 8, 3), (0o77, 2));
        assert_eq!(number(b"x", 16, 4), (0, 0));
    }

    #[test]
    fn halves_are_one_character() {
        assert_eq!(joined(0xd83d, 0xde00), u32::from('😀'));
        assert_eq!(joined(0xdbff, 0xdfff), u32::from(char::MAX));
    }
}
