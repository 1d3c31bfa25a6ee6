//! What others' software sends: nothing said of it is about Xiaomi, nor about a phone where a page, a
//! server or a program sent it.

use super::*;

/// Words that many programs use for fields and events, of which names are put together.
const WORDS: [&str; 40] = [
    "account", "action", "ad", "app", "article", "balance", "button", "cart", "category",
    "channel", "click", "content", "currency", "duration", "from", "game", "id", "index", "level",
    "link", "list", "loan", "mode", "name", "open", "order", "page", "pay", "player", "price",
    "result", "screen", "search", "share", "source", "status", "tab", "time", "type", "user",
];

/// Names that Mint Browser sends, each of which others use too.
const COMMON: [&str; 8] = [
    "internet_status",
    "platform",
    "system_language",
    "uuid",
    "search_word",
    "url",
    "op",
    "page",
];

const VALUES: [&str; 12] = [
    "\"https://shop.example/item?id=7\"",
    "\"wifi\"",
    "\"AndroidApp\"",
    "\"de\"",
    "\"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31\"",
    "\"sofa bed\"",
    "true",
    "3",
    "\"3c9f1a7be2d84056\"",
    "\"6204418\"",
    "1700000000000",
    "\"\"",
];

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }

    fn name(&mut self) -> String {
        let [one, two] = [0; 2].map(|_| WORDS[self.below(WORDS.len())]);
        match self.below(4) {
            0 => one.to_owned(),
            1 => format!("{one}_{two}"),
            2 => format!("{one}Of{two}"),
            _ => format!("{}_{one}_{two}", WORDS[self.below(WORDS.len())]),
        }
    }

    fn properties(&mut self) -> String {
        let mut members = Vec::new();
        for _ in 0..1 + self.below(8) {
            let value = VALUES[self.below(VALUES.len())];
            members.push(format!("\"{}\":{value}", self.name()));
        }
        // No more of the browser's names than are enough to prove it.
        for _ in 0..self.below(3) {
            let value = VALUES[self.below(VALUES.len())];
            members.push(format!("\"{}\":{value}", COMMON[self.below(COMMON.len())]));
        }
        members.join(",")
    }
}

/// Bodies of others' formats: EVENT is a name, PROPERTIES are members of an object.
const BODIES: [&str; 14] = [
    // Sensors Analytics, of a page, a server and apps.
    r#"{"type":"track","event":"EVENT","time":1700000000000,"distinct_id":"17c6dfc74c0abc-0123456789abcd-1c3b6450-2073600-17c6dfc74c1def","lib":{"$lib":"js"},"properties":{PROPERTIES}}"#,
    r#"{"type":"track","event":"EVENT","time":1700000000000,"distinct_id":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","lib":{"$lib":"js"},"properties":{PROPERTIES}}"#,
    r#"{"type":"track","event":"EVENT","time":1700000000000,"distinct_id":"u-6204418","lib":{"$lib":"Java"},"properties":{PROPERTIES}}"#,
    r#"{"type":"track","event":"EVENT","time":1700000000000,"distinct_id":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","lib":{"$lib":"python"},"properties":{PROPERTIES}}"#,
    r#"{"type":"track","event":"EVENT","time":1700000000000,"distinct_id":"6204418","lib":{"$lib":"Android"},"properties":{"$app_id":"com.bank.example",PROPERTIES}}"#,
    // Google Analytics, Firebase by its measurement protocol, Amplitude, Segment, Mixpanel.
    r#"{"client_id":"1836.170000","events":[{"name":"EVENT","params":{PROPERTIES}}]}"#,
    r#"{"app_instance_id":"0123456789abcdef0123456789abcdef","events":[{"name":"EVENT","params":{PROPERTIES}}]}"#,
    r#"{"api_key":"0123456789abcdef0123456789abcdef","events":[{"event_type":"EVENT","device_id":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","event_properties":{PROPERTIES}}]}"#,
    r#"{"type":"track","event":"EVENT","messageId":"ajs-1","anonymousId":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","context":{"library":{"name":"analytics.js"}},"properties":{PROPERTIES}}"#,
    r#"[{"event":"EVENT","properties":{"token":"0123456789abcdef0123456789abcdef","distinct_id":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","mp_lib":"web",PROPERTIES}}]"#,
    // AppsFlyer, Umeng, Adjust, and what nobody knows.
    r#"{"appsflyer_id":"1700000000000-1234567","advertising_id":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","eventName":"EVENT","eventValue":{PROPERTIES}}"#,
    r#"{"header":{"appkey":"0123456789abcdef01234567","sdk_type":"Android","sdk_version":"9.4.7"},"analytics":{"ekv":[{"id":"EVENT",PROPERTIES}]}}"#,
    r#"{"app_token":"abc123def456","environment":"production","created_at":"2024-05-29T16:26:40.000Z","event_token":"EVENT",PROPERTIES}"#,
    r#"[{"n":"EVENT","t":1700000000000,PROPERTIES}]"#,
];

