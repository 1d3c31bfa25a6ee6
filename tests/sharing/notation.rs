//! The ways to write a value that are promised to be looked for, written and looked for without the
//! program.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest as _;

use crate::random::Random;
use crate::wrapping;

/// Every way in which a canary is planted.
pub const ALL: [&str; 11] = [
    "plain",
    "plain",
    "upper case",
    "percent",
    "percent, every letter",
    "base64",
    "base64, shifted",
    "hex",
    "md5",
    "sha256",
    "zero width",
];

/// One of them.
pub fn any(random: &mut Random) -> &'static str {
    random.choose::<&str>(&ALL)
}

pub fn write(text: &str, notation: &str) -> String {
    match notation {
        "upper case" => text.to_uppercase(),
        "percent" => wrapping::percent_encoded(text.as_bytes()),
        "percent, every letter" => text.bytes().map(|byte| format!("%{byte:02x}")).collect(),
        "base64" => STANDARD.encode(text),
        "base64, shifted" => STANDARD.encode(format!("x={text};")),
        "hex" => hex(text.as_bytes()),
        "md5" => hex(&md5::Md5::digest(text)),
        "sha256" => hex(&sha2::Sha256::digest(text)),
        "zero width" => text
            .chars()
            .flat_map(|letter| [letter, '\u{200b}'])
            .collect(),
        _ => text.to_owned(),
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text that betrays a canary.
#[derive(Debug)]
struct Needle {
    bytes: Vec<u8>,
    canary: usize,
    notation: &'static str,
    /// Whether letters of either case are one.
    is_folded: bool,
}

/// Looks for canaries in one pass.
#[derive(Debug)]
pub struct Needles {
    needles: Vec<Needle>,
    /// Which needles begin with these two bytes.
    begins: Vec<Vec<u16>>,
}

/// Where a canary stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueMatch {
    pub canary: usize,
    pub notation: &'static str,
    /// What stands around it.
    pub context: String,
}

impl Needles {
    pub fn new<'t>(texts: impl Iterator<Item = (usize, &'t str)>) -> Needles {
        let mut needles = Vec::new();
        for (canary, text) in texts {
            let mut add = |bytes: Vec<u8>, notation, is_folded| {
                if bytes.len() >= 4 {
                    needles.push(Needle {
                        bytes,
                        canary,
                        notation,
                        is_folded,
                    });
                }
            };
            add(text.to_lowercase().into_bytes(), "plain", true);
            add(hex(text.as_bytes()).into_bytes(), "hex", true);
            add(hex(&md5::Md5::digest(text)).into_bytes(), "md5", true);
            add(hex(&sha1::Sha1::digest(text)).into_bytes(), "sha1", true);
            add(
                hex(&sha2::Sha256::digest(text)).into_bytes(),
                "sha256",
                true,
            );
            // The digits that depend on nothing but the text, at each of the three places where it
            // can begin.
            for shift in 0..3 {
                let shifted = STANDARD.encode([&b"\0\0"[..shift], text.as_bytes()].concat());
                let digits = shifted.trim_end_matches('=');
                let digits = &digits[[0, 2, 3][shift]..digits.len() - 1];
                if digits.len() >= 8 {
                    add(digits.as_bytes().to_vec(), "base64", false);
                    let web = digits.replace('+', "-").replace('/', "_");
                    add(web.into_bytes(), "base64", false);
                }
            }
        }
        let mut begins = vec![Vec::new(); 1 << 16];
        for (index, needle) in needles.iter().enumerate() {
            let begin = usize::from(needle.bytes[0]) << 8 | usize::from(needle.bytes[1]);
            begins[begin].push(index as u16);
        }
        Needles { needles, begins }
    }

    /// The first canary in some data, which are looked at as they are and in small letters.
    pub fn find(&self, data: &[u8]) -> Option<ValueMatch> {
        let folded = String::from_utf8_lossy(data).to_lowercase().into_bytes();
        self.find_in(data, false)
            .or_else(|| self.find_in(&folded, true))
    }

    fn find_in(&self, data: &[u8], is_folded: bool) -> Option<ValueMatch> {
        for (at, pair) in data.windows(2).enumerate() {
            for index in &self.begins[usize::from(pair[0]) << 8 | usize::from(pair[1])] {
                let needle = &self.needles[usize::from(*index)];
                if needle.is_folded == is_folded && data[at..].starts_with(&needle.bytes) {
                    let around =
                        at.saturating_sub(40)..(at + needle.bytes.len() + 40).min(data.len());
                    return Some(ValueMatch {
                        canary: needle.canary,
                        notation: needle.notation,
                        context: String::from_utf8_lossy(&data[around]).into_owned(),
                    });
                }
            }
        }
        None
    }
}
