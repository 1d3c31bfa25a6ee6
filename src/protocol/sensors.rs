//! Sensors Analytics, the SDK behind `sa.api.intl.miui.com`: form, query, image and JSON bodies,
//! compressed or not, and the encrypted forms, which are described.

use super::payload::{read_value, scalar_text};
use super::{Format, Match, Reading};
use crate::bytes::Slice;
use crate::bytes::codec::percent;
use crate::capture::{Body, Param, Request};
use crate::json::{Document, Value};
use crate::quoted::Quoted;
use crate::report::{Certainty, Locked};
use crate::{diagnostic, display, knowledge};

pub(super) const FORMAT: Format = Format {
    id: "sensors-analytics",
    name: "Sensors Analytics",
    recognise,
    read,
};

/// Fields that hold events, in the order in which they are tried.
pub(super) const PAYLOADS: [&str; 2] = ["data_list", "data"];

fn recognise(request: &Request) -> Option<Match> {
    let host = request.host.as_deref().and_then(knowledge::host);
    let host = host.filter(|(entry, _)| entry.protocol == FORMAT.id);
    let payload = payload(request).map(|param| request.text(param.name));
    let fields = |name: &str| {
        request.find(request.form(), name).is_some() || request.find(&request.query, name).is_some()
    };
    let certainty = match (host.is_some(), payload) {
        (true, Some(_)) => Certainty::Certain,
        (true, None) => Certainty::Likely,
        (false, Some("data_list")) => Certainty::Likely,
        (false, Some(_)) if is_usual_path(&request.path) => Certainty::Likely,
        (false, Some(_)) if fields("ext") || fields("gzip") || fields("crc") => Certainty::Likely,
        (false, Some(_)) => Certainty::Possible,
        (false, None) => return None,
    };
    let because = match (host, payload) {
        (Some((entry, _)), name) => {
            let whose = format!(
                "the host is known to receive it, and belongs to {}",
                entry.recipient
            );
            match name {
                Some(name) => format!("{whose}; the field {name} holds its events"),
                None => whose,
            }
        }
        (None, name) => format!(
            "it has the field {}, in which this SDK sends events",
            name.unwrap_or_default()
        ),
    };
    Some(Match::new(certainty, because))
}

/// The paths of the SDK's own servers; an app may choose any other.
fn is_usual_path(path: &str) -> bool {
    path.ends_with("/sa") || path.ends_with("/sa.gif")
}

/// The field with events: in the body first, then in the address.
fn payload(request: &Request) -> Option<Param<Slice>> {
    let find = |params: &[Param<Slice>]| {
        let mut names = PAYLOADS.iter();
        names.find_map(|name| request.find(params, name))
    };
    find(request.form()).or_else(|| find(&request.query))
}

fn read(request: &Request, reading: &mut Reading) {
    if let Some(param) = payload(request) {
        let name = request.text(param.name);
        let beside = if request.find(request.form(), name).is_some() {
            request.form()
        } else {
            &request.query
        };
        reading.take_field(name, beside, param.value);
        if param.value.is_empty() {
            reading.diagnostics.push(diagnostic::data_empty());
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
            request.store.held(param.value),
            param.value,
            crc.as_deref(),
            flag.as_deref(),
            reading,
        );
        return;
    }
    match &request.body {
        Body::Bytes(body) => read_value(request.store.held(*body), *body, None, None, reading),
        Body::Form(_) => reading.diagnostics.push(diagnostic::no_data()),
        Body::None => super::missing_body(request, reading),
    }
}

/// Java's `String.hashCode`, which the SDK sends under the name `crc`.
///
/// Of text in UTF-8; the code units that Java adds up are those of UTF-16.
pub(crate) fn java_hash(text: &[u8]) -> i32 {
    if text.is_ascii() {
        return text.iter().fold(0_i32, |hash, &byte| {
            hash.wrapping_mul(31).wrapping_add(i32::from(byte))
        });
    }
    String::from_utf8_lossy(text)
        .encode_utf16()
        .fold(0_i32, |hash, unit| {
            hash.wrapping_mul(31).wrapping_add(i32::from(unit))
        })
}

