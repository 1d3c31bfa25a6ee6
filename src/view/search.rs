//! Which events a filter lets through, and where in them its text stands.
//!
//! A text is looked for in every name and every value as people read them: escapes decoded,
//! addresses with and without their percent-encoding, letters of either case. Nothing is copied
//! for that but what is percent-encoded.

use std::borrow::Cow;

use crate::annotate::EventInfo;
use crate::bytes::codec::percent;
use crate::encodings::case::lowercase;
use crate::insight::title;
use crate::join::Reading;
use crate::json::{Document, Key, Row, Value, nodes::Nodes, path, spans::Spans};
use crate::knowledge::Category;
use crate::options::Filter;
use crate::report::TextHit;

/// First and last offset of a needle in a text.
type Span = (usize, usize);

/// Places that are told of one event.
const HITS: usize = 3;

/// Characters of a value before the text and after it that are told with it.
const BEFORE: usize = 24;
const AFTER: usize = 60;

/// Layers of percent-encoding that are taken off; addresses in addresses have two.
const LAYERS: usize = 3;

/// What a filter found last, so that turning pages does not look for it again.
#[derive(Debug, Default)]
pub(crate) struct Found {
    filter: Filter,
    needle: Option<Needle>,
    events: Vec<u32>,
}

impl Found {
    /// The events that a filter lets through.
    pub(crate) fn of(&mut self, readings: &[Reading], filter: Filter) -> &Found {
        if self.filter != filter {
            self.needle = Needle::new(&filter.text);
            self.events = find(readings, &filter, self.needle.as_ref());
            self.filter = filter;
        }
        self
    }

    pub(crate) fn len(&self) -> usize {
        self.events.len()
    }

    pub(crate) fn get(&self, range: std::ops::Range<usize>) -> Option<&[u32]> {
        self.events.get(range)
    }

    pub(crate) fn text(&self) -> Option<&Needle> {
        self.needle.as_ref()
    }
}

fn find(readings: &[Reading], filter: &Filter, needle: Option<&Needle>) -> Vec<u32> {
    let mut found = Vec::new();
    let category = filter.category.as_deref().map(|wanted| {
        let position = Category::ALL.iter().position(|one| one.id() == wanted);
        position.map_or(0, |position| 1_u32 << position)
    });
    for (request, reading) in readings.iter().enumerate() {
        let (Some(annotated), Some(document)) = (&reading.annotated, reading.decoded.document())
        else {
            continue;
        };
        let other = |wanted: &Option<String>, own: Option<&str>| {
            wanted.as_deref().is_some_and(|wanted| own != Some(wanted))
        };
        if filter
            .request
            .is_some_and(|wanted| wanted != request as u64)
            || other(&filter.host, reading.decoded.request.host.as_deref())
        {
            continue;
        }
        let names = needle.map(|needle| names(document, needle));
        let rows = annotated.events.iter().zip(&document.rows);
        for (index, (info, row)) in rows.enumerate() {
            let is_wanted = u64::from(info.severity) >= filter.severity
                && category.is_none_or(|bit| info.categories & bit != 0)
                && !other(
                    &filter.name,
                    Some(title::name(document, info).unwrap_or_default()),
                )
                && is_within(filter, document, info)
                && needle.zip(names.as_deref()).is_none_or(|(needle, names)| {
                    let mut is_there = false;
                    places(document, row, needle, names, &mut |_, _, _| {
                        is_there = true;
                        false
                    });
                    is_there
                });
            if is_wanted {
                found.extend(u32::try_from(reading.first_event + index));
            }
        }
    }
    found
}

/// Whether an event was recorded in the wanted stretch of time; one without a time was not.
fn is_within(filter: &Filter, document: &Document, info: &EventInfo) -> bool {
    if filter.from.is_none() && filter.to.is_none() {
        return true;
    }
    let node = info.time.and_then(|node| document.node(node as usize));
    let time = match node.map(|node| node.value) {
        Some(Value::Unsigned(number)) => Some(number.get()),
        Some(value) => document.string(value).and_then(|text| text.parse().ok()),
        None => None,
    };
    time.is_some_and(|time| {
        filter.from.is_none_or(|from| from <= time) && filter.to.is_none_or(|to| time <= to)
    })
}

/// The first places of an event where a text stands.
#[inline(never)]
pub(crate) fn hits(document: &Document, row: &Row, needle: &Needle) -> Vec<TextHit> {
    let mut hits = Vec::new();
    let names = names(document, needle);
    places(document, row, needle, &names, &mut |node, text, at| {
        let path = path(document, row.node as usize, node);
        hits.extend(hit(path, text, at));
        hits.len() < HITS
    });
    hits
}

/// A text, with or without its percent-encoding, and where the needle stands in it.
type Match<'a> = (Cow<'a, str>, Span);

/// For each name of the document, where the needle stands in it.
fn names<'a>(document: &'a Document, needle: &Needle) -> Vec<Option<Match<'a>>> {
    let names = document.keys();
    names.map(|(_, name)| matched(name, needle)).collect()
}

