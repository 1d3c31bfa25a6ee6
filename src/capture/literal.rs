//! Values as programs print them and as code has them: a string that is a whole request or a body, a
//! dictionary that is an event, an object that says what was sent.

use std::ops::Range;

use super::code::{Code, Text, Token, is_escaped};
use super::draft::{Builder, Content, Draft, Pair};
use super::http;
use super::members::is_binary;
use super::nested::{self, Undone};
use super::{Container, Item, script};
use crate::bytes::Coding;
use crate::bytes::codec::object;
use crate::bytes::codec::written::{self, Characters, Notation};
use crate::report::{Codec, InputKind};

/// What such a capture is called.
pub(super) const NAME: &str = "a value from a program";

pub(super) const CONTAINER: Container = Container {
    id: "literal",
    name: Some(NAME),
    recognize,
    open,
};

/// Tokens that may stand before a value: a name and a type, or what prints it.
const BEFORE: usize = 12;
/// What a value may be given to.
const PRINTERS: [&[u8]; 14] = [
    b"print",
    b"println",
    b"printf",
    b"puts",
    b"p",
    b"echo",
    b"console.log",
    b"repr",
    b"bytes",
    b"str",
    b"String",
    b"NSLog",
    b"JSON.parse",
    b"json.loads",
];
/// Bytes in which a file that is no text has a zero.
const TEXT: usize = 1_000;
/// Strings of a table that tell.
const TABLE: usize = 20;
/// Tokens that are looked at for what tells an object of a program from JSON.
const TELLING: usize = 200;
/// The shortest text in quotes that is taken for Base64; shorter ones are words.
const SHORTEST: usize = 40;

const STRING: &str = "it is a string in quotes";
const OBJECT: &str = "it is an object as a program writes it";

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    let because = match find(input, depth)? {
        Value::Strings(_) => STRING,
        Value::Objects(_) => OBJECT,
        Value::Sent(..) => "an object is below a request line",
    };
    Some((InputKind::Export, because))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    match find(input, depth) {
        Some(Value::Strings(texts)) => {
            for text in &texts {
                open_text(input, text, depth, take);
            }
        }
        Some(Value::Objects(objects)) => {
            for place in objects {
                open_object(input, place, depth, take);
            }
        }
        Some(Value::Sent(mut draft)) => {
            let builder = Builder {
                input,
                because: "the object is below a request line",
            };
            draft.place = 0..input.len();
            builder.build(draft, take);
        }
        None => {}
    }
}

/// What a capture is.
enum Value {
    Strings(Vec<Text>),
    Objects(Vec<Range<usize>>),
    /// A request line, and an object that was sent.
    Sent(Draft),
}

fn find(input: &[u8], depth: usize) -> Option<Value> {
    let start = super::mark_length(input);
    let rest = input.get(start..)?;
    let first = rest.trim_ascii_start().first()?;
    let is_text = !rest.get(..rest.len().min(TEXT))?.contains(&0);
    if !is_text || !first.is_ascii_alphabetic() && !b"{[(\"'`>$@_".contains(first) {
        return None;
    }
    if let Some(draft) = sent(input, start) {
        return Some(Value::Sent(draft));
    }
    let mut code = before(Code::new(input, start))?;
    match code.peek() {
        Token::Text(_) => {
            let mut texts = Vec::new();
            while let Some(text) = code.text() {
                texts.extend(apart(input, text));
                while code.pass(b',') || code.pass(b';') {}
            }
            ends(code)?;
            // A table has strings of which most are none.
            let most = texts.iter().take(TABLE);
            let known = most.filter(|text| is_capture(input, text, depth)).count();
            let is_known = known * 2 >= texts.len().clamp(1, TABLE) || known > 0 && texts.len() < 4;
            is_known.then_some(Value::Strings(texts))
        }
        _ => {
            let mut objects = Vec::new();
            while let Token::Mark(b'{' | b'[') = code.peek() {
                let (_, place) = code.next();
                let start = place.start;
                let printed = object::printed(input.get(start..)?);
                if objects.is_empty() && printed.is_none() {
                    is_object(input, start)?;
                }
                let is_whole = match printed {
                    Some(length) => {
                        code.position = start + length;
                        true
                    }
                    None => pass_members(&mut code)?,
                };
                objects.push(start..code.position);
                if !is_whole {
                    return Some(Value::Objects(objects));
                }
                while code.pass(b',') || code.pass(b';') {}
            }
            ends(code)?;
            (!objects.is_empty()).then_some(Value::Objects(objects))
        }
    }
}

