//! "Do you recognise yourself?": finds a value that the reader typed, in every form in which
//! senders write one.
//!
//! The value is never kept, and nothing is undone: each form is computed from it and looked for.

use std::ops::Range;

use crate::detect::digest::{self, Algorithm};
use crate::insight::Part;
use crate::json::{self, Document, Key, Row, Value, spans::Spans};
use crate::knowledge::{self, Category};
use crate::report::{Hit, Recognition, WrittenAs};

/// Characters below which a value occurs by chance: a year, a version, a part of a number.
const SHORTEST: usize = 4;

/// Bytes of the longest value that is looked for; an address or an e-mail is shorter.
const LONGEST: usize = 400;

/// Bytes that a value must have for its Base64 to be long enough not to occur by chance.
const SHORTEST_IN_BASE64: usize = 5;

/// One text to look for.
struct Needle {
    bytes: Vec<u8>,
    /// Length of a value that is this and nothing else.
    whole: usize,
    group: usize,
    /// Another needle whose first bytes have the same hash.
    next: Option<usize>,
}

/// The needles of one form of one spelling, and where they were found.
struct Group {
    form: WrittenAs,
    variant: &'static str,
    events: usize,
    last: Event,
    hit: Option<Hit<'static>>,
}

/// All needles, found by the hash of their first four bytes.
struct Needles {
    needles: Vec<Needle>,
    first: Vec<Option<usize>>,
}

/// A record, as the indices of its request and of itself, or what stands around the records.
type Event = Option<(usize, usize)>;

/// Name and path of a place, and whether a needle is all that stands there.
type Place = (String, String, bool);

/// Looks for a value in all that was decoded.
pub(crate) fn recognise(parts: &[Part], typed: &str) -> Recognition<'static> {
    let value = typed.trim();
    let hint = if value.chars().count() < SHORTEST || value.len() < SHORTEST {
        Some("Type at least 4 characters. Shorter texts occur everywhere by chance.")
    } else if value.len() > LONGEST {
        Some("Type one value, not a whole text. At most 400 characters are looked for.")
    } else {
        None
    };
    if hint.is_some() {
        return Recognition {
            searched: Vec::new(),
            hits: Vec::new(),
            hint,
        };
    }
    let (needles, mut groups) = forms(typed);
    for (request, part) in parts.iter().enumerate() {
        if let (Some(_), Some(document)) = (&part.annotated, &part.decoded.document) {
            search_document(&needles, &mut groups, document, request, part.first_event);
        }
    }
    for (request, part) in parts.iter().enumerate() {
        search_envelope(&needles, &mut groups, part, request);
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
    let mut hits = Vec::new();
    for group in groups {
        if let Some(hit) = group.hit {
            hits.push(Hit {
                events: group.events,
                ..hit
            });
        }
    }
    Recognition {
        searched,
        hits,
        hint: None,
    }
}

/// The value as typed and in the spellings that senders use, with how each differs.
#[inline(never)]
fn spellings(typed: &str) -> Vec<(&'static str, String)> {
    let mut spellings = digest::spellings(typed);
    if let Some((how, _)) = spellings.first_mut() {
        *how = "as typed";
    }
    let mut bare = String::new();
    let mut colons = String::new();
    for &byte in typed.as_bytes() {
        if byte.is_ascii_alphanumeric() {
            if !bare.is_empty() && bare.len().is_multiple_of(2) {
                colons.push(':');
            }
            bare.push(char::from(byte));
            colons.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    if typed.is_ascii() && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        add(&mut spellings, "digits only", &bare);
    }
    if bare.len() == 12 && bare.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        add(&mut spellings, "with colons, in lower case", &colons);
        colons.make_ascii_uppercase();
        add(&mut spellings, "with colons, in upper case", &colons);
    }
    spellings
}

