//! Blocks as plain text for a mail: lines of at most 76 columns, tables as indented lists.

use super::blocks::{Block, Kind, Line, Markup, Writer, severity, visible};
use crate::encodings;
use crate::text::quoted;

/// Columns of a line. Mail programs leave lines of 78 alone, also behind the sign of a quotation.
const COLUMNS: usize = 76;

/// Writes plain text.
pub(super) struct Text;

impl Writer for Text {
    fn markup(&self) -> Markup {
        Markup::Text
    }

    fn block(&self, out: &mut String, block: Block, lines: &[Line]) {
        self::block(out, block, lines);
    }
}

fn block(out: &mut String, block: Block, lines: &[Line]) {
    if !out.is_empty() {
        out.push('\n');
    }
    let (first, other) = match block {
        Block::Heading(_) | Block::Paragraph | Block::Caption => ("", ""),
        Block::Lines => ("", "  "),
        _ => ("- ", "  "),
    };
    let start = out.len();
    for (index, line) in lines.iter().enumerate() {
        let text = pieces(line, matches!(block, Block::Table { .. }));
        let [before, after] = match block {
            Block::Numbered => ["", ". "],
            Block::Sources => ["[", "] "],
            Block::Table { head, .. } => {
                match head.get(index % head.len().max(1)) {
                    Some(name) if index % head.len().max(1) > 0 => {
                        if !line.is_empty() {
                            wrap(out, "    ", "      ", &format!("{name}: {text}"));
                        }
                    }
                    _ => wrap(out, first, other, &text),
                }
                continue;
            }
            _ => {
                wrap(out, first, other, &text);
                continue;
            }
        };
        let mark = format!("{before}{}{after}", index + 1);
        wrap(out, &mark, &" ".repeat(mark.len()), &text);
    }
    if let Block::Heading(level) = block
        && let Some(rule) = ["=", "-"].get(usize::from(level).wrapping_sub(1))
    {
        let written = out.get(start..).unwrap_or_default();
        let longest = written.split('\n').map(columns).max();
        out.push_str(&rule.repeat(longest.unwrap_or_default()));
        out.push('\n');
    }
}

/// A value in prose stands between quotation marks unless it is a plain name; one that begins a cell
/// needs none, since nothing of ours stands behind it there.
fn pieces(line: &Line, in_table: bool) -> String {
    let mut text = String::new();
    let mut is_cell_of_value = in_table;
    line.each(&mut |kind, words, number| {
        is_cell_of_value &= kind == Kind::Value || !text.is_empty();
        match kind {
            Kind::Severity => text.push_str(&severity(number)),
            Kind::Source => text.push_str(&format!("[{number}]")),
            Kind::NamedLink => text.push_str(&encodings::replaced(words, "\n", ": ")),
            Kind::Value if !is_cell_of_value && !is_name(words) => {
                let (words, note) = visible(words);
                text.push_str(&quoted::marked(&words));
                text.push_str(&note);
            }
            _ => {
                let (words, note) = visible(words);
                text.push_str(&words);
                text.push_str(&note);
            }
        }
    });
    text
}

/// Whether a value cannot be taken for a sentence: a name, a path or a number.
fn is_name(value: &str) -> bool {
    let is_of_name = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\'';
    value.bytes().all(is_of_name)
}

/// Breaks a text between words; a word that is longer than a line within it.
#[inline(never)]
fn wrap(out: &mut String, first: &str, others: &str, text: &str) {
    out.push_str(first);
    let mut used = columns(first);
    let mut is_begun = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = columns(word);
        let space = usize::from(is_begun);
        if is_begun && used + space + length > COLUMNS {
            next(out, others, &mut used);
        } else if is_begun {
            out.push(' ');
            used += 1;
        }
        for letter in word.chars() {
            if used + width(letter) > COLUMNS {
                next(out, others, &mut used);
            }
            out.push(letter);
            used += width(letter);
        }
        is_begun = true;
    }
    out.push('\n');
}

#[inline(never)]
fn next(out: &mut String, indent: &str, used: &mut usize) {
    out.push('\n');
    out.push_str(indent);
    *used = columns(indent);
}

#[inline(never)]
fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Columns of a letter: those of East Asia and pictures take two.
fn width(letter: char) -> usize {
    match letter {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
