//! Zstandard (RFC 8878), with what comes before an error or a cut: all blocks before it.
//!
//! The crate that there is for it does not say how much has come out of a block, so that a value would
//! lead to no place before it, and keeps what came out of a frame until its end. It would take 14 KB of
//! the compressed package.

mod entropy;

use super::inflate::End;
use entropy::{Backwards, Huffman, States};

/// What a frame begins with.
const MAGIC: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// Bytes that come out of a block at most.
const BLOCK: usize = 128 << 10;

/// Whether data begin like a frame.
pub(crate) fn sniff(input: &[u8]) -> bool {
    input.starts_with(MAGIC)
}

/// Decompresses as far as it goes; frames that follow each other are read as one. `step` is told how many
/// bytes were read and how many have come out, whenever these belong together, and says how many may be
/// out until it is asked again; what would be more ends it.
pub(crate) fn decode(
    input: &[u8],
    step: &mut dyn FnMut(usize, usize) -> usize,
) -> (Vec<u8>, End, usize) {
    let mut output = Vec::new();
    let mut position = 0;
    loop {
        let rest = input.get(position..).unwrap_or_default();
        if position > 0 && !sniff(rest) {
            return (output, End::Complete, position);
        }
        let mut frame = Frame {
            rest,
            start: output.len(),
            output: &mut output,
            literals: None,
            states: [const { None }; 3],
            offsets: [1, 4, 8],
        };
        let end = frame.read(&mut |rest, written| step(input.len() - rest, written));
        let rest = frame.rest.len();
        position = input.len() - rest;
        if let Err(end) = end {
            return (output, end, position);
        }
    }
}

struct Frame<'i, 'o> {
    rest: &'i [u8],
    output: &'o mut Vec<u8>,
    /// Where its output begins.
    start: usize,
    /// The codes that were read last: a block may go on with them.
    literals: Option<Huffman>,
    states: [Option<States>; 3],
    /// How far back the last copies lay.
    offsets: [usize; 3],
}

/// The bits at the lower end of a byte.
fn low(byte: u8, count: u32) -> usize {
    usize::from(byte) & ((1 << count) - 1)
}

/// Bytes as a number, the lowest first.
fn number(bytes: &[u8]) -> usize {
    let digits = bytes.iter().rev();
    digits.fold(0, |number, &byte| number << 8 | usize::from(byte))
}

/// Takes so many bytes off the front; where there are fewer, the end was cut off.
fn take<'i>(rest: &mut &'i [u8], count: usize) -> Result<&'i [u8], End> {
    let (taken, behind) = rest.split_at_checked(count).ok_or(End::Truncated)?;
    *rest = behind;
    Ok(taken)
}

/// The same within a block, where there must be as many.
fn part<'i>(rest: &mut &'i [u8], count: usize) -> Result<&'i [u8], End> {
    take(rest, count).map_err(|_| End::Damaged)
}

