//! The report in sentences. Each says what it rests on.

use std::borrow::Cow;

use super::activities::{self, Activity};
use super::evidence::Records;
use super::states::without_events;
use super::states::{States, is_read, went_to};
use super::{accounts, identifiers, naming, place, recipients, title, when};
use crate::detect;
use crate::join::Reading;
use crate::knowledge::Category;
use crate::protocol::UNKNOWN;
use crate::report::{Device, Identifier, Outcome, Period, Sentence, Text};
use crate::text::message::{Argument, Arguments, SentenceText};
use crate::text::quoted::Quoted;
use crate::text::{activities as phrases, amounts, requests, summary as text, words};

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
        let recipient = reading.decoded.protocol.recipient.as_ref();
        let recipient = recipient.map(|_| recipients(&mut readings.iter()).say());
        let to = requests::to(recipient.as_ref());
        sentences.push(text::ENCRYPTED.sentence(&[("recipient", Argument::Part(&to))], Vec::new()));
        sentences.extend(naming::named(readings));
        points_to(readings, identifiers, &mut sentences);
        return sentences;
    }
    if readings.len() > 1 && states.read < readings.len() {
        sentences.push(states.say());
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
        let said = amounts::contained(readings.len(), events);
        let format = format_of_all(readings);
        let arguments = [
            ("records", Argument::Part(&said)),
            ("format", Argument::Words(format)),
        ];
        let text = match format {
            "" => &text::UNKNOWN_FORMAT,
            _ => &text::UNEXPLAINED_FORMAT,
        };
        sentences.push(text.sentence(&arguments, Vec::new()));
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
    let mut say = |text: &SentenceText| sentences.push(text.sentence(&[], Vec::new()));
    say(&text::NOT_SHOWN);
    if readings.iter().any(is_of_browser) {
        say(&text::CODE_OF_2020);
        say(&text::SECOND_STREAM);
    }
    if !is_export_only(readings) {
        let (text, missing) = match readings.len() {
            1 => (&text::ADDRESS_SEEN, &text::NOT_IN_TEXT),
            _ => (&text::ADDRESSES_SEEN, &text::NOT_IN_CAPTURE),
        };
        let missing = match readings.iter().any(names_internet_address) {
            true => Quoted::default(),
            false => missing.filled(&[]),
        };
        sentences.push(text.sentence(&[("missing", Argument::Part(&missing))], Vec::new()));
    }
    sentences
}

/// Whether a field of a request has a name for the internet address of whoever sent it.
fn names_internet_address(reading: &Reading) -> bool {
    let is_one = |name: &str| detect::name_contains_word(name, &["ip", "ipv", "forwarded"]);
    let document = reading.decoded.document();
    let mut keys = document.into_iter().flat_map(|document| document.keys());
    let mut fields = reading.decoded.envelope.iter();
    keys.any(|(_, name)| is_one(name))
        || fields.any(|field| is_one(field.path.get(field.name..).unwrap_or_default()))
}

/// The name of the format that all requests have; empty where they have several or it is not known.
fn format_of_all(readings: &[Reading]) -> &'static str {
    let mut protocols = readings.iter().map(|reading| &reading.decoded.protocol);
    let Some(first) = protocols.next().filter(|first| first.id != UNKNOWN) else {
        return "";
    };
    match first.name {
        Text::Borrowed(name) if protocols.all(|other| other.id == first.id) => name,
        _ => "",
    }
}

/// What else a capture held.
pub(crate) fn others(requests: usize) -> Option<Sentence<'static>> {
    let text = match requests {
        0 => return None,
        1 => &text::ONE_OTHER,
        _ => &text::OTHERS,
    };
    Some(text.sentence(&[("number", Argument::Number(requests))], Vec::new()))
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