#[inline(never)]
fn matched<'a>(text: &'a str, needle: &Needle) -> Option<Match<'a>> {
    if let Some(at) = needle.find(text) {
        return Some((text.into(), at));
    }
    let text = plain(text)?;
    let at = needle.find(&text)?;
    Some((text.into(), at))
}

/// Tells each node whose name or value has the needle, that text and where in it, until it is
/// enough.
fn places(
    document: &Document,
    row: &Row,
    needle: &Needle,
    names: &[Option<Match>],
    visit: &mut dyn FnMut(usize, &str, Span) -> bool,
) {
    let mut spans = Spans::new(document, row);
    for (_, index, node) in Nodes::new(document, row) {
        if node.key != Key::NONE
            && let Some(Some((name, at))) = names.get(node.key.index())
            && !visit(index, name, *at)
        {
            return;
        }
        let is_enough = match node.value {
            Value::Borrowed(..) | Value::Decoded(..) => {
                let text = document.string(node.value).unwrap_or_default();
                matched(text, needle).is_some_and(|(text, at)| !visit(index, &text, at))
            }
            Value::Object(_) | Value::Array(_) => false,
            Value::Null | Value::Bool(_) if !needle.is_word => false,
            Value::Unsigned(_) | Value::Number if !needle.is_number => false,
            // The iterator goes on where it stopped, so a row is passed over once at most.
            _ => spans
                .find(|(found, _)| *found == index)
                .and_then(|(_, range)| document.text.get(range))
                .is_some_and(|text| needle.find(text).is_some_and(|at| !visit(index, text, at))),
        };
        if is_enough {
            return;
        }
    }
}

/// A text without its percent-encoding, where it has any.
fn plain(text: &str) -> Option<String> {
    if !text.bytes().any(|byte| byte == b'%' || byte == b'+') {
        return None;
    }
    let mut text = text.replace('+', " ");
    for _ in 0..LAYERS {
        if !percent::sniff(text.as_bytes()) {
            break;
        }
        text = percent::decode_text(&text).into_owned();
    }
    Some(text)
}

/// The surroundings of a text in a value.
fn hit(path: String, text: &str, (start, end): Span) -> Option<TextHit> {
    let before = text.get(..start)?;
    let after = text.get(end..)?;
    let from = before.char_indices().rev().nth(BEFORE - 1);
    let from = from.map_or(0, |(from, _)| from);
    let to = after.char_indices().nth(AFTER);
    let mut excerpt = String::new();
    let mut length = 0;
    let mut push = |text: &str| {
        for character in text.chars() {
            let shown = if character.is_control() {
                ' '
            } else {
                character
            };
            excerpt.push(shown);
            length += shown.len_utf16();
        }
        length
    };
    push(if from > 0 { "…" } else { "" });
    let start_in = push(before.get(from..)?);
    let end_in = push(text.get(start..end)?);
    push(to.map_or(Some(after), |(to, _)| after.get(..to))?);
    push(if to.is_some() { "…" } else { "" });
    Some(TextHit {
        path,
        excerpt,
        start: start_in,
        end: end_in,
    })
}

/// A text to look for, letters of either case.
#[derive(Debug)]
pub(crate) struct Needle {
    folded: String,
    /// Whether it can stand in a number.
    is_number: bool,
    /// Whether it can stand in `true`, `false` or `null`.
    is_word: bool,
}

impl Needle {
    /// None where there is nothing to look for.
    fn new(text: &str) -> Option<Needle> {
        let folded: String = text.chars().map(lowercase).collect();
        if folded.is_empty() {
            return None;
        }
        let is_made_of = |letters: &[u8]| folded.bytes().all(|byte| letters.contains(&byte));
        Some(Needle {
            is_number: is_made_of(b"0123456789+-.e"),
            is_word: is_made_of(b"aeflnrstu"),
            folded,
        })
    }

    /// Where it stands first.
    fn find(&self, text: &str) -> Option<Span> {
        let start = self.start_in(text)?;
        Some((start, start + self.folded.len()))
    }

    fn start_in(&self, text: &str) -> Option<usize> {
        let needle = self.folded.as_bytes();
        let (first, rest) = needle.split_first()?;
        if !self.folded.is_ascii() {
            if text.is_ascii() {
                return None;
            }
            return (text.char_indices().map(|(at, _)| at)).find(|&at| self.begins(text, at));
        }
        let upper = first.to_ascii_uppercase();
        text.as_bytes().windows(needle.len()).position(|window| {
            window.split_first().is_some_and(|(byte, others)| {
                (byte == first || *byte == upper) && others.eq_ignore_ascii_case(rest)
            })
        })
    }

    /// Whether a text has it at an offset.
    fn begins(&self, text: &str, at: usize) -> bool {
        let text = text.get(at..).unwrap_or_default();
        let mut characters = text.chars().map(lowercase);
        self.folded
            .chars()
            .all(|wanted| characters.next() == Some(wanted))
    }
}
