//! Captures that are made to take long: each family is some text again and again, and twice the length may
//! take little more than twice the work.

use std::time::Duration;

use super::kinds_tests;
use crate::Analysis;

/// How long it takes to read a capture, at best.
fn took(capture: &[u8]) -> Duration {
    let runs = (0..2).map(|_| {
        let start = test_support::computed();
        let analysis = Analysis::new(capture, "", &mut |_, _| {});
        let _ = analysis.overview();
        test_support::computed().saturating_sub(start)
    });
    runs.min().unwrap_or_default()
}

/// Bytes of the shortest capture of a family.
const SHORT: usize = 1 << 10;

/// What takes less is not worth looking at.
const LITTLE: Duration = Duration::from_millis(30);

/// A text again and again, to a length.
fn repeated(text: &[u8], length: usize) -> Vec<u8> {
    text.iter().copied().cycle().take(length).collect()
}

/// Families that no container has: signs that open something, or are looked for.
const TEXTS: [&str; 24] = [
    "{",
    "[",
    "\"",
    "'",
    "\\",
    "%",
    "%25",
    "=",
    "&",
    "<",
    "`",
    "^",
    "$'",
    "{\"a\":",
    "eyJ",
    "H4sI",
    "\\x1f",
    "data_list=",
    "curl ",
    "POST / HTTP/1.1\n",
    "> ",
    "0000: 7b ",
    "fetch(",
    "b'",
];

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the times are what somebody wants to see"
)]
fn the_work_grows_with_the_length() {
    let is_thorough = test_support::is_thorough();
    let mut families: Vec<(String, Vec<u8>)> = TEXTS
        .iter()
        .map(|text| ((*text).to_owned(), text.as_bytes().to_vec()))
        .collect();
    let good = |name: &str| name.contains(": good");
    for (name, mut bytes) in kinds_tests::all("containers") {
        if !is_thorough && !good(&name) {
            continue;
        }
        // Commands are parted by ends of lines.
        bytes.push(b'\n');
        let line = bytes.split_inclusive(|&byte| byte == b'\n').next();
        let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
        families.push((
            format!("{name}, its first line"),
            line.unwrap_or_default().to_vec(),
        ));
        families.push((format!("{name}, its first half"), half.to_vec()));
        if is_thorough {
            families.push((name, bytes));
        }
    }
    let short = if is_thorough { SHORT * 8 } else { SHORT };
    let mut slow = Vec::new();
    for (name, text) in families.iter().filter(|(_, text)| !text.is_empty()) {
        let again = |times: usize| took(&repeated(text, short * times));
        // Most are done before it is worth measuring, so the longest is tried first.
        let longest = again(8);
        if !is_thorough && longest < LITTLE * 4 {
            continue;
        }
        let times = [again(1), again(2), again(4), longest];
        let [_, two, _, eight] = times;
        println!("{name}: {times:?} for 1, 2, 4 and 8 times {short} bytes");
        // Four times the length; the square would be sixteen times the work. What only short captures cost
        // comes to its bound, so it is looked at once more at four times the length.
        if eight > LITTLE && eight > two * 10 && again(32) > eight * 10 {
            slow.push(format!("{name}: {times:?}"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
