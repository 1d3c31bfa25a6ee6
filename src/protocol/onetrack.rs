//! OneTrack, known by its host or its session header.

use super::common::{by_host, open};
use super::{Format, Match};
use crate::knowledge::vocabulary::{Container, Keys, Naming, Program};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::{Certainty, Device};

pub(super) const FORMAT: Format = Format {
    id: "onetrack",
    name: "OneTrack",
    vocabulary: &Vocabulary {
        form: Scope::Onetrack,
        records: Some(Scope::Onetrack),
        containers: &[
            Container::anywhere(Scope::Onetrack, "H", Scope::OnetrackHead),
            Container::anywhere(Scope::Onetrack, "B", Scope::OnetrackBody),
        ],
        keys: Keys {
            head: "H",
            event: "event",
            kind: "",
            time: "e_ts",
            upload: "",
        },
        naming: Naming {
            apps: &["pkg", "ot_sender"],
            programs: &[Program {
                field: "app_id",
                value: "31000402765",
                id: "mimo-code",
                name: "Xiaomi’s MiMo Code",
                device: Device::Computer,
            }],
            screens: &[("onetrack_pa", "class")],
            refusals: &[(("", "ot_privacy_policy"), "_close")],
            ..Vocabulary::NONE.naming
        },
        ..Vocabulary::NONE
    },
    segments: &["track", "v4", "key_get"],
    payload: &[],
    recognize: |request| {
        let header = request.header("ot_sid").map(|_| {
            Match::new(
                Certainty::Certain,
                "it has the header OT_SID, which OneTrack sends",
            )
        });
        header.or_else(|| by_host(request, FORMAT.id)).or_else(|| {
            // A log may not name the host.
            let is_path = request.host.is_none() && request.path.starts_with("/track/v4");
            is_path.then(|| {
                let because = "the path is that of OneTrack’s server";
                Match::new(Certainty::Possible, because)
            })
        })
    },
    recognize_records: |shape, _| {
        let because = "the records consist of a head H and a body B, as OneTrack writes them";
        shape.by_names(FORMAT.id, &["H", "B"], because)
    },
    read: |request, decoder| open(request, FORMAT.payload, "OneTrack", decoder),
};
