//! What two captures say together: which numbers stayed, what only one of them has, and whether
//! the number that was meant to change after ninety days did.

mod fields;
mod identifiers;
mod rotation;

use std::collections::BTreeMap;

use crate::annotate::NAMES_LIMIT;
use crate::insight::title;
use crate::join::Reading;
use crate::knowledge::{self, Category};
use crate::report::{Change, Comparison, EventChange, IdentifierChange, LayerStatus, Quote, Text};
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
    let mut told = Told::default();
    if is_from_link {
        told.own("At least one of the captures is from a link; its maker says it was masked; not verified.");
    }
    let (mut before, mut after) = (given, then);
    let (mut early, mut late) = (span(before), span(after));
    if let (Some(one), Some(other)) = (early, late) {
        if (one.first, one.last) > (other.first, other.last) {
            (before, after) = (then, given);
            (early, late) = (late, early);
            told.own(
                "The capture that you gave first is the later one, so they were put in order.",
            );
        }
    } else {
        told.own(
            "The times do not say which capture is the earlier one. The first is taken for it.",
        );
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
        text: Vec::new(),
        quotes: Vec::new(),
        sources: Vec::new(),
    };
    if let Some(why) = incomparable(before, after) {
        told.text.truncate(usize::from(is_from_link));
        told.quotes.truncate(usize::from(is_from_link));
        told.own(why);
        (comparison.text, comparison.quotes) = (told.text, told.quotes);
        return comparison;
    }
    if is_same(before, after) {
        told.own("Both captures hold the same records.");
    } else if let (Some(early), Some(late)) = (early, late) {
        told.say(distance(early, late));
    }
    if [before, after].into_iter().flatten().any(is_incomplete) {
        told.own("One of them is incomplete, so what it lacks may only have been lost.");
    }
    if has_other_format(before, after) || has_other_format(after, before) {
        told.own("They are of different formats, so a name that only one has may say nothing about the phone.");
    }
    comparison.identifiers = identifiers::changes(before, after, &|_| true);
    told.say(identifiers::in_short(&comparison.identifiers));
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
        if comparison.rotation.is_none()
            && let Some(too_early) = too_early.filter(|_| is_early)
        {
            told.own(too_early);
        }
    }
    only_one_tells("earlier", before, after, &mut told);
    only_one_tells("later", after, before, &mut told);
    comparison.events = listed(events(before, after), "kinds of event", &mut told);
    comparison.fields = listed(fields::only_in_one(before, after), "fields", &mut told);
    let sources = comparison.rotation.iter().flat_map(|found| &found.sources);
    let sources = sources.filter_map(|id| knowledge::source(id)).copied();
    comparison.sources = sources.collect();
    (comparison.text, comparison.quotes) = (told.text, told.quotes);
    comparison
}

/// Sentences, and where in each of them names stand.
#[derive(Default)]
struct Told {
    text: Vec<Text<'static>>,
    quotes: Vec<Vec<Quote>>,
}

impl Told {
    fn own(&mut self, words: &'static str) {
        self.say(Quoted::of(words));
    }

    #[inline(never)]
    fn say(&mut self, said: Quoted) {
        self.text.push(said.text.into());
        self.quotes.push(said.quotes);
    }
}

/// Why two captures cannot be compared, where they cannot.
fn incomparable(before: &[Reading], after: &[Reading]) -> Option<&'static str> {
    let is_empty = |readings: &[Reading]| readings.iter().all(|reading| reading.event_count() == 0);
    match (is_empty(before), is_empty(after)) {
        (false, false) => None,
        (true, true) => {
            Some("Neither capture holds records that can be read, so there is nothing to compare.")
        }
        _ => Some(
            "Only one of the captures holds records that can be read, so there is nothing to compare them with.",
        ),
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

/// How far two captures lie apart, as a sentence.
fn distance(early: Span, late: Span) -> Quoted {
    if late.first < early.last {
        return Quoted::of("Their times overlap.");
    }
    match (late.first - early.last) / DAY {
        0 => Quoted::of("Less than a day lies between them."),
        1 => Quoted::of("One day lies between them."),
        days => {
            let mut said = Quoted::default();
            said.number(days as usize).words(" days lie between them.");
            said
        }
    }
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
fn only_one_tells(which: &'static str, here: &[Reading], there: &[Reading], told: &mut Told) {
    let has = |readings: &[Reading], category: Category| {
        let mut annotated = readings
            .iter()
            .filter_map(|reading| reading.annotated.as_ref());
        annotated.any(|annotated| {
            let tally = annotated.categories.get(category as usize);
            tally.is_some_and(|tally| tally.fields > 0 && tally.severity.max(tally.content) >= 3)
        })
    };
    let mut said = Quoted::of("Only the ");
    said.words(which).words(" capture tells about");
    let mut before = ": ";
    for category in Category::ALL {
        if has(here, category) && !has(there, category) {
            said.words(before).words(category.label());
            before = "; ";
        }
    }
    said.words(". That is what these captures hold, not what a setting does.");
    if before == "; " {
        told.say(said);
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
fn listed<T>(list: Option<Vec<T>>, what: &'static str, told: &mut Told) -> Vec<T> {
    let Some(mut list) = list else {
        let mut said = Quoted::of("The captures hold too many ");
        said.words(what).words(" to compare them one by one.");
        told.say(said);
        return Vec::new();
    };
    if list.len() > LISTED {
        let all = list.len();
        let mut said = Quoted::default();
        said.number(all).words(" ").words(what);
        said.words(" are only in one of them; the first ")
            .number(LISTED)
            .words(" are listed.");
        told.say(said);
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
