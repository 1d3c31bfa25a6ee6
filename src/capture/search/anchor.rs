//! How payloads begin, and where they end.

use std::ops::Range;

use super::digits::{WORD, base64_length, goes_on, hex_length, hex_lines};
use super::ends::{
    BLANK, characters, end_of_doubled, end_of_literal, end_of_written, triple, whole_json,
};
use super::literals::literals;
use super::scalar;
use crate::bytes::codec::written::{self, Characters, Notation};
use crate::bytes::codec::{base64, object};
use crate::capture::code::{Code, is_escaped};
use crate::capture::located::Located;
use crate::capture::{curl, http, literal};

/// A place at which a payload seems to be.
#[derive(Debug)]
pub(super) struct Anchor {
    /// What it was found by.
    pub(super) found: usize,
    pub(super) place: Range<usize>,
    /// The literals of a program that it is written in, where there are several.
    pub(super) literals: Vec<Range<usize>>,
    pub(super) form: Form,
    /// What is undone of it, the outermost first.
    pub(super) notations: Vec<Notation>,
    /// Whether it is Base64 of something else than events, which is undone first.
    pub(super) is_base64: bool,
    /// Whether it is an object as a program prints it, which becomes JSON first.
    pub(super) is_object: bool,
    /// Why it was taken for one, as the end of a sentence.
    pub(super) because: &'static str,
}

impl Anchor {
    /// Whether it is JSON that stands there as it is.
    pub(super) fn is_plain_json(&self) -> bool {
        self.because == JSON && self.notations.is_empty()
    }
}

const JSON: &str = "JSON is in the text";

/// What a payload is of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Body,
    Query,
    Cookie,
    /// A whole message.
    Message,
}

/// Names of the fields in which senders send their events, and of those beside encrypted ones.
const FIELDS: [&[u8]; 7] = [
    b"data_list=",
    b"data=",
    b"stat_value=",
    b"rc4_hash__=",
    b"requestData=",
    b"clientInfo=",
    SESSION,
];

/// The field with the encrypted key of a session, and its hexadecimal digits.
const SESSION: &[u8] = b"sid=";
const SESSION_DIGITS: usize = 96;

/// The cookie that the web SDK keeps; a shop may give it a name of its own behind this.
const COOKIE: &[u8] = b"sensorsdata2015";

/// Bytes of the shortest payload: less holds no event.
const SHORTEST: usize = 24;

/// The next payload of a text, from a place on; objects of programs only where these may still be measured.
pub(super) fn next(text: &[u8], from: usize, with_objects: bool) -> Option<Anchor> {
    (from..text.len()).find_map(|found| {
        let at = found;
        let rest = text.get(at..)?;
        let before = at
            .checked_sub(1)
            .and_then(|before| text.get(before))
            .copied();
        let anchor = match rest.first()? {
            b'{' | b'[' => {
                let printed = || printed(text, at, before).or_else(|| object(text, at));
                json(text, at, before).or_else(|| with_objects.then(printed).flatten())
            }
            b's' if rest.starts_with(COOKIE) => cookie(text, at),
            b'c' => command(text, at).or_else(|| form(text, at, before)),
            b'd' | b's' | b'r' => form(text, at, before),
            b'%' | b'H' | b'e' | b'W' | b'K' => token(text, at, before),
            b'\\' => escaped_bytes(text, at, before),
            b'P' | b'G' => message(text, at, before),
            b'A' | b'M' | b'O' | b'a' | b'm' | b'o' | b'(' if with_objects => {
                printed(text, at, before).or_else(|| wrapped(text, at, before))
            }
            _ => None,
        };
        let anchor = anchor.or_else(|| match rest.first()?.is_ascii_alphanumeric() {
            true => word(text, at, before),
            false => None,
        });
        let mut anchor = anchor.filter(|anchor| anchor.place.len() >= SHORTEST)?;
        anchor.found = found;
        if anchor.form == Form::Body
            && let Some(scalar) = scalar::at(text, anchor.place.start)
        {
            if anchor.because == JSON && scalar.notation != Notation::Plain {
                // A quote in quotes tells how often JSON was put into others.
                let inner = anchor.notations.into_iter().skip(1);
                anchor.notations = std::iter::once(scalar.notation).chain(inner).collect();
            }
            (anchor.place, anchor.literals) = (scalar.place, scalar.pieces);
        }
        Some(anchor)
    })
}

