//! The way through a file to the objects in which requests can stand.
//!
//! Only lists and members with certain names are entered; whatever else there is, such as an answer, is
//! passed over without being read.

use crate::capture::json_cursor::{Broken, Cursor, Passed, push_name};

/// How deep objects are looked for: folders lie in each other.
const DEPTH: usize = 32;

/// How many times its own length a damaged file may be read again in search of the next object.
const AGAIN: usize = 8;

/// A place on the way, and how it was reached.
pub(super) struct Walk<'t> {
    text: &'t [u8],
    pub(super) cursor: Cursor<'t>,
    /// Names of members that are entered, parted by blanks.
    within: &'static str,
    levels: Vec<Level>,
    /// How the next value is reached.
    path: String,
    /// Values at the top that were passed.
    count: usize,
    /// Whether the file was damaged before, so that brackets do not tell any more where the way is.
    is_lost: bool,
    /// Bytes that were read again.
    again: usize,
}

/// A list or an object that the way is in.
struct Level {
    is_list: bool,
    index: usize,
    /// Bytes of the path to it.
    length: usize,
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t [u8], start: usize, within: &'static str) -> Walk<'t> {
        Walk {
            text,
            cursor: Cursor::new(text, start),
            within,
            levels: Vec::new(),
            path: String::new(),
            count: 0,
            is_lost: false,
            again: 0,
        }
    }

    /// Goes on to the next object, which can then be entered or passed; false at the end of the file.
    pub(super) fn object(&mut self) -> Result<bool, Broken> {
        if self.is_lost {
            return Ok(self.find());
        }
        loop {
            match self.cursor.peek() {
                0 if self.cursor.is_at_end() => {
                    return match self.levels.is_empty() {
                        true => Ok(false),
                        false => Err(Broken::Cut),
                    };
                }
                b'}' | b']' if !self.levels.is_empty() => {
                    self.cursor.pass();
                    self.levels.pop();
                }
                b'"' if self.levels.last().is_some_and(|level| !level.is_list) => {
                    let name = self.cursor.member()?.unwrap_or_default();
                    if self.is_within(name) {
                        let length = self.levels.last().map_or(0, |level| level.length);
                        self.path.truncate(length);
                        push_name(&mut self.path, &String::from_utf8_lossy(name));
                        if self.begin()? {
                            return Ok(true);
                        }
                    } else {
                        self.cursor.skip()?;
                    }
                }
                b'{' | b'[' => {
                    self.number();
                    if self.begin()? {
                        return Ok(true);
                    }
                }
                _ => {
                    self.number();
                    self.cursor.skip()?;
                }
            }
        }
    }

    fn is_within(&mut self, name: &[u8]) -> bool {
        let mut names = self.within.split(' ');
        matches!(self.cursor.peek(), b'{' | b'[') && names.any(|known| known.as_bytes() == name)
    }

    /// Has the path lead to the next element of a list, or the next value at the top.
    fn number(&mut self) {
        let (length, index) = match self.levels.last_mut() {
            Some(level) => {
                level.index += 1;
                (level.length, level.index)
            }
            None => {
                self.count += 1;
                (0, self.count)
            }
        };
        self.path.truncate(length);
        if !self.levels.is_empty() || index > 1 {
            self.path.push_str(&format!("[{}]", index - 1));
        }
    }

    /// Enters a list, or stays before an object, and says whether it is one.
    fn begin(&mut self) -> Result<bool, Broken> {
        if self.levels.len() >= DEPTH {
            self.cursor.skip()?;
            return Ok(false);
        }
        let is_object = self.cursor.peek() == b'{';
        if !is_object {
            self.enter();
        }
        Ok(is_object)
    }

    /// Enters the object or list that begins here.
    pub(super) fn enter(&mut self) {
        if !self.is_lost {
            self.levels.push(Level {
                is_list: self.cursor.peek() == b'[',
                index: 0,
                length: self.path.len(),
            });
        }
        self.cursor.pass();
    }

    /// Passes over the object that begins here, and says how it is reached.
    pub(super) fn pass(&mut self) -> (Result<Passed, Broken>, Option<String>) {
        let passed = self.cursor.skip();
        // Where more values follow, the first one has a number too.
        let is_first = self.path.is_empty() && self.levels.is_empty() && self.cursor.peek() != 0;
        let path = match is_first {
            true => "[0]",
            false => &self.path,
        };
        let path = (!self.is_lost).then(|| path.to_owned());
        (passed, path)
    }

    /// Gives the way up where the file is damaged: from there on every object is one to look at.
    pub(super) fn forget_path(&mut self) {
        self.is_lost = true;
    }

    /// Goes to the next object in a damaged file, if any.
    fn find(&mut self) -> bool {
        let start = self.cursor.position();
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(found) = rest.iter().position(|&byte| byte == b'{') else {
            return false;
        };
        self.cursor = self.cursor.at(start + found);
        let mut behind = self.cursor;
        let _ = behind.skip();
        self.again += behind.position() - self.cursor.position();
        self.again <= self.text.len().saturating_mul(AGAIN)
    }
}
