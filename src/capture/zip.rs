//! ZIP archives, as far as captures need them: files that are stored or deflated, found by the
//! directory at the end.
//!
//! All that is unpacked of an archive draws on one budget, so that names which lead to the same data
//! unpack to no more than others.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::bytes::codec::inflate::{self, End, Wrapper};
use crate::limits::{Budget, Limits};
use crate::progress::Progress;

/// What each record of the format begins with.
const LOCAL: &[u8] = b"PK\x03\x04";
const DIRECTORY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

/// Bytes of the last record without the comment behind it, and the longest comment.
const END_LENGTH: usize = 22;
const COMMENT: usize = 0xffff;

/// An archive whose directory was read.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    files: Vec<Packed>,
    /// Positions in the list.
    names: BTreeMap<String, usize>,
    /// Those of names that end in `.har`.
    pub(crate) archives: Vec<usize>,
    budget: RefCell<Budget>,
}

/// A file of the archive.
struct Packed {
    /// Offset of what precedes its data.
    header: usize,
    length: usize,
    method: u16,
}

impl<'a> Archive<'a> {
    /// Reads the directory; none where there is none, or where it is encrypted.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Archive<'a>> {
        if !bytes.starts_with(LOCAL) {
            return None;
        }
        let first = bytes.len().saturating_sub(END_LENGTH + COMMENT);
        let tail = bytes.get(first..)?;
        let end = tail.windows(END.len()).rposition(|record| record == END)?;
        let mut position = number(tail, end + 16, 4)?;
        let mut archive = Archive {
            bytes,
            files: Vec::new(),
            names: BTreeMap::new(),
            archives: Vec::new(),
            budget: RefCell::new(Budget::new(Limits::DEFAULT)),
        };
        while bytes
            .get(position..)
            .is_some_and(|rest| rest.starts_with(DIRECTORY))
        {
            let field = |offset| number(bytes, position + offset, 2);
            let [name, extra, comment] = [field(28)?, field(30)?, field(32)?];
            let is_encrypted = field(8)? & 1 == 1;
            let text = bytes.get(position + 46..position + 46 + name)?;
            if !is_encrypted {
                let text = String::from_utf8_lossy(text).to_ascii_lowercase();
                if text.ends_with(".har") {
                    archive.archives.push(archive.files.len());
                }
                archive.names.insert(text, archive.files.len());
                archive.files.push(Packed {
                    header: number(bytes, position + 42, 4)?,
                    length: number(bytes, position + 20, 4)?,
                    method: field(10)? as u16,
                });
            }
            position += 46 + name + extra + comment;
        }
        Some(archive)
    }

    /// The content of the file with this name; none where there is no such file.
    pub(crate) fn named(&self, name: &str) -> Option<Vec<u8>> {
        let index = self.names.get(&name.to_ascii_lowercase())?;
        Some(self.read(*index)?.0)
    }

    /// The content of a file and why it ends; none where it is packed in another way.
    pub(crate) fn read(&self, index: usize) -> Option<(Vec<u8>, End)> {
        let file = self.files.get(index)?;
        let header = self.bytes.get(file.header..)?;
        if !header.starts_with(LOCAL) {
            return None;
        }
        let start = file.header + 30 + number(header, 26, 2)? + number(header, 28, 2)?;
        let rest = self.bytes.get(start..)?;
        let packed = rest.get(..file.length).unwrap_or(rest);
        let budget = &mut *self.budget.borrow_mut();
        let mut listener = |_, _| {};
        let progress = &mut Progress::new(&mut listener);
        match file.method {
            0 if budget.take_output(packed.len()) => Some((packed.to_vec(), End::Complete)),
            8 => {
                let inflated = inflate::inflate(packed, Wrapper::Raw, budget, progress);
                Some((inflated.bytes, inflated.end))
            }
            _ => None,
        }
    }
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    let sum = |sum: usize, digit: &u8| sum << 8 | usize::from(*digit);
    Some(digits.iter().rev().fold(0, sum))
}
