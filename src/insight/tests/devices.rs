//! What devices, apps and contacts say: what a request was sent from, and who that leads to.

use super::several::{browser, several};
use super::truth::{of, says};
use super::*;

/// One account on two devices shows that they belong together; one device, or two accounts, do not.
#[test]
fn two_devices_of_one_account_are_linked() {
    let with = |account: &str, time: u64, device: &str| {
        let who = format!(r#","anonymous_id":"{account}""#);
        record(
            "tap",
            NOW + time,
            &who,
            &format!(r#""$device_id":"{device}""#),
        )
    };
    let [one, two] = ["3c9f1a7be2d84056", "77aa1a7be2d84990"];
    let all = |records: &[String]| format!("[{}]", records.join(","));
    let link = "LINK-12 3: Several devices can be linked to one account";
    let both = [with("6204418", 1, one), with("6204418", 2, two)];
    says(
        &all(&both),
        &[link, "“Android ID” has different values"],
        &[],
    );
    // Wherever they are among many.
    let mut many = vec![with("6204418", 1, one); 400];
    many.push(with("6204418", 2, two));
    says(&all(&many), &[link], &[]);
    let apart = [with("6204418", 1, one), with("7305529", 2, two)];
    says(&all(&apart), &[], &[link]);
    says(
        &all(&[with("6204418", 1, one), with("6204418", 2, one)]),
        &[],
        &[link],
    );
    // A number of an install changes with every install.
    let install = |uuid: &str| {
        let who = r#","anonymous_id":"6204418""#;
        record("tap", NOW, who, &format!(r#"{MINT},"uuid":"{uuid}""#))
    };
    let other = UUID.replace('5', "6");
    says(&all(&[install(UUID), install(&other)]), &[], &[link]);
    let analysis = several(&[browser(&both[..1]), browser(&both[1..])]);
    let overview = analysis.overview();
    let found = overview
        .findings
        .iter()
        .find(|one| one.id == "LINK-12")
        .expect(link);
    assert_eq!(
        found.paths,
        [
            "0.0.anonymous_id",
            "0.0.properties.$device_id",
            "1.1.anonymous_id",
            "1.1.properties.$device_id"
        ]
    );
}

/// Who sends for others is who sends.
#[test]
fn the_head_of_all_records_names_who_reports() {
    let paste = r#"{"H":{"sender":"com.miui.analytics","lang":"de"},"B":[{"H":{"key":"x","pk":"com.a.example"},"B":{"a":1}}]}"#;
    says(paste, &["from the app “com.miui.analytics”."], &[]);
    let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    let requests = analysis.overview().requests;
    let sender = requests[0].sender.as_ref().expect("its sender");
    assert_eq!((sender.id, &*sender.name), ("app", "com.miui.analytics"));
}

/// The software of an Android app runs on more than phones.
#[test]
fn what_is_no_phone_is_not_called_one() {
    let telling = r#""$device_id":"3c9f1a7be2d84056","url":"https://a.example/b""#;
    for (more, word) in [
        (r#""$model":"MiTV-AXSO0""#, "device"),
        (r#""$model":"MIBOX4""#, "device"),
        (r#""$model":"Xiaomi Watch 2""#, "device"),
        (r#""$app_id":"com.example.androidtv""#, "device"),
        (r#""$app_id":"com.example.car.launcher""#, "device"),
        (
            r#""$app_id":"com.example.carpet","$model":"21051182G""#,
            "phone",
        ),
    ] {
        let own = of("Android", &format!("{telling},{more}"));
        let not: &[&str] = if word == "phone" { &[] } else { &["phone"] };
        says(&own, &[&format!("By the {word}’s clock")], not);
    }
}

/// A number that leads to somebody is no deed of theirs, and not two things.
#[test]
fn a_contact_is_nothing_that_somebody_did() {
    for value in [
        "DE02120300000000202051",
        "eva@example.org",
        "+4915112345678",
    ] {
        let own = format!(r#""my_value":"{value}","$device_id":"3c9f1a7be2d84056""#);
        says(
            &of("Android", &own),
            &[],
            &["COMBO-1", "on which you sign in"],
        );
    }
    let note = r#""note":"call eva@example.org today","$device_id":"3c9f1a7be2d84056""#;
    says(&of("Android", note), &["COMBO-1"], &[]);
}
