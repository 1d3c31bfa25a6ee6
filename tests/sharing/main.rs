//! Nothing that must be hidden leaves, whatever is captured and whatever is chosen: cases that showed
//! something once, and a few seconds of new ones.
//!
//! `cargo xtask fuzz` does the same for as long as it is let, led by what each case reaches.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod canary;
mod case;
mod check;
mod choose;
mod layers;
mod notation;
mod plant;
mod random;
mod reduce;
mod seeds;
mod unusual;
mod wrapping;

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};

use case::Case;
use layers::layers;
use notation::Needles;
use random::Random;

/// How long new cases are made.
const TIME: Duration = Duration::from_secs(2);

/// How long where there is time.
const THOROUGHLY: Duration = Duration::from_secs(30);

/// How many cases are made at least, also on a machine that has something else to do.
const LEAST: u64 = 40;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What is wrong with a case, if anything.
fn fault(name: &str, case: &Case) -> Option<Fault> {
    let run = AssertUnwindSafe(|| check::run(case));
    match panic::catch_unwind(run) {
        Ok(outcome) => outcome.finds.into_iter().next().map(|find| Fault {
            text: format!("{name}: {}: {}", find.kind, find.detail),
            kind: Some(find.kind),
        }),
        Err(_) => Some(Fault {
            text: format!("{name}: panics"),
            kind: None,
        }),
    }
}

struct Fault {
    text: String,
    /// Which find it is; none of a panic.
    kind: Option<String>,
}

#[test]
fn what_was_found_once_stays_mended() {
    let finds = seeds::finds(root());
    assert!(finds.len() >= 30, "expected the finds of the clone");
    let faults: Vec<String> = finds
        .iter()
        .filter_map(|(path, case)| {
            let name = path.file_name()?.to_string_lossy();
            Some(fault(&name, case)?.text)
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_planted_stays_hidden() {
    let seeds = seeds::seeds(root());
    assert!(seeds.len() > 100, "expected the captures of the clone");
    let stock = seeds::stock(root());
    let time = if test_support::is_thorough() {
        THOROUGHLY
    } else {
        TIME
    };
    let start = Instant::now();
    let mut number = 0;
    while start.elapsed() < time || number < LEAST {
        let mut random = Random::new(number);
        let mut case = Case::read(random.choose::<Vec<u8>>(&seeds));
        plant::mutate(&mut case, &mut random, &stock);
        if let Some(fault) = fault(&format!("case {number}"), &case) {
            let smaller = match &fault.kind {
                Some(kind) => reduce::reduce(&case, kind),
                None => case,
            };
            let case = smaller.write();
            panic!("{}\n{}", fault.text, String::from_utf8_lossy(&case));
        }
        number += 1;
    }
}

/// What the search is worth: it finds everything that it must.
#[test]
fn a_canary_is_found_in_every_notation() {
    let text = "zq1abcd7ef00";
    let needles = Needles::new([(0, text)].into_iter());
    let found = |data: &[u8]| {
        layers(data)
            .iter()
            .any(|layer| needles.find(layer).is_some())
    };
    for notation in notation::ALL {
        let written = notation::write(text, notation);
        assert!(found(written.as_bytes()), "{notation}");
        let quoted = serde_json::to_string(&format!("\"{written}\"")).unwrap();
        assert!(found(quoted.as_bytes()), "{notation} in JSON");
        let entities = written.replace('z', "&#122;").replace('%', "&#x25;");
        assert!(found(entities.as_bytes()), "{notation} with entities");
    }
    assert!(!found(b"zq1abcd7ef0"));
    assert!(!found(b"an ordinary text"));
}

/// Everything that holds what was planted is noticed when nothing is masked.
#[test]
fn a_full_export_is_noticed() {
    let seeds = seeds::seeds(root());
    let stock = seeds::stock(root());
    let (mut planted, mut noticed) = (0, 0);
    for number in 0..60 {
        let mut random = Random::new(number);
        let mut case = Case::read(random.choose::<Vec<u8>>(&seeds));
        plant::mutate(&mut case, &mut random, &stock);
        let analysis = overshare::Analysis::new(&case.capture, "", &mut |_, _| {});
        let Ok(bytes) = analysis.export("json", r#"{"mode":"full"}"#) else {
            continue;
        };
        let needles = Needles::new(case.canaries.iter().map(|canary| (0, &*canary.text)));
        planted += usize::from(!case.canaries.is_empty() && analysis.event_count() > 0);
        noticed += usize::from(
            layers(&bytes)
                .iter()
                .any(|layer| needles.find(layer).is_some()),
        );
    }
    assert!(planted > 20, "{planted}");
    assert!(noticed * 10 > planted * 8, "{noticed} of {planted}");
}
