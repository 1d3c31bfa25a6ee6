//! An HTTP archive 1.2, one entry a request.
//!
//! It is made of the requests themselves, since the report shows long values in short and names of
//! headers in lower case.

use super::{Exported, body, member, text_member};
use crate::bytes::Slice;
use crate::bytes::codec::percent;
use crate::capture::Body;
use crate::protocol::Decoded;
use crate::report::{Codec, Period};
use crate::text::exports as sentences;

/// What follows the request in an entry.
const ANSWER: &str = r#"},"response":{"status":0,"statusText":"","httpVersion":"","cookies":[],"headers":[],"content":{"size":0,"mimeType":"x-unknown"},"redirectURL":"","headersSize":-1,"bodySize":-1,"comment":"answers are not part of this export"},"cache":{},"timings":{"send":0,"wait":0,"receive":0}"#;

/// All requests.
pub(super) fn archive(exported: &Exported) -> Vec<u8> {
    let report = &exported.report;
    let (name, version) = report.generator.split_once(' ').unwrap_or_default();
    let mut out = String::from(r#"{"log":{"version":"1.2","creator":{"#);
    text_member(&mut out, "name", name);
    text_member(&mut out, "version", version);
    out.push_str(r#"},"entries":["#);
    for request in 0..report.requests.len() {
        out.push_str(if request > 0 { ",{" } else { "{" });
        entry(&mut out, exported, request);
        out.push('}');
    }
    out.push(']');
    if let Some(masking) = &report.masking {
        let comment = exported.provenance();
        let comment = comment.unwrap_or(sentences::HAR_MASKED.text);
        text_member(&mut out, "comment", comment);
        out.push_str(r#","_overshare":{"#);
        if let Some(provenance) = exported.provenance() {
            text_member(&mut out, "provenance", provenance);
        }
        let masking = serde_json::to_string(masking).unwrap_or_default();
        member(&mut out, "masking", &masking);
        out.push('}');
    }
    out.push_str("}}\n");
    out.into_bytes()
}

fn entry(out: &mut String, exported: &Exported, number: usize) {
    let Some(reading) = exported.source.readings().get(number) else {
        return;
    };
    let latest = exported.latest(number);
    let mut comment = String::from(match latest {
        Some(_) => sentences::HAR_TIME_OF_EVENT.text,
        None => sentences::HAR_TIME_MADE_UP.text,
    });
    let started = latest.as_deref().unwrap_or("1970-01-01T00:00:00Z");
    text_member(out, "startedDateTime", started);
    out.push_str(r#","time":0,"request":{"#);
    request(out, &reading.decoded, &mut comment);
    out.push_str(ANSWER);
    text_member(out, "comment", &comment);
}

impl Exported<'_> {
    /// The latest moment that an event of a request speaks of.
    fn latest(&self, request: usize) -> Option<String> {
        let reading = self.source.readings().get(request)?;
        let Period { last, .. } = reading.annotated.as_ref()?.period?;
        self.utc(&last.to_string())
    }
}

/// The text of a part of a request.
fn text(decoded: &Decoded, at: Slice) -> String {
    String::from_utf8_lossy(&decoded.bytes(at)).into_owned()
}

fn request(out: &mut String, decoded: &Decoded, comment: &mut String) {
    let request = &decoded.request;
    let body = decoded.bytes(body::place(request));
    let body = body::trimmed(request, &body);
    let is_cipher = |codec: &Codec| matches!(codec, Codec::Aes | Codec::Rc4 | Codec::Sm4);
    if request.packed.iter().any(is_cipher) {
        comment.push_str(sentences::HAR_DECRYPTED.text);
    } else if request.packed.contains(&Codec::Protobuf) {
        comment.push_str(sentences::HAR_PROTOBUF.text);
    }
    let method = request.method.as_deref().unwrap_or_else(|| {
        comment.push_str(sentences::HAR_NO_METHOD.text);
        if body.is_empty() { "GET" } else { "POST" }
    });
    let mut url = request.url.clone().unwrap_or_else(|| {
        comment.push_str(sentences::HAR_NO_ADDRESS.text);
        without_host(decoded)
    });
    if url.starts_with("//") {
        // The format wants a whole address.
        comment.push_str(sentences::HAR_NO_SCHEME.text);
        url.insert_str(0, "https:");
    }
    let mut headers = String::new();
    let mut cookies = String::new();
    let mut query = String::new();
    for header in &request.headers {
        let [name, value] = [header.name, header.value].map(|at| text(decoded, at));
        if name.starts_with(':') {
            continue;
        }
        pair(&mut headers, &name, &value);
        if name.eq_ignore_ascii_case("cookie") {
            for cookie in value.split(';') {
                let cookie = cookie.trim();
                let (name, value) = cookie.split_once('=').unwrap_or((cookie, ""));
                pair(&mut cookies, name, value);
            }
        }
    }
    for param in &request.query {
        let [name, value] = [param.name, param.value].map(|at| text(decoded, at));
        let [name, value] = [&name, &value].map(|text| percent::decode_text(text));
        pair(&mut query, &name, &value);
    }
    text_member(out, "method", method);
    text_member(out, "url", &url);
    text_member(out, "httpVersion", &version(decoded));
    for (name, list) in [
        ("cookies", cookies),
        ("headers", headers),
        ("queryString", query),
    ] {
        member(out, name, "[");
        out.push_str(&list);
        out.push(']');
    }
    out.push_str(r#","headersSize":-1,"bodySize":-1"#);
    if !body.is_empty() {
        member(out, "postData", "{");
        post_data(out, decoded, body);
        out.push('}');
    }
}

/// The address of a request whose host is not known, with what is known of it.
fn without_host(decoded: &Decoded) -> String {
    let request = &decoded.request;
    let mut url = "https://unknown.invalid".to_owned();
    if !request.path.starts_with('/') {
        url.push('/');
    }
    url.push_str(&request.path);
    for (index, param) in request.query.iter().enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        url.push_str(&text(decoded, param.name));
        url.push('=');
        url.push_str(&text(decoded, param.value));
    }
    url
}

/// The version that the first line names.
fn version(decoded: &Decoded) -> String {
    let steps = &decoded.request.steps;
    let head = steps.first().filter(|step| step.codec == Codec::Http);
    let head = head.map_or(0, |step| step.output.range().start);
    let head = text(decoded, Slice::new(0, 0..head));
    let head = head.trim_start();
    if head.starts_with(':') {
        return "HTTP/2".to_owned();
    }
    let line = head.split('\n').next().unwrap_or_default();
    let last = line.trim_end().rsplit([' ', '\t']).next();
    let version = last.filter(|word| word.starts_with("HTTP/"));
    version.unwrap_or("unknown").to_owned()
}

fn post_data(out: &mut String, decoded: &Decoded, body: &[u8]) {
    let form = "application/x-www-form-urlencoded";
    let mut headers = decoded.request.headers.iter();
    let declared = headers.find_map(|header| {
        let name = text(decoded, header.name);
        name.eq_ignore_ascii_case("content-type")
            .then(|| text(decoded, header.value))
    });
    let media = declared.as_deref().unwrap_or(match &decoded.request.body {
        Body::Form(_) => form,
        _ if body.starts_with(b"{") || body.starts_with(b"[") => "application/json",
        _ => "application/octet-stream",
    });
    text_member(out, "mimeType", media);
    if let Ok(text) = std::str::from_utf8(body) {
        text_member(out, "text", text);
        return;
    }
    let mut text = String::new();
    for &byte in body {
        text.push(char::from(byte));
    }
    text_member(out, "text", &text);
    text_member(out, "comment", sentences::HAR_BYTES.text);
}

/// Adds a name and a value to a list.
#[inline(never)]
fn pair(list: &mut String, name: &str, value: &str) {
    list.push_str(if list.is_empty() { "{" } else { ",{" });
    text_member(list, "name", name);
    text_member(list, "value", value);
    list.push('}');
}
