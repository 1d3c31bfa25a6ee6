//! Members of a JSON object as parts of a request: what programs that save requests as JSON have in common.

use super::http;
use super::json_cursor::{Cursor, Passed};
use super::located::{Located, located};
use super::panel;
use super::params::{self, Param};
use super::request::{Body, Request, Step};
use crate::bytes::codec::{base64, inflate, json_string, latin1};
use crate::bytes::{ByteStore, Coding, Slice};
use crate::diagnostic;
use crate::report::{Codec, Diagnostic, LayerStatus};

/// Names and values with escapes that get a buffer of their own; what comes after them is shown as it is
/// written.
const DECODED: usize = 1_000;

/// The shortest body that is taken for Base64 though nothing says so; shorter ones are words.
const SHORTEST: usize = 24;

/// A string of a text without its escapes.
pub(super) fn plain(text: &[u8], string: Passed) -> String {
    let bytes = text.get(string.place()).unwrap_or_default();
    String::from_utf8_lossy(&json_string::decode_bytes(bytes)).into_owned()
}

/// What happens to an object on the way to a request.
pub(super) struct Reader<'t> {
    /// The object.
    text: &'t [u8],
    pub(super) store: ByteStore,
    /// The buffer that has it as text.
    pub(super) json: u32,
    /// Names and values that may still be decoded.
    left: usize,
    pub(super) steps: Vec<Step>,
    pub(super) missing: Option<Diagnostic<'static>>,
}

