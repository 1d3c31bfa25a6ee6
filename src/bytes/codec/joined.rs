//! Pieces of a text put together as a form: what a program is told in several arguments and sends as
//! one body.

/// A piece of a text by its offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Whether an ampersand stands before it.
    pub(crate) is_parted: bool,
    /// Whether it is percent-encoded on its way.
    pub(crate) is_encoded: bool,
}

/// Hands over how many bytes pieces take in the text and put together, while more are wanted: those that
/// stay as they are, one for the ampersand between them, and three for each that is encoded.
pub(crate) fn units(text: &[u8], pieces: &[Piece], visit: &mut dyn FnMut(usize, usize) -> bool) {
    let mut position = 0;
    for piece in pieces {
        let (start, end) = (piece.start as usize, piece.end as usize);
        let between = start.saturating_sub(position);
        let mut goes_on = visit(between, usize::from(piece.is_parted));
        position = start;
        while goes_on
            && position < end
            && let Some(byte) = text.get(position)
        {
            let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
            let (before, after) = match piece.is_encoded {
                true => (1, if is_plain { 1 } else { 3 }),
                false => (end - position, end - position),
            };
            position += before;
            goes_on = visit(before, after);
        }
        if !goes_on {
            return;
        }
    }
}

/// What stands for bytes that do not stay: an ampersand for what is between pieces, and an escape.
pub(crate) fn replacement(piece: &[u8], after: usize, written: &mut Vec<u8>) {
    match (after, piece) {
        (3, &[byte]) => {
            written.push(b'%');
            for digit in [byte >> 4, byte & 15] {
                written.push(if digit < 10 {
                    b'0' + digit
                } else {
                    b'A' - 10 + digit
                });
            }
        }
        (1, _) => written.push(b'&'),
        _ => {}
    }
}
