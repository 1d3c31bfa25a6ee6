//! Commands of curl: what they send, where it stands, and what is no command.

use super::written_tests::{read_as, written};
use super::*;

/// What a text gives: for each request its method, address, fields, headers and body, for each problem
/// its code.
fn read(text: &[u8]) -> Vec<String> {
    read_as(text, InputKind::Curl)
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text.as_bytes()), expected, "{text}");
}

#[test]
fn options_say_what_is_sent() {
    for (options, expected) in [
        ("https://a.example/sa", "GET https://a.example/sa"),
        ("--url https://a.example/sa", "GET https://a.example/sa"),
        ("--url=https://a.example/sa", "GET https://a.example/sa"),
        ("a.example/sa?b=c", "GET //a.example/sa?b=c"),
        ("localhost:8080 -I", "HEAD //localhost:8080"),
        ("-sSL -XPUT -k a.example", "PUT //a.example"),
        ("-X $'POST' a.example", "POST //a.example"),
        ("--request PATCH a.example", "PATCH //a.example"),
        (
            "-H 'A: b c' --header=D:e -H'F: g' -H 'None:' a.example",
            "GET //a.example [A=b c; D=e; F=g]",
        ),
        (
            "-A 'Mozilla/5.0 (x)' -e https://b.example/ -b 'c=d; e=f' a.example",
            "GET //a.example [user-agent=Mozilla/5.0 (x); referer=https://b.example/; cookie=c=d; e=f]",
        ),
        ("-b cookies.txt a.example", "GET //a.example"),
        ("-d a=b a.example", "POST //a.example form a=b"),
        ("-da=b a.example", "POST //a.example form a=b"),
        ("'-da=b' a.example", "POST //a.example form a=b"),
        (
            "'--data-raw={\"a\": 1}' a.example",
            "POST //a.example bytes \"{\\\"a\\\": 1}\"",
        ),
        (
            "-d a=b --data 'c=d e' --data-binary \"f=g\" a.example",
            "POST //a.example form a=b&c=d e&f=g",
        ),
        (
            "-d '[1' -d '2]' a.example",
            "POST //a.example bytes \"[1&2]\"",
        ),
        (
            "--json '[1,' --json '2]' a.example",
            "POST //a.example bytes \"[1,2]\"",
        ),
        ("--data-raw '@x' a.example", "POST //a.example bytes \"@x\""),
        (
            "--data-urlencode 'a=b c%' a.example",
            "POST //a.example form a=b%20c%25",
        ),
        (
            "--data-urlencode '=b c' --data-urlencode 'd&' a.example",
            "POST //a.example bytes \"b%20c&d%26\"",
        ),
        (
            "-d a=b -H 'X: y' --data-urlencode c=ä a.example",
            "POST //a.example [X=y] form a=b&c=%C3%A4",
        ),
        (
            "-F 'a=b&c' --form 'd=\"e f\"' --form-string g=h -F 'i=j;type=text/plain' a.example",
            "POST //a.example form a=b%26c&d=e%20f&g=h&i=j",
        ),
        (
            "-G -d 'b=c d' --data-urlencode 'e=f&g' a.example/sa",
            "GET //a.example/sa?b=c d&e=f%26g",
        ),
        ("-G -d b=c 'a.example/sa?d=e'", "GET //a.example/sa?d=e&b=c"),
        ("-d '' a.example", "POST //a.example"),
        (
            r"'https://a.example/sa?b\[0\]=c'",
            "GET https://a.example/sa?b[0]=c",
        ),
        (
            "--proxy http://b.example:8080 -x c.example -o out.json -m 2.5 -u d:e --resolve a:443:1.2.3.4 \
             --cacert f.pem -w '%{http_code}' a.example",
            "GET //a.example",
        ),
        (
            "--some-new-option b.example https://a.example/sa",
            "GET https://a.example/sa",
        ),
        ("a.example > out.json 2> /dev/null", "GET //a.example"),
        // What follows a field says how to send it, and a field may have quotes of its own.
        (
            r#"-F 'a= b ;type=text/plain' -F 'c="d;\"\\"; filename=e' -F 'f=g;h' --form-string 'i="j;"' a.example"#,
            "POST //a.example form a=b&c=d%3B%22%5C&f=g&i=%22j%3B%22",
        ),
        // Pasted without quotes.
        (
            "https://a.example/sa?b=c&d=e",
            "GET https://a.example/sa?b=c&d=e",
        ),
        // Backslashes before line ends may have been lost.
        (
            "https://a.example/sa\n  -H 'A: b'\\ \n  --data '[1]'",
            "POST https://a.example/sa [A=b] bytes \"[1]\"",
        ),
    ] {
        check(&["curl ", options].concat(), &[expected]);
        check(&["$ curl ", options, "\n"].concat(), &[expected]);
    }
}

