//! An object whose members are looked up by their names, many times.

use crate::capture::json_cursor::{Cursor, Passed};

/// Members of an object that are looked at. Requests have a few dozen.
const MEMBERS: usize = 500;

/// The members of an object, as far as they can be read.
pub(super) struct Object<'t> {
    pub(super) text: &'t [u8],
    pub(super) members: Vec<(&'t [u8], Passed)>,
}

impl<'t> Object<'t> {
    /// The object at an offset of a text.
    pub(super) fn of(text: &'t [u8], start: usize) -> Object<'t> {
        let mut members = Vec::new();
        let mut cursor = Cursor::new(text, start);
        cursor.enter(b'{');
        while members.len() < MEMBERS
            && let Ok(Some(name)) = cursor.member()
        {
            members.push((name, cursor.value()));
        }
        Object { text, members }
    }

    /// The first value that there is under some names, which blanks part; one with slashes is a way
    /// through objects. What `fits` does not take is passed over.
    #[inline(never)]
    pub(super) fn get(&self, names: &str, fits: fn(Passed) -> bool) -> Passed {
        let mut names = names.split(' ');
        let found = names.find_map(|name| self.at(name).filter(|&found| fits(found)));
        found.unwrap_or_default()
    }

    fn at(&self, way: &str) -> Option<Passed> {
        let (name, rest) = match way.split_once('/') {
            Some((name, rest)) => (name, Some(rest)),
            None => (way, None),
        };
        let mut members = self.members.iter();
        let (_, value) = members.find(|(known, _)| *known == name.as_bytes())?;
        match rest {
            None => Some(*value),
            Some(rest) if value.first == b'{' => self.inner(*value).at(rest),
            Some(_) => None,
        }
    }

    /// The members of an object in it.
    pub(super) fn inner(&self, value: Passed) -> Object<'t> {
        Object::of(self.text, value.start)
    }

    /// A value as it is written, without quotes.
    pub(super) fn written(&self, value: Passed) -> &'t str {
        let text = self.text.get(value.place()).unwrap_or_default();
        std::str::from_utf8(text).unwrap_or_default()
    }

    /// The text under some names, as it is written.
    pub(super) fn text_of(&self, names: &str) -> &'t str {
        self.written(self.get(names, super::is_text))
    }
}
