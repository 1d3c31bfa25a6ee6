//! One event or a few as a figure for an article: a table that says everything by itself, without
//! script, style or another file, in feed readers and on paper too.

use std::ptr;

use super::blocks::{Block, Line, Markup, Page, Writer, is_address};
use super::{Exported, content, plural, words};
use crate::json::{Document, Value};
use crate::options;
use crate::report::{Event, Field, Known};
use crate::sort::by_rank;
use crate::text::exports as sentences;
use crate::text::quoted::{is_hidden, is_joiner};

/// Fields of an event that are shown where nobody chose any: what still fits on a screen.
const TELLING: usize = 12;

/// Least severity of those.
const LEAST: u8 = 2;

/// Events of one figure, and rows of all its tables. An article is read, not searched.
pub(crate) const EVENTS: usize = 20;
const ROWS: usize = 400;

/// Sentences of the summary below the table.
const SENTENCES: usize = 2;

/// Characters of a value; the rest is one step away, in the capture itself.
const SHOWN: usize = 240;

/// Names of fields that somebody may choose: more than there are rows.
const NAMES: usize = 1_000;

/// Characters of a caption and of an address that somebody writes. What stands behind a longer text is
/// not shown.
pub(crate) const TYPED: usize = 2_000;

/// What somebody wants to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FigureOptions {
    event: Which,
    fields: Fields,
    /// Own words instead of ours.
    caption: Option<String>,
    /// Address of the page that reads captures.
    pub(crate) page: Option<String>,
}

/// Which events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// The first of the most severe.
    MostTelling,
    /// Counted from 1, as readers do.
    One(usize),
    All,
}

/// Which of their fields.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fields {
    Telling,
    All,
    /// By path or name, in this order.
    Named(Vec<String>),
}

impl FigureOptions {
    /// What is shown where nobody chose.
    pub(crate) const MOST_TELLING: FigureOptions = FigureOptions {
        event: Which::MostTelling,
        fields: Fields::Telling,
        caption: None,
        page: None,
    };

    /// Reads the member `figure` of a choice: `{"event": 3 | "all", "fields": "telling" | "all" |
    /// [names or paths], "caption": "…", "page": "https://…"}`, each of which may be missing. None
    /// where something else stands there.
    pub(crate) fn read(choice: &str) -> Option<FigureOptions> {
        let mut wanted = FigureOptions::MOST_TELLING;
        if choice.trim().is_empty() {
            return Some(wanted);
        }
        let object = options::read(choice)?;
        for (index, member) in object.children(0) {
            match (object.key(member.key), member.value) {
                ("figure", Value::Object(_)) => wanted = FigureOptions::of(&object, index)?,
                ("figure", _) => return None,
                _ => {}
            }
        }
        Some(wanted)
    }

    fn of(object: &Document, index: usize) -> Option<FigureOptions> {
        let mut wanted = FigureOptions::MOST_TELLING;
        for (list, member) in object.children(index) {
            let text = object.string(member.value);
            match (object.key(member.key), text) {
                ("event", Some("all")) => wanted.event = Which::All,
                ("event", None) => {
                    let Value::Unsigned(number) = member.value else {
                        return None;
                    };
                    wanted.event =
                        Which::One(usize::try_from(number.get()).ok().filter(|&one| one > 0)?);
                }
                ("fields", Some("telling")) => wanted.fields = Fields::Telling,
                ("fields", Some("all")) => wanted.fields = Fields::All,
                ("fields", None) if matches!(member.value, Value::Array(_)) => {
                    let names = object.children(list);
                    let names = names.map(|(_, name)| object.string(name.value).map(str::to_owned));
                    let names: Vec<String> = names.collect::<Option<_>>()?;
                    wanted.fields =
                        Fields::Named(Some(names).filter(|names| names.len() <= NAMES)?);
                }
                ("caption", Some(text)) if text.chars().count() <= TYPED => {
                    let words: Vec<&str> = text.split_whitespace().collect();
                    wanted.caption = Some(words.join(" "));
                }
                ("page", Some(text)) if text.len() <= TYPED && is_address(text) => {
                    wanted.page = Some(text.to_owned());
                }
                _ => return None,
            }
        }
        Some(wanted)
    }

