//! Several requests in one capture: each is read as it is read alone, in its order.

use overshare::Analysis;
use overshare::report::{InputKind, Report};
use test_support::property;

use crate::capture::{fixtures, form};

fn read(paste: &[u8]) -> Analysis {
    Analysis::new(paste, "", &mut |_, _| {})
}

/// What is compared of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub protocol: &'static str,
    pub method: Option<String>,
    pub url: Option<String>,
    pub host: Option<String>,
    pub codecs: Vec<String>,
    pub checks: Vec<String>,
    /// Paths and texts of the values of each event.
    pub events: Vec<Vec<(String, String)>>,
}

pub fn seen(analysis: &Analysis) -> Vec<Seen> {
    let report: Report = analysis.report();
    let requests = report.requests.iter().map(|request| {
        let first = request.first_event;
        let events = first..first + request.event_count;
        let events = events.map(|index| {
            let event = analysis.event(index).expect("events are counted");
            let fields = event.fields.expect("a whole event has fields").into_iter();
            fields
                .map(|field| (field.path.into(), field.value.into()))
                .collect()
        });
        let layers = request.layers.iter();
        let checks = request.checks.iter();
        Seen {
            protocol: request.protocol.id,
            method: request.method.as_deref().map(str::to_owned),
            url: request.url.as_deref().map(str::to_owned),
            host: request.host.as_deref().map(str::to_owned),
            codecs: layers
                .map(|layer| format!("{:?} {:?}", layer.codec, layer.status))
                .collect(),
            checks: checks.map(|check| format!("{:?}", check.status)).collect(),
            events: events.collect(),
        }
    });
    requests.collect()
}

/// The fixtures that are one raw request of a known format, and what they give alone.
pub fn raw_requests() -> Vec<(Vec<u8>, Seen)> {
    let all = fixtures().into_iter().filter_map(|(_, paste)| {
        let analysis = read(&paste);
        let is_raw = analysis.overview().input.kind == InputKind::HttpRequest;
        let requests = seen(&analysis);
        let [request] = requests.as_slice() else {
            return None;
        };
        let head = String::from_utf8_lossy(&paste).into_owned();
        // A block of HTTP/2 headers has no line of its own that ends the body before it.
        let has_line = !head.trim_start().starts_with(':');
        // Bytes that are cut off go on with whatever stands below.
        let is_cut = std::str::from_utf8(&paste).is_err()
            && request.codecs.iter().any(|codec| !codec.ends_with("Ok"));
        (is_raw && has_line && !is_cut && request.protocol != "unknown")
            .then(|| (paste.trim_ascii().to_vec(), request.clone()))
    });
    all.collect()
}

/// What stands between two messages.
const BETWEEN: [&str; 7] = [
    "\n\n",
    "\r\n\r\n\r\n",
    "\n\n-----------\n\n",
    "\n\n### next\n# a comment\n",
    "\n\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\r\n\r\n",
    "\n\nHTTP/1.1 204 No Content\r\nDate: x\r\n\r\n",
    "\n\nHTTP/2 200\ncontent-type: application/json\n\n{\"code\":0}\n\n",
];

#[test]
fn requests_below_each_other_are_read_as_each_alone() {
    let raw = raw_requests();
    assert!(
        raw.len() >= 15,
        "expected raw requests among the fixtures, found {}",
        raw.len()
    );
    property(|u| {
        let mut paste = Vec::new();
        let mut expected = Vec::new();
        for _ in 0..u.int_in_range(2..=6)? {
            let (bytes, seen) = u.choose(&raw)?;
            paste.extend_from_slice(bytes);
            paste.extend_from_slice(u.choose(&BETWEEN)?.as_bytes());
            expected.push(seen.clone());
        }
        assert_eq!(
            seen(&read(&paste)),
            expected,
            "{}",
            String::from_utf8_lossy(&paste)
        );
        Ok(())
    });
}

/// A raw upload of so many events.
fn upload(events: usize) -> Vec<u8> {
    let event = r#"{"type":"track","event":"search","distinct_id":"7d2f9c41b8e6a053","time":1588777200000,"properties":{"$lib":"Android"}}"#;
    let json = format!("[{}]", vec![event; events].join(","));
    let body = form(json.as_bytes());
    let head = format!(
        "POST /sa?project=p HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body, b"\r\n".to_vec()].concat()
}

#[test]
fn the_overview_of_many_requests_is_short_and_the_rest_is_asked_for() {
    for (requests, is_short) in [(100, false), (101, true)] {
        let capture = upload(2).repeat(requests);
        let analysis = read(&capture);
        let overview = analysis.overview();
        assert_eq!(overview.requests.len(), requests);
        assert_eq!(analysis.event_count(), 2 * requests);
        let whole = analysis.report();
        for (index, request) in overview.requests.iter().enumerate() {
            assert_eq!(request.is_short, is_short);
            assert_eq!(request.fields.is_empty(), is_short);
            assert_eq!((request.first_event, request.event_count), (2 * index, 2));
            let asked = analysis.request(index).expect("requests are counted");
            assert!(!asked.is_short && asked.fields.len() > 2 && asked.layers.len() > 3);
            assert_eq!(whole.requests[index].fields, asked.fields);
            let at = asked.at.expect("it is one of many");
            assert_eq!(
                &capture[at.start as usize..at.end as usize],
                analysis.bytes(index, 0, 0, usize::MAX)
            );
        }
        assert!(analysis.request(requests).is_none());
    }
}

#[test]
fn other_requests_are_counted_and_give_their_share_back() {
    let mut capture = Vec::new();
    let numbers = vec!["7"; 2_000].join(",");
    for index in 0..1_200 {
        let body = format!("[{numbers}]");
        capture.extend(
            format!(
                "POST /v HTTP/1.1\r\nHost: h{index}.example\r\nContent-Length: {}\r\n\r\n{body}\r\n",
                body.len()
            )
            .into_bytes(),
        );
    }
    capture.extend(upload(3));
    // All numbers together are more than may be read.
    let options = r#"{"limits":{"nodes":20000}}"#;
    let analysis = Analysis::new(&capture[..], options, &mut |_, _| {});
    let report = analysis.overview();
    assert_eq!((report.requests.len(), report.counts.events), (1, 3));
    assert_eq!(report.others.requests, 1_200);
    assert_eq!(
        (report.others.hosts.len(), report.others.unlisted),
        (1_000, 200)
    );
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
}
