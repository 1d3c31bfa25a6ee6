//! Blocks as a document for browsers that needs nothing but itself, or as a figure for the document of
//! somebody else: no script, no other file.
//!
//! A figure has classes and no style, so that it looks like the article around it. Nothing in it has
//! an identifier, since an article can hold many, and no line of it is empty, since Markdown would end
//! it there.

use super::blocks::{Block, Kind, Line, Markup, Writer, is_address, severity, visible};

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
h1, h2, h3, code, mark, td, th, li, p { unicode-bidi: isolate; }
mark { padding: 0 0.15em; margin-inline: -0.15em; border-radius: 2px; background: light-dark(#fbe9a6, #4f4213); color: inherit; }
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

/// Writes a whole document.
pub(super) struct Html;

impl Writer for Html {
    fn markup(&self) -> Markup {
        Markup::Html
    }

    fn begin(&self, out: &mut String, title: &str) {
        out.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        escape(out, title);
        out.push_str("</title>\n<style>");
        out.push_str(STYLE);
        out.push_str("</style>\n</head>\n<body>\n<main>\n");
    }

    fn block(&self, out: &mut String, block: Block, lines: &[Line]) {
        self::block(out, block, lines, Markup::Html);
    }

    fn end(&self, out: &mut String) {
        out.push_str("</main>\n</body>\n</html>\n");
    }
}

/// Writes a figure.
pub(super) struct Figure;

impl Writer for Figure {
    fn markup(&self) -> Markup {
        Markup::Figure
    }

    fn begin(&self, out: &mut String, _title: &str) {
        out.push_str("<figure class=\"overshare-figure\">\n");
    }

    fn block(&self, out: &mut String, block: Block, lines: &[Line]) {
        self::block(out, block, lines, Markup::Figure);
    }

    fn end(&self, out: &mut String) {
        out.push_str("</figure>\n");
    }
}

fn block(out: &mut String, block: Block, lines: &[Line], markup: Markup) {
    let is_figure = markup == Markup::Figure;
    let (name, list) = match block {
        Block::Heading(1) => ("h1", ""),
        Block::Heading(2) => ("h2", ""),
        Block::Heading(_) => ("h3", ""),
        Block::Paragraph | Block::Lines => ("p", ""),
        Block::Caption => ("figcaption", ""),
        Block::List => ("li", "ul"),
        Block::Numbered | Block::Sources => ("li", "ol"),
        Block::Table { caption, head } => {
            out.push_str("<table>\n");
            if !caption.is_empty() {
                element(out, "caption", "", caption, markup);
            }
            out.push_str("<thead>\n<tr>");
            for name in head {
                tag(out, ["<th scope=\"col\">", name, "</th>\n"]);
            }
            out.push_str("</tr>\n</thead>\n<tbody>\n");
            for row in lines.chunks(head.len().max(1)) {
                out.push_str("<tr>\n");
                for (index, (cell, name)) in row.iter().zip(head).enumerate() {
                    match index {
                        0 => element(out, "th", " scope=\"row\"", cell, markup),
                        _ if is_figure => element(out, "td", "", cell, markup),
                        _ => element(out, "td", &format!(" data-label=\"{name}\""), cell, markup),
                    }
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n</table>\n");
            return;
        }
    };
    if matches!(block, Block::Lines) {
        out.push_str("<p>");
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                out.push_str("<br>\n");
            }
            pieces(out, line, markup);
        }
        out.push_str("</p>\n");
        return;
    }
    if !list.is_empty() {
        tag(out, ["<", list, ">\n"]);
    }
    for (index, line) in lines.iter().enumerate() {
        let attributes = match block {
            Block::Sources => format!(" id=\"source-{}\"", index + 1),
            _ => String::new(),
        };
        element(out, name, &attributes, line, markup);
    }
    if !list.is_empty() {
        tag(out, ["</", list, ">\n"]);
    }
}

/// Something that is all ours.
#[inline(never)]
fn tag(out: &mut String, pieces: [&str; 3]) {
    for piece in pieces {
        out.push_str(piece);
    }
}

/// An element with a line in it. Its name and attributes are ours.
#[inline(never)]
fn element(out: &mut String, name: &str, attributes: &str, line: &Line, markup: Markup) {
    tag(out, ["<", name, attributes]);
    out.push('>');
    pieces(out, line, markup);
    tag(out, ["</", name, ">\n"]);
}

#[inline(never)]
fn pieces(out: &mut String, line: &Line, markup: Markup) {
    line.each(&mut |kind, text, number| match kind {
        Kind::Strong => seen(out, ["<strong>", "</strong>"], text, markup),
        Kind::Value => seen(out, ["<code>", "</code>"], text, markup),
        Kind::Quote if markup == Markup::Figure => {
            seen(
                out,
                ["<mark class=\"overshare-quote\">", "</mark>"],
                text,
                markup,
            );
        }
        Kind::Quote => seen(out, ["<mark>", "</mark>"], text, markup),
        Kind::Severity => {
            let own = match markup {
                Markup::Figure => "overshare-",
                _ => "",
            };
            out.push_str(&format!(
                "<span class=\"{own}severity {own}s{}\">{}</span>",
                number.min(4),
                severity(number)
            ));
        }
        Kind::Source if markup == Markup::Figure => out.push_str(&format!("&#91;{number}]")),
        Kind::Source => {
            out.push_str(&format!("<a href=\"#source-{number}\">[{number}]</a>"));
        }
        Kind::Link => link(out, text, text, markup),
        Kind::NamedLink => {
            let (name, address) = text.split_once('\n').unwrap_or_default();
            link(out, name, address, markup);
        }
        Kind::Words => seen(out, ["", ""], text, markup),
    });
}

#[inline(never)]
fn link(out: &mut String, name: &str, address: &str, markup: Markup) {
    if !is_address(address) {
        return seen(out, ["", ""], name, markup);
    }
    out.push_str("<a rel=\"noreferrer\" href=\"");
    escape(out, address);
    seen(out, ["\">", "</a>"], name, markup);
}

/// A place where a line may be broken.
pub(super) const BREAK: &str = "<wbr>";

/// Letters of a figure's values after which a line may be broken where there is no space: columns of
/// articles are narrow.
const UNBROKEN: usize = 12;

/// The same for words, which are seldom longer and hard to read when broken.
const UNBROKEN_WORD: usize = 24;

#[inline(never)]
fn seen(out: &mut String, [before, after]: [&str; 2], text: &str, markup: Markup) {
    let (text, note) = visible(text);
    out.push_str(before);
    if markup == Markup::Figure {
        breakable(
            out,
            &text,
            if before == "<code>" {
                UNBROKEN
            } else {
                UNBROKEN_WORD
            },
        );
    } else {
        escape(out, &text);
    }
    out.push_str(after);
    out.push_str(&note);
}

#[inline(never)]
fn breakable(out: &mut String, text: &str, longest: usize) {
    let mut unbroken = 0;
    for letter in text.chars() {
        if letter == ' ' {
            unbroken = 0;
        } else {
            if unbroken >= longest {
                out.push_str(BREAK);
                unbroken = 0;
            }
            unbroken += 1;
            // Better here than some letters later.
            if matches!(letter, '.' | '_' | '/' | '-' | '&' | '?') && unbroken > longest / 2 {
                unbroken = longest;
            }
        }
        escape(out, letter.encode_utf8(&mut [0; 4]));
    }
}

/// A text without signs that mean something, in an element or in an attribute.
#[inline(never)]
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Generators of sites run what stands in double braces, or in one with a percent sign;
            // WordPress what stands in brackets.
            '{' => out.push_str("&#123;"),
            '[' => out.push_str("&#91;"),
            _ => out.push(letter),
        }
    }
}
