//! What a value is by its own shape, for fields that no entry explains.
//!
//! A shape alone is a possibility; only together with a telling name, or with a shape that nothing
//! else has, does it become likely, and only then does it count for severity.

#[allow(dead_code, reason = "its first callers are on their way")]
pub(crate) mod digest;
mod shapes;

use crate::knowledge::Category;
use crate::report::{Certainty, Persistence};

pub(crate) use shapes::{
    is_account, is_android_id, is_cookie_id, is_placeholder, is_uuid, is_video_id, search_engine,
};

/// What a value was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guess {
    /// Stable identifier: `url`.
    pub(crate) kind: &'static str,
    pub(crate) certainty: Certainty,
    /// Short name for people.
    pub(crate) label: &'static str,
    /// What it would tell the recipient.
    pub(crate) meaning: &'static str,
    /// Why, as the end of a sentence.
    pub(crate) because: &'static str,
    pub(crate) category: Category,
    pub(crate) content: u8,
    pub(crate) recognition: u8,
    pub(crate) persistence: Option<Persistence>,
}

impl Guess {
    /// A guess that counts nothing until it is likely.
    fn possible(self) -> Guess {
        Guess {
            certainty: Certainty::Possible,
            content: 0,
            recognition: 0,
            persistence: None,
            ..self
        }
    }
}

const URL: Guess = Guess {
    kind: "url",
    certainty: Certainty::Likely,
    label: "Web address",
    meaning: "Address of a web page or file; it can name what was read, searched or opened.",
    because: "the value begins with http:// or https://",
    category: Category::Browsing,
    content: 3,
    recognition: 2,
    persistence: None,
};

const EMAIL: Guess = Guess {
    kind: "email",
    certainty: Certainty::Likely,
    label: "E-mail address",
    meaning: "An e-mail address: it names a person and recognises them everywhere.",
    because: "the value has the form of an e-mail address",
    category: Category::Content,
    content: 4,
    recognition: 4,
    persistence: Some(Persistence::Account),
};

const UUID: Guess = Guess {
    kind: "uuid",
    certainty: Certainty::Likely,
    label: "Random identifier",
    meaning: "Apparently a random number that recognises whatever it was made for: a person, a copy of the app, or a single item.",
    because: "the value has the form of a random identifier and the name speaks of one",
    category: Category::InstallId,
    content: 0,
    recognition: 3,
    persistence: Some(Persistence::Install),
};

const ANDROID_ID: Guess = Guess {
    kind: "android-id",
    certainty: Certainty::Likely,
    label: "Android ID",
    meaning: "It has the form of an Android ID, which survives clearing or reinstalling the app.",
    because: "the value has 16 hexadecimal digits and the name speaks of a device",
    category: Category::DeviceId,
    content: 0,
    recognition: 3,
    persistence: Some(Persistence::FactoryReset),
};

const VIDEO_ID: Guess = Guess {
    kind: "video-id",
    certainty: Certainty::Likely,
    label: "YouTube video",
    meaning: "It has the form of a YouTube video’s number, from which anybody can look up its title.",
    because: "the value has the eleven characters of a video number and the name speaks of a video",
    category: Category::Media,
    content: 3,
    recognition: 1,
    persistence: None,
};

const SEARCH_WORDS: Guess = Guess {
    kind: "search-words",
    certainty: Certainty::Likely,
    label: "Search words",
    meaning: "Apparently words that were searched for.",
    because: "the name speaks of a search",
    category: Category::Search,
    content: 3,
    recognition: 2,
    persistence: None,
};

const SEARCH_ENGINE: Guess = Guess {
    kind: "search-engine",
    certainty: Certainty::Likely,
    label: "Search engine",
    meaning: "Apparently the name of a search engine.",
    because: "the value is the name of a search engine",
    category: Category::Interaction,
    content: 1,
    recognition: 0,
    persistence: None,
};

const TIMESTAMP: Guess = Guess {
    kind: "timestamp",
    certainty: Certainty::Likely,
    label: "Time",
    meaning: "Apparently a moment in time.",
    because: "the number falls between 2010 and 2035 and the name speaks of time",
    category: Category::Time,
    content: 1,
    recognition: 1,
    persistence: None,
};

