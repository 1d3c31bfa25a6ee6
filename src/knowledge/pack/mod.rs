//! Meanings that a reader brings along: a JSON file with the schema of the TOML files beside this
//! one, for names that Overshare itself does not explain.
//!
//! What is wrong in a pack is told with its line and left out; the rest works.
//! `docs/knowledge-packs.md` describes the format.

use std::sync::{Mutex, PoisonError};

use super::tables::{PLACE, PLACES};
use super::{Category, EventEntry, FieldEntry, Form, Grade, Place, Share};
use crate::json::{self, Document, Top, Value, spans::Spans};
use crate::quoted;
use crate::report::{PackProblem, PackReport, Persistence, Severity, Source};

/// Bytes of the largest pack; the whole knowledge of Overshare is half of that.
pub(crate) const LARGEST: usize = 256 << 10;

/// Entries of a pack; Overshare itself has about a thousand.
const ENTRIES: usize = 5_000;

/// Problems that are told one by one.
const TOLD: usize = 100;

/// Characters of the name of a pack, which stands beside everything that it says.
const LONGEST_NAME: usize = 60;

/// Characters of the shortest key that stands for a beginning, without its star. Fewer would take
/// hold of names that have nothing in common.
const BEGINNING: usize = 3;

/// Characters of a name or a text for people.
const LONGEST: usize = 300;

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
        grade <= Grade::B && !self.is_foreign(sources, pack)
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
    place: Place,
    event: &str,
    key: &str,
) -> Option<&'static FieldEntry> {
    super::field(place, event, key).or_else(|| {
        let pack = extra.pack?;
        super::find(&pack.fields, &pack.beginnings, place, event, key)
    })
}

/// Whether the pack wants the values of a field left out.
pub(crate) fn drops(extra: Extra, place: Option<Place>, event: &str, key: &str) -> bool {
    let entry = place.and_then(|place| field(extra, place, event, key));
    entry.is_some_and(|entry| entry.share == Share::Drop && !entry.pack.is_empty())
}

/// The entry for an event name in records that stand here: Overshare's own or, where it has none,
/// that of the pack.
pub(crate) fn event(extra: Extra, place: Option<Place>, name: &str) -> Option<&'static EventEntry> {
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

macro_rules! choices {
    ($($names:ident, $values:ident: $type:ident { $($name:literal = $value:ident),* })*) => {$(
        const $names: &[&str] = &[$($name),*];
        const $values: &[$type] = &[$($type::$value),*];
    )*};
}

choices! {
    CATEGORIES, CATEGORY: Category { "account" = Account, "hardware_id" = HardwareId, "device_id" = DeviceId, "install_id" = InstallId, "browsing" = Browsing, "search" = Search, "media" = Media, "interaction" = Interaction, "device_profile" = DeviceProfile, "network_place" = NetworkPlace, "precise_location" = PreciseLocation, "time" = Time, "content" = Content, "secret" = Secret, "diagnostics" = Diagnostics, "transport" = Transport }
    PERSISTENCES, PERSISTENCE: Persistence { "event" = Event, "session" = Session, "sim" = Sim, "install" = Install, "resettable" = Resettable, "factory-reset" = FactoryReset, "hardware" = Hardware, "account" = Account }
    // Nothing that lets more of a value leave than of one that nobody has explained.
    SHARES, SHARE: Share { "mask" = Mask, "token" = Token, "drop" = Drop, "relative" = Relative, "round" = Round, "url" = Url }
    FORMS, FORM: Form { "plain" = Plain, "milliseconds" = Milliseconds, "seconds" = Seconds, "microdegrees" = Microdegrees, "offset-minutes" = OffsetMinutes, "base64-text" = Base64Text, "url" = Url, "miui-build" = MiuiBuild, "cookie-id" = CookieId, "pair-list" = PairList, "code-place" = CodePlace, "sentinel" = Sentinel }
    GRADES, GRADE: Grade { "A" = A, "B" = B, "C" = C, "D" = D }
}

