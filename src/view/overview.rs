//! The report without its events.

use super::Analysis;
use super::fields::envelope_field;
use super::totals::{names, sources};
use crate::insight;
use crate::join::{Reading, period};
use crate::knowledge::{self, Category};
use crate::protocol::Decoded;
use crate::report::{
    Answer, CaptureRange, CategoryCount, Counts, Diagnostic, GENERATOR, Provenance, Report,
    Request, SCHEMA,
};
use crate::sort::by_rank;

/// The report without its events.
pub(crate) fn overview(capture: &Analysis) -> Report<'_> {
    let readings = capture.readings.as_slice();
    let bytes = capture.input.bytes;
    let identifiers = insight::identifiers(readings, &|_| true);
    let period = period(readings.iter());
    let timing = insight::timing(readings);
    let findings = insight::findings(readings, timing.as_ref());
    let mut summary = insight::summary(readings, &identifiers, period);
    if !readings.is_empty() {
        summary.extend(insight::others(capture.others.requests));
    }
    let opened = readings.iter().enumerate();
    let opened = opened.flat_map(|(index, reading)| {
        let keys = reading.decoded.opened_by.iter();
        keys.map(move |key| (index, *key))
    });
    let opened: Vec<(usize, usize)> = opened.collect();
    let mut report = Report {
        schema: SCHEMA,
        generator: GENERATOR,
        input: capture.input.clone(),
        provenance: capture.provenance.map(Provenance::of),
        masking: capture.masking.clone(),
        requests: readings
            .iter()
            .map(|reading| match readings.len() <= WHOLE {
                true => whole_request(reading, bytes),
                false => request(reading, bytes),
            })
            .collect(),
        others: capture.others.clone(),
        counts: counts(readings),
        period,
        timing,
        identifiers,
        categories: categories(readings),
        names: names(readings),
        findings,
        summary,
        diagnostics: capture.diagnostics.clone(),
        keys: capture.keys.uses(&opened),
        sources: Vec::new(),
    };
    for (index, reading) in readings.iter().enumerate() {
        let diagnostics = reading.decoded.diagnostics.iter();
        report
            .diagnostics
            .extend(diagnostics.map(|diagnostic| Diagnostic {
                request: Some(index),
                ..diagnostic.clone()
            }));
    }
    report.sources = sources(&report, readings);
    report
}

/// Requests up to which the report without events tells all of each; of more it tells in short, lest the
/// page read megabytes that nobody looks at.
const WHOLE: usize = 100;

/// A request with what stands around its events.
pub(crate) fn whole_request(reading: &Reading, bytes: usize) -> Request<'_> {
    let decoded = &reading.decoded;
    let fields = decoded.envelope.iter();
    Request {
        fields: fields.map(|field| envelope_field(reading, field)).collect(),
        is_short: false,
        ..request(reading, bytes)
    }
}

/// A request in short.
fn request(reading: &Reading, bytes: usize) -> Request<'_> {
    let decoded = &reading.decoded;
    let at = &decoded.request.at;
    let is_all = at.path.is_none() && at.file == (0..bytes as u64);
    Request {
        protocol: decoded.protocol.clone(),
        sender: decoded.sender.clone(),
        device: decoded.device,
        at: (!is_all).then(|| CaptureRange {
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
        state: insight::state(reading),
        layers: decoded.layers.clone(),
        checks: decoded.checks.clone(),
        fields: Vec::new(),
        is_short: true,
        first_event: reading.first_event,
        event_count: reading.event_count(),
        events: None,
        encryption: decoded.encryption().cloned(),
        answer: answer(decoded),
    }
}

/// What the server answered.
fn answer(decoded: &Decoded) -> Option<Answer<'_>> {
    let (_, at) = decoded.request.answer.as_deref()?;
    Some(Answer {
        at: CaptureRange {
            start: at.file.start,
            end: at.file.end,
            path: at.path.as_deref().map(Into::into),
        },
        step: 1 + decoded.outputs.len(),
        layers: decoded.answer.as_ref()?.layers.clone(),
    })
}

fn counts(readings: &[Reading]) -> Counts {
    let mut counts = Counts {
        requests: readings.len(),
        ..Counts::default()
    };
    for annotated in readings
        .iter()
        .filter_map(|reading| reading.annotated.as_ref())
    {
        counts.events += annotated.events.len();
        counts.fields.explained += annotated.counts.explained;
        counts.fields.guessed += annotated.counts.guessed;
        counts.fields.unknown += annotated.counts.unknown;
    }
    counts
}

fn categories(readings: &[Reading]) -> Vec<CategoryCount> {
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
            for annotated in readings
                .iter()
                .filter_map(|reading| reading.annotated.as_ref())
            {
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
    by_rank(list, |count: &CategoryCount| count.severity)
}