impl<'t> Reader<'t> {
    /// A reader of an object, which is in these bytes as it was captured.
    pub(super) fn new(text: &'t [u8], captured: Vec<u8>) -> Reader<'t> {
        Reader {
            text,
            store: ByteStore::new(captured),
            json: 0,
            left: DECODED,
            steps: Vec::new(),
            missing: None,
        }
    }

    /// The request with all that was read.
    #[inline(never)]
    pub(super) fn finish(self, mut request: Request) -> Request {
        request.steps = self.steps;
        request.missing = self.missing;
        request.store = self.store;
        request
    }

    #[inline(never)]
    pub(super) fn derive(&mut self, from: Slice, coding: Coding, bytes: Vec<u8>) -> Slice {
        self.store.derive(from, coding, bytes)
    }

    #[inline(never)]
    pub(super) fn step(
        &mut self,
        codec: Codec,
        because: &'static str,
        output: Slice,
        is_whole: bool,
    ) {
        self.steps.push(Step {
            codec,
            because: because.into(),
            output,
            status: match is_whole {
                true => LayerStatus::Ok,
                false => LayerStatus::Partial,
            },
        });
    }

    /// A string without its escapes, without a place.
    pub(super) fn plain(&self, string: Passed) -> String {
        plain(self.text, string)
    }

    /// Where a name or a value stands after its escapes were undone.
    pub(super) fn at(&mut self, value: Passed) -> Slice {
        let limit = usize::from(value.has_escapes && value.is_string());
        self.left = match self.left.checked_sub(limit) {
            Some(left) => left,
            None => return Slice::new(self.json, value.place()),
        };
        self.unescaped(value)
    }

    #[inline(never)]
    fn unescaped(&mut self, value: Passed) -> Slice {
        let at = Slice::new(self.json, value.place());
        if !value.has_escapes || !value.is_string() {
            return at;
        }
        let bytes = json_string::decode_bytes(self.store.in_memory(at));
        self.derive(at, Coding::JsonString, bytes)
    }

    /// Names and values: of a list of objects that have them as members, or of lists of two; of an object
    /// that has names as its own; or of a text or a list of texts with one on each line.
    pub(super) fn pairs(&mut self, list: Passed) -> Vec<Param<Slice>> {
        let mut pairs = Vec::new();
        let mut cursor = Cursor::new(self.text, list.start);
        match list.first {
            b'[' if cursor.enter(b'[') => {}
            b'{' => return self.named(cursor),
            b'"' => {
                self.lines(list, &mut pairs);
                return pairs;
            }
            _ => return pairs,
        }
        while cursor.element() == Ok(true) {
            let names = ["name", "value", "key", "disabled", "enabled", "active"];
            let inner = cursor;
            let element = cursor.value();
            match element.first {
                b'{' => {
                    let ([mut name, value, key, disabled, enabled, active], _) = inner.pick(&names);
                    if name.first == 0 {
                        name = key;
                    }
                    if name.first == b'{' {
                        let ([inner, ..], _) = inner.at(name.start).pick(&["name"]);
                        name = inner;
                    }
                    let is_off = disabled.first == b't'
                        || [enabled, active].iter().any(|is| is.first == b'f');
                    if name.is_string() && name.is_whole && !is_off {
                        pairs.push(self.pair(name, value));
                    }
                }
                b'"' => self.lines(element, &mut pairs),
                b'[' => {
                    let mut inner = inner;
                    inner.enter(b'[');
                    let (name, value) = (inner.value(), inner.value());
                    if name.is_string() && value.is_string() {
                        pairs.push(self.pair(name, value));
                    }
                }
                _ => {}
            }
            if !element.is_whole {
                break;
            }
        }
        pairs
    }

    fn pair(&mut self, name: Passed, value: Passed) -> Param<Slice> {
        let value = match value.first {
            b'n' => Passed::default(),
            _ => value,
        };
        Param {
            name: self.at(name),
            value: self.at(value),
        }
    }

    /// The members of an object; of a list of values the first one counts.
    fn named(&mut self, mut cursor: Cursor) -> Vec<Param<Slice>> {
        let mut pairs = Vec::new();
        cursor.enter(b'{');
        while let Ok(Some((name, inner))) = cursor.named() {
            let mut first = inner;
            let mut value = cursor.value();
            let is_last = !value.is_whole;
            if value.first == b'[' && first.enter(b'[') {
                value = match first.element() {
                    Ok(true) => first.value(),
                    _ => Passed::default(),
                };
            }
            pairs.push(self.pair(name, value));
            if is_last {
                break;
            }
        }
        pairs
    }

    /// The headers that are in a text on lines of their own.
    fn lines(&mut self, text: Passed, pairs: &mut Vec<Param<Slice>>) {
        let at = self.at(text);
        let text = Located::new(self.store.text(at), at.buffer, at.range().start);
        let headers = text.split('\n').filter_map(http::header);
        pairs.extend(headers.map(|header| Param {
            name: header.name.slice(),
            value: header.value.slice(),
        }));
    }

    /// A form that is a list of names and values.
    pub(super) fn fields(&mut self, list: Passed, mime: &str) -> Body {
        let params = self.pairs(list);
        // Programs that know forms only take bodies for one that are none.
        let is_torn = |param: &Param<Slice>| is_binary(self.store.text(param.name));
        let is_torn = params.iter().any(is_torn);
        let is_json = mime.to_ascii_lowercase().contains("json");
        if is_torn || !params.is_empty() && is_json {
            self.missing = Some(diagnostic::body_lost());
        }
        match params.is_empty() || is_torn {
            true => Body::None,
            false => Body::Form(params),
        }
    }

    /// A body that is written as a string.
    pub(super) fn text_body(
        &mut self,
        string: Passed,
        is_base64: bool,
        mime: &str,
        because: &'static str,
    ) -> Body {
        let mut at = self.unescaped(string);
        self.step(Codec::JsonString, because, at, string.is_whole);
        let held = self.store.in_memory(at);
        let mut undone = None;
        let is_unmarked = !is_base64 && unmarked(held);
        if is_base64 || is_unmarked {
            let found = base64::decode(held, &|_| false);
            if found.invalid.is_none() && !found.bytes.is_empty() {
                let because = match is_unmarked {
                    true => "it contains only characters of Base64",
                    false => "the file says that the body is in Base64",
                };
                undone = Some((
                    Codec::Base64,
                    because,
                    Coding::Base64(found.spaces),
                    found.bytes,
                ));
            }
        } else {
            let text = self.store.text(at);
            let is_binary = is_binary(text) || mime.to_ascii_lowercase().contains("octet-stream");
            if is_binary && text.contains(char::REPLACEMENT_CHARACTER) {
                self.missing = Some(diagnostic::body_lost());
                self.steps.clear();
                return Body::None;
            }
            let bytes = latin1::decode(held).filter(|_| !text.is_ascii());
            let is_one = |bytes: &Vec<u8>| is_binary || std::str::from_utf8(bytes).is_ok();
            if let Some(bytes) = bytes.filter(is_one) {
                let because = "each of its characters is one byte";
                undone = Some((Codec::Latin1, because, Coding::Latin1, bytes));
            }
        }
        if let Some((codec, because, coding, bytes)) = undone {
            at = self.derive(at, coding, bytes);
            self.step(codec, because, at, true);
        }
        match Body::read(self.store.in_memory(at), at) {
            // A program that has its users write forms so saves them so.
            Body::Bytes(at) => panel::form(located(&self.store, at)).unwrap_or(Body::Bytes(at)),
            body => body,
        }
    }
}

/// What a text means that some programs write Base64 for without a word: JSON, a form, or something
/// compressed.
fn unmarked(text: &[u8]) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    let is_one =
        text.len() >= SHORTEST && text.len().is_multiple_of(4) && text.iter().all(is_digit);
    is_one && base64::decode_digits(text).is_some_and(|bytes| is_sent(&bytes))
}

/// Whether bytes are JSON, a form, or compressed.
fn is_sent(bytes: &[u8]) -> bool {
    let is_form = || std::str::from_utf8(bytes).is_ok_and(params::sniff);
    matches!(bytes, [b'{' | b'[', ..]) || inflate::sniff(bytes).is_some() || is_form()
}

/// Whether a text has characters that no text has.
pub(super) fn is_binary(text: &str) -> bool {
    text.contains(|sign: char| sign.is_control() && !matches!(sign, '\t' | '\r' | '\n'))
}
