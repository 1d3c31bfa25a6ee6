//! Asking piece by piece gives the same as asking for everything at once.

use overshare::{Analysis, to_json};
use test_support::property;

use crate::capture::{fixtures, form};
use crate::text;

/// Captures with many, few and no events.
fn captures() -> Vec<(String, Vec<u8>)> {
    let mut list = fixtures();
    let events: Vec<String> = (0..300)
        .map(|index| {
            let name = ["search", "open", "Öffnen"][index % 3];
            format!(r#"{{"type":"track","event":"{name}","time":{index},"distinct_id":"1","properties":{{"n":{index}}}}}"#)
        })
        .collect();
    list.push((
        "many".into(),
        form(format!("[{}]", events.join(",")).as_bytes()),
    ));
    list
}

#[test]
fn pages_of_events_make_up_all_events() {
    for (name, paste) in captures() {
        let analysis = Analysis::new(&paste, "", &mut |_, _| {});
        for filter in [
            "",
            "SEARCH",
            "17",
            "no such text",
            "ÖFFNEN",
            r#"{"severity":1,"text":"e"}"#,
        ] {
            let all = analysis.events(0, usize::MAX, filter);
            assert_eq!(all.total, all.events.len(), "{name}");
            for size in [1, 7, 1_000] {
                let mut joined = Vec::new();
                for start in (0..all.total).step_by(size) {
                    let page = analysis.events(start, size, filter);
                    assert_eq!(page.total, all.total, "{name}");
                    assert!(page.events.len() <= size, "{name}");
                    joined.extend(page.events);
                }
                assert_eq!(joined, all.events, "{name}");
            }
        }
        assert!(analysis.event(analysis.event_count()).is_none(), "{name}");
        assert!(analysis.event(usize::MAX).is_none(), "{name}");
        assert!(analysis.events(usize::MAX, 1, "").events.is_empty());
    }
}

#[test]
fn single_events_are_those_of_the_whole_report() {
    for (name, paste) in captures() {
        let analysis = Analysis::new(&paste, "", &mut |_, _| {});
        let report: serde_json::Value =
            serde_json::from_str(&to_json(&analysis.report())).expect("a report is JSON");
        let mut overview: serde_json::Value =
            serde_json::from_str(&to_json(&analysis.overview())).expect("an overview is JSON");
        let mut index = 0;
        let requests = report["requests"].as_array().expect("requests are listed");
        for (number, request) in requests.iter().enumerate() {
            let events = request["events"].as_array().expect("events are listed");
            for event in events {
                let mut single = analysis.event(index).expect("events are counted");
                single.json = None;
                let single: serde_json::Value =
                    serde_json::from_str(&to_json(&single)).expect("an event is JSON");
                assert_eq!(&single, event, "{name}");
                index += 1;
            }
            overview["requests"][number]["events"] = request["events"].clone();
        }
        assert_eq!(index, analysis.event_count(), "{name}");
        assert_eq!(overview, report, "{name}");
    }
}

fn check_progress(paste: &[u8]) {
    let mut calls = Vec::new();
    Analysis::new(paste, "", &mut |done, total| calls.push((done, total)));
    assert!(calls.len() <= 100, "{} calls", calls.len());
    assert!(calls.is_sorted_by(|one, next| one.0 < next.0), "{calls:?}");
    assert!(calls.iter().all(|&(_, total)| total == 100), "{calls:?}");
    assert_eq!(calls.last(), Some(&(100, 100)));
}

#[test]
fn progress_only_grows_and_ends_at_the_total() {
    for (_, paste) in captures() {
        check_progress(&paste);
    }
    property(|u| {
        check_progress(&text::capture(u)?);
        Ok(())
    });
}
