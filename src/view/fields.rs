//! What a field means: of an event, and of what stands around the events.

use super::detections::detections;
use super::inner_json;
use crate::annotate::{self, Judgment, Remark};
use crate::display;
use crate::insight::around;
use crate::join::Reading;
use crate::json::{self, Document, Row, Value};
use crate::knowledge::{Category, Form, Grade, Scope};
use crate::protocol::EnvelopeField;
use crate::report::{Field, Known, Text};
use crate::text::identifiers;
use crate::text::values;

/// The values of an event with their meaning, in the order in which they stand, as many as are
/// wanted at most.
pub(super) fn fields<'a>(
    document: &'a Document,
    row: &Row,
    top: Option<Scope>,
    reading: &Reading,
    event: &'a str,
    most: usize,
) -> Vec<Field<'a>> {
    let mut fields = Vec::new();
    if most == 0 {
        return fields;
    }
    let vocabulary = reading.decoded.vocabulary;
    annotate::walk(document, row, vocabulary, top, event, &mut |leaf| {
        let lexeme = document.text.get(leaf.range.clone()).unwrap_or_default();
        let lookup_name = leaf.lookup_name;
        let text = annotate::text_of(document, leaf.value, lookup_name, lexeme);
        let number = match leaf.value {
            Value::Unsigned(number) => Some(number.get()),
            _ => None,
        };
        let judgment = annotate::judge(reading.pack, leaf.field(), text, number);
        let shown = json::shown(leaf.path);
        let name = if leaf.is_named {
            lookup_name
        } else {
            shown.get(leaf.step..).unwrap_or_default()
        };
        let text = text.unwrap_or(lexeme);
        fields.push(Field {
            detected: detections(lookup_name, text, judgment.entry.is_some()),
            ..field(
                shown.to_owned(),
                name.to_owned(),
                lexeme.into(),
                text,
                &judgment,
                reading,
            )
        });
        fields.len() < most
    });
    fields
}

/// What a field means, without what lies inside its value.
fn field<'a>(
    path: String,
    name: String,
    value: Text<'a>,
    text: &str,
    judgment: &Judgment,
    reading: &Reading,
) -> Field<'a> {
    let entry = judgment.entry;
    let guess = judgment.guess.filter(|_| judgment.known == Known::Guessed);
    // A web page has a cookie where an app has the number of the phone, under the same name.
    let is_cookie = judgment.note == Some(Remark::CookieId)
        && entry
            .is_some_and(|entry| !annotate::is_distinct_id(entry) && entry.form != Form::CookieId);
    let is_hint = judgment.is_hint();
    let (label, meaning) = match (entry, guess) {
        (Some(_), _) if is_cookie => (
            Some(identifiers::COOKIE_ID.0),
            Some(identifiers::COOKIE_ID.1),
        ),
        (Some(entry), _) if is_hint => (Some(entry.label), Some(values::KNOWN_ELSEWHERE.text)),
        (Some(entry), _) => (Some(entry.label), Some(entry.meaning)),
        (None, Some(guess)) => (Some(guess.label), Some(guess.meaning)),
        (None, None) => (None, None),
    };
    Field {
        path: path.into(),
        name: name.into(),
        value,
        display: better_form(judgment, text, reading.is_relative).map(Into::into),
        known: judgment.known,
        label: label.map(Into::into),
        meaning: meaning.map(Into::into),
        matters: entry
            .map(|entry| entry.matters)
            .filter(|matters| !matters.is_empty() && !is_hint && !is_cookie)
            .map(Into::into),
        because: entry
            .and_then(|entry| because(if is_hint { Grade::C } else { entry.grade }, entry.pack))
            .or(guess.map(|guess| guess.because))
            .map(Into::into),
        category: judgment.category.map(Category::id),
        content: judgment.whole_content(),
        identifiability: judgment.whole_identifiability(),
        severity: judgment.severity(),
        persistence: judgment.persistence,
        grade: entry.map(|entry| if is_hint { Grade::C } else { entry.grade }.id()),
        sources: sources_of(judgment, reading),
        pack: entry.and_then(|entry| pack_name(entry.pack)),
        detected: Vec::new(),
    }
}

/// Why an entry is no more than a guess, as the end of a sentence.
fn because(grade: Grade, pack: &str) -> Option<&'static str> {
    match grade {
        Grade::A | Grade::B => None,
        Grade::C if pack.is_empty() => Some("only the name suggests it"),
        Grade::C => Some("the knowledge pack takes it from the name alone"),
        Grade::D => Some("the knowledge pack takes it from the shape of the value"),
    }
}

pub(super) fn pack_name(pack: &'static str) -> Option<&'static str> {
    Some(pack).filter(|pack| !pack.is_empty())
}

fn better_form(judgment: &Judgment, text: &str, is_relative: bool) -> Option<String> {
    let form = judgment.entry.map_or(Form::Plain, |entry| entry.form);
    if is_relative && form == Form::Milliseconds {
        return text.parse().ok().map(display::relative);
    }
    match judgment.note {
        Some(Remark::Placeholder) => Some("stands for “none”".to_owned()),
        Some(Remark::RandomId) => Some("a random number".to_owned()),
        Some(Remark::AndroidId) => Some("has the form of an Android ID".to_owned()),
        Some(Remark::Account) => Some("apparently an account".to_owned()),
        Some(Remark::Chosen | Remark::OtherPerson) => None,
        Some(Remark::CookieId) => display::display(Form::CookieId, text),
        None => match judgment.guess.map(|guess| guess.kind) {
            Some("url") => display::display(Form::Url, text),
            Some("timestamp") if text.len() == 13 => display::moment(text),
            Some("timestamp") if text.len() == 10 => display::moment(&format!("{text}000")),
            _ => {
                let better = display::display(form, text)
                    .or_else(|| display::sentinel(text).map(str::to_owned));
                // The JavaScript SDK sends its cookie number under several names.
                let form = Some(Form::CookieId).filter(|_| judgment.identifiability >= 3);
                better
                    .or_else(|| display::display(form?, text))
                    .or_else(|| inner_json::opened(text))
            }
        },
    }
}

pub(super) fn envelope_field<'a>(reading: &Reading, field: &'a EnvelopeField) -> Field<'a> {
    let name = field.own_name();
    let text = &field.text;
    let judgment = around::judge(reading, field);
    let mut report = self::field(
        field.path.clone(),
        name.to_owned(),
        serde_json::to_string(text).unwrap_or_default().into(),
        text,
        &judgment,
        reading,
    );
    // What is packed in there is told by the events, and to look through it would take longer than
    // all else that is said of fifty of them.
    if judgment.category != Some(Category::Transport) {
        report.detected = detections(around::lookup_name(field), text, judgment.entry.is_some());
    }
    if let Some(display) = &field.display {
        report.display = Some(display.into());
    }
    report
}

/// The sources of what is said of a field around the events.
pub(super) fn sources_around(reading: &Reading, field: &EnvelopeField) -> Vec<&'static str> {
    sources_of(&around::judge(reading, field), reading)
}

fn sources_of(judgment: &Judgment, reading: &Reading) -> Vec<&'static str> {
    let entry = judgment.entry;
    entry
        .map(|entry| reading.pack.sources(entry.sources, entry.pack))
        .unwrap_or_default()
}
