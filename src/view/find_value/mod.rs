//! "Do you recognize yourself?": finds a value that the reader typed, in every form in which
//! senders write one.
//!
//! The value is never kept, and nothing is undone: each form is computed from it and looked for.

use std::ops::Range;

use crate::encodings::{self, LONGEST, SHORTEST, SHORTEST_IN_BASE64};
use crate::join::Reading;
use crate::json::{self, Document, Key, Row, Value, nodes::Nodes, spans::Spans};
use crate::knowledge::{self, Category};
use crate::report::{Encoding, ValueMatch, ValueSearch};
use crate::text::values;

/// One text to look for.
struct Pattern {
    text: String,
    /// Length of a value that is this and nothing else.
    whole: usize,
    group: usize,
}

/// The needles of one form of one spelling, and where they were found.
struct Group {
    encoding: Encoding,
    variant: &'static str,
    events: usize,
    last: Event,
    found: Option<ValueMatch<'static>>,
}

/// All texts to look for. Of equal ones the first is told: the plainest form comes first.
#[derive(Default)]
struct Patterns {
    patterns: Vec<Pattern>,
    texts: encodings::Patterns,
}

/// A record, as the indices of its request and of itself, or what stands around the records.
type Event = Option<(usize, usize)>;

/// Name and path of a place, and whether a needle is all that stands there.
type Position = (String, String, bool);

/// Looks for a value in all that was decoded.
pub(crate) fn find_value(readings: &[Reading], typed: &str) -> ValueSearch<'static> {
    let value = typed.trim();
    let hint = if value.chars().count() < SHORTEST || value.len() < SHORTEST {
        Some(values::TOO_SHORT.text)
    } else if value.len() > LONGEST {
        Some(values::TOO_LONG.text)
    } else {
        None
    };
    if hint.is_some() {
        return ValueSearch {
            searched: Vec::new(),
            hits: Vec::new(),
            hint,
        };
    }
    let (patterns, mut groups) = patterns(typed);
    for (request, reading) in readings.iter().enumerate() {
        if let (Some(_), Some(document)) = (&reading.annotated, reading.decoded.document()) {
            search_document(
                &patterns,
                &mut groups,
                document,
                request,
                reading.first_event,
            );
        }
    }
    for (request, reading) in readings.iter().enumerate() {
        search_envelope(&patterns, &mut groups, reading, request);
    }
    let mut searched = vec!["plainly", "percent-encoded once or twice"];
    if value.len() >= SHORTEST_IN_BASE64 {
        searched.push("in Base64, also as a part of a longer text");
    }
    searched.extend([
        "in hexadecimal digits",
        "as MD5",
        "as SHA-1",
        "as SHA-256",
        "as a UUID made of it",
    ]);
    let mut matches = Vec::new();
    for group in groups {
        if let Some(found) = group.found {
            matches.push(ValueMatch {
                events: group.events,
                ..found
            });
        }
    }
    ValueSearch {
        searched,
        hits: matches,
        hint: None,
    }
}

/// All forms of all spellings, the plainest first.
#[inline(never)]
fn patterns(typed: &str) -> (Patterns, Vec<Group>) {
    let spellings = encodings::spellings(typed);
    let mut patterns = Patterns::default();
    let mut groups = Vec::new();
    for encoding in [
        Encoding::Plain,
        Encoding::PercentEncoded,
        Encoding::Base64,
        Encoding::Hex,
        Encoding::Md5,
        Encoding::Sha1,
        Encoding::Sha256,
        Encoding::NameUuid,
    ] {
        for (variant, text) in &spellings {
            if text.len() < SHORTEST {
                continue;
            }
            groups.push(Group {
                encoding,
                variant,
                events: 0,
                last: None,
                found: None,
            });
            for (text, whole) in encodings::written_as(encoding, text) {
                patterns.texts.add(text.as_bytes());
                patterns.patterns.push(Pattern {
                    text,
                    whole,
                    group: groups.len() - 1,
                });
            }
        }
    }
    (patterns, groups)
}

impl Patterns {
    /// Hands on every needle that stands in a text, with its offset.
    #[inline(never)]
    fn search(&self, text: &[u8], found: &mut dyn FnMut(&Pattern, usize)) {
        self.texts.search(text, text.len(), &mut |pattern, offset| {
            if let Some(pattern) = self.patterns.get(pattern) {
                found(pattern, offset);
            }
            true
        });
    }
}

