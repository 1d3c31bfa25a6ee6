//! A request for access under Article 15 of the GDPR, as a template with gaps.
//!
//! The address of whom it goes to is a gap too: the privacy policy of the app names it. Of Xiaomi it
//! says whom policies of its own named, and when: that of September 2019 in the transcription at
//! <https://github.com/citp/privacy-policy-historical>, the later ones as
//! <https://github.com/kelompok8FGD/fs-xiaomi-phone> and <https://github.com/jiefei11/MiShop> have them.

use super::blocks::{Block, Line, Page};
use super::text::Text;
use super::{Exported, content};
use crate::insight::{self, Sent};
use crate::report::Identifier;
use crate::text::letters::{ENGLISH, GERMAN, Letter};

/// Identifiers that a letter names; the strongest come first.
const NAMED: usize = 20;

pub(super) fn english(exported: &Exported) -> Vec<u8> {
    letter(exported, &ENGLISH)
}

pub(super) fn german(exported: &Exported) -> Vec<u8> {
    letter(exported, &GERMAN)
}

fn letter(exported: &Exported, texts: &Letter) -> Vec<u8> {
    let report = &exported.report;
    let page = &mut Page::new(&Text, "");
    let ours = |name| Line::new(name);
    filled(page, texts.warning, &ours(report.generator));
    if let Some(provenance) = report.provenance {
        filled(page, texts.from_link, &ours((texts.provenance)(provenance)));
    }
    let readings = exported.source.readings();
    let recipients = insight::recipients(&mut readings.iter()).names;
    // What was sent to one company is nothing that another has to be told.
    let sent = match recipients.as_slice() {
        [first, others @ ..] if !others.is_empty() => {
            let mut names = Line::default();
            listed(&mut names, texts, &mut others.iter().map(|name| &***name));
            filled(page, texts.others, &names);
            insight::sent_to(readings, first)
        }
        _ => Sent {
            hosts: insight::hosts(readings.iter()),
            identifiers: report.identifiers.clone(),
            period: report.period,
        },
    };
    lines(page, texts.sender, Block::Lines);
    let mut recipient = Line::default();
    match (sent.hosts.as_slice(), recipients.first()) {
        ([], Some(name)) => filled(page, texts.host, recipient.words(name)),
        ([], None) => {
            page.paragraph(texts.no_host);
            recipient.words("[…]");
        }
        (hosts, _) => {
            listed(&mut recipient, texts, &mut hosts.iter().copied());
            filled(page, texts.host, &recipient);
        }
    }
    if recipients.first().is_some_and(|name| *name == "Xiaomi") {
        page.paragraph(texts.xiaomi);
    }
    page.paragraph(texts.date);
    page.heading(3, texts.subject);
    page.paragraph(texts.salutation);
    filled(page, texts.before_host, &recipient);
    page.paragraph(texts.asks);
    lines(page, texts.questions, Block::Numbered);
    page.paragraph(texts.deadline);
    identifiers(page, exported, texts, &sent.identifiers);
    if let Some(period) = sent.period.filter(|_| !exported.is_relative())
        && let Some(first) = exported.moment(&period.first.to_string())
        && let Some(last) = exported.moment(&period.last.to_string())
    {
        let [from, to] = texts.period;
        let line = page.line().words(from).words(&first);
        line.words(to).words(&last).words(".");
        page.put(Block::Paragraph);
    }
    page.paragraph(texts.purpose);
    lines(page, texts.farewell, Block::Lines);
    page.finish()
}

/// Names of others that are listed; whoever has more writes to the most important ones.
const OTHERS: usize = 10;

/// Names of the capture, between quotation marks.
fn listed(line: &mut Line, texts: &Letter, names: &mut dyn Iterator<Item = &str>) {
    let [open, close] = texts.marks;
    for (index, name) in names.enumerate().take(OTHERS + 1) {
        line.words(if index > 0 { ", " } else { "" });
        match index {
            OTHERS => line.words("…"),
            _ => line.words(open).quote(name).words(close),
        };
    }
}

#[inline(never)]
fn lines(page: &mut Page, texts: &[&str], block: Block) {
    for text in texts {
        page.line().words(text);
    }
    page.put(block);
}

/// A paragraph with something in the place of its braces.
#[inline(never)]
fn filled(page: &mut Page, text: &str, with: &Line) {
    let (before, behind) = text.split_once("{}").unwrap_or((text, ""));
    page.line().words(before).line(with).words(behind);
    page.put(Block::Paragraph);
}

/// The values under which the sender can be found.
fn identifiers(page: &mut Page, exported: &Exported, texts: &Letter, identifiers: &[Identifier]) {
    if identifiers.is_empty() {
        page.paragraph(texts.nothing_to_find);
        return;
    }
    let is_masked = exported.report.masking.is_some();
    let [find, when_masked, when_from_link] = texts.find;
    let line = page.line().words(find);
    line.words(match (is_masked, exported.provenance()) {
        (true, Some(_)) => when_from_link,
        (true, None) => when_masked,
        (false, _) => ":",
    });
    page.put(Block::Paragraph);
    let [before, after] = if is_masked { texts.fill } else { [": ", ""] };
    for identifier in identifiers.iter().take(NAMED) {
        let line = page.line();
        for (index, name) in identifier.names.iter().enumerate() {
            line.words(if index > 0 { ", " } else { "" }).value(name);
        }
        let content = content(&identifier.value);
        line.words(before);
        match is_masked {
            true => line.quote(&content).words(after),
            false => line.value(&content),
        };
    }
    if let Some(more @ 1..) = identifiers.len().checked_sub(NAMED) {
        let [before, after] = texts.more;
        page.line().words(before).number(more).words(after);
    }
    page.put(Block::List);
}
