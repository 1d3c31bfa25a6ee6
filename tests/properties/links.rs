//! What comes by a link: as much as was shared, and said to be no more than what its maker says.

use overshare::{Analysis, Refusal, open_shared};
use test_support::{Result, Unstructured, property};

use crate::capture::{base64, form, gzip};
use crate::text;

fn read(paste: &[u8]) -> Analysis {
    Analysis::new(paste, "", &mut |_, _| {})
}

/// Names that say where records stand, as names of members like any other.
fn odd_object(u: &mut Unstructured) -> Result<String> {
    let names = [
        "gzip",
        "data_list",
        "data",
        "crc",
        "event",
        "H",
        "B",
        "payload",
        "payloads",
        "key_id",
        "ekey",
        "time",
    ];
    let mut members = Vec::new();
    for _ in 0..u.int_in_range(0..=4)? {
        let name = *u.choose(&names)?;
        members.push(format!("\"{name}\":{}", odd_value(u)?));
    }
    Ok(format!("{{{}}}", members.join(",")))
}

fn odd_value(u: &mut Unstructured) -> Result<String> {
    Ok(match u.int_in_range(0..=9)? {
        0 => u
            .choose(&["1", "0", "12345", "-0.5", "tru", "nul", "\"a", "1e", "\"\""])?
            .to_string(),
        1 => u
            .choose(&["true", "null", "\"x y\"", "\"1\"", "[]", "{}"])?
            .to_string(),
        2 => format!("[{}]", odd_value(u)?),
        3 => odd_object(u)?,
        4 => format!("\"{}\"", base64(odd_object(u)?.as_bytes())),
        5 => format!("\"{}\"", base64(&gzip(odd_object(u)?.as_bytes()))),
        6 => format!("{:?}", odd_object(u)?),
        7 => format!("\"{}\"", base64(b"no records")),
        _ => odd_object(u)?,
    })
}

/// Texts in which records are hard to tell from what stands around them.
fn odd(u: &mut Unstructured) -> Result<Vec<u8>> {
    let mut texts = Vec::new();
    for _ in 0..u.int_in_range(1..=6)? {
        texts.push(odd_value(u)?);
    }
    let between = *u.choose(&["\n", "\r\n", " ", "", ","])?;
    let mut text = texts.join(between);
    if u.ratio(1, 3)? {
        text = format!("[{text}");
        if u.ratio(2, 3)? {
            text.push(']');
        }
    }
    let mut bytes = match u.int_in_range(0..=5)? {
        0 => form(text.as_bytes()),
        1 => base64(text.as_bytes()).into_bytes(),
        2 => format!(
            "{{\"data_list\":\"{}\",\"gzip\":1}}",
            base64(&gzip(text.as_bytes()))
        )
        .into_bytes(),
        _ => text.into_bytes(),
    };
    if u.ratio(1, 4)? {
        text::damage(u, &mut bytes)?;
    }
    Ok(bytes)
}

/// Of the fixtures it is tried through the package, in `tests/web/every-fixture.test.mjs`.
#[test]
fn a_link_holds_as_many_events() {
    let check = |paste: &[u8]| {
        let analysis = read(paste);
        for choice in ["", r#"{"mode":"structure"}"#] {
            let link = match analysis.share(choice) {
                Ok(link) => link,
                Err(Refusal::Leaks(_) | Refusal::TooLong(_)) => continue,
                Err(refusal) => panic!("{refusal}"),
            };
            let opened = open_shared(&link);
            assert_eq!(
                (opened.event_count(), analysis.masked(choice).event_count()),
                (analysis.event_count(), analysis.event_count()),
                "{}",
                String::from_utf8_lossy(paste)
            );
        }
    };
    for paste in [
        "nullnull",
        "[1e,1e,nullnull]",
        "1e\nInfinity\nnullnull\n1e\n\"\\\"",
        "[1.,1-2,\"未取到值\",nullnull,1e,1e]",
        "\"\"a\"b\"x y\"\"x y\"",
        r#"{"data_list":12345,"gzip":1}"#,
        r#"{"gzip":1,"data_list":"{\"data_list\":\"a b\",\"gzip\":1}"}"#,
    ] {
        let enveloped = format!(
            "{{\"gzip\":1,\"data_list\":\"{}\"}}",
            base64(&gzip(paste.as_bytes()))
        );
        for paste in [
            paste.as_bytes(),
            base64(paste.as_bytes()).as_bytes(),
            &form(paste.as_bytes()),
            enveloped.as_bytes(),
            &form(enveloped.as_bytes()),
        ] {
            check(paste);
        }
    }
    property(|u| {
        check(&odd(u)?);
        check(&text::capture(u)?);
        Ok(())
    });
}

