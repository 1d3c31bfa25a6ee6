//! Which fields of events only one capture has.

use std::collections::BTreeMap;

use crate::annotate;
use crate::insight::title;
use crate::join::Reading;
use crate::json::{Document, Key, Value, nodes::Nodes, push_step, shown};
use crate::knowledge;
use crate::report::{FieldChange, Text};

/// Places of fields that are told apart in one request; the browsers have about two hundred.
const SCOPES: usize = 5_000;

/// Those in all requests of both captures.
const PATHS: usize = 20_000;

/// A place that values have in the events of one request, list elements taken together.
struct PathNode {
    parent: u32,
    key: Key,
    /// The object in which its name stood last.
    object: usize,
    /// How many events have it.
    events: usize,
    last_event: usize,
    is_value: bool,
}

/// The fields that only one capture has, in the order in which they first occur; none where there
/// are too many to tell.
#[inline(never)]
pub(super) fn only_in_one<'a>(
    before: &'a [Reading],
    after: &'a [Reading],
) -> Option<Vec<FieldChange<'a>>> {
    let mut found: Vec<FieldChange> = Vec::new();
    let mut by_path: BTreeMap<String, u32> = BTreeMap::new();
    for (is_later, readings) in [(false, before), (true, after)] {
        for reading in readings {
            let (Some(annotated), Some(document)) =
                (&reading.annotated, reading.decoded.document())
            else {
                continue;
            };
            let path_nodes = path_nodes(document)?;
            for path_node in path_nodes.iter().filter(|path_node| path_node.is_value) {
                let path = path(document, &path_nodes, path_node);
                let slot = match by_path.get(&path) {
                    Some(&slot) => slot,
                    None => {
                        let slot = u32::try_from(found.len()).ok()?;
                        if found.len() >= PATHS {
                            return None;
                        }
                        let info = annotated.events.get(path_node.last_event);
                        let event = info.and_then(|info| title::name(document, info));
                        found.push(FieldChange {
                            path: path.clone().into(),
                            label: label(
                                document,
                                &path_nodes,
                                path_node,
                                reading,
                                event.unwrap_or_default(),
                            ),
                            before: 0,
                            after: 0,
                        });
                        by_path.insert(path, slot);
                        slot
                    }
                };
                if let Some(field) = found.get_mut(slot as usize) {
                    let count = if is_later {
                        &mut field.after
                    } else {
                        &mut field.before
                    };
                    *count += path_node.events;
                }
            }
        }
    }
    found.retain(|field| field.before == 0 || field.after == 0);
    Some(found)
}

/// Every place of a document. As in the pass that judges values, the place that followed last time
/// is tried first.
#[inline(never)]
fn path_nodes(document: &Document) -> Option<Vec<PathNode>> {
    let mut path_nodes: Vec<PathNode> = Vec::new();
    let mut following: Vec<u32> = Vec::new();
    let mut children: BTreeMap<(u32, Key), u32> = BTreeMap::new();
    let mut levels: Vec<(u32, usize)> = Vec::new();
    for (event, row) in document.rows.iter().enumerate() {
        let mut previous = u32::MAX;
        for (depth, index, node) in Nodes::new(document, row) {
            levels.truncate(depth);
            let (parent, object) = levels.last().copied().unwrap_or((u32::MAX, index));
            let guess = following.get(previous as usize).copied();
            let known = guess.filter(|&guess| {
                let path_node = path_nodes.get(guess as usize);
                path_node.is_some_and(|path_node| {
                    path_node.parent == parent && path_node.key == node.key
                })
            });
            let slot = match known.or_else(|| children.get(&(parent, node.key)).copied()) {
                Some(slot) => slot,
                None => {
                    if path_nodes.len() >= SCOPES {
                        return None;
                    }
                    let slot = u32::try_from(path_nodes.len()).ok()?;
                    path_nodes.push(PathNode {
                        parent,
                        key: node.key,
                        object,
                        events: 0,
                        last_event: usize::MAX,
                        is_value: false,
                    });
                    following.push(u32::MAX);
                    children.insert((parent, node.key), slot);
                    slot
                }
            };
            if let Some(next) = following.get_mut(previous as usize) {
                *next = slot;
            }
            previous = slot;
            let is_leaf = node.value.inner() == 0;
            if let Some(path_node) = path_nodes.get_mut(slot as usize).filter(|_| is_leaf) {
                path_node.is_value = true;
                path_node.object = object;
                if path_node.last_event != event {
                    path_node.last_event = event;
                    path_node.events += 1;
                }
            } else {
                // What stands in a list stands beside what the list does.
                let object = match node.value {
                    Value::Array(_) => object,
                    _ => index,
                };
                levels.push((slot, object));
            }
        }
    }
    Some(path_nodes)
}

/// The places that lead to one, the outermost first, without the event itself.
#[inline(never)]
fn steps(path_nodes: &[PathNode], path_node: &PathNode) -> Vec<Key> {
    let mut steps = Vec::new();
    let mut path_node = Some(path_node);
    while let Some(step) = path_node.filter(|step| step.parent != u32::MAX) {
        steps.push(step.key);
        path_node = path_nodes.get(step.parent as usize);
    }
    steps.reverse();
    steps
}

#[inline(never)]
fn path(document: &Document, path_nodes: &[PathNode], path_node: &PathNode) -> String {
    let mut path = String::new();
    for key in steps(path_nodes, path_node) {
        if key == Key::NONE {
            path.push_str("[]");
        } else {
            push_step(&mut path, document, key, 0);
        }
    }
    shown(&path).to_owned()
}

#[inline(never)]
fn label(
    document: &Document,
    path_nodes: &[PathNode],
    path_node: &PathNode,
    reading: &Reading,
    event: &str,
) -> Option<Text<'static>> {
    let mut place = reading.annotated.as_ref()?.place;
    let mut name = "";
    let mut steps = steps(path_nodes, path_node)
        .into_iter()
        .enumerate()
        .peekable();
    while let Some((depth, key)) = steps.next() {
        let own = document.key(key);
        if key != Key::NONE {
            name = own;
        }
        if steps.peek().is_some() {
            place = (reading.decoded.vocabulary).place_of_children(place, depth + 1, own, event);
        }
    }
    let field = annotate::Field {
        place,
        event,
        name,
        beside: knowledge::field_beside(place, event, name, document, path_node.object),
    };
    field
        .entry(reading.pack)
        .map(|entry| entry.name_for_people())
}
