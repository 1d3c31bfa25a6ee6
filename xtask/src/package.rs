//! `cargo xtask build`: makes `pkg/`, the built core as a package for the page and for npm.
//!
//! Whoever builds the same sources with the same compiler gets the same bytes, wherever their clone lies.

use std::collections::BTreeSet;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::bundle;
use crate::files;
use crate::frame;
use crate::lint;
use crate::project;
use crate::record::{self, Record};
use crate::toolchain::{TARGET, Toolchain};

/// The sums of all other files: of the package as npm gets it, and of the page beside it.
const SUMS: &str = "SHA256SUMS";

/// A build of the core: its folder in the package, and how Cargo is asked for it.
struct Build {
    folder: &'static str,
    features: &'static [&'static str],
}

/// The core as everybody imports it.
const WHOLE: Build = Build {
    folder: "",
    features: &["--features", "whole"],
};

/// What figures in articles and the first result of the page need, of which nothing but the code is
/// anybody's interface.
const READER: Build = Build {
    folder: "reader",
    features: &[],
};

/// Builds the package and puts it in the place of what is in `folder`.
pub fn build(toolchain: &Toolchain, folder: &Path) -> Result<()> {
    let root = project::root();
    let compiler = toolchain.compiler();
    println!(
        "Building {} with {} ({}).",
        folder.strip_prefix(&root).unwrap_or(folder).display(),
        compiler.rustc,
        compiler.host
    );
    // Read before compiling: a source changed meanwhile must make the package stale, not pass for built.
    let sources = record::digest_of_sources(&root)?;
    let manifest = Manifest::read(toolchain)?;
    let target = project::target().join("web");
    let staging = target.join("package");
    files::clear(&staging)?;
    let mut private = manifest.sources.clone();
    private.extend(toolchain.standard_library_sources());
    private.extend([root.clone(), target.clone()]);
    let mut compiled = Vec::new();
    for build in [&READER, &WHOLE] {
        let folder = staging.join(build.folder);
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        let wasm = folder.join("overshare.wasm");
        files::copy(&compile(toolchain, &manifest, &target, build)?, &wasm)?;
        compiled.push((wasm, folder));
    }
    // Last, since compiling it waits for the tests where these are compiled at the same time.
    let bindgen = bindgen()?;
    for (wasm, folder) in compiled {
        project::run(Command::new(&bindgen).arg(&wasm).arg(&folder))?;
        files::remove_if_there(&wasm)?;
        // The types of the raw memory interface are nobody's interface.
        files::remove_if_there(&folder.join("overshare_bg.wasm.d.ts"))?;
        refuse_private_paths(&folder.join("overshare_bg.wasm"), &private)?;
    }
    let reader = staging.join(READER.folder);
    for name in ["overshare.d.ts", "overshare_bg.wasm.gz"] {
        files::remove_if_there(&reader.join(name))?;
    }

    // The licenses, the notices of the code that is compiled in, the types of the report, and what npm's users import.
    for (from, name) in [
        ("LICENSE-MIT", "LICENSE-MIT"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
        ("THIRD-PARTY.md", "THIRD-PARTY.md"),
        ("www/report.d.ts", "report.d.ts"),
        ("npm", ""),
        ("integrations/eleventy/overshare.js", "eleventy.js"),
    ] {
        files::copy(&root.join(from), &staging.join(name))?;
    }
    add_element(&root, &staging)?;
    bundle::bundle(&root, &staging)?;
    add_frame(&root, &staging)?;
    let record = Record {
        sources,
        compiler: compiler.clone(),
        wasm_bindgen: manifest.wasm_bindgen.clone(),
    };
    files::write(&staging.join(record::FILE), &record.to_json())?;
    let page = staging.join(bundle::PAGE);
    files::write(
        &page.join(SUMS),
        &record::sums(&page, files::all_in(&page)?)?,
    )?;
    let files = files_for_npm(&staging)?;
    files::write(
        &staging.join("package.json"),
        &manifest.package_json(&files),
    )?;
    let sums = record::sums(&staging, files_for_npm(&staging)?)?;
    files::write(&staging.join(SUMS), &sums)?;

    files::clear(folder)?;
    files::copy(&staging, folder)?;
    let mut sizes = Vec::new();
    for build in [&WHOLE, &READER] {
        let wasm = folder.join(build.folder).join("overshare_bg.wasm");
        let file =
            fs::metadata(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
        sizes.push(file.len());
    }
    println!(
        "Built overshare {}: {} bytes of WebAssembly, {} of the reader.",
        manifest.version, sizes[0], sizes[1]
    );
    Ok(())
}

/// Compiles the program that writes the JavaScript, and returns where it lies.
///
/// For all of the workspace, so that Cargo chooses the features that it has for the tests, and compiles once for both
/// what it is made of.
fn bindgen() -> Result<PathBuf> {
    project::run(
        lint::compiling()
            .args(["build", "--locked", "--workspace", "--all-features"])
            .args(["--example", "bindgen"]),
    )?;
    let name = format!("bindgen{}", env::consts::EXE_SUFFIX);
    Ok(project::target().join("debug/examples").join(name))
}

/// The names of the files that differ between two packages, and of those that only one has.
pub fn differences(one: &Path, other: &Path) -> Result<Vec<String>> {
    let names: BTreeSet<PathBuf> = files::all_in(one)?
        .into_iter()
        .chain(files::all_in(other)?)
        .collect();
    Ok(names
        .into_iter()
        .filter(
            |name| match (fs::read(one.join(name)), fs::read(other.join(name))) {
                (Ok(one), Ok(other)) => one != other,
                _ => true,
            },
        )
        .map(|name| name.display().to_string())
        .collect())
}

/// What Cargo knows about the crate and where its dependencies lie.
struct Manifest {
    version: String,
    description: String,
    license: String,
    wasm_bindgen: String,
    /// Folders that hold the sources of dependencies.
    sources: Vec<PathBuf>,
}

impl Manifest {
    fn read(toolchain: &Toolchain) -> Result<Manifest> {
        let json = project::output(
            toolchain
                .cargo()
                .args(["metadata", "--format-version", "1", "--locked"])
                .args(["--filter-platform", TARGET]),
        )?;
        Manifest::parse(&json)
            .context("expected the output of `cargo metadata`, found another form")
    }

    fn parse(json: &str) -> Result<Manifest> {
        let json: Value = serde_json::from_str(json)?;
        let packages = json["packages"].as_array().context("no list of packages")?;
        let package = |name: &str| {
            packages
                .iter()
                .find(|package| package["name"] == name)
                .with_context(|| format!("no package `{name}`"))
        };
        let text = |value: &Value, field: &str| {
            value[field]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("no text in `{field}`"))
        };
        let overshare = package("overshare")?;
        // `…/registry/src/index/serde-1.0.0/Cargo.toml`: the folder of all packages is two steps up.
        let sources: BTreeSet<PathBuf> = packages
            .iter()
            .filter(|package| package["source"].is_string())
            .filter_map(|package| {
                Path::new(package["manifest_path"].as_str()?)
                    .parent()?
                    .parent()
            })
            .map(Path::to_path_buf)
            .collect();
        Ok(Manifest {
            version: text(overshare, "version")?,
            description: text(overshare, "description")?,
            license: text(overshare, "license")?,
            wasm_bindgen: text(package("wasm-bindgen")?, "version")?,
            sources: sources.into_iter().collect(),
        })
    }

    /// The package as npm wants it described. npm adds `package.json` to the files by itself.
    fn package_json(&self, files: &[PathBuf]) -> String {
        let quoted = |text: &str| Value::from(text).to_string();
        let mut names: Vec<String> = files
            .iter()
            .filter_map(|file| file.iter().next())
            .map(|name| name.to_string_lossy().into_owned())
            .chain([SUMS.to_owned()])
            .collect();
        names.sort_unstable();
        names.dedup();
        let names: Vec<_> = names
            .iter()
            .map(|name| format!("    {}", quoted(name)))
            .collect();
        format!(
            r#"{{
  "name": "overshare",
  "version": {version},
  "description": {description},
  "license": {license},
  "type": "module",
  "main": "./web.js",
  "types": "./index.d.ts",
  "exports": {{
    ".": {{
      "types": "./index.d.ts",
      "node": "./node.js",
      "default": "./web.js"
    }},
    "./core": {{
      "types": "./overshare.d.ts",
      "default": "./overshare.js"
    }},
    "./embed": {{
      "types": "./embed.d.ts",
      "default": "./embed.js"
    }},
    "./element": {{
      "types": "./element.d.ts",
      "default": "./embed/element.js"
    }},
    "./frames": "./embed/frames.js",
    "./eleventy": {{
      "types": "./eleventy.d.ts",
      "default": "./eleventy.js"
    }},
    "./report": {{
      "types": "./report.d.ts"
    }},
    "./overshare_bg.wasm": "./overshare_bg.wasm",
    "./frame.html": "./frame.html",
    "./custom-elements.json": "./custom-elements.json",
    "./package.json": "./package.json"
  }},
  "customElements": "custom-elements.json",
  "sideEffects": [
    "./embed.js",
    "./embed/frames.js"
  ],
  "files": [
{files}
  ]
}}
"#,
            version = quoted(&self.version),
            description = quoted(&self.description),
            license = quoted(&self.license),
            files = names.join(",\n"),
        )
    }
}

