//! What describes events is none, and nothing that was sent.

use crate::Analysis;
use crate::protocol::{UNKNOWN, sensors};

const EVENT: &str = r#"{"type":"track","event":"hike","time":1588600000000,"distinct_id":"u-1","lib":{"$lib":"js"},"properties":{"a":1}}"#;

/// The formats of the requests of a capture.
fn formats(paste: &str) -> Vec<&'static str> {
    let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    let readings = analysis.readings.iter();
    readings
        .map(|reading| reading.decoded.protocol.id)
        .collect()
}

#[test]
fn a_description_is_no_event() {
    let example = format!(
        r#"{{"openapi":"3.0.0","paths":{{"/track":{{"post":{{"requestBody":{{"content":{{"application/json":{{"example":{EVENT}}}}}}}}}}}}}}}"#
    );
    let schema = format!(
        r#"{{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","examples":[{EVENT}]}}"#
    );
    let map = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{{"type":"Point","coordinates":[13.4,52.5]}},"properties":{EVENT}}}]}}"#
    );
    let test = format!(r#"{{"name":"counts a hike","input":{EVENT},"expected":{EVENT}}}"#);
    for paste in [
        example.as_str(),
        &schema,
        &map,
        &test,
        // A line on a map, a plan of what is to be recorded, events of others.
        r#"{"type":"track","event":"hike","time":1588600000000,"geometry":{"type":"LineString"},"properties":{"name":"x"}}"#,
        r#"[{"type":"track","event":"search","description":"Searched","properties":{"search_word":{"type":"string"}}}]"#,
        r#"{"type":"track","event":{"type":"string"},"time":{"type":"integer"},"distinct_id":{"type":"string"},"lib":{},"properties":{}}"#,
        r#"{"batch":[{"type":"track","event":"a","userId":"u-1","properties":{},"originalTimestamp":"2026-09-21T10:00:00Z"}]}"#,
    ] {
        assert_eq!(formats(paste), [UNKNOWN], "{paste}");
    }
}

#[test]
fn what_the_sdk_writes_is_an_event() {
    for paste in [
        EVENT,
        r#"{"type":"track","event":"a","time":1588600000000,"distinct_id":"","properties":{}}"#,
        r#"{"type":"profile_set","distinct_id":"a","time":1588600000000,"properties":{"a":1}}"#,
        r#"{"type":"track","event":"a","properties":{"$os":"Android"},"more":1}"#,
        r#"{"type":"track","event":"a","properties":{"b":"c"}}"#,
        r#"{"type":"⟦text-1⟧","event":"a","time":1,"distinct_id":"⟦id-1⟧","properties":{}}"#,
        &format!(r#"{{"unknown":{EVENT}}}"#),
        &format!(r#"{{"$schema":"https://a.example/log.json","unknown":{EVENT}}}"#),
    ] {
        assert_eq!(formats(paste), [sensors::FORMAT.id], "{paste}");
    }
}
