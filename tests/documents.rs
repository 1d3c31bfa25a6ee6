//! What the documents say about the project's files is true: links and paths lead somewhere, and
//! the rooms import what ARCHITECTURE.md lets them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENTS: [&str; 17] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/embedding.md",
    "docs/hosting.md",
    "docs/knowledge-packs.md",
    "docs/links.md",
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
const ROOTS: [&str; 9] = [
    "src/",
    "arena/",
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

/// What the table of ARCHITECTURE.md lets each room import, in its order.
fn rooms() -> Vec<(String, BTreeSet<String>)> {
    let text = read("ARCHITECTURE.md");
    let table = text
        .lines()
        .skip_while(|line| !line.starts_with("| Room |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let mut rooms = Vec::new();
    for row in table {
        let cells: Vec<&str> = row.split('|').collect();
        let names = |cell: usize| {
            quoted(cells.get(cell).unwrap())
                .into_iter()
                .map(str::to_owned)
        };
        for room in names(1) {
            rooms.push((room, names(3).collect()));
        }
    }
    rooms
}

/// The modules of the crate that a source text imports: what follows `crate::`, also in braces.
fn imports(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rest in source.split("crate::").skip(1) {
        let list = match rest.strip_prefix('{') {
            Some(inner) => outermost(inner),
            None => vec![rest],
        };
        for item in list {
            let name = item
                .trim_start()
                .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .next()
                .unwrap_or_default();
            found.insert(name.to_owned());
        }
    }
    found
}

/// The items of a list in braces, of which the first brace has been read.
fn outermost(list: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (offset, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                items.push(list.get(start..offset).unwrap());
                start = offset + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    items.retain(|item| !item.trim().is_empty());
    items
}

#[test]
fn imports_are_found_however_they_are_written() {
    let source = "use crate::json::{self, Document};\nuse crate::{\n capture, report::{A, B},\n};\nfn f() { crate::decode() }";
    let found: Vec<String> = imports(source).into_iter().collect();
    assert_eq!(found, ["capture", "decode", "json", "report"]);
}

/// The Rust files of a room, its tests left out: they may look at everything.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    children(path)
        .iter()
        .filter(|name| !name.ends_with("tests.rs"))
        .map(|name| path.join(name))
        .filter(|path| path.is_dir() || path.extension().is_some_and(|end| end == "rs"))
        .flat_map(|path| files(&path))
        .collect()
}

#[test]
fn rooms_import_what_the_architecture_lets_them() {
    let allowed: BTreeMap<String, BTreeSet<String>> = rooms().into_iter().collect();
    let mut rooms = children(&root().join("src"));
    rooms.retain(|name| name != "lib.rs");
    for name in rooms {
        let room = name.trim_end_matches(".rs");
        let may = allowed
            .get(room)
            .unwrap_or_else(|| panic!("expected src/{name} in the table of ARCHITECTURE.md"));
        for file in files(&root().join("src").join(&name)) {
            let mut found = imports(&read(&file));
            found.remove(room);
            // What wasm.rs converts and what is written for others is what the crate exports.
            if matches!(room, "wasm" | "export") {
                let exported = [
                    "Analysis",
                    "Refusal",
                    "VERSION",
                    "check_pack",
                    "decode",
                    "open_shared",
                    "qr_code",
                    "to_json",
                ];
                found.retain(|name| !exported.contains(&name.as_str()));
            }
            let strange: Vec<&String> = found.difference(may).collect();
            assert!(
                strange.is_empty(),
                "expected {} to import only {may:?}, found {strange:?}; change it, or the table in ARCHITECTURE.md",
                file.display()
            );
        }
    }
}

/// What the program of a file says, its tests left out.
fn program(path: &Path) -> String {
    let source = read(path);
    let (program, _) = source.split_once("#[cfg(test)]").unwrap_or((&source, ""));
    program.to_owned()
}

/// The names of this kind in a program: `Place::Mistat` has the name `Mistat`.
fn names_after<'s>(program: &'s str, kind: &str) -> BTreeSet<&'s str> {
    let names = program
        .split(kind)
        .skip(1)
        .map(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next());
    names.flatten().collect()
}

/// Sensors Analytics aside, whose records are what Overshare is about.
#[test]
fn a_sender_is_known_in_its_own_file_only() {
    let programs: Vec<(PathBuf, String)> = files(&root().join("src"))
        .into_iter()
        // The tables are written from the files of meanings.
        .filter(|path| !path.ends_with("knowledge/tables.rs"))
        .map(|path| {
            let program = program(&path);
            (path, program)
        })
        .collect();
    let mut senders = 0;
    for (own, program) in &programs {
        let id = program
            .split_once("    id: \"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let Some((id, _)) = id.filter(|(id, _)| *id != "sensors-analytics") else {
            continue;
        };
        senders += 1;
        let places = names_after(program, "Place::");
        for (other, program) in programs.iter().filter(|(other, _)| other != own) {
            let strange: Vec<_> = places
                .intersection(&names_after(program, "Place::"))
                .copied()
                .collect();
            assert!(
                !program.contains(&format!("\"{id}\"")) && strange.is_empty(),
                "expected what is known of {id} in {} only, found it in {}: {strange:?}",
                own.display(),
                other.display()
            );
        }
    }
    assert!(senders >= 9, "expected the senders, found {senders}");
}

#[test]
fn values_enter_sentences_in_one_way_only() {
    for file in files(&root().join("src")) {
        // The table holds titles, whose values `Quoted` fills in.
        if file.ends_with("quoted.rs") || file.ends_with("knowledge/tables.rs") {
            continue;
        }
        let source = read(&file);
        let lines = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in lines {
            let is_filled = ["“{", "„{", "‘{", "”, “"]
                .iter()
                .any(|mark| line.contains(mark));
            assert!(
                !is_filled,
                "expected values to enter sentences through `Quoted`, found in {}: {line}",
                file.display()
            );
        }
    }
}

#[test]
fn what_rooms_may_import_stands_below_them() {
    let rooms = rooms();
    assert!(
        rooms.len() >= 10,
        "expected the table of rooms, found {rooms:?}"
    );
    for (index, (room, may)) in rooms.iter().enumerate() {
        let below = |name: &String| rooms.iter().skip(index + 1).any(|(known, _)| known == name);
        let strange: Vec<&String> = may
            .iter()
            // Its types import nothing, so all rooms may name them.
            .filter(|name| *name != "report" && !below(name))
            .collect();
        assert!(
            strange.is_empty(),
            "expected what {room} imports below it in the table, found {strange:?} elsewhere"
        );
    }
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
    assert!(has_test("tests/documents.rs", "paths_in_backticks_exist"));
    assert!(!has_test("tests/documents.rs", "has_test"));
    assert!(!has_test("tests/web/page.test.mjs", "asks for nothing"));
}
