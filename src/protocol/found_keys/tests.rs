use super::*;
use crate::bytes::codec::inflate::End;

const PEM: &str = include_str!("../../../tests/keys/rsa2048-pkcs8.pem");

fn found(capture: &str) -> (Vec<KeyKind>, String, bool) {
    let mut keys = Keys::default();
    let mut bytes = Cow::Borrowed(capture.as_bytes());
    let is_alone = keys.find(&mut bytes).is_alone;
    let text = String::from_utf8(bytes.into_owned()).unwrap();
    (keys.kinds(), text, is_alone)
}

/// Data in blocks that are stored as they are would be found without this.
fn gzip(data: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_setting_of_an_app_is_a_key_and_no_part_of_a_request() {
    let setting = r#"{"sk":"00112233445566778899aabbccddeeff","sid":"9f"}"#;
    for text in [
        format!("curl https://a.example/sa -d 'a=b'\n\n{setting}"),
        format!("{setting}\n\ncurl https://a.example/sa -d 'a=b'"),
    ] {
        let (kinds, after, _) = found(&text);
        assert_eq!(kinds, [KeyKind::Symmetric], "{text}");
        assert!(
            !after.contains("0011") && after.len() == text.len(),
            "{after}"
        );
    }
    assert!(found(setting).2);
    for record in [
        r#"{"key":"00112233445566778899aabbccddeeff","sid":"9f","event":"a"}"#,
        r#"{"key":"00112233445566778899aabbccddeeff"}"#,
        r#"{"sid":"00112233445566778899aabbccddeeff","event":"a"}"#,
    ] {
        let (_, after, is_alone) = found(record);
        assert!(!is_alone && after == record, "{record}");
    }
}

#[test]
fn a_block_is_a_key_and_no_part_of_a_request() {
    let (kinds, text, _) = found(&format!("{PEM}\ncurl https://a.example/sa -d 'gzip=9'"));
    assert_eq!(kinds, [KeyKind::Private]);
    assert!(!text.contains("PRIVATE") && !text.contains("MII"), "{text}");
    assert!(text.ends_with("curl https://a.example/sa -d 'gzip=9'"));
    let inner = PEM.replace('\n', "\\n");
    let (kinds, text, _) = found(&format!("{{\"note\":\"{inner}\",\"log\":1}}"));
    assert_eq!(kinds, [KeyKind::Private]);
    assert!(
        text.starts_with("{\"note\":\"   ") && text.ends_with(",\"log\":1}"),
        "{text}"
    );
    let (kinds, text, is_alone) = found(PEM);
    assert!(is_alone && text == PEM);
    assert_eq!(kinds, [KeyKind::Private]);
    // Records can have something that is called a key.
    let record = r#"{"event":"a","properties":{"key":"00112233445566778899aabbccddeeff"}}"#;
    let (_, text, is_alone) = found(record);
    assert!(!is_alone && text == record);
    // A certificate is in many answers.
    let other = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
    assert_eq!(found(other).0, []);
}

/// A file of an archive that nothing compresses, as the page puts several files together.
#[test]
fn a_file_is_a_key_and_no_part_of_a_request() {
    let key = "00112233445566778899aabbccddeeff\n";
    let stored = |name: &str, content: &str| {
        let mut file = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0".to_vec();
        file.extend(inflate::checksum(content.as_bytes()).to_le_bytes());
        for length in [content.len(), content.len()] {
            file.extend((length as u32).to_le_bytes());
        }
        file.extend((name.len() as u16).to_le_bytes());
        file.extend([0, 0]);
        [&file, name.as_bytes(), content.as_bytes()].concat()
    };
    let archive = [stored("1.txt", "gzip=9&data_list=x"), stored("2.key", key)].concat();
    let mut keys = Keys::default();
    let mut capture = Cow::Borrowed(archive.as_slice());
    let found = keys.find(&mut capture);
    assert!(!found.is_alone);
    assert_eq!(keys.kinds(), [KeyKind::Symmetric]);
    let read = Archive::open_with(&capture, found.unpacked).unwrap();
    let ends: Vec<End> = read
        .files()
        .map(|(_, index)| read.read(index).unwrap().1)
        .collect();
    assert_eq!(ends, [End::Complete; 2]);
    let left = String::from_utf8_lossy(&capture).into_owned();
    assert!(
        !left.contains("0011") && left.contains("2.key   "),
        "{left}"
    );
    assert_eq!(capture.len(), archive.len());
}

/// A text in a compressed archive, with a key before the request.
#[test]
fn a_block_in_a_compressed_archive_is_used_and_shown_nowhere() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/sensors-analytics/android-gzip9-rsa/paste.txt"
    );
    let body = std::fs::read_to_string(folder).unwrap();
    let text = format!("{PEM}\ncurl https://a.example/sa -d '{}'", body.trim());
    let packed = gzip(text.as_bytes());
    // Of what gzip writes, the data alone.
    let data = &packed[10..packed.len() - 8];
    let mut archive = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0".to_vec();
    for length in [data.len(), text.len()] {
        archive.extend((length as u32).to_le_bytes());
    }
    archive.extend([5, 0, 0, 0]);
    archive.extend(b"1.txt");
    archive.extend(data);
    let analysis = crate::Analysis::new(archive, "", &mut |_, _| {});
    assert!(analysis.event_count() > 0);
    for step in 0..10 {
        let shown = analysis.bytes(0, step, 0, 1 << 20);
        assert!(!String::from_utf8_lossy(&shown).contains("MII"), "{step}");
    }
}

