//! Values in a better form: dates, places, addresses taken apart, codes in words.
//!
//! The better form is shown with the value as sent, never instead of it.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let analysis = read(r#"[{"type":"track","event":"a","distinct_id":"1","time":1588784524318,"lib":{},"properties":{}}]"#);
//! let event = analysis.event(0).unwrap();
//! let time = event.fields.iter().flatten().find(|field| field.name == "time").unwrap();
//! assert_eq!((&*time.value, time.display.as_deref()), ("1588784524318", Some("2020-05-06 17:02:04.318 UTC")));
//! ```

use crate::bytes::codec::{self, block_cipher};
use crate::capture::url_parts;
use crate::knowledge::Form;

/// The better form of a value, where there is one. `text` is the content of a string or the digits
/// of a number.
pub(crate) fn display(form: Form, text: &str) -> Option<String> {
    match form {
        Form::Plain => None,
        Form::Milliseconds => moment(text),
        Form::Seconds => seconds(text),
        Form::Microdegrees => microdegrees(text),
        Form::OffsetMinutes => offset(text),
        Form::Base64Text => base64_text(text).map(|inner| format!("Base64 of {inner}")),
        Form::Url => address(text),
        Form::MiuiBuild => miui_build(text),
        Form::CookieId => cookie_id(text),
        Form::PairList => pair_list(text),
        Form::CodePlace => code_place(text),
        Form::Sentinel => sentinel(text).map(str::to_owned),
        Form::StoreAccount => store_account(text),
    }
}

/// A moment given in milliseconds since 1970, in UTC.
pub(crate) fn moment(text: &str) -> Option<String> {
    let text = utc(text)?;
    let text = text.trim_end_matches('Z').trim_end_matches(".000");
    Some(format!("{} UTC", text.replace('T', " ")))
}

/// The same as ISO 8601 has it, always with milliseconds, so that such texts are in order too.
pub(crate) fn utc(text: &str) -> Option<String> {
    let milliseconds: i64 = text.parse().ok()?;
    let timestamp = jiff::Timestamp::from_millisecond(milliseconds).ok()?;
    Some(format!("{timestamp:.3}"))
}

/// A moment given in milliseconds since the first event, as hours and minutes, for captures that do
/// not say more.
pub(crate) fn relative(milliseconds: i64) -> String {
    let minutes = milliseconds.unsigned_abs().saturating_add(30_000) / 60_000;
    let sign = if milliseconds < 0 && minutes > 0 {
        '−'
    } else {
        '+'
    };
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours, minutes) {
        (0, ..) => format!("T{sign}{hours}:{minutes:02}"),
        (_, 0, 0) => format!("T{sign}{days} d"),
        _ => format!("T{sign}{days} d {hours}:{minutes:02}"),
    }
}

fn seconds(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: u64 = whole.parse().ok()?;
    let minutes = whole / 60;
    let rest = whole % 60;
    let fraction = if fraction.is_empty() {
        String::new()
    } else {
        format!(".{fraction}")
    };
    Some(match minutes {
        0 => format!("{rest}{fraction} s"),
        _ => format!("{minutes} min {rest}{fraction} s"),
    })
}

/// Degrees are sent as whole millionths; the point is put back without rounding.
fn microdegrees(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let number: u64 = digits.parse().ok()?;
    (number <= 180_000_000)
        .then(|| format!("{sign}{}.{:06}°", number / 1_000_000, number % 1_000_000))
}

/// Minutes as JavaScript counts them: what has to be added to local time to get UTC.
fn offset(text: &str) -> Option<String> {
    let minutes: i64 = text.parse().ok()?;
    let east = minutes.checked_neg()?;
    let sign = if east < 0 { '-' } else { '+' };
    let (hours, rest) = (east.unsigned_abs() / 60, east.unsigned_abs() % 60);
    (hours <= 14).then(|| {
        if rest == 0 {
            format!("UTC{sign}{hours}")
        } else {
            format!("UTC{sign}{hours}:{rest:02}")
        }
    })
}

/// The printable text inside Base64.
pub(crate) fn base64_text(text: &str) -> Option<String> {
    let decoded = codec::base64::decode(text.as_bytes(), &|_| false);
    let inner = String::from_utf8(decoded.bytes)
        .ok()
        .filter(|_| decoded.invalid.is_none())?;
    (!inner.is_empty() && inner.chars().all(|character| !character.is_control())).then_some(inner)
}

