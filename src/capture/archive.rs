//! ZIP files with captures in them: one for each request, as proxies save their sessions, or any others.
//!
//! They are read in the order of the numbers in their names. What is an answer, or is about a request
//! without being one, has a name that says so.

use super::zip::Archive;
use super::{Container, Item, exports, nested};
use crate::bytes::codec::inflate::{self, End};
use crate::diagnostic;
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    name: Some("a ZIP file with captures"),
    recognize,
    open,
};

/// Files that are read though they are compressed once more: each may grow by itself.
const COMPRESSED: usize = 4;

fn recognize(input: &[u8]) -> Option<(InputKind, &'static str)> {
    let is_one = input.starts_with(b"PK\x03\x04");
    is_one.then_some((InputKind::Export, "it begins like a ZIP file"))
}

/// What a file of an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role<'n> {
    /// All of a request but its body, which is in the first file whose name begins with this.
    Described(&'n str, &'static str),
    /// A request as it was sent, which another file of this name describes.
    Sent(&'n str),
    /// The body of a request, an answer, or something about one.
    Other,
    /// Whatever it is.
    Any,
}

fn role(name: &str) -> Role<'_> {
    let (folder, own) = name.split_at(name.rfind('/').map_or(0, |slash| slash + 1));
    let stem = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
    if let Some(number) = name.strip_suffix("-meta.json") {
        return Role::Described(number, "-req.");
    }
    match own {
        "request.json" => return Role::Described(folder, "request_body."),
        "request.hcy" => return Role::Sent(folder),
        "" | "[content_types].xml" | "_index.htm" => return Role::Other,
        _ => {}
    }
    let is_number = |stem: &str, end: &str| {
        let number = stem.strip_suffix(end).unwrap_or("x");
        number.bytes().all(|byte| byte.is_ascii_digit())
    };
    // Fiddler's and Charles's, and HttpCanary's.
    let ends = ["_s", "_m", "_w", "-req", "-res"];
    let is_other = ends.iter().any(|end| is_number(stem, end))
        || stem.starts_with("response")
        || stem == "request_body"
        || name.starts_with("__macosx/");
    match is_other {
        true => Role::Other,
        false => Role::Any,
    }
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let Some(archive) = Archive::open(input) else {
        return take(Item::Problem(diagnostic::zip_cut()));
    };
    let mut compressed = 0;
    let mut is_known = false;
    for (name, index) in archive.files() {
        let role = role(name);
        let is_described = |folder: &str| {
            let name = [folder, "request.json"].concat();
            archive.first(&name).is_some()
        };
        let is_left_out = match role {
            Role::Other => true,
            Role::Sent(folder) => is_described(folder),
            _ => false,
        };
        if is_left_out {
            continue;
        }
        let Some((bytes, end)) = archive.read(index) else {
            continue;
        };
        let place = archive.place(index);
        if matches!(end, End::OutputLimit) {
            take(Item::Problem(diagnostic::limit_output(bytes.len())));
            return;
        }
        if let Role::Described(beginning, end) = role {
            let body = archive.first(&[beginning, end].concat());
            let body = body.and_then(|body| archive.read(body));
            let body = body.map(|(body, _)| body);
            if let Some(mut request) = exports::alone(&bytes, body.as_deref()) {
                is_known = true;
                request.at.file = place.start as u64..place.end as u64;
                request.at.is_packed = true;
                take(Item::Request(request));
                continue;
            }
        }
        let is_compressed = recognize(&bytes).is_some() || inflate::sniff(&bytes).is_some();
        compressed += usize::from(is_compressed);
        if !is_compressed || compressed <= COMPRESSED {
            is_known |= nested::open_packed(&bytes, place, depth, take);
        }
    }
    if archive.is_locked {
        take(Item::Problem(diagnostic::zip_locked()));
    } else if !is_known {
        take(Item::Problem(diagnostic::zip_empty()));
    }
}
