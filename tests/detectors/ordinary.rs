//! How often detectors are wrong about ordinary values: `docs/detectors.md` is written from this.
//!
//! `UPDATE_EXPECT=1 cargo test --test detectors` writes it; a figure that changed is a difference
//! to be read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use expect_test::expect_file;
use serde_json::{Value, json};

/// Numbers that look random and are the same in every run (Knuth's linear congruence).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn of(&mut self, alphabet: &str, length: usize) -> String {
        let letters: Vec<char> = alphabet.chars().collect();
        (0..length)
            .map(|_| letters[self.below(letters.len() as u64) as usize])
            .collect()
    }
}

/// A part of the corpus: its name, what it consists of, and the kinds that are right in it.
struct Section {
    name: &'static str,
    of: &'static str,
    right: &'static [&'static str],
    values: Vec<String>,
}

/// What the parts of `ordinary.txt` consist of.
const STORED: &[(&str, &str, &[&str])] = &[
    (
        "addresses",
        "web addresses in the documentation and sources of this project’s dependencies, of the npm packages of its tests, and of Debian’s packages; at most 25 of a host, without pages of people",
        &["url", "search-words", "video-id"],
    ),
    (
        "at-signs",
        "names of packages with their versions, pictures for dense screens, rules of style sheets",
        &["free-text"],
    ),
    (
        "versions",
        "versions of crates, npm packages and Debian packages",
        &[],
    ),
    (
        "words",
        "names from the sources of the dependencies, and names of Debian packages",
        &[],
    ),
    (
        "numbers",
        "numbers of four and more digits from the sources of the dependencies",
        &[],
    ),
    (
        "sentences",
        "short descriptions of Debian packages",
        &["free-text"],
    ),
];

/// Values of each made-up part.
const MADE: usize = 500;

/// What each detector needs before it claims something; the kinds in the order of the tables.
const EVIDENCE: &[(&str, &str, &str)] = &[
    (
        "url",
        "address of a web page",
        "`http://` or `https://` without blanks",
    ),
    (
        "email",
        "mailbox",
        "form; likely with a known last part or one of two letters, possible otherwise; not names of files",
    ),
    (
        "phone",
        "phone number",
        "`+` and 8 to 15 digits, or a name that speaks of phones; mobile numbers of China and India by form are possible",
    ),
    (
        "uuid",
        "identifier of RFC 9562",
        "form and a name that speaks of an identifier; inside addresses a name that speaks of a device or person",
    ),
    (
        "android-id",
        "Android ID",
        "13 to 16 hexadecimal digits and a name that speaks of a device; 16 by form are possible",
    ),
    (
        "imei",
        "IMEI",
        "15 digits, a reporting body’s prefix, Luhn’s check digit; likely with a name that speaks of a device, certain with one that says IMEI",
    ),
    (
        "imeisv",
        "IMEI with software version",
        "16 digits, the prefix, and a name that says IMEI",
    ),
    (
        "meid",
        "MEID",
        "14 hexadecimal digits from `A0` on, and a name that says MEID",
    ),
    (
        "imsi",
        "number of a mobile contract",
        "14 or 15 digits from 2 to 7 on, and a name that says IMSI or subscriber",
    ),
    (
        "iccid",
        "number of a SIM card",
        "`89` and 18 to 20 digits; Luhn’s check digit or a name, certain with both",
    ),
    (
        "mac",
        "hardware address",
        "six pairs with one separator; without separators only with a name; not addresses of groups; made-up ones are named so",
    ),
    (
        "bssid",
        "address of a Wi-Fi router",
        "a hardware address under a name that says so",
    ),
    (
        "digest",
        "fingerprint",
        "32, 40 or 64 hexadecimal digits are possible; certain where computing it of another value of the capture gives the same",
    ),
    (
        "jwt",
        "sign-in token",
        "three parts, the first of which decodes to a header with `alg`; nothing is verified",
    ),
    (
        "secret",
        "key, token or password",
        "a name from a list, and at least 8 characters that are mixed or of ten kinds",
    ),
    (
        "url-credentials",
        "name or password in an address",
        "text before an `@` in front of the host",
    ),
    (
        "capability-link",
        "private link",
        "host and path from a list of services, or a word such as “reset” and a key of 16 characters in the path",
    ),
    (
        "parcel",
        "parcel of a person",
        "parcel number and postcode under the names that DHL’s addresses use",
    ),
    (
        "coordinates",
        "position",
        "two decimal numbers in range with three decimals and a name, or the form of a map’s address; pairs by form are possible",
    ),
    ("route", "planned route", "path of a map’s directions"),
    (
        "search-words",
        "search words",
        "host and parameter from a list of search engines, or the name of the field; usual parameters elsewhere are possible",
    ),
    (
        "private-browsing",
        "that private browsing was on",
        "a name of nothing but words of private browsing and of a state, with `true`, `on` or 1",
    ),
    (
        "tab-name",
        "name of a browser’s tab",
        "a name that speaks of a tab and of its name or title",
    ),
    (
        "search-engine",
        "name of a search engine",
        "one of nine names",
    ),
    (
        "video-id",
        "YouTube video",
        "eleven characters at the place where YouTube’s addresses have them, or a name that speaks of videos",
    ),
    (
        "ip",
        "internet address",
        "form and a name that speaks of one; four numbers by themselves are possible",
    ),
    (
        "private-host",
        "address inside a network or phone",
        "private numbers, local endings, `.onion`, a host of one word, `file:` and `content:`",
    ),
    (
        "timestamp",
        "moment in time",
        "seconds, milliseconds or microseconds between 2010 and 2035 and a name that speaks of time; by form possible",
    ),
    (
        "card",
        "payment card",
        "first digits, length and Luhn’s check digit; likely with a name or in groups, possible otherwise",
    ),
    (
        "iban",
        "bank account",
        "country with its length, and check digits modulo 97",
    ),
    (
        "miui-build",
        "build of MIUI or HyperOS",
        "numbers, dots and seven letters and digits as in such builds",
    ),
    (
        "click-id",
        "click on an advert, recipient of a newsletter",
        "name of the parameter from a list",
    ),
    (
        "account",
        "account number",
        "digits under the names for “who”; likely where other records have a random identifier there, possible otherwise",
    ),
    (
        "sensitive-topic",
        "sensitive topic",
        "a whole word of a host or a search from a short list; possible only",
    ),
    ("free-text", "free text", "two words or more; possible only"),
];

