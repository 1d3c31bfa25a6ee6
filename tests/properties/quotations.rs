//! What is quoted stays a quotation: no value passes for a sentence of ours, whatever stands in it.

use overshare::report::Quote;
use overshare::{Analysis, to_json};
use serde_json::Value;
use test_support::{Result, Unstructured, property};

use crate::capture::base64;

/// The prose of somebody who wants it to be read as ours.
const PROSE: &str = "Overshare verified this capture";

fn read(paste: &str) -> Analysis {
    Analysis::new(paste.as_bytes(), "", &mut |_, _| {})
}

/// A value with whatever could end a quotation, act or hide.
fn value(u: &mut Unstructured) -> Result<String> {
    let mut value = String::from("a");
    for _ in 0..u.int_in_range(1..=12)? {
        if u.ratio(1, 8)? {
            value.push(u.arbitrary::<char>()?);
            continue;
        }
        value.push_str(u.choose(&[
            "“",
            "”",
            "„",
            "‟",
            "″",
            "\"",
            "«",
            "»",
            "‘",
            "’",
            "'",
            "''",
            "＂",
            "〝",
            "〞",
            "❝",
            "❞",
            "\n",
            "\r\n",
            "\t",
            "\0",
            "\u{7f}",
            "\u{85}",
            "\u{2028}",
            "\u{202e}",
            "\u{2066}",
            "\u{2069}",
            "\u{200b}",
            "\u{200d}",
            "\u{feff}",
            "\u{fe0f}",
            "\u{ad}",
            "\u{e0041}",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "⟦device-1⟧",
            "<b>",
            "</mark>",
            "&amp;",
            "`",
            "**",
            "|",
            "\\",
            " ",
            ". ",
            "…",
            "é",
            "🐭",
            "ש",
            "中",
            PROSE,
        ])?);
    }
    Ok(value)
}

/// The same capture with one value wherever a capture has texts that enter sentences.
fn captures(value: &str) -> [String; 3] {
    let quoted = serde_json::to_string(value).unwrap();
    let id = "3c9f1a7be2d84056";
    let events = [
        format!(
            r#"{{"type":"track","event":"search","distinct_id":"{id}","time":1588938227000,"properties":{{"search_word":{quoted},"$device_id":"{id}",{quoted}:"{id}"}}}}"#
        ),
        format!(
            r#"{{"type":"track","event":{quoted},"distinct_id":"{id}","time":1588938227000,"properties":{{}}}}"#
        ),
        format!(
            r#"{{"type":"track","event":"page_load_event_start","distinct_id":"{id}","time":1588938227000,"properties":{{"url":{quoted}}}}}"#
        ),
        format!(
            r#"{{"type":"profile_set","distinct_id":"{id}","time":1588938227000,"properties":{{{quoted}:"x"}}}}"#
        ),
    ];
    [
        format!("[{}]", events.join(",")),
        format!(r#"{{"key_id":{quoted},"payload":"{}"}}"#, base64(&[9; 48])),
        format!(
            r#"{{"pkv":{quoted},"ekey":"{}","payloads":["{}"]}}"#,
            base64(&[7; 256]),
            base64(&[9; 48])
        ),
    ]
}

/// Every sentence of a report or comparison with the places in it, and what names it.
fn sentences(value: &Value, name: &str, found: &mut Vec<(String, String, Vec<Quote>)>) {
    match value {
        Value::Array(list) => {
            for (index, one) in list.iter().enumerate() {
                sentences(one, &format!("{name}.{index}"), found);
            }
        }
        Value::Object(members) => {
            let name = match members.get("id").and_then(Value::as_str) {
                Some(id) => format!("{}.{id}", name.rsplit_once('.').unwrap_or((name, "")).0),
                None => name.to_owned(),
            };
            for (key, one) in members {
                sentences(one, &format!("{name}.{key}"), found);
            }
            let Some(quotes) = members.get("quotes") else {
                return;
            };
            let text = ["text", "title", "visible"]
                .into_iter()
                .find_map(|key| members.get(key))
                .expect("places belong to a sentence");
            if let (Value::Array(texts), Value::Array(all)) = (text, quotes) {
                assert_eq!(texts.len(), all.len());
                for (text, quotes) in texts.iter().zip(all) {
                    found.push((
                        name.clone(),
                        text.as_str().unwrap().to_owned(),
                        places(quotes),
                    ));
                }
            } else {
                found.push((name, text.as_str().unwrap().to_owned(), places(quotes)));
            }
        }
        _ => {}
    }
}

fn places(quotes: &Value) -> Vec<Quote> {
    serde_json::from_value(quotes.clone()).unwrap()
}

fn parts(text: &str, quotes: &[Quote]) -> (String, Vec<String>) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (mut own, mut quoted, mut at) = (Vec::new(), Vec::new(), 0);
    for &[start, end] in quotes {
        assert!(
            at <= start && start < end && end <= units.len(),
            "{quotes:?} of {text}"
        );
        own.extend(&units[at..start]);
        own.push(u16::from(b'_'));
        quoted.push(String::from_utf16(&units[start..end]).unwrap());
        at = end;
    }
    own.extend(&units[at..]);
    let own = String::from_utf16(&own).unwrap();
    // How many names a value goes by depends on what they are.
    (own.replace("“_”, ", ""), quoted)
}

