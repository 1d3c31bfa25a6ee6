//! Whose format a request has, and what lies inside it.
//!
//! A format is one file and one line in [`FORMATS`]. Recognition looks at the address and the
//! names of fields; the final word has what the decoded data look like.
//!
//! No sender is named by one common name. The first bytes say whether data are compressed, no flag.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let body = r#"[{"type":"track","event":"search","distinct_id":"1","lib":{},"properties":{}}]"#;
//! let analysis = read(body);
//! let overview = analysis.overview();
//! assert_eq!(overview.requests[0].protocol.id, "sensors-analytics");
//! assert_eq!(
//!     overview.requests[0].protocol.because,
//!     "the records have the names that this SDK gives: type, distinct_id, properties, lib"
//! );
//! ```

mod answer;
mod batches;
mod checksum;
mod cipher;
mod common;
mod envelope;
mod found_keys;
mod json_form;
mod key_parts;
mod key_text;
mod keys;
mod layers;
mod look_alikes;
mod mi_home;
mod mi_push;
mod mi_shop;
mod mi_store;
mod mistat;
mod mistat3;
mod miui_analytics;
mod miui_tracks;
mod onetrack;
mod payload;
mod private_key;
mod protobuf;
mod sender;
mod sensors;
mod sensors_encrypted;
mod shape;
mod signature;
mod trackers;
mod unwrap;
mod xiaomi_ads;

use std::borrow::Cow;

use crate::bytes::{Coding, Derived, Slice};
use crate::capture::{self, Kind, Param, Request};
use crate::diagnostic::{self, Diagnostics};
use crate::json::Document;
use crate::knowledge::{self, FieldEntry, Scope, Vocabulary};
use crate::limits::Budget;
use crate::progress::Progress;
use crate::report::{
    Certainty, Check, Codec, Device, Encryption, InputKind, Layer, LayerStatus, Protocol, Sender,
    Text,
};

use answer::Sealed;
pub(crate) use answer::{Answer, Candidate};
pub(crate) use checksum::java_hash;
pub(crate) use envelope::ANSWER;
pub(crate) use found_keys::Found;
pub(crate) use keys::Keys;
use layers::layer;
use shape::Shape;
pub(crate) use shape::describes;

/// A sender's format.
pub(crate) struct Format {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// What it calls things.
    pub(crate) vocabulary: &'static Vocabulary,
    /// Whether it is known from analysis that others published, which no real capture has confirmed.
    pub(crate) is_by_analysis: bool,
    /// What the paths of its addresses are made of, which may leave.
    pub(crate) segments: &'static [&'static str],
    /// Fields that hold events in plain text or packed, in the order in which they are tried.
    pub(crate) payload: &'static [&'static str],
    /// Whether a request has this format, judged before anything is decoded.
    pub(crate) recognize: fn(&Request) -> Option<Match>,
    /// Whether records have it, judged by their names. May remark on them.
    pub(crate) recognize_records: fn(&Shape, &mut Diagnostics) -> Option<Match>,
    /// Decodes as far as it goes. May correct the match by what it finds.
    pub(crate) read: fn(&Request, &mut Decoder),
}

/// All formats. Of those that a request may have, the surest counts, of equally certain ones the
/// first; of those that records may have, the first.
pub(crate) const FORMATS: &[Format] = &[
    // Their records have names of Sensors Analytics too.
    trackers::SEGMENT,
    trackers::POSTHOG,
    sensors::FORMAT,
    look_alikes::THINKING_DATA,
    look_alikes::MIXPANEL,
    look_alikes::ZHUGE,
    mistat::FORMAT,
    mistat3::FORMAT,
    miui_analytics::FORMAT,
    miui_tracks::FORMAT,
    onetrack::FORMAT,
    xiaomi_ads::FORMAT,
    mi_home::FORMAT,
    mi_push::FORMAT,
    mi_store::FORMAT,
    mi_shop::FORMAT,
    trackers::AMPLITUDE,
    trackers::GOOGLE,
    trackers::MATOMO,
    trackers::ADJUST,
    trackers::APPSFLYER,
    trackers::GROWINGIO,
    trackers::UMENG,
    trackers::SENTRY,
];

/// The format of a request whose format is none of those.
pub(crate) const UNKNOWN: &str = "unknown";

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
    pub(crate) place: Scope,
    /// `query.project`
    pub(crate) path: String,
    /// Offset of the last part of the path.
    pub(crate) name: usize,
    /// The decoded value, or its beginning.
    pub(crate) text: String,
    pub(crate) display: Option<String>,
    /// Where its value stands; none where it stands among the records.
    pub(crate) at: Option<Slice>,
    /// The entry that applies because of what is sent with it.
    pub(crate) beside: Option<&'static FieldEntry>,
}

