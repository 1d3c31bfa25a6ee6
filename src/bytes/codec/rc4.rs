//! RC4, of whose keystream the first 1,024 bytes are passed over, as Xiaomi's cloud does.

use std::fmt;

use rc4::{KeyInit, Rc4, StreamCipher};
use zeroize::Zeroizing;

/// Bytes of the keystream that nothing is encrypted with.
const PASSED: usize = 1024;

/// A key, and how many bytes were encrypted with it before.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Cipher {
    key: Zeroizing<[u8; 32]>,
    before: usize,
}

/// A key is in no message.
impl fmt::Debug for Cipher {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("RC4")
    }
}

impl Cipher {
    pub(crate) fn new(key: [u8; 32], before: usize) -> Cipher {
        let key = Zeroizing::new(key);
        Cipher { key, before }
    }

    /// The bytes encrypted, or decrypted where they are.
    pub(crate) fn apply(&self, data: &[u8]) -> Vec<u8> {
        let start = PASSED + self.before;
        let mut bytes = vec![0; start];
        bytes.extend_from_slice(data);
        let mut cipher = Rc4::new((&*self.key).into());
        cipher.apply_keystream(&mut bytes);
        bytes.split_off(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::codec::base64;

    /// A value that users of Xiaomi's cloud publish for programs to be tried with.
    #[test]
    fn a_published_value_decrypts() {
        let bytes = |text: &str| base64::decode(text.as_bytes(), &|_| false).bytes;
        let key = bytes("MsG+4jN8xwAnfFqqa6sruvVFFao7gaPbdxUmak3Af3c=");
        let cipher = Cipher::new(key.try_into().unwrap(), 0);
        let plain = cipher.apply(&bytes("h4B9fBhQExjjX0S1pK/8XK75"));
        assert_eq!(String::from_utf8(plain).unwrap(), "{\"hello\":\"世界\"}");
        assert_eq!(format!("{cipher:?}"), "RC4");
    }

    #[test]
    fn a_stream_goes_on() {
        let all = Cipher::new([3; 32], 0).apply(&[0; 50]);
        let rest = Cipher::new([3; 32], 20).apply(&[0; 30]);
        assert_eq!(all[20..], rest);
    }
}
