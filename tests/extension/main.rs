//! A sender, a container, an export and a meaning are added to a copy of the project, and the files
//! that this took are counted. ARCHITECTURE.md shows the same examples.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `UPDATE_EXPECT=1 cargo test --test knowledge` writes the tables with.
#[allow(dead_code, reason = "it has more than the tables need")]
#[path = "../knowledge/read.rs"]
mod read;
#[allow(dead_code, reason = "it has more than the tables need")]
#[path = "../knowledge/render.rs"]
mod render;
#[allow(dead_code, reason = "it has more than the tables need")]
#[path = "../knowledge/schema.rs"]
mod schema;

/// What the core is compiled of. Beside xtask, Cargo chooses the features of what both are made of as in
/// the project, where all of that has been compiled.
const NEEDED: [&str; 4] = ["Cargo.toml", "Cargo.lock", "src", "xtask"];

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name();
            if name != "node_modules" && name != "target" {
                copy(&from.join(&name), &to.join(&name));
            }
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}

/// A copy of the project, and the files of it that were written by hand.
struct Project {
    root: PathBuf,
    target: PathBuf,
    touched: BTreeSet<String>,
}

impl Project {
    fn copied() -> Project {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let root = target.join("extension");
        let _ = fs::remove_dir_all(&root);
        for name in NEEDED {
            copy(&own.join(name), &root.join(name));
        }
        // Under a name of its own it shares what others wrote with the project, and overwrites nothing.
        let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let mut manifest = manifest
            .replacen("name = \"overshare\"", "name = \"overshare-extended\"", 1)
            .replacen(
                "[workspace]\n",
                "[lib]\nname = \"overshare\"\n\n[workspace]\n",
                1,
            )
            .replacen(
                "members = [\"arena\", \"tests/support\", \"wasm\", \"xtask\"]",
                "members = [\"xtask\"]",
                1,
            );
        for name in ["arena", "tests/support"] {
            let path = |folder: &Path| format!("path = {folder:?}");
            manifest = manifest.replacen(&path(Path::new(name)), &path(&own.join(name)), 1);
        }
        fs::write(root.join("Cargo.toml"), manifest).unwrap();
        Project {
            root,
            // What the project is made of besides has been compiled there.
            target: target.parent().unwrap().to_path_buf(),
            touched: BTreeSet::new(),
        }
    }

    fn write(&mut self, path: &str, text: &str) {
        let file = self.root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        self.touched.insert(path.to_owned());
    }

    /// Adds a line before or behind one that is there.
    fn add(&mut self, path: &str, place: &str, with: &str) {
        let text = fs::read_to_string(self.root.join(path)).unwrap();
        assert_eq!(
            text.matches(place).count(),
            1,
            "expected {place:?} once in {path}"
        );
        self.write(path, &text.replace(place, with));
    }

    /// The files that were written since the last call.
    fn touched(&mut self) -> Vec<String> {
        std::mem::take(&mut self.touched).into_iter().collect()
    }

    /// Writes the tables of the knowledge base. The test of it in the copy would compile the core once more.
    fn write_tables(&self) {
        let folder = self.root.join("src/knowledge");
        let tables = render::tables(read::read_in(&folder));
        fs::write(folder.join("tables.rs"), tables).unwrap();
    }

    fn test(&self, name: &str) {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args([
                "test",
                "--offline",
                "--workspace",
                "--all-features",
                "--test",
                name,
            ])
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target)
            // It is compiled once and never worked on, and the examples are not what is linted.
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env_remove("RUSTC_WORKSPACE_WRAPPER")
            .env_remove("CARGO_MANIFEST_DIR");
        let output = cargo.output().unwrap();
        assert!(
            output.status.success(),
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn what_is_added_takes_few_files() {
    let mut project = Project::copied();

    // A meaning: one entry.
    let browser = "src/knowledge/xiaomi-browser.toml";
    let known = fs::read_to_string(project.root.join(browser)).unwrap();
    project.write(browser, &(known + include_str!("templates/meaning.toml")));
    assert_eq!(project.touched(), [browser]);

    // A sender: a file, a line where the formats are listed, its meanings, a fixture.
    project.write(
        "src/knowledge/example.toml",
        include_str!("templates/sender.toml"),
    );
    // Its scope is known to the code once the tables are written.
    project.write_tables();
    project.write(
        "src/protocol/example.rs",
        include_str!("templates/sender.rs"),
    );
    let formats = "src/protocol/mod.rs";
    project.add(formats, "mod envelope;\n", "mod envelope;\nmod example;\n");
    project.add(
        formats,
        "    mi_push::FORMAT,\n",
        "    mi_push::FORMAT,\n    example::FORMAT,\n",
    );
    project.write(
        "tests/fixtures/example/sender/paste.txt",
        include_str!("templates/sender.txt"),
    );
    assert_eq!(
        project.touched(),
        [
            "src/knowledge/example.toml",
            "src/protocol/example.rs",
            "src/protocol/mod.rs",
            "tests/fixtures/example/sender/paste.txt",
        ]
    );

    // A container: a file, a line where the containers are listed, its samples.
    project.write(
        "src/capture/example.rs",
        include_str!("templates/container.rs"),
    );
    let containers = "src/capture/mod.rs";
    project.add(containers, "mod curl;\n", "mod curl;\nmod example;\n");
    project.add(
        containers,
        "    har::CONTAINER,\n",
        "    example::CONTAINER,\n    har::CONTAINER,\n",
    );
    project.write(
        "tests/kinds/containers/example-capture.txt",
        include_str!("templates/container.txt"),
    );
    assert_eq!(
        project.touched(),
        [
            "src/capture/example.rs",
            "src/capture/mod.rs",
            "tests/kinds/containers/example-capture.txt",
        ]
    );

    // An export: a file, and a line where they are listed.
    project.write("src/export/titles.rs", include_str!("templates/export.rs"));
    let exports = "src/export/mod.rs";
    project.add(exports, "mod text;\n", "mod text;\nmod titles;\n");
    project.add(
        exports,
        "pub(crate) const FORMATS: [Format; 15] = [\n",
        "pub(crate) const FORMATS: [Format; 16] = [\n    format(\"titles\", \"-titles\", \"txt\", \"text/plain;charset=utf-8\", titles::titles),\n",
    );
    assert_eq!(
        project.touched(),
        ["src/export/mod.rs", "src/export/titles.rs"]
    );

    project.write("tests/added.rs", include_str!("templates/added.rs"));
    project.test("added");
}