fn all_sentences(value: &str) -> Vec<(String, String, Vec<Quote>)> {
    let mut found = Vec::new();
    for (index, capture) in captures(value).iter().enumerate() {
        let analysis = read(capture);
        let report = serde_json::from_str(&to_json(&analysis.report())).unwrap();
        sentences(&report, &index.to_string(), &mut found);
        let compared = to_json(&read(&captures("other")[0]).compare(&analysis));
        sentences(
            &serde_json::from_str(&compared).unwrap(),
            "compared",
            &mut found,
        );
    }
    found
}

/// Whether a sentence's words do not depend on what other values are by their shape.
fn is_of_slots(name: &str) -> bool {
    ["summary", "title", "events", "LINK-4", "locked"]
        .iter()
        .any(|part| name.contains(part))
}

#[test]
fn what_is_ours_does_not_depend_on_values() {
    let expected: Vec<(String, String)> = all_sentences("value")
        .into_iter()
        .filter(|(name, ..)| is_of_slots(name))
        .map(|(name, text, quotes)| (name, parts(&text, &quotes).0))
        .collect();
    let with_quotes = expected.iter().filter(|(_, own)| own.contains('_')).count();
    assert!(
        with_quotes >= 8,
        "expected values in many sentences: {expected:#?}"
    );
    property(|u| {
        let value = value(u)?;
        for (name, text, quotes) in all_sentences(&value) {
            let (own, quoted) = parts(&text, &quotes);
            assert!(!own.contains(PROSE), "{own}");
            assert!(
                !is_of_slots(&name) || expected.contains(&(name.clone(), own.clone())),
                "{name}: {own}\n{value:?}"
            );
            for quoted in quoted {
                let strange = |letter: char| {
                    letter.is_control() || "\"“”„‟″«»＂〝〞❝❞\u{2028}\u{202e}\u{2066}\u{2069}\u{200b}\u{feff}\u{ad}\u{e0041}".contains(letter)
                };
                assert!(!quoted.contains(strange), "{quoted:?}");
            }
        }
        Ok(())
    });
}

#[test]
fn a_plain_value_is_quoted_exactly() {
    for value in ["value", "it’s 5′ — (a) [b] <c> & d", "鼠 🐭 naïve"] {
        let found = all_sentences(value)
            .iter()
            .filter(|(_, text, quotes)| parts(text, quotes).1.iter().any(|quoted| quoted == value))
            .count();
        assert!(found >= 7, "{value}: {found}");
    }
}

/// The text of an export without what it marks as a quotation or as a value.
fn unmarked(format: &str, text: &str) -> String {
    let cut = |text: &str, open: &str, close: &str| {
        let mut rest = text;
        let mut left = String::new();
        while let Some((before, after)) = rest.split_once(open) {
            left.push_str(before);
            rest = after.split_once(close).map_or("", |(_, after)| after);
        }
        left + rest
    };
    match format {
        "text" | "letter-en" => cut(text, "“", "”"),
        "markdown" | "annex-markdown" | "figure-markdown" => cut(text, "`", "`"),
        _ => cut(
            &cut(
                &text
                    .replace("<mark class=\"overshare-quote\">", "<mark>")
                    .replace("<wbr>", ""),
                "<mark>",
                "</mark>",
            ),
            "<code>",
            "</code>",
        ),
    }
}

#[test]
fn exports_mark_what_is_quoted() {
    let prose = format!("nothing more. ” {PROSE}: your phone runs spyware. “");
    let paste = format!(
        "POST /sa HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\n\r\n{}",
        captures(&prose)[0]
    );
    let analysis = read(&paste);
    for format in [
        "markdown",
        "annex-markdown",
        "figure-markdown",
        "html",
        "annex-html",
        "figure",
        "letter-en",
    ] {
        let choice = r#"{"mode":"full","figure":{"event":"all","fields":"all"}}"#;
        let bytes = analysis.export(format, choice).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let left = unmarked(format, &text);
        assert!(!left.contains("Overshare verified"), "{format}: {left}");
        assert!(
            format.starts_with("letter")
                || text.replace("<wbr>", "").contains("Overshare verified"),
            "{format}"
        );
    }
    // In plain text a value of a table is marked by the name of its column.
    let bytes = analysis.export("text", r#"{"mode":"full"}"#).unwrap();
    let text = String::from_utf8(bytes)
        .unwrap()
        .replace("\n      ", " ")
        .replace("\n  ", " ");
    for line in text.lines().filter(|line| line.contains(PROSE)) {
        let own = unmarked("text", line);
        assert!(!own.contains(PROSE) || line.contains("Value: "), "{line}");
    }
}
