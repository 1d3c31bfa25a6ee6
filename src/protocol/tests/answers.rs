//! What Xiaomi's cloud answers, in the files of programs that keep answers.

use std::io::Write;

use sha2::{Digest, Sha256};

use crate::Analysis;
use crate::bytes::codec::{base64, percent, rc4};

const SECRET: [u8; 16] = *b"a secret of mine";

/// A random part with a minute, by its number.
fn nonce(number: u8) -> Vec<u8> {
    [&[number; 8][..], &29_400_000_u32.to_be_bytes()].concat()
}

fn cipher(number: u8) -> rc4::Cipher {
    let key = Sha256::digest([&SECRET[..], &nonce(number)].concat());
    rc4::Cipher::new(key.into(), 0)
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// The form of a request; without the secret beside it where that is brought along.
fn form(number: u8, with_secret: bool) -> String {
    let coded = |bytes: &[u8]| percent::encode(&base64::encode(bytes));
    let data = coded(&cipher(number).apply(br#"{"getVirtualModel":false}"#));
    let nonce = coded(&nonce(number));
    let secret = match with_secret {
        true => format!("&ssecurity={}", coded(&SECRET)),
        false => String::new(),
    };
    format!("data={data}&rc4_hash__=QUJD&signature=QUJD&_nonce={nonce}{secret}")
}

/// What the server says to that.
fn answer(number: u8, plain: &[u8]) -> String {
    base64::encode(&cipher(number).apply(plain))
}

const DEVICES: &str = r#"{"code":0,"message":"ok","result":{"list":[{"did":"4711","name":"Lampe in Käthes Zimmer"}]}}"#;

fn request(form: &str) -> String {
    format!(
        "POST /app/home/device_list HTTP/1.1\r\nHost: de.api.io.mi.com\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
}

fn response(body: &[u8], headers: &str) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn archive(entries: &[(String, String)]) -> String {
    let entries = entries.iter().map(|(form, content)| {
        serde_json::json!({
            "startedDateTime": "2025-11-24T16:00:00Z",
            "request": {"method": "POST", "url": "https://de.api.io.mi.com/app/home/device_list", "headers": [],
                "postData": {"mimeType": "application/x-www-form-urlencoded", "text": form}},
            "response": {"status": 200, "content": serde_json::from_str::<serde_json::Value>(content).unwrap()},
        })
        .to_string()
    });
    let entries: Vec<String> = entries.collect();
    let entries = entries.join(",");
    format!(
        r#"{{"log":{{"version":"1.2","creator":{{"name":"x","version":"1"}},"entries":[{entries}]}}}}"#
    )
}

fn tnet(kind: char, data: &[u8]) -> Vec<u8> {
    [format!("{}:", data.len()).as_bytes(), data, &[kind as u8]].concat()
}

fn flow(form: &str, body: &[u8], coding: &str) -> Vec<u8> {
    let pair = |name: &str, value: Vec<u8>| [tnet(',', name.as_bytes()), value].concat();
    let header = |name: &str, value: &str| {
        tnet(
            ']',
            &[tnet(',', name.as_bytes()), tnet(',', value.as_bytes())].concat(),
        )
    };
    let request = [
        pair("method", tnet(',', b"POST")),
        pair("scheme", tnet(',', b"https")),
        pair("host", tnet(';', b"de.api.io.mi.com")),
        pair("port", tnet('#', b"443")),
        pair("path", tnet(',', b"/app/home/device_list")),
        pair("headers", tnet(']', &[])),
        pair("content", tnet(',', form.as_bytes())),
    ];
    let headers = match coding {
        "" => Vec::new(),
        coding => header("Content-Encoding", coding),
    };
    let response = [
        pair("headers", tnet(']', &headers)),
        pair("content", tnet(',', body)),
    ];
    let all = [
        pair("type", tnet(';', b"http")),
        pair("request", tnet('}', &request.concat())),
        pair("response", tnet('}', &response.concat())),
    ];
    tnet('}', &all.concat())
}

fn read(capture: &[u8], keys: &[String]) -> Analysis {
    let options = serde_json::json!({ "keys": keys }).to_string();
    Analysis::new(capture, &options, &mut |_, _| {})
}

/// The values of the answer of each request, by their paths.
fn answers(analysis: &Analysis) -> Vec<Vec<(String, String)>> {
    let overview = analysis.overview();
    let requests = overview.requests.iter().map(|request| {
        let fields = request.fields.iter();
        let fields = fields.filter_map(|field| {
            let path = field.path.strip_prefix("answer.")?;
            let text: String = serde_json::from_str(&field.value).unwrap();
            Some((path.to_owned(), text))
        });
        fields.collect()
    });
    requests.collect()
}

fn devices() -> Vec<(String, String)> {
    [
        ("code", "0"),
        ("message", "ok"),
        ("result.list[0].did", "4711"),
        ("result.list[0].name", "Lampe in Käthes Zimmer"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .to_vec()
}

/// Captures of one request and its answer, as programs write them.
fn captures(number: u8, with_secret: bool, packed: bool) -> Vec<(&'static str, Vec<u8>)> {
    let form = form(number, with_secret);
    let body = match packed {
        true => answer(number, &gzip(DEVICES.as_bytes())),
        false => answer(number, DEVICES.as_bytes()),
    };
    let sent = request(&form);
    let twice = base64::encode(body.as_bytes());
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let got = response(body.as_bytes(), "MIOT-CONTENT-ENCODING: GZIP\r\n");
    let (first, rest) = body.split_at(16);
    let chunked = [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        format!("10\r\n{first}\r\n{:x}\r\n{rest}\r\n0\r\n\r\n", rest.len()).as_bytes(),
    ]
    .concat();
    let of_http = gzip(body.as_bytes());
    let joined = |answer: &[u8]| [sent.as_bytes(), b"\r\n\r\n", answer].concat();
    let message = String::from_utf8(got.clone()).unwrap();
    let charles = |tag: &str, body: &str| {
        format!(
            r#"<?xml version="1.0"?><charles-session><transaction method="POST" protocol="https" host="de.api.io.mi.com" port="443" path="/app/home/device_list"><request><headers></headers><body><![CDATA[{form}]]></body></request><response status="200"><headers><header><name>x</name><value>y</value></header></headers><body{tag}><![CDATA[{body}]]></body></response></transaction></charles-session>"#
        )
    };
    let burp = |is_base64: bool| {
        let text = |text: &str| match is_base64 {
            true => base64::encode(text.as_bytes()),
            false => text.to_owned(),
        };
        format!(
            "<?xml version=\"1.0\"?><items burpVersion=\"2020.4\"><item><url><![CDATA[https://de.api.io.mi.com/app/home/device_list]]></url><request base64=\"{is_base64}\"><![CDATA[{}]]></request><response base64=\"{is_base64}\"><![CDATA[{}]]></response></item></items>",
            text(&sent),
            text(&message)
        )
    };
    let zip = crate::capture::zip_of;
    vec![
        ("messages", joined(&got)),
        ("messages, chunked", joined(&chunked)),
        ("messages, compressed", joined(&response(&of_http, "Content-Encoding: gzip\r\n"))),
        ("an archive", archive(&[(form.clone(), format!(r#"{{"size":1,"mimeType":"application/json","text":{}}}"#, quoted(&body)))]).into()),
        ("an archive, with slashes escaped", archive(&[(form.clone(), format!(r#"{{"text":{}}}"#, quoted(&body)))]).replace('/', "\\/").into()),
        ("an archive, in Base64", archive(&[(form.clone(), format!(r#"{{"text":{},"encoding":"base64"}}"#, quoted(&twice)))]).into()),
        ("an archive in UTF-16", {
            let text = archive(&[(form.clone(), format!(r#"{{"text":{}}}"#, quoted(&body)))]);
            let units = [0xfeff].into_iter().chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }),
        ("an archive, compressed", gzip(archive(&[(form.clone(), format!(r#"{{"text":{}}}"#, quoted(&body)))]).as_bytes())),
        ("flows", flow(&form, body.as_bytes(), "")),
        ("flows, compressed", flow(&form, &of_http, "gzip")),
        ("Burp", burp(false).into()),
        ("Burp, in Base64", burp(true).into()),
        ("Charles", charles("", &body).into()),
        ("Charles, in Base64", charles(" encoding=\"base64\"", &twice).into()),
        ("Charles, as JSON", format!(
            r#"[{{"method":"POST","scheme":"https","host":"de.api.io.mi.com","port":443,"path":"/app/home/device_list","request":{{"header":{{"headers":[]}},"body":{{"text":{}}}}},"response":{{"status":200,"body":{{"text":{}}}}}}}]"#,
            quoted(&form), quoted(&body)).into()),
        ("Proxyman", format!(
            r#"{{"id":"1","request":{{"host":"de.api.io.mi.com","scheme":"https","method":{{"name":"POST"}},"fullPath":"https://de.api.io.mi.com/app/home/device_list","header":{{"entries":[]}},"bodyData":{}}},"response":{{"bodyData":{}}}}}"#,
            quoted(&base64::encode(form.as_bytes())), quoted(&twice)).into()),
        ("GoReplay", {
            let line = "b6589fc6ab0dc82cf12099d1 1778148000000000000 0";
            let text = |kind: u8, message: &str| format!("{kind} {line}\n{message}\n🐵🙈🙉\n");
            [text(1, &sent), text(3, &message)].concat().into()
        }),
        ("WARC", {
            let record = |kind: &str, text: &str| {
                format!(
                    "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://de.api.io.mi.com/app/home/device_list>\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
                    text.len()
                )
            };
            [record("request", &sent), record("response", &message)].concat().into()
        }),
        ("Fiddler", zip(&[("raw/1_c.txt", sent.as_bytes(), 8), ("raw/1_s.txt", &got, 8)])),
        ("HttpCanary", zip(&[("1/request.hcy", sent.as_bytes(), 8), ("1/response.hcy", &got, 8), ("1/response_body.json", body.as_bytes(), 8)])),
        ("a body in an archive", zip(&[("1/request.hcy", sent.as_bytes(), 8), ("1/response_body.json", body.as_bytes(), 0)])),
    ]
}

#[test]
fn an_answer_is_told_with_its_request() {
    let mut number = 0;
    for with_secret in [true, false] {
        for packed in [false, true] {
            number += 1;
            let keys = match with_secret {
                true => vec![],
                false => vec![base64::encode(&SECRET)],
            };
            for (name, capture) in captures(number, with_secret, packed) {
                let analysis = read(&capture, &keys);
                assert_eq!(answers(&analysis), [devices()], "{name}, {packed}");
                // It is no event, since no phone sent it.
                assert_eq!(analysis.event_count(), 1, "{name}");
                let overview = analysis.overview();
                assert_eq!(overview.others.requests, 0, "{name}");
                let answer = overview.requests[0].answer.as_ref().unwrap();
                let codecs: Vec<_> = answer.layers.iter().map(|layer| layer.codec).collect();
                let last = if packed {
                    &codecs[codecs.len() - 4..]
                } else {
                    &codecs[codecs.len() - 3..]
                };
                use crate::report::Codec::{Base64, Gzip, Json, Rc4};
                let expected: &[_] = if packed {
                    &[Base64, Rc4, Gzip, Json]
                } else {
                    &[Base64, Rc4, Json]
                };
                assert_eq!(last, expected, "{name}");
                check_traces(&analysis, &capture, name);
                // Without its key nothing is said of it.
                if !with_secret {
                    assert_eq!(answers(&read(&capture, &[])), [vec![]], "{name}");
                }
            }
        }
    }
}

/// Every value leads back to bytes of the answer in the capture.
fn check_traces(analysis: &Analysis, capture: &[u8], name: &str) {
    let overview = analysis.overview();
    let request = &overview.requests[0];
    let answer = request.answer.as_ref().unwrap();
    assert!(answer.at.end as usize <= capture.len() && answer.at.start < answer.at.end);
    for (path, _) in devices() {
        let path = format!("answer.{path}");
        let trace = analysis.trace_request(0, &path, 0).unwrap();
        let file = trace.file.unwrap();
        assert!(
            answer.at.start <= file.start && file.end <= answer.at.end,
            "{name}: {path} {file:?}"
        );
        // From the text to the answer as it was captured, each step in the one before.
        let steps: Vec<usize> = trace.steps.iter().map(|step| step.step).collect();
        let innermost = answer.step + answer.layers.len();
        assert_eq!(steps.first(), Some(&innermost), "{name}: {path}");
        assert_eq!(steps.last(), Some(&answer.step), "{name}: {path}");
        let first = &trace.steps[0];
        let bytes = analysis.bytes(0, first.step, first.start, first.end - first.start);
        let field = request
            .fields
            .iter()
            .find(|field| field.path == path)
            .unwrap();
        let text: String = serde_json::from_str(&field.value).unwrap();
        let bytes = String::from_utf8(bytes).unwrap();
        assert_eq!(bytes.trim_matches('"'), text, "{name}");
        // And back.
        let found = analysis
            .field_at(0, first.step, first.start, first.end)
            .unwrap();
        assert_eq!(found.path, path, "{name}");
    }
}

#[test]
fn answers_find_their_requests() {
    // As programs that speak to a server of HTTP/1.1 without waiting have them, and mixed up.
    let (one, two) = (request(&form(1, true)), request(&form(2, true)));
    let said = |number: u8, code: u8| {
        response(
            answer(number, format!("{{\"code\":{code}}}").as_bytes()).as_bytes(),
            "",
        )
    };
    let sep = b"\r\n\r\n".to_vec();
    for order in [[1, 2], [2, 1]] {
        let [first, second] = order.map(|number| said(number, number));
        let capture = [one.as_bytes(), &sep, two.as_bytes(), &sep, &first, &second].concat();
        let expected = [1, 2].map(|code| vec![("code".to_owned(), code.to_string())]);
        assert_eq!(answers(&read(&capture, &[])), expected, "{order:?}");
    }
    // One request has one answer.
    let capture = [one.as_bytes(), &sep, &said(1, 1), &said(1, 2)].concat();
    let expected = [vec![("code".to_owned(), "1".to_owned())]];
    assert_eq!(answers(&read(&capture, &[])), expected);
}

#[test]
fn what_is_no_answer_is_none() {
    let sent = request(&form(1, true));
    let word = base64::encode(&[7; 300]);
    for body in [
        // Of another request, of another account.
        answer(2, DEVICES.as_bytes()),
        base64::encode(&rc4::Cipher::new([3; 32], 0).apply(DEVICES.as_bytes())),
        DEVICES.to_owned(),
        word,
        "AAAAAAAAAAAA".to_owned(),
        "=".repeat(64),
        String::new(),
        answer(1, b"no JSON at all"),
        answer(1, DEVICES.as_bytes()).split_off(1),
    ] {
        let got = response(body.as_bytes(), "");
        let capture = [sent.as_bytes(), b"\r\n\r\n", &got].concat();
        let analysis = read(&capture, &[]);
        assert_eq!(answers(&analysis), [vec![]], "{body}");
        assert_eq!(
            (analysis.event_count(), analysis.readings.len()),
            (1, 1),
            "{body}"
        );
        assert!(analysis.overview().requests[0].answer.is_none());
    }
}

#[test]
fn what_is_damaged_in_an_answer_is_told() {
    let sent = request(&form(1, true));
    let packed = answer(1, &gzip(DEVICES.repeat(40).replace("}{", "},{").as_bytes()));
    let plain = answer(1, DEVICES.as_bytes());
    for (body, code) in [
        (plain.split_at(plain.len() / 2).0, "json-truncated"),
        (packed.split_at(packed.len() / 2).0, "gzip-truncated"),
    ] {
        let got = response(body.as_bytes(), "");
        let capture = [sent.as_bytes(), b"\r\n\r\n", &got].concat();
        let analysis = read(&capture, &[]);
        let overview = analysis.overview();
        let mut codes = overview.diagnostics.iter().map(|problem| problem.code);
        assert!(
            codes.any(|known| known == code),
            "{:?}",
            overview.diagnostics
        );
        assert!(answers(&analysis)[0].len() > 1, "{code}");
    }
}

#[test]
fn answers_without_end_are_cut() {
    let sent = request(&form(1, true));
    let list: Vec<String> = (0..5_000).map(|number| format!("\"{number}\"")).collect();
    let many = format!("[{}]", list.join(","));
    let bomb = gzip(format!("[{}]", " ".repeat(4 << 20)).as_bytes());
    let deep = "[".repeat(100_000);
    for (plain, most) in [
        (many.as_bytes(), 1_000),
        (&bomb[..], 1),
        (deep.as_bytes(), 1),
    ] {
        let got = response(answer(1, plain).as_bytes(), "");
        let capture = [sent.as_bytes(), b"\r\n\r\n", &got].concat();
        let analysis = read(&capture, &[]);
        assert!(answers(&analysis)[0].len() <= most);
    }
    let large = base64::encode(&cipher(1).apply(&[b" ".repeat(2 << 20), b"{}".to_vec()].concat()));
    let capture = [
        sent.as_bytes(),
        b"\r\n\r\n",
        &response(large.as_bytes(), ""),
    ]
    .concat();
    assert_eq!(answers(&read(&capture, &[])), [vec![]]);
}

/// Nothing of an answer leaves that is not masked, and what leaves is shown with its request again.
#[test]
fn an_answer_is_shared_masked() {
    let devices = r#"{"code":0,"result":{"list":[{"did":"471100815","name":"Lampe in Käthes Zimmer","token":"0011223344556677889900aabbccddee","model":"yeelink.light.color1","props":{"fritz.box 7590 von Käthe":"on"}}]}}"#;
    let sent = request(&form(1, true));
    let got = response(answer(1, &gzip(devices.as_bytes())).as_bytes(), "");
    let capture = [sent.as_bytes(), b"\r\n\r\n", &got].concat();
    let analysis = read(&capture, &[]);
    let masked = analysis.masked("");
    let link = analysis.share("").unwrap();
    let opened = crate::open_shared(&link);
    for copy in [&masked, &opened] {
        let told = answers(copy);
        let paths: Vec<&str> = told[0].iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "code",
                "result.list[0].did",
                "result.list[0].name",
                "result.list[0].model",
                "result.list[0].props.⟦name-1⟧.⟦name-2⟧",
            ],
        );
        assert_eq!(told[0][0].1, "0");
        let text = crate::to_json(&copy.report());
        for secret in [
            "4711", "Lampe", "Käthe", "001122", "yeelink", "fritz", "7590",
        ] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
    for format in ["csv", "ndjson", "markdown", "html", "har", "text"] {
        if let Ok(file) = analysis.export(format, "") {
            let text = String::from_utf8_lossy(&file);
            for secret in ["471100815", "Käthe", "001122"] {
                assert!(!text.contains(secret), "{format}: {secret}");
            }
        }
    }
    // What is masked in an answer is masked elsewhere too, and looked for.
    let event = r#"[{"type":"track","event":"a","distinct_id":"x","lib":{},"properties":{"$app_version":"471100815"}}]"#;
    let both = [
        &capture[..],
        format!("POST /sa HTTP/1.1\r\nHost: a.example\r\n\r\n{event}").as_bytes(),
    ]
    .concat();
    let both = read(&both, &[]);
    assert_eq!(both.readings.len(), 2);
    assert!(!crate::to_json(&both.masked("").report()).contains("471100815"));
    // It is found by whoever looks for it.
    let found = crate::to_json(&analysis.find_value("471100815"));
    assert!(found.contains("answer.result.list[0].did"), "{found}");
}
