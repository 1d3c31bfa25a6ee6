//! Bodies of Xiaomi's senders that were made from published descriptions of their formats, or published as test
//! values: each gives the records, the fields and the outcomes of checks that it was made of.
//!
//! `tests/senders/bodies.json` is a list; `tests/web/senders.test.mjs` reads it with the package.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

const BODIES: &str = include_str!("../../../tests/senders/bodies.json");

/// Whether all that is expected is in a value: of objects more may be there.
fn holds(value: &Value, expected: &Value) -> bool {
    match (value, expected) {
        (Value::Object(members), Value::Object(wanted)) => wanted.iter().all(|(name, wanted)| {
            members
                .get(name)
                .is_some_and(|member| holds(member, wanted))
        }),
        (Value::Array(items), Value::Array(wanted)) => {
            items.len() == wanted.len()
                && items
                    .iter()
                    .zip(wanted)
                    .all(|(item, wanted)| holds(item, wanted))
        }
        (value, wanted) => value == wanted,
    }
}

/// What is not as expected of a body.
fn complaint(body: &Value) -> Option<String> {
    let paste = match body["paste"].as_str() {
        Some(text) => text.as_bytes().to_vec(),
        None => BASE64_STANDARD
            .decode(body["bytes"].as_str().unwrap())
            .unwrap(),
    };
    let keys = body.get("keys").cloned().unwrap_or(json!([]));
    let options = json!({ "keys": keys }).to_string();
    let analysis = crate::Analysis::new(&paste, &options, &mut |_, _| {});
    let overview: Value = serde_json::from_str(&crate::to_json(&analysis.overview())).unwrap();
    let request = &overview["requests"][0];
    let protocol = &request["protocol"];
    let is_sure = protocol["certainty"] != "possible";
    if let Some(not) = body["isNot"].as_str() {
        let is_it = protocol["id"] == not && is_sure;
        return is_it.then(|| format!("taken for {not}"));
    }
    if protocol["id"] != body["format"] || !is_sure {
        return Some(format!("taken for {protocol}: {}", overview["diagnostics"]));
    }
    let events: Vec<Value> = (0..analysis.event_count())
        .map(|index| {
            let event = crate::to_json(&analysis.event(index).unwrap());
            serde_json::from_str(&event).unwrap()
        })
        .collect();
    let records: Vec<Value> = events
        .iter()
        .map(|event| serde_json::from_str(event["json"].as_str().unwrap()).unwrap())
        .collect();
    let is_locked = request["locked"].is_object();
    if is_locked != (body["isLocked"] == true) {
        return Some(format!("locked: {is_locked}: {request}"));
    }
    if is_locked && !records.is_empty() {
        return Some("locked, and has records".to_owned());
    }
    if let Some(expected) = body.get("records")
        && *expected != json!(records)
    {
        return Some(format!(
            "has the records {records:?}: {}",
            overview["diagnostics"]
        ));
    }
    if let Some(expected) = body.get("holds")
        && !holds(&json!(records), expected)
    {
        return Some(format!(
            "has the records {records:?}: {}",
            overview["diagnostics"]
        ));
    }
    for (name, value) in body["fields"].as_object().into_iter().flatten() {
        let fields = request["fields"].as_array().unwrap();
        let text = value.as_str().unwrap();
        let is_it = |field: &&Value| {
            field["name"] == *name && field["value"].as_str() == Some(&json!(text).to_string())
        };
        if fields.iter().find(is_it).is_none() {
            return Some(format!("no field {name} with {text}"));
        }
    }
    for (name, text) in body["shows"].as_object().into_iter().flatten() {
        let mut fields = events
            .iter()
            .flat_map(|event| event["fields"].as_array().unwrap());
        let text = text.as_str().unwrap();
        let is_it = |field: &Value| {
            field["name"] == *name
                && field["display"]
                    .as_str()
                    .is_some_and(|shown| shown.contains(text))
        };
        if !fields.any(is_it) {
            return Some(format!("{name} is not shown as {text}"));
        }
    }
    for (name, status) in body["checks"].as_object().into_iter().flatten() {
        let checks = request["checks"].as_array().unwrap();
        let is_it = |check: &&Value| check["name"] == *name && check["status"] == *status;
        if checks.iter().find(is_it).is_none() {
            return Some(format!("{name} is not {status}: {}", request["checks"]));
        }
    }
    None
}

#[test]
fn bodies_of_senders_give_what_they_were_made_of() {
    let bodies: Vec<Value> = serde_json::from_str(BODIES).unwrap();
    assert!(bodies.len() > 40, "{}", bodies.len());
    let complaints: Vec<String> = bodies
        .iter()
        .filter_map(|body| Some(format!("{}: {}", body["name"], complaint(body)?)))
        .collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
