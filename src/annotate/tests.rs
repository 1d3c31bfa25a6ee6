//! The pass over all values says the same as the fields of each event.

use arbtest::arbtest;

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
    for (index, record) in records.iter().enumerate() {
        let event = analysis.event(index).expect("an event for each record");
        let fields = event.fields.expect("with its fields");
        let mut worst = 0;
        for field in fields {
            let known = [Known::Explained, Known::Guessed, Known::Unknown];
            let slot = known.iter().position(|known| *known == field.known);
            counts[slot.unwrap()] += 1;
            worst = worst.max(field.content).max(field.identifiability);
            let ids = super::Category::ALL.map(super::Category::id);
            if let Some(slot) = ids.iter().position(|id| Some(*id) == field.category) {
                categories[slot] += 1;
            }
            let is_account = field.label.as_deref() == Some("Account");
            let is_session = field.label.as_deref() == Some("Session number");
            if field.path.starts_with("H.uid") && field.path != "H.uid_type" {
                let says = record.contains(r#""uid_type":"session_id""#);
                assert_eq!((is_account, is_session), (!says, says), "{record}");
            }
        }
        assert_eq!(event.severity, worst, "{record}");
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
    arbtest(|u| {
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
    })
    .budget_ms(2_000);
}
