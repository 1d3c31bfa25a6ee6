//! What was added works.

use overshare::Analysis;

fn read(capture: &str) -> Analysis {
    Analysis::new(capture.as_bytes(), "", &mut |_, _| {})
}

/// The good one of the samples of a container.
fn good() -> &'static str {
    let samples = include_str!("kinds/containers/example-capture.txt");
    let (good, _) = samples.split_once("§ read\n").unwrap();
    good.strip_prefix("§ good\n").unwrap()
}

#[test]
fn a_sender() {
    let analysis = read(include_str!("fixtures/example/sender/paste.txt"));
    let report = analysis.report();
    assert_eq!(report.requests[0].protocol.id, "example");
    assert_eq!(report.identifiers[0].label, "Device ID");
    let event = analysis.event(0).unwrap();
    assert_eq!(event.name.as_deref(), Some("opened"));
    let masked = analysis.masked("").report().requests[0].events.as_ref().map(Vec::len);
    assert_eq!(masked, Some(1));
}

#[test]
fn a_container() {
    let analysis = read(good());
    assert_eq!(analysis.overview().requests.len(), 2);
    assert_eq!(analysis.event_count(), 2);
}

#[test]
fn an_export() {
    let analysis = read(good());
    let titles = analysis.export("titles", r#"{"mode":"full"}"#).unwrap();
    assert_eq!(String::from_utf8(titles).unwrap(), "opened\nclosed\n");
}

#[test]
fn a_meaning() {
    let capture = r#"[{"type":"track","event":"a","distinct_id":"1","properties":{"example_mood":"calm"}}]"#;
    let analysis = read(capture);
    let fields = analysis.event(0).unwrap().fields.unwrap();
    let mood = fields.iter().find(|field| field.name == "example_mood");
    assert_eq!(mood.unwrap().label.as_deref(), Some("Mood"));
}
