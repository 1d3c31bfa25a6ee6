//! The tables as they are stored: the text of all entries in one piece, and beside it a few bytes
//! an entry.
//!
//! A pointer to every string of every entry would take a third of the room of the strings
//! themselves, so the entries are put together when one is asked for the first time.

use std::sync::LazyLock;

use super::tables::{
    EVENT_TEXT, EVENT_TRAITS, FIELD_TEXT, FIELD_TRAITS, HOST_SETS, HOST_TEXT, SOURCE_SETS,
    SOURCE_TEXT,
};
use super::{Category, EventEntry, FieldEntry, Form, Grade, HostEntry, Place, Share};
use crate::report::{Persistence, Source};

/// What a field entry says in other ways than by text.
pub(super) struct FieldTraits {
    pub(super) place: Place,
    pub(super) category: Category,
    pub(super) content: u8,
    pub(super) recognition: u8,
    pub(super) persistence: Option<Persistence>,
    pub(super) share: Share,
    pub(super) form: Form,
    pub(super) grade: Grade,
    /// Index of its sources in `SOURCE_SETS`.
    pub(super) sources: u8,
}

/// What an event entry says in other ways than by text.
pub(super) struct EventTraits {
    pub(super) records: Place,
    pub(super) category: Category,
    pub(super) content: u8,
    pub(super) recognition: u8,
    pub(super) grade: Grade,
    /// Index of its sources in `SOURCE_SETS`.
    pub(super) sources: u8,
}

/// Makes the places of their names in files, of those in the code, and of what they are.
macro_rules! places {
    ($($id:literal, $place:ident, $about:literal;)*) => {
        /// Where a field stands; the same name can mean different things in different places.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Place {
            $(#[doc = $about] $place),*
        }

        pub(super) const PLACES: &[&str] = &[$($id),*];
        pub(super) const PLACE: &[Place] = &[$(Place::$place),*];
    };
}

/// Packs rows of fields: the texts of all of them, one a line, and the traits of each. The few that
/// hold only beside a certain value have that behind their event.
macro_rules! fields {
    ($($place:ident, $key:literal, $event:literal, $label:literal, $category:ident, $content:literal, $recognition:literal, $persistence:expr, $share:ident, $form:ident, $meaning:literal, $matters:literal, $grade:ident, $sources:literal $(, $beside:literal is $value:literal)?;)*) => {
        pub(super) static FIELD_TEXT: &str = concat!($($key, "\n", $event, $("\t", $beside, "\t", $value,)? "\n", $label, "\n", $meaning, "\n", $matters, "\n"),*);
        pub(super) static FIELD_TRAITS: &[FieldTraits] = &[$(FieldTraits {
            place: Place::$place,
            category: Category::$category,
            content: $content,
            recognition: $recognition,
            persistence: $persistence,
            share: Share::$share,
            form: Form::$form,
            grade: Grade::$grade,
            sources: $sources,
        }),*];
    };
}

/// Packs rows of events.
macro_rules! events {
    ($($records:ident, $name:literal, $title:literal, $category:ident, $content:literal, $recognition:literal, $meaning:literal, $grade:ident, $sources:literal;)*) => {
        pub(super) static EVENT_TEXT: &str = concat!($($name, "\n", $title, "\n", $meaning, "\n"),*);
        pub(super) static EVENT_TRAITS: &[EventTraits] = &[$(EventTraits {
            records: Place::$records,
            category: Category::$category,
            content: $content,
            recognition: $recognition,
            grade: Grade::$grade,
            sources: $sources,
        }),*];
    };
}

/// Packs rows of hosts.
macro_rules! hosts {
    ($($host:literal, $name:literal, $recipient:literal, $role:literal, $protocol:literal, $sources:literal;)*) => {
        pub(super) static HOST_TEXT: &str = concat!($($host, "\n", $name, "\n", $recipient, "\n", $role, "\n", $protocol, "\n"),*);
        pub(super) static HOST_SETS: &[u8] = &[$($sources),*];
    };
}

/// Packs rows of sources.
macro_rules! sources {
    ($($id:literal, $title:literal, $url:literal, $read:literal, $archive:literal;)*) => {
        pub(super) static SOURCE_TEXT: &str = concat!($($id, "\n", $title, "\n", $url, "\n", $read, "\n", $archive, "\n"),*);
    };
}

pub(super) use {events, fields, hosts, places, sources};

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
            recognition: traits.recognition,
            persistence: traits.persistence,
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
        title: lines.next(),
        meaning: lines.next(),
        category: traits.category,
        content: traits.content,
        recognition: traits.recognition,
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
