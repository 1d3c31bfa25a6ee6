//! A value that stands in a capture is found in every form, and one that does not is not.

use md5::Digest as _;
use overshare::Analysis;
use overshare::report::Encoding;
use test_support::{Result, Unstructured, property};

use crate::capture::{base64, form};
use crate::text;

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.:-_+/ ()'";

/// A value too long to stand anywhere by chance, without blanks around it.
fn value(u: &mut Unstructured) -> Result<String> {
    let mut value = String::from("q");
    for _ in 0..u.int_in_range(10..=30)? {
        value.push(char::from(*u.choose(LETTERS)?));
    }
    value.push('Z');
    Ok(value)
}

/// Percent-encodes as JavaScript's `encodeURIComponent` does.
fn percent(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ if b"-_.!~*'()".contains(&byte) => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value in some form, with what may stand around it.
fn written(u: &mut Unstructured, value: &str) -> Result<(Encoding, String)> {
    let (before, behind) = (u.choose(&["", "x", "xy"])?, u.choose(&["", "z", "zz"])?);
    Ok(match u.int_in_range(0..=9)? {
        0 => (Encoding::Plain, format!("{before} {value} {behind}")),
        // In Base64 the neighbors decide how the bytes fall.
        1 | 2 => (
            Encoding::Base64,
            base64(format!("{before}{value}{behind}").as_bytes()),
        ),
        3 => {
            let text = base64(format!("{before}{value}{behind}").as_bytes());
            (
                Encoding::Base64,
                text.replace('+', "-").replace('/', "_").replace('=', ""),
            )
        }
        4 => (Encoding::PercentEncoded, format!("a={}&b", percent(value))),
        5 => (
            Encoding::PercentEncoded,
            format!("a={}&b", percent(&percent(value))),
        ),
        6 => (Encoding::Hex, hex(value.as_bytes())),
        7 => (Encoding::Md5, hex(&md5::Md5::digest(value))),
        8 => (Encoding::Sha1, hex(&sha1::Sha1::digest(value))),
        _ => (
            Encoding::Sha256,
            hex(&sha2::Sha256::digest(value)).to_ascii_uppercase(),
        ),
    })
}

/// A JSON string in which any character may be written as an escape.
fn json_string(u: &mut Unstructured, text: &str) -> Result<String> {
    let mut json = String::from("\"");
    for character in text.chars() {
        match character {
            '/' if u.ratio(1, 2)? => json.push_str("\\/"),
            _ if u.ratio(1, 20)? => json.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => json.push(character),
        }
    }
    json.push('"');
    Ok(json)
}

#[test]
fn a_planted_value_is_found_in_its_form() {
    property(|u| {
        let value = value(u)?;
        let (form_of_it, text) = written(u, &value)?;
        let text = json_string(u, &text)?;
        let member = if u.ratio(1, 4)? {
            format!("{text}:1")
        } else {
            format!(r#""k":{text}"#)
        };
        let neighbors = text::json(u)?;
        let neighbors = neighbors.trim_start_matches('[').trim_end_matches(']');
        let events = if neighbors.trim().starts_with('{') && !neighbors.contains("}{") {
            format!(r#"[{{"event":"a","properties":{{{member}}}}},{{"x":[{neighbors}]}}]"#)
        } else {
            format!(r#"[{{"event":"a","properties":{{{member}}}}}]"#)
        };
        let analysis = Analysis::new(form(events.as_bytes()), "", &mut |_, _| {});
        let answer = analysis.find_value(&value);
        // A percent-encoded value without reserved characters reads as it is.
        let is_plain = !value.contains(['@', ':', '+', '/', ' ']);
        let expected = match form_of_it {
            Encoding::PercentEncoded if is_plain => Encoding::Plain,
            other => other,
        };
        let hit = answer.hits.iter().find(|hit| hit.encoding == expected);
        let hit = hit.unwrap_or_else(|| {
            panic!("{value:?} as {form_of_it:?} in {events}: {:?}", answer.hits)
        });
        assert!(hit.path.starts_with("0.0.properties."), "{}", hit.path);
        assert!(hit.events >= 1);
        Ok(())
    });
}

#[test]
fn a_value_that_is_not_there_is_not_found() {
    property(|u| {
        let value = value(u)?;
        let paste = text::capture(u)?;
        let analysis = Analysis::new(&paste, "", &mut |_, _| {});
        assert_eq!(analysis.find_value(&value).hits, [], "{value}");
        Ok(())
    });
}

#[test]
fn anything_may_be_typed() {
    property(|u| {
        let typed: String = u.arbitrary()?;
        let paste = text::capture(u)?;
        let analysis = Analysis::new(&paste, "", &mut |_, _| {});
        let answer = analysis.find_value(&typed);
        assert_eq!(answer.hint.is_some(), answer.searched.is_empty());
        Ok(())
    });
}
