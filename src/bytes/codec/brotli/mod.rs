//! Brotli (RFC 7932), with what comes before an error or a cut.
//!
//! The crates that there are for it take 48 to 61 KB of the compressed package. This reads it symbol by
//! symbol, without tables that are faster and larger.

mod code;
mod words;

use super::inflate::End;
use code::{Bits, Code};

/// Contexts of a literal and of a distance.
const LITERAL_CONTEXTS: usize = 64;
const DISTANCE_CONTEXTS: usize = 4;

/// Bytes that the sums of a header may cost, beyond this many, for each byte that was read: one of a
/// few bytes can announce tables of 16,384 entries, which real ones do once for a megabyte.
const FREE_WORK: usize = 1 << 20;
const WORK: usize = 64;

/// What the symbols of a kind are called that say how long something is: where each begins to count, and
/// how many bits are added.
type Lengths<const N: usize> = [(u16, u8); N];

#[rustfmt::skip]
const BLOCKS: Lengths<26> = [
    (1, 2), (5, 2), (9, 2), (13, 2), (17, 3), (25, 3), (33, 3), (41, 3), (49, 4), (65, 4), (81, 4),
    (97, 4), (113, 5), (145, 5), (177, 5), (209, 5), (241, 6), (305, 6), (369, 7), (497, 8), (753, 9),
    (1265, 10), (2289, 11), (4337, 12), (8433, 13), (16625, 24),
];
#[rustfmt::skip]
const INSERTED: Lengths<24> = [
    (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 1), (8, 1), (10, 2), (14, 2), (18, 3), (26, 3),
    (34, 4), (50, 4), (66, 5), (98, 5), (130, 6), (194, 7), (322, 8), (578, 9), (1090, 10), (2114, 12),
    (6210, 14), (22594, 24),
];
#[rustfmt::skip]
const COPIED: Lengths<24> = [
    (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 1), (12, 1), (14, 2), (18, 2),
    (22, 3), (30, 3), (38, 4), (54, 4), (70, 5), (102, 5), (134, 6), (198, 7), (326, 8), (582, 9),
    (1094, 10), (2118, 24),
];

/// A length: what its symbol stands for, and the bits behind it.
fn length(bits: &mut Bits, lengths: &[(u16, u8)], symbol: usize) -> Result<usize, End> {
    let &(start, width) = lengths.get(symbol).ok_or(End::Damaged)?;
    Ok(usize::from(start) + bits.take(width)?)
}

/// Decompresses as far as it goes. `step` is told how many bytes were read and how many have come out,
/// whenever these belong together, and says how many may be out until it is asked again; what would be
/// more ends it.
pub(crate) fn decode(
    input: &[u8],
    step: &mut dyn FnMut(usize, usize) -> usize,
) -> (Vec<u8>, End, usize) {
    let mut decoder = Decoder {
        bits: Bits::new(input),
        step,
        most: 0,
        output: Vec::new(),
        window: 0,
        distances: [4, 11, 15, 16],
        work: 0,
    };
    let end = decoder.stream().err().unwrap_or(End::Complete);
    let read = decoder.bits.read().min(input.len());
    (decoder.output, end, read)
}

struct Decoder<'i, 's> {
    bits: Bits<'i>,
    step: &'s mut dyn FnMut(usize, usize) -> usize,
    most: usize,
    output: Vec<u8>,
    /// How far back a copy may lie.
    window: usize,
    /// Of the last four copies, the last one first.
    distances: [usize; 4],
    /// Entries of tables that were made.
    work: usize,
}

/// Literals, commands or distances: blocks of them, each of a type.
struct Blocks {
    types: usize,
    /// The codes of types and lengths, where there are several types.
    switch: Option<(Code, Code)>,
    /// The current type, and the one before it.
    current: usize,
    before: usize,
    /// How many are left in the block.
    left: usize,
}

impl Blocks {
    fn read(bits: &mut Bits) -> Result<Blocks, End> {
        let types = bits.count()?;
        let mut blocks = Blocks {
            types,
            switch: None,
            current: 0,
            before: 1,
            left: 1 << 24,
        };
        if types > 1 {
            let kind = Code::read(bits, types + 2)?;
            let count = Code::read(bits, BLOCKS.len())?;
            let first = count.symbol(bits)?;
            blocks.left = length(bits, &BLOCKS, first)?;
            blocks.switch = Some((kind, count));
        }
        Ok(blocks)
    }

