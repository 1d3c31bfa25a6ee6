//! Scalars of YAML whose lines were broken by what wrote them, such as bodies in recorded requests of tests.

use std::ops::Range;

use crate::bytes::codec::written::{Characters, Notation};

/// A scalar with something to undo.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scalar {
    /// Where its text is, without quotes.
    pub(super) place: Range<usize>,
    /// What is of its value: the lines without their indents, and a blank or an end of a line between them.
    pub(super) pieces: Vec<Range<usize>>,
    /// How its characters are written.
    pub(super) notation: Notation,
}

/// Longest beginning of a line before a scalar: blanks, names and tags.
const NAME: usize = 200;

/// The scalar whose text begins at a place; none where it stands there as it is.
pub(super) fn at(text: &[u8], at: usize) -> Option<Scalar> {
    let head = line_before(text, at);
    let (sign, name) = match head.split_last()? {
        (quote @ (b'\'' | b'"'), name) => (*quote, name),
        _ if head.trim_ascii().is_empty() => {
            let above = line_before(text, (at - head.len()).checked_sub(1)?).trim_ascii_end();
            let above = match above.split_last()? {
                (b'-' | b'+', rest) => rest,
                _ => above,
            };
            let (sign, name) = above.split_last()?;
            (*sign, name)
        }
        _ => return None,
    };
    let (notation, is_quoted) = match sign {
        b'\'' => (Notation::Doubled(sign), true),
        b'"' => (Notation::Backslash(Characters::Unicode), true),
        b'|' | b'>' => (Notation::Plain, false),
        _ => return None,
    };
    // A name, an item of a list, or a tag of what has a name.
    let is_named = name.ends_with(b" ") && name.iter().any(|byte| b":-".contains(byte));
    let least = indent(name) + 1;
    if !is_named || !is_quoted && head.len() < least {
        return None;
    }
    let mut scalar = Scalar {
        place: at..at,
        pieces: Vec::new(),
        notation,
    };
    let mut is_changed = !is_quoted;
    // Whether nothing is written for the end of the line before, and whether that line has blanks of its own.
    let (mut is_joined, mut was_deeper) = (true, false);
    for line in text.get(at..)?.split_inclusive(|&byte| byte == b'\n') {
        let start = scalar.place.end;
        let next = start + line.len();
        let is_first = start == at;
        let blanks = if is_first { 0 } else { indent(line) };
        if line.trim_ascii().is_empty() {
            scalar.pieces.push(next - 1..next);
            (is_joined, scalar.place.end) = (true, next);
            continue;
        }
        match is_quoted {
            _ if is_first => {}
            true if blanks < least => return None,
            false if blanks < head.len() => break,
            _ => is_changed = true,
        }
        let end = if is_quoted { end(line, sign) } else { None };
        let own = line.get(..end.unwrap_or(line.len()))?;
        let is_deeper = !is_quoted && blanks > head.len();
        let mut from = if is_deeper { head.len() } else { blanks };
        let mut to = match (sign, end) {
            (b'|', _) => line.len(),
            (_, Some(end)) => end,
            (b'>', _) => own.strip_suffix(b"\n").unwrap_or(own).len(),
            _ => own.trim_ascii_end().len(),
        };
        if is_joined {
            // A blank that is not of the indent.
            let is_escaped = sign == b'"' && own.get(from..)?.starts_with(b"\\ ");
            from += usize::from(is_escaped);
        } else if is_deeper || was_deeper {
            scalar.pieces.push(start - 1..start);
        } else {
            from -= 1;
        }
        let slashes = own
            .get(..to)?
            .iter()
            .rev()
            .take_while(|&&byte| byte == b'\\');
        let goes_on = sign == b'"' && end.is_none() && slashes.count() % 2 == 1;
        to -= usize::from(goes_on);
        (is_joined, was_deeper) = (goes_on || sign == b'|', is_deeper);
        scalar.pieces.push(start + from..start + to.max(from));
        scalar.place.end = start + end.unwrap_or(line.len());
        if let Some(end) = end {
            is_changed |= sign == b'\'' && own.windows(2).any(|pair| pair == b"''");
            // What goes on behind it in the line is no YAML.
            let is_last = line.get(end + 1..)?.trim_ascii().is_empty();
            return (is_changed && is_last).then_some(scalar);
        }
    }
    is_changed.then_some(scalar)
}

/// The beginning of a line, before a place in it; nothing where that is long.
fn line_before(text: &[u8], at: usize) -> &[u8] {
    let first = at.saturating_sub(NAME);
    let part = text.get(first..at).unwrap_or_default();
    match part.iter().rposition(|&byte| byte == b'\n') {
        Some(end) => part.get(end + 1..).unwrap_or_default(),
        None if first == 0 => part,
        None => b"",
    }
}

fn indent(line: &[u8]) -> usize {
    line.iter().take_while(|&&byte| byte == b' ').count()
}

/// Where a quote ends the text that a line begins with.
fn end(line: &[u8], quote: u8) -> Option<usize> {
    let mut at = 0;
    loop {
        match line.get(at..)? {
            [b'\\', _, ..] if quote == b'"' => at += 2,
            [b'\'', b'\'', ..] if quote == b'\'' => at += 2,
            [sign, ..] if *sign == quote => return Some(at),
            [_, ..] => at += 1,
            [] => return None,
        }
    }
}
