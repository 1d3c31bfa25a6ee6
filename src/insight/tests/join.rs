//! What stands in several requests of a capture: identifiers, what is made of them, and times.

use super::several::*;
use super::timeline::at_minutes;
use super::*;

/// What changes with every request is not what recognizes somebody for long.
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
    let found = finding(&pastes, "LINK-5").expect("both are one ID");
    assert_eq!(
        found.text,
        "The value of “imei” can be computed from that of “imei”, so the two belong together. The US authority FTC wrote in 2024 that such computed values can still identify people. Found in 3 of 4 requests."
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
    let found = finding(&pastes, "LINK-5").expect("both are one ID");
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
    assert!(severity(&[hash()]) < severity(std::slice::from_ref(&imei)));
    assert_eq!(
        severity(&[hash(), imei.clone()]),
        severity(std::slice::from_ref(&imei))
    );
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
            .starts_with("“anonymous_id” and “instance_id” have"),
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
        "“Android ID” has the same value in requests to 2 servers. Xiaomi can tell that they come from the same device. Found in all 3 requests."
    );
    assert_eq!(
        found.paths,
        ["0.0.properties.$device_id", "2.2.H.android_id"]
    );
    let found = finding(&[to_browser(), bank(&one(&phone))], "LINK-9");
    let text = found.expect("two servers get it").text;
    assert!(
        text.contains("servers. Whoever receives them can tell"),
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
        finding.text.starts_with("The events fall into 3 sessions"),
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

/// A request of MiStat with this in the field of its form that holds the ID.
fn mistat(id: &str) -> String {
    format!(
        "POST /mistats/v2 HTTP/1.1\r\nHost: data.mistat.intl.xiaomi.com\r\n\r\napp_id=1&app_key=2&device_id={id}&id_type=0&mistatv=4&version=3.4.3&stat_value=%5B%7B%22endTS%22%3A2%2C%22content%22%3A%5B%5D%2C%22startTS%22%3A1%7D%5D"
    )
}

#[test]
fn one_identifier_that_two_programs_send() {
    let browser_id = |id: &str| browser(&one(&format!(r#"{MINT},"uuid":"{id}""#)));
    let pastes = [browser_id(UUID), mistat(UUID), mistat(UUID)];
    let found = finding(&pastes, "LINK-11").expect("both send it");
    assert_eq!(
        found.text,
        "What Sensors Analytics sends as “Random ID” is the same value that MiStat 1 or 2 sends as “Install ID”. Xiaomi can put together what the two programs report about you. Found in all 3 requests."
    );
    assert_eq!(found.paths, ["0.0.properties.uuid", "1.form.device_id"]);
    // Values that many have are no link, whatever they are called; nor is what one program sends twice.
    for common in [
        "unknown",
        "10.0.3.0",
        "00000000-0000-0000-0000-000000000000",
        "",
        "3.4.3",
    ] {
        let pastes = [browser_id(common), mistat(common)];
        assert_eq!(finding(&pastes, "LINK-11"), None, "{common}");
    }
    let other = UUID.replace('5', "6");
    assert_eq!(
        finding(&[browser_id(UUID), mistat(&other)], "LINK-11"),
        None
    );
    assert_eq!(finding(&[mistat(UUID), mistat(UUID)], "LINK-11"), None);
    assert_eq!(finding(&[mistat(UUID)], "LINK-11"), None);
}