/// A request line with an object below it.
fn sent(input: &[u8], start: usize) -> Option<Draft> {
    let rest = input.get(start..)?;
    let end = rest.iter().position(|&byte| byte == b'\n')?;
    let line = rest.get(..end)?;
    let words = line
        .split(|&byte| byte == b' ')
        .filter(|word| !word.is_empty());
    let mut words = words.map(|word| word.trim_ascii());
    let (method, target) = (words.next()?, words.next()?);
    if words.next().is_some() || !http::is_method(method) {
        return None;
    }
    // A host, or an address.
    let host = target.split(|&byte| byte == b'/').next()?;
    if !host.contains(&b'.') && !super::draft::is_address(target) {
        return None;
    }
    let mut code = Code::new(input, start + end);
    let (token, place) = code.next();
    let Token::Mark(b'{') = token else {
        return None;
    };
    match object::printed(input.get(place.start..)?) {
        Some(length) => code.position = place.start + length,
        None => {
            is_object(input, place.start)?;
            pass_members(&mut code)?;
        }
    }
    ends(code)?;
    let offset = start + line.windows(target.len()).position(|part| part == target)?;
    Some(Draft {
        method: std::str::from_utf8(method).ok().map(str::to_owned),
        address: Some(Text::plain(offset..offset + target.len())),
        content: Some(Content::Json(place.start..code.position)),
        ..Draft::default()
    })
}

/// Passes what may stand before a value.
fn before(code: Code) -> Option<Code> {
    let mut code = code;
    // Whether a value may stand here, and brackets.
    let mut is_free = true;
    let mut may_open = true;
    for _ in 0..BEFORE {
        let mut behind = code;
        match behind.next() {
            (Token::Text(_) | Token::Mark(b'{'), _) => return is_free.then_some(code),
            (Token::Mark(b'['), _) => {
                // A number of a line of input, as IPython has it.
                let mut within = behind;
                let (token, place) = within.next();
                let number = behind.at(&place);
                let is_number = token == Token::Word && number.iter().all(u8::is_ascii_digit);
                if !is_number || !within.pass(b']') || !within.pass(b':') {
                    return is_free.then_some(code);
                }
                is_free = true;
                behind = within;
            }
            (Token::Word, place) => {
                let word = code.at(&place);
                is_free = matches!(
                    word,
                    b"return" | b"print" | b"puts" | b"p" | b"echo" | b"new"
                );
                may_open = PRINTERS.contains(&word);
            }
            (Token::Mark(b'('), _) if may_open => is_free = true,
            (Token::Mark(b'=' | b':' | b'>'), _) => (is_free, may_open) = (true, true),
            _ => return None,
        }
        code = behind;
    }
    None
}

/// Passes what may follow a value; none where something else does.
fn ends(code: Code) -> Option<()> {
    let mut code = code;
    loop {
        match code.next() {
            (Token::End, _) => return Some(()),
            (Token::Mark(b')' | b';' | b',' | b'('), _) => {}
            // What makes bytes of it.
            (Token::Word, place) if code.at(&place).starts_with(b".") => {}
            (Token::Text(literal), _) if literal.inner.len() < 10 => {}
            _ => return None,
        }
    }
}

/// Strings that stand below each other, where each begins a capture of its own.
fn apart(input: &[u8], text: Text) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    let begin = |piece: &Range<usize>| {
        let bytes = input.get(piece.clone()).unwrap_or_default();
        let name = bytes.iter().take(40).position(|&byte| byte == b'=');
        let name = name
            .and_then(|end| bytes.get(..end))
            .filter(|name| !name.is_empty());
        (begins_message(bytes), name)
    };
    let first = text.pieces.first().map(begin).unwrap_or_default();
    for piece in text.pieces {
        let (is_message, name) = begin(&piece);
        let is_new = is_message || !first.0 && name.is_some() && name == first.1;
        match texts.last_mut().filter(|_| !is_new) {
            Some(last) => last.pieces.push(piece),
            None => texts.push(Text {
                pieces: vec![piece],
                ..Text {
                    pieces: Vec::new(),
                    ..text
                }
            }),
        }
    }
    texts
}

