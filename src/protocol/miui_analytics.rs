//! MIUI Analytics, an app of the system that reports for others: its older channel, a signed form
//! with records in Base64.

use super::Format;
use super::common::{by_form, by_host, open};
use crate::json::Value;
use crate::knowledge::vocabulary::{Container, HOUR, Naming, Only, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::Device;

/// The body of a record of one of the app's own streams.
const fn body(stream: &'static str, place: Scope) -> Container {
    Container {
        only: Only::In(stream),
        ..Container::anywhere(Scope::MiuiAnalytics, "B", place)
    }
}

pub(super) const FORMAT: Format = Format {
    id: "miui-analytics",
    name: "MIUI Analytics",
    vocabulary: &Vocabulary {
        form: Scope::MiuiAnalytics,
        records: Some(Scope::MiuiAnalytics),
        // A newer form abbreviates every name to a letter, and means other things by some of the
        // letters that this one has.
        requires: "sender",
        containers: &[
            Container::anywhere(Scope::MiuiAnalytics, "H", Scope::MiuiAnalytics),
            Container::at_top(Scope::MiuiAnalytics, "B", Scope::MiuiAnalytics),
            body("analytics_usage", Scope::MiuiUsage),
            body("analytics_usagev2", Scope::MiuiUsage),
            body("analytics_sequence", Scope::MiuiUsage),
            body("analytics_sequencev2", Scope::MiuiUsage),
            body("analytics_active", Scope::MiuiActive),
            body("analytics_activev2", Scope::MiuiActive),
            Container::anywhere(Scope::MiuiUsage, "U", Scope::MiuiUsage),
            Container::anywhere(Scope::MiuiUsage, HOUR, Scope::MiuiUsage),
            Container::anywhere(Scope::MiuiUsage, "I", Scope::MiuiUsage),
            Container::anywhere(Scope::MiuiUsage, "es", Scope::MiuiUsage),
            Container::anywhere(Scope::MiuiUsage, "pim", Scope::MiuiUsage),
        ],
        // Each record in the list has its own head, which names the stream that it belongs to.
        within: &[(Scope::MiuiAnalytics, "H.key")],
        naming: Naming {
            apps: &["sender"],
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        unnamed: &[Unnamed {
            kind: "",
            title: "Usage records of the system",
            meaning: "What apps of the system recorded over some time, gathered for one upload.",
            sources: &["miui-analytics-app"],
        }],
        ..Vocabulary::NONE
    },
    segments: &["track", "v1"],
    payload: &["value"],
    recognize: |request| {
        by_form(request, &["value", "ts", "nonce", "sign"]).or_else(|| by_host(request, FORMAT.id))
    },
    recognize_records: |shape, _| {
        let because = "the record consists of a head H and a list B, as MIUI Analytics writes it";
        // OneTrack has one body for each head.
        let document = shape.document;
        let body = document.child(document.rows.first()?.node as usize, "B");
        let is_list = body.is_some_and(|(_, node)| matches!(node.value, Value::Array(_)));
        let found = shape.by_names(FORMAT.id, &["H"], because);
        found.filter(|_| is_list)
    },
    read: |request, decoder| open(request, FORMAT.payload, "MIUI Analytics", decoder),
};
