//! Sessions of Charles as XML: an element for each request, with the parts of its address as attributes.

use std::ops::Range;

use super::{Piece, Pieces, attribute, begins_with};
use crate::bytes::codec::base64;
use crate::bytes::codec::written::Notation;
use crate::bytes::{ByteStore, Coding, Slice};
use crate::capture::located::Located;
use crate::capture::request::{self, Body, Locator, Request, Step};
use crate::capture::{Container, Item, Param, answer, mark_length, params, time, url};
use crate::diagnostic::{self, Grouped};
use crate::report::{Codec, InputKind, LayerStatus};

pub(in crate::capture) const CONTAINER: Container = Container {
    id: "charles",
    name: Some("a Charles session"),
    recognize,
    open,
};

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let is_one = begins_with(input, b"charles-session");
    is_one.then_some((InputKind::Export, "it begins with the element of a session"))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    let mut pieces = Pieces::new(input, mark_length(input));
    let mut requests = 0;
    let mut transaction = None;
    while let Some(piece) = pieces.next() {
        let Piece::Open(name, tag) = piece else {
            continue;
        };
        match input.get(name.clone()).unwrap_or_default() {
            b"transaction" => {
                // What came before has no request of its own.
                transaction = Some((name.start.saturating_sub(1), tag));
            }
            b"request" => {
                if let Some((start, tag)) = transaction.take() {
                    let parts = Parts::of(input, &mut pieces, b"request");
                    requests += 1;
                    take(Item::Request(parts.request(input, start, &tag)));
                }
            }
            b"response" if !pieces.is_empty && requests > 0 => {
                let start = name.start.saturating_sub(1);
                let parts = Parts::of(input, &mut pieces, b"response");
                if let Some(answer) = parts.answer(input, start) {
                    take(Item::Request(answer));
                }
            }
            b"response" if !pieces.is_empty => pieces.pass(b"</response>"),
            _ => {}
        }
    }
    if pieces.is_cut {
        take(Item::Problem(diagnostic::export_cut(Grouped(requests))));
    } else if requests == 0 {
        take(Item::Problem(diagnostic::export_empty()));
    }
}

/// What is in the element of a request.
#[derive(Default)]
struct Parts {
    headers: Vec<(Piece, Option<Piece>)>,
    body: Option<Piece>,
    is_base64: bool,
    end: usize,
    is_cut: bool,
}

impl Parts {
    /// Those of an element with this name, behind its tag.
    fn of(input: &[u8], pieces: &mut Pieces, element: &[u8]) -> Parts {
        let mut parts = Parts::default();
        // A request without anything in it is a single tag.
        let mut is_open = !pieces.is_empty;
        while is_open && let Some(piece) = pieces.next() {
            match piece {
                Piece::Open(name, tag) => match input.get(name).unwrap_or_default() {
                    b"name" => {
                        let name = pieces.content(b"name");
                        parts.headers.extend(name.map(|name| (name, None)));
                    }
                    b"value" => {
                        let value = pieces.content(b"value");
                        if let Some((_, last)) = parts.headers.last_mut() {
                            *last = value;
                        }
                    }
                    b"body"
                        if !input
                            .get(tag.clone())
                            .is_some_and(|tag| tag.ends_with(b"/")) =>
                    {
                        let encoding = attribute(input, &tag, b"encoding");
                        let encoding = encoding.and_then(|place| input.get(place));
                        parts.is_base64 = encoding == Some(b"base64");
                        parts.body = pieces.content(b"body");
                    }
                    _ => {}
                },
                Piece::Close(name) => is_open = input.get(name) != Some(element),
                _ => {}
            }
        }
        parts.end = pieces.position;
        parts.is_cut = pieces.is_cut;
        parts
    }

    /// The answer whose element begins at an offset; none where no format may want it.
    fn answer(self, input: &[u8], start: usize) -> Option<Request> {
        let (Piece::Literal(place) | Piece::Text(place)) = self.body.as_ref()? else {
            return None;
        };
        let written = input.get(place.clone())?;
        let may_be = match self.is_base64 {
            true => answer::may_be_sealed_inside(written),
            false => answer::may_be_sealed(written, false),
        };
        if !may_be {
            return None;
        }
        let captured = input.get(start..self.end)?;
        let mut reader = Reader {
            store: ByteStore::new(captured.to_vec()),
            start,
        };
        let mut read = Request::default();
        reader.body(&mut read, self.body.as_ref()?, self.is_base64, self.is_cut);
        let at = Locator {
            file: start as u64..self.end as u64,
            ..Locator::default()
        };
        let body = read.steps.last()?.output;
        let mut answer = answer::of(reader.store, Vec::new(), body, at);
        answer.steps = read.steps;
        Some(answer)
    }

