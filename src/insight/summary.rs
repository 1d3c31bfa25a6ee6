//! The report in sentences. Each says what it rests on.

use super::acts::{self, Act};
use super::evidence::{Records, count};
use super::{Part, identifiers, title};
use crate::display;
use crate::knowledge::{self, Category};
use crate::report::{Basis, Identifier, Outcome, Period, Sentence, Text, Topic};

/// Details of a profile that the summary names.
const DETAILS: usize = 3;

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
            Topic::Limits,
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
        sentences.push(sentence(text, Basis::InTheData, Topic::Tells));
        return sentences;
    }
    sentences.extend(told(parts, events, period));
    sentences.extend(noted(parts));
    points_to(identifiers, &mut sentences);
    if parts.iter().any(|part| part.decoded.is_of_browser) {
        sentences.extend(rotation(identifiers));
        position(parts, identifiers, &mut sentences);
    }
    sentences.push(sentence(
        "The records do not show how long they are kept or who uses them.".to_owned(),
        Basis::Derived,
        Topic::Limits,
    ));
    if !parts.iter().any(is_export) {
        sentences.push(sentence(
            "The server also saw the internet address they came from, which is not in this text."
                .to_owned(),
            Basis::Derived,
            Topic::Limits,
        ));
    }
    sentences
}

fn sentence(text: String, basis: Basis, topic: Topic) -> Sentence<'static> {
    Sentence {
        text: text.into(),
        basis,
        topic,
        paths: Vec::new(),
        sources: Vec::new(),
    }
}

/// Who received it, where the host or the names of fields say so.
fn recipient(parts: &[Part]) -> Option<String> {
    parts
        .iter()
        .find_map(|part| part.decoded.protocol.recipient.as_deref())
        .map(str::to_owned)
}

/// Whether only the program that a request is from says where it went.
fn is_inferred(part: &Part) -> bool {
    part.decoded.host.is_none() && part.decoded.is_of_browser
}

/// Where a request went whose events cannot be read.
fn went_to(part: &Part) -> Option<Sentence<'static>> {
    let host = part.decoded.host.as_deref()?;
    let (entry, _) = knowledge::host(host)?;
    let text = format!("This request went to {host}. {}", entry.role);
    Some(Sentence {
        sources: entry.sources.to_vec(),
        ..sentence(text, Basis::Reported, Topic::Tells)
    })
}

/// Whether the records come from a server: then the paste is not what a phone sent.
fn is_export(part: &Part) -> bool {
    let mut diagnostics = part.decoded.diagnostics.iter();
    diagnostics.any(|diagnostic| diagnostic.code == "server-export")
}

/// Whether a request holds records whose names are looked up.
fn is_explained(part: &Part) -> bool {
    part.annotated
        .as_ref()
        .is_some_and(|annotated| annotated.place.is_some())
}

fn records(count: usize) -> String {
    match count {
        1 => "one record".to_owned(),
        _ => format!("{count} records"),
    }
}

/// What was told: the most revealing acts, or how many records there are.
fn told(parts: &[Part], events: usize, period: Option<Period>) -> Vec<Sentence<'static>> {
    let is_inferred = parts.iter().any(is_inferred);
    let to = recipient(parts).unwrap_or_else(|| "its recipient".to_owned());
    let is_relative = parts.iter().any(|part| part.is_relative);
    let when = match period {
        Some(period) if is_relative => within(period),
        Some(period) => when(period).unwrap_or_default(),
        None => String::new(),
    };
    let (guessed, known): (Vec<Act>, Vec<Act>) = acts::acts(parts)
        .into_iter()
        .partition(|act| act.is_guessed);
    let first = if known.is_empty() { &guessed } else { &known };
    let rest = events.saturating_sub(known.len() + guessed.len());
    let more = match rest {
        0 => String::new(),
        1 => ", and one more thing".to_owned(),
        _ => format!(", and {rest} more things"),
    };
    let mut sentences = Vec::new();
    if first.is_empty() {
        let records = records(events);
        let brought = if is_inferred {
            "apparently brought"
        } else {
            "brought"
        };
        let text =
            format!("This upload {brought} {to} {records} of how an app or page was used{when}.");
        sentences.push(sentence(text, Basis::InTheData, Topic::Tells));
    } else {
        let told = if is_inferred {
            "apparently told"
        } else {
            "told"
        };
        let apparently = match known.is_empty() && !is_inferred {
            true => "apparently ",
            false => "",
        };
        let named = join(first);
        let text = format!("This upload {told} {to} that you {apparently}{named}{more}{when}.");
        sentences.push(of_acts(text, first));
    }
    if is_inferred {
        sentences.push(Sentence {
            sources: vec!["palant-2020-05-04"],
            ..sentence(
                "Names in it are those of Xiaomi’s Mint Browser, so it apparently went to Xiaomi."
                    .to_owned(),
                Basis::Derived,
                Topic::Tells,
            )
        });
    }
    if !known.is_empty() && !guessed.is_empty() {
        let named = join(&guessed);
        sentences.push(of_acts(format!("Apparently you also {named}."), &guessed));
    }
    sentences
}

fn of_acts(text: String, acts: &[Act]) -> Sentence<'static> {
    let guessed = acts.iter().find(|act| act.is_guessed);
    let basis = guessed.map_or(Basis::InTheData, |_| Basis::Derived);
    Sentence {
        paths: acts.iter().map(|act| act.path.clone()).collect(),
        sources: guessed.map_or(Vec::new(), |act| act.sources.to_vec()),
        ..sentence(text, basis, Topic::Tells)
    }
}