/// What was told: the most revealing of it, or how many records there are.
fn told(readings: &[Reading], period: Option<Period>) -> Vec<Sentence<'static>> {
    let read = || readings.iter().filter(|reading| is_read(reading));
    let events: usize = read().map(Reading::event_count).sum();
    let number = read().count();
    let inferred = read().filter(|reading| is_inferred(reading)).count();
    let device = device(readings);
    let (guessed, known): (Vec<Activity>, Vec<Activity>) = activities::activities(readings)
        .into_iter()
        .partition(|activity| activity.is_guessed);
    let mut parts: Vec<Quoted> = Vec::new();
    if let Some(exactness) = place::explained(readings) {
        parts.push(exactness.say(device));
    }
    let (accounts, is_apparent) = accounts::number(readings);
    if accounts > 0 {
        // It is hedged once.
        let is_cut = accounts >= identifiers::DISTINCT;
        parts.push(phrases::accounts(
            accounts,
            is_cut,
            is_apparent && inferred == 0,
        ));
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
        // It is hedged once.
        let is_apparent = known.is_empty() && inferred == 0;
        let mut said = Quoted::default();
        amounts::list(&mut said, first.iter().map(|activity| &activity.said));
        parts.push(phrases::that_you(&said, is_apparent));
    }
    let is_guessed =
        inferred > 0 || is_apparent || first.iter().any(|activity| activity.is_guessed);
    let of = |sure: &'static SentenceText, guessed: &'static SentenceText| match is_guessed {
        false => sure,
        true => guessed,
    };
    let recipients = recipients(&mut read());
    let is_export = is_export_only(readings);
    let is_to_one = recipients.number() < 2;
    let recipient = recipients.say();
    let which = requests::which(readings.len(), number, is_to_one, inferred > 0);
    let mut arguments = vec![
        ("which", Argument::Part(&which)),
        ("s", Argument::Words(amounts::verb_ending(number))),
        ("recipient", Argument::Part(&recipient)),
    ];
    let mut sentences = Vec::new();
    let records;
    let mut told = Quoted::default();
    if parts.is_empty() {
        records = match read().all(is_batch) {
            true => amounts::batches(events),
            false => amounts::records(events),
        };
        arguments.push(("records", Argument::Part(&records)));
        arguments.push(("where", Argument::Words(requests::used(number))));
        let text = match (is_export, is_to_one) {
            (true, _) => &text::EXPORT_HOLDS,
            (_, true) => of(&text::GAVE, &text::PROBABLY_GAVE),
            (_, false) => of(&text::SEVERAL_GAVE, &text::SEVERAL_PROBABLY_GAVE),
        };
        sentences.push(text.sentence(&arguments, Vec::new()));
    } else {
        amounts::list(&mut told, parts.iter());
        if rest > 0 && !first.is_empty() {
            told.add(&amounts::more_things(rest));
        }
        arguments.push(("told", Argument::Part(&told)));
        let text = match (is_export, is_to_one) {
            (true, _) => of(&text::EXPORT_SAYS, &text::EXPORT_PROBABLY_SAYS),
            (_, true) => of(&text::TOLD, &text::PROBABLY_TOLD),
            (_, false) => of(&text::SEVERAL_TOLD, &text::SEVERAL_PROBABLY_TOLD),
        };
        sentences.push(of_activities(text, &arguments, first));
    }
    let is_relative = readings.iter().any(|reading| reading.is_relative);
    if let Some(period) = period {
        sentences.extend(when::told(readings, period, is_relative, device));
    }
    if inferred > 0 {
        let which = requests::of_them(number, inferred);
        let arguments = [
            ("which", Argument::Part(&which)),
            ("they", Argument::Words(requests::they(inferred))),
        ];
        sentences.push(text::LOOKS_LIKE_MINT_BROWSER.sentence(&arguments, Vec::new()));
    }
    if !known.is_empty() && !guessed.is_empty() {
        let mut told = Quoted::default();
        amounts::list(&mut told, guessed.iter().map(|activity| &activity.said));
        let arguments = [("told", Argument::Part(&told))];
        sentences.push(of_activities(&text::GUESSED_TOO, &arguments, &guessed));
    }
    sentences
}

