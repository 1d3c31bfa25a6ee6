//! The report for people: for a bug report, a mail, or to be printed and kept.

use super::blocks::{Block, Line, Markup, Page, Writer};
use super::fields::{SCOPES, place, shown};
use super::{Exported, fields, plural, requests, words};
use crate::insight;
use crate::report::{Event, Known, Sentence, Source, Text, Topic};
use crate::text::exports as sentences;
use crate::text::numbers::roughly;

/// Events that a bug report or a mail shows with their fields; more than anybody reads in one.
const EVENTS: usize = 50;

/// Notes on the reading; the same is wrong with most requests.
const NOTES: usize = 100;

/// Writes a part of the report.
type Part = fn(&mut Page, &Exported);

/// The whole report.
pub(super) fn report(exported: &Exported, writer: &'static dyn Writer) -> Vec<u8> {
    let report = &exported.report;
    let amount = plural(report.counts.events, "event");
    let title = format!("Report on a capture of {amount} – Overshare");
    let mut page = Page::new(writer, &title);
    let line = page.line();
    match exported.recipient() {
        Some(name) => line.words("What this tells ").words(&name),
        None => line.words("What this says"),
    };
    page.put(Block::Heading(1));
    statement(&mut page, exported);
    about(&mut page, exported);
    let parts: [(&str, Part); 11] = [
        ("In short", summary),
        ("What it adds up to", findings),
        ("How it identifies you", identifiers),
        ("Kinds of data", categories),
        ("When it was recorded", times),
        ("The events", events),
        ("Details of the requests", requests::around),
        ("What to know about this reading", diagnostics),
        ("How it was decoded", requests::unwrapping),
        ("Checks", requests::checks),
        ("Placeholders for values", placeholders),
    ];
    for (title, part) in parts {
        page.section(2, title);
        part(&mut page, exported);
    }
    page.section(2, "Sources");
    references(&mut page, exported);
    page.finish()
}

impl<'a> Exported<'a> {
    /// Who received it, where the capture says it: `Xiaomi`, `Xiaomi and 2 others`.
    pub(super) fn recipient(&self) -> Option<String> {
        let recipients = insight::recipients(&mut self.source.readings().iter());
        match recipients.names.as_slice() {
            [] => None,
            [one] if self.report.requests.len() == 1 => Some((*one).clone().into_owned()),
            _ => Some(recipients.say().text),
        }
    }

    /// The numbers of sources behind a claim.
    #[inline(never)]
    pub(super) fn cite(&self, line: &mut Line, ids: &[&str]) {
        line.sources(&self.numbers(ids));
    }
}

/// What was masked, as the capture says itself.
#[inline(never)]
pub(super) fn statement(page: &mut Page, exported: &Exported) {
    let provenance = exported.report.provenance;
    let Some(masking) = &exported.report.masking else {
        return page.paragraph(sentences::NOTHING_MASKED.text);
    };
    let sentence = match provenance {
        Some(_) => &sentences::MASKED_BY_MAKER,
        None => &sentences::MASKED,
    };
    let line = page.line().filled(sentence, &mut |gap, line| {
        match (gap, provenance) {
            ("provenance", Some(provenance)) => line.strong(provenance.text),
            ("generator", Some(_)) => line.quote(&masking.generator),
            ("generator", None) => line.words(&masking.generator),
            _ => line.words(words::masked(masking.mode)),
        };
    });
    if masking.relative_times {
        line.words(sentences::RELATIVE_TIMES.text);
    }
    page.put(Block::Paragraph);
}

/// What was read, in a line.
fn about(page: &mut Page, exported: &Exported) {
    let report = &exported.report;
    let fields = report.counts.fields;
    let all = fields.explained + fields.guessed + fields.unknown;
    let line = page.line().filled(&sentences::READ, &mut |gap, line| {
        match gap {
            "generator" => line.words(report.generator),
            "what" => line.words(words::taken_for(report)),
            "bytes" => line.count(report.input.bytes, "byte"),
            "requests" => line.count(report.counts.requests, "request"),
            "events" => line.count(report.counts.events, "event"),
            _ => line.count(all, "field"),
        };
    });
    if fields.guessed + fields.unknown > 0 {
        line.filled(&sentences::MEANINGS, &mut |gap, line| {
            line.number(match gap {
                "guessed" => fields.guessed,
                _ => fields.unknown,
            });
        });
    }
    page.put(Block::Paragraph);
}

