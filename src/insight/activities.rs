//! What the person did, one act for each kind of record.

use std::collections::BTreeMap;

use super::event_types;
use super::evidence::Records;
use super::title::{self, Property, TitleStyle};
use crate::capture::url_parts;
use crate::join::Reading;
use crate::knowledge::{pack, without_value};
use crate::report::Text;
use crate::sort::by_rank;
use crate::text::activities as text;
use crate::text::quoted::Quoted;

/// Acts that the summary names.
const ACTS: usize = 3;

/// Names of earlier requests that are kept; the apps of one phone have some hundred.
const NAMES: usize = 10_000;

/// Something that the person did.
pub(super) struct Activity {
    content: u8,
    /// What follows "you": `searched for “x”`.
    pub(super) said: Quoted,
    pub(super) path: Text<'static>,
    /// What several kinds of records tell of one act, such as a page that begins to load and that one which
    /// has loaded; empty where only one does.
    of_several: &'static str,
    /// Whether it is only guessed from what the record carries.
    pub(super) is_guessed: bool,
    pub(super) sources: Vec<&'static str>,
    /// How many records it counts for.
    pub(super) events: usize,
}

/// Records of one name of which the most frequent one is told, rather than the first.
const MANY: usize = 10;

/// Different values of which the most frequent one is looked for.
const VALUES: usize = 10_000;

/// The most revealing acts in the order in which they stand in the capture.
pub(super) fn activities(readings: &[Reading]) -> Vec<Activity> {
    let mut activities: Vec<Activity> = Vec::new();
    // How many there are of each level: what comes behind the first few is not chosen.
    let mut levels = [0; 5];
    let totals = totals(readings);
    // The names of earlier requests. What one sender's mean, another's need not mean.
    let mut told: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    for (index, records) in Records::all(readings).enumerate() {
        let sender = u32::from(records.reading.decoded.is_of_mint_browser());
        for &(event, _) in &records.annotated.names {
            let info = records.annotated.events.get(event);
            let name = info.and_then(|info| title::name(records.document, info));
            let key = (sender, name.unwrap_or_default());
            if told.get(&key).is_some_and(|&earlier| earlier < index) {
                continue;
            }
            let all = totals.get(&key).copied().unwrap_or(1);
            let activity = activity(&records, event).map(|activity| match all {
                MANY.. => often(readings, &records, event, all, activity),
                _ => activity,
            });
            let Some(activity) = activity else {
                continue;
            };
            if readings.len() > 1 && told.len() < NAMES {
                told.insert(key, index);
            }
            let act = activity.of_several;
            if !act.is_empty() && activities.iter().any(|other| other.of_several == act) {
                continue;
            }
            if let Some(number) = levels.get_mut(usize::from(activity.content))
                && *number < ACTS
            {
                *number += 1;
                activities.push(activity);
            }
        }
    }
    let chosen: Vec<Text> = by_rank(activities.iter().collect(), |activity: &&Activity| {
        activity.content
    })
    .into_iter()
    .take(ACTS)
    .map(|activity| activity.path.clone())
    .collect();
    activities.retain(|activity| chosen.contains(&activity.path));
    activities
}

/// How many records of each name each sender has.
fn totals(readings: &[Reading]) -> BTreeMap<(u32, &str), usize> {
    let mut totals = BTreeMap::new();
    for records in Records::all(readings) {
        let sender = u32::from(records.reading.decoded.is_of_mint_browser());
        for &(event, number) in &records.annotated.names {
            let info = records.annotated.events.get(event);
            let name = info.and_then(|info| title::name(records.document, info));
            let key = (sender, name.unwrap_or_default());
            if totals.len() < NAMES || totals.contains_key(&key) {
                *totals.entry(key).or_default() += number;
            }
        }
    }
    totals
}

