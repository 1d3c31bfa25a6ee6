//! Each finding where it holds and where it does not, and what the summary says.

mod counting;
mod devices;
mod document;
mod evidence;
mod join;
mod other_companies;
mod senders;
mod several;
mod several_summary;
mod severity;
mod strangers;
mod summary;
mod timeline;
mod truth;

use crate::Analysis;
use crate::report::{Basis, Device, Finding, Report, Segment, Timeline, Topic};

/// Names that only Mint Browser sends together.
const MINT: &str = r#""miui_region":"DE","internet_status":1,"platform":"AndroidApp""#;
/// 4 May 2020 at 13:46 UTC.
const NOW: u64 = 1_588_600_000_000;
const UUID: &str = "5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31";
const COOKIE: &str = "171e4c2d8c41a0-0ba7d2c91e4f6-1c3b6450-2527200-171e4c2d8d02f4";

/// A record: its event, its time, what else stands at its top, and its properties.
fn record(event: &str, time: u64, top: &str, properties: &str) -> String {
    format!(
        r#"{{"type":"track","event":"{event}","time":{time},"distinct_id":""{top},"properties":{{{properties}}}}}"#
    )
}

fn with_report(paste: &str, check: impl FnOnce(&Report)) {
    check(&Analysis::new(paste.as_bytes(), "", &mut |_, _| {}).overview());
}

fn request(headers: &str, events: &[String]) -> String {
    format!(
        "POST /sa?project=global_browser_mini HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\n{headers}\r\n[{}]",
        events.join(",")
    )
}

/// The finding of this rule in a list of records, in either order.
fn with_finding(id: &str, events: &[String], check: impl Fn(Option<&Finding>)) {
    let mut reversed = events.to_vec();
    reversed.reverse();
    for events in [events, &reversed] {
        with_report(&format!("[{}]", events.join(",")), |report| {
            check(report.findings.iter().find(|finding| finding.id == id));
        });
    }
}

/// A rule holds for the first records and not for the second.
#[track_caller]
fn check(id: &str, holds: &[String], does_not: &[String]) {
    let caller = std::panic::Location::caller();
    with_finding(id, holds, |finding| {
        let finding = finding.unwrap_or_else(|| panic!("{caller}: {id} is missing in {holds:?}"));
        assert!(!finding.paths.is_empty(), "{caller}: {id} has no evidence");
    });
    with_finding(id, does_not, |finding| {
        assert_eq!(finding, None, "{caller}: {id} holds for {does_not:?}");
    });
}

fn one(properties: &str) -> Vec<String> {
    vec![record("e", 1_588_600_000_000, "", properties)]
}

