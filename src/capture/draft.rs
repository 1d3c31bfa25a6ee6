//! A request as a command or a piece of code has it, before it is built: where its parts are there, and
//! what happens to them.

use std::ops::Range;

use super::code::Text;
use super::located::located;
use super::members::is_binary;
use super::params::{self, Param};
use super::request::{Body, Request, Step};
use super::{Item, url};
use crate::bytes::codec::latin1;
use crate::bytes::codec::written::Notation;
use crate::bytes::{ByteStore, Coding, Slice};
use crate::diagnostic;
use crate::report::{Codec, LayerStatus};

/// Names and values with escapes that get a buffer of their own; what comes after them is shown as it is
/// written.
const DECODED: usize = 1_000;

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Text(Text),
    /// An object that is sent as JSON.
    Json(Range<usize>),
    /// Names and values that are sent as a form.
    Form(Vec<Pair>),
}

/// A name and a value.
pub(super) type Pair = (Text, Text);

/// A request of which it is known where its parts are in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// All that belongs to it.
    pub(super) place: Range<usize>,
    pub(super) method: Option<String>,
    pub(super) address: Option<Text>,
    pub(super) query: Vec<Pair>,
    pub(super) headers: Vec<Pair>,
    /// Headers that have a name of the command's own.
    pub(super) named: Vec<(Range<usize>, &'static str, Text)>,
    pub(super) content: Option<Content>,
    /// Whether its end is missing.
    pub(super) is_cut: bool,
}

impl Draft {
    /// A request that begins and ends there.
    pub(super) fn at(place: Range<usize>) -> Draft {
        Draft {
            place,
            ..Draft::default()
        }
    }

    /// Has it begin and end with what it needs, such as a variable. What is too far away is left out, so
    /// that all requests together keep no more than so many bytes.
    pub(super) fn widen(&mut self, left: &mut usize) {
        let own = self.place.clone();
        let mut place = own.clone();
        let mut note = |start: usize, end: usize| {
            place.start = place.start.min(start);
            place.end = place.end.max(end);
        };
        let fields = match &self.content {
            Some(Content::Form(pairs)) => pairs.as_slice(),
            _ => &[],
        };
        let pairs = self.query.iter().chain(&self.headers).chain(fields);
        let texts = pairs.flat_map(|(name, value)| [name, value]);
        let texts = texts.chain(&self.address);
        let texts = texts.chain(self.named.iter().map(|(_, _, value)| value));
        for piece in texts.flat_map(|text| &text.pieces) {
            note(piece.start, piece.end);
        }
        match &self.content {
            Some(Content::Text(text)) => {
                for piece in &text.pieces {
                    note(piece.start, piece.end);
                }
            }
            Some(Content::Json(place)) => note(place.start, place.end),
            _ => {}
        }
        if let Some(rest) = left.checked_sub(place.len()) {
            *left = rest;
            self.place = place;
            return;
        }
        let is_own = |text: &Text| text.pieces.iter().all(|piece| own.contains(&piece.start));
        for pairs in [&mut self.query, &mut self.headers] {
            pairs.retain(|(name, value)| is_own(name) && is_own(value));
        }
        self.named.retain(|(_, _, value)| is_own(value));
        self.address = self.address.take().filter(is_own);
        self.content = None;
    }

    /// Whether something is known that can be a request.
    pub(super) fn has_address(&self, input: &[u8]) -> bool {
        let address = self.address.as_ref().and_then(|text| text.pieces.first());
        let address = address.and_then(|piece| input.get(piece.clone()));
        address.is_some_and(is_address)
    }
}

/// Whether a text begins with an absolute address.
pub(super) fn is_address(text: &[u8]) -> bool {
    let begins = |begin: &[u8]| {
        let start = text.get(..begin.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(begin))
    };
    begins(b"http://") || begins(b"https://")
}

/// Builds requests of what code has.
pub(super) struct Builder<'i> {
    pub(super) input: &'i [u8],
    /// Why the body is the body, as the end of a sentence.
    pub(super) because: &'static str,
}

