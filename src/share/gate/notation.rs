//! Identifiers in other notations: numbers in groups, addresses of devices and networks, moments,
//! parts of what is told apart by.
//!
//! Where a notation can be undone, it is undone in what leaves, so that one needle is enough for all
//! of them; where it cannot, the other spellings are computed of the value.

use crate::detect::digest;
use crate::detect::is_timestamp;

use super::END;
use super::unescape::Unit;

/// What is undone besides escapes, each by itself, since it would spoil what it is not.
pub(super) const OTHERS: [Unit; 2] = [grouped, quoted];

/// Digits of a number that can be written in groups.
const GROUPED: usize = 8;

/// Characters of an identifier that are enough to tell whose it is: one in four thousand million of
/// hexadecimal digits.
const PART: usize = 8;

/// The same of decimal digits, of which captures are full.
const PART_OF_NUMBER: usize = 10;

/// Characters of the shortest identifier of which parts are looked for, and of a number.
const WHOLE: usize = 12;
const WHOLE_NUMBER: usize = 14;

/// Bytes of the longest number, address or moment that is written in groups, as it stands for itself.
const SHORT: usize = 40;

/// Seconds of a day.
const DAY: u64 = 86_400;

/// A minute before what counts them, so that it is no other number.
const MINUTE: &str = "@";

/// Quoted-printable: `=40` for a byte, and the breaks of its lines.
fn quoted(data: &[u8], undone: &mut Vec<u8>) -> usize {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    match data {
        [b'=', b'\n', ..] => return 2,
        [b'=', b'\r', b'\n', ..] => return 3,
        [b'=', high, low, ..] => {
            if let (Some(high), Some(low)) = (digit(*high), digit(*low)) {
                undone.push((high << 4 | low) as u8);
                return 3;
            }
        }
        _ => {}
    }
    let rest = data.get(1..).unwrap_or_default();
    let next = rest.iter().position(|byte| *byte == b'=');
    let length = data.len().min(1 + next.unwrap_or(rest.len()));
    undone.extend_from_slice(data.get(..length).unwrap_or_default());
    length
}

/// Digits, decimal or hexadecimal, without what stands between their groups; an address of version 6
/// of the Internet protocol with all its zeros; a date and time as seconds since 1970.
fn grouped(data: &[u8], undone: &mut Vec<u8>) -> usize {
    let word = |from: usize| {
        let rest = data.get(from..).unwrap_or_default();
        let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
        rest.get(..length.unwrap_or(rest.len())).unwrap_or_default()
    };
    let is_hex = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_hexdigit);
    let first = word(0);
    if !is_hex(first) {
        let rest = data.get(first.len()..).unwrap_or_default();
        let next = rest.iter().position(u8::is_ascii_alphanumeric);
        return first.len() + next.unwrap_or(rest.len());
    }
    if let Some(seconds) = moment(data) {
        undone.extend_from_slice(seconds.as_bytes());
        undone.push(END);
    }
    let start = undone.len();
    undone.extend_from_slice(first);
    let mut end = first.len();
    let mut groups = 1;
    loop {
        let behind = data.get(end..).unwrap_or_default();
        let gap = behind.iter().take(3);
        let gap = gap.take_while(|byte| b" -.:()/".contains(byte)).count();
        let next = word(end + gap);
        if !matches!(gap, 1 | 2) || !is_hex(next) {
            break;
        }
        undone.extend_from_slice(next);
        groups += 1;
        end += gap + next.len();
    }
    if groups < 2 || undone.len() - start < GROUPED {
        undone.truncate(start);
    } else {
        undone.push(END);
    }
    if let Some(address) = version_6(data) {
        undone.extend_from_slice(&address);
        undone.push(END);
    }
    end
}