    /// Takes one; where the block is over, the next one begins.
    fn take(&mut self, bits: &mut Bits) -> Result<usize, End> {
        if self.left == 0
            && let Some((kind, count)) = &self.switch
        {
            let next = match kind.symbol(bits)? {
                0 => self.before,
                1 if self.current + 1 == self.types => 0,
                1 => self.current + 1,
                symbol => symbol - 2,
            };
            self.before = std::mem::replace(&mut self.current, next);
            let symbol = count.symbol(bits)?;
            self.left = length(bits, &BLOCKS, symbol)?;
        }
        self.left = self.left.checked_sub(1).ok_or(End::Damaged)?;
        Ok(self.current)
    }
}

impl Decoder<'_, '_> {
    fn stream(&mut self) -> Result<(), End> {
        let bits = match self.bits.flag()? {
            false => 16,
            true => match self.bits.take(3)? {
                0 => match self.bits.take(3)? {
                    0 => 17,
                    1 => return Err(End::Damaged),
                    more => 8 + more,
                },
                more => 17 + more,
            },
        };
        self.window = (1 << bits) - 16;
        loop {
            self.note();
            let is_last = self.bits.flag()?;
            if is_last && self.bits.flag()? {
                break;
            }
            self.meta_block(is_last)?;
            if is_last {
                break;
            }
        }
        self.bits.align()
    }

    /// Says how far it has come, and asks how far it may go.
    fn note(&mut self) {
        self.most = (self.step)(self.bits.read(), self.output.len());
    }

    /// How many of so many bytes may still come out, which are all or the last ones.
    fn room(&self, wanted: usize) -> usize {
        wanted.min(self.most.saturating_sub(self.output.len()))
    }

    fn meta_block(&mut self, is_last: bool) -> Result<(), End> {
        let nibbles = self.bits.take(2)? as u8 + 4;
        if nibbles == 7 {
            return self.metadata();
        }
        let mut left = 0;
        for place in 0..nibbles {
            let nibble = self.bits.take(4)?;
            if nibble == 0 && place > 3 && place + 1 == nibbles {
                return Err(End::Damaged);
            }
            left |= nibble << (4 * place);
        }
        left += 1;
        if !is_last && self.bits.flag()? {
            self.bits.align()?;
            let room = self.room(left);
            let bytes = self.bits.bytes(room);
            self.output.extend_from_slice(bytes);
            return match bytes.len() {
                held if held == left => Ok(()),
                held if held == room => Err(End::OutputLimit),
                _ => Err(End::Truncated),
            };
        }
        self.compressed(left)
    }

    /// Passes over what belongs to no output.
    fn metadata(&mut self) -> Result<(), End> {
        if self.bits.flag()? {
            return Err(End::Damaged);
        }
        let mut length = 0;
        let bytes = self.bits.take(2)?;
        for place in 0..bytes {
            let byte = self.bits.take(8)?;
            if byte == 0 && place > 0 && place + 1 == bytes {
                return Err(End::Damaged);
            }
            length |= byte << (8 * place);
        }
        self.bits.align()?;
        let length = if bytes > 0 { length + 1 } else { 0 };
        match self.bits.bytes(length).len() == length {
            true => Ok(()),
            false => Err(End::Truncated),
        }
    }

    /// Notes that a table of so many entries is made.
    fn spend(&mut self, entries: usize) -> Result<(), End> {
        self.work += entries;
        match self.work <= FREE_WORK + WORK * self.bits.read() {
            true => Ok(()),
            false => Err(End::RatioLimit),
        }
    }

