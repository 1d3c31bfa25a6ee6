//! Small errors in JSON that have one plausible meaning.
//!
//! A patch has the length of what it replaces, so every offset holds in the mended text too,
//! and the exact text of each value can still be shown from the original.

use std::ops::Range;

/// A replacement of the same length.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) range: Range<usize>,
    pub(super) replacement: String,
}

/// What was mended, so that it can be counted and undone.
#[derive(Debug, Default)]
pub(super) struct Repaired {
    /// Where each patch went and what stood there.
    originals: Vec<(usize, String)>,
}

impl Repaired {
    /// Applies a patch of the text from `start` on.
    pub(super) fn apply(&mut self, text: &mut String, start: usize, patch: &Patch) {
        let range = start + patch.range.start..start + patch.range.end;
        if let Some(original) = text.get(range.clone()) {
            self.originals.push((range.start, original.to_owned()));
            text.replace_range(range, &patch.replacement);
        }
    }

    /// Restores the text as it was pasted.
    pub(super) fn undo(&self, text: &mut String) {
        for (start, original) in self.originals.iter().rev() {
            text.replace_range(*start..*start + original.len(), original);
        }
    }

    /// How many patches there are; none where there are none.
    pub(super) fn count(&self) -> Option<usize> {
        Some(self.originals.len()).filter(|&count| count > 0)
    }
}

/// The offset of the byte that the error is about; `serde_json` counts it as already read.
pub(super) fn error_offset(text: &str, error: &serde_json::Error) -> usize {
    let line_start = if error.line() <= 1 {
        0
    } else {
        text.bytes()
            .enumerate()
            .filter(|&(_, byte)| byte == b'\n')
            .nth(error.line() - 2)
            .map_or(0, |(offset, _)| offset + 1)
    };
    (line_start + error.column())
        .saturating_sub(1)
        .min(text.len())
}

/// What mends the error at this offset, where that is known.
pub(super) fn patch(text: &str, offset: usize) -> Option<Patch> {
    control_character(text, offset)
        .or_else(|| surrogate(text, offset))
        .or_else(|| escape(text, offset))
        .or_else(|| word(text, offset))
        .or_else(|| trailing_comma(text, offset))
}

/// A line break or another control character inside a string.
fn control_character(text: &str, offset: usize) -> Option<Patch> {
    let byte = text.as_bytes().get(offset)?;
    (*byte < 0x20 && inside_string(text, offset)).then(|| Patch {
        range: offset..offset + 1,
        replacement: " ".into(),
    })
}

/// Half of a surrogate pair, left over where an app cut a text in the middle of an emoji.
fn surrogate(text: &str, offset: usize) -> Option<Patch> {
    let window = offset.saturating_sub(13)..=offset;
    for start in window {
        let Some(first) = escaped_unit(text, start) else {
            continue;
        };
        match first {
            0xD800..=0xDBFF => match escaped_unit(text, start + 6) {
                Some(0xDC00..=0xDFFF) => {}
                _ => return Some(replacement_character(start)),
            },
            0xDC00..=0xDFFF => {
                let paired = start
                    .checked_sub(6)
                    .and_then(|before| escaped_unit(text, before))
                    .is_some_and(|unit| (0xD800..=0xDBFF).contains(&unit));
                if !paired {
                    return Some(replacement_character(start));
                }
            }
            _ => {}
        }
    }
    None
}

fn replacement_character(start: usize) -> Patch {
    Patch {
        range: start..start + 6,
        replacement: "\\ufffd".into(),
    }
}

/// The UTF-16 unit that is written as `\uXXXX` at this offset.
fn escaped_unit(text: &str, start: usize) -> Option<u16> {
    let digits = text.get(start..start + 6)?.strip_prefix("\\u")?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) || is_escaped(text, start) {
        return None;
    }
    u16::from_str_radix(digits, 16).ok()
}

/// Whether the byte at this offset is preceded by an odd number of backslashes.
fn is_escaped(text: &str, offset: usize) -> bool {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    before
        .iter()
        .rev()
        .take_while(|&&byte| byte == b'\\')
        .count()
        % 2
        == 1
}

