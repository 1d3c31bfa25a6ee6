//! HTTP archives (HAR 1.2), whole or in part, as proxies and browsers save them.
//!
//! An archive is mostly answers, which are passed over: what is kept of it are the bytes of its requests, and
//! of answers that may be encrypted as these are.

mod entry;
mod file;
mod recognize;

use std::ops::Range;

use super::archive::Found;
use super::json_cursor::{Broken, Cursor, Passed, push_name};
use super::unpacked::{Unpacked, unpacked};
use super::zip::Archive;
use super::{Container, Item, body, time};
use crate::bytes::codec::inflate::{self, End, Wrapper};
use crate::bytes::codec::utf16::{self, Order};
use crate::diagnostic;
use crate::limits::Limits;
use crate::report::Diagnostic;
use file::{File, Form};

pub(super) const CONTAINER: Container = Container {
    id: "har",
    name: None,
    recognize: recognize::recognize,
    open,
};

/// How many times its own length a damaged file may be read again in search of the next request.
const AGAIN: usize = 4;

/// What lies around the text of an archive.
enum Wrapped {
    Plain,
    Utf16(Order),
    Compressed(Wrapper),
    Zip,
}

impl Wrapped {
    fn of(input: &[u8]) -> Wrapped {
        match input {
            [0xff, 0xfe, ..] | [b'{' | b'[', 0, ..] => Wrapped::Utf16(Order::Little),
            [0xfe, 0xff, ..] | [0, b'{' | b'[', ..] => Wrapped::Utf16(Order::Big),
            [b'P', b'K', 3, 4, ..] => Wrapped::Zip,
            _ => match inflate::sniff(input) {
                Some(wrapper) => Wrapped::Compressed(wrapper),
                None => Wrapped::Plain,
            },
        }
    }
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    open_unpacked(input, Unpacked::default(), depth, take);
}

/// Hands over what is in a file that may have been unpacked before.
pub(super) fn open_unpacked(
    input: &[u8],
    mut before: Unpacked,
    depth: usize,
    take: &mut dyn FnMut(Item),
) {
    let length = input.len();
    match Wrapped::of(input) {
        Wrapped::Plain => read(input, Form::Plain, take),
        Wrapped::Utf16(order) => {
            let text = utf16::decode(input, order);
            let reached = (0, 0);
            let form = Form::Utf16 {
                raw: input,
                order,
                reached,
            };
            read(text.as_bytes(), form, take);
        }
        Wrapped::Compressed(wrapper) => {
            let inflated = before.whole(input, wrapper);
            report_end(inflated.end, inflated.bytes.len(), take);
            read(&inflated.bytes, Form::Packed(length, None), take);
        }
        Wrapped::Zip => {
            let Some(archive) = Archive::open_with(input, before) else {
                return;
            };
            for &index in &archive.archives {
                let (bytes, end) = archive.read(index).unwrap_or((Vec::new(), End::Damaged));
                report_end(end, bytes.len(), take);
                let text = match Wrapped::of(&bytes) {
                    Wrapped::Utf16(order) => utf16::decode(&bytes, order).into_bytes(),
                    _ => bytes,
                };
                read(&text, Form::Packed(length, Some(&archive)), take);
            }
            read_others(&archive, depth, take);
        }
    }
}

/// Reads what is beside the archives in a ZIP file and no part of them: the answers have digests as names.
fn read_others(archive: &Archive, depth: usize, take: &mut dyn FnMut(Item)) {
    let mut found = Found::default();
    for (name, index) in archive.others() {
        let own = name.rsplit('/').next().unwrap_or_default();
        let stem = own.split('.').next().unwrap_or_default();
        let is_digest = stem.len() >= DIGEST && stem.bytes().all(|digit| digit.is_ascii_hexdigit());
        if let Some((bytes, _)) = archive.read(index).filter(|_| !is_digest) {
            found.read(&bytes, archive.place(index), depth, take);
        }
    }
}

/// Digits of the shortest digest that such a name is.
const DIGEST: usize = 32;

/// Says that compressed data were not read to their end.
pub(super) fn report_end(end: End, kept: usize, take: &mut dyn FnMut(Item)) {
    take(Item::Problem(match end {
        End::Complete => return,
        End::OutputLimit => diagnostic::limit_output(kept),
        End::RatioLimit => diagnostic::limit_ratio(Limits::DEFAULT.ratio),
        End::Truncated => diagnostic::gzip_truncated(body::recovered(kept)),
        End::Damaged | End::Checksum => diagnostic::gzip_damaged(body::recovered(kept)),
    }));
}

/// Reads all requests of an archive.
fn read(text: &[u8], form: Form, take: &mut dyn FnMut(Item)) {
    let file = File { text, form };
    let start = recognize::start(text);
    let mut reader = Reader {
        file,
        take,
        around: String::new(),
        list: None,
        index: 0,
        count: 0,
        depth: 0,
        at: At::Before,
        entry: Entry::default(),
        from: start,
        open: None,
        is_lost: false,
        requests: 0,
        problems: 0,
        again: 0,
    };
    let mut cursor = Cursor::new(text, start);
    while let Err(broken) = reader.walk(&mut cursor) {
        if !reader.search(&mut cursor, broken) {
            break;
        }
    }
    if reader.requests + reader.problems == 0 {
        reader.problem(diagnostic::archive_empty());
    }
}

