//! Which file of the clone answers which path, and as what type.

use std::fs::{self, File};
use std::path::Path;

/// All that is served; everything else in the clone is nobody's business.
const SITE: [&str; 3] = ["index.html", "www", "pkg"];

/// The page that stands in pages of others.
const FRAME: &str = "pkg/frame.html";

/// A file of the site, opened.
#[derive(Debug)]
pub struct Page {
    pub file: File,
    pub length: u64,
    pub media_type: &'static str,
    /// Whether pages of others may show it in themselves.
    pub is_framed: bool,
}

/// Why a path has no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not a path that any file of the site has: percent-encoded, with `..`, with an empty part.
    Malformed,
    /// No such file, or a file that is not part of the site.
    Missing,
}

/// Opens the file that a request target such as `/www/main.js?x` means.
pub fn open(root: &Path, target: &str) -> Result<Page, Refusal> {
    let relative = relative_path(target)?;
    let root = root.canonicalize().map_err(|_| Refusal::Missing)?;
    let wanted = relative
        .split('/')
        .fold(root, |folder, name| folder.join(name));
    // A link, or another spelling on a disk that ignores case, resolves to something else than what was asked for.
    if wanted.canonicalize().map_err(|_| Refusal::Missing)? != wanted {
        return Err(Refusal::Missing);
    }
    // Looked at before it is opened: to open a pipe waits for somebody who writes.
    if !fs::metadata(&wanted).is_ok_and(|metadata| metadata.is_file()) {
        return Err(Refusal::Missing);
    }
    let file = File::open(&wanted).map_err(|_| Refusal::Missing)?;
    let metadata = file.metadata().map_err(|_| Refusal::Missing)?;
    Ok(Page {
        file,
        length: metadata.len(),
        media_type: media_type(&relative),
        is_framed: relative == FRAME,
    })
}

/// The path inside the clone. Only plain names pass, so there is nothing to decode and nothing to climb.
fn relative_path(target: &str) -> Result<String, Refusal> {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix('/').ok_or(Refusal::Malformed)?;
    let path = if path.is_empty() { "index.html" } else { path };
    let plain = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    if !path.split('/').all(plain) {
        return Err(Refusal::Malformed);
    }
    let first = path.split('/').next().unwrap_or_default();
    if !SITE.contains(&first) {
        return Err(Refusal::Missing);
    }
    Ok(path.to_owned())
}

/// The type by the name's ending. Browsers refuse modules and WebAssembly sent as anything else.
fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "har" => "application/json; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "ts" | "md" | "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::tests::SmallClone;
    use std::io::Read;

    #[test]
    fn the_site_is_mapped_to_its_files() {
        for (target, path) in [
            ("/", "index.html"),
            ("/?capture=1", "index.html"),
            ("/index.html", "index.html"),
            ("/www/main.js", "www/main.js"),
            (
                "/www/elements/field-row.js?v=2#top",
                "www/elements/field-row.js",
            ),
            ("/pkg/SHA256SUMS", "pkg/SHA256SUMS"),
        ] {
            assert_eq!(relative_path(target).as_deref(), Ok(path), "{target}");
        }
    }

    #[test]
    fn whatever_is_not_a_plain_path_is_malformed() {
        for target in [
            "",
            "*",
            "www/main.js",
            "http://127.0.0.1/www/main.js",
            "//www/main.js",
            "/www//main.js",
            "/www/",
            "/www/../Cargo.toml",
            "/../etc/passwd",
            "/www/./main.js",
            "/www/.htaccess",
            "/.git/config",
            "/www/%2e%2e/Cargo.toml",
            "/www/main%2ejs",
            "/www/..%2fCargo.toml",
            "/www\\main.js",
            "/www/main.js\0",
            "/www/C:main.js",
            "/www/ü.js",
        ] {
            assert_eq!(relative_path(target), Err(Refusal::Malformed), "{target}");
        }
    }

    #[test]
    fn the_rest_of_the_clone_is_missing() {
        for target in [
            "/Cargo.toml",
            "/src/lib.rs",
            "/target/debug/xtask",
            "/wwwx/main.js",
        ] {
            assert_eq!(relative_path(target), Err(Refusal::Missing), "{target}");
        }
    }

    #[test]
    fn a_file_is_opened_and_a_folder_is_not() {
        let clone = SmallClone::new("a_file_is_opened");
        let mut text = String::new();
        let mut page = open(clone.root(), "/www/main.js").unwrap();
        page.file.read_to_string(&mut text).unwrap();
        assert_eq!(text, SmallClone::MAIN);
        assert_eq!(page.length, SmallClone::MAIN.len() as u64);
        for target in ["/www", "/pkg", "/index.html/main.js", "/www/none.js"] {
            assert_eq!(
                open(clone.root(), target).unwrap_err(),
                Refusal::Missing,
                "{target}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_nowhere() {
        use std::os::unix::fs::symlink;
        let clone = SmallClone::new("a_link_leads_nowhere");
        symlink(
            clone.root().join("secret.txt"),
            clone.root().join("www/secret.txt"),
        )
        .unwrap();
        symlink(clone.root(), clone.root().join("www/up")).unwrap();
        for target in [
            "/www/secret.txt",
            "/www/up/secret.txt",
            "/www/up/www/main.js",
        ] {
            assert_eq!(
                open(clone.root(), target).unwrap_err(),
                Refusal::Missing,
                "{target}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_opened() {
        let clone = SmallClone::new("what_is_no_file");
        let pipe = clone.root().join("www/pipe.js");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let socket = clone.root().join("www/socket.js");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for target in ["/www/pipe.js", "/www/socket.js"] {
            assert_eq!(
                open(clone.root(), target).unwrap_err(),
                Refusal::Missing,
                "{target}"
            );
        }
    }

    #[test]
    fn the_type_follows_the_ending() {
        for (path, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("www/main.js", "text/javascript; charset=utf-8"),
            ("www/main.mjs", "text/javascript; charset=utf-8"),
            ("www/style/base.css", "text/css; charset=utf-8"),
            ("pkg/overshare_bg.wasm", "application/wasm"),
            ("pkg/package.json", "application/json; charset=utf-8"),
            ("www/icon.svg", "image/svg+xml; charset=utf-8"),
            ("www/icon.png", "image/png"),
            ("www/samples/mint.txt", "text/plain; charset=utf-8"),
            ("pkg/SHA256SUMS", "text/plain; charset=utf-8"),
            ("pkg/overshare.d.ts", "text/plain; charset=utf-8"),
            ("www/unknown.xyz", "application/octet-stream"),
        ] {
            assert_eq!(media_type(path), expected, "{path}");
        }
    }
}
