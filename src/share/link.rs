//! A masked capture as the end of an address: `o2.m.<data>.<checksum>`.
//!
//! `o2` is the version of the format, the letters behind it say how much was masked and whether a
//! passphrase locks the data. The data are the text of a [`SharedCapture`] compressed with a
//! dictionary of public words, in Base64 for addresses. The checksum tells a link that was cut off
//! or altered from one that is whole. Nothing of it is secret, and nothing of it is trusted.
//!
//! Version 1 holds one request and is still what is made of one.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::Digest as _;

use super::{SharedCapture, SharedRequest, head, version_1, version_2};
use crate::bytes::codec::compress::{self, Unreadable};
use crate::diagnostic;
use crate::limits::Limits;
use crate::report::{Diagnostic, MaskMode};

/// What every link of version 1 was compressed with, and what links of version 2 have behind that.
/// Neither may ever change: each link that was ever made needs them to be read.
const DICTIONARY_1: &[u8] = include_bytes!("dictionary-1.txt");
const DICTIONARY_2: &[u8] = include_bytes!("dictionary-2.txt");

/// A version of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    One,
    Two,
}

impl Version {
    /// The beginning of its links.
    fn id(self) -> &'static str {
        match self {
            Version::One => "o1",
            Version::Two => "o2",
        }
    }

    fn dictionary(self) -> Cow<'static, [u8]> {
        match self {
            Version::One => DICTIONARY_1.into(),
            Version::Two => [DICTIONARY_1, DICTIONARY_2].concat().into(),
        }
    }
}

/// Longest payload that is made, in characters: what e-mail, documents and pages still carry.
pub(crate) const LONGEST: usize = 32_000;

/// What opening a link may cost: a link is short, and whoever made it is unknown.
pub(crate) const LIMITS: Limits = Limits {
    output: 16 << 20,
    nodes: 100_000,
    rereading: 4 << 20,
    ..Limits::DEFAULT
};

/// Bytes that the text in a link may have.
///
/// 4 MiB: a hundred times what the longest link that is made holds.
const TEXT: usize = 4 << 20;

/// Characters of the checksum: 32 bits, enough to notice what happened to a link by accident.
pub(super) const CHECKSUM: usize = 6;

/// Whether a link to a text with these requests and so many values could be opened.
pub(super) fn fits(text: &str, requests: &[SharedRequest], values: usize) -> bool {
    text.len() <= TEXT && values <= LIMITS.nodes && version_2::fits(requests)
}

/// The payload of a link that holds a text.
pub(super) fn payload(version: Version, mode: MaskMode, text: &str) -> String {
    let data = compress::compress_with(text.as_bytes(), &version.dictionary());
    let mut payload = format!("{}.{}.", version.id(), head::letter(mode));
    URL_SAFE_NO_PAD.encode_string(data, &mut payload);
    let checksum = checksum(&payload);
    payload.push('.');
    payload.push_str(&checksum);
    payload
}

/// The first 32 bits of the SHA-256 of what stands before it.
fn checksum(text: &str) -> String {
    let digest = sha2::Sha256::digest(text);
    URL_SAFE_NO_PAD.encode(digest.get(..4).unwrap_or_default())
}

/// Whether a pasted text is a link or its payload.
pub(crate) fn is_link(text: &str) -> bool {
    start(&bare(text)).is_some_and(|start| start.contains('.'))
}

/// A link without what is around it in a text, and without the breaks and marks of quoting that mail
/// programs put into a long one.
fn bare(text: &str) -> Cow<'_, str> {
    let is_around = |sign: char| sign.is_whitespace() || "<>()\"'“”,.;".contains(sign);
    let text = text.trim_matches(is_around);
    let lines = || text.lines().map(|line| line.trim_matches(is_quoting));
    let is_broken = lines().nth(1).is_some()
        && lines().next().is_some_and(|line| start(line).is_some())
        && lines().all(is_of_address);
    match is_broken {
        true => lines().collect::<String>().into(),
        false => text.into(),
    }
}

fn is_quoting(sign: char) -> bool {
    sign == '>' || sign.is_whitespace()
}

