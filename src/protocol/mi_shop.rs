//! Statistics of Xiaomi's shop software: messages of Protocol Buffers, encrypted with a key that is in it, and
//! signed. Read in a decompiled app.
//!
//! Of the types of messages that are named there, six are sent. A seventh, number 15 (`CDetail`), is named and
//! nothing in that app sends it, so what it would hold is not known and it is not opened.

use std::borrow::Cow;

use md5::{Digest, Md5};

use super::cipher::{Known, undo_aes_as, undo_text};
use super::common::{by_host, note_unopened, opens, whole_body};
use super::payload::{OPENED, read_value};
use super::{Decoder, Format, Match, protobuf, signature};
use crate::bytes::codec::block_cipher::{BLOCK, Cipher};
use crate::bytes::codec::protobuf::Schema;
use crate::bytes::codec::{self, base64};
use crate::capture::Request;
use crate::knowledge::vocabulary::{Container, Keys, Naming, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::{Certainty, Check, CheckStatus, Device};

/// A list of pairs that an app chose.
const fn pairs(name: &'static str) -> Container {
    Container::anywhere(Scope::MiShop, name, Scope::MiShopPairs)
}

pub(super) const FORMAT: Format = Format {
    id: "mi-shop",
    name: "Mi shop statistics",
    vocabulary: &Vocabulary {
        records: Some(Scope::MiShop),
        containers: &[
            pairs("page_map"),
            pairs("event_map"),
            pairs("client_map"),
            pairs("error_map"),
            pairs("crash_map"),
            pairs("view_map"),
        ],
        keys: Keys {
            event: "event_id",
            kind: "type",
            time: "time",
            ..Vocabulary::NONE.keys
        },
        naming: Naming {
            apps: &["package_name"],
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        unnamed: &[Unnamed {
            kind: "",
            title: "A usage record of Xiaomi’s shop",
            meaning: "What Xiaomi’s shop software recorded.",
            sources: &["mihome-decompiled"],
        }],
        ..Vocabulary::NONE
    },
    is_by_analysis: true,
    segments: &["m"],
    payload: &[],
    recognize,
    recognize_records: |shape, _| {
        let because =
            "the records have names of Xiaomi’s shop software: session_id, log_version_app";
        shape.by_names(FORMAT.id, &["session_id", "log_version_app"], because)
    },
    read,
};

/// What each type of request is a list of; those with even numbers are answers.
const MESSAGES: [(u16, &str); 6] = [
    (5, "PageMsg"),
    (7, "EventMsg"),
    (9, "ClientMsg"),
    (11, "ErrorMsg"),
    (13, "CrashMsg"),
    (17, "ViewMsg"),
];

/// Bytes before the encrypted data: version, type, length, and the initialization vector.
const HEAD: usize = 8;
const START: usize = HEAD + BLOCK;

const KEY: &[u8; BLOCK] = b"*7^%4)KIjh17sd98";

/// The header with the signature, how it is encrypted, and what is signed behind the body.
const SIGNATURE: &str = "Mishop-Sign";
const SIGNATURE_KEY: &[u8; BLOCK] = b"uiodj*7^5%$4)(!~";
const SIGNATURE_VECTOR: &[u8; BLOCK] = b"mki*&^1dbriieye8";
const SALT: &[u8] = b"1sjkd830)8&jfh^%$#d";

/// A body as far as it is readable without a key.
struct Body<'b> {
    schema: Schema,
    cipher: Cipher,
    encrypted: &'b [u8],
}

fn body(data: &[u8]) -> Option<Body<'_>> {
    let (head, rest) = data.split_at_checked(HEAD)?;
    let [0, 1, high, low, ..] = head else {
        return None;
    };
    let kind = u16::from_be_bytes([*high, *low]);
    let (_, message) = MESSAGES.iter().find(|(known, _)| *known == kind)?;
    let (vector, encrypted) = rest.split_at_checked(BLOCK)?;
    Some(Body {
        schema: Schema {
            text: include_str!("mi_shop.proto"),
            message,
            is_list: true,
        },
        cipher: Cipher::new(KEY, Some(vector.try_into().ok()?))?,
        encrypted,
    })
}

/// Whether what comes out begins as a message does: with a record that names its type.
fn is_message(schema: Schema, data: &[u8]) -> bool {
    let json = codec::protobuf::decode(data, schema, JUDGED).json;
    let Some(kind) = json.strip_prefix(b"[{\"type\":\"") else {
        return false;
    };
    let end = kind.iter().position(|byte| !byte.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && kind.get(end) == Some(&b'"'))
}

/// Bytes of JSON by which that is told.
const JUDGED: usize = 64;

fn recognize(request: &Request) -> Option<Match> {
    let data = whole_body(request).map(|body| request.store.in_memory(body));
    // A program that keeps it as text has it in Base64.
    let data = data.map(|data| match data.starts_with(b"AAEA") {
        true => base64::decode(data, &|_| false).bytes.into(),
        false => Cow::Borrowed(data),
    });
    let found = data.as_deref().and_then(body).filter(|body| {
        let opened = body.cipher.decrypt(body.encrypted);
        is_message(body.schema, &opened.bytes)
    });
    if found.is_some() {
        let because = "its body opens with the key that is in Xiaomi’s shop software";
        return Some(Match::new(Certainty::Certain, because));
    }
    by_host(request, FORMAT.id)
}

fn read(request: &Request, decoder: &mut Decoder) {
    let Some(whole) = whole_body(request) else {
        return note_unopened("Xiaomi’s shop software", decoder);
    };
    let data = request.store.in_memory(whole);
    // A masked copy has the records as JSON.
    if opens(data) {
        return read_value(&OPENED, data, whole, None, None, decoder);
    }
    let mut from = whole;
    let data = undo_text(data, &mut from, decoder);
    signature::note(signed(request, &data), decoder);
    let Some(body) = body(&data) else {
        return note_unopened("Xiaomi’s shop software", decoder);
    };
    from = from.part(START..data.len());
    let known = Known {
        cipher: body.cipher,
        whose: "a key that is in the shop software, and the vector before the data".into(),
        by_hand: None,
    };
    let opens = |data: &[u8]| is_message(body.schema, data);
    let Some(message) = undo_aes_as(body.encrypted, known, &opens, &mut from, decoder) else {
        return;
    };
    let text = protobuf::undo(&message, body.schema, &mut from, decoder);
    read_value(&OPENED, &text, from, None, None, decoder);
}

/// The outcome of the signature in the header: an encrypted digest of the body and a salt.
fn signed(request: &Request, data: &[u8]) -> Option<Check<'static>> {
    let sent = request.header(&SIGNATURE.to_ascii_lowercase())?;
    let cipher = Cipher::new(SIGNATURE_KEY, Some(*SIGNATURE_VECTOR))?;
    let opened = cipher.decrypt(&base64::decode(sent.as_bytes(), &|_| false).bytes);
    let digest = Md5::digest([data, SALT].concat());
    let fits = opened.bytes == digest.as_slice();
    let sent: String = sent.chars().take(signature::SHOWN).collect();
    Some(Check {
        name: SIGNATURE,
        status: match fits {
            true => CheckStatus::Pass,
            false => CheckStatus::Fail,
        },
        actual: fits.then(|| sent.clone().into()),
        expected: Some(sent.into()),
    })
}
