//! A place in a JSON text that moves over values without reading them, for files of which only little
//! is wanted.
//!
//! Nothing is kept but offsets and nothing recurses, so neither the size of a file nor how deep it nests
//! counts. Commas are not insisted on; what stands where no value can is damage and is told at once.

use std::ops::Range;

use crate::bytes::codec::json_string;

/// Names of members that are looked for at once.
const NAMES: usize = 6;

/// A place in a JSON text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t [u8],
    position: usize,
}

/// Why a value could not be passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The text ends in it.
    Cut,
    /// Something stands in it that is no JSON.
    Damaged,
}

/// A value that was passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Passed {
    /// Its first byte; 0 where there is none.
    pub(crate) first: u8,
    /// Where it begins and ends; of a string what is between its quotes, and of a value that is cut off
    /// what there is.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) has_escapes: bool,
    pub(crate) is_whole: bool,
}

impl Passed {
    pub(crate) fn is_string(self) -> bool {
        self.first == b'"'
    }

    pub(crate) fn place(self) -> Range<usize> {
        self.start..self.end
    }
}

impl<'t> Cursor<'t> {
    pub(crate) fn new(text: &'t [u8], position: usize) -> Cursor<'t> {
        Cursor { text, position }
    }

    /// Another place in the text.
    pub(crate) fn at(self, position: usize) -> Cursor<'t> {
        Cursor { position, ..self }
    }

    pub(crate) fn position(self) -> usize {
        self.position
    }

    /// What begins next, behind white space and commas; 0 at the end of the text.
    pub(crate) fn peek(&mut self) -> u8 {
        while matches!(self.here(), b' ' | b'\n' | b'\r' | b'\t' | b',') {
            self.position += 1;
        }
        self.here()
    }

    fn here(self) -> u8 {
        self.text.get(self.position).copied().unwrap_or_default()
    }

    pub(crate) fn is_at_end(self) -> bool {
        self.position >= self.text.len()
    }

    /// What is missing where something else stands.
    fn broken(self) -> Broken {
        match self.is_at_end() {
            true => Broken::Cut,
            false => Broken::Damaged,
        }
    }

    /// Passes over one byte.
    pub(crate) fn pass(&mut self) {
        self.position += usize::from(!self.is_at_end());
    }

    /// Enters the next value where it is a list or an object, as its bracket says.
    pub(crate) fn enter(&mut self, bracket: u8) -> bool {
        let is_one = self.peek() == bracket;
        if is_one {
            self.position += 1;
        }
        is_one
    }

