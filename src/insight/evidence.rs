//! Where in the capture a claim can be checked.

use super::Part;
use crate::annotate::{self, Annotated, EventInfo, Judgment};
use crate::display;
use crate::json::{self, Document, Key, Node, Row, Value, spans::Spans};
use crate::knowledge::{self, Place};
use crate::report::Text;

/// Values and objects of one record that are looked at for a claim; the browsers send about forty.
const NODES: usize = 1_000;

/// The records of one request.
#[derive(Clone, Copy)]
pub(super) struct Records<'a> {
    pub(super) request: usize,
    pub(super) part: &'a Part,
    pub(super) annotated: &'a Annotated,
    pub(super) document: &'a Document,
}

/// A value of a record.
pub(super) struct Leaf<'a> {
    pub(super) node: usize,
    pub(super) name: &'a str,
    pub(super) text: Option<&'a str>,
    pub(super) judgment: Judgment,
}

impl<'a> Records<'a> {
    /// The records of every request that could be read.
    pub(super) fn all(parts: &'a [Part]) -> impl Iterator<Item = Records<'a>> {
        (0..parts.len()).filter_map(|request| Records::of(parts, request))
    }

    /// The records of one request, where it could be read.
    #[inline(never)]
    pub(super) fn of(parts: &'a [Part], request: usize) -> Option<Records<'a>> {
        let part = parts.get(request)?;
        Some(Records {
            request,
            part,
            annotated: part.annotated.as_ref()?,
            document: part.decoded.document()?,
        })
    }

    /// Every record with its index in this request.
    pub(super) fn events(&self) -> impl Iterator<Item = (usize, &'a EventInfo, &'a Row)> + use<'a> {
        let rows = self.document.rows.iter();
        let infos = self.annotated.events.iter();
        infos
            .zip(rows)
            .enumerate()
            .map(|(event, (info, row))| (event, info, row))
    }

    /// The path of a record.
    #[inline(never)]
    pub(super) fn event_path(&self, event: usize) -> Text<'static> {
        format!("{}.{}", self.request, self.part.first_event + event).into()
    }

    /// The path of a value.
    #[inline(never)]
    pub(super) fn path(&self, event: usize, node: usize) -> Option<Text<'static>> {
        let root = self.document.rows.get(event)?.node as usize;
        let path = json::path(self.document, root, node);
        let path = if path.is_empty() { "value" } else { &path };
        Some(format!("{}.{path}", self.event_path(event)).into())
    }

    /// The paths of several values of one record.
    #[inline(never)]
    pub(super) fn paths(&self, event: usize, nodes: &[usize]) -> Vec<Text<'static>> {
        nodes
            .iter()
            .filter_map(|&node| self.path(event, node))
            .collect()
    }

    /// The last value of this name among the details of a record, which is the one that counts.
    #[inline(never)]
    pub(super) fn property(&self, row: &Row, key: Key) -> Option<(usize, &'a Node)> {
        let (properties, _) = self.document.child(row.node as usize, "properties")?;
        let children = self.document.children(properties);
        children.filter(|(_, node)| node.key == key).last()
    }

    /// A string without its quotes, any other value as it was sent.
    #[inline(never)]
    pub(super) fn scalar(&self, row: &Row, node: usize) -> Option<&'a str> {
        let value = self.document.node(node)?.value;
        if let Some(text) = self.document.string(value) {
            return Some(text);
        }
        let range = Spans::new(self.document, row)
            .find(|(found, _)| *found == node)?
            .1;
        self.document.text.get(range)
    }

    /// The first values of a record, judged.
    #[inline(never)]
    pub(super) fn leaves(&self, event: usize) -> Vec<Leaf<'a>> {
        let document = self.document;
        let (Some(info), Some(row)) = (self.annotated.events.get(event), document.rows.get(event))
        else {
            return Vec::new();
        };
        let event = super::title::name(document, info).unwrap_or_default();
        let vocabulary = self.part.decoded.vocabulary;
        let mut leaves = Vec::new();
        let mut levels: Vec<Level> = Vec::new();
        for (index, range) in Spans::new(document, row).take(NODES) {
            let Some(node) = document.node(index) else {
                break;
            };
            while levels.last().is_some_and(|level| index >= level.end) {
                levels.pop();
            }
            let own = document.key(node.key);
            let (place, name, event, object) = match levels.last() {
                // What stands in a list goes by the name of the list.
                Some(level) if own.is_empty() => {
                    (level.place, level.name, level.event, level.object)
                }
                Some(level) => (level.place, own, level.event, level.object),
                None => (None, own, event, index),
            };
            let inner = node.value.inner();
            if inner > 0 {
                let within = vocabulary.name_within(document, place, index);
                levels.push(Level {
                    end: index + 1 + inner,
                    object: match node.value {
                        Value::Array(_) => object,
                        _ => index,
                    },
                    place: match levels.len() {
                        0 => self.annotated.place,
                        depth => vocabulary.place_of_children(place, depth, own, event),
                    },
                    name,
                    event: within.unwrap_or(event),
                });
                continue;
            }
            let lexeme = document.text.get(range).unwrap_or_default();
            let text = annotate::text_of(document, node.value, name, lexeme);
            let number = match node.value {
                Value::Unsigned(number) => Some(number.get()),
                _ => None,
            };
            let beside = knowledge::field_beside(place, event, name, document, object);
            let field = annotate::Field {
                place,
                event,
                name,
                beside,
            };
            leaves.push(Leaf {
                node: index,
                name,
                text,
                judgment: annotate::judge(self.part.pack, field, text, number),
            });
        }
        leaves
    }
}

/// A container that values stand in.
struct Level<'a> {
    end: usize,
    /// The object that the names of its values stand in.
    object: usize,
    /// Where its values stand.
    place: Option<Place>,
    /// The name that its elements inherit, where it is a list.
    name: &'a str,
    /// The record that its values belong to: some senders put records into records.
    event: &'a str,
}

/// A number and what it counts: `one record`, `12 records`.
#[inline(never)]
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => one.to_owned(),
        _ => format!("{number} {many}"),
    }
}

/// Minutes ahead of UTC as people write them: `UTC+2`.
pub(super) fn zone(minutes: i32) -> Option<String> {
    display::display(
        crate::knowledge::Form::OffsetMinutes,
        &(-minutes).to_string(),
    )
}
