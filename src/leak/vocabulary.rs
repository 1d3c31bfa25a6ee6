//! What every report says, whoever it is about.
//!
//! A masked value that is a word of ours would be found in everything that leaves, though seeing it
//! there tells nothing about the person. What looks like an identifier is excused only where it is
//! a name of ours as a whole, so that no part of our texts can excuse one by chance.

use std::collections::BTreeSet;

use crate::forms::SHORTEST;
use crate::knowledge::{Category, EVENTS, FIELDS, HOSTS, KINDS, SOURCES};

use super::{Bounds, bounds};

/// Characters from which a value without digits can be an identifier.
const IDENTIFIER: usize = 12;

/// Words of the formats themselves, and of placeholders, that stand in no text of the knowledge.
const WORDS: [&str; 12] = [
    "base64", "false", "gzip", "masked", "null", "sha-1", "sha-256", "sha1", "sha256", "track",
    "true", "uuid",
];

/// Names and words of ours, in small letters. They are put together when the first value is found.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// What stands for something as a whole.
    names: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Vocabulary {
    /// With texts that may leave whatever is masked.
    #[inline(never)]
    pub(super) fn new(own: &[String]) -> Vocabulary {
        let mut vocabulary = Vocabulary {
            names: BTreeSet::new(),
            words: BTreeSet::new(),
        };
        WORDS.iter().for_each(|word| vocabulary.name(word));
        names().for_each(|name| vocabulary.name(name));
        names()
            .chain(texts())
            .for_each(|text| vocabulary.text(text));
        for text in own {
            text.lines().for_each(|line| vocabulary.name(line.trim()));
            vocabulary.text(text);
        }
        vocabulary
    }

    fn name(&mut self, name: &str) {
        self.names.insert(name.to_ascii_lowercase());
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        for word in words(text).filter(|word| word.len() >= SHORTEST) {
            if !self.words.contains(word) {
                self.words.insert(word.to_ascii_lowercase());
            }
        }
    }

    /// Whether a word is a name of ours as a whole, in letters of either case.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.names.contains(&word.to_ascii_lowercase())
    }

    /// Whether a value in small letters stands in texts of ours.
    #[inline(never)]
    pub(super) fn holds(&self, value: &str, own: &[String]) -> bool {
        if self.names.contains(value) {
            return true;
        }
        // A short number is rather a year of a source than an identifier.
        let is_identifier = value.chars().count() >= IDENTIFIER
            || value.contains(|letter: char| letter.is_ascii_digit())
                && bounds(value.as_bytes()) != Bounds::Number;
        if is_identifier {
            return false;
        }
        if self.words.contains(value) {
            return true;
        }
        let is_phrase = value.contains(|letter: char| !letter.is_ascii_alphanumeric());
        let is_known = |word: &str| word.len() < SHORTEST || self.words.contains(word);
        is_phrase
            && words(value).all(is_known)
            && (own.iter().any(|text| has_phrase(text, value))
                || texts().chain(names()).any(|text| has_phrase(text, value)))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
}

/// Names that stand for something as a whole.
fn names() -> impl Iterator<Item = &'static str> {
    let fields = FIELDS.iter();
    let events = EVENTS.iter();
    let hosts = HOSTS.iter();
    let kinds = KINDS.iter();
    fields
        .flat_map(|entry| [entry.key.trim_end_matches('*'), entry.label])
        .chain(events.map(|entry| entry.name))
        .chain(hosts.flat_map(|entry| {
            [
                entry.host.trim_start_matches("*."),
                entry.name,
                entry.recipient,
            ]
        }))
        .chain(kinds.flat_map(|entry| [entry.id, entry.label]))
        .chain(SOURCES.iter().flat_map(|source| [source.id, source.url]))
        .chain(
            Category::ALL
                .into_iter()
                .flat_map(|category| [category.id(), category.label()]),
        )
}

/// Texts that say something.
fn texts() -> impl Iterator<Item = &'static str> {
    let fields = FIELDS.iter();
    let events = EVENTS.iter();
    let sources = SOURCES.iter();
    fields
        .flat_map(|entry| [entry.meaning, entry.matters])
        .chain(events.flat_map(|entry| [entry.title, entry.meaning]))
        .chain(HOSTS.iter().map(|entry| entry.role))
        .chain(KINDS.iter().map(|entry| entry.meaning))
        .chain(sources.flat_map(|source| [source.title, source.read]))
}

/// Whether words stand in a text, letters of either case, not as a part of longer ones.
fn has_phrase(text: &str, phrase: &str) -> bool {
    let text = text.as_bytes();
    let continues = |place: Option<usize>| {
        place
            .and_then(|place| text.get(place))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    text.windows(phrase.len().max(1))
        .enumerate()
        .any(|(start, window)| {
            window.eq_ignore_ascii_case(phrase.as_bytes())
                && !continues(start.checked_sub(1))
                && !continues(Some(start + phrase.len()))
        })
}
