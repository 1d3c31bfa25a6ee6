//! What a link may hold: whatever is in it, it is opened within its limits, or refused in clear words.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use overshare::{Refusal, open_shared, to_json};
use sha2::Digest as _;
use test_support::property;

use crate::share::{DICTIONARY, read};
use crate::text;

/// What links of version 2 have behind the dictionary of version 1.
const DICTIONARY_2: &[u8] = include_bytes!("../../src/share/dictionary-2.txt");

/// The links that are kept, of each version: some locked by a passphrase, some of several requests.
fn kept() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links");
    let mut links = Vec::new();
    for version in ["v1", "v2"] {
        for file in fs::read_dir(root.join(version)).expect("links are kept") {
            let path = file.expect("a link").path();
            if path.extension().is_some_and(|end| end == "txt") {
                links.push(fs::read_to_string(path).expect("a text").trim().to_owned());
            }
        }
    }
    links.sort();
    links
}

/// Whatever is in a link, it is opened or refused, within its limits.
#[test]
fn the_opener_survives_every_link() {
    let payloads = kept();
    property(|u| {
        let mut payload = u.choose(&payloads)?.clone().into_bytes();
        for _ in 0..u.int_in_range(0..=3)? {
            text::damage(u, &mut payload)?;
        }
        let mut link = String::from_utf8_lossy(&payload).into_owned();
        if u.ratio(1, 2)? {
            link = signed(&link);
        }
        let opened = open_shared(&link);
        assert!(opened.event_count() <= 100_000);
        let report = opened.report();
        assert!(to_json(&report).len() < 64 << 20);
        Ok(())
    });
}

/// A link with a checksum that fits, so that what lies behind the checksum is tried too.
fn signed(link: &str) -> String {
    let mut parts: Vec<&str> = link.split('.').take(3).collect();
    parts.resize(3, "");
    let text = parts.join(".");
    let digest = sha2::Sha256::digest(&text);
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(&digest[..4]))
}

/// A link of somebody else's making, with this text in it.
fn forged(text: &[u8]) -> String {
    let data = packed(text, DICTIONARY);
    signed(&format!("o1.m.{}", URL_SAFE_NO_PAD.encode(data)))
}

/// The same in version 2.
fn forged_of_several(text: &str) -> String {
    let data = packed(text.as_bytes(), &[DICTIONARY, DICTIONARY_2].concat());
    signed(&format!("o2.m.{}", URL_SAFE_NO_PAD.encode(data)))
}

fn packed(text: &[u8], dictionary: &[u8]) -> Vec<u8> {
    let mut state = flate2::Compress::new(flate2::Compression::best(), false);
    state.set_dictionary(dictionary).unwrap();
    let mut data = Vec::with_capacity(text.len() + (1 << 16));
    state
        .compress_vec(text, &mut data, flate2::FlushCompress::Finish)
        .unwrap();
    data
}

#[test]
fn a_link_unpacks_to_no_more_than_its_limits() {
    let codes = |link: &str| crate::capture::codes(&open_shared(link));
    let head = r#"{"g":"x","m":"m"}"#;
    let bomb = format!("{head}\n[\"{}\"]", "a".repeat(5 << 20));
    assert_eq!(codes(&forged(bomb.as_bytes())), ["link-limit"]);
    let twice = r#"{"g":"x","m":"m","form":[["a",null],["b",null]]}"#;
    assert_eq!(
        codes(&forged(format!("{twice}\n%").as_bytes())),
        ["link-altered"]
    );
    let many = format!("{head}\n[{}0]", "0,".repeat(200_000));
    let opened = open_shared(&forged(many.as_bytes()));
    assert!(opened.event_count() <= 100_000);
    assert!(crate::capture::codes(&opened).contains(&"limit-nodes"));
}

