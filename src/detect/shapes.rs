//! Shapes of values. Each is a yes or no about the text alone.

use super::words::is_listed;

/// Values that stand for "none": not identifiers, whatever the field is called.
pub(crate) fn means_none(value: &str) -> bool {
    // The emulator's Android ID and the one that SDKs reject, the address that Android shows
    // instead of the Wi-Fi card's, and words for nothing. The Chinese ones are whole texts of the SDK
    // for web pages: what follows such a beginning otherwise is the value that it could not read.
    const KNOWN: &str = "9774d56d682e549c|0123456789abcdef|02:00:00:00:00:00|unknown|null|none|n/a|undefined|nan|未知|未取到值|未取到值_直接打开|未取到值_非http的url|取值异常|取值异常_referrer异常|取值异常_referrer异常_|取值异常_referrer异常_null|取值异常_referrer异常_undefined|url_host取值异常|url的domain解析失败";
    let value = value.trim();
    let zeros = value.len() >= 8 && value.bytes().all(|byte| matches!(byte, b'0' | b'-' | b':'));
    let begins_so = matches!(
        value.as_bytes().first(),
        None | Some(b'0' | b'9' | b'u' | b'U' | b'n' | b'N' | b'[' | 0x80..)
    );
    zeros
        || begins_so
            && (value.is_empty()
                || is_listed(KNOWN, value)
                || value.eq_ignore_ascii_case("[object object]"))
        || is_digest_of_none(value)
}

/// Whether a value is the fingerprint of a text that means “none”: whoever may not read a number
/// computes it of nothing, and then it is the same on all phones.
fn is_digest_of_none(value: &str) -> bool {
    // MD5 of the empty text, of what Android shows instead of the Wi-Fi card's address, of "unknown", of
    // "null", of an IMEI and of an address of zeros; SHA-1 and SHA-256 of the empty text.
    const KNOWN: &str = "d41d8cd98f00b204e9800998ecf8427e|0f607264fc6318a92b9e13c65db7cd3c|ad921d60486366258809553a3db49a4a|37a6259cc0c1dae299a7866489dff0bd|5284047f4ffb4e04824a2fd1d1f0cd62|528c8e6cd4a3c6598999a0e9df15ad32|da39a3ee5e6b4b0d3255bfef95601890afd80709|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    matches!(value.len(), 32 | 40 | 64) && is_listed(KNOWN, value)
}

/// What programs write where they have no ID of a person or a phone. Elsewhere such words mean something.
pub(crate) fn is_nobody(value: &str) -> bool {
    is_listed("0|-1|guest|anonymous", value.trim())
}

