//! Mi Home and other cloud services that encrypt with RC4; its statistics are in plain text.

use super::Format;
use super::common::{by_form, by_host, open};
use crate::knowledge::vocabulary::{Container, Naming, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::Device;

pub(super) const FORMAT: Format = Format {
    id: "mi-home",
    name: "Mi Home",
    vocabulary: &Vocabulary {
        form: Scope::MiHome,
        records: Some(Scope::MiHome),
        containers: &[Container::anywhere(Scope::MiHome, "rd", Scope::MiHome)],
        naming: Naming {
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        unnamed: &[Unnamed {
            kind: "",
            title: "Usage records of Mi Home",
            meaning: "What the Mi Home app recorded, gathered for one upload.",
            sources: &["mihome-decompiled"],
        }],
        ..Vocabulary::NONE
    },
    segments: &["app", "stat", "stat_info_p"],
    payload: &["data"],
    recognize: |request| {
        by_form(request, &["rc4_hash__", "signature", "_nonce"])
            .or_else(|| by_host(request, FORMAT.id))
    },
    recognize_records: |shape, _| {
        let because = "the record has the names of Mi Home's usage records: msid, rd";
        shape.by_names(FORMAT.id, &["msid", "rd"], because)
    },
    read: |request, decoder| open(request, FORMAT.payload, "Mi Home", decoder),
};
