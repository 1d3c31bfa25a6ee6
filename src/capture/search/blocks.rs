//! Blocks of a text: what is between code fences, and lines with the same mark before them.

use std::ops::Range;

use crate::capture::prefixed::{self, Prefix};

/// A block of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// As it is.
    Plain(Range<usize>),
    /// Pieces of lines, and why the rest is left out, as the end of a sentence.
    Lines(Vec<Range<usize>>, &'static str),
}

const MARKED: &str = "each line has something before it that is not of the request";
const FENCED: &str = "marks before and behind it say that it is quoted";

/// Hands over the blocks of a text in their order.
pub(super) fn each(input: &[u8], take: &mut dyn FnMut(Block)) {
    let mut plain: Option<Range<usize>> = None;
    let mut lines = lines(input).peekable();
    // A command that goes on behind a backslash may have options in a line, which are no comments.
    let mut goes_on = false;
    let end_plain = |plain: &mut Option<Range<usize>>, take: &mut dyn FnMut(Block)| {
        if let Some(place) = plain.take() {
            take(Block::Plain(place));
        }
    };
    while let Some(line) = lines.next() {
        let text = input.get(line.clone()).unwrap_or_default();
        if let Some(fence) = fence(text) {
            end_plain(&mut plain, take);
            let start = line.end;
            let mut end = input.len();
            for inner in lines.by_ref() {
                let text = input.get(inner.clone()).unwrap_or_default();
                if text.trim_ascii_start().starts_with(fence) {
                    end = inner.start;
                    break;
                }
            }
            take(Block::Lines(
                std::iter::once(start.min(end)..end).collect(),
                FENCED,
            ));
            continue;
        }
        // In a table a column is no mark.
        let is_mark = |prefix: &Prefix| !matches!(prefix, Prefix::Indent(_) | Prefix::Container);
        let prefix = prefixed::of_line(text);
        let prefix = prefix.filter(|prefix| is_mark(prefix) && !goes_on && !is_title(text));
        goes_on = text.trim_ascii_end().ends_with(b"\\");
        // A number alone is a value, such as of a panel.
        let is_value =
            |length| prefix == Some(Prefix::Number) && text.trim_ascii_end().len() == length;
        if let Some(prefix) = prefix
            && let Some(length) = prefixed::length(text, prefix)
            && !is_value(length)
        {
            let mut pieces: Vec<_> = std::iter::once(line.start + length..line.end).collect();
            let mut has_json = false;
            while let Some(next) = lines.peek() {
                let text = input.get(next.clone()).unwrap_or_default();
                let length = match prefixed::length(text, prefix) {
                    // What follows JSON is of something else.
                    Some(_) if has_json => break,
                    Some(length) => length,
                    // What is logged goes on in lines that have nothing before them.
                    None if has_more(text, prefix) => 0,
                    None => break,
                };
                has_json |= length == 0 && !text.starts_with(b"$");
                pieces.push(next.start + length..next.end);
                lines.next();
            }
            end_plain(&mut plain, take);
            take(Block::Lines(pieces, MARKED));
            continue;
        }
        let start = plain.map_or(line.start, |plain| plain.start);
        plain = Some(start..line.end);
    }
    end_plain(&mut plain, take);
}

/// Whether a line is a title between marks: `*** Request ***`, `-- Headers --`.
fn is_title(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let ends = |mark: &&[u8]| line.starts_with(mark) && line.ends_with(mark);
    line.len() < TITLE && [&b"**"[..], b"--"].iter().any(ends)
}

/// Bytes of the longest title.
const TITLE: usize = 60;

/// Whether a line goes on with what was logged: with values that a script has, which have the name of an
/// object before them, `$request.method: POST`, or with JSON.
fn has_more(line: &[u8], prefix: Prefix) -> bool {
    let is_json = matches!(line.first(), Some(b'{' | b'[' | b'}' | b']' | b' ' | b'\t'));
    matches!(prefix, Prefix::Log(_)) && (is_json || line.starts_with(b"$request"))
}

/// The mark of a code fence, which ends with the same.
fn fence(line: &[u8]) -> Option<&'static [u8]> {
    let line = line.trim_ascii_start();
    [&b"```"[..], b"~~~"]
        .into_iter()
        .find(|mark| line.starts_with(mark))
}

fn lines(input: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    input
        .split_inclusive(|&byte| byte == b'\n')
        .map(move |line| {
            let own = start;
            start += line.len();
            own..start
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_and_marks_are_blocks() {
        let text = b"$ curl \\\n  --data x\n-- y\n";
        let mut blocks = Vec::new();
        each(text, &mut |block| blocks.push(block));
        let comment = Block::Lines(std::iter::once(23..25).collect(), MARKED);
        assert_eq!(blocks, [Block::Plain(0..20), comment]);
        let text = b"a\n```http\nGET /\n```\nb\n# c\n# d\ne";
        let mut blocks = Vec::new();
        each(text, &mut |block| blocks.push(block));
        assert_eq!(
            blocks,
            [
                Block::Plain(0..2),
                Block::Lines(std::iter::once(10..16).collect(), FENCED),
                Block::Plain(20..22),
                Block::Lines(vec![24..26, 28..30], MARKED),
                Block::Plain(30..31),
            ]
        );
        blocks.clear();
        each(b"[1:02:03] a\n{\n  }\n[1:02:04] b\n", &mut |block| {
            blocks.push(block)
        });
        assert_eq!(
            blocks,
            [
                Block::Lines(vec![10..12, 12..14, 14..18], MARKED),
                Block::Lines(std::iter::once(28..30).collect(), MARKED),
            ]
        );
        blocks.clear();
        each(b"*** Request ***\n-- Headers --\n", &mut |block| {
            blocks.push(block)
        });
        assert_eq!(blocks, [Block::Plain(0..30)]);
        blocks.clear();
        each(b"gzip\n1\ndata", &mut |block| blocks.push(block));
        assert_eq!(blocks, [Block::Plain(0..11)]);
    }
}
