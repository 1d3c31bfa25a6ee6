//! What the forms for people are made of: blocks of pieces, written in one of three markups.
//!
//! A page is written block by block and never held as a whole in another form than the result.

use std::borrow::Cow;

use super::plural;
use crate::report::Quote;
use crate::text::message::{self, SentenceText};
use crate::text::quoted::{self, is_hidden};

/// Ways of writing blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    Markdown,
    Text,
    /// A whole document.
    Html,
    /// A figure for somebody else's document.
    Figure,
}

/// What a part of a line is. None of them can become markup by what was pasted into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Prose.
    Words,
    /// The same, to stand out.
    Strong,
    /// Something of the capture, exactly as it stands there.
    Value,
    /// Something of the capture in a sentence, between quotation marks.
    Quote,
    /// A level from 0 to 4.
    Severity,
    /// A number in the list of sources.
    Source,
    /// An address on the web.
    Link,
    /// A name in one line, and in the next the address on the web to which it leads.
    NamedLink,
}

/// Pieces of text, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    /// With the end of its text each, or its number.
    pieces: Vec<(Kind, usize)>,
}

impl Line {
    /// A line of our own words.
    pub(super) fn new(words: &str) -> Line {
        let mut line = Line::default();
        if !words.is_empty() {
            line.words(words);
        }
        line
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Hands on every piece with its text and its number.
    pub(super) fn each(&self, piece: &mut dyn FnMut(Kind, &str, usize)) {
        let mut start = 0;
        for &(kind, number) in &self.pieces {
            let mut text = "";
            if !matches!(kind, Kind::Severity | Kind::Source) {
                text = self.text.get(start..number).unwrap_or_default();
                start = number;
            }
            piece(kind, text, number);
        }
    }

    /// Ends a piece. Words that follow words go on with them.
    #[inline(never)]
    fn end(&mut self, kind: Kind, number: usize) {
        match self.pieces.last_mut() {
            Some((Kind::Words, end)) if kind == Kind::Words => *end = number,
            _ => self.pieces.push((kind, number)),
        }
    }

    #[inline(never)]
    fn add(&mut self, kind: Kind, text: &str) -> &mut Line {
        self.text.push_str(text);
        self.end(kind, self.text.len());
        self
    }

    pub(super) fn words(&mut self, text: &str) -> &mut Line {
        self.add(Kind::Words, text)
    }

    /// What another line holds.
    pub(super) fn line(&mut self, other: &Line) -> &mut Line {
        other.each(&mut |kind, text, number| match kind {
            Kind::Severity | Kind::Source => self.end(kind, number),
            _ => {
                self.add(kind, text);
            }
        });
        self
    }

    /// A sentence of ours; `fill` writes what belongs into each of its gaps, by the name of the gap.
    #[inline(never)]
    pub(super) fn filled(
        &mut self,
        sentence: &SentenceText,
        fill: &mut dyn FnMut(&str, &mut Line),
    ) -> &mut Line {
        message::pieces(sentence.text, &mut |piece, is_gap| match is_gap {
            true => fill(piece, self),
            false => {
                self.words(piece);
            }
        });
        self
    }

    pub(super) fn strong(&mut self, text: &str) -> &mut Line {
        self.add(Kind::Strong, text)
    }

    pub(super) fn value(&mut self, text: &str) -> &mut Line {
        self.add(Kind::Value, text)
    }

    /// Something of the capture in a sentence.
    pub(super) fn quote(&mut self, value: &str) -> &mut Line {
        self.quotation(&quoted::inner(value));
        self
    }

    /// A sentence of the report, with what it quotes marked by its places. Where the sentence has no
    /// quotation marks, they are added: marks of a pen are lost on paper and in plain text.
    #[inline(never)]
    pub(super) fn sentence(&mut self, sentence: &str, quotes: &[Quote]) -> &mut Line {
        quoted::pieces(sentence, quotes, &mut |piece, is_value| match is_value {
            true => self.quotation(piece),
            false => {
                self.words(piece);
            }
        });
        self
    }

    #[inline(never)]
    fn quotation(&mut self, value: &str) {
        let is_open = self.text.ends_with('“') || self.text.ends_with('„');
        let [before, after] = if is_open { ["", ""] } else { ["“", "”"] };
        self.words(before).add(Kind::Quote, value).words(after);
    }

    pub(super) fn link(&mut self, address: &str) -> &mut Line {
        self.add(Kind::Link, address)
    }

    pub(super) fn named_link(&mut self, name: &str, address: &str) -> &mut Line {
        self.add(Kind::NamedLink, &[name, "\n", address].concat())
    }

    pub(super) fn severity(&mut self, level: u8) -> &mut Line {
        self.end(Kind::Severity, level.into());
        self
    }

    #[inline(never)]
    pub(super) fn number(&mut self, number: usize) -> &mut Line {
        self.words(&number.to_string())
    }

    /// `1 event`, `10 events`
    #[inline(never)]
    pub(super) fn count(&mut self, count: usize, one: &str) -> &mut Line {
        self.words(&plural(count, one))
    }

    /// The numbers of sources behind a claim.
    #[inline(never)]
    pub(super) fn sources(&mut self, numbers: &[usize]) {
        for &number in numbers {
            self.words(" ").source(number);
        }
    }

    /// A number in the list of sources.
    #[inline(never)]
    pub(super) fn source(&mut self, number: usize) -> &mut Line {
        self.end(Kind::Source, number);
        self
    }
}

/// What the lines of a part of a page are.
#[derive(Clone, Copy)]
pub(super) enum Block<'a> {
    /// Of a level from 1 to 3.
    Heading(u8),
    Paragraph,
    /// Lines that belong together, such as an address.
    Lines,
    /// What is said of a figure as a whole; its last block.
    Caption,
    List,
    Numbered,
    /// The numbered list that [`Kind::Source`] refers to.
    Sources,
    /// Its cells, row by row. The first cell of a row names it.
    Table {
        caption: &'a Line,
        head: &'a [&'a str],
    },
}

