//! `docs/protocols/`: a page for each format, written of what its fixtures say of themselves when they are
//! read, so that no page says what the program does not do.
//!
//! `UPDATE_EXPECT=1 cargo test --lib protocol::tests::documents` writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;

use super::super::*;
use crate::knowledge::{FIELDS, HOSTS};
use crate::report::{CheckStatus, Report};

/// Keys that open fixtures which are encrypted.
const KEYS: [&str; 4] = [
    "a0b1c2d3e4f5061728394a5b6c7d8e9f",
    "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "VGhpc0lzT25lVHJhY2tLMQ==",
    "OVHjJMt/xK5dmVR1gpOz8Q==",
];

/// Ways to recognize or to open one format that a page tells.
const TOLD: usize = 12;

/// What the fixtures of one format say.
#[derive(Default)]
struct Told {
    /// Certainty and reason of each recognition.
    recognized: BTreeSet<(String, String)>,
    /// The steps around the records, as sentences.
    opened: BTreeSet<Vec<String>>,
    /// The same of what the server answered.
    answered: BTreeSet<Vec<String>>,
    /// Signatures and sums, and whether one of them could be verified.
    checks: BTreeMap<&'static str, bool>,
    /// How it stays encrypted, and what would open it.
    encrypted: BTreeMap<String, Vec<String>>,
}

/// The capture in each folder of `tests/fixtures/`.
pub(super) fn fixtures() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folders = |path: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(path).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.retain(|path| path.is_dir());
        paths
    };
    let cases = folders(&root).into_iter().flat_map(|kind| folders(&kind));
    let read = |case: PathBuf| {
        let files = ["paste.txt", "paste.bin"].map(|name| case.join(name));
        let paste = files.iter().find_map(|path| fs::read(path).ok())?;
        let name = case.strip_prefix(&root).unwrap().to_string_lossy();
        Some((name.into_owned(), paste))
    };
    cases.filter_map(read).collect()
}

/// Adds what is said of the requests of one capture.
fn gather(told: &mut BTreeMap<&'static str, Told>, overview: &Report) {
    for request in overview.requests.iter() {
        let told = told.entry(request.protocol.id).or_default();
        let because = request.protocol.because.to_string();
        let because = because.trim_end_matches(common::BY_ANALYSIS);
        let certainty = crate::text::words::certainty(request.protocol.certainty);
        told.recognized
            .insert((certainty.to_owned(), because.to_owned()));
        told.opened.extend(steps(&request.layers));
        let answer = request.answer.as_ref();
        told.answered
            .extend(answer.and_then(|answer| steps(&answer.layers)));
        for check in &request.checks {
            *told.checks.entry(check.name).or_default() |= check.status == CheckStatus::Pass;
        }
        if let Some(encryption) = &request.encryption {
            let needs = encryption.needs.iter().map(ToString::to_string);
            told.encrypted
                .insert(encryption.scheme.to_string(), needs.collect());
        }
    }
}

/// The steps of a sender's own as sentences; none where one of them is not whole.
fn steps(layers: &[Layer]) -> Option<Vec<String>> {
    let is_own = |layer: &&Layer| {
        let around = [
            Codec::Http,
            Codec::Shell,
            Codec::Archive,
            Codec::Escapes,
            Codec::Numbers,
            Codec::Lines,
            Codec::JsonString,
            Codec::Chunked,
            Codec::Latin1,
            Codec::Utf16,
        ];
        // A container can keep a body in Base64.
        let is_kept = layer.because.starts_with("the file says");
        !around.contains(&layer.codec) && !is_kept
    };
    let step = |layer: &Layer| match layer.codec {
        // How many records there are is said of one request.
        Codec::Json => "read as JSON".to_owned(),
        Codec::Percent => "percent-encoding undone".to_owned(),
        codec => {
            let name = crate::text::words::codec(codec);
            let because = match layer.because.split_once(" with key ") {
                Some((cipher, _)) => format!("{cipher} with a key that you give"),
                None => layer.because.to_string(),
            };
            let sentence = match codec {
                Codec::Aes | Codec::Rc4 => because,
                _ => format!("{name}: {because}"),
            };
            match by_hand(layer) {
                Some(command) => format!("{sentence}\n\n       {command}"),
                None => sentence,
            }
        }
    };
    let own: Vec<&Layer> = layers.iter().filter(is_own).collect();
    let is_whole = own.iter().all(|layer| layer.status == LayerStatus::Ok);
    (is_whole && !own.is_empty()).then(|| own.into_iter().map(step).collect())
}

