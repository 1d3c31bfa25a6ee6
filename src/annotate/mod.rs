//! What each value of a document means: names looked up, values judged, all of it counted.
//!
//! The pass over all values is the hot path. Events of one sender repeat the same paths, so each
//! path is looked up once per event name and remembered; a value is judged again only where it
//! differs from the one that stood there before.
//!
//! It keeps no text of a value and writes nothing for people: what a value means is said when somebody
//! looks at its event.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let body = r#"[{"type":"track","event":"a","distinct_id":"1","lib":{"$lib":"js"},"properties":{"keyword":"shoes","x":1}}]"#;
//! let fields = read(body).overview().counts.fields;
//! assert_eq!((fields.explained, fields.guessed, fields.unknown), (4, 1, 1));
//! ```

mod judge;
mod pass;
mod paths;
mod walk;

use std::collections::BTreeMap;

use crate::detect;
use crate::detect::copies::{self, Candidate, Copied};
use crate::json::Document;
use crate::knowledge::{Category, Scope, Vocabulary, pack};
use crate::progress::Progress;
use crate::report::{Certainty, FieldCounts, Period};

pub(crate) use judge::{Field, Judgment, Remark, bit, is_distinct_id, judge, level_of_id, text_of};
pub(crate) use walk::walk;

use pass::{Names, Pass};
use paths::Paths;

/// How many kinds of data there are.
const CATEGORIES: usize = Category::ALL.len();

/// One event in short.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EventInfo {
    /// The node that holds its name.
    pub(crate) name: Option<u32>,
    /// The node that holds its type.
    pub(crate) kind: Option<u32>,
    /// The node that holds its time.
    pub(crate) time: Option<u32>,
    /// The node that holds the time of its upload.
    pub(crate) upload: Option<u32>,
    pub(crate) severity: u8,
    pub(crate) content: u8,
    /// How much its most telling value tells.
    told: u8,
    pub(crate) identifiability: u8,
    /// How well the best of those IDs recognizes that no event before this one has.
    named: u8,
    /// The [`bit`] of each [`Persistence`] of the values that recognize somebody.
    pub(crate) lasting: u8,
    /// One bit for each [`Category`] of its values.
    pub(crate) categories: u32,
    pub(crate) counts: [u32; 3],
}

impl EventInfo {
    /// How sensitive the record is as a whole, by what sets it apart from others.
    ///
    /// Nearly every record has the same IDs, so these count where they come first, and a place counts
    /// where it changes. What else it tells always counts, and one level more beside the ID of an
    /// account or of hardware, since that leads to a person.
    fn score(&mut self) {
        let told = match self.told {
            told @ 2..=3 if self.identifiability >= 4 => told + 1,
            told => told,
        };
        let named = match self.named {
            named @ 3.. => level_of_id(named),
            _ => self.identifiability.min(1),
        };
        self.severity = told.max(named);
    }
}

/// Rates the events of a document. `is_new` says of an ID whether no request before had it.
pub(crate) fn score(annotated: &mut Annotated, is_new: &dyn Fn(&str) -> bool) {
    for event in &mut annotated.events {
        event.named = 0;
    }
    let copies = (annotated.copies.iter()).map(|copy| (&copy.text, copy.at, copy.identifiability));
    let named = annotated.recognized.iter().filter_map(|one| {
        let &first = one.sightings.first()?;
        Some((&one.text, first, one.judgment.identifiability))
    });
    for (text, (event, _), identifiability) in named.chain(copies) {
        if let Some(event) = annotated.events.get_mut(event as usize)
            && event.named < identifiability
            && is_new(text)
        {
            // What later events say of the ID is nothing that this one says.
            event.named = event.named.max(identifiability.min(event.identifiability));
        }
    }
    for event in &mut annotated.events {
        event.score();
    }
}

/// A value that recognizes somebody, and where it stood.
#[derive(Debug)]
pub(crate) struct Recognized {
    pub(crate) text: String,
    /// The judgment that says most, first of all one of a field with a name of its own.
    pub(crate) judgment: Judgment,
    /// Event and node where it was first seen, for each name.
    pub(crate) sightings: Vec<(u32, u32)>,
    pub(crate) paths: Vec<u32>,
    /// How long it lasts under any of its names, as [`bit`]s.
    pub(crate) lasts: u8,
    pub(crate) events: usize,
    last_event: usize,
}

/// A kind of data, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CategoryTally {
    pub(crate) fields: usize,
    pub(crate) events: usize,
    pub(crate) content: u8,
    pub(crate) severity: u8,
}

