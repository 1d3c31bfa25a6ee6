//! What may be passed on: nothing masked survives at any layer, and a link opens as what was shared.

use std::collections::BTreeMap;
use std::io::Read;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use flate2::read::{GzDecoder, ZlibDecoder};
use flate2::{Decompress, FlushDecompress};
use overshare::report::{InputKind, MaskAction, Preview, PreviewValue};
use overshare::{Analysis, Refusal, open_shared, to_json};
use sha2::Digest as _;
use test_support::{Result, Unstructured, property};

use crate::capture::{base64, form, gzip, percent, plain_form};

/// The dictionary of links of version 1.
pub(crate) const DICTIONARY: &[u8] = include_bytes!("../../src/share/dictionary-1.txt");

/// Every format of an export that tells values.
const FORMATS: [&str; 13] = [
    "json",
    "ndjson",
    "csv-fields",
    "csv-events",
    "markdown",
    "text",
    "html",
    "har",
    "body",
    "annex-markdown",
    "figure",
    "figure-markdown",
    "letter-en",
];

pub(crate) fn read(paste: &[u8]) -> Analysis {
    Analysis::new(paste, "", &mut |_, _| {})
}

/// A capture whose values are all marked, and the marks.
struct Marked {
    paste: Vec<u8>,
    marks: Vec<String>,
}

/// Names that senders give, of every share rule, and some that nobody knows.
const NAMES: [&str; 26] = [
    "$device_id",
    "uuid",
    "$model",
    "$carrier",
    "$os_version",
    "$lib",
    "url",
    "search_word",
    "video_id",
    "$title",
    "$latitude",
    "$ip",
    "miui_version",
    "system_language",
    "email",
    "note",
    "token",
    "imei",
    "$element_content",
    "used_searchengine",
    "$app_version",
    "$wifi",
    "$event_duration",
    "blob",
    "a.b",
    "list",
];

impl Marked {
    fn mark(&mut self, u: &mut Unstructured) -> Result<String> {
        // A value may stand in several places.
        if !self.marks.is_empty() && u.ratio(1, 4)? {
            return Ok(u.choose(&self.marks)?.clone());
        }
        let number: u32 = u.arbitrary()?;
        let mark = match u.int_in_range(0..=5)? {
            // A word that only a name could hide.
            5 => word(number),
            0 => format!("zq{number:08x}k"),
            1 => format!("{:016x}", u64::from(number) << 24 | 0x00de_adbe),
            2 => format!("zq{number:08x}@mail.example"),
            3 => format!("wort {number:08x} zq"),
            _ => format!("86{:013}", u64::from(number) + 7_000_000_000_000),
        };
        self.marks.push(mark.clone());
        Ok(mark)
    }

    fn quoted(&mut self, u: &mut Unstructured, depth: usize) -> Result<String> {
        let inner = match u.int_in_range(0..=9)? {
            0 => {
                let mark = percent(&self.mark(u)?);
                let other = percent(&self.mark(u)?);
                format!("https://{mark}.example/{mark}?q={other}&x={mark}")
            }
            1 => base64(self.mark(u)?.as_bytes()),
            2 if depth < 2 => self.object(u, depth + 1)?,
            3 if depth < 2 => base64(self.object(u, depth + 1)?.as_bytes()),
            4 => percent(&self.mark(u)?),
            5 => format!("k={}##other={}", self.mark(u)?, self.mark(u)?),
            // The fingerprint of something that stands elsewhere too.
            6 if !self.marks.is_empty() => hex(&md5(u.choose(&self.marks)?)),
            _ => self.mark(u)?,
        };
        Ok(serde_json::to_string(&inner).unwrap())
    }

    fn value(&mut self, u: &mut Unstructured, depth: usize) -> Result<String> {
        Ok(match u.int_in_range(0..=9)? {
            0 if depth < 2 => self.object(u, depth + 1)?,
            1 => format!("[{},{}]", self.quoted(u, depth)?, self.quoted(u, depth)?),
            2 => u.choose(&["true", "null", "7", "-0.5"])?.to_string(),
            3 => {
                let number = 700_000_000_000_000 + u64::from(u.arbitrary::<u32>()?);
                self.marks.push(number.to_string());
                number.to_string()
            }
            _ => self.quoted(u, depth)?,
        })
    }