/// Every format, and whether its text can say where a capture came from.
const FORMATS: [(&str, bool); 15] = [
    ("json", true),
    ("ndjson", true),
    ("csv-fields", true),
    ("csv-events", true),
    ("markdown", true),
    ("text", true),
    ("html", true),
    ("har", true),
    // The bytes that were sent and nothing else.
    ("body", false),
    ("annex-markdown", true),
    ("annex-html", true),
    ("figure", true),
    ("figure-markdown", true),
    ("letter-en", true),
    ("letter-de", true),
];

const FROM_LINK: &str = "From a link; its maker says that values were hidden; not verified";
const FROM_LINK_OF_LINK: &str =
    "From a link made from another link; its maker says that values were hidden; not verified";

/// What an export says, without the places where lines are broken.
fn written(analysis: &Analysis, format: &str, choice: &str) -> String {
    let bytes = analysis.export(format, choice).unwrap();
    let text = String::from_utf8_lossy(&bytes).replace("<wbr>", "");
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn what_came_by_a_link_says_so() {
    let paste = "POST /sa HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\n\r\n[{\"type\":\"track\",\"event\":\"search\",\"distinct_id\":\"3c9f1a7be2d84056\",\"time\":1588938227000,\"properties\":{\"search_word\":\"tea\"}}]";
    let own = read(paste.as_bytes());
    let first = own.share("").unwrap();
    let again = open_shared(&first).share("").unwrap();
    let address = format!("https://overshare.example/#{first}");
    let opened = [
        (open_shared(&first), FROM_LINK),
        (read(address.as_bytes()), FROM_LINK),
        (open_shared(&first).masked(""), FROM_LINK),
        (open_shared(&again), FROM_LINK_OF_LINK),
        (
            open_shared(&open_shared(&again).share("").unwrap()),
            FROM_LINK_OF_LINK,
        ),
    ];
    for (analysis, said) in &opened {
        let report = analysis.report();
        assert_eq!(report.provenance.unwrap().text, *said);
        for choice in ["", r#"{"mode":"structure"}"#, r#"{"mode":"full"}"#] {
            for (format, can_say) in FORMATS {
                let text = written(analysis, format, choice);
                let wanted = match (format, *said) {
                    ("letter-de", FROM_LINK) => "Aus einem Link; wer ihn gemacht hat, sagt,",
                    ("letter-de", _) => "Aus einem Link, der aus einem anderen Link gemacht wurde;",
                    _ => said,
                };
                assert_eq!(text.contains(wanted), can_say, "{format} {choice}: {text}");
                for claim in [
                    "were hidden before",
                    "says of itself",
                    "made from they were hidden",
                    "hidden values.",
                    "Overshare hid",
                ] {
                    assert!(
                        !text.contains(claim),
                        "{format} {choice}: {claim} in {text}"
                    );
                }
                let name = analysis.export_name(format, choice).unwrap();
                assert!(name.starts_with("overshare-from-link-1-event"), "{name}");
            }
        }
        let compared = own.compare(analysis);
        assert!(
            compared.text[0]
                .contains("from a link; its maker says that values were hidden; not verified")
        );
        assert_eq!(compared.text.len(), compared.quotes.len());
    }
    for analysis in [&own, &own.masked("")] {
        assert!(analysis.report().provenance.is_none());
        for (format, _) in FORMATS {
            let text = written(analysis, format, "");
            assert!(
                !text.contains("its maker") && !text.contains("Aus einem Link"),
                "{format}: {text}"
            );
            assert!(!analysis.export_name(format, "").unwrap().contains("link"));
        }
    }
    assert!(
        !own.compare(&own)
            .text
            .iter()
            .any(|text| text.contains("link"))
    );
}
