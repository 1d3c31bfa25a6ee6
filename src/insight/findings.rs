//! What follows from several fields together: the list of rules, and those that weigh content.
//!
//! Each rule names its evidence. A rule holds for a capture where it holds for one of its requests,
//! and the finding says of how many.

use super::combination;
use super::evidence::Records;
use super::several::{self, Found};
use super::{accounts, content, links, place, refusal, streams, timing};
use crate::join::Reading;
use crate::report::{Finding, Timing};
use crate::sort::by_rank;
use crate::text::message::Argument;
use crate::text::quoted::Quoted;
use crate::text::{activities, amounts, findings as text, values};

enum Rule {
    /// Looks at one request.
    Each(fn(&Records) -> Option<Finding<'static>>),
    /// Looks at all of them.
    All(fn(&[Reading]) -> Option<Found>),
}
use Rule::{All, Each};

/// All rules, in the order in which equally severe findings stand.
const RULES: &[Rule] = &[
    All(combination::linked_content),
    Each(links::sign_in),
    All(links::advertising),
    All(links::bridge),
    All(links::bridge_without_events),
    All(accounts::several_accounts),
    All(accounts::several_devices),
    All(place::place),
    Each(content::private_folder),
    Each(refusal::declined),
    Each(refusal::header),
    Each(refusal::incognito),
    Each(refusal::switched_off),
    All(links::several_servers),
    All(streams::streams),
    All(links::copy),
    All(links::several_names),
    Each(links::carrier_abroad),
    Each(timing::time_zone),
    All(timing::delay),
    All(timing::skew),
    All(no_lasting_id),
];

/// All findings, the most severe first.
pub(crate) fn findings(readings: &[Reading], timing: Option<&Timing>) -> Vec<Finding<'static>> {
    let mut found = Vec::new();
    for rule in RULES {
        found.extend(match rule {
            Each(rule) => several::each(readings, rule),
            All(rule) => rule(readings),
        });
    }
    found.extend(content::within(readings));
    found.extend(timing.and_then(|timing| timing::session_finding(readings, timing)));
    let finish = |found: Found| found.finish(readings.len());
    let found = found.into_iter().map(finish).collect();
    by_rank(found, |finding: &Finding| finding.severity)
}

/// `CROWD-1`: a capture without a number that recognizes, from a browser whose spread is known.
fn no_lasting_id(readings: &[Reading]) -> Option<Found> {
    let mut infos = Records::all(readings).flat_map(|records| &records.annotated.events);
    if infos.any(|info| info.identifiability >= 3) {
        return None;
    }
    several::each(readings, &|records| {
        let is_mint = records.reading.decoded.is_of_mint_browser();
        let has = |name: &str| records.document.find_key(name).is_some();
        let known: Vec<&'static str> = RARE_DETAILS
            .iter()
            .filter(|(name, _)| has(name))
            .map(|(_, words)| *words)
            .collect();
        let mut smaller = Quoted::default();
        if !known.is_empty() {
            let sentence = match known.len() {
                1 => &values::SMALLER_CROWD,
                _ => &values::SMALLER_CROWD_BY_SEVERAL,
            };
            let detail = amounts::details(&known);
            smaller = sentence.filled(&[("detail", Argument::Part(&detail))]);
        }
        (is_mint && !records.annotated.events.is_empty()).then(|| {
            let arguments = [("smaller", Argument::Part(&smaller))];
            text::NO_LASTING_ID.finding(1, &arguments, vec![records.event_path(0)])
        })
    })
}

/// Details that few share, by the name under which they are sent.
const RARE_DETAILS: [(&str, &str); 3] = [
    ("$model", activities::MODEL),
    ("system_language", activities::LANGUAGE),
    ("$carrier", activities::CARRIER),
];