impl EnvelopeField {
    /// The name as sent: the last part of the path.
    pub(crate) fn own_name(&self) -> &str {
        self.path.get(self.name..).unwrap_or_default()
    }
}

/// A decoded request.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) request: Request,
    pub(crate) protocol: Protocol<'static>,
    /// What its format calls things.
    pub(crate) vocabulary: &'static Vocabulary,
    /// Whose program wrote the records, where something says it.
    pub(crate) sender: Option<Sender<'static>>,
    /// What that program runs on.
    pub(crate) device: Device,
    /// Whether that is a phone with iOS, of which nothing holds that is known of Android.
    pub(crate) is_ios: bool,
    pub(crate) layers: Vec<Layer<'static>>,
    /// The numbers of the keys that opened it.
    pub(crate) opened_by: Vec<usize>,
    pub(crate) checks: Vec<Check<'static>>,
    pub(crate) envelope: Vec<EnvelopeField>,
    pub(crate) payload: Payload,
    pub(crate) diagnostics: Diagnostics,
    /// Where the output of each layer stands.
    pub(crate) outputs: Vec<Slice>,
    /// How the answer to it is encrypted, until one was read.
    sealed: Option<Sealed>,
    /// What the server answered, where it was encrypted and is among what was captured.
    pub(crate) answer: Option<Answer>,
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
    /// them in the clear, where that is JSON.
    Encrypted(Option<Document>, Encryption<'static>),
}

impl Payload {
    /// The innermost text, read.
    pub(crate) fn document(&self) -> Option<&Document> {
        match self {
            Payload::None => None,
            Payload::Records(document) => Some(document),
            Payload::Encrypted(document, _) => document.as_ref(),
        }
    }

    /// What is known of records that are encrypted.
    pub(crate) fn encryption(&self) -> Option<&Encryption<'static>> {
        match self {
            Payload::Encrypted(_, encryption) => Some(encryption),
            _ => None,
        }
    }
}

impl Decoded {
    /// Whether the records are those of Xiaomi’s Mint Browser, at least probably.
    pub(crate) fn is_of_mint_browser(&self) -> bool {
        let sender = self.sender.as_ref();
        sender.is_some_and(|sender| sender.id == sender::MINT_BROWSER)
    }

    /// Whether the records may be those of one of Xiaomi’s browsers, so that what is known of its
    /// kinds of events may help to guess.
    pub(crate) fn may_be_of_browser(&self) -> bool {
        let sender = self.sender.as_ref();
        self.is_of_mint_browser() || sender.is_some_and(|one| one.id == sender::XIAOMI_BROWSER)
    }

    /// The innermost text, read.
    pub(crate) fn document(&self) -> Option<&Document> {
        self.payload.document()
    }

    /// What is known of records that are encrypted.
    pub(crate) fn encryption(&self) -> Option<&Encryption<'static>> {
        self.payload.encryption()
    }

    /// The innermost text; empty where there is none.
    pub(crate) fn text(&self) -> &str {
        self.document().map_or("", |document| &document.text)
    }

    /// The bytes of a slice, decoded again where they are not held.
    pub(crate) fn bytes(&self, at: Slice) -> Cow<'_, [u8]> {
        self.request.store.bytes(at, self.text())
    }

    /// The request as it was before it was read.
    pub(crate) fn request_again(&self) -> Request {
        self.request.again(self.text())
    }
}

/// What a format's reader works with and fills.
pub(crate) struct Decoder<'r, 'p> {
    pub(crate) budget: &'r mut Budget,
    pub(crate) progress: &'r mut Progress<'p>,
    pub(crate) keys: &'r Keys,
    /// The numbers of the keys that opened the records.
    pub(crate) opened_by: Vec<usize>,
    /// What stood in the clear around records that were opened.
    pub(crate) around: Vec<EnvelopeField>,
    /// How the answer is encrypted, where that is known.
    sealed: Option<Sealed>,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) layers: Vec<Layer<'static>>,
    pub(crate) checks: Vec<Check<'static>>,
    pub(crate) payload: Payload,
    pub(crate) protocol: Protocol<'static>,
    pub(crate) derived: Derived,
    /// The codings in which the sender packed what the request holds unpacked.
    pub(crate) packed: Vec<Codec>,
    /// The text that came out last.
    pub(crate) text: Slice,
    /// Where the output of each layer stands.
    pub(crate) outputs: Vec<Slice>,
}

impl Decoder<'_, '_> {
    /// Notes that the events stand in one field of a form.
    pub(crate) fn take_field(&mut self, name: &str, form: &[Param<Slice>], value: Slice) {
        let length: usize = form
            .iter()
            .map(|param| param.name.len() + param.value.len() + 2)
            .sum::<usize>()
            .saturating_sub(1);
        let field = layer(
            Codec::Form,
            format!("the field {name} contains the events"),
            length,
            value.len(),
            LayerStatus::Ok,
        );
        self.taken(field, value);
    }

