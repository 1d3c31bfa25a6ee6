//! Bits of a brotli stream, and the prefix codes in it (RFC 7932 §3).

use crate::bytes::codec::inflate::End;
use crate::sort::sorted;

/// Bits of the longest prefix code.
const LONGEST: usize = 15;

/// The bits of a stream, the lowest of each byte first.
pub(super) struct Bits<'i> {
    input: &'i [u8],
    /// In bits.
    position: usize,
}

impl Bits<'_> {
    pub(super) fn new(input: &[u8]) -> Bits<'_> {
        Bits { input, position: 0 }
    }

    /// The bytes of which something was read.
    pub(super) fn read(&self) -> usize {
        self.position.div_ceil(8)
    }

    /// The next bits, at least 25; behind the end they are zero.
    fn peek(&self) -> u32 {
        let rest = self.input.get(self.position / 8..).unwrap_or_default();
        let word = match rest {
            [a, b, c, d, ..] => u32::from_le_bytes([*a, *b, *c, *d]),
            _ => rest
                .iter()
                .rev()
                .fold(0, |word, &byte| word << 8 | u32::from(byte)),
        };
        word >> (self.position % 8)
    }

    fn pass(&mut self, count: usize) -> Result<(), End> {
        self.position += count;
        match self.position <= self.input.len() * 8 {
            true => Ok(()),
            false => Err(End::Truncated),
        }
    }

    /// The number in the next bits, of which there are at most 24.
    pub(super) fn take(&mut self, count: u8) -> Result<usize, End> {
        let number = self.peek() & ((1 << count) - 1);
        self.pass(count.into())?;
        Ok(number as usize)
    }

    /// Whether the next bit is set.
    pub(super) fn flag(&mut self) -> Result<bool, End> {
        Ok(self.take(1)? == 1)
    }

    /// A number from 1 to 256, the small ones in few bits.
    pub(super) fn count(&mut self) -> Result<usize, End> {
        if !self.flag()? {
            return Ok(1);
        }
        let bits = self.take(3)? as u8;
        Ok(1 + (1 << bits) + self.take(bits)?)
    }

    /// Passes over what is left of a byte, which is zero.
    pub(super) fn align(&mut self) -> Result<(), End> {
        let left = self.position.next_multiple_of(8) - self.position;
        match self.take(left as u8)? {
            0 => Ok(()),
            _ => Err(End::Damaged),
        }
    }

    /// So many whole bytes, or those that there are.
    pub(super) fn bytes(&mut self, count: usize) -> &[u8] {
        let rest = self.input.get(self.position / 8..).unwrap_or_default();
        let bytes = rest.get(..count).unwrap_or(rest);
        self.position += bytes.len() * 8;
        bytes
    }
}

/// A prefix code: symbols in the order of their codes, and how many of them have a code of each length.
#[derive(Debug, Default)]
pub(super) struct Code {
    counts: [u16; LONGEST + 1],
    symbols: Vec<u16>,
}

impl Code {
    /// A code by the length of the code of each symbol; none where it has none.
    fn new(lengths: &[u8]) -> Code {
        let mut code = Code::default();
        for length in 1..=LONGEST {
            let fitting = (0..)
                .zip(lengths)
                .filter(|&(_, &own)| usize::from(own) == length);
            let before = code.symbols.len();
            code.symbols.extend(fitting.map(|(symbol, _)| symbol));
            if let Some(count) = code.counts.get_mut(length) {
                *count = (code.symbols.len() - before) as u16;
            }
        }
        code
    }

