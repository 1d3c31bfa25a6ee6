//! What was unpacked of a capture to look for keys in it: it is read from here, so that nothing is unpacked
//! twice, and without the keys.

use crate::bytes::codec::inflate::{self, End, Inflated, Wrapper};
use crate::limits::{Budget, Limits};
use crate::progress::Progress;

/// Bytes of the files of an archive that are kept until they are read. What is beyond is unpacked once more.
const KEPT: usize = 32 << 20;

/// What came of a compressed file, or of the files of an archive by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Unpacked {
    whole: Option<Inflated>,
    /// In a list: a map of one more type takes more code than it saves time, for the files of one archive.
    files: Vec<File>,
    length: usize,
}

/// A file of an archive.
#[derive(Debug)]
struct File {
    number: usize,
    content: Vec<u8>,
    end: End,
    /// Whether it must not be unpacked again, since a key was taken out.
    is_lasting: bool,
}

impl Unpacked {
    /// What came of a compressed file.
    pub(crate) fn of(whole: Inflated) -> Unpacked {
        Unpacked {
            whole: Some(whole),
            ..Unpacked::default()
        }
    }

    /// Keeps a file of an archive where there is room, or where it `must` not be unpacked again.
    pub(crate) fn keep(&mut self, file: usize, content: Vec<u8>, end: End, must: bool) {
        if must || self.length + content.len() <= KEPT {
            self.length += content.len();
            self.files.push(File {
                number: file,
                content,
                end,
                is_lasting: must,
            });
        }
    }

    /// What came of a file of an archive. Most are kept no longer.
    pub(super) fn take(&mut self, file: usize) -> Option<(Vec<u8>, End)> {
        let place = self.files.iter().position(|one| one.number == file)?;
        let one = self.files.get_mut(place)?;
        if one.is_lasting {
            return Some((one.content.clone(), one.end));
        }
        let one = self.files.swap_remove(place);
        Some((one.content, one.end))
    }

    /// What came of a compressed file; it is unpacked now where it was not.
    pub(super) fn whole(&mut self, input: &[u8], wrapper: Wrapper) -> Inflated {
        let whole = self.whole.take();
        whole.unwrap_or_else(|| unpacked(input, wrapper, Limits::DEFAULT.output))
    }
}

/// The first so many bytes of what is compressed.
pub(super) fn unpacked(input: &[u8], wrapper: Wrapper, most: usize) -> Inflated {
    let mut budget = Budget::with_output(Limits::DEFAULT, most);
    let mut listener = |_, _| {};
    let mut progress = Progress::new(&mut listener);
    inflate::inflate(input, wrapper, &mut budget, &mut progress)
}

#[cfg(test)]
impl Unpacked {
    /// Whether all of a compressed file is kept, and how many of an archive are.
    pub(crate) fn kept(&self) -> (bool, usize) {
        (self.whole.is_some(), self.files.len())
    }
}