    /// The name of the next member of an object, before its value; none at the end of the object, which
    /// is passed over.
    pub(crate) fn member(&mut self) -> Result<Option<&'t [u8]>, Broken> {
        let name = self.named()?;
        Ok(name.and_then(|(name, _)| self.text.get(name.place())))
    }

    /// The name of the next member of an object, and where its value begins; none at the end of the
    /// object, which is passed over.
    pub(crate) fn named(&mut self) -> Result<Option<(Passed, Cursor<'t>)>, Broken> {
        match self.peek() {
            b'}' => {
                self.position += 1;
                Ok(None)
            }
            b'"' => {
                let name = self.string()?;
                self.peek();
                if self.here() != b':' {
                    return Err(self.broken());
                }
                self.position += 1;
                Ok(Some((name, *self)))
            }
            _ => Err(self.broken()),
        }
    }

    /// Whether an element follows in a list; the end of the list is passed over.
    pub(crate) fn element(&mut self) -> Result<bool, Broken> {
        match self.peek() {
            b']' => {
                self.position += 1;
                Ok(false)
            }
            b'}' | b':' | 0 => Err(self.broken()),
            _ => Ok(true),
        }
    }

    /// Passes over a string, which begins here.
    fn string(&mut self) -> Result<Passed, Broken> {
        let start = self.position + 1;
        let mut has_escapes = false;
        let mut from = start;
        while let Some(end) = json_string::find_mark(self.text, from) {
            if self.text.get(end) == Some(&b'"') {
                self.position = end + 1;
                return Ok(Passed {
                    first: b'"',
                    start,
                    end,
                    has_escapes,
                    is_whole: true,
                });
            }
            has_escapes = true;
            from = end + 2;
        }
        self.position = self.text.len();
        Err(Broken::Cut)
    }

    /// Passes over a value.
    pub(crate) fn skip(&mut self) -> Result<Passed, Broken> {
        let first = self.peek();
        if first == b'"' {
            return self.string();
        }
        let start = self.position;
        let mut around = Brackets::default();
        loop {
            let byte = self.here();
            match byte {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => around.open(byte == b'{'),
                b'}' | b']' => around.close(byte == b'}')?,
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if around.depth > 0 => {}
                _ => {
                    self.word()?;
                    self.position -= 1;
                }
            }
            self.position += 1;
            if around.depth == 0 {
                return Ok(Passed {
                    first,
                    start,
                    end: self.position,
                    has_escapes: false,
                    is_whole: true,
                });
            }
        }
    }

    /// Passes over a value, as far as it goes.
    pub(crate) fn value(&mut self) -> Passed {
        let first = self.peek();
        let before = *self;
        self.skip().unwrap_or_else(|_| {
            self.position = self.text.len();
            let start = before.position + usize::from(first == b'"');
            let end = match first {
                b'"' => json_string::before_cut(self.text, start),
                _ => self.position,
            };
            Passed {
                first,
                start,
                end,
                has_escapes: true,
                is_whole: false,
            }
        })
    }

    /// Passes over a number or one of the words that JSON knows, and that programs write for numbers.
    fn word(&mut self) -> Result<(), Broken> {
        let rest = self.text.get(self.position..).unwrap_or_default();
        let of_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
        let length = rest.iter().take_while(|byte| of_word(byte)).count();
        let (word, behind) = rest.split_at(length);
        let known = ["null", "true", "false", "NaN", "Infinity"];
        let begins = |known: &&str| known.as_bytes().starts_with(word);
        let known = known.into_iter().find(begins).map(str::len);
        let is_number = matches!(word, [b'-' | b'0'..=b'9', ..]);
        self.position += length;
        match (is_number || length > 0 && known == Some(length), known) {
            (true, _) => Ok(()),
            (_, Some(_)) if behind.is_empty() => Err(Broken::Cut),
            _ => Err(Broken::Damaged),
        }
    }

    /// The members of an object with these names, as far as they can be read, and whether there are
    /// others. At most [`NAMES`] are asked for.
    pub(crate) fn pick(mut self, names: &[&str]) -> ([Passed; NAMES], bool) {
        let mut found = [Passed::default(); NAMES];
        let mut has_others = false;
        self.enter(b'{');
        while let Ok(Some(name)) = self.member() {
            let value = self.value();
            let mut places = names.iter().zip(&mut found);
            match places.find(|(known, _)| known.as_bytes() == name) {
                Some((_, place)) => *place = value,
                None => has_others |= !name.starts_with(b"_"),
            }
        }
        (found, has_others)
    }

    /// The value in the next one that holds a place, and how it is reached: by a name, or by a number.
    fn child_at(mut self, wanted: &Range<usize>) -> Option<(Option<&'t [u8]>, usize, Cursor<'t>)> {
        let is_object = self.enter(b'{');
        if !is_object && !self.enter(b'[') {
            return None;
        }
        for index in 0.. {
            let name = match is_object {
                true => Some(self.member().ok()??),
                false if self.element() == Ok(true) => None,
                false => return None,
            };
            self.peek();
            let inner = self;
            self.value();
            if wanted.start < inner.position {
                return None;
            }
            if wanted.end <= self.position {
                return Some((name, index, inner));
            }
        }
        None
    }
}

/// The brackets that are open around a place.
#[derive(Default)]
struct Brackets {
    depth: usize,
    /// Of the innermost ones whether they are braces, the last one in the lowest bit.
    kinds: u64,
    /// How many of these are known.
    known: u32,
}

impl Brackets {
    fn open(&mut self, is_brace: bool) {
        self.depth += 1;
        self.kinds = self.kinds << 1 | u64::from(is_brace);
        self.known = u64::BITS.min(self.known + 1);
    }

    fn close(&mut self, is_brace: bool) -> Result<(), Broken> {
        let fits = self.known == 0 || (self.kinds & 1 == 1) == is_brace;
        if self.depth == 0 || !fits {
            return Err(Broken::Damaged);
        }
        self.depth -= 1;
        self.kinds >>= 1;
        self.known = self.known.saturating_sub(1);
        Ok(())
    }
}

/// Adds the way to the innermost value that holds a place of a text to a path: `postData.params[2].value`;
/// false where the place is behind the value that the text begins with.
pub(crate) fn push_path(path: &mut String, text: &[u8], wanted: &Range<usize>) -> bool {
    let mut cursor = Cursor::new(text, 0);
    let mut behind = cursor;
    behind.value();
    while let Some((name, index, inner)) = cursor.child_at(wanted) {
        match name {
            Some(name) => push_name(path, &String::from_utf8_lossy(name)),
            None => path.push_str(&format!("[{index}]")),
        }
        cursor = inner;
    }
    wanted.end <= behind.position
}

