//! Files of properties as Java writes them, with a backslash before signs that would end a name.

use std::ops::Range;

use crate::bytes::codec::written::{Characters, Notation};
use crate::capture::nested::Undone;
use crate::report::Codec;

/// How characters are written in them.
pub(super) const NOTATION: Notation = Notation::Backslash(Characters::Unicode);

pub(super) const UNDONE: Undone = Undone {
    codec: Codec::Escapes,
    because: "it is a file of properties, in which some signs have a backslash before them",
};

/// Whether a text has addresses or JSON with such signs: nothing else has a backslash before a colon.
pub(super) fn are(text: &[u8]) -> bool {
    let is_escaped = |sign: &[u8]| text.windows(sign.len()).any(|part| part == sign);
    is_escaped(b"\\://") || is_escaped(b"\"\\:")
}

/// The text without the white space that lines begin with where they go on from those before.
pub(super) fn pieces(text: &[u8]) -> Vec<Range<u32>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut position = 0;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        position += line.len();
        let own = line.trim_ascii_end();
        let slashes = own.iter().rev().take_while(|&&byte| byte == b'\\').count();
        if slashes % 2 == 1 {
            pieces.push(start as u32..position as u32);
            let next = text.get(position..).unwrap_or_default();
            let blanks = next.iter().take_while(|byte| b" \t".contains(byte));
            start = position + blanks.count();
        }
    }
    pieces.push(start.min(text.len()) as u32..text.len() as u32);
    pieces
}
