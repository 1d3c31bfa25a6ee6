//! What the base and the core say to the reader: plain, hedged where it is a guess, and no verdict.
//!
//! The texts are those of the entries, of every stored report and comparison, and of the programs that put
//! findings together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::literals;
use crate::read::{Knowledge, read};
use crate::schema::{Grade, SourceKind};

/// Words of our trade. They may stand in the technical detail, where they can be looked up.
const JARGON: &[&str] = &[
    "fingerprint",
    "fingerprints",
    "guid",
    "guids",
    "hash",
    "hashed",
    "hashes",
    "hashing",
    "md5",
    "pii",
    "sha",
    "sha-1",
    "sha-256",
    "sha1",
    "sha256",
    "uuid",
    "uuids",
];

/// Words that hardly any source supports.
const ABSOLUTE: &[&str] = &["always", "anonymous", "anonymously", "impossible", "never"];

/// The beginnings of words that only a court or an authority may use.
const VERDICTS: &[&str] = &[
    "breach", "illegal", "illicit", "infring", "unlawful", "violat",
];

/// What shows that a text is a guess.
const HEDGES: &[&str] = &[
    "apparently",
    "can ",
    "could",
    "has the form of",
    "likely",
    "looks like",
    "may ",
    "might",
    "perhaps",
    "possibl",
    "probabl",
    "seem",
    "suggest",
];

/// A sentence longer than this has to be read twice.
const WORDS: usize = 25;

/// The first sentence of a summary names up to three acts, each with its own words.
const WORDS_OF_A_SUMMARY: usize = 40;

/// A text and where it stands.
pub(crate) struct Text {
    pub(crate) place: String,
    pub(crate) text: String,
}

pub(crate) fn said(place: impl Into<String>, text: impl Into<String>) -> Text {
    Text {
        place: place.into(),
        text: text.into(),
    }
}

/// Everything that the entries say.
pub(crate) fn of_the_base(all: &Knowledge) -> Vec<Text> {
    let mut texts = Vec::new();
    for entry in &all.fields {
        let place = format!("{}: {}", entry.file, entry.key);
        texts.push(said(&place, &entry.label));
        texts.push(said(&place, &entry.meaning));
        texts.push(said(&place, &entry.matters));
    }
    for entry in &all.events {
        let place = format!("{}: {}", entry.file, entry.name);
        texts.push(said(&place, &entry.title));
        texts.push(said(&place, &entry.meaning));
    }
    for entry in &all.kinds {
        let place = format!("{}: {}", entry.file, entry.id);
        texts.push(said(&place, &entry.label));
        texts.push(said(&place, &entry.meaning));
    }
    for entry in &all.hosts {
        let place = format!("{}: {}", entry.file, entry.host);
        texts.push(said(&place, &entry.name));
        texts.push(said(&place, &entry.role));
    }
    texts.retain(|text| !text.text.is_empty());
    texts
}

/// Every stored report with the name of its folder.
fn reports() -> Vec<(String, Value)> {
    let mut reports = Vec::new();
    for protocol in folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")) {
        for case in folders(&protocol) {
            let text = fs::read_to_string(case.join("report.json"))
                .unwrap_or_else(|error| panic!("{}: {error}", case.display()));
            let name = format!(
                "{}/{}",
                protocol.file_name().unwrap().display(),
                case.file_name().unwrap().display()
            );
            reports.push((name, serde_json::from_str(&text).expect("a report is JSON")));
        }
    }
    assert!(reports.len() > 40, "expected the stored reports");
    reports
}

/// Every stored comparison of two captures with the name of its folder.
fn comparisons() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/comparisons");
    let comparisons = folders(&folder).into_iter().map(|case| {
        let name = case.file_name().expect("a folder has a name").display();
        let text = fs::read_to_string(case.join("comparison.json"))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let value = serde_json::from_str(&text).expect("a comparison is JSON");
        (name.to_string(), value)
    });
    comparisons.collect()
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(path)
        .expect("the folder of fixtures can be listed")
        .map(|entry| entry.expect("and its entries").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// Calls `see` for every object in `value`, with the name that it or its list has.
fn each_object<'v>(
    name: &'v str,
    value: &'v Value,
    see: &mut impl FnMut(&'v str, &'v serde_json::Map<String, Value>),
) {
    match value {
        Value::Object(members) => {
            see(name, members);
            for (name, member) in members {
                each_object(name, member, see);
            }
        }
        Value::Array(elements) => {
            for element in elements {
                each_object(name, element, see);
            }
        }
        _ => {}
    }
}