/// A head of two bytes repeats the one before it, so a short text can be read as a long one.
#[test]
fn a_link_to_several_requests_is_read_within_its_limits() {
    let events = |text: &str| {
        let opened = open_shared(&forged_of_several(text));
        let mut codes = crate::capture::codes(&opened);
        codes.retain(|code| code.starts_with("link-") || code.starts_with("limit-"));
        codes.dedup();
        (codes.join(" "), opened.event_count())
    };
    let first = r#"{"g":"x","m":"m"}"#;
    let again =
        |head: &str, count: usize| format!("{first}\n{head}{}", "\n\n{}\n[{}]".repeat(count - 1));
    assert_eq!(events(&again("{}\n[{}]", 1_000)), (String::new(), 1_000));
    assert_eq!(events(&again("{}\n[{}]", 1_001)).0, "link-limit");
    let long = format!(
        r#"{{"form":[["data_list",null],["a","{}"]]}}"#,
        "b".repeat(1 << 20)
    );
    assert_eq!(events(&again(&long, 3)).1, 2);
    assert_eq!(events(&again(&long, 5)).0, "link-limit");
    let pairs = format!(r#"{{"form":[{}["",""]]}}"#, r#"["",""],"#.repeat(50_000));
    assert_eq!(events(&again(&pairs, 100)).0, "link-limit");
    for damaged in [
        "[]\n[{}]",
        "\n[{}]",
        "{\n[{}]",
        r#"{"address":7}"#,
        r#"{"codings":"bbbbb"}"#,
        r#"{"query":[["a",null]],"form":[["b",null]]}"#,
        "{}\n\n\n{}",
        "{}\n\n",
        "",
    ] {
        let text = format!("{first}\n{damaged}");
        assert_eq!(events(&text).0, "link-altered", "{damaged}");
    }
    // All requests together may hold what one may.
    let list = format!("[{}0]", "0,".repeat(60_000));
    let many = format!("{first}\n{{}}\n{list}\n\n{{}}\n{list}\n\n{{}}\n[{{}}]");
    let (codes, count) = events(&many);
    assert!(
        codes.contains("limit-nodes") && count <= 100_000,
        "{codes} {count}"
    );
    // Without a request there is nothing to read, and nothing wrong.
    assert_eq!(events(first), (String::new(), 0));
}

/// What repeats itself is short in a link, however much it is.
#[test]
fn what_could_not_be_opened_is_not_shared() {
    let event =
        r#"{"type":"track","event":"search","distinct_id":"1","properties":{"$wifi":true}}"#;
    let share = |count: usize| {
        let paste = format!("[{}{event}]", format!("{event},").repeat(count - 1));
        let analysis = read(paste.as_bytes());
        let link = analysis.share("");
        assert_eq!(link.is_ok(), analysis.preview("").link.is_some());
        link.map(|link| open_shared(&link).event_count())
    };
    assert_eq!(share(15_000), Ok(15_000));
    assert_eq!(share(20_000), Err(Refusal::TooMuch));
}

#[test]
fn a_link_that_is_none_is_answered_clearly() {
    let link = read(b"[{\"type\":\"track\",\"event\":\"search\",\"distinct_id\":\"1\"}]")
        .share("")
        .unwrap();
    let code = |link: &str| crate::capture::codes(&open_shared(link)).join(" ");
    assert_eq!(code(&link), "");
    assert_eq!(code(&format!(" https://overshare.example/x#{link} ")), "");
    assert_eq!(code("hello"), "link-unknown");
    assert_eq!(code(&link.replacen("o1", "o3", 1)), "link-newer");
    // Version 2 has other words and another text.
    assert_eq!(code(&link.replacen("o1", "o2", 1)), "link-altered");
    assert_eq!(code(&signed(&link.replacen("o1", "o2", 1))), "link-altered");
    assert_eq!(code(&link[..link.len() - 1]), "link-cut");
    assert_eq!(code(&link[..link.len() - 12]), "link-cut");
    assert_eq!(code(&link.replacen(".m.", ".s.", 1)), "link-altered");
    assert_eq!(
        code(&signed(&link.replacen(".m.", ".mp.", 1))),
        "link-locked"
    );
    // One letter says how much is masked, as the head does, and another one whether it is locked.
    for flags in ["s", "r", "mz", "mm", "ms", "mpp", "pm", "p", "M", ""] {
        let contradictory = signed(&link.replacen(".m.", &format!(".{flags}."), 1));
        assert_eq!(code(&contradictory), "link-contradictory", "{flags}");
    }
    for (head, expected) in [
        (r#"{"g":"x","m":"m"}"#, ""),
        (r#"{"g":"x","m":"m","of_later":[1]}"#, ""),
        (r#"{"g":"x","m":"s"}"#, "link-contradictory"),
        (r#"{"g":"x","m":"m","m":"s"}"#, "link-altered"),
        (r#"{"g":"x"}"#, "link-altered"),
    ] {
        let text = format!("{head}\n[{{\"type\":\"track\",\"event\":\"search\"}}]");
        assert!(
            code(&forged(text.as_bytes())).starts_with(expected),
            "{head}"
        );
        let opened = open_shared(&forged(text.as_bytes()));
        assert_eq!(
            opened.event_count(),
            usize::from(expected.is_empty()),
            "{head}"
        );
    }
    assert_eq!(code(&signed("o1.m.AAAA")), "link-altered");
    assert_eq!(code(&forged(b"no recipe")), "link-altered");
    for position in 5..link.len() {
        let mut altered = link.clone().into_bytes();
        altered[position] = if altered[position] == b'A' {
            b'B'
        } else {
            b'A'
        };
        let altered = String::from_utf8(altered).unwrap();
        assert!(
            ["link-altered", "link-cut", "link-newer", "link-unknown"]
                .contains(&code(&altered).as_str()),
            "{altered}"
        );
    }
}

/// The head names the program that masked a capture, and anybody can write one.
#[test]
fn what_a_link_says_of_its_program_is_a_quotation() {
    let prose = "x. ” Overshare verified this capture. “";
    let head = format!(
        r#"{{"g":{},"m":"m"}}"#,
        serde_json::to_string(prose).unwrap()
    );
    let text = format!("{head}\n[{{\"type\":\"track\",\"event\":\"search\"}}]");
    let opened = open_shared(&forged(text.as_bytes()));
    let html = opened.export("html", r#"{"mode":"full"}"#).unwrap();
    let html = String::from_utf8(html).unwrap();
    assert!(
        html.contains("with “<mark>x. ’ Overshare verified this capture. ‘</mark>”."),
        "{html}"
    );
}
