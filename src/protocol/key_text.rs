//! How keys are written: as digits, in Base64, in the armor of PEM, in the answer of a server, in a setting of
//! an app.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use super::cipher::{digits, hex_bytes};
use super::key_parts::{self, LONGEST, Part, SHORTEST};
use super::private_key::{self, Found, PrivateKey};
use crate::bytes::codec::{base64, percent};
use crate::json::{self, Document, Value};
use crate::report::KeyKind;

/// Keys of a text that are looked at.
const MOST: usize = 64;

/// Bytes of a key as a dump, which takes five times as many.
const DUMP: usize = 5 * LONGEST;

/// What stands before an answer of Xiaomi's account server.
const ANSWER: &str = "&&&START&&&";

/// The text of an account server's answer, and those of others, name keys so.
const NAMES: [&str; 3] = ["ssecurity", "sk", "key"];

/// A key, and where it is from.
pub(super) struct Key {
    pub(super) kind: KeyKind,
    pub(super) secret: Secret,
    pub(super) private: Option<PrivateKey>,
    pub(super) origin: Origin,
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

/// A key is in no message.
impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a key")
    }
}

/// Bytes that are cleared when they are let go.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Secret(pub(super) Zeroizing<Vec<u8>>);

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

/// The keys of a text: blocks of PEM, a text that is one key, lines that are one each. Lines beyond a limit
/// are none, and are counted in `more`.
pub(super) fn several(text: &str, more: &mut usize) -> Vec<Key> {
    let text = text.trim_start_matches('\u{feff}');
    if text.len() <= DUMP
        && let Some(bytes) = key_parts::dumped(text)
    {
        let key = of_file(&bytes).unwrap_or_else(|| Key::new(KeyKind::Symmetric, bytes.to_vec()));
        return vec![key];
    }
    let is_object = text.trim_start().starts_with('{');
    let mut keys = Vec::new();
    let mut from = 0;
    while let Some(block) = private_key::block(text, from) {
        let before = text.get(from..block.start).unwrap_or_default();
        // Of an object with a key everything else describes it.
        if !is_object {
            keys.extend(bare(between(before, from > 0, true), more));
        }
        from = block.end.max(block.start + 1);
        // A writer puts the name of the curve before the key.
        if !block.is_parameters() {
            let found = block.found().map(Key::from);
            keys.push(found.unwrap_or_else(|| Key::new(KeyKind::Unknown, Vec::new())));
        }
    }
    let rest = text.get(from..).unwrap_or_default();
    if !is_object || from == 0 {
        keys.extend(bare(between(rest, from > 0, false), more));
    }
    keys
}

/// A text beside blocks of PEM without what is in a line with one: its name in a program or in a file of
/// settings, and quotes.
fn between(text: &str, is_behind: bool, is_before: bool) -> &str {
    let start = match is_behind {
        true => text.find('\n').unwrap_or(text.len()),
        false => 0,
    };
    let end = match is_before {
        true => text.rfind('\n').unwrap_or(0),
        false => text.len(),
    };
    text.get(start..end).unwrap_or_default()
}

/// The keys of a text without blocks of PEM.
fn bare(text: &str, more: &mut usize) -> Vec<Key> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut all = Vec::new();
    for line in lines.clone().take(MOST) {
        match given_key(line) {
            key if key.kind == KeyKind::Unknown => match listed(line) {
                keys if keys.is_empty() => all.push(key),
                keys => all.extend(keys),
            },
            key => all.push(key),
        }
    }
    // Lines of a long key can be keys by themselves, but not all of them.
    let is_each = all.len() > 1 && all.iter().all(is_whole);
    let whole = if is_each {
        None
    } else {
        Some(given_key(text.trim()))
    };
    match whole.filter(|whole| whole.kind != KeyKind::Unknown) {
        Some(whole) if !all.is_empty() => vec![whole],
        _ => {
            *more += lines.skip(MOST).count();
            all
        }
    }
}