impl<'i> Frame<'i, '_> {
    fn read(&mut self, step: &mut dyn FnMut(usize, usize) -> usize) -> Result<(), End> {
        let (_, descriptor) = (take(&mut self.rest, MAGIC.len())?, self.byte()?);
        let is_single = descriptor >> 5 & 1 == 1;
        take(&mut self.rest, usize::from(!is_single))?;
        let dictionary = [0, 1, 2, 4].get(low(descriptor, 2));
        let dictionary = take(&mut self.rest, dictionary.copied().unwrap_or(0))?;
        let size = match descriptor >> 6 {
            0 => usize::from(is_single),
            kind => 1 << kind,
        };
        take(&mut self.rest, size)?;
        // What it was made with is not known.
        if descriptor >> 3 & 1 == 1 || number(dictionary) != 0 {
            return Err(End::Damaged);
        }
        loop {
            let most = step(self.rest.len(), self.output.len());
            let head = number(take(&mut self.rest, 3)?);
            let (kind, size) = (head >> 1 & 3, head >> 3);
            let held = match kind {
                0 | 2 => take(&mut self.rest, size)?,
                1 => take(&mut self.rest, 1)?,
                _ => return Err(End::Damaged),
            };
            if size > BLOCK {
                return Err(End::Damaged);
            }
            let length = self.output.len();
            let outcome = match (kind, held) {
                (0, _) => {
                    self.output.extend_from_slice(held);
                    Ok(())
                }
                (1, &[byte]) => {
                    self.output.resize(length + size, byte);
                    Ok(())
                }
                _ => self.block(held),
            };
            if self.output.len() > most {
                self.output.truncate(most.max(length));
                return Err(End::OutputLimit);
            }
            outcome?;
            if head & 1 == 1 {
                break;
            }
        }
        let has_checksum = descriptor >> 2 & 1 == 1;
        let sum = take(&mut self.rest, if has_checksum { 4 } else { 0 })?;
        step(self.rest.len(), self.output.len());
        let own = self.output.get(self.start..).unwrap_or_default();
        match has_checksum && number(sum) as u32 != checksum(own) as u32 {
            true => Err(End::Checksum),
            false => Ok(()),
        }
    }

    fn byte(&mut self) -> Result<u8, End> {
        Ok(take(&mut self.rest, 1)?
            .first()
            .copied()
            .unwrap_or_default())
    }

    /// Reads a compressed block.
    fn block(&mut self, block: &[u8]) -> Result<(), End> {
        let mut rest = block;
        let literals = self.literals(&mut rest)?;
        let mut literals = &*literals;
        let most = self.output.len() + BLOCK;
        let count = match *rest {
            [] => return Err(End::Damaged),
            [first @ ..=127, ..] => (1, usize::from(first)),
            [first @ ..=254, second, ..] => {
                (2, (usize::from(first) - 128) << 8 | usize::from(second))
            }
            [_, second, third, ..] => (3, number(&[second, third]) + 0x7f00),
            _ => return Err(End::Damaged),
        };
        let (taken, mut left) = count;
        part(&mut rest, taken)?;
        if left > 0 {
            let modes = part(&mut rest, 1)?.first().copied().unwrap_or_default();
            let lengths = self.states(0, modes >> 6, &mut rest)?;
            let offsets = self.states(1, modes >> 4 & 3, &mut rest)?;
            let copies = self.states(2, modes >> 2 & 3, &mut rest)?;
            let bits = &mut Backwards::new(rest)?;
            let mut length = lengths.first(bits);
            let mut offset = offsets.first(bits);
            let mut copy = copies.first(bits);
            loop {
                let code = offsets.symbol(offset) as u8;
                let far = (1 << code) + bits.take(code);
                let count = sized(&COPIES, 3, copies.symbol(copy), bits);
                let own = sized(&LENGTHS, 0, lengths.symbol(length), bits);
                self.output.extend_from_slice(part(&mut literals, own)?);
                self.copy(far, count, own == 0, most)?;
                left -= 1;
                if left == 0 {
                    break;
                }
                length = lengths.next(length, bits);
                copy = copies.next(copy, bits);
                offset = offsets.next(offset, bits);
            }
            let end = bits.end();
            self.states = [Some(lengths), Some(offsets), Some(copies)];
            end?;
        } else if !rest.is_empty() {
            return Err(End::Damaged);
        }
        self.output.extend_from_slice(literals);
        if self.output.len() > most {
            return Err(End::Damaged);
        }
        Ok(())
    }

    /// The literals of a block.
    fn literals(&mut self, rest: &mut &[u8]) -> Result<Vec<u8>, End> {
        let first = rest.first().copied().unwrap_or_default();
        let (kind, format) = (low(first, 2), first >> 2 & 3);
        if kind < 2 {
            let (taken, shift) = match format {
                0 | 2 => (1, 3),
                1 => (2, 4),
                _ => (3, 4),
            };
            let size = number(part(rest, taken)?) >> shift;
            if size > BLOCK {
                return Err(End::Damaged);
            }
            return Ok(match kind {
                0 => part(rest, size)?.to_vec(),
                _ => vec![part(rest, 1)?.first().copied().unwrap_or_default(); size],
            });
        }
        let (taken, width) = match format {
            0 | 1 => (3, 10),
            2 => (4, 14),
            _ => (5, 18),
        };
        let head = part(rest, taken)?.iter().rev();
        let head = head.fold(0_u64, |head, &byte| head << 8 | u64::from(byte)) >> 4;
        let mask = (1 << width) - 1;
        let size = (head & mask) as usize;
        let mut packed = part(rest, (head >> width & mask) as usize)?;
        if size > BLOCK {
            return Err(End::Damaged);
        }
        if kind == 2 {
            let (code, taken) = Huffman::read(packed)?;
            part(&mut packed, taken)?;
            self.literals = Some(code);
        }
        let code = self.literals.as_ref().ok_or(End::Damaged)?;
        let mut literals = Vec::new();
        if format == 0 {
            code.literals(packed, size, &mut literals)?;
            return Ok(literals);
        }
        let sizes = part(&mut packed, 6)?;
        let each = size.div_ceil(4);
        for size in sizes.chunks(2) {
            code.literals(part(&mut packed, number(size))?, each, &mut literals)?;
        }
        let left = size.checked_sub(literals.len()).ok_or(End::Damaged)?;
        code.literals(packed, left, &mut literals)?;
        Ok(literals)
    }

    /// The code of literals' lengths, of offsets or of copies' lengths, by how a block has it.
    fn states(&mut self, kind: usize, mode: u8, rest: &mut &[u8]) -> Result<States, End> {
        let (usual, usual_width, symbols, widest): (&[i16], _, _, _) = match kind {
            0 => (&USUAL_LENGTHS, 6, LENGTHS.len() + DIRECT_LENGTHS, 9),
            1 => (&USUAL_OFFSETS, 5, 32, 8),
            _ => (&USUAL_COPIES, 6, COPIES.len() + DIRECT_COPIES, 9),
        };
        match mode {
            0 => States::new(usual, usual_width),
            1 => {
                let symbol = part(rest, 1)?.first().copied().unwrap_or_default();
                let fits = usize::from(symbol) < symbols;
                fits.then(|| States::one(symbol)).ok_or(End::Damaged)
            }
            2 => {
                let (states, taken) = States::read(rest, symbols, widest)?;
                part(rest, taken)?;
                Ok(states)
            }
            _ => {
                let last = self.states.get(kind).and_then(Option::as_ref);
                last.cloned().ok_or(End::Damaged)
            }
        }
    }

    /// Repeats so many bytes that came out before.
    fn copy(&mut self, far: usize, count: usize, is_first: bool, most: usize) -> Result<(), End> {
        let [first, second, third] = self.offsets;
        let offset = match (far, is_first) {
            (1, false) => first,
            (1, true) | (2, false) => second,
            (2, true) | (3, false) => third,
            (3, true) => first.checked_sub(1).ok_or(End::Damaged)?,
            _ => far - 3,
        };
        self.offsets = match (far, is_first) {
            (1, false) => self.offsets,
            (1, true) | (2, false) => [offset, first, third],
            _ => [offset, first, second],
        };
        let length = self.output.len();
        let start = length
            .checked_sub(offset)
            .filter(|&start| start >= self.start);
        let start = start.filter(|&start| start < length).ok_or(End::Damaged)?;
        if length + count > most {
            return Err(End::Damaged);
        }
        // What is copied can be longer than what there is of it yet.
        let mut left = count;
        while left > 0 {
            let piece = left.min(self.output.len() - start);
            self.output.extend_from_within(start..start + piece);
            left -= piece;
        }
        Ok(())
    }
}

