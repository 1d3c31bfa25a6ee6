//! What every entry has to keep to.

use std::collections::BTreeMap;

use crate::read::{Entry, Knowledge, PlacedField, read};
use crate::schema::{Beside, Form, Shape};

/// Words that a reader without our trade would have to look up.
const JARGON: &[&str] = &[
    "boolean",
    "digest",
    "endpoint",
    "enum",
    "epoch",
    "fingerprint",
    "gaid",
    "hash",
    "hashed",
    "json",
    "mcc",
    "mnc",
    "oaid",
    "payload",
    "pii",
    "pseudonym",
    "pseudonymous",
    "referrer",
    "regex",
    "sdk",
    "ssaid",
    "string",
    "telemetry",
    "timestamp",
    "user-agent",
    "utm",
    "uuid",
];

#[track_caller]
pub(crate) fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

impl Entry<PlacedField> {
    pub(crate) fn name(&self) -> String {
        let mut name = format!("{}: {}", self.file, self.key);
        if !self.event.is_empty() {
            name = format!("{name} in {}", self.event);
        }
        if let Some(Beside { key, value }) = &self.beside {
            name = format!("{name} beside {key} {value}");
        }
        name
    }
}

/// Every entry as its place for messages, with its texts for people.
fn texts(all: &Knowledge) -> Vec<(String, &str)> {
    let fields = all
        .fields
        .iter()
        .map(|entry| (entry.name(), entry.meaning.as_str()));
    let events = all
        .events
        .iter()
        .map(|entry| (at(entry, &entry.name), entry.meaning.as_str()));
    let kinds = all
        .kinds
        .iter()
        .map(|entry| (at(entry, &entry.id), entry.meaning.as_str()));
    let hosts = all
        .hosts
        .iter()
        .map(|entry| (at(entry, &entry.host), entry.role.as_str()));
    fields.chain(events).chain(kinds).chain(hosts).collect()
}

pub(crate) fn at<T>(entry: &Entry<T>, key: &str) -> String {
    format!("{}: {key}", entry.file)
}

/// Complains where a key does not come after the one before it in its file.
fn unsorted<'a, K: Ord>(rows: impl Iterator<Item = (&'a str, String, K)>) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut before: Option<(&str, String, K)> = None;
    for row in rows {
        if let Some((file, name, key)) = &before
            && *file == row.0
            && *key >= row.2
        {
            complaints.push(format!("{}: expected before {name}, found after it", row.1));
        }
        before = Some(row);
    }
    complaints
}

fn repeated<K: Ord>(rows: impl Iterator<Item = (String, K)>) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let mut complaints = Vec::new();
    for (name, key) in rows {
        if let Some(first) = seen.insert(key, name.clone()) {
            complaints.push(format!("{name}: is explained already by {first}"));
        }
    }
    complaints
}

#[test]
fn entries_are_sorted() {
    let all = read();
    let mut complaints = unsorted(
        all.fields
            .iter()
            .map(|entry| (entry.file.as_str(), entry.name(), entry.order())),
    );
    complaints.extend(unsorted(
        all.events
            .iter()
            .map(|entry| (entry.file.as_str(), at(entry, &entry.name), &entry.name)),
    ));
    complaints.extend(unsorted(
        all.hosts
            .iter()
            .map(|entry| (entry.file.as_str(), at(entry, &entry.host), &entry.host)),
    ));
    complaints.extend(unsorted(
        all.sources
            .iter()
            .map(|entry| (entry.file.as_str(), at(entry, &entry.id), &entry.id)),
    ));
    none(complaints);
}

#[test]
fn no_name_has_two_entries() {
    let all = read();
    let mut complaints = repeated(all.fields.iter().map(|entry| (entry.name(), entry.order())));
    complaints.extend(repeated(
        all.events
            .iter()
            .map(|entry| (at(entry, &entry.name), &entry.name)),
    ));
    complaints.extend(repeated(
        all.kinds
            .iter()
            .map(|entry| (at(entry, &entry.id), &entry.id)),
    ));
    complaints.extend(repeated(
        all.hosts
            .iter()
            .map(|entry| (at(entry, &entry.host), &entry.host)),
    ));
    complaints.extend(repeated(
        all.sources
            .iter()
            .map(|entry| (at(entry, &entry.id), &entry.id)),
    ));
    none(complaints);
}

