//! The examples of `vectors.json`: every key is tried, and one that is not known here fails.

use serde_json::{Map, Value, json};

use crate::{detect, fields, of_kind};

fn vectors() -> Map<String, Value> {
    serde_json::from_str(include_str!("vectors.json")).unwrap()
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|value| value.as_str().unwrap())
}

/// The one detection of a kind, which has to be more than a possibility.
#[track_caller]
fn claimed(name: &str, value: impl Into<Value>, kind: &str) -> Value {
    let value = value.into();
    let detected = detect(name, value.clone());
    let found = of_kind(&detected, kind);
    assert_eq!(found.len(), 1, "{kind} in {name}={value}: {detected:#?}");
    assert_ne!(
        found[0]["certainty"], "possible",
        "{kind} in {name}={value}"
    );
    found[0].clone()
}

#[track_caller]
fn refused(name: &str, value: impl Into<Value>, kind: &str) {
    let value = value.into();
    let detected = detect(name, value.clone());
    let found = of_kind(&detected, kind);
    assert!(found.is_empty(), "{kind} in {name}={value}: {found:#?}");
}

#[track_caller]
fn nothing(name: &str, value: &str) {
    let detected = detect(name, value);
    assert!(detected.is_empty(), "{name}={value}: {detected:#?}");
}

#[test]
fn every_vector_passes() {
    for (key, vector) in vectors() {
        match key.as_str() {
            "note" => {}
            "imei" => imei(&vector),
            "mac" => mac(&vector),
            "uuid" => uuid(&vector),
            "android_id" => android_id(&vector),
            "anonymization_id" => anonymization_id(&vector),
            "hash" => hash(&vector),
            "sensors_bundle" => sensors_bundle(vector.as_str().unwrap()),
            "email" => email(&vector),
            "jwt" => jwt(&vector),
            "coords" => coordinates(&vector),
            "query" => query(&vector),
            "epoch" => epoch(&vector),
            "miui" => miui(&vector),
            "ipv6_eui64" => ipv6(&vector),
            "secret_param" => secret(&vector),
            "special_hint_negatives" => no_topic(&vector),
            "java_hashCode" => java_hash(&vector),
            _ => panic!("no test reads the key {key}"),
        }
    }
}

/// The keys of a vector are all read too.
#[track_caller]
fn expect_keys(vector: &Value, keys: &[&str]) {
    let found: Vec<&String> = vector.as_object().unwrap().keys().collect();
    assert_eq!(found, keys);
}

fn imei(vector: &Value) {
    expect_keys(vector, &["pos", "neg", "trap"]);
    for value in strings(&vector["pos"]) {
        let certainty = claimed("imei", value, "imei")["certainty"].clone();
        assert_eq!(certainty, "certain", "checksum and name");
        let number: u64 = value.parse().unwrap();
        claimed("imei", number, "imei");
        let elsewhere = detect("order", value);
        assert_eq!(of_kind(&elsewhere, "imei")[0]["certainty"], "possible");
        let inside = detect("message", format!("serial {value}, thanks"));
        assert_eq!(of_kind(&inside, "imei")[0]["value"], value);
    }
    for value in strings(&vector["neg"]) {
        refused("imei", value, "imei");
    }
    for value in vector["trap"].as_object().unwrap().keys() {
        refused("imei", value.as_str(), "imei");
        refused("serial", value.as_str(), "imei");
        assert_eq!(of_kind(&detect("serial", value.as_str()), "card").len(), 1);
    }
}

fn mac(vector: &Value) {
    expect_keys(vector, &["pos", "neg", "trap"]);
    for value in strings(&vector["pos"]) {
        let found = claimed("mac", value, "mac");
        // As an event has that is the first with an ID of hardware.
        assert_eq!(found["severity"], 3);
    }
    for value in strings(&vector["neg"]) {
        refused("mac", value, "mac");
    }
    for (value, why) in vector["trap"].as_object().unwrap() {
        if why.as_str().unwrap().starts_with("locally administered") {
            let found = claimed("mac", value.as_str(), "mac");
            assert_eq!(found["label"], "Random network address");
            assert!(found["severity"].as_u64().unwrap() < 2);
        } else {
            refused("mac", value.as_str(), "mac");
        }
    }
}