    /// Notes a layer whose coding was undone, and that the next one is undone of all that came out.
    pub(crate) fn undone(&mut self, layer: Layer<'static>, from: &mut Slice, coding: Coding) {
        *from = self.derived.note(*from, coding, layer.bytes_out);
        self.taken(layer, *from);
    }

    /// Notes a layer and where its output stands.
    pub(crate) fn taken(&mut self, layer: Layer<'static>, output: Slice) {
        self.outputs.push(output);
        self.layers.push(layer);
    }

    /// Corrects the recognition by what was found inside.
    pub(crate) fn correct(&mut self, id: &'static str, name: &'static str, found: Match) {
        self.protocol.id = id;
        self.protocol.name = name.into();
        self.protocol.certainty = found.certainty;
        self.protocol.because = found.because;
    }
}

/// Decodes a captured request.
pub(crate) fn read(
    mut request: Request,
    kind: &Kind,
    keys: &Keys,
    budget: &mut Budget,
    progress: &mut Progress,
) -> Decoded {
    let found_in_body = capture::body::open(&mut request, budget, progress);
    let (format, found) = match json_form::recognize_members(&mut request) {
        Some((format, found)) => (Some(format), found),
        None => recognize(&request),
    };
    let host = request.host.as_deref();
    let known_host = host.and_then(knowledge::host);
    let recipient = known_host
        .map(|(entry, _)| entry.recipient)
        .filter(|name| !name.is_empty());
    let mut decoder = Decoder {
        derived: Derived::new(&request.store),
        packed: request.packed.clone(),
        text: Slice::default(),
        outputs: Vec::new(),
        budget,
        progress,
        keys,
        opened_by: Vec::new(),
        around: Vec::new(),
        sealed: None,
        diagnostics: found_in_body,
        layers: Vec::new(),
        checks: Vec::new(),
        payload: Payload::None,
        protocol: Protocol {
            id: format.map_or(UNKNOWN, |format| format.id),
            name: format
                .map_or("an unknown format", |format| format.name)
                .into(),
            certainty: found.certainty,
            because: found.because,
            recipient: recipient
                .map(Into::into)
                .or_else(|| host.map(|host| host.to_owned().into())),
        },
    };
    let captured = request.store.whole(0).len();
    let said = decoder.diagnostics.len();
    if !matches!(request.body, capture::Body::None) {
        decoder.taken_by_capture(&request);
    }
    let is_named = request.missing.is_some();
    match (request.missing.take(), format) {
        (Some(problem), _) => decoder.diagnostics.push(problem),
        _ if read_part(&request, format, &mut decoder) => {}
        (None, Some(format)) => (format.read)(&request, &mut decoder),
        (None, None) => read_unknown(&request, kind, &mut decoder),
    }
    let is_unread = decoder.payload.document().is_none() && !is_named;
    if kind.kind == InputKind::Unrecognized && is_unread {
        decoder.diagnostics.truncate(said);
        decoder.diagnostics.push(diagnostic::unrecognized(captured));
    }
    common::say_by_analysis(&request, &mut decoder);
    let vocabulary = vocabulary_of(decoder.protocol.id);
    let (mut envelope, left_out) = envelope::fields(&request, vocabulary.form);
    if let Payload::Encrypted(Some(document), _) = &decoder.payload {
        envelope.extend(envelope::encryption(document));
    }
    envelope.append(&mut decoder.around);
    let is_bare = envelope.is_empty() && request.url.is_none() && request.method.is_none();
    if is_bare && decoder.diagnostics.take_last(&diagnostic::body_unknown()) {
        decoder.diagnostics.push(diagnostic::unrecognized(captured));
    }
    let is_empty = |document: &Document| document.rows.is_empty();
    if decoder.diagnostics.len() == 0 && decoder.payload.document().is_some_and(is_empty) {
        decoder.diagnostics.push(diagnostic::list_empty());
    }
    if left_out > 0 {
        decoder
            .diagnostics
            .push(diagnostic::limit_envelope(envelope::LISTED, left_out));
    }
    let around = sender::Around {
        protocol: decoder.protocol.id,
        vocabulary,
        host,
        project: request.query_value("project"),
        envelope: &envelope,
    };
    let sender = sender::of(&around, decoder.payload.document());
    let device = sender::device(&around, decoder.payload.document(), sender.as_ref());
    let is_ios = sender::is_ios(decoder.payload.document());
    let is_of_mint_browser =
        |sender: &Sender| sender.id == sender::MINT_BROWSER && decoder.protocol.recipient.is_none();
    // Where the capture does not name the host, the browser that it is from says it.
    if sender.as_ref().is_some_and(is_of_mint_browser) {
        decoder.protocol.recipient = Some("Xiaomi".into());
    }
    let text = decoder.payload.document();
    let text = text.map(|document| document.text.as_str());
    let limits = *decoder.budget.limits();
    request.store.finish(decoder.derived, text, limits);
    Decoded {
        request,
        protocol: decoder.protocol,
        vocabulary,
        sender,
        device,
        is_ios,
        layers: decoder.layers,
        opened_by: decoder.opened_by,
        checks: decoder.checks,
        envelope,
        payload: decoder.payload,
        diagnostics: decoder.diagnostics,
        outputs: decoder.outputs,
        sealed: decoder.sealed,
        answer: None,
    }
}