/// Writes blocks in one markup.
pub(super) trait Writer {
    /// Which one that is.
    fn markup(&self) -> Markup;

    /// What stands before the first block. `title` holds nothing of the capture.
    fn begin(&self, _out: &mut String, _title: &str) {}

    /// A block of these lines.
    fn block(&self, out: &mut String, block: Block, lines: &[Line]);

    /// What stands behind the last block.
    fn end(&self, _out: &mut String) {}
}

/// A page that is being written.
pub(super) struct Page {
    writer: &'static dyn Writer,
    out: String,
    /// A heading that waits for something to stand under it.
    section: Option<(u8, &'static str)>,
    /// Lines that wait for what they are.
    lines: Vec<Line>,
}

impl Page {
    /// `title` holds nothing of the capture.
    pub(super) fn new(writer: &'static dyn Writer, title: &str) -> Page {
        let mut out = String::new();
        writer.begin(&mut out, title);
        Page {
            writer,
            out,
            section: None,
            lines: Vec::new(),
        }
    }

    pub(super) fn markup(&self) -> Markup {
        self.writer.markup()
    }

    /// The next line or cell of the block that the next [`Page::put`] ends.
    #[inline(never)]
    pub(super) fn line(&mut self) -> &mut Line {
        self.lines.push_mut(Line::default())
    }

    /// Writes the lines since the last block; nothing where there are none.
    #[inline(never)]
    pub(super) fn put(&mut self, block: Block) {
        let lines = std::mem::take(&mut self.lines);
        if lines.iter().all(Line::is_empty) {
            return;
        }
        let section = self.section.take().filter(|(level, _)| match block {
            Block::Heading(other) => other > *level,
            _ => true,
        });
        if let Some((level, title)) = section {
            self.heading(level, title);
        }
        self.writer.block(&mut self.out, block, &lines);
    }

    /// Begins a section, which has a heading only if something follows before the next one begins.
    pub(super) fn section(&mut self, level: u8, title: &'static str) {
        self.section = Some((level, title));
    }

    #[inline(never)]
    pub(super) fn heading(&mut self, level: u8, text: &str) {
        self.line().words(text);
        self.put(Block::Heading(level));
    }

    #[inline(never)]
    pub(super) fn paragraph(&mut self, text: &str) {
        self.line().words(text);
        self.put(Block::Paragraph);
    }

    /// Says how much is left out, where something is.
    #[inline(never)]
    pub(super) fn missing(&mut self, left: usize, one: &str, rest: &str) {
        if left > 0 {
            self.line().count(left, one).words(rest);
            self.put(Block::Paragraph);
        }
    }

    /// All that was written.
    pub(super) fn finish(&mut self) -> Vec<u8> {
        self.writer.end(&mut self.out);
        std::mem::take(&mut self.out).into_bytes()
    }
}

pub(super) const SEVERITY: [&str; 5] = ["Neutral", "Low", "Medium", "High", "Critical"];

/// A shape for each of them, which fills up.
pub(super) const SHAPES: &str = "○◔◑◕●";

/// A level as a shape that fills up and a word, so that no color is needed.
#[inline(never)]
pub(super) fn severity(level: usize) -> String {
    let level = level.min(SEVERITY.len() - 1);
    let shape = SHAPES.chars().nth(level).unwrap_or_default();
    format!(
        "{shape} {}",
        SEVERITY.get(level).copied().unwrap_or_default()
    )
}

/// Characters of one value that are shown; addresses are seldom longer than half of it.
const SHOWN: usize = 4_000;

/// A text of the capture without characters that act instead of being seen, and what has to be said
/// about characters that are left out.
///
/// Control characters, and those that turn the direction of writing or cannot be seen, are named.
#[inline(never)]
pub(super) fn visible(text: &str) -> (Cow<'_, str>, String) {
    let (text, note) = match text.char_indices().nth(SHOWN) {
        Some((end, _)) => (
            text.get(..end).unwrap_or_default(),
            format!(
                " (the first {SHOWN} of {} characters)",
                text.chars().count()
            ),
        ),
        None => (text, String::new()),
    };
    if !text.contains(is_hidden) {
        return (text.into(), note);
    }
    let mut shown = String::new();
    for character in text.chars() {
        if is_hidden(character) {
            quoted::name(&mut shown, character);
        } else {
            shown.push(character);
        }
    }
    (shown.into(), note)
}

/// Whether a text is an address on the web that can be written into any markup as it is. No other
/// scheme has any business in a link.
pub(super) fn is_address(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"<>|\"`{}".contains(&byte);
    (text.starts_with("https://") || text.starts_with("http://")) && text.bytes().all(is_plain)
}
