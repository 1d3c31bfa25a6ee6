//! Source code as far as values are in it: strings, names and brackets, as most languages have them.
//!
//! Nothing is run. What is read is what stands there: a string in whichever quotes, pieces that are put
//! together, objects and dictionaries, and the arguments of a call.

use std::ops::Range;

use crate::bytes::codec::written::{self, Characters, Notation};

/// The longest prefix of a string, such as that of Python's `br"…"`.
const PREFIX: usize = 2;

/// A string, by offsets in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Literal {
    /// What stands between the quotes.
    pub(super) inner: Range<usize>,
    /// Whether it is one of bytes.
    pub(super) is_bytes: bool,
    /// Whether a backslash in it is one.
    pub(super) is_raw: bool,
    /// Whether its end is there.
    pub(super) is_whole: bool,
}

/// What code is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Text(Literal),
    /// A name, with the dots in it, or a number.
    Word,
    /// A sign. What assigns is an equals sign, an arrow between name and value a colon, and what
    /// compares a question mark.
    Mark(u8),
    End,
    /// Something that is no code, such as a string without its end.
    Broken,
}

/// A string that may be put together of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) pieces: Vec<Range<usize>>,
    pub(super) notation: Notation,
    pub(super) is_whole: bool,
}

impl Text {
    /// What stands at a place as it is, or without what a notation has for it.
    pub(super) fn new(place: Range<usize>, notation: Notation) -> Text {
        Text {
            pieces: Vec::from([place]),
            notation,
            is_whole: true,
        }
    }

    /// What stands at a place as it is.
    pub(super) fn plain(place: Range<usize>) -> Text {
        Text::new(place, Notation::Plain)
    }
}

/// Code from a place on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code<'t> {
    pub(super) text: &'t [u8],
    pub(super) position: usize,
    /// Whether a string may go over several lines, as where a terminal broke them.
    pub(super) has_lines: bool,
}

impl<'t> Code<'t> {
    pub(super) fn new(text: &'t [u8], position: usize) -> Code<'t> {
        Code {
            text,
            position,
            has_lines: false,
        }
    }

    fn rest(&self) -> &'t [u8] {
        self.text.get(self.position..).unwrap_or_default()
    }

