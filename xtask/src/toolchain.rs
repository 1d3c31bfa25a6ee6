//! A compiler that can make WebAssembly: the one that Cargo uses, or the one of the system.
//!
//! The usual way is rustup's `wasm32-unknown-unknown` target.
//! Where rustup cannot download it, Debian's compiler builds the standard library from its packaged source.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use crate::install;
use crate::project::{self, find_program};
use crate::record::Compiler;

/// The target that the core is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's packages: in a stable release these follow the Rust that its browsers need.
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const SYSTEM_CARGO: &str = "/usr/bin/cargo";
const SYSTEM_RUSTC: &str = "/usr/bin/rustc";

/// How long rustup may take to download the target.
const DOWNLOAD: Duration = Duration::from_secs(5 * 60);

/// Where the compiler comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The toolchain that Cargo runs with, mostly rustup's.
    Own,
    /// `/usr/bin/rustc`, with the standard library built from source.
    System,
}

impl Origin {
    /// The names for `--toolchain`.
    pub const NAMES: [(&'static str, Origin); 2] = [
        (Origin::Own.name(), Origin::Own),
        (Origin::System.name(), Origin::System),
    ];

    /// The name for `--toolchain`.
    pub const fn name(self) -> &'static str {
        match self {
            Origin::Own => "own",
            Origin::System => "system",
        }
    }
}

/// A compiler that is there.
pub struct Toolchain {
    origin: Origin,
    compiler: Compiler,
    /// Where the source of its standard library may lie.
    sysroot: PathBuf,
    /// The system's linker; the other toolchain brings its own.
    linker: Option<PathBuf>,
    /// What the binary calls the source of its standard library. Where that is not installed, rustc
    /// writes a name of its own, so the binary is the same with it and without it only under that.
    library_name: String,
}

impl Toolchain {
    /// What decides about the bytes it writes.
    pub fn compiler(&self) -> &Compiler {
        &self.compiler
    }

    /// Folders whose names the compiler could write into the binary.
    pub fn standard_library_sources(&self) -> Vec<PathBuf> {
        let linked = self.sysroot.join("lib/rustlib/src/rust");
        let real = linked.canonicalize().ok();
        [Some(linked), real].into_iter().flatten().collect()
    }

    /// What those folders are called in the binary.
    pub fn library_name(&self) -> &str {
        &self.library_name
    }

    /// Cargo of this toolchain, with nothing from the environment that could change its output.
    pub fn cargo(&self) -> Command {
        let mut command = match self.origin {
            Origin::Own => project::cargo(),
            Origin::System => {
                let mut command = Command::new(SYSTEM_CARGO);
                command.current_dir(project::root());
                command
            }
        };
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            let changes_output = [
                "CARGO_BUILD_",
                "CARGO_PROFILE_",
                "CARGO_TARGET_WASM32_",
                "CARGO_UNSTABLE_",
                "WASM_BINDGEN_",
            ]
            .iter()
            .any(|prefix| text.starts_with(prefix))
                || [
                    "CARGO_ENCODED_RUSTFLAGS",
                    "CARGO_INCREMENTAL",
                    "RUSTC",
                    "RUSTC_BOOTSTRAP",
                    "RUSTC_WORKSPACE_WRAPPER",
                    "RUSTC_WRAPPER",
                    "RUSTFLAGS",
                ]
                .contains(&&*text);
            if changes_output {
                command.env_remove(&name);
            }
        }
        if self.origin == Origin::System {
            // Cargo runs us with the paths of another toolchain.
            command.env_remove("CARGO").env_remove("LD_LIBRARY_PATH");
            let path = env::var_os("PATH").unwrap_or_default();
            let folders = [PathBuf::from("/usr/bin")]
                .into_iter()
                .chain(env::split_paths(&path));
            if let Ok(path) = env::join_paths(folders) {
                command.env("PATH", path);
            }
            command.env("RUSTC", SYSTEM_RUSTC);
            // `-Z build-std` is not stable, and this compiler has no prebuilt library for the target.
            command.env("RUSTC_BOOTSTRAP", "1");
        }
        if let Some(linker) = &self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command
    }

    /// Arguments for `cargo build` and its like besides the target.
    pub fn arguments(&self) -> &'static [&'static str] {
        match self.origin {
            Origin::Own => &[],
            Origin::System => &["-Z", "build-std=std,panic_abort"],
        }
    }
}

/// A toolchain that is installed already, of the wanted origin or of any.
pub fn at_hand(wanted: Option<Origin>) -> Result<Toolchain> {
    match wanted {
        Some(Origin::Own) => own(),
        Some(Origin::System) => system(),
        None => own().or_else(|own| system().map_err(|system| anyhow!("{own:#}, and {system:#}"))),
    }
}

/// A toolchain, installed now if none is there.
pub fn ensure(wanted: Option<Origin>) -> Result<Toolchain> {
    let missing = match at_hand(wanted) {
        Ok(toolchain) => return Ok(toolchain),
        Err(missing) => missing,
    };
    println!("No compiler for {TARGET} is at hand: {missing:#}.");
    if wanted != Some(Origin::System) {
        match add_to_rustup() {
            Ok(()) => return own(),
            Err(error) => println!("rustup could not add the target: {error:#}."),
        }
    }
    if wanted == Some(Origin::Own) {
        bail!("expected a toolchain with the target {TARGET}; try `rustup target add {TARGET}`");
    }
    install_system()?;
    system()
}

