//! What the rows of a dump look like, as its first ones tell.

use std::ops::Range;

use super::row::Row;
use crate::bytes::codec::written::Notation;

/// Bytes of the shortest row and of the longest.
const WIDTH: Range<usize> = 4..4_097;

/// Bytes of the shortest row without a colon behind its offset: tables of numbers look like shorter ones.
const PLAIN_WIDTH: usize = 8;

/// Rows that tell the shape; all of them must have it.
pub(super) const SAMPLE: usize = 32;

/// Columns of a cell.
const CELL: usize = 4;

/// How bytes are written in the rows of a dump.
#[derive(Debug)]
pub(super) struct Shape {
    /// What the offsets are to.
    base: u32,
    kind: Kind,
    /// Bytes of a whole row.
    pub(super) width: usize,
    /// The column in which the data of whole rows end: what follows it is text.
    limit: usize,
    /// Columns that stand between an offset and the first cell.
    shift: usize,
    /// The notations in which it can be read, the likeliest first.
    pub(super) notations: Vec<Notation>,
}

/// What the groups of a row are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Eight digits for each byte.
    Bits,
    /// Numbers of several bytes to the base 8.
    OctalWords,
    OctalBytes,
    /// Two digits for each byte, in groups of one or more.
    Hex,
    DecimalBytes,
    /// Decimal numbers of so many bytes each.
    DecimalWords(usize),
    /// Characters.
    Cells,
}

/// All kinds, in the order in which they are tried: what is of the first looks like later ones too.
const KINDS: [Kind; 9] = [
    Kind::Bits,
    Kind::OctalWords,
    Kind::OctalBytes,
    Kind::Hex,
    Kind::DecimalBytes,
    Kind::DecimalWords(2),
    Kind::DecimalWords(4),
    Kind::DecimalWords(8),
    Kind::Cells,
];

impl Shape {
    /// The shape of some rows; none where they are no dump.
    pub(super) fn find(input: &[u8], rows: &[Row]) -> Option<Shape> {
        let all = KINDS.map(|kind| [16, 8, 10].map(|base| (kind, base)));
        let mut all = all.as_flattened().iter();
        all.find_map(|&(kind, base)| Shape::of(input, rows, kind, base))
    }

    /// The shape of rows of a kind, with offsets to a base.
    fn of(input: &[u8], rows: &[Row], kind: Kind, base: u32) -> Option<Shape> {
        // Some offsets to the base 10 can be read to the base 8, and a word at the beginning of a line
        // can look like an offset to the base 16.
        let fitting = rows.iter().filter(|row| number(input, row, base).is_some());
        (8 * fitting.count() >= 7 * rows.len()).then_some(())?;
        // Each row and how many bytes it has.
        let pairs = rows.iter().zip(rows.iter().skip(1));
        let known = pairs.filter_map(|(row, next)| {
            let offset = number(input, row, base)?;
            let growth = number(input, next, base)?.checked_sub(offset)?;
            let is_one = row.indent() == next.indent() && !next.is_repeated && growth > 0;
            is_one.then_some((row, growth))
        });
        let known: Vec<(&Row, usize)> = known.collect();
        let &(first, width) = known.first()?;
        WIDTH.contains(&width).then_some(())?;
        (first.has_colon || width >= PLAIN_WIDTH).then_some(())?;
        let mut shape = Shape {
            base,
            kind,
            width,
            limit: usize::MAX,
            shift: 0,
            notations: kind.notations(input, first),
        };
        if kind == Kind::Cells {
            shape.shift = first.data.len().checked_sub(width * CELL)?;
            (shape.shift < CELL && shape.has_cells(input, first)).then_some(())?;
        }
        let mut limit = 0;
        let mut is_wide = false;
        for &(row, growth) in &known {
            let mut pieces = Vec::new();
            let wanted = growth.min(width);
            (shape.read(input, row, wanted, &mut pieces) == wanted).then_some(())?;
            let end = pieces.last()?.end;
            let is_whole = growth >= width;
            (!is_whole || kind.ends(input.get(end..row.data.end)?)).then_some(())?;
            limit = limit.max(row.column(end));
            let data = input.get(row.data.start..end).unwrap_or_default();
            let mut words = data.split(|&byte| byte == b' ');
            is_wide |= words.any(|word| !word.is_empty() && kind.needs_all(word));
        }
        is_wide.then_some(())?;
        shape.limit = limit;
        Some(shape)
    }

    /// Whether all that is in a row are characters, escapes and numbers in four columns each.
    fn has_cells(&self, input: &[u8], row: &Row) -> bool {
        let data = input.get(row.data.start + self.shift..row.data.end);
        let text = data.and_then(|data| std::str::from_utf8(data).ok());
        let signs: Vec<char> = text.unwrap_or_default().chars().collect();
        !signs.is_empty()
            && signs.chunks(CELL).all(|cell| match cell {
                [' ', ' ', ' ', _] | [' ', ' ', '\\', _] | [' ', ' ', '*', '*'] => true,
                [' ', digits @ ..] => digits.iter().all(|digit| digit.is_digit(8)),
                _ => false,
            })
    }

    /// The offset of a row.
    pub(super) fn offset(&self, input: &[u8], row: &Row) -> Option<usize> {
        number(input, row, self.base)
    }

    /// Whether a row says no more than where the dump ends.
    pub(super) fn is_end(&self, input: &[u8], row: &Row) -> bool {
        let data = input.get(row.data.clone()).unwrap_or_default();
        data.trim_ascii().is_empty() && (self.kind != Kind::Cells || data.is_empty())
    }

