//! MIUI Analytics, an app of the system that reports for others: its older channel, a signed form
//! with records in Base64.

use super::common::{by_host, open, plain};
use super::{Format, Match, onetrack, signature};
use crate::bytes::codec::base64;
use crate::capture::Request;
use crate::json::Value;
use crate::knowledge::vocabulary::{Container, HOUR, Keys, Naming, Only, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::{Certainty, Device};

/// The body of a record of one of the app's own streams.
const fn body(stream: &'static str, place: Scope) -> Container {
    Container {
        only: Only::In(stream),
        ..Container::anywhere(Scope::MiuiAnalytics, "B", place)
    }
}

pub(super) const FORMAT: Format = Format {
    id: "miui-analytics",
    name: "MIUI Analytics",
    vocabulary: &Vocabulary {
        form: Scope::MiuiAnalytics,
        records: Some(Scope::MiuiAnalytics),
        // A newer form abbreviates every name to a letter, and means other things by some of the
        // letters that this one has.
        requires: "sender",
        containers: &[
            Container::anywhere(Scope::MiuiAnalytics, "H", Scope::MiuiAnalytics),
            Container::at_top(Scope::MiuiAnalytics, "B", Scope::MiuiAnalytics),
            body("analytics_usage", Scope::MiuiUsage),
            body("analytics_usagev2", Scope::MiuiUsage),
            body("analytics_sequence", Scope::MiuiUsage),
            body("analytics_sequencev2", Scope::MiuiUsage),
            body("analytics_active", Scope::MiuiActive),
            body("analytics_activev2", Scope::MiuiActive),
            Container::anywhere(Scope::MiuiUsage, "U", Scope::MiuiUsage),
            Container::anywhere(Scope::MiuiUsage, HOUR, Scope::MiuiUsage),
            Container::anywhere(Scope::MiuiUsage, "I", Scope::MiuiUsage),
            Container::anywhere(Scope::MiuiUsage, "es", Scope::MiuiUsage),
            Container::anywhere(Scope::MiuiUsage, "pim", Scope::MiuiUsage),
        ],
        // The head of all records says which app reports.
        keys: Keys {
            head: "H",
            ..Vocabulary::NONE.keys
        },
        // Each record in the list has its own head, which names the stream that it belongs to.
        within: &[(Scope::MiuiAnalytics, "H.key")],
        naming: Naming {
            apps: &["sender"],
            installed: &[("analytics_usage", "P"), ("analytics_usagev2", "P")],
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        unnamed: &[Unnamed {
            kind: "",
            title: "Usage records of the system",
            meaning: "What apps of the system recorded over some time, gathered for one upload.",
            sources: &["miui-analytics-app"],
        }],
        ..Vocabulary::NONE
    },
    is_by_analysis: true,
    segments: &["track", "v1", "spock"],
    payload: &["value"],
    recognize,
    recognize_records: |shape, _| {
        let because = "the record consists of a head H and a list B, as MIUI Analytics writes it";
        // OneTrack has one body for each head.
        let document = shape.document;
        let body = document.child(document.rows.first()?.node as usize, "B");
        let is_list = body.is_some_and(|(list, node)| {
            // Each record in it has a head of its own. Two letters alone are anybody's.
            let mut records = document.children(list);
            let has_head = records
                .next()
                .is_some_and(|(record, _)| document.child(record, "H").is_some());
            matches!(node.value, Value::Array(_)) && (has_head || shape.request.id == FORMAT.id)
        });
        let found = shape.by_names(FORMAT.id, &["H"], because);
        found.filter(|_| is_list)
    },
    read: |request, decoder| {
        signature::note(signature::of_form(request, SIGNATURE, SALT), decoder);
        open(request, FORMAT.payload, "MIUI Analytics", decoder);
    },
};

const SIGNATURE: &str = "sign";

/// What is signed ends with this.
const SALT: &str = "miui_sdkconfig_jafej!@#)(*e@!#";

const PATHS: [&str; 2] = ["/track/v1", "/track/spock"];

/// How a head or a body in JSON, and compressed data, begin in Base64.
const BEGINNINGS: [&str; 4] = ["eyJI", "eyJC", "W3siS", "H4sI"];

fn recognize(request: &Request) -> Option<Match> {
    let text = |name: &str| {
        let param = request.find(request.fields(), name)?;
        Some(plain(request.text(param.value), false))
    };
    let fields = (text("value"), text("ts"), text("nonce"), text(SIGNATURE));
    let (Some(value), Some(_), Some(nonce), Some(_)) = fields else {
        return by_address(request);
    };
    if signature::fits(signature::of_form(request, SIGNATURE, SALT).as_ref()) {
        let because = "its field sign is the one that MIUI Analytics computes of its other fields";
        return Some(Match::new(Certainty::Certain, because));
    }
    let is_packed = BEGINNINGS.iter().any(|start| value.starts_with(start));
    let is_nonce = nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_clear = value.starts_with('{') && value.contains("\"H\"");
    if is_packed && base64::sniff(value.as_bytes()) && is_nonce || is_clear {
        let because = "it has fields that MIUI Analytics sends: value, ts, nonce, sign";
        return Some(Match::new(Certainty::Likely, because));
    }
    by_address(request)
}

/// OneTrack has the same servers, with other paths. The records are the first field of the form, so of a
/// body that was cut off nothing else may be left.
fn by_address(request: &Request) -> Option<Match> {
    let at_server = || by_host(request, onetrack::FORMAT.id).is_some();
    if PATHS.contains(&request.path.as_str()) && at_server() {
        let because = "its address is the one to which MIUI Analytics sends";
        return Some(Match::new(Certainty::Likely, because));
    }
    by_host(request, FORMAT.id)
}
