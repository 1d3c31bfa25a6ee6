//! Coarser forms of values: less is told, and what is left still means something.

use crate::capture::{Located, params, url_parts};
use crate::detect;

/// Sites that so many people visit that a visit tells next to nothing.
///
/// Search engines, shops, video, reference works and networks of the largest kind; none of a topic.
pub(super) const COMMON_SITES: [&str; 30] = [
    "aliexpress.com",
    "amazon.com",
    "amazon.de",
    "amazon.in",
    "apple.com",
    "baidu.com",
    "bing.com",
    "duckduckgo.com",
    "ebay.com",
    "facebook.com",
    "flipkart.com",
    "github.com",
    "google.com",
    "google.co.in",
    "google.de",
    "instagram.com",
    "linkedin.com",
    "microsoft.com",
    "netflix.com",
    "qq.com",
    "taobao.com",
    "tiktok.com",
    "twitter.com",
    "whatsapp.com",
    "wikipedia.org",
    "x.com",
    "yahoo.com",
    "yandex.ru",
    "youtube.com",
    "weather.com",
];

/// Names of parameters that every site uses in the same way, and what their values are.
const COMMON_PARAMETERS: [(&str, &str); 7] = [
    ("q", "search"),
    ("v", "video"),
    ("utm_source", "action"),
    ("utm_medium", "action"),
    ("utm_campaign", "action"),
    ("utm_content", "action"),
    ("utm_term", "search"),
];

/// An address without all that could tell who went where: the site by name only where nearly
/// everybody goes there, and of parameters only the well-known names. None where it is no address
/// of the web.
pub(super) fn address(
    text: &str,
    placeholder: &mut dyn FnMut(&'static str, &str) -> String,
) -> Option<String> {
    let text = text.trim();
    let (scheme, _) = text.split_once("://")?;
    let (host, path, query) = url_parts(text)?;
    let host = host.to_ascii_lowercase();
    let site = COMMON_SITES.into_iter().find(|site| {
        host.strip_suffix(site)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    });
    let mut reduced = format!("{}://", scheme.to_ascii_lowercase());
    match site {
        Some(site) => reduced.push_str(site),
        None => reduced.push_str(&placeholder(
            "site",
            host.strip_prefix("www.").unwrap_or(&host),
        )),
    }
    let is_bare = path.len() <= 1 && query.is_empty() && !text.contains('#');
    reduced.push_str(if is_bare { path } else { "/…" });
    let mut separator = '?';
    for param in params::split(Located::new(query, 0, 0)) {
        let (name, value) = (param.name.text, param.value.text);
        let known = COMMON_PARAMETERS.iter().find(|(known, _)| *known == name);
        if let Some((name, word)) = known
            && !value.is_empty()
        {
            let value = detect::parameter(value);
            reduced.push(separator);
            reduced.push_str(name);
            reduced.push('=');
            reduced.push_str(&placeholder(word, &value));
            separator = '&';
        }
    }
    Some(reduced)
}

/// The first number of a version: `12` of `12.0.5`. None where it begins otherwise.
pub(super) fn major(text: &str) -> Option<&str> {
    let (major, _) = text.split_once('.').unwrap_or((text, ""));
    let plain = !major.is_empty() && major.len() <= 3 && is_digits(major);
    plain.then_some(major)
}

/// A language without its region: `de` of `de_AT`. None where it begins otherwise.
pub(super) fn language(text: &str) -> Option<&str> {
    let end = text.find(['-', '_', ',', ';']).unwrap_or(text.len());
    let base = text.get(..end)?;
    let is_listed = LONG_LANGUAGES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(base));
    let plain = is_listed || base.len() == 2 && base.bytes().all(|byte| byte.is_ascii_alphabetic());
    plain.then_some(base)
}

/// Languages of Android that have no code of two letters.
const LONG_LANGUAGES: [&str; 8] = ["bho", "brx", "doi", "fil", "haw", "kok", "mai", "sat"];

