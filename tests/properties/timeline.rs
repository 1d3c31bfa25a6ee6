//! A timeline counts every event once, whatever is asked for.

use overshare::Analysis;
use overshare::report::Timeline;
use test_support::{Result, Unstructured, property};

use crate::text;

const LATEST: u64 = 8_640_000_000_000_000;

/// Moments that lie close together, far apart, or beyond every calendar.
fn moment(u: &mut Unstructured) -> Result<u64> {
    let begin = *u.choose(&[
        0,
        1_588_777_324_318,
        1_588_863_724_318,
        LATEST,
        u64::MAX / 2,
    ])?;
    let spread = *u.choose(&[1, 1_000, 60_000, 86_400_000])?;
    Ok(begin + u.int_in_range(0..=spread)?)
}

fn check(timeline: &Timeline, times: &[u64], slots: u64) {
    let covered = |time: &&u64| {
        let (from, to) = timeline
            .from
            .zip(timeline.to)
            .expect("an event has a moment");
        (from..=to).contains(*time)
    };
    let known: Vec<u64> = times
        .iter()
        .copied()
        .filter(|time| *time <= LATEST)
        .collect();
    assert_eq!(timeline.undated, times.len() - known.len());
    assert_eq!(timeline.segments.is_empty(), timeline.from.is_none());
    let all: Vec<_> = timeline
        .segments
        .iter()
        .flat_map(|one| &one.slots)
        .collect();
    assert!(all.len() as u64 <= slots);
    assert_eq!(
        timeline.events,
        all.iter().map(|slot| slot.events).sum::<usize>()
    );
    if timeline.from.is_some() {
        assert_eq!(timeline.events, known.iter().filter(covered).count());
    }
    for stretch in &timeline.segments {
        for (index, slot) in stretch.slots.iter().enumerate() {
            let from = stretch.from + index as u64 * timeline.step;
            let within = known
                .iter()
                .filter(|time| (from..from + timeline.step).contains(*time));
            assert_eq!(slot.events, within.count());
            assert_eq!(slot.severities.iter().sum::<usize>(), slot.events);
            let highest = slot.severities.iter().rposition(|count| *count > 0);
            assert_eq!(usize::from(slot.severity), highest.unwrap_or(0));
        }
    }
    for (one, next) in timeline
        .segments
        .iter()
        .zip(timeline.segments.iter().skip(1))
    {
        assert!(one.from + one.slots.len() as u64 * timeline.step < next.from);
    }
    for (one, next) in timeline
        .sessions
        .iter()
        .zip(timeline.sessions.iter().skip(1))
    {
        assert!(one.first <= one.last && one.last < next.first);
    }
    assert!(timeline.sessions.len() <= timeline.session_count);
    assert!(timeline.uploads.is_sorted() && timeline.uploads.len() <= timeline.upload_count);
}

#[test]
fn every_event_is_counted_in_one_slot() {
    property(|u| {
        let mut times = Vec::new();
        let mut events = Vec::new();
        for _ in 0..u.int_in_range(0..=30)? {
            let time = moment(u)?;
            let upload = moment(u)?;
            times.push(time);
            events.push(format!(
                r#"{{"type":"track","event":"e","time":{time},"_flush_time":{upload},"distinct_id":"1","properties":{{}}}}"#
            ));
        }
        let paste = format!("[{}]", events.join(","));
        let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
        check(&analysis.timeline(""), &times, 60);
        let (from, to) = (moment(u)?, moment(u)?);
        let slots = u.int_in_range(0..=500)?;
        let options = format!(r#"{{"from":{from},"to":{to},"slots":{slots}}}"#);
        check(&analysis.timeline(&options), &times, slots.clamp(1, 400));
        Ok(())
    })
    .size_max(4_096);
}

#[test]
fn any_options_and_any_capture_give_a_timeline() {
    property(|u| {
        let analysis = Analysis::new(&text::capture(u)?, "", &mut |_, _| {});
        let timeline = analysis.timeline(&text::json(u)?);
        let shown = timeline.segments.iter().flat_map(|one| &one.slots);
        assert_eq!(
            timeline.events,
            shown.map(|slot| slot.events).sum::<usize>()
        );
        Ok(())
    });
}
