//! Sensors Analytics, the SDK behind `sa.api.intl.miui.com`: form, query, image and JSON bodies,
//! compressed or not, and the encrypted forms, which are described.

use super::payload::{Conventions, read_value};
use super::shape::Shape;
use super::unwrap::packs;
use super::{Decoder, Format, Match, layer, sensors_encrypted};
use crate::bytes::Slice;
use crate::bytes::codec::percent;
use crate::capture::{Body, Located, Param, Request};
use crate::diagnostic::{self, Diagnostics};
use crate::json::{Node, Value};
use crate::knowledge::vocabulary::{Container, Naming, Unnamed};
use crate::knowledge::{self, Scope, Vocabulary};
use crate::placeholder;
use crate::report::{Certainty, Codec, LayerStatus};

pub(super) const FORMAT: Format = Format {
    id: "sensors-analytics",
    name: "Sensors Analytics",
    vocabulary: &Vocabulary {
        records: Some(Scope::Event),
        containers: &[
            Container::at_top(Scope::Event, "properties", Scope::Properties),
            Container::at_top(Scope::Event, "lib", Scope::Lib),
            Container::at_top(Scope::Event, "props", Scope::Properties),
            Container::at_top(Scope::Event, "identities", Scope::Identities),
        ],
        unnamed: &NOTES,
        naming: Naming {
            apps: &["$app_id"],
            ..Vocabulary::NONE.naming
        },
        ..Vocabulary::NONE
    },
    is_by_analysis: false,
    segments: &["sa", "sa.gif", "debug"],
    payload: &PAYLOADS,
    recognize,
    recognize_records,
    read,
};

/// The SDK's notes about a person or a thing, which have a type and no name.
const NOTES: [Unnamed; 8] = [
    of_type(
        "profile_set",
        "Details about you were noted",
        "Details are stored with your identifier and replace those stored before.",
    ),
    of_type(
        "profile_set_once",
        "Details about you were noted for good",
        "Details are stored with your identifier unless some are stored already.",
    ),
    of_type(
        "profile_increment",
        "A number about you was raised",
        "A number that is stored with your identifier is raised, for example how often you did something.",
    ),
    of_type(
        "profile_append",
        "Entries were added to a list about you",
        "Entries are added to a list that is stored with your identifier.",
    ),
    of_type(
        "profile_unset",
        "A detail about you was to be removed",
        "The server is told to remove a detail that is stored with your identifier.",
    ),
    of_type(
        "profile_delete",
        "The details about you were to be deleted",
        "The server is told to delete the details that are stored with your identifier.",
    ),
    of_type(
        "item_set",
        "Details about a thing were noted",
        "Details about a thing, such as an article, are stored.",
    ),
    of_type(
        "item_delete",
        "A thing was to be deleted",
        "The server is told to delete the details about a thing, such as an article.",
    ),
];

const fn of_type(kind: &'static str, title: &'static str, meaning: &'static str) -> Unnamed {
    Unnamed {
        kind,
        title,
        meaning,
        sources: &["sensors-android-3.2.10"],
    }
}

/// Fields that hold events, in the order in which they are tried.
const PAYLOADS: [&str; 2] = ["data_list", "data"];

/// How it writes values that hold events.
pub(super) const CONVENTIONS: Conventions = Conventions {
    id: FORMAT.id,
    name: FORMAT.name,
    payload_fields: &PAYLOADS,
    describe_encryption: sensors_encrypted::describe,
    encrypted: sensors_encrypted::NAMES,
};

