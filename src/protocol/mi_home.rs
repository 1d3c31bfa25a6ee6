//! Mi Home and other cloud services that encrypt with RC4.
//!
//! The key is made of a secret of the account's session and of a random part that is in the request.
//! The app for Android sends that secret along, so such a request can be read, and must not be shared;
//! others keep it. Read in a decompiled app and in programs that speak to the same servers.

use std::collections::BTreeMap;

use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::answer::Sealed;
use super::cipher::is_opened;
use super::cipher::note_encryption;
use super::common::{by_host, is_written, note_unopened, open, opens, plain};
use super::key_text::Secret;
use super::payload::{OPENED, read_value};
use super::unwrap::{undo_base64, unwrap_percent};
use super::{Decoder, Format, Match, layer, signature};
use crate::bytes::codec::{base64, rc4};
use crate::bytes::{Coding, Slice};
use crate::capture::{Param, Request};
use crate::diagnostic;
use crate::display;
use crate::knowledge::vocabulary::{Container, Naming, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::{self, Certainty, Codec, Device, Layer, LayerStatus, Text};
use crate::text::encryption as text;
use crate::text::message::Argument;
use crate::text::quoted::Quoted;

pub(super) const FORMAT: Format = Format {
    id: "mi-home",
    name: "Mi Home",
    vocabulary: &Vocabulary {
        form: Scope::MiHome,
        records: Some(Scope::MiHome),
        answer: Some(Scope::MiHomeAnswer),
        containers: &[Container::anywhere(Scope::MiHome, "rd", Scope::MiHome)],
        naming: Naming {
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        unnamed: &[Unnamed {
            kind: "",
            title: "Usage records of Mi Home",
            meaning: "What the Mi Home app recorded, gathered for one upload.",
            sources: &["mihome-decompiled"],
        }],
        ..Vocabulary::NONE
    },
    is_by_analysis: true,
    segments: &["app", "stat", "stat_info_p", "stat_info"],
    payload: &[DATA],
    recognize,
    recognize_records: |shape, _| {
        let because = "the record has the names of Mi Home's usage records: msid, rd";
        shape.by_names(FORMAT.id, &["msid", "rd"], because)
    },
    read,
};

const DATA: &str = "data";
const HASH: &str = "rc4_hash__";
const SIGNATURE: &str = "signature";
const NONCE: &str = "_nonce";
const SECRET: &str = "ssecurity";

/// Minutes since 1970 between which a request can have been made: 2012 and 2100.
const MINUTES: std::ops::Range<u32> = 22_089_600..68_374_080;

/// The fields of a request: of its form, or of its address where it sends none.
fn fields(request: &Request) -> &[Param<Slice>] {
    match request.find(request.form(), NONCE) {
        Some(_) => request.form(),
        None => &request.query,
    }
}

/// The bytes of a field in Base64.
fn bytes(request: &Request, name: &str) -> Option<Vec<u8>> {
    let param = request.find(fields(request), name)?;
    // Base64 has plus signs, which are blanks in a form: the reader of Base64 knows.
    let text = plain(request.text(param.value), false);
    Some(base64::decode(text.as_bytes(), &|_| false).bytes)
}

/// The minute at the end of the random part, in milliseconds since 1970.
fn time(request: &Request) -> Option<u64> {
    let nonce = bytes(request, NONCE).filter(|nonce| nonce.len() == 12)?;
    let minute = u32::from_be_bytes(*nonce.last_chunk()?);
    MINUTES
        .contains(&minute)
        .then_some(u64::from(minute) * 60_000)
}

fn recognize(request: &Request) -> Option<Match> {
    let has = |name| request.find(fields(request), name).is_some();
    let is_named = [DATA, HASH, SIGNATURE, NONCE].into_iter().all(has);
    let is_said = request.header("miot-encrypt-algorithm").is_some();
    if is_named && time(request).is_some() {
        let because = "it has the fields data, rc4_hash__ and signature, and _nonce ends with a minute, as in Xiaomi’s cloud";
        return Some(Match::new(Certainty::Certain, because));
    }
    if is_named && is_said {
        let because = "it has fields and a header of Xiaomi’s cloud: rc4_hash__, _nonce, miot-encrypt-algorithm";
        return Some(Match::new(Certainty::Likely, because));
    }
    by_host(request, FORMAT.id).or_else(|| {
        // What somebody copied of one: the random part is what no other sender writes so.
        let because = "it has the field data, and _nonce ends with a minute, as in Xiaomi’s cloud";
        let certainty = match has(HASH) {
            true => Certainty::Likely,
            false => Certainty::Possible,
        };
        (has(DATA) && time(request).is_some()).then(|| Match::new(certainty, because))
    })
}

fn read(request: &Request, decoder: &mut Decoder) {
    let fields = fields(request);
    let value = |param: Param<Slice>| request.store.in_memory(param.value);
    if request
        .find(fields, SECRET)
        .is_some_and(|param| !value(param).is_empty())
    {
        decoder.diagnostics.push(diagnostic::credential());
    }
    let data = request.find(fields, DATA);
    let is_its = request.find(fields, HASH).is_some() || time(request).is_some();
    let Some(data) = data.filter(|_| is_its) else {
        return open(request, FORMAT.payload, "Mi Home", decoder);
    };
    // A masked copy has it in the clear.
    if opens(value(data)) {
        decoder.take_field(DATA, fields, data.value);
        return read_value(&OPENED, value(data), data.value, None, None, decoder);
    }
    let Some(nonce) = bytes(request, NONCE).filter(|nonce| !nonce.is_empty()) else {
        return note_unopened("Mi Home", decoder);
    };
    let encrypted = bytes(request, DATA).unwrap_or_default();
    let Some((key, number, whose, by_hand)) = key(request, &nonce, &encrypted, decoder) else {
        return describe(request, encrypted.len(), decoder);
    };
    let mut from = data.value;
    decoder.take_field(DATA, fields, from);
    let text = unwrap_percent(value(data), &mut from, decoder);
    let Some(packed) = undo_base64(&text, &mut from, &|_| false, decoder) else {
        return;
    };
    let length = packed.bytes.len();
    let cipher = rc4::Cipher::new(key, 0);
    let opened = cipher.apply(&packed.bytes);
    let because = ["RC4 with ", &*whose].concat();
    // A key that the digest proves opens nothing that begins like records where that was damaged.
    if !opens(&opened) && !is_opened(&opened) {
        decoder.diagnostics.push(diagnostic::cipher_key());
        let step = layer(Codec::Rc4, because, length, 0, LayerStatus::Failed);
        return decoder.taken(step, from.part(0..0));
    }
    decoder.opened_by.extend(number);
    check(request, &key, decoder);
    // The server begins the keystream anew.
    decoder.sealed = Some(Sealed {
        cipher: cipher.clone(),
        because: because.clone(),
    });
    let step = Layer {
        cipher: by_hand.map(|key| report::Cipher {
            name: "RC4",
            key,
            vector: "",
            payloads: None,
        }),
        ..layer(Codec::Rc4, because, length, length, LayerStatus::Ok)
    };
    decoder.undone(step, &mut from, Coding::Rc4(Box::new(cipher)));
    read_value(&OPENED, &opened, from, None, None, decoder);
}

/// How another program makes the key of the two fields, or of the reader's secret and one of them; both are
/// in Base64, of which a form has encoded some signs.
const KEY_OF_FIELDS: &str = "$(for n in ssecurity _nonce; do f $n | sed 's/ .*//; s/%2b/+/gI; s,%2f,/,gI; s/%3d/=/gI' | base64 -d; done | sha256sum | head -c 64)";
const KEY_OF_READER: &str = "$({ printf %s \"$KEY\" | xxd -r -p; f _nonce | sed 's/ .*//; s/%2b/+/gI; s,%2f,/,gI; s/%3d/=/gI' | base64 -d; } | sha256sum | head -c 64)";

/// A key, its number where the reader gave it, whose it is, and how another program makes it where the reader has what it is made of.
type Found = ([u8; 32], Option<usize>, Text<'static>, Option<&'static str>);

/// The key with which data begin like JSON or like compressed data, or with which the field with their digest is
/// one, where data were damaged: of the secret beside them, or of one that the reader gave.
fn key(request: &Request, nonce: &[u8], data: &[u8], decoder: &mut Decoder) -> Option<Found> {
    let hash = bytes(request, HASH);
    let of = |secret: &[u8]| {
        let key: [u8; 32] = Sha256::digest([secret, nonce].concat()).into();
        let start = data.get(..data.len().min(16)).unwrap_or_default();
        let open = |bytes: &[u8], before| rc4::Cipher::new(key, before).apply(bytes);
        let is_digest = |before| {
            hash.as_ref()
                .is_some_and(|hash| is_digest(&open(hash, before)))
        };
        let is_key = is_opened(&open(start, 0)) || is_digest(0) || is_digest(data.len());
        is_key.then_some(key)
    };
    let is_found = request.form().is_empty() || is_written(request);
    let beside = bytes(request, SECRET).map(Secret::new);
    if let Some(key) = beside.as_ref().and_then(|secret| of(secret.bytes())) {
        return Some((
            key,
            None,
            "a key that is made of ssecurity and _nonce beside it".into(),
            is_found.then_some(KEY_OF_FIELDS),
        ));
    }
    if beside.is_some_and(|secret| !secret.bytes().is_empty()) {
        decoder.diagnostics.push(diagnostic::cipher_key());
    }
    let mut keys = decoder.keys.each(|_, _| None);
    let found = keys.find_map(|key| Some((key.number, of(key.secret.bytes())?)));
    if found.is_none() && !decoder.keys.is_empty() {
        decoder.diagnostics.push(diagnostic::key_wrong());
    }
    let (number, key) = found?;
    let by_hand = (is_found && decoder.keys.is_given(number)).then_some(KEY_OF_READER);
    let whose = decoder.keys.whose(number).into();
    Some((key, Some(number), whose, by_hand))
}

/// Whether a text is a digest of SHA-1 in Base64.
fn is_digest(text: &[u8]) -> bool {
    matches!(text.split_last(), Some((b'=', digits)) if digits.len() == 27 && digits.iter().all(base64::is_digit))
}

/// Verifies the two signatures: over the fields as they were sent, and over what they hold. Some programs
/// begin the keystream anew for each field, the app goes on with one.
fn check(request: &Request, key: &[u8; 32], decoder: &mut Decoder) {
    let fields = fields(request);
    let method = match request.method.as_deref() {
        Some(method) => method,
        None if request.form().is_empty() => "GET",
        None => "POST",
    };
    // The address is signed too: without its beginning by Mi Home, whole by Mi Fitness.
    let is_cut = request.path.is_empty();
    let short = request.path.strip_prefix("/app").unwrap_or(&request.path);
    let signed = |fields: &BTreeMap<&str, String>| {
        [short, &request.path].map(|path| {
            let mut text = [method, "&", path].concat();
            for (name, value) in fields {
                for piece in ["&", name, "=", value] {
                    text.push_str(piece);
                }
            }
            text.push('&');
            text.push_str(&base64::encode(key));
            base64::encode(&Sha1::digest(text.as_bytes()))
        })
    };
    let mut sent = BTreeMap::new();
    for param in fields {
        let name = request.text(param.name);
        if ![SIGNATURE, NONCE, SECRET].contains(&name) {
            sent.insert(name, plain(request.text(param.value), false));
        }
    }
    let text = |name: &str| {
        let param = request.find(fields, name)?;
        Some(plain(request.text(param.value), false))
    };
    if let Some(value) = text(SIGNATURE) {
        let check = signature::compared(SIGNATURE, &value, is_cut, &signed(&sent));
        signature::note(check, decoder);
    }
    let (mut fresh, mut going_on) = (BTreeMap::new(), BTreeMap::new());
    let mut before = 0;
    for (name, value) in &sent {
        let data = base64::decode(value.as_bytes(), &|_| false).bytes;
        let open = |before| {
            String::from_utf8(rc4::Cipher::new(*key, before).apply(&data)).unwrap_or_default()
        };
        fresh.insert(*name, open(0));
        going_on.insert(*name, open(before));
        before += data.len();
    }
    let hashes = [fresh, going_on].map(|mut fields| {
        let hash = fields.remove(HASH).unwrap_or_default();
        (hash, signed(&fields))
    });
    let fits = hashes
        .iter()
        .find(|(hash, computed)| computed.contains(hash));
    if let Some((hash, computed)) = fits.or(hashes.first()) {
        let check = signature::compared(HASH, hash, is_cut, computed);
        signature::note(check, decoder);
    }
}

/// Says what can be seen of a request whose secret only the app and the server have.
fn describe(request: &Request, bytes: usize, decoder: &mut Decoder) {
    let mut said = Quoted::default();
    if let Some(time) = time(request).and_then(|time| display::moment(&time.to_string())) {
        text::add(&mut said, &text::MADE_AT, Argument::Computed(&time));
    }
    text::add(&mut said, &text::SIZE, Argument::Number(bytes));
    let scheme = "with a secret that the account got when it signed in (RC4)";
    let needs = [
        "that secret (ssecurity): it is in the answer to /pass/serviceLoginAuth2. If you sign in again while you capture, it opens what is sent after that",
        "for requests that you make yourself, the ssecurity of a sign-in with Xiaomi-cloud-tokens-extractor or micloud; it opens no other session’s requests",
    ];
    note_encryption(scheme, said, &needs, decoder);
}
