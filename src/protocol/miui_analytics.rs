//! MIUI Analytics, an app of the system that reports for others: its older channel, a signed form
//! with records in Base64.

use super::Format;
use super::common::{by_form, by_host, open};

pub(super) const FORMAT: Format = Format {
    id: "miui-analytics",
    name: "MIUI Analytics",
    recognise: |request| {
        by_form(request, &["value", "ts", "nonce", "sign"]).or_else(|| by_host(request, FORMAT.id))
    },
    read: |request, reading| open(request, "value", "MIUI Analytics", reading),
};
