//! How people have keys in their hands: printed by a hook, copied from code, out of a file of settings, and
//! what only looks like one.

use std::borrow::Cow;

use super::super::Keys;
use crate::report::KeyKind::{self, Answer, Private, Protected, Public, Symmetric, Unknown};

const HEX: &str = "00112233445566778899aabbccddeeff";
const BASE64: &str = "ABEiM0RVZneImaq7zN3u/w==";
const RSA: &str = include_str!("../../../tests/keys/rsa2048-pkcs8.pem");
const PKCS1: &str = include_str!("../../../tests/keys/rsa2048-pkcs1.pem");
const JWK: &str = include_str!("../../../tests/keys/rsa2048.jwk");
const XML: &str = include_str!("../../../tests/keys/rsa2048.xml");
const SM2: &str = include_str!("../../../tests/keys/sm2-sec1.pem");

fn given(text: &str) -> Vec<KeyKind> {
    Keys::of(&[text.to_owned().into()]).kinds()
}

fn among(text: &[u8]) -> Vec<KeyKind> {
    let mut keys = Keys::default();
    keys.find(&mut Cow::Borrowed(text));
    keys.kinds()
}

/// A body of OneTrack that the key opens, so that what was read is proven to be that key.
fn opens(text: &str) -> bool {
    use crate::bytes::codec::block_cipher::Cipher;
    let bytes: Vec<u8> = (0..16).map(|byte| byte * 0x11).collect();
    let cipher = Cipher::new(&bytes, None).unwrap();
    let keys = Keys::of(&[text.to_owned().into()]);
    keys.each(|_, _| None)
        .any(|key| Cipher::new(key.secret.bytes(), None).as_ref() == Some(&cipher))
}

#[test]
fn a_key_is_read_as_programs_print_it() {
    let pairs: Vec<&str> = HEX
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).unwrap())
        .collect();
    let with = |sign: &str| pairs.join(sign);
    let prefixed = |before: &str, sign: &str| {
        let all: Vec<String> = pairs.iter().map(|pair| format!("{before}{pair}")).collect();
        all.join(sign)
    };
    let numbers: Vec<i32> = (0..16).map(|byte| byte * 0x11).collect();
    let list = |numbers: &[i32], sign: &str| {
        let all: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        all.join(sign)
    };
    let signed: Vec<i32> = numbers
        .iter()
        .map(|&byte| i32::from(byte as u8 as i8))
        .collect();
    for text in [
        HEX.to_owned(),
        HEX.to_uppercase(),
        format!("0x{HEX}"),
        format!("0X{}", HEX.to_uppercase()),
        with(" "),
        with(":"),
        with("-"),
        with(",").replace(',', ", 0x").replacen("00", "0x00", 1),
        prefixed("0x", ", "),
        format!("{{ {} }};", prefixed("0x", ", ")),
        prefixed("\\x", ""),
        format!("b'{}'", prefixed("\\x", "")),
        format!("\"{}\"", prefixed("\\x", "")),
        format!("[{}]", list(&numbers, ", ")),
        format!("[{}]", list(&signed, ", ")),
        format!("[{}]", list(&signed, ",")),
        list(&signed, ","),
        BASE64.to_owned(),
        BASE64.trim_end_matches('=').to_owned(),
        BASE64.replace('/', "_"),
        BASE64.replace('/', "%2F").replace('=', "%3D"),
        format!("\"{BASE64}\""),
        format!("'{BASE64}',"),
        format!("`{HEX}`"),
        format!("key={BASE64}"),
        format!("sk: {HEX}"),
        format!("export KEY=\"{HEX}\""),
        format!("ssecurity = '{BASE64}';"),
        format!("SecretKeySpec key: {HEX}"),
        format!("\u{feff}{HEX}\r\n"),
        format!("\n\n  {BASE64}  \r\n\r\n"),
        format!("{{\"sk\":\"{HEX}\",\"sid\":\"9f\"}}"),
        format!("{{\n  \"key\" : \"{BASE64}\",\n  \"sid\" : \"s\"\n}}\n"),
        format!("&&&START&&&{{\"qs\":\"\",\"ssecurity\":\"{BASE64}\",\"code\":0}}"),
        format!(
            "&&&START&&&\n{{\"ssecurity\":\"{}\"}}",
            BASE64.replace('/', "\\/")
        ),
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n&&&START&&&{{\"ssecurity\":\"{BASE64}\"}}"
        ),
    ] {
        assert_eq!(given(&text), [Symmetric], "{text}");
        assert!(opens(&text), "{text}");
    }
}

