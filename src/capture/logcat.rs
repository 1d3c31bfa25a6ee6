//! A log of Android in which OneTrack wrote its batches: one text, cut into pieces of 3,000 characters that are a
//! line each, with lines of other threads between them.
//!
//! <https://developer.android.com/tools/logcat#outputFormat> has the formats.

use std::ops::Range;

use super::{Container, Item, nested};
use crate::bytes::codec::written::Notation;
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "logcat",
    name: Some("a log of Android with batches of OneTrack"),
    recognize,
    open,
};

/// The tag of the lines, how a batch begins, and what is logged behind one.
const TAG: &[u8] = b"OneTrack-Api-UploaderEngine";
const BEGINNING: &[u8] = b"payload:";
const END: &[u8] = b"before zip and encrypt";

/// Bytes of a line in which a level stands, behind the name of the app.
const HEAD: usize = 200;

const UNDONE: nested::Undone = nested::Undone {
    codec: Codec::Lines,
    because: "the log has it in several lines, each with a time and a name before it",
};

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let is_there = has_tag(input) && !batches(input, None).is_empty();
    is_there.then_some((InputKind::Export, "lines of OneTrack contain its batches"))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let mut others = Vec::new();
    for pieces in &batches(input, Some(&mut others)) {
        nested::open_written(input, Notation::Plain, pieces, UNDONE, depth, take);
    }
    // Other programs may have logged something too.
    if !others.trim_ascii().is_empty() {
        take(Item::Text(others, 0..input.len() as u64));
    }
}

