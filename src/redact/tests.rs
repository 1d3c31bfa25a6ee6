use super::*;
use crate::Analysis;
use crate::report::MaskChoice;

fn read(paste: &str) -> Analysis {
    Analysis::new(paste.as_bytes().to_vec(), "", &mut |_, _| {})
}

/// What becomes of one detail of an event, by the choice.
fn check(name: &str, value: &str, choice: &str, after: &str) {
    let event = format!(
        r#"[{{"type":"track","event":"search","time":1588938227000,"distinct_id":"1","properties":{{"{name}":{value}}}}}]"#
    );
    let masked = read(&event).masked(choice);
    let field = masked.event(0).and_then(|event| {
        let path = format!("properties.{name}");
        let mut fields = event.fields?.into_iter();
        fields.find(|field| field.path == path)
    });
    let found = field.map_or(String::new(), |field| field.value.into_owned());
    assert_eq!(found, after, "{name}: {value} {choice}");
}

#[test]
fn each_rule_leaves_what_it_says() {
    check("$lib", r#""Android""#, "", r#""Android""#);
    check("$lib", r#""ana@example.org""#, "", r#""⟦phone-detail-1⟧""#);
    check("$os_version", r#""12.0.5""#, "", r#""12""#);
    check("system_language", r#""de_AT""#, "", r#""de""#);
    check("$event_duration", "372.519", "", "300");
    check("$time", r#""1588938287001""#, "", r#""60000""#);
    check("$model", r#""Example 9""#, "", r#""⟦phone-detail-1⟧""#);
    check("$device_id", r#""a1b2c3d4e5f60718""#, "", r#""⟦device-1⟧""#);
    check("$latitude", "48137154", "", "");
    check("$wifi", "true", "", "true");
    check("nobody_knows", "true", "", r#""⟦unknown-1⟧""#);
    check("nobody_knows", "null", "", "null");
    check("nobody_knows", r#""""#, "", r#""""#);
    // Constants that stand for "none", and the Android ID of every emulator.
    check("$carrier", r#""unknown""#, "", r#""unknown""#);
    check(
        "$device_id",
        r#""9774d56d682e549c""#,
        "",
        r#""9774d56d682e549c""#,
    );
}

#[test]
fn addresses_keep_common_sites_and_nothing_else() {
    check(
        "url",
        r#""https://www.google.com/search?q=ana+example&hl=de""#,
        "",
        r#""https://google.com/…?q=⟦search-1⟧""#,
    );
    check(
        "url",
        r#""https://clinic.example/appointment?patient=ana""#,
        "",
        r#""https://⟦site-1⟧/…""#,
    );
}

#[test]
fn what_lies_inside_is_masked_where_it_lies() {
    check(
        "nobody_knows",
        r#""{\"imei\":\"490154203237518\",\"n\":[\"ana@example.org\"]}""#,
        "",
        r#""{\"imei\":\"⟦imei-1⟧\",\"n\":[\"⟦email-1⟧\"]}""#,
    );
    // {"mail":"ana@example.org"} and {"mail":"⟦email-1⟧"} in Base64.
    check(
        "nobody_knows",
        r#""eyJtYWlsIjoiYW5hQGV4YW1wbGUub3JnIn0=""#,
        "",
        r#""eyJtYWlsIjoi4p+mZW1haWwtMeKfpyJ9""#,
    );
}

#[test]
fn a_choice_counts_before_the_rule_but_not_for_credentials() {
    let model = r#""Example 9""#;
    for choice in [
        r#"{"reveal":{"fields":["properties.$model"]}}"#,
        r#"{"reveal":{"categories":["device_profile"]}}"#,
        r#"{"reveal":{"values":["Example 9"]}}"#,
    ] {
        check("$model", model, choice, model);
    }
    let mask = r#"{"mask":{"fields":["properties.$lib"]}}"#;
    check("$lib", r#""Android""#, mask, r#""⟦phone-detail-1⟧""#);
    let reveal = r#"{"reveal":{"fields":["properties.$token"]}}"#;
    check("$token", r#""k3y-0f-an-app""#, reveal, "");
    let exact = r#"{"times":"exact"}"#;
    check(
        "$time",
        r#""2020-05-08 13:43:47.123""#,
        exact,
        r#""2020-05-08 13:43:47.123""#,
    );
    check("$time", r#""ana@example.org""#, exact, r#""⟦time-1⟧""#);
    let structure = r#"{"mode":"structure"}"#;
    check("$model", model, structure, r#""⟦phone-detail⟧""#);
    check(
        "$device_id",
        r#""a1b2c3d4e5f60718""#,
        structure,
        r#""⟦device-1⟧""#,
    );
}

#[test]
fn the_same_value_and_what_is_made_of_it_have_one_number() {
    let paste = r#"[{"type":"track","event":"search","time":1588938227000,"distinct_id":"a1b2c3d4e5f60718","properties":{"$device_id":"a1b2c3d4e5f60718","a":"A1B2C3D4E5F60718","b":"YTFiMmMzZDRlNWY2MDcxOA==","c":"6d7e9146fdc6416658b5e148489e7172"}}]"#;
    let masked = read(paste).masked("");
    let json = masked.event(0).unwrap().json.unwrap();
    for part in [
        r#""distinct_id":"⟦device-1⟧""#,
        r#""a":"⟦device-1⟧""#,
        r#""b":"⟦device-1⟧·base64""#,
        r#""c":"⟦device-1⟧·md5""#,
    ] {
        assert!(json.contains(part), "{part} in {json}");
    }
    let findings = masked.overview().findings;
    assert!(
        findings.iter().any(|finding| finding.id == "LINK-5"),
        "{findings:?}"
    );
}

#[test]
fn a_name_that_a_masked_value_holds_is_masked() {
    // As text, as JSON, and both in Base64: eyJub3RlIjoienExYzlmYTdjN2sifQ== is {"note":"zq1c9fa7c7k"}.
    for blob in [
        "zq1c9fa7c7k",
        "enExYzlmYTdjN2s=",
        r#"{\"note\":\"zq1c9fa7c7k\"}"#,
        "eyJub3RlIjoienExYzlmYTdjN2sifQ==",
    ] {
        let paste = format!(
            r#"[{{"type":"track","event":"search","distinct_id":"1","properties":{{"blob":"{blob}","zq1c9fa7c7k":1}}}}]"#
        );
        for choice in [
            "",
            r#"{"mode":"structure"}"#,
            r#"{"mask":{"fields":["properties.blob"]}}"#,
        ] {
            let json = String::from_utf8(read(&paste).export("json", choice).unwrap()).unwrap();
            assert!(!json.contains("zq1c9fa7c7k"), "{choice} {json}");
        }
    }
}

#[test]
fn what_was_let_through_with_something_masked_in_it_stops_all() {
    let paste = r#"[{"type":"track","event":"search","time":1588938227000,"distinct_id":"1","properties":{"email":"ana@example.org","url":"https://example.org/?to=ana%40example.org"}}]"#;
    let choice = r#"{"reveal":{"fields":["properties.url"]}}"#;
    let analysis = read(paste);
    let leaks = analysis.preview(choice).leaks;
    let [leak] = leaks.as_slice() else {
        panic!("{leaks:?}")
    };
    assert_eq!(
        (leak.path.as_str(), leak.token.as_str()),
        ("0.0.properties.url", "⟦email-1⟧")
    );
    let refusal = analysis.share(choice).unwrap_err();
    assert_eq!(refusal, crate::Refusal::Leaks(leaks.clone()));
    assert!(!refusal.to_string().contains("ana"), "{refusal}");
    assert!(analysis.export("json", choice).is_err());
    let both = r#"{"reveal":{"fields":["properties.url","properties.email"]}}"#;
    assert_eq!(analysis.preview(both).leaks, []);
    assert!(analysis.share(both).is_ok());
}

#[test]
fn a_preview_shows_both_sides() {
    let paste = r#"[{"type":"track","event":"search","time":1588938227000,"distinct_id":"1","properties":{"$model":"Example 9","list":["a","b"]}},{"type":"track","event":"search","properties":{"list":["b"]}}]"#;
    let preview = read(paste).preview(r#"{"reveal":{"fields":["properties.$model"]}}"#);
    let row = |path: &str| preview.rows.iter().find(|row| row.path == path).unwrap();
    let model = row("properties.$model");
    assert_eq!(
        (model.action, model.choice),
        (MaskAction::Kept, MaskChoice::Revealed)
    );
    let list = row("properties.list[]");
    let values: Vec<_> = list
        .values
        .iter()
        .map(|value| (value.before.as_str(), value.after.as_deref(), value.count))
        .collect();
    assert_eq!(
        values,
        [("a", Some("⟦unknown-1⟧"), 1), ("b", Some("⟦unknown-2⟧"), 2)]
    );
    assert_eq!((list.events, list.action), (2, MaskAction::Masked));
    assert_eq!(preview.mode, MaskMode::Reviewed);
}
