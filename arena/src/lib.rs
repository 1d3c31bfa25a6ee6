//! The arena that Overshare fills with the values of a JSON text.
//!
//! `serde_json`'s streaming visitor fills it, so reading needs no copy of a string without escapes
//! and no tree of allocations. This is a crate of its own because it is where every byte of a
//! capture passes: it is compiled for speed, the rest for size.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// An interned key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u32);

impl Key {
    /// Of array elements and of whole rows.
    pub const NONE: Key = Key(u32::MAX);

    /// Its place among all keys of its document.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One value.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its name, where it has one.
    pub key: Key,
    /// What it is.
    pub value: Value,
}

/// What a node is. Offsets are bytes from the start of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
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
    pub fn inner(self) -> usize {
        match self {
            Value::Object(inner) | Value::Array(inner) => inner as usize,
            _ => 0,
        }
    }
}

/// A number of 64 bits in two halves, so that a node takes 16 bytes and not 24.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wide([u32; 2]);

impl Wide {
    /// Takes a number apart.
    pub fn new(value: u64) -> Wide {
        let [a, b, c, d, e, f, g, h] = value.to_le_bytes();
        Wide([
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
        ])
    }

    /// The number.
    pub fn get(self) -> u64 {
        u64::from(self.0[0]) | u64::from(self.0[1]) << 32
    }
}

/// How much a tape may hold.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Values.
    pub nodes: usize,
    /// Different names.
    pub names: usize,
    /// Bytes of different names together.
    pub name_bytes: usize,
    /// How deep containers may nest.
    pub depth: usize,
}

/// What there was no more room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// Another value.
    Nodes,
    /// Another name.
    Names,
}

/// The arena while it is filled.
#[derive(Debug)]
pub struct Tape {
    /// Every value, in the order in which they stand.
    pub nodes: Vec<Node>,
    /// Their names.
    pub keys: Keys,
    /// The contents of strings with escapes.
    pub side: String,
    /// Containers that are not closed yet.
    open: Vec<usize>,
    /// Address of the first byte of the text that is read, less its offset in the document.
    text_address: usize,
    room: Room,
    /// Values until the vector has to grow.
    before_growth: usize,
    /// What the text has more of than there is room for.
    pub full: Option<Full>,
    /// Whether values lay deeper than the limit; they were kept as text.
    pub too_deep: bool,
}

/// What a failed attempt to read a row is rewound to.
#[derive(Debug)]
pub struct Checkpoint {
    /// How many values there were.
    pub nodes: usize,
    side: usize,
}

impl Tape {
    /// With memory for so many values at first.
    pub fn new(expected: usize, room: Room) -> Tape {
        let before_growth = expected.min(room.nodes);
        Tape {
            nodes: Vec::with_capacity(before_growth),
            keys: Keys {
                names_left: room.names,
                bytes_left: room.name_bytes,
                ..Keys::default()
            },
            side: String::new(),
            open: Vec::new(),
            text_address: 0,
            room,
            before_growth,
            full: None,
            too_deep: false,
        }
    }

    /// Reads the value at the start of `source`, which stands at `offset` in the document.
    /// Answers how many bytes of it were read.
    ///
    /// # Errors
    ///
    /// What `serde_json` finds wrong with the text, or that there is no more room.
    pub fn fill(&mut self, source: &str, offset: usize) -> Result<usize, serde_json::Error> {
        self.text_address = source.as_ptr().addr().wrapping_sub(offset);
        let mut deserializer = serde_json::Deserializer::from_str(source);
        ValueSeed {
            tape: self,
            key: Key::NONE,
        }
        .deserialize(&mut deserializer)?;
        Ok(deserializer.into_iter::<IgnoredAny>().byte_offset())
    }

    /// Where reading stands.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            nodes: self.nodes.len(),
            side: self.side.len(),
        }
    }

    /// Forgets what was read since.
    pub fn rewind(&mut self, checkpoint: &Checkpoint) {
        self.nodes.truncate(checkpoint.nodes);
        self.side.truncate(checkpoint.side);
        self.open.clear();
    }

    fn push<E: serde::de::Error>(&mut self, key: Key, value: Value) -> Result<(), E> {
        if self.nodes.len() >= self.before_growth && !self.grow() {
            return Err(E::custom("too many values"));
        }
        self.nodes.push(Node { key, value });
        Ok(())
    }

    /// Makes room for as many values again, or for all that there may be: each growth leaves the
    /// memory of before behind.
    #[cold]
    fn grow(&mut self) -> bool {
        let held = self.nodes.len();
        let left = self.room.nodes.saturating_sub(held);
        let double = held.max(64);
        let more = if left / 2 < double { left } else { double };
        if more == 0 {
            self.full = Some(Full::Nodes);
            return false;
        }
        self.nodes.reserve_exact(more);
        self.before_growth = held + more;
        true
    }

    fn close(&mut self, container: usize) {
        let inner = index(self.nodes.len() - container - 1);
        if let Some(node) = self.nodes.get_mut(container) {
            node.value = match node.value {
                Value::Array(_) => Value::Array(inner),
                _ => Value::Object(inner),
            };
        }
    }

    /// Closes what an error left open. A container without content is left out: it may have had
    /// some, and shown as empty it would be a value that nobody sent.
    pub fn close_open(&mut self) {
        while let Some(container) = self.open.pop() {
            if container + 1 == self.nodes.len() {
                self.nodes.pop();
            } else {
                self.close(container);
            }
        }
    }
}