/// All files but the page, which is for those who serve the clone.
fn files_for_npm(package: &Path) -> Result<Vec<PathBuf>> {
    let mut files = files::all_in(package)?;
    files.retain(|file| !file.starts_with(bundle::PAGE));
    Ok(files)
}

/// Copies the element, which finds the core beside itself in the package and not in a folder of the clone.
fn add_element(root: &Path, staging: &Path) -> Result<()> {
    let mut names = Vec::new();
    for name in ["embed.js", "embed"] {
        files::collect(&root.join("www"), Path::new(name), &mut names)?;
    }
    names.retain(|name| {
        name.extension() == Some(OsStr::new("js")) && !name.ends_with("embed/frame.js")
    });
    for name in names {
        let from = root.join("www").join(&name);
        let text =
            fs::read_to_string(&from).with_context(|| format!("cannot read {}", from.display()))?;
        let to = staging.join(&name);
        files::create_parent(&to)?;
        files::write(&to, &text.replace("../../pkg/", "../"))?;
    }
    Ok(())
}

/// Writes the frame of what is in the package already.
fn add_frame(root: &Path, staging: &Path) -> Result<()> {
    let read = |name: &str| {
        let path = staging.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let text =
        |name: &str| String::from_utf8(read(name)?).with_context(|| format!("{name} is not text"));
    let compressed = "overshare_bg.wasm.gz";
    let contents = frame::Contents {
        script: &text(bundle::FRAME)?,
        glue: &text("overshare.js")?,
        core: &read(compressed)?,
    };
    files::write(&staging.join("frame.html"), &frame::page(root, &contents)?)?;
    files::remove_if_there(&staging.join(bundle::FRAME))?;
    files::remove_if_there(&staging.join(compressed))
}

/// Compiles the core and returns where the raw WebAssembly lies, until it is compiled otherwise.
fn compile(
    toolchain: &Toolchain,
    manifest: &Manifest,
    target: &Path,
    build: &Build,
) -> Result<PathBuf> {
    let root = project::root();
    let mut flags = Vec::new();
    let mut remap = |from: &Path, to: &str| {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(from);
        flag.push("=");
        flag.push(to);
        flags.push(flag);
    };
    // Of several that fit, rustc takes the last.
    remap(&root, "/overshare");
    remap(target, "/target");
    for folder in &manifest.sources {
        remap(folder, "/registry");
    }
    for folder in toolchain.standard_library_sources() {
        remap(&folder, toolchain.library_name());
    }
    // Loops instead of unrolled rounds: 1 KB less after compression.
    flags.push("--cfg=sha2_backend_soft=\"compact\"".into());
    // What is encrypted is short, and there is little of it.
    flags.push("--cfg=aes_backend_soft=\"compact\"".into());
    project::run(
        toolchain
            .cargo()
            .args([
                "rustc",
                "--release",
                "--locked",
                "--package",
                "overshare-wasm",
                "--lib",
                // A library for Rust, which tests link, is not optimized over the dependencies.
                "--crate-type",
                "cdylib",
            ])
            .args(build.features)
            .args(["--target", TARGET])
            .args(toolchain.arguments())
            .arg("--target-dir")
            .arg(target)
            // Unlike RUSTFLAGS this form allows spaces in paths.
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join(OsStr::new("\x1f"))),
    )?;
    Ok(target.join(TARGET).join("release/overshare_wasm.wasm"))
}