    /// Which of the codes counts in which context.
    fn context_map(&mut self, size: usize) -> Result<(Vec<u8>, usize), End> {
        let codes = self.bits.count()?;
        let mut map = Vec::new();
        if codes > 1 {
            self.spend(size)?;
            let bits = &mut self.bits;
            let zeros = match bits.flag()? {
                true => 1 + bits.take(4)?,
                false => 0,
            };
            let code = Code::read(bits, codes + zeros)?;
            while map.len() < size {
                match code.symbol(bits)? {
                    0 => map.push(0),
                    symbol if symbol <= zeros => {
                        let count = (1 << symbol) + bits.take(symbol as u8)?;
                        if map.len() + count > size {
                            return Err(End::Damaged);
                        }
                        map.resize(map.len() + count, 0);
                    }
                    symbol => map.push((symbol - zeros) as u8),
                }
            }
            if bits.flag()? {
                self.spend(16 * size)?;
                let mut order: Vec<u8> = (0..=u8::MAX).collect();
                for entry in &mut map {
                    let place = usize::from(*entry);
                    if let Some(front) = order.get_mut(..=place) {
                        front.rotate_right(1);
                        *entry = front.first().copied().unwrap_or_default();
                    }
                }
            }
        }
        map.resize(size, 0);
        Ok((map, codes))
    }

    fn codes(&mut self, count: usize, alphabet: usize) -> Result<Vec<Code>, End> {
        let mut codes = Vec::new();
        for _ in 0..count {
            self.spend(alphabet)?;
            codes.push(Code::read(&mut self.bits, alphabet)?);
        }
        Ok(codes)
    }

    /// Reads a meta-block of so many bytes.
    fn compressed(&mut self, left: usize) -> Result<(), End> {
        let mut literals = Blocks::read(&mut self.bits)?;
        let mut commands = Blocks::read(&mut self.bits)?;
        let mut distances = Blocks::read(&mut self.bits)?;
        let postfix = self.bits.take(2)?;
        let direct = self.bits.take(4)? << postfix;
        let mut modes = Vec::new();
        for _ in 0..literals.types {
            modes.push(self.bits.take(2)?);
        }
        let (literal_map, count) = self.context_map(LITERAL_CONTEXTS * literals.types)?;
        let (distance_map, distance_count) =
            self.context_map(DISTANCE_CONTEXTS * distances.types)?;
        let literal_codes = self.codes(count, 256)?;
        let command_codes = self.codes(commands.types, 704)?;
        let alphabet = 16 + direct + (48 << postfix);
        let distance_codes = self.codes(distance_count, alphabet)?;
        let end = self.output.len() + left;
        loop {
            self.note();
            let kind = commands.take(&mut self.bits)?;
            let code = command_codes.get(kind).ok_or(End::Damaged)?;
            let symbol = code.symbol(&mut self.bits)?;
            // The first of the eight lengths that a row of symbols has, of both kinds.
            #[rustfmt::skip]
            const ROWS: [(usize, usize); 11] = [
                (0, 0), (0, 8), (0, 0), (0, 8), (8, 0), (8, 8), (0, 16), (16, 0), (8, 16), (16, 8), (16, 16),
            ];
            let &(inserted, copied) = ROWS.get(symbol >> 6).ok_or(End::Damaged)?;
            let inserted = length(&mut self.bits, &INSERTED, inserted + (symbol >> 3 & 7))?;
            let copied = length(&mut self.bits, &COPIED, copied + (symbol & 7))?;
            let left = end - self.output.len();
            for _ in 0..inserted.min(left) {
                let kind = literals.take(&mut self.bits)?;
                let mode = modes.get(kind).copied().unwrap_or_default();
                let context = context(mode, &self.output) | kind << 6;
                let code = literal_map.get(context).copied().unwrap_or_default();
                let code = literal_codes.get(usize::from(code)).ok_or(End::Damaged)?;
                let literal = code.symbol(&mut self.bits)?;
                if self.output.len() >= self.most {
                    return Err(End::OutputLimit);
                }
                self.output.push(literal as u8);
            }
            if inserted >= left {
                break check(inserted == left);
            }
            let distance = match symbol {
                0..128 => 0,
                _ => {
                    let kind = distances.take(&mut self.bits)?;
                    let context = (copied.min(5) - 2) | (kind << 2);
                    let code = distance_map.get(context).copied().unwrap_or_default();
                    let code = distance_codes.get(usize::from(code)).ok_or(End::Damaged)?;
                    code.symbol(&mut self.bits)?
                }
            };
            self.copy(distance, copied, direct, postfix)?;
            if self.output.len() >= end {
                break check(self.output.len() == end);
            }
        }
    }