/// An absolute address of the web without blanks.
#[inline(never)]
pub(crate) fn is_web_address(value: &str) -> bool {
    let starts = |scheme: &str| {
        value
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    (starts("http://") || starts("https://")) && !value.contains(char::is_whitespace)
}

/// One address of a mailbox, and whether its last part is one that exists for certain; not an
/// address of a page that has an at sign in it, nor a file name.
#[inline(never)]
pub(crate) fn email(value: &str) -> Option<bool> {
    // The largest of the domains that are not of a country, and the one kept for examples.
    const TOPS: &str = "com|org|net|edu|gov|mil|info|biz|name|app|dev|online|email|example";
    const FILES: &str = "png|jpg|gif|webp|svg|js|css|ts|gz|md";
    let (mailbox, domain) = value.split_once('@')?;
    let (name, top) = domain.rsplit_once('.')?;
    let mailbox_fits = (1..=64).contains(&mailbox.len()) && mailbox.bytes().all(is_mailbox);
    let label_fits =
        |label: &str| !label.is_empty() && !label.starts_with('-') && label.bytes().all(is_domain);
    let domain_fits =
        name.split('.').all(label_fits) && name.bytes().any(|byte| byte.is_ascii_alphabetic());
    let top_fits =
        (2..=24).contains(&top.len()) && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    let fits = mailbox_fits && domain_fits && top_fits && !is_listed(FILES, top);
    fits.then(|| top.len() == 2 || is_listed(TOPS, top))
}

/// What stands before the at sign.
pub(crate) fn is_mailbox(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._%+'-".contains(&byte)
}

/// What stands behind it, dots aside.
pub(crate) fn is_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

/// A UUID of any version (RFC 9562).
pub(crate) fn is_uuid(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() == 36
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            14 => (b'1'..=b'8').contains(byte),
            19 => b"89abAB".contains(byte),
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Sixteen lower-case hexadecimal digits with at least one letter, as Android writes its ID.
pub(crate) fn is_android_id(value: &str) -> bool {
    value.len() == 16
        && value
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        && value.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Eleven characters of the URL-safe Base64 alphabet, as YouTube numbers its videos.
#[inline(never)]
pub(crate) fn is_video_id(value: &str) -> bool {
    value.len() == 11
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// The cookie identifier of the JavaScript SDK: five parts of hexadecimal and decimal digits.
pub(crate) fn is_cookie_id(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    let hex = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    parts.len() == 5
        && parts.iter().all(hex)
        && (11..=15).contains(&parts.first().map_or(0, |part| part.len()))
        && parts.first() != parts.get(1)
}

/// The name of a search engine.
pub(crate) fn is_search_engine(value: &str) -> bool {
    (4..=10).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_alphabetic())
        && is_listed(
            "google|bing|yahoo|duckduckgo|yandex|baidu|ecosia|startpage|qwant",
            value,
        )
}

/// Seconds, milliseconds or microseconds between 2010 and 2035.
pub(crate) fn is_timestamp(value: u64) -> bool {
    const FIRST: u64 = 1_262_304_000;
    const LAST: u64 = 2_082_758_399;
    [1, 1_000, 1_000_000]
        .into_iter()
        .any(|scale| (FIRST * scale..=LAST * scale).contains(&value))
}

/// What people sign in with: a mailbox, or a number as Xiaomi gives its accounts, too short for a
/// time in milliseconds.
pub(crate) fn is_account(value: &str) -> bool {
    let number = (5..=12).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_digit())
        && !value.starts_with('0');
    number || email(value).is_some()
}

/// Digits only.
#[inline(never)]
pub(crate) fn is_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Hexadecimal digits, letters all of one case.
#[inline(never)]
pub(crate) fn is_hex(value: &str) -> bool {
    let all = |fits: fn(&u8) -> bool| {
        value
            .bytes()
            .all(|byte| byte.is_ascii_digit() || fits(&byte))
    };
    !value.is_empty()
        && (all(|byte| matches!(byte, b'a'..=b'f')) || all(|byte| matches!(byte, b'A'..=b'F')))
}

/// Whether the last digit checks the others (ISO/IEC 7812, Luhn's formula).
#[inline(never)]
pub(crate) fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte.saturating_sub(b'0'));
            match (index % 2, digit) {
                (0, _) | (_, 9) => digit,
                _ => digit * 2 % 9,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a number begins like an IMEI: with the two digits of a body that gives them out.
pub(crate) fn is_reported(digits: &str) -> bool {
    const BODIES: &str = "01|35|44|45|49|50|51|52|53|54|86|91|98|99";
    digits.get(..2).is_some_and(|body| is_listed(BODIES, body))
}

/// Fifteen digits of which the last checks the others, from a body that gives out IMEIs.
pub(crate) fn is_imei(value: &str) -> bool {
    value.len() == 15 && is_digits(value) && is_reported(value) && luhn(value)
}

/// The six bytes of a hardware address. Written without separators it is a number like others.
#[inline(never)]
pub(crate) fn mac(value: &str) -> Option<[u8; 6]> {
    let separator = *value.as_bytes().get(2)?;
    let mut bytes = [0; 6];
    let wanted = match separator {
        b':' | b'-' => 17,
        _ => 12,
    };
    if value.len() != wanted {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        let start = index * (wanted + 1) / 6;
        let pair = value.get(start..start + 2)?;
        if !pair.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        if wanted == 17 && index > 0 && value.as_bytes().get(start - 1) != Some(&separator) {
            return None;
        }
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(bytes)
}

/// The way in which hardware addresses are mostly written.
pub(crate) fn mac_text(bytes: [u8; 6]) -> String {
    let mut text = super::digest::hex(&bytes);
    for colon in [10, 8, 6, 4, 2] {
        text.insert(colon, ':');
    }
    text
}

/// The four numbers of an IPv4 address.
#[inline(never)]
pub(crate) fn ipv4(value: &str) -> Option<[u8; 4]> {
    let mut parts = value.split('.');
    let mut bytes = [0; 4];
    for byte in &mut bytes {
        let part = parts.next().filter(|part| is_digits(part))?;
        *byte = part.parse().ok()?;
    }
    parts.next().is_none().then_some(bytes)
}

/// Addresses that are used inside a network only (RFC 1918, RFC 3927, loopback).
pub(crate) fn is_private(ip: [u8; 4]) -> bool {
    matches!(
        ip,
        [10 | 127, ..] | [169, 254, ..] | [192, 168, ..] | [172, 16..=31, ..]
    )
}

/// The last four groups of an IPv6 address, which number the device within its network.
pub(crate) fn ipv6_device(value: &str) -> Option<[u16; 4]> {
    let shortened = value.match_indices("::").count();
    let mut count = 0;
    let mut last = [0; 4];
    for group in value.split(':') {
        let fits = group.len() <= 4 && group.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !fits || count == 8 + shortened {
            return None;
        }
        last.rotate_left(1);
        if let Some(slot) = last.last_mut() {
            *slot = u16::from_str_radix(group, 16).unwrap_or(0);
        }
        count += usize::from(!group.is_empty());
    }
    let whole = count == 8 && shortened == 0 || count < 8 && shortened == 1;
    (whole && count >= 2 && value.len() >= 6).then_some(last)
}

/// The hardware address inside an IPv6 address (RFC 4291, appendix A).
pub(crate) fn ipv6_mac(value: &str) -> Option<[u8; 6]> {
    let [a, b, c, d] = ipv6_device(value)?.map(u16::to_be_bytes);
    (b[1] == 0xff && c[0] == 0xfe).then(|| [a[0] ^ 2, a[1], b[0], c[1], d[0], d[1]])
}

/// The number of a payment card: first digits and length of an issuer, and a right last digit.
#[inline(never)]
pub(crate) fn is_card(digits: &str) -> bool {
    let start = |length: usize| {
        digits
            .get(..length)
            .and_then(|start| start.parse::<u32>().ok())
    };
    let (Some(two), Some(four)) = (start(2), start(4)) else {
        return false;
    };
    let issuer = match digits.len() {
        13 | 19 => two / 10 == 4 || two == 62 && digits.len() == 19,
        15 => matches!(two, 34 | 37),
        16 => two / 10 == 4 || matches!(two, 51..=55 | 62) || (2221..=2720).contains(&four),
        _ => false,
    };
    issuer && is_digits(digits) && luhn(digits)
}

/// The number of a bank account in one of the larger countries, with right check digits.
pub(crate) fn is_iban(value: &str) -> bool {
    const LENGTHS: &str = "AT20|BE16|BG22|CH21|CY28|CZ24|DE22|DK18|EE20|ES24|FI18|FR27|GB22|GR27|HR21|HU28|IE22|IT27|LT20|LU20|LV21|MT31|NL18|NO15|PL28|PT25|RO24|RS22|SA24|SE24|SI19|SK24|TR26|UA29|AE23|IL23";
    let (Some(country), Some(first), Some(rest)) = (value.get(..2), value.get(..4), value.get(4..))
    else {
        return false;
    };
    if !(15..=31).contains(&value.len())
        || !is_listed(LENGTHS, &format!("{country}{}", value.len()))
    {
        return false;
    }
    // The country and the check digits count last; a letter counts as a number of two digits.
    let mut sum = 0;
    for byte in rest.bytes().chain(first.bytes()) {
        sum = match byte {
            b'0'..=b'9' => (sum * 10 + u32::from(byte - b'0')) % 97,
            b'A'..=b'Z' => (sum * 100 + u32::from(byte - b'A') + 10) % 97,
            _ => return false,
        };
    }
    sum == 1
}

/// A decimal number of degrees with at least three decimals, and how many it has.
#[inline(never)]
pub(crate) fn degrees(value: &str, most: u32) -> Option<usize> {
    let value = value.strip_prefix('-').unwrap_or(value);
    let (whole, decimals) = value.split_once('.')?;
    let fits = (1..=3).contains(&whole.len())
        && is_digits(whole)
        && is_digits(decimals)
        && (3..=17).contains(&decimals.len())
        && whole.parse::<u32>().is_ok_and(|whole| {
            whole < most || whole == most && decimals.bytes().all(|digit| digit == b'0')
        });
    fits.then_some(decimals.len())
}

/// Latitude and longitude with a comma between them, and how many decimals the rougher one has.
#[inline(never)]
pub(crate) fn position(value: &str) -> Option<usize> {
    let (latitude, longitude) = value.split_once(',')?;
    let decimals = degrees(latitude.trim(), 90)?.min(degrees(longitude.trim(), 180)?);
    // 0,0 is what a phone without a position says.
    let has_place = value.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    has_place.then_some(decimals)
}

/// Build number of MIUI or HyperOS: dots, then a letter for Android and codes of two letters.
pub(crate) fn is_miui_build(value: &str) -> bool {
    let numbers = value.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let Some((numbers, letters)) = numbers.rsplit_once('.') else {
        return false;
    };
    let known_start = ["", "V", "OS"].contains(
        &value
            .get(..value.len() - numbers.len() - letters.len() - 1)
            .unwrap_or("?"),
    );
    let code = |letter: u8| letter.is_ascii_uppercase() || letter.is_ascii_digit();
    known_start
        && (3..=4).contains(&numbers.split('.').count())
        && numbers.split('.').all(is_digits)
        && letters.len() == 7
        && letters.bytes().all(code)
        && letters
            .as_bytes()
            .first()
            .is_some_and(u8::is_ascii_uppercase)
        && letters
            .get(3..)
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Whether a text looks made by a machine: long, without blanks, and of mixed or many characters.
#[inline(never)]
pub(crate) fn is_random(value: &str) -> bool {
    // What services put before their keys.
    const KEYS: [&str; 6] = ["AKIA", "ghp_", "xox", "AIza", "sk_live_", "ya29."];
    let mut seen = 0_u128;
    for byte in value.bytes() {
        if byte.is_ascii_whitespace() || byte >= 128 {
            return false;
        }
        seen |= 1 << byte;
    }
    let any = |fits: fn(&u8) -> bool| value.as_bytes().iter().any(fits);
    value.len() >= 8
        && (any(u8::is_ascii_digit) && any(u8::is_ascii_alphabetic)
            || seen.count_ones() >= 10
            || KEYS.iter().any(|start| value.starts_with(start)))
}

/// Base64 of either alphabet, long enough for its meaning not to be chance.
pub(crate) fn is_base64(value: &str) -> bool {
    let body = value.trim_end_matches('=');
    (16..=65_536).contains(&body.len())
        && value.len() - body.len() <= 2
        && body.len() % 4 != 1
        && body
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte))
}
