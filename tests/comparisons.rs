//! Every folder of `tests/comparisons/<case>/` holds two pastes and what comparing them gives.
//!
//! `UPDATE_EXPECT=1 cargo test --test comparisons` writes the comparisons; read what changed before
//! you commit it. The same folders run through the shipped package in Node.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use overshare::Analysis;

/// All case folders, sorted.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/comparisons");
    let entries = fs::read_dir(root).expect("the folder of comparisons can be read");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn analysis(case: &Path, file: &str) -> Analysis {
    let paste = fs::read(case.join(file)).expect("a case has two pastes");
    Analysis::new(&paste, "", &mut |_, _| {})
}

fn comparison(case: &Path) -> serde_json::Value {
    let (before, after) = (analysis(case, "before.txt"), analysis(case, "after.txt"));
    let text = overshare::to_json(&before.compare(&after));
    serde_json::from_str(&text).expect("a comparison is JSON")
}

#[test]
fn comparisons_are_as_stored() {
    let cases = cases();
    assert!(cases.len() >= 12, "expected cases, found {}", cases.len());
    for case in cases {
        let value = comparison(&case);
        let pretty = serde_json::to_string_pretty(&value).unwrap() + "\n";
        expect_file![case.join("comparison.json")].assert_eq(&pretty);
    }
}

#[test]
fn rotations_refer_to_listed_sources() {
    for case in cases() {
        let value = comparison(&case);
        let known: Vec<&str> = value["sources"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|source| source["id"].as_str())
            .collect();
        for id in value["rotation"]["sources"]
            .as_array()
            .into_iter()
            .flatten()
        {
            assert!(known.contains(&id.as_str().unwrap()), "{}", case.display());
        }
    }
}

/// Captures with times say the same whichever is given first, but for the sentence that says so.
#[test]
fn the_order_of_giving_does_not_matter() {
    let mut tried = 0;
    for case in cases() {
        let (before, after) = (analysis(&case, "before.txt"), analysis(&case, "after.txt"));
        let (mut one, mut other) = (before.compare(&after), after.compare(&before));
        if one.days.is_none() || one.text == other.text {
            continue;
        }
        tried += 1;
        for comparison in [&mut one, &mut other] {
            comparison.text.retain(|text| !text.contains("gave first"));
        }
        assert_eq!(one, other, "{}", case.display());
    }
    assert!(tried >= 8, "expected captures in two orders, found {tried}");
}
