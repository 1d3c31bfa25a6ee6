//! Where a value came from: its place in the JSON text and, layer by layer, in what was pasted; and
//! back from a place to the value.
//!
//! Nothing of it is computed before somebody asks.

mod places;

use std::ops::Range;

use crate::bytes::trail::Mark;
use crate::insight::Part;
use crate::json::{Document, leaves::leaves};
use crate::report::{Blur, FieldPlace, Trace, TraceStep};

/// A part of the data after a layer; of the paste where the step is 0.
pub(crate) fn bytes(
    parts: &[Part],
    request: usize,
    step: usize,
    start: usize,
    count: usize,
) -> Vec<u8> {
    let Some((part, mark)) = parts
        .get(request)
        .and_then(|part| Some((part, mark(part, step)?)))
    else {
        return Vec::new();
    };
    let range = window(&mark, start, start.saturating_add(count));
    part.decoded.trail.window(mark.steps, range, text(part))
}

/// Where a value of an event stands; where the event does, if no path is given. Of several values
/// with the same path the `nth`.
pub(crate) fn event(parts: &[Part], event: usize, path: &str, nth: usize) -> Option<Trace> {
    let (request, part) = parts.iter().enumerate().find(|(_, part)| {
        (part.first_event..part.first_event + part.event_count()).contains(&event)
    })?;
    let document = part.decoded.document()?;
    let row = document.rows.get(event - part.first_event)?;
    let place = if path.is_empty() {
        row.start as usize..row.end as usize
    } else {
        let mut same = 0;
        find(document, event - part.first_event, &mut |known, _| {
            same += usize::from(known == path);
            known == path && same > nth
        })?
    };
    Some(Trace {
        request,
        event: Some(event),
        path: path.to_owned(),
        nth,
        steps: steps_of_text(part, place),
    })
}

/// Where the value of a field around the events stands.
pub(crate) fn request(parts: &[Part], request: usize, path: &str, nth: usize) -> Option<Trace> {
    let part = parts.get(request)?;
    let mut same = part
        .decoded
        .envelope
        .iter()
        .filter(|field| field.path == path);
    let steps = match &same.nth(nth)?.place_in_paste {
        Some(place) => steps(part, &[(place.clone(), None)]),
        None => {
            let name = path.strip_prefix(LOCKED)?;
            let document = part.decoded.document()?;
            let place = find(document, 0, &mut |known, _| is_within(known, name))?;
            steps_of_text(part, place)
        }
    };
    Some(Trace {
        request,
        event: None,
        path: path.to_owned(),
        nth,
        steps,
    })
}

/// The field that stands at a place of the data after a layer, wholly or in part.
pub(crate) fn field_at(
    parts: &[Part],
    request: usize,
    step: usize,
    start: usize,
    end: usize,
) -> Option<FieldPlace> {
    let part = parts.get(request)?;
    let mark = mark(part, step)?;
    let wanted = window(&mark, start, end.max(start.saturating_add(1)));
    if wanted.is_empty() {
        return None;
    }
    let trail = &part.decoded.trail;
    let in_text = (mark.steps..trail.steps.len()).try_fold(wanted.clone(), |range, step| {
        places::after(trail, step, &range)
    });
    let field = in_text.and_then(|range| field_in_text(part, &range));
    if field.is_some() || mark.steps > 0 {
        return field;
    }
    let fields = &part.decoded.envelope;
    let (index, field) = fields.iter().enumerate().find(|(_, field)| {
        let place = field.place_in_paste.clone().unwrap_or_default();
        overlap(&place, &wanted) > 0
    })?;
    let before = fields.iter().take(index);
    Some(FieldPlace {
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
fn field_in_text(part: &Part, wanted: &Range<usize>) -> Option<FieldPlace> {
    let document = part.decoded.document()?;
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
    if part.annotated.is_none() {
        let mut envelope = part.decoded.envelope.iter().map(|field| &field.path);
        let name = |path: &&String| path.strip_prefix(LOCKED).map(str::to_owned);
        let path = envelope.find(|known| name(known).is_some_and(|name| is_within(&path, &name)));
        return Some(FieldPlace {
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
    Some(FieldPlace {
        event: Some(part.first_event + row),
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

/// The steps from a place in the innermost text to the paste, innermost first.
fn steps_of_text(part: &Part, place: Range<usize>) -> Vec<TraceStep> {
    let trail = &part.decoded.trail;
    // The place in the data after each number of steps, and why it is none but a range.
    let mut places = vec![(place, None)];
    for step in (0..trail.steps.len()).rev() {
        let found = places.last().and_then(|(place, because)| {
            let (before, blur) = places::before(trail, step, place)?;
            Some((before, because.or(blur)))
        });
        places.extend(found);
    }
    places.reverse();
    steps(part, &places)
}

/// The places in the data after so many steps as places in the data after each layer.
fn steps(part: &Part, places: &[(Range<usize>, Option<Blur>)]) -> Vec<TraceStep> {
    let layers = (0..=part.decoded.trail.marks.len()).rev();
    let found = layers.filter_map(|step| {
        let mark = mark(part, step)?;
        let (place, because) = places.get(mark.steps)?;
        // A layer beside the way, such as the body where the address holds the events.
        (place.end <= mark.range.end).then_some(())?;
        let start = place.start.checked_sub(mark.range.start)?;
        Some(TraceStep {
            step,
            start,
            end: start + place.len(),
            exact: because.is_none(),
            because: *because,
        })
    });
    found.collect()
}

/// Where the output of a layer stands; of step 0 the paste.
fn mark(part: &Part, step: usize) -> Option<Mark> {
    let trail = &part.decoded.trail;
    match step.checked_sub(1) {
        None => Some(Mark {
            steps: 0,
            range: 0..trail.paste_length(text(part)),
        }),
        Some(layer) => trail.marks.get(layer).cloned(),
    }
}

/// A part of a layer's output as a part of the data in which it stands.
fn window(mark: &Mark, start: usize, end: usize) -> Range<usize> {
    let at = |offset: usize| mark.range.start + offset.min(mark.range.len());
    at(start)..at(end.max(start))
}

/// The innermost text.
fn text(part: &Part) -> &str {
    let document = part.decoded.document();
    document.map_or("", |document| &document.text)
}

/// How many bytes two places share.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end
        .min(other.end)
        .saturating_sub(one.start.max(other.start))
}
