//! gzip (RFC 1952) and zlib (RFC 1950), with partial output from damaged data and a hard bound.
//!
//! The decoder's innermost call answers how far it came, which is what a truncated capture needs,
//! and writes straight into the text that is kept.

use std::ops::Range;
use std::sync::LazyLock;

use crc::{CRC_32_ISO_HDLC, Crc, Table};
use miniz_oxide::inflate::TINFLStatus as Status;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags as flags};

use crate::limits::Budget;
use crate::progress::Progress;

/// Bytes of output that are made room for at a time, so that a limit is noticed soon.
const STEP: usize = 256 << 10;

/// Bytes of input that are handed over at a time, so that progress can be told.
const PIECE: usize = 32 << 10;

/// Bytes behind the data of a gzip member.
const TRAILER: usize = 8;

/// Bytes of output that compressed data can refer back to.
const RECENT: usize = 32 << 10;

/// Bytes of input that are passed over at a time where one of them is looked for.
const SEARCHED: usize = 256;

/// How compressed data begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrapper {
    Gzip,
    Zlib,
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
    let mut output = Output {
        bytes: Vec::with_capacity(expected_size(input, wrapper).min(budget.output_left())),
        filled: 0,
    };
    let mut consumed = 0;
    let end = loop {
        let (length, end) = member(input, consumed, wrapper, &mut output, budget, progress);
        consumed += length;
        let rest = input.get(consumed..).unwrap_or_default();
        if end != End::Complete || wrapper != Wrapper::Gzip || sniff(rest) != Some(Wrapper::Gzip) {
            break end;
        }
    };
    let mut bytes = output.bytes;
    bytes.truncate(output.filled);
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

/// What was decompressed so far, and room for more behind it.
struct Output {
    bytes: Vec<u8>,
    filled: usize,
}

/// Made when it is first asked for: as data the table would be the largest of the package that
/// cannot be compressed.
static CRC: LazyLock<Crc<u32, Table<16>>> =
    LazyLock::new(|| Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC));

/// Decompresses one member from `start` on; answers the bytes it took and why it ended.
fn member(
    input: &[u8],
    start: usize,
    wrapper: Wrapper,
    output: &mut Output,
    budget: &Budget,
    progress: &mut Progress,
) -> (usize, End) {
    let (mut position, format) = match begin(input, start, wrapper) {
        Ok((position, format)) => (
            position,
            format | flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
        ),
        Err(end) => return (0, end),
    };
    let mut state = Box::<DecompressorOxide>::default();
    let mut sum = CRC.digest();
    // Nothing of a member before may be referred to.
    let first = output.filled;
    loop {
        let rest = input.get(position..).unwrap_or_default();
        let piece = rest.get(..PIECE).unwrap_or(rest);
        let room = budget.output_left().saturating_sub(output.filled);
        if room == 0 {
            return (position - start, End::OutputLimit);
        }
        if output.filled > 1 << 20 && output.filled / budget.limits().ratio > position {
            return (position - start, End::RatioLimit);
        }
        if output.filled == output.bytes.len() {
            if output.bytes.spare_capacity_mut().is_empty() {
                output.bytes.reserve(STEP.min(room));
            }
            let length = output.bytes.capacity().min(output.filled + room);
            output.bytes.resize(length, 0);
        }
        let (status, taken, written) = decompress(
            &mut state,
            piece,
            output.bytes.get_mut(first..).unwrap_or_default(),
            output.filled - first,
            format,
        );
        let end = output.filled + written;
        if wrapper == Wrapper::Gzip {
            sum.update(output.bytes.get(output.filled..end).unwrap_or_default());
        }
        position += taken;
        output.filled = end;
        progress.reach(position, input.len());
        match status {
            Status::Done => break,
            Status::NeedsMoreInput | Status::HasMoreOutput => {
                if taken == 0 && written == 0 && output.filled < output.bytes.len() {
                    return (position - start, End::Truncated);
                }
            }
            Status::Adler32Mismatch => return (position - start, End::Checksum),
            _ => return (position - start, End::Damaged),
        }
    }
    if wrapper == Wrapper::Zlib {
        return (position - start, End::Complete);
    }
    let sum = sum.finalize().to_le_bytes();
    // The size is told modulo 2³².
    let size = ((output.filled - first) as u32).to_le_bytes();
    match input.get(position..).unwrap_or_default() {
        [a, b, c, d, ..] if [*a, *b, *c, *d] != sum => (position - start, End::Checksum),
        [_, _, _, _, a, b, c, d, ..] if [*a, *b, *c, *d] != size => {
            (position - start, End::Checksum)
        }
        [_, _, _, _, _, _, _, _, ..] => (position + 8 - start, End::Complete),
        _ => (position - start, End::Truncated),
    }
}

/// Where the data of a member begin for the decoder, and what it has to know of them.
fn begin(input: &[u8], start: usize, wrapper: Wrapper) -> Result<(usize, u32), End> {
    let (position, format) = match wrapper {
        Wrapper::Gzip => {
            let length = gzip_header(input.get(start..).unwrap_or_default())?;
            (start + length, flags::TINFL_FLAG_IGNORE_ADLER32)
        }
        Wrapper::Zlib => (
            start,
            flags::TINFL_FLAG_PARSE_ZLIB_HEADER | flags::TINFL_FLAG_COMPUTE_ADLER32,
        ),
    };
    Ok((position, format | flags::TINFL_FLAG_HAS_MORE_INPUT))
}

