//! Which file of the clone answers which path, and as what type.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use super::coding::{Coding, Compressed};

/// All that is served; everything else in the clone is nobody's business.
pub(super) const SITE: [&str; 4] = ["index.html", "www", "pkg", "docs"];

/// The page that stands in pages of others.
const FRAME: &str = "pkg/frame.html";

/// The page, which names its scripts and styles in the folder of the bundle.
const PAGE: &str = "index.html";
const BUNDLE: &str = "\"pkg/page/";
/// Where the same files are before they are bundled.
const SOURCE: &str = "\"www/";

/// What fits into one packet is sent as it is.
const SMALLEST_COMPRESSED: u64 = 1024;
/// No file of the site is near this; a larger one is sent piece by piece and never held in memory.
const LARGEST_COMPRESSED: u64 = 16 << 20;

/// The files of a clone that are served.
#[derive(Debug)]
pub struct Site {
    root: PathBuf,
    /// Whether the page runs from its source.
    is_source: bool,
    compressed: Compressed,
}

/// A file of the site, opened.
#[derive(Debug)]
pub struct Page {
    pub body: Body,
    /// Names what is sent, so that a client can ask whether it is still the same.
    pub tag: String,
    pub media_type: &'static str,
    /// How the body is compressed, if it is.
    pub coding: Option<Coding>,
    /// Whether another client may get it compressed in another way.
    pub varies: bool,
    /// Whether pages of others may show it in themselves.
    pub is_framed: bool,
}

/// What is sent.
#[derive(Debug)]
pub enum Body {
    Bytes(Arc<[u8]>),
    /// A file and how much of it: one that grows meanwhile must not run past the length that was announced.
    File(File, u64),
}

impl Body {
    pub fn length(&self) -> u64 {
        match self {
            Body::Bytes(bytes) => bytes.len() as u64,
            Body::File(_, length) => *length,
        }
    }
}

/// Why a path has no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not a path that any file of the site has: percent-encoded, with `..`, with an empty part.
    Malformed,
    /// No such file, or a file that is not part of the site.
    Missing,
}

impl Site {
    /// The site in a clone.
    pub fn new(root: PathBuf, is_source: bool) -> Site {
        Site {
            root,
            is_source,
            compressed: Compressed::default(),
        }
    }

    /// Opens the file that a request target such as `/www/main.js?x` means, for a client that takes this coding.
    pub fn open(&self, target: &str, coding: Option<Coding>) -> Result<Page, Refusal> {
        let relative = relative_path(target)?;
        let file = self.file(&relative)?;
        let metadata = file.metadata().map_err(|_| Refusal::Missing)?;
        let length = metadata.len();
        let written = metadata.modified().ok();
        let age = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let is_rewritten = self.is_source && relative == PAGE;
        let version = format!(
            "{:x}-{length:x}{}",
            age.unwrap_or_default().as_nanos(),
            if is_rewritten { "-source" } else { "" }
        );
        let media_type = media_type(&relative);
        let varies = is_compressible(media_type)
            && (SMALLEST_COMPRESSED..=LARGEST_COMPRESSED).contains(&length);
        let bytes = || {
            let mut bytes = Vec::new();
            (&file).take(length).read_to_end(&mut bytes)?;
            Ok::<_, io::Error>(if is_rewritten {
                from_source(&bytes)
            } else {
                bytes
            })
        };
        let compressed = coding.filter(|_| varies).and_then(|coding| {
            let compressed = self.compressed.get(&relative, &version, coding, bytes)?;
            Some((coding, compressed))
        });
        let (body, coding) = match compressed {
            Some((coding, bytes)) => (Body::Bytes(bytes), Some(coding)),
            None if is_rewritten => (
                Body::Bytes(bytes().map_err(|_| Refusal::Missing)?.into()),
                None,
            ),
            None => (Body::File(file, length), None),
        };
        let suffix = coding.map_or("", Coding::name);
        Ok(Page {
            body,
            tag: format!(
                "\"{version}{}{suffix}\"",
                if suffix.is_empty() { "" } else { "-" }
            ),
            media_type,
            coding,
            varies,
            is_framed: relative == FRAME,
        })
    }

    fn file(&self, relative: &str) -> Result<File, Refusal> {
        let root = self.root.canonicalize().map_err(|_| Refusal::Missing)?;
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
        File::open(&wanted).map_err(|_| Refusal::Missing)
    }
}

/// The page with the addresses of its source in the place of those of its bundle.
fn from_source(page: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(page)
        .replace(BUNDLE, SOURCE)
        .into_bytes()
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

/// Whether a file of this type gets smaller; pictures are compressed already.
fn is_compressible(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || media_type.starts_with("application/json")
        || media_type.starts_with("image/svg+xml")
        || media_type == "application/wasm"
}

/// The type by the name's ending. Browsers refuse modules and WebAssembly sent as anything else.
fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "har" | "map" => "application/json; charset=utf-8",
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
        let site = Site::new(clone.root().to_path_buf(), false);
        let page = site.open("/www/main.js", None).unwrap();
        assert_eq!(page.body.length(), SmallClone::MAIN.len() as u64);
        let Body::File(mut file, _) = page.body else {
            panic!("expected the file itself, found {:?}", page.body);
        };
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, SmallClone::MAIN);
        for target in ["/www", "/pkg", "/index.html/main.js", "/www/none.js"] {
            assert_eq!(
                site.open(target, None).unwrap_err(),
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
        let site = Site::new(clone.root().to_path_buf(), false);
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
                site.open(target, None).unwrap_err(),
                Refusal::Missing,
                "{target}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_opened() {
        let clone = SmallClone::new("what_is_no_file");
        let site = Site::new(clone.root().to_path_buf(), false);
        let pipe = clone.root().join("www/pipe.js");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let socket = clone.root().join("www/socket.js");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for target in ["/www/pipe.js", "/www/socket.js"] {
            assert_eq!(
                site.open(target, None).unwrap_err(),
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
            ("pkg/page/main.js.map", "application/json; charset=utf-8"),
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
