//! `docs/report.md`: every member of the report with an example of each, written from the types and
//! from what Overshare says of captures. `UPDATE_EXPECT=1` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use expect_test::expect_file;
use overshare::{Analysis, VERSION, bounds, check_pack, open_shared, qr_code, to_json};
use serde_json::Value;

use crate::{read, root};

/// Characters of an example.
const LONG: usize = 90;

const HEAD: &str = "\
# The report

What Overshare says about a capture, as JSON: `decode(capture)` answers a whole `Report`, and the other functions answer the other types below.
[`www/report.d.ts`](../www/report.d.ts) has the same types for TypeScript.

Names stay: a later version may add members and values, and none changes its meaning.
A value that is missing is `null`; a member with a question mark behind its name may be absent.
Offsets and lengths count bytes; a quote counts UTF-16 units, as JavaScript does.
Times are milliseconds since 1970, exactly as sent where they are text.
Paths are `request.event.path` or `request.path` and count from 0.

## What changed since schema 1

| schema 1 | schema 2 |
|---|---|
| `Field.recognition`, `Identifier.recognition` | `identifiability`: how well a value singles somebody out |
| `basis`: `in-the-data`, `derived`, `reported` | `observed`, `inferred`, `sourced` |
| `Sentence.topic`: `tells`, `recognizes` | `content`, `identification` |
| `Survival.act` | `action` |
| `Timeline.stretches`, `Timeline.timeless` | `segments`, `undated` |
| `Masking.tokens`, `Leak.token` | `placeholders`, `placeholder` |
| `Leak.form`, and `form` of a value that was looked for | `encoding` |
| `input.kind`: `mitmproxy`, `hex`; `codec`: `hex` | gone: nothing gave them |
| `recognize(typed)` gives `Recognition` with `Hit` | `findValue(typed)` gives `ValueSearch` with `ValueMatch` |
| | `Request.at`, `Request.started`, `Request.short`; `Report.others`: a capture holds many requests |
| | `Request.state`: how far it was read |
";

/// A declared type.
enum Declared {
    /// Its members in order, each with its type and what it is.
    Object(Vec<(String, String, String)>),
    /// The texts that it can be.
    Choice(String),
}

/// All types with what each is, in the order of their declaration.
fn declarations() -> Vec<(String, String, Declared)> {
    let text = read("www/report.d.ts");
    let mut found = Vec::new();
    let mut about = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "/**" {
            about = comment(&mut lines);
        }
        let Some((name, rest)) = line
            .strip_prefix("export type ")
            .and_then(|rest| rest.split_once(" = "))
        else {
            continue;
        };
        let declared = if rest.trim() == "{" {
            Declared::Object(members(&mut lines))
        } else {
            Declared::Choice(rest.trim_end_matches(';').to_owned())
        };
        found.push((name.to_owned(), std::mem::take(&mut about), declared));
    }
    found
}

/// The text of a comment whose first line has been read.
fn comment<'l>(lines: &mut impl Iterator<Item = &'l str>) -> String {
    let text: Vec<&str> = lines
        .take_while(|line| line.trim() != "*/")
        .map(|line| line.trim().trim_start_matches('*').trim())
        .collect();
    text.join(" ")
}

fn members<'l>(lines: &mut impl Iterator<Item = &'l str>) -> Vec<(String, String, String)> {
    let mut members = Vec::new();
    let mut about = String::new();
    while let Some(line) = lines.next() {
        if line == "/**" {
            about = comment(lines);
            continue;
        }
        let (name, rest) = line.split_once(": ").unwrap();
        let is_last = rest.trim_end().ends_with("};");
        let kind = rest
            .trim()
            .trim_end_matches("};")
            .trim()
            .trim_end_matches(',');
        members.push((name.to_owned(), kind.to_owned(), std::mem::take(&mut about)));
        if is_last {
            break;
        }
    }
    members
}

