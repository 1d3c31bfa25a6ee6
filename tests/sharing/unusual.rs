//! Secrets in places and notations where nobody looks for them, and clean values in the same ones.

use crate::canary::Canary;
use crate::case::Case;
use crate::check;
use crate::plant::FORMATS;

/// A record of Sensors Analytics in a request, with this target, these headers and properties.
fn request(target: &str, headers: &str, properties: &str) -> String {
    format!(
        "POST {target} HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\n{headers}\r\n[{{\"type\":\"track\",\"event\":\"search\",\"time\":1588938227000,\"distinct_id\":\"17c783db03b1a0\",\"properties\":{{{properties}}}}}]"
    )
}

fn with_property(name: &str, value: &str) -> String {
    request("/sa", "", &format!("\"{name}\":\"{value}\""))
}

/// Every third format in turn, as what is masked is the same for all; each of them where there is time.
fn formats(number: usize) -> Vec<String> {
    let formats = FORMATS.iter().enumerate();
    formats
        .filter(|(index, _)| test_support::is_thorough() || index % 3 == number % 3)
        .map(|(_, format)| (*format).to_owned())
        .collect()
}

fn case(number: usize, capture: String, hidden: &[&str]) -> Case {
    let canary = |text: &&str| Canary {
        text: (*text).to_owned(),
        class: "mixed".to_owned(),
        place: "unusual".to_owned(),
    };
    Case {
        canaries: hidden.iter().map(canary).collect(),
        formats: formats(number),
        capture: capture.into_bytes(),
        ..Case::default()
    }
}

/// What leaves of a capture, where it must not, or is refused without a reason.
fn faults(number: usize, name: &str, capture: String, hidden: &[&str]) -> Vec<String> {
    let case = case(number, capture, hidden);
    let outcome = check::run(&case);
    assert!(outcome.calls > case.formats.len(), "{name}");
    let finds = outcome.finds.into_iter();
    finds
        .map(|find| format!("{name}: {}: {}", find.kind, find.detail))
        .collect()
}

/// Base64 of a text.
fn base64(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}

