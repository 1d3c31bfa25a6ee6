//! Every container and every coding by three samples: one that is read, one that is damaged as it happens
//! with the program that wrote it, and one that looks like it and is something else.
//!
//! `tests/kinds/README.md` says how the samples are written. `UPDATE_EXPECT=1 cargo test --lib kinds`
//! writes what each is read as; read what changed before you commit it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::*;
use crate::Analysis;
use crate::bytes::Coding;
use crate::bytes::codec::base64;
use crate::bytes::codec::compress::compress;
use crate::bytes::codec::compressed::Compression;
use crate::bytes::codec::inflate::Wrapper;
use crate::bytes::codec::utf8::Outcome;
use crate::bytes::codec::written::{Characters, Notation};
use crate::report::{Report, Severity};

/// What begins a line of a file of samples that is no part of a sample.
const MARK: &str = "§ ";

/// What a sample shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Good,
    Damaged,
    NearMiss,
    /// It is no capture.
    Other,
}

const ROLES: [(&str, Role); 4] = [
    ("good", Role::Good),
    ("damaged", Role::Damaged),
    ("near miss", Role::NearMiss),
    ("other", Role::Other),
];

/// The three that each kind has.
const THREE: [Role; 3] = [Role::Good, Role::Damaged, Role::NearMiss];

struct Sample {
    role: Role,
    title: String,
    bytes: Vec<u8>,
    options: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Two numbers with a hyphen between them.
fn range(text: &str) -> Range<usize> {
    let (start, end) = text.split_once('-').unwrap();
    start.parse().unwrap()..end.parse().unwrap()
}

/// Does what a line says to the bytes of a sample.
fn change(sample: &mut Sample, line: &str) {
    let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
    let bytes = &mut sample.bytes;
    match what {
        "from" => {
            let path = root().join(rest);
            bytes.extend(fs::read(&path).unwrap_or_else(|error| panic!("{rest}: {error}")));
            if let Ok(keys) = fs::read_to_string(path.with_file_name("keys.txt")) {
                sample.options = serde_json::json!({ "keys": keys }).to_string();
            }
        }
        "keep" => bytes.truncate(rest.parse().unwrap()),
        "keep-end" => {
            let count: usize = rest.parse().unwrap();
            bytes.truncate(bytes.len().checked_sub(count).unwrap());
        }
        "flip" => bytes[rest.parse::<usize>().unwrap()] ^= 0x10,
        "without" => drop(bytes.drain(range(rest))),
        "without-lines" => {
            let lines = range(rest);
            let all = bytes.split_inclusive(|&byte| byte == b'\n');
            let kept = all
                .enumerate()
                .filter(|(index, _)| !(lines.start..=lines.end).contains(&(index + 1)));
            *bytes = kept.flat_map(|(_, line)| line).copied().collect();
        }
        "replace" => {
            let rest = rest.replace("\\n", "\n");
            let between = rest.chars().next().unwrap();
            let pieces: Vec<&str> = rest.split(between).collect();
            let [_, old, new, _] = pieces[..] else {
                panic!("{}: {rest}", sample.title);
            };
            let text = String::from_utf8(std::mem::take(bytes)).unwrap();
            assert!(text.contains(old), "{}: {old}", sample.title);
            *bytes = text.replace(old, new).into_bytes();
        }
        "crlf" => {
            let text = String::from_utf8(std::mem::take(bytes)).unwrap();
            *bytes = text.replace('\n', "\r\n").into_bytes();
        }
        "lossy" => *bytes = String::from_utf8_lossy(bytes).into_owned().into_bytes(),
        "latin-1" => {
            let text = String::from_utf8(std::mem::take(bytes)).unwrap();
            *bytes = text
                .chars()
                .map(|sign| u8::try_from(u32::from(sign)).unwrap())
                .collect();
        }
        "utf-16" => {
            let text = format!("\u{feff}{}", String::from_utf8_lossy(bytes));
            *bytes = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        }
        "hex" => {
            let digits: Vec<u8> = rest.bytes().filter(|byte| *byte != b' ').collect();
            let pairs = digits
                .chunks(2)
                .map(|pair| std::str::from_utf8(pair).unwrap());
            bytes.extend(pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()));
        }
        "base64" => *bytes = base64::encode(bytes).into_bytes(),
        "gzip" => *bytes = compress(bytes, Wrapper::Gzip),
        "trim" => bytes.truncate(bytes.trim_ascii_end().len()),
        other => panic!("{}: {other} is not known", sample.title),
    }
}

