//! One address.

use super::located::Located;
use super::{Opened, Param, params};
use crate::bytes::codec::{joined, percent};
use crate::bytes::{ByteStore, Slice};
use crate::report::InputKind;

use super::request::Request;

/// The parts of an address that matter here. Nothing is resolved or normalized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts<'a> {
    pub(crate) host: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: Located<'a>,
}

/// Takes an absolute address apart.
pub(crate) fn split(url: Located<'_>) -> Option<Parts<'_>> {
    let scheme = url.text.find("://")?;
    let name = url.before(scheme).text;
    let is_http = name.eq_ignore_ascii_case("http") || name.eq_ignore_ascii_case("https");
    let parts = parts_of(url.behind(scheme + 3));
    (is_http && !parts.host.is_empty()).then_some(parts)
}

/// Takes an address apart that was typed, so that it may lack the scheme; gives all of it too:
/// `//host/path` where it does not name the scheme.
pub(super) fn loose(url: Located<'_>) -> (String, Parts<'_>) {
    let scheme = url.text.find("://").map_or(0, |end| end + 3);
    let slashes = if scheme == 0 { "//" } else { "" };
    ([slashes, url.text].concat(), parts_of(url.behind(scheme)))
}

fn parts_of(rest: Located<'_>) -> Parts<'_> {
    let is_end = |byte: u8| matches!(byte, b'/' | b'?' | b'#');
    let end = rest.text.bytes().position(is_end);
    let end = end.unwrap_or(rest.text.len());
    let host = host_of(rest.before(end).text);
    let (path, query) = split_target(rest.behind(end));
    Parts { host, path, query }
}

/// Whether a word of a command can be an address: it has a dot, a colon or a variable.
pub(super) fn is_likely(word: &[u8]) -> bool {
    let inner = word.strip_suffix(b".").unwrap_or(word);
    let is_mark = |byte: &u8| b".:${".contains(byte);
    inner.iter().any(is_mark) && !word.contains(&b' ')
}

/// The host of an authority, without a user before it and a port behind it (RFC 3986 §3.2): an IPv6
/// address keeps its brackets.
pub(crate) fn host_of(authority: &str) -> &str {
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => {
            // What is in brackets, or has no brackets and several colons, has its own.
            let is_address = !name.starts_with('[') && name.contains(':');
            if is_address { host } else { name }
        }
        _ => host,
    }
}

/// Whether an authority has none of the characters that no host has (the URL Standard's forbidden ones), as
/// one has that a program printed with marks for the end of its line.
pub(super) fn may_be_authority(authority: &str) -> bool {
    let is_forbidden = |sign: char| matches!(sign, '\0'..=' ' | '^' | '\\' | '<' | '>' | '|');
    !authority.contains(is_forbidden)
}

/// A host with its port, where the scheme has another.
pub(super) fn authority(host: &str, scheme: Option<&str>, port: &str) -> String {
    let is_usual = match scheme {
        Some("http") => port == "80",
        Some("https") => port == "443",
        _ => false,
    };
    let is_bare = host.contains(':') && !host.starts_with('[');
    let (open, close) = if is_bare { ("[", "]") } else { ("", "") };
    match is_usual || port.is_empty() || port == "0" {
        true => [open, host, close].concat(),
        false => [open, host, close, ":", port].concat(),
    }
}

/// Takes a request target apart into path and query.
pub(crate) fn split_target(target: Located<'_>) -> (&str, Located<'_>) {
    let target = target.split_once('#').map_or(target, |(before, _)| before);
    let none = target.behind(target.text.len());
    let (path, query) = target.split_once('?').unwrap_or((target, none));
    (path.text, query)
}

/// An address as a request has it.
#[derive(Default)]
pub(super) struct Target {
    /// All of it, as far as the capture says it.
    pub(super) url: Option<String>,
    pub(super) host: Option<String>,
    pub(super) path: String,
    pub(super) query: Vec<Param<Slice>>,
}

impl Target {
    /// A request to it, of which nothing else is known yet.
    #[inline(never)]
    pub(super) fn request(self) -> Request {
        Request {
            url: self.url,
            host: self.host,
            path: self.path,
            query: self.query,
            ..Request::default()
        }
    }
}

/// Takes what a request names as its target apart; one that begins with the path has scheme and
/// authority elsewhere, if at all.
pub(super) fn target(target: Located, scheme: Option<&str>, authority: Option<&str>) -> Target {
    if let Some(parts) = split(target) {
        return Target {
            url: Some(target.text.to_owned()),
            host: Some(parts.host.to_owned()),
            path: parts.path.to_owned(),
            query: params::slices(parts.query),
        };
    }
    // What an editor has for the host is not known.
    let variable = target.text.strip_prefix("{{");
    let variable = variable.and_then(|name| name.find("}}"));
    let (path, query) = split_target(target.behind(variable.map_or(0, |end| end + 4)));
    let mark = if scheme.is_some() { "://" } else { "//" };
    let url = |authority| [scheme.unwrap_or_default(), mark, authority, target.text].concat();
    Target {
        url: authority.map(url),
        host: authority.map(|authority| host_of(authority).to_owned()),
        path: path.to_owned(),
        query: params::slices(query),
    }
}

/// Adds names and values that a program keeps beside an address to a query.
pub(super) fn push_query(query: &mut String, params: &[Param<Slice>], store: &ByteStore) {
    for param in params {
        for (sign, at) in [('&', param.name), ('=', param.value)] {
            query.push(sign);
            push_encoded(query, store.text(at));
        }
    }
}

/// Adds a name or a value of a query to an address. Programs keep some of them encoded and some not.
fn push_encoded(url: &mut String, text: &str) {
    let is_encoded = percent::sniff(text.as_bytes());
    let mut escape = Vec::new();
    for byte in text.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~!$'()*,;:@/?".contains(&byte);
        if is_plain || is_encoded && byte.is_ascii_graphic() {
            url.push(char::from(byte));
        } else {
            escape.clear();
            joined::replacement(&[byte], 3, &mut escape);
            url.extend(escape.iter().copied().map(char::from));
        }
    }
}

