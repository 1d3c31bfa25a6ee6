//! The checksum that the SDK of Sensors Analytics sends along: Java's hash of the packed events.

use super::Decoder;
use crate::diagnostic;
use crate::report::{Check, CheckStatus};

/// Java's `String.hashCode`, which the SDK sends under the name `crc`.
///
/// Of text in UTF-8; the code units that Java adds up are those of UTF-16.
pub(crate) fn java_hash(text: &[u8]) -> i32 {
    if text.is_ascii() {
        return text.iter().fold(0_i32, |hash, &byte| {
            hash.wrapping_mul(31).wrapping_add(i32::from(byte))
        });
    }
    String::from_utf8_lossy(text)
        .encode_utf16()
        .fold(0_i32, |hash, unit| {
            hash.wrapping_mul(31).wrapping_add(i32::from(unit))
        })
}

/// The checksum as a number; some tools write it without a sign.
pub(super) fn parse_crc(text: &str) -> Option<i32> {
    let number: i64 = text.trim().parse().ok()?;
    i32::try_from(number)
        .ok()
        .or_else(|| u32::try_from(number).ok().map(u32::cast_signed))
}

/// Records the outcome of the checksum; `actual` is what the capture yields where it was compared.
pub(super) fn check(
    crc: Option<&str>,
    sent: Option<i32>,
    actual: Option<i32>,
    decoder: &mut Decoder,
) {
    let status = match (crc, sent, actual) {
        (None, _, _) => CheckStatus::Absent,
        (Some(_), None, _) | (Some(_), Some(_), None) => CheckStatus::Unverifiable,
        (Some(_), Some(sent), Some(actual)) if sent == actual => CheckStatus::Pass,
        _ => CheckStatus::Fail,
    };
    if status == CheckStatus::Fail {
        decoder.diagnostics.push(diagnostic::crc_mismatch());
    }
    decoder.checks.push(Check {
        name: "crc",
        status,
        expected: crc.map(|crc| crc.chars().take(20).collect::<String>().into()),
        actual: actual.map(|actual| actual.to_string().into()),
    });
}

#[cfg(test)]
mod tests {
    use super::java_hash;

    #[test]
    fn checksum_is_that_of_java() {
        for (text, hash) in [
            ("a", 97),
            ("ab", 3105),
            ("abc", 96354),
            ("hello", 99_162_322),
            ("H4sIAAAA", -1_099_353_246),
            ("é", 233),
            ("😀", 1_772_899),
        ] {
            assert_eq!(java_hash(text.as_bytes()), hash, "{text}");
        }
    }
}
