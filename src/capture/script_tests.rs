//! Scripts that send requests: what they send, and what is none.

use super::written_tests::check;
use super::*;

#[test]
fn calls_as_browsers_copy_them() {
    let call = r#"fetch("https://a.example/sa?b=c", {
  "headers": { "A": "b\"c", "d": "e" },
  "referrer": "https://b.example/", "body": "f=%2B&g=\u00e9", "method": "POST", "mode": "cors" });"#;
    let expected = "POST https://a.example/sa?b=c [A=b\"c; d=e] form f=%2B&g=é";
    check(call, &[expected]);
    check(&["await ", call].concat(), &[expected]);
    check(
        &[
            "// one\n",
            call,
            " ;\nfetch(\"http://b.example\", {\"body\": null, \"method\": \"GET\"}); ;\n",
            call,
        ]
        .concat(),
        &[expected, "GET http://b.example", expected],
    );
    check(
        r#"fetch("https://a.example", {"body": "\u001f\u008b\bé", "method": "PUT"})"#,
        &["PUT https://a.example bytes \"\""],
    );
    check("fetch('https://a.example/')", &["GET https://a.example/"]);
    check(
        "fetch(\"https://a.example/\", {\"headers\": {\"A\": \"b\"}, \"body\": \"{\\\"c",
        &[
            "command-cut",
            "POST https://a.example/ [A=b] bytes \"{\\\"c\"",
        ],
    );
}

#[test]
fn scripts_as_people_write_them() {
    check(
        "const h = new Headers();\nh.append('A', 'b');\nconst raw = JSON.stringify({ c: 'd', e: [1, null] });\n\
         const options = { method: 'POST', headers: h, body: raw };\nfetch('https://a.example/', options).then(r => r.text());",
        &[r#"POST https://a.example/ [A=b] bytes "{ \"c\": \"d\", \"e\": [1, null] }""#],
    );
    check(
        "import requests\nurl = 'https://a.example/'\nr = requests.post(url, headers={'A': 'b'},\n  data='c' 'd=e')\nprint(r)",
        &["POST https://a.example/ [A=b] form cd=e"],
    );
    check(
        "requests.request(\"PUT\", \"https://a.example/\", data=b'\\x7b\"a\":1}', params={'c': 'd'})",
        &[r#"PUT https://a.example/?c=d bytes "{\"a\":1}""#],
    );
    check(
        "requests.post('https://a.example/', data={'c': 'd e', 'f': 1})\nrequests.post('https://a.example/', json={'c': None})",
        &[
            "POST https://a.example/ form c=d e&f=1",
            r#"POST https://a.example/ bytes "{\"c\": null}""#,
        ],
    );
    check(
        "axios({ method: 'post', url: 'https://a.example/', headers: { 'A': 'b' }, data: { c: 1 } });\n\
         axios.post(`https://b.example/`, 'd=e', { headers: { A: 'b' } })",
        &[
            r#"POST https://a.example/ [A=b] bytes "{ \"c\": 1 }""#,
            "POST https://b.example/ [A=b] form d=e",
        ],
    );
    check(
        "var x = new XMLHttpRequest();\nx.open('POST', 'https://a.example/');\nx.setRequestHeader('A', 'b');\nx.send('c=d');",
        &["POST https://a.example/ [A=b] form c=d"],
    );
    check(
        "r = urllib.request.Request('https://a.example/', b'c=d', headers={'A': 'b'})",
        &["POST https://a.example/ [A=b] form c=d"],
    );
    check(
        "$.ajax({ url: 'https://a.example/', type: 'POST', data: { c: 'd' } })",
        &["POST https://a.example/ form c=d"],
    );
}

#[test]
fn what_sends_nothing_is_no_script() {
    for text in [
        "fetch the https://a.example/ (soon)",
        "fetch(url)",
        "app.get('/sa', () => {})",
        "window.open('https://a.example/')",
        "cache.put('https://a.example/', {})",
        "The function fetch('/sa') isn't one.",
        "{\"a\": \"fetch('https://a.example/')\"}",
        "<script>fetch('https://a.example/')</script>",
    ] {
        check(text, &["no command"]);
    }
}

#[test]
fn many_calls_cost_little() {
    let nested = "fetch(".repeat(100_000);
    check(&nested, &["no command"]);
    let mut shared = "const body = '".to_owned() + &"a".repeat(10_000) + "';\n";
    for _ in 0..1_000 {
        shared.push_str("fetch('https://a.example/', {body});\n");
    }
    let mut kept = 0;
    open(shared.as_bytes().into(), &mut |item, _, _| {
        if let Item::Request(request) = item {
            kept += request.store.whole(0).len();
        }
    });
    assert!(kept <= 6 * shared.len(), "{kept}");
}

#[test]
fn whatever_stands_there_has_an_end() {
    const PARTS: &[&str] = &[
        "fetch(",
        "\"https://a.example/\"",
        "'POST /a HTTP/1.1\\r\\n'",
        "\"",
        "'",
        "`",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        ",",
        ":",
        "=",
        "=>",
        ";",
        "+",
        "\\",
        "\n",
        "\r\n",
        " ",
        "#",
        "/*",
        "//",
        "body",
        "headers",
        "$a",
        "$a.Add(",
        "@{",
        "@\"\n",
        "\n\"@",
        "Invoke-WebRequest ",
        "-Uri ",
        "-Body ",
        "-Headers ",
        "True",
        "None",
        "1",
        "\u{e9}",
        "\"\"\"",
        "b'",
        "send: b'",
        "> GET /a HTTP/1.1\n",
        "* a\n",
        "=> Send header, 9 bytes (0x9)\n",
        "0000: 47 45 54 20\n",
        "1.1.1.1:5: POST https://a.example/\n",
        "    a: b\n",
        "    0000:   7b 22   x\n",
        "curl ",
        "http POST ",
        "<<<",
        "^",
        "^\"",
        "x.open('POST', ",
        "x.send(",
        "headers.append(",
        "requests.post(",
        "json=",
        "data=",
        "url: ",
        "[client a] mod_dumpio:  dumpio_in (data-HEAP): ",
        "$([char]",
        "`u{",
    ];
    test_support::property(|u| {
        let mut text = String::new();
        for _ in 0..u.int_in_range(0..=40)? {
            text.push_str(u.choose(PARTS)?);
        }
        open(text.as_bytes().into(), &mut |item, _, _| {
            if let Item::Request(mut request) = item {
                let file = request.at.file.clone();
                assert!(
                    file.start <= file.end && file.end <= text.len() as u64,
                    "{text}"
                );
                let steps: Vec<Slice> = request.steps.iter().map(|step| step.output).collect();
                request.store.finish(
                    crate::bytes::Derived::new(&request.store),
                    None,
                    crate::limits::Limits::DEFAULT,
                );
                for step in steps {
                    let places = request.store.provenance(step, "");
                    let last = places.last().map_or(0, |(place, _)| place.range().end);
                    assert!(
                        request.at.is_packed || last as u64 <= file.end - file.start,
                        "{text}"
                    );
                }
            }
        });
        Ok(())
    });
}
