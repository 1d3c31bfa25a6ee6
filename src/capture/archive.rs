//! ZIP files with captures in them: one for each request, as proxies save their sessions, or any others.
//!
//! They are read in the order of the numbers in their names. What is an answer, or is about a request
//! without being one, has a name that says so.

use std::ops::Range;

use super::request::{Locator, Request};
use super::unpacked::Unpacked;
use super::zip::Archive;
use super::{Container, Item, answer, exports, http, nested, others};
use crate::bytes::ByteStore;
use crate::bytes::codec::inflate::{self, End};
use crate::diagnostic;
use crate::report::{Diagnostic, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "zip",
    name: Some("a ZIP file with captures"),
    recognize,
    open,
};

/// Files that are read though they are compressed once more: each may grow by itself.
const COMPRESSED: usize = 4;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    // One without files has the end of such a file alone.
    // A version and flags follow, which no text has there.
    let is_one = match input {
        [b'P', b'K', 3, 4, rest @ ..] => rest.get(1).is_none_or(|&byte| byte < b' '),
        _ => input.starts_with(b"PK\x05\x06"),
    };
    is_one.then_some((InputKind::Export, "it begins like a ZIP file"))
}

/// What the name of a file with a body begins with.
const BODY: &str = "request_body.";

/// What a file of an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role<'n> {
    /// All of a request but its body, which is in the first file whose name begins with this.
    Described(&'n str, &'static str),
    /// The head of a request, whose body is in another file of this folder.
    Head(&'n str),
    /// A request as it was sent, which another file of this name describes.
    Sent(&'n str),
    /// What a server answered.
    Answer,
    /// The body of a request, or something about one.
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
        "request.json" => return Role::Described(folder, BODY),
        "request.hcy" => return Role::Sent(folder),
        _ if matches!(stem, "request_header" | "request_headers") => return Role::Head(folder),
        "" | "[content_types].xml" | "_index.htm" => return Role::Other,
        _ => {}
    }
    let is_number = |stem: &str, end: &str| {
        let number = stem.strip_suffix(end).unwrap_or("x");
        number.bytes().all(|byte| byte.is_ascii_digit())
    };
    // Fiddler's and Charles's, and HttpCanary's.
    let is_one_of = |ends: &[&str]| ends.iter().any(|end| is_number(stem, end));
    let is_other =
        is_one_of(&["_m", "_w", "-req"]) || stem == "request_body" || name.starts_with("__macosx/");
    let is_answer = is_one_of(&["_s", "-res"]) || stem.starts_with("response");
    match (is_other, is_answer) {
        (true, _) => Role::Other,
        (false, true) => Role::Answer,
        (false, false) => Role::Any,
    }
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    open_unpacked(input, Unpacked::default(), depth, take);
}

/// Hands over what is in an archive, of which some files were unpacked before.
pub(super) fn open_unpacked(
    input: &[u8],
    unpacked: Unpacked,
    depth: usize,
    take: &mut dyn FnMut(Item),
) {
    let Some(archive) = Archive::open_with(input, unpacked) else {
        return Found::default().finish(false, take);
    };
    let names = archive.files().map(|(name, _)| name);
    if let Some(problem) = others::name_of_archive(names) {
        return take(Item::Problem(problem));
    }
    let mut found = Found::default();
    for (name, index) in archive.files() {
        let role = role(name);
        let is_described = |folder: &str| {
            let name = [folder, "request.json"].concat();
            archive.first(&name).is_some()
        };
        let is_left_out = match role {
            Role::Other => true,
            Role::Answer => found.requests == 0 || archive.length(index) > answer::LARGEST,
            Role::Sent(folder) => is_described(folder),
            _ => false,
        };
        if is_left_out {
            continue;
        }
        let Some((mut bytes, end)) = archive.read(index) else {
            continue;
        };
        let place = archive.place(index);
        if role == Role::Answer {
            read_answer(&bytes, place, take);
            continue;
        }
        if matches!(end, End::OutputLimit) {
            take(Item::Problem(diagnostic::limit_output(bytes.len())));
            return;
        }
        if matches!(end, End::Checksum) {
            take(Item::Problem(diagnostic::gzip_checksum()));
        }
        let body = |beginning: &str, end: &str| {
            let body = archive.first(&[beginning, end].concat())?;
            archive.read(body).map(|(body, _)| body)
        };
        if let Role::Head(folder) = role {
            bytes.truncate(bytes.trim_ascii_end().len());
            bytes.extend_from_slice(b"\r\n\r\n");
            bytes.extend(body(folder, BODY).unwrap_or_default());
        }
        if let Role::Described(beginning, end) = role {
            let body = body(beginning, end);
            if let Some(mut request) = exports::alone(&bytes, body.as_deref()) {
                found.requests += 1;
                request.at.file = place.start as u64..place.end as u64;
                request.at.is_packed = true;
                take(Item::Request(request));
                continue;
            }
        }
        found.read(&bytes, place, depth, take);
    }
    if archive.is_locked {
        found.is_known = true;
        take(Item::Problem(diagnostic::zip_encrypted()));
    }
    // An editor of texts replaces bytes, and nothing is at its place any more.
    let is_lost = std::str::from_utf8(input).is_ok_and(|text| text.contains('\u{fffd}'));
    if is_lost && found.requests == 0 {
        return take(Item::Problem(diagnostic::bytes_lost()));
    }
    found.finish(archive.is_cut, take);
}

