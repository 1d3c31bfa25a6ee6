//! What each value of a document means: names looked up, values judged, all of it counted.
//!
//! The pass over all values is the hot path. Events of one sender repeat the same paths, so each
//! path is looked up once per event name and remembered; a value is judged again only where it
//! differs from the one that stood there before.

mod walk;

use std::collections::BTreeMap;

use overshare_arena::equal;

use crate::detect::copies::{self, Candidate, Copied};
use crate::detect::{self, Guess, Match};
use crate::json::{Document, Key, Node, Value, spans::Spans};
use crate::knowledge::{self, Category, FieldEntry, Grade, Place, Vocabulary, pack};
use crate::placeholder;
use crate::progress::Progress;
use crate::report::{Certainty, FieldCounts, Known, Period, Persistence};

pub(crate) use walk::walk;

/// How many kinds of data there are.
const CATEGORIES: usize = Category::ALL.len();

/// What is known of one value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judgment {
    pub(crate) entry: Option<&'static FieldEntry>,
    pub(crate) guess: Option<Guess>,
    pub(crate) known: Known,
    pub(crate) category: Option<Category>,
    pub(crate) content: u8,
    pub(crate) identifiability: u8,
    pub(crate) persistence: Option<Persistence>,
    /// Set where the value says something else than the name promises.
    pub(crate) note: Option<Remark>,
    /// How revealing is what lies inside the value, and how well it recognizes somebody.
    pub(crate) inside: [u8; 2],
}

impl Judgment {
    /// Whether the entry says what another sender means by the name.
    pub(crate) fn is_hint(&self) -> bool {
        self.known == Known::Guessed && self.entry.is_some_and(|entry| entry.grade <= Grade::B)
    }

    pub(crate) fn severity(&self) -> u8 {
        self.whole_content().max(self.whole_identifiability())
    }

    /// How revealing the value is with all that lies inside it.
    pub(crate) fn whole_content(&self) -> u8 {
        self.content.max(self.inside[0])
    }

    /// How well the value recognizes somebody with all that lies inside it.
    pub(crate) fn whole_identifiability(&self) -> u8 {
        self.identifiability.max(self.inside[1])
    }

    /// How long a value recognizes somebody, where it does and where that does not depend on what
    /// the app chose or on what a list holds.
    pub(crate) fn lasting(&self) -> Option<Persistence> {
        let is_own =
            self.note != Some(Remark::Chosen) && self.category != Some(Category::Interaction);
        self.persistence
            .filter(|_| self.identifiability >= 3 && is_own)
    }
}

/// What a value says that its name does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remark {
    /// It stands for "none".
    Placeholder,
    /// The "who" key holds a random identifier.
    RandomId,
    /// The "who" key holds an identifier that a web page keeps in a cookie.
    CookieId,
    /// The "who" key holds an Android ID.
    AndroidId,
    /// The "who" key holds an account: the record is a sign-in, or the value is a number or a
    /// mailbox, neither of which an SDK makes up.
    Account,
    /// The "who" key holds what the app chose, an account or not.
    Chosen,
}

/// A field of a record, as far as its meaning depends on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'f> {
    /// Where it stands.
    pub(crate) place: Option<Place>,
    /// The name of the record that it belongs to.
    pub(crate) event: &'f str,
    pub(crate) name: &'f str,
    /// The entry that holds because of what stands beside it.
    pub(crate) beside: Option<&'static FieldEntry>,
}

impl Field<'_> {
    /// What explains it.
    pub(crate) fn entry(&self, pack: pack::Extra) -> Option<&'static FieldEntry> {
        let own = || pack::field(pack, self.place?, self.event, self.name);
        self.beside.or_else(own)
    }
}

/// Judges one value by its field and itself. `text` is null for values that are not strings.
pub(crate) fn judge(
    pack: pack::Extra,
    field: Field,
    text: Option<&str>,
    number: Option<u64>,
) -> Judgment {
    let entry = field.entry(pack);
    let Field { event, name, .. } = field;
    judge_as(pack, entry, event, name, text, number, &mut |_| {})
}

