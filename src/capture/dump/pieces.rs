//! The pieces of a text in which bytes are written.

use std::ops::Range;

use crate::report::Diagnostic;

/// Bytes that are written in some pieces of a text.
#[derive(Debug, Default)]
pub(in crate::capture) struct Dump {
    /// The line before it.
    pub(in crate::capture) heading: Range<usize>,
    pub(in crate::capture) pieces: Vec<Range<usize>>,
    /// What is missing of it.
    pub(in crate::capture) problem: Option<Diagnostic<'static>>,
}
