//! From a masked capture to one that can be read.

use super::{SharedCapture, SharedRequest};
use crate::capture;
use crate::insight::Part;
use crate::knowledge::pack;
use crate::limits::{Budget, Limits};
use crate::progress::Progress;
use crate::protocol::{self, Decoded, Payload};
use crate::report::InputKind;

/// The requests of a masked capture, read.
pub(crate) struct Opened {
    pub(crate) parts: Vec<Part>,
    /// What the first of them looks like.
    pub(crate) kind: InputKind,
    /// Bytes of all of them, as they would have been pasted.
    pub(crate) bytes: usize,
}

/// Reads all requests of a masked capture, one after the other. Checksums are computed afresh only
/// where they are wanted.
pub(crate) fn opened(
    capture: &SharedCapture,
    with_checksums: bool,
    limits: Limits,
    pack: pack::Extra,
) -> Opened {
    let mut budget = Budget::new(limits);
    let mut opened = Opened {
        parts: Vec::new(),
        kind: InputKind::Empty,
        bytes: 0,
    };
    let mut first_event = 0;
    for request in &capture.requests {
        let left = limits.input.saturating_sub(opened.bytes);
        let read = read(request, with_checksums, left, &mut budget);
        let mut part = Part::new(read.decoded, pack, &mut Progress::new(&mut |_, _| {}));
        part.first_event = first_event;
        part.is_relative = capture.relative_times;
        first_event += part.event_count();
        if opened.parts.is_empty() {
            opened.kind = read.kind;
        }
        opened.bytes += read.bytes;
        opened.parts.push(part);
    }
    opened
}

/// How many records are read of a masked request.
pub(super) fn count(request: &SharedRequest, limits: Limits) -> usize {
    let read = read(request, false, limits.input, &mut Budget::new(limits));
    match &read.decoded.payload {
        Payload::Records(document) => document.rows.len(),
        _ => 0,
    }
}

/// A masked request that was read.
struct Read {
    kind: InputKind,
    bytes: usize,
    decoded: Decoded,
}

/// The one way from a masked request to what is read of it: as a paste, packed as its sender packed
/// it. What stands behind the first `most` bytes is not looked at.
fn read(request: &SharedRequest, with_checksum: bool, most: usize, budget: &mut Budget) -> Read {
    let mut paste = request.paste(with_checksum);
    let bytes = paste.len();
    paste.truncate(most);
    let capture = capture::read(&paste);
    let kind = capture.kind;
    let mut decoded = protocol::read(&capture, &paste, budget, &mut Progress::new(&mut |_, _| {}));
    decoded.keep(paste.into());
    Read {
        kind,
        bytes,
        decoded,
    }
}
