use std::collections::BTreeSet;

use super::*;

/// Names of protocols that hosts speak and Overshare does not read.
const UNREAD: [&str; 3] = ["", "mi-store-stats", "mishopsdk"];

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
                containers,
                ..
            } = format.vocabulary;
            let mut inner = containers.iter().map(|container| container.place);
            *form == place || *records == Some(place) || inner.any(|inner| inner == place)
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
