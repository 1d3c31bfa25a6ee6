//! The tables as they are stored: the text of all entries in one piece, and beside it a few bytes
//! an entry.
//!
//! A pointer to every string of every entry would take a third of the room of the strings
//! themselves, so the entries are put together when one is asked for the first time.

use std::sync::LazyLock;

use super::macros::{EventTraits, FieldTraits};
use super::tables::{
    EVENT_TEXT, EVENT_TRAITS, FIELD_TEXT, FIELD_TRAITS, HOST_SETS, HOST_TEXT, SOURCE_SETS,
    SOURCE_TEXT,
};
use super::{EventEntry, FieldEntry, HostEntry, Title};
use crate::report::Source;

/// All fields, sorted by place, key, event and what they ask for beside them.
pub(crate) static FIELDS: LazyLock<Vec<FieldEntry>> = LazyLock::new(|| {
    let mut lines = Lines(FIELD_TEXT);
    let entry = |traits: &FieldTraits| {
        let key = lines.next();
        let mut holds = lines.next().split('\t');
        FieldEntry {
            key,
            event: holds.next().unwrap_or_default(),
            beside: holds.next().zip(holds.next()),
            label: lines.next(),
            meaning: lines.next(),
            matters: lines.next(),
            place: traits.place,
            category: traits.category,
            content: traits.content,
            identifiability: traits.identifiability,
            persistence: traits.persistence,
            condition: traits.condition,
            share: traits.share,
            form: traits.form,
            grade: traits.grade,
            sources: sources_of(traits.sources),
            pack: "",
        }
    };
    FIELD_TRAITS.iter().map(entry).collect()
});

/// The few fields that stand for every name with their beginning, so that a name without an entry
/// is not compared with all.
pub(super) static BEGINNINGS: LazyLock<Vec<FieldEntry>> = LazyLock::new(|| {
    let beginnings = FIELDS.iter().filter(|entry| entry.key.ends_with('*'));
    beginnings.copied().collect()
});

/// The few fields that hold only beside a certain value.
pub(super) static BESIDE: LazyLock<Vec<FieldEntry>> = LazyLock::new(|| {
    let conditional = FIELDS.iter().filter(|entry| entry.beside.is_some());
    conditional.copied().collect()
});

/// All events, sorted by name.
pub(crate) static EVENTS: LazyLock<Vec<EventEntry>> = LazyLock::new(|| {
    let mut lines = Lines(EVENT_TEXT);
    let entry = |traits: &EventTraits| EventEntry {
        records: Some(traits.records),
        name: lines.next(),
        title: Title::new(lines.next()).or_activity(lines.next()),
        meaning: lines.next(),
        category: traits.category,
        content: traits.content,
        identifiability: traits.identifiability,
        grade: traits.grade,
        sources: sources_of(traits.sources),
        pack: "",
    };
    EVENT_TRAITS.iter().map(entry).collect()
});

/// All hosts, sorted by name.
pub(crate) static HOSTS: LazyLock<Vec<HostEntry>> = LazyLock::new(|| {
    let mut lines = Lines(HOST_TEXT);
    let entry = |&set: &u8| HostEntry {
        host: lines.next(),
        name: lines.next(),
        recipient: lines.next(),
        role: lines.next(),
        protocol: lines.next(),
        sources: sources_of(set),
    };
    HOST_SETS.iter().map(entry).collect()
});

/// All sources, sorted by identifier.
pub(crate) static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let mut lines = Lines(SOURCE_TEXT);
    let mut sources = Vec::new();
    while !lines.0.is_empty() {
        sources.push(Source {
            id: lines.next(),
            title: lines.next(),
            url: lines.next(),
            read: lines.next(),
            archive: Some(lines.next()).filter(|address| !address.is_empty()),
            pack: None,
        });
    }
    sources
});

/// The rest of a text that is read line by line.
struct Lines(&'static str);

impl Lines {
    fn next(&mut self) -> &'static str {
        let (line, rest) = self.0.split_once('\n').unwrap_or((self.0, ""));
        self.0 = rest;
        line
    }
}

fn sources_of(set: u8) -> &'static [&'static str] {
    SOURCE_SETS
        .get(usize::from(set))
        .copied()
        .unwrap_or_default()
}
