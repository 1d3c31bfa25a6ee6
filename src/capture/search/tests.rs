use super::*;

/// Bodies, addresses and cookies of what is found.
fn found(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    search(text.as_bytes(), false, &mut |item, _| {
        let request = match item {
            Item::Request(request) => request,
            Item::Problem(problem) => {
                found.push(problem.code.to_owned());
                return false;
            }
            _ => return false,
        };
        let body = match &request.body {
            Body::Bytes(at) => request.text(*at).to_owned(),
            Body::Form(fields) => {
                let field = |field: &params::Param<Slice>| {
                    [request.text(field.name), request.text(field.value)].join("=")
                };
                let fields: Vec<String> = fields.iter().map(field).collect();
                fields.join("&")
            }
            Body::None => String::new(),
        };
        // What has a form in it is no record.
        let is_other = body.starts_with('{') && !body.contains("event");
        let is_event = body.contains("event") || body.contains("data") || body.is_empty();
        let is_event = is_event && !is_other;
        if is_event {
            let method = request.method.as_deref().unwrap_or("-");
            let url = request.url.as_deref().unwrap_or("-");
            found.push(format!("{method} {url} {body}"));
        }
        is_event
    });
    found
}

#[test]
fn lines_of_tables_say_where_they_were_sent_to() {
    let body = format!("data_list={}&gzip=1", "e30".repeat(9));
    let expected = [format!("POST //a.example/sa?b=c {body}")];
    for line in [
        format!("| POST | a.example | /sa?b=c | `{body}` |\n"),
        format!("POST\ta.example\t/sa?b=c\t{body}\n"),
        format!("<td>POST</td><td>a.example</td><td>/sa?b=c</td><td>{body}</td>\n"),
        format!("||Method||Host||\n|POST|a.example|/sa?b=c|{body}|\n"),
    ] {
        assert_eq!(found(&line), expected, "{line}");
    }
    let event = r#"{"event":"a","distinct_id":"b","url":"https://b.example/c"}"#;
    let none = format!("- - {event}");
    assert_eq!(found(&format!("1 {event} 2 {event}")), [none.clone(), none]);
    assert_eq!(
        found(
            "#a\nurl=https\\://a.example/sa\nmethod=POST\nbody={\"event\"\\:\"\\u00e9\\\n   1\",\"properties\"\\:{}}\n"
        ),
        ["POST https://a.example/sa {\"event\":\"é1\",\"properties\":{}}"]
    );
}

#[test]
fn payloads_are_found_in_any_text() {
    let event = r#"{"event": "a", "properties": {}}"#;
    for (text, expected) in [
        (
            format!("He wrote {event}, which is odd."),
            format!("- - {event}"),
        ),
        (format!("x = {:?};", event), format!("- - {event}")),
        (
            format!("a,\"{}\",b", event.replace('"', "\"\"")),
            format!("- - {event}"),
        ),
        (
            format!("<p>{}</p>", event.replace('"', "&quot;")),
            format!("- - {event}"),
        ),
        (
            format!(
                "fetch('https://a.example/sa?project=b', {{method: 'POST', body: 'data={}'}})",
                "e30".repeat(9)
            ),
            format!(
                "POST https://a.example/sa?project=b data={}",
                "e30".repeat(9)
            ),
        ),
    ] {
        assert_eq!(found(&text), [expected], "{text}");
    }
}

