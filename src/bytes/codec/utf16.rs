//! Text in UTF-16, as Windows programs write it.

use std::iter::from_fn;

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Little,
    Big,
}

/// The text; halves of surrogate pairs are replaced, and half a unit at the end is left out.
pub(crate) fn decode(bytes: &[u8], order: Order) -> String {
    let mut text = String::with_capacity(bytes.len() / 2);
    text.extend(characters(bytes, order).map(|(_, character)| character));
    text
}

/// For each character how many bytes it takes, in UTF-16 and in UTF-8.
pub(crate) fn units(bytes: &[u8], order: Order) -> impl Iterator<Item = (usize, usize)> {
    characters(bytes, order).map(|(length, character)| (length, character.len_utf8()))
}

fn characters(bytes: &[u8], order: Order) -> impl Iterator<Item = (usize, char)> {
    let unit = move |bytes: &[u8]| {
        let pair = *bytes.first_chunk()?;
        Some(match order {
            Order::Little => u16::from_le_bytes(pair),
            Order::Big => u16::from_be_bytes(pair),
        })
    };
    let mut rest = bytes;
    from_fn(move || {
        let first = unit(rest)?;
        let (length, character) = match char::from_u32(first.into()) {
            Some(character) => (2, character),
            None => {
                let second = rest.get(2..).and_then(unit);
                let pair = char::decode_utf16([first].into_iter().chain(second)).next()?;
                let character = pair.unwrap_or(char::REPLACEMENT_CHARACTER);
                (2 * character.len_utf16(), character)
            }
        };
        rest = rest.get(length..).unwrap_or_default();
        Some((length, character))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_are_read() {
        for text in ["", "a", "é€", "😀z"] {
            let units_of_text: Vec<u16> = text.encode_utf16().collect();
            let little: Vec<u8> = units_of_text
                .iter()
                .flat_map(|unit| unit.to_le_bytes())
                .collect();
            let big: Vec<u8> = units_of_text
                .iter()
                .flat_map(|unit| unit.to_be_bytes())
                .collect();
            assert_eq!(decode(&little, Order::Little), text);
            assert_eq!(decode(&big, Order::Big), text);
            let total =
                units(&big, Order::Big).fold((0, 0), |sum, unit| (sum.0 + unit.0, sum.1 + unit.1));
            assert_eq!(total, (big.len(), text.len()));
        }
    }

    #[test]
    fn what_is_no_text_is_replaced() {
        // Half a pair, then a letter, then half a unit.
        assert_eq!(decode(b"\x3d\xd8a\0b", Order::Little), "\u{fffd}a");
        assert_eq!(decode(b"\xde\0\0a", Order::Big), "\u{fffd}a");
    }
}
