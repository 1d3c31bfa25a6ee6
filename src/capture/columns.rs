//! Lines with a method, an address and perhaps a body, and tabs between them, as `tshark -T fields` writes
//! what it is asked for.

use super::located::Located;
use super::messages::lines;
use super::request::{Body, Request, Step};
use super::{Container, Item, http, mark_length, url};
use crate::bytes::codec::written::{Characters, Notation};
use crate::bytes::{ByteStore, Coding, Slice};
use crate::diagnostic;
use crate::report::{Codec, InputKind, LayerStatus};

pub(super) const CONTAINER: Container = Container {
    id: "columns",
    name: Some("requests line by line"),
    recognize,
    open,
};

/// Lines that tell, and those before them that name the columns.
const SAMPLE: usize = 8;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let mut beginning = lines(input, mark_length(input)).map(|(_, line)| line);
    let first = beginning.find(|line| !line.is_empty())?;
    let is_named = first.starts_with(b"http.request.");
    let first = (!is_named).then_some(first);
    let mut sample = first.into_iter().chain(beginning.take(SAMPLE));
    let mut count = 0;
    let fits = sample.all(|line| {
        count += usize::from(!line.is_empty());
        line.is_empty() || columns(line).is_some()
    });
    (fits && count > 0).then_some((
        InputKind::Export,
        "each line has a method, an address and a body",
    ))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    for (start, line) in lines(input, mark_length(input)) {
        if let Some(mut request) = read(line) {
            request.at.file = start as u64..(start + line.len()) as u64;
            take(Item::Request(request));
        }
    }
}

/// Where the address and the body are in a line.
fn columns(line: &[u8]) -> Option<(Slice, Slice)> {
    let tab = line.iter().position(|&byte| byte == b'\t')?;
    http::is_method(line.get(..tab)?).then_some(())?;
    let rest = line.get(tab + 1..)?;
    let end = rest.iter().position(|&byte| byte == b'\t');
    let end = end.unwrap_or(rest.len());
    let address = Slice::new(0, tab + 1..tab + 1 + end);
    let text = std::str::from_utf8(rest.get(..end)?).ok()?;
    url::split(Located::new(text, 0, 0))?;
    let start = (address.range().end + 1).min(line.len());
    Some((address, longest(line, start)))
}

/// The longest column from a place of a line on: a status and a type are shorter than a body.
fn longest(line: &[u8], start: usize) -> Slice {
    let mut position = start;
    let mut longest = start..start;
    for column in line
        .get(start..)
        .unwrap_or_default()
        .split(|&byte| byte == b'\t')
    {
        if column.len() > longest.len() {
            longest = position..position + column.len();
        }
        position += column.len() + 1;
    }
    Slice::new(0, longest)
}

fn read(line: &[u8]) -> Option<Request> {
    let (address, body) = columns(line)?;
    let mut request = Request {
        store: ByteStore::new(line.to_vec()),
        ..Request::default()
    };
    let method = line.get(..address.range().start - 1)?;
    request.method = std::str::from_utf8(method).ok().map(str::to_owned);
    let text = Located::new(request.store.text(address), 0, address.range().start);
    let target = url::target(text, None, None);
    (request.url, request.host) = (target.url, target.host);
    (request.path, request.query) = (target.path, target.query);
    let bytes = request.store.in_memory(body);
    let is_digits = bytes.len() >= 2
        && bytes.len().is_multiple_of(2)
        && bytes.iter().all(u8::is_ascii_hexdigit);
    let (notation, codec, because) = match is_digits {
        true => (
            Notation::Hex,
            Codec::Numbers,
            "it is written in hexadecimal",
        ),
        false => (
            Notation::Backslash(Characters::Bytes),
            Codec::Escapes,
            "letters in it have backslashes before them",
        ),
    };
    if bytes.windows(3).any(|part| part == "\u{fffd}".as_bytes()) {
        request.missing = Some(diagnostic::body_lost());
    }
    let mut output = body;
    if is_digits || bytes.contains(&b'\\') {
        let all = 0..body.len() as u32;
        output = (request.store).undo(body, Coding::Written(notation, Box::new([all])));
        request.steps.push(Step {
            codec,
            because: because.into(),
            output,
            status: LayerStatus::Ok,
        });
    }
    request.body = Body::read(request.store.in_memory(output), output);
    Some(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(input: &str) -> Vec<String> {
        let mut found = Vec::new();
        open(input.as_bytes(), 0, &mut |item| {
            if let Item::Request(request) = item {
                let body = match request.body {
                    Body::Bytes(at) => request.text(at).to_owned(),
                    _ => String::new(),
                };
                found.push(format!("{} {body}", request.path));
            }
        });
        found
    }

    #[test]
    fn each_line_is_a_request() {
        let input = "http.request.method\thttp.request.full_uri\thttp.file_data\n\
                     GET\thttp://a.example/one\t\n\
                     POST\thttps://a.example/two?x=1\t[1,\\n 2]\r\n\
                     POST\thttp://a.example/three\t5b335d\n\
                     POST\thttp://a.example/four\t200\tapplication/json\t[4, \"a longer body\"]\t9\n";
        assert!(recognize(input.as_bytes(), 0).is_some());
        assert_eq!(
            paths(input),
            [
                "/one ",
                "/two [1,\n 2]",
                "/three [3]",
                "/four [4, \"a longer body\"]"
            ]
        );
        let lost = read("POST\thttp://a.example/x\t\u{fffd}\u{1}".as_bytes()).unwrap();
        assert_eq!(lost.missing.unwrap().code, "body-lost");
    }

    #[test]
    fn other_tables_are_none() {
        for input in [
            "GET http://a.example/one HTTP/1.1\n",
            "GET\tour\tnewsletter\n",
            "POST\thttp://a.example/\nand then\tsome words\n",
            "method\tdata\nGET\thttp://a.example/\n",
        ] {
            assert!(recognize(input.as_bytes(), 0).is_none(), "{input}");
        }
    }
}