    /// The bytes of a place.
    pub(super) fn at(&self, place: &Range<usize>) -> &'t [u8] {
        self.text.get(place.clone()).unwrap_or_default()
    }

    /// Passes white space and comments.
    pub(super) fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
            self.position += blank.count();
            let rest = self.rest();
            let end = match rest {
                [b'/', b'/', ..] | [b'#', ..] => rest.iter().position(|&byte| byte == b'\n'),
                [b'/', b'*', ..] => {
                    let end = rest.windows(2).skip(2).position(|pair| pair == b"*/");
                    end.map(|end| end + 4)
                }
                // A line that goes on.
                [b'\\', b'\r' | b'\n', ..] => Some(1),
                _ => return,
            };
            self.position += end.unwrap_or(rest.len());
        }
    }

    /// The next token, and where it stands.
    pub(super) fn next(&mut self) -> (Token, Range<usize>) {
        self.skip_blank();
        let start = self.position;
        let token = self.token();
        (token, start..self.position)
    }

    /// The next token, which is not passed.
    pub(super) fn peek(mut self) -> Token {
        self.next().0
    }

    /// Passes a mark, if it is the next token.
    pub(super) fn pass(&mut self, mark: u8) -> bool {
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
        if is_quote(first) {
            return self.string(b"");
        }
        let is_number = |text: &[u8]| matches!(text, [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..]);
        let is_signed =
            matches!(first, b'-' | b'+') && is_number(rest.get(1..).unwrap_or_default());
        if is_of_word(first) || is_signed || first == b'.' {
            let mut last = first;
            let length = rest.iter().skip(1).take_while(|&&byte| {
                let goes_on = is_of_word(byte)
                    || byte == b'.'
                    || matches!(first, b'0'..=b'9' | b'-' | b'+' | b'.')
                        && matches!(byte, b'-' | b'+')
                        && last | 32 == b'e';
                last = byte;
                goes_on
            });
            let length = 1 + length.count();
            let (word, behind) = rest.split_at_checked(length).unwrap_or((rest, b""));
            if length <= PREFIX && behind.first().copied().is_some_and(is_quote) {
                let is_prefix = |byte: &u8| b"bBrRuUfF@".contains(byte);
                if word.iter().all(is_prefix) {
                    self.position += length;
                    return self.string(word);
                }
            }
            self.position += length;
            return Token::Word;
        }
        let (length, mark) = match rest {
            [b':', b'=', ..] => (2, b'='),
            [b'=', b'>', ..] => (2, b':'),
            [b'=' | b'!' | b'<' | b'>', b'=', ..] => (2, b'?'),
            [b'@', b'"', ..] => {
                self.position += 1;
                return self.string(b"@");
            }
            // A value of Perl to which something points.
            [b'\\', b'(', ..] => (1, b'\\'),
            [b'\\', ..] => return Token::Broken,
            [mark, ..] => (1, *mark),
            [] => (0, 0),
        };
        self.position += length;
        Token::Mark(mark)
    }

    /// Passes a string, whose prefix was passed.
    fn string(&mut self, prefix: &[u8]) -> Token {
        let rest = self.rest();
        let quote = rest.first().copied().unwrap_or_default();
        let triple = [quote; 3];
        let width = if rest.starts_with(&triple) { 3 } else { 1 };
        let has_lines = self.has_lines || width == 3 || quote == b'`';
        let is_raw = prefix.iter().any(|byte| b"rR@".contains(byte));
        let start = self.position + width;
        let mut literal = Literal {
            inner: start..self.text.len(),
            is_bytes: prefix.iter().any(|byte| byte | 32 == b'b'),
            is_raw: is_raw && prefix != b"@",
            is_whole: false,
        };
        let mut rest = rest.get(width..).unwrap_or_default();
        loop {
            let is_end = |byte: &u8| *byte == quote || matches!(byte, b'\\' | b'\n');
            // What is cut has no end.
            let Some(end) = rest.iter().position(is_end) else {
                self.position = self.text.len();
                return Token::Text(literal);
            };
            rest = rest.get(end..).unwrap_or_default();
            let step = match rest {
                [b'\\', b'\r', b'\n', ..] => 3,
                [b'\\', ..] => 2,
                [b'\n', ..] if !has_lines => {
                    if !rest.trim_ascii().is_empty() {
                        return Token::Broken;
                    }
                    literal.inner.end = self.text.len() - rest.len();
                    self.position = self.text.len();
                    return Token::Text(literal);
                }
                [b'\n', ..] => 1,
                _ if width == 3 && !rest.starts_with(&triple) => 1,
                _ => {
                    let end = self.text.len() - rest.len();
                    literal.inner.end = end;
                    literal.is_whole = true;
                    self.position = end + width;
                    return Token::Text(literal);
                }
            };
            rest = rest.get(step..).unwrap_or_default();
        }
    }

    /// Passes what is left of a value, up to the comma or the bracket behind it; false where something
    /// else ends it.
    pub(super) fn skip(&mut self) -> bool {
        let mut depth = 0_usize;
        loop {
            let mut behind = *self;
            match behind.next().0 {
                Token::Mark(b',') if depth == 0 => return true,
                Token::Mark(b'(' | b'[' | b'{') => depth += 1,
                Token::Mark(b')' | b']' | b'}') => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return true,
                },
                Token::End | Token::Broken => return false,
                _ => {}
            }
            *self = behind;
        }
    }

    /// The next member of an object, or the next argument of a call, behind its opening bracket: its
    /// name, if it has one, and its value, which is not passed. None at the closing bracket, which is
    /// passed.
    pub(super) fn member(&mut self) -> Option<(Option<Range<usize>>, Code<'t>)> {
        while self.pass(b',') {}
        let start = *self;
        let (token, place) = self.next();
        let name = match token {
            Token::Mark(b')' | b']' | b'}') | Token::End | Token::Broken => return None,
            Token::Text(literal) => Some(literal.inner),
            Token::Word => Some(place),
            // Ruby's names.
            Token::Mark(b':') if self.peek() == Token::Word => Some(self.next().1),
            _ => None,
        };
        let is_named = name.is_some() && (self.pass(b':') || self.pass(b'='));
        let found = match is_named {
            true => (name, *self),
            false => {
                *self = start;
                (None, start)
            }
        };
        self.skip();
        Some(found)
    }

    /// A string that begins here, which may be put together of several.
    pub(super) fn text(&mut self) -> Option<Text> {
        let mut behind = *self;
        let (Token::Text(first), _) = behind.next() else {
            return None;
        };
        let mut is_whole = first.is_whole;
        let mut pieces = vec![first.inner];
        loop {
            *self = behind;
            let (mut token, mut place) = behind.next();
            // Between two of them there is a sign, and in Basic a second one at the end of a line.
            for _ in 0..2 {
                let is_between = match token {
                    Token::Mark(sign) => b"+.&".contains(&sign),
                    Token::Word => self.at(&place) == b"_",
                    _ => false,
                };
                if is_between {
                    (token, place) = behind.next();
                }
            }
            match token {
                Token::Text(next) if next.is_bytes == first.is_bytes => {
                    is_whole = next.is_whole;
                    pieces.push(next.inner);
                }
                _ => break,
            }
        }
        let notation = match (first.is_raw || self.is_of_shell(&pieces), first.is_bytes) {
            (true, _) => Notation::Plain,
            (_, true) => Notation::Backslash(Characters::Bytes),
            (_, false) => Notation::Backslash(self.characters(&pieces)),
        };
        Some(Text {
            pieces,
            notation,
            is_whole,
        })
    }

    /// Whether a string is JSON in single quotes as a shell has it, which escapes nothing there: what a
    /// program's escapes would make of it is none.
    fn is_of_shell(&self, pieces: &[Range<usize>]) -> bool {
        let [piece] = pieces else {
            return false;
        };
        let own = self.at(piece);
        let quote = piece.start.checked_sub(1).and_then(|at| self.text.get(at));
        let begins = own.iter().find(|byte| !b"{[ \t\r\n".contains(byte)) == Some(&b'"')
            && matches!(own.first(), Some(b'{' | b'['));
        quote == Some(&b'\'') && begins && own.contains(&b'\\') && !is_escaped(own, b'\'')
    }

    /// What codes such as `\xe9` mean: bytes, where they make text as such and no text otherwise.
    fn characters(&self, pieces: &[Range<usize>]) -> Characters {
        let is_high = |window: &[u8]| match window {
            [b'\\', b'x', high, _] => high | 32 >= b'8' && high.is_ascii_hexdigit(),
            [b'\\', b'2' | b'3', b'0'..=b'7', b'0'..=b'7'] => true,
            _ => false,
        };
        let mut windows = pieces.iter().flat_map(|piece| self.at(piece).windows(4));
        if windows.any(is_high) {
            let places: Vec<_> = pieces
                .iter()
                .map(|piece| piece.start as u32..piece.end as u32)
                .collect();
            let notation = Notation::Backslash(Characters::Bytes);
            if std::str::from_utf8(&written::decode(self.text, notation, &places)).is_ok() {
                return Characters::Bytes;
            }
        }
        Characters::Unicode
    }
}