/// Guesses what a text is.
pub(crate) fn text(name: &str, value: &str) -> Option<Guess> {
    let value = value.trim();
    if is_placeholder(value) {
        return None;
    }
    if shapes::is_web_address(value) {
        return Some(URL);
    }
    if shapes::is_email(value) {
        return Some(EMAIL);
    }
    if is_uuid(value) {
        return Some(if speaks_of(name, &["id", "uuid", "guid"]) {
            UUID
        } else {
            UUID.possible()
        });
    }
    if is_android_id(value) {
        let speaks = speaks_of(name, &["android", "device", "did", "ssaid"]);
        return Some(if speaks {
            ANDROID_ID
        } else {
            ANDROID_ID.possible()
        });
    }
    if is_video_id(value) && speaks_of(name, &["video", "vid", "youtube"]) {
        return Some(VIDEO_ID);
    }
    if search_engine(value).is_some() {
        return Some(SEARCH_ENGINE);
    }
    if !value.is_empty() && speaks_of(name, &["query", "keyword", "keywords"]) {
        return Some(SEARCH_WORDS);
    }
    value
        .parse()
        .ok()
        .and_then(|number| self::number(name, number))
}

/// Guesses what a number is.
pub(crate) fn number(name: &str, value: u64) -> Option<Guess> {
    let time = shapes::is_timestamp(value);
    let speaks = speaks_of(
        name,
        &["time", "timestamp", "ts", "date", "at", "start", "end"],
    );
    match (time, speaks) {
        (true, true) => Some(TIMESTAMP),
        (true, false) => Some(TIMESTAMP.possible()),
        _ => None,
    }
}

/// Bytes of a name that are searched for words: every value of a list is judged by the list's name,
/// and names have no limit.
const NAME: usize = 200;

/// Whether one of the words stands in a name as a word of its own: `videoId`, `video_id`.
pub(crate) fn speaks_of(name: &str, words: &[&str]) -> bool {
    let name = name.get(..name.floor_char_boundary(NAME)).unwrap_or(name);
    split_words(name).any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// The words of a name: parts between other characters, or begun by a capital letter.
fn split_words(name: &str) -> impl Iterator<Item = &str> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, value: &str, kind: Option<(&str, Certainty)>) {
        assert_eq!(
            text(name, value).map(|guess| (guess.kind, guess.certainty)),
            kind,
            "{name}={value}"
        );
    }

    #[test]
    fn shapes_and_names_together() {
        use Certainty::{Likely, Possible};
        check("target", "https://example.org/a?b=c", Some(("url", Likely)));
        check("note", "see https://example.org", None);
        check("to", "me@example.com", Some(("email", Likely)));
        check("icon", "logo@2x.png", None);
        check("page", "https://medium.com/@user/x", Some(("url", Likely)));
        check(
            "requestId",
            "919108f7-52d1-4320-9bac-f847db4148a8",
            Some(("uuid", Likely)),
        );
        check(
            "sample",
            "919108f7-52d1-4320-9bac-f847db4148a8",
            Some(("uuid", Possible)),
        );
        check("device", "a1b2c3d4e5f60718", Some(("android-id", Likely)));
        check("trace", "a1b2c3d4e5f60718", Some(("android-id", Possible)));
        check("trace", "1588599801000123", Some(("timestamp", Possible)));
        check("video_id", "dQw4w9WgXcQ", Some(("video-id", Likely)));
        check("greeting", "hello_world", None);
        check("start_time", "1588599801000", Some(("timestamp", Likely)));
        check("barcode", "6901234567892", None);
        check("id", "00000000-0000-0000-0000-000000000000", None);
        check("to", "DuckDuckGo", Some(("search-engine", Likely)));
    }

    #[test]
    fn names_fall_into_words() {
        let words = |name| split_words(name).collect::<Vec<_>>();
        assert_eq!(words("videoId"), ["video", "Id"]);
        assert_eq!(words("$youtube_video-ID2"), ["youtube", "video", "ID"]);
    }
}
