//! Several HTTP messages one below the other, as proxies, editors and people put them together: with
//! responses between them or without, with lines that part them, and with comments before them.

use super::located::Located;
use super::{Container, Item, http};
use crate::bytes::ByteStore;
use crate::bytes::codec::chunked;
use crate::diagnostic;
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "http",
    name: None,
    recognize,
    open,
};

/// A message by its offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Message {
    start: usize,
    end: usize,
    is_request: bool,
}

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let mut messages = Messages::new(input)?;
    let first = messages.next()?;
    match (messages.next(), first.is_request) {
        (Some(_), _) => Some((
            InputKind::HttpRequest,
            "there are HTTP messages in it, one after the other",
        )),
        (None, false) => Some((
            InputKind::Unrecognized,
            "it begins with the status line of a response",
        )),
        // One request that is all there is needs no container.
        (None, true) => {
            let all = input.get(super::mark_length(input)..).unwrap_or_default();
            let all = all.trim_ascii_start();
            let is_all =
                first.start == input.len() - all.len() && first.end >= input.trim_ascii_end().len();
            (!is_all).then_some((InputKind::HttpRequest, "there is an HTTP request in it"))
        }
    }
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    let mut requests = 0;
    let mut reached = None;
    let mut others = Vec::new();
    for message in Messages::new(input).into_iter().flatten() {
        others.extend(reached.map(|end| end..message.start));
        reached = Some(message.end);
        if !message.is_request {
            if let Some(answer) = http::answer_at(input, message.start..message.end) {
                take(Item::Request(answer));
            }
            continue;
        }
        requests += 1;
        let bytes = input.get(message.start..message.end).unwrap_or_default();
        if let Some(opened) = http::read(bytes.trim_ascii_end(), 0, bytes.len()) {
            let mut request = opened.request;
            request.at.file = message.start as u64..message.end as u64;
            request.store = ByteStore::new(bytes.to_vec());
            if let Some(problem) = http::open_body(&mut request) {
                take(Item::Problem(problem));
            }
            take(Item::Request(request));
        }
    }
    if requests == 0 {
        take(Item::Problem(diagnostic::response_alone()));
        return;
    }
    others.extend(reached.map(|end| end..input.len()));
    for place in others {
        let text = input.get(place.clone()).unwrap_or_default();
        if !lines(text, 0).all(|(_, line)| is_between(line)) {
            take(Item::Text(
                text.to_vec(),
                place.start as u64..place.end as u64,
            ));
        }
    }
}

/// Hands over what servers answered, of what one sent on a connection.
pub(super) fn answers(input: &[u8], take: &mut dyn FnMut(Item)) -> bool {
    let messages = Messages::new(input).into_iter().flatten();
    for answer in messages.filter(|message| !message.is_request) {
        if let Some(answer) = http::answer_at(input, answer.start..answer.end) {
            take(Item::Request(answer));
        }
    }
    true
}

/// The messages of a text, one after the other.
struct Messages<'i> {
    input: &'i [u8],
    position: usize,
}

impl<'i> Messages<'i> {
    /// None where something else than a message comes first.
    fn new(input: &'i [u8]) -> Option<Messages<'i>> {
        let from = super::mark_length(input);
        let start = lines(input, from).find(|&(_, line)| !is_between(line));
        let (start, line) = start?;
        starts_message(line).map(|_| Messages {
            input,
            position: start,
        })
    }
}

impl Iterator for Messages<'_> {
    type Item = Message;

    fn next(&mut self) -> Option<Message> {
        let input = self.input;
        let mut found = lines(input, self.position)
            .filter_map(|(start, line)| Some((start, starts_message(line)?)));
        let (start, is_request) = found.next()?;
        let (body, announced) = head(input, start);
        // A head whose body was not copied announces one all the same.
        let is_alone = ends_body(input, body);
        let end = announced
            .filter(|&end| !is_alone && (ends_body(input, end) || is_line(input, body, end)));
        let end = end.unwrap_or_else(|| {
            let mut later = lines(input, body.max(start + 1));
            let next = later.find(|(_, line)| starts_message(line).is_some() || is_of_editor(line));
            let next = next.map_or(input.len(), |(next, _)| next);
            without_between(input, body, next)
        });
        self.position = end;
        Some(Message {
            start,
            end,
            is_request,
        })
    }
}

