//! Moments as captures write them.

/// Milliseconds since 1970 of a moment in ISO 8601 with its offset from UTC, `2020-05-08T12:13:14.567+02:00`.
#[inline(never)]
pub(crate) fn iso(text: &str) -> Option<u64> {
    let mut rest = text.as_bytes();
    let mut fields = [0; 6];
    for (field, (width, ends)) in fields.iter_mut().zip(FIELDS) {
        let (digits, behind) = rest.split_at_checked(width)?;
        *field = sum(digits)?;
        rest = behind;
        if !ends.is_empty() {
            let (end, behind) = rest.split_first()?;
            ends.contains(end).then_some(())?;
            rest = behind;
        }
    }
    let [year, month, day, hour, minute, second] = fields;
    let mut milliseconds = 0;
    if let Some((b'.', fraction)) = rest.split_first() {
        let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit());
        let length = digits.count();
        let padded = fraction.get(..length)?.iter().chain(b"000").take(3);
        milliseconds = padded.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        rest = fraction.get(length..)?;
    }
    let offset = match *rest {
        [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), a, b, c, d] | [sign @ (b'+' | b'-'), a, b, b':', c, d] => {
            let minutes = sum(&[a, b])? * 60 + sum(&[c, d])?;
            if sign == b'-' { -minutes } else { minutes }
        }
        _ => return None,
    };
    let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - offset;
    u64::try_from((minutes * 60 + second) * 1000 + milliseconds).ok()
}

/// The digits of each field, and what can end it.
const FIELDS: [(usize, &[u8]); 6] = [
    (4, b"-"),
    (2, b"-"),
    (2, b"Tt "),
    (2, b":"),
    (2, b":"),
    (2, b""),
];

fn sum(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |sum, digit| {
        digit
            .is_ascii_digit()
            .then(|| sum * 10 + i64::from(digit - b'0'))
    })
}

/// Milliseconds since 1970 of a number of seconds, milliseconds or microseconds, as its size says.
#[inline(never)]
pub(crate) fn number(text: &str) -> Option<u64> {
    let (whole, _) = text.split_once('.').unwrap_or((text, ""));
    let value = u64::try_from(sum(whole.as_bytes())?).ok()?;
    match whole.len() {
        9..=11 => Some(value * 1000),
        12..=14 => Some(value),
        15..=17 => Some(value / 1000),
        _ => None,
    }
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
            ("", None),
        ] {
            assert_eq!(iso(text), expected, "{text}");
        }
        for (text, expected) in [
            ("1588939994", Some(1_588_939_994_000)),
            ("1588939994.567", Some(1_588_939_994_000)),
            ("1588939994567", Some(1_588_939_994_567)),
            ("1588939994567891", Some(1_588_939_994_567)),
            ("12", None),
            ("x", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
