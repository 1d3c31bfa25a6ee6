//! Every form of every fixture and of hostile captures, read back by strict readers.

mod figures;
mod markdown;
mod several;
mod tables;

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
    captures.sort();
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
    String::from_utf8(export(analysis, format, &FigureOptions::MOST_TELLING, None).unwrap())
        .unwrap()
}

/// A capture that says of itself that it is masked.
fn masked(analysis: &Analysis, mode: MaskMode) -> Exported<'_> {
    let mut exported = Exported::new(analysis);
    exported.report.masking = Some(Masking {
        mode,
        relative_times: true,
        generator: "<b>somebody</b> `1`".to_owned(),
        placeholders: vec![PlaceholderCount {
            word: "device".to_owned(),
            label: "Device IDs",
            values: 1,
            count: 2,
        }],
    });
    exported
}

fn written(exported: &Exported, format: &str) -> String {
    String::from_utf8((find(format).unwrap().write)(exported)).unwrap()
}

/// Of how many formats one has a fixture written in it, where there is no time for all.
const SHARE: usize = 4;

/// Reads captures in a format and hands over what came out, of the capture as it is and, where it is no
/// fixture, as one that says that it is masked. Every fixture is written in some of the formats, and in
/// all with `cargo xtask test --thorough`.
fn check(format: &str, check: impl Fn(&Exported, &str)) {
    let is_thorough = test_support::is_thorough();
    let turn = FORMATS.iter().position(|one| one.id == format).unwrap();
    let mut count = 0;
    for (number, (name, paste)) in captures().into_iter().enumerate() {
        let is_fixture = name.contains('/');
        if is_fixture && !is_thorough && !(number + turn).is_multiple_of(SHARE) {
            continue;
        }
        let analysis = analysis(&paste);
        let masked = (!is_fixture).then(|| masked(&analysis, MaskMode::Reviewed));
        for exported in [Some(Exported::new(&analysis)), masked].iter().flatten() {
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

#[test]
fn the_report_is_the_report() {
    for (name, paste) in captures() {
        let analysis = analysis(&paste);
        let whole = crate::to_json(&analysis.report());
        assert_eq!(text(&analysis, "json"), whole + "\n", "{name}");
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
fn archives_hold_the_request() {
    check("har", |exported, text| {
        let archive: Value = serde_json::from_str(text).unwrap();
        let log = &archive["log"];
        assert_eq!(log["version"], "1.2");
        assert_eq!(log["creator"]["name"], "overshare");
        let entries = log["entries"].as_array().unwrap();
        assert_eq!(entries.len(), exported.report.requests.len());
        // A list of hosts has none.
        let Some(entry) = entries.first() else {
            return;
        };
        let request = &entry["request"];
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
    assert_eq!(entry["startedDateTime"], "2020-05-22T10:01:01.000Z");
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
        // Bytes are counted from 1, and the last one is named.
        let (_, rest) = rest.split_once(" | byte").unwrap();
        let (range, rest) = rest.split_once(" | ").unwrap();
        let range = range.trim_start_matches('s').trim_start();
        let (start, end) = range.split_once(" to ").unwrap_or((range, range));
        let start: usize = start.parse().unwrap();
        let end: usize = end.parse().unwrap();
        // Fields around the events have a level where the others have their time.
        let step = if rest.contains("UTC") { innermost } else { 0 };
        let found = analysis.bytes(0, step, start - 1, end + 1 - start);
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
    // Whom Xiaomi's own policy named is told of Xiaomi alone.
    let other = br#"POST /sa HTTP/1.1
Host: sc.bank.example

[{"type":"track","event":"a","time":1588600000000,"distinct_id":"1","properties":{}}]"#;
    let other = self::analysis(other);
    for format in ["letter-en", "letter-de"] {
        assert!(
            text(&analysis, format).contains("privacy.mi.com"),
            "{format}"
        );
        assert!(!text(&other, format).contains("Xiaomi"), "{format}");
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
        .map(|format| name(&analysis, format.id).unwrap())
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
        name(&self::analysis(b"{\"event\":\"a\"}"), "json").unwrap(),
        "overshare-full-1-event.json"
    );
    assert!(FORMATS.iter().all(|format| format.media.contains('/')));
    assert_eq!(
        (
            export(&analysis, "pdf", &FigureOptions::MOST_TELLING, None),
            name(&analysis, "pdf")
        ),
        (None, None)
    );
}
