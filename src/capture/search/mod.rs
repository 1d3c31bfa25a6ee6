//! Finds payloads by themselves, wherever they are in a text that is no capture of a known kind: source
//! code, notes, logs of any program, values of unknown JSON.
//!
//! A text is taken apart into blocks first, since code fences and marks before lines are not of what
//! is in them. In each block payloads are found by how they begin, and whoever reads them says
//! whether they are any. What stands around one in its paragraph says where it was sent to.

mod anchor;
mod blocks;
mod digits;
mod ends;
mod literals;
mod program;
mod properties;
mod scalar;
mod surroundings;

use std::cell::Cell;
use std::ops::Range;

use super::nested::{self, Undone};
use super::request::{Body, Request, Step};
use super::{Item, Kind, params, styled};
use crate::bytes::codec::written::Notation;
use crate::bytes::codec::{base64, object, yaml};
use crate::bytes::{ByteStore, Coding, Slice};
use crate::capture::located::Located;
use crate::report::{Codec, InputKind, LayerStatus};
use anchor::{Anchor, Form};
use blocks::Block;

/// What a text in which payloads were found is called.
pub(crate) const KIND: Kind = Kind {
    kind: InputKind::Export,
    name: Some("a text with requests in it"),
    because: crate::report::Text::Borrowed("events were found in it"),
    could_be: Vec::new(),
};

/// How many times its own length a text may be read again for payloads that turn out to be none.
const AGAIN: usize = 8;

/// What may be read again of the shortest text.
const LEAST: usize = 64 << 10;

/// Bytes of the longest list of records in JSON of nobody's format.
const RECORDS: usize = 1 << 20;

/// Bytes before a payload and behind it that may say where it was sent to.
const BEFORE: usize = 4 << 10;
const BEHIND: usize = 1 << 10;

/// Takes a request if there are events in it, or if it is certainly one and of a known format, and says
/// so. It is told what is wrong with what it took.
pub(crate) type Judge<'j> = dyn FnMut(Item, bool) -> bool + 'j;

/// Hands over whatever looks like a payload in a text, in its order. What is taken is not looked
/// into again.
///
/// Of JSON, whose own records were read already, only what its texts hold is looked at.
pub(crate) fn search(input: &[u8], is_json: bool, take: &mut Judge) {
    let mut left = input.len().saturating_mul(AGAIN).saturating_add(LEAST);
    let all = 0..input.len() as u32;
    let (notation, pieces, undone) = match styled::notation(input) {
        Some(notation) => (notation, Vec::from([all]), styled::undone(notation)),
        None if properties::are(input) => (
            properties::NOTATION,
            properties::pieces(input),
            properties::UNDONE,
        ),
        None => return in_blocks(input, is_json, &mut left, take),
    };
    let mut room = usize::MAX;
    // What the judge says of each is known here only, and needed there.
    let (is_one, is_certain) = (Cell::new(false), Cell::new(false));
    let read = &mut |inner: &[u8], found: &mut dyn FnMut(Item)| {
        in_blocks(inner, false, &mut left, &mut |item, certain| {
            is_certain.set(certain);
            found(item);
            is_one.get()
        });
        true
    };
    nested::open_written_by(
        input,
        notation,
        &pieces,
        undone,
        &mut room,
        read,
        &mut |item| is_one.set(take(item, is_certain.get())),
    );
}

/// Searches the blocks of a text.
fn in_blocks(input: &[u8], is_json: bool, left: &mut usize, take: &mut Judge) {
    blocks::each(input, &mut |block| match block {
        Block::Plain(place) => {
            let text = input.get(place.clone()).unwrap_or_default();
            in_text(text, is_json, left, &mut |mut item, is_certain| {
                if let Item::Request(request) = &mut item {
                    request.at.file.start += place.start as u64;
                    request.at.file.end += place.start as u64;
                }
                take(item, is_certain)
            });
        }
        Block::Lines(pieces, because) => {
            in_lines(input, &pieces, because, left, take);
        }
    });
}

