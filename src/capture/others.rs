//! What people paste that is no capture: it is named for what it is, with the one thing that helps.

use crate::diagnostic;
use crate::report::Diagnostic;

/// What says what a file is.
type Name = fn() -> Diagnostic<'static>;

/// What files begin with, and what they are.
const MARKS: &[(&[u8], Name)] = &[
    (b"\x89PNG", diagnostic::is_picture),
    (b"\xff\xd8\xff", diagnostic::is_picture),
    (b"GIF8", diagnostic::is_picture),
    (b"BM", diagnostic::is_picture),
    (b"II*\0", diagnostic::is_picture),
    (b"MM\0*", diagnostic::is_picture),
    (b"\0\0\x01\0\x01\0", diagnostic::is_picture),
    (b"8BPS", diagnostic::is_picture),
    (b"\0\0\0\x0cJXL ", diagnostic::is_picture),
    (b"\0\0\0\x0cjP  ", diagnostic::is_picture),
    (b"data:image/", diagnostic::is_picture),
    // Sounds, and the container of Matroska and WebM.
    (b"\xff\xfb", diagnostic::is_film),
    (b"#!AMR\n", diagnostic::is_film),
    (b"FLV\x01", diagnostic::is_film),
    (b"RIFF", diagnostic::is_film),
    (b"ID3", diagnostic::is_film),
    (b"OggS", diagnostic::is_film),
    (b"fLaC", diagnostic::is_film),
    (b"\x1a\x45\xdf\xa3", diagnostic::is_film),
    (b"%PDF-", diagnostic::is_document),
    (b"%!PS-Adobe", diagnostic::is_document),
    (b"{\\rtf1", diagnostic::is_document),
    // Compound files, as older versions of Office write them.
    (b"\xd0\xcf\x11\xe0", diagnostic::is_document),
    // 7-Zip, RAR, xz, LZMA, bzip2, LZ4, compress, cabinets, packages of Debian, and backups of Android.
    (b"7z\xbc\xaf", diagnostic::is_archive),
    (b"Rar!", diagnostic::is_archive),
    (b"\xfd7zXZ", diagnostic::is_archive),
    (b"]\0\0", diagnostic::is_archive),
    (b"BZh", diagnostic::is_archive),
    (b"\x04\x22\x4d\x18", diagnostic::is_archive),
    (b"\x1f\x9d", diagnostic::is_archive),
    (b"MSCF\0\0\0\0", diagnostic::is_archive),
    (b"!<arch>\n", diagnostic::is_archive),
    (b"ANDROID BACKUP\n", diagnostic::is_archive),
    // Programs of Linux, Windows, Apple, Android, Java, Lua and React Native, and WebAssembly.
    (b"\x7fELF", diagnostic::is_program),
    (b"MZ", diagnostic::is_program),
    (b"\xcf\xfa\xed\xfe", diagnostic::is_program),
    (b"dex\n", diagnostic::is_program),
    (b"vdex0", diagnostic::is_program),
    (b"\x1bLua", diagnostic::is_program),
    (b"\xc6\x1f\xbc\x03\xc1\x03\x19\x1f", diagnostic::is_program),
    (b"\xca\xfe\xba\xbe", diagnostic::is_program),
    (b"\0asm", diagnostic::is_program),
    // The journal of a database, which has its last changes.
    (b"\x37\x7f\x06\x82", diagnostic::is_database),
    (b"\x37\x7f\x06\x83", diagnostic::is_database),
    // A store of keys of Java.
    (b"\xfe\xed\xfe\xed", diagnostic::is_certificate),
    (b"-----BEGIN CERTIFICATE", diagnostic::is_certificate),
    (b"-----BEGIN PUBLIC KEY", diagnostic::is_certificate),
    (b"ssh-ed25519 AAAA", diagnostic::is_certificate),
    (b"ssh-rsa AAAA", diagnostic::is_certificate),
];

/// Bytes of the longest mark with which a word can begin.
const SHORT: usize = 4;

/// Files by which archives tell what they are, in lower case.
const FILES: &[(&str, Name)] = &[
    ("androidmanifest.xml", diagnostic::is_program),
    ("base/manifest/androidmanifest.xml", diagnostic::is_program),
    ("meta-inf/manifest.mf", diagnostic::is_program),
    // Books, documents of LibreOffice, and of Apple's programs.
    ("meta-inf/container.xml", diagnostic::is_document),
    ("meta-inf/manifest.xml", diagnostic::is_document),
    ("index/document.iwa", diagnostic::is_document),
    ("word/document.xml", diagnostic::is_document),
    ("xl/workbook.xml", diagnostic::is_document),
    ("ppt/presentation.xml", diagnostic::is_document),
];

