//! Values that recognise somebody, the strongest first.

use super::evidence::Records;
use super::{Part, by_rank, survival};
use crate::annotate::{Note, Recognised};
use crate::detect;
use crate::display;
use crate::json::spans::Spans;
use crate::knowledge::{Category, Form, HINT};
use crate::report::{Identifier, Persistence, Text};

/// Identifiers that a report lists; one capture of one phone has fewer than ten.
const LISTED: usize = 50;

/// The highest rank of an identifier: by recognition, then by persistence, plain before Base64.
const RANKS: u8 = 97;

/// A value that recognises somebody, and the records it stands in.
type Found<'a> = (Records<'a>, &'a Recognised);

/// All identifiers of all requests.
pub(crate) fn identifiers(parts: &[Part]) -> Vec<Identifier<'_>> {
    let found = recognised(parts).into_iter();
    found.map(|(_, identifier)| identifier).collect()
}

/// All identifiers of all requests, and the values that they were made of.
pub(crate) fn recognised<'a>(parts: &'a [Part]) -> Vec<(&'a Recognised, Identifier<'a>)> {
    let mut found: Vec<Found> = Vec::new();
    for records in Records::all(parts) {
        let recognised = &records.annotated.recognised;
        found.extend(recognised.iter().map(|recognised| (records, recognised)));
    }
    // Only what is listed is looked up in the text, which takes a pass over its record.
    let mut found = by_rank(found, RANKS, |(_, recognised)| {
        let judgement = &recognised.judgement;
        let persistence = judgement
            .persistence
            .map_or(0, |persistence| persistence as u8 + 1);
        judgement.recognition * 20 + persistence * 2 + u8::from(!is_respelt(recognised))
    });
    found.truncate(LISTED);
    let mut values: Vec<(usize, String)> = Vec::new();
    let mut identifiers: Vec<(&Recognised, Identifier)> = Vec::new();
    for (records, recognised) in found {
        let value = plain(recognised);
        let known = values.iter().position(|(_, known)| *known == value);
        if let Some(index) = known
            && let (Some((_, identifier)), Some(&(request, _))) =
                (identifiers.get_mut(index), values.get(index))
        {
            name(identifier, records, &recognised.sightings);
            identifier.events = if request == records.request {
                identifier.events.max(recognised.events)
            } else {
                identifier.events + recognised.events
            };
        } else if let Some(identifier) = identifier(records, recognised) {
            identifiers.push((recognised, identifier));
            values.push((records.request, value));
        }
    }
    identifiers
}

/// Whether a value is another, written in Base64.
fn is_respelt(recognised: &Recognised) -> bool {
    let entry = recognised.judgement.entry;
    entry.is_some_and(|entry| entry.form == Form::Base64Text)
}

/// The value itself: what is written in Base64 is one more spelling of it.
fn plain(recognised: &Recognised) -> String {
    let decoded = is_respelt(recognised).then(|| display::base64_text(&recognised.text));
    decoded.flatten().unwrap_or_else(|| recognised.text.clone())
}

/// Adds the names of a value, and where it stood first under each.
fn name<'a>(identifier: &mut Identifier<'a>, records: Records<'a>, sightings: &[(u32, u32)]) {
    for &(event, node) in sightings {
        let Some(key) = records.document.node(node as usize).map(|node| node.key) else {
            continue;
        };
        let name = records.document.key(key);
        if !identifier.names.iter().any(|known| known == name) {
            identifier.names.push(name.into());
            identifier
                .paths
                .extend(records.path(event as usize, node as usize));
        }
    }
}

fn identifier<'a>(records: Records<'a>, recognised: &'a Recognised) -> Option<Identifier<'a>> {
    let judgement = &recognised.judgement;
    let entry = judgement.entry;
    let &(event, node) = recognised.sightings.first()?;
    let row = records.document.rows.get(event as usize)?;
    let range = Spans::new(records.document, row)
        .find(|(found, _)| *found == node as usize)?
        .1;
    let (label, meaning) = words(recognised);
    let form = match judgement.note {
        Some(Note::CookieId) => Form::CookieId,
        _ => entry.map_or(Form::Plain, |entry| entry.form),
    };
    let mut identifier = Identifier {
        label,
        names: Vec::new(),
        value: records.document.text.get(range)?.into(),
        display: display::display(form, &recognised.text).map(Into::into),
        meaning: meaning.into(),
        category: judgement.category.unwrap_or(Category::Account).id(),
        recognition: judgement.recognition,
        persistence: judgement.persistence,
        survives: survival::survives(judgement, records.part.decoded.is_of_browser),
        events: recognised.events,
        paths: Vec::new(),
        sources: entry
            .map(|entry| records.part.pack.sources(entry.sources, entry.pack))
            .unwrap_or_default(),
    };
    name(&mut identifier, records, &recognised.sightings);
    // What holds the value in Base64 has it too, under whatever name.
    let copies = records.annotated.copies.iter();
    for copy in copies.filter(|copy| copy.algorithm == "Base64") {
        if copy.source_text == recognised.text {
            name(&mut identifier, records, &[copy.at]);
        }
    }
    Some(identifier)
}

/// Label and meaning of the number in a cookie.
pub(crate) const COOKIE_ID: (&str, &str) = (
    "Cookie ID",
    "A number that the web page keeps in a cookie. It holds the time of the first visit.",
);

/// Label and meaning: of the field, unless the value says more.
fn words(recognised: &Recognised) -> (Text<'static>, &'static str) {
    let judgement = &recognised.judgement;
    let (label, meaning) = match judgement.note {
        Some(Note::RandomId) => (
            "Random ID of this app",
            "A random number that stands for this copy of the app, on every record it sends.",
        ),
        Some(Note::CookieId) => COOKIE_ID,
        Some(Note::AndroidId) => (
            "Android ID",
            "A number of the phone that survives clearing or reinstalling the app.",
        ),
        Some(Note::Account) => (
            "Account",
            "Apparently the account that was signed in. It leads to a person.",
        ),
        Some(Note::Chosen) => (
            "ID chosen by the app",
            "What the app files its records under. It may stand for an account.",
        ),
        _ => match (judgement.entry, judgement.guess) {
            (Some(entry), _) if judgement.is_hint() => (entry.label, HINT),
            (Some(entry), _) => return (entry.name_for_people(), entry.meaning),
            (None, Some(guess)) => (guess.label, guess.meaning),
            (None, None) => ("Identifier", "A value that recognises somebody."),
        },
    };
    (label.into(), meaning)
}

/// How long something keeps recognising, as the end of a sentence.
pub(super) fn how_long(identifier: &Identifier) -> Option<&'static str> {
    let value = identifier.value.trim_matches('"');
    Some(match identifier.persistence? {
        _ if detect::is_cookie_id(value) => "stays the same until you clear the browser’s cookies",
        Persistence::Event => "changes with every record",
        Persistence::Session => "changes when the app is restarted",
        Persistence::Sim => "stays the same until the SIM card changes",
        Persistence::Install => "stays the same until the app’s data are cleared",
        Persistence::Resettable => "stays the same until you reset it in the phone’s settings",
        Persistence::FactoryReset => {
            "stays the same until the phone is reset to factory settings, even if the app is cleared or reinstalled"
        }
        Persistence::Hardware => "stays the same as long as the phone exists",
        Persistence::Account => "follows you to every phone on which you sign in",
    })
}
