//! Escapes inside a JSON string (RFC 8259 §7), where one holds another layer.
//!
//! What is no valid escape is read as the reader of JSON mends it.

use std::iter::from_fn;

/// The content of a string without its quotes.
pub(crate) fn decode(text: &str) -> String {
    characters(text).map(|(_, character)| character).collect()
}

/// For each character how many bytes it takes, as it stands and decoded.
pub(crate) fn units(text: &str) -> impl Iterator<Item = (usize, usize)> {
    characters(text).map(|(length, character)| (length, character.len_utf8()))
}

/// The characters with the bytes that each takes in the text.
fn characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut rest = text;
    from_fn(move || {
        let first = rest.chars().next()?;
        let (length, character) = match first {
            '\\' => escape(rest),
            _ => (first.len_utf8(), first),
        };
        rest = rest.get(length..).unwrap_or_default();
        Some((length, character))
    })
}

/// The escape at the beginning of a text.
fn escape(text: &str) -> (usize, char) {
    let character = match text.as_bytes().get(1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => {
            let Some(first) = unit(text) else {
                return (1, '?');
            };
            let second = text.get(6..).and_then(unit);
            let pair = char::decode_utf16([first].into_iter().chain(second)).next();
            return match (first, pair) {
                (0xD800..=0xDBFF, Some(Ok(character))) => (12, character),
                (_, Some(Ok(character))) => (6, character),
                _ => (6, char::REPLACEMENT_CHARACTER),
            };
        }
        _ => return (1, '?'),
    };
    (2, character)
}

/// The UTF-16 unit that is written as `\uXXXX` at the beginning of a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.get(..6)?.strip_prefix("\\u")?;
    let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    plain.then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_as_json_reads_them() {
        for text in [
            r"plain é 😀",
            r#"\"\\\/\b\f\n\r\t"#,
            r"\u0041\u00e9\u20ac\ud83d\ude00!",
        ] {
            let expected: String = serde_json::from_str(&format!("\"{text}\"")).unwrap();
            assert_eq!(decode(text), expected);
        }
    }

    #[test]
    fn what_is_no_escape_is_read_as_it_is_mended() {
        for (text, expected) in [
            (r"\q", "?q"),
            (r"\u12", "?u12"),
            (r"\", "?"),
            (r"\ud83d!", "\u{fffd}!"),
            (r"\ude00\ud83d\u0041", "\u{fffd}\u{fffd}A"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn units_cover_text_and_content() {
        let text = r"é\n\ud83d\ude00\ud83d.";
        let total = units(text).fold((0, 0), |sum, unit| (sum.0 + unit.0, sum.1 + unit.1));
        assert_eq!(total, (text.len(), decode(text).len()));
    }
}
