//! Private keys of servers, with which the key of a session is encrypted: how they are written (PEM, DER),
//! and what they open.
//!
//! Read are PKCS #1 (RFC 8017), PKCS #8 (RFC 5958) and SEC 1 (RFC 5915); of SM2 the bare number too.

mod rsa;
mod sm2;

use rsa::Rsa;
use sm2::Sm2;
use zeroize::Zeroizing;

use crate::bytes::codec::{base64, json_string};

/// A private key that opens the keys of sessions.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum PrivateKey {
    Rsa(Rsa),
    Sm2(Sm2),
}

/// How the key of a session was encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// RSA with the padding of PKCS #1 version 1.5.
    Pkcs1,
    /// RSA with OAEP and SHA-1.
    Oaep,
    Sm2,
}

/// What a structure of ASN.1 is.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Found {
    Private(PrivateKey),
    /// A private key of another algorithm, or one that is too long.
    Unusable,
    /// A private key that is encrypted with a passphrase.
    Protected,
    /// A public key or a certificate.
    Public,
}

impl PrivateKey {
    /// The key of SM2 that these 32 bytes can be.
    pub(super) fn of_sm2(bytes: &[u8]) -> Option<PrivateKey> {
        Sm2::new(bytes).map(PrivateKey::Sm2)
    }

    /// Whether encrypted data have a length that this key can open.
    pub(super) fn may_open(&self, data: &[u8]) -> bool {
        match self {
            PrivateKey::Rsa(key) => data.len() == key.length(),
            // A point with or without its mark, a digest, and a key of up to 32 bytes.
            PrivateKey::Sm2(_) => (97..=129).contains(&data.len()),
        }
    }

    /// How long that takes, as a multiple of an operation with 2,048 bits of RSA.
    pub(super) fn cost(&self) -> usize {
        match self {
            PrivateKey::Rsa(key) => key.cost(),
            PrivateKey::Sm2(_) => 1,
        }
    }

    /// What it makes of an encrypted key, and how that was encrypted.
    pub(super) fn open(&self, data: &[u8]) -> Option<(Zeroizing<Vec<u8>>, Wrapping)> {
        match self {
            PrivateKey::Rsa(key) => {
                let padded = key.decrypt(data)?;
                // A digest proves OAEP, and one such message in 256 begins like the other padding.
                if let Some(message) = rsa::without_oaep(&padded) {
                    return Some((message, Wrapping::Oaep));
                }
                let message = rsa::without_padding(&padded)?.to_vec();
                Some((Zeroizing::new(message), Wrapping::Pkcs1))
            }
            PrivateKey::Sm2(key) => Some((key.decrypt(data)?, Wrapping::Sm2)),
        }
    }
}

/// Object identifiers as DER writes them: RSA encryption, public keys on elliptic curves, the curve of SM2.
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const ELLIPTIC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const SM2: &[u8] = &[0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d];

/// Tags of DER.
const INTEGER: u8 = 0x02;
const BITS: u8 = 0x03;
const OCTETS: u8 = 0x04;
const IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
const PARAMETERS: u8 = 0xa0;

/// The elements of a structure one after another, each its tag and its content. Ends where one does not fit.
struct Elements<'d>(&'d [u8]);

impl<'d> Iterator for Elements<'d> {
    type Item = (u8, &'d [u8]);

    fn next(&mut self) -> Option<(u8, &'d [u8])> {
        let (&[tag, short], mut rest) = self.0.split_first_chunk()?;
        let mut length = usize::from(short);
        if short >= 0x80 {
            let (digits, behind) = rest.split_at_checked(usize::from(short & 0x7f))?;
            if digits.is_empty() || digits.len() > 3 {
                return None;
            }
            length = digits
                .iter()
                .fold(0, |sum, &digit| sum << 8 | usize::from(digit));
            rest = behind;
        }
        let (content, behind) = rest.split_at_checked(length)?;
        self.0 = behind;
        Some((tag, content))
    }
}

impl<'d> Elements<'d> {
    /// The content of the next element where it has this tag.
    fn expect(&mut self, tag: u8) -> Option<&'d [u8]> {
        self.next()
            .filter(|(found, _)| *found == tag)
            .map(|(_, content)| content)
    }

    /// The next number without zeros in front.
    fn number(&mut self) -> Option<&'d [u8]> {
        let number = self.expect(INTEGER)?;
        let zeros = number.iter().take_while(|&&byte| byte == 0).count();
        number.get(zeros..)
    }
}

