//! MIUI's internal analytics: a form with records in Base64 and a checksum with a known salt.

use super::common::{by_host, open, plain};
use super::{Format, Match, signature};
use crate::capture::Request;
use crate::knowledge::vocabulary::{Container, Naming, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::{Certainty, Check, Device};

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
    is_by_analysis: true,
    segments: &["tracks"],
    payload: &["value"],
    recognize,
    recognize_records: |shape, _| {
        let because = "the record has names of MIUI's internal analytics: _di_, _logs_";
        shape.by_names(FORMAT.id, &["_di_", "_logs_"], because)
    },
    read: |request, decoder| {
        signature::note(signed(request), decoder);
        open(
            request,
            FORMAT.payload,
            "MIUI's internal analytics",
            decoder,
        );
    },
};

/// What the field `t` says.
const APPS: &str = "miui_apps";

fn text(request: &Request, name: &str) -> Option<String> {
    let param = request.find(request.fields(), name)?;
    Some(plain(request.text(param.value), false))
}

/// The outcome of the signature. Others of Xiaomi's programs sign in the same way.
fn signed(request: &Request) -> Option<Check<'static>> {
    // A masked copy has the records in the clear.
    let is_masked = text(request, "value")?.starts_with('{');
    let computed = signature::of_miui(request);
    signature::compared("s", &text(request, "s")?, is_masked, &[computed])
}

fn recognize(request: &Request) -> Option<Match> {
    let is_its = text(request, "t").as_deref() == Some(APPS) && text(request, "value").is_some();
    if is_its && signature::fits(signed(request).as_ref()) {
        let because = "its field t is miui_apps, and s is the signature of its other fields";
        return Some(Match::new(Certainty::Certain, because));
    }
    if is_its {
        let because = "its field t is miui_apps, beside value";
        return Some(Match::new(Certainty::Likely, because));
    }
    by_host(request, FORMAT.id)
}
