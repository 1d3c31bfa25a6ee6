//! What is planted at any layer is found, and what is not there is not.

use super::*;

const LETTERS: &[u8] =
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.:-_+/ ()'\"\\%&<>,;";

/// A value too long to stand anywhere by chance, which no escape ends or begins.
fn value(u: &mut Unstructured) -> Result<String> {
    let mut value = String::from("q");
    for _ in 0..u.int_in_range(10..=40)? {
        match u.ratio(1, 20)? {
            true => value.push(*u.choose(&['é', '鼠', '🐭', 'ß'])?),
            false => value.push(char::from(*u.choose(LETTERS)?)),
        }
    }
    value.push('Z');
    Ok(value)
}

/// Some other text.
fn other(u: &mut Unstructured) -> Result<String> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=8)? {
        text.push_str(u.choose(&[
            "a",
            " ",
            "{\"k\":\"",
            "\",",
            "=",
            "&",
            "xyz",
            "W3si",
            "/",
            "12",
            "é",
            "\n",
            "?",
            "data_list=",
            "H4sI",
            "00",
            "% ",
            ": ",
        ])?);
    }
    Ok(text)
}

/// A JSON string in which any character may be written as an escape.
fn json_string(u: &mut Unstructured, text: &str) -> Result<String> {
    let mut json = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\n' => json.push_str("\\n"),
            '/' if u.ratio(1, 2)? => json.push_str("\\/"),
            '\0'..='\u{ff}' if u.ratio(1, 20)? => {
                json.push_str(&format!("\\u{:04x}", u32::from(character)))
            }
            _ => json.push(character),
        }
    }
    json.push('"');
    Ok(json)
}

/// Data in one more layer, of those that any data can be in.
fn layer(u: &mut Unstructured, data: &[u8]) -> Result<Vec<u8>> {
    Ok(match u.int_in_range(0..=4)? {
        0 => {
            let before = other(u)?;
            let around = [before.as_bytes(), data, other(u)?.as_bytes()].concat();
            BASE64_STANDARD.encode(around).into_bytes()
        }
        1 => {
            let text = BASE64_URL_SAFE_NO_PAD.encode(data);
            let lines = text.as_bytes().chunks(64).collect::<Vec<_>>();
            lines.join(&b"\r\n"[..])
        }
        2 => BASE64_STANDARD.encode(gzip(data)).into_bytes(),
        3 => percent(&BASE64_STANDARD.encode(zlib(data))).into_bytes(),
        _ => hex(data).into_bytes(),
    })
}

#[test]
fn a_planted_value_is_found_at_any_layer() {
    property(|u| {
        let value = value(u)?;
        let mut text = other(u)? + " " + &value + " " + &other(u)?;
        for _ in 0..u.int_in_range(0..=2)? {
            text = match u.int_in_range(0..=2)? {
                0 => percent(&text),
                1 => json_string(u, &text)?,
                _ => text
                    .replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('"', "&quot;"),
            };
        }
        let mut data = text.into_bytes();
        for _ in 0..u.int_in_range(0..=3)? {
            data = layer(u, &data)?;
            data = [
                other(u)?.as_bytes(),
                b" ",
                &data,
                b" ",
                other(u)?.as_bytes(),
            ]
            .concat();
        }
        let place = found(&value, &data);
        assert!(
            place.is_some(),
            "{value} in {}",
            String::from_utf8_lossy(&data)
        );
        Ok(())
    });
}

#[test]
fn a_fingerprint_is_found_at_any_layer() {
    property(|u| {
        let number = u
            .int_in_range(100_000_000_000_000_u64..=999_999_999_999_999)?
            .to_string();
        let (encoding, digest) = match u.int_in_range(0..=2)? {
            0 => (Md5, md5::Md5::digest(&number).to_vec()),
            1 => (Sha1, sha1::Sha1::digest(&number).to_vec()),
            _ => (Sha256, sha2::Sha256::digest(&number).to_vec()),
        };
        let mut data = hex(&digest).into_bytes();
        for _ in 0..u.int_in_range(0..=3)? {
            data = layer(u, &data)?;
        }
        check(&number, &data, Some(encoding));
        Ok(())
    });
}

#[test]
fn a_value_that_is_not_there_is_not_found() {
    property(|u| {
        let value = value(u)?;
        let mut data = other(u)?.into_bytes();
        for _ in 0..u.int_in_range(0..=4)? {
            data = layer(u, &data)?;
            data = [other(u)?.as_bytes(), &data, other(u)?.as_bytes()].concat();
        }
        check(&value, &data, None);
        Ok(())
    });
}

#[test]
fn anything_may_be_added_and_looked_through() {
    property(|u| {
        let values: Vec<String> = u.arbitrary()?;
        let mut secrets = Secrets::new();
        for (index, value) in values.iter().enumerate() {
            secrets.add(value, index);
        }
        let mut data: Vec<u8> = u.arbitrary()?;
        for value in &values {
            data.extend_from_slice(value.as_bytes());
        }
        for found in secrets.find(&data) {
            assert!(found.range.start < found.range.end && found.range.end <= data.len());
        }
        Ok(())
    });
}

#[test]
fn an_escape_of_the_value_stands_behind_a_backslash() {
    let value = r"ql2l.<L5\%87glaD<&f>QZ";
    let data = r#"{"k":" ql2l.&lt;L5\\%87glaD&lt;&amp;f\u003eQZ \/\/"}"#;
    assert!(found(value, data.as_bytes()).is_some(), "{data}");
}

#[test]
fn an_entity_ends_with_an_escape() {
    let value = "qob<BirßbVH_-W0iaC🐭H/jI2\"sjKVZ";
    let data =
        "\" qob&lt\\u003bBirßbVH_-W0iaC🐭H\\/jI2&quot;sjKVZ &quot;,H4\\u0073I\\nW3s\\u0069=\"";
    assert!(found(value, data.as_bytes()).is_some(), "{data}");
}
