//! The gate before anything leaves: no masked value may stand in it, in any form at any layer.
//!
//! Forms of which there are many are not looked for one by one: whatever escapes and codings data
//! can have are undone here, and each value is looked for plainly in all that comes of it. Only of
//! fingerprints, which cannot be undone, every one is computed. How the rest of the program decodes
//! is of no account here, so that a fault there does not hide what it let through.
//!
//! A word that stands in every report tells nothing about the person, so a value that is one is no
//! find: see [`vocabulary()`].

mod finds;
mod letters;
mod notation;
mod scanner;
mod unescape;
mod vocabulary;

use std::cell::OnceCell;
use std::ops::Range;

use crate::encodings::case::lowercase;
use crate::encodings::{self, LONGEST, Patterns, SHORTEST};
use crate::placeholder;
use crate::report::Encoding;

use scanner::Scanner;
use vocabulary::vocabulary;

/// Bytes at the beginning and at the end of a longer value that are looked for instead of it all:
/// about a line, which no two texts share by chance.
const WINDOW: usize = 64;

/// Bytes of the longest value that can be an identifier: SHA-256 in hexadecimal digits.
const IDENTIFIER: usize = 64;

/// Bytes below which a spelling without its separators could be any number: `1-2-3-4`.
const BARE: usize = 8;

/// Values of which fingerprints are computed.
///
/// 2,000: two hundred times the identifiers of one phone, in less than 100 ms. What comes behind in a
/// capture of many phones is found in all other forms.
const DIGESTED: usize = 2_000;

/// Characters below which a part of an address is a word of the web rather than of the person.
const PART: usize = 6;

/// The first character of the scripts that need fewer signs for a word than an alphabet: the radicals
/// of Chinese, before all of Chinese, Japanese and Korean.
const DENSE: char = '\u{2e80}';

/// Pieces of one text that are looked for by themselves; nobody writes more identifiers into one.
const PIECES: usize = 64;

/// Addresses inside addresses that are taken apart.
const NESTED: usize = 3;

/// Parts of addresses that stand in those of every site.
const EVERYWHERE: [&str; 5] = [
    "https:",
    "index.htm",
    "index.html",
    "index.php",
    "localhost",
];

/// Stands between pieces that are looked through together: no JSON text has this character, no coding
/// goes on over it, and nothing undoes it.
pub(crate) const END: u8 = 0x1e;

/// Values that must not leave, in every form in which they could.
#[derive(Debug, Default)]
pub(crate) struct Secrets {
    /// One for each needle.
    secrets: Vec<Secret>,
    /// As [`fold`] leaves them.
    patterns: Patterns,
    /// Whether one of them is not all ASCII, whose letters take longer to fold.
    has_foreign: bool,
    /// How many values fingerprints were computed of.
    digested: usize,
    /// Texts that may leave whatever is masked.
    own: Vec<String>,
    /// Whether only identifiers are looked for.
    only_identifiers: bool,
}

/// What a needle is.
#[derive(Debug)]
struct Secret {
    index: usize,
    encoding: Encoding,
    bounds: Bounds,
    /// Whether it is a part of an identifier, which a long file has by chance.
    is_part: bool,
    /// Whether it stands in every report, once somebody had to know.
    is_own: OnceCell<bool>,
}

/// Where a short value counts, which would otherwise be found in longer ones by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bounds {
    /// Where no letter or digit continues it.
    Word,
    /// Where no digit continues it, nor a point and a digit.
    Number,
    /// Where no digit continues it.
    Moment,
    /// Where no digit stands before it.
    Scope,
    /// The same where a digit is behind it, so that it counts no thousands: `48,137 records`.
    Fraction,
    /// Where Base64 begins of which the first digits are missing.
    Rest,
    /// Anywhere but in coded text.
    Short,
    /// Anywhere.
    None,
}

/// A value that stands in some data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// The index that came with the value.
    pub(crate) index: usize,
    /// How it is written in the outermost layer that writes it otherwise than plainly.
    pub(crate) encoding: Encoding,
    /// The place in the outermost data that led there.
    pub(crate) range: Range<usize>,
}

/// What came of looking through some data.
#[derive(Debug)]
pub(crate) struct Scan {
    /// Every value that was found, at the first place where it was.
    pub(crate) found: Vec<Match>,
    /// Whether everything was looked through; false for data made to unpack without end.
    pub(crate) is_complete: bool,
}