fn uuid(vector: &Value) {
    for (value, expected) in vector.as_object().unwrap() {
        if expected == "placeholder" {
            nothing("uuid", value);
            continue;
        }
        let found = claimed("id", value.as_str(), "uuid");
        let because = found["because"].as_str().unwrap();
        let version = expected["v"].as_u64().unwrap();
        assert!(because.contains(&format!("version {version}")), "{because}");
        if let Some(time) = expected.get("time").and_then(Value::as_str) {
            let time = time.replace('T', " ").replace('Z', "");
            assert!(
                found["meaning"].as_str().unwrap().contains(&time),
                "{found}"
            );
        }
        if expected.get("node_random").is_some() {
            refused("id", value.as_str(), "mac");
        }
        for key in expected.as_object().unwrap().keys() {
            assert!(["v", "time", "node_random"].contains(&key.as_str()));
        }
    }
}

fn android_id(vector: &Value) {
    expect_keys(vector, &["pos", "placeholder", "trap"]);
    for value in strings(&vector["pos"]) {
        claimed("android_id", value, "android-id");
        claimed("$device_id", value, "android-id");
        assert_eq!(detect("trace", value)[0]["certainty"], "possible");
    }
    for value in strings(&vector["placeholder"]) {
        nothing("android_id", value);
    }
    for value in vector["trap"].as_object().unwrap().keys() {
        refused("android_id", value.as_str(), "android-id");
        refused("trace", value.as_str(), "android-id");
    }
}

fn anonymization_id(vector: &Value) {
    for (value, inner) in vector.as_object().unwrap() {
        let found = claimed("$anonymization_id", value.as_str(), "android-id");
        assert_eq!(&found["value"], inner);
        assert_eq!(found["within"], json!(["base64"]));
        for name in ["$anonymization_id", "other"] {
            let fields = fields(&[("$device_id", inner.clone()), (name, value.as_str().into())]);
            let joined = &fields[name]["detected"];
            let joined = of_kind(joined.as_array().unwrap(), "android-id")[0].clone();
            assert_eq!(joined["certainty"], "certain");
            assert_eq!(joined["matches"], "0.0.properties.$device_id");
            assert_eq!(fields[name]["identifiability"], 3);
        }
    }
}

fn hash(vector: &Value) {
    for (how, digest) in vector.as_object().unwrap() {
        let (algorithm, rest) = how.trim_end_matches(')').split_once('(').unwrap();
        let (name, written) = rest.split_once(' ').unwrap_or((rest, "490154203237518"));
        // A fingerprint of one way of writing an address is found beside another way too.
        let sources = match name {
            "mac" => vec![written, "00:00:5e:00:53:01"],
            _ => vec![written],
        };
        let name = if name == "ftc" { "phone" } else { name };
        let (algorithm, kind) = match algorithm {
            "md5" => ("“MD5”", "digest"),
            "sha256" => ("“SHA-256”", "digest"),
            "java nameUUIDFromBytes" => ("“nameUUIDFromBytes”", "uuid"),
            _ => panic!("no test reads {algorithm}"),
        };
        for source in sources {
            let values = [(name, source.into()), ("fingerprint", digest.clone())];
            let field = &fields(&values)["fingerprint"];
            let found = of_kind(field["detected"].as_array().unwrap(), kind)[0].clone();
            assert_eq!(
                found["certainty"], "certain",
                "{how} beside {source}: {found:#}"
            );
            assert_eq!(found["matches"], format!("0.0.properties.{name}"));
            assert!(found["because"].as_str().unwrap().contains(algorithm));
            assert!(field["identifiability"].as_u64().unwrap() >= 4, "{how}");
        }
        assert!(
            detect("fingerprint", digest.clone())
                .iter()
                .all(|found| found["certainty"] != "certain")
        );
    }
}

fn sensors_bundle(bundle: &str) {
    for name in ["$ios_install_source", "custom"] {
        let detected = detect(name, bundle);
        let found: Vec<_> = detected
            .iter()
            .map(|found| {
                (
                    found["kind"].as_str().unwrap(),
                    &found["value"],
                    &found["within"],
                    &found["certainty"],
                )
            })
            .collect();
        let expected = [
            (
                "android-id",
                &json!("a1b2c3d4e5f60718"),
                &json!(["android_id"]),
                &json!("likely"),
            ),
            (
                "imei",
                &json!("490154203237518"),
                &json!(["imei"]),
                &json!("certain"),
            ),
            (
                "uuid",
                &json!("919108f7-52d1-4320-9bac-f847db4148a8"),
                &json!(["gaid"]),
                &json!("likely"),
            ),
        ];
        assert_eq!(found, expected, "{name}");
    }
}

