//! What a caller may ask for.

use crate::diagnostic::Diagnostics;
use crate::json::{self, Document, Top, Value};
use crate::limits::{Budget, Limits};
use crate::progress::Progress;

/// Depth beyond which reading recursively could exhaust the stack.
const DEEPEST: usize = 100;

/// Most that may be asked for: offsets into texts are 32 bits wide.
const LARGEST: usize = 1 << 30;

/// The limits that the options ask for; none where the options cannot be read.
pub(crate) fn limits(text: &str) -> Option<Limits> {
    let mut limits = Limits::DEFAULT;
    if text.trim().is_empty() {
        return Some(limits);
    }
    let options = read(text)?;
    for (index, option) in options.children(0) {
        if options.key(option.key) != "limits" || !matches!(option.value, Value::Object(_)) {
            return None;
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
    Some(limits)
}

/// The options as one complete object.
fn read(text: &str) -> Option<Document> {
    let mut diagnostics = Diagnostics::default();
    let mut listener = |_, _| {};
    let mut progress = Progress::new(&mut listener);
    let budget = &mut Budget::new(Limits::DEFAULT);
    let document = json::read(text.to_owned(), budget, &mut diagnostics, &mut progress);
    let is_object = document.top == Top::One && matches!(document.node(0)?.value, Value::Object(_));
    (is_object && document.rows.len() == 1 && diagnostics.iter().next().is_none())
        .then_some(document)
}

#[cfg(test)]
mod tests {
    use super::*;

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
