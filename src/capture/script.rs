//! Scripts that send requests: what browsers copy as `fetch`, and what people and generators of code
//! write in JavaScript and Python.

use std::cell::Cell;
use std::ops::Range;

use super::code::{Code, Text, Token, may_be_code};
use super::draft::{Builder, Content, Draft, Pair};
use super::{Container, Item};
use crate::report::InputKind;

/// What such a capture is called.
pub(super) const NAME: &str = "a script that sends requests";

pub(super) const CONTAINER: Container = Container {
    id: "script",
    name: Some(NAME),
    recognize,
    open,
};

/// Names of functions that send a request, or make one.
const SENDERS: [&[u8]; 8] = [
    b"fetch", b"axios", b"ajax", b"request", b"Request", b"got", b"ky", b"urlopen",
];

/// Names of functions that are called as the method is, and of what they belong to.
const METHODS: [&[u8]; 7] = [
    b"get", b"post", b"put", b"patch", b"delete", b"head", b"options",
];
const CLIENTS: [&[u8]; 12] = [
    b"requests",
    b"axios",
    b"session",
    b"s",
    b"client",
    b"httpx",
    b"http",
    b"$",
    b"jQuery",
    b"got",
    b"ky",
    b"superagent",
];

/// Assignments that are remembered; code that sends one request has some five.
const NAMES: usize = 200;
/// How many names lead to each other.
const DEPTH: usize = 4;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    if !may_be_code(input) {
        return None;
    }
    let found = Script::new(input).next();
    found.map(|_| {
        (
            InputKind::Export,
            "it calls a function that sends a request",
        )
    })
}

/// Hands over the request that an object says, which begins there; false where it says none.
pub(super) fn open_object(input: &[u8], start: usize, take: &mut dyn FnMut(Item)) -> bool {
    let builder = Builder {
        input,
        because: "the object says what to send",
    };
    let draft = Script::new(input).of_object(Code::new(input, start));
    let is_request = draft.is_some();
    if let Some(draft) = draft {
        builder.build(draft, take);
    }
    is_request
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    let builder = Builder {
        input,
        because: "the code says what to send",
    };
    for draft in Script::new(input) {
        builder.build(draft, take);
    }
}

/// The requests of a script, one after the other.
struct Script<'i> {
    code: Code<'i>,
    /// Names and the values that they were given, and arguments of functions that belong to a name, such
    /// as `headers.append`.
    names: Vec<(&'i [u8], Code<'i>)>,
    calls: Vec<(&'i [u8], Code<'i>)>,
    /// The bytes that may still be looked at for calls, and kept for requests.
    left: Cell<usize>,
    kept: usize,
    /// A request that was opened and not sent yet, and the name of its object.
    opened: Option<(&'i [u8], Draft)>,
}

impl<'i> Script<'i> {
    fn new(input: &'i [u8]) -> Script<'i> {
        Script {
            code: Code::new(input, super::mark_length(input)),
            names: Vec::new(),
            calls: Vec::new(),
            left: Cell::new(input.len().saturating_mul(8)),
            kept: input.len().saturating_mul(4),
            opened: None,
        }
    }
}

impl Iterator for Script<'_> {
    type Item = Draft;

    fn next(&mut self) -> Option<Draft> {
        let mut word: Option<Range<usize>> = None;
        loop {
            let (token, place) = self.code.next();
            match (token, word.take()) {
                (Token::End, _) => return None,
                (Token::Word, _) => word = Some(place),
                (Token::Mark(b'='), Some(name)) => {
                    remember(&mut self.names, (self.code.at(&name), self.code));
                }
                (Token::Mark(b'('), Some(name)) => {
                    if let Some(draft) = self.call(&name) {
                        return Some(draft);
                    }
                }
                (Token::Broken, _) => {
                    let rest = self.code.text.get(self.code.position..).unwrap_or_default();
                    let end = rest.iter().position(|&byte| byte == b'\n');
                    self.code.position += end.map_or(rest.len(), |end| end + 1);
                }
                _ => {}
            }
        }
    }
}

fn remember<'i>(list: &mut Vec<(&'i [u8], Code<'i>)>, new: (&'i [u8], Code<'i>)) {
    if list.len() >= NAMES {
        list.drain(..NAMES / 2);
    }
    list.push(new);
}