/// Has a request take over from an absolute address what it does not say itself.
pub(super) fn complete(request: &mut Request, address: &str) {
    let own = request.url.as_deref().unwrap_or_default();
    if own.contains("://") {
        return;
    }
    let (Some(parts), Some((scheme, _))) = (
        split(Located::new(address, 0, 0)),
        address.split_once("://"),
    ) else {
        return;
    };
    if own.starts_with("//") {
        request.url = Some([scheme, ":", own].concat());
    } else {
        request.host = Some(parts.host.to_owned());
        request.url = Some(address.to_owned());
    }
}

/// Has a request that went to the number of a server take the name over that it asks for there: programs
/// through which all connections are led know servers by their numbers.
pub(super) fn name(request: &mut Request) {
    let Some(host) = request.host.as_deref().filter(|host| is_number(host)) else {
        return;
    };
    let named = request
        .header("host")
        .or_else(|| request.header(":authority"));
    let named = named.filter(|named| !named.is_empty() && !is_number(host_of(named)));
    let Some(named) = named.map(str::to_owned) else {
        return;
    };
    if let Some(url) = &mut request.url
        && let Some(start) = url.find(host)
    {
        let end = url.get(start..).and_then(|rest| rest.find(['/', '?', '#']));
        let end = end.map_or(url.len(), |end| start + end);
        url.replace_range(start..end, &named);
    }
    request.host = Some(host_of(&named).to_owned());
}

/// Whether a host is the number of a server.
pub(super) fn is_number(host: &str) -> bool {
    host.contains(':') || host.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'.'))
}

pub(super) fn read(text: Located<'_>) -> Option<Opened> {
    split(text)?;
    // What follows an address in its line, such as the next column of a table, is not of it.
    let (address, behind) = text.text.split_once([' ', '\t']).unwrap_or((text.text, ""));
    if !address.contains(['?', '{']) && behind.contains(['{', '[']) {
        return None;
    }
    let target = target(text, None, None);
    Some(Opened {
        kind: InputKind::Url,
        because: "it begins with http:// or https://".into(),
        request: Request {
            url: target.url,
            host: target.host,
            path: target.path,
            query: target.query,
            ..Request::default()
        },
    })
}
