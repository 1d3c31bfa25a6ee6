//! Records that were encrypted one by one, or batch by batch, in a JSON text. Each payload is written in
//! Base64, begins with its initialization vector, and may hold compressed data.
//!
//! What comes out is one list of all records. A damaged payload gives what comes before the damage, and
//! what comes after it where it was not compressed; the others stay as they are.

use std::borrow::Cow;
use std::ops::Range;

use super::block_cipher::{BLOCK, Cipher};
use super::compressed;
use super::inflate::End;
use super::{base64, json_string, whole};
use crate::limits::Budget;
use crate::progress::Progress;

/// Payloads in a text, and the ciphers that open them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Payloads {
    /// Each chained to nothing yet: the vector is in front of each payload.
    pub(crate) ciphers: Vec<Cipher>,
    pub(crate) list: Vec<Payload>,
}

/// A payload in Base64, without the quotes around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Payload {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The number of its cipher.
    pub(crate) cipher: u32,
    /// Bytes that it has in the list of records; 0 where nothing of it can be read.
    pub(crate) length: u32,
}

/// What is wrong with a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    /// Its bytes are no whole blocks: its end is missing.
    Short,
    /// Its padding is none that a sender writes.
    Padding,
    /// Its bytes are no records, or not to their end.
    Content,
    /// There is no room left for it.
    Limit,
}

/// What came of one payload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Opened {
    /// The records without the brackets of a list.
    pub(crate) text: Vec<u8>,
    pub(crate) damage: Option<Damage>,
    /// Whether it was compressed.
    pub(crate) is_compressed: bool,
    /// Whether it was a string of JSON with the records in it.
    pub(crate) is_quoted: bool,
    /// Whether it was a list.
    pub(crate) is_list: bool,
}

impl Payloads {
    /// The list of all records.
    pub(crate) fn undo(&self, input: &[u8], budget: &mut Budget) -> Vec<u8> {
        let mut list = List::default();
        for payload in &self.list {
            if payload.length > 0
                && let Some(cipher) = self.ciphers.get(payload.cipher as usize)
            {
                list.push(&open(payload.written(input), cipher, budget).text);
            }
        }
        list.finish()
    }

    /// The payloads that became these bytes of the list.
    pub(crate) fn sources(&self, wanted: &Range<usize>) -> Range<usize> {
        let found = self.places().filter(|(_, after)| meets(after, wanted));
        union(found.map(|(before, _)| before)).unwrap_or_default()
    }

    /// The bytes of the list that these of the text became.
    pub(crate) fn results(&self, wanted: &Range<usize>) -> Range<usize> {
        let found = self.places().filter(|(before, _)| meets(before, wanted));
        union(found.map(|(_, after)| after)).unwrap_or_default()
    }

    /// Where each payload is in the text and in the list, with what parts it from the next.
    fn places(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
        let mut position = 0;
        let payloads = self.list.iter().filter(|payload| payload.length > 0);
        payloads.map(move |payload| {
            let start = position;
            position += payload.length as usize + 1;
            let before = payload.start as usize..payload.end as usize;
            (before, start..position + 1)
        })
    }
}

impl Payload {
    /// What stands there in the text.
    pub(crate) fn written<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// Records as a list.
#[derive(Default)]
pub(crate) struct List(Vec<u8>);

impl List {
    /// Adds records; nothing where there are none.
    pub(crate) fn push(&mut self, records: &[u8]) {
        if !records.is_empty() {
            self.0.push(if self.0.is_empty() { b'[' } else { b',' });
            self.0.extend_from_slice(records);
        }
    }

    /// The list, empty where there were no records.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        if !self.0.is_empty() {
            self.0.push(b']');
        }
        self.0
    }
}

/// The bytes of a payload as it is written: its vector, and what is encrypted.
pub(crate) fn parts(written: &[u8]) -> Option<([u8; BLOCK], Vec<u8>)> {
    let text = match written.contains(&b'\\') {
        true => Cow::Owned(json_string::decode_bytes(written)),
        false => Cow::Borrowed(written),
    };
    let mut bytes = base64::decode(&text, &|_| false).bytes;
    let rest = bytes.split_off(bytes.len().min(BLOCK));
    Some((bytes.try_into().ok()?, rest))
}

