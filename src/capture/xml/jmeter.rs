//! Plans of JMeter: an element for each request, whose parts are properties with names
//! (<https://jmeter.apache.org/usermanual/component_reference.html#HTTP_Request>).

use std::ops::Range;

use super::charles::Reader;
use super::{Piece, Pieces, attribute, begins_with};
use crate::bytes::ByteStore;
use crate::capture::located::located;
use crate::capture::request::{Body, Request};
use crate::capture::{Container, Item, mark_length, url};
use crate::diagnostic::{self, Grouped};
use crate::report::InputKind;

pub(in crate::capture) const CONTAINER: Container = Container {
    id: "jmeter",
    name: Some("a plan of JMeter"),
    recognize,
    open,
};

/// Elements that are requests, of which older versions have two.
const REQUESTS: [&[u8]; 3] = [b"HTTPSamplerProxy", b"HTTPSampler", b"HTTPSampler2"];

/// The element with headers, and the one in which stands what belongs to the element before it.
const HEADERS: &[u8] = b"HeaderManager";
const TREE: &[u8] = b"hashTree";

/// How many times the length of a plan the headers may take that its requests share.
const SPREAD: usize = 4;

/// The element with what requests leave out.
const DEFAULTS: &[u8] = b"ConfigTestElement";

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let is_one = begins_with(input, b"jmeterTestPlan");
    is_one.then_some((InputKind::Export, "it begins with the element of a plan"))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    let mut pieces = Pieces::new(input, mark_length(input));
    let mut requests = 0;
    let mut defaults = [const { None }; 3];
    // Headers by how deep they are: they are those of all requests beside them and below.
    let mut headers: Vec<(usize, Vec<Pair>)> = Vec::new();
    let mut depth = 0_usize;
    let mut room = input.len().saturating_mul(SPREAD);
    // The last request, whose own headers come behind it, and where it begins and ends.
    let mut last: Option<(Parts, Range<usize>, usize)> = None;
    let mut hand_over = |last: &mut Option<(Parts, Range<usize>, usize)>,
                         headers: &[(usize, Vec<Pair>)],
                         defaults: &[Option<String>; 3]| {
        if let Some((mut parts, place, _)) = last.take() {
            parts.inherit(input, headers, &mut room);
            take(Item::Request(parts.request(
                input,
                place.start,
                place.end,
                defaults,
            )));
        }
    };
    while let Some(piece) = pieces.next() {
        let name = match piece {
            Piece::Open(name, _) => name,
            Piece::Close(name) if input.get(name.clone()) == Some(TREE) => {
                depth = depth.saturating_sub(1);
                if last.as_ref().is_some_and(|(_, _, own)| depth <= *own) {
                    hand_over(&mut last, &headers, &defaults);
                }
                headers.retain(|(own, _)| *own <= depth);
                continue;
            }
            _ => continue,
        };
        let start = name.start.saturating_sub(1);
        let name = input.get(name).unwrap_or_default();
        let is_request = REQUESTS.contains(&name);
        if name == TREE {
            depth += usize::from(!pieces.is_empty);
            continue;
        }
        if !is_request && name != DEFAULTS && name != HEADERS {
            continue;
        }
        let mut parts = Parts::of(input, &mut pieces, name);
        if is_request {
            requests += 1;
            hand_over(&mut last, &headers, &defaults);
            last = Some((parts, start..pieces.position, depth));
        } else if name == HEADERS {
            match &mut last {
                Some((of, place, own)) if depth > *own => {
                    of.headers.append(&mut parts.headers);
                    place.end = pieces.position;
                }
                _ => headers.push((depth, parts.headers)),
            }
        } else if parts.properties.iter().any(Option::is_some) {
            let mut reader = Reader::new(input, start, pieces.position);
            let [host, port, scheme, ..] = parts.properties;
            defaults = [host, port, scheme].map(|piece| reader.own(&piece));
        }
    }
    hand_over(&mut last, &headers, &defaults);
    if pieces.is_cut {
        take(Item::Problem(diagnostic::export_cut(Grouped(requests))));
    } else if requests == 0 {
        take(Item::Problem(diagnostic::export_empty()));
    }
}

/// A name and a value.
type Pair = [Option<Piece>; 2];

/// Names of the properties of a request.
const PROPERTIES: [&[u8]; 5] = [
    b"HTTPSampler.domain",
    b"HTTPSampler.port",
    b"HTTPSampler.protocol",
    b"HTTPSampler.path",
    b"HTTPSampler.method",
];

/// What is in the element of a request.
#[derive(Default)]
struct Parts {
    properties: [Option<Piece>; PROPERTIES.len()],
    /// Names and values that are sent.
    arguments: Vec<Pair>,
    headers: Vec<Pair>,
    /// Those of the elements around it, behind each other.
    inherited: Vec<u8>,
    /// How long names and values are there.
    lengths: Vec<[usize; 2]>,
}

