//! The events in the order of time, counted in slots, for a picture of them.

use crate::insight::evidence::Records;
use crate::insight::timing::{GAP_MINUTES, sessions, unsigned, uploads};
use crate::join::Reading;
use crate::report::{Segment, Slot, Timeline};
use crate::sort::sorted_numbers;

/// Slots where nobody says how many; as many as a wide page has room for.
const SLOTS: u64 = 60;

/// Most slots: more are narrower than what can be told apart.
const MOST_SLOTS: u64 = 400;

/// Pauses that are left out at most: behind that many, what is left is no picture of a day.
const BREAKS: usize = 8;

/// Empty slots that a break saves at least: it takes room itself.
const SAVED: u64 = 3;

/// Upload moments that are listed; slots count the others.
const LISTED: usize = 50;

/// The last moment that a calendar in JavaScript can name.
const LATEST: u64 = 8_640_000_000_000_000;

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Lengths of slots that people count in. Behind the last they double.
const STEPS: [u64; 20] = [
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
];

/// All events that have a moment between two others, in slots of equal length: no more than `most`.
pub(crate) fn timeline(
    readings: &[Reading],
    from: Option<u64>,
    to: Option<u64>,
    most: Option<u64>,
) -> Timeline {
    let most = most.unwrap_or(SLOTS).clamp(1, MOST_SLOTS);
    let mut severities = Vec::new();
    let mut times = Vec::new();
    let mut sent = Vec::new();
    let mut undated = 0;
    for records in Records::all(readings) {
        for (_, info, _) in records.events() {
            match unsigned(&records, info.time).filter(|time| *time <= LATEST) {
                Some(time) => {
                    times.push(time);
                    severities.push(info.severity);
                }
                None => undated += 1,
            }
        }
        let moments = uploads(&records).into_iter().map(|(.., upload)| upload);
        sent.extend(moments.filter(|upload| *upload <= LATEST));
    }
    let mut moments = times.clone();
    moments.extend(&sent);
    let moments = sorted_numbers(moments);
    let mut timeline = Timeline {
        from: None,
        to: None,
        step: SECOND,
        segments: Vec::new(),
        events: 0,
        undated,
        before: None,
        after: None,
        sessions: Vec::new(),
        session_count: 0,
        uploads: Vec::new(),
        upload_count: 0,
    };
    let (Some(&first), Some(&last)) = (moments.first(), moments.last()) else {
        return timeline;
    };
    let from = from.unwrap_or(first).min(LATEST);
    let to = to.unwrap_or(last).clamp(from, LATEST);

    let mut bounds = bounds(&moments, from, to, BREAKS.min(most as usize / 4));
    let step = joined(&mut bounds, most);
    timeline.step = step;
    timeline.segments = bounds
        .iter()
        .map(|&(first, last)| Segment {
            from: first / step * step,
            first,
            last,
            slots: vec![Slot::default(); (last / step - first / step + 1) as usize],
        })
        .collect();
    for (&time, &severity) in times.iter().zip(&severities) {
        if let Some(slot) = slot(&mut timeline, time) {
            slot.events += 1;
            slot.severity = slot.severity.max(severity);
            if let Some(count) = slot.severities.get_mut(severity as usize) {
                *count += 1;
            }
            timeline.events += 1;
        }
    }
    for &moment in &sent {
        if let Some(slot) = slot(&mut timeline, moment) {
            slot.sent += 1;
        }
    }

    // A slot is counted as a whole, also where the range that was asked for begins within it.
    let (from, to) = (from / step * step, to / step * step + step - 1);
    timeline.from = Some(from);
    timeline.to = Some(to);
    timeline.before = moments.iter().rev().copied().find(|&one| one < from);
    timeline.after = moments.iter().copied().find(|&one| one > to);
    let mut sent = sorted_numbers(sent);
    sent.dedup();
    sent.retain(|moment| (from..=to).contains(moment));
    timeline.upload_count = sent.len();
    sent.truncate(LISTED);
    timeline.uploads = sent;
    (timeline.sessions, timeline.session_count) = sessions(&sorted_numbers(times), from, to);
    timeline
}

/// The range without the pauses that dwarf what is left of it: first and last moment of each
/// stretch, in order.
fn bounds(moments: &[u64], from: u64, to: u64, breaks: usize) -> Vec<(u64, u64)> {
    let inside = |moment: &&u64| (from..=to).contains(*moment);
    // The longest pauses, the longest first.
    let mut pauses: Vec<(u64, u64)> = Vec::new();
    let mut before = None;
    for &moment in moments.iter().filter(inside) {
        if let Some(before) = before.replace(moment)
            && moment - before > u64::from(GAP_MINUTES) * MINUTE
        {
            let shorter = pauses
                .iter()
                .position(|(start, end)| end - start < moment - before);
            pauses.insert(shorter.unwrap_or(pauses.len()), (before, moment));
            pauses.truncate(breaks);
        }
    }
    let mut bounds = vec![(from, to)];
    let mut left = to - from;
    for (start, end) in pauses {
        // Half as long as all the rest together leaves no room to see the rest.
        if (end - start) * 3 <= left {
            break;
        }
        left -= end - start;
        if let Some(at) = bounds.iter().position(|(_, last)| *last >= end)
            && let Some((_, last)) = bounds.get_mut(at)
        {
            let rest = (end, std::mem::replace(last, start));
            bounds.insert(at + 1, rest);
        }
    }
    bounds
}

/// The length of the slots. What they leave no room between is joined again.
fn joined(bounds: &mut Vec<(u64, u64)>, most: u64) -> u64 {
    loop {
        let step = step(bounds, most);
        let mut pairs = bounds.iter().zip(bounds.iter().skip(1));
        let close = pairs.position(|((_, end), (start, _))| start / step - end / step <= SAVED);
        let Some(at) = close else {
            return step;
        };
        let (_, last) = bounds.remove(at + 1);
        if let Some(bound) = bounds.get_mut(at) {
            bound.1 = last;
        }
    }
}

/// The shortest slots of which no more than wanted cover all stretches.
fn step(bounds: &[(u64, u64)], most: u64) -> u64 {
    let fits = |step: &u64| {
        let slots = bounds
            .iter()
            .map(|(first, last)| last / step - first / step + 1);
        slots.sum::<u64>() <= most
    };
    let longer = std::iter::successors(Some(14 * DAY), |step| Some(step * 2)).take(40);
    STEPS.into_iter().chain(longer).find(fits).unwrap_or(LATEST)
}

/// The slot that a moment lies in.
fn slot(timeline: &mut Timeline, moment: u64) -> Option<&mut Slot> {
    let step = timeline.step;
    let segments = timeline.segments.iter_mut().rev();
    let stretch = segments.into_iter().find(|one| one.from <= moment)?;
    stretch
        .slots
        .get_mut(((moment - stretch.from) / step) as usize)
}
