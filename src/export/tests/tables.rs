//! Files of rows: CSV and lines of JSON hold what the report says, digit by digit.

use super::*;

/// RFC 4180 to the letter, but that any character may stand in a cell.
pub(super) fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut row = Vec::new();
        loop {
            let mut cell = String::new();
            if let Some(mut inner) = rest.strip_prefix('"') {
                loop {
                    let (before, after) = inner.split_once('"').expect("a closing quote");
                    cell.push_str(before);
                    inner = after;
                    match inner.strip_prefix('"') {
                        Some(after) => inner = after,
                        None => break,
                    }
                    cell.push('"');
                }
                rest = inner;
            } else {
                let end = rest.find([',', '\r', '\n']).expect("the end of a cell");
                let (plain, after) = rest.split_at(end);
                assert!(!plain.contains('"'), "a quote in a cell without quotes");
                cell.push_str(plain);
                rest = after;
            }
            assert!(
                !cell.starts_with(['=', '@', '\t', '\r', '\n', '＝'])
                    && (!cell.starts_with(['+', '-']) || cell.parse::<f64>().is_ok()),
                "a spreadsheet takes {cell:?} for a formula"
            );
            row.push(as_sent(cell));
            if let Some(after) = rest.strip_prefix(',') {
                rest = after;
                continue;
            }
            rest = rest.strip_prefix("\r\n").expect("CRLF behind a row");
            break;
        }
        rows.push(row);
    }
    rows
}

/// What a reader of JSON makes of a value; a text that is none as it stands.
fn plain(value: &str) -> String {
    serde_json::from_str::<String>(value).unwrap_or_else(|_| value.to_owned())
}

#[test]
fn rows_of_fields_are_what_the_report_says() {
    check("csv-fields", |exported, text| {
        let rows = rows(text);
        assert!(rows.iter().all(|row| row.len() == 19));
        let mut found = rows.iter().skip(1);
        for request in exported.source.report().requests {
            for field in &request.fields {
                let row = found.next().unwrap();
                assert_eq!((&*row[0], &*row[6]), ("", &*field.path));
                assert_eq!((&*row[8], &*row[9]), (&*plain(&field.value), &*field.value));
            }
            for event in request.events.unwrap() {
                for field in event.fields.unwrap() {
                    let row = found.next().unwrap();
                    assert_eq!(row[0], (event.index + 1).to_string());
                    assert_eq!(row[2], event.name.as_deref().unwrap_or_default());
                    assert_eq!((&*row[5], &*row[6]), (&*event.title, &*field.path));
                    assert_eq!(row[9], field.value);
                    let is_whole = serde_json::from_str::<Value>(&field.value).is_ok();
                    if is_whole {
                        assert_eq!(row[8], plain(&field.value));
                    }
                    assert_eq!(row[12], field.category.unwrap_or_default());
                    assert_eq!(row[18], field.sources.join(" "));
                }
            }
        }
        assert_eq!(found.next(), None);
    });
    let rows = rows(&text(&analysis(&hostile_json()), "csv-fields"));
    for hostile in HOSTILE {
        assert!(
            rows.iter().any(|row| row[8] == hostile),
            "{hostile:?} is not there as it was sent"
        );
    }
}

#[test]
fn rows_of_events_are_what_the_report_says() {
    check("csv-events", |exported, text| {
        let rows = rows(text);
        assert_eq!(rows.len(), exported.report.counts.events + 1);
        for (index, row) in rows.iter().skip(1).enumerate() {
            let event = exported.source.event(index, usize::MAX).unwrap();
            assert_eq!(row.len(), 15);
            assert_eq!(row[0], (index + 1).to_string());
            assert_eq!(row[4], event.time.as_deref().unwrap_or_default());
            assert_eq!(row[14], event.json.unwrap());
            assert_eq!(row[13], event.complete.to_string());
            if exported.is_relative() {
                assert_eq!(row[5], "");
            }
        }
    });
    let rows = rows(&text(&fixture("sensors-analytics/http-crlf"), "csv-events"));
    assert_eq!(rows[1][4..6], ["1590141600000", "2020-05-22T10:00:00.000Z"]);
}

#[test]
fn lines_are_json() {
    check("ndjson", |exported, text| {
        assert_eq!(text.lines().count(), exported.report.counts.events);
        assert!(!text.contains('\r'));
        for (index, line) in text.split_terminator('\n').enumerate() {
            let line: Value = serde_json::from_str(line).unwrap();
            let event = exported.source.event(index, usize::MAX).unwrap();
            assert_eq!(line["index"], index + 1);
            assert_eq!(line["title"], *event.title);
            let sent = serde_json::from_str::<Value>(&event.json.unwrap());
            match sent.ok().filter(|_| event.complete) {
                Some(sent) => {
                    assert_eq!(line["event"], sent);
                    assert_eq!(line.get("fields"), None);
                }
                None => {
                    assert_eq!(line["event"], Value::Null);
                    let fields = line["fields"].as_array().unwrap();
                    assert_eq!(fields.len(), event.fields.unwrap().len());
                }
            }
        }
    });
    let cut = br#"[{"event":"b","properties":{"x":-12.5,"y":"cut \"#;
    let line: Value = serde_json::from_str(&text(&analysis(cut), "ndjson")).unwrap();
    let expected: Value = serde_json::from_str(
        r#"[{"path":"event","value":"b"},{"path":"properties.x","value":-12.5}]"#,
    )
    .unwrap();
    assert_eq!(line["fields"], expected);
}

#[test]
fn numbers_keep_their_digits() {
    let sent = br#"{"event":"a","n":12345678901234567890123,"f":1.10, "n":1e2}"#;
    let lines = text(&analysis(sent), "ndjson");
    assert!(
        lines.contains(std::str::from_utf8(sent).unwrap()),
        "{lines}"
    );
}
