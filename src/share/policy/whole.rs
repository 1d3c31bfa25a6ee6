//! A value that is kept, as JSON: where a capture is damaged, what stands there may be none, and would
//! take what follows it along.

use crate::json::{self, Value};

/// A value and its content as one JSON value, of the same type where there is one.
#[inline(never)]
pub(super) fn whole(lexeme: &str, content: &str, value: Value) -> String {
    let inner = lexeme
        .strip_prefix('"')
        .and_then(|inner| inner.strip_suffix('"'));
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    let is_string = inner.is_some_and(|inner| inner.bytes().all(is_plain));
    let whole = match value {
        Value::Null => "null",
        Value::Object(_) => "{}",
        Value::Array(_) => "[]",
        _ if is_string || json::is_whole(lexeme) => lexeme,
        _ => return serde_json::to_string(content).unwrap_or_default(),
    };
    whole.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_values_stay_and_others_become_whole() {
        for (lexeme, content, value, expected) in [
            ("null", "null", Value::Null, "null"),
            ("nullnull", "nullnull", Value::Null, "null"),
            ("tru", "tru", Value::Bool(true), "\"tru\""),
            ("{\n}", "{\n}", Value::Object(0), "{}"),
            ("[", "[", Value::Array(0), "[]"),
            ("-1.50e-3", "-1.50e-3", Value::Number, "-1.50e-3"),
            ("1e", "1e", Value::Number, "\"1e\""),
            ("\"a\"", "a", Value::Borrowed(0, 0), "\"a\""),
            ("\"\\u00e9\"", "é", Value::Borrowed(0, 0), "\"\\u00e9\""),
            ("\"a", "a", Value::Borrowed(0, 0), "\"a\""),
            ("\"a\\\"", "a\"", Value::Borrowed(0, 0), "\"a\\\"\""),
            ("\"a\nb\"", "a\nb", Value::Borrowed(0, 0), "\"a\\nb\""),
            ("\"a\"b\"", "a\"b", Value::Borrowed(0, 0), "\"a\\\"b\""),
            ("\"", "", Value::Opaque, "\"\""),
        ] {
            assert_eq!(whole(lexeme, content, value), expected, "{lexeme}");
        }
    }
}