fn secrets() -> Vec<(&'static str, String, Vec<&'static str>)> {
    let url = |url: &str| with_property("url", url);
    let note = |value: &str| with_property("note", value);
    let part = |body: &str| {
        format!(
            "POST /sa HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\nContent-Type: multipart/form-data; boundary=xx\r\n\r\n{}",
            body.replace('\n', "\r\n")
        )
    };
    vec![
        (
            "fragment of an address",
            url("https://a.example/#access_token=zq7hh1kk0pw4"),
            vec!["zq7hh1kk0pw4"],
        ),
        (
            "route in a fragment",
            url("https://a.example/#/patient/annamueller"),
            vec!["annamueller"],
        ),
        (
            "user before a host",
            url("https://annamueller:zq7geheim0@a.example/x"),
            vec!["annamueller", "zq7geheim0"],
        ),
        (
            "user before a known host",
            url("https://zq7geheim0@www.google.com/"),
            vec!["zq7geheim0"],
        ),
        (
            "port and host of a home",
            url("http://annas-nas.fritz.box:8443/"),
            vec!["annas-nas"],
        ),
        (
            "host of a subdomain",
            url("https://annamueller.github.io/"),
            vec!["annamueller"],
        ),
        (
            "address in an address",
            url("https://a.example/go?u=https%3A%2F%2Fb.example%2Fannamueller"),
            vec!["annamueller"],
        ),
        (
            "address encoded twice",
            url("https://a.example/go?u=https%253A%252F%252Fb.example%252Fannamueller"),
            vec!["annamueller"],
        ),
        (
            "header",
            request("/sa", "X-Patient: annamueller\r\n", "\"$os\":\"Android\""),
            vec!["annamueller"],
        ),
        (
            "authorization",
            request(
                "/sa",
                "Authorization: Bearer zq7hh1kk0pw4\r\n",
                "\"$os\":\"Android\"",
            ),
            vec!["zq7hh1kk0pw4"],
        ),
        (
            "basic authorization",
            request(
                "/sa",
                &format!(
                    "Authorization: Basic {}\r\n",
                    base64("annamueller:zq7geheim0")
                ),
                "\"$os\":\"Android\"",
            ),
            vec!["annamueller", "zq7geheim0"],
        ),
        (
            "cookie",
            request(
                "/sa",
                "Cookie: seen=1; who=annamueller; zq7name0x=1\r\n",
                "\"$os\":\"Android\"",
            ),
            vec!["annamueller", "zq7name0x"],
        ),
        (
            "referer",
            request(
                "/sa",
                "Referer: https://a.example/annamueller?z=zq7geheim0\r\n",
                "\"$os\":\"Android\"",
            ),
            vec!["annamueller", "zq7geheim0"],
        ),
        (
            "user agent",
            request(
                "/sa",
                "User-Agent: Annamueller-Telefon/1.0\r\n",
                "\"$os\":\"Android\"",
            ),
            vec!["Annamueller"],
        ),
        (
            "project",
            request("/sa?project=annamueller", "", "\"$os\":\"Android\""),
            vec!["annamueller"],
        ),
        (
            "parameter without a value",
            request("/sa?annamueller", "", "\"$os\":\"Android\""),
            vec!["annamueller"],
        ),
        (
            "path",
            request("/sa/annamueller/zq7geheim0", "", "\"$os\":\"Android\""),
            vec!["annamueller", "zq7geheim0"],
        ),
        (
            "host",
            request("/sa", "", "\"$os\":\"Android\"")
                .replace("sa.api.intl.miui.com", "annamueller.zq7geheim0.example"),
            vec!["annamueller", "zq7geheim0"],
        ),
        (
            "name of a file in a form",
            part(
                "--xx\nContent-Disposition: form-data; name=\"data_list\"\n\n[{\"type\":\"track\",\"event\":\"search\",\"distinct_id\":\"17c783db03b1a0\",\"properties\":{}}]\n--xx\nContent-Disposition: form-data; name=\"file\"; filename=\"annamueller-befund.pdf\"\nContent-Type: application/pdf\n\nzq7geheim0\n--xx--\n",
            ),
            vec!["annamueller", "zq7geheim0"],
        ),
        (
            "JSON in Base64 in a text",
            note(&base64("{\"a\":{\"mail\":\"annamueller@klinik.example\"}}")),
            vec!["annamueller@klinik.example"],
        ),
        (
            "JSON in a text in JSON",
            note("{\\\"a\\\":\\\"{\\\\\\\"b\\\\\\\":\\\\\\\"annamueller\\\\\\\"}\\\"}"),
            vec!["annamueller"],
        ),
        (
            "unknown field",
            with_property("xqzt", "annamueller"),
            vec!["annamueller"],
        ),
        (
            "name of a field",
            with_property("annamueller_seen", "1"),
            vec!["annamueller"],
        ),
        (
            "name of an event",
            with_property("x", "1").replace("\"search\"", "\"call_annamueller\""),
            vec!["annamueller"],
        ),
        (
            "written backwards",
            note("rellleumanna@nna.elpmaxe"),
            vec!["rellleumanna"],
        ),
        (
            "phone number with blanks",
            note("+49 170 123 45 67"),
            vec!["+49 170 123 45 67", "170 123 45 67"],
        ),
        (
            "phone number with brackets",
            note("(0170) 1234-567"),
            vec!["(0170) 1234-567", "1234-567"],
        ),
        (
            "number with separators",
            note("4901-5420-3237-518"),
            vec!["4901-5420-3237-518"],
        ),
        (
            "card number in fours",
            note("4111 1111 1111 1111"),
            vec!["4111 1111 1111 1111"],
        ),
        (
            "mailbox in percent",
            note("annamueller%40klinik.example"),
            vec!["annamueller"],
        ),
        (
            "mailbox in words",
            note("annamueller (at) klinik.example"),
            vec!["annamueller"],
        ),
        (
            "position in a text",
            note("at 52.231958, 21.006725 now"),
            vec!["52.231958", "21.006725"],
        ),
        (
            "position with degrees",
            note("52°13′55.0″N 21°00′24.2″E"),
            vec!["52°13′55.0″N"],
        ),
        (
            "position in a link",
            url("geo:52.231958,21.006725"),
            vec!["52.231958", "21.006725"],
        ),
        (
            "ID over two fields",
            request("/sa", "", "\"id_a\":\"3c9f1a7b\",\"id_b\":\"e2d84056\""),
            vec!["3c9f1a7b", "e2d84056"],
        ),
        (
            "ID in capitals with colons",
            note("3C:9F:1A:7B:E2:D8"),
            vec!["3C:9F:1A:7B:E2:D8"],
        ),
        (
            "kept field with a name",
            with_property("$os", "annamueller"),
            vec!["annamueller"],
        ),
        (
            "kept version with a name",
            with_property("$app_version", "1.0-annamueller"),
            vec!["annamueller"],
        ),
        (
            "kept country with a name",
            with_property("miui_region", "annamueller"),
            vec!["annamueller"],
        ),
        (
            "kept network with a name",
            with_property("$network_type", "annamueller-wlan"),
            vec!["annamueller"],
        ),
    ]
}

