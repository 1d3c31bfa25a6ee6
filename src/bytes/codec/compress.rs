//! The way back: gzip, zlib and the compressed text of a link.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::inflate::Wrapper;

/// Bytes that are made room for at a time.
const STEP: usize = 32 << 10;

/// The largest window of DEFLATE, as the binary logarithm of its size.
const WINDOW: u8 = 15;

/// Compresses in a wrapper, without a time or a name of a file in it.
pub(crate) fn compress(bytes: &[u8], wrapper: Wrapper) -> Vec<u8> {
    let level = Compression::default();
    finish(
        bytes,
        match wrapper {
            Wrapper::Gzip => Compress::new_gzip(level, WINDOW),
            Wrapper::Zlib => Compress::new(level, true),
            Wrapper::Raw => Compress::new(level, false),
        },
    )
}

/// Compresses as far as it goes, with a text that the reader has too.
pub(crate) fn compress_with(bytes: &[u8], dictionary: &[u8]) -> Vec<u8> {
    let mut state = Compress::new(Compression::best(), false);
    // Refused only in a stream that has begun.
    let _ = state.set_dictionary(dictionary);
    finish(bytes, state)
}

#[inline(never)]
fn finish(bytes: &[u8], mut state: Compress) -> Vec<u8> {
    let mut output = Vec::new();
    loop {
        output.reserve(STEP);
        let consumed = usize::try_from(state.total_in()).unwrap_or(usize::MAX);
        let rest = bytes.get(consumed..).unwrap_or_default();
        match state.compress_vec(rest, &mut output, FlushCompress::Finish) {
            Ok(Status::Ok) => {}
            _ => return output,
        }
    }
}

/// Why a compressed text could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is damaged, or made with another dictionary.
    Damaged,
    /// It is longer than it may be.
    TooLong,
}

/// Undoes [`compress_with`] where the result has at most so many bytes.
pub(crate) fn decompress_with(
    bytes: &[u8],
    dictionary: &[u8],
    most: usize,
) -> Result<Vec<u8>, Unreadable> {
    let mut state = Decompress::new(false);
    let _ = state.set_dictionary(dictionary);
    let mut output = Vec::new();
    loop {
        let before = (state.total_in(), output.len());
        output.reserve(STEP);
        let consumed = usize::try_from(state.total_in()).unwrap_or(usize::MAX);
        let rest = bytes.get(consumed..).unwrap_or_default();
        let status = state.decompress_vec(rest, &mut output, FlushDecompress::None);
        if output.len() > most {
            return Err(Unreadable::TooLong);
        }
        match status {
            Ok(Status::StreamEnd) => return Ok(output),
            Ok(_) if (state.total_in(), output.len()) != before => {}
            _ => return Err(Unreadable::Damaged),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::codec::inflate::{self, End};
    use crate::limits::{Budget, Limits};
    use crate::progress::Progress;

    #[test]
    fn what_is_compressed_is_read_again() {
        let long = "A text that repeats itself. ".repeat(5_000);
        for text in ["", "short", &long] {
            for wrapper in [Wrapper::Gzip, Wrapper::Zlib] {
                let packed = compress(text.as_bytes(), wrapper);
                assert_eq!(inflate::sniff(&packed), Some(wrapper));
                let mut budget = Budget::new(Limits::DEFAULT);
                let mut listener = |_, _| {};
                let mut progress = Progress::new(&mut listener);
                let read = inflate::inflate(&packed, wrapper, &mut budget, &mut progress);
                assert_eq!(
                    (read.bytes.as_slice(), read.end),
                    (text.as_bytes(), End::Complete)
                );
            }
            let packed = compress_with(text.as_bytes(), b"A text that repeats");
            let read = |dictionary: &[u8], most| decompress_with(&packed, dictionary, most);
            assert_eq!(
                read(b"A text that repeats", text.len()).as_deref(),
                Ok(text.as_bytes())
            );
            if text == long {
                assert_eq!(
                    read(b"A text that repeats", text.len() - 1),
                    Err(Unreadable::TooLong)
                );
                assert_ne!(
                    read(b"something else here", text.len()).as_deref(),
                    Ok(text.as_bytes())
                );
            }
        }
    }

    #[test]
    fn a_part_is_no_text() {
        let packed = compress_with(b"some words and some more words", b"");
        for end in 0..packed.len() {
            assert_eq!(
                decompress_with(&packed[..end], b"", 100),
                Err(Unreadable::Damaged)
            );
        }
    }
}
