//! An event is found in the middle of prose in whatever notation it is written there, with the value that
//! was sent.

use serde_json::json;
use test_support::{Result, Unstructured, property};

use crate::capture::{base64, events, form, gzip, percent, plain_form};

/// A value with what notations have signs for.
fn value(u: &mut Unstructured) -> Result<String> {
    let mut value = String::new();
    for _ in 0..u.int_in_range(0..=20)? {
        match u.ratio(1, 6)? {
            true => value.push(u.arbitrary::<char>()?),
            false => value.push_str(u.choose(&[
                "a", "second", " ", "  ", "'", "''", "\"", "\\", "\\n", "\n", "\t", "é", "%22",
                "+", "&amp;", "<", "#", ": ", "$(x)", "`", "{", "]", "=", "中", "🐭",
            ])?),
        }
    }
    Ok(value)
}

fn each(text: &str, write: impl Fn(u8) -> String) -> String {
    text.bytes().map(write).collect()
}

/// The lines of a scalar of YAML, broken at single blanks before letters: signs at the beginning of a line
/// can be marks.
fn folded(u: &mut Unstructured, text: &str) -> Result<String> {
    let signs: Vec<char> = text.chars().collect();
    let mut folded = String::new();
    for (at, &sign) in signs.iter().enumerate() {
        let is_apart = |at: usize| signs.get(at).is_some_and(|sign| !sign.is_whitespace());
        let is_between =
            at > 0 && is_apart(at - 1) && signs.get(at + 1).is_some_and(char::is_ascii_alphabetic);
        match sign == ' ' && is_between && u.ratio(1, 2)? {
            true => folded.push_str("\n    "),
            false => folded.push(sign),
        }
    }
    Ok(folded)
}

/// JSON as texts have it, and what the notation is called.
fn written(u: &mut Unstructured, json: &str) -> Result<(&'static str, String)> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let in_json = |text: &str| serde_json::to_string(text).unwrap();
    let twice = json.replace('\\', "\\\\").replace('\'', "\\'");
    Ok(match u.int_in_range(0..=16)? {
        0 => ("JSON", format!("it sent {json} there")),
        1 => ("percent", format!("it sent {} there", percent(json))),
        2 => (
            "Base64",
            format!("it sent {} there", base64(json.as_bytes())),
        ),
        3 => (
            "gzip",
            format!("it sent {} there", base64(&gzip(json.as_bytes()))),
        ),
        4 => (
            "hex",
            format!("it sent {} there", each(json, |byte| format!("{byte:02x}"))),
        ),
        5 => (
            "groups of hex",
            format!("it sent <{}>", each(json, |byte| format!("{byte:02x} "))),
        ),
        6 => (
            "form",
            format!("it sent {} there", text(form(json.as_bytes()))),
        ),
        7 => (
            "plain form",
            format!("it sent {} there", text(plain_form(json.as_bytes()))),
        ),
        8 => {
            let entities = json.replace('&', "&amp;").replace('"', "&quot;");
            (
                "entities",
                format!("<p>it sent <b>{}</b></p>", entities.replace('<', "&lt;")),
            )
        }
        9 => (
            "cell",
            format!("it sent,\"{}\",there", json.replace('"', "\"\"")),
        ),
        10 => ("JSON in JSON", format!("it sent {} there", in_json(json))),
        11 => (
            "JSON in JSON in JSON",
            format!("it sent {} there", in_json(&in_json(json))),
        ),
        12 => (
            "Python",
            format!(
                "it sent b'{}' there",
                each(&twice, |byte| match byte {
                    b' '..=b'~' => char::from(byte).to_string(),
                    _ => format!("\\x{byte:02x}"),
                })
            ),
        ),
        13 => (
            "bash",
            format!(
                "it sent $'{}' there",
                each(&twice, |byte| match byte {
                    b' '..=b'~' => char::from(byte).to_string(),
                    _ => format!("\\{byte:03o}"),
                })
            ),
        ),
        14 => {
            let quoted = json.replace('\'', r"'\''");
            (
                "command",
                format!("I ran\n\n$ curl https://a.example/sa -d '{quoted}'\n\nand it sent that"),
            )
        }
        15 => {
            let mut quoted = folded(u, &json.replace('\'', "''"))?;
            // In one line and without quotes in it, it looks like a string of JavaScript.
            if !quoted.contains('\n') && !quoted.contains("''") {
                quoted = quoted.replacen(',', ",\n    ", 1);
            }
            (
                "single quotes of YAML",
                format!("seen:\n  body: 'x'\n  sent: '{quoted}'\n  to: there\n"),
            )
        }
        _ => {
            let quoted = in_json(json);
            let quoted = folded(u, &quoted[1..quoted.len() - 1])?;
            (
                "double quotes of YAML",
                format!("seen:\n  sent: \"{quoted}\"\n  to: there\n"),
            )
        }
    })
}

#[test]
fn what_is_written_in_any_notation_is_what_was_sent() {
    property(|u| {
        let value = value(u)?;
        let json = json!([{
            "type": "track", "event": "search", "time": 1_588_784_524_318_u64, "distinct_id": "a1",
            "lib": {"$lib": "Android"}, "properties": {"words": value},
        }])
        .to_string();
        let (notation, text) = written(u, &json)?;
        let text = format!("This is what I saw.\n\n{text}\n\nWhat is it?\n");
        assert_eq!(
            events(text.as_bytes()),
            events(json.as_bytes()),
            "{notation}: {text}"
        );
        assert_eq!(events(json.as_bytes()).len(), 1);
        Ok(())
    });
}
