//! Percent-encoding (RFC 3986 §2.1), as Android's `Uri.encode` and JavaScript's
//! `encodeURIComponent` write it: a plus sign stands for itself.

use std::borrow::Cow;
use std::iter::from_fn;

/// What came of a round of decoding.
pub(crate) struct Decoded<'a> {
    pub(crate) bytes: Cow<'a, [u8]>,
    /// Percent signs without two hexadecimal digits, kept as they stand.
    pub(crate) broken: usize,
    /// Bytes of an escape that the end of the text cut in two, left out.
    pub(crate) cut: usize,
}

/// Whether there is anything to decode.
pub(crate) fn sniff(text: &[u8]) -> bool {
    escapes(text).any(|valid| valid)
}

/// Decodes one round.
pub(crate) fn decode(text: &[u8]) -> Decoded<'_> {
    let whole = whole(text);
    Decoded {
        bytes: percent_encoding::percent_decode(whole).into(),
        broken: escapes(whole).filter(|valid| !valid).count(),
        cut: text.len() - whole.len(),
    }
}

/// Decodes one round of a value as forms of HTML write it: a plus sign means a blank.
pub(crate) fn decode_form(text: &[u8]) -> Vec<u8> {
    let blank = |&byte: &u8| if byte == b'+' { b' ' } else { byte };
    let text: Vec<u8> = text.iter().map(blank).collect();
    decode(&text).bytes.into_owned()
}

/// A text without an escape that its end cut in two.
fn whole(text: &[u8]) -> &[u8] {
    match text {
        [whole @ .., b'%'] => whole,
        [whole @ .., b'%', digit] if digit.is_ascii_hexdigit() => whole,
        _ => text,
    }
}

/// How many characters pieces of a text take, encoded and decoded: escapes, and what stands
/// between them.
pub(crate) fn units(text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut rest = whole(text);
    from_fn(move || {
        let (first, after) = rest.split_first()?;
        let is_escape = *first == b'%'
            && after
                .get(..2)
                .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let unit = if is_escape {
            (3, 1)
        } else {
            let next = after.iter().position(|&byte| byte == b'%');
            let length = 1 + next.unwrap_or(after.len());
            (length, length)
        };
        rest = rest.get(unit.0..).unwrap_or_default();
        Some(unit)
    })
}

/// For each percent sign, whether two hexadecimal digits follow.
fn escapes(text: &[u8]) -> impl Iterator<Item = bool> {
    text.iter()
        .enumerate()
        .filter(|&(_, &byte)| byte == b'%')
        .map(|(offset, _)| {
            text.get(offset + 1..offset + 3)
                .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        })
}

/// The text of a short value: a name, a number, a header. Not for payloads.
pub(crate) fn decode_text(text: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy()
}

/// A value as it stands in a query or a form: all but letters, digits and the four marks that never
/// need it is escaped.
pub(crate) fn encode(text: &str) -> String {
    const SPECIAL: percent_encoding::AsciiSet = percent_encoding::NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    percent_encoding::utf8_percent_encode(text, &SPECIAL).collect()
}
