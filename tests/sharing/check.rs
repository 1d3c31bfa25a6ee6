//! One run of everything that can leave, and what must hold of it.
//!
//! What a canary must not do is judged without the program: by where it was planted and what was
//! chosen. Only where somebody reveals something does the preview say what is hidden, and then what
//! leaves must keep that word.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use overshare::report::{MaskChoice, Preview};
use overshare::{Analysis, Refusal, open_shared, qr_code, to_json};
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::case::{Case, list};
use crate::layers::layers;
use crate::notation::{Needles, ValueMatch};
use crate::plant::TAG;
use crate::wrapping;

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    /// What of it is the same for the same fault.
    pub kind: String,
    pub detail: String,
}

/// What came of one run.
#[derive(Debug, Default)]
pub struct Outcome {
    pub finds: Vec<Find>,
    pub calls: usize,
    pub events: usize,
    /// How often which refusal came.
    pub refusals: BTreeMap<&'static str, usize>,
    /// The call that took longest.
    pub slowest: (Duration, String),
}

impl Outcome {
    fn find(&mut self, kind: impl Into<String>, detail: impl Into<String>) {
        let (kind, detail) = (kind.into(), detail.into());
        if !self.finds.iter().any(|find| find.kind == kind) {
            self.finds.push(Find { kind, detail });
        }
    }

    /// Calls the library and takes the time.
    fn call<T>(&mut self, name: &str, call: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = call();
        self.calls += 1;
        let took = start.elapsed();
        if took > self.slowest.0 {
            self.slowest = (took, name.to_owned());
        }
        result
    }

    /// The same for what answers as JSON.
    fn json(&mut self, name: &str, call: impl FnOnce() -> String) -> String {
        let text = self.call(name, call);
        if let Err(error) = serde_json::from_str::<IgnoredAny>(&text) {
            self.find(format!("no JSON from {name}"), error.to_string());
        }
        text
    }

    fn refused(&mut self, refusal: &Refusal, name: &str, is_expected: bool) {
        let kind = match refusal {
            Refusal::Options => "choice not read",
            Refusal::Requests(_) => "none of the requests",
            Refusal::Format => "no such format",
            Refusal::Full => "full",
            Refusal::TooLong(_) => "too long",
            Refusal::TooMuch => "too much",
            Refusal::Leaks(_) => "leaks",
            Refusal::Unchecked => "unchecked",
        };
        *self.refusals.entry(kind).or_default() += 1;
        let is_size = matches!(refusal, Refusal::TooLong(_) | Refusal::TooMuch);
        // The first one is in every choice.
        let has_none = matches!(refusal, Refusal::Requests(0));
        if !is_expected && !is_size && !has_none {
            self.find(
                format!("refused without a reason: {kind}, {name}"),
                refusal.to_string(),
            );
        }
    }
}

/// Shares and exports a case in every way that it asks for.
pub fn run(case: &Case) -> Outcome {
    let mut outcome = Outcome::default();
    let choice = case.choice();
    let is_full = case.choice["mode"] == "full";
    let analysis = outcome.call("new", || {
        Analysis::new(&case.capture, &case.options(), &mut |_, _| {})
    });
    outcome.events = analysis.event_count();
    look(&analysis, case, &mut outcome);

    let preview = outcome.call("preview", || analysis.preview(&choice));
    let hidden = hidden(case, &preview);
    let needles = Needles::new(
        hidden
            .iter()
            .map(|&index| (index, &*case.canaries[index].text)),
    );
    let search = Search { case, needles };
    // A caption that repeats what is masked is refused, and so is what a revealed value repeats.
    let may_refuse =
        case.reveals() || case.is_exact() || !case.choice["figure"]["caption"].is_null();

    match outcome.call("share", || analysis.share(&choice)) {
        Ok(payload) => {
            link(&payload, &analysis, &search, &mut outcome);
            pack(case, &payload, &mut outcome);
        }
        Err(Refusal::Full) if is_full => {}
        Err(refusal) => {
            search.message(&refusal, &mut outcome);
            outcome.refused(&refusal, "share", may_refuse);
        }
    }
    for format in &case.formats {
        let name = format!("export {format}");
        match outcome.call(&name, || analysis.export(format, &choice)) {
            Ok(bytes) => {
                file(format, &bytes, &mut outcome);
                if !is_full {
                    search.look(&bytes, &name, &mut outcome);
                }
            }
            Err(refusal) => {
                search.message(&refusal, &mut outcome);
                outcome.refused(&refusal, &name, may_refuse && !is_full);
            }
        }
        let name = outcome.call("export_name", || analysis.export_name(format, &choice));
        search.look(
            name.unwrap_or_default().as_bytes(),
            "name of a file",
            &mut outcome,
        );
    }
    outcome
}

