//! Sessions, the timeline and what times give away.

use super::*;

#[test]
fn sessions() {
    let minutes = |times: &[u64]| -> Vec<String> {
        times
            .iter()
            .map(|time| record("e", time * 60_000, "", ""))
            .collect()
    };
    check("TIME-SESSIONS", &minutes(&[10, 41]), &minutes(&[10, 40]));
    let numbered = r#""$event_session_id":"8c1f""#;
    check("TIME-SESSIONS", &one(numbered), &one(""));
    with_report(
        &format!("[{}]", minutes(&[100, 10, 35, 131]).join(",")),
        |report| {
            let timing = report.timing.as_ref().expect("the records have times");
            let sessions: Vec<_> = timing
                .sessions
                .iter()
                .map(|session| {
                    (
                        session.first / 60_000,
                        session.last / 60_000,
                        session.events,
                    )
                })
                .collect();
            assert_eq!(sessions, [(10, 35, 2), (100, 100, 1), (131, 131, 1)]);
            assert_eq!(timing.session_count, 3);
        },
    );
}

#[test]
fn sessions_that_are_listed_are_whole() {
    let events: Vec<String> = (0..120)
        .map(|hour| record("e", hour / 2 * 3_600_000, "", ""))
        .collect();
    with_report(&format!("[{}]", events.join(",")), |report| {
        let timing = report.timing.as_ref().expect("the records have times");
        assert_eq!((timing.sessions.len(), timing.session_count), (50, 60));
        assert!(timing.sessions.iter().all(|session| session.events == 2));
    });
}

fn with_timeline(events: &[String], options: &str, check: impl FnOnce(&Timeline)) {
    let paste = format!("[{}]", events.join(","));
    let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    check(&analysis.timeline(options));
}

/// Where each stretch begins, and how many events are in its slots.
fn segments(timeline: &Timeline) -> Vec<(u64, Vec<usize>)> {
    let slots = |stretch: &Segment| stretch.slots.iter().map(|slot| slot.events).collect();
    timeline
        .segments
        .iter()
        .map(|stretch| (stretch.from, slots(stretch)))
        .collect()
}

pub(super) fn at_minutes(times: &[u64]) -> Vec<String> {
    times
        .iter()
        .map(|time| record("e", time * 60_000, "", ""))
        .collect()
}

#[test]
fn a_timeline_counts_events_in_slots() {
    let events = at_minutes(&[600, 601, 601, 604, 613]);
    with_timeline(&events, r#"{"slots":8}"#, |timeline| {
        assert_eq!(timeline.step, 120_000);
        assert_eq!(
            segments(timeline),
            [(600 * 60_000, vec![3, 0, 1, 0, 0, 0, 1])]
        );
        assert_eq!((timeline.events, timeline.session_count), (5, 1));
    });
    with_timeline(
        &events,
        r#"{"from":36060000,"to":36180000,"slots":8}"#,
        |timeline| {
            assert_eq!(timeline.step, 30_000);
            assert_eq!(segments(timeline), [(601 * 60_000, vec![2, 0, 0, 0, 0])]);
            assert_eq!(timeline.to, Some(36_180_000 + 29_999));
            assert_eq!(
                (timeline.before, timeline.after),
                (Some(600 * 60_000), Some(604 * 60_000))
            );
        },
    );
}

#[test]
fn a_pause_that_dwarfs_the_rest_is_left_out() {
    with_timeline(
        &at_minutes(&[10, 12, 4_000, 4_001]),
        r#"{"slots":12}"#,
        |timeline| {
            assert_eq!(
                segments(timeline),
                [(600_000, vec![1, 0, 0, 0, 1]), (240_000_000, vec![1, 0, 1])]
            );
        },
    );
    // Hours of rest within days of use stay as they are.
    with_timeline(&at_minutes(&[0, 120, 240, 420, 540]), "", |timeline| {
        assert_eq!(timeline.segments.len(), 1);
    });
}

#[test]
fn a_timeline_reaches_to_the_upload() {
    let sent =
        |time: u64, upload: u64| record("e", time, &format!(r#","_flush_time":{upload}"#), "");
    let events = [sent(1_000, 9_000), sent(2_000, 9_000), sent(3_000, 12_500)];
    with_timeline(&events, "", |timeline| {
        assert_eq!((timeline.from, timeline.to), (Some(1_000), Some(12_999)));
        assert_eq!(timeline.uploads, [9_000, 12_500]);
        let uploaded = timeline.segments[0].slots.iter().map(|slot| slot.sent);
        assert_eq!(
            uploaded.collect::<Vec<_>>(),
            [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1]
        );
    });
}

#[test]
fn events_without_a_moment_are_counted_apart() {
    let page = r#""url":"https://example.org/news""#;
    let undated = record("e", 1, "", "").replace(r#""time":1,"#, "");
    let late = record("e", 9_000_000_000_000_000, "", "");
    with_timeline(&[undated.clone(), late.clone()], "", |timeline| {
        assert_eq!((timeline.from, timeline.undated), (None, 2));
        assert!(timeline.segments.is_empty());
    });
    with_timeline(&[undated, late, record("e", 7, "", page)], "", |timeline| {
        assert_eq!((timeline.events, timeline.undated), (1, 2));
        let slot = timeline.segments[0].slots[0];
        assert_eq!((slot.severity, slot.severities), (2, [0, 0, 1, 0, 0]));
    });
}

#[test]
fn delay_and_a_clock_that_was_set() {
    let uploaded = |at: u64| {
        vec![record(
            "e",
            1_000_000,
            &format!(r#","_flush_time":{at}"#),
            "",
        )]
    };
    check("TIME-DELAY", &uploaded(1_060_000), &uploaded(1_059_999));
    check("TIME-SKEW", &uploaded(999_999), &uploaded(1_000_000));
    let list = [
        uploaded(1_000_500),
        uploaded(1_000_100),
        uploaded(1_009_000),
        uploaded(7),
    ]
    .concat();
    with_report(&format!("[{}]", list.join(",")), |report| {
        let delay = report.timing.as_ref().and_then(|timing| timing.delay);
        let delay = delay.map(|delay| (delay.shortest, delay.median, delay.longest));
        assert_eq!(delay, Some((100, 500, 9_000)));
    });
    with_report(&record("e", 5, "", ""), |report| {
        assert_eq!(report.timing.as_ref().and_then(|timing| timing.delay), None);
    });
}

#[test]
fn a_crowd_only_where_nothing_recognizes() {
    let found = |paste: &str| {
        let mut found = false;
        with_report(paste, |report| {
            found = report
                .findings
                .iter()
                .any(|finding| finding.id == "CROWD-1");
        });
        found
    };
    let tap = one(r#""$model":"Redmi Note 8""#);
    let phone = one(r#""$model":"Redmi Note 8","$device_id":"3c9f1a7be2d84056""#);
    assert!(found(&request("", &tap)));
    assert!(!found(&request("", &phone)));
    assert!(!found(
        &request("", &tap).replace("global_browser_mini", "other")
    ));
    assert!(!found(&tap[0]));
}