/// What was noted about the person for good, by the names of the details.
fn noted(parts: &[Part]) -> Option<Sentence<'static>> {
    let mut labels: Vec<String> = Vec::new();
    let mut paths = Vec::new();
    let mut more = false;
    for records in Records::all(parts) {
        for &(event, _) in &records.annotated.names {
            let info = records.annotated.events.get(event)?;
            let kind = title::kind(records.document, info).unwrap_or_default();
            if !["profile_set", "profile_set_once", "profile_append"].contains(&kind) {
                continue;
            }
            for leaf in records.leaves(event) {
                let path = records.path(event, leaf.node)?;
                let is_detail = path
                    .split_once('.')?
                    .1
                    .split_once('.')?
                    .1
                    .starts_with("properties.");
                let label = match leaf.judgement.entry {
                    Some(entry) => entry.name_for_people().into_owned(),
                    None => title::shorten(leaf.name),
                };
                if !is_detail || leaf.name.is_empty() || labels.contains(&label) {
                    continue;
                }
                more |= labels.len() == DETAILS;
                if labels.len() < DETAILS {
                    labels.push(label);
                    paths.push(path);
                }
            }
        }
    }
    if labels.is_empty() {
        return None;
    }
    let more = if more { " and more" } else { "" };
    let text = format!(
        "Details about you were noted for later: “{}”{more}.",
        labels.join("”, “")
    );
    Some(Sentence {
        paths,
        ..sentence(text, Basis::InTheData, Topic::Tells)
    })
}

fn join(acts: &[Act]) -> String {
    let mut text = String::new();
    for (index, act) in acts.iter().enumerate() {
        text.push_str(match index {
            0 => "",
            _ if index + 1 == acts.len() => " and ",
            _ => ", ",
        });
        text.push_str(&act.text);
    }
    text
}

/// `, within 171 minutes`: all that times from the first event on say of when.
fn within(period: Period) -> String {
    let minutes = (period.last.saturating_sub(period.first) / 60_000 + 1) as usize;
    let (number, one, many) = match minutes {
        0..=180 => (minutes, "a minute", "minutes"),
        181..=2_880 => (minutes.div_ceil(60), "an hour", "hours"),
        _ => (minutes.div_ceil(1_440), "a day", "days"),
    };
    format!(", within {}", count(number, one, many))
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
fn points_to(identifiers: &[Identifier], sentences: &mut Vec<Sentence<'static>>) {
    let strongest = identifiers
        .iter()
        .max_by_key(|identifier| (identifier.persistence, identifier.recognition));
    let Some((strongest, how_long)) =
        strongest.and_then(|identifier| Some((identifier, identifiers::how_long(identifier)?)))
    else {
        return;
    };
    let beside = match identifiers.len() - 1 {
        0 => String::new(),
        1 => " Another identifier stands beside it.".to_owned(),
        others => format!(" {others} more identifiers stand beside it."),
    };
    let label = &strongest.label;
    sentences.push(Sentence {
        paths: first_path(strongest),
        ..sentence(
            format!("It can be recognised as yours by one value, “{label}”.{beside}"),
            Basis::InTheData,
            Topic::Recognises,
        )
    });
    let cells = || strongest.survives.iter();
    // What the app chose lasts as long as the app likes.
    if cells().all(|cell| cell.outcome == Outcome::Depends) {
        return;
    }
    let mut sources: Vec<&str> = Vec::new();
    for source in cells().filter_map(|cell| cell.source) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let basis = if sources.is_empty() {
        Basis::Derived
    } else {
        Basis::Reported
    };
    sentences.push(Sentence {
        paths: first_path(strongest),
        sources,
        ..sentence(format!("That value {how_long}."), basis, Topic::Recognises)
    });
}

fn first_path(identifier: &Identifier) -> Vec<Text<'static>> {
    let paths = identifier.paths.iter().take(1);
    paths.map(|path| path.clone().into_owned().into()).collect()
}

/// The identifier that should change after ninety days and does not.
fn rotation(identifiers: &[Identifier]) -> Option<Sentence<'static>> {
    let identifier = identifiers
        .iter()
        .find(|identifier| identifier.names.iter().any(|name| name == "uuid"))?;
    Some(Sentence {
        paths: first_path(identifier),
        sources: vec!["palant-2020-05-04"],
        ..sentence(
            "The random ID of the browser is meant to change after ninety days. An analysis of May 2020 found that every use renews it, so in practice it stays.".to_owned(),
            Basis::Reported,
            Topic::Recognises,
        )
    })
}

/// What Xiaomi has said in public on what the capture shows.
fn position(parts: &[Part], identifiers: &[Identifier], sentences: &mut Vec<Sentence<'static>>) {
    let mut is_browser = false;
    let mut names_page = false;
    for records in Records::all(parts) {
        if records.part.decoded.is_of_browser {
            is_browser = true;
            let tally = records
                .annotated
                .categories
                .get(Category::Browsing as usize);
            names_page |= tally.is_some_and(|tally| tally.severity >= 3);
        }
    }
    let said = [
        (
            is_browser && !identifiers.is_empty(),
            "Xiaomi said in May 2020 that the statistics of its browsers are aggregated and cannot by themselves identify anybody.",
        ),
        (
            names_page,
            "Xiaomi said that its browsers send the addresses of pages so that it can find those that load slowly.",
        ),
    ];
    for (_, text) in said.into_iter().filter(|(applies, _)| *applies) {
        sentences.push(Sentence {
            sources: vec!["xiaomi-blog-2020-05-02"],
            ..sentence(text.to_owned(), Basis::Reported, Topic::Position)
        });
    }
}
