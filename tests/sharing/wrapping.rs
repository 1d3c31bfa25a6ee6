//! Captures taken apart and put together again, without the program's own reading.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{
    GeneralPurpose, GeneralPurposeConfig, STANDARD, URL_SAFE_NO_PAD,
};
use flate2::read::{GzDecoder, ZlibDecoder};
use flate2::write::{GzEncoder, ZlibEncoder};
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use serde_json::Value;
use sha2::Digest as _;

use crate::random::Random;

/// The dictionary of links of version 1, and what those of version 2 have behind it.
const DICTIONARY: &[u8] = include_bytes!("../../src/share/dictionary-1.txt");
const DICTIONARY_2: &[u8] = include_bytes!("../../src/share/dictionary-2.txt");

/// Bytes that one step may unpack to.
const LARGEST: u64 = 4 << 20;

/// Names of parameters in which records stand.
const HOLDERS: [&str; 6] = [
    "data_list=",
    "data=",
    "payload=",
    "p=",
    "statData=",
    "value=",
];

/// A capture and the records in it.
#[derive(Clone, Debug)]
pub struct Wrapped {
    /// The first line and the headers of a request, or empty.
    pub head: Vec<u8>,
    pub records: Value,
}

/// Padding or not, whatever stands there.
pub const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The records of a capture that is whole.
pub fn unwrap(capture: &[u8]) -> Option<Wrapped> {
    let (head, text) = unpack(capture)?;
    Some(Wrapped {
        head,
        records: serde_json::from_slice(&text).ok()?,
    })
}

/// The head of a request, and the text of the records, which may be damaged.
pub fn unpack(capture: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let link = std::str::from_utf8(capture).ok();
    if let Some(link) = link.filter(|text| text.starts_with("o1.")) {
        let text = unpack_link(link)?;
        let (_, records) = text.split_once('\n')?;
        return Some((Vec::new(), records.as_bytes().to_vec()));
    }
    let (head, body) = split_head(capture);
    // Of a request with an empty body the address holds the records.
    let text = [
        held(body).and_then(|held| text_of(&held)),
        held(head).and_then(|held| text_of(&held)),
        text_of(body),
        text_of(&percent_decoded(body)),
    ];
    Some((head.to_vec(), text.into_iter().flatten().next()?))
}

/// The value of the first parameter that holds records.
fn held(data: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(data);
    let mut pairs = text.split(['&', '?', '\n', ' ']);
    let value =
        pairs.find_map(|pair| HOLDERS.iter().find_map(|holder| pair.strip_prefix(holder)))?;
    Some(percent_decoded(value.as_bytes()))
}

/// The part up to the empty line of what begins like a request, and the rest.
pub fn split_head(capture: &[u8]) -> (&[u8], &[u8]) {
    let is_request = capture
        .split(|byte| *byte == b'\n')
        .next()
        .is_some_and(|line| {
            line.windows(5)
                .any(|part| part == b" HTTP" || part == b"HTTP/")
        });
    if !is_request {
        return (&[], capture);
    }
    for mark in [&b"\r\n\r\n"[..], b"\n\n"] {
        if let Some(at) = capture.windows(mark.len()).position(|part| part == mark) {
            return capture.split_at(at + mark.len());
        }
    }
    (capture, &[])
}

/// The JSON text that some data are, or are the Base64 or the compressed form of.
fn text_of(data: &[u8]) -> Option<Vec<u8>> {
    let data = data.trim_ascii();
    let is_json = |data: &[u8]| data.starts_with(b"[") || data.starts_with(b"{");
    if is_json(data) {
        return Some(data.to_vec());
    }
    let standard: Vec<u8> = data
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => *other,
        })
        .collect();
    let inner = inflated(data).or_else(|| {
        let inner = LENIENT.decode(standard).ok()?;
        Some(inflated(&inner).unwrap_or(inner))
    })?;
    is_json(inner.trim_ascii()).then_some(inner)
}

/// What gzip or zlib packed, as far as it can be read.
pub fn inflated(data: &[u8]) -> Option<Vec<u8>> {
    let mut inner = Vec::new();
    match data {
        [0x1f, 0x8b, ..] => drop(GzDecoder::new(data).take(LARGEST).read_to_end(&mut inner)),
        [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => {
            drop(ZlibDecoder::new(data).take(LARGEST).read_to_end(&mut inner));
        }
        _ => return None,
    }
    (!inner.is_empty()).then_some(inner)
}

pub fn percent_decoded(data: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(data.len());
    let mut rest = data;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%'
            && let [high, low, after @ ..] = rest
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            decoded.push(high << 4 | low);
            rest = after;
        } else {
            decoded.push(*first);
        }
    }
    decoded
}

/// The value of a hexadecimal digit.
pub fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|value| value as u8)
}