/// Searches what is in the lines of a block, without what is before them.
fn in_lines(
    input: &[u8],
    pieces: &[Range<usize>],
    because: &'static str,
    left: &mut usize,
    take: &mut Judge,
) {
    let undone = Undone {
        codec: Codec::Lines,
        because,
    };
    let mut is_taken = false;
    let length: usize = pieces.iter().map(Range::len).sum();
    if *left < length {
        return;
    }
    *left -= length;
    let take = &mut |mut item, is_certain| {
        if let (Item::Request(request), Some(first)) = (&mut item, pieces.first()) {
            let before = input.get(..first.start).unwrap_or_default();
            complete(request, before);
        }
        take(item, is_certain)
    };
    if nested::is_known(input, Notation::Plain, pieces, 1) {
        let mut problems = Vec::new();
        nested::open_written(input, Notation::Plain, pieces, undone, 1, &mut |item| {
            is_taken |= judge(item, &mut problems, take);
        });
        tell(problems, is_taken, take);
    }
    if is_taken {
        return;
    }
    let pieces: Vec<Range<u32>> = pieces
        .iter()
        .map(|piece| piece.start as u32..piece.end as u32)
        .collect();
    let mut room = usize::MAX;
    // What the judge says of each is known here only, and needed there.
    let is_one = Cell::new(false);
    let read = &mut |inner: &[u8], found: &mut dyn FnMut(Item)| {
        in_text(inner, false, left, &mut |item, _| {
            found(item);
            is_one.get()
        });
        true
    };
    nested::open_written_by(
        input,
        Notation::Plain,
        &pieces,
        undone,
        &mut room,
        read,
        &mut |item| is_one.set(take(item, false)),
    );
}

/// Has a request take over what is said right before the block that it is in, where that is the head of one:
/// `POST https://a.example/` above code.
fn complete(request: &mut Request, before: &[u8]) {
    if request.url.is_some() || request.host.is_some() {
        return;
    }
    let before = before
        .get(before.len().saturating_sub(BEHIND)..)
        .unwrap_or_default();
    // The line that begins the block is of neither.
    let line = before.strip_suffix(b"\n").unwrap_or(before);
    let line = line
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |end| end + 1);
    let is_fence = |line: &[u8]| line.starts_with(b"```") || line.starts_with(b"~~~");
    let before = match before.get(line..).is_some_and(is_fence) {
        true => before.get(..line).unwrap_or_default(),
        false => before,
    };
    let text = before.trim_ascii_end();
    let head = text.get(paragraph(text)..).unwrap_or_default();
    if surroundings::is_head(head) {
        let found = surroundings::read(head, &(head.len()..head.len()));
        (request.url, request.host, request.path) = (found.url, found.host, found.path);
        request.method = request.method.take().or(found.method);
    }
}

/// Searches a text that has nothing before its lines.
fn in_text(text: &[u8], is_json: bool, left: &mut usize, take: &mut Judge) {
    // Of a request with a body in quotes the headers are said below it, and payloads can be among them.
    if is_cassette(text) && in_yaml(text, take) {
        return;
    }
    let mut position = 0;
    // Where the last payload that was taken ends.
    let mut taken = 0;
    // Which it was.
    let mut last: &[u8] = &[];
    // Source code has many objects that are no records.
    let mut objects = text.len().saturating_add(LEAST);
    while let Some(anchor) = anchor::next(text, position, objects > 0) {
        if anchor.is_object {
            objects = objects.saturating_sub(anchor.place.len());
        }
        if *left < anchor.place.len() {
            return;
        }
        *left -= anchor.place.len();
        let end = anchor.place.end;
        let own = text.get(anchor.place.clone()).unwrap_or_default();
        let is_unlikely = match anchor.is_object {
            true if object::is_bare(own) => !surroundings::names_event(own),
            is_object => is_object && program::makes_values(text, &anchor.place),
        };
        if is_unlikely {
            position = anchor.found + 1;
            continue;
        }
        // Of these only what is no longer than a body and has a name of records is worth the reading.
        let is_record = || own.len() <= RECORDS && surroundings::has_record(own);
        if is_json && anchor.is_plain_json() && !is_record() {
            position = anchor.found + 1;
            continue;
        }
        let found = anchor.found;
        let between = text.get(taken..anchor.place.start).unwrap_or_default();
        if says_value(between) && own == last {
            position = end;
            taken = end;
            continue;
        }
        if anchor.form == Form::Message {
            let is_taken = message(text, anchor, take);
            position = if is_taken { end } else { found + 1 };
            if is_taken {
                (taken, last) = (end, own);
            }
            continue;
        }
        match request(text, taken, anchor)
            .is_some_and(|request| take(Item::Request(request), false))
        {
            true => {
                (taken, last) = (end, own);
                position = end;
            }
            false => position = found + 1,
        }
    }
    if taken == 0 && !is_json {
        in_yaml(text, take);
    }
}

/// Whether one of the first lines of a text says that recorded requests and answers follow in YAML.
fn is_cassette(text: &[u8]) -> bool {
    let mut lines = text.split(|&byte| byte == b'\n').take(HEADS);
    lines.any(|line| {
        matches!(
            line.trim_ascii_end(),
            b"interactions:" | b"http_interactions:"
        )
    })
}

