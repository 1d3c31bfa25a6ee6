//! Requests of several connections in the order in which they were sent.

use crate::capture::Item;
use crate::sort::{Keyed, sorted};

/// Requests that are brought into their order; they are held until all are read. Further ones are handed
/// over at once.
const SORTED: usize = 100_000;

/// What is in a recording, by where it begins there.
#[derive(Default)]
pub(super) struct Ordered {
    items: Vec<Option<Item>>,
    /// Where each begins, with its index.
    order: Vec<Keyed>,
}

impl Ordered {
    /// Whether something is in it besides what servers answered.
    pub(super) fn has_requests(&self) -> bool {
        let is_answer = |item: &Item| matches!(item, Item::Request(one) if one.is_answer);
        self.items.iter().flatten().any(|item| !is_answer(item))
    }

    pub(super) fn push(&mut self, item: Item, take: &mut dyn FnMut(Item)) {
        if self.items.len() >= SORTED {
            return take(item);
        }
        let start = match &item {
            Item::Request(request) => request.at.file.start,
            Item::Problem(_) | Item::Text(..) | Item::Hosts(_) => 0,
        };
        self.order.push((start, self.items.len()));
        self.items.push(Some(item));
    }

    pub(super) fn hand_over(mut self, take: &mut dyn FnMut(Item)) {
        for (_, index) in sorted(self.order) {
            if let Some(item) = self.items.get_mut(index).and_then(Option::take) {
                take(item);
            }
        }
    }
}
