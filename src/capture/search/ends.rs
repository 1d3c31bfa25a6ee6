//! Where payloads end that are written in the notations of other texts.

use crate::bytes::codec::written::{self, Characters, Notation};
use crate::capture::json_cursor::Cursor;

/// White space that can stand between a bracket and what is in it, or between quotes and a value.
pub(super) const BLANK: usize = 200;

/// The length of the JSON value at the beginning of a text, as far as there is one.
pub(super) fn whole_json(text: &[u8]) -> Option<usize> {
    if !matches!(text.first(), Some(b'{' | b'[')) {
        return None;
    }
    let passed = Cursor::new(text, 0).value();
    (passed.end > 1).then_some(passed.end)
}

/// Where JSON ends that is written in a literal with escapes, so often, and which these are. No more is looked
/// at than some times its length: one literal may have many.
pub(super) fn end_of_written(text: &[u8], quote: u8, levels: usize) -> (usize, Notation) {
    let mut size = WINDOW;
    loop {
        let window = text.get(..size).unwrap_or(text);
        let end = end_of_literal(window, quote);
        let own = window.get(..end).unwrap_or_default();
        let notation = Notation::Backslash(characters(own));
        let end = json_end(own, notation, levels);
        if end < own.len() || own.len() < window.len() || size >= text.len() {
            return (end, notation);
        }
        size = size.saturating_mul(4);
    }
}

/// Bytes of a literal that are looked at first.
const WINDOW: usize = 512;

/// Where JSON ends that is written in a text in a notation, so often; the end of the text where it goes on
/// to there.
fn json_end(text: &[u8], notation: Notation, levels: usize) -> usize {
    let Some(levels) = levels.checked_sub(1) else {
        return whole_json(text).unwrap_or(text.len());
    };
    let all = 0..text.len() as u32;
    let inner = written::decode(text, notation, std::slice::from_ref(&all));
    let wanted = json_end(&inner, notation, levels);
    if wanted == inner.len() {
        return text.len();
    }
    let (mut end, mut reached) = (0, 0);
    written::units(
        text,
        notation,
        std::slice::from_ref(&all),
        &mut |length, count| {
            // A run that stays as it is can go on behind it.
            let length = if length == count {
                length.min(wanted - reached)
            } else {
                length
            };
            (end, reached) = (end + length, reached + count);
            reached < wanted
        },
    );
    end
}

/// What codes such as `\xe9` mean in a text: bytes, unless these are no UTF-8.
pub(super) fn characters(text: &[u8]) -> Characters {
    let all = 0..text.len() as u32;
    let notation = Notation::Backslash(Characters::Bytes);
    let bytes = written::decode(text, notation, std::slice::from_ref(&all));
    match std::str::from_utf8(&bytes) {
        Ok(_) => Characters::Bytes,
        // A character may be cut at the end.
        Err(error) if error.error_len().is_none() => Characters::Bytes,
        Err(_) => Characters::Unicode,
    }
}

/// Where a literal ends: at a quote without a backslash before it, or at the end of the line.
pub(super) fn end_of_literal(text: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'\n' => break,
            sign if sign == quote => break,
            _ => at += 1,
        }
    }
    at.min(text.len())
}

/// Where a cell of a table, or a string of SQL, ends: at a quote that is not doubled.
pub(super) fn end_of_doubled(text: &[u8], quote: u8) -> usize {
    let mut at = 0;
    loop {
        match text.get(at..) {
            Some([one, other, ..]) if *one == quote && *other == quote => at += 2,
            Some([]) | None => return at.min(text.len()),
            Some([one, ..]) if *one == quote => return at,
            Some(_) => at += 1,
        }
    }
}

/// The end of the literal in three quotes that a value is the first of, with its quote.
pub(super) fn triple(text: &[u8], at: usize) -> Option<(usize, u8)> {
    let head = text.get(at.saturating_sub(BLANK)..at)?.trim_ascii_end();
    let quotes = [&b"\"\"\""[..], b"'''"].into_iter();
    let mut quotes = quotes.filter(|quotes| head.ends_with(quotes));
    let quotes = quotes.next()?;
    let rest = text.get(at..)?;
    let end = rest.windows(3).position(|part| part == quotes);
    Some((end.unwrap_or(rest.len()), *quotes.first()?))
}
