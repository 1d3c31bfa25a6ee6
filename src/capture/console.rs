//! What programs say of the requests that they send: `curl -v`, `curl --trace` and `--trace-ascii`,
//! `wget -d`, and `http.client` of Python with all that is built on it.

use std::ops::Range;

use super::http::{begins_request, is_pseudo};
use super::lines;
use super::nested::{self, Undone};
use super::{Container, Item, shown};
use crate::bytes::codec::written::{Characters, Notation};
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "console",
    name: Some("what a program said while it sent requests"),
    recognize,
    open,
};

/// Lines that are looked at for what tells.
const TELLING: usize = 500;

/// Which program it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `> ` before each line of what was sent, `* ` before notes.
    Verbose,
    /// `=> Send data, 5 bytes (0x5)` and a dump below.
    Trace,
    /// `send: b'…'`
    Debug,
    /// `---request begin---` and `[POST data: …]`
    Wget,
}

fn form(input: &[u8]) -> Option<Form> {
    let mut has_note = false;
    let mut has_request = false;
    for (_, line) in lines(input).take(TELLING) {
        let own = behind_time(line);
        if own.starts_with(b"=> Send header, ") || own.starts_with(b"== Info: ") {
            return Some(Form::Trace);
        }
        if line == BEGIN {
            return Some(Form::Wget);
        }
        if sent(line).is_some_and(|text| begins_request(before_escape(line, &text))) {
            return Some(Form::Debug);
        }
        has_note |= own.starts_with(b"* ") || own.starts_with(b"< HTTP/");
        has_request |= own.strip_prefix(b"> ").is_some_and(begins_request);
        has_request |= pseudo(own).is_some();
        if has_note && has_request {
            return Some(Form::Verbose);
        }
    }
    None
}

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let because = match form(input)? {
        Form::Verbose => "it has the lines that curl -v writes",
        Form::Trace => "it has the lines that curl --trace writes",
        Form::Wget => "it has the lines that wget -d writes",
        Form::Debug => "it has the lines that Python writes of what it sends",
    };
    let mut has_request = false;
    each(input, &mut |_, _, _| {
        has_request = true;
        false
    });
    has_request.then_some((InputKind::Export, because))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    each(input, &mut |pieces, notation, because| {
        let codec = match notation {
            Notation::Plain => Codec::Lines,
            Notation::Hex => Codec::Numbers,
            _ => Codec::Escapes,
        };
        let undone = Undone { codec, because };
        nested::open_written_side(input, notation, pieces, undone, depth, &mut |mut item| {
            if let Item::Request(request) = &mut item
                && notation == Notation::Plain
            {
                shown::note_lost(request);
            }
            take(item);
        });
        true
    });
}

/// Takes the pieces of a request; whether more are wanted.
type Take<'t> = &'t mut dyn FnMut(&[Range<usize>], Notation, &'static str) -> bool;

/// Hands over the requests, by the pieces in which they are written, while more are wanted.
fn each(input: &[u8], take: Take) {
    match form(input) {
        Some(Form::Verbose) => verbose(input, take),
        Some(Form::Trace) => trace(input, take),
        Some(Form::Debug) => debug(input, take),
        Some(Form::Wget) => wget(input, take),
        None => {}
    }
}

/// A line without the time that `--trace-time` puts before it.
fn behind_time(line: &[u8]) -> &[u8] {
    match line {
        [
            b'0'..=b'9',
            b'0'..=b'9',
            b':',
            _,
            _,
            b':',
            _,
            _,
            b'.',
            rest @ ..,
        ] => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let rest = rest.get(digits..).unwrap_or_default();
            rest.strip_prefix(b" ").unwrap_or(rest)
        }
        _ => line,
    }
}

