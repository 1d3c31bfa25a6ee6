//! Every entry explains something in a fixture, so that each was seen at work at least once.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::read::{protocols, read};
use crate::schema::Shape;

/// A value in a report, as far as it tells which entry explains it.
#[derive(Debug)]
struct Seen {
    /// First part of its path for the envelope and for records of Sensors Analytics.
    stands: String,
    protocol: String,
    event: String,
    name: String,
    label: String,
    meaning: String,
}

/// All that reports of all fixtures explain.
#[derive(Debug, Default)]
struct Shown {
    fields: Vec<Seen>,
    /// Name and meaning.
    events: BTreeSet<(String, String)>,
    /// Meanings of events whose names are not published.
    guesses: Vec<String>,
    /// Kinds of values that were told by their shape.
    shapes: BTreeSet<String>,
}

fn shown() -> Shown {
    let mut shown = Shown::default();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for case in folders(&root).iter().flat_map(|path| folders(path)) {
        let report = fs::read_to_string(case.join("report.json")).expect("a report is stored");
        let report: Value = serde_json::from_str(&report).expect("a report is JSON");
        for request in list(&report["requests"]) {
            shown.add(request);
        }
    }
    shown
}

impl Shown {
    fn add(&mut self, request: &Value) {
        let protocol = text(&request["protocol"]["id"]);
        for field in list(&request["fields"]) {
            self.field(&protocol, "", field);
        }
        for event in list(&request["events"]) {
            let name = text(&event["name"]);
            match event["known"].as_str() {
                Some("explained") => {
                    self.events.insert((name.clone(), text(&event["meaning"])));
                }
                Some("guessed") => self.guesses.push(text(&event["meaning"])),
                _ => {}
            }
            for field in list(&event["fields"]) {
                self.field(&protocol, &name, field);
            }
        }
    }

    fn field(&mut self, protocol: &str, event: &str, field: &Value) {
        for detection in list(&field["detected"]) {
            self.shapes.insert(text(&detection["kind"]));
        }
        let is_guess =
            field["known"] == "guessed" && !field["sources"].as_array().is_none_or(Vec::is_empty);
        if field["known"] != "explained" && !is_guess {
            return;
        }
        let path = text(&field["path"]);
        let stands = match path.split_once('.') {
            Some((stands, _)) => stands,
            None => "",
        };
        self.fields.push(Seen {
            stands: stands.to_owned(),
            protocol: protocol.to_owned(),
            event: event.to_owned(),
            name: listed(&path).to_owned(),
            label: text(&field["label"]),
            meaning: text(&field["meaning"]),
        });
    }
}

/// The last name in a path; what stands in a list has the name of the list.
fn listed(path: &str) -> &str {
    for stands in ["query.", "form.", "header."] {
        if let Some(name) = path.strip_prefix(stands) {
            return name;
        }
    }
    if path.starts_with("cookie.") {
        return "cookie";
    }
    let name = path.rsplit('.').next().unwrap_or(path);
    name.split('[').next().unwrap_or(name)
}

impl Seen {
    /// Whether it stands there; `protocol` is the one that the place belongs to, if only one has it.
    fn is_at(&self, place: &str, protocol: Option<&str>) -> bool {
        let is_form = matches!(self.stands.as_str(), "query" | "form" | "locked");
        let is_header = matches!(self.stands.as_str(), "header" | "cookie");
        if is_form || is_header {
            let belongs = protocol.unwrap_or(&self.protocol) == self.protocol;
            return match place {
                "header" => is_header,
                "envelope" => is_form,
                _ => is_form && belongs,
            };
        }
        match place {
            "envelope" | "header" => false,
            "event" => self.stands.is_empty(),
            "lib" => self.stands == "lib",
            "identities" => self.stands == "identities",
            "properties" => self.stands == "properties",
            "onetrack-head" => self.stands == "H",
            "onetrack-body" => self.stands == "B",
            _ => protocol == Some(&self.protocol),
        }
    }
}

fn folders(path: &Path) -> Vec<PathBuf> {
    fs::read_dir(path)
        .expect("the folder of fixtures can be read")
        .map(|entry| entry.expect("its entries too").path())
        .filter(|path| path.is_dir())
        .collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn every_entry_is_shown_by_a_fixture() {
    let all = read();
    let shown = shown();
    let protocols = protocols(&all);
    let mut missing = Vec::new();
    for entry in &all.fields {
        let is_shown = shown.fields.iter().any(|seen| {
            let named = match entry.key.strip_suffix('*') {
                Some(beginning) => seen.name.starts_with(beginning),
                None => seen.name == entry.key,
            };
            // What is described in words only is a guess, so it has their letters and no meaning.
            if entry.place == "browser-described" {
                let letters = seen.name.chars().filter(char::is_ascii_alphanumeric);
                let words: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
                return words == entry.key && seen.label == entry.label;
            }
            // Records within a record have no event of their own in the report.
            let within = matches!(&*entry.place, "mistat-basic" | "mistat3-values");
            named
                && seen.is_at(&entry.place, protocols.get(&entry.place).map(|id| &**id))
                && (entry.event.is_empty() || within || seen.event == entry.event)
                && seen.label == entry.label
                && seen.meaning == entry.meaning
        });
        if !is_shown {
            missing.push(format!("{}: {} {}", entry.file, entry.key, entry.event));
        }
    }
    for entry in &all.events {
        if !shown
            .events
            .contains(&(entry.name.clone(), entry.meaning.clone()))
        {
            missing.push(format!("{}: {}", entry.file, entry.name));
        }
    }
    for entry in &all.kinds {
        let is_shown = match entry.shape {
            // It is attached to events of every kind, so the value shows it and not the event.
            Shape::SearchEngine => shown.shapes.contains("search-engine"),
            _ if entry.words.is_empty() => entry
                .names
                .iter()
                .any(|name| shown.events.iter().any(|(known, _)| known == name)),
            _ => shown
                .guesses
                .iter()
                .any(|meaning| meaning.contains(&format!("suggest {}.", entry.label))),
        };
        if !is_shown {
            missing.push(format!("{}: {}", entry.file, entry.id));
        }
    }
    assert!(
        missing.is_empty(),
        "expected a fixture for each entry, found none for\n{}\n",
        missing.join("\n")
    );
}

/// Requests of nothing but an address, one for each host, with what Overshare says of it.
#[test]
fn hosts_are_told_by_their_addresses() {
    let addresses = read().hosts.into_iter().map(|entry| {
        let host = entry.host.replace('*', "example");
        let paste = format!("GET / HTTP/1.1\nHost: {host}\n\n");
        let report: Value = serde_json::from_str(&overshare::decode(paste.as_bytes(), ""))
            .expect("a report is JSON");
        let request = &report["requests"][0];
        let protocol = &request["protocol"];
        let line = [
            &request["host"],
            &protocol["id"],
            &protocol["certainty"],
            &protocol["recipient"],
            &request["role"],
        ];
        line.map(text).join(" | ") + "\n"
    });
    let addresses: String = addresses.collect();
    expect_test::expect_file![
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge/hosts.txt")
    ]
    .assert_eq(&addresses);
}
