//! What was pasted: each way of pasting is one file, and all lead to a [`Request`] that owns its
//! bytes.
//!
//! It never says what a request means and never drops one in silence: what cannot be read is a message
//! beside the others.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let curl = read("curl https://example.com/ -d '[{\"event\":\"search\",\"time\":1588784524318}]'");
//! let overview = curl.overview();
//! assert_eq!(overview.input.kind, overshare::report::InputKind::Curl);
//! assert_eq!(overview.requests[0].method.as_deref(), Some("POST"));
//! ```

mod access_log;
mod answer;
mod archive;
mod armor;
mod bare;
mod base64_text;
pub(crate) mod body;
mod code;
mod coded;
mod columns;
mod console;
mod curl;
mod docker;
mod draft;
mod dump;
mod dumpio;
mod exports;
pub(crate) mod flat;
mod flow;
mod framed;
mod goreplay;
mod har;
pub(crate) mod hosts;
mod http;
mod httpie;
mod json_cursor;
mod literal;
mod located;
mod logcat;
mod looks;
mod mail;
mod members;
mod messages;
mod mitmdump;
mod multipart;
mod nested;
mod okhttp;
mod others;
mod packets;
mod panel;
pub(crate) mod params;
mod powershell;
mod prefixed;
mod request;
mod script;
pub(crate) mod search;
mod sent_lines;
mod separate_lines;
mod shell;
mod shown;
mod styled;
mod table;
pub(crate) mod tar;
mod time;
mod unpacked;
mod unread;
mod url;
mod visible;
mod warc;
mod wrapped;
mod xml;
pub(crate) mod zip;

use std::borrow::Cow;
use std::ops::Range;

use crate::bytes::codec::inflate::{self, Inflated, Wrapper};
use crate::bytes::{ByteStore, Slice};
use crate::diagnostic;
use crate::limits::Limits;
use crate::report::{CaptureFormat, Diagnostic, InputKind, Text};
use crate::whole::is_whole;

pub(crate) use located::Located;
use looks::{Looks, WORD, looks};
pub(crate) use others::is_lossy;
pub(crate) use params::Param;
pub(crate) use request::{Body, Request, Step};
pub(crate) use unpacked::Unpacked;

/// What a capture was taken for.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub(crate) kind: InputKind,
    /// What its format is called, where it has no kind of its own.
    pub(crate) name: Option<&'static str>,
    /// Why, as the end of a sentence.
    pub(crate) because: Text<'static>,
    /// The IDs of other formats whose signs it has too.
    pub(crate) could_be: Vec<&'static str>,
}