/// The keys of a list in one line, as programs write one; none where a piece is something else.
fn listed(line: &str) -> Vec<Key> {
    // What has names is no list.
    if line.contains(['{', ':', '=']) && !line.ends_with('=') {
        return Vec::new();
    }
    let inner = line.trim_matches(['[', ']', '(', ')']);
    let pieces = inner.split([',', ';', ' ', '\t']);
    let pieces = pieces.filter(|piece| !piece.is_empty()).take(MOST);
    let keys: Vec<Key> = pieces.map(given_key).collect();
    match keys.iter().all(is_whole) {
        true => keys,
        false => Vec::new(),
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
    if text.len() <= LONGEST
        && let Some(key) = in_parts(text)
    {
        return key;
    }
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
    // Settings of servers have files in Base64.
    if let Ok(text) = std::str::from_utf8(&bytes)
        && let Some(found) = private_key::block(text, 0).and_then(|block| block.found())
    {
        bytes.zeroize();
        return found.into();
    }
    Key::new(kind, bytes)
}

/// The key that a text is, number by number.
fn in_parts(text: &str) -> Option<Key> {
    Some(match key_parts::numbers(text)? {
        Part::Symmetric(bytes) => Key::new(KeyKind::Symmetric, bytes),
        Part::Numbers(found) => found.into(),
    })
}

/// What a text holds that was given as a key: as it is, or as programs print keys.
fn given_key(text: &str) -> Key {
    if text.len() > LONGEST {
        return key(text);
    }
    let bare = bare_text(text);
    // Pairs of digits can look like Base64 too.
    if let Some(bytes) = key_parts::list(bare) {
        let der = private_key::of_der(&bytes);
        return der.map_or_else(|| Key::new(KeyKind::Symmetric, bytes), Key::from);
    }
    let found = key(text);
    match found.kind {
        KeyKind::Unknown if bare.contains('%') => key(&percent::decode_text(bare)),
        KeyKind::Unknown => key(bare),
        _ => found,
    }
}

/// A text without what is around a value in programs and notes: a mark of the order of bytes, the head of an
/// answer, a name, quotes, what ends a line.
fn bare_text(text: &str) -> &str {
    let mut text = text.trim_matches(is_around);
    if text.starts_with("HTTP/") {
        let ends = ["\r\n\r\n", "\n\n"];
        let body = ends.iter().find_map(|end| text.split_once(end));
        text = body.map_or(text, |(_, body)| body.trim());
    }
    text = text.trim_end_matches([',', ';', '.']).trim_end();
    // A key has colons between its digits, and a name has letters that are none.
    if !text.starts_with(['{', '&', '[', '<'])
        && let Some((name, value)) = text.split_once(['=', ':'])
        && (1..=NAME).contains(&name.len())
        && !name.bytes().all(|byte| byte.is_ascii_hexdigit())
        && value.len() >= SHORTEST
    {
        text = value.trim();
    }
    let text = text
        .strip_prefix('b')
        .filter(|rest| rest.starts_with(['\'', '"']))
        .unwrap_or(text);
    text.trim_matches(|sign| "\"'`“”„‘’".contains(sign) || is_around(sign))
}

/// White space, and what nobody sees, which pages and chats put around what is copied from them.
fn is_around(sign: char) -> bool {
    sign.is_whitespace() || "\u{feff}\u{200b}\u{200e}\u{2060}".contains(sign)
}

/// Characters of the longest name before a key.
const NAME: usize = 40;

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
    if let Some(key) = in_parts(text) {
        return Some(key);
    }
    if text.starts_with("-----BEGIN ") {
        let block = private_key::block(text, 0)?;
        return block
            .found()
            .filter(|_| block.end == text.len())
            .map(Key::from);
    }
    // Records are JSON too, and many have something that is called a key.
    if text.starts_with(['{', '&']) && !is_setting(text) {
        return None;
    }
    let found = key(text);
    let is_one = match found.kind {
        // What is longer is more probably data, and what has neither digits alone nor padding a word.
        KeyKind::Symmetric => {
            let is_marked =
                text.bytes().all(|byte| byte.is_ascii_hexdigit()) || text.ends_with(['=', '}']);
            is_whole(&found) && is_marked
        }
        KeyKind::Unknown => false,
        _ => true,
    };
    is_one.then_some(found)
}

/// Whether a text is the setting in which an app keeps the key of a session: with the name of the session,
/// and with nothing else.
fn is_setting(text: &str) -> bool {
    let (document, _) = json::read_plain(text);
    let is_key = |name: &&str| document.child_string(0, name).is_some();
    let has = |name| usize::from(is_key(&name));
    has("sid") == 1 && has("sk") + has("key") == 1 && document.children(0).count() == 2
}

