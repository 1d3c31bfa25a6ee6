//! Packets as Wireshark and tshark write them in JSON: fields of each layer, of which keys repeat.
//!
//! What a packet carried stands there as hexadecimal digits, which are exact; what the program itself
//! made of the body may have lost bytes that are no text, and is asked where the digits are missing.

use super::object::Object;
use super::{Entry, is_text};
use crate::bytes::codec::written::Notation;
use crate::bytes::{Coding, Slice};
use crate::capture::json_cursor::Passed;
use crate::capture::located::Located;
use crate::capture::members::Reader;
use crate::capture::nested::{self, Undone};
use crate::capture::request::{self, Body, Request};
use crate::capture::{Item, time, url};
use crate::report::Codec;

/// Where the bytes of a request can stand, those that several packets carried first.
const BYTES: &str =
    "tcp.segments/tcp.reassembled.data tls/tls.segments/tls.reassembled.data tcp/tcp.payload";

/// Whether an object is a packet.
pub(super) fn fits(object: &Object) -> bool {
    let layers = object.get("_source/layers", |value| value.first == b'{');
    layers.first != 0
        && ["frame", "tcp", "http"]
            .iter()
            .any(|name| object.inner(layers).get(name, |_| true).first != 0)
}

pub(super) fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    super::all(input, "", fits, take, &mut |entry, take| {
        let object = Object::of(input, entry.place.start);
        let layers = object.get("_source/layers", |value| value.first == b'{');
        let layers = object.inner(layers);
        let mut requests = 0;
        let all = layers.members.iter();
        for (_, http) in all.filter(|(name, value)| *name == b"http" && value.first == b'{') {
            let http = layers.inner(*http);
            // Answers have no method.
            let Some(line) = line(&http) else {
                continue;
            };
            requests += 1;
            let address = http.text_of("http.request.full_uri");
            // A packet with several requests has them in one piece.
            let is_known = requests > 1 || bytes(input, &layers, address, depth, take);
            if !is_known && let Some(request) = fields(input, &entry, &http, &line, &layers) {
                take(Item::Request(request));
            }
        }
        requests > 0
    });
}

/// The object of the first line of a request, whose name is that line.
fn line<'t>(http: &Object<'t>) -> Option<Object<'t>> {
    let mut objects = http.members.iter().filter(|(_, value)| value.first == b'{');
    objects.find_map(|(_, value)| {
        let line = http.inner(*value);
        let has_method = line.get("http.request.method", is_text).first != 0;
        has_method.then_some(line)
    })
}

/// Reads a request from the bytes of its packets; false where they are missing or are none.
fn bytes(
    input: &[u8],
    layers: &Object,
    address: &str,
    depth: usize,
    take: &mut dyn FnMut(Item),
) -> bool {
    let digits = layers.get(BYTES, is_text);
    if !is_text(digits) {
        return false;
    }
    let undone = Undone {
        codec: Codec::Numbers,
        because: "the packets are written as hexadecimal digits",
    };
    let pieces = [digits.place()];
    let take = &mut |mut item| {
        if let Item::Request(request) = &mut item {
            url::complete(request, address);
        }
        take(item);
    };
    nested::open_written(input, Notation::Hex, &pieces, undone, depth, take)
}

/// Reads a request from what the program made of it.
fn fields(
    input: &[u8],
    entry: &Entry,
    http: &Object,
    line: &Object,
    layers: &Object,
) -> Option<Request> {
    // Places in the file become places in the object.
    let start = entry.place.start;
    let here = |value: Passed| Passed {
        start: value.start.saturating_sub(start),
        end: value.end.saturating_sub(start),
        ..value
    };
    let text = input.get(entry.place.clone())?;
    let mut reader = Reader::new(text, text.to_vec());
    let mut headers = Vec::new();
    for (name, value) in &http.members {
        if *name == b"http.request.line" {
            headers.extend(reader.pairs(here(*value)));
        }
    }
    let names = "http.request.full_uri http.request.uri";
    let mut address = http.get(names, is_text);
    if !is_text(address) {
        address = line.get(names, is_text);
    }
    let address = reader.at(here(address));
    let method = reader.plain(here(line.get("http.request.method", is_text)));
    let host = request::header(&reader.store, &headers, "host");
    let located = Located::new(
        reader.store.text(address),
        address.buffer,
        address.range().start,
    );
    let target = url::target(located, None, host);
    let started = layers.text_of("frame/frame.time_epoch");
    let data = here(http.get("http.file_data", is_text));
    let mime = request::header(&reader.store, &headers, "content-type");
    let mime = mime.unwrap_or_default().to_owned();
    let because = "the field http.file_data contains the body";
    let body = match is_text(data) {
        true if is_digits(text.get(data.place()).unwrap_or_default()) => {
            let digits = Slice::new(reader.json, data.place());
            let coding = Coding::written(Notation::Hex, digits.len());
            let at = reader.store.undo(digits, coding);
            reader.step(Codec::Numbers, because, at, true);
            Body::read(reader.store.in_memory(at), at)
        }
        true => reader.text_body(data, false, &mime, because),
        false => Body::None,
    };
    let mut request = target.request();
    request.started = time::number(started);
    request.method = Some(method);
    request.headers = headers;
    request.body = body;
    request.at.file = start as u64..entry.place.end as u64;
    request.at.path = entry.path.map(str::to_owned);
    Some(reader.finish(request))
}

/// Whether a text is bytes in hexadecimal digits with colons between them.
fn is_digits(text: &[u8]) -> bool {
    text.len() >= 2
        && text
            .split(|&byte| byte == b':')
            .all(|byte| byte.len() == 2 && byte.iter().all(u8::is_ascii_hexdigit))
}