/// Whether a record of a request is a batch of what was recorded over some time.
fn is_batch(reading: &Reading) -> bool {
    let unnamed = reading.decoded.vocabulary.unnamed.first();
    unnamed.is_some_and(|unnamed| unnamed.kind.is_empty())
}

/// What somebody did, with where that is and the sources of what was guessed.
fn of_activities(
    text: &SentenceText,
    arguments: &Arguments,
    activities: &[Activity],
) -> Sentence<'static> {
    let guessed = activities.iter().find(|activity| activity.is_guessed);
    let paths = activities.iter().map(|activity| activity.path.clone());
    Sentence {
        sources: guessed.map_or(Vec::new(), |activity| activity.sources.to_vec()),
        ..text.sentence(arguments, paths.collect())
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
    let mut names = Quoted::default();
    for label in labels {
        names.listed(&label);
    }
    let arguments = [
        ("names", Argument::Part(&names)),
        ("more", Argument::Words(amounts::and_more(more))),
    ];
    Some(text::PROFILE.sentence(&arguments, paths))
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
    let Some((strongest, how_long)) = strongest.and_then(|identifier| {
        let device = sent_by(readings, identifier);
        Some((identifier, identifiers::how_long(identifier, device)?))
    }) else {
        return;
    };
    // No source says that a guessed field is an ID.
    let text = match (accounts::number(readings).0, strongest.sources.is_empty()) {
        (2.., _) => &text::PEOPLE_POINTED_TO,
        (_, false) => &text::POINTS_TO,
        (_, true) => &text::PROBABLY_POINTS_TO,
    };
    let more = match identifiers.len() - 1 {
        0 => Quoted::default(),
        1 => text::ONE_MORE_ID.filled(&[]),
        others if others + 1 >= identifiers::LISTED => {
            text::MANY_MORE_IDS.filled(&[("number", Argument::Number(others + 1))])
        }
        others => text::MORE_IDS.filled(&[("number", Argument::Number(others))]),
    };
    let arguments = [
        // Where it is the first thing that is said, no sentence before it says what “it” is.
        (
            "it",
            Argument::Words(match sentences.is_empty() {
                true => requests::these(readings.len()),
                false => requests::them(readings.len()),
            }),
        ),
        ("id", Argument::Value(&strongest.label)),
        ("more", Argument::Part(&more)),
    ];
    sentences.push(text.sentence(&arguments, first_path(strongest)));
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
    let text = match sources.is_empty() {
        true => &text::LASTS,
        false => &text::LASTS_AS_SOURCED,
    };
    let arguments = [("lasts", Argument::Words(how_long))];
    sentences.push(Sentence {
        sources,
        ..text.sentence(&arguments, first_path(strongest))
    });
}

/// What sent the request in which an identifier stands first.
fn sent_by(readings: &[Reading], identifier: &Identifier) -> Device {
    let path = identifier.paths.first();
    let request = path.and_then(|path| path.split('.').next()?.parse().ok());
    let reading = request.and_then(|request: usize| readings.get(request));
    reading.map_or(Device::Unknown, |reading| reading.decoded.device)
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
    Some(text::RENEWED.sentence(&[], first_path(identifier)))
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
            names_page |= tally.is_some_and(|tally| tally.content >= 3);
        }
    }
    let is_recognized = is_browser && !identifiers.is_empty();
    let said = [
        (is_recognized, &text::XIAOMI_ON_STATISTICS),
        (names_page, &text::XIAOMI_ON_ADDRESSES),
        (is_recognized || names_page, &text::XIAOMI_ON_INCOGNITO),
    ];
    for (_, text) in said.into_iter().filter(|(applies, _)| *applies) {
        sentences.push(text.sentence(&[], Vec::new()));
    }
}