/// The requests of `curl -v`, whose bodies it does not show.
fn verbose(input: &[u8], take: Take) {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    let because = "curl puts a mark before each line";
    // What it says of HTTP/2 is in the lines of the request too, where these are there.
    let has_lines = lines(input).any(|(_, line)| behind_time(line).starts_with(b"> "));
    for (start, line) in lines(input).filter(|_| !has_lines) {
        let own = behind_time(line);
        let Some(place) = pseudo(own) else {
            continue;
        };
        if own
            .get(place.clone())
            .is_some_and(|own| own.starts_with(b":method"))
        {
            if !pieces.is_empty() && !take(&pieces, Notation::Plain, because) {
                return;
            }
            pieces.clear();
        }
        let from = start + line.len() - own.len();
        let end = start + line.len();
        pieces.push(from + place.start..from + place.end);
        pieces.push(end..end + line_end(input, end));
    }
    for (start, line) in lines(input) {
        let own = behind_time(line);
        let own_start = start + line.len() - own.len();
        // An empty line may have lost its blank.
        let text = own.strip_prefix(b"> ").or_else(|| own.strip_prefix(b">"));
        let Some(text) = text else {
            continue;
        };
        if begins_request(text) {
            if !pieces.is_empty() && !take(&pieces, Notation::Plain, because) {
                return;
            }
            pieces.clear();
            is_open = true;
        }
        if is_open {
            let from = own_start + own.len() - text.len();
            // With the end of the line.
            let end = start + line.len();
            pieces.push(from..end + line_end(input, end));
            is_open = !text.is_empty();
        }
    }
    if !pieces.is_empty() {
        take(&pieces, Notation::Plain, because);
    }
}

/// How long the end of a line is that is at a place.
fn line_end(input: &[u8], at: usize) -> usize {
    match input.get(at..) {
        Some([b'\r', b'\n', ..]) => 2,
        Some([b'\n', ..]) => 1,
        _ => 0,
    }
}

/// Where the header is that curl says it sends by HTTP/2: `* [HTTP/2] [1] [:method: POST]`.
fn pseudo(line: &[u8]) -> Option<Range<usize>> {
    let inner = line.strip_prefix(b"* ")?.strip_suffix(b"]")?;
    let start = inner.windows(2).position(|pair| pair == b"[:")?;
    let name = inner.get(start + 1..)?;
    is_pseudo(name)?.then_some(start + 3..line.len() - 1)
}

/// What begins and ends the head of a request that wget shows, and what its body has around it.
const BEGIN: &[u8] = b"---request begin---";
const END: &[u8] = b"---request end---";
const DATA: [&[u8]; 2] = [b"[POST data: ", b"[BODY data: "];

/// The requests of `wget -d`.
fn wget(input: &[u8], take: Take) {
    let because = "wget has lines of its own around what it sends";
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut is_head = false;
    for (start, line) in lines(input) {
        let end = start + line.len();
        let body = DATA.iter().find_map(|data| line.strip_prefix(*data));
        match body {
            _ if line == BEGIN => {
                if !pieces.is_empty() && !take(&pieces, Notation::Plain, because) {
                    return;
                }
                pieces.clear();
                is_head = true;
            }
            _ if line == END => is_head = false,
            Some(body) if !is_head && !pieces.is_empty() => {
                let body = body.strip_suffix(b"]").unwrap_or(body);
                let start = end - line.len() + DATA.first().map_or(0, |data| data.len());
                pieces.push(start..start + body.len());
            }
            _ if is_head => pieces.push(start..end + line_end(input, end)),
            _ => {}
        }
    }
    if !pieces.is_empty() {
        take(&pieces, Notation::Plain, because);
    }
}

/// A block of a trace: what was sent at once.
#[derive(Default)]
struct Block {
    /// Its bytes, and how many of them came in the lines above.
    size: usize,
    reached: usize,
    /// Where the last line ends.
    end: usize,
    is_head: bool,
    /// Whether the server sent it.
    is_answer: bool,
}

impl Block {
    /// What is shown for line ends that a dump as text leaves out before this offset.
    fn gap(&self, input: &[u8], offset: usize) -> Option<Range<usize>> {
        let is_return = input.get(self.end) == Some(&b'\r');
        let end = self.end + usize::from(is_return);
        (self.end > 0 && offset > self.reached && end < input.len()).then_some(end..end + 1)
    }
}

