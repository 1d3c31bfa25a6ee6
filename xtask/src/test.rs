//! `cargo xtask test`: installs what is missing, then runs every check in order.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{self, JoinHandle};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};

use crate::beside::Beside;
use crate::install::{self, Variables};
use crate::lint::{self, Linter};
use crate::record;
use crate::toolchain::{self, Origin, Toolchain};
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
enum Selection<T> {
    All,
    Named(BTreeSet<T>),
}

/// What is to be run.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    pub steps: BTreeSet<Step>,
    /// Of the step `rust`, the tests in `tests/`.
    rust: Selection<String>,
    /// Of the step `web`, the files.
    web: Selection<PathBuf>,
}

impl Default for Choice {
    /// Nothing yet.
    fn default() -> Choice {
        Choice {
            steps: BTreeSet::new(),
            rust: Selection::Named(BTreeSet::new()),
            web: Selection::Named(BTreeSet::new()),
        }
    }
}

impl Choice {
    /// Everything in these steps.
    pub fn whole(steps: impl IntoIterator<Item = Step>) -> Choice {
        Choice {
            steps: steps.into_iter().collect(),
            rust: Selection::All,
            web: Selection::All,
        }
    }

    /// Adds all tests in Rust.
    pub fn all_rust(&mut self) {
        self.steps.insert(Step::Rust);
        self.rust = Selection::All;
    }

    /// Adds one of the tests in `tests/`.
    pub fn rust_test(&mut self, name: &str) {
        self.steps.insert(Step::Rust);
        if let Selection::Named(names) = &mut self.rust {
            names.insert(name.to_owned());
        }
    }

    /// Adds all tests in Node.js.
    pub fn all_web(&mut self) {
        self.steps.insert(Step::Web);
        self.web = Selection::All;
    }

