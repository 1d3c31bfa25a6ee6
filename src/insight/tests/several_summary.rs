//! The summary of a capture that holds several requests.

use super::several::*;
use super::*;

/// The sentences on a topic.
fn told(pastes: &[String], topic: Topic) -> Vec<String> {
    let analysis = several(pastes);
    let sentences = analysis.overview().summary.into_iter();
    let is_wanted = |sentence: &crate::report::Sentence| {
        sentence.topic == topic && !sentence.text.starts_with("By the ")
    };
    let of_topic = sentences.filter(is_wanted);
    of_topic
        .map(|sentence| sentence.text.into_owned())
        .collect()
}

#[test]
fn one_encrypted_request_silences_nothing() {
    let searched = || browser(&[search(1, "a")]);
    let empty = || {
        onetrack(1, "")
            .split("[{")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let first = |pastes: &[String], topic| told(pastes, topic).swap_remove(0);
    assert_eq!(
        first(
            &[
                searched(),
                encrypted(),
                searched(),
                unknown(),
                unknown(),
                empty()
            ],
            Topic::Content
        ),
        "2 of 6 requests were read, one is encrypted, 2 are of formats Overshare doesn’t know, one contains nothing that Overshare could read."
    );
    assert_eq!(
        told(&[searched(), encrypted()], Topic::Content),
        [
            "One of 2 requests was read, one is encrypted.",
            "One request tells Xiaomi that you searched for “a”.",
        ]
    );
    assert_eq!(
        told(&[searched(), searched()], Topic::Content).len(),
        1,
        "what was read needs no word"
    );
    assert_eq!(
        told(&vec![encrypted(); 2], Topic::Limits),
        ["Both requests are encrypted, so what they say can’t be read without a key."]
    );
    assert_eq!(
        told(&vec![encrypted(); 1_200], Topic::Limits),
        ["All 1,200 requests are encrypted, so what they say can’t be read without a key."]
    );
    assert_eq!(
        first(&[encrypted(), encrypted(), unknown()], Topic::Limits),
        "None of 3 requests could be read: 2 are encrypted, one is of a format Overshare doesn’t know."
    );
    // Where they went is told all the same.
    assert_eq!(
        told(&[empty(), empty(), encrypted()], Topic::Content),
        [
            "2 requests were sent to tracking.intl.miui.com, which receives usage records of the system and Xiaomi’s apps (international). Newer records come encrypted."
        ]
    );
}

#[test]
fn what_several_requests_told_to_whom() {
    let searched = |word: &str| browser(&[search(1, word)]);
    let to = |host: &str| bank(&[search(1, "b")]).replace("sc.bank.example", host);
    let plain = || format!("[{}]", record("tap", 1, "", ""));
    let who = |pastes: &[String]| {
        let said = told(pastes, Topic::Content).swap_remove(0);
        let between = |from: &str, to: &str| {
            let (_, rest) = said.split_once(from)?;
            Some(rest.split_once(to)?.0.to_owned())
        };
        // What several recipients get is not said of each.
        let apart = between(" requests to ", " tell that you ");
        let is_apart = said.ends_with(". Each recipient gets only what is sent to it.");
        assert_eq!(apart.is_some(), is_apart, "{said}");
        apart
            .or_else(|| between(" tell ", " that you "))
            .unwrap_or(said)
    };
    assert_eq!(who(&[searched("a"), searched("b")]), "Xiaomi");
    assert_eq!(
        who(&[to("a.example"), searched("a"), searched("b")]),
        "Xiaomi and a.example"
    );
    assert_eq!(
        who(&[
            to("a.example"),
            searched("a"),
            searched("b"),
            to("b.example")
        ]),
        "Xiaomi and 2 others"
    );
    assert_eq!(
        who(&[searched("a"), plain()]),
        "Xiaomi and whoever received the rest"
    );
    // One search stands for all of them, as in one request.
    assert_eq!(
        told(
            &[searched("a"), searched("b"), searched("c")],
            Topic::Content
        ),
        ["Together, 3 requests tell Xiaomi that you searched for “a”, and 2 more things."]
    );
}

#[test]
fn what_is_inferred_of_some_requests_is_hedged() {
    let bare = || format!("[{}]", search(1, "a"));
    assert_eq!(
        told(
            &[bare(), browser(&[search(1, "b")]), bare()],
            Topic::Content
        ),
        [
            "Together, 3 requests apparently tell Xiaomi that you searched for “a”, and 2 more things.",
            "Names in 2 of them are those of Xiaomi’s Mint Browser, so they apparently went to Xiaomi.",
        ]
    );
}

/// What Xiaomi said of its browser is said of what its browser sent.
#[test]
fn xiaomi_is_heard_on_its_own_requests_only() {
    let tap = || browser(&[record("tap", 1, "", "")]);
    let phone = format!(r#""$device_id":"{PHONE}","uuid":"{UUID}""#);
    let position = |pastes: &[String]| told(pastes, Topic::Position).len();
    assert_eq!(position(&[tap(), bank(&one(&phone))]), 0);
    assert_eq!(position(&[bank(&one(&phone)), browser(&one(&phone))]), 2);
    let renewed = |pastes: &[String]| {
        let said = told(pastes, Topic::Identification);
        said.iter()
            .any(|said| said.contains("each use restarts the clock"))
    };
    assert!(!renewed(&[tap(), bank(&one(&phone))]));
    assert!(renewed(&[tap(), browser(&one(&phone))]));
}

#[test]
fn an_export_beside_requests_does_not_hide_that_servers_see_addresses() {
    let export = || format!("[{}]", record("e", 1, r#","recv_time":2,"map_id":3"#, ""));
    let limits = |pastes: &[String]| told(pastes, Topic::Limits).len();
    assert_eq!(limits(&[export(), export()]), 1);
    assert_eq!(limits(&[export(), bank(&one(""))]), 2);
}