fn summary(page: &mut Page, exported: &Exported) {
    for sentence in &exported.report.summary {
        summary_sentence(page, exported, sentence);
    }
    page.put(Block::List);
}

#[inline(never)]
fn summary_sentence(page: &mut Page, exported: &Exported, sentence: &Sentence) {
    let line = page.line().sentence(&sentence.text, &sentence.quotes);
    line.words(" (");
    line.words(words::basis(sentence.basis));
    places(line, &sentence.paths);
    line.words(")");
    exported.cite(line, &sentence.sources);
}

/// Where a claim can be checked.
#[inline(never)]
fn places(line: &mut Line, paths: &[Text]) {
    for (index, path) in paths.iter().take(SCOPES).enumerate() {
        place(line.words(if index > 0 { ", " } else { ": " }), path);
    }
    if let Some(more @ 1..) = paths.len().checked_sub(SCOPES) {
        line.words(" and ").number(more).words(" more");
    }
}

pub(super) fn findings(page: &mut Page, exported: &Exported) {
    for finding in &exported.report.findings {
        let line = page.line().severity(finding.severity);
        line.words(": ").words(&finding.title);
        page.put(Block::Heading(3));
        page.line().sentence(&finding.text, &finding.quotes);
        page.put(Block::Paragraph);
        let line = page.line().words(words::basis(finding.basis));
        line.words(", rule ").words(finding.id);
        places(line, &finding.paths);
        line.words(".");
        exported.cite(line, &finding.sources);
        page.put(Block::Paragraph);
    }
}

pub(super) fn identifiers(page: &mut Page, exported: &Exported) {
    for identifier in &exported.report.identifiers {
        page.line().strong(&identifier.label);
        let display = identifier.display.as_deref();
        shown(page, &identifier.value, display);
        let line = page.line();
        for (index, name) in identifier.names.iter().enumerate() {
            if index > 0 {
                line.words(", ");
            }
            line.value(name);
        }
        let persistence = identifier.persistence;
        page.line()
            .words(persistence.map_or(NOT_KNOWN, words::persistence));
        page.line().number(identifier.events);
        let line = page.line().words(&identifier.meaning);
        exported.cite(line, &identifier.sources);
    }
    page.put(Block::Table {
        caption: &Line::new("Values that recognize a person, a device or a copy of the app"),
        head: &[
            "Identifier",
            "Value",
            "Sent as",
            "How long it lasts",
            "Events with it",
            "What it means",
        ],
    });
}

pub(super) const NOT_KNOWN: &str = "not known";

pub(super) fn categories(page: &mut Page, exported: &Exported) {
    for count in &exported.report.categories {
        page.line().words(count.label);
        page.line().severity(count.severity);
        page.line().number(count.fields);
        page.line().number(count.events);
    }
    page.put(Block::Table {
        caption: &Line::new("Kinds of data in the events, the most sensitive first"),
        head: &[
            "Kind of data",
            "How sensitive at most",
            "Values",
            "Events with it",
        ],
    });
}

pub(super) fn times(page: &mut Page, exported: &Exported) {
    let report = &exported.report;
    let (Some(period), Some(timing)) = (&report.period, &report.timing) else {
        return;
    };
    let moment = |line: &mut Line, milliseconds: u64| {
        let digits = milliseconds.to_string();
        line.words(&exported.moment(&digits).unwrap_or(digits));
    };
    moment(page.line().words("First event: "), period.first);
    moment(page.line().words("Last event: "), period.last);
    if let Some(delay) = timing.delay {
        page.line().filled(&sentences::DELAY, &mut |gap, line| {
            line.words(&roughly(match gap {
                "shortest" => delay.shortest,
                "longest" => delay.longest,
                _ => delay.median,
            }));
        });
    }
    if let Some(minutes) = timing.utc_offset_minutes {
        let apart = minutes.unsigned_abs();
        let side = if minutes < 0 { "behind" } else { "ahead of" };
        page.line().filled(&sentences::CLOCK, &mut |gap, line| {
            match gap {
                "hours" => line.words(&format!("{}:{:02}", apart / 60, apart % 60)),
                _ => line.words(side),
            };
        });
    }
    page.put(Block::List);
    page.line().filled(&sentences::SESSIONS, &mut |gap, line| {
        match gap {
            "sessions" => line.count(timing.session_count, "session"),
            _ => line.count(timing.session_gap_minutes as usize, "minute"),
        };
    });
    page.put(Block::Paragraph);
    for session in &timing.sessions {
        let line = page.line();
        moment(line, session.first);
        moment(line.words(" to "), session.last);
        line.words(": ").count(session.events, "event");
    }
    page.put(Block::List);
    let left = timing.session_count.saturating_sub(timing.sessions.len());
    page.missing(left, "later session", " not listed.");
}

