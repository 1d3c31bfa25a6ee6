//! Every form of every fixture and of hostile captures, read back by strict readers.

mod several;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use crate::Analysis;

use super::*;
use crate::report::PlaceholderCount;

/// What senders, pages and attackers write where nobody expects it.
const HOSTILE: [&str; 24] = [
    "<script>alert(1)</script>",
    "</code></td></table><img src=x onerror=alert(1)>",
    "'\"><a href=javascript:alert(1)>x</a>",
    "&lt;b&gt; &amp; &#60;",
    "` `` ``` `````",
    "`",
    "\\` \\| \\",
    "| a | b |",
    "](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "# heading",
    "- item",
    "1. one",
    "===",
    "@everyone #1 :bug: www.evil.example https://evil.example ~~s~~ **b** _i_ $x$",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "+1",
    "-1",
    "@SUM(A1)",
    "a,\"b\",'c'",
    "line\r\nbreak\nand\rmore\u{2028}\u{2029}\u{85}",
    "nul\0 bell\u{7} escape\u{1b}[31m",
    "\u{202e}gnp.exe \u{2066}x\u{feff}",
    "日本語のとても長い文章がここに続きますので折り返しが必要になりますがどうでしょうかと思います",
    " spaces ",
];

/// A list of records with hostile text as names, values, names of fields and identifiers.
fn hostile_json() -> Vec<u8> {
    let long = "very long ".repeat(2_000);
    let records: Vec<String> = HOSTILE
        .iter()
        .copied()
        .chain([&*long])
        .enumerate()
        .map(|(index, text)| {
            let text = quoted(text);
            let time = 1_588_600_000_000_u64 + index as u64 * 60_000;
            format!(
                "{{\"type\":\"track\",\"event\":{text},\"time\":{time},\"distinct_id\":{text},\n\"properties\":{{{text}:{text},\"search_word\":{text},\"$device_id\":{text}}}}}"
            )
        })
        .collect();
    format!("[{}]", records.join(",\n")).into_bytes()
}

/// A request whose address and headers are hostile, with the same records.
fn hostile_request() -> Vec<u8> {
    let mut head = String::from(
        "POST /sa?project=<script>alert(1)</script>&r=`|` HTTP/1.1\r\nHost: <b>`|`</b>.example\r\nCookie: a=<i>; `b`=|\r\n",
    );
    for (index, text) in HOSTILE.iter().enumerate() {
        if !text.contains(['\r', '\n']) {
            head.push_str(&format!("X-Header-{index}: {text}\r\n"));
        }
    }
    let list = BASE64_STANDARD.encode(hostile_json()).replace('+', "%2B");
    format!("{head}\r\ndata_list={list}").into_bytes()
}

/// All fixtures, with their names, and the hostile captures.
fn captures() -> Vec<(String, Vec<u8>)> {
    let mut captures = vec![
        ("hostile list".to_owned(), hostile_json()),
        ("hostile request".to_owned(), hostile_request()),
        (
            "cut".to_owned(),
            br#"[{"event":"a","time":1},{"event":"b","properties":{"x":-12.5,"y":"cut \"#.to_vec(),
        ),
        (
            "mended".to_owned(),
            b"[{\"event\":\"a\nb\",\"n\":NaN,\"u\":\"\\ud800\",}]".to_vec(),
        ),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for group in fs::read_dir(root).unwrap() {
        let group = group.unwrap().path();
        for case in fs::read_dir(&group).into_iter().flatten() {
            let case = case.unwrap().path();
            let pastes = ["paste.txt", "paste.bin"].map(|name| fs::read(case.join(name)));
            let paste = pastes.into_iter().find_map(Result::ok);
            captures.extend(paste.map(|paste| (case.display().to_string(), paste)));
        }
    }
    captures
}

fn fixture(name: &str) -> Analysis {
    let path = format!(
        "{}/tests/fixtures/{name}/paste.txt",
        env!("CARGO_MANIFEST_DIR")
    );
    analysis(&fs::read(path).unwrap())
}

fn analysis(paste: &[u8]) -> Analysis {
    Analysis::new(paste, "", &mut |_, _| {})
}

fn text(analysis: &Analysis, format: &str) -> String {
    String::from_utf8(export(&analysis.0, format, &FigureOptions::MOST_TELLING, None).unwrap())
        .unwrap()
}

/// A capture that says of itself that it is masked.
fn masked(analysis: &Analysis, mode: MaskMode) -> Exported<'_> {
    let mut exported = Exported::new(&analysis.0);
    exported.report.masking = Some(Masking {
        mode,
        relative_times: true,
        generator: "<b>somebody</b> `1`".to_owned(),
        placeholders: vec![PlaceholderCount {
            word: "device".to_owned(),
            label: "Device numbers",
            values: 1,
            count: 2,
        }],
    });
    exported
}

