//! Blocks as Markdown, for bug reports on GitHub and the like.
//!
//! Instead of escaping signs, which every dialect does in its own way, whatever could mean something
//! becomes code: a dialect may make links of addresses, mentions of `@name` and pictures of `:name:`
//! even where a backslash stands before them, but none does so in code.

use super::blocks::{Block, Line, Piece, severity, visible};

pub(super) fn block(out: &mut String, block: Block) {
    if !out.is_empty() {
        out.push('\n');
    }
    match block {
        Block::Heading(level, line) => {
            out.push_str(
                "### "
                    .get(usize::from(3 - level.min(3))..)
                    .unwrap_or_default(),
            );
            pieces(out, &line, false);
            out.push('\n');
        }
        Block::Paragraph(line) => {
            pieces(out, &line, false);
            out.push('\n');
        }
        Block::Lines(lines) => {
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    out.push_str("\\\n");
                }
                pieces(out, line, false);
            }
            out.push('\n');
        }
        Block::List(lines) => list(out, &lines, |_| "- ".to_owned()),
        Block::Numbered(lines) | Block::Sources(lines) => {
            list(out, &lines, |index| format!("{}. ", index + 1));
        }
        Block::Table { head, rows, .. } => {
            out.push_str(&format!("| {} |\n", head.join(" | ")));
            out.push_str(&format!("|{}\n", "---|".repeat(head.len())));
            for row in rows {
                out.push('|');
                for cell in row {
                    out.push(' ');
                    pieces(out, &cell, true);
                    out.push_str(" |");
                }
                out.push('\n');
            }
        }
    }
}

fn list(out: &mut String, lines: &[Line], mark: fn(usize) -> String) {
    for (index, line) in lines.iter().enumerate() {
        out.push_str(&mark(index));
        pieces(out, line, false);
        out.push('\n');
    }
}

fn pieces(out: &mut String, line: &Line, in_table: bool) {
    let start = out.len();
    for piece in line {
        match piece {
            Piece::Words(text) => prose(out, text, start, in_table),
            Piece::Strong(text) => {
                out.push_str("**");
                prose(out, text.trim(), start, in_table);
                out.push_str("**");
            }
            Piece::Value(text) => {
                let (text, note) = visible(text);
                code(out, &text, in_table);
                out.push_str(&note);
            }
            Piece::Severity(level) => out.push_str(&severity(*level)),
            Piece::Source(number) => out.push_str(&format!("\\[{number}\\]")),
            Piece::Link(address) => {
                let is_plain = |letter: char| letter.is_ascii_graphic() && !"<>|".contains(letter);
                if address.starts_with("http") && address.chars().all(is_plain) {
                    out.push_str(&format!("<{address}>"));
                } else {
                    prose(out, address, start, in_table);
                }
            }
        }
    }
}

/// Words, of which those that could mean something become code. `start` is where the line began.
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
    let after_colon = |(at, _)| {
        let next = word.get(at + 1..).and_then(|rest| rest.chars().next());
        next.is_some_and(|next| !next.is_numeric())
    };
    word.contains(|letter: char| "\\`*_{}[]<>#|~@&$^".contains(letter))
        || word.contains("www.")
        || word.match_indices(':').any(after_colon)
}

/// Whether a line that begins with it would be a list, a rule or the line below a heading.
fn is_list_mark(word: &str) -> bool {
    let rest = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    !word.is_empty()
        && rest.bytes().all(|byte| byte.is_ascii_punctuation())
        && (rest.len() == word.len() || rest.starts_with(['.', ')']))
}

/// Code in a fence that is longer than any in it.
fn code(out: &mut String, text: &str, in_table: bool) {
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
        out.push_str(&text.replace('|', "\\|"));
    } else {
        out.push_str(text);
    }
    for piece in [space, &fence] {
        out.push_str(piece);
    }
}
