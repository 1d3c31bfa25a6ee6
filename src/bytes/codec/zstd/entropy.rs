//! The two kinds of codes in Zstandard (RFC 8878 §4), and the bits that they are read from, backwards.

use crate::bytes::codec::inflate::End;

/// Bits that are read from the last one to the first; the highest bit that is set marks the end.
pub(super) struct Backwards<'i> {
    bytes: &'i [u8],
    /// Bits before the place that is read next; below zero where more were read than there are.
    left: isize,
}

impl Backwards<'_> {
    pub(super) fn new(bytes: &[u8]) -> Result<Backwards<'_>, End> {
        let last = bytes.last().filter(|&&last| last > 0).ok_or(End::Damaged)?;
        let left = bytes.len() * 8 - last.leading_zeros() as usize - 1;
        Ok(Backwards {
            bytes,
            left: left as isize,
        })
    }

    /// The next bits as a number, of which there are at most 32; those before the first are zero.
    fn peek(&self, count: u8) -> usize {
        let start = self.left - isize::from(count);
        let (skipped, lacking) = match usize::try_from(start) {
            Ok(start) => (start, 0),
            Err(_) => (0, start.unsigned_abs()),
        };
        let rest = self.bytes.get(skipped / 8..).unwrap_or_default();
        let word = match rest.first_chunk() {
            Some(word) => u64::from_le_bytes(*word),
            None => rest
                .iter()
                .rev()
                .fold(0, |word, &byte| word << 8 | u64::from(byte)),
        };
        let word = (word >> (skipped % 8)).checked_shl(lacking as u32);
        (word.unwrap_or(0) & ((1 << count) - 1)) as usize
    }

    pub(super) fn take(&mut self, count: u8) -> usize {
        let number = self.peek(count);
        self.left -= isize::from(count);
        number
    }

    /// Whether more was read than there is.
    fn is_over(&self) -> bool {
        self.left < 0
    }

    /// Says whether it was read to its very end.
    pub(super) fn end(&self) -> Result<(), End> {
        if self.left == 0 {
            Ok(())
        } else {
            Err(End::Damaged)
        }
    }
}

/// A state of a finite state entropy code: its symbol, and the next state without the bits that are added.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    symbol: u8,
    width: u8,
    next: u16,
}

/// A finite state entropy code.
#[derive(Clone, Debug, Default)]
pub(super) struct States {
    states: Vec<State>,
    /// The binary logarithm of their number.
    width: u8,
}

impl States {
    /// One symbol only.
    pub(super) fn one(symbol: u8) -> States {
        States {
            states: vec![State {
                symbol,
                ..State::default()
            }],
            width: 0,
        }
    }

    /// By how probable each symbol is; −1 is less than one state.
    pub(super) fn new(chances: &[i16], width: u8) -> Result<States, End> {
        let size = 1_usize << width;
        let mut states = vec![State::default(); size];
        let mut high = size;
        let mut counts = Vec::new();
        for (symbol, &chance) in (0_u8..).zip(chances) {
            counts.push(chance.unsigned_abs());
            if chance == -1 {
                high = high.checked_sub(1).ok_or(End::Damaged)?;
                if let Some(state) = states.get_mut(high) {
                    state.symbol = symbol;
                }
            }
        }
        let step = (size >> 1) + (size >> 3) + 3;
        let mut place = 0;
        for (symbol, &chance) in (0_u8..).zip(chances) {
            for _ in 0..chance.max(0) {
                if let Some(state) = states.get_mut(place) {
                    state.symbol = symbol;
                }
                loop {
                    place = (place + step) & (size - 1);
                    if place < high || high == 0 {
                        break;
                    }
                }
            }
        }
        for state in &mut states {
            let count = counts.get_mut(usize::from(state.symbol));
            let count = count.filter(|count| **count > 0).ok_or(End::Damaged)?;
            state.width = width - count.ilog2() as u8;
            state.next = (*count << state.width).wrapping_sub(size as u16);
            *count += 1;
        }
        Ok(States { states, width })
    }

