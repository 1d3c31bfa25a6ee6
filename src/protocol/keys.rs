//! Keys that a reader brings along, or that the capture itself holds: recognized by how they are written,
//! tried on what is encrypted, kept in memory only.
//!
//! No message, report, link or file repeats any of them.

use std::cell::RefCell;
use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use super::cipher::{digits, hex_bytes};
use super::private_key::{self, Found, PrivateKey, Wrapping};
use crate::bytes::codec::base64;
use crate::bytes::codec::block_cipher::Cipher;
use crate::diagnostic;
use crate::json::{self, Document, Value};
use crate::report::{Diagnostic, KeyKind, KeyUse};

/// Keys that are looked at, and bytes of the text of one; a private key of 4,096 bits has about 3,300.
const MOST: usize = 64;
const LONGEST: usize = 16 << 10;

/// Private operations that are done for one capture: with 2,048 bits each takes a tenth of a second, and an
/// app uses one key of a session until it is started again.
const OPERATIONS: usize = 128;

/// What stands before an answer of Xiaomi's account server.
const ANSWER: &str = "&&&START&&&";

/// The text of an account server's answer, and those of others, name keys so.
const NAMES: [&str; 3] = ["ssecurity", "sk", "key"];

/// The keys of a reader and those that the capture holds, in the order in which they were found.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    list: Vec<Key>,
    /// Encrypted keys of sessions, and what opened each.
    sessions: RefCell<Vec<(Vec<u8>, Option<Session>)>>,
    operations: std::cell::Cell<usize>,
}

pub(super) struct Key {
    pub(super) kind: KeyKind,
    secret: Secret,
    private: Option<PrivateKey>,
    origin: Origin,
}

/// Where a key is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The reader gave it as one.
    Given,
    /// It lies among the captures as a file or a block of its own.
    Among,
    /// It is in an answer in the capture, and perhaps none.
    Answer,
}

/// A key that may open something.
pub(super) struct Candidate {
    pub(super) number: usize,
    /// The number of the key that it was encrypted with itself.
    pub(super) with: Option<usize>,
    pub(super) secret: Secret,
}

/// The key of a session that a private key opened.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// The number of the private key.
    pub(super) key: usize,
    pub(super) secret: Secret,
    pub(super) wrapping: Wrapping,
}

