//! What was sent behind the head of a request, and nothing else.

use std::ops::Range;

use super::Exported;
use crate::capture::{self, Body, Capture};
use crate::protocol::place;

/// The body of the first request.
pub(super) fn bytes(exported: &Exported) -> Vec<u8> {
    let paste = exported.analysis.bytes(0, 0, 0, usize::MAX);
    let body = range(&capture::read(&paste), &paste);
    paste.get(body).unwrap_or_default().to_vec()
}

/// Where the body stands in a paste: all that follows a head; without a head what the paste was
/// read as, which is less than the paste in a line of a log.
pub(super) fn range(capture: &Capture, paste: &[u8]) -> Range<usize> {
    match &capture.request.body {
        Body::None => 0..0,
        // The line that ends a file of text was not sent.
        _ if capture.head > 0 => match std::str::from_utf8(paste) {
            Ok(text) => capture.head..text.trim_end().len(),
            Err(_) => capture.head..paste.len(),
        },
        Body::Bytes(bytes) => place(paste, bytes),
        Body::Form(params) => {
            let first = params
                .first()
                .map(|first| place(paste, first.name.as_bytes()));
            let last = params
                .last()
                .map(|last| place(paste, last.value.as_bytes()));
            first.unwrap_or_default().start..last.unwrap_or_default().end
        }
    }
}
