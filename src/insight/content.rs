//! Findings on content: what must not be read over, and what is sent although the person said no.

use super::event_types;
use super::evidence::Records;
use super::several::{self, Found};
use crate::annotate::EventInfo;
use crate::detect;
use crate::join::Reading;
use crate::json::{Row, Value};
use crate::knowledge::{Category, KINDS};
use crate::report::{Basis, Certainty, Finding, Text};

/// Records that a rule looks into before it gives up.
const TRIED: usize = 64;

/// `CONT-SCOPE`: where the phone was.
pub(super) fn place(readings: &[Reading]) -> Option<Found> {
    let strength = |records: &Records, event| {
        positioned(records, event).map_or(0, |(_, is_explained)| 1 + u8::from(is_explained))
    };
    several::each_by_record(readings, &place_in, &is_precise, TRIED, Some(strength))
}

fn is_precise(info: &EventInfo) -> bool {
    info.content >= 4
}

/// The values of a record that say a position, and whether one of them is explained.
fn positioned(records: &Records, event: usize) -> Option<(Vec<usize>, bool)> {
    let mut nodes = Vec::new();
    let mut is_explained = false;
    for leaf in &records.leaves(event) {
        let judgment = &leaf.judgment;
        if judgment.category == Some(Category::PreciseLocation) && judgment.content >= 4 {
            nodes.push(leaf.node);
            is_explained |= judgment.entry.is_some();
        }
    }
    (!nodes.is_empty()).then_some((nodes, is_explained))
}

fn place_in(records: &Records) -> Option<Finding<'static>> {
    let candidates = records.events().filter(|(_, info, _)| is_precise(info));
    let (event, nodes, is_explained) = candidates.take(TRIED).find_map(|(event, ..)| {
        let (nodes, is_explained) = positioned(records, event)?;
        Some((event, nodes, is_explained))
    })?;
    let paths = records.paths(event, &nodes);
    if !is_explained {
        return Some(Finding {
            id: "CONT-PLACE",
            severity: 4,
            basis: Basis::Inferred,
            title: "A position apparently stands in the records".into(),
            text: "Values look like the latitude and longitude of a place. Whether it is where you were cannot be told from them.".into(),
            quotes: Vec::new(),
            requests: 1,
            paths,
            sources: Vec::new(),
        });
    }
    Some(Finding {
        id: "CONT-PLACE",
        severity: 4,
        basis: Basis::Observed,
        title: "Your position is in the records".into(),
        text: "The position is written to the millionth of a degree. The phone may know it less exactly, but well enough to tell a home or a doctor’s practice.".into(),
        quotes: Vec::new(),
        requests: 1,
        paths,
        sources: vec!["sensors-android-3.2.10"],
    })
}

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

/// `OPT-OUT`: a request that carries a wish not to be tracked, and names pages, searches or places.
pub(super) fn header(records: &Records) -> Option<Finding<'static>> {
    let wishes = |name: &str| {
        let mut envelope = records.reading.decoded.envelope.iter();
        envelope.any(|field| field.path == name && field.text.trim() == "1")
    };
    let (wish, source) = if wishes("header.dnt") {
        (
            "The header “DNT” of this request says that you do not want to be tracked.",
            "tracking-dnt",
        )
    } else if wishes("header.sec-gpc") {
        (
            "The header “Sec-GPC” of this request asks that data about you be neither sold nor shared.",
            "w3c-gpc",
        )
    } else {
        return None;
    };
    let event = telling(records)?;
    Some(opt_out(
        Basis::Observed,
        "Your wish for privacy traveled with the records",
        format!(
            "{wish} The records in it tell what you did all the same. What the recipient makes of the wish cannot be seen here."
        ),
        vec![records.event_path(event)],
        Some(source),
    ))
}

/// `OPT-OUT`: a record that says itself that private browsing was on.
pub(super) fn incognito(records: &Records) -> Option<Finding<'static>> {
    let mut keys = records.document.keys();
    let key = keys.find(|(_, name)| is_state(name))?.0;
    let is_on = |row: &Row, node: usize, value: Value| match value {
        Value::Bool(is_on) => is_on,
        _ => matches!(records.scalar(row, node), Some("1" | "true" | "on")),
    };
    let (event, node) = records.events().find_map(|(event, info, row)| {
        let (node, value) = (info.content >= 3).then(|| records.property(row, key))??;
        is_on(row, node, value.value).then_some((event, node))
    })?;
    Some(opt_out(
        Basis::Inferred,
        "Private browsing was apparently on, and told",
        "A field of this record says that incognito mode was on. The record tells what you did all the same.".to_owned(),
        records.paths(event, &[node]),
        None,
    ))
}

/// Whether a name says that incognito mode is on, and nothing of a switch, a hint or a number. A
/// switch that is on says what happens in incognito mode, not that it was used.
fn is_state(name: &str) -> bool {
    const STATE: [&str; 12] = [
        "incognito",
        "is",
        "in",
        "mode",
        "user",
        "on",
        "active",
        "state",
        "status",
        "tab",
        "window",
        "page",
    ];
    detect::name_contains_word(name, &["incognito"])
        && detect::split_words(name)
            .all(|word| STATE.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// `OPT-OUT`: records made after recording was switched off.
pub(super) fn switched_off(records: &Records) -> Option<Finding<'static>> {
    let time = |info: &EventInfo| match records.document.node(info.time? as usize)?.value {
        Value::Unsigned(time) => Some(time.get()),
        _ => None,
    };
    let offs = records.events().filter_map(|(event, info, _)| {
        let name = super::title::name(records.document, info)?;
        (name == "$AppDataTrackingClose").then_some((time(info)?, event))
    });
    let (since, off) = offs.min()?;
    let (event, ..) = records
        .events()
        .find(|(_, info, _)| info.content >= 2 && time(info).is_some_and(|time| time > since))?;
    Some(opt_out(
        Basis::Observed,
        "Recording went on after it was switched off",
        "One record says that recording was switched off. Others tell what you did after that."
            .to_owned(),
        vec![records.event_path(off), records.event_path(event)],
        Some("sensors-android"),
    ))
}

/// The first record that names something the person chose.
fn telling(records: &Records) -> Option<usize> {
    records
        .annotated
        .events
        .iter()
        .position(|info| info.content >= 3)
}

fn opt_out(
    basis: Basis,
    title: &'static str,
    text: String,
    paths: Vec<Text<'static>>,
    source: Option<&'static str>,
) -> Finding<'static> {
    Finding {
        id: "OPT-OUT",
        severity: 3,
        basis,
        title: title.into(),
        text: text.into(),
        quotes: Vec::new(),
        requests: 1,
        paths,
        sources: source.into_iter().collect(),
    }
}