/// The address of version 6 that some data begin with, as 32 digits.
fn version_6(data: &[u8]) -> Option<Vec<u8>> {
    let mut digits = Vec::with_capacity(32);
    let mut gap = None;
    let mut group = 0;
    for byte in data.iter().take(40).chain(b" ") {
        if byte.is_ascii_hexdigit() {
            group += 1;
            digits.push(*byte);
            continue;
        }
        if group > 4 {
            return None;
        }
        let start = digits.len() - group;
        fill(&mut digits, start, 4_usize.saturating_sub(group) % 4);
        if *byte != b':' {
            break;
        }
        if group == 0 && gap.replace(digits.len()).is_some() {
            return None;
        }
        group = 0;
    }
    if let Some(gap) = gap {
        let missing = 32_usize
            .checked_sub(digits.len())
            .filter(|missing| *missing > 0)?;
        fill(&mut digits, gap, missing);
    }
    (digits.len() == 32 && data.get(..5)?.contains(&b':')).then_some(digits)
}

/// Puts so many zeros in a place.
fn fill(digits: &mut Vec<u8>, place: usize, zeros: usize) {
    for _ in 0..zeros {
        digits.insert(place, b'0');
    }
}

/// The date and time that some data begin with, in UTC, as seconds or milliseconds since 1970; one
/// without seconds as a minute.
fn moment(data: &[u8]) -> Option<String> {
    let rest = &mut &*data;
    let (first, _, _) = number(rest, 4, b"-/. ")?;
    let (year, month, day) = if first > 31 {
        let (month, _, _) = number(rest, 2, b"-/.")?;
        (first, month, number(rest, 2, b"Tt ")?.0)
    } else {
        let name = rest.get(..3)?;
        let mut months = b"janfebmaraprmayjunjulaugsepoctnovdec".chunks(3);
        let month = months.position(|month| month.eq_ignore_ascii_case(name))? as u64 + 1;
        let letters = rest.iter().position(|byte| !byte.is_ascii_alphabetic())?;
        *rest = rest.get(letters..)?.strip_prefix(b" ")?;
        let (year, _, _) = number(rest, 4, b",")?;
        *rest = rest.strip_prefix(b" ").unwrap_or(rest);
        (year, month, first)
    };
    let (hour, _, has_minute) = number(rest, 2, b":")?;
    let (minute, _, has_second) = number(rest, 2, b":")?;
    if !has_minute
        || !(1970..2100).contains(&year)
        || !(1..=12).contains(&month)
        || day > 31
        || hour > 24
        || minute > 59
    {
        return None;
    }
    // Years are counted from March, so that the day that some of them have more is the last one.
    let (years, months) = match month {
        1 | 2 => (year - 1, month + 9),
        _ => (year, month - 3),
    };
    let days = years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day;
    let seconds = (days.checked_sub(719_469)?) * DAY + hour * 3_600 + minute * 60;
    if !has_second {
        return Some(in_minutes(seconds));
    }
    let (second, _, has_fraction) = number(rest, 2, b".,")?;
    let mut text = (seconds + second).to_string();
    if has_fraction {
        text.push_str(number(rest, 3, b"")?.1);
    }
    Some(text)
}

/// Whether a text begins with a date and time, which a file can write of any moment that it may tell.
pub(super) fn is_date(text: &str) -> bool {
    moment(text.as_bytes()).is_some()
}

/// Takes a number of so many digits at most, and one of the marks behind it: the number, its digits,
/// and whether there was a mark.
fn number<'d>(rest: &mut &'d [u8], most: usize, marks: &[u8]) -> Option<(u64, &'d str, bool)> {
    let digits = rest
        .iter()
        .take(most)
        .take_while(|byte| byte.is_ascii_digit());
    let (digits, behind) = rest.split_at_checked(digits.count())?;
    let is_marked = behind.first().is_some_and(|mark| marks.contains(mark));
    *rest = behind.get(usize::from(is_marked)..)?;
    let digits = std::str::from_utf8(digits).ok()?;
    Some((digits.parse().ok()?, digits, is_marked))
}

fn in_minutes(seconds: u64) -> String {
    [MINUTE, &(seconds / 60).to_string()].concat()
}

