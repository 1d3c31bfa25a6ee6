//! Percent-encoding (RFC 3986 §2.1), as Android's `Uri.encode` and JavaScript's
//! `encodeURIComponent` write it: a plus sign stands for itself.

use std::borrow::Cow;

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
    let cut = match text {
        [.., b'%'] => 1,
        [.., b'%', digit] if digit.is_ascii_hexdigit() => 2,
        _ => 0,
    };
    let whole = text.get(..text.len() - cut).unwrap_or(text);
    Decoded {
        bytes: percent_encoding::percent_decode(whole).into(),
        broken: escapes(whole).filter(|valid| !valid).count(),
        cut,
    }
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
