//! The sharing path under libFuzzer: the cases, their mutations and what must hold of them are those
//! of the test `sharing`.
//!
//! A find does not end the run: its smallest case is written down, once for each kind, and counted.

#![no_main]

#[path = "../../tests/sharing/canary.rs"]
mod canary;
#[path = "../../tests/sharing/case.rs"]
mod case;
#[path = "../../tests/sharing/check.rs"]
mod check;
#[path = "../../tests/sharing/choose.rs"]
mod choose;
#[path = "../../tests/sharing/layers.rs"]
mod layers;
#[path = "../../tests/sharing/notation.rs"]
mod notation;
#[path = "../../tests/sharing/plant.rs"]
mod plant;
#[path = "../../tests/sharing/random.rs"]
mod random;
#[path = "../../tests/sharing/reduce.rs"]
mod reduce;
#[path = "../../tests/sharing/seeds.rs"]
mod seeds;
#[path = "../../tests/sharing/wrapping.rs"]
mod wrapping;

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use std::{env, fs};

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use serde_json::json;

use case::Case;
use check::{Find, Outcome};
use plant::Stock;
use random::Random;

/// Longer than a reader waits without wondering, in a build that is several times slower.
const SLOW: Duration = Duration::from_secs(2);

/// Cases that are kept of one kind of find.
const KEPT: usize = 3;

/// What the run has come to.
#[derive(Default)]
struct Totals {
    executions: usize,
    calls: usize,
    captures: usize,
    canaries: usize,
    refusals: BTreeMap<&'static str, usize>,
    finds: BTreeMap<String, usize>,
    slowest: (Duration, String),
    written: Option<Instant>,
}

static TOTALS: Mutex<Option<Totals>> = Mutex::new(None);

/// What the last panic said.
static PANIC: Mutex<String> = Mutex::new(String::new());

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The folder that the run is told to write to.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        env::var_os("OVERSHARE_FUZZ").map_or_else(|| root().join("target/fuzz"), PathBuf::from)
    })
}

fn stock() -> &'static Stock {
    static STOCK: OnceLock<Stock> = OnceLock::new();
    STOCK.get_or_init(|| seeds::stock(&root()))
}

fuzz_target!(
    init: {
        // A panic is a find like the others.
        panic::set_hook(Box::new(|info| {
            *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string();
        }));
        let seeds = folder().join("seeds");
        fs::create_dir_all(&seeds).expect("the folder of the run can be made");
        fs::create_dir_all(folder().join("finds")).expect("so can one in it");
        let finds = seeds::finds(&root()).into_iter().map(|(_, case)| case.write());
        for (number, seed) in seeds::seeds(&root()).into_iter().chain(finds).enumerate() {
            fs::write(seeds.join(format!("{number:04}")), seed).expect("a seed can be written");
        }
    },
    |data: &[u8]| {
        let case = Case::read(data);
        let before = on_processor();
        let outcome = watched(&case);
        let took = on_processor().saturating_sub(before);
        note(&case, outcome, took);
    }
);

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut case = Case::read(&data[..size]);
    let mut random = Random::new(u64::from(seed));
    if random.once_in(16) {
        let length = case.capture.len();
        case.capture.resize(length + 64, 0);
        let most = case.capture.len();
        let length = fuzzer_mutate(&mut case.capture, length, most);
        case.capture.truncate(length);
    } else {
        plant::mutate(&mut case, &mut random, stock());
    }
    let written = case.write();
    if written.len() > max_size {
        return size;
    }
    data[..written.len()].copy_from_slice(&written);
    written.len()
});

/// A run of which a panic is a find.
fn watched(case: &Case) -> Outcome {
    panic::catch_unwind(AssertUnwindSafe(|| check::run(case))).unwrap_or_else(|_| {
        let detail = PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let place = detail.lines().next().unwrap_or_default().to_owned();
        Outcome {
            finds: vec![Find {
                kind: format!("panic: {place}"),
                detail,
            }],
            ..Outcome::default()
        }
    })
}

/// How long this thread has had a processor, so that other work on the machine makes nothing slow.
fn on_processor() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|text| text.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

fn note(case: &Case, mut outcome: Outcome, took: Duration) {
    if took > SLOW && outcome.slowest.0 > SLOW {
        outcome.finds.push(Find {
            kind: format!("slow: {}", outcome.slowest.1),
            detail: format!("{} ms on a processor", took.as_millis()),
        });
    }
    let mut totals = TOTALS.lock().unwrap_or_else(PoisonError::into_inner);
    let totals = totals.get_or_insert_default();
    totals.executions += 1;
    totals.calls += outcome.calls;
    totals.captures += usize::from(outcome.events > 0);
    totals.canaries += case.canaries.len();
    for (kind, count) in outcome.refusals {
        *totals.refusals.entry(kind).or_default() += count;
    }
    for find in outcome.finds {
        let count = totals.finds.entry(find.kind.clone()).or_default();
        *count += 1;
        if *count <= KEPT {
            keep(case, &find, *count);
        }
    }
    // Of a disturbed call the time says nothing.
    let slowest = outcome.slowest.0.min(took);
    if slowest > totals.slowest.0 {
        totals.slowest = (slowest, outcome.slowest.1);
    }
    let is_due = |written: Instant| written.elapsed() > Duration::from_secs(1);
    if totals.written.is_none_or(is_due) {
        totals.written = Some(Instant::now());
        let summary = json!({
            "executions": totals.executions,
            "calls": totals.calls,
            "captures": totals.captures,
            "canaries": totals.canaries,
            "refusals": totals.refusals,
            "finds": totals.finds,
            "slowest": {"ms": totals.slowest.0.as_millis() as u64, "call": totals.slowest.1},
        });
        fs::write(folder().join("summary.json"), summary.to_string())
            .expect("the summary can be written");
    }
}

/// Writes a case down, the first of its kind as small as it can be made.
fn keep(case: &Case, find: &Find, number: usize) {
    let may_reduce =
        number == 1 && !find.kind.starts_with("panic") && !find.kind.starts_with("slow");
    let smaller = match may_reduce {
        true => reduce::reduce(case, &find.kind),
        false => case.clone(),
    };
    let letter = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter
        } else {
            '-'
        }
    };
    let name: String = find.kind.chars().take(80).map(letter).collect();
    let path = folder().join("finds").join(format!("{name}-{number}"));
    fs::write(&path, smaller.write()).expect("a find can be written");
    let text = format!("{}\n{}\n", find.kind, find.detail);
    fs::write(path.with_extension("txt"), text).expect("a find can be written");
}
