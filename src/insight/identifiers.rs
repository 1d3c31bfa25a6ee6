//! Values that recognize somebody, the strongest first.

use std::collections::BTreeMap;

use super::around;
use super::evidence::Records;
use super::survival::{self, SentBy};
use crate::annotate::{self, Judgment, Recognized, Remark};
use crate::detect;
use crate::detect::copies::Copied;
use crate::display;
use crate::join::Reading;
use crate::knowledge::{Category, Form};
use crate::report::{Device, Identifier, Known, Persistence, Text};
use crate::sort::by_rank;
use crate::text::identifiers as text;
use crate::text::values;

/// Identifiers that a report lists; one capture of one phone has fewer than ten.
pub(super) const LISTED: usize = 50;

/// The highest rank of an identifier: by recognition, then by persistence, plain before Base64.
const RANKS: u8 = 99;

/// Distinct values of one rank that are told apart in all requests: twenty times what is listed. A
/// number that changes with every event must not keep others out.
pub(super) const DISTINCT: usize = 1_000;

/// Values in Base64 whose names are added to those of their identifiers.
const ENCODED: usize = 10_000;

/// Names of one identifier that are listed.
const NAMES: usize = 100;

/// A value that recognizes somebody, and the records it stands in.
pub(super) type Found<'a> = (Records<'a>, &'a Recognized);

/// A value that recognizes somebody, in every request that has it.
pub(super) struct Group<'a> {
    /// In the order of the requests.
    pub(super) seen: Vec<Found<'a>>,
    /// The request whose judgment says most, by its place in that list.
    best: usize,
}

impl<'a> Group<'a> {
    /// The value where its judgment says most.
    pub(super) fn best(&self) -> Option<Found<'a>> {
        self.seen.get(self.best).copied()
    }

    /// How many events of which requests have it.
    fn counts(&self) -> Vec<(usize, usize)> {
        let seen = self.seen.iter();
        seen.map(|(records, recognized)| (records.request, recognized.events))
            .collect()
    }
}

/// How much is known of a value: what is explained under a name of its own says more.
fn telling((_, recognized): &Found) -> (bool, bool, u8) {
    let judgment = &recognized.judgment;
    let entry = judgment.entry;
    (
        judgment.known == Known::Explained,
        entry.is_some_and(|entry| !annotate::is_distinct_id(entry)),
        rank(recognized),
    )
}

/// By recognition, then by persistence, plain before Base64.
fn rank(recognized: &Recognized) -> u8 {
    let judgment = &recognized.judgment;
    let persistence = judgment
        .persistence
        .map_or(0, |persistence| persistence as u8 + 1);
    judgment.identifiability * 20 + persistence * 2 + u8::from(!is_respelled(recognized))
}

/// The distinct values of those requests that are wanted, in the order in which they first occur.
pub(super) fn groups<'a>(
    readings: &'a [Reading],
    wanted: &dyn Fn(&Reading) -> bool,
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_text: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    let mut ranks = [0; RANKS as usize + 1];
    for records in Records::all(readings).filter(|records| wanted(records.reading)) {
        for recognized in &records.annotated.recognized {
            let found = (records, recognized);
            // One request has each of its values once.
            let known = match readings {
                [_] => None,
                _ => by_text.get(&(0, recognized.text.as_str())).copied(),
            };
            if let Some(group) = known.and_then(|known| groups.get_mut(known)) {
                group.seen.push(found);
                if group
                    .best()
                    .is_none_or(|best| telling(&found) > telling(&best))
                {
                    group.best = group.seen.len() - 1;
                }
            } else if let Some(number) = ranks.get_mut(usize::from(rank(recognized)))
                && *number < DISTINCT
            {
                *number += 1;
                if readings.len() > 1 {
                    by_text.insert((0, &recognized.text), groups.len());
                }
                groups.push(Group {
                    seen: vec![found],
                    best: 0,
                });
            }
        }
    }
    groups
}

/// All identifiers of those requests that are wanted, in the events and around them.
pub(crate) fn identifiers<'a>(
    readings: &'a [Reading],
    wanted: &dyn Fn(&Reading) -> bool,
) -> Vec<Identifier<'a>> {
    let found = recognized(readings, wanted).into_iter();
    let mut identifiers: Vec<Identifier> = found.map(|(_, identifier)| identifier).collect();
    let in_events = identifiers.len();
    add_around(readings, wanted, &mut identifiers);
    if identifiers.len() == in_events {
        return identifiers;
    }
    by_rank(identifiers, |identifier: &Identifier| {
        let lasts = identifier.persistence.map_or(0, |one| one as u8 + 1);
        identifier.identifiability * 20 + lasts * 2
    })
}

