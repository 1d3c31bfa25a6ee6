//! From the value that holds the events to a document: all codings undone, the JSON read, the
//! checksum compared, and the sender named by what the records look like.

use std::borrow::Cow;
use std::ops::Range;

use super::sensors::{FORMAT, PAYLOADS, describe_encryption, java_hash};
use super::shape::settle_by_shape;
use super::unwrap::unwrap;
use super::{Match, Payload, Reading, layer};
use crate::bytes::codec::json_string;
use crate::bytes::{Coding, Slice};
use crate::diagnostic;
use crate::json::{self, Document, Top, Value, spans::Spans};
use crate::report::{Certainty, Check, CheckStatus, Codec, LayerStatus};

/// Reads a value that may hold events, and settles whose they are by their shape.
pub(super) fn read_value(
    value: &[u8],
    at: Slice,
    crc: Option<&str>,
    flag: Option<&str>,
    reading: &mut Reading,
) {
    read_nested(value, at, crc, flag, reading, true);
}

fn read_nested(
    value: &[u8],
    at: Slice,
    crc: Option<&str>,
    flag: Option<&str>,
    reading: &mut Reading,
    may_nest: bool,
) {
    let sent = crc.and_then(parse_crc);
    let unwrapped = unwrap(value, at, sent, java_hash, reading);
    if unwrapped.text.is_empty() {
        check(crc, sent, None, reading);
        return;
    }
    reading.progress.part(45, 80);
    let length = unwrapped.text.len();
    let document = json::read(
        unwrapped.text,
        reading.budget,
        &mut reading.diagnostics,
        reading.progress,
    );
    if document.rows.is_empty() && document.top != Top::Array {
        let because = "it should be JSON";
        let layer = layer(Codec::Json, because, length, 0, LayerStatus::Failed);
        reading.taken(layer, reading.text.part(0..0));
        reading.diagnostics.push(diagnostic::json_none());
        check(crc, sent, None, reading);
        return;
    }
    let complete = document.rows.iter().all(|row| row.complete);
    let status = if complete {
        LayerStatus::Ok
    } else {
        LayerStatus::Partial
    };
    // A text that was cut off lacks more than its padding.
    let whole = complete
        && reading
            .layers
            .iter()
            .all(|layer| layer.status == LayerStatus::Ok);
    if unwrapped.padding > 0 && whole {
        let note = diagnostic::padding_restored(unwrapped.padding);
        reading.diagnostics.push(note);
    }
    let mut because = match document.top {
        Top::Array if document.rows.len() == 1 => "a list of one record".to_owned(),
        Top::Array => format!("a list of {} records", document.rows.len()),
        Top::Lines => format!("{} records one after another", document.rows.len()),
        Top::One | Top::None => "one record".to_owned(),
    };
    let inner = inner_envelope(&document).filter(|_| may_nest);
    if inner.is_none() {
        because.push_str(&packed(&reading.packed));
    }
    let layer = layer(Codec::Json, because, length, length, status);
    reading.taken(layer, reading.text);

    if let Some(inner) = inner {
        let mut at = reading.text.part(inner.place);
        if let Cow::Owned(value) = &inner.value {
            at = reading.derived.note(at, Coding::JsonString, value.len());
        }
        read_nested(
            inner.value.as_bytes(),
            at,
            inner.crc.as_deref(),
            inner.flag.as_deref(),
            reading,
            false,
        );
        return;
    }
    let actual = unwrapped.actual.filter(|_| unwrapped.proven.is_some());
    let encrypted = describe_encryption(&document, flag);
    let claims_compression = flag.map(|flag| flag.trim() == "1");
    let is_compressed = |codec: &Codec| matches!(codec, Codec::Gzip | Codec::Zlib);
    let was_compressed = unwrapped.compressed || reading.packed.iter().any(is_compressed);
    if encrypted.is_none() && claims_compression.is_some_and(|claim| claim != was_compressed) {
        reading.diagnostics.push(diagnostic::gzip_flag());
    }
    if let Some(locked) = encrypted {
        reading
            .diagnostics
            .push(diagnostic::encrypted(&locked.scheme));
        let because = "the records hold only keys and locked text, as its encryption writes them";
        reading.settle(
            FORMAT.id,
            FORMAT.name,
            Match::new(Certainty::Certain, because),
        );
        check(crc, sent, actual, reading);
        reading.payload = Payload::Encrypted(document, locked);
        return;
    }
    settle_by_shape(&document, reading);
    check(crc, sent, actual, reading);
    reading.payload = Payload::Records(document);
}

