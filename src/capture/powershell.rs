//! Commands of PowerShell that send requests, as browsers copy them and as people write them.

use std::ops::Range;

use super::code::{Text, may_be_code};
use super::draft::{Builder, Content, Draft, Pair};
use super::{Container, Item};
use crate::bytes::codec::written::Notation;
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "powershell",
    name: Some("PowerShell commands"),
    recognize,
    open,
};

/// Names of the commands that send.
const SENDERS: [&[u8]; 4] = [b"Invoke-WebRequest", b"Invoke-RestMethod", b"iwr", b"irm"];

/// What is remembered for the next command.
const NAMES: usize = 200;
/// How many names lead to each other.
const DEPTH: usize = 4;
/// What may stand before a string to make bytes of it.
const TOKENS: usize = 40;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    if !may_be_code(input) {
        return None;
    }
    // Nothing is a command of PowerShell that has none of these names.
    let found = Script::new(input).next();
    found.map(|_| (InputKind::Export, "it has a command that sends a request"))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    let builder = Builder {
        input,
        because: "the command says what to send",
    };
    for draft in Script::new(input) {
        builder.build(draft, take);
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Text(Text),
    /// A name, a parameter or a variable.
    Word,
    Mark(u8),
    /// The end of a line that does not go on, or a semicolon.
    Break,
    End,
}

/// A script from a place on.
#[derive(Clone, Copy, Debug)]
struct Code<'i> {
    text: &'i [u8],
    position: usize,
}

impl<'i> Code<'i> {
    fn rest(&self) -> &'i [u8] {
        self.text.get(self.position..).unwrap_or_default()
    }

    fn at(&self, place: &Range<usize>) -> &'i [u8] {
        self.text.get(place.clone()).unwrap_or_default()
    }

    fn next(&mut self) -> (Token, Range<usize>) {
        loop {
            let rest = self.rest();
            self.position += match rest {
                [b' ' | b'\t' | b'\r', ..] => 1,
                // The mark that joins the lines can be lost; none begins so by itself.
                [b'\n', b'-', b'A'..=b'Z', ..] => 1,
                [b'`', b'\n', ..] => 2,
                [b'`', b'\r', b'\n', ..] => 3,
                [b'#', ..] => {
                    let end = rest.iter().position(|&byte| byte == b'\n');
                    end.unwrap_or(rest.len())
                }
                [b'<', b'#', ..] => {
                    let end = rest.windows(2).position(|pair| pair == b"#>");
                    end.map_or(rest.len(), |end| end + 2)
                }
                _ => break,
            };
        }
        let start = self.position;
        let token = self.token();
        (token, start..self.position)
    }

    fn peek(mut self) -> Token {
        self.next().0
    }

    fn pass(&mut self, mark: u8) -> bool {
        let mut behind = *self;
        let is_next = behind.next().0 == Token::Mark(mark);
        if is_next {
            *self = behind;
        }
        is_next
    }

    fn token(&mut self) -> Token {
        let rest = self.rest();
        let Some(&first) = rest.first() else {
            return Token::End;
        };
        let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_$.:/?".contains(byte);
        match rest {
            [b'"' | b'\'', ..] => self.string(),
            [b'@', quote @ (b'"' | b'\''), b'\n', ..]
            | [b'@', quote @ (b'"' | b'\''), b'\r', b'\n', ..] => self.here_string(*quote),
            [b'\n' | b';', ..] => {
                self.position += 1;
                Token::Break
            }
            _ if is_of_word(&first) || first >= 0x80 => {
                let is_other = |byte: &u8| !is_of_word(byte) && *byte < 0x80;
                self.position += rest.iter().position(is_other).unwrap_or(rest.len());
                Token::Word
            }
            _ => {
                self.position += 1;
                Token::Mark(first)
            }
        }
    }

    /// Passes a string in quotes, which may hold line ends.
    fn string(&mut self) -> Token {
        let rest = self.rest();
        let quote = rest.first().copied().unwrap_or_default();
        let is_double = quote == b'"';
        let start = self.position + 1;
        let mut rest = rest.get(1..).unwrap_or_default();
        let is_whole = loop {
            let is_mark = |byte: &u8| *byte == quote || is_double && *byte == b'`';
            let Some(end) = rest.iter().position(is_mark) else {
                rest = b"";
                break false;
            };
            let found = rest.get(end..).unwrap_or_default();
            match found {
                [b'`', ..] if is_double => rest = found.get(2..).unwrap_or_default(),
                [first, second, ..] if first == second => rest = found.get(2..).unwrap_or_default(),
                _ => {
                    rest = found;
                    break true;
                }
            }
        };
        let end = self.text.len() - rest.len();
        self.position = end + usize::from(is_whole);
        let piece = start..end;
        Token::Text(Text {
            pieces: vec![piece],
            notation: match is_double {
                true => Notation::Backtick { doubles: true },
                false => Notation::Doubled(b'\''),
            },
            is_whole,
        })
    }

    /// Passes a string that has lines of its own.
    fn here_string(&mut self, quote: u8) -> Token {
        let rest = self.rest();
        let line = rest.iter().position(|&byte| byte == b'\n');
        let start = self.position + line.map_or(rest.len(), |line| line + 1);
        let body = self.text.get(start..).unwrap_or_default();
        let close = [b'\n', quote, b'@'];
        let found = match body.starts_with(&[quote, b'@']) {
            true => Some(0),
            false => body.windows(3).position(|window| window == close),
        };
        let end = start + found.unwrap_or(body.len());
        self.position = match found {
            Some(0) => end + 2,
            Some(_) => end + 3,
            None => end,
        };
        let inner = self.text.get(start..end).unwrap_or_default();
        let inner = inner.strip_suffix(b"\r").unwrap_or(inner);
        let piece = start..start + inner.len();
        Token::Text(Text {
            pieces: vec![piece],
            notation: match quote {
                b'"' => Notation::Backtick { doubles: false },
                _ => Notation::Plain,
            },
            is_whole: found.is_some(),
        })
    }

    /// Passes a value: what is in brackets, or the next token.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.next().0 {
                Token::Mark(b'(' | b'{' | b'[') => depth += 1,
                Token::Mark(b')' | b'}' | b']') => depth = depth.saturating_sub(1),
                Token::Mark(b'@') if depth == 0 => continue,
                Token::End => return,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }
}

