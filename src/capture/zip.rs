//! ZIP archives, as far as captures need them: files that are stored or deflated, found by the
//! directory at the end, or one after the other where that is missing.
//!
//! All that is unpacked of an archive draws on one budget, so that names which lead to the same data
//! unpack to no more than others.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::armor;
use super::unpacked::Unpacked;
use crate::bytes::codec::inflate::{self, End, Wrapper};
use crate::limits::{Budget, Limits};
use crate::progress::Progress;

/// What each record of the format begins with.
const LOCAL: &[u8] = b"PK\x03\x04";
const DIRECTORY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

/// What follows a file whose length was not known before, and how long that is.
const BEHIND: &[u8] = b"PK\x07\x08";
const BEHIND_LENGTH: usize = 16;

/// Flags of a file.
const ENCRYPTED: usize = 1;
const STREAMED: usize = 8;

/// Bytes of the last record without the comment behind it, and the longest comment.
const END_LENGTH: usize = 22;
const COMMENT: usize = 0xffff;

/// An archive whose directory was read.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    files: Vec<Packed>,
    /// Positions in the list, by names in which numbers have so many digits that their order is theirs.
    names: BTreeMap<String, usize>,
    /// Whether files were left out that a password protects.
    pub(crate) is_locked: bool,
    /// Whether its end is missing, so that there may have been more files.
    pub(crate) is_cut: bool,
    /// Those of names that end in `.har`.
    pub(crate) archives: Vec<usize>,
    /// Those that were asked for by their names.
    asked: RefCell<BTreeSet<usize>>,
    budget: RefCell<Budget>,
    unpacked: RefCell<Unpacked>,
}

/// A file of the archive.
struct Packed {
    /// In lower case.
    name: String,
    /// Offset of what precedes its data.
    header: usize,
    length: usize,
    method: u16,
}

