//! Grammars of JSON and of things that look like captures.

use test_support::{Result, Unstructured};

use crate::capture::{base64, form, gzip, percent, plain_form};

/// Values nested no deeper than this, so that most inputs are wide rather than deep.
const NESTING: usize = 5;

/// A valid JSON text that holds events: a list, one object, or objects one after another.
pub fn json(u: &mut Unstructured) -> Result<String> {
    let mut text = String::new();
    match u.int_in_range(0..=3)? {
        0 => object(u, 0, &mut text)?,
        1 => {
            for _ in 0..u.int_in_range(1..=4)? {
                object(u, 0, &mut text)?;
                text.push_str(u.choose(&["", "\n", "\r\n", " "])?);
            }
        }
        _ => {
            text.push('[');
            for index in 0..u.int_in_range(0..=5)? {
                if index > 0 {
                    text.push(',');
                }
                space(u, &mut text)?;
                if u.ratio(4, 5)? {
                    object(u, 0, &mut text)?;
                } else {
                    value(u, 0, &mut text)?;
                }
                space(u, &mut text)?;
            }
            text.push(']');
        }
    }
    Ok(text)
}

fn value(u: &mut Unstructured, depth: usize, text: &mut String) -> Result<()> {
    match u.int_in_range(0..=9)? {
        0 | 1 if depth < NESTING => object(u, depth, text)?,
        2 if depth < NESTING => {
            text.push('[');
            space(u, text)?;
            for index in 0..u.int_in_range(0..=4)? {
                if index > 0 {
                    text.push(',');
                }
                space(u, text)?;
                value(u, depth + 1, text)?;
                space(u, text)?;
            }
            text.push(']');
        }
        3 => text.push_str(u.choose(&["true", "false", "null"])?),
        4 | 5 => number(u, text)?,
        6 => text.push_str(u.choose(&["{}", "[]", "{ }", "[\n]"])?),
        _ => string(u, text)?,
    }
    Ok(())
}

fn object(u: &mut Unstructured, depth: usize, text: &mut String) -> Result<()> {
    text.push('{');
    space(u, text)?;
    for index in 0..u.int_in_range(0..=6)? {
        if index > 0 {
            text.push(',');
        }
        space(u, text)?;
        if u.ratio(3, 4)? {
            let names = [
                "event",
                "type",
                "time",
                "distinct_id",
                "properties",
                "lib",
                "url",
                "$device_id",
                "_track_id",
                "identities",
                "list",
                "a.b",
                "",
                "search_word",
                "#type",
            ];
            text.push('"');
            text.push_str(u.choose(&names)?);
            text.push('"');
        } else {
            string(u, text)?;
        }
        space(u, text)?;
        text.push(':');
        space(u, text)?;
        value(u, depth + 1, text)?;
        space(u, text)?;
    }
    text.push('}');
    Ok(())
}

fn number(u: &mut Unstructured, text: &mut String) -> Result<()> {
    match u.int_in_range(0..=5)? {
        0 => text.push_str(&u.arbitrary::<u64>()?.to_string()),
        1 => text.push_str(&u.arbitrary::<i64>()?.to_string()),
        2 => {
            for index in 0..u.int_in_range(1..=40)? {
                let least = u8::from(index == 0);
                text.push(char::from(b'0' + u.int_in_range(least..=9)?));
            }
        }
        _ => text.push_str(u.choose(&[
            "0",
            "-0",
            "9007199254740993",
            "-9007199254740993",
            "1588938227000",
            "0.10",
            "-1.50e-3",
            "1E5",
            "1e+300",
            "18446744073709551616",
            "-9223372036854775809",
            "52518283",
            "1e-400",
        ])?),
    }
    Ok(())
}

