//! What stands around the events: query, form, headers, cookies, and the clear part of encrypted
//! events.

use super::EnvelopeField;
use crate::bytes::Slice;
use crate::bytes::codec::{base64, json_string, percent};
use crate::capture::{Located, Request};
use crate::json::leaves::leaves;
use crate::json::{Document, Top};
use crate::knowledge::{self, FieldEntry, Scope};
use crate::placeholder;

/// Bytes of a value that is shown whole; longer ones are payloads, which are unpacked elsewhere.
const WHOLE: usize = 4096;

/// Characters of Base64 that are no words.
const DIGITS: usize = 24;

/// Characters of a longer value that are shown.
const SHOWN: usize = 200;

/// Fields that are shown; a request of the SDK has fewer than thirty.
pub(super) const LISTED: usize = 1_000;

/// The fields, and how many more there are than are listed.
pub(super) fn fields(request: &Request, place: Scope) -> (Vec<EnvelopeField>, usize) {
    let query = request.query.iter().map(|param| ("query.", param));
    let form = request.form().iter().map(|param| ("form.", param));
    let params = query.chain(form);
    let headers = request.headers.iter().flat_map(|header| {
        let name = request.text(header.name);
        let value = header.value.range();
        let value = Located::new(request.text(header.value), header.value.buffer, value.start);
        let is_cookie = name.eq_ignore_ascii_case("cookie");
        let cookies = is_cookie.then(|| value.split(';')).into_iter().flatten();
        let header = (!is_cookie).then_some(("header.", name, value));
        cookies
            .map(|cookie| {
                let cookie = cookie.trim();
                let whole = (cookie, cookie.behind(cookie.text.len()));
                let (name, value) = cookie.split_once('=').unwrap_or(whole);
                ("cookie.", name.text, value)
            })
            .chain(header)
    });
    let found = params.clone().count() + headers.clone().count();
    let params = params.map(|(prefix, param)| {
        let name = request.text(param.name);
        let value = request.text(param.value);
        let mut field = match prefix == "form." && request.is_multipart() {
            true => field(place, prefix, name, value),
            false => param_field(place, prefix, name, value),
        };
        // A part of a form can be a file.
        if value.is_empty() && !param.value.is_empty() {
            field.display = Some(format!("{} bytes that are no text", param.value.len()));
        }
        placed(field, param.value)
    });
    let headers = headers.map(|(prefix, name, value)| {
        let field = match prefix {
            "header." => field(
                Scope::Header,
                prefix,
                &name.to_ascii_lowercase(),
                value.text,
            ),
            _ => field(Scope::Header, prefix, name, value.text),
        };
        placed(field, value.slice())
    });
    let mut fields: Vec<EnvelopeField> = params.chain(headers).take(LISTED).collect();
    let left_out = found - fields.len();
    let besides: Vec<_> = fields.iter().map(|field| beside(&fields, field)).collect();
    for (field, beside) in fields.iter_mut().zip(besides) {
        field.beside = beside;
    }
    (fields, left_out)
}

/// The entry of a field that applies because of what is sent with it.
fn beside(fields: &[EnvelopeField], field: &EnvelopeField) -> Option<&'static FieldEntry> {
    let place = Some(field.place);
    if !knowledge::depends(place, field.own_name()) {
        return None;
    }
    knowledge::entry_beside(place, "", field.own_name(), |name| {
        // As for all readers of duplicate names, the last one counts.
        let mut siblings = fields.iter().take(knowledge::SIBLINGS).rev();
        let is_it = |other: &&EnvelopeField| Some(other.place) == place && other.own_name() == name;
        siblings.find(is_it).map(|other| other.text.as_str())
    })
}

/// What stands around encrypted events in the clear, of the first record.
pub(super) fn encryption(document: &Document) -> Vec<EnvelopeField> {
    let Some(row) = document.rows.first() else {
        return Vec::new();
    };
    let members = document.children(row.node as usize).take(LISTED);
    let fields = members.filter_map(|(index, node)| {
        let name = document.key(node.key);
        if let Some(text) = document.string(node.value) {
            return Some(field(Scope::Envelope, "locked.", name, text));
        }
        // Of many locked texts one shows what they look like.
        if let Some((_, first)) = document.children(index).next() {
            let count = document.children(index).count();
            let mut field = field(
                Scope::Envelope,
                "locked.",
                name,
                document.string(first.value)?,
            );
            field.display = (count > 1).then(|| format!("the first of {count}"));
            return Some(field);
        }
        Some(field(
            Scope::Envelope,
            "locked.",
            name,
            document.lexeme(row, index)?,
        ))
    });
    fields.collect()
}

