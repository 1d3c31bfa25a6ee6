//! Text in which each line has something before it: a mark of quotation or of a comment, a number, the
//! time and the name of a log, the name of a container, or white space.

use std::ops::Range;

use super::{Container, Item, nested};
use crate::bytes::codec::written::Notation;
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "prefixed-lines",
    name: Some("a text with marks before its lines"),
    recognize,
    open,
};

/// What was undone.
const UNDONE: nested::Undone = nested::Undone {
    codec: Codec::Lines,
    because: "each line has something before it that is not of the request",
};

/// Marks of comments and of quotation, the longest first.
const MARKS: [&[u8]; 9] = [b"///", b"//", b"--", b"##", b"#", b">", b"*", b";", b"|"];

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    let pieces = without_prefixes(input)?;
    // White space alone changes nothing for what is read without lines.
    if matches!(prefix(input), Some(Prefix::Indent(_))) && nested::is_value(input) {
        return None;
    }
    let is_known = nested::is_known(input, Notation::Plain, &pieces, depth);
    is_known.then_some((InputKind::Export, UNDONE.because))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let pieces = without_prefixes(input).unwrap_or_default();
    nested::open_written(input, Notation::Plain, &pieces, UNDONE, depth, take);
}

/// What follows the prefixes of all lines, with their ends; none where not all have one.
pub(super) fn without_prefixes(input: &[u8]) -> Option<Vec<Range<usize>>> {
    let prefix = prefix(input)?;
    let mut pieces = Vec::new();
    for line in lines(input) {
        let text = input.get(line.clone()).unwrap_or_default();
        let length = match length(text, prefix) {
            Some(length) => length,
            // A blank line lost what stood before it.
            None if text.trim_ascii().is_empty() => 0,
            None => return None,
        };
        let goes_on = prefix == Prefix::Runtime && is_part(text);
        let end = match goes_on {
            true => line.start + text.trim_ascii_end().len(),
            false => line.end,
        };
        pieces.push(line.start + length..end.max(line.start + length));
    }
    Some(pieces)
}

/// What stands before lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefix<'i> {
    /// This much white space.
    Indent(usize),
    /// A mark, behind white space.
    Mark(&'i [u8]),
    /// A number, and what parts it from the line.
    Number,
    /// Words up to this sign, the first of which is a time or a level of a log.
    Log(u8),
    /// A time and columns with the app, of which a level is the last, as Android Studio shows them.
    Studio,
    /// A time, a stream and whether the line is whole, as runtimes of containers log
    /// (<https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md>).
    Runtime,
    /// The name of a container and a bar, as Docker Compose shows them, or a path in brackets, as kubectl
    /// does.
    Container,
}

/// The prefix of the first line that has more than that.
fn prefix(input: &[u8]) -> Option<Prefix<'_>> {
    let mut lines = lines(input).filter_map(|line| input.get(line));
    let first = lines.find(|line| !line.trim_ascii().is_empty())?;
    of_line(first)
}

/// The prefix that a line can have.
pub(super) fn of_line(line: &[u8]) -> Option<Prefix<'_>> {
    let text = line.trim_ascii_start();
    let indent = line.len() - text.len();
    let is_mark = |mark: &&&[u8]| match text.strip_prefix(**mark) {
        // An option of a command is no comment.
        Some([next, ..]) if **mark == b"--" => next.is_ascii_whitespace(),
        behind => behind.is_some(),
    };
    if let Some(mark) = MARKS.iter().find(is_mark) {
        return text.get(..mark.len()).map(Prefix::Mark);
    }
    if length(line, Prefix::Number).is_some() {
        return Some(Prefix::Number);
    }
    let of_programs = [Prefix::Runtime, Prefix::Studio];
    let is_one = |prefix: &&Prefix| length(line, **prefix).is_some();
    if let Some(prefix) = of_programs.iter().find(is_one) {
        return Some(*prefix);
    }
    for sign in [b':', b'|', b']', b'>'] {
        if length(line, Prefix::Log(sign)).is_some() {
            return Some(Prefix::Log(sign));
        }
    }
    if length(line, Prefix::Container).is_some() {
        return Some(Prefix::Container);
    }
    (indent > 0).then_some(Prefix::Indent(indent))
}

