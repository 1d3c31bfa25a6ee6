//! Packets as tshark writes them in JSON with their bytes (`-T jsonraw`, `-T json -x`, `-T ek -x`): the
//! member `frame_raw` has each one as digits.

use std::ops::Range;

use super::pieces::Dump;
use crate::bytes::codec::written::Notation;
use crate::capture::{Container, Item, mark_length};
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "packets-json",
    name: Some("packets with their bytes in JSON"),
    recognize,
    open,
};

const BECAUSE: &str = "its packets have the member frame_raw, as tshark writes it";

/// Bytes in which the first packet begins.
const BEGINNING: usize = 1 << 12;

/// The name of the member, which can have a list with the digits and their place.
const NAME: &[u8] = b"\"frame_raw\"";

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let text = input.get(mark_length(input)..)?.trim_ascii_start();
    let is_json = matches!(text.first(), Some(b'[' | b'{'));
    let beginning = input.get(..input.len().min(BEGINNING)).unwrap_or_default();
    (is_json && beginning.windows(NAME.len()).any(|part| part == NAME)).then_some(())?;
    let mut frames = frames(input).take(super::SAMPLE_OF_PACKETS);
    let is_packet = frames.any(|frame| super::is_packet(input, std::slice::from_ref(&frame)));
    is_packet.then_some((InputKind::Export, BECAUSE))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let dump = |piece: Range<usize>| Dump {
        pieces: Vec::from([piece]),
        ..Dump::default()
    };
    let dumps = frames(input).map(dump).collect();
    super::open(
        input,
        dumps,
        &[Notation::Hex],
        super::numbers(BECAUSE),
        depth,
        take,
    );
}

/// Where the digits of each packet stand.
fn frames(input: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut position = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = input.get(position..)?;
            let quote = rest.iter().position(|&byte| byte == b'"')?;
            let rest = rest.get(quote..)?;
            position += quote + 1;
            let Some(behind) = rest.strip_prefix(NAME) else {
                continue;
            };
            let is_between = |byte: &&u8| byte.is_ascii_whitespace() || b":[\"".contains(byte);
            let between = behind.iter().take_while(is_between).count();
            let digits = behind.get(between..)?.iter();
            let digits = digits.take_while(|byte| byte.is_ascii_hexdigit()).count();
            let start = position - 1 + NAME.len() + between;
            position = start + digits;
            return Some(start..start + digits);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The packet of an IPv4 connection without a link layer that sends this.
    fn packet(sequence: u32, data: &str) -> String {
        let mut bytes = Vec::from([0x45, 0, 0, 40 + data.len() as u8, 0, 1, 0, 0, 64, 6, 0, 0]);
        bytes.extend([10, 0, 0, 1, 10, 0, 0, 2, 0xc3, 0x50, 0, 80]);
        bytes.extend(sequence.to_be_bytes());
        bytes.extend([0, 0, 0, 1, 0x50, 0x18, 0xff, 0xff, 0, 0, 0, 0]);
        bytes.extend(data.as_bytes());
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn read(text: &str) -> Option<Vec<String>> {
        recognize(text.as_bytes(), 0)?;
        let mut found = Vec::new();
        open(text.as_bytes(), 0, &mut |item| {
            found.push(match item {
                Item::Request(request) => format!(
                    "{} {}",
                    request.method.unwrap_or_default(),
                    request.url.unwrap_or_default()
                ),
                Item::Problem(problem) => problem.code.to_owned(),
                Item::Text(..) | Item::Hosts(_) => String::new(),
            });
        });
        Some(found)
    }

    #[test]
    fn packets_are_put_together() {
        let [one, two] = [
            packet(1, "POST /sa HTTP/1.1\r\nHost: a.example\r\n"),
            packet(37, "Content-Length: 3\r\n\r\na=b"),
        ];
        let list = format!(
            "[\n {{\"_source\": {{\"layers\": {{\"frame_raw\": [\"{one}\", 0, 60, 0, 1], \"ip_raw\": [\"45\", 0]}}}}}},\n \
             {{\"_source\": {{\"layers\": {{\"frame_raw\": [\n\"{two}\", 0, 60, 0, 1]}}}}}}]"
        );
        assert_eq!(read(&list).unwrap(), ["POST http://a.example/sa"]);
        let lines = format!(
            "{{\"index\":{{}}}}\n{{\"layers\":{{\"frame_raw\":\"{one}\"}}}}\n{{\"index\":{{}}}}\n{{\"layers\":{{\"frame_raw\":\"{two}\"}}}}\n"
        );
        assert_eq!(read(&lines).unwrap(), ["POST http://a.example/sa"]);
        for end in 0..lines.len() {
            read(lines.get(..end).unwrap_or_default());
        }
    }

    #[test]
    fn other_members_are_no_packets() {
        for text in [
            "{\"frame_raw\": \"a picture\"}",
            "{\"frame_raw\": [\"00ff00ff\", 0]}",
            "{\"frame\": 1}",
            "see \"frame_raw\"",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
