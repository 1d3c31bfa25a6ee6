//! Packs that try to let values leave, to imitate or to break something.

use super::draft::TOLD;
use super::*;

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
            problem.help.contains("cannot let values be shared"),
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
        assert!(severity(&without) >= 2, "{value}");
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
fn any_text_gives_a_report() {
    property(|u| {
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
