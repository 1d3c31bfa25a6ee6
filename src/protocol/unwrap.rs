//! From a pasted value to the text inside it: percent-encoding, Base64, compression.
//!
//! Flags of the sender are not trusted, the data say what they are; the sender's checksum decides
//! between repairs where there is one.

use std::borrow::Cow;

use super::{Decoder, layer};
use crate::bytes::codec::compressed::{self, Compression};
use crate::bytes::codec::inflate::{End, Wrapper};
use crate::bytes::codec::{base64, percent, utf8};
use crate::bytes::{Coding, Slice};
use crate::capture::body;
use crate::diagnostic;
use crate::report::{Codec, Layer, LayerStatus};

/// Rounds of percent-encoding that are undone: a proxy and a log each add one.
const ROUNDS: usize = 4;

/// The innermost text and what was learned on the way.
#[derive(Debug, Default)]
pub(super) struct Unwrapped {
    /// Empty where nothing could be read.
    pub(super) text: String,
    /// Whether the data were compressed.
    pub(super) compressed: bool,
    /// Whether the checksum fits what was sent, where it could be tried.
    pub(super) proven: Option<bool>,
    /// Equals signs that the Base64 text lacked.
    pub(super) padding: usize,
    /// The checksum of the text that was sent.
    pub(super) actual: Option<i32>,
}

/// Undoes all codings of a value, which stands at `at`. `hash` is what the sender computes its
/// checksum with.
pub(super) fn unwrap(
    value: &[u8],
    at: Slice,
    sent: Option<i32>,
    hash: fn(&[u8]) -> i32,
    decoder: &mut Decoder,
) -> Unwrapped {
    decoder.progress.part(0, 10);
    // A file in a form is sent as it is: what looks like an escape in it is none.
    let (mut from, text) = match is_packed(value) {
        true => (at, Cow::Borrowed(value)),
        false => {
            let (mut from, value) = at.trimmed(value);
            let text = unwrap_percent(value, &mut from, decoder);
            (from, text)
        }
    };
    if is_json(&text) {
        let actual = hash(&text);
        return Unwrapped {
            compressed: false,
            padding: 0,
            proven: sent.map(|sent| sent == actual),
            actual: Some(actual),
            text: to_text(text.into_owned(), from, decoder),
        };
    }
    if is_packed(&text) {
        let bytes = unwrap_compression(&text, &mut from, decoder).unwrap_or_default();
        return Unwrapped {
            text: to_text(bytes, from, decoder),
            compressed: true,
            ..Unwrapped::default()
        };
    }
    unwrap_base64(&text, from, sent, hash, decoder)
}

/// Whether data begin like JSON, or like what it is sent in as a file.
pub(super) fn begins(value: &[u8]) -> bool {
    is_json(value) || is_packed(value)
}

/// Whether a value of a form begins like records, packed or not: JSON and compressed data in Base64 begin with
/// one of a few letters, noise does not.
pub(super) fn packs(value: &[u8]) -> bool {
    is_json(&percent::decode(value).bytes) || matches!(value.first(), Some(b'W' | b'e' | b'H'))
}

/// Whether data begin with a mark that only compressed data have.
fn is_packed(value: &[u8]) -> bool {
    matches!(
        compressed::sniff(value),
        Some(Compression::Zstd | Compression::Inflate(Wrapper::Gzip))
    )
}

/// Whether a text begins like a list or an object.
fn is_json(text: &[u8]) -> bool {
    matches!(text.trim_ascii_start(), [b'{' | b'[', ..])
}

