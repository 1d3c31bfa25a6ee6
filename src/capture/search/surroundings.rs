//! What the text around a payload says about its request: the address, the method and the host.

use std::ops::Range;

use crate::capture::located::Located;
use crate::capture::{http, url};

/// What is known of a request, apart from its payload.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    pub(super) method: Option<String>,
    pub(super) url: Option<String>,
    pub(super) host: Option<String>,
    pub(super) path: String,
    /// Where the fields of the address are.
    pub(super) query: Range<usize>,
}

/// How markup writes what parts the fields of an address.
const AMPERSAND: &str = "&amp;";

/// What JMeter writes before the address of a request, behind its body.
const ADDRESS: &[u8] = b"<java.net.URL>";

/// A name that only records have.
const RECORD: &[u8] = b"distinct_id";

/// Whether records can be in JSON: those that have such a name say what they are, too.
pub(super) fn has_record(json: &[u8]) -> bool {
    let has = |name: &[u8]| memchr::memmem::find(json, name).is_some();
    has(RECORD) && has(b"\"type\"")
}

/// Whether records can be in a map without quotes, of which logs are full: they have such a name, or an event
/// beside its type, or beside the app that it is of.
pub(super) fn names_event(map: &[u8]) -> bool {
    let has = |name: &[u8]| memchr::memmem::find(map, name).is_some();
    has(RECORD) || has(b"stat_value") || has(b"event") && (has(b"type") || has(b"app_id"))
}

/// Longest address.
const LONGEST: usize = 8 << 10;

/// Reads what stands around the payload at a place of a text.
pub(super) fn read(text: &[u8], payload: &Range<usize>) -> Surroundings {
    let before = text.get(..payload.start).unwrap_or_default();
    let behind = text.get(payload.end..).unwrap_or_default();
    // What is in the next record is not of this request.
    let next = memchr::memmem::find(behind, RECORD);
    let behind = behind
        .get(..next.unwrap_or(behind.len()))
        .unwrap_or_default();
    let line = request_line(before);
    // What stands before the first line of a request is of something else, and so are addresses in its
    // headers, where one of them says the host.
    let head = line.as_ref().map_or(0, |(_, target)| match target.text {
        text if text.starts_with('/') => target.slice().range().start,
        _ => 0,
    });
    let own_host = (head > 0).then(|| host(before.get(head..)?)).flatten();
    // The last one before it is the nearest; one behind it may be of an answer, where nothing says that it
    // is not.
    let named = behind
        .windows(ADDRESS.len())
        .position(|part| part == ADDRESS)
        .and_then(|at| addresses(text, payload.end + at, text.len()).next());
    let place = named
        .or_else(|| addresses(text, head, payload.start).last())
        .or_else(|| addresses(text, 0, head).last())
        .or_else(|| match line {
            Some(_) => None,
            None => addresses(text, payload.end, payload.end + behind.len()).next(),
        });
    let mut found = Surroundings::default();
    if own_host.is_none()
        && let Some(place) = place
        && let Ok(address) = std::str::from_utf8(text.get(place.clone()).unwrap_or_default())
    {
        let located = Located::new(address, 0, place.start);
        if let Some(parts) = url::split(located) {
            found.url = Some(address.replace(AMPERSAND, "&"));
            found.host = Some(parts.host.to_owned());
            found.path = parts.path.to_owned();
            found.query = parts.query.slice().range();
        }
    }
    if let Some((method, target)) = line {
        found.method = Some(method.to_owned());
        if found.url.is_none() {
            let path = target.text.split('?').next().unwrap_or_default();
            found.path = path.to_owned();
            let start = target.slice().range().start + path.len();
            found.query = start..target.slice().range().end;
        }
    } else {
        found.method = method(before).or_else(|| method(behind));
    }
    if found.host.is_none()
        && found.path.is_empty()
        && let Some((method, host, target)) = row(before)
    {
        let place = target.slice().range();
        let path = target.text.split('?').next().unwrap_or_default();
        found.query = place.start + path.len()..place.end;
        found.path = path.to_owned();
        found.url = Some(["//", host, target.text].concat());
        found.host = Some(url::host_of(host).to_owned());
        found.method = Some(method.to_owned());
    }
    if found.host.is_none()
        && let Some(host) = host(before)
    {
        found.url = (!found.path.is_empty()).then(|| {
            let query = text.get(found.query.clone()).unwrap_or_default();
            let query = std::str::from_utf8(query).unwrap_or_default();
            ["//", host, &found.path, query].concat()
        });
        found.host = Some(url::host_of(host).to_owned());
    }
    found
}

/// Bytes of the line of a table before its payload.
const CELLS: usize = 1 << 10;

