use std::collections::BTreeSet;
use std::path::Path;

mod answers;
mod bodies;
mod confusion;
mod described;
mod documents;
mod key_forms;

use super::*;

/// Names of protocols that hosts speak and Overshare does not read.
const UNREAD: [&str; 1] = [""];

#[test]
fn every_format_has_an_identifier_and_a_name_of_its_own() {
    let ids: BTreeSet<&str> = FORMATS.iter().map(|format| format.id).collect();
    let names: BTreeSet<&str> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!((ids.len(), names.len()), (FORMATS.len(), FORMATS.len()));
    assert!(!ids.contains("unknown"));
}

#[test]
fn hosts_speak_protocols_that_exist() {
    for host in knowledge::HOSTS.iter() {
        let is_format = FORMATS.iter().any(|format| format.id == host.protocol);
        let is_known = is_format || UNREAD.contains(&host.protocol);
        assert!(is_known, "{} speaks {:?}", host.host, host.protocol);
    }
}

/// A place that no format has is a slip in a file of meanings: nothing there is ever explained.
#[test]
fn every_place_belongs_to_one_format() {
    for entry in knowledge::FIELDS.iter() {
        let place = entry.place;
        let has = |format: &&Format| {
            let Vocabulary {
                form,
                records,
                answer,
                containers,
                ..
            } = format.vocabulary;
            let mut inner = containers.iter().map(|container| container.place);
            let is_top = [*records, *answer].contains(&Some(place));
            *form == place || is_top || inner.any(|inner| inner == place)
        };
        // What is described in words is looked up where the names of Sensors Analytics stand.
        let is_common = matches!(
            place,
            Scope::Envelope | Scope::Header | Scope::BrowserDescribed
        );
        let owners = FORMATS.iter().filter(has).count();
        assert!(is_common || owners == 1, "{place:?} has {owners}");
    }
}

