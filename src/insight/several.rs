//! What one rule found in several requests: one finding, with places in the first of them.

use super::evidence::Records;
use crate::annotate::EventInfo;
use crate::join::Reading;
use crate::report::{Basis, Finding, Text};
use crate::text::message::Argument;
use crate::text::{amounts, values};

/// Requests in which a finding names places, and places that it names of several requests. The list
/// of events shows the others.
pub(super) const REQUESTS: usize = 5;
const SCOPES: usize = 10;

/// Records that one rule looks into, which take up to 100 µs each; fifty apps with twenty kinds of
/// records each are as many.
const LOOKED_INTO: usize = 1_000;

/// Kinds of records that are told apart.
const KINDS: usize = 250;

/// What a rule found, as it is put together.
#[derive(Clone, Debug)]
pub(super) struct Found {
    finding: Finding<'static>,
    /// The places in each request, those of the finding that is told first.
    places: Vec<Vec<Text<'static>>>,
    /// How many of the requests were looked at, where not all were.
    pub(super) looked_at: Option<usize>,
}

impl Found {
    /// What was found in one request, which the finding says.
    #[inline(never)]
    pub(super) fn new(mut finding: Finding<'static>) -> Found {
        let places = vec![std::mem::take(&mut finding.paths)];
        Found {
            finding,
            places,
            looked_at: None,
        }
    }

    pub(super) fn id(&self) -> &'static str {
        self.finding.id
    }

    /// Adds what was found in one more request, and tells it first where it says more.
    #[inline(never)]
    pub(super) fn join(&mut self, mut other: Finding<'static>, says_more: bool) {
        let places = std::mem::take(&mut other.paths);
        other.requests += self.finding.requests;
        if says_more {
            self.finding = other;
            self.places.insert(0, places);
            self.places.truncate(REQUESTS);
        } else {
            self.finding.requests = other.requests;
            self.see(places);
        }
    }

    /// Whether another finding of the same rule says more.
    fn says_less(&self, other: &Finding) -> bool {
        let key = |finding: &Finding| (finding.severity, finding.basis == Basis::Observed);
        key(other) > key(&self.finding)
    }

    /// Whether there is room for the places in one more request.
    pub(super) fn has_room(&self) -> bool {
        self.places.len() < REQUESTS
    }

    /// Adds the places in one more request, where there is room.
    #[inline(never)]
    pub(super) fn see(&mut self, places: Vec<Text<'static>>) {
        if self.has_room() {
            self.places.push(places);
        }
    }

    /// Adds one more request without places.
    pub(super) fn count(&mut self) {
        self.finding.requests += 1;
    }

    /// The finding. It says of how many requests it is true, where there are several.
    #[inline(never)]
    pub(super) fn finish(self, requests: usize) -> Finding<'static> {
        let mut finding = self.finding;
        for places in self.places {
            let room = match finding.paths.is_empty() {
                true => places.len(),
                false => SCOPES.saturating_sub(finding.paths.len()),
            };
            finding.paths.extend(places.into_iter().take(room));
        }
        if requests > 1 {
            let all = self.looked_at.unwrap_or(requests);
            let is_cut = self.looked_at.is_some();
            let number = amounts::of_requests(finding.requests, all, is_cut);
            let said = values::FOUND_IN.filled(&[("number", Argument::Computed(&number))]);
            finding.text.to_mut().push_str(&said.text);
        }
        finding
    }
}

/// Tries a rule on every request.
#[inline(never)]
pub(super) fn each(
    readings: &[Reading],
    rule: &dyn Fn(&Records) -> Option<Finding<'static>>,
) -> Option<Found> {
    let mut found: Option<Found> = None;
    for records in Records::all(readings) {
        match (rule(&records), &mut found) {
            (Some(finding), Some(found)) => {
                let says_more = found.says_less(&finding);
                found.join(finding, says_more);
            }
            (Some(finding), None) => found = Some(Found::new(finding)),
            (None, _) => {}
        }
    }
    found
}

