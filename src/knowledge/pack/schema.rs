//! What may be said of a source, a field and an event in a knowledge pack.

use crate::knowledge::tables::{SCOPE, SCOPES};
use crate::knowledge::{Category, Form, Grade, Scope, Share};
use crate::report::Persistence;

macro_rules! choices {
    ($($names:ident, $values:ident: $type:ident { $($name:literal = $value:ident),* })*) => {$(
        pub(super) const $names: &[&str] = &[$($name),*];
        pub(super) const $values: &[$type] = &[$($type::$value),*];
    )*};
}

choices! {
    CATEGORIES, CATEGORY: Category { "account" = Account, "hardware_id" = HardwareId, "device_id" = DeviceId, "install_id" = InstallId, "browsing" = Browsing, "search" = Search, "media" = Media, "interaction" = Interaction, "device_profile" = DeviceProfile, "network_place" = NetworkPlace, "precise_location" = PreciseLocation, "time" = Time, "content" = Content, "secret" = Secret, "diagnostics" = Diagnostics, "transport" = Transport }
    PERSISTENCES, PERSISTENCE: Persistence { "event" = Event, "session" = Session, "sim" = Sim, "install" = Install, "depends" = Depends, "resettable" = Resettable, "factory-reset" = FactoryReset, "hardware" = Hardware, "account" = Account }
    // Nothing that lets more of a value leave than of one that nobody has explained.
    SHARES, SHARE: Share { "mask" = Mask, "placeholder" = Placeholder, "drop" = Drop, "relative" = Relative, "round" = Round, "url" = Url }
    FORMS, FORM: Form { "plain" = Plain, "milliseconds" = Milliseconds, "seconds" = Seconds, "microdegrees" = Microdegrees, "offset-minutes" = OffsetMinutes, "base64-text" = Base64Text, "url" = Url, "miui-build" = MiuiBuild, "cookie-id" = CookieId, "pair-list" = PairList, "code-place" = CodePlace, "sentinel" = Sentinel, "store-account" = StoreAccount }
    GRADES, GRADE: Grade { "A" = A, "B" = B, "C" = C, "D" = D }
}

/// What a list of a pack holds, and the members of its entries, the required ones first.
pub(super) struct Kind {
    pub(super) list: &'static str,
    pub(super) members: &'static [&'static str],
    pub(super) required: usize,
}

pub(super) const SOURCE: Kind = Kind {
    list: "sources",
    members: &["id", "title", "url", "read", "archive"],
    required: 4,
};

pub(super) const FIELD: Kind = Kind {
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
        "identifiability",
        "persistence",
        "share",
        "form",
        "matters",
        "sources",
    ],
    required: 6,
};

pub(super) const EVENT: Kind = Kind {
    list: "events",
    members: &[
        "name",
        "title",
        "category",
        "meaning",
        "grade",
        "content",
        "identifiability",
        "sources",
    ],
    required: 5,
};

pub(super) const TOP: &[&str] = &["name", "about", "license", "sources", "fields", "events"];

/// An entry as it is read. Which of its members count depends on its kind; a choice is an index.
#[derive(Clone, Default)]
pub(super) struct Entry<'d> {
    pub(super) id: &'d str,
    pub(super) name: &'d str,
    pub(super) title: &'d str,
    pub(super) url: &'d str,
    pub(super) read: &'d str,
    pub(super) archive: &'d str,
    pub(super) key: &'d str,
    pub(super) event: &'d str,
    pub(super) label: &'d str,
    pub(super) meaning: &'d str,
    pub(super) matters: &'d str,
    pub(super) place: Option<usize>,
    pub(super) category: Option<usize>,
    pub(super) persistence: Option<usize>,
    pub(super) share: Option<usize>,
    pub(super) form: Option<usize>,
    pub(super) grade: Option<usize>,
    pub(super) content: u8,
    pub(super) identifiability: u8,
    pub(super) sources: Vec<&'d str>,
}

/// Where a member goes, and what it must be.
pub(super) enum Slot<'e, 'd> {
    /// A text of at most so many words.
    Text(&'e mut &'d str, usize),
    Choice(&'e mut Option<usize>, &'static [&'static str]),
    Degree(&'e mut u8),
    Texts(&'e mut Vec<&'d str>),
}

impl<'d> Entry<'d> {
    pub(super) fn slot(&mut self, member: &str) -> Option<Slot<'_, 'd>> {
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
            "place" => Slot::Choice(&mut self.place, SCOPES),
            "category" => Slot::Choice(&mut self.category, CATEGORIES),
            "persistence" => Slot::Choice(&mut self.persistence, PERSISTENCES),
            "share" => Slot::Choice(&mut self.share, SHARES),
            "form" => Slot::Choice(&mut self.form, FORMS),
            "grade" => Slot::Choice(&mut self.grade, GRADES),
            "content" => Slot::Degree(&mut self.content),
            "identifiability" => Slot::Degree(&mut self.identifiability),
            "sources" => Slot::Texts(&mut self.sources),
            _ => return None,
        })
    }

    pub(super) fn choice<T: Copy>(index: Option<usize>, values: &[T]) -> Option<T> {
        values.get(index?).copied()
    }

    pub(super) fn place(&self) -> Scope {
        Entry::choice(self.place, SCOPE).unwrap_or(Scope::Properties)
    }
}
