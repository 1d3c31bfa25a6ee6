//! Lists of bytes as languages have them: `[99, 114, …]`, `{ 0x63, 0x72, … }`, `<Buffer 63 72 …>`, one or
//! several.

use std::ops::Range;

use super::LEAST;
use super::pieces::Dump;
use crate::bytes::codec::written::Notation;
use crate::capture::{Container, Item};
use crate::diagnostic;
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "byte-list",
    name: Some("a list of bytes"),
    recognize,
    open,
};

const BECAUSE: &str = "it lists bytes as numbers";

/// Bytes of what stands before each list and behind it, such as a name and its type.
const AROUND: usize = 200;

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    if super::is_message(input) {
        return None;
    }
    let mut reached = 0;
    let mut is_known = false;
    let mut lists = Lists::new(input);
    lists.most = AROUND;
    for list in lists {
        reached = list.place.end;
        // Numbers can be anything, so what they hold must be known.
        is_known = is_known || super::is_known(input, list.notation, &list.pieces, depth);
    }
    let is_all = input.len() - reached <= AROUND;
    (is_known && is_all).then_some((InputKind::Export, BECAUSE))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let notation = Lists::new(input).next().map(|list| list.notation);
    let notation = notation.unwrap_or(Notation::Hex);
    let mut dumps: Vec<Dump> = Vec::new();
    // What each side of a connection sent is in several.
    let mut sides: Vec<(&[u8], usize)> = Vec::new();
    for list in Lists::new(input) {
        if list.notation != notation {
            continue;
        }
        let problem = list.is_cut.then(diagnostic::list_cut);
        let side = list.side(input);
        let known = sides.iter().find(|(known, _)| Some(*known) == side);
        if let Some(dump) = known.and_then(|&(_, dump)| dumps.get_mut(dump)) {
            dump.pieces.extend(list.pieces);
            dump.problem = problem;
            continue;
        }
        if sides.len() < SIDES {
            sides.extend(side.map(|side| (side, dumps.len())));
        }
        dumps.push(Dump {
            pieces: list.pieces,
            problem,
            ..Dump::default()
        });
    }
    super::open(
        input,
        dumps,
        &[notation],
        super::numbers(BECAUSE),
        depth,
        take,
    );
}

/// Sides of the connections in one file.
const SIDES: usize = 16;

/// A list of bytes in a text.
struct List {
    /// With its brackets.
    place: Range<usize>,
    pieces: Vec<Range<usize>>,
    notation: Notation,
    is_cut: bool,
}

impl List {
    /// What Wireshark calls the side of a connection that sent it: `char peer0_3[] = {`.
    fn side<'i>(&self, input: &'i [u8]) -> Option<&'i [u8]> {
        let before = input.get(..self.place.start)?;
        let before = before.get(before.len().saturating_sub(AROUND)..)?;
        let line = before.rsplit(|&byte| byte == b'\n').next()?;
        let name = line.strip_prefix(b"char peer")?;
        name.split(|&byte| byte == b'_').next()
    }
}

/// The lists of a text, all in the same notation.
struct Lists<'i> {
    input: &'i [u8],
    position: usize,
    /// Where the last one ended, and how many bytes may follow it before the next one.
    reached: usize,
    most: usize,
}

impl<'i> Lists<'i> {
    fn new(input: &'i [u8]) -> Lists<'i> {
        Lists {
            input,
            position: 0,
            reached: 0,
            most: usize::MAX,
        }
    }
}

const BUFFER: &[u8] = b"<Buffer ";

impl Iterator for Lists<'_> {
    type Item = List;