impl Secrets {
    pub(crate) fn new() -> Secrets {
        Secrets::default()
    }

    /// A value that is masked and the index by which the caller knows it. Values of fewer than four
    /// characters occur everywhere, and placeholders are none; both are ignored. Of scripts that
    /// write a word with a sign or two, two signs are enough.
    pub(crate) fn add(&mut self, value: &str, index: usize) {
        if placeholder::whole(value.trim()).is_some() {
            return;
        }
        // The brackets of a placeholder that was cut stand around every other one.
        let value = value
            .trim()
            .trim_matches([placeholder::OPEN, placeholder::CLOSE]);
        let length = value.chars().map(|letter| 1 + usize::from(letter >= DENSE));
        if length.sum::<usize>() < SHORTEST {
            return;
        }
        self.add_whole(value, index);
        // A value tells what lies in it, too.
        if let Some(inner) = scanner::text_of_base64(value) {
            self.add_whole(inner.trim(), index);
        }
    }

    #[inline(never)]
    fn add_whole(&mut self, value: &str, index: usize) {
        self.add_text(value, index);
        if is_identifier(value) {
            self.add_identifier(value, index);
        }
        notation::spellings(value, &mut |other| {
            let bounds = match other.as_bytes() {
                text if notation::is_cut_moment(text, value) => Bounds::Moment,
                [.., b'.', _, _, _] => Bounds::Scope,
                [.., b',', _, _, _] => Bounds::Fraction,
                text => bounds(text),
            };
            self.add_bounded(other.as_bytes(), Encoding::Plain, index, Some(bounds));
        });
        notation::rests(value, &mut |rest| {
            let bounds = Some(Bounds::Rest);
            self.add_bounded(rest.as_bytes(), Encoding::Plain, index, bounds);
        });
        self.add_parts(value, index, NESTED);
        self.add_pieces(value, index);
    }

