//! `LINK-11`: an identifier that two tracking programs send, one of them beside its records.

use std::collections::BTreeMap;

use super::around;
use super::evidence::Records;
use super::identifiers;
use super::recipients::recipients;
use super::several::Found;
use crate::join::Reading;
use crate::report::{Finding, Persistence, Text};
use crate::text::findings;
use crate::text::message::Argument;
use crate::text::quoted::Quoted;
use crate::text::requests;

/// Values that are compared; a capture of one phone has fewer than a hundred.
const VALUES: usize = 10_000;

/// Programs that are told apart for one value.
const PROGRAMS: usize = 8;

/// Where one program sends a value for the first time.
struct Place {
    request: usize,
    /// Whether it is beside the records.
    is_around: bool,
    persistence: Persistence,
    label: Text<'static>,
    path: Text<'static>,
}

/// Values of IDs are made so that no other is the same. A version, a word and a number without a value are
/// no link, whatever they are called.
fn is_distinct(value: &str) -> bool {
    let is_of_id = |byte: u8| byte.is_ascii_alphanumeric() || b"-_:%".contains(&byte);
    let mut letters: Vec<u8> = value.bytes().filter(u8::is_ascii_alphanumeric).collect();
    letters.sort_unstable();
    letters.dedup();
    value.len() >= 8
        && value.bytes().all(is_of_id)
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && letters.len() >= 4
}

/// A value, in the first request of each program that sends it.
#[derive(Default)]
struct Shared {
    places: Vec<Place>,
    /// How many requests have it, and the last of them.
    requests: usize,
    last: Option<usize>,
}

/// All values, by their texts.
#[derive(Default)]
struct Values<'a> {
    numbers: BTreeMap<(u32, &'a str), usize>,
    list: Vec<Shared>,
}

impl<'a> Values<'a> {
    fn add(&mut self, readings: &[Reading], value: &'a str, place: Place) {
        let number = match self.numbers.get(&(0, value)) {
            Some(number) => *number,
            None if self.list.len() < VALUES && is_distinct(value) => {
                self.numbers.insert((0, value), self.list.len());
                self.list.push(Shared::default());
                self.list.len() - 1
            }
            None => return,
        };
        let Some(Shared {
            places,
            requests,
            last,
        }) = self.list.get_mut(number)
        else {
            return;
        };
        if *last != Some(place.request) {
            *requests += 1;
            *last = Some(place.request);
        }
        let format = |place: &Place| Some(readings.get(place.request)?.decoded.protocol.id);
        let is_new = !places.iter().any(|known| format(known) == format(&place));
        if is_new && places.len() < PROGRAMS {
            places.push(place);
        }
    }
}

pub(super) fn streams(readings: &[Reading]) -> Option<Found> {
    if readings.len() < 2 {
        return None;
    }
    let mut values = Values::default();
    let mut all = Records::all(readings).peekable();
    for request in 0..readings.len() {
        if let Some(records) = all.next_if(|records| records.request == request) {
            add_records(readings, &records, &mut values);
        }
        let Some(device) = readings.get(request).map(|reading| reading.decoded.device) else {
            continue;
        };
        for around in around::fields(readings, request) {
            if let Some(persistence) = around.judgment.lasting() {
                let place = Place {
                    request,
                    is_around: true,
                    persistence,
                    label: identifiers::label_and_meaning(&around.judgment, device).0,
                    path: around.path,
                };
                values.add(readings, &around.field.text, place);
            }
        }
    }
    let is_link = |shared: &&Shared| {
        let mut places = shared.places.iter();
        shared.places.len() > 1
            && places.any(|place| place.is_around)
            && (shared.places.iter()).all(|place| place.persistence > Persistence::Session)
    };
    let longest = |shared: &Shared| {
        let places = shared.places.iter();
        places.map(|place| place.persistence).max()
    };
    let mut best: Option<&Shared> = None;
    for shared in values.list.iter().filter(is_link) {
        if best.is_none_or(|best| longest(shared) > longest(best)) {
            best = Some(shared);
        }
    }
    say(readings, best?)
}

/// Adds the values in the records of a request.
fn add_records<'a>(readings: &[Reading], records: &Records<'a>, values: &mut Values<'a>) {
    for recognized in &records.annotated.recognized {
        let path = |&(event, node): &(u32, u32)| records.path(event as usize, node as usize);
        if let Some(persistence) = recognized.judgment.lasting()
            && let Some(path) = recognized.sightings.first().and_then(path)
        {
            let place = Place {
                request: records.request,
                is_around: false,
                persistence,
                label: identifiers::label((*records, recognized)),
                path,
            };
            values.add(readings, &recognized.text, place);
        }
    }
}

fn say(readings: &[Reading], shared: &Shared) -> Option<Found> {
    let places = &shared.places;
    let [first, .., last] = places.as_slice() else {
        return None;
    };
    let reading = |place: &Place| readings.get(place.request);
    let mut who = Quoted::default();
    let recipients = recipients(&mut places.iter().filter_map(reading));
    match recipients.names.as_slice() {
        [_] => who.add(&recipients.say()),
        _ => who.words(requests::WHOEVER_RECEIVES_BOTH),
    };
    let arguments = [
        (
            "one",
            Argument::Computed(&reading(first)?.decoded.protocol.name),
        ),
        ("id", Argument::Computed(&first.label)),
        (
            "other",
            Argument::Computed(&reading(last)?.decoded.protocol.name),
        ),
        ("name", Argument::Computed(&last.label)),
        ("who", Argument::Part(&who)),
    ];
    let paths = places.iter().map(|place| place.path.clone()).collect();
    Some(Found::new(Finding {
        requests: shared.requests,
        ..findings::TWO_PROGRAMS.finding(3, &arguments, paths)
    }))
}
