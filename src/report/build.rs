//! From the core's types to the report's.

use std::cell::RefCell;

use super::detections::{self, detections};
use super::search::{self, Found};
use super::totals::{names, sources};
use super::{
    CapturePlace, CategoryCount, Counts, Diagnostic, Event, EventPage, Field, FieldCounts, Input,
    Known, Masking, Others, PassedOn, Period, Provenance, Report, Request, SCHEMA, Text,
};
use crate::annotate::{self, Annotated, EventInfo, Judgment, Note};
use crate::display;
use crate::insight::{self, Part, kinds, title};
use crate::json::{Document, Row, Value, spans::Spans};
use crate::knowledge::{self, Category, Form, Grade, Place, pack};
use crate::options::{self, Filter};
use crate::protocol::EnvelopeField;
use crate::quoted::{self, Quoted};

pub(crate) use crate::insight::recipients;

/// Name and version of this program.
pub(crate) const GENERATOR: &str = concat!("overshare ", env!("CARGO_PKG_VERSION"));

/// The report without its events.
pub(crate) fn overview<'a>(
    input: &Input<'a>,
    parts: &'a [Part],
    others: &Others,
    diagnostics: &[Diagnostic<'a>],
    masking: Option<&Masking>,
    provenance: Option<PassedOn>,
) -> Report<'a> {
    let identifiers = insight::identifiers(parts);
    let period = period(parts.iter());
    let timing = insight::timing(parts);
    let findings = insight::findings(parts, timing.as_ref());
    let mut summary = insight::summary(parts, &identifiers, period);
    if !parts.is_empty() {
        summary.extend(insight::others(others.requests));
    }
    let mut report = Report {
        schema: SCHEMA,
        generator: GENERATOR,
        input: input.clone(),
        provenance: provenance.map(Provenance::of),
        masking: masking.cloned(),
        requests: parts
            .iter()
            .map(|part| match parts.len() <= WHOLE {
                true => whole_request(part, input.bytes),
                false => request(part, input.bytes),
            })
            .collect(),
        others: others.clone(),
        counts: counts(parts),
        period,
        timing,
        identifiers,
        categories: categories(parts),
        names: names(parts),
        findings,
        summary,
        diagnostics: diagnostics.to_vec(),
        sources: Vec::new(),
    };
    for (index, part) in parts.iter().enumerate() {
        report.diagnostics.extend(
            part.decoded
                .diagnostics
                .iter()
                .map(|diagnostic| Diagnostic {
                    request: Some(index),
                    ..diagnostic.clone()
                }),
        );
    }
    report.sources = sources(&report, parts);
    report
}

/// Requests up to which the report without events tells all of each; of more it tells in short, lest the
/// page read megabytes that nobody looks at.
const WHOLE: usize = 100;

/// A request with what stands around its events.
pub(crate) fn whole_request(part: &Part, bytes: usize) -> Request<'_> {
    let decoded = &part.decoded;
    let fields = decoded.envelope.iter();
    Request {
        fields: fields.map(|field| envelope_field(part, field)).collect(),
        is_short: false,
        ..request(part, bytes)
    }
}

/// A request in short.
fn request(part: &Part, bytes: usize) -> Request<'_> {
    let decoded = &part.decoded;
    let at = &decoded.request.at;
    let is_all = at.path.is_none() && at.file == (0..bytes as u64);
    Request {
        protocol: decoded.protocol.clone(),
        at: (!is_all).then(|| CapturePlace {
            start: at.file.start,
            end: at.file.end,
            path: at.path.as_deref().map(Into::into),
        }),
        started: decoded.request.started,
        method: decoded.request.method.as_deref().map(Into::into),
        url: decoded.request.url.as_deref().map(Into::into),
        host: decoded.request.host.as_deref().map(Into::into),
        role: decoded
            .request
            .host
            .as_deref()
            .and_then(knowledge::host)
            .map(|(entry, _)| entry.role),
        layers: decoded.layers.clone(),
        checks: decoded.checks.clone(),
        fields: Vec::new(),
        is_short: true,
        first_event: part.first_event,
        event_count: part.event_count(),
        events: None,
        locked: decoded.locked().cloned(),
    }
}

fn counts(parts: &[Part]) -> Counts {
    let mut counts = Counts {
        requests: parts.len(),
        ..Counts::default()
    };
    for annotated in parts.iter().filter_map(|part| part.annotated.as_ref()) {
        counts.events += annotated.events.len();
        counts.fields.explained += annotated.counts.explained;
        counts.fields.guessed += annotated.counts.guessed;
        counts.fields.unknown += annotated.counts.unknown;
    }
    counts
}

