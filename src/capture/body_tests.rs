use std::io::Write as _;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use super::*;
use crate::limits::{Budget, Limits};
use crate::progress::Progress;
use crate::report::Codec;

type Encode = fn(&[u8]) -> Vec<u8>;

/// A Brotli stream that holds its text as it is.
fn brotli(text: &[u8]) -> Vec<u8> {
    let mut stream = Vec::new();
    for (index, block) in text.chunks(1 << 16).enumerate() {
        // The first one comes behind the size of the window, which is one bit.
        let shift = usize::from(index == 0);
        let head = ((block.len() - 1) << 3 | 1 << 19) << shift;
        stream.extend(&head.to_le_bytes()[..3]);
        stream.extend(block);
    }
    stream.push(3);
    stream
}

/// A frame of Zstandard that holds its text as it is.
fn zstd(text: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0, 0x58];
    let mut blocks = text.chunks(1 << 16).peekable();
    while let Some(block) = blocks.next() {
        let head = block.len() << 3 | usize::from(blocks.peek().is_none());
        frame.extend(&head.to_le_bytes()[..3]);
        frame.extend(block);
    }
    frame
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn zlib(text: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn deflate(text: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn chunks(body: &[u8]) -> Vec<u8> {
    let mut chunked = Vec::new();
    for chunk in body.chunks(100) {
        chunked.extend(format!("{:x}\r\n", chunk.len()).bytes());
        chunked.extend(chunk);
        chunked.extend(b"\r\n");
    }
    [&chunked[..], b"0\r\n\r\n"].concat()
}

/// A request with these headers and this body, and the codes of its problems.
fn opened(headers: &str, body: &[u8]) -> (Request, Vec<&'static str>) {
    let head = format!("POST /a HTTP/1.1\r\nHost: a.example\r\n{headers}\r\n");
    let paste = [head.as_bytes(), body].concat();
    let (mut request, _, _) = alone(paste.into());
    let mut listener = |_, _| {};
    let progress = &mut Progress::new(&mut listener);
    let mut budget = Budget::new(Limits::DEFAULT);
    let problems = body::open(&mut request, &mut budget, progress);
    let problems = problems.iter().chain(&request.missing);
    let problems = problems.map(|problem| problem.code).collect();
    (request, problems)
}

/// The codings that were undone and what is left of the body.
fn check(headers: &str, body: &[u8], expected: &str) {
    let (request, problems) = opened(headers, body);
    let steps = request.steps.iter().skip(1).map(|step| match step.codec {
        Codec::Chunked => "chunked ",
        Codec::Gzip => "gzip ",
        Codec::Zlib => "zlib ",
        Codec::Deflate => "deflate ",
        Codec::Brotli => "br ",
        Codec::Zstd => "zstd ",
        Codec::Multipart => "parts ",
        _ => "other ",
    });
    let mut found = steps.collect::<String>();
    found.push_str(&problems.join(" "));
    found.push_str(match request.body {
        Body::None => "none",
        Body::Form(_) => "form ",
        Body::Bytes(_) => "bytes ",
    });
    match &request.body {
        Body::None => {}
        Body::Form(params) => {
            let last = params.last().unwrap();
            found.push_str(request.text(last.value));
        }
        Body::Bytes(at) => found.push_str(&String::from_utf8_lossy(request.store.in_memory(*at))),
    }
    assert_eq!(found, expected, "{headers}");
}

#[test]
fn the_bytes_say_what_they_are() {
    let text = b"crc=1&data_list=W10";
    for headers in ["", "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n"] {
        check(headers, text, "form W10");
        check(headers, &gzip(text), "gzip form W10");
        check(headers, &zstd(text), "zstd form W10");
        check(headers, &zlib(text), "zlib form W10");
    }
    check("Content-Encoding: br\r\n", &brotli(text), "br form W10");
    check("Content-Encoding: BR \r\n", &brotli(b"[]"), "br bytes []");
    check(
        "Content-Encoding: deflate\r\n",
        &deflate(text),
        "deflate form W10",
    );
    check(
        "Content-Encoding: deflate\r\n",
        &zlib(text),
        "zlib form W10",
    );
}

#[test]
fn several_codings_are_undone_in_their_order() {
    let text = b"[1,2]";
    check(
        "Content-Encoding: gzip, br\r\n",
        &brotli(&gzip(text)),
        "br gzip bytes [1,2]",
    );
    check(
        "Content-Encoding: br, gzip\r\n",
        &gzip(&brotli(text)),
        "gzip br bytes [1,2]",
    );
    // One of them was undone on the way.
    check(
        "Content-Encoding: gzip, br\r\n",
        &brotli(text),
        "br bytes [1,2]",
    );
    check(
        "Content-Encoding: gzip, br\r\n",
        &gzip(text),
        "gzip bytes [1,2]",
    );
    let headers = "Content-Encoding: zstd\r\nTransfer-Encoding: chunked\r\n";
    check(headers, &chunks(&zstd(text)), "chunked zstd bytes [1,2]");
    check(headers, &zstd(text), "zstd bytes [1,2]");
    check(headers, text, "bytes [1,2]");
    let headers = "Transfer-Encoding: gzip, chunked\r\n";
    check(headers, &chunks(&gzip(text)), "chunked gzip bytes [1,2]");
}

#[test]
fn what_cannot_be_undone_is_left_and_told() {
    let noise = [0x99, 0xe3, 0x01, 0x5c, 0xf7, 0x80, 0x00, 0xb1, 0x3d];
    let rest = String::from_utf8_lossy(&noise);
    check("", &noise, &format!("bytes {rest}"));
    for name in ["br", "deflate", "gzip", "zstd"] {
        let headers = format!("Content-Encoding: {name}\r\n");
        check(&headers, &noise, &format!("body-codingbytes {rest}"));
    }
    // What was undone as the headers say is no fault, whatever comes out.
    for (name, body) in [
        ("gzip", gzip(&noise)),
        ("zstd", zstd(&noise)),
        ("br", brotli(&noise)),
    ] {
        let headers = format!("Content-Encoding: {name}\r\n");
        check(&headers, &body, &format!("{name} bytes {rest}"));
    }
    let text = b"crc=1&data_list=W10";
    let cut = |mut body: Vec<u8>, left: usize| {
        body.truncate(left);
        body
    };
    let br = "Content-Encoding: br\r\n";
    check(br, &cut(brotli(text), 18), "br gzip-truncatedform ");
    // Where nothing came out, it stays what it was.
    for packed in [cut(zstd(text), 5), cut(gzip(text), 6)] {
        let (request, problems) = opened("", &packed);
        assert_eq!(problems, ["gzip-truncated"]);
        assert!(request.missing.is_some() && request.form().is_empty());
    }
}

#[test]
fn white_space_belongs_to_compressed_bytes() {
    // A checksum can end in what a text is trimmed of.
    let numbers = (0..).map(|number: u32| format!("[{number}]"));
    let mut found = 0;
    for text in numbers.take(4_000) {
        let packed = zlib(text.as_bytes());
        if packed.ends_with(b"\n") || packed.ends_with(b" ") {
            check("", &packed, &format!("zlib bytes {text}"));
            found += 1;
        }
    }
    assert!(found > 3, "{found}");
    check("", &[&gzip(b"[]")[..], b"\r\n"].concat(), "gzip bytes []");
}

#[test]
fn parts_are_fields() {
    let parts =
        b"--x\r\nContent-Disposition: form-data; name=\"data_list\"\r\n\r\nW10\r\n--x--\r\n";
    check(
        "Content-Type: multipart/form-data; boundary=x\r\n",
        parts,
        "parts form W10",
    );
    check("", parts, "parts form W10");
    check("", &gzip(parts), "gzip parts form W10");
    // Python's boundaries look like the name of a field.
    let parts = b"--==1==\r\nContent-Disposition: form-data; name=\"data_list\"\r\n\r\nW10\r\n--==1==--\r\n";
    check("", parts, "parts form W10");
    check("", &gzip(parts), "gzip parts form W10");
}

#[test]
fn a_body_alone_is_enough() {
    let parts = "--x\nContent-Disposition: form-data; name=\"data_list\"\n\nW10\n--x--\n";
    let (mut request, kind, _) = alone(parts.as_bytes().into());
    assert_eq!(kind.kind, InputKind::Form);
    let mut listener = |_, _| {};
    let mut budget = Budget::new(Limits::DEFAULT);
    body::open(&mut request, &mut budget, &mut Progress::new(&mut listener));
    let value = request.form().first().unwrap().value;
    assert_eq!(request.text(value), "W10");
}

#[test]
fn any_body_through_any_coding_is_the_same() {
    // The Brotli of this one begins like the name of a field.
    test_support::property(any_body).and_once(0x49a9_7bf3_0000_0868);
}

fn any_body(u: &mut test_support::Unstructured<'_>) -> test_support::Result<()> {
    let length = u.int_in_range(1..=2_000)?;
    let fields = (0..length).map(|_| u.int_in_range(b'a'..=b'z'));
    let fields = fields.collect::<Result<Vec<u8>, test_support::Error>>()?;
    let text = [b"data_list=", &fields[..]].concat();
    let mut body = text.clone();
    let mut names = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        let (name, encode) = *u.choose(&[
            ("gzip", gzip as Encode),
            ("deflate", zlib),
            ("br", brotli),
            ("zstd", zstd),
        ])?;
        body = encode(&body);
        names.push(name);
    }
    let mut headers = format!("Content-Encoding: {}\r\n", names.join(", "));
    if u.arbitrary()? {
        headers.push_str("Transfer-Encoding: chunked\r\n");
        body = chunks(&body);
    }
    let (request, problems) = opened(&headers, &body);
    assert!(problems.is_empty(), "{headers} {problems:?}");
    let value = request.form().first().unwrap().value;
    assert_eq!(request.store.in_memory(value), fields, "{headers}");
    // And each letter leads back to bytes of the capture.
    let places = request.store.provenance(value, "");
    let (first, _) = places.last().unwrap();
    assert!(first.buffer == 0 && !first.is_empty(), "{headers}");
    Ok(())
}
