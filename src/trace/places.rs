//! Places through one step: which bytes before it became which bytes after it.

use std::iter;
use std::ops::Range;

use crate::bytes::codec::{base64, inflate, json_string, percent, utf8};
use crate::bytes::trail::{Coding, Trail};
use crate::report::Blur;

/// Which bytes of the data before a step became these, and why they became others too.
pub(super) fn before(
    trail: &Trail,
    step: usize,
    wanted: &Range<usize>,
) -> Option<(Range<usize>, Option<Blur>)> {
    let step_taken = trail.steps.get(step)?;
    let from = step_taken.from.start;
    if trail.is_same(step) {
        return Some((moved(wanted, from), None));
    }
    let data = trail.data(step);
    let input = data.get(step_taken.from.clone())?;
    let (place, blur) = match step_taken.coding {
        Coding::Inflate(wrapper, _) => {
            let steps = inflate::Steps::new(input, wrapper);
            (steps.sources(wanted), Some(Blur::Compressed))
        }
        Coding::Base64(_) => {
            let digits = wanted.start * 8 / 6..(wanted.end * 8).div_ceil(6);
            let place = through(units(step_taken.coding, input), true, &digits);
            let rest = input.get(place.end..).unwrap_or_default();
            let ends = rest.iter().all(|&byte| byte == b'=');
            let fits = wanted.start.is_multiple_of(3) && (ends || wanted.end.is_multiple_of(3));
            (place, (!fits).then_some(Blur::SharedCharacters))
        }
        coding => (through(units(coding, input), true, wanted), None),
    };
    Some((moved(&place, from), blur))
}

/// Which bytes of the data after a step these became; none where they are not what it was undone
/// of.
pub(super) fn after(trail: &Trail, step: usize, wanted: &Range<usize>) -> Option<Range<usize>> {
    let step_taken = trail.steps.get(step)?;
    let from = &step_taken.from;
    let end = wanted.end.min(from.end).checked_sub(from.start)?;
    let wanted = wanted.start.saturating_sub(from.start)..end;
    if wanted.is_empty() {
        return None;
    }
    if trail.is_same(step) {
        return Some(wanted);
    }
    let data = trail.data(step);
    let input = data.get(from.clone())?;
    let place = match step_taken.coding {
        Coding::Inflate(wrapper, _) => inflate::Steps::new(input, wrapper).results(&wanted),
        Coding::Base64(_) => {
            let digits = through(units(step_taken.coding, input), false, &wanted);
            digits.start * 6 / 8..(digits.end * 6).div_ceil(8)
        }
        coding => through(units(coding, input), false, &wanted),
    };
    (!place.is_empty()).then_some(place)
}

/// Lengths of pieces before and after a step; of Base64 those before and after its repair.
fn units(coding: Coding, input: &[u8]) -> Box<dyn Iterator<Item = (usize, usize)> + '_> {
    match coding {
        Coding::Base64(spaces) => {
            let text = input.trim_ascii_start();
            let space = (input.len() - text.len(), 0);
            Box::new(iter::once(space).chain(base64::units(text.trim_ascii_end(), spaces)))
        }
        Coding::Escape => Box::new(json_string::units(
            std::str::from_utf8(input).unwrap_or_default(),
        )),
        Coding::Percent => Box::new(percent::units(input)),
        Coding::Utf8(_) | Coding::Inflate(..) => Box::new(utf8::units(input)),
    }
}

/// A place on one side of all pieces as a place on the other: backwards from after the step to
/// before it. A piece of the same length on both sides is a run of single bytes, another is
/// indivisible.
fn through(
    units: Box<dyn Iterator<Item = (usize, usize)> + '_>,
    backwards: bool,
    wanted: &Range<usize>,
) -> Range<usize> {
    let (mut here, mut there) = (0, 0);
    let mut start = None;
    for (before, after) in units {
        let (length, other) = if backwards {
            (after, before)
        } else {
            (before, after)
        };
        let at = |offset: usize, whole: usize| {
            if length == other {
                there + (offset - here)
            } else {
                whole
            }
        };
        if start.is_none() && wanted.start < here + length {
            start = Some(at(wanted.start, there));
        }
        if let Some(start) = start
            && wanted.end <= here + length
        {
            return start..at(wanted.end, there + other);
        }
        here += length;
        there += other;
    }
    start.unwrap_or(there)..there
}

fn moved(place: &Range<usize>, by: usize) -> Range<usize> {
    place.start + by..place.end + by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::codec::base64::Spaces;

    fn check(coding: Coding, input: &str, after: Range<usize>, before: Range<usize>) {
        let back = through(units(coding, input.as_bytes()), true, &after);
        assert_eq!(back, before, "{input}");
        let forth = through(units(coding, input.as_bytes()), false, &before);
        assert_eq!(forth, after, "{input}");
    }

    #[test]
    fn each_byte_leads_to_the_characters_it_was_written_as() {
        check(Coding::Percent, "a%20b%7Bcd", 0..1, 0..1);
        check(Coding::Percent, "a%20b%7Bcd", 1..3, 1..5);
        check(Coding::Percent, "a%20b%7Bcd", 3..5, 5..9);
        check(Coding::Percent, "100%z%41", 3..6, 3..8);
        check(Coding::Escape, r#"a\"\u00e9\ud83d\ude00z"#, 1..2, 1..3);
        check(Coding::Escape, r#"a\"\u00e9\ud83d\ude00z"#, 2..8, 3..21);
        check(
            Coding::Base64(Some(Spaces::Plus)),
            " ab c\r\n d",
            2..4,
            3..5,
        );
        check(
            Coding::Base64(Some(Spaces::Plus)),
            " ab c\r\n d",
            3..5,
            4..9,
        );
    }
}