/// What a capture is, which is in so many others, and why, as the end of a sentence.
type Recognize = fn(&[u8], usize) -> Option<(InputKind, &'static str)>;

/// Hands over what is in a container, which is so many times within another one.
type Open = fn(&[u8], usize, &mut dyn FnMut(Item));

/// A file format that holds requests.
struct Container {
    /// By which a reader chooses it; containers that are read by the same program have the same. Empty
    /// where nobody can choose it, because it opens nothing.
    id: &'static str,
    /// What such a capture is called, with its article, where it has no kind of its own.
    name: Option<&'static str>,
    /// What a capture is and why, as the end of a sentence; none where it is no such file. The number is
    /// how many others it is in.
    recognize: Recognize,
    /// Hands over one request after the other, in the order in which they stand. What cannot be read is
    /// one problem, and the rest goes on.
    open: Open,
}

impl Container {
    /// Whether a capture is one.
    fn is(&self, capture: &[u8]) -> bool {
        (self.recognize)(capture, 0).is_some()
    }

    /// Hands over what is in a capture, of which some was unpacked before.
    fn open_unpacked(&self, capture: &[u8], unpacked: Unpacked, take: &mut dyn FnMut(Item)) {
        // The reader opens none of these.
        if !is_whole() {
            return (self.open)(capture, 0, take);
        }
        match self.id {
            id if id == archive::CONTAINER.id => archive::open_unpacked(capture, unpacked, 0, take),
            id if id == har::CONTAINER.id => har::open_unpacked(capture, unpacked, 0, take),
            id if id == wrapped::CONTAINER.id => wrapped::open_unpacked(capture, unpacked, 0, take),
            _ => (self.open)(capture, 0, take),
        }
    }
}

/// All containers; the first that recognizes a capture opens it.
const CONTAINERS: &[Container] = &[
    flow::CONTAINER,
    warc::CONTAINER,
    goreplay::CONTAINER,
    har::CONTAINER,
    exports::CHARLES,
    exports::POSTMAN,
    exports::COLLECTION,
    exports::INSOMNIA,
    exports::PROXYMAN,
    dump::FRAMES,
    exports::PACKETS,
    exports::NETLOG,
    exports::LOG,
    docker::CONTAINER,
    logcat::CONTAINER,
    sent_lines::CONTAINER,
    xml::BURP,
    xml::CHARLES,
    xml::JMETER,
    archive::CONTAINER,
    tar::CONTAINER,
    wrapped::CONTAINER,
    unread::CONTAINER,
    visible::CONTAINER,
    styled::CONTAINER,
    curl::CONTAINER,
    console::CONTAINER,
    dumpio::CONTAINER,
    httpie::CONTAINER,
    mitmdump::CONTAINER,
    okhttp::CONTAINER,
    framed::CONTAINER,
    columns::CONTAINER,
    dump::ROWS,
    dump::DIGITS,
    dump::FOLLOW,
    dump::LIST,
    packets::CONTAINER,
    packets::PRINTED,
    messages::CONTAINER,
    hosts::CONTAINER,
    powershell::CONTAINER,
    script::CONTAINER,
    coded::CONTAINER,
    base64_text::CONTAINER,
    literal::CONTAINER,
    mail::CONTAINER,
    access_log::CONTAINER,
    panel::CONTAINER,
    separate_lines::CONTAINER,
    prefixed::CONTAINER,
];

/// The IDs and names of all containers, which the reader has too: it opens none of them.
const NAMES: [(&str, Option<&str>); CONTAINERS.len()] = {
    let mut names = [("", None); CONTAINERS.len()];
    let mut rest = (names.as_mut_slice(), CONTAINERS);
    while let ([name, names @ ..], [container, containers @ ..]) = rest {
        *name = (container.id, container.name);
        rest = (names, containers);
    }
    names
};

/// Containers that a text without white space or quotes can be.
const OF_ONE_WORD: &[Container] = &[
    dump::DIGITS,
    coded::CONTAINER,
    base64_text::CONTAINER,
    hosts::CONTAINER,
];

/// Containers that begin with the first line of a request.
const OF_MESSAGES: &[Container] = &[messages::CONTAINER];

/// The containers that a capture can be.
fn candidates(capture: &[u8]) -> &'static [Container] {
    match looks(capture) {
        Looks::Message => OF_MESSAGES,
        // The reader opens no others.
        _ if !is_whole() => &[],
        Looks::Alone => &[],
        Looks::Word => OF_ONE_WORD,
        Looks::Any => CONTAINERS,
    }
}

/// Whether no container has to be known to read a capture but messages.
pub(crate) fn is_plain(capture: &[u8]) -> bool {
    matches!(looks(capture), Looks::Message | Looks::Alone)
}

/// Containers with more in them than the requests that they name: a program, a note, or other columns.
const LOOSE: [&str; 4] = [
    columns::CONTAINER.id,
    curl::CONTAINER.id,
    script::CONTAINER.id,
    literal::CONTAINER.id,
];

/// The ID of a capture that is the body of one request, whatever it looks like.
const BODY: &str = "body";

/// The ID of a text in which payloads are looked for, whatever it looks like.
const SEARCH: &str = "search";

/// What a reader said a capture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format(&'static str);

impl Format {
    /// Its ID.
    pub(crate) fn id(self) -> &'static str {
        self.0
    }
}

/// The format with this ID, if there is one.
pub(crate) fn format(id: &str) -> Option<Format> {
    let ids = NAMES.iter().map(|(id, _)| *id);
    let mut ids = ids.chain([BODY, SEARCH]);
    ids.find(|&known| !known.is_empty() && known == id)
        .map(Format)
}

/// The formats that a reader can choose, each once.
pub(crate) fn formats() -> Vec<CaptureFormat> {
    let named = NAMES.iter().copied();
    let mut formats: Vec<CaptureFormat> = Vec::new();
    for (id, name) in named.chain([(BODY, None), (SEARCH, None)]) {
        if !id.is_empty() && !formats.iter().any(|known| known.id == id) {
            formats.push(CaptureFormat { id, name });
        }
    }
    formats
}

