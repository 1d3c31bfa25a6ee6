//! MiStat SDK 3, which encrypts what it sends with a key of the session.

use super::Format;
use super::common::{by_form, by_host, name_it};

pub(super) const FORMAT: Format = Format {
    id: "mistat-3",
    name: "MiStat 3",
    recognize: |request| {
        by_form(request, &["p", "sid", "fc", "sn"]).or_else(|| by_host(request, FORMAT.id))
    },
    recognize_records: |shape, _| {
        let because = "the record has the names that MiStat 3 gives: aii, es";
        shape.by_names(FORMAT.id, &["aii", "es"], because)
    },
    read: |_, reading| name_it("MiStat 3", reading),
};
