use super::*;
use crate::Analysis;
use crate::report::MaskChoice;
use crate::share::{Outgoing, Written};

fn read(paste: &str) -> Analysis {
    Analysis::new(paste.as_bytes().to_vec(), "", &mut |_, _| {})
}

/// What happens to one detail of an event, by the choice.
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
    check("custom_field", "true", "", r#""⟦unknown-1⟧""#);
    check("custom_field", "null", "", "null");
    check("custom_field", r#""""#, "", r#""""#);
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
        "custom_field",
        r#""{\"imei\":\"490154203237518\",\"n\":[\"ana@example.org\"]}""#,
        "",
        r#""{\"imei\":\"⟦imei-1⟧\",\"n\":[\"⟦email-1⟧\"]}""#,
    );
    // {"email":"ana@example.org"} and {"email":"⟦email-1⟧"} in Base64.
    check(
        "custom_field",
        r#""eyJlbWFpbCI6ImFuYUBleGFtcGxlLm9yZyJ9""#,
        "",
        r#""eyJlbWFpbCI6IuKfpmVtYWlsLTHin6cifQ==""#,
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
    let paste = r#"[{"type":"track","event":"search","time":1588938227000,"distinct_id":"a1b2c3d4e5f60718","properties":{"$device_id":"a1b2c3d4e5f60718","first":"A1B2C3D4E5F60718","second":"YTFiMmMzZDRlNWY2MDcxOA==","last":"6d7e9146fdc6416658b5e148489e7172"}}]"#;
    let masked = read(paste).masked("");
    let json = masked.event(0).unwrap().json.unwrap();
    for piece in [
        r#""distinct_id":"⟦device-1⟧""#,
        r#""first":"⟦device-1⟧""#,
        r#""second":"⟦device-1⟧·base64""#,
        r#""last":"⟦device-1⟧·md5""#,
    ] {
        assert!(json.contains(piece), "{piece} in {json}");
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
        (leak.path.as_str(), leak.placeholder.as_str()),
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

/// Everything that leaves of a capture: the text of the link and every format that lists fields.
fn leaving(paste: &str, choice: &str) -> String {
    let analysis = read(paste);
    let outgoing = Outgoing::new(
        &analysis,
        &Choice::read(choice).unwrap(),
        &[Written::Unpacked],
    );
    let mut all = outgoing.text();
    for format in [
        "json",
        "ndjson",
        "csv-fields",
        "text",
        "html",
        "har",
        "body",
    ] {
        let bytes = analysis.export(format, choice).unwrap_or_else(|refusal| {
            panic!("{format} {choice}: {refusal}");
        });
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all.to_lowercase()
}

fn event_with(properties: &str) -> String {
    format!(
        r#"[{{"type":"track","event":"search","time":1588938227000,"distinct_id":"1","properties":{{{properties}}}}}]"#
    )
}

fn masked_json(paste: &str, choice: &str) -> String {
    let masked = read(paste).masked(choice);
    masked.event(0).unwrap().json.unwrap().to_string()
}

const MODES: [&str; 3] = ["", r#"{"mode":"structure"}"#, r#"{"times":"exact"}"#];

#[test]
fn a_name_that_could_be_a_value_leaves_in_no_mode() {
    for (properties, name) in [
        (r#""visits":{"suicide-hotline.example":3}"#, "hotline"),
        (r#""usage":{"com.grindrapp.android":9}"#, "grindr"),
        (r#""queries":{"leberzirrhose":1}"#, "leberzirrhose"),
        (r#""contacts":{"Anna.Mueller":3}"#, "mueller"),
        (r#""m":{"anna@clinic":1,"pin-48213":1}"#, "48213"),
        (r#""m":{"0815":1}"#, "\"0815\""),
        (r#""m":{"Köln":{"count":1}}"#, "köln"),
        (r#""annamueller":true"#, "annamueller"),
        (r#""list":[{"annamueller":[1]}]"#, "annamueller"),
        (r#""text":"{\"annamueller\":\"x\"}""#, "annamueller"),
        (r#""text":"[{\"a\":{\"annamueller\":1}}]""#, "annamueller"),
        (
            r#""data":"eyJhbm5hbXVlbGxlciI6MX0=""#,
            "eyjhbm5hbxvlbgxlcii6mx0",
        ),
    ] {
        for mode in MODES {
            let all = leaving(&event_with(properties), mode);
            assert!(!all.contains(name), "{name} leaves, {mode}: {all}");
        }
    }
    let masked = read(&event_with(r#""visits":{"annamueller":3,"page":4}"#)).masked("");
    let json = masked.event(0).unwrap().json.unwrap();
    assert!(
        json.contains(r#""visits":{"⟦name-1⟧":"⟦unknown-1⟧","page":"⟦unknown-2⟧"}"#),
        "{json}"
    );
}

#[test]
fn names_around_the_events_are_names_too() {
    let body = percent_encoding::utf8_percent_encode(
        r#"[{"type":"track","event":"search","distinct_id":"1","properties":{}}]"#,
        percent_encoding::NON_ALPHANUMERIC,
    )
    .to_string();
    let request = |target: &str, header: &str, form: &str| {
        format!(
            "POST {target} HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\n{header}\r\n\r\n{form}data_list={body}"
        )
    };
    for (target, header, form) in [
        ("/sa?annamueller", "Accept: */*", ""),
        ("/sa?annamueller=1", "Accept: */*", ""),
        ("/sa?page&annamueller&x=1", "Accept: */*", ""),
        ("/sa", "X-User-AnnaMueller: 1", ""),
        ("/sa", "Accept: */*", "annamueller=2&"),
        ("/sa", "Accept: */*", "annamueller&"),
    ] {
        let paste = request(target, header, form);
        for mode in MODES {
            let all = leaving(&paste, mode);
            assert!(
                !all.contains("mueller"),
                "{target} {header} {form} {mode}: {all}"
            );
        }
        // The fields are still there, by other names.
        let [before, after] = [read(&paste), read(&paste).masked("")].map(|analysis| {
            let overview = analysis.overview();
            let request = &overview.requests[0];
            (
                request.fields.len(),
                request.protocol.id,
                request.event_count,
            )
        });
        assert_eq!(before, after, "{target} {header} {form}");
    }
    // A parameter without a value is one, whatever words it is made of.
    let all = leaving(&request("/sa?searchpage", "Accept: */*", ""), "");
    assert!(!all.contains("searchpage"), "{all}");
}

#[test]
fn names_can_be_shown_and_hidden() {
    let paste = event_with(r#""visits":{"annamueller":3},"screen_width":1"#);
    let names = |choice: &str| {
        let json = masked_json(&paste, choice);
        [json.contains("annamueller"), json.contains("screen_width")]
    };
    for (choice, shown) in [
        ("", [false, true]),
        (r#"{"reveal":{"names":["annamueller"]}}"#, [true, true]),
        (
            r#"{"reveal":{"fields":["properties.visits.annamueller"]}}"#,
            [true, true],
        ),
        (r#"{"reveal":{"categories":["unknown"]}}"#, [true, true]),
        (r#"{"reveal":{"values":["3"]}}"#, [false, true]),
        (r#"{"mask":{"names":["screen_width"]}}"#, [false, false]),
        (r#"{"mask":{"values":["screen_width"]}}"#, [false, false]),
        (
            r#"{"mask":{"fields":["properties.screen_width"]}}"#,
            [false, false],
        ),
        (
            r#"{"reveal":{"names":["annamueller"]},"mask":{"values":["annamueller"]}}"#,
            [false, true],
        ),
    ] {
        assert_eq!(names(choice), shown, "{choice}");
    }
    let preview = read(&paste).preview(r#"{"reveal":{"names":["annamueller"]}}"#);
    let told: Vec<_> = preview
        .names
        .iter()
        .map(|name| (name.before.as_str(), name.after.as_str(), name.choice))
        .collect();
    assert_eq!(
        told,
        [
            ("annamueller", "annamueller", MaskChoice::Revealed),
            ("screen_width", "screen_width", MaskChoice::Rule),
            ("visits", "visits", MaskChoice::Rule),
        ]
    );
    assert_eq!(preview.names_kept, 3);
    let preview = read(&paste).preview("");
    assert_eq!((preview.names_kept, preview.names.len()), (2, 3));
    let row = |path: &str| preview.rows.iter().find(|row| row.path == path).unwrap();
    let visit = row("properties.visits.annamueller");
    assert_eq!(visit.name_after.as_deref(), Some("⟦name-1⟧"));
    assert_eq!(row("properties.screen_width").name_after, None);
}

#[test]
fn a_revealed_name_that_is_a_masked_value_stops_all() {
    let paste = event_with(r#""search_word":"annamueller","visits":{"annamueller":3}"#);
    let choice = r#"{"reveal":{"names":["annamueller"]}}"#;
    assert!(read(&paste).share("").is_ok());
    let refusal = read(&paste).share(choice).unwrap_err();
    assert!(matches!(refusal, crate::Refusal::Leaks(_)), "{refusal}");
}

#[test]
fn kept_fields_keep_closed_sets() {
    for (name, value) in [
        ("$app_name", "annas cancer diary"),
        ("$app_name", "AnnaMueller"),
        ("$lib", "annamueller"),
        ("$manufacturer", "annamueller"),
        ("$app_id", "com.grindrapp.android"),
        ("$app_id", "com.mi.annamueller"),
        ("$network_type", "Mueller Home 5G"),
        ("$network_type", "annamueller"),
        ("$country", "annamueller"),
        ("$manufacturer", "eyJhIjoibWVpbiJ9"),
        ("$manufacturer", "Anna Mueller"),
        ("$app_version", "482913"),
        ("$app_version", "annamueller"),
        ("$app_version", "1.2-annamueller"),
        ("$lib_method", "annamueller"),
        ("system_language", "pin_4821"),
        (
            "$referrer",
            "取值异常_referrer异常_https://clinic.example/anna",
        ),
        ("note", "未取到值 anna mueller"),
        ("$title", "未取到值_clinic"),
    ] {
        for mode in MODES {
            let all = leaving(&event_with(&format!(r#""{name}":"{value}""#)), mode);
            assert!(!all.contains(&value.to_lowercase()), "{name} {mode}: {all}");
        }
    }
    for (name, value) in [
        ("$app_id", "com.mi.globalbrowser"),
        ("$network_type", "WIFI"),
        ("$network_type", "5G"),
        ("$country", "DE"),
        ("$manufacturer", "Xiaomi"),
        ("$app_version", "3.4.0"),
        ("$lib_method", "autoTrack"),
        ("$referrer", "取值异常_referrer异常_undefined"),
        ("$latest_search_keyword", "未取到值_直接打开"),
    ] {
        let value = format!("\"{value}\"");
        check(name, &value, "", &value);
    }
    // Headers, parameters and a second member of the same name.
    let paste = "POST /sa?project=annamueller&r=annamueller HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\nTE: annamueller\r\nExpect: annamueller\r\nPriority: annamueller\r\nAccept: application/annamueller\r\n\r\n[{\"type\":\"track\",\"type\":\"annamueller\",\"event\":\"search\",\"properties\":{}}]";
    for mode in MODES {
        let all = leaving(paste, mode);
        assert!(!all.contains("annamueller"), "{mode}: {all}");
    }
}

/// The name of an app can tell about health, love or money, even if it is made of common words.
#[test]
fn an_app_leaves_only_where_everybody_has_it() {
    for name in ["$app_name", "$app_id", "$main_bundle_identifier"] {
        for value in ["Mobile Data Search", "net.mobile.search"] {
            let all = leaving(&event_with(&format!(r#""{name}":"{value}""#)), "");
            assert!(!all.contains(&value.to_lowercase()), "{name}: {all}");
        }
    }
    let all = leaving(&event_with(r#""$app_id":"com.miui.gallery""#), "");
    assert!(all.contains("com.miui.gallery"), "{all}");
}

#[test]
fn an_exact_time_is_a_time() {
    let exact = r#"{"times":"exact"}"#;
    check("$time", r#""+49 170 1234567""#, exact, r#""⟦time-1⟧""#);
    check("$time", r#""48.1372-11.5756""#, exact, r#""⟦time-1⟧""#);
    check(
        "$time",
        r#""2020-05-08T13:43:47Z""#,
        exact,
        r#""2020-05-08T13:43:47Z""#,
    );
}

#[test]
fn of_a_host_known_by_its_end_the_end_is_kept() {
    for (host, after) in [
        ("sa.api.intl.miui.com", "sa.api.intl.miui.com"),
        ("annamueller.mi.com", "host-1.mi.com"),
        ("u31415926.tracking.miui.com", "host-1.tracking.miui.com"),
        ("anna.sa.api.intl.miui.com", "host-1.miui.com"),
        ("host-1.miui.com", "host-1.miui.com"),
        ("host-7.annamueller.miui.com", "host-1.miui.com"),
        ("annamueller.masked.invalid", "host-1.masked.invalid"),
        ("host-2.masked.invalid", "host-2.masked.invalid"),
        ("clinic.example", "host-1.masked.invalid"),
    ] {
        let paste = format!("POST /sa HTTP/1.1\r\nHost: {host}\r\n\r\n[]");
        let masked = read(&paste).masked("");
        let overview = masked.overview();
        assert_eq!(overview.requests[0].host.as_deref(), Some(after), "{host}");
    }
}

#[test]
fn short_numbers_are_not_joined_across_fields() {
    let paste = event_with(r#""count":1,"message":"1","list":["1","1"],"size":31415,"code":31415"#);
    let json = masked_json(&paste, "");
    for piece in [
        r#""distinct_id":"⟦account-1⟧""#,
        r#""count":"⟦unknown-1⟧""#,
        r#""message":"⟦unknown-2⟧""#,
        r#""list":["⟦unknown-3⟧","⟦unknown-3⟧"]"#,
        r#""size":"⟦unknown-4⟧","code":"⟦unknown-5⟧""#,
    ] {
        assert!(json.contains(piece), "{piece} in {json}");
    }
    // Longer ones are.
    let paste = event_with(r#""count":314159,"message":"314159""#);
    let json = masked_json(&paste, "");
    assert!(
        json.contains(r#""count":"⟦unknown-1⟧","message":"⟦unknown-1⟧""#),
        "{json}"
    );
}

#[test]
fn a_method_that_there_is_not_does_not_leave() {
    let paste = ":method: ANNAMUELLER\n:scheme: annamueller\n:authority: sa.api.intl.miui.com\n:path: /sa\n\n[{\"type\":\"track\",\"event\":\"search\",\"properties\":{}}]";
    for mode in MODES {
        let all = leaving(paste, mode);
        assert!(!all.contains("annamueller"), "{mode}: {all}");
    }
}

/// What was masked before and is masked again holds placeholders, of which none is a leak.
#[test]
fn a_part_of_an_address_that_is_a_placeholder_is_no_leak() {
    let paste = event_with(
        r#""search_word":"⟦search-1⟧","url":"https://⟦site-1⟧/…?q=⟦search-1⟧","page":"⟦search-1⟧ and more""#,
    );
    for mode in MODES {
        assert!(read(&paste).share(mode).is_ok(), "{mode}");
    }
}

/// Where a capture is damaged, more can stand where a truth value did.
#[test]
fn a_truth_value_that_is_none_is_masked() {
    for value in ["true807561096697", "falseanna.mueller"] {
        let paste = format!(
            r#"[{{"type":"track","event":"search","properties":{{"$is_login_id":{value}}}}}"#
        );
        for mode in MODES {
            let all = leaving(&paste, mode);
            let value = value.trim_start_matches("true").trim_start_matches("false");
            assert!(!all.contains(value), "{mode} {value}: {all}");
        }
    }
}

#[test]
fn a_number_in_the_brackets_of_a_placeholder_is_no_placeholder() {
    let paste = event_with(
        r#""message":"⟦phone-detail-839042917⟧","⟦name-839042917⟧":1,"url":"https://⟦site-839042917⟧/","page":"⟦site-7⟧""#,
    );
    for mode in MODES {
        let all = leaving(&paste, mode);
        assert!(!all.contains("839042917"), "{mode}: {all}");
    }
    assert!(masked_json(&paste, "").contains(r#""page":"⟦site-7⟧""#));
}

/// What stands beside a value decides what it is called when it is masked, and the masked text is
/// still understood as the text was.
#[test]
fn a_session_is_masked_as_none_of_an_account() {
    let head = r#""event":"a","instance_id":"2c6f3b18-5a0d-4e71-9b42-0d8e6a1f7c35""#;
    let number = "ses_5f0e1d2c3b4a59687706f5e4";
    let text = format!(
        r#"[{{"H":{{{head},"uid":"{number}","uid_type":"session_id","app_id":"31000402765"}},"B":{{}}}},
{{"H":{{"event":"a","uid":"2718281828","uid_type":"xiaomi"}},"B":{{}}}}]"#
    );
    let paste = format!("POST https://tracking.miui.com/track/v4/o HTTP/1.1\n\n{text}");
    let analysis = read(&paste);
    for choice in ["", r#"{"mode":"structure"}"#] {
        let masked = analysis.masked(choice);
        let field = |event: usize, path: &str| {
            let fields = masked.event(event).and_then(|event| event.fields);
            let mut fields = fields.into_iter().flatten();
            let field = fields.find(|field| field.path == path);
            field.map(|field| {
                (
                    field.value.to_string(),
                    field.label.map(|label| label.to_string()),
                )
            })
        };
        let is = |value: &str, label: &str| Some((value.to_owned(), Some(label.to_owned())));
        assert_eq!(field(0, "H.uid"), is(r#""⟦install-1⟧""#, "Session ID"));
        assert_eq!(
            field(0, "H.uid_type"),
            is(r#""session_id""#, "Kind of number")
        );
        assert_eq!(field(0, "H.app_id"), is(r#""31000402765""#, "App number"));
        let record = field(0, "H.instance_id").and_then(|(_, label)| label);
        assert_eq!(record.as_deref(), Some("Number of record"));
        assert_eq!(field(1, "H.uid"), is(r#""⟦account-1⟧""#, "Xiaomi account"));
    }
    assert!(analysis.share("").is_ok());
}

/// The page puts what nobody has explained into the same kind.
#[test]
fn the_page_knows_the_kind_of_what_is_not_explained() {
    let preview = "www/elements/masking-preview.js";
    crate::report::tests::check_constant(preview, "UNKNOWN", &format!("'{UNKNOWN}'"));
}