pub fn percent_encoded(data: &[u8]) -> String {
    let mut text = String::new();
    for byte in data {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                text.push(*byte as char);
            }
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

fn zlib(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

/// Packs records as one of the senders does, with what stood around them.
pub fn wrap(wrapped: &Wrapped, random: &mut Random) -> Vec<u8> {
    let json = wrapped.records.to_string();
    let body = match random.below(12) {
        0 => json,
        1 => format!(
            "data_list={}",
            percent_encoded(STANDARD.encode(&json).as_bytes())
        ),
        2 | 3 => format!(
            "gzip=1&data_list={}",
            percent_encoded(STANDARD.encode(gzip(json.as_bytes())).as_bytes())
        ),
        4 => STANDARD.encode(gzip(json.as_bytes())),
        5 => STANDARD.encode(&json),
        6 => percent_encoded(json.as_bytes()),
        7 => format!(
            "data={}&ext=crc%3D1&project=x",
            percent_encoded(STANDARD.encode(zlib(json.as_bytes())).as_bytes())
        ),
        8 if wrapped.head.is_empty() => return forge_link(&json).into_bytes(),
        9 => match &wrapped.records {
            Value::Array(events) => events.iter().map(|event| format!("{event}\n")).collect(),
            _ => json,
        },
        10 if wrapped.head.is_empty() => format!(
            "https://sa.api.intl.miui.com/sa.gif?project=x&data={}",
            percent_encoded(STANDARD.encode(&json).as_bytes())
        ),
        11 => format!(r#"{{"gzip":0,"data_list":"{}"}}"#, STANDARD.encode(&json)),
        _ => json,
    };
    [&wrapped.head, body.as_bytes()].concat()
}

/// The dictionary of a version.
fn dictionary(version: &str) -> Vec<u8> {
    match version {
        "o1" => DICTIONARY.to_vec(),
        _ => [DICTIONARY, DICTIONARY_2].concat(),
    }
}

/// The records of every request in the text of a link; none of a request that has none.
pub fn records_of_link(payload: &str, text: &str) -> Vec<Option<Value>> {
    let Some((_, rest)) = text.split_once('\n') else {
        return vec![None];
    };
    let read = |text: &str| serde_json::from_str(text).ok();
    if payload.starts_with("o1.") {
        return vec![read(rest)];
    }
    let requests = rest.split("\n\n");
    requests
        .map(|request| read(request.split_once('\n')?.1))
        .collect()
}

/// The heads and the records of the requests of a link of version 2, all of which are whole.
pub fn unwrap_several(capture: &[u8]) -> Option<Vec<(Value, Value)>> {
    let link = std::str::from_utf8(capture).ok()?;
    let text = unpack_link(link.strip_prefix("o2.").map(|_| link)?)?;
    let (_, rest) = text.split_once('\n')?;
    let requests = rest.split("\n\n").map(|request| {
        let (head, records) = request.split_once('\n')?;
        Some((
            serde_json::from_str(head).ok()?,
            serde_json::from_str(records).ok()?,
        ))
    });
    requests.collect()
}

/// A link of somebody's own making to several requests, with times as they were sent.
pub fn wrap_several(requests: &[(Value, Value)]) -> Vec<u8> {
    let requests: Vec<String> = requests
        .iter()
        .map(|(head, records)| format!("{head}\n{records}"))
        .collect();
    let first = r#"{"g":"x","m":"m","exact":true}"#;
    forge("o2", &format!("{first}\n{}", requests.join("\n\n"))).into_bytes()
}

/// The text of a link, unpacked by the format's description alone.
pub fn unpack_link(payload: &str) -> Option<String> {
    let (version, rest) = payload.split_once('.')?;
    let data = URL_SAFE_NO_PAD.decode(rest.split('.').nth(1)?).ok()?;
    let mut state = Decompress::new(false);
    state.set_dictionary(&dictionary(version)).ok()?;
    let mut text = Vec::with_capacity(1 << 16);
    loop {
        let read = state.total_in() as usize;
        let before = (read, text.len());
        let status = state
            .decompress_vec(data.get(read..)?, &mut text, FlushDecompress::None)
            .ok()?;
        if status == flate2::Status::StreamEnd {
            return String::from_utf8(text).ok();
        }
        if text.len() == text.capacity() && text.len() < 8 << 20 {
            text.reserve(text.len());
        } else if before == (state.total_in() as usize, text.len()) {
            return None;
        }
    }
}

/// A link of somebody's own making, with these records in it.
fn forge_link(records: &str) -> String {
    forge("o1", &format!("{{\"g\":\"x\",\"m\":\"m\"}}\n{records}"))
}

fn forge(version: &str, text: &str) -> String {
    let mut state = Compress::new(Compression::fast(), false);
    state
        .set_dictionary(&dictionary(version))
        .expect("a fresh state takes a dictionary");
    let mut data = Vec::with_capacity(text.len() + (1 << 10));
    state
        .compress_vec(text.as_bytes(), &mut data, FlushCompress::Finish)
        .expect("memory can be written");
    let signed = format!("{version}.m.{}", URL_SAFE_NO_PAD.encode(data));
    let digest = sha2::Sha256::digest(&signed);
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(&digest[..4]))
}
