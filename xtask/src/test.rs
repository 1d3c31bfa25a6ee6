//! `cargo xtask test`: installs what is missing, then runs every check in order.

use std::collections::BTreeSet;
use std::fmt;
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
use crate::{changed, files, package, project};

/// One check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// All checks of a kind, or those that are named.
#[derive(Debug, PartialEq, Eq)]
enum FigureOptions<T> {
    All,
    Some(BTreeSet<T>),
}

/// What is to be run.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    pub steps: BTreeSet<Step>,
    /// Of the step `rust`, the tests in `tests/`.
    rust: FigureOptions<String>,
    /// Of the step `web`, the files.
    web: FigureOptions<PathBuf>,
}

impl Default for Choice {
    /// Nothing yet.
    fn default() -> Choice {
        Choice {
            steps: BTreeSet::new(),
            rust: FigureOptions::Some(BTreeSet::new()),
            web: FigureOptions::Some(BTreeSet::new()),
        }
    }
}

impl Choice {
    /// Everything in these steps.
    pub fn whole(steps: impl IntoIterator<Item = Step>) -> Choice {
        Choice {
            steps: steps.into_iter().collect(),
            rust: FigureOptions::All,
            web: FigureOptions::All,
        }
    }

    /// Adds all tests in Rust.
    pub fn all_rust(&mut self) {
        self.steps.insert(Step::Rust);
        self.rust = FigureOptions::All;
    }

    /// Adds one of the tests in `tests/`.
    pub fn rust_test(&mut self, name: &str) {
        self.steps.insert(Step::Rust);
        if let FigureOptions::Some(names) = &mut self.rust {
            names.insert(name.to_owned());
        }
    }

    /// Adds all tests in Node.js.
    pub fn all_web(&mut self) {
        self.steps.insert(Step::Web);
        self.web = FigureOptions::All;
    }

    /// Adds tests in Node.js.
    pub fn web_tests(&mut self, tests: impl IntoIterator<Item = PathBuf>) {
        for test in tests {
            self.steps.insert(Step::Web);
            if let FigureOptions::Some(files) = &mut self.web {
                files.insert(test);
            }
        }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |names: Vec<String>| names.join(", ");
        let mut parts = Vec::new();
        if self.steps.is_empty() {
            parts.push("nothing".to_owned());
        } else {
            parts.push(listed(
                self.steps
                    .iter()
                    .map(|step| step.name().to_owned())
                    .collect(),
            ));
        }
        if self.steps.contains(&Step::Rust) {
            parts.push(match &self.rust {
                FigureOptions::All => "all of rust".to_owned(),
                FigureOptions::Some(names) => {
                    format!("rust {}", listed(names.iter().cloned().collect()))
                }
            });
        }
        if self.steps.contains(&Step::Web) {
            parts.push(match &self.web {
                FigureOptions::All => "all of web".to_owned(),
                FigureOptions::Some(files) => listed(
                    files
                        .iter()
                        .map(|file| file.display().to_string())
                        .collect(),
                ),
            });
        }
        formatter.write_str(&parts.join("; "))
    }
}

/// What the steps share.
struct Run {
    choice: Choice,
    toolchain: Option<Toolchain>,
    variables: Variables,
    /// A build by another compiler than that of `pkg/`, which the page is tested with as well.
    fresh: Option<PathBuf>,
}

/// Runs the steps in their own order, with the compiler of the wanted origin.
/// With `changed`, only what a change of the clone can make fail.
pub fn test(steps: &[Step], changed: bool, origin: Option<Origin>) -> Result<()> {
    let mut choice = Choice::whole(steps.iter().copied());
    if changed {
        let files = changed::changed_files()?;
        choice = changed::choose(&files, &changed::WebTests::read(&project::root())?);
        choice.steps.retain(|step| steps.contains(step));
        println!("{} files have changed. To run: {choice}.", files.len());
    }
    let steps: Vec<_> = choice.steps.iter().copied().collect();
    let mut run = prepare(choice, origin).context("cannot install what the tests need")?;
    let mut took = Vec::new();
    for step in steps {
        println!("\n== {}: {}", step.name(), step.description());
        let start = Instant::now();
        run.step(step).map_err(|error| {
            let name = step.name();
            anyhow!("the step `{name}` failed: {error:#}\nRun it alone with `cargo xtask test --only {name}`.")
        })?;
        let seconds = start.elapsed().as_secs();
        println!("== {}: passed in {seconds} s", step.name());
        took.push(format!("{} {seconds} s", step.name()));
    }
    println!("\nAll passed: {}.", took.join(", "));
    Ok(())
}

fn prepare(choice: Choice, origin: Option<Origin>) -> Result<Run> {
    let steps = choice.steps.clone();
    let needs = |wanted: &[Step]| steps.iter().any(|step| wanted.contains(step));
    let mut run = Run {
        choice,
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
            Step::Rust => self.rust(),
            Step::Package => self.package(),
            Step::Types => types(),
            Step::Web => self.web(),
        }
    }

    fn rust(&self) -> Result<()> {
        let mut command = project::cargo();
        command.args(["test", "--locked"]);
        match &self.choice.rust {
            FigureOptions::All => command.arg("--workspace"),
            FigureOptions::Some(names) => {
                command.args(names.iter().flat_map(|name| ["--test", name.as_str()]))
            }
        };
        project::run(&mut command)
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
        let mut files = changed::test_files(root)?;
        if files.is_empty() {
            bail!(
                "expected tests named *.test.mjs in {}, found none",
                root.join("tests/web").display()
            );
        }
        if let FigureOptions::Some(wanted) = &self.choice.web {
            files.retain(|file| wanted.contains(file));
        }
        // What waits for browsers leaves cores idle.
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        project::run(
            Command::new("node")
                .arg("tests/web/run.mjs")
                .arg(format!("--at-once={cores}"))
                // It measures how fast the page is; beside others it would measure those, too.
                .arg("--alone=large.test.mjs")
                .args(&files)
                .envs(self.variables.iter().cloned())
                .current_dir(root),
        )
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
