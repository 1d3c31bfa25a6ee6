//! Meanings that a reader brings along: a JSON file with the schema of the TOML files beside this
//! one, for names that Overshare itself does not explain.
//!
//! What is wrong in a pack is told with its line and left out; the rest works.
//! `docs/knowledge-packs.md` describes the format.

mod draft;
mod schema;

use std::sync::{Mutex, PoisonError};

pub(crate) use draft::LARGEST;
use draft::{Draft, read};
use schema::{CATEGORY, Entry, FORM, GRADE, PERSISTENCE, SHARE};

use super::{Category, Condition, EventEntry, FieldEntry, Form, Grade, Scope, Share, Title};
use crate::report::{PackReport, Source};
use crate::sort::sorted_by;

/// Bytes of packs that are kept at the same time, which stay until the program ends.
const KEPT: usize = 4 << 20;

/// A pack whose entries live as long as the program, as those of the tables do, so that nothing
/// has to know which of the two an entry comes from.
#[derive(Debug)]
pub(crate) struct Pack {
    text: &'static str,
    /// Sorted by place, key and event.
    fields: Vec<FieldEntry>,
    /// Those whose key ends in `*`.
    beginnings: Vec<FieldEntry>,
    /// Sorted by name.
    events: Vec<EventEntry>,
    sources: Vec<Source>,
}

/// The analyses of Mint Browser, the first of which names what it sends.
const MINT_ANALYSES: [&str; 2] = [MINT_BROWSER, "palant-2020-05-08"];
const MINT_BROWSER: &str = "palant-2020-05-04";

/// The source that describes in words what a browser sent, without the names it sent it under.
const DESCRIPTION: &str = "ncsc-lithuania-2021";

/// What decides on meanings beside the tables.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extra {
    /// The pack that came with the capture, where one did.
    pub(crate) pack: Option<&'static Pack>,
    /// Whether the records are those of Xiaomi's Mint Browser. What it calls a thing means that
    /// nowhere else.
    pub(crate) is_browser: bool,
}

impl Extra {
    /// What decides where nobody brought a pack along.
    pub(crate) fn without_pack(self) -> Extra {
        Extra { pack: None, ..self }
    }

    /// Whether a name means here what its entry says, by the grade and the sources of that; else
    /// it is no more than a hint.
    pub(crate) fn explains(self, grade: Grade, sources: &[&str], pack: &str) -> bool {
        let is_description = sources.first() == Some(&DESCRIPTION);
        grade <= Grade::B && !is_description && !self.is_foreign(sources, pack)
    }

    /// Whether what rests on these sources was found in Mint Browser alone, and this is another
    /// sender: the files `xiaomi-browser*.toml` name that analysis first.
    pub(crate) fn is_foreign(self, sources: &[&str], pack: &str) -> bool {
        !self.is_browser && pack.is_empty() && sources.first() == Some(&MINT_BROWSER)
    }

    /// The sources of an entry that speak of this sender.
    #[inline(never)]
    pub(crate) fn sources(self, sources: &[&'static str], pack: &str) -> Vec<&'static str> {
        let is_own = |source: &&&str| self.is_browser || !MINT_ANALYSES.contains(source);
        match self.is_foreign(sources, pack) {
            true => Vec::new(),
            false => sources.iter().filter(is_own).copied().collect(),
        }
    }
}

/// The entry for a field: Overshare's own or, where it has none, that of the pack.
pub(crate) fn field(
    extra: Extra,
    place: Scope,
    event: &str,
    key: &str,
) -> Option<&'static FieldEntry> {
    let own = super::field(place, event, key).or_else(|| described(extra, place, key));
    own.or_else(|| {
        let pack = extra.pack?;
        super::find(&pack.fields, &pack.beginnings, place, event, key)
    })
}

/// The entry for a detail of Xiaomi's browser that is described in words only: the one whose words
/// have the letters and digits of the name.
fn described(extra: Extra, place: Scope, key: &str) -> Option<&'static FieldEntry> {
    if !extra.is_browser || place != Scope::Properties {
        return None;
    }
    let letters = key.chars().filter(char::is_ascii_alphanumeric);
    let words: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    super::field(Scope::BrowserDescribed, "", &words)
}

/// Whether the pack wants the values of a field left out.
pub(crate) fn leaves_out(extra: Extra, place: Option<Scope>, event: &str, key: &str) -> bool {
    let entry = place.and_then(|place| field(extra, place, event, key));
    entry.is_some_and(|entry| entry.share == Share::Drop && !entry.pack.is_empty())
}

/// The entry for an event name in records that stand here: Overshare's own or, where it has none,
/// that of the pack.
pub(crate) fn event(extra: Extra, place: Option<Scope>, name: &str) -> Option<&'static EventEntry> {
    super::event_at(place, name).or_else(|| {
        let events = &extra.pack.filter(|_| place.is_some())?.events;
        let index = events.binary_search_by(|entry| entry.name.cmp(name));
        events.get(index.ok()?)
    })
}

