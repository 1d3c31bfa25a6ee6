//! What a value is by its own shape, and what lies inside it.
//!
//! A shape alone is a possibility; only together with a telling name, or with a checksum or a form
//! that nothing else has, does it become likely, and only then does it count for severity.
//!
//! It never says that a guess is more than that: each says why it was made.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let analysis = read(r#"[{"event":"a","seen":"https://example.com/?to=anna%40example.com"}]"#);
//! let event = analysis.event(0).unwrap();
//! let seen = event.fields.iter().flatten().find(|field| field.name == "seen").unwrap();
//! let mail = seen.detected.iter().find(|found| found.kind == "email").unwrap();
//! assert_eq!(mail.value.as_deref(), Some("anna@example.com"));
//! assert_eq!(mail.because, "the value has the form of an e-mail address");
//! ```

mod address;
pub(crate) mod copies;
mod describe;
mod detectors;
pub(crate) mod digest;
mod inside;
mod place;
mod shapes;
mod words;

use words::{has, is_listed, named, shorten};

use crate::display;
use crate::knowledge::Category;
use crate::placeholder;
use crate::report::{Certainty, Persistence};

use Certainty::{Certain, Likely, Possible};
pub(crate) use address::told_by_address;
pub(crate) use describe::describe;
#[cfg(test)]
pub(crate) use detectors::ids;
pub(crate) use detectors::{ACCOUNT, DIGEST, Kind, SEARCH_WORDS, TOPIC, URL, by_id};
pub(crate) use inside::{may_hold_more, search};
pub(crate) use place::{Match, parameter};
pub(crate) use shapes::{
    is_account, is_android_id, is_cookie_id, is_nobody, is_timestamp, is_uuid, is_video_id,
    means_none,
};
pub(crate) use words::{is_private_browsing, name_contains_word, split_words};

/// What a value was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guess {
    pub(crate) of: &'static Kind,
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
    pub(crate) identifiability: u8,
    pub(crate) persistence: Option<Persistence>,
}

/// Guesses what a text is.
pub(crate) fn text(name: &str, value: &str) -> Option<Guess> {
    let (kind, certainty, because) = whole(name, value.trim(), false)?;
    Some(kind.guess(certainty, because))
}

/// Guesses what a number is.
pub(crate) fn number(name: &str, value: u64) -> Option<Guess> {
    // Counts and sizes: nothing else that numbers are taken for has fewer than seven digits.
    if value < 1_000_000 && !(value == 1 && is_private_browsing(name)) {
        return None;
    }
    text(name, &value.to_string())
}

/// A kind, how sure, and why.
type Verdict = (&'static Kind, Certainty, &'static str);

/// What a value is as a whole. Names inside an address say less than names of fields, because
/// every site has its own.
fn whole(name: &str, value: &str, is_nested: bool) -> Option<Verdict> {
    if means_none(value) {
        return None;
    }
    if let Some(masked) = placeholder::whole(value) {
        let because =
            "a placeholder says that it was there before values of the capture were hidden";
        return match masked.made {
            "" => Some((by_id(masked.word)?, Certain, because)),
            "base64" => None,
            _ => Some((&detectors::DIGEST, Possible, because)),
        };
    }
    if shapes::is_web_address(value) {
        return Some((
            &detectors::URL,
            Likely,
            "the value begins with http:// or https://",
        ));
    }
    if value.starts_with("file:") || value.starts_with("content:") {
        return Some((
            &detectors::PRIVATE_HOST,
            Likely,
            "the address names a file on the phone",
        ));
    }
    let speaks = |words| named(name, words);
    if value.len() <= 80
        && value
            .bytes()
            .all(|byte| byte.is_ascii_graphic() || byte == b' ')
    {
        if value.contains('@')
            && let Some(known) = shapes::email(value)
        {
            let because = "the value has the form of an e-mail address";
            return Some((&detectors::EMAIL, likely_if(known), because));
        }
        if let Some(verdict) = numbered(name, value, is_nested) {
            return Some(verdict);
        }
    }
    if is_jwt(value) {
        return Some((
            &detectors::JWT,
            Certain,
            "its first part decodes to the header of such a token",
        ));
    }
    if is_video_id(value) && speaks("video|vid|youtube") {
        let because =
            "the value has the eleven characters of a video number and the name speaks of a video";
        return Some((&detectors::VIDEO_ID, Likely, because));
    }
    if shapes::is_search_engine(value) {
        let because = "the value is the name of a search engine";
        return Some((&detectors::SEARCH_ENGINE, Likely, because));
    }
    if is_secret(name, value) {
        let because = "the name speaks of a key or sign-in, and the value looks made by a machine";
        return Some((&detectors::SECRET, Likely, because));
    }
    if is_nested {
        return None;
    }
    if matches!(value, "1" | "true" | "on") && is_private_browsing(name) {
        return Some((
            &detectors::PRIVATE_BROWSING,
            Likely,
            "the name speaks of private browsing, and the value says yes",
        ));
    }
    if speaks("query|keyword|keywords") {
        return Some((
            &detectors::SEARCH_WORDS,
            Likely,
            "the name speaks of a search",
        ));
    }
    if speaks("tab") && speaks("name|title") {
        return Some((
            &detectors::TAB_NAME,
            Likely,
            "the name speaks of a tab’s name",
        ));
    }
    let words = value
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic));
    (words.count() > 1).then_some((
        &detectors::FREE_TEXT,
        Possible,
        "the value consists of several words",
    ))
}

