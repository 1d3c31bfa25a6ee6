//! What became of the requests of a capture: read, encrypted, or of a format that is not known.

use super::evidence::sentence;
use crate::capture::Body;
use crate::join::Reading;
use crate::knowledge;
use crate::protocol::UNKNOWN;
use crate::report::{Basis, Sentence, Text, Topic};
use crate::text::quoted::Quoted;

/// What became of the requests.
#[derive(Default)]
pub(super) struct States {
    /// Their events are explained.
    pub(super) read: usize,
    pub(super) encrypted: usize,
    /// Their format is not known, or not what its names mean.
    unknown: usize,
    /// Of a known format, but there is nothing in them, or nothing that can be read.
    empty: usize,
}

impl States {
    pub(super) fn of(readings: &[Reading]) -> States {
        let mut states = States::default();
        for reading in readings {
            let state = if reading.decoded.encryption().is_some() {
                &mut states.encrypted
            } else if is_read(reading) {
                &mut states.read
            } else if reading.event_count() > 0 || reading.decoded.protocol.id == UNKNOWN {
                &mut states.unknown
            } else {
                &mut states.empty
            };
            *state += 1;
        }
        states
    }

    /// `412 of 500 requests were read, 12 are encrypted, 76 are of formats Overshare doesn’t know.`
    #[inline(never)]
    pub(super) fn say(&self) -> Quoted {
        let States {
            read,
            encrypted,
            unknown,
            empty,
        } = *self;
        let all = read + encrypted + unknown + empty;
        let mut said = Quoted::default();
        if encrypted == all {
            said.words(if all == 2 { "Both" } else { "All " });
            match all {
                2 => &mut said,
                _ => said.number(all),
            };
            said.words(" requests are encrypted, so what they say can’t be read without a key.");
            return said;
        }
        match read {
            0 => said.words("None"),
            1 => said.words("One"),
            _ => said.number(read),
        };
        said.words(" of ").number(all);
        said.words(" requests ").words(match read {
            0 => "could be read",
            1 => "was read",
            _ => "were read",
        });
        let mut before = if read == 0 { ": " } else { ", " };
        for (number, one, many) in [
            (encrypted, "one is encrypted", " are encrypted"),
            (
                unknown,
                "one is of a format Overshare doesn’t know",
                " are of formats Overshare doesn’t know",
            ),
            (
                empty,
                "one holds nothing that Overshare could read",
                " hold nothing that Overshare could read",
            ),
        ] {
            match number {
                0 => continue,
                1 => said.words(before).words(one),
                _ => said.words(before).number(number).words(many),
            };
            before = ", ";
        }
        said.words(".");
        said
    }
}

/// Whether a request holds events whose names are looked up.
#[inline(never)]
pub(super) fn is_read(reading: &Reading) -> bool {
    let annotated = reading.annotated.as_ref();
    annotated.is_some_and(|annotated| annotated.place.is_some() && !annotated.events.is_empty())
}

/// Servers of requests that cannot be read, of which each is told.
const SERVERS: usize = 3;

/// Where requests went whose events cannot be read.
#[inline(never)]
pub(super) fn went_to(readings: &[Reading]) -> Vec<Sentence<'static>> {
    let mut hosts: Vec<(&str, usize)> = Vec::new();
    for host in readings
        .iter()
        .filter_map(|reading| reading.decoded.request.host.as_deref())
    {
        if let Some((_, requests)) = hosts.iter_mut().find(|(known, _)| *known == host) {
            *requests += 1;
        } else if hosts.len() < SERVERS && knowledge::host(host).is_some() {
            hosts.push((host, 1));
        }
    }
    let told = hosts.into_iter().filter_map(|(host, requests)| {
        let (entry, _) = knowledge::host(host)?;
        let mut said = Quoted::default();
        match (readings.len(), requests) {
            (1, _) => said.words("This request was"),
            (_, 1) => said.words("One request was"),
            _ => said.number(requests).words(" requests were"),
        };
        said.words(" sent to ").value(host);
        what_it_does(&mut said, entry.role);
        Some(Sentence {
            sources: entry.sources.to_vec(),
            ..sentence(said, Basis::Sourced, Topic::Content)
        })
    });
    told.collect()
}

/// Adds what a host does, which is in our tables without a subject.
fn what_it_does(said: &mut Quoted, role: &'static str) {
    let (first, rest) = role.split_at_checked(1).unwrap_or((role, ""));
    said.words(match role.split(' ').next() {
        None | Some("") => ".",
        Some("Reported") => ", which is ",
        Some("Server") => ", a ",
        Some(_) => ", which ",
    });
    said.computed(&first.to_ascii_lowercase()).words(rest);
}

/// What a request is that holds no events that can be read.
#[inline(never)]
pub(super) fn without_events(readings: &[Reading]) -> Option<Sentence<'static>> {
    let [reading] = readings else {
        return None;
    };
    let protocol = &reading.decoded.protocol;
    let Text::Borrowed(name) = protocol.name else {
        return None;
    };
    if protocol.id == UNKNOWN {
        return None;
    }
    let mut said = Quoted::of("It has the format of ");
    said.words(name);
    said.words(match reading.decoded.request.body {
        Body::Bytes(body) if !body.is_empty() => {
            ". Its body is in a form that Overshare can’t read."
        }
        _ => ", and no events that can be read here.",
    });
    Some(sentence(said, Basis::Inferred, Topic::Limits))
}