/// Reads a text whose records are maps of YAML, line by line, and says whether something was taken.
fn in_yaml(text: &[u8], take: &mut Judge) -> bool {
    let text = text.trim_ascii_end();
    if !text.contains(&b':') || !yaml::sniff(text) {
        return false;
    }
    let mut is_taken = false;
    let undone = Undone {
        codec: Codec::Escapes,
        because: "the lines are maps and lists of YAML",
    };
    let all = 0..text.len();
    nested::open_coded(text, all, &Coding::Yaml, undone, 1, &mut |item| {
        is_taken |= take(item, false);
    });
    is_taken
}

/// Bytes between a value and the same one once more.
const ONCE_MORE: usize = 120;

/// The member in which Telegram has the text of a message once more, by how it looks.
const ENTITIES: &[u8] = b"\"text_entities\":";

/// Whether what stands between two payloads says that the second is the value of what was just shown:
/// Wireshark has each twice, `show="…" value="…"` and `Form item: "data" = "…"` above `Value: …`.
fn says_value(between: &[u8]) -> bool {
    let words = between.trim_ascii_end();
    let ends = [&b" value=\""[..], b" Value:"];
    let is_value = ends.iter().any(|end| words.ends_with(end));
    is_value && between.len() <= ONCE_MORE
        || between
            .windows(ENTITIES.len())
            .take(BEHIND)
            .any(|name| name == ENTITIES)
}

/// Reads a whole message that is written in another way; false where it is none that is known.
fn message(text: &[u8], anchor: Anchor, take: &mut Judge) -> bool {
    let because = anchor.because;
    let mut is_taken = false;
    let mut problems = Vec::new();
    let read = &mut |item| is_taken |= judge(item, &mut problems, take);
    match anchor.is_base64 {
        true => {
            let codec = Codec::Base64;
            let written = text.get(anchor.place.clone()).unwrap_or_default();
            let coding = Coding::Base64(base64::decode(written, &|_| false).spaces);
            let undone = Undone { codec, because };
            nested::open_coded(text, anchor.place, &coding, undone, 1, read);
        }
        false => {
            let notation = anchor.notations.first().copied();
            let notation = notation.unwrap_or(Notation::Plain);
            let codec = match notation {
                Notation::Plain => Codec::Lines,
                Notation::Hex => Codec::Numbers,
                _ => Codec::Escapes,
            };
            let undone = Undone { codec, because };
            let pieces = std::slice::from_ref(&anchor.place);
            nested::open_written(text, notation, pieces, undone, 1, read);
        }
    }
    tell(problems, is_taken, take);
    is_taken
}

/// Has a request of a capture within the text judged, and keeps what is wrong there until one is taken.
fn judge(item: Item, problems: &mut Vec<Item>, take: &mut Judge) -> bool {
    match item {
        Item::Request(_) => return take(item, true),
        Item::Problem(_) => problems.push(item),
        Item::Text(..) | Item::Hosts(_) => {}
    }
    false
}

/// Tells what is wrong where requests were taken from.
fn tell(problems: Vec<Item>, is_taken: bool, take: &mut Judge) {
    for problem in problems.into_iter().filter(|_| is_taken) {
        take(problem, true);
    }
}

