//! Hexadecimal digits and nothing else, two for each byte: "Copy as Hex Stream" of Wireshark, `xxd -p`,
//! what languages print.

use super::Dump;
use crate::bytes::codec::written::Notation;
use crate::capture::{Container, Item, mark_length};
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    name: Some("bytes in hexadecimal"),
    recognize,
    open,
};

const BECAUSE: &str = "it is made of hexadecimal digits";

fn recognize(input: &[u8]) -> Option<(InputKind, &'static str)> {
    let notation = notation(input)?;
    let all = mark_length(input)..input.len();
    // An identifier is made of such digits too, so what they hold must be known.
    super::is_known(input, notation, &[all]).then_some((InputKind::Export, BECAUSE))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let dump = Dump {
        pieces: vec![mark_length(input)..input.len()],
        problem: None,
    };
    let notation = notation(input).unwrap_or(Notation::Hex);
    super::open(
        input,
        vec![dump],
        &[notation],
        super::numbers(BECAUSE),
        depth,
        take,
    );
}

/// How digits stand for bytes; none where something else than digits stands there.
fn notation(input: &[u8]) -> Option<Notation> {
    let text = input.get(mark_length(input)..)?.trim_ascii();
    // Quotes stand around what a language prints, and a sign of its type before it.
    let begin = text.iter().position(u8::is_ascii_hexdigit)?;
    let before = text.get(..begin)?;
    const BEFORE: [&[u8]; 7] = [b"", b"\"", b"'", b"\\x", b"x'", b"X'", b"\"\\x"];
    BEFORE.contains(&before).then_some(())?;
    let text = text.strip_suffix(b";").unwrap_or(text);
    let text = match before {
        [.., b'"' | b'\''] => text.strip_suffix(before.get(before.len() - 1..)?)?,
        _ => text,
    };
    // A digit is left over at the end where that is missing.
    let (mut has_prefix, mut run, mut is_even) = (before.ends_with(b"x"), 0, true);
    for &byte in text.get(begin..)? {
        match byte {
            b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' => run += 1,
            // What stands before a number, of which the zero stands for nothing.
            b'x' | b'X' if run == 1 => (has_prefix, run) = (true, 0),
            b'x' if has_prefix && run == 0 => {}
            b' ' | b'\n' | b'\r' | b'\t' | b':' | b'-' | b',' | b'\\' => {
                is_even &= run % 2 == 0;
                run = 0;
            }
            _ => return None,
        }
    }
    match (is_even, has_prefix) {
        (true, _) => Some(Notation::Hex),
        (false, true) => Some(Notation::Numbers(16)),
        (false, false) => None,
    }
}