/// What stands in a container.
#[expect(
    clippy::large_enum_variant,
    reason = "each is taken apart as soon as it is handed over"
)]
pub(crate) enum Item {
    Request(Request),
    Problem(Diagnostic<'static>),
    /// A text that is no capture by itself, and the place in the capture that it came from: there may be
    /// payloads in it.
    Text(Vec<u8>, Range<u64>),
    /// Names of hosts, with nothing that was sent to them.
    Hosts(Vec<String>),
}

/// A capture that is one request, which does not hold its bytes yet.
struct Opened {
    kind: InputKind,
    because: Text<'static>,
    request: Request,
}

impl Body {
    /// Takes a body for what it looks like; its declared type is not believed.
    pub(crate) fn read(bytes: &[u8], at: Slice) -> Body {
        let (at, bytes) = at.trimmed(bytes);
        if bytes.is_empty() {
            return Body::None;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if params::sniff(text) => {
                let start = at.range().start;
                Body::Form(params::slices(Located::new(text, at.buffer, start)))
            }
            _ => Body::Bytes(at),
        }
    }
}

/// Takes a capture for one of the known kinds, and hands over what is in it, and whether it is all that the
/// capture can be read as. Gives it back where there may be more in it than that.
pub(crate) fn open_unpacked<'c>(
    capture: Cow<'c, [u8]>,
    unpacked: Unpacked,
    take: &mut dyn FnMut(Item, &Kind, bool),
) -> (Kind, Option<Cow<'c, [u8]>>) {
    let candidates = candidates(&capture);
    for (index, container) in candidates.iter().enumerate() {
        if let Some((kind, because)) = (container.recognize)(&capture, 0) {
            let further = candidates.get(index + 1..).unwrap_or_default().iter();
            let further = further.filter(|other| {
                other.id != container.id && (other.recognize)(&capture, 0).is_some()
            });
            let kind = Kind {
                kind,
                name: container.name,
                because: because.into(),
                could_be: further.map(|other| other.id).collect(),
            };
            container.open_unpacked(&capture, unpacked, &mut |item| take(item, &kind, false));
            return (kind, LOOSE.contains(&container.id).then_some(capture));
        }
    }
    let (request, kind, problem) = alone(capture);
    if let Some(problem) = problem {
        take(Item::Problem(problem), &kind, true);
    }
    take(Item::Request(request), &kind, true);
    (kind, None)
}

/// All that a compressed file unpacks to, where it is a capture of more than the body of a request; the
/// beginning of any other, which has room for a key. None where nothing is compressed.
pub(crate) fn unpack(input: &[u8]) -> Option<(Inflated, bool)> {
    let wrapper = inflate::sniff(input).filter(|_| is_whole())?;
    if har::CONTAINER.is(input) || wrapped::CONTAINER.is(input) {
        return Some((
            unpacked::unpacked(input, wrapper, Limits::DEFAULT.output),
            true,
        ));
    }
    let start = unpacked::unpacked(input, wrapper, KEY);
    // Nobody compresses twice what is large.
    match inflate::sniff(&start.bytes) {
        Some(_) => Some((unpacked::unpacked(input, wrapper, TWICE), true)),
        None => Some((start, false)),
    }
}

/// Bytes in which a key has room, however it is written.
const KEY: usize = 32 << 10;

/// Bytes of what is compressed once more.
const TWICE: usize = 4 << 20;

/// Takes a capture for what the reader says it is. Where there is nothing of that in it, that is said.
pub(crate) fn open_unpacked_as<'c>(
    capture: Cow<'c, [u8]>,
    unpacked: Unpacked,
    Format(id): Format,
    take: &mut dyn FnMut(Item, &Kind, bool),
) -> (Kind, Option<Cow<'c, [u8]>>) {
    let mut kind = Kind {
        kind: InputKind::Export,
        name: None,
        because: CHOSEN.into(),
        could_be: Vec::new(),
    };
    match id {
        SEARCH => (search::KIND, Some(capture)),
        BODY => {
            let input = capture.trim_ascii();
            let start = capture.len() - capture.trim_ascii_start().len();
            let opened = body_alone(input, start);
            kind.kind = opened.kind;
            let mut request = opened.request;
            request.at.file = 0..capture.len() as u64;
            request.store = ByteStore::new(capture.into_owned());
            if let Some(problem) = http::open_body(&mut request) {
                take(Item::Problem(problem), &kind, false);
            }
            take(Item::Request(request), &kind, false);
            (kind, None)
        }
        _ => {
            let named = CONTAINERS.iter().filter(|container| container.id == id);
            let recognized = |one: &Container| Some((one.recognize)(&capture, 0)?.0);
            let mut fitting = named.clone();
            let fits = fitting.find_map(|one| Some((one, Some(recognized(one)?))));
            let first = named.clone().next().map(|one| (one, None));
            let Some((container, recognized)) = fits.or(first) else {
                return (kind, None);
            };
            kind.kind = recognized.unwrap_or(InputKind::Export);
            kind.name = container.name;
            // What is wrong with a capture in this format is true only of one that is in it.
            let mut is_certain = recognized.is_some();
            let mut problems = Vec::new();
            container.open_unpacked(&capture, unpacked, &mut |item| match item {
                Item::Problem(problem) if !is_certain => problems.push(problem),
                item => {
                    is_certain = true;
                    take(item, &kind, false);
                }
            });
            if !is_certain {
                problems = vec![diagnostic::chosen_is_not()];
            }
            for problem in problems {
                take(Item::Problem(problem), &kind, false);
            }
            (kind, None)
        }
    }
}

