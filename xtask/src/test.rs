//! `cargo xtask test`: installs what is missing, then runs every check in order.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};

use crate::install::{self, Variables};
use crate::record;
use crate::toolchain::{self, Origin, TARGET, Toolchain};
use crate::{files, package, project};

/// One check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Format,
    Lint,
    Rust,
    Package,
    Types,
    Web,
}

impl Step {
    /// All of them, in the order in which they run: the quick ones first.
    pub const ALL: [Step; 6] = [
        Step::Format,
        Step::Lint,
        Step::Rust,
        Step::Package,
        Step::Types,
        Step::Web,
    ];

    /// The name for `--only`.
    pub fn name(self) -> &'static str {
        match self {
            Step::Format => "format",
            Step::Lint => "lint",
            Step::Rust => "rust",
            Step::Package => "package",
            Step::Types => "types",
            Step::Web => "web",
        }
    }

    /// What it checks, for `--list`.
    pub fn description(self) -> &'static str {
        match self {
            Step::Format => "the Rust code is formatted (cargo fmt)",
            Step::Lint => "the Rust code has no lint (cargo clippy)",
            Step::Rust => "the tests of the core and of xtask pass (cargo test)",
            Step::Package => "pkg/ is what its sources give (a fresh build, compared)",
            Step::Types => "the JSDoc types of the page hold (tsc)",
            Step::Web => "the tests of the package and of the page pass (node --test)",
        }
    }
}

/// What the steps share.
struct Run {
    toolchain: Option<Toolchain>,
    variables: Variables,
    /// A build by another compiler than that of `pkg/`, which the page is tested with as well.
    fresh: Option<PathBuf>,
}

/// Runs the steps in their own order, with the compiler of the wanted origin.
pub fn test(steps: &[Step], origin: Option<Origin>) -> Result<()> {
    let mut run = prepare(steps, origin).context("cannot install what the tests need")?;
    for step in Step::ALL.into_iter().filter(|step| steps.contains(step)) {
        println!("\n== {}: {}", step.name(), step.description());
        let start = Instant::now();
        run.step(step).map_err(|error| {
            let name = step.name();
            anyhow!("the step `{name}` failed: {error:#}\nRun it alone with `cargo xtask test --only {name}`.")
        })?;
        println!(
            "== {}: passed in {} s",
            step.name(),
            start.elapsed().as_secs()
        );
    }
    println!("\nAll passed.");
    Ok(())
}

fn prepare(steps: &[Step], origin: Option<Origin>) -> Result<Run> {
    let needs = |wanted: &[Step]| steps.iter().any(|step| wanted.contains(step));
    let mut run = Run {
        toolchain: None,
        variables: Vec::new(),
        fresh: None,
    };
    if needs(&[Step::Format]) {
        install::rust_component("rustfmt")?;
    }
    if needs(&[Step::Lint]) {
        install::rust_component("clippy")?;
    }
    if needs(&[Step::Lint, Step::Package]) {
        run.toolchain = Some(toolchain::ensure(origin)?);
    }
    if needs(&[Step::Types, Step::Web]) {
        install::node_packages()?;
    }
    if needs(&[Step::Web]) {
        run.variables.extend(install::browsers()?);
        run.variables.extend(install::generators()?);
        run.variables.extend(install::python()?);
        install::command_line()?;
    }
    Ok(run)
}

impl Run {
    fn step(&mut self, step: Step) -> Result<()> {
        match step {
            Step::Format => {
                project::run(project::cargo().args(["fmt", "--all", "--check"]))?;
                // The fuzz target is a workspace of its own.
                project::run(
                    project::cargo()
                        .args(["fmt", "--check"])
                        .current_dir("fuzz"),
                )
            }
            Step::Lint => self.lint(),
            Step::Rust => project::run(project::cargo().args(["test", "--workspace", "--locked"])),
            Step::Package => self.package(),
            Step::Types => types(),
            Step::Web => self.web(),
        }
    }

    fn toolchain(&self) -> Result<&Toolchain> {
        self.toolchain
            .as_ref()
            .context("no compiler was prepared for this step")
    }