#[test]
fn what_stands_in_an_unusual_place_stays_hidden() {
    let faults: Vec<String> = secrets()
        .into_iter()
        .enumerate()
        .flat_map(|(number, (name, capture, hidden))| faults(number, name, capture, &hidden))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The search before something leaves stops nothing that says nothing.
#[test]
fn clean_values_in_the_same_places_are_no_false_alarm() {
    let none: &[(&str, String)] = &[
        (
            "known host",
            with_property("url", "https://www.google.com/"),
        ),
        (
            "known host and path",
            with_property("url", "https://www.wikipedia.org/wiki/Main_Page"),
        ),
        (
            "short numbers",
            request(
                "/sa",
                "",
                "\"$screen_width\":1080,\"$screen_height\":2340,\"a\":1,\"b\":0",
            ),
        ),
        (
            "words of systems",
            request(
                "/sa",
                "",
                "\"$os\":\"Android\",\"$os_version\":\"9\",\"$manufacturer\":\"Xiaomi\"",
            ),
        ),
        (
            "usual headers",
            request(
                "/sa",
                "Accept: */*\r\nConnection: keep-alive\r\nAccept-Encoding: gzip\r\n",
                "\"$os\":\"Android\"",
            ),
        ),
        (
            "usual cookie",
            request("/sa", "Cookie: a=1\r\n", "\"$os\":\"Android\""),
        ),
        (
            "project that is public",
            request(
                "/sa?project=global_browser_mini&r=DE",
                "",
                "\"miui_region\":\"DE\"",
            ),
        ),
        (
            "no values",
            request("/sa", "", "\"a\":\"\",\"b\":null,\"c\":\"none\""),
        ),
        (
            "word that a report has too",
            with_property("note", "request"),
        ),
        (
            "same word at many places",
            request(
                "/sa?project=search",
                "X-Search: search\r\n",
                "\"search\":\"search\"",
            ),
        ),
    ];
    for (number, (name, capture)) in none.iter().enumerate() {
        let found = faults(number, name, capture.clone(), &[]);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

/// The search that judges here finds each of them where nothing is masked.
#[test]
fn each_secret_is_in_its_capture() {
    for (name, capture, hidden) in secrets() {
        let layers = crate::layers::layers(capture.as_bytes());
        for secret in hidden {
            let needles = crate::notation::Needles::new([(0, secret)].into_iter());
            let is_there = layers.iter().any(|layer| needles.find(layer).is_some());
            assert!(is_there, "{name}: {secret}");
        }
    }
}