/// The requests of a script, one after the other.
struct Script<'i> {
    code: Code<'i>,
    /// Variables and the values that they were given, and what was added to one.
    names: Vec<(&'i [u8], Code<'i>)>,
    added: Vec<(&'i [u8], Pair)>,
    /// Where what belongs to the next command begins.
    start: Option<usize>,
    /// The bytes that may still be kept for requests.
    kept: usize,
    /// The bytes of values that may still be looked at.
    left: usize,
    /// Whether a string of the command has no end.
    is_cut: bool,
}

impl<'i> Script<'i> {
    fn new(input: &'i [u8]) -> Script<'i> {
        Script {
            code: Code {
                text: input,
                position: super::mark_length(input),
            },
            names: Vec::new(),
            added: Vec::new(),
            start: None,
            kept: input.len().saturating_mul(4),
            left: input.len().saturating_mul(8),
            is_cut: false,
        }
    }
}

impl Iterator for Script<'_> {
    type Item = Draft;

    fn next(&mut self) -> Option<Draft> {
        loop {
            let (token, place) = self.code.next();
            match token {
                Token::End => return None,
                Token::Word => {}
                _ => continue,
            }
            let word = self.code.at(&place);
            if is_one_of(word, &SENDERS) {
                if let Some(draft) = self.command(place) {
                    return Some(draft);
                }
            } else if word.starts_with(b"$") {
                self.start.get_or_insert(place.start);
                self.assign(word);
            }
        }
    }
}

fn is_one_of(word: &[u8], names: &[&[u8]]) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(word))
}

impl<'i> Script<'i> {
    /// Remembers what happens to a variable.
    fn assign(&mut self, word: &'i [u8]) {
        let mut code = self.code;
        let adds = word
            .len()
            .checked_sub(4)
            .and_then(|end| word.split_at_checked(end));
        if let Some((owner, name)) = adds
            && name.eq_ignore_ascii_case(b".Add")
            && code.pass(b'(')
        {
            let name = self.text(&mut code);
            code.pass(b',');
            let value = self.text(&mut code);
            self.add(owner, name.zip(value), code);
        } else if code.pass(b'[') {
            let name = self.text(&mut code);
            if code.pass(b']') && code.pass(b'=') {
                let value = self.text(&mut code);
                self.add(word, name.zip(value), code);
            }
        } else if code.pass(b'=') {
            if self.names.len() >= NAMES {
                self.names.drain(..NAMES / 2);
            }
            self.names.push((word, code));
            self.added.retain(|(owner, _)| *owner != word);
            self.code = code;
        }
    }