/// Where what both sides of a connection sent is in a trace.
#[derive(Default)]
struct Sides {
    request: Vec<Range<usize>>,
    answer: Vec<Range<usize>>,
}

impl Sides {
    fn side(&mut self, is_answer: bool) -> &mut Vec<Range<usize>> {
        match is_answer {
            true => &mut self.answer,
            false => &mut self.request,
        }
    }
}

/// The requests of a trace, which are dumped byte by byte or as text, each with what was answered.
fn trace(input: &[u8], take: Take) {
    let mut sides = Sides::default();
    let mut block = Block::default();
    let mut is_text = None;
    let because = "curl writes what it sends as a dump";
    let notation = |is_text| match is_text {
        Some(true) => Notation::Plain,
        _ => Notation::Hex,
    };
    for (start, line) in lines(input) {
        let own = behind_time(line);
        let end = start + line.len();
        let is_answer = own.starts_with(b"<= ");
        if is_answer || own.starts_with(b"=> ") || own.starts_with(b"== ") {
            let gap = block.gap(input, block.size);
            let side = sides.side(block.is_answer);
            side.extend(gap.filter(|_| is_text == Some(true)));
            let sent = own.strip_prefix(if is_answer { b"<= Recv " } else { b"=> Send " });
            let sent = sent.unwrap_or_default();
            let is_head = sent.starts_with(b"header, ");
            block = Block {
                // What is encrypted says nothing.
                size: match is_head || sent.starts_with(b"data, ") {
                    true => length(sent),
                    false => 0,
                },
                is_head,
                is_answer,
                ..Block::default()
            };
            continue;
        }
        if block.reached >= block.size {
            continue;
        }
        let colon = own
            .iter()
            .position(|&byte| byte == b':')
            .unwrap_or_default();
        let offset = own.get(..colon).filter(|offset| offset.len() >= 4);
        let offset = offset.and_then(|offset| std::str::from_utf8(offset).ok());
        let offset = offset.and_then(|offset| usize::from_str_radix(offset, 16).ok());
        let Some(offset) = offset else {
            continue;
        };
        let from = (end - own.len() + colon + 2).min(end);
        let dump = input.get(from..end).unwrap_or_default();
        let is_plain = *is_text.get_or_insert_with(|| !is_hex(dump));
        let is_first = offset == 0 && block.is_head && !block.is_answer;
        if is_first && !sides.request.is_empty() {
            // Another request begins.
            if !take(&sides.request, notation(is_text), because) {
                return;
            }
            if !sides.answer.is_empty() {
                take(&sides.answer, notation(is_text), because);
            }
            sides = Sides::default();
        } else if sides.request.is_empty() && !is_first {
            continue;
        } else if block.is_answer && sides.answer.is_empty() && !block.is_head {
            // Without its head it is not known what it is.
            continue;
        }
        let side = sides.side(block.is_answer);
        let length = match is_plain {
            true => dump.len(),
            false => HEX,
        };
        let length = length.min(block.size.saturating_sub(offset));
        if is_plain {
            side.extend(block.gap(input, offset));
            side.push(from..from + length);
        } else {
            side.push(from..from + dump.len().min(3 * length));
        }
        block.reached = offset + length;
        block.end = end;
    }
    let gap = block.gap(input, block.size);
    let side = sides.side(block.is_answer);
    side.extend(gap.filter(|_| is_text == Some(true)));
    for side in [sides.request, sides.answer] {
        if !side.is_empty() {
            take(&side, notation(is_text), because);
        }
    }
}

/// Bytes of a line of a dump.
const HEX: usize = 16;

/// The number of bytes that a line announces: `header, 260 bytes (0x104)`.
fn length(block: &[u8]) -> usize {
    let mut words = block.split(|&byte| byte == b' ');
    let number = words.nth(1).unwrap_or_default();
    let number = std::str::from_utf8(number).unwrap_or_default();
    number.parse().unwrap_or(0)
}

