//! Which placeholder stands for which value.

use std::collections::BTreeMap;

use super::UNKNOWN;
use crate::annotate::{Judgment, Recognized};
use crate::detect::{self, copies};
use crate::join::Reading;
use crate::knowledge::Category;
use crate::placeholder::{self, Placeholder};
use crate::report::Certainty;

/// A value that is masked.
#[derive(Debug)]
pub(super) struct Masked {
    /// As it stood where it was first seen.
    pub(super) text: String,
    /// What stands for it.
    pub(super) placeholder: String,
}

/// Hands out placeholders: the same value, however it is spelled, gets the same one, and so does
/// what was made of it, with a mark of how.
#[derive(Debug)]
pub(super) struct Numbering {
    /// What is known of values, by their usual spelling.
    by_spelling: BTreeMap<String, usize>,
    values: Vec<Known>,
    /// The last number of each word.
    last: Vec<(String, u32)>,
    /// How many placeholders of each word the capture came with.
    used: BTreeMap<String, usize>,
    /// Whether values other than identifiers are not told apart.
    is_structure: bool,
    /// Every masked text once, in the order of first appearance.
    pub(super) masked: Vec<Masked>,
    by_text: BTreeMap<String, usize>,
}

/// What is known of a value.
#[derive(Debug, Default)]
struct Known {
    /// What it is wherever it stands, where it recognizes somebody.
    word: Option<&'static str>,
    /// The word and the number of its placeholder, once it has one.
    placeholder: Option<(String, u32)>,
    /// The value that it was made of, and how.
    made: Option<(String, &'static str)>,
}

impl Numbering {
    /// One numbering for all requests. Placeholders that they came with keep their numbers.
    pub(super) fn new(readings: &[Reading], is_structure: bool) -> Numbering {
        let mut numbering = Numbering {
            by_spelling: BTreeMap::new(),
            values: Vec::new(),
            last: Vec::new(),
            used: BTreeMap::new(),
            is_structure,
            masked: Vec::new(),
            by_text: BTreeMap::new(),
        };
        let documents = readings
            .iter()
            .filter_map(|reading| reading.decoded.document());
        let used = || {
            documents
                .clone()
                .flat_map(|document| placeholder::all(&document.text))
        };
        let mut seen = BTreeMap::new();
        for placeholder in used() {
            let key = format!("{} {}", placeholder.word, placeholder.number);
            if seen.insert(key, 0).is_none() {
                *numbering
                    .used
                    .entry(placeholder.word.to_owned())
                    .or_insert(0) += 1;
            }
        }
        for placeholder in used() {
            if numbering.is_taken(&placeholder) {
                let last = numbering.last(placeholder.word);
                numbering.last.retain(|(word, _)| word != placeholder.word);
                let last = (placeholder.word.to_owned(), placeholder.number.max(last));
                numbering.last.push(last);
            }
        }
        // What a pack calls a value gives it no number where others have none.
        let of_pack = |recognized: &&Recognized| {
            let entry = recognized.judgment.entry;
            entry.is_some_and(|entry| !entry.pack.is_empty())
        };
        for annotated in readings
            .iter()
            .filter_map(|reading| reading.annotated.as_ref())
        {
            for recognized in annotated.recognized.iter().filter(|one| !of_pack(one)) {
                let word = word(&recognized.judgment);
                numbering.learn(canonical(&recognized.text), &mut |known| {
                    known.word = known.word.or(Some(word));
                });
            }
            for copy in &annotated.copies {
                let how = copies::word(copy.algorithm);
                // Base64 is undone where it stands.
                if how == "base64" {
                    continue;
                }
                let source = canonical(&copy.source_text);
                numbering.learn(canonical(&copy.text), &mut |known| {
                    known.made = Some((source.clone(), how));
                });
            }
        }
        numbering
    }

    /// Whether a text is a placeholder that the capture came with.
    pub(super) fn is_placeholder(&self, text: &str) -> bool {
        placeholder::whole(text).is_some_and(|placeholder| self.is_taken(&placeholder))
    }

    /// Placeholders are counted from 1. A number that is larger than there are of them was not made by
    /// counting, so it can be somebody's.
    fn is_taken(&self, placeholder: &Placeholder) -> bool {
        let used = self.used.get(placeholder.word).copied().unwrap_or_default();
        placeholder.number as usize <= used.max(COUNTED)
    }

    fn learn(&mut self, spelling: String, change: &mut dyn FnMut(&mut Known)) {
        let next = self.values.len();
        let index = *self.by_spelling.entry(spelling).or_insert(next);
        if index == next {
            self.values.push(Known::default());
        }
        if let Some(known) = self.values.get_mut(index) {
            change(known);
        }
    }

    fn known(&self, spelling: &str) -> Option<&Known> {
        self.values.get(*self.by_spelling.get(spelling)?)
    }

    /// The last number of a word.
    fn last(&self, word: &str) -> u32 {
        let known = self.last.iter().find(|(known, _)| known == word);
        known.map_or(0, |(_, number)| *number)
    }

    /// The placeholder for a value, which is of the kind `word` where nothing better is known. Short
    /// numbers occur everywhere, so they are the same within a `scope` only: a field.
    pub(super) fn placeholder(&mut self, word: &str, scope: &str, text: &str) -> String {
        if self.is_placeholder(text) {
            return text.to_owned();
        }
        let mut spelling = canonical(text);
        if is_short_number(&spelling) {
            spelling = [scope, "\n", &spelling].concat();
        }
        let known = self.known(&spelling);
        let has_own = known.is_some_and(|known| known.placeholder.is_some());
        let made = known.and_then(|known| known.made.clone());
        let (source, made) = match made {
            Some(made) => made,
            // What once had a placeholder of its own keeps it.
            None => match self.base64_of(text).filter(|_| !has_own) {
                Some(inner) => (inner, "base64"),
                None => (spelling, ""),
            },
        };
        let placeholder = self.number(word, source, made);
        self.note(text, &placeholder);
        placeholder
    }