/// A number of which only the first digit is left: `300` of `372.5`. None where it is no number.
pub(super) fn round(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (first, rest) = whole.split_at_checked(1)?;
    if !is_digits(whole) || !is_digits(fraction) || whole.len() > 15 {
        return None;
    }
    let sign = if first == "0" { "" } else { sign };
    Some([sign, first, &"0".repeat(rest.len())].concat())
}

/// A moment as time since the first event: whole minutes after it, whole days before it. Seconds,
/// milliseconds and microseconds stay what they are. None where it is no moment.
pub(super) fn time(text: &str, first: u64) -> Option<String> {
    const MINUTE: i64 = 60_000;
    const DAY: i64 = 24 * 60 * MINUTE;
    let (more, less) = match text.len() {
        10 => (1_000, 1),
        13 => (1, 1),
        16 => (1, 1_000),
        _ => return None,
    };
    let moment = text.parse::<i64>().ok().filter(|_| is_digits(text))?;
    let since = moment * more / less - i64::try_from(first).ok()?;
    let step = if since < 0 { DAY } else { MINUTE };
    Some((since.div_euclid(step) * step * less / more).to_string())
}

/// Whether a value is written like a moment: as many digits as a time of our days has, or a date
/// with its marks. Anything else under the name of a time is none.
pub(super) fn is_moment(text: &str) -> bool {
    let is_count = is_digits(text) && matches!(text.len(), 10 | 13 | 16);
    let is_date = |byte: u8| byte.is_ascii_digit() || b"-:.+/ TZ".contains(&byte);
    let begins_with_year = matches!(text.as_bytes(), [b'1' | b'2', b'0' | b'9', _, year, b'-' | b'/', ..] if year.is_ascii_digit());
    is_count || begins_with_year && text.len() <= 32 && text.bytes().all(is_date)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::placeholder;

    fn check(text: &str, reduced: Option<&str>) {
        let mut seen: Vec<String> = Vec::new();
        let mut placeholder = |word: &'static str, value: &str| {
            seen.push(value.to_owned());
            placeholder::write(word, 1, "")
        };
        let once = address(text, &mut placeholder);
        assert_eq!(once.as_deref(), reduced, "{text}");
        if let Some(once) = once {
            let again = address(&once, &mut |_, value| value.to_owned());
            assert_eq!(again.as_deref(), Some(once.as_str()), "again");
        }
    }

    #[test]
    fn addresses_keep_what_everybody_visits() {
        check(
            "https://www.google.com/search?q=a+b&ei=x",
            Some("https://google.com/…?q=⟦search-1⟧"),
        );
        check(
            "HTTPS://Shop.Example/ana?utm_source=mail&id=7#x",
            Some("https://⟦site-1⟧/…?utm_source=⟦action-1⟧"),
        );
        check(
            "https://ana:secret@example.org:8443/",
            Some("https://⟦site-1⟧/"),
        );
        check("https://example.org", Some("https://⟦site-1⟧"));
        check("https://evilgoogle.com/", Some("https://⟦site-1⟧/"));
        check("file:///sdcard/ana.pdf", None);
        check("ana", None);
    }

    #[test]
    fn numbers_and_words_lose_their_end() {
        assert_eq!(major("12.0.5"), Some("12"));
        assert_eq!(major("V12.0.5"), None);
        assert_eq!(major("2020050812"), None);
        assert_eq!(language("de-AT,de;q=0.9"), Some("de"));
        assert_eq!(language("ana@example.org"), None);
        for (text, rounded) in [
            ("372.5", Some("300")),
            ("-41", Some("-40")),
            ("0.7", Some("0")),
            ("7", Some("7")),
            ("1e9", None),
            ("", None),
        ] {
            assert_eq!(round(text).as_deref(), rounded, "{text}");
        }
    }

    #[test]
    fn times_count_from_the_first_event() {
        let first = 1_588_938_227_000;
        for (text, since) in [
            ("1588938227000", Some("0")),
            ("1588938347999", Some("120000")),
            ("1588938226999", Some("-86400000")),
            ("1588938347", Some("120")),
            ("1588938227000000", Some("0")),
            ("2020-05-08 13:43:47", None),
            ("12", None),
        ] {
            assert_eq!(time(text, first).as_deref(), since, "{text}");
        }
    }
}