    fn add(&mut self, owner: &'i [u8], pair: Option<Pair>, behind: Code<'i>) {
        if let Some(pair) = pair.filter(|_| self.added.len() < NAMES) {
            self.added.push((owner, pair));
            self.code = behind;
        }
    }

    /// The request of a command, whose name was passed.
    fn command(&mut self, place: Range<usize>) -> Option<Draft> {
        let start = self.start.take().unwrap_or(place.start);
        let mut draft = Draft::at(start..place.end);
        let mut code = self.code;
        self.is_cut = false;
        let mut agent = None;
        loop {
            let before = code;
            let (token, place) = code.next();
            match token {
                Token::Word if code.at(&place).starts_with(b"-") => {
                    let name = code.at(&place).get(1..).unwrap_or_default();
                    let value = code;
                    let is_switch = match code.peek() {
                        Token::Break | Token::End => true,
                        Token::Word => {
                            let mut next = code;
                            let (_, next) = next.next();
                            code.at(&next).starts_with(b"-")
                        }
                        _ => false,
                    };
                    if !is_switch {
                        code.skip();
                        self.parameter(&mut draft, &mut agent, name, &place, value);
                    }
                }
                // A variable whose members are the parameters.
                Token::Mark(b'@') if code.peek() == Token::Word => {
                    let (_, name) = code.next();
                    let name = [b"$", code.at(&name)].concat();
                    if let Some(value) = self.value(&name) {
                        for (name, place, value) in members(value) {
                            self.parameter(&mut draft, &mut agent, name, &place, value);
                        }
                    }
                }
                Token::Break | Token::End | Token::Mark(b'|' | b')' | b'}') => break,
                Token::Text(_) | Token::Word | Token::Mark(b'(') => {
                    code = before;
                    let value = code;
                    code.skip();
                    if draft.address.is_none() {
                        draft.address = self.text(&mut { value });
                    }
                }
                Token::Mark(_) => {}
            }
            draft.place.end = code.position;
        }
        if let Some((place, value)) = agent
            && let Some(value) = self.text(&mut { value })
        {
            draft.named.push((place, "user-agent", value));
        }
        draft.is_cut = self.is_cut;
        self.code.position = draft.place.end;
        let has_address = draft.has_address(self.code.text);
        leave_out_pseudo(&mut draft, self.code.text);
        draft.widen(&mut self.kept);
        has_address.then_some(draft)
    }

