//! Markdown and mail: nothing of a capture becomes markup.

use super::*;

/// A line without its code, read as CommonMark reads it.
fn without_code(line: &str) -> String {
    let mut rest = line;
    let mut left = String::new();
    while let Some((before, after)) = rest.split_once('`') {
        left.push_str(before);
        let mut inner = after.trim_start_matches('`');
        let fence = after.len() - inner.len();
        loop {
            let (_, after) = inner.split_once('`').expect("the end of code");
            inner = after.trim_start_matches('`');
            if after.len() - inner.len() == fence {
                break;
            }
        }
        left.push('x');
        rest = inner;
    }
    left + rest
}

/// Markdown in which nothing but our own marks is left outside of code.
fn assert_markdown(text: &str) {
    assert_visible(text);
    let mut columns = None;
    for line in text.lines() {
        if let Some(row) = line.strip_prefix('|') {
            let bars = row.replace("\\|", "").matches('|').count();
            assert_eq!(*columns.get_or_insert(bars), bars, "{line}");
        } else {
            columns = None;
        }
        let plain = without_code(line);
        let start = plain.trim_start_matches(['#', '-', ' ', '|']);
        let left = start
            .replace("\\[", "")
            .replace("\\]", "")
            .replace("**", "");
        let left = left
            .strip_suffix('\\')
            .unwrap_or(&left)
            .replace("---|", "")
            .replace(" | ", " ");
        // Addresses of sources are links of ours.
        let left: Vec<&str> = left
            .split("<http")
            .enumerate()
            .map(|(index, piece)| match index {
                0 => piece,
                _ => piece.split_once('>').unwrap().1,
            })
            .collect();
        let left = left.concat();
        // Names of links are ours as well.
        let names = left.matches("]()").count();
        let left = left.replace("]()", "").replacen('[', "", names);
        let left = left.strip_suffix('|').unwrap_or(&left);
        let strange = left.find(|letter: char| "\\`*_{}[]<>#|~@&$^".contains(letter));
        assert_eq!(strange, None, "{line}\nleaves {left}");
        assert!(
            !left.contains("://") && !left.contains("www.") && !left.contains(":bug:"),
            "{line}"
        );
        let list = line.starts_with("- ")
            || line
                .split_once(". ")
                .is_some_and(|(number, _)| number.parse::<usize>().is_ok());
        let begins = line
            .chars()
            .next()
            .is_none_or(|letter| letter.is_alphanumeric() || "|*`“●◕◑◔○⟨".contains(letter));
        assert!(
            list || begins
                || line.starts_with("\\[")
                || line.starts_with("# ")
                || line.starts_with("## ")
                || line.starts_with("### "),
            "{line}"
        );
    }
}

#[test]
fn nothing_breaks_out_of_markdown() {
    for format in ["markdown", "annex-markdown", "figure-markdown"] {
        check(format, |_, text| assert_markdown(text));
    }
    let report = text(&analysis(&hostile_json()), "markdown");
    assert!(report.contains("`\"<script>alert(1)</script>\"`"));
    assert!(report.contains("`\"\\| a \\| b \\|\"`"));
    assert!(
        report.contains("`````` \"` `` ``` `````\" ``````")
            || report.contains("``````\"` `` ``` `````\"``````")
    );
}

#[test]
fn addresses_of_a_pack_are_text_and_no_links() {
    let pack = r#"{"name":"P","sources":[{"id":"notes","title":"Notes","url":"https://has-diagnosis.example/a_b","read":"2026-11-22","archive":"http://kept.example/(c)"}],
        "fields":[{"place":"properties","key":"diagnosis","label":"Illness","category":"content","content":4,"meaning":"An illness.","grade":"A","sources":["notes"]}]}"#;
    let options = serde_json::json!({ "pack": pack }).to_string();
    let capture = br#"[{"type":"track","event":"a","time":1588600000000,"distinct_id":"1","properties":{"diagnosis":"x","$os":"Android"}}]"#;
    let analysis = Analysis::new(capture, &options, &mut |_, _| {});
    for format in [
        "markdown",
        "html",
        "annex-markdown",
        "annex-html",
        "figure",
        "figure-markdown",
    ] {
        let text = text(&analysis, format);
        // A figure has places for line breaks in it, and names no archived copies.
        let plain = text.replace(html::BREAK, "");
        assert!(
            plain.contains("https://has-diagnosis.example/a_b"),
            "{format}: {text}"
        );
        for address in [
            "https://has-diagnosis.example/a_b",
            "http://kept.example/(c)",
        ] {
            for (start, _) in plain.match_indices(address) {
                let before = plain.get(..start).unwrap();
                assert!(
                    before.ends_with("<code>") || before.ends_with('`'),
                    "{format}: {text}"
                );
            }
        }
        // What Overshare itself refers to can be followed.
        assert!(
            ["href=\"https://", "<https://", "](<https://"]
                .iter()
                .any(|link| text.contains(link)),
            "{format}: {text}"
        );
    }
}

#[test]
fn a_bug_report_shows_fifty_events() {
    let records: Vec<String> = (0..60)
        .map(|index| format!("{{\"event\":\"e{index}\",\"time\":{index}}}"))
        .collect();
    let analysis = analysis(format!("[{}]", records.join(",")).as_bytes());
    for (format, shown) in [("markdown", 50), ("text", 50), ("html", 60)] {
        let text = text(&analysis, format);
        assert_eq!(text.matches("Event ").count(), shown, "{format}");
        assert_eq!(
            text.contains("10 further events not shown here."),
            shown == 50
        );
    }
    let limited = Analysis::new(
        b"[{\"a\":1,\"b\":2},{\"a\":1}]".as_slice(),
        r#"{"limits":{"report_fields":1}}"#,
        &mut |_, _| {},
    );
    let html = text(&limited, "html");
    assert!(html.contains("1 further field of this event not shown here."));
    assert!(html.contains("1 further event not shown here."));
}

#[test]
fn lines_of_mails_are_short() {
    for format in ["text", "letter-en", "letter-de"] {
        check(format, |_, text| {
            assert_visible(text);
            for line in text.lines() {
                let columns: usize = line
                    .chars()
                    .map(|letter| {
                        if ('\u{2e80}'..'\u{a4d0}').contains(&letter) {
                            2
                        } else {
                            1
                        }
                    })
                    .sum();
                assert!(columns <= 76, "{columns}: {line}");
            }
        });
    }
}
