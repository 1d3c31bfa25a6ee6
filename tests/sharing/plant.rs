//! Other cases, made of one by planting canaries, packing again, choosing otherwise and damaging.

use serde_json::{Map, Value, json};

use crate::canary::{self, Canary};
use crate::case::Case;
use crate::choose;
use crate::notation;
use crate::random::Random;
use crate::wrapping::{self, Wrapped};

/// Bytes of the largest capture that is made.
const LARGEST: usize = 48 << 10;

/// Canaries of one case; beyond it they are planted again, since values repeat.
const CANARIES: usize = 12;

pub const FORMATS: [&str; 15] = [
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
    "annex-html",
    "figure",
    "figure-markdown",
    "letter-en",
    "letter-de",
];

/// What mutations draw on besides chance.
pub struct Stock {
    /// Names of fields that the knowledge base explains, of every share rule.
    pub names: Vec<String>,
    pub packs: Vec<String>,
}

/// Changes a case in one to five ways.
pub fn mutate(case: &mut Case, random: &mut Random, stock: &Stock) {
    for _ in 0..1 + random.below(5) {
        match random.below(18) {
            16..=17 => several(case, random, stock),
            0..=4 => records(case, random, stock),
            5..=6 => around(case, random, stock),
            7 => word(case, random),
            8..=9 => case.choice = choose::choice(case, random, stock),
            10 => {
                let formats = (0..1 + random.below(3)).map(|_| random.choose(&FORMATS).to_string());
                case.formats = formats.collect();
            }
            11 => {
                case.pack = match random.below(3) {
                    0 => random.choose(&stock.packs).clone(),
                    1 => choose::hostile_pack(case, random),
                    _ => String::new(),
                }
            }
            12 => damage(&mut case.capture, random),
            _ => {
                if let Some(wrapped) = wrapping::unwrap(&case.capture) {
                    case.capture = wrapping::wrap(&wrapped, random);
                }
            }
        }
    }
    if case.formats.is_empty() {
        case.formats.push(random.choose(&FORMATS).to_string());
    }
    case.capture.truncate(LARGEST);
}

/// A canary for a place: a new one, or one that already stands somewhere.
fn canary(case: &mut Case, random: &mut Random, place: &str) -> String {
    if case.canaries.len() >= CANARIES || !case.canaries.is_empty() && random.once_in(4) {
        return random.choose(&case.canaries).text.clone();
    }
    let new: Canary = canary::make(random, place);
    if !case.canaries.iter().any(|one| one.text == new.text) {
        case.canaries.push(new.clone());
    }
    new.text
}

/// Plants in the records.
fn records(case: &mut Case, random: &mut Random, stock: &Stock) {
    if let Some(mut requests) = wrapping::unwrap_several(&case.capture) {
        let number = random.below(requests.len());
        if let Some((_, records)) = requests.get_mut(number) {
            plant_in(records, case, random, stock);
        }
        case.capture = wrapping::wrap_several(&requests);
        return;
    }
    let Some(mut wrapped) = wrapping::unwrap(&case.capture) else {
        return word(case, random);
    };
    plant_in(&mut wrapped.records, case, random, stock);
    case.capture = wrapping::wrap(&wrapped, random);
}

fn plant_in(records: &mut Value, case: &mut Case, random: &mut Random, stock: &Stock) {
    for _ in 0..1 + random.below(3) {
        let mut left = random.below(containers(records));
        if let Some(container) = nth(records, &mut left) {
            plant(container, case, random, stock);
        }
    }
}

/// Makes several requests of the records, each with canaries of its own and with those of the others.
fn several(case: &mut Case, random: &mut Random, stock: &Stock) {
    let Some(wrapped) = wrapping::unwrap(&case.capture) else {
        return records(case, random, stock);
    };
    let mut requests = Vec::new();
    for number in 0..2 + random.below(3) {
        let mut records = wrapped.records.clone();
        if !random.once_in(4) {
            plant_in(&mut records, case, random, stock);
        }
        let head = match number > 0 && random.once_in(3) {
            true => json!({}),
            false => head(case, random, stock),
        };
        requests.push((head, records));
    }
    case.capture = wrapping::wrap_several(&requests);
}

