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
    assert_eq!(
        found(r#"{"host":"sa.api.intl.miui.com","text":"DANUBE"}"#),
        [1]
    );
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

/// The finding of a rule.
fn finding(pastes: &[String], id: &str) -> Option<Finding<'static>> {
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
fn holding() -> Vec<(&'static str, String)> {
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
    assert_eq!(found.basis, Basis::InTheData);
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
        "3 of 5 records contain both something telling (such as a page) and an ID of this phone. All such events can be put together; who it is takes more. Found in 2 of 3 requests.",
    );
    // An account weighs more than a phone, wherever it stands.
    let account = linked.replace(r#""distinct_id":"""#, r#""distinct_id":"eva@example.org""#);
    assert_eq!(
        text(&[
            browser(&[linked.clone(), tap]),
            browser(&[linked.clone(), account]),
            browser(&[linked]),
        ]),
        "One of 5 records contains both something you chose and an account. So what you did can be tied to you without any other data. Found in one of 3 requests.",
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

/// What changes with every request is not what recognises somebody for long.
#[test]
fn strong_identifiers_are_listed_behind_any_number_of_others() {
    let mut pastes: Vec<String> = (0..70)
        .map(|number| {
            let own = format!(r#""uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4{number:03}""#);
            browser(&[record("e", 1, "", &own)])
        })
        .collect();
    pastes.push(browser(&one(&format!(r#""$device_id":"{PHONE}""#))));
    let analysis = several(&pastes);
    let report = analysis.overview();
    assert_eq!(report.identifiers.len(), 50);
    assert_eq!(report.identifiers[0].names, ["$device_id"]);
}

/// A value is explained by the request that knows most of it.
#[test]
fn the_request_that_knows_most_explains_an_identifier() {
    let guess = r#"{"a":1,"android":"3c9f1a7be2d84056"}"#.to_owned();
    let known = browser(&one(&format!(r#""$device_id":"{PHONE}""#)));
    let labels: Vec<String> = [[guess.clone(), known.clone()], [known, guess]]
        .iter()
        .map(|pastes| several(pastes).overview().identifiers[0].label.to_string())
        .collect();
    assert_eq!(labels, ["Android ID", "Android ID"]);
}
#[test]
fn an_identifier_is_listed_once_for_all_requests() {
    let encoded = r#""$anonymization_id":"M2M5ZjFhN2JlMmQ4NDA1Ng==""#;
    let plain = format!(r#""$device_id":"{PHONE}""#);
    let both = format!("{encoded},{plain}");
    let with = |properties: &str| record("e", 1, "", properties);
    let pastes = [
        browser(&[with(encoded), with(encoded)]),
        onetrack(1, &format!(r#","android_id":"{PHONE}""#)),
        encrypted(),
        browser(&[with(&plain), with(&both), with("")]),
    ];
    let analysis = several(&pastes);
    let report = analysis.overview();
    let [identifier] = report.identifiers.as_slice() else {
        panic!("expected one identifier, found {:?}", report.identifiers);
    };
    assert_eq!(identifier.events, 2 + 1 + 2);
    assert_eq!(identifier.value, format!("\"{PHONE}\""));
    let named: Vec<_> = identifier.names.iter().zip(&identifier.paths).collect();
    let named: Vec<_> = named
        .iter()
        .map(|(name, path)| [&***name, &***path])
        .collect();
    assert_eq!(
        named,
        [
            ["android_id", "1.2.H.android_id"],
            ["$device_id", "3.3.properties.$device_id"],
            ["$anonymization_id", "0.0.properties.$anonymization_id"],
        ]
    );
}

const IMEI: &str = "490154203237518";
const IMEI_MD5: &str = "0eaed834a1e6f4b2bf0c024e0013dea1";

#[test]
fn a_value_made_of_one_in_another_request() {
    let imei = || browser(&one(&format!(r#""imei":"{IMEI}""#)));
    let hash = || onetrack(1, &format!(r#","imei":"{IMEI_MD5}""#));
    let pastes = [imei(), unknown(), hash(), hash()];
    let found = finding(&pastes, "LINK-5").expect("one is the hash of the other");
    assert_eq!(
        found.text,
        "The value of “imei” can be computed from that of “imei”, so both stand for the same. The US authority FTC wrote in 2024 that such computed values can still identify people. Found in 3 of 4 requests."
    );
    assert_eq!(
        found.paths,
        [
            "2.2.H.imei",
            "0.0.properties.imei",
            "3.3.H.imei",
            "0.0.properties.imei"
        ]
    );
    // In whatever order they stand.
    let mut pastes = pastes;
    pastes.reverse();
    let found = finding(&pastes, "LINK-5").expect("one is the hash of the other");
    assert_eq!((found.requests, &*found.paths[0]), (3, "0.0.H.imei"));

    for (copy, holds) in [
        ("M2M5ZjFhN2JlMmQ4NDA1Ng==", true),
        ("M2M5ZjFhN2JlMmQ4NDA1Nw==", false),
    ] {
        let pastes = [
            onetrack(1, &format!(r#","android_id":"{PHONE}""#)),
            browser(&one(&format!(r#""$anonymization_id":"{copy}""#))),
        ];
        let found = finding(&pastes, "LINK-5");
        assert_eq!(
            found.map(|found| found.requests),
            holds.then_some(2),
            "{copy}"
        );
    }
}

/// An event that has the hash of an identifier weighs as much as one that has the identifier, also
/// where that stands in another request; and its field says where.
#[test]
fn an_event_with_a_hash_of_another_requests_identifier() {
    let hash = || browser(&one(&format!(r#""ia":"{IMEI_MD5}""#)));
    let imei = browser(&one(&format!(r#""imei":"{IMEI}""#)));
    let severity = |pastes: &[String]| several(pastes).event(0).map(|event| event.severity);
    assert!(severity(&[hash()]) < Some(4));
    assert_eq!(severity(&[hash(), imei.clone()]), Some(4));
    let analysis = several(&[hash(), imei]);
    let fields = analysis
        .event(0)
        .and_then(|event| event.fields)
        .expect("it has fields");
    let field = fields
        .iter()
        .find(|field| field.name == "ia")
        .expect("it was sent");
    let matches = field
        .detected
        .iter()
        .find_map(|found| found.matches.as_deref());
    assert_eq!(matches, Some("1.1.properties.imei"));
    assert_eq!(field.severity, 4);
}

#[test]
fn names_of_one_value_in_several_requests() {
    let pastes = [
        browser(&[record("a", 1, &format!(r#","anonymous_id":"{UUID}""#), "")]),
        onetrack(1, ""),
        onetrack(1, &format!(r#","instance_id":"{UUID}""#)),
    ];
    let found = finding(&pastes, "LINK-4").expect("it has two names");
    assert!(
        found
            .text
            .starts_with("“anonymous_id” and “instance_id” hold"),
        "{}",
        found.text
    );
    assert!(
        found.text.ends_with("Found in 2 of 3 requests."),
        "{}",
        found.text
    );
    assert_eq!(found.paths, ["0.0.anonymous_id", "2.2.H.instance_id"]);
    assert_eq!(finding(&pastes[..2], "LINK-4"), None);
}

#[test]
fn one_identifier_in_requests_to_several_servers() {
    let phone = format!(r#""$device_id":"{PHONE}""#);
    let to_browser = || browser(&one(&phone));
    let to_onetrack = || onetrack(1, &format!(r#","android_id":"{PHONE}""#));
    let found = finding(&[to_browser(), to_browser(), to_onetrack()], "LINK-9");
    let found = found.expect("two servers get it");
    assert_eq!(
        found.text,
        "“Android ID” has the same value in requests to 2 servers, so Xiaomi can tell that they come from the same phone. Found in all 3 requests."
    );
    assert_eq!(
        found.paths,
        ["0.0.properties.$device_id", "2.2.H.android_id"]
    );
    let found = finding(&[to_browser(), bank(&one(&phone))], "LINK-9");
    let text = found.expect("two servers get it").text;
    assert!(
        text.contains("servers, so whoever receives them can tell"),
        "{text}"
    );
    assert_eq!(finding(&[to_browser(), to_browser()], "LINK-9"), None);
    let session = browser(&one(r#""$event_session_id":"8c1f3b7a9d2e4f60""#));
    let other = bank(&one(r#""$event_session_id":"8c1f3b7a9d2e4f60""#));
    assert_eq!(finding(&[session, other], "LINK-9"), None);
}

/// What is said of several requests does not depend on which of them comes first.
#[test]
fn the_order_of_requests_changes_no_finding_and_no_identifier() {
    let mut pastes: Vec<String> = holding().into_iter().map(|(_, paste)| paste).collect();
    pastes.push(onetrack(
        1,
        &format!(r#","android_id":"{PHONE}","imei":"{IMEI_MD5}""#),
    ));
    pastes.push(bank(&one(&format!(r#""imei":"{IMEI}""#))));
    let said = |pastes: &[String]| {
        let analysis = several(pastes);
        let report = analysis.overview();
        let findings = report.findings.iter();
        let mut findings: Vec<_> = findings
            .map(|one| (one.id, one.severity, one.requests))
            .collect();
        findings.sort_unstable();
        let identifiers = report.identifiers.iter();
        let mut identifiers: Vec<_> = identifiers
            .map(|one| {
                let mut names: Vec<String> =
                    one.names.iter().map(|name| name.to_string()).collect();
                names.sort_unstable();
                (one.value.to_string(), one.events, names)
            })
            .collect();
        identifiers.sort_unstable();
        (findings, identifiers, report.counts)
    };
    let expected = said(&pastes);
    assert!(expected.0.len() >= 20, "{expected:?}");
    for _ in 0..5 {
        // Seven and the number of requests have no divisor in common.
        assert!(!pastes.len().is_multiple_of(7));
        pastes = (0..pastes.len())
            .map(|index| pastes[index * 7 % pastes.len()].clone())
            .collect();
        assert_eq!(said(&pastes), expected);
        pastes.reverse();
        assert_eq!(said(&pastes), expected);
    }
}

#[test]
fn the_offset_from_utc_is_that_of_all_requests() {
    let stated = |minutes: i32| browser(&one(&format!(r#""$timezone_offset":{minutes}"#)));
    let derived = |local: &str| {
        let first = format!(r#""$first_visit_time":"2020-05-04 {local}""#);
        let visit = record("", 1_588_600_000_000, "", &first);
        browser(&[visit.replace(r#""type":"track""#, r#""type":"profile_set_once""#)])
    };
    let offset = |pastes: &[String]| {
        let analysis = several(pastes);
        let timing = analysis.overview().timing;
        timing.and_then(|timing| timing.utc_offset_minutes)
    };
    let plain = || browser(&one(""));
    let ahead = || derived("15:46:40.007");
    assert_eq!(
        offset(&[plain(), stated(-120), unknown(), stated(-120)]),
        Some(120)
    );
    assert_eq!(offset(&[plain(), ahead(), ahead()]), Some(120));
    // What a request says counts more than what follows from another one.
    assert_eq!(offset(&[ahead(), stated(-60)]), Some(60));
    // A journey, or a second phone: nobody knows which offset holds for which event.
    assert_eq!(offset(&[stated(-120), stated(-60)]), None);
    assert_eq!(offset(&[ahead(), derived("14:46:40.007")]), None);
}

#[test]
fn sessions_go_on_from_one_request_to_the_next() {
    let at = |minutes: &[u64]| browser(&at_minutes(minutes));
    let pastes = [at(&[100, 131]), at(&[10]), encrypted(), at(&[35, 110, 200])];
    let analysis = several(&pastes);
    let report = analysis.overview();
    let timing = report.timing.expect("there are times");
    let sessions = timing.sessions.iter();
    let sessions: Vec<_> = sessions
        .map(|one| (one.first / 60_000, one.last / 60_000, one.events))
        .collect();
    assert_eq!(sessions, [(10, 35, 2), (100, 131, 3), (200, 200, 1)]);
    assert_eq!(report.period.map(|period| period.last / 60_000), Some(200));
    let finding = finding(&pastes, "TIME-SESSIONS").expect("there are three");
    assert!(
        finding.text.starts_with("The records fall into 3 sittings"),
        "{}",
        finding.text
    );
    assert!(
        finding.text.ends_with("Found in 3 of 4 requests."),
        "{}",
        finding.text
    );
    let timeline = analysis.timeline("");
    assert_eq!((timeline.events, timeline.session_count), (6, 3));
}

#[test]
fn kinds_of_data_are_counted_over_all_requests() {
    let page = r#""url":"https://a.example/b""#;
    let pastes = [
        browser(&one(page)),
        onetrack(1, &format!(r#","android_id":"{PHONE}""#)),
        browser(&[record("a", 1, "", page), record("b", 2, "", page)]),
    ];
    let analysis = several(&pastes);
    let report = analysis.overview();
    let browsing = report
        .categories
        .iter()
        .find(|count| count.category == "browsing");
    let browsing = browsing.expect("pages were told");
    assert_eq!((browsing.fields, browsing.events), (3, 3));
    let alone = pastes
        .iter()
        .map(|paste| several(std::slice::from_ref(paste)).overview().counts);
    let all = alone.fold([0; 4], |[requests, events, explained, unknown], one| {
        [
            requests + one.requests,
            events + one.events,
            explained + one.fields.explained,
            unknown + one.fields.unknown,
        ]
    });
    let counts = report.counts;
    assert_eq!(
        [
            counts.requests,
            counts.events,
            counts.fields.explained,
            counts.fields.unknown
        ],
        all
    );
}