/// Counts a record for what was found in it, and notes the first place.
#[inline(never)]
fn note(
    groups: &mut [Group],
    pattern: &Pattern,
    event: Event,
    place: &dyn Fn() -> Option<Position>,
) {
    let Some(group) = groups.get_mut(pattern.group) else {
        return;
    };
    if group.found.is_some() && (event.is_none() || group.last == event) {
        return;
    }
    if group.found.is_none() {
        let Some((name, path, whole)) = place() else {
            return;
        };
        group.found = Some(ValueMatch {
            encoding: group.encoding,
            variant: group.variant,
            whole,
            name: name.into(),
            path: path.into(),
            events: 0,
        });
    }
    group.last = event;
    group.events += usize::from(event.is_some());
}

fn search_document(
    patterns: &Patterns,
    groups: &mut [Group],
    document: &Document,
    request: usize,
    first_event: usize,
) {
    // What was written with escapes does not stand in the text as it reads.
    let mut keys: Vec<Key> = Vec::new();
    for (key, name) in document.keys() {
        patterns.search(name.as_bytes(), &mut |_, _| {
            if keys.last() != Some(&key) {
                keys.push(key);
            }
        });
    }
    for (index, row) in document.rows.iter().enumerate() {
        let event = (request, first_event + index);
        let range = row.start as usize..row.end as usize;
        let text = document.text.get(range).unwrap_or_default();
        patterns.search(text.as_bytes(), &mut |pattern, offset| {
            let at = row.start as usize + offset;
            note(groups, pattern, Some(event), &|| {
                in_text(document, row, event, at, pattern)
            });
        });
        let mut search = |place: usize, text: &str| {
            patterns.search(text.as_bytes(), &mut |pattern, offset| {
                note(groups, pattern, Some(event), &|| {
                    let (name, path) = named(document, row, event, place)?;
                    Some((name, path, is_whole(text, offset, pattern)))
                });
            });
        };
        for (_, place, node) in Nodes::new(document, row) {
            if let (Value::Decoded(..), Some(text)) = (node.value, document.string(node.value)) {
                search(place, text);
            }
            if !keys.is_empty() && keys.binary_search(&node.key).is_ok() {
                search(place, document.key(node.key));
            }
        }
    }
}

/// Name and path of the value or the name at an offset of the text.
#[inline(never)]
fn in_text(
    document: &Document,
    row: &Row,
    event: (usize, usize),
    at: usize,
    pattern: &Pattern,
) -> Option<Position> {
    // Of a container only the opening bracket has a place; what lies in it comes next.
    let (place, range) =
        Spans::new(document, row).find(|(_, range): &(usize, Range<usize>)| range.end > at)?;
    let (name, path) = named(document, row, event, place)?;
    let whole = match at.checked_sub(range.start) {
        Some(offset) => {
            // A text with escapes is searched as it reads, not as it is written.
            if matches!(document.node(place)?.value, Value::Decoded(..)) {
                return None;
            }
            let text = document.text.get(range)?;
            let quote = usize::from(text.starts_with('"'));
            let text = text.trim_matches('"');
            offset >= quote && is_whole(text, offset - quote, pattern)
        }
        None => document.key(document.node(place)?.key) == pattern.text,
    };
    Some((name, path, whole))
}

/// Whether a text is what was found in it and nothing else.
#[inline(never)]
fn is_whole(text: &str, offset: usize, pattern: &Pattern) -> bool {
    // Base64 is filled up with equals signs, and Android ends it with a line.
    let text = text.trim_end_matches(['=', '\n']);
    offset == 0 && text.len() == pattern.whole
}

#[inline(never)]
fn named(
    document: &Document,
    row: &Row,
    (request, event): (usize, usize),
    place: usize,
) -> Option<(String, String)> {
    let path = json::path(document, row.node as usize, place);
    let key = document.node(place)?.key;
    let name = if key == Key::NONE {
        path.rsplit('.').next().unwrap_or_default()
    } else {
        document.key(key)
    };
    Some((name.to_owned(), format!("{request}.{event}.{path}")))
}

/// Searches what stands around the records.
fn search_envelope(patterns: &Patterns, groups: &mut [Group], reading: &Reading, request: usize) {
    for field in &reading.decoded.envelope {
        let name = field.own_name();
        let entry = knowledge::field(field.place, "", name);
        let is_packed =
            entry.is_some_and(|entry| entry.category == Category::Transport && entry.content == 4);
        // The records themselves, which were searched unpacked.
        let text = match is_packed && reading.event_count() > 0 {
            true => "",
            false => field.text.as_str(),
        };
        for text in [name, text] {
            patterns.search(text.as_bytes(), &mut |pattern, offset| {
                note(groups, pattern, None, &|| {
                    let path = format!("{request}.{}", field.path);
                    Some((name.to_owned(), path, is_whole(text, offset, pattern)))
                });
            });
        }
    }
}

#[cfg(test)]
mod tests;
