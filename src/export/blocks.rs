//! What the forms for people are made of: blocks of pieces, written in one of three markups.
//!
//! A page is written block by block and never held as a whole in another form than the result.

use std::borrow::Cow;

use super::{html, markdown, text};
use crate::report::Text;

/// Ways of writing blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    Markdown,
    Text,
    Html,
}

/// A part of a line. None of them can become markup by what was pasted into it.
#[derive(Clone, Debug)]
pub(super) enum Piece<'a> {
    /// Prose, which may repeat something of the capture.
    Words(Text<'a>),
    /// The same, to stand out.
    Strong(Text<'a>),
    /// Something of the capture, exactly as it stands there.
    Value(Text<'a>),
    /// A level from 0 to 4.
    Severity(u8),
    /// A number in the list of sources.
    Source(usize),
    /// An address on the web.
    Link(Text<'a>),
}

pub(super) type Line<'a> = Vec<Piece<'a>>;

/// A part of a page.
pub(super) enum Block<'a> {
    /// Of a level from 1 to 3.
    Heading(u8, Line<'a>),
    Paragraph(Line<'a>),
    /// Lines that belong together, such as an address.
    Lines(Vec<Line<'a>>),
    List(Vec<Line<'a>>),
    Numbered(Vec<Line<'a>>),
    /// The numbered list that [`Piece::Source`] refers to.
    Sources(Vec<Line<'a>>),
    /// The first cell of a row names it.
    Table {
        caption: &'a str,
        head: &'a [&'a str],
        rows: Vec<Vec<Line<'a>>>,
    },
}

/// A page that is being written.
pub(super) struct Page {
    markup: Markup,
    out: String,
    /// A heading that waits for something to stand under it.
    section: Option<(u8, &'static str)>,
}

impl Page {
    /// `title` holds nothing of the capture.
    pub(super) fn new(markup: Markup, title: &str) -> Page {
        let mut out = String::new();
        if markup == Markup::Html {
            html::begin(&mut out, title);
        }
        Page {
            markup,
            out,
            section: None,
        }
    }

    #[inline(never)]
    pub(super) fn put(&mut self, block: Block) {
        let empty = match &block {
            Block::Heading(_, line) | Block::Paragraph(line) => line.is_empty(),
            Block::Lines(lines)
            | Block::List(lines)
            | Block::Numbered(lines)
            | Block::Sources(lines) => lines.is_empty(),
            Block::Table { rows, .. } => rows.is_empty(),
        };
        if empty {
            return;
        }
        let section = self.section.take().filter(|(level, _)| match block {
            Block::Heading(other, _) => other > *level,
            _ => true,
        });
        if let Some((level, title)) = section {
            self.write(Block::Heading(level, vec![words(title)]));
        }
        self.write(block);
    }

    fn write(&mut self, block: Block) {
        match self.markup {
            Markup::Markdown => markdown::block(&mut self.out, block),
            Markup::Text => text::block(&mut self.out, block),
            Markup::Html => html::block(&mut self.out, block),
        }
    }

    /// Begins a section, which has a heading only if something follows before the next one begins.
    pub(super) fn section(&mut self, level: u8, title: &'static str) {
        self.section = Some((level, title));
    }

    pub(super) fn heading<'a>(&mut self, level: u8, text: impl Into<Text<'a>>) {
        self.put(Block::Heading(level, vec![words(text)]));
    }

    pub(super) fn paragraph<'a>(&mut self, text: impl Into<Text<'a>>) {
        self.put(Block::Paragraph(vec![words(text)]));
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.markup == Markup::Html {
            html::end(&mut self.out);
        }
        self.out.into_bytes()
    }
}

pub(super) fn words<'a>(text: impl Into<Text<'a>>) -> Piece<'a> {
    Piece::Words(text.into())
}

pub(super) fn strong<'a>(text: impl Into<Text<'a>>) -> Piece<'a> {
    Piece::Strong(text.into())
}

pub(super) fn value<'a>(text: impl Into<Text<'a>>) -> Piece<'a> {
    Piece::Value(text.into())
}

/// The numbers of sources behind a claim.
pub(super) fn sources<'a>(numbers: Vec<usize>) -> Line<'a> {
    numbers
        .into_iter()
        .flat_map(|number| [words(" "), Piece::Source(number)])
        .collect()
}

pub(super) const SEVERITY: [&str; 5] = ["Neutral", "Low", "Medium", "High", "Critical"];

/// A level as a shape that fills up and a word, so that no color is needed.
pub(super) fn severity(level: u8) -> String {
    let level = usize::from(level).min(SEVERITY.len() - 1);
    let shape = "○◔◑◕●".chars().nth(level).unwrap_or_default();
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
        match u32::from(character) {
            code @ 0..0x20 => shown.extend(char::from_u32(0x2400 + code)),
            0x7f => shown.push('␡'),
            code if is_hidden(character) => shown.push_str(&format!("⟨U+{code:04X}⟩")),
            _ => shown.push(character),
        }
    }
    (shown.into(), note)
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}