const HOSTS: [&str; 5] = [
    "",
    "POST /collect HTTP/1.1\r\nHost: sc.bank.example\r\nContent-Type: application/json\r\n\r\n",
    "POST /sa?project=production HTTP/1.1\r\nHost: analytics.shop.example\r\n\r\n",
    "POST /2/httpapi HTTP/1.1\r\nHost: api.game.example\r\n\r\n",
    "POST /track HTTP/1.1\r\nHost: miui.com.example\r\n\r\n",
];

/// Every sentence that a person reads of a capture, without what is quoted from it.
pub(super) fn sentences(report: &Report) -> Vec<String> {
    let mut all = Vec::new();
    for request in &report.requests {
        all.extend(request.protocol.recipient.iter().map(ToString::to_string));
        all.push(request.protocol.because.to_string());
        if let Some(sender) = &request.sender {
            all.extend([sender.name.to_string(), sender.because.to_string()]);
        }
    }
    all.extend(report.summary.iter().map(|one| one.text.to_string()));
    for one in &report.findings {
        all.extend([one.title.to_string(), one.text.to_string()]);
    }
    for one in &report.identifiers {
        all.extend([one.label.to_string(), one.meaning.to_string()]);
        let notes = one.survives.iter().filter_map(|cell| cell.because);
        all.extend(notes.map(str::to_owned));
    }
    // That a format is not Xiaomi's is said of it.
    let problems = report
        .diagnostics
        .iter()
        .filter(|one| one.code != "look-alike");
    all.extend(problems.map(|one| one.message.to_string()));
    all
}

#[test]
fn nothing_is_said_of_xiaomi_or_of_a_phone_that_is_not_there() {
    let mut numbers = Numbers(7);
    for round in 0..40 {
        for body in BODIES {
            let host = HOSTS[numbers.below(HOSTS.len())];
            let body = body
                .replace("EVENT", &numbers.name())
                .replace("PROPERTIES", &numbers.properties());
            let paste = format!("{host}{body}");
            with_report(&paste, |report| {
                let devices: Vec<Device> = report.requests.iter().map(|one| one.device).collect();
                let is_elsewhere = devices
                    .iter()
                    .all(|one| [Device::Browser, Device::Computer].contains(one));
                for text in sentences(report) {
                    for word in ["Xiaomi", "MIUI", "Mint", "The browser marks"] {
                        assert!(!text.contains(word), "{round} {word}: {text}\n{paste}");
                    }
                    let names_phone = text.contains("phone")
                        && !text.contains("phone number")
                        && !text.contains("Android ID");
                    assert!(!(is_elsewhere && names_phone), "{round} {text}\n{paste}");
                }
                let own = ["palant-2020-05", "xiaomi", "onetrack", "miui", "mihome"];
                for source in &report.sources {
                    let is_own = own.iter().any(|one| source.id.starts_with(one));
                    assert!(!is_own, "{round} {}\n{paste}", source.id);
                }
            });
        }
    }
}