/// An act that was recorded many times, with what it was done with most often.
fn often(
    readings: &[Reading],
    records: &Records,
    event: usize,
    all: usize,
    activity: Activity,
) -> Activity {
    let Some(info) = records.annotated.events.get(event) else {
        return activity;
    };
    let name = title::name(records.document, info).unwrap_or_default();
    let said = match pack::event(records.reading.pack, records.annotated.place, name) {
        Some(entry) if entry.pack.is_empty() => {
            let template = entry.title.activity.unwrap_or_default();
            let verb = template.split_once('{').map_or(template, |(verb, _)| verb);
            let value = match template.contains('{') {
                true => template,
                false => entry.title.detail,
            };
            let property = value
                .split_once('{')
                .and_then(|(_, rest)| rest.split_once('}'));
            let value =
                property.and_then(|(property, _)| most_frequent(readings, records, name, property));
            let most = value.filter(|(_, number)| *number > 1);
            text::often(without_value(verb), all, most)
        }
        _ => text::such_events(&activity.said, all),
    };
    Activity {
        said,
        events: all,
        ..activity
    }
}

/// The value that a property of events of this name has most often, and how often.
fn most_frequent<'r>(
    readings: &'r [Reading],
    like: &Records,
    name: &str,
    property: &str,
) -> Option<(&'r str, usize)> {
    // By zero and the value: a map of this type is there anyway.
    let mut values: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    let mut best: Option<(&str, usize)> = None;
    let is_mint = like.reading.decoded.is_of_mint_browser();
    for records in Records::all(readings) {
        if records.reading.decoded.is_of_mint_browser() != is_mint {
            continue;
        }
        let document = records.document;
        let Some(property) = Property::of(document, name, property) else {
            continue;
        };
        for (_, info, row) in records.events() {
            if title::name(document, info) != Some(name) {
                continue;
            }
            let Some(value) = property.value(document, row, TitleStyle::Host) else {
                continue;
            };
            let is_full = values.len() >= VALUES;
            let number = match values.get_mut(&(0, value)) {
                Some(number) => number,
                None if is_full => continue,
                None => values.entry((0, value)).or_default(),
            };
            *number += 1;
            if best.is_none_or(|(_, most)| *number > most) {
                best = Some((value, *number));
            }
        }
    }
    best
}

/// What the first record of a name says that the person did.
fn activity(records: &Records, event: usize) -> Option<Activity> {
    let info = records.annotated.events.get(event)?;
    let row = records.document.rows.get(event)?;
    let name = title::name(records.document, info)?;
    let path = records.event_path(event);
    let extra = records.reading.pack;
    if let Some(entry) = pack::event(extra, records.annotated.place, name) {
        let content = info.content.min(entry.content);
        // A sign-in reveals nothing by itself, but whom.
        if content < 2 && entry.identifiability < 4 {
            return None;
        }
        let activity = entry.title.activity?;
        let fill = |part, style| title::fill(part, entry.name, records.document, row, style);
        let (short, full) = (
            fill(entry.title.detail, TitleStyle::Host),
            fill(entry.title.detail, TitleStyle::Full),
        );
        let mut said = text::done(fill(activity, TitleStyle::Host), &short, &full);
        // What a pack says is its author's word.
        said.says_pack(entry.pack);
        return Some(Activity {
            content,
            said,
            path,
            of_several: match entry.title.is_of_person() {
                true => "",
                false => activity,
            },
            events: 1,
            is_guessed: !entry.pack.is_empty() || extra.is_foreign(entry.sources, entry.pack),
            sources: extra.sources(entry.sources, entry.pack),
        });
    }
    if !records.annotated.is_sensors || !records.reading.decoded.may_be_of_browser() {
        return None;
    }
    let guess = event_types::guess(records.document, row.node as usize, name)?;
    let host = guess.address.and_then(|node| {
        let (host, ..) = url_parts(
            records
                .document
                .string(records.document.node(node)?.value)?,
        )?;
        Some(host)
    });
    let (content, words) = match guess.kind {
        Some(kind) => (kind.content, kind.activity),
        None => (3, ""),
    };
    let words = match words {
        "" => text::UNNAMED,
        words => words,
    };
    if content < 2 {
        return None;
    }
    Some(Activity {
        content,
        said: text::done_at(words, host),
        path,
        of_several: "",
        events: 1,
        is_guessed: true,
        sources: guess.sources.to_vec(),
    })
}
