//! Bodies that are forms of several parts (RFC 7578): each part is a field, as in any other form.
//!
//! The boundary is taken from the body, as headers are lost or changed on the way more often than it is.

use super::http;
use super::located::Located;
use super::params::Param;
use crate::bytes::Slice;

/// Characters of a boundary at most.
const BOUNDARY: usize = 70;

/// How deep parts may lie in parts; the format has one level, of which only the names are read.
const DEPTH: usize = 3;

/// The fields of a body, which stands at `at`; none where it is no such form. What the head of a part
/// says besides, such as the name of a file, is a field too.
pub(super) fn read(bytes: &[u8], at: Slice, boundary: Option<&str>) -> Option<Vec<Param<Slice>>> {
    let mut fields = Vec::new();
    add(bytes, at, boundary, DEPTH, &mut fields).then_some(fields)
}

/// The boundary that a `Content-Type` names.
pub(super) fn boundary(kind: &str) -> Option<&str> {
    let start = kind.to_ascii_lowercase().find("boundary=")? + "boundary=".len();
    let value = kind.get(start..)?;
    let value = value.split(';').next()?.trim().trim_matches('"');
    (!value.is_empty()).then_some(value)
}

/// Adds the fields of a body; false where it is no such form.
fn add(
    bytes: &[u8],
    at: Slice,
    boundary: Option<&str>,
    depth: usize,
    fields: &mut Vec<Param<Slice>>,
) -> bool {
    let Some((start, delimiter)) = first(bytes, boundary) else {
        return false;
    };
    let mut position = start + delimiter.len();
    let before = fields.len();
    loop {
        let rest = bytes.get(position..).unwrap_or_default();
        // What follows the last delimiter belongs to no part.
        if rest.starts_with(b"--") {
            break;
        }
        let Some(line) = rest.iter().position(|&byte| byte == b'\n') else {
            break;
        };
        let next = find(bytes, position + line, delimiter);
        let end = next.unwrap_or(bytes.len());
        let part = position + line + 1..end.max(position + line + 1);
        part_fields(bytes, at, part, next.is_some(), depth, fields);
        // The first part says whether it is such a form.
        if fields.len() == before {
            return false;
        }
        match next {
            Some(next) => position = next + 1 + delimiter.len(),
            None => break,
        }
    }
    fields.len() > before
}

/// Where the first delimiter stands, and it, without the line end before it.
fn first<'b>(bytes: &'b [u8], boundary: Option<&str>) -> Option<(usize, &'b [u8])> {
    let start = bytes.len() - bytes.trim_ascii_start().len();
    let rest = bytes.get(start..)?;
    if rest.starts_with(b"--") {
        let line = rest.get(..rest.len().min(BOUNDARY + 4))?;
        let end = line.iter().position(|&byte| byte == b'\n')?;
        let delimiter = line.get(..end)?.trim_ascii_end();
        return (delimiter.len() > 2).then_some((start, delimiter));
    }
    // What precedes it is for programs that know no parts.
    let delimiter = ["--", boundary?].concat();
    let found = find(bytes, 0, delimiter.as_bytes())? + 1;
    Some((found, bytes.get(found..found + delimiter.len())?))
}

/// Where the line end stands before the next delimiter.
fn find(bytes: &[u8], from: usize, delimiter: &[u8]) -> Option<usize> {
    let mut from = from;
    loop {
        let line = bytes.get(from..)?.iter().position(|&byte| byte == b'\n')? + from;
        let rest = bytes.get(line + 1..)?;
        let behind = rest.strip_prefix(delimiter);
        let ends = |rest: &[u8]| matches!(rest, [] | [b'\r' | b'\n' | b' ' | b'-', ..]);
        if behind.is_some_and(ends) {
            return Some(line);
        }
        from = line + 1;
    }
}

