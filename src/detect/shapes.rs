//! Shapes of values. Each is a yes or no about the text alone.

/// Values that stand for "none": not identifiers, whatever the field is called.
pub(crate) fn is_placeholder(value: &str) -> bool {
    // The emulator's Android ID and the one that SDKs reject, the address that Android shows
    // instead of the Wi-Fi card's, and words for nothing.
    const KNOWN: [&str; 11] = [
        "9774d56d682e549c",
        "0123456789abcdef",
        "02:00:00:00:00:00",
        "unknown",
        "null",
        "none",
        "n/a",
        "undefined",
        "nan",
        "[object object]",
        "未知",
    ];
    let value = value.trim();
    let zeros = value.len() >= 8 && value.bytes().all(|byte| matches!(byte, b'0' | b'-' | b':'));
    let is_excuse = value.starts_with("未取到值") || value.starts_with("取值异常");
    value.is_empty()
        || zeros
        || is_excuse
        || KNOWN.iter().any(|known| value.eq_ignore_ascii_case(known))
}

/// An absolute address of the web without blanks.
pub(crate) fn is_web_address(value: &str) -> bool {
    let starts = |scheme: &str| {
        value
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    (starts("http://") || starts("https://")) && !value.contains(char::is_whitespace)
}

/// One address of a mailbox; not an address of a page that has an at sign in it.
pub(crate) fn is_email(value: &str) -> bool {
    let Some((mailbox, domain)) = value.split_once('@') else {
        return false;
    };
    let Some((name, top)) = domain.rsplit_once('.') else {
        return false;
    };
    let file = ["png", "jpg", "gif", "webp", "svg", "js", "css"].contains(&top);
    let mailbox_fits = (1..=64).contains(&mailbox.len())
        && mailbox
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._%+'-".contains(&byte));
    let domain_fits = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
        && name.bytes().any(|byte| byte.is_ascii_alphabetic());
    let top_fits =
        (2..=24).contains(&top.len()) && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    mailbox_fits && domain_fits && top_fits && !file
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

/// The search engine of this name.
pub(crate) fn search_engine(value: &str) -> Option<&'static str> {
    const ENGINES: [&str; 9] = [
        "google",
        "bing",
        "yahoo",
        "duckduckgo",
        "yandex",
        "baidu",
        "ecosia",
        "startpage",
        "qwant",
    ];
    ENGINES
        .into_iter()
        .find(|engine| value.eq_ignore_ascii_case(engine))
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
    number || is_email(value)
}