/// Adds a name to a path.
pub(crate) fn push_name(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skipped(text: &str) -> Result<Range<usize>, Broken> {
        let mut cursor = Cursor::new(text.as_bytes(), 0);
        cursor.peek();
        let start = cursor.position();
        cursor.skip().map(|_| start..cursor.position())
    }

    #[test]
    fn values_are_passed_over_whole() {
        for value in [
            "0",
            "-1.5e+3",
            "null",
            "NaN",
            r#""""#,
            r#""a\\\"b]}""#,
            "[]",
            "{}",
            r#"{"a":[1,{"b":"]"},true],"c":{}}"#,
            "[[[[ ]]] ,{ }\n]",
        ] {
            let place = 1..1 + value.len();
            assert_eq!(
                skipped(&format!(" {value} ,")),
                Ok(place.clone()),
                "{value}"
            );
            assert_eq!(skipped(&format!(" {value}")), Ok(place), "{value}");
        }
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(skipped(&deep), Ok(0..200_000));
    }

    #[test]
    fn a_cut_is_told_from_damage() {
        let value = r#"{"a":[1,{"b":"]\""},true],"c":{}}"#;
        for end in 0..value.len() {
            let cut = std::str::from_utf8(&value.as_bytes()[..end]).unwrap();
            assert_eq!(skipped(cut), Err(Broken::Cut), "{end}");
        }
        for damaged in [
            "[}",
            r#"{"a":{,"b":[1]]"#,
            "]",
            "}",
            ":",
            "abc",
            "[a]",
            "[tru ]",
            "{'a':1}",
            "[1;2]",
            "\u{a0}[]",
        ] {
            assert_eq!(skipped(damaged), Err(Broken::Damaged), "{damaged}");
        }
    }

    #[test]
    fn members_are_picked_by_their_names() {
        let text = br#"{"a":"x","_b":[],"c":{"a":1},"d":"\n","a":2}"#;
        let (found, has_others) = Cursor::new(text, 0).pick(&["a", "d", "e"]);
        let [a, d, e, ..] = found;
        let places = [a, d, e].map(|value| (value.first, &text[value.place()], value.has_escapes));
        let none = (0, &b""[..], false);
        assert_eq!(
            places,
            [(b'2', &b"2"[..], false), (b'"', br"\n", true), none]
        );
        assert!(has_others);
        assert!(!Cursor::new(text, 0).pick(&["a", "c", "d"]).1);
        // Of a text that is cut off there is what there is.
        let pick = |text, name| Cursor::new(text, 0).pick(&[name]).0[0];
        let value = pick(&text[..40], "d");
        assert_eq!((&text[value.place()], value.is_whole), (&br"\n"[..], true));
        let value = pick(&text[..7], "a");
        assert_eq!((&text[value.place()], value.is_whole), (&b"x"[..], false));
    }

    fn path_at(text: &[u8], place: Range<usize>) -> Option<String> {
        let mut path = String::new();
        push_path(&mut path, text, &place).then_some(path)
    }

    #[test]
    fn a_place_has_the_path_of_the_innermost_value_around_it() {
        let text = r#" {"a": "x", "b": [10, {"c.d": "yz"}, [ ]], "e": 5}"#;
        let path = |part: &str| {
            let start = text.find(part).unwrap();
            path_at(text.as_bytes(), start..start + part.len())
        };
        for (part, expected) in [
            ("x", "a"),
            ("\"x\"", "a"),
            ("x\", \"b", ""),
            ("[10", "b"),
            ("10", "b[0]"),
            ("z", "b[1].c.d"),
            ("c.d", "b[1]"),
            (" ]", "b[2]"),
            ("5}", ""),
            ("5", "e"),
        ] {
            assert_eq!(path(part).as_deref(), Some(expected), "{part}");
        }
        let behind = text.len()..text.len() + 1;
        assert_eq!(path_at([text, "z"].concat().as_bytes(), behind), None);
        // Of a text that is cut off the last value goes to its end.
        assert_eq!(
            path_at(&text.as_bytes()[..33], 31..33).as_deref(),
            Some("b[1].c.d")
        );
    }

    #[test]
    fn any_bytes_have_an_end() {
        test_support::property(|u| {
            let text: Vec<u8> = (0..u.int_in_range(0..=40)?)
                .map(|_| Ok(*u.choose(b"{}[],: \"\\a1\xff")?))
                .collect::<Result<_, _>>()?;
            let start = u.int_in_range(0..=text.len() + 2)?;
            let end = start + u.int_in_range(0..=9)?;
            let mut cursor = Cursor::new(&text, start);
            let _ = cursor.skip();
            assert!(cursor.position() >= start);
            let _ = path_at(&text, start..end);
            Ok(())
        });
    }
}