fn email(vector: &Value) {
    expect_keys(vector, &["pos", "neg"]);
    for (value, mailbox) in vector["pos"].as_object().unwrap() {
        let found = claimed("url", value.as_str(), "email");
        if value == mailbox {
            assert_eq!(found["within"], json!([]));
            assert_eq!(found["value"], Value::Null);
        } else {
            assert_eq!(&found["value"], mailbox);
            assert_eq!(found["within"], json!(["url", "next", "cp"]));
        }
        let event = json!([{"type": "track", "event": "page_load_event_start", "distinct_id": "919108f7-52d1-4320-9bac-f847db4148a8", "properties": {"url": value}}]);
        let report: Value =
            serde_json::from_str(&overshare::decode(event.to_string().as_bytes(), "")).unwrap();
        let event = &report["requests"][0]["events"][0];
        assert_eq!(
            event["severity"], 4,
            "the event counts what its address holds"
        );
        let fields = event["fields"].as_array().unwrap();
        let url = fields.iter().find(|field| field["name"] == "url").unwrap();
        assert_eq!(
            (&url["known"], &url["severity"]),
            (&json!("guessed"), &json!(4))
        );
    }
    for value in strings(&vector["neg"]) {
        refused("url", value, "email");
        refused("note", value, "email");
    }
}

fn jwt(vector: &Value) {
    expect_keys(vector, &["pos", "neg"]);
    for value in strings(&vector["pos"]) {
        let found = claimed("data", value, "jwt");
        assert_eq!(found["certainty"], "certain");
        assert!(
            found["meaning"]
                .as_str()
                .unwrap()
                .ends_with(": sub, email.")
        );
        let mailbox = claimed("data", value, "email");
        assert_eq!(mailbox["value"], "alice@example.com");
        assert_eq!(mailbox["within"], json!(["jwt", "email"]));
        let address = format!("https://site.example/?t={value}");
        assert_eq!(
            claimed("page", address, "email")["within"],
            json!(["url", "t", "jwt", "email"])
        );
    }
    for value in strings(&vector["neg"]) {
        refused("data", value, "jwt");
    }
}

fn coordinates(vector: &Value) {
    expect_keys(vector, &["pos", "neg"]);
    for (value, expected) in vector["pos"].as_object().unwrap() {
        let expected = expected.as_array().unwrap();
        if let Some((latitude, longitude)) = value.split_once(',').filter(|_| value.contains('=')) {
            for (pair, degrees) in [latitude, longitude].iter().zip(expected) {
                let (name, number) = pair.split_once('=').unwrap();
                let number: i64 = number.parse().unwrap();
                let fields = fields(&[(name, number.into())]);
                let found =
                    of_kind(fields[name]["detected"].as_array().unwrap(), "coordinates")[0].clone();
                assert_eq!(found["certainty"], "likely");
                assert!(
                    found["meaning"]
                        .as_str()
                        .unwrap()
                        .ends_with("about 10 centimeters."),
                    "{found}"
                );
                let shown = fields[name]["display"]
                    .as_str()
                    .unwrap()
                    .trim_end_matches('°');
                assert_eq!(shown.parse::<f64>().unwrap(), degrees.as_f64().unwrap());
            }
            continue;
        }
        let found = claimed("location", value.as_str(), "coordinates");
        let pair = found["value"].as_str().unwrap_or(value);
        let numbers: Vec<f64> = pair
            .split(',')
            .map(|number| number.parse().unwrap())
            .collect();
        assert_eq!(json!(numbers), json!(expected));
    }
    for value in strings(&vector["neg"]) {
        refused("location", value, "coordinates");
    }
}

fn query(vector: &Value) {
    for (address, words) in vector.as_object().unwrap() {
        for name in ["url", "page"] {
            if words.as_str().unwrap().starts_with("REDIRECT") {
                refused(name, address.as_str(), "search-words");
            } else {
                assert_eq!(
                    &claimed(name, address.as_str(), "search-words")["value"],
                    words
                );
            }
        }
    }
}

fn epoch(vector: &Value) {
    for (digits, moment) in vector.as_object().unwrap() {
        let moment = moment
            .as_str()
            .unwrap()
            .replace('T', " ")
            .replace('Z', " UTC");
        let number: u64 = digits.parse().unwrap();
        for value in [json!(digits), json!(number)] {
            let found = claimed("start_time", value.clone(), "timestamp");
            assert!(
                found["meaning"].as_str().unwrap().contains(&moment),
                "{found}"
            );
            let fields = fields(&[("start_time", value)]);
            assert_eq!(fields["start_time"]["display"], moment);
        }
    }
}

