//! Requests that programs save as JSON: sessions of proxies, collections of programs that send requests,
//! and logs with an object on each line.
//!
//! They differ in the names of what a request is made of and in where its object stands, which
//! [`programs`] lists; all else is read alike.

mod netlog;
mod object;
mod packets;
mod programs;
mod read;
mod walk;

use std::ops::Range;

use super::json_cursor::{Broken, Passed};
use super::{Container, Item, mark_length};
use crate::diagnostic::{self, Grouped};
use crate::report::InputKind;
use object::Object;
use programs::Program;
use walk::Walk;

pub(super) use read::alone;

pub(super) const CHARLES: Container = container(
    "charles",
    "a Charles session",
    |input, _| recognize(input, &programs::CHARLES),
    |input, _, take| open(input, &programs::CHARLES, take),
);
pub(super) const POSTMAN: Container = container(
    "postman",
    "a Postman collection",
    |input, _| recognize(input, &programs::POSTMAN),
    |input, _, take| open(input, &programs::POSTMAN, take),
);
pub(super) const COLLECTION: Container = container(
    "collection",
    "a collection of requests",
    |input, _| recognize(input, &programs::COLLECTION),
    |input, _, take| open(input, &programs::COLLECTION, take),
);
pub(super) const INSOMNIA: Container = container(
    "insomnia",
    "an Insomnia export",
    |input, _| recognize(input, &programs::INSOMNIA),
    |input, _, take| open(input, &programs::INSOMNIA, take),
);
pub(super) const PROXYMAN: Container = container(
    "proxyman",
    "a Proxyman log",
    |input, _| recognize(input, &programs::PROXYMAN),
    |input, _, take| open(input, &programs::PROXYMAN, take),
);
pub(super) const LOG: Container = container(
    "json-log",
    "a log of requests in JSON",
    |input, _| recognize(input, &programs::LOG),
    |input, _, take| open(input, &programs::LOG, take),
);
pub(super) const PACKETS: Container = container(
    "tshark-json",
    "packets as Wireshark writes them in JSON",
    |input, _| first(input, "", packets::fits),
    packets::open,
);

pub(super) const NETLOG: Container = container(
    "netlog",
    "a network log of Chromium",
    netlog::recognize,
    netlog::open,
);

const fn container(
    id: &'static str,
    name: &'static str,
    recognize: super::Recognize,
    open: super::Open,
) -> Container {
    Container {
        id,
        name: Some(name),
        recognize,
        open,
    }
}

/// Bytes in which the first request must begin; what stands before it are names and settings.
const BEGINNING: usize = 256 << 10;

/// Objects of a beginning that are looked at.
const TRIED: usize = 64;

fn recognize(input: &[u8], program: &Program) -> Option<(InputKind, &'static str)> {
    first(input, program.within, program.fits)
}

/// Whether one of the first objects of a file is a request.
fn first(
    input: &[u8],
    within: &'static str,
    fits: fn(&Object) -> bool,
) -> Option<(InputKind, &'static str)> {
    let text = input.get(..BEGINNING).unwrap_or(input);
    let mut walk = Walk::new(text, mark_length(text), within);
    if !matches!(walk.cursor.peek(), b'{' | b'[') {
        return None;
    }
    for _ in 0..TRIED {
        let Ok(true) = walk.object() else {
            break;
        };
        if fits(&Object::of(text, walk.cursor.position())) {
            let because = "it has requests under the names that such a program has for them";
            return Some((InputKind::Export, because));
        }
        walk.enter();
    }
    None
}

/// An object that is a request.
struct Entry<'p> {
    place: Range<usize>,
    /// How it is reached from the top of the file, where that is known.
    path: Option<&'p str>,
    is_whole: bool,
}

/// Takes what is in a file.
type Take<'t> = &'t mut dyn FnMut(Item);

fn open(input: &[u8], program: &Program, take: &mut dyn FnMut(Item)) {
    all(
        input,
        program.within,
        program.fits,
        take,
        &mut |entry, take| {
            let request = read::request(input, program, &entry);
            let is_one = request.is_some();
            if let Some(request) = request {
                take(Item::Request(request));
                if let Some(answer) = read::answer(input, program, &entry) {
                    take(Item::Request(answer));
                }
            }
            is_one
        },
    );
}

/// Goes over all objects of a file that are requests. `hand_over` says whether it did so.
fn all(
    input: &[u8],
    within: &'static str,
    fits: fn(&Object) -> bool,
    take: &mut dyn FnMut(Item),
    hand_over: &mut dyn FnMut(Entry, Take) -> bool,
) {
    let mut walk = Walk::new(input, mark_length(input), within);
    let (mut requests, mut is_cut, mut is_damaged) = (0, false, false);
    loop {
        let broken = match walk.object() {
            Ok(false) => break,
            Err(reason) => Some(reason),
            Ok(true) => {
                let start = walk.cursor.position();
                let object = Object::of(input, start);
                if !fits(&object) {
                    walk.enter();
                    continue;
                }
                let (passed, path) = walk.pass();
                let is_whole = passed.is_ok();
                if passed != Err(Broken::Damaged) {
                    let entry = Entry {
                        place: start..walk.cursor.position(),
                        path: path.as_deref(),
                        is_whole,
                    };
                    requests += usize::from(hand_over(entry, take));
                }
                passed.err()
            }
        };
        match broken {
            None => {}
            Some(Broken::Damaged) => {
                is_damaged = true;
                walk.forget_path();
            }
            Some(Broken::Cut) => {
                is_cut = true;
                break;
            }
        }
    }
    if is_damaged {
        take(Item::Problem(diagnostic::export_damaged()));
    }
    if is_cut {
        take(Item::Problem(diagnostic::export_cut(Grouped(requests))));
    } else if requests == 0 && !is_damaged {
        take(Item::Problem(diagnostic::export_empty()));
    }
}

/// Whether a value is there and is a text with something in it.
fn is_text(value: Passed) -> bool {
    value.is_string() && !value.place().is_empty()
}

#[cfg(test)]
mod tests;
