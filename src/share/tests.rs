use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::*;
use crate::report::{InputKind, Origin};
use crate::{Analysis, Refusal, open_shared, to_json};

/// An event of Sensors Analytics.
fn event(time: u64, properties: &str) -> String {
    format!(
        r#"{{"type":"track","event":"search","time":{time},"distinct_id":"a1b2c3d4e5f60718","properties":{{{properties}}}}}"#
    )
}

/// A whole request, as the SDK sends it.
fn request(events: &[String]) -> String {
    let list = STANDARD.encode(format!("[{}]", events.join(",")));
    let list = list.replace('+', "%2B").replace('=', "%3D");
    format!(
        "POST /sa?project=production HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\nContent-Type: application/x-www-form-urlencoded\r\nUser-Agent: Zq-{0}\r\n\r\ngzip=0&data_list={list}",
        events.len()
    )
}

fn several(pastes: &[String]) -> Analysis {
    let pastes: Vec<&str> = pastes.iter().map(String::as_str).collect();
    Analysis::several(&pastes, "")
}

/// The text of every event.
fn events(analysis: &Analysis) -> Vec<String> {
    (0..analysis.event_count())
        .map(|index| analysis.event(index).unwrap().json.unwrap().into_owned())
        .collect()
}

/// What each request is known by.
fn requests(analysis: &Analysis) -> Vec<String> {
    let overview = analysis.overview();
    let requests = overview.requests.iter();
    requests
        .map(|request| {
            let fields = request.fields.iter();
            let fields: Vec<_> = fields.map(|field| (&field.path, &field.value)).collect();
            to_json(&(
                &request.method,
                &request.url,
                request.protocol.id,
                request.first_event,
                request.event_count,
                fields,
            ))
        })
        .collect()
}

