//! Fields for people, one below the other, with what they tell.

use super::blocks::{Block, Line, Page};
use super::{Exported, words};
use crate::report::{Certainty, Field, Known};
use crate::text::exports as sentences;

/// Places that a claim names.
pub(super) const SCOPES: usize = 4;

/// A cell with a value and its better form.
#[inline(never)]
pub(super) fn shown(page: &mut Page, sent: &str, display: Option<&str>) {
    let line = page.line().value(sent);
    if let Some(display) = display {
        line.words(" = ").value(display);
    }
}

/// A place of the report, `request.event.path` or `request.path`, in words. Events and requests are
/// counted from 1.
#[inline(never)]
pub(super) fn place(line: &mut Line, path: &str) {
    let (request, rest) = path.split_once('.').unwrap_or((path, ""));
    let (event, field) = rest.split_once('.').unwrap_or((rest, ""));
    let (what, digits, field) = match event.parse::<usize>() {
        Ok(_) => ("event ", event, field),
        Err(_) => ("request ", request, rest),
    };
    if !field.is_empty() {
        line.value(field).words(" in ");
    }
    let index: usize = digits.parse().unwrap_or_default();
    line.words(what).number(index + 1);
}

/// Fields with what they tell.
#[inline(never)]
pub(super) fn table(page: &mut Page, exported: &Exported, fields: &[Field]) {
    for field in fields {
        match &field.label {
            Some(_) => {
                let line = page.line().strong(&words::label(field)).words(" (");
                line.value(&field.path).words(")")
            }
            None => page.line().value(&field.path),
        };
        shown(page, &field.value, field.display.as_deref());
        meaning(page.line(), exported, field);
        page.line().severity(field.severity);
    }
    page.put(Block::Table {
        caption: &Line::new(""),
        head: &["Field", "Value", "What it means", "How sensitive"],
    });
}

fn meaning(line: &mut Line, exported: &Exported, field: &Field) {
    let meaning = field.meaning.as_deref();
    line.words(meaning.unwrap_or(sentences::UNEXPLAINED.text));
    if let Some(because) = &field.because {
        line.filled(&sentences::GUESSED, &mut |_, line| {
            line.words(because);
        });
    }
    if let Some(matters) = &field.matters {
        line.filled(&sentences::MATTERS, &mut |_, line| {
            line.words(matters);
        });
    }
    // What an explained value looks like is no news, what lies inside it is.
    let telling = field.detected.iter().filter(|found| {
        let is_news = field.known != Known::Explained || found.value.is_some();
        found.certainty > Certainty::Possible && (is_news || found.matches.is_some())
    });
    for found in telling.take(SCOPES) {
        line.filled(&sentences::LOOKS_LIKE, &mut |_, line| {
            line.words(found.label);
            if let Some(inner) = &found.value {
                line.words(" ").value(inner);
            }
        });
        if let Some(path) = &found.matches {
            line.filled(&sentences::SAME_VALUE, &mut |_, line| place(line, path));
        }
    }
    exported.cite(line, &field.sources);
}
