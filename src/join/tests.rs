use super::*;
use std::borrow::Cow;

use crate::bytes::codec::inflate::End;
use crate::limits::Limits;

fn read_within(capture: impl AsRef<[u8]>, limits: Limits) -> Readings {
    let capture = capture.as_ref().into();
    let mut listener = |_, _| {};
    let progress = &mut Progress::new(&mut listener);
    let budget = &mut Budget::new(limits);
    super::read(
        capture,
        Unpacked::default(),
        None,
        pack::Extra::default(),
        &Keys::default(),
        budget,
        progress,
    )
}

fn hosts(readings: &Readings) -> Vec<Option<&str>> {
    let readings = readings.readings.iter();
    readings
        .map(|reading| reading.decoded.request.host.as_deref())
        .collect()
}

#[test]
fn the_only_request_is_told_whatever_it_is() {
    let bank = "curl 'https://bank.example/login' --data-raw '{\"user\":\"anna\"}'";
    let alone = read_within(bank, Limits::DEFAULT);
    assert_eq!(hosts(&alone), [Some("bank.example")]);
    assert_eq!((alone.others.requests, alone.others.hosts.len()), (0, 0));
    assert!(alone.problems.is_empty());
    let upload = "curl 'https://sa.api.intl.miui.com/sa' --data-raw '[{\"type\":\"track\",\"event\":\"a\",\"distinct_id\":\"b\",\"properties\":{}}]'";
    for (capture, with, others) in [
        ([bank, bank].join("\n"), vec![], 2),
        (
            [bank, upload].join("\n"),
            vec![Some("sa.api.intl.miui.com")],
            1,
        ),
        (
            [upload, bank].join("\n"),
            vec![Some("sa.api.intl.miui.com")],
            1,
        ),
    ] {
        let readings = read_within(&capture, Limits::DEFAULT);
        assert_eq!(hosts(&readings), with);
        assert_eq!(readings.others.requests, others);
    }
}

#[test]
fn texts_of_an_archive_are_searched() {
    let note = "She sent me this: [{\"type\":\"track\",\"event\":\"a\",\"distinct_id\":\"b\",\"properties\":{}}] and more.";
    let read = |files: &[(&str, &[u8], u16)]| read_within(capture::zip_of(files), Limits::DEFAULT);
    let readings = read(&[("a.txt", note.as_bytes(), 8), ("b.txt", b"no events", 8)]);
    assert_eq!(readings.readings.len(), 1);
    assert!(readings.readings[0].decoded.request.at.is_packed);
    assert!(readings.problems.is_empty());
    let readings = read(&[("b.txt", b"no events", 8)]);
    assert_eq!(readings.readings.len(), 0);
    assert_eq!(readings.problems[0].code, "zip-empty");
}

#[test]
fn what_is_around_events_says_where_they_were_sent() {
    let events = r#"[{"type":"track","event":"a","distinct_id":"b","properties":{}}]"#;
    let form = "crc=1&gzip=0&data_list=W3sidHlwZSI6InRyYWNrIiwiZXZlbnQiOiJhIiwiZGlzdGluY3RfaWQiOiJiIiwicHJvcGVydGllcyI6e319XQ%3D%3D";
    let (begin, end) = form.split_at(40);
    let address = "https://sa.api.intl.miui.com/sa?project=x";
    let head = format!("POST {address}\nContent-Type: text/plain");
    let wide = form
        .as_bytes()
        .chunks(44)
        .map(|line| str::from_utf8(line).unwrap());
    let narrow = wide.collect::<Vec<_>>().join("\n");
    for text in [
        format!("I saw this:\n\n{head}\n\n{events}\n\nWhat is it?"),
        format!("I saw this:\r\n\r\n{head}\r\n\r\n{form}\r\n\r\nWhat is it?"),
        format!("{address}\n{events}"),
        format!(
            "Request URL: {address}\nStatus Code: 200\n\nForm Data\n{}",
            form.replace('&', "\n").replace('=', ": ")
        ),
        format!("time=12:00 msg=sent url=\"{address}\" body=\"{form}\""),
        format!("POST\t{address}\t200\ttext/plain\t{form}"),
        format!(
            "x = \"{}\" & _\n    \"{}\"\nhttp.Open \"POST\", \"{address}\"",
            begin, end
        ),
        format!(
            "var body = '{}' +\n  '{}';\nfetch('{address}', {{method: 'POST', body}});",
            begin, end
        ),
        format!(
            "$body = '{}' .\n  '{}';\ncurl_setopt($a, CURLOPT_URL, '{address}');",
            begin, end
        ),
        format!("curl '{address}' -d 'x=1&{narrow}'"),
        format!(
            "{}",
            serde_json::json!(format!("{{\"url\":\"{address}\",\"body\":\"{form}\"}}"))
        ),
    ] {
        let readings = read_within(&text, Limits::DEFAULT);
        assert_eq!(hosts(&readings), [Some("sa.api.intl.miui.com")], "{text}");
        assert_eq!(readings.readings[0].event_count(), 1, "{text}");
    }
    // An address in prose is not where something was sent to.
    let prose = format!("I read https://blog.example/ today.\n\n{events}");
    let readings = read_within(&prose, Limits::DEFAULT);
    assert_eq!(
        (hosts(&readings), readings.readings[0].event_count()),
        (vec![None], 1)
    );
}