/// Hands over what a server answered: a message, or the body alone.
fn read_answer(bytes: &[u8], place: Range<usize>, take: &mut dyn FnMut(Item)) {
    let at = Locator {
        file: place.start as u64..place.end as u64,
        path: None,
        is_packed: true,
    };
    let answer = match bytes.starts_with(b"HTTP/") {
        true => http::answer(bytes, 0),
        false => answer::may_be_sealed(bytes, false).then(|| {
            let store = ByteStore::new(bytes.to_vec());
            let body = store.whole(0);
            answer::of(store, Vec::new(), body, Locator::default())
        }),
    };
    if let Some(answer) = answer {
        take(Item::Request(Request { at, ..answer }));
    }
}

/// What was found in the files of an archive so far.
#[derive(Default)]
pub(super) struct Found {
    /// How many files were compressed once more.
    compressed: usize,
    requests: usize,
    is_known: bool,
    has_text: bool,
    /// That one of them is an answer.
    answer: Option<Diagnostic<'static>>,
}

impl Found {
    /// Reads a file, which stands at a place of the archive.
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        place: Range<usize>,
        depth: usize,
        take: &mut dyn FnMut(Item),
    ) {
        self.compressed += usize::from(is_compressed(bytes));
        if is_compressed(bytes) && self.compressed > COMPRESSED {
            return;
        }
        let is_capture = nested::open_packed(bytes, place.clone(), depth, &mut |item| match item {
            Item::Hosts(_) => {}
            // Answers can be beside the requests, under any name.
            Item::Problem(problem) if problem.code == diagnostic::response_alone().code => {
                self.answer = Some(problem);
            }
            item => {
                let is_request = |request: &Request| !request.is_answer;
                self.requests +=
                    usize::from(matches!(&item, Item::Request(request) if is_request(request)));
                take(item);
            }
        });
        self.is_known |= is_capture;
        if !is_capture && is_text(bytes) {
            self.has_text = true;
            take(Item::Text(
                bytes.to_vec(),
                place.start as u64..place.end as u64,
            ));
        }
    }

    /// Says what there is to say of the archive, whose end may be missing.
    pub(super) fn finish(self, is_cut: bool, take: &mut dyn FnMut(Item)) {
        if is_cut {
            take(Item::Problem(diagnostic::zip_cut()));
        }
        if let Some(answer) = self.answer.filter(|_| self.requests == 0) {
            take(Item::Problem(answer));
        } else if self.requests == 0 && !self.is_known && !self.has_text && !is_cut {
            take(Item::Problem(diagnostic::zip_empty()));
        }
    }
}

/// Whether bytes are compressed, so that they may grow.
fn is_compressed(bytes: &[u8]) -> bool {
    recognize(bytes, 0).is_some() || inflate::sniff(bytes).is_some()
}

