//! Words in names.

/// Bytes of a name that are searched for words: every value of a list is judged by the list's name,
/// and names have no limit.
const NAME: usize = 200;

pub(super) fn shorten(name: &str) -> &str {
    name.get(..name.floor_char_boundary(NAME)).unwrap_or(name)
}

/// Whether one of the words stands in a name as a word of its own: `videoId`, `video_id`.
pub(crate) fn name_contains_word(name: &str, words: &[&str]) -> bool {
    split_words(shorten(name))
        .any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Whether a name says that private browsing is on, and nothing of a switch, a hint or a number. A switch
/// that is on says what happens in private browsing, not that it was used.
pub(crate) fn is_private_browsing(name: &str) -> bool {
    const STATE: &str =
        "incognito|private|browsing|is|in|mode|user|on|active|state|status|tab|window|page";
    let has = |word| named(name, word);
    (has("incognito") || has("private") && has("browsing"))
        && split_words(shorten(name)).all(|word| is_listed(STATE, word))
}

/// Whether one of the words, which stand in one text with bars between them, is in a name.
#[inline(never)]
pub(super) fn named(name: &str, words: &str) -> bool {
    split_words(shorten(name)).any(|word| is_listed(words, word))
}

/// Whether a word is one of those that stand in one text with bars between them. A list of texts
/// takes more room than one text.
#[inline(never)]
pub(super) fn is_listed(list: &str, word: &str) -> bool {
    // Bytes and not characters: the general search is slower on texts this short.
    list.as_bytes()
        .split(|&byte| byte == b'|')
        .any(|known| known.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether a text contains another one; the search is long code that need not be repeated.
#[inline(never)]
pub(super) fn has(text: &str, part: &str) -> bool {
    text.contains(part)
}

/// What stands behind a part of a text.
#[inline(never)]
pub(super) fn behind<'t>(text: &'t str, part: &str) -> Option<&'t str> {
    text.split_once(part).map(|(_, behind)| behind)
}

/// The words of a name: parts between other characters, or begun by a capital letter.
pub(crate) fn split_words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|character: char| !character.is_ascii_alphabetic())
        .flat_map(|part| {
            let mut rest = part;
            std::iter::from_fn(move || {
                if rest.is_empty() {
                    return None;
                }
                let bytes = rest.as_bytes();
                let end = (1..bytes.len())
                    .find(|&index| {
                        let upper =
                            |index: usize| bytes.get(index).is_some_and(u8::is_ascii_uppercase);
                        upper(index) && !upper(index - 1)
                    })
                    .unwrap_or(bytes.len());
                let (word, after) = rest.split_at_checked(end)?;
                rest = after;
                Some(word)
            })
        })
}
