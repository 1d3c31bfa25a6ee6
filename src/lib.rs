//! Overshare shows people what a captured Xiaomi analytics request says about them.
//!
//! A capture becomes a report in these steps:
//!
//! ```text
//! capture ─▶ container ─▶ request* ─▶ format ─▶ codec* ─▶ json ─▶ annotate ─▶ join ─▶ insight ─▶ view
//! what is     HAR, curl,   owns its    whose      each      arena    knowledge,  over all   findings,
//! this?       messages     bytes       is it?     undone             detect      requests   report
//! ```
//!
//! Nothing fails: every input gives a report, and problems are diagnostics in it. Nothing is read
//! but the input: no file, clock, network or random number, so equal inputs give equal reports.
//! All layers together draw on one [`Limits`].
//!
//! # Example
//!
//! ```
//! let body = "data_list=W3sidHlwZSI6InRyYWNrIiwiZXZlbnQiOiJzZWFyY2giLCJkaXN0aW5jdF9pZCI6IjEifV0%3D";
//! let analysis = overshare::Analysis::new(body.as_bytes(), "", &mut |_, _| {});
//! assert_eq!(analysis.event_count(), 1);
//! assert_eq!(analysis.overview().requests[0].protocol.id, "sensors-analytics");
//! ```

mod annotate;
mod bytes;
mod capture;
mod detect;
mod diagnostic;
mod display;
mod encodings;
mod export;
mod insight;
mod join;
mod json;
mod knowledge;
mod limits;
mod options;
mod placeholder;
mod progress;
mod protocol;
pub mod report;
mod share;
mod sort;
mod text;
mod view;
mod whole;

use std::borrow::Cow;

use knowledge::pack;
use options::Options;
use progress::Progress;
use protocol::Keys;
use report::{Bounds, CaptureFormat, PackReport, Preview, QrCode};
use whole::is_whole;

pub use limits::Limits;
pub use share::Refusal;
pub use view::Analysis;
pub use whole::make_whole;

