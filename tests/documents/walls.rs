//! The walls between the rooms of `src/`: each imports what ARCHITECTURE.md lets it, only downwards, and
//! no two files need each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::{children, quoted, read, root};

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

/// The Rust files of a room, its tests left out: they may look at everything.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    children(path)
        .iter()
        .filter(|name| !name.ends_with("tests.rs") && *name != "tests" && *name != "promises.rs")
        .map(|name| path.join(name))
        .filter(|path| path.is_dir() || path.extension().is_some_and(|end| end == "rs"))
        .flat_map(|path| files(&path))
        .collect()
}

/// A module by the names on the way to it from the root of the crate, which has none.
type Module = Vec<String>;

/// The modules of the crate with what each says, its tests left out.
fn modules() -> BTreeMap<Module, String> {
    let src = root().join("src");
    let of = |path: PathBuf| {
        let relative = path.strip_prefix(&src).unwrap().with_extension("");
        let mut names: Module = relative
            .iter()
            .map(|name| name.to_str().unwrap().to_owned())
            .collect();
        if names.last().is_some_and(|name| name == "mod") || names == ["lib"] {
            names.pop();
        }
        (names, program(&path))
    };
    files(&src).into_iter().map(of).collect()
}

/// The paths that a program names, each with its names: in `use` declarations, also in braces, and
/// where it writes them out.
fn paths(program: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = String::new();
    for statement in program.split_inclusive(';') {
        match statement.split_once("use ").filter(|(before, _)| {
            let line = before.rsplit('\n').next().unwrap_or_default().trim();
            line.is_empty() || line.starts_with("pub")
        }) {
            Some((before, tree)) => {
                rest.push_str(before);
                expand("", tree.trim_end_matches(';'), &mut found);
            }
            None => rest.push_str(statement),
        }
    }
    let is_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    for word in rest.split(|letter| !is_path(letter)) {
        if word.contains("::") {
            expand("", word, &mut found);
        }
    }
    found
}

/// All paths of a tree of imports.
fn expand(before: &str, tree: &str, found: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    if let Some((path, list)) = tree.split_once('{') {
        for item in outermost(list) {
            expand(&format!("{before}{}", path.trim()), item, found);
        }
        return;
    }
    let path = tree.split(" as ").next().unwrap_or_default();
    let names = format!("{before}{path}");
    found.push(
        names
            .split("::")
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
    );
}

/// The module that a path leads to, seen from another one; none where it leads out of the crate.
fn resolve(path: &[String], from: &[String], modules: &BTreeMap<Module, String>) -> Option<Module> {
    let mut at = from.to_vec();
    let mut rest = path.iter().peekable();
    match rest.peek()?.as_str() {
        "crate" => {
            at.clear();
            rest.next();
        }
        "self" => {
            rest.next();
        }
        "super" => {
            while rest.next_if(|name| *name == "super").is_some() {
                at.pop();
            }
        }
        child => {
            let mut inner = at.clone();
            inner.push(child.to_owned());
            modules.get(&inner)?;
        }
    }
    for name in rest {
        at.push(name.clone());
        if !modules.contains_key(&at) {
            at.pop();
            break;
        }
    }
    Some(at)
}

/// What each module needs: those that its paths lead to.
fn needs(modules: &BTreeMap<Module, String>) -> BTreeMap<&Module, BTreeSet<Module>> {
    let of = |(own, program): (&'_ Module, &String)| -> BTreeSet<Module> {
        let found = paths(program);
        let found = found.iter().filter_map(|path| resolve(path, own, modules));
        found.filter(|module| module != own).collect()
    };
    modules
        .iter()
        .map(|(own, program)| (own, of((own, program))))
        .collect()
}

#[test]
fn paths_are_found_however_they_are_written() {
    let program = "use crate::json::{self, Document};\npub(crate) use crate::{\n capture, report::{A, B as C},\n};\nuse super::other;\nfn f() { crate::decode(); inner::g() }";
    let found: Vec<String> = paths(program).iter().map(|path| path.join("::")).collect();
    assert_eq!(
        found,
        [
            "crate::json::self",
            "crate::json::Document",
            "crate::capture",
            "crate::report::A",
            "crate::report::B",
            "super::other",
            "crate::decode",
            "inner::g",
        ]
    );
}

#[test]
fn rooms_import_what_the_architecture_lets_them() {
    let allowed: BTreeMap<String, BTreeSet<String>> = rooms().into_iter().collect();
    let modules = modules();
    for (own, needed) in needs(&modules) {
        // The root of the crate names its rooms and nothing in them.
        let Some(room) = own.first() else {
            continue;
        };
        let may = allowed
            .get(room)
            .unwrap_or_else(|| panic!("expected src/{room} in the table of ARCHITECTURE.md"));
        let strange: Vec<&str> = needed
            .iter()
            .map(|module| module.first().map_or("lib", String::as_str))
            .filter(|name| *name != room && !may.contains(*name))
            .collect();
        assert!(
            strange.is_empty(),
            "expected {} to import only {may:?}, found {strange:?}; change it, or the table in ARCHITECTURE.md",
            own.join("::")
        );
    }
}