/// Why a capture was taken for what it was.
const CHOSEN: &str = "you chose it";

/// Takes a capture for one request, which is all that stands in it; and what is wrong with its body.
pub(crate) fn alone(capture: Cow<[u8]>) -> (Request, Kind, Option<Diagnostic<'static>>) {
    let Opened {
        kind,
        because,
        mut request,
    } = one(&capture);
    request.missing = match kind {
        InputKind::Unrecognized => others::name(&capture),
        InputKind::Base64 => {
            let inner = bare::first_of_base64(&capture);
            inner.and_then(|inner| others::name_of_packed(&inner))
        }
        InputKind::Gzip => {
            let inner = unpacked::unpacked(&capture, Wrapper::Gzip, WORD).bytes;
            others::name_of_packed(&inner)
        }
        _ => request.missing,
    };
    request.at.file = 0..capture.len() as u64;
    request.store = ByteStore::new(capture.into_owned());
    let problem = http::open_body(&mut request);
    let kind = Kind {
        kind,
        name: None,
        because,
        could_be: Vec::new(),
    };
    (request, kind, problem)
}

/// The length of the mark of UTF-8, with which some programs begin a file.
fn mark_length(capture: &[u8]) -> usize {
    if capture.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    }
}

/// The lines of a text without their ends, and where each begins.
fn lines(input: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut position = mark_length(input);
    std::iter::from_fn(move || {
        let rest = input.get(position..).filter(|rest| !rest.is_empty())?;
        let start = position;
        let length = rest.iter().position(|&byte| byte == b'\n');
        let line = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        position += length.map_or(rest.len(), |length| length + 1);
        Some((start, line.strip_suffix(b"\r").unwrap_or(line)))
    })
}

/// The capture as one request.
fn one(capture: &[u8]) -> Opened {
    let input = capture.get(mark_length(capture)..).unwrap_or_default();
    let input = input.trim_ascii_start();
    let start = capture.len() - input.len();
    let input = input.trim_ascii_end();
    if input.len() < WORD && std::str::from_utf8(input).is_ok_and(is_blank) {
        return plain(
            InputKind::Empty,
            "there is nothing but white space",
            Body::None,
        );
    }
    if let Some(opened) = http::read(input, start, capture.len()) {
        return opened;
    }
    body_alone(input, start)
}

/// Whether nothing of a text can be seen.
fn is_blank(text: &str) -> bool {
    let is_hidden = |sign: char| matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.chars()
        .all(|sign| sign.is_whitespace() || is_hidden(sign))
}

/// The body of a request that is all of a capture, at an offset in it.
fn body_alone(input: &[u8], start: usize) -> Opened {
    let Ok(text) = std::str::from_utf8(input) else {
        return bare::read_bytes(input, Slice::new(0, start..start + input.len()));
    };
    let text = Located::new(text, 0, start);
    if let Some(opened) = url::read(text) {
        return opened;
    }
    if params::sniff(text.text) {
        let body = Body::Form(params::slices(text));
        return plain(InputKind::Form, "it is made of name=value pairs", body);
    }
    bare::read_text(text)
}

/// Host, path and query of an absolute web address.
pub(crate) fn url_parts(text: &str) -> Option<(&str, &str, &str)> {
    let parts = url::split(Located::new(text, 0, 0))?;
    Some((parts.host, parts.path, parts.query.text))
}

fn plain(kind: InputKind, because: &'static str, body: Body) -> Opened {
    Opened {
        kind,
        because: because.into(),
        request: Request {
            body,
            ..Request::default()
        },
    }
}

/// The same as [`open_unpacked`] of a capture of which nothing was unpacked.
#[cfg(test)]
pub(crate) fn open<'c>(
    capture: Cow<'c, [u8]>,
    take: &mut dyn FnMut(Item, &Kind, bool),
) -> (Kind, Option<Cow<'c, [u8]>>) {
    open_unpacked(capture, Unpacked::default(), take)
}

/// The same as [`open_unpacked_as`] of a capture of which nothing was unpacked.
#[cfg(test)]
fn open_as<'c>(
    capture: Cow<'c, [u8]>,
    format: Format,
    take: &mut dyn FnMut(Item, &Kind, bool),
) -> (Kind, Option<Cow<'c, [u8]>>) {
    open_unpacked_as(capture, Unpacked::default(), format, take)
}

#[cfg(test)]
pub(crate) use har::zip as zip_of;

#[cfg(test)]
mod body_tests;
#[cfg(test)]
mod curl_tests;
#[cfg(test)]
mod growth_tests;
#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod powershell_tests;
#[cfg(test)]
mod script_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod written_tests;