/// A key is in no message.
impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a key")
    }
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
    /// The keys that are written in some texts, in each one or several.
    pub(crate) fn of(texts: &[Zeroizing<String>]) -> Keys {
        let mut keys = Keys::default();
        for text in texts {
            for key in several(text) {
                keys.add(key, Origin::Given);
            }
        }
        keys
    }

    /// Adds a key, unless it is known.
    pub(super) fn add(&mut self, key: Key, origin: Origin) {
        let is_known = |known: &Key| {
            known.secret == key.secret
                && known.private == key.private
                && known.kind == key.kind
                && origin != Origin::Given
        };
        if self.list.len() < MOST && !self.list.iter().any(is_known) {
            self.list.push(Key { origin, ..key });
        }
    }

    #[cfg(test)]
    pub(super) fn kinds(&self) -> Vec<KeyKind> {
        self.list.iter().map(|key| key.kind).collect()
    }

    /// Whether the reader gave none and none lies among the captures.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.iter().all(|key| key.origin == Origin::Answer)
    }

    /// The keys as they are; and what `unwrap` makes of each pair of a key that came encrypted and one that
    /// may open it.
    pub(super) fn each(
        &self,
        unwrap: fn(&[u8], &[u8]) -> Option<Vec<u8>>,
    ) -> impl Iterator<Item = Candidate> {
        let of = move |kind| {
            let keys = self.list.iter().enumerate();
            keys.filter(move |(_, key)| key.kind == kind)
        };
        let wrapped = of(KeyKind::Answer).flat_map(move |(number, wrapped)| {
            of(KeyKind::Symmetric).filter_map(move |(own, key)| {
                let opened = unwrap(wrapped.secret.bytes(), key.secret.bytes())?;
                Some(Candidate {
                    number,
                    with: Some(own),
                    secret: Secret::new(opened),
                })
            })
        });
        of(KeyKind::Symmetric)
            .map(|(number, key)| Candidate {
                number,
                with: None,
                secret: key.secret.clone(),
            })
            .chain(wrapped)
    }

    /// The key of a session that came encrypted, opened with the first private key that does.
    pub(super) fn session(&self, wrapped: &[u8]) -> Option<Session> {
        let known = |sessions: &[(Vec<u8>, Option<Session>)]| {
            let mut sessions = sessions.iter();
            let found = sessions.find(|(known, _)| known == wrapped);
            found.map(|(_, session)| session.clone())
        };
        if let Some(session) = known(&self.sessions.borrow()) {
            return session;
        }
        let mut keys = self.list.iter().enumerate();
        let found = keys.find_map(|(number, key)| {
            let private = key.private.as_ref().filter(|key| key.may_open(wrapped))?;
            let cost = self.operations.get() + private.cost();
            self.operations.set(cost.min(OPERATIONS + 1));
            if cost > OPERATIONS {
                return None;
            }
            let (secret, wrapping) = private.open(wrapped)?;
            Some(Session {
                key: number,
                secret: Secret(secret),
                wrapping,
            })
        });
        let mut sessions = self.sessions.borrow_mut();
        // Behind the limit nothing is opened, so nothing more has to be known.
        if sessions.len() < 2 * OPERATIONS {
            sessions.push((wrapped.to_vec(), found.clone()));
        }
        found
    }

    /// Notes that keys were left untried.
    pub(super) fn give_up(&self) {
        self.operations.set(OPERATIONS + 1);
    }

    /// What can be said of texts that are no keys with which anything is opened.
    pub(crate) fn problems(&self) -> impl Iterator<Item = Diagnostic<'static>> {
        let count = |kind| self.list.iter().filter(|key| key.kind == kind).count();
        let unknown = count(KeyKind::Unknown);
        let is_useless = |key: &Key| key.kind == KeyKind::Private && key.private.is_none();
        let said = [
            (unknown > 0).then(|| diagnostic::key_unknown(unknown)),
            (self.list.iter().any(is_useless)).then(diagnostic::key_private),
            (count(KeyKind::Protected) > 0).then(diagnostic::key_protected),
            (count(KeyKind::Public) > 0).then(diagnostic::key_public),
            (self.operations.get() > OPERATIONS).then(diagnostic::limit_keys),
        ];
        said.into_iter().flatten()
    }

    /// How a key is called, as the end of a sentence that begins with the name of a cipher.
    pub(super) fn whose(&self, number: usize) -> String {
        match self.list.get(number).map(|key| key.origin) {
            Some(Origin::Given) | None => {
                format!("key {} of those that you gave", self.told(number) + 1)
            }
            Some(Origin::Among) => "a key that lies among what you gave".to_owned(),
            Some(Origin::Answer) => "a key that is in an answer in this capture".to_owned(),
        }
    }

    /// Of all keys that a report tells, the number of one of them.
    fn told(&self, number: usize) -> usize {
        let before = self.list.iter().take(number);
        before.filter(|key| key.origin == Origin::Given).count()
    }

    /// What became of each, by the keys that opened a request. What looks like a key in an answer is told
    /// where it opened something.
    pub(crate) fn uses(&self, opened: &[(usize, usize)]) -> Vec<KeyUse> {
        let uses = self.list.iter().enumerate().map(|(number, key)| KeyUse {
            kind: key.kind,
            in_capture: key.origin != Origin::Given,
            opened: opened
                .iter()
                .filter(|(_, key)| *key == number)
                .map(|(request, _)| *request)
                .collect(),
        });
        let is_told =
            |(key, used): &(&Key, KeyUse)| key.origin != Origin::Answer || !used.opened.is_empty();
        let told = self.list.iter().zip(uses).filter(is_told);
        told.map(|(_, used)| used).collect()
    }
}

/// The keys of a text: blocks of PEM, a text that is one key, lines that are one each.
fn several(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut from = 0;
    while let Some(block) = private_key::block(text, from) {
        keys.extend(bare(text.get(from..block.start).unwrap_or_default()));
        from = block.end.max(block.start + 1);
        // A writer puts the name of the curve before the key.
        if !block.is_parameters() {
            let found = block.found().map(Key::from);
            keys.push(found.unwrap_or_else(|| Key::new(KeyKind::Unknown, Vec::new())));
        }
    }
    let rest = text.get(from..).unwrap_or_default();
    keys.extend(bare(rest));
    keys
}

/// The keys of a text without blocks of PEM.
fn bare(text: &str) -> Vec<Key> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let all: Vec<Key> = lines.clone().take(MOST).map(key).collect();
    // Lines of a long key can be keys by themselves, but not all of them.
    if all.len() > 1 && all.iter().all(is_whole) {
        return all;
    }
    let whole = key(text.trim());
    match (whole.kind, lines.next()) {
        (_, None) => Vec::new(),
        (KeyKind::Unknown, Some(_)) => all,
        _ => vec![whole],
    }
}

