//! `OPT-OUT`: what is sent although somebody said no.

use super::evidence::Records;
use super::title;
use crate::annotate::{self, EventInfo};
use crate::detect;
use crate::json::{Row, Value};
use crate::knowledge::FieldEntry;
use crate::report::Finding;
use crate::text::message::Argument;
use crate::text::{amounts, findings as text};

/// Records of one request that are looked into for a choice, which takes up to 100 µs each.
const TRIED: usize = 1_000;

/// Names that speak of private browsing, of which a record is asked for each.
const NAMES: usize = 8;

/// How grave it is that something was sent against somebody’s will.
const SEVERITY: u8 = 3;

/// `OPT-OUT`: records that themselves say that the person declined.
pub(super) fn declined(records: &Records) -> Option<Finding<'static>> {
    let refusals = records.reading.decoded.vocabulary.naming.refusals;
    let known = |((_, name), _): &&((&str, &str), &str)| records.document.find_key(name).is_some();
    if refusals.iter().filter(known).count() == 0 {
        return None;
    }
    let (mut number, mut all, mut places, mut sources) = (0, 0, Vec::new(), Vec::new());
    for (event, ..) in records.events().take(TRIED) {
        all += 1;
        let no = no_in(records, event);
        if let Some((node, entry)) = no {
            number += 1;
            if places.is_empty() {
                places = records.paths(event, &[node]);
                sources = entry
                    .map(|entry| records.reading.pack.sources(entry.sources, entry.pack))
                    .unwrap_or_default();
            }
        }
    }
    if number == 0 {
        return None;
    }
    let which = amounts::records_say(number, all, all < records.annotated.events.len());
    let arguments = [
        ("which", Argument::Part(&which)),
        ("it", Argument::Words(amounts::they_were(number))),
    ];
    Some(Finding {
        sources,
        ..text::DECLINED.finding(SEVERITY, &arguments, places)
    })
}

/// The value of a record that says no, and its entry.
fn no_in(records: &Records, event: usize) -> Option<(usize, Option<&'static FieldEntry>)> {
    let vocabulary = records.reading.decoded.vocabulary;
    let info = records.annotated.events.get(event)?;
    let row = records.document.rows.get(event)?;
    let own = title::name(records.document, info).unwrap_or_default();
    let mut found = None;
    let top = records.annotated.place;
    annotate::walk(records.document, row, vocabulary, top, own, &mut |leaf| {
        let text = records.document.string(leaf.value).unwrap_or_default();
        let says_no = vocabulary
            .naming
            .refusals
            .iter()
            .any(|((event, name), no)| {
                leaf.lookup_name == *name
                    && (event.is_empty() || leaf.event == *event)
                    && text.ends_with(no)
            });
        if says_no {
            found = Some((leaf.index, leaf.field().entry(records.reading.pack)));
        }
        found.is_none()
    });
    found
}

/// `OPT-OUT`: a request that carries a wish not to be tracked, and names pages, searches or places.
pub(super) fn header(records: &Records) -> Option<Finding<'static>> {
    let wishes = |name: &str| {
        let mut envelope = records.reading.decoded.envelope.iter();
        envelope.any(|field| field.path == name && field.text.trim() == "1")
    };
    let text = if wishes("header.dnt") {
        &text::DO_NOT_TRACK
    } else if wishes("header.sec-gpc") {
        &text::PRIVACY_CONTROL
    } else {
        return None;
    };
    let event = telling(records)?;
    Some(text.finding(SEVERITY, &[], vec![records.event_path(event)]))
}

/// `OPT-OUT`: a record that says itself that private browsing was on.
pub(super) fn incognito(records: &Records) -> Option<Finding<'static>> {
    let keys = records.document.keys();
    let keys = keys.filter(|(_, name)| detect::is_private_browsing(name));
    let keys: Vec<_> = keys.map(|(key, _)| key).take(NAMES).collect();
    if keys.is_empty() {
        return None;
    }
    let state = |row: &Row, node: usize, value: Value| match value {
        Value::Bool(is_on) => Some(is_on),
        _ => match records.scalar(row, node)? {
            "1" | "true" | "on" => Some(true),
            "0" | "false" | "off" => Some(false),
            _ => None,
        },
    };
    let (event, node) = records.events().find_map(|(event, info, row)| {
        if info.content < 3 {
            return None;
        }
        let found = keys.iter().filter_map(|key| records.property(row, *key));
        let states = found.filter_map(|(node, value)| Some((state(row, node, value.value)?, node)));
        // Where one field says yes and another one no, nothing is known.
        let (mut on, mut is_off) = (None, false);
        for (is_on, node) in states {
            match is_on {
                true => on = on.or(Some(node)),
                false => is_off = true,
            }
        }
        Some((event, on.filter(|_| !is_off)?))
    })?;
    Some(text::INCOGNITO.finding(SEVERITY, &[], records.paths(event, &[node])))
}

/// `OPT-OUT`: records made after recording was switched off.
pub(super) fn switched_off(records: &Records) -> Option<Finding<'static>> {
    let time = |info: &EventInfo| match records.document.node(info.time? as usize)?.value {
        Value::Unsigned(time) => Some(time.get()),
        _ => None,
    };
    let offs = records.events().filter_map(|(event, info, _)| {
        let name = super::title::name(records.document, info)?;
        (name == "$AppDataTrackingClose").then_some((time(info)?, event))
    });
    let (since, off) = offs.min()?;
    let (event, ..) = records
        .events()
        .find(|(_, info, _)| info.content >= 2 && time(info).is_some_and(|time| time > since))?;
    let paths = vec![records.event_path(off), records.event_path(event)];
    Some(text::SWITCHED_OFF.finding(SEVERITY, &[], paths))
}

/// The first record that names something the person chose.
fn telling(records: &Records) -> Option<usize> {
    records
        .annotated
        .events
        .iter()
        .position(|info| info.content >= 3)
}
