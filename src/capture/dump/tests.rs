use std::fmt::Write as _;

use crate::capture::{Body, Item, Request, open};
use crate::report::InputKind;

/// A request whose body begins at an odd offset.
const REQUEST: &str =
    "POST /sa?project=x HTTP/1.1\r\nHost: a.example\r\nContent-Length: 9\r\n\r\n[1, 2, 3]";

fn read(input: &[u8]) -> (InputKind, Vec<Request>, Vec<String>) {
    let (mut requests, mut problems) = (Vec::new(), Vec::new());
    let (kind, _) = open(input.into(), &mut |item, _, _| match item {
        Item::Text(..) | Item::Hosts(_) => {}
        Item::Request(request) => requests.push(request),
        Item::Problem(problem) => problems.push(problem.code.to_owned()),
    });
    (kind.kind, requests, problems)
}

/// Reads the only request of a text, and tells where its body and its host stand there.
fn check(input: &str, body_place: &str, host_place: &str) {
    let (kind, requests, problems) = read(input.as_bytes());
    assert_eq!((kind, problems.len()), (InputKind::Export, 0), "{input}");
    let [request] = requests.as_slice() else {
        panic!("expected one request in {input}");
    };
    assert_eq!(request.url.as_deref(), Some("//a.example/sa?project=x"));
    let Body::Bytes(body) = request.body else {
        panic!("expected a body in {input}");
    };
    assert_eq!(request.text(body), "[1, 2, 3]");
    let host = request.headers[0].value;
    assert_eq!(request.text(host), "a.example");
    for (at, expected) in [(body, body_place), (host, host_place)] {
        let places = request.store.provenance(at, "");
        let place = request.file_place(&places, "").unwrap();
        let found = input.get(place.start as usize..place.end as usize).unwrap();
        assert_eq!(found, expected, "{input}");
    }
}

