//! What happened to the requests of a capture: read, encrypted, or of a format that is not known.

use crate::capture::Body;
use crate::join::Reading;
use crate::knowledge;
use crate::protocol::UNKNOWN;
use crate::report::{Layer, LayerStatus, RequestState, Sentence, Text};
use crate::text::message::Argument;
use crate::text::{requests, summary as text};

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
            *match state(reading) {
                RequestState::Read | RequestState::Partial => &mut states.read,
                RequestState::Encrypted => &mut states.encrypted,
                RequestState::Unexplained | RequestState::Unknown => &mut states.unknown,
                RequestState::Empty => &mut states.empty,
            } += 1;
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
        if encrypted == all {
            let some = requests::all(all);
            return text::ALL_ENCRYPTED.sentence(&[("all", Argument::Part(&some))], Vec::new());
        }
        let (some, were) = requests::read(read);
        let rest = requests::not_read(read, encrypted, unknown, empty);
        let text = match read {
            0 => &text::NONE_READ,
            _ => &text::STATES,
        };
        let arguments = [
            ("read", Argument::Part(&some)),
            ("all", Argument::Number(all)),
            ("were", Argument::Words(were)),
            ("rest", Argument::Part(&rest)),
        ];
        text.sentence(&arguments, Vec::new())
    }
}

/// How far a request was read.
pub(crate) fn state(reading: &Reading) -> RequestState {
    let decoded = &reading.decoded;
    let is_whole = |layer: &Layer| layer.status == LayerStatus::Ok;
    if decoded.encryption().is_some() {
        RequestState::Encrypted
    } else if is_read(reading) {
        match decoded.layers.iter().all(is_whole) {
            true => RequestState::Read,
            false => RequestState::Partial,
        }
    } else if decoded.protocol.id == UNKNOWN {
        RequestState::Unknown
    } else if reading.event_count() > 0 {
        RequestState::Unexplained
    } else {
        RequestState::Empty
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
    let told = hosts.into_iter().filter_map(|(host, number)| {
        let (entry, _) = knowledge::host(host)?;
        let were = requests::were(readings.len(), number);
        let role = requests::what_it_does(entry.role);
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