    /// The next symbol.
    pub(super) fn symbol(&self, bits: &mut Bits) -> Result<usize, End> {
        if let [only] = *self.symbols {
            return Ok(only.into());
        }
        let mut word = bits.peek();
        // The next code of the current length, the first one of it, and the symbols that have shorter ones.
        let (mut code, mut first, mut index) = (0_usize, 0, 0);
        for (length, &count) in self.counts.iter().enumerate().skip(1) {
            let count = usize::from(count);
            code |= word as usize & 1;
            if code < first + count {
                bits.pass(length)?;
                let symbol = self.symbols.get(index + code - first);
                return symbol.map(|&symbol| symbol.into()).ok_or(End::Damaged);
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
            word >>= 1;
        }
        Err(End::Damaged)
    }

    /// Reads the code of an alphabet with so many symbols.
    pub(super) fn read(bits: &mut Bits, alphabet: usize) -> Result<Code, End> {
        match bits.take(2)? {
            1 => Code::simple(bits, alphabet),
            passed => Code::complex(bits, alphabet, passed),
        }
    }

    /// A code of up to four symbols, which are listed.
    fn simple(bits: &mut Bits, alphabet: usize) -> Result<Code, End> {
        let width = usize::BITS - (alphabet - 1).leading_zeros();
        let mut symbols = Vec::new();
        for _ in 0..=bits.take(2)? {
            let symbol = bits.take(width as u8)?;
            if symbol >= alphabet || symbols.contains(&(symbol as u16)) {
                return Err(End::Damaged);
            }
            symbols.push(symbol as u16);
        }
        // How many have a code of one bit, of two and of three; those of equal length are in their order.
        let counts = match symbols.len() {
            1 => [0, 0, 0],
            2 => [2, 0, 0],
            3 => [1, 2, 0],
            _ if bits.flag()? => [1, 1, 2],
            _ => [0, 4, 0],
        };
        let mut code = Code::default();
        let mut rest = &mut *symbols;
        for (count, own) in counts.into_iter().zip(code.counts.iter_mut().skip(1)) {
            *own = count;
            let Some((group, behind)) = rest.split_at_mut_checked(count.into()) else {
                break;
            };
            let keys = group.iter().map(|symbol| (u64::from(*symbol), 0));
            let keys = sorted(keys.collect());
            for (symbol, (key, _)) in group.iter_mut().zip(keys) {
                *symbol = key as u16;
            }
            rest = behind;
        }
        code.symbols = symbols;
        Ok(code)
    }

    /// A code by the lengths of its codes, which are in a code themselves.
    fn complex(bits: &mut Bits, alphabet: usize, passed: usize) -> Result<Code, End> {
        const ORDER: [usize; 18] = [1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        let mut lengths = [0; ORDER.len()];
        let mut space = 32;
        for symbol in ORDER.into_iter().skip(passed) {
            let (length, width) = match bits.peek() & 15 {
                0 | 4 | 8 | 12 => (0, 2),
                2 | 6 | 10 | 14 => (3, 2),
                1 | 5 | 9 | 13 => (4, 2),
                3 | 11 => (2, 3),
                7 => (1, 4),
                _ => (5, 4),
            };
            bits.pass(width)?;
            if let Some(own) = lengths.get_mut(symbol) {
                *own = length;
            }
            if length > 0 {
                space -= 32 >> length;
            }
            if space <= 0 {
                break;
            }
        }
        let code = Code::new(&lengths);
        if space != 0 && code.symbols.len() != 1 {
            return Err(End::Damaged);
        }
        let lengths = spelled(bits, &code, alphabet)?;
        Ok(Code::new(&lengths))
    }
}

/// The lengths of the codes of an alphabet, in which runs are counted.
fn spelled(bits: &mut Bits, code: &Code, alphabet: usize) -> Result<Vec<u8>, End> {
    let mut lengths = Vec::new();
    let mut space = 1 << LONGEST;
    // The last length that is no zero, the one that the current run repeats, and how often.
    let (mut last, mut repeated, mut run) = (8, None, 0);
    while lengths.len() < alphabet && space > 0 {
        let symbol = code.symbol(bits)?;
        let (length, count) = match symbol {
            0..=15 => {
                repeated = None;
                if symbol > 0 {
                    last = symbol as u8;
                }
                (symbol as u8, 1)
            }
            _ => {
                let width = symbol as u8 - 14;
                let length = if symbol == 16 { last } else { 0 };
                let before = match repeated == Some(length) {
                    true => run,
                    false => 0,
                };
                repeated = Some(length);
                let more = if before > 0 { (before - 2) << width } else { 0 };
                run = more + bits.take(width)? + 3;
                (length, run - before)
            }
        };
        if lengths.len() + count > alphabet {
            return Err(End::Damaged);
        }
        lengths.resize(lengths.len() + count, length);
        if length > 0 {
            space -= (count << LONGEST >> length) as i64;
        }
    }
    match space {
        0 => Ok(lengths),
        _ => Err(End::Damaged),
    }
}
