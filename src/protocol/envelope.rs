//! What stands around the events: query, form, headers, cookies.

use super::EnvelopeField;
use crate::capture::{Param, Request};
use crate::knowledge::Place;
use crate::layer::percent;

/// Bytes of a value that is shown whole; longer ones are payloads, which are unpacked elsewhere.
const WHOLE: usize = 4096;

/// Characters of a longer value that are shown.
const SHOWN: usize = 200;

/// Fields that are shown; a request of the SDK has fewer than thirty.
pub(super) const LISTED: usize = 1_000;

/// The fields, and how many more there are than are listed.
pub(super) fn fields(request: &Request) -> (Vec<EnvelopeField>, usize) {
    let found = request.query.len() + request.form().len();
    let mut fields = Vec::new();
    for param in request.query.iter().take(LISTED) {
        fields.push(param_field("query.", param));
    }
    for param in request.form().iter().take(LISTED - fields.len()) {
        fields.push(param_field("form.", param));
    }
    let left_out = found - fields.len();
    for &(name, value) in request.headers.iter().take(LISTED) {
        let name = name.to_ascii_lowercase();
        if name == "cookie" {
            for cookie in value.split(';').take(LISTED) {
                let (name, value) = cookie.trim().split_once('=').unwrap_or((cookie.trim(), ""));
                fields.push(field(Place::Header, "cookie.", name, value));
            }
        } else {
            fields.push(field(Place::Header, "header.", &name, value));
        }
    }
    (fields, left_out)
}

fn param_field(prefix: &str, param: &Param) -> EnvelopeField {
    if param.value.len() > WHOLE {
        return field(Place::Envelope, prefix, param.name, param.value);
    }
    field(
        Place::Envelope,
        prefix,
        param.name,
        &percent::decode_text(param.value),
    )
}

fn field(place: Place, prefix: &str, name: &str, value: &str) -> EnvelopeField {
    let cut = value.len() > WHOLE;
    let text = if cut {
        value.chars().take(SHOWN).chain(['…']).collect()
    } else {
        value.to_owned()
    };
    EnvelopeField {
        place,
        path: format!("{prefix}{name}"),
        name: prefix.len(),
        text,
        display: cut.then(|| {
            format!(
                "{} characters; the first {SHOWN} are shown",
                value.chars().count()
            )
        }),
    }
}