/// Name and version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Analysis {
    /// Reads a capture: text or, from a file, bytes.
    ///
    /// `options` is empty or a JSON object; `{"limits": {"nodes": 1000000}}` replaces single
    /// [`Limits`] by their names, `{"pack": "…"}` brings a knowledge pack along, and
    /// `{"as": "har"}` says what the capture is, by the ID of one of the [`formats`], where what it looks
    /// like is not what it is. `{"keys": ["…"]}` brings keys along, as texts: hexadecimal digits, Base64, a
    /// server's answer or an app's setting that holds one. They are kept for as long as the analysis, and
    /// never written anywhere. `progress` is called at most a hundred times with what is done and the total.
    ///
    /// The input is kept, so whoever can spare it hands it over.
    pub fn new<'i>(
        input: impl Into<Cow<'i, [u8]>>,
        options: &str,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Analysis {
        read(input.into(), options, &mut Progress::new(progress))
    }

    /// What may be shared of the capture, as a capture of its own: every value that could tell
    /// something about somebody is masked where it stands, and all that depends on values is made
    /// again.
    ///
    /// `choice` is empty or a JSON object, in which each may be missing:
    /// `{"mode": "structure" | "masked", "times": "relative" | "exact", "reveal": {"fields": [],
    /// "categories": [], "values": [], "names": []}, "mask": {…}, "requests": [0, 3]}`. Fields are
    /// named by the paths of [`Analysis::preview`], names are those of fields wherever they stand. A
    /// value counts before its field, a field before its category, and masking before revealing.
    /// Requests are named by their index; those that there are not are passed over. A choice that
    /// cannot be read, or that chooses none of the requests, chooses nothing.
    pub fn masked(&self, choice: &str) -> Analysis {
        share::masked(self, choice)
    }

    /// What would leave, field by field, beside what stands in the capture. `choice` as for
    /// [`Analysis::masked`].
    pub fn preview(&self, choice: &str) -> Preview {
        share::preview(self, choice)
    }

    /// The end of a link to the capture, masked; [`open_shared`] opens it. Where `choice` names no
    /// requests, it holds as many, from the first, as fit: [`Analysis::preview`] says how many.
    ///
    /// # Errors
    ///
    /// Where `choice` cannot be read, is for none of the requests or asks for a full capture, where a
    /// masked value would be in it all the same, and where the link would be longer than 32,000
    /// characters or contain more than [`open_shared`] opens.
    pub fn share(&self, choice: &str) -> Result<String, Refusal> {
        share::link(self, choice)
    }

    /// The capture in a format for others, masked. `choice` as for [`Analysis::masked`], with the
    /// mode `full` in addition, and for the figures with a member `figure`: `{"event": 3 | "all",
    /// "fields": "telling" | "all" | [names or paths], "caption": "…", "page": "https://…"}`, each of
    /// which may be missing. Events count from 1, those of requests that do not leave too; without a
    /// choice the most telling one is shown.
    /// `page` is the address of a page that reads captures: then the figure links to this one there.
    ///
    /// # Errors
    ///
    /// Where `choice` or the format is none that there is, where it is for none of the requests, and where
    /// a masked value would be in it all the same.
    pub fn export(&self, format: &str, choice: &str) -> Result<Vec<u8>, Refusal> {
        share::export_file(self, format, choice)
    }

    /// A name for the file of an export, which says how much is masked and tells nothing else.
    pub fn export_name(&self, format: &str, choice: &str) -> Option<String> {
        share::export_name(self, format, choice)
    }

    /// A capture that holds several requests, each read by itself.
    #[cfg(test)]
    pub(crate) fn several<T: AsRef<[u8]>>(pastes: &[T], options: &str) -> Analysis {
        let pack = options::options(options).unwrap().pack;
        let pack = pack::Extra {
            pack: (!pack.is_empty()).then(|| pack::load(&pack).0).flatten(),
            is_browser: false,
        };
        let pastes: Vec<&[u8]> = pastes.iter().map(AsRef::as_ref).collect();
        let mut several = Analysis::new(Vec::new(), "", &mut |_, _| {});
        several.input.kind = report::InputKind::Har;
        several.input.because = "a test put it together".into();
        several.input.bytes = pastes.iter().map(|paste| paste.len()).sum();
        several.diagnostics.clear();
        several.readings = join::several(&pastes, pack);
        several
    }
}

fn read(input: Cow<'_, [u8]>, options: &str, progress: &mut Progress) -> Analysis {
    let mut diagnostics = Vec::new();
    let Options {
        limits,
        pack,
        format,
        keys,
    } = options::options(options).unwrap_or_else(|| {
        diagnostics.push(diagnostic::options());
        Options::DEFAULT
    });
    let asks_more = format.is_some() || !pack.is_empty() || !keys.is_empty();
    if !is_whole() && (asks_more || !is_for_reader(&input)) {
        let mut beyond = share::open("", pack::Extra::default(), diagnostics);
        beyond.needs_whole = true;
        return beyond;
    }
    let chosen = format.as_deref().and_then(capture::format);
    if format.is_some() && chosen.is_none() {
        diagnostics.push(diagnostic::options());
    }
    let (pack, problems) = match pack.as_str() {
        text if is_whole() && !text.is_empty() => pack::load(text),
        _ => (None, 0),
    };
    let pack = pack::Extra {
        pack,
        is_browser: false,
    };
    if problems > 0 {
        diagnostics.push(diagnostic::pack_problems(problems));
    }
    match std::str::from_utf8(&input) {
        Ok(link) if share::is_link(link) => share::open(link, pack, diagnostics),
        _ => {
            let keys = Keys::of(&keys);
            Analysis::read(input, limits, chosen, pack, keys, diagnostics, progress)
        }
    }
}

