mod hostile;

use test_support::property;

use super::schema::{CATEGORIES, GRADES};
use super::*;
use crate::Analysis;
use crate::knowledge::tables::SCOPE;
use crate::report::{Field, Known};

const EXAMPLE: &str = include_str!("../../../../tests/packs/example.json");
const CAPTURE: &str = include_str!("../../../../tests/packs/example-capture.json");

/// The analysis of a capture with a pack.
fn with_pack(capture: &str, pack: &str) -> Analysis {
    let options = format!(r#"{{"pack":{}}}"#, serde_json::to_string(pack).unwrap());
    Analysis::new(capture.as_bytes(), &options, &mut |_, _| {})
}

#[test]
fn the_example_is_without_problems() {
    let expected = PackReport {
        name: "Example Weather 1.4".to_owned(),
        fields: 5,
        events: 2,
        problems: Vec::new(),
    };
    assert_eq!(check(EXAMPLE), expected);
}

#[test]
fn the_example_in_the_documentation_is_without_problems() {
    let document = include_str!("../../../../docs/knowledge-packs.md");
    let example = document.split("```json").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let report = check(example);
    assert_eq!(
        (report.fields, report.events, report.problems),
        (1, 1, Vec::new())
    );
}

#[test]
fn the_example_explains_its_capture() {
    let analysis = with_pack(CAPTURE, EXAMPLE);
    let event = analysis.event(0).unwrap();
    assert_eq!(
        event.title,
        "Apparently (from the pack “Example Weather 1.4”): You looked at the forecast for Musterstadt"
    );
    assert_eq!(event.pack, Some("Example Weather 1.4"));
    assert_eq!(event.known, Known::Explained);
    let fields = event.fields.unwrap();
    let find = |path: &str| fields.iter().find(|field| field.path == path).unwrap();
    let told = |field: &Field| {
        (
            field.known,
            field.grade,
            field.pack,
            field.label.clone().unwrap_or_default().into_owned(),
        )
    };
    let pack = Some("Example Weather 1.4");
    for (path, expected) in [
        (
            "properties.forecast_place",
            (Known::Explained, Some("A"), pack, "Place of forecast"),
        ),
        (
            "properties.station_token",
            (Known::Explained, Some("B"), pack, "Random app number"),
        ),
        (
            "properties.asked_at",
            (Known::Guessed, Some("D"), pack, "Time of asking"),
        ),
        (
            "properties.unit_temperature",
            (Known::Guessed, Some("C"), pack, "Unit setting"),
        ),
        (
            "lib.station_build",
            (Known::Explained, Some("A"), pack, "Build of app"),
        ),
        (
            "properties.$os",
            (Known::Explained, Some("A"), None, "Operating system"),
        ),
        ("properties.color", (Known::Unknown, None, None, "")),
    ] {
        let (known, grade, name, label) = expected;
        assert_eq!(
            told(find(path)),
            (known, grade, name, label.to_owned()),
            "{path}"
        );
    }
    assert!(find("properties.unit_temperature").because.is_some());
    assert_eq!(
        find("properties.asked_at").display.as_deref(),
        Some("2026-03-27 08:26:39 UTC")
    );
    let second = analysis.event(1).unwrap();
    assert_eq!(
        (&*second.title, second.known),
        (
            "Apparently (from the pack “Example Weather 1.4”): the rain map was zoomed",
            Known::Guessed
        )
    );
    // An entry for one event says nothing of the same name in another.
    let other = second.fields.unwrap();
    let asked = other
        .iter()
        .find(|field| field.path == "properties.asked_at")
        .unwrap();
    assert_eq!(asked.pack, None);
    let report = analysis.overview();
    let source = report
        .sources
        .iter()
        .find(|source| source.id == "weather-manual")
        .unwrap();
    assert_eq!(source.pack, pack);
    assert!(
        report
            .sources
            .iter()
            .all(|source| (source.pack == pack) == source.id.starts_with("weather-"))
    );
    assert!(
        report.identifiers.iter().any(|identifier| identifier.label
            == "Random app number (from the pack “Example Weather 1.4”)")
    );
    assert!(
        report
            .diagnostics
            .iter()
            .all(|diagnostic| diagnostic.code != "pack-problems")
    );
}

#[test]
fn the_same_pack_is_kept_once() {
    let (one, _) = load(EXAMPLE);
    let (other, _) = load(EXAMPLE);
    assert!(std::ptr::eq(one.unwrap(), other.unwrap()));
}

/// A pack of one field and one source, to be changed at one place.
const SOUND: &str = r#"{
  "name": "p",
  "sources": [
    { "id": "s",
      "title": "t",
      "url": "https://a.example/",
      "read": "2026-01-31" }
  ],
  "fields": [
    { "place": "properties",
      "key": "k",
      "label": "Some label",
      "category": "time",
      "content": 1,
      "meaning": "Some meaning.",
      "grade": "A",
      "sources": ["s"] }
  ],
  "events": [
    { "name": "e", "title": "You did", "category": "time", "meaning": "m", "grade": "C" }
  ]
}
"#;

