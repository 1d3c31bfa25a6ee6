//! The words that stand in the program itself, for the tests that list them.

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

/// The texts of three words or more in the program of these files, each with its file, in order.
pub(crate) fn said_in(path: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for file in files(&root.join(path)) {
        let program = fs::read_to_string(&file).expect("a file");
        let program = match program.find("#[cfg(test)]\nmod ") {
            Some(end) => program.get(..end).unwrap_or_default(),
            None => &program,
        };
        let name = file.strip_prefix(root).expect("within").display();
        for text in literals(program).into_iter().filter(|text| is_said(text)) {
            found.push((name.to_string(), text));
        }
    }
    found
}

/// Whether a text has three words of small letters one after the other.
fn is_said(text: &str) -> bool {
    let is_word = |word: &&str| {
        let word = word.trim_matches(|sign: char| !sign.is_alphabetic());
        word.len() > 1
            && word
                .chars()
                .all(|letter| letter.is_lowercase() || letter == '’')
    };
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    words
        .windows(3)
        .any(|three| three.iter().filter(|word| is_word(word)).count() == 3)
}

/// Whether it is a sentence, or several.
pub(crate) fn is_sentence(text: &str) -> bool {
    let text = text.trim();
    let begins = text.starts_with(|sign: char| sign.is_uppercase() || sign == '“');
    begins && text.ends_with(['.', '?'])
}

/// The strings of a program, but for those in its comments and attributes, and raw ones.
fn literals(program: &str) -> Vec<String> {
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

    #[test]
    fn sentences_are_told_from_parts() {
        assert!(is_said("it has the field {name}"));
        assert!(!is_said("GET /a HTTP/1.1") && !is_said("request/uri url/path a"));
        assert!(is_sentence(" Found in all of them."));
        assert!(!is_sentence("it is a database") && !is_sentence("; the rest was read."));
    }
}
