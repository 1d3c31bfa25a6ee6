//! From a masked capture to one that can be read.

use std::cell::RefCell;

use super::link::{self, LIMITS};
use super::policy;
use super::request::Written;
use super::{SharedCapture, SharedRequest};
use crate::diagnostic::{self, Diagnostics};
use crate::join::{self, Joiner, Reading};
use crate::knowledge::pack;
use crate::limits::{Budget, Limits};
use crate::progress::Progress;
use crate::protocol::Keys;
use crate::report::{Diagnostic, Input, InputKind, Origin, Others};
use crate::view::Analysis;

/// Opens a link or its end. What is wrong with it is a diagnostic of its report.
pub(crate) fn open(
    text: &str,
    pack: pack::Extra,
    diagnostics: Vec<Diagnostic<'static>>,
) -> Analysis {
    let (shared, problem) = match link::open(text) {
        Ok(shared) => (shared, None),
        Err(problem) => (SharedCapture::empty(), Some(problem)),
    };
    let mut capture = read_all(&shared, Written::Unpacked, LIMITS, pack, diagnostics);
    capture.input.kind = InputKind::SharedLink;
    let because = match problem {
        Some(problem) => {
            capture.input.bytes = text.len();
            capture.masking = None;
            if let Some(reading) = capture.readings.first_mut() {
                reading.decoded.diagnostics = Diagnostics::default();
            }
            capture.diagnostics.push(problem);
            "it begins like a link made by Overshare"
        }
        None => {
            capture.provenance = Some(match shared.is_of_link {
                true => Origin::LinkOfLink,
                false => Origin::Link,
            });
            "it came by a link; its maker says that values were hidden, which nobody has verified"
        }
    };
    capture.input.because = because.into();
    capture
}

/// A masked form of a capture, which came here as that one did, with its requests written in one of
/// the ways.
#[inline(never)]
pub(super) fn put_together(
    source: &Analysis,
    shared: &SharedCapture,
    written: Written,
) -> Analysis {
    let mut masked = read_all(shared, written, source.limits, source.pack(), Vec::new());
    masked.provenance = source.provenance;
    if source.provenance.is_some() {
        masked.input.kind = source.input.kind;
        masked.input.because.clone_from(&source.input.because);
    }
    masked
}

/// Reads all requests of a masked capture, one after the other, written in one way or another.
#[inline(never)]
fn read_all(
    shared: &SharedCapture,
    written: Written,
    limits: Limits,
    pack: pack::Extra,
    mut diagnostics: Vec<Diagnostic<'static>>,
) -> Analysis {
    let mut budget = Budget::new(limits);
    let mut joiner = Joiner::default();
    let (mut kind, mut bytes) = (InputKind::Empty, 0);
    for (index, request) in shared.requests.iter().enumerate() {
        let left = limits.input.saturating_sub(bytes);
        let mut read = read(request, written, left, pack, &mut budget);
        read.reading.is_relative = shared.relative_times;
        if index == 0 {
            kind = read.kind;
        }
        bytes += read.bytes;
        joiner.take(read.reading);
    }
    if bytes > limits.input {
        diagnostics.push(diagnostic::limit_input(limits.input));
    }
    let readings = joiner.finish();
    let masking = policy::masking(
        shared.mode,
        shared.relative_times,
        &shared.generator,
        &readings,
    );
    Analysis {
        input: Input {
            kind,
            name: None,
            because: "Overshare hid values in it and put it together again".into(),
            could_be: Vec::new(),
            chosen: None,
            bytes,
        },
        readings,
        others: Others::default(),
        diagnostics,
        limits,
        masking: Some(masking),
        provenance: None,
        keys: Keys::default(),
        needs_whole: budget.needs_whole(),
        found: RefCell::default(),
    }
}

/// How many records are read of a masked request that is written in one way.
pub(super) fn count(request: &SharedRequest, written: Written, limits: Limits) -> usize {
    let pack = pack::Extra::default();
    let budget = &mut Budget::new(limits);
    let read = read(request, written, limits.input, pack, budget);
    read.reading.event_count()
}

/// A masked request that was read.
struct Read {
    kind: InputKind,
    bytes: usize,
    reading: Reading,
}

/// The one way from a masked request to what is read of it.
fn read(
    request: &SharedRequest,
    written: Written,
    most: usize,
    pack: pack::Extra,
    budget: &mut Budget,
) -> Read {
    let answer = &request.answer;
    let (request, kind, bytes) = request.request(written, most);
    let mut listener = |_, _| {};
    let progress = &mut Progress::new(&mut listener);
    let mut reading = join::read_one(request, &kind, pack, &Keys::default(), budget, progress);
    reading.decoded.add_answer(answer);
    Read {
        kind: kind.kind,
        bytes,
        reading,
    }
}
