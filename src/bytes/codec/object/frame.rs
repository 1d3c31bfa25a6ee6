//! What programs put around the values of an object, for which JSON has no word: names of classes, calls
//! with one value, brackets of another kind.

/// What a bracket that is open becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    /// What it would become without this.
    Plain,
    /// Nothing, since all that JSON has is the value in it.
    Call,
    /// The same with two brackets.
    Scalar,
    /// Nothing, and the name of a class comes before its end.
    Blessed,
    /// A map.
    Map,
    /// A list.
    List,
    /// A map whose members are pairs in brackets, and one of these, of which the name was read or not.
    Pairs,
    Pair(bool),
}

/// What a text becomes, and how long it is.
type Written = Option<(usize, &'static [u8])>;

/// Calls with one value.
const CALLS: [&[u8]; 13] = [
    b"Some",
    b"String",
    b"Number",
    b"Bool",
    b"OrderedDict",
    b"NumberLong",
    b"NumberInt",
    b"NumberDecimal",
    b"Long",
    b"Int32",
    b"Decimal",
    b"ObjectId",
    b"ISODate",
];

/// How Perl prints a value of a class that is no list and no map.
const SCALAR: &[u8] = b"bless( do{\\(my $o = ";

/// What Go prints before maps and lists of anything, and for nothing.
const GO_MAPS: [&[u8]; 2] = [b"map[string]interface {}{", b"map[string]any{"];
const GO_LISTS: [&[u8]; 2] = [b"[]interface {}{", b"[]any{"];
const GO_NOTHING: &[u8] = b"interface {}(nil)";

/// What Node.js prints before an object that was made without a class.
const WITHOUT_CLASS: &[u8] = b"[Object: null prototype] ";

/// Bytes of the longest name of a class or a member.
const NAME: usize = 100;

/// All brackets that are open.
#[derive(Default)]
pub(super) struct Frames(Vec<Frame>);

impl Frames {
    /// What the beginning of a text becomes; none where nothing is known of it. `last` is the sign before.
    pub(super) fn next(&mut self, text: &[u8], last: u8) -> Written {
        let top = self.0.last().copied();
        match text {
            [b'(', ..] if top == Some(Frame::Pairs) => self.open(Frame::Pair(false), 1, b""),
            [b'[', b':', b']', ..] => Some((3, b"{}")),
            [b'[', ..] if text.starts_with(WITHOUT_CLASS) => Some((WITHOUT_CLASS.len(), b"")),
            [b'[', b']', ..] if let Some(list) = starts(text, &GO_LISTS) => {
                self.open(Frame::List, list.len(), b"[")
            }
            [b'[', ..] => match behind_name(text) {
                // A name of Lua.
                Some([b']', rest @ ..]) if rest.trim_ascii_start().starts_with(b"=") => {
                    self.open(Frame::Call, 1, b"")
                }
                // A map of Swift.
                Some([b':', ..]) => self.open(Frame::Map, 1, b"{"),
                _ => self.plain(),
            },
            [b'(', ..] if is_named(text) => self.open(Frame::Map, 1, b"{"),
            [b'(' | b'{', ..] => self.plain(),
            [b']', b')', ..] if top == Some(Frame::Pairs) => self.close(2, b"}"),
            [b')', b'}', ..] if top == Some(Frame::Scalar) => self.close(2, b""),
            [b')' | b']' | b'}', ..] => match self.0.pop()? {
                Frame::Call | Frame::Pair(_) | Frame::Blessed => Some((1, b"")),
                Frame::Map => Some((1, b"}")),
                Frame::List => Some((1, b"]")),
                Frame::Plain | Frame::Scalar | Frame::Pairs => None,
            },
            [b',', rest @ ..] => match self.0.last_mut()? {
                Frame::Pair(is_named @ false) => {
                    *is_named = true;
                    Some((1, b":"))
                }
                Frame::Blessed => {
                    let end = rest.iter().take(NAME).position(|&byte| byte == b')')?;
                    self.close(end + 2, b"")
                }
                _ => None,
            },
            [first, ..] if first.is_ascii_alphabetic() => self.word(text, last),
            _ => None,
        }
    }

    fn open(&mut self, frame: Frame, length: usize, written: &'static [u8]) -> Written {
        self.0.push(frame);
        Some((length, written))
    }

    fn plain(&mut self) -> Written {
        self.0.push(Frame::Plain);
        None
    }

    fn close(&mut self, length: usize, written: &'static [u8]) -> Written {
        self.0.pop();
        Some((length, written))
    }

    /// What a word becomes that a text begins with.
    fn word(&mut self, text: &[u8], last: u8) -> Written {
        if let Some(map) = starts(text, &GO_MAPS) {
            return Some((map.len() - 1, b""));
        }
        if text.starts_with(GO_NOTHING) {
            return Some((GO_NOTHING.len(), b"null"));
        }
        if let Some(value) = text.strip_prefix(SCALAR) {
            for (sign, word) in [(&b"0"[..], &b"false"[..]), (b"1", b"true")] {
                let class = value
                    .strip_prefix(sign)
                    .and_then(|rest| rest.strip_prefix(b")}, 'JSON::"));
                let end =
                    class.and_then(|class| class.iter().take(NAME).position(|&byte| byte == b')'));
                if let (Some(class), Some(end)) = (class, end) {
                    return Some((text.len() - class.len() + end + 1, word));
                }
            }
            self.0.push(Frame::Blessed);
            return self.open(Frame::Scalar, SCALAR.len(), b"");
        }
        if text.starts_with(b"bless( ") {
            return self.open(Frame::Blessed, 7, b"");
        }
        let length = text
            .iter()
            .take(NAME)
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let (word, behind) = text.split_at_checked(length)?;
        match behind {
            [b'(', b'[', b'(', ..] if word == b"OrderedDict" => {
                self.open(Frame::Pairs, length + 2, b"{")
            }
            [b'(', ..] if CALLS.contains(&word) => self.open(Frame::Call, length + 1, b""),
            // Node.js prints how large a map is.
            [b'(', rest @ ..] if word == b"Map" => {
                let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let is_size = digits > 0 && rest.get(digits..)?.starts_with(b") {");
                is_size.then_some((length + digits + 3, b""))
            }
            [b' ', b'{' | b'[', ..] if word.first()?.is_ascii_uppercase() => {
                let is_value = matches!(last, 0 | b':' | b'=' | b'>' | b',' | b'[' | b'(');
                is_value.then_some((length + 1, b""))
            }
            _ => None,
        }
    }
}

/// The one of some words that a text begins with.
fn starts(text: &[u8], words: &[&'static [u8]]) -> Option<&'static [u8]> {
    words.iter().copied().find(|word| text.starts_with(word))
}

/// Whether a bracket opens a call with names: `(a='b', …`.
fn is_named(text: &[u8]) -> bool {
    let rest = text.get(1..).unwrap_or_default();
    let name = rest.iter().take(NAME);
    let name = name.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_');
    let name = name.count();
    let value = rest.get(name..).and_then(|rest| rest.strip_prefix(b"="));
    name > 0 && value.is_some_and(|value| matches!(value, [b'\'' | b'"' | b'{' | b'0'..=b'9', ..]))
}

/// How long that is which comes before the first bracket of an object that begins with another sign; none
/// where a text begins with no such object.
pub(super) fn before_bracket(text: &[u8]) -> Option<usize> {
    match text {
        [b'(', ..] => is_named(text).then_some(0),
        [b'm', ..] => starts(text, &GO_MAPS).map(|map| map.len() - 1),
        _ => text.starts_with(b"OrderedDict([(").then_some(11),
    }
}

/// What follows a name in quotes that comes after the first sign of a text.
pub(super) fn behind_name(text: &[u8]) -> Option<&[u8]> {
    let quote = text.get(1).filter(|quote| b"\"'".contains(quote))?;
    let name = text.get(2..)?;
    let end = name.iter().take(NAME).position(|byte| byte == quote)?;
    name.get(end + 1..)
}
