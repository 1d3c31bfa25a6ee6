//! From a capture to its requests, decoded and explained one after the other.
//!
//! A file of a day holds hundreds of requests, of which a few are analytics. The others are counted
//! by their hosts and let go at once.
//!
//! No more of a request is kept than what is asked for later, and none depends on how many others there
//! are.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let body = r#"[{"type":"track","event":"a","distinct_id":"1","lib":{},"properties":{}}]"#;
//! let ours = format!("curl https://one.example/sa -d '{body}'");
//! let analysis = read(&format!("{ours}\ncurl https://other.example/\n{ours}"));
//! let overview = analysis.overview();
//! assert_eq!((overview.counts.requests, overview.counts.events), (2, 2));
//! assert_eq!(overview.others.hosts[0].host, "other.example");
//! ```

mod copies;
mod found;

use std::borrow::Cow;
use std::collections::BTreeMap;

use copies::Copies;

use crate::annotate::{self, Annotated};
pub(crate) use crate::capture::Format;
use crate::capture::{self, Item, Kind, Request, Unpacked};
use crate::diagnostic;
use crate::knowledge::{self, pack};
use crate::limits::Budget;
use crate::progress::Progress;
use crate::protocol::{self, Candidate, Decoded, Keys, Payload, UNKNOWN};
use crate::report::{Codec, Diagnostic, HostCount, InputKind, LayerStatus, Others, Period};
use crate::whole::is_whole;
use found::{Searched, search};

/// Hosts of other requests that are named; a phone talks to some hundred a day.
const HOSTS: usize = 1_000;

/// Hosts of a list of names of which is told what they receive.
const HOSTS_TOLD: usize = 12;

/// Messages on requests that could not be read; the same thing is wrong with most of them.
const PROBLEMS: usize = 20;

/// Requests that an answer is tried with: apps ask a few things at a time.
const WAITING: usize = 16;

/// Values of answers that are listed of all requests together.
const ANSWERED: usize = 20_000;

/// Bytes of unknown JSON whose own objects are looked at once more: one message of a program, no file of
/// thousands.
const WITHIN_JSON: usize = 64 << 10;

/// Bytes of a text that begins like JSON and is none to its end, which is looked through as any text is.
const DAMAGED_JSON: usize = 256 << 10;

/// IDs of all requests that are remembered, in about 100 bytes each; a day of one phone has some
/// hundred. Those beyond count as new in each request.
const SEEN: usize = 20_000;

/// A decoded request, what was found in it, and where its events stand among all events.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) decoded: Decoded,
    pub(crate) annotated: Option<Annotated>,
    /// The meanings that came with the capture.
    pub(crate) pack: pack::Extra,
    pub(crate) first_event: usize,
    /// Whether its times count from the first event, because somebody masked it.
    pub(crate) is_relative: bool,
}

impl Reading {
    /// How many events the request holds.
    pub(crate) fn event_count(&self) -> usize {
        self.annotated
            .as_ref()
            .map_or(0, |annotated| annotated.events.len())
    }
}

/// First and last moment of some requests.
pub(crate) fn period<'a>(readings: impl Iterator<Item = &'a Reading>) -> Option<Period> {
    readings
        .filter_map(|reading| reading.annotated.as_ref()?.period)
        .reduce(|one, other| Period {
            first: one.first.min(other.first),
            last: one.last.max(other.last),
        })
}

/// What was read of a capture.
pub(crate) struct Readings {
    pub(crate) kind: Kind,
    /// The requests of which something can be said, in their order.
    pub(crate) readings: Vec<Reading>,
    /// The requests that are no analytics, by their hosts.
    pub(crate) others: Others,
    pub(crate) problems: Vec<Diagnostic<'static>>,
}

