//! Has esbuild bundle what readers load of `www/`: the page, and the program of the frame.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::install;
use crate::project::{self, find_program};

/// The folder of the page in the package. It is no part of what npm gets.
pub const PAGE: &str = "page";
/// The program of the frame in the package, until the frame is put together.
pub const FRAME: &str = "frame.js";
/// The folder with the bundler's script and lock file.
const FOLDER: &str = "xtask/bundler";

/// Fails unless Node.js and npm are there, which a build installs where it may.
pub fn at_hand() -> Result<()> {
    ensure!(
        find_program(&["node"]).is_some() && find_program(&["npm"]).is_some(),
        "expected Node.js and npm, by which the page is bundled, found none on the path"
    );
    Ok(())
}

/// Bundles into a package that has the core's JavaScript already.
pub fn bundle(root: &Path, package: &Path) -> Result<()> {
    let folder = root.join(FOLDER);
    install::node_packages_in(
        &folder,
        "the page is bundled by esbuild, which runs in Node.js",
    )?;
    project::run(
        Command::new("node")
            .arg(folder.join("bundle.mjs"))
            .arg(package),
    )
}
