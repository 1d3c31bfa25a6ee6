//! Records that a sender encrypted event by event or batch by batch, opened with the reader's keys: the key
//! of a session as it is, or a private key with which that key itself was encrypted.
//!
//! Each batch is tried by itself, since an app makes a new session key whenever it starts. What no key opens
//! is told, batch by batch; what is damaged gives what can still be read.

use std::ops::Range;

use super::cipher::is_opened;
use super::key_text::{self, Secret};
use super::private_key::Wrapping;
use super::{Decoder, layer};
use crate::bytes::Coding;
use crate::bytes::codec::base64;
use crate::bytes::codec::block_cipher::{BLOCK, Cipher};
use crate::bytes::codec::payloads::{self, Damage, List, Opened, Payload, Payloads};
use crate::diagnostic;
use crate::json::leaves::leaves;
use crate::json::{Document, Row};
use crate::report::{self, Codec, Layer, LayerStatus};
use crate::whole::is_whole;

/// How a sender calls what is in a batch.
pub(super) struct Names {
    /// The encrypted key of the session, in Base64.
    pub(super) key: &'static str,
    /// The payloads: a list of them, or one.
    pub(super) payloads: &'static [&'static str],
}

/// Payloads of a batch whose beginnings a key is tried on: the first can be the damaged one.
const TRIED: usize = 4;

/// Beginnings that are decrypted for one request; a list of batches that nothing opens ends there.
const TRIES: usize = 100_000;

/// Numbers that a message lists.
const LISTED: usize = 20;

/// Digits of Base64 in which a vector and two blocks are written, with room for escapes.
const START: usize = 128;

/// A way in which batches were opened: with which key, and how that opened the session's own.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Way {
    key: usize,
    wrapping: Option<Wrapping>,
    is_sm4: bool,
}

/// What opens a batch.
struct Opener {
    cipher: Cipher,
    way: Way,
}

/// Opens the batches of a document as far as the keys go, notes how, and gives the list of their records;
/// none where no key opens any.
pub(super) fn open(document: &Document, names: &Names, decoder: &mut Decoder) -> Option<Vec<u8>> {
    if !is_whole() {
        return None;
    }
    let text = document.text.as_bytes();
    let mut from = decoder.text;
    let mut found = Payloads::default();
    let mut openers: Vec<Opener> = Vec::new();
    let (mut tries, mut all) = (TRIES, 0);
    let (mut locked, mut records) = (Vec::new(), Vec::new());
    let mut list = List::default();
    let left = decoder.budget.output_left();
    for row in &document.rows {
        let places = places(document, row, names);
        if places.is_empty() {
            continue;
        }
        all += 1;
        let wrapped = document.child_string(row.node as usize, names.key);
        let starts: Vec<&[u8]> = places
            .iter()
            .take(TRIED)
            .map(|at| start(text, at))
            .collect();
        let Some(opener) = opener(wrapped, &starts, &mut openers, &mut tries, decoder) else {
            locked.push(all);
            continue;
        };
        let Some(cipher) = openers.get(opener).map(|opener| opener.cipher.clone()) else {
            continue;
        };
        for place in places {
            let mut payload = Payload {
                start: place.start as u32,
                end: place.end as u32,
                cipher: opener as u32,
                length: 0,
            };
            let opened = payloads::open(payload.written(text), &cipher, decoder.budget);
            payload.length = opened.text.len() as u32;
            list.push(&opened.text);
            found.list.push(payload);
            records.push(Opened {
                text: Vec::new(),
                ..opened
            });
        }
    }
    if tries == 0 {
        decoder.keys.note_untried();
    }
    if openers.is_empty() {
        if !decoder.keys.is_empty() && all > 0 {
            decoder.diagnostics.push(diagnostic::key_wrong());
        }
        return None;
    }
    found.ciphers = openers.iter().map(|opener| opener.cipher.clone()).collect();
    let list = list.finish();
    if !locked.is_empty() {
        let which = numbered("batch", "batches", &locked, all);
        decoder
            .diagnostics
            .push(diagnostic::batches_encrypted(&which));
    }
    let damages = say_damage(&records, decoder);
    let status = match (list.is_empty(), damages || !locked.is_empty()) {
        (true, _) => LayerStatus::Failed,
        (false, true) => LayerStatus::Partial,
        (false, false) => LayerStatus::Ok,
    };
    let step = step(
        &openers,
        &records,
        status,
        document.text.len(),
        list.len(),
        decoder,
    );
    if list.is_empty() {
        decoder.taken(step, from.part(0..0));
        return Some(list);
    }
    decoder.undone(step, &mut from, Coding::Payloads(Box::new(found), left));
    decoder.text = from;
    Some(list)
}