#[test]
fn keys_of_servers_are_read_as_people_keep_them() {
    let digits =
        |pem: &str| -> String { pem.lines().filter(|line| !line.starts_with('-')).collect() };
    let indented = RSA.replace('\n', "\n    ");
    let quoted: String = RSA.lines().map(|line| format!("> {line}\n")).collect();
    let in_code: String = RSA
        .lines()
        .map(|line| format!("\"{line}\\n\" +\n"))
        .collect();
    for (text, expected) in [
        (RSA.to_owned(), Private),
        (PKCS1.to_owned(), Private),
        (SM2.to_owned(), Private),
        (RSA.replace('\n', "\r\n"), Private),
        (RSA.replace('\n', "\\n"), Private),
        (RSA.replace('\n', " "), Private),
        (format!("    {indented}"), Private),
        (quoted, Private),
        (in_code, Private),
        (format!("Bag Attributes\n    friendlyName: x\nKey Attributes: <No Attributes>\n{RSA}"), Private),
        (format!("\"private_key\": \"{}\",", RSA.replace('\n', "\\n")), Private),
        (digits(RSA), Private),
        (digits(PKCS1), Private),
        (digits(RSA).replace('+', "-").replace('/', "_"), Private),
        (format!("key={}", digits(RSA)), Private),
        (format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", digits(RSA)), Private),
        (RSA.replace("-----BEGIN", "\u{feff}-----BEGIN"), Private),
        ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg=\n-----END ENCRYPTED PRIVATE KEY-----".to_owned(), Protected),
        ("-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE\n-----END PUBLIC KEY-----".to_owned(), Unknown),
    ] {
        let found = given(&text);
        assert!(
            found.contains(&expected) || expected == Unknown && found == [Public],
            "{found:?}: {text}"
        );
        // In a program there is something else in each line too.
        assert_eq!(found.iter().filter(|kind| **kind == Private).count(), usize::from(expected == Private), "{text}");
    }
}

/// A key with eight bytes more, so that a dump of it has two rows.
const LONG: &str = "00112233445566778899aabbccddeeff0011223344556677ff89aabbccddeeff";

#[test]
fn a_key_is_read_as_programs_dump_it() {
    for text in [
        "00000000: 0011 2233 4455 6677 8899 aabb ccdd eeff  ..\"3DUfw........",
        "00000000  00 11 22 33 44 55 66 77  88 99 aa bb cc dd ee ff  |..\"3DUfw........|\n00000010\n",
        "0000000 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff\n0000020\n",
        "000000 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff  >..\"3DUfw........<\n000010\n",
        "            0  1  2  3  4  5  6  7  8  9  A  B  C  D  E  F  0123456789ABCDEF\n7f8a1b2c30  00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff  ..\"3DUfw........",
        "00000000: 00 11 22 33 44 55 66 77 88 99  ..\"3DUfw..\n0000000a: aa bb cc dd ee ff              ab cd.",
        r#"{"kty":"oct","k":"ABEiM0RVZneImaq7zN3u_w","alg":"A128CBC"}"#,
        "{\n  \"alg\": \"A128KW\",\n  \"k\": \"ABEiM0RVZneImaq7zN3u_w\",\n  \"kty\": \"oct\"\n}",
    ] {
        assert_eq!(given(text), [Symmetric], "{text}");
        assert!(opens(text), "{text}");
    }
    let rows = [
        format!("0000000 {}", pairs(LONG.get(..32).unwrap())),
        format!("0000020 {}", pairs(LONG.get(32..).unwrap())),
        "0000040".to_owned(),
    ];
    assert_eq!(given(&rows.join("\n")), [Symmetric]);
    for text in [
        // Words that are turned around, rows that are missing, and what only looks like a dump.
        "0000000 1100 3322 5544 7766 9988 bbaa ddcc ffee\n0000020".to_owned(),
        rows.join("\n").replace("0000020", "0000060"),
        "2026-11-30 08:10:00 00 11 22 33 44 55 66 77 88 99 aa bb".to_owned(),
        r#"{"kty":"EC","crv":"P-256","d":"ABEiM0RVZneImaq7zN3u_w"}"#.to_owned(),
    ] {
        assert!(!opens(&text), "{text}");
    }
}

fn pairs(digits: &str) -> String {
    let mut text = String::new();
    for pair in digits.as_bytes().chunks(2) {
        text.push_str(std::str::from_utf8(pair).unwrap());
        text.push(' ');
    }
    text
}

/// The same key in the notations of other languages: only its numbers, and none of what is around it.
#[test]
fn numbers_of_a_private_key_are_read() {
    for (text, expected) in [
        (JWK.to_owned(), Private),
        (XML.to_owned(), Private),
        (JWK.replace('{', "{\n").replace(',', ",\n"), Private),
        (XML.replace("><", ">\n  <"), Private),
        (JWK.split_once(",\"d\"").unwrap().0.to_owned() + "}", Public),
        (XML.split_once("<D>").unwrap().0.to_owned(), Public),
    ] {
        assert_eq!(given(&text), [expected], "{text}");
        assert_eq!(among(text.as_bytes()), [expected], "{text}");
    }
    let joined = RSA.replace('\n', "");
    let escaped = RSA
        .replace('\n', "\\n")
        .replace('+', "\\u002B")
        .replace('/', "\\/");
    for text in [
        joined.clone(),
        format!("{{\"key\":\"{joined}\"}}"),
        format!("{{\n \"type\": \"service\",\n \"private_key\": \"{escaped}\",\n \"id\": 1\n}}"),
    ] {
        assert_eq!(given(&text), [Private], "{text}");
    }
    let keys = [RSA, JWK, XML].map(|text| {
        let mut keys = super::super::key_text::several(text, &mut 0);
        keys.remove(0).private
    });
    assert!(keys.iter().all(|key| key.is_some() && *key == keys[0]));
}

#[test]
fn answers_with_an_encrypted_key_are_read() {
    let answer = format!("{{\"code\":0,\"data\":{{\"key\":\"{BASE64}\",\"sid\":\"s\"}}}}");
    let of_mistat = format!(
        "{{\"code\":1,\"msg\":\"ok\",\"curTime\":1,\"result\":{{\"key\":\"{}\",\"sid\":\"9f\"}}}}",
        HEX.repeat(3)
    );
    for text in [
        answer.clone(),
        of_mistat.clone(),
        format!("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{answer}"),
        format!("HTTP/2 200\n\n{of_mistat}"),
        answer.replace(':', " : ").replace(',', ",\n"),
    ] {
        assert_eq!(given(&text), [Answer], "{text}");
    }
    // With the key that asked for it, one below the other or as two texts.
    assert_eq!(given(&format!("{HEX}\n{answer}")), [Symmetric, Answer]);
    let two = Keys::of(&[HEX.to_owned().into(), answer.into()]);
    assert_eq!(two.kinds(), [Symmetric, Answer]);
}

#[test]
fn what_only_looks_like_a_key_is_none() {
    let (cut, _) = HEX.split_at(30);
    for text in [
        "not a key".to_owned(),
        cut.to_owned(),
        format!("{cut}0"),
        HEX.replace('0', "!"),
        "[1, 2, 3]".to_owned(),
        "[0, 1, 2, 300, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]".to_owned(),
        "[0, 1, 2, -129, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]".to_owned(),
        "[\"a\", \"b\"]".to_owned(),
        "key=".to_owned(),
        "password: hunter2".to_owned(),
        "https://a.example/track/key_get".to_owned(),
        "{\"key\":\"short\",\"sid\":\"s\"}".to_owned(),
        "{\"sid\":\"9f9f9f9f\"}".to_owned(),
        "&&&START&&&{\"code\":70016}".to_owned(),
        "HTTP/1.1 404 Not Found\r\n\r\n".to_owned(),
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----".to_owned(),
        "\u{0}\u{1}\u{2}".to_owned(),
        "00:11:22:33:44:55".to_owned(),
        "2026-11-30 08:10:00".to_owned(),
    ] {
        let found = given(&text);
        assert!(
            found.iter().all(|kind| *kind == Unknown),
            "{found:?}: {text}"
        );
    }
}

/// What lies among captures is a request sooner than a key: only what cannot be one is taken.
#[test]
fn odd_forms_among_captures_are_left() {
    let curl = "curl https://a.example/sa -d 'a=b'";
    for text in [
        format!("key={HEX}"),
        format!("key={HEX}&sid=9f"),
        format!("[{}]", vec!["1"; 16].join(",")),
        format!("{curl}\n\nkey={BASE64}"),
        format!("{curl}\n\nsk: {HEX}"),
        format!("{curl} # {HEX}"),
        format!("GET /?key={HEX} HTTP/1.1\r\nHost: a.example\r\n\r\n"),
        "{\"key\":\"search\",\"sid\":\"s\"}".to_owned(),
        format!("<string name=\"sk\">{HEX}</string>"),
    ] {
        assert_eq!(among(text.as_bytes()), [], "{text}");
    }
}
