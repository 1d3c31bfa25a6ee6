//! What is said of Xiaomi and its browser is said of them alone.

use super::*;
use crate::report::Certainty;

/// What a request is to be taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sender {
    /// Mint Browser, by where it goes.
    Browser,
    /// Mint Browser, by the names in it.
    BrowserByNames,
    /// Something else that goes to Xiaomi.
    Xiaomi,
    /// Anybody else.
    Other,
}

/// Texts of the report that only Mint Browser's records may have.
const OF_BROWSER: [&str; 5] = [
    "Xiaomi said",
    "each use restarts the clock",
    "every use prolongs it",
    "palant-2020-05-0",
    "The browser marks",
];

#[track_caller]
fn check_sender(headers: &str, records: &[String], expected: Sender) {
    let body = format!("[{}]", records.join(","));
    let paste = match headers {
        "" => body,
        _ => format!("POST {headers}\r\n\r\n{body}"),
    };
    let caller = std::panic::Location::caller();
    let report = crate::decode(paste.as_bytes(), "");
    let is_browser = matches!(expected, Sender::Browser | Sender::BrowserByNames);
    for text in OF_BROWSER.iter().take(2).chain(&OF_BROWSER[4..]) {
        assert_eq!(report.contains(text), is_browser, "{caller}: {text}");
    }
    // Host and project are known from the analyses too.
    if expected == Sender::Other {
        for text in OF_BROWSER {
            assert!(!report.contains(text), "{caller}: {text}");
        }
    }
    let is_inferred = report.contains("Names in it are those of Xiaomi’s Mint Browser");
    assert_eq!(is_inferred, expected == Sender::BrowserByNames, "{caller}");
    let told = report.contains(" tells Xiaomi");
    assert_eq!(told, expected != Sender::Other, "{caller}");
    let explained = report.contains("You searched from the address bar");
    assert_eq!(explained, is_browser, "{caller}: the event is explained");
}