/// All that the pass over a document found.
#[derive(Debug)]
pub(crate) struct Annotated {
    pub(crate) is_sensors: bool,
    /// Where the top of each record stands.
    pub(crate) place: Option<Scope>,
    pub(crate) events: Vec<EventInfo>,
    /// The first event of each name and type, and how many events have them.
    pub(crate) names: Vec<(usize, usize)>,
    pub(crate) counts: FieldCounts,
    pub(crate) categories: [CategoryTally; CATEGORIES],
    pub(crate) period: Option<Period>,
    pub(crate) recognized: Vec<Recognized>,
    /// Values that are fingerprints or Base64 of others.
    pub(crate) copies: Vec<Copied>,
    /// Values that may be made of others or others of them, until all requests were read.
    pub(crate) candidates: Vec<Candidate>,
    /// What stands in values beside what their fields are for: each kind with the event and node
    /// where it was first seen so surely.
    pub(crate) inside: Vec<(&'static detect::Kind, Certainty, (u32, u32))>,
    /// Whether a "who" key holds a random identifier, so that a number there stands out.
    pub(crate) has_random_distinct_id: bool,
    /// Sources of the entries that explain its fields.
    pub(crate) sources: Vec<&'static str>,
}

/// Distinct values that are remembered as identifiers; a report shows far fewer.
const RECOGNIZED_LIMIT: usize = 10_000;

/// Distinct values that are compared with each other; a capture of one phone has about fifty.
const CANDIDATES_LIMIT: usize = 1_000;

/// Places in which one identifier is remembered; a capture of one phone has fewer than ten.
const PATHS_LIMIT: usize = 16;

/// Event names that are counted; the browsers have about a hundred.
pub(crate) const NAMES_LIMIT: usize = 1_000;

/// Judges every value of a document.
pub(crate) fn annotate(
    document: &Document,
    vocabulary: &'static Vocabulary,
    pack: pack::Extra,
    progress: &mut Progress,
) -> Annotated {
    let place = vocabulary.place_of_records(document);
    let mut pass = Pass {
        document,
        vocabulary,
        place,
        pack,
        paths: Paths::new(document, vocabulary),
        names: Vec::new(),
        by_name: BTreeMap::new(),
        counts: [0; 3],
        categories: [CategoryTally::default(); CATEGORIES],
        period: None,
        recognized: Vec::new(),
        by_text: BTreeMap::new(),
        candidates: Vec::new(),
        inside: Vec::new(),
        by_candidate: BTreeMap::new(),
        has_random_distinct_id: false,
        whereabouts: Vec::new(),
        sources: BTreeMap::new(),
    };
    let key = |name: &str| document.find_key(name).filter(|_| !name.is_empty());
    let keys = &vocabulary.keys;
    let names = Names {
        wrapper: key(keys.wrapper),
        head: key(keys.head),
        event: key(keys.event),
        kind: key(keys.kind),
        time: key(keys.time),
        upload: key(keys.upload),
    };
    let mut events = Vec::with_capacity(document.rows.len());
    for (index, row) in document.rows.iter().enumerate() {
        events.push(pass.event(index, row.node as usize, names));
        if index % 64 == 0 {
            progress.reach(index, document.rows.len());
        }
    }
    let candidates = pass.candidates();
    let copies = copies::copies(&candidates);
    count_copies(document, &copies, &mut events);
    let [explained, guessed, unknown] = pass.counts;
    let mut annotated = Annotated {
        is_sensors: place == Some(Scope::Event),
        place,
        events,
        counts: FieldCounts {
            explained,
            guessed,
            unknown,
        },
        categories: pass.categories,
        period: pass.period,
        names: pass.names,
        recognized: pass.recognized,
        copies,
        candidates,
        inside: pass.inside,
        has_random_distinct_id: pass.has_random_distinct_id,
        sources: pass.sources.into_keys().map(|(_, source)| source).collect(),
    };
    score(&mut annotated, &|_| true);
    annotated
}

/// Counts values that turned out to be made of others like those.
#[inline(never)]
pub(crate) fn count_copies(document: &Document, copies: &[Copied], events: &mut [EventInfo]) {
    let made = |text: &str| copies.iter().find(|copy| copy.text == text);
    if copies.iter().all(|copy| copy.identifiability == 0) {
        return;
    }
    let mut nodes = document.nodes.iter().enumerate().peekable();
    for (index, info) in events.iter_mut().enumerate() {
        let end = document
            .rows
            .get(index + 1)
            .map_or(usize::MAX, |row| row.node as usize);
        while let Some((_, node)) = nodes.next_if(|(node, _)| *node < end) {
            let text = document
                .string(node.value)
                .filter(|text| copies::is_digest(text));
            if let Some(copy) = text.and_then(made) {
                info.identifiability = info.identifiability.max(copy.identifiability);
            }
        }
    }
}

#[cfg(test)]
mod tests;
