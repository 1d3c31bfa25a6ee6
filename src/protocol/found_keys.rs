//! Keys that lie among the captures: a file of its own, a block of PEM in a text, the answer of a server.
//!
//! A file or a block that is a key is no part of any request, so it is blanked before the captures are read.

use std::borrow::Cow;
use std::ops::Range;

use zeroize::Zeroizing;

use super::key_text::{self, Origin, of_file};
use super::keys::Keys;
use super::private_key;
use crate::bytes::codec::base64;
use crate::bytes::codec::compressed::Compression;
use crate::bytes::codec::inflate::{self, Wrapper};
use crate::capture::zip::Archive;
use crate::capture::{Unpacked, body, tar, unpack};
use crate::limits::{Budget, Limits};
use crate::progress::Progress;
use crate::report::{Diagnostic, KeyKind};

/// Files of an archive that are looked into, and bytes of one.
const FILES: usize = 1_000;
const LARGEST: usize = 64 << 20;

/// Values in answers that are taken for keys: a capture of a day has a few signs-in.
const ANSWERS: usize = 32;

/// Bytes of an answer around the name of a key in which the name of its session must be.
const AROUND: usize = 400;

/// Characters of a key in an answer.
const LENGTHS: std::ops::RangeInclusive<usize> = 22..=128;

/// What came of looking for keys in a capture.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Whether there is nothing but a key.
    pub(crate) is_alone: bool,
    /// Whether the capture is now what a compressed file unpacked to, without the keys.
    pub(crate) is_replaced: bool,
    /// Why what took its place is not all of it.
    pub(crate) problem: Option<Diagnostic<'static>>,
    /// What was unpacked of it on the way.
    pub(crate) unpacked: Unpacked,
}

/// Compressed files within each other that are looked into.
const DEPTH: usize = 4;

impl Keys {
    /// Adds the keys in a capture, and blanks those that are a file or a block by themselves.
    pub(crate) fn find(&mut self, capture: &mut Cow<[u8]>) -> Found {
        self.find_within(capture, 0)
    }

    fn find_within(&mut self, capture: &mut Cow<[u8]>, depth: usize) -> Found {
        let mut found = Found::default();
        let mut blanks = Vec::new();
        if let Some(archive) = Archive::open(capture) {
            for (_, index) in archive.files().take(FILES) {
                let Some((content, end)) = archive.read_with_keys(index) else {
                    continue;
                };
                let place = archive.place(index).end;
                let place = place.saturating_sub(content.len())..place;
                let is_stored = capture.get(place.clone()) == Some(&content);
                match self.find_in_file(&content, depth) {
                    // What is compressed is read without its private keys, and a file that is a key has no
                    // request.
                    InFile::Key => {
                        // Its checksum is none of what is left of it.
                        found.unpacked.keep(index, Vec::new(), end, true);
                        blanks.extend(Some(place).filter(|_| is_stored));
                    }
                    InFile::Other if is_stored => {}
                    InFile::Other => found.unpacked.keep(index, content, end, false),
                    InFile::Without(rest) => found.unpacked.keep(index, rest, end, true),
                }
            }
        } else if let Some(key) = of_file(capture) {
            // Sixteen bytes in digits are as well somebody's request.
            let is_told = key.kind != KeyKind::Symmetric || capture.trim_ascii().ends_with(b"}");
            self.add(
                key,
                if is_told {
                    Origin::Among
                } else {
                    Origin::Answer
                },
            );
            found.is_alone = is_told;
            return found;
        } else if let Some((inflated, is_capture)) = unpack(capture).filter(|_| depth < DEPTH) {
            let mut inner = Cow::Borrowed(inflated.bytes.as_slice());
            let within = self.find_within(&mut inner, depth + 1);
            found.is_alone = within.is_alone;
            match inner {
                Cow::Owned(rest) if is_capture => {
                    found.is_replaced = true;
                    found.problem = within
                        .problem
                        .or_else(|| body::problem(&inflated, &Limits::DEFAULT));
                    found.unpacked = within.unpacked;
                    *capture = Cow::Owned(rest);
                }
                _ if is_capture => found.unpacked = Unpacked::of(inflated),
                _ => {}
            }
            return found;
        } else {
            tar::files(capture, &mut |place| {
                let content = capture.get(place.clone()).unwrap_or_default();
                if let Some(key) = of_file(content) {
                    self.add(key, Origin::Among);
                    blanks.push(place);
                }
            });
            self.add_json(capture);
            let files = blanks.len();
            blanks.extend(self.search(capture));
            if let Some((place, key)) = alone(capture).filter(|_| files == 0) {
                self.add(key, Origin::Among);
                blanks.push(place);
            }
            blanks.sort_by_key(|blank| blank.start);
        }
        if blanks.is_empty() {
            return found;
        }
        if is_blank(capture, &blanks) {
            found.is_alone = true;
            return found;
        }
        let bytes = capture.to_mut();
        for blank in blanks {
            let place = bytes.get_mut(blank).unwrap_or_default();
            place.iter_mut().for_each(|byte| *byte = b' ');
        }
        found
    }

