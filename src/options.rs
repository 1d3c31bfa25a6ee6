//! What a caller may ask for.
//!
//! What cannot be read changes nothing: the defaults hold, and a diagnostic says so.
//!
//! # Example
//!
//! ```
//! let analysis = overshare::Analysis::new(&b"[]"[..], "no options", &mut |_, _| {});
//! let overview = analysis.overview();
//! assert_eq!(overview.diagnostics[0].code, "options");
//! assert!(overview.diagnostics[0].help.contains(r#" {"as":"har"}"#));
//! ```

use zeroize::Zeroizing;

use crate::json::{self, Document, Top, Value};
use crate::limits::Limits;

/// Depth beyond which reading recursively could exhaust the stack.
const DEEPEST: usize = 100;

/// Most that may be asked for: offsets into texts are 32 bits wide.
const LARGEST: usize = 1 << 30;

/// What a caller asks for.
#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    pub(crate) limits: Limits,
    /// The text of a knowledge pack, or empty.
    pub(crate) pack: String,
    /// The ID of the format that the capture is in, where the caller knows it.
    pub(crate) format: Option<String>,
    /// The texts of keys.
    pub(crate) keys: Vec<Zeroizing<String>>,
}

impl Options {
    /// What applies where nobody asked for anything.
    pub(crate) const DEFAULT: Options = Options {
        limits: Limits::DEFAULT,
        pack: String::new(),
        format: None,
        keys: Vec::new(),
    };
}

/// The options of a text; none where they cannot be read.
pub(crate) fn options(text: &str) -> Option<Options> {
    let Options {
        mut limits,
        mut pack,
        mut format,
        mut keys,
    } = Options::DEFAULT;
    if text.trim().is_empty() {
        return Some(Options::DEFAULT);
    }
    let options = read(text)?;
    for (index, option) in options.children(0) {
        match (options.key(option.key), option.value) {
            ("limits", Value::Object(_)) => {}
            ("pack", value) => {
                pack = options.string(value)?.to_owned();
                continue;
            }
            ("as", value) => {
                format = Some(options.string(value)?.to_owned());
                continue;
            }
            ("keys", Value::Array(_)) => {
                for (_, key) in options.children(index) {
                    keys.push(Zeroizing::new(options.string(key.value)?.to_owned()));
                }
                continue;
            }
            ("keys", value) => {
                keys.push(Zeroizing::new(options.string(value)?.to_owned()));
                continue;
            }
            _ => return None,
        }
        for (_, wanted) in options.children(index) {
            let (limit, least, most) = match options.key(wanted.key) {
                "input" => (&mut limits.input, 0, LARGEST),
                "output" => (&mut limits.output, 0, LARGEST),
                "ratio" => (&mut limits.ratio, 1, LARGEST),
                "depth" => (&mut limits.depth, 1, DEEPEST),
                "nodes" => (&mut limits.nodes, 0, LARGEST),
                "rows" => (&mut limits.rows, 0, LARGEST),
                "names" => (&mut limits.names, 0, LARGEST),
                "rereading" => (&mut limits.rereading, 0, LARGEST),
                "report_fields" => (&mut limits.report_fields, 0, LARGEST),
                _ => return None,
            };
            let Value::Unsigned(wanted) = wanted.value else {
                return None;
            };
            *limit = usize::try_from(wanted.get())
                .unwrap_or(most)
                .clamp(least, most);
        }
    }
    Some(Options {
        limits,
        pack,
        format,
        keys,
    })
}

/// Whole numbers by their names; none where the text does not give one.
pub(crate) fn numbers<const N: usize>(text: &str, names: [&str; N]) -> [Option<u64>; N] {
    let mut numbers = [None; N];
    let Some(options) = read(text) else {
        return numbers;
    };
    for (_, option) in options.children(0) {
        let named = names.iter().zip(&mut numbers);
        for (_, number) in named.filter(|(name, _)| **name == options.key(option.key)) {
            *number = match option.value {
                Value::Unsigned(number) => Some(number.get()),
                _ => None,
            };
        }
    }
    numbers
}

/// Which events a caller wants to see; what is not set lets all through.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Filter {
    /// Stands in a name or a value, letters of either case.
    pub(crate) text: String,
    /// Kind of data that one of its fields is.
    pub(crate) category: Option<String>,
    /// The least severity.
    pub(crate) severity: u64,
    /// Name of the event; an empty one stands for events without a name.
    pub(crate) name: Option<String>,
    /// Host that its request went to.
    pub(crate) host: Option<String>,
    /// Index of its request.
    pub(crate) request: Option<u64>,
    /// The first moment, in milliseconds since 1970.
    pub(crate) from: Option<u64>,
    /// The last moment.
    pub(crate) to: Option<u64>,
}

/// The filter of a text: a JSON object that holds nothing else, or a text to look for.
pub(crate) fn filter(text: &str) -> Filter {
    let text = text.trim();
    let filter = match text.as_bytes() {
        [b'{', ..] => read(text).and_then(|object| filter_of(&object)),
        _ => None,
    };
    filter.unwrap_or_else(|| Filter {
        text: text.to_owned(),
        ..Filter::default()
    })
}