/// Judges one value whose entry was looked up before, and tells what was found inside it.
fn judge_as(
    extra: pack::Extra,
    entry: Option<&'static FieldEntry>,
    event: &str,
    name: &str,
    text: Option<&str>,
    number: Option<u64>,
    sink: &mut dyn FnMut(&Match),
) -> Judgment {
    let mut judgment = judge_whole(entry, event, name, text, number);
    // A pack cannot make a value look more harmless than it does by itself.
    if entry.is_some_and(is_of_pack)
        && let Some(own) = guess(name, text, number).filter(counts)
    {
        if own.identifiability > judgment.identifiability {
            judgment.identifiability = own.identifiability;
            judgment.persistence = own.persistence;
            judgment.category = Some(own.category);
        }
        if own.content > judgment.content {
            judgment.content = own.content;
            judgment.category = Some(own.category);
        }
    }
    // What rests on a name or a shape, or is said of another sender, is a guess.
    if entry.is_some_and(|entry| !extra.explains(entry.grade, entry.sources, entry.pack)) {
        judgment.known = Known::Guessed;
    }
    if let Some(text) = text
        && entry.is_none_or(is_searched)
        && judgment.note != Some(Remark::Placeholder)
        && (is_search(entry) || detect::may_hold_more(text))
    {
        let [content, identifiability] = &mut judgment.inside;
        detect::search(name, text, &mut |found| {
            // Under a name with a meaning of its own, a form alone proves nothing.
            let counts =
                entry.is_none_or(is_of_pack) || found.within.is_some() || found.kind.is_telling;
            if counts && found.certainty >= Certainty::Likely {
                *content = found.kind.content.max(*content);
                *identifiability = found.kind.identifiability.max(*identifiability);
            }
            sink(found);
        });
    }
    judgment
}

/// Whether an entry is the word of whoever made a pack.
fn is_of_pack(entry: &FieldEntry) -> bool {
    !entry.pack.is_empty()
}

/// Whether a field holds what was searched for, of which every word can tell something.
fn is_search(entry: Option<&FieldEntry>) -> bool {
    entry.is_some_and(|entry| entry.category == Category::Search)
}

/// Whether the values of a field are chosen by people and sites, so that they can hold anything.
fn is_searched(entry: &FieldEntry) -> bool {
    is_of_pack(entry)
        || !matches!(
            entry.category,
            Category::DeviceProfile
                | Category::NetworkPlace
                | Category::PreciseLocation
                | Category::Time
                | Category::Transport
        )
}

/// What a value looks like by its name and its form.
#[inline(never)]
fn guess(name: &str, text: Option<&str>, number: Option<u64>) -> Option<Guess> {
    match (text, number) {
        (Some(text), _) => detect::text(name, text),
        (None, Some(number)) => detect::number(name, number),
        (None, None) => None,
    }
}

/// Whether a guess counts for anything.
fn counts(guess: &Guess) -> bool {
    guess.certainty >= Certainty::Likely
}

fn judge_whole(
    entry: Option<&'static FieldEntry>,
    event: &str,
    name: &str,
    text: Option<&str>,
    number: Option<u64>,
) -> Judgment {
    if let Some(entry) = entry {
        let mut judgment = Judgment {
            entry: Some(entry),
            guess: None,
            known: Known::Explained,
            category: Some(entry.category),
            content: entry.content,
            identifiability: entry.identifiability,
            persistence: entry.persistence,
            note: None,
            inside: [0; 2],
        };
        if value_decides(entry) {
            // An account number may be sent as a number.
            let digits = number.map(|number| number.to_string());
            if let Some(text) = text.or(digits.as_deref()) {
                refine(&mut judgment, entry, event, text);
            }
        }
        return judgment;
    }
    let guess = guess(name, text, number);
    let likely = guess.filter(counts);
    Judgment {
        entry: None,
        guess,
        known: if likely.is_some() {
            Known::Guessed
        } else {
            Known::Unknown
        },
        category: likely.map(|guess| guess.category),
        content: likely.map_or(0, |guess| guess.content),
        identifiability: likely.map_or(0, |guess| guess.identifiability),
        persistence: likely.and_then(|guess| guess.persistence),
        note: None,
        inside: [0; 2],
    }
}

