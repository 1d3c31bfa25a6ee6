//! Records that a sender encrypted, opened where the key is known: by what is around them in the
//! request, or because it has been published.

use std::borrow::Cow;

use super::unwrap::undo_base64;
use super::{Decoder, Payload, layer};
use crate::bytes::codec::base64;
use crate::bytes::codec::block_cipher::{BLOCK, Cipher};
use crate::bytes::codec::written::{self, Notation};
use crate::bytes::{Coding, Slice};
use crate::diagnostic;
use crate::report::{self, Codec, Encryption, Layer, LayerStatus};
use crate::text::quoted::Quoted;

/// A key, where it is from, and how another program gets it.
pub(super) struct Known {
    pub(super) cipher: Cipher,
    /// Whose key it is, as the end of a sentence that begins with the name of the cipher.
    pub(super) whose: Cow<'static, str>,
    /// None where no short command finds what it takes in the request, or nobody has the key in its form.
    pub(super) by_hand: Option<ByHand>,
}

/// How another program gets a key: words of a shell in which `f name` writes a field of the form; empty
/// where only the reader has it.
#[derive(Clone, Copy)]
pub(super) struct ByHand {
    pub(super) key: &'static str,
    pub(super) vector: &'static str,
}

/// Notes that records can't be read without a key that only others have: how they are encrypted, what can
/// be seen of them, and what would open them.
pub(super) fn note_encryption(
    scheme: &'static str,
    visible: Quoted,
    needs: &[&'static str],
    decoder: &mut Decoder,
) {
    decoder.diagnostics.push(diagnostic::encrypted());
    let encryption = Encryption {
        scheme: scheme.into(),
        visible: visible.text.into(),
        quotes: visible.quotes,
        needs: needs.iter().map(|&need| need.into()).collect(),
    };
    decoder.payload = Payload::Encrypted(None, encryption);
}

/// Whether data begin as records do, compressed or not: by so much that a wrong key is told, with which
/// one of 128 begins with a bracket.
pub(super) fn is_opened(data: &[u8]) -> bool {
    let start = data.get(..data.len().min(BLOCK)).unwrap_or_default();
    let is_text = match std::str::from_utf8(start) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    let is_control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    let is_json = matches!(start, [b'{' | b'[', ..]) && is_text && !start.iter().any(is_control);
    is_json || start.starts_with(b"\x1f\x8b\x08")
}

/// A key that the reader gave, and its number: the first with which the data begin like JSON or like
/// compressed data. `cipher` makes of a key the cipher of the sender, and `unwrap` of a key that came
/// encrypted the key; `vector` is how another program gets the initialization vector.
pub(super) fn given(
    data: &[u8],
    cipher: fn(&[u8]) -> Option<Cipher>,
    unwrap: fn(&[u8], &[u8]) -> Option<Vec<u8>>,
    vector: &'static str,
    decoder: &mut Decoder,
) -> Option<Known> {
    let start = data.get(..data.len().min(2 * BLOCK)).unwrap_or_default();
    let opens = |cipher: &Cipher| is_opened(&cipher.decrypt(start).bytes);
    let mut keys = decoder.keys.each(unwrap);
    let found = keys.find_map(|key| {
        let cipher = cipher(key.secret.bytes()).filter(opens)?;
        Some((key, cipher))
    });
    let Some((key, cipher)) = found else {
        if !decoder.keys.is_empty() {
            decoder.diagnostics.push(diagnostic::key_wrong());
        }
        return None;
    };
    decoder.opened_by.push(key.number);
    decoder.opened_by.extend(key.with);
    Some(Known {
        cipher,
        whose: decoder.keys.whose(key.number).into(),
        by_hand: key.with.is_none().then_some(ByHand { key: "", vector }),
    })
}

/// How many of the bytes at the beginning are hexadecimal digits.
pub(super) fn digits(value: &[u8]) -> usize {
    let is_digit = |byte: &&u8| byte.is_ascii_hexdigit();
    value.iter().take_while(is_digit).count()
}

/// Whether a value is whole blocks of AES in hexadecimal digits, and nothing else.
pub(super) fn is_hex_blocks(value: &[u8]) -> bool {
    let digits = digits(value);
    digits > 0 && digits == value.len() && digits.is_multiple_of(32)
}

/// The bytes of hexadecimal digits.
pub(super) fn hex_bytes(digits: &[u8]) -> Vec<u8> {
    let all = 0..digits.len() as u32;
    written::decode(digits, Notation::Hex, std::slice::from_ref(&all))
}

/// Undoes hexadecimal digits, as far as there are any. Moves `from` to what came out.
pub(super) fn undo_hex(value: &[u8], from: &mut Slice, decoder: &mut Decoder) -> Vec<u8> {
    let (trimmed, value) = from.trimmed(value);
    *from = trimmed;
    let length = digits(value) / 2 * 2;
    let bytes = hex_bytes(value.get(..length).unwrap_or_default());
    let all = 0..length as u32;
    let status = match (length == value.len(), length) {
        (true, _) => LayerStatus::Ok,
        (false, 0) => LayerStatus::Failed,
        (false, _) => LayerStatus::Partial,
    };
    // Of the last byte half can be cut off, which the cipher says.
    if digits(value) < value.len() {
        decoder
            .diagnostics
            .push(diagnostic::hex_invalid(length, value.len()));
    }
    let layer = layer(
        Codec::Hex,
        "each byte is written as two hexadecimal digits",
        value.len(),
        bytes.len(),
        status,
    );
    decoder.undone(
        layer,
        from,
        Coding::Written(Notation::Hex, Box::from([all])),
    );
    bytes
}

/// The bytes of a body that a program keeps as text, which is in digits or in Base64 then.
pub(super) fn undo_text<'v>(
    value: &'v [u8],
    from: &mut Slice,
    decoder: &mut Decoder,
) -> Cow<'v, [u8]> {
    if is_hex_blocks(value) {
        return undo_hex(value, from, decoder).into();
    }
    let decoded = match base64::sniff(value) {
        true => undo_base64(value, from, &|_| false, decoder),
        false => None,
    };
    decoded.map_or(value.into(), |decoded| decoded.bytes.into())
}

