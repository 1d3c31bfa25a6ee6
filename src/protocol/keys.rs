//! Keys that a reader brings along: recognized by how they are written, tried on what is encrypted, kept in
//! memory only.
//!
//! No message, report, link or file repeats any of them.

use std::fmt;

use zeroize::Zeroizing;

use super::cipher::{digits, hex_bytes};
use crate::bytes::codec::aes::Cipher;
use crate::bytes::codec::base64;
use crate::diagnostic;
use crate::json::{self, Document, Value};
use crate::report::{Diagnostic, KeyKind, KeyUse};

/// Keys that are looked at, and bytes of the text of one; a private key of 4,096 bits has about 3,300.
const MOST: usize = 64;
const LONGEST: usize = 16 << 10;

/// What stands before an answer of Xiaomi's account server.
const ANSWER: &str = "&&&START&&&";

/// The text of an account server's answer, and those of others, name keys so.
const NAMES: [&str; 3] = ["ssecurity", "sk", "key"];

/// The keys of a reader, by the texts that they were in.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    list: Vec<Key>,
}

#[derive(Debug)]
struct Key {
    kind: KeyKind,
    secret: Secret,
}

/// Bytes that are cleared when they are let go.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Secret(Zeroizing<Vec<u8>>);

/// A secret is in no message.
impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a secret")
    }
}

