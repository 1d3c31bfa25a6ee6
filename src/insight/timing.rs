//! What the times of the records say: sessions, delays, a clock that was set, the time zone.

use std::collections::BTreeMap;

use super::evidence::{Records, zone};
use super::several::{self, Found};
use crate::join::Reading;
use crate::json::{Row, Value};
use crate::report::{Delay, Device, Finding, Period, Session, Timing};
use crate::sort::sorted_numbers;
use crate::text::message::Argument;
use crate::text::numbers::roughly;
use crate::text::{amounts, findings as text};

/// The pause that ends a session, in minutes: what web statistics usually take.
pub(crate) const GAP_MINUTES: u32 = 30;

/// Sessions that a report lists; a capture of a day has fewer.
const LISTED: usize = 50;

/// Numbers of sessions that are told apart; more say nothing more.
const NUMBERS: usize = 10_000;

/// A wait that is worth a word, in milliseconds: the SDK uploads every fifteen seconds by itself.
const NOTABLE: u64 = 60_000;

/// Milliseconds by which a time written as text and the time of its record may differ: the SDK
/// reads the clock twice, one after the other.
const CLOCK_READINGS: i64 = 2_000;

/// Time zones differ from UTC by whole quarters of an hour, at most fourteen hours.
const QUARTER: i64 = 15 * 60_000;
const FARTHEST: i64 = 14 * 60 * 60_000;

/// Moments between which such records are made: no older format is known, and no phone is so far ahead.
pub(super) const EARLIEST: u64 = 1_293_840_000_000;
const LATEST: u64 = 2_524_608_000_000;

/// Whether a record can have been made at a time.
pub(super) fn can_be(time: u64) -> bool {
    (EARLIEST..LATEST).contains(&time)
}

/// The moments of all records.
fn moments(readings: &[Reading]) -> Vec<u64> {
    let mut times = Vec::new();
    for records in Records::all(readings) {
        times.extend(
            records
                .events()
                .filter_map(|(_, info, _)| unsigned(&records, info.time)),
        );
    }
    times
}

/// The first and the last moment at which a record can have been made.
pub(super) fn period(readings: &[Reading]) -> Option<Period> {
    let mut times = moments(readings).into_iter().filter(|&time| can_be(time));
    let first = times.next()?;
    let (first, last) = times.fold((first, first), |(first, last), time| {
        (first.min(time), last.max(time))
    });
    Some(Period { first, last })
}

/// What the times of all records say together.
pub(crate) fn timing(readings: &[Reading]) -> Option<Timing> {
    let mut times = moments(readings);
    if times.is_empty() {
        return None;
    }
    // A time that cannot be is no session of its own, unless the clock was wrong all the time.
    if times.iter().any(|&time| can_be(time)) {
        times.retain(|&time| can_be(time));
    }
    let mut delays = Vec::new();
    for records in Records::all(readings) {
        let waits = uploads(&records).into_iter();
        delays.extend(waits.filter_map(|(_, _, time, upload)| wait(time, upload)));
    }
    let (sessions, session_count) = sessions(&sorted_numbers(times), 0, u64::MAX);
    let delays = sorted_numbers(delays);
    let delay = delays.get(delays.len() / 2).map(|&median| Delay {
        shortest: delays.first().copied().unwrap_or(median),
        median,
        longest: delays.last().copied().unwrap_or(median),
    });
    Some(Timing {
        sessions,
        session_count,
        session_gap_minutes: GAP_MINUTES,
        delay,
        utc_offset_minutes: offset(readings),
    })
}

/// Minutes ahead of UTC, as the requests say that name them or else as they can be derived; nothing
/// where these do not agree, since then it is not known for which events which of them holds.
fn offset(readings: &[Reading]) -> Option<i32> {
    let stated: Vec<i32> = Records::all(readings)
        .filter_map(|records| stated_offset(&records))
        .collect();
    let offsets = match stated.is_empty() {
        false => stated,
        true => Records::all(readings)
            .filter_map(|records| derived_offset(&records).map(|(_, _, minutes)| minutes))
            .collect(),
    };
    let (first, others) = offsets.split_first()?;
    others.iter().all(|other| other == first).then_some(*first)
}