    /// Adds the keys in a file of an archive.
    fn find_in_file(&mut self, content: &[u8], depth: usize) -> InFile {
        self.add_json(content);
        if let Some(key) = of_file(content) {
            self.add(key, Origin::Among);
            return InFile::Key;
        }
        if content.len() > LARGEST {
            return InFile::Other;
        }
        if inflate::sniff(content).is_some() {
            let mut inner = Cow::Borrowed(content);
            let within = self.find_within(&mut inner, depth + 1);
            return match inner {
                _ if within.is_alone => InFile::Key,
                Cow::Owned(rest) => InFile::Without(rest),
                Cow::Borrowed(_) => InFile::Other,
            };
        }
        let blocks = self.search(content);
        if !blocks.is_empty() && is_blank(content, &blocks) {
            return InFile::Key;
        }
        match alone(content) {
            Some((place, key)) => {
                self.add(key, Origin::Among);
                let mut rest = content.to_vec();
                rest.get_mut(place).unwrap_or_default().fill(b' ');
                InFile::Without(rest)
            }
            None => InFile::Other,
        }
    }

    /// Adds what may be the key in a file that is JSON.
    fn add_json(&mut self, file: &[u8]) {
        if let Some(key) = key_text::of_json(file) {
            self.add(key, Origin::Answer);
        }
    }

    /// Adds the keys that are somewhere in a text, and gives the places of private keys.
    fn search(&mut self, text: &[u8]) -> Vec<Range<usize>> {
        let blocks = self.blocks(text);
        self.answers(text);
        // What is compressed or in Base64 is written so in an archive.
        let mut budget = Budget::new(Limits {
            output: INFLATED,
            ..Limits::DEFAULT
        });
        let mut left = HIDDEN;
        for at in memchr::memchr3_iter(b'4', b'U', 0x1f, text) {
            if let Some(inner) = hidden(text, at, &mut budget) {
                self.answers(&inner);
                left -= 1;
                if left == 0 {
                    break;
                }
            }
        }
        blocks
    }

    /// Adds the keys in answers of servers that are somewhere in a text.
    fn answers(&mut self, text: &[u8]) {
        let mut left = ANSWERS;
        // The last letter of both names.
        for at in memchr::memchr_iter(b'y', text) {
            if let Some((value, is_wrapped)) = answer(text, at)
                && let Some(key) = key_text::in_answer(&value, is_wrapped)
            {
                self.add(key, Origin::Answer);
                left -= 1;
                if left == 0 {
                    break;
                }
            }
        }
    }

