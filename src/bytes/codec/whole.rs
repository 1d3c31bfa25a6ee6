//! A damaged record as JSON that can be read: what stands before the damage, with its brackets closed.
//!
//! No value is made up. What is cut off is left out with its name, and a byte that is no text stays one.

/// In the place of a control character, which no string of JSON has: no text either, so that readers see
/// that a character is lost.
const LOST: u8 = 0xff;

/// Makes whole blocks of such bytes of those that are noise: a damaged block of a cipher is, with each of its
/// bytes, and can have quotes and brackets among them.
pub(crate) fn blank_damaged_blocks(text: &mut [u8], block: usize) {
    let mut noise = Vec::new();
    let is_control = |byte: &u8| *byte < b' ' && !byte.is_ascii_whitespace();
    for (number, piece) in text.chunks(block).enumerate() {
        if piece.iter().any(is_control) {
            noise.push(number);
        }
    }
    let mut position = 0;
    while let Some(Err(error)) = text.get(position..).map(std::str::from_utf8) {
        let at = position + error.valid_up_to();
        noise.push(at / block);
        position = (at + 1).max((at / block + 1) * block);
    }
    for number in noise {
        let end = text.len().min((number + 1) * block);
        if let Some(piece) = text.get_mut(number * block..end) {
            piece.fill(LOST);
        }
    }
}

/// The record, and whether nothing had to be done.
pub(crate) fn record(text: &[u8]) -> (Vec<u8>, bool) {
    let mut written = Vec::with_capacity(text.len());
    // The brackets that are open; how much was written, and how many were open, when the last value was whole.
    let mut open: Vec<u8> = Vec::new();
    let mut kept = (0, 0);
    let (mut is_string, mut is_escaped, mut is_changed) = (false, false, false);
    for &byte in text {
        if is_string {
            let is_control = byte < b' ';
            is_changed |= is_control || byte == LOST;
            is_string = byte != b'"' || is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            written.push(if is_control { LOST } else { byte });
            continue;
        }
        match byte {
            b'"' => is_string = true,
            b'{' | b'[' => open.push(byte),
            b'}' | b']' => {
                // The sign of the closing bracket is two behind that of the opening one.
                if open.last() != Some(&(byte - 2)) {
                    break;
                }
                open.pop();
            }
            b',' => kept = (written.len(), open.len()),
            b':' | b'-' | b'+' | b'.' => {}
            _ if byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() => {}
            _ => break,
        }
        written.push(byte);
        if matches!(byte, b'}' | b']') {
            kept = (written.len(), open.len());
            if open.is_empty() {
                break;
            }
        }
    }
    let (length, depth) = kept;
    let is_whole = !is_changed && open.is_empty() && length == text.len() && length > 0;
    written.truncate(length);
    open.truncate(depth);
    written.extend(open.iter().rev().map(|bracket| bracket + 2));
    // Nothing but brackets says nothing.
    if !is_whole && !written.iter().any(u8::is_ascii_alphanumeric) {
        written.clear();
    }
    (written, is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let (written, is_whole) = record(text.as_bytes());
        assert_eq!(String::from_utf8_lossy(&written), expected, "{text}");
        assert_eq!(is_whole, text == expected, "{text}");
    }

    #[test]
    fn a_record_ends_before_its_damage() {
        for whole in [r#"{"a":[1,{"b":"}\""}],"c":-1.5e+3}"#, "[]", "{}"] {
            check(whole, whole);
        }
        check(r#"{"a":1,"b":"cut"#, r#"{"a":1}"#);
        check(r#"{"a":1,"b":{"c":[1,2"#, r#"{"a":1,"b":{"c":[1]}}"#);
        check(r#"{"a":1,"b""#, r#"{"a":1}"#);
        check(r#"[{"a":1},{"b":2},{"c"#, r#"[{"a":1},{"b":2}]"#);
        check(r#"{"a":1,"b":2]"#, r#"{"a":1}"#);
        check(
            "{\"a\":\"x\u{1}y\",\"b\":2}",
            "{\"a\":\"x\u{fffd}y\",\"b\":2}",
        );
        check(r#"{"a":1} and more"#, r#"{"a":1}"#);
        check(r#"{"a"#, "");
        check("noise", "");
        assert_eq!(record(b""), (vec![], false));
    }
}
