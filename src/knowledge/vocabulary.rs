//! What a sender's format calls things: where its names stand, and which of them hold others.
//!
//! The values are in the files of the formats, so that all that is known of a sender is in one.

use super::Scope;
use crate::json::Document;
use crate::report::Device;

/// The names of one format.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Where the query and the form of a request stand.
    pub(crate) form: Scope,
    /// Where the top of a record stands, where its names are known.
    pub(crate) records: Option<Scope>,
    /// Where the values of an answer stand, where the server encrypts that with the key of the request.
    pub(crate) answer: Option<Scope>,
    /// A name without which records mean other things by the same names, or empty.
    pub(crate) requires: &'static str,
    /// The objects and lists whose names are known; of those that fit, the first counts.
    pub(crate) containers: &'static [Container],
    /// Where records with a name of their own lie within others, and what holds that name: a member,
    /// or one of a member, as in `H.key`.
    pub(crate) within: &'static [(Scope, &'static str)],
    pub(crate) keys: Keys,
    /// What records are that have no name.
    pub(crate) unnamed: &'static [Unnamed],
    /// What their fields name.
    pub(crate) naming: Naming,
}

/// Which fields name an app, a program or a screen, or hold a person's refusal.
#[derive(Debug)]
pub(crate) struct Naming {
    /// Names of fields, of a request or at the top of its records, that hold the app.
    pub(crate) apps: &'static [&'static str],
    /// What those run on that send in this format.
    pub(crate) device: Device,
    /// Programs that are known by the value of a field.
    pub(crate) programs: &'static [Program],
    pub(crate) screens: &'static [At],
    /// Lists of the apps on a phone.
    pub(crate) installed: &'static [At],
    /// Choices of a person, each with the end of the value that says no.
    pub(crate) refusals: &'static [(At, &'static str)],
}

/// The record in which a field is looked for, empty where that may be any, and its name.
pub(crate) type At = (&'static str, &'static str);

/// A program that is known by the value of a field at the top of its records.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) field: &'static str,
    pub(crate) value: &'static str,
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) device: Device,
}

/// As the name of a container: any of [`HOURS`].
pub(crate) const HOUR: &str = "0–23";

/// The hours of a day, as names.
pub(crate) const HOURS: [&str; 24] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20", "21", "22", "23",
];

/// An object or a list with a meaning.
#[derive(Debug)]
pub(crate) struct Container {
    /// Where it stands.
    pub(crate) within: Scope,
    pub(crate) name: &'static str,
    pub(crate) only: Only,
    /// Where its children stand.
    pub(crate) place: Scope,
}

/// Where alone a container has its meaning.
#[derive(Debug)]
pub(crate) enum Only {
    /// Wherever it stands.
    Anywhere,
    /// At the top of a record.
    AtTop,
    /// In records of this name.
    In(&'static str),
}

/// The names under which a record says what it is; empty where the format has none.
#[derive(Debug)]
pub(crate) struct Keys {
    /// The object that holds the record where it waits to be sent.
    pub(crate) wrapper: &'static str,
    /// The object that holds the others, where it is not the record itself.
    pub(crate) head: &'static str,
    pub(crate) event: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) time: &'static str,
    pub(crate) upload: &'static str,
}

/// What a record is that has no name.
#[derive(Debug)]
pub(crate) struct Unnamed {
    /// The type of such records, or empty for all.
    pub(crate) kind: &'static str,
    pub(crate) title: &'static str,
    pub(crate) meaning: &'static str,
    pub(crate) sources: &'static [&'static str],
}

impl Container {
    /// One that has its meaning wherever it stands.
    pub(crate) const fn anywhere(within: Scope, name: &'static str, place: Scope) -> Container {
        Container {
            within,
            name,
            only: Only::Anywhere,
            place,
        }
    }

    /// One that has its meaning at the top of a record.
    pub(crate) const fn at_top(within: Scope, name: &'static str, place: Scope) -> Container {
        Container {
            only: Only::AtTop,
            ..Container::anywhere(within, name, place)
        }
    }
}

impl Vocabulary {
    /// Of a format of which no names are known, but those that many have.
    pub(crate) const NONE: Vocabulary = Vocabulary {
        form: Scope::Envelope,
        records: None,
        answer: None,
        requires: "",
        containers: &[],
        within: &[],
        keys: Keys {
            wrapper: "",
            head: "",
            event: "event",
            kind: "type",
            time: "time",
            upload: "_flush_time",
        },
        unnamed: &[],
        naming: Naming {
            apps: &[],
            device: Device::Unknown,
            programs: &[],
            screens: &[],
            installed: &[],
            refusals: &[],
        },
    };

    /// Where the top of these records stands, where their names are known.
    pub(crate) fn place_of_records(&self, document: &Document) -> Option<Scope> {
        let is_known = self.requires.is_empty() || document.find_key(self.requires).is_some();
        self.records.filter(|_| is_known)
    }

    /// Where the children of a container stand, by where it stands itself, how deep, and the record
    /// it belongs to.
    pub(crate) fn place_of_children(
        &self,
        place: Option<Scope>,
        depth: usize,
        name: &str,
        event: &str,
    ) -> Option<Scope> {
        let within = place?;
        // What stands in a list stands where the list does.
        if name.is_empty() {
            return place;
        }
        let mut containers = self.containers.iter();
        let known = containers.find(|known| {
            let is_there = match known.only {
                Only::Anywhere => true,
                Only::AtTop => depth == 1,
                Only::In(record) => event == record,
            };
            let is_named = match known.name {
                HOUR => HOURS.contains(&name),
                known => known == name,
            };
            is_there && known.within == within && is_named
        });
        known.map(|known| known.place)
    }

    /// The name of a record that lies within a record, if one that stands there has a name.
    pub(crate) fn name_within<'d>(
        &self,
        document: &'d Document,
        place: Option<Scope>,
        node: usize,
    ) -> Option<&'d str> {
        let within = place?;
        let (_, key) = self.within.iter().find(|(place, _)| *place == within)?;
        match key.split_once('.') {
            Some((head, key)) => document.child_string(document.child(node, head)?.0, key),
            None => document.child_string(node, key),
        }
    }

    /// Whether the value of this name that stands there is the name of an event.
    pub(crate) fn is_event_name(&self, place: Scope, key: &str) -> bool {
        let holder = match self.keys.head {
            "" => self.records,
            head => self.place_of_children(self.records, 1, head, ""),
        };
        key == self.keys.event && holder == Some(place)
    }

    /// What a record of this type is that has no name.
    pub(crate) fn unnamed(&self, kind: Option<&str>) -> Option<&'static Unnamed> {
        let mut unnamed = self.unnamed.iter();
        unnamed.find(|known| known.kind.is_empty() || Some(known.kind) == kind)
    }
}