impl Parts {
    fn of(input: &[u8], pieces: &mut Pieces, element: &[u8]) -> Parts {
        let mut parts = Parts::default();
        let mut is_open = !pieces.is_empty;
        while is_open && let Some(piece) = pieces.next() {
            let (name, tag) = match piece {
                Piece::Open(name, tag) => (name, tag),
                Piece::Close(name) => {
                    is_open = input.get(name) != Some(element);
                    continue;
                }
                _ => continue,
            };
            let own = |name| attribute(input, &tag, name).and_then(|place| input.get(place));
            match own(b"elementType") {
                Some(b"HTTPArgument") => {
                    parts.arguments.push([None, None]);
                    continue;
                }
                Some(b"Header") => {
                    parts.headers.push([None, None]);
                    continue;
                }
                _ => {}
            }
            let own = own(b"name").unwrap_or_default();
            let property = PROPERTIES.iter().position(|&property| property == own);
            let part = match (own, property) {
                (_, Some(property)) => parts.properties.get_mut(property),
                (b"Argument.name", _) => parts.arguments.last_mut().map(|[name, _]| name),
                (b"Argument.value", _) => parts.arguments.last_mut().map(|[_, value]| value),
                (b"Header.name", _) => parts.headers.last_mut().map(|[name, _]| name),
                (b"Header.value", _) => parts.headers.last_mut().map(|[_, value]| value),
                _ => None,
            };
            if let Some(part) = part {
                *part = pieces.content(input.get(name).unwrap_or_default());
            }
        }
        parts
    }

    /// Takes headers of the elements around it that it has not itself.
    fn inherit(&mut self, input: &[u8], headers: &[(usize, Vec<Pair>)], room: &mut usize) {
        let text = |piece: &Option<Piece>| match piece {
            Some(Piece::Text(place) | Piece::Literal(place)) => input.get(place.clone()),
            _ => None,
        };
        for [name, value] in headers.iter().flat_map(|(_, own)| own) {
            let (Some(name), value) = (text(name), text(value).unwrap_or_default()) else {
                continue;
            };
            let mut own = self.headers.iter().filter_map(|[name, _]| text(name));
            let is_own = own.any(|own| own.eq_ignore_ascii_case(name));
            let length = name.len() + value.len();
            if !is_own && length <= *room {
                *room -= length;
                self.inherited.extend_from_slice(name);
                self.inherited.extend_from_slice(value);
                self.lengths.push([name.len(), value.len()]);
            }
        }
    }

    /// The request whose element is at a place, with what it leaves out: its host, port and scheme.
    fn request(
        self,
        input: &[u8],
        start: usize,
        end: usize,
        defaults: &[Option<String>; 3],
    ) -> Request {
        let mut reader = Reader::new(input, start, end);
        let mut headers = Vec::new();
        if !self.lengths.is_empty() {
            let own = input.get(start..end).unwrap_or_default();
            reader.store = ByteStore::new([own, &self.inherited].concat());
        }
        // They have no place of their own here, so they are read behind the element.
        let mut position = end;
        for lengths in self.lengths {
            let [name, value] = lengths.map(|length| {
                position += length;
                Piece::Text(position - length..position)
            });
            headers.push(reader.header(&name, &Some(value)));
        }
        for [name, value] in &self.headers {
            if let Some(name) = name {
                headers.push(reader.header(name, value));
            }
        }
        let [host, port, scheme, path, method] = self.properties;
        let mut own = |piece: &Option<Piece>, usual: &Option<String>| {
            reader.own(piece).or_else(|| usual.clone())
        };
        let [usual_host, usual_port, usual_scheme] = defaults;
        let host = own(&host, usual_host);
        let port = own(&port, usual_port);
        let scheme = own(&scheme, usual_scheme);
        let method = own(&method, &None);
        let authority = host.map(|host| {
            url::authority(
                &host,
                scheme.as_deref(),
                port.as_deref().unwrap_or_default(),
            )
        });
        let path = path.map(|path| reader.at(&path)).unwrap_or_default();
        let path = located(&reader.store, path);
        let mut request = url::target(path, scheme.as_deref(), authority.as_deref()).request();
        let is_query = matches!(
            method.as_deref(),
            Some("GET" | "HEAD" | "DELETE" | "OPTIONS")
        );
        request.method = method;
        request.headers = headers;
        request.at.file = start as u64..end as u64;
        let mut arguments = Vec::new();
        for [name, value] in &self.arguments {
            match (name, value) {
                (Some(name), value) => arguments.push(reader.header(name, value)),
                // A value without a name is all of the body.
                (None, Some(value)) => reader.body(&mut request, value, false, false),
                (None, None) => {}
            }
        }
        match (arguments.is_empty(), is_query) {
            (true, _) => {}
            (_, true) => {
                if let Some(url) = &mut request.url {
                    let length = url.len();
                    let sign = if url.contains('?') { "&" } else { "?" };
                    url::push_query(url, &arguments, &reader.store);
                    url.replace_range(length..=length, sign);
                }
                request.query.extend(arguments);
            }
            (_, false) => request.body = Body::Form(arguments),
        }
        request.store = reader.store;
        request
    }
}

impl Reader {
    /// What happens to the element at a place.
    fn new(input: &[u8], start: usize, end: usize) -> Reader {
        let captured = input.get(start..end).unwrap_or_default();
        Reader {
            store: ByteStore::new(captured.to_vec()),
            start,
        }
    }

    /// The text of a part, if there is any.
    fn own(&mut self, piece: &Option<Piece>) -> Option<String> {
        let at = self.at(piece.as_ref()?);
        let text = self.store.text(at).trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}