/// Whether the value of this field decides what the field means.
fn value_decides(entry: &FieldEntry) -> bool {
    // A field for search words reveals nothing where the SDK writes “no value” into it.
    entry.identifiability >= 2 || entry.content >= 3 || is_of_pack(entry)
}

/// Whether a value that recognizes somebody is a number or name of its own: a place or a packed
/// body recognizes too, but is shown as what it is.
fn is_identifier(judgment: &Judgment) -> bool {
    !matches!(
        judgment.category,
        Some(Category::PreciseLocation | Category::Transport | Category::Browsing)
    )
}

/// The names under which the SDK sends "who": an account after sign-in, something else before.
pub(crate) fn is_who(entry: &FieldEntry) -> bool {
    entry.place == Place::Event
        && matches!(entry.key, "distinct_id" | "anonymous_id" | "original_id")
}

fn refine(judgment: &mut Judgment, entry: &FieldEntry, event: &str, text: &str) {
    if detect::is_placeholder(text) {
        judgment.note = Some(Remark::Placeholder);
        judgment.content = 0;
        judgment.identifiability = 0;
        judgment.persistence = None;
        return;
    }
    // A placeholder says what the value was before it was masked.
    let masked = placeholder::whole(text).map_or("", |token| token.word);
    if !is_who(entry) {
        // On a web page the SDK has no other number of the device than the one in its cookie.
        if entry.key == "$device_id" && (detect::is_cookie_id(text) || masked == "install") {
            judgment.note = Some(Remark::CookieId);
            judgment.category = Some(Category::InstallId);
            judgment.persistence = Some(Persistence::Install);
        }
        return;
    }
    let signed_in = event == "$SignUp" && entry.key == "distinct_id"
        || detect::is_account(text)
        || matches!(masked, "email" | "phone");
    let (note, category, identifiability, persistence) = if signed_in {
        (Remark::Account, Category::Account, 4, Persistence::Account)
    } else if detect::is_uuid(text) || masked == "install" {
        (
            Remark::RandomId,
            Category::InstallId,
            3,
            Persistence::Install,
        )
    } else if detect::is_cookie_id(text) {
        (
            Remark::CookieId,
            Category::InstallId,
            3,
            Persistence::Install,
        )
    } else if detect::is_android_id(text) || masked == "device" {
        (
            Remark::AndroidId,
            Category::DeviceId,
            3,
            Persistence::FactoryReset,
        )
    } else {
        (Remark::Chosen, Category::Account, 3, Persistence::Install)
    };
    judgment.note = Some(note);
    judgment.category = Some(category);
    judgment.identifiability = identifiability;
    judgment.persistence = Some(persistence);
}

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
    /// One bit for each [`Persistence`] of the values that recognize somebody.
    pub(crate) lasting: u8,
    /// One bit for each [`Category`] of its values.
    pub(crate) categories: u32,
    pub(crate) counts: [u32; 3],
}

impl EventInfo {
    fn score(&mut self) {
        self.severity = self.content.max(self.identifiability);
        // Who and what in one record: worse than either.
        if self.content >= 3 && self.identifiability >= 3 {
            self.severity = 4;
        }
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
    pub(crate) place: Option<Place>,
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

/// Places that are remembered with what is known of them, in about 100 bytes each; a hundred event
/// names with a hundred fields each are 10,000. Further ones are looked up again at every value.
const KEPT_PATHS: usize = 100_000;

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
        paths: Vec::new(),
        children: BTreeMap::new(),
        following: Vec::new(),
        roots: BTreeMap::new(),
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
        is_sensors: place == Some(Place::Event),
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

#[derive(Clone, Copy)]
struct Names {
    /// The object that holds the others, where it is not the record itself.
    head: Option<Key>,
    event: Option<Key>,
    kind: Option<Key>,
    time: Option<Key>,
    upload: Option<Key>,
}

/// A place that values have in events of one name.
struct Path<'d> {
    parent: u32,
    key: Key,
    /// Where it stands.
    own_place: Option<Place>,
    /// Where its children stand.
    place: Option<Place>,
    depth: usize,
    /// The name that counts: its own, or that of the list it is an element of.
    name: Key,
    /// The event's name.
    event: &'d str,
    /// The entry of the name, once it was looked up.
    entry: Option<Option<&'static FieldEntry>>,
    /// Whether that depends on what stands beside a value, so that it has to be looked up for each.
    depends: bool,
    /// What the value that was judged last counts for.
    weight: Score,
    /// Whether the judgment holds for other values here too.
    fixed: Fixed,
    /// The value that the judgment was made for.
    last: Option<Value>,
    recognized: Option<u32>,
}

/// What a value counts for: the few bytes of a judgment that the pass over all values needs.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    /// Explained, guessed or unknown, in this order.
    known: u8,
    content: u8,
    identifiability: u8,
    /// One bit for the [`Persistence`] of a value that recognizes somebody.
    lasting: u8,
    category: Option<Category>,
    has_inside: bool,
}