    /// Names the event by another index, from 0; where there is none, the most telling one is shown.
    pub(crate) fn renumber(&mut self, index: &dyn Fn(usize) -> Option<usize>) {
        if let Which::One(number) = self.event {
            let index = index(number - 1);
            self.event = index.map_or(Which::MostTelling, |index| Which::One(index + 1));
        }
    }

    /// What somebody wrote, as the gate looks at it: also without the characters that nobody sees,
    /// which would hide a value in it. The address of a page is that of a site, whatever was captured.
    pub(crate) fn typed(&self) -> String {
        let caption = self.caption.as_deref().unwrap_or_default();
        let is_seen = |letter: &char| !is_hidden(*letter) && !is_joiner(*letter);
        let seen: String = caption.chars().filter(is_seen).collect();
        [caption, &seen].join("\n")
    }
}

/// The whole figure.
pub(super) fn figure(exported: &Exported, writer: &'static dyn Writer) -> Vec<u8> {
    let page = &mut Page::new(writer, "");
    let wanted = exported.wanted;
    let count = exported.report.counts.events;
    let (first, after) = match wanted.event {
        Which::One(number) => (number - 1, number),
        Which::All => (0, count.min(EVENTS)),
        Which::MostTelling => {
            let most = most_telling(exported);
            (most, most + 1)
        }
    };
    let mut rows = ROWS;
    let mut shown = 0;
    let mut sources = Vec::new();
    for index in first..after {
        let most = exported.source.fields_limit();
        let Some(event) = exported.event(index, most).filter(|_| rows > 0) else {
            break;
        };
        let chosen = chosen(&event, &wanted.fields, rows);
        if chosen.is_empty() {
            continue;
        }
        rows -= chosen.len();
        shown += 1;
        table(page, exported, &event, &chosen, &mut sources);
    }
    let left = match wanted.event {
        Which::All => count - shown,
        _ => 0,
    };
    page.missing(left, "further event", " not shown here.");
    for (index, &number) in sources.iter().enumerate() {
        if let Some(source) = exported.report.sources.get(number - 1) {
            let line = page.line().source(index + 1).words(" ");
            match source.pack {
                Some(_) => line.words(source.title).words(", ").value(source.url),
                None => line.named_link(source.title, source.url),
            };
        }
    }
    page.put(Block::Lines);
    let only = (after - first == 1 && shown == 1).then_some(after);
    caption(page, exported, only);
    page.finish()
}

/// The first of the most severe events.
fn most_telling(exported: &Exported) -> usize {
    for severity in (LEAST..=4).rev() {
        let filter = format!("{{\"severity\":{severity}}}");
        if let [event] = &*exported.source.events(0, 1, &filter).events {
            return event.index;
        }
    }
    0
}

/// The fields of an event that are shown: the telling ones by how much they tell, or what tells most
/// where none of them is telling; others as they were sent or named.
fn chosen<'a>(event: &'a Event, wanted: &Fields, most: usize) -> Vec<&'a Field<'a>> {
    let fields = event.fields.as_deref().unwrap_or_default();
    let mut chosen: Vec<&Field> = Vec::new();
    match wanted {
        Fields::All => chosen.extend(fields),
        Fields::Telling => {
            let telling = fields.iter().filter(|field| field.severity >= LEAST);
            chosen.extend(telling);
            if chosen.is_empty() {
                chosen.extend(fields);
            }
            chosen = by_rank(chosen, |field| {
                field.severity.min(4) * 8 + field.content.min(4)
            });
            chosen.truncate(TELLING);
        }
        Fields::Named(names) => {
            for name in names {
                let is_named = |field: &&Field| **name == *field.path || **name == *field.name;
                let is_new = |field: &&Field| !chosen.iter().any(|&known| ptr::eq(known, *field));
                let left = most - chosen.len();
                let found = fields.iter().filter(is_named).filter(is_new).take(left);
                let found: Vec<&Field> = found.collect();
                chosen.extend(found);
            }
        }
    }
    chosen.truncate(most);
    chosen
}

