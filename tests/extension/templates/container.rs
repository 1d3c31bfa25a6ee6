//! Example captures, which nobody writes: a line that says so, then one body a line.

use super::{Body, Container, Item, Request};
use crate::bytes::{ByteStore, Slice};
use crate::report::InputKind;

const FIRST: &[u8] = b"example capture\n";

pub(super) const CONTAINER: Container = Container {
    id: "example-capture",
    name: Some("an example capture"),
    recognize: |capture, _| {
        let is_example = capture.starts_with(FIRST);
        is_example.then_some((InputKind::Export, "its first line says so"))
    },
    open: |capture, _, take| {
        let mut start = FIRST.len();
        let bodies = capture.get(start..).unwrap_or_default();
        for line in bodies.split_inclusive(|byte| *byte == b'\n') {
            let body = line.trim_ascii_end();
            let mut request = Request {
                body: Body::read(body, Slice::new(0, 0..body.len())),
                store: ByteStore::new(body.to_vec()),
                ..Request::default()
            };
            request.at.file = start as u64..(start + body.len()) as u64;
            start += line.len();
            take(Item::Request(request));
        }
    },
};
