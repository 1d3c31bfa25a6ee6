//! What must hold for every paste: nothing fails, nothing is lost or invented, all is bounded.
//!
//! Inputs are made by `arbtest` from grammars and from the fixtures; a failing run prints a seed
//! that repeats it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::cell::Cell;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;

mod archives;
mod capture;
mod evidence;
mod fields;
mod filters;
mod find_value;
mod joined;
mod limits;
mod links;
mod mixtures;
mod notations;
mod opener;
mod packs;
mod pages;
mod prefixes;
mod quotations;
mod requests;
mod robustness;
mod secrecy;
mod share;
mod text;
mod timeline;
mod trace;
mod walk;
mod written;

/// Tries a property as long as four others, and on after that until so much of it was looked at: a machine that is
/// slow or busy tries as much as any other.
fn try_enough(size: u32, enough: usize, property: impl Fn(&mut Unstructured) -> Result<usize>) {
    let looked_at = Cell::new(0);
    let counted = |u: &mut Unstructured| {
        looked_at.set(looked_at.get() + property(u)?);
        Ok(())
    };
    arbtest(counted).budget_ms(budget(4)).size_max(size);
    // The upper half of a seed chooses the bytes, the lower one says how many there are.
    for seed in 0..1_000 {
        if looked_at.get() > enough {
            return;
        }
        arbtest(counted).seed(seed << 32 | u64::from(size));
    }
    panic!("expected more than {enough}, looked at {}", looked_at.get());
}

/// How long this thread computed, which on a machine that is busy is as long as on another one. Where the
/// system does not tell, how long the test has been running.
fn computed() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = *START.get_or_init(Instant::now);
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let first = schedule.as_deref().and_then(|text| text.split(' ').next());
    match first.and_then(|nanoseconds| nanoseconds.parse().ok()) {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => start.elapsed(),
    }
}

/// As long as so many properties are tried, in milliseconds, for one whose cases take longer.
///
/// A time that a property sets itself would be the same whatever there is time for.
fn budget(times: u64) -> u64 {
    let variable = std::env::var("ARBTEST_BUDGET_MS").ok();
    let one = variable.and_then(|value| value.parse().ok());
    one.unwrap_or(100) * times
}

/// Whether there is time for what is tried of one kind again and again (`cargo xtask test --thorough`).
fn is_thorough() -> bool {
    std::env::var_os("OVERSHARE_THOROUGH").is_some_and(|value| value == "1")
}
