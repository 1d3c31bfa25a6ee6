//! What a caller may ask for.

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
}

impl Options {
    /// What applies where nobody asked for anything.
    pub(crate) const DEFAULT: Options = Options {
        limits: Limits::DEFAULT,
        pack: String::new(),
    };
}

/// The options of a text; none where they cannot be read.
pub(crate) fn options(text: &str) -> Option<Options> {
    let Options {
        mut limits,
        mut pack,
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
            _ => return None,
        }
        for (_, wanted) in options.children(index) {
            let (limit, least, most) = match options.key(wanted.key) {
                "input" => (&mut limits.input, 0, LARGEST),
                "output" => (&mut limits.output, 0, LARGEST),
                "ratio" => (&mut limits.ratio, 1, LARGEST),
                "depth" => (&mut limits.depth, 1, DEEPEST),
                "nodes" => (&mut limits.nodes, 0, LARGEST),
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
    Some(Options { limits, pack })
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

/// The options as one complete object.
fn read(text: &str) -> Option<Document> {
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
    fn numbers_are_found_by_name() {
        let found = |text: &str| numbers(text, ["from", "to"]);
        assert_eq!(found(r#"{"to":2,"from":1,"x":3}"#), [Some(1), Some(2)]);
        assert_eq!(found(r#"{"from":"1","to":-2}"#), [None, None]);
        assert_eq!(found(r#"{"from":1"#), [None, None]);
        assert_eq!(found(""), [None, None]);
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
