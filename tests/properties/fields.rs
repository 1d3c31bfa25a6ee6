//! Nothing is lost or invented: what is reported equals what an independent reading finds.

use test_support::property;

use crate::capture::{events, fixtures, form, inside, plain_form};
use crate::{text, walk};

fn reported(paste: &[u8]) -> Vec<Vec<(String, String)>> {
    events(paste)
        .into_iter()
        .map(|event| event.fields)
        .collect()
}

#[test]
fn every_value_is_reported_as_sent() {
    property(|u| {
        let json = text::json(u)?;
        let expected = walk::rows(&json);
        let paste = match u.int_in_range(0..=2)? {
            0 => json.clone().into_bytes(),
            1 => plain_form(json.as_bytes()),
            _ => form(json.as_bytes()),
        };
        assert_eq!(reported(&paste), expected, "{json}");
        Ok(())
    })
    .size_max(16_384);
}

#[test]
fn every_value_of_the_fixtures_is_reported_as_sent() {
    let mut compared = 0;
    for (name, paste) in fixtures() {
        let Some((_, json)) = inside(&paste) else {
            continue;
        };
        let found = reported(&paste);
        // What is encrypted is no text.
        let Ok(json) = String::from_utf8(json) else {
            continue;
        };
        if found.is_empty() || serde_json::from_str::<serde_json::Value>(&json).is_err() {
            continue;
        }
        assert_eq!(found, walk::rows(&json), "{name}");
        compared += 1;
    }
    assert!(compared >= 5, "only {compared} fixtures could be compared");
}

#[test]
fn what_nests_deeper_than_the_limit_is_kept_as_text() {
    for depth in [3, 62, 63, 64, 65, 66, 200, 1_000] {
        for (open, close) in [("[", "]"), ("{\"k\":", "}")] {
            let json = format!(
                "{{\"before\":1,\"deep\":{}\"x]}}\\\"\"{},\"after\":2}}",
                open.repeat(depth),
                close.repeat(depth)
            );
            assert_eq!(
                reported(json.as_bytes()),
                walk::rows(&json),
                "{depth} of {open}"
            );
        }
    }
}