    fn object(&mut self, u: &mut Unstructured, depth: usize) -> Result<String> {
        let mut members = Vec::new();
        for _ in 0..u.int_in_range(0..=5)? {
            let name = match u.ratio(1, 8)? && !self.marks.is_empty() {
                true => u.choose(&self.marks)?.clone(),
                false => u.choose(&NAMES)?.to_string(),
            };
            let value = self.value(u, depth)?;
            members.push(format!("{}:{value}", serde_json::to_string(&name).unwrap()));
        }
        Ok(format!("{{{}}}", members.join(",")))
    }

    fn event(&mut self, u: &mut Unstructured) -> Result<String> {
        let event = match u.ratio(1, 3)? {
            true => self.mark(u)?,
            false => "search".to_owned(),
        };
        Ok(format!(
            r#"{{"type":"track","event":"{event}","time":{},"distinct_id":{},"identities":{},"lib":{{"$lib":"Android"}},"properties":{},"_track_id":{}}}"#,
            1_588_000_000_000 + u64::from(u.arbitrary::<u32>()?),
            self.quoted(u, 2)?,
            self.object(u, 1)?,
            self.object(u, 0)?,
            self.value(u, 2)?,
        ))
    }

    fn new(u: &mut Unstructured) -> Result<Marked> {
        let mut marked = Marked {
            paste: Vec::new(),
            marks: Vec::new(),
        };
        let mut events = Vec::new();
        for _ in 0..u.int_in_range(1..=3)? {
            events.push(marked.event(u)?);
        }
        let json = format!("[{}]", events.join(","));
        let mut paste = match u.int_in_range(0..=4)? {
            0 => json.into_bytes(),
            1 => plain_form(json.as_bytes()),
            2 => base64(&gzip(json.as_bytes())).into_bytes(),
            3 => format!("data={}&ext=crc%3D1", percent(&base64(json.as_bytes()))).into_bytes(),
            _ => form(json.as_bytes()),
        };
        if u.ratio(1, 3)? {
            let mark = percent(&marked.mark(u)?);
            paste.extend(format!("&crc=-12345678&device={mark}&{mark}=1&{mark}").as_bytes());
        }
        if u.ratio(1, 2)? {
            let mark = marked.mark(u)?;
            let other = percent(&marked.mark(u)?);
            let head = format!(
                "POST /sa/{other}?project=x&id={other}&{other} HTTP/1.1\r\nHost: {}\r\nCookie: a={other}; {other}=b\r\nUser-Agent: Dalvik {mark}\r\nX-Own: {mark}\r\nContent-Length: 77123\r\nAuthorization: Bearer {mark}\r\n\r\n",
                u.choose(&["sa.api.intl.miui.com", "zqhost7.example"])?,
            );
            paste = [head.as_bytes(), &paste].concat();
        }
        marked.paste = paste;
        Ok(marked)
    }
}

