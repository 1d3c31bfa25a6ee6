//! Words that tell nothing about anybody: those that names of fields are made of, and the values of
//! which fields have a closed set.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::knowledge;

/// Words of names of fields, in the order of the alphabet: structure, units, states, techniques.
/// None of a person, a place, a topic or a taste, since a name made of them leaves.
const FIELD_WORDS: &str = include_str!("field-words.txt");

/// Letters from which a word of a known field counts by itself; shorter ones are abbreviations that
/// mean something in their own place only.
const KNOWN: usize = 3;

/// Longest name that is looked at, in characters; names of fields are shorter.
const NAME: usize = 64;

/// Words of a name; with more it is rather a sentence.
const PARTS: usize = 6;

/// Digits of a name: the number of one of several fields.
const DIGITS: usize = 2;

/// Digits that stand among words of a value, all of them together: `q=0.9`, `utf-8`, `200`.
const SHORT_NUMBERS: usize = 3;

/// Letters of either half of two words written as one: `useragent`.
const HALF: usize = 3;

/// The codes of ISO 3166-1, without anything between them.
const COUNTRIES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

/// What makers, systems, programs for the web and ways to get an app call themselves, in small letters
/// and without blanks: values that fields have which may be kept, but no words of names.
const PUBLIC_VALUES: &str = "acer alcatel alipay apple appstore asus blackberry blackshark blu brave bytedance chromeos coolpad csharp duckduckgo edge fairphone flutter golang googleplay harmonyos hmd honor htc huawei infinix ipad ipados iphone itel kaios lava leeco lenovo lg meizu micromax minigame miniprogram motorola nokia nothing nubia oneplus opera oppo php pixel poco python qq quickapp realme redmi ruby samsung sharp smartisan sony swift tablet tcl tecno tizen ubuntu ucbrowser unity vivo watchos wechat weibo zte";

/// Kinds of networks, as senders write them, in small letters.
const NETWORKS: [&str; 24] = [
    "2g",
    "3g",
    "4g",
    "5g",
    "6g",
    "cell",
    "cellular",
    "connected",
    "disconnected",
    "eth",
    "ethernet",
    "gprs",
    "lte",
    "mobile",
    "no",
    "none",
    "not_connected",
    "notconnected",
    "offline",
    "online",
    "vpn",
    "wi-fi",
    "wifi",
    "yes",
];

/// Whether a name is made of words that names of fields are made of, and of nothing else. One with a
/// dot may be a host, an app or a person's own, so it is not.
pub(super) fn are_field_words(name: &str) -> bool {
    let inner = name.trim_start_matches(['$', '#', '@', '_', ':']);
    let digits = inner.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$');
    if is_word(inner) {
        return true;
    }
    !inner.is_empty()
        && name.len() <= NAME
        && digits <= DIGITS
        && inner.bytes().all(is_plain)
        && count(inner, false).is_some_and(|count| (1..=PARTS).contains(&count))
}

/// Whether a text consists of such words and those that values have, whatever stands between them, and
/// of at most three digits.
pub(super) fn are_public_words(text: &str) -> bool {
    text.len() <= NAME && text.is_ascii() && !text.is_empty() && count(text, true).is_some()
}

/// Of how many such words a text consists, with those that values have where they are wanted. None
/// where something else stands in it.
fn count(text: &str, has_values: bool) -> Option<usize> {
    let is_value = |word: &str| {
        let mut values = PUBLIC_VALUES.split(' ');
        has_values && values.any(|value| value.eq_ignore_ascii_case(word))
    };
    let mut count = 0;
    let mut digits = 0;
    for piece in text.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        if piece.is_empty() {
            continue;
        }
        if is_word(piece) || is_value(piece) {
            count += 1;
            continue;
        }
        for word in words_in(piece) {
            if word.starts_with(|letter: char| letter.is_ascii_digit()) {
                digits += word.len();
                if digits > SHORT_NUMBERS {
                    return None;
                }
            } else if is_word(word) || are_two_words(word) || is_value(word) {
                count += 1;
            } else {
                return None;
            }
        }
    }
    Some(count)
}

/// The words of `deviceIDType2`: `device`, `ID`, `Type`, `2`.
fn words_in(piece: &str) -> impl Iterator<Item = &str> {
    let mut rest = piece;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let first = *bytes.first()?;
        let mut end = 1;
        while let (Some(&last), Some(&next)) = (bytes.get(end - 1), bytes.get(end)) {
            let is_capital = next.is_ascii_uppercase();
            let begins_word = is_capital
                && (last.is_ascii_lowercase()
                    || bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase));
            if last.is_ascii_digit() != next.is_ascii_digit()
                || begins_word && first.is_ascii_alphabetic()
            {
                break;
            }
            end += 1;
        }
        let (word, behind) = rest.split_at_checked(end)?;
        rest = behind;
        Some(word)
    })
}

