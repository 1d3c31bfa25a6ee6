//! What the formats of Xiaomi's own senders have in common: they are told by fields that no other
//! sender has, or by their hosts. What is sent in plain text, or merely packed, is opened; where it
//! is encrypted, what is readable around it is shown.

use super::unwrap::packs;
use super::{Decoder, FORMATS, Match, Payload, payload, sensors};
use crate::bytes::Slice;
use crate::bytes::codec::percent;
use crate::capture::{Body, Request};
use crate::report::{Certainty, LayerStatus};
use crate::{diagnostic, knowledge};

/// A value of a form as its sender had it. A plus sign is a blank there, unless a program shows the form
/// decoded.
pub(super) fn plain(value: &str, is_blank: bool) -> String {
    match is_blank {
        true => percent::decode_text(&value.replace('+', " ")).into_owned(),
        false => percent::decode_text(value).into_owned(),
    }
}

/// Whether its fields are written as those of a form in its body, where a short command finds them.
pub(super) fn is_written(request: &Request) -> bool {
    let is_json = whole_body(request).is_some_and(|body| is_json(request.store.in_memory(body)));
    !request.form().is_empty() && !is_json
}

/// All bytes of a body: of a text the white space around it is no part of the body, but of other data it is.
pub(super) fn whole_body(request: &Request) -> Option<Slice> {
    match (request.steps.last(), &request.body) {
        (_, Body::None) => None,
        (Some(step), _) => Some(step.output),
        (None, Body::Bytes(body)) => Some(request.store.whole(body.buffer)),
        (None, Body::Form(_)) => Some(request.store.whole(0)),
    }
}

/// A request whose form has all of these fields, which no other known sender uses together.
pub(super) fn by_form(request: &Request, names: &[&str]) -> Option<Match> {
    names
        .iter()
        .all(|name| request.find(request.fields(), name).is_some())
        .then(|| {
            Match::new(
                Certainty::Likely,
                format!(
                    "it has the fields {}, which no other known sender uses together",
                    names.join(", ")
                ),
            )
        })
}

/// A request to a host that is known to receive this format.
pub(super) fn by_host(request: &Request, protocol: &str) -> Option<Match> {
    let (entry, certainty) = knowledge::host(request.host.as_deref()?)?;
    (entry.protocol == protocol).then(|| {
        Match::new(
            certainty.min(Certainty::Likely),
            format!("the host belongs to {}", entry.name),
        )
    })
}

/// Opens the field of the form that contains the events, or the body itself, where it is JSON, packed
/// or not.
pub(super) fn open(request: &Request, payload_fields: &[&str], name: &str, decoder: &mut Decoder) {
    match &request.body {
        Body::Form(_) | Body::None => {
            let fields = request.fields();
            let param = payload_fields
                .iter()
                .find_map(|name| request.find(fields, name));
            if let Some(param) = param.filter(|param| packs(request.store.in_memory(param.value))) {
                decoder.take_field(request.text(param.name), fields, param.value);
                let value = request.store.in_memory(param.value);
                return payload::read_value(
                    &sensors::CONVENTIONS,
                    value,
                    param.value,
                    None,
                    None,
                    decoder,
                );
            }
        }
        Body::Bytes(body) if is_json(request.store.in_memory(*body)) => {
            return payload::read_value(
                &sensors::CONVENTIONS,
                request.store.in_memory(*body),
                *body,
                None,
                None,
                decoder,
            );
        }
        _ => {}
    }
    note_unopened(name, decoder);
}

/// Whether a value of a form is JSON.
pub(super) fn opens(value: &[u8]) -> bool {
    is_json(&percent::decode(value).bytes)
}

fn is_json(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// Says whose request it is, and that it cannot be opened.
pub(super) fn note_unopened(name: &str, decoder: &mut Decoder) {
    decoder.diagnostics.push(diagnostic::named_only(name));
}

/// Ends the reason of a protocol that was read as others described it.
pub(super) const BY_ANALYSIS: &str = ", and was read according to published analysis of the SDK";

/// Says so where records or fields of a form were read by nothing but that.
pub(super) fn say_by_analysis(request: &Request, decoder: &mut Decoder) {
    let id = decoder.protocol.id;
    let mut formats = FORMATS.iter();
    let is_its = formats.any(|format| format.id == id && format.is_by_analysis);
    let is_read = match decoder.payload {
        Payload::Records(_) => true,
        Payload::Encrypted(..) => false,
        Payload::None => {
            let mut layers = decoder.layers.iter();
            !request.fields().is_empty() && !layers.any(|layer| layer.status == LayerStatus::Failed)
        }
    };
    if is_its && is_read {
        decoder.protocol.because.to_mut().push_str(BY_ANALYSIS);
    }
}