/// The samples of a file.
fn samples(text: &str) -> Vec<Sample> {
    let mut samples: Vec<Sample> = Vec::new();
    let mut is_sample = false;
    for line in text.split_inclusive('\n') {
        let Some(said) = line.strip_prefix(MARK) else {
            if is_sample {
                let sample = samples.last_mut().unwrap();
                sample.bytes.extend_from_slice(line.as_bytes());
            }
            continue;
        };
        let said = said.strip_suffix('\n').unwrap_or(said);
        if let Some((_, role)) = ROLES.iter().find(|(name, _)| said.starts_with(name)) {
            is_sample = true;
            samples.push(Sample {
                role: *role,
                title: said.to_owned(),
                bytes: Vec::new(),
                options: String::new(),
            });
        } else if said == "read" {
            is_sample = false;
        } else {
            change(samples.last_mut().unwrap(), said);
        }
    }
    samples
}

/// The files of samples of a folder.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("kinds").join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// All samples of a folder, each with its name.
pub(super) fn all(folder: &str) -> Vec<(String, Vec<u8>)> {
    let of = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let samples = samples(&fs::read_to_string(path).unwrap()).into_iter();
        samples.map(move |sample| (format!("{name}: {}", sample.title), sample.bytes))
    };
    files(folder).into_iter().flat_map(of).collect()
}

/// A file of samples without what they are read as.
fn without_results(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut is_result = false;
    for line in text.split_inclusive('\n') {
        is_result &= !line.starts_with(MARK);
        if !is_result {
            pieces.last_mut().unwrap().push_str(line);
        }
        if line.trim_end() == format!("{MARK}read") {
            is_result = true;
            pieces.push(String::new());
        }
    }
    pieces
}

/// Requests that are listed of a sample.
const LISTED: usize = 4;

/// What a sample is read as, in a few lines.
fn result(report: &Report) -> String {
    let input = &report.input;
    let kind = serde_json::to_value(input.kind).unwrap();
    let name = input.name.unwrap_or(kind.as_str().unwrap());
    let mut lines = vec![format!("{name}: {}", input.because)];
    if !input.could_be.is_empty() {
        lines.push(format!("could be {}", input.could_be.join(", ")));
    }
    for request in report.requests.iter().take(LISTED) {
        let codecs = request.layers.iter().map(|layer| {
            let codec = serde_json::to_value(layer.codec).unwrap();
            codec.as_str().unwrap().to_owned()
        });
        let codecs: Vec<String> = codecs.collect();
        let events = request.events.as_deref().unwrap_or_default();
        let names = events.iter().filter_map(|event| event.name.as_deref());
        let names: Vec<&str> = names.take(3).collect();
        let url = request.url.as_deref();
        let url = url.and_then(|url| url.get(..url.floor_char_boundary(90)));
        let parts = [
            request.method.as_deref().unwrap_or_default(),
            url.unwrap_or_default(),
            request.protocol.id,
            &format!("({}):", codecs.join(" ")),
            &format!("{} events", request.event_count),
            &names.join(", "),
        ];
        // Of what is no request at all there is only a message.
        let is_nothing = url.is_none() && codecs.is_empty() && request.event_count == 0;
        let parts = parts
            .into_iter()
            .filter(|part| !part.is_empty() && !is_nothing);
        let line = parts.collect::<Vec<_>>().join(" ");
        lines.extend((!is_nothing).then_some(line));
    }
    if let Some(more) = report.requests.len().checked_sub(LISTED + 1) {
        lines.push(format!("and {} more requests", more + 1));
    }
    if report.others.requests > 0 {
        let hosts = report.others.hosts.iter().take(3).map(|one| &*one.host);
        let hosts: Vec<&str> = hosts.collect();
        lines.push(format!(
            "{} others to {}",
            report.others.requests,
            hosts.join(", ")
        ));
    }
    for problem in &report.diagnostics {
        let severity = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        lines.push(format!(
            "{severity} {}: {} {}",
            problem.code, problem.message, problem.help
        ));
    }
    lines.join("\n") + "\n"
}

