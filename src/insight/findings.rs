//! What follows from several fields together. Each rule names its evidence.

use std::collections::BTreeSet;

use super::{Part, by_rank};
use crate::annotate::{Recognised, is_who};
use crate::json;
use crate::report::{Finding, Persistence, Text};

/// All findings of all requests, the most severe first.
pub(crate) fn findings(parts: &[Part]) -> Vec<Finding<'static>> {
    let mut findings = Vec::new();
    for (request, part) in parts.iter().enumerate() {
        findings.extend(linked_content(request, part));
        findings.extend(bridge(request, part));
        findings.extend(sign_in(request, part));
        findings.extend(several_names(request, part));
    }
    by_rank(findings, 4, |finding| finding.severity)
}

/// Content and identity in one record.
fn linked_content(request: usize, part: &Part) -> Option<Finding<'static>> {
    let annotated = part.annotated.as_ref()?;
    let linked = |info: &crate::annotate::EventInfo| info.content >= 3 && info.recognition >= 3;
    let count = annotated.events.iter().filter(|info| linked(info)).count();
    let first = annotated.events.iter().position(linked)?;
    let (which, each) = match (count, annotated.events.len()) {
        (1, 1) => ("The record holds".to_owned(), "it"),
        (1, all) => (format!("One of {all} records holds"), "it"),
        (_, all) => (format!("{count} of {all} records hold"), "each of them"),
    };
    Some(Finding {
        id: "COMBO-1",
        severity: 4,
        title: "What you did and who you are stand in the same record".into(),
        text: format!(
            "{which} both something telling (a page, a search, a video, a place) and a number that recognises you or your phone. So {each} can be tied to you without any other data."
        )
        .into(),
        paths: vec![format!("{request}.{}", part.first_event + first).into()],
        sources: vec!["palant-2020-02-18"],
    })
}

/// An identifier that ends with the app's data beside one that does not.
fn bridge(request: usize, part: &Part) -> Option<Finding<'static>> {
    let annotated = part.annotated.as_ref()?;
    let find = |wanted: fn(Persistence) -> bool| {
        annotated
            .recognised
            .iter()
            .find(|recognised| recognised.judgement.persistence.is_some_and(wanted))
    };
    let short = find(|persistence| persistence == Persistence::Install)?;
    let long = find(|persistence| {
        matches!(
            persistence,
            Persistence::FactoryReset | Persistence::Hardware | Persistence::Account
        )
    })?;
    let together = short.sightings.first()?.0 == long.sightings.first()?.0;
    together.then(|| Finding {
        id: "LINK-1",
        severity: 3,
        title: "Clearing the app does not make you a stranger".into(),
        text: format!(
            "The {} would change when the app’s data are cleared, but the {} beside it would not. Whoever receives both can tell that the new number belongs to the same phone or person.",
            label(short),
            label(long)
        )
        .into(),
        paths: [short, long].into_iter().filter_map(|recognised| path(request, part, recognised)).collect(),
        sources: vec!["android-identifiers"],
    })
}

/// The record of a sign-in, which joins past and account.
fn sign_in(request: usize, part: &Part) -> Option<Finding<'static>> {
    let annotated = part.annotated.as_ref()?;
    let document = part.decoded.document.as_ref()?;
    let index = annotated
        .names
        .iter()
        .map(|&(first, _)| first)
        .find(|&first| {
            let info = annotated.events.get(first);
            info.and_then(|info| super::title::kind(document, info)) == Some("track_signup")
        })?;
    let root = document.rows.get(index)?.node as usize;
    document.child(root, "original_id")?;
    let event = part.first_event + index;
    Some(Finding {
        id: "LINK-3",
        severity: 4,
        title: "A sign-in joins your past to your account".into(),
        text: "This record names your account and the number you had before. Everything recorded under that number can now be filed under the account.".into(),
        paths: vec![format!("{request}.{event}.original_id").into(), format!("{request}.{event}.distinct_id").into()],
        sources: vec!["sensors-android-3.2.10"],
    })
}

/// One value under several names.
fn several_names(request: usize, part: &Part) -> Option<Finding<'static>> {
    let annotated = part.annotated.as_ref()?;
    let document = part.decoded.document.as_ref()?;
    let (recognised, names) = annotated.recognised.iter().find_map(|recognised| {
        let names: BTreeSet<&str> = recognised
            .sightings
            .iter()
            .filter_map(|&(_, node)| Some(document.key(document.node(node as usize)?.key)))
            .collect();
        (names.len() > 1).then_some((recognised, names))
    })?;
    let mut names: Vec<&str> = names.into_iter().collect();
    let last = names.pop()?;
    Some(Finding {
        id: "LINK-4",
        severity: recognised.judgement.recognition,
        title: "The same number goes by several names".into(),
        text: format!(
            "“{}” and “{last}” hold the same value. It stays in the record even where one of them is changed, for example by a sign-in.",
            names.join("”, “")
        )
        .into(),
        paths: path(request, part, recognised).into_iter().collect(),
        sources: Vec::new(),
    })
}

fn label(recognised: &Recognised) -> &'static str {
    match recognised.judgement.entry {
        Some(entry) if is_who(entry) => "number in distinct_id",
        Some(entry) => entry.label,
        None => "identifier",
    }
}

fn path(request: usize, part: &Part, recognised: &Recognised) -> Option<Text<'static>> {
    let document = part.decoded.document.as_ref()?;
    let &(event, node) = recognised.sightings.first()?;
    let row = document.rows.get(event as usize)?;
    let path = json::path(document, row.node as usize, node as usize);
    Some(format!("{request}.{}.{path}", part.first_event + event as usize).into())
}
