//! The values of a row that hold no others, with their paths and places.

use std::ops::Range;

use super::{Document, Key, Row, push_step, shown, spans::Spans};

/// Calls `visit` with the path and the place of each value, in the order in which they stand, until
/// it answers false. Paths are those of the report.
pub(crate) fn leaves(
    document: &Document,
    row: &Row,
    visit: &mut dyn FnMut(&str, Range<usize>) -> bool,
) {
    struct Level {
        end: usize,
        path: usize,
        position: usize,
    }
    let mut path = String::new();
    let mut levels: Vec<Level> = Vec::new();
    for (index, range) in Spans::new(document, row) {
        while levels.last().is_some_and(|level| index >= level.end) {
            levels.pop();
        }
        let (key, inner) = document
            .node(index)
            .map_or((Key::NONE, 0), |node| (node.key, node.value.inner()));
        if let Some(level) = levels.last_mut() {
            path.truncate(level.path);
            push_step(&mut path, document, key, level.position);
            level.position += 1;
        }
        if inner > 0 {
            levels.push(Level {
                end: index + 1 + inner,
                path: path.len(),
                position: 0,
            });
        } else if !visit(shown(&path), range) {
            return;
        }
    }
}
