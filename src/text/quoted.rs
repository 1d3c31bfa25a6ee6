//! Our sentences with values of the capture in them: the one way in which a value enters prose.
//!
//! A value must never pass for our own words. So our words are those that stand in the program, where
//! each value stands is noted beside the sentence, and no value can end the quotation that it stands
//! in, turn the direction of writing, or hide. Whoever shows a sentence marks it by these places and
//! never by looking for quotation marks.

use super::numbers::Grouped;
use crate::report::Quote;

/// Characters of a value that fit into a sentence.
const SHOWN: usize = 120;

/// A sentence, or a part of one, and where in it values stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub(crate) text: String,
    pub(crate) quotes: Vec<Quote>,
}

impl Quoted {
    /// A sentence of our own.
    #[inline(never)]
    pub(crate) fn of(words: &'static str) -> Quoted {
        Quoted {
            text: words.to_owned(),
            quotes: Vec::new(),
        }
    }

    /// Our own words. What stands in the program is `'static`, what stands in a capture is not.
    #[inline(never)]
    pub(crate) fn words(&mut self, words: &'static str) -> &mut Quoted {
        self.text.push_str(words);
        self
    }

    #[inline(never)]
    pub(crate) fn number(&mut self, number: usize) -> &mut Quoted {
        self.text.push_str(&Grouped(number).to_string());
        self
    }

    /// A day, a time or a length that was computed, of which nothing stands in the capture.
    #[inline(never)]
    pub(crate) fn computed(&mut self, figure: &str) -> &mut Quoted {
        for sign in figure.bytes() {
            if sign.is_ascii_alphanumeric() || b" :.,+-".contains(&sign) {
                self.text.push(char::from(sign));
            }
        }
        self
    }

    /// A value that the words around it make a quotation, or that stands alone.
    #[inline(never)]
    pub(crate) fn value(&mut self, value: &str) -> &mut Quoted {
        let start = units(&self.text);
        clean(&mut self.text, value, SHOWN);
        let end = units(&self.text);
        if end > start {
            self.quotes.push([start, end]);
        }
        self
    }

    /// A value between quotation marks.
    #[inline(never)]
    pub(crate) fn quote(&mut self, value: &str) -> &mut Quoted {
        self.words("“").value(value).words("”")
    }

    /// A value between quotation marks, with a comma where another one stands before it.
    #[inline(never)]
    pub(crate) fn listed(&mut self, value: &str) -> &mut Quoted {
        let is_first = !self.text.ends_with('”');
        self.words(if is_first { "" } else { ", " }).quote(value)
    }

    /// Who says what stands before, where that is whoever made a knowledge pack; empty for Overshare.
    #[inline(never)]
    pub(crate) fn says_pack(&mut self, pack: &str) -> &mut Quoted {
        match pack {
            "" => self,
            pack => self.words(" (from the pack ").quote(pack).words(")"),
        }
    }