/// Reads all requests of a capture.
pub(crate) fn read(
    capture: Cow<[u8]>,
    unpacked: Unpacked,
    format: Option<Format>,
    pack: pack::Extra,
    keys: &Keys,
    budget: &mut Budget,
    progress: &mut Progress,
) -> Readings {
    let length = capture.len().max(1);
    let mut joiner = Joiner::default();
    let mut hosts: BTreeMap<String, usize> = BTreeMap::new();
    let mut others = Others::default();
    let mut problems = Vec::new();
    let mut left_out = 0;
    let mut unread = 0;
    // Whether there was a text in an archive with nothing in it.
    let mut has_text = false;
    // The first one, where it is no analytics.
    let mut first = None;
    let mut is_searched = false;
    let take = &mut |item, kind: &Kind, is_alone| match item {
        // Each is told once, however often it is true.
        Item::Problem(problem) if is_told(&problems, &problem) => {}
        Item::Problem(_) if problems.len() == PROBLEMS => left_out += 1,
        Item::Problem(problem) => problems.push(problem),
        Item::Text(text, place) => {
            let told = search(
                &text,
                Searched::Text,
                pack,
                keys,
                budget,
                progress,
                &mut |mut reading| {
                    let at = &mut reading.decoded.request.at;
                    (at.file, at.path, at.is_packed) = (place.clone(), None, true);
                    joiner.take(reading);
                },
            );
            match told {
                Some(told) => {
                    first = None;
                    problems.extend(told);
                }
                None => has_text = true,
            }
        }
        Item::Hosts(hosts) => problems.push(only_hosts(&hosts)),
        Item::Request(answer) if answer.is_answer => joiner.answer(answer, budget, progress),
        Item::Request(_) if budget.is_spent() && !joiner.readings.is_empty() => unread += 1,
        Item::Request(request) => {
            let file = &request.at.file;
            progress.within(file.start as usize, file.end as usize, length);
            let before = budget.clone();
            let reading = read_one(request, kind, pack, keys, budget, progress);
            if !is_whole() && may_be_encrypted(&reading) {
                budget.note_needs_whole();
            }
            let describes = reading.decoded.document().is_some_and(protocol::describes);
            if is_alone && !describes && is_unexplained(&reading, kind) {
                let captured = reading.decoded.request.store.whole(0);
                let captured = reading.decoded.bytes(captured);
                // What was not read to its end was not looked through, and records of a known format can
                // be deep in what nobody knows.
                let mut layers = reading.decoded.layers.iter();
                let is_whole = layers.all(|layer| layer.status == LayerStatus::Ok);
                let place = match (kind.kind == InputKind::Json, is_whole, captured.len()) {
                    (true, true, 0..=WITHIN_JSON) => Searched::Json,
                    (true, false, 0..=DAMAGED_JSON) | (false, ..) => Searched::Text,
                    (true, ..) => Searched::LongJson,
                };
                let take = &mut |reading| joiner.take(reading);
                let told = search(&captured, place, pack, keys, budget, progress, take);
                is_searched = told.is_some();
                if let Some(told) = told {
                    problems.extend(told);
                    if capture::is_lossy(&captured) {
                        problems.push(diagnostic::bytes_lost());
                    }
                    return;
                }
                if kind.kind == InputKind::Unrecognized {
                    let known = known_hosts(capture::hosts::named(&captured));
                    if !known.is_empty() {
                        problems.push(diagnostic::hosts_named(&known));
                    }
                }
            }
            if !is_alone && is_other(&reading) {
                *budget = before;
                count(
                    &mut others,
                    &mut hosts,
                    reading.decoded.request.host.clone(),
                );
                let is_first = others.requests == 1 && joiner.readings.is_empty();
                first = is_first.then_some(reading);
                return;
            }
            first = None;
            joiner.take(reading);
        }
    };
    let (kind, rest) = match format {
        Some(format) if is_whole() => capture::open_unpacked_as(capture, unpacked, format, take),
        _ => capture::open_unpacked(capture, unpacked, take),
    };
    let has_events = |reading: &Reading| reading.event_count() > 0;
    if let Some(rest) = &rest
        && kind.kind == InputKind::Curl
        && joiner.readings.iter().any(has_events)
    {
        // Below commands people put captures of other kinds.
        let ends = joiner.readings.iter();
        let ends = ends.map(|reading| reading.decoded.request.at.file.end);
        let start = ends.max().unwrap_or_default();
        let below = rest.get(start as usize..).unwrap_or_default();
        let take = &mut |mut reading: Reading| {
            let file = &mut reading.decoded.request.at.file;
            (file.start, file.end) = (file.start + start, file.end + start);
            if has_events(&reading) {
                joiner.take(reading);
            }
        };
        let told = search(below, Searched::Text, pack, keys, budget, progress, take);
        problems.extend(told.unwrap_or_default());
    }
    if let Some(rest) = rest
        && !joiner.readings.iter().any(has_events)
    {
        let mut found = Joiner::default();
        let take = &mut |reading| found.take(reading);
        let told = search(&rest, Searched::Text, pack, keys, budget, progress, take);
        is_searched =
            told.is_some() && (joiner.readings.is_empty() || found.readings.iter().any(has_events));
        match is_searched {
            true => {
                joiner = found;
                problems = told.unwrap_or_default();
                // The only request was the text around what was found.
                if first.take().is_some() {
                    others = Others::default();
                    hosts.clear();
                }
            }
            false if format.is_some() => problems.push(diagnostic::chosen_is_not()),
            false => {}
        }
    }
    let kind = match is_searched {
        true => capture::search::KIND,
        false => kind,
    };
    // Of the only request of a capture everything is told, whatever it is.
    if let Some(only) = first.filter(|_| unread == 0) {
        others = Others::default();
        hosts.clear();
        joiner.take(only);
    }
    let readings = joiner.finish();
    progress.finish();
    if unread > 0 {
        problems.push(diagnostic::limit_requests(unread));
    }
    if left_out > 0 {
        problems.push(diagnostic::more_problems(left_out));
    }
    if readings.is_empty() && others.requests > 0 {
        problems.push(diagnostic::no_analytics(others.requests));
    } else if readings.is_empty() && has_text && problems.is_empty() {
        problems.push(diagnostic::zip_empty());
    }
    others.hosts = most_first(&hosts);
    Readings {
        kind,
        readings,
        others,
        problems,
    }
}

