//! A hidden value in any notation that `docs/masking.md` promises, in any place that somebody shows,
//! stops everything, and texts of every day stop nothing.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use overshare::{Analysis, Refusal};
use sha2::Digest as _;
use test_support::{Result, Unstructured, property};

use crate::capture::{base64, form, gzip, percent};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Each character written in some way of its own.
fn each(value: &str, write: impl Fn(char) -> String) -> String {
    value.chars().map(write).collect()
}

fn utf_16(value: &str, unit: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    value.encode_utf16().flat_map(unit).collect()
}

/// What any text can be written as.
fn any_notation(u: &mut Unstructured, value: &str) -> Result<String> {
    let wide = |letter: char| match letter {
        '!'..='~' => char::from_u32(u32::from(letter) + 0xfee0)
            .unwrap()
            .to_string(),
        other => other.to_string(),
    };
    let unseen = *u.choose(&[
        "\u{200b}", "\u{200d}", "\u{ad}", "\u{2060}", "\u{feff}", "\u{fe0f}", "\u{202e}",
    ])?;
    let byte = |write: fn(u8) -> String| value.bytes().map(write).collect::<String>();
    Ok(match u.int_in_range(0..=22)? {
        0 => value.to_owned(),
        1 => value.to_uppercase(),
        2 => percent(&percent(value)),
        3 => byte(|byte| format!("%{byte:02x}")),
        4 => each(value, |letter| format!("%u{:04X}", u32::from(letter))),
        5 => each(value, |letter| format!("\\u{:04x}", u32::from(letter))),
        6 => each(value, |letter| format!("\\u{{{:x}}}", u32::from(letter))),
        7 => byte(|byte| format!("\\x{byte:02X}")),
        8 => byte(|byte| format!("\\{byte:03o}")),
        9 => each(value, |letter| format!("&#{};", u32::from(letter))),
        10 => each(value, |letter| format!("&#{:09}", u32::from(letter))),
        11 => each(value, |letter| format!("&#x{:X};", u32::from(letter))),
        12 => byte(|byte| format!("={byte:02X}")),
        13 => each(value, wide),
        14 => each(value, |letter| format!("{letter}{unseen}")),
        15 => STANDARD.encode(format!("{}{value}", u.choose(&["", "x", "xy", "xyz"])?)),
        16 => URL_SAFE_NO_PAD.encode(value),
        17 => hex(value.as_bytes()),
        18 => STANDARD.encode(gzip(value.as_bytes())),
        19 => STANDARD.encode(utf_16(value, u16::to_le_bytes)),
        20 => STANDARD.encode(utf_16(value, u16::to_be_bytes)),
        21 => hex(&utf_16(value, u16::to_le_bytes)),
        _ => base64(base64(value.as_bytes()).as_bytes()),
    })
}

fn grouped(value: &str, size: usize, with: &str) -> String {
    let letters: Vec<char> = value.chars().collect();
    let groups: Vec<String> = letters
        .chunks(size)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(with)
}

