//! Which requests: the parts of sentences that say it, what became of them, and who received them.

use super::quoted::Quoted;
use crate::report::Text;

/// Which requests say something: `This request`, `Together, 12 requests`. `is_to_one` where one recipient
/// got all of them, `is_inferred` where nothing but their names says who that is.
#[inline(never)]
pub(crate) fn which(all: usize, some: usize, is_to_one: bool, is_inferred: bool) -> Quoted {
    let mut said = Quoted::of(if some > 1 && is_to_one {
        "Together, "
    } else {
        ""
    });
    match (all, some) {
        (1, _) => said.words("This request"),
        (_, 1) => said.words("One request"),
        (_, 2) if is_to_one => said.words("two requests"),
        (_, 2) => said.words("Two requests"),
        _ => said.number(some).words(" requests"),
    };
    if is_inferred {
        said.words(" apparently");
    }
    said
}

/// Some of the requests that were spoken of: `one of them`, `12 of them`.
#[inline(never)]
pub(crate) fn of_them(all: usize, some: usize) -> Quoted {
    let mut said = Quoted::default();
    match (all, some) {
        (1, _) => said.words("it"),
        (_, 1) => said.words("one of them"),
        _ if all == some => said.words("them"),
        _ => said.number(some).words(" of them"),
    };
    said
}

/// The requests that were spoken of, as those who do something.
pub(crate) fn they(number: usize) -> &'static str {
    if number == 1 { "it" } else { "they" }
}

/// The requests that were spoken of, as where something is.
pub(crate) fn them(number: usize) -> &'static str {
    if number == 1 { "it" } else { "them" }
}

/// The same, where no sentence before says what is meant.
pub(crate) fn these(number: usize) -> &'static str {
    match number {
        1 => "this request",
        _ => "these requests",
    }
}

/// What the requests do with the screens and the installed apps that they name.
pub(crate) fn they_name(number: usize) -> [&'static str; 2] {
    match number {
        1 => ["It names", "It lists"],
        _ => ["They name", "They list"],
    }
}

/// What those of the requests do that name an app.
pub(crate) fn they_come(all: usize, some: usize) -> &'static str {
    match (all, some) {
        (1, _) => "It comes",
        (_, 1) => "One of them comes",
        _ if all == some => "They come",
        _ => "Some of them come",
    }
}

/// How requests were used in which nothing says by whom.
pub(crate) fn used(number: usize) -> &'static str {
    match number {
        1 => "an app or page was used",
        _ => "apps or pages were used",
    }
}

/// So many, where all of them are encrypted: `Both`, `All 12`.
pub(crate) fn all(number: usize) -> Quoted {
    match number {
        2 => Quoted::of("Both"),
        _ => {
            let mut said = Quoted::of("All ");
            said.number(number);
            said
        }
    }
}

/// How many were read, as a sentence begins, and its verb.
pub(crate) fn read(number: usize) -> (Quoted, &'static str) {
    let mut said = Quoted::default();
    match number {
        1 => (Quoted::of("One"), "was"),
        _ => {
            said.number(number);
            (said, "were")
        }
    }
}

/// What became of the requests that were not read: `, one is encrypted, 12 are of formats Overshare doesn’t
/// know`. Where none was read, it begins with a colon.
#[inline(never)]
pub(crate) fn not_read(read: usize, encrypted: usize, unknown: usize, empty: usize) -> Quoted {
    let mut said = Quoted::default();
    let mut before = if read == 0 { ": " } else { ", " };
    for (number, one, many) in [
        (encrypted, "one is encrypted", " are encrypted"),
        (
            unknown,
            "one is of a format Overshare doesn’t know",
            " are of formats Overshare doesn’t know",
        ),
        (
            empty,
            "one contains nothing that Overshare could read",
            " contain nothing that Overshare could read",
        ),
    ] {
        match number {
            0 => continue,
            1 => said.words(before).words(one),
            _ => said.words(before).number(number).words(many),
        };
        before = ", ";
    }
    said
}

/// Which requests went somewhere: `This request was`, `12 requests were`.
#[inline(never)]
pub(crate) fn were(all: usize, some: usize) -> Quoted {
    let mut said = Quoted::default();
    match (all, some) {
        (1, _) => said.words("This request was"),
        (_, 1) => said.words("One request was"),
        _ => said.number(some).words(" requests were"),
    };
    said
}

/// What a host does, of what our tables have without a subject; the end of a sentence.
#[inline(never)]
pub(crate) fn what_it_does(role: &'static str) -> Quoted {
    let (first, rest) = role.split_at_checked(1).unwrap_or((role, ""));
    let mut said = Quoted::of(match role.split(' ').next() {
        None | Some("") => ".",
        Some("Reported") => ", which is ",
        Some("Server") => ", a ",
        Some(_) => ", which ",
    });
    said.computed(&first.to_ascii_lowercase()).words(rest);
    said
}

/// To whom a request went, where that is known.
pub(crate) fn to(recipient: Option<&Quoted>) -> Quoted {
    let mut said = Quoted::default();
    if let Some(recipient) = recipient {
        said.words(" to ").add(recipient);
    }
    said
}

/// Who received requests: `Xiaomi`, `Xiaomi and sc.bank.example`, `Xiaomi and 2 others`. So many of the
/// requests don’t say it.
#[inline(never)]
pub(crate) fn recipients(names: &[&Text<'static>], unnamed: usize) -> Quoted {
    let mut said = Quoted::default();
    let (first, others) = match names.split_first() {
        Some((first, others)) => (*first, others),
        None if unnamed > 1 => return Quoted::of("their recipients"),
        None => return Quoted::of("its recipient"),
    };
    named(&mut said, first);
    let and = if unnamed > 0 { ", " } else { " and " };
    match others {
        [] => {}
        [other] => named(said.words(and), other),
        _ => {
            said.words(and).number(others.len()).words(" others");
        }
    }
    if unnamed > 0 {
        said.words(" and whoever received the rest");
    }
    said
}

/// Adds a name, which is ours where our tables have it.
#[inline(never)]
fn named(said: &mut Quoted, name: &Text<'static>) {
    match name {
        Text::Borrowed(name) => said.words(name),
        Text::Owned(name) => said.value(name),
    };
}

/// Several recipients of what leads from one to the other.
pub(crate) const WHOEVER_RECEIVES_THEM: &str = "Whoever receives them";
pub(crate) const WHOEVER_RECEIVES_BOTH: &str = "Whoever receives both";
