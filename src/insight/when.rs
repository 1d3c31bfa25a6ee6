//! When it was, in a sentence: by whose clock, and whether that can be.

use crate::display;
use crate::report::{Period, Sentence};
use crate::text::message::Argument;
use crate::text::numbers::roughly;
use crate::text::quoted::Quoted;
use crate::text::summary as text;

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
    let mut shown = Quoted::default();
    day(&mut shown, moment.get(..10)?)?;
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

/// Adds `4 May 2020` for `2020-05-04`.
fn day(said: &mut Quoted, date: &str) -> Option<()> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month: usize = date.get(5..7)?.parse().ok()?;
    said.computed(date.get(8..10)?.trim_start_matches('0'))
        .words(" ");
    said.words(MONTHS.get(month.checked_sub(1)?)?).words(" ");
    said.computed(date.get(..4)?);
    Some(())
}

/// `on 4 May 2020 between 13:46 and 13:50 UTC`
fn when(period: Period) -> Option<Quoted> {
    let first = display::moment(&period.first.to_string())?;
    let last = display::moment(&period.last.to_string())?;
    let (first_day, first_time) = (first.get(..10)?, first.get(11..16)?);
    let (last_day, last_time) = (last.get(..10)?, last.get(11..16)?);
    let mut said = Quoted::default();
    match (first_day == last_day, first_time == last_time) {
        (true, is_one) => {
            day(said.words("on "), first_day)?;
            match is_one {
                true => said.words(" at "),
                false => said.words(" between ").computed(first_time).words(" and "),
            };
        }
        (false, _) => {
            day(said.words("between "), first_day)?;
            said.words(", ").computed(first_time).words(", and ");
            day(&mut said, last_day)?;
            said.words(", ");
        }
    };
    said.computed(last_time).words(" UTC");
    Some(said)
}