/// What may be the key in a file that is the answer of a server or a setting of an app.
pub(super) fn of_json(file: &[u8]) -> Option<Key> {
    if file.len() > LONGEST {
        return None;
    }
    let text = std::str::from_utf8(file).ok()?.trim();
    let found = text.starts_with(['{', '&']).then(|| key(text))?;
    (found.kind != KeyKind::Unknown).then_some(found)
}

/// Whether a key has a length that ciphers want.
fn is_whole(key: &Key) -> bool {
    matches!(key.secret.bytes().len(), 16 | 32)
}

/// The bytes of a key in hexadecimal digits or in Base64 of either alphabet, or of one that is a text.
pub(super) fn plain(text: &str) -> Option<Vec<u8>> {
    // Most captures have another sign in their first words, and need not be read to their end.
    let is_digits = text
        .bytes()
        .all(|byte| base64::is_digit(&byte) || b" :=\t\r\n".contains(&byte));
    is_digits
        .then(|| of_digits(text))
        .flatten()
        // Some senders make a key of sixteen letters and signs.
        .or_else(|| {
            let is_printed = text.bytes().all(|byte| byte.is_ascii_graphic());
            (text.len() == 16 && is_printed).then(|| text.as_bytes().to_vec())
        })
}

fn of_digits(text: &str) -> Option<Vec<u8>> {
    let marks = ["0x", "0X"];
    let hex = marks.iter().find_map(|mark| text.strip_prefix(mark));
    let hex = hex.unwrap_or(text).bytes();
    let hex: Zeroizing<Vec<u8>> =
        Zeroizing::new(hex.filter(|byte| !b" :\r\n".contains(byte)).collect());
    // What is cut off of such digits is no Base64.
    if !hex.is_empty() && digits(&hex) == hex.len() {
        let is_whole = hex.len() >= 32 && hex.len().is_multiple_of(2);
        return is_whole.then(|| hex_bytes(&hex));
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
        several(text, &mut 0).iter().map(|key| key.kind).collect()
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
    fn what_surrounds_a_key_is_none() {
        let hex = "000102030405060708090a0b0c0d0e0f";
        let escaped = PEM.replace('\n', "\\n");
        for (text, expected) in [
            (format!("KEY=\"{escaped}\"\n"), vec![KeyKind::Private]),
            (
                format!("{{\"private_key\":\"{escaped}\",\"type\":\"x\"}}"),
                vec![KeyKind::Private],
            ),
            (["“", hex, "”"].concat(), vec![KeyKind::Symmetric]),
            (format!("\u{a0}{hex}\u{200b}"), vec![KeyKind::Symmetric]),
            (format!("{hex}."), vec![KeyKind::Symmetric]),
            (format!("[\"{hex}\"]"), vec![KeyKind::Symmetric]),
            (format!("{hex}, {hex};{hex}"), vec![KeyKind::Symmetric; 3]),
            (format!("[\"{hex}\", 7]"), vec![KeyKind::Unknown]),
            (format!("the key is {hex}"), vec![KeyKind::Unknown]),
            (
                crate::bytes::codec::base64::encode(PEM.as_bytes()),
                vec![KeyKind::Private],
            ),
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
        let same = several(PEM, &mut 0).remove(0).private;
        assert!(same.is_some());
        for text in [
            body.clone(),
            broken(&body, 64),
            hex.clone(),
            broken(&hex, 60),
            broken(&hex, 64),
        ] {
            let [key] = &several(&text, &mut 0)[..] else {
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

    /// Whatever is given as keys: so many at most, and no panic.
    #[test]
    fn hostile_texts_end() {
        test_support::property(|u| {
            let pieces = [
                "-----BEGIN ",
                "PRIVATE KEY-----",
                "-----END ",
                "Proc-Type: 4,ENCRYPTED",
                "MIIEvwIBADANBgkqhkiG9w0BAQEFAASCBKkwggSlAgEAAoIBAQ",
                "30820122300d06092a864886f70d01010105000382010f00",
                "00112233445566778899aabbccddeeff",
                "{\"key\":\"",
                "\"}",
                "&&&START&&&",
                "\\n",
                "\n",
                "=",
                "é",
                "\u{0}",
            ];
            let mut text = String::new();
            for _ in 0..u.int_in_range(0..=40)? {
                text.push_str(u.choose(&pieces)?);
            }
            assert!(several(&text, &mut 0).len() <= text.len().min(200));
            let _ = of_file(text.as_bytes());
            let _ = of_json(text.as_bytes());
            Ok(())
        });
    }
}
