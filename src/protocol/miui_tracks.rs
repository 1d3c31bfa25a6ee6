//! MIUI's internal analytics: a form with records in Base64 and a checksum with a known salt.

use super::Format;
use super::common::{by_form, by_host, open};
use crate::knowledge::vocabulary::{Container, Naming, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::Device;

pub(super) const FORMAT: Format = Format {
    id: "miui-tracks",
    name: "MIUI internal analytics",
    vocabulary: &Vocabulary {
        form: Scope::MiuiTracks,
        records: Some(Scope::MiuiTracks),
        containers: &[Container::anywhere(
            Scope::MiuiTracks,
            "_logs_",
            Scope::MiuiTracks,
        )],
        naming: Naming {
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        unnamed: &[Unnamed {
            kind: "",
            title: "Usage records of the system",
            meaning: "What apps of the system recorded over some time, gathered for one upload.",
            sources: &["miui-analytics-decompiled"],
        }],
        ..Vocabulary::NONE
    },
    segments: &["tracks"],
    payload: &["value"],
    recognize: |request| {
        by_form(request, &["t", "value", "s"]).or_else(|| by_host(request, FORMAT.id))
    },
    recognize_records: |shape, _| {
        let because = "the record has names of MIUI's internal analytics: _di_, _logs_";
        shape.by_names(FORMAT.id, &["_di_", "_logs_"], because)
    },
    read: |request, decoder| {
        open(
            request,
            FORMAT.payload,
            "MIUI's internal analytics",
            decoder,
        )
    },
};
