use super::*;

fn check(paste: &str, kind: InputKind, summary: &str) {
    let mut requests = Vec::new();
    let found = open(paste.as_bytes().into(), &mut |request, _| {
        requests.push(request)
    });
    let [request] = requests.as_slice() else {
        panic!("expected one request, found {requests:?}");
    };
    let names = |params: &[Param<Slice>]| {
        params
            .iter()
            .map(|param| [request.text(param.name), request.text(param.value)].join("="))
            .collect::<Vec<_>>()
            .join("&")
    };
    let body = match &request.body {
        Body::None => "none".to_owned(),
        Body::Form(params) => format!("form {}", names(params)),
        Body::Bytes(at) => format!("bytes {}", request.text(*at)),
    };
    let summary_found = format!(
        "{} {} {} query {} headers {} body {body}",
        request.method.as_deref().unwrap_or("-"),
        request.host.as_deref().unwrap_or("-"),
        request.path,
        names(&request.query),
        request.headers.len(),
    );
    assert_eq!(
        (found.kind, summary_found.as_str()),
        (kind, summary),
        "{paste:?}"
    );
}

fn address(paste: &str) -> (Option<String>, Option<String>) {
    let mut found = (None, None);
    open(paste.as_bytes().into(), &mut |request, _| {
        found = (request.url, request.host);
    });
    found
}

#[test]
fn an_address_says_what_the_capture_says() {
    for (paste, url, host) in [
        (
            "POST /sa HTTP/1.1\nHost: a.example:8106\n\n[]",
            "//a.example:8106/sa",
            "a.example",
        ),
        (
            "POST http://a.example/sa HTTP/1.1\n\n[]",
            "http://a.example/sa",
            "a.example",
        ),
        (
            ":method: POST\n:authority: a.example\n:path: /sa\n:scheme: https\n\n[]",
            "https://a.example/sa",
            "a.example",
        ),
        (
            "POST /sa HTTP/1.1\nHost: [2001:db8::7]:8106\n\n[]",
            "//[2001:db8::7]:8106/sa",
            "[2001:db8::7]",
        ),
        (
            "POST /sa HTTP/1.1\nHost: [2001:db8::7]\n\n[]",
            "//[2001:db8::7]/sa",
            "[2001:db8::7]",
        ),
        (
            "https://[2001:db8::7]/sa?data=e30",
            "https://[2001:db8::7]/sa?data=e30",
            "[2001:db8::7]",
        ),
    ] {
        let expected = (Some(url.to_owned()), Some(host.to_owned()));
        assert_eq!(address(paste), expected, "{paste}");
    }
    assert_eq!(address("POST /sa HTTP/1.1\n\n[]"), (None, None));
}

#[test]
fn raw_requests() {
    for end in ["\n", "\r\n"] {
        let paste = [
            "POST /sa?project=x HTTP/1.1",
            "Host: sa.example:443",
            "X-A: 1",
            "",
            "gzip=1&data_list=H4sI",
        ]
        .join(end);
        check(
            &paste,
            InputKind::HttpRequest,
            "POST sa.example /sa query project=x headers 2 body form gzip=1&data_list=H4sI",
        );
    }
    check(
        "GET https://sa.example/sa.gif?data=e30 HTTP/2\nuser-agent: x",
        InputKind::HttpRequest,
        "GET sa.example /sa.gif query data=e30 headers 1 body none",
    );
    check(
        ":authority: sa.example\n:method: POST\n:path: /sa?project=x\n:scheme: https\naccept: */*\n\n[{}]",
        InputKind::HttpRequest,
        "POST sa.example /sa query project=x headers 5 body bytes [{}]",
    );
    check(
        "POST /sa HTTP/1.1\nHost: sa.example\ngzip=1&data_list=H4sI",
        InputKind::HttpRequest,
        "POST sa.example /sa query  headers 1 body form gzip=1&data_list=H4sI",
    );
    check(
        "POST /sa HTTP/1.1",
        InputKind::HttpRequest,
        "POST - /sa query  headers 0 body none",
    );
}

#[test]
fn addresses_and_forms() {
    check(
        "https://user@sa.example:8106/sa.gif?project=p&data=e30%3D#x",
        InputKind::Url,
        "- sa.example /sa.gif query project=p&data=e30%3D headers 0 body none",
    );
    check(
        "crc=-1&amp;gzip=1&data_list=AA==",
        InputKind::Form,
        "- -  query  headers 0 body form crc=-1&gzip=1&data_list=AA==",
    );
    check(
        "?data=e30",
        InputKind::Form,
        "- -  query  headers 0 body form data=e30",
    );
    check(
        "data_list=",
        InputKind::Form,
        "- -  query  headers 0 body form data_list=",
    );
}

#[test]
fn bare_values() {
    check(
        "W3siYSI6MX1d",
        InputKind::Base64,
        "- -  query  headers 0 body bytes W3siYSI6MX1d",
    );
    check(
        "eyJhIjoxMn0=",
        InputKind::Base64,
        "- -  query  headers 0 body bytes eyJhIjoxMn0=",
    );
    check(
        "H4sIAAAAAAAA%2Fw%3D%3D",
        InputKind::Base64,
        "- -  query  headers 0 body bytes H4sIAAAAAAAA%2Fw%3D%3D",
    );
    check(
        " [{\"a\":1}] ",
        InputKind::Json,
        "- -  query  headers 0 body bytes [{\"a\":1}]",
    );
    check(
        "%5B%7B%22a%22%3A1%7D%5D",
        InputKind::Json,
        "- -  query  headers 0 body bytes %5B%7B%22a%22%3A1%7D%5D",
    );
}

#[test]
fn other_text() {
    check(
        "127.0.0.1 - - [04/May/2020] \"GET /sa.gif?project=p&data=e30 HTTP/1.1\" 200",
        InputKind::LogLine,
        "- - /sa.gif query  headers 0 body form project=p&data=e30",
    );
    check(
        "hello world",
        InputKind::Unrecognised,
        "- -  query  headers 0 body none",
    );
    check(
        "POST it notes are yellow",
        InputKind::Unrecognised,
        "- -  query  headers 0 body none",
    );
    check(" \n ", InputKind::Empty, "- -  query  headers 0 body none");
}
