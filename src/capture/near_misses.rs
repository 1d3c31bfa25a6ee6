//! Texts that look like files of containers and are none.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;

/// What a container is called, and what is none of its files.
const NEAR_MISSES: &[(&str, &str)] = &[
    (
        "PowerShell commands",
        "Use Invoke-WebRequest to load https://a.example/ in a shell.",
    ),
    (
        "a Base64 text",
        "VGhpcyBpcyBubyByZXF1ZXN0IGJ1dCBhIHNlbnRlbmNlIHRoYXQgc29tZWJvZHkgZW5jb2RlZC4=",
    ),
    (
        "a Charles session",
        r#"[{"method":"waltz","host":"the queen","path":"the garden","request":"a dance"}]"#,
    ),
    ("a GoReplay recording", "1 2 3 4\nfour numbers\n"),
    (
        "a Postman collection",
        r#"{"info":{"name":"letters"},"item":[{"request":"stamps"}]}"#,
    ),
    (
        "a Proxyman log",
        r#"{"request":{"host":"the queen","method":"knock","bodyData":7}}"#,
    ),
    (
        "a ZIP file with captures",
        "PK\u{3} is not how such a file begins",
    ),
    (
        "a collection of requests",
        r#"[{"method":"GET","url":"https://a.example/"}]"#,
    ),
    (
        "a connection that Wireshark followed",
        "====\nFollow the white rabbit\nNode 0: hole\n====",
    ),
    ("a file in UTF-16 or compressed", "h\0i\0 \0t\0h\0e\0r\0e\0"),
    ("a flow file of mitmproxy", "12:thirty past,and more,"),
    (
        "a hex dump",
        "0000: one two three four\n0010: five six seven\n",
    ),
    (
        "a list of bytes",
        "[1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233]",
    ),
    (
        "a list of host names",
        "a.example is a host\nb.example is another\n",
    ),
    ("a list of requests", "https://a.example/\nand a sentence\n"),
    (
        "a log of Apache’s mod_dumpio",
        "mod_dumpio was loaded\nmod_dumpio: done\n",
    ),
    (
        "a log of Docker",
        r#"{"log":"server started\n","stream":"stdout","time":"2020-05-04T13:43:21Z"}"#,
    ),
    ("a log of OkHttp", "--> POST the letter\n<-- and wait\n"),
    (
        "a log of requests in JSON",
        r#"{"method":"GET","url":"https://a.example/","event":"load"}"#,
    ),
    (
        "a mail",
        "From: Anna\nTo: Ben\n\nIs GET / HTTP/1.1 a request?",
    ),
    (
        "a network log of Chromium",
        r#"{"constants":{"pi":3},"events":[{"type":"concert"}]}"#,
    ),
    (
        "a recording of network packets",
        "\u{a}\r\r\na file that begins like one",
    ),
    (
        "a script that sends requests",
        "fetch the ball from https://a.example/ and bring it",
    ),
    ("a tar archive with captures", "ustar is a word of tar"),
    (
        "a log with requests in pieces",
        "01-02 03:04:05.678  1  2 I okhttp: POST is on its way\nthe wire >> \"POST\"\n",
    ),
    (
        "a text with marks before its lines",
        "> a quotation\n> of a poem\n",
    ),
    ("a value from a program", "'tis the season"),
    ("a web archive (WARC)", "WARC/as usual\nis a pun\n"),
    (
        "an Insomnia export",
        r#"{"_type":"export","resources":[{"_type":"sheep","count":100}]}"#,
    ),
    ("bytes in hexadecimal", "5f3a1c9e7b424d189c6a2e8f0b7d4a31"),
    ("commands of HTTPie", "http is a protocol of the web"),
    (
        "items saved by Burp Suite",
        "<items><item><name>pram</name></item></items>",
    ),
    (
        "packets as Wireshark writes them in JSON",
        r#"[{"_source":{"layers":{"cake":{"cream":"2"}}}}]"#,
    ),
    (
        "packets as tcpdump prints them",
        "13:43:21 IP is short for internet protocol",
    ),
    (
        "packets with their bytes in JSON",
        r#"[{"frame_raw":["a picture",0]}]"#,
    ),
    ("requests line by line", "GET\tup\nPOST\ta letter\n"),
    ("the fields of a form", "name: Anna lives in\nBerlin\n"),
    (
        "what a program said while it sent requests",
        "> GET up\n> and walk\n",
    ),
    (
        "what mitmdump showed",
        "127.0.0.1:8080: the door is open\n << come in\n",
    ),
];

#[test]
fn what_looks_like_a_file_is_none() {
    let taken = NEAR_MISSES.iter().filter(|(name, text)| {
        let (kind, _) = open(text.as_bytes().into(), &mut |_, _, _| {});
        kind.name == Some(*name)
    });
    let taken: Vec<_> = taken.collect();
    assert!(taken.is_empty(), "{taken:?}");
}

/// Whoever adds a container adds a fixture.
#[test]
fn every_container_has_a_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut reports = String::new();
    for kind in std::fs::read_dir(folder).unwrap() {
        for case in std::fs::read_dir(kind.unwrap().path()).unwrap() {
            let report = case.unwrap().path().join("report.json");
            reports.push_str(&std::fs::read_to_string(report).unwrap_or_default());
        }
    }
    let names: BTreeSet<&str> = CONTAINERS.iter().filter_map(|one| one.name).collect();
    for name in names {
        let is_told = reports.contains(&format!("\n    \"name\": \"{name}\","));
        assert!(is_told, "expected a fixture that is {name}");
    }
}
