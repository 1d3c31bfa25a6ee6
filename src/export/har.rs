//! An HTTP archive 1.2, one entry a request.
//!
//! The requests are read from the paste once more, since the report shows long values in short and
//! names of headers in lower case.

use super::{Exported, body, quoted};
use crate::capture::{self, Body, Capture};
use crate::layer::percent;
use crate::report::Period;

/// All requests.
pub(super) fn archive(exported: &Exported) -> Vec<u8> {
    let report = &exported.report;
    let entries: Vec<String> = (0..report.requests.len())
        .map(|request| entry(exported, request))
        .collect();
    let (name, version) = report.generator.split_once(' ').unwrap_or_default();
    let masking = report.masking.as_ref().map(|masking| {
        [
            (
                "comment",
                quoted(
                    "values of this capture were masked before it was passed on, as it says itself; nobody has verified it",
                ),
            ),
            (
                "_overshare",
                object(&[("masking", serde_json::to_string(masking).unwrap_or_default())]),
            ),
        ]
    });
    let mut log = vec![
        ("version", quoted("1.2")),
        (
            "creator",
            object(&[("name", quoted(name)), ("version", quoted(version))]),
        ),
        ("entries", array(&entries)),
    ];
    log.extend(masking.into_iter().flatten());
    (object(&[("log", object(&log))]) + "\n").into_bytes()
}

fn entry(exported: &Exported, number: usize) -> String {
    let paste = exported.analysis.bytes(number, 0, 0, usize::MAX);
    let capture = capture::read(&paste);
    let mut comments = Vec::new();
    let started = match exported.latest(number) {
        Some(moment) => {
            comments.push("startedDateTime is the time of the latest event, since the capture does not say when it was sent");
            moment
        }
        None => {
            comments.push("startedDateTime is made up, since the capture holds no date");
            "1970-01-01T00:00:00Z".to_owned()
        }
    };
    let response = object(&[
        ("status", "0".to_owned()),
        ("statusText", quoted("")),
        ("httpVersion", quoted("")),
        ("cookies", array(&[])),
        ("headers", array(&[])),
        (
            "content",
            object(&[("size", "0".to_owned()), ("mimeType", quoted("x-unknown"))]),
        ),
        ("redirectURL", quoted("")),
        ("headersSize", "-1".to_owned()),
        ("bodySize", "-1".to_owned()),
        ("comment", quoted("the capture holds no answer")),
    ]);
    let request = request(&capture, &paste, &mut comments);
    let timings = ["send", "wait", "receive"].map(|name| (name, "0".to_owned()));
    object(&[
        ("startedDateTime", quoted(&started)),
        ("time", "0".to_owned()),
        ("request", request),
        ("response", response),
        ("cache", object(&[])),
        ("timings", object(&timings)),
        ("comment", quoted(&comments.join("; "))),
    ])
}

impl Exported<'_> {
    /// The latest moment that an event of a request speaks of.
    fn latest(&self, request: usize) -> Option<String> {
        let part = self.analysis.parts.get(request)?;
        let Period { last, .. } = part.annotated.as_ref()?.period?;
        self.utc(&last.to_string())
    }
}

fn request(capture: &Capture, paste: &[u8], comments: &mut Vec<&str>) -> String {
    let request = &capture.request;
    let body = paste.get(body::range(capture, paste)).unwrap_or_default();
    let method = request.method.unwrap_or_else(|| {
        comments.push("the capture does not name the method");
        if body.is_empty() { "GET" } else { "POST" }
    });
    let url = request.url.as_deref().unwrap_or_else(|| {
        comments.push("the capture does not name the address");
        "about:blank"
    });
    let mut headers = Vec::new();
    let mut cookies = Vec::new();
    for &(name, value) in &request.headers {
        if name.starts_with(':') {
            continue;
        }
        headers.push(pair(name, value));
        if name.eq_ignore_ascii_case("cookie") {
            for cookie in value.split(';') {
                let cookie = cookie.trim();
                let (name, value) = cookie.split_once('=').unwrap_or((cookie, ""));
                cookies.push(pair(name, value));
            }
        }
    }
    let query = request.query.iter();
    let query: Vec<String> = query
        .map(|param| {
            pair(
                &percent::decode_text(param.name),
                &percent::decode_text(param.value),
            )
        })
        .collect();
    let mut members = vec![
        ("method", quoted(method)),
        ("url", quoted(url)),
        ("httpVersion", quoted(version(paste, capture))),
        ("cookies", array(&cookies)),
        ("headers", array(&headers)),
        ("queryString", array(&query)),
        ("headersSize", "-1".to_owned()),
        ("bodySize", "-1".to_owned()),
    ];
    if !body.is_empty() {
        members.push(("postData", post_data(capture, body)));
    }
    object(&members)
}

/// The version that the first line names.
fn version<'p>(paste: &'p [u8], capture: &Capture) -> &'p str {
    let head = paste.get(..capture.head).unwrap_or_default();
    let head = std::str::from_utf8(head).unwrap_or_default().trim_start();
    if head.starts_with(':') {
        return "HTTP/2";
    }
    let line = head.lines().next().unwrap_or_default();
    let last = line.split_ascii_whitespace().next_back();
    last.filter(|word| word.starts_with("HTTP/"))
        .unwrap_or("unknown")
}

fn post_data(capture: &Capture, body: &[u8]) -> String {
    let form = "application/x-www-form-urlencoded";
    let media = capture
        .request
        .header("content-type")
        .unwrap_or(match &capture.request.body {
            Body::Form(_) => form,
            _ if body.starts_with(b"{") || body.starts_with(b"[") => "application/json",
            _ => "application/octet-stream",
        });
    let mut members = vec![("mimeType", quoted(media))];
    match std::str::from_utf8(body) {
        Ok(text) => members.push(("text", quoted(text))),
        Err(_) => {
            let text: String = body.iter().copied().map(char::from).collect();
            members.push(("text", quoted(&text)));
            members.push((
                "comment",
                quoted("the body is not text: each character, from U+0000 to U+00FF, stands for the byte of that number"),
            ));
        }
    }
    object(&members)
}

fn pair(name: &str, value: &str) -> String {
    object(&[("name", quoted(name)), ("value", quoted(value))])
}

/// An object of members whose values are JSON already.
#[inline(never)]
fn object(members: &[(&str, String)]) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("\"{name}\":{value}"))
        .collect();
    format!("{{{}}}", members.join(","))
}

fn array(elements: &[String]) -> String {
    format!("[{}]", elements.join(","))
}
