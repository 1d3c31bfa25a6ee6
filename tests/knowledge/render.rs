//! Writes the TOML files as Rust tables.

use std::fmt::Write;

use crate::read::Knowledge;

const HEAD: &str = "\
// @generated from the TOML files in this folder by the test `knowledge`.
// Edit those and run `UPDATE_EXPECT=1 cargo test --test knowledge`.

use super::*;
";

/// The whole text of `tables.rs`, one entry a line and in the order that the lookups rely on.
pub fn tables(mut all: Knowledge) -> String {
    all.fields
        .sort_by(|one, other| one.order().cmp(&other.order()));
    all.events.sort_by(|one, other| one.name.cmp(&other.name));
    all.hosts.sort_by(|one, other| one.host.cmp(&other.host));
    all.sources.sort_by(|one, other| one.id.cmp(&other.id));
    let mut text = HEAD.to_owned();
    table(&mut text, "SOURCES", "Source", &all.sources, |entry| {
        format!(
            "id: {:?}, title: {:?}, url: {:?}, read: {:?}",
            entry.id, entry.title, entry.url, entry.read
        )
    });
    table(&mut text, "HOSTS", "HostEntry", &all.hosts, |entry| {
        format!(
            "host: {:?}, name: {:?}, recipient: {:?}, role: {:?}, protocol: {:?}, sources: &{:?}",
            entry.host, entry.name, entry.recipient, entry.role, entry.protocol, entry.sources
        )
    });
    table(&mut text, "FIELDS", "FieldEntry", &all.fields, |entry| {
        let persistence = match entry.persistence {
            Some(persistence) => format!("Some(Persistence::{persistence:?})"),
            None => "None".to_owned(),
        };
        format!(
            "place: Place::{:?}, key: {:?}, event: {:?}, label: {:?}, category: Category::{:?}, \
             content: {}, recognition: {}, persistence: {persistence}, share: Share::{:?}, \
             form: Form::{:?}, meaning: {:?}, matters: {:?}, grade: Grade::{:?}, sources: &{:?}",
            entry.place,
            entry.key,
            entry.event,
            entry.label,
            entry.category,
            entry.content,
            entry.recognition,
            entry.share,
            entry.form,
            entry.meaning,
            entry.matters,
            entry.grade,
            entry.sources
        )
    });
    table(&mut text, "EVENTS", "EventEntry", &all.events, |entry| {
        format!(
            "name: {:?}, title: {:?}, category: Category::{:?}, content: {}, recognition: {}, \
             meaning: {:?}, grade: Grade::{:?}, sources: &{:?}",
            entry.name,
            entry.title,
            entry.category,
            entry.content,
            entry.recognition,
            entry.meaning,
            entry.grade,
            entry.sources
        )
    });
    table(&mut text, "KINDS", "KindEntry", &all.kinds, |entry| {
        format!(
            "id: {:?}, label: {:?}, shape: Shape::{:?}, words: &{:?}, names: &{:?}, \
             category: Category::{:?}, content: {}, recognition: {}, meaning: {:?}, sources: &{:?}",
            entry.id,
            entry.label,
            entry.shape,
            entry.words,
            entry.names,
            entry.category,
            entry.content,
            entry.recognition,
            entry.meaning,
            entry.sources
        )
    });
    text
}

fn table<T>(text: &mut String, name: &str, of: &str, entries: &[T], row: impl Fn(&T) -> String) {
    // Long strings make rustfmt give up on a whole table, so it is told not to try.
    write!(
        text,
        "\n#[rustfmt::skip]\npub(crate) static {name}: &[{of}] = &[\n"
    )
    .unwrap();
    for entry in entries {
        writeln!(text, "    {of} {{ {} }},", row(entry)).unwrap();
    }
    text.push_str("];\n");
}
