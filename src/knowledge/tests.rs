use super::*;
use crate::json;

/// The lookups search by halves, so the order of the tables is part of their meaning.
#[test]
fn every_entry_is_found_under_its_own_name() {
    for entry in FIELDS.iter() {
        let key = entry.key.strip_suffix('*').unwrap_or(entry.key);
        if let Some((name, value)) = entry.beside {
            let text = format!(r#"{{"{key}":"","{name}":"{value}"}}"#);
            let (document, _) = json::read_plain(&text);
            let found = field_beside(Some(entry.place), entry.event, key, &document, 0);
            assert_eq!(found, Some(entry));
            // What holds otherwise is never left to a condition.
            assert_ne!(field(entry.place, entry.event, key), Some(entry));
        } else if key == entry.key {
            assert_eq!(field(entry.place, entry.event, key), Some(entry));
        } else {
            let longer = format!("{key}\u{10ffff}");
            assert_eq!(field(entry.place, entry.event, &longer), Some(entry));
        }
    }
    for entry in EVENTS.iter() {
        assert_eq!(event(entry.name), Some(entry));
    }
    for entry in HOSTS.iter() {
        let name = entry.host.replace('*', "anything");
        assert_eq!(host(&name).map(|(found, _)| found), Some(entry));
    }
    for entry in SOURCES.iter() {
        assert_eq!(source(entry.id), Some(entry));
    }
}

#[test]
fn every_claim_leads_to_its_sources() {
    let fields = FIELDS.iter().flat_map(|entry| entry.sources);
    let events = EVENTS.iter().flat_map(|entry| entry.sources);
    let kinds = KINDS.iter().flat_map(|entry| entry.sources);
    let hosts = HOSTS.iter().flat_map(|entry| entry.sources);
    for id in fields.chain(events).chain(kinds).chain(hosts) {
        assert!(source(id).is_some(), "{id}");
    }
}

#[test]
fn an_entry_for_one_event_comes_before_the_general_one() {
    let label = |event| field(Scope::Properties, event, "$url").map(|entry| entry.label);
    assert_eq!(label("$pageview"), Some("Address of web page"));
    assert_eq!(label("$AppClick"), Some("App screen or page"));
    assert_eq!(label(""), Some("App screen or page"));
}

#[test]
fn an_entry_bound_to_an_event_holds_nowhere_else() {
    assert!(field(Scope::Properties, "search", "search_word").is_some());
    assert!(field(Scope::Properties, "something_else", "search_word").is_none());
    assert!(field(Scope::Properties, "", "search_word").is_none());
}

#[test]
fn a_whole_name_comes_before_a_beginning_and_a_longer_beginning_before_a_shorter() {
    let key = |name| field(Scope::Properties, "", name).map(|entry| entry.key);
    assert_eq!(key("$sf_msg_title"), Some("$sf_msg_title"));
    assert_eq!(key("$sf_anything"), Some("$sf_*"));
    let hint = |name| field(Scope::Header, "", name).map(|entry| entry.key);
    assert_eq!(hint("sec-ch-ua"), Some("sec-ch-ua"));
    assert_eq!(hint("sec-ch-ua-arch"), Some("sec-ch-ua-*"));
}

#[test]
fn the_same_name_means_different_things_in_different_places() {
    let meaning = |place| field(place, "", "token").map(|entry| entry.place);
    assert_eq!(meaning(Scope::Event), Some(Scope::Event));
    assert_eq!(meaning(Scope::Envelope), Some(Scope::Envelope));
    assert_eq!(meaning(Scope::Properties), None);
    assert!(field(Scope::Lib, "", "$device_id").is_none());
}

#[test]
fn names_that_nobody_explained_stay_unknown() {
    for place in [
        Scope::Envelope,
        Scope::Header,
        Scope::Event,
        Scope::Lib,
        Scope::Properties,
    ] {
        assert_eq!(field(place, "", ""), None);
        assert_eq!(field(place, "", "*"), None);
        assert_eq!(field(place, "", "never_heard_of"), None);
    }
    assert_eq!(event(""), None);
    assert_eq!(source("nobody"), None);
}

#[test]
fn a_listed_host_is_certain_and_one_under_a_listed_domain_likely() {
    let found = |name| host(name).map(|(entry, certainty)| (entry.host, certainty));
    assert_eq!(
        found("sa.api.intl.miui.com"),
        Some(("sa.api.intl.miui.com", Certainty::Certain))
    );
    assert_eq!(
        found("SA.API.INTL.MIUI.COM"),
        Some(("sa.api.intl.miui.com", Certainty::Certain))
    );
    assert_eq!(
        found("de.api.io.mi.com"),
        Some(("*.api.io.mi.com", Certainty::Likely))
    );
    assert_eq!(
        found("other.intl.miui.com"),
        Some(("*.miui.com", Certainty::Likely))
    );
    for (name, pattern) in [
        ("tracking.eu.miui.com", "tracking.eu.miui.com"),
        ("tracking.sgp.miui.com", "tracking.*.miui.com"),
        ("mitv.tracking.intl.miui.com", "*.tracking.*.miui.com"),
        ("cnbj1.tracking.miui.com", "*.tracking.miui.com"),
        ("a.b.tracking.sgp.miui.com", "*.tracking.*.miui.com"),
        // A star further in is one label, no more and no less.
        ("tracking.a.b.miui.com", "*.miui.com"),
    ] {
        assert_eq!(found(name).map(|(host, _)| host), Some(pattern), "{name}");
    }
    assert_eq!(found("tracking.sgp.miui.com.example"), None);
    assert_eq!(found("tracking..miui.com"), None);
    assert_eq!(found("notmiui.com"), None);
    assert_eq!(found("sa.api.intl.miui.com.example"), None);
    assert_eq!(found(""), None);
}

#[test]
fn what_stands_beside_a_field_decides_among_its_entries() {
    let label = |text: &str| {
        let (document, _) = json::read_plain(text);
        let place = Some(Scope::OnetrackHead);
        let entry = field_beside(place, "", "uid", &document, 0);
        entry.map(|entry| entry.label)
    };
    assert_eq!(
        label(r#"{"uid":"7","uid_type":"session_id"}"#),
        Some("Session ID")
    );
    assert_eq!(label(r#"{"uid":"7"}"#), None);
    for kind in [r#""Xiaomi""#, r#""session""#, r#"["session_id"]"#, "1"] {
        assert_eq!(label(&format!(r#"{{"uid":"7","uid_type":{kind}}}"#)), None);
    }
    // Below it is not beside it, and of two the last one counts.
    assert_eq!(
        label(r#"{"uid":"7","inner":{"uid_type":"session_id"}}"#),
        None
    );
    assert_eq!(
        label(r#"{"uid":"7","uid_type":"session_id","uid_type":"unheard_of"}"#),
        None
    );
}

/// In an object of many fields that all ask, so that the work stays linear.
#[test]
fn only_so_many_siblings_are_asked() {
    let text = format!(
        r#"{{{}"uid_type":"session_id"}}"#,
        r#""uid":"7","#.repeat(SIBLINGS)
    );
    let (document, _) = json::read_plain(&text);
    let place = Some(Scope::OnetrackHead);
    assert_eq!(field_beside(place, "", "uid", &document, 0), None);
}