/// The account that Mi Store encrypts with AES. Its key is in the app, so everybody has it.
fn store_account(text: &str) -> Option<String> {
    const KEY: &[u8] = b"1431ed34249f13de";
    const VECTOR: [u8; block_cipher::BLOCK] = *b"4def5eca70e41551";
    let data = codec::base64::decode(text.as_bytes(), &|_| false).bytes;
    let opened = block_cipher::Cipher::new(KEY, Some(VECTOR))?.decrypt(&data);
    let account = String::from_utf8(opened.bytes).ok()?;
    let is_whole = opened.is_padded && opened.left == 0 && !account.is_empty();
    let is_plain = !account.chars().any(char::is_control);
    (is_whole && is_plain).then(|| format!("decrypted: {account}"))
}

/// An address as host, path and decoded parameters.
fn address(text: &str) -> Option<String> {
    let (host, path, query) = url_parts(text)?;
    let mut shown = host.to_owned();
    let path = codec::percent::decode_text(path);
    if path.len() > 1 {
        shown.push_str(" › ");
        shown.push_str(path.trim_matches('/'));
    }
    for pair in query.split('&').filter(|pair| !pair.is_empty()).take(8) {
        let pair = pair.replace('+', " ");
        let (name, value) = pair.split_once('=').unwrap_or((&pair, ""));
        let (name, value) = (
            codec::percent::decode_text(name),
            codec::percent::decode_text(value),
        );
        shown.push_str(" › ");
        shown.push_str(&name);
        if !value.is_empty() {
            shown.push_str(" = ");
            shown.push_str(&value);
        }
    }
    (shown != text).then_some(shown)
}

/// `V12.0.5.0.QFAEUXM`: Android version, model code, region, operator.
pub(crate) fn miui_build(text: &str) -> Option<String> {
    let letters = text
        .rsplit('.')
        .next()
        .filter(|letters| letters.len() == 7)?;
    if !letters
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    {
        return None;
    }
    let android = match letters.get(..1)? {
        "L" => "5",
        "M" => "6",
        "N" => "7",
        "O" => "8",
        "P" => "9",
        "Q" => "10",
        "R" => "11",
        "S" => "12",
        "T" => "13",
        "U" => "14",
        "V" => "15",
        _ => return None,
    };
    let (model, region, operator) = (letters.get(1..3)?, letters.get(3..5)?, letters.get(5..7)?);
    let operator = if operator == "XM" {
        "no operator".to_owned()
    } else {
        format!("operator {operator}")
    };
    Some(format!(
        "Android {android}, model code {model}, region {region}, {operator}"
    ))
}

/// The cookie identifier of the JavaScript SDK begins with the clock at the first visit and holds
/// the number of pixels of the screen.
fn cookie_id(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    let [first, _, _, pixels, _] = parts.as_slice() else {
        return None;
    };
    let clock = u64::from_str_radix(first.get(..11)?, 16).ok()?;
    let moment = moment(&clock.to_string())?;
    let pixels: u64 = pixels.parse().ok()?;
    Some(format!("first visit {moment}, screen of {pixels} pixels"))
}

/// `key=value##key=value`, without the empty ones.
fn pair_list(text: &str) -> Option<String> {
    let pairs: Vec<String> = text
        .split("##")
        .filter_map(|pair| pair.split_once('='))
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| [number_name(name), ": ", value].concat())
        .collect();
    (!pairs.is_empty()).then(|| pairs.join(", "))
}

/// What a number in a bundle of them is called.
fn number_name(name: &str) -> &str {
    match name {
        "android_id" => "Android ID",
        "imei" => "IMEI",
        "imei_old" => "IMEI read in the old way",
        "imei_slot1" => "IMEI of the first SIM slot",
        "imei_slot2" => "IMEI of the second SIM slot",
        "imei_meid" => "MEID",
        "mac" => "network hardware address",
        "oaid" => "Chinese advertising ID",
        "oaid_reflection" => "Chinese advertising ID read in another way",
        "gaid" => "Google advertising ID",
        "idfa" => "Apple advertising number",
        "idfv" => "Apple vendor number",
        _ => name,
    }
}

