//! Letters that look like others or are not seen at all, as the plain ones that people read.
//!
//! What is compared is what is read, so that no accent, width, style or character without a look hides a
//! value. The tables of Unicode would take more than all of the gate; of scripts that write with
//! other letters only the digits are turned into ours.

/// Small letters without their accents from U+00C0 on; a point for what is none.
const LATIN: &str = concat!(
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y",
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkk.lllllll",
    "lllnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs",
);

/// The same from U+1E00 on.
const LATIN_MORE: &str = concat!(
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm",
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv",
    "wwwwwwwwwwxxxxyyzzzzzzhtwyas....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee",
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......",
);

/// First bytes of the letters below, and the zero between those of UTF-16.
pub(super) fn may_begin(byte: u8) -> bool {
    matches!(
        byte,
        0 | 0xc2..=0xc5 | 0xcc | 0xcd | 0xd8 | 0xd9 | 0xdb | 0xe0..=0xe3 | 0xef | 0xf0 | 0xf3
    )
}

/// How many bytes the letter takes that some data begin with, and what is read there: nothing where it
/// is not seen. None for a letter that is read as it is.
pub(super) fn plain(data: &[u8]) -> Option<(usize, Option<char>)> {
    let length = match data.first()? {
        ..0xc0 => 1,
        ..0xe0 => 2,
        ..0xf0 => 3,
        _ => 4,
    };
    let letter = std::str::from_utf8(data.get(..length)?)
        .ok()?
        .chars()
        .next()?;
    let code = u32::from(letter);
    let digit = |zero: u32| char::from_digit(code - zero, 10);
    let small = |first: u32| char::from_digit((code - first) % 26 + 10, 36);
    let latin = |table: &str, first: u32| {
        let place = usize::try_from(code - first).ok()?;
        let letter = table.as_bytes().get(place)?;
        letter.is_ascii_alphabetic().then_some(char::from(*letter))
    };
    let read = match code {
        0
        | 0xad
        | 0x300..=0x36f
        | 0x61c
        | 0x115f
        | 0x1160
        | 0x17b4
        | 0x17b5
        | 0x180b..=0x180f
        | 0x200b..=0x200f
        | 0x202a..=0x202e
        | 0x2060..=0x206f
        | 0x3164
        | 0xfe00..=0xfe0f
        | 0xfeff
        | 0xffa0
        | 0xe0000..=0xe0fff => return Some((length, None)),
        0xa0 | 0x1680 | 0x2000..=0x200a | 0x202f | 0x205f | 0x3000 => ' ',
        0xb2 | 0xb3 => digit(0xb0)?,
        0xb9 => '1',
        0xc0..=0x17f => latin(LATIN, 0xc0)?,
        0x660..=0x669 => digit(0x660)?,
        0x6f0..=0x6f9 => digit(0x6f0)?,
        0x966..=0x96f => digit(0x966)?,
        0x1e00..=0x1eff => latin(LATIN_MORE, 0x1e00)?,
        0x2010..=0x2015 | 0x2212 => '-',
        0x2070 | 0x2074..=0x2079 => digit(0x2070)?,
        0x2080..=0x2089 => digit(0x2080)?,
        0x2460..=0x2468 => digit(0x245f)?,
        0x24b6..=0x24e9 => small(0x24b6)?,
        0x24ea => '0',
        0xff01..=0xff5e => char::from_u32(code - 0xfee0)?,
        0x1d400..=0x1d6a3 => small(0x1d400)?,
        0x1d7ce..=0x1d7ff => char::from_digit((code - 0x1d7ce) % 10, 10)?,
        _ => return None,
    };
    Some((length, Some(read)))
}
