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

/// Names at the top of JSON that describes data: a schema, an interface, what a test expects.
const DESCRIBING: [&str; 5] = ["openapi", "swagger", "asyncapi", "expected", "assertions"];

/// The member with which a JSON Schema says what it is, and where such addresses lead; many files have
/// another schema there, which they follow.
const SCHEMA: &str = "$schema";
const OF_SCHEMAS: &str = "json-schema.org";

/// Types of maps (RFC 7946).
const MAPS: [&str; 2] = ["FeatureCollection", "Feature"];

/// Whether JSON says itself that it describes data or is a map, so that what is deep in it is an example
/// and nothing that was sent.
pub(crate) fn describes(document: &Document) -> bool {
    let Some(root) = document.rows.first().map(|row| row.node as usize) else {
        return false;
    };
    let mut describing = DESCRIBING.iter();
    let kind = document.child_string(root, "type").unwrap_or_default();
    let schema = document.child_string(root, SCHEMA).unwrap_or_default();
    MAPS.contains(&kind)
        || schema.contains(OF_SCHEMAS)
        || describing.any(|name| document.child(root, name).is_some())
}
