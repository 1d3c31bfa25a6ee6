//! The events of a capture: a page of them, one in short, one with its fields.

use std::cell::RefCell;

use super::detections;
use super::fields::{fields, pack_name};
use super::search::{self, Found};
use crate::annotate::{Annotated, EventInfo};
use crate::insight::{event_types, title};
use crate::join::Reading;
use crate::json::{Document, Row};
use crate::knowledge::pack;
use crate::options::{self, Filter};
use crate::report::{Event, EventPage, FieldCounts, Known, Text};
use crate::text::quoted::{self, Quoted};

/// A page of the list of events that a filter lets through.
pub(crate) fn events<'a>(
    readings: &'a [Reading],
    start: usize,
    count: usize,
    filter: &str,
    found: &RefCell<Found>,
) -> EventPage<'a> {
    let filter = options::filter(filter);
    let end = start.saturating_add(count);
    if filter == Filter::default() {
        let total = readings.iter().map(Reading::event_count).sum();
        let events = (start..end.min(total)).filter_map(|index| short_event(readings, index));
        return EventPage {
            total,
            events: events.map(|(event, ..)| event).collect(),
        };
    }
    let mut found = found.borrow_mut();
    let found = found.of(readings, filter);
    let page = found.get(start..end.min(found.len())).unwrap_or_default();
    let needle = found.text();
    EventPage {
        total: found.len(),
        events: page
            .iter()
            .filter_map(|&index| short_event(readings, index as usize))
            .map(|(mut event, place)| {
                if let Some(needle) = needle {
                    event.hits = search::hits(place.document, place.row, needle);
                }
                event
            })
            .collect(),
    }
}

/// Where an event stands.
struct At<'a> {
    request: usize,
    reading: &'a Reading,
    document: &'a Document,
    annotated: &'a Annotated,
    info: &'a EventInfo,
    row: &'a Row,
}

/// An event by its index among all, without its fields.
fn short_event(readings: &[Reading], index: usize) -> Option<(Event<'_>, At<'_>)> {
    // Of requests without events, which begin where the next one does, the last has the event.
    let after = readings.partition_point(|reading| reading.first_event <= index);
    let request = after.checked_sub(1)?;
    let reading = readings.get(request)?;
    let annotated = reading.annotated.as_ref()?;
    let document = reading.decoded.document()?;
    let own = index - reading.first_event;
    let at = At {
        request,
        reading,
        document,
        annotated,
        info: annotated.events.get(own)?,
        row: document.rows.get(own)?,
    };
    let event = event(&at, index);
    Some((event, at))
}

/// One event with its fields, as many as are wanted at most, and its text.
pub(crate) fn whole_event(readings: &[Reading], index: usize, most: usize) -> Option<Event<'_>> {
    let (mut event, at) = short_event(readings, index)?;
    let At {
        request,
        reading,
        document,
        annotated,
        info,
        row,
    } = at;
    let name = title::name(document, info).unwrap_or_default();
    let mut fields = fields(document, row, annotated.place, reading, name, most);
    let FieldCounts {
        explained,
        guessed,
        unknown,
    } = event.counts;
    event.omitted = (explained + guessed + unknown).saturating_sub(fields.len());
    detections::compare(&mut fields, request, readings, annotated);
    event.fields = Some(fields);
    event.json = document
        .text
        .get(row.start as usize..row.end as usize)
        .map(Into::into);
    Some(event)
}

/// One event in short.
fn event<'a>(at: &At<'a>, index: usize) -> Event<'a> {
    let &At {
        request,
        reading,
        document,
        annotated,
        info,
        row,
    } = at;
    let name = title::name(document, info);
    let kind = title::kind(document, info);
    let entry = name.and_then(|name| pack::event(reading.pack, annotated.place, name));
    let (title, meaning, known, sources): (_, Option<Text>, _, _) = if let Some(entry) = entry {
        let (title, meaning) = title::of(entry, reading.pack, document, row);
        let known = match reading
            .pack
            .explains(entry.grade, entry.sources, entry.pack)
        {
            true => Known::Explained,
            false => Known::Guessed,
        };
        let sources = reading.pack.sources(entry.sources, entry.pack);
        (title, Some(meaning), known, sources)
    } else if let Some(name) = name.filter(|name| !quoted::is_blank(name)) {
        let guess = event_types::guess(document, row.node as usize, name)
            .filter(|_| annotated.is_sensors && reading.decoded.may_be_of_browser());
        match guess {
            Some(guess) => (
                guess.title,
                Some(guess.meaning.into()),
                Known::Guessed,
                guess.sources.to_vec(),
            ),
            None => {
                let mut title = Quoted::default();
                title.value(name);
                (title, None, Known::Unknown, Vec::new())
            }
        }
    } else if let Some(unnamed) = title::without_name(reading, annotated.place, kind) {
        (
            Quoted::of(unnamed.title),
            Some(unnamed.meaning.into()),
            Known::Explained,
            unnamed.sources.to_vec(),
        )
    } else {
        (
            Quoted::of("A record without a name"),
            None,
            Known::Unknown,
            Vec::new(),
        )
    };
    let [explained, guessed, unknown] = info.counts.map(|count| count as usize);
    Event {
        index,
        request,
        name: name.map(Into::into),
        kind: kind.map(Into::into),
        time: info
            .time
            .and_then(|node| document.content(row, node as usize))
            .map(Into::into),
        title: title.text.into(),
        quotes: title.quotes,
        meaning,
        known,
        pack: entry.and_then(|entry| pack_name(entry.pack)),
        sources,
        severity: info.severity,
        counts: FieldCounts {
            explained,
            guessed,
            unknown,
        },
        offset: row.start as usize,
        bytes: (row.end - row.start) as usize,
        complete: row.complete,
        fields: None,
        omitted: 0,
        json: None,
        hits: Vec::new(),
    }
}
