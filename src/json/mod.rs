//! JSON as an arena: every value of a text in one vector, in the order in which they stand.
//!
//! `serde_json`'s streaming visitor fills it, so reading needs no copy of a string without escapes
//! and no tree of allocations. Duplicate keys and key order survive, and so does everything that
//! stood before an error. The exact text of a value is recovered on demand by [`spans`].
//!
//! No number becomes a float, no escape is rewritten in what is shown, and nothing recurses.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let analysis = read(r#"[{"event":"search","n":1.50,"n":1e400,"cut"#);
//! let event = analysis.event(0).unwrap();
//! let values: Vec<&str> = event.fields.iter().flatten().map(|field| &*field.value).collect();
//! assert_eq!(values, [r#""search""#, "1.50", "1e400"]);
//! assert!(!event.complete);
//! ```

pub(crate) mod leaves;
pub(crate) mod nodes;
mod read;
mod repair;
pub(crate) mod spans;

use overshare_arena::Keys;
pub(crate) use overshare_arena::{Key, Node, Value};

use crate::diagnostic::Diagnostics;
use crate::limits::{Budget, Limits};
use crate::progress::Progress;

pub(crate) use read::read;

/// One value of the top level: an event, where the text is a list of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Index of its node.
    pub(crate) node: u32,
    /// Offset of its first byte.
    pub(crate) start: u32,
    /// Offset behind its last byte.
    pub(crate) end: u32,
    /// False where the text ended or broke inside it.
    pub(crate) complete: bool,
}

/// How the top level is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Top {
    /// Nothing could be read.
    None,
    /// One value.
    One,
    /// An array, whose elements are the rows.
    Array,
    /// Several values one after another.
    Lines,
}

/// A text and every value in it.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) top: Top,
    pub(crate) rows: Vec<Row>,
    pub(crate) nodes: Vec<Node>,
    keys: Keys,
    side: String,
}

impl Document {
    /// The name behind an interned key.
    pub(crate) fn key(&self, key: Key) -> &str {
        self.keys.name(key)
    }

    /// The interned key of a name, where the text has it.
    pub(crate) fn find_key(&self, name: &str) -> Option<Key> {
        self.keys.find(name)
    }

    /// Every name in the text, in the order of first appearance.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (Key, &str)> {
        self.keys.all()
    }

    /// The content of a string value.
    pub(crate) fn string(&self, value: Value) -> Option<&str> {
        let (text, start, length) = match value {
            Value::Borrowed(start, length) => (&self.text, start, length),
            Value::Decoded(start, length) => (&self.side, start, length),
            _ => return None,
        };
        text.get(start as usize..start as usize + length as usize)
    }

    pub(crate) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// The direct children of a node, as indices and nodes.
    pub(crate) fn children(&self, index: usize) -> Children<'_> {
        let inner = self.node(index).map_or(0, |node| node.value.inner());
        Children {
            nodes: &self.nodes,
            next: index + 1,
            end: index + 1 + inner,
        }
    }

    /// The last child of a node with this name: the one that readers of duplicate keys use.
    pub(crate) fn child(&self, index: usize, name: &str) -> Option<(usize, &Node)> {
        self.child_of_key(index, self.find_key(name)?)
    }

    /// The same, where the key of the name is known.
    pub(crate) fn child_of_key(&self, index: usize, key: Key) -> Option<(usize, &Node)> {
        self.children(index)
            .filter(|(_, node)| node.key == key)
            .last()
    }

    /// The string value of the last child with this name.
    pub(crate) fn child_string(&self, index: usize, name: &str) -> Option<&str> {
        self.string(self.child(index, name)?.1.value)
    }

    /// The whole number that the last child with this name holds.
    pub(crate) fn child_number(&self, index: usize, name: &str) -> Option<u64> {
        match self.child(index, name)?.1.value {
            Value::Unsigned(number) => Some(number.get()),
            _ => None,
        }
    }
}

/// Reads a text that is no capture, such as options.
pub(crate) fn read_plain(text: &str) -> (Document, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut listener = |_, _| {};
    let mut progress = Progress::new(&mut listener);
    let mut budget = Budget::new(Limits::DEFAULT);
    let document = read(
        text.to_owned(),
        &mut budget,
        &mut diagnostics,
        &mut progress,
    );
    (document, diagnostics)
}

/// Whether a text is one JSON value without anything to mend.
pub(crate) fn is_whole(text: &str) -> bool {
    // In a list it must come to its end, which a number alone does not show.
    let (document, diagnostics) = read_plain(&["[", text, "]"].concat());
    let is_all = |row: &Row| row.start == 1 && row.end as usize == text.len() + 1;
    document.top == Top::Array
        && matches!(document.rows.as_slice(), [row] if is_all(row))
        && diagnostics.iter().next().is_none()
}

/// Where a node stands below a root: `properties.list[0]`.
pub(crate) fn path(document: &Document, root: usize, target: usize) -> String {
    let mut path = String::new();
    let mut parent = root;
    while parent != target {
        let within =
            |&(_, (index, node)): &(usize, (usize, &Node))| index + node.value.inner() >= target;
        let Some((position, (index, node))) = document.children(parent).enumerate().find(within)
        else {
            break;
        };
        push_step(&mut path, document, node.key, position);
        parent = index;
    }
    shown(&path).to_owned()
}

/// The path of a value as it is shown: one that is a whole row has none of its own.
pub(crate) fn shown(path: &str) -> &str {
    if path.is_empty() { "value" } else { path }
}

/// Bytes after which a path names no more of the objects that it leads through.
const PATH: usize = 1_000;

/// Characters of a name that are shown in a path.
const STEP: usize = 120;

/// Adds a step to a path: a name, or the position in a list.
///
/// Names have no limit and every value below repeats them, so a path shows long ones in short.
pub(crate) fn push_step(path: &mut String, document: &Document, key: Key, position: usize) {
    if key == Key::NONE {
        path.push_str(&format!("[{position}]"));
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    if path.len() > PATH {
        path.push('…');
        return;
    }
    let name = document.key(key);
    match name.char_indices().nth(STEP) {
        Some((end, _)) => {
            path.push_str(name.get(..end).unwrap_or_default());
            path.push('…');
        }
        None => path.push_str(name),
    }
}

/// Direct children of a node.
pub(crate) struct Children<'a> {
    nodes: &'a [Node],
    next: usize,
    end: usize,
}

impl<'a> Iterator for Children<'a> {
    type Item = (usize, &'a Node);

    fn next(&mut self) -> Option<(usize, &'a Node)> {
        if self.next >= self.end {
            return None;
        }
        let index = self.next;
        let node = self.nodes.get(index)?;
        self.next = index + 1 + node.value.inner();
        Some((index, node))
    }
}