/// A head of a link, with canaries around the records.
fn head(case: &mut Case, random: &mut Random, stock: &Stock) -> Value {
    let mut pairs = |place: &str, most: usize| -> Vec<Value> {
        let count = random.below(most);
        let pair = |_| {
            let known = random.choose(&stock.names).clone();
            let canary = canary(case, random, &format!("{place} {known}"));
            match random.below(4) {
                0 => json!([canary, "1"]),
                _ => json!([known, canary]),
            }
        };
        (0..count).map(pair).collect()
    };
    let (query, headers, mut form) = (pairs("parameter", 3), pairs("header", 3), pairs("field", 3));
    form.push(json!(["data_list", null]));
    let scheme = *random.choose(&["", "", "http:", "https:"]);
    let host = match random.below(4) {
        0 => format!("{}.miui.com", label(case, random)),
        _ => "sa.api.intl.miui.com".to_owned(),
    };
    let segment = match random.below(3) {
        0 => encoded(case, random, "segment of the path"),
        _ => "sa".to_owned(),
    };
    json!({
        "request": true,
        "method": "POST",
        "address": format!("{scheme}//{host}/{segment}"),
        "query": query,
        "headers": headers,
        "form": form,
        "codings": *random.choose(&["", "b", "bg", "bz"]),
    })
}

/// How many objects and arrays stand in a value.
fn containers(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.values().map(containers).sum::<usize>(),
        Value::Array(elements) => 1 + elements.iter().map(containers).sum::<usize>(),
        _ => 0,
    }
}

fn nth<'v>(value: &'v mut Value, left: &mut usize) -> Option<&'v mut Value> {
    if !value.is_object() && !value.is_array() {
        return None;
    }
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Object(members) => members.values_mut().find_map(|value| nth(value, left)),
        Value::Array(elements) => elements.iter_mut().find_map(|value| nth(value, left)),
        _ => None,
    }
}

fn plant(container: &mut Value, case: &mut Case, random: &mut Random, stock: &Stock) {
    match container {
        Value::Object(members) => member(members, case, random, stock),
        Value::Array(elements) => match random.below(4) {
            0 if !elements.is_empty() => {
                let copy = random.choose(elements).clone();
                elements.push(copy);
            }
            1 if elements.len() > 1 => {
                elements.remove(random.below(elements.len()));
            }
            _ => {
                let value = value(case, random, stock, "element of a list", 0);
                elements.push(value);
            }
        },
        _ => {}
    }
}

fn member(members: &mut Map<String, Value>, case: &mut Case, random: &mut Random, stock: &Stock) {
    let known = members.keys().nth(random.below(members.len())).cloned();
    match (random.below(12), known) {
        // A value as a name, as maps of visits, apps and queries have it.
        (0, _) => {
            let name = name(case, random, "name of a field");
            members.insert(name, json!(random.below(9)));
        }
        (1, _) => {
            let inner: Map<String, Value> = (0..1 + random.below(3))
                .map(|_| (name(case, random, "name in a map"), json!(random.below(9))))
                .collect();
            let place = random.choose(&stock.names).clone();
            members.insert(place, Value::Object(inner));
        }
        (2, Some(known)) => {
            let value = members.remove(&known).unwrap_or_default();
            members.insert(name(case, random, "name of a field"), value);
        }
        (3, Some(known)) => {
            members.remove(&known);
        }
        (4, _) => {
            let canary = canary(case, random, "name of an event");
            members.insert("event".to_owned(), json!(canary));
        }
        (5, Some(known)) => {
            let value = value(case, random, stock, &format!("value of {known}"), 0);
            members.insert(known, value);
        }
        (6, _) => {
            // The same small number in fields that have nothing to do with each other.
            let small = random.below(30);
            for _ in 0..2 {
                let name = random.choose(&stock.names).clone();
                members.insert(name, json!(small));
            }
        }
        _ => {
            let name = match random.below(4) {
                0 => "note".to_owned(),
                _ => random.choose(&stock.names).clone(),
            };
            let value = value(case, random, stock, &format!("value of {name}"), 0);
            members.insert(name, value);
        }
    }
}

