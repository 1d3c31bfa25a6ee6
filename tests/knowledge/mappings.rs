//! What the meanings are called in vocabularies that others use.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;

use crate::read::{Knowledge, MAPPINGS, folder, read};
use crate::schema::{Beside, Category, Field};

/// Stands where a vocabulary has no counterpart.
pub const NONE: &str = "none";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mappings {
    pub vocabulary: Vec<Vocabulary>,
    pub own: Vec<Own>,
    category: Vec<OfCategory>,
    entry: Vec<OfEntries>,
}

/// A vocabulary of others, with its terms as far as they can be used here.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    pub id: String,
    pub title: String,
    pub url: String,
    pub read: String,
    pub license: String,
    pub terms: Vec<String>,
}

/// A concept that no vocabulary has.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    pub term: String,
    pub label: String,
    pub definition: String,
    pub broader: Vec<String>,
    pub related: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct OfCategory {
    id: Category,
    label: String,
    #[serde(flatten)]
    mapping: Mapping,
}

/// What entries are called in every vocabulary.
#[derive(Clone, Debug, Deserialize)]
pub struct Mapping {
    /// Kinds of personal data: `pd:UID`, `own:SearchQuery`.
    pub data: Vec<String>,
    /// How the data came about and what they are worth: `dpv:ObservedPersonalData`.
    pub classes: Vec<String>,
    pub play: String,
    pub apple: String,
    pub amo: String,
    pub glean: String,
    pub tcf: String,
    pub trackhar: String,
}

/// What is different for some entries of a category.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfEntries {
    /// `properties.$device_id`, or `properties.url@search` for a name in one event only, or
    /// `onetrackhead.uid?uid_type=session_id` for one beside a certain value only.
    of: Vec<String>,
    data: Option<Vec<String>>,
    classes: Option<Vec<String>>,
    play: Option<String>,
    apple: Option<String>,
    amo: Option<String>,
    glean: Option<String>,
    tcf: Option<String>,
    trackhar: Option<String>,
}

/// An entry of the base under the name by which it is referred to.
pub struct Named {
    pub reference: String,
    pub category: Category,
    content: u8,
    identifiability: u8,
}

/// How a field is referred to.
pub fn reference(place: &str, field: &Field) -> String {
    let mut reference = format!("{}.{}", place.replace('-', ""), field.key);
    if !field.event.is_empty() {
        reference = format!("{reference}@{}", field.event);
    }
    if let Some(Beside { key, value }) = &field.beside {
        reference = format!("{reference}?{key}={value}");
    }
    reference
}

/// Every entry that has a category.
pub fn entries(all: &Knowledge) -> Vec<Named> {
    let named = |reference, category, content, identifiability| Named {
        reference,
        category,
        content,
        identifiability,
    };
    let fields = all.fields.iter().map(|entry| {
        let reference = reference(&entry.place, entry);
        named(
            reference,
            entry.category,
            entry.content,
            entry.identifiability,
        )
    });
    let events = all.events.iter().map(|entry| {
        let reference = format!("events.{}", entry.name);
        named(
            reference,
            entry.category,
            entry.content,
            entry.identifiability,
        )
    });
    let kinds = all.kinds.iter().map(|entry| {
        let reference = format!("kinds.{}", entry.id);
        named(
            reference,
            entry.category,
            entry.content,
            entry.identifiability,
        )
    });
    fields.chain(events).chain(kinds).collect()
}

impl Mappings {
    pub fn read() -> Mappings {
        let text = fs::read_to_string(folder().join(MAPPINGS)).expect("the mappings can be read");
        toml::from_str(&text).unwrap_or_else(|error| panic!("{MAPPINGS}: {error}"))
    }

    /// All categories in the order in which the page lists them.
    pub fn categories(&self) -> impl Iterator<Item = Category> {
        self.category.iter().map(|of| of.id)
    }

    /// Name of a category for people.
    pub fn label(&self, category: Category) -> &str {
        &self.of_category(category).label
    }

    fn of_category(&self, category: Category) -> &OfCategory {
        let mut of = self.category.iter().filter(|of| of.id == category);
        match (of.next(), of.next()) {
            (Some(found), None) => found,
            _ => panic!("{MAPPINGS}: expected one mapping of {category:?}"),
        }
    }

    /// What the entry of this name is called elsewhere.
    pub fn of(&self, reference: &str, category: Category) -> Mapping {
        let mut mapping = self.of_category(category).mapping.clone();
        let special = self
            .entry
            .iter()
            .find(|special| special.of.iter().any(|of| of == reference));
        if let Some(special) = special {
            let set = |into: &mut String, from: &Option<String>| {
                if let Some(from) = from {
                    into.clone_from(from);
                }
            };
            set(&mut mapping.play, &special.play);
            set(&mut mapping.apple, &special.apple);
            set(&mut mapping.amo, &special.amo);
            set(&mut mapping.glean, &special.glean);
            set(&mut mapping.tcf, &special.tcf);
            set(&mut mapping.trackhar, &special.trackhar);
            if let Some(data) = &special.data {
                mapping.data.clone_from(data);
            }
            if let Some(classes) = &special.classes {
                mapping.classes.clone_from(classes);
            }
        }
        mapping
    }

