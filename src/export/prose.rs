//! The report for people: for a bug report, a mail, or to be printed and kept.

use super::blocks::{Block, Line, Markup, Page, Piece, sources, strong, value, words};
use super::{Exported, plural, words as named};
use crate::report::{
    Certainty, CheckStatus, Event, Field, Known, MaskMode, Request, Sentence, Text, Topic,
};

/// Events that a bug report or a mail shows with their fields; more than anybody reads in one.
const EVENTS: usize = 50;

/// Places that a claim names.
const PLACES: usize = 4;

/// The whole report.
pub(super) fn report(exported: &Exported, markup: Markup) -> Vec<u8> {
    let report = &exported.report;
    let amount = plural(report.counts.events, "event");
    let mut page = Page::new(
        markup,
        &format!("Report on a recording of {amount} – Overshare"),
    );
    let recipient = exported.recipient();
    page.heading(
        1,
        match recipient {
            Some(name) => format!("What this tells {name}"),
            None => "What this says".to_owned(),
        },
    );
    page.paragraph(statement(exported));
    page.put(Block::Paragraph(about(exported)));
    page.section(2, "In short");
    summary(&mut page, exported);
    page.section(2, "What follows from it");
    findings(&mut page, exported);
    page.section(2, "Who it points to");
    identifiers(&mut page, exported);
    page.section(2, "Kinds of data");
    categories(&mut page, exported);
    page.section(2, "When it was recorded");
    times(&mut page, exported);
    page.section(2, "The events");
    let most = match markup {
        Markup::Html => usize::MAX,
        Markup::Markdown | Markup::Text => EVENTS,
    };
    events(&mut page, exported, most);
    page.section(2, "What stands around them");
    requests(&mut page, exported);
    page.section(2, "What to know about this reading");
    diagnostics(&mut page, exported);
    page.section(2, "How it was unwrapped");
    unwrapping(&mut page, exported);
    page.section(2, "Checks");
    checks(&mut page, exported);
    page.section(2, "What stands in place of values");
    placeholders(&mut page, exported);
    page.section(2, "Sources");
    references(&mut page, exported);
    page.finish()
}

impl<'a> Exported<'a> {
    /// Who received it, where the capture says it.
    pub(super) fn recipient(&self) -> Option<&str> {
        let requests = self.report.requests.iter();
        requests
            .filter_map(|request| request.protocol.recipient.as_deref())
            .next()
    }

    /// The numbers of sources behind a claim.
    #[inline(never)]
    fn cited<'p>(&self, ids: &[&str]) -> Line<'p> {
        sources(self.numbers(ids))
    }
}

/// What was masked, as the capture says itself.
pub(super) fn statement(exported: &Exported) -> String {
    let Some(masking) = &exported.report.masking else {
        return "Nothing in it is masked: it holds every value as it was recorded.".to_owned();
    };
    let what = match masking.mode {
        MaskMode::Structure => "every value was taken out of it",
        MaskMode::Masked => "every value that could tell something about somebody was masked",
        MaskMode::Reviewed => {
            "values that could tell something about somebody were masked, but for those that a person let through"
        }
        MaskMode::Full => "nothing was masked",
    };
    let times = if masking.relative_times {
        " Times count from the first event."
    } else {
        ""
    };
    format!(
        "The capture says of itself that {what}, by {}. Nobody has verified that.{times}",
        masking.generator
    )
}

/// What was read, in a line.
fn about<'a>(exported: &'a Exported) -> Line<'a> {
    let report = &exported.report;
    let fields = report.counts.fields;
    let all = fields.explained + fields.guessed + fields.unknown;
    let mut line = vec![words(format!(
        "Read by {} from {} of {}: {} with {} and {}.",
        report.generator,
        named::kind(report.input.kind),
        plural(report.input.bytes, "byte"),
        plural(report.counts.requests, "request"),
        plural(report.counts.events, "event"),
        plural(all, "field"),
    ))];
    if fields.guessed + fields.unknown > 0 {
        line.push(words(format!(
            " Of the fields, the meaning of {} is guessed, that of {} not known.",
            fields.guessed, fields.unknown
        )));
    }
    line
}

