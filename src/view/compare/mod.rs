//! What two captures say together: which IDs stayed, what only one of them has, and whether
//! the ID that was meant to change after ninety days did.

mod fields;
mod identifiers;
mod rotation;

use std::collections::BTreeMap;

use crate::annotate::NAMES_LIMIT;
use crate::insight::title;
use crate::join::Reading;
use crate::knowledge::{self, Category};
use crate::report::{Change, Comparison, EventChange, IdentifierChange, LayerStatus, Quote, Text};
use crate::text::comparison as text;
use crate::text::message::{Argument, Arguments, SentenceText};
use crate::text::quoted::Quoted;

/// Names of events in all requests that are compared; ten times as many as are counted of one.
const NAMES: usize = 10 * NAMES_LIMIT;

/// Names and fields that are listed of each kind; more than a reader looks at.
const LISTED: usize = 200;

const DAY: u64 = 86_400_000;

/// The first and the last moment that a capture speaks of, in milliseconds since 1970.
#[derive(Clone, Copy)]
struct Span {
    first: u64,
    last: u64,
}

/// Compares two captures, which are put in the order of their times.
pub(crate) fn compare<'a>(
    given: &'a [Reading],
    then: &'a [Reading],
    is_from_link: bool,
) -> Comparison<'a> {
    let mut sentences = Sentences::default();
    if is_from_link {
        sentences.say(&text::FROM_LINK, &[]);
    }
    let (mut before, mut after) = (given, then);
    let (mut early, mut late) = (span(before), span(after));
    if let (Some(one), Some(other)) = (early, late) {
        if (one.first, one.last) > (other.first, other.last) {
            (before, after) = (then, given);
            (early, late) = (late, early);
            sentences.say(&text::REORDERED, &[]);
        }
    } else {
        sentences.say(&text::ORDER_UNKNOWN, &[]);
    }
    let gap = match (early, late) {
        (Some(early), Some(late)) => Some(late.first.saturating_sub(early.last)),
        _ => None,
    };
    let mut comparison = Comparison {
        days: gap.map(|gap| gap / DAY),
        identifiers: Vec::new(),
        rotation: None,
        events: Vec::new(),
        fields: Vec::new(),
        ids: Vec::new(),
        text: Vec::new(),
        quotes: Vec::new(),
        sources: Vec::new(),
    };
    if let Some(why) = incomparable(before, after) {
        sentences = Sentences::default();
        if is_from_link {
            sentences.say(&text::FROM_LINK, &[]);
        }
        sentences.say(why, &[]);
        return sentences.in_comparison(comparison);
    }
    if is_same(before, after) {
        sentences.say(&text::SAME_RECORDS, &[]);
    } else if let (Some(early), Some(late)) = (early, late) {
        distance(early, late, &mut sentences);
    }
    if [before, after].into_iter().flatten().any(is_incomplete) {
        sentences.say(&text::INCOMPLETE, &[]);
    }
    if has_other_format(before, after) || has_other_format(after, before) {
        sentences.say(&text::OTHER_FORMATS, &[]);
    }
    comparison.identifiers = identifiers::changes(before, after, &|_| true);
    identifiers::summarize(&comparison.identifiers, &mut sentences);
    let is_of_browser = |reading: &Reading| reading.decoded.is_of_mint_browser();
    let are_browsers = [before, after]
        .iter()
        .all(|readings| readings.iter().any(is_of_browser));
    if let Some(gap) = gap.filter(|_| are_browsers) {
        // Other apps have numbers of the same name.
        let mut all = [before, after].into_iter().flatten();
        let of_browser;
        let own = match all.all(is_of_browser) {
            true => &comparison.identifiers,
            false => {
                of_browser = identifiers::changes(before, after, &is_of_browser);
                &of_browser
            }
        };
        let too_early = rotation::too_early(own);
        let is_early = (1..=rotation::NINETY_DAYS).contains(&gap);
        comparison.rotation = rotation::rotation(gap, own);
        if comparison.rotation.is_none() && too_early && is_early {
            sentences.say(&text::TOO_EARLY, &[]);
        }
    }
    only_one_tells("earlier", before, after, &mut sentences);
    only_one_tells("later", after, before, &mut sentences);
    comparison.events = listed(events(before, after), "kinds of event", &mut sentences);
    comparison.fields = listed(fields::only_in_one(before, after), "fields", &mut sentences);
    let sources = comparison.rotation.iter().flat_map(|found| &found.sources);
    let sources = sources.filter_map(|id| knowledge::source(id)).copied();
    comparison.sources = sources.collect();
    sentences.in_comparison(comparison)
}