/// A head and a body are anybody's; those of MIUI Analytics have a list whose records have heads of their own.
#[test]
fn two_letters_are_no_format() {
    for (record, expected) in [
        (
            r#"[{"H":{"key":"v","country":"DE"},"B":[{"T":1,"C":2}]}]"#,
            "unknown",
        ),
        (r#"{"H":{"key":"v"},"B":[]}"#, "unknown"),
        (
            r#"{"H":{"key":"v"},"B":[{"H":{"key":"w"},"B":{"T":1}}]}"#,
            "miui-analytics",
        ),
    ] {
        let analysis = crate::Analysis::new(record.as_bytes(), "", &mut |_, _| {});
        assert_eq!(
            analysis.overview().requests[0].protocol.id,
            expected,
            "{record}"
        );
    }
}

#[test]
fn containers_stand_where_something_can_stand() {
    for format in FORMATS {
        let Vocabulary {
            form,
            records,
            containers,
            within,
            ..
        } = format.vocabulary;
        let mut known = vec![*form];
        known.extend(*records);
        known.extend(containers.iter().map(|container| container.place));
        let named = containers.iter().map(|container| container.within);
        for place in named.chain(within.iter().map(|(place, _)| *place)) {
            assert!(known.contains(&place), "{}: {place:?}", format.id);
        }
    }
}

/// Which of the formats has a segment may change, but not that one has it.
#[test]
fn segments_that_may_leave_stay_those() {
    let of_all: Vec<&str> = FORMATS
        .iter()
        .flat_map(|format| format.segments)
        .copied()
        .collect();
    for segment in [
        "app",
        "debug",
        "experiments",
        "key_get",
        "micrash",
        "mistats",
        "pass",
        "post",
        "realtime_network",
        "register",
        "sa",
        "sa.gif",
        "stat",
        "stat_info_p",
        "track",
        "tracks",
        "v1",
        "v2",
        "v3",
        "v4",
    ] {
        assert!(of_all.contains(&segment), "{segment}");
    }
}

/// The page names the field to those who undo the steps by hand. `UPDATE_EXPECT=1` rewrites the
/// line.
#[test]
fn the_page_knows_the_fields_that_hold_events() {
    let mut fields: Vec<&str> = Vec::new();
    for field in FORMATS.iter().flat_map(|format| format.payload) {
        if !fields.contains(field) {
            fields.push(field);
        }
    }
    let fields = format!("['{}']", fields.join("', '"));
    crate::report::tests::check_constant("www/commands.js", "PAYLOADS", &fields);
}

/// The name of the one event in a list of records.
#[track_caller]
fn check_name(record: &str, format: &str, name: &str) {
    let paste = format!("[{record}]");
    let analysis = crate::Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    let overview = analysis.overview();
    assert_eq!(overview.requests[0].protocol.id, format, "{record}");
    let event = analysis.event(0).unwrap();
    assert_eq!(event.name.as_deref(), Some(name), "{record}");
}

#[test]
fn the_format_says_which_value_names_an_event() {
    check_name(
        r##"{"#event_name":"opened","#type":"track","properties":{"event":"none"}}"##,
        "thinkingdata",
        "opened",
    );
    check_name(
        r#"{"H":{"event":"onetrack_dau"},"B":{"event":"none"}}"#,
        "onetrack",
        "onetrack_dau",
    );
    // A property may have any name, also one that names events elsewhere.
    check_name(
        r##"{"type":"track","event":"opened","distinct_id":"1","properties":{"#event_name":"none"}}"##,
        "sensors-analytics",
        "opened",
    );
}

#[test]
fn what_another_format_was_taken_for_is_no_reason() {
    let records = r#"[{"type":"track","event":"e","distinct_id":"1","lib":{}}]"#;
    let paste = format!("t=1&value={records}&s=1");
    let analysis = crate::Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    let overview = analysis.overview();
    let protocol = &overview.requests[0].protocol;
    assert_eq!(protocol.id, "sensors-analytics");
    assert!(protocol.because.contains("distinct_id"), "{protocol:?}");
}

/// How many events the fixture of a sender has that is read with some keys, what each key opened, and the
/// codes of what is said about keys.
#[track_caller]
fn with_keys(fixture: &str, keys: &[&str]) -> (usize, Vec<usize>, Vec<&'static str>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/other-xiaomi");
    let pastes = ["paste.txt", "paste.bin"].map(|file| folder.join(fixture).join(file));
    let paste = pastes.iter().find_map(|path| std::fs::read(path).ok());
    let options = serde_json::json!({ "keys": keys }).to_string();
    let analysis = crate::Analysis::new(paste.unwrap(), &options, &mut |_, _| {});
    let mut written = crate::to_json(&analysis.report());
    written += &analysis.share("").unwrap_or_default();
    for format in ["har", "ndjson"] {
        let full = analysis.export(format, r#"{"mode":"full"}"#);
        written += &String::from_utf8(full.unwrap()).unwrap();
    }
    for key in keys.iter().filter(|key| key.len() >= 16) {
        assert!(!written.contains(key), "{key} was written");
    }
    // What is read again for a file is opened again.
    let choice = r#"{"mode":"full","requests":[0]}"#;
    let again = analysis.export("ndjson", choice).unwrap_or_default();
    let overview = analysis.overview();
    assert_eq!(again.is_empty(), analysis.event_count() == 0, "{fixture}");
    let codes = overview
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code);
    (
        analysis.event_count(),
        overview.keys.iter().map(|key| key.opened.len()).collect(),
        codes.filter(|code| code.starts_with("key-")).collect(),
    )
}

#[test]
fn keys_of_a_reader_open_what_they_fit() {
    const SESSION: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    const OTHER: &str = "00000000000000000000000000000000";
    let mistat = "mistat-3-agreed-key";
    let setting = r#"{"sk":"0f1e2d3c4b5a69788796a5b4c3d2e1f0","sid":"9f9f"}"#;
    for key in [SESSION, "Dx4tPEtaaXiHlqW0w9Lh8A==", setting] {
        assert_eq!(with_keys(mistat, &[OTHER, key]), (1, vec![0, 1], vec![]));
    }
    let asked = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
    let answer = r#"{"code":1,"result":{"key":"c913b26febd32bb1c4d9b8968e5fe9f5c09195219f86ece5015d13c9101c8dd122bd5dc53b27f1948e1a94940dfae9ba","sid":"9f9f"}}"#;
    // The one opened the other, which opened the request.
    assert_eq!(with_keys(mistat, &[asked, answer]), (1, vec![1, 1], vec![]));
    assert_eq!(
        with_keys(mistat, &[answer]),
        (0, vec![0], vec!["key-wrong"])
    );
    assert_eq!(with_keys(mistat, &[]), (0, vec![], vec![]));
    assert_eq!(with_keys(mistat, &[OTHER]), (0, vec![0], vec!["key-wrong"]));
    let none = ["nothing", "-----BEGIN RSA PRIVATE KEY-----"];
    assert_eq!(
        with_keys(mistat, &none),
        (
            0,
            vec![0, 0],
            vec!["key-unknown", "key-private", "key-wrong"]
        )
    );
    let onetrack = "onetrack-encrypted";
    let answer = r#"{"code":0,"data":{"key":"RxQVbEzlgl1hVOphg3BsVLlb7N6C2OkZ/jKP8riISnE=","sid":"synthetic-sid-0001"}}"#;
    let asked = "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf";
    assert_eq!(
        with_keys(onetrack, &["VGhpc0lzT25lVHJhY2tLMQ=="]),
        (2, vec![1], vec![])
    );
    assert_eq!(
        with_keys(onetrack, &[answer, asked]),
        (2, vec![1, 1], vec![])
    );
    assert_eq!(
        with_keys(onetrack, &[SESSION]),
        (0, vec![0], vec!["key-wrong"])
    );
    let mi_home = "mi-home-locked";
    let answer =
        r#"&&&START&&&{"ssecurity":"OVHjJMt/xK5dmVR1gpOz8Q==","userId":1234567890,"code":0}"#;
    for key in ["OVHjJMt/xK5dmVR1gpOz8Q==", answer] {
        assert_eq!(with_keys(mi_home, &[key]), (1, vec![1], vec![]));
    }
    assert_eq!(
        with_keys(mi_home, &[OTHER]),
        (0, vec![0], vec!["key-wrong"])
    );
    let sensors = "../sensors-analytics/android-gzip9-rsa";
    let private = include_str!("../../../tests/keys/rsa2048-pkcs1.pem");
    let session = "00112233445566778899aabbccddeeff";
    for key in [private, session] {
        assert_eq!(with_keys(sensors, &[key]), (5, vec![1], vec![]));
    }
    assert_eq!(
        with_keys(sensors, &[OTHER]),
        (0, vec![0], vec!["key-wrong"])
    );
    let sm = "../sensors-analytics/web-sm";
    let private = include_str!("../../../tests/keys/sm2-sec1.pem");
    assert_eq!(with_keys(sm, &[private, OTHER]), (1, vec![1, 0], vec![]));
}
