//! gzip (RFC 1952) and zlib (RFC 1950), with partial output from damaged data and a hard bound.
//!
//! `GzDecoder` would do for whole files; the low-level calls answer how far they came, which is
//! what a truncated capture needs.

use std::ops::Range;

use flate2::{Decompress, FlushDecompress, Status};

use crate::limits::Budget;
use crate::progress::Progress;

/// Bytes of output that are made room for at a time, so that a limit is noticed soon.
const STEP: usize = 256 << 10;

/// Bytes of input that are handed over at a time, so that progress can be told.
const PIECE: usize = 32 << 10;

/// Bytes of output that are made room for where nobody reads them.
const SCRATCH: usize = 32 << 10;

/// Bytes of input that are passed over at a time where one of them is looked for.
const SEARCHED: usize = 256;

/// Bytes before the compressed data, at the least: gzip can name a file there.
const GZIP_HEADER: usize = 10;
const ZLIB_HEADER: usize = 2;

/// How compressed data begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrapper {
    Gzip,
    Zlib,
    /// Nothing, which cannot be told by the first bytes.
    Raw,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Inflated {
    pub(crate) bytes: Vec<u8>,
    pub(crate) end: End,
    /// Bytes behind the compressed data.
    pub(crate) trailing: usize,
}

/// Why it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Complete,
    Truncated,
    Damaged,
    Checksum,
    OutputLimit,
    RatioLimit,
}

/// What the first bytes say.
pub(crate) fn sniff(bytes: &[u8]) -> Option<Wrapper> {
    match bytes {
        [0x1f, 0x8b, ..] => Some(Wrapper::Gzip),
        // Method 8, window up to 32 KiB, no preset dictionary, header checksum divisible by 31.
        [method, flags, ..]
            if method & 0x8f == 0x08
                && flags & 0x20 == 0
                && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31) =>
        {
            Some(Wrapper::Zlib)
        }
        _ => None,
    }
}

/// Decompresses as far as the data and the budget go; gzip members that follow each other are
/// read as one.
pub(crate) fn inflate(
    input: &[u8],
    wrapper: Wrapper,
    budget: &mut Budget,
    progress: &mut Progress,
) -> Inflated {
    let mut bytes = Vec::with_capacity(expected_size(input, wrapper).min(budget.output_left()));
    let mut consumed = 0;
    let end = loop {
        let (length, end) = member(input, consumed, wrapper, &mut bytes, budget, progress);
        consumed += length;
        let rest = input.get(consumed..).unwrap_or_default();
        if end != End::Complete || wrapper != Wrapper::Gzip || sniff(rest) != Some(Wrapper::Gzip) {
            break end;
        }
    };
    let _ = budget.take_output(bytes.len());
    let trailing = if end == End::Complete {
        input.len().saturating_sub(consumed)
    } else {
        0
    };
    Inflated {
        bytes,
        end,
        trailing,
    }
}

/// The size that gzip's trailer announces, as far as it is plausible.
fn expected_size(input: &[u8], wrapper: Wrapper) -> usize {
    let plausible = input.len().saturating_mul(32);
    match (wrapper, input) {
        (Wrapper::Gzip, [.., a, b, c, d]) => {
            plausible.min(u32::from_le_bytes([*a, *b, *c, *d]) as usize)
        }
        _ => plausible.min(STEP),
    }
}

/// Reads one member, with its header and its checksum.
fn decoder(wrapper: Wrapper) -> Decompress {
    match wrapper {
        Wrapper::Gzip => Decompress::new_gzip(15),
        Wrapper::Zlib => Decompress::new(true),
        Wrapper::Raw => Decompress::new(false),
    }
}

/// Decompresses one member from `start` on; answers the bytes it took and why it ended.
fn member(
    input: &[u8],
    start: usize,
    wrapper: Wrapper,
    bytes: &mut Vec<u8>,
    budget: &Budget,
    progress: &mut Progress,
) -> (usize, End) {
    let mut state = decoder(wrapper);
    loop {
        let consumed = usize::try_from(state.total_in()).unwrap_or(usize::MAX);
        let position = start + consumed;
        let rest = input.get(position..).unwrap_or_default();
        let piece = rest.get(..PIECE).unwrap_or(rest);
        let room = budget.output_left().saturating_sub(bytes.len());
        if room == 0 {
            return (consumed, End::OutputLimit);
        }
        if bytes.len() > 1 << 20 && bytes.len() / budget.limits().ratio > position {
            return (consumed, End::RatioLimit);
        }
        if bytes.spare_capacity_mut().is_empty() {
            bytes.reserve(STEP.min(room));
        }
        let before = (state.total_in(), bytes.len());
        let status = state.decompress_vec(piece, bytes, FlushDecompress::None);
        let consumed = usize::try_from(state.total_in()).unwrap_or(usize::MAX);
        bytes.truncate(budget.output_left());
        progress.reach(start + consumed, input.len());
        match status {
            Ok(Status::StreamEnd) => return (consumed, End::Complete),
            Ok(Status::Ok | Status::BufError) => {
                let stuck = before == (state.total_in(), bytes.len());
                if stuck && !bytes.spare_capacity_mut().is_empty() {
                    return (consumed, End::Truncated);
                }
            }
            Err(error) => {
                let checksum = error.message().is_some_and(|message| {
                    message.contains("check") && !message.contains("header")
                });
                return (
                    consumed,
                    if checksum {
                        End::Checksum
                    } else {
                        End::Damaged
                    },
                );
            }
        }
    }
}