/// Sentences, what each says, and where in it names stand.
#[derive(Default)]
struct Sentences {
    ids: Vec<&'static str>,
    text: Vec<Text<'static>>,
    quotes: Vec<Vec<Quote>>,
}

impl Sentences {
    #[inline(never)]
    fn say(&mut self, sentence: &SentenceText, arguments: &Arguments) {
        let said = sentence.filled(arguments);
        self.ids.push(sentence.id);
        self.text.push(said.text.into());
        self.quotes.push(said.quotes);
    }

    fn in_comparison(self, comparison: Comparison) -> Comparison {
        Comparison {
            ids: self.ids,
            text: self.text,
            quotes: self.quotes,
            ..comparison
        }
    }
}

/// Why two captures cannot be compared, where they cannot.
fn incomparable(before: &[Reading], after: &[Reading]) -> Option<&'static SentenceText> {
    let is_empty = |readings: &[Reading]| readings.iter().all(|reading| reading.event_count() == 0);
    match (is_empty(before), is_empty(after)) {
        (false, false) => None,
        (true, true) => Some(&text::NOTHING_IN_BOTH),
        _ => Some(&text::NOTHING_IN_ONE),
    }
}

/// The time that a capture spans: by its events or, where they have none, by their upload.
fn span(readings: &[Reading]) -> Option<Span> {
    let mut span: Option<Span> = None;
    let mut note = |first: u64, last: u64| {
        let known = span.get_or_insert(Span { first, last });
        known.first = known.first.min(first);
        known.last = known.last.max(last);
    };
    for reading in readings {
        let Some(annotated) = &reading.annotated else {
            continue;
        };
        if let Some(period) = annotated.period {
            note(period.first, period.last);
        } else if let Some(document) = reading.decoded.document() {
            for row in &document.rows {
                if let Some(time) = document.child_number(row.node as usize, "_flush_time") {
                    note(time, time);
                }
            }
        }
    }
    span
}

/// Says how far two captures lie apart.
fn distance(early: Span, late: Span, sentences: &mut Sentences) {
    let days = late.first.checked_sub(early.last).map(|gap| gap / DAY);
    let sentence = match days {
        None => &text::OVERLAP,
        Some(0) => &text::WITHIN_A_DAY,
        Some(1) => &text::ONE_DAY,
        Some(_) => &text::DAYS,
    };
    let days = days.unwrap_or_default() as usize;
    sentences.say(sentence, &[("days", Argument::Number(days))]);
}

/// Whether the decoded texts are the same to the byte.
fn is_same(before: &[Reading], after: &[Reading]) -> bool {
    let alike = |(one, other): (&Reading, &Reading)| match (
        one.decoded.document(),
        other.decoded.document(),
    ) {
        (Some(one), Some(other)) => one.text == other.text,
        (one, other) => one.is_none() && other.is_none(),
    };
    before.len() == after.len() && before.iter().zip(after).all(alike)
}

/// Whether some of a request could not be decoded.
fn is_incomplete(reading: &Reading) -> bool {
    let document = reading.decoded.document();
    let mut rows = document.into_iter().flat_map(|document| &document.rows);
    let mut layers = reading.decoded.layers.iter();
    rows.any(|row| !row.complete) || layers.any(|layer| layer.status != LayerStatus::Ok)
}