    /// Reads such a code from the beginning of `input`; gives the bytes that it took too.
    pub(super) fn read(input: &[u8], symbols: usize, widest: u8) -> Result<(States, usize), End> {
        let mut position = 0;
        let peek = |position: usize, count: u32| {
            let rest = input.get(position / 8..).unwrap_or_default();
            let word = rest.iter().take(4).rev();
            let word = word.fold(0, |word, &byte| word << 8 | u32::from(byte));
            (word >> (position % 8)) & ((1 << count) - 1)
        };
        let width = peek(0, 4) as u8 + 5;
        position += 4;
        if width > widest {
            return Err(End::Damaged);
        }
        let mut left = 1_i32 << width;
        let mut chances: Vec<i16> = Vec::new();
        while left > 0 && chances.len() < symbols {
            let count = (left as u32 + 1).ilog2() + 1;
            let mut value = peek(position, count);
            let low = (1 << (count - 1)) - 1;
            let short = (1 << count) - 1 - (left as u32 + 1);
            position += count as usize;
            if value & low < short {
                position -= 1;
                value &= low;
            } else if value > low {
                value -= short;
            }
            let chance = value as i16 - 1;
            left -= i32::from(chance.abs());
            chances.push(chance);
            let mut is_run = chance == 0;
            while is_run {
                let zeros = peek(position, 2);
                position += 2;
                chances.resize(chances.len() + zeros as usize, 0);
                is_run = zeros == 3 && chances.len() <= symbols;
            }
        }
        let taken = position.div_ceil(8);
        if left != 0 || chances.len() > symbols || taken > input.len() {
            return Err(End::Damaged);
        }
        Ok((States::new(&chances, width)?, taken))
    }

    /// The first state.
    pub(super) fn first(&self, bits: &mut Backwards) -> usize {
        bits.take(self.width)
    }

    /// The symbol of a state.
    pub(super) fn symbol(&self, state: usize) -> usize {
        self.states
            .get(state)
            .map_or(0, |state| state.symbol.into())
    }

    /// The state that follows a state.
    pub(super) fn next(&self, state: usize, bits: &mut Backwards) -> usize {
        let state = self.states.get(state).copied().unwrap_or_default();
        usize::from(state.next) + bits.take(state.width)
    }
}

/// Bits of the longest code of a literal.
const LONGEST: u8 = 11;

/// Symbols that a code of literals has at most.
const LITERALS: usize = 256;

/// The Huffman code of literals: for all bits of the longest code, the symbol and the length of its code.
#[derive(Clone, Debug)]
pub(super) struct Huffman {
    table: Vec<(u8, u8)>,
    width: u8,
}

impl Huffman {
    /// Reads the code from the beginning of `input`; gives the bytes that it took too.
    pub(super) fn read(input: &[u8]) -> Result<(Huffman, usize), End> {
        let (&first, rest) = input.split_first().ok_or(End::Damaged)?;
        let mut weights = Vec::new();
        let taken = match first {
            ..128 => {
                let taken = usize::from(first);
                let packed = rest.get(..taken).ok_or(End::Damaged)?;
                let (states, head) = States::read(packed, usize::from(LONGEST) + 2, 6)?;
                let mut bits = Backwards::new(packed.get(head..).unwrap_or_default())?;
                let mut current = states.first(&mut bits);
                let mut other = states.first(&mut bits);
                // Two states take turns; where the bits of one are missing, the other is the last.
                loop {
                    weights.push(states.symbol(current) as u8);
                    let next = states.next(current, &mut bits);
                    if bits.is_over() {
                        weights.push(states.symbol(other) as u8);
                        break;
                    }
                    if weights.len() > LITERALS {
                        return Err(End::Damaged);
                    }
                    (current, other) = (other, next);
                }
                taken
            }
            _ => {
                let count = usize::from(first) - 127;
                let taken = count.div_ceil(2);
                let packed = rest.get(..taken).ok_or(End::Damaged)?;
                weights.extend(packed.iter().flat_map(|byte| [byte >> 4, byte & 15]));
                weights.truncate(count);
                taken
            }
        };
        Ok((Huffman::new(weights)?, taken + 1))
    }

    /// By the weight of each symbol but the last one, whose weight is what is missing.
    fn new(mut weights: Vec<u8>) -> Result<Huffman, End> {
        if weights.len() >= LITERALS || weights.iter().any(|&weight| weight > LONGEST) {
            return Err(End::Damaged);
        }
        let sum: usize = weights.iter().map(|weight| 1 << weight >> 1).sum();
        let width = sum.checked_ilog2().ok_or(End::Damaged)? as u8 + 1;
        let missing = (1 << width) - sum;
        if width > LONGEST || !missing.is_power_of_two() {
            return Err(End::Damaged);
        }
        weights.push(missing.ilog2() as u8 + 1);
        let mut table = Vec::new();
        for weight in 1..=width {
            for (symbol, &own) in (0..=u8::MAX).zip(&weights) {
                if own == weight {
                    let length = table.len() + (1 << weight >> 1);
                    table.resize(length, (symbol, width + 1 - weight));
                }
            }
        }
        Ok(Huffman { table, width })
    }

    /// Reads a stream of so many literals.
    pub(super) fn literals(
        &self,
        stream: &[u8],
        count: usize,
        literals: &mut Vec<u8>,
    ) -> Result<(), End> {
        let mut bits = Backwards::new(stream)?;
        for _ in 0..count {
            let entry = self.table.get(bits.peek(self.width));
            let &(symbol, width) = entry.ok_or(End::Damaged)?;
            bits.take(width);
            literals.push(symbol);
        }
        bits.end()
    }
}
