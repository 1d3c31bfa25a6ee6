//! `cargo xtask release`: the files of a version, made and tried. Nothing is published.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::{files, install, project, record};

/// What the site is made of: all that a server needs, and what the page and its package say of themselves.
const SITE: [&str; 8] = [
    "index.html",
    "www",
    "pkg",
    "docs",
    "README.md",
    "SECURITY.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];

/// Writes the npm package, the site and their sums to `target/release-files/`, and tries both.
///
/// `unreleased` takes what the changelog says of the next version, to try a release before there is one.
pub fn release(unreleased: bool) -> Result<()> {
    let root = project::root();
    let version = version(&root)?;
    let heading = match unreleased {
        true => "Unreleased",
        false => version.as_str(),
    };
    let changelog =
        fs::read_to_string(root.join("CHANGELOG.md")).context("cannot read CHANGELOG.md")?;
    let notes = section(&changelog, heading).with_context(|| {
        format!("expected a section `## {heading}` in CHANGELOG.md, found none; write down what changes for whom")
    })?;
    let left = project::output(git(&root).args(["status", "--porcelain"]))?;
    ensure!(
        left.is_empty(),
        "expected a clone in which everything is committed, found changes; the files are made of the last commit"
    );
    let sources = record::digest_of_sources(&root)?;
    if record::read(&root.join("pkg"))?.sources != sources {
        bail!("pkg/ is not what its sources give; run `cargo xtask build` and commit it");
    }

    let folder = project::target().join("release-files");
    files::clear(&folder)?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let site = format!("overshare-site-{version}.zip");
    project::run(
        git(&root)
            .args(["archive", "--format=zip", "--output"])
            .arg(folder.join(&site))
            .arg("HEAD")
            .args(SITE),
    )?;
    install::node_packages()?;
    project::run(
        Command::new("npm")
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&folder)
            .current_dir(root.join("pkg")),
    )?;
    files::write(&folder.join("notes.md"), notes)?;
    let sums = record::sums(&folder, files::all_in(&folder)?)?;
    files::write(&folder.join("SHA256SUMS"), &sums)?;

    let variables = install::chromium()?;
    project::run(
        Command::new("node")
            .arg(root.join("tests/web/released.mjs"))
            .arg(&folder)
            .arg(&site)
            .arg(format!("overshare-{version}.tgz"))
            .envs(variables),
    )?;
    println!(
        "{sums}The files of overshare {version} are in {}.",
        folder.display()
    );
    Ok(())
}

fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(root);
    git
}

/// The version in `Cargo.toml`.
fn version(root: &Path) -> Result<String> {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).context("cannot read Cargo.toml")?;
    let line = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = "));
    let version = line.context("expected a version in Cargo.toml, found none")?;
    Ok(version.trim_matches('"').to_owned())
}

/// What stands below a heading of the changelog, which can have a date behind it.
fn section<'c>(changelog: &'c str, heading: &str) -> Option<&'c str> {
    changelog.split("\n## ").skip(1).find_map(|section| {
        let (title, text) = section.split_once('\n')?;
        let is_it = title == heading || title.strip_prefix(heading)?.starts_with(' ');
        is_it.then_some(text.trim_start())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_of_the_changelog_is_found_by_its_version() {
        let changelog = "# Changelog\n\n## Unreleased\n\nNew.\n\n## 1.10.0 - 2026-12-01\n\nOld.\n\n### Fixed\n\nThis.\n";
        for (heading, expected) in [
            ("Unreleased", Some("New.\n")),
            ("1.10.0", Some("Old.\n\n### Fixed\n\nThis.\n")),
            ("1.1", None),
            ("2.0.0", None),
        ] {
            assert_eq!(section(changelog, heading), expected, "{heading}");
        }
    }

    #[test]
    fn the_clone_has_a_version_and_says_what_comes() {
        let root = project::root();
        assert!(version(&root).unwrap().split('.').count() == 3);
        let changelog = fs::read_to_string(root.join("CHANGELOG.md")).unwrap();
        assert!(section(&changelog, "Unreleased").is_some());
        for path in SITE {
            assert!(root.join(path).exists(), "{path}");
        }
    }
}