#[test]
fn what_a_file_holds_is_not_there() {
    for options in [
        "-d @body.json a.example",
        "--data-binary @- a.example",
        "--json @body.json a.example",
        "--data-urlencode b@body.txt a.example",
    ] {
        check(
            &["curl ", options].concat(),
            &["body-elsewhere", "POST //a.example"],
        );
    }
    check(
        "curl -T body.json a.example",
        &["body-elsewhere", "PUT //a.example"],
    );
    check(
        "curl -F 'b=@body.json;type=application/json' -F c=d a.example",
        &["body-elsewhere", "POST //a.example form b=&c=d"],
    );
}

#[test]
fn several_commands_are_several_requests() {
    let one =
        "curl 'https://a.example/a' \\\n  -H 'A: b' \\\n  --data-raw $'[\\n1]' \\\n  --compressed";
    let two = "curl --url 'https://b.example/b' -H 'C: it'\\''s'";
    let [first, second] = [
        "POST https://a.example/a [A=b] bytes \"[\\n1]\"",
        "GET https://b.example/b [C=it's]",
    ];
    for between in [
        "\n",
        "\n\n",
        " ;\n",
        " &\n",
        " && ",
        "; ",
        " | jq . ; ",
        " > /dev/null\n{\"code\": \"it's\"}\n$ ",
        "\n# it's the next one\n",
        "\n```\n```sh\n",
        "\nuser@host:~$ time A=b /usr/bin/",
    ] {
        let text = [one, between, two, between, one].concat();
        check(&text, &[first, second, first]);
        check(&text.replace('\n', "\r\n"), &[first, second, first]);
    }
    for count in 1..6 {
        let text = [one, " ;\n"].concat().repeat(count);
        check(&text, &vec![first; count]);
    }
    let marked = ["\u{feff}# two\n\n", two].concat();
    check(&marked, &[second]);
}

#[test]
fn one_command_can_send_several_requests() {
    check(
        "curl https://a.example/ b.example -d c=d --compressed",
        &[
            "POST https://a.example/ form c=d",
            "POST //b.example form c=d",
        ],
    );
    check(
        "curl a.example -d '[1]' -H 'A: b' --next -d '--next' b.example -: -X PUT c.example; curl d.example",
        &[
            "POST //a.example [A=b] bytes \"[1]\"",
            "POST //b.example bytes \"--next\"",
            "PUT //c.example",
            "GET //d.example",
        ],
    );
    check("curl a.example --next", &["GET //a.example"]);
    check(
        "curl a.example --next -d b",
        &["GET //a.example", "address-missing"],
    );
    // Every address is another request, but a command that is made of addresses has no more bytes than
    // it may.
    let many = ["curl", &" http://a.example/".repeat(9_000)].concat();
    let found = read(many.as_bytes());
    assert_eq!(found.last().map(String::as_str), Some("limit-requests"));
    assert!(found.len() > 50, "{}", found.len());
}

#[test]
fn what_is_quoted_for_windows_is_read_as_it_is_meant() {
    let get = "GET https://a.example/ [A=b]";
    for (text, expected) in [
        (
            "curl --url ^\"https://a.example/^\" ^\n  -H ^\"A: b^\"",
            get,
        ),
        ("curl \"https://a.example/\" ^\r\n  -H \"A: b\"\r\n", get),
        (
            "C:\\Users\\a b>curl \"https://a.example/\" ^\n  -H \"A: b\"",
            "no command",
        ),
        (
            "C:\\Users\\a>curl \"https://a.example/\" ^\n  -H \"A: b\"",
            get,
        ),
        (
            "@echo off\ncurl \"https://a.example/\" ^\n  -H \"A: b\" ^",
            get,
        ),
        (
            "PS C:\\a> curl.exe \"https://a.example/\" `\n  -H \"A: b\"",
            get,
        ),
        (
            "curl \"https://a.example/?b=c^&d=e\" -H \"A: b\"",
            "GET https://a.example/?b=c&d=e [A=b]",
        ),
        (
            "curl \"https://a.example/\" -d \"{\"\"a\"\":1}\"",
            "POST https://a.example/ bytes \"{\\\"a\\\":1}\"",
        ),
        (
            "curl ^\"https://a.example/^\" --data-raw ^\"^{^\n\n^\\^\"a^\\^\": ^\\^\"b^\\^\\^\\^\"c^\\^\"^}^\"",
            "POST https://a.example/ bytes \"{\\n\\\"a\\\": \\\"b\\\\\\\"c\\\"}\"",
        ),
    ] {
        check(text, &[expected]);
    }
    check(
        "curl \"https://a.example/\" &\r\ncurl \"https://a.example/\" -d \"a=^%^2Bb\"",
        &[
            "GET https://a.example/",
            "POST https://a.example/ form a=%2Bb",
        ],
    );
    check(
        "curl ^\"https://a.example/^\" -d ^\"b=a^ c^ ^^ d^\" ^ \n",
        &["characters-lost", "POST https://a.example/ form b=a c ^ d"],
    );
}