/// Whether the reader reads such captures: links, and requests that are in no file of another program.
fn is_for_reader(capture: &[u8]) -> bool {
    capture::is_plain(capture) || std::str::from_utf8(capture).is_ok_and(share::is_link)
}

/// Reads a capture and answers the whole report as JSON. Never fails.
pub fn decode<'i>(input: impl Into<Cow<'i, [u8]>>, options: &str) -> String {
    to_json(&Analysis::new(input, options, &mut |_, _| {}).report())
}

/// Opens what [`Analysis::share`] made: a link, or the end of one. Never fails: what is wrong with a
/// link is a diagnostic of its report.
pub fn open_shared(payload: &str) -> Analysis {
    share::open(payload, pack::Extra::default(), Vec::new())
}

/// A text as a QR code, none where it is longer than 1,465 bytes.
pub fn qr_code(text: &str) -> Option<QrCode> {
    share::qr::code(text)
}

/// What a knowledge pack holds, and what is wrong with it. Nothing of it is kept.
pub fn check_pack(text: &str) -> PackReport {
    pack::check(text)
}

/// The formats in which captures can be read, for the option `as` of [`Analysis::new`].
pub fn formats() -> Vec<CaptureFormat> {
    capture::formats()
}

/// Sizes that whoever shows captures has to know.
pub fn bounds() -> Bounds {
    share::bounds()
}

/// The JSON text of a part of the report.
pub fn to_json<T: serde::Serialize>(part: &T) -> String {
    // Writing to a string cannot fail for types without floats and without maps.
    serde_json::to_string(part).unwrap_or_default()
}

/// The same for JavaScript, with escapes in the place of the few characters that are not ASCII, mostly
/// quotation marks of ours. Its engines take such a text over in a tenth of the time, which for a small
/// report is a twelfth of all. A text with many stays as it is, so that it does not grow by more than an
/// eighth.
pub fn to_ascii_json<T: serde::Serialize>(part: &T) -> String {
    in_ascii(to_json(part))
}

fn in_ascii(json: String) -> String {
    /// Bytes of an escape beyond those of its character.
    const MORE: usize = 4;
    let mut rest = json.as_str();
    let mut ascii = String::new();
    let mut left = json.len() / 8 / MORE;
    loop {
        let length = ascii_length(rest.as_bytes());
        let (plain, others) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let Some(letter) = others.chars().next() else {
            break;
        };
        let Some(fewer) = left.checked_sub(letter.len_utf16()) else {
            return json;
        };
        left = fewer;
        if ascii.is_empty() {
            ascii.reserve(json.len() + json.len() / 8);
        }
        ascii.push_str(plain);
        for unit in letter.encode_utf16(&mut [0; 2]) {
            ascii.push_str("\\u");
            for shift in [12, 8, 4, 0] {
                ascii.extend(char::from_digit(u32::from(*unit) >> shift & 15, 16));
            }
        }
        rest = others.get(letter.len_utf8()..).unwrap_or_default();
    }
    match ascii.is_empty() {
        true => json,
        false => ascii + rest,
    }
}

/// How many bytes at the beginning are ASCII, many at a time.
fn ascii_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    for chunk in bytes.chunks(64) {
        if !chunk.is_ascii() {
            return length + chunk.iter().take_while(|byte| byte.is_ascii()).count();
        }
        length += chunk.len();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_characters_are_escaped_and_many_are_not() {
        let long = "a".repeat(200);
        for (text, escapes) in [
            ("".to_owned(), 0),
            (long.clone(), 0),
            ([&long, "“é”", &long].concat(), 3),
            ([&long, "“😀"].concat(), 3),
            ("“short”".to_owned(), 0),
            ("räuber".repeat(100), 0),
        ] {
            let json = to_ascii_json(&text);
            assert_eq!(json.matches("\\u").count(), escapes, "{text}");
            assert_eq!(json.is_ascii(), escapes > 0 || text.is_ascii());
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
            assert!(json.len() <= text.len() + text.len() / 8 + 8);
        }
    }
}