/// Reads one value into the tape.
struct ValueSeed<'t> {
    tape: &'t mut Tape,
    key: Key,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.tape.open.len() >= self.tape.room.depth {
            self.tape.too_deep = true;
            deserializer.deserialize_ignored_any(IgnoredAny)?;
            return self.tape.push(self.key, Value::Opaque);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.tape.push(self.key, Value::Null)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.tape.push(self.key, Value::Bool(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.tape.push(self.key, Value::Unsigned(Wide::new(value)))
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.tape.push(self.key, Value::Number)
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.tape.push(self.key, Value::Number)
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, value: &'de str) -> Result<(), E> {
        let start = value.as_ptr().addr().wrapping_sub(self.tape.text_address);
        self.tape
            .push(self.key, Value::Borrowed(index(start), index(value.len())))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        let start = self.tape.side.len();
        self.tape.side.push_str(value);
        self.tape
            .push(self.key, Value::Decoded(index(start), index(value.len())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let tape = self.tape;
        let container = tape.nodes.len();
        tape.push(self.key, Value::Array(0))?;
        tape.open.push(container);
        while sequence
            .next_element_seed(ValueSeed {
                tape: &mut *tape,
                key: Key::NONE,
            })?
            .is_some()
        {}
        tape.open.pop();
        tape.close(container);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let tape = self.tape;
        let container = tape.nodes.len();
        tape.push(self.key, Value::Object(0))?;
        tape.open.push(container);
        while let Some(key) = map.next_key_seed(KeySeed(&mut tape.keys))? {
            if key == Key::NONE {
                tape.full = Some(Full::Names);
                return Err(serde::de::Error::custom("too many names"));
            }
            map.next_value_seed(ValueSeed {
                tape: &mut *tape,
                key,
            })?;
        }
        tape.open.pop();
        tape.close(container);
        Ok(())
    }
}

/// Reads one key.
struct KeySeed<'k>(&'k mut Keys);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Key, E> {
        Ok(self.0.intern(name))
    }
}

/// Interned keys.
///
/// Events of one sender have the same keys in the same order, so the key that followed another
/// one last time is tried first; only when that fails is the name looked up. A sorted map keeps
/// hostile names from making the look-up slow.
#[derive(Debug, Default)]
pub struct Keys {
    names: Vec<Box<str>>,
    index: BTreeMap<Box<str>, Key>,
    /// For each key the one that followed it last; the first entry is for the start of the text.
    following: Vec<u32>,
    previous: usize,
    /// Names, and bytes of names, that there is still room for.
    names_left: usize,
    bytes_left: usize,
}

impl Keys {
    /// The name behind a key.
    pub fn name(&self, key: Key) -> &str {
        self.names.get(key.0 as usize).map_or("", |name| name)
    }

    /// The key of a name, where the text has it.
    pub fn find(&self, name: &str) -> Option<Key> {
        self.index.get(name).copied()
    }

    /// Every name in the text, in the order of first appearance.
    pub fn all(&self) -> impl Iterator<Item = (Key, &str)> {
        (0..).map(Key).zip(self.names.iter().map(|name| &**name))
    }

    /// How many names there are, and how many bytes they have together.
    pub fn size(&self) -> (usize, usize) {
        let bytes = self.names.iter().map(|name| name.len()).sum();
        (self.names.len(), bytes)
    }

    /// The key of a name; none where there is no room for another one.
    fn intern(&mut self, name: &str) -> Key {
        if let Some(&guess) = self.following.get(self.previous)
            && self
                .names
                .get(guess as usize)
                .is_some_and(|known| equal(known.as_bytes(), name.as_bytes()))
        {
            self.previous = guess as usize + 1;
            return Key(guess);
        }
        let key = match self.index.get(name) {
            Some(&key) => key,
            None => {
                if self.names_left == 0 || self.bytes_left < name.len() {
                    return Key::NONE;
                }
                self.names_left -= 1;
                self.bytes_left -= name.len();
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

/// Offsets fit because no text is longer than the limits allow, which lie far below 4 GiB.
fn index(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Whether two texts are equal, eight bytes at a time: WebAssembly's own comparison takes one.
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    let ((ones, rest), (others, other_rest)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    let mut words = ones.iter().zip(others);
    let mut bytes = rest.iter().zip(other_rest);
    one.len() == other.len()
        && words.all(|(one, other)| u64::from_le_bytes(*one) == u64::from_le_bytes(*other))
        && bytes.all(|(one, other)| one == other)
}
