//! What entries name as their sources: each is there, used, kept somewhere, and its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::checks::{at, none};
use crate::read::{Knowledge, read};

/// Every entry that makes a claim, with its sources.
fn claims(all: &Knowledge) -> Vec<(String, &[String])> {
    let fields = all
        .fields
        .iter()
        .map(|entry| (entry.name(), entry.sources.as_slice()));
    let events = all
        .events
        .iter()
        .map(|entry| (at(entry, &entry.name), entry.sources.as_slice()));
    let kinds = all
        .kinds
        .iter()
        .map(|entry| (at(entry, &entry.id), entry.sources.as_slice()));
    let hosts = all
        .hosts
        .iter()
        .map(|entry| (at(entry, &entry.host), entry.sources.as_slice()));
    fields.chain(events).chain(kinds).chain(hosts).collect()
}

#[test]
fn every_claim_has_defined_sources() {
    let all = read();
    let defined: BTreeSet<&str> = all.sources.iter().map(|entry| entry.id.as_str()).collect();
    let mut complaints = Vec::new();
    for (name, sources) in claims(&all) {
        if sources.is_empty() {
            complaints.push(format!("{name}: has no source"));
        }
        for source in sources {
            if !defined.contains(source.as_str()) {
                complaints.push(format!("{name}: source {source} is not in sources.toml"));
            }
        }
    }
    none(complaints);
}

#[test]
fn every_source_is_used() {
    let all = read();
    let findings = findings();
    let advice = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/strings/en.js");
    let advice = fs::read_to_string(advice).expect("the texts of the page can be read");
    let used: BTreeSet<&str> = claims(&all)
        .iter()
        .flat_map(|(_, sources)| sources.iter().map(String::as_str))
        .collect();
    none(
        all.sources
            .iter()
            .filter(|entry| !used.contains(entry.id.as_str()))
            .filter(|entry| !findings.contains(&format!("\"{}\"", entry.id)))
            .filter(|entry| !advice.contains(&format!("'{}'", entry.url)))
            .map(|entry| {
                format!(
                    "{}: no entry, no finding and no advice refers to it, so remove it",
                    at(entry, &entry.id)
                )
            })
            .collect(),
    );
}

/// The code of the findings and of the formats, which name sources too.
fn findings() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src/insight", "src/protocol", "src/text"].map(|folder| root.join(folder));
    let files = folders.iter().flat_map(|folder| {
        fs::read_dir(folder).expect("the folders of the findings and formats can be read")
    });
    files
        .map(|file| file.expect("its entries too").path())
        .filter(|path| path.is_file())
        .map(|path| fs::read_to_string(path).expect("as text"))
        .collect()
}

#[test]
fn sources_can_be_looked_up() {
    let mut complaints = Vec::new();
    for entry in read().sources {
        let name = at(&entry, &entry.id);
        for address in std::iter::once(&entry.url).chain(&entry.archive) {
            if !address.starts_with("https://") || address.contains(char::is_whitespace) {
                complaints.push(format!(
                    "{name}: expected an https address, found {address:?}"
                ));
            }
        }
        let digits = entry.read.split('-').map(|part| part.parse::<u16>());
        let date: Vec<_> = digits.collect();
        if entry.read.len() != 10 || !matches!(date[..], [Ok(2020..), Ok(1..=12), Ok(1..=31)]) {
            complaints.push(format!(
                "{name}: expected a day as YYYY-MM-DD, found {:?}",
                entry.read
            ));
        }
        if entry.title.is_empty() {
            complaints.push(format!("{name}: has no title"));
        }
        if entry
            .license
            .as_ref()
            .is_some_and(|license| !license.ends_with('.'))
        {
            complaints.push(format!("{name}: the note on the license is not a sentence"));
        }
    }
    none(complaints);
}

/// A source can be read where it stood, or as it was then; those that only stand where they can
/// be changed are listed here, so that a new one is noticed.
const CHANGEABLE: &[&str] = &[
    "adguard-83548",
    "android-backup",
    "android-hardware-ids",
    "android-identifiers",
    "android-loupe-2023",
    "android-random-mac",
    "etip-97",
    "fetch-metadata",
    "forbes-2020-04-30",
    "ftc-2024-07-24",
    "india-today-2018-09-18",
    "miui-versions",
    "msa-oaid",
    "ncsc-lithuania-2021",
    "nextdns-17",
    "perflyst-98",
    "sensors-format-manual",
    "sensors-import-manual",
    "sensors-miniprogram-manual",
    "sensors-presets-manual",
    "sensors-quick-app-manual",
    "sensors-web-manual",
    "tracking-dnt",
    "ua-client-hints",
    "w3c-gpc",
    "webview-requested-with",
    "xiaomi-blog-2020-05-02",
    "xiaomi-trust",
];

#[test]
fn sources_are_kept_somewhere() {
    let is_kept = |address: &str| {
        let commit = address.split('/').any(|part| {
            (7..=40).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        address.starts_with("https://web.archive.org/web/")
            || address.starts_with("https://doi.org/")
            || address.starts_with("https://www.rfc-editor.org/rfc/")
            || address.starts_with("https://github.com/") && (commit || address.contains("/tree/v"))
            || address.starts_with("https://pypi.org/project/") && address.matches('/').count() >= 5
    };
    let mut complaints = Vec::new();
    for entry in read().sources {
        let kept = is_kept(&entry.url) || entry.archive.as_deref().is_some_and(is_kept);
        let listed = CHANGEABLE.contains(&entry.id.as_str());
        if kept == listed {
            complaints.push(format!(
                "{}: {}",
                at(&entry, &entry.id),
                if kept {
                    "is kept, so take it off the list"
                } else {
                    "has no permanent or archived address"
                }
            ));
        }
    }
    none(complaints);
}

/// What was found in Mint Browser alone is told apart by its first source.
#[test]
fn what_only_the_browser_means_names_its_analysis_first() {
    let all = read();
    let fields = all
        .fields
        .iter()
        .map(|e| (at(e, &e.key), &e.file, &e.sources));
    let events = all
        .events
        .iter()
        .map(|e| (at(e, &e.name), &e.file, &e.sources));
    let mut complaints = Vec::new();
    for (name, file, sources) in fields.chain(events) {
        let is_first = sources.first().is_some_and(|id| id == "palant-2020-05-04");
        // The country beside the events is the browser's own too.
        let is_own = file.starts_with("xiaomi-browser") || name.ends_with("envelope.toml: r");
        if is_first != is_own {
            complaints.push(format!(
                "{name}: its first source says otherwise than its file"
            ));
        }
    }
    none(complaints);
}
