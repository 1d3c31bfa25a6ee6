//! One pass over all values of a document, which judges and counts them.

use std::collections::BTreeMap;

use overshare_arena::equal;

use super::judge::{
    Field, Judgment, Remark, Score, bit, is_distinct_id, is_identifier, is_of_pack, is_search,
    is_searched, judge_as, text_of, value_decides,
};
use super::paths::{Fixed, Paths, is_kept};
use super::{
    CANDIDATES_LIMIT, CATEGORIES, CategoryTally, EventInfo, NAMES_LIMIT, PATHS_LIMIT,
    RECOGNIZED_LIMIT, Recognized,
};
use crate::detect;
use crate::detect::copies::Candidate;
use crate::json::{Document, Key, Node, Value};
use crate::knowledge::{self, Category, FieldEntry, Scope, Vocabulary, pack};
use crate::report::{Certainty, Known, Period};

#[derive(Clone, Copy)]
pub(super) struct Names {
    /// The object that holds the record where it waits to be sent.
    pub(super) wrapper: Option<Key>,
    /// The object that holds the others, where it is not the record itself.
    pub(super) head: Option<Key>,
    pub(super) event: Option<Key>,
    pub(super) kind: Option<Key>,
    pub(super) time: Option<Key>,
    pub(super) upload: Option<Key>,
}

