//! Which of the places where a value was met count, and where they are in what was looked through.

use std::iter::once;
use std::ops::Range;

use super::{Bounds, Match, unescape};
use crate::bytes::codec::base64;
use crate::placeholder;
use crate::sort::sorted;

/// Bytes from which a value is not met by chance in noise: of 200,000 of them in 64 MiB, one in a
/// thousand times.
const LONG: usize = 8;

/// Bytes of text that are none by chance: of 16 at random, all can be printed once in ten million
/// times.
pub(super) const TEXT: usize = 16;

/// Bytes around a placeholder's inside that hold its brackets, even percent-encoded twice.
const BRACKETS: usize = 96;

/// Digits of Base64 around a short value from which it can be a part of coded text.
const CODED: usize = 24;

/// Whether a layer is what somebody wrote.
#[derive(Clone, Copy)]
pub(super) enum Trust {
    Certain,
    /// It may be noise. A shorter value counts amid text, or where text is all there is and the
    /// value has so many bytes.
    Doubtful(usize),
    /// It may be noise, and what continues it may be missing: only long values count.
    Cut,
}

/// Whether a short value is one where it stands.
pub(super) fn counts(bounds: Bounds, data: &[u8], range: &Range<usize>) -> bool {
    let before = |distance: usize| data.get(range.start.checked_sub(distance)?);
    let behind = |distance: usize| data.get(range.end + distance - 1);
    let is = |byte: Option<&u8>, wanted: fn(&u8) -> bool| byte.is_some_and(wanted);
    let is_whole = match bounds {
        Bounds::None => return true,
        Bounds::Short => true,
        Bounds::Word => {
            !is(before(1), u8::is_ascii_alphanumeric) && !is(behind(1), u8::is_ascii_alphanumeric)
        }
        Bounds::Moment => !is(before(1), u8::is_ascii_digit) && !is(behind(1), u8::is_ascii_digit),
        Bounds::Scope => !is(before(1), u8::is_ascii_digit),
        Bounds::Fraction => !is(before(1), u8::is_ascii_digit) && is(behind(1), u8::is_ascii_digit),
        Bounds::Rest => return range.start == 0,
        Bounds::Number => {
            let continues = |near: Option<&u8>, far: Option<&u8>| {
                is(near, u8::is_ascii_digit) || near == Some(&b'.') && is(far, u8::is_ascii_digit)
            };
            !continues(before(1), before(2)) && !continues(behind(1), behind(2))
        }
    };
    is_whole && !is_amid_code(data, range)
}

/// Whether a short value stands in a longer run of Base64 or hexadecimal digits, which hold every
/// word of four letters somewhere. Such runs change between small and large letters and digits all
/// the time; words and paths do not.
fn is_amid_code(data: &[u8], range: &Range<usize>) -> bool {
    let before = data.get(..range.start).unwrap_or_default();
    let behind = data.get(range.end..).unwrap_or_default();
    let (before, changes_before) = changes(&mut before.iter().rev());
    let (behind, changes_behind) = changes(&mut behind.iter());
    before + behind >= CODED && (changes_before + changes_behind) * 5 > (before + behind) * 2
}

/// How many digits of Base64 come first, and how often their kind changes.
fn changes(bytes: &mut dyn Iterator<Item = &u8>) -> (usize, usize) {
    let (mut length, mut changes, mut last) = (0, 0, None);
    for byte in bytes.take(CODED).take_while(|byte| base64::is_digit(byte)) {
        length += 1;
        if byte.is_ascii_alphanumeric() {
            let kind = (byte.is_ascii_digit(), byte.is_ascii_lowercase());
            changes += usize::from(last.replace(kind).is_some_and(|last| last != kind));
        }
    }
    (length, changes)
}

