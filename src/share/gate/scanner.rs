//! Looks through the layers of some data for values that must not leave.
//!
//! Nothing is taken on trust: every run of digits is undone at every place where it could begin. Most
//! of what comes of that is no text but noise, in which a short value stands by chance, so there it
//! counts only amid text.

use std::ops::Range;

use crate::bytes::codec::base64::{self, is_digit};
use crate::bytes::codec::compress;
use crate::bytes::codec::inflate::{self, End, Wrapper};
use crate::encodings::LONGEST;
use crate::limits::{Budget, Limits};
use crate::progress::Progress;
use crate::report::Encoding;

use super::finds::{
    TEXT, Trust, counts, is_convincing, is_in_placeholder, relocate, relocate_digits,
};
use super::unescape::{self, ROUNDS};
use super::{Bounds, END, Match, Secrets, fold, notation};

/// Codings around one another that are undone: four times Base64 and compressed.
const LEVELS: usize = 8;

/// How many times the data all inner layers together may be, beyond what one paste may unpack to.
///
/// 8: the escapes of a layer are undone up to four times, Base64 has four beginnings and three
/// bytes for four digits, hexadecimal digits have two and one byte for two.
const INNER: usize = 8;

/// Bytes that are compared at a time, which needs a copy of them.
const PIECE: usize = 64 << 10;

/// No value is so long: where a run may begin elsewhere, only text around a value counts.
const ANYWHERE: usize = usize::MAX;

/// Digits of a line of Base64 that goes on in the next; mail has 76, keys 64.
const LINE: usize = 20;

/// Bytes of an identifier of eight digits, compressed without anything around it.
const BRIEF: usize = 8;

/// What an attempt to inflate takes of the budget, whatever comes of it.
const ATTEMPT: usize = 1 << 10;

/// Different runs of digits that are remembered, and bytes below which none is.
const SEEN: usize = 1 << 12;

/// A search in progress.
pub(super) struct Scanner<'s> {
    secrets: &'s Secrets,
    pub(super) found: Vec<Match>,
    /// Whether a secret was found, by its index.
    reported: Vec<bool>,
    budget: Budget,
    pub(super) is_complete: bool,
    folded: Vec<u8>,
}

/// The word that a place belongs to, as names and addresses are written.
#[inline(never)]
fn enclosing<'d>(data: &'d [u8], range: &Range<usize>) -> &'d [u8] {
    let ends =
        |byte: &u8| byte.is_ascii_whitespace() || *byte == END || b"\"'<>()[]{},;|`".contains(byte);
    let before = data.get(..range.start).unwrap_or_default();
    let behind = data.get(range.end..).unwrap_or_default();
    let start = before.iter().rposition(ends).map_or(0, |place| place + 1);
    let end = behind.iter().position(ends).unwrap_or(behind.len());
    data.get(start..range.end + end).unwrap_or_default()
}

/// Runs of digits in some data that were looked through. A long capture repeats its words thousands of
/// times, and decoding each once is enough.
#[derive(Default)]
struct Seen {
    /// Where one of those with the same hash begins, and how long it is.
    places: Vec<(usize, usize)>,
}

