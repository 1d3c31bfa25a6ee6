//! What is said of a capture that holds several requests.

use super::*;
use crate::report::{Event, Known};

const PHONE: &str = "3c9f1a7be2d84056";

/// A request of Mint Browser.
fn browser(events: &[String]) -> String {
    request("", events)
}

/// A request of another app with the same software, to its own server.
fn bank(events: &[String]) -> String {
    format!(
        "POST /sa?project=production HTTP/1.1\r\nHost: sc.bank.example\r\n\r\n[{}]",
        events.join(",")
    )
}

/// A request of OneTrack to Xiaomi, with these names in the head of its one record.
fn onetrack(time: u64, head: &str) -> String {
    format!(
        r#"POST /track/v4 HTTP/1.1{0}Host: tracking.intl.miui.com{0}OT_SID: a1b2c3{0}{0}[{{"H":{{"event":"start","e_ts":{time}{head}}},"B":{{"page":"home"}}}}]"#,
        "\r\n"
    )
}

/// A request that says no more than that it is encrypted.
fn encrypted() -> String {
    "data=%7B%22key_id%22%3A7%2C%22key_hash%22%3A%22abcd%22%2C%22nc%22%3A1%2C%22payload%22%3A%22ISEhISEhISEhISEhISEhIUE3Iieklof248my6ChewYGrfHOoMYPca2QjY9fzgxHEOGoAwqhifjoGtRUDGXeN%22%7D".to_owned()
}

fn unknown() -> String {
    r#"{"hello":"world","items":[1,2]}"#.to_owned()
}

fn several(pastes: &[String]) -> Analysis {
    Analysis::several(pastes, "")
}

/// A record of a search by a phone.
fn search(time: u64, word: &str) -> String {
    let properties =
        format!(r#"{MINT},"$device_id":"{PHONE}","uuid":"{UUID}","search_word":"{word}""#);
    record("search", time, "", &properties)
}

#[test]
fn events_are_found_behind_requests_without_any() {
    let analysis = several(&[
        unknown(),
        encrypted(),
        browser(&[search(1, "a"), search(2, "b")]),
        encrypted(),
        encrypted(),
        browser(&[search(3, "c")]),
        encrypted(),
    ]);
    let place = |event: Event| (event.index, event.request);
    let all = analysis.events(0, 100, "");
    assert_eq!(all.total, 4);
    let places: Vec<_> = all.events.into_iter().map(place).collect();
    assert_eq!(places, [(0, 0), (1, 2), (2, 2), (3, 5)]);
    for (index, request) in places {
        assert_eq!(analysis.event(index).map(place), Some((index, request)));
    }
    assert_eq!(analysis.event(4), None);
}

#[test]
fn filters_choose_among_all_requests() {
    let analysis = several(&[
        browser(&[search(1, "a"), search(2, "danube")]),
        encrypted(),
        bank(&[search(3, "a"), record("tap", 4, "", "")]),
    ]);
    let found = |filter: &str| -> Vec<usize> {
        let page = analysis.events(0, 10, filter);
        page.events.iter().map(|event| event.index).collect()
    };
    assert_eq!(found(r#"{"request":2}"#), [2, 3]);
    assert_eq!(found(r#"{"request":1}"#), [0; 0]);
    assert_eq!(found(r#"{"host":"sc.bank.example"}"#), [2, 3]);
    assert_eq!(found(r#"{"host":"sa.api.intl.miui.com","text":"DANUBE"}"#), [1]);
    assert_eq!(found(r#"{"name":"search"}"#), [0, 1, 2]);
    assert_eq!(found(r#"{"from":2,"to":3}"#), [1, 2]);
}

#[test]
fn a_name_is_counted_over_all_requests() {
    let tap = || record("tap", 3, "", "");
    let pastes = [
        browser(&[search(1, "a"), tap()]),
        browser(&[tap(), search(2, "b"), search(2, "c")]),
        onetrack(4, ""),
    ];
    let names = |pastes: &[String]| -> Vec<(String, Known, usize)> {
        let report = several(pastes);
        let names = report.overview().names;
        let text = |name: Option<crate::report::Text>| name.unwrap_or_default().into_owned();
        names
            .into_iter()
            .map(|count| (text(count.name), count.known, count.events))
            .collect()
    };
    assert_eq!(
        names(&pastes),
        [
            ("search".to_owned(), Known::Explained, 3),
            ("tap".to_owned(), Known::Unknown, 2),
            ("start".to_owned(), Known::Unknown, 1),
        ]
    );
    // What the browser's name means is not known of anybody else.
    assert_eq!(
        names(&[browser(&[search(1, "a")]), bank(&[search(1, "a")])]),
        [("search".to_owned(), Known::Unknown, 2)]
    );
}