/// The same with so many bytes a row, an offset to a base before each and text behind it.
fn dump(
    bytes: &[u8],
    width: usize,
    offset: fn(usize) -> String,
    cell: fn(&[u8]) -> String,
    size: usize,
) -> String {
    let mut text = String::new();
    for (index, row) in bytes.chunks(width).enumerate() {
        let cells: Vec<String> = row.chunks(size).map(cell).collect();
        let shown: String = row
            .iter()
            .map(|&byte| {
                if byte.is_ascii_graphic() {
                    byte as char
                } else {
                    '.'
                }
            })
            .collect();
        let data = width.div_ceil(size) * (cell(&bytes[..size]).len() + 1);
        let cells = cells.join(" ");
        writeln!(text, "{} {cells:data$} {shown}", offset(index * width)).unwrap();
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn bytes_lead_to_their_digits_in_rows() {
    let bytes = REQUEST.as_bytes();
    let colon = |offset: usize| format!("{offset:08x}:");
    check(
        &dump(bytes, 16, colon, hex, 1),
        "5b 31 2c 20 32 2c 20 33 5d",
        "61 2e 65 78 61 6d 70 6c 65",
    );
    check(
        &dump(bytes, 32, colon, hex, 2),
        "5b 312c 2032 2c20 335d",
        "61 2e65 7861 6d70 6c65",
    );
    let octal = |offset: usize| format!("{offset:07o}");
    let three = |bytes: &[u8]| format!("{:03o}", bytes[0]);
    check(
        &dump(bytes, 16, octal, three, 1),
        "133 061 054 040 062 054 040 063 135",
        "141 056 145 170 141 155 160 154 145",
    );
    let bits = |bytes: &[u8]| format!("{:08b}", bytes[0]);
    let found = dump(bytes, 6, colon, bits, 1);
    let (_, requests, _) = read(found.as_bytes());
    assert_eq!(requests.len(), 1);
}

#[test]
fn words_need_no_offsets() {
    let words = |count: usize| {
        let words = REQUEST.as_bytes().chunks(count).map(|bytes| {
            let digits = bytes.iter().rev().map(|byte| format!("{byte:02x}"));
            let digits: String = digits.collect();
            format!("{digits:0>width$}", width = 2 * count)
        });
        words.collect::<Vec<_>>().join(" ")
    };
    for count in [2, 4, 8] {
        let (_, requests, _) = read(words(count).as_bytes());
        assert_eq!(requests.len(), 1, "{count}");
    }
    // Words of different lengths are no words.
    let mixed = [words(2), words(4)].join(" ");
    assert_eq!(read(mixed.as_bytes()).0, InputKind::Unrecognized);
}

#[test]
fn a_number_of_several_bytes_leads_to_all_of_its_digits() {
    let words = |bytes: &[u8]| {
        let high = bytes.get(1).copied().unwrap_or(0);
        format!("{:04x}", u16::from_le_bytes([bytes[0], high]))
    };
    let mut text = String::new();
    let bytes = [b"GET", REQUEST.as_bytes()].concat();
    for (index, row) in bytes[3..].chunks(16).enumerate() {
        let cells: Vec<String> = row.chunks(2).map(words).collect();
        writeln!(text, "{:07x} {}", index * 16, cells.join(" ")).unwrap();
    }
    writeln!(text, "{:07x}", REQUEST.len()).unwrap();
    let at = REQUEST.find('[').unwrap();
    assert_eq!(at % 2, 1);
    check(
        &text,
        "5b0a 2c31 3220 202c 5d33",
        "6120 652e 6178 706d 656c",
    );
}

#[test]
fn words_can_be_decimal() {
    let octal = |offset: usize| format!("{offset:07o}");
    let decimal = |offset: usize| format!("{offset:07}");
    // The last word is filled up with zeros, as the programs do.
    let word = |bytes: &[u8]| {
        let own = bytes.iter().rev();
        own.fold(0_u64, |word, &byte| word << 8 | u64::from(byte))
    };
    let two = |bytes: &[u8]| {
        let own = [bytes[0], bytes.get(1).copied().unwrap_or(0)];
        format!("{:5}", u16::from_le_bytes(own))
    };
    let zeros = |bytes: &[u8]| {
        let own = [bytes[0], bytes.get(1).copied().unwrap_or(0)];
        format!("{:05}", i16::from_le_bytes(own))
    };
    let one = |bytes: &[u8]| format!("{:3}", bytes[0]);
    let bytes = REQUEST.as_bytes();
    let mut dumps = vec![
        dump(bytes, 16, octal, two, 2),
        dump(bytes, 16, decimal, zeros, 2),
        dump(bytes, 16, decimal, one, 1),
    ];
    for size in [4, 8] {
        let mut text = String::new();
        for (index, row) in bytes.chunks(16).enumerate() {
            let cells: Vec<String> = row
                .chunks(size)
                .map(|cell| word(cell).to_string())
                .collect();
            writeln!(text, "{:07o} {}", index * 16, cells.join(" ")).unwrap();
        }
        dumps.push(text);
    }
    for text in dumps {
        let (_, requests, problems) = read(text.as_bytes());
        assert_eq!((requests.len(), problems.len()), (1, 0), "{text}");
        let Body::Bytes(at) = requests[0].body else {
            panic!("expected a body in {text}");
        };
        let body = requests[0].text(at).trim_end_matches('\0');
        assert_eq!(body, "[1, 2, 3]", "{text}");
    }
}

#[test]
fn rows_that_are_missing_are_told() {
    let colon = |offset: usize| format!("{offset:08x}:");
    let text = dump(REQUEST.as_bytes(), 16, colon, hex, 1);
    let lines: Vec<&str> = text.lines().collect();
    let gap = [&lines[..2], &lines[3..]].concat().join("\r\n");
    let (_, requests, problems) = read(gap.as_bytes());
    assert_eq!((requests.len(), problems), (1, vec!["dump-gap".to_owned()]));
    let unknown = dump(&[200; 64], 16, colon, hex, 1);
    assert_eq!(read(unknown.as_bytes()).2, ["dump-unknown"]);
}

#[test]
fn equal_rows_can_be_left_out() {
    let body = format!("[\"{}\"]", "a".repeat(92));
    let text = "00000000  5b 22 61 61 61 61 61 61  61 61 61 61 61 61 61 61  |[\"aaaaaaaaaaaaaa|\n\
                00000010  61 61 61 61 61 61 61 61  61 61 61 61 61 61 61 61  |aaaaaaaaaaaaaaaa|\n*\n\
                00000050  61 61 61 61 61 61 61 61  61 61 61 61 61 61 22 5d  |aaaaaaaaaaaaaa\"]|\n\
                00000060\n";
    let (_, requests, problems) = read(text.as_bytes());
    let Body::Bytes(at) = requests[0].body else {
        panic!("expected bytes");
    };
    assert_eq!((requests[0].text(at), problems.len()), (body.as_str(), 0));
}

#[test]
fn both_sides_of_a_connection_have_offsets_of_their_own() {
    let offset = |offset: usize| format!("{offset:08X} ");
    let ours = dump(REQUEST.as_bytes(), 16, offset, hex, 1);
    let answer = dump(
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        16,
        offset,
        hex,
        1,
    );
    let theirs: String = answer.lines().map(|line| format!("    {line}\n")).collect();
    let (_, requests, problems) = read(format!("{ours}{theirs}").as_bytes());
    assert_eq!((requests.len(), problems.len()), (1, 0));
    assert_eq!(read(theirs.as_bytes()).2, ["response-alone"]);
}

#[test]
fn characters_stand_in_cells() {
    let text = "0000000   [   \"   a       b  \\n   \"   ,   1   2   3   4   5   6   7   8\n\
                0000020   9   ]\n0000022\n";
    let (_, requests, _) = read(text.as_bytes());
    let Body::Bytes(at) = requests[0].body else {
        panic!("expected bytes");
    };
    assert_eq!(requests[0].text(at), "[\"a b\n\",123456789]");
}

#[test]
fn digits_and_lists_hold_requests() {
    let bytes = REQUEST.as_bytes();
    let list = |each: fn(u8) -> String| bytes.iter().map(|&byte| each(byte)).collect::<Vec<_>>();
    let spaced = list(|byte| format!("{byte:02X}"));
    check(
        &spaced.join(" "),
        "5B 31 2C 20 32 2C 20 33 5D",
        "61 2E 65 78 61 6D 70 6C 65",
    );
    check(
        &format!("<Buffer {}>", spaced.join(" ")),
        "5B 31 2C 20 32 2C 20 33 5D",
        "61 2E 65 78 61 6D 70 6C 65",
    );
    let decimal = "91, 49, 44, 32, 50, 44, 32, 51, 93";
    let host = "97, 46, 101, 120, 97, 109, 112, 108, 101";
    let numbers = list(|byte| byte.to_string()).join(", ");
    check(&format!("[{numbers}]"), decimal, host);
    check(
        &format!(r#"{{"type": "Buffer", "data": [{numbers}]}}"#),
        decimal,
        host,
    );
    let prefixed = list(|byte| format!("{byte:#x}")).join(", ");
    let (_, requests, problems) =
        read(format!("unsigned char a[] = {{ /* 4 */ {prefixed} }};\nint a_len = 1;").as_bytes());
    assert_eq!((requests.len(), problems.len()), (1, 0));
}

#[test]
fn what_is_cut_off_is_told() {
    let bytes: Vec<String> = (b"crc=1&data_list=H4sI")
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let text = format!("<Buffer {} ... 965 more bytes>\n", bytes.join(" "));
    let (_, requests, problems) = read(text.as_bytes());
    assert_eq!((requests.len(), problems), (1, vec!["list-cut".to_owned()]));
}

#[test]
fn numbers_that_hold_nothing_known_are_no_dump() {
    for text in [
        "d41d8cd98f00b204e9800998ecf8427e",
        "123e4567-e89b-12d3-a456-426614174000",
        "00:1b:44:11:3a:b7",
        "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]",
        r#"{"values": [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9]}"#,
        "2019  12 14 15 16\n2020  11 13 14 15\n2021  15 16 17 18\n",
        "deadbeef is a word\ncafe babe too\n",
        "1234567890",
        "34 45 52 38 41 47 55 36 61 72 39 48 51 50 44 66 70 35",
        "[50, 55, 67, 71, 65, 82, 88, 70, 66, 49, 52, 77, 81, 90, 68, 54]",
        "1000 12 14 16 18\n1004 12 14 16 18\n1008 13 15 17 19\n",
    ] {
        let (kind, ..) = read(text.as_bytes());
        assert_ne!(kind, InputKind::Export, "{text}");
    }
}

#[test]
fn followed_connections_are_read_in_every_form() {
    let frame = "=".repeat(67);
    let head = |mode| {
        format!(
            "\n{frame}\nFollow: tcp,{mode}\nFilter: tcp.stream eq 0\nNode 0: a:1\nNode 1: b:80\n"
        )
    };
    let length = REQUEST.len();
    let text = format!(
        "{}{length}\n{REQUEST}\n\t15\nHTTP/1.1 200 OK\n{frame}\n",
        head("ascii")
    );
    check(&text, "[1, 2, 3]", "a.example");
    // Wireshark has undone what the header says of the body.
    let chunked = "POST /a HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n";
    let text = format!(
        "{}{}\n{chunked}\n3\n[4]\n\t15\nHTTP/1.1 200 OK\n{length}\n{REQUEST}\n{frame}\n",
        head("ascii"),
        chunked.len()
    );
    assert_eq!(read(text.as_bytes()).1.len(), 2);
    let (one, two) = REQUEST.as_bytes().split_at(30);
    let text = format!(
        "{}{}\n\t48545450\n{}\n{frame}\n",
        head("raw"),
        hex(one),
        hex(two)
    );
    check(&text, "5b312c20322c20335d", "612e6578616d706c65");
    let yaml = "peers:\n  - peer: 0\n    host: a\npackets:\n  - packet: 4\n    peer: 0\n    data: !!binary |\n      \
                UE9TVCAvc2E/cHJvamVjdD14IEhUVFAvMS4xDQpIb3N0OiBhLmV4YW1wbGUNCkNvbnRlbnQtTGVu\n      \
                Z3RoOiA5DQoNClsxLCAyLCAzXQ==\n";
    let (_, requests, problems) = read(yaml.as_bytes());
    assert_eq!((requests.len(), problems.len()), (1, 0));
}

#[test]
fn a_body_is_not_read_without_its_request() {
    let numbers: Vec<String> = REQUEST.bytes().map(|byte| byte.to_string()).collect();
    let offset = |offset: usize| format!("{offset:08x}:");
    for body in [
        format!("[{}]", numbers.join(", ")),
        dump(REQUEST.as_bytes(), 16, offset, hex, 1),
    ] {
        let (kind, requests, _) =
            read(format!("PUT /x HTTP/1.1\nHost: b.example\n\n{body}").as_bytes());
        assert_eq!(kind, InputKind::HttpRequest);
        assert_eq!(requests[0].host.as_deref(), Some("b.example"));
    }
}

#[test]
fn several_can_stand_one_below_the_other() {
    let (one, two) = (
        hex(b"crc=1&data_list=H4sI"),
        hex(b"{\"event\": \"search\"}"),
    );
    let (_, requests, _) = read(format!("{one}\r\n\r\n{two}\n").as_bytes());
    assert_eq!(requests.len(), 2);
    let (_, requests, _) = read(format!("{one}\n{two}").as_bytes());
    assert_eq!(requests.len(), 2);
    // A line that is wrapped is no other request.
    let long = hex(format!("[{}]", "{\"event\": \"search\"}, ".repeat(9)).as_bytes());
    let lines: Vec<&str> = long
        .as_bytes()
        .chunks(60)
        .map(|line| str::from_utf8(line).unwrap())
        .collect();
    assert_eq!(read(lines.join("\n").as_bytes()).1.len(), 1);
    let offset = |offset: usize| format!("{offset:08x}:");
    let dumps = dump(REQUEST.as_bytes(), 16, offset, hex, 1).repeat(2);
    assert_eq!(read(dumps.as_bytes()).1.len(), 2);
}