/// What a structure of ASN.1 is; none where it is none that has to do with keys.
pub(super) fn of_der(der: &[u8]) -> Option<Found> {
    let mut fields = Elements(Elements(der).expect(SEQUENCE)?);
    let (tag, first) = fields.next()?;
    let second = fields.next()?;
    match (tag, second) {
        (SEQUENCE, (BITS | SEQUENCE, _)) => Some(Found::Public),
        (SEQUENCE, (OCTETS, _)) => Some(Found::Protected),
        (INTEGER, (INTEGER, modulus)) if first.len() <= 1 => Some(of_rsa(modulus, fields)),
        (INTEGER, (INTEGER, _)) => Some(Found::Public),
        (INTEGER, (OCTETS, number)) => {
            let curve = fields.find(|(tag, _)| *tag == PARAMETERS);
            let curve = curve.and_then(|(_, curve)| Elements(curve).expect(IDENTIFIER));
            Some(of_curve(curve, number))
        }
        (INTEGER, (SEQUENCE, algorithm)) => {
            let mut algorithm = Elements(algorithm);
            let kind = algorithm.expect(IDENTIFIER)?;
            let curve = algorithm.expect(IDENTIFIER);
            let inner = fields.expect(OCTETS)?;
            let mut inner = Elements(Elements(inner).expect(SEQUENCE).unwrap_or_default());
            inner.next();
            Some(match kind {
                RSA => match inner.expect(INTEGER) {
                    Some(modulus) => of_rsa(modulus, inner),
                    None => Found::Unusable,
                },
                ELLIPTIC | SM2 => match inner.expect(OCTETS) {
                    Some(number) => of_curve(if kind == SM2 { Some(SM2) } else { curve }, number),
                    None => Found::Unusable,
                },
                _ => Found::Unusable,
            })
        }
        _ => None,
    }
}

/// A key of RSA by its modulus and what follows: the public exponent, then the private one.
fn of_rsa(modulus: &[u8], mut rest: Elements) -> Found {
    let exponent = rest.number().and_then(|_| rest.number());
    of_numbers(modulus, exponent.unwrap_or_default())
}

/// A key of RSA by its modulus and its private exponent.
pub(super) fn of_numbers(modulus: &[u8], exponent: &[u8]) -> Found {
    let [modulus, exponent] = [modulus, exponent].map(|number| {
        let zeros = number.iter().take_while(|&&byte| byte == 0).count();
        number.get(zeros..).unwrap_or_default()
    });
    let key = Rsa::new(modulus, exponent);
    key.map_or(Found::Unusable, |key| Found::Private(PrivateKey::Rsa(key)))
}

/// A key by its number, on a curve where one is named.
fn of_curve(curve: Option<&[u8]>, number: &[u8]) -> Found {
    let key = curve.is_none_or(|curve| curve == SM2).then(|| {
        // Some writers leave zeros out, others add them.
        let zeros = number.iter().take_while(|&&byte| byte == 0).count();
        let number = number.get(zeros..).unwrap_or_default();
        let missing = sm2::WIDTH.checked_sub(number.len())?;
        let padded = Zeroizing::new([vec![0; missing].as_slice(), number].concat());
        PrivateKey::of_sm2(&padded)
    });
    key.flatten().map_or(Found::Unusable, Found::Private)
}

/// A block in the armor of PEM.
pub(super) struct Block<'t> {
    /// Where it is in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    label: &'t str,
    body: &'t str,
}

/// What a block begins and ends with.
const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const MARK: &str = "-----";

/// The first block of a text from some offset on.
pub(super) fn block(text: &str, from: usize) -> Option<Block<'_>> {
    let start = from + text.get(from..)?.find(BEGIN)?;
    let rest = text.get(start + BEGIN.len()..)?;
    let (label, body) = rest.split_once(MARK)?;
    let is_label = label.len() < 40 && !label.contains(['\n', '\r']);
    let length = body
        .find(END)
        .or_else(|| body.find(BEGIN))
        .unwrap_or(body.len());
    let behind = body.get(length..)?;
    // Its last line ends with the second of two marks.
    let mark = behind
        .strip_prefix(END)
        .and_then(|behind| behind.find(MARK));
    let end = mark.map_or(0, |mark| END.len() + mark + MARK.len());
    let end = text.len() - behind.len() + end;
    Some(Block {
        start,
        end,
        label: if is_label { label } else { "" },
        body: body.get(..length)?,
    })
}

impl Block<'_> {
    /// What it holds; none where it has nothing to do with keys, and where it cannot be read.
    pub(super) fn found(&self) -> Option<Found> {
        let is_protected = self.label == "ENCRYPTED PRIVATE KEY" || self.body.contains("ENCRYPTED");
        if is_protected {
            return Some(Found::Protected);
        }
        // Line ends and signs can be written as the escapes of a string.
        let body = match self.body.contains("\\u00") {
            true => Zeroizing::new(json_string::decode(self.body)),
            false => Zeroizing::new(self.body.to_owned()),
        };
        let body = Zeroizing::new(body.replace("\\r", "\n"));
        let body = Zeroizing::new(body.replace("\\n", "\n"));
        let digits: Zeroizing<Vec<u8>> =
            Zeroizing::new(body.bytes().filter(base64::is_digit).collect());
        let der = Zeroizing::new(base64::decode(&digits, &|_| false).bytes);
        of_der(&der).or(self.is_private().then_some(Found::Unusable))
    }

    /// Whether it is a private key, by its label.
    pub(super) fn is_private(&self) -> bool {
        self.label.ends_with("PRIVATE KEY")
    }

    /// Whether it names the curve of a key, and nothing else.
    pub(super) fn is_parameters(&self) -> bool {
        self.label.ends_with("PARAMETERS")
    }
}

#[cfg(test)]
mod tests;