fn summary(page: &mut Page, exported: &Exported) {
    let sentences = exported.report.summary.iter();
    page.put(Block::List(
        sentences.map(|sentence| told(exported, sentence)).collect(),
    ));
}

fn told<'a>(exported: &'a Exported, sentence: &'a Sentence) -> Line<'a> {
    let mut line = vec![
        words(&*sentence.text),
        words(format!(" ({}", named::basis(sentence.basis))),
    ];
    if !sentence.paths.is_empty() {
        line.push(words(": "));
        line.extend(places(&sentence.paths));
    }
    line.push(words(")"));
    line.extend(exported.cited(&sentence.sources));
    line
}

/// Where a claim can be checked.
fn places<'a>(paths: &'a [Text]) -> Line<'a> {
    let mut line = Vec::new();
    for (index, path) in paths.iter().take(PLACES).enumerate() {
        if index > 0 {
            line.push(words(", "));
        }
        line.extend(place(path));
    }
    if paths.len() > PLACES {
        line.push(words(format!(" and {} more", paths.len() - PLACES)));
    }
    line
}

/// A place of the report, `request.event.path` or `request.path`, in words. Events and requests are
/// counted from 1.
pub(super) fn place<'a>(path: &'a str) -> Line<'a> {
    let (request, rest) = path.split_once('.').unwrap_or((path, ""));
    let (event, field) = rest.split_once('.').unwrap_or((rest, ""));
    let number = |digits: &str| digits.parse::<usize>().unwrap_or_default() + 1;
    let (whole, field) = match event.parse::<usize>() {
        Ok(event) => (format!("event {}", event + 1), field),
        Err(_) => (format!("request {}", number(request)), rest),
    };
    if field.is_empty() {
        vec![words(whole)]
    } else {
        vec![value(field), words(format!(" in {whole}"))]
    }
}

pub(super) fn findings(page: &mut Page, exported: &Exported) {
    let findings = &exported.report.findings;
    for finding in findings {
        page.put(Block::Heading(
            3,
            vec![
                Piece::Severity(finding.severity),
                words(": "),
                words(&*finding.title),
            ],
        ));
        page.paragraph(&*finding.text);
        let mut line = vec![words(format!(
            "{}, rule {}",
            named::basis(finding.basis),
            finding.id
        ))];
        if !finding.paths.is_empty() {
            line.push(words(": "));
            line.extend(places(&finding.paths));
        }
        line.push(words("."));
        line.extend(exported.cited(&finding.sources));
        page.put(Block::Paragraph(line));
    }
}

pub(super) fn identifiers(page: &mut Page, exported: &Exported) {
    let identifiers = &exported.report.identifiers;
    let rows = identifiers.iter().map(|identifier| {
        let mut names = Vec::new();
        for (index, name) in identifier.names.iter().enumerate() {
            if index > 0 {
                names.push(words(", "));
            }
            names.push(value(&**name));
        }
        let mut meaning = vec![words(&*identifier.meaning)];
        meaning.extend(exported.cited(&identifier.sources));
        vec![
            vec![strong(&*identifier.label)],
            shown(&identifier.value, identifier.display.as_deref()),
            names,
            vec![words(
                identifier
                    .persistence
                    .map_or("not known", named::persistence),
            )],
            vec![words(identifier.events.to_string())],
            meaning,
        ]
    });
    page.put(Block::Table {
        caption: "Values that recognise a person, a phone or a copy of the app",
        head: &[
            "Identifier",
            "Value",
            "Sent as",
            "How long it lasts",
            "Events with it",
            "What it tells",
        ],
        rows: rows.collect(),
    });
}

/// A value and its better form.
fn shown<'a>(sent: &'a str, display: Option<&str>) -> Line<'a> {
    let mut line = vec![value(sent)];
    if let Some(display) = display {
        line.push(words(format!(" = {display}")));
    }
    line
}

