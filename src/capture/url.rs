//! One address.

use std::borrow::Cow;

use super::{Body, Capture, Request, params};
use crate::report::InputKind;

/// The parts of an address that matter here. Nothing is resolved or normalized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts<'a> {
    pub(crate) host: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
}

/// Takes an absolute address apart.
pub(crate) fn split(url: &str) -> Option<Parts<'_>> {
    let (scheme, rest) = url.split_once("://")?;
    let is_http = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, target) = rest.split_at_checked(end)?;
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let host = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|digit| digit.is_ascii_digit()) {
            name
        } else {
            host
        }
    });
    let (path, query) = split_target(target);
    (is_http && !host.is_empty()).then_some(Parts { host, path, query })
}

/// Takes a request target apart into path and query.
pub(crate) fn split_target(target: &str) -> (&str, &str) {
    let target = target.split_once('#').map_or(target, |(before, _)| before);
    target.split_once('?').unwrap_or((target, ""))
}

pub(super) fn read(text: &str) -> Option<Capture<'_>> {
    let parts = split(text)?;
    Some(Capture {
        kind: InputKind::Url,
        because: "it begins with http:// or https://".into(),
        head: 0,
        request: Request {
            url: Some(Cow::Borrowed(text)),
            host: Some(parts.host),
            path: parts.path,
            query: params::split(parts.query),
            body: Body::None,
            ..Request::default()
        },
    })
}
