//! What stands around the events: query, form, headers, cookies.

use super::EnvelopeField;
use crate::capture::{Param, Request};
use crate::knowledge::Place;
use crate::layer::percent;

/// Characters of a long value that are shown; the payload is unpacked elsewhere.
const SHOWN: usize = 200;

pub(super) fn fields(request: &Request) -> Vec<EnvelopeField> {
    let mut fields = Vec::new();
    for param in &request.query {
        fields.push(param_field("query.", param));
    }
    for param in request.form() {
        fields.push(param_field("form.", param));
    }
    for &(name, value) in &request.headers {
        let name = name.to_ascii_lowercase();
        if name == "cookie" {
            for cookie in value.split(';') {
                let (name, value) = cookie.trim().split_once('=').unwrap_or((cookie.trim(), ""));
                fields.push(field(Place::Header, "cookie.", name, value));
            }
        } else {
            fields.push(field(Place::Header, "header.", &name, value));
        }
    }
    fields
}

fn param_field(prefix: &str, param: &Param) -> EnvelopeField {
    if param.value.len() > SHOWN {
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
    let shown: String = value.chars().take(SHOWN).collect();
    let cut = shown.len() < value.len();
    EnvelopeField {
        place,
        path: format!("{prefix}{name}"),
        name: prefix.len(),
        text: if cut { format!("{shown}…") } else { shown },
        display: cut.then(|| {
            format!(
                "{} characters, of which the first {SHOWN} are shown",
                value.chars().count()
            )
        }),
    }
}