    /// Adds the private keys in the armor of PEM, and gives their places.
    fn blocks(&mut self, text: &[u8]) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> = Vec::new();
        for at in memchr::memchr_iter(b'V', text) {
            let is_label = text
                .get(at.saturating_sub(3)..)
                .is_some_and(|rest| rest.starts_with(LABEL));
            let end = places.last().map_or(0, |place| place.end);
            if !is_label || at < end {
                continue;
            }
            // The longest label that is read is ENCRYPTED PRIVATE KEY.
            let from = at.saturating_sub(40).max(end);
            let rest = text.get(from..).unwrap_or_default();
            let rest = rest.get(..rest.len().min(BLOCK)).unwrap_or_default();
            let rest = match std::str::from_utf8(rest) {
                Ok(rest) => rest,
                Err(error) => {
                    let whole = rest.get(..error.valid_up_to()).unwrap_or_default();
                    std::str::from_utf8(whole).unwrap_or_default()
                }
            };
            let block = private_key::block(rest, 0).filter(private_key::Block::is_private);
            if let Some(block) = block
                && let Some(found) = block.found()
            {
                self.add(found.into(), Origin::Among);
                places.push(from + block.start..from + block.end);
            }
        }
        places
    }
}

/// What a file of an archive is.
enum InFile {
    /// A key and nothing else.
    Key,
    /// Something with keys in it, and what it unpacks to without these.
    Without(Vec<u8>),
    Other,
}

/// Whether nothing stands between some places of a text, which are in order.
fn is_blank(text: &[u8], places: &[Range<usize>]) -> bool {
    let mut position = 0;
    let ends = places.iter().map(|place| (place.start, place.end));
    ends.chain([(text.len(), text.len())]).all(|(start, end)| {
        let between = text.get(position..start).unwrap_or_default();
        position = end;
        between.trim_ascii().is_empty()
    })
}

/// A key in the first or the last line of a text, with a blank line between it and the rest. What follows the
/// head of a message is its body, and what is among other digits is a dump.
fn alone(text: &[u8]) -> Option<(Range<usize>, key_text::Key)> {
    // A body can be long, a key and the line before it not.
    let inner = text.trim_ascii();
    let start = text.len() - text.trim_ascii_start().len();
    let place = |line: &[u8], from: usize| from..from + line.len();
    let is_short = |line: &[u8]| line.len() <= *LENGTHS.end();
    let key = |line: &[u8]| {
        let may_be_long =
            |key: &key_text::Key| key.kind == KeyKind::Private || line.ends_with(b"}");
        of_file(line).filter(|key| may_be_long(key) || is_short(line))
    };
    let first = inner.iter().take(BLOCK).position(|&byte| byte == b'\n');
    let first = first.and_then(|length| inner.split_at_checked(length));
    if let Some((line, rest)) = first.filter(|(_, rest)| is_parted(rest.iter()))
        && let Some(key) = key(line.trim_ascii_end())
        && !rest
            .trim_ascii_start()
            .iter()
            .take(16)
            .all(u8::is_ascii_hexdigit)
    {
        return Some((place(line, start), key));
    }
    let last = inner
        .iter()
        .rev()
        .take(BLOCK)
        .position(|&byte| byte == b'\n');
    let (before, line) = inner.split_at_checked(inner.len() - last?)?;
    let before_it = before.trim_ascii_end();
    let end = before_it.get(before_it.len().saturating_sub(LINE)..)?;
    let end = end.rsplit(|&byte| byte == b'\n').next()?;
    let is_head = || {
        let name = end.split(|&byte| byte == b':').next().unwrap_or_default();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
        let is_request = end.windows(5).any(|piece| piece == b"HTTP/");
        is_request || name.len() < end.len() && name.iter().all(is_name)
    };
    let fits =
        is_parted(before.iter().rev()) && !is_head() && !end.iter().all(u8::is_ascii_hexdigit);
    Some((
        place(line, start + before.len()),
        key(line).filter(|_| fits)?,
    ))
}

/// Bytes of a line that are looked at; a header with cookies can have some thousand.
const LINE: usize = 16 << 10;

/// Whether white space has two line ends.
fn is_parted<'b>(bytes: impl Iterator<Item = &'b u8>) -> bool {
    let blank = bytes.take_while(|byte| byte.is_ascii_whitespace());
    blank.filter(|byte| **byte == b'\n').count() > 1
}

/// What labels of private keys have in them, and bytes of the longest block that is read.
const LABEL: &[u8] = b"PRIVATE KEY-----";
const BLOCK: usize = 16 << 10;

