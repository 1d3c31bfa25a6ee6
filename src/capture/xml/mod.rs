//! Requests that programs save as XML, as far as that is needed: tags, attributes, text and sections in
//! which text stands as it is.

mod burp;
mod charles;
mod jmeter;

use std::ops::Range;

pub(super) use burp::CONTAINER as BURP;
pub(super) use charles::CONTAINER as CHARLES;
pub(super) use jmeter::CONTAINER as JMETER;

/// What is in an XML text, by its offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// The beginning of an element: its name, and what follows it in the tag.
    Open(Range<usize>, Range<usize>),
    /// The name of an element that ends.
    Close(Range<usize>),
    /// Text with entities.
    Text(Range<usize>),
    /// Text as it is.
    Literal(Range<usize>),
}

/// The pieces of an XML text, one after the other.
struct Pieces<'t> {
    text: &'t [u8],
    position: usize,
    /// Whether the text ends in the middle of one.
    is_cut: bool,
    /// Whether the last tag is an element of its own, which has nothing in it.
    is_empty: bool,
}

impl<'t> Pieces<'t> {
    fn new(text: &'t [u8], position: usize) -> Pieces<'t> {
        Pieces {
            text,
            position,
            is_cut: false,
            is_empty: false,
        }
    }

    /// Where a sign begins from here on; the end of the text where it is missing.
    fn find(&mut self, from: usize, wanted: &[u8]) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        match find(rest, wanted) {
            Some(found) => from + found,
            None => {
                self.is_cut = true;
                self.text.len()
            }
        }
    }

    /// Passes over what follows a sign.
    fn pass(&mut self, wanted: &[u8]) {
        let end = self.find(self.position, wanted) + wanted.len();
        self.position = end.min(self.text.len());
    }

    /// Passes over a declaration of a document, with what it has in brackets.
    fn pass_declaration(&mut self) {
        let rest = self.text.get(self.position..).unwrap_or_default();
        let end = rest.iter().position(|byte| b"[>".contains(byte));
        if end.and_then(|end| rest.get(end)) == Some(&b'[') {
            self.pass(b"]");
        }
        self.pass(b">");
    }

    /// What an element has in it until it ends, where its text is wanted as it stands, whatever it holds:
    /// the first piece of text. Its end is passed over.
    fn content(&mut self, name: &[u8]) -> Option<Piece> {
        if self.is_empty {
            return None;
        }
        let start = self.position;
        let rest = self.text.get(start..)?;
        let white = rest.len() - rest.trim_ascii_start().len();
        let is_literal = rest
            .get(white..)
            .is_some_and(|rest| rest.starts_with(LITERAL));
        let close = [b"</", name, b">"].concat();
        if !is_literal {
            let end = self.find(start, b"<");
            self.position = end;
            self.pass(&close);
            return Some(Piece::Text(start..end));
        }
        // Bytes of a body can be what ends a section, so what ends the element must follow.
        let start = start + white + LITERAL.len();
        let mut end = start;
        loop {
            end = self.find(end, b"]]>");
            let behind = self.text.get(end + 3..).unwrap_or_default();
            let white = behind.len() - behind.trim_ascii_start().len();
            let behind = behind.get(white..).unwrap_or_default();
            // The text may end in the middle of it.
            if self.is_cut || behind.starts_with(&close) || close.starts_with(behind) {
                self.is_cut |= behind.len() < close.len();
                self.position = (end + 3 + white + close.len()).min(self.text.len());
                break;
            }
            end += 3;
        }
        Some(Piece::Literal(start..end))
    }
}

