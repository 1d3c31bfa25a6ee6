use super::*;
use crate::bytes::Slice;
use crate::capture::request::{Body, Request};

/// What a file is taken for, what is in it, and the codes of problems.
fn read(input: &[u8]) -> (Option<&'static str>, Vec<Request>, Vec<&'static str>) {
    let all = [
        &CHARLES,
        &POSTMAN,
        &COLLECTION,
        &INSOMNIA,
        &PROXYMAN,
        &PACKETS,
        &LOG,
    ];
    let (mut requests, mut problems) = (Vec::new(), Vec::new());
    let container = all
        .into_iter()
        .find(|one| (one.recognize)(input, 0).is_some());
    if let Some(container) = container {
        (container.open)(input, 0, &mut |item| match item {
            Item::Text(..) | Item::Hosts(_) => {}
            Item::Request(request) => requests.push(request),
            Item::Problem(problem) => problems.push(problem.code),
        });
    }
    (container.and_then(|one| one.name), requests, problems)
}

fn body(request: &Request) -> String {
    match &request.body {
        Body::None => "none".to_owned(),
        Body::Form(params) => {
            let params = params.iter();
            let text = |at| request.text(at);
            let pairs =
                params.map(|param| [text(param.name), "=", text(param.value), ";"].concat());
            pairs.collect()
        }
        Body::Bytes(at) => String::from_utf8_lossy(request.store.in_memory(*at)).into_owned(),
    }
}

/// Method, address and body of each request.
fn shown(requests: &[Request]) -> Vec<String> {
    let line = |request: &Request| {
        let method = request.method.as_deref().unwrap_or("?");
        let url = request.url.as_deref().unwrap_or("?");
        [method, url, &body(request)].join(" ")
    };
    requests.iter().map(line).collect()
}

#[track_caller]
fn check(input: &str, name: &str, expected: &[&str]) -> Vec<Request> {
    let (found, requests, problems) = read(input.as_bytes());
    assert_eq!((found, problems), (Some(name), Vec::new()), "{input}");
    assert_eq!(shown(&requests), expected, "{input}");
    requests
}

const SESSION: &str = r#"[
 {"status":"COMPLETE","method":"PUT","scheme":"https","host":"a.example","port":8443,"path":"/p","query":"a=1",
  "times":{"start":"2020-05-08T12:13:14.567Z"},
  "request":{"sizes":{"body":3},"header":{"headers":[{"name":"X-A","value":"b\u0063"}]},"body":{"text":"[\"\u00e9\"]"}},
  "response":{"header":{},"body":{"text":"GET / HTTP/1.1"}}},
 {"method":"POST","scheme":"http","host":"::1","port":null,"path":"/q","query":null,
  "request":{"sizes":{},"header":{"headers":[]},"body":{"encoding":"base64","encoded":"WzFd"}}}]"#;

#[test]
fn sessions_of_charles_are_read() {
    let name = "a Charles session";
    let expected = [
        "PUT https://a.example:8443/p?a=1 [\"é\"]",
        "POST http://[::1]/q [1]",
    ];
    let requests = check(SESSION, name, &expected);
    assert_eq!(requests[0].header("x-a"), Some("bc"));
    assert_eq!(requests[0].started, Some(1_588_939_994_567));
    assert_eq!(requests[0].query_value("a"), Some("1"));
    assert_eq!(requests[1].at.path.as_deref(), Some("[1]"));
    // Every byte leads back to the file.
    let Body::Bytes(at) = requests[1].body else {
        panic!("expected bytes")
    };
    let places = requests[1].store.provenance(at, "");
    let place = requests[1].file_place(&places, "").unwrap();
    let start = SESSION.find("WzFd").unwrap() as u64;
    assert_eq!((place.start, place.end), (start, start + 4));
    assert_eq!(place.path.as_deref(), Some("[1].request.body.encoded"));
    check(&SESSION.replace('\n', "\r\n"), name, &expected);
    check(&format!("\u{feff}{SESSION}"), name, &expected);
}

