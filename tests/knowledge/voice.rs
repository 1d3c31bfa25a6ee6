//! Words that nothing says to people any more, since they are unusual, could mean several things, or are
//! another word for what already has one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::literals::literals;
use crate::read::read;
use crate::texts::{Text, none, of_the_base, said, words};

/// Phrases, each word of which can have the endings that bars separate.
const RETIRED: &[&str] = &[
    "stand|stands|stood|standing in|beside|behind",
    "rest|rests|rested on",
    "hold|holds|held",
    "become|becomes|became of",
    "pass|passes|passed|passing on",
    "go|goes along",
    "join|joins|joined|joining",
    "bring|brings|brought",
    "sitting|sittings",
    "advert|adverts",
    "gravest|disguise",
    "telling",
];

fn has(text: &str, phrase: &str) -> bool {
    let said: Vec<String> = words(text).collect();
    let phrase: Vec<Vec<&str>> = phrase
        .split(' ')
        .map(|word| word.split('|').collect())
        .collect();
    said.windows(phrase.len()).any(|some| {
        some.iter()
            .zip(&phrase)
            .all(|(word, forms)| forms.contains(&word.as_str()))
    })
}

/// Files below a folder with this ending, but for tests.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder can be listed") {
        let path = entry.expect("and its entries").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "tests" {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|own| own == ending)
            && !["tests", "tables", "promises"].contains(&&*name)
        {
            found.push(path);
        }
    }
    found
}

/// The texts of the page, each of which is on a line of its own, without comments.
fn of_the_page(root: &Path) -> Vec<Text> {
    let catalog = fs::read_to_string(root.join("www/strings/en.js")).expect("the catalog");
    let mut texts = Vec::new();
    for (index, line) in catalog.lines().enumerate() {
        let line = line.trim();
        if line.starts_with("/*") || line.starts_with('*') || line.starts_with("//") {
            continue;
        }
        for mark in ['\'', '`'] {
            let parts = line.split(mark).skip(1).step_by(2);
            texts.extend(parts.map(|text| said(format!("www/strings/en.js:{}", index + 1), text)));
        }
    }
    texts
}

#[test]
fn nothing_says_retired_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = of_the_base(&read());
    texts.extend(of_the_page(root));
    for path in files(&root.join("src"), "rs") {
        let program = fs::read_to_string(&path).expect("a program");
        let shipped = program
            .split("#[cfg(test)]\nmod ")
            .next()
            .unwrap_or_default();
        let name = path.strip_prefix(root).expect("within").display();
        texts.extend(
            literals(shipped)
                .into_iter()
                .filter(|text| text.split_whitespace().count() > 2)
                .map(|text| said(name.to_string(), text)),
        );
    }
    assert!(texts.len() > 2_000, "{}", texts.len());
    let complaints: BTreeSet<String> = texts
        .iter()
        .flat_map(|Text { place, text }| {
            let said = RETIRED.iter().filter(|phrase| has(text, phrase));
            said.map(move |phrase| format!("{place}: “{phrase}”: {text}"))
        })
        .collect();
    none(complaints);
}

#[test]
fn phrases_are_found_in_their_forms() {
    assert!(has("It stands in one address.", RETIRED[0]));
    assert!(has("what became of it", "become|becomes|became of"));
    assert!(!has("It stands for “none”.", RETIRED[0]));
}