/// The command that undoes a cipher, in which `f name` writes a field of the form. The tests of the page run
/// each of them.
fn by_hand(layer: &Layer) -> Option<String> {
    let cipher = layer.cipher.as_ref()?;
    let key = match cipher.key {
        "" => "\"$KEY\"",
        key => key,
    };
    if cipher.payloads.is_some() {
        return None;
    }
    if cipher.name == "RC4" {
        return Some(format!("key={key}"));
    }
    let vector = match cipher.vector {
        "" => String::new(),
        vector => format!(" -iv {vector}"),
    };
    let name = cipher.name.to_lowercase();
    Some(format!("openssl enc -d -{name} -K {key}{vector}"))
}

/// What the file of a format says at its top, where the format has a file of its own.
fn about(format: &Format) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/protocol");
    let mut files = fs::read_dir(root).unwrap();
    files.find_map(|file| {
        let path = file.unwrap().path();
        let code = path.is_file().then(|| fs::read_to_string(path).unwrap())?;
        let own = format!("FORMAT: Format = Format {{\n    id: \"{}\",", format.id);
        let is_its = code.contains(&own);
        let lines = code.lines().take_while(|line| line.starts_with("//!"));
        let lines: Vec<&str> = lines
            .map(|line| line.trim_start_matches("//!").trim())
            .collect();
        let first = lines.join(" ");
        is_its.then(|| first.split("  ").collect::<Vec<_>>().join("\n\n"))
    })
}

/// Markdown that shows a text as it is.
fn plain(text: &str) -> String {
    text.replace('*', r"\*")
        .replace('|', r"\|")
        .replace('\'', "’")
}

fn page(format: &Format, told: &Told) -> String {
    let mut page = format!("# {}\n\n", format.name);
    if let Some(about) = about(format) {
        page += &format!("{}\n\n", plain(&about));
    }
    page += match format.is_by_analysis {
        true => {
            "**Confidence:** known from published analysis of the software. No real capture has confirmed it, and each result says so.\n"
        }
        false => {
            "**Confidence:** known from the documentation or the public code of whoever made the software.\n"
        }
    };
    let hosts = HOSTS.iter().filter(|host| host.protocol == format.id);
    let hosts: Vec<_> = hosts.collect();
    if !hosts.is_empty() {
        page += "\n## Where it is sent\n\n| Host | What is known of it |\n|---|---|\n";
        for host in &hosts {
            let _ = writeln!(page, "| `{}` | {} |", host.host, plain(host.role));
        }
    }
    page += "\n## How it is recognized\n\n";
    for (certainty, because) in told.recognized.iter().take(TOLD) {
        let _ = writeln!(page, "- {}, because {}", capital(certainty), plain(because));
    }
    if !told.opened.is_empty() {
        page += "\n## How it is opened\n";
        let mut steps = told.opened.iter().flatten();
        if steps.any(|step| step.contains('\n')) {
            page += "\nCommands are for a shell: `f name` stands for a field of the form, `KEY` for a key of yours in hexadecimal digits. The page writes all commands for a capture.\n";
        }
        write_ways(&told.opened, &mut page);
    }
    if !told.answered.is_empty() {
        page += "\n## How the server’s answer is opened\n\nWhat is in it is no event, since no phone sent it.\n";
        write_ways(&told.answered, &mut page);
    }
    for (is_verified, title, about) in [
        (
            true,
            "What is verified",
            "computed again from the request and compared",
        ),
        (
            false,
            "What can’t be verified",
            "made with a secret that is not in the request",
        ),
    ] {
        let checks = told.checks.iter().filter(|(_, is)| **is == is_verified);
        let checks: Vec<String> = checks.map(|(name, _)| format!("`{name}`")).collect();
        if !checks.is_empty() {
            let checks = checks.join(", ");
            let _ = write!(page, "\n## {title}\n\n{checks}: {about}.\n");
        }
    }
    if !told.encrypted.is_empty() {
        page += "\n## What needs a key\n";
        for (scheme, needs) in &told.encrypted {
            let _ = write!(page, "\nEncrypted {scheme}. What would open it:\n\n");
            for need in needs {
                let _ = writeln!(page, "- {}", plain(need));
            }
        }
    }
    let sources = sources(format, &hosts);
    if !sources.is_empty() {
        page += "\n## Sources\n\n";
        for source in sources.iter().filter_map(|id| knowledge::source(id)) {
            let _ = writeln!(page, "- [{}]({})", plain(source.title), source.url);
        }
        page += "\nWhat each field means is in [the knowledge base](../knowledge.md).\n";
    }
    page
}