/// Whether bytes are a text, in which payloads may be.
fn is_text(bytes: &[u8]) -> bool {
    let is_printed = |&byte: &u8| byte >= b' ' || byte.is_ascii_whitespace() || byte == 0x1b;
    !bytes.trim_ascii().is_empty()
        && bytes.iter().all(is_printed)
        && std::str::from_utf8(bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::har::zip;
    use crate::capture::request::{Body, Request};

    fn read(files: &[(&str, &[u8], u16)]) -> (Vec<String>, Vec<&'static str>) {
        let (mut requests, mut problems) = (Vec::new(), Vec::new());
        let input = zip(files);
        assert!(recognize(&input, 0).is_some());
        open(&input, 0, &mut |item| match item {
            Item::Text(..) | Item::Hosts(_) => {}
            Item::Request(request) => {
                assert!(request.at.is_packed && request.at.file.end as usize <= input.len());
                requests.push(shown(&request));
            }
            Item::Problem(problem) => problems.push(problem.code),
        });
        (requests, problems)
    }

    fn shown(request: &Request) -> String {
        let url = request.url.as_deref().unwrap_or("?");
        let body = match &request.body {
            Body::None => "none",
            Body::Form(_) => "form",
            Body::Bytes(at) => request.text(*at),
        };
        [url, " ", body].concat()
    }

    const REQUEST: &[u8] = b"POST https://a.example/sa HTTP/1.1\r\nHost: a.example\r\n\r\n[1]";
    const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    #[test]
    fn files_are_read_in_the_order_of_their_numbers() {
        let other = String::from_utf8_lossy(REQUEST).replace("/sa", "/later");
        let (requests, problems) = read(&[
            ("raw/10_c.txt", other.as_bytes(), 8),
            ("raw/010_c.txt", other.as_bytes(), 8),
            ("raw/10_s.txt", ANSWER, 8),
            ("raw/9_c.txt", REQUEST, 0),
            ("raw/9_m.xml", b"<Session/>", 8),
            ("[Content_Types].xml", b"<Types/>", 8),
        ]);
        let later = "https://a.example/later [1]";
        let expected = ["https://a.example/sa [1]", later, later];
        assert_eq!(requests, expected);
        assert!(problems.is_empty());
    }

    #[test]
    fn bodies_belong_to_what_describes_them() {
        let json = br#"{"method":"POST","url":"https://b.example/x","headers":{}}"#;
        let head = b"POST /y h2\r\nHost: c.example\r\n\r\n[3]";
        let (requests, problems) = read(&[
            ("1/request.json", json, 8),
            ("1/request.hcy", REQUEST, 8),
            ("1/request_body.bin", b"[2]", 8),
            ("1/response.hcy", ANSWER, 8),
            ("2/request.hcy", head, 8),
            ("2/response_body.json", b"{\"a\":1}", 8),
        ]);
        assert_eq!(requests, ["https://b.example/x [2]", "//c.example/y [3]"]);
        assert!(problems.is_empty());
        let (requests, problems) = read(&[
            (
                "3/request_header.txt",
                b"POST https://e.example/ HTTP/1.1\r\nContent-Length: 3\r\n",
                8,
            ),
            ("3/request_body.txt", b"[5]", 8),
            ("3/response_header.txt", ANSWER, 8),
        ]);
        assert_eq!(requests, ["https://e.example/ [5]"]);
        assert!(problems.is_empty());
        let meta = br#"{"method":"PUT","scheme":"https","host":"d.example","port":null,"path":"/","query":null,"request":{"header":{"headers":[]}}}"#;
        let (requests, problems) = read(&[
            ("0-meta.json", meta, 8),
            ("0-req.dat", b"[4]", 8),
            ("0-res.txt", b"a=1&b=2", 8),
        ]);
        assert_eq!(requests, ["https://d.example/ [4]"]);
        assert!(problems.is_empty());
    }

    #[test]
    fn archives_without_a_capture_say_so() {
        let (requests, problems) = read(&[("a.bin", b"\x01\x02\x03", 8)]);
        assert_eq!((requests.len(), problems), (0, vec!["zip-empty"]));
        assert!(recognize(b"PK", 0).is_none());
        assert!(recognize(b"PK\x03\x04 is what it begins with", 0).is_none());
        // One without files.
        let end = [&b"PK\x05\x06"[..], &[0; 18]].concat();
        assert!(recognize(&end, 0).is_some());
        let mut problems = Vec::new();
        open(&end, 0, &mut |item| match item {
            Item::Problem(problem) => problems.push(problem.code),
            _ => panic!("expected nothing in it"),
        });
        assert_eq!(problems, ["zip-empty"]);
    }

    #[test]
    fn changed_bytes_are_told() {
        let mut input = zip(&[("a.txt", REQUEST, 0)]);
        // The checksum of something else.
        input[14..18].copy_from_slice(&[1, 2, 3, 4]);
        let (mut requests, mut problems) = (0, Vec::new());
        open(&input, 0, &mut |item| match item {
            Item::Problem(problem) => problems.push(problem.code),
            Item::Request(_) => requests += 1,
            _ => {}
        });
        assert_eq!((requests, problems), (1, vec!["gzip-checksum"]));
    }

    #[test]
    fn of_an_archive_that_is_cut_off_there_is_what_there_is() {
        let input = zip(&[("a.txt", REQUEST, 8), ("b.txt", REQUEST, 0)]);
        let second = input
            .windows(4)
            .rposition(|part| part == b"PK\x03\x04")
            .unwrap();
        let directory = input
            .windows(4)
            .position(|part| part == b"PK\x01\x02")
            .unwrap();
        for end in 4..directory {
            let (mut requests, mut problems) = (0, Vec::new());
            open(&input[..end], 0, &mut |item| match item {
                Item::Text(..) | Item::Hosts(_) => {}
                Item::Request(_) => requests += 1,
                Item::Problem(problem) => problems.push(problem.code),
            });
            assert!(requests <= 2 && (end < second || requests >= 1), "{end}");
            assert_eq!(problems, ["zip-cut"], "{end}");
        }
    }

    #[test]
    fn answers_are_told_only_where_there_is_nothing_else() {
        let answer = ("b.txt", ANSWER, 8);
        let (requests, problems) = read(&[("a.txt", REQUEST, 8), answer]);
        assert_eq!((requests.len(), problems.len()), (1, 0));
        let (requests, problems) = read(&[("a.txt", ANSWER, 8), answer]);
        assert_eq!((requests.len(), problems), (0, vec!["response-alone"]));
    }

    #[test]
    fn archives_within_archives_are_few() {
        let inner = zip(&[("a.txt", REQUEST, 8)]);
        let names: Vec<String> = (0..9).map(|number| format!("{number}.zip")).collect();
        let files: Vec<(&str, &[u8], u16)> = names
            .iter()
            .map(|name| (name.as_str(), &*inner, 8))
            .collect();
        let (requests, _) = read(&files);
        assert_eq!(requests.len(), COMPRESSED);
    }
}