/// The arguments of a call, or the members of an object.
#[derive(Default)]
struct Arguments<'i> {
    plain: Vec<Code<'i>>,
    named: Vec<(&'i [u8], Code<'i>)>,
    end: usize,
}

impl<'i> Arguments<'i> {
    /// Those behind an opening bracket.
    fn read(mut code: Code<'i>) -> Arguments<'i> {
        code.has_lines = true;
        let mut found = Arguments::default();
        while let Some((name, value)) = code.member() {
            match name {
                Some(name) if found.named.len() < NAMES => {
                    found.named.push((code.at(&name), value));
                }
                None if found.plain.len() < NAMES => found.plain.push(value),
                _ => {}
            }
        }
        found.end = code.position;
        found
    }

    fn find(&self, names: &[&[u8]]) -> Option<Code<'i>> {
        let mut named = self.named.iter();
        let found = named.find(|(name, _)| names.contains(name));
        found.map(|(_, value)| *value)
    }
}

/// The part of a name behind its last dot, and what stands before.
fn parts(name: &[u8]) -> (&[u8], &[u8]) {
    match name.iter().rposition(|&byte| byte == b'.') {
        Some(dot) => (
            name.get(..dot).unwrap_or_default(),
            name.get(dot + 1..).unwrap_or_default(),
        ),
        None => (b"", name),
    }
}

impl<'i> Script<'i> {
    /// The request of a call whose arguments come next; then they are passed.
    fn call(&mut self, place: &Range<usize>) -> Option<Draft> {
        let code = self.code;
        let (owner, name) = parts(code.at(place));
        let is_method = METHODS.contains(&name) && CLIENTS.contains(&parts(owner).1);
        match name {
            _ if is_method || SENDERS.contains(&name) => {}
            b"append" | b"set" | b"add" | b"setRequestHeader" | b"addHeader" => {
                remember(&mut self.calls, (owner, code));
                return None;
            }
            b"open" | b"send" => {}
            _ => return None,
        }
        if self.left.get() == 0 {
            return None;
        }
        let arguments = Arguments::read(code);
        self.spend(code, arguments.end);
        if name == b"send" {
            let (opener, mut draft) = self.opened.take()?;
            if opener != owner {
                return None;
            }
            draft.headers = self.added(opener);
            let body = arguments.plain.first().copied();
            draft.content = body.and_then(|body| self.content(body, false));
            draft.place.end = arguments.end;
            self.code.position = arguments.end;
            return self.widened(draft);
        }
        let draft = self.draft(place.start, &arguments, owner, name)?;
        if name == b"open" {
            draft.method.as_ref()?;
            self.calls.clear();
            self.opened = Some((owner, draft));
            return None;
        }
        self.code.position = arguments.end;
        self.widened(draft)
    }

    fn widened(&mut self, mut draft: Draft) -> Option<Draft> {
        draft.widen(&mut self.kept);
        draft.has_address(self.code.text).then_some(draft)
    }

    /// The request that an object says, as a program prints it.
    fn of_object(&mut self, code: Code<'i>) -> Option<Draft> {
        let mut end = code;
        end.has_lines = true;
        end.next();
        while end.member().is_some() {}
        let arguments = Arguments {
            plain: vec![code],
            named: Vec::new(),
            end: end.position,
        };
        let draft = self.draft(code.position, &arguments, b"", b"")?;
        self.widened(draft)
    }

