//! What stands in a file that leaves, at every layer, without the program's own undoing.

use std::collections::HashSet;

use base64::Engine as _;

use crate::wrapping::{self, LENIENT, digit};

/// Layers that are undone.
const DEPTH: usize = 5;

/// Bytes of all layers of one file together.
const LARGEST: usize = 6 << 20;

/// Some data and everything that undoing its notations gives.
pub fn layers(data: &[u8]) -> Vec<Vec<u8>> {
    let mut found = vec![data.to_vec()];
    let mut known: HashSet<Vec<u8>> = found.iter().cloned().collect();
    let mut depths = vec![0];
    let mut bytes = data.len();
    let mut next = 0;
    while next < found.len() {
        let depth = depths[next];
        if depth < DEPTH {
            for inner in undone(&found[next]) {
                bytes += inner.len();
                if bytes <= LARGEST && known.insert(inner.clone()) {
                    found.push(inner);
                    depths.push(depth + 1);
                }
            }
        }
        next += 1;
    }
    found
}

/// What each notation gives that stands in some data.
fn undone(data: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut keep = |inner: Vec<u8>| {
        if inner != data && !inner.is_empty() {
            found.push(inner);
        }
    };
    if data.contains(&b'%') {
        keep(wrapping::percent_decoded(data));
    }
    if data.contains(&b'+') {
        keep(
            data.iter()
                .map(|byte| if *byte == b'+' { b' ' } else { *byte })
                .collect(),
        );
    }
    if data.contains(&b'\\') {
        keep(unescaped(data));
    }
    if data.contains(&b'&') {
        keep(without_entities(data));
    }
    keep(without_invisible(data));
    if let Some(inner) = wrapping::inflated(data) {
        keep(inner);
    }
    for run in data.split(|byte| !byte.is_ascii_hexdigit()) {
        if run.len() >= 12 && run.len() % 2 == 0 {
            let bytes: Vec<u8> = run
                .chunks(2)
                .filter_map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?))
                .collect();
            if is_readable(&bytes) {
                keep(bytes);
            }
        }
    }
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte);
    for run in data
        .split(|byte| !is_digit(byte))
        .filter(|run| run.len() >= 8)
    {
        let standard: Vec<u8> = run
            .iter()
            .map(|byte| match byte {
                b'-' => b'+',
                b'_' => b'/',
                other => *other,
            })
            .collect();
        let whole = standard.len() - usize::from(standard.len() % 4 == 1);
        if let Ok(inner) = LENIENT.decode(&standard[..whole])
            && is_readable(&inner)
        {
            keep(inner);
        }
    }
    found
}

/// Whether some bytes are a text or something packed, and not what chance makes of a word.
fn is_readable(data: &[u8]) -> bool {
    matches!(data, [0x1f, 0x8b, ..] | [0x78, ..])
        || std::str::from_utf8(data).is_ok_and(|text| {
            !text.contains(|letter: char| letter.is_control() && !"\r\n\t".contains(letter))
        })
}

/// Without the backslashes of JSON, Markdown and JavaScript.
fn unescaped(data: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(data);
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match rest.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            Some('u') => {
                let digits: String = rest.clone().take(4).collect();
                match u32::from_str_radix(&digits, 16)
                    .ok()
                    .and_then(char::from_u32)
                {
                    Some(letter) => {
                        plain.push(letter);
                        rest.nth(3);
                    }
                    None => plain.push('u'),
                }
            }
            Some(other) => plain.push(other),
            None => {}
        }
    }
    plain.into_bytes()
}

/// Without the entities of HTML.
fn without_entities(data: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(data);
    let mut plain = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (name, behind) = after.split_once(';').unwrap_or(("", after));
        let code = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => number.parse().ok(),
            },
            None => {
                let named = [
                    ("amp", '&'),
                    ("lt", '<'),
                    ("gt", '>'),
                    ("quot", '"'),
                    ("apos", '\''),
                    ("nbsp", ' '),
                ];
                named
                    .into_iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, letter)| letter as u32)
            }
        };
        match code.and_then(char::from_u32) {
            Some(letter) => {
                plain.push(letter);
                rest = behind;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain.into_bytes()
}

/// Without what nobody sees: signs of no width, and marks where a line may break.
fn without_invisible(data: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(data).replace("<wbr>", "");
    let is_seen = |letter: &char| !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    text.chars()
        .filter(is_seen)
        .collect::<String>()
        .into_bytes()
}