fn sentence(name: &str, text: &str, at_most: usize) -> Vec<String> {
    let mut complaints = Vec::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 25 {
        complaints.push(format!(
            "{name}: expected at most 25 words, found {}: {text}",
            words.len()
        ));
    }
    if !text.ends_with('.') {
        complaints.push(format!("{name}: expected a full stop at the end: {text}"));
    }
    let ends = words
        .iter()
        .filter(|word| word.ends_with(['.', '!', '?']))
        .count();
    if ends > at_most {
        complaints.push(format!(
            "{name}: expected at most {at_most} sentences, found {ends}: {text}"
        ));
    }
    if text.chars().next().is_some_and(char::is_lowercase) {
        complaints.push(format!(
            "{name}: expected a capital letter at the beginning: {text}"
        ));
    }
    for word in &words {
        let bare = word
            .trim_matches(|sign: char| !sign.is_alphanumeric())
            .to_lowercase();
        if JARGON.contains(&bare.as_str()) {
            complaints.push(format!("{name}: say {bare:?} in common words: {text}"));
        }
    }
    if text.contains("  ") || text.trim() != text {
        complaints.push(format!("{name}: has spare white space: {text:?}"));
    }
    complaints
}

#[test]
fn meanings_are_one_or_two_short_plain_sentences() {
    none(
        texts(&read())
            .iter()
            .flat_map(|(name, text)| sentence(name, text, 2))
            .collect(),
    );
}

#[test]
fn reasons_are_one_short_plain_sentence() {
    let all = read();
    let reasons = all.fields.iter().filter(|entry| !entry.matters.is_empty());
    none(
        reasons
            .flat_map(|entry| sentence(&entry.name(), &entry.matters, 1))
            .collect(),
    );
}

/// What is revealing or recognizes somebody says why that matters; plumbing need not.
#[test]
fn what_is_not_plumbing_says_why_it_matters() {
    none(
        read()
            .fields
            .iter()
            .filter(|entry| {
                entry.content.max(entry.identifiability) > 0 && entry.matters.is_empty()
            })
            .map(|entry| format!("{}: does not say why it matters", entry.name()))
            .collect(),
    );
}

#[test]
fn labels_are_one_to_four_words() {
    none(
        read()
            .fields
            .iter()
            .filter(|entry| {
                let count = entry.label.split_whitespace().count();
                !(1..=4).contains(&count) || entry.label.starts_with(char::is_lowercase)
            })
            .map(|entry| {
                format!(
                    "{}: expected one to four words, found {:?}",
                    entry.name(),
                    entry.label
                )
            })
            .collect(),
    );
}

#[test]
fn one_label_has_one_meaning_in_a_place() {
    let all = read();
    let mut seen = BTreeMap::new();
    let mut complaints = Vec::new();
    for entry in &all.fields {
        let first = seen
            .entry((entry.place.clone(), entry.label.to_lowercase()))
            .or_insert(entry);
        if first.meaning != entry.meaning {
            complaints.push(format!(
                "{}: label {:?} stands for something else at {}",
                entry.name(),
                entry.label,
                first.name()
            ));
        }
    }
    none(complaints);
}

#[test]
fn axes_run_from_0_to_4() {
    let all = read();
    let fields = all
        .fields
        .iter()
        .map(|entry| (entry.name(), entry.content, entry.identifiability));
    let events = all
        .events
        .iter()
        .map(|e| (at(e, &e.name), e.content, e.identifiability));
    let kinds = all
        .kinds
        .iter()
        .map(|e| (at(e, &e.id), e.content, e.identifiability));
    none(
        fields
            .chain(events)
            .chain(kinds)
            .filter(|(_, content, identifiability)| *content > 4 || *identifiability > 4)
            .map(|(name, content, identifiability)| {
                format!(
                    "{name}: expected 0 to 4, found content {content}, identifiability {identifiability}"
                )
            })
            .collect(),
    );
}

/// A value that recognizes somebody does so for a time, and the reader wants to know for how long.
///
/// Addresses, search words and details of the phone do so by what they say, not by lasting.
#[test]
fn what_recognizes_says_for_how_long() {
    use crate::schema::Category::*;
    let all = read();
    none(
        all.fields
            .iter()
            .filter(|entry| entry.identifiability >= 2 && entry.persistence.is_none())
            .filter(|entry| {
                !matches!(
                    entry.category,
                    Browsing | Search | Media | Content | DeviceProfile | Transport
                )
            })
            .map(|entry| {
                format!(
                    "{}: identifiability {} but no persistence",
                    entry.name(),
                    entry.identifiability
                )
            })
            .collect(),
    );
}

