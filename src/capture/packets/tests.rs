use crate::capture::{Item, Request, open as open_capture};
use crate::report::InputKind;

const CLIENT: [u8; 4] = [10, 0, 0, 2];
const SERVER: [u8; 4] = [192, 0, 2, 7];

const SYN: u8 = 2;
const ACK: u8 = 16;

/// A packet of TCP from one port to another without what is below it.
fn segment(ports: [u16; 2], sequence: u32, flags: u8, data: &[u8]) -> Vec<u8> {
    let (from, to) = match ports[0] {
        80 | 443 => (SERVER, CLIENT),
        _ => (CLIENT, SERVER),
    };
    let length = (40 + data.len()) as u16;
    let mut packet = vec![0x45, 0];
    packet.extend(length.to_be_bytes());
    packet.extend([0, 0, 0x40, 0, 64, 6, 0, 0]);
    packet.extend([from, to].concat());
    packet.extend(ports.map(u16::to_be_bytes).concat());
    packet.extend(sequence.to_be_bytes());
    packet.extend([0, 0, 0, 0, 0x50, flags, 0, 0, 0, 0, 0, 0]);
    packet.extend(data);
    packet
}

fn ethernet(packet: &[u8], trailer: &[u8]) -> Vec<u8> {
    [&[0; 12][..], &[8, 0], packet, trailer].concat()
}

/// A file of packets, one a second.
fn pcap(link: u32, packets: &[Vec<u8>]) -> Vec<u8> {
    let mut file = vec![
        0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0,
    ];
    file.extend(link.to_le_bytes());
    for (index, packet) in packets.iter().enumerate() {
        let length = packet.len() as u32;
        file.extend(
            [index as u32, 500_000, length, length]
                .map(u32::to_le_bytes)
                .concat(),
        );
        file.extend(packet);
    }
    file
}

/// The same in blocks with the highest byte first, and times in parts of a second to this power of ten.
fn pcapng(link: u16, resolution: u8, packets: &[Vec<u8>]) -> Vec<u8> {
    let block = |kind: u32, body: &[u8]| {
        let padding = vec![0; body.len().next_multiple_of(4) - body.len()];
        let length = (12 + body.len() + padding.len()) as u32;
        let length = length.to_be_bytes();
        [&kind.to_be_bytes()[..], &length, body, &padding, &length].concat()
    };
    let mut file = block(
        0x0a0d_0d0a,
        &[
            0x1a, 0x2b, 0x3c, 0x4d, 0, 1, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255,
        ],
    );
    let option = [0, 9, 0, 1, resolution, 0, 0, 0, 0, 0, 0, 0];
    file.extend(block(
        1,
        &[&link.to_be_bytes()[..], &[0; 6], &option].concat(),
    ));
    for (index, packet) in packets.iter().enumerate() {
        let time = (index as u64 * 1_000 + 500) * 10_u64.pow(u32::from(resolution) - 3);
        let length = packet.len() as u32;
        let head = [0, (time >> 32) as u32, time as u32, length, length]
            .map(u32::to_be_bytes)
            .concat();
        file.extend(block(6, &[&head[..], packet].concat()));
    }
    file
}

fn read(input: &[u8]) -> (Vec<Request>, Vec<String>) {
    let (mut requests, mut problems) = (Vec::new(), Vec::new());
    let (kind, _) = open_capture(input.into(), &mut |item, _, _| match item {
        Item::Text(..) | Item::Hosts(_) => {}
        Item::Request(request) => requests.push(request),
        Item::Problem(problem) => problems.push(problem.code.to_owned()),
    });
    assert_eq!(kind.kind, InputKind::Export);
    (requests, problems)
}

fn paths(requests: &[Request]) -> Vec<String> {
    let url = |request: &Request| request.url.clone().unwrap_or_default();
    requests.iter().map(url).collect()
}

const ONE: &[u8] = b"POST /one HTTP/1.1\r\nHost: a.example\r\nContent-Length: 4\r\n\r\n[11]";
const TWO: &[u8] = b"GET /two?data=e30 HTTP/1.1\r\nHost: b.example:8080\r\n\r\n";

