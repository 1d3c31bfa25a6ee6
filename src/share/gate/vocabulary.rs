//! What every report says, whoever it is about.
//!
//! A masked value that is a word of ours would be found in everything that leaves, though seeing it
//! there tells nothing about the person. What looks like an identifier is excused only where it is
//! a name of ours as a whole, so that no part of our texts can excuse one by chance.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::encodings::SHORTEST;
use crate::knowledge::{Category, EVENTS, FIELDS, HOSTS, KINDS, SOURCES};

use super::{Bounds, bounds};

/// Characters from which a value without digits can be an identifier.
const IDENTIFIER: usize = 12;

/// Digits of a number that is no count, no version and no date; those of a moment and of everything
/// that tells phones apart are more.
const NUMBER: usize = 9;

/// Words of the formats themselves, and of placeholders, that stand in no text of the knowledge.
const WORDS: [&str; 12] = [
    "base64", "false", "gzip", "masked", "null", "sha-1", "sha-256", "sha1", "sha256", "track",
    "true", "uuid",
];

/// Names and words of ours, in small letters.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// What stands for something as a whole.
    names: Words,
    words: Words,
}

/// A set, as a map of the type that others need too, since each type is code of its own.
type Words = BTreeMap<String, usize>;

/// The vocabulary, put together when the first value is found somewhere.
pub(super) fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut vocabulary = Vocabulary::default();
        let mut name = |name: &str| {
            vocabulary.names.insert(name.to_ascii_lowercase(), 0);
        };
        WORDS.iter().for_each(|word| name(word));
        names(&mut |text| name(text));
        names(&mut |text| vocabulary.text(text));
        texts(&mut |text| vocabulary.text(text));
        vocabulary
    })
}

impl Vocabulary {
    #[inline(never)]
    fn text(&mut self, text: &str) {
        for word in words(text).filter(|word| word.len() >= SHORTEST) {
            if !self.words.contains_key(word) {
                self.words.insert(word.to_ascii_lowercase(), 0);
            }
        }
    }

    /// Whether a word is a name of ours as a whole, in letters of either case.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.names.contains_key(&word.to_ascii_lowercase())
    }

    /// Whether a value in small letters stands in texts of ours, or in those of `own`, which may
    /// leave whatever is masked.
    #[inline(never)]
    pub(super) fn holds(&self, value: &str, own: &[String]) -> bool {
        let is_line = |text: &String| {
            text.split('\n')
                .any(|line| line.trim().eq_ignore_ascii_case(value))
        };
        if self.names.contains_key(value) || own.iter().any(is_line) {
            return true;
        }
        // A short number is rather a year of a source than an identifier.
        let is_identifier = value.chars().count() >= IDENTIFIER
            || value.contains(|letter: char| letter.is_ascii_digit())
                && bounds(value.as_bytes()) != Bounds::Number;
        if is_identifier {
            return false;
        }
        let mut is_held = self.words.contains_key(value);
        is_held = is_held || own.iter().any(|text| has_phrase(text, value));
        let is_phrase = value.contains(|letter: char| !letter.is_ascii_alphanumeric());
        let is_known = |word: &str| word.len() < SHORTEST || self.words.contains_key(word);
        if !is_held && is_phrase && words(value).all(is_known) {
            let mut look = |text: &str| is_held = is_held || has_phrase(text, value);
            texts(&mut look);
            names(&mut look);
        }
        is_held
    }

    /// Whether a value in small letters is put together of words of ours or of `own`, and of so few
    /// digits that it could be any number or date.
    #[inline(never)]
    pub(super) fn composes(&self, value: &str, own: &[String]) -> bool {
        let mut digits = 0;
        let is_known = words(value).all(|word| {
            if word.bytes().all(|byte| byte.is_ascii_digit()) {
                digits += word.len();
                return true;
            }
            word.len() < SHORTEST && word.bytes().all(|byte| byte.is_ascii_alphabetic())
                || self.words.contains_key(word)
                || own.iter().any(|text| has_phrase(text, word))
        });
        is_known && digits < NUMBER
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
}

/// Hands on the names that stand for something as a whole.
#[inline(never)]
fn names(hand: &mut dyn FnMut(&'static str)) {
    for entry in FIELDS.iter() {
        hand(entry.key.trim_end_matches('*'));
        hand(entry.label);
    }
    for entry in EVENTS.iter() {
        hand(entry.name);
    }
    for entry in HOSTS.iter() {
        hand(entry.host.trim_start_matches("*."));
        hand(entry.name);
        hand(entry.recipient);
    }
    for entry in KINDS.iter() {
        hand(entry.id);
        hand(entry.label);
    }
    for source in SOURCES.iter() {
        hand(source.id);
        hand(source.url);
        hand(source.archive.unwrap_or_default());
    }
    for category in Category::ALL {
        hand(category.id());
        hand(category.label());
    }
}

/// Hands on the texts that say something.
#[inline(never)]
fn texts(hand: &mut dyn FnMut(&'static str)) {
    for entry in FIELDS.iter() {
        hand(entry.meaning);
        hand(entry.matters);
    }
    for entry in EVENTS.iter() {
        hand(entry.title.text);
        hand(entry.meaning);
    }
    for entry in HOSTS.iter() {
        hand(entry.role);
    }
    for entry in KINDS.iter() {
        hand(entry.meaning);
    }
    for source in SOURCES.iter() {
        hand(source.title);
        hand(source.read);
    }
}

/// Whether words stand in a text, letters of either case, not as a part of longer ones.
#[inline(never)]
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
