//! Names of fields that may leave. A name can be a value: the site in a count by site, the contact in
//! a count by contact.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::numbering::Numbering;
use super::words;
use super::{Choice, Decision, Secrets};
use crate::json::{Document, Key};
use crate::knowledge;
use crate::knowledge::vocabulary::{HOUR, HOURS};
use crate::protocol::FORMATS;
use crate::report::MaskChoice;

/// What a placeholder calls a name.
pub(super) const WORD: &str = "name";

/// A name and what happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) before: String,
    /// The placeholder that leaves instead, none where the name leaves.
    pub(super) masked: Option<String>,
    pub(super) choice: MaskChoice,
    /// Whether it stands in a request that leaves.
    leaves: bool,
}

/// What decides on names: what everybody knows, and what somebody chose.
#[derive(Debug, Default)]
pub(super) struct Rules {
    revealed: Set,
    masked: Set,
    /// Every name that was decided on and is not in the knowledge base, or was chosen.
    met: Vec<Name>,
    /// The places in it.
    by_name: Set,
    /// Whether the names that are decided on stand in a request that leaves.
    pub(super) leaves: bool,
}

/// A set, as a map of the type that others need too, since each type is code of its own.
type Set = BTreeMap<String, usize>;

impl Rules {
    pub(super) fn new(choice: &Choice) -> Rules {
        let mut rules = Rules::default();
        for name in choice.reveal.names() {
            rules.revealed.insert(name.clone(), 0);
        }
        // A value that must not leave must not leave as a name either.
        for name in choice.mask.names().iter().chain(choice.mask.values()) {
            rules.masked.insert(name.clone(), 0);
        }
        rules
    }

    /// Notes what was chosen for a field: who shows or hides it means its name too.
    pub(super) fn choose(&mut self, name: &str, decision: Decision) {
        let set = match decision {
            Decision::Reveal => &mut self.revealed,
            Decision::Mask if !is_public(name) => &mut self.masked,
            _ => return,
        };
        set.insert(name.to_owned(), 0);
    }

    /// What was chosen for a name.
    fn choice_of(&self, name: &str) -> MaskChoice {
        if self.masked.contains_key(name) {
            MaskChoice::Masked
        } else if self.revealed.contains_key(name) {
            MaskChoice::Revealed
        } else {
            MaskChoice::Rule
        }
    }

    /// Decides on a name of a field that has a value of its own. The placeholder where it is masked.
    pub(super) fn field(&mut self, name: &str, numbering: &mut Numbering) -> Option<String> {
        self.decide(name, words::are_field_words(name), numbering)
    }

    /// Decides on every name in a path through objects and lists, and gives what leaves of it.
    pub(super) fn path(&mut self, path: &str, numbering: &mut Numbering) -> String {
        let mut shown = String::new();
        for step in path.split('.') {
            let (name, position) = step.split_at(step.find('[').unwrap_or(step.len()));
            // What is in brackets may be a name too.
            let is_position = position
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b"[]".contains(&byte));
            let (name, position) = match is_position {
                true => (name, position),
                false => (step, ""),
            };
            if !shown.is_empty() {
                shown.push('.');
            }
            let masked = self.field(name, numbering);
            shown.push_str(masked.as_deref().unwrap_or(name));
            shown.push_str(position);
        }
        shown
    }

    /// Decides on a name without a value, such as a parameter `?annamueller`, which is a value: the
    /// words of field names do not make it less of one.
    pub(super) fn bare(&mut self, name: &str, numbering: &mut Numbering) -> Option<String> {
        self.decide(name, false, numbering)
    }

    fn decide(
        &mut self,
        name: &str,
        is_ordinary: bool,
        numbering: &mut Numbering,
    ) -> Option<String> {
        let choice = self.choice_of(name);
        let is_shown = match choice {
            MaskChoice::Masked => false,
            MaskChoice::Revealed => true,
            MaskChoice::Rule => is_ordinary || is_public(name),
        };
        self.settle(name, choice, is_shown, numbering)
    }

    fn settle(
        &mut self,
        name: &str,
        choice: MaskChoice,
        is_shown: bool,
        numbering: &mut Numbering,
    ) -> Option<String> {
        if numbering.is_placeholder(name) || name.is_empty() {
            return None;
        }
        let masked = (!is_shown).then(|| numbering.placeholder(WORD, "", name));
        if choice != MaskChoice::Rule || !is_public(name) {
            let next = self.met.len();
            let place = *self.by_name.entry(name.to_owned()).or_insert(next);
            if place == next {
                self.met.push(Name {
                    before: name.to_owned(),
                    masked: None,
                    choice,
                    leaves: false,
                });
            }
            if let Some(known) = self.met.get_mut(place) {
                known.masked.clone_from(&masked);
                known.leaves |= self.leaves;
            }
        }
        masked
    }

    /// Decides anew on a name that leaves: it is masked where it holds something masked, unless
    /// somebody let it through.
    pub(super) fn close(
        &mut self,
        name: &str,
        secrets: &Secrets,
        numbering: &mut Numbering,
    ) -> Option<String> {
        let choice = self.choice_of(name);
        let is_own = is_public(name) && choice == MaskChoice::Rule;
        if is_own || choice == MaskChoice::Revealed || secrets.find(name.as_bytes()).is_empty() {
            return None;
        }
        self.settle(name, choice, false, numbering)
    }

    /// Every name that was decided on and leaves, itself or masked, in the order of the alphabet.
    pub(super) fn names(&self) -> Vec<Name> {
        let places = self.by_name.values();
        places
            .filter_map(|&place| self.met.get(place).filter(|name| name.leaves).cloned())
            .collect()
    }

    /// Names that were let through by choice.
    pub(super) fn revealed(&self) -> impl Iterator<Item = &Name> {
        let names = self.met.iter();
        names.filter(|name| {
            name.leaves && name.masked.is_none() && name.choice == MaskChoice::Revealed
        })
    }
}

