//! MiStat SDK 3, which encrypts what it sends with a key of the session.

use super::Format;
use super::common::{by_form, by_host, name_it};
use crate::knowledge::vocabulary::{Container, Naming, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::Device;

pub(super) const FORMAT: Format = Format {
    id: "mistat-3",
    name: "MiStat 3",
    vocabulary: &Vocabulary {
        form: Scope::Mistat3Form,
        records: Some(Scope::Mistat3),
        containers: &[
            Container::anywhere(Scope::Mistat3, "es", Scope::Mistat3),
            Container::anywhere(Scope::Mistat3, "ps", Scope::Mistat3Values),
        ],
        within: &[(Scope::Mistat3, "e")],
        naming: Naming {
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        unnamed: &[Unnamed {
            kind: "",
            title: "Usage records of MiStat 3",
            meaning: "What an app recorded over some time, gathered for one upload.",
            sources: &["mihome-decompiled"],
        }],
        ..Vocabulary::NONE
    },
    segments: &["mistats", "v3", "key_get"],
    payload: &[],
    recognize: |request| {
        by_form(request, &["p", "sid", "fc", "sn"]).or_else(|| by_host(request, FORMAT.id))
    },
    recognize_records: |shape, _| {
        let because = "the record has the names that MiStat 3 gives: aii, es";
        shape.by_names(FORMAT.id, &["aii", "es"], because)
    },
    read: |_, decoder| name_it("MiStat 3", decoder),
};
