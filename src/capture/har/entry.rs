//! One `request` object of an archive as a request.

use std::ops::Range;

use super::file::File;
use crate::bytes::Slice;
use crate::capture::json_cursor::{Cursor, Passed};
use crate::capture::located::Located;
use crate::capture::members::{self, Reader};
use crate::capture::request::{self, Body, Locator, Request};
use crate::capture::{answer, url};
use crate::diagnostic;
use crate::report::Codec;

/// The request at a place of a file; none where nothing in it is one. Of one that is not whole the end is
/// missing.
pub(super) fn request(
    file: &mut File,
    place: Range<usize>,
    started: Option<u64>,
    path: &str,
    is_whole: bool,
) -> Option<Request> {
    let text = file.text.get(place.clone())?;
    let names = ["method", "url", "headers", "postData", "_content"];
    let ([method, address, headers, post, other, _], _) = Cursor::new(text, 0).pick(&names);
    let has_address = address.is_string() && address.is_whole;
    if !(has_address || is_whole && (method.is_string() || post.first == b'{')) {
        return None;
    }
    let post = Content::of(text, post);
    let mut captured = file.captured(&place);
    let own = captured.bytes.len();
    let attached = file.other(&members::plain(text, post.file));
    captured.bytes.extend(attached.iter().flatten());
    let mut reader = Reader::new(text, captured.bytes);
    if let Some(coding) = captured.coding {
        let json = reader.derive(reader.store.whole(0), coding, text.to_vec());
        reader.json = json.buffer;
        reader.step(Codec::Utf16, "the file is written in UTF-16", json, true);
    }
    let headers = reader.pairs(headers);
    let method = Some(reader.at(method)).filter(|_| method.is_string());
    let address = reader.at(address);
    let body = match attached {
        Some(attached) => {
            let at = Slice::new(0, own..own + attached.len());
            reader.step(
                Codec::Http,
                "another file of the archive contains the body",
                at,
                true,
            );
            Body::read(&attached, at)
        }
        None => body(&mut reader, &post, &Content::of(text, other)),
    };
    let header = |name| request::header(&reader.store, &headers, name);
    let authority = header("host").or_else(|| header(":authority"));
    let located = reader.store.text(address);
    let located = Located::new(located, address.buffer, address.range().start);
    let target = url::target(located, header(":scheme"), authority);
    Some(Request {
        at: Locator {
            file: captured.place.start as u64..captured.place.end as u64,
            path: Some(path.to_owned()),
            is_packed: captured.is_packed,
        },
        started,
        method: method.map(|method| reader.store.text(method).to_owned()),
        url: target.url,
        host: target.host,
        path: target.path,
        query: target.query,
        headers,
        body,
        steps: reader.steps,
        packed: Vec::new(),
        missing: reader.missing,
        is_answer: false,
        answer: None,
        store: reader.store,
    })
}

/// Where the content of a response stands, its text, and what that is written in. Most of an archive is that
/// text, so it is passed over once.
fn content(text: &[u8], response: Passed) -> Option<(Range<usize>, Passed, Passed)> {
    let mut cursor = Cursor::new(text, response.start);
    cursor.enter(b'{');
    while cursor.member().ok()?? != b"content" {
        cursor.skip().ok()?;
    }
    cursor.peek();
    let start = cursor.position();
    if !cursor.enter(b'{') {
        return None;
    }
    let (mut own, mut encoding) = (Passed::default(), Passed::default());
    while let Some(name) = cursor.member().ok()? {
        let value = cursor.skip().ok()?;
        match name {
            b"text" => own = value,
            b"encoding" => encoding = value,
            _ => {}
        }
    }
    Some((start..cursor.position(), own, encoding))
}

/// The answer of an entry, which has this path; none where no format may want it.
pub(super) fn answer(file: &mut File, response: Passed, path: &str) -> Option<Request> {
    if response.place().len() > 4 * answer::LARGEST {
        return None;
    }
    let (place, text, encoding) = content(file.text, response)?;
    let written = file.text.get(text.place()).filter(|_| text.is_string())?;
    let is_base64 = file.text.get(encoding.place()) == Some(b"base64");
    let may_be = match is_base64 {
        true => answer::may_be_sealed_inside(written),
        false => answer::may_be_sealed(written, false),
    };
    if !may_be {
        return None;
    }
    let captured = file.captured(&place);
    let own = file.text.get(place.clone())?;
    let mut reader = Reader::new(own, captured.bytes);
    if let Some(coding) = captured.coding {
        let json = reader.derive(reader.store.whole(0), coding, own.to_vec());
        reader.json = json.buffer;
    }
    let text = Passed {
        start: text.start - place.start,
        end: text.end - place.start,
        ..text
    };
    let because = "the member content.text contains the answer";
    reader.text_body(text, is_base64, "", because);
    let body = reader.steps.last()?.output;
    let at = Locator {
        file: captured.place.start as u64..captured.place.end as u64,
        path: Some([path, ".response.content"].concat()),
        is_packed: captured.is_packed,
    };
    let mut answer = answer::of(reader.store, Vec::new(), body, at);
    answer.steps = reader.steps;
    Some(answer)
}

/// What is in `postData`.
#[derive(Default)]
struct Content {
    text: Passed,
    encoding: Passed,
    mime: Passed,
    params: Passed,
    /// The name of the file of the archive that holds the body.
    file: Passed,
}

impl Content {
    fn of(text: &[u8], value: Passed) -> Content {
        if value.is_string() {
            // Some programs write the text alone.
            return Content {
                text: value,
                ..Content::default()
            };
        }
        let names = [
            "text",
            "encoding",
            "_encoding",
            "mimeType",
            "params",
            "_file",
        ];
        let ([text, encoding, private, mime, params, file], _) =
            Cursor::new(text, value.start).pick(&names);
        Content {
            text,
            encoding: if encoding.is_string() {
                encoding
            } else {
                private
            },
            mime,
            params,
            file,
        }
    }

    fn has_text(&self) -> bool {
        self.text.is_string() && self.text.start < self.text.end
    }
}

/// The body, from the member that has it.
fn body(reader: &mut Reader, post: &Content, other: &Content) -> Body {
    for (content, because) in [
        (post, "the member postData.text contains the body"),
        (other, "the member _content.text contains the body"),
    ] {
        if content.has_text() {
            let is_base64 = reader
                .plain(content.encoding)
                .eq_ignore_ascii_case("base64");
            let mime = reader.plain(post.mime);
            return reader.text_body(content.text, is_base64, &mime, because);
        }
    }
    let mime = reader.plain(post.mime);
    let form = reader.fields(post.params, &mime);
    if matches!(form, Body::None) && reader.missing.is_none() && post.file.is_string() {
        reader.missing = Some(diagnostic::body_not_in_archive());
    }
    form
}
