//! One coding that was undone, with what was decided the first time: how to undo it again, and which
//! bytes before it became which bytes after it.

use std::iter;
use std::ops::Range;

use super::codec::{base64, inflate, json_string, latin1, percent, utf8, utf16};
use crate::limits::{Budget, Limits};
use crate::progress::Progress;
use crate::report::Blur;

/// How a coding is undone again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// Escapes of a JSON string.
    JsonString,
    Percent,
    /// What spaces were taken for.
    Base64(Option<base64::Spaces>),
    /// The bytes of output that were left.
    Inflate(inflate::Wrapper, usize),
    Utf8(utf8::Outcome),
    Utf16(utf16::Order),
    /// One character for each byte.
    Latin1,
}

impl Coding {
    /// Undoes it.
    pub(super) fn undo(self, input: &[u8], limits: Limits) -> Vec<u8> {
        match self {
            Coding::JsonString => json_string::decode_bytes(input),
            Coding::Percent => percent::decode(input).bytes.into_owned(),
            Coding::Base64(spaces) => base64::decode_again(input, spaces),
            Coding::Inflate(wrapper, left) => {
                let mut budget = Budget::with_output(limits, left);
                let mut listener = |_, _| {};
                let mut progress = Progress::new(&mut listener);
                inflate::inflate(input, wrapper, &mut budget, &mut progress).bytes
            }
            Coding::Utf8(_) => utf8::decode(input.to_vec()).0.into_bytes(),
            Coding::Utf16(order) => utf16::decode(input, order).into_bytes(),
            Coding::Latin1 => latin1::decode(input).unwrap_or_default(),
        }
    }

    /// Whether it leaves all bytes as they are.
    pub(super) fn is_same(self) -> bool {
        matches!(
            self,
            Coding::Utf8(utf8::Outcome::Whole | utf8::Outcome::Cut)
        )
    }

    /// Which bytes of the input became these, and why they became others too.
    pub(super) fn before(
        self,
        input: &[u8],
        wanted: &Range<usize>,
    ) -> (Range<usize>, Option<Blur>) {
        match self {
            Coding::Inflate(wrapper, _) => {
                let steps = inflate::Steps::new(input, wrapper);
                (steps.sources(wanted), Some(Blur::Compressed))
            }
            Coding::Base64(_) => {
                let digits = wanted.start * 8 / 6..(wanted.end * 8).div_ceil(6);
                let place = through(units(self, input), true, &digits);
                let rest = input.get(place.end..).unwrap_or_default();
                let ends = rest.iter().all(|&byte| byte == b'=');
                let fits = wanted.start.is_multiple_of(3) && (ends || wanted.end.is_multiple_of(3));
                (place, (!fits).then_some(Blur::SharedCharacters))
            }
            _ => (through(units(self, input), true, wanted), None),
        }
    }

    /// Which bytes of the output these of the input became.
    pub(super) fn after(self, input: &[u8], wanted: &Range<usize>) -> Range<usize> {
        match self {
            Coding::Inflate(wrapper, _) => inflate::Steps::new(input, wrapper).results(wanted),
            Coding::Base64(_) => {
                let digits = through(units(self, input), false, wanted);
                digits.start * 6 / 8..(digits.end * 6).div_ceil(8)
            }
            _ => through(units(self, input), false, wanted),
        }
    }
}

/// Lengths of pieces before and after a step; of Base64 those before and after its repair.
fn units(coding: Coding, input: &[u8]) -> Box<dyn Iterator<Item = (usize, usize)> + '_> {
    match coding {
        Coding::Base64(spaces) => {
            let text = input.trim_ascii_start();
            let space = (input.len() - text.len(), 0);
            Box::new(iter::once(space).chain(base64::units(text.trim_ascii_end(), spaces)))
        }
        Coding::JsonString => Box::new(json_string::units(input)),
        Coding::Percent => Box::new(percent::units(input)),
        Coding::Utf8(_) | Coding::Inflate(..) => Box::new(utf8::units(input)),
        Coding::Utf16(order) => Box::new(utf16::units(input, order)),
        Coding::Latin1 => Box::new(latin1::units(input)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::codec::base64::Spaces;
    use crate::bytes::codec::utf16::Order;

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
        check(Coding::JsonString, r#"a\"\u00e9\ud83d\ude00z"#, 1..2, 1..3);
        check(Coding::JsonString, r#"a\"\u00e9\ud83d\ude00z"#, 2..8, 3..21);
        check(Coding::Latin1, "a\u{ff}bc\u{80}", 1..2, 1..3);
        check(Coding::Latin1, "a\u{ff}bc\u{80}", 3..5, 4..7);
        check(Coding::Utf16(Order::Little), "a\0\u{e}\u{f}b\0", 1..5, 2..6);
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
