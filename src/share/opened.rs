//! From a masked capture to one that can be read.

use super::request::Written;
use super::{SharedCapture, SharedRequest};
use crate::insight::Part;
use crate::knowledge::pack;
use crate::limits::{Budget, Limits};
use crate::progress::Progress;
use crate::readings::{self, Reader};
use crate::report::InputKind;

/// The requests of a masked capture, read.
pub(crate) struct Opened {
    pub(crate) parts: Vec<Part>,
    /// What the first of them looks like.
    pub(crate) kind: InputKind,
    /// Bytes of all of them, as they would have been pasted.
    pub(crate) bytes: usize,
}

/// Reads all requests of a masked capture, one after the other, written in one way or another.
pub(crate) fn opened(
    capture: &SharedCapture,
    written: Written,
    limits: Limits,
    pack: pack::Extra,
) -> Opened {
    let mut budget = Budget::new(limits);
    let mut reader = Reader::default();
    let mut opened = Opened {
        parts: Vec::new(),
        kind: InputKind::Empty,
        bytes: 0,
    };
    for (index, request) in capture.requests.iter().enumerate() {
        let left = limits.input.saturating_sub(opened.bytes);
        let mut read = read(request, written, left, pack, &mut budget);
        read.part.is_relative = capture.relative_times;
        if index == 0 {
            opened.kind = read.kind;
        }
        opened.bytes += read.bytes;
        reader.take(read.part);
    }
    opened.parts = reader.finish();
    opened
}

/// How many records are read of a masked request that is written in one way.
pub(super) fn count(request: &SharedRequest, written: Written, limits: Limits) -> usize {
    let pack = pack::Extra::default();
    let budget = &mut Budget::new(limits);
    let read = read(request, written, limits.input, pack, budget);
    read.part.event_count()
}

/// A masked request that was read.
struct Read {
    kind: InputKind,
    bytes: usize,
    part: Part,
}

/// The one way from a masked request to what is read of it.
fn read(
    request: &SharedRequest,
    written: Written,
    most: usize,
    pack: pack::Extra,
    budget: &mut Budget,
) -> Read {
    let (request, kind, bytes) = request.request(written, most);
    let mut listener = |_, _| {};
    let progress = &mut Progress::new(&mut listener);
    Read {
        kind: kind.kind,
        bytes,
        part: readings::read_one(request, &kind, pack, budget, progress),
    }
}
