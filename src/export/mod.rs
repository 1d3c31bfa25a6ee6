//! A capture in forms that other programs and people read, one file for each form.
//!
//! Everything is written as the [`Source`] has it. What was masked, was masked before, by making
//! another capture; nothing is masked here.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let analysis = read(r#"[{"event":"search","keyword":"shoes"}]"#);
//! let masked = String::from_utf8(analysis.export("ndjson", "")?)?;
//! assert!(masked.contains("⟦search-words-1⟧") && !masked.contains("shoes"));
//! let full = String::from_utf8(analysis.export("ndjson", r#"{"mode":"full"}"#)?)?;
//! assert!(full.contains("shoes"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annex;
mod blocks;
mod body;
mod csv;
mod fields;
mod figure;
mod har;
mod html;
mod letter;
mod markdown;
mod ndjson;
mod prose;
mod requests;
mod text;

use std::borrow::Cow;

use crate::bytes::codec::json_string;
use crate::display;
use crate::encodings;
use crate::join::Reading;
use crate::report::{Event, EventPage, MaskMode, Masking, Report, Request, Trace};
use crate::text::words;

pub(crate) use figure::{EVENTS as FIGURE_EVENTS, FigureOptions, TYPED as CAPTION};

/// Bytes after which no further row is begun.
///
/// 256 MiB: a day of captured uploads, one row a field, and as much as a browser can still hold
/// beside the capture and a copy for the file.
const MOST: usize = 256 << 20;

/// What an export asks of a capture.
pub(crate) trait Source {
    /// The report without its events.
    fn overview(&self) -> Report<'_>;

    /// The whole report.
    fn report(&self) -> Report<'_>;

    /// One request with what stands around its events.
    fn request(&self, index: usize) -> Option<Request<'_>>;

    /// One event with as many fields as are wanted at most, and its text.
    fn event(&self, index: usize, most: usize) -> Option<Event<'_>>;

    /// A page of the events that a filter lets through.
    fn events(&self, start: usize, count: usize, filter: &str) -> EventPage<'_>;

    /// Where a value of an event came from.
    fn trace(&self, event: usize, path: &str, nth: usize) -> Option<Trace>;

    /// Where a value around the events came from.
    fn trace_request(&self, request: usize, path: &str, nth: usize) -> Option<Trace>;

    /// Fields that are written of all events together, at most.
    fn fields_limit(&self) -> usize;

    /// The requests, for what is written as it was sent.
    fn readings(&self) -> &[Reading];
}

/// A form in which a capture can be written.
pub(crate) struct Format {
    /// What a caller names it by.
    pub(crate) id: &'static str,
    /// The ending of its file.
    pub(crate) ending: &'static str,
    /// Its media type.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "a caller that saves files itself needs none")
    )]
    pub(crate) media: &'static str,
    /// What tells its file from another one with the same ending.
    word: &'static str,
    write: fn(&Exported) -> Vec<u8>,
}

/// All forms.
pub(crate) const FORMATS: [Format; 15] = [
    format("json", "", "json", "application/json", json),
    format(
        "ndjson",
        "",
        "ndjson",
        "application/x-ndjson",
        ndjson::events,
    ),
    format(
        "csv-fields",
        "-fields",
        "csv",
        "text/csv;charset=utf-8",
        csv::fields,
    ),
    // The number of events, which its file's name has, says what its rows are.
    format(
        "csv-events",
        "",
        "csv",
        "text/csv;charset=utf-8",
        csv::events,
    ),
    format(
        "markdown",
        "",
        "md",
        "text/markdown;charset=utf-8",
        |exported| prose::report(exported, &markdown::Markdown),
    ),
    format("text", "", "txt", "text/plain;charset=utf-8", |exported| {
        prose::report(exported, &text::Text)
    }),
    format("html", "", "html", "text/html;charset=utf-8", |exported| {
        prose::report(exported, &html::Html)
    }),
    format("har", "", "har", "application/json", har::archive),
    format(
        "body",
        "-body",
        "bin",
        "application/octet-stream",
        body::bytes,
    ),
    format(
        "annex-markdown",
        "-annex",
        "md",
        "text/markdown;charset=utf-8",
        |exported| annex::annex(exported, &markdown::Markdown),
    ),
    format(
        "annex-html",
        "-annex",
        "html",
        "text/html;charset=utf-8",
        |exported| annex::annex(exported, &html::Html),
    ),
    format(
        "figure",
        "-figure",
        "html",
        "text/html;charset=utf-8",
        |exported| figure::figure(exported, &html::Figure),
    ),
    format(
        "figure-markdown",
        "-figure",
        "md",
        "text/markdown;charset=utf-8",
        |exported| figure::figure(exported, &markdown::Markdown),
    ),
    format(
        "letter-en",
        "-letter-en",
        "txt",
        "text/plain;charset=utf-8",
        letter::english,
    ),
    format(
        "letter-de",
        "-letter-de",
        "txt",
        "text/plain;charset=utf-8",
        letter::german,
    ),
];

const fn format(
    id: &'static str,
    word: &'static str,
    ending: &'static str,
    media: &'static str,
    write: fn(&Exported) -> Vec<u8>,
) -> Format {
    Format {
        id,
        ending,
        media,
        word,
        write,
    }
}

