//! The encrypted forms of Sensors Analytics: what can be seen of them without a key, and what would open them.
//!
//! An app encrypts with a key that it makes up when it starts, and sends that along, encrypted for its
//! server. A page can have a key of its own instead, which is in its settings. Read in the vendor’s SDKs.

use super::payload::scalar_text;
use super::{Decoder, Payload, batches};
use crate::bytes::codec::base64;
use crate::bytes::codec::block_cipher::BLOCK;
use crate::display;
use crate::json::{Document, Row, Top};
use crate::report::Encryption;
use crate::text::encryption as text;
use crate::text::message::Argument;
use crate::text::quoted::Quoted;

/// How the SDK calls what is in a batch.
pub(super) const NAMES: batches::Names = batches::Names {
    key: KEY,
    payloads: &[PAYLOADS, PAYLOAD],
};

const KEY: &str = "ekey";
const PAYLOADS: &str = "payloads";
const PAYLOAD: &str = "payload";
/// The number of the server’s public key.
const VERSION: &str = "pkv";
const FLUSHED: &str = "flush_time";

/// How people get the key of a session.
const SESSION: &str = "the session key from the app’s memory (16 bytes), which researchers read with Frida as the app hands it to javax.crypto.spec.SecretKeySpec; the app makes a new one whenever it is started";
const LOG: &str = "without a key, your phone’s own log, which adb logcat shows on a computer: if the app’s maker left the SDK’s log on (enableLog), the same events are there, unencrypted";

/// How the key of a session is encrypted, as far as its length tells.
enum Wrapped {
    /// With RSA, of a modulus of so many bytes.
    Rsa(usize),
    Sm2,
    /// With elliptic curves and AES (ECIES).
    Curve,
    /// In a way that the site’s operator wrote.
    Own,
    Unknown,
}

impl Wrapped {
    /// By the first record.
    fn of(document: &Document, root: usize) -> Wrapped {
        let key = document.child_string(root, KEY).unwrap_or_default();
        let key = base64::decode(key.as_bytes(), &|_| false).bytes;
        let has_time = document.child(root, FLUSHED).is_some();
        match (key.len(), key.first()) {
            (128 | 256 | 384 | 512, _) => Wrapped::Rsa(key.len()),
            // A point with or without its mark, a digest, and 16 bytes.
            (113, Some(4)) | (112, _) => Wrapped::Sm2,
            // A point, 16 bytes, and a digest of 20 bytes.
            (101, Some(4)) => Wrapped::Curve,
            _ if document.top == Top::One && !has_time => Wrapped::Own,
            _ => Wrapped::Unknown,
        }
    }

    fn scheme(&self) -> String {
        match self {
            Wrapped::Rsa(bytes) => {
                let bits = bytes * 8;
                format!("with a key that the app made, and that only the server’s operator can open (AES-128-CBC, RSA-{bits})")
            }
            Wrapped::Sm2 => "with a key that the app made, and that only the server’s operator can open (SM4-CBC, SM2)".to_owned(),
            Wrapped::Curve => {
                "with a key that the app made, and that only the server’s operator can open (AES-128-CBC, elliptic curves)"
                    .to_owned()
            }
            Wrapped::Own => "in a way of the site’s own".to_owned(),
            Wrapped::Unknown => "with a key that is itself encrypted (elliptic curves, SM2 or a way of the app’s own)".to_owned(),
        }
    }

    fn needs(&self) -> Vec<&'static str> {
        match self {
            Wrapped::Rsa(_) => vec![
                LOG,
                "the private RSA key of the server, which only its operator has",
                SESSION,
            ],
            Wrapped::Sm2 => vec![
                LOG,
                "the private SM2 key of the server, which only its operator has",
                SESSION,
            ],
            Wrapped::Curve => vec![
                LOG,
                SESSION,
                "the operator’s own server; its private key alone doesn’t help here, since the SDKs for Android and iOS use it in different ways and the data don’t say which",
            ],
            Wrapped::Own => vec![
                "the function that the site’s operator wrote for it; if it uses AES or SM4 with a vector in front, its key is enough",
            ],
            Wrapped::Unknown => vec![
                LOG,
                "the private key of the server, which only its operator has",
                SESSION,
            ],
        }
    }
}

/// What can be said of encrypted events without a key.
pub(super) fn describe(document: &Document, flag: Option<&str>) -> Option<Encryption<'static>> {
    let first = document.rows.first()?.node as usize;
    // Most requests are not encrypted, and their records need no look.
    if [PAYLOADS, PAYLOAD]
        .iter()
        .all(|name| document.find_key(name).is_none())
    {
        return None;
    }
    let has = |name: &str| document.child(first, name).is_some();
    let is_of_page = !has(KEY) && (has("key_id") || has("key_hash"));
    // Other programs have such names too, but not for what is encrypted in blocks. A site can bring a function
    // of its own, whose output only has to be Base64; then all three names have to be there.
    let has_all = document.child_string(first, KEY).is_some() && has(VERSION);
    let mut roots = document.rows.iter().map(|row| row.node as usize);
    if !roots.any(|root| is_encrypted(document, root) || has_all && is_base64(document, root)) {
        return None;
    }
    if is_of_page {
        return Some(of_page(document, first));
    }
    let is_of_app = document.child_string(first, KEY).is_some() && has(VERSION);
    if !is_of_app {
        return None;
    }
    let (mut records, mut bytes, mut whole_batch) = (0, 0, false);
    for row in &document.rows {
        let (count, size, is_whole) = payloads(document, row);
        records += count;
        bytes += size;
        whole_batch |= is_whole;
    }
    let key_size = document.child_string(first, KEY).map_or(0, size);
    let version = scalar_text(document, first, VERSION);
    let flushed = scalar_text(document, first, FLUSHED).and_then(|time| display::moment(&time));
    let batch = flag.is_some_and(|flag| flag.trim() == "13") || whole_batch;
    let mut details = Quoted::default();
    if document.rows.len() > 1 {
        let batches = Argument::Number(document.rows.len());
        text::add(&mut details, &text::IN_BATCHES, batches);
    }
    if let Some(version) = version {
        text::add(&mut details, &text::KEY_VERSION, Argument::Value(&version));
    }
    if let Some(time) = flushed {
        text::add(&mut details, &text::SENT_AT, Argument::Computed(&time));
    }
    let sentence = match (batch, records) {
        (true, _) => &text::EVENT_BATCH,
        (false, 1) => &text::EVENT,
        (false, _) => &text::EVENTS,
    };
    let said = sentence.filled(&[
        ("number", Argument::Number(records)),
        ("bytes", Argument::Number(bytes)),
        ("key", Argument::Number(key_size)),
        ("details", Argument::Part(&details)),
    ]);
    let wrapped = Wrapped::of(document, first);
    Some(Encryption {
        scheme: wrapped.scheme().into(),
        visible: said.text.into(),
        quotes: said.quotes,
        needs: wrapped.needs().into_iter().map(Into::into).collect(),
    })
}

