//! A capture that was cut off shows what stood before the cut, and nothing else.

use overshare::Analysis;
use overshare::report::InputKind;
use test_support::property;

use crate::capture::{Seen, base64, events, fixtures, form, inside, plain_form};
use crate::{text, walk};

/// Positions to cut a text at, spread evenly: more where there is time. With another length they begin
/// elsewhere, so that all fixtures together are cut at every kind of place.
fn cuts(length: usize) -> impl Iterator<Item = usize> {
    let most = if test_support::is_thorough() { 40 } else { 8 };
    let step = length.div_ceil(most).max(1);
    (length % step..length).step_by(step)
}

/// The part of a text that a cut leaves must show the beginning of what the whole shows.
fn check(cut: &[Seen], whole: &[Seen], place: &str) {
    assert!(cut.len() <= whole.len(), "{place}: an event was invented");
    for (index, (event, full)) in cut.iter().zip(whole).enumerate() {
        if index + 1 < cut.len() {
            assert_eq!(event, full, "{place}: event {index} differs");
            continue;
        }
        assert!(
            full.fields.starts_with(&event.fields),
            "{place}: event {index} has {:?}, expected a beginning of {:?}",
            event.fields,
            full.fields
        );
        // Of several members with one name the last counts, and it may have been cut off.
        // ThinkingData, OneTrack and Xiaomi’s shop name and place them in their own ways.
        for (members, part) in [
            (
                [
                    "event",
                    "#event_name",
                    "H.event",
                    "data.H.event",
                    "event_id",
                ],
                &event.name,
            ),
            (["type", "#type", "", "", ""], &event.kind),
            (["time", "#time", "H.e_ts", "data.H.e_ts", ""], &event.time),
        ] {
            let was_sent = |part: &String| {
                full.fields.iter().any(|(path, value)| {
                    members.contains(&path.as_str()) && value.trim_matches('"') == part
                })
            };
            assert!(
                part.as_ref().is_none_or(was_sent),
                "{place}: {members:?} {part:?} was not sent"
            );
        }
    }
}

/// The values before the events in a JSON object that events are packed into: cut off before them,
/// it shows its own.
fn envelope(paste: &[u8]) -> Option<Vec<(String, String)>> {
    let text = std::str::from_utf8(paste).ok()?.trim();
    let before = text.strip_prefix('{')?.split_once(",\"data_list\"")?.0;
    walk::rows(&format!("{{{before}}}")).into_iter().next()
}

fn kind(paste: &[u8]) -> InputKind {
    Analysis::new(paste, "", &mut |_, _| {})
        .overview()
        .input
        .kind
}

#[test]
fn every_beginning_of_a_fixture_shows_a_beginning_of_its_events() {
    let mut checked = 0;
    for (name, paste) in fixtures() {
        let whole = events(&paste);
        // A key can stand behind what it opens, and of the last line of YAML nobody can tell whether it goes on.
        let cannot_tell = ["/key-among-captures", "/found/yaml-records"];
        if whole.is_empty() || cannot_tell.iter().any(|case| name.contains(case)) {
            continue;
        }
        let around = envelope(&paste);
        for cut in cuts(paste.len()) {
            let found = events(&paste[..cut]);
            // Of a file that is cut before it can be told from other JSON, its own values are shown.
            let is_file = [
                "/archives/",
                "/exports/",
                "/packets/json",
                "/found/docker-log",
                "/found/json-in-json",
                "/mi-home-sign-in",
                "/mistat-object",
                "/mistat-3-object",
            ]
            .iter()
            .any(|folder| name.contains(folder));
            if is_file && kind(&paste[..cut]) == InputKind::Json {
                continue;
            }
            if let ([event], Some(around)) = (&found[..], &around)
                && around.starts_with(&event.fields)
            {
                continue;
            }
            check(&found, &whole, &format!("{name}: first {cut} bytes"));
        }
        let Some((text, json)) = inside(&paste) else {
            continue;
        };
        for cut in cuts(text.len()) {
            let form = format!("data_list={}", &text[..cut]);
            check(
                &events(form.as_bytes()),
                &whole,
                &format!("{name}: first {cut} bytes of its Base64"),
            );
        }
        for cut in cuts(json.len()) {
            check(
                &events(&plain_form(&json[..cut])),
                &whole,
                &format!("{name}: first {cut} bytes of its JSON"),
            );
        }
        checked += 1;
    }
    assert!(checked >= 5, "only {checked} fixtures could be cut");
}

#[test]
fn every_beginning_of_valid_json_shows_a_beginning_of_its_values() {
    property(|u| {
        let json = text::json(u)?;
        let whole = walk::rows(&json);
        for _ in 0..8 {
            let cut = u.int_in_range(0..=json.len())?;
            let beginning = &json.as_bytes()[..cut];
            let paste = match u.int_in_range(0..=1)? {
                0 => plain_form(beginning),
                _ => form(beginning),
            };
            let found: Vec<_> = events(&paste)
                .into_iter()
                .map(|event| event.fields)
                .collect();
            let context = || format!("{:?} of {json}", String::from_utf8_lossy(beginning));
            assert!(found.len() <= whole.len(), "{}", context());
            for (index, (fields, full)) in found.iter().zip(&whole).enumerate() {
                let fits = if index + 1 < found.len() {
                    fields == full
                } else {
                    full.starts_with(fields)
                };
                assert!(
                    fits,
                    "{}\n{fields:?}\nis no beginning of\n{full:?}",
                    context()
                );
            }
        }
        Ok(())
    })
    .size_max(8_192);
}

/// Everything that a cut can hit: nested lists, numbers, escapes, pairs, characters of many bytes.
const HARD: &str = r#"[{"n":-12.5e+10,"list":[[1,20],[],{"a":[{"b":300}]}],"t":true,"s":"x\"\\\u00e9\ud83d\udc2d鼠🐭","":{},"z":null},{"n":9007199254740993,"k":{"é\n":0}}]"#;

#[test]
fn a_cut_anywhere_loses_only_what_it_cut() {
    let whole = walk::rows(HARD);
    let mut most = 0;
    for cut in 0..=HARD.len() {
        let paste = format!("data_list={}", base64(&HARD.as_bytes()[..cut]));
        let found: Vec<_> = events(paste.as_bytes())
            .into_iter()
            .flat_map(|event| event.fields)
            .collect();
        let all: Vec<_> = whole.iter().flatten().cloned().collect();
        assert!(all.starts_with(&found), "{cut}: {found:?}");
        assert!(found.len() >= most, "{cut}: a value was lost again");
        most = found.len();
    }
    assert_eq!(most, whole.iter().flatten().count());
}