/// First and last moment of some requests.
pub(super) fn period<'a>(parts: impl Iterator<Item = &'a Part>) -> Option<Period> {
    parts
        .filter_map(|part| part.annotated.as_ref()?.period)
        .reduce(|one, other| Period {
            first: one.first.min(other.first),
            last: one.last.max(other.last),
        })
}

fn categories(parts: &[Part]) -> Vec<CategoryCount> {
    let list: Vec<CategoryCount> = Category::ALL
        .into_iter()
        .map(|category| {
            let mut count = CategoryCount {
                category: category.id(),
                label: category.label(),
                severity: 0,
                fields: 0,
                events: 0,
            };
            for annotated in parts.iter().filter_map(|part| part.annotated.as_ref()) {
                if let Some(tally) = annotated.categories.get(category as usize) {
                    count.fields += tally.fields;
                    count.events += tally.events;
                    count.severity = count.severity.max(tally.severity);
                }
            }
            count
        })
        .filter(|count| count.fields > 0)
        .collect();
    insight::by_rank(list, 4, |count| count.severity)
}

/// A page of the list of events that a filter lets through.
pub(crate) fn events<'a>(
    parts: &'a [Part],
    start: usize,
    count: usize,
    filter: &str,
    found: &RefCell<Found>,
) -> EventPage<'a> {
    let filter = options::filter(filter);
    let end = start.saturating_add(count);
    if filter == Filter::default() {
        let total = parts.iter().map(Part::event_count).sum();
        let events = (start..end.min(total)).filter_map(|index| short_event(parts, index));
        return EventPage {
            total,
            events: events.map(|(event, ..)| event).collect(),
        };
    }
    let mut found = found.borrow_mut();
    let found = found.of(parts, filter);
    let page = found.get(start..end.min(found.len())).unwrap_or_default();
    let needle = found.text();
    EventPage {
        total: found.len(),
        events: page
            .iter()
            .filter_map(|&index| short_event(parts, index as usize))
            .map(|(mut event, place)| {
                if let Some(needle) = needle {
                    event.hits = search::hits(place.document, place.row, needle);
                }
                event
            })
            .collect(),
    }
}

/// Where an event stands.
struct At<'a> {
    request: usize,
    part: &'a Part,
    document: &'a Document,
    annotated: &'a Annotated,
    info: &'a EventInfo,
    row: &'a Row,
}

/// An event by its index among all, without its fields.
fn short_event(parts: &[Part], index: usize) -> Option<(Event<'_>, At<'_>)> {
    // Of requests without events, which begin where the next one does, the last has the event.
    let after = parts.partition_point(|part| part.first_event <= index);
    let request = after.checked_sub(1)?;
    let part = parts.get(request)?;
    let annotated = part.annotated.as_ref()?;
    let document = part.decoded.document()?;
    let own = index - part.first_event;
    let at = At {
        request,
        part,
        document,
        annotated,
        info: annotated.events.get(own)?,
        row: document.rows.get(own)?,
    };
    let event = event(&at, index);
    Some((event, at))
}

/// One event with its fields, as many as are wanted at most, and its text.
pub(crate) fn whole_event(parts: &[Part], index: usize, most: usize) -> Option<Event<'_>> {
    let (mut event, at) = short_event(parts, index)?;
    let At {
        request,
        part,
        document,
        annotated,
        info,
        row,
    } = at;
    let name = title::name(document, info).unwrap_or_default();
    let mut fields = fields(document, row, annotated.place, part, name, most);
    let FieldCounts {
        explained,
        guessed,
        unknown,
    } = event.counts;
    event.omitted = (explained + guessed + unknown).saturating_sub(fields.len());
    detections::compare(&mut fields, request, parts, annotated);
    event.fields = Some(fields);
    event.json = document
        .text
        .get(row.start as usize..row.end as usize)
        .map(Into::into);
    Some(event)
}