/// Fails when the binary names a folder of the machine that built it.
fn refuse_private_paths(wasm: &Path, folders: &[PathBuf]) -> Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    for folder in folders {
        let prefix = format!("{}/", folder.display());
        ensure!(
            !bytes
                .windows(prefix.len())
                .any(|window| window == prefix.as_bytes()),
            "expected no path of this machine in {}, found {prefix}; \
             the flags in xtask/src/package.rs must replace it",
            wasm.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &str = r#"{"packages": [
        {"name": "overshare", "version": "1.2.3", "description": "Reads \"things\"",
         "license": "MIT OR Apache-2.0", "source": null, "manifest_path": "/home/me/overshare/Cargo.toml"},
        {"name": "wasm-bindgen", "version": "0.2.130", "source": "registry+x",
         "manifest_path": "/home/me/.cargo/registry/src/index/wasm-bindgen-0.2.130/Cargo.toml"},
        {"name": "serde", "version": "1.0.0", "source": "registry+x",
         "manifest_path": "/home/me/.cargo/registry/src/index/serde-1.0.0/Cargo.toml"}
    ]}"#;

    #[test]
    fn the_folders_of_dependencies_are_found_and_the_own_is_not_among_them() {
        let manifest = Manifest::parse(METADATA).unwrap();
        assert_eq!(
            manifest.sources,
            [PathBuf::from("/home/me/.cargo/registry/src/index")]
        );
        assert_eq!(manifest.wasm_bindgen, "0.2.130");
    }

    #[test]
    fn the_package_is_described_for_npm() {
        let files = [
            "overshare.js",
            "snippets/a/inline0.js",
            "snippets/b/inline0.js",
        ];
        let text = Manifest::parse(METADATA)
            .unwrap()
            .package_json(&files.map(PathBuf::from));
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["version"], "1.2.3");
        assert_eq!(json["description"], "Reads \"things\"");
        assert_eq!(
            json["files"],
            Value::from_iter(["SHA256SUMS", "overshare.js", "snippets"])
        );
        assert_eq!(json.get("dependencies"), None);
        assert_eq!(json["exports"]["."]["node"], "./node.js");
        assert_eq!(
            json["sideEffects"],
            Value::from_iter(["./embed.js", "./embed/frames.js"])
        );
    }

    #[test]
    fn the_element_finds_the_core_beside_itself_and_the_frame_stays_out() {
        let root = std::env::temp_dir().join(format!("overshare-{}-element", std::process::id()));
        files::clear(&root.join("www/embed")).unwrap();
        for (name, text) in [
            ("embed.js", "import './embed/element.js';\n"),
            (
                "embed/reader.js",
                "new URL('../../pkg/overshare.js', import.meta.url);\n",
            ),
            ("embed/frame.js", ""),
            ("embed/frame.html", ""),
        ] {
            files::write(&root.join("www").join(name), text).unwrap();
        }
        let staging = root.join("staging");
        add_element(&root, &staging).unwrap();
        assert_eq!(
            files::all_in(&staging).unwrap(),
            ["embed/reader.js", "embed.js"].map(PathBuf::from)
        );
        assert_eq!(
            fs::read_to_string(staging.join("embed/reader.js")).unwrap(),
            "new URL('../overshare.js', import.meta.url);\n"
        );
        fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn a_path_of_this_machine_is_refused() {
        let file = std::env::temp_dir().join(format!("overshare-{}-paths", std::process::id()));
        fs::write(&file, b"\0asm /home/me/overshare/src/lib.rs /home/meadow").unwrap();
        let check = |folder: &str| refuse_private_paths(&file, &[PathBuf::from(folder)]);
        let error = check("/home/me").unwrap_err().to_string();
        assert!(error.contains("found /home/me/"), "{error}");
        assert!(check("/home/mead").is_ok());
        fs::remove_file(&file).unwrap();
    }
}
