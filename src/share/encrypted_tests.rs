//! Copies of records that were encrypted.

use std::path::Path;

use crate::{Analysis, open_shared, to_json};

/// The first fixture of a sender that encrypts with a key that is in the same form.
const ENCRYPTED: &str = include_str!("../../tests/fixtures/other-xiaomi/mistat-events-5/paste.txt");

#[test]
fn a_masked_copy_of_encrypted_records_has_them_in_the_clear_and_says_so() {
    let analysis = Analysis::new(ENCRYPTED.as_bytes(), "", &mut |_, _| {});
    let link = analysis.share("").unwrap();
    for copy in [analysis.masked(""), open_shared(&link)] {
        assert_eq!(copy.event_count(), 1);
        let overview = copy.overview();
        let [request] = &overview.requests[..] else {
            panic!("one request");
        };
        assert_eq!(request.protocol.id, "mistat");
        let because = request.layers.last().unwrap().because.to_string();
        assert!(because.contains("encrypted with AES"), "{because}");
        // Nothing says that it was changed on its way.
        assert!(
            overview.diagnostics.is_empty(),
            "{:?}",
            overview.diagnostics
        );
        let all = to_json(&copy.report());
        for secret in [
            "5111700000001",
            "4fe65876239671e5",
            "example.one",
            "3f1c2d4e",
        ] {
            assert!(!all.contains(secret), "{secret}");
        }
    }
    let archive = String::from_utf8(analysis.export("har", "").unwrap()).unwrap();
    assert!(
        archive.contains("the sender encrypted the records"),
        "{archive}"
    );
    assert!(
        archive.contains("%22category%22%3A%22mistat_session%22"),
        "{archive}"
    );
}

/// Records that only the reader's key opens: nobody who gets a copy has that.
#[test]
fn a_masked_copy_of_records_that_a_key_opened_has_neither_key_nor_what_it_opens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sensors-analytics");
    let mut tried = 0;
    for (case, cipher) in [
        ("android-gzip9-rsa-opened", "AES"),
        ("android-gzip13-rsa-opened", "AES"),
        ("android-gzip9-rsaoaep-opened", "AES"),
        ("android-gzip9-sm-opened", "SM4"),
        ("web-sm-opened", "SM4"),
        ("web-aes-opened", "AES"),
        ("miniprogram-aes-batch-opened", "AES"),
        ("batches-opened-in-part", "AES"),
        ("payloads-damaged", "AES"),
    ] {
        let file = |name: &str| std::fs::read_to_string(folder.join(case).join(name)).unwrap();
        let (paste, keys) = (file("paste.txt"), file("keys.txt"));
        let options = format!("{{\"keys\":{}}}", serde_json::to_string(&keys).unwrap());
        let analysis = Analysis::new(paste.as_bytes(), &options, &mut |_, _| {});
        let fields = analysis.request(0).unwrap().fields;
        let secrets = fields
            .iter()
            .filter(|field| field.path.starts_with("locked."));
        let mut secrets: Vec<String> = secrets
            .map(|field| field.value.trim_matches('"').to_owned())
            .filter(|value| value.len() > 20)
            .collect();
        assert!(!secrets.is_empty(), "{case}");
        secrets.extend(keys.lines().map(str::to_owned));
        let link = analysis.share("").unwrap();
        let archive = analysis.export("har", "").unwrap();
        let mut written = vec![String::from_utf8(archive).unwrap()];
        for copy in [analysis.masked(""), open_shared(&link)] {
            assert_eq!(copy.event_count(), analysis.event_count(), "{case}");
            let overview = copy.overview();
            let [request] = &overview.requests[..] else {
                panic!("one request");
            };
            assert_eq!(request.protocol.id, "sensors-analytics", "{case}");
            let because = request.layers.last().unwrap().because.to_string();
            let told = ["encrypted with ", cipher].concat();
            assert!(because.contains(&told), "{case}: {because}");
            assert!(
                overview.diagnostics.is_empty(),
                "{case}: {:?}",
                overview.diagnostics
            );
            assert!(overview.keys.is_empty());
            written.push(to_json(&copy.report()));
        }
        for (text, secret) in written
            .iter()
            .flat_map(|text| secrets.iter().map(move |secret| (text, secret)))
        {
            assert!(!text.contains(secret.as_str()), "{case}: {secret}");
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried}");
}
