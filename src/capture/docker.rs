//! Logs of Docker: an object of JSON in each line, with the line that a program wrote as `log`.

use std::ops::Range;

use super::json_cursor::Cursor;
use super::messages::lines;
use super::nested::{self, Undone};
use super::{Container, Item, mark_length};
use crate::bytes::codec::written::{Characters, Notation};
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "docker-log",
    name: Some("a log of Docker"),
    recognize,
    open,
};

const UNDONE: Undone = Undone {
    codec: Codec::Escapes,
    because: "each line of the log is a text in JSON",
};

const NOTATION: Notation = Notation::Backslash(Characters::Unicode);

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    let pieces = pieces(input)?;
    let is_known = nested::is_known(input, NOTATION, &pieces, depth);
    is_known.then_some((InputKind::Export, UNDONE.because))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let pieces = pieces(input).unwrap_or_default();
    nested::open_written(input, NOTATION, &pieces, UNDONE, depth, take);
}

/// Where the lines of the program stand; none where a line is something else. The last one may be cut off.
fn pieces(input: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut pieces = Vec::new();
    for (start, line) in lines(input, mark_length(input)) {
        let is_last = start + line.len() >= input.len() && !pieces.is_empty();
        match piece(line, is_last) {
            Some(piece) => pieces.push(start + piece.start..start + piece.end),
            None if line.trim_ascii().is_empty() || is_last && line.starts_with(b"{") => {}
            None => return None,
        }
    }
    (!pieces.is_empty()).then_some(pieces)
}

/// Bytes of the longest line: Docker cuts what a program wrote after 16 KiB, and escapes can take six
/// times as much.
const LINE: usize = 128 << 10;

/// Where the text of a line stands, of which there may be no more than its beginning.
fn piece(line: &[u8], may_be_cut: bool) -> Option<Range<usize>> {
    if line.len() > LINE {
        return None;
    }
    let mut cursor = Cursor::new(line, 0);
    let mut found = None;
    let mut is_of_docker = false;
    cursor.enter(b'{').then_some(())?;
    while let Ok(Some(name)) = cursor.member() {
        let value = cursor.value();
        match name {
            b"log" if value.is_string() => found = Some(value.place()),
            b"stream" => is_of_docker = true,
            _ => {}
        }
    }
    found.filter(|_| is_of_docker || may_be_cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(log: &str) -> Option<Vec<String>> {
        recognize(log.as_bytes(), 0)?;
        let mut found = Vec::new();
        open(log.as_bytes(), 0, &mut |item| {
            if let Item::Request(request) = item {
                found.push(request.url.unwrap_or_default());
            }
        });
        Some(found)
    }

    fn logged(text: &str) -> String {
        let lines = text.split_inclusive('\n').map(|line| {
            let line = serde_json::to_string(line).unwrap();
            format!("{{\"log\":{line},\"stream\":\"stdout\",\"time\":\"2020-05-04T13:43:21Z\"}}\n")
        });
        lines.collect()
    }

    #[test]
    fn lines_of_the_program_are_put_together() {
        let log = logged("POST /sa HTTP/1.1\nHost: a.example\n\n{\"a\": \"ü\\n\"}\n");
        assert_eq!(read(&log).unwrap(), ["//a.example/sa"]);
        let log = logged("curl 'https://a.example/' \\\n  -d a=b\ncurl b.example\n");
        assert_eq!(read(&log).unwrap(), ["https://a.example/", "//b.example"]);
        // The last line may be cut off.
        let end = log.rfind(".example").unwrap() + 4;
        assert_eq!(
            read(log.get(..end).unwrap_or_default()).unwrap(),
            ["https://a.example/", "//b.exa"]
        );
        for end in 0..log.len() {
            read(log.get(..end).unwrap_or_default());
        }
    }

    #[test]
    fn other_lines_are_no_log() {
        for text in [
            logged("nothing to see\n"),
            "{\"log\": \"curl a.example\"}\n".to_owned(),
            "{\"log\": 1, \"stream\": \"stdout\"}\n".to_owned(),
            [&logged("curl a.example\n"), "and more"].concat(),
        ] {
            assert_eq!(read(&text), None, "{text}");
        }
    }
}