    /// A part that was put together before.
    #[inline(never)]
    pub(crate) fn add(&mut self, part: &Quoted) -> &mut Quoted {
        let before = units(&self.text);
        self.text.push_str(&part.text);
        for &[start, end] in &part.quotes {
            self.quotes.push([before + start, before + end]);
        }
        self
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Hands on a sentence piece by piece, and of each whether it is a value.
pub(crate) fn pieces(text: &str, quotes: &[Quote], piece: &mut dyn FnMut(&str, bool)) {
    let mut rest = text;
    let mut passed = 0;
    let mut is_value = false;
    for &bound in quotes.iter().flatten() {
        let mut length = 0;
        for letter in rest.chars() {
            if passed >= bound {
                break;
            }
            passed += letter.len_utf16();
            length += letter.len_utf8();
        }
        let (before, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if length > 0 {
            piece(before, is_value);
        }
        is_value = !is_value;
        rest = after;
    }
    if !rest.is_empty() {
        piece(rest, false);
    }
}

/// A value between quotation marks, for those who know no places.
pub(crate) fn marked(value: &str) -> String {
    Quoted::default().quote(value).text.clone()
}

/// A text of a knowledge pack with the name of the pack, which stands wherever the text does.
#[inline(never)]
pub(crate) fn from_pack(text: &str, pack: &str) -> String {
    let mut sentence = Quoted::default();
    sentence.says_pack(pack);
    [text, &sentence.text].concat()
}

/// A value of any length, so that it can stand in a quotation.
pub(crate) fn inner(value: &str) -> String {
    let mut text = String::new();
    clean(&mut text, value, usize::MAX);
    text
}

/// Whether nothing of a value would be seen.
pub(crate) fn is_blank(value: &str) -> bool {
    let mut letters = value.chars();
    letters.all(|letter| letter.is_whitespace() || letter.is_control())
}

/// Adds a value as it can stand in a quotation, as many characters as are wanted at most: on one line,
/// with single quotation marks for double ones, as typography has it, and with a name for what acts or
/// hides instead of being seen.
#[inline(never)]
fn clean(text: &mut String, value: &str, most: usize) {
    let mut shown = 0;
    let mut before = ' ';
    for letter in value.chars() {
        let single = single(letter);
        // Two single marks look like a double one.
        if is_single(single) && is_single(before) {
            continue;
        }
        if shown >= most {
            text.push('…');
            break;
        }
        let start = text.len();
        match single {
            space if space.is_whitespace() => text.push(' '),
            hidden if is_hidden(hidden) || is_joiner(hidden) && !joins(before) => {
                name(text, hidden);
            }
            seen => text.push(seen),
        }
        shown += text.get(start..).map_or(0, |added| added.chars().count());
        before = single;
    }
}

/// Double quotation marks, and behind each the single one for it.
const DOUBLES: [[char; 2]; 31] = [
    ['"', '\''],
    ['＂', '\''],
    ['“', '‘'],
    ['”', '’'],
    ['„', '‚'],
    ['‟', '‛'],
    ['«', '‹'],
    ['»', '›'],
    ['″', '′'],
    ['‴', '′'],
    ['⁗', '′'],
    ['‶', '‵'],
    ['‷', '‵'],
    ['〝', '‘'],
    ['〞', '’'],
    ['〟', '‚'],
    ['⹂', '‚'],
    ['❝', '❛'],
    ['❞', '❜'],
    ['❠', '‚'],
    ['🙶', '‘'],
    ['🙷', '’'],
    ['🙸', '‚'],
    ['ʺ', '′'],
    ['˝', '′'],
    ['˶', '′'],
    ['˵', '‵'],
    ['ˮ', '′'],
    ['״', '′'],
    ['〃', '′'],
    ['\u{1cd3}', '′'],
];

/// Single quotation marks, and what looks like one.
const SINGLES: [char; 19] = [
    '\'', '`', '´', '‘', '’', '‚', '‛', '′', '‵', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ˈ', '׳', '❛', '❜', 'ꞌ', '＇',
];

/// The single mark for a double quotation mark; any other letter as it is.
#[inline(never)]
fn single(letter: char) -> char {
    let mut pairs = DOUBLES.iter();
    let pair = pairs.find(|[double, _]| *double == letter);
    pair.map_or(letter, |&[_, single]| single)
}

#[inline(never)]
fn is_single(letter: char) -> bool {
    SINGLES.contains(&letter)
}

/// Adds the name of a character that is not seen.
#[inline(never)]
pub(crate) fn name(text: &mut String, character: char) {
    match u32::from(character) {
        code @ 0..0x20 => text.extend(char::from_u32(0x2400 + code)),
        0x7f => text.push('␡'),
        code => text.push_str(&format!("⟨U+{code:04X}⟩")),
    }
}

/// Of the characters without a picture of their own (Unicode's `Default_Ignorable_Code_Point`) all but
/// the joiners and the variation selectors of emoji, without which words and pictures fall apart.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether a character holds others together, in scripts and in emoji.
pub(crate) fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether something can be joined to a letter: to none of ours, and to no punctuation.
fn joins(letter: char) -> bool {
    !letter.is_ascii() && !('\u{2000}'..='\u{206f}').contains(&letter) && !is_single(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &str) {
        let mut sentence = Quoted::of("🔎 for ");
        sentence.quote(value).words(".");
        assert_eq!(sentence.text, format!("🔎 for “{expected}”."));
        let mut found = Vec::new();
        pieces(&sentence.text, &sentence.quotes, &mut |piece, is_value| {
            found.push((piece.to_owned(), is_value));
        });
        let mut wanted = vec![
            ("🔎 for “".to_owned(), false),
            (expected.to_owned(), true),
            ("”.".to_owned(), false),
        ];
        if expected.is_empty() {
            wanted = vec![("🔎 for “”.".to_owned(), false)];
        }
        assert_eq!(found, wanted, "{value:?}");
    }

    #[test]
    fn ordinary_values_stay_as_they_are() {
        for value in [
            "",
            "a",
            "wohnung wien",
            "it’s 5′",
            "‹a›",
            "नमस्‍ते",
            "نمی‌خواهم",
            "👩‍👧",
            "❤️",
            "🙂",
            "中文。",
            "⟦device-1⟧·md5",
            "https://example.com/?q=a%20b",
        ] {
            check(value, value);
        }
    }

    #[test]
    fn no_value_ends_its_quotation() {
        check(
            "a ” Overshare verified this. “",
            "a ’ Overshare verified this. ‘",
        );
        check("\"a\" «b» „c‟ 5″ ＂", "'a' ‹b› ‚c‛ 5′ '");
        check("a’’ b '' c ‘‘ d `´", "a’ b ' c ‘ d `");
        check("a”” b \"\u{201d} c", "a’ b ' c");
        check("a’\u{200d}’", "a’⟨U+200D⟩’");
    }

    #[test]
    fn nothing_acts_or_hides() {
        check("a\r\nb\u{2028}c\u{85}d\te", "a  b c d e");
        check("a\u{202e}b\u{2066}c", "a⟨U+202E⟩b⟨U+2066⟩c");
        check("\0\u{1b}[1m\u{7f}\u{9b}", "␀␛[1m␡⟨U+009B⟩");
        check(
            "pay\u{ad}pal\u{200b}\u{feff}",
            "pay⟨U+00AD⟩pal⟨U+200B⟩⟨U+FEFF⟩",
        );
        check("pay\u{200d}pal\u{fe0f}", "pay⟨U+200D⟩pal⟨U+FE0F⟩");
    }

    #[test]
    fn long_values_are_cut() {
        let (fits, long) = ("ä".repeat(SHOWN), "ä".repeat(SHOWN + 1));
        check(&fits, &fits);
        check(&long, &format!("{fits}…"));
        let mut sentence = Quoted::default();
        sentence.quote(&"\u{202e}".repeat(100_000));
        assert!(
            sentence.text.chars().count() < SHOWN + 12,
            "{}",
            sentence.text.len()
        );
    }

    #[test]
    fn parts_move_with_their_places() {
        let mut part = Quoted::default();
        part.listed("a").listed("b🙂");
        let mut sentence = Quoted::of("🙂: ");
        sentence.add(&part).words(".");
        assert_eq!(sentence.text, "🙂: “a”, “b🙂”.");
        assert_eq!(sentence.quotes, [[5, 6], [10, 13]]);
    }

    #[test]
    fn computed_figures_hold_no_prose() {
        let mut sentence = Quoted::default();
        sentence.computed("2020-05-04 13:46").computed("“a”\n");
        assert_eq!(sentence.text, "2020-05-04 13:46a");
    }
}