    /// What a call says, whose name and arguments these are.
    fn draft(
        &self,
        start: usize,
        arguments: &Arguments<'i>,
        owner: &[u8],
        name: &[u8],
    ) -> Option<Draft> {
        let text = self.code.text;
        let is_method = METHODS.contains(&name);
        let mut draft = Draft::at(start..arguments.end);
        let last = text.trim_ascii_end().last();
        draft.is_cut = arguments.end >= text.len() && !matches!(last, Some(b')' | b'}'));
        let mut plain = arguments.plain.iter().copied();
        let mut first = plain.next();
        let mut options = None;
        // The method comes before the address in some.
        let verb = first
            .and_then(|value| self.text(value))
            .filter(|text| self.is_method(text));
        if let Some(verb) = verb {
            draft.method = self.word(&verb);
            first = plain.next();
        }
        let url: [&[u8]; 4] = [b"url", b"uri", b"URL", b"full_url"];
        draft.address = first.and_then(|value| self.text(value));
        if draft.address.is_none() {
            options = first.and_then(|value| self.object(value));
            let named = options.as_ref().and_then(|options| options.find(&url));
            let named = named.or_else(|| arguments.find(&url));
            draft.address = named.and_then(|value| self.text(value));
        }
        if !draft.has_address(text) {
            return None;
        }
        // What is sent comes next in some, and then what else there is to say.
        let is_sending = is_method && !matches!(name, b"get" | b"head" | b"options" | b"delete");
        let is_python = !arguments.named.is_empty() || owner == b"requests";
        let is_sending = is_sending && owner != b"got" && owner != b"ky";
        let mut rest = plain.peekable();
        let is_body = |value: &Code<'i>| is_sending || self.text(*value).is_some();
        let body = rest.next_if(is_body);
        let options = options.or_else(|| rest.next().and_then(|value| self.object(value)));
        // What is given by name, as arguments of the call or in its options.
        let find = |names: &[&[u8]]| {
            let of_options = options.as_ref().and_then(|options| options.find(names));
            arguments.find(names).or(of_options)
        };
        let method = find(&[b"method", b"type", b"httpMethod"]);
        if let Some(method) = method.and_then(|value| self.text(value)) {
            draft.method = self.word(&method);
        }
        if is_method && draft.method.is_none() {
            let name = String::from_utf8_lossy(name);
            draft.method = Some(name.to_ascii_uppercase());
        }
        if let Some(headers) = find(&[b"headers", b"header"]) {
            draft.headers = self.pairs(headers);
        }
        if let Some(query) = find(&[b"params", b"qs", b"searchParams"]) {
            draft.query = self.pairs(query);
        }
        let json = find(&[b"json"]);
        let named = find(&[b"body", b"data", b"content", b"form", b"payload"]);
        // Python and jQuery send an object as a form.
        let is_form = is_python || matches!(owner, b"$" | b"jQuery") || find(&[b"form"]).is_some();
        draft.content = match (json, named.or(body)) {
            (Some(json), _) => self.content(json, false),
            (_, Some(body)) => self.content(body, is_form),
            _ => None,
        };
        Some(draft)
    }

    fn word(&self, text: &Text) -> Option<String> {
        let word = self.code.at(text.pieces.first()?);
        let word = std::str::from_utf8(word).ok()?;
        Some(word.to_ascii_uppercase())
    }

    /// Whether a text is the method of a request.
    fn is_method(&self, text: &Text) -> bool {
        let word = text
            .pieces
            .first()
            .map_or(&b""[..], |piece| self.code.at(piece));
        METHODS
            .iter()
            .any(|method| method.eq_ignore_ascii_case(word))
    }

    /// Notes what was looked at, which may be the value of a name again and again.
    fn spend(&self, from: Code, end: usize) {
        let length = end.saturating_sub(from.position);
        self.left.set(self.left.get().saturating_sub(length));
    }

