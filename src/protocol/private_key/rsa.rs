//! The private operation of RSA (RFC 8017), and the two paddings that session keys are wrapped with.
//!
//! What is decrypted here is the reader's own, on the reader's computer, so nobody measures how long it takes.

use crypto_bigint::modular::{FixedMontyForm, FixedMontyParams};
use crypto_bigint::{Odd, U2048, U4096, Uint, Word};
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

/// Bytes of the longest modulus. Longer ones, of which no sender is known, would take seconds.
const LONGEST: usize = U4096::BYTES;

/// Bytes of the shortest modulus: 512 bits, which are broken and still somewhere in use.
const SHORTEST: usize = 64;

/// Bytes of a digest of SHA-1.
const DIGEST: usize = 20;

/// A private key: modulus and private exponent, without zeros in front.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::protocol) struct Rsa {
    modulus: Zeroizing<Vec<u8>>,
    exponent: Zeroizing<Vec<u8>>,
}

impl Rsa {
    /// A key of these numbers; none where they are too short or too long.
    pub(super) fn new(modulus: &[u8], exponent: &[u8]) -> Option<Rsa> {
        let is_odd = modulus.last().is_some_and(|last| last % 2 == 1);
        let is_one = (SHORTEST..=LONGEST).contains(&modulus.len()) && is_odd;
        let fits = !exponent.is_empty() && exponent.len() <= modulus.len();
        (is_one && fits).then(|| Rsa {
            modulus: Zeroizing::new(modulus.to_vec()),
            exponent: Zeroizing::new(exponent.to_vec()),
        })
    }

    /// Bytes of the modulus, and so of everything that is encrypted for this key.
    pub(super) fn length(&self) -> usize {
        self.modulus.len()
    }

    /// How long it takes, as a multiple of an operation with 2,048 bits.
    pub(super) fn cost(&self) -> usize {
        if self.length() <= U2048::BYTES { 1 } else { 16 }
    }

    /// The padded message of a ciphertext, as long as the modulus.
    pub(super) fn decrypt(&self, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        if data.len() != self.length() || data >= self.modulus.as_slice() {
            return None;
        }
        // In the widest numbers most keys would take eight times as long.
        let mut message = match self.length() <= U2048::BYTES {
            true => self.power::<{ U2048::LIMBS }>(data),
            false => self.power::<{ U4096::LIMBS }>(data),
        }?;
        let zeros = message.len() - self.length();
        Some(Zeroizing::new(message.split_off(zeros)))
    }

    /// Data to the power of the exponent, as big-endian bytes of the width of these numbers.
    fn power<const LIMBS: usize>(&self, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let modulus = Odd::new(number::<LIMBS>(&self.modulus)).into_option()?;
        let parameters = FixedMontyParams::new_vartime(modulus);
        let exponent = Zeroizing::new(number::<LIMBS>(&self.exponent));
        let bits = self.exponent.len() as u32 * 8;
        let message = FixedMontyForm::new(&number::<LIMBS>(data), &parameters)
            .pow_bounded_exp(&exponent, bits)
            .retrieve();
        let words = message.as_words().iter().rev();
        Some(Zeroizing::new(
            words.flat_map(|word| word.to_be_bytes()).collect(),
        ))
    }
}

/// A number of big-endian bytes, of which there are no more than it has.
fn number<const LIMBS: usize>(bytes: &[u8]) -> Uint<LIMBS> {
    let mut words = [0; LIMBS];
    for (word, piece) in words.iter_mut().zip(bytes.rchunks(size_of::<Word>())) {
        *word = piece
            .iter()
            .fold(0, |word, &byte| word << 8 | Word::from(byte));
    }
    Uint::from_words(words)
}

/// The message in the padding of PKCS #1 version 1.5; none where it is no such padding.
pub(super) fn without_padding(padded: &[u8]) -> Option<&[u8]> {
    let random = padded.strip_prefix(&[0, 2])?;
    let end = random.iter().position(|&byte| byte == 0)?;
    random.get(end + 1..).filter(|_| end >= 8)
}

/// The message in the padding OAEP with SHA-1 and no label; none where it is no such padding.
pub(super) fn without_oaep(padded: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (seed, block) = padded.strip_prefix(&[0])?.split_at_checked(DIGEST)?;
    let seed = masked(seed, block);
    let block = masked(block, &seed);
    let (label, rest) = block.split_at_checked(DIGEST)?;
    let end = rest.iter().position(|&byte| byte != 0)?;
    let is_one = label == Sha1::digest(b"").as_slice() && rest.get(end) == Some(&1);
    let message = rest.get(end + 1..).filter(|_| is_one)?;
    Some(Zeroizing::new(message.to_vec()))
}

/// Data under the mask that MGF1 makes of a seed.
fn masked(data: &[u8], seed: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut masked = Zeroizing::new(data.to_vec());
    for (counter, piece) in masked.chunks_mut(DIGEST).enumerate() {
        let counter = (counter as u32).to_be_bytes();
        let mask = Sha1::new().chain_update(seed).chain_update(counter);
        for (byte, mask) in piece.iter_mut().zip(mask.finalize()) {
            *byte ^= mask;
        }
    }
    masked
}