/// Whether the tag is somewhere, in one quick pass: most captures are something else.
fn has_tag(input: &[u8]) -> bool {
    let mut rest = input;
    while let Some(at) = rest.iter().position(|byte| TAG.first() == Some(byte)) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(TAG) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// The pieces of each batch. Adds the lines that are of no tag of OneTrack to `others`.
fn batches(input: &[u8], mut others: Option<&mut Vec<u8>>) -> Vec<Vec<Range<usize>>> {
    let mut batches: Vec<Vec<Range<usize>>> = Vec::new();
    let mut nesting = Nesting::default();
    // Whether a batch goes on, and whether the message of a line is in the lines behind it.
    let (mut is_open, mut is_behind) = (false, false);
    // Whether the last batch has its end.
    let mut is_whole = true;
    let mut start = 0;
    for line in input.split_inclusive(|&byte| byte == b'\n') {
        let own = start..start + line.trim_ascii_end().len();
        start += line.len();
        let text = input.get(own.clone()).unwrap_or_default();
        let message = match text.windows(TAG.len()).position(|part| part == TAG) {
            Some(at) => {
                let head = at + TAG.len();
                let behind = text.get(head..).unwrap_or_default();
                is_behind = behind.trim_ascii() == b"]";
                message(behind).map(|length| own.start + head + length..own.end)
            }
            None if is_behind && !text.is_empty() => Some(own),
            None => {
                is_behind &= !text.is_empty();
                if let Some(others) = &mut others {
                    others.extend_from_slice(line);
                }
                continue;
            }
        };
        let Some(message) = message else { continue };
        let said = input.get(message.clone()).unwrap_or_default();
        let words = said.trim_ascii_start();
        let piece = match words.strip_prefix(BEGINNING) {
            Some(rest) => {
                if !is_whole {
                    without_comma(&mut batches, input);
                }
                nesting = Nesting::default();
                is_open = rest.trim_ascii_start().starts_with(b"[");
                if is_open {
                    batches.push(Vec::new());
                }
                message.end - rest.len()..message.end
            }
            None if words.starts_with(END) => {
                is_open = false;
                continue;
            }
            None => message,
        };
        if let Some(batch) = batches.last_mut().filter(|_| is_open) {
            is_open = !nesting.ends(input.get(piece.clone()).unwrap_or_default());
            batch.push(piece);
            is_whole = !is_open;
        }
    }
    if !is_whole {
        without_comma(&mut batches, input);
    }
    batches
}

/// Takes the comma away behind which the rest of a batch is missing: a list that ends with one is whole where
/// other programs write it.
fn without_comma(batches: &mut [Vec<Range<usize>>], input: &[u8]) {
    let last = batches.last_mut().and_then(|batch| batch.last_mut());
    if let Some(last) = last
        && input
            .get(last.clone())
            .is_some_and(|text| text.ends_with(b","))
    {
        last.end -= 1;
    }
}

/// Bytes between the tag and the message, by the format of the log.
fn message(behind: &[u8]) -> Option<usize> {
    // What is in brackets, and the space of the format; more of them belong to the message.
    let bracket = match behind.first() {
        Some(b'(') => behind.iter().position(|&byte| byte == b')')? + 1,
        _ => 0,
    };
    let rest = behind.get(bracket..)?;
    let padding = rest.len() - rest.trim_ascii_start().len();
    if rest.get(padding..)?.starts_with(b":") {
        let is_parted = rest.get(padding + 1) == Some(&b' ');
        return Some(bracket + padding + 1 + usize::from(is_parted));
    }
    // Android Studio has the app and the level in columns.
    let is_level = |part: &[u8]| match part {
        [b' ', b' ', level, b' ', b' '] => b"VDIWEFA".contains(level),
        _ => false,
    };
    let head = behind.get(..behind.len().min(HEAD))?;
    let level = head.windows(5).position(is_level)?;
    Some(level + 5)
}

/// How deep a text is in brackets of JSON.
#[derive(Default)]
struct Nesting {
    depth: usize,
    is_string: bool,
    is_escaped: bool,
}

impl Nesting {
    /// Whether the outermost bracket is closed in this piece.
    fn ends(&mut self, piece: &[u8]) -> bool {
        for &byte in piece {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = self.is_string,
                b'"' => self.is_string = !self.is_string,
                b'[' | b'{' if !self.is_string => self.depth += 1,
                b']' | b'}' if !self.is_string => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return true;
                    }
                }
                _ => {}
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGES: [&str; 4] = [
        " payload:[{\"H\":{\"event\":\"a",
        "] b\"},\"B\":{}},",
        "{\"H\":{}}]",
        " before zip and encrypt, len=3, after=2",
    ];

    #[track_caller]
    fn check(line: &dyn Fn(&str, &str) -> String) {
        let log: Vec<String> = MESSAGES
            .iter()
            .flat_map(|message| {
                let tag = std::str::from_utf8(TAG).unwrap();
                [line(tag, message), line("Other", " payload:[1]")]
            })
            .collect();
        for end in ["\n", "\r\n"] {
            let log = log.join(end);
            let mut others = Vec::new();
            let batches = batches(log.as_bytes(), Some(&mut others));
            let texts: Vec<String> = batches
                .iter()
                .map(|pieces| {
                    pieces
                        .iter()
                        .filter_map(|piece| log.get(piece.clone()))
                        .collect()
                })
                .collect();
            let wanted = "[{\"H\":{\"event\":\"a] b\"},\"B\":{}},{\"H\":{}}]";
            assert_eq!(texts, [wanted], "{log}");
            assert!(!String::from_utf8(others).unwrap().contains("event"));
        }
    }

    #[test]
    fn pieces_are_put_together_in_every_format_of_the_log() {
        check(&|tag, text| format!("11-24 17:00:00.123  4242  4300 D {tag}: {text}"));
        check(&|tag, text| format!("2025-11-24 17:00:00.123 +0100  4242  4300 D {tag}: {text}"));
        check(&|tag, text| format!("11-24 17:00:00.123 D/{tag}( 4242): {text}"));
        check(&|tag, text| format!("D/{tag}( 4242): {text}"));
        check(&|tag, text| format!("D/{tag}: {text}"));
        check(&|tag, text| format!("[ 11-24 17:00:00.123  4242: 4300 D/{tag} ]\n{text}\n"));
        check(&|tag, text| {
            format!("2025-11-24 17:00:00.123  4242-4300  {tag}  com.example.app  D  {text}")
        });
    }

    #[test]
    fn other_logs_are_left_alone() {
        for log in [
            "11-24 17:00:00.123  4242  4300 D OneTrack-Api-UploaderEngine: nothing to send",
            "11-24 17:00:00.123  4242  4300 D Other:  payload:[{\"H\":{}}]",
            "OneTrack-Api-UploaderEngine payload:[1]",
            "",
        ] {
            assert_eq!(batches(log.as_bytes(), None).len(), 0, "{log}");
        }
    }

    #[test]
    fn a_piece_that_is_missing_ends_no_other_batch() {
        let line = |text: &str| format!("D/OneTrack-Api-UploaderEngine: {text}\n");
        let log = [
            line(" payload:[{\"H\":{\"event\":\"cut"),
            line(" before zip and encrypt, len=3, after=2"),
            line(" payload:[{\"H\":{}}]"),
            line("something else"),
        ];
        assert_eq!(batches(log.concat().as_bytes(), None).len(), 2);
    }
}