#[test]
fn what_programs_print_is_found_in_lines() {
    for (text, expected) in [
        (
            "sent [{'event': \"it's\", 'properties': {'a': None}}] now",
            "- - [{\"event\": \"it's\", \"properties\": {\"a\": null}}]",
        ),
        (
            "p [{\"event\"=>\"a\", \"properties\"=>{\"b\"=>nil}}]",
            "- - [{\"event\":\"a\", \"properties\":{\"b\":null}}]",
        ),
        (
            "=> { event: 'a', properties: { b: 1 } } <=",
            "- - { \"event\": \"a\", \"properties\": { \"b\": 1 } }",
        ),
        (
            "INSERT INTO e VALUES (1, '{\"event\": \"it''s\", \"properties\": {}}', 2);",
            "- - {\"event\": \"it's\", \"properties\": {}}",
        ),
        (
            "payload: 'POST {\"event\": \"it\\'s \\\\\"a\\\\\"\", \"properties\": {}}'",
            "POST - {\"event\": \"it's \\\"a\\\"\", \"properties\": {}}",
        ),
        (
            "message = \"sent {\\\"event\\\": \\\"a\\\", \\\"properties\\\": {}} to https://a.example/sa at 1\"",
            "- https://a.example/sa {\"event\": \"a\", \"properties\": {}}",
        ),
        (
            "write(5, \"POST /sa HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n{\\\"event\\\":1}\", 9) = 9",
            "POST //a.example/sa {\"event\":1}",
        ),
        (
            "body = \"\"\"\n  {\"event\": \"a \\\\\"b\\\\\"\", \"properties\": {}}\n\"\"\"",
            "- - {\"event\": \"a \\\"b\\\"\", \"properties\": {}}",
        ),
        (
            "POST https://a.example/sa\n```json\n{\"event\": \"a\", \"properties\": {}}\n```\n",
            "POST https://a.example/sa {\"event\": \"a\", \"properties\": {}}",
        ),
        (
            "I read https://b.example/ today.\n```json\n{\"event\": \"a\", \"properties\": {}}\n```\n",
            "- - {\"event\": \"a\", \"properties\": {}}",
        ),
        (
            "- event: a\n  properties:\n    b: 1\n",
            "- - [{\"event\":\"a\",\"properties\":{\"b\":1}}]",
        ),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
    // Unclosed objects within each other are measured once.
    found(&"{'event': ".repeat(100_000));
    found(&"{\"event\"=>".repeat(100_000));
    found(&"[{event: 'a".repeat(100_000));
    // So is each of many that a string has.
    let many = "{\\\"event\\\": 1, \\\"more\\\": [2, 3]} ".repeat(2_000);
    assert_eq!(found(&format!("\"{many}\"")).len(), 2_000);
}

#[test]
fn methods_are_those_that_code_calls() {
    let event = r#"{"event": "a", "properties": {}}"#;
    for (before, expected) in [
        ("client.post('https://a.example/sa', ", "POST"),
        (
            "new HttpRequestMessage(HttpMethod.Post, 'https://a.example/sa') ",
            "POST",
        ),
        ("Net::HTTP::Post.new('https://a.example/sa') ", "POST"),
        ("http.put(\"https://a.example/sa\", ", "PUT"),
        ("- post:\n    url: https://a.example/sa\n    json: ", "POST"),
        ("https://a.example/sa map.put('a', map.get(\"b\")) ", "-"),
        ("a post: https://a.example/sa of the blog.post, ", "-"),
    ] {
        let expected = format!("{expected} https://a.example/sa {event}");
        assert_eq!(found(&format!("{before}{event}")), [expected], "{before}");
    }
}

#[test]
fn words_of_digits_and_of_base64_are_looked_into() {
    let form = "crc=1&gzip=0&data_list=e30=&more=1234567890";
    let message = "POST /sa?project=b&of=a-browser-with-a-long-name&r=DE HTTP/1.1\r\nHost: a.example\r\n\r\ndata_list=e30%3D";
    let hex = |bytes: &str, between: &str, group: usize| {
        let digits: Vec<String> = bytes.bytes().map(|byte| format!("{byte:02x}")).collect();
        let groups: Vec<String> = digits.chunks(group).map(|group| group.concat()).collect();
        groups.join(between)
    };
    let base64 = |bytes: &str| crate::bytes::codec::base64::encode(bytes.as_bytes());
    let lines = |bytes: &str| {
        let text = base64(&bytes.repeat(2));
        let lines: Vec<&str> = text
            .as_bytes()
            .chunks(76)
            .map(|line| str::from_utf8(line).unwrap())
            .collect();
        lines.join("\r\n")
    };
    let event = r#"[{"event": "a", "properties": {}}]"#;
    for written in [
        hex(event, "", 1),
        hex(event, " ", 4),
        hex(event, ":", 1),
        format!("0x{}", hex(event, "", 1)),
    ] {
        let text = format!("the body is <{written}> then");
        assert_eq!(found(&text), [format!("- - {event}")], "{text}");
    }
    for written in [
        hex(form, "", 1),
        hex(form, " ", 1),
        hex(form, ":", 1),
        base64(form),
    ] {
        let text = format!("POST https://a.example/sa\nbody \"{written}\", end");
        assert_eq!(
            found(&text),
            [format!("POST https://a.example/sa {form}")],
            "{text}"
        );
    }
    for written in [hex(message, "", 1), hex(message, " ", 1), base64(message)] {
        let text = format!("bytes: \"{written}\"");
        let expected =
            "POST //a.example/sa?project=b&of=a-browser-with-a-long-name&r=DE data_list=e30%3D";
        assert_eq!(found(&text), [expected], "{text}");
    }
    assert_eq!(
        found(&format!("attached\n\n{}\n\n--x", lines(message))).len(),
        1
    );
    // Digests and identifiers are no events.
    let digest = "d41d8cd98f00b204e9800998ecf8427e".repeat(3);
    assert!(
        found(&format!(
            "{digest} {} de ad be ef",
            base64(&"no data at all ".repeat(9))
        ))
        .is_empty()
    );
}

#[test]
fn prose_is_searched_in_vain() {
    for text in ["", "hello {world} [1, 2]", "data= is a name", "{\"a\": 1}"] {
        assert!(found(text).is_empty(), "{text}");
    }
}

#[test]
fn literals_that_a_program_joins_are_one_and_columns_are_several() {
    let first = "crc=1&data_list=e30e30e30e30";
    for joining in [
        "\" + \"",
        "\" .\n  \"",
        "\" & _\n  \"",
        "\" \\\n  \"",
        "\"\n  \"",
    ] {
        let text = format!("body = \"{first}{joining}e30\"");
        assert_eq!(found(&text), [format!("- - {first}e30")], "{text}");
    }
    for parting in ["\" ++_ \"", "\", \"", "\" \"", "\";\n \""] {
        let text = format!("\"{first}{parting}e30\"");
        assert_eq!(found(&text), [format!("- - {first}")], "{text}");
    }
}

#[test]
fn cassettes_are_read_with_their_headers() {
    let event = r#"{"event": "a", "properties": {}}"#;
    let text = format!(
        "---\nhttp_interactions:\n- request:\n    method: post\n    uri: https://a.example/sa\n    \
         body:\n      encoding: UTF-8\n      string: '{event}'\n    headers:\n      Cookie:\n      \
         - sensorsdata2015jssdkcross=%7B%22event%22%3A1%2C%22properties%22%3A2%7D\n  \
         response:\n    status:\n      code: 200\n"
    );
    assert_eq!(found(&text), [format!("POST https://a.example/sa {event}")]);
    let other = format!("interactions:\n{event}\n");
    assert_eq!(found(&other), [format!("- - {event}")]);
}

#[test]
fn what_tools_print_around_a_payload_is_said_of_its_request() {
    let form = format!("crc=1&gzip=0&data_list={}", "e30".repeat(9));
    let head = "Host: a.example\nContent-Type: x\n";
    for (text, expected) in [
        // Addresses before a request and in its headers are others.
        (
            format!("see https://b.example/x\n[code]POST /sa HTTP/1.1\n{head}\n{form}\n[/code]"),
            "POST //a.example/sa",
        ),
        (
            format!("x\nPOST /sa HTTP/1.1\nUser-Agent: y (+https://b.example/)\n{head}\n{form}\n"),
            "POST //a.example/sa",
        ),
        // Options of a command are no comments of a database.
        (
            format!(
                "set -e\ncurl 'https://a.example/sa' \\\n  -X POST \\\n  --data-raw '{form}'\n"
            ),
            "POST https://a.example/sa",
        ),
        (
            format!("---begin---\nPOST /sa?b=c HTTP/1.1\n{head}\n---end---\n[data: {form}]\n"),
            "POST //a.example/sa?b=c",
        ),
        // Words of a log before the first line of a request.
        (
            format!("2026/01/02 03:04:05 POST /sa HTTP/1.1\n{head}\n{form}\n"),
            "POST //a.example/sa",
        ),
        // What was asked for is no address that the answer has.
        (
            format!(
                "1.2.3.4-5.6.7.8: POST /sa HTTP/1.1\n{head}\n{form}\n5.6: HTTP/1.1 200 OK\n\n{{\"u\": \"https://b.example/\"}}\n"
            ),
            "POST //a.example/sa",
        ),
        // Lines that say it, some paragraphs before.
        (
            format!(
                "URL: https://a.example/sa\nMethod: POST\n\nTime: 1\n\nSize: 1\n\n--- Request ---\n\n{head}\n{form}\n"
            ),
            "POST https://a.example/sa",
        ),
        (
            format!(
                "Request URL\nhttps://a.example/sa\nRequest Method\nPOST\nForm Data\ngzip\n1\ndata_list={}\n",
                "e30".repeat(9)
            ),
            "POST https://a.example/sa",
        ),
        (
            format!("{{ method: 'post', url: 'https://a.example/sa', data: '{form}' }}"),
            "POST https://a.example/sa",
        ),
        (
            format!("post {{\n  url: https://a.example/sa\n}}\n\nbody {{\n  {form}\n}}\n"),
            "POST https://a.example/sa",
        ),
        (
            format!(
                "<method>POST</method><url>https://a.example/sa?b=c&amp;r=d</url><q>{form}</q>"
            ),
            "POST https://a.example/sa?b=c&r=d",
        ),
        (
            format!(
                "T 1.2.3.4:5 -> 5.6.7.8:80 [AP]\nPOST /sa HTTP/1.1.\nHost: a.example.\n.\n{form}\n"
            ),
            "POST //a.example/sa",
        ),
    ] {
        let found = found(&text);
        assert!(
            found.len() == 1 && found[0].starts_with(expected),
            "{found:?} for {text}"
        );
    }
}

/// Values in the middle of a text, as programs print them.
#[test]
fn what_programs_print_is_found_as_it_was() {
    let event = r#"[{"event":"a","properties":{"b":"C:\new \"x\" `it` 5 é"}}]"#;
    let twice = event.replace('\\', "\\\\");
    let lines = |text: &str, length: usize| {
        let lines = text.as_bytes().chunks(length);
        let lines: Vec<_> = lines.map(String::from_utf8_lossy).collect();
        lines.join("\n")
    };
    let hex = |with: &str| {
        let bytes: Vec<String> = event.bytes().map(|byte| format!("{byte:02x}")).collect();
        bytes.join(with)
    };
    let octal: String = twice
        .bytes()
        .map(|byte| match byte {
            0x80.. => format!("\\{byte:03o}"),
            _ => char::from(byte).to_string(),
        })
        .collect();
    for text in [
        // Python, Node.js, PHP, and bash with codes of bytes.
        format!("sent '{twice}' to the server"),
        format!("sent b'{}' to it", twice.replace('é', "\\xc3\\xa9")),
        format!("sent $'{octal}' to it"),
        format!("a line of a table\t{twice}\tand more"),
        // A shell changes nothing between single quotes.
        format!("x='{event}'"),
        format!("sent \"{}\" to it", twice.replace('"', "\\\"")),
        format!(
            "sent \"{}\" to it",
            twice.replace('"', "\\\"").replace('é', "\\x{e9}")
        ),
        format!(
            "see:\n\n{}\n\nwhat is it?",
            lines(&base64::encode(event.as_bytes()), 76)
        ),
        format!("see:\n\n{}\n\nwhat is it?", lines(&hex(""), 60)),
        format!(
            "see:\n\n {}\n\nwhat is it?",
            lines(&hex(" "), 48).replace(" \n", "\n ")
        ),
    ] {
        let text = text.as_bytes();
        let mut bodies = Vec::new();
        search(text, false, &mut |item, _| {
            if let Item::Request(request) = &item
                && let Body::Bytes(at) = &request.body
            {
                bodies.push(request.text(*at).to_owned());
            }
            true
        });
        let decoded = bodies.first().map(|body| match body.starts_with('W') {
            true => String::from_utf8(base64::decode(body.as_bytes(), &|_| false).bytes).unwrap(),
            false => body.clone(),
        });
        let text = String::from_utf8_lossy(text);
        assert_eq!(decoded.as_deref(), Some(event), "{text}");
    }
}

#[test]
fn commands_in_a_text_are_read_as_the_shell_reads_them() {
    let event = r#"[{"event":"it's","properties":{}}]"#;
    let quoted = event.replace('\'', r"'\''");
    let text = format!("I ran\n\n$ curl https://a.example/sa -d '{quoted}'\n\nand curl said no");
    assert_eq!(found(&text), [format!("POST https://a.example/sa {event}")]);
    // A word is none, and what is found in its line is found all the same.
    let text = format!("curly braces and curl: see x={event}");
    assert_eq!(found(&text), [format!("- - {event}")]);
}

#[test]
fn what_a_program_shows_twice_is_one_payload() {
    let body = format!("data={}", "e30".repeat(9));
    let form =
        format!("    Form item: \"a\" = \"{body}\"\n        Key: a\n        Value: {body}\n");
    assert_eq!(found(&form), [format!("- - {body}")]);
    let field = format!("<field show=\"{body}\" value=\"{body}\"/>");
    assert_eq!(found(&field), [format!("- - {body}")]);
    // The first line of a request by itself is no request.
    let hex = |text: &str| -> String { text.bytes().map(|byte| format!("{byte:02x}")).collect() };
    let line = hex("POST /sa?project=global_browser_mini HTTP/1.1\r\n");
    let packet = format!(
        "<field value=\"{line}\"/>\n<field value=\"{}\"/>",
        hex(&body)
    );
    assert_eq!(found(&packet), [format!("- - {body}")]);
    // What was sent twice is two.
    assert_eq!(found(&format!("{body}\n{body}\n")).len(), 2);
}

#[test]
fn the_address_that_jmeter_writes_behind_a_body_is_its_own() {
    let body = format!("data={}", "e30".repeat(9));
    let one = |host| {
        format!(
            "<method>POST</method>\n<queryString>{body}</queryString>\n\
             <java.net.URL>https://{host}.example/sa</java.net.URL>\n"
        )
    };
    assert_eq!(
        found(&[one("a"), one("b")].concat()),
        ["a", "b"].map(|host| format!("POST https://{host}.example/sa {body}"))
    );
}

#[test]
fn what_a_script_logs_of_a_request_is_one() {
    let body = format!("data={}", "e30".repeat(9));
    let log = format!(
        "[2026-01-02 03:04:05] $request.url: https://a.example/sa\n$request.method: POST\n$request.body: {body}\n"
    );
    assert_eq!(found(&log), [format!("POST https://a.example/sa {body}")]);
}

#[test]
fn what_is_missing_of_a_command_in_a_text_is_said() {
    let event = r#"[{"event":"a","properties":{}}"#;
    let command = format!("curl https://a.example/sa -d '{event}");
    let expected = [
        format!("POST https://a.example/sa {event}"),
        "command-cut".to_owned(),
    ];
    for text in [
        format!("I ran\n\n$ {command}"),
        format!("I ran\n\n```\n$ {command}"),
        format!("I ran\n\n> {command}"),
    ] {
        assert_eq!(found(&text), expected, "{text}");
    }
    // What is wrong with a command that is none of theirs concerns nobody.
    assert!(found("I ran\n\n$ curl https://a.example/ -d 'b").is_empty());
}

/// Bodies in recorded requests, as libyaml and PyYAML break their lines.
#[test]
fn scalars_of_yaml_are_what_was_sent() {
    let event = r#"[{"event":"it's a  b","p":"C:\\c d \"e\" f","é":1}]"#;
    let base64 = base64::encode(event.repeat(2).as_bytes());
    let (first, rest) = base64.split_at(76);
    let of_one_line = r#"'[{"event":"it''s a  b","p":"C:\\c d \"e\" f","é":1}]'"#;
    let in_double =
        r#""[{\"event\":\"it's a\¶\  b\",\"p\":\"C:\\\\c d¶\\\"e\\\" f\",\"\xE9\":1}]""#;
    for (scalar, expected) in [
        (of_one_line, event),
        (&of_one_line.replace("c d", "c¶d"), event),
        (in_double, event),
        (&format!(">-¶{}", event.replace("c d", "c¶d")), event),
        (&format!("|¶{event}"), event),
        (
            &format!("|¶{}", event.replace(",\"p", ",¶  \"p")),
            &event.replace(",\"p", ",\n  \"p"),
        ),
        // Base64 has ends of lines.
        (
            &format!("!!binary |¶{first}¶{rest}"),
            &format!("{first}\n{rest}"),
        ),
    ] {
        let of = |other| format!("    uri: https://{other}.example/\n    method: put\n");
        let scalar = scalar.replace('¶', "\n      ");
        let text = format!(
            "all:\n- request:\n{}  response:\n    x: y\n- request:\n    body: {scalar}\n{}  response:\n{}",
            of("b"),
            "    headers: {}\n    method: POST\n    uri: https://a.example/sa\n",
            of("c"),
        );
        let mut bodies = Vec::new();
        search(text.as_bytes(), false, &mut |item, _| {
            if let Item::Request(request) = &item
                && let Body::Bytes(at) = &request.body
            {
                let address = request.url.clone().unwrap_or_default();
                let method = request.method.clone().unwrap_or_default();
                bodies.push([&method, " ", &address, " ", request.text(*at)].concat());
            }
            true
        });
        assert_eq!(
            bodies,
            [format!("POST https://a.example/sa {expected}")],
            "{text}"
        );
    }
}

#[test]
fn strings_of_programs_are_no_scalars_of_yaml() {
    for text in [
        r#"send({ body: '[{"event":"a\\nb"}]', more: 1 })"#,
        "x = {\n  body: \"[{\\\"event\\\":\\\"a\\\"}]\",\n}",
        "body: '[{\"event\":\"a'\n\n'b\"}]'",
    ] {
        for at in 0..text.len() {
            assert_eq!(scalar::at(text.as_bytes(), at), None, "{text}");
        }
    }
}

#[test]
fn objects_that_a_program_makes_are_no_events() {
    // What a program printed has all its values written out.
    let printed = "sent {type: 'track', event: 'search', ok: True, raw: b'x', at: datetime.datetime(2020, 5, 6), properties: {n: null}}";
    assert_eq!(found(printed).len(), 1);
    let dart = "sent {type: track, event: search, properties: {search_word: made up}}";
    assert_eq!(found(dart).len(), 1);
    let elixir = r#"sent %{"type" => "track", "event" => "search", "properties" => %{"search_word" => "made up"}}"#;
    let analysis = crate::Analysis::new(elixir.as_bytes(), "", &mut |_, _| {});
    let overview = analysis.overview();
    assert_eq!((overview.counts.events, overview.diagnostics.len()), (1, 0));
    for code in [
        "track(e,t){this.send({type:\"track\",event:e,properties:t,distinct_id:this.id,lib:{$lib:\"js\"}})}",
        "send({ type: 'track', event: name, properties: { search_word: words } })",
        "sa.track(type='track', data={'type': 'track', 'event': event_name, 'properties': properties})",
    ] {
        assert_eq!(found(code), [""; 0], "{code}");
    }
}

#[test]
fn headers_in_braces_are_no_event() {
    let form = "data=h4ByfABqFUitCMFhfycNteCm%2FEZFkKzMYkMP%2BGMAQACXTUo5byRtzLuXdkj0&rc4_hash__\
        =sOFjfydeSWKaLfVvQAI7sf7g8BdXiObBDAU5oA%3D%3D&signature=NBtjofBLeUowLaHG1GrcD6ys\
        kMo%3D&ssecurity=MDEyMzQ1Njc4OWFiY2RlZg%3D%3D&_nonce=gSNFZ4mrze8BuoFA";
    let text = format!(
        "post {{\n  url: http://api.io.mi.com/app/home/device_list\n}}\n\nheaders {{\n  Host: api.io.mi.com\n  \
         Accept: */*\n}}\n\nbody:text {{\n  {form}\n}}\n"
    );
    let analysis = crate::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
    let overview = analysis.overview();
    assert_eq!(overview.requests.len(), 1);
    assert_eq!(overview.requests[0].method.as_deref(), Some("POST"));
    let said = overview.diagnostics.iter();
    assert!(said.clone().all(|one| one.code != "json-damaged"));
}
