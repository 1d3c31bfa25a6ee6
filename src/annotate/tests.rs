//! The pass over all values says the same as the fields of each event.

use test_support::property;

use crate::Analysis;
use crate::report::Known;

fn analysis(records: &[String]) -> Analysis {
    let paste = format!(
        "POST https://tracking.miui.com/track/v4/o HTTP/1.1\n\n[{}]",
        records.join(",")
    );
    Analysis::new(paste.into_bytes(), "", &mut |_, _| {})
}

/// Compares what was counted with the fields.
#[track_caller]
fn check(records: &[String]) {
    let analysis = analysis(records);
    let report = analysis.report();
    let mut counts = [0; 3];
    let mut categories = [0; super::CATEGORIES];
    let mut seen = std::collections::BTreeSet::new();
    for (index, record) in records.iter().enumerate() {
        let event = analysis.event(index).expect("an event for each record");
        let fields = event.fields.expect("with its fields");
        let mut worst = [0, 0];
        let mut first = 0;
        for field in fields {
            let known = [Known::Explained, Known::Guessed, Known::Unknown];
            let slot = known.iter().position(|known| *known == field.known);
            counts[slot.unwrap()] += 1;
            // By what somebody is called they did nothing.
            let is_called = field.category == Some(super::Category::Account.id());
            worst = [
                worst[0].max(if is_called {
                    field.content.min(1)
                } else {
                    field.content
                }),
                worst[1].max(field.identifiability),
            ];
            if field.identifiability >= 3 && seen.insert(field.value.to_string()) {
                first = first.max(field.identifiability);
            }
            let ids = super::Category::ALL.map(super::Category::id);
            if let Some(slot) = ids.iter().position(|id| Some(*id) == field.category) {
                categories[slot] += 1;
            }
            let is_account = field.category == Some(super::Category::Account.id());
            let is_session = field.label.as_deref() == Some("Session ID");
            if field.path.starts_with("H.uid") && field.path != "H.uid_type" {
                let says = record.contains(r#""uid_type":"session_id""#);
                assert_eq!((is_account, is_session), (!says, says), "{record}");
            }
        }
        // None of these records tells what somebody did.
        let [content, identifiability] = worst;
        let named = match first {
            0 => identifiability.min(1),
            first => first - 1,
        };
        assert!(content < 2, "{record}");
        let expected = content.max(named);
        assert_eq!(event.severity, expected, "{record}");
    }
    let counted = report.counts.fields;
    assert_eq!(
        [counted.explained, counted.guessed, counted.unknown],
        counts
    );
    for tally in &report.categories {
        let ids = super::Category::ALL.map(super::Category::id);
        let slot = ids.iter().position(|id| *id == tally.category);
        assert_eq!(
            tally.fields,
            categories[slot.unwrap()],
            "{}",
            tally.category
        );
    }
    let accounts: Vec<_> = (report.identifiers.iter())
        .filter(|identifier| identifier.category == "account")
        .map(|identifier| identifier.value.to_string())
        .collect();
    for record in records.iter().filter(|record| !record.contains("ses_")) {
        let has = accounts.iter().any(|value| record.contains(&**value));
        assert!(has || !record.contains("27182"), "{record}");
    }
    assert!(accounts.iter().all(|value| !value.contains("ses_")));
}

fn head(members: &str) -> String {
    format!(r#"{{"H":{{"event":"a",{members}}},"B":{{}}}}"#)
}

const SESSION: &str = r#""uid_type":"session_id""#;

#[test]
fn a_kind_counts_for_its_own_record_alone() {
    let session = head(&format!(r#""uid":"ses_5f0e1d2c3b4a5968",{SESSION}"#));
    let before = head(&format!(r#"{SESSION},"uid":"ses_5f0e1d2c3b4a5968""#));
    let account = head(r#""uid":"2718281828","uid_type":"xiaomi""#);
    let unsaid = head(r#""uid":"2718281828""#);
    let list = head(&format!(
        r#""uid":["ses_1a2b3c4d","ses_9f8e7d6c"],{SESSION}"#
    ));
    let all = [session, account, before, unsaid, list];
    for one in &all {
        check(std::slice::from_ref(one));
        for other in &all {
            check(&[one.clone(), other.clone(), one.clone()]);
        }
    }
    check(&all);
}

/// The pass remembers what it found out about a value that comes again.
#[test]
fn the_same_value_is_another_thing_beside_another_kind() {
    let account = head(r#""uid":"31415926","uid_type":"qq""#);
    let session = head(&format!(r#""uid":"31415926",{SESSION}"#));
    check(&[account.clone(), session.clone(), account, session]);
}

#[test]
fn any_kinds_in_any_order_are_counted_as_they_are_shown() {
    property(|u| {
        let mut records = Vec::new();
        for _ in 0..u.int_in_range(1..=6)? {
            let kind = u.choose(&["session_id", "xiaomi", "", "phone_number"])?;
            let app = u.choose(&["31000402765", "31000402860"])?;
            let number = match *kind {
                "session_id" => "ses_00",
                _ => "27182",
            };
            let mut members = [
                format!(r#""uid":"{number}{}""#, u.int_in_range(10..=13)?),
                format!(r#""uid_type":"{kind}""#),
                format!(r#""app_id":"{app}""#),
                r#""instance_id":"2c6f3b18-5a0d-4e71-9b42-0d8e6a1f7c35""#.to_owned(),
            ];
            members.rotate_left(u.int_in_range(0..=3)?);
            records.push(head(&members.join(",")));
        }
        check(&records);
        Ok(())
    });
}

fn sensors(properties: &str) -> Analysis {
    let record = format!(
        r#"[{{"type":"track","event":"e","time":1588600000000,"distinct_id":"","properties":{{{properties}}}}}]"#
    );
    Analysis::new(record.into_bytes(), "", &mut |_, _| {})
}

/// Label, reason and persistence of the field at a path of the first event.
fn said(analysis: &Analysis, path: &str) -> (String, String, String) {
    let event = analysis.event(0).expect("an event");
    let mut fields = event.fields.expect("with its fields").into_iter();
    let field = fields.find(|field| field.path == path).expect("the field");
    let text =
        |text: Option<crate::report::Text>| text.map_or(String::new(), |text| text.to_string());
    let lasts = serde_json::to_string(&field.persistence).expect("a word");
    (text(field.label), text(field.matters), lasts)
}

/// What a web page keeps in a cookie is nothing of a phone, whether the software says so or the value.
#[test]
fn the_number_of_a_web_page_is_that_of_its_cookie() {
    let cookie = "17c6dfc74c0abc-0123456789abcd-1c3b6450-2073600-17c6dfc74c1def";
    for properties in [
        format!(r#""$device_id":"{cookie}""#),
        format!(r#""$lib":"js","$device_id":"{cookie}""#),
        r#""$device_id":"another-number","$lib":"js""#.to_owned(),
    ] {
        let (label, matters, lasts) = said(&sensors(&properties), "properties.$device_id");
        assert_eq!(
            (&*label, &*lasts),
            ("Cookie ID", "\"install\""),
            "{properties}"
        );
        let is_of_app = matters.contains("phone") || matters.contains("app’s data");
        assert!(!is_of_app, "{matters}");
    }
    let android = sensors(r#""$device_id":"3c9f1a7be2d84056","$lib":"Android""#);
    let (label, matters, lasts) = said(&android, "properties.$device_id");
    assert_eq!((&*label, &*lasts), ("Android ID", "\"factory-reset\""));
    assert!(matters.contains("app’s data"), "{matters}");
    let apple = sensors(r#""$device_id":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","$lib":"iOS""#);
    assert_eq!(said(&apple, "properties.$device_id").0, "Apple device ID");
}

/// It recognizes a person, but not the one whose phone this is.
#[test]
fn the_number_of_somebody_else_is_none_of_yours() {
    let own = r#""$device_id":"3c9f1a7be2d84056""#;
    for name in ["$share_distinct_id", "$latest_share_distinct_id"] {
        let analysis = sensors(&format!(r#"{own},"{name}":"6204418""#));
        let report = analysis.report();
        let values: Vec<_> = (report.identifiers.iter())
            .map(|identifier| identifier.value.to_string())
            .collect();
        assert_eq!(values, [r#""3c9f1a7be2d84056""#], "{name}");
        let event = analysis.event(0).expect("an event");
        assert_eq!(event.severity, 4, "{name}");
    }
}

/// What MiStat calls the number of the phone depends on the kind beside it, in whatever order.
#[test]
fn a_form_says_of_what_its_number_is_made() {
    let lasting = |form: &str| {
        let paste = format!(
            "POST /mistats/v2 HTTP/1.1\r\nHost: data.mistat.xiaomi.com\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nmistatv=4&stat_value={}&{form}",
            "0a1b2c3d4e5f6071".repeat(4)
        );
        let report: serde_json::Value =
            serde_json::from_str(&crate::decode(paste.as_bytes(), "")).expect("a report");
        let fields = report["requests"][0]["fields"].as_array().cloned();
        let found = fields
            .into_iter()
            .flatten()
            .find(|field| field["path"] == "form.device_id");
        found.map_or(String::new(), |field| field["persistence"].to_string())
    };
    for (form, expected) in [
        ("device_id=A1&id_type=0", "install"),
        ("id_type=1&device_id=A1", "factory-reset"),
        ("device_id=A1&id_type=2", "hardware"),
        ("device_id=A1&id_type=9", "depends"),
        ("device_id=A1", "depends"),
        // As for all readers of duplicate names, the last one counts.
        ("device_id=A1&id_type=0&id_type=2", "hardware"),
    ] {
        assert_eq!(lasting(form), format!("\"{expected}\""), "{form}");
    }
}

/// In a record within a record, nothing stands at the top.
#[test]
fn records_within_records_are_counted_as_they_are_shown() {
    for stream in [
        "analytics_usage",
        "analytics_sequencev2",
        "analytics_active",
        "player",
    ] {
        let record = format!(
            r#"{{"H":{{"sender":"com.miui.analytics","imei":"0eaed834"}},"B":[{{"H":{{"key":"{stream}"}},"B":{{"si":29,"imei":"1f","U":[{{"P":"a.b","T":3,"22":{{"T":1}}}}],"es":[{{"p":0}}],"B":{{"imei":"2e"}}}}}}]}}"#
        );
        let text = crate::bytes::codec::base64::encode(record.as_bytes());
        let paste = format!(
            "POST /track/v1 HTTP/1.1\r\nHost: tracking.miui.com\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nvalue={}&ts=1588938000000&nonce=0123456789abcdef0123456789abcdef&sign=0123456789abcdef0123456789abcdef",
            text.replace('=', "%3D").replace('+', "-").replace('/', "_")
        );
        let analysis = Analysis::new(paste.into_bytes(), "", &mut |_, _| {});
        let counted = analysis.report().counts.fields;
        let fields = analysis
            .event(0)
            .expect("an event")
            .fields
            .expect("with its fields");
        let shown = |known| fields.iter().filter(|field| field.known == known).count();
        assert_eq!(
            (counted.explained, counted.unknown),
            (shown(Known::Explained), shown(Known::Unknown)),
            "{stream}"
        );
        assert!(counted.unknown > 0, "{stream}");
    }
}