/// Says whose records these are, by the names in the first ones.
pub(super) fn settle_by_shape(document: &Document, reading: &mut Reading) {
    let roots = || document.rows.iter().take(20).map(|row| row.node as usize);
    let any = |name: &str| roots().any(|root| document.child(root, name).is_some());
    let in_properties = |name: &str| {
        roots().any(|root| {
            document
                .child(root, "properties")
                .is_some_and(|(properties, _)| document.child(properties, name).is_some())
        })
    };
    let is_sensors = any("type") && (any("distinct_id") || any("item_id") || any("properties"))
        || any("_track_id")
        || any("lib") && any("distinct_id");
    if is_sensors {
        let surely =
            any("_track_id") || any("lib") || reading.protocol.certainty == Certainty::Certain;
        let certainty = if surely {
            Certainty::Certain
        } else {
            Certainty::Likely
        };
        let because = if reading.protocol.certainty == Certainty::Certain {
            reading.protocol.because.clone()
        } else {
            "the records have the names that this SDK gives: type, distinct_id, properties, lib"
                .into()
        };
        reading.settle(FORMAT.id, FORMAT.name, Match::new(certainty, because));
        if ["recv_time", "map_id", "project_id", "extractor"]
            .into_iter()
            .any(any)
        {
            reading.diagnostics.push(diagnostic::server_export());
        }
        return;
    }
    let hash_names = roots().any(|root| {
        document
            .children(root)
            .any(|(_, node)| document.key(node.key).starts_with('#'))
    });
    if hash_names {
        let because = "names in the records begin with #, as only ThinkingData writes them";
        reading.settle(
            "thinkingdata",
            "ThinkingData",
            Match::new(Certainty::Certain, because),
        );
        reading
            .diagnostics
            .push(diagnostic::look_alike("ThinkingData"));
    } else if any("event") && (in_properties("mp_lib") || in_properties("token")) {
        let because = "the records carry a token or mp_lib among their properties, as only Mixpanel writes them";
        reading.settle(
            "mixpanel",
            "Mixpanel",
            Match::new(Certainty::Certain, because),
        );
        reading.diagnostics.push(diagnostic::look_alike("Mixpanel"));
    } else if let Some([id, name, because]) = other_xiaomi(document, any) {
        if reading.protocol.id != id {
            reading.settle(id, name, Match::new(Certainty::Likely, because));
        }
    } else if !document.rows.is_empty() && !is_named(reading) {
        let because = "the records have none of the names that a known sender gives";
        reading.settle(
            "unknown",
            "an unknown format",
            Match::new(Certainty::Possible, because),
        );
        reading.diagnostics.push(diagnostic::unknown_format());
    }
}

/// Whether the request says that it belongs to another of Xiaomi's senders.
fn is_named(reading: &Reading) -> bool {
    reading.protocol.id != FORMAT.id && reading.protocol.id != "unknown"
}

/// Another of Xiaomi's formats, by the names at the top of its records: identifier, name, reason.
fn other_xiaomi(document: &Document, any: impl Fn(&str) -> bool) -> Option<[&'static str; 3]> {
    let body = document
        .rows
        .first()
        .and_then(|row| document.child(row.node as usize, "B"));
    let is_batch = body.is_some_and(|(_, node)| matches!(node.value, Value::Array(_)));
    let formats = [
        (
            any("H") && is_batch,
            [
                "miui-analytics",
                "MIUI Analytics",
                "the record consists of a head H and a list B, as MIUI Analytics writes it",
            ],
        ),
        (
            any("H") && any("B"),
            [
                "onetrack",
                "OneTrack",
                "the records consist of a head H and a body B, as OneTrack writes them",
            ],
        ),
        (
            any("startTS") && any("content"),
            [
                "mistat",
                "MiStat 1 or 2",
                "the records have the names that MiStat gives: startTS, endTS, content",
            ],
        ),
        (
            any("aii") && any("es"),
            [
                "mistat-3",
                "MiStat 3",
                "the record has the names that MiStat 3 gives: aii, es",
            ],
        ),
        (
            any("_di_") && any("_logs_"),
            [
                "miui-tracks",
                "MIUI internal analytics",
                "the record has names of MIUI's internal analytics: _di_, _logs_",
            ],
        ),
        (
            any("impRequests") && any("deviceInfo"),
            [
                "xiaomi-ads",
                "Xiaomi advertising",
                "the record has the names of a request for adverts: impRequests, deviceInfo",
            ],
        ),
        (
            any("msid") && any("rd"),
            [
                "mi-home",
                "Mi Home",
                "the record has the names of Mi Home's usage records: msid, rd",
            ],
        ),
    ];
    let found = formats.into_iter().find(|(fits, _)| *fits);
    found.map(|(_, format)| format)
}

