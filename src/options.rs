//! What a caller may ask for.

use serde::Deserialize;

use crate::limits::Limits;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    limits: Option<LimitOptions>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitOptions {
    input: Option<usize>,
    output: Option<usize>,
    ratio: Option<usize>,
    depth: Option<usize>,
    nodes: Option<usize>,
    rereading: Option<usize>,
    report_fields: Option<usize>,
}

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
    let options: Options = serde_json::from_str(text).ok()?;
    let Some(wanted) = options.limits else {
        return Some(limits);
    };
    let set = |limit: &mut usize, wanted: Option<usize>, least: usize, most: usize| {
        if let Some(wanted) = wanted {
            *limit = wanted.clamp(least, most);
        }
    };
    set(&mut limits.input, wanted.input, 0, LARGEST);
    set(&mut limits.output, wanted.output, 0, LARGEST);
    set(&mut limits.ratio, wanted.ratio, 1, LARGEST);
    set(&mut limits.depth, wanted.depth, 1, DEEPEST);
    set(&mut limits.nodes, wanted.nodes, 0, LARGEST);
    set(&mut limits.rereading, wanted.rereading, 0, LARGEST);
    set(&mut limits.report_fields, wanted.report_fields, 0, LARGEST);
    Some(limits)
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
        assert_eq!(limits("nodes=7"), None);
    }
}
