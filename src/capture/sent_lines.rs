//! Logs that have what was sent in many lines, with those of other connections and threads between them:
//! the wire log of Apache's HttpClient, dumps of Netty, and logs of Android.
//!
//! <https://hc.apache.org/httpcomponents-client-4.5.x/logging.html> and
//! <https://developer.android.com/tools/logcat#outputFormat> have the formats.

use std::ops::Range;

use super::messages::lines;
use super::nested::{self, Undone};
use super::{Container, Item, http, mark_length, okhttp};
use crate::bytes::codec::written::{self, Notation};
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "mixed-log",
    name: Some("a log with requests in pieces"),
    recognize,
    open,
};

const BECAUSE: &str = "each line says of which connection or thread it is";

/// Bytes in which the first request of a log begins.
const BEGINNING: usize = 1 << 16;

/// Bytes of a line in which it says of which connection or thread it is.
const HEAD: usize = 300;

/// Connections or threads that can be open at the same time.
const OPEN: usize = 100;

/// What is of one connection or thread, in its order.
struct Sent<'i> {
    of: &'i [u8],
    notation: Notation,
    pieces: Vec<Range<u32>>,
}

impl Sent<'_> {
    fn bytes(&self, input: &[u8]) -> Vec<u8> {
        written::decode(input, self.notation, &self.pieces)
    }

    /// Whether its bytes begin a request, or are a log of requests.
    fn is_request(&self, bytes: &[u8]) -> bool {
        match self.notation {
            Notation::Plain => (okhttp::CONTAINER.recognize)(bytes, 0).is_some(),
            _ => http::begins_with_method(bytes),
        }
    }
}

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let beginning = input.get(..input.len().min(BEGINNING)).unwrap_or_default();
    // Most captures are JSON, which is not looked at line by line.
    if beginning.starts_with(b"{") || beginning.starts_with(b"[{") {
        return None;
    }
    each(beginning, &mut Vec::new())
        .iter()
        .any(|sent| sent.is_request(&sent.bytes(input)))
        .then_some((InputKind::Export, BECAUSE))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let mut others = Vec::new();
    for sent in each(input, &mut others) {
        let bytes = sent.bytes(input);
        if !sent.is_request(&bytes) {
            // Beside what came back, it can be the rest of a request or what a program says.
            if !bytes.starts_with(b"HTTP") {
                others.extend(bytes);
            }
            continue;
        }
        let undone = Undone {
            codec: match sent.notation {
                Notation::Hex => Codec::Numbers,
                Notation::Brackets => Codec::Escapes,
                _ => Codec::Lines,
            },
            because: BECAUSE,
        };
        let pieces = sent.pieces.iter();
        let pieces = pieces.map(|piece| piece.start as usize..piece.end as usize);
        let pieces: Vec<_> = pieces.collect();
        nested::open_written(input, sent.notation, &pieces, undone, depth, take);
    }
    if !others.trim_ascii().is_empty() {
        take(Item::Text(others, 0..input.len() as u64));
    }
}

/// What stands below a line that says of which connection or thread it is.
#[derive(Clone, Copy)]
enum Below {
    /// A dump, by what finds the digits of a row, and whether it was sent.
    Dump(fn(&[u8]) -> Option<Range<usize>>, bool),
    /// A message, and whether its first line was read.
    Message(bool),
}

/// What was sent, by connection and by thread. Adds the lines that are of none to `others`.
fn each<'i>(input: &'i [u8], others: &mut Vec<u8>) -> Vec<Sent<'i>> {
    let mut all: Vec<Sent> = Vec::new();
    let mut heading: Option<(&[u8], Below)> = None;
    for (start, line) in lines(input, mark_length(input)) {
        let begins = netty(line).or_else(|| ngrep(line)).or_else(|| long(line));
        if begins.is_some() {
            heading = begins;
            continue;
        }
        let found = match &mut heading {
            Some((of, Below::Dump(row, is_sent))) => match row(line) {
                Some(_) if !*is_sent => continue,
                place => place.map(|place| (*of, Notation::Hex, place)),
            },
            Some((of, Below::Message(is_read))) => match *is_read && line.is_empty() {
                // A blank line ends a message.
                true => continue,
                false => {
                    *is_read = true;
                    Some((*of, Notation::Plain, 0..line.len()))
                }
            },
            None => wire(line).or_else(|| thread(line)),
        };
        let Some((of, notation, place)) = found else {
            if position(line, b" << \"").is_none() {
                others.extend_from_slice(line);
                others.push(b'\n');
            }
            continue;
        };
        let end = match notation {
            // With the end of the line.
            Notation::Plain => input.len().min(start + line.len() + 1),
            _ => start + place.end,
        };
        let place = (start + place.start) as u32..end as u32;
        let mut open = all.iter_mut().rev().take(OPEN);
        match open.find(|sent| sent.of == of) {
            Some(sent) => sent.pieces.push(place),
            None => all.push(Sent {
                of,
                notation,
                pieces: Vec::from([place]),
            }),
        }
    }
    all
}