#[test]
fn of_a_file_that_is_cut_off_there_is_what_there_is() {
    let second = SESSION.find(" {\"method\":\"POST\"").unwrap();
    for end in SESSION.find("\"response\"").unwrap()..SESSION.len() {
        let (name, requests, problems) = read(&SESSION.as_bytes()[..end]);
        assert_eq!(name, Some("a Charles session"), "{end}");
        assert!(!requests.is_empty() && requests.len() <= 2, "{end}");
        assert!(end < second || requests[0].url.is_some());
        assert_eq!(problems, ["export-cut"], "{end}");
    }
    let body_end = SESSION
        .find("fd\"")
        .unwrap_or(SESSION.find("WzFd").unwrap() + 4);
    let (_, requests, _) = read(&SESSION.as_bytes()[..body_end]);
    assert_eq!(shown(&requests)[1], "POST http://[::1]/q [1]");
}

#[test]
fn damage_leaves_the_other_requests() {
    let second = SESSION.find(" {\"method\":\"POST\"").unwrap();
    let three =
        SESSION.replace("]\"}}}]", "").replace("}}}]", "}}},") + SESSION.get(second..).unwrap();
    let (_, requests, problems) = read(three.as_bytes());
    assert_eq!((requests.len(), problems.len()), (3, 0));
    for (from, to) in [
        ("\"port\":null", "\"port\":nil"),
        ("\"query\":null", "\"query\" null"),
    ] {
        let (_, requests, problems) = read(three.replacen(from, to, 1).as_bytes());
        assert_eq!(problems, ["export-damaged"]);
        assert_eq!(requests.len(), 2, "{to}");
    }
}

#[test]
fn collections_of_postman_are_read() {
    let text = r#"{"info":{"name":"x","schema":"https://schema.getpostman.com/json/collection/v2.1.0/"},
      "item":[{"name":"folder","item":[
        {"name":"a","request":{"method":"POST","header":[{"key":"X-A","value":"1"},{"key":"X-B","value":"2","disabled":true}],
          "url":{"raw":"https://a.example/sa?x=%2F","host":["a","example"]},
          "body":{"mode":"urlencoded","urlencoded":[{"key":"a","value":"1+2"},{"key":"b","value":"x","disabled":true}]}},
         "response":[{"originalRequest":{"method":"GET","header":[],"url":{"raw":"https://other.example/"}}}]},
        {"name":"b","request":{"method":"PUT","header":[],"url":{"protocol":"https","host":["b","example"],"port":"81","path":["p","q"],
          "query":[{"key":"a","value":"1 2"},{"key":"b","value":"%2F"}]},"body":{"mode":"raw","raw":"{\"a\":1}"}}}]},
       {"name":"c","request":{"method":"POST","header":[],"url":"c.example/x","body":{"mode":"file","file":{"src":"/a"}}}}]}"#;
    let requests = check(
        text,
        "a Postman collection",
        &[
            "POST https://a.example/sa?x=%2F a=1+2;",
            "PUT https://b.example:81/p/q?a=1%202&b=%2F {\"a\":1}",
            "POST //c.example/x none",
        ],
    );
    assert_eq!(requests[0].headers.len(), 1);
    assert_eq!(
        requests[1].at.path.as_deref(),
        Some("item[0].item[1].request")
    );
    let missing = requests[2].missing.as_ref().map(|problem| problem.code);
    assert_eq!(missing, Some("body-elsewhere"));
    let first = r#"{"id":"1","requests":[{"id":"2","url":"https://a.example/","method":"POST","headers":"X-A: 1\nX-B: 2\n","dataMode":"raw","rawModeData":"[1]"}]}"#;
    let requests = check(
        first,
        "a Postman collection",
        &["POST https://a.example/ [1]"],
    );
    assert_eq!(requests[0].header("x-b"), Some("2"));
}

