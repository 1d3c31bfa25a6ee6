//! Which fields all events of a capture have with one and the same value: what needs to be read only once.

use std::collections::HashMap;

use crate::join::Reading;
use crate::json::leaves::leaves;

/// How many fields are compared, from the first of the first event on; an event of any sender has fewer.
const COMPARED: usize = 500;

/// A field that all events up to now have alike.
struct Field<'a> {
    path: String,
    value: &'a str,
    /// How often it was found: once in every event.
    found: usize,
}

/// The paths of the fields that every event has with the same text as value, in the order of the first
/// event; none where there are fewer than two events. A path that an event has twice is not among them.
pub(super) fn repeated(readings: &[Reading]) -> Vec<String> {
    let rows = || {
        readings.iter().flat_map(|reading| {
            let document = reading.annotated.as_ref().and(reading.decoded.document());
            document
                .into_iter()
                .flat_map(|document| document.rows.iter().map(move |row| (document, row)))
        })
    };
    let Some((document, row)) = rows().next() else {
        return Vec::new();
    };
    let mut fields: Vec<Field> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    leaves(document, row, &mut |path, range| {
        let value = document.text.get(range).unwrap_or_default();
        match places.get(path).and_then(|&twice| fields.get_mut(twice)) {
            Some(twice) => twice.found = usize::MAX,
            None => {
                places.insert(path.to_owned(), fields.len());
                fields.push(Field {
                    path: path.to_owned(),
                    value,
                    found: 0,
                });
            }
        }
        fields.len() < COMPARED
    });
    let mut events = 0;
    for (document, row) in rows() {
        let before = events;
        events += 1;
        // Events of one app mostly have their fields in one order: then the next is the one after the last.
        let mut next = 0;
        leaves(document, row, &mut |path, range| {
            let at = match fields.get(next) {
                Some(field) if field.path == path => next,
                _ => match places.get(path) {
                    Some(&at) => at,
                    None => return true,
                },
            };
            next = at + 1;
            if let Some(field) = fields.get_mut(at) {
                let is_same = document.text.get(range) == Some(field.value);
                // What is missing in one event, differs or comes twice never gets to the count again.
                field.found = match field.found == before && is_same {
                    true => events,
                    false => usize::MAX,
                };
            }
            true
        });
        if fields.iter().all(|field| field.found != events) {
            return Vec::new();
        }
    }
    let all = fields
        .into_iter()
        .filter(|field| events > 1 && field.found == events);
    all.map(|field| field.path).collect()
}

#[cfg(test)]
mod tests {
    use crate::Analysis;

    /// Paths that all events of a list have alike.
    fn repeated(text: &str) -> Vec<String> {
        Analysis::new(text.as_bytes(), "", &mut |_, _| {}).repeated()
    }

    #[test]
    fn what_all_events_have_alike_is_listed_in_the_order_of_the_first() {
        let text = r#"[
            {"event":"a","properties":{"$lib":"Android","n":1.0,"list":[1,{"b":true}],"word":"x"}},
            {"properties":{"word":"y","list":[1,{"b":true}],"n":1.00,"$lib":"Android"},"event":"b"}]"#;
        assert_eq!(
            repeated(text),
            [
                "properties.$lib",
                "properties.list[0]",
                "properties.list[1].b"
            ]
        );
    }

    #[test]
    fn what_one_event_lacks_or_has_twice_is_not() {
        let text = r#"[{"event":"a","one":1,"two":2,"two":2,"three":3},{"event":"a","two":2,"three":3,"three":3},{"event":"a","one":1}]"#;
        assert_eq!(repeated(text), ["event"]);
    }

    #[test]
    fn a_single_event_repeats_nothing() {
        assert!(repeated(r#"[{"event":"a"}]"#).is_empty());
        assert!(repeated("nothing").is_empty());
    }
}
