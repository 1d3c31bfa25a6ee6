//! Tests that refuse: a sentence that nobody declared, an observation that the capture does not bear
//! out, a source that says nothing of this sender.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use super::*;
use crate::knowledge::Category;
use crate::report::{Field, Known, Persistence, Request, Sentence};
use crate::text::message::{Evidence, FindingText, SentenceText, is_made_of};
use crate::text::{encryption, findings, summary};

/// What is read in a capture once a test asks for it.
type Reading = LazyCell<Analysis, Box<dyn FnOnce() -> Analysis + Send>>;

/// A capture of the fixtures or of the samples.
pub(super) struct Capture {
    pub(super) name: String,
    pub(super) paste: Vec<u8>,
    reading: Mutex<Reading>,
}

impl Capture {
    fn new(name: String, paste: Vec<u8>) -> Capture {
        let bytes = paste.clone();
        let read: Box<dyn FnOnce() -> Analysis + Send> =
            Box::new(move || Analysis::new(bytes, "", &mut |_, _| {}));
        Capture {
            name,
            paste,
            reading: Mutex::new(LazyCell::new(read)),
        }
    }

    /// What is read in it, once for all tests that look at every capture.
    pub(super) fn analysis(&self) -> MutexGuard<'_, Reading> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Every capture of the fixtures and of the samples, by its name.
pub(super) fn captures() -> &'static [Capture] {
    static CAPTURES: LazyLock<Vec<Capture>> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut captures = Vec::new();
        let mut folders = vec![root.join("tests/fixtures"), root.join("tests/captures")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                if path.is_dir() {
                    folders.push(path);
                } else if name.starts_with("paste.")
                    || path.starts_with(root.join("tests/captures"))
                {
                    let paste = fs::read(&path).expect("a file");
                    captures.push(Capture::new(path.display().to_string(), paste));
                }
            }
        }
        captures.sort_by(|one, other| one.name.cmp(&other.name));
        captures
    });
    &CAPTURES
}

/// The text without what is said of how many requests have it.
fn without_count(text: &str) -> &str {
    match text.rsplit_once(" Found in ") {
        Some((before, after)) if after.ends_with(" requests.") => before,
        _ => text,
    }
}

fn of_finding(finding: &Finding) -> Option<&'static FindingText> {
    findings::ALL.iter().copied().find(|known| {
        known.id == finding.id
            && known.basis == finding.basis
            && is_made_of(&finding.title, known.title)
            && is_made_of(without_count(&finding.text), known.text)
    })
}

pub(super) fn of_sentence(sentence: &Sentence) -> Option<&'static SentenceText> {
    let fitting = summary::ALL.iter().copied().filter(|known| {
        known.id == sentence.id
            && known.basis == sentence.basis
            && known.topic == sentence.topic
            && is_made_of(&sentence.text, known.text)
    });
    // The one with most words of its own.
    fitting.max_by_key(|known| known.text.len())
}

/// What a path leads to: a record, or a value in one or around the events.
enum Place<'r> {
    Record(Vec<Field<'r>>),
    Value(Box<Field<'r>>),
}

fn place<'r>(
    analysis: &'r Analysis,
    events: &mut BTreeMap<usize, Option<Vec<Field<'r>>>>,
    report: &Report<'r>,
    path: &str,
) -> Option<Place<'r>> {
    let (request, rest) = path.split_once('.')?;
    let request: usize = request.parse().ok()?;
    let (first, inner) = rest.split_once('.').unwrap_or((rest, ""));
    let Ok(index) = first.parse::<usize>() else {
        let mut fields = report.requests.get(request)?.fields.iter();
        let field = fields.find(|field| field.path == rest)?;
        return Some(Place::Value(Box::new(field.clone())));
    };
    let fields = events
        .entry(index)
        .or_insert_with(|| analysis.event(index)?.fields)
        .as_ref()?;
    if inner.is_empty() {
        return Some(Place::Record(fields.clone()));
    }
    let field = fields.iter().find(|field| field.path == inner)?;
    Some(Place::Value(Box::new(field.clone())))
}

fn is_empty(field: &Field) -> bool {
    matches!(field.value.trim(), "" | "\"\"" | "null" | "[]" | "{}")
}