/// How answers begin in Base64, and the place of a rare letter in that: the one of an account server, a whole
/// message, and compressed data in a string.
const IN_BASE64: [(&[u8], usize); 3] = [(b"JiYmU1RBUlQmJi", 4), (b"SFRUUC8", 3), (b"\"H4sI", 2)];

/// Answers in Base64 or compressed that are looked into, and bytes that may come out of all of them.
const HIDDEN: usize = 1_000;
const INFLATED: usize = 4 << 20;

/// The beginning of an answer that is compressed, in Base64 or both, by the place of a letter that tells; none
/// where there is none.
fn hidden(text: &[u8], at: usize, budget: &mut Budget) -> Option<Zeroizing<Vec<u8>>> {
    let from = |back: usize| text.get(at.checked_sub(back)?..);
    let data = IN_BASE64.iter().find_map(|(start, back)| {
        let rest = from(*back).filter(|rest| rest.starts_with(start))?;
        let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
        let rest = rest.get(..rest.len().min(BLOCK)).unwrap_or_default();
        let digits = rest.iter().take_while(|byte| base64::is_digit(byte));
        let digits = rest.get(..digits.count() / 4 * 4)?;
        Some(Zeroizing::new(base64::decode(digits, &|_| false).bytes))
    });
    let data = data.or_else(|| {
        let rest = from(0)?;
        let rest = rest.get(..rest.len().min(BLOCK))?;
        rest.starts_with(GZIP)
            .then(|| Zeroizing::new(rest.to_vec()))
    })?;
    let packed = memchr::memchr_iter(0x1f, &data)
        .find_map(|at| data.get(at..).filter(|rest| rest.starts_with(GZIP)));
    match packed {
        None => Some(data),
        Some(packed) => {
            let mut listener = |_, _| {};
            let progress = &mut Progress::new(&mut listener);
            let inflated = Compression::Inflate(Wrapper::Gzip).undo(packed, budget, progress);
            Some(Zeroizing::new(inflated.bytes))
        }
    }
}

/// How data begin that gzip compressed.
const GZIP: &[u8] = b"\x1f\x8b\x08";

/// The value of a key whose name ends at some place of a text, and whether it is encrypted: the secret of an
/// account, or the key in the answer to a request for one. Its quotes can have backslashes, as in JSON that
/// is a string of JSON.
fn answer(text: &[u8], at: usize) -> Option<(Zeroizing<String>, bool)> {
    let before = text.get(..=at)?;
    let name = [&b"ssecurity"[..], b"key"].into_iter().find(|name| {
        let rest = before.strip_suffix(*name);
        rest.is_some_and(|rest| rest.ends_with(b"\""))
    })?;
    let value = after_quote(text.get(at + 1..)?)?.trim_ascii_start();
    let value = after_quote(value.strip_prefix(b":")?.trim_ascii_start())?;
    let is_part = |byte: &u8| base64::is_digit(byte) || matches!(byte, b'=' | b'\\');
    let length = value.iter().take_while(|byte| is_part(byte)).count();
    let ends = value.get(length) == Some(&b'"');
    let value = value.get(..length).filter(|_| ends)?;
    let value: Vec<u8> = value
        .iter()
        .copied()
        .filter(|&byte| byte != b'\\')
        .collect();
    let value = Zeroizing::new(String::from_utf8(value).ok()?);
    let is_wrapped = name == b"key";
    let around = text.get(at.saturating_sub(AROUND)..text.len().min(at + AROUND))?;
    let has_session = || {
        around
            .windows(4)
            .any(|four| matches!(four, b"sid\"" | b"sid\\"))
    };
    (LENGTHS.contains(&value.len()) && (!is_wrapped || has_session()))
        .then_some((value, is_wrapped))
}

/// What follows a quotation mark with any backslashes before it.
fn after_quote(text: &[u8]) -> Option<&[u8]> {
    let slashes = text.iter().take_while(|&&byte| byte == b'\\').count();
    text.get(slashes..)?.strip_prefix(b"\"")
}

#[cfg(test)]
mod tests;