#[test]
fn what_stands_behind_a_command_is_its_file() {
    check(
        "curl a.example -d @- <<< 'b=c'\ncurl a.example",
        &["POST //a.example form b=c", "GET //a.example"],
    );
}

#[test]
fn what_is_no_command_is_none() {
    for text in [
        "curl",
        "curl -sS",
        "curl is a program",
        "# curl https://a.example/",
        "First: curl https://a.example/",
        "First.\ncurl https://a.example/",
    ] {
        check(text, &["no command"]);
    }
    // What both shells have is read as bash does where something else is as only bash has it.
    for text in [
        "curl \"https://a\"\".example/\" -H 'A: b'",
        "curl \"https://a\"\".example/\" \\\n -H \"A: b\"",
        "curl https\\://a.example/\\? -H \"A: b\"",
    ] {
        let found = read(text.as_bytes());
        assert!(
            found.len() == 1 && found.concat().starts_with("GET https://a.example/"),
            "{text}: {found:?}"
        );
    }
    check(
        "curl \"https://a.example/\" -d \"\\\"b\\\"\"",
        &["POST https://a.example/ bytes \"\\\"b\\\"\""],
    );
    // Quotes of both kinds are those of bash where they come first.
    check(
        "curl -H 'A: ^\"' \"https://a.example/\"",
        &["GET https://a.example/ [A=^\"]"],
    );
}

#[test]
fn a_cut_command_gives_what_is_there() {
    check(
        "curl https://a.example/sa -d '{\"a\":1",
        &[
            "command-cut",
            "POST https://a.example/sa bytes \"{\\\"a\\\":1\"",
        ],
    );
    check(
        "curl a.example\ncurl -H 'A: b",
        &["GET //a.example", "command-cut", "address-missing"],
    );
    let text = "$ A='b' curl -sXPOST --url \"https://a.example/\\$x?y=z\" \\\r\n -H $'A: \\ud83d\\ude00' \
                -d \"$(printf '[\\x0a]')\" -F 'a=@b' --data-urlencode é=ü 2>&1 | cat ; \
                curl 'https://b.example/\\[1\\]' -b c=d -d @x &";
    for end in 0..text.len() {
        read(&text.as_bytes()[..end]);
        read(&[b"curl a.example ", &text.as_bytes()[end..]].concat());
    }
}

#[test]
fn what_is_quoted_leads_to_its_place() {
    let text = "curl a.example -H 'A: b' --data-raw $'{\"a\": \"it\\'s\"}'";
    open(text.as_bytes().into(), &mut |item, _, _| {
        let Item::Request(request) = item else {
            panic!("expected a request");
        };
        // A word that stands as it is has its place in the capture, another one leads there.
        let value = request.headers[0].value;
        assert_eq!((value.buffer, request.text(value)), (0, "b"));
        let Body::Bytes(body) = request.body else {
            panic!("expected bytes");
        };
        let found = request.store.provenance(body.part(7..11), "");
        let [_, (place, None)] = found.as_slice() else {
            panic!("expected one step, found {found:?}");
        };
        assert_eq!(request.text(*place), r"it\'s");
    });
}

#[test]
fn arguments_that_are_joined_lead_to_their_places() {
    let text = "curl a.example --data 'a=b' -H 'C: d' --data-urlencode 'e=f g'\\''h'";
    open(text.as_bytes().into(), &mut |item, _, _| {
        let Item::Request(request) = item else {
            panic!("expected a request");
        };
        assert_eq!(
            written(&request),
            "POST //a.example [C=d] form a=b&e=f%20g%27h"
        );
        let value = request.form()[1].value;
        for (part, expected) in [(0..1, "f"), (1..4, " "), (0..5, "f g"), (5..8, r"\'")] {
            let found = request.store.provenance(value.part(part), "");
            let &[_, _, (place, None)] = found.as_slice() else {
                panic!("expected two steps, found {found:?}");
            };
            assert_eq!(request.text(place), expected);
        }
    });
}

#[test]
fn characters_that_stand_for_bytes_are_bytes() {
    // As Chromium writes compressed data.
    let text = "curl a.example --data-raw $'\\u001f\u{8b}\\u0008\\u0000é'";
    open(text.as_bytes().into(), &mut |item, _, _| {
        let Item::Request(request) = item else {
            panic!("expected a request");
        };
        let Body::Bytes(body) = request.body else {
            panic!("expected bytes");
        };
        assert_eq!(request.store.in_memory(body), b"\x1f\x8b\x08\0\xe9");
    });
    check(
        "curl a.example -d '[\"é\\u00e9\"]'",
        &["POST //a.example bytes \"[\\\"é\\\\u00e9\\\"]\""],
    );
}

/// A line has as many commands as it likes, and each looks at no more of it than its own words: this
/// would take minutes otherwise.
#[test]
fn a_line_of_many_commands_takes_linear_time() {
    let commands = "curl https://a.example/ ; ".repeat(100_000);
    assert_eq!(read(commands.as_bytes()).len(), 100_000);
}
