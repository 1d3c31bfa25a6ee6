//! How sensitive an event is: each level by its rule, and that the scale tells the events of a capture
//! apart.

use super::*;

/// How many events of a capture have severity 0, 1, 2, 3 and 4.
fn levels(analysis: &Analysis) -> [usize; 5] {
    let mut levels = [0; 5];
    for event in analysis.events(0, analysis.event_count(), "").events {
        levels[usize::from(event.severity)] += 1;
    }
    levels
}

fn severities(paste: &str) -> Vec<u8> {
    let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    let page = analysis.events(0, analysis.event_count(), "");
    page.events.iter().map(|event| event.severity).collect()
}

/// Severity of an event with these properties that is not the first with its ID, and of such an event
/// that has an account too.
#[track_caller]
fn check_level(properties: &str, expected: [u8; 2]) {
    let top = |who: &str| format!(r#","anonymous_id":"{who}""#);
    let found = [UUID, "6204418"].map(|who| {
        let first = record("$AppStart", NOW, &top(who), "");
        let event = record("e", NOW, &top(who), properties);
        severities(&format!("[{first},{event}]"))[1]
    });
    assert_eq!(found, expected, "{properties}");
}

#[test]
fn each_level_says_what_an_event_tells() {
    for (properties, expected) in [
        // The time, and what every event of the phone has.
        ("", [1, 1]),
        (r#""$model":"Redmi Note 8","$os_version":"9""#, [1, 1]),
        // The site alone, and the page.
        (r#""url":"https://a.example""#, [1, 1]),
        (r#""url":"https://a.example/""#, [1, 1]),
        (r#""url":"https://a.example/news/2020""#, [2, 3]),
        (r#""url":"https://a.example/?page=2""#, [2, 3]),
        (r##""url":"https://a.example/#prices""##, [2, 3]),
        // What was looked for, whether under a name of its own or in an address.
        (r#""$latest_search_keyword":"garden fence""#, [3, 4]),
        (r#""url":"https://a.example/find?q=garden+fence""#, [3, 4]),
        (
            r#""url":"https://www.google.com/search?q=garden+fence""#,
            [3, 4],
        ),
        // A sensitive topic, a place, a key, whoever it is.
        (r#""$latest_search_keyword":"abortion near me""#, [4, 4]),
        (
            r#""url":"https://www.google.com/search?q=abortion""#,
            [4, 4],
        ),
        (r#""$latitude":52231958,"$longitude":21006725"#, [4, 4]),
        // That private browsing was on, but no setting about it.
        (r#""is_incognito":true"#, [2, 3]),
        (r#""incognito_mode":"on""#, [2, 3]),
        (r#""private_browsing":1"#, [2, 3]),
        (r#""is_incognito":false"#, [1, 1]),
        (r#""enhanced_incognito_switch":true"#, [1, 1]),
        // A place is as much as it is exact.
        (r#""$latitude":52200000,"$longitude":21000000"#, [2, 3]),
        (r#""$latitude":-52000000,"$longitude":13000000"#, [1, 1]),
        (
            r#""token":"ghp_x8Zq3LmPv2TnR7wKc5Yd9BfA1sJh6GuE0oIt""#,
            [4, 4],
        ),
    ] {
        check_level(properties, expected);
    }
}

#[test]
fn an_id_counts_where_it_comes_first() {
    let phone = r#""$device_id":"3c9f1a7be2d84056""#;
    let event = |top: &str, properties: &str| record("$AppStart", NOW, top, properties);
    let account = r#","anonymous_id":"6204418""#;
    let events = [
        event("", phone),
        event("", phone),
        event(account, phone),
        event(account, phone),
        event("", r#""$device_id":"0c5d1e8b7a2f4936""#),
    ];
    let expected = [2, 1, 3, 1, 2];
    assert_eq!(severities(&format!("[{}]", events.join(","))), expected);
    // It makes no difference in how many requests the events came.
    let requests: Vec<String> = (events.iter())
        .map(|event| format!("curl https://a.example/sa -d '[{event}]'"))
        .collect();
    assert_eq!(severities(&requests.join("\n")), expected);
}

/// What an account is called by is nothing that somebody did.
#[test]
fn an_account_that_is_a_phone_number_makes_nothing_critical() {
    let event =
        r#"{"H":{"event":"onetrack_dau","uid":"+491701234567","uid_type":"phone_number"},"B":{}}"#;
    let paste = format!("POST https://tracking.miui.com/track/v4/o HTTP/1.1\n\n[{event},{event}]");
    assert_eq!(severities(&paste), [3, 1]);
}

#[test]
fn a_place_counts_where_it_changes() {
    let place = |latitude: &str| {
        let own = format!(r#""$latitude":{latitude},"$longitude":21006725"#);
        record("e", NOW, "", &own)
    };
    let same = record(
        "other",
        NOW,
        "",
        r#""$latitude":52231958,"$longitude":21006725"#,
    );
    let events = [
        place("52231958"),
        place("52231958"),
        same,
        place("52229676"),
    ];
    assert_eq!(severities(&format!("[{}]", events.join(","))), [4, 1, 1, 4]);
}

/// A level that all events have says nothing about any of them.
#[test]
fn the_events_of_the_samples_are_told_apart() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/www/samples");
    for sample in std::fs::read_dir(samples).expect("the samples") {
        let path = sample.expect("a sample").path();
        let bytes = std::fs::read(&path).expect("its text");
        let analysis = Analysis::new(bytes, "", &mut |_, _| {});
        let levels = levels(&analysis);
        let most = levels.iter().max().copied().unwrap_or_default();
        let all = analysis.event_count();
        assert!(all == 1 || most * 4 <= all * 3, "{path:?}: {levels:?}");
    }
}

/// What happens in every capture of a browser: no level has more than three of four events.
#[test]
fn the_events_of_many_days_are_told_apart() {
    let same = format!(r#""uuid":"{UUID}",{MINT}"#);
    let events: Vec<String> = (0..2_000_u64)
        .map(|index| {
            let (event, own) = match index % 5 {
                0 => ("$AppStart", String::new()),
                1 => (
                    "page_load_event_start",
                    format!(r#""url":"https://site-{index}.example/{index}?q=w{index}","#),
                ),
                2 => (
                    "page_load_event_finish",
                    format!(r#""url":"https://site-{index}.example/{index}","#),
                ),
                3 => ("search", format!(r#""search_word":"w{index}","#)),
                _ => (
                    "page_load_event_start",
                    format!(r#""url":"https://site-{index}.example/","#),
                ),
            };
            record(event, NOW + index, "", &format!("{own}{same}"))
        })
        .collect();
    let paste = format!("[{}]", events.join(","));
    let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    assert_eq!(levels(&analysis), [0, 799, 401, 800, 0]);
}

/// Fields and events are on one scale: an event that comes first has the level of its strongest field, or
/// one more beside the ID of an account.
#[test]
fn a_field_has_the_level_of_an_event_that_has_it_alone() {
    for (properties, expected) in [
        (r#""$model":"Redmi Note 8""#, 1),
        (r#""$device_id":"3c9f1a7be2d84056""#, 2),
        (r#""account":"eva@example.org""#, 4),
        (r#""imei":"490154203237518""#, 3),
        (r#""url":"https://a.example/""#, 1),
        (r#""link":"https://a.example/news""#, 2),
        (r#""$latest_search_keyword":"garden fence""#, 3),
        (r#""is_incognito":true"#, 2),
    ] {
        let paste = format!("[{}]", record("e", NOW, "", properties));
        let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
        let event = analysis.event(0).expect("an event");
        let fields = event.fields.iter().flatten();
        let most = fields.map(|field| field.severity).max();
        assert_eq!(
            (event.severity, most),
            (expected, Some(expected)),
            "{properties}"
        );
    }
}

/// What somebody did counts in every event, so no event has a lower level than a field of it that is no
/// ID and no place.
#[test]
fn no_event_is_less_sensitive_than_what_it_tells() {
    for capture in evidence::captures() {
        let (name, analysis) = (&capture.name, capture.analysis());
        for index in 0..analysis.event_count().min(50) {
            let event = analysis.event(index).expect("an event");
            for field in event.fields.iter().flatten() {
                let is_id =
                    field.identifiability >= 3 || field.category == Some("precise_location");
                assert!(
                    is_id || field.severity <= event.severity,
                    "{name}: event {index} has {}, {} has {}",
                    event.severity,
                    field.path,
                    field.severity
                );
            }
        }
    }
}
