use arbtest::arbtest;

use super::*;
use crate::Analysis;
use crate::report::{Field, Known};

const EXAMPLE: &str = include_str!("../../../tests/packs/example.json");
const CAPTURE: &str = include_str!("../../../tests/packs/example-capture.json");

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
    let document = include_str!("../../../docs/knowledge-packs.md");
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

/// The problem of the sound pack, changed at one place, and nothing is left of what it is about.
#[test]
fn a_pack_can_neither_let_values_leave_nor_imitate() {
    let share = |rule: &str| SOUND.replacen(r#""content": 1"#, &format!(r#""share": "{rule}""#), 1);
    for rule in ["mask", "placeholder", "drop", "relative", "round", "url"] {
        assert_eq!(check(&share(rule)).problems, [], "{rule}");
    }
    for rule in ["keep", "keep-if-known", "major", "base"] {
        let report = check(&share(rule));
        let [problem] = report.problems.as_slice() else {
            panic!("{rule}: {:?}", report.problems);
        };
        assert!(
            problem.help.contains("cannot let values leave"),
            "{problem:?}"
        );
        assert_eq!((problem.line, report.fields), (14, 0));
    }
    for (key, is_good) in [("*", false), ("a*", false), ("äö*", false), ("abc*", true)] {
        let report = check(&SOUND.replacen(r#""key": "k""#, &format!(r#""key": "{key}""#), 1));
        assert_eq!(
            report.problems.is_empty(),
            is_good,
            "{key}: {:?}",
            report.problems
        );
        assert_eq!(report.fields, usize::from(is_good), "{key}");
    }
    let long = "x".repeat(61);
    for name in [
        "P” is proven. “P",
        "P\\\" all is well",
        "„P",
        "Overshare’s own",
        "OVERSHARE",
        "P\u{202e}gnp",
        "P\u{2066}",
        "P\u{200b}",
        "P\u{feff}",
        "P\u{00ad}",
        &long,
    ] {
        let report = check(&SOUND.replacen(r#""name": "p""#, &format!(r#""name": "{name}""#), 1));
        assert_eq!(report.problems.len(), 1, "{name}: {:?}", report.problems);
        assert_eq!(
            (&*report.name, report.problems[0].line),
            ("unnamed", 2),
            "{name}"
        );
    }
    for (from, left) in [
        ("Some meaning.", (0, 1)),
        ("Some label", (0, 1)),
        ("You did", (1, 0)),
    ] {
        let report = check(&SOUND.replacen(from, "a\u{202e}b", 1));
        assert_eq!((report.fields, report.events), left, "{from}");
        assert_eq!(report.problems.len(), 1, "{from}");
    }
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

/// What an e-mail address, an ID and a key are, they are under every name.
#[test]
fn a_pack_cannot_make_a_value_look_harmless() {
    let pack = r#"{"name":"P","fields":[{"place":"properties","key":"my_*","label":"Technical","category":"transport","meaning":"A number.","grade":"C"}]}"#;
    for value in [
        "eva@example.org",
        "3c9f1a7be2d84056",
        "5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31",
        "https://example.org/?mail=eva%40example.org",
    ] {
        let capture = format!(
            r#"[{{"type":"track","event":"e","time":1588600000000,"distinct_id":"","properties":{{"my_device_id":"{value}"}}}}]"#
        );
        let without = Analysis::new(capture.as_bytes(), "", &mut |_, _| {});
        let with = with_pack(&capture, pack);
        let severity = |analysis: &Analysis| analysis.event(0).unwrap().severity;
        assert!(severity(&without) >= 3, "{value}");
        assert_eq!(severity(&with), severity(&without), "{value}");
        let ids = |analysis: &Analysis| {
            let report = analysis.overview();
            let findings = report.findings.iter().map(|finding| finding.id);
            (findings.collect::<Vec<_>>(), report.identifiers.len())
        };
        assert_eq!(ids(&with), ids(&without), "{value}");
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
fn size_and_number_are_bounded() {
    let field = |index: usize| {
        format!(
            r#"{{"place":"lib","key":"k{index}","label":"l","category":"time","meaning":"m","grade":"C"}}"#
        )
    };
    let pack = |count: usize| {
        let fields: Vec<String> = (0..count).map(field).collect();
        format!(r#"{{"name":"p","fields":[{}]}}"#, fields.join(","))
    };
    let large = check(&pack(4_000));
    assert!(
        large.fields < 4_000 && large.problems[0].message.contains("262,144 bytes"),
        "{:?}",
        large.problems
    );
    let many = format!(
        r#"{{"name":"p","fields":[{}]}}"#,
        vec!["1"; 6_000].join(",")
    );
    let report = check(&many);
    assert_eq!(report.problems.len(), TOLD + 1);
    assert_eq!(report.fields, 0);
}

#[test]
fn choices_are_those_of_the_tables() {
    let ids: Vec<&str> = CATEGORY.iter().map(|category| category.id()).collect();
    assert_eq!(ids, CATEGORIES);
    assert_eq!(CATEGORY, Category::ALL);
    assert!(PLACE.is_sorted());
    for entry in super::super::FIELDS.iter() {
        assert!(PLACE.contains(&entry.place), "{entry:?}");
        assert!(FORM.contains(&entry.form), "{entry:?}");
    }
    let grades: Vec<&str> = GRADE.iter().map(|grade| grade.id()).collect();
    assert_eq!(grades, GRADES);
}

#[test]
fn any_text_gives_a_report() {
    arbtest(|u| {
        let mut text = EXAMPLE.as_bytes().to_vec();
        for _ in 0..u.int_in_range(0..=6)? {
            let at = u.choose_index(text.len())?;
            match u.int_in_range(0..=3)? {
                0 => text[at] = u.arbitrary()?,
                1 => text.truncate(at.max(1)),
                2 => drop(text.splice(at..at, *b"\"{[,:")),
                _ => drop(text.splice(at..(at + 20).min(text.len()), [])),
            }
            if text.is_empty() {
                text.push(b' ');
            }
        }
        let text = String::from_utf8_lossy(&text);
        let lines = 1 + text.matches('\n').count();
        let report = check(&text);
        for problem in &report.problems {
            assert!((1..=lines).contains(&problem.line), "{problem:?}");
            assert!(!problem.message.is_empty() && !problem.help.is_empty());
        }
        assert!(report.fields <= 5 && report.events <= 2);
        let text: String = u.arbitrary()?;
        assert!(!check(&text).problems.is_empty());
        Ok(())
    });
}

/// What a pack says names the pack in everything that is made of a capture.
#[test]
fn what_a_pack_says_names_it_everywhere() {
    let analysis = with_pack(CAPTURE, EXAMPLE);
    let from = "from the pack “Example Weather 1.4”";
    let summary = &analysis.overview().summary;
    let told = summary
        .iter()
        .find(|sentence| sentence.text.contains("the forecast"));
    assert!(
        told.is_some_and(|sentence| sentence.text.contains(from)),
        "{summary:?}"
    );
    let lasting = summary
        .iter()
        .find(|sentence| sentence.text.contains("Random app number"));
    // Within a quotation, as a label is, double marks are single ones.
    let within = "from the pack ‘Example Weather 1.4’";
    assert!(
        lasting.is_some_and(|sentence| sentence.text.contains(within)),
        "{summary:?}"
    );
    for format in [
        "text",
        "markdown",
        "html",
        "figure",
        "annex-html",
        "annex-markdown",
        "figure-markdown",
        "letter-en",
        "letter-de",
        "csv-fields",
        "csv-events",
        "ndjson",
    ] {
        let Ok(bytes) = analysis.export(format, r#"{"mode":"full"}"#) else {
            panic!("{format} is no format");
        };
        let text = String::from_utf8(bytes).unwrap().replace("&quot;", "\"");
        // Lines of a text end where the page does.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // A value in a sentence is marked by each format in its own way.
        let text = ["`", "<mark>", "<mark class=\"overshare-quote\">", "</mark>"]
            .iter()
            .fold(text, |text, mark| text.replace(mark, ""));
        for said in [
            "You looked at the forecast",
            "Place of forecast",
            "Random app number",
            "the rain map was zoomed",
        ] {
            let mut rest = &*text;
            while let Some((before, after)) = rest.split_once(said) {
                let near = |text: Option<&str>| {
                    let names = ["pack “Example Weather 1.4”", "pack ‘Example Weather 1.4’"];
                    text.is_some_and(|text| names.iter().any(|name| text.contains(name)))
                };
                let end = after.floor_char_boundary(60);
                let start = before.len().saturating_sub(60);
                let start = before.floor_char_boundary(start);
                assert!(
                    near(before.get(start..)) || near(after.get(..end)),
                    "{format}: {said} before {:?}",
                    after.get(..end)
                );
                rest = after;
            }
        }
    }
}
