//! No format is taken for another: all requests of the fixtures, also without their host and without their
//! headers.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use expect_test::expect_file;

use super::super::*;
use super::documents::fixtures;
use crate::limits::Limits;

/// What is taken away from a request before it is read.
#[derive(Clone, Copy, Debug)]
enum Without {
    Nothing,
    Host,
    HostAndHeaders,
}

/// Folders of fixtures whose format has another name than they begin with.
const NAMED: [(&str, &str); 6] = [
    ("mimo-code", onetrack::FORMAT.id),
    ("miui-app-use", miui_analytics::FORMAT.id),
    ("tracking-host", onetrack::FORMAT.id),
    ("google-", trackers::GOOGLE.id),
    ("segment", trackers::SEGMENT.id),
    ("fields-of-xiaomi", UNKNOWN),
];

/// Near-misses of a notation, not of a format.
const OF_NOTATIONS: [&str; 2] = ["head-above-near-miss", "printed-near-miss"];

/// The format of a fixture by its folder: the longest name of a format with which that begins.
fn expected(folder: &str) -> Option<&'static str> {
    let (kind, name) = folder.split_once('/')?;
    if OF_NOTATIONS.contains(&name) {
        return Some(sensors::FORMAT.id);
    }
    if name.contains("near-miss") {
        return Some(UNKNOWN);
    }
    if let Some((_, id)) = NAMED.iter().find(|(begin, _)| name.starts_with(begin)) {
        return Some(id);
    }
    match kind {
        "sensors-analytics" => Some(sensors::FORMAT.id),
        "unknown" => Some(UNKNOWN),
        "other-xiaomi" | "look-alikes" => {
            let ids = FORMATS.iter().map(|format| format.id);
            ids.filter(|id| name.starts_with(id))
                .max_by_key(|id| id.len())
        }
        _ => None,
    }
}

/// The format that a request has when something of it is not there.
fn found(decoded: &Decoded, without: Without) -> (&'static str, Certainty) {
    let mut request = decoded.request_again();
    request.steps.clone_from(&decoded.request.steps);
    if !matches!(without, Without::Nothing) {
        request.host = None;
        request.url = None;
        request.path.clear();
        let is_host = |name: &str| name.eq_ignore_ascii_case("host") || name == ":authority";
        let names: Vec<bool> = request
            .headers
            .iter()
            .map(|header| is_host(request.text(header.name)))
            .collect();
        let mut names = names.into_iter();
        request
            .headers
            .retain(|_| !names.next().unwrap_or_default());
    }
    if matches!(without, Without::HostAndHeaders) {
        request.headers.clear();
    }
    let kind = capture::Kind {
        kind: InputKind::HttpRequest,
        because: "it is a request".into(),
        name: None,
        could_be: Vec::new(),
    };
    let mut budget = Budget::new(Limits::DEFAULT);
    let mut listener = |_, _| {};
    let mut progress = Progress::new(&mut listener);
    let read = read(request, &kind, &Keys::default(), &mut budget, &mut progress);
    (read.protocol.id, read.protocol.certainty)
}

#[test]
fn no_format_is_taken_for_another() {
    let mut counts: BTreeMap<(&str, [&str; 3]), usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (folder, paste) in fixtures() {
        let Some(expected) = expected(&folder) else {
            continue;
        };
        let analysis = crate::Analysis::new(&paste, "", &mut |_, _| {});
        for reading in &analysis.readings {
            let ways = [Without::Nothing, Without::Host, Without::HostAndHeaders];
            let found = ways.map(|without| {
                let (id, certainty) = found(&reading.decoded, without);
                let is_claimed = certainty > Certainty::Possible || id == expected;
                if id != expected && id != UNKNOWN && is_claimed {
                    wrong.push(format!("{folder}: taken for {id}, {without:?}"));
                }
                id
            });
            *counts.entry((expected, found)).or_default() += 1;
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    let mut matrix =
        "requests | are | as they are | without their host | without host and headers\n".to_owned();
    for ((expected, [whole, without_host, bare]), count) in &counts {
        let _ = writeln!(
            matrix,
            "{count} | {expected} | {whole} | {without_host} | {bare}"
        );
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/senders/confusion.txt");
    expect_file![path].assert_eq(&matrix);
}
