//! One address.

use super::located::Located;
use super::{Opened, params};
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
    let (scheme, rest) = url.text.split_once("://")?;
    let is_http = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = host_of(rest.get(..end)?);
    let (path, query) = split_target(url.behind(scheme.len() + 3 + end));
    (is_http && !host.is_empty()).then_some(Parts { host, path, query })
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

/// Takes a request target apart into path and query.
pub(crate) fn split_target(target: Located<'_>) -> (&str, Located<'_>) {
    let target = target.split_once('#').map_or(target, |(before, _)| before);
    let none = target.behind(target.text.len());
    let (path, query) = target.split_once('?').unwrap_or((target, none));
    (path.text, query)
}

pub(super) fn read(text: Located<'_>) -> Option<Opened> {
    let parts = split(text)?;
    Some(Opened {
        kind: InputKind::Url,
        because: "it begins with http:// or https://".into(),
        request: Request {
            url: Some(text.text.to_owned()),
            host: Some(parts.host.to_owned()),
            path: parts.path.to_owned(),
            query: params::slices(parts.query),
            ..Request::default()
        },
    })
}