/// Everything that shows a capture, none of which may fail.
fn look(analysis: &Analysis, case: &Case, outcome: &mut Outcome) {
    for (name, text) in [
        (
            "overview",
            outcome.json("overview", || to_json(&analysis.overview())),
        ),
        (
            "events",
            outcome.json("events", || to_json(&analysis.events(0, 20, ""))),
        ),
    ] {
        sentences(&text, name, case, outcome);
    }
    outcome.json("timeline", || to_json(&analysis.timeline("")));
    for index in 0..analysis.event_count().min(2) {
        outcome.json("event", || to_json(&analysis.event(index)));
        outcome.json("trace", || to_json(&analysis.trace(index, "", 0)));
        outcome.json("trace", || {
            to_json(&analysis.trace(index, "distinct_id", 0))
        });
    }
    outcome.json("trace_request", || {
        to_json(&analysis.trace_request(0, "query.project", 0))
    });
    outcome.json("field_at", || to_json(&analysis.field_at(0, 0, 0, 9)));
    outcome.call("bytes", || analysis.bytes(0, 1, 0, 64));
    if let Some(canary) = case.canaries.first() {
        outcome.json("recognize", || to_json(&analysis.find_value(&canary.text)));
    }
}

/// What a sender wrote stands in Overshare's sentences only where they say that it is quoted.
fn sentences(report: &str, name: &str, case: &Case, outcome: &mut Outcome) {
    let mut open = vec![serde_json::from_str::<Value>(report).unwrap_or_default()];
    while let Some(value) = open.pop() {
        let sentence = ["text", "title", "visible"]
            .iter()
            .find_map(|name| value[name].as_str());
        if let (Some(sentence), Some(quotes)) = (sentence, value["quotes"].as_array())
            && let Some(canary) = case
                .canaries
                .iter()
                .find(|one| !is_quoted(sentence, &one.text, quotes))
        {
            outcome.find(
                format!("outside of a quotation in {name}"),
                format!("{} in: {sentence}", canary.text),
            );
        }
        match value {
            Value::Array(elements) => open.extend(elements),
            Value::Object(members) => open.extend(members.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
}

/// Whether a text stands in a sentence only inside of these places, which count UTF-16 units.
fn is_quoted(sentence: &str, text: &str, quotes: &[Value]) -> bool {
    sentence.match_indices(text).all(|(at, _)| {
        let start = sentence[..at].encode_utf16().count() as u64;
        let end = start + text.encode_utf16().count() as u64;
        quotes.iter().any(|quote| {
            quote[0].as_u64().is_some_and(|from| from <= start)
                && quote[1].as_u64().is_some_and(|to| to >= end)
        })
    })
}

/// The canaries that must not leave.
fn hidden(case: &Case, preview: &Preview) -> Vec<usize> {
    let is_link = case.capture.starts_with(b"o1.");
    let all = case.canaries.iter().enumerate();
    // A caption is somebody's own words, unless it repeats what is masked.
    let has_caption = !case.choice["figure"]["caption"].is_null();
    if !case.reveals() && !has_caption {
        // Digits may stand for a moment, which leaves where times do, and which a link has already.
        let is_moment = |class: &str| class == "digits" && (case.is_exact() || is_link);
        return all
            .filter(|(_, canary)| !is_moment(&canary.class))
            .map(|(index, _)| index)
            .collect();
    }
    let reveal = &case.choice["reveal"];
    let is_revealed = |text: &str| list(&reveal["values"]).any(|value| value == text);
    let is_placeholder = |after: &Option<String>| {
        after
            .as_ref()
            .is_some_and(|after| after.starts_with('⟦') && after.ends_with('⟧'))
    };
    let rows = || preview.rows.iter();
    all.filter(|(_, canary)| {
        let is_digested = canary.text.len() >= 12
            || canary
                .text
                .contains(|letter: char| letter.is_ascii_digit() || letter == '@');
        is_digested
            && !canary.text.contains(' ')
            && !is_revealed(&canary.text)
            && rows()
                .filter(|row| row.choice != MaskChoice::Revealed)
                .any(|row| {
                    let values = row.values.iter();
                    values
                        .into_iter()
                        .any(|value| value.before == canary.text && is_placeholder(&value.after))
                })
    })
    .map(|(index, _)| index)
    .collect()
}

/// The canaries of a case, and where they are looked for.
struct Search<'c> {
    case: &'c Case,
    needles: Needles,
}

impl Search<'_> {
    fn look(&self, data: &[u8], name: &str, outcome: &mut Outcome) {
        let hit = layers(data)
            .iter()
            .find_map(|layer| self.needles.find(layer));
        if let Some(hit) = hit {
            self.leak(&hit, name, outcome);
        }
    }

    fn leak(&self, hit: &ValueMatch, name: &str, outcome: &mut Outcome) {
        let canary = &self.case.canaries[hit.canary];
        let way = name.split(' ').next().unwrap_or_default();
        outcome.find(
            format!("leak: {} in {way}", canary.place),
            format!(
                "{} ({}, planted as {}) leaves in {name}, written {}, in: {}",
                canary.text, canary.class, canary.place, hit.notation, hit.context
            ),
        );
    }

    /// What a refusal says repeats no value.
    fn message(&self, refusal: &Refusal, outcome: &mut Outcome) {
        if let Some(hit) = self.needles.find(refusal.to_string().as_bytes()) {
            self.leak(&hit, "message", outcome);
        }
    }
}

fn link(payload: &str, analysis: &Analysis, search: &Search, outcome: &mut Outcome) {
    let Some(text) = wrapping::unpack_link(payload) else {
        outcome.find("a link that cannot be unpacked", payload);
        return;
    };
    search.look(text.as_bytes(), "link", outcome);
    // Heads and records, one behind the other.
    let parsed = serde_json::Deserializer::from_str(&text).into_iter::<IgnoredAny>();
    if let Some(error) = parsed.filter_map(Result::err).next() {
        outcome.find("no JSON in a link", error.to_string());
    }
    let masked = wrapping::records_of_link(payload, &text);
    joined(search.case, &masked, outcome);
    let opened = outcome.call("open_shared", || open_shared(payload));
    // Where somebody chose requests, or where not all fit, it holds fewer.
    let choice = search.case.choice();
    let preview = outcome.call("preview", || analysis.preview(&choice));
    let sent = match preview.requests == preview.requests_total {
        true => analysis.event_count(),
        false => first_events(&analysis.masked(&choice), preview.requests),
    };
    let came = opened.event_count();
    if sent != came {
        outcome.find(
            "a link with another count of events",
            format!("{sent} events became {came}"),
        );
    }
    match outcome.call("share again", || opened.share("")) {
        Ok(again) => {
            let text = wrapping::unpack_link(&again).unwrap_or_default();
            search.look(text.as_bytes(), "link made of a link", outcome);
        }
        Err(refusal) => outcome.refused(&refusal, "share again", false),
    }
    // A code takes longer than all the rest.
    if payload.len().is_multiple_of(16) {
        outcome.call("qr_code", || qr_code(payload));
    }
}

/// How many events so many of the first requests have.
fn first_events(analysis: &Analysis, requests: usize) -> usize {
    let overview = analysis.overview();
    let first = overview.requests.iter().take(requests);
    first.map(|request| request.event_count).sum()
}

/// A pack lets nothing through that would not leave without it.
fn pack(case: &Case, payload: &str, outcome: &mut Outcome) {
    if case.pack.is_empty() {
        return;
    }
    let plain = outcome.call("new", || Analysis::new(&case.capture, "", &mut |_, _| {}));
    let Ok(without) = outcome.call("share", || plain.share(&case.choice())) else {
        return;
    };
    let texts = |payload: &str| {
        let text = wrapping::unpack_link(payload).unwrap_or_default();
        let records = text.split_once('\n').map_or("", |(_, records)| records);
        let mut texts = BTreeSet::new();
        let records = serde_json::Deserializer::from_str(records).into_iter::<Value>();
        for value in records.filter_map(Result::ok) {
            strings(&value, &mut texts);
        }
        texts
    };
    let without = texts(&without);
    // Coarser forms are what a pack may ask for: an address without its path.
    let is_own =
        |text: &&String| text.chars().count() >= 4 && !text.contains('⟦') && !text.contains("://");
    let with = texts(payload);
    if let Some(more) = with.difference(&without).find(is_own) {
        outcome.find("a pack lets a value through", more.clone());
    }
}

fn strings(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(texts.insert(text.clone())),
        Value::Array(elements) => elements.iter().for_each(|value| strings(value, texts)),
        Value::Object(members) => members.values().for_each(|value| strings(value, texts)),
        _ => {}
    }
}