fn likely_if(condition: bool) -> Certainty {
    if condition { Likely } else { Possible }
}

/// What is written with digits, hexadecimal digits and few other characters.
fn numbered(name: &str, value: &str, is_nested: bool) -> Option<Verdict> {
    let speaks = |words| named(name, words);
    if value.len() < 5 {
        return None;
    }
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 && !value.contains(':') && !shapes::is_hex(value) {
        return None;
    }
    let length = value.len();
    if digits == length {
        return decimal(name, value);
    }
    if is_uuid(value) {
        let names = if is_nested {
            "uuid|guid|uid|device|did|user|visitor|gaid|oaid|aaid|idfa|idfv|client|install"
        } else {
            "id|uuid|guid"
        };
        // The version says how the number was made (RFC 9562).
        let because = match value.as_bytes().get(14) {
            Some(b'1' | b'6') => {
                "it has the form of an identifier made from a time and a network address (version 1 or 6)"
            }
            Some(b'3' | b'5') => {
                "it has the form of an identifier made from a name (version 3 or 5)"
            }
            Some(b'4') => "it has the form of a random identifier (version 4)",
            Some(b'7') => "it has the form of an identifier that begins with a time (version 7)",
            _ => "it has the form of a random identifier",
        };
        return Some((&detectors::UUID, likely_if(speaks(names)), because));
    }
    if let Some(bytes) = shapes::mac(value) {
        return hardware_address(name, bytes, length > 12);
    }
    // Letters of countries such as DE are hexadecimal digits too.
    if shapes::is_iban(value) {
        return Some((
            &detectors::IBAN,
            Likely,
            "country, length and check digits fit",
        ));
    }
    if shapes::is_hex(value) {
        return hexadecimal(name, value);
    }
    let is_ip = |fits: bool, is_long: bool| {
        let named = || speaks("ip|ipv|addr|address|host|server|gateway|dns");
        let because = "it has the form of an internet address";
        fits.then(|| (&detectors::IP, likely_if(is_long || named()), because))
    };
    if value.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        if length > 10 && shapes::is_miui_build(value) {
            let because = "dots and letters stand as in MIUI’s build numbers";
            return Some((&detectors::MIUI_BUILD, Likely, because));
        }
        if let Some(pair) = value.strip_prefix("geo:") {
            let because = "the address names a position";
            return shapes::position(pair).map(|_| (&detectors::COORDINATES, Likely, because));
        }
        let colons = value.bytes().filter(|&byte| byte == b':').count();
        return is_ip(
            colons > 1 && shapes::ipv6_device(value).is_some(),
            colons > 4,
        );
    }
    if let Some(verdict) = phone(name, value, digits) {
        return Some(verdict);
    }
    if shapes::position(value).is_some() {
        let is_place = speaks(
            "location|position|coordinates|gps|geo|latlng|latlon|ll|sll|center|daddr|saddr|place",
        );
        let because = "two decimal numbers in the range of latitude and longitude";
        return Some((&detectors::COORDINATES, likely_if(is_place), because));
    }
    let fits = |most| shapes::degrees(value, most).is_some() || microdegrees(name, value);
    if value.len() > 4 && axis(name).is_some_and(fits) {
        return Some((&detectors::COORDINATES, Likely, NAMED_AXIS));
    }
    is_ip(
        shapes::ipv4(value).is_some() || shapes::ipv6_device(value).is_some(),
        false,
    )
    .or_else(|| {
        let bare: String = value
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(char::from)
            .collect();
        let is_grouped = bare.len() > 12
            && value
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b" -".contains(&byte));
        is_grouped.then(|| card(name, &bare, true)).flatten()
    })
}

