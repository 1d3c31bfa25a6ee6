//! A smaller case that shows the same.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::case::Case;
use crate::check;
use crate::wrapping;

/// How long one find may be worked on.
const TIME: Duration = Duration::from_secs(5);

/// Takes away what a find does not need.
pub fn reduce(case: &Case, kind: &str) -> Case {
    let start = Instant::now();
    let shows = |case: &Case| {
        start.elapsed() < TIME && check::run(case).finds.iter().any(|find| find.kind == kind)
    };
    let mut best = case.clone();
    let attempt = |best: &mut Case, change: &dyn Fn(&mut Case)| {
        let mut smaller = best.clone();
        change(&mut smaller);
        let is_better = smaller != *best && shows(&smaller);
        if is_better {
            *best = smaller;
        }
        is_better
    };
    attempt(&mut best, &|case| case.pack.clear());
    attempt(&mut best, &|case| case.choice = Value::Null);
    attempt(&mut best, &|case| case.formats.clear());
    for index in (0..best.formats.len()).rev() {
        attempt(&mut best, &|case| drop(case.formats.remove(index)));
    }
    // Without a request around the records and without their packing, where that shows it too.
    if let Some((head, text)) = wrapping::unpack(&best.capture) {
        let whole = [&head[..], &text].concat();
        let _ = attempt(&mut best, &|case| case.capture = text.clone())
            || attempt(&mut best, &|case| case.capture = whole.clone());
    }
    // Members, elements and lines, from the last, so that places stay what they are.
    let (head, body) = wrapping::split_head(&best.capture);
    let lines = head.split(|byte| *byte == b'\n').count();
    let members = serde_json::from_slice(body).map_or(0, |value| count(&value));
    for place in (0..members).rev() {
        attempt(&mut best, &|case| {
            let (head, body) = wrapping::split_head(&case.capture);
            if let Ok(mut value) = serde_json::from_slice::<Value>(body) {
                remove(&mut value, &mut place.clone());
                case.capture = [head, value.to_string().as_bytes()].concat();
            }
        });
    }
    for line in (1..lines.saturating_sub(2)).rev() {
        attempt(&mut best, &|case| {
            let (head, body) = wrapping::split_head(&case.capture);
            let mut lines: Vec<&[u8]> = head.split(|byte| *byte == b'\n').collect();
            if line < lines.len() {
                lines.remove(line);
            }
            case.capture = [&lines.join(&b'\n'), body].concat();
        });
    }
    for index in (0..best.canaries.len()).rev() {
        attempt(&mut best, &|case| drop(case.canaries.remove(index)));
    }
    // Bytes, in ever smaller pieces: what is damaged has no members.
    let mut size = best.capture.len() / 2;
    while size > 0 && start.elapsed() < TIME {
        let mut at = best.capture.len();
        while at > 0 {
            let end = at;
            at = at.saturating_sub(size);
            attempt(&mut best, &|case| {
                drop(case.capture.drain(at..end.min(case.capture.len())))
            });
        }
        size /= 2;
    }
    best
}

/// How many members and elements stand in a value.
fn count(value: &Value) -> usize {
    match value {
        Value::Array(elements) => elements.iter().map(|value| 1 + count(value)).sum(),
        Value::Object(members) => members.values().map(|value| 1 + count(value)).sum(),
        _ => 0,
    }
}

/// Removes the nth of them.
fn remove(value: &mut Value, left: &mut usize) -> bool {
    let size = match value {
        Value::Array(elements) => elements.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    for place in 0..size {
        if *left == 0 {
            match value {
                Value::Array(elements) => drop(elements.remove(place)),
                Value::Object(members) => {
                    let name = members.keys().nth(place).cloned().unwrap_or_default();
                    members.shift_remove(&name);
                }
                _ => {}
            }
            return true;
        }
        *left -= 1;
        let inner = match value {
            Value::Array(elements) => elements.get_mut(place),
            Value::Object(members) => members.values_mut().nth(place),
            _ => None,
        };
        if inner.is_some_and(|inner| remove(inner, left)) {
            return true;
        }
    }
    false
}