/// A name that holds a canary.
fn name(case: &mut Case, random: &mut Random, place: &str) -> String {
    let canary = canary(case, random, place);
    match random.below(8) {
        0 => format!("visits.{canary}"),
        1 => format!("{canary}_count"),
        2 => format!("$is_{canary}"),
        3 => format!("{canary}[0]"),
        4 => notation::write(&canary, notation::any(random)),
        _ => canary,
    }
}

fn value(case: &mut Case, random: &mut Random, stock: &Stock, place: &str, depth: usize) -> Value {
    let canary = canary(case, random, place);
    match random.below(24) {
        0 => json!(format!(
            "https://{}.example/{canary}?q={canary}&x=1#{canary}",
            random.letters(3, "xyz")
        )),
        1 => json!(format!("https://{}/?{canary}", canary.replace(' ', "-"))),
        2 if depth < 3 => {
            let inner = object(case, random, stock, depth);
            json!(inner.to_string())
        }
        3 if depth < 3 => {
            let inner = object(case, random, stock, depth);
            json!(notation::write(&inner.to_string(), "base64"))
        }
        4 if depth < 3 => object(case, random, stock, depth),
        5..=9 => json!(notation::write(&canary, notation::any(random))),
        10 => json!(format!("取值异常_referrer异常_{canary}")),
        11 => json!(format!("未取到值 {canary}")),
        12 => json!(format!("{canary} Home 5G")),
        13 => json!(format!("⟦{canary}-1⟧")),
        14 => json!(format!("⟦device-1⟧ {canary}")),
        15 => json!([canary, canary]),
        16 => canary
            .parse::<u64>()
            .map_or(json!(canary), |number| json!(number)),
        17 => json!(format!("\"></td></script>{TAG} onload=x>{canary}")),
        18 => json!(format!("=HYPERLINK(\"{canary}\")")),
        19 => json!(format!("nothing more. ” {canary} “")),
        20 => json!(random.choose::<&str>(&EVERYDAY)),
        _ => json!(canary),
    }
}

/// Words that people use, and that Overshare's own texts and formats use too: none of them may stop
/// a capture from being shared.
const EVERYDAY: [&str; 28] = [
    "Post",
    "GET",
    "json",
    "utf-8",
    "codings",
    "head",
    "address",
    "query",
    "headers",
    "member",
    "form",
    "overshare",
    "masked",
    "api",
    "https://",
    "sa.api.intl.miui.com",
    "intl.miui.com",
    "text",
    "hidden",
    "html",
    "table",
    "Android",
    "true",
    "data_list",
    "application/x-www-form-urlencoded",
    "request",
    "Xiaomi",
    "2020",
];

/// The beginning of a tag that nobody writes, which must never become one.
pub const TAG: &str = "<zqtag";

fn object(case: &mut Case, random: &mut Random, stock: &Stock, depth: usize) -> Value {
    let mut members = Map::new();
    for _ in 0..1 + random.below(3) {
        let name = match random.below(3) {
            0 => name(case, random, "name inside a value"),
            _ => random.choose(&stock.names).clone(),
        };
        let value = value(
            case,
            random,
            stock,
            &format!("inside a value, {name}"),
            depth + 1,
        );
        members.insert(name, value);
    }
    Value::Object(members)
}