#[inline(never)]
fn add(spellings: &mut Vec<(&'static str, String)>, how: &'static str, text: &str) {
    if !spellings.iter().any(|(_, known)| known == text) {
        spellings.push((how, text.to_owned()));
    }
}

/// All forms of all spellings, the plainest first.
#[inline(never)]
fn forms(typed: &str) -> (Needles, Vec<Group>) {
    let spellings = spellings(typed);
    let mut needles = Needles {
        needles: Vec::new(),
        first: vec![None; 1 << HASH_BITS],
    };
    let mut groups = Vec::new();
    for form in [
        WrittenAs::Plain,
        WrittenAs::PercentEncoded,
        WrittenAs::Base64,
        WrittenAs::Hex,
        WrittenAs::Md5,
        WrittenAs::Sha1,
        WrittenAs::Sha256,
        WrittenAs::NameUuid,
    ] {
        for (variant, text) in &spellings {
            if text.len() < SHORTEST {
                continue;
            }
            groups.push(Group {
                form,
                variant,
                events: 0,
                last: None,
                hit: None,
            });
            for (text, whole) in written_as(form, text) {
                needles.add(text, whole, groups.len() - 1);
            }
        }
    }
    (needles, groups)
}

/// The texts of one form of a value, with the length of a value that is this and nothing else.
#[inline(never)]
fn written_as(form: WrittenAs, value: &str) -> Vec<(String, usize)> {
    let hex = match form {
        WrittenAs::Plain => return vec![(value.to_owned(), value.len())],
        WrittenAs::PercentEncoded => {
            let mut texts = Vec::new();
            for variant in 0..12 {
                let text = in_percent(value, variant);
                let length = text.len();
                texts.push((text, length));
            }
            return texts;
        }
        WrittenAs::Base64 => return in_base64(value),
        WrittenAs::Hex => digest::hex(value.as_bytes()),
        WrittenAs::Md5 => Algorithm::Md5.hex(value),
        WrittenAs::Sha1 => Algorithm::Sha1.hex(value),
        WrittenAs::Sha256 => Algorithm::Sha256.hex(value),
        WrittenAs::NameUuid => digest::name_uuid(value),
    };
    let length = hex.len();
    vec![(hex.to_ascii_uppercase(), length), (hex, length)]
}

impl Needles {
    /// Adds a text that is not looked for already: the plainest form that has it is told.
    #[inline(never)]
    fn add(&mut self, text: String, whole: usize, group: usize) {
        let bytes = text.into_bytes();
        let Some(start) = bytes.first_chunk() else {
            return;
        };
        let first = self.first.get_mut(hash(u32::from_be_bytes(*start)));
        let Some(first) = first.filter(|_| !self.needles.iter().any(|known| known.bytes == bytes))
        else {
            return;
        };
        let next = first.replace(self.needles.len());
        self.needles.push(Needle {
            bytes,
            whole,
            group,
            next,
        });
    }

    /// Hands on every needle that stands in a text, with its offset.
    #[inline(never)]
    fn search(&self, text: &[u8], found: &mut dyn FnMut(&Needle, usize)) {
        let mut last = 0_u32;
        for (index, &byte) in text.iter().enumerate() {
            last = last << 8 | u32::from(byte);
            let mut candidate = self.first.get(hash(last)).copied().flatten();
            while let Some(needle) = candidate.and_then(|needle| self.needles.get(needle)) {
                if let Some(offset) = index.checked_sub(3)
                    && text
                        .get(offset..)
                        .is_some_and(|rest| rest.starts_with(&needle.bytes))
                {
                    found(needle, offset);
                }
                candidate = needle.next;
            }
        }
    }
}

/// Counts a record for what was found in it, and notes the first place.
#[inline(never)]
fn note(groups: &mut [Group], needle: &Needle, event: Event, place: &dyn Fn() -> Option<Place>) {
    let Some(group) = groups.get_mut(needle.group) else {
        return;
    };
    if group.hit.is_some() && (event.is_none() || group.last == event) {
        return;
    }
    if group.hit.is_none() {
        let Some((name, path, whole)) = place() else {
            return;
        };
        group.hit = Some(Hit {
            form: group.form,
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

const HASH_BITS: u32 = 14;

fn hash(start: u32) -> usize {
    (start.wrapping_mul(0x9e37_79b1) >> (32 - HASH_BITS)) as usize
}

/// Percent-encoding in the ways that senders have: once or twice, with digits of either case, with a
/// plus sign for a space, and, as JavaScript and Android do, without the marks that need none.
#[inline(never)]
fn in_percent(value: &str, variant: usize) -> String {
    let is_twice = variant % 2 == 1;
    let is_script = variant / 2 % 2 == 1;
    let style = variant / 4;
    let mut text = String::new();
    for &byte in value.as_bytes() {
        let is_kept = byte.is_ascii_alphanumeric()
            || b"-_.~".contains(&byte)
            || is_script && b"!*'()".contains(&byte);
        if is_kept {
            text.push(char::from(byte));
        } else if style == 1 && byte == b' ' {
            text.push('+');
        } else {
            let digits = digest::hex(&[byte]);
            text.push_str(if is_twice { "%25" } else { "%" });
            text.push_str(&match style {
                2 => digits,
                _ => digits.to_ascii_uppercase(),
            });
        }
    }
    text
}

/// The Base64 of a value in any longer text: of the three ways in which its bytes can fall, the
/// digits that do not depend on the neighbours, in both alphabets.
#[inline(never)]
fn in_base64(value: &str) -> Vec<(String, usize)> {
    let mut texts = Vec::new();
    if value.len() < SHORTEST_IN_BASE64 {
        return texts;
    }
    for way in 0..6_usize {
        let (shift, is_url_safe) = (way / 2, way % 2 == 1);
        // The bits before the first whole digit are shared with a neighbour.
        let mut count = match shift {
            0 => 0_i32,
            1 => -4,
            _ => -2,
        };
        let mut bits = 0_u32;
        let mut text = String::new();
        for &byte in value.as_bytes() {
            bits = bits << 8 | u32::from(byte);
            count += 8;
            while count >= 6 {
                count -= 6;
                text.push(base64_digit(bits >> count & 63, is_url_safe));
            }
        }
        let whole = match shift {
            0 => (value.len() * 8).div_ceil(6),
            _ => 0,
        };
        texts.push((text, whole));
    }
    texts
}

fn base64_digit(value: u32, is_url_safe: bool) -> char {
    let digit = match value as u8 {
        value @ 0..26 => b'A' + value,
        value @ 26..52 => b'a' + value - 26,
        value @ 52..62 => b'0' + value - 52,
        62 if is_url_safe => b'-',
        62 => b'+',
        _ if is_url_safe => b'_',
        _ => b'/',
    };
    char::from(digit)
}

fn search_document(
    needles: &Needles,
    groups: &mut [Group],
    document: &Document,
    request: usize,
    first_event: usize,
) {
    // What was written with escapes does not stand in the text as it reads.
    let mut keys: Vec<Key> = Vec::new();
    for (key, name) in document.keys() {
        needles.search(name.as_bytes(), &mut |_, _| {
            if keys.last() != Some(&key) {
                keys.push(key);
            }
        });
    }
    for (index, row) in document.rows.iter().enumerate() {
        let event = (request, first_event + index);
        let range = row.start as usize..row.end as usize;
        let text = document.text.get(range).unwrap_or_default();
        needles.search(text.as_bytes(), &mut |needle, offset| {
            let at = row.start as usize + offset;
            note(groups, needle, Some(event), &|| {
                in_text(document, row, event, at, needle)
            });
        });
        let mut search = |place: usize, text: &str| {
            needles.search(text.as_bytes(), &mut |needle, offset| {
                note(groups, needle, Some(event), &|| {
                    let (name, path) = named(document, row, event, place)?;
                    Some((name, path, is_whole(text, offset, needle)))
                });
            });
        };
        let root = row.node as usize;
        let inner = document.node(root).map_or(0, |node| node.value.inner());
        for (place, node) in document.nodes.iter().enumerate().skip(root).take(inner + 1) {
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
    needle: &Needle,
) -> Option<Place> {
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
            offset >= quote && is_whole(text, offset - quote, needle)
        }
        None => document.key(document.node(place)?.key).as_bytes() == needle.bytes,
    };
    Some((name, path, whole))
}

/// Whether a text is what was found in it and nothing else.
#[inline(never)]
fn is_whole(text: &str, offset: usize, needle: &Needle) -> bool {
    // Base64 is filled up with equals signs, and Android ends it with a line.
    let text = text.trim_end_matches(['=', '\n']);
    offset == 0 && text.len() == needle.whole
}

#[inline(never)]
fn named(
    document: &Document,
    row: &Row,
    (request, event): (usize, usize),
    place: usize,
) -> Option<(String, String)> {
    let mut path = json::path(document, row.node as usize, place);
    if path.is_empty() {
        path.push_str("value");
    }
    let key = document.node(place)?.key;
    let name = if key == Key::NONE {
        path.rsplit('.').next().unwrap_or_default()
    } else {
        document.key(key)
    };
    Some((name.to_owned(), format!("{request}.{event}.{path}")))
}

/// Searches what stands around the records.
fn search_envelope(needles: &Needles, groups: &mut [Group], part: &Part, request: usize) {
    for field in &part.decoded.envelope {
        let name = field.path.get(field.name..).unwrap_or_default();
        let entry = knowledge::field(field.place, "", name);
        let is_packed =
            entry.is_some_and(|entry| entry.category == Category::Transport && entry.content == 4);
        // The records themselves, which were searched unpacked.
        let text = match is_packed && part.event_count() > 0 {
            true => "",
            false => field.text.as_str(),
        };
        for text in [name, text] {
            needles.search(text.as_bytes(), &mut |needle, offset| {
                note(groups, needle, None, &|| {
                    let path = format!("{request}.{}", field.path);
                    Some((name.to_owned(), path, is_whole(text, offset, needle)))
                });
            });
        }
    }
}

#[cfg(test)]
mod tests;
