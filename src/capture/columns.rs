//! Lines with an address and perhaps a method before it and a body behind it, and tabs or bars between them,
//! as `tshark -T fields` writes what it is asked for, and servers what they are.

use std::ops::Range;

use super::draft::is_address;
use super::located::Located;
use super::messages::lines;
use super::request::{Body, Request, Step};
use super::table::Table;
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
    let of_table = || Table::of(input).map(|_| "its first row names the parts of a request");
    Some((InputKind::Export, of_lines(input).or_else(of_table)?))
}

/// Says so where each line has perhaps a method, an address and perhaps a body, in this order.
fn of_lines(input: &[u8]) -> Option<&'static str> {
    let mut beginning = lines(input, mark_length(input)).map(|(_, line)| line);
    let first = beginning.find(|line| !line.is_empty())?;
    let is_named = first.starts_with(b"http.request.");
    let first = (!is_named).then_some(first);
    let mut sample = first.into_iter().chain(beginning.take(SAMPLE));
    // One address and words behind it can be anything.
    let (mut count, mut has_method) = (0, false);
    let fits = sample.all(|line| {
        count += usize::from(!line.is_empty());
        let columns = columns(line);
        has_method |= columns.as_ref().is_some_and(|own| !own.method.is_empty());
        line.is_empty() || columns.is_some()
    });
    let because = match has_method {
        true => "each line has a method, an address and a body",
        false => "each line has an address and a body",
    };
    (fits && (count > 1 || count == 1 && has_method)).then_some(because)
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    if of_lines(input).is_none()
        && let Some(table) = Table::of(input)
    {
        let requests = table.rows(input).flatten();
        return requests.for_each(|request| take(Item::Request(request)));
    }
    for (start, line) in lines(input, mark_length(input)) {
        if let Some(mut request) = read(line) {
            request.at.file = start as u64..(start + line.len()) as u64;
            take(Item::Request(request));
        }
    }
}

/// Where the parts of a request are in a line.
struct Columns {
    /// Empty where none has it.
    method: Range<usize>,
    address: Slice,
    body: Slice,
}

fn columns(line: &[u8]) -> Option<Columns> {
    let (mut position, mut method) = (0, 0..0);
    let mark = if line.contains(&b'\t') { b'\t' } else { b'|' };
    for column in line.split(|&byte| byte == mark) {
        let place = position..position + column.len();
        position = place.end + 1;
        if http::is_method(column) {
            method = place;
        } else if is_address(column) && (position <= line.len() || !method.is_empty()) {
            let text = std::str::from_utf8(column).ok()?;
            url::split(Located::new(text, 0, 0))?;
            return Some(Columns {
                method,
                address: Slice::new(0, place),
                body: longest(line, position.min(line.len()), mark),
            });
        }
    }
    None
}

/// The longest column from a place of a line on: a status and a type are shorter than a body.
fn longest(line: &[u8], start: usize, mark: u8) -> Slice {
    let mut position = start;
    let mut longest = start..start;
    for column in line
        .get(start..)
        .unwrap_or_default()
        .split(|&byte| byte == mark)
    {
        if column.len() > longest.len() {
            longest = position..position + column.len();
        }
        position += column.len() + 1;
    }
    Slice::new(0, longest)
}

fn read(line: &[u8]) -> Option<Request> {
    let Columns {
        method,
        address,
        body,
    } = columns(line)?;
    let mut request = Request {
        store: ByteStore::new(line.to_vec()),
        ..Request::default()
    };
    let method = std::str::from_utf8(line.get(method)?).ok();
    request.method = method.filter(|one| !one.is_empty()).map(str::to_owned);
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
        let others =
            "1\tNov 30\tPOST\thttp://a.example/one\t[1]\n2\tNov 30\tGET\thttp://a.example/two\t\n";
        assert!(recognize(others.as_bytes(), 0).is_some());
        assert_eq!(paths(others), ["/one [1]", "/two "]);
        let without = "http://a.example/one\t[1]\nhttp://a.example/two\t\n";
        assert!(recognize(without.as_bytes(), 0).is_some());
        assert_eq!(paths(without), ["/one [1]", "/two "]);
        let lost = read("POST\thttp://a.example/x\t\u{fffd}\u{1}".as_bytes()).unwrap();
        assert_eq!(lost.missing.unwrap().code, "body-lost");
    }

    #[test]
    fn other_tables_are_none() {
        for input in [
            "GET http://a.example/one HTTP/1.1\n",
            "GET\tour\tnewsletter\n",
            "POST\thttp://a.example/\nand then\tsome words\n",
            "http://a.example/\tone page\n",
            "method\tdata\nGET\thttp://a.example/\n",
        ] {
            assert!(recognize(input.as_bytes(), 0).is_none(), "{input}");
        }
    }
}