/// Whether what stands at a place is what a sentence needs.
fn fits(place: &Place, evidence: Evidence) -> bool {
    let field = match place {
        Place::Record(fields) => return evidence == Evidence::Record && !fields.is_empty(),
        Place::Value(field) if is_empty(field) => return false,
        Place::Value(field) => field,
    };
    let is_explained = field.known == Known::Explained;
    let place = Category::PreciseLocation.id();
    let lasts = |these: &[Persistence]| field.persistence.is_some_and(|one| these.contains(&one));
    match evidence {
        Evidence::Record | Evidence::Value => true,
        Evidence::Deed => is_explained && field.content >= 3,
        Evidence::Id => field.identifiability >= 3,
        Evidence::Account => {
            field.category == Some("account")
                && (is_explained || field.persistence == Some(Persistence::Account))
        }
        Evidence::InstallId => lasts(&[Persistence::Install]),
        Evidence::LastingId => lasts(&[
            Persistence::Depends,
            Persistence::FactoryReset,
            Persistence::Hardware,
            Persistence::Account,
        ]),
        Evidence::AdvertisingId => {
            lasts(&[Persistence::Resettable]) || field.value.contains("gaid=")
        }
        Evidence::Coordinates => {
            is_explained && field.category == Some(place) && field.value != "0"
        }
        Evidence::Router => is_explained && field.category == Some(place),
        Evidence::Time => field.value.bytes().any(|byte| byte.is_ascii_digit()),
        Evidence::Refusal => {
            is_explained
                && ["close\"", "no\""]
                    .iter()
                    .any(|no| field.value.ends_with(no))
        }
    }
}

/// Whether a source speaks of what sent a request: of its sender, its format or what it runs on. What
/// is of no sender in particular speaks of all.
fn covers(source: &str, request: &Request) -> bool {
    let sender = request.sender.as_ref().map_or("", |sender| sender.id);
    let format = request.protocol.id;
    let is_browser = ["mint-browser", "xiaomi-browser"].contains(&sender);
    match source {
        // What is said there of all data about pages, whoever sends them.
        "palant-2020-02-18" => true,

        "palant-2020-05-04"
        | "palant-2020-05-08"
        | "xiaomi-blog-2020-05-02"
        | "xiaomi-trust"
        | "forbes-2020-04-30"
        | "ncsc-lithuania-2021" => is_browser,
        "onetrack-decompiled" => format.contains("onetrack"),
        "miui-analytics-decompiled" | "miui-analytics-app" => ["miui", "mistat", "onetrack"]
            .iter()
            .any(|one| format.starts_with(one)),
        _ if source.starts_with("sensors-") => format == "sensors-analytics",
        _ if source.starts_with("android-") || source.starts_with("aosp-") => {
            let name = request.sender.as_ref().map_or("", |sender| &sender.name);
            ![Device::Browser, Device::Computer].contains(&request.device) && name != "an iOS app"
        }
        _ => true,
    }
}