#[test]
fn collections_of_other_programs_are_read() {
    let name = "a collection of requests";
    check(
        r#"[{"v":1,"name":"x","folders":[{"name":"y","folders":[],"requests":[{"v":"1","endpoint":"https://a.example/sa","method":"POST",
          "params":[{"key":"a","value":"1","active":true},{"key":"b","value":"2","active":false}],"headers":[{"key":"X-A","value":"1","active":true}],
          "body":{"contentType":"application/json","body":"[1]"}}]}],
          "requests":[{"endpoint":"https://a.example/","method":"PUT","headers":[],"params":[],
           "body":{"contentType":"application/x-www-form-urlencoded","body":[{"key":"a","value":"1","active":true}]}}]}]"#,
        name,
        &[
            "POST https://a.example/sa?a=1 [1]",
            "PUT https://a.example/ a=1;",
        ],
    );
    check(
        r#"{"name":"x","items":[{"type":"folder","items":[{"type":"http","request":{"url":"https://a.example/sa?b=1","method":"POST",
          "headers":[{"name":"X-A","value":"1","enabled":true}],"params":[{"name":"b","value":"1"}],
          "body":{"mode":"formUrlEncoded","json":null,"formUrlEncoded":[{"name":"a","value":"1 2","enabled":true}]}}}]}]}"#,
        name,
        &["POST https://a.example/sa?b=1 a=1 2;"],
    );
}

#[test]
fn exports_of_insomnia_are_read() {
    let text = r#"{"_type":"export","__export_format":4,"resources":[
      {"_id":"1","_type":"workspace","name":"x"},
      {"_id":"2","_type":"request","url":"https://a.example/sa","method":"POST","parameters":[{"name":"a","value":"b=="}],
       "headers":[{"name":"X-A","value":"1"}],"body":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"c","value":"d"}]}},
      {"_id":"3","_type":"request","url":"","method":"GET","headers":[],"body":{}},
      {"_id":"4","_type":"request","url":"{{ base }}/x","method":"GET","headers":[],"body":{}}]}"#;
    let (name, requests, _) = read(text.as_bytes());
    assert_eq!(name, Some("an Insomnia export"));
    assert_eq!(
        shown(&requests),
        ["POST https://a.example/sa?a=b%3D%3D c=d;", "GET ? none"]
    );
}