/// The request that a payload belongs to.
fn request(text: &[u8], taken: usize, anchor: Anchor) -> Option<Request> {
    let around = around(text, taken, &anchor.place);
    let captured = text.get(around.clone())?;
    let place = anchor.place.start - around.start..anchor.place.end - around.start;
    let found = surroundings::read(captured, &place);
    let mut store = ByteStore::new(captured.to_vec());
    let mut at = Slice::new(0, place);
    let mut steps = vec![Step {
        codec: Codec::Lines,
        because: anchor.because.into(),
        output: at,
        status: LayerStatus::Ok,
    }];
    if !anchor.literals.is_empty() {
        let pieces = anchor.literals.iter().map(|literal| {
            (literal.start - anchor.place.start) as u32..(literal.end - anchor.place.start) as u32
        });
        at = store.undo(at, Coding::Written(Notation::Plain, pieces.collect()));
        steps.push(Step {
            codec: Codec::Escapes,
            because: "the text is put together from several in quotes".into(),
            output: at,
            status: LayerStatus::Ok,
        });
    }
    if anchor.is_base64 {
        let decoded = base64::decode(store.in_memory(at), &|_| false);
        at = store.undo(at, Coding::Base64(decoded.spaces));
        steps.push(Step {
            codec: Codec::Base64,
            because: "it contains only characters of Base64".into(),
            output: at,
            status: LayerStatus::Ok,
        });
    }
    if anchor.is_object {
        at = store.undo(at, Coding::Object);
        steps.push(Step {
            codec: Codec::Escapes,
            because: "the object becomes the JSON that it would be".into(),
            output: at,
            status: LayerStatus::Ok,
        });
    }
    for notation in anchor.notations {
        let all = std::iter::once(0..at.len() as u32).collect();
        at = store.undo(at, Coding::Written(notation, all));
        // What a text goes on with behind JSON is not of it.
        at = ends::whole_json(store.in_memory(at)).map_or(at, |end| at.part(0..end));
        steps.push(Step {
            codec: match notation {
                Notation::Hex => Codec::Numbers,
                _ => Codec::Escapes,
            },
            because: "the text around it writes some characters in its own way".into(),
            output: at,
            status: LayerStatus::Ok,
        });
    }
    let mut request = Request {
        method: found.method,
        url: found.url,
        host: found.host,
        path: found.path,
        query: located(&store, found.query),
        ..Request::default()
    };
    match anchor.form {
        Form::Body | Form::Message => request.body = Body::read(store.in_memory(at), at),
        Form::Query => {
            request.query =
                params::slices(Located::new(store.text(at), at.buffer, at.range().start));
            steps.clear();
        }
        Form::Cookie => {
            let name = store.undo(at.part(0..0), Coding::Spelled("cookie"));
            request.headers.push(params::Param { name, value: at });
            steps.clear();
        }
    }
    request.steps = steps;
    request.store = store;
    request.at.file = around.start as u64..around.end as u64;
    Some(request)
}

fn located(store: &ByteStore, query: Range<usize>) -> Vec<params::Param<Slice>> {
    let at = Slice::new(0, query);
    let mut fields = params::slices(Located::new(store.text(at), 0, at.range().start));
    for field in &mut fields {
        // Markup has more between them than an ampersand.
        if store.text(field.name).starts_with("amp;") {
            field.name = field.name.part(4..field.name.len());
        }
    }
    fields
}

/// How many paragraphs before a payload can be what was sent before a body.
const HEADS: usize = 5;

/// Longest line between a blank line and a payload: a title, or a field before it.
const TITLE: usize = 60;

/// What stands around a payload in its paragraph, behind the payload before it, and the head of a request in
/// the paragraphs before.
fn around(text: &[u8], taken: usize, place: &Range<usize>) -> Range<usize> {
    let first = taken
        .max(place.start.saturating_sub(BEFORE))
        .min(place.start);
    let before = text.get(first..place.start).unwrap_or_default();
    let mut start = paragraph(before);
    let mut lines = before
        .get(start..)
        .unwrap_or_default()
        .split(|&byte| byte == b'\n');
    if lines.all(|line| line.len() < TITLE) {
        let mut reached = start;
        for _ in 0..HEADS {
            let head = before.get(..reached).unwrap_or_default().trim_ascii_end();
            reached = paragraph(head);
            if surroundings::is_head(head.get(reached..).unwrap_or_default()) {
                start = reached;
            }
        }
    }
    let start = entry(text, first + start..place.start).start;
    let last = text.len().min(place.end.saturating_add(BEHIND));
    let behind = text.get(place.end..last).unwrap_or_default();
    let blank = behind.windows(2).position(|pair| pair == b"\n\n");
    let end = entry(text, place.end..place.end + blank.unwrap_or(behind.len())).end;
    // Whole characters only.
    let is_inner = |at: usize| text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
    let start = (start..place.start).find(|&at| !is_inner(at));
    let end = (place.end..=end).rev().find(|&at| !is_inner(at));
    start.unwrap_or(place.start)..end.unwrap_or(place.end)
}

/// The last and the first line of a part of a text that parts recorded requests and answers in YAML; the
/// beginning and the end of the part where there is none.
fn entry(text: &[u8], part: Range<usize>) -> Range<usize> {
    let mut entry = part.clone();
    let mut next = part.start;
    let own = text.get(part.clone()).unwrap_or_default();
    for line in own.split_inclusive(|&byte| byte == b'\n') {
        if matches!(
            line.trim_ascii(),
            b"request:" | b"- request:" | b"response:"
        ) {
            (entry.start, entry.end) = (next, entry.end.min(next));
        }
        next += line.len();
    }
    entry
}

/// Where the last paragraph of a text begins.
fn paragraph(text: &[u8]) -> usize {
    let unix = text.windows(2).rposition(|pair| pair == b"\n\n");
    let windows = text.windows(4).rposition(|pair| pair == b"\r\n\r\n");
    let unix = unix.map_or(0, |blank| blank + 2);
    unix.max(windows.map_or(0, |blank| blank + 4))
}

#[cfg(test)]
mod tests;
