//! The nodes of a row in their order, each with how deep it lies: whoever needs to know what is around
//! a value keeps a list as long as that depth.

use overshare_arena::Node;

use super::{Document, Row};

/// The nodes of a row from its own on, with the number of containers around each within the row.
/// Nothing recurses, however deep the text.
pub(crate) struct Nodes<'d> {
    document: &'d Document,
    next: usize,
    end: usize,
    /// Where the containers end that the next node may be in.
    ends: Vec<usize>,
}

impl<'d> Nodes<'d> {
    pub(crate) fn new(document: &'d Document, row: &Row) -> Nodes<'d> {
        let next = row.node as usize;
        let inner = document.node(next).map_or(0, |node| node.value.inner());
        Nodes {
            document,
            next,
            end: next + inner + 1,
            ends: Vec::new(),
        }
    }
}

impl<'d> Iterator for Nodes<'d> {
    /// The depth, the index of the node and the node.
    type Item = (usize, usize, &'d Node);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let index = self.next;
        let node = self.document.node(index)?;
        self.next += 1;
        while self.ends.pop_if(|end| *end <= index).is_some() {}
        let depth = self.ends.len();
        let inner = node.value.inner();
        if inner > 0 {
            self.ends.push(index + 1 + inner);
        }
        Some((depth, index, node))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_node_of_the_row_has_its_depth() {
        let (document, _) = super::super::read_plain(r#"[{"a":[1,[],[2]],"b":{}},3,[[4]]]"#);
        let depths = |row: usize| -> Vec<usize> {
            let row = document.rows.get(row).unwrap();
            Nodes::new(&document, row)
                .map(|(depth, ..)| depth)
                .collect()
        };
        assert_eq!(depths(0), [0, 1, 2, 2, 2, 3, 1]);
        assert_eq!(depths(1), [0]);
        assert_eq!(depths(2), [0, 1, 2]);
    }
}
