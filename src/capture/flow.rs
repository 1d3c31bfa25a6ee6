//! Flow files of mitmproxy: one flow after the other, each a tnetstring, which is a length, a colon, so
//! many bytes, and a sign for what they are.
//!
//! All versions of the format are read alike, since what a request is made of has kept its names. The
//! order of members varies, and so does whether a name is text or bytes.

use std::ops::Range;

use super::located::Located;
use super::request::{self, Body, Locator, Request, Step};
use super::{Container, Item, Param, answer, time, url};
use crate::bytes::{ByteStore, Slice};
use crate::diagnostic::{self, Grouped};
use crate::report::{Codec, InputKind, LayerStatus};

pub(super) const CONTAINER: Container = Container {
    id: "mitmproxy",
    name: Some("a flow file of mitmproxy"),
    recognize,
    open,
};

/// Members with which a flow can begin, in one version or another.
const FIRST: [&[u8]; 18] = [
    b"backup",
    b"client_conn",
    b"comment",
    b"error",
    b"id",
    b"intercepted",
    b"is_replay",
    b"marked",
    b"messages",
    b"metadata",
    b"mode",
    b"request",
    b"response",
    b"server_conn",
    b"timestamp_created",
    b"type",
    b"version",
    b"websocket",
];

/// Digits of the longest length that is believed.
const DIGITS: usize = 10;

/// What a tnetstring holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Value {
    /// The sign behind it; 0 where the file ends before.
    kind: u8,
    place: Range<usize>,
}

impl Value {
    fn is_text(&self) -> bool {
        matches!(self.kind, b',' | b';' | 0)
    }
}

/// The value at an offset of a text, and where the next one begins. Of one that is cut off there is what
/// there is; none where none begins.
fn value(text: &[u8], at: usize) -> Option<(Value, usize)> {
    let rest = text.get(at..)?;
    let digits = rest.iter().take(DIGITS + 1);
    let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || digits > DIGITS || rest.get(digits) != Some(&b':') {
        return None;
    }
    let length: usize = std::str::from_utf8(rest.get(..digits)?)
        .ok()?
        .parse()
        .ok()?;
    let start = at + digits + 1;
    let end = start.checked_add(length)?;
    let kind = text.get(end).copied().unwrap_or_default();
    let value = Value {
        kind,
        place: start..end.min(text.len()),
    };
    let is_known = matches!(
        kind,
        b',' | b';' | b'#' | b'^' | b'!' | b'~' | b']' | b'}' | 0
    );
    is_known.then_some((value, end.saturating_add(1)))
}

/// The members of a dictionary: names and their values, as far as they go.
fn members(text: &[u8], place: &Range<usize>) -> impl Iterator<Item = (Range<usize>, Value)> {
    let text = text.get(..place.end).unwrap_or_default();
    let mut position = place.start;
    std::iter::from_fn(move || {
        let (name, next) = value(text, position)?;
        let (value, next) = value(text, next)?;
        position = next;
        Some((name.place, value))
    })
}

/// The elements of a list.
fn elements(text: &[u8], place: &Range<usize>) -> impl Iterator<Item = Value> {
    let text = text.get(..place.end).unwrap_or_default();
    let mut position = place.start;
    std::iter::from_fn(move || {
        let (value, next) = value(text, position)?;
        position = next;
        Some(value)
    })
}

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let (flow, _) = value(input, 0)?;
    let (name, _) = value(input, flow.place.start)?;
    let is_flow = matches!(flow.kind, b'}' | 0)
        && name.is_text()
        && FIRST.contains(&input.get(name.place).unwrap_or_default());
    is_flow.then_some((
        InputKind::Export,
        "it begins with the length of a flow and the name of its first member",
    ))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    let (mut position, mut requests) = (0, 0);
    let (mut is_cut, mut is_damaged) = (false, false);
    while let Some(rest) = input.get(position..) {
        // Some programs end a file with the end of a line.
        if rest.trim_ascii().is_empty() {
            break;
        }
        let Some((flow, behind)) = value(input, position) else {
            is_cut = rest.len() <= DIGITS && rest.iter().all(u8::is_ascii_digit);
            is_damaged |= !is_cut;
            match next(input, position) {
                Some(found) => position = found,
                None => break,
            }
            continue;
        };
        is_cut = flow.kind == 0;
        let own = Flow::of(input, &flow.place);
        let request = own.request(input);
        is_damaged |= request.is_none() && !own.is_other && !is_cut;
        if let Some(request) = request {
            requests += 1;
            take(Item::Request(request));
            if let Some(answer) = own.answer(input) {
                take(Item::Request(answer));
            }
        }
        position = behind;
    }
    if is_damaged {
        take(Item::Problem(diagnostic::export_damaged()));
    }
    if is_cut {
        take(Item::Problem(diagnostic::export_cut(Grouped(requests))));
    } else if requests == 0 && !is_damaged {
        take(Item::Problem(diagnostic::export_empty()));
    }
}

