//! One JSON text a line, one line an event.

use super::{Exported, MOST, member, text_member};
use crate::encodings::replaced;
use crate::json;
use crate::report::Event;

/// Every event, counted from 1, with its own text, exactly as it was sent. One whose text is no JSON, because the
/// capture ends inside it or it had to be mended, has its values listed instead.
pub(super) fn events(exported: &Exported) -> Vec<u8> {
    let mut lines = String::new();
    let all = exported.report.counts.events;
    for index in 0..all {
        lines.push('{');
        if lines.len() > MOST {
            member(&mut lines, "omitted", &(all - index).to_string());
            lines.push_str("}\n");
            break;
        }
        let Some(event) = exported.event(index, 0) else {
            lines.pop();
            break;
        };
        if let Some(provenance) = exported.provenance() {
            text_member(&mut lines, "provenance", provenance);
        }
        member(&mut lines, "index", &(index + 1).to_string());
        member(&mut lines, "request", &(event.request + 1).to_string());
        for (name, text) in [
            ("name", &event.name),
            ("type", &event.kind),
            ("time", &event.time),
        ] {
            match text {
                Some(text) => text_member(&mut lines, name, text),
                None => member(&mut lines, name, "null"),
            }
        }
        text_member(&mut lines, "title", &event.title);
        member(&mut lines, "severity", &event.severity.to_string());
        match whole(&event) {
            Some(event) => member(&mut lines, "event", &event),
            None => {
                member(&mut lines, "event", "null");
                let listed = exported.event(index, exported.source.fields_limit());
                member(&mut lines, "fields", &fields(listed.as_ref()));
            }
        }
        lines.push_str("}\n");
    }
    lines.into_bytes()
}

/// The text of an event on one line, where it is JSON.
fn whole(event: &Event) -> Option<String> {
    let text = event.json.as_deref().filter(|_| event.complete)?;
    json::is_whole(text).then(|| on_one_line(text))
}

/// A JSON text without line breaks. One inside a string would make it no JSON, so there are none but
/// between values.
fn on_one_line(text: &str) -> String {
    replaced(text, "\r\n", " ")
}

/// The values of an event as a list of paths and values. A value that is no JSON is a string of
/// what stands there.
fn fields(event: Option<&Event>) -> String {
    let mut list = String::from("[");
    for field in event.iter().flat_map(|event| event.fields.iter().flatten()) {
        if list.len() > 1 {
            list.push(',');
        }
        list.push('{');
        text_member(&mut list, "path", &field.path);
        let value = &*field.value;
        if json::is_whole(value) {
            member(&mut list, "value", &on_one_line(value));
        } else {
            text_member(&mut list, "value", value);
        }
        list.push('}');
    }
    list.push(']');
    list
}
