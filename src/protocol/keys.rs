//! Keys that a reader brings along, or that the capture itself holds: tried on what is encrypted, kept in
//! memory only.
//!
//! No message, report, link or file repeats any of them.

use std::cell::{Cell, RefCell};

use zeroize::Zeroizing;

use super::key_text::{Key, Origin, Secret, several};
use super::private_key::Wrapping;
use crate::bytes::codec::block_cipher::Cipher;
use crate::diagnostic;
use crate::report::{Diagnostic, KeyKind, KeyUse};

/// Keys that are looked at.
const MOST: usize = 64;

/// Private operations that are done for one capture: with 2,048 bits each takes a tenth of a second, and an
/// app uses one key of a session until it is started again. Tests reach the limit sooner.
const OPERATIONS: usize = if cfg!(test) { 16 } else { 128 };

/// The keys of a reader and those that the capture holds, in the order in which they were found.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    list: Vec<Key>,
    /// Encrypted keys of sessions, and what opened each.
    sessions: RefCell<Vec<(Vec<u8>, Option<Session>)>>,
    operations: Cell<usize>,
    /// Keys beyond the limit, which are not looked at.
    more: usize,
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

impl Keys {
    /// The keys that are written in some texts, in each one or several.
    pub(crate) fn of(texts: &[Zeroizing<String>]) -> Keys {
        let mut keys = Keys::default();
        for text in texts {
            for key in several(text, &mut keys.more) {
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
        match self.list.iter().any(is_known) {
            true => {}
            false if self.list.len() < MOST => self.list.push(Key { origin, ..key }),
            // What an answer has is perhaps none.
            false => self.more += usize::from(origin != Origin::Answer),
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
    pub(super) fn note_untried(&self) {
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
            (self.more > 0).then(|| diagnostic::keys_left_out(MOST, self.more)),
        ];
        said.into_iter().flatten()
    }

    /// Whether the reader gave a key, who has it at hand then.
    pub(super) fn is_given(&self, number: usize) -> bool {
        let key = self.list.get(number);
        key.is_some_and(|key| key.origin == Origin::Given)
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

    /// What happened to each, by the keys that opened a request. What looks like a key in an answer is told
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

/// What a key for AES makes of another one that was encrypted with it, in blocks by themselves.
pub(super) fn unwrapped(wrapped: &[u8], key: &[u8], vector: Option<[u8; 16]>) -> Option<Vec<u8>> {
    let opened = Cipher::new(key, vector)?.decrypt(wrapped);
    (opened.is_padded && opened.left == 0).then_some(opened.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::codec::base64;

    const PEM: &str = include_str!("../../tests/keys/rsa2048-pkcs8.pem");

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
    fn keys_beyond_the_limit_are_told() {
        let lines: String = (0..70).map(|n| format!("{n:032x}\n")).collect();
        let blocks = PEM.repeat(70);
        for text in [lines, blocks] {
            let keys = Keys::of(&[text.into()]);
            let said: Vec<_> = keys.problems().collect();
            assert_eq!((keys.list.len(), said.len()), (MOST, 1));
            assert_eq!(said[0].code, "limit-keys-given");
            assert!(said[0].message.contains(" 6 "), "{}", said[0].message);
        }
        let mut keys = Keys::default();
        for number in 0..2 * MOST {
            let digits = format!("{number:032x}");
            let key = super::super::key_text::in_answer(&digits, false).unwrap();
            keys.add(key, Origin::Answer);
        }
        assert_eq!((keys.list.len(), keys.problems().count()), (MOST, 0));
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
