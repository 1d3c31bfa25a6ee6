//! How many: what is counted is counted to the end, or says where counting ended.

use super::several::{bank, several};
use super::truth::says;
use super::*;

/// How far we look is no figure about the data.
#[test]
fn what_is_counted_is_counted_to_the_end() {
    let page = |index: usize| {
        let own = format!(r#""url":"https://a.example/{index}","$device_id":"3c9f1a7be2d84056""#);
        record("page", NOW + index as u64, "", &own)
    };
    let all = |records: &[String]| format!("[{}]", records.join(","));
    let pages: Vec<String> = (0..500).map(page).collect();
    says(
        &all(&pages),
        &["All 500 records contain both"],
        &["least", "first "],
    );
    let mut some = pages.clone();
    some.extend(vec![record("tap", NOW, "", ""); 300]);
    says(
        &all(&some),
        &["500 of 800 records contain both"],
        &["least", "first "],
    );
    // More kinds of records than are looked into.
    let kinds = |index: usize| {
        let more: Vec<String> = (0..=index / 30)
            .map(|name| format!(r#","x{name}":1"#))
            .collect();
        let pages: Vec<String> = (0..=index % 30)
            .map(|name| format!(r#""page{name}_url":"https://a.example/b","#))
            .collect();
        let own = format!(
            r#"{}"$device_id":"3c9f1a7be2d84056"{}"#,
            pages.concat(),
            more.concat()
        );
        record("page", NOW, "", &own)
    };
    let kinds: Vec<String> = (0..1_500).map(kinds).collect();
    says(
        &all(&kinds),
        &["1,000 of the first 1,000 records contain both"],
        &["least", "All 1"],
    );
    let requests: Vec<String> = (0..130)
        .map(|index| bank(&pages[..1]).replace("sc.bank", &format!("sc{index}.bank")))
        .collect();
    let analysis = several(&requests);
    let findings = analysis.overview().findings;
    let found = findings
        .iter()
        .find(|one| one.id == "LINK-9")
        .expect("an ID");
    assert!(
        found.text.contains("requests to 130 servers"),
        "{}",
        found.text
    );
}
