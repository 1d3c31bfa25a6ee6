//! The buffers of one request: what was captured, and what came of it coding by coding.
//!
//! What can be computed again is not kept while nobody asks for it. A log of the codings is enough
//! for that, with the decisions that were made the first time.

use std::borrow::Cow;
use std::ops::Range;

use super::{Coding, Slice};
use crate::limits::Limits;
use crate::report::Imprecision;

/// Derived buffers up to this size are kept: to decode them again for each name and value that
/// stands in them would cost more than they do.
const KEPT: usize = 16 << 10;

/// The buffers of a request; the first holds what was captured.
#[derive(Debug, Default)]
pub(crate) struct ByteStore {
    buffers: Vec<Buffer>,
    /// The buffer with the innermost text.
    text: Option<u32>,
    /// How many there were before reading derived more.
    own: usize,
    limits: Option<Limits>,
}

#[derive(Debug)]
struct Buffer {
    data: Data,
    length: usize,
    origin: Option<(Slice, Coding)>,
}

/// Where the bytes of a buffer are.
#[derive(Debug)]
enum Data {
    Held(Vec<u8>),
    /// The innermost text stands in the buffer as it is; what stands before and behind it.
    Around(Vec<u8>, Vec<u8>),
    /// It is the innermost text, which the reader of JSON holds.
    Text,
    /// Nowhere: its coding is undone again.
    Again,
}

/// What came of a coding while a request was read, in the order in which it was undone.
#[derive(Debug)]
pub(crate) struct Derived {
    first: u32,
    list: Vec<(Slice, Coding, usize)>,
    /// The buffer with the innermost text.
    text: Option<u32>,
}

impl Derived {
    /// Nothing yet, of a request with these buffers.
    pub(crate) fn new(store: &ByteStore) -> Derived {
        Derived {
            first: store.buffers.len() as u32,
            list: Vec::new(),
            text: None,
        }
    }

    /// Notes that a coding was undone of some bytes, and how many came out.
    pub(crate) fn note(&mut self, from: Slice, coding: Coding, length: usize) -> Slice {
        self.list.push((from, coding, length));
        Slice::new(self.first + self.list.len() as u32 - 1, 0..length)
    }

    /// Notes that the innermost text came out.
    pub(crate) fn note_text(&mut self, from: Slice, coding: Coding, length: usize) -> Slice {
        let text = self.note(from, coding, length);
        self.text = Some(text.buffer);
        text
    }
}

impl ByteStore {
    /// The bytes of a request as they were captured.
    pub(crate) fn new(captured: Vec<u8>) -> ByteStore {
        ByteStore {
            buffers: vec![Buffer {
                length: captured.len(),
                data: Data::Held(captured),
                origin: None,
            }],
            text: None,
            own: 0,
            limits: None,
        }
    }

    /// Puts before everything what the first buffer was written in; all buffers have the next number then.
    pub(crate) fn wrap(&mut self, captured: Vec<u8>, coding: Coding) {
        for (from, _) in self
            .buffers
            .iter_mut()
            .filter_map(|buffer| buffer.origin.as_mut())
        {
            *from = from.in_next();
        }
        let outer = ByteStore::new(captured);
        if let Some(first) = self.buffers.first_mut() {
            first.origin = Some((outer.whole(0), coding));
        }
        self.buffers.splice(0..0, outer.buffers);
    }

    /// Adds all buffers of another store behind its own, and says how many are before them: places in the
    /// other one are so many buffers further.
    pub(crate) fn append(&mut self, other: ByteStore) -> u32 {
        let before = self.buffers.len() as u32;
        let moved = |(from, coding): (Slice, Coding)| (from.behind(before), coding);
        self.buffers
            .extend(other.buffers.into_iter().map(|buffer| Buffer {
                origin: buffer.origin.map(moved),
                ..buffer
            }));
        before
    }

    /// The buffers as they were before the request was read.
    pub(crate) fn unread(&self, text: &str) -> ByteStore {
        let buffers = self.buffers.iter().enumerate().take(self.own);
        let buffers = buffers.map(|(index, buffer)| Buffer {
            data: Data::Held(self.bytes(self.whole(index as u32), text).into_owned()),
            length: buffer.length,
            origin: buffer.origin.clone(),
        });
        ByteStore {
            buffers: buffers.collect(),
            ..ByteStore::default()
        }
    }