/// Whether a needle counts only where no digit continues it: a moment that was cut.
pub(super) fn is_cut_moment(text: &[u8], value: &str) -> bool {
    text.starts_with(MINUTE.as_bytes())
        || text.len() < value.len() && matches!(value.len(), 13 | 16) && is_moment(value)
}

/// Whether a value is seconds, milliseconds or microseconds since 1970.
fn is_moment(value: &str) -> bool {
    matches!(value.len(), 10 | 13 | 16) && value.parse().is_ok_and(is_timestamp)
}

/// Hands on what a value is in other notations.
#[inline(never)]
pub(super) fn spellings(value: &str, hand: &mut dyn FnMut(&str)) {
    if is_moment(value) {
        for length in [10, 13] {
            if let Some(cut) = value.get(..length).filter(|cut| cut.len() < value.len()) {
                hand(cut);
            }
        }
        let seconds = value.get(..10).and_then(|seconds| seconds.parse().ok());
        return hand(&in_minutes(seconds.unwrap_or_default()));
    }
    if value.len() > SHORT {
        return;
    }
    // Both parts of a position are as telling as each in a field of its own.
    if let Some(parts) = position(value) {
        for part in &parts {
            fewer_decimals(part, hand);
        }
        let [latitude, longitude] = parts.map(|part| part.replace('.', ","));
        for between in [" ", ";", "; "] {
            hand(&[&latitude, between, &longitude].concat());
        }
    }
    if value.contains(',') && !value.contains('.') {
        fewer_decimals(&value.replace(',', "."), hand);
    }
    let unsigned = value.trim_start_matches(['+', '-']);
    let digits = digits_of(value);
    match unsigned.split_once('.') {
        Some(_) if digits.len() + 1 == unsigned.len() => fewer_decimals(value, hand),
        _ => {
            let mut undone = Vec::new();
            grouped(unsigned.as_bytes(), &mut undone);
            for piece in undone.split(|byte| *byte == END) {
                hand(std::str::from_utf8(piece).unwrap_or_default());
            }
        }
    }
    if let Some(bytes) = version_4(value) {
        let hex = digest::hex(&bytes);
        let (high, low) = hex.split_at_checked(4).unwrap_or_default();
        hand(&u32::from_be_bytes(bytes).to_string());
        hand(&hex);
        // Within version 6, whose groups have no zeros before them.
        hand(&["ffff:", short(high), ":", short(low)].concat());
    }
    hand(national(value, &digits));
}

