//! From a masked capture to one that can be read.

use super::{SharedCapture, SharedRequest};
use crate::capture;
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

/// Reads all requests of a masked capture, one after the other. Checksums are computed afresh only
/// where they are wanted.
pub(crate) fn opened(
    capture: &SharedCapture,
    with_checksums: bool,
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
        let mut read = read(request, with_checksums, left, pack, &mut budget);
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

/// How many records are read of a masked request.
pub(super) fn count(request: &SharedRequest, limits: Limits) -> usize {
    let pack = pack::Extra::default();
    let read = read(request, false, limits.input, pack, &mut Budget::new(limits));
    read.part.event_count()
}

/// A masked request that was read.
struct Read {
    kind: InputKind,
    bytes: usize,
    part: Part,
}

/// The one way from a masked request to what is read of it: as a paste, packed as its sender packed
/// it. What stands behind the first `most` bytes is not looked at.
fn read(
    request: &SharedRequest,
    with_checksum: bool,
    most: usize,
    pack: pack::Extra,
    budget: &mut Budget,
) -> Read {
    let mut paste = request.paste(with_checksum);
    let bytes = paste.len();
    paste.truncate(most);
    let (request, kind, _) = capture::alone(paste.into());
    let mut listener = |_, _| {};
    let progress = &mut Progress::new(&mut listener);
    Read {
        kind: kind.kind,
        bytes,
        part: readings::read_one(request, &kind, pack, budget, progress),
    }
}
