//! The places that values have in the records of one capture, each looked up as seldom as possible.

use std::collections::BTreeMap;

use super::judge::Score;
use crate::json::{Document, Key, Value};
use crate::knowledge::{self, FieldEntry, Scope, Vocabulary};

/// Places that are remembered with what is known of them, in about 100 bytes each; a hundred event
/// names with a hundred fields each are 10,000. Further ones are looked up again at every value.
const KEPT_PATHS: usize = 100_000;

/// A place that values have in events of one name.
pub(super) struct Path<'d> {
    pub(super) parent: u32,
    pub(super) key: Key,
    /// Where it stands.
    pub(super) own_place: Option<Scope>,
    /// Where its children stand.
    pub(super) place: Option<Scope>,
    pub(super) depth: usize,
    /// The name that counts: its own, or that of the list it is an element of.
    pub(super) name: Key,
    /// The event's name.
    pub(super) event: &'d str,
    /// The entry of the name, once it was looked up.
    pub(super) entry: Option<Option<&'static FieldEntry>>,
    /// Whether that depends on what stands beside a value, so that it has to be looked up for each.
    pub(super) depends: bool,
    /// The only name on which it depends, where the text has it.
    pub(super) neighbor: Option<Key>,
    /// The value of that when the entry was looked up, if it had one.
    pub(super) beside: Option<Value>,
    /// What the value that was judged last counts for.
    pub(super) weight: Score,
    /// Whether the judgment holds for other values here too.
    pub(super) fixed: Fixed,
    /// The value that the judgment was made for.
    pub(super) last: Option<Value>,
    pub(super) recognized: Option<u32>,
}

/// For which values a judgment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    /// For this one.
    No,
    /// For all that cannot hold more than they are.
    UnlessMore,
    /// For all.
    Always,
}

/// All places, found by the names on the way to them.
pub(super) struct Paths<'d> {
    document: &'d Document,
    vocabulary: &'static Vocabulary,
    /// Those to remember, then those that lead to the value that is looked at.
    list: Vec<Path<'d>>,
    children: BTreeMap<(u32, Key), u32>,
    /// For each remembered path the one that came after it last.
    following: Vec<u32>,
    roots: BTreeMap<(u32, &'d str), usize>,
}

impl<'d> Paths<'d> {
    pub(super) fn new(document: &'d Document, vocabulary: &'static Vocabulary) -> Paths<'d> {
        Paths {
            document,
            vocabulary,
            list: Vec::new(),
            children: BTreeMap::new(),
            following: Vec::new(),
            roots: BTreeMap::new(),
        }
    }

    #[inline]
    pub(super) fn get(&self, path: u32) -> Option<&Path<'d>> {
        self.list.get(path as usize)
    }

    #[inline]
    pub(super) fn get_mut(&mut self, path: u32) -> Option<&mut Path<'d>> {
        self.list.get_mut(path as usize)
    }

    /// Lets those go that are not remembered.
    pub(super) fn forget(&mut self) {
        self.list.truncate(KEPT_PATHS);
    }

    /// The path of records of this event at this place, which may lie within other records.
    pub(super) fn root(&mut self, place: Option<Scope>, event: &'d str, is_within: bool) -> u32 {
        let depth = usize::from(is_within);
        let at = place.map_or(0, |place| place as u32 + 1);
        let key = (at * 2 + depth as u32, event);
        if let Some(&root) = self.roots.get(&key) {
            return root as u32;
        }
        let root = self.add(Path {
            parent: u32::MAX,
            key: Key::NONE,
            own_place: None,
            place,
            depth,
            name: Key::NONE,
            event,
            entry: None,
            depends: false,
            neighbor: None,
            beside: None,
            weight: Score::default(),
            fixed: Fixed::No,
            last: None,
            recognized: None,
        });
        if is_kept(root) {
            self.roots.insert(key, root as usize);
        }
        root
    }

    fn add(&mut self, path: Path<'d>) -> u32 {
        let index = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(path);
        if is_kept(index) {
            self.following.push(u32::MAX);
        }
        index
    }

    /// The path of a child of this name. `previous` is the path that was looked at before it: events of
    /// one name have their values in one order, so the answer is mostly known.
    pub(super) fn child(&mut self, previous: u32, parent: u32, key: Key) -> u32 {
        if let Some(&guess) = self.following.get(previous as usize)
            && let Some(path) = self.list.get(guess as usize)
            && path.parent == parent
            && path.key == key
        {
            return guess;
        }
        let path = match self.children.get(&(parent, key)) {
            Some(&path) => path,
            None => self.add_child(parent, key),
        };
        if is_kept(path)
            && let Some(slot) = self.following.get_mut(previous as usize)
        {
            *slot = path;
        }
        path
    }

    fn add_child(&mut self, parent: u32, key: Key) -> u32 {
        // What is not remembered ends with the siblings that came before.
        self.list.truncate(KEPT_PATHS.max(parent as usize + 1));
        let (above, depth, event, above_name, above_own) = match self.list.get(parent as usize) {
            Some(above) => (
                above.place,
                above.depth + 1,
                above.event,
                above.name,
                above.own_place,
            ),
            None => (None, 1, "", Key::NONE, None),
        };
        // What stands in a list has the name of the list and stands where the list does.
        let (name, own_place) = if key == Key::NONE {
            (above_name, above_own)
        } else {
            (key, above)
        };
        let own = if key == Key::NONE {
            ""
        } else {
            self.document.key(key)
        };
        let path = self.add(Path {
            parent,
            key,
            own_place,
            place: (self.vocabulary).place_of_children(above, depth, own, event),
            depth,
            name,
            event,
            entry: None,
            depends: knowledge::depends(own_place, self.document.key(name)),
            neighbor: knowledge::neighbor(own_place, self.document.key(name))
                .and_then(|name| self.document.find_key(name)),
            beside: None,
            weight: Score::default(),
            fixed: Fixed::No,
            last: None,
            recognized: None,
        });
        if is_kept(path) {
            self.children.insert((parent, key), path);
        }
        path
    }
}

/// Whether a path is one of those to remember.
pub(super) fn is_kept(path: u32) -> bool {
    (path as usize) < KEPT_PATHS
}