/// A word of small letters that is in no language.
fn word(mut number: u32) -> String {
    let mut word = "zq".to_owned();
    for _ in 0..7 {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    word
}

fn md5(text: &str) -> Vec<u8> {
    md5::Md5::digest(text).to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A choice at random: modes, and fields, kinds and values of the capture.
fn choice(u: &mut Unstructured, preview: &Preview) -> Result<String> {
    let pick = |u: &mut Unstructured, of: &dyn Fn(&overshare::report::PreviewRow) -> String| {
        let mut picked = Vec::new();
        if !preview.rows.is_empty() {
            for _ in 0..u.int_in_range(0..=2)? {
                picked.push(of(u.choose(&preview.rows)?));
            }
        }
        Ok(serde_json::to_string(&picked).unwrap())
    };
    let path = |row: &overshare::report::PreviewRow| row.path.clone();
    let category =
        |row: &overshare::report::PreviewRow| row.category.unwrap_or("unknown").to_owned();
    let value = |row: &overshare::report::PreviewRow| {
        row.values
            .first()
            .map_or(String::new(), |value| value.before.clone())
    };
    let names = |u: &mut Unstructured| {
        let mut picked = Vec::new();
        if !preview.names.is_empty() && u.ratio(1, 4)? {
            picked.push(u.choose(&preview.names)?.before.as_str());
        }
        Ok(serde_json::to_string(&picked).unwrap())
    };
    Ok(format!(
        r#"{{"mode":"{}","times":"{}","reveal":{{"fields":{},"categories":{},"values":{},"names":{}}},"mask":{{"fields":{},"categories":{},"values":{},"names":{}}}}}"#,
        u.choose(&["masked", "structure"])?,
        u.choose(&["relative", "exact"])?,
        pick(u, &path)?,
        pick(u, &category)?,
        pick(u, &value)?,
        names(u)?,
        pick(u, &path)?,
        pick(u, &category)?,
        pick(u, &value)?,
        names(u)?,
    ))
}

/// All texts in some bytes, at every layer, by other code than the program's.
fn layers(bytes: &[u8], depth: usize, found: &mut Vec<String>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    if depth < 6 {
        let decoded = percent_encoding::percent_decode(bytes).collect::<Vec<u8>>();
        if decoded != bytes {
            layers(&decoded, depth + 1, found);
        }
        if text.contains('\\') {
            let plain = text
                .replace("\\\"", "\"")
                .replace("\\\\", "\\")
                .replace("\\/", "/");
            if plain != text {
                layers(plain.as_bytes(), depth + 1, found);
            }
        }
        let mut inflated = Vec::new();
        if bytes.starts_with(&[0x1f, 0x8b])
            && GzDecoder::new(bytes).read_to_end(&mut inflated).is_ok()
            || bytes.starts_with(&[0x78])
                && ZlibDecoder::new(bytes).read_to_end(&mut inflated).is_ok()
        {
            layers(&inflated, depth + 1, found);
        }
        let is_digit = |letter: char| letter.is_ascii_alphanumeric() || "+/-_".contains(letter);
        for run in text
            .split(|letter| !is_digit(letter))
            .filter(|run| run.len() >= 8)
        {
            let standard = run.replace('-', "+").replace('_', "/");
            let whole = standard.get(..standard.len() - usize::from(standard.len() % 4 == 1));
            if let Ok(inner) = STANDARD_NO_PAD.decode(whole.unwrap_or_default())
                && (std::str::from_utf8(&inner).is_ok() || inner.starts_with(&[0x1f, 0x8b]))
            {
                layers(&inner, depth + 1, found);
            }
        }
    }
    found.push(text.to_lowercase());
}

/// What of a mark would betray it: itself, its codings and its fingerprints.
fn traces(mark: &str) -> Vec<String> {
    let mut traces = vec![
        mark.to_lowercase(),
        percent(mark).to_lowercase(),
        hex(mark.as_bytes()),
        hex(&md5(mark)),
        hex(&sha1::Sha1::digest(mark)),
        hex(&sha2::Sha256::digest(mark)),
    ];
    for shift in 0..3 {
        let shifted = STANDARD.encode(["\0".repeat(shift).as_bytes(), mark.as_bytes()].concat());
        let shifted = shifted.trim_end_matches('=');
        traces.push(shifted[[0, 2, 3][shift]..shifted.len() - 1].to_lowercase());
    }
    traces
}

/// The text of a link, unpacked without the program.
fn unpacked(payload: &str) -> Vec<u8> {
    let data = payload.split('.').nth(2).unwrap();
    let data = URL_SAFE_NO_PAD.decode(data).unwrap();
    let mut state = Decompress::new(false);
    state.set_dictionary(DICTIONARY).unwrap();
    let mut text = Vec::with_capacity(1 << 20);
    state
        .decompress_vec(&data, &mut text, FlushDecompress::Finish)
        .unwrap();
    text
}

/// The marks of a capture of which a preview says that they do not leave, as values or as names.
fn masked_marks<'m>(marks: &'m [String], preview: &Preview) -> Vec<&'m str> {
    let mut texts = Vec::new();
    for value in preview.rows.iter().flat_map(|row| &row.values) {
        let leaving = value.after.as_deref().unwrap_or_default();
        layers(leaving.as_bytes(), 0, &mut texts);
    }
    for name in &preview.names {
        layers(name.after.as_bytes(), 0, &mut texts);
    }
    marks
        .iter()
        .map(String::as_str)
        .filter(|mark| {
            !texts
                .iter()
                .any(|text| traces(mark).iter().any(|trace| text.contains(trace)))
        })
        .collect()
}

