//! Registration of a phone with Mi Push.
//!
//! Older software and builds for outside China send a form in the clear. Newer software encrypts it with a
//! public key of Xiaomi, so that nobody else can read it; it falls back to the form after two failures. Read
//! in decompiled apps, the newest with SDK 5.9.9.

use super::cipher::note_encryption;
use super::common::{by_form, by_host, note_unopened, plain};
use super::{Decoder, Format, Match};
use crate::bytes::codec::base64;
use crate::capture::Request;
use crate::knowledge::vocabulary::Naming;
use crate::knowledge::{Scope, Vocabulary};
use crate::report::{Certainty, Device};
use crate::text::encryption as text;
use crate::text::message::Argument;

pub(super) const FORMAT: Format = Format {
    id: "mi-push",
    name: "Mi Push",
    vocabulary: &Vocabulary {
        form: Scope::MiPush,
        naming: Naming {
            apps: &["packagename"],
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        ..Vocabulary::NONE
    },
    is_by_analysis: true,
    segments: &["pass", "v2", "register", "encrypt"],
    payload: &[],
    recognize,
    recognize_records: |_, _| None,
    read,
};

/// The field with the encrypted form, and the one with the number of the key.
const ENCRYPTED: &str = "requestData";
const KEY: &str = "keyPairVer";

/// Bytes of a block of RSA with a key of 1,024 bits, and the most of the form that one holds.
const BLOCK: usize = 128;
const IN_BLOCK: usize = BLOCK - 11;

/// How many blocks the encrypted form has.
fn blocks(request: &Request) -> Option<usize> {
    let form = request.fields();
    request.find(form, KEY)?;
    let value = plain(request.text(request.find(form, ENCRYPTED)?.value), false);
    let decoded = base64::decode(value.as_bytes(), &|_| false);
    let length = decoded.bytes.len();
    let is_whole = decoded.invalid.is_none() && length > 0 && length.is_multiple_of(BLOCK);
    is_whole.then_some(length / BLOCK)
}

fn recognize(request: &Request) -> Option<Match> {
    if blocks(request).is_some() {
        let because = "it has the field keyPairVer, and requestData contains whole blocks of RSA";
        return Some(Match::new(Certainty::Likely, because));
    }
    let names = ["devid", "appid", "apptoken", "packagename", "sdkversion"];
    by_form(request, &names).or_else(|| by_host(request, FORMAT.id))
}

fn read(request: &Request, decoder: &mut Decoder) {
    let Some(blocks) = blocks(request) else {
        return note_unopened("Mi Push", decoder);
    };
    let bytes = Argument::Number(blocks * IN_BLOCK);
    let said = text::REGISTRATION.filled(&[("value", bytes)]);
    let scheme = "with a public key of Xiaomi, so that only Xiaomi can open it (RSA)";
    let needs = [
        "Xiaomi’s private key, which nobody else has",
        "without a key, on a rooted phone: the text before the app encrypts it, which researchers read with Frida",
    ];
    note_encryption(scheme, said, &needs, decoder);
}
