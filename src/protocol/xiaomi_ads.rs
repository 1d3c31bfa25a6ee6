//! Xiaomi's advertising services, whose requests for ads describe the phone.

use super::Format;
use super::common::{by_form, by_host, open};
use crate::knowledge::Vocabulary;
use crate::knowledge::vocabulary::Naming;
use crate::report::Device;

pub(super) const FORMAT: Format = Format {
    id: "xiaomi-ads",
    name: "Xiaomi advertising",
    vocabulary: &Vocabulary {
        naming: Naming {
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        ..Vocabulary::NONE
    },
    segments: &["post"],
    payload: &["clientInfo"],
    recognize: |request| by_form(request, &["clientInfo"]).or_else(|| by_host(request, FORMAT.id)),
    recognize_records: |shape, _| {
        let because = "the record has the names of a request for adverts: impRequests, deviceInfo";
        shape.by_names(FORMAT.id, &["impRequests", "deviceInfo"], because)
    },
    read: |request, decoder| {
        open(
            request,
            FORMAT.payload,
            "Xiaomi's advertising service",
            decoder,
        )
    },
};