fn table(
    page: &mut Page,
    exported: &Exported,
    event: &Event,
    chosen: &[&Field],
    sources: &mut Vec<usize>,
) {
    let all = event.counts.explained + event.counts.guessed + event.counts.unknown;
    let count = exported.report.counts.events;
    let number = event.index + 1;
    let mut caption = Line::default();
    let markup = page.markup();
    let line = match markup {
        Markup::Markdown => page.line(),
        _ => &mut caption,
    };
    if count > 1 {
        let which = format!("Event {number} of {count}:");
        match markup {
            Markup::Markdown => line.strong(&which).words(" "),
            _ => line.words(&which).words(" "),
        };
    }
    line.sentence(&event.title, &event.quotes);
    if chosen.len() < all {
        line.words(" (").number(chosen.len()).words(" of ");
        line.count(all, "field").words(")");
    }
    page.put(Block::Paragraph);
    for field in chosen {
        sent(page, field);
        meaning(page, exported, field, sources);
    }
    // Two columns still fit into the narrowest of articles.
    page.put(Block::Table {
        caption: &caption,
        head: &["What was sent", "What it means"],
    });
}

/// A cell with the name of a field and its value, the content rather than the JSON.
fn sent(page: &mut Page, field: &Field) {
    let line = page.line();
    match &field.label {
        Some(_) => line.strong(&words::label(field)),
        None => line.value(&field.path),
    };
    line.words(": ");
    let sent = content(&field.value);
    match sent.char_indices().nth(SHOWN) {
        Some((end, _)) => line.value(sent.get(..end).unwrap_or_default()).words(" …"),
        None if sent.is_empty() => line.words("(empty)"),
        None => line.value(&sent),
    };
    if let Some(display) = field
        .display
        .as_deref()
        .filter(|display| display.len() <= SHOWN)
    {
        line.words(" = ").value(display);
    }
}

/// A cell with how sensitive a field is, what it tells, and where that can be checked.
fn meaning(page: &mut Page, exported: &Exported, field: &Field, sources: &mut Vec<usize>) {
    let line = page.line().severity(field.severity).words(". ");
    let meaning = field
        .meaning
        .as_deref()
        .unwrap_or(sentences::UNEXPLAINED.text);
    line.words(match field.known {
        Known::Guessed => "Apparently: ",
        Known::Explained | Known::Unknown => "",
    });
    line.words(meaning);
    if let Some(matters) = &field.matters {
        line.words(" ").words(matters);
    }
    if field.label.is_some() {
        line.words(" Sent as ").value(&field.path).words(".");
    }
    for number in exported.numbers(&field.sources) {
        let known = sources.iter().position(|&source| source == number);
        let index = known.unwrap_or_else(|| {
            sources.push(number);
            sources.len() - 1
        });
        line.words(" ").source(index + 1);
    }
}

