//! What mitmdump shows of requests with their details. It is a view and not the data: forms are shown
//! decoded, one field a line, JSON with line ends, bytes as a dump.

use std::ops::Range;

use super::answer;
use super::code::Text;
use super::draft::{Builder, Content, Draft, Pair, is_address};
use super::http;
use super::lines;
use super::{Container, Item};
use crate::bytes::codec::written::{Characters, Notation};
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "mitmdump",
    name: Some("what mitmdump showed"),
    recognize,
    open,
};

/// Lines in which the first request must come.
const TELLING: usize = 500;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let mut has_head = false;
    for (_, line) in lines(input).take(TELLING) {
        // A request with its details, or with its answer.
        let follows = line.starts_with(b"    ") || is_status(line);
        if has_head && follows {
            return Some((InputKind::Export, "it has the lines that mitmdump shows"));
        }
        has_head = head(line).is_some();
    }
    None
}

/// The method and the address of a first line, as places in it: `127.0.0.1:40160: POST https://…`.
fn head(line: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
    let mut words = line.split(|&byte| byte == b' ');
    let client = words.next()?;
    let port = client
        .strip_suffix(b":")?
        .rsplit(|&byte| byte == b':')
        .next()?;
    let is_port =
        !port.is_empty() && port.len() < client.len() - 1 && port.iter().all(u8::is_ascii_digit);
    let (method, address) = (words.next()?, words.next()?);
    let is_head = is_port && http::is_method(method) && is_address(address);
    let start = client.len() + 1;
    let end = start + method.len();
    is_head.then_some((start..end, end + 1..end + 1 + address.len()))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    let builder = Builder {
        input,
        because: "mitmdump shows the body below the headers",
    };
    let (mut shown, mut answer): (Option<Shown>, Option<Shown>) = (None, None);
    let mut hand_over = |shown: Option<Shown>, answer: Option<Shown>| {
        if let Some(shown) = shown {
            builder.build(shown.draft(input), take);
        }
        if let Some(shown) = answer {
            builder.build(shown.draft(input), &mut |item| answered(item, take));
        }
    };
    for (start, line) in lines(input) {
        if let Some((method, address)) = head(line) {
            hand_over(shown.take(), answer.take());
            let method = line.get(method).unwrap_or_default();
            let mut draft = Draft::at(start..start + line.len());
            draft.method = Some(String::from_utf8_lossy(method).into_owned());
            // With few details, what is long is cut.
            let own = line.get(address.clone()).unwrap_or_default();
            let own = own.strip_suffix("…".as_bytes()).unwrap_or(own);
            draft.is_cut = own.len() < address.len();
            let address = start + address.start..start + address.start + own.len();
            draft.address = Some(Text::plain(address));
            shown = Some(Shown::of(draft));
        } else if shown.is_some() && is_status(line) {
            answer = Some(Shown::of(Draft::at(start..start + line.len())));
        } else if let Some(shown) = answer.as_mut().or(shown.as_mut()) {
            shown.line(start, line);
        }
    }
    hand_over(shown, answer);
}

/// Whether a line is the first one of an answer: ` << 200 OK 25b`.
fn is_status(line: &[u8]) -> bool {
    line.trim_ascii_start().starts_with(b"<< ")
}

/// Hands over an answer, where a format may want it.
fn answered(item: Item, take: &mut dyn FnMut(Item)) {
    let Item::Request(mut request) = item else {
        return;
    };
    let body = request.steps.last().map(|step| step.output);
    if body.is_some_and(|body| answer::may_be_sealed(request.store.in_memory(body), false)) {
        request.is_answer = true;
        take(Item::Request(request));
    }
}

/// A request, as far as its lines were passed.
struct Shown {
    draft: Draft,
    /// The lines of the body without what indents them.
    body: Vec<Range<usize>>,
    is_body: bool,
    is_over: bool,
}

impl Shown {
    fn of(draft: Draft) -> Shown {
        Shown {
            draft,
            body: Vec::new(),
            is_body: false,
            is_over: false,
        }
    }

