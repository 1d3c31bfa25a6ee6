//! Plans of JMeter: an element for each request, whose parts are properties with names
//! (<https://jmeter.apache.org/usermanual/component_reference.html#HTTP_Request>).

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
    while let Some(piece) = pieces.next() {
        let Piece::Open(name, _) = piece else {
            continue;
        };
        let start = name.start.saturating_sub(1);
        let name = input.get(name).unwrap_or_default();
        let is_request = REQUESTS.contains(&name);
        if !is_request && name != DEFAULTS {
            continue;
        }
        let parts = Parts::of(input, &mut pieces, name);
        if is_request {
            requests += 1;
            let request = parts.request(input, start, pieces.position, &defaults);
            take(Item::Request(request));
        } else if parts.properties.iter().any(Option::is_some) {
            let mut reader = Reader::new(input, start, pieces.position);
            let [host, port, scheme, ..] = parts.properties;
            defaults = [host, port, scheme].map(|piece| reader.own(&piece));
        }
    }
    if pieces.is_cut {
        take(Item::Problem(diagnostic::export_cut(Grouped(requests))));
    } else if requests == 0 {
        take(Item::Problem(diagnostic::export_empty()));
    }
}

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
    arguments: Vec<[Option<Piece>; 2]>,
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
            if own(b"elementType") == Some(b"HTTPArgument") {
                parts.arguments.push([None, None]);
                continue;
            }
            let own = own(b"name").unwrap_or_default();
            let property = PROPERTIES.iter().position(|&property| property == own);
            let part = match (own, property) {
                (_, Some(property)) => parts.properties.get_mut(property),
                (b"Argument.name", _) => parts.arguments.last_mut().map(|[name, _]| name),
                (b"Argument.value", _) => parts.arguments.last_mut().map(|[_, value]| value),
                _ => None,
            };
            if let Some(part) = part {
                *part = pieces.content(input.get(name).unwrap_or_default());
            }
        }
        parts
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
