//! Fingerprints of a value: MD5, SHA-1 and SHA-256 in hexadecimal, of each spelling of the value.
//!
//! Senders write the same number in several ways before they compute a fingerprint of it. The ways
//! are tried one after another, so an equal fingerprint proves which value it was made of.

use md5::Digest as _;

/// A function that makes a fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Md5,
    Sha1,
    Sha256,
}

impl Algorithm {
    /// All of them, the most common first.
    pub(crate) const ALL: [Algorithm; 3] = [Algorithm::Md5, Algorithm::Sha1, Algorithm::Sha256];

    /// Its usual name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Algorithm::Md5 => "MD5",
            Algorithm::Sha1 => "SHA-1",
            Algorithm::Sha256 => "SHA-256",
        }
    }

    /// How many hexadecimal digits its results have.
    pub(crate) fn digits(self) -> usize {
        match self {
            Algorithm::Md5 => 32,
            Algorithm::Sha1 => 40,
            Algorithm::Sha256 => 64,
        }
    }

    /// The fingerprint of a text in lower-case hexadecimal.
    pub(crate) fn hex(self, text: &str) -> String {
        match self {
            Algorithm::Md5 => hex(&md5::Md5::digest(text)),
            Algorithm::Sha1 => hex(&sha1::Sha1::digest(text)),
            Algorithm::Sha256 => hex(&sha2::Sha256::digest(text)),
        }
    }
}

/// What Java's `UUID.nameUUIDFromBytes` makes of a text: its MD5 with the marks of version 3.
pub(crate) fn name_uuid(text: &str) -> String {
    let mut bytes = md5::Md5::digest(text);
    for (index, kept, mark) in [(6, 0x0f, 0x30), (8, 0x3f, 0x80)] {
        if let Some(byte) = bytes.get_mut(index) {
            *byte = *byte & kept | mark;
        }
    }
    let mut uuid = hex(&bytes);
    for dash in [20, 16, 12, 8] {
        uuid.insert(dash, '-');
    }
    uuid
}

/// The ways to write a value that senders use before they compute a fingerprint of it, without
/// repetitions, and how each differs from what stands there.
#[inline(never)]
pub(crate) fn spellings(value: &str) -> Vec<(&'static str, String)> {
    let trimmed = value.trim();
    let bare: String = trimmed
        .chars()
        .filter(|letter| !matches!(letter, ':' | '-' | '.' | ' ' | '_'))
        .collect();
    let mut spellings: Vec<(&'static str, String)> = Vec::new();
    for (how, text, case) in [
        ("as it stands", value, Case::AsIs),
        ("without blanks around it", trimmed, Case::AsIs),
        ("in lower case", trimmed, Case::Lower),
        ("in upper case", trimmed, Case::Upper),
        ("without separators", &bare, Case::AsIs),
        ("without separators, in lower case", &bare, Case::Lower),
        ("without separators, in upper case", &bare, Case::Upper),
    ] {
        let mut text = text.to_owned();
        match case {
            Case::AsIs => {}
            Case::Lower => text.make_ascii_lowercase(),
            Case::Upper => text.make_ascii_uppercase(),
        }
        if spellings.iter().all(|(_, known)| *known != text) {
            spellings.push((how, text));
        }
    }
    spellings
}

/// What is done to the letters of a spelling.
enum Case {
    AsIs,
    Lower,
    Upper,
}

/// Lower-case hexadecimal digits of bytes.
#[inline(never)]
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(value + if value < 10 { b'0' } else { b'a' - 10 });
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 1321 A.5 and the examples that NIST published with FIPS 180.
    #[test]
    fn published_examples() {
        for (algorithm, expected) in [
            (Algorithm::Md5, "900150983cd24fb0d6963f7d28e17f72"),
            (Algorithm::Sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                Algorithm::Sha256,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
        ] {
            assert_eq!(algorithm.hex("abc"), expected);
            assert_eq!(algorithm.digits(), expected.len());
        }
    }

    #[test]
    fn the_version_is_marked_as_java_does() {
        assert_eq!(
            name_uuid("490154203237518"),
            "0eaed834-a1e6-34b2-bf0c-024e0013dea1"
        );
    }

    /// Whoever may not read a number computes the fingerprint of nothing, which is the same everywhere.
    #[test]
    fn fingerprints_of_nothing_mean_nothing() {
        use crate::detect::means_none;
        use Algorithm::{Md5, Sha1, Sha256};
        let texts = [
            "",
            "unknown",
            "null",
            "02:00:00:00:00:00",
            "000000000000000",
            "00:00:00:00:00:00",
        ];
        for text in texts {
            assert!(means_none(&Md5.hex(text)), "{text}");
            assert!(means_none(&Md5.hex(text).to_uppercase()), "{text}");
        }
        assert!(means_none(&Sha1.hex("")) && means_none(&Sha256.hex("")));
        assert!(!means_none(&Md5.hex("490154203237518")));
    }

    #[test]
    fn spellings_differ() {
        let written = |value| {
            spellings(value)
                .into_iter()
                .map(|(_, text)| text)
                .collect::<Vec<_>>()
        };
        assert_eq!(written("490154203237518"), ["490154203237518"]);
        assert_eq!(
            written("28:6c:07:12:34:5F"),
            [
                "28:6c:07:12:34:5F",
                "28:6c:07:12:34:5f",
                "28:6C:07:12:34:5F",
                "286c0712345F",
                "286c0712345f",
                "286C0712345F",
            ]
        );
    }
}