/// The same of what a page or a mini-program encrypts with a key of its own.
fn of_page(document: &Document, first: usize) -> Encryption<'static> {
    let row = document.rows.first();
    let (count, bytes, _) = row.map_or((0, 0, false), |row| payloads(document, row));
    let mut details = Quoted::default();
    if let Some(id) = scalar_text(document, first, "key_id") {
        text::add(&mut details, &text::KEY_NUMBER, Argument::Value(&id));
    }
    let flushed = scalar_text(document, first, FLUSHED).and_then(|time| display::moment(&time));
    if let Some(time) = flushed {
        text::add(&mut details, &text::SENT_AT, Argument::Computed(&time));
    }
    let sentence = match count {
        0 | 1 => &text::RECORD,
        _ => &text::RECORDS,
    };
    let said = sentence.filled(&[
        ("number", Argument::Number(count)),
        ("bytes", Argument::Number(bytes)),
        ("details", Argument::Part(&details)),
    ]);
    Encryption {
        scheme: "with a key that is in the page itself (AES-128-CBC)".into(),
        visible: said.text.into(),
        quotes: said.quotes,
        needs: vec![
            "the symmetric key, which is in the settings that the page or mini-program gives the SDK: the browser’s developer tools show it in the page’s script, beside the number of the key"
                .into(),
        ],
    }
}

/// Of so many characters of a payload one may be none of Base64.
const DAMAGED: usize = 64;

/// Whether the payloads of a batch are Base64 of a vector and at least a block, or the first of them is.
fn is_encrypted(document: &Document, root: usize) -> bool {
    let is_one = |text: &str| {
        // What was copied can have blanks for plus signs.
        let is_digit =
            |byte: u8| base64::is_digit(&byte) || byte == b'=' || byte.is_ascii_whitespace();
        // Some of the characters can have been changed on their way.
        let others = text.bytes().filter(|&byte| !is_digit(byte)).count();
        others <= text.len() / DAMAGED && size(text) >= 2 * BLOCK
    };
    let children = [PAYLOADS, PAYLOAD].map(|name| document.child(root, name));
    children.into_iter().flatten().any(|(index, node)| {
        let first = document.children(index).next().map(|(_, node)| node.value);
        let text = document.string(first.unwrap_or(node.value));
        text.is_some_and(is_one)
    })
}

/// Whether all payloads of a batch are Base64 without blanks.
fn is_base64(document: &Document, root: usize) -> bool {
    let is_one = |text: &str| {
        let is_digit = |byte: u8| base64::is_digit(&byte) || byte == b'=';
        !text.is_empty() && text.len().is_multiple_of(4) && text.bytes().all(is_digit)
    };
    document.child(root, PAYLOADS).is_some_and(|(index, _)| {
        let mut children = document.children(index).peekable();
        let has_some = children.peek().is_some();
        has_some && children.all(|(_, node)| document.string(node.value).is_some_and(is_one))
    })
}

/// How many payloads a batch has, of how many encrypted bytes, and whether it is one string.
fn payloads(document: &Document, row: &Row) -> (usize, usize, bool) {
    let root = row.node as usize;
    if let Some(text) = document.child_string(root, PAYLOAD) {
        return (1, size(text), false);
    }
    let Some((index, node)) = document.child(root, PAYLOADS) else {
        return (0, 0, false);
    };
    if let Some(text) = document.string(node.value) {
        return (1, size(text), true);
    }
    let mut found = (0, 0, false);
    for (_, payload) in document.children(index) {
        found.0 += 1;
        found.1 += document.string(payload.value).map_or(0, size);
    }
    found
}

/// The bytes of a text in Base64.
fn size(text: &str) -> usize {
    text.trim_end_matches('=').len() * 3 / 4
}

/// Says to which project of the server encrypted events went, which often names the app.
pub(super) fn name_project(project: Option<&str>, decoder: &mut Decoder) {
    let Some(project) = project.filter(|project| !project.is_empty()) else {
        return;
    };
    if let Payload::Encrypted(_, encryption) = &mut decoder.payload {
        let mut said = Quoted {
            text: encryption.visible.to_string(),
            quotes: std::mem::take(&mut encryption.quotes),
        };
        text::add(&mut said, &text::PROJECT, Argument::Value(project));
        encryption.visible = said.text.into();
        encryption.quotes = said.quotes;
    }
}
