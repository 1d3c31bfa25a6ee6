//! A capture in forms that other programs and people read, one file for each form.
//!
//! Everything is written as the [`Analysis`] has it. What was masked, was masked before, by making
//! another capture; nothing is masked here.

mod annex;
mod blocks;
mod body;
mod csv;
mod figure;
mod har;
mod html;
mod letter;
mod markdown;
mod ndjson;
mod prose;
mod requests;
mod text;
mod words;

use std::borrow::Cow;

use crate::Analysis;
use crate::bytes::codec::json_string;
use crate::display;
use crate::forms;
use crate::report::{Event, MaskMode, Masking, Report, build};
use blocks::Markup;

pub(crate) use figure::{EVENTS as FIGURE_EVENTS, TYPED as CAPTION, Wanted};

/// Bytes after which no further row is begun.
///
/// 256 MiB: a day of captured uploads, one row a field, and as much as a browser can still hold
/// beside the capture and a copy for the file.
const MOST: usize = 256 << 20;

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
        |exported| prose::report(exported, Markup::Markdown),
    ),
    format("text", "", "txt", "text/plain;charset=utf-8", |exported| {
        prose::report(exported, Markup::Text)
    }),
    format("html", "", "html", "text/html;charset=utf-8", |exported| {
        prose::report(exported, Markup::Html)
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
        |exported| annex::annex(exported, Markup::Markdown),
    ),
    format(
        "annex-html",
        "-annex",
        "html",
        "text/html;charset=utf-8",
        |exported| annex::annex(exported, Markup::Html),
    ),
    format(
        "figure",
        "-figure",
        "html",
        "text/html;charset=utf-8",
        |exported| figure::figure(exported, Markup::Figure),
    ),
    format(
        "figure-markdown",
        "-figure",
        "md",
        "text/markdown;charset=utf-8",
        |exported| figure::figure(exported, Markup::Markdown),
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
    analysis: &Analysis,
    format: &str,
    wanted: &Wanted,
    link: Option<&str>,
) -> Option<Vec<u8>> {
    let format = find(format)?;
    let exported = Exported {
        wanted,
        link,
        ..Exported::new(analysis)
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
pub(crate) fn name(analysis: &Analysis, format: &str) -> Option<String> {
    let format = find(format)?;
    Some(file_name(&Exported::new(analysis), format))
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
    let events = forms::replaced(&plural(exported.report.counts.events, "event"), " ", "-");
    let Format { word, ending, .. } = format;
    format!("overshare-{mode}-{events}{word}.{ending}")
}

/// The whole report, as `decode` answers it.
fn json(exported: &Exported) -> Vec<u8> {
    let mut text = serde_json::to_vec(&exported.analysis.report()).unwrap_or_default();
    text.push(b'\n');
    text
}

/// What is written, with what all forms ask of it.
struct Exported<'a> {
    analysis: &'a Analysis,
    /// Without events.
    report: Report<'a>,
    /// What a figure shows.
    wanted: &'a Wanted,
    /// Where the capture can be read.
    link: Option<&'a str>,
}

impl<'a> Exported<'a> {
    fn new(analysis: &'a Analysis) -> Exported<'a> {
        Exported {
            wanted: &Wanted::MOST_TELLING,
            link: None,
            analysis,
            report: analysis.overview(),
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
        let moment = display::moment(digits).filter(|_| !self.is_relative())?;
        let (date, time) = moment.strip_suffix(" UTC")?.split_once(' ')?;
        Some([date, "T", time, "Z"].concat())
    }

    /// One event with as many fields as are wanted at most, and its text.
    #[inline(never)]
    fn event(&self, index: usize, most: usize) -> Option<Event<'a>> {
        build::whole_event(&self.analysis.parts, index, most)
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