/// Changes the sound pack and expects one problem: its line, a part of the message, a part of what
/// to try, and how many fields and events are left.
#[track_caller]
fn problem(from: &str, to: &str, line: usize, message: &str, help: &str, left: (usize, usize)) {
    assert!(SOUND.contains(from), "{from}");
    let report = check(&SOUND.replacen(from, to, 1));
    let [problem] = report.problems.as_slice() else {
        panic!("expected one problem, found {:#?}", report.problems);
    };
    assert_eq!(problem.line, line, "{problem:?}");
    assert!(problem.message.contains(message), "{problem:?}");
    assert!(problem.help.contains(help), "{problem:?}");
    assert_eq!((report.fields, report.events), left);
}

#[test]
fn problems_name_line_and_remedy() {
    assert_eq!(check(SOUND).problems, []);
    problem(
        r#""name": "p","#,
        "",
        1,
        "expected a member “name”, found none",
        "Add the name",
        (1, 1),
    );
    problem(
        r#""name": "p""#,
        r#""name": 7"#,
        2,
        "a text in quotation marks for “name”, found a number",
        "",
        (1, 1),
    );
    problem(
        r#""events": ["#,
        r#""evnets": ["#,
        19,
        "found “evnets”",
        "Perhaps “events” is meant",
        (1, 0),
    );
    problem(
        r#""content": 1"#,
        r#""contant": 1"#,
        14,
        "found “contant”",
        "Perhaps “content” is meant",
        (1, 1),
    );
    problem(
        r#""content": 1"#,
        r#""zzzzzz": 1"#,
        14,
        "found “zzzzzz”",
        "Possible are: place, key",
        (1, 1),
    );
    problem(
        r#""content": 1"#,
        r#""content": 5"#,
        14,
        "a whole number from 0 to 4",
        "",
        (0, 1),
    );
    problem(
        r#""content": 1"#,
        r#""content": "1""#,
        14,
        "found “1”",
        "",
        (0, 1),
    );
    problem(
        r#""category": "time","#,
        r#""category": "tiem","#,
        13,
        "found “tiem”",
        "Perhaps “time” is meant",
        (0, 1),
    );
    problem(
        r#""meaning": "Some meaning.","#,
        "",
        10,
        "expected a member “meaning”",
        "Every such entry needs: place, key, label",
        (0, 1),
    );
    problem(
        "Some meaning.",
        &"word ".repeat(26),
        15,
        "at most 25 words for “meaning”",
        "",
        (0, 1),
    );
    problem(
        "Some meaning.",
        &"x".repeat(301),
        15,
        "at most 300 characters",
        "",
        (0, 1),
    );
    problem(
        "Some meaning.",
        r"two\nlines",
        15,
        "on one line",
        "",
        (0, 1),
    );
    problem(
        "Some meaning.",
        "  ",
        15,
        "a text that is not empty",
        "",
        (0, 1),
    );
    problem(
        "Some label",
        "one two three four five",
        12,
        "at most 4 words for “label”",
        "",
        (0, 1),
    );
    problem(
        r#"["s"] }"#,
        r#"["r"] }"#,
        10,
        "the identifier of a source, found “r”",
        "Perhaps “s” is meant",
        (0, 1),
    );
    problem(
        r#"["s"] }"#,
        "[] }",
        10,
        "a source for grade A or B",
        "grade C",
        (0, 1),
    );
    problem(r#"["s"] }"#, "[1] }", 17, "a list of texts", "", (0, 1));
    problem(
        r#""grade": "A""#,
        r#""grade": "E""#,
        16,
        "one of A, B, C, D for “grade”",
        "",
        (0, 1),
    );
    problem(
        r#""key": "k""#,
        r#""key": "uuid""#,
        10,
        "found one that it knows itself",
        "comes first",
        (0, 1),
    );
    problem(
        r#""name": "e""#,
        r#""name": "search""#,
        20,
        "found one that it knows itself",
        "comes first",
        (1, 0),
    );
    problem(
        r#"{ "name": "e","#,
        r#"7, { "name": "e","#,
        20,
        "an object in { } for “events”, found a number",
        "",
        (1, 1),
    );
    problem(
        r#""events": ["#,
        r#""events": 7, "about": ["#,
        19,
        "a list in [ ] for “events”",
        "",
        (1, 0),
    );
    let again =
        r#"{ "name": "e", "title": "You did", "category": "time", "meaning": "m", "grade": "C" }"#;
    problem(
        again,
        &format!("{again},\n{again}"),
        21,
        "found it a second time",
        "the first is used",
        (1, 1),
    );
}

/// A pack explains what stands in any of several requests, and its sources are listed.
#[test]
fn a_pack_explains_every_request() {
    let pack = r#"{"name":"P","sources":[{"id":"s","title":"T","url":"https://a.example/","kind":"code","read":"2026-01-31"}],"fields":[{"place":"properties","key":"my_field","label":"Mine","category":"account","identifiability":4,"meaning":"A number.","grade":"A","sources":["s"]}],"events":[{"name":"my_event","title":"It happened","category":"interaction","meaning":"It happened.","grade":"A","sources":["s"]}]}"#;
    let event = |name: &str, value: &str| {
        format!(
            r#"[{{"type":"track","event":"{name}","time":1588600000000,"distinct_id":"","properties":{{"my_field":"{value}"}}}}]"#
        )
    };
    let pastes = [
        r#"{"hello":"world"}"#.to_owned(),
        event("other", "a-4711"),
        event("my_event", "a-4711"),
    ];
    let options = crate::to_json(&serde_json::json!({ "pack": pack }));
    let analysis = Analysis::several(&pastes, &options);
    let report = analysis.overview();
    let names = report.names.iter().map(|count| count.known);
    use crate::report::Known::{Explained, Unknown};
    assert_eq!(names.collect::<Vec<_>>(), [Unknown, Unknown, Explained]);
    let [identifier] = report.identifiers.as_slice() else {
        panic!("expected one identifier, found {:?}", report.identifiers);
    };
    assert_eq!((identifier.events, &*identifier.names[0]), (2, "my_field"));
    let source = report.sources.iter().find(|source| source.id == "s");
    assert_eq!(source.and_then(|source| source.pack), Some("P"));
    for event in [1, 2] {
        let fields = analysis.event(event).unwrap().fields.unwrap();
        let field = fields.iter().find(|field| field.name == "my_field");
        assert_eq!(field.and_then(|field| field.pack), Some("P"));
    }
}

#[test]
fn what_refers_to_a_wrong_source_is_left_out_too() {
    for (from, to, line, message) in [
        (
            "https://a.example/",
            "javascript:alert(1)",
            6,
            "an address that begins with https://",
        ),
        ("2026-01-31", "31.1.2026", 7, "a day as 2020-05-08"),
        (
            r#""id": "s""#,
            r#""id": "palant-2020-05-04""#,
            4,
            "found one that it knows itself",
        ),
    ] {
        let report = check(&SOUND.replacen(from, to, 1));
        let told = report.problems.first().unwrap();
        assert_eq!(told.line, line, "{told:?}");
        assert!(told.message.contains(message), "{told:?}");
        assert_eq!(
            (report.fields, report.events, report.problems.len()),
            (0, 1, 2)
        );
    }
}

#[test]
fn broken_json_keeps_what_stands_before_the_break() {
    let (cut, _) = SOUND.split_once(r#""events""#).unwrap();
    let report = check(cut);
    assert_eq!((report.fields, report.events), (1, 0));
    assert_eq!(report.problems.len(), 1, "{report:?}");
    assert!(
        report.problems[0]
            .message
            .contains("expected JSON to the end")
    );
    assert!(report.problems[0].line >= 18, "{report:?}");
    for text in ["", "[]", "7", "pack", r#"[{"name":"p"}]"#] {
        let report = check(text);
        assert_eq!(
            (report.name.as_str(), report.problems[0].line),
            ("unnamed", 1),
            "{text}"
        );
    }
}

#[test]
fn choices_are_those_of_the_tables() {
    let ids: Vec<&str> = CATEGORY.iter().map(|category| category.id()).collect();
    assert_eq!(ids, CATEGORIES);
    assert_eq!(CATEGORY, Category::ALL);
    assert!(SCOPE.is_sorted());
    for entry in super::super::FIELDS.iter() {
        assert!(SCOPE.contains(&entry.place), "{entry:?}");
        assert!(FORM.contains(&entry.form), "{entry:?}");
    }
    let grades: Vec<&str> = GRADE.iter().map(|grade| grade.id()).collect();
    assert_eq!(grades, GRADES);
}