/// A method, a host and a path, one after the other in the line of a table that the payload is in.
fn row(before: &[u8]) -> Option<(&str, &str, Located<'_>)> {
    let start = before.iter().rposition(|&byte| byte == b'\n');
    let start = start.map_or(0, |end| end + 1);
    let line = before.get(start..).filter(|line| line.len() <= CELLS)?;
    let line = std::str::from_utf8(line).ok()?;
    let mut position = start;
    let words = line.split([' ', '\t', '|', '<', '>', ',', ';', '"', '`']);
    let words = words.filter_map(|word| {
        let at = position;
        position += word.len() + 1;
        let is_mark = word.is_empty() || matches!(word, "td" | "/td" | "code" | "/code");
        (!is_mark).then(|| Located::new(word, 0, at))
    });
    let words: Vec<Located> = words.collect();
    words.windows(3).find_map(|words| {
        let [method, host, target] = words else {
            return None;
        };
        let is_of_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte);
        let is_host = host.text.contains('.') && host.text.bytes().all(is_of_host);
        let fits = is_host && target.text.starts_with('/');
        let fits = fits && http::is_method(method.text.as_bytes());
        fits.then_some((method.text, host.text, *target))
    })
}

/// What begins a line of the head of a request, or of what a browser tells of one.
const OF_HEAD: [&[u8]; 7] = [
    b"host:",
    b":authority",
    b":path",
    b"request url",
    b"url:",
    b"uri:",
    b"[url]",
];