/// Whether a string begins with the first line of an HTTP request.
fn begins_message(text: &[u8]) -> bool {
    let end = text.iter().position(|&byte| matches!(byte, b'\\' | b'\n'));
    http::begins_request(text.get(..end.unwrap_or(text.len())).unwrap_or_default())
}

/// Passes the members of an object whose bracket was passed: whether its end is there; none where it is
/// no object.
pub(super) fn pass_members(code: &mut Code) -> Option<bool> {
    let mut depth = 1_usize;
    let mut is_assigned = false;
    while depth > 0 {
        let (token, place) = code.next();
        if let Token::Mark(sign @ (b':' | b'=')) = token {
            is_assigned = sign == b'=';
        }
        match token {
            Token::Mark(b'{' | b'[' | b'(') => depth += 1,
            Token::Mark(b'}' | b']' | b')') => depth -= 1,
            Token::Mark(b',' | b':' | b'+' | b'=' | b'@') | Token::Text(_) | Token::Word => {}
            // A map of Elixir, a value of Perl, a member of Objective-C.
            Token::Mark(b'%') if matches!(code.peek(), Token::Mark(b'{')) => {}
            Token::Mark(b'\\') => {}
            Token::Mark(b';') if is_assigned => {}
            Token::End => return Some(false),
            // A string that has no end.
            Token::Broken => {
                let rest = code.text.get(place.start..).unwrap_or_default();
                let is_last = !rest.trim_ascii_end().contains(&b'\n');
                code.position = code.text.len();
                return is_last.then_some(false);
            }
            Token::Mark(_) => return None,
        }
    }
    Some(true)
}

/// Whether what begins there is an object as a program writes it, and no JSON, not even a damaged
/// one: it has names without quotes, strings in others, or words of another language.
fn is_object(input: &[u8], start: usize) -> Option<()> {
    let mut code = Code::new(input, start);
    let (_, first) = code.next();
    let is_list = code.at(&first) == b"[";
    if is_list && !matches!(code.peek(), Token::Mark(b'{' | b'(' | b'[')) {
        return None;
    }
    if !is_list {
        let mut member = code;
        member.pass(b':');
        let is_name = matches!(member.next().0, Token::Text(_) | Token::Word);
        let is_named = is_name && (member.pass(b':') || member.pass(b'='));
        is_named.then_some(())?;
    }
    let mut is_told = false;
    for _ in 0..TELLING {
        let (token, place) = code.next();
        let word = code.at(&place);
        match token {
            Token::Text(_) => is_told |= !word.starts_with(b"\""),
            Token::Word => {
                let is_named = matches!(code.peek(), Token::Mark(b':' | b'='));
                let is_of_program =
                    matches!(word, b"True" | b"False" | b"None" | b"undefined" | b"nil");
                is_told |= is_named || is_of_program;
            }
            Token::End | Token::Broken => break,
            Token::Mark(_) => {}
        }
    }
    is_told.then_some(())
}

/// What a string means.
fn decoded(input: &[u8], text: &Text) -> Vec<u8> {
    let pieces: Vec<Range<u32>> = text
        .pieces
        .iter()
        .map(|piece| piece.start as u32..piece.end as u32)
        .collect();
    written::decode(input, text.notation, &pieces)
}

/// Whether a string is one as it is, as Go has them in such quotes, where JavaScript has escapes.
fn is_raw(input: &[u8], text: &Text) -> bool {
    let [piece] = text.pieces.as_slice() else {
        return false;
    };
    let quote = piece.start.checked_sub(1).and_then(|at| input.get(at));
    let own = input.get(piece.clone()).unwrap_or_default();
    quote == Some(&b'`') && own.contains(&b'\\') && !is_escaped(own, b'`')
}

