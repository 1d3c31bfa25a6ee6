//! MiStat SDK 1 and 2: the tracking software of Xiaomi's own apps until about 2020.
//!
//! Its events are encrypted with a key that is made of other fields of the same form, and everything is
//! signed with a salt that is in the SDK, so whoever has the request can read and verify it. Read in
//! decompiled apps: SDK 1.9.19 and 2.1.0 (`mistatv` 3, 4 and 5).

use super::cipher::{
    ByHand, Known, digits, hex_bytes, is_hex_blocks, is_opened, undo_aes, undo_hex,
};
use super::common::{by_host, is_written, note_unopened, opens, plain};
use super::payload::{OPENED, read_value};
use super::signature::{self, md5};
use super::{Decoder, Format, Match, mistat3};
use crate::bytes::Slice;
use crate::bytes::codec::block_cipher::{BLOCK, Cipher};
use crate::capture::Request;
use crate::diagnostic;
use crate::knowledge::vocabulary::{Container, Naming, Only, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::{Certainty, Device};

pub(super) const FORMAT: Format = Format {
    id: "mistat",
    name: "MiStat 1 or 2",
    vocabulary: &Vocabulary {
        form: Scope::Mistat,
        records: Some(Scope::Mistat),
        containers: &[
            // Each detail of the phone is a record, whose name says which.
            Container {
                only: Only::In("mistat_basic"),
                ..Container::anywhere(Scope::Mistat, "values", Scope::MistatBasic)
            },
            Container::anywhere(Scope::Mistat, "content", Scope::Mistat),
            Container::anywhere(Scope::Mistat, "values", Scope::Mistat),
        ],
        naming: Naming {
            apps: &["app_package", "package_name"],
            device: Device::Phone,
            screens: &[
                ("mistat_pv", "index"),
                ("mistat_pa", "name"),
                ("mistat_pt", "key"),
            ],
            installed: &[("installed_package", "value")],
            refusals: &[(("UEP", "value"), "no")],
            ..Vocabulary::NONE.naming
        },
        within: &[(Scope::Mistat, "category"), (Scope::MistatBasic, "key")],
        unnamed: &[Unnamed {
            kind: "",
            title: "Usage records of MiStat",
            meaning: "What an app recorded over some time, gathered for one upload.",
            sources: &["mihome-decompiled"],
        }],
        ..Vocabulary::NONE
    },
    is_by_analysis: true,
    segments: &[
        "mistats",
        "v2",
        "experiments",
        "micrash",
        "realtime_network",
    ],
    payload: &[EVENTS, NETWORK],
    recognize,
    recognize_records: |shape, _| {
        let because = "the records have the names that MiStat gives: startTS, endTS, content";
        shape.by_names(FORMAT.id, &["startTS", "content"], because)
    },
    read,
};

/// The field with events, the one that says how they are written, and the one of another address with
/// what an app loaded.
const EVENTS: &str = "stat_value";
const VERSION: &str = "mistatv";
const NETWORK: &str = "net_value";

/// What is signed ends with this.
const SALT: &str = "mistats_sdkconfig_jafej!@#)(*e@!#";

/// Fields that no other known sender has together, at addresses where events are not encrypted.
const CLEAR: [&[&str]; 2] = [
    &["app_key", "device_uuid", "crash_callstack"],
    &["app_key", "device_uuid", NETWORK],
];

fn recognize(request: &Request) -> Option<Match> {
    let form = request.fields();
    let has = |name: &&str| request.find(form, name).is_some();
    let is_signed = || signature::fits(signature::of_form(request, "sign", SALT).as_ref());
    if has(&"app_id") && is_signed() {
        let because = "its field sign is the one that MiStat computes of its other fields";
        return Some(Match::new(Certainty::Certain, because));
    }
    let events = request.find(form, EVENTS);
    if events.is_some_and(|events| is_opened_by_form(request, events.value)) {
        let because = "its field stat_value opens with the key that MiStat makes of app_id, app_key and device_id";
        return Some(Match::new(Certainty::Certain, because));
    }
    if let Some(events) = events.filter(|_| has(&VERSION)) {
        let value = request.store.in_memory(events.value).trim_ascii();
        if is_hex_blocks(value) {
            let because = "it has the field mistatv, and stat_value contains whole blocks of AES in hexadecimal digits";
            return Some(Match::new(Certainty::Certain, because));
        }
        if has(&"app_key") && has(&"device_id") || opens(value) {
            let because = "it has fields that MiStat sends: stat_value, mistatv";
            return Some(Match::new(Certainty::Likely, because));
        }
    }
    if CLEAR.iter().any(|names| names.iter().all(has)) {
        let because = "it has fields that MiStat sends together: app_key, device_uuid and what they are about";
        return Some(Match::new(Certainty::Likely, because));
    }
    // Those of version 3 go to the same hosts.
    match mistat3::is_its_address(request) {
        true => None,
        false => by_host(request, FORMAT.id),
    }
}

/// Whether the first blocks of what is encrypted open with the key of their form.
fn is_opened_by_form(request: &Request, events: Slice) -> bool {
    let value = request.store.in_memory(events).trim_ascii();
    let start = value
        .get(..4 * BLOCK.min(digits(value) / 4))
        .unwrap_or_default();
    let start = hex_bytes(start);
    key(request, &start).is_some_and(|known| is_opened(&known.cipher.decrypt(&start).bytes))
}

fn read(request: &Request, decoder: &mut Decoder) {
    signature::note(signature::of_form(request, "sign", SALT), decoder);
    let form = request.fields();
    let Some(events) = request.find(form, EVENTS) else {
        return super::common::open(request, &[NETWORK], "MiStat", decoder);
    };
    let value = request.store.in_memory(events.value);
    let mut from = events.value;
    decoder.take_field(EVENTS, form, from);
    // A masked copy has them in the clear.
    if value.trim_ascii().is_empty() {
        return decoder.diagnostics.push(diagnostic::data_empty());
    }
    if opens(value) {
        return read_value(&OPENED, value, from, None, None, decoder);
    }
    let data = undo_hex(value, &mut from, decoder);
    let Some(known) = key(request, &data) else {
        return note_unopened("MiStat", decoder);
    };
    if let Some(text) = undo_aes(&data, known, &mut from, decoder) {
        read_value(&OPENED, &text, from, None, None, decoder);
    }
}

/// The key of a form: half the digits of a digest of three fields. Since version 5 blocks are chained,
/// and the same fields in another order give the vector.
fn key(request: &Request, data: &[u8]) -> Option<Known> {
    let form = request.fields();
    let field = |name: &str| {
        let param = request.find(form, name)?;
        Some(plain(request.text(param.value), true))
    };
    let [app, key, device] = [field("app_id")?, field("app_key")?, field("device_id")?];
    let seed = |fields: [&str; 3]| {
        let digest = md5(&format!("seed:{}", fields.join("-"))).to_ascii_uppercase();
        let half: Option<[u8; 16]> = digest.as_bytes().first_chunk().copied();
        half
    };
    let version = field(VERSION).map(|version| version.trim().parse().ok() >= Some(5));
    let whole = seed([&app, &key, &device])?;
    let vector = seed([&device, &key, &app]);
    let is_chained = version.unwrap_or_else(|| {
        let start = data.get(..BLOCK).unwrap_or_default();
        Cipher::new(&whole, vector).is_some_and(|cipher| is_opened(&cipher.decrypt(start).bytes))
    });
    let vector = vector.filter(|_| is_chained);
    Some(Known {
        cipher: Cipher::new(&whole, vector)?,
        whose: "a key that is made of app_id, app_key and device_id in this form".into(),
        by_hand: is_written(request).then_some(ByHand {
            key: "$(printf seed:%s-%s-%s $(f app_id) $(f app_key) $(f device_id) | md5sum | tr a-f A-F | head -c 16 | xxd -p)",
            vector: match is_chained {
                true => {
                    "$(printf seed:%s-%s-%s $(f device_id) $(f app_key) $(f app_id) | md5sum | tr a-f A-F | head -c 16 | xxd -p)"
                }
                false => "",
            },
        }),
    })
}
