use super::*;

/// Bodies, addresses and cookies of what is found.
fn found(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    search(text.as_bytes(), false, &mut |request, _| {
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
        let is_event = body.contains("event") || body.contains("data") || body.is_empty();
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
fn prose_is_searched_in_vain() {
    for text in ["", "hello {world} [1, 2]", "data= is a name", "{\"a\": 1}"] {
        assert!(found(text).is_empty(), "{text}");
    }
}