    /// Repeats so many bytes that came out before, or writes a word.
    fn copy(
        &mut self,
        symbol: usize,
        count: usize,
        direct: usize,
        postfix: usize,
    ) -> Result<(), End> {
        let distance = self.distance(symbol, direct, postfix)?;
        let length = self.output.len();
        let reachable = length.min(self.window);
        if let Some(number) = distance.checked_sub(reachable + 1) {
            words::write(count, number, &mut self.output).ok_or(End::Damaged)?;
            let is_over = self.output.len() > self.most;
            self.output.truncate(self.most.max(length));
            return if is_over {
                Err(End::OutputLimit)
            } else {
                Ok(())
            };
        }
        if symbol > 0 {
            self.distances.rotate_right(1);
            if let Some(last) = self.distances.first_mut() {
                *last = distance;
            }
        }
        let room = self.room(count);
        let start = length - distance;
        // What is copied can be longer than what there is of it yet.
        let mut left = room;
        while left > 0 {
            let piece = left.min(self.output.len() - start);
            self.output.extend_from_within(start..start + piece);
            left -= piece;
        }
        match room < count {
            true => Err(End::OutputLimit),
            false => Ok(()),
        }
    }

    /// How far back a copy lies, by its symbol.
    fn distance(&mut self, symbol: usize, direct: usize, postfix: usize) -> Result<usize, End> {
        let [last, before, ..] = self.distances;
        let distance = match symbol {
            0..4 => self.distances.get(symbol).copied(),
            4..16 => {
                let (base, place) = match symbol {
                    4..10 => (last, symbol - 4),
                    _ => (before, symbol - 10),
                };
                let by = place / 2 + 1;
                match place % 2 {
                    0 => base.checked_sub(by),
                    _ => Some(base + by),
                }
            }
            _ if symbol < 16 + direct => Some(symbol - 15),
            _ => {
                let code = symbol - 16 - direct;
                let (high, low) = (code >> postfix, code & ((1 << postfix) - 1));
                let width = 1 + (high >> 1);
                let start = ((2 + (high & 1)) << width) - 4;
                let more = self.bits.take(width as u8)?;
                Some(((start + more) << postfix) + low + direct + 1)
            }
        };
        distance
            .filter(|&distance| distance > 0)
            .ok_or(End::Damaged)
    }
}

/// What holds of every stream.
fn check(holds: bool) -> Result<(), End> {
    if holds { Ok(()) } else { Err(End::Damaged) }
}

/// What comes before a literal, as the number of its context.
fn context(mode: usize, output: &[u8]) -> usize {
    let (before, last) = match *output {
        [.., before, last] => (before, last),
        [last] => (0, last),
        [] => (0, 0),
    };
    usize::from(match mode {
        0 => last & 63,
        1 => last >> 2,
        2 => text_context(before, last),
        _ => size_context(last) << 3 | size_context(before),
    })
}

/// The context of what may be text in UTF-8: the kind of the last character, and roughly the one before it.
fn text_context(before: u8, last: u8) -> u8 {
    let before = match before {
        0..=b' ' | 127..224 => 0,
        b'a'..=b'z' => 3,
        b'0'..=b'9' | b'A'..=b'Z' | 224.. => 2,
        _ => 1,
    };
    let last = match last {
        128..192 => return last & 1 | before,
        192.. => return 2 | last & 1 | before,
        b'\t' | b'\n' | b'\r' => 1,
        0..b' ' | 127 => 0,
        b' ' => 2,
        b'"' | b'\'' => 4,
        b'%' => 5,
        b'(' | b'<' | b'[' | b'{' => 6,
        b')' | b'>' | b']' | b'}' => 7,
        b',' | b':' | b';' => 8,
        b'.' => 9,
        b'=' => 10,
        b'0'..=b'9' => 11,
        b'A' | b'E' | b'I' | b'O' | b'U' => 12,
        b'A'..=b'Z' => 13,
        b'a' | b'e' | b'i' | b'o' | b'u' => 14,
        b'a'..=b'z' => 15,
        _ => 3,
    };
    last << 2 | before
}

/// The context of what may be a number with a sign: its rough size.
fn size_context(byte: u8) -> u8 {
    match byte {
        0 => 0,
        1..16 => 1,
        16..64 => 2,
        64..128 => 3,
        128..192 => 4,
        192..240 => 5,
        240..255 => 6,
        255 => 7,
    }
}
