//! Blocks as Markdown, for bug reports on GitHub and the like.
//!
//! Instead of escaping signs, which every dialect does in its own way, whatever could mean something
//! becomes code: a dialect may make links of addresses, mentions of `@name` and pictures of `:name:`
//! even where a backslash stands before them, but none does so in code.

use super::blocks::{Block, Kind, Line, Markup, Writer, is_address, severity, visible};
use crate::encodings::replaced;

/// Writes Markdown.
pub(super) struct Markdown;

impl Writer for Markdown {
    fn markup(&self) -> Markup {
        Markup::Markdown
    }

    fn block(&self, out: &mut String, block: Block, lines: &[Line]) {
        self::block(out, block, lines);
    }
}

fn block(out: &mut String, block: Block, lines: &[Line]) {
    if !out.is_empty() {
        out.push('\n');
    }
    if let Block::Table { head, .. } = block {
        out.push_str(&format!("| {} |\n", head.join(" | ")));
        out.push_str(&format!("|{}\n", "---|".repeat(head.len())));
        for row in lines.chunks(head.len().max(1)) {
            out.push('|');
            for cell in row {
                out.push(' ');
                pieces(out, cell, true);
                out.push_str(" |");
            }
            out.push('\n');
        }
        return;
    }
    for (index, line) in lines.iter().enumerate() {
        match block {
            Block::Heading(level) => {
                let mark = "### ".get(usize::from(3 - level.min(3))..);
                out.push_str(mark.unwrap_or_default());
            }
            Block::List => out.push_str("- "),
            Block::Numbered | Block::Sources => out.push_str(&format!("{}. ", index + 1)),
            _ => {}
        }
        pieces(out, line, false);
        if matches!(block, Block::Lines) && index + 1 < lines.len() {
            out.push('\\');
        }
        out.push('\n');
    }
}

fn pieces(out: &mut String, line: &Line, in_table: bool) {
    let start = out.len();
    line.each(&mut |kind, text, number| match kind {
        Kind::Words => prose(out, text, start, in_table),
        Kind::Strong => {
            out.push_str("**");
            prose(out, text.trim(), start, in_table);
            out.push_str("**");
        }
        Kind::Value | Kind::Quote => {
            let (text, note) = visible(text);
            code(out, &text, in_table);
            out.push_str(&note);
        }
        Kind::Severity => out.push_str(&severity(number)),
        Kind::Source => out.push_str(&format!("\\[{number}\\]")),
        Kind::Link if is_address(text) => out.push_str(&format!("<{text}>")),
        Kind::Link => prose(out, text, start, in_table),
        Kind::NamedLink => {
            let (name, address) = text.split_once('\n').unwrap_or_default();
            if is_address(address) {
                out.push('[');
                prose(out, name, start, in_table);
                out.push_str(&format!("](<{address}>)"));
            } else {
                prose(out, name, start, in_table);
            }
        }
    });
}

/// Words, of which those that could mean something become code. `start` is where the line began.
#[inline(never)]
fn prose(out: &mut String, text: &str, start: usize, in_table: bool) {
    let (text, note) = visible(text);
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
        let begins = out.len() == start || out.get(start..) == Some("**");
        if !(is_markup(word) || begins && is_list_mark(word)) {
            out.push_str(word);
            continue;
        }
        // Quotation marks and the ends of sentences stay outside.
        let inner = word.trim_start_matches(BEFORE).trim_end_matches(AFTER);
        let start = word.len() - word.trim_start_matches(BEFORE).len();
        let (before, rest) = word.split_at_checked(start).unwrap_or_default();
        out.push_str(before);
        code(out, inner, in_table);
        out.push_str(rest.get(inner.len()..).unwrap_or_default());
    }
    out.push_str(&note);
}

const BEFORE: [char; 3] = ['“', '‘', '('];
const AFTER: [char; 9] = ['.', ',', ';', ':', '?', '!', ')', '”', '’'];

/// Whether some dialect may take a word for more than its letters.
fn is_markup(word: &str) -> bool {
    let mut last = ' ';
    for letter in word.chars() {
        let is_markup = match last {
            // The name of a host, too, is made a link by some.
            '.' => letter.is_alphabetic(),
            ':' => !letter.is_numeric(),
            _ => false,
        };
        if is_markup || "\\`*_{}[]<>#|~@&$^".contains(letter) {
            return true;
        }
        last = letter;
    }
    word.contains("www.")
}

/// Whether a line that begins with it would be a list, a rule or the line below a heading.
fn is_list_mark(word: &str) -> bool {
    let rest = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    !word.is_empty()
        && rest.bytes().all(|byte| byte.is_ascii_punctuation())
        && (rest.len() == word.len() || rest.starts_with(['.', ')']))
}

/// Code. Generators of sites run what stands in double braces, or in one with a sign behind it, in
/// code as well and before anything else, so the second sign stands between two pieces of code.
fn code(out: &mut String, text: &str, in_table: bool) {
    let mut last = ' ';
    let mut start = 0;
    for (place, letter) in text.char_indices() {
        if last == '{' && matches!(letter, '{' | '%' | '#') {
            fenced(out, text.get(start..place).unwrap_or_default(), in_table);
            out.push_str(&format!("&#{};", u32::from(letter)));
            start = place + 1;
            last = ' ';
        } else {
            last = letter;
        }
    }
    fenced(out, text.get(start..).unwrap_or_default(), in_table);
}

/// Code in a fence that is longer than any in it.
#[inline(never)]
fn fenced(out: &mut String, text: &str, in_table: bool) {
    if text.is_empty() {
        return;
    }
    let longest = text
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // Readers take away one space at each end, if there is one at both.
    let touches = text.starts_with('`') || text.ends_with('`');
    let spaced = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let space = if touches || spaced { " " } else { "" };
    if out.ends_with('`') {
        out.push(' ');
    }
    for piece in [&fence, space] {
        out.push_str(piece);
    }
    // The cells of a row are told apart before anything else is read, code included.
    if in_table {
        out.push_str(&replaced(text, "|", "\\|"));
    } else {
        out.push_str(text);
    }
    for piece in [space, &fence] {
        out.push_str(piece);
    }
}