/// A small number tells nobody apart, so that two fields have the same one says nothing, and no
/// placeholder says that they do.
fn joined(case: &Case, masked: &[Option<Value>], outcome: &mut Outcome) {
    let sent: Vec<Value> = match wrapping::unwrap_several(&case.capture) {
        Some(requests) => requests.into_iter().map(|(_, records)| records).collect(),
        None => {
            let wrapped = wrapping::unwrap(&case.capture).into_iter();
            wrapped.map(|wrapped| wrapped.records).collect()
        }
    };
    let is_chosen = |request: usize| {
        let requests = case.choice["requests"].as_array();
        requests.is_none_or(|chosen| chosen.contains(&request.into()))
    };
    let sent = sent.iter().enumerate().filter(|(at, _)| is_chosen(*at));
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for ((_, sent), masked) in sent.zip(masked) {
        if let Some(masked) = masked {
            walk(sent, masked, "", &mut places);
        }
    }
    if let Some((token, paths)) = places.iter().find(|(_, paths)| paths.len() > 1) {
        outcome.find(
            "a small number joined across fields",
            format!("{token} in {paths:?}"),
        );
    }
}

/// Notes which placeholders stand for small numbers, by their path without indexes.
fn walk(sent: &Value, masked: &Value, path: &str, places: &mut BTreeMap<String, BTreeSet<String>>) {
    match (sent, masked) {
        (Value::Array(sent), Value::Array(masked)) if sent.len() == masked.len() => {
            for (sent, masked) in sent.iter().zip(masked) {
                walk(sent, masked, path, places);
            }
        }
        (Value::Object(sent), Value::Object(masked)) => {
            for (name, masked) in masked {
                if let Some(sent) = sent.get(name) {
                    walk(sent, masked, &format!("{path}.{name}"), places);
                }
            }
        }
        // One without a number tells no values apart.
        (sent, Value::String(token))
            if token.starts_with('⟦') && token.contains(|letter: char| letter.is_ascii_digit()) =>
        {
            let text = match sent {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            if text.len() < 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
                places
                    .entry(token.clone())
                    .or_default()
                    .insert(path.to_owned());
            }
        }
        _ => {}
    }
}

