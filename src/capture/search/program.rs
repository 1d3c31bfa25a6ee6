//! Objects in the source of a program, which are no records that it sent.

use std::ops::Range;

use crate::capture::code::{Code, Token};

/// Whether an object is of a program that makes it, and not one that a program printed: some of its values are
/// strings and others are variables, `{event: "search", properties: words}`.
pub(super) fn makes_values(text: &[u8], object: &Range<usize>) -> bool {
    let mut code = Code::new(text.get(..object.end).unwrap_or(text), object.start);
    // A call has values behind another sign too.
    let is_call = text.get(object.start) == Some(&b'(');
    let [mut has_strings, mut has_variables, mut is_value] = [false; 3];
    loop {
        let (token, place) = code.next();
        match token {
            Token::End | Token::Broken => return has_strings && has_variables,
            Token::Text(_) => has_strings |= is_value,
            Token::Word => has_variables |= is_value && is_variable(&code, &place),
            Token::Mark(_) => {}
        }
        is_value = token == Token::Mark(b':') || is_call && token == Token::Mark(b'=');
    }
}

/// Whether a word is a name, no number, none of the words for a value, and no call that was printed.
fn is_variable(code: &Code, place: &Range<usize>) -> bool {
    let word = code.at(place);
    let is_literal = matches!(
        word,
        b"true"
            | b"false"
            | b"null"
            | b"undefined"
            | b"NaN"
            | b"Infinity"
            | b"True"
            | b"False"
            | b"None"
            | b"nil"
            | b"NULL"
            | b"YES"
            | b"NO"
            // What PHP and Go print before a bracket, and PHP behind a name.
            | b"array"
            | b"map"
            | b"interface"
            | b"protected"
            | b"private"
    );
    let is_name = word
        .first()
        .is_some_and(|first| first.is_ascii_alphabetic() || b"_$".contains(first));
    let behind = code.text.get(place.end..).unwrap_or_default();
    // The name of a call, or what some languages have before a string.
    let is_alone = !matches!(behind.first(), Some(b'(' | b'"' | b'\''));
    is_name && !is_literal && is_alone
}
