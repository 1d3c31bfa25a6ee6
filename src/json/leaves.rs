//! The values of a row that hold no others, with their paths and places.

use std::ops::Range;

use super::{Document, Row, nodes::Nodes, push_step, shown, spans::Spans};

/// Calls `visit` with the path and the place of each value, in the order in which they stand, until
/// it answers false. Paths are those of the report.
pub(crate) fn leaves(
    document: &Document,
    row: &Row,
    visit: &mut dyn FnMut(&str, Range<usize>) -> bool,
) {
    let mut path = String::new();
    // Of each container around a value the length of its path, and how many of its children there were.
    let mut levels: Vec<(usize, usize)> = Vec::new();
    for ((depth, _, node), (_, range)) in Nodes::new(document, row).zip(Spans::new(document, row)) {
        levels.truncate(depth);
        if let Some((outer, position)) = levels.last_mut() {
            path.truncate(*outer);
            push_step(&mut path, document, node.key, *position);
            *position += 1;
        }
        if node.value.inner() > 0 {
            levels.push((path.len(), 0));
        } else if !visit(shown(&path), range) {
            return;
        }
    }
}