impl Secret {
    pub(crate) fn new(bytes: Vec<u8>) -> Secret {
        Secret(Zeroizing::new(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Keys {
    /// The keys that are written in some texts.
    pub(crate) fn of(texts: &[String]) -> Keys {
        let texts = texts.iter().take(MOST);
        Keys {
            list: texts.map(|text| key(text.trim())).collect(),
        }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The keys as they are, with the number of their text; and what `unwrap` makes of each pair of a key
    /// that came encrypted and one that may open it.
    pub(super) fn each(
        &self,
        unwrap: fn(&[u8], &[u8]) -> Option<Vec<u8>>,
    ) -> impl Iterator<Item = (usize, Secret)> {
        let of = move |kind| {
            let keys = self.list.iter().enumerate();
            keys.filter(move |(_, key)| key.kind == kind)
        };
        let wrapped = of(KeyKind::Answer).flat_map(move |(number, wrapped)| {
            of(KeyKind::Symmetric).filter_map(move |(_, own)| {
                let opened = unwrap(wrapped.secret.bytes(), own.secret.bytes())?;
                Some((number, Secret::new(opened)))
            })
        });
        of(KeyKind::Symmetric)
            .map(|(number, key)| (number, key.secret.clone()))
            .chain(wrapped)
    }

    /// What can be said of texts that are no keys with which anything is opened.
    pub(crate) fn problems(&self) -> impl Iterator<Item = Diagnostic<'static>> {
        let count = |kind| self.list.iter().filter(|key| key.kind == kind).count();
        let (unknown, private) = (count(KeyKind::Unknown), count(KeyKind::Private));
        let unknown = (unknown > 0).then(|| diagnostic::key_unknown(unknown));
        let private = (private > 0).then(diagnostic::key_private);
        unknown.into_iter().chain(private)
    }

    /// What became of each, by the keys that opened a request.
    pub(crate) fn uses(&self, opened: &[(usize, usize)]) -> Vec<KeyUse> {
        let uses = self.list.iter().enumerate().map(|(number, key)| KeyUse {
            kind: key.kind,
            opened: opened
                .iter()
                .filter(|(_, key)| *key == number)
                .map(|(request, _)| *request)
                .collect(),
        });
        uses.collect()
    }
}

/// What a text holds.
fn key(text: &str) -> Key {
    let text = text.strip_prefix(ANSWER).unwrap_or(text).trim_start();
    let found = match text.len() <= LONGEST {
        true if text.starts_with('{') => in_json(text),
        true if text.starts_with("-----BEGIN") => Some((KeyKind::Private, Vec::new())),
        true => plain(text).map(|bytes| match bytes.as_slice() {
            // A sequence of ASN.1 that is longer than any key for AES.
            [0x30, 0x81 | 0x82, ..] if bytes.len() > 64 => (KeyKind::Private, Vec::new()),
            _ => (KeyKind::Symmetric, bytes),
        }),
        false => None,
    };
    let (kind, bytes) = found.unwrap_or((KeyKind::Unknown, Vec::new()));
    Key {
        kind,
        secret: Secret::new(bytes),
    }
}

/// The bytes of a key in hexadecimal digits or in Base64 of either alphabet.
fn plain(text: &str) -> Option<Vec<u8>> {
    let hex: Vec<u8> = text
        .strip_prefix("0x")
        .unwrap_or(text)
        .bytes()
        .filter(|byte| !b" :\r\n".contains(byte))
        .collect();
    if hex.len() >= 32 && hex.len().is_multiple_of(2) && digits(&hex) == hex.len() {
        return Some(hex_bytes(&hex));
    }
    let decoded = base64::decode(text.as_bytes(), &|_| false);
    let is_clean = decoded.invalid.is_none() && !decoded.lone && decoded.repairs.plus == 0;
    // Shorter ones are words.
    (is_clean && decoded.bytes.len() >= 16).then_some(decoded.bytes)
}

/// The key in the answer of a server or in a setting of an app: at the top it is a key, deeper it is
/// encrypted with another one.
fn in_json(text: &str) -> Option<(KeyKind, Vec<u8>)> {
    let (document, _) = json::read_plain(text);
    let find = |root| {
        let mut names = NAMES.iter();
        names.find_map(|name| plain(document.child_string(root, name)?))
    };
    if let Some(bytes) = find(0) {
        return Some((KeyKind::Symmetric, bytes));
    }
    let wrapped = objects(&document).find_map(find)?;
    Some((KeyKind::Answer, wrapped))
}

fn objects(document: &Document) -> impl Iterator<Item = usize> {
    let children = document.children(0);
    children
        .filter(|(_, node)| matches!(node.value, Value::Object(_)))
        .map(|(index, _)| index)
}

/// What a key for AES makes of another one that was encrypted with it, in blocks by themselves.
pub(super) fn unwrapped(wrapped: &[u8], key: &[u8], vector: Option<[u8; 16]>) -> Option<Vec<u8>> {
    let opened = Cipher::new(key, vector)?.decrypt(wrapped);
    (opened.is_padded && opened.left == 0).then_some(opened.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, kind: KeyKind, bytes: &[u8]) {
        let key = key(text.trim());
        assert_eq!((key.kind, key.secret.bytes()), (kind, bytes), "{text}");
    }

    #[test]
    fn keys_are_known_by_how_they_are_written() {
        let bytes: Vec<u8> = (0..16).collect();
        for text in [
            "000102030405060708090a0b0c0d0e0f",
            " 000102030405060708090A0B0C0D0E0F\n",
            "0x000102030405060708090a0b0c0d0e0f",
            "00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f",
            "AAECAwQFBgcICQoLDA0ODw==",
            "AAECAwQFBgcICQoLDA0ODw",
            r#"{"sk":"000102030405060708090a0b0c0d0e0f","sid":"9f"}"#,
            r#"{"key":"AAECAwQFBgcICQoLDA0ODw==","sid":"s"}"#,
            r#"&&&START&&&{"ssecurity":"AAECAwQFBgcICQoLDA0ODw==","code":0}"#,
        ] {
            check(text, KeyKind::Symmetric, &bytes);
        }
        check("_-_-_-_-_-_-_-_-_-_-_w", KeyKind::Symmetric, &{
            let decoded = base64::decode(b"/+/+/+/+/+/+/+/+/+/+/w", &|_| false);
            decoded.bytes
        });
        check(
            r#"{"code":0,"data":{"key":"AAECAwQFBgcICQoLDA0ODw==","sid":"s"}}"#,
            KeyKind::Answer,
            &bytes,
        );
        check(
            "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
            KeyKind::Private,
            &[],
        );
        let der = [&[0x30, 0x82, 1, 1][..], &[7; 200]].concat();
        check(&base64::encode(&der), KeyKind::Private, &[]);
        for text in [
            "",
            "hello",
            "{",
            "{}",
            "[1]",
            "my secret key is this one",
            "\u{fffd}",
        ] {
            check(text, KeyKind::Unknown, &[]);
        }
        check(&"0".repeat(LONGEST + 2), KeyKind::Unknown, &[]);
    }

    #[test]
    fn a_key_is_never_written() {
        let keys = Keys::of(&["000102030405060708090a0b0c0d0e0f".to_owned()]);
        let written = format!("{keys:?}");
        assert!(
            !written.contains("15") && written.contains("a secret"),
            "{written}"
        );
    }

    #[test]
    fn an_answer_opens_with_the_key_that_asked_for_it() {
        let asked = "a secret of mine".as_bytes();
        let texts = [
            base64::encode(asked),
            r#"{"code":0,"data":{"key":"AAECAwQFBgcICQoLDA0ODw==","sid":"s"}}"#.to_owned(),
        ];
        let keys = Keys::of(&texts);
        let all: Vec<_> = keys
            .each(|wrapped, own| Some([wrapped, own].concat()))
            .collect();
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].0, all[0].1.bytes()), (0, asked));
        assert_eq!((all[1].0, all[1].1.bytes().len()), (1, 32));
        assert_eq!(keys.each(|_, _| None).count(), 1);
    }
}