/// The length of the header of a gzip member (RFC 1952, section 2.3), or what is wrong with it.
fn gzip_header(input: &[u8]) -> Result<usize, End> {
    const HEADER_SUM: u8 = 2;
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    const RESERVED: u8 = 0xe0;
    let [_, _, rest @ ..] = input else {
        return Err(End::Truncated);
    };
    let &[method, flags, ..] = rest else {
        return Err(End::Truncated);
    };
    if method != 8 || flags & RESERVED != 0 {
        return Err(End::Damaged);
    }
    let two = |at: usize| match input.get(at..) {
        Some([low, high, ..]) => Ok(u16::from_le_bytes([*low, *high])),
        _ => Err(End::Truncated),
    };
    let mut length = 10;
    if flags & EXTRA != 0 {
        length += 2 + usize::from(two(length)?);
    }
    for text in [NAME, COMMENT] {
        if flags & text != 0 {
            let rest = input.get(length..).unwrap_or_default();
            let end = rest.iter().position(|&byte| byte == 0);
            length += end.ok_or(End::Truncated)? + 1;
        }
    }
    if flags & HEADER_SUM != 0 {
        let header = input.get(..length).ok_or(End::Truncated)?;
        if u32::from(two(length)?) != CRC.checksum(header) & 0xffff {
            return Err(End::Damaged);
        }
        length += 2;
    }
    if length > input.len() {
        return Err(End::Truncated);
    }
    Ok(length)
}

/// Decompresses a second time, in steps, to tell which input belongs to which output.
///
/// It uses the decoder that [`member`] uses and keeps no more of the output than the decoder needs.
pub(crate) struct Steps<'i> {
    input: &'i [u8],
    wrapper: Wrapper,
    state: Box<DecompressorOxide>,
    format: u32,
    /// The last bytes that came out, over and over.
    recent: Vec<u8>,
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
        let mut steps = Steps {
            input,
            wrapper,
            state: Box::default(),
            format: 0,
            recent: vec![0; RECENT],
            read: 0,
            written: 0,
            between: false,
            ended: false,
        };
        steps.begin();
        steps
    }

    /// Reads the header of a member.
    fn begin(&mut self) {
        self.state.init();
        self.between = false;
        match begin(self.input, self.read, self.wrapper) {
            Ok((position, format)) => (self.read, self.format) = (position, format),
            Err(_) => self.ended = true,
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
        let header = self.read;
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
                let rest = self.input.get(self.read + TRAILER..).unwrap_or_default();
                if sniff(rest) != Some(Wrapper::Gzip) {
                    self.ended = true;
                    return;
                }
                self.read += TRAILER;
                self.begin();
            }
            let end = read.min(self.input.len());
            let Some(piece) = self.input.get(self.read..end) else {
                return;
            };
            let position = self.written % RECENT;
            let (status, taken, written) = decompress(
                &mut self.state,
                piece,
                &mut self.recent,
                position,
                self.format,
            );
            self.read += taken;
            self.written += written;
            match status {
                Status::NeedsMoreInput | Status::HasMoreOutput if taken == 0 && written == 0 => {
                    return;
                }
                Status::NeedsMoreInput | Status::HasMoreOutput => {}
                Status::Done if self.wrapper == Wrapper::Gzip => self.between = true,
                _ => self.ended = true,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::write::{GzEncoder, ZlibEncoder};
    use flate2::{Compression, Decompress, FlushDecompress, GzBuilder, Status};

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

    /// What zlib makes of the same bytes.
    fn by_zlib(input: &[u8]) -> (Vec<u8>, End) {
        let mut state = match sniff(input).unwrap() {
            Wrapper::Gzip => Decompress::new_gzip(15),
            Wrapper::Zlib => Decompress::new(true),
        };
        let mut bytes = Vec::with_capacity(1 << 16);
        let end = match state.decompress_vec(input, &mut bytes, FlushDecompress::None) {
            Ok(Status::StreamEnd) => End::Complete,
            Ok(_) => End::Truncated,
            Err(error) => match error.message() {
                Some("incorrect data check" | "incorrect length check") => End::Checksum,
                _ => End::Damaged,
            },
        };
        (bytes, end)
    }

    #[test]
    fn each_damaged_byte_gives_what_zlib_gives() {
        let sample = &sample()[..3_000];
        let mut with_names = GzBuilder::new()
            .filename("name")
            .comment("comment")
            .extra("extra")
            .write(Vec::new(), Compression::default());
        with_names.write_all(sample).unwrap();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(sample).unwrap();
        for packed in [with_names.finish().unwrap(), zlib.finish().unwrap()] {
            for place in 0..packed.len() {
                for bit in [1, 16, 128] {
                    let mut packed = packed.clone();
                    packed[place] ^= bit;
                    if sniff(&packed).is_some() {
                        let inflated = run(&packed, Limits::DEFAULT);
                        let expected = by_zlib(&packed);
                        assert_eq!((inflated.bytes, inflated.end), expected, "{place} {bit}");
                    }
                }
                let cut = &packed[..place];
                if sniff(cut).is_some() {
                    let inflated = run(cut, Limits::DEFAULT);
                    assert_eq!((inflated.bytes, inflated.end), by_zlib(cut), "{place}");
                }
            }
        }
    }

    #[test]
    fn the_checksum_of_a_header_is_checked() {
        let mut packed = gzip(b"text");
        packed[3] |= 2;
        let sum = CRC.checksum(&packed[..10]).to_le_bytes();
        packed.splice(10..10, [sum[0], sum[1]]);
        assert_eq!(run(&packed, Limits::DEFAULT).end, End::Complete);
        assert_eq!(by_zlib(&packed), (b"text".to_vec(), End::Complete));
        packed[10] ^= 1;
        assert_eq!(run(&packed, Limits::DEFAULT).end, End::Damaged);
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