/// A search and a private download by a phone, with these details beside.
fn acts(properties: &str) -> Vec<String> {
    let own = format!(r#""$device_id":"3c9f1a7be2d84056","uuid":"{UUID}"{properties}"#);
    vec![
        record("search", 1, "", &format!(r#"{own},"search_word":"loan""#)),
        record(
            "download_files",
            2,
            "",
            &format!(r#"{own},"type":"privacy","url":"https://a.example/b""#),
        ),
    ]
}

#[test]
fn only_names_together_are_those_of_the_browser() {
    let check = |properties: &str, expected| check_sender("", &acts(properties), expected);
    check("", Sender::Other);
    check(r#","internet_status":1"#, Sender::Other);
    check(r#","miui_version":"V14.0.3.0.TKNEUXM""#, Sender::Other);
    check(r#","platform":"android","miui_region":"DE""#, Sender::Other);
    check(r#","uuid":"x","uuid":"y""#, Sender::Other);
    check(
        r#","platform":"AndroidApp","miui_region":"DE""#,
        Sender::BrowserByNames,
    );
    check(&format!(",{MINT}"), Sender::BrowserByNames);
    // Common names alone, also where there are many.
    let common = r#","internet_status":1,"system_language":"de","miui_version":"V12""#;
    check(common, Sender::Other);
    // Beside an event that only this browser names so.
    let mut with_event = acts(common);
    with_event.push(record(
        "page_load_event_start",
        3,
        "",
        &format!(r#""uuid":"{UUID}"{common}"#),
    ));
    check_sender("", &with_event, Sender::BrowserByNames);
    // Another app, another software.
    check(
        &format!(r#",{MINT},"$app_id":"com.bank.example""#),
        Sender::Other,
    );
    let page = acts(&format!(",{MINT}")).concat().replace("}{", "},{");
    let page = page.replace(r#""type":"track""#, r#""type":"track","lib":{"$lib":"js"}"#);
    check_sender("", &[page], Sender::Other);
    // Names that do not stand together.
    let apart = [
        acts(r#","miui_region":"DE""#),
        acts(r#","internet_status":1"#),
    ];
    check_sender("", &apart.concat(), Sender::Other);
}

#[test]
fn a_host_is_not_overruled() {
    let mint = acts(&format!(",{MINT}"));
    for host in [
        "sc.bank.example",
        "sa.api.intl.miui.com.tracker.example",
        "example.datasink.sensorsdata.cn",
        "host-1.masked.invalid",
        "192.0.2.7",
    ] {
        for project in ["production", "global_browser_mini"] {
            let headers = format!("/sa?project={project} HTTP/1.1\r\nHost: {host}");
            check_sender(&headers, &mint, Sender::Other);
        }
    }
    let to_xiaomi =
        |project: &str| format!("/sa?project={project} HTTP/1.1\r\nHost: sa.api.intl.miui.com");
    check_sender(&to_xiaomi("x"), &mint, Sender::Browser);
    check_sender(
        &to_xiaomi("global_browser_mini"),
        &acts(""),
        Sender::Browser,
    );
    check_sender(&to_xiaomi("x"), &acts(""), Sender::Xiaomi);
}

#[test]
fn a_masked_capture_is_of_the_same_sender() {
    for (headers, properties) in [
        ("", MINT),
        ("", r#""internet_status":1"#),
        (
            "POST /sa?project=x HTTP/1.1\r\nHost: sc.bank.example\r\n\r\n",
            MINT,
        ),
    ] {
        let paste = format!("{headers}[{}]", acts(&format!(",{properties}")).join(","));
        let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
        let is_of_browser = |analysis: &Analysis| analysis.readings[0].decoded.is_of_mint_browser();
        for mode in ["masked", "structure"] {
            let masked = analysis.masked(&format!(r#"{{"mode":"{mode}"}}"#));
            assert_eq!(is_of_browser(&masked), is_of_browser(&analysis), "{paste}");
        }
    }
}

#[test]
fn a_server_is_said_to_be_whose_it_is() {
    for (host, owner) in [
        ("sa.api.intl.miui.com", "belongs to Xiaomi"),
        ("example.datasink.sensorsdata.cn", "belongs to Sensors Data"),
        ("example.cloud.sensorsdata.cn", "belongs to Sensors Data"),
    ] {
        let paste = format!("POST /sa HTTP/1.1\r\nHost: {host}\r\n\r\ndata_list=W10%3D");
        with_report(&paste, |report| {
            let because = &report.requests[0].protocol.because;
            assert!(because.contains(owner), "{host}: {because}");
        });
    }
}

/// The finding on incognito mode where there is one, and all that the report says.
fn incognito(headers: &str, event: &str, properties: &str) -> (bool, String) {
    let paste = format!("{headers}[{}]", record(event, 1, "", properties));
    let mut found = false;
    with_report(&paste, |report| {
        let finding = report.findings.iter().find(|one| one.id == "CONT-TOPIC");
        found = finding.is_some();
        if let Some(finding) = finding {
            assert_eq!((finding.severity, finding.basis), (1, Basis::Inferred));
        }
    });
    (found, crate::decode(paste.as_bytes(), ""))
}

#[test]
fn nobody_is_accused_of_a_visit() {
    let page = format!(r#"{MINT},"target":"https://bank.example/account""#);
    let bank = "POST /sa HTTP/1.1\r\nHost: sc.bank.example\r\n\r\n";
    for (headers, event, properties, expected) in [
        ("", "incognito_reminder", &*page, true),
        ("", "incognito_guide_dialog_show", &page, true),
        ("", "incognitoTipShow", &page, true),
        ("", "incognito_reminder", MINT, false),
        ("", "incognito_mode_open", &page, false),
        ("", "exit_incognito_click", &page, false),
        ("", "incognito_tipping", &page, false),
        ("", "reminder", &page, false),
        (bank, "incognito_reminder", &page, false),
        (bank, "incognito_login", &page, false),
    ] {
        let (found, report) = incognito(headers, event, properties);
        assert_eq!(found, expected, "{headers}{event}");
        for word in [
            "adult site was",
            "A visit",
            "were reminded",
            "the adult site",
        ] {
            assert!(!report.contains(word), "{event}: {word}");
        }
    }
}

/// Severity and words of the finding that joins what was done and who did it.
#[track_caller]
fn check_linked(events: &[String], severity: u8, words: &[&str], not: &[&str]) {
    with_finding("COMBO-1", events, |finding| {
        let finding = finding.expect("both are in one record");
        let text = format!("{} {}", finding.title, finding.text);
        assert_eq!(finding.severity, severity, "{text}");
        for word in words {
            assert!(text.contains(word), "expected {word} in: {text}");
        }
        for word in not {
            assert!(!text.contains(word), "expected no {word} in: {text}");
        }
    });
}

#[test]
fn who_it_is_depends_on_what_recognizes() {
    let page = r#""url":"https://example.org/""#;
    let with =
        |top: &str, properties: &str| vec![record("e", 1, top, &format!("{page}{properties}"))];
    let lib = |name: &str| format!(r#","lib":{{"$lib":"{name}"}}"#);
    let person = ["If that is yours, it ties what you did to you"];
    let number = ["put together; who it is takes more"];
    let uuid = format!(r#","uuid":"{UUID}""#);
    let phone = r#","$device_id":"3c9f1a7be2d84056""#;
    let account = r#","anonymous_id":"6204418""#;
    let mail = r#","mail":"eva@example.org""#;
    let of_account = ["If it is one, what you did can be tied to it"];
    check_linked(&with(account, ""), 4, &of_account, &[]);
    let looks = [
        "probably your account",
        "what looks like a page and what looks like an account",
    ];
    check_linked(&with(account, ""), 4, &looks, &[]);
    check_linked(&with("", mail), 4, &person, &[]);
    check_linked(&with("", mail), 4, &["an e-mail address"], &[]);
    check_linked(&with("", &uuid), 3, &number, &person);
    check_linked(&with("", &uuid), 3, &["an ID of this install"], &["phone"]);
    check_linked(&with("", phone), 3, &["an ID of a device"], &["phone"]);
    let of_app = with(&lib("Android"), phone);
    check_linked(&of_app, 3, &["an ID of this phone"], &person);
    check_linked(
        &with(&lib("Java"), phone),
        3,
        &["an ID of a device"],
        &["phone"],
    );
    check_linked(
        &with(&lib("js"), &uuid),
        2,
        &["an ID of this browser"],
        &["phone"],
    );
    let cookie = format!(r#","distinct_id":"{COOKIE}""#);
    check_linked(
        &with(&cookie, ""),
        2,
        &["an ID of this browser"],
        &["phone"],
    );
    // What a source says of both fields is no look of them.
    let searched = format!(
        r#"[{}]"#,
        record(
            "search",
            1,
            r#","login_id":"a""#,
            &format!(r#""search_word":"x",{MINT}"#)
        )
    );
    with_report(&searched, |report| {
        let found = report.findings.iter().find(|one| one.id == "COMBO-1");
        let found = found.expect("both are in one record");
        assert_eq!(found.basis, Basis::Observed);
        assert!(found.text.contains("both a search and an account. So"));
    });
    // The strongest of several records counts, and only those that have it.
    let mixed = [with("", &uuid), with("", phone), with(account, "")].concat();
    check_linked(&mixed, 4, &["One of 3 records", "an account"], &[]);
}

/// Who sent the records and how sure that is.
#[track_caller]
fn check_who(headers: &str, record: &str, expected: Option<(&str, &str, Certainty)>) {
    let paste = match headers {
        "" => record.to_owned(),
        _ => format!("POST {headers}\r\n\r\n{record}"),
    };
    let caller = std::panic::Location::caller();
    with_report(&paste, |report| {
        let sender = report.requests[0].sender.as_ref();
        let found = sender.map(|one| (one.id, &*one.name, one.certainty));
        assert_eq!(found, expected, "{caller}");
        let because = sender.map_or("because", |sender| &*sender.because);
        assert!(!because.is_empty(), "{caller}: a sender has a reason");
    });
}

#[test]
fn a_sender_has_a_name_and_a_certainty() {
    use Certainty::{Certain, Likely, Possible};
    let sensors = |lib: &str, properties: &str| {
        let top = format!(r#","lib":{{"$lib":"{lib}"}}"#);
        record("e", 1, &top, properties)
    };
    let to = |host: &str| format!("/sa?project=global_browser_mini HTTP/1.1\r\nHost: {host}");
    let mint = |certainty| Some(("mint-browser", "Xiaomi’s Mint Browser", certainty));
    let xiaomi = to("sa.api.intl.miui.com");
    check_who(&xiaomi, &sensors("Android", ""), mint(Certain));
    check_who("", &sensors("Android", MINT), mint(Likely));
    let without_project = "/sa HTTP/1.1\r\nHost: sa.api.intl.miui.com";
    check_who(without_project, &sensors("Android", MINT), mint(Certain));
    let browser = ("xiaomi-browser", "one of Xiaomi’s browsers", Possible);
    check_who(without_project, &record("e", 1, "", ""), Some(browser));
    let phone = ("phone-app", "an Android app", Certain);
    check_who("", &sensors("Android", ""), Some(phone));
    check_who(
        &to("sc.bank.example"),
        &sensors("Android", MINT),
        Some(phone),
    );
    let bank = format!(r#"{MINT},"$app_id":"com.bank.example""#);
    let bank_app = ("app", "com.bank.example", Certain);
    check_who("", &sensors("Android", &bank), Some(bank_app));
    check_who(&xiaomi, &sensors("Android", &bank), Some(bank_app));
    let page = ("web-page", "a web page", Certain);
    check_who(&xiaomi, &sensors("js", MINT), Some(page));
    let server = "a server or another program without a window";
    check_who(
        "",
        &sensors("python", MINT),
        Some(("server", server, Certain)),
    );
    check_who("", &sensors("other", ""), None);
    check_who("", &record("e", 1, "", ""), None);
    let named = format!(r#"{MINT},"$app_name":"Example Shop""#);
    check_who("", &sensors("Android", &named), Some(phone));
    // OneTrack names the app whose records they are, and beside it the one that sends them.
    let head = |more: &str| format!(r#"[{{"H":{{"event":"e","e_ts":1{more}}},"B":{{}}}}]"#);
    let track =
        "/track/v4/o HTTP/1.1\r\nHost: tracking.intl.miui.com\r\nOT_SENDER: com.miui.analytics";
    let gallery = ("app", "com.example.gallery", Certain);
    check_who(
        track,
        &head(r#","pkg":"com.example.gallery""#),
        Some(gallery),
    );
    let analytics = ("app", "com.miui.analytics", Certain);
    check_who(track, &head(""), Some(analytics));
    let code = ("mimo-code", "Xiaomi’s MiMo Code", Certain);
    check_who("", &head(r#","app_id":"31000402765""#), Some(code));
}

/// Bodies of a bank, a shop and a game, which use Sensors Analytics and some of the common names.
const OTHERS: [&str; 4] = [
    r#"{"_track_id":1,"time":1700000000000,"type":"track","event":"search","distinct_id":"6204418","lib":{"$lib":"Android"},"properties":{"$app_id":"com.bank.example","$device_id":"3c9f1a7be2d84056","miui_version":"V14.0.3.0.TKNEUXM","internet_status":"wifi","uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","system_language":"de","platform":"AndroidApp","search_word":"loan","url":"https://bank.example/a","is_incognito":true}}"#,
    r#"{"time":1700000000000,"type":"track","event":"download_files","distinct_id":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","lib":{"$lib":"iOS"},"properties":{"uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","internet_status":"4G","type":"privacy","url":"https://shop.example/b","suffix":"pdf"}}"#,
    r#"{"time":1700000000000,"type":"track","event":"incognito_reminder","distinct_id":"171e4c2d8c41a0-0ba7d2c91e4f6-1c3b6450-2527200-171e4c2d8d02f4","lib":{"$lib":"js"},"properties":{"platform":"AndroidApp","system_language":"fr","miui_region":"FR","link":"https://shop.example/c"}}"#,
    r#"{"time":1700000000000,"type":"track","event":"youtube_search_op","distinct_id":"player-17","lib":{"$lib":"Android"},"properties":{"$app_name":"Example Farm","platform":"AndroidApp","system_language":"en","uuid":"77","search_word":"gold","op":"click"}}"#,
];

#[test]
fn nothing_names_xiaomi_where_nothing_is_of_xiaomi() {
    let hosts = [
        "",
        "POST /sa?project=production HTTP/1.1\r\nHost: sc.bank.example\r\n\r\n",
        "POST /sa HTTP/1.1\r\nHost: shop.datasink.sensorsdata.cn\r\n\r\n",
    ];
    for (host, body) in hosts
        .iter()
        .flat_map(|host| OTHERS.map(|body| (host, body)))
    {
        let mut report: serde_json::Value =
            serde_json::from_str(&crate::decode(format!("{host}{body}").as_bytes(), "")).unwrap();
        let sources = report["sources"].take().to_string();
        assert!(!sources.contains("palant-2020-05"), "{host}{body}");
        for word in ["Xiaomi", "Mint", "palant-2020-05", "The browser"] {
            let text = report.to_string();
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

/// A project may have any name, so that alone it says nothing of Mint Browser.
#[test]
fn a_project_is_no_sender() {
    let of_game =
        "POST /sa?project=global_browser_mini HTTP/1.1\r\nHost: data.game.example\r\n\r\n";
    let paste = format!("{of_game}[{}]", record("start", NOW, "", r#""level":1"#));
    with_report(&paste, |report| {
        assert!(report.findings.iter().all(|one| one.id != "CROWD-1"));
    });
}
