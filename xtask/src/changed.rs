//! `cargo xtask test --changed`: which checks a change can make fail.
//!
//! Where it is not known what reads a file, everything runs: a check too many costs time, one too few a fault.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project;
use crate::test::{Choice, Step};

/// The tests that run in Node.js, each with its own text and that of all modules of the tests that it imports.
#[derive(Debug, Default)]
pub struct WebTests {
    sources: BTreeMap<PathBuf, BTreeMap<PathBuf, String>>,
}

impl WebTests {
    /// Reads `tests/web/*.test.mjs` and what they import.
    pub fn read(root: &Path) -> Result<WebTests> {
        let mut tests = WebTests::default();
        for file in test_files(root)? {
            let mut sources = BTreeMap::new();
            let mut waiting = vec![file.clone()];
            while let Some(next) = waiting.pop() {
                if sources.contains_key(&next) {
                    continue;
                }
                // What is imported from elsewhere is found by its name in the text.
                let Ok(text) = fs::read_to_string(root.join(&next)) else {
                    continue;
                };
                waiting.extend(
                    imports(&next, &text)
                        .into_iter()
                        .filter(|import| import.starts_with("tests/web")),
                );
                sources.insert(next, text);
            }
            tests.sources.insert(file, sources);
        }
        Ok(tests)
    }

    /// Whether a test is made of this module, among others.
    pub fn imports(&self, test: &Path, module: &Path) -> bool {
        let sources = self.sources.get(test);
        sources.is_some_and(|sources| sources.contains_key(module))
    }

    /// Those that are made of this module, or name this file or a folder around it.
    fn that_use(&self, path: &Path) -> BTreeSet<PathBuf> {
        let names = names_of(path);
        self.sources
            .iter()
            .filter(|(_, sources)| {
                sources.contains_key(path)
                    || sources
                        .values()
                        .any(|text| names.iter().any(|name| text.contains(name)))
            })
            .map(|(test, _)| test.clone())
            .collect()
    }
}