/// How long the brackets are that a text begins with, and the white space between them.
fn brackets(text: &[u8]) -> Option<usize> {
    let beginning = text.get(..text.len().min(BLANK))?;
    beginning
        .iter()
        .position(|byte| !b"{[ \t\r\n".contains(byte))
}

/// JSON, whose quotes tell how the text around it writes them.
fn json(text: &[u8], at: usize, before: Option<u8>) -> Option<Anchor> {
    let rest = text.get(at..)?;
    let inner = brackets(rest)?;
    let behind = rest.get(inner..)?;
    let anchor = |length: usize, notations| Anchor {
        found: at,
        place: at..at + length,
        literals: Vec::new(),
        form: Form::Body,
        notations,
        is_base64: false,
        is_object: false,
        because: JSON,
    };
    match behind {
        [b'"', b'"', next, ..] if *next != b',' && *next != b':' && *next != b'"' => {
            // A cell of a table, in which each quote is doubled.
            let end = end_of_doubled(rest, b'"');
            Some(anchor(end, vec![Notation::Doubled(b'"')]))
        }
        [b'"', ..] => {
            let own = |end| rest.get(..end).unwrap_or_default();
            // A column of a table is written like a literal.
            let quote = before.filter(|quote| b"'`\t".contains(quote));
            let in_triple = triple(text, at);
            let literal =
                in_triple.or_else(|| quote.map(|quote| (end_of_literal(rest, quote), quote)));
            if let Some((end, _)) = literal.filter(|&(end, quote)| is_escaped(own(end), quote)) {
                let notation = Notation::Backslash(characters(own(end)));
                return Some(anchor(end, vec![notation]));
            }
            let last = inner.checked_sub(1).and_then(|last| rest.get(last..));
            if is_hash(behind) || last.is_some_and(object::is_typed) {
                return None;
            }
            let end = whole_json(rest)?;
            let has = |pair: &[u8]| own(end).windows(2).any(|own| own == pair);
            // In a string of SQL a quote is written twice.
            if before == Some(b'\'') && in_triple.is_none() && has(b"''") {
                let end = end_of_doubled(rest, b'\'');
                return Some(anchor(end, vec![Notation::Doubled(b'\'')]));
            }
            // JSON has no such escape, so that it is in a literal that begins before it.
            let outer = has(b"\\'").then(|| end_of_literal(rest, b'\''));
            let ends = |end| matches!(own(end).trim_ascii_end(), [.., b'}' | b']']);
            if let Some(end) = outer.filter(|&outer| ends(outer)) {
                let notation = Notation::Backslash(characters(own(end)));
                return Some(anchor(end, vec![notation]));
            }
            Some(anchor(end, Vec::new()))
        }
        [b'\\', ..] => {
            let slashes = behind.iter().take_while(|&&byte| byte == b'\\').count();
            let is_code = [&b"\\x22"[..], b"\\u0022", b"\\X22"]
                .iter()
                .any(|code| behind.starts_with(code));
            let is_line = behind.starts_with(b"\\n")
                || behind.starts_with(b"\\x0A")
                || behind.starts_with(b"\\x0a")
                || behind.starts_with(b"\\r");
            if !is_code && !is_line && behind.get(slashes) != Some(&b'"') {
                return None;
            }
            let levels = (usize::BITS - slashes.leading_zeros()) as usize;
            let levels = if is_code || is_line { 1 } else { levels.min(4) };
            let quote = before.filter(|quote| b"'`".contains(quote));
            let (end, notation) = end_of_written(rest, quote.unwrap_or(b'"'), levels);
            Some(anchor(end, vec![notation; levels]))
        }
        [b'&', ..]
            if [&b"&quot;"[..], b"&#34;", b"&#x22;"]
                .iter()
                .any(|quote| behind.starts_with(quote)) =>
        {
            let end = rest.iter().position(|byte| b"<\"\n".contains(byte));
            Some(anchor(end.unwrap_or(rest.len()), vec![Notation::Entities]))
        }
        _ => None,
    }
}

/// Whether an object begins with a name as Ruby and PHP print it: `"a"=>`.
fn is_hash(text: &[u8]) -> bool {
    let name = text.get(1..text.len().min(NAME)).unwrap_or_default();
    let end = name.iter().position(|&byte| byte == b'"');
    let behind = end.and_then(|end| name.get(end + 1..));
    behind.is_some_and(|behind| behind.trim_ascii_start().starts_with(b"=>"))
}

/// Bytes of the longest name of a member that tells.
const NAME: usize = 100;