/// Titles read well with and without their value, and only name properties that are explained.
#[test]
fn titles_name_explained_properties() {
    let all = read();
    let mut complaints = Vec::new();
    for entry in &all.events {
        let name = at(entry, &entry.name);
        let mut rest = entry.title.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((property, after)) = after.split_once('}') else {
                complaints.push(format!(
                    "{name}: the title has an open brace: {}",
                    entry.title
                ));
                break;
            };
            if before.trim_matches([' ', ':', '“', '”', '"']).is_empty() {
                complaints.push(format!("{name}: the title is empty without {property}"));
            }
            let explained = all.fields.iter().any(|field| {
                field.place == "properties"
                    && field.key == property
                    && (field.event.is_empty() || field.event == entry.name)
            });
            if !explained {
                complaints.push(format!(
                    "{name}: the title uses {property}, which has no entry"
                ));
            }
            rest = after;
        }
        if rest.contains('}') || entry.title.ends_with('.') || entry.title.is_empty() {
            complaints.push(format!("{name}: not a title: {:?}", entry.title));
        }
    }
    none(complaints);
}

#[test]
fn events_that_fields_name_exist() {
    let all = read();
    none(
        all.fields
            .iter()
            // Records within a record of MiStat have names, but are no events of the report.
            .filter(|field| !matches!(&*field.place, "mistat-basic" | "mistat3-values"))
            .filter(|field| !field.event.is_empty())
            .filter(|field| !all.events.iter().any(|event| event.name == field.event))
            .map(|field| format!("{}: no entry for event {}", field.name(), field.event))
            .collect(),
    );
}

#[test]
fn keys_can_be_found() {
    let all = read();
    let mut complaints = Vec::new();
    for entry in &all.fields {
        let key = entry.key.strip_suffix('*').unwrap_or(&entry.key);
        if key.is_empty() || key.contains('*') || key.contains(char::is_whitespace) {
            complaints.push(format!(
                "{}: not a name or the beginning of one",
                entry.name()
            ));
        }
        if entry.place == "header" && entry.key != entry.key.to_ascii_lowercase() {
            complaints.push(format!(
                "{}: header names are kept in lower case",
                entry.name()
            ));
        }
        if entry.beside.is_some() && (entry.key.ends_with('*') || entry.place == "header") {
            complaints.push(format!(
                "{}: only a whole name can depend on what is sent with it, and no header",
                entry.name()
            ));
        } else if let Some(Beside { key, value }) = &entry.beside
            && (key.is_empty() || value.is_empty() || (key.clone() + value).contains(['\t', '\n']))
        {
            complaints.push(format!("{}: not a name and a value", entry.name()));
        }
        if entry.key.ends_with('*') && !entry.event.is_empty() {
            complaints.push(format!(
                "{}: a beginning cannot be bound to an event",
                entry.name()
            ));
        }
    }
    none(complaints);
}

#[test]
fn forms_fit_what_may_be_shared() {
    use crate::schema::Share;
    let all = read();
    none(
        all.fields
            .iter()
            .filter(|entry| {
                (entry.identifiability >= 3 || entry.content >= 3)
                    && matches!(
                        entry.share,
                        Share::Keep
                            | Share::KeepCountry
                            | Share::KeepIfKnown
                            | Share::KeepNetwork
                            | Share::KeepVersion
                            | Share::Major
                            | Share::Base
                    )
                    || entry.share == Share::Url && entry.form != Form::Url
                    || entry.share == Share::Relative && entry.form != Form::Milliseconds
            })
            .map(|entry| {
                format!(
                    "{}: share {:?} does not fit the entry",
                    entry.name(),
                    entry.share
                )
            })
            .collect(),
    );
}

#[test]
fn kinds_can_be_told_apart() {
    let all = read();
    let mut complaints = Vec::new();
    for entry in &all.kinds {
        let name = at(entry, &entry.id);
        for word in entry.words.iter().chain(&entry.also).chain(&entry.unless) {
            if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                complaints.push(format!(
                    "{name}: expected a lower-case word, found {word:?}"
                ));
            }
        }
        for event in &entry.names {
            if !all.events.iter().any(|known| known.name == *event) {
                complaints.push(format!("{name}: no entry for event {event}"));
            }
        }
        if entry.words.is_empty() && entry.shape == Shape::None {
            complaints.push(format!(
                "{name}: neither words nor a shape tell it from others"
            ));
        }
        if entry.label.ends_with('.') || entry.label.is_empty() {
            complaints.push(format!(
                "{name}: expected a phrase, found {:?}",
                entry.label
            ));
        }
    }
    none(complaints);
}

#[test]
fn hosts_are_names_that_somebody_has() {
    let mut complaints = Vec::new();
    for entry in read().hosts {
        let name = at(&entry, &entry.host);
        let bare = entry.host.strip_prefix("*.").unwrap_or(&entry.host);
        let bare = bare.replace(".*.", ".any.");
        let letters =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
        if !bare.contains('.') || !bare.bytes().all(letters) {
            complaints.push(format!("{name}: not a host name in lower case"));
        }
        if entry.name.is_empty() || entry.recipient.is_empty() {
            complaints.push(format!("{name}: needs a name and a recipient"));
        }
    }
    none(complaints);
}
