//! The values of a record with where they stand: the one walk for all who look at every value with
//! its path.

use std::ops::Range;

use super::Field;
use crate::json::{Document, Key, Row, Value, nodes::Nodes, push_step, spans::Spans};
use crate::knowledge::{self, FieldEntry, Scope, Vocabulary};

/// A value that holds no others.
#[derive(Clone, Debug)]
pub(crate) struct Leaf<'w, 'd> {
    /// Its node.
    pub(crate) index: usize,
    pub(crate) value: Value,
    /// Where its exact text stands.
    pub(crate) range: Range<usize>,
    /// Where it stands by what is known of the format.
    pub(crate) place: Option<Scope>,
    /// The entry that applies because of what is sent with it.
    pub(crate) beside: Option<&'static FieldEntry>,
    /// The name of the record that it belongs to.
    pub(crate) event: &'d str,
    /// Its name; that of the list for an element of one.
    pub(crate) lookup_name: &'d str,
    /// Whether it has a name of its own.
    pub(crate) is_named: bool,
    /// `properties.list[0]`; empty for a record that is no object and no list.
    pub(crate) path: &'w str,
    /// Where the last step begins in the path.
    pub(crate) step: usize,
}

impl<'d> Leaf<'_, 'd> {
    /// What its meaning depends on.
    pub(crate) fn field(&self) -> Field<'d> {
        Field {
            place: self.place,
            event: self.event,
            name: self.lookup_name,
            beside: self.beside,
        }
    }
}

/// A container that values stand in.
struct Level<'d> {
    /// The object that the names of its children stand in: a list has that of its own name.
    object: usize,
    path: usize,
    /// The record that it belongs to.
    event: &'d str,
    /// Where it stands.
    own_place: Option<Scope>,
    /// Where its children stand.
    place: Option<Scope>,
    /// The name that its elements inherit, where it is a list.
    name: Key,
    position: usize,
}

/// Hands on the values of a record in the order in which they stand, until `visit` answers false.
/// `top` is where the members of the record stand, `event` its name.
pub(crate) fn walk<'d>(
    document: &'d Document,
    row: &Row,
    vocabulary: &Vocabulary,
    top: Option<Scope>,
    event: &'d str,
    visit: &mut dyn FnMut(Leaf<'_, 'd>) -> bool,
) {
    let mut path = String::new();
    let mut levels: Vec<Level> = Vec::new();
    for ((depth, index, node), (_, range)) in
        Nodes::new(document, row).zip(Spans::new(document, row))
    {
        levels.truncate(depth);
        let is_named = node.key != Key::NONE;
        let (event, place, own_place, inherited, position, step, object) = match levels.last_mut() {
            Some(level) => {
                path.truncate(level.path);
                level.position += 1;
                let own_place = if is_named {
                    level.place
                } else {
                    level.own_place
                };
                let position = level.position - 1;
                (
                    level.event,
                    level.place,
                    own_place,
                    level.name,
                    position,
                    level.path,
                    level.object,
                )
            }
            None => (event, None, None, Key::NONE, 0, 0, index),
        };
        if depth > 0 {
            push_step(&mut path, document, node.key, position);
        }
        let name = if is_named { node.key } else { inherited };
        if node.value.inner() > 0 {
            let own = if is_named { document.key(node.key) } else { "" };
            let place = match depth {
                0 => top,
                _ => vocabulary.place_of_children(place, depth, own, event),
            };
            let within = vocabulary.name_within(document, place, index);
            let within = within.filter(|_| depth > 0);
            levels.push(Level {
                object: match node.value {
                    Value::Array(_) => object,
                    _ => index,
                },
                path: path.len(),
                event: within.unwrap_or(event),
                own_place,
                place,
                name,
                position: 0,
            });
            continue;
        }
        let lookup_name = document.key(name);
        let leaf = Leaf {
            index,
            value: node.value,
            range,
            place: own_place,
            beside: knowledge::field_beside(own_place, event, lookup_name, document, object),
            event,
            lookup_name,
            is_named,
            path: &path,
            step,
        };
        if !visit(leaf) {
            return;
        }
    }
}