/// What a list of a pack holds, and the members of its entries, the required ones first.
struct Kind {
    list: &'static str,
    members: &'static [&'static str],
    required: usize,
}

const SOURCE: Kind = Kind {
    list: "sources",
    members: &["id", "title", "url", "read", "archive"],
    required: 4,
};

const FIELD: Kind = Kind {
    list: "fields",
    members: &[
        "place",
        "key",
        "label",
        "category",
        "meaning",
        "grade",
        "event",
        "content",
        "recognition",
        "persistence",
        "share",
        "form",
        "matters",
        "sources",
    ],
    required: 6,
};

const EVENT: Kind = Kind {
    list: "events",
    members: &[
        "name",
        "title",
        "category",
        "meaning",
        "grade",
        "content",
        "recognition",
        "sources",
    ],
    required: 5,
};

const TOP: &[&str] = &["name", "about", "license", "sources", "fields", "events"];

/// An entry as it is read. Which of its members count depends on its kind; a choice is an index.
#[derive(Clone, Default)]
struct Entry<'d> {
    id: &'d str,
    name: &'d str,
    title: &'d str,
    url: &'d str,
    read: &'d str,
    archive: &'d str,
    key: &'d str,
    event: &'d str,
    label: &'d str,
    meaning: &'d str,
    matters: &'d str,
    place: Option<usize>,
    category: Option<usize>,
    persistence: Option<usize>,
    share: Option<usize>,
    form: Option<usize>,
    grade: Option<usize>,
    content: u8,
    recognition: u8,
    sources: Vec<&'d str>,
}