/// Symbols that stand for themselves.
const DIRECT_LENGTHS: usize = 16;
const DIRECT_COPIES: usize = 32;

/// Where the symbols behind those begin to count, and how many bits are added.
#[rustfmt::skip]
const LENGTHS: [(u32, u8); 20] = [
    (16, 1), (18, 1), (20, 1), (22, 1), (24, 2), (28, 2), (32, 3), (40, 3), (48, 4), (64, 6), (128, 7),
    (256, 8), (512, 9), (1024, 10), (2048, 11), (4096, 12), (8192, 13), (16384, 14), (32768, 15),
    (65536, 16),
];
#[rustfmt::skip]
const COPIES: [(u32, u8); 21] = [
    (35, 1), (37, 1), (39, 1), (41, 1), (43, 2), (47, 2), (51, 3), (59, 3), (67, 4), (83, 4), (99, 5),
    (131, 7), (259, 8), (515, 9), (1027, 10), (2051, 11), (4099, 12), (8195, 13), (16387, 14),
    (32771, 15), (65539, 16),
];

/// How probable the symbols are where a block does not say it.
#[rustfmt::skip]
const USUAL_LENGTHS: [i16; 36] = [
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1,
    -1, -1, -1, -1,
];
#[rustfmt::skip]
const USUAL_OFFSETS: [i16; 29] = [
    1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1,
];
#[rustfmt::skip]
const USUAL_COPIES: [i16; 53] = [
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
];

