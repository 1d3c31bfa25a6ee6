//! What the documents say about the project's files is true: links and paths lead somewhere, and
//! the rooms are as ARCHITECTURE.md has them.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

mod report;
mod walls;

const DOCUMENTS: [&str; 19] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/captures.md",
    "docs/embedding.md",
    "docs/hosting.md",
    "docs/knowledge-packs.md",
    "docs/links.md",
    "docs/report.md",
    "docs/threat-model.md",
    "docs/trackhar/README.md",
    "integrations/eleventy/README.md",
    "integrations/hugo/README.md",
    "integrations/jekyll/README.md",
    "integrations/mkdocs/README.md",
    "integrations/wordpress/README.md",
    "npm/README.md",
    "src/knowledge/README.md",
];

/// Folders and files of the clone that a path in backticks can begin with.
const ROOTS: [&str; 10] = [
    "src/",
    "arena/",
    "wasm/",
    "www/",
    "tests/",
    "xtask/",
    "pkg/",
    "docs/",
    "integrations/",
    "npm/",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("expected a text in {}: {error}", path.display()))
}

/// A document without its fenced code, which names files of other places too.
fn prose(document: &str) -> String {
    let text = read(document);
    let parts = text.split("```").step_by(2);
    parts.collect::<Vec<_>>().join("\n")
}

/// The targets of Markdown's links and images, without those on the web.
fn links(prose: &str) -> Vec<&str> {
    prose
        .split("](")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once(')')?.0))
        .filter(|target| !target.contains("://"))
        .collect()
}

/// What stands in backticks.
fn quoted(prose: &str) -> Vec<&str> {
    prose
        .lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .collect()
}

/// A heading as the part of an address behind `#`.
fn anchor(heading: &str) -> String {
    heading
        .trim_start_matches('#')
        .trim()
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

#[test]
fn links_lead_to_files_and_headings() {
    let mut count = 0;
    let mut broken = Vec::new();
    for document in DOCUMENTS {
        let text = prose(document);
        let folder = Path::new(document).parent().unwrap();
        for link in links(&text) {
            count += 1;
            let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() {
                PathBuf::from(document)
            } else {
                folder.join(path)
            };
            let there = root().join(&target).exists();
            let has_heading = || {
                prose(target.to_str().unwrap())
                    .lines()
                    .any(|line| line.starts_with('#') && anchor(line) == fragment)
            };
            if !there || !fragment.is_empty() && !has_heading() {
                broken.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(
        count >= 20,
        "expected the links of the documents, found {count}"
    );
    assert!(
        broken.is_empty(),
        "expected files behind these links: {broken:#?}"
    );
}

/// Whether a path of the clone exists; `*` and `<…>` in it stand for any name.
fn exists(folder: &Path, path: &str) -> bool {
    let Some((first, rest)) = path.split_once('/') else {
        return path.is_empty() || children(folder).iter().any(|name| fits(name, path));
    };
    children(folder)
        .iter()
        .any(|name| fits(name, first) && exists(&folder.join(name), rest))
}

fn children(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// Whether a name fits a pattern with at most one `*` or `<…>`.
fn fits(name: &str, pattern: &str) -> bool {
    let around = pattern
        .split_once('*')
        .or_else(|| Some((pattern.split_once('<')?.0, pattern.split_once('>')?.1)));
    match around {
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
        None => name == pattern,
    }
}

#[test]
fn paths_in_backticks_exist() {
    let mut count = 0;
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        for path in quoted(&prose(document)) {
            if ROOTS.iter().any(|root| path.starts_with(root)) {
                count += 1;
                if !exists(root(), path) {
                    missing.push(format!("{document}: {path}"));
                }
            }
        }
    }
    assert!(
        count >= 10,
        "expected paths in the documents, found {count}"
    );
    assert!(missing.is_empty(), "expected these paths: {missing:#?}");
}

#[test]
fn a_path_that_is_not_there_is_noticed() {
    assert!(exists(root(), "src/lib.rs"));
    assert!(exists(root(), "src/knowledge/*.toml"));
    assert!(exists(root(), "src/protocol/<name>.rs"));
    assert!(exists(root(), "tests/fixtures/<protocol>/<case>/"));
    assert!(!exists(root(), "src/library.rs"));
    assert!(!exists(root(), "src/*.toml"));
    assert!(!exists(root(), "sources/lib.rs"));
}

/// The tests that a document names in the last column of its tables: file and name, in backticks.
fn named_tests(document: &str) -> Vec<Vec<(String, String)>> {
    let text = prose(document);
    let rows = text.lines().filter(|line| line.starts_with("| "));
    rows.filter(|row| !row.starts_with("| They can't |"))
        .map(|row| {
            let cell = row.trim_end_matches([' ', '|']).rsplit(" | ").next();
            let quoted = quoted(cell.unwrap_or_default());
            let pairs = quoted.chunks(2).filter_map(|pair| match pair {
                [file, name] => Some(((*file).to_owned(), (*name).to_owned())),
                _ => None,
            });
            pairs.collect()
        })
        .collect()
}

/// Whether a file has a test of this name: a function, or a title in quotes.
fn has_test(file: &str, name: &str) -> bool {
    let Ok(source) = fs::read_to_string(root().join(file)) else {
        return false;
    };
    match file.ends_with(".rs") {
        true => {
            source.contains(&format!("#[test]\nfn {name}()"))
                || source.contains(&format!("#[test]\n    fn {name}()"))
        }
        // Where a test needs a page, the browsers that it runs in stand before its title.
        false => ["(", "(inChromium, ", "(inBothBrowsers, "]
            .iter()
            .any(|start| source.contains(&format!("{start}\"{name}\","))),
    }
}

#[test]
fn every_row_of_the_threat_model_names_tests_that_exist() {
    let rows = named_tests("docs/threat-model.md");
    assert!(rows.len() >= 20, "expected the rows, found {rows:?}");
    for row in rows {
        assert!(!row.is_empty(), "expected a test in every row");
        for (file, name) in row {
            assert!(has_test(&file, &name), "expected `{name}` in {file}");
        }
    }
    assert!(has_test(
        "tests/documents/main.rs",
        "paths_in_backticks_exist"
    ));
    assert!(!has_test("tests/documents/main.rs", "has_test"));
    assert!(!has_test("tests/web/page.test.mjs", "asks for nothing"));
}
