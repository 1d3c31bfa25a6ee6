//! Keys that are written in pieces: byte by byte as languages write a list, row by row as programs dump bytes, or
//! number by number, as a JSON Web Key (RFC 7517) and as the XML of .NET (`RSA.ToXmlString`).

use zeroize::Zeroizing;

use super::cipher::{digits, hex_bytes};
use super::private_key::{self, Found};
use crate::bytes::codec::base64;
use crate::json;

/// Bytes of the shortest key, and of the text of the longest; a private key of 4,096 bits has about 3,300.
pub(super) const SHORTEST: usize = 16;
pub(super) const LONGEST: usize = 16 << 10;

/// What is written number by number.
pub(super) enum Part {
    /// The bytes of a key for a cipher.
    Symmetric(Vec<u8>),
    Numbers(Found),
}

/// The key that a text is, number by number; none where it is something else.
pub(super) fn numbers(text: &str) -> Option<Part> {
    let text = text.trim();
    if text.starts_with('<') {
        let element = |name: &str| {
            let (_, behind) = text.split_once(&format!("<{name}>"))?;
            let (value, _) = behind.split_once("</")?;
            Some(bytes(value))
        };
        return Some(Part::Numbers(of_rsa(
            &element("Modulus")?,
            element("D").as_ref().map(|exponent| exponent.as_slice()),
        )));
    }
    if !text.starts_with('{') || !text.contains("\"kty\"") {
        return None;
    }
    let (document, _) = json::read_plain(text);
    let member = |name: &str| document.child_string(0, name);
    match member("kty")? {
        "oct" => Some(Part::Symmetric(bytes(member("k")?).to_vec())),
        "RSA" => {
            let exponent = member("d").map(bytes);
            let modulus = bytes(member("n")?);
            Some(Part::Numbers(of_rsa(
                &modulus,
                exponent.as_ref().map(|exponent| exponent.as_slice()),
            )))
        }
        _ => None,
    }
}

fn bytes(text: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(base64::decode(text.as_bytes(), &|_| false).bytes)
}

/// Of a public key only the modulus is written.
fn of_rsa(modulus: &[u8], exponent: Option<&[u8]>) -> Found {
    exponent.map_or(Found::Public, |exponent| {
        private_key::of_numbers(modulus, exponent)
    })
}

/// Bytes of the longest row of a dump.
const ROW: usize = 64;

/// The bytes of a dump as xxd, od with `-t x1`, hexdump with `-C` and Frida write one: in each row an offset, pairs
/// of digits, and perhaps the same as text. Words of more bytes are read where a colon says that it is xxd, since
/// others turn them around.
pub(super) fn dumped(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let mut first = None;
    let is_heading = |line: &&str| !line.ends_with("0123456789ABCDEF");
    for line in text.lines().map(str::trim).filter(is_heading) {
        if line.is_empty() {
            continue;
        }
        let (offset, rest) = line.split_at(digits(line.as_bytes()));
        if offset.len() < 4 {
            return None;
        }
        let start = *first.get_or_insert(offset);
        let is_next = [16, 8, 10].into_iter().any(|base| {
            let number = |digits| u64::from_str_radix(digits, base).ok();
            let grown = number(offset).zip(number(start));
            grown.and_then(|(offset, start)| offset.checked_sub(start)) == Some(bytes.len() as u64)
        });
        is_next.then_some(())?;
        row(rest, &mut bytes)?;
    }
    (bytes.len() >= SHORTEST).then_some(bytes)
}

/// Adds the bytes of a row, behind its offset.
fn row(rest: &str, bytes: &mut Vec<u8>) -> Option<()> {
    let colon = rest.strip_prefix(':');
    let (mut count, mut gap) = (0, 0);
    for part in colon.unwrap_or(rest).split(' ') {
        if part.is_empty() {
            gap += 1;
            continue;
        }
        // A wider gap is before the text, but for one in the middle of a row.
        let is_middle = gap == 1 && count == 8 && colon.is_none();
        if count > 0 && gap > 0 && !is_middle || part.starts_with(['|', '>']) {
            break;
        }
        gap = 0;
        let is_pair = part.len() == 2 || colon.is_some() && part.len().is_multiple_of(2);
        (is_pair && digits(part.as_bytes()) == part.len()).then_some(())?;
        count += part.len() / 2;
        bytes.extend(hex_bytes(part.as_bytes()));
    }
    (count <= ROW).then_some(())
}

/// The bytes of a list of numbers or pairs of digits, as languages write one: `[0, 1, -2]`, `{0x00, 0x01}`,
/// `00-01-02`, `\x00\x01`.
pub(super) fn list(text: &str) -> Option<Vec<u8>> {
    let inner = text.trim_matches(['[', ']', '{', '}', '(', ')', ' ']);
    let is_hex = !inner.contains([',']) || inner.contains("0x") || inner.contains("0X");
    let mut bytes = Zeroizing::new(Vec::new());
    let separators = [',', ' ', '-', ':', '\\', '\n', '\r', '\t'];
    let is_signed = inner.contains(',') && !is_hex;
    let parts = inner.split(|sign: char| separators.contains(&sign) && !(is_signed && sign == '-'));
    for part in parts.filter(|part| !part.is_empty()) {
        let digits = ["0x", "0X", "x"]
            .iter()
            .find_map(|mark| part.strip_prefix(mark));
        let digits = digits.unwrap_or(part);
        let byte = match is_hex {
            true => u8::from_str_radix(digits, 16)
                .ok()
                .filter(|_| digits.len() <= 2)?,
            false => match part.parse::<i16>().ok()? {
                // Java's bytes have a sign.
                number @ -128..=-1 => (number + 256) as u8,
                number => u8::try_from(number).ok()?,
            },
        };
        bytes.push(byte);
    }
    (bytes.len() >= SHORTEST && bytes.len() <= LONGEST).then(|| bytes.to_vec())
}
