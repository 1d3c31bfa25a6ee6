//! The bytes of a request: buffers of which each knows what it was made of, and the codings that
//! lead from one to the next.
//!
//! It never copies what can be derived again, and never finds a place again by looking for its text: a
//! [`Slice`] is carried along from the capture to the value.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let body = "data_list=W3sidHlwZSI6InRyYWNrIiwiZXZlbnQiOiJzZWFyY2giLCJkaXN0aW5jdF9pZCI6IjEifV0%3D";
//! let analysis = read(body);
//! // The name of the event: in the JSON text, and the digits of Base64 in the form that hold it.
//! let trace = analysis.trace(0, "event", 0).unwrap();
//! let [json, .., form] = &trace.steps[..] else { unreachable!() };
//! let text = analysis.bytes(0, json.step, json.start, json.end - json.start);
//! assert_eq!(text, br#""search""#);
//! assert_eq!(&body[form.start..form.end], "iJzZWFyY2gi");
//! ```

pub(crate) mod codec;
mod coding;
mod store;

use std::ops::Range;

pub(crate) use coding::Coding;
pub(crate) use store::{ByteStore, Derived};

/// A part of one buffer of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slice {
    /// Number of the buffer in its store; 0 holds what was captured.
    pub(crate) buffer: u32,
    start: u32,
    end: u32,
}

impl Slice {
    /// A part of a buffer. Buffers are shorter than 4 GiB.
    pub(crate) fn new(buffer: u32, range: Range<usize>) -> Slice {
        Slice {
            buffer,
            start: range.start as u32,
            end: range.end.max(range.start) as u32,
        }
    }

    /// The offsets in the buffer.
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same place in the buffer of the next number.
    pub(crate) fn in_next(self) -> Slice {
        Slice {
            buffer: self.buffer + 1,
            ..self
        }
    }

    /// The same place where so many buffers stand before its store.
    pub(crate) fn behind(self, buffers: u32) -> Slice {
        Slice {
            buffer: self.buffer + buffers,
            ..self
        }
    }

    /// How many bytes it has.
    pub(crate) fn len(self) -> usize {
        self.range().len()
    }

    pub(crate) fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// A part of it, by offsets from its own start.
    pub(crate) fn part(self, range: Range<usize>) -> Slice {
        let start = self.start as usize;
        Slice::new(self.buffer, start + range.start..start + range.end)
    }

    /// It without the white space around it, where it holds `bytes`.
    pub(crate) fn trimmed(self, bytes: &[u8]) -> (Slice, &[u8]) {
        let front = bytes.trim_ascii_start();
        let start = bytes.len() - front.len();
        let inner = front.trim_ascii_end();
        (self.part(start..start + inner.len()), inner)
    }

    /// Whether another lies in it.
    pub(crate) fn contains(self, other: Slice) -> bool {
        self.buffer == other.buffer && self.start <= other.start && other.end <= self.end
    }

    /// How many bytes two slices share.
    pub(crate) fn overlap(self, other: Slice) -> usize {
        if self.buffer != other.buffer {
            return 0;
        }
        let end = self.end.min(other.end);
        end.saturating_sub(self.start.max(other.start)) as usize
    }
}
