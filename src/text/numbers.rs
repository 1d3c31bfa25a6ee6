//! Numbers and lengths of time for people.

use std::fmt::{self, Write};

/// A number with its thousands apart: 20,000.
pub(crate) struct Grouped(pub(crate) usize);

impl fmt::Display for Grouped {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let digits = self.0.to_string();
        for (index, digit) in digits.char_indices() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                formatter.write_char(',')?;
            }
            formatter.write_char(digit)?;
        }
        Ok(())
    }
}

/// A length of time as a whole number of the largest unit of which there is one, or of which there are
/// about two, rounded and never cut: 3 hours for 2 hours and 55 minutes. Where it was rounded, it begins
/// with `about`.
pub(crate) fn roughly(milliseconds: u64) -> String {
    const UNITS: [(u64, &str); 4] = [
        (86_400_000, "day"),
        (3_600_000, "hour"),
        (60_000, "minute"),
        (1_000, "second"),
    ];
    let fits =
        |&&(length, _): &&(u64, &str)| milliseconds == length || milliseconds >= length / 4 * 7;
    let unit = UNITS.iter().find(fits);
    let &(length, name) = unit.unwrap_or(&(1, "millisecond"));
    let number = milliseconds.saturating_add(length / 2) / length;
    let about = match number * length == milliseconds {
        true => "",
        false => "about ",
    };
    let plural = if number == 1 { "" } else { "s" };
    format!("{about}{} {name}{plural}", Grouped(number as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_and_never_cut() {
        for (milliseconds, expected) in [
            (0, "0 milliseconds"),
            (1, "1 millisecond"),
            (1_999, "about 2 seconds"),
            (2_500, "about 3 seconds"),
            (60_000, "1 minute"),
            (260_000, "about 4 minutes"),
            (104 * 60_000, "104 minutes"),
            (112 * 60_000, "about 2 hours"),
            (3_600_000, "1 hour"),
            (175 * 60_000, "about 3 hours"),
            (3 * 3_600_000, "3 hours"),
            (47 * 3_600_000, "about 2 days"),
            (71 * 3_600_000, "about 3 days"),
            (u64::MAX, "about 213,503,982,334 days"),
        ] {
            assert_eq!(roughly(milliseconds), expected);
        }
    }
}
