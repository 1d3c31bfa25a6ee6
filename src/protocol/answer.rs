//! What a server answered, where it encrypts that as it wants to be sent what it is sent.
//!
//! Which request an answer belongs to is proven by the key: with any other one the first bytes that come
//! out are neither JSON nor compressed. What is in it is no event, since no phone sent it: it is told as
//! fields around the events, each with its place.

use super::cipher::is_opened;
use super::envelope::{ANSWER, IN_ANSWER, answer_field, answer_fields};
use super::keys::Keys;
use super::payload::{OPENED, read_value};
use super::unwrap::undo_base64;
use super::{Decoded, Decoder, EnvelopeField, Payload, layer};
use crate::bytes::codec::{base64, rc4};
use crate::bytes::{Coding, Derived, Slice};
use crate::capture::{self, Request};
use crate::diagnostic;
use crate::knowledge::Scope;
use crate::limits::Budget;
use crate::progress::Progress;
use crate::report::{Codec, Layer, LayerStatus};

/// How the answer to a request is encrypted inside Base64.
#[derive(Debug)]
pub(super) struct Sealed {
    pub(super) cipher: rc4::Cipher,
    /// Whose key it is, as the end of a sentence.
    pub(super) because: String,
}

/// What became of an answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) layers: Vec<Layer<'static>>,
    /// Where the answer as it was captured stands, and the output of each layer.
    pub(crate) outputs: Vec<Slice>,
}

/// An answer of which it is not known yet what it answers.
pub(crate) struct Candidate {
    request: Request,
    body: Slice,
    start: Vec<u8>,
}

/// Digits of Base64 that are tried with a key.
const TRIED: usize = 64;

impl Candidate {
    /// Undoes what HTTP does to the body of an answer; none where what is left is no Base64.
    pub(crate) fn of(
        mut request: Request,
        budget: &mut Budget,
        progress: &mut Progress,
    ) -> Option<Candidate> {
        capture::body::open(&mut request, budget, progress);
        let body = match (request.steps.last(), &request.body) {
            (Some(step), _) => step.output,
            (None, capture::Body::Bytes(body)) => *body,
            (None, _) => return None,
        };
        let (body, text) = body.trimmed(request.store.in_memory(body));
        let start = text.get(..TRIED.min(text.len() / 4 * 4))?;
        let start = base64::decode(start, &|_| false).bytes;
        (!start.is_empty()).then_some(Candidate {
            request,
            body,
            start,
        })
    }

    /// Whether it is the answer to a request.
    pub(crate) fn fits(&self, decoded: &Decoded) -> bool {
        let sealed = decoded.sealed.as_ref();
        sealed.is_some_and(|sealed| is_opened(&sealed.cipher.apply(&self.start)))
    }

    /// Reads it as the answer to a request, and lists so many of its values at most; says how many it
    /// listed.
    pub(crate) fn open(
        self,
        decoded: &mut Decoded,
        most: usize,
        budget: &mut Budget,
        progress: &mut Progress,
    ) -> usize {
        let Some(sealed) = decoded.sealed.take() else {
            return 0;
        };
        let Candidate {
            mut request, body, ..
        } = self;
        let mut decoder = Decoder {
            derived: Derived::new(&request.store),
            packed: Vec::new(),
            text: Slice::default(),
            outputs: Vec::new(),
            budget,
            progress,
            keys: &Keys::default(),
            opened_by: Vec::new(),
            around: Vec::new(),
            sealed: None,
            diagnostics: Default::default(),
            layers: Vec::new(),
            checks: Vec::new(),
            payload: Payload::None,
            protocol: decoded.protocol.clone(),
        };
        let limits = *decoder.budget.limits();
        decoder.taken_by_capture(&request);
        let fields = match decoded.vocabulary.answer {
            Some(place) => read(&request, body, &sealed, (place, most), &mut decoder),
            None => Vec::new(),
        };
        let (layers, mut outputs) = (decoder.layers, decoder.outputs);
        for problem in decoder.diagnostics.iter() {
            decoded.diagnostics.push(problem.clone());
        }
        outputs.insert(0, request.store.whole(0));
        let mut store = std::mem::take(&mut request.store);
        store.finish(decoder.derived, None, limits);
        let first = decoded.request.store.append(store);
        let moved = |at: Slice| at.behind(first);
        let listed = fields.len();
        decoded
            .envelope
            .extend(fields.into_iter().map(|field| EnvelopeField {
                at: field.at.map(moved),
                ..field
            }));
        decoded.request.answer = Some(Box::new((first, request.at)));
        decoded.answer = Some(Answer {
            layers,
            outputs: outputs.into_iter().map(moved).collect(),
        });
        listed
    }
}

