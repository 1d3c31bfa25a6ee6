//! Other companies' analytics whose requests look like those of Sensors Analytics, told by the names
//! in their records.

use super::{Format, Match};
use crate::diagnostic;
use crate::knowledge::Vocabulary;
use crate::knowledge::vocabulary::Keys;
use crate::report::Certainty;

pub(super) const THINKING_DATA: Format = Format {
    id: "thinkingdata",
    name: "ThinkingData",
    vocabulary: &Vocabulary {
        keys: Keys {
            head: "",
            event: "#event_name",
            kind: "#type",
            time: "#time",
            upload: "",
        },
        ..Vocabulary::NONE
    },
    segments: &[],
    payload: &[],
    recognize: |_| None,
    recognize_records: |shape, diagnostics| {
        let document = shape.document;
        let has_hash_names = shape.roots().any(|root| {
            document
                .children(root)
                .any(|(_, node)| document.key(node.key).starts_with('#'))
        });
        has_hash_names.then(|| {
            diagnostics.push(diagnostic::look_alike("ThinkingData"));
            let because = "names in the records begin with #, as only ThinkingData writes them";
            Match::new(Certainty::Certain, because)
        })
    },
    read: |_, _| {},
};

pub(super) const MIXPANEL: Format = Format {
    id: "mixpanel",
    name: "Mixpanel",
    vocabulary: &Vocabulary::NONE,
    segments: &[],
    payload: &[],
    recognize: |_| None,
    recognize_records: |shape, diagnostics| {
        let document = shape.document;
        let in_properties = |name: &str| {
            shape.roots().any(|root| {
                document
                    .child(root, "properties")
                    .is_some_and(|(properties, _)| document.child(properties, name).is_some())
            })
        };
        (shape.has("event") && (in_properties("mp_lib") || in_properties("token"))).then(|| {
            diagnostics.push(diagnostic::look_alike("Mixpanel"));
            let because = "the records carry a token or mp_lib among their properties, as only Mixpanel writes them";
            Match::new(Certainty::Certain, because)
        })
    },
    read: |_, _| {},
};
