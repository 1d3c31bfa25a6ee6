//! Whether a text is an archive, by its beginning.
//!
//! Events are JSON too, and may have members of any name: only what nothing but an archive has counts.

use std::borrow::Cow;

use super::{Archive, Wrapped, unpacked};
use crate::bytes::codec::utf16;
use crate::capture::json_cursor::Cursor;
use crate::report::InputKind;

/// Bytes that are looked at: what stands before the first entry, such as a list of pages, is shorter, and
/// to pass over them takes less than a millisecond.
const BEGINNING: usize = 1 << 20;

/// Bytes of a beginning that is compressed.
const UNPACKED: usize = 64 << 10;

/// Entries that are looked at; the first ones can be damaged.
const TRIED: usize = 8;

/// Where the first value of a text can begin: behind a mark of the order of bytes.
pub(super) fn start(text: &[u8]) -> usize {
    if text.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    }
}

pub(super) fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let beginning = input.get(..BEGINNING).unwrap_or(input);
    let text = match Wrapped::of(input) {
        Wrapped::Plain => Cow::Borrowed(beginning),
        Wrapped::Utf16(order) => utf16::decode(beginning, order).into_bytes().into(),
        Wrapped::Compressed(wrapper) => unpacked(input, wrapper, UNPACKED).bytes.into(),
        Wrapped::Zip => {
            Archive::open(input)?.archives.first()?;
            let because = "it is a ZIP file with an HTTP archive in it";
            return Some((InputKind::Har, because));
        }
    };
    let because = "it has requests in the form of an HTTP archive";
    is_archive(Cursor::new(&text, start(&text))).then_some((InputKind::Har, because))
}

/// Whether a text is an archive, or a part of one.
fn is_archive(cursor: Cursor) -> bool {
    let names = ["log", "entries", "request", "method"];
    let ([log, entries, request, method, ..], _) = cursor.pick(&names);
    if log.first == b'{' {
        let names = ["version", "creator", "entries"];
        let ([version, creator, entries, ..], _) = cursor.at(log.start).pick(&names);
        let has_head = version.is_string() && creator.first == b'{';
        return has_head || has_entries(cursor.at(entries.start), true);
    }
    match (entries.first, request.first, method.first) {
        (b'[', _, _) => has_entries(cursor.at(entries.start), false),
        (_, b'{', _) => is_entry(cursor, false),
        (_, _, b'"') => is_request(cursor).is_some_and(|(has_mark, _)| has_mark),
        _ => has_entries(cursor, false),
    }
}

/// Whether one of the first elements of a list is an entry.
fn has_entries(mut cursor: Cursor, is_log: bool) -> bool {
    if !cursor.enter(b'[') {
        return false;
    }
    for _ in 0..TRIED {
        let is_element = cursor.element() == Ok(true);
        if is_element && is_entry(cursor, is_log) {
            return true;
        }
        if !is_element || cursor.skip().is_err() {
            break;
        }
    }
    false
}

/// Whether an object is an entry; in the log of an archive little tells.
fn is_entry(cursor: Cursor, is_log: bool) -> bool {
    let names = ["request", "startedDateTime", "response", "time"];
    let ([request, started, ..], has_others) = cursor.pick(&names);
    let found = is_request(cursor.at(request.start)).filter(|_| request.first == b'{');
    found.is_some_and(|(has_mark, is_bare)| {
        is_log || has_mark || started.first != 0 || is_bare && !has_others
    })
}

/// Whether an object that may be a request has something that only requests of archives have, and
/// whether it has nothing else; none where it is no request.
fn is_request(cursor: Cursor) -> Option<(bool, bool)> {
    let names = [
        "method",
        "url",
        "headers",
        "httpVersion",
        "queryString",
        "postData",
    ];
    let ([method, url, headers, version, query, post], has_others) = cursor.pick(&names);
    // Elsewhere headers are an object, or a list of lists.
    let mut list = cursor.at(headers.start);
    let has_list = headers.first == b'[' && list.enter(b'[') && list.peek() == b'{';
    let has_object = query.first == b'[' || post.first == b'{';
    let is_request = method.is_string() && url.is_string();
    is_request.then_some((has_list || has_object || version.is_string(), !has_others))
}
