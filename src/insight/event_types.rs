//! Events whose names are not published, recognized by what they carry.
//!
//! Palant's article describes twelve kinds of event and names few. An event with an unknown name
//! that carries a page address may be one of several of them; a word in its name can say which.

use crate::detect;
use crate::json::Document;
use crate::knowledge::{KINDS, KindEntry, Shape};
use crate::text::message::Argument;
use crate::text::quoted::Quoted;
use crate::text::{activities, amounts, values};

/// What an unknown event looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventTypeGuess {
    pub(crate) title: Quoted,
    pub(crate) meaning: String,
    pub(crate) sources: &'static [&'static str],
    /// The kind that the name of the event speaks of.
    pub(crate) kind: Option<&'static KindEntry>,
    /// The node that holds a page address.
    pub(crate) address: Option<usize>,
}

/// The shapes among an event's properties.
#[derive(Clone, Copy, Debug, Default)]
struct Shapes {
    url: Option<usize>,
    video: bool,
    engines: usize,
    text: bool,
}

/// Guesses what an event is from its name and its properties.
pub(crate) fn guess(document: &Document, root: usize, name: &str) -> Option<EventTypeGuess> {
    let shapes = shapes(document, root);
    let fits = |kind: &&KindEntry| match kind.shape {
        Shape::Url => shapes.url.is_some(),
        Shape::VideoId => shapes.video,
        Shape::SearchEngine => shapes.engines >= 1,
        Shape::SearchEngines => shapes.engines >= 2,
        Shape::Text => shapes.text,
        Shape::None => true,
    };
    if let Some(kind) = KINDS.iter().filter(fits).find(|kind| is_named(kind, name)) {
        return Some(EventTypeGuess {
            title: activities::apparently(kind.label),
            meaning: values::LIKELY_EVENT
                .filled(&[("kind", Argument::Words(kind.label))])
                .text,
            sources: kind.sources,
            kind: Some(kind),
            address: shapes.url,
        });
    }
    let (what, shape) = if shapes.video {
        (activities::NUMBER_OF_VIDEO, Shape::VideoId)
    } else if shapes.url.is_some() {
        (activities::WEB_ADDRESS, Shape::Url)
    } else if shapes.engines >= 2 {
        (activities::SEARCH_ENGINES, Shape::SearchEngines)
    } else {
        return None;
    };
    let candidates: Vec<&KindEntry> = KINDS
        .iter()
        .filter(|kind| kind.shape == shape && kind.names.is_empty())
        .collect();
    let sources = candidates.first()?.sources;
    let kinds = amounts::kinds(candidates.iter().map(|kind| kind.label));
    let arguments = [
        ("what", Argument::Words(what)),
        ("kinds", Argument::Part(&kinds)),
    ];
    Some(EventTypeGuess {
        title: activities::carries(what),
        meaning: values::POSSIBLE_EVENTS.filled(&arguments).text,
        sources,
        kind: None,
        address: shapes.url,
    })
}

/// Whether the name of an event speaks of a kind.
pub(super) fn is_named(kind: &KindEntry, name: &str) -> bool {
    detect::name_contains_word(name, kind.words)
        && (kind.also.is_empty() || detect::name_contains_word(name, kind.also))
        && !detect::name_contains_word(name, kind.unless)
}

fn shapes(document: &Document, root: usize) -> Shapes {
    let mut shapes = Shapes::default();
    let Some((properties, _)) = document.child(root, "properties") else {
        return shapes;
    };
    for (index, node) in document.children(properties) {
        let name = document.key(node.key);
        let Some(text) = document.string(node.value) else {
            continue;
        };
        // The SDK's own properties say nothing about what happened.
        if name.starts_with('$') {
            continue;
        }
        match detect::text(name, text).map(|guess| guess.kind) {
            Some("url") => shapes.url = shapes.url.or(Some(index)),
            Some("video-id") => shapes.video = true,
            Some("search-engine") => shapes.engines += 1,
            _ => shapes.text |= !text.trim().is_empty(),
        }
    }
    shapes
}
