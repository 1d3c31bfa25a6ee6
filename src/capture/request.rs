//! One message from an app to a server, with its own bytes and its place in the capture.

use std::ops::Range;

use super::json_cursor::{push_name, push_path};
use super::params::Param;
use crate::bytes::{ByteStore, Coding, Slice};
use crate::report::{CaptureRange, Codec, Diagnostic, Imprecision, LayerStatus, Text};

/// What is known of one HTTP request.
#[derive(Debug, Default)]
pub(crate) struct Request {
    /// Its bytes. The first buffer holds it as it was captured.
    pub(crate) store: ByteStore,
    pub(crate) at: Locator,
    /// When it was sent, in milliseconds since 1970, where the capture says so.
    pub(crate) started: Option<u64>,
    pub(crate) method: Option<String>,
    /// Full address, as far as the capture says it: `//host/path` where it does not name the scheme.
    pub(crate) url: Option<String>,
    /// Without a port.
    pub(crate) host: Option<String>,
    pub(crate) path: String,
    pub(crate) query: Vec<Param<Slice>>,
    pub(crate) headers: Vec<Param<Slice>>,
    pub(crate) body: Body,
    /// What was undone around the body, the outermost first.
    pub(crate) steps: Vec<Step>,
    /// The codings in which its sender packed the records, the outermost first, where it holds them
    /// unpacked: a masked copy is packed again only when it is written as a request.
    pub(crate) packed: Vec<Codec>,
    /// Why its body cannot be read, where the capture does not hold it as it was sent.
    pub(crate) missing: Option<Diagnostic<'static>>,
    /// Whether it is what a server answered to a request before it.
    pub(crate) is_answer: bool,
    /// From which buffer on the answer to it is in its store, and where that is in the capture.
    pub(crate) answer: Option<Box<(u32, Locator)>>,
}

/// Where a request stands in the capture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Locator {
    /// Bytes of the file that hold it.
    pub(crate) file: Range<u64>,
    /// The path of a request in a JSON file: `log.entries[17].request`.
    pub(crate) path: Option<String>,
    /// Whether these bytes hold it compressed, so that no part of it has a place of its own.
    pub(crate) is_packed: bool,
}

/// What a request carries besides its address.
#[derive(Clone, Debug, Default)]
pub(crate) enum Body {
    #[default]
    None,
    /// Fields of a form.
    Form(Vec<Param<Slice>>),
    /// Anything else: JSON, Base64, percent-encoded text or compressed bytes.
    Bytes(Slice),
}

/// A step from the capture to the body.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) codec: Codec,
    /// Why, as the end of a sentence.
    pub(crate) because: Text<'static>,
    /// What came out.
    pub(crate) output: Slice,
    pub(crate) status: LayerStatus,
}

impl Request {
    /// Puts the request into what its bytes were written in.
    pub(crate) fn put_into(&mut self, captured: Vec<u8>, coding: Coding) {
        self.store.wrap(captured, coding);
        let params = self.query.iter_mut().chain(&mut self.headers);
        for param in params {
            *param = param.in_next();
        }
        match &mut self.body {
            Body::None => {}
            Body::Form(params) => {
                for param in params {
                    *param = param.in_next();
                }
            }
            Body::Bytes(at) => *at = at.in_next(),
        }
        for step in &mut self.steps {
            step.output = step.output.in_next();
        }
    }

    /// Puts the request into what its bytes were written in, and notes that step.
    pub(crate) fn wrap(
        &mut self,
        captured: Vec<u8>,
        coding: Coding,
        codec: Codec,
        because: Text<'static>,
    ) {
        self.put_into(captured, coding);
        self.steps.insert(
            0,
            Step {
                codec,
                because,
                output: self.store.whole(1),
                status: LayerStatus::Ok,
            },
        );
    }

    /// It as it was before it was read. `text` is its innermost text.
    pub(crate) fn again(&self, text: &str) -> Request {
        Request {
            store: self.store.unread(text),
            at: self.at.clone(),
            started: self.started,
            method: self.method.clone(),
            url: self.url.clone(),
            host: self.host.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
            steps: self.steps.clone(),
            packed: self.packed.clone(),
            missing: self.missing.clone(),
            is_answer: self.is_answer,
            answer: None,
        }
    }

    /// The text of a part of it; empty where it is none.
    pub(crate) fn text(&self, at: Slice) -> &str {
        self.store.text(at)
    }

    /// Where bytes stand in the file that were captured: all that hold them, where they are compressed
    /// in it. `places` leads from them to the first buffer, as the store tells.
    pub(crate) fn file_place(
        &self,
        places: &[(Slice, Option<Imprecision>)],
        text: &str,
    ) -> Option<CaptureRange<'static>> {
        let captured = places.last()?.0;
        let place = captured.range();
        let answer = self.answer.as_deref();
        let (first, at) = match answer.filter(|(first, _)| captured.buffer >= *first) {
            Some((first, at)) => (*first, at),
            None => (0, &self.at),
        };
        let file = match at.is_packed {
            true => at.file.clone(),
            false => at.file.start + place.start as u64..at.file.start + place.end as u64,
        };
        let path = at.path.clone().map(|mut path| {
            // A file in UTF-16 was read as text first.
            let json = self.store.text_of_capture(first);
            let is_in = |(place, _): &&(Slice, _)| place.buffer == json.buffer;
            let place = places
                .iter()
                .rfind(is_in)
                .map_or(0..0, |(place, _)| place.range());
            // What stands behind the object came from a file that it names.
            if !push_path(&mut path, &self.store.bytes(json, text), &place) {
                push_name(&mut path, "postData._file");
            }
            path.into()
        });
        Some(CaptureRange {
            start: file.start,
            end: file.end,
            path,
        })
    }

    /// The value of a header, by its lower-case name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.store, &self.headers, name)
    }

    /// The fields of a form body.
    pub(crate) fn form(&self) -> &[Param<Slice>] {
        match &self.body {
            Body::Form(params) => params,
            _ => &[],
        }
    }

    /// The fields that it sends: of the form in its body, or of its address where it has no body.
    pub(crate) fn fields(&self) -> &[Param<Slice>] {
        match &self.body {
            Body::None => &self.query,
            _ => self.form(),
        }
    }

    /// Whether its form came in parts, whose values are sent as they are.
    pub(crate) fn is_multipart(&self) -> bool {
        let last = self.steps.last();
        last.is_some_and(|step| step.codec == Codec::Multipart)
    }

    /// The first of some fields with this name.
    pub(crate) fn find(&self, params: &[Param<Slice>], name: &str) -> Option<Param<Slice>> {
        let mut params = params.iter().copied();
        params.find(|param| self.text(param.name) == name)
    }

    /// The value of a field of its address.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        let param = self.find(&self.query, name)?;
        Some(self.text(param.value))
    }
}

/// The value of a header, by its lower-case name.
pub(super) fn header<'s>(
    store: &'s ByteStore,
    headers: &[Param<Slice>],
    name: &str,
) -> Option<&'s str> {
    let mut headers = headers.iter();
    let header = headers.find(|header| store.text(header.name).eq_ignore_ascii_case(name))?;
    Some(store.text(header.value))
}
