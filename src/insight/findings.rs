//! What follows from several fields together: the list of rules, and those that weigh content.
//!
//! Each rule names its evidence. A rule holds for a capture where it holds for one of its requests.

use super::combination;
use super::evidence::Records;
use super::timing::{self, sessions};
use super::{Part, by_rank, content, links};
use crate::report::{Basis, Finding, Timing};

type Rule = fn(&Records) -> Option<Finding<'static>>;

/// All rules, in the order in which equally severe findings stand.
const RULES: &[Rule] = &[
    combination::linked_content,
    links::sign_in,
    links::advertising,
    links::bridge,
    content::place,
    content::private_folder,
    content::header,
    content::incognito,
    content::switched_off,
    links::copy,
    links::several_names,
    links::carrier_abroad,
    timing::time_zone,
    timing::delay,
    timing::skew,
    crowd,
];

/// All findings, the most severe first.
pub(crate) fn findings(parts: &[Part], timing: Option<&Timing>) -> Vec<Finding<'static>> {
    let mut findings = Vec::new();
    for rule in RULES {
        findings.extend(Records::all(parts).find_map(|records| rule(&records)));
    }
    findings.extend(content::within(parts));
    let sessions = |timing| Records::all(parts).find_map(|records| sessions(&records, timing));
    findings.extend(timing.and_then(sessions));
    by_rank(findings, 4, |finding| finding.severity)
}

/// `CROWD-1`: a capture without a number that recognises, from a browser whose spread is known.
fn crowd(records: &Records) -> Option<Finding<'static>> {
    let infos = &records.annotated.events;
    let mut envelope = records.part.decoded.envelope.iter();
    let is_mint =
        envelope.any(|field| field.path == "query.project" && field.text == "global_browser_mini");
    let is_known = infos.iter().any(|info| info.recognition >= 3);
    if !is_mint || is_known || infos.is_empty() {
        return None;
    }
    Some(Finding {
        id: "CROWD-1",
        severity: 1,
        basis: Basis::Reported,
        title: "No number here recognises you for long".into(),
        text: "What is left says that you use Mint Browser. It and Mi Browser Pro had been downloaded more than 15 million times by April 2020. Model, language and operator make that crowd smaller.".into(),
        quotes: Vec::new(),
        paths: vec![records.event_path(0)],
        sources: vec!["forbes-2020-04-30"],
    })
}