fn sections() -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in include_str!("ordinary.txt").lines() {
        let title = STORED.iter().find(|(name, ..)| line == format!("[{name}]"));
        match (title, sections.last_mut()) {
            (Some(&(name, of, right)), _) => sections.push(Section {
                name,
                of,
                right,
                values: Vec::new(),
            }),
            (None, Some(section)) => section.values.push(line.to_owned()),
            (None, None) => panic!("expected a title before {line}"),
        }
    }
    assert_eq!(sections.len(), STORED.len());
    sections.extend(made());
    sections
}

/// Made-up values: what ordinary data have that look like identifiers.
fn made() -> Vec<Section> {
    const DIGITS: &str = "0123456789";
    const HEX: &str = "0123456789abcdef";
    let mut random = Random(20_200_508);
    let mut make = |make: &mut dyn FnMut(&mut Random) -> String| -> Vec<String> {
        (0..MADE).map(|_| make(&mut random)).collect()
    };
    let lengths = |alphabet: &'static str, lengths: &'static [usize]| {
        move |random: &mut Random| {
            let length = lengths[random.below(lengths.len() as u64) as usize];
            random.of(alphabet, length)
        }
    };
    vec![
        Section {
            name: "article numbers",
            of: "European article numbers with right check digits",
            right: &[],
            values: make(&mut |random| {
                let digits = random.of(DIGITS, 12);
                let sum: u32 = digits
                    .bytes()
                    .enumerate()
                    .map(|(index, byte)| {
                        u32::from(byte - b'0') * if index % 2 == 1 { 3 } else { 1 }
                    })
                    .sum();
                format!("{digits}{}", (10 - sum % 10) % 10)
            }),
        },
        Section {
            name: "decimal",
            of: "random numbers of 8, 10, 11, 13, 14, 15, 16 and 19 digits",
            right: &[],
            values: make(&mut lengths(DIGITS, &[8, 10, 11, 13, 14, 15, 16, 19])),
        },
        Section {
            name: "hexadecimal",
            of: "random numbers of 8, 12, 14, 16, 24, 32, 40 and 64 hexadecimal digits",
            right: &["digest"],
            values: make(&mut lengths(HEX, &[8, 12, 14, 16, 24, 32, 40, 64])),
        },
        Section {
            name: "random identifiers",
            of: "random identifiers of RFC 9562, version 4",
            right: &["uuid"],
            values: make(&mut |random| {
                let mut part = |length| random.of(HEX, length);
                format!(
                    "{}-{}-4{}-a{}-{}",
                    part(8),
                    part(4),
                    part(3),
                    part(3),
                    part(12)
                )
            }),
        },
        Section {
            name: "moments",
            of: "milliseconds since 1970 between 2019 and 2021",
            right: &["timestamp"],
            values: make(&mut |random| {
                (1_546_300_800_000 + random.below(1 << 31) * 44).to_string()
            }),
        },
        Section {
            name: "packed data",
            of: "random text of Base64’s letters, 16 to 64 long",
            right: &[],
            values: make(&mut lengths(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
                &[16, 20, 24, 32, 44, 64],
            )),
        },
    ]
}

/// The kinds that the core knows, from its source.
fn kinds() -> BTreeSet<&'static str> {
    include_str!("../../src/detect/detectors.rs")
        .split("kind(\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("\\n")?.0))
        .collect()
}

/// Wrong detections of one kind: claimed, and only possible.
type Wrong = BTreeMap<String, [usize; 2]>;