/// Where the payloads of a batch stand, without their quotes.
fn places(document: &Document, row: &Row, names: &Names) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    leaves(document, row, &mut |path, place| {
        let is_one = names.payloads.iter().any(|name| {
            path.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
        });
        let is_string = document.text.as_bytes().get(place.start) == Some(&b'"');
        if is_one && is_string && place.len() > 2 {
            places.push(place.start + 1..place.end - 1);
        }
        true
    });
    places
}

/// The beginning of a payload as it is written.
fn start<'t>(text: &'t [u8], place: &Range<usize>) -> &'t [u8] {
    let end = place.end.min(place.start + START);
    text.get(place.start..end).unwrap_or_default()
}

/// The number of what opens a batch with these beginnings of payloads: what opened another one, a key of the
/// reader's as it is, or the key beside it with a private key, which takes longest.
fn opener(
    wrapped: Option<&str>,
    starts: &[&[u8]],
    openers: &mut Vec<Opener>,
    tries: &mut usize,
    decoder: &mut Decoder,
) -> Option<usize> {
    let mut fits = |cipher: &Cipher| {
        starts.iter().any(|start| {
            *tries = tries.saturating_sub(1);
            *tries > 0 && begins(start, cipher)
        })
    };
    let known = openers.iter().rposition(|opener| fits(&opener.cipher));
    if known.is_some() {
        return known;
    }
    let mut keys = decoder.keys.each(|_, _| None);
    let as_it_is = keys.find_map(|key| {
        let cipher = ciphers(&key.secret, false).find(|cipher| fits(cipher))?;
        Some((cipher, key.number, None))
    });
    let found = as_it_is.or_else(|| {
        let wrapped = base64::decode(wrapped?.as_bytes(), &|_| false).bytes;
        let session = decoder.keys.session(&wrapped)?;
        let is_sm = session.wrapping == Wrapping::Sm2;
        let cipher = ciphers(&session.secret, is_sm).find(|cipher| fits(cipher))?;
        Some((cipher, session.key, Some(session.wrapping)))
    });
    let (cipher, key, wrapping) = found?;
    if !decoder.opened_by.contains(&key) {
        decoder.opened_by.push(key);
    }
    let is_sm4 = cipher.is_sm4();
    openers.push(Opener {
        cipher,
        way: Way {
            key,
            wrapping,
            is_sm4,
        },
    });
    Some(openers.len() - 1)
}

/// The ciphers that a key can be for. Some senders wrap the digits of a key, not its bytes.
fn ciphers(key: &Secret, is_sm4_first: bool) -> impl Iterator<Item = Cipher> {
    let digits = std::str::from_utf8(key.bytes()).ok();
    let digits = digits.and_then(key_text::plain).map(Secret::new);
    let of = |key: &Secret| {
        let (aes, sm4) = (
            Cipher::new(key.bytes(), Some([0; BLOCK])),
            Cipher::sm4(key.bytes(), Some([0; BLOCK])),
        );
        if is_sm4_first { [sm4, aes] } else { [aes, sm4] }
    };
    let all = [Some(of(key)), digits.as_ref().map(of)];
    all.into_iter().flatten().flatten().flatten()
}

/// Whether a payload begins like records once it is decrypted.
fn begins(start: &[u8], cipher: &Cipher) -> bool {
    let Some((vector, data)) = payloads::parts(start) else {
        return false;
    };
    let data = data.get(..data.len().min(2 * BLOCK)).unwrap_or_default();
    let opened = cipher.chained_to(vector).decrypt(data).bytes;
    // Records can be a string of JSON in which they are written.
    is_opened(opened.strip_prefix(b"\"").unwrap_or(&opened))
}

