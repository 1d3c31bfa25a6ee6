//! What the tests within the core and beside it share: how a property is tried, and how long computing took.

use std::cell::Cell;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use arbtest::arbtest;

pub use arbtest::arbitrary::{Arbitrary, Error, Result, Unstructured};

/// The variable that says for how many milliseconds a property is tried.
const BUDGET: &str = "ARBTEST_BUDGET_MS";

/// The variable that has the seed of the one input to try.
const SEED: &str = "ARBTEST_SEED";

/// The variable that says that there is time, with "1".
const THOROUGH: &str = "OVERSHARE_THOROUGH";

/// How long a property is tried where nothing says it.
const USUAL: Duration = Duration::from_millis(100);

/// How long where there is time.
const THOROUGHLY: Duration = Duration::from_secs(10);

/// Bytes of which the smallest and the largest input are made, if a property says nothing else.
const SIZES: (u32, u32) = (32, 65_536);

/// How many inputs are made of as many bytes before they are made of a quarter more.
const OF_A_SIZE: u32 = 3;

/// Tries a property with inputs that are made up, from small ones to large ones, when it is dropped.
///
/// They are the same ones in each run, so whether a change passes is no matter of luck; a faster machine or
/// a longer time tries more of them. Where there is time (`cargo xtask test --thorough`) they are others
/// each time. One that fails prints its seed, with which `ARBTEST_SEED` tries it alone.
pub fn property<P: FnMut(&mut Unstructured<'_>) -> Result<()>>(property: P) -> Property<P> {
    Property {
        property,
        largest: SIZES.1,
        times: 1,
        known: None,
    }
}

/// A property that is tried when this is dropped.
pub struct Property<P: FnMut(&mut Unstructured<'_>) -> Result<()>> {
    property: P,
    largest: u32,
    times: u32,
    known: Option<u64>,
}

impl<P: FnMut(&mut Unstructured<'_>) -> Result<()>> Property<P> {
    /// Makes no input of more bytes.
    pub fn size_max(mut self, bytes: u32) -> Self {
        self.largest = bytes;
        self
    }

    /// Tries it as long as so many others, as one whose inputs take longer to try.
    pub fn as_long_as(mut self, others: u32) -> Self {
        self.times = others;
        self
    }

    /// Tries the input of this seed first, as one that failed once.
    pub fn and_once(mut self, seed: u64) -> Self {
        self.known = Some(seed);
        self
    }
}

impl<P: FnMut(&mut Unstructured<'_>) -> Result<()>> Drop for Property<P> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        if std::env::var_os(SEED).is_some() {
            // It reads the variable itself.
            arbtest(&mut self.property);
            return;
        }
        if let Some(known) = self.known {
            arbtest(&mut self.property).seed(known);
        }
        let budget = budget() * self.times;
        let start = Instant::now();
        let fits = Cell::new(false);
        let first = if is_thorough() { by_chance() } else { 0 };
        let mut size = SIZES.0.min(self.largest);
        for number in 0.. {
            if start.elapsed() > budget {
                break;
            }
            let property = &mut self.property;
            // That an input has too few bytes for what is to be made of it says nothing.
            arbtest(|u| {
                fits.set(property(u).is_ok() || fits.get());
                Ok(())
            })
            .seed(seed(first + number, size));
            if number % OF_A_SIZE == OF_A_SIZE - 1 {
                size = (size + size / 4).min(self.largest);
            }
        }
        assert!(
            fits.get(),
            "expected an input of which the property can be tried"
        );
    }
}

/// Tries a property as long as four others, and on after that until so much of it was looked at: a machine
/// that is slow or busy tries as much as any other.
///
/// # Panics
///
/// Where a thousand inputs more did not have so much of it.
pub fn try_enough(
    size: u32,
    enough: usize,
    property_of: impl Fn(&mut Unstructured<'_>) -> Result<usize>,
) {
    let looked_at = Cell::new(0);
    let counted = |u: &mut Unstructured<'_>| {
        looked_at.set(looked_at.get() + property_of(u)?);
        Ok(())
    };
    property(counted).size_max(size).as_long_as(4);
    for number in 0..1_000 {
        if looked_at.get() > enough {
            return;
        }
        arbtest(counted).seed(seed(number, size));
    }
    assert!(
        looked_at.get() > enough,
        "expected more than {enough}, looked at {}",
        looked_at.get()
    );
}

/// The seed of the input with this number. Its upper half chooses the bytes, the lower one says how many
/// there are.
fn seed(number: u32, size: u32) -> u64 {
    // Of zero come only zeros. Numbers beside each other would begin with much the same bytes.
    let chosen = (number.wrapping_add(1)).wrapping_mul(0x9e37_79b9).max(1);
    u64::from(chosen) << u32::BITS | u64::from(size)
}

fn by_chance() -> u32 {
    (RandomState::new().hash_one(0) >> (u32::BITS + 1)) as u32
}

/// How long one property is tried.
fn budget() -> Duration {
    let variable = std::env::var(BUDGET).ok();
    let milliseconds = variable.and_then(|value| value.parse().ok());
    let unsaid = if is_thorough() { THOROUGHLY } else { USUAL };
    milliseconds.map_or(unsaid, Duration::from_millis)
}

/// Whether there is time for what is tried of one kind again and again (`cargo xtask test --thorough`).
#[must_use]
pub fn is_thorough() -> bool {
    std::env::var_os(THOROUGH).is_some_and(|value| value == "1")
}

/// How long this thread computed, which on a machine that is busy is as long as on another one. Where the
/// system does not tell, how long the test has been running.
#[must_use]
pub fn computed() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = *START.get_or_init(Instant::now);
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let first = schedule.as_deref().and_then(|text| text.split(' ').next());
    match first.and_then(|nanoseconds| nanoseconds.parse().ok()) {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => start.elapsed(),
    }
}
