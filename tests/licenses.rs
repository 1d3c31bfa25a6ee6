//! THIRD-PARTY.md lists whose code is compiled into the package, with the notices that go with it.
//!
//! `UPDATE_EXPECT=1 cargo test --test licenses` writes it from what Cargo knows.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::expect_file;
use serde_json::Value;

const TARGET: &str = "wasm32-unknown-unknown";

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("Cargo runs this test, so it can be started");
    assert!(
        output.status.success(),
        "cargo {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Name and version of every crate whose code ends up in the WebAssembly.
fn compiled_in() -> BTreeSet<(String, String)> {
    let tree = cargo(&[
        "tree",
        "--locked",
        "--package",
        "overshare-wasm",
        "--target",
        TARGET,
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    tree.lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
            (!name.starts_with("overshare")).then(|| (name.to_owned(), version.to_owned()))
        })
        .collect()
}

/// The texts of the license files beside a crate's manifest, or in a folder of their own there, by their names.
fn license_files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    if let Ok(entries) = fs::read_dir(folder.join("LICENSES")) {
        for entry in entries {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let upper = name.to_uppercase();
        if ["LICENSE", "LICENCE", "COPYING", "NOTICE"]
            .iter()
            .any(|start| upper.starts_with(start))
            && entry.path().is_file()
        {
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    files
}

/// The licenses that the package uses a crate under: of alternatives one, of what comes together all.
fn chosen(expression: &str) -> Vec<&'static str> {
    let choose = |alternatives: &str| {
        let alternatives = alternatives.trim_matches(['(', ')']);
        let offered: Vec<&str> = alternatives.split(" OR ").collect();
        ["MIT", "Zlib", "Unicode-3.0"]
            .into_iter()
            .find(|license| offered.contains(license))
            .unwrap_or_else(|| {
                panic!("expected MIT, Zlib or Unicode-3.0 to be offered, found {expression}")
            })
    };
    expression.split(" AND ").map(choose).collect()
}

/// The license of a crate that prints it at the top of its source instead.
fn license_in_source(folder: &Path) -> Option<(String, String)> {
    let source = fs::read_to_string(folder.join("src/lib.rs")).ok()?;
    let (comment, _) = source.trim_start().strip_prefix("/*")?.split_once("*/")?;
    let lines = comment
        .lines()
        .map(|line| line.trim_start().trim_start_matches('*').trim());
    let text = lines.collect::<Vec<&str>>().join("\n");
    text.contains("Copyright")
        .then(|| ("src/lib.rs".to_owned(), text))
}

/// The text of a license: in the file that is named after it, or in the only one.
fn text_of<'f>(files: &'f BTreeMap<String, String>, license: &str) -> Option<&'f str> {
    let word = license.split('-').next()?.to_uppercase();
    let named = files
        .iter()
        .find(|(name, _)| name.to_uppercase().contains(&word));
    let only = || files.iter().next().filter(|_| files.len() == 1);
    named.or_else(only).map(|(_, text)| text.as_str())
}

#[test]
fn the_list_is_what_cargo_knows() {
    let metadata: Value = serde_json::from_str(&cargo(&[
        "metadata",
        "--locked",
        "--format-version",
        "1",
        "--filter-platform",
        TARGET,
    ]))
    .unwrap();
    let crates = compiled_in();
    assert!(
        crates.len() >= 10,
        "expected the dependencies, found {crates:?}"
    );

    let mut list = String::new();
    // Many crates have the same words; each text is printed once, below the names of those it is for.
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, version) in &crates {
        let package = metadata["packages"]
            .as_array()
            .unwrap()
            .iter()
            .find(|package| package["name"] == **name && package["version"] == **version)
            .unwrap_or_else(|| panic!("expected {name} {version} in the metadata"));
        let expression = package["license"].as_str().unwrap();
        let repository = package["repository"].as_str().unwrap_or_default();
        let licenses = chosen(expression);
        writeln!(
            list,
            "| [{name}]({repository}) | {version} | {expression} | {} |",
            licenses.join(" and ")
        )
        .unwrap();
        let manifest = Path::new(package["manifest_path"].as_str().unwrap());
        let mut files = license_files(manifest.parent().unwrap());
        if files.is_empty() {
            files.extend(license_in_source(manifest.parent().unwrap()));
        }
        assert!(
            !files
                .keys()
                .any(|name| name.to_uppercase().starts_with("NOTICE")),
            "{name} has a notice, which this list does not reproduce yet"
        );
        for license in licenses {
            let text = text_of(&files, license).unwrap_or_else(|| {
                panic!("expected the text of {license} beside {name} {version}")
            });
            let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
            let text = lines.join("\n").trim_matches('\n').to_owned();
            texts.entry(text).or_default().push(name.clone());
        }
    }

    // What is no crate: the words that every decoder of Brotli knows.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bytes/codec/brotli");
    let text = fs::read_to_string(folder.join("LICENSE")).unwrap();
    texts
        .entry(text.trim_end().to_owned())
        .or_default()
        .push("The dictionary of Brotli".to_owned());

    let mut document = format!(
        "# Third-party code\n\n\
         These crates are compiled into `pkg/overshare_bg.wasm`, and wasm-bindgen writes `pkg/overshare.js`.\n\
         So is Rust's [standard library](https://github.com/rust-lang/rust), which is offered under MIT OR Apache-2.0 and used under MIT.\n\
         [`dictionary.bin`](src/bytes/codec/brotli/dictionary.bin) has the words of [Brotli](https://github.com/google/brotli), which are under MIT.\n\
         Of the licenses that a crate offers, the last column names the one it is used under; their texts are below.\n\
         The test `licenses` writes this file from what Cargo knows and fails when it is out of date.\n\n\
         | Crate | Version | Offered under | Used under |\n|---|---|---|---|\n{list}"
    );
    let mut ordered: Vec<(String, String)> = texts
        .into_iter()
        .map(|(text, names)| (names.join(", "), text))
        .collect();
    ordered.sort_unstable();
    for (names, text) in ordered {
        write!(document, "\n## {names}\n\n```text\n{text}\n```\n").unwrap();
    }
    expect_file!["../THIRD-PARTY.md"].assert_eq(&document);
}