fn miui(vector: &Value) {
    for (build, expected) in vector.as_object().unwrap() {
        expect_keys(expected, &["android", "model", "region", "operator"]);
        let found = claimed("build", build.as_str(), "miui-build");
        let text = |key: &str| expected[key].as_str().unwrap();
        assert_eq!(text("operator"), "none (XM)");
        let meaning = format!(
            "Android {}, model code {}, region {}, no operator.",
            text("android"),
            text("model"),
            text("region")
        );
        assert!(
            found["meaning"].as_str().unwrap().ends_with(&meaning),
            "{found}"
        );
    }
}

fn ipv6(vector: &Value) {
    for (address, mac) in vector.as_object().unwrap() {
        claimed("ip", address.as_str(), "ip");
        let found = claimed("ip", address.as_str(), "mac");
        assert_eq!(&found["value"], mac);
        assert_eq!(found["within"], json!(["ip"]));
    }
}

fn secret(vector: &Value) {
    expect_keys(vector, &["pos", "neg", "value_trap"]);
    for name in strings(&vector["pos"]) {
        let address = format!("https://site.example/?{name}=Zk3vQ9x7Lm2p");
        let found = claimed("url", address, "secret");
        assert_eq!(
            (&found["severity"], &found["within"]),
            (&json!(4), &json!(["url", name]))
        );
    }
    for name in strings(&vector["neg"]) {
        refused(
            "url",
            format!("https://site.example/?{name}=Zk3vQ9x7Lm2p"),
            "secret",
        );
    }
    for pair in strings(&vector["value_trap"]) {
        refused("url", format!("https://site.example/?{pair}"), "secret");
    }
}

fn no_topic(vector: &Value) {
    for host in strings(vector) {
        refused("url", format!("https://{host}/"), "sensitive-topic");
        refused(
            "url",
            format!("https://{host}/?q=sextant"),
            "sensitive-topic",
        );
    }
}

/// Java's `String.hashCode`, written down a second time for the test.
fn hash_code(text: &str) -> i32 {
    let step = |hash: i32, unit: u16| hash.wrapping_mul(31).wrapping_add(i32::from(unit));
    text.encode_utf16().fold(0, step)
}

/// The checksum of requests is no detector: its vectors prove the test's own function, and that one
/// proves the core's.
fn java_hash(vector: &Value) {
    for (text, hash) in vector.as_object().unwrap() {
        assert_eq!(json!(hash_code(text)), *hash);
    }
    let list = "W3sidHlwZSI6InRyYWNrIiwiZXZlbnQiOiJzZWFyY2giLCJkaXN0aW5jdF9pZCI6IjEifV0=";
    let body = format!(
        "data_list={}&crc={}",
        list.replace('=', "%3D"),
        hash_code(list)
    );
    let report: Value = serde_json::from_str(&overshare::decode(body.as_bytes(), "")).unwrap();
    let check = &report["requests"][0]["checks"][0];
    assert_eq!(
        (&check["name"], &check["status"]),
        (&json!("crc"), &json!("pass"))
    );
}