impl Key {
    fn new(kind: KeyKind, bytes: Vec<u8>) -> Key {
        // What is as long as a number of SM2 may be one.
        let is_symmetric = kind == KeyKind::Symmetric;
        let number = bytes.strip_prefix(&[0]).filter(|_| bytes.len() == 33);
        let private = PrivateKey::of_sm2(number.unwrap_or(&bytes)).filter(|_| is_symmetric);
        Key {
            kind,
            secret: Secret::new(bytes),
            private,
            origin: Origin::Given,
        }
    }
}

/// The key that a structure of ASN.1 is.
impl From<Found> for Key {
    fn from(found: Found) -> Key {
        let (kind, private) = match found {
            Found::Private(key) => (KeyKind::Private, Some(key)),
            Found::Unusable => (KeyKind::Private, None),
            Found::Protected => (KeyKind::Protected, None),
            Found::Public => (KeyKind::Public, None),
        };
        Key {
            private,
            ..Key::new(kind, Vec::new())
        }
    }
}

/// What a text holds.
pub(super) fn key(text: &str) -> Key {
    let text = text.strip_prefix(ANSWER).unwrap_or(text).trim_start();
    let found = match text.len() <= LONGEST {
        true if text.starts_with('{') => in_json(text),
        true => plain(text).map(|bytes| (KeyKind::Symmetric, bytes)),
        false => None,
    };
    let (kind, mut bytes) = found.unwrap_or((KeyKind::Unknown, Vec::new()));
    if kind == KeyKind::Symmetric
        && let Some(found) = private_key::of_der(&bytes)
    {
        bytes.zeroize();
        return found.into();
    }
    Key::new(kind, bytes)
}

/// The key in an answer of a server, which can be encrypted with the one that the app sent there.
pub(super) fn in_answer(value: &str, is_wrapped: bool) -> Option<Key> {
    let kind = match is_wrapped {
        true => KeyKind::Answer,
        false => KeyKind::Symmetric,
    };
    plain(value).map(|bytes| Key::new(kind, bytes))
}

/// The key that a file holds by itself, as bytes or as text; none where it is something else.
pub(super) fn of_file(file: &[u8]) -> Option<Key> {
    if file.len() > LONGEST {
        return None;
    }
    if let Some(found) = private_key::of_der(file) {
        return Some(found.into());
    }
    let text = std::str::from_utf8(file).ok()?.trim();
    if text.starts_with("-----BEGIN ") {
        let block = private_key::block(text, 0)?;
        return block
            .found()
            .filter(|_| block.end == text.len())
            .map(Key::from);
    }
    let found = key(text);
    let is_one = match found.kind {
        // What is longer is more probably data, and what has neither digits alone nor padding a word.
        KeyKind::Symmetric => {
            let is_marked =
                text.bytes().all(|byte| byte.is_ascii_hexdigit()) || text.ends_with('=');
            text.starts_with(['{', '&']) || is_whole(&found) && is_marked
        }
        KeyKind::Unknown => false,
        _ => true,
    };
    is_one.then_some(found)
}

/// Whether a key has a length that ciphers want.
fn is_whole(key: &Key) -> bool {
    matches!(key.secret.bytes().len(), 16 | 32)
}

