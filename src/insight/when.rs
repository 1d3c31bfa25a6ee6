//! When it was, in a sentence: by whose clock, and whether that can be.

use super::timing;
use crate::display;
use crate::join::Reading;
use crate::report::{Period, Sentence};
use crate::text::message::Argument;
use crate::text::numbers::roughly;
use crate::text::quoted::Quoted;
use crate::text::{moments, summary as text};

/// When the events were. Times that count from the first event say how long it took; `device` is what
/// has the clock.
pub(super) fn told(
    readings: &[Reading],
    period: Period,
    is_relative: bool,
    device: &'static str,
) -> Vec<Sentence<'static>> {
    if is_relative {
        return vec![within(period)];
    }
    let is_sure = timing::can_be(period.first) && timing::can_be(period.last);
    let sure = match is_sure {
        true => Some(period),
        // One record with a time that cannot be says nothing of the others.
        false => timing::period(readings),
    };
    let mut sentences = Vec::new();
    if let Some(when) = sure.and_then(when) {
        let arguments = [
            ("device", Argument::Words(device)),
            ("when", Argument::Part(&when)),
        ];
        sentences.push(text::WHEN.sentence(&arguments, Vec::new()));
    }
    if !is_sure {
        sentences.extend(wrong_time(device, period));
    }
    sentences
}

/// What is to be said of times that cannot be.
fn wrong_time(device: &'static str, period: Period) -> Option<Sentence<'static>> {
    let wrong = match period.first < timing::EARLIEST {
        true => period.first,
        false => period.last,
    };
    let moment = display::moment(&wrong.to_string())?;
    let shown = moments::day(moment.get(..10)?)?;
    let arguments = [
        ("device", Argument::Words(device)),
        ("day", Argument::Part(&shown)),
    ];
    Some(text::WRONG_CLOCK.sentence(&arguments, Vec::new()))
}

/// `That was within 3 hours.`: all that times from the first event on say of when.
fn within(period: Period) -> Sentence<'static> {
    let length = roughly(period.last.saturating_sub(period.first).max(60_000));
    text::HOW_LONG.sentence(&[("length", Argument::Computed(&length))], Vec::new())
}

/// `on 4 May 2020 between 13:46 and 13:50 UTC`
fn when(period: Period) -> Option<Quoted> {
    let first = display::moment(&period.first.to_string())?;
    let last = display::moment(&period.last.to_string())?;
    moments::between(
        (first.get(..10)?, first.get(11..16)?),
        (last.get(..10)?, last.get(11..16)?),
    )
}
