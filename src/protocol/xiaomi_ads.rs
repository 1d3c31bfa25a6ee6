//! Xiaomi's advertising services, whose requests for ads describe the phone.

use super::Format;
use super::common::{by_form, by_host, open};

pub(super) const FORMAT: Format = Format {
    id: "xiaomi-ads",
    name: "Xiaomi advertising",
    recognise: |request| by_form(request, &["clientInfo"]).or_else(|| by_host(request, FORMAT.id)),
    read: |request, reading| {
        open(
            request,
            "clientInfo",
            "Xiaomi's advertising service",
            reading,
        )
    },
};