/// Whether what stands in a layer is no chance.
pub(super) fn is_convincing(trust: Trust, data: &[u8], range: &Range<usize>) -> bool {
    let whole = match trust {
        Trust::Certain => return true,
        _ if range.len() >= LONG => return true,
        Trust::Doubtful(whole) => whole,
        Trust::Cut => return false,
    };
    let start = range.start.saturating_sub(TEXT);
    let before = data.get(start..range.start).unwrap_or_default();
    let behind = data.get(range.end..).unwrap_or_default();
    let behind = behind.get(..TEXT).unwrap_or(behind);
    let is_text = |character: &char| !character.is_control() || "\t\r\n".contains(*character);
    let before = before.utf8_chunks().last().map_or(0, |chunk| {
        let characters = chunk.valid().chars().rev().take_while(is_text);
        match chunk.invalid() {
            [] => characters.map(char::len_utf8).sum(),
            _ => 0,
        }
    });
    let behind = behind.utf8_chunks().next().map_or(0, |chunk| {
        let characters = chunk.valid().chars().take_while(is_text);
        characters.map(char::len_utf8).sum()
    });
    let text: usize = before + range.len() + behind;
    text >= TEXT || text == data.len() && range.len() >= whole
}

/// Whether a place lies in a placeholder, in whose words and numbers values stand by chance.
#[inline(never)]
pub(super) fn is_in_placeholder(data: &[u8], range: &Range<usize>) -> bool {
    let start = range.start.saturating_sub(BRACKETS);
    let end = data.len().min(range.end + BRACKETS);
    let [before, inside, behind] =
        [start..range.start, range.clone(), range.end..end].map(|range| {
            let text = data.get(range).unwrap_or_default();
            let undone = unescape::undo_all(text);
            String::from_utf8_lossy(undone.as_deref().unwrap_or(text)).into_owned()
        });
    // What was found may begin with the bracket itself.
    let opening = match inside.starts_with(placeholder::OPEN) {
        true => Some(before.len()),
        false => before.rfind(placeholder::OPEN),
    };
    let Some(opening) = opening else {
        return false;
    };
    let mut text = before.get(opening..).unwrap_or_default().to_owned();
    text.push_str(&inside);
    let length = text.len();
    text.push_str(&behind);
    placeholder::read(&text).is_some_and(|token| token.length >= length)
}

/// Turns places in what came of some data into places in the data. `units` says how many bytes
/// pieces take before and after; where that is the same, the bytes are.
#[inline(never)]
pub(super) fn relocate(found: &mut [Match], units: &mut dyn Iterator<Item = (usize, usize)>) {
    let mut marks = Vec::new();
    for (number, found) in found.iter().enumerate() {
        let range = &found.range;
        marks.push((range.start as u64, number * 2));
        marks.push((range.end.saturating_sub(1) as u64, number * 2 + 1));
    }
    if marks.is_empty() {
        return;
    }
    let marks = sorted(marks);
    let (mut input, mut output) = (0, 0);
    let mut unit = (0, 0);
    for (offset, mark) in marks {
        let (offset, number, is_end) = (offset as usize, mark / 2, mark % 2 == 1);
        while output + unit.1 <= offset {
            input += unit.0;
            output += unit.1;
            unit = units.next().unwrap_or_default();
            if unit == (0, 0) {
                break;
            }
        }
        let place = match is_end {
            _ if unit.0 == unit.1 => input + offset.saturating_sub(output) + usize::from(is_end),
            true => input + unit.0,
            false => input,
        };
        if let Some(found) = found.get_mut(number) {
            match is_end {
                true => found.range.end = place,
                false => found.range.start = place,
            }
        }
    }
}

/// Turns numbers of digits in a run into places in the data.
pub(super) fn relocate_digits(
    found: &mut [Match],
    data: &[u8],
    run: &Range<usize>,
    is_digit: fn(&u8) -> bool,
) {
    let written = data.get(run.clone()).unwrap_or_default();
    let digits = written.iter().map(|byte| (1, usize::from(is_digit(byte))));
    relocate(found, &mut once((run.start, 0)).chain(digits));
}