/// Undoes AES with a known key. None where what comes out is neither JSON nor compressed data: then
/// the key is another one, or the data are damaged at their beginning.
pub(super) fn undo_aes(
    data: &[u8],
    known: Known,
    from: &mut Slice,
    decoder: &mut Decoder,
) -> Option<Vec<u8>> {
    undo_aes_as(data, known, &is_opened, from, decoder)
}

/// The same, where something else than JSON and compressed data comes out.
pub(super) fn undo_aes_as(
    data: &[u8],
    known: Known,
    is_opened: &dyn Fn(&[u8]) -> bool,
    from: &mut Slice,
    decoder: &mut Decoder,
) -> Option<Vec<u8>> {
    let name = known.cipher.name();
    let because = format!("{name} with {}", known.whose);
    let decrypted = match decoder.budget.take_output(data.len()) {
        true => known.cipher.decrypt(data),
        false => {
            let limit = decoder.budget.limits().output;
            decoder.diagnostics.push(diagnostic::limit_output(limit));
            return None;
        }
    };
    let is_open = is_opened(&decrypted.bytes);
    let is_whole = decrypted.is_padded && decrypted.left == 0;
    let length = decrypted.bytes.len();
    let (status, kept) = match (is_open, is_whole) {
        (true, true) => (LayerStatus::Ok, length),
        (true, false) => (LayerStatus::Partial, length),
        (false, _) => (LayerStatus::Failed, 0),
    };
    let layer = Layer {
        cipher: known.by_hand.map(|by_hand| report::Cipher {
            name,
            key: by_hand.key,
            vector: by_hand.vector,
            payloads: None,
        }),
        ..layer(Codec::Aes, because, data.len(), kept, status)
    };
    if !is_open {
        decoder.diagnostics.push(diagnostic::cipher_key());
        decoder.taken(layer, from.part(0..0));
        return None;
    }
    if !is_whole {
        decoder.diagnostics.push(diagnostic::cipher_cut());
    }
    decoder.undone(layer, from, Coding::Block(Box::new(known.cipher)));
    Some(decrypted.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_wrong_key_gives_is_told_from_records() {
        for data in [
            &b"[{\"H\":{\"event\":\"a\"}}]"[..],
            b"{\n  \"a\": 1}",
            b"{}",
            b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x13\x8b\x56",
            "{\"a\":\"räuber例え\"}".as_bytes(),
            // A letter of the first block can go on in the next.
            &"{\"a\":\"12345678例\"}".as_bytes()[..16],
        ] {
            assert!(is_opened(data), "{data:?}");
        }
        for data in [
            &b""[..],
            b"\x1f\x8b\x00",
            b"{\x8a\xffabc",
            b"[\x01",
            b"hello",
            b" {\"a\":1}",
        ] {
            assert!(!is_opened(data), "{data:?}");
        }
        // Of a million beginnings that a wrong key gives hardly one is taken.
        let mut state = 7_u64;
        let taken = (0..1_000_000).filter(|_| {
            let block = [(); 2].map(|()| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                (state ^ state >> 29)
                    .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                    .to_le_bytes()
            });
            is_opened(&block.concat())
        });
        assert!(taken.count() < 3);
    }
}