#[test]
fn rooms_of_the_table_exist_and_use_what_they_may() {
    let modules = modules();
    let needs = needs(&modules);
    for (room, may) in rooms() {
        let used: BTreeSet<&str> = needs
            .iter()
            .filter(|(own, _)| own.first() == Some(&room))
            .flat_map(|(_, needed)| needed)
            .map(|module| module.first().map_or("lib", String::as_str))
            .collect();
        assert!(
            modules.keys().any(|own| own.first() == Some(&room)),
            "expected a room src/{room}"
        );
        let unused: Vec<&String> = may
            .iter()
            .filter(|name| !used.contains(name.as_str()))
            .collect();
        assert!(
            unused.is_empty(),
            "expected {room} to import all that the table lets it, found no use of {unused:?}"
        );
    }
}

/// Whoever opens a room finds at its door what it does, by an example that runs.
#[test]
fn every_room_begins_with_an_example() {
    for (room, _) in rooms() {
        let files = [format!("src/{room}/mod.rs"), format!("src/{room}.rs")];
        let file = files.iter().find(|file| root().join(file).exists());
        let text = read(file.unwrap());
        let head: Vec<&str> = (text.lines())
            .take_while(|line| line.starts_with("//!"))
            .collect();
        let has_example = head.contains(&"//! # Example") && head.contains(&"//! ```");
        assert!(has_example, "expected src/{room} to begin with an example");
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
        let below = |name: &String| {
            name == "lib" || rooms.iter().skip(index + 1).any(|(known, _)| known == name)
        };
        let strange: Vec<&String> = may.iter().filter(|name| !below(name)).collect();
        assert!(
            strange.is_empty(),
            "expected what {room} imports below it in the table, found {strange:?} elsewhere"
        );
    }
}

/// The file that declares a module gives it its types and hands on what it makes, so the two may need
/// each other; no other two files may, by whatever way around.
#[test]
fn no_two_files_need_each_other() {
    let modules = modules();
    let mut needs = needs(&modules);
    for (own, needed) in &mut needs {
        needed.retain(|other| !own.starts_with(other) && !other.starts_with(own));
    }
    // What needs nothing that is left is taken away until only circles are.
    loop {
        let left: BTreeSet<Module> = needs.keys().map(|own| (*own).clone()).collect();
        let before = needs.len();
        needs.retain(|_, needed| needed.iter().any(|other| left.contains(other)));
        if needs.len() == before {
            break;
        }
    }
    let left: Vec<String> = needs.keys().map(|own| own.join("::")).collect();
    assert!(
        left.is_empty(),
        "expected no circle, found one among {left:?}"
    );
}

/// What the program of a file says, its tests left out.
fn program(path: &Path) -> String {
    let source = read(path);
    let (program, _) = source.split_once("#[cfg(test)]").unwrap_or((&source, ""));
    program.to_owned()
}

/// The names of this kind in a program: `Scope::Mistat` has the name `Mistat`.
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
    let room = root().join("src/protocol");
    for (own, program) in programs.iter().filter(|(own, _)| own.starts_with(&room)) {
        let id = program
            .split_once("    id: \"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let Some((id, _)) = id.filter(|(id, _)| *id != "sensors-analytics") else {
            continue;
        };
        senders += 1;
        let places = names_after(program, "Scope::");
        for (other, program) in programs.iter().filter(|(other, _)| other != own) {
            let strange: Vec<_> = places
                .intersection(&names_after(program, "Scope::"))
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
        // So do the catalogs hold sentences.
        if file.ends_with("text/findings.rs") || source.contains("\nsentences! {\n") {
            assert!(!source.contains("format!"), "{}", file.display());
            continue;
        }
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

/// Lines of the longest file; a longer one holds more than one idea.
const LONGEST: usize = 600;

/// Tables and types, which are one idea however long they are.
const LONGER: [&str; 3] = [
    "src/report/mod.rs",
    "src/knowledge/tables.rs",
    "www/strings/en.js",
];

fn programs(path: &Path, found: &mut Vec<PathBuf>) {
    for name in children(path) {
        let path = path.join(&name);
        if path.is_dir() && name != "node_modules" {
            programs(&path, found);
        } else if ["rs", "js", "mjs"]
            .iter()
            .any(|end| path.extension().is_some_and(|own| own == *end))
        {
            found.push(path);
        }
    }
}

#[test]
fn no_file_is_longer_than_one_idea() {
    let mut found = Vec::new();
    for folder in ["src", "arena/src", "wasm/src", "xtask/src", "www"] {
        programs(&root().join(folder), &mut found);
    }
    assert!(
        found.len() > 200,
        "expected the programs, found {}",
        found.len()
    );
    for path in found {
        let name = path.strip_prefix(root()).unwrap();
        let lines = read(&path).lines().count();
        assert!(
            lines <= LONGEST || LONGER.iter().any(|longer| name == Path::new(longer)),
            "expected {} to have at most {LONGEST} lines, found {lines}",
            name.display()
        );
    }
}
