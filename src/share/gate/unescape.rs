//! Escapes in texts, all kinds in one pass: percent-encoding, the backslashes of JSON, of programs and
//! of Markdown, the entities of HTML, the doubled quotes of CSV, and letters that are read as others.
//!
//! Texts are written into one another in any order, so the kinds are not told apart. A value that
//! has escapes itself is looked for without them too.

use std::iter::from_fn;

use super::letters;

/// Passes after which nothing is left to undo: percent-encoded twice, in JSON in a JSON string.
pub(super) const ROUNDS: usize = 4;

/// Names of entities and what they stand for, first those that need no semicolon; a letter with an
/// accent is read without it.
const ENTITIES: [(&[u8], char); 20] = [
    (b"amp", '&'),
    (b"lt", '<'),
    (b"gt", '>'),
    (b"quot", '"'),
    (b"nbsp", ' '),
    (b"shy", '\u{ad}'),
    (b"apos", '\''),
    (b"zwj", '\u{ad}'),
    (b"zwnj", '\u{ad}'),
    (b"commat", '@'),
    (b"period", '.'),
    (b"colon", ':'),
    (b"sol", '/'),
    (b"lowbar", '_'),
    (b"plus", '+'),
    (b"equals", '='),
    (b"hyphen", '-'),
    (b"num", '#'),
    (b"quest", '?'),
    (b"percnt", '%'),
];

/// How many of those need no semicolon.
const BARE: usize = 6;

/// What the name of an entity says of a letter that stands before it.
const ACCENTS: [&[u8]; 9] = [
    b"uml", b"acute", b"grave", b"circ", b"tilde", b"cedil", b"ring", b"slash", b"caron",
];

/// Undoes what some data begin with and answers how many bytes that were.
pub(super) type Unit = fn(&[u8], &mut Vec<u8>) -> usize;

/// One pass; nothing where there is nothing to undo.
pub(super) fn undo(data: &[u8]) -> Option<Vec<u8>> {
    data.iter().find(|byte| is_mark(**byte))?;
    undo_by(data, unit).filter(|undone| undone.len() != data.len())
}

