//! Where a text stands among the layers of a value, and what is told of it there.

use std::borrow::Cow;

use super::Verdict;
use super::detectors::Kind;
use crate::bytes::codec::percent;
use crate::report::Certainty;

/// Layers that are taken off one value: a page's address in a parameter of another one, each
/// encoded once more on its way.
pub(super) const ROUNDS: usize = 4;

/// How one gets to a value inside another: the last step and those before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step<'a> {
    pub(crate) name: &'a str,
    pub(crate) outer: Option<&'a Step<'a>>,
}

impl Step<'_> {
    /// All steps, the outermost first.
    pub(crate) fn path(&self) -> Vec<String> {
        let mut path = self.outer.map(Step::path).unwrap_or_default();
        path.push(self.name.to_owned());
        path
    }
}

/// Something that was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'a> {
    pub(crate) kind: &'static Kind,
    pub(crate) certainty: Certainty,
    /// Why, as the end of a sentence.
    pub(crate) because: &'static str,
    /// The part that was found, as decoded.
    pub(crate) value: &'a str,
    /// None where the value was found as it stands, or is a part of it.
    pub(crate) within: Option<&'a Step<'a>>,
    /// What is known beside the kind: the name of a topic.
    pub(crate) note: Option<&'static str>,
}

/// Where a text stands.
#[derive(Clone, Copy)]
pub(super) struct Position<'a> {
    pub(super) name: &'a str,
    pub(super) step: Option<&'a Step<'a>>,
    pub(super) rounds: usize,
}

impl<'a> Position<'a> {
    #[inline(never)]
    pub(super) fn emit(
        &self,
        (kind, certainty, because): Verdict,
        value: &str,
        sink: &mut dyn FnMut(&Match),
    ) {
        self.emit_with((kind, certainty, because), value, None, sink);
    }

    #[inline(never)]
    pub(super) fn emit_with(
        &self,
        (kind, certainty, because): Verdict,
        value: &str,
        note: Option<&'static str>,
        sink: &mut dyn FnMut(&Match),
    ) {
        sink(&Match {
            kind,
            certainty,
            because,
            value,
            within: self.step,
            note,
        });
    }

    /// A part that has a name of its own.
    pub(super) fn inside<'b>(&self, step: &'b Step<'b>, name: &'b str) -> Position<'b> {
        Position {
            name,
            step: Some(step),
            rounds: self.rounds,
        }
    }

    /// The same place under one layer more.
    pub(super) fn deeper(self) -> Position<'a> {
        Position {
            rounds: self.rounds.saturating_sub(1),
            ..self
        }
    }
}

/// Looks at a text at a place.
type Look = fn(&str, Position, &mut dyn FnMut(&Match));

/// How what lies inside an address is looked at. Addresses hold values, and values hold addresses.
pub(super) struct Inner {
    /// A value as it stands, and all that lies inside it.
    pub(super) value: Look,
    /// What can stand in the middle of a text.
    pub(super) text: Look,
}

/// The value of a parameter: a plus sign is a blank there, and only there.
#[inline(never)]
pub(crate) fn parameter(value: &str) -> Cow<'_, str> {
    if !value.contains(['+', '%']) {
        return value.into();
    }
    percent::decode_text(&value.replace('+', " "))
        .into_owned()
        .into()
}
