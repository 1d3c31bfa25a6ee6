//! What is said of a capture that holds several requests.

use super::*;
use crate::report::{Event, Known};

pub(super) const PHONE: &str = "3c9f1a7be2d84056";

/// A request of Mint Browser.
pub(super) fn browser(events: &[String]) -> String {
    request("", events)
}

/// A request of another app with the same software, to its own server.
pub(super) fn bank(events: &[String]) -> String {
    format!(
        "POST /sa?project=production HTTP/1.1\r\nHost: sc.bank.example\r\n\r\n[{}]",
        events.join(",")
    )
}

/// A request of OneTrack to Xiaomi, with these names in the head of its one record.
pub(super) fn onetrack(time: u64, head: &str) -> String {
    format!(
        r#"POST /track/v4 HTTP/1.1{0}Host: tracking.intl.miui.com{0}OT_SID: a1b2c3{0}{0}[{{"H":{{"event":"start","e_ts":{time}{head}}},"B":{{"page":"home"}}}}]"#,
        "\r\n"
    )
}

/// A request that says no more than that it is encrypted.
pub(super) fn encrypted() -> String {
    "data=%7B%22key_id%22%3A7%2C%22key_hash%22%3A%22abcd%22%2C%22nc%22%3A1%2C%22payload%22%3A%22ISEhISEhISEhISEhISEhIUE3Iieklof248my6ChewYGrfHOoMYPca2QjY9fzgxHEOGoAwqhifjoGtRUDGXeN%22%7D".to_owned()
}

pub(super) fn unknown() -> String {
    r#"{"hello":"world","items":[1,2]}"#.to_owned()
}

pub(super) fn several(pastes: &[String]) -> Analysis {
    Analysis::several(pastes, "")
}