/// What a file must be, whatever stands in it.
fn file(format: &str, bytes: &[u8], outcome: &mut Outcome) {
    let text = String::from_utf8_lossy(bytes);
    let documents: Vec<&str> = match format {
        "json" | "har" => vec![&text],
        "ndjson" => text.lines().collect(),
        _ => Vec::new(),
    };
    for document in documents {
        if let Err(error) = serde_json::from_str::<IgnoredAny>(document) {
            outcome.find(format!("no JSON in {format}"), error.to_string());
        }
    }
    let is_markup = matches!(format, "html" | "annex-html" | "figure");
    if is_markup && text.contains(TAG) {
        outcome.find(format!("a tag of the capture in {format}"), "");
    }
    if format.starts_with("csv")
        && let Some(cell) = cells(&text).into_iter().find(|cell| is_formula(cell))
    {
        outcome.find("a formula in a table", cell);
    }
}

/// The cells of a table of comma-separated values.
fn cells(text: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut is_quoted = false;
    for letter in text.chars() {
        match letter {
            '"' => {
                // A doubled quote ends one piece of a cell and begins the next.
                is_quoted = !is_quoted;
            }
            ',' | '\r' | '\n' if !is_quoted => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    cells.push(cell);
    cells
}

/// Whether a spreadsheet would calculate what stands in a cell.
fn is_formula(cell: &str) -> bool {
    let is_blank = |letter: char| letter.is_whitespace() || letter.is_control();
    match cell.trim_matches(is_blank).chars().next() {
        Some('=' | '@') => true,
        Some('+' | '-') => cell.parse::<f64>().is_err(),
        _ => false,
    }
}
