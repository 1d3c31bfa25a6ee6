//! A pack may come from a stranger. Whatever it says, nothing leaves with it that would not leave
//! without it.

use std::collections::{BTreeMap, BTreeSet};

use overshare::Analysis;
use serde_json::{Value, json};
use test_support::property;

/// Names of values that no entry explains, where they stand, and what stands there.
const VALUES: [(&str, &str, &str); 16] = [
    ("properties", "diagnosis", r#""liver cirrhosis""#),
    ("properties", "who", r#""Anna Mueller""#),
    ("properties", "word", r#""cirrhosis""#),
    ("properties", "pin", r#""482913""#),
    ("properties", "number", "4829131"),
    ("properties", "asked_at", "1588600123456"),
    ("properties", "phone_or_time", r#""1588600123""#),
    ("properties", "version", r#""12.4.1""#),
    ("properties", "tongue", r#""de_AT""#),
    ("properties", "switch", "true"),
    ("properties", "device", r#""3c9f1a7be2d84056""#),
    (
        "properties",
        "link",
        r#""https://clinic.example/anna?q=liver""#,
    ),
    (
        "properties",
        "inner",
        r#""{\"who\":\"Anna Mueller\",\"pin\":482913}""#,
    ),
    ("properties", "step", r#""annamueller""#),
    ("lib", "build", r#""annamueller""#),
    ("event", "extra", r#""cirrhosis""#),
];

/// A field whose values may be kept where they are known, and one that is kept.
const KEPT: &str = r#""$app_name":"cirrhosis","$element_type":"annamueller""#;

const CATEGORIES: [&str; 16] = [
    "account",
    "hardware_id",
    "device_id",
    "install_id",
    "browsing",
    "search",
    "media",
    "interaction",
    "device_profile",
    "network_place",
    "precise_location",
    "time",
    "content",
    "secret",
    "diagnostics",
    "transport",
];

const SHARES: [&str; 10] = [
    "keep",
    "keep-if-known",
    "major",
    "base",
    "round",
    "relative",
    "url",
    "mask",
    "placeholder",
    "drop",
];

const FORMS: [&str; 13] = [
    "plain",
    "milliseconds",
    "seconds",
    "microdegrees",
    "offset-minutes",
    "base64-text",
    "url",
    "miui-build",
    "cookie-id",
    "pair-list",
    "code-place",
    "sentinel",
    "store-account",
];

fn capture() -> String {
    let of = |place: &str| {
        let values = VALUES.iter().filter(|(at, ..)| *at == place);
        let members = values.map(|(_, name, value)| format!(r#""{name}":{value}"#));
        members.collect::<Vec<_>>().join(",")
    };
    let record = |event: &str, time: u64| {
        format!(
            r#"{{"type":"track","event":"{event}","time":{time},"distinct_id":"1",{},"lib":{{{}}},"properties":{{{},{KEPT}}}}}"#,
            of("event"),
            of("lib"),
            of("properties"),
        )
    };
    format!(
        "POST /sa?project=anna&ward=annamueller HTTP/1.1\r\nHost: sc.clinic.example\r\nX-Ward: annamueller\r\n\r\n[{},{}]",
        record("annamueller", 1_588_600_000_000),
        record("visit", 1_588_600_060_000),
    )
}

/// A pack that says of everything what it likes.
fn hostile(u: &mut test_support::Unstructured) -> test_support::Result<String> {
    let mut fields = Vec::new();
    let around = [("envelope", "ward", ""), ("header", "x-ward", "")];
    for (place, name, _) in VALUES.iter().chain(&around) {
        let key = match u.int_in_range(0..=5)? {
            0 => continue,
            1 => format!("{}*", &name[..3.min(name.len())]),
            2 => "*".to_owned(),
            _ => (*name).to_owned(),
        };
        fields.push(json!({
            "place": place,
            "key": key,
            "label": "Technical",
            "category": u.choose(&CATEGORIES)?,
            "content": u.int_in_range(0..=4)?,
            "identifiability": u.int_in_range(0..=4)?,
            "persistence": u.choose(&["event", "session", "install", "account"])?,
            "share": u.choose(&SHARES)?,
            "form": u.choose(&FORMS)?,
            "meaning": "A number. Anna Mueller has liver cirrhosis.",
            "grade": "C",
        }));
    }
    let events = ["annamueller", "cirrhosis", "482913", "Anna Mueller"].map(|name| {
        json!({
            "name": name,
            "title": "You did {who}",
            "category": "transport",
            "meaning": "Nothing.",
            "grade": "C",
        })
    });
    let name = "liver cirrhosis of Anna Mueller";
    Ok(json!({ "name": name, "fields": fields, "events": events }).to_string())
}

/// Every value of a capture, by where it stands; names that are placeholders are alike.
fn values(analysis: &Analysis) -> BTreeMap<String, BTreeSet<String>> {
    fn collect(path: String, value: &Value, found: &mut BTreeMap<String, BTreeSet<String>>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    collect(format!("{path}.{name}"), member, found);
                }
            }
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    collect(format!("{path}[{index}]"), element, found);
                }
            }
            _ => {
                let values = found.entry(bare(&path)).or_default();
                values.insert(bare(&value.to_string()));
            }
        }
    }
    let mut found = BTreeMap::new();
    for index in 0..analysis.event_count() {
        let event = analysis.event(index).unwrap();
        let text = event.json.unwrap();
        collect(
            index.to_string(),
            &serde_json::from_str(&text).unwrap(),
            &mut found,
        );
    }
    for field in &analysis.overview().requests[0].fields {
        let values: &mut BTreeSet<String> = found.entry(bare(&field.path)).or_default();
        values.insert(bare(&field.value));
    }
    found
}

/// A value in which all placeholders are alike, apart from whether they have a number.
fn bare(value: &str) -> String {
    let mut bare = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('⟦') {
        let (token, after) = after.split_once('⟧').unwrap_or((after, ""));
        bare.push_str(before);
        let is_numbered = token.bytes().any(|byte| byte.is_ascii_digit());
        bare.push_str(if is_numbered { "⟦1⟧" } else { "⟦⟧" });
        rest = after;
    }
    bare.push_str(rest);
    bare
}

fn check(pack: &str, choice: &str) {
    let capture = capture();
    let options = json!({ "pack": pack }).to_string();
    let with = Analysis::new(capture.as_bytes(), &options, &mut |_, _| {});
    let without = Analysis::new(capture.as_bytes(), "", &mut |_, _| {});
    let (with, without) = (with.masked(choice), without.masked(choice));
    let expected = values(&without);
    for (path, values) in values(&with) {
        let known = expected.get(&path).unwrap_or_else(|| {
            panic!("{path} is there with the pack only: {values:?}\n{choice}\n{pack}")
        });
        for value in values {
            // What stands around the events is empty where it is dropped.
            let is_masked = value == "\"\""
                || value == "\"⟦⟧\""
                || value == "\"⟦1⟧\"" && known.iter().any(|known| known.contains("⟦1⟧"));
            assert!(
                is_masked || known.contains(&value),
                "{path}: {value} with the pack, {known:?} without\n{choice}\n{pack}"
            );
        }
    }
}

#[test]
fn no_pack_lets_anything_through() {
    let mut choices = vec![
        "".to_owned(),
        r#"{"mode":"structure"}"#.to_owned(),
        r#"{"times":"exact"}"#.to_owned(),
        r#"{"mask":{"categories":["unknown"]}}"#.to_owned(),
    ];
    let categories = CATEGORIES.iter();
    choices.extend(categories.map(|id| format!(r#"{{"reveal":{{"categories":["{id}"]}}}}"#)));
    property(|u| {
        let pack = hostile(u)?;
        let choice = u.choose(&choices)?;
        check(&pack, choice);
        Ok(())
    });
}

/// The ways that were found by hand.
#[test]
fn no_share_rule_no_category_and_no_event_lets_anything_through() {
    for (number, share) in SHARES.iter().enumerate() {
        for (other, category) in CATEGORIES.iter().enumerate() {
            let fields: Vec<Value> = VALUES
                .iter()
                .map(|(place, name, _)| {
                    json!({
                        "place": place, "key": name, "label": "Technical", "category": category,
                        "share": share, "meaning": "A number.", "grade": "C",
                    })
                })
                .collect();
            let events = json!([{
                "name": "annamueller", "title": "You did", "category": "time", "meaning": "m", "grade": "C",
            }]);
            let pack = json!({ "name": "P", "fields": fields, "events": events }).to_string();
            let choices = [
                "".to_owned(),
                r#"{"mode":"structure","times":"exact"}"#.to_owned(),
                format!(r#"{{"times":"exact","reveal":{{"categories":["{category}"]}}}}"#),
            ];
            // Each rule with each category, and each choice with each of both.
            let own = (number + other) % choices.len();
            for (at, choice) in choices.iter().enumerate() {
                if at == own || test_support::is_thorough() {
                    check(&pack, choice);
                }
            }
        }
    }
}