/// A record of a search by a phone.
pub(super) fn search(time: u64, word: &str) -> String {
    let properties =
        format!(r#"{MINT},"$device_id":"{PHONE}","uuid":"{UUID}","search_word":"{word}""#);
    record("search", NOW + time, "", &properties)
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
    assert_eq!(
        found(r#"{"host":"sa.api.intl.miui.com","text":"DANUBE"}"#),
        [1]
    );
    assert_eq!(found(r#"{"name":"search"}"#), [0, 1, 2]);
    assert_eq!(
        found(&format!(r#"{{"from":{},"to":{}}}"#, NOW + 2, NOW + 3)),
        [1, 2]
    );
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

/// The finding of a rule.
pub(super) fn finding(pastes: &[String], id: &str) -> Option<Finding<'static>> {
    let analysis = several(pastes);
    let report = analysis.overview();
    let mut findings = report
        .findings
        .into_iter()
        .filter(|finding| finding.id == id);
    let finding = findings.next()?;
    assert_eq!(findings.next(), None, "{id} is told once");
    Some(Finding {
        title: finding.title.into_owned().into(),
        text: finding.text.into_owned().into(),
        paths: finding
            .paths
            .iter()
            .map(|path| path.to_string().into())
            .collect(),
        ..finding
    })
}

/// The requests that a finding names places in, each once.
fn named(finding: &Finding) -> Vec<String> {
    let mut requests: Vec<String> = Vec::new();
    for path in &finding.paths {
        let request = path.split('.').next().unwrap_or_default().to_owned();
        if !requests.contains(&request) {
            requests.push(request);
        }
    }
    requests
}

/// Requests for which one rule each holds.
pub(super) fn holding() -> Vec<(&'static str, String)> {
    let with = |properties: &str| browser(&one(properties));
    let sign_in = record("$SignUp", 1, r#","original_id":"b""#, "");
    let visit = record(
        "",
        1_588_600_000_000,
        "",
        r#""$first_visit_time":"2020-05-04 15:46:40.007""#,
    );
    let page = |time| record("page", time, "", r#""url":"https://example.org/""#);
    vec![
        (
            "COMBO-1",
            with(&format!(
                r#""url":"https://example.org/","$device_id":"{PHONE}""#
            )),
        ),
        (
            "LINK-1",
            with(&format!(r#""uuid":"{UUID}","$device_id":"{PHONE}""#)),
        ),
        (
            "LINK-2",
            with(&format!(r#""$gaid":"{UUID}","$device_id":"{PHONE}""#)),
        ),
        (
            "LINK-3",
            browser(&[sign_in.replace(r#""type":"track""#, r#""type":"track_signup""#)]),
        ),
        (
            "LINK-4",
            browser(&[record(
                "a",
                1,
                &format!(r#","anonymous_id":"{UUID}","original_id":"{UUID}""#),
                "",
            )]),
        ),
        (
            "LINK-5",
            with(&format!(
                r#""$device_id":"{PHONE}","$anonymization_id":"M2M5ZjFhN2JlMmQ4NDA1Ng==""#
            )),
        ),
        (
            "LINK-7",
            with(r#""$carrier":"中国移动","miui_region":"DE""#),
        ),
        (
            "LINK-8",
            browser(&[visit.replace(r#""type":"track""#, r#""type":"profile_set_once""#)]),
        ),
        (
            "CONT-PLACE",
            with(r#""$latitude":52231958,"$longitude":21006725"#),
        ),
        (
            "CONT-PRIVATE",
            browser(&[record(
                "download_files",
                1,
                "",
                &format!(r#"{MINT},"type":"privacy""#),
            )]),
        ),
        (
            "CONT-SECRET",
            with(r#""url":"https://a.example/?access_token=Zx81kQp07LmR4tVn""#),
        ),
        (
            "CONT-CONTACT",
            with(r#""url":"https://a.example/?to=eva%2540mail.example.org""#),
        ),
        ("CONT-MONEY", with(r#""note":"DE89370400440532013000""#)),
        (
            "CONT-MAP",
            with(r#""url":"https://www.google.com/maps/@52.5186,13.3761,15z""#),
        ),
        (
            "CONT-TOPIC",
            with(r#""url":"https://a.example/?q=hiv+test""#),
        ),
        ("OPT-OUT", request("DNT: 1\r\n", &[page(1)])),
        (
            "OPT-OUT",
            with(r#""url":"https://example.org/","is_incognito":true"#),
        ),
        (
            "OPT-OUT",
            browser(&[record("$AppDataTrackingClose", 1_000, "", ""), page(1_001)]),
        ),
        (
            "TIME-DELAY",
            browser(&[record("e", 1_000_000, r#","_flush_time":1060000"#, "")]),
        ),
        (
            "TIME-SKEW",
            browser(&[record("e", 1_000_000, r#","_flush_time":999999"#, "")]),
        ),
        ("TIME-SESSIONS", with(r#""$event_session_id":"8c1f""#)),
        ("CROWD-1", with(r#""$model":"Redmi Note 8""#)),
    ]
}

#[test]
fn a_rule_is_tried_on_every_request() {
    let other = || onetrack(1_588_600_000_000, "");
    for (id, paste) in holding() {
        let alone =
            finding(std::slice::from_ref(&paste), id).unwrap_or_else(|| panic!("{id} is missing"));
        assert_eq!(alone.requests, 1, "{id}");
        assert!(!alone.text.contains("Found in"), "{id}: {}", alone.text);
        let pastes = [
            other(),
            paste.clone(),
            encrypted(),
            paste.clone(),
            unknown(),
        ];
        let found = finding(&pastes, id).unwrap_or_else(|| panic!("{id} is missing"));
        assert_eq!(found.requests, 2, "{id}");
        assert!(
            found.text.ends_with(". Found in 2 of 5 requests."),
            "{id}: {}",
            found.text
        );
        assert_eq!(named(&found), ["1", "3"], "{id}");
        assert_eq!(found.paths.len(), 2 * alone.paths.len(), "{id}");
    }
}

#[test]
fn places_are_named_in_five_requests() {
    for (id, paste) in holding() {
        let pastes = vec![paste; 12];
        let found = finding(&pastes, id).unwrap_or_else(|| panic!("{id} is missing"));
        assert_eq!(found.requests, 12, "{id}");
        assert!(
            found.text.ends_with(". Found in all 12 requests."),
            "{id}: {}",
            found.text
        );
        assert_eq!(named(&found), ["0", "1", "2", "3", "4"], "{id}");
        assert!(found.paths.len() <= 10, "{id}: {:?}", found.paths);
    }
}

#[test]
fn what_says_more_is_told_first() {
    let guessed = || browser(&one(r#""lat":"52.2319","lng":"21.0067""#));
    let sure = || browser(&one(r#""$latitude":52231958,"$longitude":21006725"#));
    let mut pastes = vec![guessed(); 7];
    pastes.push(sure());
    pastes.push(guessed());
    let found = finding(&pastes, "CONT-PLACE").expect("a position is there");
    assert_eq!(found.basis, Basis::Observed);
    assert_eq!(found.requests, 9);
    assert_eq!(named(&found), ["7", "0", "1", "2", "3"]);
    let waited = |by: u64| {
        browser(&[record(
            "e",
            1,
            &format!(r#","_flush_time":{}"#, 1 + by * 60_000),
            "",
        )])
    };
    let found = finding(&[waited(2), waited(90), waited(1)], "TIME-DELAY").expect("it waited");
    assert!(found.text.contains("90 minutes after"), "{}", found.text);
    assert_eq!(named(&found), ["1", "0", "2"]);
}

#[test]
fn what_is_counted_by_records_is_counted_over_all_requests() {
    let linked = record(
        "a",
        1,
        "",
        &format!(r#""url":"https://a.example/b","$device_id":"{PHONE}""#),
    );
    let tap = record("tap", 1, "", "");
    let text = |pastes: &[String]| finding(pastes, "COMBO-1").expect("both are there").text;
    assert_eq!(
        text(&[
            browser(&[tap.clone(), linked.clone()]),
            browser(std::slice::from_ref(&tap)),
            browser(&[linked.clone(), linked.clone()]),
        ]),
        "3 of 5 records contain both something personal (such as what looks like a page) and an ID of this phone. All such events can be put together; who it is takes more. Found in 2 of 3 requests.",
    );
    // An account weighs more than a phone, wherever it stands.
    let account = linked.replace(r#""distinct_id":"""#, r#""distinct_id":"eva@example.org""#);
    assert_eq!(
        text(&[
            browser(&[linked.clone(), tap]),
            browser(&[linked.clone(), account]),
            browser(&[linked]),
        ]),
        "One of 5 records contains both what looks like a page and what looks like an account. If it is one, what you did can be tied to it. Found in one of 3 requests.",
    );
    let late = || {
        browser(&[
            record("e", 9, r#","_flush_time":8"#, ""),
            record("e", 7, r#","_flush_time":8"#, ""),
        ])
    };
    let found = finding(&[late(), late(), late()], "TIME-SKEW").expect("two are late");
    assert!(
        found.text.starts_with("3 records have a time after"),
        "{}",
        found.text
    );
}

#[test]
fn a_crowd_ends_with_one_identifier_in_any_request() {
    let tap = || browser(&one(r#""$model":"Redmi Note 8""#));
    let phone = browser(&one(&format!(r#""$device_id":"{PHONE}""#)));
    assert!(finding(&[tap(), tap()], "CROWD-1").is_some());
    assert_eq!(finding(&[tap(), phone], "CROWD-1"), None);
}