fn filter_of(object: &Document) -> Option<Filter> {
    let mut filter = Filter::default();
    for (_, wanted) in object.children(0) {
        let text = object.string(wanted.value);
        let number = match wanted.value {
            Value::Null => continue,
            Value::Unsigned(number) => Some(number.get()),
            _ => None,
        };
        match (object.key(wanted.key), text, number) {
            ("text", Some(text), _) => filter.text = text.trim().to_owned(),
            ("category", Some(text), _) => filter.category = Some(text.to_owned()),
            ("name", Some(text), _) => filter.name = Some(text.to_owned()),
            ("host", Some(text), _) => filter.host = Some(text.to_owned()),
            ("severity", _, Some(number)) => filter.severity = number,
            ("request", _, Some(number)) => filter.request = Some(number),
            ("from", _, Some(number)) => filter.from = Some(number),
            ("to", _, Some(number)) => filter.to = Some(number),
            _ => return None,
        }
    }
    Some(filter)
}

/// The options as one complete object.
pub(crate) fn read(text: &str) -> Option<Document> {
    let (document, diagnostics) = json::read_plain(text);
    let is_object = document.top == Top::One && matches!(document.node(0)?.value, Value::Object(_));
    (is_object && document.rows.len() == 1 && diagnostics.iter().next().is_none())
        .then_some(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(text: &str) -> Option<Limits> {
        options(text).map(|options| options.limits)
    }

    #[test]
    fn a_pack_is_a_text() {
        let asked = options(r#"{"pack":"{\"name\":\"x\"}","limits":{}}"#);
        assert_eq!(
            asked.map(|options| options.pack).as_deref(),
            Some(r#"{"name":"x"}"#)
        );
        assert_eq!(options(r#"{"pack":{}}"#), None);
        assert_eq!(options(r#"{"packs":""}"#), None);
    }

    #[test]
    fn a_format_is_a_text() {
        let format = |text: &str| options(text).map(|options| options.format);
        assert_eq!(format("{}"), Some(None));
        assert_eq!(format(r#"{"as":"har"}"#), Some(Some("har".to_owned())));
        assert_eq!(format(r#"{"as":null}"#), None);
    }

    #[test]
    fn keys_are_a_text_or_several() {
        let keys = |text: &str| options(text).map(|options| options.keys);
        let texts = |texts: &[&str]| {
            let texts = texts.iter();
            texts
                .map(|text| Zeroizing::new((*text).to_owned()))
                .collect()
        };
        assert_eq!(keys("{}"), Some(vec![]));
        assert_eq!(keys(r#"{"keys":"a"}"#), Some(texts(&["a"])));
        assert_eq!(keys(r#"{"keys":["a","b"]}"#), Some(texts(&["a", "b"])));
        assert_eq!(keys(r#"{"keys":["a",1]}"#), None);
        assert_eq!(keys(r#"{"keys":{"a":"b"}}"#), None);
    }

    #[test]
    fn numbers_are_found_by_name() {
        let found = |text: &str| numbers(text, ["from", "to"]);
        assert_eq!(found(r#"{"to":2,"from":1,"x":3}"#), [Some(1), Some(2)]);
        assert_eq!(found(r#"{"from":"1","to":-2}"#), [None, None]);
        assert_eq!(found(r#"{"from":1"#), [None, None]);
        assert_eq!(found(""), [None, None]);
    }

    #[test]
    fn a_filter_is_an_object_or_a_text() {
        let text = |text: &str| Filter {
            text: text.to_owned(),
            ..Filter::default()
        };
        assert_eq!(filter(" Search "), text("Search"));
        assert_eq!(filter(r#"{"text":" a\"b ","name":null}"#), text("a\"b"));
        assert_eq!(
            filter(
                r#"{"severity":3,"from":1,"to":2,"request":0,"host":"h","name":"","category":"x"}"#
            ),
            Filter {
                text: String::new(),
                category: Some("x".to_owned()),
                severity: 3,
                name: Some(String::new()),
                host: Some("h".to_owned()),
                request: Some(0),
                from: Some(1),
                to: Some(2),
            }
        );
        for other in [
            "{",
            "{}}",
            r#"{"text":7}"#,
            r#"{"from":-1}"#,
            r#"{"more":""}"#,
            r#"["text"]"#,
        ] {
            assert_eq!(filter(other), text(other));
        }
    }

    #[test]
    fn limits_are_read_and_kept_within_bounds() {
        assert_eq!(limits(""), Some(Limits::DEFAULT));
        assert_eq!(limits("{}"), Some(Limits::DEFAULT));
        let asked = limits(r#"{"limits":{"depth":5000,"nodes":7}}"#);
        assert_eq!(
            asked,
            Some(Limits {
                depth: DEEPEST,
                nodes: 7,
                ..Limits::DEFAULT
            })
        );
        assert_eq!(limits(r#"{"limits":{"deep":1}}"#), None);
        assert_eq!(limits(r#"{"limits":{"depth":-1}}"#), None);
        assert_eq!(limits(r#"{"limits":7}"#), None);
        assert_eq!(limits(r#"[{}]"#), None);
        assert_eq!(limits(r#"{"limits":{"depth":1}"#), None);
        assert_eq!(limits("nodes=7"), None);
    }
}