/// Undoes percent-encoding as often as there is any.
pub(super) fn unwrap_percent<'a>(
    value: &'a [u8],
    from: &mut Slice,
    decoder: &mut Decoder,
) -> Cow<'a, [u8]> {
    let mut text = Cow::Borrowed(value);
    let mut rounds = 0;
    while rounds < ROUNDS && !is_json(&text) && text.contains(&b'%') {
        let before = text.len();
        let decoded = percent::decode(&text);
        if decoded.bytes.len() == before {
            break;
        }
        let because = match (rounds, decoded.cut) {
            (0, 0) => "percent signs stand for special characters",
            (0, _) => {
                "percent signs stand for special characters; the last one was cut off and left out"
            }
            (_, _) => "after one round percent signs were left, so it was encoded again on its way",
        };
        let status = if decoded.broken > 0 {
            LayerStatus::Partial
        } else {
            LayerStatus::Ok
        };
        if decoded.broken > 0 {
            decoder
                .diagnostics
                .push(diagnostic::percent_broken(decoded.broken));
        }
        // Whoever encodes JSON encodes its plus signs too.
        let is_form = rounds == 0 && is_json(&decoded.bytes) && text.contains(&b'+');
        let (bytes, coding) = match is_form {
            true => (percent::decode_form(&text), Coding::Form),
            false => (decoded.bytes.into_owned(), Coding::Percent),
        };
        if !decoder.budget.take_output(bytes.len()) {
            decoder
                .diagnostics
                .push(diagnostic::limit_output(decoder.budget.limits().output));
            return Cow::Owned(Vec::new());
        }
        decoder.undone(
            layer(Codec::Percent, because, before, bytes.len(), status),
            from,
            coding,
        );
        text = Cow::Owned(bytes);
        rounds += 1;
    }
    if rounds > 1 {
        decoder.diagnostics.push(diagnostic::percent_again(rounds));
    }
    text
}

/// Undoes Base64 with the damage that captures suffer; `proves` says of a candidate that it is what
/// was sent. None where nothing comes out.
pub(super) fn undo_base64<'t>(
    text: &'t [u8],
    from: &mut Slice,
    proves: &dyn Fn(&[u8]) -> bool,
    decoder: &mut Decoder,
) -> Option<base64::Decoded<'t>> {
    let decoded = base64::decode(text, proves);
    if decoded.bytes.is_empty() {
        let status = LayerStatus::Failed;
        let because = "neither JSON nor compressed data";
        let layer = layer(Codec::Base64, because, text.len(), 0, status);
        decoder.taken(layer, from.part(0..0));
        return None;
    }
    let repairs = decoded.repairs;
    let mut notes = Vec::new();
    if repairs.plus > 0 {
        decoder
            .diagnostics
            .push(diagnostic::plus_restored(repairs.plus));
        notes.push(format!(
            "{} spaces were turned back into plus signs",
            repairs.plus
        ));
    }
    if repairs.joined > 0 {
        decoder
            .diagnostics
            .push(diagnostic::lines_joined(repairs.joined));
        notes.push(format!("{} blanks were left out", repairs.joined));
    }
    if repairs.url_safe {
        decoder.diagnostics.push(diagnostic::url_safe());
        notes.push("the URL-safe alphabet was used".to_owned());
    }
    if repairs.padding > 0 {
        notes.push("missing padding was added".to_owned());
    }
    if decoded.invalid.is_some() {
        decoder.diagnostics.push(diagnostic::base64_invalid());
    }
    if decoded.lone {
        decoder.diagnostics.push(diagnostic::base64_truncated());
    }
    let mut because = "only characters of Base64".to_owned();
    if !notes.is_empty() {
        because = format!("{because}, after repairs: {}", notes.join(", "));
        if decoded.proven {
            because.push_str("; the checksum proves them");
        }
    }
    let partial = decoded.invalid.is_some() || decoded.lone;
    let status = if partial {
        LayerStatus::Partial
    } else {
        LayerStatus::Ok
    };
    let length = decoded.bytes.len();
    decoder.undone(
        layer(Codec::Base64, because, text.len(), length, status),
        from,
        Coding::Base64(decoded.spaces),
    );
    if !decoder.budget.take_output(length) {
        decoder
            .diagnostics
            .push(diagnostic::limit_output(decoder.budget.limits().output));
        return None;
    }
    Some(decoded)
}

fn unwrap_base64(
    text: &[u8],
    mut from: Slice,
    sent: Option<i32>,
    hash: fn(&[u8]) -> i32,
    decoder: &mut Decoder,
) -> Unwrapped {
    let proves = |candidate: &[u8]| sent.is_some_and(|sent| hash(candidate) == sent);
    let Some(decoded) = undo_base64(text, &mut from, &proves, decoder) else {
        return Unwrapped::default();
    };
    let padding = decoded.repairs.padding;
    let actual = if decoded.proven {
        sent
    } else {
        Some(hash(&decoded.text))
    };
    let compression = compressed::sniff(&decoded.bytes).or_else(|| raw(&decoded.bytes, decoder));
    let compression = compression.filter(|_| !is_json(&decoded.bytes));
    let compressed = compression.is_some();
    let bytes = if let Some(compression) = compression {
        decompress(compression, &decoded.bytes, &mut from, decoder)
    } else {
        decoded.bytes
    };
    Unwrapped {
        text: to_text(bytes, from, decoder),
        compressed,
        padding,
        proven: sent.map(|_| decoded.proven),
        actual,
    }
}