fn written(exported: &Exported, format: &str) -> String {
    String::from_utf8((find(format).unwrap().write)(exported)).unwrap()
}

/// Reads every capture in a format and hands over what came out, of the capture as it is and, where it
/// is no fixture, as one that says that it is masked.
fn check(format: &str, check: impl Fn(&Exported, &str)) {
    let mut count = 0;
    for (name, paste) in captures() {
        let analysis = analysis(&paste);
        let masked = (!name.contains('/')).then(|| masked(&analysis, MaskMode::Reviewed));
        for exported in [Some(Exported::new(&analysis.0)), masked].iter().flatten() {
            let run = || check(exported, &written(exported, format));
            let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
            assert!(run.is_ok(), "{format} of {name}");
        }
        count += 1;
    }
    assert!(count > 60, "expected the fixtures, found {count}");
}

/// What stood in a cell before it was guarded against being taken for a formula.
fn as_sent(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if super::csv::is_formula(rest) => rest.to_owned(),
        _ => cell,
    }
}

/// RFC 4180 to the letter, but that any character may stand in a cell.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut row = Vec::new();
        loop {
            let mut cell = String::new();
            if let Some(mut inner) = rest.strip_prefix('"') {
                loop {
                    let (before, after) = inner.split_once('"').expect("a closing quote");
                    cell.push_str(before);
                    inner = after;
                    match inner.strip_prefix('"') {
                        Some(after) => inner = after,
                        None => break,
                    }
                    cell.push('"');
                }
                rest = inner;
            } else {
                let end = rest.find([',', '\r', '\n']).expect("the end of a cell");
                let (plain, after) = rest.split_at(end);
                assert!(!plain.contains('"'), "a quote in a cell without quotes");
                cell.push_str(plain);
                rest = after;
            }
            assert!(
                !cell.starts_with(['=', '@', '\t', '\r', '\n', '＝'])
                    && (!cell.starts_with(['+', '-']) || cell.parse::<f64>().is_ok()),
                "a spreadsheet takes {cell:?} for a formula"
            );
            row.push(as_sent(cell));
            if let Some(after) = rest.strip_prefix(',') {
                rest = after;
                continue;
            }
            rest = rest.strip_prefix("\r\n").expect("CRLF behind a row");
            break;
        }
        rows.push(row);
    }
    rows
}

/// What a reader of JSON makes of a value; a text that is none as it stands.
fn plain(value: &str) -> String {
    serde_json::from_str::<String>(value).unwrap_or_else(|_| value.to_owned())
}

