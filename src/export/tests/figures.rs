//! Figures for articles: what they show, and that they are nothing but text in any site generator.

use super::*;

#[test]
fn figures_hold_nothing_but_our_markup() {
    check("figure", |exported, text| {
        assert_html(text);
        assert!(text.starts_with("<figure class=\"overshare-figure\">\n"));
        assert!(text.ends_with("</figcaption>\n</figure>\n"));
        // Markdown would take what follows an empty line for something else.
        assert!(!text.contains("\n\n"));
        assert!(!text.contains(" id=") && !text.contains("style"));
        assert_eq!(
            text.contains("<table>"),
            text.contains("<th scope=\"row\">")
        );
        assert!(exported.report.counts.events > 0 || !text.contains("<table>"));
    });
    let hostile = written_as(
        "figure",
        &hostile_json(),
        r#"{"figure":{"event":"all","fields":"all"}}"#,
    );
    assert_html(&hostile);
    assert_eq!(hostile.matches("<table>").count(), 20);
    assert!(unbroken(hostile.as_bytes()).len() < 200_000);
}

fn written_as(format: &str, paste: &[u8], choice: &str) -> String {
    let wanted = FigureOptions::read(choice).unwrap();
    String::from_utf8(export(&analysis(paste), format, &wanted, None).unwrap()).unwrap()
}

/// A figure without the places where its lines may be broken.
fn figure_of(paste: &[u8], choice: &str) -> String {
    let written = written_as("figure", paste, choice);
    String::from_utf8(unbroken(written.as_bytes()).into()).unwrap()
}

