//! Requests of several connections in the order in which they were sent.

use std::collections::BinaryHeap;

use crate::capture::Item;

/// Requests that are brought into their order; they are held until all are read. Further ones are handed
/// over at once.
const SORTED: usize = 100_000;

/// What is in a recording, by where it begins there.
#[derive(Default)]
pub(super) struct Ordered {
    items: Vec<Option<Item>>,
    /// Where each begins, and behind that its number.
    order: Vec<u64>,
}

impl Ordered {
    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(super) fn push(&mut self, item: Item, take: &mut dyn FnMut(Item)) {
        if self.items.len() >= SORTED {
            return take(item);
        }
        let start = match &item {
            Item::Request(request) => request.at.file.start,
            Item::Problem(_) | Item::Text(..) | Item::Hosts(_) => 0,
        };
        self.order.push(start << SHIFT | self.items.len() as u64);
        self.items.push(Some(item));
    }

    pub(super) fn hand_over(mut self, take: &mut dyn FnMut(Item)) {
        for key in sorted(self.order) {
            if let Some(item) = self.items.get_mut(number(key)).and_then(Option::take) {
                take(item);
            }
        }
    }
}

/// Bits of a number in a list behind what it is sorted by.
pub(super) const SHIFT: u32 = 28;

/// The number in a list that is in such a key.
pub(super) fn number(key: u64) -> usize {
    (key & ((1 << SHIFT) - 1)) as usize
}

/// Sorts numbers; a heap of them is there anyway, which saves the code of the standard sort.
pub(super) fn sorted(list: Vec<u64>) -> Vec<u64> {
    match list.is_sorted() {
        true => list,
        false => BinaryHeap::from(list).into_sorted_vec(),
    }
}