/// An object as Python, Ruby and JavaScript print it: with names in single quotes or without any, or with
/// arrows behind them.
fn object(text: &[u8], at: usize) -> Option<Anchor> {
    let rest = text.get(at..)?;
    let inner = brackets(rest)?;
    let behind = rest.get(inner..)?;
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$".contains(byte);
    let (begin, name) = match behind {
        [quote @ (b'\'' | b'"'), name @ ..] => (Some(*quote), name),
        [b':', name @ ..] => (None, name),
        _ => (None, behind),
    };
    let length = name
        .iter()
        .take(NAME)
        .take_while(|byte| is_of_name(byte))
        .count();
    let mut sign = name.get(length..)?;
    if let Some(quote) = begin {
        sign = sign.strip_prefix(&[quote])?;
    }
    let sign = sign.trim_ascii_start();
    let is_typed = inner
        .checked_sub(1)
        .and_then(|last| rest.get(last..))
        .is_some_and(object::is_typed);
    let is_named = sign.starts_with(b"=>")
        || is_typed
        || begin != Some(b'"') && (sign.starts_with(b":") || sign.starts_with(b"= "));
    if length == 0 || !is_named || !rest.get(..inner)?.contains(&b'{') && !is_typed {
        return None;
    }
    Some(of_program(text, at, at))
}

/// An object that begins with what a program prints before its bracket.
fn wrapped(text: &[u8], at: usize, before: Option<u8>) -> Option<Anchor> {
    let rest = text.get(at..)?;
    let length = object::before_bracket(rest)?;
    let is_word = before.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let is_call = rest.starts_with(b"(");
    let anchor = (is_word == is_call).then(|| of_program(text, at, at + length))?;
    // A call with a method is a request, and its events are in one of its values.
    let own = text.get(anchor.place.clone())?;
    let is_request = is_call && own.windows(7).any(|name| name == b"method=");
    (!is_request).then_some(anchor)
}

/// An object whose first bracket is at a place.
fn of_program(text: &[u8], at: usize, bracket: usize) -> Anchor {
    let mut code = Code::new(text, bracket);
    code.next();
    // What turns out to be none is judged all the same, so that it is measured once.
    literal::pass_members(&mut code);
    Anchor {
        found: at,
        place: at..code.position,
        literals: Vec::new(),
        form: Form::Body,
        notations: Vec::new(),
        is_base64: false,
        is_object: true,
        because: "an object is in the text as a program prints it",
    }
}

/// A list or a map as PHP prints it, or one without quotes.
fn printed(text: &[u8], at: usize, before: Option<u8>) -> Option<Anchor> {
    let rest = text.get(at..)?;
    let is_word = rest.first()?.is_ascii_alphabetic()
        && before.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let length = object::printed(rest).filter(|_| !is_word)?;
    Some(Anchor {
        found: at,
        place: at..at + length,
        literals: Vec::new(),
        form: Form::Body,
        notations: Vec::new(),
        is_base64: false,
        is_object: true,
        because: "a list or a map is in the text as a program prints it",
    })
}

/// A whole message in a literal, whose first line ends with an escape.
fn message(text: &[u8], at: usize, before: Option<u8>) -> Option<Anchor> {
    let quote = before.filter(|quote| b"\"'".contains(quote))?;
    let rest = text.get(at..)?;
    let length = rest
        .iter()
        .take(LINE)
        .position(|byte| b"\\\n\"'".contains(byte))?;
    let line = rest.get(..length)?;
    if rest.get(length) != Some(&b'\\') || !http::begins_request(line) {
        return None;
    }
    let end = end_of_literal(rest, quote);
    let notation = Notation::Backslash(characters(rest.get(..end)?));
    Some(Anchor {
        found: at,
        place: at..at + end,
        literals: Vec::new(),
        form: Form::Message,
        notations: vec![notation],
        is_base64: false,
        is_object: false,
        because: "a request is in quotes in the text",
    })
}

/// Bytes of the longest first line of a request.
const LINE: usize = 8 << 10;

/// Whether a byte can be in a form or in the query of an address.
fn is_of_form(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.%+/&=~*$!,".contains(byte)
}