/// Whether two such words are written as one.
fn are_two_words(word: &str) -> bool {
    (HALF..word.len().saturating_sub(1)).any(|middle| {
        word.split_at_checked(middle).is_some_and(|(one, other)| {
            let is_enough = other.len() >= HALF || other.eq_ignore_ascii_case("id");
            is_enough && is_word(one) && is_word(other)
        })
    })
}

/// Whether it is such a word, one of several or what was done with one.
fn is_word(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let is_known = |word: &str| field_words().contains_key(word);
    is_known(&word)
        || word.len() > HALF
            && ["s", "d", "ed"]
                .into_iter()
                .filter_map(|end| word.strip_suffix(end))
                .any(is_known)
}

/// The words of the list and those that the knowledge base's own names are made of.
fn field_words() -> &'static BTreeMap<String, usize> {
    static WORDS: OnceLock<BTreeMap<String, usize>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = BTreeMap::new();
        for word in FIELD_WORDS.lines() {
            words.insert(word.to_owned(), 0);
        }
        for entry in knowledge::FIELDS.iter() {
            let pieces = entry
                .key
                .split(|letter: char| !letter.is_ascii_alphabetic());
            for word in pieces.flat_map(words_in).filter(|word| word.len() >= KNOWN) {
                words.insert(word.to_ascii_lowercase(), 0);
            }
        }
        words
    })
}

/// A country by its code.
pub(super) fn is_country(text: &str) -> bool {
    let code = text.to_ascii_uppercase();
    let mut codes = COUNTRIES.as_bytes().chunks_exact(2);
    codes.any(|known| known == code.as_bytes())
}

/// A kind of network, by its name or by the digit that stands for it.
pub(super) fn is_network(text: &str) -> bool {
    let kind = text.to_ascii_lowercase();
    NETWORKS.contains(&kind.as_str())
        || matches!(text.as_bytes(), [digit] if digit.is_ascii_digit())
}

/// A version: at most five numbers of at most four digits with points between them, and perhaps what
/// kind of version it is.
pub(super) fn is_version(text: &str) -> bool {
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let end = text
        .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .unwrap_or(text.len());
    let (numbers, kind) = text.split_at_checked(end).unwrap_or((text, ""));
    let is_number = |number: &str| (1..=4).contains(&number.len());
    let kind = kind.trim_start_matches(['-', '_', '.', '+', ' ']);
    numbers.split('.').count() <= 5
        && numbers.split('.').all(is_number)
        && (kind.is_empty() || are_public_words(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_order_and_small() {
        let words: Vec<&str> = FIELD_WORDS.lines().collect();
        assert!(words.is_sorted(), "sort field-words.txt by byte");
        for word in words {
            let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            assert!(!word.is_empty() && word.bytes().all(is_plain), "{word}");
        }
    }

    #[test]
    fn names_of_fields_are_told_from_values() {
        for name in [
            "from_tab",
            "deviceIDType",
            "$screen_width",
            "#event_name",
            "userAgent",
            "useragent",
            "param1",
            "md5",
            "errorMessages",
            "max-age",
            "clicked_at",
        ] {
            assert!(are_field_words(name), "{name}");
        }
        for name in [
            "",
            "_",
            "1",
            "0815",
            "param123",
            "suicide-hotline.example",
            "com.grindrapp.android",
            "page.title",
            "leberzirrhose",
            "Anna.Mueller",
            "annamueller",
            "user_31415926",
            "anna@clinic",
            "pin-48213",
            "page title",
            "depression_test",
            "ä",
            "the_page_that_i_read_on_the_last_day",
        ] {
            assert!(!are_field_words(name), "{name}");
        }
    }

    #[test]
    fn closed_sets_are_closed() {
        for (text, public, country, network, version) in [
            ("Xiaomi", true, false, false, false),
            ("AndroidApp", true, false, false, false),
            ("com.miui.globalbrowser", false, false, false, false),
            ("application/json; charset=utf-8", true, false, false, false),
            ("WIFI", true, false, true, false),
            ("5G", false, false, true, false),
            ("de", false, true, false, false),
            ("GL", false, true, false, false),
            ("XX", false, false, false, false),
            ("3.4.0", true, false, false, true),
            ("V12.0.5-beta", false, false, false, true),
            ("12", true, false, false, true),
            ("annamueller", false, false, false, false),
            ("Anna", false, false, false, false),
            ("4915112345678", false, false, false, false),
            ("1.2.3.4.5.6", false, false, false, false),
            ("1.2-annamueller", false, false, false, false),
            ("AnnaMueller", false, false, false, false),
            ("Mueller Home 5G", false, false, false, false),
            ("eyJhIjoi", false, false, false, false),
            ("Lebererkrankungsverzeichnis", false, false, false, false),
            ("", false, false, false, false),
        ] {
            assert_eq!(
                (
                    are_public_words(text),
                    is_country(text),
                    is_network(text),
                    is_version(text)
                ),
                (public, country, network, version),
                "{text}"
            );
        }
    }
}