/// A backslash that begins no escape.
fn escape(text: &str, offset: usize) -> Option<Patch> {
    let window = offset.saturating_sub(5)..=offset;
    let start = window
        .rev()
        .find(|&start| text.as_bytes().get(start) == Some(&b'\\') && !is_escaped(text, start))?;
    let valid = match text.as_bytes().get(start + 1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => true,
        b'u' => escaped_unit(text, start).is_some(),
        _ => false,
    };
    (!valid && inside_string(text, start)).then(|| Patch {
        range: start..start + 1,
        replacement: "?".into(),
    })
}

/// A word that another language writes for a value, or a number that JSON does not allow.
fn word(text: &str, offset: usize) -> Option<Patch> {
    let bytes = text.as_bytes();
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    let start = (0..=offset.min(bytes.len()))
        .rev()
        .take_while(|&start| start == offset || bytes.get(start).is_some_and(in_word))
        .last()?;
    let start = if bytes.get(start).is_some_and(in_word) {
        start
    } else {
        start + 1
    };
    let length = bytes
        .get(start..)?
        .iter()
        .take_while(|byte| in_word(byte))
        .count();
    let word = text.get(start..start + length)?;
    // Not a plain zero, which would count as a whole number that was sent.
    let zero = if length > 1 { "-0" } else { "0" };
    let meant = match word {
        "NaN" | "Infinity" | "-Infinity" => zero,
        "undefined" | "None" => "null",
        "True" => "true",
        "False" => "false",
        // A date or an address behind a name was meant; in brackets it is the beginning of a line of a log.
        _ if is_numeric(word) && (is_number(word) || is_named(text, start)) => zero,
        _ => return None,
    };
    let replacement = " ".repeat(length - meant.len()) + meant;
    (replacement != word).then_some(Patch {
        range: start..start + length,
        replacement,
    })
}

/// Whether a word has only what numbers have.
fn is_numeric(word: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    !word.is_empty() && word.bytes().all(fits)
}

/// Whether a name is before a value.
fn is_named(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    before.trim_end().ends_with(':')
}

/// Whether a word is a number as other languages write them, such as `+5`, `007`, `.5` or `5.`. A date, an
/// address or a version is none.
fn is_number(word: &str) -> bool {
    fn without_sign(text: &str) -> &str {
        text.strip_prefix(['+', '-']).unwrap_or(text)
    }
    let (digits, exponent) = word.split_once(['e', 'E']).unwrap_or((word, ""));
    let (digits, exponent) = (without_sign(digits), without_sign(exponent));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let has_digits = !whole.is_empty() || !part.is_empty();
    has_digits && [whole, part, exponent].into_iter().all(is_plain)
}

/// A comma before a closing bracket.
fn trailing_comma(text: &str, offset: usize) -> Option<Patch> {
    let before = text.get(..offset)?;
    let trimmed = before.trim_end();
    let closing = text
        .as_bytes()
        .get(offset)
        .is_some_and(|byte| b"]}".contains(byte));
    (closing && trimmed.ends_with(',')).then(|| Patch {
        range: trimmed.len() - 1..trimmed.len(),
        replacement: " ".into(),
    })
}