/// How much of a line is its prefix.
pub(super) fn length(line: &[u8], prefix: Prefix) -> Option<usize> {
    let text = line.trim_ascii_start();
    let indent = line.len() - text.len();
    // One space belongs to the mark.
    let behind = |at: usize| at + usize::from(line.get(at) == Some(&b' '));
    match prefix {
        Prefix::Indent(most) => (indent >= most).then_some(most),
        Prefix::Mark(mark) => text.starts_with(mark).then(|| behind(indent + mark.len())),
        Prefix::Number => {
            let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let at = indent + digits;
            let is_number = (1..=6).contains(&digits);
            match line.get(at..)? {
                [b'\t', ..] if is_number => Some(at + 1),
                [b':' | b'|' | b'.' | b')', b' ' | b'\t', ..] if is_number => Some(at + 2),
                [b' ', b'|', ..] if is_number => Some(behind(at + 2)),
                [b':' | b'|' | b'.' | b')', b'\r' | b'\n', ..] if is_number => Some(at + 1),
                [b':' | b'|' | b'.' | b')'] if is_number => Some(at + 1),
                [] | [b'\r' | b'\n', ..] if is_number => Some(at),
                _ => None,
            }
        }
        Prefix::Log(sign) => log_length(line, sign),
        Prefix::Studio => {
            let head = line.get(..line.len().min(WORDS)).unwrap_or_default();
            let time = time_length(head)?;
            let is_level = |part: &[u8]| match part {
                [b' ', b' ', level, b' ', b' '] => b"VDIWEFA".contains(level),
                _ => false,
            };
            let place = head.get(time..)?.windows(5).position(is_level)?;
            Some(time + place + 5)
        }
        Prefix::Runtime => {
            let time = time_length(line.get(..line.len().min(WORDS))?)?;
            let rest = line.get(time..)?;
            let begins = |begin: &&&[u8]| rest.starts_with(begin);
            let begin = STREAMS.iter().find(begins)?;
            // A blank line may lack the space.
            matches!(rest.get(begin.len()), Some(b'F' | b'P')).then_some(())?;
            Some(behind(time + begin.len() + 1))
        }
        Prefix::Container => {
            let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-_./".contains(byte);
            let in_brackets = line.strip_prefix(b"[pod/");
            let name = in_brackets.unwrap_or(line);
            let length = name.iter().take_while(is_of_name).count();
            let rest = name
                .get(length..)
                .filter(|_| (1..WORDS).contains(&length))?;
            let blanks = rest.iter().take_while(|&&byte| byte == b' ').count();
            let (mark, blanks) = match in_brackets {
                Some(_) => (b']', 0),
                None => (b'|', blanks),
            };
            let is_mark = rest.get(blanks) == Some(&mark) && (blanks > 0 || in_brackets.is_some());
            let at = line.len() - rest.len() + blanks + 1;
            is_mark.then(|| behind(at))
        }
    }
}

/// What runtimes of containers write between a time and a tag.
const STREAMS: [&[u8]; 2] = [b"stdout ", b"stderr "];

/// Whether a runtime of containers cut a line there, which goes on in the next one.
fn is_part(line: &[u8]) -> bool {
    let head = line.get(..line.len().min(WORDS)).unwrap_or_default();
    let tag = |stream: &&[u8]| {
        let mut words = head.windows(stream.len() + 1);
        words.any(|part| part.starts_with(stream) && part.ends_with(b"P"))
    };
    STREAMS.iter().any(tag)
}

/// Bytes in which the words of a log end.
const WORDS: usize = 160;

