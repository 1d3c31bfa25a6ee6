//! Why nothing leaves, in sentences.

use super::{LONGEST, policy};
use crate::export;
use crate::report::Leak;
use crate::text::message::Argument;
use crate::text::quoted::Quoted;
use crate::text::sharing as text;

/// Why nothing leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The choice could not be read.
    Options,
    /// The choice is for none of the requests, of which there are so many.
    Requests(usize),
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
        let said = match self {
            Refusal::Options => text::BAD_CHOICE.filled(&[]),
            Refusal::Requests(count) => {
                let count = count.to_string();
                text::NO_REQUEST.filled(&[("count", Argument::Computed(&count))])
            }
            Refusal::Format => {
                let mut formats = Quoted::default();
                for (index, format) in export::FORMATS.iter().enumerate() {
                    let separator = if index > 0 { ", " } else { "" };
                    formats.words(separator).words(format.id);
                }
                text::NO_FORMAT.filled(&[("formats", Argument::Part(&formats))])
            }
            Refusal::Full => text::NOT_MASKED.filled(&[]),
            Refusal::TooLong(length) => {
                let [length, longest] = [*length, LONGEST].map(|number| number.to_string());
                text::TOO_LONG.filled(&[
                    ("length", Argument::Computed(&length)),
                    ("longest", Argument::Computed(&longest)),
                ])
            }
            Refusal::TooMuch => text::TOO_MUCH.filled(&[]),
            Refusal::Leaks(leaks) => leak(leaks),
            Refusal::Unchecked => text::UNSEARCHED.filled(&[]),
        };
        formatter.write_str(&said.text)
    }
}

/// Where the first of these values is still readable, and what to do.
fn leak(leaks: &[Leak]) -> Quoted {
    let Some(leak) = leaks.first() else {
        return text::LEAK_SOMEWHERE.filled(&[]);
    };
    let sentence = match leak.path.as_str() {
        "" => &text::LEAK_IN_FILE,
        policy::CAPTION => &text::LEAK_IN_CAPTION,
        _ => &text::LEAK,
    };
    let mut place = Quoted::default();
    match leak.field.as_str() {
        "" => place.words("the name of a field"),
        field => place.quote(field),
    };
    let (mut event, mut others) = (Quoted::default(), Quoted::default());
    if let Some(number) = leak.event {
        event.words(" of event ").computed(&number.to_string());
    }
    match leaks.len() - 1 {
        0 => &mut others,
        1 => others.words(" and in 1 other place"),
        other => {
            let others = others.words(" and in ").computed(&other.to_string());
            others.words(" other places")
        }
    };
    sentence.filled(&[
        ("place", Argument::Part(&place)),
        ("event", Argument::Part(&event)),
        ("others", Argument::Part(&others)),
    ])
}

impl std::error::Error for Refusal {}