/// What happens to the names in a document, by their keys.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In the order of their keys: the name, and the placeholder where it is masked.
    names: Vec<(String, Option<String>)>,
}

impl Names {
    pub(super) fn new(document: &Document, rules: &mut Rules, numbering: &mut Numbering) -> Names {
        let mut names = Vec::new();
        for (_, name) in document.keys() {
            names.push((name.to_owned(), rules.field(name, numbering)));
        }
        Names { names }
    }

    /// Masks the names that hold something masked.
    pub(super) fn close(
        &mut self,
        rules: &mut Rules,
        secrets: &Secrets,
        numbering: &mut Numbering,
    ) {
        for (name, masked) in &mut self.names {
            if masked.is_none() {
                *masked = rules.close(name, secrets, numbering);
            }
        }
    }

    /// The name or what leaves instead.
    pub(super) fn shown(&self, key: Key) -> Option<&str> {
        let (name, masked) = self.names.get(key.index())?;
        Some(masked.as_deref().unwrap_or(name))
    }
}

/// Whether a name of a field is known to everybody, by itself or by its beginning.
pub(super) fn is_public(name: &str) -> bool {
    let known = public();
    if known.names.contains_key(name) {
        return true;
    }
    known.beginnings.iter().any(|beginning| {
        name.strip_prefix(beginning)
            .is_some_and(words::are_field_words)
    })
}

/// Whether it is the name of an event that is known to everybody.
pub(super) fn is_public_event(name: &str) -> bool {
    knowledge::event(name).is_some() || public().events.contains_key(name)
}

/// What the knowledge base names, and the containers of the formats.
#[derive(Debug, Default)]
struct Public {
    names: Set,
    beginnings: Vec<&'static str>,
    /// Events in which a field has a meaning of its own.
    events: Set,
}

fn public() -> &'static Public {
    static PUBLIC: OnceLock<Public> = OnceLock::new();
    PUBLIC.get_or_init(|| {
        let mut public = Public::default();
        let vocabularies = FORMATS.iter().map(|format| format.vocabulary);
        for container in vocabularies.flat_map(|vocabulary| vocabulary.containers) {
            match container.name {
                HOUR => public.names.extend(HOURS.map(|hour| (hour.to_owned(), 0))),
                name => {
                    public.names.insert(name.to_owned(), 0);
                }
            }
        }
        for entry in knowledge::FIELDS.iter() {
            match entry.key.strip_suffix('*') {
                Some(beginning) => public.beginnings.push(beginning),
                None => {
                    public.names.insert(entry.key.to_owned(), 0);
                }
            }
            if !entry.event.is_empty() {
                public.events.insert(entry.event.to_owned(), 0);
            }
        }
        public
    })
}
