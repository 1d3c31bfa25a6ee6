//! Blocks as plain text for a mail: lines of at most 76 columns, tables as indented lists.

use super::blocks::{Block, Line, Piece, severity, visible};

/// Columns of a line. Mail programs leave lines of 78 alone, also behind the sign of a quotation.
const COLUMNS: usize = 76;

pub(super) fn block(out: &mut String, block: Block) {
    if !out.is_empty() {
        out.push('\n');
    }
    match block {
        Block::Heading(level, line) => {
            let start = out.len();
            wrap(out, "", "", &pieces(&line));
            let longest = out
                .get(start..)
                .unwrap_or_default()
                .lines()
                .map(columns)
                .max();
            if let Some(rule) = ["=", "-"].get(usize::from(level).wrapping_sub(1)) {
                out.push_str(&rule.repeat(longest.unwrap_or_default()));
                out.push('\n');
            }
        }
        Block::Paragraph(line) => wrap(out, "", "", &pieces(&line)),
        Block::Lines(lines) => {
            for line in lines {
                wrap(out, "", "  ", &pieces(&line));
            }
        }
        Block::List(lines) => {
            for line in lines {
                wrap(out, "- ", "  ", &pieces(&line));
            }
        }
        Block::Numbered(lines) => numbered(out, &lines, ["", ". "]),
        Block::Sources(lines) => numbered(out, &lines, ["[", "] "]),
        Block::Table { head, rows, .. } => {
            for row in rows {
                for (index, (cell, name)) in row.iter().zip(head).enumerate() {
                    match index {
                        0 => wrap(out, "- ", "  ", &pieces(cell)),
                        _ if cell.is_empty() => {}
                        _ => wrap(out, "    ", "      ", &format!("{name}: {}", pieces(cell))),
                    }
                }
            }
        }
    }
}

fn numbered(out: &mut String, lines: &[Line], [before, after]: [&str; 2]) {
    for (index, line) in lines.iter().enumerate() {
        let mark = format!("{before}{}{after}", index + 1);
        wrap(out, &mark, &" ".repeat(mark.len()), &pieces(line));
    }
}

fn pieces(line: &Line) -> String {
    let mut text = String::new();
    for piece in line {
        match piece {
            Piece::Words(words)
            | Piece::Strong(words)
            | Piece::Value(words)
            | Piece::Link(words) => {
                let (words, note) = visible(words);
                text.push_str(&words);
                text.push_str(&note);
            }
            Piece::Severity(level) => text.push_str(&severity(*level)),
            Piece::Source(number) => text.push_str(&format!("[{number}]")),
        }
    }
    text
}

/// Breaks a text between words; a word that is longer than a line within it.
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

fn next(out: &mut String, indent: &str, used: &mut usize) {
    out.push('\n');
    out.push_str(indent);
    *used = columns(indent);
}

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
