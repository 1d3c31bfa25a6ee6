//! The two formats of files with packets: pcap and pcapng, in both orders of bytes.

use super::Packet;

/// Which of the two a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// pcap.
    Plain(Numbers),
    /// pcapng, each section of which says the order of its bytes.
    Blocks,
}

/// How a file writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    /// Whether the highest byte comes first.
    is_big: bool,
    /// How many parts of a second make a millisecond.
    parts: u64,
}

impl Numbers {
    fn u16(self, bytes: &[u8], at: usize) -> Option<u32> {
        let two = *bytes.get(at..)?.first_chunk()?;
        Some(u32::from(match self.is_big {
            true => u16::from_be_bytes(two),
            false => u16::from_le_bytes(two),
        }))
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        let four = *bytes.get(at..)?.first_chunk()?;
        Some(match self.is_big {
            true => u32::from_be_bytes(four),
            false => u32::from_le_bytes(four),
        })
    }
}

/// What the first bytes say.
pub(super) fn sniff(input: &[u8]) -> Option<Format> {
    let (is_big, parts) = match input.get(..4)? {
        [0x0a, 0x0d, 0x0d, 0x0a] => return order(input).map(|_| Format::Blocks),
        [0xd4, 0xc3, 0xb2, 0xa1] => (false, 1_000),
        [0xa1, 0xb2, 0xc3, 0xd4] => (true, 1_000),
        [0x4d, 0x3c, 0xb2, 0xa1] => (false, 1_000_000),
        [0xa1, 0xb2, 0x3c, 0x4d] => (true, 1_000_000),
        _ => return None,
    };
    Some(Format::Plain(Numbers { is_big, parts }))
}

/// The order of bytes of a section of blocks.
fn order(section: &[u8]) -> Option<Numbers> {
    let is_big = match section.get(8..12)? {
        [0x1a, 0x2b, 0x3c, 0x4d] => true,
        [0x4d, 0x3c, 0x2b, 0x1a] => false,
        _ => return None,
    };
    Some(Numbers {
        is_big,
        parts: 1_000,
    })
}

/// Hands over one packet after the other, and says whether the file ends within one.
pub(super) fn read(input: &[u8], visit: &mut dyn FnMut(Packet)) -> bool {
    match sniff(input) {
        Some(Format::Plain(numbers)) => read_plain(input, numbers, visit).is_none(),
        Some(Format::Blocks) => read_blocks(input, visit).is_none(),
        None => true,
    }
}

/// Bytes before the first packet, and before each.
const FILE: usize = 24;
const RECORD: usize = 16;

fn read_plain(input: &[u8], numbers: Numbers, visit: &mut dyn FnMut(Packet)) -> Option<()> {
    // The highest digits say something else.
    let link = numbers.u32(input, 20)? & 0xffff;
    let mut position = FILE;
    while position < input.len() {
        let record = input.get(position..position + RECORD)?;
        let seconds = u64::from(numbers.u32(record, 0)?);
        let parts = u64::from(numbers.u32(record, 4)?);
        let start = position + RECORD;
        let end = start.checked_add(numbers.u32(record, 8)? as usize)?;
        visit(Packet {
            place: start..end.min(input.len()),
            link,
            time: Some(seconds * 1_000 + parts / numbers.parts),
        });
        (end <= input.len()).then_some(())?;
        position = end;
    }
    Some(())
}

/// What packets of one interface have in common.
#[derive(Clone, Copy)]
struct Interface {
    link: u32,
    /// How many parts a second has in its times: a power of ten or, with the highest bit, of two.
    resolution: u32,
    /// Bytes that are kept of each packet, where they are limited.
    most: usize,
}

/// Bytes of a block around its content, and of the head of a packet in it.
const BLOCK: usize = 12;
const HEAD: usize = 28;

/// Interfaces of a section; what has more is no recording.
const INTERFACES: usize = 4_096;

fn read_blocks(input: &[u8], visit: &mut dyn FnMut(Packet)) -> Option<()> {
    let mut interfaces: Vec<Interface> = Vec::new();
    let mut numbers = order(input)?;
    let mut position = 0;
    while position < input.len() {
        let rest = input.get(position..)?;
        let is_section = rest.starts_with(b"\n\r\r\n");
        if is_section {
            numbers = order(rest)?;
            interfaces.clear();
        }
        let kind = numbers.u32(rest, 0)?;
        let length = numbers.u32(rest, 4)? as usize;
        (length >= BLOCK).then_some(())?;
        let block = rest.get(..length).unwrap_or(rest);
        let mut packet = |interface: usize, start: usize, kept: usize, time: Option<u64>| {
            let interface = interfaces.get(interface)?;
            let end = start.checked_add(kept)?.min(block.len());
            visit(Packet {
                place: position + start..position + end.max(start),
                link: interface.link,
                time: time.map(|time| milliseconds(time, interface.resolution)),
            });
            Some(())
        };
        match kind {
            1 if interfaces.len() < INTERFACES => interfaces.push(Interface {
                link: numbers.u16(block, 8)?,
                resolution: resolution(block, numbers),
                most: numbers.u32(block, 12)? as usize,
            }),
            // A packet, by its number today and by the one of old.
            2 | 6 => {
                let interface = match kind {
                    6 => numbers.u32(block, 8)?,
                    _ => numbers.u16(block, 8)?,
                };
                let (high, low) = (numbers.u32(block, 12)?, numbers.u32(block, 16)?);
                let time = u64::from(high) << 32 | u64::from(low);
                let kept = numbers.u32(block, 20)? as usize;
                packet(interface as usize, HEAD, kept, Some(time));
            }
            3 => {
                let most = interfaces.first().map_or(0, |interface| interface.most);
                let most = if most == 0 { usize::MAX } else { most };
                let kept = (numbers.u32(block, 8)? as usize).min(most);
                packet(0, BLOCK, kept, None);
            }
            _ => {}
        }
        (length <= rest.len()).then_some(())?;
        position += length.next_multiple_of(4);
    }
    Some(())
}

/// How the description of an interface says its times are to be read.
fn resolution(block: &[u8], numbers: Numbers) -> u32 {
    const USUAL: u32 = 6;
    const NAME: u32 = 9;
    let mut position = 16;
    while let (Some(name), Some(length)) = (
        numbers.u16(block, position),
        numbers.u16(block, position + 2),
    ) {
        match name {
            0 => break,
            NAME => return block.get(position + 4).map_or(USUAL, |&value| value.into()),
            _ => position += 4 + (length as usize).next_multiple_of(4),
        }
    }
    USUAL
}

fn milliseconds(time: u64, resolution: u32) -> u64 {
    match resolution {
        ..3 => time.saturating_mul(10_u64.pow(3 - resolution)),
        3..0x80 => time / 10_u64.checked_pow(resolution - 3).unwrap_or(u64::MAX),
        _ => {
            let shift = (resolution & 0x7f).min(63);
            ((u128::from(time) * 1_000) >> shift) as u64
        }
    }
}
