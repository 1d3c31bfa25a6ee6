//! One JSON text a line, one line an event.

use super::{Exported, MOST, quoted};
use crate::json::{self, Row, Top};
use crate::report::Event;

/// Every event with its own text, exactly as it was sent. One whose text is no JSON, because the
/// capture ends inside it or it had to be mended, has its values listed instead.
pub(super) fn events(exported: &Exported) -> Vec<u8> {
    let mut lines = String::new();
    let all = exported.report.counts.events;
    for index in 0..all {
        if lines.len() > MOST {
            lines.push_str(&format!("{{\"omitted\":{}}}\n", all - index));
            break;
        }
        let Some(event) = exported.event(index, 0) else {
            break;
        };
        let head = [
            ("request", event.request.to_string()),
            ("name", text(event.name.as_deref())),
            ("type", text(event.kind.as_deref())),
            ("time", text(event.time.as_deref())),
            ("title", quoted(&event.title)),
            ("severity", event.severity.to_string()),
        ];
        lines.push_str(&format!("{{\"index\":{index}"));
        for (name, value) in head {
            member(&mut lines, name, &value);
        }
        match whole(&event) {
            Some(event) => member(&mut lines, "event", &event),
            None => {
                member(&mut lines, "event", "null");
                let listed = exported.event(index, exported.analysis.limits.report_fields);
                member(&mut lines, "fields", &fields(listed.as_ref()));
            }
        }
        lines.push_str("}\n");
    }
    lines.into_bytes()
}

fn member(lines: &mut String, name: &str, value: &str) {
    for piece in [",\"", name, "\":", value] {
        lines.push_str(piece);
    }
}

fn text(text: Option<&str>) -> String {
    text.map_or_else(|| "null".to_owned(), quoted)
}

/// The text of an event on one line, where it is JSON.
fn whole(event: &Event) -> Option<String> {
    let text = event.json.as_deref().filter(|_| event.complete)?;
    // A line break inside a string would make it no JSON, so there are none but between values.
    is_json(text).then(|| text.replace(['\r', '\n'], " "))
}

/// Whether a text is one JSON value without anything to mend.
fn is_json(text: &str) -> bool {
    // In a list it must come to its end, which a number alone does not show.
    let (document, diagnostics) = json::read_plain(&format!("[{text}]"));
    let is_all = |row: &Row| row.start == 1 && row.end as usize == text.len() + 1;
    document.top == Top::Array
        && matches!(document.rows.as_slice(), [row] if is_all(row))
        && diagnostics.iter().next().is_none()
}

/// The values of an event as a list of paths and values. A value that is no JSON is a string of
/// what stands there.
fn fields(event: Option<&Event>) -> String {
    let mut list = String::from("[");
    for field in event.iter().flat_map(|event| event.fields.iter().flatten()) {
        if list.len() > 1 {
            list.push(',');
        }
        let value = match &*field.value {
            value if is_json(value) => value.replace(['\r', '\n'], " "),
            value => quoted(value),
        };
        list.push_str(&format!(
            "{{\"path\":{},\"value\":{value}}}",
            quoted(&field.path)
        ));
    }
    list.push(']');
    list
}