/// What begins a section of text as it is.
const LITERAL: &[u8] = b"<![CDATA[";

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            let start = self.position;
            let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
            if rest.starts_with(b"<!--") {
                self.pass(b"-->");
            } else if rest.starts_with(LITERAL) {
                let start = start + LITERAL.len();
                let end = self.find(start, b"]]>");
                self.position = (end + 3).min(self.text.len());
                return Some(Piece::Literal(start..end));
            } else if rest.starts_with(b"<?") {
                self.pass(b"?>");
            } else if rest.starts_with(b"<!") {
                self.pass_declaration();
            } else if rest.starts_with(b"</") {
                let start = start + 2;
                let end = self.find(start, b">");
                self.position = (end + 1).min(self.text.len());
                let name = trimmed(self.text, start..end);
                return (!self.is_cut).then_some(Piece::Close(name));
            } else if rest.starts_with(b"<") {
                return self.tag(start + 1);
            } else {
                let length = rest.iter().position(|&byte| byte == b'<');
                let end = start + length.unwrap_or(rest.len());
                self.position = end;
                return Some(Piece::Text(start..end));
            }
        }
    }
}

impl Pieces<'_> {
    /// The tag that begins here; none where the text ends in it.
    fn tag(&mut self, start: usize) -> Option<Piece> {
        let rest = self.text.get(start..).unwrap_or_default();
        let mut quote = None;
        let end = rest.iter().position(|&byte| {
            match quote {
                Some(open) if byte == open => quote = None,
                None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
                None => return byte == b'>',
                _ => {}
            }
            false
        });
        self.is_cut |= end.is_none();
        let length = end.unwrap_or(rest.len());
        self.position = (start + length + 1).min(self.text.len());
        let tag = rest.get(..length).unwrap_or_default();
        self.is_empty = tag.ends_with(b"/");
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
        let name = tag.iter().position(is_end).unwrap_or(length);
        let open = Piece::Open(start..start + name, start + name..start + length);
        (!self.is_cut).then_some(open)
    }
}

/// A place without the white space around it.
fn trimmed(text: &[u8], place: Range<usize>) -> Range<usize> {
    let own = text.get(place.clone()).unwrap_or_default();
    let front = own.len() - own.trim_ascii_start().len();
    let start = place.start + front;
    start..start + own.trim_ascii().len()
}

/// Where the value of an attribute is in what a tag has behind its name.
fn attribute(text: &[u8], tag: &Range<usize>, wanted: &[u8]) -> Option<Range<usize>> {
    let mut position = tag.start;
    loop {
        let rest = text.get(position..tag.end)?;
        let sign = rest.iter().position(|&byte| byte == b'=')?;
        let name = trimmed(text, position..position + sign);
        let value = position + sign + 1;
        let rest = text.get(value..tag.end)?;
        let value = value + rest.len() - rest.trim_ascii_start().len();
        let quote = *text.get(value).filter(|byte| b"\"'".contains(byte))?;
        let rest = text.get(value + 1..tag.end)?;
        let end = value + 1 + rest.iter().position(|&byte| byte == quote)?;
        if text.get(name) == Some(wanted) {
            return Some(value + 1..end);
        }
        position = end + 1;
    }
}

/// Whether a text begins an XML document whose first element has this name.
fn begins_with(input: &[u8], name: &[u8]) -> bool {
    let beginning = input.get(..BEGINNING).unwrap_or(input);
    let start = super::mark_length(input);
    if !beginning
        .get(start..)
        .unwrap_or_default()
        .trim_ascii_start()
        .starts_with(b"<")
    {
        return false;
    }
    let mut pieces = Pieces::new(beginning, start);
    let first = pieces.find_map(|piece| match piece {
        Piece::Open(name, _) => Some(name),
        _ => None,
    });
    first.and_then(|first| beginning.get(first)) == Some(name)
}

/// Bytes in which the first element must begin: a declaration of the document can stand before it.
const BEGINNING: usize = 16 << 10;

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        from += rest.iter().position(|byte| byte == first)?;
        if text.get(from..)?.starts_with(wanted) {
            return Some(from);
        }
        from += 1;
    }
}

#[cfg(test)]
mod tests;