/// The latitude and the longitude of a position with a point or a comma before their decimals.
fn position(value: &str) -> Option<[String; 2]> {
    let has_point = value.contains('.');
    let (latitude, longitude) = value
        .split_once(';')
        .or_else(|| value.split_once(',').filter(|_| has_point))
        .or_else(|| value.trim().split_once(' '))?;
    let part = |text: &str| {
        let text = text.trim().trim_end_matches(',').replace(',', ".");
        let (whole, decimals) = text.trim_start_matches(['+', '-']).split_once('.')?;
        let digits = |text: &str, least: usize| {
            text.len() >= least && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        (digits(whole, 1) && digits(decimals, 2) && whole.len() <= 3).then_some(text)
    };
    Some([part(latitude)?, part(longitude)?])
}

/// Bytes of a mailbox or of an address that are looked for without what is before them.
const REST: usize = 8;

/// Hands on what Base64 has of a mailbox or an address of version 4 of the Internet protocol, where one to
/// three of its first digits are missing.
pub(super) fn rests(value: &str, hand: &mut dyn FnMut(&str)) {
    let is_mailbox = value.contains('@') && !value.contains(' ');
    if !is_mailbox && version_4(value).is_none() {
        return;
    }
    for cut in 1..=3 {
        if let Some(rest) = value.get(cut..).filter(|rest| rest.len() >= REST) {
            hand(rest);
        }
    }
}

/// Hands on what begins a number that may be a coordinate: three decimals of a place are a street. With a
/// comma before its decimals, too.
fn fewer_decimals(value: &str, hand: &mut dyn FnMut(&str)) {
    let unsigned = value.trim_start_matches(['+', '-']);
    let Some((whole, decimals)) = unsigned.split_once('.') else {
        return;
    };
    let is_number = [whole, decimals]
        .iter()
        .all(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    if is_number
        && whole.len() <= 3
        && decimals.len() > 3
        && let Some(decimals) = decimals.get(..3).and_then(|first| first.parse().ok())
    {
        for decimals in [decimals, decimals + 1] {
            let decimal = decimal(whole, decimals);
            hand(&decimal);
            hand(&decimal.replace('.', ","));
        }
    }
}

fn digits_of(value: &str) -> String {
    let mut digits = String::new();
    for letter in value.chars().filter(char::is_ascii_digit) {
        digits.push(letter);
    }
    digits
}

/// A number of thousandths behind the point; of more than there are, what no number begins with.
fn decimal(whole: &str, thousandths: u32) -> String {
    let decimals = (1_000 + thousandths).to_string();
    [whole, ".", decimals.get(1..).unwrap_or_default()].concat()
}

fn short(group: &str) -> &str {
    match group.trim_start_matches('0') {
        "" => "0",
        group => group,
    }
}

/// The bytes of an address of version 4 of the Internet protocol.
fn version_4(value: &str) -> Option<[u8; 4]> {
    let rest = &mut value.as_bytes();
    let mut bytes = [0; 4];
    for byte in &mut bytes {
        *byte = u8::try_from(number(rest, 3, b".")?.0).ok()?;
    }
    (rest.is_empty() && value.matches('.').count() == 3).then_some(bytes)
}

/// Codes of countries of three digits, by their first two.
const OF_THREE: &str = "21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 80 85 87 88 96 97 99";

/// The digits of a number of a telephone behind the code of its country or the zero in its place;
/// nothing where it is none.
fn national<'d>(value: &str, digits: &'d str) -> &'d str {
    let is_mark = |byte: u8| byte.is_ascii_digit() || b" +-/().".contains(&byte);
    let code = digits.get(..2).unwrap_or_default();
    let skipped = match digits.strip_prefix("00") {
        _ if !value.bytes().all(is_mark) => digits.len(),
        Some(abroad) => 2 + code_length(abroad.get(..2).unwrap_or_default()),
        None if value.starts_with('+') => code_length(code),
        None if value.starts_with('0') || value.starts_with("(0") => 1,
        None => digits.len(),
    };
    let national = digits.get(skipped..).unwrap_or_default();
    match national.len() {
        PART..=12 => national,
        _ => "",
    }
}

fn code_length(first: &str) -> usize {
    match first.as_bytes() {
        [b'1' | b'7', _] => 1,
        _ => 2 + usize::from(OF_THREE.contains(first)),
    }
}

/// Hands on parts of an identifier of which any run of [`PART`] characters is enough to know it.
#[inline(never)]
pub(super) fn parts(value: &str, hand: &mut dyn FnMut(&str)) {
    let is_mark = |letter: char| "-_:.{}".contains(letter);
    if !value
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || is_mark(letter))
    {
        return;
    }
    let bare: String = value.chars().filter(|letter| !is_mark(*letter)).collect();
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let is_number = digits == bare.len();
    let is_hex = bare.bytes().all(|byte| byte.is_ascii_hexdigit());
    // Who counts times or days with it shares its beginning with others.
    let is_time = bare.get(..10).is_some_and(is_moment) || is_number && bare.starts_with("20");
    let (whole, part) = match is_number {
        true => (WHOLE_NUMBER, PART_OF_NUMBER),
        false => (WHOLE, PART),
    };
    if bare.len() < whole || is_time || !is_hex && (bare.len() != value.len() || digits < 4) {
        return;
    }
    for window in bare.as_bytes().windows(part) {
        let places = window.iter().enumerate();
        let different =
            places.filter(|(place, byte)| !window.iter().take(*place).any(|other| other == *byte));
        let digits = window.iter().filter(|byte| byte.is_ascii_digit()).count();
        if different.count() > 3 && digits > 1 {
            hand(std::str::from_utf8(window).unwrap_or_default());
        }
    }
}
