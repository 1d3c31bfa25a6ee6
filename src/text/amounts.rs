//! How many: the parts of sentences that count records and list what is in them.

use super::numbers::Grouped;
use super::quoted::Quoted;

/// A number and what it counts: `one record`, `12 records`.
#[inline(never)]
fn count(number: usize, one: &'static str, many: &'static str) -> Quoted {
    let mut said = Quoted::default();
    match number {
        1 => said.words(one),
        _ => said.number(number).words(many),
    };
    said
}

pub(crate) fn records(number: usize) -> Quoted {
    count(number, "one record", " records")
}

/// Records that are themselves of what was recorded over some time.
pub(crate) fn batches(number: usize) -> Quoted {
    count(number, "one batch of records", " batches of records")
}

/// What is left of a list of what somebody did: `, and 3 more things`.
pub(crate) fn more_things(number: usize) -> Quoted {
    let mut said = Quoted::of(", and ");
    said.add(&count(number, "one more thing", " more things"));
    said
}

/// Of all requests together: `This request contains one record`, `They contain 12 records`.
pub(crate) fn contained(requests: usize, number: usize) -> Quoted {
    let mut said = Quoted::of(match requests {
        1 => "This request contains ",
        _ => "They contain ",
    });
    said.add(&records(number));
    said
}

/// Words before a number of all, where only the first were looked at.
fn the_first(is_cut: bool) -> &'static str {
    if is_cut { "the first " } else { "" }
}

/// Which records contain something: `One of 12 records contains`; `12 of the first 900 records contain`,
/// where no more were looked at.
#[inline(never)]
pub(crate) fn records_contain(some: usize, all: usize, is_cut: bool) -> Quoted {
    let mut said = Quoted::default();
    let first = the_first(is_cut);
    match (some, all) {
        (_, 1) if !is_cut => said.words("The record contains"),
        (1, _) => (said.words("One of ").words(first).number(all)).words(" records contains"),
        (2, 2) if !is_cut => said.words("Both records contain"),
        _ if some == all && !is_cut => said.words("All ").number(all).words(" records contain"),
        _ => (said.number(some).words(" of ").words(first).number(all)).words(" records contain"),
    };
    said
}

/// Which records say something: `Each record says`, `3 of 12 records say`, `3 of the first 900 records say`.
#[inline(never)]
pub(crate) fn records_say(some: usize, all: usize, is_cut: bool) -> Quoted {
    let mut said = Quoted::default();
    let first = the_first(is_cut);
    match (some, all) {
        (1, 1) if !is_cut => said.words("The record says"),
        _ if some == all && !is_cut => said.words("Each record says"),
        (1, _) => (said.words("One of ").words(first).number(all)).words(" records says"),
        _ => (said.number(some).words(" of ").words(first).number(all)).words(" records say"),
    };
    said
}

/// What follows of such records: `It was sent all the same`.
pub(crate) fn they_were(number: usize) -> &'static str {
    match number {
        1 => "It was",
        _ => "They were",
    }
}

pub(crate) fn records_have(number: usize) -> Quoted {
    count(number, "One record has", " records have")
}

/// How many numbers of sessions there are.
pub(crate) fn of_them(number: usize) -> Quoted {
    count(number, "one", " of them")
}

/// Of how many requests a finding is true: `both`, `all 500`, `one of 500`, `412 of 500`; `all of the
/// first 40`, where no more were looked at.
pub(crate) fn of_requests(some: usize, all: usize, is_cut: bool) -> String {
    let first = the_first(is_cut);
    let of = Grouped(all);
    match some {
        2 if all == 2 && !is_cut => "both".to_owned(),
        _ if some == all && !is_cut => format!("all {of}"),
        _ if some == all => format!("all of {first}{of}"),
        1 => format!("one of {first}{of}"),
        _ => format!("{} of {first}{of}", Grouped(some)),
    }
}

/// What is written before a part of a list that has so many.
fn separator(index: usize, all: usize) -> &'static str {
    match index {
        0 => "",
        _ if index + 1 == all => " and ",
        _ => ", ",
    }
}

/// Adds parts of a sentence as a list: `a, b and c`.
pub(crate) fn list<'a>(said: &mut Quoted, parts: impl ExactSizeIterator<Item = &'a Quoted>) {
    let all = parts.len();
    for (index, part) in parts.enumerate() {
        said.words(separator(index, all)).add(part);
    }
}

/// Names of the capture as a list: `“a” and “b”`, `“a”, “b” and 3 more`; `“a”, “b” and more`, where not
/// all were counted.
#[inline(never)]
pub(crate) fn names(names: &[String], more: usize, is_cut: bool) -> Quoted {
    let mut said = Quoted::default();
    let all = names.len() + usize::from(more > 0);
    for (index, name) in names.iter().enumerate() {
        said.words(separator(index, all)).quote(name);
    }
    match (more, is_cut) {
        (0, _) => {}
        (_, true) => {
            said.words(and_more(true));
        }
        _ => {
            said.words(" and ").number(more).words(" more");
        }
    }
    said
}

/// What is behind a list of which only the first are told.
pub(crate) fn and_more(more: bool) -> &'static str {
    match more {
        true => " and more",
        false => "",
    }
}

/// Details that a sentence begins to list with an article: `model, the language and the carrier`.
#[inline(never)]
pub(crate) fn details(details: &[&'static str]) -> Quoted {
    let mut said = Quoted::default();
    for (index, detail) in details.iter().enumerate() {
        said.words(separator(index, details.len()));
        said.words(if index > 0 { "the " } else { "" });
        said.words(detail);
    }
    said
}

/// The kinds of events that one can be, one behind the other.
pub(crate) fn kinds(labels: impl Iterator<Item = &'static str>) -> Quoted {
    let mut said = Quoted::default();
    for (index, label) in labels.enumerate() {
        said.words(if index > 0 { "; " } else { "" }).words(label);
    }
    said
}

/// The end of a verb or a noun of so many: of one thing that does something, or of several things.
pub(crate) fn verb_ending(number: usize) -> &'static str {
    if number == 1 { "s" } else { "" }
}

pub(crate) fn plural_ending(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}
