//! MIUI's internal analytics: a form with records in Base64 and a checksum with a known salt.

use super::Format;
use super::common::{by_form, by_host, open};

pub(super) const FORMAT: Format = Format {
    id: "miui-tracks",
    name: "MIUI internal analytics",
    recognise: |request| {
        by_form(request, &["t", "value", "s"]).or_else(|| by_host(request, FORMAT.id))
    },
    read: |request, reading| open(request, "value", "MIUI's internal analytics", reading),
};