/// Opens a payload as far as that goes.
pub(crate) fn open(written: &[u8], cipher: &Cipher, budget: &mut Budget) -> Opened {
    let Some((vector, data)) = parts(written) else {
        return Opened {
            damage: Some(Damage::Short),
            ..Opened::default()
        };
    };
    let decrypted = cipher.chained_to(vector).decrypt(&data);
    let mut opened = Opened {
        damage: match (decrypted.left, decrypted.is_padded) {
            (0, true) => None,
            (0, false) => Some(Damage::Padding),
            _ => Some(Damage::Short),
        },
        ..Opened::default()
    };
    let mut text = decrypted.bytes;
    if let Some(compression) = compressed::sniff(&text) {
        let mut listener = |_, _| {};
        let progress = &mut Progress::new(&mut listener);
        let inflated = compression.undo(&text, budget, progress);
        opened.is_compressed = true;
        opened.damage = opened.damage.or(match inflated.end {
            End::Complete => None,
            End::OutputLimit | End::RatioLimit => Some(Damage::Limit),
            _ => Some(Damage::Content),
        });
        text = inflated.bytes;
    } else if budget.take_output(text.len()) {
        whole::blank_damaged_blocks(&mut text, BLOCK);
    } else {
        opened.damage = Some(Damage::Limit);
        return opened;
    }
    let mut text = text.trim_ascii();
    let unquoted;
    if let Some(inner) = text.strip_prefix(b"\"") {
        opened.is_quoted = true;
        unquoted = json_string::decode_bytes(inner.strip_suffix(b"\"").unwrap_or(inner));
        text = unquoted.trim_ascii();
    }
    let (whole, is_whole) = whole::record(text);
    if !is_whole {
        opened.damage = opened.damage.or(Some(Damage::Content));
    }
    opened.text = match whole.strip_prefix(b"[") {
        Some(inner) => {
            opened.is_list = true;
            inner
                .strip_suffix(b"]")
                .unwrap_or(inner)
                .trim_ascii()
                .to_vec()
        }
        None => whole,
    };
    opened
}

fn meets(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn union(ranges: impl Iterator<Item = Range<usize>>) -> Option<Range<usize>> {
    ranges.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use aes::Aes128Enc;
    use aes::cipher::{BlockCipherEncrypt, KeyInit};

    const KEY: [u8; 16] = *b"a secret of mine";
    const VECTOR: [u8; BLOCK] = *b"0123456789abcdef";

    /// Encrypts as a sender does.
    fn sealed(text: &str) -> Vec<u8> {
        let padding = BLOCK - text.len() % BLOCK;
        let mut data = [text.as_bytes(), &vec![padding as u8; padding]].concat();
        let cipher = Aes128Enc::new(&KEY.into());
        let mut before = VECTOR;
        for block in data.chunks_mut(BLOCK) {
            for (byte, before) in block.iter_mut().zip(before) {
                *byte ^= before;
            }
            cipher.encrypt_block(block.try_into().unwrap());
            before = (&*block).try_into().unwrap();
        }
        [&VECTOR[..], &data].concat()
    }

    fn opened(bytes: &[u8]) -> Opened {
        let cipher = Cipher::new(&KEY, Some([0; BLOCK])).unwrap();
        let mut budget = Budget::new(Limits::DEFAULT);
        open(base64::encode(bytes).as_bytes(), &cipher, &mut budget)
    }

    fn check(bytes: &[u8], text: &str, damage: Option<Damage>) {
        let opened = opened(bytes);
        let found = String::from_utf8_lossy(&opened.text).into_owned();
        assert_eq!((found.as_str(), opened.damage), (text, damage));
    }

    #[test]
    fn records_come_out_of_what_they_were_put_into() {
        check(&sealed(r#"{"a":1}"#), r#"{"a":1}"#, None);
        check(&sealed(" [{\"a\":1}, 2]\n"), r#"{"a":1}, 2"#, None);
        check(&sealed(r#""{\"a\":\"\\n\"}""#), r#"{"a":"\n"}"#, None);
        check(&sealed("hello"), "", Some(Damage::Content));
        check(b"short", "", Some(Damage::Short));
    }

    #[test]
    fn what_comes_before_the_damage_is_kept() {
        let text = r#"{"event":"search","words":"some long words","last":true}"#;
        let whole = sealed(text);
        let mut short = whole.clone();
        short.truncate(whole.len() - 20);
        check(&short, r#"{"event":"search"}"#, Some(Damage::Short));
        let mut changed = whole.clone();
        let last = changed.len() - 1;
        changed[last] ^= 1;
        assert_eq!(opened(&changed).damage, Some(Damage::Padding));
        assert!(opened(&changed).text.starts_with(br#"{"event":"search""#));
    }

    #[test]
    fn what_comes_after_the_damage_is_kept_where_nothing_is_compressed() {
        let text = r#"{"event":"search","words":"some words that are long enough to be damaged","last":"räuber"}"#;
        for at in 3 * BLOCK..4 * BLOCK {
            let mut changed = sealed(text);
            changed[at] ^= 1;
            let opened = opened(&changed);
            assert_eq!(opened.damage, Some(Damage::Content));
            let text = String::from_utf8_lossy(&opened.text).into_owned();
            assert!(
                text.starts_with(r#"{"event":"search","words":"some "#),
                "{text}"
            );
            assert!(text.ends_with(r#"","last":"räuber"}"#), "{text}");
        }
    }

    #[test]
    fn every_byte_leads_to_its_payload_and_back() {
        let payload = |start, end, length| Payload {
            start,
            end,
            cipher: 0,
            length,
        };
        let payloads = Payloads {
            ciphers: Vec::new(),
            list: vec![payload(10, 20, 3), payload(30, 40, 0), payload(50, 60, 4)],
        };
        // [abc,defg]
        assert_eq!(payloads.sources(&(1..4)), 10..20);
        assert_eq!(payloads.sources(&(5..6)), 50..60);
        assert_eq!(payloads.sources(&(2..7)), 10..60);
        assert_eq!(payloads.results(&(12..13)), 0..5);
        assert_eq!(payloads.results(&(50..60)), 4..10);
        assert_eq!(payloads.results(&(30..40)), 0..0);
    }
}