type Found<'l> = (&'l [u8], Notation, Range<usize>);

/// `… http-outgoing-0 >> "Host: a.example[\r][\n]"`
fn wire(line: &[u8]) -> Option<Found<'_>> {
    let head = line.get(..line.len().min(HEAD))?;
    let mark = position(head, b" >> \"")?;
    let of = head.get(..mark)?.rsplit(|&byte| byte == b' ').next()?;
    let is_one = position(of, b"http-outgoing").is_some() || position(head, b".wire").is_some();
    let end = line.strip_suffix(b"\"")?.len();
    let start = mark + 5;
    (is_one && start <= end).then_some((of, Notation::Brackets, start..end))
}

/// `… [a1b2c3d4-1, L:/192.0.2.1:50000 - R:a.example/192.0.2.2:443] WRITE: 861B`, and whether it was sent.
fn netty(line: &[u8]) -> Option<(&[u8], Below)> {
    let head = line.get(..line.len().min(HEAD))?.strip_suffix(b"B")?;
    let mut words = head.rsplit(|&byte| byte == b' ');
    let length = words.next()?;
    let is_sent = match words.next()? {
        b"WRITE:" => true,
        b"READ:" => false,
        _ => return None,
    };
    length.iter().all(u8::is_ascii_digit).then_some(())?;
    // Some layouts leave out which connection it is.
    let local = position(head, b", L:").unwrap_or(0);
    let of = head.get(..local)?.rsplit(|&byte| byte == b'[').next()?;
    Some((of, Below::Dump(row_of_netty, is_sent)))
}

/// `T 192.0.2.1:40001 -> 192.0.2.2:80 [AP] #4`
fn ngrep(line: &[u8]) -> Option<(&[u8], Below)> {
    let end = position(line.strip_prefix(b"T ")?, b" [")? + 2;
    let of = line.get(..end)?;
    position(of, b" -> ")?;
    Some((of, Below::Dump(row_of_ngrep, true)))
}

/// `  50 4f 53 54 20 2f 73 61  3f …    POST /sa?…`: where the digits stand.
fn row_of_ngrep(line: &[u8]) -> Option<Range<usize>> {
    let place = 2..line.len().min(DIGITS);
    let digits = line.strip_prefix(b"  ")?.get(..place.len())?;
    let is_one = |byte: &u8| byte.is_ascii_hexdigit() || *byte == b' ';
    digits.iter().all(is_one).then_some(place)
}

/// Columns in which the digits of sixteen bytes end, in two groups.
const DIGITS: usize = 51;

/// `|00000000| 50 4f 53 54 … |POST…|`: where the digits stand.
fn row_of_netty(line: &[u8]) -> Option<Range<usize>> {
    let rest = line.strip_prefix(b"|")?;
    let (offset, rest) = rest.split_at_checked(8)?;
    let rest = rest.strip_prefix(b"|")?;
    let length = rest.iter().position(|&byte| byte == b'|')?;
    offset
        .iter()
        .all(u8::is_ascii_hexdigit)
        .then_some(10..10 + length)
}

/// `[ 01-02 03:04:05.678  4321: 4388 I/okhttp.OkHttpClient ]`: its process, thread and tag.
fn long(line: &[u8]) -> Option<(&[u8], Below)> {
    let inner = line.strip_prefix(b"[ ")?.strip_suffix(b" ]")?;
    let (time, of) = inner.split_at_checked(TIME)?;
    (is_time(time) && of.contains(&b':') && of.contains(&b'/'))
        .then_some((of, Below::Message(false)))
}

/// `01-02 03:04:05.678  4321  1001 I okhttp.OkHttpClient: --> GET https://a.example/`
fn thread(line: &[u8]) -> Option<Found<'_>> {
    let head = line.get(..line.len().min(HEAD))?;
    let (time, rest) = head.split_at_checked(TIME)?;
    let tag = position(rest, b": ").or_else(|| rest.strip_suffix(b":").map(<[u8]>::len))?;
    let of = rest.get(..tag)?;
    let mut words = of
        .split(|&byte| byte == b' ')
        .filter(|word| !word.is_empty());
    let mut is_number = || {
        words
            .next()
            .is_some_and(|word| word.iter().all(u8::is_ascii_digit))
    };
    let is_one = is_time(time) && is_number() && is_number();
    let start = (TIME + tag + 2).min(line.len());
    is_one.then_some((of, Notation::Plain, start..line.len()))
}

/// Bytes of `01-02 03:04:05.678`.
const TIME: usize = 18;

fn is_time(text: &[u8]) -> bool {
    text.iter().enumerate().all(|(place, byte)| match place {
        2 => *byte == b'-',
        5 => *byte == b' ',
        8 | 11 => *byte == b':',
        14 => *byte == b'.',
        _ => byte.is_ascii_digit(),
    })
}

