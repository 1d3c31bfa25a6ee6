//! A filter finds every event that it describes and no other.

use std::collections::BTreeSet;

use overshare::Analysis;
use serde_json::{Value, json};
use test_support::{Result, Unstructured, property};

use crate::capture::{fixtures, form};
use crate::text;

/// Names and values of a JSON text as people read them, one after another, by their tokens alone.
fn words(json: &str) -> Vec<String> {
    let bytes = json.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let mut end = start + 1;
        if bytes[start] == b'"' {
            while bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            end += 1;
            // Half of a surrogate pair is mended, not read as it stands.
            if let Ok(word) = serde_json::from_str::<String>(&json[start..end]) {
                words.extend(unwrapped(&word));
                words.push(word);
            }
        } else if !b" \t\r\n,:[]{}".contains(&bytes[start]) {
            while end < bytes.len() && !b" \t\r\n,:[]{}\"".contains(&bytes[end]) {
                end += 1;
            }
            words.push(json[start..end].to_owned());
        }
        start = end;
    }
    words
}

/// A text without its percent-encoding.
fn unwrapped(word: &str) -> Option<String> {
    let mut text = word.replace('+', " ");
    for _ in 0..3 {
        text = percent_encoding::percent_decode_str(&text)
            .decode_utf8_lossy()
            .into_owned();
    }
    (text != word).then_some(text)
}

/// Letters of one case, in the scripts that a search knows, by the standard library's tables.
fn small(text: &str) -> String {
    let known = [
        0..=0x17F,
        0x391..=0x3A9,
        0x400..=0x481,
        0x1E00..=0x1E95,
        0x1EA0..=0x1EFF,
    ];
    text.chars()
        .map(|letter| {
            let mut lowercase = letter.to_lowercase();
            match (lowercase.next(), lowercase.next()) {
                (Some(one), None) if known.iter().any(|block| block.contains(&(letter as u32))) => {
                    one
                }
                _ => letter,
            }
        })
        .collect()
}

/// What an event says about itself, gathered once for all filters.
struct Told {
    index: usize,
    request: u64,
    host: Option<String>,
    name: String,
    severity: u64,
    time: Option<u64>,
    categories: Vec<String>,
    words: Vec<String>,
}

/// The events of a capture; not those that broke off, which cannot be read by their tokens.
fn told(analysis: &Analysis) -> Vec<Told> {
    let requests = analysis.overview().requests;
    (0..analysis.event_count())
        .map(|index| analysis.event(index).expect("events are counted"))
        .filter(|event| event.complete && event.omitted == 0)
        .map(|event| {
            let fields = event.fields.expect("a whole event has fields");
            let json = event.json.expect("a whole event has its text");
            Told {
                index: event.index,
                request: event.request as u64,
                host: requests[event.request].host.as_deref().map(str::to_owned),
                name: event.name.unwrap_or_default().into_owned(),
                severity: event.severity.into(),
                time: event.time.and_then(|time| time.parse().ok()),
                categories: (fields.iter().filter_map(|field| field.category))
                    .map(str::to_owned)
                    .collect(),
                words: words(&json).iter().map(|word| small(word)).collect(),
            }
        })
        .collect()
}

/// Whether an event fits a filter.
fn fits(told: &Told, filter: &Value) -> bool {
    let conditions = filter.as_object().expect("a filter is an object");
    conditions.iter().all(|(name, wanted)| {
        let number = wanted.as_u64().unwrap_or_default();
        let text = wanted.as_str().unwrap_or_default();
        match name.as_str() {
            "text" => {
                let text = small(text.trim());
                text.is_empty() || told.words.iter().any(|word| word.contains(&text))
            }
            "category" => told.categories.iter().any(|category| category == text),
            "severity" => told.severity >= number,
            "name" => told.name == text,
            "host" => told.host.as_deref() == Some(text),
            "request" => told.request == number,
            "from" => told.time.is_some_and(|time| time >= number),
            "to" => told.time.is_some_and(|time| time <= number),
            other => panic!("{other}"),
        }
    })
}

fn check(analysis: &Analysis, events: &[Told], filter: &Value) {
    let page = analysis.events(0, usize::MAX, &filter.to_string());
    assert_eq!(page.total, page.events.len());
    let found: BTreeSet<usize> = page.events.iter().map(|event| event.index).collect();
    assert_eq!(found.len(), page.total);
    for event in events {
        let index = event.index;
        assert_eq!(
            found.contains(&index),
            fits(event, filter),
            "{filter} in {:?}",
            analysis.event(index).map(|event| event.json)
        );
    }
    let text = filter["text"].as_str().unwrap_or_default().trim();
    for event in &page.events {
        assert_eq!(event.hits.is_empty(), text.is_empty());
        assert!(event.hits.len() <= 3);
        for hit in &event.hits {
            let units: Vec<u16> = hit.excerpt.encode_utf16().collect();
            let marked = String::from_utf16(&units[hit.start..hit.end]);
            let marked = marked.expect("whole letters are marked");
            let shown: String = text
                .chars()
                .map(|letter| if letter.is_control() { ' ' } else { letter })
                .collect();
            assert_eq!(small(&marked), small(&shown), "{hit:?}");
            let most = text.chars().count() + 90;
            assert!(hit.excerpt.chars().count() <= most, "{hit:?}");
        }
    }
}

fn read(paste: &[u8]) -> Analysis {
    Analysis::new(paste, "", &mut |_, _| {})
}

