//! When it was, in a sentence: by whose clock, and whether that can be.

use super::evidence::sentence;
use crate::display;
use crate::report::{Basis, Period, Sentence, Topic};
use crate::text::numbers::roughly;
use crate::text::quoted::Quoted;

/// When the events were. Times that count from the first event say how long it took; `device` is what
/// has the clock.
pub(super) fn told(
    period: Period,
    is_relative: bool,
    device: &'static str,
) -> Option<Sentence<'static>> {
    let mut said = Quoted::default();
    if is_relative {
        within(&mut said, period);
    } else if is_plausible(period) {
        said.words("By the ").words(device);
        said.words("’s clock, that was ").add(&when(period)?);
    } else {
        return wrong_clock(device, period);
    }
    said.words(".");
    Some(sentence(said, Basis::Observed, Topic::Content))
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
    let mut said = Quoted::of("The clock of the ");
    said.words(device)
        .words(" was apparently wrong: it showed ");
    day(&mut said, moment.get(..10)?)?;
    said.words(".");
    Some(sentence(said, Basis::Inferred, Topic::Content))
}

/// Adds `That was within 3 hours`: all that times from the first event on say of when.
fn within(said: &mut Quoted, period: Period) {
    let length = roughly(period.last.saturating_sub(period.first).max(60_000));
    said.words("That was within ").computed(&length);
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
