//! The annex of a data-protection request or complaint: what was found, where exactly, and what it
//! rests on. Facts only; what follows from them in law is for others to say.

use super::blocks::{Block, Line, Markup, Page, Piece, strong, value, words};
use super::prose;
use super::{Exported, plural};
use crate::report::{Field, Trace};

/// Quotes of one kind of data.
const QUOTES: usize = 3;

/// The whole annex.
pub(super) fn annex(exported: &Exported, markup: Markup) -> Vec<u8> {
    let mut page = Page::new(markup, "Annex: contents of a recorded request – Overshare");
    let report = &exported.report;
    page.heading(1, "Annex: contents of a recorded request");
    page.paragraph(format!(
        "Made by the program {} from a recorded request. It lists what stands in the recording and what sources say about it. It draws no legal conclusion and is not legal advice.",
        report.generator
    ));
    page.paragraph(prose::statement(exported));
    page.paragraph(
        "Events and requests are counted from 1 and bytes from 0. Times are those of the device’s own clock.",
    );

    page.heading(2, "Part 1: What was examined");
    page.paragraph(format!(
        "A text of {}, with {} and {}.",
        plural(report.input.bytes, "byte"),
        plural(report.counts.requests, "request"),
        plural(report.counts.events, "event"),
    ));
    for request in &report.requests {
        page.put(Block::List(prose::described(exported, request)));
    }
    page.section(3, "Decoding");
    prose::unwrapping(&mut page, exported);
    page.section(3, "Integrity");
    if report
        .requests
        .iter()
        .all(|request| request.checks.is_empty())
    {
        page.paragraph("No checksum came with it.");
    }
    prose::checks(&mut page, exported);
    page.section(3, "Notes on the reading");
    prose::diagnostics(&mut page, exported);

    page.heading(2, "Part 2: Data that were found");
    prose::categories(&mut page, exported);
    quotes(&mut page, exported);
    around(&mut page, exported);

    page.heading(2, "Part 3: Identifiers");
    if report.identifiers.is_empty() {
        page.paragraph("No value in it recognises a person, a phone or an app by itself.");
    }
    prose::identifiers(&mut page, exported);

    page.heading(2, "Part 4: Times");
    if report.period.is_none() {
        page.paragraph("No event in it has a time.");
    }
    prose::times(&mut page, exported);

    page.heading(2, "Part 5: Findings");
    page.paragraph(
        "Each names what it rests on: “In the data” stands in the recording itself, “Derived” was worked out from several values in it, “Reported” is what a named source says.",
    );
    prose::findings(&mut page, exported);

    page.heading(2, "Part 6: What the recording cannot show");
    page.put(Block::List(unseen(exported)));

    page.heading(2, "Part 7: Sources");
    if report.sources.is_empty() {
        page.paragraph("No source was used.");
    }
    prose::references(&mut page, exported);
    page.section(2, "What stands in place of values");
    prose::placeholders(&mut page, exported);
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
    let mut chosen: Vec<Vec<Quote>> = categories.iter().map(|_| Vec::new()).collect();
    let mut left = exported.analysis.limits.report_fields;
    for index in 0..exported.report.counts.events {
        let Some(event) = exported.event(index, left).filter(|_| left > 0) else {
            break;
        };
        let fields = event.fields.unwrap_or_default();
        left -= fields.len();
        for (position, field) in fields.iter().enumerate() {
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
                let weakest = quotes
                    .iter()
                    .enumerate()
                    .min_by_key(|(_, quote)| quote.field.severity);
                let Some((weakest, _)) =
                    weakest.filter(|(_, quote)| quote.field.severity < field.severity)
                else {
                    continue;
                };
                quotes.remove(weakest);
            }
            let before = fields.iter().take(position);
            quotes.push(Quote {
                event: index,
                request: event.request,
                time: event.time.as_deref().map(str::to_owned),
                nth: before.filter(|other| other.path == field.path).count(),
                field: field.clone(),
            });
        }
    }
    for (count, quotes) in categories.iter().zip(&chosen) {
        page.put(Block::Heading(
            3,
            vec![
                words(format!("{}: ", count.label)),
                Piece::Severity(count.severity),
                words(format!(
                    ", {} in {}",
                    plural(count.fields, "value"),
                    plural(count.events, "event")
                )),
            ],
        ));
        let rows = quotes.iter().map(|quote| {
            let trace = exported
                .analysis
                .trace(quote.event, &quote.field.path, quote.nth);
            let moment = quote.time.as_ref().map(|time| match exported.moment(time) {
                Some(moment) => format!("{moment} ({time})"),
                None => time.clone(),
            });
            vec![
                vec![value(&*quote.field.value)],
                vec![
                    words(format!(
                        "request {}, event {}, ",
                        quote.request + 1,
                        quote.event + 1
                    )),
                    value(&*quote.field.path),
                ],
                bytes(trace.as_ref(), 0),
                vec![words(moment.unwrap_or_default())],
                vec![words(quote.field.meaning.as_deref().unwrap_or("not known"))],
            ]
        });
        page.put(Block::Table {
            caption: "Quotes from the decoded data, exactly as sent",
            head: &[
                "Value",
                "Place",
                "Bytes of the decoded JSON",
                "Time of the event",
                "What it tells",
            ],
            rows: rows.collect(),
        });
    }
}