/// Where the next flow begins behind a place where the file is damaged.
fn next(input: &[u8], from: usize) -> Option<usize> {
    let pairs = input.windows(2).enumerate().skip(from);
    let mut starts = pairs.filter_map(|(index, pair)| match pair {
        [before, b'0'..=b'9'] if !before.is_ascii_digit() => Some(index + 1),
        _ => None,
    });
    starts.find(|&start| recognize(input.get(start..).unwrap_or_default(), 0).is_some())
}

/// What is needed of a flow.
#[derive(Default)]
struct Flow {
    is_other: bool,
    request: Option<Value>,
    response: Option<Value>,
    server: Option<Value>,
}

impl Flow {
    fn of(input: &[u8], place: &Range<usize>) -> Flow {
        let mut flow = Flow::default();
        for (name, value) in members(input, place) {
            match input.get(name).unwrap_or_default() {
                // The other types are packets without a request.
                b"type" => flow.is_other = input.get(value.place) != Some(b"http"),
                b"request" if matches!(value.kind, b'}' | 0) => flow.request = Some(value),
                b"response" if value.kind == b'}' => flow.response = Some(value),
                b"server_conn" if value.kind == b'}' => flow.server = Some(value),
                _ => {}
            }
        }
        flow
    }

    /// The name of the server that was asked for when the connection was protected.
    fn server_name<'i>(&self, input: &'i [u8]) -> Option<&'i str> {
        let server = self.server.as_ref()?;
        let (_, name) = members(input, &server.place)
            .find(|(name, _)| input.get(name.clone()) == Some(b"sni"))?;
        let name = std::str::from_utf8(input.get(name.place)?).ok()?;
        Some(name).filter(|name| !name.is_empty())
    }

    /// What the server answered; none where no format may want it.
    fn answer(&self, input: &[u8]) -> Option<Request> {
        let place = self.response.clone()?.place;
        let own = input.get(place.clone())?;
        let parts = Parts::of(own);
        let (content, _) = parts.content?;
        let is_coding = |header: &Param<Slice>| {
            let name = own.get(header.name.range());
            name.is_some_and(|name| name.eq_ignore_ascii_case(b"content-encoding"))
        };
        let is_coded = parts.headers.iter().any(is_coding);
        if !answer::may_be_sealed(own.get(content.range())?, is_coded) {
            return None;
        }
        let store = ByteStore::new(own.to_vec());
        let at = Locator {
            file: place.start as u64..place.end as u64,
            ..Locator::default()
        };
        Some(answer::of(store, parts.headers, content, at))
    }

    fn request(&self, input: &[u8]) -> Option<Request> {
        let place = self.request.clone().filter(|_| !self.is_other)?;
        let own = input.get(place.place.clone())?;
        let mut parts = Parts::of(own);
        let store = ByteStore::new(own.to_vec());
        let path = parts.path.take()?;
        let header = |name| request::header(&store, &parts.headers, name);
        let text = |at: &Option<Slice>| {
            let text = at.map(|at| store.text(at)).unwrap_or_default();
            Some(text).filter(|text| !text.is_empty())
        };
        let scheme = text(&parts.scheme);
        // Where all connections are led through the program, it knows the address of the server only by
        // its number.
        let host = text(&parts.host);
        let is_number = host.is_some_and(url::is_number);
        let host = self.server_name(input).filter(|_| is_number).or(host);
        let named = text(&parts.authority)
            .or_else(|| header("host"))
            .or_else(|| header(":authority"))
            .filter(|named| !named.is_empty())
            .map(str::to_owned);
        let authority = named.or_else(|| Some(url::authority(host?, scheme, text(&parts.port)?)));
        let located = Located::new(store.text(path), 0, path.range().start);
        let target = url::target(located, scheme, authority.as_deref());
        let mut request = target.request();
        request.started = text(&parts.started).and_then(time::number);
        request.method = text(&parts.method).map(str::to_owned);
        request.at.file = place.place.start as u64..place.place.end as u64;
        match parts.content {
            Some((content, is_whole)) => {
                request.body = Body::read(store.in_memory(content), content);
                request.steps.push(Step {
                    codec: Codec::Http,
                    because: "the flow contains it in its member content".into(),
                    output: content,
                    status: match is_whole {
                        true => LayerStatus::Ok,
                        false => LayerStatus::Partial,
                    },
                });
            }
            None if parts.is_without_content => request.missing = Some(diagnostic::body_lost()),
            None => {}
        }
        request.headers = parts.headers;
        request.store = store;
        Some(request)
    }
}