fn find(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// Whether a form holds requests as their sender writes them.
pub(crate) fn has_requests(format: &str) -> bool {
    matches!(format, "har" | "body")
}

/// The capture in a form; none where there is no such form.
///
/// `wanted` is what a figure shows, and `link` the address of the capture in a page that reads it.
pub(crate) fn export(
    source: &dyn Source,
    format: &str,
    wanted: &FigureOptions,
    link: Option<&str>,
) -> Option<Vec<u8>> {
    let format = find(format)?;
    let exported = Exported {
        wanted,
        link,
        ..Exported::new(source)
    };
    Some((format.write)(&exported))
}

/// What was written, without the places where its lines may be broken: they would hide a value from
/// those who search for it.
pub(crate) fn unbroken(written: &[u8]) -> Cow<'_, [u8]> {
    match std::str::from_utf8(written) {
        Ok(text) if text.contains(html::BREAK) => {
            let pieces: Vec<&str> = text.split(html::BREAK).collect();
            pieces.concat().into_bytes().into()
        }
        _ => written.into(),
    }
}

/// A name for the file, which says how much is masked, or that it came by a link, and nothing of what
/// is in it.
pub(crate) fn name(source: &dyn Source, format: &str) -> Option<String> {
    let format = find(format)?;
    Some(file_name(&Exported::new(source), format))
}

fn file_name(exported: &Exported, format: &Format) -> String {
    let mode = match exported.mode() {
        // How much is masked is what its maker says.
        _ if exported.report.provenance.is_some() => "from-link",
        MaskMode::Structure => "structure",
        MaskMode::Masked => "masked",
        MaskMode::Reviewed => "reviewed",
        MaskMode::Full => "full",
    };
    let events = encodings::replaced(&plural(exported.report.counts.events, "event"), " ", "-");
    let Format { word, ending, .. } = format;
    format!("overshare-{mode}-{events}{word}.{ending}")
}

/// The whole report, as `decode` answers it.
fn json(exported: &Exported) -> Vec<u8> {
    let mut text = serde_json::to_vec(&exported.source.report()).unwrap_or_default();
    text.push(b'\n');
    text
}

/// What is written, with what all forms ask of it.
struct Exported<'a> {
    source: &'a dyn Source,
    /// Without events.
    report: Report<'a>,
    /// What a figure shows.
    wanted: &'a FigureOptions,
    /// Where the capture can be read.
    link: Option<&'a str>,
}

impl<'a> Exported<'a> {
    fn new(source: &'a dyn Source) -> Exported<'a> {
        Exported {
            wanted: &FigureOptions::MOST_TELLING,
            link: None,
            source,
            report: source.overview(),
        }
    }

    /// What there is to say of where the capture came from, where somebody passed it on.
    fn provenance(&self) -> Option<&'static str> {
        Some(self.report.provenance?.text)
    }

    /// How much is masked, as the capture says itself.
    fn mode(&self) -> MaskMode {
        let masking = self.report.masking.as_ref();
        masking.map_or(MaskMode::Full, |masking| masking.mode)
    }

    /// Whether times count from the first event, so that no date may be made of them.
    fn is_relative(&self) -> bool {
        matches!(
            self.report.masking,
            Some(Masking {
                relative_times: true,
                ..
            })
        )
    }

    /// A moment in words, of the digits that were sent.
    #[inline(never)]
    fn moment(&self, digits: &str) -> Option<String> {
        if self.is_relative() {
            return digits.parse().ok().map(display::relative);
        }
        display::moment(digits)
    }

    /// A moment as ISO 8601 in UTC, of the digits that were sent; none where times are relative.
    #[inline(never)]
    fn utc(&self, digits: &str) -> Option<String> {
        display::utc(digits).filter(|_| !self.is_relative())
    }

    /// One event with as many fields as are wanted at most, and its text.
    #[inline(never)]
    fn event(&self, index: usize, most: usize) -> Option<Event<'a>> {
        self.source.event(index, most)
    }

    /// The numbers of sources in the list of the report.
    fn numbers(&self, ids: &[&str]) -> Vec<usize> {
        let all = self.report.sources.iter().enumerate();
        all.filter(|(_, source)| ids.contains(&source.id))
            .map(|(index, _)| index + 1)
            .collect()
    }
}

/// The content of a value as it was sent: a string without its quotes and escapes, anything else as
/// it stands.
#[inline(never)]
fn content<'a>(value: &'a str) -> Cow<'a, str> {
    let Some(inner) = value.strip_prefix('"') else {
        return value.into();
    };
    // Where the capture ends inside the string, there is no quote at its end, or an escaped one.
    let inner = match inner.strip_suffix('"') {
        Some(inner) if backslashes(inner).is_multiple_of(2) => inner,
        _ => inner,
    };
    if inner.contains('\\') {
        json_string::decode(inner).into()
    } else {
        inner.into()
    }
}

fn backslashes(text: &str) -> usize {
    text.len() - text.trim_end_matches('\\').len()
}

/// A text as JSON.
#[inline(never)]
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Adds a member to an object that has been begun; its value is JSON already.
#[inline(never)]
fn member(object: &mut String, name: &str, value: &str) {
    if !object.ends_with('{') {
        object.push(',');
    }
    for piece in ["\"", name, "\":", value] {
        object.push_str(piece);
    }
}

/// Adds a member that is a text.
#[inline(never)]
fn text_member(object: &mut String, name: &str, text: &str) {
    member(object, name, &quoted(text));
}

/// `1 event`, `10 events`
#[inline(never)]
fn plural(count: usize, one: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {one}{end}")
}

#[cfg(test)]
mod tests;
