//! What the tests need from outside, installed where it is missing.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};

use crate::files;
use crate::project::{self, find_program};

/// A program that the tests drive, and how it is found.
struct Program {
    /// The variable that tells the tests where it is, and by which a person chooses another.
    variable: &'static str,
    names: &'static [&'static str],
    /// The packages of Debian that bring it, with what the tests need of it.
    debian: &'static [&'static str],
    why: &'static str,
}

const CHROMIUM: Program = Program {
    variable: "OVERSHARE_CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome"],
    debian: &["chromium"],
    why: "the page is tested in a browser of the Chromium family",
};

const FIREFOX: Program = Program {
    variable: "OVERSHARE_FIREFOX",
    names: &["firefox-esr", "firefox"],
    debian: &["firefox-esr"],
    why: "the page is tested in Firefox",
};

const HUGO: Program = Program {
    variable: "OVERSHARE_HUGO",
    names: &["hugo"],
    debian: &["hugo"],
    why: "a site with figures is built with Hugo",
};

const JEKYLL: Program = Program {
    variable: "OVERSHARE_JEKYLL",
    names: &["jekyll"],
    debian: &["jekyll", "ruby-jekyll-feed"],
    why: "a site with figures is built with Jekyll",
};

const PHP: Program = Program {
    variable: "OVERSHARE_PHP",
    names: &["php"],
    debian: &["php-cli"],
    why: "WordPress runs in it",
};

