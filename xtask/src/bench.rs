//! `cargo xtask bench`: the measurements in `tests/web/bench.mjs`.

use std::ffi::OsString;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{install, project};

/// Runs the measurements with these arguments.
pub fn bench(arguments: &[OsString]) -> Result<()> {
    let root = project::root();
    let script = root.join("tests/web/bench.mjs");
    if !script.is_file() {
        bail!(
            "expected the measurements in {}, found no such file",
            script.display()
        );
    }
    install::node_packages()?;
    install::lighthouse()?;
    let variables = install::chromium()?;
    project::run(
        Command::new("node")
            .arg(&script)
            .args(arguments)
            .envs(variables)
            .current_dir(root),
    )
}