#[test]
fn a_figure_shows_what_was_chosen() {
    let paste = br#"[{"type":"track","time":1588600000000,"distinct_id":"a","event":"a","properties":{"z":1}},
        {"type":"track","time":1588600000000,"distinct_id":"a","event":"search","properties":{"search_word":"<b>tea</b>","$device_id":"9774d56d682e549c","z":2}}]"#;
    let shown = |choice: &str| figure_of(paste, choice);
    let telling = shown("");
    assert!(telling.contains("<caption>Event 2 of 2: Apparently you searched for “<mark class=\"overshare-quote\">&lt;b&gt;tea&lt;/b&gt;</mark>” (2 of 7 fields)</caption>"), "{telling}");
    let words = telling.find("properties.search_word").unwrap();
    assert!(words < telling.find("<code>distinct_id").unwrap());
    let one = shown(r#"{"figure":{"event":1,"fields":"all","caption":"Mine & <yours>"}}"#);
    assert!(
        one.contains("<caption>Event 1 of 2: “<mark class=\"overshare-quote\">a</mark>”</caption>"),
        "{one}"
    );
    assert!(one.contains("<figcaption>Mine &amp; &lt;yours&gt; Read with Overshare; nothing is hidden.</figcaption>"), "{one}");
    let named = shown(r#"{"figure":{"event":"all","fields":["z","properties.search_word"]}}"#);
    assert_eq!(named.matches("<tr>").count(), 5, "{named}");
    assert!(named.find("properties.z").unwrap() < named.find("properties.search_word").unwrap());
    let beyond = shown(r#"{"figure":{"event":3}}"#);
    assert!(!beyond.contains("<table>"), "{beyond}");
    let again = shown(r#"{"figure":{"event":2,"fields":["z","event","z","properties.z"]}}"#);
    assert_eq!(again.matches("properties.z").count(), 1, "{again}");
    assert!(again.contains("(2 of 7 fields)"), "{again}");
}

#[test]
fn a_figure_says_how_many_events_it_leaves_out() {
    let properties: Vec<String> = (0..30).map(|index| format!("\"p{index}\":1")).collect();
    let event = |name: &str| {
        let properties = properties.join(",");
        format!("{{\"type\":\"track\",\"event\":\"{name}\",\"properties\":{{{properties}}}}}")
    };
    let many = format!("[{}]", vec![event("a"); 25].join(","));
    let shown = figure_of(
        many.as_bytes(),
        r#"{"figure":{"event":"all","fields":"all"}}"#,
    );
    assert_eq!(shown.matches("<th scope=\"row\">").count(), 400);
    assert_eq!(shown.matches("<table>").count(), 13);
    assert!(
        shown.contains("<p>12 further events not shown here.</p>"),
        "{shown}"
    );

    let two = br#"[{"type":"track","event":"a","properties":{"z":1}},{"type":"track","event":"b","properties":{"y":1}}]"#;
    let named = figure_of(two, r#"{"figure":{"event":"all","fields":["z"]}}"#);
    assert_eq!(named.matches("<table>").count(), 1);
    assert!(
        named.contains("<p>1 further event not shown here.</p>"),
        "{named}"
    );
}

#[test]
fn a_figure_does_not_grow_by_what_is_asked_for() {
    let same = vec![r#""k":1"#; 5_000].join(",");
    let paste = format!(r#"{{"type":"track","event":"a","properties":{{{same}}}}}"#);
    let names = vec![r#""k""#; 1_000].join(",");
    let shown = figure_of(
        paste.as_bytes(),
        &format!(r#"{{"figure":{{"event":1,"fields":[{names}]}}}}"#),
    );
    assert_eq!(shown.matches("<th scope=\"row\">").count(), 400);
    assert!(shown.contains("(400 of 5002 fields)"), "{shown}");
}

#[test]
fn a_figure_of_an_event_that_tells_little_shows_what_there_is() {
    let little = br#"{"type":"track","event":"a","properties":{"z":1}}"#;
    for choice in [
        "",
        r#"{"figure":{"event":1}}"#,
        r#"{"figure":{"event":"all"}}"#,
    ] {
        let shown = figure_of(little, choice);
        assert!(
            shown.contains("<code>properties.z</code>"),
            "{choice}: {shown}"
        );
    }
}

#[test]
fn nothing_is_an_instruction_to_a_generator_of_sites() {
    let paste = br#"{"type":"track","event":"{{ a }}","properties":{"{% b %}":"{{< c >}} {{% d %}} {# e #} {{{ f","z":"{"}}"#;
    let choice = r#"{"figure":{"fields":"all","caption":"{{ g }} {%h%} {{<i>}} ends with {"}}"#;
    for format in FORMATS
        .iter()
        .filter(|format| ["html", "md"].contains(&format.ending))
    {
        let written = written_as(format.id, paste, choice);
        for sign in ["{{", "{%", "{#"] {
            assert!(!written.contains(sign), "{}: {written}", format.id);
        }
    }
    let markdown = written_as("figure-markdown", paste, choice);
    assert!(
        markdown.contains("`{`&#123;`< c >}} {`&#123;`% d"),
        "{markdown}"
    );
}

#[test]
fn a_figure_leaves_masked_and_with_its_link() {
    let paste = br#"[{"type":"track","distinct_id":"a","event":"search","properties":{"search_word":"a very private matter"}}]"#;
    let analysis = analysis(paste);
    let choice = r#"{"figure":{"page":"https://overshare.example/"}}"#;
    let figure = String::from_utf8(analysis.export("figure", choice).unwrap()).unwrap();
    assert!(!figure.contains("private"));
    let (_, link) = figure
        .split_once("href=\"https://overshare.example/#")
        .unwrap();
    let (payload, _) = link.split_once("/event-1\"").unwrap();
    assert_eq!(crate::open_shared(payload).event_count(), 1);
    // A line that is too long to stay whole hides nothing from the check.
    let caption = r#"{"figure":{"caption":"It was a very private matter."}}"#;
    assert!(analysis.export("figure", caption).is_err());
    // Nor does what markup takes apart, what another case, or what nobody sees.
    for (sent, caption) in [
        ("h&m outlet zirl", "From h&m outlet zirl."),
        ("how to leave my_husband now", "how to leave my_husband now"),
        ("two  spaces  inside", "It has two spaces inside it"),
        ("аборт в киеве", "Аборт в Киеве"),
        ("österreich wahl", "Österreich Wahl"),
        ("艾滋病", "她搜索了艾滋病"),
        ("流产", "流产 - 百度"),
        ("leberzirrhose", "leber\u{ad}zirrhose"),
        ("leberzirrhose", "leber\u{200c}zirrhose"),
        ("leberzirrhose", "⟦leberzirrhose⟧"),
        ("84213907", "the number 84213907"),
    ] {
        let paste = format!(
            r#"{{"type":"track","event":"search","properties":{{"search_word":"{sent}"}}}}"#
        );
        let analysis = self::analysis(paste.as_bytes());
        for format in ["figure", "figure-markdown"] {
            assert!(analysis.export(format, "").is_ok(), "{sent}");
            let choice = format!(r#"{{"figure":{{"caption":"{caption}"}}}}"#);
            assert!(
                analysis.export(format, &choice).is_err(),
                "{caption}, {format}"
            );
        }
    }
    let caption = r#"{"figure":{"page":"https://a-very-private-matter.example/"}}"#;
    assert!(analysis.export("figure", caption).is_ok());
    let script = r#"{"figure":{"page":"javascript:alert(1)"}}"#;
    assert!(analysis.export("figure", script).is_err());
}