/// Adds what one part says.
fn part_fields(
    bytes: &[u8],
    at: Slice,
    part: std::ops::Range<usize>,
    is_whole: bool,
    depth: usize,
    fields: &mut Vec<Param<Slice>>,
) {
    let mut position = part.start;
    let mut name = None;
    let mut others = Vec::new();
    while let Some(rest) = bytes
        .get(position..part.end)
        .filter(|rest| !rest.is_empty())
    {
        let end = rest.iter().position(|&byte| byte == b'\n');
        let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let start = at.range().start + position;
        position += end.map_or(rest.len(), |end| end + 1);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        let text = std::str::from_utf8(line).unwrap_or_default();
        let Some(header) = http::header(Located::new(text, at.buffer, start)) else {
            return;
        };
        if header.name.text.eq_ignore_ascii_case("content-disposition") {
            for attribute in header.value.split(';').skip(1) {
                let Some((word, value)) = attribute.trim().split_once('=') else {
                    continue;
                };
                let value = match value.text.strip_prefix('"') {
                    Some(text) => value
                        .behind(1)
                        .before(text.strip_suffix('"').unwrap_or(text).len()),
                    None => value,
                };
                match word.text.eq_ignore_ascii_case("name") {
                    true => name = Some(value.slice()),
                    false => others.push(Param {
                        name: word.slice(),
                        value: value.slice(),
                    }),
                }
            }
        }
    }
    let Some(name) = name else {
        return;
    };
    let content = bytes
        .get(position.min(part.end)..part.end)
        .unwrap_or_default();
    // The line end before the delimiter is no content.
    let content = match content {
        [inner @ .., b'\r'] if is_whole => inner,
        _ => content,
    };
    let value = at.part(position..position + content.len());
    if depth == 0 || !add(content, value, None, depth - 1, fields) {
        fields.push(Param { name, value });
    }
    fields.append(&mut others);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and values as text, joined.
    fn check(body: &str, boundary: Option<&str>, expected: Option<&str>) {
        let at = Slice::new(0, 0..body.len());
        let fields = read(body.as_bytes(), at, boundary);
        let of = |at: Slice| body.get(at.range()).unwrap();
        let fields = fields.map(|fields| {
            let fields = fields.iter();
            let fields = fields.map(|field| format!("{}={}", of(field.name), of(field.value)));
            fields.collect::<Vec<_>>().join("&")
        });
        assert_eq!(fields.as_deref(), expected, "{body:?}");
    }

    const A: &str = "Content-Disposition: form-data; name=\"a\"";

    #[test]
    fn each_part_is_a_field() {
        let two = format!(
            "--x\r\n{A}\r\n\r\n1\r\n--x\r\ncontent-disposition: form-data; filename=\"f.gz\"; name=b\r\nContent-Type: application/gzip\r\n\r\n{{\r\n}}\r\n--x--\r\nend"
        );
        check(&two, Some("x"), Some("a=1&b={\r\n}&filename=f.gz"));
        // Whatever the headers say, and however lines end.
        check(&two, Some("other"), Some("a=1&b={\r\n}&filename=f.gz"));
        check(
            &two.replace('\r', ""),
            None,
            Some("a=1&b={\n}&filename=f.gz"),
        );
        let behind = format!("for others\r\n{two}");
        check(&behind, Some("x"), Some("a=1&b={\r\n}&filename=f.gz"));
        check(&behind, None, None);
    }

    #[test]
    fn what_was_cut_off_is_read_as_far_as_it_goes() {
        check(
            &format!("--x\r\n{A}\r\n\r\n1\r\n--x\r\n"),
            None,
            Some("a=1"),
        );
        check(&format!("--x\r\n{A}\r\n\r\n1"), None, Some("a=1"));
        check(&format!("--x\r\n{A}\r\n"), None, Some("a="));
        check(&format!("--x\r\n{A}"), None, Some("a="));
    }

    #[test]
    fn parts_can_have_parts() {
        let inner = format!("--y\r\n{A}\r\n\r\n1\r\n--y--");
        let outer = format!(
            "--x\r\nContent-Disposition: form-data; name=\"o\"\r\n\r\n{inner}\r\n--x--\r\n"
        );
        check(&outer, None, Some("a=1"));
    }

    #[test]
    fn other_texts_are_no_forms() {
        for text in [
            "",
            "--",
            "--x",
            "--x\r\n",
            "--x\r\n\r\n1\r\n--x--\r\n",
            "--boundary\nnotes of a day\n--boundary\nmore of them\n--boundary--\n",
            "--boundary\nContent-Type: text/plain\n\nname=\"a\"\n--boundary--\n",
            "{\"a\":\"--x\"}",
        ] {
            check(text, Some("boundary"), None);
        }
    }

    #[test]
    fn a_boundary_is_found_in_its_header() {
        for (kind, expected) in [
            ("multipart/form-data; boundary=x", Some("x")),
            (
                "multipart/form-data; Boundary=\"a b\"; charset=utf-8",
                Some("a b"),
            ),
            ("multipart/form-data; boundary=", None),
            ("text/plain", None),
        ] {
            assert_eq!(boundary(kind), expected, "{kind}");
        }
    }
}