    /// What stands in a text of several pieces and looks like an identifier by itself.
    #[inline(never)]
    fn add_pieces(&mut self, value: &str, index: usize) {
        let is_one = |byte: u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte);
        if value.bytes().all(is_one) {
            return;
        }
        for piece in identifiers(value).take(PIECES) {
            self.add_text(piece, index);
        }
    }

    /// A text that leaves whatever is masked, such as what a program writes into every file or the
    /// names that somebody let through: its words, and its lines as a whole, are no finds.
    #[inline(never)]
    pub(crate) fn allow_text(&mut self, text: &str) {
        self.own.push(text.to_owned());
        for secret in &mut self.secrets {
            secret.is_own.take();
        }
    }

    /// From now on looks for what nobody writes by chance: no words, no short numbers, nothing that is
    /// put together of these and of the words of `own`, a text that leaves whatever is masked.
    pub(crate) fn only_identifiers(&mut self, own: &str) {
        self.only_identifiers = true;
        self.allow_text(own);
    }

    /// Every value that stands in some data in any form at any layer, the first place of each.
    pub(crate) fn find(&self, data: &[u8]) -> Vec<Match> {
        self.look(data).found
    }

    /// The same, and whether everything could be looked through.
    pub(crate) fn look(&self, data: &[u8]) -> Scan {
        let mut scanner = Scanner::new(self, data.len());
        scanner.data(data);
        Scan {
            found: scanner.found,
            is_complete: scanner.is_complete,
        }
    }

    /// A text as it stands and without its escapes.
    #[inline(never)]
    fn add_text(&mut self, text: &str, index: usize) {
        self.add_pattern(text.as_bytes(), Encoding::Plain, index);
        // Whoever repeats it writes it as a line.
        let words: Vec<&str> = text.split_whitespace().collect();
        let line = words.join(" ");
        if line != text {
            self.add_pattern(line.as_bytes(), Encoding::Plain, index);
        }
        if let Some(undone) = unescape::undo_all(text.as_bytes()) {
            self.add_pattern(&undone, Encoding::Plain, index);
        }
        if text.contains('\\') {
            // Where the backslash is written twice, an escape behind it is undone in the same pass.
            let doubled = text.replace('\\', r"\\");
            let undone = unescape::undo_all(doubled.as_bytes());
            self.add_pattern(&undone.unwrap_or_default(), Encoding::Plain, index);
        }
        if !text.is_ascii() {
            // In Latin-1.
            let bytes: Option<Vec<u8>> = text
                .chars()
                .map(|letter| u8::try_from(u32::from(letter)).ok())
                .collect();
            self.add_pattern(&bytes.unwrap_or_default(), Encoding::Plain, index);
        }
    }

    /// The spellings and, of the first of them, the fingerprints of an identifier.
    #[inline(never)]
    fn add_identifier(&mut self, value: &str, index: usize) {
        let is_fraction = value.bytes().filter(|byte| *byte == b'.').count() == 1
            && value
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
        let is_number = is_fraction || bounds(value.as_bytes()) == Bounds::Number;
        if is_number {
            return;
        }
        let is_digested = self.digested < DIGESTED
            && (value.len() >= 12 || value.contains(|letter: char| "0123456789@".contains(letter)));
        let is_mac = value.len() == 12 && value.bytes().all(|digit| digit.is_ascii_hexdigit());
        if !is_digested && !is_mac && value.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return;
        }
        self.digested += usize::from(is_digested);
        if is_digested {
            let first = self.secrets.len();
            notation::parts(value, &mut |part| {
                self.add_pattern(part.as_bytes(), Encoding::Plain, index);
            });
            for secret in self.secrets.iter_mut().skip(first) {
                secret.is_part = true;
            }
        }
        for (_, spelling) in encodings::spellings(value) {
            if spelling.len() >= BARE && !spelling.eq_ignore_ascii_case(value) {
                self.add_pattern(spelling.as_bytes(), Encoding::Plain, index);
            }
            if spelling.len() == 17 && spelling.matches(':').count() == 5 {
                let dashes = encodings::replaced(&spelling, ":", "-");
                self.add_pattern(dashes.as_bytes(), Encoding::Plain, index);
            }
            if !is_digested || spelling.len() < SHORTEST {
                continue;
            }
            for encoding in [
                Encoding::Md5,
                Encoding::Sha1,
                Encoding::Sha256,
                Encoding::NameUuid,
            ] {
                for (text, _) in encodings::written_as(encoding, &spelling)
                    .into_iter()
                    .take(1)
                {
                    // Its digits are undone where they are looked for, and so is their Base64. Of
                    // MD5 some write the half in the middle.
                    let digest = scanner::bytes_of_hex(text.as_bytes());
                    self.add_exactly(digest.clone(), encoding, index, None);
                    if encoding == Encoding::Md5 {
                        let middle = digest.get(4..12).unwrap_or_default();
                        self.add_exactly(middle.to_vec(), encoding, index, None);
                    }
                    if encoding == Encoding::NameUuid {
                        self.add_pattern(text.as_bytes(), encoding, index);
                    }
                }
            }
        }
    }

    /// The host, the segments and the values of parameters of a web address, as they stand and
    /// decoded.
    #[inline(never)]
    fn add_parts(&mut self, value: &str, index: usize, nested: usize) {
        let rest = match value.split_once("://") {
            Some((_, rest)) => rest,
            None if value.starts_with("www.") => value,
            None => return,
        };
        for (place, piece) in rest.split(['/', '?', '#', '&', ';']).enumerate() {
            let part = match place {
                0 => host(piece),
                _ => piece.split_once('=').map_or(piece, |(_, value)| value),
            };
            let is_everywhere = EVERYWHERE
                .iter()
                .any(|word| part.eq_ignore_ascii_case(word));
            if part.chars().count() < PART || is_everywhere || placeholder::whole(part).is_some() {
                continue;
            }
            self.add_text(part, index);
            if let Some(nested) = nested.checked_sub(1)
                && let Some(undone) = unescape::undo_all(part.as_bytes())
            {
                self.add_parts(&String::from_utf8_lossy(&undone), index, nested);
            }
        }
    }

    fn add_pattern(&mut self, text: &[u8], encoding: Encoding, index: usize) {
        self.add_bounded(text, encoding, index, None);
    }

    /// Adds a needle that counts where it says, or where its look says.
    #[inline(never)]
    fn add_bounded(&mut self, text: &[u8], encoding: Encoding, index: usize, own: Option<Bounds>) {
        self.add_exactly(text.trim_ascii().to_vec(), encoding, index, own);
    }

    /// The same for bytes that are no text, in which a space at an end is a byte like every other.
    fn add_exactly(
        &mut self,
        mut text: Vec<u8>,
        encoding: Encoding,
        index: usize,
        own: Option<Bounds>,
    ) {
        self.has_foreign |= !text.is_ascii();
        fold(&mut text, true);
        let pieces = match text.len() {
            ..SHORTEST => return,
            SHORTEST..=LONGEST => [text.get(..), None],
            length => [text.get(..WINDOW), text.get(length - WINDOW..)],
        };
        for piece in pieces.into_iter().flatten() {
            self.patterns.add(piece);
            self.secrets.push(Secret {
                index,
                encoding,
                bounds: own.unwrap_or_else(|| bounds(piece)),
                is_part: false,
                is_own: OnceCell::new(),
            });
        }
    }

    /// Whether a word is a name of ours as a whole.
    fn is_name(&self, word: &[u8]) -> bool {
        word.len() <= LONGEST && vocabulary().is_name(&String::from_utf8_lossy(word))
    }

    /// Whether a needle stands in every report.
    fn is_own(&self, pattern: usize, secret: &Secret) -> bool {
        *secret.is_own.get_or_init(|| {
            let text = String::from_utf8_lossy(self.patterns.get(pattern));
            match self.only_identifiers {
                true => {
                    secret.is_part
                        || secret.bounds != Bounds::None
                        || !can_be_no_word(&text)
                        || vocabulary().composes(&text, &self.own)
                }
                false => vocabulary().holds(&text, &self.own),
            }
        })
    }
}

