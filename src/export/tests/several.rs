//! Captures of several requests in the forms for people.

use super::tables::rows;
use super::*;

/// A request to a server, with this event.
fn request(host: &str, event: &str) -> String {
    format!("POST /sa?project=global_browser_mini HTTP/1.1\r\nHost: {host}\r\n\r\n[{event}]")
}

fn event(time: u64, properties: &str) -> String {
    format!(
        r#"{{"type":"track","event":"tap","time":{time},"distinct_id":"","properties":{{{properties}}}}}"#
    )
}

fn to_xiaomi(time: u64, properties: &str) -> String {
    request("sa.api.intl.miui.com", &event(time, properties))
}

fn to_bank(time: u64, properties: &str) -> String {
    request("sc.bank.example", &event(time, properties))
}

const DAY: u64 = 86_400_000;

/// A form on one line.
fn unbroken_text(analysis: &Analysis, format: &str) -> String {
    let text = text(analysis, format);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_request_is_named() {
    let pastes = [
        to_xiaomi(DAY, r#""$device_id":"3c9f1a7be2d84056""#),
        to_bank(2 * DAY, ""),
        to_xiaomi(3 * DAY, ""),
    ];
    let analysis = Analysis::several(&pastes, "");
    let report = unbroken_text(&analysis, "text");
    for expected in [
        "What this tells Xiaomi and sc.bank.example",
        "3 requests with 3 events",
        "Request 1 ",
        "Request 3 ",
        "Event 2: “tap”",
        "name tap · kind of record track · request 2 · 1970-01-03",
    ] {
        assert!(report.contains(expected), "expected {expected} in {report}");
    }
    let annex = text(&analysis, "annex-markdown");
    for expected in [
        "# Annex: contents of recorded requests",
        "### Request 2",
        "### Decoding",
        "### Integrity",
        "Request 3:",
    ] {
        assert!(annex.contains(expected), "expected {expected} in {annex}");
    }
    let figure = text(&analysis, "figure-markdown");
    let expected = "What 3 requests tell Xiaomi and";
    assert!(figure.contains(expected), "expected {expected} in {figure}");
}

/// With more than 100 requests the overview is short; what is exported is not.
#[test]
fn of_many_requests_the_first_are_shown_and_the_rest_is_counted() {
    let pastes: Vec<String> = (0..620).map(|day| to_xiaomi(day * DAY, "")).collect();
    let analysis = Analysis::several(&pastes, "");
    for (format, shown, left) in [
        ("text", 50, "570 further requests not shown here."),
        ("annex-markdown", 50, "570 further requests not shown here."),
        ("html", 500, "120 further requests not shown here."),
    ] {
        let written = text(&analysis, format);
        let has = |request: usize| {
            [
                format!("Request {request}\n"),
                format!("Request {request}<"),
            ]
            .iter()
            .any(|heading| written.contains(heading))
        };
        assert!(has(1) && has(shown) && !has(shown + 1), "{format}");
        assert!(written.contains(left), "{format}");
        let fields = written.matches("global_browser_mini").count();
        assert!(fields >= shown, "{format} has {fields}");
    }
    // Every request has its rows.
    let rows = rows(&text(&analysis, "csv-fields"));
    let projects = rows.iter().filter(|row| row[6] == "query.project");
    assert_eq!(projects.count(), 620);
}

#[test]
fn checks_and_notes_say_which_request_they_are_about() {
    let damaged = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/sensors-analytics/crc-mismatch/paste.txt"),
    );
    let damaged = damaged.expect("the fixture is there");
    let analysis = Analysis::several(&[to_xiaomi(1, ""), damaged.clone()], "");
    let written = text(&analysis, "text");
    assert!(written.contains("Request 2: The checksum crc"), "{written}");
    assert!(written.contains("Request 2: Warning"), "{written}");
    let alone = text(&Analysis::several(&[damaged], ""), "text");
    assert!(!alone.contains("Request "), "{alone}");
}

/// What somebody else was sent is nothing that a company has to be told.
#[test]
fn a_letter_names_what_its_company_was_sent() {
    let pastes = [
        to_bank(9 * DAY, r#""$device_id":"7e4a09c1d35b82f6""#),
        to_xiaomi(DAY, r#""$device_id":"3c9f1a7be2d84056""#),
        to_xiaomi(2 * DAY, r#""$device_id":"3c9f1a7be2d84056""#),
    ];
    let analysis = Analysis::several(&pastes, "");
    for (language, others) in [
        (
            "letter-en",
            "The capture also has requests to others: “sc.bank.example”",
        ),
        ("letter-de", "Anfragen an andere: „sc.bank.example“"),
    ] {
        let letter = unbroken_text(&analysis, language);
        assert!(letter.contains(others), "{letter}");
        assert!(letter.contains("3c9f1a7be2d84056"), "{letter}");
        assert!(!letter.contains("7e4a09c1d35b82f6"), "{letter}");
        assert!(
            letter.contains("1970-01-03") && !letter.contains("1970-01-10"),
            "{letter}"
        );
        assert!(letter.contains("sa.api.intl.miui.com"), "{letter}");
    }
    // One company with several servers gets one letter.
    let other = to_xiaomi(3 * DAY, "").replace("sa.api", "data.mistat");
    let analysis = Analysis::several(&[pastes[1].clone(), other], "");
    let letter = unbroken_text(&analysis, "letter-en");
    let to = "“sa.api.intl.miui.com”, “data.mistat.intl.miui.com”";
    assert!(letter.contains(&format!("was sent to {to}.")), "{letter}");
    assert!(!letter.contains("requests to others"), "{letter}");
}
