//! What is listed once for all requests: the names of events, and the sources that claims refer to.

use std::collections::BTreeMap;

use super::fields::sources_around;
use crate::annotate::{Annotated, NAMES_LIMIT};
use crate::insight::title;
use crate::join::Reading;
use crate::knowledge::{self, Scope, pack};
use crate::report::{Known, NameCount, Report, Source};

/// Names that are listed: those of ten senders with as many as are counted of one.
const NAMES: usize = 10 * NAMES_LIMIT;

/// Different fields around events whose sources are listed.
const SEEN: usize = 10_000;

/// A name of events in one request.
struct Named<'a> {
    reading: &'a Reading,
    annotated: &'a Annotated,
    name: Option<&'a str>,
    kind: Option<&'a str>,
    events: usize,
}

/// The names of every request, in the order in which they first occur there.
fn named(readings: &[Reading]) -> impl Iterator<Item = Named<'_>> {
    let read = readings.iter().filter_map(|reading| {
        let annotated = reading.annotated.as_ref()?;
        Some((reading, annotated, reading.decoded.document()?))
    });
    read.flat_map(|(reading, annotated, document)| {
        annotated.names.iter().filter_map(move |&(first, events)| {
            let info = annotated.events.get(first)?;
            Some(Named {
                reading,
                annotated,
                name: title::name(document, info),
                kind: title::kind(document, info),
                events,
            })
        })
    })
}

/// The names of events with how often each occurs in all requests, in order of first appearance.
///
/// A name is explained where it is in every request that has it: the same name can be another
/// sender's.
pub(super) fn names(readings: &[Reading]) -> Vec<NameCount<'_>> {
    let mut list: Vec<NameCount> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for named in named(readings) {
        let is_explained = is_explained(&named);
        // One request has each of its names once.
        let key = match readings {
            [_] => String::new(),
            _ => key(&named),
        };
        let place = known.get(&key).copied();
        if let Some(count) = place.and_then(|place| list.get_mut(place)) {
            count.events += named.events;
            if !is_explained {
                count.known = Known::Unknown;
            }
        } else if list.len() < NAMES {
            if readings.len() > 1 {
                known.insert(key, list.len());
            }
            list.push(NameCount {
                name: named.name.map(Into::into),
                kind: named.kind.map(Into::into),
                known: if is_explained {
                    Known::Explained
                } else {
                    Known::Unknown
                },
                events: named.events,
            });
        }
    }
    list
}

/// Name and kind as one text; how long the name is says where it ends.
fn key(named: &Named) -> String {
    let length = |text: Option<&str>| text.map_or(0, |text| text.len() + 1).to_string();
    let (name, kind) = (
        named.name.unwrap_or_default(),
        named.kind.unwrap_or_default(),
    );
    [
        &length(named.name),
        " ",
        &length(named.kind),
        " ",
        name,
        kind,
    ]
    .concat()
}

fn is_explained(named: &Named) -> bool {
    let (extra, place) = (named.reading.pack, named.annotated.place);
    match named.name {
        Some(name) => pack::event(extra, place, name)
            .is_some_and(|entry| extra.explains(entry.grade, entry.sources, entry.pack)),
        None => title::without_name(named.reading, place, named.kind).is_some(),
    }
}

/// The sources that anything in the report refers to.
pub(super) fn sources(report: &Report, readings: &[Reading]) -> Vec<Source> {
    let mut packs = readings
        .iter()
        .filter(|reading| reading.pack.pack.is_some());
    let pack = packs.next().map(|reading| reading.pack).unwrap_or_default();
    let mut ids: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    let mut add = |sources: &[&'static str]| {
        for source in sources {
            ids.insert((0, source), 0);
        }
    };
    for finding in &report.findings {
        add(&finding.sources);
    }
    for sentence in &report.summary {
        add(&sentence.sources);
    }
    for identifier in &report.identifiers {
        add(&identifier.sources);
        for cell in &identifier.survives {
            add(cell.source.as_slice());
        }
    }
    // Requests of one kind have the same fields around their events, but what is sent with one can
    // decide what it means.
    let mut seen: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    for reading in readings {
        for field in &reading.decoded.envelope {
            let meant = field
                .beside
                .map_or(field.path.as_str(), |entry| entry.meaning);
            let key = (field.place as u32, meant);
            if seen.len() < SEEN && seen.insert(key, 0).is_none() {
                add(&sources_around(reading, field));
            }
        }
    }
    for annotated in readings
        .iter()
        .filter_map(|reading| reading.annotated.as_ref())
    {
        add(&annotated.sources);
    }
    for host in report
        .requests
        .iter()
        .filter_map(|request| request.host.as_deref())
    {
        add(knowledge::host(host).map_or(&[], |(entry, _)| entry.sources));
    }
    if report.counts.events > 0 {
        if readings
            .iter()
            .any(|reading| reading.decoded.may_be_of_browser())
        {
            for kind in knowledge::KINDS {
                add(kind.sources);
            }
        }
        add(&["sensors-android-3.2.10"]);
        for named in named(readings) {
            let extra = named.reading.pack;
            let Some(name) = named.name else {
                continue;
            };
            let own = knowledge::event(name);
            if let Some(entry) = own.or_else(|| pack::event(extra, Some(Scope::Event), name)) {
                add(&extra.sources(entry.sources, entry.pack));
            }
        }
    }
    ids.into_keys()
        .filter_map(|(_, id)| pack::source(pack, id))
        .copied()
        .collect()
}