/// Writes ways to open something, the shortest first.
fn write_ways(ways: &BTreeSet<Vec<String>>, page: &mut String) {
    let mut ways: Vec<&Vec<String>> = ways.iter().collect();
    ways.sort_by_key(|way| way.len());
    for (number, way) in ways.iter().take(TOLD).enumerate() {
        let _ = write!(page, "\nWay {}:\n\n", number + 1);
        for (step, sentence) in way.iter().enumerate() {
            // A command stays as it is.
            let (sentence, command) = match sentence.split_once('\n') {
                Some((sentence, command)) => (sentence, ["\n", command].concat()),
                None => (sentence.as_str(), String::new()),
            };
            let sentence = plain(&capital(sentence));
            let _ = writeln!(page, "{}. {sentence}{command}", step + 1);
        }
    }
}

/// The sources of its hosts and of the names in its places.
fn sources(format: &Format, hosts: &[&knowledge::HostEntry]) -> BTreeSet<&'static str> {
    let Vocabulary {
        form,
        records,
        answer,
        containers,
        ..
    } = format.vocabulary;
    let is_own = |place: Scope| {
        let mut inner = containers.iter().map(|container| container.place);
        place != Scope::Envelope
            && (*form == place
                || [*records, *answer].contains(&Some(place))
                || inner.any(|inner| inner == place))
    };
    let fields = FIELDS.iter().filter(|entry| is_own(entry.place));
    let fields = fields.flat_map(|entry| entry.sources.iter().copied());
    let hosts = hosts.iter().flat_map(|host| host.sources.iter().copied());
    fields.chain(hosts).collect()
}

/// With a capital letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[test]
fn each_format_has_a_page() {
    let mut told: BTreeMap<&'static str, Told> = BTreeMap::new();
    let keys = serde_json::json!({ "keys": KEYS }).to_string();
    for (_, paste) in fixtures() {
        for options in ["", keys.as_str()] {
            let analysis = crate::Analysis::new(&paste, options, &mut |_, _| {});
            gather(&mut told, &analysis.overview());
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/protocols");
    let mut list = "# Formats\n\nWhat Overshare recognizes and how it reads it, one page for each format. They are written by the tests, from what the program says of the captures in `tests/fixtures/`.\n\n| Format | Opened | Confidence |\n|---|---|---|\n".to_owned();
    let mut formats: Vec<&Format> = FORMATS.iter().collect();
    formats.sort_by_key(|format| format.name);
    for format in formats {
        let told = told.get(format.id);
        let told = told.unwrap_or_else(|| panic!("no fixture has the format {}", format.id));
        let opened = match (told.opened.is_empty(), told.encrypted.is_empty()) {
            (true, true) => "named only",
            (true, false) => "never",
            (false, true) => "yes",
            (false, false) => "in part, or with a key",
        };
        let confidence = match format.is_by_analysis {
            true => "published analysis",
            false => "documentation or public code",
        };
        let _ = writeln!(
            list,
            "| [{}]({}.md) | {opened} | {confidence} |",
            format.name, format.id
        );
        expect_file![folder.join(format!("{}.md", format.id))].assert_eq(&page(format, told));
    }
    list += "\nHosts whose format is not known are named with their role: see [the knowledge base](../knowledge.md).\nNo public source was found for the host or the format of Hubble, so nothing here speaks of it.\n";
    expect_file![folder.join("README.md")].assert_eq(&list);
}
