//! The sorts of the core. Those of the standard library are ten times as much code, once more for
//! each type and each order; here what is sorted are numbers with an index behind them.
//!
//! Nothing is compared but what a caller compares, and equal ones stay in their order.
//!
//! # Example
//!
//! ```
//! let body = r#"[{"event":"a","keyword":"shoes","imei":"490154203237518"}]"#.as_bytes();
//! let analysis = overshare::Analysis::new(body, "", &mut |_, _| {});
//! let overview = analysis.overview();
//! assert!(overview.categories.is_sorted_by_key(|category| u8::MAX - category.severity));
//! assert!(overview.categories.len() > 1);
//! ```

use std::collections::BinaryHeap;

/// What is sorted, mostly by its first number; the second is an index of the caller's.
pub(crate) type Keyed = (u64, usize);

/// Sorts pairs, of which the first is said to be after the second. Others stay in their order.
#[inline(never)]
pub(crate) fn sorted_by(
    mut pairs: Vec<Keyed>,
    is_after: &dyn Fn(&Keyed, &Keyed) -> bool,
) -> Vec<Keyed> {
    let mut width = 1;
    while width < pairs.len() {
        let mut merged = Vec::with_capacity(pairs.len());
        for runs in pairs.chunks(2 * width) {
            let (mut left, mut right) = runs.split_at_checked(width).unwrap_or((runs, &[]));
            loop {
                let next = match (left, right) {
                    ([one, ..], [other, rest @ ..]) if is_after(one, other) => {
                        right = rest;
                        other
                    }
                    ([one, rest @ ..], _) => {
                        left = rest;
                        one
                    }
                    ([], [other, rest @ ..]) => {
                        right = rest;
                        other
                    }
                    ([], []) => break,
                };
                merged.push(*next);
            }
        }
        pairs = merged;
        width *= 2;
    }
    pairs
}

/// Sorts pairs by their first number.
#[inline(never)]
pub(crate) fn sorted(pairs: Vec<Keyed>) -> Vec<Keyed> {
    sorted_by(pairs, &|(one, _), (other, _)| one > other)
}

/// Sorts numbers. Times mostly come in their order; where they do not, a heap needs no second list.
#[inline(never)]
pub(crate) fn sorted_numbers(list: Vec<u64>) -> Vec<u64> {
    if list.is_sorted() {
        return list;
    }
    BinaryHeap::from(list).into_sorted_vec()
}

/// Puts what ranks higher first.
pub(crate) fn by_rank<T>(list: Vec<T>, rank: impl Fn(&T) -> u8) -> Vec<T> {
    let ranks = list.iter().map(|item| u64::from(u8::MAX - rank(item)));
    let order = sorted(ranks.zip(0..).collect());
    let mut items: Vec<Option<T>> = list.into_iter().map(Some).collect();
    let take = |(_, index): Keyed| items.get_mut(index)?.take();
    order.into_iter().filter_map(take).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ones_stay_in_their_order() {
        for length in 0..40_u64 {
            let keys = (0..length).map(|index| (index * 7) % 5);
            let pairs: Vec<Keyed> = keys.zip(0..).collect();
            let mut expected = pairs.clone();
            expected.sort_by_key(|(key, _)| *key);
            assert_eq!(sorted(pairs.clone()), expected);
            expected.sort_by_key(|(_, index)| usize::MAX - index);
            assert_eq!(sorted_by(pairs, &|one, other| one.1 < other.1), expected);
        }
    }

    #[test]
    fn numbers_that_are_in_their_order_stay_where_they_are() {
        assert_eq!(sorted_numbers(vec![1, 2, 2, u64::MAX]), [1, 2, 2, u64::MAX]);
        assert_eq!(sorted_numbers(vec![3, 1, 2, 1]), [1, 1, 2, 3]);
        assert!(sorted_numbers(Vec::new()).is_empty());
    }

    #[test]
    fn the_highest_rank_is_first() {
        let ranked = by_rank(vec!["a0", "b3", "c0", "d255", "e3"], |item| {
            item.get(1..).unwrap().parse().unwrap()
        });
        assert_eq!(ranked, ["d255", "b3", "e3", "a0", "c0"]);
    }
}