    /// The buffer with the innermost text, where there is one.
    pub(crate) fn text_buffer(&self) -> Option<u32> {
        self.text
    }

    /// What was captured in a buffer, as text in UTF-8.
    pub(crate) fn text_of_capture(&self, captured: u32) -> Slice {
        let next = self.origin(captured + 1);
        let is_its = |from: &Slice| from.buffer == captured;
        let is_utf16 = matches!(next, Some((from, Coding::Utf16(_))) if is_its(from));
        self.whole(captured + u32::from(is_utf16))
    }

    /// All of a buffer.
    pub(crate) fn whole(&self, buffer: u32) -> Slice {
        Slice::new(buffer, 0..self.length(buffer))
    }

    fn length(&self, buffer: u32) -> usize {
        self.buffer(buffer).map_or(0, |buffer| buffer.length)
    }

    fn buffer(&self, buffer: u32) -> Option<&Buffer> {
        self.buffers.get(buffer as usize)
    }

    /// Adds what came of a coding.
    pub(crate) fn derive(&mut self, from: Slice, coding: Coding, data: Vec<u8>) -> Slice {
        self.buffers.push(Buffer {
            length: data.len(),
            data: Data::Held(data),
            origin: Some((from, coding)),
        });
        self.whole(self.buffers.len() as u32 - 1)
    }

    /// Undoes a coding that needs nothing but the bytes, and adds what came of it.
    #[inline(never)]
    pub(crate) fn undo(&mut self, from: Slice, coding: Coding) -> Slice {
        let data = coding.undo(self.in_memory(from), Limits::DEFAULT);
        self.derive(from, coding, data)
    }

    /// The bytes of a slice while its request is read; none where they are not held.
    #[inline(never)]
    pub(crate) fn in_memory(&self, at: Slice) -> &[u8] {
        match self.buffer(at.buffer) {
            Some(Buffer {
                data: Data::Held(data),
                ..
            }) => data.get(at.range()).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The text of a slice while its request is read; empty where it is none.
    pub(crate) fn text(&self, at: Slice) -> &str {
        std::str::from_utf8(self.in_memory(at)).unwrap_or_default()
    }

    /// Takes over what came of reading, and lets go of what the innermost text holds too and of what
    /// can be computed again.
    pub(crate) fn finish(&mut self, derived: Derived, text: Option<&str>, limits: Limits) {
        self.limits = Some(limits);
        self.own = self.buffers.len();
        for buffer in self.buffers.iter_mut().skip(1) {
            if buffer.length > KEPT {
                buffer.data = Data::Again;
            }
        }
        for (from, coding, length) in derived.list {
            self.buffers.push(Buffer {
                data: Data::Again,
                length,
                origin: Some((from, coding)),
            });
        }
        let (Some(text), Some(buffer)) = (text, derived.text) else {
            return;
        };
        // What was cut off of it stands in no text.
        let Some(inner) = self.buffers.get_mut(buffer as usize) else {
            return;
        };
        if inner.length != text.len() {
            return;
        }
        inner.data = Data::Text;
        self.text = Some(buffer);
        let Some((from, _)) = inner.origin.clone().filter(|(_, coding)| coding.is_same()) else {
            return;
        };
        let Some(outer) = self.buffers.get_mut(from.buffer as usize) else {
            return;
        };
        let Data::Held(data) = &mut outer.data else {
            return;
        };
        let start = from.range().start;
        let behind = data.split_off((start + text.len()).min(data.len()));
        data.truncate(start);
        data.shrink_to_fit();
        let before = std::mem::take(data);
        outer.data = Data::Around(before, behind);
    }

    /// The bytes of a slice, decoded again where they are not held. `text` is the innermost text.
    pub(crate) fn bytes<'s>(&'s self, at: Slice, text: &'s str) -> Cow<'s, [u8]> {
        let Some(buffer) = self.buffer(at.buffer) else {
            return Cow::Borrowed(&[]);
        };
        match &buffer.data {
            Data::Held(data) => Cow::Borrowed(data.get(at.range()).unwrap_or_default()),
            Data::Text => Cow::Borrowed(text.as_bytes().get(at.range()).unwrap_or_default()),
            Data::Around(before, behind) => around([before, text.as_bytes(), behind], at.range()),
            Data::Again => match self.in_text(at, text) {
                Some(held) => Cow::Borrowed(held),
                None => {
                    let whole = self.again(buffer, text);
                    Cow::Owned(whole.get(at.range()).unwrap_or_default().to_vec())
                }
            },
        }
    }

    /// The bytes of a slice that stand in the innermost text as they are.
    fn in_text<'s>(&self, at: Slice, text: &'s str) -> Option<&'s [u8]> {
        let (from, _) = self
            .origin(self.text?)
            .filter(|(from, coding)| coding.is_same() && from.contains(at))?;
        let start = from.range().start;
        let range = at.range();
        text.as_bytes().get(range.start - start..range.end - start)
    }

