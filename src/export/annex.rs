//! The annex of a data-protection request or complaint: what was found, where exactly, and what it
//! rests on. Facts only; what follows from them in law is for others to say.

use super::Exported;
use super::blocks::{Block, Line, Page, Writer};
use super::prose::{self, NOT_KNOWN};
use super::requests;
use crate::report::{Field, Trace};
use crate::text::exports as sentences;

/// Quotes of one kind of data.
const QUOTES: usize = 3;

/// What it is called, and what it is made from.
const OF_ONE: [&str; 2] = [
    "Annex: contents of a recorded request",
    "a recorded request",
];
const OF_SEVERAL: [&str; 2] = ["Annex: contents of recorded requests", "recorded requests"];

/// The whole annex.
pub(super) fn annex(exported: &Exported, writer: &'static dyn Writer) -> Vec<u8> {
    let report = &exported.report;
    let [title, what] = match report.requests.len() {
        0 | 1 => OF_ONE,
        _ => OF_SEVERAL,
    };
    let page = &mut Page::new(writer, &[title, " – Overshare"].concat());
    page.heading(1, title);
    page.line().filled(&sentences::ANNEX, &mut |gap, line| {
        line.words(match gap {
            "generator" => report.generator,
            _ => what,
        });
    });
    page.put(Block::Paragraph);
    prose::statement(page, exported);
    page.paragraph(sentences::COUNTED_FROM_ONE.text);

    page.heading(2, "Part 1: What was examined");
    page.line().filled(&sentences::EXAMINED, &mut |gap, line| {
        match gap {
            "bytes" => line.count(report.input.bytes, "byte"),
            "requests" => line.count(report.counts.requests, "request"),
            _ => line.count(report.counts.events, "event"),
        };
    });
    page.put(Block::Paragraph);
    requests::described_each(page, exported);
    page.section(3, "Decoding");
    requests::unwrapping(page, exported);
    page.section(3, "Integrity");
    if !requests::have_checks(exported) {
        page.paragraph(sentences::NO_CHECKSUM.text);
    }
    requests::checks(page, exported);
    page.section(3, "Notes on the reading");
    prose::diagnostics(page, exported);

    page.heading(2, "Part 2: Data that were found");
    prose::categories(page, exported);
    quotes(page, exported);
    around(page, exported);

    page.heading(2, "Part 3: Identifiers");
    if report.identifiers.is_empty() {
        page.paragraph(sentences::NO_ID.text);
    }
    prose::identifiers(page, exported);

    page.heading(2, "Part 4: Times");
    if report.period.is_none() {
        page.paragraph(sentences::NO_TIME.text);
    }
    prose::times(page, exported);

    page.heading(2, "Part 5: Findings");
    page.paragraph(sentences::LABELS.text);
    prose::findings(page, exported);

    page.heading(2, "Part 6: What the capture cannot show");
    not_shown(page, exported);

    page.heading(2, "Part 7: Sources");
    if report.sources.is_empty() {
        page.paragraph(sentences::NO_SOURCE.text);
    }
    prose::references(page, exported);
    page.section(2, "Placeholders for values");
    prose::placeholders(page, exported);
    page.finish()
}

/// A field that was chosen to be quoted.
struct Quote<'a> {
    event: usize,
    request: usize,
    time: Option<String>,
    nth: usize,
    field: Field<'a>,
}