impl<'a> Archive<'a> {
    /// Reads the directory, or, where the file is cut off, what precedes each file; none where it is no
    /// such archive.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Archive<'a>> {
        Archive::open_with(bytes, Unpacked::default())
    }

    /// The same, where some files were unpacked before.
    pub(crate) fn open_with(bytes: &'a [u8], unpacked: Unpacked) -> Option<Archive<'a>> {
        if !bytes.starts_with(LOCAL) {
            return None;
        }
        let mut archive = Archive::new(bytes);
        if archive.read_directory().is_none() {
            archive = Archive::new(bytes);
            archive.is_cut = true;
            archive.read_headers();
        }
        archive.unpacked = RefCell::new(unpacked);
        Some(archive)
    }

    fn new(bytes: &'a [u8]) -> Archive<'a> {
        Archive {
            bytes,
            files: Vec::new(),
            names: BTreeMap::new(),
            is_locked: false,
            is_cut: false,
            archives: Vec::new(),
            asked: RefCell::default(),
            budget: RefCell::new(Budget::new(Limits::DEFAULT)),
            unpacked: RefCell::default(),
        }
    }

    fn read_directory(&mut self) -> Option<()> {
        let bytes = self.bytes;
        let first = bytes.len().saturating_sub(END_LENGTH + COMMENT);
        let tail = bytes.get(first..)?;
        let end = tail.windows(END.len()).rposition(|record| record == END)?;
        let mut position = number(tail, end + 16, 4)?;
        while bytes
            .get(position..)
            .is_some_and(|rest| rest.starts_with(DIRECTORY))
        {
            let field = |offset| number(bytes, position + offset, 2);
            let [flags, method, name] = [field(8)?, field(10)?, field(28)?];
            let file = Packed {
                name: String::new(),
                header: number(bytes, position + 42, 4)?,
                length: number(bytes, position + 20, 4)?,
                method: method as u16,
            };
            let text = bytes.get(position + 46..position + 46 + name)?;
            self.add(text, flags, file);
            position += 46 + name + field(30)? + field(32)?;
        }
        Some(())
    }

    /// Reads what precedes each file, as far as it goes.
    fn read_headers(&mut self) -> Option<()> {
        let bytes = self.bytes;
        let mut position = 0;
        while bytes.get(position..)?.starts_with(LOCAL) {
            let field = |offset| number(bytes, position + offset, 2);
            let [flags, method, name] = [field(6)?, field(8)?, field(26)?];
            let start = position + 30 + name + field(28)?;
            let mut length = number(bytes, position + 18, 4)?;
            let mut next = start + length;
            if flags & STREAMED != 0 && length == 0 {
                // Its length follows it.
                let rest = bytes.get(start..)?;
                let mut records = rest.windows(LOCAL.len());
                let end = records.position(|record| record == LOCAL || record == BEHIND);
                length = end.unwrap_or(rest.len());
                next = start + length;
                if bytes.get(next..)?.starts_with(BEHIND) {
                    next += BEHIND_LENGTH;
                }
            }
            let file = Packed {
                name: String::new(),
                header: position,
                length,
                method: method as u16,
            };
            let text = bytes.get(position + 30..position + 30 + name)?;
            self.add(text, flags, file);
            position = next;
        }
        Some(())
    }

    fn add(&mut self, name: &[u8], flags: usize, mut file: Packed) {
        if flags & ENCRYPTED != 0 {
            self.is_locked = true;
            return;
        }
        file.name = String::from_utf8_lossy(name).to_ascii_lowercase();
        if file.name.ends_with(".har") {
            self.archives.push(self.files.len());
        }
        self.names.insert(key(&file.name), self.files.len());
        self.files.push(file);
    }

    /// The content of the file with this name; none where there is no such file.
    pub(crate) fn named(&self, name: &str) -> Option<Vec<u8>> {
        let index = self.names.get(&key(&name.to_ascii_lowercase()))?;
        self.asked.borrow_mut().insert(*index);
        Some(self.read(*index)?.0)
    }

    /// The files that nothing was known of: no archives, and none that one of these has asked for.
    pub(super) fn others(&self) -> impl Iterator<Item = (&str, usize)> {
        let is_known =
            |index| self.archives.contains(&index) || self.asked.borrow().contains(&index);
        self.files().filter(move |&(_, index)| !is_known(index))
    }

    /// The names of all files, in lower case and in the order of the numbers in them, and what they are
    /// read by.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, usize)> + Clone {
        let indices = self.names.values();
        indices.filter_map(|&index| Some((self.files.get(index)?.name.as_str(), index)))
    }

    /// The first of the files whose names begin with this.
    pub(crate) fn first(&self, beginning: &str) -> Option<usize> {
        let beginning = ordered(beginning);
        let (name, index) = self.names.range(beginning.clone()..).next()?;
        name.starts_with(&beginning).then_some(*index)
    }

    /// Where a file stands, with what precedes its data.
    pub(crate) fn place(&self, index: usize) -> Range<usize> {
        let place = self.files.get(index).and_then(|file| {
            let names = number(self.bytes, file.header + 26, 2)?;
            let extra = number(self.bytes, file.header + 28, 2)?;
            let end = file.header + 30 + names + extra + file.length;
            Some(file.header..end.min(self.bytes.len()))
        });
        place.unwrap_or_default()
    }

    /// How long a file is as it is packed.
    pub(crate) fn length(&self, index: usize) -> usize {
        self.files.get(index).map_or(0, |file| file.length)
    }

    /// The content of a file without private keys and why it ends; none where it is packed in another way.
    pub(crate) fn read(&self, index: usize) -> Option<(Vec<u8>, End)> {
        let (mut content, end) = self.read_with_keys(index)?;
        armor::blank(&mut content);
        Some((content, end))
    }

    /// The same with all that is in it.
    pub(crate) fn read_with_keys(&self, index: usize) -> Option<(Vec<u8>, End)> {
        if let Some((content, end)) = self.unpacked.borrow_mut().take(index) {
            let has_room = self.budget.borrow_mut().take_output(content.len());
            return has_room.then_some((content, end));
        }
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
        let (content, end) = match file.method {
            0 if budget.take_output(packed.len()) => (packed.to_vec(), End::Complete),
            8 => {
                let inflated = inflate::inflate(packed, Wrapper::Raw, budget, progress);
                (inflated.bytes, inflated.end)
            }
            _ => return None,
        };
        // Where the content was written before it was known, its checksum is behind it.
        let sent = number(header, 14, 4)?;
        let is_other = sent != 0
            && packed.len() == file.length
            && sent != inflate::checksum(&content) as usize;
        match end {
            End::Complete if is_other => Some((content, End::Checksum)),
            end => Some((content, end)),
        }
    }
}

/// Digits that a number in a name gets.
const DIGITS: usize = 12;

/// A name whose order among others is that of the numbers in it.
fn ordered(name: &str) -> String {
    let mut ordered = String::new();
    let mut rest = name;
    while let Some(start) = rest.find(|sign: char| sign.is_ascii_digit()) {
        let (before, behind) = rest.split_at(start);
        let end = behind.find(|sign: char| !sign.is_ascii_digit());
        let (digits, behind) = behind.split_at(end.unwrap_or(behind.len()));
        ordered.push_str(before);
        ordered.extend(std::iter::repeat_n(
            '0',
            DIGITS.saturating_sub(digits.len()),
        ));
        ordered.push_str(digits);
        rest = behind;
    }
    ordered + rest
}

/// What a name is found by: two that differ in zeros only are two.
fn key(name: &str) -> String {
    [&ordered(name), "\0", name].concat()
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    let sum = |sum: usize, digit: &u8| sum << 8 | usize::from(*digit);
    Some(digits.iter().rev().fold(0, sum))
}
