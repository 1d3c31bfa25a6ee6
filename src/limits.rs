//! How much work one paste may cause, and what is left of it.
//!
//! A body of 331 bytes can unpack to 100 MiB, so every loop that grows memory draws on one budget
//! that all layers of all requests share. What was read before a limit is reached is kept.
//!
//! A limit never makes an error of what was read: it ends the reading with a diagnostic.
//!
//! # Example
//!
//! ```
//! let body = r#"[{"event":"a"},{"event":"b"},{"event":"c"}]"#.as_bytes();
//! let analysis = overshare::Analysis::new(body, r#"{"limits":{"nodes":5}}"#, &mut |_, _| {});
//! assert_eq!(analysis.overview().diagnostics[0].code, "limit-nodes");
//! assert!(analysis.event_count() > 0);
//! ```

use std::cell::Cell;
use std::rc::Rc;

use overshare_arena::Room;

/// Values that a text may hold however short it is, and the bytes that it needs for each further one.
///
/// 12: analytics events need about 28, the barest numbers two. A value takes 16 bytes of memory.
const FREE_NODES: usize = 500_000;
const BYTES_OF_NODE: usize = 12;

/// Records that a text may hold however short it is, and the bytes that it needs for each further one.
///
/// 100: the shortest events of a phone have about 150. A record takes 68 bytes of memory.
const FREE_ROWS: usize = 100_000;
const BYTES_OF_ROW: usize = 100;

/// Bytes for each name, on average; those that phones send have about 12.
const NAME_BYTES: usize = 160;

/// Of the names that may be read the part that each text has for itself: every request of a capture has
/// the same forty again.
const OWN_NAMES: usize = 1_000;

/// Bytes in which no request fits whose records are compressed.
const LITTLE: usize = 64;

/// The limits, with the reasons for their size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of pasted text that are looked at.
    ///
    /// 256 MiB: the archive of a day in which a browser kept what servers answered; of the answers
    /// hardly anything is kept.
    pub input: usize,
    /// Bytes that all decoding steps together may write.
    ///
    /// 192 MiB: the largest input as percent-encoding, Base64 and JSON, while a browser tab
    /// still has room for the nodes read from it.
    pub output: usize,
    /// How many times its input a decompression step may write, beyond the first mebibyte.
    ///
    /// 400: event lists reach about 20, lists of one repeated event about 200, bombs 1,030.
    pub ratio: usize,
    /// How deep objects and arrays may nest; deeper values are kept as text.
    ///
    /// 64: analytics events have four levels; the recursion needs a few hundred bytes each.
    pub depth: usize,
    /// Values that may be read from all JSON texts together.
    ///
    /// 6,000,000: nine times the 640,000 of a list of 20,000 events, in 96 MB of memory. A text of
    /// bare numbers may hold fewer, so that memory stays near four times the text:
    /// `tests/web/memory.test.mjs` measures it.
    pub nodes: usize,
    /// Records that may be read from all JSON texts together, which are the values of their top level.
    ///
    /// 500,000: more than the largest input holds of the shortest events, in 34 MB of memory beside
    /// their values. A text of empty records may hold fewer.
    pub rows: usize,
    /// Different names that may be read from all JSON texts together.
    ///
    /// 100,000: a phone sends some hundred. Each takes about 200 bytes of memory with the place where
    /// it stands, and together they may have 16 MB of letters, which are kept twice.
    pub names: usize,
    /// Bytes of JSON that may be read a second time after a repair.
    ///
    /// 64 MiB: sixteen repairs in an event of 4 MiB; ordinary events are below 4 KiB.
    pub rereading: usize,
    /// Fields that `decode` writes out, and that one event of an `Analysis` shows.
    ///
    /// 100,000: about 60 MB of report, more than a page or a script wants in one text.
    pub report_fields: usize,
}