#[test]
fn rows_of_fields_are_what_the_report_says() {
    check("csv-fields", |exported, text| {
        let rows = rows(text);
        assert!(rows.iter().all(|row| row.len() == 19));
        let mut found = rows.iter().skip(1);
        for request in exported.source.report().requests {
            for field in &request.fields {
                let row = found.next().unwrap();
                assert_eq!((&*row[0], &*row[6]), ("", &*field.path));
                assert_eq!((&*row[8], &*row[9]), (&*plain(&field.value), &*field.value));
            }
            for event in request.events.unwrap() {
                for field in event.fields.unwrap() {
                    let row = found.next().unwrap();
                    assert_eq!(row[0], event.index.to_string());
                    assert_eq!(row[2], event.name.as_deref().unwrap_or_default());
                    assert_eq!((&*row[5], &*row[6]), (&*event.title, &*field.path));
                    assert_eq!(row[9], field.value);
                    let is_whole = serde_json::from_str::<Value>(&field.value).is_ok();
                    if is_whole {
                        assert_eq!(row[8], plain(&field.value));
                    }
                    assert_eq!(row[12], field.category.unwrap_or_default());
                    assert_eq!(row[18], field.sources.join(" "));
                }
            }
        }
        assert_eq!(found.next(), None);
    });
    let rows = rows(&text(&analysis(&hostile_json()), "csv-fields"));
    for hostile in HOSTILE {
        assert!(
            rows.iter().any(|row| row[8] == hostile),
            "{hostile:?} is not there as it was sent"
        );
    }
}

#[test]
fn rows_of_events_are_what_the_report_says() {
    check("csv-events", |exported, text| {
        let rows = rows(text);
        assert_eq!(rows.len(), exported.report.counts.events + 1);
        for (index, row) in rows.iter().skip(1).enumerate() {
            let event = exported.source.event(index, usize::MAX).unwrap();
            assert_eq!(row.len(), 15);
            assert_eq!(row[0], index.to_string());
            assert_eq!(row[4], event.time.as_deref().unwrap_or_default());
            assert_eq!(row[14], event.json.unwrap());
            assert_eq!(row[13], event.complete.to_string());
            if exported.is_relative() {
                assert_eq!(row[5], "");
            }
        }
    });
    let rows = rows(&text(&fixture("sensors-analytics/http-crlf"), "csv-events"));
    assert_eq!(rows[1][4..6], ["1590141600000", "2020-05-22T10:00:00Z"]);
}

#[test]
fn lines_are_json() {
    check("ndjson", |exported, text| {
        assert_eq!(text.lines().count(), exported.report.counts.events);
        assert!(!text.contains('\r'));
        for (index, line) in text.split_terminator('\n').enumerate() {
            let line: Value = serde_json::from_str(line).unwrap();
            let event = exported.source.event(index, usize::MAX).unwrap();
            assert_eq!(line["index"], index);
            assert_eq!(line["title"], *event.title);
            let sent = serde_json::from_str::<Value>(&event.json.unwrap());
            match sent.ok().filter(|_| event.complete) {
                Some(sent) => {
                    assert_eq!(line["event"], sent);
                    assert_eq!(line.get("fields"), None);
                }
                None => {
                    assert_eq!(line["event"], Value::Null);
                    let fields = line["fields"].as_array().unwrap();
                    assert_eq!(fields.len(), event.fields.unwrap().len());
                }
            }
        }
    });
    let cut = br#"[{"event":"b","properties":{"x":-12.5,"y":"cut \"#;
    let line: Value = serde_json::from_str(&text(&analysis(cut), "ndjson")).unwrap();
    let expected: Value = serde_json::from_str(
        r#"[{"path":"event","value":"b"},{"path":"properties.x","value":-12.5}]"#,
    )
    .unwrap();
    assert_eq!(line["fields"], expected);
}

#[test]
fn numbers_keep_their_digits() {
    let sent = br#"{"event":"a","n":12345678901234567890123,"f":1.10, "n":1e2}"#;
    let lines = text(&analysis(sent), "ndjson");
    assert!(
        lines.contains(std::str::from_utf8(sent).unwrap()),
        "{lines}"
    );
}

#[test]
fn the_report_is_the_report() {
    for (_, paste) in captures() {
        let whole = crate::decode(paste.as_slice(), "");
        assert_eq!(text(&analysis(&paste), "json"), whole + "\n");
    }
}

