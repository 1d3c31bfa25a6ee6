//! Whose format a request has, and what lies inside it.
//!
//! A format is one file and one line in [`FORMATS`]. Recognition looks at the address and the
//! names of fields; the final word has what the decoded data look like.

mod envelope;
mod named;
mod sender;
mod sensors;
mod unwrap;

use std::borrow::Cow;
use std::mem;
use std::ops::Range;

use crate::bytes::trail::{Coding, Mark, Step, Trail};
use crate::capture::{Capture, Request, params};
use crate::diagnostic::Diagnostics;
use crate::json::Document;
use crate::knowledge::{self, Place};
use crate::limits::Budget;
use crate::progress::Progress;
use crate::report::{
    Certainty, Check, Codec, InputKind, Layer, LayerStatus, Locked, Protocol, Text,
};
use crate::{capture, diagnostic};

pub(crate) use sensors::java_hash;

/// A sender's format.
pub(crate) struct Format {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// Whether a request has this format, judged before anything is decoded.
    pub(crate) recognise: fn(&Request) -> Option<Match>,
    /// Decodes as far as it goes. May correct the match by what it finds.
    pub(crate) read: fn(&Request, &mut Reading),
}

/// All formats; of equally certain ones the first wins.
pub(crate) const FORMATS: &[Format] = &[
    sensors::FORMAT,
    named::MISTAT,
    named::MISTAT3,
    named::MIUI_ANALYTICS,
    named::MIUI_TRACKS,
    named::ONETRACK,
    named::XIAOMI_ADS,
    named::MI_HOME,
    named::MI_PUSH,
];

/// How sure a recognition is, and why, as the end of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) certainty: Certainty,
    pub(crate) because: Text<'static>,
}

impl Match {
    pub(crate) fn new(certainty: Certainty, because: impl Into<Text<'static>>) -> Match {
        Match {
            certainty,
            because: because.into(),
        }
    }
}

/// A field around the events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EnvelopeField {
    pub(crate) place: Place,
    /// `query.project`
    pub(crate) path: String,
    /// Offset of the last part of the path.
    pub(crate) name: usize,
    /// The decoded value, or its beginning.
    pub(crate) text: String,
    pub(crate) display: Option<String>,
    /// Where its value stands in the paste.
    pub(crate) place_in_paste: Option<Range<usize>>,
}

/// A decoded request, owned, so that the paste can be let go.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) method: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) protocol: Protocol<'static>,
    /// Whether the records are those of Xiaomi's Mint Browser.
    pub(crate) is_of_browser: bool,
    pub(crate) layers: Vec<Layer<'static>>,
    pub(crate) checks: Vec<Check<'static>>,
    pub(crate) envelope: Vec<EnvelopeField>,
    pub(crate) payload: Payload,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) trail: Trail,
}

/// What a request carries for its recipient, as far as it could be opened.
#[derive(Debug, Default)]
pub(crate) enum Payload {
    /// Nothing that is JSON.
    #[default]
    None,
    /// Records that can be read.
    Records(Document),
    /// Records that are encrypted, and what is known of them. The document holds what stands around
    /// them in the clear.
    Encrypted(Document, Locked<'static>),
}

impl Payload {
    /// The innermost text, read.
    pub(crate) fn document(&self) -> Option<&Document> {
        match self {
            Payload::None => None,
            Payload::Records(document) | Payload::Encrypted(document, _) => Some(document),
        }
    }

    /// What is known of records that are encrypted.
    pub(crate) fn locked(&self) -> Option<&Locked<'static>> {
        match self {
            Payload::Encrypted(_, locked) => Some(locked),
            _ => None,
        }
    }
}

impl Decoded {
    /// The innermost text, read.
    pub(crate) fn document(&self) -> Option<&Document> {
        self.payload.document()
    }

    /// What is known of records that are encrypted.
    pub(crate) fn locked(&self) -> Option<&Locked<'static>> {
        self.payload.locked()
    }

    /// Keeps what it was read from, so that every step can be done again.
    pub(crate) fn keep(&mut self, paste: Cow<[u8]>) {
        let document = self.payload.document();
        self.trail
            .keep(paste, document.map(|document| document.text.as_str()));
    }
}

/// What a format's reader works with and fills.
pub(crate) struct Reading<'r, 'p> {
    pub(crate) budget: &'r mut Budget,
    pub(crate) progress: &'r mut Progress<'p>,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) layers: Vec<Layer<'static>>,
    pub(crate) checks: Vec<Check<'static>>,
    pub(crate) payload: Payload,
    pub(crate) protocol: Protocol<'static>,
    pub(crate) paste: &'r [u8],
    pub(crate) trail: Trail,
}

impl Reading<'_, '_> {
    /// Notes that the events stand in one field of a form.
    pub(crate) fn take_field(&mut self, form: &[capture::Param], param: &capture::Param) {
        let length: usize = form
            .iter()
            .map(|param| param.name.len() + param.value.len() + 2)
            .sum::<usize>()
            .saturating_sub(1);
        let start = place(self.paste, param.value.as_bytes()).start;
        let field = layer(
            Codec::Form,
            format!("the field {} holds the events", param.name),
            length,
            param.value.len(),
            LayerStatus::Ok,
        );
        self.taken(field, start);
    }

    /// Notes a layer whose coding was undone, and that the next one is undone of all that came out.
    pub(crate) fn undone(
        &mut self,
        layer: Layer<'static>,
        from: &mut Range<usize>,
        coding: Coding,
    ) {
        let from = mem::replace(from, 0..layer.bytes_out);
        self.trail.steps.push(Step { from, coding });
        self.taken(layer, 0);
    }