    fn line(&mut self, start: usize, line: &[u8]) {
        let own = line.strip_prefix(b"    ");
        let is_blank = line.trim_ascii().is_empty();
        if self.is_over || own.is_none() && !is_blank {
            self.is_over = true;
            return;
        }
        let place = start + 4.min(line.len())..start + line.len();
        // JSON is no header, also where the line before it is lost.
        self.is_body |= matches!(own, Some([b'{' | b'[', ..]));
        if is_blank {
            self.is_body = true;
            if self.body.is_empty() {
                return;
            }
        }
        if self.is_body {
            if own == Some(b"(cut off)") {
                self.draft.is_cut = true;
                return;
            }
            self.body.push(place);
            return;
        }
        let own = own.unwrap_or_default();
        if let Some(colon) = own.iter().position(|&byte| byte == b':') {
            let value = own.get(colon + 1..).unwrap_or_default();
            let blanks = value.len() - value.trim_ascii_start().len();
            let value = Text::plain(place.start + colon + 1 + blanks..place.end);
            let name = Text::plain(place.start..place.start + colon);
            self.draft.headers.push((name, value));
            self.draft.place.end = place.end;
        }
    }

    /// The request, with its body.
    fn draft(self, input: &[u8]) -> Draft {
        let mut draft = self.draft;
        let mut body = self.body;
        let text = |place: &Range<usize>| input.get(place.clone()).unwrap_or_default();
        while body
            .last()
            .is_some_and(|line| text(line).trim_ascii().is_empty())
        {
            body.pop();
        }
        let find = |name: &[u8]| {
            let mut headers = draft
                .headers
                .iter()
                .filter_map(|(own, value)| own.pieces.first().zip(value.pieces.first()));
            let header = headers.find(|(own, _)| text(own).eq_ignore_ascii_case(name));
            header.map(|(_, value)| text(value))
        };
        let kind = find(b"content-type").unwrap_or_default();
        let is_of_parts = kind.windows(9).any(|part| part == b"form-data");
        let is_form = is_of_parts || kind.windows(10).any(|part| part == b"urlencoded");
        // Above the fields of parts stands what they are.
        if is_of_parts
            && body
                .first()
                .is_some_and(|line| text(line).ends_with(b"Form data:"))
        {
            body.remove(0);
        }
        // Of a request without a body the fields of its address are shown.
        let has_body = find(b"content-length").is_some_and(|length| length != b"0")
            || find(b"transfer-encoding").is_some()
            || !matches!(draft.method.as_deref(), Some("GET" | "HEAD" | "OPTIONS"));
        let (Some(first), Some(last)) = (body.first(), body.last()) else {
            return draft;
        };
        if !has_body {
            return draft;
        }
        draft.place.end = last.end;
        draft.content = Some(if dump(text(first)).is_some() {
            let pieces = body.iter().filter_map(|line| {
                let digits = dump(text(line))?;
                Some(line.start + digits.start..line.start + digits.end)
            });
            Content::Text(Text {
                pieces: pieces.collect(),
                notation: Notation::Hex,
                is_whole: true,
            })
        } else if is_form {
            Content::Form(fields(input, &body))
        } else {
            // With the line ends, which follow each but the last.
            let ends = body.iter().skip(1).map(|next| next.start - 4);
            let ends = ends.chain([last.end]);
            let pieces = body
                .iter()
                .zip(ends)
                .map(|(line, end)| line.start..end.max(line.end));
            Content::Text(Text {
                pieces: pieces.collect(),
                notation: Notation::Plain,
                is_whole: true,
            })
        });
        draft
    }
}