/// How strongly a record speaks for a claim, 0 where it does not.
type Strength = fn(&Records, event: usize) -> u8;

/// Tries a rule on every request, which looks into records for its evidence. Where enough evidence is
/// there, requests are only counted, by records that are alike; by candidates, where each speaks for
/// the claim. It ends with the request in which too many were looked into.
#[inline(never)]
pub(super) fn each_by_record(
    readings: &[Reading],
    rule: &dyn Fn(&Records) -> Option<Finding<'static>>,
    is_candidate: &dyn Fn(&EventInfo) -> bool,
    tried: usize,
    strength: Option<Strength>,
) -> Option<Found> {
    if let [_] = readings {
        return each(readings, rule);
    }
    let mut memory = Memory::default();
    let mut found: Option<Found> = None;
    let (mut told, mut strongest) = (0, 0);
    let mut looked_at = None;
    for records in Records::all(readings) {
        let candidates = records.events().filter(|(_, info, _)| is_candidate(info));
        let strengths = candidates
            .take(tried)
            .map(|(event, info, _)| match strength {
                Some(strength) => {
                    memory.strength(&records, info, &mut || strength(&records, event))
                }
                None => 1,
            });
        // The first that counts, as the rule itself takes it.
        let own = { strengths }.find(|strength| *strength > 0);
        if memory.is_cut {
            looked_at = Some(records.request);
            break;
        }
        let Some(own) = own else {
            continue;
        };
        if told >= REQUESTS && own <= strongest {
            found.iter_mut().for_each(Found::count);
            continue;
        }
        if let Some(finding) = rule(&records) {
            told += 1;
            strongest = strongest.max(own);
            match &mut found {
                Some(found) => {
                    let says_more = found.says_less(&finding);
                    found.join(finding, says_more);
                }
                None => found = Some(Found::new(finding)),
            }
        }
    }
    if let Some(found) = &mut found {
        found.looked_at = looked_at;
    }
    found
}

/// What was found in records, so that those of which as much is known need not be looked into.
///
/// Looking into a record takes as long as all else that is said of it, and the requests of one app
/// hold the same few kinds of records.
#[derive(Default)]
pub(super) struct Memory<'a> {
    known: Vec<(&'a Reading, &'a EventInfo, u8)>,
    looked_into: usize,
    /// Whether a record was left out because too many were looked into.
    pub(super) is_cut: bool,
}

impl<'a> Memory<'a> {
    /// How strongly a record speaks for a claim, 0 where it does not.
    pub(super) fn strength(
        &mut self,
        records: &Records<'a>,
        info: &'a EventInfo,
        look: &mut dyn FnMut() -> u8,
    ) -> u8 {
        let mut known = self.known.iter();
        let alike = known.find(|(reading, other, _)| {
            is_alike(other, info) && is_of_same_sender(reading, records.reading)
        });
        if let Some(&(.., strength)) = alike {
            return strength;
        }
        if self.looked_into >= LOOKED_INTO {
            self.is_cut = true;
            return 0;
        }
        self.looked_into += 1;
        let strength = look();
        if self.known.len() < KINDS {
            self.known.push((records.reading, info, strength));
        }
        strength
    }
}

/// Whether two records hold values of the same kinds, as many that are explained, and as telling.
fn is_alike(one: &EventInfo, other: &EventInfo) -> bool {
    let key = |info: &EventInfo| {
        let measures = [info.content, info.identifiability, info.lasting];
        (measures, info.categories, info.counts)
    };
    key(one) == key(other)
}

/// Whether two requests went to the same server in the same format.
fn is_of_same_sender(one: &Reading, other: &Reading) -> bool {
    let key = |reading: &Reading| {
        (
            reading.decoded.protocol.id,
            reading.decoded.is_of_mint_browser(),
        )
    };
    std::ptr::eq(one, other)
        || key(one) == key(other) && one.decoded.request.host == other.decoded.request.host
}