/// Whatever a capture has the form of, it went to the host that it names.
#[test]
fn a_host_of_somebody_else_is_the_recipient() {
    let xiaomi = ["xiaomi.com", "miui.com", "mi.com", "xiaomi.net"];
    let mut tried = 0;
    for evidence::Capture { name, paste, .. } in evidence::captures() {
        let Ok(mut text) = String::from_utf8(paste.clone()) else {
            continue;
        };
        if !name.contains("fixtures/other-xiaomi") && !name.contains("fixtures/stories") {
            continue;
        }
        let hosts: Vec<String> = {
            let words = text.split(|letter: char| {
                !letter.is_ascii_alphanumeric() && letter != '.' && letter != '-'
            });
            let is_own = |word: &&str| xiaomi.iter().any(|own| word.ends_with(own));
            words.filter(is_own).map(str::to_owned).collect()
        };
        for host in &hosts {
            text = text.replace(host.as_str(), "collector.other.example");
        }
        with_report(&text, |report| {
            for request in report.requests.iter().filter(|one| one.host.is_some()) {
                tried += 1;
                let recipient = request.protocol.recipient.as_deref().unwrap_or_default();
                assert_eq!(Some(recipient), request.host.as_deref(), "{name}");
                let sender = request.sender.as_ref().map_or("", |sender| sender.id);
                assert!(
                    !["mint-browser", "xiaomi-browser"].contains(&sender),
                    "{name}"
                );
            }
            if report.requests.iter().all(|one| one.host.is_some()) {
                for one in &report.summary {
                    let told = one.text.split(" tells ").nth(1).unwrap_or_default();
                    assert!(!told.starts_with("Xiaomi"), "{name}: {}", one.text);
                    assert!(!one.text.contains("went to Xiaomi"), "{name}: {}", one.text);
                    assert_ne!(one.topic, Topic::Position, "{name}: {}", one.text);
                }
            }
        });
    }
    assert!(tried > 30, "{tried}");
}

/// Nor do the meanings of fields speak of a phone where none sent them.
#[test]
fn fields_of_pages_and_servers_are_of_no_phone() {
    // What may be a phone's, wherever it is sent, and what is said of phones in general.
    let may_be = [
        "phone number",
        "Phone or not",
        "runs on a phone",
        "often the exact phone model",
        "On Xiaomi’s phones",
    ];
    let mut complaints = std::collections::BTreeSet::new();
    let mut tried = 0;
    for capture in evidence::captures() {
        let analysis = capture.analysis();
        let report = analysis.overview();
        for request in &report.requests {
            if ![Device::Browser, Device::Computer].contains(&request.device) {
                continue;
            }
            tried += 1;
            let first = request.first_event;
            let events = (first..first + request.event_count.min(5))
                .filter_map(|index| analysis.event(index)?.fields);
            for field in events.flatten().chain(request.fields.clone()) {
                let said = [&field.label, &field.meaning, &field.matters];
                for text in said.into_iter().flatten() {
                    let is_of_phone = text.to_lowercase().contains("phone")
                        && !may_be.iter().any(|words| text.contains(words));
                    if is_of_phone {
                        complaints
                            .insert(format!("{} {}: {text}", request.protocol.id, field.path));
                    }
                }
            }
        }
    }
    assert!(tried > 20, "{tried}");
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// What is looked for is said where it belongs.
#[test]
fn the_words_are_there_where_they_belong() {
    let page = format!(r#"{MINT},"uuid":"{UUID}","$device_id":"3c9f1a7be2d84056""#);
    with_report(&request("", &one(&page)), |report| {
        let all = sentences(report).join(" ");
        assert!(all.contains("Xiaomi") && all.contains("Mint"), "{all}");
    });
}

#[test]
fn what_an_address_or_a_number_is_not() {
    // A mailbox in a record leads to somebody, and is no account that was in use.
    let mail = record("e", NOW, "", r#""support":"help@shop.example""#);
    with_report(&mail, |report| {
        let said: Vec<&str> = report.summary.iter().map(|one| &*one.text).collect();
        assert!(!said.join(" ").contains("account this "), "{said:?}");
    });
    // What only looks like an account is no observation.
    let account = record("e", NOW, r#","anonymous_id":"6204418""#, "");
    with_report(&account, |report| {
        let told = report
            .summary
            .iter()
            .find(|one| one.text.contains("account this probably belongs to"));
        assert_eq!(told.expect("it is told").basis, Basis::Inferred);
    });
    // Nobody knows when a number of an unknown format changes.
    let unknown = r#"[{"n":"e","anonymousId":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31"}]"#;
    with_report(unknown, |report| {
        for identifier in &report.identifiers {
            for cell in &identifier.survives {
                assert_eq!(cell.outcome, crate::report::Outcome::Depends, "{cell:?}");
                assert_eq!(cell.source, None);
            }
        }
        assert!(!report.identifiers.is_empty());
    });
}