/// The members of a request, by their places in it.
#[derive(Default)]
struct Parts {
    method: Option<Slice>,
    scheme: Option<Slice>,
    authority: Option<Slice>,
    host: Option<Slice>,
    port: Option<Slice>,
    path: Option<Slice>,
    started: Option<Slice>,
    headers: Vec<Param<Slice>>,
    /// The body, and whether all of it is there.
    content: Option<(Slice, bool)>,
    /// Whether the program passed the body on without keeping it.
    is_without_content: bool,
}

impl Parts {
    fn of(own: &[u8]) -> Parts {
        let mut parts = Parts::default();
        for (name, value) in members(own, &(0..own.len())) {
            let at = Some(Slice::new(0, value.place.clone()));
            match own.get(name).unwrap_or_default() {
                b"method" => parts.method = at,
                b"scheme" => parts.scheme = at,
                b"authority" => parts.authority = at,
                b"host" => parts.host = at,
                b"port" => parts.port = at,
                b"path" => parts.path = at,
                b"timestamp_start" => parts.started = at,
                b"headers" => parts.headers = headers(own, &value.place),
                b"content" if value.is_text() => {
                    parts.content = at.map(|at| (at, value.kind != 0));
                }
                b"content" => parts.is_without_content = true,
                _ => {}
            }
        }
        parts
    }
}

