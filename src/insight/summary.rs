//! The report in sentences. Each says what it rests on.

use std::borrow::Cow;

use super::activities::{self, Activity};
use super::evidence::{Records, sentence};
use super::states::without_events;
use super::states::{States, is_read, went_to};
use super::{accounts, identifiers, naming, place, recipients, title, when};
use crate::join::Reading;
use crate::knowledge::Category;
use crate::report::{Basis, Device, Identifier, Outcome, Period, Sentence, Text, Topic};
use crate::text::quoted::Quoted;
use crate::text::words;

/// Things that the first sentence names.
const MOST: usize = 3;

/// Details of a profile that the summary names.
const DETAILS: usize = 3;

/// The summary of all requests.
pub(crate) fn summary(
    readings: &[Reading],
    identifiers: &[Identifier],
    period: Option<Period>,
) -> Vec<Sentence<'static>> {
    let mut sentences = Vec::new();
    let states = States::of(readings);
    if let [reading] = readings
        && states.encrypted > 0
    {
        let mut said = Quoted::of("This request");
        if reading.decoded.protocol.recipient.is_some() {
            said.words(" to ")
                .add(&recipients(&mut readings.iter()).say());
        }
        said.words(" is encrypted, so what it says can’t be read without a key.");
        sentences.push(sentence(said, Basis::Observed, Topic::Limits));
        sentences.extend(naming::named(readings));
        points_to(readings, identifiers, &mut sentences);
        return sentences;
    }
    if readings.len() > 1 && states.read < readings.len() {
        let topic = match states.read {
            0 => Topic::Limits,
            _ => Topic::Content,
        };
        sentences.push(sentence(states.say(), Basis::Observed, topic));
    }
    if states.read == 0 {
        let events: usize = readings.iter().map(Reading::event_count).sum();
        if events == 0 {
            sentences.extend(went_to(readings));
            sentences.extend(naming::named(readings));
            points_to(readings, identifiers, &mut sentences);
            sentences.extend(without_events(readings));
            return sentences;
        }
        let mut said = Quoted::of(match readings.len() {
            1 => "This request holds ",
            _ => "They hold ",
        });
        count(&mut said, events, "one record", " records");
        said.words(" of a format that Overshare doesn’t know, so it can only show the raw values.");
        sentences.push(sentence(said, Basis::Observed, Topic::Content));
        return sentences;
    }
    sentences.extend(told(readings, period));
    sentences.extend(naming::named(readings));
    sentences.extend(noted(readings));
    points_to(readings, identifiers, &mut sentences);
    let is_of_browser = |reading: &Reading| reading.decoded.is_of_mint_browser();
    if readings.iter().all(is_of_browser) {
        sentences.extend(rotation(identifiers));
        position(readings, identifiers, &mut sentences);
    } else if readings.iter().any(is_of_browser) {
        // What recognizes somebody in other requests is not what the browser sent.
        let own = identifiers::recognized(readings, &is_of_browser).into_iter();
        let own: Vec<Identifier> = own.map(|(_, identifier)| identifier).collect();
        sentences.extend(rotation(&own));
        position(readings, &own, &mut sentences);
    }
    sentences.push(sentence(
        Quoted::of("The records do not show how long they are kept or who uses them."),
        Basis::Inferred,
        Topic::Limits,
    ));
    if readings.iter().any(is_of_browser) {
        sentences.push(Sentence {
            sources: vec!["palant-2020-05-04"],
            ..sentence(
                Quoted::of("What the names of Mint Browser mean comes from an analysis of its code in May 2020, not of its traffic. Later versions may differ."),
                Basis::Sourced,
                Topic::Limits,
            )
        });
    }
    if !is_export_only(readings) {
        sentences.push(sentence(
            Quoted::of(match readings.len() {
                1 => {
                    "A server that receives it also sees the internet address it comes from, or that of a VPN. That address is not in this text."
                }
                _ => {
                    "Servers that receive them also see the internet address they come from, or that of a VPN. That address is not in this capture."
                }
            }),
            Basis::Inferred,
            Topic::Limits,
        ));
    }
    sentences
}

