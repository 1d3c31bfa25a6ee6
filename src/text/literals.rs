//! The words that are in the program itself, for the tests that list and refuse them.

use std::fs;
use std::path::{Path, PathBuf};

/// The Rust files of a folder of `src/`, or one of them, without tests.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        let is_program = path.extension().is_some_and(|end| end == "rs");
        return Vec::from_iter(is_program.then(|| path.to_owned()));
    }
    let mut files_here = Vec::new();
    for entry in fs::read_dir(path).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        // Tests, and a list of words that say nothing.
        let others = ["promises", "words"];
        if !name.ends_with("tests") && !others.contains(&&*name) {
            files_here.extend(files(&path));
        }
    }
    files_here.sort();
    files_here
}

/// The programs of a folder or a file of the project without their tests, each with its file, in order.
pub(crate) fn programs(path: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of = |file: PathBuf| {
        let program = fs::read_to_string(&file).expect("a file");
        let shipped = program.split("#[cfg(test)]\nmod ").next();
        let name = file.strip_prefix(root).expect("within").display();
        (name.to_string(), shipped.unwrap_or_default().to_owned())
    };
    files(&root.join(path)).into_iter().map(of).collect()
}

/// The strings in these programs, each with its file, in order.
pub(crate) fn strings(path: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (file, program) in programs(path) {
        found.extend(
            literals(&program)
                .into_iter()
                .map(|text| (file.clone(), text)),
        );
    }
    found
}

/// The strings of a program, but for those in its comments and attributes, and raw ones.
pub(crate) fn literals(program: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in program.lines() {
        let line = line.trim_start();
        if line.starts_with("//") || line.starts_with("#[") || line.contains("r#\"") {
            continue;
        }
        // The marks of a string are alone in a line or come in pairs; rustfmt breaks no string.
        let mut rest = line.replace("'\"'", "").replace("b\"", "\u{0}");
        while let Some((before, after)) = rest.split_once('"') {
            if before.contains("// ") {
                break;
            }
            let mut end = None;
            let mut is_escaped = false;
            for (offset, letter) in after.char_indices() {
                match letter {
                    '"' if !is_escaped => {
                        end = Some(offset);
                        break;
                    }
                    _ => is_escaped = letter == '\\' && !is_escaped,
                }
            }
            let Some(end) = end else { break };
            let (text, after) = after.split_at(end);
            found.push(text.replace("\\\"", "\""));
            rest = after.get(1..).unwrap_or_default().to_owned();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_and_comments_are_not() {
        let program = "// \"a b c\"\nlet x = (\"one \\\"two\\\"\", '\"', \"three\"); // \"four\"\n#[x = \"five\"]\n\"six\",";
        assert_eq!(literals(program), ["one \"two\"", "three", "six"]);
    }
}
