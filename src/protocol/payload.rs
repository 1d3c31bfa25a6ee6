//! From the value that contains the events to a document: all codings undone, the JSON read, the
//! checksum compared, and the sender named by what the records look like.

use std::borrow::Cow;
use std::ops::Range;

use super::batches;
use super::checksum::{check, java_hash, parse_crc};
use super::unwrap::unwrap;
use super::{Decoder, Match, Payload, UNKNOWN, envelope, layer, settle_by_shape};
use crate::bytes::codec::json_string;
use crate::bytes::{Coding, Slice};
use crate::diagnostic::{self, Diagnostics};
use crate::json::{self, Document, Row, Top, Value};
use crate::report::{Certainty, Codec, Diagnostic, Encryption, Layer, LayerStatus};

/// What is known of values that hold events, whoever sent them: other programs write them as this
/// format does.
pub(super) struct Conventions {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// Fields of an object that hold the events.
    pub(super) payload_fields: &'static [&'static str],
    /// What can be said of encrypted events without a key.
    pub(super) describe_encryption: fn(&Document, Option<&str>) -> Option<Encryption<'static>>,
    /// How encrypted events and their keys are called.
    pub(super) encrypted: batches::Names,
}

/// What was known before a value was read, and how long it is.
struct Before {
    said: usize,
    layers: usize,
    length: usize,
}

/// Takes back all that was said and done in ways of which none was the right one.
fn nothing(before: &Before, decoder: &mut Decoder) {
    decoder.diagnostics.truncate(before.said);
    decoder.layers.truncate(before.layers);
    decoder.outputs.truncate(before.layers);
    let because = "neither JSON nor compressed data";
    let status = LayerStatus::Failed;
    let layer = layer(Codec::Base64, because, before.length, 0, status);
    decoder.taken(layer, Slice::default());
    say_nothing(decoder);
}

/// Says that there is nothing that can be read.
fn say_nothing(decoder: &mut Decoder) {
    decoder.diagnostics.push(match decoder.protocol.id {
        UNKNOWN => diagnostic::body_unknown(),
        _ => diagnostic::events_none(),
    });
}

/// Whether a text is JSON, whole or not. Other bytes may begin with a digit too.
fn is_json(document: &Document, is_flawless: bool) -> bool {
    let begins = |row: &Row| {
        let first = document.text.as_bytes().get(row.start as usize);
        matches!(first, Some(b'{' | b'['))
    };
    document.top == Top::Array
        || document.rows.iter().any(begins)
        || is_flawless && !document.rows.is_empty()
}

/// What is known of values whose sender is known: that they hold events.
pub(super) const OPENED: Conventions = Conventions {
    id: UNKNOWN,
    name: "",
    payload_fields: &[],
    describe_encryption: |_, _| None,
    encrypted: batches::Names {
        key: "",
        payloads: &[],
    },
};

/// Reads a value that may hold events, and settles whose they are by their shape.
pub(super) fn read_value(
    conventions: &Conventions,
    value: &[u8],
    at: Slice,
    crc: Option<&str>,
    flag: Option<&str>,
    decoder: &mut Decoder,
) {
    read_nested(conventions, value, at, crc, flag, decoder, true);
}