fn events(page: &mut Page, exported: &Exported) {
    let all = exported.report.counts.events;
    let most = match page.markup() {
        Markup::Html | Markup::Figure => all,
        Markup::Markdown | Markup::Text => all.min(EVENTS),
    };
    let mut left = exported.source.fields_limit();
    let mut listed = 0;
    for index in 0..most {
        let Some(event) = exported.event(index, left).filter(|_| left > 0) else {
            break;
        };
        left -= event.fields.as_ref().map_or(0, Vec::len);
        self::event(page, exported, &event);
        listed += 1;
    }
    page.missing(all - listed, "further event", " not shown here.");
}

fn event(page: &mut Page, exported: &Exported, event: &Event) {
    let line = page.line().words("Event ").number(event.index + 1);
    line.words(": ").sentence(&event.title, &event.quotes);
    page.put(Block::Heading(3));
    let line = page.line().severity(event.severity);
    for (name, text) in [
        (" · name ", &event.name),
        (" · kind of record ", &event.kind),
    ] {
        if let Some(text) = text {
            line.words(name).value(text);
        }
    }
    if exported.report.requests.len() > 1 {
        line.words(" · request ").number(event.request + 1);
    }
    if let Some(time) = event.time.as_deref() {
        line.words(" · ");
        match exported.moment(time) {
            Some(moment) => line.words(&moment),
            None => line.value(time),
        };
    }
    line.words(".");
    if let Some(meaning) = &event.meaning {
        line.words(match event.known {
            Known::Guessed => " Apparently: ",
            Known::Explained | Known::Unknown => " ",
        });
        line.words(meaning);
        exported.cite(line, &event.sources);
    }
    page.put(Block::Paragraph);
    if !event.complete {
        page.paragraph(sentences::BROKEN_EVENT.text);
    }
    fields::table(page, exported, event.fields.as_deref().unwrap_or_default());
    page.missing(
        event.omitted,
        "further field",
        " of this event not shown here.",
    );
}

pub(super) fn diagnostics(page: &mut Page, exported: &Exported) {
    let diagnostics = &exported.report.diagnostics;
    for diagnostic in diagnostics.iter().take(NOTES) {
        let line = page.line();
        if let Some(request) = diagnostic.request {
            requests::name(line, exported, request);
        }
        line.strong(words::diagnostic(diagnostic.severity));
        line.words(" (").words(diagnostic.code).words("): ");
        line.words(&diagnostic.message).words(" ");
        line.words(&diagnostic.help);
    }
    page.put(Block::List);
    let left = diagnostics.len().saturating_sub(NOTES);
    page.missing(left, "further note", " not shown here.");
}

pub(super) fn placeholders(page: &mut Page, exported: &Exported) {
    let Some(masking) = &exported.report.masking else {
        return;
    };
    for token in &masking.placeholders {
        page.line().value(&token.word);
        page.line().words(token.label);
        page.line().number(token.values);
        page.line().number(token.count);
    }
    page.put(Block::Table {
        caption: &Line::new("Placeholders by the word in them"),
        head: &["Word", "Stands for", "Different values", "Places"],
    });
}

pub(super) fn references(page: &mut Page, exported: &Exported) {
    for source in &exported.report.sources {
        let line = page.line().words(source.title).words(" ");
        address(line, source, source.url).words(" (read on ");
        line.words(source.read).words(")");
        if let Some(archive) = source.archive {
            address(line.words(", archived copy "), source, archive);
        }
        if let Some(pack) = source.pack {
            line.words(", from the pack ").quote(pack);
        }
    }
    page.put(Block::Sources);
}

/// An address of a source. What a pack says is a stranger's word: its addresses stand as text, since
/// some browsers look up the server of every link that they show.
fn address<'a>(line: &'a mut Line, source: &Source, address: &str) -> &'a mut Line {
    match source.pack {
        Some(_) => line.value(address),
        None => line.link(address),
    }
}

/// What the capture itself does not show, by its own sentences.
pub(super) fn not_shown(page: &mut Page, exported: &Exported) {
    for sentence in &exported.report.summary {
        if sentence.topic == Topic::Limits {
            summary_sentence(page, exported, sentence);
        }
    }
}