/// What a symbol stands for; the first of those that stand for themselves is `least`.
fn sized(sizes: &[(u32, u8)], least: usize, symbol: usize, bits: &mut Backwards) -> usize {
    let direct = if least == 0 {
        DIRECT_LENGTHS
    } else {
        DIRECT_COPIES
    };
    let size = symbol.checked_sub(direct).and_then(|row| sizes.get(row));
    match size {
        Some(&(start, width)) => start as usize + bits.take(width),
        None => symbol + least,
    }
}

const PRIMES: [u64; 5] = [
    0x9e37_79b1_85eb_ca87,
    0xc2b2_ae3d_27d4_eb4f,
    0x1656_67b1_9e37_79f9,
    0x85eb_ca77_c2b2_ae63,
    0x27d4_eb2f_1656_67c5,
];

/// XXH64, of which a frame has the lower half.
fn checksum(bytes: &[u8]) -> u64 {
    let [first, second, third, fourth, fifth] = PRIMES;
    let round = |sum: u64, word: u64| {
        let sum = sum.wrapping_add(word.wrapping_mul(second));
        sum.rotate_left(31).wrapping_mul(first)
    };
    let word = |bytes: &[u8]| {
        let digits = bytes.iter().rev();
        digits.fold(0, |word, &byte| word << 8 | u64::from(byte))
    };
    let (stripes, rest) = bytes
        .split_at_checked(bytes.len() / 32 * 32)
        .unwrap_or_default();
    let mut sums = [first.wrapping_add(second), second, 0, first.wrapping_neg()];
    for stripe in stripes.chunks_exact(32) {
        for (sum, lane) in sums.iter_mut().zip(stripe.chunks_exact(8)) {
            *sum = round(*sum, word(lane));
        }
    }
    let mut sum = fifth;
    if !stripes.is_empty() {
        let turned = sums.iter().zip([1, 7, 12, 18]);
        sum = turned.fold(0, |all: u64, (sum, by)| {
            all.wrapping_add(sum.rotate_left(by))
        });
        for lane in sums {
            sum = (sum ^ round(0, lane))
                .wrapping_mul(first)
                .wrapping_add(fourth);
        }
    }
    sum = sum.wrapping_add(bytes.len() as u64);
    let (words, rest) = rest
        .split_at_checked(rest.len() / 8 * 8)
        .unwrap_or_default();
    for lane in words.chunks_exact(8) {
        sum ^= round(0, word(lane));
        sum = sum.rotate_left(27).wrapping_mul(first).wrapping_add(fourth);
    }
    let (half, rest) = rest
        .split_at_checked(rest.len() / 4 * 4)
        .unwrap_or_default();
    if !half.is_empty() {
        sum ^= word(half).wrapping_mul(first);
        sum = sum.rotate_left(23).wrapping_mul(second).wrapping_add(third);
    }
    for &byte in rest {
        sum ^= u64::from(byte).wrapping_mul(fifth);
        sum = sum.rotate_left(11).wrapping_mul(first);
    }
    sum = (sum ^ sum >> 33).wrapping_mul(second);
    sum = (sum ^ sum >> 29).wrapping_mul(third);
    sum ^ sum >> 32
}
