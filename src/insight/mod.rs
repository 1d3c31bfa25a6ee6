//! What the fields of a capture say together: titles of events, identifiers and what they
//! survive, findings, and a summary in sentences.

mod activities;
mod combination;
mod content;
pub(crate) mod event_types;
pub(crate) mod evidence;
mod findings;
mod identifiers;
mod links;
mod recipients;
mod several;
mod states;
mod summary;
mod survival;
pub(crate) mod timing;
pub(crate) mod title;

pub(crate) use findings::findings;
pub(crate) use identifiers::{COOKIE_ID, identifiers, recognized};
pub(crate) use recipients::{Sent, hosts, recipients, sent_to};
pub(crate) use summary::{others, summary};
pub(crate) use timing::timing;

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
