//! What mutations begin with: everything in the clone that a capture, a link or a pack is.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::case::{Case, list};
use crate::plant::Stock;

/// Every capture and every link of the clone as a case, in the order of their paths.
pub fn seeds(root: &Path) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for path in files(&root.join("tests/fixtures")) {
        if path.file_stem().is_some_and(|name| name == "paste") {
            seeds.push(read(&path));
        }
    }
    for folder in ["tests/comparisons", "tests/links"] {
        let texts = files(&root.join(folder)).into_iter();
        seeds.extend(
            texts
                .filter(|path| ends(path, "txt"))
                .map(|path| read(&path)),
        );
    }
    seeds.extend(
        files(&root.join("www/samples"))
            .iter()
            .map(|path| read(path)),
    );
    seeds.push(read(&root.join("tests/packs/example-capture.json")));
    for path in files(&root.join("tests/knowledge/recorded")) {
        let recorded: Value = serde_json::from_slice(&read(&path)).unwrap_or_default();
        let requests = list(&recorded["requests"]);
        seeds.extend(requests.filter_map(|one| Some(one["request"].as_str()?.as_bytes().to_vec())));
    }
    seeds
}

/// Cases that showed something once, in the order of their paths.
pub fn finds(root: &Path) -> Vec<(PathBuf, Case)> {
    let paths = files(&root.join("tests/sharing/finds")).into_iter();
    paths
        .map(|path| (path.clone(), Case::read(&read(&path))))
        .collect()
}

/// Names that are explained, and packs.
pub fn stock(root: &Path) -> Stock {
    let mut names: Vec<String> = Vec::new();
    for path in files(&root.join("src/knowledge")) {
        if !ends(&path, "toml") {
            continue;
        }
        let text = String::from_utf8_lossy(&read(&path)).into_owned();
        let keys = text
            .lines()
            .filter_map(|line| line.strip_prefix("key = \""));
        names.extend(keys.filter_map(|key| Some(key.split_once('"')?.0.to_owned())));
    }
    names.sort();
    names.dedup();
    let pack = String::from_utf8_lossy(&read(&root.join("tests/packs/example.json"))).into_owned();
    Stock {
        names,
        packs: vec![pack],
    }
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("expected {}: {error}", path.display()))
}

fn ends(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own == ending)
}

/// The files of a folder and of those in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
