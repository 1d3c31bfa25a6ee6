//! Why nothing leaves, in sentences.

use super::{LONGEST, policy};
use crate::export;
use crate::report::Leak;
use crate::text::quoted;

/// Why nothing leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The choice could not be read.
    Options,
    /// There is no such format.
    Format,
    /// A link never holds a capture that is not masked.
    Full,
    /// The link would have so many characters.
    TooLong(usize),
    /// The link would hold more than may be opened.
    TooMuch,
    /// Masked values would leave all the same.
    Leaks(Vec<Leak>),
    /// What would leave could not be looked through for masked values.
    Unchecked,
}

impl std::fmt::Display for Refusal {
    /// Says what happened and what to do; never a value.
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Refusal::Options => formatter.write_str(
                "Overshare can’t read this choice. Give a JSON object with mode, times, replayable, reveal, mask, requests (numbers of requests in the capture, from 0) and figure (event, fields, a caption of at most 2,000 characters, page as a web address).",
            ),
            Refusal::Format => write!(
                formatter,
                "There is no such format. Choose one of {}.",
                export::FORMATS.map(|format| format.id).join(", ")
            ),
            Refusal::Full => formatter.write_str(
                "A link never contains a capture with nothing hidden. Hide something, or export a file.",
            ),
            Refusal::TooLong(length) => write!(
                formatter,
                "This link would have {length} characters, more than the {} that can be sent. Export a file instead.",
                LONGEST
            ),
            Refusal::TooMuch => formatter.write_str(
                "This capture has more than the 4 MiB or 100,000 values that a link can carry. Export a file instead.",
            ),
            Refusal::Leaks(leaks) => {
                formatter.write_str("A hidden value is still readable in ")?;
                let Some(leak) = leaks.first() else {
                    return formatter.write_str("what would be shared.");
                };
                match (leak.path.as_str(), leak.field.as_str()) {
                    ("", _) => formatter.write_str("this file")?,
                    (policy::CAPTION, _) => formatter.write_str("your caption")?,
                    (_, "") => formatter.write_str("the name of a field")?,
                    (_, field) => formatter.write_str(&quoted::marked(field))?,
                }
                if let Some(event) = leak.event {
                    write!(formatter, " of event {event}")?;
                }
                match leaks.len() - 1 {
                    0 => {}
                    1 => formatter.write_str(" and in 1 other place")?,
                    other => write!(formatter, " and in {other} other places")?,
                }
                formatter.write_str(match leak.path.as_str() {
                    "" => ". Share a link or another format instead.",
                    policy::CAPTION => ". Take it out there, or show it.",
                    _ => ". Hide that field too, or show the value it repeats.",
                })
            }
            Refusal::Unchecked => formatter.write_str(
                "Overshare couldn’t search all of this for hidden values, because its compressed data is too large. Hide the fields with compressed data, or share fewer events.",
            ),
        }
    }
}

impl std::error::Error for Refusal {}