/// One pass of another kind.
#[inline(never)]
pub(super) fn undo_by(data: &[u8], unit: Unit) -> Option<Vec<u8>> {
    let mut undone = Vec::with_capacity(data.len());
    let mut rest = data;
    while !rest.is_empty() {
        let length = unit(rest, &mut undone);
        rest = rest.get(length..).unwrap_or_default();
    }
    (!undone.is_empty()).then_some(undone)
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
pub(super) fn units(data: &[u8], unit: Unit) -> impl Iterator<Item = (usize, usize)> {
    let mut rest = data;
    let mut undone = Vec::new();
    from_fn(move || {
        undone.clear();
        let length = unit(rest, &mut undone);
        rest = rest.get(length..)?;
        (length > 0).then_some((length, undone.len()))
    })
}

/// Whether an escape can begin with a byte.
fn is_mark(byte: u8) -> bool {
    b"%\\&\"".contains(&byte) || letters::may_begin(byte)
}

/// Undoes what some data begin with, an escape or what stands before the next one; answers its
/// length.
pub(super) fn unit(data: &[u8], undone: &mut Vec<u8>) -> usize {
    let plain = match data.first() {
        Some(mark) if is_mark(*mark) => {
            let length = escape(data, undone);
            if length > 0 {
                return length;
            }
            1
        }
        _ => {
            let next = data.iter().position(|byte| is_mark(*byte));
            next.unwrap_or(data.len())
        }
    };
    undone.extend_from_slice(data.get(..plain).unwrap_or_default());
    plain
}

/// Undoes the escape that some data begin with; answers its length, 0 where there is none. It is
/// always longer than what it stands for.
fn escape(data: &[u8], undone: &mut Vec<u8>) -> usize {
    let byte = |digits: &[u8], count, radix| {
        number(digits, count, radix).and_then(|number| u8::try_from(number).ok())
    };
    let bare = match data {
        [b'%', digits @ ..] => byte(digits, 2, 16).map(|byte| (3, byte)),
        [b'\\', b'x', digits @ ..] => byte(digits, 2, 16).map(|byte| (4, byte)),
        [b'\\', digits @ ..] => byte(digits, 3, 8).map(|byte| (4, byte)),
        _ => None,
    };
    if let Some((length, byte)) = bare {
        undone.push(byte);
        return length;
    }
    let (length, character) = match data {
        [b'"', b'"', ..] => (2, '"'),
        // As Python writes what is beyond 16 bits.
        [b'\\', b'U', digits @ ..] => match number(digits, 8, 16).and_then(char::from_u32) {
            Some(character) => (10, character),
            None => return 0,
        },
        [b'\\' | b'%', b'u', ..] => match unit_of_utf16(data) {
            Some(undone) => undone,
            None => return 0,
        },
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
        [b'&', ..] => match entity(data) {
            Some(undone) => undone,
            None => return 0,
        },
        _ => match letters::plain(data) {
            Some((length, Some(letter))) => (length, letter),
            Some((length, None)) => return length,
            None => return 0,
        },
    };
    undone.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    length
}

/// The escape by a number of UTF-16, or of Unicode in braces, that some data begin with.
fn unit_of_utf16(data: &[u8]) -> Option<(usize, char)> {
    let digits = data.get(2..)?;
    if let Some(inner) = digits.strip_prefix(b"{") {
        let end = inner.iter().take(8).position(|byte| *byte == b'}')?;
        let character = char::from_u32(number(inner, end, 16)?)?;
        return Some((end + 4, character)).filter(|(length, _)| *length > character.len_utf8());
    }
    let unit = |data: &[u8]| {
        let [b'\\' | b'%', b'u', digits @ ..] = data else {
            return None;
        };
        number(digits, 4, 16).and_then(|unit| u16::try_from(unit).ok())
    };
    let first = unit(data)?;
    let second = data.get(6..).and_then(unit);
    let character = char::decode_utf16([first].into_iter().chain(second))
        .next()?
        .ok()?;
    Some((6 * character.len_utf16(), character))
}

/// The entity that some data begin with, its length and what it stands for. The semicolon at its end
/// may be missing, as browsers have it.
fn entity(data: &[u8]) -> Option<(usize, char)> {
    let inner = data.get(1..)?;
    let run = |from: usize, wanted: fn(&u8) -> bool| {
        let rest = inner.get(from..).unwrap_or_default();
        let length = rest.iter().position(|byte| !wanted(byte));
        rest.get(..length.unwrap_or(rest.len())).unwrap_or_default()
    };
    let (length, character) = match inner {
        [b'#', b'x' | b'X', ..] => {
            let digits = run(2, u8::is_ascii_hexdigit);
            (
                digits.len() + 2,
                char::from_u32(number(digits, digits.len(), 16)?)?,
            )
        }
        [b'#', ..] => {
            let digits = run(1, u8::is_ascii_digit);
            (
                digits.len() + 1,
                char::from_u32(number(digits, digits.len(), 10)?)?,
            )
        }
        _ => {
            let name = run(0, u8::is_ascii_alphabetic);
            let is_closed = semicolon(inner.get(name.len()..).unwrap_or_default()) > 0;
            let mut known = ENTITIES.iter().enumerate();
            let known = known.find(|(place, (known, _))| match is_closed {
                true => name == *known,
                // The text may go on with letters.
                false => *place < BARE && name.starts_with(known),
            });
            match (known, name) {
                (Some((_, (known, letter))), _) => (known.len(), *letter),
                (None, [letter, accent @ ..]) if is_closed && ACCENTS.contains(&accent) => {
                    (name.len(), char::from(*letter))
                }
                _ => return None,
            }
        }
    };
    let length = length + 1 + semicolon(inner.get(length..).unwrap_or_default());
    // One that is no longer than its character would be taken for plain bytes.
    (length > character.len_utf8()).then_some((length, character))
}

/// The length of a semicolon at the beginning, which may itself be written as an escape: left for the next
/// pass it would not be taken for the end of an entity any more.
fn semicolon(data: &[u8]) -> usize {
    let is_one = |digits: &[u8], count| number(digits, count, 16) == Some(u32::from(b';'));
    match data {
        [b';', ..] => 1,
        [b'\\', b';', ..] => 2,
        [b'%', digits @ ..] if is_one(digits, 2) => 3,
        [b'\\', b'x', digits @ ..] if is_one(digits, 2) => 4,
        [b'\\' | b'%', b'u', digits @ ..] if is_one(digits, 4) => 6,
        _ => 0,
    }
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
            (r"&lt\u003ba&quot%3b&#60\x3B&amp\;", "<a\"<&"),
            ("&nothing; &#99999999; &;", "&nothing; &#99999999; &;"),
            (r#"a ""b"" c"#, r#"a "b" c"#),
        ] {
            let undone = undo(text.as_bytes()).unwrap_or(text.as_bytes().to_vec());
            assert_eq!(String::from_utf8_lossy(&undone), expected);
            let total = units(text.as_bytes(), unit)
                .fold((0, 0), |sum, unit| (sum.0 + unit.0, sum.1 + unit.1));
            assert_eq!(total, (text.len(), expected.len()));
        }
    }
}
