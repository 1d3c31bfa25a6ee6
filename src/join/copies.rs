//! Values of one request that are made of a value of another, found by computing them again.
//!
//! Each request is looked at when it was read, and only what can matter is kept of it, so that the
//! memory does not grow with the number of requests.

use std::collections::BTreeMap;

use super::Reading;
use crate::annotate;
use crate::detect::copies::{self, Candidate, Copied, TOLD};

/// Distinct values of one class that are kept: those that change with every event must not keep
/// others out. There are [`CLASSES`] of them, with about 200 bytes each.
const VALUES: usize = 1_000;

/// Made of others or not, known by name or not, recognition from 0 to 4.
const CLASSES: usize = 20;

/// Places that are kept of values that may be made of others, in 12 bytes each.
const PLACES: usize = 100_000;

/// Fingerprints that are compared with those of other values, in about 20 ms.
const DIGESTS: usize = 1_000;

/// Request, event and node.
type Position = (usize, u32, u32);

/// A value that may be made of others, or others of it.
struct Value {
    /// Its place is its index among the values.
    candidate: Candidate,
    /// Where it was first seen.
    first: Position,
    is_in_several: bool,
    /// Where it stands in each request, if it may be made of another value.
    places: Vec<Position>,
}

/// What is kept of the requests that were read.
#[derive(Default)]
pub(crate) struct Copies {
    /// Of the first request: where it is the only one, nothing has to be done.
    alone: Option<(usize, Vec<Candidate>)>,
    values: Vec<Value>,
    by_text: BTreeMap<String, usize>,
    classes: [usize; CLASSES],
    places: usize,
}

impl Copies {
    /// Looks at a request that was read, whose index among all is given.
    pub(crate) fn absorb(&mut self, request: usize, reading: &mut Reading) {
        let Some(annotated) = &mut reading.annotated else {
            return;
        };
        let candidates = std::mem::take(&mut annotated.candidates);
        if self.alone.is_none() && self.values.is_empty() {
            self.alone = Some((request, candidates));
            return;
        }
        if let Some((first, candidates)) = self.alone.take() {
            self.keep(first, candidates);
        }
        self.keep(request, candidates);
    }

    fn keep(&mut self, request: usize, candidates: Vec<Candidate>) {
        for candidate in candidates {
            let place = (request, candidate.at.0, candidate.at.1);
            let (identifiability, is_named) = (candidate.identifiability, candidate.is_named);
            let is_target = may_be_made(&candidate);
            let key = key(&candidate.text, candidate.is_base64);
            let index = match self.by_text.get(&key) {
                Some(&index) => index,
                None => {
                    let class = usize::from(identifiability.min(4)) * 4
                        + usize::from(is_target) * 2
                        + usize::from(is_named);
                    let class = self.classes.get_mut(class);
                    let Some(number) = class.filter(|number| **number < VALUES) else {
                        continue;
                    };
                    *number += 1;
                    let index = self.values.len();
                    self.values.push(Value {
                        candidate: Candidate {
                            at: (u32::try_from(index).unwrap_or(u32::MAX), 0),
                            ..candidate
                        },
                        first: place,
                        is_in_several: false,
                        places: Vec::new(),
                    });
                    self.by_text.insert(key, index);
                    index
                }
            };
            let Some(value) = self.values.get_mut(index) else {
                continue;
            };
            let known = &mut value.candidate;
            known.identifiability = known.identifiability.max(identifiability);
            known.is_named |= is_named;
            value.is_in_several |= value.first.0 != request;
            if is_target && self.places < PLACES {
                self.places += 1;
                value.places.push(place);
            }
        }
    }

    /// Notes in the requests which of their values are made of those of other requests.
    pub(crate) fn finish(self, readings: &mut [Reading]) {
        let mut made: Vec<(usize, usize, &'static str, &'static str)> = Vec::new();
        let mut digests: Vec<&Candidate> = Vec::new();
        for (index, Value { candidate, .. }) in self.values.iter().enumerate() {
            let find = |text: &str| self.by_text.get(&key(text, false)).copied();
            if let Some((source, algorithm)) = copies::said_to_be_made(&candidate.text) {
                made.extend(find(&source).map(|source| (index, source, algorithm, "")));
            } else if candidate.is_base64 {
                made.extend(find(&candidate.text).map(|source| (index, source, "Base64", "")));
            } else if copies::is_digest(&candidate.text) && digests.len() < DIGESTS {
                digests.push(candidate);
            }
        }
        if !digests.is_empty() {
            // Those that recognize best first, then those that many requests have.
            let mut sources = (0..CLASSES).rev().flat_map(|rank| {
                let values = self
                    .values
                    .iter()
                    .map(|value| (rank_of(value), &value.candidate));
                values.filter_map(move |(own, candidate)| (own == rank).then_some(candidate))
            });
            copies::compute(
                &digests,
                &mut sources,
                &mut |copy, source, algorithm, variant| {
                    made.push((copy.at.0 as usize, source.at.0 as usize, algorithm, variant));
                },
            );
        }
        let mut changed = vec![0; readings.len()];
        for (copy, source, algorithm, variant) in made {
            if let (Some(copy), Some(source)) = (self.values.get(copy), self.values.get(source)) {
                note(readings, &mut changed, copy, source, (algorithm, variant));
            }
        }
        for (reading, new) in readings.iter_mut().zip(changed) {
            if let (Some(annotated), Some(document)) =
                (&mut reading.annotated, reading.decoded.document())
                && new > 0
            {
                let known = annotated.copies.len() - new;
                let new = annotated.copies.get(known..).unwrap_or_default();
                annotate::count_copies(document, new, &mut annotated.events);
            }
        }
    }
}

/// By how well it recognizes somebody, whether that is known by name, and whether several requests
/// have it.
fn rank_of(value: &Value) -> usize {
    let known = usize::from(value.candidate.is_named) * 2 + usize::from(value.is_in_several);
    usize::from(value.candidate.identifiability.min(4)) * 4 + known
}

/// Whether a value can be made of another one.
fn may_be_made(candidate: &Candidate) -> bool {
    candidate.is_base64
        || copies::is_digest(&candidate.text)
        || copies::said_to_be_made(&candidate.text).is_some()
}

/// What a value is known by: what stands in Base64 is another one than the same text.
fn key(text: &str, is_base64: bool) -> String {
    [if is_base64 { "~" } else { "=" }, text].concat()
}

/// Notes in every request that has a value what it is made of, unless that is known there already.
fn note(
    readings: &mut [Reading],
    changed: &mut [usize],
    copy: &Value,
    source: &Value,
    (algorithm, variant): (&'static str, &'static str),
) {
    for &(request, event, node) in &copy.places {
        let (Some(reading), Some(new)) = (readings.get_mut(request), changed.get_mut(request))
        else {
            continue;
        };
        let Some(annotated) = &mut reading.annotated else {
            continue;
        };
        let (source_request, source_event, source_node) = source.first;
        let copies = &mut annotated.copies;
        let is_known = copies.iter().any(|known| known.at == (event, node));
        if is_known || copies.len() >= 2 * TOLD || source.first == (request, event, node) {
            continue;
        }
        *new += 1;
        copies.push(Copied {
            text: copy.candidate.text.clone(),
            at: (event, node),
            source: (source_event, source_node),
            source_request: Some(source_request).filter(|source| *source != request),
            source_text: source.candidate.text.clone(),
            algorithm,
            variant,
            identifiability: source.candidate.identifiability,
        });
    }
}
