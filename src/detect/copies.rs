//! Values that are other values in disguise: fingerprints and Base64 of what stands elsewhere in
//! the capture, proven by computing them again.

use super::digest::{Algorithm, name_uuid, spellings};
use super::{is_uuid, shapes};
use crate::placeholder;

/// A value that stands for somebody, or that may be made of one that does.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The value as decoded.
    pub(crate) text: String,
    /// Event and node where it was first seen.
    pub(crate) at: (u32, u32),
    /// Whether it stands there in Base64.
    pub(crate) is_base64: bool,
    /// How well it recognizes somebody, 0 to 4.
    pub(crate) identifiability: u8,
    /// Whether it is known for an identifier, and not only by its form.
    pub(crate) is_named: bool,
}

/// A value that was made of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Copied {
    /// The text that was made: the fingerprint, or what the Base64 text decodes to.
    pub(crate) text: String,
    /// Event and node where it stands.
    pub(crate) at: (u32, u32),
    /// Event and node of the value that it was made of.
    pub(crate) source: (u32, u32),
    /// The request of that value, where it is another one.
    pub(crate) source_request: Option<usize>,
    /// The value that it was made of.
    pub(crate) source_text: String,
    /// How it was made: `MD5`, `SHA-1`, `SHA-256`, `nameUUIDFromBytes` or `Base64`.
    pub(crate) algorithm: &'static str,
    /// How the source was written for it, in words; empty for Base64.
    pub(crate) variant: &'static str,
    /// How well the source recognizes somebody, 0 to 4.
    pub(crate) identifiability: u8,
}

/// Sources that fingerprints are computed of, a few each.
///
/// 500: fifty times what the capture of one phone has, in about 10 ms.
const SOURCES: usize = 500;

/// Fingerprints that are compared with those.
const DIGESTS: usize = 64;

/// Copies that are found of one request.
pub(crate) const TOLD: usize = 64;

/// The ways in which values are made of others, and what placeholders call them.
const ALGORITHMS: [(&str, &str); 5] = [
    ("MD5", "md5"),
    ("SHA-1", "sha1"),
    ("SHA-256", "sha256"),
    ("nameUUIDFromBytes", "uuid"),
    ("Base64", "base64"),
];

/// What a placeholder calls a way in which a value was made of another.
pub(crate) fn word(algorithm: &str) -> &'static str {
    let known = ALGORITHMS.iter().find(|(name, _)| *name == algorithm);
    known.map_or("", |(_, word)| word)
}

fn algorithm(word: &str) -> &'static str {
    let known = ALGORITHMS.iter().find(|(_, known)| *known == word);
    known.map_or("", |(name, _)| name)
}

/// Whether a value can be the fingerprint of another one.
pub(crate) fn is_digest(text: &str) -> bool {
    matches!(text.len(), 32 | 40 | 64) && shapes::is_hex(text) || is_name_uuid(text)
}

fn is_name_uuid(text: &str) -> bool {
    text.as_bytes().get(14) == Some(&b'3') && is_uuid(text)
}

/// The candidates that were made of other candidates.
#[inline(never)]
pub(crate) fn copies(candidates: &[Candidate]) -> Vec<Copied> {
    let mut copies: Vec<Copied> = Vec::new();
    let mut emit = |copy: &Candidate, source: &Candidate, algorithm, variant| {
        let is_known = copies.iter().any(|known| known.at == copy.at);
        if copy.at != source.at && !is_known && copies.len() < TOLD {
            copies.push(Copied {
                text: copy.text.clone(),
                at: copy.at,
                source: source.at,
                source_request: None,
                source_text: source.text.clone(),
                algorithm,
                variant,
                identifiability: source.identifiability,
            });
        }
    };
    let mut digests: Vec<&Candidate> = Vec::new();
    for candidate in candidates {
        if let Some((source, algorithm)) = said_to_be_made(&candidate.text) {
            if let Some(source) = candidates.iter().find(|other| other.text == source) {
                emit(candidate, source, algorithm, "");
            }
        } else if candidate.is_base64 {
            let is_source = |other: &&Candidate| !other.is_base64 && other.text == candidate.text;
            if let Some(source) = candidates.iter().find(is_source) {
                emit(candidate, source, "Base64", "");
            }
        } else if is_digest(&candidate.text) && digests.len() < DIGESTS {
            digests.push(candidate);
        }
    }
    compute(&digests, &mut candidates.iter(), &mut emit);
    copies
}

