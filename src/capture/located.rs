//! Text that knows where it stands in a buffer, so that no place has to be found again.

use crate::bytes::{ByteStore, Slice};

/// A text and where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Located<'a> {
    pub(crate) text: &'a str,
    buffer: u32,
    start: usize,
}

impl<'a> Located<'a> {
    /// A text from an offset of a buffer on.
    pub(crate) fn new(text: &'a str, buffer: u32, start: usize) -> Located<'a> {
        Located {
            text,
            buffer,
            start,
        }
    }

    /// Where it stands.
    pub(crate) fn slice(self) -> Slice {
        Slice::new(self.buffer, self.start..self.start + self.text.len())
    }

    /// What stands behind so many bytes.
    pub(crate) fn behind(self, offset: usize) -> Located<'a> {
        let offset = offset.min(self.text.len());
        Located {
            text: self.text.get(offset..).unwrap_or_default(),
            start: self.start + offset,
            ..self
        }
    }

    /// The first so many bytes.
    pub(crate) fn before(self, offset: usize) -> Located<'a> {
        Located {
            text: self.text.get(..offset).unwrap_or(self.text),
            ..self
        }
    }

    /// What stands before and behind the first sign of this kind.
    pub(crate) fn split_once(self, sign: char) -> Option<(Located<'a>, Located<'a>)> {
        let place = self.text.find(sign)?;
        Some((self.before(place), self.behind(place + sign.len_utf8())))
    }

    /// It without the white space around it.
    pub(crate) fn trim(self) -> Located<'a> {
        self.trim_start(char::is_whitespace).before_trailing()
    }

    /// It without what it begins with of such signs.
    pub(crate) fn trim_start(self, is_left_out: fn(char) -> bool) -> Located<'a> {
        let rest = self.text.trim_start_matches(is_left_out);
        self.behind(self.text.len() - rest.len())
    }

    fn before_trailing(self) -> Located<'a> {
        self.before(self.text.trim_end().len())
    }

    /// Its pieces between signs of this kind.
    pub(crate) fn split(self, sign: char) -> impl Iterator<Item = Located<'a>> + Clone {
        let mut rest = Some(self);
        std::iter::from_fn(move || {
            let text = rest?;
            let (piece, behind) = match text.split_once(sign) {
                Some((piece, behind)) => (piece, Some(behind)),
                None => (text, None),
            };
            rest = behind;
            Some(piece)
        })
    }
}

/// The text of a slice, with its place.
pub(super) fn located(store: &ByteStore, at: Slice) -> Located<'_> {
    Located::new(store.text(at), at.buffer, at.range().start)
}