/// Whether the same was said before.
fn is_told(problems: &[Diagnostic], problem: &Diagnostic) -> bool {
    problems.iter().any(|one| one.message == problem.message)
}

/// Whether ciphers may tell more of a request than was read without them.
fn may_be_encrypted(reading: &Reading) -> bool {
    let layers = &reading.decoded.layers;
    // What is written so has values that are encrypted one by one.
    reading.event_count() == 0 || layers.iter().any(|layer| layer.codec == Codec::Protobuf)
}

/// Whether a capture that was read as one request may have payloads somewhere in it.
fn is_unexplained(reading: &Reading, kind: &Kind) -> bool {
    match kind.kind {
        InputKind::Empty => false,
        // Of a first line without a version it is not certain that a message follows.
        InputKind::HttpRequest => {
            let store = &reading.decoded.request.store;
            let captured = store.in_memory(store.whole(0));
            reading.event_count() == 0 && !capture::is_plain(captured)
        }
        // What is below an address may be what was sent there.
        InputKind::Url => {
            let store = &reading.decoded.request.store;
            reading.event_count() == 0
                && store
                    .in_memory(store.whole(0))
                    .trim_ascii()
                    .contains(&b'\n')
        }
        InputKind::LogLine | InputKind::Unrecognized => true,
        _ => reading.decoded.protocol.id == UNKNOWN,
    }
}

/// What is known of hosts that are in a list of names.
fn only_hosts(hosts: &[String]) -> Diagnostic<'static> {
    let known = known_hosts(hosts.iter().map(String::as_str));
    match known.is_empty() {
        true => diagnostic::hosts_unknown(hosts.len()),
        false => diagnostic::hosts_known(&known),
    }
}

/// What the first of some hosts receive that are known, each once.
fn known_hosts<'h>(hosts: impl Iterator<Item = &'h str>) -> String {
    let mut known: Vec<String> = Vec::new();
    for host in hosts {
        let Some((entry, _)) = knowledge::host(host) else {
            continue;
        };
        let told = format!("{host}: {}", entry.role);
        if !known.contains(&told) {
            known.push(told);
        }
        if known.len() == HOSTS_TOLD {
            break;
        }
    }
    known.join(" ")
}

/// Requests that were captured one by one, as if they stood in one capture.
#[cfg(test)]
pub(crate) fn several(pastes: &[&[u8]], pack: pack::Extra) -> Vec<Reading> {
    let mut joiner = Joiner::default();
    for paste in pastes {
        let mut budget = Budget::new(crate::limits::Limits::DEFAULT);
        capture::open(Cow::Borrowed(paste), &mut |item, kind, _| {
            if let Item::Request(request) = item {
                let mut listener = |_, _| {};
                let progress = &mut Progress::new(&mut listener);
                joiner.take(read_one(
                    request,
                    kind,
                    pack,
                    &Keys::default(),
                    &mut budget,
                    progress,
                ));
            }
        });
    }
    joiner.finish()
}

/// Puts requests together as they are read.
#[derive(Default)]
pub(crate) struct Joiner {
    readings: Vec<Reading>,
    copies: Copies,
    events: usize,
    /// The last requests that wait for an answer.
    waiting: Vec<usize>,
    /// Values of answers that were listed.
    answered: usize,
}