/// The toolchain of the Cargo that runs us, if it has the target.
fn own() -> Result<Toolchain> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let rustc = Path::new(&rustc);
    let library = project::output(Command::new(rustc).args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))?;
    let library = Path::new(library.trim());
    let has_core = library.read_dir().is_ok_and(|mut entries| {
        entries.any(|entry| {
            entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
        })
    });
    let version = Version::of(rustc)?;
    if !has_core {
        bail!("{} has no target {TARGET}", version.name);
    }
    Ok(Toolchain {
        origin: Origin::Own,
        sysroot: sysroot(rustc)?,
        linker: None,
        library_name: format!("/rustc/{}", version.commit),
        compiler: Compiler {
            rustc: version.name,
            host: version.host,
            standard_library: "prebuilt".to_owned(),
            linker: "rust-lld".to_owned(),
        },
    })
}

/// The system's compiler, if the source of its standard library and the linker are there.
fn system() -> Result<Toolchain> {
    let rustc = Path::new(SYSTEM_RUSTC);
    for program in [SYSTEM_RUSTC, SYSTEM_CARGO] {
        if !Path::new(program).is_file() {
            bail!("there is no {program}");
        }
    }
    let version = Version::of(rustc)?;
    if !version.is_at_least_required() {
        bail!(
            "{SYSTEM_RUSTC} is {}, older than Overshare needs",
            version.name
        );
    }
    let sysroot = sysroot(rustc)?;
    if !sysroot.join("lib/rustlib/src/rust/library/std").is_dir() {
        bail!("the source of the standard library of {SYSTEM_RUSTC} is not installed");
    }
    let name = format!("wasm-ld-{}", version.llvm);
    let linker = find_program(&[&name]).with_context(|| format!("there is no linker {name}"))?;
    let linker_version = project::output(Command::new(&linker).arg("--version"))?;
    Ok(Toolchain {
        origin: Origin::System,
        sysroot,
        linker: Some(linker),
        library_name: "/rust".to_owned(),
        compiler: Compiler {
            rustc: version.name,
            host: version.host,
            standard_library: "built from source".to_owned(),
            linker: linker_version.trim().to_owned(),
        },
    })
}

fn add_to_rustup() -> Result<()> {
    if find_program(&["rustup"]).is_none() {
        bail!("there is no rustup");
    }
    println!("Adding {TARGET} to rustup's toolchain: the core is compiled to WebAssembly.");
    project::run_within(
        Command::new("rustup").args(["target", "add", TARGET]),
        DOWNLOAD,
    )
}

fn install_system() -> Result<()> {
    let why = "the core is compiled to WebAssembly, and rustup has no target for it here";
    install::system_packages(&DEBIAN_PACKAGES, why)?;
    // The linker must be able to read what the compiler's LLVM writes.
    let version = Version::of(Path::new(SYSTEM_RUSTC))?;
    if find_program(&[&format!("wasm-ld-{}", version.llvm)]).is_none() {
        install::system_packages(&[&format!("lld-{}", version.llvm)], why)?;
    }
    Ok(())
}

fn sysroot(rustc: &Path) -> Result<PathBuf> {
    let path = project::output(Command::new(rustc).args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(path.trim()))
}

/// What `rustc --version --verbose` says.
struct Version {
    name: String,
    release: String,
    host: String,
    /// The commit it was built from; empty where nobody says it.
    commit: String,
    /// The major version of its LLVM.
    llvm: String,
}

impl Version {
    fn of(rustc: &Path) -> Result<Version> {
        Version::parse(&project::output(Command::new(rustc).arg("-vV"))?)
    }

    fn parse(text: &str) -> Result<Version> {
        let field = |name: &str| {
            text.lines()
                .filter_map(|line| line.split_once(": "))
                .find(|(found, _)| *found == name)
                .map(|(_, value)| value.to_owned())
                .with_context(|| format!("expected a line `{name}: …` from rustc, found {text:?}"))
        };
        let llvm = field("LLVM version")?;
        Ok(Version {
            name: text.lines().next().unwrap_or_default().to_owned(),
            release: field("release")?,
            host: field("host")?,
            // Debian leaves the line out.
            commit: field("commit-hash").unwrap_or_default(),
            llvm: llvm.split('.').next().unwrap_or_default().to_owned(),
        })
    }

    /// Whether the release is at least the `rust-version` that the workspace asks for.
    fn is_at_least_required(&self) -> bool {
        let numbers = |text: &str| -> Vec<u32> {
            text.split(['.', '-'])
                .map_while(|part| part.parse().ok())
                .collect()
        };
        numbers(&self.release) >= numbers(env!("CARGO_PKG_RUST_VERSION"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEBIAN: &str = "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)\n\
        binary: rustc\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\nLLVM version: 22.1.8\n";

    #[test]
    fn the_compiler_names_the_linker_that_fits() {
        let version = Version::parse(DEBIAN).unwrap();
        assert_eq!(version.llvm, "22");
        assert_eq!(version.host, "x86_64-unknown-linux-gnu");
        assert!(version.name.ends_with("(built from a source tarball)"));
    }

    #[test]
    fn an_old_compiler_is_told_from_a_new_one() {
        let with = |release: &str| Version {
            release: release.to_owned(),
            ..Version::parse(DEBIAN).unwrap()
        };
        assert!(with("1.96.0").is_at_least_required());
        assert!(with("2.0.0-nightly").is_at_least_required());
        assert!(!with("1.63.0").is_at_least_required());
    }

    #[test]
    fn a_compiler_that_says_nothing_is_an_error() {
        let error = Version::parse("clang 1.0\n").err().unwrap().to_string();
        assert!(error.contains("LLVM version"), "{error}");
    }
}
