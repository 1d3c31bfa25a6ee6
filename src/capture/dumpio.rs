//! Logs of Apache's mod_dumpio, which has what came and what went, line by line and piece by piece.

use std::ops::Range;

use super::lines;
use super::nested::{self, Undone};
use super::{Container, Item, http};
use crate::bytes::codec::written::{Characters, Notation};
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "mod-dumpio",
    name: Some("a log of Apache’s mod_dumpio"),
    recognize,
    open,
};

/// Lines in which the first request must come.
const TELLING: usize = 2_000;
/// Connections that can be open at the same time.
const OPEN: usize = 100;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let mut pieces = Pieces::new(input, TELLING);
    pieces
        .any(|piece| piece.begins)
        .then_some((InputKind::Export, "it has the lines that mod_dumpio writes"))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let mut requests: Vec<(&[u8], Vec<Range<usize>>)> = Vec::new();
    for piece in Pieces::new(input, usize::MAX) {
        if piece.begins {
            requests.push((piece.client, vec![piece.place]));
            continue;
        }
        let mut open = requests.iter_mut().rev().take(OPEN);
        if let Some((_, pieces)) = open.find(|(client, _)| *client == piece.client) {
            pieces.push(piece.place);
        }
    }
    let undone = Undone {
        codec: Codec::Escapes,
        because: "mod_dumpio writes what comes in pieces, with escapes",
    };
    let notation = Notation::Backslash(Characters::Bytes);
    for (_, pieces) in requests {
        nested::open_written(input, notation, &pieces, undone, depth, take);
    }
}

/// A piece of what came from a client.
struct Piece<'i> {
    /// Its address.
    client: &'i [u8],
    place: Range<usize>,
    /// Whether a request begins with it.
    begins: bool,
}

/// What came, piece by piece.
struct Pieces<'i> {
    lines: Box<dyn Iterator<Item = (usize, &'i [u8])> + 'i>,
    /// Whether the next line is one of which the length was told.
    is_announced: bool,
    /// Whether it is only looked at what comes next.
    is_ahead: bool,
}

impl<'i> Pieces<'i> {
    fn new(input: &'i [u8], most: usize) -> Pieces<'i> {
        Pieces {
            lines: Box::new(lines(input).take(most)),
            is_announced: false,
            is_ahead: false,
        }
    }
}

/// Where a text is in another one, and where what is behind it begins.
fn behind(line: &[u8], part: &[u8], from: usize) -> Option<usize> {
    let rest = line.get(from..)?;
    // What comes before is short; what is behind can be long.
    let rest = rest.get(..rest.len().min(400)).unwrap_or_default();
    let place = rest.windows(part.len()).position(|window| window == part)?;
    Some(from + place + part.len())
}

impl<'i> Iterator for Pieces<'i> {
    type Item = Piece<'i>;

    fn next(&mut self) -> Option<Piece<'i>> {
        loop {
            let (start, line) = self.lines.next()?;
            let Some(client) = behind(line, b"[client ", 0) else {
                continue;
            };
            let Some(input) =
                behind(line, b"mod_dumpio:", client).and_then(|at| behind(line, b"dumpio_in ", at))
            else {
                continue;
            };
            let rest = line.get(input..).unwrap_or_default();
            if rest.starts_with(b"[") {
                self.is_ahead = rest.starts_with(b"[speculative");
                continue;
            }
            let Some(text) = behind(line, b"): ", input).filter(|_| rest.starts_with(b"(data-"))
            else {
                continue;
            };
            let own = line.get(text..).unwrap_or_default();
            let digits = own.strip_suffix(b" bytes");
            let tells = digits
                .is_some_and(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit));
            if tells && !self.is_announced {
                self.is_announced = true;
                continue;
            }
            self.is_announced = false;
            if self.is_ahead {
                continue;
            }
            let end = line.get(client..)?.iter().position(|&byte| byte == b']');
            return Some(Piece {
                client: line
                    .get(client..client + end.unwrap_or_default())
                    .unwrap_or_default(),
                place: start + text..start + line.len(),
                begins: http::begins_request(own.strip_suffix(b"\\r\\n").unwrap_or(own)),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::written_tests::read_as;
    use super::*;

    #[test]
    fn pieces_of_each_client_are_put_together() {
        let line = |client: &str, what: &str| {
            format!(
                "[Sun Nov 29 02:14:16.1 2026] [dumpio:trace7] [pid 1] mod_dumpio.c(58): [{client}] mod_dumpio: {what}\n"
            )
        };
        let data = |client: &str, text: &str| {
            let size = line(
                client,
                &format!(" dumpio_in (data-HEAP): {} bytes", text.len()),
            );
            size + &line(client, &format!(" dumpio_in (data-HEAP): {text}"))
        };
        let (a, b, answer) = (
            "client 192.0.2.1:5",
            "client 192.0.2.1:6",
            "remote 192.0.2.9:80",
        );
        let log = [
            "starting\n".to_owned(),
            line(a, "dumpio_in [getline-blocking] 0 readbytes"),
            data(a, "POST /a HTTP/1.1\\r\\n"),
            data(b, "GET /b HTTP/1.1\\r\\n"),
            data(answer, "HTTP/1.1 200 OK\\r\\n"),
            data(a, "Host: a.example\\r\\n"),
            data(b, "Host: b.example\\r\\n"),
            data(b, "\\r\\n"),
            data(a, "\\r\\n"),
            data(a, "c=1\\xe2\\x82\\xac"),
            data(a, "5 bytes"),
            line(a, "dumpio_in [speculative-nonblocking] 1 readbytes"),
            data(a, "P"),
        ];
        assert_eq!(
            read_as(log.concat().as_bytes(), InputKind::Export),
            [
                "POST //a.example/a [Host=a.example] form c=1€5 bytes",
                "GET //b.example/b [Host=b.example]"
            ]
        );
        assert_eq!(
            read_as(
                b"[client a] mod_dumpio:  dumpio_in (data-HEAP): x",
                InputKind::Export
            ),
            ["no command"]
        );
    }
}
