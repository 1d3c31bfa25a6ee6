//! Which values that recognize somebody stayed, changed, went or came.

use crate::annotate::Recognized;
use crate::display;
use crate::insight;
use crate::join::Reading;
use crate::report::{Change, Identifier, IdentifierChange, Persistence, Text};
use crate::text::comparison as text;
use crate::text::message::Argument;
use crate::text::quoted::Quoted;

use super::{Sentences, find};

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
    let mut names = identifier.names.iter();
    let mut moved = Quoted::default();
    if !names.any(|name| other.names.contains(name)) {
        let [before, after] = [identifier, other].map(|identifier| {
            let mut names = Quoted::default();
            for name in &identifier.names {
                names.listed(name);
            }
            names
        });
        moved = text::MOVED.filled(&[
            ("before", Argument::Part(&before)),
            ("after", Argument::Part(&after)),
        ]);
    }
    let encoded = if is_encoded { text::ENCODED.text } else { "" };
    let arguments = [
        ("id", Argument::Value(&identifier.label)),
        ("whose", Argument::Words(whose(identifier))),
        ("moved", Argument::Part(&moved)),
        ("encoded", Argument::Words(encoded)),
    ];
    let said = text::STAYED.filled(&arguments);
    change(Some(identifier), Some(other), Change::Stayed, said)
}

#[inline(never)]
fn changed<'a>(identifier: &Identifier<'a>, other: &Identifier<'a>) -> IdentifierChange<'a> {
    let said = text::CHANGED.filled(&[
        ("id", Argument::Value(&identifier.label)),
        ("why", Argument::Words(text::why(identifier.persistence))),
    ]);
    change(Some(identifier), Some(other), Change::Changed, said)
}

#[inline(never)]
fn alone<'a>(identifier: &Identifier<'a>, outcome: Change) -> IdentifierChange<'a> {
    let (before, after, sentence) = match outcome {
        Change::New => (None, Some(identifier), &text::NEW),
        _ => (Some(identifier), None, &text::GONE),
    };
    let said = sentence.filled(&[("id", Argument::Value(&identifier.label))]);
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

/// Says what the identifiers say together.
#[inline(never)]
pub(super) fn summarize(changes: &[IdentifierChange], sentences: &mut Sentences) {
    let label = |outcome| {
        let found = find(changes, outcome, |_| true);
        found.map(|change| &*change.label)
    };
    let (stayed, changed) = (label(Change::Stayed), label(Change::Changed));
    let sentence = match (stayed, changed) {
        (Some(_), Some(_)) => &text::TIED_ALL_THE_SAME,
        (Some(_), None) => &text::TIED,
        (None, _) => &text::NOT_TIED,
    };
    let arguments = [
        ("stayed", Argument::Value(stayed.unwrap_or_default())),
        ("changed", Argument::Value(changed.unwrap_or_default())),
    ];
    sentences.say(sentence, &arguments);
}