/// Says what is damaged; whether anything is.
fn say_damage(records: &[Opened], decoder: &mut Decoder) -> bool {
    let numbers = |damage| {
        let records = records.iter().zip(1..);
        let found = records.filter(|(opened, _)| opened.damage == Some(damage));
        found.map(|(_, number)| number).collect::<Vec<usize>>()
    };
    let mut is_damaged = false;
    for (damage, say) in [
        (Damage::Short, diagnostic::payloads_short as fn(&str) -> _),
        (Damage::Padding, diagnostic::payloads_padding),
        (Damage::Content, diagnostic::payloads_damaged),
    ] {
        let numbers = numbers(damage);
        if !numbers.is_empty() {
            let which = numbered("encrypted part", "encrypted parts", &numbers, records.len());
            decoder.diagnostics.push(say(&which));
            is_damaged = true;
        }
    }
    if !numbers(Damage::Limit).is_empty() {
        let limit = decoder.budget.limits().output;
        decoder.diagnostics.push(diagnostic::limit_output(limit));
        is_damaged = true;
    }
    is_damaged
}

/// Which of several things, in words.
fn numbered(one: &str, many: &str, numbers: &[usize], all: usize) -> String {
    let listed: Vec<String> = numbers.iter().take(LISTED).map(usize::to_string).collect();
    let more = numbers.len().saturating_sub(LISTED);
    let name = if numbers.len() == 1 { one } else { many };
    let mut which = format!("{name} {}", listed.join(", "));
    if more > 0 {
        which.push_str(&format!(" and {more} more"));
    }
    format!("{which} of {all}")
}

