//! AES (FIPS 197) and SM4 (GB/T 32907) in blocks of 16 bytes, each by itself (ECB) or chained to the one
//! before it (CBC), with the padding of PKCS #7.

use std::fmt;
use std::ops::Range;

use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};
use aes::{Aes128Dec, Aes256Dec};
use sm4::Sm4;
use zeroize::Zeroizing;

use crate::whole::is_whole;

/// Bytes of a block.
pub(crate) const BLOCK: usize = 16;

/// A key, and what the first block is chained to, where blocks are.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Cipher {
    key: Key,
    vector: Option<[u8; BLOCK]>,
}

#[derive(Clone, PartialEq, Eq)]
enum Key {
    Of128(Zeroizing<[u8; 16]>),
    Of256(Zeroizing<[u8; 32]>),
    Sm4(Zeroizing<[u8; 16]>),
}

/// A key is in no message.
impl fmt::Debug for Cipher {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// What came out, and how the data ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decrypted {
    /// Of whole blocks, without the padding.
    pub(crate) bytes: Vec<u8>,
    /// Whether the padding at the end is one that a sender writes: that of a wrong key is one in about
    /// 256 times.
    pub(crate) is_padded: bool,
    /// Bytes behind the last whole block, which cannot be decrypted.
    pub(crate) left: usize,
}

impl Cipher {
    /// AES with a key of 16 or 32 bytes; none with any other.
    pub(crate) fn new(key: &[u8], vector: Option<[u8; BLOCK]>) -> Option<Cipher> {
        if !is_whole() {
            return None;
        }
        let key = match key.len() {
            16 => Key::Of128(Zeroizing::new(key.try_into().ok()?)),
            32 => Key::Of256(Zeroizing::new(key.try_into().ok()?)),
            _ => return None,
        };
        Some(Cipher { key, vector })
    }

    /// SM4 with a key of 16 bytes; none with any other.
    pub(crate) fn sm4(key: &[u8], vector: Option<[u8; BLOCK]>) -> Option<Cipher> {
        if !is_whole() {
            return None;
        }
        let key = Key::Sm4(Zeroizing::new(key.try_into().ok()?));
        Some(Cipher { key, vector })
    }

    /// It with another first block to chain to.
    pub(crate) fn chained_to(&self, vector: [u8; BLOCK]) -> Cipher {
        Cipher {
            key: self.key.clone(),
            vector: Some(vector),
        }
    }

    /// Whether it is SM4.
    pub(crate) fn is_sm4(&self) -> bool {
        matches!(self.key, Key::Sm4(_))
    }

    /// Its name, as OpenSSL has it in small letters.
    pub(crate) fn name(&self) -> &'static str {
        match (&self.key, self.vector) {
            (Key::Of128(_), None) => "AES-128-ECB",
            (Key::Of128(_), Some(_)) => "AES-128-CBC",
            (Key::Of256(_), None) => "AES-256-ECB",
            (Key::Of256(_), Some(_)) => "AES-256-CBC",
            (Key::Sm4(_), None) => "SM4-ECB",
            (Key::Sm4(_), Some(_)) => "SM4-CBC",
        }
    }

    /// Decrypts whole blocks and takes the padding off.
    pub(crate) fn decrypt(&self, data: &[u8]) -> Decrypted {
        let left = data.len() % BLOCK;
        let data = data.get(..data.len() - left).unwrap_or_default();
        let mut bytes = data.to_vec();
        let (blocks, _) = Array::slice_as_chunks_mut(&mut bytes);
        match &self.key {
            Key::Of128(key) => Aes128Dec::new((&**key).into()).decrypt_blocks(blocks),
            Key::Of256(key) => Aes256Dec::new((&**key).into()).decrypt_blocks(blocks),
            Key::Sm4(key) => Sm4::new((&**key).into()).decrypt_blocks(blocks),
        }
        if let Some(vector) = &self.vector {
            let before = vector.iter().chain(data);
            for (byte, before) in bytes.iter_mut().zip(before) {
                *byte ^= before;
            }
        }
        let padding = padding(&bytes);
        bytes.truncate(bytes.len() - padding);
        Decrypted {
            bytes,
            is_padded: padding > 0,
            left,
        }
    }
}

