//! MIUI's internal analytics: a form with records in Base64 and a checksum with a known salt.

use super::Format;
use super::common::{by_form, by_host, open};

pub(super) const FORMAT: Format = Format {
    id: "miui-tracks",
    name: "MIUI internal analytics",
    recognize: |request| {
        by_form(request, &["t", "value", "s"]).or_else(|| by_host(request, FORMAT.id))
    },
    recognize_records: |shape, _| {
        let because = "the record has names of MIUI's internal analytics: _di_, _logs_";
        shape.by_names(FORMAT.id, &["_di_", "_logs_"], because)
    },
    read: |request, reading| open(request, "value", "MIUI's internal analytics", reading),
};