/// The first sessions that reach into a range, and how many do. The times are in order.
#[inline(never)]
pub(crate) fn sessions(times: &[u64], from: u64, to: u64) -> (Vec<Session>, usize) {
    let mut sessions: Vec<Session> = Vec::new();
    let mut count = 0;
    let mut rest = times;
    while let Some(&first) = rest.first() {
        let mut last = first;
        let end = rest.iter().position(|&time| {
            let ends = time - last > u64::from(GAP_MINUTES) * 60_000;
            last = if ends { last } else { time };
            ends
        });
        let (session, others) = rest.split_at(end.unwrap_or(rest.len()));
        rest = others;
        if last >= from && first <= to {
            count += 1;
            if count <= LISTED {
                sessions.push(Session {
                    first,
                    last,
                    events: session.len(),
                });
            }
        }
    }
    (sessions, count)
}

#[inline(never)]
pub(crate) fn unsigned(records: &Records, node: Option<u32>) -> Option<u64> {
    match records.document.node(node? as usize)?.value {
        Value::Unsigned(number) => Some(number.get()),
        _ => None,
    }
}

/// Record, node of the upload time, time and upload time of each record that has both.
#[inline(never)]
pub(crate) fn uploads(records: &Records) -> Vec<(usize, usize, u64, u64)> {
    let mut uploads = Vec::new();
    for (event, info, _) in records.events() {
        if let Some(upload) = unsigned(records, info.upload)
            && let Some(time) = unsigned(records, info.time)
            && let Some(node) = info.upload
        {
            uploads.push((event, node as usize, time, upload));
        }
    }
    uploads
}

/// How long a record waited for its upload, where both times are of one clock.
fn wait(time: u64, upload: u64) -> Option<u64> {
    let wait = upload.checked_sub(time)?;
    (can_be(time) == can_be(upload)).then_some(wait)
}

/// The offset that a record names. It is sent as JavaScript counts it: minutes behind UTC.
fn stated_offset(records: &Records) -> Option<i32> {
    let key = records.document.find_key("$timezone_offset")?;
    let (row, node) = records
        .events()
        .find_map(|(_, _, row)| Some((row, records.property(row, key)?.0)))?;
    let minutes: i32 = records.scalar(row, node)?.parse().ok()?;
    (minutes.unsigned_abs() as i64 * 60_000 <= FARTHEST).then_some(-minutes)
}

/// Record, node and minutes: the SDK writes the moment of the first visit as text in the phone's
/// own time, in a record that has the same moment in UTC.
fn derived_offset(records: &Records) -> Option<(usize, usize, i32)> {
    let key = records.document.find_key("$first_visit_time")?;
    records.events().find_map(|(event, info, row)| {
        let kind = super::title::kind(records.document, info)?;
        let (node, value) = records
            .property(row, key)
            .filter(|_| kind == "profile_set_once")?;
        let local = local_time(records.document.string(value.value)?)?;
        let time = i64::try_from(unsigned(records, info.time)?).ok()?;
        let ahead = local.checked_sub(time)?;
        let quarters = (ahead + ahead.signum() * QUARTER / 2) / QUARTER;
        let rest = ahead - quarters * QUARTER;
        (ahead.abs() <= FARTHEST + CLOCK_READINGS && rest.abs() <= CLOCK_READINGS).then_some((
            event,
            node,
            i32::try_from(quarters * 15).ok()?,
        ))
    })
}

