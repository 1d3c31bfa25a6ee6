//! The base as an adapter for TrackHAR, which finds tracking data in recorded traffic.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use crate::exports::documents;
use crate::mappings::{Mappings, NONE, reference};
use crate::read::{Knowledge, read};
use crate::schema::Field;

/// Where Xiaomi's browsers send their events.
const HOST: &str = "sa.api.intl.miui.com";

/// Where in a decoded event the fields of a place stand.
fn object(place: &str) -> Option<&'static str> {
    match place {
        "event" => Some(""),
        "lib" => Some(".lib"),
        "identities" => Some(".identities"),
        "properties" => Some(".properties"),
        _ => None,
    }
}

/// The values of a field in all events of a body, as a JSONPath.
fn path(place: &str, field: &Field) -> Option<String> {
    let object = object(place)?;
    let events = match field.event.as_str() {
        "" => "$[*]".to_owned(),
        event => format!("$[?(@.event=='{event}')]"),
    };
    let is_whole = !field.key.ends_with('*') && field.beside.is_none();
    is_whole.then(|| format!("{events}{object}['{}']", field.key))
}

fn adapter(all: &Knowledge, mappings: &Mappings) -> Value {
    let mut paths: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut add = |context: &str, place: &str, field: &Field, path: String| {
        let reference = reference(place, field);
        let property = mappings.of(&reference, field.category).trackhar;
        let source = all
            .sources
            .iter()
            .find(|source| source.id == field.sources[0]);
        let source = source.expect("a claim has a defined source");
        if property != NONE {
            paths.entry(property).or_default().push(json!({
                "context": context,
                "path": path,
                "reasoning": source.url,
            }));
        }
    };
    for entry in &all.fields {
        match (&*entry.place, path(&entry.place, entry)) {
            ("envelope", _) if entry.key == "r" => {
                add("query", &entry.place, entry, entry.key.clone());
            }
            (place, Some(path)) => add("body", place, entry, path),
            _ => {}
        }
    }
    json!([{
        "slug": "sensors-analytics",
        "name": "Sensors Analytics, compressed events of Xiaomi’s browsers",
        "tracker": { "slug": "xiaomi", "name": "Xiaomi" },
        "endpointUrls": [format!("https://{HOST}/sa"), format!("http://{HOST}/sa")],
        "decodingSteps": [
            { "function": "parseQueryString", "input": "query", "output": "res.query" },
            { "function": "parseQueryString", "input": "body", "output": "form" },
            { "function": "decodeBase64", "input": "form.data_list", "output": "packed" },
            { "function": "decodeBase64", "input": "form.data", "output": "packed" },
            { "function": "gunzip", "input": "packed", "output": "text" },
            { "function": "parseJson", "input": "text", "output": "events" },
            { "function": "ensureArray", "input": "events", "output": "res.body" },
        ],
        "containedDataPaths": paths,
    }])
}

/// What a path of the kinds that [`path`] writes finds in a list of events.
fn find<'v>(events: &'v [Value], path: &str) -> Vec<&'v Value> {
    let (of, rest) = match path.strip_prefix("$[*]") {
        Some(rest) => (None, rest),
        None => {
            let rest = path.strip_prefix("$[?(@.event=='").expect("a known path");
            let (event, rest) = rest.split_once("')]").expect("a known path");
            (Some(event), rest)
        }
    };
    let (object, key) = rest.split_once("['").expect("a name in brackets");
    let key = key.strip_suffix("']").expect("a name in brackets");
    events
        .iter()
        .filter(|event| of.is_none_or(|of| event["event"] == of))
        .filter_map(|event| match object.strip_prefix('.') {
            Some(object) => event.get(object)?.get(key),
            None => event.get(key),
        })
        .filter(|value| !value.is_null())
        .collect()
}

