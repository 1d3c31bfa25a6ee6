//! Private keys in the armor of PEM (RFC 7468), which are no part of any request: whoever puts one into an
//! archive beside a capture wants it used, and neither shown nor shared.

/// What labels of private keys end with, and where the letter in it is that few texts have.
const LABEL: &[u8] = b"PRIVATE KEY-----";
const RARE: usize = 3;

/// What is around a label, and the longest one: ENCRYPTED PRIVATE KEY.
const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const LONGEST_LABEL: usize = 40;

/// Bytes of the longest block.
const LONGEST: usize = 16 << 10;

/// Writes blanks over the private keys in a text, from their first mark to their last.
pub(super) fn blank(text: &mut [u8]) {
    let mut from = 0;
    while let Some(found) = memchr::memchr(b'V', text.get(from..).unwrap_or_default()) {
        let at = from + found;
        from = at + 1;
        let label = at.saturating_sub(RARE);
        let is_label = text
            .get(label..)
            .is_some_and(|rest| rest.starts_with(LABEL));
        let first = label.saturating_sub(LONGEST_LABEL);
        let before = text.get(first..label).unwrap_or_default();
        let begin = before.windows(BEGIN.len()).rposition(|mark| mark == BEGIN);
        let Some(begin) = begin.filter(|_| is_label) else {
            continue;
        };
        let start = first + begin;
        let rest = text.get(label + LABEL.len()..).unwrap_or_default();
        let rest = rest.get(..rest.len().min(LONGEST)).unwrap_or_default();
        let end = rest.windows(END.len()).position(|mark| mark == END);
        // A block without its end goes as far as its digits.
        let is_digit = |byte: &&u8| {
            byte.is_ascii_alphanumeric() || b"+/=\\".contains(byte) || byte.is_ascii_whitespace()
        };
        let digits = || rest.iter().take_while(is_digit).count();
        let length = end.map_or_else(digits, |end| {
            let label = rest.get(end + END.len()..).unwrap_or_default();
            let last = label.windows(5).position(|mark| mark == b"-----");
            end + END.len() + last.map_or(0, |last| last + 5)
        });
        let end = label + LABEL.len() + length;
        let block = text.get_mut(start..end).unwrap_or_default();
        block.iter_mut().for_each(|byte| *byte = b' ');
        from = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_keys_are_blanked_and_nothing_else() {
        for (text, expected) in [
            (
                "a\n-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\nb",
                "a\n#\nb",
            ),
            (
                r"x -----BEGIN EC PRIVATE KEY-----\nMII\n-----END EC PRIVATE KEY----- y",
                "x # y",
            ),
            ("-----BEGIN RSA PRIVATE KEY-----\nMII", "#"),
            (
                "-----BEGIN RSA PRIVATE KEY-----\nMII\n{\"a\":1}",
                "#{\"a\":1}",
            ),
            (
                "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----",
            ),
            ("no PRIVATE KEY----- here", "no PRIVATE KEY----- here"),
            ("V", "V"),
        ] {
            let mut found = text.as_bytes().to_vec();
            blank(&mut found);
            let found = String::from_utf8(found).unwrap();
            let (before, behind) = expected.split_once('#').unwrap_or((expected, ""));
            let blanks = text.len() - before.len() - behind.len();
            assert_eq!(found, [before, &" ".repeat(blanks), behind].concat());
        }
    }
}
