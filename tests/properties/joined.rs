//! What is said of several requests together, beside what is said of each alone and in another order.

use std::collections::BTreeMap;

use overshare::Analysis;
use overshare::report::{Finding, Report};
use test_support::{Result, Unstructured, property};

/// Details of events that rules look at.
const DETAILS: [&str; 12] = [
    r#""$device_id":"3c9f1a7be2d84056""#,
    r#""$device_id":"7e4a09c1d35b82f6""#,
    r#""uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31""#,
    r#""$gaid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a32""#,
    r#""url":"https://a.example/?q=x""#,
    r#""url":"https://a.example/?access_token=Zx81kQp07LmR4tVn""#,
    r#""$latitude":52231958,"$longitude":21006725"#,
    r#""imei":"490154203237518""#,
    r#""ia":"0eaed834a1e6f4b2bf0c024e0013dea1""#,
    r#""$anonymization_id":"M2M5ZjFhN2JlMmQ4NDA1Ng==""#,
    r#""$carrier":"中国移动","miui_region":"DE""#,
    r#""$timezone_offset":-120"#,
];

fn event(u: &mut Unstructured) -> Result<String> {
    let mut details: Vec<&str> = Vec::new();
    for _ in 0..u.int_in_range(0..=4)? {
        details.push(u.choose(&DETAILS)?);
    }
    let name = u.choose(&["search", "open", "tap"])?;
    let time = 1_588_600_000_000_u64 + u.int_in_range(0..=200)? * 600_000;
    let flush = time + u.int_in_range(0..=3)? * 45_000;
    Ok(format!(
        r#"{{"type":"track","event":"{name}","time":{time},"_flush_time":{flush},"distinct_id":"","properties":{{{}}}}}"#,
        details.join(",")
    ))
}

fn request(u: &mut Unstructured) -> Result<String> {
    let hosts = [
        "sa.api.intl.miui.com",
        "sa.api.intl.miui.com",
        "sc.bank.example",
    ];
    let host = u.choose(&hosts)?;
    let mut events = Vec::new();
    for _ in 0..u.int_in_range(1..=4)? {
        events.push(event(u)?);
    }
    let body = format!("[{}]", events.join(","));
    Ok(format!(
        "POST /sa?project=p HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n\r\n{body}\r\n",
        body.len()
    ))
}

fn with_report<T>(requests: &[String], look: impl FnOnce(&Report) -> T) -> T {
    let analysis = Analysis::new(requests.concat().as_bytes(), "", &mut |_, _| {});
    let report = analysis.overview();
    assert_eq!(report.requests.len(), requests.len());
    look(&report)
}

/// What does not depend on the order of requests.
fn said(report: &Report) -> String {
    let mut findings: Vec<_> = report
        .findings
        .iter()
        .map(|finding| (finding.id, finding.severity, finding.requests))
        .collect();
    findings.sort_unstable();
    let mut identifiers: Vec<_> = report
        .identifiers
        .iter()
        .map(|one| {
            let mut names: Vec<String> = one.names.iter().map(|name| name.to_string()).collect();
            names.sort_unstable();
            (
                one.value.to_string(),
                one.label.to_string(),
                one.events,
                names,
            )
        })
        .collect();
    identifiers.sort_unstable();
    let mut names: Vec<_> = report
        .names
        .iter()
        .map(|name| (name.name.as_deref().map(str::to_owned), name.events))
        .collect();
    names.sort_unstable();
    let offset = report
        .timing
        .as_ref()
        .and_then(|timing| timing.utc_offset_minutes);
    let sessions = report.timing.as_ref().map(|timing| timing.sessions.clone());
    let counts = (report.counts, report.period, offset, sessions);
    format!("{findings:?}\n{identifiers:?}\n{names:?}\n{counts:?}")
}

#[test]
fn the_order_of_requests_changes_nothing_that_is_said_of_all() {
    property(|u| {
        let mut requests = Vec::new();
        for _ in 0..u.int_in_range(2..=7)? {
            requests.push(request(u)?);
        }
        let expected = with_report(&requests, said);
        for _ in 0..2 {
            let from = u.choose_index(requests.len())?;
            requests.rotate_left(from);
            requests.swap(0, from);
            let again = with_report(&requests, said);
            assert_eq!(again, expected, "{requests:#?}");
        }
        Ok(())
    });
}

/// Rules that look at one request alone, so that each says what it says of it in any company.
const OF_ONE_REQUEST: [&str; 7] = [
    "CONT-PLACE",
    "CONT-SECRET",
    "LINK-1",
    "LINK-2",
    "LINK-7",
    "TIME-DELAY",
    "TIME-SKEW",
];

#[test]
fn what_is_counted_over_requests_is_the_sum_of_what_each_has() {
    property(|u| {
        let mut requests = Vec::new();
        for _ in 0..u.int_in_range(2..=9)? {
            requests.push(request(u)?);
        }
        let mut held: BTreeMap<&str, usize> = BTreeMap::new();
        let mut carried: BTreeMap<String, usize> = BTreeMap::new();
        let mut events = 0;
        let mut fields = 0;
        for request in &requests {
            with_report(std::slice::from_ref(request), |report| {
                events += report.counts.events;
                fields += report.counts.fields.explained;
                for finding in &report.findings {
                    assert_eq!(finding.requests, 1);
                    *held.entry(finding.id).or_default() += 1;
                }
                for identifier in &report.identifiers {
                    *carried.entry(identifier.value.to_string()).or_default() += identifier.events;
                }
            });
        }
        with_report(&requests, |report| {
            assert_eq!(report.counts.requests, requests.len());
            assert_eq!(report.counts.events, events);
            assert_eq!(report.counts.fields.explained, fields);
            assert_eq!(
                report.names.iter().map(|name| name.events).sum::<usize>(),
                events
            );
            for id in OF_ONE_REQUEST {
                let finding = report.findings.iter().find(|finding| finding.id == id);
                let requests = finding.map_or(0, |finding| finding.requests);
                assert_eq!(requests, held.get(id).copied().unwrap_or_default(), "{id}");
            }
            for finding in &report.findings {
                check_places(finding, requests.len());
            }
            for identifier in &report.identifiers {
                // A value in Base64 is one more spelling of it, in a request of its own too.
                let own = carried.get(&*identifier.value).copied().unwrap_or_default();
                assert!(identifier.events >= own && identifier.events <= events);
            }
        });
        Ok(())
    });
}

/// Whether a finding says how many requests it holds for, and where in a few of them.
fn check_places(finding: &Finding, all: usize) {
    assert!((1..=all).contains(&finding.requests), "{finding:?}");
    assert!(finding.text.ends_with(" requests."), "{finding:?}");
    assert!((1..=10).contains(&finding.paths.len()), "{finding:?}");
    for path in &finding.paths {
        let request: usize = path.split('.').next().unwrap().parse().unwrap();
        assert!(request < all, "{finding:?}");
    }
}