impl Seen {
    /// Whether the same run stood before, with the same two bytes behind it; notes it otherwise.
    #[inline(never)]
    fn has(&mut self, data: &[u8], run: &Range<usize>) -> bool {
        let length = run.len() + 2;
        let text = |start: usize| data.get(start..start + length);
        let Some(written) = text(run.start).filter(|_| data.len() > SEEN && run.len() <= LONGEST)
        else {
            return false;
        };
        let hash = written.iter().fold(0_u32, |hash, byte| {
            (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
        });
        self.places.resize(SEEN, (0, 0));
        let Some(place) = self.places.get_mut((hash >> 16) as usize % SEEN) else {
            return false;
        };
        let is_same = place.1 == length && text(place.0) == Some(written);
        *place = (run.start, length);
        is_same
    }
}

impl<'s> Scanner<'s> {
    pub(super) fn new(secrets: &'s Secrets, length: usize) -> Scanner<'s> {
        let limits = Limits {
            output: Limits::DEFAULT
                .output
                .saturating_add(length.saturating_mul(INNER)),
            ..Limits::DEFAULT
        };
        Scanner {
            secrets,
            found: Vec::new(),
            reported: Vec::new(),
            budget: Budget::new(limits),
            is_complete: true,
            folded: Vec::new(),
        }
    }

    /// Looks through data and all that lies in them.
    pub(super) fn data(&mut self, data: &[u8]) {
        self.layer(data, Trust::Certain, 0);
    }

    fn layer(&mut self, data: &[u8], trust: Trust, level: usize) {
        self.plain(data, trust);
        self.undone(data, trust, level, ROUNDS);
        if level < LEVELS {
            self.inflated(data, trust, level);
        }
    }

    /// Looks for values that stand there as they are.
    #[inline(never)]
    fn plain(&mut self, data: &[u8], trust: Trust) {
        let patterns = &self.secrets.patterns;
        let mut folded = std::mem::take(&mut self.folded);
        for start in (0..data.len()).step_by(PIECE) {
            let end = data.len().min(start + PIECE + LONGEST);
            folded.clear();
            folded.extend_from_slice(data.get(start..end).unwrap_or_default());
            fold(&mut folded, self.secrets.has_foreign);
            patterns.search(&folded, PIECE, &mut |pattern, offset| {
                let start = start + offset;
                let range = start..start + patterns.get(pattern).len();
                self.meet(pattern, data, range, trust);
                true
            });
        }
        self.folded = folded;
    }

    /// Notes a needle that stands somewhere, if it counts there.
    #[inline(never)]
    fn meet(&mut self, pattern: usize, data: &[u8], range: Range<usize>, trust: Trust) {
        let Some(secret) = self.secrets.secrets.get(pattern) else {
            return;
        };
        // What costs most is asked last.
        let is_plain = secret.encoding == Encoding::Plain;
        if self.reported.get(secret.index) == Some(&true)
            || !counts(secret.bounds, data, &range)
            || secret.bounds == Bounds::Rest && !matches!(trust, Trust::Doubtful(ANYWHERE))
            || matches!(trust, Trust::Cut)
                && !matches!(secret.bounds, Bounds::None | Bounds::Moment)
            || is_plain && self.secrets.is_own(pattern, secret)
            || !is_convincing(trust, data, &range)
            || is_plain && self.secrets.is_name(enclosing(data, &range))
            || is_in_placeholder(data, &range)
        {
            return;
        }
        if self.reported.len() <= secret.index {
            self.reported.resize(secret.index + 1, false);
        }
        if let Some(reported) = self.reported.get_mut(secret.index) {
            *reported = true;
        }
        self.found.push(Match {
            index: secret.index,
            encoding: secret.encoding,
            range,
        });
    }

    /// Undoes the escapes, pass after pass, and the codings of what is left.
    #[inline(never)]
    fn undone(&mut self, data: &[u8], trust: Trust, level: usize, rounds: usize) {
        let next = match rounds {
            0 => None,
            _ => unescape::undo(data),
        };
        let Some(next) = next else {
            if level < LEVELS {
                self.runs(data, level, false);
            }
            self.other_notations(data, trust, level);
            return;
        };
        if level < LEVELS {
            self.runs(data, level, true);
        }
        if level > 0 && !self.take(next.len()) {
            return;
        }
        let first = self.found.len();
        self.plain(&next, trust);
        self.undone(&next, trust, level, rounds - 1);
        let new = self.found.get_mut(first..).unwrap_or_default();
        relocate(new, &mut unescape::units(data, unescape::unit));
        for found in new {
            let written = data.get(found.range.clone()).unwrap_or_default();
            if found.encoding == Encoding::Plain && written.contains(&b'%') {
                found.encoding = Encoding::PercentEncoded;
            }
        }
    }

    /// Looks for identifiers in notations that are no coding. What comes of them is glued together, so
    /// only long values count in it.
    #[inline(never)]
    fn other_notations(&mut self, data: &[u8], trust: Trust, level: usize) {
        for (place, unit) in notation::OTHERS.into_iter().enumerate() {
            let next = match place {
                1 if !data.contains(&b'=') => None,
                _ => unescape::undo_by(data, unit),
            };
            let Some(next) = next else {
                continue;
            };
            if level > 0 && !self.take(next.len()) {
                return;
            }
            let first = self.found.len();
            self.plain(&next, if place == 0 { Trust::Cut } else { trust });
            let new = self.found.get_mut(first..).unwrap_or_default();
            relocate(new, &mut unescape::units(data, unit));
        }
    }

    /// Every run of digits. What looks like an escape can be a backslash and the first digit of a
    /// run, so where there are escapes left to undo, those runs alone are looked at: they are `glued`.
    fn runs(&mut self, data: &[u8], level: usize, glued: bool) {
        self.base64_runs(data, level, glued);
        self.hex_runs(data, level, glued);
    }

    /// Every run of Base64, also where it goes on in the next line.
    fn base64_runs(&mut self, data: &[u8], level: usize, glued: bool) {
        let run = |from: usize| {
            let rest = data.get(from..).unwrap_or_default();
            let start = from + rest.iter().position(is_digit)?;
            let rest = data.get(start..).unwrap_or_default();
            let length = rest.iter().position(|byte| !is_digit(byte));
            Some(start..start + length.unwrap_or(rest.len()))
        };
        let mut from = 0;
        let mut seen = Seen::default();
        while let Some(first) = run(from) {
            if glued && !is_glued(data, &first) {
                from = first.end;
                continue;
            }
            if !seen.has(data, &first) {
                self.base64(data, first.clone(), level, glued);
            }
            let mut last = first.clone();
            while last.len() >= LINE
                && let Some(next) = run(last.end)
                && is_line_break(data.get(last.end..next.start).unwrap_or_default())
            {
                self.base64(data, next.clone(), level, glued);
                last = next;
            }
            if last.end > first.end {
                self.base64(data, first.start..last.end, level, glued);
            }
            from = last.end;
        }
    }

    /// Decodes a run from each of the four digits on with which a group can begin.
    #[inline(never)]
    fn base64(&mut self, data: &[u8], run: Range<usize>, level: usize, glued: bool) {
        let padding = data.get(run.end..).unwrap_or_default().iter().take(2);
        let padding = padding.take_while(|byte| **byte == b'=').count();
        if run.len() < 7 && (run.len() < 6 || padding < 2) {
            return;
        }
        let written = data.get(run.clone()).unwrap_or_default();
        let digits: Vec<u8> = written.iter().copied().filter(is_digit).collect();
        for beginning in 0..4 {
            let rest = digits.get(beginning..).unwrap_or_default();
            let rest = rest
                .get(..rest.len() - usize::from(rest.len() % 4 == 1))
                .unwrap_or_default();
            let trust = match (beginning, padding) {
                _ if glued => Trust::Cut,
                (0, 2) => Trust::Doubtful(4),
                (0, _) => Trust::Doubtful(5),
                // From here on a value would have to be long.
                _ if rest.len() < 11 => return,
                _ => Trust::Doubtful(ANYWHERE),
            };
            let bytes = base64::decode_digits(rest).unwrap_or_default();
            self.decoded(&bytes, trust, level, Encoding::Base64, &mut |new| {
                for found in &mut *new {
                    let range = &mut found.range;
                    range.start = beginning + range.start * 4 / 3;
                    range.end = beginning + (range.end * 4).div_ceil(3);
                }
                relocate_digits(new, data, &run, is_digit);
            });
        }
    }

    /// Every run of hexadecimal digits, also with single dashes or colons between them.
    #[inline(never)]
    fn hex_runs(&mut self, data: &[u8], level: usize, glued: bool) {
        let mut from = 0;
        let mut seen = Seen::default();
        while let Some(rest) = data.get(from..)
            && let Some(start) = rest.iter().position(u8::is_ascii_hexdigit)
        {
            let rest = rest.get(start..).unwrap_or_default();
            let is_inside = |place: usize, byte: &u8| {
                byte.is_ascii_hexdigit()
                    || b"-:".contains(byte)
                        && rest.get(place + 1).is_some_and(u8::is_ascii_hexdigit)
            };
            let mut bytes = rest.iter().enumerate();
            let end = bytes.find(|&(place, byte)| !is_inside(place, byte));
            let length = end.map_or(rest.len(), |(place, _)| place);
            let run = from + start..from + start + length;
            from = run.end;
            if glued && !is_glued(data, &run) || length < 8 || seen.has(data, &run) {
                continue;
            }
            let written = rest.get(..length).unwrap_or_default();
            for beginning in 0..2 {
                // From the second digit on a value would have to be long.
                if length < 8 + 8 * beginning {
                    break;
                }
                let mut digits = written.iter().enumerate();
                let skipped = match beginning {
                    0 => 0,
                    _ => digits
                        .find(|(_, byte)| byte.is_ascii_hexdigit())
                        .map_or(0, |(place, _)| place + 1),
                };
                let bytes = bytes_of_hex(written.get(skipped..).unwrap_or_default());
                let trust = match beginning {
                    _ if glued => Trust::Cut,
                    0 => Trust::Doubtful(4),
                    _ => Trust::Doubtful(ANYWHERE),
                };
                self.decoded(&bytes, trust, level, Encoding::Hex, &mut |new| {
                    for found in &mut *new {
                        let range = &mut found.range;
                        range.start = beginning + range.start * 2;
                        range.end = beginning + range.end * 2;
                    }
                    relocate_digits(new, data, &run, u8::is_ascii_hexdigit);
                });
            }
        }
    }

    /// Looks through what came of a coding. `place` turns places in it into places in what it was
    /// decoded of.
    #[inline(never)]
    fn decoded(
        &mut self,
        bytes: &[u8],
        trust: Trust,
        level: usize,
        encoding: Encoding,
        place: &mut dyn FnMut(&mut [Match]),
    ) {
        // Of the outermost data only a few times as much can come.
        if level > 0 && !self.take(bytes.len()) {
            return;
        }
        let first = self.found.len();
        self.layer(bytes, trust, level + 1);
        let new = self.found.get_mut(first..).unwrap_or_default();
        if new.is_empty() {
            return;
        }
        place(new);
        for found in new {
            if matches!(
                found.encoding,
                Encoding::Plain | Encoding::PercentEncoded | Encoding::Base64 | Encoding::Hex
            ) {
                found.encoding = encoding;
            }
        }
    }

    /// What is compressed: gzip and zlib wherever they begin, since few other bytes look like them,
    /// and bare DEFLATE, which looks like anything, at the beginning.
    #[inline(never)]
    fn inflated(&mut self, data: &[u8], trust: Trust, level: usize) {
        let is_beginning = !matches!(trust, Trust::Doubtful(ANYWHERE) | Trust::Cut);
        let begins_with_text = data.iter().take(TEXT).all(|byte| is_printable(*byte));
        // Of little data there is one block, the last one, with the codes that every program has.
        let may_be = data.len() >= TEXT
            || data.len() >= BRIEF && data.first().is_some_and(|bits| bits & 7 == 3);
        if is_beginning && may_be && !begins_with_text && self.take(ATTEMPT) {
            let most = data.len().saturating_mul(self.budget.limits().ratio);
            let most = most.min(self.budget.output_left());
            match compress::decompress_with(data, &[], most) {
                Ok(bytes) if self.take(bytes.len()) => {
                    self.unpacked(&bytes, Trust::Doubtful(5), 0..data.len(), level);
                }
                Err(compress::Unreadable::TooLong) => self.is_complete = false,
                _ => {}
            }
        }
        for (start, bytes) in data.windows(3).enumerate() {
            // Of zlib only the window that every program uses, with each of its four levels.
            let wrapper = match bytes {
                [0x1f, 0x8b, 8] => Wrapper::Gzip,
                [0x78, 0x01 | 0x5e | 0x9c | 0xda, _] => Wrapper::Zlib,
                _ => continue,
            };
            self.inflate(data, start, wrapper, level);
        }
    }

    fn inflate(&mut self, data: &[u8], start: usize, wrapper: Wrapper, level: usize) {
        if !self.take(ATTEMPT) {
            return;
        }
        let rest = data.get(start..).unwrap_or_default();
        let mut listener = |_, _| {};
        let mut progress = Progress::new(&mut listener);
        let inflated = inflate::inflate(rest, wrapper, &mut self.budget, &mut progress);
        let trust = match inflated.end {
            End::Complete => Trust::Certain,
            _ => Trust::Doubtful(5),
        };
        if matches!(inflated.end, End::OutputLimit | End::RatioLimit) {
            self.is_complete = false;
        }
        let range = start..data.len() - inflated.trailing.min(rest.len());
        self.unpacked(&inflated.bytes, trust, range, level);
    }

    fn unpacked(&mut self, bytes: &[u8], trust: Trust, range: Range<usize>, level: usize) {
        let first = self.found.len();
        self.layer(bytes, trust, level + 1);
        for found in self.found.get_mut(first..).unwrap_or_default() {
            found.range = range.clone();
        }
    }

    /// Takes bytes from the budget of the inner layers.
    fn take(&mut self, bytes: usize) -> bool {
        let is_left = self.budget.take_output(bytes);
        self.is_complete &= is_left;
        is_left
    }
}

/// The text of which a value is the Base64; none where it is that of something else or too short to
/// be told from a word.
pub(super) fn text_of_base64(value: &str) -> Option<String> {
    let digits = value.trim_end_matches('=');
    if digits.len() < 8 {
        return None;
    }
    let text = String::from_utf8(base64::decode_digits(digits.as_bytes())?).ok()?;
    (!text.contains(char::is_control)).then_some(text)
}

fn is_glued(data: &[u8], run: &Range<usize>) -> bool {
    let before = run.start.checked_sub(1).and_then(|before| data.get(before));
    before == Some(&b'\\')
}

fn is_line_break(gap: &[u8]) -> bool {
    gap.iter().all(u8::is_ascii_whitespace) && gap.iter().any(|byte| b"\r\n".contains(byte))
}

fn is_printable(byte: u8) -> bool {
    matches!(byte, 0x20..0x7f) || b"\t\r\n".contains(&byte)
}

/// The bytes that hexadecimal digits write, whatever stands between them.
pub(super) fn bytes_of_hex(digits: &[u8]) -> Vec<u8> {
    let values = digits
        .iter()
        .filter_map(|digit| char::from(*digit).to_digit(16));
    let mut bytes = Vec::with_capacity(digits.len() / 2);
    let mut high = None;
    for value in values {
        match high.take() {
            None => high = Some(value),
            Some(high) => bytes.push((high << 4 | value) as u8),
        }
    }
    bytes
}
