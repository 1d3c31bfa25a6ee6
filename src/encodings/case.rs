//! Large and small letters.

/// The small form of a letter of the Latin, Greek, Cyrillic and Armenian scripts. Those of the standard
/// library know every letter ever written, for six kilobytes after compression. The small form is as long as the large one.
pub(crate) fn lowercase(letter: char) -> char {
    let code = u32::from(letter);
    let small = match code {
        0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => code + 0x20,
        0x41..=0x5a => code + 0x20,
        // Large and small letters take turns.
        0x100..=0x12f
        | 0x132..=0x137
        | 0x14a..=0x177
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff => code | 1,
        0x139..=0x148 | 0x179..=0x17e | 0x4c1..=0x4ce => code + code % 2,
        0x178 => 0xff,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 0x25,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 0x3f,
        // At the end of a word.
        0x3c2 => 0x3c3,
        0x400..=0x40f => code + 0x50,
        0x4c0 => 0x4cf,
        0x531..=0x556 => code + 0x30,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_those_of_the_standard_library() {
        for letter in ('\0'..='\u{2fff}').filter(|&letter| letter != 'ς') {
            let mut lower = letter.to_lowercase();
            let (lower, is_one) = (lower.next().unwrap(), lower.count() == 0);
            assert_eq!(lowercase(letter).len_utf8(), letter.len_utf8(), "{letter}");
            let is_known = letter.is_ascii()
                || matches!(
                    u32::from(letter),
                    0xc0..0x130 | 0x132..0x180 | 0x386..0x3ca | 0x400..0x557 | 0x1e00..0x1e96 | 0x1ea0..0x1f00
                );
            let expected = if is_known && is_one { lower } else { letter };
            assert_eq!(
                lowercase(letter),
                expected,
                "{letter} U+{:04X}",
                u32::from(letter)
            );
        }
    }
}