impl Score {
    fn of(judgment: &Judgment) -> Score {
        Score {
            known: match judgment.known {
                Known::Explained => 0,
                Known::Guessed => 1,
                Known::Unknown => 2,
            },
            content: judgment.whole_content(),
            identifiability: judgment.whole_identifiability(),
            lasting: (judgment.lasting()).map_or(0, |persistence| 1 << persistence as u8),
            category: judgment.category,
            has_inside: judgment.inside != [0; 2],
        }
    }
}

/// For which values a judgment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fixed {
    /// For this one.
    No,
    /// For all that cannot hold more than they are.
    UnlessMore,
    /// For all.
    Always,
}

struct Pass<'d> {
    document: &'d Document,
    vocabulary: &'static Vocabulary,
    place: Option<Place>,
    pack: pack::Extra,
    /// Those to remember, then those that lead to the value that is looked at.
    paths: Vec<Path<'d>>,
    children: BTreeMap<(u32, Key), u32>,
    /// For each remembered path the one that came after it last.
    following: Vec<u32>,
    roots: BTreeMap<(u32, &'d str), usize>,
    names: Vec<(usize, usize)>,
    /// Index among the names of an event's root path and type.
    by_name: BTreeMap<(u32, &'d str), usize>,
    counts: [usize; 3],
    categories: [CategoryTally; CATEGORIES],
    period: Option<Period>,
    recognized: Vec<Recognized>,
    by_text: BTreeMap<String, u32>,
    /// What stands inside values, or has the form of an identifier under a name that says nothing.
    candidates: Vec<Candidate>,
    inside: Vec<(&'static detect::Kind, Certainty, (u32, u32))>,
    by_candidate: BTreeMap<String, u32>,
    has_random_who: bool,
    sources: BTreeMap<(u32, &'static str), usize>,
}

impl<'d> Pass<'d> {
    fn event(&mut self, index: usize, root: usize, names: Names) -> EventInfo {
        let document = self.document;
        self.paths.truncate(KEPT_PATHS);
        let mut info = EventInfo {
            name: None,
            kind: None,
            time: None,
            upload: None,
            severity: 0,
            content: 0,
            identifiability: 0,
            lasting: 0,
            categories: 0,
            counts: [0; 3],
        };
        let head = names.head.and_then(|head| {
            let mut children = document.children(root);
            children.find(|(_, node)| node.key == head)
        });
        for (child, node) in document.children(head.map_or(root, |(head, _)| head)) {
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
        let root_path = self.root(self.place, name.unwrap_or_default());
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
        info.score();
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
            let mut path = self.child(previous, parent, node.key);
            previous = path;
            let inner = node.value.inner();
            if inner > 0 && !self.vocabulary.within.is_empty() {
                path = self.record_within(path, index);
            }
            if inner == 0 {
                if self
                    .paths
                    .get(path as usize)
                    .is_some_and(|path| path.depends)
                {
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
        let Some(known) = self.paths.get(path as usize) else {
            return;
        };
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
        if let Some(known) = self.paths.get_mut(path as usize) {
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
        let place = self.paths.get(path as usize).and_then(|path| path.place);
        match self.vocabulary.name_within(self.document, place, node) {
            Some(name) => self.root(place, name),
            None => path,
        }
    }

    fn root(&mut self, place: Option<Place>, event: &'d str) -> u32 {
        let key = (place.map_or(0, |place| place as u32 + 1), event);
        if let Some(&root) = self.roots.get(&key) {
            return root as u32;
        }
        let root = self.add(Path {
            parent: u32::MAX,
            key: Key::NONE,
            own_place: None,
            place,
            depth: 0,
            name: Key::NONE,
            event,
            entry: None,
            depends: false,
            weight: Score::default(),
            fixed: Fixed::No,
            last: None,
            recognized: None,
        });
        if is_kept(root) {
            self.roots.insert(key, root as usize);
        }
        root
    }

    fn add(&mut self, path: Path<'d>) -> u32 {
        let index = u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
        self.paths.push(path);
        if is_kept(index) {
            self.following.push(u32::MAX);
        }
        index
    }

    fn child(&mut self, previous: u32, parent: u32, key: Key) -> u32 {
        if let Some(&guess) = self.following.get(previous as usize)
            && let Some(path) = self.paths.get(guess as usize)
            && path.parent == parent
            && path.key == key
        {
            return guess;
        }
        let path = match self.children.get(&(parent, key)) {
            Some(&path) => path,
            None => self.add_child(parent, key),
        };
        if is_kept(path)
            && let Some(slot) = self.following.get_mut(previous as usize)
        {
            *slot = path;
        }
        path
    }

    fn add_child(&mut self, parent: u32, key: Key) -> u32 {
        // What is not remembered ends with the siblings that came before.
        self.paths.truncate(KEPT_PATHS.max(parent as usize + 1));
        let (above, depth, event, above_name, above_own) = match self.paths.get(parent as usize) {
            Some(above) => (
                above.place,
                above.depth + 1,
                above.event,
                above.name,
                above.own_place,
            ),
            None => (None, 1, "", Key::NONE, None),
        };
        // What stands in a list has the name of the list and stands where the list does.
        let (name, own_place) = if key == Key::NONE {
            (above_name, above_own)
        } else {
            (key, above)
        };
        let own = if key == Key::NONE {
            ""
        } else {
            self.document.key(key)
        };
        let path = self.add(Path {
            parent,
            key,
            own_place,
            place: (self.vocabulary).place_of_children(above, depth, own, event),
            depth,
            name,
            event,
            entry: None,
            depends: knowledge::depends(own_place, self.document.key(name)),
            weight: Score::default(),
            fixed: Fixed::No,
            last: None,
            recognized: None,
        });
        if is_kept(path) {
            self.children.insert((parent, key), path);
        }
        path
    }

    fn leaf(&mut self, event: usize, index: usize, node: &Node, path: u32, info: &mut EventInfo) {
        let weight = match self.paths.get(path as usize) {
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
        info.identifiability = info.identifiability.max(weight.identifiability);
        info.lasting |= weight.lasting;
        if let Some(category) = weight.category {
            info.categories |= 1 << category as u32;
            if let Some(tally) = self.categories.get_mut(category as usize) {
                tally.fields += 1;
                tally.severity = tally
                    .severity
                    .max(weight.content)
                    .max(weight.identifiability);
            }
        }
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
        let (place, name, event_name, before) = match self.paths.get(path as usize) {
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
        self.has_random_who |= judgment.note == Some(Remark::RandomId);
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
        if let Some(path) = self.paths.get_mut(path as usize) {
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
    fn candidates(&mut self) -> Vec<Candidate> {
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
            let telling = |judgment: &Judgment| {
                (
                    judgment.known == Known::Explained,
                    judgment.entry.is_some_and(|entry| !is_who(entry)),
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

/// Whether a path is one of those to remember.
fn is_kept(path: u32) -> bool {
    (path as usize) < KEPT_PATHS
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

/// The text that a value is judged by: the content of a string, and the digits of a number with a
/// point or a sign where it can be a position. Other such numbers say nothing by themselves.
pub(crate) fn text_of<'d>(
    document: &'d Document,
    value: Value,
    name: &str,
    exact: &'d str,
) -> Option<&'d str> {
    match value {
        Value::Number => Some(exact).filter(|_| detect::is_axis(name)),
        _ => document.string(value),
    }
}

/// The text of a number.
#[inline(never)]
fn exact(document: &Document, event: usize, index: usize) -> Option<&str> {
    let row = document.rows.get(event)?;
    let (_, range) = Spans::new(document, row).find(|(node, _)| *node == index)?;
    document.text.get(range)
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

#[cfg(test)]
mod tests;