pub(super) fn categories(page: &mut Page, exported: &Exported) {
    let categories = &exported.report.categories;
    let rows = categories.iter().map(|count| {
        vec![
            vec![words(count.label)],
            vec![Piece::Severity(count.severity)],
            vec![words(count.fields.to_string())],
            vec![words(count.events.to_string())],
        ]
    });
    page.put(Block::Table {
        caption: "Kinds of data in the events, the most sensitive first",
        head: &[
            "Kind of data",
            "How sensitive at most",
            "Values",
            "Events with it",
        ],
        rows: rows.collect(),
    });
}

pub(super) fn times(page: &mut Page, exported: &Exported) {
    let report = &exported.report;
    let (Some(period), Some(timing)) = (&report.period, &report.timing) else {
        return;
    };
    let moment = |milliseconds: u64| {
        let digits = milliseconds.to_string();
        exported.moment(&digits).unwrap_or(digits)
    };
    let mut lines = vec![
        format!("First event: {}", moment(period.first)),
        format!("Last event: {}", moment(period.last)),
    ];
    if let Some(delay) = timing.delay {
        lines.push(format!(
            "From record to upload: {} at the least, {} at the most, {} in the middle",
            named::duration(delay.shortest),
            named::duration(delay.longest),
            named::duration(delay.median)
        ));
    }
    if let Some(minutes) = timing.utc_offset_minutes {
        let (apart, side) = (
            minutes.unsigned_abs(),
            if minutes < 0 { "behind" } else { "ahead of" },
        );
        lines.push(format!(
            "The phone’s clock was {}:{:02} hours {side} UTC",
            apart / 60,
            apart % 60
        ));
    }
    let sittings = format!(
        "{} by the phone’s clock; a pause of {} ends one:",
        plural(timing.session_count, "sitting"),
        plural(timing.session_gap_minutes as usize, "minute")
    );
    page.put(Block::List(
        lines.into_iter().map(|line| vec![words(line)]).collect(),
    ));
    page.paragraph(sittings);
    page.put(Block::List(
        timing
            .sessions
            .iter()
            .map(|session| {
                vec![words(format!(
                    "{} to {}: {}",
                    moment(session.first),
                    moment(session.last),
                    plural(session.events, "event")
                ))]
            })
            .collect(),
    ));
    let left = timing.session_count.saturating_sub(timing.sessions.len());
    if left > 0 {
        page.paragraph(format!("{} not listed.", plural(left, "later sitting")));
    }
}

fn events(page: &mut Page, exported: &Exported, most: usize) {
    let all = exported.report.counts.events;
    let mut left = exported.analysis.limits.report_fields;
    let mut listed = 0;
    for index in 0..all.min(most) {
        let Some(event) = exported.event(index, left).filter(|_| left > 0) else {
            break;
        };
        left -= event.fields.as_ref().map_or(0, Vec::len);
        self::event(page, exported, &event);
        listed += 1;
    }
    if listed < all {
        page.paragraph(format!(
            "{} not shown here.",
            plural(all - listed, "further event")
        ));
    }
}

fn event(page: &mut Page, exported: &Exported, event: &Event) {
    page.heading(3, format!("Event {}: {}", event.index + 1, event.title));
    let mut line = vec![Piece::Severity(event.severity)];
    for (name, text) in [("name", &event.name), ("kind of record", &event.kind)] {
        if let Some(text) = text {
            line.extend([words(format!(" · {name} ")), value(&**text)]);
        }
    }
    if let Some(time) = event.time.as_deref() {
        line.push(match exported.moment(time) {
            Some(moment) => words(format!(" · {moment}")),
            None => words(format!(" · {time}")),
        });
    }
    line.push(words("."));
    if let Some(meaning) = &event.meaning {
        let guess = match event.known {
            Known::Guessed => " Apparently: ",
            Known::Explained | Known::Unknown => " ",
        };
        line.push(words(format!("{guess}{meaning}")));
        line.extend(exported.cited(&event.sources));
    }
    page.put(Block::Paragraph(line));
    if !event.complete {
        page.paragraph(
            "The recording ends or breaks inside this event; what came before is shown.",
        );
    }
    let fields: Vec<&Field> = event.fields.iter().flatten().collect();
    table(page, exported, &fields);
    if event.omitted > 0 {
        page.paragraph(format!(
            "{} of this event not shown here.",
            plural(event.omitted, "further field")
        ));
    }
}

