//! What happened to the requests of a capture: read, encrypted, or of a format that is not known.

use crate::capture::Body;
use crate::join::Reading;
use crate::knowledge;
use crate::protocol::UNKNOWN;
use crate::report::{Sentence, Text};
use crate::text::message::Argument;
use crate::text::quoted::Quoted;
use crate::text::summary as text;

/// What happened to the requests.
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
    pub(super) fn say(&self) -> Sentence<'static> {
        let States {
            read,
            encrypted,
            unknown,
            empty,
        } = *self;
        let all = read + encrypted + unknown + empty;
        let mut some = Quoted::default();
        if encrypted == all {
            match all {
                2 => some.words("Both"),
                _ => some.words("All ").number(all),
            };
            return text::ALL_ENCRYPTED.sentence(&[("all", Argument::Part(&some))], Vec::new());
        }
        match read {
            1 => some.words("One"),
            _ => some.number(read),
        };
        let mut said = Quoted::default();
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
                "one contains nothing that Overshare could read",
                " contain nothing that Overshare could read",
            ),
        ] {
            match number {
                0 => continue,
                1 => said.words(before).words(one),
                _ => said.words(before).number(number).words(many),
            };
            before = ", ";
        }
        let text = match read {
            0 => &text::NONE_READ,
            _ => &text::STATES,
        };
        let were = if read == 1 { "was" } else { "were" };
        let arguments = [
            ("read", Argument::Part(&some)),
            ("all", Argument::Number(all)),
            ("were", Argument::Words(were)),
            ("rest", Argument::Part(&said)),
        ];
        text.sentence(&arguments, Vec::new())
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
        let mut were = Quoted::default();
        match (readings.len(), requests) {
            (1, _) => were.words("This request was"),
            (_, 1) => were.words("One request was"),
            _ => were.number(requests).words(" requests were"),
        };
        let mut role = Quoted::default();
        what_it_does(&mut role, entry.role);
        let arguments = [
            ("requests", Argument::Part(&were)),
            ("host", Argument::Value(host)),
            ("role", Argument::Part(&role)),
        ];
        Some(Sentence {
            sources: entry.sources.to_vec(),
            ..text::SENT_TO.sentence(&arguments, Vec::new())
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
    let text = match reading.decoded.request.body {
        Body::Bytes(body) if !body.is_empty() => &text::FORM_UNREAD,
        _ => &text::FORM_ALONE,
    };
    Some(text.sentence(&[("format", Argument::Words(name))], Vec::new()))
}
