mod properties;

use std::io::Write as _;
use std::time::Instant;

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use md5::Digest as _;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use test_support::{Result, Unstructured, property};

use super::*;

use Encoding::{Base64, Hex, Md5, NameUuid, PercentEncoded, Plain, Sha1, Sha256};

fn secrets(values: &[&str]) -> Secrets {
    let mut secrets = Secrets::new();
    for (index, value) in values.iter().enumerate() {
        secrets.add(value, index);
    }
    secrets
}

/// What is found of one value, with the part of the data in which it was.
fn found(value: &str, data: &[u8]) -> Option<(Encoding, Vec<u8>)> {
    let looked = secrets(&[value]).look(data);
    assert!(looked.is_complete, "{value}");
    assert!(looked.found.len() <= 1, "{value}");
    let found = looked.found.into_iter().next()?;
    Some((found.encoding, data[found.range].to_vec()))
}

/// Looks for a value in some data.
fn check(value: &str, data: impl AsRef<[u8]>, expected: Option<Encoding>) {
    let data = data.as_ref();
    let encoding = found(value, data).map(|(encoding, _)| encoding);
    assert_eq!(
        encoding,
        expected,
        "{value} in {}",
        String::from_utf8_lossy(data)
    );
}

/// Looks for a value whose place in the data is known.
fn check_place(value: &str, data: &str, expected: &str) {
    let (_, place) = found(value, data.as_bytes()).unwrap_or_else(|| panic!("{value} in {data}"));
    assert_eq!(String::from_utf8_lossy(&place), expected, "{data}");
}