/// Fields with what they tell.
pub(super) fn table(page: &mut Page, exported: &Exported, fields: &[&Field]) {
    let rows = fields.iter().map(|field| {
        let name = match &field.label {
            Some(label) => vec![
                strong(&**label),
                words(" ("),
                value(&*field.path),
                words(")"),
            ],
            None => vec![value(&*field.path)],
        };
        vec![
            name,
            shown(&field.value, field.display.as_deref()),
            tells(exported, field),
            vec![Piece::Severity(field.severity)],
        ]
    });
    page.put(Block::Table {
        caption: "",
        head: &["Field", "Value", "What it tells", "How sensitive"],
        rows: rows.collect(),
    });
}

fn tells<'a>(exported: &'a Exported, field: &'a Field) -> Line<'a> {
    let mut line = Vec::new();
    match &field.meaning {
        Some(meaning) => line.push(words(&**meaning)),
        None => line.push(words("No source that is known here explains this field.")),
    }
    if let Some(because) = &field.because {
        line.push(words(format!(" Guessed, because {because}.")));
    }
    if let Some(matters) = &field.matters {
        line.push(words(format!(" Why it matters: {matters}")));
    }
    // What an explained value looks like is no news, what lies inside it is.
    let telling = field.detected.iter().filter(|found| {
        let is_news = field.known != Known::Explained || found.value.is_some();
        found.certainty > Certainty::Possible && (is_news || found.matches.is_some())
    });
    for found in telling.take(PLACES) {
        line.push(words(format!(" Looks like: {}", found.label)));
        if let Some(inner) = &found.value {
            line.extend([words(" "), value(&**inner)]);
        }
        line.push(words("."));
        if let Some(path) = &found.matches {
            line.push(words(" The same value stands in "));
            line.extend(place(path));
            line.push(words("."));
        }
    }
    if let Some(pack) = field.pack {
        line.push(words(format!(" From the knowledge pack “{pack}”.")));
    }
    line.extend(exported.cited(&field.sources));
    line
}

fn requests(page: &mut Page, exported: &Exported) {
    let requests = &exported.report.requests;
    for (index, request) in requests.iter().enumerate() {
        if requests.len() > 1 {
            page.heading(3, format!("Request {}", index + 1));
        }
        page.put(Block::List(described(exported, request)));
        let fields: Vec<&Field> = request.fields.iter().collect();
        table(page, exported, &fields);
    }
}

/// What a request is and where it went.
pub(super) fn described<'a>(exported: &'a Exported, request: &'a Request) -> Vec<Line<'a>> {
    let protocol = &request.protocol;
    let mut lines = vec![vec![words(format!(
        "Format: {} {}, because {}",
        named::certainty(protocol.certainty),
        protocol.name,
        protocol.because
    ))]];
    if let Some(recipient) = &protocol.recipient {
        lines.push(vec![words(format!("Received by: {recipient}"))]);
    }
    for (name, text) in [
        ("Method: ", &request.method),
        ("Address: ", &request.url),
        ("Host: ", &request.host),
    ] {
        if let Some(text) = text {
            lines.push(vec![words(name), value(&**text)]);
        }
    }
    if let Some(role) = request.role {
        lines.push(vec![words(format!("What that host does: {role}"))]);
    }
    lines.push(vec![words(format!(
        "Events: {}",
        plural(request.event_count, "event")
    ))]);
    if let Some(locked) = &request.locked {
        lines.push(vec![words(format!(
            "Encrypted: {}. {}",
            locked.scheme, locked.visible
        ))]);
        for need in &locked.needs {
            lines.push(vec![words(format!("What would open it: {need}"))]);
        }
    }
    let input = &exported.report.input;
    if exported.report.requests.len() == 1 {
        lines.push(vec![words(format!(
            "Taken for {} because {}",
            named::kind(input.kind),
            input.because
        ))]);
    }
    lines
}