#[test]
fn nothing_masked_survives_at_any_layer() {
    property(|u| {
        let marked = Marked::new(u)?;
        let analysis = read(&marked.paste);
        let choice = choice(u, &analysis.preview(""))?;
        let preview = analysis.preview(&choice);
        // What leaves in full is not seen in full there.
        let is_cut = |value: &PreviewValue| {
            value
                .after
                .as_ref()
                .is_some_and(|text| text.chars().count() > 200)
        };
        if preview.rows.iter().flat_map(|row| &row.values).any(is_cut) {
            return Ok(());
        }
        let hidden = masked_marks(&marked.marks, &preview);
        let mut outputs: Vec<(&str, Vec<u8>)> = Vec::new();
        match analysis.share(&choice) {
            Ok(payload) => outputs.push(("link", unpacked(&payload))),
            Err(Refusal::Leaks(_)) => return Ok(()),
            Err(refusal) => panic!("{refusal}"),
        }
        let format = *u.choose(&FORMATS)?;
        if let Ok(bytes) = analysis.export(format, &choice) {
            // Where a line may be broken, a figure has marks that nobody sees.
            let text = String::from_utf8_lossy(&bytes).replace("<wbr>", "");
            outputs.push((
                format,
                if format == "figure" {
                    text.into_bytes()
                } else {
                    bytes
                },
            ));
        }
        for (name, bytes) in outputs {
            let mut texts = Vec::new();
            layers(&bytes, 0, &mut texts);
            for mark in &hidden {
                for trace in traces(mark) {
                    assert!(
                        !texts.iter().any(|text| text.contains(&trace)),
                        "{mark} leaves as {trace} in {name}\n{choice}\n{}\n{}",
                        String::from_utf8_lossy(&marked.paste),
                        String::from_utf8_lossy(&bytes),
                    );
                }
            }
        }
        Ok(())
    });
}

/// Without a choice of somebody's nothing stops a capture from being passed on.
///
/// All fixtures and samples are tried through the package (`tests/web/every-fixture.test.mjs`), as those
/// of the next two tests are: it is many times faster than a debug build.
#[test]
fn what_nobody_revealed_is_never_refused() {
    property(|u| {
        let marked = Marked::new(u)?;
        let mode = *u.choose(&["", r#"{"mode":"structure"}"#])?;
        let analysis = read(&marked.paste);
        let format = *u.choose(&FORMATS)?;
        let refusals = [
            analysis.export(format, mode).err(),
            analysis.share(mode).err(),
        ];
        if let Some(refusal) = refusals.into_iter().flatten().next() {
            let paste = String::from_utf8_lossy(&marked.paste);
            panic!("{format} or a link: {refusal}\n{paste}");
        }
        Ok(())
    });
}

#[test]
fn a_link_opens_as_what_was_shared() {
    let check = |paste: &[u8], choice: &str| {
        let analysis = read(paste);
        let masked = analysis.masked(choice);
        match analysis.share(choice) {
            Ok(payload) => {
                let address = format!("https://overshare.example/#{payload}/event-1");
                for opened in [open_shared(&payload), read(address.as_bytes())] {
                    let [mut report, masked] = [opened.report(), masked.report()];
                    assert!(report.provenance.take().is_some());
                    assert_eq!(report.input.kind, InputKind::SharedLink);
                    report.input = masked.input.clone();
                    assert_eq!(to_json(&report), to_json(&masked));
                }
            }
            Err(Refusal::Leaks(_) | Refusal::TooLong(_)) => {}
            Err(refusal) => panic!("{refusal}"),
        }
    };
    property(|u| {
        let marked = Marked::new(u)?;
        let choice = choice(u, &read(&marked.paste).preview(""))?;
        check(&marked.paste, &choice);
        Ok(())
    });
}

#[test]
fn masking_twice_is_masking_once() {
    let check = |paste: &[u8], mode: &str| {
        let once = read(paste).masked(mode);
        let twice = once.masked(mode);
        assert_eq!(
            to_json(&twice.report()),
            to_json(&once.report()),
            "{}",
            String::from_utf8_lossy(paste)
        );
    };
    property(|u| {
        check(&Marked::new(u)?.paste, "");
        Ok(())
    });
}

/// The same value has the same placeholder everywhere, and another value another one.
#[test]
fn placeholders_are_consistent() {
    property(|u| {
        let marked = Marked::new(u)?;
        let preview = read(&marked.paste).preview("");
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        let mut values: BTreeMap<String, String> = BTreeMap::new();
        for row in &preview.rows {
            for value in &row.values {
                let Some(after) = &value.after else { continue };
                let is_token = after.starts_with('⟦') && after.matches('⟦').count() == 1;
                // Short numbers are the same in two fields by chance.
                let digits = value.before.bytes().filter(u8::is_ascii_digit).count();
                let is_short = digits < 6 && value.before.parse::<f64>().is_ok();
                if row.action != MaskAction::Masked || !is_token || is_short {
                    continue;
                }
                if let Some(other) = known.insert(value.before.clone(), after.clone()) {
                    assert_eq!(&other, after, "{}", value.before);
                }
                if let Some(other) = values.insert(after.clone(), value.before.clone()) {
                    assert_eq!(other.to_lowercase(), value.before.to_lowercase(), "{after}");
                }
            }
        }
        Ok(())
    });
}
