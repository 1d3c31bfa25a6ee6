//! OneTrack, which the apps of Xiaomi's phones use today.
//!
//! What a phone sends is encrypted with a key that the app got from the server; the headers beside it are
//! not. Programs for computers send the same records in the clear, and keep them in a file until then.
//! What the SDK stores on a phone opens with a key that is in it. Read in decompiled apps: SDK 1.2.9
//! to 2.1.0.

use super::cipher::{ByHand, Known, given, is_opened, note_encryption, undo_aes, undo_text};
use super::common::{by_host, note_unopened, whole_body};
use super::payload::{OPENED, read_value};
use super::shape::Shape;
use super::{Decoder, Format, Match, keys, signature};
use crate::bytes::Slice;
use crate::bytes::codec::base64;
use crate::bytes::codec::block_cipher::{BLOCK, Cipher};
use crate::capture::{Body, Request};
use crate::diagnostic;
use crate::display;
use crate::json::Value;
use crate::knowledge::vocabulary::{Container, Keys, Naming, Program};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::{Certainty, Device};
use crate::text::encryption as text;
use crate::text::message::Argument;
use crate::text::quoted::Quoted;

pub(super) const FORMAT: Format = Format {
    id: "onetrack",
    name: "OneTrack",
    vocabulary: &Vocabulary {
        form: Scope::Onetrack,
        records: Some(Scope::Onetrack),
        containers: &[
            Container::at_top(Scope::Onetrack, QUEUED, Scope::Onetrack),
            Container::anywhere(Scope::Onetrack, "H", Scope::OnetrackHead),
            Container::anywhere(Scope::Onetrack, "B", Scope::OnetrackBody),
        ],
        keys: Keys {
            wrapper: QUEUED,
            head: "H",
            event: "event",
            kind: "",
            time: "e_ts",
            upload: "",
        },
        naming: Naming {
            apps: &["pkg", "ot_sender"],
            programs: &[
                Program {
                    field: "app_id",
                    value: "31000402765",
                    id: "mimo-code",
                    name: "Xiaomi’s MiMo Code",
                    device: Device::Computer,
                },
                Program {
                    field: "app_id",
                    value: "31000402860",
                    id: "mimo-desktop",
                    name: "Xiaomi’s MiMo for computers",
                    device: Device::Computer,
                },
            ],
            screens: &[("onetrack_pa", "class")],
            refusals: &[(("", "ot_privacy_policy"), "_close")],
            ..Vocabulary::NONE.naming
        },
        ..Vocabulary::NONE
    },
    is_by_analysis: true,
    segments: &["track", "v4", "key_get", "o"],
    payload: &[],
    recognize,
    recognize_records,
    read,
};

/// The object that holds a record in the file of a program that has not sent it yet.
const QUEUED: &str = "data";

/// The digest with which the SDK encrypts what it stores on a phone.
const STORED: &[u8; 32] = b"55732be4c5d68909f6c8ddfe95ca18ff";

/// How what is stored begins.
const BEGINNINGS: [&[u8]; 4] = [b"{\"H\":", b"{\"B\":", b"{\"eventName\":", b"{\"data\":"];

/// What a signed form ends with.
const SALT: &str = "miui_sdkconfig_jafej!@#)(*e@!#";

fn recognize(request: &Request) -> Option<Match> {
    if request.header("ot_sid").is_some() {
        let because = "it has the header OT_SID, which OneTrack sends";
        return Some(Match::new(Certainty::Certain, because));
    }
    let asks_for_key = request.find(request.fields(), "secretKey").is_some();
    let signed = || signature::of_form(request, "sign", SALT);
    if asks_for_key && signature::fits(signed().as_ref()) {
        let because = "it asks for a key, and its field sign is the one that OneTrack computes";
        return Some(Match::new(Certainty::Certain, because));
    }
    if let Body::Bytes(body) = request.body
        && is_stored(request.store.in_memory(untrimmed(request, body)))
    {
        let because = "it opens with the key with which OneTrack stores events on a phone";
        return Some(Match::new(Certainty::Certain, because));
    }
    by_host(request, FORMAT.id).or_else(|| {
        // A log may not name the host.
        let is_path = request.host.is_none() && request.path.starts_with("/track/v4");
        is_path.then(|| {
            let because = "the path is that of OneTrack’s server";
            Match::new(Certainty::Possible, because)
        })
    })
}

fn recognize_records(shape: &Shape, _: &mut diagnostic::Diagnostics) -> Option<Match> {
    let document = shape.document;
    let is_record = |root: usize| {
        let child = |name| document.child(root, name);
        let is_object =
            |name| child(name).is_some_and(|(_, node)| matches!(node.value, Value::Object(_)));
        let has = |name| {
            let head = child("H").map(|(head, _)| head);
            head.is_some_and(|head| document.child(head, name).is_some())
        };
        // Of a record that was cut off the body can be missing.
        let is_whole = is_object("B") && (has("event") || has("app_id"));
        is_object("H") && (is_whole || has("event") && has("instance_id"))
    };
    if shape.roots().any(is_record) {
        let because = "the records consist of a head H and a body B, as OneTrack writes them";
        return shape.by_names(FORMAT.id, &["H"], because);
    }
    let mut queued = shape
        .roots()
        .filter_map(|root| document.child(root, QUEUED));
    if queued.any(|(root, _)| is_record(root)) {
        let because = "each record waits in data, with a head H and a body B, as programs for computers keep those of OneTrack";
        return Some(Match::new(Certainty::Likely, because));
    }
    // An access to the network, as the SDK stores it.
    let is_said = shape.request.id == FORMAT.id;
    (is_said && shape.has("eventName")).then(|| shape.said())
}