/// What Overshare says, each with its type.
fn answers() -> Vec<(&'static str, Value)> {
    let bytes = |path: &str| std::fs::read(root().join(path)).unwrap();
    let analysis = |path: &str| Analysis::new(bytes(path), "", &mut |_, _| {});
    let mut answers = Vec::new();
    let mut add = |kind, text: String| answers.push((kind, serde_json::from_str(&text).unwrap()));
    let pack = read("tests/packs/example.json");
    let with_pack = serde_json::to_string(&serde_json::json!({ "pack": pack })).unwrap();
    let mint = analysis("tests/fixtures/sensors-analytics/mint-like-android-gzip1/paste.txt");
    add("Report", to_json(&mint.report()));
    for folder in std::fs::read_dir(root().join("tests/fixtures")).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        for fixture in std::fs::read_dir(folder).unwrap() {
            let report = fixture.unwrap().path().join("report.json");
            if let Ok(text) = std::fs::read_to_string(report) {
                add("Report", text);
            }
        }
    }
    let encrypted = bytes("tests/fixtures/other-xiaomi/mistat-3-agreed-key/paste.txt");
    let keys = r#"{"keys":"0f1e2d3c4b5a69788796a5b4c3d2e1f0"}"#;
    let opened = Analysis::new(encrypted, keys, &mut |_, _| {});
    add("Report", to_json(&opened.report()));
    let capture = bytes("tests/packs/example-capture.json");
    let explained = Analysis::new(capture, &with_pack, &mut |_, _| {});
    add("Report", to_json(&explained.report()));
    add(
        "Report",
        to_json(&open_shared(&mint.share("").unwrap()).report()),
    );
    for event in 0..mint.event_count() {
        add("Event", to_json(&mint.event(event)));
    }
    add("EventPage", to_json(&mint.events(0, 3, "search")));
    add("Timeline", to_json(&mint.timeline("")));
    add("Trace", to_json(&mint.trace(0, "distinct_id", 0)));
    add("Trace", to_json(&mint.trace_request(0, "query.project", 0)));
    let steps = mint.overview().requests[0].layers.len();
    add("FieldAddress", to_json(&mint.field_at(0, steps, 40, 60)));
    add("ValueSearch", to_json(&mint.find_value("AndroidApp")));
    add("ValueSearch", to_json(&mint.find_value("a")));
    add("Preview", to_json(&mint.preview("")));
    add("PackReport", to_json(&check_pack(&pack)));
    add("PackReport", to_json(&check_pack("{\"name\": 1}")));
    let chosen = bytes("tests/fixtures/archives/har-entry-lines/paste.txt");
    let chosen = Analysis::new(chosen, r#"{"as":"search"}"#, &mut |_, _| {});
    add("Report", to_json(&chosen.report()));
    for format in overshare::formats() {
        add("CaptureFormat", to_json(&format));
    }
    add("Bounds", to_json(&bounds()));
    add("QrCode", to_json(&qr_code("https://overshare.example/#o1")));
    let earlier = analysis("tests/comparisons/hundred-days-with-rotation/before.txt");
    let later = analysis("tests/comparisons/hundred-days-with-rotation/after.txt");
    add("Comparison", to_json(&earlier.compare(&later)));
    add("Comparison", to_json(&mint.compare(&explained)));
    let middle = mint
        .overview()
        .period
        .map(|period| (period.first + period.last) / 2);
    let middle = middle.unwrap_or_default();
    let options = format!(r#"{{"from":{middle},"to":{middle}}}"#);
    add("Timeline", to_json(&mint.timeline(&options)));
    // A name that nobody has explained, and a value that is let through in one place and hidden in
    // another.
    let leaking = r#"{"type":"track","event":"a","distinct_id":"6f1c8ad07b4e4b3a","time":1588777200000,"properties":{"anna_k":"6f1c8ad07b4e4b3a","anna@example.org":1,"$lib":"Android"}}"#;
    let leaking = Analysis::new(leaking.as_bytes(), "", &mut |_, _| {});
    for revealed in ["properties.anna_k", "distinct_id"] {
        let choice = format!(r#"{{"times":"exact","reveal":{{"fields":["{revealed}"]}}}}"#);
        add("Preview", to_json(&leaking.preview(&choice)));
    }
    let many = "curl 'https://sa.api.intl.miui.com/sa' --data-raw '[{\"type\":\"track\",\"event\":\"a\",\"distinct_id\":\"b\",\"properties\":{}}]'\n";
    let many = Analysis::new(many.repeat(101).into_bytes(), "", &mut |_, _| {});
    add("Report", to_json(&many.overview()));
    answers
}

/// Notes an example for each member of a value of a type, and of what lies in it.
fn note(
    kind: &str,
    value: &Value,
    types: &BTreeMap<&str, &Declared>,
    examples: &mut BTreeMap<(String, String), String>,
) {
    let kind = kind.trim_end_matches(" | null");
    if let Some(item) = kind
        .strip_prefix("Array<")
        .and_then(|rest| rest.strip_suffix('>'))
    {
        for value in value.as_array().into_iter().flatten() {
            note(item, value, types, examples);
        }
        return;
    }
    let (Some(Declared::Object(members)), Some(object)) = (types.get(kind), value.as_object())
    else {
        return;
    };
    let known: BTreeSet<&str> = members
        .iter()
        .map(|(name, ..)| name.trim_end_matches('?'))
        .collect();
    for name in object.keys() {
        assert!(
            known.contains(name.as_str()),
            "expected {kind} to declare {name}"
        );
    }
    for (name, kind_of_member, _) in members {
        let name = name.trim_end_matches('?');
        let Some(value) = object.get(name).filter(|value| !is_empty(value)) else {
            continue;
        };
        examples
            .entry((kind.to_owned(), name.to_owned()))
            .or_insert_with(|| shortened(value));
        note(kind_of_member, value, types, examples);
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

/// An example of one line: of a list its first item, of an object in a list its first members.
fn shortened(value: &Value) -> String {
    let value = match value {
        Value::Array(list) if list.iter().any(|item| item.is_object() || item.is_array()) => {
            return "[…]".to_owned();
        }
        Value::Object(_) => return "{…}".to_owned(),
        Value::Array(list) if list.len() > 3 => {
            Value::Array(list.iter().take(3).cloned().collect())
        }
        other => other.clone(),
    };
    let text = value.to_string();
    match text.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}

fn code(text: &str) -> String {
    let ticks = if text.contains('`') { "``" } else { "`" };
    format!("{ticks}{}{ticks}", text.replace('|', "\\|"))
}

#[test]
fn every_member_is_described_with_an_example() {
    let declarations = declarations();
    let types: BTreeMap<&str, &Declared> = declarations
        .iter()
        .map(|(name, _, declared)| (name.as_str(), declared))
        .collect();
    let mut examples = BTreeMap::new();
    for (kind, value) in answers() {
        note(kind, &value, &types, &mut examples);
    }
    let mut text = HEAD.to_owned();
    let mut missing = Vec::new();
    for (name, about, declared) in &declarations {
        write!(text, "\n## {name}\n\n{}\n", cell(about)).unwrap();
        match declared {
            Declared::Choice(choice) => writeln!(text, "\n{}", code(choice)).unwrap(),
            Declared::Object(members) => {
                text.push_str("\n| member | type | what it is | example |\n|---|---|---|---|\n");
                for (member, kind, about) in members {
                    let key = (name.clone(), member.trim_end_matches('?').to_owned());
                    let example = examples.get(&key);
                    if example.is_none() {
                        missing.push(format!("{name}.{member}"));
                    }
                    writeln!(
                        text,
                        "| {} | {} | {} | {} |",
                        code(member),
                        code(kind),
                        cell(about),
                        example.map(|example| code(example)).unwrap_or_default()
                    )
                    .unwrap();
                }
            }
        }
    }
    assert!(missing.is_empty(), "expected an example of {missing:?}");
    // So that a new version leaves the document as it is.
    let generator = format!("overshare {VERSION}");
    let text = text.replace(&generator, "overshare 1.2.3");
    expect_file![root().join("docs/report.md")].assert_eq(&text);
}