/// Where a member goes, and what it must be.
enum Slot<'e, 'd> {
    /// A text of at most so many words.
    Text(&'e mut &'d str, usize),
    Choice(&'e mut Option<usize>, &'static [&'static str]),
    Degree(&'e mut u8),
    Texts(&'e mut Vec<&'d str>),
}

impl<'d> Entry<'d> {
    fn slot(&mut self, member: &str) -> Option<Slot<'_, 'd>> {
        Some(match member {
            "id" => Slot::Text(&mut self.id, 1),
            "name" => Slot::Text(&mut self.name, usize::MAX),
            "title" => Slot::Text(&mut self.title, 25),
            "url" => Slot::Text(&mut self.url, 1),
            "read" => Slot::Text(&mut self.read, 1),
            "archive" => Slot::Text(&mut self.archive, 1),
            "key" => Slot::Text(&mut self.key, usize::MAX),
            "event" => Slot::Text(&mut self.event, usize::MAX),
            "label" => Slot::Text(&mut self.label, 4),
            "meaning" => Slot::Text(&mut self.meaning, 25),
            "matters" => Slot::Text(&mut self.matters, 25),
            "place" => Slot::Choice(&mut self.place, PLACES),
            "category" => Slot::Choice(&mut self.category, CATEGORIES),
            "persistence" => Slot::Choice(&mut self.persistence, PERSISTENCES),
            "share" => Slot::Choice(&mut self.share, SHARES),
            "form" => Slot::Choice(&mut self.form, FORMS),
            "grade" => Slot::Choice(&mut self.grade, GRADES),
            "content" => Slot::Degree(&mut self.content),
            "recognition" => Slot::Degree(&mut self.recognition),
            "sources" => Slot::Texts(&mut self.sources),
            _ => return None,
        })
    }

    fn choice<T: Copy>(index: Option<usize>, values: &[T]) -> Option<T> {
        values.get(index?).copied()
    }

    fn place(&self) -> Place {
        Entry::choice(self.place, PLACE).unwrap_or(Place::Properties)
    }
}

/// A pack as it is read.
struct Draft<'d> {
    document: &'d Document,
    /// Where each value stands.
    offsets: Vec<usize>,
    name: &'d str,
    sources: Vec<Entry<'d>>,
    fields: Vec<Entry<'d>>,
    events: Vec<Entry<'d>>,
    entries: usize,
    problems: Vec<PackProblem>,
}

fn read<R>(text: &str, use_it: impl FnOnce(Draft) -> R) -> R {
    let start = text
        .get(..text.floor_char_boundary(LARGEST))
        .unwrap_or_default();
    let (document, diagnostics) = json::read_plain(start);
    let is_whole = diagnostics
        .iter()
        .all(|problem| problem.severity == Severity::Info);
    let mut draft = Draft {
        document: &document,
        offsets: Vec::new(),
        name: "unnamed",
        sources: Vec::new(),
        fields: Vec::new(),
        events: Vec::new(),
        entries: 0,
        problems: Vec::new(),
    };
    if start.len() < text.len() {
        draft.problem_at(
            1,
            "expected at most 262,144 bytes, found more; the rest was not read",
            "Split the pack, or shorten its texts.",
        );
    }
    draft.top(is_whole);
    use_it(draft)
}

impl<'d> Draft<'d> {
    #[inline(never)]
    fn problem_at(&mut self, line: usize, message: &str, help: &str) {
        match self.problems.len() {
            ..TOLD => self.problems.push(PackProblem {
                line,
                message: message.to_owned(),
                help: help.to_owned(),
            }),
            TOLD => self.problems.push(PackProblem {
                line,
                message: "found more problems, which are not listed".to_owned(),
                help: "Mend those above and check again.".to_owned(),
            }),
            _ => {}
        }
    }

    #[inline(never)]
    fn problem(&mut self, node: usize, message: &str, help: &str) {
        let line = self.line(node);
        self.problem_at(line, message, help);
    }

    /// The line on which a value begins.
    fn line(&self, node: usize) -> usize {
        let offset = self.offsets.get(node).copied().unwrap_or_default();
        line_of(&self.document.text, offset)
    }

    fn top(&mut self, is_whole: bool) {
        let document = self.document;
        let first = document.rows.first();
        let is_object = document.top != Top::Array
            && matches!(
                document.node(0).map(|node| node.value),
                Some(Value::Object(_))
            );
        let Some(row) = first.filter(|_| is_object) else {
            self.problem_at(
                1,
                "expected an object in JSON: { \"name\": …, \"fields\": [ … ] }",
                "Start from the example in the documentation.",
            );
            return;
        };
        self.offsets = Spans::new(document, row)
            .map(|(_, range)| range.start)
            .collect();
        if !is_whole || !row.complete || document.rows.len() > 1 {
            let line = line_of(&document.text, row.end as usize);
            self.problem_at(line, "expected JSON to the end, found something else; what stood before it was read", "Look at this line and the one before for a missing comma, quotation mark or bracket.");
        }
        let mut lists = [(SOURCE, None), (FIELD, None), (EVENT, None)];
        let mut name = None;
        for (index, node) in document.children(0) {
            let key = document.key(node.key);
            if let Some((_, place)) = lists.iter_mut().find(|(kind, _)| kind.list == key) {
                *place = Some(index);
            } else if key == "name" {
                name = Some(index);
            } else if !TOP.contains(&key) {
                self.unknown(index, key, TOP);
            }
        }
        let mut entry = Entry::default();
        match name {
            Some(index) => {
                if self.member(&mut entry, index, "name") {
                    self.take_name(index, entry.name);
                }
            }
            None => self.problem(
                0,
                "expected a member “name”, found none",
                "Add the name under which the pack’s meanings are to be shown.",
            ),
        }
        // What entries refer to is read before them, wherever it stands.
        for (kind, place) in lists {
            if let Some(place) = place {
                self.list(&kind, place);
            }
        }
        if self.fields.is_empty() && self.events.is_empty() {
            self.problem(
                0,
                "expected entries under “fields” or “events”, found none that can be used",
                "Start from the example in the documentation.",
            );
        }
    }

    /// Takes the name of the pack, which stands in quotation marks beside all that it says.
    fn take_name(&mut self, index: usize, name: &'d str) {
        if name.chars().count() > LONGEST_NAME {
            self.expected(index, "at most 60 characters", "name");
        } else if name.contains(['"', '“', '”', '„', '‟', '«', '»', '‹', '›', '＂', '″'])
        {
            self.expected(index, "a name without quotation marks", "name");
        } else if name.to_ascii_lowercase().contains("overshare") {
            self.expected(index, "a name of its own", "name");
        } else {
            self.name = name;
        }
    }

    #[inline(never)]
    fn list(&mut self, kind: &Kind, list: usize) {
        let document = self.document;
        if !matches!(
            document.node(list).map(|node| node.value),
            Some(Value::Array(_))
        ) {
            self.expected(list, "a list in [ ]", kind.list);
            return;
        }
        for (index, _) in document.children(list) {
            self.entries += 1;
            if self.entries > ENTRIES {
                self.problem(
                    index,
                    "expected at most 5,000 entries, found more; the rest was not read",
                    "Split the pack.",
                );
                return;
            }
            if let Some(entry) = self
                .entry(kind, index)
                .filter(|entry| self.is_sound(kind, index, entry))
            {
                match kind.list {
                    "sources" => self.sources.push(entry),
                    "fields" => self.fields.push(entry),
                    _ => self.events.push(entry),
                }
            }
        }
    }

    /// Reads the members of an entry; none where one is wrong or missing.
    #[inline(never)]
    fn entry(&mut self, kind: &Kind, index: usize) -> Option<Entry<'d>> {
        let document = self.document;
        if !matches!(document.node(index)?.value, Value::Object(_)) {
            self.expected(index, "an object in { }", kind.list);
            return None;
        }
        let mut entry = Entry::default();
        let mut is_good = true;
        for (member, node) in document.children(index) {
            let key = document.key(node.key);
            if kind.members.contains(&key) {
                is_good &= self.member(&mut entry, member, key);
            } else {
                self.unknown(member, key, kind.members);
            }
        }
        for member in kind.members.iter().take(kind.required) {
            if document.child(index, member).is_none() {
                let message = format!(
                    "expected a member {} in this entry of {}, found none",
                    quoted::marked(member),
                    quoted::marked(kind.list)
                );
                let needed = kind.members.get(..kind.required).unwrap_or_default();
                self.problem(
                    index,
                    &message,
                    &format!("Add it. Every such entry needs: {}.", needed.join(", ")),
                );
                is_good = false;
            }
        }
        is_good.then_some(entry)
    }

    /// Reads one member; false where it is wrong.
    #[inline(never)]
    fn member(&mut self, entry: &mut Entry<'d>, index: usize, key: &str) -> bool {
        let document = self.document;
        let (Some(slot), Some(node)) = (entry.slot(key), document.node(index)) else {
            return false;
        };
        let text = document.string(node.value);
        match (slot, text) {
            (Slot::Text(slot, words), Some(text)) => {
                *slot = text;
                if text.trim().is_empty() && key != "event" && key != "matters" {
                    self.expected(index, "a text that is not empty", key);
                } else if text.contains(char::is_control) {
                    self.expected(index, "a text on one line", key);
                } else if text.contains(is_invisible) {
                    self.expected(index, "characters that can be seen", key);
                } else if key == "key" && text.ends_with('*') && text.chars().count() <= BEGINNING {
                    self.expected(index, "at least three characters before *", key);
                } else if text.chars().count() > LONGEST {
                    self.expected(index, "at most 300 characters", key);
                } else if matches!(key, "url" | "archive") && !is_address(text) {
                    self.expected(index, "an address that begins with https://", key);
                } else if key == "read" && !is_day(text) {
                    self.expected(index, "a day as 2020-05-08", key);
                } else if text.split_whitespace().count() > words {
                    self.expected(index, &format!("at most {words} words"), key);
                } else {
                    return true;
                }
            }
            (Slot::Choice(slot, names), Some(text)) => {
                *slot = names.iter().position(|name| *name == text);
                if slot.is_some() {
                    return true;
                }
                let message = format!(
                    "expected one of {} for {}, found {}",
                    names.join(", "),
                    quoted::marked(key),
                    quoted::marked(text)
                );
                let help = match key {
                    "share" => {
                        "A pack cannot let values leave. Leave “share” out: then they are masked."
                            .to_owned()
                    }
                    _ => suggestion(text, names),
                };
                self.problem(index, &message, &help);
            }
            (Slot::Degree(slot), None) => match node.value {
                Value::Unsigned(degree) if degree.get() <= 4 => {
                    *slot = degree.get() as u8;
                    return true;
                }
                _ => self.expected(index, "a whole number from 0 to 4", key),
            },
            (Slot::Texts(slot), None) if matches!(node.value, Value::Array(_)) => {
                let texts = document
                    .children(index)
                    .map(|(_, node)| document.string(node.value));
                match texts.collect::<Option<Vec<&str>>>() {
                    Some(texts) => {
                        *slot = texts;
                        return true;
                    }
                    None => self.expected(index, "a list of texts", key),
                }
            }
            (Slot::Text(..) | Slot::Choice(..), None) => {
                self.expected(index, "a text in quotation marks", key)
            }
            (Slot::Degree(_), Some(_)) => self.expected(index, "a whole number from 0 to 4", key),
            (Slot::Texts(_), _) => self.expected(index, "a list of texts", key),
        }
        false
    }

    /// Whether an entry agrees with the rest of the pack and with what Overshare knows itself.
    #[inline(never)]
    fn is_sound(&mut self, kind: &Kind, index: usize, entry: &Entry<'d>) -> bool {
        let known = match kind.list {
            "sources" => (
                super::source(entry.id).is_some(),
                self.sources.iter().any(|known| known.id == entry.id),
            ),
            "fields" => (
                super::field(entry.place(), entry.event, entry.key).is_some(),
                self.fields.iter().any(|known| {
                    (known.place, known.key, known.event) == (entry.place, entry.key, entry.event)
                }),
            ),
            _ => (
                super::event(entry.name).is_some(),
                self.events.iter().any(|known| known.name == entry.name),
            ),
        };
        match known {
            (true, _) => {
                self.problem(
                    index,
                    "expected a name that Overshare does not know, found one that it knows itself",
                    "Leave this entry out: Overshare’s own comes first.",
                );
                return false;
            }
            (_, true) => {
                self.problem(
                    index,
                    "expected each name once, found it a second time",
                    "Leave one of the entries out; the first is used.",
                );
                return false;
            }
            _ => {}
        }
        if kind.list == "sources" {
            return true;
        }
        for id in &entry.sources {
            if super::source(id).is_none() && !self.sources.iter().any(|known| known.id == *id) {
                let ids: Vec<&str> = self.sources.iter().map(|known| known.id).collect();
                let message = format!(
                    "expected the identifier of a source, found {}",
                    quoted::marked(id)
                );
                self.problem(index, &message, &suggestion(id, &ids));
                return false;
            }
        }
        // A name alone, or a shape, needs no source; what somebody found does.
        if entry.sources.is_empty() && entry.grade < Some(2) {
            self.problem(index, "expected a source for grade A or B, found none", "Name a source, or use grade C (taken from the name alone) or D (from the shape of the value).");
            return false;
        }
        true
    }

    #[inline(never)]
    fn expected(&mut self, index: usize, what: &str, key: &str) {
        let key = quoted::marked(key);
        let message = format!("expected {what} for {key}, found {}", self.found(index));
        self.problem(
            index,
            &message,
            "The documentation lists what each member may be.",
        );
    }

    /// What stands there, in words.
    fn found(&self, index: usize) -> String {
        let value = self.document.node(index).map(|node| node.value);
        match value {
            Some(Value::Object(_)) => "an object".to_owned(),
            Some(Value::Array(_)) => "a list".to_owned(),
            Some(Value::Null | Value::Bool(_)) => "null, true or false".to_owned(),
            Some(Value::Unsigned(_) | Value::Number) => "a number".to_owned(),
            Some(value) => match self.document.string(value) {
                Some(text) => quoted::marked(text),
                None => "something else".to_owned(),
            },
            None => "nothing".to_owned(),
        }
    }

    #[inline(never)]
    fn unknown(&mut self, index: usize, key: &str, known: &[&str]) {
        let message = format!(
            "expected a member that packs have, found {}, which was passed over",
            quoted::marked(key)
        );
        self.problem(index, &message, &suggestion(key, known));
    }
}

#[inline(never)]
fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    1 + before.iter().filter(|&&byte| byte == b'\n').count()
}