    fn next(&mut self) -> Option<List> {
        loop {
            let end = self.reached.saturating_add(self.most);
            let end = end.min(self.input.len());
            let rest = self.input.get(self.position..end)?;
            let start = self.position + rest.iter().position(|byte| b"[{<".contains(byte))?;
            let is_buffer = self.input.get(start..)?.starts_with(BUFFER);
            let (begin, notation) = match is_buffer {
                true => (start + BUFFER.len(), Notation::Hex),
                false => (start + 1, Notation::Numbers(10)),
            };
            let mut numbers = Numbers {
                input: self.input,
                position: begin,
                pieces: Vec::new(),
                is_cut: false,
                count: 0,
            };
            let is_list = numbers.read(if is_buffer { 16 } else { 10 });
            self.position = numbers.position.max(begin);
            if is_list && numbers.count >= LEAST {
                self.reached = self.position;
                return Some(List {
                    place: start..self.position,
                    pieces: numbers.pieces,
                    notation,
                    is_cut: numbers.is_cut,
                });
            }
        }
    }
}

/// Reads the numbers between two brackets.
struct Numbers<'i> {
    input: &'i [u8],
    position: usize,
    pieces: Vec<Range<usize>>,
    is_cut: bool,
    count: usize,
}

impl Numbers<'_> {
    /// False where something else than bytes stands there.
    fn read(&mut self, base: u32) -> bool {
        let mut start = self.position;
        let is_end = loop {
            let rest = self.input.get(self.position..).unwrap_or_default();
            let length = match rest {
                [] => {
                    self.is_cut = true;
                    break true;
                }
                [b']' | b'}' | b'>', ..] => break true,
                [b' ' | b'\t' | b'\r' | b'\n' | b',', ..] => 1,
                [b'.', b'.', b'.', ..] | [0xe2, 0x80, 0xa6, ..] => {
                    self.is_cut = true;
                    break true;
                }
                [b'/', b'*', ..] | [b'/', b'/', ..] | [b'#', ..] => {
                    self.pieces.push(start..self.position);
                    let end: &[u8] = if rest.starts_with(b"/*") {
                        b"*/"
                    } else {
                        b"\n"
                    };
                    let length = rest.windows(end.len()).position(|part| part == end);
                    self.position += length.map_or(rest.len(), |length| length + end.len());
                    start = self.position;
                    continue;
                }
                // The name of the next one, which is its number.
                [b'"', rest @ ..] => {
                    let end = rest.iter().position(|sign| !sign.is_ascii_digit());
                    let end = end.unwrap_or(rest.len());
                    let Some([b'"', b':', ..]) = rest.get(end..) else {
                        break false;
                    };
                    self.pieces.push(start..self.position);
                    self.position += end + 3;
                    start = self.position;
                    continue;
                }
                // The type of the next one.
                [b'(', rest @ ..] => match rest.iter().position(|sign| !sign.is_ascii_alphabetic())
                {
                    Some(end) if rest.get(end) == Some(&b')') => end + 2,
                    _ => break false,
                },
                _ => match byte(rest, base) {
                    Some(length) => {
                        self.count += 1;
                        length
                    }
                    None => break false,
                },
            };
            self.position += length;
        };
        self.pieces.push(start..self.position);
        if self.is_cut {
            let rest = self.input.get(self.position..).unwrap_or_default();
            let end = rest.iter().position(|byte| b"]}>".contains(byte));
            self.position += end.unwrap_or(rest.len());
        }
        let length = self.input.len();
        self.position = (self.position + usize::from(is_end)).min(length);
        is_end
    }
}

/// The length of a number that is a byte, with a sign or without.
fn byte(text: &[u8], base: u32) -> Option<usize> {
    let is_negative = base == 10 && text.first() == Some(&b'-');
    let own = text.get(usize::from(is_negative)..)?;
    let end = own.iter().position(|byte| !byte.is_ascii_alphanumeric());
    let word = own.get(..end.unwrap_or(own.len()))?;
    let digits = word.strip_suffix(b"u8").unwrap_or(word);
    let (digits, base) = match digits {
        [b'0', b'x' | b'X', digits @ ..] => (digits, 16),
        _ => (digits, base),
    };
    let value = u32::from_str_radix(std::str::from_utf8(digits).ok()?, base).ok()?;
    (value <= if is_negative { 128 } else { 255 }).then_some(usize::from(is_negative) + word.len())
}