/// Two connections, of which the second one begins last and ends first.
fn traffic() -> Vec<Vec<u8>> {
    let client = [40_000, 80];
    let (head, rest) = ONE.split_at(25);
    vec![
        segment(client, 1_000, SYN, b""),
        segment([80, 40_000], 7_000, SYN | ACK, b""),
        segment(client, 1_001, ACK, head),
        segment([40_001, 80], 99, ACK, TWO),
        segment(client, 1_026, ACK, rest),
        segment(
            [80, 40_000],
            7_001,
            ACK,
            b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        ),
    ]
}

#[test]
fn requests_are_put_together_from_their_packets() {
    let packets = traffic();
    let wrapped: Vec<Vec<u8>> = packets
        .iter()
        .map(|packet| ethernet(packet, &[1; 32]))
        .collect();
    let tagged = |packet: &Vec<u8>| [&[0; 12][..], &[0x81, 0, 0, 7, 8, 0], packet].concat();
    let cooked = |packet: &Vec<u8>| [&[0; 14][..], &[8, 0], packet].concat();
    let cooked_2 = |packet: &Vec<u8>| [&[8, 0][..], &[0; 18], packet].concat();
    let loopback = |packet: &Vec<u8>| [&[2, 0, 0, 0][..], packet].concat();
    for input in [
        pcap(101, &packets),
        pcap(1, &wrapped),
        pcap(1, &packets.iter().map(tagged).collect::<Vec<_>>()),
        pcap(113, &packets.iter().map(cooked).collect::<Vec<_>>()),
        pcap(276, &packets.iter().map(cooked_2).collect::<Vec<_>>()),
        pcap(0, &packets.iter().map(loopback).collect::<Vec<_>>()),
        pcapng(101, 6, &packets),
        pcapng(1, 9, &wrapped),
    ] {
        let (requests, problems) = read(&input);
        assert_eq!(
            paths(&requests),
            ["http://a.example/one", "http://b.example:8080/two?data=e30"]
        );
        assert!(problems.is_empty());
        assert_eq!(requests[0].started, Some(2_500));
        assert_eq!(requests[1].started, Some(3_500));
        for request in &requests {
            assert!(!request.at.is_packed);
            let host = request.headers[0].value;
            let places = request.store.provenance(host, "");
            let place = request.file_place(&places, "").unwrap();
            let found = &input[place.start as usize..place.end as usize];
            assert_eq!(found, request.text(host).as_bytes());
        }
    }
}

#[test]
fn order_copies_and_gaps() {
    let client = [40_000, 80];
    let (one, rest) = ONE.split_at(25);
    let (two, three) = rest.split_at(20);
    let at = |offset: usize, data: &[u8]| {
        segment(
            client,
            (u32::MAX - 9).wrapping_add(offset as u32),
            ACK,
            data,
        )
    };
    let start = |packets: Vec<Vec<u8>>| {
        let first = segment(client, u32::MAX - 10, SYN, b"");
        read(&pcap(101, &[vec![first], packets].concat()))
    };
    // The numbers begin again within it.
    let (mixed, problems) = start(vec![
        at(45, three),
        at(0, one),
        at(25, two),
        at(0, &ONE[..40]),
    ]);
    assert_eq!(
        (paths(&mixed), problems.len()),
        (vec!["http://a.example/one".to_owned()], 0)
    );
    assert_eq!(mixed[0].store.in_memory(mixed[0].steps[0].output), b"[11]");
    let end = ONE.len();
    let (gap, problems) = start(vec![at(0, one), at(45, three), at(end, TWO)]);
    assert_eq!(
        paths(&gap).last().unwrap(),
        "http://b.example:8080/two?data=e30"
    );
    assert_eq!(problems, ["packets-missing"]);
    // Of each packet only so much was kept, and of one all when it was sent again.
    let mut kept = pcap(101, &[at(0, ONE), at(0, ONE), at(end, TWO)]);
    let record = 24 + 16;
    kept.splice(record + 60..record + 40 + end, []);
    kept[24 + 8] = 60;
    let (again, problems) = read(&kept);
    assert_eq!(paths(&again).len(), 2);
    assert_eq!(
        again[0]
            .store
            .in_memory(again[0].steps.last().unwrap().output),
        b"[11]"
    );
    assert!(problems.is_empty());
    let cut = &kept[..record + 60];
    assert_eq!(read(cut).1, ["packets-missing"]);
}