fn recognize(request: &Request) -> Option<Match> {
    let host = request.host.as_deref().and_then(knowledge::host);
    let host = host.filter(|(entry, _)| entry.protocol == FORMAT.id);
    let payload = payload(request);
    // Anybody's field can be called data.
    let is_plausible = payload.is_some_and(|param| {
        let value = request.store.in_memory(param.value).trim_ascii_start();
        packs(value) || value.is_empty() || value.starts_with(b"%")
    });
    let payload = payload.map(|param| request.text(param.name));
    let fields = |name: &str| {
        request.find(request.form(), name).is_some() || request.find(&request.query, name).is_some()
    };
    let certainty = match (host.is_some(), payload) {
        (true, Some(_)) => Certainty::Certain,
        (true, None) => Certainty::Likely,
        (false, Some("data_list")) => Certainty::Likely,
        (false, Some(_)) if is_usual_path(&request.path) => Certainty::Likely,
        (false, Some(_)) if fields("ext") || fields("gzip") || fields("crc") => Certainty::Likely,
        (false, Some(_)) if is_plausible => Certainty::Possible,
        // Its body is missing, and its address is the one that this SDK makes.
        (false, None) if lacks_body(request) => Certainty::Possible,
        (false, _) => {
            cookie(request)?;
            let because = "the cookie of its web SDK is among the headers";
            return Some(Match::new(Certainty::Likely, because));
        }
    };
    let because = match (host, payload) {
        (Some((entry, _)), name) => {
            let whose = format!(
                "the host is known to receive it, and belongs to {}",
                entry.recipient
            );
            match name {
                Some(name) => format!("{whose}; the field {name} contains its events"),
                None => whose,
            }
        }
        (None, Some(name)) => format!("it has the field {name}, in which this SDK sends events"),
        (None, None) => "its address is one to which this SDK sends events".to_owned(),
    };
    Some(Match::new(certainty, because))
}

/// The paths of the SDK's own servers; an app may choose any other.
fn is_usual_path(path: &str) -> bool {
    path.ends_with("/sa") || path.ends_with("/sa.gif")
}

/// Whether its body is missing, of which its address says that it would be one of this SDK.
fn lacks_body(request: &Request) -> bool {
    request.method.as_deref() == Some("POST")
        && matches!(request.body, Body::None)
        && is_usual_path(&request.path)
        && request.query_value("project").is_some()
}

/// The field with events: in the body first, then in the address.
fn payload(request: &Request) -> Option<Param<Slice>> {
    let find = |params: &[Param<Slice>]| {
        let mut names = PAYLOADS.iter();
        names.find_map(|name| request.find(params, name))
    };
    find(request.form()).or_else(|| find(&request.query))
}

/// How the cookie is called in which the web SDK keeps whom it follows; a site may give it a name of its own
/// behind this.
const COOKIE: &str = "sensorsdata2015";

/// The cookie of the SDK: its name, and its value, which is no more than a name on sites that have it
/// elsewhere.
fn cookie(request: &Request) -> Option<Param<Slice>> {
    request.headers.iter().find_map(|header| {
        let name = request.text(header.name);
        if !name.eq_ignore_ascii_case("cookie") {
            return None;
        }
        let at = header.value;
        let whole = Located::new(request.text(at), at.buffer, at.range().start);
        whole.split(';').find_map(|cookie| {
            let (name, value) = cookie.trim().split_once('=')?;
            let is_it = name.text.starts_with(COOKIE) && !value.text.is_empty();
            is_it.then(|| Param {
                name: name.slice(),
                value: value.trim().slice(),
            })
        })
    })
}

fn read(request: &Request, decoder: &mut Decoder) {
    if let Some(param) = payload(request) {
        let name = request.text(param.name);
        let beside = if request.find(request.form(), name).is_some() {
            request.form()
        } else {
            &request.query
        };
        decoder.take_field(name, beside, param.value);
        if param.value.is_empty() {
            decoder.diagnostics.push(diagnostic::data_empty());
            return;
        }
        let find = |name: &str| {
            let param = request.find(beside, name)?;
            Some(percent::decode_text(request.text(param.value)))
        };
        let crc = find("crc").or_else(|| {
            // The plug-in for instant events appends its own mark: `crc=1,instant_evnet=true`.
            let ext = find("ext")?;
            let crc = ext.strip_prefix("crc=")?.split(',').next()?;
            Some(crc.to_owned().into())
        });
        let flag = find("gzip");
        read_value(
            &CONVENTIONS,
            request.store.in_memory(param.value),
            param.value,
            crc.as_deref(),
            flag.as_deref(),
            decoder,
        );
        let project = request.query_value("project");
        sensors_encrypted::name_project(project, decoder);
        return;
    }
    if matches!(request.body, Body::None)
        && let Some(cookie) = cookie(request)
    {
        let name = request.text(cookie.name);
        let because = format!("the cookie {name} contains what the SDK knows of its reader");
        let length = cookie.value.len();
        let status = LayerStatus::Ok;
        decoder.taken(
            layer(Codec::Form, because, length, length, status),
            cookie.value,
        );
        let value = request.store.in_memory(cookie.value);
        read_value(&CONVENTIONS, value, cookie.value, None, None, decoder);
        return;
    }
    match &request.body {
        Body::Bytes(body) => read_value(
            &CONVENTIONS,
            request.store.in_memory(*body),
            *body,
            None,
            None,
            decoder,
        ),
        Body::Form(_) => decoder.diagnostics.push(diagnostic::no_data()),
        Body::None => super::missing_body(request, decoder),
    }
}

