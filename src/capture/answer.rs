//! What a server answered, as far as a format may want to read it: servers that encrypt what they are sent
//! encrypt what they say too.
//!
//! An answer is handed over behind its request, like a request of its own. What servers say in the clear is
//! left where it is: no phone sent it.

use super::params::Param;
use super::request::{Body, Locator, Request};
use crate::bytes::codec::base64;
use crate::bytes::{ByteStore, Slice};

/// Bytes of the longest answer that is read: the list of a house with some hundred devices has a tenth.
pub(super) const LARGEST: usize = 1 << 20;

/// Bytes of the shortest: a number in braces, encrypted.
const SHORTEST: usize = 12;

/// Bytes that say what a body is.
const BEGINNING: usize = 48;

/// Whether a body can be one that is encrypted: one word of Base64, or something packed that can hold one,
/// as its headers say or its first bytes.
pub(super) fn may_be_sealed(body: &[u8], is_coded: bool) -> bool {
    let body = body.trim_ascii();
    let fits = (SHORTEST..=LARGEST).contains(&body.len());
    fits && (is_coded || body.starts_with(GZIP) || is_word(body))
}

/// The same of a body that a program wrote in Base64: a word of it or what is compressed, and no picture.
pub(super) fn may_be_sealed_inside(written: &[u8]) -> bool {
    let written = written.trim_ascii();
    let start = written.get(..BEGINNING.min(written.len() / 4 * 4));
    let inner = base64::decode(start.unwrap_or_default(), &|_| false).bytes;
    written.len() <= 2 * LARGEST && may_be_sealed(&inner, false)
}

/// How data begin that gzip compressed.
const GZIP: &[u8] = b"\x1f\x8b\x08";

/// Whether all signs are digits of Base64, which JSON can have a backslash before.
fn is_word(body: &[u8]) -> bool {
    let is_part = |byte: &u8| base64::is_digit(byte) || matches!(byte, b'=' | b'\\');
    body.iter().all(is_part)
}

/// An answer whose bytes are in a store.
pub(super) fn of(
    store: ByteStore,
    headers: Vec<Param<Slice>>,
    body: Slice,
    at: Locator,
) -> Request {
    Request {
        body: Body::Bytes(body),
        store,
        headers,
        at,
        is_answer: true,
        ..Request::default()
    }
}