/// What the step says of itself.
fn step(
    openers: &[Opener],
    records: &[Opened],
    status: LayerStatus,
    before: usize,
    after: usize,
    decoder: &Decoder,
) -> Layer<'static> {
    let mut ways: Vec<(Way, &'static str)> = Vec::new();
    for opener in openers {
        let way = (opener.way, opener.cipher.name());
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let said: Vec<String> = ways
        .iter()
        .map(|(way, name)| {
            let whose = decoder.keys.whose(way.key);
            match way.wrapping {
                None => format!("{name} with {whose}"),
                Some(wrapping) => {
                    let name_of = match wrapping {
                        Wrapping::Pkcs1 => "RSA",
                        Wrapping::Oaep => "RSA with OAEP",
                        Wrapping::Sm2 => "SM2",
                    };
                    format!("{name} with a session key that {whose} opens ({name_of})")
                }
            }
        })
        .collect();
    let is_sm4 = ways.iter().all(|(way, _)| way.is_sm4);
    let codec = if is_sm4 { Codec::Sm4 } else { Codec::Aes };
    let step = layer(codec, said.join("; "), before, after, status);
    Layer {
        cipher: command(&ways, records),
        ..step
    }
}

/// How another program does the same, where one command does it for all.
fn command(ways: &[(Way, &'static str)], records: &[Opened]) -> Option<report::Cipher> {
    let [(way, name)] = ways else {
        return None;
    };
    let first = records.first()?;
    let is_alike = |other: &Opened| {
        (
            other.is_compressed,
            other.is_quoted,
            other.is_list,
            other.damage,
        ) == (first.is_compressed, first.is_quoted, first.is_list, None)
    };
    records.iter().all(is_alike).then_some(report::Cipher {
        name,
        key: "",
        vector: "",
        payloads: Some(report::Payloads {
            wrapping: way.wrapping.map(|wrapping| match wrapping {
                Wrapping::Pkcs1 => report::Wrapping::Rsa,
                Wrapping::Oaep => report::Wrapping::RsaOaep,
                Wrapping::Sm2 => report::Wrapping::Sm2,
            }),
            compressed: first.is_compressed,
            quoted: first.is_quoted,
            list: first.is_list,
        }),
    })
}

#[cfg(test)]
mod tests {
    use crate::Analysis;

    const PEM: &str = include_str!("../../tests/keys/rsa2048-pkcs8.pem");
    const FOLDER: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/sensors-analytics/"
    );

    fn read(body: &str, keys: &str) -> Analysis {
        let options = format!("{{\"keys\":{}}}", serde_json::to_string(keys).unwrap());
        Analysis::new(body.as_bytes(), &options, &mut |_, _| {})
    }

    fn codes(analysis: &Analysis) -> Vec<&'static str> {
        let overview = analysis.overview();
        overview.diagnostics.iter().map(|one| one.code).collect()
    }

    /// Thousands of batches with keys of their own, none of which opens: the work has an end, and is told.
    #[test]
    fn so_many_keys_are_tried_and_no_more() {
        let payload = "A".repeat(64);
        let batches: Vec<String> = (0..3_000)
            .map(|number| {
                let key = crate::bytes::codec::base64::encode(&[&[1; 254][..], &u16::to_be_bytes(number)].concat());
                format!(r#"{{"ekey":"{key}","pkv":1,"payloads":["{payload}","{payload}"],"flush_time":1}}"#)
            })
            .collect();
        let body = format!("gzip=9&data_list=[{}]", batches.join(","));
        let many = [PEM, &"00112233445566778899aabbccddeef0\n".repeat(60)].concat();
        let analysis = read(&body, &many);
        assert_eq!(codes(&analysis), ["limit-keys", "key-wrong", "encrypted"]);
        assert_eq!(analysis.event_count(), 0);
    }

    /// Whatever is changed in a body: what is left is read or told, and nothing panics.
    #[test]
    fn damage_anywhere_ends_nothing() {
        let fixture = |name: &str, file: &str| {
            std::fs::read_to_string([FOLDER, name, file].concat()).unwrap()
        };
        let names = [
            "android-gzip9-sm-opened",
            "web-sm-opened",
            "batches-session-keys",
            "miniprogram-aes-batch-opened",
            "web-aes-opened",
        ];
        let cases = names.map(|name| (fixture(name, "/paste.txt"), fixture(name, "/keys.txt")));
        test_support::property(|u| {
            let (body, keys) = u.choose(&cases)?;
            let mut body = body.clone().into_bytes();
            for _ in 0..u.int_in_range(1..=5)? {
                let at = u.choose_index(body.len())?;
                body[at] = *u.choose(b"A/+=%2\"\\{}[],:0")?;
            }
            body.truncate(u.int_in_range(0..=body.len())?);
            let body = String::from_utf8_lossy(&body).into_owned();
            let analysis = read(&body, keys);
            let overview = analysis.overview();
            let overview = serde_json::to_string(&overview).unwrap();
            assert!(!overview.contains(keys.trim()), "a key is in the report");
            for event in 0..analysis.event_count() {
                let _ = analysis.trace(event, "", 0);
            }
            Ok(())
        });
    }

    /// Every event leads back to its own payload, and that forth to the event.
    #[test]
    fn events_lead_to_their_payloads() {
        let name = [FOLDER, "android-gzip9-sm-opened/"].concat();
        let body = std::fs::read_to_string([&name, "paste.txt"].concat()).unwrap();
        let keys = std::fs::read_to_string([&name, "keys.txt"].concat()).unwrap();
        let analysis = read(&body, &keys);
        let mut before = 0;
        for event in 0..2 {
            let trace = analysis.trace(event, "distinct_id", 0).unwrap();
            // The JSON text of the records, and the one around the payloads.
            let [inner, outer] =
                [5, 3].map(|step| trace.steps.iter().find(|place| place.step == step).unwrap());
            assert!(outer.start >= before && !outer.exact);
            before = outer.end;
            let payload = analysis.bytes(0, 3, outer.start, outer.end - outer.start);
            assert!(
                payload
                    .iter()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte))
            );
            let found = analysis.field_at(0, 3, outer.start, outer.end).unwrap();
            assert_eq!((found.event, found.more), (Some(event), true));
            assert!(inner.end > inner.start);
        }
        // What is beside the payloads is a field of the request, in its own place.
        let trace = analysis.trace_request(0, "locked.flush_time", 0).unwrap();
        let outer = trace.steps.iter().find(|place| place.step == 3).unwrap();
        let value = analysis.bytes(0, 3, outer.start, outer.end - outer.start);
        assert_eq!(value, b"1764000000009");
    }
}