/// The payload in a text: all of it, or the part behind the number sign of an address.
fn start(text: &str) -> Option<&str> {
    let payload = match text.rsplit_once('#') {
        Some((_, fragment)) => fragment,
        None => text,
    };
    let digits = payload.strip_prefix('o')?;
    let end = digits.find('.')?;
    let is_version =
        (1..=3).contains(&end) && digits.bytes().take(end).all(|digit| digit.is_ascii_digit());
    (is_version && is_of_address(payload)).then_some(payload)
}

/// Whether a text has nothing that no address has, such as what ends the JSON in which one is.
fn is_of_address(text: &str) -> bool {
    let is_other = |sign: char| sign.is_whitespace() || "\"{}<>[]|\\^`".contains(sign);
    !text.contains(is_other)
}

/// Reads a link; what is wrong with it where it cannot be read.
pub(crate) fn open(text: &str) -> Result<SharedCapture, Diagnostic<'static>> {
    let text = bare(text);
    let payload = start(&text).ok_or_else(diagnostic::link_unknown)?;
    // A place in the capture may stand behind a slash.
    let payload = payload.split('/').next().unwrap_or_default();
    let mut parts = payload.split('.');
    let (version, flags) = (parts.next(), parts.next().unwrap_or_default());
    let version = match version {
        Some("o1") => Version::One,
        Some("o2") => Version::Two,
        _ => return Err(diagnostic::link_newer()),
    };
    let (Some(data), Some(sum)) = (parts.next(), parts.next()) else {
        return Err(diagnostic::link_cut());
    };
    if sum.len() < CHECKSUM {
        return Err(diagnostic::link_cut());
    }
    let signed = payload.len() - sum.len() - 1;
    let is_whole = parts.next().is_none()
        && payload
            .get(..signed)
            .is_some_and(|signed| checksum(signed) == sum);
    if !is_whole {
        return Err(diagnostic::link_altered());
    }
    // A later version may have other letters, this one has none.
    let (mode, is_locked) = match flags.strip_suffix('p') {
        Some(mode) => (mode, true),
        None => (flags, false),
    };
    let mode = head::mode(mode).ok_or_else(diagnostic::link_contradictory)?;
    if is_locked {
        return Err(diagnostic::link_needs_passphrase());
    }
    let data = URL_SAFE_NO_PAD
        .decode(data)
        .map_err(|_| diagnostic::link_altered())?;
    let text =
        compress::decompress_with(&data, &version.dictionary(), TEXT).map_err(|why| match why {
            Unreadable::TooLong => diagnostic::link_limit(TEXT),
            Unreadable::Damaged => diagnostic::link_altered(),
        })?;
    let text = String::from_utf8(text).map_err(|_| diagnostic::link_altered())?;
    let capture = match version {
        Version::One => version_1::read(&text).ok_or_else(diagnostic::link_altered)?,
        Version::Two => version_2::read(&text).map_err(|why| match why {
            version_2::Unreadable::Damaged => diagnostic::link_altered(),
            version_2::Unreadable::TooMuch => diagnostic::link_limit(TEXT),
        })?,
    };
    match capture.mode == mode {
        true => Ok(capture),
        false => Err(diagnostic::link_contradictory()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_known_as_people_copy_it() {
        let link = "https://overshare.example/#o2.m.AAAABBBBCCCCDDDD.abcdef";
        let (first, rest) = link.split_at(48);
        for text in [
            link.to_owned(),
            format!("  {link}\n"),
            format!("<{link}>"),
            format!("({link})."),
            format!("> {link}"),
            format!("{first}\r\n{rest}"),
            format!("> {first}\n> {rest}\n"),
        ] {
            assert!(is_link(&text), "{text}");
            assert_eq!(bare(&text), link, "{text}");
        }
        for text in [
            format!("{link}\nis what I made of it"),
            "https://overshare.example/#o2".to_owned(),
            "[{\"a\":\"#o2.m\"},\n1]".to_owned(),
            format!("[{{\"url\":\"{link}\"}}]"),
        ] {
            assert!(!is_link(&text), "{text}");
        }
    }
}