/// The bytes of a key in hexadecimal digits or in Base64 of either alphabet, or of one that is a text.
pub(super) fn plain(text: &str) -> Option<Vec<u8>> {
    let hex = text.strip_prefix("0x").unwrap_or(text).bytes();
    let hex: Zeroizing<Vec<u8>> =
        Zeroizing::new(hex.filter(|byte| !b" :\r\n".contains(byte)).collect());
    if hex.len() >= 32 && hex.len().is_multiple_of(2) && digits(&hex) == hex.len() {
        return Some(hex_bytes(&hex));
    }
    let decoded = base64::decode(text.as_bytes(), &|_| false);
    let is_clean = decoded.invalid.is_none() && !decoded.lone && decoded.repairs.plus == 0;
    // Shorter ones are words.
    if is_clean && decoded.bytes.len() >= 16 {
        return Some(decoded.bytes);
    }
    // Some senders make a key of sixteen letters and signs.
    let is_printed = text.bytes().all(|byte| byte.is_ascii_graphic());
    (text.len() == 16 && is_printed).then(|| text.as_bytes().to_vec())
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
        check("a-secret-of-mine", KeyKind::Symmetric, b"a-secret-of-mine");
        check("_-_-_-_-_-_-_-_-_-_-_w", KeyKind::Symmetric, &{
            let decoded = base64::decode(b"/+/+/+/+/+/+/+/+/+/+/w", &|_| false);
            decoded.bytes
        });
        check(
            r#"{"code":0,"data":{"key":"AAECAwQFBgcICQoLDA0ODw==","sid":"s"}}"#,
            KeyKind::Answer,
            &bytes,
        );
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

    const PEM: &str = include_str!("../../tests/keys/rsa2048-pkcs8.pem");

    fn kinds(text: &str) -> Vec<KeyKind> {
        several(text).iter().map(|key| key.kind).collect()
    }

    #[test]
    fn a_text_can_hold_several_keys() {
        let hex = "000102030405060708090a0b0c0d0e0f";
        for (text, expected) in [
            (format!("{hex}\n{hex}"), vec![KeyKind::Symmetric; 2]),
            (
                format!("\n{hex}\n\nAAECAwQFBgcICQoLDA0ODw==\n"),
                vec![KeyKind::Symmetric; 2],
            ),
            (
                format!("{hex}\nhello"),
                vec![KeyKind::Symmetric, KeyKind::Unknown],
            ),
            (format!("{PEM}{PEM}"), vec![KeyKind::Private; 2]),
            (
                format!("{hex}\n{PEM}\nhello"),
                vec![KeyKind::Symmetric, KeyKind::Private, KeyKind::Unknown],
            ),
            (
                format!("{{\n \"sk\":\"{hex}\"\n}}"),
                vec![KeyKind::Symmetric],
            ),
            (
                "-----BEGIN PUBLIC KEY-----".to_owned(),
                vec![KeyKind::Unknown],
            ),
            (String::new(), vec![]),
        ] {
            assert_eq!(kinds(&text), expected, "{text}");
        }
    }

    #[test]
    fn the_same_private_key_is_read_in_every_notation() {
        let body: String = PEM.lines().filter(|line| !line.starts_with('-')).collect();
        let der = base64::decode(body.as_bytes(), &|_| false).bytes;
        let hex: String = der.iter().map(|byte| format!("{byte:02x}")).collect();
        let broken = |text: &str, width: usize| {
            let lines = text.as_bytes().chunks(width);
            let lines = lines.map(|line| String::from_utf8_lossy(line).into_owned());
            lines.collect::<Vec<_>>().join("\n")
        };
        let same = several(PEM).remove(0).private;
        assert!(same.is_some());
        for text in [
            body.clone(),
            broken(&body, 64),
            hex.clone(),
            broken(&hex, 60),
            broken(&hex, 64),
        ] {
            let [key] = &several(&text)[..] else {
                panic!("one key: {text}");
            };
            assert!(
                key.private == same && key.kind == KeyKind::Private,
                "{text}"
            );
        }
        assert!(of_file(&der).is_some_and(|key| key.private == same));
        assert!(of_file(PEM.as_bytes()).is_some_and(|key| key.private == same));
        assert!(of_file(b"crc=1&data_list=AAAA").is_none());
        assert!(of_file(&[7; 40]).is_none());
    }

    /// With a zero in front, as some languages write a number whose first bit is set.
    #[test]
    fn a_number_of_sm2_is_a_key_with_and_without_zero() {
        let hex = include_str!("../../tests/keys/sm2-private.hex").trim();
        let one = key(hex);
        assert!(one.private.is_some());
        assert!(key(&format!("00{hex}")).private == one.private);
    }

    #[test]
    fn a_key_is_never_written() {
        let keys = Keys::of(&[
            PEM.to_owned().into(),
            "000102030405060708090a0b0c0d0e0f".to_owned().into(),
        ]);
        let written = format!("{keys:?}");
        assert_eq!(written.matches("a key").count(), 2, "{written}");
        assert!(!written.contains("15"), "{written}");
    }

    #[test]
    fn an_answer_opens_with_the_key_that_asked_for_it() {
        let asked = "a secret of mine".as_bytes();
        let answer = r#"{"code":0,"data":{"key":"AAECAwQFBgcICQoLDA0ODw==","sid":"s"}}"#;
        let keys = Keys::of(&[base64::encode(asked).into(), answer.to_owned().into()]);
        let all: Vec<_> = keys
            .each(|wrapped, own| Some([wrapped, own].concat()))
            .collect();
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].number, all[0].secret.bytes()), (0, asked));
        assert_eq!((all[1].number, all[1].with), (1, Some(0)));
        assert_eq!(all[1].secret.bytes().len(), 32);
        assert_eq!(keys.each(|_, _| None).count(), 1);
    }

    #[test]
    fn session_keys_are_opened_so_often_and_no_more() {
        let keys = Keys::of(&[PEM.to_owned().into()]);
        for number in 0..2 * OPERATIONS {
            let mut wrapped = vec![0; 256];
            wrapped[255] = number as u8;
            wrapped[254] = (number >> 8) as u8;
            assert!(keys.session(&wrapped).is_none());
        }
        let said: Vec<_> = keys.problems().map(|problem| problem.code).collect();
        assert_eq!(said, ["limit-keys"]);
    }
}
