//! MiStat SDK 3, which encrypts what it sends with a key of the session.

use super::Format;
use super::common::{by_form, by_host, name_it};

pub(super) const FORMAT: Format = Format {
    id: "mistat-3",
    name: "MiStat 3",
    recognise: |request| {
        by_form(request, &["p", "sid", "fc", "sn"]).or_else(|| by_host(request, FORMAT.id))
    },
    read: |_, reading| name_it("MiStat 3", reading),
};
