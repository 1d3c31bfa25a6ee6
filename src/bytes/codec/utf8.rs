//! Bytes as text (UTF-8), with what is none replaced.

/// How bytes became text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// They are its bytes.
    Whole,
    /// All but the last ones, a character that the end of the data cut in two.
    Cut,
    /// What is no text was replaced.
    Replaced,
}

/// The bytes as text; those that are not UTF-8 are replaced, except at the end, where a cut may
/// have split a character.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, Outcome) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, Outcome::Whole),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let cut = error.utf8_error().error_len().is_none();
            let mut bytes = error.into_bytes();
            if cut {
                bytes.truncate(valid);
            }
            let outcome = if cut { Outcome::Cut } else { Outcome::Replaced };
            (String::from_utf8_lossy(&bytes).into_owned(), outcome)
        }
    }
}

/// Hands over how many bytes pieces take, and how many as text, replacements included, while more are
/// wanted.
pub(crate) fn units(bytes: &[u8], visit: &mut dyn FnMut(usize, usize) -> bool) {
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid().len();
        let invalid = chunk.invalid().len();
        let replaced = match invalid {
            0 => 0,
            _ => char::REPLACEMENT_CHARACTER.len_utf8(),
        };
        if !visit(valid, valid) || !visit(invalid, replaced) {
            return;
        }
    }
}