    /// Notes that a text was used out, so that it can be looked for in what leaves.
    pub(super) fn note(&mut self, text: &str, placeholder: &str) {
        if !self.by_text.contains_key(text) {
            self.by_text.insert(text.to_owned(), self.masked.len());
            self.masked.push(Masked {
                text: text.to_owned(),
                placeholder: placeholder.to_owned(),
            });
        }
    }

    /// The text inside Base64, where it is a value that recognizes somebody or is masked by itself.
    fn base64_of(&self, text: &str) -> Option<String> {
        let inner = canonical(&crate::display::base64_text(text)?);
        let known = self.known(&inner)?;
        (known.word.is_some() || known.placeholder.is_some()).then_some(inner)
    }

    fn number(&mut self, word: &str, spelling: String, made: &str) -> String {
        let known = self.known(&spelling);
        if let Some((word, number)) = known.and_then(|known| known.placeholder.as_ref()) {
            return placeholder::write(word, *number, made);
        }
        let word = known
            .and_then(|known| known.word)
            .unwrap_or(word)
            .to_owned();
        if self.is_structure && !is_identifier(&word) {
            return placeholder::write(&word, 0, made);
        }
        let number = self.last(&word) + 1;
        self.last.retain(|(known, _)| *known != word);
        self.last.push((word.clone(), number));
        let placeholder = placeholder::write(&word, number, made);
        self.learn(spelling, &mut |known| {
            known.placeholder = Some((word.clone(), number));
        });
        placeholder
    }
}

/// The spelling that all spellings of a value have in common: numbers of devices and mailboxes are
/// written in letters of either case, with separators and without.
fn canonical(text: &str) -> String {
    let text = text.trim();
    let hex_digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    let separators = text.bytes().filter(|byte| b":-".contains(byte)).count();
    let is_number = hex_digits + separators == text.len() && hex_digits >= 12;
    if is_number {
        return text
            .chars()
            .filter(char::is_ascii_hexdigit)
            .map(|digit| digit.to_ascii_lowercase())
            .collect();
    }
    match text.contains('@') && !text.contains(char::is_whitespace) {
        true => text.to_ascii_lowercase(),
        false => text.to_owned(),
    }
}

/// Whether it is a number of fewer than six digits, which two fields have by chance.
fn is_short_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.');
    (1..SHORT_NUMBER).contains(&digits) && text.bytes().all(is_number)
}

/// Numbers of placeholders that nobody could be told by, also where a capture has only some of them.
const COUNTED: usize = 99;

/// Digits from which a number is hardly the same as another one by chance.
const SHORT_NUMBER: usize = 6;

/// What a placeholder calls a value.
pub(super) fn word(judgment: &Judgment) -> &'static str {
    let guess = judgment
        .guess
        .filter(|guess| guess.certainty >= Certainty::Likely);
    match (guess, judgment.category) {
        (Some(guess), _) if guess.kind == "url" => "site",
        (Some(guess), _) => guess.kind,
        (None, Some(category)) => word_of(category),
        (None, None) => UNKNOWN,
    }
}

/// What a placeholder calls values of a kind.
fn word_of(category: Category) -> &'static str {
    match category {
        Category::Account => "account",
        Category::HardwareId => "hardware",
        Category::DeviceId => "device",
        Category::InstallId => "install",
        Category::Browsing => "page",
        Category::Search => "search",
        Category::Media => "video",
        Category::Interaction => "action",
        Category::DeviceProfile => "phone-detail",
        Category::NetworkPlace => "network",
        Category::PreciseLocation => "place",
        Category::Time => "time",
        Category::Content => "text",
        Category::Secret => "secret",
        Category::Diagnostics => "error",
        Category::Transport => "technical",
    }
}

/// What values of a word were, for people.
pub(crate) fn label_of(word: &str) -> &'static str {
    if let Some(category) = Category::ALL
        .into_iter()
        .find(|category| word_of(*category) == word)
    {
        return category.label();
    }
    match word {
        "site" => "Web sites",
        "host" => "Servers",
        "name" => "Names of fields",
        "event" => "Names of events",
        _ => detect::by_id(word).map_or("Fields that nobody has explained", detect::Kind::label),
    }
}

/// Whether values of a word recognize somebody, or are names of fields, so that even a bare structure
/// tells them apart.
fn is_identifier(word: &str) -> bool {
    matches!(word, "account" | "hardware" | "device" | "install" | "name")
        || detect::by_id(word).is_some_and(detect::Kind::is_identifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_value_are_one() {
        for (one, other) in [
            ("02:00:00:AB:CD:EF", "020000abcdef"),
            ("9774D56D682E549C", "9774d56d682e549c"),
            ("Ana@Example.org", "ana@example.org"),
        ] {
            assert_eq!(canonical(one), canonical(other));
        }
        assert_ne!(canonical("Ana"), canonical("ana"));
    }

    #[test]
    fn every_word_can_be_read_again_and_there_are_no_others() {
        let kinds = detect::ids().filter(|id| *id != "url");
        let mut words: Vec<&str> = Category::ALL
            .into_iter()
            .map(word_of)
            .chain(kinds)
            .collect();
        words.extend(["event", "host", "name", "site", "unknown"]);
        words.sort_unstable();
        words.dedup();
        let mut known = placeholder::WORDS;
        known.sort_unstable();
        assert_eq!(known, *words);
    }
}
