//! Where a value came from: its place in the JSON text and, layer by layer, in what was pasted; and
//! back from a place to the value.
//!
//! Nothing of it is computed before somebody asks.

use std::ops::Range;

use crate::bytes::Slice;
use crate::join::Reading;
use crate::json::{Document, leaves::leaves};
use crate::report::{CaptureRange, FieldAddress, Trace, TraceStep};

/// A part of the data after a layer; of the paste where the step is 0.
pub(crate) fn bytes(
    readings: &[Reading],
    request: usize,
    step: usize,
    start: usize,
    count: usize,
) -> Vec<u8> {
    let reading = readings.get(request);
    let found = reading.and_then(|reading| Some((reading, reading.decoded.output(step)?)));
    found.map_or_else(Vec::new, |(reading, output)| {
        let wanted = window(output, start, start.saturating_add(count));
        reading.decoded.bytes(wanted).into_owned()
    })
}

/// Where a value of an event stands; where the event does, if no path is given. Of several values
/// with the same path the `nth`.
pub(crate) fn event(readings: &[Reading], event: usize, path: &str, nth: usize) -> Option<Trace> {
    let (request, reading) = readings.iter().enumerate().find(|(_, reading)| {
        (reading.first_event..reading.first_event + reading.event_count()).contains(&event)
    })?;
    let document = reading.decoded.document()?;
    let row = document.rows.get(event - reading.first_event)?;
    let place = if path.is_empty() {
        row.start as usize..row.end as usize
    } else {
        let mut same = 0;
        find(document, event - reading.first_event, &mut |known, _| {
            same += usize::from(known == path);
            known == path && same > nth
        })?
    };
    let (steps, file) = steps_of_text(reading, place);
    Some(Trace {
        request,
        event: Some(event),
        path: path.to_owned(),
        nth,
        steps,
        file,
    })
}

/// Where the value of a field around the events stands.
pub(crate) fn request(
    readings: &[Reading],
    request: usize,
    path: &str,
    nth: usize,
) -> Option<Trace> {
    let reading = readings.get(request)?;
    let mut same = reading
        .decoded
        .envelope
        .iter()
        .filter(|field| field.path == path);
    let (steps, file) = match same.nth(nth)?.at {
        Some(at) => steps(reading, at),
        None => {
            let name = path.strip_prefix(LOCKED)?;
            let document = reading.decoded.document()?;
            let place = find(document, 0, &mut |known, _| is_within(known, name))?;
            steps_of_text(reading, place)
        }
    };
    Some(Trace {
        request,
        event: None,
        path: path.to_owned(),
        nth,
        steps,
        file,
    })
}

/// The field that stands at a place of the data after a layer, wholly or in part.
pub(crate) fn field_at(
    readings: &[Reading],
    request: usize,
    step: usize,
    start: usize,
    end: usize,
) -> Option<FieldAddress> {
    let reading = readings.get(request)?;
    let output = reading.decoded.output(step)?;
    let wanted = window(output, start, end.max(start.saturating_add(1)));
    if wanted.is_empty() {
        return None;
    }
    let store = &reading.decoded.request.store;
    let in_text = store.text_buffer();
    let in_text = in_text.and_then(|text| store.outcome(wanted, text, reading.decoded.text()));
    if let Some(field) = in_text.and_then(|place| field_in_text(reading, &place.range())) {
        return Some(field);
    }
    let fields = &reading.decoded.envelope;
    let text = reading.decoded.text();
    let answer = reading.decoded.answer.as_ref();
    let in_answer = answer.and_then(|answer| {
        let text_of_answer = answer.outputs.last()?.buffer;
        store.outcome(wanted, text_of_answer, text)
    });
    let wanted = in_answer.unwrap_or(wanted);
    let (index, field) = fields
        .iter()
        .enumerate()
        .find(|(_, field)| field.at.is_some_and(|at| at.overlap(wanted) > 0))?;
    let before = fields.iter().take(index);
    Some(FieldAddress {
        event: None,
        nth: before.filter(|other| other.path == field.path).count(),
        path: field.path.clone(),
        more: false,
    })
}