/// Whether a line of a dump is in digits.
fn is_hex(dump: &[u8]) -> bool {
    let is_first =
        matches!(dump, [a, b, b' ', ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
    is_first && dump.len() > 3 * HEX
}

/// Where the string of a line of Python's is: `send: b'…'`.
fn sent(line: &[u8]) -> Option<Range<usize>> {
    let place = line
        .windows(6)
        .take(LEVEL)
        .position(|part| part == b"send: ")?;
    let start = place + 6;
    let open = start + usize::from(line.get(start) == Some(&b'b'));
    let quote = *line.get(open)?;
    let inner = line.get(open + 1..)?;
    // What is cut has no end.
    let length = inner.strip_suffix(&[quote]).unwrap_or(inner).len();
    matches!(quote, b'\'' | b'"').then_some(open + 1..open + 1 + length)
}

/// Where in a line what is sent may begin, behind what a log has before it.
const LEVEL: usize = 120;

/// The beginning of a string, up to the first escape.
fn before_escape<'l>(line: &'l [u8], place: &Range<usize>) -> &'l [u8] {
    let text = line.get(place.clone()).unwrap_or_default();
    text.split(|&byte| byte == b'\\').next().unwrap_or_default()
}

/// The requests of Python, whose head and body are sent one after the other.
fn debug(input: &[u8], take: Take) {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let notation = Notation::Backslash(Characters::Bytes);
    let because = "Python writes what it sends in quotes";
    for (start, line) in lines(input) {
        let Some(place) = sent(line) else {
            continue;
        };
        let begins = begins_request(before_escape(line, &place));
        if begins && !pieces.is_empty() {
            if !take(&pieces, notation, because) {
                return;
            }
            pieces.clear();
        }
        // Of a body alone it is not known where it went.
        if pieces.is_empty() && !begins {
            continue;
        }
        pieces.push(start + place.start..start + place.end);
    }
    if !pieces.is_empty() {
        take(&pieces, notation, because);
    }
}

