//! What the fields of a capture say together: titles of events, identifiers and what they
//! survive, findings, and a summary in sentences.

mod acts;
mod combination;
mod content;
mod evidence;
mod findings;
mod identifiers;
mod join;
pub(crate) mod kinds;
mod links;
mod recipients;
mod several;
mod states;
mod summary;
mod survival;
mod timeline;
mod timing;
pub(crate) mod title;

use crate::annotate::Annotated;
use crate::knowledge::pack;
use crate::protocol::Decoded;

pub(crate) use findings::findings;
pub(crate) use identifiers::{COOKIE_ID, identifiers, recognized};
pub(crate) use join::Join;
pub(crate) use recipients::recipients;
pub(crate) use summary::{others, summary};
pub(crate) use timeline::timeline;
pub(crate) use timing::timing;

/// A decoded request, what was found in it, and where its events stand among all events.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) decoded: Decoded,
    pub(crate) annotated: Option<Annotated>,
    /// The meanings that came with the capture.
    pub(crate) pack: pack::Extra,
    pub(crate) first_event: usize,
    /// Whether its times count from the first event, because somebody masked it.
    pub(crate) is_relative: bool,
}

impl Part {
    /// How many events the request holds.
    pub(crate) fn event_count(&self) -> usize {
        self.annotated
            .as_ref()
            .map_or(0, |annotated| annotated.events.len())
    }

    /// Whether the events went to Xiaomi, by the host or by the browser that sent them.
    pub(crate) fn is_xiaomi(&self) -> bool {
        self.decoded.protocol.recipient.as_deref() == Some("Xiaomi")
    }
}

/// Puts what ranks higher first and keeps the order among equals. There are few ranks, so one pass
/// for each costs less than the code of a sort for every type.
pub(crate) fn by_rank<T>(list: Vec<T>, highest: u8, rank: impl Fn(&T) -> u8) -> Vec<T> {
    let mut ordered = Vec::with_capacity(list.len());
    let mut rest = list;
    for wanted in (0..=highest).rev() {
        let (now, later): (Vec<T>, Vec<T>) =
            rest.into_iter().partition(|item| rank(item) >= wanted);
        ordered.extend(now);
        rest = later;
    }
    ordered.extend(rest);
    ordered
}

#[cfg(test)]
mod tests;
