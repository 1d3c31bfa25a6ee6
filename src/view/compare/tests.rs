//! Every folder of `tests/comparisons/<case>/` holds two pastes and what comparing them gives.
//!
//! `UPDATE_EXPECT=1 cargo test --lib compare` writes the comparisons; read what changed before you
//! commit it. The same folders run through the shipped package in Node.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;

use crate::Analysis;
use crate::report::{Change, Comparison};
use crate::text::comparison;
use crate::text::message::{Evidence, is_made_of};

fn analysis(json: &str) -> Analysis {
    Analysis::new(json.as_bytes(), "", &mut |_, _| {})
}

/// Compares two lists of events, the second moved to a later time, and hands the comparison to a
/// check.
fn compare(before: &str, after: &str, check: impl Fn(&Comparison)) {
    let after = after.replace("\"time\":", "\"time\":1000");
    check(&analysis(before).compare(&analysis(&after)));
}

/// Events that hold one Android ID each.
fn phones(ids: &[&str]) -> String {
    let events: Vec<String> = ids
        .iter()
        .enumerate()
        .map(|(index, id)| format!(r#"{{"type":"track","event":"open","time":{index},"distinct_id":"","properties":{{"$device_id":"{id}"}}}}"#))
        .collect();
    format!("[{}]", events.join(","))
}

#[test]
fn only_a_number_without_rivals_takes_the_place_of_another() {
    let check = |before: &[&str], after: &[&str], expected: &[Change]| {
        compare(&phones(before), &phones(after), |comparison| {
            let outcomes: Vec<Change> = comparison
                .identifiers
                .iter()
                .map(|change| change.outcome)
                .collect();
            assert_eq!(outcomes, expected, "{before:?} {after:?}");
        });
    };
    let (a, b, c) = ("7e4a09c1d35b82f6", "1fb83d6049a7ce25", "c05e71b9a2f4863d");
    check(&[a], &[a], &[Change::Stayed]);
    check(&[a], &[b], &[Change::Changed]);
    check(&[a, b], &[b], &[Change::Gone, Change::Stayed]);
    check(&[a], &[b, c], &[Change::Gone, Change::New, Change::New]);
    check(&[a, b], &[b, c], &[Change::Changed, Change::Stayed]);
}

#[test]
fn a_number_and_the_same_digits_as_a_text_are_one() {
    let one = r#"[{"type":"track","event":"a","time":1,"distinct_id":"x","identities":{"$identity_login_id":"2087654321"}}]"#;
    let other = one.replace("\"2087654321\"", "2087654321");
    compare(one, &other, |comparison| {
        let login = comparison
            .identifiers
            .iter()
            .find(|change| change.names.iter().any(|name| name == "$identity_login_id"));
        assert_eq!(login.map(|change| change.outcome), Some(Change::Stayed));
    });
}

#[test]
fn a_value_below_the_listed_ones_is_found_all_the_same() {
    let many: Vec<String> = (0..80)
        .map(|index| format!("{:016x}", 0x7e4a_09c1_d35b_0000_u64 + index * 977))
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    compare(&phones(&many), &phones(&many[70..]), |comparison| {
        let new = comparison
            .identifiers
            .iter()
            .filter(|change| change.outcome == Change::New);
        assert_eq!(new.count(), 0);
    });
    compare(&phones(&many[70..]), &phones(&many), |comparison| {
        assert!(
            comparison
                .identifiers
                .iter()
                .take(10)
                .all(|change| change.outcome == Change::Stayed)
        );
    });
}

#[test]
fn fields_of_lists_are_one_field() {
    let with = |list: &str| {
        format!(
            r#"[{{"type":"track","event":"a","time":1,"distinct_id":"1","properties":{{"list":{list},"x":1}}}}]"#
        )
    };
    compare(
        &with(r#"[{"a":1},{"a":2}]"#),
        &with(r#"[{"b":1},{"b":1}]"#),
        |comparison| {
            let fields: Vec<_> = comparison
                .fields
                .iter()
                .map(|field| (&*field.path, field.before, field.after))
                .collect();
            assert_eq!(
                fields,
                [("properties.list[].a", 1, 0), ("properties.list[].b", 0, 1)]
            );
        },
    );
}

#[test]
fn long_lists_are_cut_and_endless_ones_left_out() {
    let keys = |count: usize| {
        let members: Vec<String> = (0..count)
            .map(|index| format!(r#","k{index}":1"#))
            .collect();
        format!(
            r#"[{{"type":"track","event":"a","time":1,"distinct_id":"1","properties":{{"x":1{}}}}}]"#,
            members.concat()
        )
    };
    compare(&keys(300), &keys(0), |comparison| {
        assert_eq!(comparison.fields.len(), 200);
        assert!(
            comparison
                .text
                .iter()
                .any(|text| text.starts_with("300 fields are only")),
            "{:?}",
            comparison.text
        );
    });
    compare(&keys(6_000), &keys(0), |comparison| {
        assert_eq!(comparison.fields, []);
        assert!(
            comparison
                .text
                .iter()
                .any(|text| text.contains("too many fields"))
        );
    });
}

/// A request of Mint Browser with one event.
fn browser(time: u64, properties: &str) -> String {
    format!(
        r#"POST /sa?project=global_browser_mini HTTP/1.1{0}Host: sa.api.intl.miui.com{0}{0}[{{"type":"track","event":"open","time":{time},"distinct_id":"","properties":{{{properties}}}}}]"#,
        "\r\n"
    )
}

/// The same, to the server of another app.
fn other_app(time: u64, properties: &str) -> String {
    browser(time, properties).replace("sa.api.intl.miui.com", "sc.bank.example")
}

const DAYS: u64 = 86_400_000;

#[test]
fn captures_of_several_requests_are_compared_as_wholes() {
    let phone = |id: &str| format!(r#""$device_id":"{id}""#);
    let (a, b) = ("7e4a09c1d35b82f6", "1fb83d6049a7ce25");
    let before = Analysis::several(
        &[
            browser(5, r#""x":1"#),
            r#"{"hello":"world"}"#.to_owned(),
            browser(2, &phone(a)),
            other_app(3, &phone(b)),
        ],
        "",
    );
    let later =
        |time, properties: &str| browser(time + 10 * DAYS, properties).replace("open", "shut");
    let after = Analysis::several(
        &[
            later(9, r#""y":2"#),
            later(1, r#""x":2"#),
            later(2, &phone(a)),
        ],
        "",
    );
    let comparison = before.compare(&after);
    assert_eq!(comparison.days, Some(9));
    let outcomes = comparison.identifiers.iter().map(|change| change.outcome);
    assert_eq!(outcomes.collect::<Vec<_>>(), [Change::Stayed, Change::Gone]);
    let names = comparison.events.iter();
    let names: Vec<_> = names
        .map(|event| (event.name.as_deref(), event.before, event.after))
        .collect();
    assert_eq!(
        names,
        [(Some("open"), 3, 0), (None, 1, 0), (Some("shut"), 0, 3)]
    );
    let fields = comparison.fields.iter().map(|field| &*field.path);
    assert_eq!(fields.collect::<Vec<_>>(), ["hello", "properties.y"]);
    assert_eq!(
        before.compare(&before).text[0],
        "Both captures contain the same records."
    );
}

/// Other apps have a number of the same name, of which nobody said that it changes after ninety days.
#[test]
fn the_number_of_the_browser_is_that_of_its_own_requests() {
    let uuid = |last: u32| format!(r#""uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a3{last}""#);
    let late = 100 * DAYS;
    let rotation = |before: [String; 2], after: [String; 2]| {
        let (before, after) = (
            Analysis::several(&before, ""),
            Analysis::several(&after, ""),
        );
        before
            .compare(&after)
            .rotation
            .map(|rotation| rotation.happened)
    };
    assert_eq!(
        rotation(
            [browser(1, ""), other_app(1, &uuid(1))],
            [browser(late, ""), other_app(late, &uuid(1))]
        ),
        None
    );
    assert_eq!(
        rotation(
            [browser(1, &uuid(1)), other_app(1, "")],
            [other_app(late, ""), browser(late, &uuid(1))]
        ),
        Some(false)
    );
}

/// All case folders, sorted.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/comparisons");
    let entries = fs::read_dir(root).expect("the folder of comparisons can be read");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn stored(case: &Path, file: &str) -> Analysis {
    let paste = fs::read(case.join(file)).expect("a case has two pastes");
    Analysis::new(&paste, "", &mut |_, _| {})
}

fn comparison(case: &Path) -> serde_json::Value {
    let (before, after) = (stored(case, "before.txt"), stored(case, "after.txt"));
    let text = crate::to_json(&before.compare(&after));
    serde_json::from_str(&text).expect("a comparison is JSON")
}

#[test]
fn comparisons_are_as_stored() {
    let cases = cases();
    assert!(cases.len() >= 12, "expected cases, found {}", cases.len());
    for case in cases {
        let value = comparison(&case);
        let pretty = serde_json::to_string_pretty(&value).unwrap() + "\n";
        expect_file![case.join("comparison.json")].assert_eq(&pretty);
    }
}

#[test]
fn rotations_refer_to_listed_sources() {
    for case in cases() {
        let value = comparison(&case);
        let known: Vec<&str> = value["sources"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|source| source["id"].as_str())
            .collect();
        for id in value["rotation"]["sources"]
            .as_array()
            .into_iter()
            .flatten()
        {
            assert!(known.contains(&id.as_str().unwrap()), "{}", case.display());
        }
    }
}

/// Captures with times say the same whichever is given first, but for the sentence that says so.
#[test]
fn the_order_of_giving_does_not_matter() {
    let mut tried = 0;
    for case in cases() {
        let (before, after) = (stored(&case, "before.txt"), stored(&case, "after.txt"));
        let (mut one, mut other) = (before.compare(&after), after.compare(&before));
        if one.days.is_none() || one.text == other.text {
            continue;
        }
        tried += 1;
        for comparison in [&mut one, &mut other] {
            comparison.ids.retain(|&id| id != "order");
            let said = comparison.text.drain(..).zip(comparison.quotes.drain(..));
            let other = said.filter(|(text, _)| !text.contains("gave first"));
            let other: Vec<_> = other.collect();
            (comparison.text, comparison.quotes) = other.into_iter().unzip();
        }
        assert_eq!(one, other, "{}", case.display());
    }
    assert!(tried >= 8, "expected captures in two orders, found {tried}");
}

#[test]
fn fields_are_named_by_what_stands_beside_them() {
    let one = r#"[{"H":{"event":"a"},"B":{}}]"#;
    let label = |kind: &str| {
        let other =
            format!(r#"[{{"H":{{"event":"a","uid":"ses_5f0e","uid_type":"{kind}"}},"B":{{}}}}]"#);
        let request = |text: &str| {
            analysis(&format!(
                "POST https://tracking.miui.com/track/v4/o HTTP/1.1\n\n{text}"
            ))
        };
        let (before, after) = (request(one), request(&other));
        let comparison = before.compare(&after);
        let mut fields = comparison.fields.iter();
        let uid = fields.find(|field| field.path == "H.uid");
        uid.and_then(|field| field.label.as_ref().map(|label| label.to_string()))
    };
    assert_eq!(label("session_id").as_deref(), Some("Session ID"));
    assert_eq!(label("xiaomi").as_deref(), Some("Xiaomi account"));
}

/// What is said of the identifiers of two captures names one of them, and all of it is in the catalog.
#[test]
fn what_is_said_of_two_captures_is_borne_out() {
    let made_of = |text: &str, id: Option<&str>| {
        let mut known = comparison::ALL.iter();
        known.find(|known| id.is_none_or(|id| id == known.id) && is_made_of(text, known.text))
    };
    let mut of_identifiers = 0;
    for case in cases() {
        let (before, after) = (stored(&case, "before.txt"), stored(&case, "after.txt"));
        let compared = before.compare(&after);
        assert_eq!(
            compared.ids.len(),
            compared.text.len(),
            "{}",
            case.display()
        );
        for (text, id) in compared.text.iter().zip(&compared.ids) {
            let known = made_of(text, Some(id)).unwrap_or_else(|| panic!("{id}: {text}"));
            if known.evidence.contains(&Evidence::Id) {
                of_identifiers += 1;
                let mut labels = compared.identifiers.iter().map(|change| &change.label);
                let is_named = labels.any(|label| text.contains(&format!("“{label}”")));
                assert!(is_named, "{}: {text}", case.display());
            }
        }
        let changes = compared.identifiers.iter().map(|change| &change.text);
        for text in changes.chain(compared.rotation.iter().map(|rotation| &rotation.text)) {
            assert!(made_of(text, None).is_some(), "{}: {text}", case.display());
        }
    }
    assert!(of_identifiers >= 5, "{of_identifiers}");
}