/// A request with encrypted events, and a key before it.
fn with_request(key: &str) -> String {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/sensors-analytics/android-gzip9-rsa/paste.txt"
    );
    let body = std::fs::read_to_string(folder).unwrap();
    format!("{key}\n\ncurl https://a.example/sa -d '{}'", body.trim())
}

fn tar(files: &[&[u8]]) -> Vec<u8> {
    let mut tar = Vec::new();
    for content in files {
        let mut block = [0; 512];
        block[..5].copy_from_slice(b"a.txt");
        block[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
        block[156] = b'0';
        block[257..262].copy_from_slice(b"ustar");
        tar.extend(block);
        tar.extend(*content);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar.resize(tar.len() + 1024, 0);
    tar
}

#[test]
fn a_key_in_a_compressed_file_is_used() {
    let digits: String = PEM.lines().filter(|line| !line.starts_with('-')).collect();
    let der = base64::decode(digits.as_bytes(), &|_| false).bytes;
    let setting = br#"{"sk":"00112233445566778899aabbccddeeff","sid":"9f"}"#;
    for (key, kind) in [
        (PEM.as_bytes(), KeyKind::Private),
        (&der, KeyKind::Private),
        (digits.as_bytes(), KeyKind::Private),
        (setting, KeyKind::Symmetric),
    ] {
        let once = gzip(key);
        for (packed, is_alone) in [
            (once.clone(), true),
            (gzip(&once), true),
            (gzip(&gzip(&once)), true),
            (crate::capture::zip_of(&[("a.gz", &once, 0)]), false),
            (crate::capture::zip_of(&[("a.gz", &once, 8)]), false),
            (crate::capture::zip_of(&[("a.key", key, 8)]), false),
            (tar(&[key]), false),
            (gzip(&tar(&[key])), false),
            (gzip(&crate::capture::zip_of(&[("a.key", key, 0)])), false),
        ] {
            let mut keys = Keys::default();
            let mut capture = Cow::Borrowed(packed.as_slice());
            let found = keys.find(&mut capture);
            assert_eq!((keys.kinds(), found.is_alone), (vec![kind], is_alone));
            let analysis = crate::Analysis::new(packed, "", &mut |_, _| {});
            assert_eq!(analysis.event_count(), 0);
            shows_no_key(&analysis);
        }
    }
    // What is compressed without end is left.
    let mut nested = gzip(PEM.as_bytes());
    for _ in 0..20 {
        nested = gzip(&nested);
    }
    assert_eq!(found_in(&nested), vec![]);
}

fn found_in(capture: &[u8]) -> Vec<KeyKind> {
    let mut keys = Keys::default();
    keys.find(&mut Cow::Borrowed(capture));
    keys.kinds()
}

/// Nothing of the key is in any step of any request, nor in what is said.
fn shows_no_key(analysis: &crate::Analysis) {
    let report = crate::to_json(&analysis.report());
    let mut shown = vec![report];
    for request in 0..analysis.overview().requests.len() {
        for step in 1..12 {
            let bytes = analysis.bytes(request, step, 0, 1 << 20);
            shown.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    for text in shown {
        for secret in ["MIIEv", "PRIVATE KEY", "00112233445566778899"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
}

#[test]
fn a_key_beside_a_request_in_a_compressed_file_is_used_and_shown_nowhere() {
    let digits: String = PEM.lines().filter(|line| !line.starts_with('-')).collect();
    for key in [PEM, &digits] {
        let text = with_request(key);
        let once = gzip(text.as_bytes());
        for (name, packed) in [
            ("once", once.clone()),
            ("twice", gzip(&once)),
            (
                "in an archive",
                crate::capture::zip_of(&[("a.txt.gz", &once, 0)]),
            ),
            (
                "packed in an archive",
                crate::capture::zip_of(&[("a.txt.gz", &once, 8)]),
            ),
            (
                "an archive of tar",
                gzip(&tar(&[PEM.as_bytes(), with_request("").as_bytes()])),
            ),
        ] {
            let analysis = crate::Analysis::new(packed, "", &mut |_, _| {});
            let said = crate::to_json(&analysis.overview().diagnostics);
            assert!(analysis.event_count() > 0, "{name}: {said}");
            shows_no_key(&analysis);
            let link = analysis.share("").unwrap();
            shows_no_key(&crate::open_shared(&link));
        }
    }
    // What is missing of it is told.
    let mut cut = gzip(with_request(PEM).as_bytes());
    cut.truncate(cut.len() - 30);
    let analysis = crate::Analysis::new(cut, "", &mut |_, _| {});
    let overview = analysis.overview();
    let mut codes = overview.diagnostics.iter().map(|problem| problem.code);
    assert!(codes.any(|code| code == "gzip-truncated"));
    shows_no_key(&analysis);
}

#[test]
fn a_line_alone_is_a_key_where_it_is_no_body() {
    let key = "00112233445566778899aabbccddeeff";
    for text in [
        format!("{key}\n\ncurl https://a.example/sa -d 'a=b'"),
        format!("curl https://a.example/sa -d 'a=b'\n\n{key}\n"),
        format!("POST /sa HTTP/1.1\r\nHost: a.example\r\n\r\ngzip=9&data=x\r\n\r\n{key}"),
    ] {
        let (kinds, after, _) = found(&text);
        assert_eq!(kinds, [KeyKind::Symmetric], "{text}");
        assert!(
            !after.contains("0011") && after.len() == text.len(),
            "{after}"
        );
    }
    let der: String = PEM.lines().filter(|line| !line.starts_with('-')).collect();
    let (kinds, after, _) = found(&format!("{der}\n\ncurl https://a.example/sa -d 'a=b'"));
    assert_eq!(kinds, [KeyKind::Private]);
    assert!(!after.contains("MII"), "{after}");
    for method in [0, 8] {
        let text = format!("found on the phone\n\n{key}\n");
        let packed = crate::capture::zip_of(&[
            ("a.txt", b"curl https://a.example/sa -d 'a=b'", method),
            ("b.txt", text.as_bytes(), method),
        ]);
        assert_eq!(found_in(&packed), [KeyKind::Symmetric]);
    }
    for text in [
        format!("POST /sa HTTP/1.1\r\nHost: a.example\r\n\r\n{key}"),
        format!("POST /sa HTTP/1.1\r\n\r\n{key}"),
        format!(
            "POST /sa HTTP/1.1\r\nCookie: {}\r\n\r\n{key}",
            "a=b; ".repeat(99)
        ),
        format!("{key}\n\n{key}\n\n{key}"),
        format!("a=b\n{key}"),
        "curl https://a.example/sa -d 'a=b'\n\nYours-faithfully".to_owned(),
        "curl https://a.example/sa -d 'a=b'\n\nInternationalizations".to_owned(),
        format!("a=b\n\n{key} and more"),
    ] {
        assert_eq!(found(&text), (vec![], text.clone(), false));
    }
}

#[test]
fn answers_of_servers_hold_keys() {
    let secret = "AAECAwQFBgcICQoLDA0ODw==";
    let answer = format!(r#"{{"code":0,"data":{{"key":"{secret}","sid":"s"}}}}"#);
    let packed = gzip(answer.as_bytes());
    for (text, expected) in [
        (
            format!("&&&START&&&{{\"a\":{{}},\"ssecurity\":\"{secret}\",\"code\":0}}\n\nGET /"),
            vec![KeyKind::Symmetric],
        ),
        (
            format!(r#"{{"text":"&&&START&&&{{\\"ssecurity\\": \\"{secret}\\"}}"}} x"#),
            vec![KeyKind::Symmetric],
        ),
        (
            format!(r#"x {{"code":0,"data":{{"key":"{secret}","sid":"s"}}}}"#),
            vec![KeyKind::Answer],
        ),
        (
            format!(r#"x {{\"data\":{{\"sid\":\"s\",\"key\":\"{secret}\"}}}}"#),
            vec![KeyKind::Answer],
        ),
        (format!(r#"x {{"key":"{secret}"}}"#), vec![]),
        (format!("x ssecurity={secret}"), vec![]),
        (
            format!(
                "x \"text\":\"{}\"",
                base64::encode(format!("&&&START&&&{{\"ssecurity\":\"{secret}\"}} ").as_bytes())
            ),
            vec![KeyKind::Symmetric],
        ),
        (
            format!("x \"text\":\"{}\"", base64::encode(&packed)),
            vec![KeyKind::Answer],
        ),
        (
            format!(
                "x <response>{}</response>",
                base64::encode(&[b"HTTP/1.1 200 OK\r\n\r\n", &packed[..]].concat())
            ),
            vec![KeyKind::Answer],
        ),
        (r#"x {"ssecurity":"short"}"#.to_owned(), vec![]),
        (format!(r#"x {{"ssecurity":"{secret}"#), vec![]),
    ] {
        let (kinds, after, is_alone) = found(&text);
        assert_eq!((kinds, after, is_alone), (expected, text.clone(), false));
    }
    let many: String = (0..1_000)
        .map(|n| format!("{{\"ssecurity\":\"AAECAwQFBgcICQoLDA{n:04}==\"}}\n"))
        .collect();
    assert!(found(&many).0.len() <= ANSWERS);
}

#[test]
fn whatever_there_is_ends() {
    test_support::property(|u| {
        let pieces = [
            "-----BEGIN ",
            "PRIVATE KEY-----",
            "\"ssecurity\"",
            ":",
            "\"",
            "\\",
            "AAECAwQFBgcICQoLDA0ODw==",
            "\"key\"",
            "sid\"",
            "-----END ",
            "é",
            "\n",
            "PK\u{3}\u{4}",
        ];
        let mut text = String::new();
        for _ in 0..u.int_in_range(0..=30)? {
            text.push_str(u.choose(&pieces)?);
        }
        let (_, after, _) = found(&text);
        assert_eq!(after.len(), text.len());
        Ok(())
    });
}