/// Puts a request around the records, with canaries in its line and its headers.
fn around(case: &mut Case, random: &mut Random, stock: &Stock) {
    let Some(Wrapped { records, .. }) = wrapping::unwrap(&case.capture) else {
        return word(case, random);
    };
    let mut path = format!("/{}", random.choose(&["sa", "sa.gif", "stat/v3", "track"]));
    let mut separator = '?';
    for _ in 0..random.below(4) {
        let known = random.choose(&stock.names).clone();
        let parameter = match random.below(6) {
            0 => encoded(case, random, "parameter without a value"),
            1 => format!("{}=1", encoded(case, random, "name of a parameter")),
            2 => format!("project={}", encoded(case, random, "value of project")),
            3 => format!("r={}", encoded(case, random, "value of r")),
            4 => {
                path.push('/');
                path.push_str(&encoded(case, random, "segment of the path"));
                break;
            }
            _ => {
                let value = encoded(case, random, &format!("parameter {known}"));
                format!("{}={value}", wrapping::percent_encoded(known.as_bytes()))
            }
        };
        path.push(separator);
        path.push_str(&parameter);
        separator = '&';
    }
    let host = match random.below(6) {
        0 => format!("{}.mi.com", label(case, random)),
        1 => format!("{}.tracking.miui.com", label(case, random)),
        2 => format!("{}.example", label(case, random)),
        3 => format!("sa.api.intl.miui.com:{}", random.below(70_000)),
        _ => "sa.api.intl.miui.com".to_owned(),
    };
    let method = match random.below(12) {
        0 => label(case, random).to_uppercase(),
        1 => "GET".to_owned(),
        _ => "POST".to_owned(),
    };
    let target = match random.below(6) {
        0 => format!("https://{}@{host}{path}", label(case, random)),
        1 => format!("https://{host}{path}"),
        _ => path,
    };
    let mut head = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n");
    for _ in 0..random.below(5) {
        let name = *random.choose(&HEADERS);
        let value = canary(case, random, &format!("header {name}"));
        head.push_str(&match random.below(6) {
            0 => {
                let name = label(case, random);
                format!("X-{name}: 1\r\n")
            }
            1 => format!(
                "{name}: https://{}/{value}?{value}\r\n",
                label(case, random)
            ),
            2 => format!("{name}: a={value}; {value}=b\r\n"),
            _ => format!("{name}: {value}\r\n"),
        });
    }
    head.push_str("\r\n");
    let wrapped = Wrapped {
        head: head.into_bytes(),
        records,
    };
    case.capture = wrapping::wrap(&wrapped, random);
}

const HEADERS: [&str; 16] = [
    "Cookie",
    "User-Agent",
    "Referer",
    "Origin",
    "TE",
    "Expect",
    "Priority",
    "Accept-Language",
    "Accept-Encoding",
    "Content-Type",
    "Connection",
    "Cache-Control",
    "Authorization",
    "X-Requested-With",
    "X-Forwarded-For",
    "sensorsdata2015jssdkcross",
];

fn encoded(case: &mut Case, random: &mut Random, place: &str) -> String {
    wrapping::percent_encoded(canary(case, random, place).as_bytes())
}

/// A canary as a part of a host name, of a method or of the name of a header.
fn label(case: &mut Case, random: &mut Random) -> String {
    let text = canary(case, random, "label of a host");
    let text: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    // What is left of it is what must not leave.
    if !case.canaries.iter().any(|one| one.text == text) && case.canaries.len() < 2 * CANARIES {
        case.canaries.push(Canary {
            text: text.clone(),
            class: "mixed".to_owned(),
            place: "label of a host".to_owned(),
        });
    }
    text
}

/// Replaces a word wherever it is, which works on captures that nobody can read.
fn word(case: &mut Case, random: &mut Random) {
    let canary = canary(case, random, "any word");
    let start = random.below(case.capture.len());
    let rest = case.capture.get(start..).unwrap_or_default();
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"$_".contains(byte);
    let skipped = rest.iter().position(is_letter).unwrap_or(0);
    let length = rest[skipped..]
        .iter()
        .position(|byte| !is_letter(byte))
        .unwrap_or(rest.len() - skipped);
    // A longer run is coded data.
    if length <= 40 {
        let start = start + skipped;
        case.capture
            .splice(start..start + length, canary.into_bytes());
    }
}

fn damage(capture: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..1 + random.below(3) {
        let start = random.below(capture.len());
        let end = (start + 1 + random.below(24)).min(capture.len());
        match random.below(6) {
            0 => capture.truncate(start),
            1 => drop(capture.drain(start..end)),
            2 => {
                if let Some(byte) = capture.get_mut(start) {
                    *byte ^= 1 << random.below(8);
                }
            }
            3 => {
                let copy = capture[start..end].to_vec();
                capture.splice(start..start, copy);
            }
            4 => {
                let odd = *random.choose(&["\\", "\"", "%", "\u{200b}", "\n", "+", "&", "{", "\0"]);
                capture.splice(start..start, odd.bytes());
            }
            _ => {
                if let Some(byte) = capture.get_mut(start) {
                    *byte = random.next() as u8;
                }
            }
        }
    }
}
