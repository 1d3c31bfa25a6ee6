//! A capture with its values masked: what may be shared of it.
//!
//! Every value is judged as the report judges it, and the share rule of its entry decides. What has
//! no entry is masked. A value that is masked anywhere is masked wherever it stands, also inside
//! what would be kept, unless somebody let that through; then it is a leak, and nothing leaves.
//! Prose is never rewritten: the masked capture is read again as if it had been pasted.

mod check;
mod choice;
mod closing;
mod destination;
mod names;
mod numbering;
mod pass;
mod preview;
mod reduce;
mod whole;
mod words;
mod write;

use std::collections::BTreeMap;

use crate::join::Reading;
use crate::knowledge::{Category, FieldEntry, Scope};
use crate::placeholder;
use crate::protocol::{ANSWER, EnvelopeField};
use crate::report::{Codec, Leak, MaskAction, MaskMode, Masking, PlaceholderCount};
use crate::share::gate::Secrets;

pub(crate) use check::{CAPTION, check, check_caption, check_file};
pub(crate) use choice::Choice;
pub(crate) use destination::{is_known_segment, unknown_part};
pub(crate) use numbering::label_of;
pub(crate) use preview::{Link, SEVERE, preview};

use choice::Decision;
use names::{Name, Names};
use pass::{Decisions, Pass};
use write::{string_of, write_rows};

/// What the kind of a value is called that nobody has explained.
const UNKNOWN: &str = "unknown";

/// A field that stands around the events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EnvelopeValue {
    /// `query.project`
    pub(crate) path: String,
    /// The name that leaves.
    pub(crate) name: String,
    /// Empty where the value is dropped.
    pub(crate) text: String,
}

/// What is left of a request.
#[derive(Debug)]
pub(crate) struct RedactedRequest {
    /// Its number in the capture.
    pub(crate) request: usize,
    /// The records, where there are any.
    pub(crate) text: Option<String>,
    pub(crate) around: Vec<EnvelopeValue>,
    pub(crate) host: Option<String>,
    /// The path of the address, from its first slash.
    pub(crate) path: String,
}

/// What is left of a capture.
#[derive(Debug, Default)]
pub(crate) struct Redacted {
    /// Those that leave.
    pub(crate) requests: Vec<RedactedRequest>,
    /// What must not stand in anything that leaves.
    pub(crate) secrets: Secrets,
    /// What stands for each of those, by its index.
    pub(crate) placeholders: Vec<String>,
    /// What is let through although it holds something that is masked elsewhere.
    pub(crate) leaks: Vec<Leak>,
    fields: Vec<Field>,
    outputs: Vec<Output>,
    /// The names that nobody has explained or somebody chose, in the order of the alphabet.
    names: Vec<Name>,
}

/// One field of the records or around them.
#[derive(Debug)]
struct Field {
    /// With `list[]` for the elements of a list.
    path: String,
    name: String,
    place: Option<Scope>,
    /// The name of the record that it belongs to.
    event: String,
    /// The first request with it, of those that leave if one of them has it.
    request: usize,
    /// Whether one of them has it.
    leaves: bool,
    /// The entry that applies because of what is sent with it.
    beside: Option<&'static FieldEntry>,
    /// Whether it stands around the events.
    is_around: bool,
    /// How many events have it that leave.
    events: usize,
    last_event: usize,
}

/// One value of a field and what happens to it.
#[derive(Debug)]
struct Output {
    field: usize,
    /// The content of a string, the text of any other value.
    before: String,
    /// Exact JSON text, none where it is dropped.
    after: Option<String>,
    action: MaskAction,
    decision: Decision,
    /// How often it stands in what leaves.
    count: usize,
    /// Where it first stood, as the report writes it.
    at: String,
    /// What a placeholder would call it.
    word: &'static str,
    category: Option<Category>,
    severity: u8,
    /// How much it matters that the value stays hidden.
    risk: u8,
    label: Option<&'static str>,
}

/// Masks all requests of a capture by the rules and by what somebody chose: the same value in two of
/// them gets the same placeholder, and what is masked in one is masked in all.
///
/// Those that do not leave are decided on as well, so that a placeholder and a time mean the same in
/// whatever part of a capture leaves.
pub(crate) fn redact(readings: &[Reading], choice: &Choice) -> Redacted {
    let Some(first) = readings.first() else {
        return Redacted::default();
    };
    let mut pass = Pass::new(first, readings, choice);
    let mut decided = Vec::with_capacity(readings.len());
    for (request, reading) in readings.iter().enumerate() {
        pass.turn_to(request, reading);
        decided.push(Decisions {
            plans: pass.plans(),
            surroundings: pass.surroundings(),
            host: reading
                .decoded
                .request
                .host
                .as_deref()
                .map(|host| pass.host(host)),
            path: pass.address_path(),
            names: Names::default(),
        });
    }
    pass.choose_names();
    for (request, (reading, decisions)) in readings.iter().zip(&mut decided).enumerate() {
        pass.turn_to(request, reading);
        decisions.names = pass.names(&mut decisions.surroundings);
    }
    let secrets = pass.close(&mut decided);
    let requests = readings.iter().zip(decided).enumerate();
    let requests = requests
        .filter(|(request, _)| choice.takes(*request))
        .map(|(request, (reading, decisions))| written(request, reading, decisions, &pass))
        .collect();
    let leaks = pass.leaks(&secrets);
    let masked = pass.numbering.masked.iter();
    Redacted {
        requests,
        placeholders: masked.map(|masked| masked.placeholder.clone()).collect(),
        secrets,
        leaks,
        fields: pass.fields,
        outputs: pass.outputs,
        names: pass.rules.names(),
    }
}

