//! Moments as captures write them.

/// Milliseconds since 1970 of a moment in ISO 8601 with its offset from UTC, `2020-05-08T12:13:14.567+02:00`.
pub(crate) fn iso(text: &str) -> Option<u64> {
    let [mut numbers, mut digits] = [[0_i64; 8]; 2];
    let mut sign = 0;
    let mut field = 0;
    for byte in text.bytes() {
        match (byte, field) {
            (b'0'..=b'9', _) => {
                let count = digits.get_mut(field)?;
                // No other field has more, so that none grows without end.
                if field != FRACTION && *count == 4 {
                    return None;
                }
                // Of a fraction the thousandths count.
                if field != FRACTION || *count < 3 {
                    let number = numbers.get_mut(field)?;
                    *number = *number * 10 + i64::from(byte - b'0');
                    *count += 1;
                }
            }
            (b'-', 0 | 1) | (b'T' | b't' | b' ', 2) | (b':', 3 | 4) | (b'.', 5) => field += 1,
            (b'+' | b'-' | b'Z' | b'z', 5 | FRACTION) => {
                sign = if byte == b'-' { -1 } else { 1 };
                field = OFFSET;
            }
            (b':', OFFSET) => {}
            _ => return None,
        }
    }
    let is_whole = matches!(digits, [4, 2, 2, 2, 2, 2, _, 0 | 4]);
    let [year, month, day, hour, minute, second, mut fraction, offset] = numbers;
    for _ in digits.get(FRACTION).copied()?..3 {
        fraction *= 10;
    }
    let offset = sign * (offset / 100 * 60 + offset % 100);
    let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - offset;
    let moment = u64::try_from((minutes * 60 + second) * 1000 + fraction);
    moment.ok().filter(|_| is_whole && sign != 0)
}

/// The fields behind the second.
const FRACTION: usize = 6;
const OFFSET: usize = 7;

/// Milliseconds since 1970 of a number of seconds, milliseconds or microseconds, as its size says.
pub(crate) fn number(text: &str) -> Option<u64> {
    let (mut value, mut digits) = (0_u64, 0);
    for byte in text.bytes().take_while(u8::is_ascii_digit).take(18) {
        value = value * 10 + u64::from(byte - b'0');
        digits += 1;
    }
    match digits {
        9..=11 => Some(value * 1000 + thousandths(text.get(digits..).unwrap_or_default())),
        12..=14 => Some(value),
        15..=17 => Some(value / 1000),
        _ => None,
    }
}

/// The first three digits of a fraction.
fn thousandths(text: &str) -> u64 {
    let digits = text.strip_prefix('.').unwrap_or_default();
    let digits = digits.bytes().take_while(u8::is_ascii_digit);
    let digits = digits.chain(*b"000").take(3);
    digits.fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'))
}

/// Days from 1970-01-01 to a day of the Gregorian calendar. A year begins in March here, so that the day
/// that some years have more is its last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_years = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    of_years + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_that_are_written() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2020-05-08T12:13:14.567Z", Some(1_588_939_994_567)),
            ("2020-05-08T14:13:14.567+02:00", Some(1_588_939_994_567)),
            ("2020-05-08T08:43:14.567891-0330", Some(1_588_939_994_567)),
            ("2020-02-29 23:59:59.9+00:00", Some(1_583_020_799_900)),
            ("2000-03-01T00:00:00Z", Some(951_868_800_000)),
            ("2020-05-08T12:13:14", None),
            ("2020-05-08", None),
            ("1969-12-31T23:59:59Z", None),
            ("2020-05-08T12:13:14.Z!", None),
            ("99999999999999999999", None),
            ("2020-05-08T12:13:14+0230000000000000000000", None),
            ("", None),
        ] {
            assert_eq!(iso(text), expected, "{text}");
        }
        for (text, expected) in [
            ("1588939994", Some(1_588_939_994_000)),
            ("1588939994.567", Some(1_588_939_994_567)),
            ("1588939994.5", Some(1_588_939_994_500)),
            ("1588939994567", Some(1_588_939_994_567)),
            ("1588939994567891", Some(1_588_939_994_567)),
            ("12", None),
            ("x", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
