//! Other companies' analytics whose requests look like those of Sensors Analytics, told by the names
//! in their records.

use super::payload::read_value;
use super::{Format, Match, sensors};
use crate::diagnostic;
use crate::knowledge::Vocabulary;
use crate::knowledge::vocabulary::Keys;
use crate::report::Certainty;

pub(super) const THINKING_DATA: Format = Format {
    id: "thinkingdata",
    name: "ThinkingData",
    vocabulary: &Vocabulary {
        keys: Keys {
            wrapper: "",
            head: "",
            event: "#event_name",
            kind: "#type",
            time: "#time",
            upload: "",
        },
        ..Vocabulary::NONE
    },
    is_by_analysis: false,
    segments: &[],
    payload: &[],
    recognize: |_| None,
    recognize_records: |shape, diagnostics| {
        let document = shape.document;
        // Trees of XML that were made JSON have names with # too.
        let has = |root, name| document.child(root, name).is_some();
        let mut roots = shape.roots();
        let is_of_sdk = roots.any(|root| {
            has(root, "#app_id")
                || has(root, "#type") && (has(root, "#time") || has(root, "#event_name"))
        });
        is_of_sdk.then(|| {
            diagnostics.push(diagnostic::look_alike("ThinkingData"));
            let because =
                "the records have #type with #time or #event_name, or an #app_id, as ThinkingData’s SDK writes them";
            Match::new(Certainty::Certain, because)
        })
    },
    read: |_, _| {},
};

/// Fields of a form in which Zhuge IO's SDK names what it does, and sends its events.
const ZHUGE_METHOD: &str = "method";
const ZHUGE_EVENTS: &str = "event";

pub(super) const ZHUGE: Format = Format {
    id: "zhuge",
    name: "Zhuge IO",
    vocabulary: &Vocabulary::NONE,
    is_by_analysis: false,
    segments: &[],
    payload: &[ZHUGE_EVENTS],
    recognize: |request| {
        let method = request.find(request.form(), ZHUGE_METHOD)?;
        let is_known = request.text(method.value).starts_with("event_statis_srv.");
        is_known.then(|| {
            let because = "the form names the method event_statis_srv, which is Zhuge IO’s";
            Match::new(Certainty::Certain, because)
        })
    },
    recognize_records: |shape, diagnostics| {
        let document = shape.document;
        let is_of_sdk = shape.roots().any(|root| {
            let sdk = document.child(root, "sdk");
            let name = sdk.and_then(|(_, node)| document.string(node.value));
            name.is_some_and(|name| name.starts_with("zg")) && document.child(root, "ak").is_some()
        });
        is_of_sdk.then(|| {
            diagnostics.push(diagnostic::look_alike("Zhuge IO"));
            let because = "the records name the SDK zg and an app key, as Zhuge IO writes them";
            Match::new(Certainty::Certain, because)
        })
    },
    read: |request, decoder| {
        let fields = request.form();
        if let Some(events) = request.find(fields, ZHUGE_EVENTS) {
            decoder.take_field(ZHUGE_EVENTS, fields, events.value);
            let value = request.store.in_memory(events.value);
            read_value(
                &sensors::CONVENTIONS,
                value,
                events.value,
                None,
                None,
                decoder,
            );
        }
    },
};

/// Its events: <https://developer.mixpanel.com/reference/track-event>. A token has 32 hexadecimal digits.
pub(super) const MIXPANEL: Format = Format {
    id: "mixpanel",
    name: "Mixpanel",
    vocabulary: &Vocabulary::NONE,
    is_by_analysis: false,
    segments: &[],
    payload: &[],
    recognize: |_| None,
    recognize_records: |shape, diagnostics| {
        let document = shape.document;
        let is_token =
            |text: &str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_of_project = shape.roots().any(|root| {
            let properties = document.child(root, "properties");
            properties.is_some_and(|(properties, _)| {
                document.child(properties, "mp_lib").is_some()
                    || document
                        .child_string(properties, "token")
                        .is_some_and(is_token)
            })
        });
        (shape.has("event") && is_of_project).then(|| {
            diagnostics.push(diagnostic::look_alike("Mixpanel"));
            let because = "the records have mp_lib or a token of 32 hexadecimal digits among their properties, as Mixpanel’s programs write them";
            Match::new(Certainty::Likely, because)
        })
    },
    read: |_, _| {},
};
