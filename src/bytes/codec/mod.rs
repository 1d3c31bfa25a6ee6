//! Codings that lie around the events, one a file: each undoes its step as far as it goes and
//! says how it went. None trusts a flag; the data say what they are.

mod backtick;
pub(crate) mod base64;
pub(crate) mod block_cipher;
pub(crate) mod brackets;
mod brotli;
pub(crate) mod chunked;
pub(crate) mod cmd;
pub(crate) mod compress;
pub(crate) mod compressed;
mod escape;
pub(crate) mod inflate;
pub(crate) mod joined;
pub(crate) mod json_string;
pub(crate) mod latin1;
pub(crate) mod object;
pub(crate) mod payloads;
pub(crate) mod percent;
pub(crate) mod protobuf;
pub(crate) mod rc4;
pub(crate) mod shell;
pub(crate) mod utf16;
pub(crate) mod utf8;
mod whole;
pub(crate) mod written;
pub(crate) mod yaml;
mod zstd;

/// Checks what a coding writes as JSON, and that its units are all of the text and all of the JSON.
#[cfg(test)]
fn check_json(
    text: &str,
    expected: &str,
    decode: fn(&[u8]) -> Vec<u8>,
    units: fn(&[u8], &mut dyn FnMut(usize, usize) -> bool),
) {
    let json = String::from_utf8(decode(text.as_bytes())).unwrap();
    assert_eq!(json, expected, "{text}");
    let mut total = (0, 0);
    units(text.as_bytes(), &mut |before, after| {
        total = (total.0 + before, total.1 + after);
        true
    });
    assert_eq!(total, (text.len(), expected.len()), "{text}");
}
