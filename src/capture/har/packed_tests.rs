//! Archives in UTF-16 and in compressed files.

use std::io::Write as _;

use super::tests::{archive, body, entries, paths, read_all, request, requests};
use super::*;
use crate::capture::request::Body;
use crate::report::InputKind;

pub(super) fn utf16_of(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn utf_16_is_read_in_both_orders() {
    let text = archive(&entries(2)).replace("body", "b\u{f6}dy \u{1f600} \\u00e9");
    for order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        for mark in ["\u{feff}", ""] {
            let input = utf16_of(&format!("{mark}{text}"), order);
            let found = requests(&input);
            assert_eq!(
                paths(&found),
                ["log.entries[0].request", "log.entries[1].request"]
            );
            for (number, found) in found.iter().enumerate() {
                let at = found.at.file.start as usize..found.at.file.end as usize;
                assert_eq!(found.store.in_memory(found.store.whole(0)), &input[at]);
                assert_eq!(body(found), format!("b\u{f6}dy \u{1f600} \u{e9} {number}"));
                let Body::Bytes(at) = found.body else {
                    panic!("expected bytes")
                };
                let places = found.store.provenance(at, "");
                let (place, _) = places.last().unwrap();
                let written = utf16_of(&format!("b\u{f6}dy \u{1f600} \\u00e9 {number}"), order);
                assert_eq!(found.store.in_memory(*place), written);
            }
        }
    }
}

/// A ZIP file of files with their methods of compression.
pub(crate) fn zip(files: &[(&str, &[u8], u16)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content, method) in files {
        let packed = match method {
            8 => {
                let mut encoder =
                    flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(content).unwrap();
                encoder.finish().unwrap()
            }
            _ => content.to_vec(),
        };
        let sizes = [packed.len() as u32, content.len() as u32]
            .map(u32::to_le_bytes)
            .concat();
        let lengths = [name.len() as u16, 0].map(u16::to_le_bytes).concat();
        directory.extend(
            [
                b"PK\x01\x02\0\0\0\0\0\0",
                &method.to_le_bytes()[..],
                &[0; 8],
                &sizes,
                &lengths,
                &[0; 10],
            ]
            .concat(),
        );
        directory.extend((bytes.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        // A program that writes as it goes puts the sizes behind the data.
        bytes.extend(
            [
                b"PK\x03\x04\0\0\x08\0",
                &method.to_le_bytes()[..],
                &[0; 16],
                &lengths,
            ]
            .concat(),
        );
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
    }
    let place = [directory.len() as u32, bytes.len() as u32]
        .map(u32::to_le_bytes)
        .concat();
    bytes.extend(&directory);
    bytes.extend([b"PK\x05\x06\0\0\0\0\0\0\0\0", &place[..], b"\0\0"].concat());
    bytes
}

#[test]
fn a_zip_file_has_bodies_beside_the_archive() {
    let member = |name: &str| format!(r#","postData":{{"text":"","params":[],"_file":"{name}"}}"#);
    let list = ["0.dat", "1.json", "none.dat"];
    let list = list.map(|name| format!(r#"{{"request":{}}}"#, request(7, &member(name))));
    for method in [0, 8] {
        let input = zip(&[
            ("0.dat", b"crc=1&data_list=x", method),
            ("har.har", archive(&list).as_bytes(), method),
            ("1.json", b"\xff\x00[1]", 8),
        ]);
        let (kind, found, problems) = read_all(&input);
        assert_eq!((kind, problems), (Some(InputKind::Har), Vec::new()));
        assert_eq!(body(&found[0]), "crc=1;data_list=x;");
        let Body::Bytes(at) = found[1].body else {
            panic!("expected bytes")
        };
        assert_eq!(found[1].store.in_memory(at), b"\xff\x00[1]");
        assert_eq!(
            found[2].missing.as_ref().unwrap().code,
            "body-not-in-archive"
        );
        assert!(
            found
                .iter()
                .all(|one| one.at.is_packed && one.at.file.end <= input.len() as u64)
        );
        for (found, expected) in found.iter().zip(["postData._file", "postData._file"]) {
            let body = match &found.body {
                Body::Form(params) => params[1].value,
                Body::Bytes(at) => *at,
                Body::None => panic!("expected a body"),
            };
            let place = found.file_place(&[(body, None)], "").unwrap();
            let path = place.path.unwrap();
            assert!(path.ends_with(expected), "{path}");
        }
    }
    assert!(read_all(&zip(&[("a.txt", b"x", 0)])).0.is_none());
}

#[test]
fn captures_beside_an_archive_are_read_too() {
    let text = archive(&entries(1));
    let other = b"POST https://b.example/later HTTP/1.1\r\n\r\n[2]";
    let digest = "da39a3ee5e6b4b0d3255bfef95601890afd80709.txt";
    let input = zip(&[
        (
            "a/b.har",
            &utf16_of(&format!("\u{feff}{text}"), u16::to_le_bytes),
            8,
        ),
        ("a/c.txt", other, 8),
        ("a/notes.txt", b"nothing", 8),
        (digest, other, 8),
    ]);
    let (kind, found, problems) = read_all(&input);
    assert_eq!((kind, problems), (Some(InputKind::Har), Vec::new()));
    assert_eq!(found.len(), 2);
    assert_eq!(body(&found[1]), "[2]");
}

#[test]
fn compressed_archives_are_read() {
    let text = archive(&entries(2));
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(text.as_bytes()).unwrap();
    for input in [gzip.finish().unwrap(), zlib.finish().unwrap()] {
        let found = requests(&input);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].at.file, 0..input.len() as u64);
        assert!(found[1].at.is_packed);
    }
}

#[test]
fn names_of_one_file_unpack_to_no_more_than_others() {
    let packed = zip(&[("0.dat", &vec![b'x'; 2 << 20], 8)]);
    let archive = Archive::open(&packed).unwrap();
    let total: usize = (0..200)
        .filter_map(|_| archive.named("0.dat"))
        .map(|bytes| bytes.len())
        .sum();
    assert!(total <= Limits::DEFAULT.output, "{total}");
}
