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
