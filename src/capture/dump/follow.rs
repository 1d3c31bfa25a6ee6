//! What Wireshark and tshark show of one connection ("Follow stream"): as text, as digits, or in YAML.
//! Its hex dumps and C arrays are read as others are.

use std::ops::Range;

use super::pieces::Dump;
use crate::bytes::codec::written::Notation;
use crate::capture::messages::lines;
use crate::capture::nested::Undone;
use crate::capture::{Container, Item, http, mark_length, shown};
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "wireshark-stream",
    name: Some("a connection that Wireshark followed"),
    recognize,
    open,
};

/// How the bytes of a connection are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// As text; a line with its length stands before what one side sent.
    Text,
    /// As digits, with a line for each packet.
    Digits,
    /// As Base64 in YAML.
    Yaml,
}

/// Lines that may stand before the first packet.
const BEFORE: usize = 40;

fn mode(input: &[u8]) -> Option<Mode> {
    let mut beginning = lines(input, mark_length(input)).map(|(_, line)| line);
    let first = beginning.find(|line| !line.is_empty())?;
    if is_rule(first) {
        let mut behind = beginning;
        let next = behind.next()?.strip_prefix(b"Follow: ")?;
        let comma = next.iter().position(|&byte| byte == b',')?;
        return match next.get(comma + 1..)? {
            b"ascii" | b"utf-8" | b"ebcdic" => Some(Mode::Text),
            b"raw" => Some(Mode::Digits),
            b"yaml" => Some(Mode::Yaml),
            _ => None,
        };
    }
    let is_start = first == b"peers:" || first == b"packets:" || first.starts_with(b"# ");
    let is_binary = |line: &[u8]| line.trim_ascii() == BINARY;
    (is_start && beginning.take(BEFORE).any(is_binary)).then_some(Mode::Yaml)
}

fn is_rule(line: &[u8]) -> bool {
    line.len() >= 20 && line.iter().all(|&byte| byte == b'=')
}

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let because = match mode(input)? {
        Mode::Text | Mode::Digits => "it begins with the frame of a followed connection",
        Mode::Yaml => "it lists what the peers of a connection sent",
    };
    Some((InputKind::Export, because))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let mode = mode(input).unwrap_or(Mode::Text);
    let (notation, codec, because) = match mode {
        Mode::Text => (
            Notation::Plain,
            Codec::Lines,
            "lines with a length come before each part",
        ),
        Mode::Digits => (
            Notation::Hex,
            Codec::Numbers,
            "it is written as hexadecimal digits",
        ),
        Mode::Yaml => (
            Notation::Base64,
            Codec::Base64,
            "the file contains it as Base64",
        ),
    };
    let mut sides = Vec::new();
    match mode {
        Mode::Text => read_text(input, &mut sides),
        Mode::Digits => read_digits(input, &mut sides),
        Mode::Yaml => read_yaml(input, &mut sides),
    }
    let dumps = sides.into_iter().map(|pieces| Dump {
        pieces,
        ..Dump::default()
    });
    let undone = Undone { codec, because };
    let take = &mut |mut item| {
        if let Item::Request(request) = &mut item
            && mode == Mode::Text
        {
            shown::note_lost(request);
        }
        take(item);
    };
    super::open(input, dumps.collect(), &[notation], undone, depth, take);
}

/// The pieces that each side sent; every connection of a file has two.
type Sides = Vec<Vec<Range<usize>>>;

/// Connections in one file; what has more is none.
const SIDES: usize = 10_000;

/// Adds what one side of the last connection sent.
fn add(sides: &mut Sides, side: usize, piece: Range<usize>) {
    let first = sides.len().saturating_sub(2);
    if let Some(side) = sides.get_mut(first + side) {
        side.push(piece);
    }
}

/// Begins with another connection.
fn begin(sides: &mut Sides) {
    if sides.len() < SIDES {
        sides.extend([Vec::new(), Vec::new()]);
    }
}

fn read_digits(input: &[u8], sides: &mut Sides) {
    for (start, line) in lines(input, 0) {
        let place = start..start + line.len();
        match line {
            [b'\t', digits @ ..] if is_digits(digits) => add(sides, 1, place),
            digits if is_digits(digits) => add(sides, 0, place),
            _ if line.starts_with(b"Follow: ") => begin(sides),
            _ => {}
        }
    }
}

fn is_digits(line: &[u8]) -> bool {
    !line.is_empty() && line.iter().all(u8::is_ascii_hexdigit)
}

fn read_text(input: &[u8], sides: &mut Sides) {
    let mut position = 0;
    while let Some((start, line)) = lines(input, position).next() {
        position = start + line.len() + 1;
        if line.starts_with(b"Follow: ") {
            begin(sides);
        }
        let (side, number) = match line {
            [b'\t', number @ ..] => (1, number),
            number => (0, number),
        };
        let is_number = !number.is_empty() && number.iter().all(u8::is_ascii_digit);
        if !is_number || sides.is_empty() {
            continue;
        }
        let number = std::str::from_utf8(number).ok();
        let length: usize = number.and_then(|number| number.parse().ok()).unwrap_or(0);
        let end = position.saturating_add(length);
        // Where line ends were changed on the way, the length does not fit, and the next one tells.
        let end = match input.get(end..) {
            Some([] | [b'\n' | b'\r', ..]) => end,
            _ => lines(input, position)
                .find(|(_, line)| is_rule(line) || is_length(line))
                .map_or(input.len(), |(next, _)| next.saturating_sub(1)),
        };
        let start = position.min(input.len());
        // A request begins in a line, also where the one before it does not say how long it is any more.
        if http::begins_with_method(input.get(start..).unwrap_or_default()) {
            let first = sides.len().saturating_sub(2);
            let before = sides.get_mut(first + side).and_then(|side| side.last_mut());
            if let Some(before) = before.filter(|piece| input.get(piece.end) == Some(&b'\n')) {
                before.end += 1;
            }
        }
        add(sides, side, start..end.max(start));
        position = end + 1;
    }
}

fn is_length(line: &[u8]) -> bool {
    let number = line.strip_prefix(b"\t").unwrap_or(line);
    !number.is_empty() && number.len() < 10 && number.iter().all(u8::is_ascii_digit)
}

const BINARY: &[u8] = b"data: !!binary |";

fn read_yaml(input: &[u8], sides: &mut Sides) {
    begin(sides);
    let mut side = 0;
    // How far the line is indented whose value the next lines are.
    let mut within = None;
    for (start, line) in lines(input, 0) {
        let text = line.trim_ascii();
        let indent = line.len() - line.trim_ascii_start().len();
        if within.is_some_and(|within| indent > within) && !text.is_empty() {
            add(sides, side, start + indent..start + line.len());
            continue;
        }
        within = (text == BINARY).then_some(indent);
        let text = text.strip_prefix(b"- ").unwrap_or(text);
        if let Some(peer) = text.strip_prefix(b"peer: ") {
            side = usize::from(peer != b"0");
        }
        if text.starts_with(b"Follow: ") {
            begin(sides);
        }
    }
}