/// Values of a batch that are passed over for the places of those around its events.
const PASSED: usize = 100_000;

/// The same of records that were opened, each with its place in the text that stands at `at`.
pub(super) fn around_records(document: &Document, at: Slice) -> Vec<EnvelopeField> {
    let Some(row) = document.rows.first() else {
        return Vec::new();
    };
    let mut fields = encryption(document);
    let mut left = PASSED;
    leaves(document, row, &mut |path, place| {
        let is_it = |field: &&mut EnvelopeField| {
            let name = field.path.get(field.name..).unwrap_or_default();
            let rest = path.strip_prefix(name);
            field.at.is_none() && rest.is_some_and(|rest| rest.is_empty() || rest == "[0]")
        };
        if let Some(field) = fields.iter_mut().find(is_it) {
            field.at = Some(at.part(place));
        }
        left -= 1;
        left > 0
    });
    // A place among the records would be another one.
    fields.retain(|field| field.at.is_some());
    fields
}

/// What the paths of values in an answer begin with.
pub(crate) const ANSWER: &str = "answer.";

/// Values of one answer that are listed: those of some dozen devices.
pub(super) const IN_ANSWER: usize = 1_000;

/// Values of an answer, whose text stands at `at`, as many as are listed; and how many more there are.
pub(super) fn answer_fields(
    document: &Document,
    at: Slice,
    place: Scope,
    most: usize,
) -> (Vec<EnvelopeField>, usize) {
    let mut fields = Vec::new();
    let mut left_out = 0;
    for (index, row) in document.rows.iter().enumerate() {
        let row_path = match document.top {
            Top::One | Top::None => String::new(),
            Top::Array | Top::Lines => format!("[{index}]."),
        };
        leaves(document, row, &mut |path, range| {
            if fields.len() >= most.min(IN_ANSWER) {
                left_out += 1;
                return true;
            }
            let lexeme = document.text.get(range.clone()).unwrap_or_default();
            let inner = lexeme.strip_prefix('"').map(|inner| {
                let inner = inner.strip_suffix('"').unwrap_or(inner);
                json_string::decode(inner)
            });
            let path = [&row_path, path].concat();
            let text = inner.as_deref().unwrap_or(lexeme);
            fields.push(placed(answer_field(place, &path, text), at.part(range)));
            true
        });
    }
    (fields, left_out)
}

/// A value in an answer.
pub(super) fn answer_field(place: Scope, path: &str, text: &str) -> EnvelopeField {
    let field = field(place, ANSWER, path, text);
    let own = path.rfind('.').map_or(0, |dot| dot + 1);
    EnvelopeField {
        name: ANSWER.len() + own,
        ..field
    }
}

/// A field with the place of its value.
fn placed(field: EnvelopeField, at: Slice) -> EnvelopeField {
    EnvelopeField {
        at: Some(at),
        ..field
    }
}

fn param_field(place: Scope, prefix: &str, name: &str, value: &str) -> EnvelopeField {
    // Names are shown as they stand, but for placeholders, which an address has encoded.
    let decoded = percent::decode_text(name);
    let name = match placeholder::whole(&decoded) {
        Some(_) => &*decoded,
        None => name,
    };
    if value.len() > WHOLE {
        return field(place, prefix, name, value);
    }
    // The SDK of Sensors Analytics writes no plus sign for a blank, others of Xiaomi do.
    let is_form = prefix == "form." && place != Scope::Envelope && !is_base64(value);
    match is_form && value.contains('+') {
        true => field(
            place,
            prefix,
            name,
            &percent::decode_text(&value.replace('+', " ")),
        ),
        false => field(place, prefix, name, &percent::decode_text(value)),
    }
}

/// Whether a value is Base64 that is shown decoded, where a plus sign is one.
fn is_base64(value: &str) -> bool {
    value.len() >= DIGITS && base64::sniff(value.as_bytes())
}

fn field(place: Scope, prefix: &str, name: &str, value: &str) -> EnvelopeField {
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
        at: None,
        beside: None,
    }
}
