//! Under which names programs save what a request is made of.
//!
//! Names are parted by blanks, and the first that is there counts; slashes lead into objects.

use super::is_text;
use super::object::Object;
use crate::capture::http;
use crate::capture::json_cursor::Passed;
use crate::capture::located::Located;

/// Where a program has requests and what it calls their parts.
pub(super) struct Program {
    /// Members that requests are in.
    pub(super) within: &'static str,
    /// Whether an object is a request of that program.
    pub(super) fits: fn(&Object) -> bool,
    pub(super) method: &'static str,
    /// The whole address, or the path with or without a query.
    pub(super) address: &'static str,
    pub(super) scheme: &'static str,
    pub(super) host: &'static str,
    pub(super) port: &'static str,
    /// The query, where the address is without: a text, or names and values.
    pub(super) query: &'static str,
    pub(super) headers: &'static str,
    /// The body as text, or as JSON.
    pub(super) body: &'static str,
    /// The body in Base64.
    pub(super) base64: &'static str,
    /// What says that the body is in Base64: that word, or the word true.
    pub(super) encoding: &'static str,
    /// The body as names and values.
    pub(super) fields: &'static str,
    /// The name of a file with the body.
    pub(super) file: &'static str,
    /// The body of the answer as text.
    pub(super) answer: &'static str,
    /// The same in Base64.
    pub(super) answer_in_base64: &'static str,
    pub(super) started: &'static str,
}

const NONE: Program = Program {
    within: "",
    fits: |_| false,
    method: "method",
    address: "url",
    scheme: "scheme",
    host: "host",
    port: "port",
    query: "query",
    headers: "headers",
    body: "body",
    base64: "",
    encoding: "",
    fields: "",
    file: "",
    answer: "",
    answer_in_base64: "",
    started: "",
};

pub(super) const CHARLES: Program = Program {
    fits: |object| {
        let has = |name, fits| object.get(name, fits).first != 0;
        has("method", is_text)
            && has("host", is_text)
            && has("request/header request/sizes request/body", is_object)
    },
    address: "path",
    headers: "request/header/headers",
    body: "request/body/text",
    base64: "request/body/encoded",
    answer: "response/body/text",
    answer_in_base64: "response/body/encoded",
    started: "times/start",
    ..NONE
};

pub(super) const POSTMAN: Program = Program {
    within: "item items collection collections requests request",
    fits: |object| {
        let has = |name, fits| object.get(name, fits).first != 0;
        let is_first = has("url", is_text) && has("dataMode rawModeData", is_text);
        let has_address = has("url", is_text) && has("header", is_list_or_text);
        let has_parts = has("url/raw", is_text) || has("url/host", is_list_or_text);
        has("method", is_text) && (is_first || has_address || has_parts)
    },
    address: "url/raw url",
    scheme: "url/protocol",
    host: "url/host",
    port: "url/port",
    query: "url/query",
    headers: "header headers",
    body: "body/raw rawModeData",
    fields: "body/urlencoded body/formdata data",
    file: "body/file",
    ..NONE
};

/// Hoppscotch, Bruno, Thunder Client and others, which took after Postman.
pub(super) const COLLECTION: Program = Program {
    within: "requests folders items children request",
    fits: |object| {
        let has = |name, fits| object.get(name, fits).first != 0;
        METHODS.contains(&object.text_of("method"))
            && has("url endpoint", is_text)
            && has("headers", |value| value.first == b'[')
            && has("body", is_object)
    },
    address: "url endpoint",
    query: "params",
    body: "body/raw body/json body/text body/body",
    fields: "body/formUrlEncoded body/form body/multipartForm body/body",
    ..NONE
};

pub(super) const INSOMNIA: Program = Program {
    within: "resources",
    fits: |object| {
        object.text_of("_type") == "request" && object.get("url", Passed::is_string).first != 0
    },
    query: "parameters",
    body: "body/text",
    fields: "body/params",
    file: "body/fileName",
    ..NONE
};

pub(super) const PROXYMAN: Program = Program {
    fits: |object| {
        let has = |name, fits| object.get(name, fits).first != 0;
        has("request/method/name", is_text) && has("request/header/entries", is_list_or_text)
    },
    method: "request/method/name",
    address: "request/fullPath request/uri",
    scheme: "request/scheme",
    host: "request/host",
    port: "request/port",
    headers: "request/header/entries",
    body: "",
    base64: "request/bodyData",
    answer_in_base64: "response/bodyData",
    started: "timing/requestStartedAt",
    ..NONE
};

pub(super) const LOG: Program = Program {
    within: "hits _source interactions http_interactions requests httpRequest meta metadata context details \
fields extra http",
    fits: is_logged,
    method: "request_method method http_method httpMethod requestMethod RequestMethod verb req/method \
request/method httpRequest/requestMethod http/request/method http.request.method",
    address: "request_uri requestUri request url request_url full_url absoluteUrl url/full url/original \
request/absoluteUrl request/url request/uri req/url httpRequest/requestUrl url.full url.original uri path RequestPath url/path \
request/path",
    scheme: "scheme request_scheme RequestScheme request/scheme url/scheme url.scheme protocol",
    host: "host http_host RequestHost authority vhost domain server_name request/host req/host req/hostname url/domain \
url.domain scope",
    port: "port request/port req/port url/port",
    query: "query query_string args queryStringParameters url/query",
    headers: "headers request_headers requestHeaders reqHeader req/headers request/headers",
    body: "request_body body requestBody RequestBody req_body reqBody post_data postData req/body body/string request/body/string \
request/body request/content http/request/body/content payload content data",
    base64: "req/base64 bodyAsBase64 request/bodyAsBase64 request/body/base64_string body/base64Bytes body_base64",
    encoding: "encoding bodyEncoding isBase64Encoded",
    started: "time timestamp @timestamp ts time_iso8601 msec startTime StartUTC",
    ..NONE
};

fn is_object(value: Passed) -> bool {
    value.first == b'{'
}

fn is_list_or_text(value: Passed) -> bool {
    matches!(value.first, b'[' | b'"')
}

/// Methods of requests, which logs write in capital letters.
const METHODS: [&str; 9] = [
    "GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS", "DELETE", "CONNECT", "TRACE",
];

/// Whether an object of a log is a request: events can have an address and a method too, so something
/// else that belongs to a request must be there.
fn is_logged(object: &Object) -> bool {
    let line = object.written(object.get("request", is_text));
    if http::request_line(Located::new(line, 0, 0)).is_some_and(|line| line.has_version) {
        return true;
    }
    let method = object.text_of(LOG.method);
    let address = object.text_of(LOG.address);
    // Slashes can be escaped.
    let is_address = address.starts_with(['/', '\\'])
        || ["http://", "https://", "http:\\/", "https:\\/"]
            .iter()
            .any(|scheme| address.starts_with(scheme));
    let more = [
        LOG.host,
        LOG.headers,
        LOG.query,
        LOG.body,
        LOG.base64,
        "status statusCode response status_code http_user_agent res",
    ];
    let is_there = |value: Passed| value.first != 0;
    // Recordings of Ruby have it in small letters.
    let is_whole = address.starts_with("http");
    let is_method =
        |known: &&str| *known == method || is_whole && known.eq_ignore_ascii_case(method);
    METHODS.iter().any(is_method)
        && is_address
        && more
            .iter()
            .any(|names| object.get(names, is_there).first != 0)
}
