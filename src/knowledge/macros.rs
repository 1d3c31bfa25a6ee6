//! How rows of the tables are written down, and what is stored of each.

use super::{Category, Condition, Form, Grade, Scope, Share};
use crate::report::Persistence;

/// What a field entry says in other ways than by text.
pub(super) struct FieldTraits {
    pub(super) place: Scope,
    pub(super) category: Category,
    pub(super) content: u8,
    pub(super) identifiability: u8,
    pub(super) persistence: Option<Persistence>,
    pub(super) condition: Condition,
    pub(super) share: Share,
    pub(super) form: Form,
    pub(super) grade: Grade,
    /// Index of its sources in `SOURCE_SETS`.
    pub(super) sources: u8,
}

/// What an event entry says in other ways than by text.
pub(super) struct EventTraits {
    pub(super) records: Scope,
    pub(super) category: Category,
    pub(super) content: u8,
    pub(super) identifiability: u8,
    pub(super) grade: Grade,
    /// Index of its sources in `SOURCE_SETS`.
    pub(super) sources: u8,
}

/// Makes the places of their names in files, of those in the code, and of what they are.
macro_rules! places {
    ($($id:literal, $place:ident, $about:literal;)*) => {
        /// Where a field stands; the same name can mean different things in different places.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Scope {
            $(#[doc = $about] $place),*
        }

        pub(super) const SCOPES: &[&str] = &[$($id),*];
        pub(super) const SCOPE: &[Scope] = &[$(Scope::$place),*];
    };
}

/// Packs rows of fields: the texts of all of them, one a line, and the traits of each. The few that
/// hold only beside a certain value have that behind their event, and the few that last under a
/// condition have it at the end.
macro_rules! fields {
    ($($place:ident, $key:literal, $event:literal, $label:literal, $category:ident, $content:literal, $identifiability:literal, $persistence:expr, $share:ident, $form:ident, $meaning:literal, $matters:literal, $grade:ident, $sources:literal $(, $beside:literal is $value:literal)? $(, if $condition:ident)?;)*) => {
        pub(super) static FIELD_TEXT: &str = concat!($($key, "\n", $event, $("\t", $beside, "\t", $value,)? "\n", $label, "\n", $meaning, "\n", $matters, "\n"),*);
        pub(super) static FIELD_TRAITS: &[FieldTraits] = &[$(FieldTraits {
            place: Scope::$place,
            category: Category::$category,
            content: $content,
            identifiability: $identifiability,
            persistence: $persistence,
            condition: condition!($($condition)?),
            share: Share::$share,
            form: Form::$form,
            grade: Grade::$grade,
            sources: $sources,
        }),*];
    };
}

/// The condition of a row, if it has one.
macro_rules! condition {
    () => {
        Condition::None
    };
    ($condition:ident) => {
        Condition::$condition
    };
}

/// Packs rows of events.
macro_rules! events {
    ($($records:ident, $name:literal, $title:literal, $activity:literal, $category:ident, $content:literal, $identifiability:literal, $meaning:literal, $grade:ident, $sources:literal;)*) => {
        pub(super) static EVENT_TEXT: &str = concat!($($name, "\n", $title, "\n", $activity, "\n", $meaning, "\n"),*);
        pub(super) static EVENT_TRAITS: &[EventTraits] = &[$(EventTraits {
            records: Scope::$records,
            category: Category::$category,
            content: $content,
            identifiability: $identifiability,
            grade: Grade::$grade,
            sources: $sources,
        }),*];
    };
}

/// Packs rows of hosts.
macro_rules! hosts {
    ($($host:literal, $name:literal, $recipient:literal, $role:literal, $protocol:literal, $sources:literal;)*) => {
        pub(super) static HOST_TEXT: &str = concat!($($host, "\n", $name, "\n", $recipient, "\n", $role, "\n", $protocol, "\n"),*);
        pub(super) static HOST_SETS: &[u8] = &[$($sources),*];
    };
}

/// Packs rows of sources.
macro_rules! sources {
    ($($id:literal, $title:literal, $url:literal, $read:literal, $archive:literal;)*) => {
        pub(super) static SOURCE_TEXT: &str = concat!($($id, "\n", $title, "\n", $url, "\n", $read, "\n", $archive, "\n"),*);
    };
}

pub(super) use {condition, events, fields, hosts, places, sources};
