//! Packets as `tcpdump -A` prints them: a line about each, and its bytes as text, in which all that is
//! none is a dot. Bodies that are text can be read from it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::ordered::Ordered;
use super::{Container, Item};
use crate::bytes::codec::written::Notation;
use crate::capture::messages::lines;
use crate::capture::nested::{self, Undone};
use crate::capture::{http, mark_length, shown};
use crate::diagnostic;
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "tcpdump",
    name: Some("packets as tcpdump prints them"),
    recognize,
    open,
};

/// Lines that tcpdump may begin with.
const BEFORE: usize = 4;

/// Bytes before the first request of a packet: the heads of the packet itself.
const HEADS: usize = 160;

const UNDONE: Undone = Undone {
    codec: Codec::Lines,
    because: "lines about packets are between its parts",
};

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let mut beginning = lines(input, mark_length(input)).take(BEFORE);
    beginning.find(|(_, line)| summary(line).is_some())?;
    Some((InputKind::Export, "it begins with a line about a packet"))
}

/// What a line says of a packet.
struct Summary<'l> {
    /// Both ends of the connection.
    ends: &'l [u8],
    /// Behind the last byte of it.
    end: u64,
    length: usize,
    /// Whether it begins the connection.
    is_first: bool,
}

/// A line as one about a packet: `02:07:27.5 IP a.1 > b.80: Flags [P.], seq 1:185, …, length 184`.
fn summary(line: &[u8]) -> Option<Summary<'_>> {
    // The lines of a body can be long.
    let line = line.get(..line.len().min(LINE))?;
    let ends_at = place(line, b": Flags [")?;
    let ends = line.get(..ends_at)?;
    let arrow = place(ends, b" > ")?;
    let before = ends.get(..arrow)?;
    let start = before.iter().rposition(|&byte| byte == b' ')? + 1;
    let rest = line.get(ends_at..)?;
    let length = number(behind(rest, b", length ")?);
    let sequence = behind(rest, b"seq ").unwrap_or_default();
    let end = behind(sequence, b":")
        .filter(|_| sequence.iter().position(|&byte| byte == b':') < Some(12));
    Some(Summary {
        ends: ends.get(start..)?,
        end: end.map_or(0, number),
        length: usize::try_from(length).ok()?,
        is_first: rest.starts_with(b": Flags [S"),
    })
}

/// Bytes of a line that are looked at.
const LINE: usize = 1_000;

fn place(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

fn behind<'t>(text: &'t [u8], part: &[u8]) -> Option<&'t [u8]> {
    text.get(place(text, part)? + part.len()..)
}

fn number(text: &[u8]) -> u64 {
    let digits = text
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .take(15);
    digits.fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
}

/// What one side of a connection sent.
#[derive(Default)]
struct Side {
    reached: u64,
    pieces: Vec<Range<u32>>,
}

/// Sides of connections that are put together.
const SIDES: usize = 100_000;

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let mut sides = Sides::default();
    let mut last = None;
    for (start, line) in lines(input, mark_length(input)) {
        let summary = summary(line);
        if summary.is_none() && !is_first_of_two(line) {
            continue;
        }
        // A line end follows each packet.
        if let Some((summary, from)) = last.take() {
            sides.packet(input, &summary, from..start.saturating_sub(1).max(from));
        }
        let behind = (start + line.len() + 1).min(input.len());
        last = summary.map(|summary| (summary, behind));
    }
    if let Some((summary, from)) = last {
        let end = input.strip_suffix(b"\n").unwrap_or(input).len();
        sides.packet(input, &summary, from..end.max(from));
    }
    sides.finish(input, depth, take);
}

/// Whether a line is the first of two about a packet, as there are when more is to be told.
fn is_first_of_two(line: &[u8]) -> bool {
    let line = line.get(..line.len().min(80)).unwrap_or_default();
    line.first().is_some_and(u8::is_ascii_digit) && place(line, b" (tos ").is_some()
}

#[derive(Default)]
struct Sides {
    list: Vec<Side>,
    /// Numbers in the list, by both ends of the connection.
    numbers: BTreeMap<String, usize>,
}

impl Sides {
    fn packet(&mut self, input: &[u8], summary: &Summary, text: Range<usize>) {
        let ends = String::from_utf8_lossy(summary.ends);
        // The same port can be used again.
        if summary.is_first {
            self.numbers.remove(&*ends);
        }
        let number = self.numbers.get(&*ends).copied();
        let is_full = self.list.len() >= SIDES;
        let side = number.and_then(|number| self.list.get_mut(number));
        if summary.length == 0 || side.as_ref().is_some_and(|side| side.has(summary)) {
            return;
        }
        let bytes = input.get(text.clone()).unwrap_or_default();
        let piece = match (request(bytes), &side) {
            (Some(start), _) => text.start + start..text.end,
            // The text has lost what tells where the heads end, but not how long the rest is.
            (None, Some(_)) => text.end - summary.length.min(text.len())..text.end,
            (None, None) => return,
        };
        let piece = piece.start as u32..piece.end as u32;
        match side {
            Some(side) => {
                side.reached = summary.end;
                side.pieces.push(piece);
            }
            None if !is_full => {
                self.numbers.insert(ends.into_owned(), self.list.len());
                self.list.push(Side {
                    reached: summary.end,
                    pieces: vec![piece],
                });
            }
            None => {}
        }
    }

    fn finish(self, input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
        let mut requests = Ordered::default();
        let mut room = 2 * input.len();
        for side in &self.list {
            let mut read =
                |inner: &[u8], take: &mut dyn FnMut(Item)| nested::open(inner, depth, take);
            let mut push = |mut item| {
                if let Item::Request(request) = &mut item {
                    shown::note_lost(request);
                    if let Some(url) = &mut request.url
                        && url.starts_with("//")
                    {
                        url.insert_str(0, "http:");
                    }
                }
                requests.push(item, take);
            };
            let (pieces, notation) = (&side.pieces, Notation::Plain);
            nested::open_written_by(
                input, notation, pieces, UNDONE, &mut room, &mut read, &mut push,
            );
        }
        if !requests.has_requests() {
            take(Item::Problem(diagnostic::packets_empty()));
        }
        requests.hand_over(take);
    }
}

impl Side {
    /// Whether a packet was sent before.
    fn has(&self, summary: &Summary) -> bool {
        summary.end != 0 && summary.end <= self.reached
    }
}

/// Where a request begins in the text of a packet, behind its heads.
fn request(text: &[u8]) -> Option<usize> {
    let beginning = text.get(..text.len().min(HEADS))?;
    (0..beginning.len()).find(|&start| {
        let rest = text.get(start..).unwrap_or_default();
        http::begins_with_method(rest) && {
            let line = rest.split(|&byte| byte == b'\n').next();
            place(line.unwrap_or_default(), b" HTTP/").is_some()
        }
    })
}
