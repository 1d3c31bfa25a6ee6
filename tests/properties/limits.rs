//! No paste makes the library do or keep more than the limits allow.

use overshare::{Analysis, Limits};

use crate::capture::{base64, codes, form, gzip, percent, plain_form};

fn analyze(paste: &[u8], limits: &str) -> Analysis {
    let options = format!(r#"{{"limits":{{{limits}}}}}"#);
    let analysis = Analysis::new(paste, &options, &mut |_, _| {});
    assert!(!codes(&analysis).contains(&"options"), "{options}");
    analysis
}

/// A list of as many events, each of `{"n":…,"t":"…"}`.
fn list(events: usize) -> String {
    let events: Vec<String> = (0..events)
        .map(|index| format!(r#"{{"n":{index},"t":"text of event {index}"}}"#))
        .collect();
    format!("[{}]", events.join(","))
}

/// Bytes that the decoding steps wrote, JSON excepted, which writes nothing.
fn written(analysis: &Analysis) -> usize {
    let report = analysis.overview();
    report.requests[0]
        .layers
        .iter()
        .filter(|layer| {
            matches!(
                serde_json::to_value(layer.codec).unwrap().as_str(),
                Some("percent" | "base64" | "gzip" | "zlib")
            )
        })
        .map(|layer| layer.bytes_out)
        .sum()
}

#[test]
fn input_is_cut_at_its_limit() {
    let paste = list(100);
    let analysis = analyze(paste.as_bytes(), r#""input":1000"#);
    assert!(codes(&analysis).contains(&"limit-input"));
    let events = analysis.event_count();
    assert!((10..60).contains(&events), "{events}");
    let whole = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    assert_eq!(analysis.event(5), whole.event(5));
}

#[test]
fn output_is_cut_at_its_limit() {
    let json = list(2_000);
    let paste = form(json.as_bytes());
    let enough = written(&Analysis::new(&paste, "", &mut |_, _| {}));
    let packed = paste.len() * 2;
    assert!(enough > packed + 30_000, "the sample is too small");
    for limit in [0, 100, 1_000, packed, packed + 20_000, enough - 1] {
        let analysis = analyze(&paste, &format!(r#""output":{limit}"#));
        assert!(codes(&analysis).contains(&"limit-output"), "{limit}");
    }
    let analysis = analyze(&paste, &format!(r#""output":{}"#, packed + 20_000));
    assert!(written(&analysis) <= packed + 20_000);
    assert!(analysis.event_count() > 100, "{}", analysis.event_count());
}

#[test]
fn compression_is_cut_at_its_ratio() {
    let repeated = format!("[{}]", vec![r#"{"a":1}"#; 1_000_000].join(","));
    let paste = form(repeated.as_bytes());
    let analysis = analyze(&paste, r#""ratio":20"#);
    assert!(codes(&analysis).contains(&"limit-ratio"));
    let events = analysis.event_count();
    assert!((1..900_000).contains(&events), "{events}");
}

#[test]
fn values_are_cut_at_their_limit() {
    let paste = list(200);
    for limit in [0, 1, 2, 30, 299, 599] {
        let analysis = analyze(paste.as_bytes(), &format!(r#""nodes":{limit}"#));
        assert!(codes(&analysis).contains(&"limit-nodes"), "{limit}");
        let fields: usize = (0..analysis.event_count())
            .filter_map(|index| analysis.event(index)?.fields)
            .map(|fields| fields.len())
            .sum();
        assert!(fields <= limit, "{limit}: {fields}");
        assert!(fields + 2 >= limit / 3 * 2, "{limit}: only {fields}");
    }
    let enough = analyze(paste.as_bytes(), r#""nodes":600"#);
    assert_eq!(codes(&enough), ["unknown-format"]);
    assert_eq!(enough.event_count(), 200);
}

#[test]
fn records_are_cut_at_their_limit() {
    let paste = list(200);
    for limit in [0, 1, 2, 199] {
        let analysis = analyze(paste.as_bytes(), &format!(r#""rows":{limit}"#));
        assert_eq!(analysis.event_count(), limit);
        let told: Vec<String> = analysis
            .overview()
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code == "limit-rows")
            .map(|diagnostic| diagnostic.message.to_string())
            .collect();
        assert_eq!(told.len(), 1, "{limit}");
        assert!(told[0].contains(&format!("the first {limit} were read")));
    }
    let enough = analyze(paste.as_bytes(), r#""rows":200"#);
    assert_eq!(codes(&enough), ["unknown-format"]);
}

#[test]
fn names_are_cut_at_their_limit() {
    let pairs: Vec<String> = (0..1_000)
        .map(|name| format!(r#""name{name}":1"#))
        .collect();
    let one = format!("[{{{}}}]", pairs.join(","));
    let many = format!("[{{{}}}]", pairs.join("},{"));
    for limit in [0, 1, 2, 999] {
        for paste in [&one, &many] {
            let analysis = analyze(paste.as_bytes(), &format!(r#""names":{limit}"#));
            assert!(codes(&analysis).contains(&"limit-names"), "{limit}");
            let fields: usize = (0..analysis.event_count())
                .filter_map(|index| analysis.event(index)?.fields)
                .map(|fields| fields.len())
                .sum();
            assert_eq!(fields, limit);
        }
    }
    let enough = analyze(one.as_bytes(), r#""names":1000"#);
    assert_eq!(codes(&enough), ["unknown-format"]);
    // The same names once more cost nothing.
    let again = analyze(list(500).as_bytes(), r#""names":2"#);
    assert_eq!(codes(&again), ["unknown-format"]);
    // So do their bytes count, whatever their number.
    let long = format!(
        r#"[{{"{}":1}},{{"{}":1}}]"#,
        "a".repeat(200),
        "b".repeat(200)
    );
    let analysis = analyze(long.as_bytes(), r#""names":2"#);
    assert!(codes(&analysis).contains(&"limit-names"));
}

/// More places of values than are remembered change nothing about what each is told to be.
#[test]
fn what_is_not_remembered_is_explained_all_the_same() {
    let event = |name: &str| {
        format!(
            r#"{{"type":"track","event":"{name}","distinct_id":"","lib":{{"$lib":"Android"}},"properties":{{"$os":"Android","lib":{{"$lib":"x"}},"list":[{{"$os":1}},2],"$model":"Mi 9"}}}}"#
        )
    };
    let names: Vec<String> = (0..12_000).map(|name| event(&format!("e{name}"))).collect();
    let paste = format!("[{},{}]", names.join(","), event("$AppStart"));
    let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    let alone = format!("[{}]", event("$AppStart"));
    let alone = Analysis::new(alone.as_bytes(), "", &mut |_, _| {});
    let [one, other] = [(&analysis, 12_000), (&alone, 0)].map(|(analysis, index)| {
        let page = analysis.events(index, 1, "");
        let event = &page.events[0];
        (event.counts, event.severity, event.known)
    });
    assert_eq!(one, other);
    let [all, of_one] = [&analysis, &alone].map(|analysis| analysis.overview().counts.fields);
    assert_eq!(all.explained, of_one.explained * 12_001);
    assert_eq!(all.unknown, of_one.unknown * 12_001);
}

#[test]
fn nesting_is_cut_at_its_limit() {
    let analysis = analyze(br#"{"a":{"b":{"c":{"d":1}}}}"#, r#""depth":2"#);
    assert!(codes(&analysis).contains(&"limit-depth"));
    let fields = analysis.event(0).unwrap().fields.unwrap();
    assert_eq!(fields.len(), 1);
    assert_eq!(
        (&*fields[0].path, &*fields[0].value),
        ("a.b", r#"{"c":{"d":1}}"#)
    );
}

#[test]
fn rereading_is_cut_at_its_limit() {
    let paste = format!("[{}]", [r#"{"a":NaN}"#; 1_000].join(","));
    let analysis = analyze(paste.as_bytes(), r#""rereading":10000"#);
    assert!(codes(&analysis).contains(&"json-damaged"));
    let events = analysis.event_count();
    assert!((10..900).contains(&events), "{events}");
    assert_eq!(
        analyze(paste.as_bytes(), r#""rereading":1000000"#).event_count(),
        1_000
    );
}

#[test]
fn a_report_is_cut_at_its_limit() {
    let analysis = analyze(list(1_000).as_bytes(), r#""report_fields":101"#);
    let report = analysis.report();
    let events = report.requests[0].events.as_ref().unwrap();
    assert_eq!(events.len(), 51);
    let last = events[50].fields.as_ref().unwrap();
    assert_eq!(last.len(), 1, "the event at the limit is cut");
    let codes: Vec<&str> = report
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, ["unknown-format", "limit-report"]);
    assert_eq!(analysis.event_count(), 1_000);
}

/// Runs everything that a page asks for. A step whose work grows faster than the paste would show
/// as minutes here.
fn ask_everything(paste: &[u8]) -> Analysis {
    let analysis = Analysis::new(paste, "", &mut |_, _| {});
    let overview = overshare::to_json(&analysis.overview());
    // Overviews list what is important, not all there is.
    assert!(overview.len() < 4 << 20, "{} bytes", overview.len());
    analysis.events(0, 100, "");
    analysis.events(0, 100, "no such text");
    analysis.event(0);
    analysis
}

#[test]
fn bombs_are_stopped() {
    let zeros = gzip(&vec![b'0'; 16 << 20]);
    for packed in [&zeros, &gzip(&zeros), &gzip(&gzip(&zeros))] {
        let paste = format!("data_list={}", percent(&base64(packed)));
        let analysis = ask_everything(paste.as_bytes());
        assert_eq!(analysis.event_count(), 0);
        assert!(!codes(&analysis).is_empty());
        assert!(written(&analysis) < Limits::DEFAULT.output);
    }
}

#[test]
fn many_compressed_members_are_read_as_one() {
    let mut packed = gzip(b"[");
    let empty = gzip(b"");
    for _ in 0..10_000 {
        packed.extend(&empty);
    }
    packed.extend(gzip(br#"{"a":1}]"#));
    let paste = format!("data_list={}", percent(&base64(&packed)));
    assert_eq!(ask_everything(paste.as_bytes()).event_count(), 1);
}

#[test]
fn brackets_and_backslashes_without_end_are_read() {
    // Deeper than any call may go, and enough for what takes its square to be noticed.
    let times = if test_support::is_thorough() {
        200_000
    } else {
        20_000
    };
    for text in [
        "[",
        "{\"a\":",
        "[{\"a\":[",
        "\\",
        "{\"a\":\"\\",
        "&",
        "%",
        "%25",
        "=",
        "0",
    ] {
        ask_everything(text.repeat(times).as_bytes());
        ask_everything(format!("{{\"a\":\"{}", text.repeat(times)).as_bytes());
        ask_everything(format!("[{{\"a\":1}},{}", text.repeat(times)).as_bytes());
        ask_everything(format!("data_list={}", text.repeat(times)).as_bytes());
    }
}

fn joined(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect::<Vec<_>>().join(",")
}

#[test]
fn one_event_may_be_wide() {
    let event = |properties: String| {
        format!(r#"[{{"type":"track","distinct_id":"1","properties":{properties}}}]"#)
    };
    let distinct = joined(20_000, |index| format!(r#""k{index}":{index}"#));
    let numbers = joined(30_000, |index| index.to_string());
    let mends = joined(500, |_| "NaN".into());
    for (properties, fields) in [
        (format!("{{{distinct}}}"), 20_002),
        (format!(r#"{{"list":[{numbers}]}}"#), 30_002),
        (format!(r#"{{"list":[{mends}]}}"#), 502),
    ] {
        let analysis = ask_everything(event(properties).as_bytes());
        let event = analysis.event(0).expect("there is one event");
        assert_eq!(event.fields.map(|fields| fields.len()), Some(fields));
    }
}

#[test]
fn long_names_are_not_repeated_for_every_value() {
    let count = 5_000;
    let ones = joined(count, |_| "1".into());
    let long = format!(r#"[{{"{}":[{ones}]}}]"#, "k".repeat(20_000));
    let deep = format!(
        "[{}[{ones}]{}]",
        format!(r#"{{"{}":"#, "k".repeat(1_000)).repeat(60),
        "}".repeat(60)
    );
    for text in [long, deep] {
        let analysis = ask_everything(text.as_bytes());
        let event = analysis.event(0).expect("there is one event");
        let fields = event.fields.expect("a whole event has fields");
        let paths: usize = fields.iter().map(|field| field.path.len()).sum();
        assert_eq!(fields.len(), count);
        assert!(paths < 10 << 20, "{paths} bytes");
    }
}

#[test]
fn one_event_may_hold_many_identifiers() {
    let event = |properties: String| {
        format!(r#"[{{"type":"track","distinct_id":"1","properties":{{{properties}}}}}]"#)
    };
    for pieces in [
        joined(20_000, |index| {
            format!(r#""m{index}":"a{index}@example.org""#)
        }),
        joined(20_000, |index| {
            format!(r#""m{index}":"a{}@example.org""#, index % 400)
        }),
        format!(
            r#""list":[{}]"#,
            joined(20_000, |index| format!(r#""a{index}@example.org""#))
        ),
    ] {
        let analysis = ask_everything(event(pieces).as_bytes());
        let identifiers = analysis.overview().identifiers;
        assert!((1..=50).contains(&identifiers.len()));
    }
}

#[test]
fn a_head_may_be_long() {
    let cookies = format!("Cookie: {}\n", "a=b;".repeat(100)).repeat(1_000);
    let head = format!("GET / HTTP/1.1\nHost: example.org\n{cookies}\n");
    let analysis = ask_everything(head.as_bytes());
    assert!(codes(&analysis).contains(&"limit-envelope"));
    assert!(analysis.overview().requests[0].fields.len() <= 1_000);
}

#[test]
fn there_may_be_many_events() {
    for piece in [
        |index| format!(r#"{{"a":{index}}}"#),
        |_| "[]".to_owned(),
        |index| format!(r#"{{"type":"track","event":"e{index}","distinct_id":"1"}}"#),
        |index| format!(r#"{{"a":{index},"b":NaN}}"#),
        |index| {
            format!(r#"{{"type":"track","distinct_id":"{index}@example.org","properties":{{}}}}"#)
        },
    ] {
        let text = format!("[{}]", joined(20_000, piece));
        assert_eq!(
            ask_everything(&plain_form(text.as_bytes())).event_count(),
            20_000
        );
    }
}
