//! What the fields of a capture say together: titles of events, identifiers and what they
//! survive, findings, and a summary in sentences.
//!
//! It never claims what the capture does not carry: every sentence says whether it was observed, inferred
//! or sourced, and where.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let body = r#"[{"event":"a","properties":{"keyword":"shoes","mail":"anna@example.com"}}]"#;
//! let analysis = read(body);
//! let overview = analysis.overview();
//! let finding = &overview.findings[0];
//! assert_eq!(finding.id, "COMBO-1");
//! assert_eq!(finding.paths, ["0.0.properties.keyword", "0.0.properties.mail"]);
//! ```

mod accounts;
mod activities;
pub(crate) mod around;
mod combination;
mod content;
pub(crate) mod event_types;
pub(crate) mod evidence;
mod findings;
mod identifiers;
mod links;
mod naming;
mod place;
mod recipients;
mod refusal;
mod several;
mod states;
mod streams;
mod summary;
mod survival;
pub(crate) mod timing;
pub(crate) mod title;
mod when;

pub(crate) use findings::findings;
pub(crate) use identifiers::{identifiers, recognized};
pub(crate) use recipients::{Sent, hosts, recipients, sent_to};
pub(crate) use states::state;
pub(crate) use summary::{others, summary};
pub(crate) use timing::timing;

#[cfg(test)]
mod tests;