    /// The value that a name has.
    fn value(&self, name: &[u8]) -> Option<Code<'i>> {
        if self.left.get() == 0 {
            return None;
        }
        let mut names = self.names.iter().rev();
        names
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value)
    }

    /// Leads from a value to where it is written: past what is called around it, and by its name.
    fn written(&self, value: Code<'i>) -> (Code<'i>, Wrapped) {
        let mut value = value;
        let mut wrapped = Wrapped::None;
        let mut names = 0;
        for _ in 0..DEPTH * 4 {
            let mut behind = value;
            match behind.next() {
                (Token::Mark(b'('), _) => value = behind,
                (Token::Word, place) => {
                    let word = value.at(&place);
                    if matches!(word, b"new" | b"await") {
                        value = behind;
                    } else if behind.pass(b'(') {
                        wrapped = wrapped.or(parts(word));
                        value = behind;
                    } else if let Some(other) = self.value(word).filter(|_| names < DEPTH) {
                        names += 1;
                        value = other;
                        value.has_lines = true;
                    } else {
                        break;
                    }
                }
                _ => break,
            }
        }
        (value, wrapped)
    }

    fn text(&self, value: Code<'i>) -> Option<Text> {
        let (start, _) = self.written(value);
        let mut end = start;
        let text = end.text();
        self.spend(start, end.position);
        text
    }

    fn object(&self, value: Code<'i>) -> Option<Arguments<'i>> {
        let (mut value, _) = self.written(value);
        value.pass(b'{').then(|| {
            let mut members = Arguments::read(value);
            self.spend(value, members.end);
            // JavaScript writes a name once where the value is called the same.
            for value in &members.plain {
                let (token, place) = Code { ..*value }.next();
                if token == Token::Word {
                    members.named.push((value.at(&place), *value));
                }
            }
            members
        })
    }

    /// Names and values, from an object, a list of pairs, or what was added to a name.
    fn pairs(&self, value: Code<'i>) -> Vec<Pair> {
        let (mut written, _) = self.written(value);
        let start = written;
        let mut pairs = Vec::new();
        if written.pass(b'{') {
            written.has_lines = true;
            while let Some((name, value)) = written.member() {
                if let Some((name, value)) = name.zip(self.text_or_word(value)) {
                    pairs.push((Text::plain(name), value));
                }
            }
        } else if written.pass(b'[') {
            while let Some((_, mut pair)) = written.member() {
                if pair.pass(b'[') || pair.pass(b'(') {
                    let pair = Arguments::read(pair).plain;
                    let mut texts = pair.iter().filter_map(|value| self.text(*value));
                    pairs.extend(texts.next().zip(texts.next()));
                }
            }
        }
        self.spend(start, written.position);
        if pairs.is_empty() {
            let (token, name) = Code { ..value }.next();
            if token == Token::Word {
                return self.added(value.at(&name));
            }
        }
        pairs
    }

    /// The pairs that were added to an object of this name.
    fn added(&self, owner: &[u8]) -> Vec<Pair> {
        let calls = self.calls.iter().filter(|(name, _)| *name == owner);
        let pairs = calls.filter_map(|(_, arguments)| {
            let read = Arguments::read(*arguments);
            self.spend(*arguments, read.end);
            let arguments = read.plain;
            let mut texts = arguments.iter().map(|value| self.text(*value));
            texts.next().flatten().zip(texts.next().flatten())
        });
        pairs.collect()
    }

    /// A string, or a number as it is written.
    fn text_or_word(&self, value: Code<'i>) -> Option<Text> {
        let text = self.text(value);
        text.or_else(|| {
            let (token, place) = Code { ..value }.next();
            let is_number = value.at(&place).first().is_some_and(u8::is_ascii_digit);
            (token == Token::Word && is_number).then(|| Text::plain(place))
        })
    }

    /// What is sent.
    fn content(&self, value: Code<'i>, is_form: bool) -> Option<Content> {
        let (mut written, wrapped) = self.written(value);
        match written.peek() {
            Token::Text(_) => written.text().map(Content::Text),
            Token::Mark(b'{' | b'[') => {
                let is_form = match wrapped {
                    Wrapped::Json => false,
                    Wrapped::Form => true,
                    Wrapped::None => is_form,
                };
                if is_form {
                    return Some(Content::Form(self.pairs(written)));
                }
                written.skip_blank();
                let start = written.position;
                written.has_lines = true;
                let (_, _) = written.next();
                while written.member().is_some() {}
                self.spend(value, written.position);
                Some(Content::Json(start..written.position))
            }
            _ => {
                let (token, name) = Code { ..value }.next();
                let pairs = match token {
                    Token::Word => self.added(value.at(&name)),
                    _ => Vec::new(),
                };
                (!pairs.is_empty()).then_some(Content::Form(pairs))
            }
        }
    }
}

/// What is called around an object before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrapped {
    None,
    Json,
    Form,
}

impl Wrapped {
    fn or(self, (owner, name): (&[u8], &[u8])) -> Wrapped {
        match name {
            b"stringify" if owner == b"JSON" => Wrapped::Json,
            b"dumps" => Wrapped::Json,
            b"stringify" | b"URLSearchParams" | b"urlencode" => Wrapped::Form,
            _ => self,
        }
    }
}
