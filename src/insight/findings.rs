//! What follows from several fields together: the list of rules, and those that weigh content.
//!
//! Each rule names its evidence. A rule holds for a capture where it holds for one of its requests.

use super::evidence::{Leaf, Records};
use super::timing::{self, sessions};
use super::{Part, by_rank, content, links};
use crate::annotate::Judgement;
use crate::report::{Basis, Finding, Timing};

type Rule = fn(&Records) -> Option<Finding<'static>>;

/// All rules, in the order in which equally severe findings stand.
const RULES: &[Rule] = &[
    linked_content,
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

/// `COMBO-1`: content and identity in one record.
fn linked_content(records: &Records) -> Option<Finding<'static>> {
    let infos = &records.annotated.events;
    let linked = |info: &crate::annotate::EventInfo| info.content >= 3 && info.recognition >= 3;
    let number = infos.iter().filter(|info| linked(info)).count();
    let first = infos.iter().position(linked)?;
    let (which, each) = match (number, infos.len()) {
        (1, 1) => ("The record holds".to_owned(), "it"),
        (1, all) => (format!("One of {all} records holds"), "it"),
        (_, all) => (format!("{number} of {all} records hold"), "each of them"),
    };
    let leaves = records.leaves(first);
    let strong = |measure: fn(&Judgement) -> u8| {
        let leaf: &Leaf = leaves.iter().find(|leaf| measure(&leaf.judgement) >= 3)?;
        records.path(first, leaf.node)
    };
    let fields = [
        strong(Judgement::whole_content),
        strong(Judgement::whole_recognition),
    ];
    let mut paths: Vec<_> = fields.into_iter().flatten().collect();
    paths.dedup();
    if paths.is_empty() {
        paths.push(records.event_path(first));
    }
    Some(Finding {
        id: "COMBO-1",
        severity: 4,
        basis: Basis::InTheData,
        title: "What you did and who you are stand in the same record".into(),
        text: format!(
            "{which} both something telling (a page, a search, a video, a place) and a number that recognises you or your phone. So {each} can be tied to you without any other data."
        )
        .into(),
        paths,
        sources: vec!["palant-2020-02-18"],
    })
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
        paths: vec![records.event_path(0)],
        sources: vec!["forbes-2020-04-30"],
    })
}
