//! The report in sentences. Each says what it rests on.

use super::title::{self, Length};
use super::{Part, by_rank, identifiers};
use crate::display;
use crate::knowledge::{self, EventEntry};
use crate::report::{Basis, Identifier, Period, Sentence, Text};

/// Acts that the first sentence names.
const ACTS: usize = 3;

/// The summary of all requests.
pub(crate) fn summary(
    parts: &[Part],
    identifiers: &[Identifier],
    period: Option<Period>,
) -> Vec<Sentence<'static>> {
    let events: usize = parts.iter().map(Part::event_count).sum();
    let mut sentences = Vec::new();
    if parts.iter().any(|part| part.decoded.locked.is_some()) {
        let to = recipient(parts).map_or(String::new(), |name| format!(" to {name}"));
        sentences.push(sentence(
            format!("This upload{to} is encrypted, so what it says cannot be read without a key."),
            Basis::InTheData,
            Vec::new(),
        ));
        return sentences;
    }
    if events == 0 {
        sentences.extend(parts.iter().find_map(went_to));
        return sentences;
    }
    if !parts.iter().any(is_explained) {
        let text = format!(
            "This text holds {} of a format that Overshare does not explain.",
            records(events)
        );
        sentences.push(sentence(text, Basis::InTheData, Vec::new()));
        return sentences;
    }
    sentences.push(told(parts, events, period));
    sentences.extend(points_to(identifiers));
    sentences.extend(rotation(parts, identifiers));
    if !parts.iter().any(is_export) {
        sentences.push(sentence(
        "The upload does not show how long this is kept or who uses it. The server that received it also saw the IP address.".to_owned(),
        Basis::Derived,
        Vec::new(),
    ));
    }
    sentences
}

fn sentence(text: String, basis: Basis, paths: Vec<Text<'static>>) -> Sentence<'static> {
    Sentence {
        text: text.into(),
        basis,
        paths,
    }
}

/// Who received it, where the host or the names of fields say so.
fn recipient(parts: &[Part]) -> Option<String> {
    parts
        .iter()
        .find_map(|part| part.decoded.protocol.recipient.as_deref())
        .map(str::to_owned)
}

/// Where a request went whose events cannot be read.
fn went_to(part: &Part) -> Option<Sentence<'static>> {
    let host = part.decoded.host.as_deref()?;
    let (entry, _) = knowledge::host(host)?;
    let text = format!("This request went to {host}. {}", entry.role);
    Some(sentence(text, Basis::Reported, Vec::new()))
}

/// Whether the records come from a server: then the paste is not what a phone sent.
fn is_export(part: &Part) -> bool {
    let mut diagnostics = part.decoded.diagnostics.iter();
    diagnostics.any(|diagnostic| diagnostic.code == "server-export")
}

/// Whether a request holds events whose names are looked up.
fn is_explained(part: &Part) -> bool {
    part.annotated
        .as_ref()
        .is_some_and(|annotated| annotated.is_sensors)
}

fn records(count: usize) -> String {
    match count {
        1 => "one record".to_owned(),
        _ => format!("{count} records"),
    }
}

/// What was told: the most revealing acts, or how many records there are.
fn told(parts: &[Part], events: usize, period: Option<Period>) -> Sentence<'static> {
    let to = recipient(parts).unwrap_or_else(|| "its recipient".to_owned());
    let when = period.and_then(when).unwrap_or_default();
    let mut acts: Vec<Act> = Vec::new();
    for (request, part) in parts.iter().enumerate() {
        acts.extend(most_revealing(request, part));
    }
    let chosen: Vec<usize> = by_rank(acts.iter().collect(), 4, |act| act.content)
        .into_iter()
        .take(ACTS)
        .map(|act| act.event)
        .collect();
    acts.retain(|act| chosen.contains(&act.event));
    let paths = acts.iter().map(|act| act.path.clone().into()).collect();
    let text = if acts.is_empty() {
        let records = records(events);
        format!("This upload brought {to} {records} of how an app or page was used{when}.")
    } else {
        let named: Vec<String> = acts.iter().map(|act| act.text.clone()).collect();
        let rest = events.saturating_sub(named.len());
        let more = match rest {
            0 => String::new(),
            1 => ", and one more thing".to_owned(),
            _ => format!(", and {rest} more things"),
        };
        format!(
            "This upload told {to} that you {}{more}{when}.",
            join(&named)
        )
    };
    sentence(text, Basis::InTheData, paths)
}