#[test]
fn content_and_identity_in_one_record() {
    let page = r#""url":"https://example.org/""#;
    let phone = r#""$device_id":"3c9f1a7be2d84056""#;
    check(
        "COMBO-1",
        &one(&format!("{page},{phone}")),
        &[
            record("a", 1, "", page),
            record("b", 2, "", phone),
            record(
                "c",
                3,
                "",
                r#""$latest_search_keyword":"未取到值_直接打开""#,
            ),
        ],
    );
    let nothing_searched = format!(r#""$latest_search_keyword":"未取到值_直接打开",{phone}"#);
    with_finding("COMBO-1", &one(&nothing_searched), |finding| {
        assert_eq!(finding, None);
    });
}

#[test]
fn an_account_alone_is_no_activity() {
    let track = |uid: &str, more: &str| {
        format!(
            r#"[{{"H":{{"event":"e","e_ts":{NOW},"uid":"{uid}","uid_type":"phone_number"{more}}},"B":{{}}}}]"#
        )
    };
    with_report(&track("+4915112345678", ""), |report| {
        assert!(!report.findings.iter().any(|one| one.id == "COMBO-1"));
        assert!(report.identifiers.iter().any(|one| one.names == ["uid"]));
    });
}

#[test]
fn a_number_that_bridges_the_end_of_another() {
    let short = format!(r#""uuid":"{UUID}""#);
    let long = r#""$device_id":"3c9f1a7be2d84056""#;
    check(
        "LINK-1",
        &[
            record("a", 1, "", long),
            record("a", 2, "", &format!("{short},{long}")),
        ],
        &[record("a", 1, "", &short), record("b", 2, "", long)],
    );
    let cookie_as_device = format!(r#""$device_id":"{COOKIE}""#);
    let who = format!(r#","anonymous_id":"{UUID}""#);
    with_finding(
        "LINK-1",
        &[record("a", 1, &who, &cookie_as_device)],
        |finding| {
            assert_eq!(
                finding, None,
                "a cookie does not outlive the data of the page"
            );
        },
    );
}

#[test]
fn the_advertising_number_beside_a_lasting_one() {
    let advertising = format!(r#""$gaid":"{UUID}""#);
    let phone = r#""$device_id":"3c9f1a7be2d84056""#;
    check(
        "LINK-2",
        &one(&format!("{advertising},{phone}")),
        &[record("a", 1, "", &advertising), record("b", 2, "", phone)],
    );
    let bundle = |gaid: &str| {
        one(&format!(
            r#""$ios_install_source":"android_id=3c9f1a7be2d84056##imei=##gaid={gaid}""#
        ))
    };
    check(
        "LINK-2",
        &bundle(UUID),
        &bundle("00000000-0000-0000-0000-000000000000"),
    );
}

#[test]
fn a_sign_in_that_names_what_was_before() {
    let sign_in = |original: &str| {
        let record = record("$SignUp", 1, original, "");
        vec![record.replace(r#""type":"track""#, r#""type":"track_signup""#)]
    };
    check("LINK-3", &sign_in(r#","original_id":"b""#), &sign_in(""));
}

#[test]
fn one_value_under_several_names() {
    let two = |one: &str, other: &str| {
        vec![record(
            "a",
            1,
            &format!(r#","{one}":"{UUID}","{other}":"{UUID}""#),
            "",
        )]
    };
    check(
        "LINK-4",
        &two("anonymous_id", "original_id"),
        &two("login_id", "map_id"),
    );
    with_finding("LINK-4", &two("anonymous_id", "original_id"), |finding| {
        assert!(finding.is_some_and(|finding| finding.severity <= 1 && finding.paths.len() == 2));
    });
}

#[test]
fn a_value_made_of_another() {
    let pair = |copy: &str| {
        one(&format!(
            r#""$device_id":"3c9f1a7be2d84056","$anonymization_id":"{copy}""#
        ))
    };
    check(
        "LINK-5",
        &pair("M2M5ZjFhN2JlMmQ4NDA1Ng=="),
        &pair("M2M5ZjFhN2JlMmQ4NDA1Nw=="),
    );
    let computed = |imei: &str| {
        one(&format!(
            r#""imei":"{imei}","ia":"0eaed834a1e6f4b2bf0c024e0013dea1""#
        ))
    };
    check(
        "LINK-5",
        &computed("490154203237518"),
        &computed("490154203237526"),
    );
    with_finding("LINK-5", &computed("490154203237518"), |finding| {
        let finding = finding.expect("it was found before");
        assert_eq!(finding.paths, ["0.0.properties.ia", "0.0.properties.imei"]);
        assert_eq!(finding.sources, ["ftc-2024-07-24"]);
    });
}

#[test]
fn what_stands_inside_an_address() {
    let page = |rest: &str| one(&format!(r#""url":"https://a.example/{rest}""#));
    let plain = page("news?page=2");
    check(
        "CONT-SECRET",
        &page("?access_token=Zx81kQp07LmR4tVn"),
        &plain,
    );
    check(
        "CONT-CONTACT",
        &page("?to=eva%2540mail.example.org"),
        &plain,
    );
    check("CONT-TOPIC", &page("?q=hiv+test"), &plain);
    let map = one(r#""url":"https://www.google.com/maps/@52.5186,13.3761,15z""#);
    check("CONT-MAP", &map, &plain);
    check(
        "CONT-MONEY",
        &one(r#""note":"DE89370400440532013000""#),
        &one(r#""note":"DE89370400440532013001""#),
    );
    let field = vec![record(
        "a",
        1,
        r#","identities":{"$identity_email":"eva@example.org"}"#,
        "",
    )];
    with_finding("CONT-CONTACT", &field, |finding| {
        assert_eq!(finding, None, "the field itself says that it is an address");
    });
}

#[test]
fn a_word_is_a_hint_and_no_more() {
    let search =
        one(r#""search_word":"hiv test""#)[0].replace(r#""event":"e""#, r#""event":"search""#);
    with_finding("CONT-TOPIC", &[search], |finding| {
        let finding = finding.expect("a word of the list stands there");
        assert_eq!((finding.severity, finding.basis), (2, Basis::Inferred));
    });
}

#[test]
fn a_sim_card_of_another_country() {
    let set = |carrier: &str, region: &str| {
        one(&format!(
            r#""$carrier":"{carrier}","miui_region":"{region}""#
        ))
    };
    check("LINK-7", &set("中国移动", "DE"), &set("中国移动", "CN"));
    check(
        "LINK-7",
        &set("中国联通", "FR"),
        &set("Example Mobile", "CN"),
    );
}

#[test]
fn two_times_give_away_the_zone() {
    let visit = |local: &str| {
        let record = record(
            "",
            1_588_600_000_000,
            "",
            &format!(r#""$first_visit_time":"{local}""#),
        );
        vec![record.replace(r#""type":"track""#, r#""type":"profile_set_once""#)]
    };
    let zone = |local: &str| {
        let mut offset = None;
        with_report(&visit(local)[0], |report| {
            offset = report
                .timing
                .as_ref()
                .and_then(|timing| timing.utc_offset_minutes);
        });
        offset
    };
    check(
        "LINK-8",
        &visit("2020-05-04 15:46:40.007"),
        &visit("2020-05-04 14:53:20.007"),
    );
    assert_eq!(zone("2020-05-04 13:46:39.100"), Some(0));
    assert_eq!(zone("2020-05-04 19:31:40"), Some(345));
    assert_eq!(zone("2020-05-04 10:16:40.990"), Some(-210));
    for wrong in [
        "2020-05-06 15:46:40",
        "2020-13-04 15:46:40",
        "2020-05-04T15:46:40",
        "soon",
        "",
    ] {
        assert_eq!(zone(wrong), None, "{wrong}");
    }
}

#[test]
fn a_stated_zone_comes_first() {
    for (sent, expected) in [
        ("-120", Some(120)),
        ("210", Some(-210)),
        ("-99999", None),
        ("true", None),
    ] {
        with_report(
            &one(&format!(r#""$timezone_offset":{sent}"#))[0],
            |report| {
                let timing = report.timing.as_ref().expect("the record has a time");
                assert_eq!(timing.utc_offset_minutes, expected, "{sent}");
            },
        );
    }
}

#[test]
fn a_precise_place() {
    let place = r#""$latitude":52231958,"$longitude":21006725"#;
    check("CONT-PLACE", &one(place), &one(r#""miui_region":"DE""#));
}

/// Fields that no entry explains may be positions, but nobody says whose, or how exact.
#[test]
fn a_guessed_place_is_not_called_yours() {
    with_finding(
        "CONT-PLACE",
        &one(r#""lat":"52.2319","lng":"21.0067""#),
        |finding| {
            let finding = finding.expect("two values that look like a position");
            assert_eq!(finding.basis, Basis::Inferred);
            assert!(finding.title.contains("possibly"), "{}", finding.title);
        },
    );
}

#[test]
fn a_download_marked_private() {
    let download = |name: &str, kind: &str| {
        vec![record(
            name,
            1,
            "",
            &format!(r#"{MINT},"type":"{kind}","url":"https://a.example/b.pdf""#),
        )]
    };
    check(
        "CONT-PRIVATE",
        &download("download_files", "privacy"),
        &download("download_files", "general"),
    );
    check(
        "CONT-PRIVATE",
        &download("download_files", "privacy"),
        &download("other", "privacy"),
    );
}

#[test]
fn a_wish_in_a_header() {
    let page = one(r#""url":"https://example.org/""#);
    let tap = one(r#""$element_id":"button""#);
    for (headers, events, expected) in [
        ("DNT: 1\r\n", &page, true),
        ("dnt: 1\r\n", &page, true),
        ("Sec-GPC: 1\r\n", &page, true),
        ("DNT: 0\r\n", &page, false),
        ("", &page, false),
        ("DNT: 1\r\n", &tap, false),
    ] {
        with_report(&request(headers, events), |report| {
            let found = report
                .findings
                .iter()
                .any(|finding| finding.id == "OPT-OUT");
            assert_eq!(found, expected, "{headers:?}");
        });
    }
}

#[test]
fn private_browsing_that_is_told() {
    let page = |field: &str| one(&format!(r#""url":"https://example.org/",{field}"#));
    check(
        "OPT-OUT",
        &page(r#""is_incognito":true"#),
        &page(r#""is_incognito":false"#),
    );
    check(
        "OPT-OUT",
        &page(r#""incognitoMode":1"#),
        &one(r#""incognitoMode":1"#),
    );
    check(
        "OPT-OUT",
        &page(r#""user_incognito_mode":"on""#),
        &page(r#""enhanced_incognito_switch":"on""#),
    );
}

#[test]
fn records_after_recording_was_switched_off() {
    let page = |time| {
        record(
            "page_load_event_start",
            time,
            "",
            r#""url":"https://example.org/""#,
        )
    };
    let off = record("$AppDataTrackingClose", 1_000, "", "");
    check("OPT-OUT", &[off.clone(), page(1_001)], &[page(999), off]);
}

#[test]
fn an_identifier_in_base64_is_one_more_name() {
    let both = r#""$anonymization_id":"M2M5ZjFhN2JlMmQ4NDA1Ng==","$device_id":"3c9f1a7be2d84056""#;
    with_report(&one(both)[0], |report| {
        let [identifier] = report.identifiers.as_slice() else {
            panic!("expected one identifier, found {:?}", report.identifiers);
        };
        assert_eq!(identifier.names, ["$device_id", "$anonymization_id"]);
        assert_eq!(identifier.value, "\"3c9f1a7be2d84056\"");
        assert_eq!(identifier.events, 1);
    });
    let others =
        r#""$anonymization_id":"M2M5ZjFhN2JlMmQ4NDA1Ng==","$device_id":"3c9f1a7be2d84057""#;
    with_report(&one(others)[0], |report| {
        assert_eq!(report.identifiers.len(), 2)
    });
}

/// A time can be anything in a capture; what is no moment has no field of its own to point at.
#[test]
fn sessions_begin_with_a_moment() {
    let at =
        |time: &str| format!(r#"{{"type":"track","event":"e","time":{time},"properties":{{}}}}"#);
    let odd = at(r#"{"a":1}"#);
    let capture = [odd.clone(), at("1588600000000"), at("1588700000000"), odd];
    with_finding("TIME-SESSIONS", &capture, |finding| {
        let finding = finding.expect("two sessions");
        assert_eq!(finding.paths, ["0.1.time"]);
    });
}