/// A command of curl, which begins a line, as it may behind a prompt.
fn command(text: &[u8], at: usize) -> Option<Anchor> {
    text.get(at..)?.strip_prefix(b"curl")?;
    let line = text.get(..at)?.iter().rev();
    let mut before = line.take_while(|&&byte| byte != b'\n').take(PROMPT);
    if !before.all(|byte| b" \t$#%>".contains(byte)) {
        return None;
    }
    Some(Anchor {
        found: at,
        place: at..at + curl::length(text, at)?,
        literals: Vec::new(),
        form: Form::Message,
        notations: vec![Notation::Plain],
        is_base64: false,
        is_object: false,
        because: "a command is in the text",
    })
}

/// Bytes of the longest prompt with blanks around it.
const PROMPT: usize = 40;

/// A form with one of the fields that hold events, or the address whose query that is.
fn form(text: &[u8], at: usize, before: Option<u8>) -> Option<Anchor> {
    let rest = text.get(at..)?;
    let field = FIELDS.iter().find(|field| rest.starts_with(field))?;
    // Many sites have a session; this one is the encrypted key of it.
    if *field == SESSION && hex_length(rest.get(SESSION.len()..)?) < SESSION_DIGITS {
        return None;
    }
    if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return None;
    }
    let head = text.get(..at)?;
    let own = head
        .iter()
        .rev()
        .take_while(|byte| is_of_form(byte))
        .count();
    let mut start = at - own;
    // JavaScript leaves these as they are, which can stand behind a form too.
    let is_quoted = head.get(..start)?.last() == Some(&b'\'');
    let is_left = |byte: u8| b"()".contains(&byte) || byte == b'\'' && !is_quoted;
    let length = rest
        .iter()
        .position(|&byte| !is_of_form(&byte) && !is_left(byte));
    let own = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
    let behind = own.iter().rev().take_while(|&&byte| is_left(byte)).count();
    let end = at + own.len() - behind;
    // A path before a question mark is none of the form.
    let is_query = start.checked_sub(1).and_then(|mark| text.get(mark)) == Some(&b'?');
    let part = text.get(start..at)?;
    if let Some(slash) = part.iter().rposition(|&byte| byte == b'/')
        && !part.get(slash..)?.contains(&b'=')
    {
        start += slash + 1;
    }
    let literals = literals(text, start..end, is_of_form);
    Some(Anchor {
        found: at,
        place: start..literals.last().map_or(end, |last| last.end),
        literals,
        form: if is_query { Form::Query } else { Form::Body },
        notations: Vec::new(),
        is_base64: false,
        is_object: false,
        because: "a form with events is in the text",
    })
}

/// The cookie of the SDK, with its name.
fn cookie(text: &[u8], at: usize) -> Option<Anchor> {
    let rest = text.get(at..)?;
    let sign = rest.iter().take(64).position(|&byte| byte == b'=')?;
    let name = rest.get(..sign)?;
    if !name
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    {
        return None;
    }
    let value = rest.get(sign + 1..)?;
    let length = value
        .iter()
        .position(|byte| b";'\"\r\n\t <>\\".contains(byte));
    Some(Anchor {
        found: at,
        place: at..at + sign + 1 + length.unwrap_or(value.len()),
        literals: Vec::new(),
        form: Form::Cookie,
        notations: Vec::new(),
        is_base64: false,
        is_object: false,
        because: "the cookie of the SDK is in the text",
    })
}

/// How Base64 of payloads begins: `{"` and the same with white space, `[{`, gzip, zlib and Zstandard.
const BASE64: &[&[u8]] = &[
    b"H4sI", b"eyJ", b"ey0", b"eyA", b"ewog", b"W3s", b"eJ", b"KLUv",
];

/// Percent-encoded JSON, or Base64 of what begins like JSON or compressed data.
fn token(text: &[u8], at: usize, before: Option<u8>) -> Option<Anchor> {
    let rest = text.get(at..)?;
    let begins = |starts: &[&[u8]]| starts.iter().any(|start| rest.starts_with(start));
    let is_percent = begins(&[
        b"%7B%22", b"%7b%22", b"%5B%7B", b"%5b%7b", b"%257B", b"%255B",
    ]);
    let is_base64 = begins(BASE64);
    let is_within =
        before.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+/_-".contains(&byte));
    if !is_percent && (!is_base64 || is_within) {
        return None;
    }
    let is_of_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.%+/=~*".contains(byte);
    let length = rest.iter().position(|byte| !is_of_token(byte));
    let mut end = at + length.unwrap_or(rest.len());
    if is_base64 {
        end = end.max(at + base64_length(rest, BASE64));
    }
    let literals = literals(text, at..end, is_of_token);
    Some(Anchor {
        found: at,
        place: at..literals.last().map_or(end, |last| last.end),
        literals,
        form: Form::Body,
        notations: Vec::new(),
        is_base64: false,
        is_object: false,
        because: match is_percent {
            true => "percent-encoded JSON is in the text",
            false => "Base64 that begins like packed events is in the text",
        },
    })
}

