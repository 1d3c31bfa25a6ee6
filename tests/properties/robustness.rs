//! Every input gives a report.

use serde_json::Value;
use test_support::property;

use crate::capture::fixtures;
use crate::text;

/// Whether a report has the parts that every reader relies on.
fn check(paste: &[u8]) {
    let report: Value =
        serde_json::from_str(&overshare::decode(paste, "")).expect("a report is JSON");
    assert_eq!(report["schema"], 2);
    assert_eq!(report["input"]["bytes"], paste.len());
    for request in report["requests"].as_array().expect("requests are listed") {
        let events = request["events"].as_array().expect("events are listed");
        assert_eq!(request["event_count"], events.len());
        for event in events {
            let title = event["title"].as_str().expect("an event has a title");
            assert!(!title.trim().is_empty(), "an event has a title: {event}");
        }
    }
}

#[test]
fn any_bytes_give_a_report() {
    property(|u| {
        check(u.arbitrary::<Vec<u8>>()?.as_slice());
        Ok(())
    })
    .size_max(4_096);
}

#[test]
fn anything_like_a_capture_gives_a_report() {
    property(|u| {
        check(&text::capture(u)?);
        Ok(())
    })
    .size_max(8_192);
}

#[test]
fn damaged_fixtures_give_a_report() {
    let fixtures = fixtures();
    property(|u| {
        let mut paste = u.choose(&fixtures)?.1.clone();
        text::damage(u, &mut paste)?;
        check(&paste);
        Ok(())
    })
    .size_max(4_096);
}

#[test]
fn any_options_give_a_report() {
    property(|u| {
        let options = text::json(u)?;
        let report = overshare::decode(b"data_list=W10%3D", &options);
        serde_json::from_str::<Value>(&report).expect("a report is JSON");
        Ok(())
    });
}

/// Of the fixtures it is the stored report each time.
#[test]
fn the_same_paste_gives_the_same_bytes() {
    property(|u| {
        let paste = text::capture(u)?;
        let report = overshare::decode(&paste, "");
        assert_eq!(overshare::decode(&paste, ""), report);
        Ok(())
    })
    .size_max(8_192);
}