/// Requests of every kind that there is: several formats, bare texts, one that is locked, one with
/// nothing in it.
fn mixed() -> Vec<String> {
    let first = event(
        1_588_938_227_000,
        r#""$device_id":"a1b2c3d4e5f60718","note":"zq first""#,
    );
    let lines = [
        event(1_588_938_287_000, r#""note":"zq second""#),
        event(1_588_938_347_000, r#""note":"zq third""#),
    ];
    vec![
        request(std::slice::from_ref(&first)),
        request(&[first.clone(), lines[0].clone()]),
        format!("[{}]", lines.join(",")),
        lines.join("\n"),
        first.clone(),
        String::new(),
        format!("https://sa.api.intl.miui.com/sa.gif?project=default&data={}", STANDARD.encode(&first).replace('=', "%3D")),
        "GET http://tracking.intl.miui.com/track/v4?zq=1 HTTP/1.1\r\nHost: tracking.intl.miui.com\r\n\r\n".to_owned(),
        "POST /track/v4 HTTP/1.1\r\nHost: tracking.intl.miui.com\r\nOT_NET: WIFI\r\n\r\n[{\"H\":{\"event\":\"onetrack_dau\",\"instance_id\":\"zqfourth\",\"e_ts\":1588938227000},\"B\":{\"zq\":\"zq fifth\"}}]".to_owned(),
        STANDARD.encode(format!("[{first}]")),
        request(&lines),
    ]
}

#[test]
fn a_value_has_one_placeholder_in_all_requests() {
    let capture = several(&[
        request(&[event(
            1,
            r#""message":"zq unique","$device_id":"a1b2c3d4e5f60718""#,
        )]),
        request(&[event(1, r#""count":"zq other","text":"zq unique""#)]),
        format!("[{}]", event(1, r#""deviceid":"A1B2C3D4E5F60718""#)),
    ]);
    let events = events(&capture.masked(""));
    assert!(
        events[0].contains(r#""message":"⟦unknown-1⟧""#),
        "{}",
        events[0]
    );
    assert!(
        events[1].contains(r#""text":"⟦unknown-1⟧""#),
        "{}",
        events[1]
    );
    assert!(
        events[1].contains(r#""count":"⟦unknown-2⟧""#),
        "{}",
        events[1]
    );
    assert!(
        events[0].contains(r#""$device_id":"⟦device-1⟧""#),
        "{}",
        events[0]
    );
    assert!(
        events[2].contains(r#""deviceid":"⟦device-1⟧""#),
        "{}",
        events[2]
    );
}

#[test]
fn what_is_masked_in_one_request_leaves_with_no_other() {
    let capture = several(&[
        request(&[event(1, r#""$wifi":true"#), event(1, r#""$wifi":true"#)]),
        request(&[event(1, r#""page":"zq unique value""#)]),
        request(&[event(1, r#""note":"it says: zq unique value""#)]),
    ]);
    let choice = r#"{"reveal":{"fields":["properties.note"]}}"#;
    let leaks = capture.preview(choice).leaks;
    let [leak] = leaks.as_slice() else {
        panic!("{leaks:?}")
    };
    assert_eq!(leak.path, "2.3.properties.note");
    assert_eq!(
        (leak.event, leak.field.as_str()),
        (Some(4), "properties.note")
    );
    assert_eq!(capture.share(choice), Err(Refusal::Leaks(leaks.clone())));
    assert_eq!(
        capture.export("json", choice),
        Err(Refusal::Leaks(leaks.clone()))
    );
    // Where the request that says it does not leave, nothing is wrong.
    let others = r#"{"reveal":{"fields":["properties.note"]},"requests":[0,1]}"#;
    assert_eq!(capture.preview(others).leaks, []);
    assert!(capture.share(others).is_ok());
    // It is one where only the request leaves that repeats it.
    let alone = r#"{"reveal":{"fields":["properties.note"]},"requests":[2]}"#;
    assert_eq!(capture.preview(alone).leaks, leaks);
}

#[test]
fn times_count_from_the_first_event_of_all_requests() {
    let capture = several(&[
        request(&[event(1_588_938_287_000, "")]),
        request(&[event(1_588_938_227_000, ""), event(1_588_938_527_000, "")]),
    ]);
    let times = |choice: &str| -> Vec<String> {
        let masked = capture.masked(choice);
        (0..masked.event_count())
            .map(|index| masked.event(index).unwrap().time.unwrap().into_owned())
            .collect()
    };
    assert_eq!(times(""), ["60000", "0", "300000"]);
    assert_eq!(times(r#"{"requests":[0]}"#), ["60000"]);
}

/// The same name means other things to other senders.
#[test]
fn each_format_is_judged_by_its_own_rules() {
    let mistat =
        r#"{"app_id":"1","events":[{"event":"e","time":1588938227000,"properties":{"x":"zq1"}}]}"#;
    let onetrack = "POST /track/v4 HTTP/1.1\r\nHost: tracking.intl.miui.com\r\n\r\n[{\"H\":{\"event\":\"onetrack_dau\",\"e_ts\":1588938227000},\"B\":{\"zq\":1}}]";
    let pastes = [
        request(&[event(1_588_938_227_000, r#""event":"zq private""#)]),
        onetrack.to_owned(),
        mistat.to_owned(),
    ];
    let alone: Vec<String> = pastes
        .iter()
        .flat_map(|paste| events(&Analysis::several(&[paste.as_str()], "").masked("")))
        .collect();
    let together = events(&several(&pastes).masked(""));
    // Numbers go on, all else is the same.
    let plain = |events: &[String]| -> Vec<String> {
        let is_digit = |letter: char| letter.is_ascii_digit();
        events
            .iter()
            .map(|event| event.replace(is_digit, ""))
            .collect()
    };
    assert_eq!(plain(&together), plain(&alone));
}

#[test]
fn only_the_chosen_requests_leave() {
    let pastes = mixed();
    let capture = several(&pastes);
    let all = capture.masked("");
    assert_eq!(requests(&all).len(), pastes.len());
    let choice = r#"{"requests":[1,8,3,99,3]}"#;
    let some = capture.masked(choice);
    let numbers: Vec<usize> = (0..all.event_count())
        .filter(|&index| [1, 3, 8].contains(&all.event(index).unwrap().request))
        .collect();
    let all = events(&all);
    let expected: Vec<&String> = numbers.iter().map(|&index| &all[index]).collect();
    // With the placeholders and times that they have among all.
    assert_eq!(events(&some).iter().collect::<Vec<_>>(), expected);
    assert_eq!(some.overview().counts.requests, 3);
    let preview = capture.preview(choice);
    assert_eq!(
        (preview.requests, preview.requests_total),
        (3, pastes.len())
    );
    let paths: BTreeSet<&str> = preview.rows.iter().map(|row| row.path.as_str()).collect();
    assert!(
        paths.contains("B.zq") && paths.contains("query.project"),
        "{paths:?}"
    );
    assert!(!paths.contains("query.zq"), "{paths:?}");
    let opened = open_shared(&capture.share(choice).unwrap());
    assert_eq!(events(&opened), events(&some));
    for full in ["", r#","mode":"full""#] {
        let choice = format!(r#"{{"requests":[8,3]{full}}}"#);
        let exported = capture.export("ndjson", &choice).unwrap();
        assert_eq!(exported.split(|byte| *byte == b'\n').count(), 4, "{full}");
        let name = capture.export_name("ndjson", &choice).unwrap();
        assert!(name.contains("3-events"), "{name}");
    }
    // One that there is not cannot be shared.
    let none = r#"{"requests":[99]}"#;
    let refused = Refusal::Requests(pastes.len());
    let has = format!("which has {}, numbered from 0", pastes.len());
    assert!(refused.to_string().contains(&has), "{refused}");
    assert_eq!(capture.share(none), Err(refused.clone()));
    assert_eq!(capture.export("json", none), Err(refused));
    assert_eq!(events(&capture.masked(none)), all);
    // A capture of packets of which nothing is left.
    let empty = Analysis::new(b"\xd4\xc3\xb2\xa1".as_slice(), "", &mut |_, _| {});
    assert_eq!(empty.share(choice), Err(Refusal::Requests(0)));
}

#[test]
fn a_link_holds_every_request() {
    let pastes = mixed();
    let capture = several(&pastes);
    for choice in ["", r#"{"mode":"structure"}"#, r#"{"times":"exact"}"#] {
        let masked = capture.masked(choice);
        let link = capture.share(choice).unwrap();
        assert!(link.starts_with("o2."), "{link}");
        let opened = open_shared(&link);
        assert_eq!(requests(&opened), requests(&masked), "{choice}");
        assert_eq!(events(&opened), events(&masked), "{choice}");
        assert_eq!(opened.event_count(), capture.event_count());
        let overview = opened.overview();
        assert_eq!(overview.input.kind, InputKind::SharedLink);
        assert_eq!(overview.masking, masked.overview().masking);
        assert_eq!(opened.provenance, Some(Origin::Link));
        // Who shares it again changes nothing but that it says so.
        let again = open_shared(&opened.share(choice).unwrap());
        assert_eq!(requests(&again), requests(&masked), "{choice}");
        assert_eq!(events(&again), events(&masked), "{choice}");
        assert_eq!(again.provenance, Some(Origin::LinkOfLink));
    }
    // One request is still version 1.
    let one = several(&pastes[..1]).share("").unwrap();
    assert!(one.starts_with("o1."), "{one}");
    assert_eq!(capture.share(r#"{"requests":[0]}"#).unwrap(), one);
}

/// As many events as fill two links once their messages are shown.
const REQUESTS: usize = 40;
const EVENTS: usize = 5;
const SHOWN: &str = r#""reveal":{"fields":["properties.message"]}"#;

fn long() -> Analysis {
    let mut state = 1_u64;
    let mut digits = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        format!("{:08x}", state >> 32)
    };
    let pastes: Vec<String> = (0..REQUESTS)
        .map(|_| {
            let message = |_| (0..50).map(|_| digits()).collect::<String>();
            let messages = (0..EVENTS).map(message);
            let messages = messages.map(|message| event(1, &format!(r#""message":"{message}""#)));
            request(&messages.collect::<Vec<_>>())
        })
        .collect();
    several(&pastes)
}

#[test]
fn a_link_holds_as_many_requests_as_fit() {
    let capture = long();
    let shown = format!("{{{SHOWN}}}");
    let preview = capture.preview(&shown);
    let held = preview.requests;
    assert_eq!(preview.requests_total, REQUESTS);
    let link = capture.share(&shown).unwrap();
    assert_eq!(preview.link, Some(link.len()));
    // Another request has about 1,400 characters.
    assert!(
        (LONGEST - 2_000..=LONGEST).contains(&link.len()),
        "{}",
        link.len()
    );
    let opened = open_shared(&link);
    assert_eq!(opened.overview().counts.requests, held);
    let all = events(&capture.masked(&shown));
    assert_eq!(all.len(), REQUESTS * EVENTS);
    assert_eq!(events(&opened), all[..held * EVENTS]);
    // What was chosen is shared whole or not at all.
    let choose = |count: usize| {
        let numbers: Vec<String> = (0..count).map(|number| number.to_string()).collect();
        format!(r#"{{{SHOWN},"requests":[{}]}}"#, numbers.join(","))
    };
    assert_eq!(capture.share(&choose(held)), Ok(link));
    let one_more = choose(held + 1);
    let Err(Refusal::TooLong(length)) = capture.share(&one_more) else {
        panic!("expected one more to be too long")
    };
    assert!(length > LONGEST);
    let preview = capture.preview(&one_more);
    assert_eq!((preview.link, preview.requests), (Some(length), held + 1));
    // A file holds them all, and a figure links to no part of what it is made of.
    let exported = capture.export("ndjson", &shown).unwrap();
    assert_eq!(
        exported.split(|byte| *byte == b'\n').count(),
        REQUESTS * EVENTS + 1
    );
    let figure = |choice: &str| {
        let page = r#""figure":{"page":"https://overshare.example/"}"#;
        let choice = choice.replacen('{', &format!("{{{page},"), 1);
        let figure = capture.export("figure", &choice).unwrap();
        String::from_utf8(figure)
            .unwrap()
            .contains("overshare.example/#o2.")
    };
    assert!(!figure(&shown));
    assert!(figure(&choose(held)));
}

#[test]
fn nothing_depends_on_what_was_asked_before() {
    let choices = [
        "",
        r#"{"requests":[1]}"#,
        r#"{"mode":"structure"}"#,
        r#"{"requests":[0,2],"reveal":{"categories":["search"]}}"#,
    ];
    let ask = |capture: &Analysis, choice: &str| {
        let masked = capture.masked(choice);
        (
            capture.share(choice),
            to_json(&capture.preview(choice)),
            to_json(&masked.report()),
        )
    };
    let fresh: Vec<_> = choices
        .iter()
        .map(|choice| ask(&several(&mixed()), choice))
        .collect();
    let asked = several(&mixed());
    for (choice, expected) in choices.iter().zip(&fresh) {
        assert!(ask(&asked, choice) == *expected, "{choice}");
    }
    for (choice, expected) in choices.iter().zip(&fresh).rev() {
        assert!(ask(&asked, choice) == *expected, "{choice}");
    }
}

/// Every format holds what is in each of the requests.
#[test]
fn every_file_is_made_of_all_requests() {
    let pastes: Vec<String> = ["zqfirst_event", "zqsecond_event", "zqthird_event"]
        .iter()
        .enumerate()
        .map(|(number, name)| {
            let event = event(
                1_588_938_227_000 + number as u64 * 60_000,
                r#""$wifi":true"#,
            );
            request(&[event.replace(r#""search""#, &format!("\"{name}\""))])
        })
        .collect();
    let capture = several(&pastes);
    let names = r#"{"reveal":{"fields":["event"]},"figure":{"event":"all","fields":["event"]}}"#;
    for format in crate::export::FORMATS {
        // These are bytes of one request, and letters in which no event is named.
        if matches!(format.id, "body" | "letter-en" | "letter-de") {
            continue;
        }
        let bytes = capture.export(format.id, names).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        for name in ["zqfirst", "zqsecond", "zqthird"] {
            let coded = match format.id {
                // An archive has the bodies as they are sent.
                "har" => continue,
                _ => name,
            };
            assert!(text.contains(coded), "{name} in {}: {text}", format.id);
        }
    }
    let archive = capture.export("har", "").unwrap();
    let archive: serde_json::Value = serde_json::from_slice(&archive).unwrap();
    assert_eq!(archive["log"]["entries"].as_array().unwrap().len(), 3);
    // A figure shows the event that was meant, also where others before it do not leave.
    let third = r#"{"reveal":{"fields":["event"]},"requests":[1,2],"figure":{"event":3,"fields":["event"]}}"#;
    let figure = String::from_utf8(capture.export("figure", third).unwrap()).unwrap();
    assert!(
        figure.contains("zqthird") && !figure.contains("zqsecond"),
        "{figure}"
    );
}

#[test]
fn a_body_that_is_sent_again_fits_its_checksum() {
    let list = STANDARD.encode(format!("[{}]", event(1, "")));
    let crc = crate::protocol::java_hash(list.as_bytes());
    let body = format!("crc={crc}&gzip=0&data_list={}", list.replace('=', "%3D"));
    let capture = several(&[body.clone(), body]);
    let archive = capture.export("har", r#"{"replayable":true}"#).unwrap();
    let archive: serde_json::Value = serde_json::from_slice(&archive).unwrap();
    for entry in archive["log"]["entries"].as_array().unwrap() {
        let body = entry["request"]["postData"]["text"].as_str().unwrap();
        let again = Analysis::several(&[body], "");
        let overview = again.overview();
        let checks = &overview.requests[0].checks;
        assert!(
            !checks.is_empty() && checks.iter().all(|check| check.expected == check.actual),
            "{checks:?}"
        );
    }
}

/// The captures of the clone that are text.
fn fixtures() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths = Vec::new();
    for group in std::fs::read_dir(root).unwrap() {
        let cases = std::fs::read_dir(group.unwrap().path());
        paths.extend(cases.into_iter().flatten().map(|case| case.unwrap().path()));
    }
    paths.sort();
    let pastes = paths.iter().map(|case| case.join("paste.txt"));
    pastes
        .filter_map(|paste| std::fs::read_to_string(paste).ok())
        .collect()
}

/// Captures of different senders leave together as each of them does: nothing is refused, nothing is
/// lost, and nothing that is masked in one of them stands in the link.
#[test]
fn captures_of_all_senders_leave_together() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 50, "{}", fixtures.len());
    let modes = ["", r#"{"mode":"structure"}"#, r#"{"times":"exact"}"#];
    // Neighbors are mostly of one sender, so each group is from all over the list.
    let number = fixtures.len().div_ceil(7);
    let group = |first: usize| fixtures.iter().skip(first).step_by(number).cloned();
    let mut groups: Vec<Vec<String>> = (0..number).map(|first| group(first).collect()).collect();
    // As one capture only where there is time.
    if std::env::var_os("OVERSHARE_THOROUGH").is_some() {
        groups.push(fixtures.clone());
    }
    let mut looked = 0;
    for (number, group) in groups.iter().enumerate() {
        let capture = several(group);
        let choice = modes[number % modes.len()];
        let preview = capture.preview(choice);
        let link = match capture.share(choice) {
            Ok(link) => link,
            Err(refusal) => panic!("{refusal}, {choice}, {group:?}"),
        };
        let masked = capture.masked(choice);
        let opened = open_shared(&link);
        let held = opened.event_count();
        assert_eq!(opened.overview().counts.requests, preview.requests);
        assert_eq!(masked.event_count(), capture.event_count());
        assert_eq!(events(&opened), events(&masked)[..held]);
        let outgoing = Outgoing::new(
            &capture,
            &Choice::read(choice).unwrap(),
            &[Written::Unpacked],
        );
        let text = outgoing.text().to_lowercase();
        // Another number can have its digits among its own.
        let stands = |value: &str| {
            text.match_indices(value).any(|(at, _)| {
                let digit = |end: Option<char>| end.is_some_and(|end| end.is_ascii_digit());
                let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
                let before = digit(text.get(..at).unwrap().chars().next_back());
                let behind = digit(text.get(at + value.len()..).unwrap().chars().next());
                !(is_number && (before || behind))
            })
        };
        for value in preview.rows.iter().flat_map(|row| &row.values) {
            let after = value.after.as_deref().unwrap_or_default();
            let is_told =
                value.before.len() >= 8 && value.before.contains(|one: char| one.is_ascii_digit());
            if is_told && after.starts_with('⟦') && after.ends_with('⟧') && value.before != after
            {
                looked += 1;
                assert!(
                    !stands(&value.before.to_lowercase()),
                    "{} leaves",
                    value.before
                );
            }
        }
    }
    assert!(looked > 200, "{looked} values");
}

/// A placeholder has no dots, as names of a local network have none.
#[test]
fn a_masked_address_is_not_taken_for_one_of_a_local_network() {
    let page = r#""page":"https://forum.example.com/thread?id=7""#;
    let masked = several(&[request(&[event(1, page)])]).masked("");
    let event = masked.event(0).unwrap();
    let fields = event.fields.unwrap();
    let page = fields.iter().find(|field| field.name == "page").unwrap();
    assert!(page.value.contains("⟦site-1⟧"), "{}", page.value);
    let kinds: Vec<&str> = page.detected.iter().map(|found| found.kind).collect();
    assert_eq!(kinds, ["url"]);
}

/// The page computes the checksum anew of a link that it encrypts or decrypts.
#[test]
fn the_page_knows_the_length_of_the_checksum() {
    let bytes = (link::CHECKSUM * 6 / 8).to_string();
    crate::report::tests::check_constant("www/passphrase.js", "SUM", &bytes);
}
