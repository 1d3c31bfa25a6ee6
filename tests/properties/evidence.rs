//! Every claim can be looked up where it says, and does not hang on the order of the records.

use std::collections::BTreeSet;
use std::time::Duration;

use overshare::Analysis;
use overshare::report::Report;
use test_support::{Result, Unstructured, property};

use crate::capture::fixtures;
use crate::text;

const NAMES: &[&str] = &[
    "$AppDataTrackingClose",
    "$SignUp",
    "download_files",
    "incognito_reminder",
    "page_load_event_start",
    "page_share",
    "search",
    "tap",
];

const TYPES: &[&str] = &["track", "track_signup", "profile_set_once", "item_set"];

/// Members of records that findings look at, with values that they like and dislike.
const MEMBERS: &[&str] = &[
    r#""distinct_id":"6204418""#,
    r#""distinct_id":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31""#,
    r#""original_id":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31""#,
    r#""anonymous_id":null"#,
    r#""map_id":"6204418""#,
    r#""_flush_time":1588600400000"#,
    r#""identities":{"$identity_android_id":"3c9f1a7be2d84056","$identity_email":"eva@example.org"}"#,
];

const PROPERTIES: &[&str] = &[
    r#""$device_id":"3c9f1a7be2d84056""#,
    r#""$anonymization_id":"M2M5ZjFhN2JlMmQ4NDA1Ng==""#,
    r#""uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31""#,
    r#""$gaid":"c85a1f7e-2d40-4b96-a3e8-17f0d6529b8a""#,
    r#""$ios_install_source":"android_id=3c9f1a7be2d84056##gaid=c85a1f7e-2d40-4b96-a3e8-17f0d6529b8a""#,
    r#""$event_session_id":"8c1f""#,
    r#""$first_visit_time":"2020-05-04 15:46:40.007""#,
    r#""$latitude":52231958"#,
    r#""$carrier":"中国移动""#,
    r#""miui_region":"DE""#,
    r#""type":"privacy""#,
    r#""url":"https://example.org/?token=Zx81kQp07LmR4tVn""#,
    r#""incognito":true"#,
    r#""device":{"android":{"device_id":"3c9f1a7be2d84057"}}"#,
    r#""mail":["eva@example.org"]"#,
];

/// Up to half of a list.
fn some<'t>(u: &mut Unstructured, list: &[&'t str]) -> Result<Vec<&'t str>> {
    (0..u.int_in_range(0..=list.len() / 2)?)
        .map(|_| u.choose(list).copied())
        .collect()
}

fn record(u: &mut Unstructured) -> Result<String> {
    let time = 1_588_600_000_000 + u.int_in_range(0..=10_u64)? * 600_000;
    let (name, kind) = (u.choose(NAMES)?, u.choose(TYPES)?);
    let mut members = vec![format!(r#""type":"{kind}","time":{time},"event":"{name}""#)];
    members.extend(some(u, MEMBERS)?.into_iter().map(str::to_owned));
    members.push(format!(
        r#""properties":{{{}}}"#,
        some(u, PROPERTIES)?.join(",")
    ));
    Ok(format!("{{{}}}", members.join(",")))
}

/// Every place that the report names as evidence.
fn places<'r>(report: &'r Report) -> Vec<&'r str> {
    let findings = report.findings.iter().flat_map(|finding| &finding.paths);
    let summary = report.summary.iter().flat_map(|sentence| &sentence.paths);
    let identifiers = report
        .identifiers
        .iter()
        .flat_map(|identifier| &identifier.paths);
    findings
        .chain(summary)
        .chain(identifiers)
        .map(|path| &**path)
        .collect()
}

fn check_places(paste: &[u8]) -> usize {
    let analysis = Analysis::new(paste, "", &mut |_, _| {});
    let report = analysis.report();
    let places = places(&report);
    for place in &places {
        let mut steps = place.splitn(3, '.');
        let mut number = || steps.next().and_then(|step| step.parse::<usize>().ok());
        let (request, event) = (number(), number());
        let Some(request) = request else {
            panic!("{place} begins with no request");
        };
        let Some(event) = event else {
            let (_, path) = place.split_once('.').unwrap_or_default();
            let mut fields = report.requests[request].fields.iter();
            assert!(
                fields.any(|field| field.path == path),
                "{place} leads to no field around the events"
            );
            continue;
        };
        let found = report.requests.get(request).and_then(|request| {
            let events = request.events.as_ref()?;
            events.iter().find(|found| found.index == event)
        });
        let found = found.unwrap_or_else(|| panic!("{place} leads to no event"));
        if let Some(path) = steps.next() {
            let mut fields = found.fields.iter().flatten();
            assert!(
                fields.any(|field| field.path == path),
                "{place} leads to no field"
            );
        }
    }
    places.len()
}

#[test]
fn evidence_of_the_fixtures_is_found() {
    let found: usize = fixtures()
        .iter()
        .map(|(_, paste)| check_places(paste))
        .sum();
    assert!(found >= 100, "only {found} places are named");
}

#[test]
fn evidence_is_found() {
    property(|u| {
        let records: Vec<String> = (0..u.int_in_range(1..=6)?)
            .map(|_| record(u))
            .collect::<Result<_>>()?;
        check_places(format!("[{}]", records.join(",")).as_bytes());
        Ok(())
    });
    property(|u| {
        check_places(text::json(u)?.as_bytes());
        Ok(())
    });
}

fn rules(records: &[String]) -> BTreeSet<String> {
    let paste = format!("[{}]", records.join(","));
    let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    let findings = analysis.overview().findings;
    findings
        .iter()
        .map(|finding| finding.id.to_owned())
        .collect()
}

#[test]
fn findings_do_not_depend_on_the_order_of_records() {
    property(|u| {
        let mut records: Vec<String> = (0..u.int_in_range(1..=6)?)
            .map(|_| record(u))
            .collect::<Result<_>>()?;
        let before = rules(&records);
        records.reverse();
        assert_eq!(rules(&records), before, "{records:?}");
        Ok(())
    });
}

/// How long the overview of as many records takes that nothing ties together.
fn overview(count: usize) -> Duration {
    let records: Vec<String> = (0..count)
        .map(|index| {
            format!(
                r#"{{"type":"track","event":"e{}","time":{},"_flush_time":{},"distinct_id":"{index:08x}-7b42-4d18-9c6a-2e8f0b7d4a31","properties":{{"$device_id":"{index:016x}","$event_session_id":"{index}","$carrier":"中国移动","miui_region":"CN","$oaid":"{index:016x}","url":"https://a.example/{index}"}}}}"#,
                index % 2_000,
                (count - index) * 1_000,
                count * 1_000,
            )
        })
        .collect();
    let paste = format!("[{}]", records.join(","));
    let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    // The best of three: what other programs do to the memory beside the test counts too.
    let runs = (0..3).map(|_| {
        let start = test_support::computed();
        assert!(!analysis.overview().findings.is_empty());
        test_support::computed().saturating_sub(start)
    });
    runs.min().unwrap_or_default()
}

#[test]
fn the_work_grows_with_the_records() {
    let few = if test_support::is_thorough() {
        4_000
    } else {
        1_000
    };
    let (few, many) = (overview(few), overview(8 * few));
    // Eight times the records; sixty-four times the work would be quadratic.
    assert!(many < few * 24, "{few:?} for few, {many:?} for many");
}