/// Deflate without anything before it, which only what comes out can tell.
fn raw(bytes: &[u8], decoder: &mut Decoder) -> Option<Compression> {
    let is_text = std::str::from_utf8(bytes).is_ok();
    let raw = Compression::Inflate(Wrapper::Raw);
    // The first block of what is compressed is no stored one, and few bytes begin like others.
    if is_text
        || bytes
            .first()
            .is_none_or(|first| first & 6 == 0 || first & 6 == 6)
    {
        return None;
    }
    let beginning = bytes.get(..bytes.len().min(RAW))?;
    let mut budget = decoder.budget.clone();
    let found = raw.undo(beginning, &mut budget, decoder.progress);
    let fits = matches!(found.end, End::Complete | End::Truncated);
    let is_named = |text: &[u8]| matches!(text, [b'{', b'"', ..] | [b'[', b'{', b'"', ..]);
    (fits && is_named(&found.bytes)).then_some(raw)
}

/// Bytes of compressed data that tell whether they are.
const RAW: usize = 512;

fn unwrap_compression(bytes: &[u8], from: &mut Slice, decoder: &mut Decoder) -> Option<Vec<u8>> {
    Some(decompress(compressed::sniff(bytes)?, bytes, from, decoder))
}

fn decompress(
    compression: Compression,
    bytes: &[u8],
    from: &mut Slice,
    decoder: &mut Decoder,
) -> Vec<u8> {
    let (codec, because) = match compression {
        Compression::Inflate(Wrapper::Raw) => (
            Codec::Deflate,
            "JSON comes out where it is read as deflate".into(),
        ),
        _ => body::described(compression),
    };
    decoder.progress.part(10, 45);
    let left = decoder.budget.output_left();
    let inflated = compression.undo(bytes, decoder.budget, decoder.progress);
    let kept = inflated.bytes.len();
    let limits = *decoder.budget.limits();
    let problem = body::problem(&inflated, &limits);
    let status = match (&problem, kept) {
        (None, _) => LayerStatus::Ok,
        (Some(_), 0) => LayerStatus::Failed,
        (Some(_), _) => LayerStatus::Partial,
    };
    decoder.undone(
        layer(codec, because, bytes.len(), kept, status),
        from,
        Coding::Compressed(compression, left),
    );
    // Of what was cut off before it was decrypted, that was said.
    let is_cut = |layer: &Layer| layer.codec == Codec::Aes && layer.status == LayerStatus::Partial;
    let is_told = inflated.end == End::Truncated && decoder.layers.iter().any(is_cut);
    if let Some(problem) = problem.filter(|_| !is_told) {
        decoder.diagnostics.push(problem);
    }
    if inflated.trailing > 0 {
        decoder
            .diagnostics
            .push(diagnostic::gzip_trailing(inflated.trailing));
    }
    inflated.bytes
}

/// The bytes as text.
fn to_text(bytes: Vec<u8>, from: Slice, decoder: &mut Decoder) -> String {
    let (text, outcome) = utf8::decode(bytes);
    if outcome == utf8::Outcome::Replaced {
        // A block that was changed decrypts to noise, which is hardly ever text.
        let decrypted = decoder.layers.last_mut();
        let decrypted = decrypted.filter(|layer| layer.codec == Codec::Aes && layer.bytes_out > 0);
        decoder.diagnostics.push(match decrypted {
            Some(layer) => {
                layer.status = LayerStatus::Partial;
                diagnostic::cipher_damaged()
            }
            None => diagnostic::utf8_invalid(),
        });
    }
    let coding = Coding::Utf8(outcome);
    decoder.text = decoder.derived.note_text(from, coding, text.len());
    text
}