fn position(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The address and the body of each request.
    fn read(log: &str) -> Vec<String> {
        assert!(recognize(log.as_bytes(), 0).is_some(), "{log}");
        let mut found = Vec::new();
        open(log.as_bytes(), 0, &mut |item| {
            if let Item::Request(request) = item {
                let url = request.url.as_deref().unwrap_or_default();
                let body = request.steps.last().map(|step| step.output);
                let body = body.map_or("", |body| request.text(body).trim());
                found.push(format!("{url} {body}"));
            }
        });
        found
    }

    #[test]
    fn what_connections_sent_is_parted_in_the_wire_log_of_apache() {
        let line =
            |of, text| format!("03:04 DEBUG org.apache.http.wire - http-outgoing-{of}{text}\n");
        let log = [
            line(0, r#" >> "POST /a HTTP/1.1[\r][\n]""#),
            line(1, r#" >> "POST /b HTTP/1.1[\r][\n]""#),
            line(0, r#" >> "Host: a.example[\r][\n]""#),
            line(1, r#" >> "Host: b.example[\r][\n]""#),
            line(0, r#" >> "[\r][\n]""#),
            line(1, r#" >> "[\r][\n]""#),
            line(1, r#" >> "{"d":[0,1]}""#),
            line(0, r#" >> "{"c":"[0xc3][0x9c]"[\n]""#),
            line(0, r#" >> "}""#),
            line(0, r#" << "HTTP/1.1 200 OK[\r][\n]""#),
        ];
        assert_eq!(
            read(&log.concat()),
            [
                "//a.example/a {\"c\":\"Ü\"\n}",
                "//b.example/b {\"d\":[0,1]}"
            ]
        );
    }

    #[test]
    fn dumps_of_a_connection_are_put_together() {
        let netty = "DEBUG [a1-1, L:/192.0.2.1:5 - R:a.example/192.0.2.2:443] WRITE: 36B\n\
            |00000000| 50 4f 53 54 20 2f 61 20 48 54 54 50 2f 31 2e 31 |POST /a HTTP/1.1|\n\
            |00000010| 0d 0a 48 6f 73 74 3a 20 61 2e 62 0d 0a 0d 0a    |..Host: a.b.... |\n\
            DEBUG [a1-1, L:/192.0.2.1:5 - R:a.example/192.0.2.2:443] WRITE: 2B\n\
            |00000000| 7b 7d                                           |{}              |\n\
            DEBUG [a1-1, L:/192.0.2.1:5 - R:a.example/192.0.2.2:443] READ: 4B\n\
            |00000000| 48 54 54 50                                     |HTTP            |\n";
        assert_eq!(read(netty), ["//a.b/a {}"]);
        let bare = netty.replace("[a1-1, L:/192.0.2.1:5 - R:a.example/192.0.2.2:443] ", "");
        assert_eq!(read(&bare), ["//a.b/a {}"]);
        let ngrep = "T 192.0.2.1:5 -> 192.0.2.2:80 [AP] #4\n  \
            50 4f 53 54 20 2f 61 20  48 54 54 50 2f 31 2e 31    POST /a HTTP/1.1\n  \
            0d 0a 48 6f 73 74 3a 20  61 2e 62 0d 0a 0d 0a 7b    ..Host: a.b....{\n  \
            7d                                                  }\n\n\
            T 192.0.2.2:80 -> 192.0.2.1:5 [AP] #5\n  48 54 54 50    HTTP\n";
        assert_eq!(read(ngrep), ["//a.b/a {}"]);
    }

    #[test]
    fn what_threads_logged_is_parted() {
        let line =
            |of, text| format!("01-02 03:04:05.678  4321  {of} I okhttp.OkHttpClient: {text}\n");
        let log = [
            line(1001, "--> POST https://a.example/"),
            line(1002, "--> POST https://b.example/"),
            line(1001, "A: b"),
            line(1002, ""),
            line(1001, ""),
            line(1002, "{\"b\":1}"),
            line(1001, "{\"a\":1}"),
            line(1002, "--> END POST (7-byte body)"),
            line(1001, "--> END POST (7-byte body)"),
        ];
        let expected = [
            "https://a.example/ {\"a\":1}",
            "https://b.example/ {\"b\":1}",
        ];
        assert_eq!(read(&log.concat()), expected);
        let line = |of, text| {
            format!("[ 01-02 03:04:05.678  4321: {of} I/okhttp.OkHttpClient ]\n{text}\n\n")
        };
        let log = [
            line(1001, "--> POST https://a.example/"),
            line(1002, "--> POST https://b.example/"),
            line(1001, ""),
            line(1002, ""),
            line(1001, "{\"a\":1}"),
            line(1002, "{\"b\":1}"),
            line(1002, "--> END POST (7-byte body)"),
            line(1001, "--> END POST (7-byte body)"),
        ];
        assert_eq!(read(&log.concat()), expected);
    }
}