fn read_nested(
    conventions: &Conventions,
    value: &[u8],
    at: Slice,
    crc: Option<&str>,
    flag: Option<&str>,
    decoder: &mut Decoder,
    may_nest: bool,
) {
    let sent = crc.and_then(parse_crc);
    let checked = |actual: Option<i32>, decoder: &mut Decoder| {
        // A capture of no known sender has no checksum to miss.
        if crc.is_some() || decoder.protocol.id == conventions.id {
            check(crc, sent, actual, decoder);
        }
    };
    let before = Before {
        said: decoder.diagnostics.len(),
        layers: decoder.layers.len(),
        length: value.len(),
    };
    let unwrapped = unwrap(value, at, sent, java_hash, decoder);
    if unwrapped.text.is_empty() {
        // What is compressed, or too much, has said so.
        let is_limit = |problem: &Diagnostic| problem.code == diagnostic::limit_output(0).code;
        let is_too_much = decoder.diagnostics.iter().skip(before.said).any(is_limit);
        if !unwrapped.compressed && !is_too_much {
            nothing(&before, decoder);
        }
        checked(None, decoder);
        return;
    }
    decoder.progress.part(45, 80);
    let length = unwrapped.text.len();
    let mut of_json = Diagnostics::default();
    let document = json::read(
        unwrapped.text,
        decoder.budget,
        &mut of_json,
        decoder.progress,
    );
    if !is_json(&document, of_json.len() == 0) {
        // That something was compressed is no guess, and what is wrong with it neither.
        match unwrapped.compressed {
            true => {
                let because = "it should be JSON";
                let layer = layer(Codec::Json, because, length, 0, LayerStatus::Failed);
                decoder.taken(layer, decoder.text.part(0..0));
                say_nothing(decoder);
            }
            false => nothing(&before, decoder),
        }
        checked(None, decoder);
        return;
    }
    // That the end is missing has been said where an outer layer lacks it.
    let is_cut =
        |layer: &Layer| layer.status == LayerStatus::Partial && layer.codec != Codec::Percent;
    let is_cut = decoder.layers.iter().any(is_cut);
    // Where the end was missing before it was decrypted, no sender left it out.
    let mut codings = decoder.layers.iter().map(|layer| layer.codec);
    let is_locked = codings.any(|codec| codec == Codec::Aes);
    let mut complete = document.rows.iter().all(|row| row.complete);
    let noise = [diagnostic::cipher_damaged(), diagnostic::gzip_checksum()].map(|said| said.code);
    let is_noise = |problem: &Diagnostic| noise.contains(&problem.code);
    let is_noise = decoder.diagnostics.iter().skip(before.said).any(is_noise);
    for problem in of_json.iter() {
        let is_end = problem.code == diagnostic::json_truncated().code;
        let is_unterminated = problem.code == diagnostic::array_unterminated().code;
        complete &= !is_end;
        // What noise looks like was never meant.
        let is_repair = problem.code == diagnostic::json_repaired(0).code;
        let is_end = is_end || is_unterminated && is_locked;
        if !(is_cut && is_end || is_noise && is_repair) {
            decoder.diagnostics.push(problem.clone());
        }
    }
    let status = if complete {
        LayerStatus::Ok
    } else {
        LayerStatus::Partial
    };
    // A text that was cut off lacks more than its padding.
    let whole = complete
        && decoder
            .layers
            .iter()
            .all(|layer| layer.status == LayerStatus::Ok);
    if unwrapped.padding > 0 && whole {
        let note = diagnostic::padding_restored(unwrapped.padding);
        decoder.diagnostics.push(note);
    }
    let mut because = match document.top {
        Top::Array if document.rows.len() == 1 => "a list of one record".to_owned(),
        Top::Array => format!("a list of {} records", document.rows.len()),
        Top::Lines => format!("{} records one after another", document.rows.len()),
        Top::One | Top::None => "one record".to_owned(),
    };
    let inner = inner_envelope(conventions, &document).filter(|_| may_nest);
    if inner.is_none() {
        because.push_str(&packed(&decoder.packed));
    }
    let layer = layer(Codec::Json, because, length, length, status);
    decoder.taken(layer, decoder.text);

    if let Some(inner) = inner {
        let mut at = decoder.text.part(inner.place);
        if let Cow::Owned(value) = &inner.value {
            at = decoder.derived.note(at, Coding::JsonString, value.len());
        }
        read_nested(
            conventions,
            inner.value.as_bytes(),
            at,
            inner.crc.as_deref(),
            inner.flag.as_deref(),
            decoder,
            false,
        );
        return;
    }
    let actual = unwrapped.actual.filter(|_| unwrapped.proven.is_some());
    let encrypted = (conventions.describe_encryption)(&document, flag);
    let claims_compression = flag.map(|flag| flag.trim() == "1");
    let is_compressed = |codec: &Codec| matches!(codec, Codec::Gzip | Codec::Zlib);
    let was_compressed = unwrapped.compressed || decoder.packed.iter().any(is_compressed);
    if encrypted.is_none() && claims_compression.is_some_and(|claim| claim != was_compressed) {
        decoder.diagnostics.push(diagnostic::gzip_flag());
    }
    if let Some(encryption) = encrypted {
        let because = "the records contain only keys and encrypted text, as this SDK writes them";
        decoder.correct(
            conventions.id,
            conventions.name,
            Match::new(Certainty::Certain, because),
        );
        checked(actual, decoder);
        let at = decoder.text;
        if let Some(records) = batches::open(&document, &conventions.encrypted, decoder) {
            decoder.around = envelope::around_records(&document, at);
            let from = decoder.text;
            read_nested(&OPENED, &records, from, None, None, decoder, false);
            return;
        }
        decoder.diagnostics.push(diagnostic::encrypted());
        decoder.payload = Payload::Encrypted(Some(document), encryption);
        return;
    }
    settle_by_shape(&document, decoder);
    checked(actual, decoder);
    decoder.payload = Payload::Records(document);
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
    for (codec, how) in [
        (Codec::Aes, "encrypted with AES"),
        (Codec::Rc4, "encrypted with RC4"),
        (Codec::Sm4, "encrypted with SM4"),
        (Codec::Protobuf, "wrote with Protocol Buffers"),
    ] {
        if codecs.contains(&codec) {
            return [", which its sender ", how].concat();
        }
    }
    match names.as_slice() {
        [] => String::new(),
        names => format!(", which its sender packed with {}", names.join(" and ")),
    }
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

fn inner_envelope<'d>(conventions: &Conventions, document: &'d Document) -> Option<Inner<'d>> {
    let row = document.rows.first().filter(|_| document.top == Top::One)?;
    let root = row.node as usize;
    let (place, has_escapes) = conventions.payload_fields.iter().find_map(|name| {
        let whole = string_place(document, row, name);
        whole.or_else(|| Some((cut_string(document, row, name)?, false)))
    })?;
    let value = document.text.get(place.clone())?;
    let text = |name: &str| scalar_text(document, root, name);
    let no_events = ["event", "distinct_id", "properties", "eventName"]
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
    let range = document.place(row, index)?;
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
    let lexeme = document.lexeme(row, index)?;
    Some(lexeme.trim_matches('"').chars().take(32).collect())
}
