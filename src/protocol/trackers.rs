//! Analytics of other companies, told by names that together only they use. They are named, and their
//! fields are shown without meaning.

use super::payload::read_value;
use super::shape::Shape;
use super::{Decoder, Format, Match, sensors};
use crate::capture::{Body, Request};
use crate::diagnostic::{self, Diagnostics};
use crate::knowledge::Vocabulary;
use crate::report::Certainty;

/// The spec of its messages: <https://segment.com/docs/connections/spec/common/>, and of lists of them:
/// <https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/>.
pub(super) const SEGMENT: Format = of_records("segment", "Segment", |shape, diagnostics| {
    let is_message = has_all(shape, &["messageId", "context"])
        && (shape.has("anonymousId") || shape.has("userId"));
    let is_list = shape.has("batch") && (shape.has("writeKey") || shape.has("sentAt"));
    let because = "the records have messageId, context and anonymousId or come as a batch, as Segment and compatible programs write them";
    found(is_message || is_list, "Segment", because, diagnostics)
});

/// Keys of its projects begin with the same letters: <https://posthog.com/docs/api/capture>.
pub(super) const POSTHOG: Format = of_records("posthog", "PostHog", |shape, diagnostics| {
    let document = shape.document;
    let is_key = |object: usize| {
        let key = |name| document.child_string(object, name);
        let key = key("token").or_else(|| key("api_key"));
        key.is_some_and(|key| key.starts_with("phc_"))
    };
    let names_key = document
        .find_key("token")
        .or_else(|| document.find_key("api_key"));
    let is_of_project = names_key.is_some()
        && shape.roots().any(|root| {
            let properties = document.child(root, "properties");
            is_key(root) || properties.is_some_and(|(properties, _)| is_key(properties))
        });
    let is_event = shape.has("event") || shape.has("batch");
    let because = "the key of the project begins with phc_, as PostHog’s do";
    found(is_of_project && is_event, "PostHog", because, diagnostics)
});

/// <https://amplitude.com/docs/apis/analytics/http-v2>
pub(super) const AMPLITUDE: Format = of_records("amplitude", "Amplitude", |shape, diagnostics| {
    let is_upload = shape.has("api_key") && first_has(shape, "events", &["event_type"]);
    let because =
        "it has an api_key and events with an event_type, as Amplitude’s programs write them";
    found(is_upload, "Amplitude", because, diagnostics)
});

/// The Measurement Protocol, with which apps report too:
/// <https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference>. In addresses
/// of web pages a property has a number of its own kind:
/// <https://developers.google.com/analytics/devguides/collection/protocol/v1/parameters>.
pub(super) const GOOGLE: Format = Format {
    recognize: |request| {
        let is_property = request
            .query_value("tid")
            .is_some_and(|property| property.starts_with("UA-") || property.starts_with("G-"));
        let names_client = request.query_value("cid").is_some();
        let is_hit = is_property && names_client && request.query_value("v").is_some();
        let because =
            "the address has a property of Google Analytics as tid, and cid and v beside it";
        is_hit.then(|| Match::new(Certainty::Certain, because))
    },
    ..of_records(
        "google-analytics",
        "Google Analytics",
        |shape, diagnostics| {
            let names_client = shape.has("client_id") || shape.has("app_instance_id");
            let is_upload = names_client && first_has(shape, "events", &["name", "params"]);
            let because = "it has a client_id or app_instance_id and events with name and params, as Google Analytics wants them";
            found(is_upload, "Google Analytics", because, diagnostics)
        },
    )
};

/// <https://developer.matomo.org/api-reference/tracking-api>
pub(super) const MATOMO: Format = of_request("matomo", "Matomo", |request| {
    let is_hit = value(request, "idsite").is_some() && value(request, "rec") == Some("1");
    let because = "it has idsite, and rec with the value 1, as Matomo wants them";
    is_hit.then(|| Match::new(Certainty::Certain, because))
});

/// What its SDK puts together, in `PackageBuilder`: <https://github.com/adjust/android_sdk>.
pub(super) const ADJUST: Format = of_request("adjust", "Adjust", |request| {
    let names = ["app_token", "environment", "created_at"];
    let has_all = names.iter().all(|name| value(request, name).is_some());
    let because = "it has app_token, environment and created_at, as Adjust’s SDK sends them";
    has_all.then(|| Match::new(Certainty::Certain, because))
});

/// Its interface for servers: <https://dev.appsflyer.com/hc/reference/s2s-events-api3-post>. What its SDK
/// sends from a phone is encrypted.
pub(super) const APPSFLYER: Format = of_records("appsflyer", "AppsFlyer", |shape, diagnostics| {
    let is_event = has_all(shape, &["appsflyer_id", "eventName"]);
    let because = "it has appsflyer_id and eventName, as AppsFlyer wants them";
    found(is_event, "AppsFlyer", because, diagnostics)
});

