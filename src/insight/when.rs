//! When it was, in a sentence: by whose clock, and whether that can be.

use crate::display;
use crate::report::{Period, Sentence};
use crate::text::message::Argument;
use crate::text::numbers::roughly;
use crate::text::quoted::Quoted;
use crate::text::{moments, summary as text};

/// When the events were. Times that count from the first event say how long it took; `device` is what
/// has the clock.
pub(super) fn told(
    period: Period,
    is_relative: bool,
    device: &'static str,
) -> Option<Sentence<'static>> {
    if is_relative {
        return Some(within(period));
    }
    if !is_plausible(period) {
        return wrong_clock(device, period);
    }
    let when = when(period)?;
    let arguments = [
        ("device", Argument::Words(device)),
        ("when", Argument::Part(&when)),
    ];
    Some(text::WHEN.sentence(&arguments, Vec::new()))
}

/// Moments between which such records are made: no older format is known, and no phone is so far ahead.
const EARLIEST: u64 = 1_293_840_000_000;
const LATEST: u64 = 2_524_608_000_000;

fn is_plausible(period: Period) -> bool {
    period.first >= EARLIEST && period.last < LATEST
}

/// What is to be said of times that cannot be.
fn wrong_clock(device: &'static str, period: Period) -> Option<Sentence<'static>> {
    let wrong = match period.first < EARLIEST {
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