impl Builder<'_> {
    /// Hands over the request.
    pub(super) fn build(&self, draft: Draft, take: &mut dyn FnMut(Item)) {
        let captured = self.input.get(draft.place.clone()).unwrap_or_default();
        let mut texts = Texts {
            store: ByteStore::new(captured.to_vec()),
            start: draft.place.start,
            left: DECODED,
        };
        let address = draft.address.as_ref().map(|text| texts.slice(text));
        let query = texts.pairs(&draft.query);
        let mut headers = texts.pairs(&draft.headers);
        headers.extend(draft.named.iter().map(|(place, name, value)| {
            let start = place.start.saturating_sub(texts.start);
            let at = Slice::new(0, start..start + place.len());
            Param {
                name: texts.store.undo(at, Coding::Spelled(name)),
                value: texts.slice(value),
            }
        }));
        let content = draft.content.as_ref().map(|content| match content {
            Content::Text(text) => Ok(texts.slice(text)),
            Content::Json(place) => {
                let start = place.start.saturating_sub(texts.start);
                let end = place.end.saturating_sub(texts.start);
                Ok(texts.store.undo(Slice::new(0, start..end), Coding::Object))
            }
            Content::Form(pairs) => Err(texts.pairs(pairs)),
        });
        let mut request = Request {
            store: texts.store,
            method: draft.method,
            headers,
            ..Request::default()
        };
        request.at.file = draft.place.start as u64..draft.place.end as u64;
        if draft.is_cut {
            take(Item::Problem(diagnostic::command_cut()));
        }
        match address {
            Some(address) => {
                set_address(&mut request, address);
                url::name(&mut request);
            }
            None => {
                request.host = request
                    .header("host")
                    .map(|host| url::host_of(host).to_owned())
            }
        }
        add_query(&mut request, query);
        let usual = if content.is_some() { "POST" } else { "GET" };
        // What stands there in lines has nothing but these around it.
        let is_lines = matches!(&draft.content, Some(Content::Text(text))
            if text.notation == Notation::Plain && text.pieces.len() > 1);
        let codec = if is_lines {
            Codec::Lines
        } else {
            Codec::Escapes
        };
        match content {
            Some(Ok(at)) => set_body(&mut request, at, codec, self.because, draft.is_cut),
            Some(Err(fields)) => request.body = Body::Form(fields),
            None => {}
        }
        if address.is_some() {
            request.method.get_or_insert_with(|| usual.to_owned());
        }
        take(Item::Request(request));
    }
}

/// The texts of a request while it is made.
struct Texts {
    store: ByteStore,
    start: usize,
    left: usize,
}

impl Texts {
    /// Where a text stands without its escapes.
    fn slice(&mut self, text: &Text) -> Slice {
        let (Some(first), Some(last)) = (text.pieces.first(), text.pieces.last()) else {
            return Slice::default();
        };
        let start = first.start.saturating_sub(self.start);
        let end = last.end.saturating_sub(self.start);
        let at = Slice::new(0, start..end);
        let stays = text.pieces.len() == 1
            && !self
                .store
                .in_memory(at)
                .iter()
                .any(|byte| marks(text.notation).contains(byte));
        if stays || self.left == 0 {
            return at;
        }
        self.left -= 1;
        let pieces = text.pieces.iter().map(|piece| {
            (piece.start - first.start) as u32..(piece.end.saturating_sub(first.start)) as u32
        });
        let coding = Coding::Written(text.notation, pieces.collect());
        self.store.undo(at, coding)
    }

    fn pairs(&mut self, pairs: &[Pair]) -> Vec<Param<Slice>> {
        let pairs = pairs.iter().map(|(name, value)| Param {
            name: self.slice(name),
            value: self.slice(value),
        });
        pairs.collect()
    }
}

/// Takes over an address, which may lack its scheme.
pub(super) fn set_address(request: &mut Request, address: Slice) {
    let (url, parts) = url::loose(located(&request.store, address));
    // A variable is no host.
    let is_host = !parts.host.is_empty() && !parts.host.contains(['$', '{']);
    request.host = is_host.then(|| parts.host.to_owned());
    request.path = parts.path.to_owned();
    request.query = params::slices(parts.query);
    request.url = Some(url);
}

/// Takes over what is asked for beside an address.
pub(super) fn add_query(request: &mut Request, query: Vec<Param<Slice>>) {
    if let Some(url) = &mut request.url {
        let start = url.len();
        let sign = if url.contains('?') { "&" } else { "?" };
        url::push_query(url, &query, &request.store);
        if url.len() > start {
            url.replace_range(start..=start, sign);
        }
    }
    request.query.extend(query);
}

/// Takes over a body, with the step that led to it.
pub(super) fn set_body(
    request: &mut Request,
    at: Slice,
    codec: Codec,
    because: &'static str,
    is_cut: bool,
) {
    let text = request.store.text(at);
    // Programs that keep bodies as text write bytes that are none.
    let bytes = latin1::decode(text.as_bytes()).filter(|_| is_binary(text));
    request.body = Body::read(request.store.in_memory(at), at);
    let mut step = Step {
        codec,
        because: because.into(),
        output: at,
        status: match is_cut {
            true => LayerStatus::Partial,
            false => LayerStatus::Ok,
        },
    };
    request.steps.push(step.clone());
    if let Some(bytes) = bytes {
        step.codec = Codec::Latin1;
        step.because = "each of its characters is one byte".into();
        step.output = request.store.derive(at, Coding::Latin1, bytes);
        request.body = Body::read(request.store.in_memory(step.output), step.output);
        request.steps.push(step);
    }
}

/// What may mean something else in a notation.
fn marks(notation: Notation) -> &'static [u8] {
    match notation {
        Notation::Plain => b"",
        Notation::Backslash(_) => b"\\",
        Notation::Backtick { .. } => b"`$\"",
        Notation::Doubled(_) => b"'",
        Notation::Hex => b"0123456789",
        // Not of code.
        Notation::Entities
        | Notation::Brackets
        | Notation::QuotedPrintable
        | Notation::Numbers(_)
        | Notation::Words(_)
        | Notation::Cells
        | Notation::Caret
        | Notation::Rich
        | Notation::Styled { .. }
        | Notation::Base64
        | Notation::Uu
        | Notation::Base32 => b"&=0123456789",
    }
}