/// What a format calls things.
fn vocabulary_of(id: &str) -> &'static Vocabulary {
    let format = FORMATS.iter().find(|format| format.id == id);
    format.map_or(&Vocabulary::NONE, |format| format.vocabulary)
}

/// The format that fits best; where none does, what the host says.
fn recognize(request: &Request) -> (Option<&'static Format>, Match) {
    let mut best: Option<(&'static Format, Match)> = None;
    for format in FORMATS {
        if let Some(found) = (format.recognize)(request)
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
    let because = match request.host.as_deref().and_then(knowledge::host) {
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

/// Whether a form has a field in which the format sends events.
fn has_payload(format: &Format, request: &Request) -> bool {
    let mut names = format.payload.iter();
    names.any(|name| request.find(request.form(), name).is_some())
}

/// Says whose records these are.
fn settle_by_shape(document: &Document, decoder: &mut Decoder) {
    let shape = Shape {
        document,
        request: &decoder.protocol,
    };
    let diagnostics = &mut decoder.diagnostics;
    let found = FORMATS.iter().find_map(|format| {
        let found = (format.recognize_records)(&shape, diagnostics)?;
        Some((format, found))
    });
    if let Some((format, found)) = found {
        decoder.correct(format.id, format.name, found);
    } else if !document.rows.is_empty() && !is_named(decoder) {
        let because = "the records have none of the names that a known sender gives";
        decoder.correct(
            UNKNOWN,
            "an unknown format",
            Match::new(Certainty::Possible, because),
        );
        decoder.diagnostics.push(diagnostic::unknown_format());
    }
}

/// Whether the request says that it belongs to another of Xiaomi's senders.
fn is_named(decoder: &Decoder) -> bool {
    decoder.protocol.id != sensors::FORMAT.id && decoder.protocol.id != UNKNOWN
}

/// Reads the part of a form that is a file of events; false where there is none, or where a field has
/// the name under which the format sends them.
fn read_part(request: &Request, format: Option<&Format>, decoder: &mut Decoder) -> bool {
    let fields = request.form();
    if !request.is_multipart() || format.is_some_and(|format| has_payload(format, request)) {
        return false;
    }
    let holds = |param: &&Param<Slice>| unwrap::begins(request.store.in_memory(param.value));
    let Some(part) = fields.iter().find(holds) else {
        return false;
    };
    decoder.take_field(request.text(part.name), fields, part.value);
    let value = request.store.in_memory(part.value);
    payload::read_value(
        &sensors::CONVENTIONS,
        value,
        part.value,
        None,
        None,
        decoder,
    );
    true
}

/// A request of no known format: whatever JSON it holds is shown, without meaning.
fn read_unknown(request: &Request, kind: &Kind, decoder: &mut Decoder) {
    match &request.body {
        capture::Body::Bytes(body) => payload::read_value(
            &sensors::CONVENTIONS,
            request.store.in_memory(*body),
            *body,
            None,
            None,
            decoder,
        ),
        capture::Body::Form(_) => decoder.diagnostics.push(diagnostic::no_data()),
        capture::Body::None => match kind.kind {
            InputKind::Empty => decoder.diagnostics.push(diagnostic::empty()),
            InputKind::HttpRequest | InputKind::Url => missing_body(request, decoder),
            _ if request.url.is_some() => missing_body(request, decoder),
            _ => {}
        },
    }
}

/// Says that there is nothing to read, and that there was something where the request announced it.
fn missing_body(request: &Request, decoder: &mut Decoder) {
    let announced = request.header("content-length");
    let announced = announced.and_then(|length| length.parse().ok());
    decoder.diagnostics.push(match announced {
        // An archive has a place for bodies, which whoever wrote it left empty.
        Some(length) if length > 0 && request.at.path.is_some() => diagnostic::body_lost(),
        Some(length) if length > 0 => diagnostic::body_missing(length),
        _ => match request.method.as_deref() {
            Some("GET" | "HEAD" | "OPTIONS" | "CONNECT") => diagnostic::no_body_wanted(),
            _ => diagnostic::no_body(),
        },
    });
}

#[cfg(test)]
mod tests;
