//! `docs/truth.md`: every sentence that is printed about data, on what it rests, and its source.

use std::fmt::Write;
use std::path::Path;

use expect_test::expect_file;

use super::evidence;
use crate::diagnostic;
use crate::knowledge::{self, KINDS};
use crate::protocol::FORMATS;
use crate::report::{Basis, Persistence};
use crate::text::message::{Evidence, SentenceText};
use crate::text::{
    comparison, encryption, exports, findings, identifiers, literals, sharing, summary, values,
    words,
};

/// What is said of evidence.
fn needed(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Record => "a record",
        Evidence::Value => "a value that is not empty",
        Evidence::Deed => "a value, explained by a source, that says what somebody did",
        Evidence::Id => "a value that recognizes",
        Evidence::Account => "an account",
        Evidence::InstallId => "an ID that ends with the app’s data",
        Evidence::LastingId => "an ID that stays when the app’s data are cleared",
        Evidence::AdvertisingId => "an advertising ID",
        Evidence::Coordinates => "coordinates, explained by a source",
        Evidence::Router => "the address of a router, explained by a source",
        Evidence::Time => "a time",
        Evidence::Refusal => "a value, explained by a source, that says no",
    }
}

fn all_needed(evidence: &[Evidence]) -> String {
    let words: Vec<&str> = evidence.iter().map(|&one| needed(one)).collect();
    words.join("; ")
}

