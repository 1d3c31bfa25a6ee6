//! Values that recognise somebody, the strongest first.

use super::{Part, by_rank, survival};
use crate::annotate::{Note, Recognised};
use crate::display;
use crate::json::{Document, spans::Spans};
use crate::knowledge::{Category, Form};
use crate::report::{Identifier, Persistence, Text};

/// Identifiers that a report lists; one capture of one phone has fewer than ten.
const LISTED: usize = 50;

/// The highest rank of an identifier: by recognition, then by persistence.
const RANKS: u8 = 49;

/// All identifiers of all requests.
pub(crate) fn identifiers(parts: &[Part]) -> Vec<Identifier<'_>> {
    let found = recognised(parts).into_iter();
    found.map(|(_, identifier)| identifier).collect()
}

/// All identifiers of all requests, and the values that they were made of.
pub(crate) fn recognised<'a>(parts: &'a [Part]) -> Vec<(&'a Recognised, Identifier<'a>)> {
    let mut found: Vec<(usize, &Part, &Recognised)> = Vec::new();
    for (request, part) in parts.iter().enumerate() {
        let recognised = part
            .annotated
            .iter()
            .flat_map(|annotated| &annotated.recognised);
        found.extend(recognised.map(|recognised| (request, part, recognised)));
    }
    // Only what is listed is looked up in the text, which takes a pass over its record.
    let mut found = by_rank(found, RANKS, |(_, _, recognised)| {
        let judgement = &recognised.judgement;
        let persistence = judgement
            .persistence
            .map_or(0, |persistence| persistence as u8 + 1);
        judgement.recognition * 10 + persistence
    });
    found.truncate(LISTED);
    let look_up = |(request, part, recognised): (usize, &'a Part, &'a Recognised)| {
        let document = part.decoded.document.as_ref()?;
        let identifier = identifier(request, part.first_event, document, recognised)?;
        Some((recognised, identifier))
    };
    found.into_iter().filter_map(look_up).collect()
}

fn identifier<'a>(
    request: usize,
    first_event: usize,
    document: &'a Document,
    recognised: &'a Recognised,
) -> Option<Identifier<'a>> {
    let judgement = &recognised.judgement;
    let entry = judgement.entry;
    let mut names: Vec<Text> = Vec::new();
    let mut paths: Vec<Text> = Vec::new();
    let mut value = None;
    for &(event, node) in &recognised.sightings {
        let row = document.rows.get(event as usize)?;
        let name = document
            .node(node as usize)
            .map(|node| document.key(node.key))
            .unwrap_or_default();
        if !names.iter().any(|known| known == name) {
            names.push(name.into());
            let path = crate::json::path(document, row.node as usize, node as usize);
            paths.push(format!("{request}.{}.{path}", first_event + event as usize).into());
        }
        if value.is_none() {
            let range = Spans::new(document, row)
                .find(|(found, _)| *found == node as usize)?
                .1;
            value = document.text.get(range);
        }
    }
    let (label, meaning) = words(recognised);
    let form = match judgement.note {
        Some(Note::CookieId) => Form::CookieId,
        _ => entry.map_or(Form::Plain, |entry| entry.form),
    };
    Some(Identifier {
        label: label.into(),
        names,
        value: value?.into(),
        display: display::display(form, &recognised.text).map(Into::into),
        meaning: meaning.into(),
        category: judgement.category.unwrap_or(Category::Account).id(),
        recognition: judgement.recognition,
        persistence: judgement.persistence,
        survives: judgement
            .persistence
            .map(survival::survives)
            .unwrap_or_default(),
        events: recognised.events,
        paths,
        sources: entry
            .map(|entry| entry.sources.to_vec())
            .unwrap_or_default(),
    })
}

/// Label and meaning: of the field, unless the value says more.
fn words(recognised: &Recognised) -> (&'static str, &'static str) {
    let judgement = &recognised.judgement;
    match judgement.note {
        Some(Note::RandomId) => (
            "Random ID of this app",
            "A random number that stands for this copy of the app, on every record it sends.",
        ),
        Some(Note::CookieId) => (
            "Cookie ID",
            "A number that the web page keeps in a cookie. It holds the time of the first visit.",
        ),
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
            (Some(entry), _) => (entry.label, entry.meaning),
            (None, Some(guess)) => (guess.label, guess.meaning),
            (None, None) => ("Identifier", "A value that recognises somebody."),
        },
    }
}

/// How long something keeps recognising, as the end of a sentence.
pub(super) fn how_long(persistence: Persistence) -> &'static str {
    match persistence {
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
    }
}