/// One event in short.
fn event<'a>(at: &At<'a>, index: usize) -> Event<'a> {
    let &At {
        request,
        part,
        document,
        annotated,
        info,
        row,
    } = at;
    let name = title::name(document, info);
    let kind = title::kind(document, info);
    let entry = name.and_then(|name| pack::event(part.pack, annotated.place, name));
    let (title, meaning, known, sources): (_, Option<Text>, _, _) = if let Some(entry) = entry {
        let (title, meaning) = title::of(entry, part.pack, document, row);
        let known = match part.pack.explains(entry.grade, entry.sources, entry.pack) {
            true => Known::Explained,
            false => Known::Guessed,
        };
        let sources = part.pack.sources(entry.sources, entry.pack);
        (title, Some(meaning), known, sources)
    } else if let Some(name) = name.filter(|name| !quoted::is_blank(name)) {
        let guess = kinds::guess(document, row.node as usize, name)
            .filter(|_| annotated.is_sensors && part.is_xiaomi());
        match guess {
            Some(guess) => (
                guess.title,
                Some(guess.meaning.into()),
                Known::Guessed,
                guess.sources.to_vec(),
            ),
            None => {
                let mut title = Quoted::default();
                title.value(name);
                (title, None, Known::Unknown, Vec::new())
            }
        }
    } else if let Some(unnamed) = title::without_name(part, annotated.place, kind) {
        (
            Quoted::of(unnamed.title),
            Some(unnamed.meaning.into()),
            Known::Explained,
            unnamed.sources.to_vec(),
        )
    } else {
        (
            Quoted::of("A record without a name"),
            None,
            Known::Unknown,
            Vec::new(),
        )
    };
    let [explained, guessed, unknown] = info.counts.map(|count| count as usize);
    Event {
        index,
        request,
        name: name.map(Into::into),
        kind: kind.map(Into::into),
        time: info
            .time
            .and_then(|node| scalar(document, row, node as usize))
            .map(Into::into),
        title: title.text.into(),
        quotes: title.quotes,
        meaning,
        known,
        pack: entry.and_then(|entry| pack_name(entry.pack)),
        sources,
        severity: info.severity,
        counts: FieldCounts {
            explained,
            guessed,
            unknown,
        },
        offset: row.start as usize,
        bytes: (row.end - row.start) as usize,
        complete: row.complete,
        fields: None,
        omitted: 0,
        json: None,
        hits: Vec::new(),
    }
}

/// The text of a string or number.
fn scalar<'a>(document: &'a Document, row: &Row, node: usize) -> Option<&'a str> {
    if let Some(text) = document.string(document.node(node)?.value) {
        return Some(text);
    }
    let range = Spans::new(document, row)
        .find(|(found, _)| *found == node)?
        .1;
    document.text.get(range)
}

