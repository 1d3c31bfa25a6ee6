//! OneTrack, known by its host or its session header.

use super::common::{by_host, open};
use super::{Format, Match};
use crate::report::Certainty;

pub(super) const FORMAT: Format = Format {
    id: "onetrack",
    name: "OneTrack",
    recognise: |request| {
        let header = request.header("ot_sid").map(|_| {
            Match::new(
                Certainty::Certain,
                "it has the header OT_SID, which OneTrack sends",
            )
        });
        header.or_else(|| by_host(request, FORMAT.id))
    },
    read: |request, reading| open(request, "", "OneTrack", reading),
};