/// An identifier, and what it can be written as by itself.
fn identifier(u: &mut Unstructured) -> Result<(String, String)> {
    let mut digits = |count: usize| -> Result<String> {
        (0..count)
            .map(|_| Ok(char::from(b'0' + u.int_in_range(0..=9)?)))
            .collect()
    };
    let (first, second) = (digits(13)?, digits(13)?);
    let number: u64 = u.int_in_range(0x1000_0000_0000_u64..=0xffff_ffff_ffff)?;
    let long = format!(
        "{number:012x}{:020x}",
        u.int_in_range(1_u64 << 62..=u64::MAX)?
    );
    let mac = grouped(&long[..12], 2, ":");
    let uuid = format!(
        "{}-{}-4{}-8{}-{}",
        &long[..8],
        &long[8..12],
        &long[13..16],
        &long[17..20],
        &long[20..32]
    );
    let imei = format!("86{first}");
    let choose = |u: &mut Unstructured, of: &[String]| Ok(u.choose(of)?.clone());
    Ok(match u.int_in_range(0..=7)? {
        0 => {
            let other = choose(
                u,
                &[
                    grouped(&imei, 4, " "),
                    grouped(&imei, 2, "-"),
                    imei[..14].to_owned(),
                    format!("{imei}.0"),
                    imei[3..].to_owned(),
                    hex(&md5::Md5::digest(&imei)),
                    hex(&md5::Md5::digest(&imei))[8..24].to_owned(),
                    hex(&sha1::Sha1::digest(&imei)),
                    STANDARD.encode(sha2::Sha256::digest(&imei)),
                    STANDARD.encode(&imei)[1..].to_owned(),
                ],
            )?;
            (imei, other)
        }
        1 => {
            let bare = long[..12].to_owned();
            let other = choose(
                u,
                &[
                    bare.clone(),
                    bare.to_uppercase(),
                    grouped(&bare, 2, "-"),
                    grouped(&bare, 4, "."),
                    grouped(&bare, 2, " "),
                ],
            )?;
            (mac, other)
        }
        2 => {
            let other = choose(
                u,
                &[
                    uuid.replace('-', ""),
                    format!("{{{}}}", uuid.to_uppercase()),
                    uuid[..18].to_owned(),
                    uuid[19..].to_owned(),
                ],
            )?;
            (uuid, other)
        }
        3 => {
            let national = format!("17{}", &second[..8]);
            let other = choose(
                u,
                &[
                    format!("0049{national}"),
                    format!("0{national}"),
                    format!("+49 (0) {}", grouped(&national, 3, " ")).replace("(0) ", ""),
                    format!("(0{}) {}", &national[..3], grouped(&national[3..], 2, " ")),
                ],
            )?;
            (format!("+49{national}"), other)
        }
        4 => {
            let [_, _, a, b, c, d, ..] = number.to_be_bytes();
            let (a, b) = (a | 0x80, b | 1);
            let other = choose(
                u,
                &[
                    u32::from_be_bytes([a, b, c, d]).to_string(),
                    format!("0x{a:02x}{b:02x}{c:02x}{d:02x}"),
                    std::net::Ipv4Addr::new(a, b, c, d)
                        .to_ipv6_mapped()
                        .to_string(),
                    format!(
                        "::ffff:{:x}:{:x}",
                        u16::from_be_bytes([a, b]),
                        u16::from_be_bytes([c, d])
                    ),
                ],
            )?;
            (format!("{a}.{b}.{c}.{d}"), other)
        }
        5 => {
            let low = number.to_be_bytes();
            let part = |place: usize| u16::from_be_bytes([low[place], low[place + 1]]);
            let address =
                std::net::Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, part(2), part(4), part(6));
            let full = grouped(&hex(&address.octets()), 4, ":");
            match u.ratio(1, 2)? {
                true => (address.to_string(), full),
                false => (full, address.to_string()),
            }
        }
        6 => {
            let seconds = 1_400_000_000 + number % 500_000_000;
            let milliseconds = format!("{seconds}{:03}", number % 1_000);
            let stamp = jiff::Timestamp::from_second(seconds as i64)
                .unwrap()
                .to_string();
            let other = choose(
                u,
                &[
                    seconds.to_string(),
                    format!("{milliseconds}000"),
                    stamp.clone(),
                    stamp.replace('T', " ").replace('Z', " UTC"),
                    stamp[..16].to_owned(),
                ],
            )?;
            (milliseconds, other)
        }
        _ => {
            let mail = format!("zq{}@mail.example", &first[..9]);
            let other = hex(&md5::Md5::digest(&mail));
            (mail, other)
        }
    })
}

fn read(paste: &[u8]) -> Analysis {
    Analysis::new(paste, "", &mut |_, _| {})
}

