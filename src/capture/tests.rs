use super::*;
use crate::limits::{Budget, Limits};
use crate::progress::Progress;

fn request(item: Item) -> Option<Request> {
    match item {
        Item::Text(..) | Item::Hosts(_) => None,
        Item::Request(request) => Some(request),
        Item::Problem(_) => None,
    }
}

fn check(paste: &str, kind: InputKind, summary: &str) {
    let mut requests = Vec::new();
    let (found, _) = open(paste.as_bytes().into(), &mut |item, _, _| {
        requests.extend(request(item));
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
    open(paste.as_bytes().into(), &mut |item, _, _| {
        found = request(item).map_or((None, None), |request| (request.url, request.host));
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
fn what_can_be_no_host_is_none() {
    for host in ["a.example^M$", "a.example\\r$", "a b", "<a.example>"] {
        let paste = format!("POST /a HTTP/1.1\nHost: {host}\n\n");
        assert_eq!(address(&paste).1, None, "{paste}");
    }
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
fn a_header_in_another_character_set_is_one() {
    let capture = b"POST /sa HTTP/1.1\r\nUser-Agent: caf\xe9 2\r\nHost: a.example\r\n\r\n[1]";
    let mut found = Vec::new();
    open(capture.into(), &mut |item, _, _| {
        found.extend(request(item).map(|request| {
            let Body::Bytes(body) = request.body else {
                return String::new();
            };
            let agent = request.header("user-agent").unwrap_or_default();
            let host = request.host.as_deref().unwrap_or_default();
            [agent, host, request.text(body)].join(" ")
        }));
    });
    assert_eq!(found, ["caf a.example [1]"]);
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
        "GET - /sa.gif query project=p&data=e30 headers 0 body none",
    );
    check(
        "hello world",
        InputKind::Unrecognized,
        "- -  query  headers 0 body none",
    );
    check(
        "POST it notes are yellow",
        InputKind::Unrecognized,
        "- -  query  headers 0 body none",
    );
    check(" \n ", InputKind::Empty, "- -  query  headers 0 body none");
}

/// The requests of several messages: method, host, path and body of each.
fn messages(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    open(text.as_bytes().into(), &mut |item, _, _| match item {
        Item::Text(..) | Item::Hosts(_) => {}
        Item::Request(mut request) => {
            let mut budget = Budget::new(Limits::DEFAULT);
            let mut listener = |_, _| {};
            let progress = &mut Progress::new(&mut listener);
            let problems = body::open(&mut request, &mut budget, progress);
            found.extend(problems.iter().map(|problem| problem.code.to_owned()));
            let at = request.at.file.start as usize..request.at.file.end as usize;
            assert_eq!(
                request.text(request.store.whole(0)),
                text.get(at).unwrap(),
                "it has the bytes of its place"
            );
            let body = match &request.body {
                Body::None => "none",
                Body::Form(params) => request.text(params[0].name),
                Body::Bytes(at) => request.text(*at),
            };
            found.push(format!(
                "{} {} {} {body}",
                request.method.as_deref().unwrap_or("-"),
                request.host.as_deref().unwrap_or("-"),
                request.path
            ));
        }
        Item::Problem(problem) => found.push(problem.code.to_owned()),
    });
    found
}

#[test]
fn several_messages_are_several_requests() {
    let one = "POST /a HTTP/1.1\nHost: a.example\nContent-Length: 4\n\n[12]";
    let two = "GET /b?data=e30 HTTP/1.1\nHost: b.example\n\n";
    let response = "HTTP/1.1 200 OK\nContent-Length: 5\n\n[345]";
    let [first, second] = ["POST a.example /a [12]", "GET b.example /b none"];
    for (text, expected) in [
        ([one, "\n\n", two].concat(), vec![first, second]),
        ([one, "\n", two].concat(), vec![first, second]),
        // A body ends where its length says, even in the middle of a line.
        ([one, two].concat(), vec![first, second]),
        ([one, response, two].concat(), vec![first, second]),
        (
            [one, "\n-----\n\n", response, "\n", two, response].concat(),
            vec![first, second],
        ),
        (
            ["# one\n", one, "\n\n###\n# two\n", two].concat(),
            vec![first, second],
        ),
        ([one, "\n", response].concat(), vec![first]),
        ([response, "\n", one].concat(), vec![first]),
        ([response].concat(), vec!["response-alone"]),
        // A length that is not right is not believed.
        (
            [&one.replace("Length: 4", "Length: 400"), "\n", two].concat(),
            vec![first, second],
        ),
        (
            [&one.replace("Length: 4", "Length: 2"), "\n", two].concat(),
            vec![first, second],
        ),
        (
            [&one.replace("Content-Length: 4\n", ""), "\n", two].concat(),
            vec![first, second],
        ),
        // A head whose body is missing does not take the next message for it.
        (
            [
                &format!(
                    "POST /a HTTP/1.1\nHost: a.example\nContent-Length: {}\n\n",
                    two.len()
                ),
                two,
            ]
            .concat(),
            vec!["POST a.example /a none", second],
        ),
        // A sentence begins no message.
        (
            [one, "\nPOST it notes\n"].concat(),
            vec!["POST a.example /a [12]"],
        ),
    ] {
        assert_eq!(messages(&text), expected, "{text}");
        let expected: Vec<String> = expected
            .iter()
            .map(|line| line.replace('\n', "\r\n"))
            .collect();
        assert_eq!(messages(&text.replace('\n', "\r\n")), expected, "{text}");
    }
}

/// A line of noise can begin like a comment of an editor.
#[test]
fn nothing_is_cut_off_encrypted_bodies() {
    for body in [
        &b"#\x82l\xb58t\x89\x88"[..],
        b"@\x88=\xf4<\xbe\xc4\xe9",
        b"\xd5\xcb\x07-<\n#\x1e\xfb\x1f\\\x9f",
        b"\xd5\xcb\n//\xfb\x1f",
    ] {
        let paste = [b"POST /a HTTP/1.1\nHost: a.example\n\n", body].concat();
        let mut bodies = Vec::new();
        open(paste.as_slice().into(), &mut |item, _, _| {
            if let Item::Request(request) = item
                && let Body::Bytes(at) = &request.body
            {
                bodies.push(request.store.in_memory(*at).to_vec());
            }
        });
        assert_eq!(bodies, [body]);
    }
}

#[test]
fn bodies_in_chunks_are_put_together() {
    let head = "POST /a HTTP/1.1\nHost: a.example\nTransfer-Encoding: chunked\n\n";
    let chunks = "3\n[1,\n2;x=y\n2]\n0\n\n";
    let two = "GET /b?data=e30 HTTP/1.1\nHost: b.example\n\n";
    let answer = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nGET /\n0\n\n";
    let [first, second] = ["POST a.example /a [1,2]", "GET b.example /b none"];
    for (text, expected) in [
        ([head, chunks].concat(), vec![first]),
        ([head, chunks, two].concat(), vec![first, second]),
        ([head, chunks, answer, two].concat(), vec![first, second]),
        ([answer, "\n", head, chunks].concat(), vec![first]),
        // Proxies put chunks together and leave the header.
        ([head, "[1,2]\n\n", two].concat(), vec![first, second]),
        (
            [head, "3\n[1,\n2\n2"].concat(),
            vec!["chunks-cut", "POST a.example /a [1,2"],
        ),
    ] {
        assert_eq!(messages(&text), expected, "{text}");
        assert_eq!(messages(&text.replace('\n', "\r\n")), expected, "{text}");
    }
}

#[test]
fn heads_of_http_2_are_messages() {
    let one =
        ":authority: a.example\n:method: POST\n:path: /a\n:scheme: https\naccept: */*\n\n[12]";
    let two = ":method: GET\n:path: /b?data=e30\n:authority: b.example\naccept: */*";
    let answer = ":status: 200\ncontent-type: text/plain\n\nok";
    let [first, second] = ["POST a.example /a [12]", "GET b.example /b none"];
    for (text, expected) in [
        (one.to_owned(), vec![first]),
        ([one, "\n\n", two].concat(), vec![first, second]),
        ([two, "\n", one].concat(), vec![second, first]),
        (
            [one, "\n\n", answer, "\n\n", two].concat(),
            vec![first, second],
        ),
        ([answer, "\n\n", two].concat(), vec![second]),
        (
            "POST https://a.example/a HTTP/2.0\naccept: */*\n:authority: a.example\n\n[12]"
                .to_owned(),
            vec![first],
        ),
    ] {
        assert_eq!(messages(&text), expected, "{text}");
    }
}

#[test]
fn requests_of_editors_are_messages() {
    for (text, expected) in [
        (
            "@host = a.example\n\n### one\n# @name one\n// @no-log\nPOST https://a.example/a HTTP/1.1\n\
             Content-Type: application/json\n# X-Old: 1\n// X-Older: 1\nX-New: 1\n\n[12]\n\n\
             > {%\n client.log(\"done\");\n%}\n\n### two\nGET https://b.example/b\n  ?data=e30\n  &x=y\nAccept: */*\n",
            vec!["POST a.example /a [12]", "GET b.example /b none"],
        ),
        (
            "POST https://a.example/a\n\n[12]\n\n<> 2020-05-06T181400.200.json\n\n###\n\
             POST {{host}}/b HTTP/1.1\n\n[3]\n\n>> answer.json\n",
            vec!["POST a.example /a [12]", "POST - /b [3]"],
        ),
        (
            "POST https://a.example/a\nContent-Type: application/x-www-form-urlencoded\n\n\
             data_list=AA\n&gzip=1\n\n###\nGET https://b.example/b\n",
            vec!["POST a.example /a data_list", "GET b.example /b none"],
        ),
        (
            "POST https://a.example/a\nContent-Type: application/json\n\n< ./events.json\n",
            vec!["body-elsewhere", "POST a.example /a none"],
        ),
        (
            "###\nPOST https://a.example/a\n\n<@latin1 events.json\n",
            vec!["body-elsewhere", "POST a.example /a none"],
        ),
    ] {
        assert_eq!(messages(text), expected, "{text}");
    }
    let text = "GET https://b.example/b\n    ?data=e30\n    &x=y\nAccept: */*\n";
    check(
        text,
        InputKind::HttpRequest,
        "GET b.example /b query data=e30&x=y headers 1 body none",
    );
    let (url, _) = address(text);
    assert_eq!(url.as_deref(), Some("https://b.example/b?data=e30&x=y"));
}

#[test]
fn the_readme_lists_every_format() {
    let mut names: Vec<&str> = CONTAINERS.iter().filter_map(|one| one.name).collect();
    // By their words, whatever article is before them.
    names.sort_unstable_by_key(|name| {
        let words = ["a ", "an ", "the "]
            .iter()
            .find_map(|one| name.strip_prefix(one));
        words.unwrap_or(name).to_lowercase()
    });
    names.dedup();
    let list: String = names.iter().map(|name| format!("- {name}\n")).collect();
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(&file).unwrap();
    let (start, end) = (
        "<!-- formats, written by a test -->\n",
        "<!-- until here -->",
    );
    let (before, rest) = text.split_once(start).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let fresh = [before, start, &list, end, after].concat();
    expect_test::expect_file![file].assert_eq(&fresh);
}

/// What a capture is read as: why, and its requests' methods and bodies.
fn opened_as(capture: &str, id: &str) -> (Vec<String>, Vec<&'static str>) {
    let (mut requests, mut problems) = (Vec::new(), Vec::new());
    let format = format(id).expect("a format that there is");
    open_as(
        capture.as_bytes().into(),
        format,
        &mut |item, _, _| match item {
            Item::Request(request) => {
                let method = request.method.clone().unwrap_or_default();
                let body = match &request.body {
                    Body::Bytes(at) => request.store.in_memory(*at).to_vec(),
                    Body::Form(params) => format!("{} fields", params.len()).into_bytes(),
                    _ => Vec::new(),
                };
                requests.push(format!("{method} {}", String::from_utf8_lossy(&body)));
            }
            Item::Problem(problem) => problems.push(problem.code),
            Item::Text(..) | Item::Hosts(_) => {}
        },
    );
    (requests, problems)
}

#[test]
fn the_reader_knows_better() {
    let raw = "POST /sa HTTP/1.1\r\nHost: a.example\r\n\r\nx=1&y=2";
    assert_eq!(opened_as(raw, "http").0, ["POST 2 fields"]);
    assert_eq!(opened_as("x=1&y=2", BODY).0, [" 2 fields"]);
    assert_eq!(opened_as("68656c6c6f3a20776f726c64", BODY).0.len(), 1);
    let (requests, problems) = opened_as(raw, "har");
    assert!(requests.is_empty());
    assert_eq!(problems.len(), 1);
    let (requests, problems) = opened_as("nothing of that", "pcap");
    assert!(requests.is_empty());
    assert_eq!(problems, ["chosen-is-not"]);
}

#[test]
fn each_format_can_be_chosen_once() {
    let ids: Vec<&str> = formats().iter().map(|format| format.id).collect();
    for (index, id) in ids.iter().enumerate() {
        let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(!id.is_empty() && id.bytes().all(is_word), "{id}");
        assert!(!ids[..index].contains(id), "{id}");
        assert_eq!(format(id).map(Format::id), Some(*id));
    }
    assert!(ids.len() > 30);
    assert_eq!(format("none"), None);
    assert_eq!(format(""), None);
}

/// The page offers apart the formats in which any text can be read.
#[test]
fn the_page_knows_what_fits_any_text() {
    let formats = format!("['{SEARCH}', '{BODY}']");
    let strip = "www/elements/unwrap-strip.js";
    crate::report::tests::check_constant(strip, "WHATEVER", &formats);
}
