//! Escapes in texts, all kinds in one pass: percent-encoding, the backslashes of JSON and Markdown,
//! the entities of HTML, the doubled quotes of CSV.
//!
//! Texts are written into one another in any order, so the kinds are not told apart. A value that
//! has escapes itself is looked for without them too.

use std::iter::from_fn;

/// Passes after which nothing is left to undo: percent-encoded twice, in JSON in a JSON string.
pub(super) const ROUNDS: usize = 4;

/// Bytes that an escape can begin with.
const MARKS: &[u8] = b"%\\&\"";

/// Bytes of the longest entity that is undone, with its ampersand and its semicolon.
const ENTITY: usize = 10;

/// One pass; nothing where there is nothing to undo.
#[inline(never)]
pub(super) fn undo(data: &[u8]) -> Option<Vec<u8>> {
    data.iter().find(|byte| MARKS.contains(byte))?;
    let mut undone = Vec::with_capacity(data.len());
    let mut rest = data;
    while !rest.is_empty() {
        let length = unit(rest, &mut undone);
        rest = rest.get(length..).unwrap_or_default();
    }
    (undone.len() != data.len()).then_some(undone)
}

/// As many passes as do something.
pub(super) fn undo_all(data: &[u8]) -> Option<Vec<u8>> {
    let mut undone = undo(data)?;
    for _ in 1..ROUNDS {
        match undo(&undone) {
            Some(next) => undone = next,
            None => break,
        }
    }
    Some(undone)
}

/// How many bytes pieces of some data take, as they stand and undone. Where that is the same, the
/// bytes are.
pub(super) fn units(data: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut rest = data;
    let mut undone = Vec::new();
    from_fn(move || {
        undone.clear();
        let length = unit(rest, &mut undone);
        rest = rest.get(length..)?;
        (length > 0).then_some((length, undone.len()))
    })
}

/// Undoes what some data begin with, an escape or what stands before the next one; answers its
/// length.
fn unit(data: &[u8], undone: &mut Vec<u8>) -> usize {
    let plain = match data.first() {
        Some(mark) if MARKS.contains(mark) => {
            let length = escape(data, undone);
            if length > 0 {
                return length;
            }
            1
        }
        _ => {
            let next = data.iter().position(|byte| MARKS.contains(byte));
            next.unwrap_or(data.len())
        }
    };
    undone.extend_from_slice(data.get(..plain).unwrap_or_default());
    plain
}

/// Undoes the escape that some data begin with; answers its length, 0 where there is none. It is
/// always longer than what it stands for.
fn escape(data: &[u8], undone: &mut Vec<u8>) -> usize {
    let (length, character) = match data {
        [b'%', digits @ ..] => {
            let Some(byte) = number(digits, 2, 16) else {
                return 0;
            };
            undone.push(byte as u8);
            return 3;
        }
        [b'"', b'"', ..] => (2, '"'),
        [b'\\', b'u', ..] => {
            let first = unit_of_utf16(data);
            let second = data.get(6..).and_then(unit_of_utf16);
            let units = first.into_iter().chain(second);
            match (first, char::decode_utf16(units).next()) {
                (Some(0xD800..=0xDBFF), Some(Ok(character))) => (12, character),
                (_, Some(Ok(character))) => (6, character),
                _ => return 0,
            }
        }
        [b'\\', letter, ..] => (
            2,
            match letter {
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                mark if mark.is_ascii_punctuation() => char::from(*mark),
                _ => return 0,
            },
        ),
        _ => match entity(data) {
            Some(undone) => undone,
            None => return 0,
        },
    };
    undone.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    length
}

fn unit_of_utf16(data: &[u8]) -> Option<u16> {
    number(data.strip_prefix(b"\\u")?, 4, 16).and_then(|unit| u16::try_from(unit).ok())
}

/// The entity that some data begin with, its length and what it stands for.
fn entity(data: &[u8]) -> Option<(usize, char)> {
    let data = data.get(..ENTITY).unwrap_or(data);
    let end = data.iter().position(|&byte| byte == b';')?;
    let character = match data.get(1..end)? {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        [b'#', b'x' | b'X', digits @ ..] => char::from_u32(number(digits, digits.len(), 16)?)?,
        [b'#', digits @ ..] => char::from_u32(number(digits, digits.len(), 10)?)?,
        _ => return None,
    };
    // One that is no longer than its character would be taken for plain bytes.
    (end + 1 > character.len_utf8()).then_some((end + 1, character))
}

/// The number that so many digits at the beginning write.
fn number(digits: &[u8], count: usize, radix: u32) -> Option<u32> {
    let digits = digits.get(..count).filter(|digits| !digits.is_empty())?;
    digits.iter().try_fold(0_u32, |number, &digit| {
        let digit = char::from(digit).to_digit(radix)?;
        number.checked_mul(radix)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        for (text, expected) in [
            ("%41%c3%a9%", "Aé%"),
            ("%4", "%4"),
            (r#"\"\\\/\n\*\|"#, "\"\\/\n*|"),
            (r"\u0041\u00e9\ud83d\ude00", "Aé😀"),
            (r"\ud83d\u12", r"\ud83d\u12"),
            (r"\d", r"\d"),
            ("&lt;a&amp;b&gt;&quot;&apos;&#39;&#x1F600;", "<a&b>\"''😀"),
            ("&nothing; &#99999999; &;", "&nothing; &#99999999; &;"),
            (r#"a ""b"" c"#, r#"a "b" c"#),
        ] {
            let undone = undo(text.as_bytes()).unwrap_or(text.as_bytes().to_vec());
            assert_eq!(String::from_utf8_lossy(&undone), expected);
            let total =
                units(text.as_bytes()).fold((0, 0), |sum, unit| (sum.0 + unit.0, sum.1 + unit.1));
            assert_eq!(total, (text.len(), expected.len()));
        }
    }
}
