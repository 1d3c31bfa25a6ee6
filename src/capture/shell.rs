//! Commands of bash and of cmd.exe, word by word: where each stands, with its quotes and without.

use std::ops::Range;

use crate::bytes::Slice;
use crate::bytes::codec::cmd::end_length;
use crate::bytes::codec::shell::{Pieces, Way};

/// Words of a command that are kept; those that browsers write have some sixty.
const WORDS: usize = 10_000;

/// Words with which curl is told about another request.
const NEXT: [&[u8]; 2] = [b"--next", b"-:"];

/// A word without its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In the command as it was captured, where the word stands there as it is; otherwise in the command
    /// without quotes, which is the second buffer.
    pub(super) at: Slice,
    /// In the command without quotes.
    pub(super) unquoted: Slice,
}

impl Word {
    /// A part of it.
    #[inline(never)]
    pub(super) fn part(self, range: Range<usize>) -> Word {
        let end = range.end.min(self.at.len());
        let range = range.start.min(end)..end;
        Word {
            at: self.at.part(range.clone()),
            unquoted: self.unquoted.part(range),
        }
    }

    /// What stands behind so many bytes.
    pub(super) fn behind(self, offset: usize) -> Word {
        self.part(offset..usize::MAX)
    }
}

/// A command, without what a shell does with its output.
#[derive(Debug, Default)]
pub(super) struct Command {
    /// Where it stands in the text.
    pub(super) place: Range<usize>,
    pub(super) words: Vec<Word>,
    /// What it is given to read, as a word behind three angle brackets.
    pub(super) given: Option<Word>,
    pub(super) unquoted: Vec<u8>,
    /// Where what follows it begins.
    pub(super) next: usize,
    /// Whether another one follows in its line.
    pub(super) is_followed: bool,
    /// Whether its first word is what the command is called.
    pub(super) has_name: bool,
    /// Whether the command is told about another request behind it.
    pub(super) goes_on: bool,
    /// Whether the text ends inside of quotes.
    pub(super) is_cut: bool,
    /// Whether it is quoted as cmd.exe wants it, as the first quotes that tell have it.
    pub(super) is_of_windows: Option<bool>,
    /// Whether it is so as far as quotes say that bash has too.
    pub(super) may_be_of_windows: bool,
}

/// Reads the command that begins at an offset.
pub(super) fn read(text: &[u8], from: usize, is_of_windows: bool) -> Command {
    let command = read_as(text, from, Way::first(is_of_windows));
    match command {
        Ok(command) => command,
        Err(()) => read_as(text, from, Way::Characters).unwrap_or_default(),
    }
}

/// Reads a command; fails where its codes turn out to stand for characters.
fn read_as(text: &[u8], from: usize, way: Way) -> Result<Command, ()> {
    let text = text.get(from..).unwrap_or_default();
    let mut scanner = Scanner {
        text,
        pieces: Pieces::new(text, way),
        unquoted: Vec::new(),
        is_of_windows: way == Way::Windows,
        is_continued: false,
    };
    let mut command = Command::default();
    let (mut end, mut unquoted_end) = (0, 0);
    let mut is_target = false;
    loop {
        match scanner.skip() {
            Some(b'<') if scanner.pieces.rest().starts_with(b"<<<") => {
                for _ in 0..3 {
                    scanner.pass();
                }
                scanner.skip();
                command.given = Some(scanner.word());
                end = scanner.position();
                unquoted_end = scanner.unquoted.len();
            }
            Some(b'<' | b'>') => {
                while let [b'<' | b'>' | b'&' | b'|', ..] = scanner.pieces.rest() {
                    scanner.pass();
                }
                is_target = true;
            }
            Some(b';' | b'&' | b'|') => {
                scanner.pass();
                command.is_followed = true;
                break;
            }
            None => break,
            Some(_) if is_target => {
                scanner.word();
                is_target = false;
            }
            Some(_) => {
                let (start, written) = (scanner.position(), scanner.unquoted.len());
                let word = scanner.word();
                let quoted = text.get(start..scanner.position()).unwrap_or_default();
                if NEXT.contains(&quoted) {
                    scanner.unquoted.truncate(written);
                    command.goes_on = true;
                    break;
                }
                end = scanner.position();
                unquoted_end = scanner.unquoted.len();
                let told = is_of_windows(quoted).or(scanner.is_continued.then_some(false));
                command.is_of_windows = command.is_of_windows.or(told);
                command.may_be_of_windows |= may_be_of_windows(quoted);
                if command.words.len() < WORDS {
                    command.words.push(word);
                }
            }
        }
    }
    scanner.unquoted.truncate(unquoted_end);
    if way == Way::Bytes && scanner.pieces.are_characters(&scanner.unquoted) {
        return Err(());
    }
    command.is_cut = scanner.pieces.is_quoted();
    command.next = from + scanner.position();
    command.place = from..from + end;
    command.unquoted = scanner.unquoted;
    Ok(command)
}