/// What else a capture held.
pub(crate) fn others(requests: usize) -> Option<Sentence<'static>> {
    let mut said = Quoted::of("This capture also holds ");
    match requests {
        0 => return None,
        1 => said.words("one other request, which isn’t analytics that Overshare knows."),
        _ => said
            .number(requests)
            .words(" other requests, which aren’t analytics that Overshare knows."),
    };
    Some(sentence(said, Basis::Observed, Topic::Limits))
}

/// Whether only the program that a request is from says where it went.
fn is_inferred(reading: &Reading) -> bool {
    reading.decoded.request.host.is_none() && reading.decoded.is_of_mint_browser()
}

/// Whether the records come from a server: then the paste is not what a phone sent.
fn is_export(reading: &Reading) -> bool {
    let mut diagnostics = reading.decoded.diagnostics.iter();
    diagnostics.any(|diagnostic| diagnostic.code == "server-export")
}

/// Adds a number and what it counts: `one record`, `12 records`.
fn count(said: &mut Quoted, number: usize, one: &'static str, many: &'static str) {
    match number {
        1 => said.words(one),
        _ => said.number(number).words(many),
    };
}

/// Whether all that was read was exported by a server, which is what no program sent.
fn is_export_only(readings: &[Reading]) -> bool {
    let mut read = readings.iter().filter(|reading| is_read(reading));
    read.all(is_export)
}

/// What the programs run on that sent the requests which were read.
fn device(readings: &[Reading]) -> &'static str {
    let mut devices = readings
        .iter()
        .filter(|reading| is_read(reading))
        .map(|reading| reading.decoded.device);
    let first = devices.next().unwrap_or(Device::Unknown);
    words::device(match devices.all(|device| device == first) {
        true => first,
        false => Device::Unknown,
    })
}

/// "This request tells Xiaomi", without an end: what it says, whether or not it arrived. The verb is given
/// in its plain form.
fn subject(readings: &[Reading], requests: usize, is_inferred: bool, verb: &'static str) -> Quoted {
    let mut said = Quoted::default();
    if is_export_only(readings) {
        return Quoted::of("A server’s export says");
    }
    match (readings.len(), requests) {
        (1, _) => said.words("This request"),
        (_, 1) => said.words("One request"),
        (_, 2) => said.words("Together, two requests"),
        _ => said.words("Together, ").number(requests).words(" requests"),
    };
    if is_inferred {
        said.words(" apparently");
    }
    said.words(" ").words(verb);
    said.words(if readings.len() == 1 || requests == 1 {
        "s "
    } else {
        " "
    });
    let mut read = readings.iter().filter(|reading| is_read(reading));
    said.add(&recipients(&mut read).say());
    said
}