/// Decompresses a second time, in steps, to tell which input belongs to which output.
///
/// It uses the decoder that [`member`] uses and keeps nothing of the output.
pub(crate) struct Steps<'i> {
    input: &'i [u8],
    wrapper: Wrapper,
    state: Decompress,
    /// What came out last.
    scratch: Vec<u8>,
    /// Bytes of input that were read.
    read: usize,
    /// Bytes that came out.
    written: usize,
    /// Whether a member has ended and the next one has not begun.
    between: bool,
    ended: bool,
}

impl Steps<'_> {
    pub(crate) fn new(input: &[u8], wrapper: Wrapper) -> Steps<'_> {
        Steps {
            input,
            wrapper,
            state: decoder(wrapper),
            scratch: vec![0; SCRATCH],
            read: 0,
            written: 0,
            between: false,
            ended: false,
        }
    }

    /// The bytes that were read while these came out.
    ///
    /// In large pieces first, then from there once more byte by byte: only where the input ends is
    /// it certain what had to be read.
    pub(crate) fn sources(mut self, wanted: &Range<usize>) -> Range<usize> {
        let first = self.until(SEARCHED, wanted.start + 1);
        let mut last = first;
        if self.written < wanted.end {
            last = self.until(SEARCHED, wanted.end);
        }
        let mut steps = Steps::new(self.input, self.wrapper);
        steps.reach(first);
        let start = steps.until(1, wanted.start + 1);
        if steps.written < wanted.end {
            steps.reach(last);
            steps.until(1, wanted.end);
        }
        start..steps.read
    }

    /// Reads pieces until so many bytes have come out; answers where the piece began that the last
    /// of those before came out of.
    fn until(&mut self, piece: usize, output: usize) -> usize {
        let mut began = self.read;
        while self.written < output {
            let before = (self.read, self.written);
            self.reach(self.read + piece);
            if (self.read, self.written) == before {
                break;
            }
            if before.1 < self.written && self.written < output {
                began = before.0;
            }
        }
        began
    }

    /// What came out while these bytes were read, the character included that they begin.
    pub(crate) fn results(mut self, wanted: &Range<usize>) -> Range<usize> {
        let header = match self.wrapper {
            Wrapper::Gzip => GZIP_HEADER,
            Wrapper::Zlib => ZLIB_HEADER,
            Wrapper::Raw => 0,
        };
        self.reach(wanted.start);
        let start = self.written;
        self.reach(wanted.end);
        let is_inside = self.written == start && !self.ended && wanted.end > header;
        start..self.written + usize::from(is_inside)
    }

    /// Goes on until so many bytes are read and all is out that they yield.
    fn reach(&mut self, read: usize) {
        while !self.ended {
            if self.between {
                if self.read >= read {
                    return;
                }
                let rest = self.input.get(self.read..).unwrap_or_default();
                if sniff(rest) != Some(Wrapper::Gzip) {
                    self.ended = true;
                    return;
                }
                self.state = decoder(self.wrapper);
                self.between = false;
            }
            let end = read.min(self.input.len());
            let Some(piece) = self.input.get(self.read..end) else {
                return;
            };
            let before = (self.state.total_in(), self.state.total_out());
            let status = self
                .state
                .decompress(piece, &mut self.scratch, FlushDecompress::None);
            let taken = (self.state.total_in() - before.0) as usize;
            let written = (self.state.total_out() - before.1) as usize;
            self.read += taken;
            self.written += written;
            match status {
                Ok(Status::StreamEnd) if self.wrapper == Wrapper::Gzip => self.between = true,
                Ok(Status::StreamEnd) | Err(_) => self.ended = true,
                Ok(_) if taken == 0 && written == 0 => return,
                Ok(_) => {}
            }
        }
    }
}