/// The notation of a string: where characters mean bytes that are no text, each is one.
fn notation(input: &[u8], text: &Text) -> Notation {
    if is_raw(input, text) {
        return Notation::Plain;
    }
    if text.notation != Notation::Backslash(Characters::Unicode) {
        return text.notation;
    }
    let characters = decoded(input, text);
    let characters = std::str::from_utf8(&characters).unwrap_or_default();
    let are_bytes = is_binary(characters) && characters.chars().all(|sign| sign <= '\u{ff}');
    match are_bytes {
        true => Notation::Backslash(Characters::Latin1),
        false => text.notation,
    }
}

fn is_capture(input: &[u8], text: &Text, depth: usize) -> bool {
    let notation = notation(input, text);
    let pieces = text.pieces.clone();
    let inner = decoded(
        input,
        &Text {
            pieces,
            notation,
            is_whole: true,
        },
    );
    match nested::kind(&inner, &[NAME], depth) {
        Some(InputKind::Base64) => inner.len() >= SHORTEST,
        kind => kind.is_some(),
    }
}

fn open_text(input: &[u8], text: &Text, depth: usize, take: &mut dyn FnMut(Item)) -> bool {
    let undone = Undone {
        codec: Codec::Escapes,
        because: STRING,
    };
    let notation = notation(input, text);
    nested::open_written(input, notation, &text.pieces, undone, depth, take)
}

fn open_object(input: &[u8], place: Range<usize>, depth: usize, take: &mut dyn FnMut(Item)) {
    if script::open_object(input, place.start, take) {
        return;
    }
    let texts = texts(input, place.start);
    let is_message = |text: &&Text| {
        let first = text
            .pieces
            .first()
            .and_then(|piece| input.get(piece.clone()));
        first.is_some_and(begins_message)
    };
    let messages: Vec<&Text> = texts.iter().filter(is_message).collect();
    if !messages.is_empty() {
        for text in messages {
            open_text(input, text, depth, take);
        }
        return;
    }
    // An object that has nothing but a body.
    if let [text] = texts.as_slice()
        && is_capture(input, text, depth)
        && open_text(input, text, depth, take)
    {
        return;
    }
    if let Some(headers) = headers(input, place.start) {
        let mut draft = Draft::at(place);
        draft.headers = headers;
        let builder = Builder {
            input,
            because: OBJECT,
        };
        return builder.build(draft, take);
    }
    let undone = Undone {
        codec: Codec::Escapes,
        because: OBJECT,
    };
    nested::open_coded(input, place, &Coding::Object, undone, depth, take);
}

/// The strings of an object that are no names, in whatever depth.
fn texts(input: &[u8], start: usize) -> Vec<Text> {
    let mut code = Code::new(input, start);
    let mut texts = Vec::new();
    let mut depth = 0_usize;
    loop {
        match code.peek() {
            Token::Text(_) => {
                let text = code.text();
                if !code.pass(b':') && !code.pass(b'=') {
                    texts.extend(text);
                }
                continue;
            }
            Token::Mark(b'{' | b'[' | b'(') => depth += 1,
            Token::Mark(b'}' | b']' | b')') if depth > 1 => depth -= 1,
            Token::Mark(b'}' | b']' | b')') | Token::End | Token::Broken => return texts,
            _ => {}
        }
        code.next();
    }
}

/// Names that only headers have, and such as events have not.
const HEADERS: [&str; 6] = [
    "user-agent",
    "cookie",
    "host",
    "referer",
    "accept",
    "content-type",
];

/// The headers that an object is.
fn headers(input: &[u8], start: usize) -> Option<Vec<Pair>> {
    let mut code = Code::new(input, start);
    code.pass(b'{').then_some(())?;
    let mut pairs = Vec::new();
    let mut known = 0;
    while let Some((name, mut value)) = code.member() {
        let name = name?;
        let own = std::str::from_utf8(code.at(&name)).unwrap_or_default();
        known += usize::from(
            HEADERS
                .iter()
                .any(|header| header.eq_ignore_ascii_case(own)),
        );
        let name = Text::plain(name);
        pairs.push((name, value.text()?));
    }
    (known >= 2).then_some(pairs)
}

