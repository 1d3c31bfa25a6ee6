//! What a packet carries: the part of a connection that it holds, below the layers around it.

use std::ops::Range;

use super::Packet;

/// A part of what one side of a connection sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// The addresses and ports of who sent it and of who received it.
    pub(super) from: End,
    pub(super) to: End,
    /// The number of its first byte.
    pub(super) sequence: u32,
    pub(super) is_first: bool,
    /// Whether it says that something was received.
    pub(super) is_answer: bool,
    /// Where its bytes stand.
    pub(super) place: Range<usize>,
    /// Whether some of them were not kept.
    pub(super) is_cut: bool,
}

/// One end of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) address: Vec<u8>,
    pub(super) port: u16,
}

/// What is in a packet.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    Segment(Segment),
    /// Something that is sent to a port of UDP.
    Datagram(u16),
}

/// Takes a packet apart; none where it holds neither.
pub(super) fn read(input: &[u8], packet: &Packet) -> Option<Content> {
    let bytes = input.get(packet.place.clone())?;
    let start = network(bytes, packet.link)?;
    internet(bytes, start, packet.place.start)
}

/// Whether packets that begin like this are read.
pub(super) fn is_read(link: u32) -> bool {
    matches!(link, 0 | 1 | 12 | 14 | 101 | 108 | 113 | 228 | 229 | 276)
}

/// Numbers of layers on Ethernet.
const IPV4: u16 = 0x0800;
const IPV6: u16 = 0x86dd;
const TAGS: [u16; 3] = [0x8100, 0x88a8, 0x9100];
const POINT_TO_POINT: u16 = 0x8864;

/// Where the layer of addresses begins, below that of the cable.
fn network(bytes: &[u8], link: u32) -> Option<usize> {
    let (kind, start) = match link {
        // BSD's loopback.
        0 | 108 => return Some(4),
        // No layer below.
        12 | 14 | 101 | 228 | 229 => return Some(0),
        1 => {
            let mut place = 12;
            let mut kind = number(bytes, place)?;
            while TAGS.contains(&kind) {
                place += 4;
                kind = number(bytes, place)?;
            }
            (kind, place + 2)
        }
        // Linux, for all interfaces together.
        113 => (number(bytes, 14)?, 16),
        276 => (number(bytes, 0)?, 20),
        _ => return None,
    };
    match kind {
        IPV4 | IPV6 => Some(start),
        POINT_TO_POINT => Some(start + 8),
        _ => None,
    }
}

/// Reads the layer of addresses, which begins at an offset of a packet that stands at a place of the file.
pub(super) fn internet(bytes: &[u8], start: usize, place: usize) -> Option<Content> {
    let header = bytes.get(start..)?;
    let (from, to);
    let (protocol, inner, whole) = match header.first()? >> 4 {
        4 => {
            let length = usize::from(header.first()? & 0xf) * 4;
            let is_part = number(header, 6)? & 0x1fff != 0;
            (length >= 20 && !is_part).then_some(())?;
            (from, to) = (header.get(12..16)?, header.get(16..20)?);
            (*header.get(9)?, length, usize::from(number(header, 2)?))
        }
        6 => {
            (from, to) = (header.get(8..24)?, header.get(24..40)?);
            let length = usize::from(number(header, 4)?);
            let mut protocol = *header.get(6)?;
            let mut inner = 40;
            // Headers for those on the way.
            while matches!(protocol, 0 | 43 | 60) {
                protocol = *header.get(inner)?;
                inner += (usize::from(*header.get(inner + 1)?) + 1) * 8;
            }
            (protocol, inner, if length == 0 { 0 } else { 40 + length })
        }
        _ => return None,
    };
    // Network cards put packets together, and leave their length open where it is too large.
    let whole = if whole == 0 { header.len() } else { whole };
    let inside = header.get(inner..whole.min(header.len()))?;
    let port = |at| number(inside, at);
    if protocol == UDP {
        return Some(Content::Datagram(port(2)?));
    }
    (protocol == TCP).then_some(())?;
    let length = usize::from(inside.get(12)? >> 4) * 4;
    let flags = *inside.get(13)?;
    (length >= 20 && length <= inside.len()).then_some(())?;
    let sequence = *inside.get(4..)?.first_chunk()?;
    let data = place + start + inner;
    let end = |address: &[u8], port| End {
        address: address.to_vec(),
        port,
    };
    Some(Content::Segment(Segment {
        from: end(from, port(0)?),
        to: end(to, port(2)?),
        sequence: u32::from_be_bytes(sequence),
        is_first: flags & 2 != 0,
        is_answer: flags & 16 != 0,
        place: data + length..data + inside.len(),
        is_cut: whole > header.len(),
    }))
}

const TCP: u8 = 6;
const UDP: u8 = 17;

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}