const NAMED_AXIS: &str = "the name speaks of latitude or longitude, and the number fits";

/// Numbers of decimal digits only.
#[inline(never)]
fn decimal(name: &str, value: &str) -> Option<Verdict> {
    let speaks = |words| named(name, words);
    let length = value.len();
    // No other word has these letters in it: `imeicode`, `deviceimei`.
    let names_imei = || {
        let name = words::shorten(name).as_bytes();
        name.windows(4)
            .any(|part| part.eq_ignore_ascii_case(b"imei"))
    };
    if shapes::is_imei(value) {
        let certainty = if names_imei() {
            Certain
        } else {
            likely_if(speaks("device|meid|did"))
        };
        return Some((
            &detectors::IMEI,
            certainty,
            "fifteen digits begin like an IMEI, and the last one checks the others",
        ));
    }
    if length == 16 && shapes::is_reported(value) && names_imei() {
        return Some((
            &detectors::IMEISV,
            Likely,
            "sixteen digits begin like an IMEI, and the name speaks of one",
        ));
    }
    if matches!(length, 14 | 15)
        && matches!(value.as_bytes().first(), Some(b'2'..=b'7'))
        && speaks("imsi|subscriber")
    {
        return Some((
            &detectors::IMSI,
            Likely,
            "the name speaks of a SIM card and the number has the right length",
        ));
    }
    if matches!(length, 18..=20) && value.starts_with("89") {
        let named = speaks("iccid|sim");
        let checked = shapes::luhn(value);
        if named || checked {
            let certainty = if named && checked {
                Certain
            } else {
                likely_if(named)
            };
            return Some((
                &detectors::ICCID,
                certainty,
                "the number begins with 89 and has the length of a SIM card’s",
            ));
        }
    }
    if let Some(verdict) = phone(name, value, length).or_else(|| card(name, value, false)) {
        return Some(verdict);
    }
    if microdegrees(name, value) {
        return Some((&detectors::COORDINATES, Likely, NAMED_AXIS));
    }
    if shapes::is_timestamp(value.parse().ok()?) {
        let because = "the number falls between 2010 and 2035, as a count of seconds, milliseconds or microseconds";
        let speaks = speaks("time|timestamp|ts|date|at|start|end");
        return Some((&detectors::TIMESTAMP, likely_if(speaks), because));
    }
    // Without a name only the forms of the two largest countries are taken for a phone's.
    let mobile = match value.as_bytes() {
        [b'1', b'3'..=b'9', ..] => length == 11,
        [b'6'..=b'9', ..] => length == 10,
        _ => false,
    };
    mobile.then_some((
        &detectors::PHONE,
        Possible,
        "it has the form of a mobile number in China or India",
    ))
}

/// Numbers of hexadecimal digits with letters.
#[inline(never)]
fn hexadecimal(name: &str, value: &str) -> Option<Verdict> {
    let speaks = |words| named(name, words);
    let length = value.len();
    let begins_as_meid = matches!(value.as_bytes().first(), Some(b'a'..=b'f' | b'A'..=b'F'));
    if length == 14 && begins_as_meid && speaks("meid") {
        return Some((
            &detectors::MEID,
            Likely,
            "fourteen hexadecimal digits, and the name speaks of an MEID",
        ));
    }
    let is_android = speaks("android|device|did|ssaid|anonymization")
        && (13..=16).contains(&length)
        && !value.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_android {
        return Some((
            &detectors::ANDROID_ID,
            Likely,
            "the value has the hexadecimal digits of an Android ID and the name speaks of a device",
        ));
    }
    match length {
        16 if is_android_id(value) => Some((
            &detectors::ANDROID_ID,
            Possible,
            "the value has 16 hexadecimal digits",
        )),
        32 if value.as_bytes().get(12) == Some(&b'4')
            && value
                .as_bytes()
                .get(16)
                .is_some_and(|digit| b"89abAB".contains(digit)) =>
        {
            Some((
                &detectors::DIGEST,
                Possible,
                "32 hexadecimal digits: a random identifier without its dashes, or a checksum",
            ))
        }
        32 | 40 | 64 => Some((
            &detectors::DIGEST,
            Possible,
            "it has as many hexadecimal digits as a checksum",
        )),
        _ => None,
    }
}

