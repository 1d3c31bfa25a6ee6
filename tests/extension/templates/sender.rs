//! Example Analytics, which nobody sends: a form with its records in one field.

use super::Format;
use super::common::{by_form, open};
use crate::knowledge::vocabulary::Keys;
use crate::knowledge::{Scope, Vocabulary};

pub(super) const FORMAT: Format = Format {
    id: "example",
    name: "Example Analytics",
    vocabulary: &Vocabulary {
        form: Scope::Example,
        records: Some(Scope::Example),
        keys: Keys {
            event: "what",
            ..Vocabulary::NONE.keys
        },
        ..Vocabulary::NONE
    },
    is_by_analysis: false,
    segments: &["collect"],
    payload: &["example_records"],
    recognize: |request| by_form(request, &["example_app", "example_records"]),
    recognize_records: |shape, _| {
        let because = "the record has names of Example Analytics: what, example_id";
        shape.by_names(FORMAT.id, &["what", "example_id"], because)
    },
    read: |request, decoder| open(request, FORMAT.payload, "Example Analytics", decoder),
};
