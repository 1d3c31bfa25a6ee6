//! Commands of HTTPie, as mitmproxy exports them and as people write them.

use super::curl::Commands;
use super::draft::{add_query, is_address, set_address, set_body};
use super::http;
use super::params::Param;
use super::request::{Body, Request};
use super::shell::{Command, Word};
use super::{Container, Item, url};
use crate::bytes::{ByteStore, Coding};
use crate::diagnostic;
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "httpie",
    name: Some("commands of HTTPie"),
    recognize,
    open,
};

/// What the command is called.
const NAMES: &[&[u8]] = &[b"http", b"https", b"xh", b"xhs"];

/// Options with an argument that is no part of the request.
const OPTIONS: [&[u8]; 12] = [
    b"--auth",
    b"-a",
    b"--auth-type",
    b"-A",
    b"--print",
    b"-p",
    b"--output",
    b"-o",
    b"--session",
    b"--proxy",
    b"--timeout",
    b"--verify",
];

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let mut commands = Commands::new(input, NAMES, false);
    let first = commands.next().filter(|_| !commands.is_mixed)?;
    let words = first.words.iter().skip(1);
    let words = words.map(|word| {
        first
            .unquoted
            .get(word.unquoted.range())
            .unwrap_or_default()
    });
    let mut words = words.filter(|word| !word.starts_with(b"-"));
    let word = words.next()?;
    // The word is one of many sentences too.
    let is_command = match http::is_method(word) {
        true => words.next().is_some_and(url::is_likely),
        false => is_address(word) && (first.given.is_some() || words.next().is_some()),
    };
    is_command.then_some((InputKind::Export, "it begins with the command http"))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    for command in Commands::new(input, NAMES, false) {
        read(input, command, take);
    }
}

/// What a word says, by the first sign in it that parts a name from a value.
enum Part {
    Header(usize),
    Query(usize),
    Field(usize),
    /// One whose value is in a file.
    File,
}

fn item(word: &[u8]) -> Option<Part> {
    let place = word.iter().position(|byte| b":=@".contains(byte))?;
    Some(match word.get(place..)? {
        [b'=', b'=', ..] => Part::Query(2),
        [b':', b'=', b'@', ..] | [b'=', b'@', ..] | [b'@', ..] => Part::File,
        [b':', b'=', ..] => Part::Field(2),
        [b'=', ..] => Part::Field(1),
        _ => Part::Header(1),
    })
}

/// Hands over the request that a command sends.
fn read(input: &[u8], command: Command, take: &mut dyn FnMut(Item)) {
    let captured = input.get(command.place.clone()).unwrap_or_default();
    let mut request = Request {
        store: ByteStore::new(captured.to_vec()),
        ..Request::default()
    };
    request.at.file = command.place.start as u64..command.place.end as u64;
    let whole = request.store.whole(0);
    request
        .store
        .derive(whole, Coding::Shell(false), command.unquoted);
    let mut address = None;
    let mut body = command.given;
    let mut query = Vec::new();
    let mut fields = Vec::new();
    let mut is_elsewhere = false;
    let mut words = command.words.iter().skip(1);
    while let Some(&word) = words.next() {
        let bytes = request.store.in_memory(word.at);
        if bytes.starts_with(b"-") {
            if bytes == b"--raw" {
                body = words.next().copied();
            } else if let Some(raw) = bytes.strip_prefix(b"--raw=") {
                body = Some(word.behind(bytes.len() - raw.len()));
            } else if OPTIONS.contains(&bytes) {
                words.next();
            }
            continue;
        }
        if address.is_none() {
            match http::is_method(bytes) && request.method.is_none() {
                true => request.method = Some(request.store.text(word.at).to_owned()),
                false => address = Some(word.at),
            }
            continue;
        }
        let Some(item) = item(bytes) else {
            continue;
        };
        let sign = bytes.iter().position(|byte| b":=@".contains(byte));
        let sign = sign.unwrap_or_default();
        let pair = |length: usize| Param {
            name: word.part(0..sign).at,
            value: word.behind(sign + length).at,
        };
        match item {
            Part::Header(length) => {
                let mut header = pair(length);
                header.value = trimmed(&request.store, word, sign + length);
                request.headers.push(header);
            }
            Part::Query(length) => query.push(pair(length)),
            Part::Field(length) => fields.push(pair(length)),
            Part::File => is_elsewhere = true,
        }
    }
    if command.is_cut {
        take(Item::Problem(diagnostic::command_cut()));
    }
    let Some(address) = address else {
        return take(Item::Problem(diagnostic::address_missing()));
    };
    set_address(&mut request, address);
    // The command says it, where the address does not.
    let is_https = command
        .words
        .first()
        .is_some_and(|name| request.store.in_memory(name.at).ends_with(b"s"));
    let scheme = if is_https { "https:" } else { "http:" };
    if let Some(url) = request.url.as_mut().filter(|url| url.starts_with("//")) {
        url.insert_str(0, scheme);
    }
    add_query(&mut request, query);
    let has_body = body.is_some() || !fields.is_empty() || is_elsewhere;
    if let Some(body) = body {
        let because = "the command says what to send";
        set_body(&mut request, body.at, Codec::Shell, because, command.is_cut);
    } else if !fields.is_empty() {
        request.body = Body::Form(fields);
    } else if is_elsewhere {
        take(Item::Problem(diagnostic::body_elsewhere()));
    }
    let usual = if has_body { "POST" } else { "GET" };
    request.method.get_or_insert_with(|| usual.to_owned());
    take(Item::Request(request));
}

/// The value behind so many bytes of a word, without the blank before it.
fn trimmed(store: &ByteStore, word: Word, start: usize) -> crate::bytes::Slice {
    let value = word.behind(start).at;
    value.trimmed(store.in_memory(value)).0
}

#[cfg(test)]
mod tests {
    use super::super::written_tests::check;

    #[test]
    fn commands_are_read() {
        let expected = "POST https://a.example/sa?b=c [A=d e] form f=%2B";
        check(
            "http POST 'https://a.example/sa?b=c' 'A: d e' <<< 'f=%2B'",
            &[expected],
        );
        check(
            "$ http POST https://a.example/ A:b <<< \"$(printf '[\\x0a \"c\"]')\"\nhttp GET http://b.example/ c==d\n",
            &[
                "POST https://a.example/ [A=b] bytes \"[\\n \\\"c\\\"]\"",
                "GET http://b.example/?c=d",
            ],
        );
        check("https --form a.example/b c=d e:=1", &["no command"]);
        check(
            "https PUT a.example/b c=d e:=1",
            &["PUT https://a.example/b form c=d&e=1"],
        );
        check(
            "http https://a.example/ --raw '{\"b\":1}'",
            &["POST https://a.example/ bytes \"{\\\"b\\\":1}\""],
        );
    }

    #[test]
    fn what_is_no_command_is_none() {
        for text in [
            "http is a protocol, see https://a.example/.",
            "http://a.example/",
            "http POST",
            "HTTP/1.1 200 OK",
        ] {
            check(text, &["no command"]);
        }
    }
}
