//! What was done to a paste, so that it can be done again: nothing of what lies between the paste
//! and the innermost text is kept, and whoever asks for it gets it by the same functions.

use std::borrow::Cow;
use std::ops::Range;

use super::codec::{base64, inflate, json_string, percent, utf8};
use crate::limits::{Budget, Limits};
use crate::progress::Progress;

/// One coding that was undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// What it was undone of, in the data before it.
    pub(crate) from: Range<usize>,
    pub(crate) coding: Coding,
}

/// How a step is done again, with what was decided the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// Escapes of a JSON string.
    Escape,
    Percent,
    /// What spaces were taken for.
    Base64(Option<base64::Spaces>),
    /// The bytes of output that were left.
    Inflate(inflate::Wrapper, usize),
    Utf8(utf8::Outcome),
}

/// Where the output of a layer of the report stands: in the data after so many steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) steps: usize,
    pub(crate) range: Range<usize>,
}

/// All steps, and the paste that they began with.
#[derive(Debug)]
pub(crate) struct Trail {
    pub(crate) steps: Vec<Step>,
    /// One for each layer of the report.
    pub(crate) marks: Vec<Mark>,
    /// The paste; where the innermost text stands in it as it is, what stands before that.
    before: Vec<u8>,
    /// What stands behind the text then.
    after: Option<Vec<u8>>,
    limits: Limits,
}

impl Trail {
    pub(crate) fn new(limits: Limits) -> Trail {
        Trail {
            steps: Vec::new(),
            marks: Vec::new(),
            before: Vec::new(),
            after: None,
            limits,
        }
    }

    /// Keeps the paste, but not a second time what the innermost text holds.
    pub(crate) fn keep(&mut self, paste: Cow<[u8]>, text: Option<&str>) {
        let around = text.and_then(|text| {
            let start = self.same_from().filter(|_| self.steps.len() == 1)?;
            let (before, rest) = paste.split_at_checked(start)?;
            Some((before, rest.get(text.len()..)?))
        });
        match around {
            Some((before, after)) => {
                self.before = before.to_vec();
                self.after = Some(after.to_vec());
            }
            None => self.before = paste.into_owned(),
        }
    }

    /// Where the innermost text begins in the data before the last step, if it stands there as it
    /// is.
    fn same_from(&self) -> Option<usize> {
        let last = self.steps.len().checked_sub(1)?;
        let step = self.steps.last().filter(|_| self.is_same(last))?;
        Some(step.from.start)
    }

    /// Whether a step left all bytes as they were.
    pub(crate) fn is_same(&self, step: usize) -> bool {
        self.steps.get(step).is_some_and(|step| {
            matches!(
                step.coding,
                Coding::Utf8(utf8::Outcome::Whole | utf8::Outcome::Cut)
            )
        })
    }

    /// The length of the paste.
    pub(crate) fn paste_length(&self, text: &str) -> usize {
        self.before.len()
            + self
                .after
                .as_ref()
                .map_or(0, |after| text.len() + after.len())
    }

    /// A part of the data after so many steps. `text` is the innermost text.
    pub(crate) fn window(&self, steps: usize, range: Range<usize>, text: &str) -> Vec<u8> {
        let text = text.as_bytes();
        if let (0, Some(after)) = (steps, &self.after) {
            let mut window = Vec::new();
            let mut position = 0;
            for piece in [&self.before, text, after] {
                let start = range.start.saturating_sub(position);
                let end = range.end.saturating_sub(position).min(piece.len());
                window.extend_from_slice(piece.get(start..end).unwrap_or_default());
                position += piece.len();
            }
            return window;
        }
        // What the text holds need not be decoded again.
        let start = match self.steps.len().checked_sub(steps) {
            Some(0) => Some(0),
            Some(1) => self.same_from(),
            _ => None,
        };
        let held = start.and_then(|start| {
            text.get(range.start.checked_sub(start)?..range.end.checked_sub(start)?)
        });
        match held {
            Some(held) => held.to_vec(),
            None => self.data(steps).get(range).unwrap_or_default().to_vec(),
        }
    }

    /// The data after so many steps, decoded again; where the text stands in the paste there is no
    /// step to do again.
    pub(crate) fn data(&self, steps: usize) -> Cow<'_, [u8]> {
        let mut data = Cow::Borrowed(self.before.as_slice());
        for step in self.steps.iter().take(steps) {
            let input = data.get(step.from.clone()).unwrap_or_default();
            data = Cow::Owned(step.coding.undo(input, self.limits));
        }
        data
    }
}

impl Coding {
    /// Does a step again.
    fn undo(self, input: &[u8], limits: Limits) -> Vec<u8> {
        match self {
            Coding::Escape => json_string::decode(&String::from_utf8_lossy(input)).into_bytes(),
            Coding::Percent => percent::decode(input).bytes.into_owned(),
            Coding::Base64(spaces) => base64::decode_again(input, spaces),
            Coding::Inflate(wrapper, left) => {
                let mut budget = Budget::with_output(limits, left);
                let mut listener = |_, _| {};
                let mut progress = Progress::new(&mut listener);
                inflate::inflate(input, wrapper, &mut budget, &mut progress).bytes
            }
            Coding::Utf8(_) => utf8::decode(input.to_vec()).0.into_bytes(),
        }
    }
}