/// All paths into the body, with the property that they are of.
fn body_paths(adapter: &Value) -> Vec<(&str, &str)> {
    let properties = adapter[0]["containedDataPaths"].as_object().expect("paths");
    properties
        .iter()
        .flat_map(|(property, paths)| {
            let paths = paths.as_array().expect("a list of paths").iter();
            paths
                .filter(|path| path["context"] == "body")
                .map(move |path| (property.as_str(), path["path"].as_str().expect("a path")))
        })
        .collect()
}

#[test]
fn the_adapter_is_up_to_date() {
    let adapter = adapter(&read(), &Mappings::read());
    let text = serde_json::to_string_pretty(&adapter).expect("JSON can be written") + "\n";
    let file = documents().join("trackhar/xiaomi-sensors-analytics.json");
    expect_test::expect_file![file].assert_eq(&text);
}

#[test]
fn the_endpoint_is_a_known_host_of_xiaomi() {
    let all = read();
    let host = all.hosts.iter().find(|entry| entry.host == HOST);
    let host = host.expect("the host is listed");
    assert_eq!(
        (host.recipient.as_str(), host.protocol.as_str()),
        ("Xiaomi", "sensors-analytics")
    );
}

/// Each path finds the field that it was made of, and no other.
#[test]
fn every_path_finds_the_field_that_it_names() {
    let all = read();
    let mut count = 0;
    for entry in &all.fields {
        let (Some(path), Some(object)) = (path(&entry.place, entry), object(&entry.place)) else {
            continue;
        };
        let marked = |event: &str| {
            let mut members = Map::new();
            members.insert(entry.key.clone(), json!("found"));
            let mut whole = match object.strip_prefix('.') {
                Some(name) => json!({ name: members }),
                None => Value::Object(members),
            };
            if entry.key != "event" {
                whole["event"] = json!(event);
            }
            whole
        };
        let events = [marked(&entry.event), marked("something_else")];
        let expected = if entry.event.is_empty() { 2 } else { 1 };
        assert_eq!(find(&events, &path), vec!["found"; expected], "{path}");
        count += 1;
    }
    assert!(count > 200, "found {count} paths");
}

/// The steps of the adapter open a body as the browser sends it, and the paths find in it what the report shows.
#[test]
fn the_adapter_reads_a_fixture() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/sensors-analytics/mint-like-android-gzip1");
    let paste = fs::read_to_string(case.join("paste.txt")).expect("a fixture has a paste");
    let packed = paste
        .trim_end()
        .split('&')
        .find_map(|pair| pair.strip_prefix("data_list="))
        .expect("the body has its events in data_list");
    let packed: Vec<u8> = percent_encoding::percent_decode_str(packed).collect();
    let packed = STANDARD.decode(packed).expect("they are in Base64");
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.as_slice())
        .read_to_string(&mut text)
        .expect("and compressed");
    let events: Vec<Value> = serde_json::from_str(&text).expect("a list of events");

    let report: Value =
        serde_json::from_str(&overshare::decode(paste.as_bytes(), "")).expect("a report is JSON");
    let shown = report["requests"][0]["events"].as_array().expect("events");
    assert_eq!(events.len(), shown.len());

    let adapter = adapter(&read(), &Mappings::read());
    let mut found = BTreeMap::new();
    for (property, path) in body_paths(&adapter) {
        for value in find(&events, path) {
            found
                .entry(property)
                .or_insert_with(Vec::new)
                .push(value.to_string());
        }
    }
    let all_shown: Vec<&str> = shown
        .iter()
        .flat_map(|event| event["fields"].as_array().expect("fields"))
        .filter_map(|field| field["value"].as_str())
        .collect();
    for (property, values) in &found {
        for value in values {
            assert!(all_shown.contains(&value.as_str()), "{property}: {value}");
        }
    }
    for property in [
        "appVersion",
        "browserId",
        "developerScopedId",
        "model",
        "osVersion",
        "viewedPage",
    ] {
        assert!(found.contains_key(property), "{property} in {found:?}");
    }
}
