//! Every folder of `tests/fixtures/<protocol>/<case>/` holds a paste and the report it gives; with the keys
//! in `keys.txt`, where there is one.
//!
//! `UPDATE_EXPECT=1 cargo test --test fixtures` writes the reports; read what changed before you
//! commit it. The same folders run through the shipped package in Node.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;

/// All case folders, sorted.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut cases: Vec<PathBuf> = folders(&root)
        .iter()
        .flat_map(|protocol| folders(protocol))
        .collect();
    cases.sort();
    cases
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).expect("the folder of fixtures can be read");
    entries
        .map(|entry| entry.expect("its entries too").path())
        .filter(|path| path.is_dir())
        .collect()
}

fn paste(case: &Path) -> Vec<u8> {
    let text = case.join("paste.txt");
    let path = if text.exists() {
        text
    } else {
        case.join("paste.bin")
    };
    fs::read(&path)
        .unwrap_or_else(|error| panic!("expected a paste at {}: {error}", path.display()))
}

/// The options with which a case is read: with the keys beside it, where there are any.
fn options(case: &Path) -> String {
    match fs::read_to_string(case.join("keys.txt")) {
        Ok(keys) => serde_json::json!({ "keys": keys }).to_string(),
        Err(_) => String::new(),
    }
}

#[test]
fn reports_are_as_stored() {
    let cases = cases();
    assert!(
        cases.len() >= 15,
        "expected the fixtures, found {}",
        cases.len()
    );
    for case in cases {
        let report = overshare::decode(paste(&case), &options(&case));
        let value: serde_json::Value = serde_json::from_str(&report).expect("a report is JSON");
        let pretty =
            serde_json::to_string_pretty(&value).expect("so it can be written again") + "\n";
        expect_file![case.join("report.json")].assert_eq(&pretty);
    }
}

#[test]
fn every_reference_in_a_report_resolves() {
    for case in cases() {
        // The one that is stored: what is reported is that.
        let report = fs::read_to_string(case.join("report.json")).expect("a report is stored");
        let report: serde_json::Value = serde_json::from_str(&report).expect("a report is JSON");
        let known: Vec<&str> = report["sources"]
            .as_array()
            .expect("sources are listed")
            .iter()
            .filter_map(|source| source["id"].as_str())
            .collect();
        check_sources(&report, &known, &case);
    }
}

/// Every list named `sources` below the top names listed sources.
fn check_sources(value: &serde_json::Value, known: &[&str], case: &Path) {
    match value {
        serde_json::Value::Object(members) => {
            for (name, member) in members {
                // What is in the gaps of a sentence has names of its own.
                if name == "args" {
                    continue;
                }
                if let ("source", Some(id)) = (name.as_str(), member.as_str()) {
                    assert!(known.contains(&id), "{}: source {id}", case.display());
                }
                match (name.as_str(), member.as_array()) {
                    ("sources", Some(list)) if list.iter().all(serde_json::Value::is_string) => {
                        for id in list.iter().filter_map(serde_json::Value::as_str) {
                            assert!(
                                known.contains(&id),
                                "{}: source {id} is not listed",
                                case.display()
                            );
                        }
                    }
                    _ => check_sources(member, known, case),
                }
            }
        }
        serde_json::Value::Array(elements) => {
            for element in elements {
                check_sources(element, known, case);
            }
        }
        _ => {}
    }
}

/// Whoever chooses a format for a capture in another one gets a report all the same.
#[test]
fn any_format_can_be_chosen_for_any_capture() {
    let formats = overshare::formats();
    let captures = cases().into_iter().map(|case| paste(&case));
    let captures: Vec<Vec<u8>> = captures.filter(|paste| paste.len() < 20_000).collect();
    let mut with_events = 0;
    for (index, capture) in captures.iter().enumerate() {
        // Each capture gets a fifth of the formats, and each format a fifth of the captures.
        for format in formats.iter().skip(index % 5).step_by(5) {
            let options = format!(r#"{{"as":"{}"}}"#, format.id);
            let report = overshare::decode(capture.as_slice(), &options);
            let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
            assert_eq!(report["input"]["chosen"], format.id);
            let requests = report["requests"].as_array().expect("requests").len();
            let problems = report["diagnostics"].as_array().expect("diagnostics").len();
            assert!(requests + problems > 0, "{}: {index}", format.id);
            with_events += usize::from(report["counts"]["events"] != 0);
        }
    }
    assert!(with_events > 50, "{with_events}");
}