impl Limits {
    /// What applies where nobody asked for other figures.
    pub const DEFAULT: Limits = Limits {
        input: 256 << 20,
        output: 192 << 20,
        ratio: 400,
        depth: 64,
        nodes: 6_000_000,
        rows: 500_000,
        names: 100_000,
        rereading: 64 << 20,
        report_fields: 100_000,
    };
}

/// What is left of the limits.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    limits: Limits,
    output: usize,
    nodes: usize,
    rows: usize,
    names: usize,
    name_bytes: usize,
    rereading: usize,
    /// Whether something was met that only the whole build reads; told to all who share the budget.
    needs_whole: Rc<Cell<bool>>,
}

impl Budget {
    pub(crate) fn new(limits: Limits) -> Budget {
        Budget {
            limits,
            output: limits.output,
            nodes: limits.nodes,
            rows: limits.rows,
            names: limits.names,
            name_bytes: limits.names.saturating_mul(NAME_BYTES),
            rereading: limits.rereading,
            needs_whole: Rc::default(),
        }
    }

    /// Notes that what is read needs the whole build.
    pub(crate) fn note_needs_whole(&self) {
        self.needs_whole.set(true);
    }

    /// Whether what was read needs the whole build.
    pub(crate) fn needs_whole(&self) -> bool {
        self.needs_whole.get()
    }

    /// With the bytes that were left when something was decoded, so that decoding it again ends in
    /// the same place.
    pub(crate) fn with_output(limits: Limits, output: usize) -> Budget {
        Budget {
            output,
            ..Budget::new(limits)
        }
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Bytes that decoding steps may still write.
    pub(crate) fn output_left(&self) -> usize {
        self.output
    }

    /// Takes bytes that a step has written or is about to write; false where they are not there.
    pub(crate) fn take_output(&mut self, bytes: usize) -> bool {
        take(&mut self.output, bytes)
    }

    /// What a JSON text of so many bytes may hold.
    pub(crate) fn room(&self, bytes: usize) -> Room {
        Room {
            nodes: self.nodes.min(FREE_NODES + bytes / BYTES_OF_NODE),
            names: self.names.saturating_add(self.own_names()),
            name_bytes: (self.name_bytes).saturating_add(self.own_names() * NAME_BYTES),
            depth: self.limits.depth,
        }
    }

    /// Records that a JSON text of so many bytes may hold.
    pub(crate) fn rows(&self, bytes: usize) -> usize {
        self.rows.min(FREE_ROWS + bytes / BYTES_OF_ROW)
    }

    /// Names that each text has for itself.
    fn own_names(&self) -> usize {
        self.limits.names / OWN_NAMES
    }

    /// Takes what was read from a JSON text.
    pub(crate) fn take_values(
        &mut self,
        nodes: usize,
        rows: usize,
        names: usize,
        name_bytes: usize,
    ) {
        let names = names.saturating_sub(self.own_names());
        let name_bytes = name_bytes.saturating_sub(self.own_names() * NAME_BYTES);
        for (left, taken) in [
            (&mut self.nodes, nodes),
            (&mut self.rows, rows),
            (&mut self.names, names),
            (&mut self.name_bytes, name_bytes),
        ] {
            *left = left.saturating_sub(taken);
        }
    }

    /// Whether so much was read that hardly anything more can be.
    pub(crate) fn is_spent(&self) -> bool {
        self.nodes == 0 || self.rows == 0 || self.output < LITTLE
    }

    /// Takes bytes that are to be read again; false where they are not there.
    pub(crate) fn take_rereading(&mut self, bytes: usize) -> bool {
        take(&mut self.rereading, bytes)
    }
}

fn take(left: &mut usize, wanted: usize) -> bool {
    match left.checked_sub(wanted) {
        Some(rest) => {
            *left = rest;
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page reads no more of a file than the core looks at.
    #[test]
    fn the_page_has_the_same_limit() {
        let input = format!("{} << 20", Limits::DEFAULT.input >> 20);
        crate::report::tests::check_constant("www/file.js", "LARGEST", &input);
    }
}