/// The formats of a capture, each once: there are about ten.
fn formats(readings: &[Reading]) -> Vec<&'static str> {
    let mut formats: Vec<&str> = Vec::new();
    for reading in readings {
        if !formats.contains(&reading.decoded.protocol.id) {
            formats.push(reading.decoded.protocol.id);
        }
    }
    formats
}

/// Whether a capture has a format that the other has not.
fn has_other_format(readings: &[Reading], others: &[Reading]) -> bool {
    let others = formats(others);
    formats(readings)
        .iter()
        .any(|format| !others.contains(format))
}

/// Says which kinds of revealing data only one capture has.
#[inline(never)]
fn only_one_tells(
    which: &'static str,
    here: &[Reading],
    there: &[Reading],
    sentences: &mut Sentences,
) {
    let has = |readings: &[Reading], category: Category| {
        let mut annotated = readings
            .iter()
            .filter_map(|reading| reading.annotated.as_ref());
        annotated.any(|annotated| {
            let tally = annotated.categories.get(category as usize);
            tally.is_some_and(|tally| tally.fields > 0 && tally.severity.max(tally.content) >= 3)
        })
    };
    let mut what = Quoted::default();
    for category in Category::ALL {
        if has(here, category) && !has(there, category) {
            let is_first = what.text.is_empty();
            what.words(if is_first { "" } else { "; " });
            what.words(category.label());
        }
    }
    if !what.text.is_empty() {
        let arguments = [
            ("which", Argument::Words(which)),
            ("what", Argument::Part(&what)),
        ];
        sentences.say(&text::ONLY_ONE_TELLS, &arguments);
    }
}

/// The names of events that only one capture has, in the order in which they first occur.
///
/// A list of names has an end, and behind it nothing is known to be absent.
#[inline(never)]
fn events<'a>(before: &'a [Reading], after: &'a [Reading]) -> Option<Vec<EventChange<'a>>> {
    let mut found: Vec<EventChange> = Vec::new();
    let mut by_name: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    for (is_later, readings) in [(false, before), (true, after)] {
        for reading in readings {
            let (Some(annotated), Some(document)) =
                (&reading.annotated, reading.decoded.document())
            else {
                continue;
            };
            if annotated.names.len() >= NAMES_LIMIT || found.len() > NAMES {
                return None;
            }
            for &(first, count) in &annotated.names {
                let info = annotated.events.get(first)?;
                let name = title::name(document, info).or(title::kind(document, info));
                let key = (u32::from(name.is_some()), name.unwrap_or_default());
                let known = by_name.get(&key).copied();
                let known = known.and_then(|known| found.get_mut(known));
                let (before, after) = if is_later { (0, count) } else { (count, 0) };
                match known {
                    Some(known) => {
                        known.before += before;
                        known.after += after;
                    }
                    None => {
                        by_name.insert(key, found.len());
                        found.push(EventChange {
                            name: name.map(Into::into),
                            before,
                            after,
                        });
                    }
                }
            }
        }
    }
    found.retain(|event| event.before == 0 || event.after == 0);
    Some(found)
}

/// As much of a list as is shown; says so where that is not all.
fn listed<T>(list: Option<Vec<T>>, what: &'static str, sentences: &mut Sentences) -> Vec<T> {
    let Some(mut list) = list else {
        sentences.say(&text::TOO_MANY, &[("what", Argument::Words(what))]);
        return Vec::new();
    };
    if list.len() > LISTED {
        let arguments = [
            ("all", Argument::Number(list.len())),
            ("what", Argument::Words(what)),
            ("number", Argument::Number(LISTED)),
        ];
        sentences.say(&text::FIRST_LISTED, &arguments);
        list.truncate(LISTED);
    }
    list
}

/// The first identifier with this outcome that fits.
fn find<'c, 'a>(
    identifiers: &'c [IdentifierChange<'a>],
    outcome: Change,
    fits: impl Fn(&IdentifierChange) -> bool,
) -> Option<&'c IdentifierChange<'a>> {
    let mut identifiers = identifiers.iter();
    identifiers.find(|identifier| identifier.outcome == outcome && fits(identifier))
}

#[cfg(test)]
mod tests;
