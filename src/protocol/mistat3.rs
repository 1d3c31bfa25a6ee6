//! MiStat SDK 3, which encrypts what it sends with a key of the session.
//!
//! Until an app has agreed on a key with the server, it makes one up and sends it along, encrypted with
//! a key that is in the SDK; so whoever has such a request can read it. It goes to the hosts of versions 1
//! and 2. Read in decompiled apps: SDK 3.0.12 and 3.0.16.

use super::cipher::{
    ByHand, Known, digits, given, hex_bytes, is_hex_blocks, note_encryption, undo_aes, undo_hex,
};
use super::common::{by_host, is_written, note_unopened, opens};
use super::keys;
use super::payload::{OPENED, read_value};
use super::signature;
use super::unwrap::{undo_base64, unwrap_percent};
use super::{Decoder, Format, Match};
use crate::bytes::codec::block_cipher::{BLOCK, Cipher};
use crate::bytes::codec::{base64, percent};
use crate::capture::Request;
use crate::knowledge::vocabulary::{Container, Naming, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::{Certainty, Device};
use crate::text::encryption as text;
use crate::text::message::Argument;
use crate::text::quoted::Quoted;

pub(super) const FORMAT: Format = Format {
    id: "mistat-3",
    name: "MiStat 3",
    vocabulary: &Vocabulary {
        form: Scope::Mistat3Form,
        records: Some(Scope::Mistat3),
        containers: &[
            Container::anywhere(Scope::Mistat3, "es", Scope::Mistat3),
            Container::anywhere(Scope::Mistat3, "ps", Scope::Mistat3Values),
        ],
        within: &[(Scope::Mistat3, "e")],
        naming: Naming {
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        unnamed: &[Unnamed {
            kind: "",
            title: "Usage records of MiStat 3",
            meaning: "What an app recorded over some time, gathered for one upload.",
            sources: &["mihome-decompiled"],
        }],
        ..Vocabulary::NONE
    },
    is_by_analysis: true,
    segments: &[
        "mistats",
        "v3",
        "key_get",
        "idservice",
        "deviceid_get",
        "get_all_config",
    ],
    payload: &[EVENTS],
    recognize,
    recognize_records: |shape, _| {
        let because = "the record has the names that MiStat 3 gives: aii, es";
        shape.by_names(FORMAT.id, &["aii", "es"], because)
    },
    read,
};

/// The field with events, and the one with the key of the session, itself encrypted.
const EVENTS: &str = "p";
const SESSION: &str = "sid";

/// Hexadecimal digits of the encrypted key of a session.
const SESSION_DIGITS: usize = 96;

/// The initialization vector of everything that the SDK encrypts.
const VECTOR: &[u8; BLOCK] = b"cfbsdfgsdfxccvd1";

/// The key with which the SDK encrypts a key that it made up.
const WRAPPING: [u8; BLOCK] = [
    0x4e, 0xf8, 0xb4, 0xac, 0x42, 0xdb, 0xc3, 0xf9, 0x53, 0x20, 0xb7, 0x3a, 0xe0, 0xed, 0xbd, 0x43,
];

/// How another program gets the key of a session from its field.
const BY_HAND: ByHand = ByHand {
    key: "$(f sid | xxd -r -p | openssl enc -d -aes-128-cbc -K 4ef8b4ac42dbc3f95320b73ae0edbd43 -iv 63666273646667736466786363766431 | head -c 32)",
    vector: "63666273646667736466786363766431",
};

/// Where it asks for a key, for its settings and for an ID of the phone, beside the address for events, and a
/// field that it sends there.
const ADDRESSES: [(&str, &str); 4] = [
    ("/mistats/v3", "ai"),
    ("/key_get", "skey_rsa"),
    ("/get_all_config", "ai"),
    ("/deviceid_get", "ai"),
];

/// Whether a request goes to one of the addresses of this version, with a field that belongs there.
pub(super) fn is_its_address(request: &Request) -> bool {
    let mut addresses = ADDRESSES.iter();
    addresses.any(|(path, field)| {
        let has = |fields| request.find(fields, field).is_some();
        request.path.ends_with(path) && (has(request.form()) || has(&request.query))
    })
}

fn recognize(request: &Request) -> Option<Match> {
    let form = request.fields();
    let value = |name: &str| {
        let param = request.find(form, name)?;
        Some(request.store.in_memory(param.value).trim_ascii())
    };
    let is_named = value("fc").is_some() && value("sn").is_some();
    let by_address = || {
        let because = "its path and its fields are those of MiStat 3";
        let found = is_its_address(request).then(|| Match::new(Certainty::Likely, because));
        found.or_else(|| by_host(request, FORMAT.id))
    };
    let Some(session) = value(SESSION).filter(|_| is_named) else {
        return by_address();
    };
    if key_of_session(session).is_some() {
        let because = "its field sid opens with the key that is in the SDK of MiStat 3";
        return Some(Match::new(Certainty::Certain, because));
    }
    if session.len() == SESSION_DIGITS && is_hex_blocks(session) {
        let because =
            "it has the fields p, fc and sn, and sid is as long as the encrypted key of MiStat 3";
        return Some(Match::new(Certainty::Certain, because));
    }
    // What was cut off or masked.
    let is_digits = digits(session) == session.len() && !(1..BLOCK).contains(&session.len());
    let may_be = is_digits || session.starts_with(b"%") || !session.is_ascii();
    let may_be = may_be || value("fc") != Some(b"1");
    if may_be && (value("ai").is_some() || value(EVENTS).is_some_and(opens)) {
        let because = "it has fields that MiStat 3 sends: p, sid, fc, sn";
        return Some(Match::new(Certainty::Likely, because));
    }
    by_address()
}

fn read(request: &Request, decoder: &mut Decoder) {
    let form = request.fields();
    let Some(events) = request.find(form, EVENTS) else {
        return note_unopened("MiStat 3", decoder);
    };
    // It is computed with the key of the app, which is not in the request.
    if let Some(sent) = request.find(form, "sn") {
        let check = signature::compared("sn", request.text(sent.value), true, &[]);
        signature::note(check, decoder);
    }
    let value = request.store.in_memory(events.value);
    let session = request.find(form, SESSION);
    let session = session.map(|param| request.store.in_memory(param.value).trim_ascii());
    let mut from = events.value;
    if opens(value) {
        decoder.take_field(EVENTS, form, from);
        return read_value(&OPENED, value, from, None, None, decoder);
    }
    let by_hand = is_written(request).then_some(BY_HAND);
    let own = session.and_then(key_of_session);
    let own = own.map(|known| Known { by_hand, ..known });
    let known = own.or_else(|| {
        let text = percent::decode(value).bytes;
        let data = base64::decode(&text, &|_| false).bytes;
        let known = given(&data, cipher_of, unwrapped, BY_HAND.vector, decoder);
        if known.is_none() {
            describe(request, data.len(), decoder);
        }
        known
    });
    let Some(known) = known else {
        return;
    };
    decoder.take_field(EVENTS, form, from);
    let text = unwrap_percent(value, &mut from, decoder);
    let Some(packed) = undo_base64(&text, &mut from, &|_| false, decoder) else {
        return;
    };
    let is_hex = packed.bytes.len() > 2 * BLOCK && packed.bytes.iter().all(u8::is_ascii_hexdigit);
    let data = match is_hex {
        // Where it asks for an ID of the phone, it writes digits.
        true => undo_hex(&packed.bytes, &mut from, decoder),
        false => packed.bytes,
    };
    if let Some(text) = undo_aes(&data, known, &mut from, decoder) {
        read_value(&OPENED, &text, from, None, None, decoder);
    }
}

/// The key of a session that an app made up: 32 hexadecimal digits and a time, encrypted with the key of
/// the SDK. What the form says of it in `fc` does not matter.
fn key_of_session(session: &[u8]) -> Option<Known> {
    if session.len() != SESSION_DIGITS || !is_hex_blocks(session) {
        return None;
    }
    let wrapping = Cipher::new(&WRAPPING, Some(*VECTOR))?;
    let opened = wrapping.decrypt(&hex_bytes(session));
    let (key, time) = opened.bytes.split_at_checked(2 * BLOCK)?;
    let is_time = time.len() == 14 && time.first() == Some(&b'_');
    let is_time = is_time && time.iter().skip(1).all(u8::is_ascii_digit);
    if !is_time || !key.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    Some(Known {
        cipher: Cipher::new(&hex_bytes(key), Some(*VECTOR))?,
        whose: "the key in the field sid, which itself opens with a key that is in the SDK".into(),
        by_hand: Some(BY_HAND),
    })
}

fn cipher_of(key: &[u8]) -> Option<Cipher> {
    Cipher::new(key, Some(*VECTOR))
}

/// The key in an answer of `/mistats/key_get`: its digits, encrypted with the key that was sent there.
fn unwrapped(wrapped: &[u8], own: &[u8]) -> Option<Vec<u8>> {
    let digits = keys::unwrapped(wrapped, own, Some(*VECTOR))?;
    Some(hex_bytes(&digits))
}

/// Says what can be seen of a request whose key only the app and the server have.
fn describe(request: &Request, bytes: usize, decoder: &mut Decoder) {
    let form = request.fields();
    let field = |name: &str| {
        let param = request.find(form, name)?;
        Some(percent::decode_text(request.text(param.value)))
    };
    let mut said = Quoted::default();
    for (detail, name) in [
        (&text::APP_NUMBER, "ai"),
        (&text::REGION, "rg"),
        (&text::SDK_VERSION, "sv"),
    ] {
        if let Some(value) = field(name).filter(|value| !value.is_empty()) {
            text::add(&mut said, detail, Argument::Value(&value));
        }
    }
    text::add(&mut said, &text::SIZE, Argument::Number(bytes));
    let scheme = "with a key that only the app and Xiaomi’s server have (AES-128-CBC)";
    let needs = [
        "the session key from the app’s memory (32 hexadecimal digits), which researchers read with Frida as the app hands it to javax.crypto.spec.SecretKeySpec",
        "the app’s setting last_aes_content, decrypted on that phone: a JSON text with sk and sid",
    ];
    note_encryption(scheme, said, &needs, decoder);
}
