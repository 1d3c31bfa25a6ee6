//! What a capture looks like at its beginning, before any container is asked.

use super::{http, visible};

/// Bytes of a text that tell whether it is one word.
pub(super) const WORD: usize = 1_000;

/// Bytes of the longest first line of a request: an address can have a whole payload in it.
const LINE: usize = 1 << 16;

/// Bytes of the longest method.
const METHOD: usize = 10;

/// The first line of what may be a request, by the word that it begins with.
fn first_line(capture: &[u8]) -> Option<&[u8]> {
    let method = capture
        .iter()
        .take(METHOD)
        .position(u8::is_ascii_whitespace)?;
    let is_method = capture.get(..method)?.iter().all(u8::is_ascii_uppercase);
    let beginning = capture.get(..capture.len().min(LINE))?;
    beginning
        .split(|&byte| byte == b'\n')
        .next()
        .filter(|_| is_method)
}

/// What a capture looks like at its beginning, so that one clean request is not looked at for all
/// containers.
pub(super) enum Looks {
    /// It begins with the first line of a request.
    Message,
    /// It is one address, or one form with several fields, which no container is made of.
    Alone,
    /// It is without white space or quotes.
    Word,
    /// Anything else.
    Any,
}

/// Judged by its first bytes.
pub(super) fn looks(capture: &[u8]) -> Looks {
    let beginning = capture.get(..capture.len().min(WORD)).unwrap_or_default();
    let begins = |line: &[u8]| http::begins_request(line) && !visible::is_marked(line);
    if first_line(capture).is_some_and(|line| begins(line.trim_ascii_end())) {
        return Looks::Message;
    }
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.%+/&=~*".contains(byte);
    let trimmed = beginning.trim_ascii_end();
    let is_address = ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| trimmed.strip_prefix(scheme.as_bytes()))
        .is_some_and(|rest| {
            rest.iter()
                .all(|byte| is_of_word(byte) || b":?#@,;!$".contains(byte))
        });
    let is_word = is_address || !beginning.is_empty() && trimmed.iter().all(is_of_word);
    let has_fields = || trimmed.contains(&b'&') && trimmed.contains(&b'=');
    match is_word && !capture.trim_ascii_end().contains(&b'\n') {
        true if is_address || has_fields() => Looks::Alone,
        true => Looks::Word,
        false => Looks::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_one_however_long_its_address() {
        for length in [10, WORD, LINE / 2] {
            let request = format!(
                "GET /sa.gif?data={} HTTP/1.1\r\nHost: a.example\r\n\r\n",
                "x".repeat(length)
            );
            assert!(
                matches!(looks(request.as_bytes()), Looks::Message),
                "{length}"
            );
        }
        assert!(matches!(looks(b"Get the bus at 8 a.m."), Looks::Any));
    }
}
