//! One line for an event: what happened, with the decisive value.

use crate::annotate::EventInfo;
use crate::capture::url_parts;
use crate::display;
use crate::join::Reading;
use crate::json::{Document, Key, Row, Value};
use crate::knowledge::vocabulary::Unnamed;
use crate::knowledge::{self, EventEntry, Form, Scope, pack};
use crate::report::Text;
use crate::text::quoted::{Quoted, from_pack};
use crate::text::{activities, values};

/// How much of an address a title repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleStyle {
    /// All of it.
    Full,
    /// Its host.
    Host,
}

/// The name of an event, where it has one.
pub(crate) fn name<'d>(document: &'d Document, info: &EventInfo) -> Option<&'d str> {
    string_at(document, info.name)
}

/// The type of a record, where it has one.
pub(crate) fn kind<'d>(document: &'d Document, info: &EventInfo) -> Option<&'d str> {
    string_at(document, info.kind)
}

#[inline(never)]
fn string_at(document: &Document, node: Option<u32>) -> Option<&str> {
    document.string(document.node(node? as usize)?.value)
}

/// What happened and what such an event is, for people. What is no more than a hint, or the word of
/// whoever made a pack, says so in front, where nothing cuts it off.
#[inline(never)]
pub(crate) fn of(
    entry: &EventEntry,
    extra: pack::Extra,
    document: &Document,
    row: &Row,
) -> (Quoted, Text<'static>) {
    let fill = |title| fill(title, entry.name, document, row, TitleStyle::Full);
    if !entry.pack.is_empty() {
        let said = activities::as_in_pack(entry.pack, &fill(entry.title.text));
        return (said, from_pack(entry.meaning, entry.pack).into());
    }
    if !extra.is_foreign(entry.sources, entry.pack) {
        return (fill(entry.title.text), entry.meaning.into());
    }
    let text = entry.title.text;
    let (first, rest) = text.split_at_checked(1).unwrap_or((text, ""));
    let said = activities::as_elsewhere(first, &fill(rest));
    (said, values::KNOWN_ELSEWHERE.text.into())
}

/// A title, or a part of one, of an event of this name, with its values filled in. Where a value is
/// missing, it ends before it.
#[inline(never)]
pub(crate) fn fill(
    template: &'static str,
    event: &str,
    document: &Document,
    row: &Row,
    length: TitleStyle,
) -> Quoted {
    let mut title = Quoted::default();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let Some(value) = property(document, row, event, name, length) else {
            title.words(knowledge::without_value(before));
            return title;
        };
        title.words(before).value(value);
        rest = after;
    }
    title.words(rest);
    title
}

/// The value of a property, readable.
fn property<'d>(
    document: &'d Document,
    row: &Row,
    event: &str,
    name: &str,
    length: TitleStyle,
) -> Option<&'d str> {
    Property::of(document, event, name)?.value(document, row, length)
}

/// A property of events of one name, found once for all that have it.
#[derive(Clone, Copy)]
pub(super) struct Property {
    holder: Key,
    key: Key,
    form: Form,
}

impl Property {
    /// None where no event of the document has such a property.
    pub(super) fn of(document: &Document, event: &str, name: &str) -> Option<Property> {
        let entry = knowledge::field(Scope::Properties, event, name);
        Some(Property {
            holder: document.find_key("properties")?,
            key: document.find_key(name)?,
            form: entry.map_or(Form::Plain, |entry| entry.form),
        })
    }

    /// What it is in an event, readable.
    pub(super) fn value<'d>(
        self,
        document: &'d Document,
        row: &Row,
        length: TitleStyle,
    ) -> Option<&'d str> {
        let (properties, _) = document.child_of_key(row.node as usize, self.holder)?;
        let (index, node) = document.child_of_key(properties, self.key)?;
        let text = match node.value {
            Value::Null | Value::Object(_) | Value::Array(_) | Value::Opaque => return None,
            _ => document.content(row, index)?,
        };
        if text.trim().is_empty() {
            return None;
        }
        Some(match (self.form, length) {
            (Form::Url, TitleStyle::Host) => url_parts(text).map_or(text, |(host, ..)| host),
            (Form::Sentinel, _) => display::sentinel(text).unwrap_or(text),
            _ => text,
        })
    }
}

/// What a record is that has no name, by its format or its type.
pub(crate) fn without_name(
    reading: &Reading,
    place: Option<Scope>,
    kind: Option<&str>,
) -> Option<&'static Unnamed> {
    place.and_then(|_| reading.decoded.vocabulary.unnamed(kind))
}