fn linked(sources: &[&str]) -> String {
    let links: Vec<String> = sources
        .iter()
        .map(|id| {
            let source = knowledge::source(id).unwrap_or_else(|| panic!("no source {id}"));
            format!("[{id}]({})", source.url)
        })
        .collect();
    links.join(", ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn row(document: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    let _ = writeln!(document, "| {} |", cells.join(" | "));
}

fn table(document: &mut String, title: &str, lead: &str, columns: &[&str]) {
    let _ = write!(document, "\n## {title}\n\n{lead}\n\n");
    row(document, columns);
    let _ = writeln!(document, "|{}", "---|".repeat(columns.len()));
}

const HEAD: &str = "# What Overshare says

Every sentence that the core can print, about data and about what it does with them, with its evidence and its sources.
A test writes this document from the catalogs in [`src/text/`](../src/text/mod.rs), out of which reports, comparisons and exports make their sentences; others fail when a report has a sentence that is not in them, or the program has one outside.
What the page says around all that is in [`www/strings/en.js`](../www/strings/en.js).

*Observed* is in the capture: the places that the sentence names hold it, and their meaning has a source.
*Inferred* follows from the capture, but could be otherwise.
*Sourced* is what somebody else found or said; a test lets no sentence cite a source about another sender.

Words in braces differ from capture to capture.
What single fields and events mean is in [knowledge.md](knowledge.md), what values are by their look in [detectors.md](detectors.md).
";

/// The rule of each level, by its number. The words are those of the page.
const SEVERITY: &str = "
## How sensitive

An event has one of five levels, by what it tells that sets it apart from others of the capture.

| Level | Word | An event has it that contains |
|---|---|---|
| 4 | Critical | a place to within 100 meters, the first event with it; a key or password; a sensitive topic; somebody’s contact or payment data; or, beside an account or hardware ID, what level 3 has |
| 3 | High | what somebody searched for, watched or wrote, by its name or in an address; the first sight of an account or hardware ID; or, beside such an ID, what level 2 has |
| 2 | Medium | the address of a page or file; what somebody did, without what it was about; that private browsing was on; the first sight of another ID that stays for months |
| 1 | Low | the site alone, as in `https://site.example/`; the start or end of an app; facts about the device, its settings and the time; an ID or place that an earlier event had |
| 0 | Neutral | nothing but technical details |

A place that is told less exactly has a level less for each digit.
An ID and a place count where they come first, in the order in which the events stand, since nearly every event has the same ones and a level that all have tells none apart.
That an ID is in all of them is said by the findings.

A field has the level of an event that contains nothing else and is the first with it, on the same scale.
So an account or hardware ID is High and another ID that stays for months is Medium in every event that has it, though only the first event has that level for it.
How much a name tells is in the entry that explains it ([knowledge.md](knowledge.md)); what a value tells by itself is in [detectors.md](detectors.md).
";

/// What stands between these is written by the test of the page that knows the advice.
const ADVICE: [&str; 2] = ["<!-- advice -->", "<!-- end of advice -->"];

/// A sentence of an invented capture for each of the catalog that has gaps, by its text and basis.
fn examples() -> Vec<(&'static SentenceText, String)> {
    let mut examples: Vec<(&SentenceText, String)> = Vec::new();
    for capture in evidence::captures() {
        for sentence in capture.analysis().overview().summary {
            let Some(known) = evidence::of_sentence(&sentence) else {
                continue;
            };
            if known.text.contains('{')
                && !examples.iter().any(|(one, _)| std::ptr::eq(*one, known))
            {
                examples.push((known, sentence.text.into_owned()));
            }
        }
    }
    examples
}

const NINE: [Persistence; 9] = [
    Persistence::Event,
    Persistence::Session,
    Persistence::Sim,
    Persistence::Install,
    Persistence::Depends,
    Persistence::Resettable,
    Persistence::FactoryReset,
    Persistence::Hardware,
    Persistence::Account,
];

fn document() -> String {
    let mut document = [HEAD, SEVERITY].concat();
    table(
        &mut document,
        "Summary",
        "The first sentences of a report, in the order in which they can stand.",
        &[
            "Says",
            "Sentence",
            "For example",
            "Basis",
            "Must point at",
            "Sources",
        ],
    );
    let examples = examples();
    for one in summary::ALL {
        let mut examples = examples.iter();
        let example = examples.find(|(known, _)| std::ptr::eq(*known, *one));
        row(
            &mut document,
            &[
                one.id,
                one.text,
                example.map_or("", |(_, text)| text),
                words::basis(one.basis),
                &all_needed(one.evidence),
                &linked(one.sources),
            ],
        );
    }
    table(
        &mut document,
        "Findings",
        "What follows from several fields together. Where it depends on the meaning of a field, it also cites the sources of that field.",
        &["Rule", "Title", "Text", "Basis", "Must point at", "Sources"],
    );
    for one in findings::ALL {
        row(
            &mut document,
            &[
                one.id,
                one.title,
                one.text,
                words::basis(one.basis),
                &all_needed(one.evidence),
                &linked(one.sources),
            ],
        );
    }
    table(
        &mut document,
        "Identifiers",
        "What a value is called where its look says more than its name. All of these are inferred from the value.",
        &["Label", "Meaning"],
    );
    for (label, meaning) in [
        identifiers::RANDOM_ID,
        identifiers::RANDOM_ID_OF_PAGE,
        identifiers::RANDOM_ID_OF_PROGRAM,
        identifiers::COOKIE_ID,
        identifiers::ANDROID_ID,
        identifiers::ACCOUNT,
        identifiers::CHOSEN,
        identifiers::NAMELESS,
    ] {
        row(&mut document, &[label, meaning]);
    }
    table(
        &mut document,
        "What coordinates show",
        "Behind the finding about a position, by their decimals of a degree.",
        &["Decimals", "Sentence"],
    );
    for decimals in 0..=4 {
        let number = match decimals {
            4 => "4 and more".to_owned(),
            _ => decimals.to_string(),
        };
        row(&mut document, &[&number, findings::shows(decimals)]);
    }
    table(
        &mut document,
        "How long an identifier stays",
        "The sentence begins with “That ID”. It is sourced where the table of what the identifier survives is.",
        &["Lasts", "Sentence"],
    );
    for one in NINE {
        let name = words::persistence(one);
        row(&mut document, &[name, identifiers::lasts(one)]);
    }
    row(&mut document, &["in a cookie", identifiers::COOKIE_LASTS]);
    row(
        &mut document,
        &["of a mailbox or a number", identifiers::CONTACT_LASTS],
    );
    row(
        &mut document,
        &["elsewhere in a browser", identifiers::PAGE_LASTS],
    );
    table(
        &mut document,
        "What an identifier survives",
        "Notes on whether an identifier stays after something that a person can do.",
        &["Note"],
    );
    for note in identifiers::NOTES {
        row(&mut document, &[note]);
    }
    table(
        &mut document,
        "Why an identifier may have changed",
        "Behind the sentence of a comparison, by how long it should last. All of these are inferred.",
        &["Lasts", "Sentence"],
    );
    for one in NINE {
        let name = words::persistence(one);
        row(&mut document, &[name, comparison::why(Some(one)).trim()]);
    }
    table(
        &mut document,
        "Events without a published name",
        "What an event is taken for, by words in its name and by what it carries; always inferred, and only where Xiaomi’s browser may have sent it.",
        &["Kind", "“Apparently you …”", "Sources"],
    );
    for kind in KINDS {
        row(
            &mut document,
            &[kind.label, kind.activity, &linked(kind.sources)],
        );
    }
    let [begin, end] = ADVICE;
    let _ = write!(document, "\n## Advice\n\n{begin}\n{end}\n");
    table(
        &mut document,
        "Problems",
        "What is said of a capture that is damaged, encrypted or of no known kind. All of it is observed.",
        &["Code", "What happened", "What to do"],
    );
    for [code, message, help] in diagnostic::ALL {
        row(&mut document, &[code, message, help]);
    }
    for (title, lead, sentences) in OTHERS {
        table(&mut document, title, lead, &SENTENCES);
        for one in *sentences {
            row(
                &mut document,
                &[
                    one.id,
                    one.text.trim(),
                    words::basis(one.basis),
                    &all_needed(one.evidence),
                    &linked(one.sources),
                ],
            );
        }
    }
    table(
        &mut document,
        "Records without a name",
        "What a record is that has no name of its own, in the format of its sender. All of it is sourced.",
        &["Format", "What happened", "What it is", "Sources"],
    );
    for format in FORMATS {
        for one in format.vocabulary.unnamed {
            row(
                &mut document,
                &[format.name, one.title, one.meaning, &linked(one.sources)],
            );
        }
    }
    table(
        &mut document,
        "Letters",
        "What the letters to a company say in which somebody asks for the own data. Words in brackets are for whoever sends it.",
        &["Words"],
    );
    for (_, text) in said_in("src/text/letters.rs") {
        row(&mut document, &[&text]);
    }
    table(
        &mut document,
        "Reasons and parts of sentences",
        "Why something was taken for what it is, what would open encrypted data, and what fills the gaps of the sentences above.",
        &["Where", "Words"],
    );
    for (file, text) in parts() {
        row(&mut document, &[&file, text.trim()]);
    }
    document
}

const SENTENCES: [&str; 5] = ["Says", "Sentence", "Basis", "Must point at", "Sources"];

/// The catalogs beside those of the summary and the findings, each with its title and what it is.
const OTHERS: &[(&str, &str, &[&SentenceText])] = &[
    (
        "Events and values",
        "What is said of an event or a value beside its meaning, and behind a finding.",
        values::ALL,
    ),
    (
        "Encrypted data",
        "What can be seen without a key, with details behind it where they are there.",
        encryption::ALL,
    ),
    (
        "Comparison",
        "What two captures say together. What must be pointed at is among the identifiers of the comparison.",
        comparison::ALL,
    ),
    (
        "Exports",
        "What reports, annexes, figures and HAR files say beside all of this.",
        exports::ALL,
    ),
    (
        "Sharing",
        "Why nothing is shared, and what is to be considered before.",
        sharing::ALL,
    ),
];

/// The rooms whose words are not all in catalogs.
const ROOMS: [&str; 15] = [
    "src/bytes",
    "src/capture",
    "src/detect",
    "src/display.rs",
    "src/encodings",
    "src/export",
    "src/insight",
    "src/knowledge/pack",
    "src/protocol",
    "src/share",
    "src/text/activities.rs",
    "src/text/amounts.rs",
    "src/text/moments.rs",
    "src/text/requests.rs",
    "src/view",
];

/// The texts of three words or more in the program of these files, each with its file, in order.
fn said_in(path: &str) -> Vec<(String, String)> {
    // Lists of words that say nothing.
    let is_list = |file: &str| {
        let name = Path::new(file).file_stem().unwrap_or_default();
        ["promises", "near_misses", "words"]
            .iter()
            .any(|list| name == *list)
    };
    let mut strings = literals::strings(path);
    strings.retain(|(file, text)| !is_list(file) && is_said(text));
    strings
}

/// Whether a text has three words of small letters one after the other.
fn is_said(text: &str) -> bool {
    let is_word = |word: &&str| {
        let word = word.trim_matches(|sign: char| !sign.is_alphabetic());
        word.len() > 1
            && word
                .chars()
                .all(|letter| letter.is_lowercase() || letter == '’')
    };
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    words
        .windows(3)
        .any(|three| three.iter().filter(|word| is_word(word)).count() == 3)
}

/// Whether it is a sentence, or several.
fn is_sentence(text: &str) -> bool {
    let text = text.trim();
    let begins = text.starts_with(|sign: char| sign.is_uppercase() || sign == '“');
    begins && text.ends_with(['.', '?'])
}

#[test]
fn sentences_are_told_from_parts() {
    assert!(is_said("it has the field {name}"));
    assert!(!is_said("GET /a HTTP/1.1") && !is_said("request/uri url/path a"));
    assert!(is_sentence(" Found in all of them."));
    assert!(!is_sentence("it is a database") && !is_sentence("; the rest was read."));
}

/// The words in the programs of these rooms, each once in a file, without what tables above have.
fn parts() -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for part in ROOMS.iter().flat_map(|room| said_in(room)) {
        if !is_of_record(&part.1) && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

fn is_of_record(text: &str) -> bool {
    let mut records = FORMATS.iter().flat_map(|format| format.vocabulary.unnamed);
    records.any(|one| [one.title, one.meaning].contains(&text))
}

/// What is printed of a capture as a whole sentence has its basis, evidence and sources in a catalog.
#[test]
fn no_sentence_is_outside_the_catalogs() {
    let said = said_in("src").into_iter().filter(|(file, text)| {
        // The tables of meanings, whose sources they hold; what is wrong with a reader's own pack; and the
        // documentation of a number.
        let is_other = ["src/knowledge/", "src/protocol/private_key/sm2.rs"]
            .iter()
            .any(|other| file.starts_with(other));
        let is_catalog = file.starts_with("src/text/") || file == "src/diagnostic.rs";
        is_sentence(text) && !is_other && !is_catalog && !is_of_record(text)
    });
    let said: Vec<_> = said.collect();
    assert!(said.is_empty(), "move these to src/text/: {said:#?}");
}

/// The words that a program says by itself: texts of several words, and single ones that go into a
/// sentence as they are.
fn phrases(program: &str) -> Vec<String> {
    let is_phrase = |text: &String| {
        text.chars().any(char::is_alphabetic) && (text.contains(' ') || !text.is_ascii())
    };
    let mut found = literals::literals(program);
    found.retain(is_phrase);
    for into_sentence in ["Quoted::of(\"", ".words(\"", "Argument::Words(\""] {
        let said = program.split(into_sentence).skip(1);
        let said = said.filter_map(|rest| Some(rest.split_once('"')?.0));
        found.extend(
            said.filter(|text| text.contains(char::is_alphabetic))
                .map(str::to_owned),
        );
    }
    found
}

/// What fields say together is said by identifiers and values; the words for it are in the catalogs, where
/// a language is translated.
#[test]
fn no_phrase_is_in_insight() {
    // Carriers as the SDK writes them, which are compared and not said.
    let others = ["中国移动", "中国联通", "中国电信"];
    let mut said = Vec::new();
    for (file, program) in literals::programs("src/insight") {
        let own = phrases(&program)
            .into_iter()
            .filter(|text| !others.contains(&&**text));
        said.extend(own.map(|text| format!("{file}: {text}")));
    }
    assert!(said.is_empty(), "move these to src/text/: {said:#?}");
}

#[test]
fn phrases_are_told_from_names() {
    for (program, expected) in [
        (
            "count(\"one record\", \" records\")",
            vec!["one record", " records"],
        ),
        ("said.words(\"it\").words(\", \")", vec!["it"]),
        ("Quoted::of(\"Both\")", vec!["Both"]),
        ("(\"which\", Argument::Words(\"they\"))", vec!["they"]),
        ("find_key(\"$carrier\") // \"a b\"", vec![]),
    ] {
        assert_eq!(phrases(program), expected, "{program}");
    }
}

/// The document with the advice that is stored in it.
fn with_advice(document: &str, stored: &str) -> String {
    let [begin, end] = ADVICE;
    let between = |text: &str| {
        let (_, after) = text.split_once(begin)?;
        Some(after.split_once(end)?.0.to_owned())
    };
    let advice = between(stored).unwrap_or_else(|| "\n".to_owned());
    document.replace(&format!("{begin}\n{end}"), &format!("{begin}{advice}{end}"))
}

/// `UPDATE_EXPECT=1` writes it.
#[test]
fn the_document_has_every_sentence() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/truth.md");
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    expect_file![path].assert_eq(&with_advice(&document(), &stored));
}

/// A claim of somebody else has a source, and an observation has a place.
#[test]
fn what_is_claimed_has_something_to_rest_on() {
    for one in findings::ALL {
        assert!(!one.evidence.is_empty(), "{}", one.text);
        assert!(
            one.basis != Basis::Sourced || !one.sources.is_empty(),
            "{}",
            one.text
        );
    }
    // These cite what is found out of the capture: the role of a host, and how long an ID lasts.
    let later = [summary::SENT_TO.text, summary::LASTS_AS_SOURCED.text];
    for one in summary::ALL {
        assert!(
            one.basis != Basis::Sourced || !one.sources.is_empty() || later.contains(&one.text),
            "{}",
            one.text
        );
    }
}