/// Of each kind of data the most telling values, with their places.
fn quotes(page: &mut Page, exported: &Exported) {
    let categories = &exported.report.categories;
    let mut chosen: Vec<Vec<Quote>> = Vec::new();
    chosen.resize_with(categories.len(), Vec::new);
    let mut left = exported.source.fields_limit();
    for index in 0..exported.report.counts.events {
        let Some(event) = exported.event(index, left).filter(|_| left > 0) else {
            break;
        };
        let mut fields = event.fields.unwrap_or_default();
        left -= fields.len();
        for position in 0..fields.len() {
            let (before, rest) = fields.split_at_mut_checked(position).unwrap_or_default();
            let Some(field) = rest.first_mut() else {
                continue;
            };
            let kind = categories
                .iter()
                .position(|count| Some(count.category) == field.category);
            let Some(quotes) = kind.and_then(|kind| chosen.get_mut(kind)) else {
                continue;
            };
            if quotes.iter().any(|quote| quote.field.value == field.value) {
                continue;
            }
            if quotes.len() == QUOTES {
                let mut weakest = (field.severity, QUOTES);
                for (place, quote) in quotes.iter().enumerate() {
                    if quote.field.severity < weakest.0 {
                        weakest = (quote.field.severity, place);
                    }
                }
                if weakest.1 == QUOTES {
                    continue;
                }
                quotes.remove(weakest.1);
            }
            quotes.push(Quote {
                event: index,
                request: event.request,
                time: event.time.as_deref().map(str::to_owned),
                nth: nth(before, field),
                field: field.clone(),
            });
        }
    }
    for (count, quotes) in categories.iter().zip(&chosen) {
        page.line()
            .words(count.label)
            .words(": ")
            .severity(count.severity)
            .words(", ")
            .count(count.fields, "value")
            .words(" in ")
            .count(count.events, "event");
        page.put(Block::Heading(3));
        for quote in quotes {
            let field = &quote.field;
            let trace = exported.source.trace(quote.event, &field.path, quote.nth);
            page.line().value(&field.value);
            let line = page.line().words("request ").number(quote.request + 1);
            line.words(", event ").number(quote.event + 1);
            line.words(", ").value(&field.path);
            bytes(page.line(), trace.as_ref(), 0);
            let line = page.line().words("");
            if let Some(time) = &quote.time {
                match exported.moment(time) {
                    Some(moment) => line.words(&moment).words(" (").value(time).words(")"),
                    None => line.value(time),
                };
            }
            page.line()
                .words(field.meaning.as_deref().unwrap_or(NOT_KNOWN));
        }
        page.put(Block::Table {
            caption: &Line::new("Quotes from the decoded data, exactly as sent"),
            head: &[
                "Value",
                "Place",
                "Bytes of the decoded JSON",
                "Time of the event",
                "What it means",
            ],
        });
    }
}

/// Which one of the fields with this path it is.
#[inline(never)]
fn nth(before: &[Field], field: &Field) -> usize {
    let before = before.iter();
    before.filter(|other| other.path == field.path).count()
}

/// The place of a value in the data after one of the layers, counted from the innermost.
#[inline(never)]
fn bytes(line: &mut Line, trace: Option<&Trace>, layer: usize) {
    if let Some(step) = trace.and_then(|trace| trace.steps.get(layer)) {
        let length = step.end.saturating_sub(step.start);
        match length {
            0 | 1 => line.words("byte ").number(step.start + 1),
            _ => {
                let line = line.words("bytes ").number(step.start + 1);
                line.words(" to ").number(step.end)
            }
        };
    }
}

/// The fields around the events that tell something.
fn around(page: &mut Page, exported: &Exported) {
    let mut is_first = true;
    let left = exported.each_request(page, &mut |page, index, request| {
        for (position, field) in request.fields.iter().enumerate() {
            // What carries the events is quoted as events.
            if field.severity == 0 || field.category == Some("transport") {
                continue;
            }
            if is_first {
                page.heading(3, "Around the events");
                is_first = false;
            }
            let before = request.fields.get(..position).unwrap_or_default();
            let nth = nth(before, field);
            let trace = exported.source.trace_request(index, &field.path, nth);
            let last = trace
                .as_ref()
                .map_or(0, |trace| trace.steps.len().saturating_sub(1));
            page.line().value(&field.value);
            let line = page.line().words("request ").number(index + 1);
            line.words(", ").value(&field.path);
            bytes(page.line(), trace.as_ref(), last);
            page.line().severity(field.severity);
            page.line()
                .words(field.meaning.as_deref().unwrap_or(NOT_KNOWN));
        }
    });
    page.put(Block::Table {
        caption: &Line::new("Fields of the address, the form, the headers and the cookies"),
        head: &[
            "Value",
            "Place",
            "Bytes of the capture",
            "How sensitive",
            "What it means",
        ],
    });
    requests::missing(page, left);
}

/// What the capture cannot show.
fn not_shown(page: &mut Page, exported: &Exported) {
    prose::not_shown(page, exported);
    for sentence in [
        &sentences::FATE_UNKNOWN,
        &sentences::USER_UNKNOWN,
        &sentences::IS_COPY,
    ] {
        page.line().words(sentence.text);
    }
    let fields = exported.report.counts.fields;
    for (count, sentence) in [
        (fields.unknown, &sentences::MEANINGS_UNKNOWN),
        (fields.guessed, &sentences::MEANINGS_GUESSED),
    ] {
        if count > 0 {
            page.line().filled(sentence, &mut |_, line| {
                line.count(count, "field");
            });
        }
    }
    let mut requests = exported.report.requests.iter();
    if requests.any(|request| request.encryption.is_some()) {
        page.line()
            .filled(&sentences::ENCRYPTED_PARTS, &mut |_, line| {
                line.strong("Encrypted");
            });
    }
    page.put(Block::List);
}