/// The container that opens a capture, by its number in the list.
fn container_of(capture: &[u8]) -> Option<usize> {
    let mut candidates = candidates(capture).iter();
    let found = candidates.find(|one| (one.recognize)(capture, 0).is_some())?;
    let is_same = |one: &Container| one.recognize as usize == found.recognize as usize;
    CONTAINERS.iter().position(is_same)
}

/// The files of samples of a folder, each with its name and its samples, after each was compared with what
/// its samples are read as. `look` is told all that was read.
fn check(
    folder: &str,
    roles: &[Role],
    look: &mut dyn FnMut(&str, &Sample, &Analysis) -> Result<(), String>,
) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let (mut differing, mut wrong) = (Vec::new(), Vec::new());
    for path in files(folder) {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let samples = samples(&text);
        for role in roles {
            let has = samples.iter().any(|sample| sample.role == *role);
            assert!(has, "{folder}/{name} has no sample that is {role:?}");
        }
        let pieces = without_results(&text);
        assert_eq!(pieces.len(), samples.len() + 1, "{folder}/{name}");
        let mut fresh = String::new();
        for (piece, sample) in pieces.iter().zip(&samples) {
            let analysis = Analysis::new(sample.bytes.as_slice(), &sample.options, &mut |_, _| {});
            if let Err(reason) = look(&name, sample, &analysis) {
                wrong.push(format!("{name}, {}: {reason}", sample.title));
            }
            fresh.push_str(piece);
            fresh.push_str(&result(&analysis.report()));
            fresh.push('\n');
        }
        fresh.truncate(fresh.trim_end().len());
        fresh.push('\n');
        if fresh != text {
            differing.push((path, fresh));
        }
        names.insert(name);
    }
    for (path, fresh) in differing {
        expect_test::expect_file![path].assert_eq(&fresh);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    names
}

#[test]
fn every_container_has_its_three() {
    let mut good: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    check("containers", &THREE, &mut |file, sample, _| {
        let opened = container_of(&sample.bytes);
        let own = good.entry(file.to_owned()).or_default();
        if sample.role == Role::Good {
            let opened = opened.ok_or("no container takes it")?;
            own.insert(opened);
            let id = CONTAINERS[opened].id;
            let is_own = file == id || id.is_empty() && file == "unread";
            return match is_own || file.starts_with(&format!("{id}-")) {
                true => Ok(()),
                false => Err(format!("it is read by {id}")),
            };
        }
        match sample.role == Role::NearMiss && opened.is_some_and(|one| own.contains(&one)) {
            true => Err("it is taken for one".to_owned()),
            false => Ok(()),
        }
    });
    let shown: BTreeSet<usize> = good.into_values().flatten().collect();
    let missing = (0..CONTAINERS.len()).filter(|index| !shown.contains(index));
    let missing: Vec<_> = missing.map(|index| CONTAINERS[index].id).collect();
    assert!(
        missing.is_empty(),
        "containers without samples: {missing:?}"
    );
}

/// Files of `bytes/codec/` that are no coding of their own.
const NO_CODINGS: [&str; 8] = [
    // It writes what is shared.
    "compress",
    // What several have in common.
    "escape",
    "inflate",
    "mod",
    "whole",
    // What their tests read.
    "samples",
    // What is left of the ciphers where the build has none.
    "no_block_cipher",
    // Its notations have samples of their own.
    "written",
];