/// One example of every other detector, with what it is and how one gets there.
#[test]
fn other_kinds_are_found() {
    for (name, value, kind, certainty, part, within) in [
        ("contact", "+491512345678", "phone", "likely", None, &[][..]),
        ("phone", "0151 2345678", "phone", "likely", None, &[]),
        ("number", "13912345678", "phone", "possible", None, &[]),
        ("imeisv", "4901542032375101", "imeisv", "likely", None, &[]),
        ("meid", "A0000000002329", "meid", "likely", None, &[]),
        ("imsi", "262011234567890", "imsi", "likely", None, &[]),
        (
            "iccid",
            "89014103211118510720",
            "iccid",
            "certain",
            None,
            &[],
        ),
        ("bssid", "28:6C:07:12:34:56", "bssid", "likely", None, &[]),
        ("mac", "286c07123456", "mac", "likely", None, &[]),
        (
            "page",
            "https://bob:s3cret@example.com/",
            "url-credentials",
            "likely",
            Some("bob:s3cret"),
            &["url"],
        ),
        (
            "page",
            "https://zoom.us/j/123?pwd=abc",
            "capability-link",
            "likely",
            None,
            &["url"],
        ),
        (
            "page",
            "https://shop.example/reset/9f8e7d6c5b4a39281706f5e4",
            "capability-link",
            "likely",
            None,
            &["url"],
        ),
        (
            "page",
            "https://dhl.example/track?zip=12345&idc=9876543210987654321",
            "parcel",
            "likely",
            Some("zip=12345&idc=9876543210987654321"),
            &["url"],
        ),
        (
            "page",
            "https://www.google.de/maps/dir/Platz+der+Republik+1/Bahnhof",
            "route",
            "likely",
            Some("Platz der Republik 1/Bahnhof"),
            &["url"],
        ),
        (
            "page",
            "https://www.google.de/maps/search/apotheke",
            "search-words",
            "likely",
            Some("apotheke"),
            &["url"],
        ),
        (
            "page",
            "https://x.example/?q=1",
            "search-words",
            "possible",
            Some("1"),
            &["url", "q"],
        ),
        ("tab_name", "Beans in June", "tab-name", "likely", None, &[]),
        (
            "page",
            "https://youtu.be/dQw4w9WgXcQ",
            "video-id",
            "likely",
            Some("dQw4w9WgXcQ"),
            &["url"],
        ),
        (
            "page",
            "https://x.example/?fbclid=IwAR0abcdefgh",
            "click-id",
            "likely",
            Some("IwAR0abcdefgh"),
            &["url", "fbclid"],
        ),
        (
            "page",
            "http://192.168.31.1/",
            "private-host",
            "likely",
            Some("192.168.31.1"),
            &["url"],
        ),
        (
            "page",
            "https://www.google.com/search?q=hiv+test+berlin",
            "sensitive-topic",
            "possible",
            Some("hiv"),
            &["url", "q"],
        ),
        (
            "page",
            "https://x.example/?ll=52.5186,13.3735",
            "coordinates",
            "likely",
            Some("52.5186,13.3735"),
            &["url", "ll"],
        ),
        (
            "place",
            "geo:52.5186,13.3735",
            "coordinates",
            "likely",
            None,
            &[],
        ),
        ("pay", "4111 1111 1111 1111", "card", "likely", None, &[]),
        (
            "account",
            "DE89370400440532013000",
            "iban",
            "likely",
            None,
            &[],
        ),
        ("ip", "203.0.113.7", "ip", "likely", None, &[]),
        ("version", "1.2.3.4", "ip", "possible", None, &[]),
        ("note", "two words", "free-text", "possible", None, &[]),
        (
            "data",
            "me%2540example.com",
            "email",
            "likely",
            Some("me@example.com"),
            &["percent", "percent"],
        ),
        (
            "data",
            "{\"user\":{\"mail\":\"me@example.com\"}}",
            "email",
            "likely",
            Some("me@example.com"),
            &["json", "mail"],
        ),
        (
            "data",
            "bWFpbCBtZUBleGFtcGxlLmNvbSBub3c=",
            "email",
            "likely",
            Some("me@example.com"),
            &["base64"],
        ),
    ] {
        let detected = detect(name, value);
        let found = of_kind(&detected, kind);
        assert_eq!(found.len(), 1, "{kind} in {name}={value}: {detected:#?}");
        let expected = json!({ "certainty": certainty, "value": part, "within": within });
        for (key, expected) in expected.as_object().unwrap() {
            let is_whole = key == "value" && found[0][key] == Value::Null && part.is_none();
            assert!(
                is_whole || &found[0][key] == expected,
                "{name}={value}: {:#}",
                found[0]
            );
        }
    }
    for (name, value, kind) in [
        ("page", "https://example.com/@bob", "url-credentials"),
        ("page", "https://172.32.0.1/", "private-host"),
        ("meid", "90000000002329", "meid"),
        ("imsi", "162011234567890", "imsi"),
        ("iccid", "8801410321111851072", "iccid"),
        ("barcode", "6901234567892", "timestamp"),
        ("build", "eng.root.2020", "miui-build"),
        ("greeting", "hello_world", "video-id"),
        ("ip", "V11.0.3.0", "ip"),
    ] {
        refused(name, value, kind);
    }
}

/// A number stands for an account where other records have a random identifier in its place.
#[test]
fn an_account_stands_out_by_contrast() {
    for (other, certainty) in [
        ("919108f7-52d1-4320-9bac-f847db4148a8", "likely"),
        ("2345678901", "possible"),
    ] {
        let events = json!([
            { "type": "track", "event": "test", "distinct_id": other },
            { "type": "track", "event": "test", "distinct_id": "1234567890" },
        ]);
        let report: Value =
            serde_json::from_str(&overshare::decode(events.to_string().as_bytes(), "")).unwrap();
        let fields = report["requests"][0]["events"][1]["fields"]
            .as_array()
            .unwrap();
        let who = fields
            .iter()
            .find(|field| field["name"] == "distinct_id")
            .unwrap();
        let found = of_kind(who["detected"].as_array().unwrap(), "account")[0].clone();
        assert_eq!(found["certainty"], certainty);
    }
}
