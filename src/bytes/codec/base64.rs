//! Base64 (RFC 4648), with the damage that captures suffer undone.
//!
//! Where several repairs are possible, the sender's own checksum chooses: a repaired text is
//! tried against it, and one that fits is proven.

use std::borrow::Cow;
use std::iter::from_fn;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Base64 as senders write it, with padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    ENGINE.encode(bytes)
}

/// A digit of either alphabet.
pub(crate) fn is_digit(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/-_".contains(byte)
}

/// The digit of the standard alphabet for the same six bits.
fn standard(digit: u8) -> u8 {
    match digit {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    }
}

/// Decodes digits of either alphabet, of which nothing is repaired: none where anything else is among
/// them.
pub(crate) fn decode_digits(digits: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u8> = digits.iter().copied().map(standard).collect();
    ENGINE.decode(digits).ok()
}

/// What was done to a text before it could be decoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Repairs {
    /// Spaces that had been plus signs.
    pub(crate) plus: usize,
    /// White space left out.
    pub(crate) joined: usize,
    /// The URL-safe alphabet was used.
    pub(crate) url_safe: bool,
    /// Equals signs added at the end.
    pub(crate) padding: usize,
}

/// What came of decoding.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    /// The text that was decoded, after the repairs.
    pub(crate) text: Cow<'a, [u8]>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) repairs: Repairs,
    /// Offset of the first character that is not Base64, where there is one.
    pub(crate) invalid: Option<usize>,
    /// Whether a lone character at the end was left out.
    pub(crate) lone: bool,
    /// Whether the text, as it was sent, fits the checksum.
    pub(crate) proven: bool,
    /// What its spaces were taken for, where it was no clean Base64.
    pub(crate) spaces: Option<Spaces>,
}

/// Whether a text is Base64 throughout, give or take what [`decode`] repairs. One with blanks in
/// it must begin like gzip or JSON, since ordinary sentences are made of the same letters.
pub(crate) fn sniff(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    let padding = text.iter().rev().take_while(|&&byte| byte == b'=').count();
    let body = text.get(..text.len() - padding).unwrap_or_default();
    let has_blanks = body.contains(&b' ');
    let begins_well = [&b"H4sI"[..], b"W3", b"ey", b"eJ"]
        .iter()
        .any(|start| body.starts_with(start));
    body.len() >= 8
        && padding <= 2
        && (begins_well || !has_blanks)
        && body
            .iter()
            .all(|byte| is_digit(byte) || byte.is_ascii_whitespace())
}

/// Decodes a text; `proves` says whether a candidate is what the sender computed a checksum of.
pub(crate) fn decode<'a>(raw: &'a [u8], proves: &dyn Fn(&[u8]) -> bool) -> Decoded<'a> {
    let text = raw.trim_ascii();
    if let Ok(bytes) = ENGINE.decode(text) {
        let mut repairs = Repairs::default();
        let mut proven = proves(text);
        let missing = missing_padding(text);
        if missing > 0 && !proven {
            proven = proves(&padded(text, missing));
            repairs.padding = missing;
        }
        return Decoded {
            text: Cow::Borrowed(text),
            bytes,
            repairs,
            invalid: None,
            lone: false,
            proven,
            spaces: None,
        };
    }
    repair(text, proves)
}

/// Decodes a text as [`decode`] did, by what it took the spaces for.
pub(crate) fn decode_again(raw: &[u8], spaces: Option<Spaces>) -> Vec<u8> {
    let text = raw.trim_ascii();
    match spaces {
        None => ENGINE.decode(text).unwrap_or_default(),
        Some(spaces) => {
            let (cleaned, repairs) = clean(text, spaces);
            decode_clean(cleaned, repairs, false).bytes
        }
    }
}

/// How many characters pieces of a text without blanks around it take, as it stands and cleaned.
pub(crate) fn units(text: &[u8], spaces: Option<Spaces>) -> impl Iterator<Item = (usize, usize)> {
    let mut rest = text;
    from_fn(move || {
        let is_blank = rest.first()?.is_ascii_whitespace();
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace() == is_blank)
            .count();
        let (piece, after) = rest.split_at(length);
        rest = after;
        let stays = match spaces {
            None => true,
            Some(spaces) => !is_blank || stand_for_plus(piece, spaces),
        };
        Some((length, if stays { length } else { 0 }))
    })
}

/// The slow path: the first candidate that the checksum proves, else the most plausible one.
fn repair<'a>(text: &[u8], proves: &dyn Fn(&[u8]) -> bool) -> Decoded<'a> {
    let mut plausible = None;
    for spaces in [Spaces::Plus, Spaces::Nothing] {
        let (candidate, repairs) = clean(text, spaces);
        let proof = prove(&candidate, repairs, proves);
        let mut decoded = decode_clean(candidate, proof.unwrap_or(repairs), proof.is_some());
        decoded.spaces = Some(spaces);
        if decoded.proven {
            return decoded;
        }
        if plausible.is_none() {
            plausible = Some(decoded);
        }
        if repairs.plus == 0 {
            break;
        }
    }
    plausible.unwrap_or_else(|| decode_clean(Vec::new(), Repairs::default(), false))
}

/// What a space inside the text stands for; one next to a line break is always layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spaces {
    Plus,
    Nothing,
}