    /// Notes a layer whose output begins there in the data after all steps until now.
    pub(crate) fn taken(&mut self, layer: Layer<'static>, start: usize) {
        self.trail.marks.push(Mark {
            steps: self.trail.steps.len(),
            range: start..start + layer.bytes_out,
        });
        self.layers.push(layer);
    }

    /// Corrects the recognition by what was found inside.
    pub(crate) fn settle(&mut self, id: &'static str, name: &'static str, found: Match) {
        self.protocol.id = id;
        self.protocol.name = name.into();
        self.protocol.certainty = found.certainty;
        self.protocol.because = found.because;
    }
}

/// Decodes a captured request.
pub(crate) fn read(
    capture: &Capture,
    paste: &[u8],
    budget: &mut Budget,
    progress: &mut Progress,
) -> Decoded {
    let request = &capture.request;
    let known_host = request.host.and_then(knowledge::host);
    let (format, found) = recognise(request);
    let recipient = known_host
        .map(|(entry, _)| entry.recipient)
        .filter(|name| !name.is_empty());
    let mut reading = Reading {
        trail: Trail::new(*budget.limits()),
        paste,
        budget,
        progress,
        diagnostics: Diagnostics::default(),
        layers: Vec::new(),
        checks: Vec::new(),
        payload: Payload::None,
        protocol: Protocol {
            id: format.map_or("unknown", |format| format.id),
            name: format
                .map_or("an unknown format", |format| format.name)
                .into(),
            certainty: found.certainty,
            because: found.because,
            recipient: recipient
                .map(Into::into)
                .or_else(|| request.host.map(|host| host.to_owned().into())),
        },
    };
    if capture.head > 0 && !matches!(request.body, capture::Body::None) {
        let body = paste.len().saturating_sub(capture.head);
        let because = "the body stands after the headers";
        reading.taken(
            layer(Codec::Http, because, paste.len(), body, LayerStatus::Ok),
            capture.head,
        );
    }
    match format {
        Some(format) => (format.read)(request, &mut reading),
        None => read_unknown(capture, &mut reading),
    }
    if capture.kind == InputKind::Unrecognised && reading.payload.document().is_none() {
        reading
            .diagnostics
            .push(diagnostic::unrecognised(paste.len()));
    }
    let project = params::find(&request.query, "project").map(|param| param.value);
    let is_of_browser = reading.protocol.id == sensors::FORMAT.id
        && sender::is_mint_browser(request.host, project, reading.payload.document());
    // Where the paste does not name the host, the browser that it is from says it.
    if is_of_browser && reading.protocol.recipient.is_none() {
        reading.protocol.recipient = Some("Xiaomi".into());
    }
    let (mut envelope, left_out) =
        envelope::fields(request, knowledge::form_of(reading.protocol.id), paste);
    if let Payload::Encrypted(document, _) = &reading.payload {
        envelope.extend(envelope::locked(document));
    }
    if left_out > 0 {
        reading
            .diagnostics
            .push(diagnostic::limit_envelope(envelope::LISTED, left_out));
    }
    Decoded {
        method: request.method.map(str::to_owned),
        url: request.url.as_ref().map(|url| url.clone().into_owned()),
        host: request.host.map(str::to_owned),
        protocol: reading.protocol,
        is_of_browser,
        layers: reading.layers,
        checks: reading.checks,
        envelope,
        payload: reading.payload,
        diagnostics: reading.diagnostics,
        trail: reading.trail,
    }
}

/// What a step says of itself.
fn layer(
    codec: Codec,
    because: impl Into<Text<'static>>,
    bytes_in: usize,
    bytes_out: usize,
    status: LayerStatus,
) -> Layer<'static> {
    Layer {
        codec,
        because: because.into(),
        bytes_in,
        bytes_out,
        status,
    }
}

/// Where a part of some data stands in them; nowhere where it is none.
pub(crate) fn place(whole: &[u8], part: &[u8]) -> Range<usize> {
    let start = part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
    let end = start.wrapping_add(part.len());
    if start <= end && end <= whole.len() {
        start..end
    } else {
        0..0
    }
}

/// The format that fits best; where none does, what the host says.
fn recognise(request: &Request) -> (Option<&'static Format>, Match) {
    let mut best: Option<(&'static Format, Match)> = None;
    for format in FORMATS {
        if let Some(found) = (format.recognise)(request)
            && best
                .as_ref()
                .is_none_or(|(_, known)| found.certainty > known.certainty)
        {
            best = Some((format, found));
        }
    }
    if let Some((format, found)) = best {
        return (Some(format), found);
    }
    let because = match request.host.and_then(knowledge::host) {
        Some((entry, _)) => format!(
            "the host is known ({}), the form of the request is not",
            entry.name
        ),
        None => {
            "neither the address nor the names of the fields are those of a known sender".to_owned()
        }
    };
    (None, Match::new(Certainty::Possible, because))
}

/// A request of no known format: whatever JSON it holds is shown, without meaning.
fn read_unknown(capture: &Capture, reading: &mut Reading) {
    match &capture.request.body {
        capture::Body::Bytes(bytes) => sensors::read_value(bytes, None, None, reading),
        capture::Body::Form(_) => reading.diagnostics.push(diagnostic::no_data()),
        capture::Body::None => match capture.kind {
            InputKind::Empty => reading.diagnostics.push(diagnostic::empty()),
            InputKind::HttpRequest | InputKind::Url => {
                let announced = capture
                    .request
                    .header("content-length")
                    .and_then(|length| length.parse().ok());
                reading.diagnostics.push(match announced {
                    Some(length) if length > 0 => diagnostic::body_missing(length),
                    _ => diagnostic::no_data(),
                });
            }
            _ => {}
        },
    }
}