/// Variables for the tests that say where a program is.
pub type Variables = Vec<(&'static str, PathBuf)>;

/// The browser for measurements.
pub fn chromium() -> Result<Variables> {
    programs(&[CHROMIUM])
}

/// Both browsers for the tests, and the engine of Chromium without the windows of a browser around it,
/// which takes half the processor time. Where that is not packaged, the tests do without it.
pub fn browsers() -> Result<Variables> {
    const HEADLESS_SHELL: &str = "chromium-headless-shell";
    let variables = programs(&[CHROMIUM, FIREFOX])?;
    if is_debian() && find_program(&[HEADLESS_SHELL]).is_none() {
        // Both are of one version, so an older Chromium has to become newer with it.
        let why =
            "most of the page is tested in the engine of Chromium alone, which takes less time";
        if let Err(error) = system_packages(&["chromium", HEADLESS_SHELL], why) {
            println!("The tests do without {HEADLESS_SHELL}: {error:#}.");
        }
    }
    Ok(variables)
}

/// What makes sites and is brought neither by npm nor by Python.
pub fn generators() -> Result<Variables> {
    let mut variables = programs(&[HUGO, JEKYLL, PHP])?;
    variables.push(wordpress()?);
    Ok(variables)
}

/// The folder of WordPress, unpacked from Debian's package: installed, it would bring servers, and
/// what it makes of a post needs none.
fn wordpress() -> Result<(&'static str, PathBuf)> {
    const VARIABLE: &str = "OVERSHARE_WORDPRESS";
    let is_wordpress = |folder: &Path| folder.join("wp-includes/kses.php").is_file();
    if let Some(folder) = env::var_os(VARIABLE).map(PathBuf::from) {
        if !is_wordpress(&folder) {
            bail!(
                "expected the folder of WordPress, found no wp-includes/kses.php in {} from {VARIABLE}",
                folder.display()
            );
        }
        return Ok((VARIABLE, folder));
    }
    let target = project::root().join("target/wordpress");
    let folder = target.join("usr/share/wordpress");
    if is_wordpress(&folder) {
        return Ok((VARIABLE, folder));
    }
    if !is_debian() {
        bail!(
            "WordPress missing: the tests look what it makes of a figure. This is not Debian, so please unpack it, name its folder in {VARIABLE} and try again"
        );
    }
    println!(
        "Unpacking Debian's package of WordPress into target/wordpress: the tests look what it makes of a figure."
    );
    update_packages()?;
    files::clear(&target)?;
    project::run(
        Command::new("apt-get")
            .args(["--quiet", "download", "wordpress"])
            // Else a download by root is said to be unsafe, by another user than root.
            .args(["--option", "APT::Sandbox::User=root"])
            .current_dir(&target),
    )?;
    let package = fs::read_dir(&target)
        .with_context(|| format!("cannot read {}", target.display()))?
        .next()
        .context("expected a package, apt-get brought none")?
        .context("cannot read what apt-get brought")?;
    project::run(
        Command::new("dpkg-deb")
            .arg("--extract")
            .args([package.path(), target]),
    )?;
    if !is_wordpress(&folder) {
        bail!(
            "expected wp-includes/kses.php in Debian's package of WordPress, found none below {}",
            folder.display()
        );
    }
    Ok((VARIABLE, folder))
}

fn programs(wanted: &[Program]) -> Result<Variables> {
    let find = |program: &Program| {
        env::var_os(program.variable)
            .map(PathBuf::from)
            .or_else(|| find_program(program.names))
    };
    let missing: Vec<_> = wanted
        .iter()
        .filter(|program| find(program).is_none())
        .collect();
    if !missing.is_empty() {
        let packages: Vec<_> = missing
            .iter()
            .flat_map(|program| program.debian.iter().copied())
            .collect();
        let reasons: Vec<_> = missing.iter().map(|program| program.why).collect();
        system_packages(&packages, &reasons.join(", and "))?;
    }
    wanted
        .iter()
        .map(|program| {
            let path = find(program).with_context(|| {
                format!(
                    "expected one of {} on the path, found none; install one or name it in {}",
                    program.names.join(", "),
                    program.variable
                )
            })?;
            if !path.is_file() {
                bail!(
                    "expected a program, found none at {} from {}",
                    path.display(),
                    program.variable
                );
            }
            Ok((program.variable, path))
        })
        .collect()
}

/// Node.js and what the tests in it need: browser driver, checkers of pages and types, an analytics SDK, readers of what
/// is exported, a generator of sites.
pub fn node_packages() -> Result<()> {
    node_packages_in(
        &project::root().join("tests/web"),
        "the tests of the page and of the package run in Node.js",
    )
}

/// Lighthouse, which few wait for: with what it needs it is a third of all packages.
pub fn lighthouse() -> Result<()> {
    node_packages_in(
        &project::root().join("tests/web/lighthouse"),
        "Lighthouse judges the page",
    )
}

/// Node.js itself, with what installs its packages.
pub fn node(why: &str) -> Result<()> {
    if find_program(&["node"]).is_none() || find_program(&["npm"]).is_none() {
        system_packages(&["nodejs", "npm"], why)?;
    }
    Ok(())
}

/// Node.js and the packages in the `package-lock.json` of a folder.
pub fn node_packages_in(folder: &Path, why: &str) -> Result<()> {
    node(why)?;
    let lock = folder.join("package-lock.json");
    let installed = folder.join("node_modules/.installed-from");
    if same_text(&lock, &installed) {
        return Ok(());
    }
    println!("Installing what {} lists: {why}.", lock.display());
    project::run(
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )?;
    remember(&lock, &installed)
}

/// A Python of our own in `target/python`.
struct Python {
    environment: PathBuf,
    program: PathBuf,
    /// The list of its packages, and where the one that was installed is kept.
    requirements: PathBuf,
    installed: PathBuf,
}

impl Python {
    fn of_clone() -> Python {
        let root = project::root();
        let environment = root.join("target/python");
        let program = if cfg!(windows) {
            "Scripts/python.exe"
        } else {
            "bin/python"
        };
        Python {
            program: environment.join(program),
            requirements: root.join("tests/web/requirements.txt"),
            installed: environment.join("installed-from"),
            environment,
        }
    }

    fn is_complete(&self) -> bool {
        same_text(&self.requirements, &self.installed) && self.program.exists()
    }
}

/// A Python of our own, which has no packages yet where they are not those that are listed.
pub fn python() -> Result<Variables> {
    let python = Python::of_clone();
    if !python.is_complete() {
        create_environment(&python.environment)?;
    }
    Ok(vec![("OVERSHARE_PYTHON", python.program)])
}

/// The packages in `tests/web/requirements.txt` for that Python.
pub fn python_packages() -> Result<()> {
    let python = Python::of_clone();
    if python.is_complete() {
        return Ok(());
    }
    println!(
        "Installing what tests/web/requirements.txt lists into target/python: an analytics SDK whose requests the tests capture, programs that read what is exported, and generators of sites."
    );
    project::run(
        Command::new(&python.program)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .args(["--no-deps", "--require-hashes", "--requirement"])
            .arg(&python.requirements),
    )?;
    remember(&python.requirements, &python.installed)
}

fn create_environment(folder: &Path) -> Result<()> {
    let create = |python: &str| {
        project::run(
            Command::new(python)
                .args(["-m", "venv", "--clear"])
                .arg(folder),
        )
    };
    if find_program(&["python3"]).is_some() {
        match create("python3") {
            Ok(()) => return Ok(()),
            Err(error) => println!("This Python cannot make a virtual environment: {error:#}."),
        }
    }
    // Debian packages the module apart, for its own Python only.
    system_packages(
        &["python3", "python3-venv"],
        "the tests run an analytics SDK written in Python",
    )?;
    create("/usr/bin/python3")
}

/// What the command lines on the page call besides what every system has, and the compiler that writes
/// messages of Protocol Buffers: programs, and the packages that they are in.
pub fn command_line() -> Result<()> {
    let programs = [
        ("brotli", "brotli"),
        ("jq", "jq"),
        ("zstd", "zstd"),
        ("protoc", "protobuf-compiler"),
    ];
    let is_missing = |(program, _): &(&str, &str)| find_program(&[program]).is_none();
    let missing = programs.into_iter().filter(is_missing);
    let missing: Vec<&str> = missing.map(|(_, package)| package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    system_packages(&missing, "the tests run them on what the page shows")
}

/// Rust's formatter and linter, which some toolchains leave out.
pub fn rust_component(name: &str) -> Result<()> {
    let there = |name: &str| {
        let subcommand = name.trim_start_matches("rust");
        project::output(project::cargo().args([subcommand, "--version"]))
    };
    let Err(error) = there(name) else {
        return Ok(());
    };
    if find_program(&["rustup"]).is_none() {
        bail!(
            "expected `{name}` beside Cargo, found none ({error:#}); install it with the toolchain"
        );
    }
    println!("Adding {name} to rustup's toolchain.");
    project::run(Command::new("rustup").args(["component", "add", name]))
}

/// Installs packages of the system with apt-get on Debian; elsewhere says what to install.
pub fn system_packages(packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    if !is_debian() {
        bail!(
            "{list} missing: {why}. This is not Debian, so please install what corresponds to them and try again"
        );
    }
    println!("Installing {list} with apt-get: {why}. This can take some minutes.");
    if !is_root()? {
        if find_program(&["sudo"]).is_none() {
            bail!(
                "{list} missing: {why}. Installing needs root; run `apt-get install {list}` as root and try again"
            );
        }
        println!("Installing needs root, so sudo is used and may ask for your password.");
    }
    update_packages()?;
    // Nothing of the reader's is removed to make room for ours.
    let mut arguments = vec!["install", "--yes", "--no-install-recommends", "--no-remove"];
    arguments.extend(packages);
    apt_get(&arguments)
}

/// Has apt-get learn, once, which packages there are.
fn update_packages() -> Result<()> {
    static UPDATED: OnceLock<()> = OnceLock::new();
    if UPDATED.get().is_none() {
        apt_get(&["update"])?;
        UPDATED.get_or_init(|| ());
    }
    Ok(())
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    // Through `env`, because sudo drops variables.
    let mut command = Command::new(if is_root()? { "env" } else { "sudo" });
    if !is_root()? {
        command.arg("env");
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]);
    project::run(command.args(arguments))
}

fn is_root() -> Result<bool> {
    Ok(project::output(Command::new("id").arg("-u"))?.trim() == "0")
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}

/// Whether what is installed was installed from this very list.
fn same_text(list: &Path, installed: &Path) -> bool {
    match (fs::read(list), fs::read(installed)) {
        (Ok(list), Ok(installed)) => list == installed,
        _ => false,
    }
}

fn remember(list: &Path, installed: &Path) -> Result<()> {
    fs::copy(list, installed).with_context(|| format!("cannot write {}", installed.display()))?;
    Ok(())
}
