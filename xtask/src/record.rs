//! What `pkg/` was built from: the digest of the sources and the compiler, kept in `pkg/build.json`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::files;

/// The file inside the package.
pub const FILE: &str = "build.json";

/// What the core is compiled from, what is put beside it, and what the page is bundled of and by. Everything else can
/// change without changing the package, but for the licenses, whose change the comparison with a fresh build shows.
const SOURCES: [&str; 14] = [
    "Cargo.lock",
    "Cargo.toml",
    "arena",
    "integrations/eleventy/overshare.js",
    "npm",
    "src",
    "wasm",
    "www/elements",
    "www/embed",
    "www/report.d.ts",
    "www/strings",
    "www/style",
    "xtask/bundler/bundle.mjs",
    "xtask/bundler/package-lock.json",
];
/// The folder whose modules are sources as well, beside pages, pictures and samples that are none.
const MODULES: &str = "www";

/// How a package was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// See [`digest_of_sources`].
    pub sources: String,
    pub compiler: Compiler,
    pub wasm_bindgen: String,
}

/// What decides about the bytes besides the sources. The same compiler must give the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiler {
    /// First line of `rustc --version --verbose`.
    pub rustc: String,
    /// The machine that it runs on.
    pub host: String,
    /// `prebuilt` or `built from source`.
    pub standard_library: String,
    /// The linker's version, where it does not come with rustc.
    pub linker: String,
}

/// SHA-256 over the list that `sha256sum` prints for all source files sorted by name.
///
/// By hand: `find Cargo.lock Cargo.toml arena integrations/eleventy/overshare.js npm src wasm www/*.js www/elements
/// www/embed www/report.d.ts www/strings www/style xtask/bundler/bundle.mjs xtask/bundler/package-lock.json -type f |
/// LC_ALL=C sort | xargs sha256sum | sha256sum`.
pub fn digest_of_sources(root: &Path) -> Result<String> {
    let mut sources = Vec::new();
    for name in SOURCES {
        files::collect(root, Path::new(name), &mut sources)?;
    }
    sources.extend(modules(root)?);
    Ok(hex(&Sha256::digest(sums(root, sources)?)))
}

/// The modules that stand in `www/` itself.
fn modules(root: &Path) -> Result<Vec<PathBuf>> {
    let folder = root.join(MODULES);
    let cannot_read = || format!("cannot read {}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).with_context(cannot_read)? {
        let name = PathBuf::from(entry.with_context(cannot_read)?.file_name());
        // Hidden ones belong to editors.
        if name.extension() == Some(OsStr::new("js")) && !name.to_string_lossy().starts_with('.') {
            found.push(Path::new(MODULES).join(name));
        }
    }
    Ok(found)
}

/// One line for each file as `sha256sum` prints it, sorted by name.
pub fn sums(folder: &Path, files: Vec<PathBuf>) -> Result<String> {
    let mut names: Vec<String> = files
        .into_iter()
        .map(|file| {
            let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
            parts.join("/")
        })
        .collect();
    names.sort_unstable();
    let mut lines = String::new();
    for name in names {
        let path = folder.join(&name);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        lines.push_str(&hex(&Sha256::digest(&bytes)));
        lines.push_str("  ");
        lines.push_str(&name);
        lines.push('\n');
    }
    Ok(lines)
}

/// The record of a built package.
pub fn read(package: &Path) -> Result<Record> {
    let path = package.join(FILE);
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(&text).with_context(|| {
        format!(
            "expected a record written by `cargo xtask build` in {}, found something else",
            path.display()
        )
    })
}

fn parse(text: &str) -> Result<Record> {
    let json: Value = serde_json::from_str(text)?;
    let field = |name: &str| {
        json.get(name)
            .and_then(Value::as_str)
            .map(str::to_owned)
            .with_context(|| format!("the text field `{name}` is missing"))
    };
    Ok(Record {
        sources: field("sources")?,
        compiler: Compiler {
            rustc: field("rustc")?,
            host: field("host")?,
            standard_library: field("standard_library")?,
            linker: field("linker")?,
        },
        wasm_bindgen: field("wasm_bindgen")?,
    })
}

impl Record {
    /// The text of `build.json`.
    pub fn to_json(&self) -> String {
        let fields = [
            ("sources", &self.sources),
            ("rustc", &self.compiler.rustc),
            ("host", &self.compiler.host),
            ("standard_library", &self.compiler.standard_library),
            ("linker", &self.compiler.linker),
            ("wasm_bindgen", &self.wasm_bindgen),
        ];
        let lines: Vec<_> = fields
            .into_iter()
            .map(|(name, value)| format!("  \"{name}\": {}", Value::from(value.as_str())))
            .collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            sources: "00ff".to_owned(),
            compiler: Compiler {
                rustc: "rustc 1.2.3 (\"quoted\")".to_owned(),
                host: "x86_64-unknown-linux-gnu".to_owned(),
                standard_library: "prebuilt".to_owned(),
                linker: "rust-lld".to_owned(),
            },
            wasm_bindgen: "0.2.130".to_owned(),
        }
    }

    #[test]
    fn a_record_reads_back_as_it_was_written() {
        assert_eq!(parse(&record().to_json()).unwrap(), record());
    }

    #[test]
    fn a_record_without_a_field_is_refused() {
        let text = record().to_json().replace("\"host\"", "\"guest\"");
        assert!(parse(&text).unwrap_err().to_string().contains("`host`"));
    }

    #[test]
    fn the_digest_follows_contents_and_names() {
        let root = std::env::temp_dir().join(format!("overshare-{}-digest", std::process::id()));
        let write = |name: &str, text: &str| {
            let path = root.join(name);
            files::create_parent(&path).unwrap();
            files::write(&path, text).unwrap();
        };
        for (name, text) in [
            ("Cargo.lock", ""),
            ("Cargo.toml", "[package]\n"),
            ("arena/src/lib.rs", "\n"),
            ("integrations/eleventy/overshare.js", "\n"),
            ("npm/web.js", "await init();\n"),
            ("src/lib.rs", "mod layer;\n"),
            ("src/layer/mod.rs", "\n"),
            ("wasm/src/lib.rs", "\n"),
            ("www/elements/copy-menu.js", "\n"),
            ("www/embed/element.js", "\n"),
            ("www/embed.js", "import './embed/element.js';\n"),
            ("www/main.js", "import './elements/copy-menu.js';\n"),
            ("www/report.d.ts", "\n"),
            ("www/strings/en.js", "\n"),
            ("www/style/page.css", "\n"),
            ("xtask/bundler/bundle.mjs", "\n"),
            ("xtask/bundler/package-lock.json", "{}\n"),
        ] {
            write(name, text);
        }
        let digest = || digest_of_sources(&root).unwrap();
        let first = digest();
        // Computed with the command in the documentation of `digest_of_sources`.
        assert_eq!(
            first,
            "3230b9ee350559f45d3ff016bc380dfed77c367ebad46307feb0ba1e577da2b6"
        );
        write("src/.lib.rs.swp", "an editor's");
        write("www/.main.js", "an editor's");
        write("README.md", "not compiled");
        write("www/gallery.html", "a page of its own");
        write("www/proof/main.js", "not bundled");
        assert_eq!(digest(), first);
        fs::rename(root.join("src/layer/mod.rs"), root.join("src/layer/all.rs")).unwrap();
        let renamed = digest();
        assert_ne!(renamed, first);
        write("www/main.js", "import './elements/copy-button.js';\n");
        assert_ne!(digest(), renamed);
        fs::remove_dir_all(&root).unwrap();
    }
}
