//! The words that every brotli decoder knows (RFC 7932, appendices A and B), and the ways in which a
//! stream may have them.

/// Words of four bytes, then those of five, and so on.
const WORDS: &[u8] = include_bytes!("dictionary.bin");

/// The shortest word.
const SHORTEST: usize = 4;

/// Words of each length, as the binary logarithm of their number.
const COUNTS: [u8; 21] = [
    10, 10, 11, 11, 10, 10, 10, 10, 10, 9, 9, 8, 7, 7, 8, 7, 7, 6, 6, 5, 5,
];

/// What is done to a word: what comes before it, how it is changed, and what comes behind it. It stays as
/// it is (`=`), begins with a capital (`^`), has capitals only (`!`), or loses so many bytes at its start
/// (`<`) or its end (`>`).
#[rustfmt::skip]
const CHANGES: [&str; 121] = [
    "|=|", "|=| ", " |=| ", "|<1|", "|^| ", "|=| the ", " |=|", "s |=| ", "|=| of ", "|^|",
    "|=| and ", "|<2|", "|>1|", ", |=| ", "|=|, ", " |^| ", "|=| in ", "|=| to ", "e |=| ",
    "|=|\"", "|=|.", "|=|\">", "|=|\n", "|>3|", "|=|]", "|=| for ", "|<3|", "|>2|", "|=| a ",
    "|=| that ", " |^|", "|=|. ", ".|=|", " |=|, ", "|<4|", "|=| with ", "|=|'", "|=| from ",
    "|=| by ", "|<5|", "|<6|", " the |=|", "|>4|", "|=|. The ", "|!|", "|=| on ", "|=| as ",
    "|=| is ", "|>7|", "|>1|ing ", "|=|\n\t", "|=|:", " |=|. ", "|=|ed ", "|<9|", "|<7|", "|>6|",
    "|=|(", "|^|, ", "|>8|", "|=| at ", "|=|ly ", " the |=| of ", "|>5|", "|>9|", " |^|, ",
    "|^|\"", ".|=|(", "|!| ", "|^|\">", "|=|=\"", " |=|.", ".com/|=|", " the |=| of the ", "|^|'",
    "|=|. This ", "|=|,", ".|=| ", "|^|(", "|^|.", "|=| not ", " |=|=\"", "|=|er ", " |!| ",
    "|=|al ", " |!|", "|=|='", "|!|\"", "|^|. ", " |=|(", "|=|ful ", " |^|. ", "|=|ive ",
    "|=|less ", "|!|'", "|=|est ", " |^|.", "|!|\">", " |=|='", "|^|,", "|=|ize ", "|!|.",
    "\u{a0}|=|", " |=|,", "|^|=\"", "|!|=\"", "|=|ous ", "|!|, ", "|^|='", " |^|,", " |!|=\"",
    " |!|, ", "|!|,", "|!|(", "|!|. ", " |!|.", "|!|='", " |!|. ", " |^|=\"", " |!|='", " |^|='",
];

/// Writes the word of a length with a number, in the way that the number says too; none where there is no
/// such word.
pub(super) fn write(length: usize, number: usize, output: &mut Vec<u8>) -> Option<()> {
    let row = length.checked_sub(SHORTEST)?;
    let bits = u32::from(*COUNTS.get(row)?);
    let before = COUNTS.iter().zip(SHORTEST..).take(row);
    let start: usize = before.map(|(bits, length)| length << *bits).sum();
    let start = start + length * (number & ((1 << bits) - 1));
    let mut word = WORDS.get(start..start + length)?;
    let mut change = CHANGES.get(number >> bits)?.split('|');
    let (before, way, behind) = (change.next()?, change.next()?, change.next()?);
    output.extend_from_slice(before.as_bytes());
    let mut capitals = 0;
    match way.as_bytes() {
        b"^" => capitals = 1,
        b"!" => capitals = length,
        [b'<', digit] => word = word.get(usize::from(digit - b'0')..).unwrap_or_default(),
        [b'>', digit] => {
            let end = length.saturating_sub(usize::from(digit - b'0'));
            word = word.get(..end).unwrap_or_default();
        }
        _ => {}
    }
    let start = output.len();
    output.extend_from_slice(word);
    let mut letters = output.get_mut(start..).unwrap_or_default();
    while capitals > 0 && !letters.is_empty() {
        letters = capital(letters);
        capitals -= 1;
    }
    output.extend_from_slice(behind.as_bytes());
    Some(())
}

/// Turns the first letter into a capital, in the way of the format; gives what follows it.
fn capital(letters: &mut [u8]) -> &mut [u8] {
    let (place, sign, length) = match letters.first() {
        Some(b'a'..=b'z') => (0, 32, 1),
        Some(..192) => (0, 0, 1),
        Some(..224) => (1, 32, 2),
        _ => (2, 5, 3),
    };
    if let Some(byte) = letters.get_mut(place) {
        *byte ^= sign;
    }
    letters.get_mut(length..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_in_all_ways() {
        for (length, number, expected) in [
            (4, 0, "time"),
            (4, 1 | 9 << 10, "Down"),
            (4, 1 | 44 << 10, "DOWN"),
            (4, 1 | 3 << 10, "own"),
            (4, 1 | 12 << 10, "dow"),
            (4, 1 | 64 << 10, ""),
            (4, 2 | 72 << 10, ".com/life"),
            (5, 4 << 10, "First "),
        ] {
            let mut output = Vec::new();
            write(length, number, &mut output).unwrap();
            assert_eq!(String::from_utf8(output).unwrap(), expected);
        }
        for (length, number) in [(3, 0), (25, 0), (4, 121 << 10)] {
            assert_eq!(write(length, number, &mut Vec::new()), None);
        }
        let lengths: usize = COUNTS
            .iter()
            .zip(SHORTEST..)
            .map(|(bits, length)| length << bits)
            .sum();
        assert_eq!(lengths, WORDS.len());
    }
}