/// Whether the byte at this offset stands inside a string, judged from the start of the text.
pub(super) fn inside_string(text: &str, offset: usize) -> bool {
    let mut inside = false;
    let mut escaped = false;
    for byte in text.bytes().take(offset) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            _ => {}
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::json::{Document, read, spans::Spans};
    use crate::limits::{Budget, Limits};
    use crate::progress::Progress;

    fn values(text: &str) -> (Vec<String>, Vec<&'static str>) {
        let mut diagnostics = Diagnostics::default();
        let mut budget = Budget::new(Limits::DEFAULT);
        let document: Document = read(
            text.to_owned(),
            &mut budget,
            &mut diagnostics,
            &mut Progress::new(&mut |_, _| {}),
        );
        let mut values = Vec::new();
        for row in &document.rows {
            for (node, range) in Spans::new(&document, row) {
                if document
                    .node(node)
                    .is_some_and(|node| node.value.inner() == 0)
                {
                    values.push(document.text.get(range).unwrap_or("?").to_owned());
                }
            }
        }
        (
            values,
            diagnostics
                .iter()
                .map(|diagnostic| diagnostic.code)
                .collect(),
        )
    }

    #[test]
    fn small_errors_are_mended_and_shown_as_sent() {
        for (text, expected) in [
            (r#"[{"a":1e999,"b":2}]"#, vec!["1e999", "2"]),
            (r#"[{"a":NaN,"b":-Infinity}]"#, vec!["NaN", "-Infinity"]),
            (
                r#"[{"a":None,"b":True,"c":False}]"#,
                vec!["None", "True", "False"],
            ),
            (r#"[{"a":007,"b":2}]"#, vec!["007", "2"]),
            (r#"[{"a":"x\ud83d","b":2}]"#, vec![r#""x\ud83d""#, "2"]),
            (r#"[{"a":"x\ude00y","b":2}]"#, vec![r#""x\ude00y""#, "2"]),
            (
                r#"[{"a":"\ud83d\ude00\ud83d!"}]"#,
                vec![r#""\ud83d\ude00\ud83d!""#],
            ),
            (r#"[{"a":"c:\q","b":2}]"#, vec![r#""c:\q""#, "2"]),
            (
                "[{\"a\":\"two\nlines\",\"b\":2}]",
                vec!["\"two\nlines\"", "2"],
            ),
            (r#"[{"a":[1,2,],"b":3,}]"#, vec!["1", "2", "3"]),
            (
                r#"[{"a":2020-05-08,"b":[+5,.5,5.,1.e+3],"c": 10.0.0.1}]"#,
                vec!["2020-05-08", "+5", ".5", "5.", "1.e+3", "10.0.0.1"],
            ),
        ] {
            let (values, codes) = values(text);
            assert_eq!(values, expected, "{text}");
            assert_eq!(codes, ["json-mended"], "{text}");
        }
    }

    #[test]
    fn a_small_error_in_every_record_costs_no_record() {
        let record = r#"{"a":NaN,"b":2}"#;
        let text = format!("[{}]", [record; 5_000].join(","));
        let (values, codes) = values(&text);
        assert_eq!(values.len(), 10_000);
        assert_eq!(values.last().map(String::as_str), Some("2"));
        assert_eq!(codes, ["json-mended"]);
    }

    #[test]
    fn a_number_of_any_length_is_shown_as_sent() {
        let digits = "0".repeat(100_000);
        let (values, codes) = values(&format!(r#"[{{"a":{digits}}}]"#));
        assert_eq!((values, codes), (vec![digits], vec!["json-mended"]));
    }

    #[test]
    fn what_the_end_cut_off_is_neither_guessed_nor_costs_what_stands_before() {
        for (text, expected) in [
            (r#"[{"a":12,"bc"#, vec!["12"]),
            (r#"[{"a":12,"b":"c3"#, vec!["12"]),
            (r#"[{"a":12,"b":-"#, vec!["12"]),
            (r#"[{"a":12,"b":3"#, vec!["12"]),
            (r#"[{"a":12,"b":1e999"#, vec!["12"]),
            (r#"[{"a":12,"b":{"#, vec!["12"]),
            (r#"[{"a":12,"b":[[{"#, vec!["12"]),
            (r#"[{"a":12},{"#, vec!["12"]),
            (r#"[{"a":12},{"b":{"c":[]"#, vec!["12", "[]"]),
        ] {
            assert_eq!(values(text).0, expected, "{text}");
        }
    }

    #[test]
    fn valid_text_is_left_alone() {
        for text in [
            r#"[{"a":"\ud83d\ude00"}]"#,
            r#"[{"a":"\\ud83d"}]"#,
            r#"{"a":9007199254740993}"#,
        ] {
            assert!(values(text).1.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_line_of_a_log_has_no_values() {
        for text in ["[2020-05-08", "[2020-05-08 12:13", "[10.0.0.1", "[1.2.3]"] {
            assert!(values(text).0.is_empty(), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_mended_keeps_what_stood_before() {
        let (values, codes) = values(r#"[{"a":1},{"b":"x"oops"}]"#);
        assert_eq!(values, ["1", "\"x\""]);
        assert_eq!(codes, ["json-damaged"]);
    }
}