/// The source with this identifier, of Overshare or of the pack.
pub(crate) fn source(extra: Extra, id: &str) -> Option<&'static Source> {
    super::source(id).or_else(|| extra.pack?.sources.iter().find(|source| source.id == id))
}

/// What a pack holds, and what is wrong with it.
#[inline(never)]
pub(crate) fn check(text: &str) -> PackReport {
    read(text, |draft| PackReport {
        name: draft.name.to_owned(),
        fields: draft.fields.len(),
        events: draft.events.len(),
        problems: draft.problems,
    })
}

/// A pack to look things up in, and how many problems it has. None where it holds nothing, or
/// where too much is kept already.
///
/// Entries are never freed, so each text is kept once, and only so many of them.
#[inline(never)]
pub(crate) fn load(text: &str) -> (Option<&'static Pack>, usize) {
    static PACKS: Mutex<Vec<&Pack>> = Mutex::new(Vec::new());
    let mut packs = PACKS.lock().unwrap_or_else(PoisonError::into_inner);
    read(text, |draft| {
        let problems = draft.problems.len();
        if let Some(&known) = packs.iter().find(|pack| pack.text == text) {
            return (Some(known), problems);
        }
        let kept: usize = packs.iter().map(|pack| pack.text.len()).sum();
        if draft.fields.is_empty() && draft.events.is_empty() || kept + text.len() > KEPT {
            return (None, problems.max(1));
        }
        let pack: &Pack = Box::leak(Box::new(keep(text, draft)));
        packs.push(pack);
        (Some(pack), problems)
    })
}

/// Turns a draft into entries that stay.
#[inline(never)]
fn keep(text: &str, draft: Draft) -> Pack {
    let pack = keep_text(draft.name);
    let field = |entry: &Entry| FieldEntry {
        beside: None,
        place: entry.place(),
        key: keep_text(entry.key),
        event: keep_text(entry.event),
        label: keep_text(entry.label),
        category: category(entry),
        content: entry.content,
        identifiability: entry.identifiability,
        persistence: Entry::choice(entry.persistence, PERSISTENCE),
        condition: Condition::None,
        share: Entry::choice(entry.share, SHARE).unwrap_or(Share::Mask),
        form: Entry::choice(entry.form, FORM).unwrap_or(Form::Plain),
        meaning: keep_text(entry.meaning),
        matters: keep_text(entry.matters),
        grade: grade(entry),
        sources: keep_texts(&entry.sources),
        pack,
    };
    let (beginnings, fields): (Vec<Entry>, Vec<Entry>) = draft
        .fields
        .into_iter()
        .partition(|entry| entry.key.ends_with('*'));
    let event = |entry: &Entry| EventEntry {
        records: None,
        name: keep_text(entry.name),
        title: Title::of_pack(keep_text(entry.title)),
        category: category(entry),
        content: entry.content,
        identifiability: entry.identifiability,
        meaning: keep_text(entry.meaning),
        grade: grade(entry),
        sources: keep_texts(&entry.sources),
        pack,
    };
    let source = |entry: &Entry| Source {
        id: keep_text(entry.id),
        title: keep_text(entry.title),
        url: keep_text(entry.url),
        read: keep_text(entry.read),
        archive: Some(keep_text(entry.archive)).filter(|address| !address.is_empty()),
        pack: Some(pack),
    };
    Pack {
        text: keep_text(text),
        fields: in_order(&fields).into_iter().map(field).collect(),
        beginnings: beginnings.iter().map(field).collect(),
        events: in_order(&draft.events).into_iter().map(event).collect(),
        sources: draft.sources.iter().map(source).collect(),
    }
}

/// Entries of one kind in the order in which they are looked up; of equal ones the last is first.
fn in_order<'e, 'd>(entries: &'e [Entry<'d>]) -> Vec<&'e Entry<'d>> {
    let rank = |index: usize| {
        let entry = entries.get(index)?;
        Some((entry.place, entry.name, entry.key, entry.event))
    };
    let order = (0..entries.len()).rev().map(|index| (0, index)).collect();
    let order = sorted_by(order, &|(_, one), (_, other)| rank(*one) > rank(*other));
    order
        .into_iter()
        .filter_map(|(_, index)| entries.get(index))
        .collect()
}

fn category(entry: &Entry) -> Category {
    Entry::choice(entry.category, CATEGORY).unwrap_or(Category::Transport)
}

fn grade(entry: &Entry) -> Grade {
    Entry::choice(entry.grade, GRADE).unwrap_or(Grade::D)
}

#[inline(never)]
fn keep_text(text: &str) -> &'static str {
    Box::leak(text.into())
}

#[inline(never)]
fn keep_texts(texts: &[&str]) -> &'static [&'static str] {
    let texts: Vec<&str> = texts.iter().map(|text| keep_text(text)).collect();
    Box::leak(texts.into_boxed_slice())
}

#[cfg(test)]
mod tests;
