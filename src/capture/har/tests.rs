use std::fmt::Write as _;

use super::packed_tests::{utf16_of, zip};
use super::*;
use crate::bytes::Slice;
use crate::capture::request::{Body, Request};
use crate::report::{Codec, InputKind};

/// What an archive is taken for, and what stands in it: the requests, and the codes of problems.
pub(super) fn read_all(input: &[u8]) -> (Option<InputKind>, Vec<Request>, Vec<String>) {
    let (mut requests, mut problems) = (Vec::new(), Vec::new());
    let kind = (CONTAINER.recognize)(input, 0).map(|(kind, _)| kind);
    if kind.is_some() {
        (CONTAINER.open)(input, 0, &mut |item| match item {
            Item::Text(..) | Item::Hosts(_) => {}
            Item::Request(request) => requests.push(request),
            Item::Problem(problem) => {
                problems.push(format!("{}: {}", problem.code, problem.message))
            }
        });
    }
    (kind, requests, problems)
}

pub(super) fn requests(input: &[u8]) -> Vec<Request> {
    let (kind, requests, problems) = read_all(input);
    let text = String::from_utf8_lossy(input);
    assert_eq!(
        (kind, problems),
        (Some(InputKind::Har), Vec::new()),
        "{text}"
    );
    requests
}

/// The body of a request: text, or the fields of a form.
pub(super) fn body(request: &Request) -> String {
    match &request.body {
        Body::None => "none".to_owned(),
        Body::Form(params) => params.iter().fold(String::new(), |mut all, param| {
            let _ = write!(
                all,
                "{}={};",
                request.text(param.name),
                request.text(param.value)
            );
            all
        }),
        Body::Bytes(at) => String::from_utf8_lossy(request.store.in_memory(*at)).into_owned(),
    }
}

pub(super) fn paths(requests: &[Request]) -> Vec<&str> {
    let paths = requests.iter().map(|request| request.at.path.as_deref());
    paths.map(|path| path.unwrap_or("none")).collect()
}

/// A `request` object with this member behind the others.
pub(super) fn request(number: usize, member: &str) -> String {
    format!(
        r#"{{"method":"POST","url":"https://h{number}.example:8106/p?q={number}","httpVersion":"HTTP/2","headers":[{{"name":"Content-Type","value":"text/plain"}},{{"name":"X-A","value":"a\"b"}}],"queryString":[],"headersSize":-1,"bodySize":-1{member}}}"#
    )
}

