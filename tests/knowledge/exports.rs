//! The base in forms that others can use: a document to read and a vocabulary to link to.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::mappings::{Mapping, Mappings, NONE, reference};
use crate::read::{Entry, Knowledge, folder, read};
use crate::schema::{Beside, Category, Event, Field, Grade, Kind, Persistence};

const HEAD: &str = "\
# What the names mean

This is everything that Overshare knows about names in captured requests, written from the files in [`src/knowledge/`](../src/knowledge/) by a test.
It may be reused under [CC0](../src/knowledge/LICENSE-CC0); [`knowledge.jsonld`](knowledge.jsonld) holds the same as linked data.

How to read an entry:

- *Content* says how revealing a value is: 0 plumbing, 1 context, 2 habits, 3 names what somebody chose, 4 exposes.
- *Recognition* says how well it recognizes somebody: 0 not at all, 1 weak clue, 2 strong clue, 3 the phone or the app for months, 4 a person or fixed hardware.
- *Lasts* says what ends that: the next event, the session, a new SIM, clearing the app (install), resetting the advertising ID (resettable), a factory reset, nothing because it is in the hardware, or leaving the account.
- *In links* says what becomes of the value when a report is shared.
- *Sent by* names the SDKs of Sensors Data in whose source the name stands, from which version to which.
- *Grade* says how well the meaning is supported: A by code or documentation of whoever made the software or by a standard, B by a published analysis.
- *Elsewhere* says what others call such data: the Data Privacy Vocabulary (DPV), TrackHAR, Google Play, Apple’s privacy labels, Firefox add-ons, Mozilla’s Glean and the IAB’s Transparency and Consent Framework (TCF).
";

/// The folder of the documents.
pub fn documents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// What an entry says, whichever kind it is of.
struct Row<'a> {
    reference: String,
    heading: String,
    /// The name as sent, without the event that it is bound to.
    name: &'a str,
    label: &'a str,
    category: Category,
    content: u8,
    identifiability: u8,
    persistence: Option<Persistence>,
    /// What becomes of the value in a link. Only a field has one.
    share: Option<String>,
    meaning: &'a str,
    matters: &'a str,
    /// Versions of the vendor's software in whose source the name stands.
    emitted: &'a [String],
    grade: Grade,
    sources: &'a [String],
}