/// Where the digits of a line of a dump are, behind its offset and before its characters.
fn dump(line: &[u8]) -> Option<Range<usize>> {
    let offset = line
        .iter()
        .take_while(|byte| byte.is_ascii_hexdigit())
        .count();
    let rest = line.get(offset..)?;
    let mark = usize::from(rest.starts_with(b":"));
    let rest = rest.get(mark..)?;
    let blanks = rest.iter().take_while(|&&byte| byte == b' ').count();
    let digits = rest.get(blanks..)?;
    let is_dump =
        matches!(digits, [a, b, b' ', ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
    let end = digits
        .windows(3)
        .position(|part| part == b"   ")
        .unwrap_or(digits.len());
    let start = offset + mark + blanks;
    (offset >= 4 && blanks > 0 && is_dump).then_some(start..start + end)
}

/// Fields of a form: a name, a colon and the value, or that in a line below.
fn fields(input: &[u8], body: &[Range<usize>]) -> Vec<Pair> {
    let text = |place: &Range<usize>| input.get(place.clone()).unwrap_or_default();
    let mut fields = Vec::new();
    let mut body = body.iter().peekable();
    while let Some(line) = body.next() {
        let own = text(line);
        let Some(colon) = own.iter().position(|&byte| byte == b':') else {
            continue;
        };
        let name = Text::plain(line.start..line.start + colon);
        let mut place = line.start + colon + 1..line.end;
        if text(&place).trim_ascii().is_empty()
            && let Some(next) = body.next_if(|next| text(next).starts_with(b"  "))
        {
            place = next.clone();
        }
        let own = text(&place);
        let blanks = own.len() - own.trim_ascii_start().len();
        place.start += blanks;
        place.end -= own
            .get(blanks..)
            .map_or(0, |own| own.len() - own.trim_ascii_end().len());
        fields.push((name, value(text(&place), place)));
    }
    fields
}

/// A value, which newer versions put in quotes as YAML has them.
fn value(text: &[u8], place: Range<usize>) -> Text {
    let notation = match text {
        [b'\'', .., b'\''] => Notation::Doubled(b'\''),
        [b'"', .., b'"'] => Notation::Backslash(Characters::Unicode),
        _ => return Text::plain(place),
    };
    Text::new(place.start + 1..place.end - 1, notation)
}

#[cfg(test)]
mod tests {
    use super::super::written_tests::{self, read_as};
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        written_tests::check(text, expected);
        let crlf = text.replace('\n', "\r\n");
        let expected: Vec<_> = expected
            .iter()
            .map(|expected| expected.replace("\\n", "\\r\\n"))
            .collect();
        assert_eq!(
            read_as(crlf.as_bytes(), InputKind::Export),
            expected,
            "{text}"
        );
    }

    #[test]
    fn views_are_read() {
        check(
            "[01:43:39.377][127.0.0.1:53882] client connect\n\
127.0.0.1:53892: POST https://a.example/sa?b=c HTTP/2.0
    Content-Type: application/x-www-form-urlencoded
    content-length: 5

    d: '1'
    e: 
      it's
    f:    g

 << HTTP/2.0 200 OK 55b
    date: x

    <p>

127.0.0.1:53892: GET https://a.example/?b=c
    accept: */*

    b: c

 << 200 OK 0b
[::1]:5: PUT http://b.example/
    content-length: 3

    [
        1
    ]
",
            &[
                "POST https://a.example/sa?b=c [Content-Type=application/x-www-form-urlencoded; content-length=5] form d=1&e=it's&f=g",
                "GET https://a.example/?b=c [accept=*/*]",
                "PUT http://b.example/ [content-length=3] bytes \"[\\n    1\\n]\"",
            ],
        );
        check(
            "127.0.0.1:5: POST http://b.example/\n    content-type: multipart/form-data; boundary=-\n\n    \
             Form data:\n    \n    a:  b\n    gzip: 1\n",
            &[
                "POST http://b.example/ [content-type=multipart/form-data; boundary=-] form a=b&gzip=1",
            ],
        );
        check(
            "127.0.0.1:5: POST http://b.example/\n    content-length: 3\n\n    0000:   7b 22 61 22  3a 31 20 20   {\"a\":1\n    0010:   7d   }\n",
            &["POST http://b.example/ [content-length=3] bytes \"{\\\"a\\\":1  }\""],
        );
    }

    #[test]
    fn answers_that_may_be_encrypted_follow_their_requests() {
        check(
            "127.0.0.1:5: POST http://192.0.2.1/b
    Host: a.example:8080

    {}

 << 200 OK 16b
    content-type: text/plain

    h4ByfABqFUitCMFh

127.0.0.1:5: GET http://a.example/c?d=e…
 << 200 OK 2b

    {}
",
            &[
                "POST http://a.example:8080/b [Host=a.example:8080] bytes \"{}\"",
                "- - [content-type=text/plain] bytes \"h4ByfABqFUitCMFh\"",
                "command-cut",
                "GET http://a.example/c?d=e",
            ],
        );
    }

    #[test]
    fn what_is_no_view_is_none() {
        for text in [
            "127.0.0.1:5: POST http://b.example/",
            "note: POST http://b.example/\n    content-length: 3",
        ] {
            assert_eq!(
                read_as(text.as_bytes(), InputKind::Export),
                ["no command"],
                "{text}"
            );
        }
    }
}