/// Everything that stored reports and comparisons say in their first layer, each text once.
///
/// Words of the sender, which stand in quotation marks or behind a colon, are left out.
fn of_the_reports(reports: &[(String, Value)]) -> Vec<Text> {
    let mut found = BTreeMap::new();
    for (case, report) in reports {
        each_object("", report, &mut |list, members| {
            let names: &[&str] = match list {
                "" | "summary" | "rotation" => &["text"],
                "findings" => &["title", "text"],
                "events" => &["title"],
                "identifiers" => &["label", "meaning", "text"],
                "survives" => &["because"],
                "fields" => &["label", "meaning", "matters"],
                "detected" => &["label", "meaning"],
                "categories" => &["label"],
                _ => &[],
            };
            for name in names {
                let texts = members.get(*name).into_iter().flat_map(|member| {
                    let one = std::slice::from_ref(member);
                    member.as_array().map_or(one, Vec::as_slice)
                });
                for text in texts.filter_map(Value::as_str) {
                    let text = match (list, text.split_once(": ")) {
                        ("events", Some((title, _))) => title,
                        _ => text,
                    };
                    found
                        .entry((format!("{list}.{name}"), without_quotations(text)))
                        .or_insert(case);
                }
            }
        });
    }
    found
        .into_iter()
        .map(|((list, text), case)| said(format!("{list} of {case}"), text))
        .collect()
}

/// What remains of a text when its quotations are cut down to the marks.
fn without_quotations(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, quoted)) = rest.split_once('“') {
        kept.push_str(before);
        kept.push_str("“”");
        rest = quoted.split_once('”').map_or("", |(_, after)| after);
    }
    kept + rest
}

/// Every sentence that a program in these folders can put into a report, whether or not a stored report has it.
fn of_the_programs() -> Vec<Text> {
    let mut texts = Vec::new();
    for folder in [
        "src/view/compare",
        "src/detect",
        "src/insight",
        "src/text",
        "src/protocol",
    ] {
        for (file, text) in literals::strings(folder) {
            // What Overshare itself shares and refuses needs no source.
            if file != "src/text/sharing.rs" && text.split_whitespace().count() > 2 {
                texts.push(said(file, without_quotations(&text)));
            }
        }
    }
    assert!(texts.len() > 40, "expected the texts of the core");
    texts
}

fn everything() -> Vec<Text> {
    let mut texts = of_the_base(&read());
    texts.extend(of_the_reports(&reports()));
    texts.extend(of_the_reports(&comparisons()));
    texts.extend(of_the_programs());
    texts
}

/// The words of a text in lower case, without the signs around them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(|word| {
        word.trim_matches(|sign: char| !sign.is_alphanumeric())
            .to_lowercase()
    })
}

#[track_caller]
pub(crate) fn none(complaints: BTreeSet<String>) {
    let list: Vec<String> = complaints.into_iter().collect();
    assert!(
        list.is_empty(),
        "\n{} texts:\n{}\n",
        list.len(),
        list.join("\n")
    );
}

/// Complains about every text that has a word for which `refused` gives a reason.
fn check_words(texts: &[Text], refused: impl Fn(&str) -> Option<&'static str>) {
    none(
        texts
            .iter()
            .flat_map(|Text { place, text }| {
                let refused = &refused;
                words(text).filter_map(move |word| {
                    let reason = refused(&word)?;
                    Some(format!("{place}: {reason} {word:?}: {text}"))
                })
            })
            .collect(),
    );
}

#[test]
fn no_word_of_our_trade_stands_in_the_first_layer() {
    check_words(&everything(), |word| {
        JARGON.contains(&word).then_some("say in common words")
    });
}

#[test]
fn no_text_passes_a_verdict() {
    check_words(&everything(), |word| {
        let is_verdict = VERDICTS.iter().any(|start| word.starts_with(start));
        is_verdict.then_some("only a court or an authority says")
    });
}

#[test]
fn no_text_claims_more_than_a_source_can_show() {
    check_words(&everything(), |word| {
        ABSOLUTE
            .contains(&word)
            .then_some("no source is cited that says")
    });
}

