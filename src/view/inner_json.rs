//! JSON in a text of JSON, which is written with a backslash more for every layer: for reading, such a
//! text is opened.

use crate::bytes::codec::json_string;
use crate::json::is_whole;

/// Layers that are opened.
const LAYERS: usize = 4;

/// Bytes of a text that is opened: longer ones are shown as they are.
const LENGTH: usize = 64 << 10;

/// A JSON text in which texts that hold JSON stand as what they hold; none where there are none.
pub(super) fn opened(text: &str) -> Option<String> {
    let may_hold = text.len() <= LENGTH && begins(text) && text.contains('\\');
    (may_hold && is_whole(text))
        .then(|| within(text, LAYERS))
        .filter(|opened| opened != text)
}

/// The same of a text that is JSON.
fn within(text: &str, layers: usize) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inner)) = rest.split_once('"') {
        written.push_str(before);
        let length = string_length(inner);
        let raw = inner.get(..length).unwrap_or_default();
        rest = inner.get(length + 1..).unwrap_or_default();
        let is_name = rest.trim_start().starts_with(':');
        let held = Some(raw).filter(|raw| layers > 0 && !is_name && begins(raw));
        match held.map(json_string::decode).filter(|held| is_whole(held)) {
            Some(held) => written.push_str(&within(&held, layers - 1)),
            None => {
                written.push('"');
                written.push_str(raw);
                written.push('"');
            }
        }
    }
    written.push_str(rest);
    written
}

/// The length of a string whose first quote stands before it.
fn string_length(text: &str) -> usize {
    let mut from = 0;
    while let Some(mark) = json_string::find_mark(text.as_bytes(), from) {
        if text.as_bytes().get(mark) == Some(&b'"') {
            return mark;
        }
        from = mark + 2;
    }
    text.len()
}

/// Whether a text begins like an object or a list.
fn begins(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_hold_json_are_opened() {
        for (text, expected) in [
            (
                r#"{"a": "{\"b\":\"[1, \\\"c\\\"]\"}", "d": "\""}"#,
                Some(r#"{"a": {"b":[1, "c"]}, "d": "\""}"#),
            ),
            (
                r#"["{\u0022a\u0022:1}", "[x]"]"#,
                Some(r#"[{"a":1}, "[x]"]"#),
            ),
            // Nothing to open.
            (r#"{"a": "b\\"}"#, None),
            (r#"{"[1]": "\n"}"#, None),
            (r#"["{\"a\": "]"#, None),
            (r#"{\"a\": "{}"}"#, None),
            (r#"a "{\"b\":1}""#, None),
            ("", None),
        ] {
            assert_eq!(opened(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn no_more_layers_are_opened_than_there_are_allowed() {
        let mut text = "[1]".to_owned();
        for _ in 0..8 {
            text = format!("[{}]", serde_json::to_string(&text).unwrap());
        }
        let found = opened(&text).unwrap();
        assert!(found.starts_with("[[[[[\"["), "{found}");
    }
}
