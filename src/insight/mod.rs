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

#[cfg(test)]
mod tests;
