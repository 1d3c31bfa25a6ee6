//! What people paste that is no capture: it is named for what it is, with the one thing that helps.

use crate::diagnostic;
use crate::report::Diagnostic;

/// Bytes that pictures begin with.
const PICTURES: [&[u8]; 5] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0"];

/// Beginning of a text that is searched for what says its kind.
const BEGINNING: usize = 4 << 10;

/// How many characters of a text at least must be signs for a lost byte, one in so many.
const LOST: usize = 20;

/// What bytes are that are no capture, where that can be told.
pub(super) fn name(input: &[u8]) -> Option<Diagnostic<'static>> {
    let begins = |mark: &[u8]| input.starts_with(mark);
    let is_of_riff = begins(b"RIFF") && input.get(8..12) == Some(b"WEBP");
    let is_of_phone = input.get(4..8) == Some(b"ftyp");
    let is_text = std::str::from_utf8(input).is_ok();
    if (PICTURES.iter().any(|mark| begins(mark)) && !is_text) || is_of_riff {
        return Some(diagnostic::is_picture());
    }
    if is_of_phone {
        return Some(diagnostic::is_film());
    }
    if begins(b"%PDF") {
        return Some(diagnostic::is_document());
    }
    if begins(b"SQLite format 3\0") {
        return Some(diagnostic::is_database());
    }
    // A record of TLS: a kind, then its version.
    if matches!(input, [20..=23, 3, 0..=4, ..]) {
        return Some(diagnostic::is_encrypted());
    }
    let beginning = input.get(..input.len().min(BEGINNING))?;
    let beginning = String::from_utf8_lossy(beginning);
    let start = beginning.trim_start();
    let tag = start
        .get(..start.floor_char_boundary(14))
        .unwrap_or_default();
    let tag = tag.to_ascii_lowercase();
    if is_text && (tag.starts_with("<!doctype html") || tag.starts_with("<html")) {
        return Some(diagnostic::is_page());
    }
    let lost = beginning
        .chars()
        .filter(|&sign| sign == char::REPLACEMENT_CHARACTER);
    let lost = lost.count();
    if is_text && lost > 2 && lost * LOST > beginning.chars().count() {
        return Some(diagnostic::bytes_lost());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_capture_is_named() {
        for (input, code) in [
            (&b"\x89PNG\r\n\x1a\n\0\0"[..], Some("picture")),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some("picture")),
            (b"\0\0\0\x18ftypmp42", Some("film")),
            (b"%PDF-1.7", Some("document")),
            (b"SQLite format 3\0\x10", Some("database")),
            (b"\x16\x03\x01\x02\0\x01", Some("encrypted")),
            (b"\n<!DOCTYPE html><p>", Some("web-page")),
            (
                "\u{1f}\u{fffd}\u{8}\0\0\u{fffd}\u{fffd}".as_bytes(),
                Some("bytes-lost"),
            ),
            (b"BM is a name", None),
            (b"hello", None),
            (b"", None),
        ] {
            let found = name(input).map(|diagnostic| diagnostic.code);
            assert_eq!(found, code, "{input:?}");
        }
    }
}