fn percent(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn plainly() {
    check(
        "anna@mail.example",
        r#"{"x":"mailto:anna@mail.example?"}"#,
        Some(Plain),
    );
    check(
        "anna@mail.example",
        r#"{"x":"ANNA@Mail.Example"}"#,
        Some(Plain),
    );
    check("anna@mail.example", r"anna\u0040mail.example", Some(Plain));
    check(
        "https://garden.example/roses",
        r"https:\/\/garden.example\/roses",
        Some(Plain),
    );
    check(r#"say "yes""#, r#""say \"yes\"""#, Some(Plain));
    check(r#"say "yes""#, r#"a,"say ""yes""""#, Some(Plain));
    check("a<b & c>d", "a&lt;b &amp; c&gt;d", Some(Plain));
    check("it's me there", "it&#39;s me there", Some(Plain));
    check("snow_white*7", r"snow\_white\*7", Some(Plain));
    check("snow%20white%207", "snow white 7", Some(Plain));
    check("我在北京大学", "他说我在北京大学读书", Some(Plain));
    check("anna@mail.example", "anna@mail.exampl", None);
    for length in 65_500..65_560 {
        let data = " ".repeat(length) + "anna@mail.example";
        check("anna@mail.example", data, Some(Plain));
    }
}

#[test]
fn in_other_spellings() {
    check("28:6c:07:12:34:5f", "286C0712345F", Some(Plain));
    check("28:6c:07:12:34:5f", "28-6c-07-12-34-5f", Some(Plain));
    check("286c0712345f", "28:6C:07:12:34:5F", Some(Plain));
    check("+49 (170) 1234567", "x491701234567x", Some(Plain));
    check("9774d56d-682e-549c", "9774D56D682E549C", Some(Plain));
    // A point in a fraction is no separator.
    check("119.448001", "119448001", None);
    check("1-2-3-4", "1234", None);
}

#[test]
fn short_values_only_as_a_whole() {
    check("1080", "1080000", None);
    check("1080", "21080", None);
    check("1080", "3.1080", None);
    check("1080", "1080.5", None);
    check("1080", "1080.", Some(Plain));
    check("1080", "1080p", Some(Plain));
    check("-33.85", "[-33.85,151]", Some(Plain));
    check("-33.85", "[-33.851,151]", None);
    check("2.0.13", "12.0.13", None);
    check("123456789", "41234567890", Some(Plain));
    check("zorba", "zorbas", None);
    check("zorba", "1zorba", None);
    check("zorba", "x_zorba.", Some(Plain));
    check("zorbazor", "xzorbazorx", Some(Plain));
    check("z0r8", "xz0r8x", Some(Plain));
    check("abc", "abc", None);
    check("üü", "üü", None);
}

#[test]
fn short_values_do_not_count_amid_code() {
    let code = "Zk3pQ9xW2mT7vB4nR8sL1dF6gH0jK5";
    for value in ["z0r8", "zorba", "1080"] {
        check(value, format!("{code}/{value}/{code}"), None);
        check(
            value,
            format!("/users/in/garden/{value}/of/something/long"),
            Some(Plain),
        );
    }
    check("z0r8zor9", format!("{code}z0r8zor9{code}"), Some(Plain));
}

#[test]
fn coded() {
    let mail = "anna@mail.example";
    check(mail, "x=anna%40mail%2eexample", Some(PercentEncoded));
    check(mail, "x=anna%2540mail.example", Some(PercentEncoded));
    check("anna of mail", "x=anna+of+mail", Some(Plain));
    for before in ["", "x", "xy", "xyz"] {
        let text = format!("{before}{mail}{before}");
        check(mail, BASE64_STANDARD.encode(&text), Some(Base64));
        check(mail, BASE64_URL_SAFE_NO_PAD.encode(&text), Some(Base64));
        check(
            mail,
            format!("{before}{}", BASE64_STANDARD.encode(&text)),
            Some(Base64),
        );
        check(
            mail,
            format!("{before}/{}", BASE64_STANDARD.encode(gzip(text.as_bytes()))),
            Some(Base64),
        );
        check(mail, hex(text.as_bytes()), Some(Hex));
        check(
            mail,
            format!("{before}a{}", hex(text.as_bytes()).to_uppercase()),
            Some(Hex),
        );
    }
    check(
        mail,
        percent(&BASE64_STANDARD.encode("??>>??anna@mail.example")),
        Some(Base64),
    );
    check(mail, hex(&gzip(mail.as_bytes())), Some(Hex));
    check(mail, gzip(mail.as_bytes()), Some(Plain));
    check(mail, zlib(mail.as_bytes()), Some(Plain));
    check(mail, deflate(mail.as_bytes()), Some(Plain));
    check(
        mail,
        BASE64_STANDARD.encode(deflate(mail.as_bytes())),
        Some(Base64),
    );
    check(
        mail,
        BASE64_STANDARD.encode(zlib(percent(mail).as_bytes())),
        Some(Base64),
    );
    // A key is written in lines.
    let lines = BASE64_STANDARD.encode(format!("{} {mail} {0}", "a text ".repeat(9)));
    let lines: Vec<&str> = lines
        .as_bytes()
        .chunks(50)
        .map(|line| str::from_utf8(line).unwrap())
        .collect();
    check(mail, lines.join("\r\n  "), Some(Base64));
    check(mail, lines.join("\\n"), Some(Base64));
}

#[test]
fn short_values_in_code() {
    check("abcd", "YWJjZA==", Some(Base64));
    check("abcd", "YWJjZA", None);
    check("zorba", "em9yYmE", Some(Base64));
    check(
        "zorba",
        BASE64_STANDARD.encode(r#"{"k":"zorba"}"#),
        Some(Base64),
    );
    check(
        "1080",
        BASE64_STANDARD.encode(r#"{"key":1080,"k":2}"#),
        Some(Base64),
    );
    check(
        "zorba",
        BASE64_STANDARD.encode(b"\xff\x00\x17zorba\x01\x02\x03"),
        None,
    );
    check("zorba", hex(b"zorba"), Some(Hex));
    check("abcd", gzip(b"abcd"), Some(Plain));
}

#[test]
fn what_looks_like_an_escape_can_begin_code() {
    let mail = "anna@mail.example";
    check(
        mail,
        format!(r"C:\{}", BASE64_STANDARD.encode(mail)),
        Some(Base64),
    );
    check(
        mail,
        format!(r"x\{}", BASE64_STANDARD.encode("n".to_owned() + mail)),
        Some(Base64),
    );
}

#[test]
fn escapes_in_code_cut_nothing() {
    // A number may be a part of a longer one, and a placeholder may lack its bracket.
    for key in ["k", "ke", "key"] {
        let code = format!(r#"{{"{key}":12345678,"name":"⟦parcel-5678⟧ a longer text"}}"#);
        let code = BASE64_STANDARD.encode(code);
        let whole = format!("{key}\":12345678");
        let secrets = secrets(&["5678", "45678", "1234", "zorba", &whole]);
        for at in 0..code.len() {
            for escape in [
                format!("%{:02X}", code.as_bytes()[at]),
                format!("\\u{:04x}", code.as_bytes()[at]),
            ] {
                let mut data = code.clone();
                data.replace_range(at..=at, &escape);
                let found = secrets.find(data.as_bytes());
                let found: Vec<_> = found
                    .iter()
                    .map(|found| (found.index, found.encoding))
                    .collect();
                assert_eq!(found, [(4, Base64)], "{data}");
            }
        }
    }
}

#[test]
fn identifiers_in_a_text() {
    check(
        "k=zq1c9fa7c7k##other=words",
        "zq1c9fa7c7k: 1",
        Some(Encoding::Plain),
    );
    check("id zq1c9fa7c7k", "zq1c9fa7c7", None);
    // No identifier by itself: a word, a number with a unit.
    check(
        "model=RedmiNote8 of 12345678 units",
        "RedmiNote8 12345678",
        None,
    );
    check("9774d56d-682e-549c-8e0a-0123456789ab", "9774d56", None);
}

#[test]
fn what_lies_in_a_value_that_is_code() {
    for value in ["enExYzlmYTdjN2s=", "enExYzlmYTdjN2s"] {
        check(value, "\"zq1c9fa7c7k\":1", Some(Encoding::Plain));
        check(value, "zq1c9fa7c", None);
    }
    check("YT8-YWJj_2E", "a?>abc", None);
    check("aGFsbG8_Pz8-", "hallo???>", Some(Encoding::Plain));
}

#[test]
fn fingerprints() {
    for (value, made_of) in [
        ("490154203237518", "490154203237518"),
        ("28:6C:07:12:34:5F", "286c0712345f"),
        ("Anna@Mail.example", "anna@mail.example"),
    ] {
        check(value, hex(&md5::Md5::digest(made_of)), Some(Md5));
        check(
            value,
            hex(&sha1::Sha1::digest(made_of)).to_uppercase(),
            Some(Sha1),
        );
        check(value, hex(&sha2::Sha256::digest(made_of)), Some(Sha256));
        check(value, sha2::Sha256::digest(made_of), Some(Sha256));
        check(
            value,
            BASE64_STANDARD.encode(md5::Md5::digest(made_of)),
            Some(Md5),
        );
    }
    for uuid in [
        "0eaed834-a1e6-34b2-bf0c-024e0013dea1",
        "0EAED834A1E634B2BF0C024E0013DEA1",
    ] {
        check("490154203237518", uuid, Some(NameUuid));
    }
    check(
        "a text of words",
        hex(&md5::Md5::digest("a text of words")),
        None,
    );
}

#[test]
fn parts_of_addresses() {
    let address = "https://anna:s3cret@www.Garden.example:8080/albums/our-roses%20in%20may/index.html?id=user-77&tag=abc&next=https%3A%2F%2Fpond.example%2Ffish-and-frogs#top";
    for part in [
        "garden.example",
        "our-roses%20in%20may",
        "our-roses in may",
        "user-77",
        "pond.example",
        "fish-and-frogs",
    ] {
        check(address, format!("x {part} y"), Some(Plain));
    }
    for part in [
        "index.html",
        "https://",
        "example",
        "tag=abc",
        "8080",
        "www.",
    ] {
        check(address, format!("x {part} y"), None);
    }
    check(
        "https://sa.api.intl.miui.com/x",
        "sa.api.intl.miui.com",
        None,
    );
    check("no/address/anywhere", "anywhere", None);
}

#[test]
fn long_values_by_their_ends() {
    let long: String = (0..200).map(|number| format!("w{number} ")).collect();
    let long = long.trim();
    check(long, long, Some(Plain));
    let bytes = long.as_bytes();
    check(long, &bytes[..64], Some(Plain));
    check(long, &bytes[bytes.len() - 64..], Some(Plain));
    check(long, &bytes[1..bytes.len() - 1], None);
    let whole = str::from_utf8(&bytes[..300]).unwrap();
    check(whole, whole, Some(Plain));
    check(whole, &bytes[..64], None);
}

#[test]
fn what_every_report_says_is_no_find() {
    for word in [
        "track",
        "TRUE",
        "null",
        "distinct_id",
        "$manufacturer",
        "hardware_id",
        "Pages you visit",
        "You opened",
        "browser",
        "2020",
        "sha256",
    ] {
        check(word, format!("x {word} y"), None);
    }
    for value in [
        "zorba",
        "20202",
        "yellow page",
        "You searched YouTube",
        "palant2020",
    ] {
        check(value, format!("x {value} y"), Some(Plain));
    }
    let mut secrets = secrets(&["serif", "wikipedia.org", "zorba9"]);
    assert_eq!(secrets.find(b"serif wikipedia.org zorba9").len(), 3);
    secrets.allow_text("<meta serif>\nwikipedia.org\nx zorba9");
    let left: Vec<usize> = secrets
        .find(b"serif wikipedia.org zorba9")
        .iter()
        .map(|found| found.index)
        .collect();
    assert_eq!(left, [2]);
}

#[test]
fn placeholders_are_no_finds() {
    check("⟦device-1234⟧", "⟦device-1234⟧", None);
    for value in ["1234", "parcel", "base64", "parcel-1"] {
        check(value, "⟦parcel-1234⟧·base64", None);
        check(value, r"\u27e6parcel-1234\u27e7\u00b7base64", None);
        check(value, percent("⟦parcel-1234⟧·base64"), None);
        check(value, percent(&percent("⟦parcel-1234⟧·base64")), None);
        check(value, "&#10214;parcel-1234&#x27e7;·base64", None);
        check(value, BASE64_STANDARD.encode("⟦parcel-1234⟧·base64"), None);
    }
    check("1234", "⟦zorba-1⟧1234", Some(Plain));
    check("1234", "⟦Zorba 1234⟧", Some(Plain));
    check("490154203237518", "⟦490154203237518⟧", Some(Plain));
}

#[test]
fn places() {
    let mail = "anna@mail.example";
    check_place(mail, "x anna@mail.example y", mail);
    check_place(
        mail,
        r"x\n\u0061nna\u0040mail.exampl%65 y",
        r"\u0061nna\u0040mail.exampl%65",
    );
    check_place(
        mail,
        "%2578=anna%2540mail.example&",
        "anna%2540mail.example",
    );
    check_place(
        mail,
        "k=eHggYW5uYUBtYWlsLmV4YW1wbGUgeHg=&",
        "YW5uYUBtYWlsLmV4YW1wbGUg".trim_end_matches('g'),
    );
    check_place(
        "zorba@zorba",
        "x:xx7a6f72-62:61407a6f72626179",
        "7a6f72-62:61407a6f726261",
    );
    let packed = BASE64_STANDARD.encode(gzip(mail.as_bytes()));
    let packed = packed.trim_end_matches('=');
    check_place(mail, &format!("a={packed}&b=c"), packed);
}

#[test]
fn each_value_is_told_once() {
    let secrets = secrets(&[
        "anna@mail.example",
        "peter@mail.example",
        "nobody@mail.example",
    ]);
    let data = "peter@mail.example anna%40mail.example anna@mail.example peter@mail.example";
    let found: Vec<_> = secrets
        .find(data.as_bytes())
        .into_iter()
        .map(|found| (found.index, found.encoding, found.range))
        .collect();
    assert_eq!(found, [(1, Plain, 0..18), (0, Plain, 39..56)]);
}

#[test]
fn a_part_of_a_name_of_ours_is_no_find() {
    check("2020-05-08", r#"["palant-2020-05-08"]"#, None);
    check("2020-05-08", r#"["peter-2020-05-08"]"#, Some(Plain));
}

#[test]
fn in_a_file_only_what_nobody_writes_by_chance_is_found() {
    let values = [
        "1080",
        "4915112345678",
        "zorba",
        "enhanced incognito",
        "text/css;charset=utf-8",
        "2020-05-08",
        "a1b2c3d4e5f60718",
        "28:6c:07:12:34:5f",
        "anna@mail.example",
    ];
    let mut secrets = secrets(&values);
    let data = values.join(" ");
    assert_eq!(secrets.find(data.as_bytes()).len(), values.len());
    secrets.only_identifiers("x text/css;charset=utf-8 y");
    let found = secrets.find(data.as_bytes());
    let found: Vec<usize> = found.iter().map(|found| found.index).collect();
    assert_eq!(found, [1, 6, 7, 8]);
}

#[test]
fn hostile_data_end() {
    let secrets = secrets(&["anna@mail.example"]);
    let mut bomb = gzip(&vec![0; 64 << 20]);
    for _ in 0..2 {
        bomb = gzip(&bomb);
    }
    let started = Instant::now();
    let mut inner = b"anna@mail.example".to_vec();
    for _ in 0..40 {
        inner = BASE64_STANDARD.encode(&inner).into_bytes();
        inner.truncate(100_000);
    }
    let magic = [0x1f, 0x8b, 8].repeat(20_000);
    for data in [
        bomb,
        inner,
        magic,
        vec![b'%'; 100_000],
        vec![b'\\'; 100_000],
        b"a\n".repeat(50_000),
    ] {
        let looked = secrets.look(&data);
        assert_eq!(looked.found, []);
    }
    let mut alike = Secrets::new();
    for number in 0..2_000 {
        alike.add(&format!("{}{number}", "a".repeat(number % 390)), number);
    }
    assert!(
        !alike
            .find(&vec![b'a'; 100_000])
            .iter()
            .any(|found| found.range.is_empty())
    );
    assert!(started.elapsed().as_secs() < 60);
}
