//! What the summary says.

use super::*;

/// The texts of one topic, with what each rests on.
fn said(paste: &str, topic: Topic) -> Vec<(Basis, String)> {
    let mut texts = Vec::new();
    with_report(paste, |report| {
        let sentences = report.summary.iter();
        texts = sentences
            .filter(|sentence| sentence.topic == topic && !sentence.text.starts_with("By the "))
            .map(|sentence| (sentence.basis, sentence.text.to_string()))
            .collect();
    });
    texts
}

#[test]
fn guessed_acts_are_told_apart() {
    let search = record(
        "search",
        NOW,
        "",
        &format!(r#"{MINT},"search_word":"a: b""#),
    );
    let share = record(
        "page_share",
        NOW + 2,
        "",
        r#""link":"https://example.org/x""#,
    );
    let tells = |events: &[&String]| {
        let events: Vec<&str> = events.iter().map(|event| event.as_str()).collect();
        said(&format!("[{}]", events.join(",")), Topic::Content)
    };
    let inferred = (
        Basis::Inferred,
        "Names in it are those of Xiaomi’s Mint Browser, so it apparently went to Xiaomi."
            .to_owned(),
    );
    assert_eq!(
        tells(&[&search, &share]),
        [
            (
                Basis::Inferred,
                "This request apparently tells Xiaomi that you searched for “a: b”.".to_owned()
            ),
            inferred.clone(),
            (
                Basis::Inferred,
                "Apparently you also shared a page with somebody (example.org).".to_owned()
            ),
        ]
    );
    let share = share.replace("\"link\"", &format!("{MINT},\"link\""));
    assert_eq!(
        tells(&[&share]),
        [
            (
                Basis::Inferred,
                "This request apparently tells Xiaomi that you shared a page with somebody (example.org).".to_owned()
            ),
            inferred,
        ]
    );
}

#[test]
fn at_most_three_acts_and_the_most_telling_ones() {
    let mut events = vec![
        record("open", NOW, "", r#""$screen_name":"Home""#),
        record("search", NOW + 2, "", r#""search_word":"x""#),
        record(
            "page_load_event_start",
            NOW + 3,
            "",
            r#""url":"https://a.example/b""#,
        ),
        record(
            "download_files",
            NOW + 4,
            "",
            r#""url":"https://c.example/d""#,
        ),
    ];
    let tells = |events: &[String]| said(&format!("[{}]", events.join(",")), Topic::Content);
    let text = |events: &[String]| tells(events).pop().expect("something is told").1;
    assert_eq!(
        text(&events),
        "This request tells its recipient that you apparently searched for “x”, loaded a page on a.example and dealt with a download on c.example, and one more thing."
    );
    events.reverse();
    assert!(text(&events).contains("dealt with a download on c.example, loaded a page"));
}

#[test]
fn details_that_are_noted_are_named() {
    let profile = record("", 1, "", r#""city":"Ulm","$gender":"x","a":1,"b":2"#)
        .replace(r#""type":"track""#, r#""type":"profile_set""#);
    let noted = said(&profile, Topic::Content)
        .pop()
        .expect("something is told");
    assert_eq!(noted.0, Basis::Observed);
    assert!(
        noted
            .1
            .starts_with("Details about you were noted for later: “city”, "),
        "{}",
        noted.1
    );
    assert!(noted.1.ends_with(" and more."), "{}", noted.1);
}

#[test]
fn xiaomi_is_heard_only_on_its_own_records() {
    let phone = r#""$device_id":"3c9f1a7be2d84056","url":"https://a.example/""#;
    let position = |properties: &str| said(&one(properties)[0], Topic::Position).len();
    assert_eq!(position(phone), 0);
    assert_eq!(position(&format!("{phone},{MINT}")), 3);
    assert_eq!(position(MINT), 0);
}

#[test]
fn what_the_records_do_not_show_is_said() {
    assert_eq!(said(&one("")[0], Topic::Limits).len(), 2);
    assert_eq!(said(&one(MINT)[0], Topic::Limits).len(), 4);
    let export = record("e", 1, r#","recv_time":2,"map_id":3"#, "");
    assert_eq!(said(&export, Topic::Limits).len(), 1);
}