#[test]
fn texts_in_other_writings_are_searched() {
    let note = "She sent me this: [{\"type\":\"track\",\"event\":\"a\",\"distinct_id\":\"b\",\"properties\":{}}] and more.";
    let utf16 = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [&b"\xff\xfe"[..], &units.collect::<Vec<_>>()].concat()
    };
    let gzip = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let mail =
        format!("Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n{note}\n--x--");
    for capture in [utf16(note), gzip(note), mail.into_bytes()] {
        let readings = read_within(capture, Limits::DEFAULT);
        assert_eq!((readings.readings.len(), readings.problems.len()), (1, 0));
        assert_eq!(readings.readings[0].event_count(), 1);
    }
    let nothing = "There is nothing to see here, and that in many words. Really nothing.";
    for capture in [utf16(nothing), gzip(nothing)] {
        let readings = read_within(capture, Limits::DEFAULT);
        assert_eq!((readings.readings.len(), readings.problems.len()), (0, 1));
    }
}

#[test]
fn what_is_found_in_a_command_takes_its_place_only_with_events() {
    let command =
        "curl 'https://sa.api.intl.miui.com/sa' \\\n  --data\tx=1\\&crc=%40 \\\n  -H 'A: b'";
    let readings = read_within(command, Limits::DEFAULT);
    assert_eq!(hosts(&readings), [Some("sa.api.intl.miui.com")]);
}

#[test]
fn what_stands_behind_a_limit_is_said_once() {
    let upload = "curl 'https://sa.api.intl.miui.com/sa' --data-raw '[{\"type\":\"track\",\"event\":\"a\",\"distinct_id\":\"b\",\"properties\":{}}]'\n";
    let limits = Limits {
        rows: 2,
        ..Limits::DEFAULT
    };
    let readings = read_within(upload.repeat(10), limits);
    assert_eq!(readings.readings.len(), 2);
    let said: Vec<String> = readings
        .problems
        .iter()
        .map(|problem| problem.message.to_string())
        .collect();
    assert_eq!(
        said,
        [
            "This contains more than Overshare reads at a time; requests at its end that were not read: 8."
        ]
    );
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, data).unwrap();
    encoder.finish().unwrap()
}

/// What was unpacked to look for keys is read from there: the packed data may be gone.
#[test]
fn nothing_is_unpacked_twice() {
    let text =
        b"POST /sa HTTP/1.1\r\nHost: a.example\r\n\r\n[{\"event\":\"x\",\"time\":1588938227000}]";
    let archive = r#"{"log":{"version":"1.2","creator":{},"entries":[{"request":{"method":"POST","url":"https://a.example/sa","headers":[],"postData":{"text":"[{\"event\":\"x\"}]"}},"response":{}}]}}"#;
    for (packed, from) in [
        (capture::zip_of(&[("1.txt", text, 8)]), 40),
        (capture::zip_of(&[("1.har", archive.as_bytes(), 8)]), 40),
    ] {
        let mut capture = Cow::Borrowed(packed.as_slice());
        let found = Keys::default().find(&mut capture);
        let mut gone = packed.clone();
        gone[from..from + 20].fill(0xff);
        let mut budget = Budget::new(Limits::DEFAULT);
        let mut listener = |_, _| {};
        let read = read(
            gone.into(),
            found.unpacked,
            None,
            Default::default(),
            &Keys::default(),
            &mut budget,
            &mut Progress::new(&mut listener),
        );
        assert_eq!(read.readings.len(), 1);
        assert_eq!(read.readings[0].event_count(), 1);
    }
    let packed = gzip(archive.as_bytes());
    let found = Keys::default().find(&mut Cow::Borrowed(packed.as_slice()));
    let mut unpacked = found.unpacked;
    assert_eq!(unpacked.kept(), (true, 0));
    // Archives of a day are longer than what is kept.
    for number in 0..100 {
        unpacked.keep(number, vec![0; 1 << 20], End::Complete, false);
    }
    assert_eq!(unpacked.kept(), (true, 32));
}

#[test]
fn a_long_request_without_events_is_read_once() {
    let cookie =
        "%7B%22distinct_id%22%3A%22made-up%22%2C%22first_id%22%3A%22%22%2C%22props%22%3A%7B%7D%7D";
    let payload =
        "%7B%22key_id%22%3A1%2C%22payload%22%3A%22".to_owned() + &"QUJD".repeat(500) + "%22%7D";
    let request = format!(
        "GET /sa.gif?project=a&data={payload} HTTP/1.1\r\nHost: a.example\r\nCookie: sensorsdata2015jssdkcross={cookie}\r\n\r\n"
    );
    let readings = read_within(&request, Limits::DEFAULT);
    assert_eq!(readings.readings.len(), 1);
}

#[test]
fn nothing_is_lost_of_json_whose_objects_have_names_of_events() {
    for (text, expected) in [
        // An event within what nobody knows, as programs log it.
        (
            r#"{"level":"info","sent":{"all":[{"type":"track","event":"a","properties":{"$model":"b"}}]}}"#,
            vec!["sensors-analytics 1"],
        ),
        // Two records of nobody's format.
        (
            r##"[{"a":{"b":1,"identities":-9,"_track_id":184,"#type":1588938227000},"distinct_id":[1]},{"c":2}]"##,
            vec!["unknown 2"],
        ),
    ] {
        let readings = read_within(text, Limits::DEFAULT).readings;
        let found = readings.iter().map(|reading| {
            let format = &reading.decoded.protocol.id;
            format!("{format} {}", reading.event_count())
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }
}