/// Whether some lines are what stands before the body of a request.
pub(super) fn is_head(text: &[u8]) -> bool {
    text.split(|&byte| byte == b'\n').any(|line| {
        // What marks a text as code can stand before it.
        let line = line.rsplit(|&byte| byte == b'>').next().unwrap_or(line);
        let line = line.trim_ascii();
        let begins = |start: &&[u8]| {
            line.get(..start.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
        };
        let text = std::str::from_utf8(line).unwrap_or_default();
        OF_HEAD.iter().any(begins) || http::request_line(Located::new(text, 0, 0)).is_some()
    })
}

/// Names of headers whose value is an address that the request did not go to.
const OTHERS: [&[u8]; 3] = [b"referer", b"referrer", b"origin"];

/// The places of the addresses that begin in a part of a text.
fn addresses(text: &[u8], from: usize, to: usize) -> impl Iterator<Item = Range<usize>> {
    let mut position = from;
    std::iter::from_fn(move || {
        loop {
            let part = text.get(position..to)?;
            let mark = position + part.windows(3).position(|mark| mark == b"://")?;
            position = mark + 3;
            let head = text.get(..mark)?;
            let start = ["https", "http"].iter().find_map(|scheme| {
                head.ends_with(scheme.as_bytes())
                    .then(|| mark - scheme.len())
            });
            let Some(start) = start else {
                continue;
            };
            let word = text
                .get(start.saturating_sub(20)..start)?
                .to_ascii_lowercase();
            if OTHERS
                .iter()
                .any(|other| word.windows(other.len()).any(|part| part == *other))
            {
                continue;
            }
            let is_end = |byte: &u8| {
                byte.is_ascii_whitespace() || b"\"'`<>\\^,;)]}|".contains(byte) || !byte.is_ascii()
            };
            let rest = text.get(start..text.len().min(start + LONGEST))?;
            let is_of_markup = |at: usize| {
                rest.get(..=at)
                    .is_some_and(|part| part.ends_with(AMPERSAND.as_bytes()))
            };
            let mut ends = rest.iter().enumerate();
            let end = ends.find(|&(at, byte)| is_end(byte) && !is_of_markup(at));
            let length = end.map_or(rest.len(), |(at, _)| at);
            // What ends a sentence is not of the address.
            let own = rest.get(..length).unwrap_or_default();
            let marks = own.iter().rev().take_while(|byte| b":.".contains(byte));
            let length = length - marks.count();
            position = position.max(start + length);
            return Some(start..start + length);
        }
    })
}

/// The last first line of a request in a text; words of a log can stand before it.
fn request_line(text: &[u8]) -> Option<(&'static str, Located<'_>)> {
    let lines = text.split(|&byte| matches!(byte, b'\n' | b'"'));
    let mut position = 0;
    let mut found = None;
    for line in lines {
        let start = position;
        position += line.len() + 1;
        let Ok(line) = std::str::from_utf8(line) else {
            continue;
        };
        let line = Located::new(line, 0, start).trim();
        let bytes = line.text.as_bytes();
        // A number, a mark of code or bytes that are no text can come right before it.
        let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./=&%".contains(byte);
        let begins = |&at: &usize| at == 0 || !bytes.get(at - 1).is_some_and(is_of_word);
        let mut lines = (0..bytes.len()).filter(begins);
        let line = lines
            .find_map(|at| http::request_line(line.behind(at)).filter(|line| line.has_version));
        if let Some(line) = line {
            found = Some((line.method, line.target));
        }
    }
    found
}

/// The last method, in capital letters; in others where a name or a bracket says that it is one.
fn method(text: &[u8]) -> Option<String> {
    let methods = ["POST", "GET", "PUT", "PATCH"];
    let mut position = 0;
    let words = text.split(|byte| !byte.is_ascii_alphanumeric());
    let found = words.filter_map(|word| {
        let before = text.get(..position)?;
        position += word.len() + 1;
        // The end of a line may be written as an escape.
        let is_escape = before.ends_with(b"\\") && matches!(word, [b'n' | b'r' | b't', _, ..]);
        let (before, word) = match is_escape {
            true => (text.get(..=before.len())?, word.get(1..)?),
            false => (before, word),
        };
        let method = methods
            .into_iter()
            .find(|method| method.as_bytes().eq_ignore_ascii_case(word))?;
        let behind = text.get(before.len() + word.len()..).unwrap_or_default();
        let is_named = || {
            let signs = |byte: &&u8| b"\"': =\t".contains(byte);
            let length = before.len() - before.iter().rev().take_while(signs).count();
            let name = before.get(length.saturating_sub(6)..length);
            name.is_some_and(|name| name.eq_ignore_ascii_case(b"method"))
        };
        let is_block = || {
            let begins = matches!(before.last(), None | Some(b'\n'));
            begins && behind.starts_with(b" {")
        };
        (method.as_bytes() == word || is_named() || is_block() || is_called(before, method, behind))
            .then_some(method)
    });
    found.last().map(str::to_owned)
}

/// Whether code sends a request with a method: `client.post(…)`, `HttpMethod.Post`, `HTTP::Post.new`, or
/// `- post:` in a list of steps. Names such as `get` and `put` are those of other things too, so an address
/// must follow them.
fn is_called(before: &[u8], method: &str, behind: &[u8]) -> bool {
    let ends = |end: &&[u8]| before.ends_with(end);
    if [&b"Method."[..], b"HTTP::", b"Method::"].iter().any(ends) {
        return true;
    }
    let line = before
        .rsplit(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    if behind.starts_with(b":\n") && line.iter().all(|byte| b" -".contains(byte)) {
        return line.ends_with(b" ");
    }
    let is_object = before.ends_with(b".");
    let Some(argument) = behind.strip_prefix(b"(").filter(|_| is_object) else {
        return false;
    };
    let argument = argument.trim_ascii_start();
    let argument = argument.strip_prefix(b"f").unwrap_or(argument);
    let is_address = matches!(argument, [b'"' | b'\'' | b'`', rest @ ..]
        if rest.starts_with(b"/") || rest.starts_with(b"http") || rest.starts_with(b"$"));
    is_address || method == "POST"
}

/// The host that a header or a field of this name has.
fn host(text: &[u8]) -> Option<&str> {
    let places = text.windows(4).enumerate();
    let mut found = places.filter_map(|(place, word)| {
        let is_whole = match text.get(..place)? {
            // The end of a line may be written as an escape.
            [.., b'\\', b'n' | b'r' | b't'] | [] => true,
            [.., last] => !last.is_ascii_alphanumeric(),
        };
        if !is_whole || !word.eq_ignore_ascii_case(b"host") {
            return None;
        }
        let rest = text.get(place + 4..)?;
        let rest = rest
            .strip_prefix(b"\"")
            .or_else(|| rest.strip_prefix(b"'"))
            .unwrap_or(rest);
        let rest = rest.trim_ascii_start();
        let rest = rest
            .strip_prefix(b":")
            .or_else(|| rest.strip_prefix(b"="))?;
        let rest = rest.trim_ascii_start();
        // As Rust prints the parts of an address.
        let rest = rest.strip_prefix(b"Some(Domain(").unwrap_or(rest);
        let rest = rest
            .strip_prefix(b"\"")
            .or_else(|| rest.strip_prefix(b"'"))
            .unwrap_or(rest);
        let is_of_host = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-.:".contains(byte);
        let length = rest.iter().take_while(is_of_host).count();
        let host = std::str::from_utf8(rest.get(..length)?).ok()?;
        // Some have dots for the end of the line.
        let host = host.split("..").next()?.trim_end_matches('.');
        host.contains('.').then_some(host)
    });
    found.next_back()
}
