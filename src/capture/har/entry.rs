//! One `request` object of an archive as a request.

use std::ops::Range;

use super::file::File;
use crate::bytes::codec::{base64, json_string, latin1};
use crate::bytes::{ByteStore, Coding, Slice};
use crate::capture::json_cursor::{Cursor, Passed};
use crate::capture::located::Located;
use crate::capture::request::{self, Body, Locator, Request, Step};
use crate::capture::{Param, url};
use crate::diagnostic;
use crate::report::{Codec, Diagnostic, LayerStatus};

/// Names and values with escapes that get a buffer of their own; what comes after them is shown as it is
/// written.
const DECODED: usize = 1_000;

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
    let attached = file.other(&decoded(text, post.file));
    captured.bytes.extend(attached.iter().flatten());
    let mut reader = Reader {
        text,
        store: ByteStore::new(captured.bytes),
        json: 0,
        left: DECODED,
        steps: Vec::new(),
        missing: None,
    };
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
                "another file of the archive holds the body",
                at,
                true,
            );
            Body::read(&attached, at)
        }
        None => reader.body(&post, &Content::of(text, other)),
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
        store: reader.store,
    })
}

/// A string as text.
fn decoded(text: &[u8], string: Passed) -> String {
    let bytes = text.get(string.place()).unwrap_or_default();
    String::from_utf8_lossy(&json_string::decode_bytes(bytes)).into_owned()
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

/// What becomes of an object on the way to a request.
struct Reader<'t> {
    /// The object.
    text: &'t [u8],
    store: ByteStore,
    /// The buffer that has it as text.
    json: u32,
    /// Names and values that may still be decoded.
    left: usize,
    steps: Vec<Step>,
    missing: Option<Diagnostic<'static>>,
}

impl Reader<'_> {
    #[inline(never)]
    fn derive(&mut self, from: Slice, coding: Coding, bytes: Vec<u8>) -> Slice {
        self.store.derive(from, coding, bytes)
    }

    #[inline(never)]
    fn step(&mut self, codec: Codec, because: &'static str, output: Slice, is_whole: bool) {
        self.steps.push(Step {
            codec,
            because: because.into(),
            output,
            status: match is_whole {
                true => LayerStatus::Ok,
                false => LayerStatus::Partial,
            },
        });
    }

    /// Where a name or a value stands after its escapes were undone.
    fn at(&mut self, value: Passed) -> Slice {
        let limit = usize::from(value.has_escapes && value.is_string());
        self.left = match self.left.checked_sub(limit) {
            Some(left) => left,
            None => return Slice::new(self.json, value.place()),
        };
        self.unescaped(value)
    }

    #[inline(never)]
    fn unescaped(&mut self, value: Passed) -> Slice {
        let at = Slice::new(self.json, value.place());
        if !value.has_escapes || !value.is_string() {
            return at;
        }
        let bytes = json_string::decode_bytes(self.store.held(at));
        self.derive(at, Coding::JsonString, bytes)
    }

    /// The names and values of a list.
    fn pairs(&mut self, list: Passed) -> Vec<Param<Slice>> {
        let mut pairs = Vec::new();
        let mut cursor = Cursor::new(self.text, list.start);
        if list.first != b'[' || !cursor.enter(b'[') {
            return pairs;
        }
        while cursor.element() == Ok(true) {
            let ([name, value, ..], _) = cursor.pick(&["name", "value"]);
            let is_last = !cursor.value().is_whole;
            if name.is_string() && name.is_whole {
                let value = match value.first {
                    b'n' => Passed::default(),
                    _ => value,
                };
                pairs.push(Param {
                    name: self.at(name),
                    value: self.at(value),
                });
            }
            if is_last {
                break;
            }
        }
        pairs
    }

    /// The body, from the member that has it.
    fn body(&mut self, post: &Content, other: &Content) -> Body {
        let mime = decoded(self.text, post.mime).to_ascii_lowercase();
        if post.has_text() {
            return self.text_body(post, &mime, "the member postData.text holds the body");
        }
        if other.has_text() {
            return self.text_body(other, &mime, "the member _content.text holds the body");
        }
        let params = self.pairs(post.params);
        // Programs that know forms only take bodies for one that are none.
        let is_torn = |param: &Param<Slice>| is_binary(self.store.text(param.name));
        let is_torn = params.iter().any(is_torn);
        if is_torn || !params.is_empty() && mime.contains("json") {
            self.missing = Some(diagnostic::body_lost());
        }
        match params.is_empty() || is_torn {
            false => return Body::Form(params),
            true if post.file.is_string() => self.missing = Some(diagnostic::body_not_in_archive()),
            true => {}
        }
        Body::None
    }

    fn text_body(&mut self, content: &Content, mime: &str, because: &'static str) -> Body {
        let mut at = self.unescaped(content.text);
        self.step(Codec::JsonString, because, at, content.text.is_whole);
        let held = self.store.held(at);
        let mut undone = None;
        if decoded(self.text, content.encoding).eq_ignore_ascii_case("base64") {
            let found = base64::decode(held, &|_| false);
            if found.invalid.is_none() && !found.bytes.is_empty() {
                let because = "the file says that the body is in Base64";
                undone = Some((
                    Codec::Base64,
                    because,
                    Coding::Base64(found.spaces),
                    found.bytes,
                ));
            }
        } else {
            let text = self.store.text(at);
            let is_binary = is_binary(text) || mime.contains("octet-stream");
            if is_binary && text.contains(char::REPLACEMENT_CHARACTER) {
                self.missing = Some(diagnostic::body_lost());
                self.steps.clear();
                return Body::None;
            }
            let bytes = latin1::decode(held).filter(|_| !text.is_ascii());
            let is_one = |bytes: &Vec<u8>| is_binary || std::str::from_utf8(bytes).is_ok();
            if let Some(bytes) = bytes.filter(is_one) {
                let because = "each of its characters stands for one byte";
                undone = Some((Codec::Latin1, because, Coding::Latin1, bytes));
            }
        }
        if let Some((codec, because, coding, bytes)) = undone {
            at = self.derive(at, coding, bytes);
            self.step(codec, because, at, true);
        }
        Body::read(self.store.held(at), at)
    }
}

/// Whether a text has characters that no text has.
pub(in crate::capture) fn is_binary(text: &str) -> bool {
    text.contains(|sign: char| sign.is_control() && !matches!(sign, '\t' | '\r' | '\n'))
}
