//! Xiaomi's other telemetry, told by its hosts or by fields that no other sender has.
//!
//! What is sent in plain text, or merely packed, is opened; where it is encrypted, what is readable
//! around it is shown.

use super::{Format, Match, Reading, payload};
use crate::bytes::codec::percent;
use crate::capture::{Body, Request};
use crate::report::Certainty;
use crate::{diagnostic, knowledge};

/// MiStat SDK 1 and 2.
pub(super) const MISTAT: Format = Format {
    id: "mistat",
    name: "MiStat 1 or 2",
    recognise: |request| {
        by_form(request, &["stat_value", "mistatv"]).or_else(|| by_host(request, "mistat"))
    },
    read: |_, reading| name_it("MiStat", reading),
};

/// MiStat SDK 3.
pub(super) const MISTAT3: Format = Format {
    id: "mistat-3",
    name: "MiStat 3",
    recognise: |request| {
        by_form(request, &["p", "sid", "fc", "sn"]).or_else(|| by_host(request, "mistat-3"))
    },
    read: |_, reading| name_it("MiStat 3", reading),
};

/// The older channel of MIUI's analytics app.
pub(super) const MIUI_ANALYTICS: Format = Format {
    id: "miui-analytics",
    name: "MIUI Analytics",
    recognise: |request| {
        by_form(request, &["value", "ts", "nonce", "sign"])
            .or_else(|| by_host(request, "miui-analytics"))
    },
    read: |request, reading| open(request, "value", "MIUI Analytics", reading),
};

/// MIUI's internal analytics.
pub(super) const MIUI_TRACKS: Format = Format {
    id: "miui-tracks",
    name: "MIUI internal analytics",
    recognise: |request| {
        by_form(request, &["t", "value", "s"]).or_else(|| by_host(request, "miui-tracks"))
    },
    read: |request, reading| open(request, "value", "MIUI's internal analytics", reading),
};

/// OneTrack, by its host or its session header.
pub(super) const ONETRACK: Format = Format {
    id: "onetrack",
    name: "OneTrack",
    recognise: |request| {
        let header = request.header("ot_sid").map(|_| {
            Match::new(
                Certainty::Certain,
                "it has the header OT_SID, which OneTrack sends",
            )
        });
        header.or_else(|| by_host(request, "onetrack"))
    },
    read: |request, reading| open(request, "", "OneTrack", reading),
};

/// Xiaomi's advertising services.
pub(super) const XIAOMI_ADS: Format = Format {
    id: "xiaomi-ads",
    name: "Xiaomi advertising",
    recognise: |request| {
        by_form(request, &["clientInfo"]).or_else(|| by_host(request, "xiaomi-ads"))
    },
    read: |request, reading| {
        open(
            request,
            "clientInfo",
            "Xiaomi's advertising service",
            reading,
        )
    },
};

/// Mi Home and other cloud services with RC4.
pub(super) const MI_HOME: Format = Format {
    id: "mi-home",
    name: "Mi Home",
    recognise: |request| {
        by_form(request, &["rc4_hash__", "signature", "_nonce"])
            .or_else(|| by_host(request, "mi-home"))
    },
    read: |request, reading| open(request, "data", "Mi Home", reading),
};

/// Registration of Mi Push.
pub(super) const MI_PUSH: Format = Format {
    id: "mi-push",
    name: "Mi Push",
    recognise: |request| {
        by_form(request, &["devid", "appid", "apptoken"]).or_else(|| by_host(request, "mi-push"))
    },
    read: |_, reading| name_it("Mi Push", reading),
};

fn by_form(request: &Request, names: &[&str]) -> Option<Match> {
    let Body::Form(fields) = &request.body else {
        return None;
    };
    names
        .iter()
        .all(|name| request.find(fields, name).is_some())
        .then(|| {
            Match::new(
                Certainty::Certain,
                format!(
                    "it has the fields {}, which no other known sender uses together",
                    names.join(", ")
                ),
            )
        })
}

fn by_host(request: &Request, protocol: &str) -> Option<Match> {
    let (entry, certainty) = knowledge::host(request.host.as_deref()?)?;
    (entry.protocol == protocol).then(|| {
        Match::new(
            certainty.min(Certainty::Likely),
            format!("the host belongs to {}", entry.name),
        )
    })
}

/// Opens a field of the form, or the body itself, where it is JSON, packed or not.
fn open(request: &Request, field: &str, name: &str, reading: &mut Reading) {
    // JSON begins with a bracket, in Base64 too, and so does compressed data; noise does not.
    let opens = |value: &[u8]| {
        let value = percent::decode(value).bytes;
        is_json(&value)
            || [b"W", b"e", b"H"]
                .iter()
                .any(|sign| value.starts_with(*sign))
    };
    match &request.body {
        Body::Form(fields) => {
            let param = request.find(fields, field);
            if let Some(param) = param.filter(|param| opens(request.store.held(param.value))) {
                reading.take_field(field, fields, param.value);
                let value = request.store.held(param.value);
                return payload::read_value(value, param.value, None, None, reading);
            }
        }
        Body::Bytes(body) if is_json(request.store.held(*body)) => {
            return payload::read_value(request.store.held(*body), *body, None, None, reading);
        }
        _ => {}
    }
    name_it(name, reading);
}

fn is_json(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['))
}

fn name_it(name: &str, reading: &mut Reading) {
    reading.diagnostics.push(diagnostic::named_only(name));
}
