//! Findings on content: what must not be read over.

use super::event_types;
use super::evidence::Records;
use super::several::{self, Found};
use crate::join::Reading;
use crate::knowledge::KINDS;
use crate::report::{Certainty, Finding};
use crate::text::findings as text;
use crate::text::message::FindingText;

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
    let paths = vec![address.unwrap_or_else(|| records.event_path(event))];
    Some(Finding {
        sources: guess.sources.to_vec(),
        ..text::INCOGNITO_ADDRESS.finding(1, &[], paths)
    })
}

/// What a value can hold inside, whatever its field is for.
struct Inside {
    text: &'static FindingText,
    severity: u8,
    /// How sure it must be.
    certainty: Certainty,
    kinds: &'static [&'static str],
}

static INSIDE: [Inside; 5] = [
    Inside {
        text: &text::SECRET,
        severity: 4,
        certainty: Certainty::Likely,
        kinds: &["secret", "jwt", "url-credentials", "capability-link"],
    },
    Inside {
        text: &text::CONTACT,
        severity: 4,
        certainty: Certainty::Likely,
        kinds: &["email", "phone", "parcel"],
    },
    Inside {
        text: &text::MONEY,
        severity: 4,
        certainty: Certainty::Likely,
        kinds: &["card", "iban"],
    },
    Inside {
        text: &text::MAP,
        severity: 3,
        certainty: Certainty::Likely,
        kinds: &["coordinates", "route"],
    },
    Inside {
        text: &text::TOPIC,
        severity: 2,
        certainty: Certainty::Possible,
        kinds: &["sensitive-topic"],
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
            let paths = vec![records.path(event as usize, node as usize)?];
            Some(inside.text.finding(inside.severity, &[], paths))
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
    Some(text::PRIVATE_FOLDER.finding(2, &[], records.paths(event, &[node])))
}
