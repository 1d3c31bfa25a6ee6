//! What must hold for every value: nothing panics, layers end, and equal values give equal results.

use test_support::{Result, Unstructured, property};

use crate::detect;

/// Pieces that detectors look for, to be put together in every order.
const PIECES: &[&str] = &[
    "https://",
    "www.google.com/search?q=",
    "//",
    "/maps/@",
    "/maps/dir/",
    "!3d",
    "!4d",
    "?",
    "&",
    "=",
    "#",
    "##",
    "%",
    "%40",
    "%2540",
    "%252540",
    "+",
    "@",
    ".",
    ",",
    ":",
    "::",
    "-",
    " ",
    "52.5186",
    "13.3735",
    "490154203237518",
    "a1b2c3d4e5f60718",
    "YTFiMmMzZDRlNWY2MDcxOA==",
    "eyJhbGciOiJub25lIn0.",
    "eyJ",
    "{\"a\":\"",
    "\"}",
    "[",
    "]",
    "imei=",
    "me",
    "example.com",
    "28:6C:07:12:34:56",
    "fe80::",
    "DE89370400440532013000",
    "V12.0.5.0.QFAEUXM",
    "hiv",
    "é",
    "未",
    "\u{0}",
    "\u{1f600}",
];

const NAMES: &[&str] = &[
    "value",
    "imei",
    "device_id",
    "phone",
    "$latitude",
    "url",
    "mac",
    "token",
    "search_word",
    "时间",
];

fn value(u: &mut Unstructured) -> Result<String> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=24)? {
        if u.ratio(1, 5)? {
            text.push_str(u.arbitrary()?);
        } else {
            text.push_str(u.choose(PIECES)?);
        }
    }
    Ok(text)
}

fn check(name: &str, value: &str) {
    let detected = detect(name, value);
    assert_eq!(
        detected,
        detect(name, value),
        "equal values give equal results"
    );
    assert!(detected.len() <= 33, "the list of findings is bounded");
    for detection in &detected {
        // Four layers, each with a name of its own at most, and a step for what follows from it.
        assert!(
            detection["within"].as_array().unwrap().len() <= 12,
            "{detection}"
        );
        let possible = detection["certainty"] == "possible";
        assert!(!possible || detection["severity"] == 0, "{detection}");
    }
}

#[test]
fn any_value_is_looked_at_without_harm() {
    property(|u| {
        let name = u.choose(NAMES)?;
        check(name, &value(u)?);
        check(name, u.arbitrary()?);
        Ok(())
    })
    .size_max(4_096);
}

/// Values in which every step leads to many more; each is looked at in time that grows with its
/// length, or this test would take minutes.
#[test]
fn branching_and_nesting_end() {
    let length = if test_support::is_thorough() {
        16 << 10
    } else {
        4 << 10
    };
    for piece in PIECES {
        check("value", &piece.repeat(length / piece.len()));
        check(
            "url",
            &format!("https://x.example/{}", piece.repeat(length / piece.len())),
        );
        check(
            "url",
            &format!(
                "https://x.example/?a={}",
                piece.repeat(length / piece.len())
            ),
        );
    }
    let mut nested = "me@example.com".to_owned();
    for _ in 0..6 {
        nested = format!("https://x.example/?next={}", percent(&nested));
        check("url", &nested);
    }
    let pairs: Vec<String> = (0..6_000).map(|index| format!("p{index}=a@b.de")).collect();
    check("url", &format!("https://x.example/?{}", pairs.join("&")));
    check(
        "value",
        &format!("[{}]", vec!["\"a@b.de\""; 9_000].join(",")),
    );
    check("value", &"{\"a\":".repeat(10_000));
}

fn percent(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}