/// Makes a text what is compared: letters of either case are one, and so are a space and the plus
/// sign that stands for it in forms. No place in it changes, so the few letters that take more or
/// fewer bytes in the other case stay as they are. Without `has_foreign` so do all but ASCII.
fn fold(text: &mut [u8], has_foreign: bool) {
    for byte in &mut *text {
        *byte = match *byte {
            b'+' => b' ',
            other => other.to_ascii_lowercase(),
        };
    }
    if !has_foreign || text.is_ascii() {
        return;
    }
    let mut folded = Vec::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        for letter in chunk.valid().chars() {
            folded.extend_from_slice(lowercase(letter).encode_utf8(&mut [0; 4]).as_bytes());
        }
        folded.extend_from_slice(chunk.invalid());
    }
    text.copy_from_slice(&folded);
}

/// Where a needle counts.
fn bounds(text: &[u8]) -> Bounds {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let is_number = digits
        .iter()
        .all(|byte| byte.is_ascii_digit() || *byte == b'.');
    match text.len() {
        ..9 if is_number => Bounds::Number,
        ..8 if text.iter().all(u8::is_ascii_alphabetic) => Bounds::Word,
        ..8 => Bounds::Short,
        _ => Bounds::None,
    }
}

/// Whether a value can be one that is told apart by, and not a text: without blanks, or a number of
/// a telephone.
fn is_identifier(value: &str) -> bool {
    let has = |wanted: fn(&u8) -> bool| value.bytes().any(|byte| wanted(&byte));
    let is_telephone = value.bytes().filter(u8::is_ascii_digit).count() >= 7
        && value
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b" +-/().".contains(&byte));
    value.len() <= IDENTIFIER && (!has(u8::is_ascii_whitespace) || is_telephone)
}

/// Whether a text is one that nobody writes by chance: a mailbox, a word in which letters and digits
/// take turns, or a number of many digits, and no markup around it.
fn can_be_no_word(text: &str) -> bool {
    let is_one = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>,;&\\".contains(&byte);
    text.len() <= IDENTIFIER
        && text.bytes().all(is_one)
        && !notation::is_date(text)
        && (text.contains('@')
            || holds_identifier(text)
            || text.bytes().filter(u8::is_ascii_digit).count() > BARE)
}

/// What looks like an identifier in a text.
fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    pieces.filter(|piece| is_mixed(piece))
}

/// Whether something in a text looks like an identifier.
pub(crate) fn holds_identifier(text: &str) -> bool {
    identifiers(text).next().is_some()
}

/// Whether letters and digits take turns in a word as they do in no word of a language.
fn is_mixed(piece: &str) -> bool {
    let bytes = piece.as_bytes();
    let turns = bytes.windows(2).filter(|pair| match pair {
        [one, other] => one.is_ascii_digit() != other.is_ascii_digit(),
        _ => false,
    });
    piece.len() >= BARE && turns.count() > 1
}

/// The host of an authority, without the name that most hosts begin with.
fn host(authority: &str) -> &str {
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod promises;
#[cfg(test)]
mod tests;