/// What can be said of encrypted events without a key.
pub(super) fn describe_encryption(
    document: &Document,
    flag: Option<&str>,
) -> Option<Locked<'static>> {
    let first = document.rows.first()?.node as usize;
    let has = |name: &str| document.child(first, name).is_some();
    let encoded_size = |name: &str| {
        document.child_string(first, name).map(|text| {
            text.trim_end_matches('=').len() / 4 * 3 + text.trim_end_matches('=').len() % 4 * 3 / 4
        })
    };
    if has("payload") && (has("key_id") || has("key_hash")) {
        let size = encoded_size("payload").unwrap_or(0);
        let mut said = Quoted::of("One record of ");
        said.number(size).words(" encrypted bytes");
        if let Some(id) = scalar_text(document, first, "key_id") {
            said.words(", key number ").value(&id);
        }
        said.words(".");
        return Some(Locked {
            scheme: "AES-128-CBC with a key from the page".into(),
            visible: said.text.into(),
            quotes: said.quotes,
            needs: vec![
                "the symmetric key, which stands in the settings that the page gives the SDK"
                    .into(),
            ],
        });
    }
    if !has("payloads") || !has("ekey") && !has("pkv") {
        return None;
    }
    let mut records = 0_usize;
    let mut bytes = 0_usize;
    let size = |text: &str| text.trim_end_matches('=').len() * 3 / 4;
    let mut whole_batch = false;
    for row in &document.rows {
        let Some((index, node)) = document.child(row.node as usize, "payloads") else {
            continue;
        };
        if let Some(text) = document.string(node.value) {
            whole_batch = true;
            records += 1;
            bytes += size(text);
        }
        for (_, payload) in document.children(index) {
            records += 1;
            bytes += document.string(payload.value).map_or(0, size);
        }
    }
    let key_size = encoded_size("ekey").unwrap_or(0);
    let version = scalar_text(document, first, "pkv");
    let flushed =
        scalar_text(document, first, "flush_time").and_then(|time| display::moment(&time));
    let batch = flag.is_some_and(|flag| flag.trim() == "13") || whole_batch;
    let mut said = Quoted::default();
    match (batch, records) {
        (true, _) => said.words("An encrypted batch of events of ").number(bytes),
        (false, 1) => said.words("One encrypted event of ").number(bytes),
        (false, _) => said
            .number(records)
            .words(" encrypted events of ")
            .number(bytes),
    };
    said.words(match (batch, records) {
        (true, _) | (false, 1) => " bytes, an encrypted key of ",
        (false, _) => " bytes in all, an encrypted key of ",
    });
    said.number(key_size).words(" bytes");
    if let Some(version) = version {
        said.words(", public key version ").value(&version);
    }
    if let Some(time) = flushed {
        said.words(", sent at ").computed(&time);
    }
    said.words(".");
    let scheme = match key_size {
        256 => "a session key for AES-128-CBC, itself encrypted with RSA-2048",
        128 => "a session key for AES-128-CBC, itself encrypted with RSA-1024",
        _ => "a session key that is itself encrypted (elliptic curves, SM2 or an app's own scheme)",
    };
    let private = match key_size {
        256 | 128 => "the private RSA key of the receiving server",
        _ => "the private key of the receiving server",
    };
    Some(Locked {
        scheme: scheme.into(),
        visible: said.text.into(),
        quotes: said.quotes,
        needs: vec![
            private.into(),
            "the session key from the app's memory, which holds until the app is restarted".into(),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::java_hash;

    #[test]
    fn checksum_is_that_of_java() {
        for (text, hash) in [
            ("a", 97),
            ("ab", 3105),
            ("abc", 96354),
            ("hello", 99_162_322),
            ("H4sIAAAA", -1_099_353_246),
            ("é", 233),
            ("😀", 1_772_899),
        ] {
            assert_eq!(java_hash(text.as_bytes()), hash, "{text}");
        }
    }
}
