//! Xiaomi's advertising services, whose requests for ads describe the phone.

use super::common::{by_host, open, plain};
use super::{Format, Match, signature};
use crate::capture::Request;
use crate::knowledge::Vocabulary;
use crate::knowledge::vocabulary::Naming;
use crate::report::{Certainty, Device};

pub(super) const FORMAT: Format = Format {
    id: "xiaomi-ads",
    name: "Xiaomi advertising",
    vocabulary: &Vocabulary {
        naming: Naming {
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        ..Vocabulary::NONE
    },
    is_by_analysis: true,
    segments: &["post"],
    payload: &["clientInfo", "logValue"],
    recognize,
    recognize_records: |shape, _| {
        let because = "the record has the names of a request for ads: impRequests, deviceInfo";
        shape.by_names(FORMAT.id, &["impRequests", "deviceInfo"], because)
    },
    read: |request, decoder| {
        // Which of these services sign as MIUI does is not published, so that another value says nothing.
        if let Some(sent) = request.find(request.fields(), "s") {
            let computed = signature::of_miui(request);
            let check = signature::compared("s", request.text(sent.value), true, &[computed]);
            signature::note(check, decoder);
        }
        open(
            request,
            FORMAT.payload,
            "Xiaomi's advertising service",
            decoder,
        )
    },
};

/// Names that a description of a phone for an ad has.
const NAMES: [&str; 2] = ["impRequests", "deviceInfo"];

fn recognize(request: &Request) -> Option<Match> {
    let param = request.find(request.fields(), "clientInfo");
    let text = param.map(|param| plain(request.text(param.value), true));
    let has = |text: String| NAMES.iter().all(|name| text.contains(name));
    if text.is_some_and(has) {
        let because = "its field clientInfo describes a phone for ads: impRequests, deviceInfo";
        return Some(Match::new(Certainty::Likely, because));
    }
    by_host(request, FORMAT.id)
}
