//! What somebody chose to pass on.

use std::collections::BTreeMap;

use crate::json::{Document, Value};
use crate::options;
use crate::report::MaskMode;

/// What somebody chose: how much is masked, and what is treated otherwise than the rules say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) mode: MaskMode,
    /// Whether times leave as they are.
    pub(crate) exact_times: bool,
    /// Whether the body gets a checksum that fits.
    pub(crate) replayable: bool,
    pub(crate) reveal: Selection,
    pub(crate) mask: Selection,
    /// The numbers of the requests that leave, in digits; none where nobody chose.
    pub(crate) requests: Option<BTreeMap<String, usize>>,
}

/// Fields, kinds of data, values and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    /// Paths, in which elements of lists are `list[]`.
    fields: Vec<String>,
    categories: Vec<String>,
    /// Contents of strings and texts of other values.
    values: Vec<String>,
    /// Names of fields, wherever they stand.
    names: Vec<String>,
}

/// What a choice says of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Nothing,
    Reveal,
    Mask,
}

impl Choice {
    /// Reads a choice; none where the text is no JSON object or asks for something that there is not.
    pub(crate) fn read(text: &str) -> Option<Choice> {
        let mut choice = Choice::default();
        if text.trim().is_empty() {
            return Some(choice);
        }
        let object = options::read(text)?;
        let string = |value| object.string(value);
        for (index, member) in object.children(0) {
            match object.key(member.key) {
                "mode" => {
                    choice.mode = match string(member.value)? {
                        "structure" => MaskMode::Structure,
                        "masked" | "reviewed" => MaskMode::Masked,
                        "full" => MaskMode::Full,
                        _ => return None,
                    };
                }
                "times" => {
                    choice.exact_times = match string(member.value)? {
                        "relative" => false,
                        "exact" => true,
                        _ => return None,
                    };
                }
                "replayable" => choice.replayable = member.value == Value::Bool(true),
                "requests" => choice.requests = Some(requests(&object, index, member.value)?),
                "reveal" => choice.reveal = Selection::read(&object, index)?,
                "mask" => choice.mask = Selection::read(&object, index)?,
                // What an export shows of what leaves; it is read there.
                "figure" => {}
                _ => return None,
            }
        }
        Some(choice)
    }

    /// Whether a request leaves.
    pub(crate) fn takes(&self, request: usize) -> bool {
        let requests = self.requests.as_ref();
        requests.is_none_or(|requests| requests.contains_key(&request.to_string()))
    }

    /// The mode as it is told: whoever reveals something has reviewed it.
    pub(crate) fn stated_mode(&self) -> MaskMode {
        match self.mode {
            MaskMode::Full => MaskMode::Full,
            _ if self.reveal != Selection::default() || self.exact_times => MaskMode::Reviewed,
            mode => mode,
        }
    }

    /// What is said of a value: its own text counts before its field, its field before its kind, and
    /// of two that contradict each other the one that masks.
    pub(super) fn decision_on(&self, path: &str, category: &str, value: &str) -> Decision {
        self.says_from(0, path, category, value)
    }

    /// What is said of a field, whatever its value is.
    pub(super) fn decision_on_field(&self, path: &str, category: &str) -> Decision {
        self.says_from(1, path, category, "")
    }

    /// Whether nothing is treated otherwise than the rules say.
    pub(super) fn is_plain(&self) -> bool {
        self.reveal == Selection::default() && self.mask == Selection::default()
    }

    fn says_from(&self, closest: usize, path: &str, category: &str, value: &str) -> Decision {
        for level in closest..3 {
            let has = |selection: &Selection| {
                let (list, wanted) = match level {
                    0 => (&selection.values, value),
                    1 => (&selection.fields, path),
                    _ => (&selection.categories, category),
                };
                list.iter().any(|one| one == wanted)
            };
            if has(&self.mask) {
                return Decision::Mask;
            }
            if has(&self.reveal) {
                return Decision::Reveal;
            }
        }
        Decision::Nothing
    }
}

/// The numbers of requests in a list; none where it names none, or something else.
fn requests(object: &Document, list: usize, value: Value) -> Option<BTreeMap<String, usize>> {
    let mut requests = BTreeMap::new();
    for (_, node) in object.children(list) {
        match node.value {
            Value::Unsigned(number) => requests.insert(number.get().to_string(), 0),
            _ => return None,
        };
    }
    (matches!(value, Value::Array(_)) && !requests.is_empty()).then_some(requests)
}

impl Selection {
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn values(&self) -> &[String] {
        &self.values
    }

    fn read(object: &Document, index: usize) -> Option<Selection> {
        let mut selection = Selection::default();
        for (list, member) in object.children(index) {
            let texts: Option<Vec<String>> = object
                .children(list)
                .map(|(_, node)| object.string(node.value).map(str::to_owned))
                .collect();
            let place = match object.key(member.key) {
                "fields" => &mut selection.fields,
                "categories" => &mut selection.categories,
                "values" => &mut selection.values,
                "names" => &mut selection.names,
                _ => return None,
            };
            *place = texts?;
        }
        Some(selection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_word_counts_and_masking_wins() {
        let choice = Choice::read(
            r#"{"reveal":{"fields":["a","b"],"categories":["search"],"values":["v"]},
               "mask":{"fields":["b"],"categories":["time"],"values":["w"]}}"#,
        )
        .unwrap();
        for (path, category, value, said) in [
            ("a", "time", "x", Decision::Reveal),
            ("b", "search", "x", Decision::Mask),
            ("b", "search", "v", Decision::Reveal),
            ("a", "search", "w", Decision::Mask),
            ("c", "search", "x", Decision::Reveal),
            ("c", "time", "x", Decision::Mask),
            ("c", "media", "x", Decision::Nothing),
        ] {
            assert_eq!(
                choice.decision_on(path, category, value),
                said,
                "{path} {category} {value}"
            );
        }
        assert_eq!(choice.stated_mode(), MaskMode::Reviewed);
    }

    #[test]
    fn what_is_no_choice_is_none() {
        for text in [
            "[]",
            "{",
            "1",
            r#"{"mode":"all"}"#,
            r#"{"hide":{}}"#,
            r#"{"reveal":{"field":[]}}"#,
            r#"{"requests":[]}"#,
            r#"{"requests":0}"#,
            r#"{"requests":[-1]}"#,
            r#"{"requests":["0"]}"#,
            r#"{"requests":{"0":1}}"#,
        ] {
            assert_eq!(Choice::read(text), None, "{text}");
        }
        assert_eq!(Choice::read("{}"), Some(Choice::default()));
    }

    #[test]
    fn requests_are_chosen_by_their_numbers() {
        let taken = |text: &str| {
            let choice = Choice::read(text).unwrap();
            (0..5).filter(|&request| choice.takes(request)).collect()
        };
        let all: Vec<usize> = taken("");
        assert_eq!(all, [0, 1, 2, 3, 4]);
        let some: Vec<usize> = taken(r#"{"requests":[3,0,9,3]}"#);
        assert_eq!(some, [0, 3]);
    }
}