/// The fields that stand around the events and can leave, each with its name.
fn surroundings_of(reading: &Reading) -> impl Iterator<Item = (&str, &EnvelopeField)> {
    let payload = payload_field(reading);
    let fields = reading.decoded.envelope.iter().enumerate();
    fields.filter_map(move |(index, field)| {
        let name = field.own_name();
        // Pseudo headers say again what the address says, and locked texts are the raw body.
        let is_shown_elsewhere = Some(index) == payload
            || name.starts_with(':')
            || field.path.starts_with("locked.")
            || name == "host" && field.path.starts_with("header.");
        (!is_shown_elsewhere).then_some((name, field))
    })
}

/// A request of which everything is left.
pub(crate) fn all_of(request: usize, reading: &Reading) -> RedactedRequest {
    let around = surroundings_of(reading).map(|(name, field)| EnvelopeValue {
        path: field.path.clone(),
        // In an answer all of its path is the name.
        name: field.path.strip_prefix(ANSWER).unwrap_or(name).to_owned(),
        text: field.text.clone(),
    });
    let document = reading.decoded.document();
    RedactedRequest {
        request,
        text: document
            .filter(|_| reading.annotated.is_some())
            .map(|document| document.text.clone()),
        around: around.collect(),
        host: reading.decoded.request.host.clone(),
        path: reading.decoded.request.path.clone(),
    }
}

/// A request with what happened to its values and names.
fn written(
    request: usize,
    reading: &Reading,
    decisions: Decisions,
    pass: &Pass,
) -> RedactedRequest {
    let Decisions {
        plans,
        surroundings,
        host,
        path,
        names,
    } = decisions;
    let after = |output: u32| pass.outputs.get(output as usize)?.after.as_deref();
    let document = reading.decoded.document();
    let text = document
        .filter(|_| reading.annotated.is_some())
        .map(|document| {
            let mut text = String::new();
            write_rows(document, &plans, &after, &names, &mut text);
            text
        });
    let around = surroundings
        .iter()
        .filter_map(|surrounding| {
            let field = pass.fields.get(surrounding.field)?;
            let after = pass.outputs.get(surrounding.output)?.after.as_deref();
            Some(EnvelopeValue {
                path: field.path.clone(),
                name: surrounding
                    .name
                    .clone()
                    .unwrap_or_else(|| field.name.clone()),
                text: after.and_then(string_of).unwrap_or_default(),
            })
        })
        .collect();
    RedactedRequest {
        request,
        text,
        around,
        host,
        path,
    }
}

/// What a masked capture says of itself, and the placeholders that stand in it.
pub(crate) fn masking(
    mode: MaskMode,
    relative_times: bool,
    generator: &str,
    readings: &[Reading],
) -> Masking {
    let mut placeholders: Vec<PlaceholderCount> = Vec::new();
    let mut seen = BTreeMap::new();
    for reading in readings {
        let document = reading.decoded.document();
        let text = document.map_or("", |document| &document.text);
        let around = reading
            .decoded
            .envelope
            .iter()
            .map(|field| field.text.as_str());
        for placeholder in around.chain([text]).flat_map(placeholder::all) {
            let known = placeholders
                .iter()
                .position(|known| known.word == placeholder.word);
            let is_new = seen
                .insert(
                    format!("{} {}", placeholder.word, placeholder.number),
                    0_usize,
                )
                .is_none();
            if known.is_none() && placeholders.len() < WORDS {
                placeholders.push(PlaceholderCount {
                    word: placeholder.word.to_owned(),
                    label: label_of(placeholder.word),
                    values: 0,
                    count: 0,
                });
            }
            let last = placeholders.len().saturating_sub(1);
            if let Some(known) = placeholders.get_mut(known.unwrap_or(last))
                && known.word == placeholder.word
            {
                known.count += 1;
                known.values += usize::from(is_new);
            }
        }
    }
    Masking {
        mode,
        relative_times,
        generator: generator.chars().take(GENERATOR).collect(),
        placeholders,
    }
}

/// Kinds of placeholders that are counted; there are about fifty.
const WORDS: usize = 200;

/// Characters of the name of a program that are told.
const GENERATOR: usize = 40;

/// Leaks that are told; one is enough to stop.
const LEAKS: usize = 100;

/// Which of the fields around the events holds them.
pub(crate) fn payload_field(reading: &Reading) -> Option<usize> {
    let decoded = &reading.decoded;
    let layers = decoded.layers.iter().zip(&decoded.outputs).rev();
    // In the records themselves there can be a form too.
    let (_, output) = layers
        .skip_while(|(_, output)| Some(output.buffer) == decoded.request.store.text_buffer())
        .find(|(layer, _)| layer.codec == Codec::Form)?;
    decoded
        .envelope
        .iter()
        .position(|field| field.at == Some(*output) && !output.is_empty())
}

#[cfg(test)]
mod tests;