fn stand_for_plus(gap: &[u8], spaces: Spaces) -> bool {
    spaces == Spaces::Plus && gap.iter().all(|&byte| byte == b' ')
}

fn clean(text: &[u8], spaces: Spaces) -> (Vec<u8>, Repairs) {
    let mut cleaned = Vec::with_capacity(text.len());
    let mut repairs = Repairs::default();
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        if byte.is_ascii_whitespace() {
            let length = rest
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace())
                .count();
            let (gap, after) = rest.split_at(length);
            if stand_for_plus(gap, spaces) {
                repairs.plus += length;
                cleaned.resize(cleaned.len() + length, b'+');
            } else {
                repairs.joined += length;
            }
            rest = after;
            continue;
        }
        let digit = standard(byte);
        repairs.url_safe |= digit != byte;
        cleaned.push(digit);
        rest = after;
    }
    (cleaned, repairs)
}

/// Tries the forms in which the sender may have computed the checksum: as cleaned, padded, and
/// with the URL-safe alphabet. Answers the repairs that led to the proven form.
fn prove(cleaned: &[u8], repairs: Repairs, proves: &dyn Fn(&[u8]) -> bool) -> Option<Repairs> {
    if proves(cleaned) {
        return Some(repairs);
    }
    let missing = missing_padding(cleaned);
    let complete = padded(cleaned, missing);
    let with_padding = Repairs {
        padding: missing,
        ..repairs
    };
    if missing > 0 && proves(&complete) {
        return Some(with_padding);
    }
    if repairs.url_safe {
        for (candidate, repairs) in [(cleaned, repairs), (&complete, with_padding)] {
            let url_safe: Vec<u8> = candidate
                .iter()
                .map(|&byte| match byte {
                    b'+' => b'-',
                    b'/' => b'_',
                    other => other,
                })
                .collect();
            if proves(&url_safe) {
                return Some(repairs);
            }
        }
    }
    None
}

fn decode_clean<'a>(cleaned: Vec<u8>, mut repairs: Repairs, proven: bool) -> Decoded<'a> {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/".contains(byte);
    let digits = cleaned.iter().take_while(|byte| is_digit(byte)).count();
    let rest = cleaned.get(digits..).unwrap_or_default();
    let invalid = rest.iter().any(|&byte| byte != b'=').then_some(digits);
    let lone = digits % 4 == 1;
    let body = cleaned
        .get(..digits - usize::from(lone))
        .unwrap_or_default();
    let bytes = ENGINE.decode(body).unwrap_or_default();
    if invalid.is_none() && rest.is_empty() && !lone {
        repairs.padding = missing_padding(&cleaned);
    }
    Decoded {
        bytes,
        text: Cow::Owned(cleaned),
        repairs,
        invalid,
        lone,
        proven,
        spaces: None,
    }
}

/// How many equals signs the text lacks.
fn missing_padding(text: &[u8]) -> usize {
    match text.len() % 4 {
        2 => 2,
        3 => 1,
        _ => 0,
    }
}

fn padded(text: &[u8], missing: usize) -> Vec<u8> {
    let mut padded = text.to_vec();
    padded.resize(text.len() + missing, b'=');
    padded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `"<<???>>"` encodes to a text with both special characters of the alphabet.
    const SENT: &[u8] = b"PDw/Pz8+Pg==";

    fn check(raw: &[u8], repairs: Repairs) {
        let decoded = decode(raw, &|text| text == SENT);
        assert_eq!(decoded.bytes, b"<<???>>");
        assert_eq!(decoded.repairs, repairs);
        assert!(decoded.proven);
    }

    #[test]
    fn damage_is_repaired_and_proven() {
        check(SENT, Repairs::default());
        check(
            b"PDw/Pz8 Pg==",
            Repairs {
                plus: 1,
                ..Repairs::default()
            },
        );
        check(
            b"PDw/Pz8+Pg",
            Repairs {
                padding: 2,
                ..Repairs::default()
            },
        );
        check(
            b"PDw_Pz8-Pg==",
            Repairs {
                url_safe: true,
                ..Repairs::default()
            },
        );
        check(
            b"PDw_Pz8-Pg",
            Repairs {
                url_safe: true,
                padding: 2,
                ..Repairs::default()
            },
        );
        check(
            b"PDw/\r\n  Pz8+Pg==",
            Repairs {
                joined: 4,
                ..Repairs::default()
            },
        );
        check(
            b"PDw/ Pz8+Pg==",
            Repairs {
                joined: 1,
                ..Repairs::default()
            },
        );
    }

    #[test]
    fn what_stands_before_an_error_is_kept() {
        let decoded = decode(b"PDw/*z8+Pg==", &|_| false);
        assert_eq!(
            (decoded.bytes.as_slice(), decoded.invalid),
            (&b"<<?"[..], Some(4))
        );
        let decoded = decode(b"PDw/P", &|_| false);
        assert_eq!(
            (decoded.bytes.as_slice(), decoded.lone),
            (&b"<<?"[..], true)
        );
    }

    #[test]
    fn every_prefix_decodes_to_a_prefix() {
        for length in 0..SENT.len() {
            let decoded = decode(&SENT[..length], &|_| false);
            assert!(b"<<???>>".starts_with(&decoded.bytes), "{length}");
            assert!(
                decoded.bytes.len() >= length / 4 * 3 - usize::from(length > 11),
                "{length}"
            );
        }
    }
}
