//! Words for people: our sentences with values of the capture in them, and what the words of the
//! report are called.

pub(crate) mod quoted;
pub(crate) mod words;