pub(super) fn diagnostics(page: &mut Page, exported: &Exported) {
    let diagnostics = &exported.report.diagnostics;
    let lines = diagnostics.iter().map(|diagnostic| {
        vec![
            strong(named::diagnostic(diagnostic.severity)),
            words(format!(" ({}): ", diagnostic.code)),
            words(&*diagnostic.message),
            words(format!(". {}", diagnostic.help)),
        ]
    });
    page.put(Block::List(lines.collect()));
}

pub(super) fn unwrapping(page: &mut Page, exported: &Exported) {
    let requests = &exported.report.requests;
    for (index, request) in requests.iter().enumerate() {
        if requests.len() > 1 {
            page.heading(3, format!("Request {}", index + 1));
        }
        let lines = request.layers.iter().map(|layer| {
            vec![
                strong(named::codec(layer.codec)),
                words(format!(
                    " ({} to {}{}): ",
                    plural(layer.bytes_in, "byte"),
                    plural(layer.bytes_out, "byte"),
                    named::layer_status(layer.status)
                )),
                words(&*layer.because),
                words("."),
            ]
        });
        page.put(Block::Numbered(lines.collect()));
    }
}

pub(super) fn checks(page: &mut Page, exported: &Exported) {
    let requests = exported.report.requests.iter();
    let checks: Vec<_> = requests.flat_map(|request| &request.checks).collect();
    let lines = checks.into_iter().map(|check| {
        let mut line = vec![
            words("The checksum "),
            value(check.name),
            words(format!(" {}", named::check(check.status))),
        ];
        if check.status != CheckStatus::Absent {
            for (name, text) in [("sent ", &check.expected), ("computed ", &check.actual)] {
                if let Some(text) = text {
                    line.extend([words(format!("; {name}")), value(&**text)]);
                }
            }
        }
        line.push(words("."));
        line
    });
    page.put(Block::List(lines.collect()));
}

pub(super) fn placeholders(page: &mut Page, exported: &Exported) {
    let Some(masking) = &exported.report.masking else {
        return;
    };
    let rows = masking.tokens.iter().map(|token| {
        vec![
            vec![value(&*token.word)],
            vec![words(token.label)],
            vec![words(token.values.to_string())],
            vec![words(token.count.to_string())],
        ]
    });
    page.put(Block::Table {
        caption: "Placeholders by the word in them",
        head: &["Word", "Stands for", "Different values", "Places"],
        rows: rows.collect(),
    });
}

pub(super) fn references(page: &mut Page, exported: &Exported) {
    let sources = &exported.report.sources;
    let lines = sources.iter().map(|source| {
        let mut line = vec![
            words(source.title),
            words(" "),
            Piece::Link(source.url.into()),
            words(format!(" (read on {})", source.read)),
        ];
        if let Some(archive) = source.archive {
            line.extend([words(", archived copy "), Piece::Link(archive.into())]);
        }
        if let Some(pack) = source.pack {
            line.push(words(format!(", from the knowledge pack “{pack}”")));
        }
        line
    });
    page.put(Block::Sources(lines.collect()));
}

/// What the capture itself does not show, by its own sentences.
pub(super) fn unseen<'a>(exported: &'a Exported) -> impl Iterator<Item = Line<'a>> {
    let sentences = exported.report.summary.iter();
    sentences
        .filter(|sentence| sentence.topic == Topic::Limits)
        .map(|sentence| told(exported, sentence))
}
