//! JSON as an arena: every value of a text in one vector, in the order in which they stand.
//!
//! `serde_json`'s streaming visitor fills it, so reading needs no copy of a string without escapes
//! and no tree of allocations. Duplicate keys and key order survive, and so does everything that
//! stood before an error. The exact text of a value is recovered on demand by [`spans`].

pub(crate) mod leaves;
mod mend;
mod read;
pub(crate) mod spans;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::limits::{Budget, Limits};
use crate::progress::Progress;

pub(crate) use read::read;

/// An interned key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(u32);

impl Key {
    /// Of array elements and of whole rows.
    pub(crate) const NONE: Key = Key(u32::MAX);

    /// Its place among all keys of its document.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// One value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) key: Key,
    pub(crate) value: Value,
}

/// What a node is. Offsets are bytes from the start of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A whole number without a sign.
    Unsigned(Wide),
    /// Any other number; its exact text is in the source.
    Number,
    /// A string without escapes, at this offset and of this length.
    Borrowed(u32, u32),
    /// A string with escapes, decoded, at this offset of the side buffer and of this length.
    Decoded(u32, u32),
    /// An object; how many of the following nodes lie within it.
    Object(u32),
    /// An array; how many of the following nodes lie within it.
    Array(u32),
    /// A value that lies deeper than the limit, kept as text.
    Opaque,
}

impl Value {
    /// How many of the following nodes lie within this one.
    pub(crate) fn inner(self) -> usize {
        match self {
            Value::Object(inner) | Value::Array(inner) => inner as usize,
            _ => 0,
        }
    }
}

/// A number of 64 bits in two halves, so that a node takes 16 bytes and not 24.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Wide([u32; 2]);

impl Wide {
    pub(crate) fn new(value: u64) -> Wide {
        let [a, b, c, d, e, f, g, h] = value.to_le_bytes();
        Wide([
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
        ])
    }

    pub(crate) fn get(self) -> u64 {
        u64::from(self.0[0]) | u64::from(self.0[1]) << 32
    }
}

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
        self.keys.names.get(key.0 as usize).map_or("", |name| name)
    }

    /// The interned key of a name, where the text has it.
    pub(crate) fn find_key(&self, name: &str) -> Option<Key> {
        self.keys.index.get(name).copied()
    }

    /// Every name in the text, in the order of first appearance.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (Key, &str)> {
        (0..)
            .map(Key)
            .zip(self.keys.names.iter().map(|name| &**name))
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
        let key = self.find_key(name)?;
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
    path
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

/// Interned keys.
///
/// Events of one sender have the same keys in the same order, so the key that followed another
/// one last time is tried first; only when that fails is the name looked up. A sorted map keeps
/// hostile names from making the look-up slow.
#[derive(Debug, Default)]
struct Keys {
    names: Vec<Box<str>>,
    index: BTreeMap<Box<str>, Key>,
    /// For each key the one that followed it last; the first entry is for the start of the text.
    following: Vec<u32>,
    previous: usize,
}

impl Keys {
    fn intern(&mut self, name: &str) -> Key {
        if let Some(&guess) = self.following.get(self.previous)
            && self
                .names
                .get(guess as usize)
                .is_some_and(|known| **known == *name)
        {
            self.previous = guess as usize + 1;
            return Key(guess);
        }
        let key = match self.index.get(name) {
            Some(&key) => key,
            None => {
                let key = Key(u32::try_from(self.names.len()).unwrap_or(u32::MAX - 1));
                self.names.push(name.into());
                self.index.insert(name.into(), key);
                key
            }
        };
        if self.following.len() <= self.previous {
            self.following.resize(self.previous + 1, u32::MAX);
        }
        if let Some(slot) = self.following.get_mut(self.previous) {
            *slot = key.0;
        }
        self.previous = key.0 as usize + 1;
        key
    }
}
