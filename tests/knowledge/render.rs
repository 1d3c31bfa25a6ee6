//! Writes the TOML files as Rust tables.

use std::fmt::Write;

use crate::read::{Knowledge, order};

const HEAD: &str = "\
// @generated from the TOML files in this folder by the test `knowledge`.
// Edit those and run `UPDATE_EXPECT=1 cargo test --test knowledge`.
// The number in a row is that of its sources in `SOURCE_SETS`.

use super::macros::{EventTraits, FieldTraits, condition, events, fields, hosts, places, sources};
use super::*;
";

/// The whole text of `tables.rs`, one entry a line and in the order that the lookups rely on.
pub fn tables(mut all: Knowledge) -> String {
    all.fields
        .sort_by(|one, other| one.order().cmp(&other.order()));
    all.events.sort_by(|one, other| one.name.cmp(&other.name));
    all.hosts.sort_by(|one, other| one.host.cmp(&other.host));
    all.sources.sort_by(|one, other| one.id.cmp(&other.id));
    let sets = source_sets(&all);
    let set = |sources: &Vec<String>| sets.iter().position(|set| *set == sources).unwrap();
    let mut text = HEAD.to_owned();
    text.push_str("\n#[rustfmt::skip]\npub(super) static SOURCE_SETS: &[&[&str]] = &[\n");
    for (number, set) in sets.iter().enumerate() {
        writeln!(text, "    &{set:?}, // {number}").unwrap();
    }
    text.push_str("];\n");
    let mut places: Vec<_> = all.places.iter().collect();
    places.sort_by_key(|(place, _)| order(place));
    table(&mut text, "places", &places, |(place, about)| {
        format!("{place:?}, {}, {about:?}", variant(place))
    });
    table(&mut text, "sources", &all.sources, |entry| {
        format!(
            "{:?}, {:?}, {:?}, {:?}, {:?}",
            entry.id,
            entry.title,
            entry.url,
            entry.read,
            entry.archive.as_deref().unwrap_or_default()
        )
    });
    table(&mut text, "hosts", &all.hosts, |entry| {
        format!(
            "{:?}, {:?}, {:?}, {:?}, {:?}, {}",
            entry.host,
            entry.name,
            entry.recipient,
            entry.role,
            entry.protocol,
            set(&entry.sources)
        )
    });
    table(&mut text, "fields", &all.fields, |entry| {
        let persistence = match entry.persistence {
            Some(persistence) => format!("Some(Persistence::{persistence:?})"),
            None => "None".to_owned(),
        };
        let beside = match &entry.beside {
            Some(beside) => format!(", {:?} is {:?}", beside.key, beside.value),
            None => String::new(),
        };
        let condition = match entry.condition {
            Some(condition) => format!(", if {condition:?}"),
            None => String::new(),
        };
        format!(
            "{}, {:?}, {:?}, {:?}, {:?}, {}, {}, {persistence}, {:?}, {:?}, {:?}, {:?}, {:?}, {}{beside}{condition}",
            variant(&entry.place),
            entry.key,
            entry.event,
            entry.label,
            entry.category,
            entry.content,
            entry.identifiability,
            entry.share,
            entry.form,
            entry.meaning,
            entry.matters,
            entry.grade,
            set(&entry.sources)
        )
    });
    table(&mut text, "events", &all.events, |entry| {
        format!(
            "{}, {:?}, {:?}, {:?}, {:?}, {}, {}, {:?}, {:?}, {}",
            variant(&entry.records),
            entry.name,
            entry.title,
            entry.activity,
            entry.category,
            entry.content,
            entry.identifiability,
            entry.meaning,
            entry.grade,
            set(&entry.sources)
        )
    });
    text.push_str("\n#[rustfmt::skip]\npub(crate) static KINDS: &[KindEntry] = &[\n");
    for entry in &all.kinds {
        writeln!(
            text,
            "    KindEntry {{ id: {:?}, label: {:?}, shape: Shape::{:?}, words: &{:?}, also: &{:?}, unless: &{:?}, \
             names: &{:?}, category: Category::{:?}, content: {}, identifiability: {}, \
             meaning: {:?}, activity: {:?}, sources: &{:?} }},",
            entry.id,
            entry.label,
            entry.shape,
            entry.words,
            entry.also,
            entry.unless,
            entry.names,
            entry.category,
            entry.content,
            entry.identifiability,
            entry.meaning,
            entry.activity,
            entry.sources
        )
        .unwrap();
    }
    text.push_str("];\n");
    text
}

/// A place as the code names it: `mistat3-form` is `Mistat3Form`.
pub fn variant(place: &str) -> String {
    let words = place.split('-').map(|word| {
        let (first, rest) = word.split_at(1.min(word.len()));
        first.to_uppercase() + rest
    });
    words.collect()
}

/// Every combination of sources that an entry names, sorted.
fn source_sets(all: &Knowledge) -> Vec<&Vec<String>> {
    let fields = all.fields.iter().map(|entry| &entry.sources);
    let events = all.events.iter().map(|entry| &entry.sources);
    let hosts = all.hosts.iter().map(|entry| &entry.sources);
    let mut sets: Vec<_> = fields.chain(events).chain(hosts).collect();
    sets.sort();
    sets.dedup();
    sets
}

/// A call of the macro that packs a table, one entry a line.
fn table<T>(text: &mut String, name: &str, entries: &[T], row: impl Fn(&T) -> String) {
    // Long strings make rustfmt give up on a whole table, so it is told not to try.
    write!(text, "\n#[rustfmt::skip]\n{name}! {{\n").unwrap();
    for entry in entries {
        writeln!(text, "    {};", row(entry)).unwrap();
    }
    text.push_str("}\n");
}
