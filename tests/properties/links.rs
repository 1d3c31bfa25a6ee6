//! What comes by a link: as much as was shared, and said to be no more than what its maker says.

use overshare::{Analysis, open_shared};

fn read(paste: &[u8]) -> Analysis {
    Analysis::new(paste, "", &mut |_, _| {})
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

const FROM_LINK: &str = "From a link; its maker says it was masked; not verified";
const FROM_LINK_OF_LINK: &str =
    "From a link made from another link; its maker says it was masked; not verified";

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
                    "was masked before",
                    "says of itself",
                    "made from they were masked",
                    "masked values",
                    "Overshare masked",
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
            compared.text[0].contains("from a link; its maker says it was masked; not verified")
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