/// How a sender packed what the request holds unpacked, as the end of a sentence.
fn packed(codecs: &[Codec]) -> String {
    let names = codecs.iter().rev().filter_map(|codec| match codec {
        Codec::Base64 => Some("Base64"),
        Codec::Gzip => Some("gzip"),
        Codec::Zlib => Some("zlib"),
        _ => None,
    });
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!(", which its sender packed with {}", names.join(" and ")),
    }
}

/// The checksum as a number; some tools write it without a sign.
fn parse_crc(text: &str) -> Option<i32> {
    let number: i64 = text.trim().parse().ok()?;
    i32::try_from(number)
        .ok()
        .or_else(|| u32::try_from(number).ok().map(u32::cast_signed))
}

/// Records the outcome of the checksum; `actual` is what the paste yields where it was compared.
fn check(crc: Option<&str>, sent: Option<i32>, actual: Option<i32>, reading: &mut Reading) {
    // A paste of no known sender has no checksum to miss.
    if crc.is_none() && reading.protocol.id != FORMAT.id {
        return;
    }
    let status = match (crc, sent, actual) {
        (None, _, _) => CheckStatus::Absent,
        (Some(_), None, _) | (Some(_), Some(_), None) => CheckStatus::Unverifiable,
        (Some(_), Some(sent), Some(actual)) if sent == actual => CheckStatus::Pass,
        _ => CheckStatus::Fail,
    };
    if status == CheckStatus::Fail {
        reading.diagnostics.push(diagnostic::crc_mismatch());
    }
    reading.checks.push(Check {
        name: "crc",
        status,
        expected: crc.map(|crc| crc.chars().take(20).collect::<String>().into()),
        actual: actual.map(|actual| actual.to_string().into()),
    });
}

/// A body that wraps the form's fields in a JSON object.
struct Inner<'d> {
    /// Owned where it has escapes.
    value: Cow<'d, str>,
    /// Where it stands in the text, without its quotes.
    place: Range<usize>,
    crc: Option<String>,
    flag: Option<String>,
}

fn inner_envelope(document: &Document) -> Option<Inner<'_>> {
    let row = document.rows.first().filter(|_| document.top == Top::One)?;
    let root = row.node as usize;
    let (place, has_escapes) = PAYLOADS.iter().find_map(|name| {
        let whole = string_place(document, row, name);
        whole.or_else(|| Some((cut_string(document, row, name)?, false)))
    })?;
    let value = document.text.get(place.clone())?;
    let text = |name: &str| scalar_text(document, root, name);
    let no_events = ["event", "distinct_id", "properties"]
        .iter()
        .all(|name| document.child(root, name).is_none());
    no_events.then(|| Inner {
        value: if has_escapes {
            json_string::decode(value).into()
        } else {
            value.into()
        },
        place,
        crc: text("crc"),
        flag: text("gzip"),
    })
}

/// Where a string stands without its quotes, and whether it has escapes.
fn string_place(document: &Document, row: &json::Row, name: &str) -> Option<(Range<usize>, bool)> {
    let (index, node) = document.child(row.node as usize, name)?;
    let has_escapes = match node.value {
        Value::Borrowed(..) => false,
        Value::Decoded(..) => true,
        _ => return None,
    };
    let range = Spans::new(document, row)
        .find(|(node, _)| *node == index)?
        .1;
    Some((range.start + 1..range.end.checked_sub(1)?, has_escapes))
}

/// What is left of a string in which the text ends: no value to the reader of JSON, but the packed
/// events all the same.
fn cut_string(document: &Document, row: &json::Row, name: &str) -> Option<Range<usize>> {
    let text = document
        .text
        .get(row.start as usize..)
        .filter(|_| !row.complete)?;
    let (_, after) = text.split_once(&format!("\"{name}\""))?;
    let value = after
        .trim_start()
        .strip_prefix(':')?
        .trim_start()
        .strip_prefix('"')?;
    let start = document.text.len() - value.len();
    (!value.contains('"')).then_some(start..document.text.len())
}

/// The text of a scalar child, without the quotes of a string.
pub(super) fn scalar_text(document: &Document, root: usize, name: &str) -> Option<String> {
    let (index, _) = document.child(root, name)?;
    let row = document.rows.iter().find(|row| row.node as usize == root)?;
    let range = Spans::new(document, row)
        .find(|(node, _)| *node == index)?
        .1;
    document
        .text
        .get(range)
        .map(|text| text.trim_matches('"').chars().take(32).collect())
}
