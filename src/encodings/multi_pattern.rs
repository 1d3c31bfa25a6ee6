//! A search for many texts at once.

use std::cell::OnceCell;
use std::ops::Range;

use super::SHORTEST;
use crate::sort::{Keyed, sorted_by};

/// Texts to look for, all at once; each is known by its number in the order of adding.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    /// All of them, one behind the other.
    text: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
    /// Made for the first search.
    index: OnceCell<Index>,
}

/// The needles in alphabetical order. Those that begin alike are found by halving, so that neither
/// many addresses of one site nor needles made to be alike make a search slow.
#[derive(Debug)]
struct Index {
    /// Numbers of different needles, sorted by their bytes.
    order: Vec<usize>,
    /// For each of those, one more than the place of the longest other one that it begins with.
    begins_with: Vec<usize>,
    /// The first four bytes that occur, and where in the order they begin.
    groups: Vec<(u32, usize)>,
    /// Where in the groups each first two bytes begin.
    pairs: Vec<usize>,
    /// A bit for the hash of each first four bytes, since most places in a text begin no needle.
    bits: Vec<u64>,
}

impl Patterns {
    /// Adds a text of at least four bytes; shorter ones are never found. Of equal ones the first is.
    pub(crate) fn add(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
        self.ends.push(self.text.len());
        self.index.take();
    }

    /// The text with this number.
    pub(crate) fn get(&self, number: usize) -> &[u8] {
        let before = number.checked_sub(1).and_then(|last| self.ends.get(last));
        let end = self.ends.get(number).copied().unwrap_or_default();
        self.text
            .get(before.copied().unwrap_or_default()..end)
            .unwrap_or_default()
    }

    /// Hands on the number and the offset of every needle that begins in a text before `end`, until
    /// it is told to stop.
    #[inline(never)]
    pub(crate) fn search(
        &self,
        text: &[u8],
        end: usize,
        found: &mut dyn FnMut(usize, usize) -> bool,
    ) {
        let index = self.index.get_or_init(|| self.index());
        let mut last = 0_u32;
        for (position, &byte) in text.iter().enumerate().take(end.saturating_add(3)) {
            last = last << 8 | u32::from(byte);
            if !index.may_begin(last) {
                continue;
            }
            if let Some(offset) = position.checked_sub(3)
                && let Some(group) = index.group(last)
                && let Some(rest) = text.get(offset..)
                && !self.search_group(index, group, rest, &mut |pattern| found(pattern, offset))
            {
                return;
            }
        }
    }

    /// Hands on every needle of a group that a text begins with.
    ///
    /// The last one that is not behind the text in the order begins with all of them.
    fn search_group(
        &self,
        index: &Index,
        group: Range<usize>,
        text: &[u8],
        found: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        let patterns = index.order.get(group.clone()).unwrap_or_default();
        let before = patterns.partition_point(|&pattern| self.get(pattern) <= text);
        let mut place = match before {
            0 => None,
            _ => Some(group.start + before - 1),
        };
        while let Some(known) = place
            && let Some(&pattern) = index.order.get(known)
        {
            if text.starts_with(self.get(pattern)) && !found(pattern) {
                return false;
            }
            place = index
                .begins_with
                .get(known)
                .and_then(|parent| parent.checked_sub(1));
        }
        true
    }

