//! MiStat SDK 1 and 2: the tracking software of Xiaomi's own apps until about 2020. Its form is
//! encrypted; what goes along with it in plain text is named.

use super::Format;
use super::common::{by_form, by_host, name_it};

pub(super) const FORMAT: Format = Format {
    id: "mistat",
    name: "MiStat 1 or 2",
    recognize: |request| {
        by_form(request, &["stat_value", "mistatv"]).or_else(|| by_host(request, FORMAT.id))
    },
    recognize_records: |shape, _| {
        let because = "the records have the names that MiStat gives: startTS, endTS, content";
        shape.by_names(FORMAT.id, &["startTS", "content"], because)
    },
    read: |_, reading| name_it("MiStat", reading),
};