/// `class##method##file##line`, of which any part may be empty.
fn code_place(text: &str) -> Option<String> {
    let mut parts = text.split("##");
    let mut shown = String::new();
    for before in ["class ", "method ", "file ", "line "] {
        let part = parts.next()?;
        if !part.is_empty() {
            let comma = if shown.is_empty() { "" } else { ", " };
            shown = [&shown, comma, before, part].concat();
        }
    }
    (!shown.is_empty()).then_some(shown)
}

/// The SDK's own Chinese words.
pub(crate) fn sentinel(text: &str) -> Option<&'static str> {
    Some(match text {
        "取值异常" => "the value could not be read",
        "未取到值" => "no value",
        "未取到值_直接打开" => "no value, opened directly",
        "未取到值_非http的url" => "no value, the address is not a web address",
        "url的domain解析失败" => "the host could not be read from the address",
        "直接流量" => "came directly",
        "自然搜索流量" => "came from a search engine",
        "付费广告流量" => "came from a paid ad",
        "社交网站流量" => "came from a social network",
        "引荐流量" => "came from a link on another site",
        "未知" => "unknown",
        "取值异常_referrer异常" => "the referring address could not be read",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_forms() {
        for (form, text, expected) in [
            (
                Form::Milliseconds,
                "1588599801000",
                Some("2020-05-04 13:43:21 UTC"),
            ),
            (
                Form::Milliseconds,
                "1588600000800",
                Some("2020-05-04 13:46:40.800 UTC"),
            ),
            (Form::Milliseconds, "soon", None),
            (Form::Seconds, "75.123", Some("1 min 15.123 s")),
            (Form::Seconds, "12.5", Some("12.5 s")),
            (Form::Microdegrees, "52518283", Some("52.518283°")),
            (Form::Microdegrees, "-13373", Some("-0.013373°")),
            (Form::OffsetMinutes, "-480", Some("UTC+8")),
            (Form::OffsetMinutes, "210", Some("UTC-3:30")),
            (
                Form::Base64Text,
                "YTFiMmMzZDRlNWY2MDcxOA==",
                Some("Base64 of a1b2c3d4e5f60718"),
            ),
            (
                Form::Url,
                "https://example.org/a%20b/?q=x+y&z",
                Some("example.org › a b › q = x y › z"),
            ),
            (
                Form::MiuiBuild,
                "V12.0.5.0.QFAEUXM",
                Some("Android 10, model code FA, region EU, no operator"),
            ),
            (Form::MiuiBuild, "eng.root.2020", None),
            (
                Form::PairList,
                "android_id=a1##imei=##mac=02:00",
                Some("Android ID: a1, network hardware address: 02:00"),
            ),
            (
                Form::CodePlace,
                "com.example.Main##onResume##Main.java##118",
                Some("class com.example.Main, method onResume, file Main.java, line 118"),
            ),
            (Form::CodePlace, "Article######", Some("class Article")),
            (Form::CodePlace, "######", None),
            (Form::CodePlace, "Main.java:118", None),
            (
                Form::PairList,
                "caid=c1##imei_slot2=49",
                Some("caid: c1, IMEI of the second SIM slot: 49"),
            ),
            (Form::Sentinel, "未知", Some("unknown")),
            (Form::Sentinel, "付费广告流量", Some("came from a paid ad")),
            (Form::Sentinel, "直接流量", Some("came directly")),
            (Form::Sentinel, "Vodafone", None),
        ] {
            assert_eq!(display(form, text).as_deref(), expected, "{form:?} {text}");
        }
        let cookie = "17c6dfc74c0abc-0123456789abcd-1c3b6450-2073600-17c6dfc74c1def";
        assert_eq!(
            display(Form::CookieId, cookie).as_deref(),
            Some("first visit 2021-10-11 06:13:53.984 UTC, screen of 2073600 pixels")
        );
    }

    #[test]
    fn moments_since_the_first_event() {
        for (milliseconds, expected) in [
            (0, "T+0:00"),
            (60_000, "T+0:01"),
            (4_980_000, "T+1:23"),
            (183_840_000, "T+2 d 3:04"),
            (259_200_000, "T+3 d"),
            (-259_200_000, "T−3 d"),
            (-60_000, "T−0:01"),
            (-10_000, "T+0:00"),
            (i64::MIN, "T−106751991167 d 7:13"),
        ] {
            assert_eq!(relative(milliseconds), expected, "{milliseconds}");
        }
    }
}