/// Whether a character is not seen, or turns the direction of those around it: with these a text
/// can look like another one.
fn is_invisible(character: char) -> bool {
    matches!(
        u32::from(character),
        0xAD | 0x34F
            | 0x61C
            | 0x115F..=0x1160
            | 0x17B4..=0x17B5
            | 0x180B..=0x180F
            | 0x200B..=0x200F
            | 0x2028..=0x202E
            | 0x2060..=0x206F
            | 0x3164
            | 0xFE00..=0xFE0F
            | 0xFEFF
            | 0xFFA0
            | 0xFFF0..=0xFFFB
            | 0xE0000..=0xE0FFF
    )
}

fn is_address(text: &str) -> bool {
    let mut starts = ["https://", "http://"].iter();
    starts.any(|start| text.starts_with(start))
}

/// `2020-05-08`
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// What to try instead of a word.
fn suggestion(word: &str, known: &[&str]) -> String {
    let near = known.iter().min_by_key(|known| distance(word, known));
    match near {
        Some(near) if distance(word, near) <= 1 + near.len() / 4 => {
            format!("Perhaps {} is meant.", quoted::marked(near))
        }
        None => "Add it to “sources”.".to_owned(),
        _ => format!("Possible are: {}.", shortened_list(known)),
    }
}

