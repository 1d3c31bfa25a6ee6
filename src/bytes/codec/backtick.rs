//! Strings of PowerShell: a backtick before what it means, `$([char]233)` for a character by its
//! number, and quotes that are written twice.

use super::escape::{self, control, number};

/// What the beginning of a text means.
pub(super) enum Piece {
    /// So many bytes, as they are.
    Same,
    Nothing,
    /// The character of this number.
    Character(u32),
}

/// What the beginning of a text means, and how many bytes it takes. In a here-string, quotes are
/// written once.
pub(super) fn next(text: &[u8], doubles: bool) -> (usize, Piece) {
    let one = |byte: u8| (2, Piece::Character(byte.into()));
    match text {
        [b'`', b'u', b'{', rest @ ..] => {
            let (code, count) = number(rest, 16, 6);
            match rest.get(count) {
                Some(b'}') if count > 0 => (4 + count, Piece::Character(code)),
                _ => one(b'u'),
            }
        }
        [b'`', next, ..] => match next {
            b'0' => one(0),
            b'e' => one(27),
            0..0x80 => one(control(next).unwrap_or(*next)),
            // It is before a character of several bytes.
            _ => (1, Piece::Nothing),
        },
        [b'$', ..] => match coded(text) {
            // The halves of a character in UTF-16.
            Some((length, high @ 0xd800..0xdc00)) => {
                match coded(text.get(length..).unwrap_or_default()) {
                    Some((more, low @ 0xdc00..0xe000)) => {
                        (length + more, Piece::Character(escape::joined(high, low)))
                    }
                    _ => (length, Piece::Character(high)),
                }
            }
            Some((length, code)) => (length, Piece::Character(code)),
            None => (1, Piece::Same),
        },
        [b'"', b'"', ..] if doubles => one(b'"'),
        [b'`'] => (1, Piece::Nothing),
        _ => {
            let mut rest = text.iter().skip(1);
            let end = rest.position(|byte| b"`$\"".contains(byte));
            let length = end.map_or(text.len(), |end| end + 1);
            (length, Piece::Same)
        }
    }
}

/// `$([char]233)`: how long it is, and the number.
fn coded(text: &[u8]) -> Option<(usize, u32)> {
    let digits = text.strip_prefix(b"$([char]")?;
    let (marks, base) = match digits {
        [b'0', b'x', ..] => (2, 16),
        _ => (0, 10),
    };
    let (code, count) = number(digits.get(marks..)?, base, 7);
    let end = marks + count;
    (count > 0 && digits.get(end) == Some(&b')')).then_some((8 + end + 1, code))
}

#[cfg(test)]
mod tests {
    use super::super::written::{Notation, decode};

    fn check(text: &str, doubles: bool, expected: &str) {
        let notation = Notation::Backtick { doubles };
        let end = text.len() as u32;
        let bytes = decode(text.as_bytes(), notation, std::slice::from_ref(&(0..end)));
        assert_eq!(String::from_utf8(bytes).unwrap(), expected, "{text}");
    }

    #[test]
    fn strings_are_read_as_powershell_reads_them() {
        check(r#"a`"b`$c``d`n"" $e é"#, true, "a\"b$c`d\n\" $e é");
        check(r#"{"a":"",`"b""#, false, r#"{"a":"","b""#);
        check(
            "`é$([char]233)$([char]55357)$([char]56832)`u{20ac}`0$([char]0x41)",
            true,
            "éé😀€\0A",
        );
        check("$([char]55357)$([x]) `", true, "\u{fffd}$([x]) ");
    }
}
