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

pub(crate) use judge::{Field, Judgment, Remark, bit, is_who, judge, text_of};
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
    pub(crate) identifiability: u8,
    /// The [`bit`] of each [`Persistence`] of the values that recognize somebody.
    pub(crate) lasting: u8,
    /// One bit for each [`Category`] of its values.
    pub(crate) categories: u32,
    pub(crate) counts: [u32; 3],
}

impl EventInfo {
    /// How sensitive the record is as a whole. Nearly every record has a number that recognizes a
    /// device, so that alone does not set it apart: what it tells does, and whether that leads to a
    /// person.
    fn score(&mut self) {
        self.severity = match (self.content, self.identifiability) {
            (4.., _) | (3, 4..) => 4,
            (3, _) | (_, 4..) => 3,
            (content, 3) => content.max(2),
            (content, identifiability) => content.max(identifiability),
        };
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
    pub(crate) events: usize,
    last_event: usize,
}

/// A kind of data, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CategoryTally {
    pub(crate) fields: usize,
    pub(crate) events: usize,
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
    pub(crate) has_random_who: bool,
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
        has_random_who: false,
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
    Annotated {
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
        has_random_who: pass.has_random_who,
        sources: pass.sources.into_keys().map(|(_, source)| source).collect(),
    }
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
        info.score();
    }
}

#[cfg(test)]
mod tests;
