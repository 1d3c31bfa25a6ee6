//! What a capture looks like at its beginning, before any container is asked.

use super::http;

/// Bytes of a text that tell whether it is one word.
pub(super) const WORD: usize = 1_000;

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
    let line = beginning.split(|&byte| byte == b'\n').next();
    if line.is_some_and(|line| http::begins_request(line.trim_ascii_end())) {
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