#[test]
fn answers_that_may_be_encrypted_follow_their_requests() {
    let sealed = b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\nh4ByfABqFUitCMFh";
    let plain = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    let (client, server) = ([40_000, 80], [80, 40_000]);
    let (head, rest) = sealed.split_at(30);
    let packets = [
        segment(client, 1_000, SYN, b""),
        segment(server, 7_000, SYN | ACK, b""),
        segment(client, 1_001, ACK, ONE),
        segment(server, 7_001, ACK, head),
        segment(server, 7_031, ACK, rest),
        segment(client, 1_001 + ONE.len() as u32, ACK, TWO),
        segment(server, 7_001 + sealed.len() as u32, ACK, plain),
    ];
    for packets in [&packets[..], &packets[2..]] {
        let (requests, problems) = read(&pcap(101, packets));
        let answers: Vec<bool> = requests.iter().map(|one| one.is_answer).collect();
        assert_eq!(answers, [false, true, false]);
        let body = requests[1].steps.last().unwrap().output;
        assert_eq!(requests[1].store.in_memory(body), b"h4ByfABqFUitCMFh");
        assert!(problems.is_empty(), "{problems:?}");
    }
    // What is missing of an answer is missing of no request.
    let gap = [&packets[..4], &packets[5..]].concat();
    assert!(read(&pcap(101, &gap)).1.is_empty());
}

#[test]
fn packets_of_two_interfaces_are_read_once() {
    let twice = [traffic(), traffic()].concat();
    let (once, twice) = (read(&pcap(101, &traffic())), read(&pcap(101, &twice)));
    assert_eq!(paths(&twice.0), paths(&once.0));
}

fn hello(host: &[u8]) -> Vec<u8> {
    let name = [
        &[
            0,
            0,
            0,
            host.len() as u8 + 5,
            0,
            host.len() as u8 + 3,
            0,
            0,
            host.len() as u8,
        ][..],
        host,
    ]
    .concat();
    let rest = [
        &[3, 3][..],
        &[7; 32],
        &[0, 0, 2, 0x13, 1, 1, 0, 0, name.len() as u8],
        &name,
    ]
    .concat();
    [
        &[
            0x16,
            3,
            1,
            0,
            rest.len() as u8 + 4,
            1,
            0,
            0,
            rest.len() as u8,
        ][..],
        &rest,
    ]
    .concat()
}

#[test]
fn encrypted_connections_are_named() {
    let greeting = segment([40_000, 443], 1, ACK, &hello(b"Api.Example"));
    let (requests, problems) = read(&pcap(101, std::slice::from_ref(&greeting)));
    assert_eq!(requests[0].host.as_deref(), Some("api.example"));
    assert_eq!(
        requests[0].missing.as_ref().unwrap().code,
        "packets-encrypted"
    );
    assert!(problems.is_empty());
    let (requests, problems) = read(&pcap(101, &[traffic(), vec![greeting]].concat()));
    assert_eq!(requests.len(), 3);
    assert_eq!(problems, ["packets-partly-encrypted"]);
}

#[test]
fn damaged_recordings_are_read_as_far_as_they_go() {
    let whole = pcap(101, &traffic());
    for end in 24..whole.len() {
        let (requests, _) = read(&whole[..end]);
        assert!(requests.len() <= 2, "{end}");
    }
    let cut = &whole[..whole.len() - 10];
    assert_eq!(read(cut).1, ["packets-cut"]);
    let blocks = pcapng(101, 6, &traffic());
    for end in 12..blocks.len() {
        read(&blocks[..end]);
    }
    assert_eq!(read(&whole[..24]).1, ["packets-empty"]);
}

#[test]
fn connections_in_frames_are_told() {
    let frames = segment(
        [40_000, 80],
        1_001,
        ACK,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0",
    );
    let (requests, problems) = read(&pcap(101, std::slice::from_ref(&frames)));
    assert_eq!(
        (requests.len(), &problems[..]),
        (0, &["packets-http2".to_owned()][..])
    );
    let mut packets = traffic();
    packets.push(segment([40_001, 80], 1_001, ACK, &frames[40..]));
    let (requests, problems) = read(&pcap(101, &packets));
    assert_eq!((requests.len(), problems[0].as_str()), (2, "packets-http2"));
}

