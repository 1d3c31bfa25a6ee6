//! Reading a knowledge pack, with a complaint for all that cannot be taken.

use super::schema::{EVENT, Entry, FIELD, Kind, SOURCE, Slot, TOP};
use crate::json::{self, Document, Top, Value, spans::Spans};
use crate::knowledge;
use crate::report::{PackProblem, Severity};
use crate::text::quoted;

/// Bytes of the largest pack; the whole knowledge of Overshare is half of that.
pub(crate) const LARGEST: usize = 256 << 10;

/// Entries of a pack; Overshare itself has about a thousand.
const ENTRIES: usize = 5_000;

/// Problems that are told one by one.
pub(super) const TOLD: usize = 100;

/// Characters of the name of a pack, which stands beside everything that it says.
const LONGEST_NAME: usize = 60;

/// Characters of the shortest key that stands for a beginning, without its star. Fewer would take
/// hold of names that have nothing in common.
const BEGINNING: usize = 3;

/// Characters of a name or a text for people.
const LONGEST: usize = 300;

/// A pack as it is read.
pub(super) struct Draft<'d> {
    pub(super) document: &'d Document,
    /// Where each value stands.
    pub(super) offsets: Vec<usize>,
    pub(super) name: &'d str,
    pub(super) sources: Vec<Entry<'d>>,
    pub(super) fields: Vec<Entry<'d>>,
    pub(super) events: Vec<Entry<'d>>,
    pub(super) entries: usize,
    pub(super) problems: Vec<PackProblem>,
}

pub(super) fn read<R>(text: &str, use_it: impl FnOnce(Draft) -> R) -> R {
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
    pub(super) fn problem_at(&mut self, line: usize, message: &str, help: &str) {
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
    pub(super) fn problem(&mut self, node: usize, message: &str, help: &str) {
        let line = self.line(node);
        self.problem_at(line, message, help);
    }

    /// The line on which a value begins.
    pub(super) fn line(&self, node: usize) -> usize {
        let offset = self.offsets.get(node).copied().unwrap_or_default();
        line_of(&self.document.text, offset)
    }

    pub(super) fn top(&mut self, is_whole: bool) {
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
            self.problem_at(line, "expected JSON to the end, found something else; what was before it was read", "Look at this line and the one before for a missing comma, quotation mark or bracket.");
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
    pub(super) fn take_name(&mut self, index: usize, name: &'d str) {
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
    pub(super) fn list(&mut self, kind: &Kind, list: usize) {
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
    pub(super) fn entry(&mut self, kind: &Kind, index: usize) -> Option<Entry<'d>> {
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
    pub(super) fn member(&mut self, entry: &mut Entry<'d>, index: usize, key: &str) -> bool {
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
                        "A pack cannot let values be shared. Take “share” out: then they are hidden."
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
    pub(super) fn is_sound(&mut self, kind: &Kind, index: usize, entry: &Entry<'d>) -> bool {
        let known = match kind.list {
            "sources" => (
                knowledge::source(entry.id).is_some(),
                self.sources.iter().any(|known| known.id == entry.id),
            ),
            "fields" => (
                knowledge::field(entry.place(), entry.event, entry.key).is_some(),
                self.fields.iter().any(|known| {
                    (known.place, known.key, known.event) == (entry.place, entry.key, entry.event)
                }),
            ),
            _ => (
                knowledge::event(entry.name).is_some(),
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
            if knowledge::source(id).is_none() && !self.sources.iter().any(|known| known.id == *id)
            {
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
    pub(super) fn expected(&mut self, index: usize, what: &str, key: &str) {
        let key = quoted::marked(key);
        let message = format!("expected {what} for {key}, found {}", self.found(index));
        self.problem(
            index,
            &message,
            "The documentation lists what each member may be.",
        );
    }

    /// What stands there, in words.
    pub(super) fn found(&self, index: usize) -> String {
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
    pub(super) fn unknown(&mut self, index: usize, key: &str, known: &[&str]) {
        let message = format!(
            "expected a member that packs have, found {}, which was passed over",
            quoted::marked(key)
        );
        self.problem(index, &message, &suggestion(key, known));
    }
}

#[inline(never)]
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    1 + before.iter().filter(|&&byte| byte == b'\n').count()
}

/// Whether a character is not seen, or turns the direction of those around it: with these a text
/// can look like another one.
pub(super) fn is_invisible(character: char) -> bool {
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

pub(super) fn is_address(text: &str) -> bool {
    let mut starts = ["https://", "http://"].iter();
    starts.any(|start| text.starts_with(start))
}

/// `2020-05-08`
pub(super) fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// What to try instead of a word.
pub(super) fn suggestion(word: &str, known: &[&str]) -> String {
    let near = known.iter().min_by_key(|known| distance(word, known));
    match near {
        Some(near) if distance(word, near) <= 1 + near.len() / 4 => {
            format!("Perhaps {} is meant.", quoted::marked(near))
        }
        None => "Add it to “sources”.".to_owned(),
        _ => format!("Possible are: {}.", shortened_list(known)),
    }
}

pub(super) fn shortened_list(known: &[&str]) -> String {
    let known = known.iter().take(20).map(|name| quoted::inner(name));
    known.collect::<Vec<String>>().join(", ")
}

/// How many letters have to be changed, added or left out to make one word of another.
#[inline(never)]
pub(super) fn distance(one: &str, other: &str) -> usize {
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