/// How the kinds of records begin.
const TYPES: [&str; 3] = ["track", "profile_", "item_"];

/// Names that the vendor's server adds when it hands records on.
const OF_SERVER: [&str; 4] = ["recv_time", "map_id", "project_id", "extractor"];

/// Names of which the SDK writes one into every record, beside whom it is about.
const OF_EVERY: [&str; 5] = ["time", "lib", "login_id", "anonymous_id", "identities"];

/// Whether a record describes records: where those have a name, it has what such a name is.
fn is_described(shape: &Shape, root: usize) -> bool {
    ["event", "distinct_id"].iter().any(|name| {
        let child = shape.document.child(root, name);
        child.is_some_and(|(_, node)| matches!(node.value, Value::Object(_) | Value::Array(_)))
    })
}

/// Whether a record has a type of this SDK, and nothing beside that which the SDK does not write, or what only
/// the SDK does. Anybody’s JSON has a type, an event and properties: a map, a plan of what is to be recorded.
fn is_typed(shape: &Shape, root: usize) -> bool {
    let document = shape.document;
    let child = |name: &str| document.child(root, name);
    let kind = child("type").and_then(|(_, node)| document.string(node.value));
    let is_known = kind.is_some_and(|kind| {
        TYPES.iter().any(|known| kind.starts_with(known)) || placeholder::whole(kind).is_some()
    });
    let is_about = child("distinct_id").or_else(|| child("item_id")).is_some();
    if !is_known || !is_about && child("properties").is_none() {
        return false;
    }
    let name = |(_, node): (usize, &Node)| document.key(node.key);
    let is_own = |name: &str| knowledge::field(Scope::Event, "", name).is_some();
    let is_of_sdk = |properties| {
        document
            .children(properties)
            .map(name)
            .any(|name| name.starts_with('$'))
    };
    shape.request.id == FORMAT.id
        || is_about && OF_EVERY.iter().any(|name| child(name).is_some())
        || document.children(root).map(name).all(is_own)
        || child("properties").is_some_and(|(properties, _)| is_of_sdk(properties))
}

fn recognize_records(shape: &Shape, diagnostics: &mut Diagnostics) -> Option<Match> {
    let has = |name| shape.has(name);
    if has("distinct_id") && !has("event") && (has("first_id") || has("props")) {
        let because = "the names in it are those of the cookie that its web SDK keeps";
        return Some(Match::new(Certainty::Certain, because));
    }
    if shape.roots().all(|root| is_described(shape, root)) {
        return None;
    }
    let is_sensors = shape.roots().any(|root| is_typed(shape, root))
        || has("_track_id")
        || has("lib") && has("distinct_id");
    if !is_sensors {
        return None;
    }
    if OF_SERVER.into_iter().any(has) {
        diagnostics.push(diagnostic::server_export());
    }
    if shape.request.id == FORMAT.id && shape.request.certainty == Certainty::Certain {
        return Some(shape.said());
    }
    let certainty = match has("_track_id") || has("lib") {
        true => Certainty::Certain,
        false => Certainty::Likely,
    };
    let because =
        "the records have the names that this SDK gives: type, distinct_id, properties, lib";
    Some(Match::new(certainty, because))
}