/// Characters that act instead of being seen.
fn assert_visible(text: &str) {
    let hidden = text.chars().find(|&letter| {
        letter.is_control() && letter != '\n'
            || "\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2028}\u{2029}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}".contains(letter)
    });
    assert_eq!(hidden, None);
}

/// A document of ours: known elements with known attributes, closed in order, and nothing else that
/// could be read as markup.
fn assert_html(text: &str) {
    const NAMES: [&str; 31] = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "h1",
        "h2",
        "h3",
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "strong",
        "code",
        "span",
        "a",
        "!doctype",
        "figure",
        "figcaption",
        "mark",
        "wbr",
    ];
    assert_visible(text);
    assert!(!text.contains("<script"));
    let mut open = Vec::new();
    let mut ids = BTreeSet::new();
    for piece in text.split('<').skip(1) {
        let (tag, content) = piece.split_once('>').expect("the end of a tag");
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else {
            assert!(NAMES.contains(&name), "the element {name}");
            if !["meta", "br", "wbr", "!doctype"].contains(&name) {
                open.push(name);
            }
        }
        let attributes = attributes
            .split("\" ")
            .filter(|one| !one.is_empty() && name != "!doctype");
        for attribute in attributes {
            let (key, value) = attribute.split_once("=\"").expect("a quoted attribute");
            let value = value.trim_end_matches('"');
            assert!(
                [
                    "lang",
                    "charset",
                    "http-equiv",
                    "content",
                    "name",
                    "rel",
                    "href",
                    "scope",
                    "class",
                    "id",
                    "data-label"
                ]
                .contains(&key),
                "the attribute {key}"
            );
            assert!(key != "id" || ids.insert(value.to_owned()), "{value} twice");
            assert!(
                key != "href"
                    || value.starts_with("#source-")
                    || value.starts_with("https://")
                    || value.starts_with("http://"),
                "{value}"
            );
        }
        if open.last() != Some(&"style") {
            assert!(
                !content.contains('"') && !content.contains('\''),
                "{content}"
            );
            for after in content.split('&').skip(1) {
                let known = ["amp;", "lt;", "gt;", "quot;", "#39;", "#123;", "#91;"];
                assert!(known.iter().any(|one| after.starts_with(one)), "&{after}");
            }
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    for link in text.split("href=\"#").skip(1) {
        let (id, _) = link.split_once('"').unwrap();
        assert!(ids.contains(id), "{id} is nowhere");
    }
}

#[test]
fn documents_hold_nothing_but_our_markup() {
    for format in ["html", "annex-html"] {
        check(format, |_, text| {
            assert_html(text);
            assert!(text.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""));
        });
    }
    let html = text(&analysis(&hostile_json()), "html");
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(html.contains("⟨U+202E⟩gnp.exe"));
    assert!(html.contains("of 20002 characters"));
}

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
    String::from_utf8(export(&analysis(paste).0, format, &wanted, None).unwrap()).unwrap()
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
    assert!(one.contains("<figcaption>Mine &amp; &lt;yours&gt; Read with Overshare; nothing is masked.</figcaption>"), "{one}");
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