    /// Adds the pieces of a row in which up to so many bytes are written, and says how many there are.
    pub(super) fn read(
        &self,
        input: &[u8],
        row: &Row,
        wanted: usize,
        pieces: &mut Vec<Range<usize>>,
    ) -> usize {
        let data = input.get(row.data.clone()).unwrap_or_default();
        if self.kind == Kind::Cells {
            let start = row.data.start + self.shift;
            let (count, length) = cells(data.get(self.shift..).unwrap_or_default(), wanted);
            pieces.push(start..start + length);
            return count;
        }
        let mut count = 0;
        let mut all = None::<Range<usize>>;
        let mut position = row.data.start;
        for group in data.split(|byte| b" \t".contains(byte)) {
            let place = position..position + group.len();
            position = place.end + 1;
            if group.is_empty() {
                continue;
            }
            let Some(bytes) = self
                .kind
                .bytes(group)
                .filter(|_| count < wanted && row.column(place.start) < self.limit)
            else {
                break;
            };
            if count + bytes > wanted {
                // Of the last number not all bytes count.
                let digits = match self.kind {
                    Kind::OctalWords => 3,
                    _ => 2,
                } * (wanted - count);
                pieces.extend(all.take());
                pieces.push(match self.notations.first() {
                    // Its digits can't be parted; the bytes that were added are zeros.
                    Some(Notation::Words(_)) => place.clone(),
                    Some(Notation::Numbers(_)) => place.end.saturating_sub(digits)..place.end,
                    _ => place.start..place.start + digits,
                });
                return wanted;
            }
            count += bytes;
            all = Some(all.map_or(place.start, |all| all.start)..place.end);
        }
        pieces.extend(all);
        count
    }
}

/// How many cells a text has, up to so many, and their length.
fn cells(text: &[u8], wanted: usize) -> (usize, usize) {
    let is_start = |byte: &u8| byte & 0xc0 != 0x80;
    let mut characters = 0;
    for (place, _) in text.iter().enumerate().filter(|(_, byte)| is_start(byte)) {
        if characters == wanted * CELL {
            return (wanted, place);
        }
        characters += 1;
    }
    (characters.div_ceil(CELL), text.len())
}

fn number(input: &[u8], row: &Row, base: u32) -> Option<usize> {
    let digits = input.get(row.offset.clone())?;
    usize::from_str_radix(std::str::from_utf8(digits).ok()?, base).ok()
}

impl Kind {
    /// How many bytes a group of digits means; none where it is no such group.
    fn bytes(self, group: &[u8]) -> Option<usize> {
        let is_to = |base: u32| {
            let mut signs = group.iter();
            signs.all(|&sign| char::from(sign).is_digit(base))
        };
        let length = group.len();
        match self {
            Kind::Bits => (length == 8 && is_to(2)).then_some(1),
            Kind::OctalWords => match length {
                6 | 11 | 22 if is_to(8) => Some(length * 3 / 8),
                _ => None,
            },
            Kind::OctalBytes => (length == 3 && is_to(8)).then_some(1),
            Kind::Hex => (length.is_multiple_of(2) && is_to(16)).then_some(length / 2),
            Kind::DecimalBytes => {
                let text = std::str::from_utf8(group).ok()?;
                let is_byte = is_to(10) && text.parse::<u8>().is_ok();
                is_byte.then_some(1)
            }
            Kind::DecimalWords(size) => {
                let text = std::str::from_utf8(group).ok()?;
                let value = text.parse::<i128>().ok()?;
                let bits = 8 * size;
                (-(1 << (bits - 1))..1 << bits)
                    .contains(&value)
                    .then_some(size)
            }
            Kind::Cells => None,
        }
    }

    /// Whether shorter words than these would be too short for a number.
    fn needs_all(self, group: &[u8]) -> bool {
        match self {
            Kind::DecimalWords(size) if size > 2 => {
                Kind::DecimalWords(size / 2).bytes(group).is_none()
            }
            _ => true,
        }
    }

    /// Whether the data of a row end before this.
    fn ends(self, rest: &[u8]) -> bool {
        match rest {
            [] | [b'\t', ..] | [b' ', b' ', ..] => true,
            [b' ', rest @ ..] => {
                let mut groups = rest.split(|&byte| byte == b' ');
                groups
                    .next()
                    .is_none_or(|group| self.bytes(group).is_none())
            }
            _ => false,
        }
    }

    fn notations(self, input: &[u8], row: &Row) -> Vec<Notation> {
        let data = input
            .get(row.data.clone())
            .unwrap_or_default()
            .trim_ascii_start();
        let group = data.iter().take_while(|byte| byte.is_ascii_hexdigit());
        match self {
            Kind::Bits => vec![Notation::Numbers(2)],
            Kind::OctalWords | Kind::OctalBytes => vec![Notation::Numbers(8)],
            Kind::DecimalBytes => vec![Notation::Numbers(10)],
            Kind::DecimalWords(size) => vec![Notation::Words(size)],
            Kind::Cells => vec![Notation::Cells],
            // Programs that group bytes into numbers have the lowest first; those with a colon show bytes.
            Kind::Hex => match (group.count(), row.has_colon) {
                (4 | 8 | 16, false) => vec![Notation::Numbers(16), Notation::Hex],
                (8, true) => vec![Notation::Hex, Notation::Numbers(16)],
                _ => vec![Notation::Hex],
            },
        }
    }
}