impl Joiner {
    /// Takes the next request.
    pub(crate) fn take(&mut self, mut reading: Reading) {
        reading.first_event = self.events;
        self.events += reading.event_count();
        self.copies.absorb(self.readings.len(), &mut reading);
        if reading.decoded.is_waiting() {
            self.waiting.push(self.readings.len());
            if self.waiting.len() > WAITING {
                self.waiting.remove(0);
            }
        }
        self.readings.push(reading);
    }

    /// Takes what a server answered, where a request waits for it. Which one it is of its key proves.
    fn answer(&mut self, answer: Request, budget: &mut Budget, progress: &mut Progress) {
        if self.waiting.is_empty() {
            return;
        }
        let before = budget.clone();
        let Some(candidate) = Candidate::of(answer, budget, progress) else {
            *budget = before;
            return;
        };
        let fits = |&request: &usize| {
            let reading = self.readings.get(request);
            reading.is_some_and(|reading| candidate.fits(&reading.decoded))
        };
        let Some(place) = self.waiting.iter().rposition(fits) else {
            *budget = before;
            return;
        };
        let request = self.waiting.remove(place);
        if let Some(reading) = self.readings.get_mut(request) {
            let left = ANSWERED.saturating_sub(self.answered);
            self.answered += candidate.open(&mut reading.decoded, left, budget, progress);
        }
    }

    /// All requests, once there are no more.
    pub(crate) fn finish(mut self) -> Vec<Reading> {
        self.copies.finish(&mut self.readings);
        if self.readings.len() > 1 {
            rate(&mut self.readings);
        }
        self.readings
    }
}

/// Rates the events of all requests, of which an ID counts where it comes first.
fn rate(readings: &mut [Reading]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let all = readings.iter_mut().enumerate();
    for (request, annotated) in all.filter_map(|(at, one)| Some((at, one.annotated.as_mut()?))) {
        annotate::score(annotated, &|text| !seen.contains_key(text));
        let copies = annotated.copies.iter().map(|copy| &copy.text);
        for text in annotated
            .recognized
            .iter()
            .map(|one| &one.text)
            .chain(copies)
        {
            if seen.len() < SEEN && !seen.contains_key(text) {
                seen.insert(text.clone(), request);
            }
        }
    }
}

/// Decodes and explains one request.
pub(crate) fn read_one(
    request: Request,
    kind: &Kind,
    pack: pack::Extra,
    keys: &Keys,
    budget: &mut Budget,
    progress: &mut Progress,
) -> Reading {
    let decoded = protocol::read(request, kind, keys, budget, progress);
    let pack = pack::Extra {
        is_browser: decoded.is_of_mint_browser(),
        ..pack
    };
    progress.part(80, 100);
    let annotated = match &decoded.payload {
        Payload::Records(document) => {
            let vocabulary = decoded.vocabulary;
            Some(annotate::annotate(document, vocabulary, pack, progress))
        }
        _ => None,
    };
    Reading {
        decoded,
        annotated,
        pack,
        first_event: 0,
        is_relative: false,
    }
}

/// Whether a request among others is no analytics: of no known format, or none but by its host and
/// with nothing in it, as a browser's question whether it may send something.
fn is_other(reading: &Reading) -> bool {
    let decoded = &reading.decoded;
    let request = &decoded.request;
    let is_known = |host: &str| knowledge::host(host).is_some();
    match decoded.protocol.id {
        UNKNOWN => {
            let host = request.host.as_deref();
            decoded.document().is_none() || !host.is_some_and(is_known)
        }
        _ => {
            let asks = matches!(
                request.method.as_deref(),
                Some("OPTIONS" | "HEAD" | "CONNECT")
            );
            asks && decoded.document().is_none()
        }
    }
}

/// The hosts with the most requests first. A map of a type that is there anyway sorts them, because
/// the code of a sort for one more type takes 5 KB.
fn most_first(hosts: &BTreeMap<String, usize>) -> Vec<HostCount> {
    let mut ordered: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    for (host, &requests) in hosts {
        let less = u32::MAX - u32::try_from(requests).unwrap_or(u32::MAX);
        ordered.insert((less, host), requests);
    }
    let counts = ordered.into_iter().map(|((_, host), requests)| HostCount {
        host: host.to_owned(),
        requests,
    });
    counts.collect()
}

/// Counts a request that is no analytics.
fn count(others: &mut Others, hosts: &mut BTreeMap<String, usize>, host: Option<String>) {
    others.requests += 1;
    let Some(host) = host else {
        return;
    };
    if hosts.len() < HOSTS || hosts.contains_key(&host) {
        *hosts.entry(host).or_default() += 1;
    } else {
        others.unlisted += 1;
    }
}

#[cfg(test)]
mod tests;
