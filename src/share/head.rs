//! What stands in a link besides the records: heads of one line each, written as JSON.

use super::SharedCapture;
use super::request::{CIPHERS, Coding, Pair, SharedRequest};
use crate::json::{self, Document, Value};
use crate::report::MaskMode;

/// Codings around the records that a head may ask for; each is undone within limits again.
const CODINGS: usize = 4;

/// A member of a head: its name, and its value as JSON, empty where it would say nothing.
pub(super) type Member = (&'static str, String);

/// What a head says of the whole capture.
pub(super) fn of_capture(capture: &SharedCapture) -> [Member; 4] {
    [
        // The generator.
        ("g", quoted(&capture.generator)),
        ("m", quoted(letter(capture.mode))),
        // Whether its maker had the capture from a link.
        ("l", flag(capture.is_of_link)),
        ("exact", flag(!capture.relative_times)),
    ]
}

/// What a head says of a request.
pub(super) fn of_request(request: &SharedRequest, address: &str) -> [Member; 10] {
    let codings: String = request
        .codings
        .iter()
        .map(|coding| coding.letter())
        .collect();
    let mut ciphers = CIPHERS.iter();
    let cipher = ciphers.find(|(_, codec)| request.cipher == Some(*codec));
    let text = |text: &str| match text {
        "" => String::new(),
        text => quoted(text),
    };
    [
        ("request", flag(request.is_request)),
        (
            "method",
            request.method.as_deref().map_or_else(String::new, quoted),
        ),
        ("address", text(address)),
        ("query", list(&request.query)),
        ("headers", list(&request.headers)),
        ("form", list(&request.form)),
        (
            "member",
            request.member.as_deref().map_or_else(String::new, quoted),
        ),
        ("codings", text(&codings)),
        ("cipher", text(cipher.map_or("", |(letter, _)| letter))),
        // Who reads links of before passes over it.
        ("answer", list(&request.answer)),
    ]
}

/// Adds the members that say something to a head that has been begun.
pub(super) fn write_members(head: &mut String, members: &[Member]) {
    for (name, value) in members.iter().filter(|(_, value)| !value.is_empty()) {
        write_member(head, name, value);
    }
}

/// Adds a member to a head that has been begun.
pub(super) fn write_member(head: &mut String, name: &str, value: &str) {
    if !head.ends_with('{') {
        head.push(',');
    }
    for piece in ["\"", name, "\":", value] {
        head.push_str(piece);
    }
}

#[inline(never)]
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn flag(is_true: bool) -> String {
    let text = if is_true { "true" } else { "" };
    text.to_owned()
}

/// Names and values as a list of lists, with `null` where the records belong.
fn list(pairs: &[Pair]) -> String {
    let mut list = String::new();
    for (name, value) in pairs {
        let value = value.as_deref().map_or_else(|| "null".to_owned(), quoted);
        list.push(if list.is_empty() { '[' } else { ',' });
        for piece in ["[", &quoted(name), ",", &value, "]"] {
            list.push_str(piece);
        }
    }
    if !list.is_empty() {
        list.push(']');
    }
    list
}

/// Reads what a head says of the whole capture.
pub(super) fn read_capture(head: &Document, capture: &mut SharedCapture) -> Option<()> {
    let mut stated = None;
    for (_, member) in head.children(0) {
        let text = head.string(member.value);
        let is_true = member.value == Value::Bool(true);
        match head.key(member.key) {
            "g" => text?.clone_into(&mut capture.generator),
            // What is said twice could be said in two ways.
            "m" if stated.is_some() => return None,
            "m" => stated = Some(mode(text?)?),
            "l" => capture.is_of_link = is_true,
            "exact" => capture.relative_times = !is_true,
            // A later version may say more.
            _ => {}
        }
    }
    capture.mode = stated?;
    Some(())
}

/// Reads what a head says of a request.
pub(super) fn read_request(head: &Document, request: &mut SharedRequest) -> Option<()> {
    for (index, member) in head.children(0) {
        read_member(head, index, member, request)?;
    }
    has_one_place(request).then_some(())
}

/// Changes a request to what a head says; a member that is `null` says nothing any more.
pub(super) fn read_changes(head: &Document, request: &mut SharedRequest) -> Option<()> {
    for (index, member) in head.children(0) {
        match (head.key(member.key), member.value) {
            ("request", Value::Null) => request.is_request = false,
            ("method", Value::Null) => request.method = None,
            ("address", Value::Null) => request.address.clear(),
            ("query", Value::Null) => request.query.clear(),
            ("headers", Value::Null) => request.headers.clear(),
            ("form", Value::Null) => request.form.clear(),
            ("member", Value::Null) => request.member = None,
            ("codings", Value::Null) => request.codings.clear(),
            ("cipher", Value::Null) => request.cipher = None,
            ("answer", Value::Null) => request.answer.clear(),
            _ => read_member(head, index, member, request)?,
        }
    }
    has_one_place(request).then_some(())
}

/// The records stand in one place: each more would write them once more.
fn has_one_place(request: &SharedRequest) -> bool {
    let pairs = request.query.iter().chain(&request.form);
    pairs.filter(|(_, value)| value.is_none()).count() <= 1
}

fn read_member(
    head: &Document,
    index: usize,
    member: &json::Node,
    request: &mut SharedRequest,
) -> Option<()> {
    let text = head.string(member.value).map(str::to_owned);
    match head.key(member.key) {
        "request" => request.is_request = member.value == Value::Bool(true),
        "method" => request.method = text,
        "address" => request.address = text?,
        "query" => request.query = pairs(head, index)?,
        "headers" => request.headers = pairs(head, index)?,
        "form" => request.form = pairs(head, index)?,
        "answer" => request.answer = pairs(head, index)?,
        "member" => request.member = text,
        "codings" => {
            let codings = text?
                .chars()
                .map(Coding::of)
                .collect::<Option<Vec<Coding>>>();
            request.codings = codings.filter(|codings| codings.len() <= CODINGS)?;
        }
        "cipher" => {
            let mut ciphers = CIPHERS.iter();
            let cipher = ciphers.find(|(letter, _)| Some(*letter) == text.as_deref());
            request.cipher = cipher.map(|(_, codec)| *codec);
        }
        // A later version may say more.
        _ => {}
    }
    Some(())
}

/// Names and values of a list of lists.
fn pairs(document: &Document, index: usize) -> Option<Vec<Pair>> {
    let pair = |(index, _): (usize, &json::Node)| {
        let mut parts = document.children(index);
        let name = document.string(parts.next()?.1.value)?.to_owned();
        let (_, value) = parts.next()?;
        Some((name, document.string(value.value).map(str::to_owned)))
    };
    document.children(index).map(pair).collect()
}

impl Coding {
    fn letter(self) -> char {
        match self {
            Coding::Base64 => 'b',
            Coding::Gzip => 'g',
            Coding::Zlib => 'z',
        }
    }

    fn of(letter: char) -> Option<Coding> {
        match letter {
            'b' => Some(Coding::Base64),
            'g' => Some(Coding::Gzip),
            'z' => Some(Coding::Zlib),
            _ => None,
        }
    }
}

/// How a mode is written in a link.
pub(super) fn letter(mode: MaskMode) -> &'static str {
    match mode {
        MaskMode::Structure => "s",
        MaskMode::Masked => "m",
        MaskMode::Reviewed | MaskMode::Full => "r",
    }
}

/// The mode that a letter in a link stands for.
pub(super) fn mode(letter: &str) -> Option<MaskMode> {
    [MaskMode::Structure, MaskMode::Masked, MaskMode::Reviewed]
        .into_iter()
        .find(|mode| self::letter(*mode) == letter)
}