    /// Adds tests in Node.js.
    pub fn web_tests(&mut self, tests: impl IntoIterator<Item = PathBuf>) {
        for test in tests {
            self.steps.insert(Step::Web);
            if let Selection::Named(files) = &mut self.web {
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
                Selection::All => "all of rust".to_owned(),
                Selection::Named(names) => {
                    format!("rust {}", listed(names.iter().cloned().collect()))
                }
            });
        }
        if self.steps.contains(&Step::Web) {
            parts.push(match &self.web {
                Selection::All => "all of web".to_owned(),
                Selection::Named(files) => listed(
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

/// How long what is made up is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// As long as somebody waits for.
    Usual,
    /// As long as a machine that nobody waits for may take.
    Thorough,
}

/// Tells the tests that they may take their time.
const THOROUGH: &str = "OVERSHARE_THOROUGH";

/// What the steps share.
struct Run {
    choice: Choice,
    effort: Effort,
    /// The step `package`, once it runs beside others.
    beside: Option<Beside>,
    /// The linter, where the code is linted while it is compiled for the tests.
    linter: Option<Linter>,
    origin: Option<Origin>,
    toolchain: Option<Toolchain>,
    variables: Variables,
    /// The packages for Node.js and Python, which are installed beside the first steps: nobody is asked for anything,
    /// and most of it is waiting for the network.
    packages: Option<JoinHandle<Result<()>>>,
    /// A build by another compiler than that of `pkg/`, which the page is tested with as well.
    fresh: Option<PathBuf>,
}

/// Runs the steps in their own order, with the compiler of the wanted origin.
/// With `changed`, only what a change of the clone can make fail.
pub fn test(steps: &[Step], changed: bool, effort: Effort, origin: Option<Origin>) -> Result<()> {
    let mut choice = Choice::whole(steps.iter().copied());
    if changed {
        let files = changed::changed_files()?;
        choice = changed::choose(&files, &changed::WebTests::read(&project::root())?);
        choice.steps.retain(|step| steps.contains(step));
        println!("{} files have changed. To run: {choice}.", files.len());
    }
    let steps: Vec<_> = choice.steps.iter().copied().collect();
    let mut run = prepare(choice, effort, origin).context("cannot install what the tests need")?;
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

fn prepare(choice: Choice, effort: Effort, origin: Option<Origin>) -> Result<Run> {
    let steps = choice.steps.clone();
    let needs = |wanted: &[Step]| steps.iter().any(|step| wanted.contains(step));
    let mut run = Run {
        choice,
        effort,
        beside: None,
        linter: None,
        origin,
        toolchain: None,
        variables: Vec::new(),
        packages: None,
        fresh: None,
    };
    if needs(&[Step::Format]) {
        install::rust_component("rustfmt")?;
    }
    if needs(&[Step::Lint]) {
        install::rust_component("clippy")?;
    }
    if needs(&[Step::Lint]) && needs(&[Step::Rust]) && run.choice.rust == Selection::All {
        run.linter = Linter::at_hand()?;
    }
    if needs(&[Step::Package]) {
        run.toolchain = Some(toolchain::ensure(origin)?);
    }
    let has_web = needs(&[Step::Web]);
    if has_web || needs(&[Step::Types]) {
        install::node("the tests of the page and of the package run in it")?;
    }
    run.start_package()?;
    if has_web {
        run.variables.extend(install::browsers()?);
        run.variables.extend(install::generators()?);
        run.variables.extend(install::python()?);
        install::command_line()?;
    }
    if has_web || needs(&[Step::Types]) {
        run.packages = Some(thread::spawn(move || {
            install::node_packages()?;
            if has_web && effort == Effort::Thorough {
                install::lighthouse()?;
            }
            if has_web {
                install::python_packages()?;
            }
            Ok(())
        }));
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
            Step::Lint => lint::workspace(self.linter.as_ref()),
            Step::Rust => self.rust(),
            Step::Package => self.package(),
            Step::Types => {
                self.wait_for_packages()?;
                types()
            }
            Step::Web => {
                self.wait_for_packages()?;
                self.web()
            }
        }
    }

    /// Starts the step `package` beside all others: what is still to be installed is for the tests of the page.
    fn start_package(&mut self) -> Result<()> {
        let steps = &self.choice.steps;
        if steps.contains(&Step::Package) && steps.len() > 1 {
            self.beside = Some(Beside::start(Step::Package, self.origin)?);
        }
        Ok(())
    }

    /// Waits until what is installed beside the first steps is there.
    fn wait_for_packages(&mut self) -> Result<()> {
        let Some(packages) = self.packages.take() else {
            return Ok(());
        };
        let done = packages.join().map_err(|_| anyhow!("it ended in a panic"));
        done.flatten().context("cannot install what the tests need")
    }

    fn rust(&self) -> Result<()> {
        let mut command = lint::compiling();
        command.args(["test", "--locked"]);
        command.envs((self.effort == Effort::Thorough).then_some((THOROUGH, "1")));
        match &self.choice.rust {
            Selection::All => command.arg("--workspace"),
            Selection::Named(names) => {
                command.args(names.iter().flat_map(|name| ["--test", name.as_str()]))
            }
        };
        if let Some(linter) = &self.linter {
            // What has been compiled while it was linted.
            command.arg("--all-features").envs(linter.variables());
        }
        project::run(&mut command)
    }

    fn toolchain(&self) -> Result<&Toolchain> {
        self.toolchain
            .as_ref()
            .context("no compiler was prepared for this step")
    }

    fn package(&mut self) -> Result<()> {
        let root = project::root();
        if let Some(beside) = self.beside.take() {
            beside.finish()?;
            let record = record::read(&root.join("pkg"))?;
            self.fresh = (*self.toolchain()?.compiler() != record.compiler).then(fresh_package);
            return Ok(());
        }
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
        let fresh = fresh_package();
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
        if let Selection::Named(wanted) = &self.choice.web {
            files.retain(|file| wanted.contains(file));
        }
        // They have the cores when whatever waits for browsers has nothing to do.
        let web = changed::WebTests::read(root)?;
        let without_browsers = (files.iter())
            .filter(|file| !web.imports(file, Path::new("tests/web/lib/browser.mjs")))
            .map(|file| format!("--low={}", file.display()));
        // What waits for browsers leaves cores idle.
        let at_once = thread::available_parallelism().map_or(1, NonZero::get);
        project::run(
            Command::new("node")
                .arg("tests/web/run.mjs")
                .arg(format!("--at-once={at_once}"))
                // Short, and at work for long.
                .args(["--first=refusals.test.mjs", "--first=memory.test.mjs"])
                .args(without_browsers)
                .args(&files)
                .envs(self.variables.iter().cloned())
                .envs((self.effort == Effort::Thorough).then_some((THOROUGH, "1")))
                .current_dir(root),
        )
    }
}

/// Where a fresh build of `pkg/` is put.
fn fresh_package() -> PathBuf {
    project::target().join("fresh/pkg")
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
