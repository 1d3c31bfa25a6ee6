//! The fields of a form as browsers and proxies list them: a name, a colon or a tab, and the decoded
//! value in each line.

use super::located::Located;
use super::request::{Body, Request};
use super::{Container, Item, params::Param};
use crate::bytes::ByteStore;
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "form-fields",
    name: Some("the fields of a form"),
    recognize,
    open,
};

/// Fields of which one contains the events.
const HOLDERS: [&str; 2] = ["data_list", "data"];

/// Longest name of a field.
const NAME: usize = 64;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    form(whole(input)?)?;
    let because = "each of its lines is the name of a field and its value";
    Some((InputKind::Export, because))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    let Some(body) = whole(input).and_then(form) else {
        return;
    };
    let mut request = Request {
        body,
        store: ByteStore::new(input.to_vec()),
        ..Request::default()
    };
    request.at.file = 0..input.len() as u64;
    take(Item::Request(request));
}

/// A capture as text.
fn whole(input: &[u8]) -> Option<Located<'_>> {
    let start = super::mark_length(input);
    let input = input.get(start..)?;
    let head = input.get(..input.len().min(NAME * 4)).unwrap_or_default();
    if !head.iter().any(|byte| matches!(byte, b':' | b'\t')) {
        return None;
    }
    Some(Located::new(std::str::from_utf8(input).ok()?, 0, start))
}

/// The fields of a text as a form, if one of them holds events.
pub(super) fn form(text: Located<'_>) -> Option<Body> {
    let fields = fields(text)?;
    let holds =
        |field: &Param<Located>| HOLDERS.contains(&field.name.text) && !field.value.text.is_empty();
    let slices = fields.iter().map(|field| Param {
        name: field.name.slice(),
        value: field.value.slice(),
    });
    fields
        .iter()
        .any(holds)
        .then(|| Body::Form(slices.collect()))
}

/// The fields of a text; none where a line is something else. Of a line before them, such as the title of
/// a list, nothing is told.
fn fields(text: Located<'_>) -> Option<Vec<Param<Located<'_>>>> {
    let mut fields = Vec::new();
    for line in text.split('\n') {
        let line = line.trim();
        if line.text.is_empty() {
            continue;
        }
        match field(line) {
            Some(field) => fields.push(field),
            // An address says where they were sent to, which is more than a title.
            None if fields.is_empty() && line.text.len() < NAME && !line.text.contains("://") => {}
            None => return None,
        }
    }
    Some(fields)
}

fn field(line: Located<'_>) -> Option<Param<Located<'_>>> {
    let mut head = line.text.bytes().take(NAME + 1);
    let sign = head.position(|byte| matches!(byte, b':' | b'\t'))?;
    let (name, value) = (line.before(sign).trim(), line.behind(sign + 1).trim());
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.$[]".contains(&byte);
    let fits = !name.text.is_empty() && name.text.len() <= NAME && name.text.bytes().all(is_name);
    // JSON, or an address, also one that is the data itself.
    let is_other = value.text.starts_with("//")
        || line.text.starts_with("data:") && value.text.contains(";base64,");
    (fits && !is_other).then_some(Param { name, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_fields() {
        let is_panel = |text: &str| recognize(text.as_bytes(), 0).is_some();
        assert!(is_panel(
            "Form Data\ncrc: -17\ngzip: 1\r\ndata_list: H4sI+/="
        ));
        assert!(is_panel("data\te30=\n"));
        for text in [
            "Host: a.example\nAccept: */*",
            "{\n\"data\": 1\n}",
            "data: e30\nand then a sentence follows it here",
            "data:",
            "data:image/png;base64,iVBORw0KGgo=",
        ] {
            assert!(!is_panel(text), "{text}");
        }
    }
}