/// The file of a notation; one that is added has a name here.
fn notation_name(notation: Notation) -> &'static str {
    match notation {
        Notation::Plain => "plain",
        Notation::Entities => "entities",
        Notation::Hex => "hex",
        Notation::Doubled(_) => "doubled",
        Notation::Brackets => "bracketed",
        Notation::QuotedPrintable => "quoted-printable",
        Notation::Numbers(_) => "numbers",
        Notation::Words(_) => "words",
        Notation::Cells => "cells",
        Notation::Base64 => "base64-in-pieces",
        Notation::Uu => "uu",
        Notation::Base32 => "base32",
        Notation::Backslash(_) => "backslash",
        Notation::Backtick { .. } => "backtick",
        Notation::Caret => "caret",
        Notation::Rich => "rich",
        Notation::Styled { .. } => "styled",
    }
}

const NOTATIONS: [Notation; 17] = [
    Notation::Plain,
    Notation::Entities,
    Notation::Hex,
    Notation::Doubled(b'"'),
    Notation::Brackets,
    Notation::QuotedPrintable,
    Notation::Numbers(10),
    Notation::Words(2),
    Notation::Cells,
    Notation::Base64,
    Notation::Uu,
    Notation::Base32,
    Notation::Backslash(Characters::Bytes),
    Notation::Backtick { doubles: true },
    Notation::Caret,
    Notation::Rich,
    Notation::Styled { is_command: false },
];

/// The file of a coding; none where it left the bytes as they were.
fn coding_name(coding: &Coding) -> Option<&'static str> {
    Some(match coding {
        Coding::JsonString => "json-string",
        Coding::Shell(false) => "shell",
        Coding::Shell(true) => "cmd",
        Coding::Joined(_) => "joined",
        Coding::Brackets => "brackets",
        Coding::Spelled(_) => "spelled",
        Coding::Chunked => "chunked",
        Coding::Percent | Coding::Form => "percent",
        Coding::Base64(_) => "base64",
        Coding::Compressed(Compression::Inflate(_), _) => "compressed",
        Coding::Compressed(Compression::Brotli, _) => "brotli",
        Coding::Compressed(Compression::Zstd, _) => "zstd",
        Coding::Utf8(Outcome::Replaced) => "utf8",
        Coding::Utf8(Outcome::Whole | Outcome::Cut) => return None,
        Coding::Utf16(_) => "utf16",
        Coding::Latin1 => "latin1",
        Coding::Object => "object",
        Coding::Yaml => "yaml",
        Coding::Written(notation, _) => notation_name(*notation),
        Coding::Block(_) => "block-cipher",
        Coding::Payloads(..) => "payloads",
        Coding::Rc4(_) => "rc4",
        Coding::Protobuf(..) => "protobuf",
    })
}

#[test]
fn every_coding_has_its_three() {
    let names = check("codecs", &THREE, &mut |file, sample, analysis| {
        let stores = analysis
            .readings
            .iter()
            .map(|one| &one.decoded.request.store);
        let undone = stores.flat_map(ByteStore::codings).filter_map(coding_name);
        let undone: BTreeSet<&str> = undone.collect();
        let is_undone = undone.contains(file);
        match sample.role {
            Role::Good if !is_undone => Err(format!("only these were undone: {undone:?}")),
            Role::NearMiss if is_undone => Err("it was undone".to_owned()),
            _ => Ok(()),
        }
    });
    let mut wanted: BTreeSet<String> = NOTATIONS.map(|one| notation_name(one).to_owned()).into();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bytes/codec");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if !NO_CODINGS.contains(&name) {
            wanted.insert(name.replace('_', "-"));
        }
    }
    let missing: Vec<_> = wanted.difference(&names).collect();
    assert!(missing.is_empty(), "codings without samples: {missing:?}");
}

/// What is no capture gets an answer, and no more than two.
#[test]
fn what_is_no_capture_is_answered() {
    let mut samples = 0;
    check("others", &[Role::Other], &mut |_, _, analysis| {
        let problems = analysis.overview().diagnostics.len();
        samples += 1;
        match problems {
            1 | 2 => Ok(()),
            count => Err(format!("{count} messages")),
        }
    });
    assert!(samples > 60, "{samples}");
}
