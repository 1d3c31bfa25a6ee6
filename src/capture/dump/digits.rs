//! Hexadecimal digits and nothing else, two for each byte: "Copy as Hex Stream" of Wireshark, `xxd -p`,
//! what languages print.

use std::ops::Range;

use super::pieces::Dump;
use crate::bytes::codec::written::Notation;
use crate::capture::messages::lines;
use crate::capture::{Container, Item, mark_length};
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "hex",
    name: Some("bytes in hexadecimal"),
    recognize,
    open,
};

const BECAUSE: &str = "it is made of hexadecimal digits";

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    // An identifier is made of such digits too, so what they hold must be known.
    known(input, depth).map(|_| (InputKind::Export, BECAUSE))
}

/// The notation in which something known stands there.
fn known(input: &[u8], depth: usize) -> Option<Notation> {
    let notation = notation(input)?;
    let all = mark_length(input)..input.len();
    let all = std::slice::from_ref(&all);
    let notations = [notation, Notation::Numbers(16)].into_iter();
    // Programs that group bytes into words have the lowest first.
    let mut notations = notations.take(if are_words(input) { 2 } else { 1 });
    notations.find(|&notation| super::is_known(input, notation, all, depth))
}

/// Whether digits are in groups of one length, as words of several bytes do.
fn are_words(input: &[u8]) -> bool {
    let groups = input.get(mark_length(input)..).unwrap_or_default();
    let groups = groups.split(u8::is_ascii_whitespace);
    let mut lengths = groups.map(<[u8]>::len).filter(|&length| length > 0);
    let first = lengths.next().unwrap_or_default();
    matches!(first, 4 | 8 | 16) && lengths.all(|length| length == first)
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let notation = known(input, depth).unwrap_or(Notation::Hex);
    let dump = |piece: Range<usize>| Dump {
        pieces: Vec::from([piece]),
        ..Dump::default()
    };
    let is_whole =
        |part: &Range<usize>| super::is_known(input, notation, std::slice::from_ref(part), depth);
    // Line ends and blank lines can part several, or be where a text was wrapped.
    let parts = [each_line(input), paragraphs(input).collect()];
    let mut parts = parts
        .into_iter()
        .filter(|parts: &Vec<Range<usize>>| parts.len() <= PARTS && parts.iter().all(is_whole));
    let dumps = match parts.next() {
        Some(parts) => parts.into_iter().map(dump).collect(),
        None => Vec::from([dump(mark_length(input)..input.len())]),
    };
    super::open(
        input,
        dumps,
        &[notation],
        super::numbers(BECAUSE),
        depth,
        take,
    );
}

/// Requests that are pasted one below the other.
const PARTS: usize = 1_000;

/// The lines that are not blank.
fn each_line(input: &[u8]) -> Vec<Range<usize>> {
    let lines = lines(input, mark_length(input));
    let lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    lines
        .map(|(start, line)| start..start + line.len())
        .collect()
}

/// What is between blank lines.
fn paragraphs(input: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut rest = lines(input, mark_length(input)).peekable();
    std::iter::from_fn(move || {
        let is_blank = |(_, line): &(usize, &[u8])| line.trim_ascii().is_empty();
        while rest.next_if(is_blank).is_some() {}
        let (start, line) = rest.next()?;
        let mut end = start + line.len();
        while let Some((start, line)) = rest.next_if(|line| !is_blank(line)) {
            end = start + line.len();
        }
        Some(start..end)
    })
}

/// How digits write bytes; none where something else is there. Languages have quotes
/// around them, and a sign of their type before them.
fn notation(input: &[u8]) -> Option<Notation> {
    let text = input.get(mark_length(input)..)?.trim_ascii();
    let text = text.strip_suffix(b";").unwrap_or(text);
    let mut has_prefix = false;
    let mut is_even = true;
    let mut is_decimal = true;
    let mut longest = 0;
    // The digits that stand together, and the sign before the next one.
    let mut run = 0;
    let mut before = b' ';
    for &byte in text {
        match byte {
            b'0'..=b'9' => run += 1,
            b'a'..=b'f' | b'A'..=b'F' => {
                run += 1;
                is_decimal = false;
            }
            // What is before a number, of which the zero means nothing.
            b'x' | b'X' if run == 1 && before == b'0' || run == 0 && b" \\".contains(&before) => {
                has_prefix = true;
                run = 0;
            }
            b' ' | b'\n' | b'\r' | b'\t' | b':' | b'-' | b',' | b'\\' | b'"' | b'\'' => {
                is_even &= run % 2 == 0;
                longest = longest.max(run);
                run = 0;
            }
            _ => return None,
        }
        before = byte;
    }
    // A digit is left over at the end where what follows it is missing.
    match (is_even, has_prefix) {
        (true, _) => Some(Notation::Hex),
        (false, true) => Some(Notation::Numbers(16)),
        (false, false) => (is_decimal && longest <= 3).then_some(Notation::Numbers(10)),
    }
}