fn entry(number: usize) -> String {
    let request = request(
        number,
        &format!(r#","postData":{{"mimeType":"text/plain","text":"body {number}"}}"#),
    );
    format!(
        r#"{{"startedDateTime":"2020-05-08T12:13:14.567+02:00","time":1,"request":{request},"response":{{"status":200,"content":{{"text":"{{\"request\":{{\"method\":\"GET\",\"url\":\"https://not.example/\"}}}}"}}}},"cache":{{}}}}"#
    )
}

pub(super) fn archive(entries: &[String]) -> String {
    format!(
        r#"{{"log":{{"version":"1.2","creator":{{"name":"x","version":"1"}},"pages":[],"entries":[{}]}}}}"#,
        entries.join(",")
    )
}

pub(super) fn entries(count: usize) -> Vec<String> {
    (0..count).map(entry).collect()
}

#[test]
fn every_request_is_handed_over_as_it_stands() {
    let text = archive(&entries(3));
    let found = requests(text.as_bytes());
    assert_eq!(found.len(), 3);
    for (number, found) in found.iter().enumerate() {
        let at = found.at.file.start as usize..found.at.file.end as usize;
        assert_eq!(
            found.store.in_memory(found.store.whole(0)),
            &text.as_bytes()[at]
        );
        assert_eq!(
            found.at.path,
            Some(format!("log.entries[{number}].request"))
        );
        assert_eq!(found.started, Some(1_588_932_794_567));
        assert_eq!(found.method.as_deref(), Some("POST"));
        let url = format!("https://h{number}.example:8106/p?q={number}");
        assert_eq!(found.url.as_deref(), Some(&*url));
        assert_eq!(found.host, Some(format!("h{number}.example")));
        assert_eq!(found.path, "/p");
        assert_eq!(found.query_value("q"), Some(&*number.to_string()));
        assert_eq!(found.header("x-a"), Some("a\"b"));
        assert_eq!(body(found), format!("body {number}"));
        assert!(
            matches!(found.body, Body::Bytes(at) if at.buffer == 0),
            "it has no escapes"
        );
        assert_eq!(found.steps.len(), 1);
    }
}

#[test]
fn parts_of_an_archive_are_archives() {
    let [one, two] = [entry(0), entry(1)];
    let lone = request(0, "");
    for (text, expected) in [
        (
            format!("{one},\n{two},\n"),
            vec!["[0].request", "[1].request"],
        ),
        (format!("{one}\n{two}"), vec!["[0].request", "[1].request"]),
        (one.clone(), vec!["request"]),
        (format!("{one},"), vec!["request"]),
        (format!("[{one},{two}]"), vec!["[0].request", "[1].request"]),
        (
            format!(r#"{{"entries":[{one},{two}]}}"#),
            vec!["entries[0].request", "entries[1].request"],
        ),
        (
            format!(r#"{{"log":{{"entries":[{one}]}}}}"#),
            vec!["log.entries[0].request"],
        ),
        (lone.clone(), vec![""]),
        (format!(r#"{{"request":{lone}}}"#), vec!["request"]),
        (
            r#"{"request":{"method":"POST","url":"https://a.example/"}}"#.to_owned(),
            vec!["request"],
        ),
        (
            format!("{}\n{}", archive(&entries(2)), archive(&entries(1))),
            vec![
                "log.entries[0].request",
                "log.entries[1].request",
                "[1].log.entries[0].request",
            ],
        ),
    ] {
        assert_eq!(paths(&requests(text.as_bytes())), expected, "{text}");
        let before = format!("\u{feff} \r\n\t{text}");
        assert_eq!(paths(&requests(before.as_bytes())), expected, "{before}");
    }
}

#[test]
fn events_are_no_archive() {
    for text in [
        "",
        "{",
        "[]",
        "{}",
        "[{}]",
        "null",
        r#"{"log":{}}"#,
        r#"{"log":"entries"}"#,
        r#"{"log":{"version":"1.2","entries":[]}}"#,
        r#"{"log":{"entries":[{"event":"request","method":"a","url":"b"}]}}"#,
        r#"{"entries":[{"event":"page","request":"x"},{"url":"https://a.example/"}]}"#,
        r#"[{"type":"track","event":"request","properties":{"method":"GET","url":"https://a.example/"}}]"#,
        r#"[{"type":"track","request":{"method":"GET","url":"https://a.example/"}}]"#,
        r#"{"event_id":"x","platform":"javascript","request":{"method":"GET","url":"https://a.example/","headers":{"a":"b"}}}"#,
        r#"{"event_id":"x","request":{"method":"GET","url":"https://a.example/","headers":[["a","b"]]}}"#,
        r#"{"info":{},"item":[{"name":"x","request":{"method":"POST","header":[],"url":"https://a.example/"}}]}"#,
        r#"{"method":"POST","url":"https://a.example/"}"#,
        r#"{"method":"POST","url":"https://a.example/","headers":{"a":"b"},"body":"x"}"#,
        r#"{"data_list":[{"request":{"method":"POST","url":"https://a.example/","httpVersion":"x"}}]}"#,
    ] {
        assert_eq!(read_all(text.as_bytes()).0, None, "{text}");
    }
}

#[test]
fn a_body_is_read_from_where_the_program_put_it() {
    let check = |member: &str, expected: &str, codecs: &[Codec], missing: Option<&str>| {
        let text = archive(&[format!(r#"{{"request":{},"time":1}}"#, request(0, member))]);
        let found = requests(text.as_bytes()).remove(0);
        let found_codecs: Vec<Codec> = found.steps.iter().map(|step| step.codec).collect();
        let code = found.missing.as_ref().map(|problem| problem.code);
        assert_eq!(
            (body(&found).as_str(), found_codecs.as_slice(), code),
            (expected, codecs, missing),
            "{member}"
        );
    };
    use Codec::{Base64, JsonString, Latin1};
    let lost = Some("body-lost");
    check(
        r#","postData":{"text":"a=1&b=%20"}"#,
        "a=1;b=%20;",
        &[JsonString],
        None,
    );
    check(
        r#","postData":{"text":"[\"\u00e9\/\"]"}"#,
        "[\"é/\"]",
        &[JsonString],
        None,
    );
    check(r#","postData":"[1]""#, "[1]", &[JsonString], None);
    check(r#","postData":{"mimeType":null}"#, "none", &[], None);
    check(r#","postData":{"text":"","params":[]}"#, "none", &[], None);
    check(
        r#","postData":{"text":"a=1&b=2","params":[{"name":"a","value":"x"}]}"#,
        "a=1;b=2;",
        &[JsonString],
        None,
    );
    // Base64, whatever the program calls the member.
    for name in ["encoding", "_encoding"] {
        check(
            &format!(r#","postData":{{"text":"WzEs\/w==","{name}":"base64"}}"#),
            "[1,\u{fffd}",
            &[JsonString, Base64],
            None,
        );
    }
    check(
        r#","postData":{"encoding":"base64","text":"a=1&b=2"}"#,
        "a=1;b=2;",
        &[JsonString],
        None,
    );
    check(
        r#","_content":{"text":"WzFd","size":3,"encoding":"base64"}"#,
        "[1]",
        &[JsonString, Base64],
        None,
    );
    // One character for each byte: of text in UTF-8, and of what is no text.
    check(
        r#","postData":{"text":"{\"a\":\"Ã¼\"}"}"#,
        "{\"a\":\"ü\"}",
        &[JsonString, Latin1],
        None,
    );
    check(
        r#","postData":{"text":"\u001f\u008b\u0001"}"#,
        "\u{1f}\u{fffd}\u{1}",
        &[JsonString, Latin1],
        None,
    );
    check(
        r#","postData":{"mimeType":"application/octet-stream","text":"aÿb"}"#,
        "a\u{fffd}b",
        &[JsonString, Latin1],
        None,
    );
    // Bytes that are no text as halves of pairs, as Python's programs write them.
    check(
        r#","postData":{"mimeType":"application/json","text":"\u0001\udc8b\udcff\u00e9"}"#,
        "\u{1}\u{fffd}\u{fffd}é",
        &[JsonString],
        None,
    );
    // Text stays text.
    check(
        r#","postData":{"text":"{\"a\":\"kündige\"}"}"#,
        "{\"a\":\"kündige\"}",
        &[JsonString],
        None,
    );
    check(r#","postData":{"text":"ü €"}"#, "ü €", &[JsonString], None);
    check(
        r#","postData":{"text":"[\"a\ufffdb\"]"}"#,
        "[\"a\u{fffd}b\"]",
        &[JsonString],
        None,
    );
    // What the program destroyed.
    check(
        r#","postData":{"text":"\u001f\ufffd\u0001"}"#,
        "none",
        &[],
        lost,
    );
    check(
        r#","postData":{"mimeType":"application/octet-stream","text":"a\ufffdb"}"#,
        "none",
        &[],
        lost,
    );
    check(
        r#","postData":{"params":[{"name":"\u001f\ufffd","value":""}]}"#,
        "none",
        &[],
        lost,
    );
    check(
        r#","postData":{"mimeType":"application/json","params":[{"name":"0","value":{"a":1}}]}"#,
        "0={\"a\":1};",
        &[],
        lost,
    );
    check(
        r#","postData":{"text":"","_file":"x.dat"}"#,
        "none",
        &[],
        Some("body-not-in-archive"),
    );
}

#[test]
fn fields_of_a_form_are_places_of_their_own() {
    let member = r#","postData":{"params":[{"name":"a\u0062","value":"1+2"},{"value":"x+\/\u00e9=="},{"name":"c","value":"x+\/\u00e9=="},{"name":"d","value":null},{"name":"e"}]}"#;
    let text = archive(&[format!(r#"{{"request":{}}}"#, request(0, member))]);
    let found = requests(text.as_bytes()).remove(0);
    assert_eq!(body(&found), "ab=1+2;c=x+/é==;d=;e=;");
    let place = |at: Slice| {
        let places = found.store.provenance(at, "");
        let (place, _) = places.last().unwrap();
        String::from_utf8_lossy(found.store.in_memory(*place)).into_owned()
    };
    let places: Vec<String> = found
        .form()
        .iter()
        .map(|param| place(param.value))
        .collect();
    assert_eq!(places, ["1+2", r"x+\/\u00e9==", "", ""]);
}

#[test]
fn hosts_come_from_the_address_or_the_headers() {
    for (url, headers, host, full) in [
        (
            "https://u:p@[2001:db8::7]:81/x?y",
            "",
            Some("[2001:db8::7]"),
            "https://u:p@[2001:db8::7]:81/x?y",
        ),
        (
            "https:\\/\\/a.example\\/sa",
            "",
            Some("a.example"),
            "https://a.example/sa",
        ),
        (
            "/sa?b",
            r#"{"name":":authority","value":"a.example:8"}"#,
            Some("a.example"),
            "//a.example:8/sa?b",
        ),
        (
            "/sa?b",
            r#"{"name":"Host","value":"a.example"}"#,
            Some("a.example"),
            "//a.example/sa?b",
        ),
        ("/sa?b", "", None, ""),
    ] {
        let text = format!(
            r#"{{"log":{{"entries":[{{"request":{{"method":"GET","url":"{url}","headers":[{headers}]}}}}]}}}}"#
        );
        let found = requests(text.as_bytes()).remove(0);
        assert_eq!(
            (found.host.as_deref(), found.url.as_deref()),
            (host, Some(full).filter(|full| !full.is_empty())),
            "{url}"
        );
    }
}

#[test]
fn entries_that_cannot_be_read_are_named_and_the_others_are_read() {
    let list = [
        entry(0),
        "null".to_owned(),
        entry(1),
        r#"{"request":null}"#.to_owned(),
        r#"{"request":{"headers":[]}}"#.to_owned(),
        entry(2),
    ];
    let (_, found, problems) = read_all(archive(&list).as_bytes());
    let expected = [0, 2, 5].map(|index| format!("log.entries[{index}].request"));
    assert_eq!(paths(&found), expected);
    let named = |index: usize| format!("entry-unreadable: log.entries[{index}]");
    assert_eq!(problems.len(), 3);
    for (problem, index) in problems.iter().zip([1, 3, 4]) {
        assert!(problem.starts_with(&named(index)), "{problem}");
    }
    let (_, found, problems) = read_all(br#"{"log":{"version":"1.2","creator":{},"entries":[]}}"#);
    assert!(
        found.is_empty() && problems[0].starts_with("archive-empty"),
        "{problems:?}"
    );
}

#[test]
fn a_cut_leaves_every_request_before_it() {
    let text = archive(&entries(3));
    let whole = requests(text.as_bytes());
    let start = text.find(r#""entries""#).unwrap();
    for end in start..text.len() {
        let cut = &text.as_bytes()[..end];
        let (kind, found, problems) = read_all(cut);
        assert_eq!(kind, Some(InputKind::Har), "{end}");
        let before: Vec<&Request> = whole
            .iter()
            .filter(|one| one.at.file.end as usize <= end)
            .collect();
        assert!(
            found.len() >= before.len() && found.len() <= before.len() + 1,
            "{end}"
        );
        for (found, whole) in found.iter().zip(&whole) {
            assert_eq!(found.url, whole.url, "{end}");
            assert_eq!(found.at.path, whole.at.path, "{end}");
            assert!(
                body(whole).starts_with(&body(found)) || body(found) == "none",
                "{end}"
            );
        }
        for (found, whole) in found.iter().zip(&before) {
            assert_eq!(found.at, whole.at, "{end}");
            assert_eq!(body(found), body(whole), "{end}");
        }
        let has_list_ended = end > text.rfind(']').unwrap();
        let told = problems
            .iter()
            .filter(|problem| problem.starts_with("archive-cut"))
            .count();
        assert_eq!(
            (told, problems.len()),
            (usize::from(!has_list_ended), told),
            "{end}: {problems:?}"
        );
    }
    let in_body = &text.as_bytes()[..text.find("body 2").unwrap() + 4];
    let (_, found, problems) = read_all(in_body);
    assert_eq!(body(&found[2]), "body");
    assert_eq!(
        problems,
        ["archive-cut: The archive ends in the middle of entry 3; 2 requests were read."]
    );
    let (_, _, problems) = read_all(&text.as_bytes()[..text.find(&entry(1)).unwrap()]);
    assert_eq!(
        problems,
        ["archive-cut: The archive ends before entry 2; 1 request was read."]
    );
}

#[test]
fn damage_in_one_entry_leaves_the_others() {
    let text = archive(&entries(4));
    let second = text.find(&entry(1)).unwrap();
    let place = second..second + entry(1).len();
    for at in place {
        for byte in [b'"', b'{', b'}', b']', b'\\', b'x', b'\n', 0xff] {
            let mut damaged = text.clone().into_bytes();
            damaged[at] = byte;
            let (_, found, problems) = read_all(&damaged);
            let others = found
                .iter()
                .filter(|one| one.url.as_deref().is_some_and(|url| !url.contains("h1")));
            let hosts: Vec<&str> = others.filter_map(|one| one.host.as_deref()).collect();
            let shown = String::from_utf8_lossy(&damaged);
            assert!(
                ["h0.example", "h2.example", "h3.example"]
                    .iter()
                    .all(|host| hosts.contains(host)),
                "{at} {byte}: {hosts:?} {problems:?} {shown}"
            );
            assert!(problems.len() <= 2, "{at} {byte}: {problems:?} {shown}");
        }
    }
}

#[test]
fn any_damage_is_survived() {
    let archives = [
        archive(&entries(3)).into_bytes(),
        format!("{}\n{}", entry(0), entry(1)).into_bytes(),
        utf16_of(&archive(&entries(2)), u16::to_le_bytes),
        zip(&[("har.har", archive(&entries(2)).as_bytes(), 8)]),
    ];
    test_support::property(|u| {
        let mut archive = u.choose(&archives)?.clone();
        for _ in 0..u.int_in_range(1..=6)? {
            let at = u.choose_index(archive.len())?;
            match u.int_in_range(0..=3)? {
                0 => archive[at] = u.arbitrary()?,
                1 => archive.truncate(at.max(1)),
                2 => archive.insert(at, *u.choose(b"\"\\{}[],: x\0")?),
                _ => drop(archive.remove(at)),
            }
            if archive.is_empty() {
                return Ok(());
            }
        }
        let (_, found, _) = read_all(&archive);
        for found in &found {
            assert!(found.at.file.end as usize <= archive.len());
        }
        Ok(())
    });
}

/// Entries of which each one is broken and could be searched to the end.
#[test]
fn hostile_damage_takes_linear_time() {
    let broken = r#"{"request":{"method":"GET","url":"https://a.example/","a":"#;
    let text = format!(
        r#"{{"log":{{"version":"1","creator":{{}},"entries":[{}"#,
        broken.repeat(20_000)
    );
    let (_, _, problems) = read_all(text.as_bytes());
    assert!(!problems.is_empty());
}