/// What the figure shows as a whole, how much of it is masked, and where to read the rest: at the
/// event that is shown, where it is one.
fn caption(page: &mut Page, exported: &Exported, only: Option<usize>) {
    let line = page.line();
    match &exported.wanted.caption {
        Some(own) => {
            line.words(own);
        }
        None => {
            let (what, whose) = match exported.report.requests.len() {
                0 | 1 => ("one request tells".to_owned(), "its recipient"),
                many => (plural(many, "request") + " tell", "their recipients"),
            };
            let name = exported.recipient();
            let mut title = Line::default();
            title.filled(&sentences::TELLS, &mut |gap, line| {
                line.words(match gap {
                    "what" => &what,
                    _ => name.as_deref().unwrap_or(whose),
                });
            });
            title.each(&mut |_, title, _| {
                line.strong(title);
            });
            for sentence in exported.report.summary.iter().take(SENTENCES) {
                line.words(" ").sentence(&sentence.text, &sentence.quotes);
            }
        }
    }
    if let Some(provenance) = exported.provenance() {
        line.words(" ").words(provenance).words(".");
    }
    let masked = exported.report.masking.is_some();
    let sentence = match (masked, exported.provenance()) {
        (true, None) => &sentences::FIGURE_MASKED,
        (true, Some(_)) => &sentences::FIGURE_MASKED_BY_MAKER,
        (false, _) => &sentences::FIGURE_NOT_MASKED,
    };
    line.words(sentence.text);
    if let Some(address) = exported.link {
        let place = only.map(|number| format!("/event-{number}"));
        let address = [address, &place.unwrap_or_default()].concat();
        line.words(" ")
            .named_link("Read the whole capture", &address);
    }
    page.put(Block::Caption);
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::export::blocks::SHAPES;
    use crate::report::tests::check_constant;

    /// The element that replaces a figure in an article begins with what the figure shows, and names
    /// the same characters.
    #[test]
    fn the_element_shows_what_the_figure_does() {
        check_constant("www/embed/fields.js", "TELLING", &TELLING.to_string());
        check_constant("www/embed/fields.js", "LEAST", &LEAST.to_string());
        check_constant("www/embed/view.js", "SENTENCES", &SENTENCES.to_string());
        check_constant("www/embed/view.js", "SHAPES", &format!("'{SHAPES}'"));
        let mut hidden = String::from("/[");
        let mut characters = ('\0'..=char::MAX).peekable();
        while let Some(first) = characters.next() {
            if !is_hidden(first) {
                continue;
            }
            let mut last = first;
            while let Some(next) = characters.next_if(|&next| is_hidden(next)) {
                last = next;
            }
            let _ = write!(hidden, "\\u{{{:x}}}", u32::from(first));
            if last > first {
                let _ = write!(hidden, "-\\u{{{:x}}}", u32::from(last));
            }
        }
        check_constant("www/embed/view.js", "HIDDEN", &(hidden + "]/gu"));
    }

    #[test]
    fn a_choice_that_asks_for_nothing_of_the_kind_chooses_the_most_telling() {
        for choice in ["", "{}", r#"{"mode":"structure"}"#, r#"{"figure":{}}"#] {
            assert_eq!(
                FigureOptions::read(choice),
                Some(FigureOptions::MOST_TELLING),
                "{choice}"
            );
        }
    }

    #[test]
    fn every_member_is_read() {
        assert_eq!(
            FigureOptions::read(
                r#"{"figure":{"event":3,"fields":["a","b.c"],"caption":"x","page":"https://o.example/"}}"#
            ),
            Some(FigureOptions {
                event: Which::One(3),
                fields: Fields::Named(vec!["a".to_owned(), "b.c".to_owned()]),
                caption: Some("x".to_owned()),
                page: Some("https://o.example/".to_owned()),
            })
        );
    }

    #[test]
    fn what_is_no_choice_is_refused() {
        for figure in [
            r#"{"event":0}"#,
            r#"{"event":-1}"#,
            r#"{"event":"first"}"#,
            r#"{"fields":"some"}"#,
            r#"{"fields":[1]}"#,
            r#"{"caption":1}"#,
            r#"{"events":"all"}"#,
            r#"{"fields":{"a":"event"}}"#,
            r#"{"fields":null}"#,
            r#"{"page":""}"#,
            r#"{"page":"o.example"}"#,
            r#"{"page":"javascript:alert(1)"}"#,
            r#"{"page":"httpsx://o.example/"}"#,
            r#"{"page":"https://o.example/\n\n# more"}"#,
            r#"{"page":"https://o.example/<b>"}"#,
            "null",
            "[]",
            r#""all""#,
        ] {
            let choice = format!("{{\"figure\":{figure}}}");
            assert_eq!(FigureOptions::read(&choice), None, "{choice}");
        }
        let names = format!(
            r#"{{"figure":{{"fields":["a"{}]}}}}"#,
            r#","a""#.repeat(NAMES)
        );
        assert_eq!(FigureOptions::read(&names), None);
        for member in ["caption", "page"] {
            let long = "a".repeat(TYPED);
            let choice = format!("{{\"figure\":{{\"{member}\":\"https://{long}\"}}}}");
            assert_eq!(FigureOptions::read(&choice), None, "{member}");
        }
    }
}