    fn lint(&self) -> Result<()> {
        let all = ["--all-features", "--all-targets", "--locked"];
        project::run(
            project::cargo()
                .args(["clippy", "--workspace"])
                .args(all)
                .args(["--", "-D", "warnings"]),
        )?;
        if !self.toolchain()?.has_clippy() {
            println!("src/wasm.rs was not linted: the compiler for {TARGET} comes without clippy.");
            return Ok(());
        }
        project::run(
            project::cargo()
                .args(["clippy", "--package", "overshare", "--lib", "--locked"])
                .args(["--target", TARGET, "--", "-D", "warnings"]),
        )
    }

    fn package(&mut self) -> Result<()> {
        let root = project::root();
        let committed = root.join("pkg");
        let record = record::read(&committed).context("try `cargo xtask build`")?;
        let sources = record::digest_of_sources(&root)?;
        if record.sources != sources {
            bail!(
                "expected pkg/ to be built from the sources as they are ({sources}), \
                 found it built from others ({}); run `cargo xtask build` and commit pkg/",
                record.sources
            );
        }
        let fresh = project::target().join("fresh/pkg");
        let toolchain = self.toolchain()?;
        package::build(toolchain, &fresh)?;
        if *toolchain.compiler() != record.compiler {
            println!(
                "pkg/ was built by another compiler ({} on {}), so the bytes are not compared; \
                 the step `web` tests the page with this build as well.",
                record.compiler.rustc, record.compiler.host
            );
            self.fresh = Some(fresh);
            return Ok(());
        }
        let differences = package::differences(&committed, &fresh)?;
        if !differences.is_empty() {
            bail!(
                "expected a fresh build by the same compiler to give the files in pkg/, found others: {}; \
                 run `cargo xtask build` and commit pkg/",
                differences.join(", ")
            );
        }
        println!("A fresh build gives every byte of pkg/.");
        Ok(())
    }

    fn web(&self) -> Result<()> {
        let root = project::root();
        self.node_tests(&root)?;
        if let Some(fresh) = &self.fresh {
            println!("\nOnce more with the fresh build:");
            let copy = fresh.with_file_name("site");
            copy_site(&root, fresh, &copy)?;
            self.node_tests(&copy)?;
        }
        Ok(())
    }

    /// Runs `tests/web/*.test.mjs` of the clone or of its copy.
    fn node_tests(&self, root: &Path) -> Result<()> {
        let folder = root.join("tests/web");
        let mut files = Vec::new();
        files::collect(root, Path::new("tests/web"), &mut files)?;
        files.retain(|file| {
            file.parent() == Some(Path::new("tests/web"))
                && file.to_string_lossy().ends_with(".test.mjs")
        });
        files.sort_unstable();
        if files.is_empty() {
            bail!(
                "expected tests named *.test.mjs in {}, found none",
                folder.display()
            );
        }
        // What measures how fast the page loads is alone; what waits for browsers leaves cores idle.
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let (alone, together): (Vec<_>, Vec<_>) = files
            .into_iter()
            .partition(|file| file.ends_with("lighthouse.test.mjs"));
        for (files, at_once) in [(alone, 1), (together, cores)] {
            project::run(
                Command::new("node")
                    // The same closing lines (`# pass 3`) from every version of Node.js, in a terminal or not.
                    .args(["--test", "--test-reporter=tap"])
                    .arg(format!("--test-concurrency={at_once}"))
                    .args(&files)
                    .envs(self.variables.iter().cloned())
                    .current_dir(root),
            )?;
        }
        Ok(())
    }
}

fn types() -> Result<()> {
    let folder = project::root().join("tests/web");
    project::run(
        Command::new("node")
            .args([
                "node_modules/typescript/bin/tsc",
                "--project",
                "tsconfig.json",
                "--noEmit",
            ])
            .current_dir(folder),
    )?;
    println!("No type error.");
    Ok(())
}

/// Copies the clone without what is built or hidden, and puts another package in the place of `pkg/`.
fn copy_site(root: &Path, package: &Path, copy: &Path) -> Result<()> {
    files::clear(copy)?;
    let cannot_read = || format!("cannot read {}", root.display());
    for entry in fs::read_dir(root).with_context(cannot_read)? {
        let name = entry.with_context(cannot_read)?.file_name();
        let text = name.to_string_lossy();
        if !text.starts_with('.') && !["pkg", "target"].contains(&&*text) {
            files::copy(&root.join(&name), &copy.join(&name))?;
        }
    }
    files::copy(package, &copy.join("pkg"))
}