/// Whether JSON in a literal has the escapes of the program around its own: each backslash twice, or one
/// before what needs none in JSON. A shell has none of its own within such quotes.
pub(super) fn is_escaped(text: &[u8], quote: u8) -> bool {
    let mut is_escaped = false;
    let mut rest = text;
    while let Some(place) = rest.iter().position(|&byte| byte == b'\\') {
        rest = rest.get(place..).unwrap_or_default();
        let count = rest.iter().take_while(|&&byte| byte == b'\\').count();
        rest = rest.get(count..).unwrap_or_default();
        match rest.first() {
            // JSON has no such escape, so that half of them would make none.
            Some(sign) if count % 4 == 2 && !b"\"\\/bfnrtu".contains(sign) => return false,
            _ if count % 2 == 0 => is_escaped = true,
            Some(sign) if *sign == quote || b"xUave01234567$".contains(sign) => {
                is_escaped = true;
            }
            // Both have these.
            Some(b'u') => {}
            _ => return false,
        }
    }
    is_escaped
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

/// Bytes of a text that tell whether it is one.
const BEGINNING: usize = 1_000;

/// Whether a text can be code: it begins neither like data nor with bytes that are no text.
pub(super) fn may_be_code(input: &[u8]) -> bool {
    let text = input.get(super::mark_length(input)..).unwrap_or_default();
    let first = text.trim_ascii_start().first();
    let is_text = !text.iter().take(BEGINNING).any(|&byte| byte == 0);
    is_text && first.is_some_and(|first| !b"{[<\"".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(code: &str) -> Vec<String> {
        let mut reader = Code::new(code.as_bytes(), 0);
        let mut found = Vec::new();
        loop {
            if let Some(text) = reader.text() {
                let pieces: Vec<_> = text
                    .pieces
                    .iter()
                    .map(|at| at.start as u32..at.end as u32)
                    .collect();
                let bytes = written::decode(code.as_bytes(), text.notation, &pieces);
                found.push(String::from_utf8_lossy(&bytes).into_owned());
                continue;
            }
            match reader.next() {
                (Token::End, _) => return found,
                (Token::Broken, _) => {
                    found.push("broken".to_owned());
                    return found;
                }
                _ => {}
            }
        }
    }

    #[test]
    fn strings_of_many_languages_are_found() {
        for (code, expected) in [
            (r#"a = "b\"c" + 'd\'e' # "f""#, &["b\"cd'e"][..]),
            (
                r#"x(b'\x41\xe2\x82\xac', r"\n", `c\u00e9`)"#,
                &["A€", r"\n", "cé"],
            ),
            (r#"'\xe9' '\u20ac'"#, &["é€"]),
            (r#"'\xe9'; "\xc3\xa9";"#, &["é", "é"]),
            (
                "\"\"\"a\"b\nc\"\"\" // 'd'\n /* 'e' */ @\"f\"",
                &["a\"b\ncf"],
            ),
            ("'a' \\\n 'b'", &["ab"]),
            ("don't do\n that", &["broken"]),
            ("a = 'b\\nc\n", &["b\nc"]),
        ] {
            assert_eq!(texts(code), expected, "{code}");
        }
    }

    #[test]
    fn members_have_names_and_values() {
        let code = br#"{a: 1, "b": {c: [2, 3]}, 'd'=>x, e = -1.5e-3, f, :g => nil, }z"#;
        let mut reader = Code::new(code, 1);
        let mut found = Vec::new();
        while let Some((name, mut value)) = reader.member() {
            let (_, place) = value.next();
            let name = name.map_or("", |name| std::str::from_utf8(&code[name]).unwrap());
            found.push((name, std::str::from_utf8(&code[place]).unwrap()));
        }
        let expected = [
            ("a", "1"),
            ("b", "{"),
            ("d", "x"),
            ("e", "-1.5e-3"),
            ("", "f"),
            ("g", "nil"),
        ];
        assert_eq!(found, expected);
        assert_eq!(code.get(reader.position), Some(&b'z'));
    }
}
