//! Which values that recognize somebody stayed, changed, went or came.

use crate::annotate::Recognized;
use crate::display;
use crate::insight;
use crate::join::Reading;
use crate::report::{Change, Identifier, IdentifierChange, Persistence, Text};
use crate::text::quoted::Quoted;

use super::find;

/// The identifiers of two captures in those requests that are wanted, the strongest of the earlier one
/// first.
///
/// A value that is in both stayed, whatever its name. What is left is joined by its label, but only
/// where each capture has one of it: of several, nobody can tell which took whose place.
#[inline(never)]
pub(super) fn changes<'a>(
    before: &'a [Reading],
    after: &'a [Reading],
    wanted: &dyn Fn(&Reading) -> bool,
) -> Vec<IdentifierChange<'a>> {
    let old = insight::recognized(before, wanted);
    let new = insight::recognized(after, wanted);
    let mut changes = Vec::new();
    let mut left: Vec<(usize, &Identifier)> = Vec::new();
    for (value, identifier) in &old {
        let again = new.iter().find(|(other, _)| is_alike(value, other));
        // It may be further down than identifiers are listed.
        let further_down = || {
            Some((
                everything(after, wanted).find(|other| is_alike(value, other))?,
                identifier,
            ))
        };
        let again = again
            .map(|(again, other)| (*again, other))
            .or_else(further_down);
        match again {
            Some((again, other)) => {
                changes.push(stayed(identifier, other, value.text != again.text))
            }
            None => {
                left.push((changes.len(), identifier));
                changes.push(alone(identifier, Change::Gone));
            }
        }
    }
    let mut unmet: Vec<&Identifier> = Vec::new();
    for (value, identifier) in &new {
        if !everything(before, wanted).any(|other| is_alike(other, value)) {
            unmet.push(identifier);
        }
    }
    for other in &unmet {
        let rivals = unmet
            .iter()
            .filter(|known| known.label == other.label)
            .count();
        let mut of_label = left.iter().filter(|(_, known)| known.label == other.label);
        match (of_label.next(), of_label.next()) {
            (Some(&(place, identifier)), None) if rivals == 1 => {
                if let Some(change) = changes.get_mut(place) {
                    *change = changed(identifier, other);
                }
            }
            _ => changes.push(alone(other, Change::New)),
        }
    }
    changes
}

fn everything<'a>(
    readings: &'a [Reading],
    wanted: &dyn Fn(&Reading) -> bool,
) -> impl Iterator<Item = &'a Recognized> {
    let wanted = readings.iter().filter(|reading| wanted(reading));
    let annotated = wanted.filter_map(|reading| reading.annotated.as_ref());
    annotated.flat_map(|annotated| &annotated.recognized)
}

/// Whether two values are the same, also where one is the other in Base64.
fn is_alike(one: &Recognized, other: &Recognized) -> bool {
    is_same_value(&one.text, &other.text)
}

#[inline(never)]
fn is_same_value(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let long = long.trim_end();
    one == other
        || long.len() == short.len().div_ceil(3) * 4
            && display::base64_text(long).is_some_and(|text| text == short)
}

#[inline(never)]
fn stayed<'a>(
    identifier: &Identifier<'a>,
    other: &Identifier<'a>,
    is_encoded: bool,
) -> IdentifierChange<'a> {
    let mut said = Quoted::default();
    said.quote(&identifier.label);
    said.words(" is the same in both captures. Whoever receives both can tell that they come from the same ");
    said.words(whose(identifier)).words(".");
    let moved = !identifier
        .names
        .iter()
        .any(|name| other.names.contains(name));
    if moved {
        said.words(" Its name was ");
        for name in &identifier.names {
            said.listed(name);
        }
        said.words(" at first and ");
        for name in &other.names {
            said.listed(name);
        }
        said.words(" later.");
    }
    if is_encoded {
        said.words(" In one of them it is written in Base64, which anybody can undo.");
    }
    change(Some(identifier), Some(other), Change::Stayed, said)
}

#[inline(never)]
fn changed<'a>(identifier: &Identifier<'a>, other: &Identifier<'a>) -> IdentifierChange<'a> {
    let mut said = Quoted::default();
    said.quote(&identifier.label);
    said.words(" is another one in the later capture.");
    said.words(why(identifier.persistence));
    change(Some(identifier), Some(other), Change::Changed, said)
}

#[inline(never)]
fn alone<'a>(identifier: &Identifier<'a>, outcome: Change) -> IdentifierChange<'a> {
    let (before, after, which) = match outcome {
        Change::New => (None, Some(identifier), " is only in the later capture."),
        _ => (Some(identifier), None, " is only in the earlier capture."),
    };
    let mut said = Quoted::default();
    said.quote(&identifier.label).words(which);
    change(before, after, outcome, said)
}

#[inline(never)]
fn change<'a>(
    before: Option<&Identifier<'a>>,
    after: Option<&Identifier<'a>>,
    outcome: Change,
    said: Quoted,
) -> IdentifierChange<'a> {
    let mut names: Vec<Text> = Vec::new();
    for name in before
        .into_iter()
        .chain(after)
        .flat_map(|known| &known.names)
    {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let value = |known: Option<&Identifier<'a>>| known.map(|known| known.value.clone());
    IdentifierChange {
        label: before
            .or(after)
            .map(|known| known.label.clone())
            .unwrap_or_default(),
        names,
        outcome,
        before: value(before),
        after: value(after),
        text: said.text.into(),
        quotes: said.quotes,
    }
}

/// What a value stands for.
fn whose(identifier: &Identifier) -> &'static str {
    match identifier.persistence {
        Some(Persistence::Account) => "person",
        Some(Persistence::Sim) => "SIM card",
        Some(Persistence::Session | Persistence::Event) => "session",
        Some(Persistence::Install) => "copy of the app",
        _ => "phone",
    }
}

/// Why a value may have changed, as a sentence with a blank before it.
fn why(persistence: Option<Persistence>) -> &'static str {
    match persistence {
        Some(Persistence::Event | Persistence::Session) => " It is meant to change often.",
        Some(Persistence::Sim) => " Apparently the SIM card or the contract changed.",
        Some(Persistence::Install) => {
            " It changes when the app’s data are cleared or the app is installed again."
        }
        Some(Persistence::Resettable) => {
            " Apparently somebody reset it in the settings, or this is another phone."
        }
        Some(Persistence::FactoryReset) => {
            " Apparently the phone was reset to factory settings, or this is another phone or another person’s space on it."
        }
        Some(Persistence::Hardware) => " Apparently this is another phone.",
        Some(Persistence::Account) => " Apparently the app named another account.",
        Some(Persistence::Depends) | None => "",
    }
}

/// What the identifiers say together, as a sentence or two.
#[inline(never)]
pub(super) fn in_short(changes: &[IdentifierChange]) -> Quoted {
    let stayed = find(changes, Change::Stayed, |_| true);
    let changed = find(changes, Change::Changed, |_| true);
    let mut said = Quoted::default();
    match (stayed, changed) {
        (Some(stayed), Some(changed)) => {
            said.quote(&changed.label).words(" changed, but ").quote(&stayed.label);
            said.words(" stayed. Whoever receives both can tell that the old and the new number belong together.")
        }
        (Some(stayed), None) => said.quote(&stayed.label).words(" ties both captures together."),
        (None, _) => said.words("No number that recognizes somebody is in both. A server that receives them also sees the IP address, or that of a VPN, which these records do not show."),
    };
    said
}
