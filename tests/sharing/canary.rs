//! Values that no list of harmless values can hold, so that each of them must be hidden wherever it
//! stands.

use crate::random::Random;

/// A planted value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canary {
    pub text: String,
    /// What it looks like: one of [`CLASSES`].
    pub class: String,
    /// Where it was planted first, in a word or two.
    pub place: String,
}

pub const CLASSES: [&str; 6] = ["mixed", "digits", "person", "topic", "mail", "host"];

const GIVEN: [&str; 12] = [
    "anna", "lukas", "fatma", "johanna", "piotr", "ingrid", "dmitri", "yusuf", "marlene", "sanjay",
    "beatriz", "torsten",
];

const FAMILY: [&str; 12] = [
    "mueller",
    "kowalski",
    "oyelaran",
    "fernandez",
    "lindqvist",
    "yilmaz",
    "petrovic",
    "schaefer",
    "banerjee",
    "nakamura",
    "oliveira",
    "brandstetter",
];

/// What people search for, use or visit.
const TOPICS: [&str; 8] = [
    "leberzirrhose",
    "grindrapp",
    "schuldnerberatung",
    "paarberatung",
    "epilepsie",
    "abtreibung",
    "insolvenzhilfe",
    "beichtstuhl",
];

/// A new value of one of the classes.
pub fn make(random: &mut Random, place: &str) -> Canary {
    let class = *random.choose(&CLASSES);
    let person = |random: &mut Random| {
        let between = *random.choose(&["", "", ".", "_", "-", " "]);
        let (given, family) = (*random.choose(&GIVEN), *random.choose(&FAMILY));
        match random.below(3) {
            0 => format!("{}{between}{}", capital(given), capital(family)),
            _ => format!("{given}{between}{family}"),
        }
    };
    let text = match class {
        "mixed" => format!(
            "zq{}7{}",
            random.letters(5, "0123456789abcdefghjkmnpqrstvwxyz"),
            random.letters(4, "0123456789abcdef")
        ),
        // None that could be a time.
        "digits" => {
            let length = 8 + random.below(8);
            format!("8{}", random.letters(length, "0123456789"))
        }
        "person" => person(random),
        "topic" => {
            let end = random.letters(2, "bcdfgklmnprst");
            format!("{}{end}", random.choose(&TOPICS))
        }
        "mail" => {
            let person = person(random).replace(' ', "");
            let at = *random.choose(&["klinik", "post.example", "praxis-nord.de"]);
            format!("{person}@{at}")
        }
        _ => {
            let end = *random.choose(&["example", "de", "org", "internal"]);
            let topic = random.choose(&TOPICS);
            format!("{topic}-{}.{end}", random.letters(3, "bcdfgklmnprst"))
        }
    };
    Canary {
        text,
        class: class.to_owned(),
        place: place.to_owned(),
    }
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}