/// Beginning of a text that is searched for what says its kind.
const BEGINNING: usize = 4 << 10;

/// How many characters of a text at least must be signs for a lost byte, one in so many.
const LOST: usize = 20;

/// Characters of the longest single value, which is a digest; no request has room in them.
const VALUE: usize = 64;

/// What an archive is that has some files, where that is no archive of captures.
pub(super) fn name_of_archive<'n>(
    mut files: impl Iterator<Item = &'n str> + Clone,
) -> Option<Diagnostic<'static>> {
    // An app in several packages, as shops have it.
    let has = |name: fn(&str) -> bool| files.clone().any(name);
    let is_list = |file: &str| matches!(file, "manifest.json" | "info.json" | "toc.pb");
    if has(is_list) && has(|file| file.ends_with(".apk")) {
        return Some(diagnostic::is_program());
    }
    files.find_map(|file| {
        let known = FILES.iter().find(|(known, _)| *known == file);
        // An app of an iPhone has a folder for it.
        let is_of_app = file.starts_with("payload/") && file.ends_with(".app/info.plist");
        let of_app = is_of_app.then(diagnostic::is_program);
        known.map(|(_, name)| name()).or(of_app)
    })
}

/// What bytes are that were compressed or encoded, by a mark that encrypted ones hardly begin with.
pub(super) fn name_of_packed(inner: &[u8]) -> Option<Diagnostic<'static>> {
    let mut marks = MARKS.iter().filter(|(mark, _)| mark.len() > 2);
    let (_, name) = marks.find(|(mark, _)| inner.starts_with(mark))?;
    Some(name())
}

/// Whether a text is a single value, such as a number of a device, a digest or a time.
pub(super) fn is_value(text: &str) -> bool {
    let is_of_value = |byte: u8| byte.is_ascii_hexdigit() || b"-:.".contains(&byte);
    !text.is_empty() && text.len() <= VALUE && text.bytes().all(is_of_value)
}

/// Labels of keys: those of TLS 1.2 and 1.3, and two that only some programs write.
const LABELS: [&str; 5] = ["CLIENT_", "SERVER_", "EXPORTER_", "EARLY_EXPORTER_", "RSA"];