/// `2020-05-04 15:43:21.007` as if it were UTC, in milliseconds since 1970.
#[inline(never)]
fn local_time(text: &str) -> Option<i64> {
    let reading = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let (date, time) = text.split_once(' ')?;
    if date.len() != 10 || time.len() < 8 {
        return None;
    }
    let (year, month, day) = (reading(0, 4)?, reading(5, 7)?, reading(8, 10)?);
    let (hour, minute, second) = (reading(11, 13)?, reading(14, 16)?, reading(17, 19)?);
    let milliseconds = if text.len() > 20 { reading(20, 23)? } else { 0 };
    let fits = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second);
    if !fits {
        return None;
    }
    // Years that begin in March end with the leap day, so their months have one rule.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    let days = 365 * year + leap_days + (153 * month + 2) / 5 + day - 719_469;
    Some((((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000 + milliseconds)
}

/// `TIME-DELAY`: records that waited for their upload.
pub(super) fn delay(readings: &[Reading]) -> Option<Found> {
    let mut told: Option<(u64, Found)> = None;
    for records in Records::all(readings) {
        let waits = uploads(&records).into_iter();
        let waits = waits
            .filter_map(|(event, node, time, upload)| Some((wait(time, upload)?, event, node)));
        let longest = waits.reduce(|one, other| if other.0 > one.0 { other } else { one });
        let Some((wait, event, node)) = longest.filter(|(wait, ..)| *wait >= NOTABLE) else {
            continue;
        };
        let time = records.annotated.events.get(event)?.time? as usize;
        let length = roughly(wait);
        let arguments = [("wait", Argument::Computed(&length))];
        let decoded = &records.reading.decoded;
        let text = match decoded.device {
            Device::Phone if !decoded.is_ios => &text::DELAY,
            _ => &text::PLAIN_DELAY,
        };
        let finding = text.finding(1, &arguments, records.paths(event, &[node, time]));
        match &mut told {
            Some((longest, found)) => {
                found.join(finding, wait > *longest);
                *longest = wait.max(*longest);
            }
            None => told = Some((wait, Found::new(finding))),
        }
    }
    told.map(|(_, found)| found)
}

/// The records of a request that are younger than their own upload.
fn late(records: &Records) -> Vec<(usize, usize, u64, u64)> {
    let mut late = uploads(records);
    late.retain(|&(_, _, time, upload)| time > upload);
    late
}

/// `TIME-SKEW`: records that are younger than their own upload.
pub(super) fn skew(readings: &[Reading]) -> Option<Found> {
    let number: usize = Records::all(readings)
        .map(|records| late(&records).len())
        .sum();
    if number == 0 {
        return None;
    }
    several::each(readings, &|records| {
        let &(event, node, ..) = late(records).first()?;
        let time = records.annotated.events.get(event)?.time? as usize;
        let which = amounts::records_have(number);
        let arguments = [("which", Argument::Part(&which))];
        Some(text::SKEW.finding(1, &arguments, records.paths(event, &[time, node])))
    })
}

/// `TIME-SESSIONS`: when the app was in use.
pub(super) fn session_finding(readings: &[Reading], timing: &Timing) -> Option<Found> {
    let sessions = timing.session_count;
    let mut numbers = BTreeMap::new();
    for records in Records::all(readings) {
        numbered(&records, &mut numbers);
    }
    let number = amounts::of_them(numbers.len());
    let arguments = [
        ("sessions", Argument::Number(sessions)),
        ("minutes", Argument::Number(GAP_MINUTES as usize)),
        ("number", Argument::Part(&number)),
    ];
    let text = match (sessions > 1, numbers.is_empty()) {
        (true, true) => &text::SESSIONS,
        (true, false) => &text::SESSIONS_TWICE,
        (false, false) => &text::NUMBERED_SESSIONS,
        (false, true) => return None,
    };
    several::each(readings, &|records| {
        let numbered = match numbers.is_empty() {
            true => None,
            false => numbered(records, &mut BTreeMap::new()),
        };
        let timed = || {
            let mut infos = records.annotated.events.iter();
            let event = infos.position(|info| unsigned(records, info.time).is_some())?;
            Some((event, records.annotated.events.get(event)?.time? as usize))
        };
        let (event, node) = numbered.or_else(|| timed().filter(|_| sessions > 1))?;
        Some(text.finding(1, &arguments, records.paths(event, &[node])))
    })
}

/// Where the first number stands that the app gave a session. All of them are added to `numbers`.
fn numbered<'a>(
    records: &Records<'a>,
    numbers: &mut BTreeMap<(u32, &'a str), usize>,
) -> Option<(usize, usize)> {
    let key = records.document.find_key("$event_session_id")?;
    let mut first = None;
    for (event, _, row) in records.events() {
        let number = |row: &Row| {
            let (node, value) = records.property(row, key)?;
            Some((node, records.document.string(value.value)?))
        };
        if numbers.len() >= NUMBERS {
            break;
        }
        if let Some((node, number)) = number(row) {
            numbers.insert((0, number), 0);
            first = first.or(Some((event, node)));
        }
    }
    first
}

/// `LINK-8`: two ways of writing one moment give away the time zone.
pub(super) fn time_zone(records: &Records) -> Option<Finding<'static>> {
    let (event, node, minutes) = derived_offset(records)?;
    let time = records.annotated.events.get(event)?.time? as usize;
    let zone = zone(minutes)?;
    let arguments = [("zone", Argument::Computed(&zone))];
    Some(text::TIME_ZONE.finding(1, &arguments, records.paths(event, &[node, time])))
}