/// The way through an archive: into what is around its entries and into these, and over all that is in
/// them.
struct Reader<'f, 't> {
    file: File<'f>,
    take: &'t mut dyn FnMut(Item),
    /// The path of what is around the list of entries, or of an entry at the top.
    around: String,
    /// The path of the list that the way is in.
    list: Option<String>,
    /// The number of the entry that is read, or comes next.
    index: usize,
    /// Values at the top that were passed.
    count: usize,
    /// Objects that the way is in.
    depth: usize,
    at: At,
    entry: Entry,
    /// Where a search for the next request begins.
    from: usize,
    /// Where the request begins that is being passed over.
    open: Option<usize>,
    /// Whether the way was lost once, so that brackets do not tell any more where it is.
    is_lost: bool,
    requests: usize,
    problems: usize,
    /// Bytes that were read again.
    again: usize,
}

/// How the way stands to the entry that is read or comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Before,
    Within,
    /// Within it, and its request was handed over.
    Read,
    /// Behind the last one.
    End,
}

/// What was found of an entry.
#[derive(Default)]
struct Entry {
    start: usize,
    request: Option<Passed>,
    response: Option<Passed>,
    started: Passed,
    /// What it has where it is a request itself.
    has_method: bool,
    has_address: bool,
}

impl<'f> Reader<'f, '_> {
    fn walk(&mut self, cursor: &mut Cursor<'f>) -> Result<(), Broken> {
        let mut ended = Ok(true);
        while ended == Ok(true) {
            ended = self.step(cursor);
        }
        // What follows a request may be broken; the request is not.
        if self.entry.request.is_some() {
            self.end_entry(cursor);
        }
        ended.map(drop)
    }

    /// Passes over a bracket or a value; false at the end of the text.
    fn step(&mut self, cursor: &mut Cursor<'f>) -> Result<bool, Broken> {
        let first = cursor.peek();
        let is_in_list = self.list.is_some();
        let is_in_object = match is_in_list {
            true => self.at == At::Within,
            false => self.depth > 0,
        };
        match first {
            0 if cursor.is_at_end() => {
                let is_cut = is_in_object || is_in_list && !self.is_lost;
                return if is_cut { Err(Broken::Cut) } else { Ok(false) };
            }
            b'{' => {
                if is_in_list || self.depth == 0 {
                    self.begin_entry(cursor);
                }
                self.depth += 1;
                cursor.pass();
            }
            b'}' => {
                cursor.pass();
                self.depth = self.depth.saturating_sub(1);
                if self.at == At::Within || self.entry.request.is_some() {
                    let is_read = self.end_entry(cursor);
                    self.index += usize::from(is_in_list && (is_read || !self.is_lost));
                    self.at = At::Before;
                }
                self.count += usize::from(self.depth == 0);
            }
            b'[' if !is_in_list => {
                cursor.pass();
                self.list = Some(self.around.clone());
                self.index = 0;
                self.at = At::Before;
            }
            b']' => {
                cursor.pass();
                self.list.take_if(|_| !self.is_lost);
                self.at = At::End;
            }
            b'"' if is_in_object || self.is_lost => self.member(cursor)?,
            _ => {
                self.from = cursor.position();
                cursor.skip()?;
                if is_in_list {
                    self.unreadable();
                    self.index += 1;
                }
            }
        }
        Ok(true)
    }

    fn begin_entry(&mut self, cursor: &mut Cursor<'f>) {
        if self.entry.request.is_some() {
            self.end_entry(cursor);
        }
        if self.list.is_none() {
            self.index = self.count;
            self.around = match self.count {
                0 => String::new(),
                count => format!("[{count}]"),
            };
        }
        self.from = cursor.position();
        self.entry.start = self.from;
        self.at = At::Within;
    }

    /// Passes over a member of an object.
    fn member(&mut self, cursor: &mut Cursor<'f>) -> Result<(), Broken> {
        let name = cursor.member()?.unwrap_or_default();
        let first = cursor.peek();
        let is_around = self.list.is_none() && self.entry.request.is_none();
        match name {
            b"log" if is_around && first == b'{' => self.surround("log"),
            b"entries" if is_around && first == b'[' => self.surround("entries"),
            b"request" if first == b'{' => {
                self.open = Some(cursor.position());
                self.entry.request = Some(cursor.skip()?);
                self.open = None;
            }
            _ => {
                let value = cursor.skip()?;
                match name {
                    b"startedDateTime" => self.entry.started = value,
                    b"response" if first == b'{' => self.entry.response = Some(value),
                    b"method" => self.entry.has_method = true,
                    b"url" => self.entry.has_address = true,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Notes that the entries are in a member of this name.
    fn surround(&mut self, name: &str) {
        push_name(&mut self.around, name);
        self.at = At::Before;
    }

    /// Hands over the request of an entry; false where there is none.
    fn end_entry(&mut self, cursor: &mut Cursor<'f>) -> bool {
        let entry = std::mem::take(&mut self.entry);
        let mut path = self.path();
        if path.is_empty() && cursor.peek() != 0 {
            // Where more values follow, the first one has a number too.
            path.push_str("[0]");
        }
        let place = match entry.request {
            Some(request) => {
                self.from = request.end;
                push_name(&mut path, "request");
                request.place()
            }
            None => entry.start..cursor.position(),
        };
        let is_one = entry.request.is_some() || entry.has_method && entry.has_address;
        let is_read = is_one && self.hand_over(place, entry.started, &path, true);
        if let Some(response) = entry.response.filter(|_| is_read) {
            let path = self.path();
            if let Some(answer) = entry::answer(&mut self.file, response, &path) {
                (self.take)(Item::Request(answer));
            }
        }
        match is_read {
            true => self.at = At::Read,
            // Where the way was lost, an object is anything.
            false if self.is_lost => {}
            false => self.unreadable(),
        }
        is_read
    }

    fn hand_over(
        &mut self,
        place: Range<usize>,
        started: Passed,
        path: &str,
        is_whole: bool,
    ) -> bool {
        let started = self.file.text.get(started.place()).unwrap_or_default();
        let started = std::str::from_utf8(started).unwrap_or_default();
        let started = time::iso(started).or_else(|| time::number(started));
        let found = entry::request(&mut self.file, place, started, path, is_whole);
        let is_one = found.is_some();
        if let Some(request) = found {
            self.requests += 1;
            (self.take)(Item::Request(request));
        }
        is_one
    }

    /// The path of the entry that is read or comes next.
    fn path(&self) -> String {
        match &self.list {
            Some(list) => format!("{list}[{}]", self.index),
            None => self.around.clone(),
        }
    }

    fn unreadable(&mut self) {
        self.problem(diagnostic::entry_unreadable(&self.path()));
    }

    fn problem(&mut self, problem: Diagnostic<'static>) {
        self.problems += 1;
        (self.take)(Item::Problem(problem));
    }

    /// Goes to the next request behind a place where the text is broken; false where there is none.
    fn search(&mut self, cursor: &mut Cursor<'f>, broken: Broken) -> bool {
        let text = self.file.text;
        let open = self.open.take();
        let from = open.map_or(self.from, |open| open + 1);
        self.again += cursor.position().saturating_sub(from);
        let is_over = self.again > text.len().saturating_mul(AGAIN);
        let entry = std::mem::take(&mut self.entry);
        let Some(next) = next_request(text, from).filter(|_| !is_over) else {
            let is_cut = broken == Broken::Cut && self.at != At::End;
            if is_over || !is_cut && self.at == At::Within {
                self.unreadable();
            } else if is_cut {
                self.end_early(open, &entry);
            }
            return false;
        };
        // What has an answer before it is the request of the next entry.
        let between = text.get(from..next).unwrap_or_default();
        let is_next = open.is_some() || find(between, b"\"response\"").is_some();
        if self.at == At::Within && is_next {
            self.unreadable();
        }
        self.index += usize::from(self.at == At::Read || self.at == At::Within && is_next);
        self.list.get_or_insert_default();
        self.is_lost = true;
        self.depth = 0;
        self.at = At::Within;
        self.from = next;
        *cursor = Cursor::new(text, next);
        true
    }

    /// Says that the text ends too early, and hands over what there is of the last request.
    fn end_early(&mut self, open: Option<usize>, entry: &Entry) {
        let requests = self.requests;
        let mut path = self.path();
        let mut start = entry.start;
        if let Some(open) = open {
            push_name(&mut path, "request");
            start = open;
        }
        if open.is_some() || entry.has_method && entry.has_address {
            let part = start..self.file.text.len();
            self.hand_over(part, entry.started, &path, false);
        }
        let place = match self.at {
            At::Before | At::End => "before",
            At::Within | At::Read => "in the middle of",
        };
        let were = if requests == 1 {
            "request was"
        } else {
            "requests were"
        };
        self.problem(diagnostic::archive_cut(
            place,
            self.index + 1,
            requests,
            were,
        ));
    }
}

/// Where the name of the next `request` that is an object begins.
fn next_request(text: &[u8], from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let found = from + find(text.get(from..)?, b"\"request\"")?;
        let before = text.get(..found)?.trim_ascii_end().last();
        let mut cursor = Cursor::new(text, found);
        let is_object = cursor.member().is_ok() && cursor.peek() == b'{';
        if is_object && before.is_none_or(|before| b"{,".contains(before)) {
            return Some(found);
        }
        from = found + 1;
    }
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod packed_tests;
#[cfg(test)]
pub(crate) use packed_tests::zip;
#[cfg(test)]
mod tests;
