//! Reads every TOML file of `src/knowledge`.

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use crate::schema::{Event, Field, Host, Kind, Place, Source, Vocabulary};

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
    pub place: Place,
    pub field: Field,
}

impl Deref for PlacedField {
    type Target = Field;

    fn deref(&self) -> &Field {
        &self.field
    }
}

impl PlacedField {
    pub fn order(&self) -> (Place, &str, &str) {
        (self.place, &self.key, &self.event)
    }
}

/// Everything in all files, in the order of file names and then as written.
#[derive(Default)]
pub struct Knowledge {
    pub fields: Vec<Entry<PlacedField>>,
    pub events: Vec<Entry<Event>>,
    pub kinds: Vec<Entry<Kind>>,
    pub hosts: Vec<Entry<Host>>,
    pub sources: Vec<Entry<Source>>,
}

pub fn read() -> Knowledge {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .expect("src/knowledge can be listed")
        .map(|entry| entry.expect("src/knowledge can be listed").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
                && !path.ends_with(crate::mappings::FILE)
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
        if !vocabulary.field.is_empty() {
            let place = vocabulary
                .place
                .unwrap_or_else(|| panic!("{file}: has fields, but no `place = …` at its top"));
            let placed = vocabulary
                .field
                .into_iter()
                .map(|field| PlacedField { place, field });
            all.fields.extend(entries(&file, placed));
        }
        all.events.extend(entries(&file, vocabulary.event));
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