    fn parameter(
        &mut self,
        draft: &mut Draft,
        agent: &mut Option<(Range<usize>, Code<'i>)>,
        name: &[u8],
        place: &Range<usize>,
        value: Code<'i>,
    ) {
        let is = |names: &[&[u8]]| is_one_of(name, names);
        if is(&[b"Uri"]) {
            draft.address = self.text(&mut { value });
        } else if is(&[b"Method", b"CustomMethod"]) {
            let text = self.text_or_word(value);
            let method = text.and_then(|text| self.word(&text));
            draft.method = method.or(draft.method.take());
        } else if is(&[b"Headers"]) {
            draft.headers = self.pairs(value);
        } else if is(&[b"ContentType"]) {
            let text = self.text(&mut { value });
            draft
                .named
                .extend(text.map(|text| (place.clone(), "content-type", text)));
        } else if is(&[b"WebSession"]) {
            let (_, name) = { value }.next();
            let name = [value.at(&name), b".UserAgent"].concat();
            *agent = self.value(&name).map(|value| (place.clone(), value));
        } else if is(&[b"UserAgent"]) {
            *agent = Some((place.clone(), value));
        } else if is(&[b"Body"]) {
            draft.content = self.content(value);
        }
    }

    fn word(&self, text: &Text) -> Option<String> {
        let word = self.code.at(text.pieces.first()?);
        let word = std::str::from_utf8(word).ok()?;
        Some(word.to_ascii_uppercase())
    }

    /// The value of a variable.
    fn value(&self, name: &[u8]) -> Option<Code<'i>> {
        if self.left == 0 {
            return None;
        }
        let mut names = self.names.iter().rev();
        let found = names.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| *value)
    }

    /// Leads from the name of a variable to its value, past what is called around it.
    fn written(&self, value: Code<'i>) -> Code<'i> {
        let mut value = value;
        for _ in 0..DEPTH {
            let mut behind = value;
            let (Token::Word, place) = behind.next() else {
                break;
            };
            let name = value.at(&place);
            match self.value(name).filter(|_| name.starts_with(b"$")) {
                Some(other) => value = other,
                None => break,
            }
        }
        value
    }

    /// A string, perhaps in brackets and in what makes bytes of it.
    fn text(&mut self, code: &mut Code<'i>) -> Option<Text> {
        let mut value = self.written(*code);
        let is_here = value.position == code.position;
        let start = value.position;
        let mut depth = 0_usize;
        let mut tokens = 0;
        let found = loop {
            tokens += 1;
            if tokens > TOKENS {
                return None;
            }
            let before = value;
            match value.next() {
                (Token::Text(text), _) => break text,
                (Token::Mark(b'(' | b'['), _) => depth += 1,
                (Token::Mark(b')' | b']'), _) if depth > 0 => depth -= 1,
                // The function of a type.
                (Token::Word, name) if value.at(&name).starts_with(b"::") => {}
                (Token::Word, _) if depth > 0 => {
                    if let Token::Text(text) = self.written(before).peek() {
                        break text;
                    }
                    if let Some(bytes) = bytes(before) {
                        break bytes;
                    }
                }
                _ => return None,
            }
        };
        let last = found.pieces.last().map_or(start, |piece| piece.end);
        self.left = self.left.saturating_sub(last.saturating_sub(start));
        self.is_cut |= !found.is_whole;
        if is_here {
            *code = value;
        }
        Some(found)
    }

    fn text_or_word(&mut self, value: Code<'i>) -> Option<Text> {
        let text = self.text(&mut { value });
        text.or_else(|| {
            let (token, place) = { value }.next();
            (token == Token::Word && !value.at(&place).starts_with(b"$"))
                .then(|| Text::plain(place))
        })
    }

    fn pairs(&mut self, value: Code<'i>) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (_, place, value) in members(self.written(value)) {
            self.left = self.left.saturating_sub(place.len());
            let name = Text::plain(place);
            if let Some(value) = self.text_or_word(value) {
                pairs.push((name, value));
            }
        }
        let (_, name) = { value }.next();
        let name = value.at(&name);
        let added = self
            .added
            .iter()
            .filter(|(owner, _)| owner.eq_ignore_ascii_case(name));
        pairs.extend(added.map(|(_, pair)| pair.clone()));
        pairs
    }

    fn content(&mut self, value: Code<'i>) -> Option<Content> {
        if let Some(text) = self.text(&mut { value }) {
            return Some(Content::Text(text));
        }
        let pairs = self.pairs(value);
        (!pairs.is_empty()).then_some(Content::Form(pairs))
    }
}

/// The names and values of a hash table: `@{ a = "b"; c = "d" }`.
fn members(value: Code<'_>) -> Vec<(&[u8], Range<usize>, Code<'_>)> {
    let mut code = value;
    let mut found = Vec::new();
    if !code.pass(b'@') || !code.pass(b'{') {
        return found;
    }
    loop {
        let (token, mut place) = code.next();
        match token {
            Token::Break => continue,
            Token::Text(text) => place = text.pieces.first().cloned().unwrap_or(place),
            Token::Word => {}
            _ => return found,
        }
        if !code.pass(b'=') {
            return found;
        }
        found.push((code.at(&place), place, code));
        code.skip();
    }
}

/// Bytes that are written one by one: `0x1f, 0x8b`.
fn bytes(code: Code) -> Option<Text> {
    let rest = code.rest();
    let is_of_list = |byte: &u8| byte.is_ascii_hexdigit() || b"x, \t\r\n".contains(byte);
    let start = rest.len() - rest.trim_ascii_start().len();
    if !rest.get(start..)?.starts_with(b"0x") {
        return None;
    }
    let end = rest.iter().position(|byte| !is_of_list(byte));
    let place = code.position + start..code.position + end.unwrap_or(rest.len());
    Some(Text::new(place, Notation::Hex))
}

/// Leaves out what Chromium lists among the headers of a request over HTTP/2, without the colons.
fn leave_out_pseudo(draft: &mut Draft, input: &[u8]) {
    let names: [&[u8]; 4] = [b"authority", b"method", b"path", b"scheme"];
    let is_pseudo = |(name, _): &Pair| {
        let name = name
            .pieces
            .first()
            .and_then(|piece| input.get(piece.clone()));
        name.is_some_and(|name| names.contains(&name))
    };
    let pseudo = draft.headers.iter().filter(|pair| is_pseudo(pair));
    if pseudo.count() == names.len() {
        draft.headers.retain(|pair| !is_pseudo(pair));
    }
}