/// Whether a line holds the keys of a connection: a label, and two numbers in hexadecimal.
fn is_of_key_log(line: &str) -> bool {
    let mut words = line.split(' ');
    let label = words.next().unwrap_or_default();
    let is_label = LABELS.iter().any(|known| label.starts_with(known));
    let is_key = |word: &str| {
        let digits = word.rsplit(':').next().unwrap_or_default();
        digits.len() >= 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    is_label && words.clone().count() == 2 && words.all(is_key)
}

/// Whether bytes that are no text went through a program for texts, which put signs in the places of those
/// that it could not show.
pub(crate) fn is_lossy(input: &[u8]) -> bool {
    let text = std::str::from_utf8(input).unwrap_or_default();
    text.contains('\0') && text.contains(char::REPLACEMENT_CHARACTER)
}

/// What bytes are that are no capture, where that can be told.
pub(super) fn name(input: &[u8]) -> Option<Diagnostic<'static>> {
    let text = std::str::from_utf8(input);
    let is_text = text.is_ok();
    if input.starts_with(b"RIFF") && input.get(8..12) == Some(b"WEBP") {
        return Some(diagnostic::is_picture());
    }
    // Words can begin like one of a short mark; a file has other bytes among its first.
    let first = input.get(..VALUE.min(input.len())).unwrap_or_default();
    let is_readable = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    let has_bytes = !first.iter().all(is_readable);
    let mut marks = MARKS.iter();
    if let Some((mark, name)) = marks.find(|(mark, _)| input.starts_with(mark))
        && (has_bytes || mark.len() > SHORT)
    {
        return Some(name());
    }
    if input.get(4..8) == Some(b"ftyp") {
        return Some(diagnostic::is_film());
    }
    // A record of TLS: a kind, then its version.
    if matches!(input, [20..=23, 3, 0..=4, ..]) {
        return Some(diagnostic::is_encrypted());
    }
    // A sequence of ASN.1 in another: what is signed of a certificate. Or version 3 of a store of keys.
    if matches!(
        input,
        [0x30, 0x82, _, _, 0x30, 0x82, ..] | [0x30, 0x82, _, _, 2, 1, 3, 0x30, ..]
    ) {
        return Some(diagnostic::is_certificate());
    }
    if text.is_ok_and(|text| is_value(text.trim())) {
        return Some(diagnostic::is_value());
    }
    let beginning = input.get(..input.len().min(BEGINNING))?;
    let beginning = String::from_utf8_lossy(beginning);
    let start = beginning.trim_start();
    if is_text && start.starts_with('<') {
        let tags = start.to_ascii_lowercase();
        if tags.contains("<html") || tags.starts_with("<!doctype html") {
            return Some(diagnostic::is_page());
        }
        let tags = tags.get(tags.find("?>").map_or(0, |end| end + 2)..);
        let inner = tags.and_then(|tags| tags.trim_start().strip_prefix("<svg"));
        if inner.is_some_and(|rest| rest.starts_with([' ', '\n', '\r', '\t', '>'])) {
            return Some(diagnostic::is_picture());
        }
    }
    if start.lines().any(is_of_key_log) {
        return Some(diagnostic::is_key_log());
    }
    let lost = beginning
        .chars()
        .filter(|&sign| sign == char::REPLACEMENT_CHARACTER);
    let lost = lost.count();
    if is_text && lost > 2 && lost * LOST > beginning.chars().count() || is_lossy(input) {
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
            (b"{\\rtf1\\ansi", Some("document")),
            (b"RIFF\0\0\0\0WAVEfmt ", Some("film")),
            (b"ID3\x04\0\0", Some("film")),
            (b"\xd0\xcf\x11\xe0\xa1", Some("document")),
            (b"7z\xbc\xaf\x27\x1c\0", Some("archive")),
            (b"BZh91AY&SY\x01", Some("archive")),
            (b"ANDROID BACKUP\n5\n1\nnone\n\x78\xda", Some("archive")),
            (b"\x7fELF\x02\x01", Some("program")),
            (b"\xcf\xfa\xed\xfe\x07\0\0\x01", Some("program")),
            (b"MM\0*\0\0\0\x08", Some("picture")),
            (b"data:image/png;base64,iVBORw0KGgo=", Some("picture")),
            (b"<?xml version=\"1.0\"?>\n<svg xmlns=\"a\"/>", Some("picture")),
            (b"{\\rtf1\\ansi a letter}", Some("document")),
            (b"<!-- saved -->\n<html><body>", Some("web-page")),
            (b"ssh-ed25519 AAAAC3Nza anna@laptop", Some("certificate")),
            (b"MZ\x90\0\x03", Some("program")),
            (b"\x30\x82\x03\0\x30\x82\x02\0", Some("certificate")),
            (b"-----BEGIN CERTIFICATE-----\nMIID", Some("certificate")),
            (
                b"# keys\nCLIENT_RANDOM 00112233445566778899aabbccddeeff 00112233445566778899aabbccddeeff\n",
                Some("key-log"),
            ),
            (b"490154203237518\n", Some("value-alone")),
            (b"3f2504e0-4f89-41d3-9a0c-0305e82c3301", Some("value-alone")),
            (b"d41d8cd98f00b204e9800998ecf8427e", Some("value-alone")),
            (b"\x16\x03\x01\x02\0\x01", Some("encrypted")),
            (b"\n<!DOCTYPE html><p>", Some("web-page")),
            (
                "\u{1f}\u{fffd}\u{8}\0\0\u{fffd}\u{fffd}".as_bytes(),
                Some("bytes-lost"),
            ),
            (b"BM is a name", None),
            (b"MZ and BZh and Rar! are names", None),
            (b"ID3 of a song", None),
            (b"-----BEGIN PGP MESSAGE-----", None),
            (b"CLIENT_RANDOM is a label of a key log", None),
            (b"CLIENT_ID 0011 2233", None),
            (b"<svgs> are pictures", None),
            (b"ssh-rsa is a kind of key", None),
            (b"data:text/plain,hello", None),
            (b"hello", None),
            (b"", None),
        ] {
            let found = name(input).map(|diagnostic| diagnostic.code);
            assert_eq!(found, code, "{input:?}");
        }
    }
}