struct Scanner<'t> {
    text: &'t [u8],
    pieces: Pieces<'t>,
    unquoted: Vec<u8>,
    is_of_windows: bool,
    /// Whether a line ended with a backslash between words.
    is_continued: bool,
}

impl Scanner<'_> {
    fn position(&self) -> usize {
        self.text.len() - self.pieces.rest().len()
    }

    fn pass(&mut self) -> usize {
        self.pieces.pass(&mut self.unquoted).unwrap_or(0)
    }

    /// Passes what stands between words; gives what comes next, and nothing at the end of the command.
    fn skip(&mut self) -> Option<u8> {
        loop {
            match self.pieces.rest() {
                [b' ' | b'\t' | b'\r', ..] => {}
                [b'\\', rest @ ..] if !self.is_of_windows && end_length(rest).is_some() => {
                    self.is_continued = true;
                }
                [b'^', rest @ ..]
                    if self.is_of_windows && (rest.is_empty() || end_length(rest).is_some()) => {}
                // No command begins with a dash: a backslash was lost before the line end.
                [b'\n', behind @ ..] if continues(behind) => {}
                [] | [b'\n', ..] => return None,
                [b'#', ..] if !self.is_of_windows => return None,
                [b'&', b'>', ..] => {}
                [next, ..] => return Some(*next),
            }
            self.pass();
        }
    }

    /// Whether a word ends here.
    fn ends_word(&self, has_query: bool) -> bool {
        match self.pieces.rest() {
            // Pasted without quotes, an address goes on behind the sign, whatever a shell would do.
            [b'&', next, ..] if next.is_ascii_alphanumeric() || *next == b'_' => !has_query,
            [b';', ..] => !self.is_of_windows,
            [] | [b' ' | b'\t' | b'\r' | b'\n' | b'|' | b'&' | b'<' | b'>', ..] => true,
            _ => false,
        }
    }

    fn word(&mut self) -> Word {
        let start = self.unquoted.len();
        let (mut plain, mut is_plain, mut has_query) = (0..0, true, false);
        while self.pieces.is_quoted() || !self.ends_word(has_query) {
            let (position, written) = (self.position(), self.unquoted.len());
            let length = self.pass();
            let piece = self.unquoted.get(written..).unwrap_or_default();
            if !piece.is_empty() {
                let stays = self.text.get(position..position + length) == Some(piece);
                let follows = plain.end == position || start == written;
                is_plain &= stays && follows;
                plain = match start == written {
                    true => position..position + length,
                    false => plain.start..position + length,
                };
                has_query |= piece.contains(&b'?');
            } else if length == 0 {
                break;
            }
        }
        let unquoted = Slice::new(1, start..self.unquoted.len());
        Word {
            at: match is_plain {
                true => Slice::new(0, plain),
                false => unquoted,
            },
            unquoted,
        }
    }
}

/// Whether a line begins with an option.
fn continues(line: &[u8]) -> bool {
    let blanks = line.iter().take_while(|byte| b" \t\r".contains(byte));
    let word = line.get(blanks.count()..).unwrap_or_default();
    matches!(word, [b'-', next, ..] if next.is_ascii_alphabetic() || *next == b'-')
}

/// Whether a word is quoted as cmd.exe wants it; none where bash has the same quotes.
fn is_of_windows(word: &[u8]) -> Option<bool> {
    let has = |wanted: fn(&[u8]) -> bool| word.windows(2).any(wanted);
    let is_escape = |pair: &[u8]| matches!(pair, [b'\\', b'=' | b'?' | b'&' | b'\'' | b' ']);
    match word {
        [b'\'', ..] | [b'$', b'\'', ..] => Some(false),
        b"^" => Some(true),
        _ if has(|pair| pair == b"^\"") => Some(true),
        [b'"', ..] => None,
        _ => has(is_escape).then_some(false),
    }
}

/// Whether a word in quotes has signs that cmd.exe wants escaped, or quotes twice.
fn may_be_of_windows(word: &[u8]) -> bool {
    let Some((b'"', inner)) = word.split_first() else {
        return false;
    };
    let mut is_escaped = false;
    word != b"\"\""
        && inner.windows(2).any(|pair| {
            let is_marked = match pair {
                [b'"', b'"'] => !is_escaped,
                [b'^', sign] => sign.is_ascii_punctuation(),
                _ => false,
            };
            is_escaped = !is_escaped && pair.first() == Some(&b'\\');
            is_marked
        })
}