impl Decoded {
    /// Where the data after so many layers stand; of step 0 the request as it was captured. Behind those
    /// of the last layer follow the answer as it was captured and those after each of its layers.
    pub(crate) fn output(&self, step: usize) -> Option<Slice> {
        let Some(layer) = step.checked_sub(1) else {
            return Some(self.request.store.whole(0));
        };
        let behind = layer.checked_sub(self.outputs.len());
        let of_answer = self.answer.as_ref().map(|answer| &answer.outputs);
        match behind {
            None => self.outputs.get(layer).copied(),
            Some(layer) => of_answer?.get(layer).copied(),
        }
    }

    /// How many steps there are from what was captured to the records, and to what is in the answer.
    pub(crate) fn steps(&self) -> usize {
        let answer = self.answer.as_ref();
        1 + self.outputs.len() + answer.map_or(0, |answer| answer.outputs.len())
    }

    /// Adds what is known of an answer of which the bytes are not there, by the paths in it.
    pub(crate) fn add_answer(&mut self, values: &[(String, Option<String>)]) {
        let Some(place) = self.vocabulary.answer else {
            return;
        };
        let values = values.iter().take(IN_ANSWER);
        let values = values.filter_map(|(path, text)| Some((path, text.as_ref()?)));
        let fields = values.map(|(path, text)| answer_field(place, path, text));
        self.envelope.extend(fields);
    }

    /// The values of the answer, by the paths in it.
    pub(crate) fn answer_values(&self) -> Vec<(String, Option<String>)> {
        let values = self.envelope.iter().filter_map(|field| {
            let path = field.path.strip_prefix(ANSWER)?;
            Some((path.to_owned(), Some(field.text.clone())))
        });
        values.collect()
    }

    /// Whether it waits for an answer.
    pub(crate) fn is_waiting(&self) -> bool {
        self.sealed.is_some()
    }
}

/// Undoes the codings of an answer, and gives its fields.
fn read(
    request: &Request,
    body: Slice,
    sealed: &Sealed,
    (place, most): (Scope, usize),
    decoder: &mut Decoder,
) -> Vec<EnvelopeField> {
    let mut from = body;
    let text = request.store.in_memory(body);
    let Some(packed) = undo_base64(text, &mut from, &|_| false, decoder) else {
        return Vec::new();
    };
    let length = packed.bytes.len();
    if !decoder.budget.take_output(length) {
        let limit = decoder.budget.limits().output;
        decoder.diagnostics.push(diagnostic::limit_output(limit));
        return Vec::new();
    }
    let opened = sealed.cipher.apply(&packed.bytes);
    let because = sealed.because.clone();
    let step = layer(Codec::Rc4, because, length, length, LayerStatus::Ok);
    let coding = Coding::Rc4(Box::new(sealed.cipher.clone()));
    decoder.undone(step, &mut from, coding);
    read_value(&OPENED, &opened, from, None, None, decoder);
    let Payload::Records(document) = &decoder.payload else {
        return Vec::new();
    };
    let (fields, left_out) = answer_fields(document, decoder.text, place, most);
    if left_out > 0 {
        let listed = fields.len();
        decoder
            .diagnostics
            .push(diagnostic::limit_answer(listed, left_out));
    }
    fields
}
