//! Reads every TOML file of `src/knowledge`.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use crate::render::variant;
use crate::schema::{Beside, Event, Field, Host, Kind, Source, Vocabulary};

/// The folder with the TOML files and the generated table.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/knowledge")
}

/// An entry and the file that it stands in, so that messages can name it.
pub struct Entry<T> {
    pub file: String,
    pub value: T,
}

impl<T> Deref for Entry<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A field entry with the place that its file names.
pub struct PlacedField {
    pub place: String,
    pub field: Field,
}

impl Deref for PlacedField {
    type Target = Field;

    fn deref(&self) -> &Field {
        &self.field
    }
}

impl PlacedField {
    pub fn order(&self) -> (usize, &str, &str, &str, Option<&Beside>) {
        let (rank, place) = order(&self.place);
        let beside = self.beside.as_ref();
        (rank, place, &self.key, &self.event, beside)
    }
}

/// An event entry with the place of the records that its file names.
pub struct PlacedEvent {
    pub records: String,
    pub event: Event,
}

impl Deref for PlacedEvent {
    type Target = Event;

    fn deref(&self) -> &Event {
        &self.event
    }
}

/// Places that most packs need, which come first wherever places are listed.
const FIRST: [&str; 6] = [
    "envelope",
    "header",
    "event",
    "lib",
    "identities",
    "properties",
];

/// The order of places.
pub fn order(place: &str) -> (usize, &str) {
    let first = FIRST.iter().position(|first| *first == place);
    (first.unwrap_or(FIRST.len()), place)
}

/// Everything in all files, in the order of file names and then as written.
#[derive(Default)]
pub struct Knowledge {
    /// Every place and what it is, by the first line of the first file that names it.
    pub places: BTreeMap<String, String>,
    pub fields: Vec<Entry<PlacedField>>,
    pub events: Vec<Entry<PlacedEvent>>,
    pub kinds: Vec<Entry<Kind>>,
    pub hosts: Vec<Entry<Host>>,
    pub sources: Vec<Entry<Source>>,
}

pub fn read() -> Knowledge {
    read_in(&folder())
}

/// What other bases call such data; it is in the same folder and no part of this one.
pub const MAPPINGS: &str = "mappings.toml";

pub fn read_in(folder: &Path) -> Knowledge {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("src/knowledge can be listed")
        .map(|entry| entry.expect("src/knowledge can be listed").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
                && !path.ends_with(MAPPINGS)
        })
        .collect();
    paths.sort();
    let mut all = Knowledge::default();
    for path in paths {
        let file = path
            .file_name()
            .expect("a listed file has a name")
            .to_string_lossy();
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        let vocabulary: Vocabulary =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let about = text
            .strip_prefix("# ")
            .and_then(|text| text.lines().next())
            .unwrap_or_default();
        if !vocabulary.field.is_empty() {
            let place = vocabulary
                .place
                .unwrap_or_else(|| panic!("{file}: has fields, but no `place = …` at its top"));
            let places = &mut all.places;
            places.entry(place.clone()).or_insert(about.to_owned());
            let placed = vocabulary.field.into_iter().map(|field| PlacedField {
                place: place.clone(),
                field,
            });
            all.fields.extend(entries(&file, placed));
        }
        if !vocabulary.event.is_empty() {
            let records = vocabulary
                .records
                .unwrap_or_else(|| panic!("{file}: has events, but no `records = …` at its top"));
            let placed = vocabulary.event.into_iter().map(|event| PlacedEvent {
                records: records.clone(),
                event,
            });
            all.events.extend(entries(&file, placed));
        }
        all.kinds.extend(entries(&file, vocabulary.kind));
        all.hosts.extend(entries(&file, vocabulary.host));
        all.sources.extend(entries(&file, vocabulary.source));
    }
    all
}

fn entries<T>(file: &str, values: impl IntoIterator<Item = T>) -> impl Iterator<Item = Entry<T>> {
    values.into_iter().map(move |value| Entry {
        file: file.to_owned(),
        value,
    })
}

/// The protocol that each place belongs to: the one whose file names it.
pub fn protocols(all: &Knowledge) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/protocol");
    let files = fs::read_dir(root).expect("src/protocol can be listed");
    let mut protocols = BTreeMap::new();
    for file in files {
        let path = file.expect("src/protocol can be listed").path();
        // A folder holds what several senders have in common.
        if path.is_dir() {
            continue;
        }
        let code = fs::read_to_string(path).expect("a program can be read");
        let id = code
            .split_once("    id: \"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let Some((id, _)) = id else { continue };
        let names: Vec<&str> = code
            .split("Scope::")
            .skip(1)
            .filter_map(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next())
            .collect();
        for place in all.places.keys() {
            if names.contains(&&*variant(place)) {
                protocols.insert(place.clone(), id.to_owned());
            }
        }
    }
    protocols
}
