//! Blocks as a document for browsers that needs nothing but itself: no script, no other file.

use super::blocks::{Block, Line, Piece, severity, visible};

/// The colors, faces and spaces of the page, as far as a document needs them.
const STYLE: &str = r#"
:root { color-scheme: light dark; --paper: light-dark(#fcfbf8, #171614); --ink: light-dark(#1d1b18, #ebe8e1); --quiet: light-dark(#5d584f, #aba599); --accent: light-dark(#0a5a73, #7cc4dc); --edge: light-dark(#857f74, #8a8478); --rule: light-dark(#ddd8cd, #3b3833); --raised: light-dark(#f4f1ea, #211f1c); }
.s0 { color: light-dark(#6a6761, #a69f92); } .s1 { color: light-dark(#2b5987, #9bd2fa); } .s2 { color: light-dark(#34288a, #93affe); } .s3 { color: light-dark(#a04c00, #ffba64); } .s4 { color: light-dark(#880e42, #fb88c6); }
*, ::before, ::after { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; padding: 3.5rem clamp(1rem, 5vw, 3rem) 5.25rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", sans-serif; overflow-wrap: break-word; }
main { max-width: 70ch; margin-inline: auto; }
h1, h2, h3, p, ul, ol, table { margin: 0; }
h1, h2 { font-family: ui-serif, "Iowan Old Style", Charter, "Bitstream Charter", "Palatino Linotype", P052, "Noto Serif", Georgia, serif; font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.747rem, 1.3rem + 2.2vw, 2.443rem); }
h2 { margin-top: 3.5rem; font-size: 1.563rem; }
h3 { margin-top: 2.25rem; font-size: 1.118rem; line-height: 1.4; }
h1, h2, h3, code, td, th, li, p { unicode-bidi: isolate; }
h1 + *, h2 + * { margin-top: 1rem; }
h3 + * { margin-top: 0.5rem; }
p + p, p + ul, p + ol, ul + p, ol + p, p + table, table + p, table + table, ul + table, table + ul { margin-top: 1rem; }
p, li { text-wrap: pretty; }
ul, ol { padding-inline-start: 1.5rem; }
li + li { margin-top: 0.5rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
code { font: 0.894em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", "Roboto Mono", "Noto Sans Mono", Menlo, Consolas, monospace; background: var(--raised); overflow-wrap: anywhere; white-space: pre-wrap; }
table { width: 100%; border-collapse: collapse; font-size: 0.894rem; line-height: 1.5; }
caption { padding-bottom: 0.5rem; color: var(--quiet); text-align: start; }
th, td { padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--rule); text-align: start; vertical-align: top; overflow-wrap: anywhere; min-width: 4.5rem; }
th:last-child, td:last-child { padding-inline-end: 0; }
thead th { border-bottom-color: var(--edge); color: var(--quiet); font-size: 0.8rem; vertical-align: bottom; }
tbody th { font-weight: 400; }
.severity { font-weight: 600; white-space: nowrap; }
:target { outline: 2px solid var(--accent); outline-offset: 4px; }
@media screen and (min-width: 64rem) { table { width: calc(100% + 10rem); } }
@media (max-width: 40rem) { td::before { content: attr(data-label) ": "; color: var(--quiet); } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } table, tbody, tr, th, td { display: block; padding: 0.15rem 0; border: 0; } tr { padding-block: 0.5rem; border-bottom: 1px solid var(--rule); } }
@page { margin: 18mm 16mm 20mm; }
@media print { :root { color-scheme: light; } html { font-size: 10pt; } body { padding: 0; background: none; } main { max-width: none; } h2 { margin-top: 2rem; } h1, h2, h3, caption { break-after: avoid; } tr, li { break-inside: avoid; } thead { display: table-header-group; } p { orphans: 3; widows: 3; } a { color: inherit; } code { background: none; } }
"#;

pub(super) fn begin(out: &mut String, title: &str) {
    out.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    escape(out, title);
    out.push_str("</title>\n<style>");
    out.push_str(STYLE);
    out.push_str("</style>\n</head>\n<body>\n<main>\n");
}

pub(super) fn end(out: &mut String) {
    out.push_str("</main>\n</body>\n</html>\n");
}

pub(super) fn block(out: &mut String, block: Block) {
    match block {
        Block::Heading(level, line) => element(
            out,
            ["h1", "h2", "h3"]
                .get(usize::from(level).wrapping_sub(1))
                .unwrap_or(&"h3"),
            "",
            &line,
        ),
        Block::Paragraph(line) => element(out, "p", "", &line),
        Block::Lines(lines) => {
            out.push_str("<p>");
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    out.push_str("<br>\n");
                }
                pieces(out, line);
            }
            out.push_str("</p>\n");
        }
        Block::List(lines) => list(out, "ul", &lines, |_| String::new()),
        Block::Numbered(lines) => list(out, "ol", &lines, |_| String::new()),
        Block::Sources(lines) => list(out, "ol", &lines, |index| {
            format!(" id=\"source-{}\"", index + 1)
        }),
        Block::Table {
            caption,
            head,
            rows,
        } => {
            out.push_str("<table>\n");
            if !caption.is_empty() {
                element(out, "caption", "", &vec![super::blocks::words(caption)]);
            }
            out.push_str("<thead>\n<tr>");
            for name in head {
                element(
                    out,
                    "th",
                    " scope=\"col\"",
                    &vec![super::blocks::words(*name)],
                );
            }
            out.push_str("</tr>\n</thead>\n<tbody>\n");
            for row in rows {
                out.push_str("<tr>\n");
                for (index, (cell, name)) in row.iter().zip(head).enumerate() {
                    match index {
                        0 => element(out, "th", " scope=\"row\"", cell),
                        _ => element(out, "td", &format!(" data-label=\"{name}\""), cell),
                    }
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n</table>\n");
        }
    }
}

fn list(out: &mut String, name: &str, lines: &[Line], attributes: fn(usize) -> String) {
    out.push_str(&format!("<{name}>\n"));
    for (index, line) in lines.iter().enumerate() {
        element(out, "li", &attributes(index), line);
    }
    out.push_str(&format!("</{name}>\n"));
}

/// An element with a line in it. Its name and attributes are ours.
fn element(out: &mut String, name: &str, attributes: &str, line: &Line) {
    for piece in ["<", name, attributes, ">"] {
        out.push_str(piece);
    }
    pieces(out, line);
    for piece in ["</", name, ">\n"] {
        out.push_str(piece);
    }
}

fn pieces(out: &mut String, line: &Line) {
    for piece in line {
        match piece {
            Piece::Words(text) => seen(out, ["", ""], text),
            Piece::Strong(text) => seen(out, ["<strong>", "</strong>"], text),
            Piece::Value(text) => seen(out, ["<code>", "</code>"], text),
            Piece::Severity(level) => out.push_str(&format!(
                "<span class=\"severity s{}\">{}</span>",
                level.min(&4),
                severity(*level)
            )),
            Piece::Source(number) => {
                out.push_str(&format!("<a href=\"#source-{number}\">[{number}]</a>"));
            }
            // No other scheme has any business in a link.
            Piece::Link(address)
                if address.starts_with("https://") || address.starts_with("http://") =>
            {
                out.push_str("<a rel=\"noreferrer\" href=\"");
                escape(out, address);
                out.push_str("\">");
                escape(out, address);
                out.push_str("</a>");
            }
            Piece::Link(address) => seen(out, ["", ""], address),
        }
    }
}

fn seen(out: &mut String, [before, after]: [&str; 2], text: &str) {
    let (text, note) = visible(text);
    out.push_str(before);
    escape(out, &text);
    out.push_str(after);
    out.push_str(&note);
}

/// A text without signs that mean something, in an element or in an attribute.
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
}
