//! How senders write a value. Many such texts are looked for at once in [`multi_pattern`].
//!
//! Nothing is undone here: each form is computed from the value.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let analysis = read(r#"[{"event":"a","x":"aHR0cDovL2EuZXhhbXBsZS8_bT1hbm5hQGV4YW1wbGUuY29t"}]"#);
//! let search = analysis.find_value("anna@example.com");
//! assert_eq!(search.hits[0].path, "0.0.x");
//! assert_eq!(search.hits[0].encoding, overshare::report::Encoding::Base64);
//! ```

pub(crate) mod case;
mod multi_pattern;

use crate::bytes::codec::base64;
use crate::detect::digest::{self, Algorithm};
use crate::report::Encoding;

pub(crate) use multi_pattern::Patterns;

/// Characters below which a value occurs by chance: a year, a version, a part of a number.
pub(crate) const SHORTEST: usize = 4;

/// Bytes of the longest value that is looked for as a whole; an address or an e-mail is shorter.
pub(crate) const LONGEST: usize = 400;

/// Bytes that a value must have for its Base64 to be long enough not to occur by chance.
pub(crate) const SHORTEST_IN_BASE64: usize = 5;

/// The value as typed and in the spellings that senders use, with how each differs.
#[inline(never)]
pub(crate) fn spellings(typed: &str) -> Vec<(&'static str, String)> {
    let mut spellings = digest::spellings(typed);
    if let Some((how, _)) = spellings.first_mut() {
        *how = "as typed";
    }
    let mut bare = String::new();
    let mut colons = String::new();
    for &byte in typed.as_bytes() {
        if byte.is_ascii_alphanumeric() {
            if !bare.is_empty() && bare.len().is_multiple_of(2) {
                colons.push(':');
            }
            bare.push(char::from(byte));
            colons.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    if typed.is_ascii() && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        add(&mut spellings, "digits only", &bare);
    }
    if bare.len() == 12 && bare.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        add(&mut spellings, "with colons, in lower case", &colons);
        colons.make_ascii_uppercase();
        add(&mut spellings, "with colons, in upper case", &colons);
    }
    spellings
}

#[inline(never)]
fn add(spellings: &mut Vec<(&'static str, String)>, how: &'static str, text: &str) {
    if !spellings.iter().any(|(_, known)| known == text) {
        spellings.push((how, text.to_owned()));
    }
}

/// The texts of one form of a value, with the length of a value that is this and nothing else.
#[inline(never)]
pub(crate) fn written_as(encoding: Encoding, value: &str) -> Vec<(String, usize)> {
    let hex = match encoding {
        Encoding::Plain => return vec![(value.to_owned(), value.len())],
        Encoding::PercentEncoded => {
            let mut texts = Vec::new();
            for variant in 0..12 {
                let text = in_percent(value, variant);
                let length = text.len();
                texts.push((text, length));
            }
            return texts;
        }
        Encoding::Base64 => return in_base64(value),
        Encoding::Hex => digest::hex(value.as_bytes()),
        Encoding::Md5 => Algorithm::Md5.hex(value),
        Encoding::Sha1 => Algorithm::Sha1.hex(value),
        Encoding::Sha256 => Algorithm::Sha256.hex(value),
        Encoding::NameUuid => digest::name_uuid(value),
    };
    let length = hex.len();
    vec![(hex.to_ascii_uppercase(), length), (hex, length)]
}

/// Percent-encoding in the ways that senders have: once or twice, with digits of either case, with a
/// plus sign for a space, and, as JavaScript and Android do, without the marks that need none.
#[inline(never)]
fn in_percent(value: &str, variant: usize) -> String {
    let is_twice = variant % 2 == 1;
    let is_script = variant / 2 % 2 == 1;
    let style = variant / 4;
    let mut text = String::new();
    for &byte in value.as_bytes() {
        let is_kept = byte.is_ascii_alphanumeric()
            || b"-_.~".contains(&byte)
            || is_script && b"!*'()".contains(&byte);
        if is_kept {
            text.push(char::from(byte));
        } else if style == 1 && byte == b' ' {
            text.push('+');
        } else {
            let digits = digest::hex(&[byte]);
            text.push_str(if is_twice { "%25" } else { "%" });
            text.push_str(&match style {
                2 => digits,
                _ => digits.to_ascii_uppercase(),
            });
        }
    }
    text
}

/// The Base64 of a value in any longer text: of the three ways in which its bytes can fall, the
/// digits that do not depend on the neighbors, in both alphabets.
#[inline(never)]
fn in_base64(value: &str) -> Vec<(String, usize)> {
    let mut texts = Vec::new();
    if value.len() < SHORTEST_IN_BASE64 {
        return texts;
    }
    for shift in 0..3 {
        let text = [&[0].repeat(shift), value.as_bytes()].concat();
        // Six bits a digit: those that hold a bit of a neighbor are left out.
        let own = (shift * 8).div_ceil(6)..text.len() * 8 / 6;
        let digits = base64::encode(&text);
        let digits = digits.get(own).unwrap_or_default();
        // Only at the beginning can it be all that stands there, its last digit included.
        let whole = match shift {
            0 => (value.len() * 8).div_ceil(6),
            _ => 0,
        };
        texts.push((digits.to_owned(), whole));
        texts.push((replaced(&replaced(digits, "+", "-"), "/", "_"), whole));
    }
    texts
}

/// A text with something else in the place of some signs of ASCII.
#[inline(never)]
pub(crate) fn replaced(text: &str, signs: &str, with: &str) -> String {
    let mut other = String::new();
    for letter in text.chars() {
        let is_sign = u8::try_from(letter).is_ok_and(|byte| signs.as_bytes().contains(&byte));
        if is_sign {
            other.push_str(with);
        } else {
            other.push(letter);
        }
    }
    other
}