/// What the paths of fields begin with that stand in the clear around encrypted events.
const LOCKED: &str = "locked.";

fn is_within(path: &str, name: &str) -> bool {
    let rest = path.strip_prefix(name);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
}

/// The field with most bytes in a part of the innermost text; where no value stands there, the one
/// that follows, since names and commas belong to it.
fn field_in_text(reading: &Reading, wanted: &Range<usize>) -> Option<FieldAddress> {
    let document = reading.decoded.document()?;
    let rows = &document.rows;
    let first = rows.partition_point(|row| row.end as usize <= wanted.start);
    let mut count = 0;
    let mut most = 0;
    let mut found: Option<(usize, String, usize)> = None;
    for (index, row) in rows.iter().enumerate().skip(first) {
        if row.start as usize >= wanted.end {
            break;
        }
        leaves(document, row, &mut |path, place| {
            let shared = overlap(&place, wanted);
            let follows = found.is_none() && place.end > wanted.start;
            if shared > most || follows {
                most = shared;
                found = Some((index, path.to_owned(), place.start));
            }
            count += usize::from(shared > 0);
            place.end < wanted.end
        });
    }
    let (row, path, start) = found?;
    if reading.annotated.is_none() {
        let mut envelope = reading.decoded.envelope.iter().map(|field| &field.path);
        let name = |path: &&String| path.strip_prefix(LOCKED).map(str::to_owned);
        let path = envelope.find(|known| name(known).is_some_and(|name| is_within(&path, &name)));
        return Some(FieldAddress {
            event: None,
            path: path.filter(|_| row == 0)?.clone(),
            nth: 0,
            more: count > 1,
        });
    }
    let mut nth = 0;
    find(document, row, &mut |known, place| {
        nth += usize::from(known == path && place.start < start);
        false
    });
    Some(FieldAddress {
        event: Some(reading.first_event + row),
        path,
        nth,
        more: count > 1,
    })
}

/// The place of the first value of a row that is the one.
fn find(
    document: &Document,
    row: usize,
    is_it: &mut dyn FnMut(&str, &Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let mut found = None;
    leaves(document, document.rows.get(row)?, &mut |path, place| {
        if is_it(path, &place) {
            found = Some(place);
        }
        found.is_none()
    });
    found
}

/// The steps from a place in the innermost text to the capture, innermost first, and the place in the
/// file.
fn steps_of_text(
    reading: &Reading,
    place: Range<usize>,
) -> (Vec<TraceStep>, Option<CaptureRange<'static>>) {
    let text = reading.decoded.request.store.text_buffer();
    text.map_or_else(Default::default, |text| {
        steps(reading, Slice::new(text, place))
    })
}

/// The steps from a place in the data of a request to the capture, innermost first, and the place in the
/// file.
fn steps(reading: &Reading, at: Slice) -> (Vec<TraceStep>, Option<CaptureRange<'static>>) {
    let decoded = &reading.decoded;
    let places = decoded.request.store.provenance(at, decoded.text());
    let file = decoded.request.file_place(&places, decoded.text());
    let layers = (0..decoded.steps()).rev();
    let found = layers.filter_map(|step| {
        let output = decoded.output(step)?;
        // One of another buffer, or beside the way, such as the body where the address contains the events.
        let mut places = places.iter();
        let (place, because) = places.find(|(place, _)| output.contains(*place))?;
        let start = place.range().start - output.range().start;
        Some(TraceStep {
            step,
            start,
            end: start + place.len(),
            exact: because.is_none(),
            because: *because,
        })
    });
    (found.collect(), file)
}

/// A part of a layer's output.
fn window(output: Slice, start: usize, end: usize) -> Slice {
    let at = |offset: usize| offset.min(output.len());
    output.part(at(start)..at(end.max(start)))
}

/// How many bytes two places share.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end
        .min(other.end)
        .saturating_sub(one.start.max(other.start))
}