    #[inline(never)]
    fn index(&self) -> Index {
        let mut keyed: Vec<Keyed> = Vec::with_capacity(self.ends.len());
        for pattern in 0..self.ends.len() {
            let bytes = self.get(pattern);
            if bytes.len() >= SHORTEST {
                keyed.push((key(bytes), pattern));
            }
        }
        // Of equal ones the first stays the first.
        let keyed = sorted_by(keyed, &|(key, pattern), (other_key, other)| {
            key > other_key || key == other_key && self.get(*pattern) > self.get(*other)
        });
        let mut order: Vec<usize> = Vec::with_capacity(keyed.len());
        let mut begins_with = Vec::with_capacity(keyed.len());
        let mut groups: Vec<(u32, usize)> = Vec::new();
        for (key, pattern) in keyed {
            let place = order.len();
            let mut parent = place;
            while let Some(above) = parent.checked_sub(1)
                && let Some(other) = order.get(above)
                && !self.get(pattern).starts_with(self.get(*other))
            {
                parent = begins_with.get(above).copied().unwrap_or_default();
            }
            if parent == place
                && let Some(last) = order.last()
                && self.get(*last).len() == self.get(pattern).len()
            {
                continue;
            }
            order.push(pattern);
            begins_with.push(parent);
            let first = (key >> 32) as u32;
            if groups.last().is_none_or(|(last, _)| *last != first) {
                groups.push((first, place));
            }
        }
        let mut bits = vec![0; 1 << (HASH_BITS - 6)];
        for (first, _) in &groups {
            let (word, bit) = bit_of(*first);
            if let Some(word) = bits.get_mut(word) {
                *word |= bit;
            }
        }
        let mut pairs = Vec::with_capacity((1 << 16) + 1);
        for (place, (first, _)) in groups.iter().enumerate() {
            pairs.resize((first >> 16) as usize + 1, place);
        }
        pairs.resize((1 << 16) + 1, groups.len());
        Index {
            order,
            begins_with,
            groups,
            pairs,
            bits,
        }
    }
}

impl Index {
    fn may_begin(&self, first: u32) -> bool {
        let (word, bit) = bit_of(first);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Where the needles stand that begin with these four bytes.
    fn group(&self, first: u32) -> Option<Range<usize>> {
        let pair = (first >> 16) as usize;
        let start = *self.pairs.get(pair)?;
        let groups = self.groups.get(start..*self.pairs.get(pair + 1)?)?;
        let place = groups.binary_search_by_key(&first, |group| group.0).ok()?;
        let (_, from) = groups.get(place)?;
        let behind = self.groups.get(start + place + 1);
        Some(*from..behind.map_or(self.order.len(), |(_, start)| *start))
    }
}

/// The first eight bytes as a number, which most comparisons need no more than.
fn key(bytes: &[u8]) -> u64 {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(bytes) {
        *to = *from;
    }
    u64::from_be_bytes(first)
}

/// 32 KiB of bits: few enough for a processor's fastest memory, and a quarter of them set by the
/// beginnings of 70,000 different needles.
const HASH_BITS: u32 = 18;

fn bit_of(first: u32) -> (usize, u64) {
    let hash = first.wrapping_mul(0x9e37_79b1) >> (32 - HASH_BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(patterns: &[&str], text: &str, expected: &[(usize, usize)]) {
        let mut all = Patterns::default();
        for pattern in patterns {
            all.add(pattern.as_bytes());
        }
        let mut found = Vec::new();
        all.search(text.as_bytes(), text.len(), &mut |pattern, offset| {
            found.push((pattern, offset));
            true
        });
        assert_eq!(found, expected, "{patterns:?} in {text}");
    }

    #[test]
    fn every_needle_is_found_everywhere() {
        check(&[], "anna", &[]);
        check(&["anna", "nann"], "xannanna", &[(0, 1), (1, 3), (0, 4)]);
        check(
            &["abcdef", "abcd", "abce", "abcdefgh", "abc"],
            "abcdefg abcde abcf",
            &[(0, 0), (1, 0), (1, 8)],
        );
        // What lies between two of them in the order does not hide the shorter one.
        check(&["abcd", "abcda", "abcdb"], "abcdc", &[(0, 0)]);
        check(&["anna", "anna"], "anna", &[(0, 0)]);
        check(&["anna\0"], "anna\0", &[(0, 0)]);
        check(&["anna", "anna\0"], "anna\0", &[(1, 0), (0, 0)]);
    }

    #[test]
    fn a_search_ends_where_it_is_told() {
        let mut patterns = Patterns::default();
        patterns.add(b"anna");
        let mut offsets = Vec::new();
        patterns.search(b"annanna anna", 8, &mut |_, offset| {
            offsets.push(offset);
            true
        });
        assert_eq!(offsets, [0, 3]);
        patterns.search(b"annanna anna", 99, &mut |_, offset| {
            offsets.push(offset);
            false
        });
        assert_eq!(offsets, [0, 3, 0]);
    }
}