#[cfg(test)]
mod tests {
    use super::super::written_tests::{self, read_as};
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        written_tests::check(text, expected);
        written_tests::check(&text.replace('\n', "\r\n"), expected);
    }

    #[test]
    fn what_curl_says_is_read() {
        check(
            "*   Trying 192.0.2.1:443...\n* using HTTP/2\n> POST /sa?b=c HTTP/2\n> Host: a.example\n> A: b\n>\n\
             } [5 bytes data]\n< HTTP/2 200\n< A: c\n<\n{\"d\":1}\n> GET / HTTP/1.1\n> Host: b.example\n> \n",
            &[
                "POST //a.example/sa?b=c [Host=a.example; A=b]",
                "GET //b.example/ [Host=b.example]",
            ],
        );
    }

    #[test]
    fn what_curl_says_of_http_2_is_read() {
        let text = "* using HTTP/2\n* [HTTP/2] [1] [:method: GET]\n* [HTTP/2] [1] [:authority: a.example]\n\
            * [HTTP/2] [1] [:path: /b?c=d]\n";
        let expected = "GET //a.example/b?c=d [:method=GET; :authority=a.example; :path=/b?c=d]";
        check(text, &[expected]);
        check(&text.repeat(2), &[expected, expected]);
        let both = [text, "> GET /b?c=d HTTP/2\n> Host: a.example\n>\n"].concat();
        check(&both, &["GET //a.example/b?c=d [Host=a.example]"]);
    }

    #[test]
    fn what_wget_says_is_read() {
        let text = "Setting --post-data (postdata) to e=f\nCreated socket 4.\n---request begin---\n\
            POST /a HTTP/1.1\nHost: b.example\n\n---request end---\n[POST data: c=d]\nHTTP request sent\n\
            ---response begin---\nHTTP/1.1 200 OK\n\n---response end---\n";
        let expected = "POST //b.example/a [Host=b.example] form c=d";
        check(text, &[expected]);
        check(&text.repeat(2), &[expected, expected]);
    }

    #[test]
    fn dumps_are_put_together() {
        let text = "== Info: Connected\n=> Send SSL data, 5 bytes (0x5)\n0000: 17 03 03 00 01                                  .....\n\
            => Send header, 38 bytes (0x26)\n\
            0000: 50 4f 53 54 20 2f 61 20 48 54 54 50 2f 31 2e 31 POST /a HTTP/1.1\n\
            0010: 0d 0a 48 6f 73 74 3a 20 62 2e 65 78 61 6d 70 6c ..Host: b.exampl\n\
            0020: 65 0d 0a 0d 0a                                  e....\n\
            == Info: more\n=> Send data, 3 bytes (0x3)\n0000: 63 3d 64                                        c=d\n\
            <= Recv header, 17 bytes (0x11)\n0000: 48 54 54 50                                     HTTP\n";
        let expected = "POST //b.example/a [Host=b.example] form c=d";
        check(text, &[expected]);
        check(&[text, text].concat(), &[expected, expected]);
        let timed = text.replace("=> ", "02:14:13.801463 => ");
        check(&timed, &[expected]);
        check(
            "=> Send header, 37 bytes (0x25)\n0000: POST /a HTTP/1.1\n0012: Host: b.example\n0023:\n\
             => Send data, 3 bytes (0x3)\n0000: c=d\n<= Recv data, 3 bytes (0x3)\n0000: e=f\n",
            &[expected],
        );
    }

    #[test]
    fn answers_that_may_be_encrypted_follow_their_requests() {
        let sent = "=> Send header, 37 bytes (0x25)\n0000: POST /a HTTP/1.1\n0012: Host: b.example\n0023:\n\
            => Send data, 3 bytes (0x3)\n0000: c=d\n";
        let answer = "<= Recv header, 17 bytes (0x11)\n0000: HTTP/1.1 200 OK\n<= Recv header, 2 bytes (0x2)\n\
            0000: \n<= Recv data, 16 bytes (0x10)\n0000: h4ByfABqFUitCMFh\n";
        let plain = answer.replace("h4ByfABqFUitCMFh", "{\"a\":\"bcdefgh\"}");
        let lost = sent
            .replace("37 bytes (0x25)", "44 bytes (0x2c)")
            .replace("Host: b.example\n0023:", "Content-Encoding: gzip\n002a:")
            .replace("c=d", "..x");
        assert_eq!(
            read_as(lost.as_bytes(), InputKind::Export)[0],
            "body-lost",
            "{lost}"
        );
        let request = "POST //b.example/a [Host=b.example] form c=d";
        let read = "- - bytes \"h4ByfABqFUitCMFh\"";
        let text = [sent, answer, sent, &plain, sent, answer].concat();
        check(&text, &[request, read, request, request, read]);
    }

    #[test]
    fn what_python_says_is_read() {
        let text = "DEBUG:urllib3.connectionpool:Starting\nsend: b'POST /a HTTP/1.1\\r\\nHost: b.example\\r\\n\\r\\n'\n\
            send: b\"c=d'\"\nreply: 'HTTP/1.1 200 OK\\r\\n'\nheader: Date: x\n";
        let expected = "POST //b.example/a [Host=b.example] form c=d'";
        check(&[text, text].concat(), &[expected, expected]);
        check(
            "send: 'GET /a HTTP/1.1\\r\\nHost: b.example\\r\\n\\r\\n'\nreply: 'HTTP",
            &["GET //b.example/a [Host=b.example]"],
        );
    }

    #[test]
    fn what_no_program_said_is_none() {
        for text in ["* one\n* two", "Please send: b'a'", "0000: 50 4f 53 54"] {
            assert_eq!(
                read_as(text.as_bytes(), InputKind::Export),
                ["no command"],
                "{text}"
            );
        }
    }
}