fn read(request: &Request, decoder: &mut Decoder) {
    signature::note(signature::of_form(request, "sign", SALT), decoder);
    let Body::Bytes(body) = request.body else {
        return note_unopened("OneTrack", decoder);
    };
    let body = untrimmed(request, body);
    let value = request.store.in_memory(body);
    // An encrypted byte can be a bracket too.
    if is_opened(value.trim_ascii_start()) {
        return read_value(&OPENED, value, body, None, None, decoder);
    }
    if is_stored(value) {
        return read_stored(value, body, decoder);
    }
    let is_named = request.header("ot_sid").is_some();
    if !is_named && !request.path.starts_with("/track/v4") {
        return note_unopened("OneTrack", decoder);
    }
    let mut from = body;
    let data = undo_text(value, &mut from, decoder);
    // What is cut off is no whole blocks, but no text either.
    let is_encrypted = data.len().is_multiple_of(BLOCK) || std::str::from_utf8(&data).is_err();
    if !is_named && !is_encrypted {
        return note_unopened("OneTrack", decoder);
    }
    match given(
        &data,
        |key| Cipher::new(key, None),
        |wrapped, own| keys::unwrapped(wrapped, own, None),
        "",
        decoder,
    ) {
        Some(known) => open(&data, known, from, decoder),
        None => describe(request, data.len(), decoder),
    }
}

/// Decrypts records and reads them.
fn open(data: &[u8], known: Known, mut from: Slice, decoder: &mut Decoder) {
    if let Some(text) = undo_aes(data, known, &mut from, decoder) {
        read_value(&OPENED, &text, from, None, None, decoder);
    }
}

/// The cipher of what the SDK stores on a phone.
fn stored() -> Option<Known> {
    Some(Known {
        cipher: Cipher::new(STORED, None)?,
        whose: "a key that is in the SDK".into(),
        by_hand: Some(ByHand {
            key: "3535373332626534633564363839303966366338646466653935636131386666",
            vector: "",
        }),
    })
}

/// A body with what looks like white space around it, where only that makes whole blocks.
fn untrimmed(request: &Request, body: Slice) -> Slice {
    let whole = whole_body(request).unwrap_or(body);
    let is_around = whole.contains(body) && whole.len().is_multiple_of(BLOCK);
    let is_binary = || std::str::from_utf8(request.store.in_memory(body)).is_err();
    match is_around && !body.len().is_multiple_of(BLOCK) && is_binary() {
        true => whole,
        false => body,
    }
}

/// Whether it is what the SDK stores on a phone, as bytes or in Base64: only the first blocks are tried.
fn is_stored(value: &[u8]) -> bool {
    let begins = |data: &[u8]| {
        let cipher = stored().map(|known| known.cipher);
        let first = data.get(..BLOCK);
        let text = cipher
            .zip(first)
            .map(|(cipher, first)| cipher.decrypt(first).bytes);
        let mut beginnings = BEGINNINGS.iter();
        text.is_some_and(|text| beginnings.any(|known| text.starts_with(known)))
    };
    let start = value.get(..value.len().min(2 * BLOCK)).unwrap_or_default();
    value.len() >= BLOCK
        && (begins(start)
            || base64::sniff(start) && begins(&base64::decode(start, &|_| false).bytes))
}

fn read_stored(value: &[u8], at: Slice, decoder: &mut Decoder) {
    let mut from = at;
    let data = undo_text(value, &mut from, decoder);
    if let Some(known) = stored() {
        open(&data, known, from, decoder);
    }
}

/// Says what can be seen of an upload whose key only the app and the server have.
fn describe(request: &Request, bytes: usize, decoder: &mut Decoder) {
    let mut said = Quoted::default();
    for (detail, name) in [(&text::SENDER, "ot_sender"), (&text::NETWORK, "ot_net")] {
        if let Some(value) = request.header(name) {
            text::add(&mut said, detail, Argument::Value(value));
        }
    }
    if let Some(time) = request.header("ot_ts").and_then(display::moment) {
        text::add(&mut said, &text::AT, Argument::Computed(&time));
    }
    text::add(&mut said, &text::SIZE, Argument::Number(bytes));
    let scheme = "with a key that only the app and Xiaomi’s server have (AES-128-ECB)";
    let needs = [
        "without a key, your phone’s own log, which adb logcat shows on a computer: set the property debug.onetrack.log to the app’s package name and start the app again, and it writes the same events there, unencrypted. This is read from its code and was not tried on a phone",
        "without a key, on a rooted phone: events that still wait in the app’s database onetrack open with a key that is known",
        "the session key from the app’s memory (16 bytes), which researchers read with Frida as the app hands it to javax.crypto.spec.SecretKeySpec",
    ];
    note_encryption(scheme, said, &needs, decoder);
}