pub(super) struct Pass<'d> {
    pub(super) document: &'d Document,
    pub(super) vocabulary: &'static Vocabulary,
    pub(super) place: Option<Scope>,
    pub(super) pack: pack::Extra,
    pub(super) paths: Paths<'d>,
    pub(super) names: Vec<(usize, usize)>,
    /// Index among the names of an event's root path and type.
    pub(super) by_name: BTreeMap<(u32, &'d str), usize>,
    pub(super) counts: [usize; 3],
    pub(super) categories: [CategoryTally; CATEGORIES],
    pub(super) period: Option<Period>,
    pub(super) recognized: Vec<Recognized>,
    pub(super) by_text: BTreeMap<String, u32>,
    /// What stands inside values, or has the form of an identifier under a name that says nothing.
    pub(super) candidates: Vec<Candidate>,
    pub(super) inside: Vec<(&'static detect::Kind, Certainty, (u32, u32))>,
    pub(super) by_candidate: BTreeMap<String, u32>,
    pub(super) has_random_distinct_id: bool,
    /// The last part of a position under each name, and its digits where it is a fraction.
    pub(super) whereabouts: Vec<(Key, Value, &'d str)>,
    pub(super) sources: BTreeMap<(u32, &'static str), usize>,
}

impl<'d> Pass<'d> {
    pub(super) fn event(&mut self, index: usize, root: usize, names: Names) -> EventInfo {
        let document = self.document;
        self.paths.forget();
        let mut info = EventInfo {
            name: None,
            kind: None,
            time: None,
            upload: None,
            severity: 0,
            content: 0,
            told: 0,
            identifiability: 0,
            named: 0,
            lasting: 0,
            categories: 0,
            counts: [0; 3],
        };
        let within = |root: usize, name: Option<_>| {
            let mut children = document.children(root);
            let found = children.find(|(_, node)| Some(node.key) == name);
            found.map_or(root, |(child, _)| child)
        };
        let head = within(within(root, names.wrapper), names.head);
        for (child, node) in document.children(head) {
            let key = Some(node.key);
            let slot = u32::try_from(child).ok();
            if key == names.event {
                info.name = slot;
            } else if key == names.kind {
                info.kind = slot;
            } else if key == names.time {
                info.time = slot;
                if let Value::Unsigned(time) = node.value {
                    self.note_time(time.get());
                }
            } else if key == names.upload {
                info.upload = slot;
            }
        }
        let name = info
            .name
            .and_then(|node| document.node(node as usize))
            .and_then(|node| document.string(node.value));
        let root_path = self.paths.root(self.place, name.unwrap_or_default(), false);
        let kind = info
            .kind
            .and_then(|node| document.node(node as usize))
            .and_then(|node| document.string(node.value));
        self.note_name(index, root_path, kind.unwrap_or_default());
        self.values(index, root, root_path, &mut info);
        for (category, tally) in self.categories.iter_mut().enumerate() {
            tally.events += (info.categories >> category & 1) as usize;
        }
        for (all, own) in self.counts.iter_mut().zip(info.counts) {
            *all += own as usize;
        }
        info
    }

    fn note_name(&mut self, event: usize, root_path: u32, kind: &'d str) {
        if !is_kept(root_path) {
            return;
        }
        if let Some(&known) = self.by_name.get(&(root_path, kind)) {
            if let Some((_, count)) = self.names.get_mut(known) {
                *count += 1;
            }
        } else if self.names.len() < NAMES_LIMIT {
            self.by_name.insert((root_path, kind), self.names.len());
            self.names.push((event, 1));
        }
    }

    fn note_time(&mut self, time: u64) {
        let period = self.period.get_or_insert(Period {
            first: time,
            last: time,
        });
        period.first = period.first.min(time);
        period.last = period.last.max(time);
    }

    /// Judges all values below a root, without recursion: containers end where their nodes end.
    fn values(&mut self, event: usize, root: usize, root_path: u32, info: &mut EventInfo) {
        let document = self.document;
        let Some(top) = document.node(root) else {
            return;
        };
        if top.value.inner() == 0 {
            self.leaf(event, root, top, root_path, info);
            return;
        }
        let mut end = root + 1 + top.value.inner();
        let mut parent = root_path;
        let mut object = root;
        let mut stack: Vec<(usize, u32, usize)> = vec![(end, parent, object)];
        let mut previous = root_path;
        let mut index = root + 1;
        loop {
            while index >= end {
                stack.pop();
                match stack.last() {
                    Some(&outer) => (end, parent, object) = outer,
                    None => return,
                }
            }
            let Some(node) = document.node(index) else {
                return;
            };
            let mut path = self.paths.child(previous, parent, node.key);
            previous = path;
            let inner = node.value.inner();
            if inner > 0 && !self.vocabulary.within.is_empty() {
                path = self.record_within(path, index);
            }
            if inner == 0 {
                if self.paths.get(path).is_some_and(|path| path.depends) {
                    self.look_beside(path, object);
                }
                self.leaf(event, index, node, path, info);
            } else {
                end = index + 1 + inner;
                parent = path;
                // What stands in a list stands beside what the list does.
                if !matches!(node.value, Value::Array(_)) {
                    object = index;
                }
                stack.push((end, path, object));
            }
            index += 1;
        }
    }

    /// Forgets what was found out about the last value of a path where another entry holds for the
    /// one in this object.
    #[inline(never)]
    fn look_beside(&mut self, path: u32, object: usize) {
        let document = self.document;
        let Some(known) = self.paths.get_mut(path) else {
            return;
        };
        if let Some(neighbor) = known.neighbor {
            let value = knowledge::sibling(document, object, neighbor).map(|(_, node)| node.value);
            let is_same = value.is_some_and(|value| same(document, known.beside, value));
            known.beside = value;
            if is_same && known.entry.is_some() {
                return;
            }
        }
        let field = Field {
            place: known.own_place,
            event: known.event,
            name: document.key(known.name),
            beside: None,
        };
        let Field {
            place, event, name, ..
        } = field;
        let beside = knowledge::field_beside(place, event, name, document, object);
        let before = known.entry.flatten().filter(|entry| entry.beside.is_some());
        if known.entry.is_some() && before == beside {
            return;
        }
        let entry = self.look_up(Field { beside, ..field });
        if let Some(known) = self.paths.get_mut(path) {
            known.entry = Some(entry);
            known.fixed = Fixed::No;
            known.last = None;
        }
    }

    /// The entry of a field, whose sources are noted.
    fn look_up(&mut self, field: Field) -> Option<&'static FieldEntry> {
        let entry = field.entry(self.pack);
        if let Some(entry) = entry {
            let sources = self.pack.sources(entry.sources, entry.pack);
            self.sources
                .extend(sources.into_iter().map(|source| ((0, source), 0)));
        }
        entry
    }

    /// The path of a record with a name of its own that lies within another, or else `path`.
    fn record_within(&mut self, path: u32, node: usize) -> u32 {
        let place = self.paths.get(path).and_then(|path| path.place);
        match self.vocabulary.name_within(self.document, place, node) {
            Some(name) => self.paths.root(place, name, true),
            None => path,
        }
    }

    fn leaf(&mut self, event: usize, index: usize, node: &Node, path: u32, info: &mut EventInfo) {
        let weight = match self.paths.get(path) {
            Some(known) if known.fixed == Fixed::Always => known.weight,
            Some(known) if same(self.document, known.last, node.value) => {
                let weight = known.weight;
                if let Some(recognized) = known.recognized {
                    self.see_again(event, recognized);
                }
                weight
            }
            Some(known)
                if known.fixed == Fixed::UnlessMore
                    && !known.weight.has_inside
                    && (self.document.string(node.value))
                        .is_none_or(|text| !detect::may_hold_more(text)) =>
            {
                known.weight
            }
            _ => self.judge_anew(event, index, node, path),
        };
        if let Some(count) = info.counts.get_mut(usize::from(weight.known)) {
            *count += 1;
        }
        info.content = info.content.max(weight.content);
        let is_place = weight.category == Some(Category::PreciseLocation);
        if !is_place || self.is_elsewhere(event, index, node) {
            info.told = info.told.max(weight.told);
        }
        info.identifiability = info.identifiability.max(weight.identifiability);
        info.lasting |= weight.lasting;
        if let Some(category) = weight.category {
            info.categories |= 1 << category as u32;
            if let Some(tally) = self.categories.get_mut(category as usize) {
                tally.fields += 1;
                tally.content = tally.content.max(weight.content);
                tally.severity = tally.severity.max(weight.severity);
            }
        }
    }

    /// Whether a part of a position is another one than under the same name before: where somebody
    /// stays says nothing new of the next event.
    #[inline(never)]
    fn is_elsewhere(&mut self, event: usize, index: usize, node: &Node) -> bool {
        let text = match node.value {
            Value::Number => exact(self.document, event, index).unwrap_or_default(),
            _ => "",
        };
        let mut known = self.whereabouts.iter_mut();
        let Some((_, value, digits)) = known.find(|(key, ..)| *key == node.key) else {
            // Latitude, longitude, and routers around.
            if self.whereabouts.len() < PATHS_LIMIT {
                self.whereabouts.push((node.key, node.value, text));
            }
            return true;
        };
        let is_same = *digits == text && same(self.document, Some(*value), node.value);
        (*value, *digits) = (node.value, text);
        !is_same
    }

    /// Counts an event for the identifier that stood here last time and stands here again.
    fn see_again(&mut self, event: usize, recognized: u32) {
        if let Some(recognized) = self.recognized.get_mut(recognized as usize)
            && recognized.last_event != event
        {
            recognized.last_event = event;
            recognized.events += 1;
        }
    }

    #[cold]
    fn judge_anew(&mut self, event: usize, index: usize, node: &Node, path: u32) -> Score {
        let document = self.document;
        let (place, name, event_name, before) = match self.paths.get(path) {
            Some(path) => (path.own_place, path.name, path.event, path.entry),
            None => (None, Key::NONE, "", None),
        };
        let name = document.key(name);
        let entry = match before {
            Some(entry) => entry,
            None => self.look_up(Field {
                place,
                event: event_name,
                name,
                beside: None,
            }),
        };
        let exact = match node.value {
            Value::Number if detect::is_axis(name) => exact(document, event, index),
            _ => None,
        };
        let text = text_of(document, node.value, name, exact.unwrap_or_default());
        let number = match node.value {
            Value::Unsigned(number) => Some(number.get()),
            _ => None,
        };
        let digits = number.map(|number| number.to_string());
        let who = text.or(digits.as_deref());
        let at = (event as u32, index as u32);
        let judgment = judge_as(
            self.pack,
            entry,
            event_name,
            name,
            text,
            number,
            &mut |found| {
                let is_base64 = std::iter::successors(found.within, |step| step.outer)
                    .any(|step| step.name == "base64");
                self.note_candidate(found.kind, found.value, at, is_base64);
                // What a field is for, its own entry says.
                if entry.is_none_or(is_of_pack) || found.within.is_some() || is_search(entry) {
                    let is_known = |&(kind, certainty, _): &(&detect::Kind, Certainty, _)| {
                        std::ptr::eq(kind, found.kind) && certainty >= found.certainty
                    };
                    if !self.inside.iter().any(is_known) {
                        self.inside.push((found.kind, found.certainty, at));
                    }
                }
            },
        );
        if let (Some(guess), Some(who)) = (judgment.guess, who) {
            self.note_candidate(guess.of, who.trim(), at, false);
        }
        self.has_random_distinct_id |= judgment.note == Some(Remark::RandomId);
        let fixed = match entry {
            Some(entry) if !value_decides(entry) && is_searched(entry) => Fixed::UnlessMore,
            Some(entry) if !value_decides(entry) => Fixed::Always,
            _ => Fixed::No,
        };
        let recognized = match who {
            Some(who) if judgment.identifiability >= 3 && is_identifier(&judgment) => {
                self.recognize(event, index, path, who, judgment)
            }
            _ => None,
        };
        let weight = Score::of(&judgment);
        if let Some(path) = self.paths.get_mut(path) {
            path.entry = Some(entry);
            path.weight = weight;
            path.fixed = fixed;
            path.last = Some(node.value);
            path.recognized = recognized;
        }
        weight
    }

    /// Remembers a value that may be made of another one, or another one of it.
    #[inline(never)]
    fn note_candidate(
        &mut self,
        kind: &'static detect::Kind,
        text: &str,
        at: (u32, u32),
        is_base64: bool,
    ) {
        let wanted = kind.is_identifier() || *kind == detect::DIGEST;
        if wanted
            && self.candidates.len() < CANDIDATES_LIMIT
            && (is_base64 || !self.by_candidate.contains_key(text))
        {
            // A value that was seen in Base64 first still has to be found where it is plain.
            if !is_base64 {
                self.by_candidate.insert(text.to_owned(), 0);
            }
            self.candidates.push(Candidate {
                text: text.to_owned(),
                at,
                is_base64,
                identifiability: kind.identifiability,
                is_named: false,
            });
        }
    }

    /// The values that may be made of others, those that are known for identifiers first.
    #[inline(never)]
    pub(super) fn candidates(&mut self) -> Vec<Candidate> {
        let named = self.recognized.iter().take(CANDIDATES_LIMIT);
        let mut candidates: Vec<Candidate> = named
            .filter_map(|recognized| {
                Some(Candidate {
                    text: recognized.text.clone(),
                    at: *recognized.sightings.first()?,
                    is_base64: false,
                    identifiability: recognized.judgment.identifiability,
                    is_named: true,
                })
            })
            .collect();
        candidates.append(&mut self.candidates);
        candidates
    }

    fn recognize(
        &mut self,
        event: usize,
        index: usize,
        path: u32,
        text: &str,
        judgment: Judgment,
    ) -> Option<u32> {
        let slot = match self.by_text.get(text) {
            Some(&slot) => slot,
            None => {
                if self.recognized.len() >= RECOGNIZED_LIMIT {
                    return None;
                }
                let slot = u32::try_from(self.recognized.len()).ok()?;
                self.recognized.push(Recognized {
                    text: text.to_owned(),
                    judgment,
                    sightings: Vec::new(),
                    paths: Vec::new(),
                    lasts: 0,
                    events: 0,
                    last_event: usize::MAX,
                });
                self.by_text.insert(text.to_owned(), slot);
                slot
            }
        };
        let recognized = self.recognized.get_mut(slot as usize)?;
        if !recognized.paths.contains(&path) && recognized.paths.len() < PATHS_LIMIT {
            recognized.paths.push(path);
            recognized
                .sightings
                .push((u32::try_from(event).ok()?, u32::try_from(index).ok()?));
            recognized.lasts |= judgment.lasting().map_or(0, bit);
            let telling = |judgment: &Judgment| {
                (
                    judgment.known == Known::Explained,
                    judgment.entry.is_some_and(|entry| !is_distinct_id(entry)),
                )
            };
            if telling(&judgment) > telling(&recognized.judgment) {
                recognized.judgment = judgment;
            }
        }
        if recognized.last_event != event {
            recognized.last_event = event;
            recognized.events += 1;
        }
        Some(slot)
    }
}

/// The text of a number.
#[inline(never)]
fn exact(document: &Document, event: usize, index: usize) -> Option<&str> {
    let row = document.rows.get(event)?;
    document.lexeme(row, index)
}

/// Whether a value is like the one that was judged last, for judging: strings by content, others by
/// themselves.
fn same(document: &Document, last: Option<Value>, value: Value) -> bool {
    match (last, value) {
        (None, _) => false,
        (Some(Value::Borrowed(one, length)), Value::Borrowed(other, as_long)) => {
            let text = document.text.as_bytes();
            let part = |start: u32| text.get(start as usize..)?.get(..length as usize);
            length == as_long
                && (part(one).zip(part(other))).is_some_and(|(one, other)| equal(one, other))
        }
        (Some(last), value) => match (document.string(last), document.string(value)) {
            (Some(last), Some(value)) => last == value,
            (None, None) => last == value,
            _ => false,
        },
    }
}
