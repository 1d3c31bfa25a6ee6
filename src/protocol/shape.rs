//! Whose records these are, by the names in the first ones.

use super::Match;
use crate::json::Document;
use crate::report::{Certainty, Protocol};

/// Records that are looked into: those of one upload are alike.
const TRIED: usize = 20;

/// Records, and what the request around them was taken for.
pub(crate) struct Shape<'r> {
    pub(crate) document: &'r Document,
    pub(crate) request: &'r Protocol<'static>,
}

impl Shape<'_> {
    /// The first records.
    pub(super) fn roots(&self) -> impl Iterator<Item = usize> {
        let rows = self.document.rows.iter().take(TRIED);
        rows.map(|row| row.node as usize)
    }

    /// Whether one of them has this name at its top.
    #[inline(never)]
    pub(super) fn has(&self, name: &str) -> bool {
        self.document.find_key(name).is_some_and(|key| {
            self.roots()
                .any(|root| self.document.child_of_key(root, key).is_some())
        })
    }

    /// Records with all of these names at their top are likely of a format. A request that was
    /// taken for it already, and for more than possibly that, has said why.
    #[inline(never)]
    pub(super) fn by_names(
        &self,
        format: &str,
        names: &[&str],
        because: &'static str,
    ) -> Option<Match> {
        if !names.iter().all(|name| self.has(name)) {
            return None;
        }
        let is_said = self.request.id == format && self.request.certainty > Certainty::Possible;
        Some(match is_said {
            true => self.said(),
            false => Match::new(Certainty::Likely, because),
        })
    }

    /// What was said of the request.
    pub(super) fn said(&self) -> Match {
        Match::new(self.request.certainty, self.request.because.clone())
    }
}
