use super::request::{Coding, Pair, SharedRequest};
use super::*;
use crate::open_shared;

/// A masked request of somebody's own making.
fn made(address: &str, query: &[(&str, Option<&str>)]) -> SharedRequest {
    let pair = |&(name, value): &(&str, Option<&str>)| -> Pair {
        (name.to_owned(), value.map(str::to_owned))
    };
    SharedRequest {
        is_request: true,
        method: Some("POST".to_owned()),
        address: address.to_owned(),
        query: query.iter().map(pair).collect(),
        text: Some("[1]".to_owned()),
        ..SharedRequest::default()
    }
}

#[test]
fn a_text_of_version_2_is_read_as_it_was_written() {
    let mut requests = vec![
        made("//a.example/sa", &[("project", Some("x")), ("data", None)]),
        made("//a.example/sa", &[("project", Some("x")), ("data", None)]),
        made("http://a.example/sa", &[("project", Some("y"))]),
        made("https://a.example/sa", &[]),
        SharedRequest::default(),
        SharedRequest {
            text: Some("{\"a\":1}\n{\"a\":2}".to_owned()),
            member: Some("data_list".to_owned()),
            codings: vec![Coding::Base64, Coding::Gzip],
            ..SharedRequest::default()
        },
        SharedRequest {
            codings: vec![Coding::Zlib],
            form: vec![("gzip".to_owned(), Some("1".to_owned()))],
            headers: vec![("accept".to_owned(), Some("*/*".to_owned()))],
            ..SharedRequest::default()
        },
        made("//b.example/\n\n{}", &[("\n\n", Some("\n\n"))]),
    ];
    for _ in 0..requests.len() {
        let capture = SharedCapture {
            mode: MaskMode::Reviewed,
            relative_times: false,
            is_of_link: true,
            generator: "overshare".to_owned(),
            requests: requests.clone(),
        };
        let text = version_2::write(&capture);
        for count in 0..=requests.len() {
            let read = version_2::read(text.of(count)).unwrap();
            assert_eq!(read.requests, requests[..count], "{}", text.of(count));
            let other = SharedCapture {
                requests: capture.requests[..count].to_vec(),
                ..capture.clone()
            };
            assert_eq!(read, other);
        }
        requests.rotate_left(1);
    }
    // The same head again costs two bytes.
    let twice = SharedCapture {
        requests: vec![requests[0].clone(), requests[0].clone()],
        ..SharedCapture::default()
    };
    let text = version_2::write(&twice);
    assert!(text.of(2).ends_with("\n\n{}\n[1]"), "{}", text.of(2));
}

/// A scheme is one that the capture names, and what version 1 cannot tell of it makes a link of
/// version 2.
#[test]
fn no_scheme_is_made_up() {
    let written = |request: &SharedRequest| {
        let capture = SharedCapture {
            requests: vec![request.clone()],
            ..SharedCapture::empty()
        };
        let first = version_1::write(&capture, request);
        let read = first.map(|text| version_1::read(&text).unwrap().requests);
        read.map(|read| read[0].address.clone())
    };
    for (address, first_line) in [
        ("//a.example/sa", "POST /sa HTTP/1.1"),
        ("http://a.example/sa", "POST http://a.example/sa HTTP/1.1"),
        ("https://a.example/sa", "POST https://a.example/sa HTTP/1.1"),
    ] {
        let request = made(address, &[]);
        let paste = String::from_utf8(request.write(Written::Packed)).unwrap();
        assert_eq!(paste.lines().next(), Some(first_line));
        let is_held = !address.starts_with("https:");
        assert_eq!(written(&request), is_held.then(|| address.to_owned()));
    }
    let bare = SharedRequest {
        is_request: false,
        method: None,
        text: None,
        ..made("https://a.example/sa", &[])
    };
    assert_eq!(written(&bare).as_deref(), Some("https://a.example/sa"));
}

#[test]
fn a_link_with_too_much_in_its_heads_is_not_read() {
    let code = |requests: Vec<SharedRequest>| {
        let capture = SharedCapture {
            requests,
            ..SharedCapture::default()
        };
        let text = version_2::write(&capture);
        let link = link::payload(Version::Two, MaskMode::Masked, text.of(usize::MAX));
        let opened = open_shared(&link);
        let overview = opened.overview();
        let codes: Vec<&str> = overview.diagnostics.iter().map(|one| one.code).collect();
        let is_told =
            link::fits(text.of(usize::MAX), &capture.requests, 0) != codes.contains(&"link-limit");
        assert!(is_told, "{codes:?}");
        (codes.contains(&"link-limit"), overview.counts.requests)
    };
    let empty = |count: usize| vec![SharedRequest::default(); count];
    assert_eq!(code(empty(0)), (false, 0));
    assert_eq!(code(empty(1_000)), (false, 1_000));
    assert_eq!(code(empty(1_001)), (true, 1));
    let long = made(&"a".repeat(100_000), &[]);
    assert_eq!(code(vec![long.clone(); 41]), (false, 41));
    assert_eq!(code(vec![long; 42]), (true, 1));
}