/// The placeholder of the value that this one was made of, and how: whoever masked it found that out,
/// and the placeholder says so.
pub(crate) fn said_to_be_made(text: &str) -> Option<(String, &'static str)> {
    let masked = placeholder::whole(text).filter(|token| !token.made.is_empty())?;
    let source = placeholder::write(masked.word, masked.number, "");
    Some((source, algorithm(masked.made)))
}

/// Computes fingerprints of the first values that are none themselves, and tells which of those that
/// stand in the capture are among them.
#[inline(never)]
pub(crate) fn compute(
    digests: &[&Candidate],
    sources: &mut dyn Iterator<Item = &Candidate>,
    emit: &mut Emit,
) {
    // Without a value of their length there is nothing to compute.
    let sources = sources.filter(|source| !is_digest(&source.text));
    for source in sources.take(SOURCES).filter(|_| !digests.is_empty()) {
        for (variant, text) in spellings(&source.text) {
            for algorithm in Algorithm::ALL {
                if digests
                    .iter()
                    .any(|digest| digest.text.len() == algorithm.digits())
                {
                    compare(
                        digests,
                        &algorithm.hex(&text),
                        source,
                        (algorithm.name(), variant),
                        emit,
                    );
                }
            }
            if digests.iter().any(|digest| is_name_uuid(&digest.text)) {
                compare(
                    digests,
                    &name_uuid(&text),
                    source,
                    ("nameUUIDFromBytes", variant),
                    emit,
                );
            }
        }
    }
}

pub(crate) type Emit<'t> = dyn FnMut(&Candidate, &Candidate, &'static str, &'static str) + 't;

#[inline(never)]
fn compare(
    digests: &[&Candidate],
    computed: &str,
    source: &Candidate,
    (algorithm, variant): (&'static str, &'static str),
    emit: &mut Emit,
) {
    for digest in digests
        .iter()
        .filter(|digest| digest.text.eq_ignore_ascii_case(computed))
    {
        emit(digest, source, algorithm, variant);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(texts: &[&str]) -> Vec<Candidate> {
        let candidate = |(node, text): (usize, &&str)| Candidate {
            text: (*text).to_owned(),
            at: (0, node as u32),
            is_base64: text.starts_with("a1b2") && node > 0,
            identifiability: 4,
            is_named: false,
        };
        texts.iter().enumerate().map(candidate).collect()
    }

    #[test]
    fn proven_by_computing_them_again() {
        for (source, copy, algorithm, variant) in [
            (
                "490154203237518",
                "0eaed834a1e6f4b2bf0c024e0013dea1",
                "MD5",
                "as it stands",
            ),
            (
                "490154203237518",
                "0EAED834A1E6F4B2BF0C024E0013DEA1",
                "MD5",
                "as it stands",
            ),
            (
                "490154203237518",
                "0eaed834-a1e6-34b2-bf0c-024e0013dea1",
                "nameUUIDFromBytes",
                "as it stands",
            ),
            (
                "00:00:5e:00:53:01",
                "a18f039fa89b5435cef9777c5c4ba38a",
                "MD5",
                "in upper case",
            ),
            (
                "00:00:5e:00:53:01",
                "fa13c3c120af42bc0610076edabe9ba0",
                "MD5",
                "without separators",
            ),
            ("a1b2c3d4e5f60718", "a1b2c3d4e5f60718", "Base64", ""),
        ] {
            let copies = copies(&candidates(&[source, copy]));
            let found: Vec<_> = copies
                .iter()
                .map(|copy| (copy.at, copy.source, copy.algorithm, copy.variant))
                .collect();
            assert_eq!(found, [((0, 1), (0, 0), algorithm, variant)], "{copy}");
        }
        let unrelated = candidates(&["490154203237518", "0eaed834a1e6f4b2bf0c024e0013dea2"]);
        assert_eq!(copies(&unrelated), []);
    }
}
