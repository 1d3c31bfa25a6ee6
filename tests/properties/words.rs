//! Nobody is kept from sharing by a word that stands in every file anyway: what people type and apps
//! send every day goes through as a hidden value, whichever form a capture has.

use overshare::Analysis;

use crate::capture::{base64, percent};

/// A word a line; a line that begins with `# ` and a capital says what follows.
const WORDS: &str = include_str!("everyday-words.txt");

const MODES: [&str; 3] = [
    "",
    r#"{"mode":"structure"}"#,
    r#"{"mode":"masked","times":"exact"}"#,
];

fn read(paste: &[u8]) -> Analysis {
    Analysis::new(paste, "", &mut |_, _| {})
}

fn everyday_words() -> Vec<String> {
    let is_title = |line: &&str| {
        line.strip_prefix("# ")
            .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_uppercase()))
    };
    let words = WORDS.lines().filter(|line| !is_title(line));
    words.map(str::to_owned).collect()
}

/// Where a word stands: what was searched for, a value that nobody has explained, or both.
#[derive(Clone, Copy)]
enum Place {
    Search,
    Unexplained,
    Both,
}

/// An event for each word.
fn events(words: &[String], place: Place) -> String {
    let events = words.iter().enumerate().map(|(index, word)| {
        let word = serde_json::to_string(word).unwrap();
        let details = match place {
            Place::Search => format!(r#""search_word":{word}"#),
            Place::Unexplained => format!(r#""nobody_knows":{word}"#),
            Place::Both => format!(r#""search_word":{word},"nobody_knows":{{"inner":[{word}]}}"#),
        };
        let time = 1_588_938_227_000_u64 + 61_007 * index as u64;
        format!(
            r#"{{"type":"track","event":"search","time":{time},"distinct_id":"9774d56d682e549d","properties":{{"$lib":"Android","$wifi":true,{details}}}}}"#
        )
    });
    format!("[{}]", events.collect::<Vec<_>>().join(","))
}

/// The same events as a request, as its body, and as a body of JSON, and a request whose own method
/// stands in them.
fn captures(events: &str) -> [String; 4] {
    let coded = base64(events.as_bytes());
    let head = "POST /sa?project=global_browser&r=IN HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\r\nAccept-Encoding: gzip\r\n\r\n";
    let with_method = events.replacen(r#""$lib""#, r#""request":{"method":"POST"},"$lib""#, 1);
    [
        format!("{head}data_list={}&gzip=0", percent(&coded)),
        coded.clone(),
        format!(r#"{{"data_list":"{coded}","gzip":0}}"#),
        format!(
            "{head}data_list={}",
            percent(&base64(with_method.as_bytes()))
        ),
    ]
}

/// All together and in every format they are tried through the package, which takes less time.
#[test]
fn everyday_words_are_never_refused_one_by_one() {
    let words = everyday_words();
    assert!(words.len() >= 500);
    for (number, word) in words.iter().enumerate() {
        let place = [Place::Search, Place::Unexplained, Place::Both][number % 3];
        let paste = &captures(&events(std::slice::from_ref(word), place))[number % 4];
        let analysis = read(paste.as_bytes());
        let mode = MODES[number / 4 % MODES.len()];
        let link = analysis.share(mode);
        assert!(link.is_ok(), "{word} {mode}: {link:?}");
        let file = analysis.export("text", mode);
        assert!(file.is_ok(), "{word} {mode}: {:?}", file.err());
    }
}