/// The names of its events, in `BaseEvent`: <https://github.com/growingio/growingio-sdk-android-autotracker>.
pub(super) const GROWINGIO: Format = of_records("growingio", "GrowingIO", |shape, diagnostics| {
    let names = ["dataSourceId", "eventType", "sessionId", "deviceId"];
    let because = "the records have dataSourceId, eventType, sessionId and deviceId, as GrowingIO’s SDK writes them";
    found(has_all(shape, &names), "GrowingIO", because, diagnostics)
});

/// The addresses in its SDK: <https://github.com/Exodus-Privacy/etip/issues/101>. How its bodies are written
/// is not published.
pub(super) const UMENG: Format = of_request("umeng", "Umeng", |request| {
    let host = request.host.as_deref().unwrap_or_default();
    let mut domains = [".umeng.com", ".umengcloud.com"].into_iter();
    let because = "the host is one of Umeng’s";
    let is_host = domains.any(|domain| host.ends_with(domain));
    let by_host = is_host.then(|| Match::new(Certainty::Certain, because));
    by_host.or_else(|| {
        let is_path = host.is_empty() && request.path.ends_with("/unify_logs");
        let because = "the path is that of Umeng’s servers";
        is_path.then(|| Match::new(Certainty::Possible, because))
    })
});

/// Its envelopes, and the single events before them: <https://develop.sentry.dev/sdk/envelopes>. The
/// name of its SDK begins with that of the company: <https://develop.sentry.dev/sdk/data-model/event-payloads/sdk/>.
pub(super) const SENTRY: Format = Format {
    recognize: |request| {
        let path = request.path.trim_end_matches('/');
        let is_path =
            path.starts_with("/api/") && (path.ends_with("/envelope") || path.ends_with("/store"));
        let header = request.header("x-sentry-auth");
        let has_key = request.query_value("sentry_key").is_some()
            || header.is_some_and(|value| value.starts_with("Sentry "));
        let because =
            "the path is that of Sentry’s interface, and the key of a project is sent with it";
        (is_path && has_key).then(|| Match::new(Certainty::Certain, because))
    },
    ..of_records("sentry", "Sentry", |shape, diagnostics| {
        if shape.request.id == "sentry" {
            return Some(shape.said());
        }
        let document = shape.document;
        let is_of_sdk = shape.has("event_id")
            && shape.roots().any(|root| {
                let sdk = document.child(root, "sdk");
                sdk.and_then(|(sdk, _)| document.child_string(sdk, "name"))
                    .is_some_and(|name| name.starts_with("sentry."))
            });
        let because = "it has an event_id and names an SDK of Sentry";
        found(is_of_sdk, "Sentry", because, diagnostics)
    })
};

/// A format that is told by its records.
const fn of_records(
    id: &'static str,
    name: &'static str,
    recognize_records: fn(&Shape, &mut Diagnostics) -> Option<Match>,
) -> Format {
    Format {
        id,
        name,
        vocabulary: &Vocabulary::NONE,
        is_by_analysis: false,
        segments: &[],
        payload: &[],
        recognize: |_| None,
        recognize_records,
        read,
    }
}

/// A format that is told by the fields of its address or form.
const fn of_request(
    id: &'static str,
    name: &'static str,
    recognize: fn(&Request) -> Option<Match>,
) -> Format {
    Format {
        recognize,
        ..of_records(id, name, |_, _| None)
    }
}

/// Names the sender of records.
fn found(
    is_one: bool,
    name: &str,
    because: &'static str,
    diagnostics: &mut Diagnostics,
) -> Option<Match> {
    is_one.then(|| {
        diagnostics.push(diagnostic::look_alike(name));
        Match::new(Certainty::Likely, because)
    })
}

/// Shows what the body holds.
fn read(request: &Request, decoder: &mut Decoder) {
    let name = decoder.protocol.name.to_string();
    decoder.diagnostics.push(diagnostic::look_alike(&name));
    if let Body::Bytes(body) = request.body
        && matches!(request.store.in_memory(body).first(), Some(b'{' | b'['))
    {
        let value = request.store.in_memory(body);
        read_value(&sensors::CONVENTIONS, value, body, None, None, decoder);
    }
}

/// A value of the address or of a form.
fn value<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    let in_form = || {
        let param = request.find(request.form(), name)?;
        Some(request.text(param.value))
    };
    request.query_value(name).or_else(in_form)
}

/// Whether one record has all of these names at its top.
fn has_all(shape: &Shape, names: &[&str]) -> bool {
    let document = shape.document;
    let has = |root: usize, name: &str| document.child(root, name).is_some();
    shape
        .roots()
        .any(|root| names.iter().all(|name| has(root, name)))
}

/// Whether the first object of a list in a record has all of these names.
fn first_has(shape: &Shape, list: &str, names: &[&str]) -> bool {
    let document = shape.document;
    shape.roots().any(|root| {
        let list = document.child(root, list);
        let first = list.and_then(|(list, _)| document.children(list).next());
        first.is_some_and(|(first, _)| {
            names
                .iter()
                .all(|name| document.child(first, name).is_some())
        })
    })
}