    /// The request whose element begins at an offset, with the attributes of its tag.
    fn request(self, input: &[u8], start: usize, tag: &Range<usize>) -> Request {
        let captured = input.get(start..self.end).unwrap_or_default();
        let mut reader = Reader {
            store: ByteStore::new(captured.to_vec()),
            start,
        };
        let mut named = |name: &[u8]| {
            let at = attribute(input, tag, name).map(|place| reader.at(&Piece::Text(place)));
            at.filter(|at| !at.is_empty())
        };
        let [method, scheme, host, port, path, query, started] = [
            &b"method"[..],
            b"protocol",
            b"host",
            b"port",
            b"path",
            b"query",
            b"startTimeMillis",
        ]
        .map(&mut named);
        let mut headers = Vec::new();
        for (name, value) in &self.headers {
            headers.push(reader.header(name, value));
        }
        let store = &reader.store;
        let text = |at: Option<Slice>| at.map(|at| store.text(at));
        let scheme = text(scheme).filter(|scheme| matches!(*scheme, "http" | "https"));
        let authority = request::header(store, &headers, "host").map(str::to_owned);
        let authority = authority.or_else(|| {
            Some(url::authority(
                text(host)?,
                scheme,
                text(port).unwrap_or_default(),
            ))
        });
        let path = path.unwrap_or_default();
        let path = Located::new(store.text(path), path.buffer, path.range().start);
        let mut target = url::target(path, scheme, authority.as_deref());
        if let Some(query) = query {
            let query = Located::new(store.text(query), query.buffer, query.range().start);
            target.query.extend(params::slices(query));
            if let Some(url) = &mut target.url {
                url.push('?');
                url.push_str(query.text);
            }
        }
        let mut request = target.request();
        request.started = text(started).and_then(time::number);
        request.method = text(method).map(str::to_owned);
        request.headers = headers;
        request.at.file = start as u64..self.end as u64;
        if let Some(body) = &self.body {
            reader.body(&mut request, body, self.is_base64, self.is_cut);
        }
        request.store = reader.store;
        request
    }
}

/// What happens to an element on the way to a request.
pub(super) struct Reader {
    pub(super) store: ByteStore,
    /// Where the element begins in the file.
    pub(super) start: usize,
}

impl Reader {
    /// Where a text stands after its entities were undone.
    pub(super) fn at(&mut self, piece: &Piece) -> Slice {
        let (Piece::Open(place, _)
        | Piece::Close(place)
        | Piece::Text(place)
        | Piece::Literal(place)) = piece;
        let start = place.start.saturating_sub(self.start);
        let at = Slice::new(0, start..place.end.saturating_sub(self.start));
        let is_text = matches!(piece, Piece::Text(_));
        match is_text && self.store.in_memory(at).contains(&b'&') {
            true => self
                .store
                .undo(at, Coding::written(Notation::Entities, at.len())),
            false => at,
        }
    }

    pub(super) fn header(&mut self, name: &Piece, value: &Option<Piece>) -> Param<Slice> {
        let name = self.at(name);
        let value = match value {
            Some(value) => self.at(value),
            None => name.part(name.len()..name.len()),
        };
        Param { name, value }
    }

    pub(super) fn body(
        &mut self,
        request: &mut Request,
        piece: &Piece,
        is_base64: bool,
        is_cut: bool,
    ) {
        let status = match is_cut {
            true => LayerStatus::Partial,
            false => LayerStatus::Ok,
        };
        let mut output = self.at(piece);
        request.steps.push(Step {
            codec: Codec::Escapes,
            because: "it is the text of an XML element".into(),
            output,
            status,
        });
        if is_base64 {
            let found = base64::decode(self.store.in_memory(output), &|_| false);
            let (spaces, bytes) = (found.spaces, found.bytes);
            output = self.store.derive(output, Coding::Base64(spaces), bytes);
            request.steps.push(Step {
                codec: Codec::Base64,
                because: "the file says that the body is in Base64".into(),
                output,
                status,
            });
        }
        request.body = Body::read(self.store.in_memory(output), output);
    }
}
