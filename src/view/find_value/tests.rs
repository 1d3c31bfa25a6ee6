use crate::Analysis;
use crate::report::Encoding::{
    self, Base64, Hex, Md5, NameUuid, PercentEncoded, Plain, Sha1, Sha256,
};

/// Form, variant, whole, path and events of every hit.
type Expected = (Encoding, &'static str, bool, String, usize);

fn told(paste: &str, typed: &str) -> Vec<Expected> {
    let analysis = Analysis::new(paste.as_bytes(), "", &mut |_, _| {});
    let answer = analysis.find_value(typed);
    assert_eq!(answer.hint, None, "{typed}");
    let hits = answer.hits.into_iter();
    hits.map(|hit| {
        (
            hit.encoding,
            hit.variant,
            hit.whole,
            hit.path.into_owned(),
            hit.events,
        )
    })
    .collect()
}

/// Looks for a value in an event that holds a text under `x`.
fn check(json: &str, typed: &str, encoding: Encoding, variant: &'static str, whole: bool) {
    let paste = format!(
        r#"[{{"type":"track","event":"a","time":1,"distinct_id":"1","properties":{{"x":{json}}}}}]"#
    );
    let expected = (encoding, variant, whole, "0.0.properties.x".to_owned(), 1);
    assert!(
        told(&paste, typed).contains(&expected),
        "{json} {typed}: {:?}",
        told(&paste, typed)
    );
}

#[test]
fn plain_values() {
    check(
        r#""anna@example.org""#,
        "anna@example.org",
        Plain,
        "as typed",
        true,
    );
    check(
        r#""mailto:anna@example.org?x""#,
        "anna@example.org",
        Plain,
        "as typed",
        false,
    );
    check(
        r#""anna@example.org""#,
        " Anna@Example.org ",
        Plain,
        "in lower case",
        true,
    );
    check(
        r#""anna@example.org""#,
        " anna@example.org ",
        Plain,
        "without blanks around it",
        true,
    );
    check(
        "490154203237518",
        "490154203237518",
        Plain,
        "as typed",
        true,
    );
    check(
        "-49015420323751.8e3",
        "49015420323751",
        Plain,
        "as typed",
        false,
    );
    check(
        r#""+491701234567""#,
        "+49 (170) 1234567",
        Plain,
        "digits only",
        false,
    );
    check(
        r#""28:6c:07:12:34:5f""#,
        "286C0712345F",
        Plain,
        "with colons, in lower case",
        true,
    );
    check(
        r#""286c0712345f""#,
        "28:6C:07:12:34:5F",
        Plain,
        "without separators, in lower case",
        true,
    );
}

#[test]
fn values_written_with_escapes() {
    check(
        r#""anna\u0040example.org""#,
        "anna@example.org",
        Plain,
        "as typed",
        true,
    );
    check(
        r#""https:\/\/garden.example\/roses""#,
        "garden.example/roses",
        Plain,
        "as typed",
        false,
    );
    check(r#""J\u00fcrgen""#, "Jürgen", Plain, "as typed", true);
    check(
        r#""{\"mail\":\"anna@example.org\"}""#,
        "anna@example.org",
        Plain,
        "as typed",
        false,
    );
    let paste = r#"[{"type":"track","event":"a","time":1,"distinct_id":"1","properties":{"x":"\n4567","anna\u0040example.org":{"y":1}}}]"#;
    assert_eq!(told(paste, "n4567"), []);
    assert_eq!(
        told(paste, "anna@example.org"),
        [(
            Plain,
            "as typed",
            true,
            "0.0.properties.anna@example.org".to_owned(),
            1
        )]
    );
}

#[test]
fn encoded_values() {
    check(
        r#""a=anna%40example.org&b""#,
        "anna@example.org",
        PercentEncoded,
        "as typed",
        false,
    );
    check(
        r#""anna%2540example.org""#,
        "anna@example.org",
        PercentEncoded,
        "as typed",
        true,
    );
    check(
        r#""28%3a6c%3a07%3a12%3a34%3a5f""#,
        "28:6c:07:12:34:5f",
        PercentEncoded,
        "as typed",
        true,
    );
    check(
        r#""when+to+prune%3F""#,
        "when to prune?",
        PercentEncoded,
        "as typed",
        true,
    );
    check(
        r#""YW5uYUBleGFtcGxlLm9yZw==\n""#,
        "anna@example.org",
        Base64,
        "as typed",
        true,
    );
    check(
        r#""YW5uYUBleGFtcGxlLm9yZ3p6""#,
        "anna@example.org",
        Base64,
        "as typed",
        false,
    );
    check(
        r#""eGFubmFAZXhhbXBsZS5vcmc=""#,
        "anna@example.org",
        Base64,
        "as typed",
        false,
    );
    check(
        r#""eHlhbm5hQGV4YW1wbGUub3Jnenp6""#,
        "anna@example.org",
        Base64,
        "as typed",
        false,
    );
    check(r#""Pz5hfj8-Pz4=""#, "?>a~?>?>", Base64, "as typed", true);
    check(
        r#""616E6E61406578616D706C652E6F7267""#,
        "anna@example.org",
        Hex,
        "as typed",
        true,
    );
}

#[test]
fn fingerprints() {
    check(
        r#""0eaed834a1e6f4b2bf0c024e0013dea1""#,
        "490154203237518",
        Md5,
        "as typed",
        true,
    );
    check(
        r#""imei=97a2105232ecc8756f03a029a839b97ded59207d;""#,
        "490154203237518",
        Sha1,
        "as typed",
        false,
    );
    check(
        r#""1F0B62B5F05F305E9251C88BE27C9E519449E8E34A00A59EC0A534D85ECFAF08""#,
        "490154203237518",
        Sha256,
        "as typed",
        true,
    );
    check(
        r#""99fe159f4dbc6baeeb409f74fc01bbff""#,
        "28:6c:07:12:34:5f",
        Md5,
        "without separators, in upper case",
        true,
    );
    check(
        r#""77710937-1355-3e85-97a8-76c08cb5bb63""#,
        " Anna@Example.org",
        NameUuid,
        "in lower case",
        true,
    );
}

#[test]
fn the_place_is_named_and_events_are_counted() {
    let event = |properties: &str| {
        format!(
            r#"{{"type":"track","event":"a","time":1,"distinct_id":"1","properties":{{{properties}}}}}"#
        )
    };
    let body = [
        event(r#""y":1"#),
        event(r#""list":[{"z":"anna"},"anna","anna"]"#),
        event(r#""anna":{"y":2}"#),
    ]
    .join(",");
    assert_eq!(
        told(&format!("[{body}]"), "anna"),
        [(
            Plain,
            "as typed",
            true,
            "0.1.properties.list[0].z".to_owned(),
            2
        )]
    );
    let paste = format!(
        "POST /sa?mail=anna%40example.org HTTP/1.1\r\nHost: a.example\r\n\r\ndata_list=[{body}]"
    );
    assert_eq!(
        told(&paste, "anna@example.org"),
        [(Plain, "as typed", true, "0.query.mail".to_owned(), 0)]
    );
    // Packed records are searched unpacked, and not a second time in their wrapping.
    let packed =
        "data_list=W3siZXZlbnQiOiJhIiwicHJvcGVydGllcyI6eyJ4IjoiYW5uYUBleGFtcGxlLm9yZyJ9fV0%3D";
    assert_eq!(
        told(packed, "anna@example.org"),
        [(Plain, "as typed", true, "0.0.properties.x".to_owned(), 1)]
    );
    assert_eq!(told("", "anna@example.org"), []);
}

#[test]
fn a_spelling_too_short_to_mean_anything_is_not_looked_for() {
    let paste = r#"[{"type":"track","event":"a","time":1,"distinct_id":"1","properties":{"x":"a313233b 123"}}]"#;
    assert_eq!(told(paste, "1-2-3"), []);
}

#[test]
fn too_little_and_too_much_is_not_looked_for() {
    let analysis = Analysis::new(b"[{}]", "", &mut |_, _| {});
    for typed in ["", "abc", " abc ", "\u{fc}\u{fc}\u{fc}", &"a".repeat(401)] {
        let answer = analysis.find_value(typed);
        assert!(answer.hint.is_some(), "{typed}");
        assert!(answer.searched.is_empty() && answer.hits.is_empty());
    }
    let base64 = |typed: &str| {
        analysis
            .find_value(typed)
            .searched
            .iter()
            .any(|encoding| encoding.contains("Base64"))
    };
    assert!(!base64("1234"));
    assert!(base64("12345"));
}

#[test]
fn a_value_is_looked_for_in_all_requests() {
    let event = |value: &str| {
        format!(
            r#"{{"type":"track","event":"a","time":1,"distinct_id":"1","properties":{{"x":"{value}"}}}}"#
        )
    };
    let with_cookie = format!(
        "POST /sa?project=x HTTP/1.1\r\nHost: a.example\r\nCookie: who=anna@example.org\r\n\r\n[{}]",
        event("nothing")
    );
    let pastes = [
        with_cookie,
        format!("[{},{}]", event("nobody"), event("eva")),
        format!("[{}]", event("anna@example.org")),
        format!("[{}]", event("anna@example.org")),
    ];
    let analysis = Analysis::several(&pastes, "");
    let hits = analysis.find_value("anna@example.org").hits;
    let hit = hits.first().expect("it is in two events");
    assert_eq!((&*hit.path, hit.events), ("2.3.properties.x", 2));
    let alone = Analysis::several(&pastes[..2], "");
    let hits = alone.find_value("anna@example.org").hits;
    let hit = hits.first().expect("it is in a cookie");
    assert_eq!((&*hit.path, hit.events), ("0.cookie.who", 0));
}
