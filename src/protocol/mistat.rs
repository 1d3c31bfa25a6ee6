//! MiStat SDK 1 and 2: the tracking software of Xiaomi's own apps until about 2020. Its form is
//! encrypted; what goes along with it in plain text is named.

use super::Format;
use super::common::{by_form, by_host, name_it};
use crate::knowledge::vocabulary::{Container, Naming, Only, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::Device;

pub(super) const FORMAT: Format = Format {
    id: "mistat",
    name: "MiStat 1 or 2",
    vocabulary: &Vocabulary {
        form: Scope::Mistat,
        records: Some(Scope::Mistat),
        containers: &[
            // Each detail of the phone is a record, whose name says which.
            Container {
                only: Only::In("mistat_basic"),
                ..Container::anywhere(Scope::Mistat, "values", Scope::MistatBasic)
            },
            Container::anywhere(Scope::Mistat, "content", Scope::Mistat),
            Container::anywhere(Scope::Mistat, "values", Scope::Mistat),
        ],
        naming: Naming {
            apps: &["app_package", "package_name"],
            device: Device::Phone,
            screens: &[
                ("mistat_pv", "index"),
                ("mistat_pa", "name"),
                ("mistat_pt", "key"),
            ],
            installed: &[("installed_package", "value")],
            refusals: &[(("UEP", "value"), "no")],
            ..Vocabulary::NONE.naming
        },
        within: &[(Scope::Mistat, "category"), (Scope::MistatBasic, "key")],
        unnamed: &[Unnamed {
            kind: "",
            title: "Usage records of MiStat",
            meaning: "What an app recorded over some time, gathered for one upload.",
            sources: &["mihome-decompiled"],
        }],
        ..Vocabulary::NONE
    },
    segments: &[
        "mistats",
        "v2",
        "experiments",
        "micrash",
        "realtime_network",
    ],
    payload: &[],
    recognize: |request| {
        by_form(request, &["stat_value", "mistatv"]).or_else(|| by_host(request, FORMAT.id))
    },
    recognize_records: |shape, _| {
        let because = "the records have the names that MiStat gives: startTS, endTS, content";
        shape.by_names(FORMAT.id, &["startTS", "content"], because)
    },
    read: |_, decoder| name_it("MiStat", decoder),
};
