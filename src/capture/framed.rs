//! Requests in frames of lines, as loggers of apps draw them: the interceptor for OkHttp by Ihsan Bal and what
//! was made of it (<https://github.com/ihsanbal/LoggingInterceptor>), and `pretty_dio_logger` for Dart
//! (<https://pub.dev/packages/pretty_dio_logger>).
//!
//! Both break long lines where nothing is broken, and have the answers in frames too.

use std::ops::Range;

use super::code::Text;
use super::draft::{Builder, Content, Draft, Pair, is_address};
use super::http::is_method;
use super::{Container, Item, lines};
use crate::bytes::codec::written::Notation;
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "framed-log",
    name: Some("a log with requests in frames"),
    recognize,
    open,
};

/// Bytes in which the first frame of a log begins.
const BEGINNING: usize = 1 << 16;

/// Bytes of a log before the frame in a line.
const HEAD: usize = 200;

/// Characters after which the logger for OkHttp breaks a line.
const OKHTTP: usize = 110;

/// What the logger for Dart shows beside the headers that were sent.
const SETTINGS: [&[u8]; 5] = [
    b"contentType",
    b"responseType",
    b"followRedirects",
    b"connectTimeout",
    b"receiveTimeout",
];

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let beginning = input.get(..input.len().min(BEGINNING)).unwrap_or_default();
    let mut all = lines(beginning);
    let begins = all.any(|(_, line)| row(line).is_some_and(|row| row.begins()));
    begins.then_some((
        InputKind::Export,
        "frames are drawn around the requests in it, as loggers of apps do",
    ))
}

/// A line of a frame.
struct Row<'l> {
    /// The sign that it begins with.
    sign: &'l str,
    /// What is behind it, and where in the line that begins.
    text: &'l [u8],
    start: usize,
}

impl Row<'_> {
    /// Whether a request begins there.
    fn begins(&self) -> bool {
        match self.sign {
            // A box around something has a corner.
            "┌" => self.title() == b"Request" && self.text.ends_with("─".as_bytes()),
            "╔" => self.method().is_some(),
            _ => false,
        }
    }

    /// What is written into the upper line of a frame: `┌────── Request ─────`.
    fn title(&self) -> &[u8] {
        let is_line = |byte: &u8| !byte.is_ascii();
        let start = self.text.iter().take_while(|byte| is_line(byte)).count();
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.iter().position(is_line).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default().trim_ascii()
    }

    /// `╔╣ Request ║ POST `
    fn method(&self) -> Option<&[u8]> {
        let rest = self.text.strip_prefix("╣ Request ║ ".as_bytes())?;
        Some(rest.trim_ascii()).filter(|word| is_method(word))
    }
}

/// The part of a line that is of a frame.
fn row(line: &[u8]) -> Option<Row<'_>> {
    let head = line.get(..line.len().min(HEAD))?;
    // The lines of which frames are drawn are next to each other in Unicode.
    let mut places = head.windows(2).enumerate();
    let is_sign = |pair: &[u8]| matches!(pair, [0xe2, 0x94 | 0x95]);
    let (at, _) = places.find(|(_, pair)| is_sign(pair))?;
    Some(Row {
        sign: std::str::from_utf8(line.get(at..at + 3)?).ok()?,
        text: line.get(at + 3..)?,
        start: at + 3,
    })
}

/// Where the rows of a request belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    First,
    Headers,
    /// A list of names and values that were sent.
    Fields,
    Body,
    /// Something that is no part of it, such as the query once more.
    Other,
}

/// A request, as far as its rows were passed.
struct Shown {
    draft: Draft,
    part: Part,
    fields: Vec<Pair>,
    body: Vec<Range<usize>>,
    /// Whether the next row goes on with this one.
    goes_on: bool,
    is_of_dart: bool,
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    let builder = Builder {
        input,
        because: "the body is below the headers in the frame",
    };
    let mut shown: Option<Shown> = None;
    for (start, line) in lines(input) {
        let Some(row) = row(line) else {
            continue;
        };
        // What begins another frame ends this one.
        let ends = match row.sign {
            "┌" | "└" => true,
            "╔" => row.text.starts_with("╣".as_bytes()),
            _ => false,
        };
        if ends {
            if let Some(shown) = shown.take() {
                builder.build(shown.draft(input), take);
            }
            shown = row.begins().then(|| Shown::new(&row, start, line));
        } else if let Some(shown) = &mut shown {
            let end = start + line.len();
            // With the end of the line.
            let more = match input.get(end..) {
                Some([b'\r', b'\n', ..]) => 2,
                Some([b'\n', ..]) => 1,
                _ => 0,
            };
            match shown.is_of_dart {
                true => shown.dart(&row, start),
                false => shown.okhttp(&row, start, more),
            }
        }
    }
    if let Some(shown) = shown {
        builder.build(shown.draft(input), take);
    }
}