#[cfg(test)]
mod tests {
    use super::super::written_tests::check;

    #[test]
    fn strings_that_are_captures_are_opened() {
        let expected = "POST //a.example/sa [Host=a.example] form b=%7B&c=d";
        for text in [
            r#""POST /sa HTTP/1.1\r\nHost: a.example\r\n\r\nb=%7B&c=d""#,
            r#"b'POST /sa HTTP/1.1\r\nHost: a.example\r\n\r\nb=%7B&c=d'"#,
            "x = (b'POST /sa HTTP/1.1\\r\\n'\n  b'Host: a.example\\r\\n\\r\\nb=%7B&c=d')",
            "const x = 'POST /sa HTTP/1.1\\n' +\n  'Host: a.example\\n\\n' + `b=%7B&c=d`;",
            "String x = \"POST /sa HTTP/1.1\\n\" + \"Host: a.example\\n\\nb=%7B&c=d\";",
            "{ body: 'POST /sa HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\nb=%7B&c=d' }",
            ">>> \"\"\"POST /sa HTTP/1.1\nHost: a.example\n\nb=%7B&c=d\"\"\"",
            "Out[3]: 'POST /sa HTTP/1.1\\nHost: a.example\\n\\nb=%7B&c=d'\n",
            "print(\"POST /sa HTTP/1.1\\nHost: a.example\\n\\nb=%7B&c=d\".encode('utf-8'))",
        ] {
            check(text, &[expected]);
        }
        // A shell escapes nothing in single quotes.
        let event = r#"[{"a":"x\"y","b":"C:\\p"}]"#;
        let whole = format!("- - bytes {event:?}");
        check(&format!("x='{event}'"), &[&whole]);
        check(&format!("x='{}'", event.replace('\\', r"\\")), &[&whole]);
        let body = "- - form b=%7B&c=d";
        check("'b=%7B&c=d'", &[body]);
        check("b'b=%7B&c=d", &[body]);
        check("b'b=%7B&c=d'\nb'b=%7B&c=d'\n", &[body, body]);
        check(
            "\"POST /sa HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n\\u001f\u{8b}\\b\\u0000\"",
            &["POST //a.example/sa [Host=a.example] bytes \"\""],
        );
    }

    #[test]
    fn objects_are_events() {
        check(
            "{'a': 'b\"c', 'd': True, 'e': None}",
            &[r#"- - bytes "{\"a\": \"b\\\"c\", \"d\": true, \"e\": null}""#],
        );
        check(
            "event = {a: 1, b: [undefined]};\n{a: 2, b: 'cut",
            &[
                r#"- - bytes "{\"a\": 1, \"b\": [null]}""#,
                r#"- - bytes "{\"a\": 2, \"b\": \"cut""#,
            ],
        );
        check(
            "GET a.example/b?c=d\n{'e': 'f'}",
            &[r#"GET //a.example/b?c=d bytes "{\"e\": \"f\"}""#],
        );
        check(
            "POST https://a.example/b?c=d\r\n{'e': ['f', 'g'], 'h': (\"i's\",)}\r\n",
            &[r#"POST https://a.example/b?c=d bytes "{\"e\": [\"f\", \"g\"], \"h\": [\"i's\"]}""#],
        );
        check(
            "{ method: 'post', url: 'https://a.example/', headers: { A: 'b' }, data: 'c=d' }",
            &["POST https://a.example/ [A=b] form c=d"],
        );
        check(
            "headers = {\n 'Host': 'a.example',\n 'Cookie': 'b=c', # d\n}",
            &["- - [Host=a.example; Cookie=b=c]"],
        );
    }

    #[test]
    fn what_is_no_value_is_none() {
        for text in [
            "{\"a\": 1, \"b\": [true, null]}",
            "{\"a\": tru, \"b\": [NaN, (1)]}",
            "[1, 2, 3]",
            "['a', 'b']",
            "He said \"a=b\" and left.",
            "\"Hello, world\"",
            "x = 'internationalization'",
            "body { color: red; }",
            "if (a) { return 'b=c' }",
            "{a}",
            "It's 5 o'clock",
            "'a\nb=c",
        ] {
            check(text, &["no command"]);
        }
    }
}