/// A capture in which every condition lets some events through and keeps others out.
fn mixed() -> Vec<u8> {
    let events: Vec<String> = (0..200)
        .map(|index| {
            let name = ["search", "open", "Öffnen", "a\\nb"][index % 4];
            let time = if index % 7 == 0 { "null".to_owned() } else { (1_588_600_000_000_u64 + index as u64 * 1000).to_string() };
            let word = ["Größe", "ΑΘΗΝΑ", "Žižek", "naïve caf\\u00e9", "МОСКВА", "50 %", "ẾCH"][index % 7];
            format!(
                r#"{{"type":"track","event":"{name}","time":{time},"distinct_id":"1","properties":{{"n":{index},"x":-{index}.5,"search_word":"{word}","to%20{word}":null,"url":"https://x.example/?q=head%20ache%2520{index}&w=a+b","ok":{}}}}}"#,
                index % 3 == 0
            )
        })
        .collect();
    form(format!("[{}]", events.join(",")).as_bytes())
}

#[test]
fn conditions_hold_together() {
    let analysis = read(&mixed());
    let events = told(&analysis);
    let texts = [
        "",
        "SEARCH",
        "grösse",
        "GRÖßE",
        "αθηνα",
        "žIŽEK",
        "CAFÉ",
        "москва",
        "ếch",
        "to 50",
        "-17.5",
        "17",
        "head ache 17",
        "%20",
        "a b",
        "A+B",
        "true",
        "als",
        "nul",
        "null",
        "x.example",
        "50 %",
        "no such text",
        " ok ",
    ];
    let mut some = 0;
    for text in texts {
        for other in [
            json!({}),
            json!({"category": "search"}),
            json!({"severity": 3}),
            json!({"severity": 4}),
            json!({"name": "Öffnen", "from": 1_588_600_010_000_u64}),
            json!({"from": 1_588_600_010_000_u64, "to": 1_588_600_020_000_u64}),
            json!({"name": "a\nb", "request": 0}),
            json!({"request": 1}),
            json!({"category": "no such kind"}),
            json!({"host": "elsewhere.example"}),
        ] {
            let mut filter = other;
            if !text.is_empty() {
                filter["text"] = json!(text);
            }
            check(&analysis, &events, &filter);
            let total = analysis.events(0, 0, &filter.to_string()).total;
            some += usize::from(total > 0 && total < 200);
        }
    }
    assert!(some > 40, "{some}");
}

#[test]
fn an_object_without_conditions_and_a_text_are_filters_too() {
    let analysis = read(&mixed());
    assert_eq!(analysis.events(0, 0, "{}").total, 200);
    assert_eq!(analysis.events(0, 0, r#"{"text":" "}"#).total, 200);
    for text in ["search", "größe", "{"] {
        let plain = analysis.events(0, 300, text);
        assert_eq!(
            plain,
            analysis.events(0, 300, &json!({"text": text}).to_string())
        );
    }
}

#[test]
fn fixtures_are_found_by_what_is_in_them() {
    for (_, paste) in fixtures() {
        let analysis = read(&paste);
        let events = told(&analysis);
        for filter in [
            json!({"text": "e"}),
            json!({"text": "1"}),
            json!({"severity": 2}),
            json!({"host": "sa.api.intl.miui.com"}),
            json!({"category": "device_id"}),
            json!({"category": "search", "severity": 3}),
        ] {
            check(&analysis, &events, &filter);
        }
    }
}

fn any_filter(u: &mut Unstructured, analysis: &Analysis) -> Result<Value> {
    let mut filter = json!({});
    if analysis.event_count() > 0 && u.ratio(3, 4)? {
        let index = u.choose_index(analysis.event_count())?;
        let json = analysis
            .event(index)
            .and_then(|event| event.json)
            .unwrap_or_default()
            .into_owned();
        if !words(&json).is_empty() {
            let list = words(&json);
            let word: Vec<char> = u.choose(&list)?.chars().collect();
            let start = u.int_in_range(0..=word.len())?;
            let end = u.int_in_range(start..=word.len().min(start + 9))?;
            let part: String = word[start..end].iter().collect();
            filter["text"] = json!(if u.arbitrary()? {
                part.to_ascii_uppercase()
            } else {
                part
            });
        }
    }
    if u.ratio(1, 4)? {
        filter["severity"] = json!(u.int_in_range(0..=5)?);
    }
    if u.ratio(1, 4)? {
        filter["category"] =
            json!(u.choose(&["search", "browsing", "device_id", "account", "x"])?);
    }
    if u.ratio(1, 4)? {
        filter["to"] = json!(u.arbitrary::<u64>()?);
    }
    Ok(filter)
}

#[test]
fn made_up_captures_are_filtered_like_others() {
    property(|u| {
        let analysis = read(text::json(u)?.as_bytes());
        let filter = any_filter(u, &analysis)?;
        let events = told(&analysis);
        check(&analysis, &events, &filter);
        Ok(())
    });
}

#[test]
fn no_filter_is_too_much() {
    let analysis = read(&mixed());
    property(|u| {
        let filter = if u.arbitrary()? {
            text::json(u)?
        } else {
            u.arbitrary::<String>()?
        };
        let page = analysis.events(u.arbitrary()?, u.int_in_range(0..=50)?, &filter);
        assert!(page.events.len() <= page.total);
        Ok(())
    });
}
