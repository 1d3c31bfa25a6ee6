//! Pastes to test with, and what the library makes of them.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use overshare::Analysis;

/// What is compared of an event: values as they were sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub name: Option<String>,
    pub kind: Option<String>,
    pub time: Option<String>,
    /// Path and exact text of each value.
    pub fields: Vec<(String, String)>,
}

/// All events that the library finds in a paste.
pub fn events(paste: &[u8]) -> Vec<Seen> {
    let analysis = Analysis::new(paste, "", &mut |_, _| {});
    (0..analysis.event_count())
        .map(|index| {
            let event = analysis.event(index).expect("events are counted");
            let fields = event.fields.expect("a whole event has fields");
            Seen {
                name: event.name.map(Into::into),
                kind: event.kind.map(Into::into),
                time: event.time.map(Into::into),
                fields: fields
                    .into_iter()
                    .map(|field| (field.path.into(), field.value.into()))
                    .collect(),
            }
        })
        .collect()
}

/// The codes of a paste's diagnostics.
pub fn codes(analysis: &Analysis) -> Vec<&'static str> {
    let report = analysis.overview();
    report
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Percent-encodes as a form does.
pub fn percent(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The body that the SDK sends for a list of events.
pub fn form(json: &[u8]) -> Vec<u8> {
    format!("gzip=1&data_list={}", percent(&base64(&gzip(json)))).into_bytes()
}

/// The body that it sends without compression.
pub fn plain_form(json: &[u8]) -> Vec<u8> {
    format!("data_list={}", percent(&base64(json))).into_bytes()
}

/// A fixture: its name and what was pasted.
pub fn fixtures() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut fixtures: Vec<(String, Vec<u8>)> = folders(&root)
        .iter()
        .flat_map(|protocol| folders(protocol))
        .map(|case| {
            let text = case.join("paste.txt");
            let path = if text.exists() {
                text
            } else {
                case.join("paste.bin")
            };
            let paste = fs::read(&path).expect("a fixture has a paste");
            (case.display().to_string(), paste)
        })
        .collect();
    fixtures.sort();
    fixtures
}

fn folders(path: &Path) -> Vec<PathBuf> {
    fs::read_dir(path)
        .expect("the folder of fixtures can be read")
        .map(|entry| entry.expect("its entries too").path())
        .filter(|path| path.is_dir())
        .collect()
}

/// The Base64 text and the JSON text inside an undamaged form body, decoded without the library.
pub fn inside(paste: &[u8]) -> Option<(String, Vec<u8>)> {
    let paste = std::str::from_utf8(paste).ok()?.trim();
    let value = ["data_list=", "data="].iter().find_map(|name| {
        paste
            .split(['&', '?'])
            .find_map(|pair| pair.strip_prefix(name))
    })?;
    let text = percent_encoding::percent_decode_str(value)
        .decode_utf8()
        .ok()?
        .into_owned();
    let bytes = STANDARD.decode(&text).ok()?;
    let mut json = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        GzDecoder::new(&bytes[..]).read_to_end(&mut json).ok()?;
    } else {
        json = bytes;
    }
    Some((text, json))
}
