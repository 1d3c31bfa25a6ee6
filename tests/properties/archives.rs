//! Requests in an archive are read as each alone, however the archive is written.

use overshare::Analysis;
use overshare::report::InputKind;
use serde_json::{Value, json};
use test_support::{Result, Unstructured};

use crate::capture::{base64, fixtures};
use crate::requests::{Seen, raw_requests, seen};

fn read(paste: &[u8]) -> Analysis {
    Analysis::new(paste, "", &mut |_, _| {})
}

/// Head and body of a raw request; none where no blank line parts them.
fn parted(raw: &[u8]) -> Option<(String, Vec<u8>)> {
    let ends = [&b"\r\n\r\n"[..], b"\n\n"];
    let (at, length) = ends.iter().find_map(|end| {
        let at = raw.windows(end.len()).position(|window| window == *end)?;
        Some((at, end.len()))
    })?;
    let head = String::from_utf8(raw[..at].to_vec()).ok()?;
    Some((head, raw[at + length..].to_vec()))
}

/// A body as one of the ways in which programs keep one.
fn post_data(u: &mut Unstructured, body: &[u8]) -> Result<Value> {
    let latin1: String = body.iter().map(|&byte| char::from(byte)).collect();
    let text = std::str::from_utf8(body);
    Ok(match (u.int_in_range(0..=2)?, text) {
        (0, Ok(text)) => json!({"mimeType": "", "text": text, "params": []}),
        (1, _) => json!({"text": base64(body), "encoding": "base64"}),
        _ => json!({"text": latin1}),
    })
}

/// An entry with a raw request in it.
fn entry(u: &mut Unstructured, raw: &[u8], seen: &Seen) -> Result<Option<String>> {
    let (Some((head, body)), Some(url)) = (parted(raw), &seen.url) else {
        return Ok(None);
    };
    let headers = head.lines().skip(1).filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        Some(json!({"name": name, "value": value.trim()}))
    });
    let url = match url.starts_with("//") {
        true => format!("https:{url}"),
        false => url.clone(),
    };
    let mut request = json!({
        "method": seen.method,
        "url": url,
        "httpVersion": "HTTP/1.1",
        "headers": headers.collect::<Vec<_>>(),
        "headersSize": -1,
        "bodySize": -1,
    });
    if !body.is_empty() {
        request["postData"] = post_data(u, &body)?;
    }
    let response = json!({"status": 200, "content": {"text": request.to_string()}});
    let entry = json!({"startedDateTime": "2020-05-08T12:13:14Z", "request": request, "response": response});
    let entry = match u.int_in_range(0..=2)? {
        0 => serde_json::to_string_pretty(&entry).expect("a value is written"),
        1 => entry.to_string().replace('/', "\\/"),
        _ => entry.to_string(),
    };
    Ok(Some(entry))
}

/// A file of entries.
fn file(u: &mut Unstructured, entries: &[String]) -> Result<Vec<u8>> {
    let list = entries.join(",");
    let text = match u.int_in_range(0..=3)? {
        0 => format!("[{list}]"),
        1 => entries.iter().map(|entry| format!("{entry},\n")).collect(),
        _ => {
            format!(r#"{{"log":{{"version":"1.2","creator":{{}},"entries":[{list}],"pages":[]}}}}"#)
        }
    };
    Ok(match u.int_in_range(0..=3)? {
        0 => format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect(),
        1 => format!("\u{feff}{text}").into_bytes(),
        _ => text.into_bytes(),
    })
}

/// What is compared: all but what the archive put around the body.
fn essence(seen: Seen) -> Seen {
    let around = ["Http", "JsonString", "Latin1", "Utf16"];
    let mut codecs = seen.codecs;
    codecs.retain(|codec| !around.iter().any(|name| codec.starts_with(name)));
    // Base64 comes twice where the archive wrote the body in it too.
    let inner = codecs.iter().position(|codec| codec.starts_with("Form"));
    let url = seen.url.map(|url| match url.split_once("//") {
        Some((_, rest)) => rest.to_owned(),
        None => url,
    });
    Seen {
        codecs: codecs.split_off(inner.unwrap_or_default()),
        url,
        ..seen
    }
}

#[test]
fn requests_of_an_archive_are_read_as_each_alone() {
    let raw = raw_requests();
    test_support::try_enough(65_536, 50, |u| {
        let (mut entries, mut expected) = (Vec::new(), Vec::new());
        for _ in 0..u.int_in_range(1..=5)? {
            let (bytes, seen) = u.choose(&raw)?;
            let form = seen.codecs.iter().any(|codec| codec.starts_with("Form"));
            if let Some(entry) = entry(u, bytes, seen)?.filter(|_| form) {
                entries.push(entry);
                expected.push(essence(seen.clone()));
            }
        }
        if entries.is_empty() {
            return Ok(0);
        }
        let file = file(u, &entries)?;
        let analysis = read(&file);
        let found: Vec<Seen> = seen(&analysis).into_iter().map(essence).collect();
        let text = String::from_utf8_lossy(&file);
        assert_eq!(analysis.overview().input.kind, InputKind::Har, "{text}");
        assert_eq!(found, expected, "{text}");
        Ok(found.len())
    });
}

/// Every value leads to the file, and to the member that holds it.
#[test]
fn values_lead_to_their_place_in_the_file() {
    let mut followed = 0;
    // What is in a file that is packed in them, or in pieces, has no place of its own.
    let is_packed = |name: &str| {
        let folders = ["/zip", "/tar", "/compressed", "/netlog"];
        folders.iter().any(|folder| name.contains(folder))
    };
    for (name, paste) in fixtures() {
        if is_packed(&name) {
            continue;
        }
        let analysis = read(&paste);
        let report = analysis.overview();
        for (index, request) in report.requests.iter().enumerate() {
            let Some(at) = &request.at else { continue };
            let object = analysis.bytes(index, 0, 0, usize::MAX);
            assert_eq!(object, paste[at.start as usize..at.end as usize], "{name}");
            let events = request.first_event..request.first_event + request.event_count;
            for event in events {
                for field in analysis
                    .event(event)
                    .and_then(|event| event.fields)
                    .unwrap_or_default()
                {
                    let trace = analysis
                        .trace(event, &field.path, 0)
                        .expect("a field has a trace");
                    let last = trace.steps.last().expect("it leads to the capture");
                    let file = trace.file.expect("it leads to the file");
                    assert_eq!(
                        (file.start - at.start, file.end - at.start),
                        (last.start as u64, last.end as u64),
                        "{name}"
                    );
                    let Some(path) = &at.path else {
                        assert_eq!(file.path, None, "{name}");
                        continue;
                    };
                    let holder = file.path.expect("it has a path");
                    let member = holder.strip_prefix(&**path).expect("it is in the request");
                    // The payload of an image stands in the address.
                    let members = [
                        ".postData.text",
                        ".postData.params[2].value",
                        ".url",
                        ".body.raw",
                        ".body.text",
                        ".request.body.encoded",
                        ".request.body.raw",
                        ".request.bodyData",
                        "request.bodyData",
                        ".request.body.text",
                        ".request_body",
                    ];
                    assert!(members.contains(&member), "{name}: {holder}");
                    followed += 1;
                }
            }
        }
    }
    assert!(followed > 50, "{followed}");
}