/// `tests/web/*.test.mjs`, relative to the root and sorted.
pub fn test_files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let folder = Path::new("tests/web");
    for entry in fs::read_dir(root.join(folder)).context("cannot read tests/web")? {
        let name = entry.context("cannot read tests/web")?.file_name();
        if name.to_string_lossy().ends_with(".test.mjs") {
            found.push(folder.join(name));
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// What a module imports by relative addresses, relative to the root.
fn imports(module: &Path, text: &str) -> Vec<PathBuf> {
    let folder = module.parent().unwrap_or(Path::new(""));
    text.split(['"', '\'', '`'])
        .filter(|part| part.starts_with("./") || part.starts_with("../"))
        .filter(|part| part.ends_with(".mjs") || part.ends_with(".js"))
        .map(|part| without_dots(&folder.join(part)))
        .collect()
}

fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

/// How a test can name a file: by its own name, or by a folder that it reads.
fn names_of(path: &Path) -> Vec<String> {
    let mut names: Vec<_> = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .into_iter()
        .collect();
    // Modules are imported one by one.
    if path.extension() == Some(OsStr::new("mjs")) {
        return names;
    }
    for folder in path.ancestors().skip(1) {
        let near = folder.strip_prefix("tests/web").ok();
        if near == Some(Path::new("")) || folder.components().count() < 2 {
            break;
        }
        names.push(near.map_or_else(
            || folder.display().to_string(),
            |near| format!("{}/", near.display()),
        ));
    }
    names
}

/// What has changed: not committed yet or, where nothing is, in the last commit.
pub fn changed_files() -> Result<Vec<PathBuf>> {
    let git = |arguments: &[&str]| {
        project::output(
            Command::new("git")
                .args(["-c", "core.quotePath=off"])
                .args(arguments)
                .current_dir(project::root()),
        )
        .context("expected a clone made by git, to see what has changed in it")
    };
    let lines = |text: String| text.lines().map(PathBuf::from).collect::<Vec<_>>();
    // Of a renamed file, both names.
    let mut changed = lines(git(&["diff", "--name-only", "--no-renames", "HEAD"])?);
    changed.extend(lines(git(&["ls-files", "--others", "--exclude-standard"])?));
    if changed.is_empty() {
        println!("Nothing is uncommitted, so what the last commit changed is checked.");
        // Of a merge, what it brought into the branch.
        changed = lines(git(&[
            "diff",
            "--name-only",
            "--no-renames",
            "HEAD^1",
            "HEAD",
        ])?);
    }
    Ok(changed)
}

/// The checks that these changes can make fail.
pub fn choose(changed: &[PathBuf], web: &WebTests) -> Choice {
    let mut choice = Choice::default();
    for path in changed {
        choose_for(path, web, &mut choice);
    }
    choice
}

fn choose_for(path: &Path, web: &WebTests, choice: &mut Choice) {
    let text = path.to_string_lossy();
    let is_code = text.ends_with(".rs");
    if is_code {
        choice.steps.extend([Step::Format, Step::Lint]);
    }
    let names: Vec<_> = path
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    match names.as_slice() {
        // Tests beside the code are no part of the package, but of the digest of its sources.
        ["src", .., "tests.rs"] | ["src", .., "tests", _] if is_code => {
            choice.steps.insert(Step::Package);
            choice.all_rust();
        }
        ["src" | "arena" | "wasm" | "npm" | "pkg", ..]
        | ["xtask", "bundler", ..]
        | ["Cargo.toml" | "Cargo.lock"] => {
            choice.steps.extend(Step::ALL);
            choice.all_rust();
            choice.all_web();
        }
        ["xtask", ..] | ["fuzz", ..] => {
            choice.steps.extend([Step::Lint, Step::Package]);
            choice.all_rust();
        }
        ["www", ..] | ["index.html"] => {
            choice.steps.extend([Step::Types, Step::Package]);
            choice.all_rust();
            choice.all_web();
        }
        ["tests", "web", file] if file.ends_with(".test.mjs") => {
            choice.rust_test("documents");
            choice.web_tests(web.sources.contains_key(path).then(|| path.to_path_buf()));
        }
        ["tests", "web", "tsconfig.json"] => {
            choice.steps.insert(Step::Types);
        }
        ["tests", "web", file] if !file.ends_with(".mjs") => {
            choice.steps.insert(Step::Types);
            choice.all_web();
        }
        ["tests", "web", ..] => {
            choice.rust_test("documents");
            choose_web(path, web, choice);
        }
        ["tests", name, ..] => {
            let target = name.trim_end_matches(".rs");
            match *name {
                "detectors" | "documents" | "extension" | "fixtures.rs" | "knowledge"
                | "licenses.rs" | "properties" | "sharing"
                    if is_code =>
                {
                    choice.rust_test(target);
                }
                _ => choice.all_rust(),
            }
            if !is_code {
                choose_web(path, web, choice);
            }
        }
        ["docs", ..] | ["integrations", ..] => {
            choice.steps.insert(Step::Package);
            choice.all_rust();
            choose_web(path, web, choice);
        }
        [document] if document.ends_with(".md") => {
            choice.all_rust();
            choice.web_tests(web.that_use(path));
        }
        _ => {
            choice.steps.extend(Step::ALL);
            choice.all_rust();
            choice.all_web();
        }
    }
}

/// Those that use the file; all where none seems to.
fn choose_web(path: &Path, web: &WebTests, choice: &mut Choice) {
    let using = web.that_use(path);
    if using.is_empty() {
        choice.all_web();
    } else {
        choice.web_tests(using);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn web() -> WebTests {
        let source = |path: &str, text: &str| (PathBuf::from(path), text.to_owned());
        let page = [
            source(
                "tests/web/page.test.mjs",
                "import { x } from \"./lib/journey.mjs\";",
            ),
            source("tests/web/lib/journey.mjs", ""),
        ];
        let links = [source(
            "tests/web/links.test.mjs",
            "inClone(\"docs/links.md\"); inClone(\"tests/links\")",
        )];
        WebTests {
            sources: BTreeMap::from([
                ("tests/web/links.test.mjs".into(), BTreeMap::from(links)),
                ("tests/web/page.test.mjs".into(), BTreeMap::from(page)),
            ]),
        }
    }

    /// What is chosen, as `steps; rust tests; web tests`.
    fn check(changed: &[&str], expected: &str) {
        let changed: Vec<_> = changed.iter().map(PathBuf::from).collect();
        assert_eq!(
            choose(&changed, &web()).to_string(),
            expected,
            "{changed:?}"
        );
    }

    #[test]
    fn what_is_in_the_package_is_checked_by_everything() {
        let all = "format, lint, rust, package, types, web; all of rust; all of web";
        check(&["src/lib.rs"], all);
        check(&["src/knowledge/common.toml"], all);
        check(&["Cargo.lock"], all);
        check(&["pkg/overshare.js"], all);
        check(&["xtask/bundler/bundle.mjs"], all);
        check(&["something/new"], all);
    }

    #[test]
    fn tests_are_run_that_have_changed() {
        check(
            &["src/share/gate/tests/mod.rs"],
            "format, lint, rust, package; all of rust",
        );
        check(
            &["tests/properties/share.rs"],
            "format, lint, rust; rust properties",
        );
        check(
            &["tests/web/page.test.mjs"],
            "rust, web; rust documents; tests/web/page.test.mjs",
        );
        // One that was removed.
        check(&["tests/web/gone.test.mjs"], "rust; rust documents");
    }

    #[test]
    fn what_tests_import_or_name_leads_to_them() {
        check(
            &["tests/web/lib/journey.mjs"],
            "rust, web; rust documents; tests/web/page.test.mjs",
        );
        check(
            &["docs/links.md"],
            "rust, package, web; all of rust; tests/web/links.test.mjs",
        );
        check(
            &["tests/links/1/link.txt"],
            "rust, web; all of rust; tests/web/links.test.mjs",
        );
        // Nobody seems to use it.
        check(
            &["tests/web/lib/unknown.mjs"],
            "rust, web; rust documents; all of web",
        );
    }

    #[test]
    fn changes_add_up() {
        check(
            &["tests/properties/share.rs", "tests/web/page.test.mjs"],
            "format, lint, rust, web; rust documents, properties; tests/web/page.test.mjs",
        );
        check(
            &["tests/web/page.test.mjs", "www/main.js"],
            "rust, package, types, web; all of rust; all of web",
        );
        check(&["SECURITY.md"], "rust; all of rust");
        check(&[], "nothing");
    }

    #[test]
    fn the_tests_of_this_clone_are_read_with_what_they_import() {
        let web = WebTests::read(&project::root()).unwrap();
        let using = web.that_use(Path::new("tests/web/lib/browser.mjs"));
        assert!(using.contains(Path::new("tests/web/page.test.mjs")));
        // Through another module.
        assert!(using.contains(Path::new("tests/web/ways-out.test.mjs")));
        assert!(!using.contains(Path::new("tests/web/refusals.test.mjs")));
        let using = |path: &str| web.that_use(Path::new(path));
        let one = |path: &str| BTreeSet::from([PathBuf::from(path)]);
        assert_eq!(
            using("tests/web/screenshots/new.png"),
            one("tests/web/screenshots.test.mjs")
        );
        assert_eq!(
            using("tests/web/generators/hugo/new.toml"),
            one("tests/web/generators.test.mjs")
        );
        assert!(using("tests/fixtures/new/case/paste.txt").len() > 3);
    }
}