/// Bytes of a word that tell what is written in it.
const BEGINNING: usize = 48;

/// A word of hexadecimal digits or of Base64 in which JSON, compressed data, a form or a whole message is
/// written.
fn word(text: &[u8], at: usize, before: Option<u8>) -> Option<Anchor> {
    // A number that says that it is hexadecimal.
    let is_number = before == Some(b'x') && text.get(at.wrapping_sub(2)) == Some(&b'0');
    let is_within =
        before.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+/_-".contains(&byte));
    if is_within && !is_number || goes_on(text, at) {
        return None;
    }
    let rest = text.get(at..)?;
    let digits = hex_length(rest);
    let anchor = |length, form, notations, is_base64, because| Anchor {
        found: at,
        place: at..at + length,
        literals: Vec::new(),
        form,
        notations,
        is_base64,
        is_object: false,
        because,
    };
    if digits >= SHORTEST {
        let beginning = rest.get(..digits.min(3 * BEGINNING))?;
        let all = 0..beginning.len() as u32;
        let bytes = written::decode(beginning, Notation::Hex, std::slice::from_ref(&all));
        // Wireshark has the first line of a request by itself, too.
        let line = bytes.split_inclusive(|&byte| byte == b'\n').next()?;
        if line.ends_with(b"\r\n") && 2 * line.len() == digits {
            return None;
        }
        let is_body = is_payload(&bytes) || digits >= ENCRYPTED && is_no_text(&bytes);
        let form = hidden(&bytes).or_else(|| is_body.then_some(Form::Body));
        let because = "hex digits that may be packed events are in the text";
        return form.map(|form| {
            // Only what begins like one is measured to its end.
            let length = hex_lines(rest);
            anchor(length, form, vec![Notation::Hex], false, because)
        });
    }
    let length = base64_length(rest, &[]);
    if length < WORD {
        return None;
    }
    let beginning = rest.get(..BEGINNING)?;
    let form = hidden(&base64::decode(beginning, &|_| false).bytes)?;
    let because = "Base64 that begins like a request is in the text";
    Some(anchor(length, form, Vec::new(), true, because))
}

/// What a message or a form is, that was written in another way.
fn hidden(bytes: &[u8]) -> Option<Form> {
    // The first line may go on behind these bytes.
    let line = bytes.split(|&byte| byte == b'\r').next()?;
    let line = Located::new(std::str::from_utf8(line).unwrap_or_default(), 0, 0);
    if http::request_line(line).is_some() {
        return Some(Form::Message);
    }
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let name = bytes.iter().take_while(|byte| is_of_name(byte)).count();
    let value = bytes.get(name + 1..)?;
    let is_form = name >= 2
        && bytes.get(name) == Some(&b'=')
        && value.len() > 1
        && value.iter().all(is_of_form);
    is_form.then_some(Form::Body)
}

/// Digits of the shortest encrypted body: those of a digest are fewer.
const ENCRYPTED: usize = 130;

/// Whether bytes are no text, wherever it ends.
fn is_no_text(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    let is_broken = |error: std::str::Utf8Error| error.error_len().is_some();
    bytes.iter().any(is_control) || std::str::from_utf8(bytes).is_err_and(is_broken)
}

/// Whether bytes begin like JSON or gzip.
fn is_payload(bytes: &[u8]) -> bool {
    let starts = [&b"\x1f\x8b\x08"[..], b"{\"", b"[{\""];
    starts.iter().any(|start| bytes.starts_with(start))
}

/// Compressed bytes that are written with escapes.
fn escaped_bytes(text: &[u8], at: usize, before: Option<u8>) -> Option<Anchor> {
    let rest = text.get(at..)?;
    let starts = [&b"\\x1f\\x8b"[..], b"\\x1F\\x8B", b"\\037\\213"];
    starts.iter().find(|start| rest.starts_with(start))?;
    Some(Anchor {
        found: at,
        place: at..at + end_of_literal(rest, before.unwrap_or(b'"')),
        literals: Vec::new(),
        form: Form::Body,
        notations: vec![Notation::Backslash(Characters::Bytes)],
        is_base64: false,
        is_object: false,
        because: "compressed bytes are in the text, written with escapes",
    })
}
