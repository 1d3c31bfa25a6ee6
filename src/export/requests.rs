//! The requests of a capture for people, one below the other: a few hundred at most.

use super::blocks::{Block, Line, Markup, Page};
use super::{Exported, fields, words};
use crate::report::{CheckStatus, Request};
use crate::text::exports as sentences;

/// Requests that are shown in a bug report or a mail, and in a document.
const SHOWN: usize = 50;
const SHOWN_IN_DOCUMENT: usize = 500;

impl<'a> Exported<'a> {
    /// Hands on the first requests with all that stands around their events, and answers how many are
    /// left out.
    #[must_use]
    pub(super) fn each_request(
        &self,
        page: &mut Page,
        show: &mut dyn FnMut(&mut Page, usize, &Request<'a>),
    ) -> usize {
        let most = match page.markup() {
            Markup::Html => SHOWN_IN_DOCUMENT,
            Markup::Markdown | Markup::Text | Markup::Figure => SHOWN,
        };
        let readings = self.source.readings();
        for index in 0..readings.len().min(most) {
            let Some(request) = self.source.request(index) else {
                break;
            };
            show(page, index, &request);
        }
        readings.len().saturating_sub(most)
    }
}

/// Says how many requests are left out.
pub(super) fn missing(page: &mut Page, left: usize) {
    page.missing(left, "further request", " not shown here.");
}

/// What stands around the events of each request.
pub(super) fn around(page: &mut Page, exported: &Exported) {
    let left = exported.each_request(page, &mut |page, index, request| {
        heading(page, exported, index);
        described(page, exported, request);
        fields::table(page, exported, &request.fields);
    });
    missing(page, left);
}

/// What each request is and where it went.
pub(super) fn described_each(page: &mut Page, exported: &Exported) {
    let left = exported.each_request(page, &mut |page, index, request| {
        heading(page, exported, index);
        described(page, exported, request);
    });
    missing(page, left);
}

/// Which request it is, where there are several.
#[inline(never)]
fn heading(page: &mut Page, exported: &Exported, index: usize) {
    if exported.report.requests.len() > 1 {
        page.line().words("Request ").number(index + 1);
        page.put(Block::Heading(3));
    }
}

/// Which request something is about, where there are several: `Request 3: `.
#[inline(never)]
pub(super) fn name(line: &mut Line, exported: &Exported, index: usize) {
    if exported.report.requests.len() > 1 {
        line.words("Request ").number(index + 1).words(": ");
    }
}

/// What a request is and where it went.
#[inline(never)]
fn described(page: &mut Page, exported: &Exported, request: &Request) {
    let protocol = &request.protocol;
    let line = page.line().words("Format: ");
    line.words(words::certainty(protocol.certainty)).words(" ");
    line.words(&protocol.name).words(BECAUSE);
    line.words(&protocol.because);
    if let Some(sender) = &request.sender {
        let line = page.line().words("Sent by: ");
        line.words(words::certainty(sender.certainty)).words(" ");
        // What an app calls itself is a value of the capture.
        match sender.names_itself() {
            true => line.value(&sender.name),
            false => line.words(&sender.name),
        };
        line.words(BECAUSE).words(&sender.because);
    }
    if let Some(recipient) = &protocol.recipient {
        page.line().words("Sent to: ").words(recipient);
    }
    for (name, text) in [
        ("Method: ", &request.method),
        ("Address: ", &request.url),
        ("Host: ", &request.host),
    ] {
        if let Some(text) = text {
            page.line().words(name).value(text);
        }
    }
    if let Some(role) = request.role {
        page.line().words("What that host does: ").words(role);
    }
    let line = page.line().words("Events: ");
    line.count(request.event_count, "event");
    if let Some(encryption) = &request.encryption {
        let line = page.line().words("Encrypted: ").words(&encryption.scheme);
        line.words(". ")
            .sentence(&encryption.visible, &encryption.quotes);
        for need in &encryption.needs {
            page.line().words("What would open it: ").words(need);
        }
    }
    let input = &exported.report.input;
    if exported.report.requests.len() == 1 {
        let line = page.line().words("Taken for ");
        line.words(words::taken_for(&exported.report))
            .words(" because ");
        line.words(&input.because);
    }
    page.put(Block::List);
}

const BECAUSE: &str = ", because ";

/// How each request was decoded.
pub(super) fn unwrapping(page: &mut Page, exported: &Exported) {
    let left = exported.each_request(page, &mut |page, index, request| {
        if exported.report.requests.len() > 1 && !request.layers.is_empty() {
            let line = page.line().words("Request ").number(index + 1);
            line.words(":");
            page.put(Block::Paragraph);
        }
        for layer in &request.layers {
            page.line()
                .strong(words::codec(layer.codec))
                .words(" (")
                .count(layer.bytes_in, "byte")
                .words(" to ")
                .count(layer.bytes_out, "byte")
                .words(words::layer_status(layer.status))
                .words("): ")
                .words(&layer.because)
                .words(".");
        }
        page.put(Block::Numbered);
    });
    missing(page, left);
}

/// Whether any request came with a checksum, or with a place for one.
pub(super) fn have_checks(exported: &Exported) -> bool {
    let mut readings = exported.source.readings().iter();
    readings.any(|reading| !reading.decoded.checks.is_empty())
}

pub(super) fn checks(page: &mut Page, exported: &Exported) {
    if !have_checks(exported) {
        return;
    }
    let left = exported.each_request(page, &mut |page, index, request| {
        for check in &request.checks {
            let line = page.line();
            name(line, exported, index);
            line.filled(&sentences::CHECKSUM, &mut |gap, line| match gap {
                "name" => {
                    line.value(check.name);
                }
                "result" => {
                    line.words(words::check(check.status));
                }
                _ if check.status == CheckStatus::Absent => {}
                _ => {
                    for (name, text) in
                        [("; sent ", &check.expected), ("; computed ", &check.actual)]
                    {
                        if let Some(text) = text {
                            line.words(name).value(text);
                        }
                    }
                }
            });
        }
    });
    page.put(Block::List);
    missing(page, left);
}
