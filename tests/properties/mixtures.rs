//! Whatever text events are in, and in whatever notation, each is found once, in its order.

use crate::capture::{base64, events};
use test_support::property;

/// An event as JSON, with a name of its own and characters that notations write in their own way.
fn event(name: &str) -> String {
    format!(
        r#"{{"type":"track","event":"{name}","time":1588600000000,"distinct_id":"d1","properties":{{"title":"a \"b\" & <c>"}}}}"#
    )
}

/// Percent-encodes what cannot be in a form.
fn percent(text: &str) -> String {
    let written = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(written).collect()
}

/// Ways in which a text holds JSON.
const WAYS: [fn(&str) -> String; 10] = [
    |json| format!("The event {json} was sent."),
    |json| format!("const body = {json:?};"),
    |json| format!("x,\"{}\",y", json.replace('"', "\"\"")),
    |json| {
        let escaped = json
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;");
        format!("<td>{escaped}</td>")
    },
    |json| format!("    // data_list={}", percent(&base64(json.as_bytes()))),
    |json| format!("sent: {} (seen)", percent(json)),
    |json| format!("<{}>", base64(json.as_bytes())),
    |json| format!("\"{}\"", json.replace('\\', "\\x5C").replace('"', "\\x22")),
    |json| {
        let digits: String = json.bytes().map(|byte| format!("{byte:02x}")).collect();
        format!("bytes {digits} end")
    },
    |json| format!("```\nPOST /sa?project=p HTTP/1.1\nHost: a.example\n\n{json}\n```"),
];

#[test]
fn events_are_found_in_the_order_of_any_text() {
    property(|u| {
        let count = u.int_in_range(1..=5)?;
        let mut text = String::from("Notes of an evening\n\n");
        let mut names = Vec::new();
        for index in 0..count {
            let way = u.choose_index(WAYS.len())?;
            let name = format!("event_{index}");
            let write = WAYS.get(way).copied().unwrap_or(|json| json.to_owned());
            text.push_str(&write(&event(&name)));
            text.push_str("\n\nand then, as ever, {nothing} [of note]\n\n");
            names.push((name, way));
        }
        let found: Vec<_> = events(text.as_bytes())
            .into_iter()
            .map(|event| {
                let title = event
                    .fields
                    .into_iter()
                    .find(|(path, _)| path == "properties.title");
                (event.name, title.map(|(_, value)| value))
            })
            .collect();
        let title = r#""a \"b\" & <c>""#.to_owned();
        let wanted: Vec<_> = names
            .iter()
            .map(|(name, _)| (Some(name.clone()), Some(title.clone())))
            .collect();
        assert_eq!(found, wanted, "{names:?}\n{text}");
        Ok(())
    });
}