impl<'a> Row<'a> {
    fn field(place: &str, field: &'a Field) -> Row<'a> {
        let mut heading = match field.event.as_str() {
            "" => format!("`{}`", field.key),
            event => format!("`{}` in `{event}`", field.key),
        };
        if let Some(Beside { key, value }) = &field.beside {
            heading += &match *key == field.key {
                true => format!(" as `{value}`"),
                false => format!(" beside `{key}` `{value}`"),
            };
        }
        Row {
            reference: reference(place, field),
            heading,
            name: &field.key,
            label: &field.label,
            category: field.category,
            content: field.content,
            identifiability: field.identifiability,
            persistence: field.persistence,
            share: Some(kebab(&field.share)),
            meaning: &field.meaning,
            matters: &field.matters,
            emitted: &field.emitted,
            grade: field.grade,
            sources: &field.sources,
        }
    }

    fn event(event: &'a Event) -> Row<'a> {
        Row {
            reference: format!("events.{}", event.name),
            heading: format!("`{}`: {}", event.name, event.title),
            name: &event.name,
            label: &event.title,
            category: event.category,
            content: event.content,
            identifiability: event.identifiability,
            persistence: None,
            share: None,
            meaning: &event.meaning,
            matters: "",
            emitted: &event.emitted,
            grade: event.grade,
            sources: &event.sources,
        }
    }

    fn kind(kind: &'a Kind) -> Row<'a> {
        Row {
            reference: format!("kinds.{}", kind.id),
            heading: format!("{} (`{}`)", capital(&kind.label), kind.id),
            name: &kind.id,
            label: &kind.label,
            category: kind.category,
            content: kind.content,
            identifiability: kind.identifiability,
            persistence: None,
            share: None,
            meaning: &kind.meaning,
            matters: "",
            emitted: &[],
            grade: Grade::B,
            sources: &kind.sources,
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// A variant as the TOML files write it.
fn kebab(variant: &impl std::fmt::Debug) -> String {
    let mut text = String::new();
    for letter in format!("{variant:?}").chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

/// All rows by file, in the order of the files.
fn rows(all: &Knowledge) -> BTreeMap<&str, Vec<Row<'_>>> {
    fn add<'a, T>(
        into: &mut BTreeMap<&'a str, Vec<Row<'a>>>,
        entries: &'a [Entry<T>],
        row: impl Fn(&'a T) -> Row<'a>,
    ) {
        for entry in entries {
            let file = entry.file.trim_end_matches(".toml");
            into.entry(file).or_default().push(row(&entry.value));
        }
    }
    let mut rows = BTreeMap::new();
    add(&mut rows, &all.events, |placed| Row::event(&placed.event));
    add(&mut rows, &all.fields, |placed| {
        Row::field(&placed.place, &placed.field)
    });
    add(&mut rows, &all.kinds, Row::kind);
    rows
}

/// The comment at the top of a file, which says what it is about.
fn about(file: &str) -> String {
    let text = fs::read_to_string(folder().join(format!("{file}.toml"))).expect("a listed file");
    let comment = text.lines().map_while(|line| line.strip_prefix("# "));
    comment.collect::<Vec<_>>().join("\n")
}

/// A heading as the part of an address behind `#`.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// The categories of some rows in the order in which the page lists them, with the rows of each.
fn by_category<'r, 'a>(
    rows: &'r [Row<'a>],
    mappings: &Mappings,
) -> Vec<(Category, Vec<&'r Row<'a>>)> {
    let all = mappings.categories();
    let of = |category| rows.iter().filter(move |row| row.category == category);
    all.map(|category| (category, of(category).collect::<Vec<_>>()))
        .filter(|(_, rows)| !rows.is_empty())
        .collect()
}

fn document(all: &Knowledge, mappings: &Mappings) -> String {
    let rows = rows(all);
    let mut text = HEAD.to_owned();
    let names: usize = rows.values().map(Vec::len).sum();
    write!(
        text,
        "\n## Contents\n\n{names} names, by file and category:\n\n"
    )
    .unwrap();
    for (file, rows) in &rows {
        let parts: Vec<String> = by_category(rows, mappings)
            .into_iter()
            .map(|(category, rows)| {
                let label = mappings.label(category);
                let target = anchor(&format!("{file}: {label}"));
                format!("[{label}](#{target}) {}", rows.len())
            })
            .collect();
        writeln!(text, "- [{file}](#{}): {}", anchor(file), parts.join(", ")).unwrap();
    }
    let hosts = all.hosts.len();
    text.push_str(&format!(
        "- [hosts](#hosts): {hosts}\n- [Sources](#sources): {}\n",
        all.sources.len()
    ));
    for (file, rows) in &rows {
        write!(text, "\n## {file}\n\n{}\n", about(file)).unwrap();
        if let Some(field) = rows.iter().find(|row| row.share.is_some()) {
            let place = field.reference.split('.').next().unwrap_or_default();
            writeln!(text, "Fields of this file have the place `{place}`.").unwrap();
        }
        for (category, rows) in by_category(rows, mappings) {
            write!(text, "\n### {file}: {}\n", mappings.label(category)).unwrap();
            for row in rows {
                entry(&mut text, all, row, &mappings.of(&row.reference, category));
            }
        }
    }
    write!(text, "\n## hosts\n\n{}\n\n", about("hosts")).unwrap();
    text.push_str(
        "| Host | Service | Recipient | What it receives | Sources |\n|---|---|---|---|---|\n",
    );
    for host in &all.hosts {
        let sources = host.sources.iter().map(|source| format!("[{source}]"));
        let sources = sources.collect::<Vec<_>>().join(", ");
        writeln!(
            text,
            "| `{}` | {} | {} | {} | {sources} |",
            host.host, host.name, host.recipient, host.role
        )
        .unwrap();
    }
    text.push_str("\n## Vocabularies of others\n\n");
    for list in &mappings.vocabulary {
        writeln!(
            text,
            "- `{}`: [{}]({}), read on {}. {}",
            list.id, list.title, list.url, list.read, list.license
        )
        .unwrap();
    }
    text.push_str("\nNone of them has a term for these:\n\n");
    for own in &mappings.own {
        writeln!(
            text,
            "- `own:{}`, {}: {} It is a kind of `{}`.",
            own.term,
            own.label.to_lowercase(),
            own.definition,
            own.broader.join("`, `")
        )
        .unwrap();
    }
    text.push_str("\n## Sources\n\n");
    for source in &all.sources {
        let license = source.license.as_ref();
        let license = license.map_or(String::new(), |license| format!(" {license}"));
        writeln!(
            text,
            "- `{}` ({}): [{}]({}), read on {}.{license}",
            source.id,
            kebab(&source.kind),
            source.title,
            source.url,
            source.read
        )
        .unwrap();
    }
    text.push('\n');
    for source in &all.sources {
        writeln!(text, "[{}]: {}", source.id, source.url).unwrap();
    }
    text
}

fn entry(text: &mut String, all: &Knowledge, row: &Row<'_>, mapping: &Mapping) {
    write!(text, "\n#### {}\n\n", row.heading).unwrap();
    match row.share {
        Some(_) => writeln!(text, "**{}.** {}", row.label, row.meaning).unwrap(),
        None => writeln!(text, "{}", row.meaning).unwrap(),
    }
    if !row.matters.is_empty() {
        writeln!(text, "*{}*", row.matters).unwrap();
    }
    write!(
        text,
        "\n- Content {}, identifiability {}",
        row.content, row.identifiability
    )
    .unwrap();
    if let Some(persistence) = row.persistence {
        write!(text, ", lasts: {}", kebab(&persistence)).unwrap();
    }
    if let Some(share) = &row.share {
        write!(text, ", in links: {share}").unwrap();
    }
    writeln!(text, ", grade {:?}", row.grade).unwrap();
    if !row.emitted.is_empty() {
        writeln!(text, "- Sent by: {}", row.emitted.join(", ")).unwrap();
    }
    let sources = row.sources.iter().map(|id| {
        let read = all
            .sources
            .iter()
            .find(|source| source.id == *id)
            .map_or("", |source| source.read.as_str());
        format!("[{id}] ({read})")
    });
    let sources = sources.collect::<Vec<_>>().join(", ");
    writeln!(text, "- Sources: {sources}").unwrap();
    let terms = mapping.data.iter().chain(&mapping.classes);
    let terms = terms.map(|term| format!("`{term}`")).collect::<Vec<_>>();
    let mut parts = vec![format!("DPV {}", terms.join(" "))];
    for ((vocabulary, term), name) in mapping.single_terms().into_iter().zip([
        "TrackHAR",
        "Google Play",
        "Apple",
        "Firefox add-ons",
        "Glean",
        "TCF",
    ]) {
        match (term, vocabulary) {
            (NONE, _) => {}
            (term, "play" | "apple" | "tcf") => parts.push(format!("{name} {term}")),
            (term, _) => parts.push(format!("{name} `{term}`")),
        }
    }
    writeln!(text, "- Elsewhere: {}", parts.join("; ")).unwrap();
}

/// The address of a term: one of the prefixes in the context, or a fragment of the file itself.
fn address(term: &str) -> String {
    match term.strip_prefix("own:") {
        Some(own) => format!("#{own}"),
        None => term.to_owned(),
    }
}

fn addresses(terms: &[String]) -> Vec<String> {
    terms.iter().map(|term| address(term)).collect()
}

/// A fragment for an entry; what may not stand in one is percent-encoded.
fn fragment(reference: &str) -> String {
    let mut text = "#".to_owned();
    for byte in reference.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").unwrap();
        }
    }
    text
}

fn category_address(category: Category) -> String {
    format!("#category.{}", kebab(&category))
}

fn linked(all: &Knowledge, mappings: &Mappings) -> Value {
    let link = |id: &str| json!({ "@id": id, "@type": "@id" });
    let context = json!({
        "@vocab": "#",
        "dct": "http://purl.org/dc/terms/",
        "dpv": "https://w3id.org/dpv#",
        "pd": "https://w3id.org/dpv/pd#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "broader": link("skos:broader"),
        "related": link("skos:related"),
        "inScheme": link("skos:inScheme"),
        "source": link("dct:source"),
        "license": link("dct:license"),
        "hasData": link("dpv:hasData"),
        "hasPersonalData": link("dpv:hasPersonalData"),
        "title": { "@id": "dct:title", "@language": "en" },
        "label": { "@id": "skos:prefLabel", "@language": "en" },
        "definition": { "@id": "skos:definition", "@language": "en" },
        "note": { "@id": "skos:note", "@language": "en" },
        "name": "skos:notation",
    });
    let mut graph = vec![json!({
        "@id": "#scheme",
        "@type": "skos:ConceptScheme",
        "title": "Overshare: what names in captured analytics requests mean",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "source": mappings.vocabulary.iter().map(|list| &list.url).collect::<Vec<_>>(),
    })];
    for own in &mappings.own {
        graph.push(json!({
            "@id": format!("#{}", own.term),
            "@type": ["skos:Concept", "dpv:PersonalData"],
            "inScheme": "#scheme",
            "label": own.label,
            "definition": own.definition,
            "broader": addresses(&own.broader),
            "related": addresses(&own.related),
        }));
    }
    for category in mappings.categories() {
        graph.push(json!({
            "@id": category_address(category),
            "@type": "skos:Concept",
            "inScheme": "#scheme",
            "label": mappings.label(category),
        }));
    }
    for row in rows(all).values().flatten() {
        graph.push(concept(
            all,
            row,
            &mappings.of(&row.reference, row.category),
        ));
    }
    json!({ "@context": context, "@graph": graph })
}

fn concept(all: &Knowledge, row: &Row<'_>, mapping: &Mapping) -> Value {
    let mut types = vec!["skos:Concept".to_owned()];
    types.extend(mapping.classes.iter().cloned());
    let sources: Vec<&str> = row
        .sources
        .iter()
        .filter_map(|id| all.sources.iter().find(|source| source.id == *id))
        .map(|source| source.url.as_str())
        .collect();
    let (impersonal, personal): (Vec<String>, Vec<String>) = addresses(&mapping.data)
        .into_iter()
        .partition(|term| term == "dpv:NonPersonalData");
    let mut value = json!({
        "@id": fragment(&row.reference),
        "@type": types,
        "inScheme": "#scheme",
        "name": row.name,
        "label": row.label,
        "definition": row.meaning,
        "broader": category_address(row.category),
        "source": sources,
        "grade": format!("{:?}", row.grade),
        "content": row.content,
        "identifiability": row.identifiability,
    });
    let members = value.as_object_mut().expect("an object was just made");
    if !row.matters.is_empty() {
        members.insert("note".to_owned(), json!(row.matters));
    }
    if let Some(persistence) = row.persistence {
        members.insert("persistence".to_owned(), json!(kebab(&persistence)));
    }
    if let Some(share) = &row.share {
        members.insert("share".to_owned(), json!(share));
    }
    if !row.emitted.is_empty() {
        members.insert("emitted".to_owned(), json!(row.emitted));
    }
    for (name, terms) in [("hasPersonalData", personal), ("hasData", impersonal)] {
        if !terms.is_empty() {
            members.insert(name.to_owned(), json!(terms));
        }
    }
    for (vocabulary, term) in mapping.single_terms() {
        if term != NONE {
            members.insert(vocabulary.to_owned(), json!(term));
        }
    }
    value
}

/// So a changed entry is one changed line.
fn one_node_a_line(value: &Value) -> String {
    let graph = value["@graph"].as_array().expect("it has a graph");
    let nodes: Vec<String> = graph.iter().map(Value::to_string).collect();
    format!(
        "{{\n\"@context\": {},\n\"@graph\": [\n{}\n]\n}}\n",
        value["@context"],
        nodes.join(",\n")
    )
}

#[test]
fn the_document_is_up_to_date() {
    let text = document(&read(), &Mappings::read());
    expect_test::expect_file![documents().join("knowledge.md")].assert_eq(&text);
}

#[test]
fn the_linked_data_are_up_to_date() {
    let value = linked(&read(), &Mappings::read());
    let text = one_node_a_line(&value);
    assert_eq!(
        serde_json::from_str::<Value>(&text).expect("it is JSON"),
        value
    );
    expect_test::expect_file![documents().join("knowledge.jsonld")].assert_eq(&text);
}

/// Whoever reads the linked data can resolve every term in them.
#[test]
fn every_term_in_the_linked_data_is_declared() {
    let mappings = Mappings::read();
    let value = linked(&read(), &mappings);
    let context = value["@context"].as_object().expect("it has a context");
    let graph = value["@graph"].as_array().expect("it has a graph");
    let nodes: Vec<&str> = graph
        .iter()
        .map(|node| node["@id"].as_str().expect("a node has an address"))
        .collect();
    let mut complaints = Vec::new();
    for (index, id) in nodes.iter().enumerate() {
        if nodes[..index].contains(id) {
            complaints.push(format!("{id} is defined twice"));
        }
    }
    for node in graph {
        for (key, member) in node.as_object().expect("a node is an object") {
            let is_link = key == "@type" || context.get(key).is_some_and(|of| of["@type"] == "@id");
            if !is_link {
                continue;
            }
            let one = std::slice::from_ref(member);
            let terms = member.as_array().map_or(one, Vec::as_slice);
            for term in terms.iter().filter_map(Value::as_str) {
                let known = match term.split_once(':') {
                    Some(("https", _)) => true,
                    Some(("skos", _)) => context.contains_key("skos"),
                    Some((prefix, name)) => {
                        context.contains_key(prefix) && mappings.knows(prefix, name)
                    }
                    None => nodes.contains(&term),
                };
                if !known {
                    complaints.push(format!("{}: {key} {term} leads nowhere", node["@id"]));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