/// Something that the person did.
struct Act {
    content: u8,
    event: usize,
    text: String,
    path: String,
}

/// The first event of each name whose title speaks to the person, with how much it reveals.
fn most_revealing(request: usize, part: &Part) -> Vec<Act> {
    let (Some(annotated), Some(document)) = (&part.annotated, &part.decoded.document) else {
        return Vec::new();
    };
    let mut acts = Vec::new();
    for &(index, _) in &annotated.names {
        let (Some(info), Some(row)) = (annotated.events.get(index), document.rows.get(index))
        else {
            continue;
        };
        let Some(entry) = title::name(document, info).and_then(known_act) else {
            continue;
        };
        let content = info.content.min(entry.content);
        // A sign-in reveals nothing by itself, but whom.
        if content < 2 && entry.recognition < 4 {
            continue;
        }
        let short = title::fill(entry, document, row, Length::Host);
        let Some(act) = short.strip_prefix("You ") else {
            continue;
        };
        let is_shortened = short != title::fill(entry, document, row, Length::Full);
        let event = part.first_event + index;
        acts.push(Act {
            content,
            event,
            text: if is_shortened {
                act.replacen(": ", " on ", 1)
            } else {
                act.to_owned()
            },
            path: format!("{request}.{event}"),
        });
    }
    acts
}

fn known_act(name: &str) -> Option<&'static EventEntry> {
    knowledge::event(name).filter(|entry| entry.title.starts_with("You "))
}

fn join(acts: &[String]) -> String {
    match acts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `, on 4 May 2020 between 13:46 and 13:50 UTC`
fn when(period: Period) -> Option<String> {
    let first = display::moment(&period.first.to_string())?;
    let last = display::moment(&period.last.to_string())?;
    let (first_day, first_time) = (first.get(..10)?, first.get(11..16)?);
    let (last_day, last_time) = (last.get(..10)?, last.get(11..16)?);
    Some(match (first_day == last_day, first_time == last_time) {
        (true, true) => format!(", on {first_day} at {first_time} UTC"),
        (true, false) => format!(", on {first_day} between {first_time} and {last_time} UTC"),
        (false, _) => format!(", between {first_day} {first_time} and {last_day} {last_time} UTC"),
    })
}

/// The strongest identifier, and how long it lasts.
fn points_to(identifiers: &[Identifier]) -> Option<Sentence<'static>> {
    let strongest = identifiers
        .iter()
        .max_by_key(|identifier| (identifier.persistence, identifier.recognition))?;
    let persistence = strongest.persistence?;
    let others = identifiers.len() - 1;
    let beside = match others {
        0 => String::new(),
        1 => " Another identifier stands beside it.".to_owned(),
        _ => format!(" {others} more identifiers stand beside it."),
    };
    Some(sentence(
        format!(
            "It can be recognised as yours by one number (“{}”) that {}.{beside}",
            strongest.label,
            identifiers::how_long(persistence)
        ),
        Basis::InTheData,
        strongest
            .paths
            .iter()
            .take(1)
            .map(|path| path.clone().into_owned().into())
            .collect(),
    ))
}

/// The identifier that should change after ninety days and does not.
fn rotation(parts: &[Part], identifiers: &[Identifier]) -> Option<Sentence<'static>> {
    if !parts.iter().any(Part::is_xiaomi) {
        return None;
    }
    let identifier = identifiers
        .iter()
        .find(|identifier| identifier.names.iter().any(|name| name == "uuid"))?;
    Some(sentence(
        "The random ID of the browser is meant to change after ninety days, but an analysis of May 2020 found that every use renews it, so in practice it stays.".to_owned(),
        Basis::Reported,
        identifier.paths.iter().map(|path| path.clone().into_owned().into()).collect(),
    ))
}
