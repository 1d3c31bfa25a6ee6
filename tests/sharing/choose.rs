//! What somebody chooses to share, and packs that want to let through more than that.

use serde_json::{Map, Value, json};

use crate::case::Case;
use crate::notation;
use crate::plant::{Stock, TAG};
use crate::random::Random;

/// Kinds of data that a choice can name.
const CATEGORIES: [&str; 17] = [
    "account",
    "hardware_id",
    "device_id",
    "install_id",
    "browsing",
    "search",
    "media",
    "interaction",
    "device_profile",
    "network_place",
    "precise_location",
    "time",
    "content",
    "secret",
    "diagnostics",
    "transport",
    "unknown",
];

/// A choice at random.
pub fn choice(case: &Case, random: &mut Random, stock: &Stock) -> Value {
    let mut choice = Map::new();
    if !random.once_in(3) {
        let mode = *random.choose(&["masked", "masked", "structure", "full"]);
        choice.insert("mode".to_owned(), json!(mode));
    }
    if random.once_in(4) {
        choice.insert("times".to_owned(), json!("exact"));
    }
    if random.once_in(8) {
        // One that there is, and others that there may be.
        let requests: Vec<usize> = (0..1 + random.below(3))
            .map(|number| number * random.below(5))
            .collect();
        choice.insert("requests".to_owned(), json!(requests));
    }
    if random.once_in(6) {
        choice.insert("replayable".to_owned(), json!(true));
    }
    if random.once_in(3) {
        choice.insert("reveal".to_owned(), selection(case, random, stock, 3));
    }
    if random.once_in(4) {
        choice.insert("mask".to_owned(), selection(case, random, stock, 4));
    }
    if random.once_in(3) {
        let mut figure = Map::new();
        figure.insert("event".to_owned(), json!("all"));
        figure.insert(
            "fields".to_owned(),
            json!(*random.choose(&["all", "telling"])),
        );
        if random.once_in(2) {
            figure.insert("page".to_owned(), json!("https://overshare.example/"));
        }
        if random.once_in(4) && !case.canaries.is_empty() {
            let canary = random.choose(&case.canaries).text.clone();
            let caption = notation::write(&canary, notation::any(random));
            figure.insert("caption".to_owned(), json!(caption));
        }
        choice.insert("figure".to_owned(), Value::Object(figure));
    }
    Value::Object(choice)
}

/// What somebody names, of so many kinds; names of fields are the last, which nobody can reveal.
fn selection(case: &Case, random: &mut Random, stock: &Stock, kinds: usize) -> Value {
    let mut selection = Map::new();
    for _ in 0..1 + random.below(2) {
        let name = random.choose(&stock.names).clone();
        let canary = case.canaries.get(random.below(case.canaries.len()));
        let text = canary.map_or("Android", |canary| &canary.text);
        let (kind, wanted) = match random.below(kinds) {
            0 => ("fields", format!("properties.{name}")),
            1 => ("categories", random.choose(&CATEGORIES).to_string()),
            2 => ("values", text.to_owned()),
            _ => ("names", text.to_owned()),
        };
        selection.insert(kind.to_owned(), json!([wanted]));
    }
    Value::Object(selection)
}

/// A pack that wants to let things through: whole fields, or names that its maker guessed.
pub fn hostile_pack(case: &Case, random: &mut Random) -> String {
    let places = [
        "properties",
        "event",
        "lib",
        "envelope",
        "header",
        "identities",
    ];
    let shares = [
        "keep",
        "keep-if-known",
        "major",
        "base",
        "relative",
        "round",
        "url",
    ];
    let canary = case.canaries.get(random.below(case.canaries.len()));
    let guessed = canary.map_or("visits", |canary| &canary.text);
    let key = *random.choose(&["*", "a*", "note", "visits*", "zq*", "$*", guessed]);
    let name = *random.choose(&["search", guessed]);
    json!({
        "name": "P",
        "fields": [{
            "place": random.choose(&places), "key": key, "label": "Technical",
            "category": "diagnostics", "meaning": "A number.", "grade": "C",
            "share": random.choose(&shares),
        }],
        "events": [{
            "name": name, "title": format!("You saw {{note}} {TAG}>"), "category": "diagnostics",
            "meaning": "A number.", "grade": "C",
        }],
    })
    .to_string()
}