#[test]
fn logs_with_an_object_on_each_line_are_read() {
    let name = "a log of requests in JSON";
    check(
        concat!(
            r#"{"host":"a.example","request_method":"POST","request_uri":"/sa?a=1","status":200,"request_body":"{\"a\":1}"}"#,
            "\n",
            r#"{"msg":"starting"}"#,
            "\r\n",
            r#"{"host":"a.example","request":"GET /sa.gif?data=x HTTP/1.1","uri":"/sa.gif","request_body":"-"}"#,
            "\n",
            r#"{"req":{"method":"POST","url":"/sa","headers":{"host":"b.example:81","x-a":["1","2"]},"body":{"a":[1]}},"res":{"body":{"method":"GET","url":"/x"}}}"#,
            "\n",
            r#"{"httpMethod":"POST","path":"/sa","headers":{"Host":"c.example"},"body":"WzFd","isBase64Encoded":true}"#,
            "\n",
        ),
        name,
        &[
            "POST //a.example/sa?a=1 {\"a\":1}",
            "GET //a.example/sa.gif?data=x none",
            "POST //b.example:81/sa {\"a\":[1]}",
            "POST //c.example/sa [1]",
        ],
    );
    check(
        r#"[{"request":{"method":"PUT","scheme":"https","host":"a.example","port":8443,"path":"/p","headers":[["X-A","1"]],"content":"[1]"}}]"#,
        name,
        &["PUT https://a.example:8443/p [1]"],
    );
    let line = r#"{"host":"a.example","method":"GET","path":"/","http_cookie":"a=\"b\"","http_referer":"-"}"#;
    let requests = check(line, name, &["GET //a.example/ none"]);
    assert_eq!(requests[0].header("cookie"), Some("a=\"b\""));
    assert_eq!(requests[0].header("referer"), None);
    // Bytes that are no text stand as they are.
    let line = b"{\"host\":\"a.example\",\"request_method\":\"POST\",\"request_uri\":\"/\",\"request_body\":\"\\u001F\x8b\xff\\n\"}";
    let (_, requests, _) = read(line);
    let Body::Bytes(_) = requests[0].body else {
        panic!("expected bytes")
    };
    let at = requests[0].steps[0].output;
    assert_eq!(requests[0].store.in_memory(at), b"\x1f\x8b\xff\n");
    // The last line may be cut off.
    let cut = r#"{"host":"a.example","method":"GET","path":"/a"}
{"host":"a.example","method":"POST","path":"/b","body":"a=1&b"#;
    let (_, requests, problems) = read(cut.as_bytes());
    assert_eq!(shown(&requests)[1], "POST //a.example/b a=1;b=;");
    assert_eq!(problems, ["export-cut"]);
}

fn packet(layers: &str) -> String {
    format!(
        r#"{{"_index":"packets","_source":{{"layers":{{"frame":{{"frame.time_epoch":"1588939994.567000000"}},{layers}}}}}}}"#
    )
}

fn digits(text: &str) -> String {
    let digits = text.bytes().map(|byte| format!("{byte:02x}"));
    digits.collect::<Vec<_>>().join(":")
}

#[test]
fn packets_are_read_from_their_bytes_or_from_their_fields() {
    let name = "packets as Wireshark writes them in JSON";
    let head = "POST /sa HTTP/1.1\r\nHost: a.example\r\nContent-Length: 3\r\n\r\n[1]";
    let line = r#""POST /sa HTTP/1.1\\r\\n":{"http.request.method":"POST","http.request.uri":"/sa"},"http.request.line":"Host: a.example\r\n","http.request.line":"X-A: 1\r\n","http.request.full_uri":"http://a.example/sa""#;
    let payload = format!(
        r#""tcp":{{"tcp.payload":"{}"}},"http":{{{line}}}"#,
        digits(head)
    );
    let text = format!(r#""http":{{{line},"http.file_data":"[\"x\"]"}}"#);
    let hex = format!(r#""http":{{{line},"http.file_data":"5b:32:5d"}}"#);
    let answer = r#""tcp":{"tcp.payload":"48:54"},"http":{"HTTP/1.1 200 OK\\r\\n":{"http.response.code":"200"},"http.file_data":"x"}"#;
    let all = [payload.as_str(), &text, answer, &hex].map(packet);
    let requests = check(
        &format!("[{}]", all.join(",\n")),
        name,
        &[
            "POST http://a.example/sa [1]",
            "POST http://a.example/sa [\"x\"]",
            "POST http://a.example/sa [2]",
        ],
    );
    assert_eq!(requests[1].header("x-a"), Some("1"));
    assert_eq!(requests[1].started, Some(1_588_939_994_567));
    let (_, _, problems) = read(format!("[{}]", packet(answer)).as_bytes());
    assert_eq!(problems, ["export-empty"]);
}

#[test]
fn what_a_log_of_proxyman_has_is_read() {
    let text = r#"{"id":"1","request":{"host":"a.example","port":443,"isSSL":true,"scheme":"https","method":{"name":"POST"},"uri":"/sa","fullPath":"https://a.example/sa",
      "header":{"entries":[{"key":{"name":"X-A","nameInLowercase":"x-a"},"value":"1"}]},"bodyData":"WzFd"},
      "response":{"bodyData":"WzJd"},"timing":{"requestStartedAt":1588939994.5}}"#;
    let requests = check(text, "a Proxyman log", &["POST https://a.example/sa [1]"]);
    assert_eq!(requests[0].header("x-a"), Some("1"));
    assert_eq!(requests[0].started, Some(1_588_939_994_500));
}

#[test]
fn a_body_in_another_file_is_the_body() {
    let text = br#"{"app":"a","method":"POST","url":"https://a.example/sa","headers":{"Host":"a.example"}}"#;
    let request = alone(text, Some(b"a=1")).unwrap();
    assert_eq!(shown(&[request]), ["POST https://a.example/sa a=1;"]);
    assert!(alone(b"{\"a\":1}", Some(b"a=1")).is_none());
    assert!(alone(b"", None).is_none());
}

#[test]
fn other_json_is_none() {
    for other in [
        "",
        "[]",
        "{}",
        "hello {world}",
        r#"[{"event":"$pageview","properties":{"url":"https://a.example/","method":"GET"}}]"#,
        r#"{"H":{"event":"x"},"B":{"url":"https://a.example","host":"a.example"}}"#,
        r#"{"method":"card","path":"/x","host":"a"}"#,
        r#"{"method":"GET","url":"not an address","status":1}"#,
        r#"{"method":"POST","url":"https://a.example/"}"#,
        r#"{"item":[{"name":"a","item":[]}],"info":{}}"#,
        r#"{"resources":[{"_type":"workspace"}]}"#,
        r#"{"openapi":"3.0.0","paths":{"/sa":{"post":{"summary":"x"}}}}"#,
        r#"{"log":{"entries":[]}}"#,
        r#"{"name":"x","version":"1","scripts":{"start":"node ."},"host":"a"}"#,
    ] {
        assert_eq!(read(other.as_bytes()).0, None, "{other}");
    }
}

#[test]
fn any_damage_is_survived_in_linear_time() {
    let deep = r#"{"item":["#.repeat(50_000);
    assert_eq!(read(deep.as_bytes()).0, None);
    let broken = r#"{"method":"GET","host":"a","path":"/","a":"#.repeat(5_000);
    let (_, _, problems) = read(format!("{SESSION}{broken}").as_bytes());
    assert!(!problems.is_empty());
    test_support::property(|u| {
        let mut text = SESSION.as_bytes().to_vec();
        for _ in 0..u.int_in_range(1..=5)? {
            let at = u.choose_index(text.len())?;
            match u.int_in_range(0..=2)? {
                0 => text[at] = *u.choose(b"\"\\{}[],: x\0\xff")?,
                1 => text.insert(at, *u.choose(b"\"\\{}[],: x\0")?),
                _ => drop(text.remove(at)),
            }
        }
        for request in read(&text).1 {
            assert!(request.at.file.end as usize <= text.len());
            let own = Slice::new(0, 0..1);
            let _ = request.text(own);
        }
        Ok(())
    });
}

#[test]
fn bodies_are_read_as_programs_save_them_without_a_word() {
    // Fields on lines of their own, as Hoppscotch has a form.
    check(
        r#"[{"v":6,"name":"c","folders":[],"requests":[{"method":"POST","endpoint":"https://a.example/sa","headers":[],
            "body":{"contentType":"application/x-www-form-urlencoded","body":"crc: 1\ndata_list: H4sI+/="}}]}]"#,
        "a collection of requests",
        &["POST https://a.example/sa crc=1;data_list=H4sI+/=;"],
    );
    // Base64, as Vegeta and Flipper have every body; and what only looks like it.
    check(
        "{\"method\":\"POST\",\"url\":\"https://a.example/\",\"body\":\"W3siZXZlbnQiOiJhIiwidGltZSI6MX1d\"}\n\
         {\"method\":\"POST\",\"url\":\"https://a.example/\",\"headers\":[],\"data\":\"Y3JjPTEmZGF0YV9saXN0PWUzMA==\"}\n\
         {\"method\":\"POST\",\"url\":\"https://a.example/\",\"body\":\"abcdefghijklmnopqrstuvwxyz12\"}\n",
        "a log of requests in JSON",
        &[
            "POST https://a.example/ [{\"event\":\"a\",\"time\":1}]",
            "POST https://a.example/ crc=1;data_list=e30;",
            "POST https://a.example/ abcdefghijklmnopqrstuvwxyz12",
        ],
    );
}