/// Adds the values around events that recognize somebody to those in the events.
fn add_around<'a>(
    readings: &'a [Reading],
    wanted: &dyn Fn(&Reading) -> bool,
    identifiers: &mut Vec<Identifier<'a>>,
) {
    for (request, reading) in readings.iter().enumerate().filter(|(_, one)| wanted(one)) {
        for around in around::fields(readings, request) {
            let around::Around {
                field,
                judgment,
                path,
            } = around;
            let is_id = judgment.identifiability >= 3
                && matches!(
                    judgment.category,
                    Some(
                        Category::Account
                            | Category::InstallId
                            | Category::DeviceId
                            | Category::HardwareId
                    )
                );
            if !is_id || field.text.trim().is_empty() {
                continue;
            }
            let value = quoted_json(&field.text);
            let name = around::name(field);
            let known = identifiers.iter_mut().find(|known| known.value == value);
            if let Some(known) = known {
                if !known.names.iter().any(|known| known == name) {
                    known.names.push(name.into());
                    known.paths.push(path);
                }
                continue;
            }
            if identifiers.len() >= LISTED {
                return;
            }
            let entry = judgment.entry;
            let (label, meaning) = label_and_meaning(&judgment, reading.decoded.device);
            let form = entry.map_or(Form::Plain, |entry| entry.form);
            identifiers.push(Identifier {
                label,
                names: vec![name.into()],
                value: value.into(),
                display: display::display(form, &field.text).map(Into::into),
                meaning: meaning.into(),
                category: judgment.category.unwrap_or(Category::Account).id(),
                identifiability: judgment.identifiability,
                severity: annotate::level_of_id(judgment.identifiability),
                persistence: judgment.persistence,
                survives: survival::survives(&judgment, SentBy::of(&reading.decoded)),
                events: 0,
                paths: vec![path],
                sources: entry
                    .map(|entry| reading.pack.sources(entry.sources, entry.pack))
                    .unwrap_or_default(),
            });
        }
    }
}

/// A text of the capture as JSON writes it.
fn quoted_json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// An identifier, and where its judgment says most.
type Listed<'a> = (&'a Recognized, Identifier<'a>);

/// All identifiers of those requests that are wanted, and the values that they were made of.
pub(crate) fn recognized<'a>(
    readings: &'a [Reading],
    wanted: &dyn Fn(&Reading) -> bool,
) -> Vec<Listed<'a>> {
    let groups = groups(readings, wanted);
    let ranks: Vec<u8> = groups
        .iter()
        .map(|group| group.best().map_or(0, |(_, recognized)| rank(recognized)))
        .collect();
    // Only what is listed is looked up in the text, which takes a pass over its record.
    let mut listed: Vec<&Group> = Vec::new();
    for wanted in (0..=RANKS).rev() {
        let of_rank = groups
            .iter()
            .zip(&ranks)
            .filter(|(_, rank)| **rank == wanted);
        listed.extend(of_rank.map(|(group, _)| group).take(LISTED - listed.len()));
    }
    let encoded = encoded(readings, wanted);
    // The value of each, and how many events of which requests have it.
    let mut values: Vec<(String, Vec<(usize, usize)>)> = Vec::new();
    let mut identifiers: Vec<Listed> = Vec::new();
    for group in listed {
        let Some((records, recognized)) = group.best() else {
            continue;
        };
        let value = plain(recognized);
        let known = values.iter().position(|(known, _)| *known == value);
        if let Some(index) = known
            && let (Some((_, identifier)), Some((_, counts))) =
                (identifiers.get_mut(index), values.get_mut(index))
        {
            for (records, recognized) in &group.seen {
                name(identifier, records, &recognized.sightings);
            }
            *counts = joined(counts, &group.counts());
            identifier.events = counts.iter().map(|(_, events)| events).sum();
        } else if let Some(mut identifier) = identifier(records, recognized) {
            for (records, recognized) in &group.seen {
                name(&mut identifier, records, &recognized.sightings);
            }
            // What holds the value in Base64 has it too, under whatever name.
            for (records, copy) in &encoded {
                if copy.source_text == recognized.text {
                    name(&mut identifier, records, &[copy.at]);
                }
            }
            let counts = group.counts();
            identifier.events = counts.iter().map(|(_, events)| events).sum();
            identifiers.push((recognized, identifier));
            values.push((value, counts));
        }
    }
    identifiers
}

/// How many events of which requests have a value in either of two spellings. Both are in the order
/// of requests. An event that has both is one event.
#[inline(never)]
fn joined(one: &[(usize, usize)], other: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut joined = Vec::new();
    let mut rest = other.iter().copied().peekable();
    for &(request, events) in one {
        while let Some(before) = rest.next_if(|(other, _)| *other < request) {
            joined.push(before);
        }
        let also = rest.next_if(|(other, _)| *other == request);
        joined.push((request, also.map_or(events, |(_, also)| also.max(events))));
    }
    joined.extend(rest);
    joined
}

