//! What a value says when it is read as what it was taken for.

use super::{Kind, inside, shapes};
use crate::display;

/// What a value says when it is read as what it was taken for, as the end of a text without its
/// full stop.
#[inline(never)]
pub(crate) fn describe(kind: &Kind, value: &str) -> Option<String> {
    let (before, described) = match kind.id() {
        "timestamp" => (": ", moment(value)?),
        "miui-build" => (": ", display::miui_build(value)?),
        "uuid" => (
            ". It was made on ",
            display::moment(&uuid_time(value)?.to_string())?,
        ),
        "coordinates" => (", to about ", precision(value)?.to_owned()),
        "jwt" => (": ", inside::claims(value)?),
        _ => return None,
    };
    Some([before, &described].concat())
}

/// A count of seconds, milliseconds or microseconds as a date.
#[inline(never)]
fn moment(digits: &str) -> Option<String> {
    match digits.len() {
        10 => display::moment(&format!("{digits}000")),
        13 => display::moment(digits),
        16 => display::moment(digits.get(..13)?),
        _ => None,
    }
}

/// The moment that identifiers of versions 1, 6 and 7 begin with, in milliseconds since 1970.
#[inline(never)]
fn uuid_time(uuid: &str) -> Option<u64> {
    // From the first day of the Gregorian calendar to 1970, in steps of 100 nanoseconds.
    const GREGORIAN: u64 = 0x01b2_1dd2_1381_4000;
    let hex = |start: usize, end: usize| u64::from_str_radix(uuid.get(start..end)?, 16).ok();
    let (first, second, third) = (hex(0, 8)?, hex(9, 13)?, hex(15, 18)?);
    let steps = match uuid.as_bytes().get(14)? {
        b'1' => third << 48 | second << 32 | first,
        b'6' => first << 28 | second << 12 | third,
        b'7' => return Some(first << 16 | second),
        _ => return None,
    };
    steps.checked_sub(GREGORIAN).map(|steps| steps / 10_000)
}

/// How far apart two places are that differ in the last digit, in words.
fn precision(value: &str) -> Option<&'static str> {
    let decimals = match shapes::position(value.strip_prefix("geo:").unwrap_or(value)) {
        Some(decimals) => decimals,
        // Millionths of a degree have no point.
        None => shapes::degrees(value, 180).unwrap_or(6),
    };
    Some(match decimals {
        0..=3 => "100 meters",
        4 => "10 meters",
        5 => "1 meter",
        6 => "10 centimeters",
        _ => "less than 10 centimeters",
    })
}