/// Bytes of padding at the end: so many, each with their number as its value. 0 where there is none.
fn padding(bytes: &[u8]) -> usize {
    let last = bytes.last().map_or(0, |&last| usize::from(last));
    let rest = bytes.len().checked_sub(last);
    let padding = rest.and_then(|start| bytes.get(start..));
    let fits = |padding: &[u8]| padding.iter().all(|&byte| usize::from(byte) == last);
    match padding {
        Some(padding) if last <= BLOCK && fits(padding) => last,
        _ => 0,
    }
}

/// The whole blocks that hold these bytes, on either side; it ends where the data do.
pub(crate) fn blocks(wanted: &Range<usize>, length: usize) -> Range<usize> {
    let end = wanted.end.next_multiple_of(BLOCK).min(length);
    let start = wanted.start / BLOCK * BLOCK;
    start.min(end)..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::codec::written::{self, Notation};

    fn bytes(hex: &str) -> Vec<u8> {
        let all = 0..hex.len() as u32;
        written::decode(hex.as_bytes(), Notation::Hex, &[all])
    }

    fn check(key: &str, vector: Option<&str>, data: &str, text: &str) {
        let vector = vector.map(|vector| bytes(vector).try_into().unwrap());
        let cipher = Cipher::new(&bytes(key), vector).unwrap();
        let decrypted = cipher.decrypt(&bytes(data));
        assert_eq!(decrypted.bytes, bytes(text), "{}", cipher.name());
    }

    /// The examples of NIST SP 800-38A, F.1 and F.2.
    #[test]
    fn the_examples_of_the_standard_decrypt() {
        let text = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";
        let short = "2b7e151628aed2a6abf7158809cf4f3c";
        let long = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
        let vector = Some("000102030405060708090a0b0c0d0e0f");
        check(
            short,
            None,
            "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf",
            text,
        );
        check(
            long,
            None,
            "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870",
            text,
        );
        check(
            short,
            vector,
            "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2",
            text,
        );
        check(
            long,
            vector,
            "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d",
            text,
        );
    }

    /// The example of GB/T 32907, appendix A.1.
    #[test]
    fn the_example_of_sm4_decrypts() {
        let text = bytes("0123456789abcdeffedcba9876543210");
        let cipher = Cipher::sm4(&text, None).unwrap();
        let data = bytes("681edf34d206965e86b3e94f536e4246");
        assert_eq!(
            (cipher.decrypt(&data).bytes, cipher.name()),
            (text, "SM4-ECB")
        );
        assert_eq!(Cipher::sm4(&[1; 32], None), None);
    }

    #[test]
    fn padding_counts_itself() {
        for (bytes, length) in [
            (&b"abc\x01"[..], 1),
            (b"a\x03\x03\x03", 3),
            (&[16; 16], 16),
            (b"abc\x00", 0),
            (b"a\x02\x03\x03", 0),
            (b"\x04\x04\x04", 0),
            (&[17; 32], 0),
            (b"", 0),
        ] {
            assert_eq!(padding(bytes), length, "{bytes:?}");
        }
    }

    #[test]
    fn whole_blocks_are_decrypted_whatever_follows() {
        let cipher = Cipher::new(&[7; 16], None).unwrap();
        for length in 0..80 {
            let decrypted = cipher.decrypt(&vec![5; length]);
            assert_eq!(decrypted.left, length % BLOCK);
            assert!(decrypted.bytes.len() <= length);
        }
        for length in [0, 15, 17, 24, 31, 33] {
            assert_eq!(Cipher::new(&vec![1; length], None), None);
        }
    }

    #[test]
    fn a_key_is_never_written() {
        let cipher = Cipher::new(b"a secret of mine", Some([9; BLOCK])).unwrap();
        assert_eq!(format!("{cipher:?}"), "AES-128-CBC");
    }

    #[test]
    fn places_are_those_of_whole_blocks() {
        assert_eq!(blocks(&(0..1), 32), 0..16);
        assert_eq!(blocks(&(15..17), 32), 0..32);
        assert_eq!(blocks(&(16..20), 20), 16..20);
        assert_eq!(blocks(&(40..50), 20), 20..20);
    }
}