/// The checksum that gzip, and files in which it is used, have of what was compressed.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    let mut checksum = flate2::Crc::new();
    checksum.update(bytes);
    checksum.sum()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{GzEncoder, ZlibEncoder};

    use super::*;
    use crate::limits::Limits;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn run(input: &[u8], limits: Limits) -> Inflated {
        let wrapper = sniff(input).unwrap();
        inflate(
            input,
            wrapper,
            &mut Budget::new(limits),
            &mut Progress::new(&mut |_, _| {}),
        )
    }

    fn sample() -> Vec<u8> {
        (0..20_000_u32)
            .flat_map(|number| (number * 7919 % 1000).to_string().into_bytes())
            .collect()
    }

    #[test]
    fn whole_members_and_several_of_them() {
        let sample = sample();
        let mut packed = gzip(&sample);
        packed.extend(gzip(b"and more"));
        packed.extend(b"tail");
        let inflated = run(&packed, Limits::DEFAULT);
        assert_eq!((inflated.end, inflated.trailing), (End::Complete, 4));
        assert_eq!(inflated.bytes, [&sample[..], b"and more"].concat());

        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&sample).unwrap();
        assert_eq!(
            run(&encoder.finish().unwrap(), Limits::DEFAULT).bytes,
            sample
        );
    }

    #[test]
    fn every_prefix_inflates_to_a_prefix() {
        let sample = sample();
        let packed = gzip(&sample);
        let mut longest = 0;
        for length in (2..packed.len()).step_by(97) {
            let inflated = run(&packed[..length], Limits::DEFAULT);
            assert_eq!(inflated.end, End::Truncated, "{length}");
            assert!(sample.starts_with(&inflated.bytes), "{length}");
            assert!(inflated.bytes.len() >= longest, "{length}");
            longest = inflated.bytes.len();
        }
        assert!(longest > sample.len() * 9 / 10);
    }

    #[test]
    fn damage_is_told_from_a_wrong_checksum() {
        let sample = sample();
        let mut packed = gzip(&sample);
        let last = packed.len() - 6;
        packed[last] ^= 1;
        let inflated = run(&packed, Limits::DEFAULT);
        assert_eq!(
            (inflated.end, inflated.bytes == sample),
            (End::Checksum, true)
        );
        let mut packed = gzip(&sample);
        let middle = packed.len() / 2;
        packed[middle..middle + 40].fill(0xff);
        assert!(matches!(
            run(&packed, Limits::DEFAULT).end,
            End::Damaged | End::Checksum
        ));
    }

    /// How much comes out of the first bytes alone.
    fn output_of(packed: &[u8]) -> usize {
        let mut steps = Steps::new(packed, Wrapper::Gzip);
        steps.reach(usize::MAX);
        steps.written
    }

    #[test]
    fn what_came_out_leads_to_the_bytes_that_were_read() {
        let text: String = (0..3_000_u32)
            .map(|number| format!("{{\"a\":{},\"name\":\"value\"}}", number * 7919 % 1000))
            .collect();
        let mut packed = gzip(text.as_bytes());
        packed.extend(gzip(text.as_bytes()));
        for start in (0..2 * text.len() - 5_000).step_by(1_237) {
            for length in [1, 7, 300, 5_000] {
                let wanted = start..start + length;
                let place = Steps::new(&packed, Wrapper::Gzip).sources(&wanted);
                // Without the last byte the end is missing, and the bytes before yield nothing of it.
                assert!(output_of(&packed[..place.end]) >= wanted.end);
                assert!(output_of(&packed[..place.end - 1]) < wanted.end);
                assert!(output_of(&packed[..place.start]) <= wanted.start);
                let back = Steps::new(&packed, Wrapper::Gzip).results(&place);
                assert!(back.start <= wanted.start && wanted.end <= back.end);
                assert!(place.len() <= length + 700, "{place:?}");
            }
        }
        assert!(
            Steps::new(&packed, Wrapper::Gzip)
                .results(&(0..8))
                .is_empty()
        );
    }

    #[test]
    fn a_bomb_is_stopped() {
        let bomb = gzip(&vec![b'0'; 64 << 20]);
        let limits = Limits {
            output: 8 << 20,
            ..Limits::DEFAULT
        };
        let inflated = run(
            &bomb,
            Limits {
                ratio: 2000,
                ..limits
            },
        );
        assert_eq!(
            (inflated.end, inflated.bytes.len()),
            (End::OutputLimit, 8 << 20)
        );
        let inflated = run(&bomb, Limits::DEFAULT);
        assert_eq!(inflated.end, End::RatioLimit);
        assert!(inflated.bytes.len() < 40 << 20, "{}", inflated.bytes.len());
    }
}
