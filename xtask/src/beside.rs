//! A step of the tests that runs beside others.
//!
//! Linking the package has one core at work for long, which leaves the others to the steps that compile and run tests.

use std::env;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command};

use anyhow::{Context, Result, ensure};

use crate::project;
use crate::test::Step;
use crate::toolchain::Origin;

/// A step in a process of its own, whose output is kept until it is its turn.
pub struct Beside {
    child: Child,
    log: PathBuf,
}

impl Beside {
    /// Starts it.
    pub fn start(step: Step, origin: Option<Origin>) -> Result<Beside> {
        let log = project::target().join(format!("{}.log", step.name()));
        let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = Command::new(env::current_exe().context("cannot find this program")?);
        command.args(["test", "--only", step.name()]);
        if let Some(origin) = origin {
            command.args(["--toolchain", origin.name()]);
        }
        let child = command
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("cannot start the step `{}`", step.name()))?;
        Ok(Beside { child, log })
    }

    /// Waits for it, prints what it said, and fails where it did.
    pub fn finish(mut self) -> Result<()> {
        let status = self.child.wait().context("cannot wait for it")?;
        let said = fs::read_to_string(&self.log)
            .with_context(|| format!("cannot read {}", self.log.display()))?;
        println!("{}", said.trim());
        ensure!(status.success(), "it ended with {status}");
        Ok(())
    }
}

impl Drop for Beside {
    /// Where an earlier step has failed, nobody waits for it.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