impl Shown {
    fn new(row: &Row, start: usize, line: &[u8]) -> Shown {
        let mut draft = Draft::at(start..start + line.len());
        let method = row.method();
        draft.method = method.map(|method| String::from_utf8_lossy(method).into_owned());
        Shown {
            draft,
            part: Part::First,
            fields: Vec::new(),
            body: Vec::new(),
            goes_on: false,
            is_of_dart: method.is_some(),
        }
    }

    /// A row of the logger for OkHttp.
    fn okhttp(&mut self, row: &Row, start: usize, end: usize) {
        if row.sign != "│" {
            return;
        }
        let text = row.text.strip_prefix(b" ").unwrap_or(row.text);
        let from = start + row.start + row.text.len() - text.len();
        let place = from..from + text.len();
        let is_more = std::mem::replace(&mut self.goes_on, length(text) == OKHTTP);
        self.draft.place.end = place.end;
        let (name, value) = pair(text, place.start);
        let name_text = text.get(..name.len()).unwrap_or_default();
        match (self.part, text) {
            (Part::Body, _) => {
                let end = if self.goes_on { 0 } else { end };
                self.body.push(place.start..place.end + end);
            }
            (_, b"Body:") => self.part = Part::Body,
            (_, b"Headers:") => self.part = Part::Headers,
            (Part::Headers, _) if is_more => {
                if let Some((_, value)) = self.draft.headers.last_mut() {
                    value.pieces.push(place);
                }
            }
            (Part::Headers, _) if !name.is_empty() && !value.is_empty() => {
                // A list of headers has marks of its own.
                let marks = name_text
                    .iter()
                    .take_while(|&&byte| !byte.is_ascii_alphanumeric());
                let name = name.start + marks.count()..name.end;
                self.draft
                    .headers
                    .push((Text::plain(name), Text::plain(value)));
            }
            (Part::First, _) if name_text == b"URL" => {
                self.draft.address = Some(Text::plain(value));
                self.goes_on = false;
            }
            (Part::First, _) if name_text == b"Method" => {
                let method = text.get(value.start - place.start..).unwrap_or_default();
                let method = method.strip_prefix(b"@").unwrap_or(method);
                self.draft.method =
                    is_method(method).then(|| String::from_utf8_lossy(method).into_owned());
            }
            _ => {}
        }
    }

    /// A row of the logger for Dart.
    fn dart(&mut self, row: &Row, start: usize) {
        let from = start + row.start;
        let end = from + row.text.len();
        let text = row.text.strip_prefix(b" ").unwrap_or(row.text);
        let place = end - text.len()..end;
        match (row.sign, self.part) {
            ("╚", _) => {
                self.part = Part::Body;
                return;
            }
            ("╔", _) => {
                self.part = match text.trim_ascii() {
                    b"Headers" => Part::Headers,
                    b"Body" => Part::Fields,
                    title if title.starts_with(b"Form data") => Part::Fields,
                    _ => Part::Other,
                };
                return;
            }
            ("║", Part::First) => {
                let blanks = text.len() - text.trim_ascii_start().len();
                let address = place.start + blanks..place.end;
                if is_address(text.trim_ascii_start()) {
                    self.draft.address = Some(Text::plain(address));
                }
            }
            ("║", Part::Body) => self.body.push(place.clone()),
            ("╟", Part::Headers | Part::Fields) => {
                let (name, value) = pair(text, place.start);
                let is_setting = SETTINGS.contains(&text.get(..name.len()).unwrap_or_default());
                let own = (Text::plain(name), Text::plain(value));
                match self.part {
                    Part::Fields => self.fields.push(own),
                    _ if is_setting => {}
                    _ => self.draft.headers.push(own),
                }
            }
            ("║", Part::Headers | Part::Fields) => {
                // The value of the row above.
                let all = match self.part {
                    Part::Fields => &mut self.fields,
                    _ => &mut self.draft.headers,
                };
                if let Some((_, value)) = all.last_mut() {
                    value.pieces.retain(|piece| !piece.is_empty());
                    value.pieces.push(place.clone());
                }
            }
            _ => return,
        }
        self.draft.place.end = place.end;
    }

