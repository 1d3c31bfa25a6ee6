//! Who received the requests of a capture.

use std::collections::BTreeMap;

use super::identifiers::identifiers;
use crate::join::{Reading, period};
use crate::report::{Identifier, Period, Text};
use crate::text::quoted::Quoted;
use crate::text::requests;

/// Who received some requests, as far as these say it.
#[derive(Default)]
pub(crate) struct Recipients<'a> {
    /// Each once, the one with most requests first.
    pub(crate) names: Vec<&'a Text<'static>>,
    /// Requests that do not say who received them.
    unnamed: usize,
}

/// Who received those requests.
#[inline(never)]
pub(crate) fn recipients<'a>(readings: &mut dyn Iterator<Item = &'a Reading>) -> Recipients<'a> {
    let mut recipients = Recipients::default();
    let mut known: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    let mut requests: Vec<usize> = Vec::new();
    for reading in readings {
        let Some(name) = &reading.decoded.protocol.recipient else {
            recipients.unnamed += 1;
            continue;
        };
        let index = known.get(&(0, name)).copied();
        match index.and_then(|index| requests.get_mut(index)) {
            Some(requests) => *requests += 1,
            None => {
                known.insert((0, name), requests.len());
                requests.push(1);
                recipients.names.push(name);
            }
        }
    }
    let mut most = 0;
    let mut first = 0;
    for (index, &number) in requests.iter().enumerate() {
        if number > most {
            (most, first) = (number, index);
        }
    }
    if first > 0 {
        recipients.names.swap(0, first);
    }
    recipients
}

impl Recipients<'_> {
    /// How many there are; whoever is not named may be any other.
    pub(crate) fn number(&self) -> usize {
        self.names.len() + usize::from(self.unnamed > 0)
    }

    /// `Xiaomi`, `Xiaomi and sc.bank.example`, `Xiaomi and 2 others`
    pub(crate) fn say(&self) -> Quoted {
        requests::recipients(&self.names, self.unnamed)
    }
}

/// What was sent to one recipient.
pub(crate) struct Sent<'a> {
    /// The hosts it went to, each once.
    pub(crate) hosts: Vec<&'a str>,
    pub(crate) identifiers: Vec<Identifier<'a>>,
    pub(crate) period: Option<Period>,
}

/// Hosts of one recipient that are told: one more than a letter names, which says that there are more.
const HOSTS: usize = 11;

/// What was sent to the recipient of this name.
pub(crate) fn sent_to<'a>(readings: &'a [Reading], recipient: &str) -> Sent<'a> {
    let is_to =
        |reading: &Reading| reading.decoded.protocol.recipient.as_deref() == Some(recipient);
    let own = || readings.iter().filter(|reading| is_to(reading));
    Sent {
        hosts: hosts(own()),
        identifiers: identifiers(readings, &is_to),
        period: period(own()),
    }
}

/// The first hosts of some requests, each once.
pub(crate) fn hosts<'a>(readings: impl Iterator<Item = &'a Reading>) -> Vec<&'a str> {
    let mut hosts: Vec<&str> = Vec::new();
    for host in readings.filter_map(|reading| reading.decoded.request.host.as_deref()) {
        if hosts.len() < HOSTS && !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}
