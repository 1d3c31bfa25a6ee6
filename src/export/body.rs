//! What was sent behind the head of a request, and nothing else.

use super::Exported;
use crate::bytes::Slice;
use crate::capture::{Body, Request};

/// The body of the first request.
pub(super) fn bytes(exported: &Exported) -> Vec<u8> {
    let first = exported.source.readings().first();
    let decoded = first.map(|reading| &reading.decoded);
    decoded.map_or_else(Vec::new, |decoded| {
        let body = decoded.bytes(place(&decoded.request));
        trimmed(&decoded.request, &body).to_vec()
    })
}

/// Where the body stands: all that follows a head; without a head what the capture was read as,
/// which is less than the capture in a line of a log.
pub(super) fn place(request: &Request) -> Slice {
    match (&request.body, request.steps.last()) {
        (Body::None, _) => Slice::default(),
        (_, Some(step)) => step.output,
        (Body::Bytes(body), None) => *body,
        (Body::Form(params), None) => match (params.first(), params.last()) {
            (Some(first), Some(last)) => {
                let end = last.value.range().end;
                Slice::new(first.name.buffer, first.name.range().start..end)
            }
            _ => Slice::default(),
        },
    }
}

/// A body without the line that ends a file of text, which was not sent.
pub(super) fn trimmed<'b>(request: &Request, body: &'b [u8]) -> &'b [u8] {
    match std::str::from_utf8(body) {
        Ok(text) if !request.steps.is_empty() => text.trim_end().as_bytes(),
        _ => body,
    }
}