#[test]
fn archives_hold_the_request() {
    check("har", |exported, text| {
        let archive: Value = serde_json::from_str(text).unwrap();
        let log = &archive["log"];
        assert_eq!(log["version"], "1.2");
        assert_eq!(log["creator"]["name"], "overshare");
        let entries = log["entries"].as_array().unwrap();
        assert_eq!(entries.len(), exported.report.requests.len());
        let request = &entries[0]["request"];
        for name in ["method", "url", "httpVersion"] {
            assert!(request[name].is_string());
        }
        for name in ["cookies", "headers", "queryString"] {
            assert!(request[name].is_array());
        }
        assert_eq!(
            log.get("_overshare").is_some(),
            exported.report.masking.is_some()
        );
        let body = body::bytes(exported);
        match (std::str::from_utf8(&body), request.get("postData")) {
            (Ok(""), data) => assert_eq!(data, None),
            (Ok(body), data) => assert_eq!(data.unwrap()["text"], body),
            (Err(_), data) => {
                let text = data.unwrap()["text"].as_str().unwrap();
                let bytes: Vec<u8> = text
                    .chars()
                    .map(|letter| u8::try_from(letter).unwrap())
                    .collect();
                assert_eq!(bytes, body);
            }
        }
        if exported.is_relative() {
            assert_eq!(entries[0]["startedDateTime"], "1970-01-01T00:00:00Z");
        }
    });
    let archive: Value =
        serde_json::from_str(&text(&fixture("sensors-analytics/http-crlf"), "har")).unwrap();
    let entry = &archive["log"]["entries"][0];
    let request = &entry["request"];
    assert_eq!(entry["startedDateTime"], "2020-05-22T10:01:01Z");
    assert_eq!(request["method"], "POST");
    assert_eq!(
        request["url"],
        "https://sa.api.intl.miui.com/sa?project=global_browser_mini&r=1"
    );
    assert_eq!(request["httpVersion"], "HTTP/1.1");
    assert_eq!(request["queryString"][0]["value"], "global_browser_mini");
    assert_eq!(request["cookies"][0]["name"], "dc");
    assert_eq!(request["headers"][0]["name"], "Host");
    let archive: Value =
        serde_json::from_str(&text(&analysis(b"[{\"event\":\"a\"}]"), "har")).unwrap();
    let request = &archive["log"]["entries"][0]["request"];
    assert_eq!(
        (&request["url"], &request["method"]),
        (&"https://unknown.invalid/".into(), &"POST".into())
    );
    assert_eq!(request["postData"]["mimeType"], "application/json");
}

#[test]
fn the_body_is_what_follows_the_head() {
    for (paste, expected) in [
        (
            "POST /x HTTP/1.1\r\nHost: a.example\r\n\r\ndata_list=W10%3D&gzip=0\r\n",
            "data_list=W10%3D&gzip=0",
        ),
        (
            "POST /x HTTP/1.1\nHost: a.example\n\n{\"a\": 1}",
            "{\"a\": 1}",
        ),
        (
            "GET /x?data_list=W10%3D HTTP/1.1\r\nHost: a.example\r\n\r\n",
            "",
        ),
        ("https://a.example/x?data_list=W10%3D", ""),
        ("  gzip=0&data_list=W10%3D \n", "gzip=0&data_list=W10%3D"),
        ("[{\"event\":\"a\"}]", "[{\"event\":\"a\"}]"),
        (
            "12:00 got \"data_list=W10%3D&gzip=0\" from a",
            "data_list=W10%3D&gzip=0",
        ),
        ("", ""),
    ] {
        assert_eq!(
            text(&analysis(paste.as_bytes()), "body"),
            expected,
            "{paste}"
        );
    }
}

#[test]
fn quotes_stand_where_the_annex_says() {
    let analysis = fixture("sensors-analytics/mint-like-android-gzip1");
    let annex = text(&analysis, "annex-markdown");
    let innermost = analysis.overview().requests[0].layers.len();
    let mut count = 0;
    for line in annex.lines().filter(|line| line.contains(" | request ")) {
        let (value, rest) = line
            .strip_prefix("| `")
            .unwrap()
            .split_once("` | ")
            .unwrap();
        let (_, rest) = rest.split_once(" | from ").unwrap();
        let (start, rest) = rest.split_once(", ").unwrap();
        let (length, rest) = rest.split_once(" long").unwrap();
        // Fields around the events have a level where the others have their time.
        let step = if rest.contains("UTC") { innermost } else { 0 };
        let found = analysis.bytes(0, step, start.parse().unwrap(), length.parse().unwrap());
        let found = String::from_utf8(found).unwrap();
        assert_eq!(
            if step == 0 { quoted(&found) } else { found },
            value,
            "{line}"
        );
        count += 1;
    }
    assert!(count > 10, "expected quotes, found {count} in {annex}");
    for part in [
        "Part 1",
        "Part 2",
        "Part 3",
        "Part 4",
        "Part 5",
        "Part 6",
        "Part 7",
        "not legal advice",
        crate::VERSION,
    ] {
        assert!(annex.contains(part), "{part}");
    }
}