fn shortened_list(known: &[&str]) -> String {
    let known = known.iter().take(20).map(|name| quoted::inner(name));
    known.collect::<Vec<String>>().join(", ")
}

/// How many letters have to be changed, added or left out to make one word of another.
#[inline(never)]
fn distance(one: &str, other: &str) -> usize {
    if one.len().abs_diff(other.len()) > 8 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, byte) in one.bytes().enumerate() {
        let mut cells = row.iter_mut();
        let mut left = index + 1;
        let mut diagonal = cells
            .next()
            .map_or(index, |first| std::mem::replace(first, left));
        for (cell, known) in cells.zip(other.bytes()) {
            let changed = diagonal + usize::from(byte != known);
            diagonal = *cell;
            left = changed.min(*cell + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
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
        recognition: entry.recognition,
        persistence: Entry::choice(entry.persistence, PERSISTENCE),
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
        title: keep_text(entry.title),
        category: category(entry),
        content: entry.content,
        recognition: entry.recognition,
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
        fields: sorted(&fields).into_iter().map(field).collect(),
        beginnings: beginnings.iter().map(field).collect(),
        events: sorted(&draft.events).into_iter().map(event).collect(),
        sources: draft.sources.iter().map(source).collect(),
    }
}

/// Entries of one kind in the order in which they are looked up.
fn sorted<'e, 'd>(entries: &'e [Entry<'d>]) -> Vec<&'e Entry<'d>> {
    let rank = |entry: &Entry<'d>| (entry.place, entry.name, entry.key, entry.event);
    let mut sorted: Vec<&Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        let place = sorted.partition_point(|known| rank(known) < rank(entry));
        sorted.insert(place, entry);
    }
    sorted
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