/// What was told: the most revealing of it, or how many records there are.
fn told(readings: &[Reading], period: Option<Period>) -> Vec<Sentence<'static>> {
    let read = || readings.iter().filter(|reading| is_read(reading));
    let events: usize = read().map(Reading::event_count).sum();
    let requests = read().count();
    let inferred = read().filter(|reading| is_inferred(reading)).count();
    let basis = match inferred {
        0 => Basis::Observed,
        _ => Basis::Inferred,
    };
    let device = device(readings);
    let (guessed, known): (Vec<Activity>, Vec<Activity>) = activities::activities(readings)
        .into_iter()
        .partition(|activity| activity.is_guessed);
    let mut parts: Vec<Quoted> = Vec::new();
    if let Some(exactness) = place::explained(readings) {
        let mut said = Quoted::default();
        exactness.say(&mut said, device);
        parts.push(said);
    }
    match accounts::number(readings) {
        0 => {}
        1 => parts.push(Quoted::of("which account was in use")),
        several => {
            let mut said = Quoted::of("which ");
            said.number(several).words(" accounts were in use");
            parts.push(said);
        }
    }
    // A sentence names three things, the most revealing first.
    let room = MOST.saturating_sub(parts.len()).max(1);
    let first = if known.is_empty() { &guessed } else { &known };
    let first = first.get(..room).unwrap_or(first);
    let others = if known.is_empty() {
        &[]
    } else {
        guessed.as_slice()
    };
    let told = first.iter().chain(others).map(|activity| activity.events);
    let rest = events.saturating_sub(told.sum());
    if !first.is_empty() {
        let mut said = Quoted::of("that you ");
        // It is hedged once.
        said.words(match known.is_empty() && inferred == 0 {
            true => "apparently ",
            false => "",
        });
        join(&mut said, first.iter().map(|activity| &activity.said));
        parts.push(said);
    }
    let mut sentences = Vec::new();
    if parts.is_empty() {
        let mut said = subject(readings, requests, inferred > 0, "give");
        let holds = if is_export_only(readings) {
            ": it holds"
        } else {
            ""
        };
        said.words(holds);
        match read().all(is_batch) {
            true => count(
                said.words(" "),
                events,
                "one batch of records",
                " batches of records",
            ),
            false => count(said.words(" "), events, "one record", " records"),
        }
        said.words(match requests {
            1 => " of how an app or page was used",
            _ => " of how apps or pages were used",
        });
        said.words(".");
        sentences.push(sentence(said, basis, Topic::Content));
    } else {
        let mut said = subject(readings, requests, inferred > 0, "tell");
        said.words(" ");
        join(&mut said, parts.iter());
        if rest > 0 && !first.is_empty() {
            said.words(", and ");
            count(&mut said, rest, "one more thing", " more things");
        }
        said.words(".");
        let mut told = of_activities(said, first);
        if inferred > 0 {
            told.basis = basis;
        }
        sentences.push(told);
    }
    let is_relative = readings.iter().any(|reading| reading.is_relative);
    sentences.extend(period.and_then(|period| when::told(period, is_relative, device)));
    if inferred > 0 {
        let mut said = Quoted::of("Names in ");
        match (requests, inferred) {
            (1, _) => said.words("it"),
            (_, 1) => said.words("one of them"),
            _ if requests == inferred => said.words("them"),
            _ => said.number(inferred).words(" of them"),
        };
        said.words(" are those of Xiaomi’s Mint Browser, so ");
        said.words(if inferred == 1 { "it" } else { "they" });
        said.words(" apparently went to Xiaomi.");
        sentences.push(Sentence {
            sources: vec!["palant-2020-05-04"],
            ..sentence(said, Basis::Inferred, Topic::Content)
        });
    }
    if !known.is_empty() && !guessed.is_empty() {
        let mut said = Quoted::of("Apparently you also ");
        join(&mut said, guessed.iter().map(|activity| &activity.said));
        said.words(".");
        sentences.push(of_activities(said, &guessed));
    }
    sentences
}

/// Whether a record of a request is a batch of what was recorded over some time.
fn is_batch(reading: &Reading) -> bool {
    let unnamed = reading.decoded.vocabulary.unnamed.first();
    unnamed.is_some_and(|unnamed| unnamed.kind.is_empty())
}

fn of_activities(said: Quoted, activities: &[Activity]) -> Sentence<'static> {
    let guessed = activities.iter().find(|activity| activity.is_guessed);
    let basis = guessed.map_or(Basis::Observed, |_| Basis::Inferred);
    Sentence {
        paths: activities
            .iter()
            .map(|activity| activity.path.clone())
            .collect(),
        sources: guessed.map_or(Vec::new(), |activity| activity.sources.to_vec()),
        ..sentence(said, basis, Topic::Content)
    }
}

/// What was noted about the person for good, by the names of the details.
fn noted(readings: &[Reading]) -> Option<Sentence<'static>> {
    let mut labels: Vec<Cow<str>> = Vec::new();
    let mut paths = Vec::new();
    let mut more = false;
    'all: for records in Records::all(readings) {
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
                let label = match leaf.judgment.entry {
                    Some(entry) => entry.name_for_people(),
                    None => leaf.name.into(),
                };
                if !is_detail || leaf.name.is_empty() || labels.contains(&label) {
                    continue;
                }
                if labels.len() == DETAILS {
                    more = true;
                    break 'all;
                }
                labels.push(label);
                paths.push(path);
            }
        }
    }
    if labels.is_empty() {
        return None;
    }
    let mut said = Quoted::of("Details about you were noted for later: ");
    for label in labels {
        said.listed(&label);
    }
    said.words(if more { " and more." } else { "." });
    Some(Sentence {
        paths,
        ..sentence(said, Basis::Observed, Topic::Content)
    })
}

