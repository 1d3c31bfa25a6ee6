//! MIUI Analytics, an app of the system that reports for others: its older channel, a signed form
//! with records in Base64.

use super::Format;
use super::common::{by_form, by_host, open};
use crate::json::Value;

pub(super) const FORMAT: Format = Format {
    id: "miui-analytics",
    name: "MIUI Analytics",
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
    read: |request, reading| open(request, "value", "MIUI Analytics", reading),
};