    /// A whole buffer, decoded again. Buffers come from earlier ones, so this ends.
    fn again(&self, buffer: &Buffer, text: &str) -> Vec<u8> {
        let Some((from, coding)) = &buffer.origin else {
            return Vec::new();
        };
        let input = self.bytes(*from, text);
        coding.undo(&input, self.limits.unwrap_or(Limits::DEFAULT))
    }

    /// The places before each coding of a slice, itself first, and why they hold other bytes too.
    pub(crate) fn provenance(&self, at: Slice, text: &str) -> Vec<(Slice, Option<Imprecision>)> {
        let mut places = vec![(at, None)];
        while let Some(&(place, blur)) = places.last()
            && let Some((from, coding)) = self.origin(place.buffer)
        {
            let (range, more) = match coding.is_same() {
                true => (place.range(), None),
                false => coding.before(&self.bytes(*from, text), &place.range()),
            };
            places.push((from.part(range), blur.or(more)));
        }
        places
    }

    /// Where the bytes of a slice went in a buffer that was derived from its own, by however many
    /// codings; none where they are not what it was derived from.
    pub(crate) fn outcome(&self, at: Slice, buffer: u32, text: &str) -> Option<Slice> {
        let mut way = vec![buffer];
        while let Some(&last) = way.last()
            && last != at.buffer
        {
            way.push(self.origin(last)?.0.buffer);
        }
        let mut place = at;
        for &next in way.iter().rev().skip(1) {
            let (from, coding) = self.origin(next)?;
            let source = from.range();
            let wanted = place.range();
            let end = wanted.end.min(source.end).checked_sub(source.start)?;
            let wanted = wanted.start.saturating_sub(source.start)..end;
            if wanted.is_empty() {
                return None;
            }
            let found = if coding.is_same() {
                wanted
            } else {
                coding.after(&self.bytes(*from, text), &wanted)
            };
            if found.is_empty() {
                return None;
            }
            place = Slice::new(next, found);
        }
        Some(place)
    }

    /// The codings that were undone.
    #[cfg(test)]
    pub(crate) fn codings(&self) -> impl Iterator<Item = &Coding> {
        let origins = self.buffers.iter().filter_map(|one| one.origin.as_ref());
        origins.map(|(_, coding)| coding)
    }

    fn origin(&self, buffer: u32) -> Option<&(Slice, Coding)> {
        self.buffer(buffer)?.origin.as_ref()
    }
}

/// A part of three pieces, one behind the other.
fn around<'s>(pieces: [&'s [u8]; 3], range: Range<usize>) -> Cow<'s, [u8]> {
    let mut window = Vec::new();
    let mut position = 0;
    for piece in pieces {
        let start = range.start.saturating_sub(position);
        let end = range.end.saturating_sub(position).min(piece.len());
        if start == 0 && end == range.len() && position == range.start {
            return Cow::Borrowed(piece.get(..end).unwrap_or_default());
        }
        window.extend_from_slice(piece.get(start..end).unwrap_or_default());
        position += piece.len();
    }
    Cow::Owned(window)
}