/// Rows of digits with offsets.
fn rows(bytes: &[u8]) -> String {
    let row = |(index, row): (usize, &[u8])| {
        let pairs: Vec<String> = row.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{:04x}  {:48}  ........\n", index * 16, pairs.join(" "))
    };
    bytes.chunks(16).enumerate().map(row).collect()
}

#[test]
fn what_a_program_put_together_stands_for_packets_that_are_missing() {
    let client = [40_000, 80];
    let (first, last) = ONE.split_at(40);
    let one = rows(&ethernet(&segment(client, 1, ACK, first), b""));
    let two = rows(&ethernet(&segment(client, 41, ACK, last), b""));
    let whole = format!(
        "Frame (99 bytes):\n{two}Reassembled TCP (62 bytes):\n{}",
        rows(ONE)
    );
    for text in [whole.clone(), format!("{one}\n{whole}\n{one}")] {
        let (requests, problems) = read(text.as_bytes());
        assert_eq!(paths(&requests), ["http://a.example/one"]);
        assert_eq!(
            requests[0]
                .store
                .in_memory(requests[0].steps.last().unwrap().output),
            b"[11]"
        );
        assert!(problems.is_empty());
    }
}

#[test]
fn packets_in_rows_of_digits_are_put_together() {
    let mut text = String::new();
    for packet in traffic() {
        text.push_str("02:07:27.511503 IP a.1 > b.http: Flags [P.], length 9\n");
        for (index, row) in packet.chunks(16).enumerate() {
            let pairs = row
                .chunks(2)
                .map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect());
            let pairs: Vec<String> = pairs.collect();
            text.push_str(&format!(
                "\t0x{:04x}:  {:41}E..<.T@.\n",
                index * 16,
                pairs.join(" ")
            ));
        }
    }
    let (requests, problems) = read(text.as_bytes());
    assert_eq!(paths(&requests).len(), 2);
    assert!(problems.is_empty());
    let host = requests[0].headers[0].value;
    let places = requests[0].store.provenance(host, "");
    let place = requests[0].file_place(&places, "").unwrap();
    let found = text.get(place.start as usize..place.end as usize).unwrap();
    let found = found.replace(' ', "");
    assert!(found.starts_with("612e"), "{found}");
}

#[test]
fn packets_that_are_printed_as_text_are_put_together() {
    let line = |from: &str, flags: &str, sequence: &str, length: usize| {
        format!("10:00:00.5 IP {from}: Flags [{flags}], {sequence}ack 1, win 64, length {length}\n")
    };
    let (client, server) = ("a.40000 > b.http", "b.http > a.40000");
    let body = "[\"10:00\n\n12\"]";
    let text = [
        "tcpdump: verbose output suppressed, use -v for full decode\n".to_owned(),
        line(client, "S", "seq 521453269, ", 0),
        "E..<.T@.@.oe....\n....\n".to_owned(),
        line(client, "P.", "seq 1:70, ", 69)
            + "E..<.T@.@.oe.n.GET..\nk.POST /one HTTP/1.1\nHost: a.example\nContent-Length: 13\n\n[\"10\n",
        line(server, "P.", "seq 1:20, ", 19) + "E..<.T@.@.HTTP/1.1 200 OK\n\n\n",
        line(client, "P.", "seq 1:70, ", 69)
            + "E..<.T@.@.oe.n.GET..\nk.POST /one HTTP/1.1\nHost: a.example\nContent-Length: 13\n\n[\"10\n",
        line(client, "P.", "seq 70:79, ", 9) + "E..<.T@.@.oe.n.GE:00\n\n12\"]\n",
        line("a.40000 > b.http", "P.", "seq 79:149, ", 70)
            + "E..<.T@.@.GET /two HTTP/1.1\nHost: a.example\nContent-Encoding: gzip\n\n......x..",
    ];
    let (requests, problems) = read(text.concat().as_bytes());
    assert_eq!(
        paths(&requests),
        ["http://a.example/one", "http://a.example/two"]
    );
    let found = requests[0].store.in_memory(requests[0].steps[1].output);
    assert_eq!(std::str::from_utf8(found).unwrap().trim(), body);
    assert_eq!(requests[1].missing.as_ref().unwrap().code, "body-lost");
    assert!(problems.is_empty());
}
