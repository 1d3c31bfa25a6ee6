//! Quoting of cmd.exe, as browsers write it and as people do: double quotes, in them a backslash before a
//! quote, and carets before whatever cmd.exe might take for its own.
//!
//! Inside of quotes cmd.exe itself takes a caret for one, but no browser means that: each removes its
//! carets wherever they are. A caret before a letter or a digit is left, since no browser writes one.

/// What a piece of a text means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    Same,
    /// It is part of the quoting.
    Nothing,
    /// Another byte.
    Byte(u8),
}

/// Whether and how a place is in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    None,
    Plain,
    /// Those with a caret before them.
    Careted,
}

/// The piece at the beginning of a text, and what it means.
pub(super) fn piece(text: &[u8], quotes: &mut Quotes, behind: Option<u8>) -> (usize, Piece) {
    let Some((length, first)) = character(text) else {
        return (text.len(), Piece::Nothing);
    };
    let has_caret = length > 1;
    if has_caret && let Some(unit) = line_end(text, *quotes) {
        return unit;
    }
    let rest = text.get(length..).unwrap_or_default();
    let (next_length, next) = character(rest).unwrap_or_default();
    match first {
        // Browsers write a backslash twice, wherever it is.
        b'\\' if next == b'"' || next == b'\\' && *quotes != Quotes::None => {
            (length + next_length, Piece::Byte(next))
        }
        // Inside of quotes, two of them are one that is meant.
        b'"' if *quotes == Quotes::Plain && next == b'"' && next_length == 1 => {
            (length + next_length, Piece::Byte(b'"'))
        }
        b'"' => {
            *quotes = match (*quotes, has_caret) {
                (Quotes::None, true) => Quotes::Careted,
                (Quotes::None, false) => Quotes::Plain,
                _ => Quotes::None,
            };
            (length, Piece::Nothing)
        }
        _ if has_caret && *quotes == Quotes::Plain && is_of_word(first) && behind != Some(b'%') => {
            (length, Piece::Same)
        }
        _ if has_caret => (length, Piece::Byte(first)),
        _ if is_special(first) => (1, Piece::Same),
        _ => {
            let end = text.iter().position(|&byte| is_special(byte));
            (end.unwrap_or(text.len()), Piece::Same)
        }
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a byte can end a word or mean more than itself.
fn is_special(byte: u8) -> bool {
    b"\"^\\% \t\r\n&|<>".contains(&byte)
}

/// The byte that a text begins with, without a caret before it, and how many bytes that takes.
fn character(text: &[u8]) -> Option<(usize, u8)> {
    match text {
        [b'^', next, ..] => Some((2, *next)),
        [b'^'] | [] => None,
        [first, ..] => Some((1, *first)),
    }
}

/// The length of a line end.
pub(crate) fn end_length(text: &[u8]) -> Option<usize> {
    match text {
        [b'\n', ..] => Some(1),
        [b'\r', b'\n', ..] => Some(2),
        _ => None,
    }
}

/// A caret before a line end: the line goes on. Two line ends behind it are one that is meant, inside of
/// quotes or between two of them.
fn line_end(text: &[u8], quotes: Quotes) -> Option<(usize, Piece)> {
    let mut length = 1 + end_length(text.get(1..)?)?;
    let first = length;
    while let Some(more) = end_length(text.get(length..)?) {
        length += more;
        if quotes != Quotes::None {
            break;
        }
    }
    let is_meant = length > first && (quotes != Quotes::None || text.get(length) == Some(&b'"'));
    Some(match is_meant {
        true => (length, Piece::Byte(b'\n')),
        false => (first, Piece::Nothing),
    })
}

#[cfg(test)]
mod tests {
    use super::super::shell::{decode, units};

    fn check(text: &str, expected: &str) {
        let decoded = decode(text.as_bytes(), true);
        assert_eq!(String::from_utf8(decoded).unwrap(), expected, "{text}");
        let mut total = (0, 0);
        units(text.as_bytes(), true, &mut |before, after| {
            total = (total.0 + before, total.1 + after);
            true
        });
        assert_eq!(total, (text.len(), expected.len()), "{text}");
    }

    #[test]
    fn words_are_read_as_browsers_mean_them() {
        for (text, expected) in [
            // The newest way, with carets before the quotes.
            (
                r#"^"a^\^"b^\^\^\^"c^&d^%^2B^^e ^(f^)^""#,
                r#"a"b\"c&d%2B^e (f)"#,
            ),
            (
                "^\"^{^\n\n ^\\^\"a^\\^\": 1^\r\n\r\n^}^\"",
                "{\n \"a\": 1\n}",
            ),
            ("^\"L'^é ^ ^ \\u00fc^\"", "L'é   \\u00fc"),
            // The years before, without.
            (r#""a\"b\\c^&d^%^2B^^ %^20^!""#, r#"a"b\c&d%2B^ %20!"#),
            // Still older, and by hand.
            (r#""a""b"%"2Bc""#, r#"a"b%2Bc"#),
            ("\"a\"^\r\n\r\n\"b\"", "a\nb"),
            (r#""a^b c\d" ^&e\"f"#, r#"a^b c\d &e"f"#),
            (r#""" """#, " "),
            ("a ^\n  b", "a   b"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn what_is_cut_gives_what_is_there() {
        for (text, expected) in [("^\"a^", "a"), ("\"a\\", "a\\"), ("^", ""), ("\"a^\n", "a")] {
            check(text, expected);
        }
    }
}