    /// The request, with what was sent.
    fn draft(self, input: &[u8]) -> Draft {
        let mut draft = self.draft;
        let mut body = self.body;
        let text = |place: &Range<usize>| input.get(place.clone()).unwrap_or_default();
        if !self.fields.is_empty() {
            draft.content = Some(Content::Form(self.fields));
            return draft;
        }
        // What was left out, or how much there was.
        let is_note = |line: &Range<usize>| {
            let line = text(line).trim_ascii();
            let length = line.strip_suffix(b"-byte body");
            let is_length = length.is_some_and(|length| length.iter().all(u8::is_ascii_digit));
            is_length || line.is_empty() || line.ends_with(b" omitted") || line == b"omitted)"
        };
        while body.last().is_some_and(is_note) {
            body.pop();
        }
        if let Some(last) = body.last_mut() {
            last.end = last.end.min(draft.place.end);
            draft.content = Some(Content::Text(Text {
                pieces: body,
                notation: Notation::Plain,
                is_whole: true,
            }));
        }
        draft
    }
}

/// Where a name and its value are in a row that is at a place: `Accept: */*`.
fn pair(text: &[u8], at: usize) -> (Range<usize>, Range<usize>) {
    let colon = text.iter().position(|&byte| byte == b':').unwrap_or(0);
    let value = text.get(colon + 1..).unwrap_or_default();
    let blanks = value.len() - value.trim_ascii_start().len();
    let end = at + text.trim_ascii_end().len();
    (at..at + colon, (at + colon + 1 + blanks).min(end)..end)
}

/// How many characters a text has for Java and Dart, which count those of UTF-16.
fn length(text: &[u8]) -> usize {
    let units = |byte: &u8| match byte {
        0x80..0xc0 => 0,
        0xf0.. => 2,
        _ => 1,
    };
    text.iter().map(units).sum()
}

#[cfg(test)]
mod tests {
    use super::super::written_tests::{self, read_as};
    use super::*;

    const OKHTTP_LOG: &str = "┌────── Request ────────\n│ URL: https://a.example/sa?b=c\n│ \n│ Method: @POST\n│ \n\
        │ Headers:\n│ A: b\n│ \n│ Body:\n│ {\n│    \"d\": 1\n│ }\n│ 12-byte body\n└───────\n\
        ┌────── Response ───────\n│ URL: https://a.example/sa?b=c\n│ \n│ Body:\n│ {}\n└───────\n";

    #[test]
    fn requests_of_okhttp_are_taken_out_of_their_frames() {
        let expected = r#"POST https://a.example/sa?b=c [A=b] bytes "{\n   \"d\": 1\n}""#;
        written_tests::check(OKHTTP_LOG, &[expected]);
        let twice = [OKHTTP_LOG, OKHTTP_LOG].concat();
        let prefixed = twice.replace('\n', "\nI/Request: ");
        written_tests::check(&prefixed, &[expected, expected]);
        // Older versions say nothing of its length.
        let older = OKHTTP_LOG.replace("│ 12-byte body\n", "");
        written_tests::check(&older, &[expected]);
        // A line that was broken is one.
        let long = "x".repeat(130);
        let (first, rest) = long.split_at(110 - 5);
        let broken = OKHTTP_LOG.replace("│    \"d\": 1", &format!("│ \"d\":\"{first}\n│ {rest}\""));
        let expected =
            format!(r#"POST https://a.example/sa?b=c [A=b] bytes "{{\n\"d\":\"{long}\"\n}}""#);
        written_tests::check(&broken, &[&expected]);
        let omitted = OKHTTP_LOG.replace(
            "{\n│    \"d\": 1\n│ }\n│ 12-byte body",
            "binary 12-byte body omitted",
        );
        written_tests::check(&omitted, &["POST https://a.example/sa?b=c [A=b]"]);
    }

    #[test]
    fn requests_of_dart_are_taken_out_of_their_frames() {
        let log = "\n╔╣ Request ║ POST \n║  https://a.example/sa\n╚════╝\n╔ Headers \n╟ A: b\n╟ contentType: c\n╚════╝\n\
            ║ {\"d\":\n║ 1}\n\n╔╣ Response ║ POST ║ Status: 200 OK  ║ Time: 8 ms\n║  https://a.example/sa\n╚════╝\n\
            ╔ Body\n║\n║    {}\n║\n╚════╝\n";
        written_tests::check(
            log,
            &[r#"POST https://a.example/sa [A=b] bytes "{\"d\":1}""#],
        );
        let form = log.replace(
            "║ {\"d\":\n║ 1}\n",
            "╔ Body \n╟ d: 1\n╟ e: \n║ 2\n║ 3\n╚════╝\n",
        );
        written_tests::check(&form, &["POST https://a.example/sa [A=b] form d=1&e=23"]);
    }

    #[test]
    fn other_frames_are_none() {
        for text in [
            "┌────── Response ──────\n│ URL: https://a.example/\n└──\n",
            "┌──┐\n│ Request │\n└──┘\n",
            "╔╣ Response ║ POST ║ Status: 200\n",
            "│ Method: @POST",
        ] {
            assert_eq!(
                read_as(text.as_bytes(), InputKind::Export),
                ["no command"],
                "{text}"
            );
        }
    }
}
