//! The step `lint`, for all of the workspace.
//!
//! Where the tests are run too, the workspace is linted while it is compiled for them. Checking it by itself takes as
//! long as compiling it, for the dependencies as well.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::project;

/// Clippy as a compiler.
pub struct Linter {
    driver: PathBuf,
}

impl Linter {
    /// The one of the toolchain that Cargo runs with, if it is there.
    pub fn at_hand() -> Result<Option<Linter>> {
        let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let sysroot = project::output(Command::new(rustc).args(["--print", "sysroot"]))?;
        let name = format!("clippy-driver{}", env::consts::EXE_SUFFIX);
        let driver = PathBuf::from(sysroot.trim()).join("bin").join(name);
        Ok(driver.is_file().then_some(Linter { driver }))
    }

    /// What makes Cargo compile with it, as `cargo clippy -- -D warnings` does.
    pub fn variables(&self) -> [(&'static str, OsString); 2] {
        let separator = "__CLIPPY_HACKERY__";
        let arguments = format!("-D{separator}warnings{separator}");
        [
            ("RUSTC_WORKSPACE_WRAPPER", self.driver.clone().into()),
            ("CLIPPY_ARGS", arguments.into()),
        ]
    }
}

/// Cargo, to compile for the tests.
///
/// What it notes to compile a part anew costs a fifth of the time, and what it notes for a debugger another part; nobody
/// gets that back in a clone that is tested once.
pub fn compiling() -> Command {
    let mut cargo = project::cargo();
    let notes = project::target().join("debug/incremental");
    let is_worked_on = fs::read_dir(notes).is_ok_and(|mut crates| {
        crates.any(|entry| {
            entry.is_ok_and(|entry| {
                entry
                    .file_name()
                    .to_string_lossy()
                    .starts_with("overshare-")
            })
        })
    });
    if !is_worked_on && env::var_os("CARGO_INCREMENTAL").is_none() {
        cargo.env("CARGO_INCREMENTAL", "0");
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
    }
    cargo
}

/// Lints all of the workspace, with this linter while it is compiled for the tests.
pub fn workspace(linter: Option<&Linter>) -> Result<()> {
    let all = ["--workspace", "--all-features", "--all-targets", "--locked"];
    let Some(linter) = linter else {
        return project::run(
            compiling()
                .arg("clippy")
                .args(all)
                .args(["--", "-D", "warnings"]),
        );
    };
    project::run(
        compiling()
            .args(["test", "--no-run"])
            .args(all)
            .envs(linter.variables()),
    )
    .context("it does not compile, or has a lint")
}