#[inline(never)]
fn hardware_address(name: &str, bytes: [u8; 6], is_written_out: bool) -> Option<Verdict> {
    let speaks = |words| named(name, words);
    let [first, ..] = bytes;
    let named = speaks("mac|bssid|wifi|wlan|bluetooth|bt|address");
    // Addresses of groups belong to no device, and six bytes without colons may be anything.
    if first & 1 == 1 || !(named || is_written_out) {
        return None;
    }
    let because = "six pairs of hexadecimal digits stand as in a hardware address";
    Some(if speaks("bssid|ap|router") {
        (&detectors::BSSID, Likely, because)
    } else if first & 2 == 2 {
        (
            &detectors::RANDOM_MAC,
            Likely,
            "a bit of the address says that it was made up",
        )
    } else {
        (&detectors::MAC, Likely, because)
    })
}

#[inline(never)]
fn phone(name: &str, value: &str, digits: usize) -> Option<Verdict> {
    let written = |byte: u8| byte.is_ascii_digit() || b" -()/.".contains(&byte);
    let fits = |rest: &str| (7..=15).contains(&digits) && rest.bytes().all(written);
    if let Some(rest) = value.strip_prefix('+') {
        let starts = rest
            .bytes()
            .next()
            .is_some_and(|byte| matches!(byte, b'1'..=b'9'));
        let because = "a plus sign is before as many digits as a phone number has";
        return (fits(rest) && starts && digits >= 8).then_some((
            &detectors::PHONE,
            Likely,
            because,
        ));
    }
    let named = || named(name, "phone|tel|mobile|msisdn|telephone");
    (fits(value) && named()).then_some((
        &detectors::PHONE,
        Likely,
        "the name speaks of a phone number",
    ))
}

#[inline(never)]
fn card(name: &str, digits: &str, is_grouped: bool) -> Option<Verdict> {
    let named = || named(name, "card|pan|cc|credit|payment");
    shapes::is_card(digits).then(|| {
        let because = "it begins and ends like the number of a payment card";
        (&detectors::CARD, likely_if(is_grouped || named()), because)
    })
}

/// The largest number of degrees on the axis that a name speaks of.
#[inline(never)]
pub(crate) fn axis(name: &str) -> Option<u32> {
    if named(name, "latitude|lat") {
        Some(90)
    } else {
        named(name, "longitude|lon|lng").then_some(180)
    }
}

/// Whether a number under one of the SDK's two names is a count of millionths of a degree.
#[inline(never)]
fn microdegrees(name: &str, value: &str) -> bool {
    let most: u32 = match name {
        "$latitude" => 90,
        "$longitude" => 180,
        _ => return false,
    };
    let digits = value.strip_prefix('-').unwrap_or(value);
    digits
        .parse()
        .is_ok_and(|number: u32| number != 0 && number <= most * 1_000_000)
}

/// Whether a number under this name is worth a look at its exact text.
pub(crate) fn is_axis(name: &str) -> bool {
    axis(name).is_some()
}

/// A key, a token or a password by its name, where the value is no ordinary word.
#[inline(never)]
fn is_secret(name: &str, value: &str) -> bool {
    // The last word of a name counts, so that `accessToken`, `access_token` and `token` are alike.
    const NAMES: &str = "token|accesstoken|refreshtoken|idtoken|auth|authtoken|authorization|jwt|session|sessionid|sess|sid|phpsessid|jsessionid|csrf|xsrf|apikey|secret|password|passwd|pwd|passcode|pin|otp|code|state|nonce|sig|signature|hmac|ticket|sso|samlresponse|samlrequest|reset|invite|magic|unsub|unsubscribe";
    if value.len() < 8 || !shapes::is_random(value) {
        return false;
    }
    let (mut last, mut before) = ("", "");
    for word in split_words(shorten(name)) {
        (before, last) = (last, word);
    }
    is_listed(NAMES, last)
        || is_listed("session|api|saml", before) && is_listed("id|key|response|request", last)
}

/// Whether a text is a signed token (RFC 7519): three parts, of which the first is a JSON header.
#[inline(never)]
fn is_jwt(value: &str) -> bool {
    let Some((header, rest)) = value.split_once('.') else {
        return false;
    };
    header.starts_with("eyJ")
        && rest.starts_with("eyJ")
        && rest.matches('.').count() == 1
        && display::base64_text(header).is_some_and(|header| has(&header, "\"alg\""))
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
        check(
            "note",
            "see https://example.org",
            Some(("free-text", Possible)),
        );
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
