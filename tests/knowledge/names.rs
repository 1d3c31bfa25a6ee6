//! Every name that the published software of Sensors Data gives has an entry, which says in which
//! versions it stands.

use std::collections::BTreeMap;

use crate::read::read;

/// Name, software, first and last version of each, as found in all tags of the three repositories.
const NAMES: &str = include_str!("sensors-names.tsv");

/// For each name the versions in whose source it stands.
pub fn names() -> BTreeMap<&'static str, Vec<String>> {
    let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in NAMES.lines().skip(1) {
        let [name, software, first, last] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("expected four columns, found {line}");
        };
        let span = if first == last {
            format!("{software} {first}")
        } else {
            format!("{software} {first}–{last}")
        };
        names.entry(name).or_default().push(span);
    }
    names
}

/// Whether an entry explains a name: it has that name, or is a beginning of it. Some names are
/// themselves beginnings, such as `$latest_`.
pub fn explains(key: &str, name: &str) -> bool {
    match key.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning) || name == beginning.trim_end_matches('_'),
        None => key == name,
    }
}

#[test]
fn every_name_of_the_software_has_an_entry() {
    let names = names();
    assert_eq!(names.len(), 225);
    let all = read();
    let fields = all.fields.iter().map(|entry| entry.key.as_str());
    let events = all.events.iter().map(|entry| entry.name.as_str());
    let keys: Vec<&str> = fields.chain(events).collect();
    let missing: Vec<&str> = names
        .keys()
        .copied()
        .filter(|name| !keys.iter().any(|key| explains(key, name)))
        .collect();
    assert!(missing.is_empty(), "expected entries for {missing:?}");
}

#[test]
fn entries_say_which_versions_send_them() {
    let names = names();
    let all = read();
    let fields = all
        .fields
        .iter()
        .filter(|entry| entry.event.is_empty())
        .map(|entry| (entry.key.as_str(), &entry.emitted));
    let events = all
        .events
        .iter()
        .map(|entry| (entry.name.as_str(), &entry.emitted));
    let mut complaints = Vec::new();
    for (key, emitted) in fields.chain(events) {
        let mut expected: Vec<&String> = match names.get(key) {
            Some(spans) => spans.iter().collect(),
            None if key.ends_with('*') => names
                .iter()
                .filter(|(name, _)| explains(key, name))
                .flat_map(|(_, spans)| spans)
                .collect(),
            None => Vec::new(),
        };
        expected.sort();
        expected.dedup();
        if !emitted.iter().eq(expected.iter().copied()) {
            complaints.push(format!("{key}: expected {expected:?}, found {emitted:?}"));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
