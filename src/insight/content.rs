//! Findings on content: what must not be read over.

use super::event_types;
use super::evidence::Records;
use super::several::{self, Found};
use crate::join::Reading;
use crate::knowledge::KINDS;
use crate::report::{Basis, Certainty, Finding};

/// Records that a rule looks into before it gives up.
const TRIED: usize = 64;

/// What may be the reminder of incognito mode, which adult sites are reported to prompt. Its name is
/// not published and nobody knows all events about incognito mode, so that it accuses nobody.
fn reminder(records: &Records) -> Option<Finding<'static>> {
    let kind = KINDS.iter().find(|kind| kind.id == "incognito-reminder")?;
    let is_named = |event: usize| {
        let info = records.annotated.events.get(event)?;
        let name = super::title::name(records.document, info)?;
        event_types::is_named(kind, name).then_some(name)
    };
    let mut names = records.annotated.names.iter();
    if !records.annotated.is_sensors
        || !records.reading.decoded.may_be_of_browser()
        || !names.any(|&(event, _)| is_named(event).is_some())
    {
        return None;
    }
    let named = records
        .events()
        .filter_map(|(event, _, row)| Some((event, row, is_named(event)?)));
    let (event, guess) = named.take(TRIED).find_map(|(event, row, name)| {
        let guess = event_types::guess(records.document, row.node as usize, name)?;
        (guess.kind?.id == kind.id).then_some((event, guess))
    })?;
    let address = guess.address.and_then(|node| records.path(event, node));
    Some(Finding {
        id: "CONT-TOPIC",
        severity: 1,
        basis: Basis::Inferred,
        title: "An event about incognito mode contains an address".into(),
        text: "Xiaomi’s browser is reported to send one such event from adult sites. Whether this is it cannot be told.".into(),
        quotes: Vec::new(),
        requests: 1,
        paths: vec![address.unwrap_or_else(|| records.event_path(event))],
        sources: guess.sources.to_vec(),
    })
}

/// What a value can hold inside, whatever its field is for.
struct Inside {
    id: &'static str,
    severity: u8,
    /// How sure it must be.
    certainty: Certainty,
    kinds: &'static [&'static str],
    title: &'static str,
    text: &'static str,
    sources: &'static [&'static str],
}

const INSIDE: [Inside; 5] = [
    Inside {
        id: "CONT-SECRET",
        severity: 4,
        certainty: Certainty::Likely,
        kinds: &["secret", "jwt", "url-credentials", "capability-link"],
        title: "A key apparently stands in the records",
        text: "A value apparently holds a key, a password or a private link. Whoever reads it may be able to act in your place.",
        sources: &["palant-2020-02-18"],
    },
    Inside {
        id: "CONT-CONTACT",
        severity: 4,
        certainty: Certainty::Likely,
        kinds: &["email", "phone", "parcel"],
        title: "A value apparently names a person",
        text: "It holds what looks like an e-mail address, a phone number or a parcel number. The person need not be you.",
        sources: &["palant-2020-02-18"],
    },
    Inside {
        id: "CONT-MONEY",
        severity: 4,
        certainty: Certainty::Likely,
        kinds: &["card", "iban"],
        title: "A value apparently is the number of a card or an account",
        text: "It has the form and the check digits of such a number, which leads to its owner.",
        sources: &[],
    },
    Inside {
        id: "CONT-MAP",
        severity: 3,
        certainty: Certainty::Likely,
        kinds: &["coordinates", "route"],
        title: "A place or a route apparently was looked up",
        text: "An address holds what looks like a place or a route on a map. That need not be where you were.",
        sources: &["palant-2020-02-18"],
    },
    Inside {
        id: "CONT-TOPIC",
        severity: 2,
        certainty: Certainty::Possible,
        kinds: &["sensitive-topic"],
        title: "A word possibly points to a sensitive topic",
        text: "Single words can mislead, and nobody has checked what the page or the search was about.",
        sources: &[],
    },
];

/// `CONT-SECRET`, `CONT-CONTACT`, `CONT-MONEY`, `CONT-MAP`, `CONT-TOPIC`: what stands inside
/// addresses and other values.
pub(super) fn within(readings: &[Reading]) -> Vec<Found> {
    let mut findings: Vec<Found> = Vec::new();
    for inside in &INSIDE {
        findings.extend(several::each(readings, &|records| {
            let mut seen = records.annotated.inside.iter();
            let &(.., (event, node)) = seen.find(|(kind, certainty, _)| {
                *certainty >= inside.certainty && inside.kinds.contains(&kind.id())
            })?;
            Some(Finding {
                id: inside.id,
                severity: inside.severity,
                basis: Basis::Inferred,
                title: inside.title.into(),
                text: inside.text.into(),
                quotes: Vec::new(),
                requests: 1,
                paths: vec![records.path(event as usize, node as usize)?],
                sources: inside.sources.to_vec(),
            })
        }));
    }
    if findings.iter().all(|found| found.id() != "CONT-TOPIC") {
        findings.extend(several::each(readings, &reminder));
    }
    findings
}

/// `CONT-PRIVATE`: a download into the private folder.
pub(super) fn private_folder(records: &Records) -> Option<Finding<'static>> {
    let key = records.document.find_key("type")?;
    if !records.reading.decoded.is_of_mint_browser() {
        return None;
    }
    let mut downloads = records.events().filter(|(_, info, _)| {
        super::title::name(records.document, info) == Some("download_files")
    });
    let (event, node) = downloads.find_map(|(event, _, row)| {
        let (node, value) = records.property(row, key)?;
        (records.document.string(value.value)? == "privacy").then_some((event, node))
    })?;
    Some(Finding {
        id: "CONT-PRIVATE",
        severity: 2,
        basis: Basis::Inferred,
        title: "A download marked as private was reported too".into(),
        text: "The browser marks downloads “general” or “privacy”. The second apparently means a private folder, which is not verified. The address of the file is sent either way.".into(),
        quotes: Vec::new(),
        requests: 1,
        paths: records.paths(event, &[node]),
        sources: vec!["palant-2020-05-04"],
    })
}