#[test]
fn letters_ask_for_all_of_article_15() {
    let analysis = fixture("sensors-analytics/http-crlf");
    for format in ["letter-en", "letter-de"] {
        let full = text(&analysis, format).replace(['\n', ' '], "");
        let letters = ["a", "b", "c", "d", "e", "f", "g", "h"];
        for letter in letters {
            let asked = [
                format!("Art.15(1)({letter})"),
                format!("Art.15Abs.1lit.{letter})"),
            ];
            assert!(
                asked.iter().any(|asked| full.contains(asked)),
                "{format}: {letter}"
            );
        }
        assert!(full.contains("3c9f1a7be2d84056") && full.contains("$device_id"));
        assert!(full.contains("sa.api.intl.miui.com"));
        assert!(full.contains("2020-05-22"));
        let masked = written(&masked(&analysis, MaskMode::Masked), format);
        assert!(!masked.contains("2020-05-22"));
        assert!(masked.contains("[fill in;") || masked.contains("[ergänzen;"));
    }
    assert!(text(&analysis, "letter-en").starts_with("TEMPLATE, NOT LEGAL ADVICE."));
    let german = text(&analysis, "letter-de");
    assert!(german.starts_with("MUSTER, KEINE RECHTSBERATUNG."));
    assert!(!german.contains('”') && !german.contains('’'));
}

#[test]
fn relative_times_are_no_dates() {
    let paste =
        br#"[{"type":"track","event":"a","time":0},{"type":"track","event":"b","time":120000}]"#;
    let analysis = analysis(paste);
    for format in ["markdown", "text", "html", "annex-html"] {
        let text = written(&masked(&analysis, MaskMode::Masked), format);
        assert!(text.contains("T+0:02"), "{format}");
        assert!(text.contains("Nobody has verified that."), "{format}");
    }
}

#[test]
fn names_of_files_say_how_much_is_masked() {
    let analysis = fixture("sensors-analytics/http-crlf");
    let full: Vec<String> = FORMATS
        .iter()
        .map(|format| name(&analysis.0, format.id).unwrap())
        .collect();
    assert_eq!(
        full,
        [
            "overshare-full-2-events.json",
            "overshare-full-2-events.ndjson",
            "overshare-full-2-events-fields.csv",
            "overshare-full-2-events.csv",
            "overshare-full-2-events.md",
            "overshare-full-2-events.txt",
            "overshare-full-2-events.html",
            "overshare-full-2-events.har",
            "overshare-full-2-events-body.bin",
            "overshare-full-2-events-annex.md",
            "overshare-full-2-events-annex.html",
            "overshare-full-2-events-figure.html",
            "overshare-full-2-events-figure.md",
            "overshare-full-2-events-letter-en.txt",
            "overshare-full-2-events-letter-de.txt",
        ]
    );
    let markdown = find("markdown").unwrap();
    for (mode, expected) in [
        (MaskMode::Structure, "overshare-structure-2-events.md"),
        (MaskMode::Masked, "overshare-masked-2-events.md"),
        (MaskMode::Reviewed, "overshare-reviewed-2-events.md"),
    ] {
        assert_eq!(file_name(&masked(&analysis, mode), markdown), expected);
    }
    assert_eq!(
        name(&self::analysis(b"{\"event\":\"a\"}").0, "json").unwrap(),
        "overshare-full-1-event.json"
    );
    assert!(FORMATS.iter().all(|format| format.media.contains('/')));
    assert_eq!(
        (
            export(&analysis.0, "pdf", &FigureOptions::MOST_TELLING, None),
            name(&analysis.0, "pdf")
        ),
        (None, None)
    );
}