/// The values that are others in Base64.
fn encoded<'a>(
    readings: &'a [Reading],
    wanted: &dyn Fn(&Reading) -> bool,
) -> Vec<(Records<'a>, &'a Copied)> {
    let mut encoded = Vec::new();
    for records in Records::all(readings).filter(|records| wanted(records.reading)) {
        let copies = records.annotated.copies.iter();
        let copies = copies.filter(|copy| copy.algorithm == "Base64");
        encoded.extend(
            copies
                .map(|copy| (records, copy))
                .take(ENCODED - encoded.len()),
        );
    }
    encoded
}

/// Whether a value is another, written in Base64.
fn is_respelled(recognized: &Recognized) -> bool {
    let entry = recognized.judgment.entry;
    entry.is_some_and(|entry| entry.form == Form::Base64Text)
}

/// The value itself: what is written in Base64 is one more spelling of it.
fn plain(recognized: &Recognized) -> String {
    let decoded = is_respelled(recognized).then(|| display::base64_text(&recognized.text));
    decoded.flatten().unwrap_or_else(|| recognized.text.clone())
}

/// Adds the names of a value, and where it stood first under each.
fn name<'a>(identifier: &mut Identifier<'a>, records: &Records<'a>, sightings: &[(u32, u32)]) {
    for &(event, node) in sightings {
        if identifier.names.len() >= NAMES {
            return;
        }
        let Some(key) = records.document.node(node as usize).map(|node| node.key) else {
            continue;
        };
        let name = records.document.key(key);
        if !identifier.names.iter().any(|known| known == name) {
            identifier.names.push(name.into());
            identifier
                .paths
                .extend(records.path(event as usize, node as usize));
        }
    }
}

fn identifier<'a>(records: Records<'a>, recognized: &'a Recognized) -> Option<Identifier<'a>> {
    let judgment = &recognized.judgment;
    let entry = judgment.entry;
    let &(event, node) = recognized.sightings.first()?;
    let row = records.document.rows.get(event as usize)?;
    let range = records.document.place(row, node as usize)?;
    let (label, meaning) = label_and_meaning(judgment, records.reading.decoded.device);
    let form = match judgment.note {
        Some(Remark::CookieId) => Form::CookieId,
        _ => entry.map_or(Form::Plain, |entry| entry.form),
    };
    Some(Identifier {
        label,
        names: Vec::new(),
        value: records.document.text.get(range)?.into(),
        display: display::display(form, &recognized.text).map(Into::into),
        meaning: meaning.into(),
        category: judgment.category.unwrap_or(Category::Account).id(),
        identifiability: judgment.identifiability,
        severity: annotate::level_of_id(judgment.identifiability),
        persistence: judgment.persistence,
        survives: survival::survives(judgment, SentBy::of(&records.reading.decoded)),
        events: recognized.events,
        paths: Vec::new(),
        sources: entry
            .map(|entry| records.reading.pack.sources(entry.sources, entry.pack))
            .unwrap_or_default(),
    })
}

/// What an identifier is called.
pub(super) fn label((records, recognized): Found) -> Text<'static> {
    label_and_meaning(&recognized.judgment, records.reading.decoded.device).0
}

/// Label and meaning: of the field, unless the value says more; `device` is what sent it.
pub(super) fn label_and_meaning(
    judgment: &Judgment,
    device: Device,
) -> (Text<'static>, &'static str) {
    let (label, meaning) = match judgment.note {
        Some(Remark::RandomId) => match device {
            Device::Browser => text::RANDOM_ID_OF_PAGE,
            Device::Computer => text::RANDOM_ID_OF_PROGRAM,
            _ => text::RANDOM_ID,
        },
        Some(Remark::CookieId) => text::COOKIE_ID,
        Some(Remark::AndroidId) => text::ANDROID_ID,
        Some(Remark::Account) => text::ACCOUNT,
        Some(Remark::Chosen) => text::CHOSEN,
        _ => match (judgment.entry, judgment.guess) {
            (Some(entry), _) if judgment.is_hint() => (entry.label, values::KNOWN_ELSEWHERE.text),
            (Some(entry), _) => return (entry.name_for_people(), entry.meaning),
            (None, Some(guess)) => (guess.label, guess.meaning),
            (None, None) => text::NAMELESS,
        },
    };
    (label.into(), meaning)
}

/// How long something keeps recognizing, as the end of a sentence; `device` is what sent it.
pub(super) fn how_long(identifier: &Identifier, device: Device) -> Option<&'static str> {
    let value = identifier.value.trim_matches('"');
    let persistence = identifier.persistence?;
    Some(match (persistence, device) {
        _ if detect::is_cookie_id(value) => text::COOKIE_LASTS,
        _ if identifier.category == Category::Interaction.id() => text::LIST_LASTS,
        (Persistence::Account, _) if identifier.category == Category::Content.id() => {
            text::CONTACT_LASTS
        }
        (Persistence::Install, Device::Browser) => text::PAGE_LASTS,
        _ => text::lasts(persistence),
    })
}