/// Adds parts of a sentence as a list.
fn join<'a>(said: &mut Quoted, parts: impl ExactSizeIterator<Item = &'a Quoted>) {
    let all = parts.len();
    for (index, part) in parts.enumerate() {
        said.words(match index {
            0 => "",
            _ if index + 1 == all => " and ",
            _ => ", ",
        });
        said.add(part);
    }
}

/// The strongest identifier, and how long it lasts.
fn points_to(
    readings: &[Reading],
    identifiers: &[Identifier],
    sentences: &mut Vec<Sentence<'static>>,
) {
    let strongest = identifiers
        .iter()
        .max_by_key(|identifier| (identifier.persistence, identifier.identifiability));
    let Some((strongest, how_long)) =
        strongest.and_then(|identifier| Some((identifier, identifiers::how_long(identifier)?)))
    else {
        return;
    };
    let mut said = Quoted::of(match (accounts::number(readings), readings.len()) {
        (2.., _) => "People with several accounts can be recognized by IDs in it, such as ",
        (_, 1) => "You can be recognized by one ID in it, ",
        _ => "You can be recognized by one ID in them, ",
    });
    said.quote(&strongest.label).words(".");
    match identifiers.len() - 1 {
        0 => {}
        1 => {
            said.words(" One more ID is sent with it.");
        }
        others => {
            said.words(" ").number(others);
            said.words(" more IDs are sent with it.");
        }
    }
    sentences.push(Sentence {
        paths: first_path(strongest),
        ..sentence(said, Basis::Observed, Topic::Identification)
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
        Basis::Inferred
    } else {
        Basis::Sourced
    };
    let mut said = Quoted::of("That ID ");
    said.words(how_long).words(".");
    sentences.push(Sentence {
        paths: first_path(strongest),
        sources,
        ..sentence(said, basis, Topic::Identification)
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
            Quoted::of(
                "The browser’s random ID is supposed to change after 90 days. An analysis of May 2020 found that each use restarts the clock, so in practice it stays.",
            ),
            Basis::Sourced,
            Topic::Identification,
        )
    })
}

/// What Xiaomi has said in public on what the capture shows.
fn position(
    readings: &[Reading],
    identifiers: &[Identifier],
    sentences: &mut Vec<Sentence<'static>>,
) {
    let mut is_browser = false;
    let mut names_page = false;
    for records in Records::all(readings) {
        if records.reading.decoded.is_of_mint_browser() {
            is_browser = true;
            let tally = records
                .annotated
                .categories
                .get(Category::Browsing as usize);
            names_page |= tally.is_some_and(|tally| tally.severity >= 3);
        }
    }
    let blog = "xiaomi-blog-2020-05-02";
    let is_recognized = is_browser && !identifiers.is_empty();
    let said = [
        (
            is_recognized,
            "Xiaomi said in May 2020 that the statistics of its browsers are aggregated and cannot by themselves identify anybody.",
            blog,
        ),
        (
            names_page,
            "Xiaomi said in May 2020 that its browsers send the addresses of pages so that it can find those that load slowly, and named that as an example.",
            blog,
        ),
        (
            is_recognized || names_page,
            "Xiaomi later said, without a date, that its Mi Browser records nothing while incognito mode is on.",
            "xiaomi-trust",
        ),
    ];
    for (_, text, source) in said.into_iter().filter(|(applies, ..)| *applies) {
        sentences.push(Sentence {
            sources: vec![source],
            ..sentence(Quoted::of(text), Basis::Sourced, Topic::Position)
        });
    }
}