/// Where the body of a message begins, and where its headers say that it ends.
fn head(input: &[u8], start: usize) -> (usize, Option<usize>) {
    let head = http::read_head(input.get(start..).unwrap_or_default(), start);
    let body = start + head.length;
    let is_chunked = head.find("transfer-encoding");
    let is_chunked = is_chunked.is_some_and(|coding| coding.text.eq_ignore_ascii_case("chunked"));
    let length = head.find("content-length");
    let length = match is_chunked {
        true => chunked::length(input.get(body..).unwrap_or_default()),
        false => length.and_then(|length| length.text.parse().ok()),
    };
    (body, length.and_then(|length| body.checked_add(length)))
}

/// Whether a body can end there: at the end of all, or before what belongs to no body.
fn ends_body(input: &[u8], end: usize) -> bool {
    let Some(rest) = input.get(end..) else {
        return false;
    };
    let mut rest = lines(rest, 0).map(|(_, line)| line);
    rest.find(|line| !is_between(line))
        .is_none_or(|line| starts_message(line).is_some())
}

/// Whether a body is all of one line: a length that is not that of what stands here ends anywhere.
fn is_line(input: &[u8], body: usize, end: usize) -> bool {
    let is_end = matches!(input.get(end), Some(b'\r' | b'\n'));
    is_end
        && input
            .get(body..end)
            .is_some_and(|own| !own.contains(&b'\n'))
}

/// The end of what stands from `start` to `end`, without the lines that part it from what follows.
fn without_between(input: &[u8], start: usize, end: usize) -> usize {
    let mut end = end;
    while let Some(text) = input.get(start..end).filter(|text| !text.is_empty()) {
        let inner = text.strip_suffix(b"\n").unwrap_or(text);
        let line = inner
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(0, |line| line + 1);
        if !is_between(inner.get(line..).unwrap_or_default().trim_ascii_end()) {
            break;
        }
        end = start + line;
    }
    end
}

/// Whether a line is one that editors have between messages, or behind a body to say what happens to the
/// answer.
fn is_of_editor(line: &[u8]) -> bool {
    let begins = [&b"###"[..], b"> {%", b">> ", b"<> "];
    begins.iter().any(|begin| line.starts_with(begin))
}

/// Whether a line parts messages or comments on them: blank, a rule, or behind a number sign or two
/// slashes.
fn is_between(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let is_rule = |sign: u8| line.len() >= 3 && line.iter().all(|&byte| byte == sign);
    let is_comment = line.starts_with(b"#")
        || line.starts_with(b"//")
        // A variable of an editor.
        || line.starts_with(b"@") && line.contains(&b'=');
    line.is_empty()
        // A line of an encrypted body can begin so too.
        || is_comment && std::str::from_utf8(line).is_ok()
        || [b'-', b'=', b'*', b'_'].into_iter().any(is_rule)
}

/// Whether a line begins a message, and whether that is a request.
fn starts_message(line: &[u8]) -> Option<bool> {
    // A line is looked at for what it begins with; a body can be one line of megabytes.
    match line.first()? {
        b':' => return http::is_pseudo(line),
        b'H' if is_status(line) => return Some(false),
        first if !first.is_ascii_uppercase() => return None,
        _ => {}
    }
    let text = std::str::from_utf8(line).ok()?;
    let line = http::request_line(Located::new(text, 0, 0))?;
    // Without a version only a whole address is one: sentences begin with such words too.
    let target = line.target.text;
    let is_whole = ["http://", "https://", "{{"]
        .iter()
        .any(|begin| target.starts_with(begin));
    (line.has_version || is_whole).then_some(true)
}

/// `HTTP/1.1 200 OK`
fn is_status(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"HTTP/") else {
        return false;
    };
    let rest = rest.get(..rest.len().min(12)).unwrap_or_default();
    let mut words = rest.split(|&byte| byte == b' ');
    let (version, status) = (words.next().unwrap_or_default(), words.next());
    let is_number = |word: &[u8]| {
        word.iter()
            .all(|byte| byte.is_ascii_digit() || *byte == b'.')
    };
    let is_code = |word: &[u8]| word.len() == 3 && word.iter().all(u8::is_ascii_digit);
    !version.is_empty()
        && is_number(version)
        && status.is_some_and(|status| is_code(status.trim_ascii()))
}

/// The lines from an offset on, without their ends, and where each begins.
pub(super) fn lines(input: &[u8], from: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let mut position = from;
    std::iter::from_fn(move || {
        let rest = input.get(position..).filter(|rest| !rest.is_empty())?;
        let start = position;
        let length = rest.iter().position(|&byte| byte == b'\n');
        let line = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        position += length.map_or(rest.len(), |length| length + 1);
        Some((start, line.strip_suffix(b"\r").unwrap_or(line)))
    })
}
