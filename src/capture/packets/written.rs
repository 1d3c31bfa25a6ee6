//! Packets that a program wrote out as rows of digits, as `tcpdump -X` and `tshark -x` do.

use std::ops::Range;

use super::frame::{self, Content};
use super::streams::Streams;
use super::{Item, Packet};
use crate::bytes::codec::written::{self, Notation};
use crate::capture::dump::pieces::Dump;
use crate::capture::nested::{self, Undone};
use crate::report::Codec;

/// What is tried of what can stand below the addresses: Ethernet, nothing, Linux, BSD's loopback.
const LINKS: [u32; 5] = [1, 101, 113, 276, 0];

/// Packets that say what they begin with; some are of no connection.
const SAMPLE: usize = 16;

/// Hands over what clients sent in packets of a text; false where these are no packets.
pub(in crate::capture) fn open(
    input: &[u8],
    packets: &[Dump],
    depth: usize,
    take: &mut dyn FnMut(Item),
) -> bool {
    let bytes = |packet: &Dump| written::decode(input, Notation::Hex, &places(packet));
    let mut sample = packets.iter().take(SAMPLE).map(bytes);
    let link = sample.find_map(|bytes| link(&bytes));
    let Some(link) = link else {
        return false;
    };
    let pieces: Vec<Range<u32>> = packets.iter().flat_map(places).collect();
    let undone = Undone {
        codec: Codec::Numbers,
        because: "the packets are written as digits",
    };
    let mut room = usize::MAX;
    let mut read = |inner: &[u8], take: &mut dyn FnMut(Item)| {
        let mut streams = Streams::default();
        let mut start = 0;
        for packet in packets {
            let place = start..start + bytes(packet).len();
            start = place.end;
            let heading = input.get(packet.heading.clone()).unwrap_or_default();
            let is_part = heading.ends_with(b" bytes):");
            if heading.starts_with(b"Reassembled TCP") {
                streams.put_together(inner, place);
            } else if !is_part || heading.starts_with(b"Frame") {
                let time = None;
                streams.take(inner, &Packet { place, link, time });
            }
        }
        streams.finish(inner, depth + 1, take);
        true
    };
    nested::open_written_by(
        input,
        Notation::Hex,
        &pieces,
        undone,
        &mut room,
        &mut read,
        take,
    )
}

fn places(packet: &Dump) -> Vec<Range<u32>> {
    let pieces = packet.pieces.iter();
    pieces
        .map(|piece| piece.start as u32..piece.end as u32)
        .collect()
}

/// Whether bytes are a packet with a part of a connection in it.
pub(in crate::capture) fn is_packet(bytes: &[u8]) -> bool {
    link(bytes).is_some()
}

/// What a packet begins with, where it is one.
fn link(bytes: &[u8]) -> Option<u32> {
    LINKS.into_iter().find(|&link| {
        let packet = Packet {
            place: 0..bytes.len(),
            link,
            time: None,
        };
        matches!(frame::read(bytes, &packet), Some(Content::Segment(_)))
    })
}
