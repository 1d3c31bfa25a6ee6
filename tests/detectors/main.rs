//! What values are by their own shape, through the public interface: one event with the value in
//! it is decoded, and `detected` of its field is read.
//!
//! `vectors.json` holds examples with invented or documentation values: those that must be found,
//! those that must not, and traps that look like something else.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod ordinary;
mod properties;
mod vectors;

use serde_json::{Map, Value, json};

/// The fields of one event with these properties, by name.
fn fields(properties: &[(&str, Value)]) -> Map<String, Value> {
    let properties: Map<String, Value> = properties
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let event = json!([{ "type": "track", "event": "test", "properties": properties }]);
    let report: Value =
        serde_json::from_str(&overshare::decode(event.to_string().as_bytes(), "")).unwrap();
    let fields = report["requests"][0]["events"][0]["fields"]
        .as_array()
        .unwrap();
    fields
        .iter()
        .map(|field| (field["name"].as_str().unwrap().to_owned(), field.clone()))
        .collect()
}

/// What is detected in one value under one name.
fn detect(name: &str, value: impl Into<Value>) -> Vec<Value> {
    let fields = fields(&[(name, value.into())]);
    fields[name]["detected"].as_array().unwrap().clone()
}

/// The detections of one kind.
fn of_kind<'d>(detected: &'d [Value], kind: &str) -> Vec<&'d Value> {
    let is_kind = |detection: &&Value| detection["kind"] == kind;
    detected.iter().filter(is_kind).collect()
}