fn string(u: &mut Unstructured, text: &mut String) -> Result<()> {
    text.push('"');
    for _ in 0..u.int_in_range(0..=6)? {
        if u.ratio(1, 6)? {
            let character: char = u.arbitrary()?;
            if !matches!(character, '"' | '\\' | '\0'..='\u{1f}') {
                text.push(character);
            }
            continue;
        }
        text.push_str(u.choose(&[
            "a",
            "search",
            "https://example.org/?q=",
            "%7B",
            "{",
            "[",
            ",",
            ":",
            "é",
            "鼠",
            "🐭",
            " ",
            r"\n",
            r#"\""#,
            r"\\",
            r"\/",
            r"\u00e9",
            r"\ud83d\udc2d",
            r"\u0000",
            "=",
            "&",
            "12",
            "a1b2c3d4e5f60718",
            "\u{7f}",
            "}",
            "]",
            "e30=",
            "anna@example.org",
        ])?);
    }
    text.push('"');
    Ok(())
}

fn space(u: &mut Unstructured, text: &mut String) -> Result<()> {
    if u.ratio(1, 4)? {
        text.push_str(u.choose(&[" ", "\n", "\t", "\r\n", "  "])?);
    }
    Ok(())
}

/// Bytes that look like a capture, whole or damaged.
pub fn capture(u: &mut Unstructured) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for _ in 0..u.int_in_range(1..=8)? {
        bytes.extend(piece(u)?);
    }
    if u.ratio(1, 3)? {
        damage(u, &mut bytes)?;
    }
    Ok(bytes)
}

fn piece(u: &mut Unstructured) -> Result<Vec<u8>> {
    let pieces = [
        "POST /sa?project=global_browser_mini HTTP/1.1\r\n",
        "GET /sa.gif?data=",
        "POST / HTTP/2\n",
        ":method: POST\n",
        ":authority: sa.api.intl.miui.com\n",
        "Host: sa.api.intl.miui.com\r\n",
        "Cookie: a=b; c\r\n",
        "Content-Length: 12\r\n",
        "\r\n",
        "\n",
        "data_list=",
        "&data=",
        "&crc=",
        "crc=-627339834",
        "&gzip=1",
        "gzip=9&",
        "ext=crc%3D1",
        "https://sa.api.intl.miui.com/sa?",
        "http://",
        "&",
        "=",
        "%",
        "%2",
        "%25",
        "%7B",
        "+",
        " ",
        "H4sI",
        "W3si",
        "eyJ",
        "stat_value=00",
        "&mistatv=3",
        "p=1&sid=1&fc=0&sn=1",
        "OT_SID: 1\n",
        "\u{feff}",
        "curl '",
        "\"",
        "\\",
        "[",
        "{",
        "{\"H\":1,\"B\":2}",
        "NaN",
        "\\ud83d",
        "amp;",
        "?",
        "#",
        "://",
        "é",
        "\u{0}",
    ];
    Ok(match u.int_in_range(0..=9)? {
        0 => json(u)?.into_bytes(),
        1 => percent(&json(u)?).into_bytes(),
        2 => base64(json(u)?.as_bytes()).into_bytes(),
        3 => percent(&base64(&gzip(json(u)?.as_bytes()))).into_bytes(),
        4 => gzip(json(u)?.as_bytes()),
        5 => plain_form(json(u)?.as_bytes()),
        6 => {
            let mut json = json(u)?.into_bytes();
            damage(u, &mut json)?;
            form(&json)
        }
        7 => {
            let mut packed = gzip(json(u)?.as_bytes());
            damage(u, &mut packed)?;
            percent(&base64(&packed)).into_bytes()
        }
        _ => u.choose(&pieces)?.as_bytes().to_vec(),
    })
}

/// Changes, doubles, removes or cuts off some bytes.
pub fn damage(u: &mut Unstructured, bytes: &mut Vec<u8>) -> Result<()> {
    for _ in 0..u.int_in_range(1..=4)? {
        if bytes.is_empty() {
            return Ok(());
        }
        let at = u.choose_index(bytes.len())?;
        match u.int_in_range(0..=4)? {
            0 => bytes[at] = u.arbitrary()?,
            1 => bytes.truncate(at),
            2 => drop(bytes.remove(at)),
            3 => bytes.insert(at, *u.choose(b"\"\\{}[],:%=&+ \n\r\0\xff")?),
            _ => {
                let end = (at + u.int_in_range(1..=40)?).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
        }
    }
    Ok(())
}