/// What is wrong with what is said of a capture.
fn complaints(capture: &Capture) -> Vec<String> {
    let (name, analysis) = (&capture.name, capture.analysis());
    let report = analysis.overview();
    let mut events = BTreeMap::new();
    let mut complaints = Vec::new();
    let mut complain =
        |text: &str, what: String| complaints.push(format!("{name}: {what}: {text}"));
    let mut check = |text: &str,
                     basis: Basis,
                     evidence: &[Evidence],
                     paths: &[crate::report::Text],
                     sources: &[&str]| {
        let places: Vec<Option<Place>> = paths
            .iter()
            .map(|path| place(&analysis, &mut events, &report, path))
            .collect();
        for (path, place) in paths.iter().zip(&places) {
            if place.is_none() {
                complain(text, format!("{path} leads nowhere"));
            }
        }
        for &evidence in evidence {
            let mut found = places.iter().flatten();
            if !found.any(|place| fits(place, evidence)) {
                complain(text, format!("nothing in {paths:?} is {evidence:?}"));
            }
        }
        if basis == Basis::Sourced && sources.is_empty() {
            complain(text, "without a source".to_owned());
        }
        for source in sources {
            if !report
                .requests
                .iter()
                .any(|request| covers(source, request))
            {
                complain(text, format!("{source} speaks of others"));
            }
        }
    };
    for finding in &report.findings {
        let text = format!("{} {}", finding.title, finding.text);
        let (paths, sources) = (&finding.paths, &finding.sources);
        match of_finding(finding) {
            Some(known) => check(&text, known.basis, known.evidence, paths, sources),
            None => check(&text, Basis::Sourced, &[], &[], &[]),
        }
    }
    for sentence in &report.summary {
        let (paths, sources) = (&sentence.paths, &sentence.sources);
        match of_sentence(sentence) {
            // What a host is for is said by whoever looked at the host.
            Some(known) if std::ptr::eq(known, &summary::SENT_TO) => {
                assert!(!sources.is_empty(), "{}", sentence.text);
            }
            // What somebody did points at records; a place and an account need none.
            Some(known) if paths.is_empty() && known.text.contains(" {told}.") => {}
            Some(known) => check(&sentence.text, known.basis, known.evidence, paths, sources),
            None => check(&sentence.text, Basis::Sourced, &[], &[], &[]),
        }
    }
    for request in &report.requests {
        let Some(encrypted) = &request.encryption else {
            continue;
        };
        if !is_of_encrypted(&encrypted.visible) {
            check(&encrypted.visible, Basis::Sourced, &[], &[], &[]);
        }
    }
    for identifier in &report.identifiers {
        // What a field of an SDK holds is explained by its phone, whoever sends it.
        let of_field = identifier.sources.iter().copied();
        let of_field =
            of_field.filter(|id| !id.starts_with("android-") && !id.starts_with("aosp-"));
        let own = identifier.survives.iter().filter_map(|cell| cell.source);
        let sources: Vec<&str> = of_field.chain(own).collect();
        check(
            &identifier.label,
            Basis::Observed,
            &[Evidence::Value],
            &identifier.paths,
            &sources,
        );
    }
    complaints
}

/// Whether a text is one sentence of the catalog on encrypted data, or several one after the other.
fn is_of_encrypted(text: &str) -> bool {
    let is_one = |text: &str| (encryption::ALL.iter()).any(|known| is_made_of(text, known.text));
    is_one(text)
        || text.match_indices(". ").any(|(place, end)| {
            let (first, rest) = text.split_at(place + end.len());
            is_one(first) && is_of_encrypted(rest)
        })
}

#[test]
fn what_is_said_of_every_capture_is_borne_out() {
    let captures = captures();
    assert!(captures.len() > 300, "{}", captures.len());
    let complaints: Vec<String> = captures.iter().flat_map(complaints).collect();
    assert!(
        complaints.is_empty(),
        "{}:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

/// The checks find what they are for.
#[test]
fn a_claim_without_evidence_is_refused() {
    let paste = record(
        "search",
        NOW,
        "",
        &format!(r#""search_word":"x","uuid":"",{MINT}"#),
    );
    let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    let report = analysis.overview();
    let at = |path: &str| place(&analysis, &mut BTreeMap::new(), &report, path);
    let searched = at("0.0.properties.search_word").expect("it is there");
    assert!(fits(&searched, Evidence::Deed));
    for evidence in [
        Evidence::Account,
        Evidence::Id,
        Evidence::LastingId,
        Evidence::Refusal,
        Evidence::Coordinates,
        Evidence::Time,
    ] {
        assert!(!fits(&searched, evidence), "{evidence:?}");
    }
    let empty = at("0.0.properties.uuid").expect("it is there");
    assert!(!fits(&empty, Evidence::Value), "it is empty");
    assert!(at("0.0.properties.nothing").is_none());
    assert!(at("0.7").is_none());
    let of_browser = report.requests.first().expect("there is one");
    assert!(covers("palant-2020-05-04", of_browser));
    let other = Request {
        sender: None,
        device: Device::Computer,
        ..of_browser.clone()
    };
    for source in [
        "palant-2020-05-04",
        "android-identifiers",
        "onetrack-decompiled",
    ] {
        assert!(!covers(source, &other), "{source}");
    }
}