fn wrong(section: &Section, name: &str) -> Wrong {
    let mut wrong = Wrong::new();
    for (value, detections) in detected(name, &section.values) {
        let mut told = BTreeSet::new();
        for detection in detections {
            let kind = detection["kind"].as_str().unwrap();
            let is_possible = detection["certainty"] == "possible";
            if !section.right.contains(&kind) && told.insert((kind.to_owned(), is_possible)) {
                wrong.entry(kind.to_owned()).or_default()[usize::from(is_possible)] += 1;
            }
            assert!(!value.is_empty());
        }
    }
    wrong
}

#[test]
fn ordinary_values_are_seldom_mistaken() {
    let kinds = kinds();
    let documented: BTreeSet<&str> = EVIDENCE.iter().map(|(kind, ..)| *kind).collect();
    assert_eq!(
        documented, kinds,
        "each detector of the core is in the table"
    );

    let sections = sections();
    let mut of = String::new();
    let mut by_section = String::new();
    let mut total = Wrong::new();
    let mut tried = 0;
    for section in &sections {
        let right = match section.right {
            [] => "nothing".to_owned(),
            list => format!("`{}`", list.join("`, `")),
        };
        writeln!(
            of,
            "| {} | {} | {} | {right} |",
            section.name,
            section.values.len(),
            section.of
        )
        .unwrap();
        tried += 2 * section.values.len();
        let mut both = Wrong::new();
        for name in ["value", "id"] {
            for (kind, [claimed, possible]) in wrong(section, name) {
                for sum in [&mut both, &mut total] {
                    let entry = sum.entry(kind.clone()).or_default();
                    entry[0] += claimed;
                    entry[1] += possible;
                }
            }
        }
        for (kind, [claimed, possible]) in both {
            writeln!(
                by_section,
                "| {} | `{kind}` | {claimed} | {possible} | {} |",
                section.name,
                2 * section.values.len()
            )
            .unwrap();
        }
    }
    let mut detectors = String::new();
    for (kind, claim, evidence) in EVIDENCE {
        let [claimed, possible] = total.get(*kind).copied().unwrap_or_default();
        writeln!(
            detectors,
            "| `{kind}` | {claim} | {evidence} | {claimed} | {possible} |"
        )
        .unwrap();
    }
    let document = format!(
        "# Detectors\n\n\
         What a value is by its own shape, whatever its field is called, on every decoded layer of it.\n\
         A claim needs strong evidence: a checksum, a telling name, or a form that nothing else has; only then is it *likely* or *certain* and counts for severity.\n\
         A mere form is *possible*: reason enough to hide a value before it is shared, and for nothing else.\n\
         Values that stand for “none”, such as zeros, `unknown` and the Android ID of an emulator, are nothing.\n\n\
         The last two columns count ordinary values that were taken for something else: {tried} tries, each value once under the name `value` and once under `id`.\n\
         The test `detectors` measures them, writes this file and fails when it is out of date.\n\n\
         | Kind | Claims | Evidence | Wrong, likely or certain | Wrong, possible |\n|---|---|---|---:|---:|\n{detectors}\n\
         ## Where they were wrong\n\n\
         Read one by one, many are right in truth: the private hosts are `localhost`, private numbers and single words, the fingerprints are those of commits, and the private links lead to shared documents.\n\
         Everything that is not named as right below counts as wrong all the same.\n\n\
         | Part of the corpus | Taken for | Likely or certain | Possible | Of |\n|---|---|---:|---:|---:|\n{by_section}\n\
         ## The corpus\n\n\
         The first six parts are stored in [`tests/detectors/ordinary.txt`](../tests/detectors/ordinary.txt); mailboxes and addresses with an at sign were left out, because they belong to people.\n\
         The others are made by the test from a fixed seed.\n\n\
         | Part | Values | What they are | Right there |\n|---|---:|---|---|\n{of}\n\
         The corpus has no captures of phones, so these figures say nothing about how much is found, and little about names other than the two.\n\
         What must be found is in [`tests/detectors/vectors.json`](../tests/detectors/vectors.json).\n"
    );
    expect_file!["../../docs/detectors.md"].assert_eq(&document);
}

/// What is detected in each value under this name.
fn detected(name: &str, values: &[String]) -> Vec<(String, Vec<Value>)> {
    let events: Vec<Value> = values
        .iter()
        .map(|value| json!({ "type": "track", "event": "test", "properties": { name: value } }))
        .collect();
    let text = serde_json::to_string(&events).unwrap();
    let report: Value = serde_json::from_str(&overshare::decode(text.as_bytes(), "")).unwrap();
    let events = report["requests"][0]["events"].as_array().unwrap();
    assert_eq!(events.len(), values.len());
    values
        .iter()
        .zip(events)
        .map(|(value, event)| {
            let fields = event["fields"].as_array().unwrap();
            let field = fields
                .iter()
                .find(|field| field["path"] == format!("properties.{name}"))
                .unwrap();
            (value.clone(), field["detected"].as_array().unwrap().clone())
        })
        .collect()
}