/// The values of an event with their meaning, in the order in which they stand, as many as are
/// wanted at most.
pub(crate) fn fields<'a>(
    document: &'a Document,
    row: &Row,
    top: Option<Place>,
    part: &Part,
    event: &'a str,
    most: usize,
) -> Vec<Field<'a>> {
    let mut fields = Vec::new();
    if most == 0 {
        return fields;
    }
    let vocabulary = part.decoded.vocabulary;
    annotate::walk(document, row, vocabulary, top, event, &mut |leaf| {
        let lexeme = document.text.get(leaf.range.clone()).unwrap_or_default();
        let known_as = leaf.known_as;
        let text = annotate::text_of(document, leaf.value, known_as, lexeme);
        let number = match leaf.value {
            Value::Unsigned(number) => Some(number.get()),
            _ => None,
        };
        let judgment = annotate::judge(part.pack, leaf.field(), text, number);
        let shown = if leaf.path.is_empty() {
            "value"
        } else {
            leaf.path
        };
        let name = if leaf.is_named {
            known_as
        } else {
            shown.get(leaf.step..).unwrap_or_default()
        };
        let text = text.unwrap_or(lexeme);
        fields.push(Field {
            detected: detections(known_as, text, judgment.entry.is_some()),
            ..field(
                shown.to_owned(),
                name.to_owned(),
                lexeme.into(),
                text,
                &judgment,
                part,
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
    part: &Part,
) -> Field<'a> {
    let entry = judgment.entry;
    let guess = judgment.guess.filter(|_| judgment.known == Known::Guessed);
    // A web page has a cookie where an app has the number of the phone, under the same name.
    let is_cookie = judgment.note == Some(Note::CookieId);
    let is_hint = judgment.is_hint();
    let (label, meaning) = match (entry, guess) {
        (Some(entry), _) if is_cookie && !annotate::is_who(entry) => {
            (Some(insight::COOKIE_ID.0), Some(insight::COOKIE_ID.1))
        }
        (Some(entry), _) if is_hint => (Some(entry.label), Some(knowledge::HINT)),
        (Some(entry), _) => (Some(entry.label), Some(entry.meaning)),
        (None, Some(guess)) => (Some(guess.label), Some(guess.meaning)),
        (None, None) => (None, None),
    };
    Field {
        path: path.into(),
        name: name.into(),
        value,
        display: better_form(judgment, text, part.is_relative).map(Into::into),
        known: judgment.known,
        label: label.map(Into::into),
        meaning: meaning.map(Into::into),
        matters: entry
            .map(|entry| entry.matters)
            .filter(|matters| !matters.is_empty() && !is_hint)
            .map(Into::into),
        because: entry
            .and_then(|entry| because(if is_hint { Grade::C } else { entry.grade }, entry.pack))
            .or(guess.map(|guess| guess.because))
            .map(Into::into),
        category: judgment.category.map(Category::id),
        content: judgment.whole_content(),
        recognition: judgment.whole_recognition(),
        severity: judgment.severity(),
        persistence: judgment.persistence,
        grade: entry.map(|entry| if is_hint { Grade::C } else { entry.grade }.id()),
        sources: sources_of(judgment, part),
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

fn pack_name(pack: &'static str) -> Option<&'static str> {
    Some(pack).filter(|pack| !pack.is_empty())
}

fn better_form(judgment: &Judgment, text: &str, is_relative: bool) -> Option<String> {
    let form = judgment.entry.map_or(Form::Plain, |entry| entry.form);
    if is_relative && form == Form::Milliseconds {
        return text.parse().ok().map(display::relative);
    }
    match judgment.note {
        Some(Note::Placeholder) => Some("stands for “none”".to_owned()),
        Some(Note::RandomId) => Some("a random number".to_owned()),
        Some(Note::AndroidId) => Some("has the form of an Android ID".to_owned()),
        Some(Note::Account) => Some("apparently an account".to_owned()),
        Some(Note::Chosen) => None,
        Some(Note::CookieId) => display::display(Form::CookieId, text),
        None => match judgment.guess.map(|guess| guess.kind) {
            Some("url") => display::display(Form::Url, text),
            Some("timestamp") if text.len() == 13 => display::moment(text),
            Some("timestamp") if text.len() == 10 => display::moment(&format!("{text}000")),
            _ => {
                let better = display::display(form, text)
                    .or_else(|| display::sentinel(text).map(str::to_owned));
                // The JavaScript SDK sends its cookie number under several names.
                let form = Some(Form::CookieId).filter(|_| judgment.recognition >= 3);
                better.or_else(|| display::display(form?, text))
            }
        },
    }
}

fn envelope_field<'a>(part: &Part, field: &'a EnvelopeField) -> Field<'a> {
    let name = field.path.get(field.name..).unwrap_or_default();
    let text = &field.text;
    let judgment = judge_around(part, field);
    let mut report = self::field(
        field.path.clone(),
        name.to_owned(),
        serde_json::to_string(text).unwrap_or_default().into(),
        text,
        &judgment,
        part,
    );
    // What is packed in there is told by the events, and to look through it would take longer than
    // all else that is said of fifty of them.
    if judgment.category != Some(Category::Transport) {
        report.detected = detections(known_as(field), text, judgment.entry.is_some());
    }
    if let Some(display) = &field.display {
        report.display = Some(display.into());
    }
    report
}

/// The sources of what is said of a field around the events.
pub(super) fn sources_around(part: &Part, field: &EnvelopeField) -> Vec<&'static str> {
    sources_of(&judge_around(part, field), part)
}

fn judge_around(part: &Part, field: &EnvelopeField) -> Judgment {
    let around = annotate::Field {
        place: Some(field.place),
        event: "",
        name: known_as(field),
        beside: None,
    };
    annotate::judge(part.pack, around, Some(&field.text), None)
}

/// What a cookie is called is up to the server; what it is does not depend on it.
fn known_as(field: &EnvelopeField) -> &str {
    match field.path.starts_with("cookie.") {
        true => "cookie",
        false => field.path.get(field.name..).unwrap_or_default(),
    }
}

fn sources_of(judgment: &Judgment, part: &Part) -> Vec<&'static str> {
    let entry = judgment.entry;
    entry
        .map(|entry| part.pack.sources(entry.sources, entry.pack))
        .unwrap_or_default()
}