/// A capture in which one value is hidden and a text is shown, and the choice that shows it.
fn shown(u: &mut Unstructured, value: &str, text: &str) -> Result<(Vec<u8>, &'static str)> {
    let [value, text] = [value, text].map(|text| serde_json::to_string(text).unwrap());
    let (note, path) = match u.int_in_range(0..=3)? {
        0 => (format!(r#""note":{text}"#), "properties.note"),
        1 => (format!(r#""list":["a",{text}]"#), "properties.list[]"),
        2 => (
            format!(r#""inner":{{"note":{text}}}"#),
            "properties.inner.note",
        ),
        _ => {
            let json = serde_json::to_string(&format!(r#"{{"k":{text}}}"#)).unwrap();
            (format!(r#""note":{json}"#), "properties.note")
        }
    };
    let json = format!(
        r#"[{{"type":"track","event":"search","properties":{{"$wifi":true}}}},{{"type":"track","event":"search","properties":{{"nobody_knows":{value},{note}}}}}]"#
    );
    let paste = match u.ratio(1, 2)? {
        true => json.into_bytes(),
        false => form(json.as_bytes()),
    };
    Ok((paste, path))
}

#[test]
fn a_hidden_value_is_found_in_every_notation_that_is_promised() {
    property(|u| {
        let (value, other) = identifier(u)?;
        let written = match u.ratio(1, 2)? {
            true => any_notation(u, &value)?,
            false => other,
        };
        let text = match u.int_in_range(0..=2)? {
            0 => written.clone(),
            1 => format!("see {written} there"),
            _ => format!("id={written}&x=1"),
        };
        let (paste, path) = shown(u, &value, &text)?;
        let choice = format!(r#"{{"reveal":{{"fields":["{path}"]}}}}"#);
        let analysis = read(&paste);
        for refusal in [
            analysis.share(&choice).err(),
            analysis.export("csv-fields", &choice).err(),
        ] {
            let Some(Refusal::Leaks(leaks)) = &refusal else {
                panic!("{value} leaves as {text}: {refusal:?}");
            };
            let message = refusal.as_ref().unwrap().to_string();
            assert_eq!(leaks[0].event, Some(2), "{leaks:?}");
            assert!(leaks[0].field.replace("[1]", "[]") == path, "{leaks:?}");
            let start = format!(
                "A hidden value is still readable in “{}” of event 2",
                leaks[0].field
            );
            assert!(message.starts_with(&start), "{message}");
            assert!(!message.contains(&value), "{message}");
        }
        Ok(())
    });
}

/// Texts as people and apps write them, with all that looks like a notation and is none.
const ORDINARY: [&str; 24] = [
    "Anna and Ben met at the river at 18:14 on 7 May 2020",
    "2020-05-07 18:14:47.123 UTC; 2020-05-08T13:43:47Z",
    "Order 20-4711 of 12 items, 1,299.00 EUR, 19 % off",
    "rgb(12, 34, 56) #a1b2c3 #deadbe 0xdeadbeef",
    "https://shop.example/a/b?x=1&y=2%20z&amp;lang=DE&v=20",
    "Mozilla/5.0 (Linux; Android 10; Redmi Note 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/81.0.4044.138",
    "12.0.5.0.QFAEUXM 3.2.10 10.15.7 2.0.0-rc.1+20200508",
    "call 112 or 0800 1110111",
    "1 2 3 4 5 6 7 8 9 10 11 12",
    "be a cafe, add a bed, fade a face: dead beef",
    "C:\\Users\\anna\\x41\\101 \\u0041 &lt;b&gt; &copy 2020",
    "Grüße aus München, naïve café, ÅÄÖ, ﬁne ½ ²",
    "ＡＢＣ　１２３ ①②③ 𝐛𝐨𝐥𝐝 ﷽ ١٢٣",
    "我在北京大学读书，今天天气很好。",
    "=41=42 a=b==c == 0x00",
    "48.2 N 11.6 E, 48.1, -11.5, 3.14159265",
    "192.168.0.1 10.0.0.1 fe80::1 ::1 2001:db8::1",
    "d41d8cd98f00b204e9800998ecf8427e e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "00:00:00:00:00:00 02:00:00:00:00:00 ff-ff-ff-ff-ff-ff",
    "00000000-0000-0000-0000-000000000000",
    "1588938227000 1588938228000 1588938229",
    "SGVsbG8gV29ybGQ= eyJhIjoxfQ== 48656c6c6f",
    "4.2e10 1e-9 6.022e23 100000000 999999999",
    "an\u{200b}na \u{202b}bidi\u{202c} soft\u{ad}hyphen",
];

#[test]
fn ordinary_texts_are_no_notation_of_anything() {
    property(|u| {
        let (value, _) = identifier(u)?;
        if ORDINARY
            .iter()
            .any(|text| text.contains(&value[..value.len().min(10)]))
        {
            return Ok(());
        }
        let mut text = String::new();
        for _ in 0..u.int_in_range(1..=4)? {
            text.push_str(u.choose(&ORDINARY)?);
            text.push_str(u.choose(&[" ", "\n", ", ", "/"])?);
        }
        let (paste, path) = shown(u, &value, &text)?;
        let choice = format!(r#"{{"reveal":{{"fields":["{path}"]}}}}"#);
        let analysis = read(&paste);
        if let Err(refusal) = analysis.share(&choice) {
            panic!("{value} is said to be in {text}: {refusal:?}");
        }
        for format in ["html", "json"] {
            if let Err(refusal) = analysis.export(format, &choice) {
                panic!("{format}: {value} is said to be in {text}: {refusal:?}");
            }
        }
        Ok(())
    });
}