    /// Whether a vocabulary has a term, or the project itself.
    pub fn knows(&self, vocabulary: &str, term: &str) -> bool {
        if vocabulary == "own" {
            return self.own.iter().any(|own| own.term == term);
        }
        self.vocabulary
            .iter()
            .any(|list| list.id == vocabulary && list.terms.iter().any(|known| known == term))
    }

    /// What is wrong with `prefix:term`.
    fn unknown_term(&self, term: &str) -> Option<String> {
        let known = term
            .split_once(':')
            .is_some_and(|(prefix, name)| self.knows(prefix, name));
        (!known).then(|| format!("no vocabulary has {term:?}"))
    }
}

impl Mapping {
    /// The vocabularies that have one term for an entry, with that term.
    pub fn single_terms(&self) -> [(&'static str, &str); 6] {
        [
            ("trackhar", &self.trackhar),
            ("play", &self.play),
            ("apple", &self.apple),
            ("amo", &self.amo),
            ("glean", &self.glean),
            ("tcf", &self.tcf),
        ]
    }
}

#[track_caller]
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_entry_is_mapped_to_terms_that_exist() {
    let mappings = Mappings::read();
    let mut complaints = Vec::new();
    for entry in entries(&read()) {
        let mapping = mappings.of(&entry.reference, entry.category);
        if mapping.data.is_empty() || mapping.classes.is_empty() {
            complaints.push(format!("{}: no kind of data", entry.reference));
        }
        for term in mapping.data.iter().chain(&mapping.classes) {
            if let Some(problem) = mappings.unknown_term(term) {
                complaints.push(format!("{}: {problem}", entry.reference));
            }
        }
        for (vocabulary, term) in mapping.single_terms() {
            if term != NONE && !mappings.knows(vocabulary, term) {
                complaints.push(format!(
                    "{}: {vocabulary} has no term {term:?}",
                    entry.reference
                ));
            }
        }
    }
    none(&complaints);
}

/// What is personal by its own axes is not called otherwise elsewhere.
#[test]
fn nothing_revealing_is_called_impersonal() {
    let mappings = Mappings::read();
    none(
        &entries(&read())
            .iter()
            .filter(|entry| entry.content >= 2 || entry.identifiability >= 2)
            .filter(|entry| {
                let mapping = mappings.of(&entry.reference, entry.category);
                let all = [mapping.data, mapping.classes].concat();
                all.iter().any(|term| term == "dpv:NonPersonalData")
            })
            .map(|entry| format!("{}: is mapped to dpv:NonPersonalData", entry.reference))
            .collect::<Vec<_>>(),
    );
}

/// Terms whose names mislead: an account with money, a finger, and public life.
#[test]
fn misleading_terms_are_not_used() {
    let text = fs::read_to_string(folder().join(MAPPINGS)).expect("the mappings can be read");
    for term in [
        "pd:AccountIdentifier",
        "pd:CommunicationsMetadata",
        "pd:Fingerprint",
        "pd:Interaction",
    ] {
        assert!(!text.contains(&format!("{term}\"")), "{term} is used");
    }
}

#[test]
fn special_mappings_are_of_one_entry_each() {
    let all = read();
    let known: BTreeSet<String> = entries(&all)
        .into_iter()
        .map(|entry| entry.reference)
        .collect();
    let mut seen = BTreeMap::new();
    let mut complaints = Vec::new();
    for (index, special) in Mappings::read().entry.iter().enumerate() {
        for of in &special.of {
            if !known.contains(of) {
                complaints.push(format!("{of}: no entry has this name"));
            }
            if seen.insert(of.clone(), index).is_some() {
                complaints.push(format!("{of}: is mapped twice"));
            }
        }
    }
    none(&complaints);
}

#[test]
fn own_terms_stand_under_terms_that_exist() {
    let mappings = Mappings::read();
    assert_eq!(mappings.own.len(), 4);
    let mut complaints = Vec::new();
    for own in &mappings.own {
        if own.broader.is_empty() || mappings.knows("pd", &own.term) {
            complaints.push(format!("{}: has no broader term, or exists", own.term));
        }
        let terms = own.broader.iter().chain(&own.related);
        complaints.extend(terms.filter_map(|term| mappings.unknown_term(term)));
    }
    none(&complaints);
}

#[test]
fn categories_have_the_labels_of_the_page() {
    let mappings = Mappings::read();
    let paste = "[{\"event\":\"search\",\"type\":\"track\",\"time\":1588938227000,\"distinct_id\":\"a\",\
                 \"properties\":{\"search_word\":\"b\",\"$device_id\":\"a1b2c3d4e5f60718\",\"$model\":\"c\",\
                 \"$carrier\":\"d\",\"$latitude\":1,\"uuid\":\"e\",\"$url\":\"https://example.org/\"}}]";
    let report: serde_json::Value =
        serde_json::from_str(&overshare::decode(paste.as_bytes(), "")).expect("a report is JSON");
    let categories = report["categories"].as_array().expect("a list");
    assert!(categories.len() > 6, "found {categories:?}");
    for category in categories {
        let id = Category::deserialize(&category["category"]).expect("a category is known");
        assert_eq!(category["label"], mappings.label(id));
    }
}