fn headers(own: &[u8], place: &Range<usize>) -> Vec<Param<Slice>> {
    let pairs = elements(own, place).filter_map(|pair| {
        let mut pair = elements(own, &pair.place);
        let mut next = || Some(Slice::new(0, pair.next()?.place));
        Some(Param {
            name: next()?,
            value: next()?,
        })
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        format!("{}:{text},", text.len())
    }

    fn list(items: &[String]) -> String {
        let all = items.concat();
        format!("{}:{all}]", all.len())
    }

    fn dictionary(members: &[(&str, String)]) -> String {
        let members = members
            .iter()
            .map(|(name, value)| [text(name), value.clone()].concat());
        let all = members.collect::<String>();
        format!("{}:{all}}}", all.len())
    }

    fn flow(kind: &str, host: &str, body: &str) -> String {
        let request = dictionary(&[
            ("path", text("/sa?project=x")),
            ("content", body.to_owned()),
            ("headers", list(&[list(&[text("X-A"), text("b")])])),
            ("method", text("POST")),
            ("scheme", text("https")),
            ("authority", text("")),
            ("host", format!("{}:{host};", host.len())),
            ("port", "4:8443#".to_owned()),
            ("timestamp_start", "14:1588939994.567^".to_owned()),
        ]);
        let server = dictionary(&[("sni", text("named.example"))]);
        dictionary(&[
            ("version", "2:21#".to_owned()),
            ("response", "0:~".to_owned()),
            ("request", request),
            ("server_conn", server),
            ("type", text(kind)),
        ])
    }

    fn read(input: &[u8]) -> (Vec<Request>, Vec<&'static str>) {
        let (mut requests, mut problems) = (Vec::new(), Vec::new());
        open(input, 0, &mut |item| match item {
            Item::Text(..) | Item::Hosts(_) => {}
            Item::Request(request) => requests.push(request),
            Item::Problem(problem) => problems.push(problem.code),
        });
        (requests, problems)
    }

    fn body(request: &Request) -> &str {
        match request.body {
            Body::Bytes(at) => request.text(at),
            _ => "",
        }
    }

    #[test]
    fn flows_are_read_one_after_the_other() {
        let flows = [
            flow("http", "a.example", &text("[1]")),
            flow("tcp", "b.example", &text("[2]")),
            flow("http", "192.0.2.7", &text("")),
            flow("http", "2001:db8::7", "0:~"),
        ];
        let input = flows.concat();
        assert!(recognize(input.as_bytes(), 0).is_some());
        let (found, problems) = read(input.as_bytes());
        assert!(problems.is_empty());
        let urls: Vec<_> = found.iter().map(|found| found.url.as_deref()).collect();
        assert_eq!(
            urls,
            [
                Some("https://a.example:8443/sa?project=x"),
                Some("https://named.example:8443/sa?project=x"),
                Some("https://named.example:8443/sa?project=x"),
            ]
        );
        assert_eq!(body(&found[0]), "[1]");
        assert_eq!(found[0].header("x-a"), Some("b"));
        assert_eq!(found[0].started, Some(1_588_939_994_567));
        assert!(found[1].missing.is_none() && found[2].missing.is_some());
        let at = &found[0].at.file;
        let own = &input.as_bytes()[at.start as usize..at.end as usize];
        assert_eq!(found[0].store.in_memory(found[0].store.whole(0)), own);
    }

    #[test]
    fn of_a_flow_that_is_cut_off_there_is_what_there_is() {
        let first = flow("http", "a.example", &text("[1]"));
        let input = first.clone() + &flow("http", "a.example", &text("{\"long\": true}"));
        let body_end = input.rfind("true").unwrap();
        for end in 1..input.len() {
            let (found, problems) = read(&input.as_bytes()[..end]);
            assert!(found.len() <= 2, "{end}");
            assert!(end < first.len() || !found.is_empty(), "{end}");
            let is_cut = end != first.len();
            assert_eq!(
                problems,
                ["export-cut"].repeat(usize::from(is_cut)),
                "{end}"
            );
        }
        let (found, _) = read(&input.as_bytes()[..body_end]);
        assert_eq!(body(&found[1]), "{\"long\":");
    }

    #[test]
    fn damage_leaves_the_other_flows() {
        let one = flow("http", "a.example", &text("[1]"));
        let (start, rest) = one.split_once(':').unwrap();
        let wrong = format!("{}:{rest}", start.parse::<usize>().unwrap() - 3);
        let inner = one.replacen("7:request,", "9:request,", 1);
        for damaged in [wrong.as_str(), "rubbish", &inner] {
            let input = [&one, damaged, &one, &one].concat();
            let (found, problems) = read(input.as_bytes());
            assert_eq!(
                (found.len(), problems),
                (3, vec!["export-damaged"]),
                "{damaged}"
            );
        }
    }

    #[test]
    fn other_texts_that_begin_with_a_number_are_none() {
        for other in [
            "12:30 we met",
            "3:abc,",
            "20:7:project;1:7#}",
            "5:3:id,",
            "7",
            "",
        ] {
            assert!(recognize(other.as_bytes(), 0).is_none(), "{other}");
        }
    }
}