/// How much of a line are the words of a log: a time, or a level and a name as of logcat, and whatever
/// stands up to a sign behind them.
fn log_length(line: &[u8], sign: u8) -> Option<usize> {
    let head = line.get(..line.len().min(WORDS)).unwrap_or_default();
    let time = time_length(head).unwrap_or(0);
    // `D/SensorsData(4711): `
    let is_brief = matches!(head, [b'V' | b'D' | b'I' | b'W' | b'E' | b'F', b'/', ..]);
    if time == 0 && !is_brief {
        return None;
    }
    let rest = head.get(time..)?;
    let mut found = None;
    for (place, pair) in rest.windows(2).enumerate() {
        // What begins a text ends the words.
        let [first, second] = pair else {
            break;
        };
        let begins = matches!(first, b'[' | b'"' | b'\'') && sign != b']';
        // A variable of a script, whose value follows.
        let is_name = *first == b' ' && *second == b'$';
        let is_address = rest
            .get(place..)
            .is_some_and(|rest| rest.starts_with(b"://"));
        if is_address {
            return None;
        }
        if begins || is_name || *first == b'{' {
            break;
        }
        if *first == sign && second.is_ascii_whitespace() {
            found = Some(time + place + 1);
            break;
        }
    }
    let end = match found {
        Some(end) => end,
        None if rest.last() == Some(&sign) => time + rest.len(),
        None => return None,
    };
    Some(end + usize::from(line.get(end) == Some(&b' ')))
}

/// How long a time at the beginning of a line is: digits and what parts them, with at least an hour and
/// its minutes.
fn time_length(line: &[u8]) -> Option<usize> {
    let inner = line.strip_prefix(b"[").unwrap_or(line);
    let is_of_time = |byte: &&u8| byte.is_ascii_digit() || b"-:./,T+Z ".contains(byte);
    let length = inner.iter().take_while(is_of_time).count();
    let time = inner.get(..length)?;
    let is_clock = time.windows(5).any(|part| match part {
        [hour @ .., b':', first, second] => {
            [first, second].iter().all(|byte| byte.is_ascii_digit())
                && hour.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    });
    is_clock.then_some(line.len() - inner.len() + length)
}

fn lines(input: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = super::mark_length(input);
    let rest = input.get(start..).unwrap_or_default();
    rest.split_inclusive(|&byte| byte == b'\n')
        .map(move |line| {
            let own = start;
            start += line.len();
            own..start
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undone(text: &str) -> Option<String> {
        let pieces = without_prefixes(text.as_bytes())?;
        Some(
            pieces
                .into_iter()
                .filter_map(|piece| text.get(piece))
                .collect(),
        )
    }

    #[test]
    fn prefixes_are_left_out() {
        for (text, expected) in [
            ("> GET / HTTP/1.1\n>\n> {}\n", "GET / HTTP/1.1\n\n{}\n"),
            ("  12\tGET /\n  13\t\n", "GET /\n\n"),
            ("8: a\n9: b", "a\nb"),
            (" 8 | a\n 9 |  b", "a\n b"),
            ("# curl \\\n#   -d a=b\n", "curl \\\n  -d a=b\n"),
            ("    a\n      b\n\n    c", "a\n  b\n\nc"),
            (
                "05-03 12:02:12.577  4711  4790 I SA.Data: {\n05-03 12:02:12.578  4711  4790 I SA.Data:   \"a\": 1}\n",
                "{\n  \"a\": 1}\n",
            ),
            ("D/SA.Data( 4711): {\nD/SA.Data( 4711): }", "{\n}"),
            ("2026-11-29T02:14:14.123Z app INFO: a=b\n", "a=b\n"),
            (
                "2026-11-29T02:14:14.123456789Z stdout F a: b\n2026-11-29T02:14:14.12Z stdout F \n\
                 2026-11-29T02:14:14.12Z stdout P {\"a\"\n2026-11-29T02:14:14.12Z stdout F :1}\n",
                "a: b\n\n{\"a\":1}\n",
            ),
            ("app-1  | a\napp-1  |\ndb_1   | b: c\n", "a\n\nb: c\n"),
            ("[pod/app-1/app] a\n[pod/app-1/app] b\n", "a\nb\n"),
            (
                "2026-11-29 02:14:14.123  1234-5678  Http   com.example   I  a: b\n\
                 2026-11-29 02:14:14.123  1234-5678  Http   com.example   I  \n",
                "a: b\n\n",
            ),
        ] {
            assert_eq!(undone(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "a=b\nc=d",
            "> a\nb",
            "",
            "12 monkeys",
            "{\"a\": 1}",
            "a|b\nc|d",
            "app | a\nno mark",
            "[a] b",
            "2026-11-29 02:14:14 sent to https://a.example/: [1]",
        ] {
            assert_eq!(undone(text), None, "{text}");
        }
    }
}