#[test]
fn apostrophes_and_quotation_marks_are_typographic() {
    let mut texts = of_the_base(&read());
    texts.extend(of_the_reports(&reports()));
    texts.extend(of_the_reports(&comparisons()));
    none(
        texts
            .iter()
            .filter(|text| text.text.contains(['\'', '"']))
            .map(|Text { place, text }| format!("{place}: {text}"))
            .collect(),
    );
}

/// The sentences of a text. A stop inside a name, as in a host, ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(". ").flat_map(|part| part.split("? "))
}

#[test]
fn sentences_are_short() {
    let mut texts = of_the_base(&read());
    texts.extend(of_the_reports(&reports()));
    texts.extend(of_the_reports(&comparisons()));
    none(
        texts
            .iter()
            .flat_map(|Text { place, text }| {
                let most = if place.starts_with("summary.") {
                    WORDS_OF_A_SUMMARY
                } else {
                    WORDS
                };
                sentences(text)
                    .map(|sentence| (sentence, sentence.split_whitespace().count()))
                    .filter(move |(_, count)| *count > most)
                    .map(move |(sentence, count)| {
                        format!("{place}: expected at most {most} words, found {count}: {sentence}")
                    })
            })
            .collect(),
    );
}

fn is_hedged(text: &str) -> bool {
    let text = text.to_lowercase();
    HEDGES.iter().any(|hedge| text.contains(hedge))
}

/// What rests on a name or a shape says that it may be wrong.
#[test]
fn guesses_are_hedged() {
    let mut complaints = BTreeSet::new();
    let all = read();
    for entry in &all.fields {
        if !matches!(entry.grade, Grade::A | Grade::B) && !is_hedged(&entry.meaning) {
            complaints.insert(format!("{}: {}: {}", entry.file, entry.key, entry.meaning));
        }
    }
    for (case, report) in reports() {
        each_object("", &report, &mut |list, members| {
            let says = |name: &str| members.get(name).and_then(Value::as_str);
            let is_guess = match list {
                "fields" => says("known") == Some("guessed"),
                "detected" => says("certainty").is_some_and(|certainty| certainty != "certain"),
                _ => false,
            };
            if let (true, Some(meaning)) = (is_guess, says("meaning"))
                && !is_hedged(meaning)
            {
                complaints.insert(format!("{list} of {case}: {meaning}"));
            }
        });
    }
    none(complaints);
}

/// What somebody is reported to have said or found can be looked up.
#[test]
fn reports_of_others_name_a_source() {
    let mut complaints = BTreeSet::new();
    let mut count = 0;
    for (case, report) in reports() {
        each_object("", &report, &mut |list, members| {
            if members.get("basis").and_then(Value::as_str) == Some("sourced") {
                count += 1;
                let sources = members.get("sources").and_then(Value::as_array);
                if sources.is_none_or(Vec::is_empty) {
                    complaints.insert(format!("{list} of {case}: {:?}", members.get("text")));
                }
            }
        });
    }
    assert!(count > 20, "found {count} claims of others");
    none(complaints);
}

/// The grade of a claim is that of its best source.
#[test]
fn grades_are_those_of_the_sources() {
    let all = read();
    let kinds: BTreeMap<&str, SourceKind> = all
        .sources
        .iter()
        .map(|source| (source.id.as_str(), source.kind))
        .collect();
    let supports = |grade: Grade, kind: SourceKind| match grade {
        Grade::A => matches!(kind, SourceKind::Vendor | SourceKind::Standard),
        _ => kind != SourceKind::Reference,
    };
    let fields = all
        .fields
        .iter()
        .map(|entry| (&entry.file, &entry.key, entry.grade, &entry.sources));
    let events = all
        .events
        .iter()
        .map(|entry| (&entry.file, &entry.name, entry.grade, &entry.sources));
    none(
        fields
            .chain(events)
            .filter(|(_, _, grade, sources)| {
                !sources.iter().any(|source| {
                    kinds
                        .get(source.as_str())
                        .is_some_and(|kind| supports(*grade, *kind))
                })
            })
            .map(|(file, name, grade, sources)| {
                format!("{file}: {name}: no source supports grade {grade:?}: {sources:?}")
            })
            .collect(),
    );
}