/// The place of a value in the data after one of the layers, counted from the innermost.
fn bytes<'a>(trace: Option<&Trace>, layer: usize) -> Line<'a> {
    let step = trace.and_then(|trace| trace.steps.get(layer));
    let place = step.map(|step| {
        let length = step.end.saturating_sub(step.start);
        words(format!("from {}, {length} long", step.start))
    });
    place.into_iter().collect()
}

/// The fields around the events that tell something.
fn around(page: &mut Page, exported: &Exported) {
    let mut rows = Vec::new();
    for (index, request) in exported.report.requests.iter().enumerate() {
        for (position, field) in request.fields.iter().enumerate() {
            // What carries the events is quoted as events.
            if field.severity == 0 || field.category == Some("transport") {
                continue;
            }
            let before = request.fields.iter().take(position);
            let nth = before.filter(|other| other.path == field.path).count();
            let trace = exported.analysis.trace_request(index, &field.path, nth);
            let last = trace
                .as_ref()
                .map_or(0, |trace| trace.steps.len().saturating_sub(1));
            rows.push(vec![
                vec![value(&*field.value)],
                vec![
                    words(format!("request {}, ", index + 1)),
                    value(&*field.path),
                ],
                bytes(trace.as_ref(), last),
                vec![Piece::Severity(field.severity)],
                vec![words(field.meaning.as_deref().unwrap_or("not known"))],
            ]);
        }
    }
    if rows.is_empty() {
        return;
    }
    page.heading(3, "Around the events");
    page.put(Block::Table {
        caption: "Fields of the address, the form, the headers and the cookies",
        head: &[
            "Value",
            "Place",
            "Bytes of the recording",
            "How sensitive",
            "What it tells",
        ],
        rows,
    });
}

/// What the capture cannot show.
fn unseen<'a>(exported: &'a Exported) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = prose::unseen(exported).collect();
    let fields = exported.report.counts.fields;
    let said = [
        Some("It shows what was sent, not what became of it: whether it was received, stored, joined with other data, passed on or deleted.".to_owned()),
        Some("It does not show who used the device.".to_owned()),
        Some("It is a copy that somebody made; only a checksum that matches, named above, says that a part of it is as it was sent.".to_owned()),
        (fields.unknown > 0).then(|| format!("For {} no published meaning is known here.", plural(fields.unknown, "field"))),
        (fields.guessed > 0).then(|| format!("For {} the meaning is a guess.", plural(fields.guessed, "field"))),
    ];
    lines.extend(said.into_iter().flatten().map(|text| vec![words(text)]));
    if exported
        .report
        .requests
        .iter()
        .any(|request| request.locked.is_some())
    {
        lines.push(vec![
            strong("Encrypted"),
            words(" parts could not be read."),
        ]);
    }
    lines
}
