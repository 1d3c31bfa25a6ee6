//! Objects as programs print them and as code has them, written as JSON: Python's dictionaries, objects of
//! JavaScript with bare names, hashes of Ruby.
//!
//! Strings in other quotes and with other escapes, words such as `True` and `None`, tuples, comments and
//! commas before a bracket become what JSON has for them. What JSON has no word for becomes a string.

mod bare;
mod frame;
mod php;

use super::written::{self, Characters, Unit};

/// The object as JSON.
pub(crate) fn decode(text: &[u8]) -> Vec<u8> {
    let mut json = Vec::with_capacity(text.len());
    pieces(text, &mut |_, written| {
        json.extend_from_slice(written);
        true
    });
    json
}

/// Hands over how many bytes pieces take in the text and in JSON, while more are wanted.
pub(crate) fn units(text: &[u8], visit: &mut dyn FnMut(usize, usize) -> bool) {
    pieces(text, &mut |length, written| visit(length, written.len()));
}

/// Hands over how many bytes a piece takes, and what JSON has for it.
pub(super) type Visit<'v> = &'v mut dyn FnMut(usize, &[u8]) -> bool;

/// Whether a text begins with a map that has no quotes.
pub(crate) fn is_bare(text: &[u8]) -> bool {
    bare::begins(text)
}

/// How long such a map is, or a list or a map as PHP prints it; none where a text begins with none.
pub(crate) fn printed(text: &[u8]) -> Option<usize> {
    let mut length = 0;
    (php::begins(text) || bare::begins(text)).then(|| {
        pieces(text, &mut |more, _| {
            length += more;
            true
        });
        length
    })
}

fn pieces(text: &[u8], visit: Visit) {
    if php::begins(text) {
        return php::pieces(text, visit);
    }
    if bare::begins(text) {
        return bare::pieces(text, visit);
    }
    let mut frames = frame::Frames::default();
    let mut rest = text;
    // The last sign that is no white space.
    let mut last = 0;
    while let Some(&first) = rest.first() {
        if let Some((length, written)) = frames.next(rest, last) {
            if !visit(length, written) {
                return;
            }
            last = first;
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        let length = match first {
            b'"' | b'\'' | b'`' => match string(rest, b"", visit) {
                Some(length) => length,
                None => return,
            },
            _ if is_of_word(first) => {
                let length = rest.iter().take_while(|&&byte| is_of_word(byte)).count();
                let (word, behind) = rest.split_at_checked(length).unwrap_or((rest, b""));
                let is_prefix = length <= 2 && matches!(behind, [b'"' | b'\'' | b'`', ..]);
                if is_prefix {
                    if !visit(length, b"") {
                        return;
                    }
                    match string(behind, word, visit) {
                        Some(more) => length + more,
                        None => return,
                    }
                } else {
                    // A word that nothing follows is cut, and no text.
                    let word = in_json(word, behind).or(behind.is_empty().then_some(word));
                    let quote: &[u8] = if word.is_some() { b"" } else { b"\"" };
                    let own = rest.get(..length).unwrap_or_default();
                    let goes_on =
                        visit(0, quote) && visit(length, word.unwrap_or(own)) && visit(0, quote);
                    if !goes_on {
                        return;
                    }
                    length
                }
            }
            _ => {
                let blank = blank(rest);
                let same = rest.get(..1).unwrap_or_default();
                let (length, written): (usize, &[u8]) = match rest {
                    _ if first.is_ascii_whitespace() => (1, same),
                    _ if blank > 0 => (blank, b""),
                    [b',' | b';', behind @ ..] if ends(behind) => (1, b""),
                    [b';', ..] => (1, b","),
                    [b'(', ..] => (1, b"["),
                    [b')', ..] => (1, b"]"),
                    [b'=', b'>', ..] => (2, b":"),
                    [b'=', ..] => (1, b":"),
                    // The sign of a name.
                    [b':', ..] if matches!(last, b'{' | b',' | b'[') => (1, b""),
                    [b'@', b'"' | b'{' | b'[', ..] => (1, b""),
                    // A map of Elixir.
                    [b'%', b'{', ..] => (1, b""),
                    _ => (1, same),
                };
                if !visit(length, written) {
                    return;
                }
                length
            }
        };
        if !first.is_ascii_whitespace() {
            last = first;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// How long that is which comes before the first bracket of an object that begins with another sign; none
/// where a text begins with no such object.
pub(crate) fn before_bracket(text: &[u8]) -> Option<usize> {
    frame::before_bracket(text)
}

/// Whether what follows a name in quotes is a value with its type, as Rust, Go and MongoDB print them:
/// `"a": String("b")`; or the name is the first of a map in square brackets.
pub(crate) fn is_typed(text: &[u8]) -> bool {
    let Some(behind) = frame::behind_name(text).and_then(|rest| rest.strip_prefix(b":")) else {
        return false;
    };
    let value = behind.trim_ascii_start();
    let word = value.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let word = word.count();
    let is_value = || {
        matches!(
            value.get(word..),
            Some([b'(' | b'[', ..] | [b' ', b'{' | b'[', ..])
        )
    };
    text.starts_with(b"[") || word > 0 && is_value()
}

/// Whether a byte is one of a name, a word or a number.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_$.+-".contains(&byte) || byte >= 0x80
}

/// What JSON has for a word: its own word, a number as it is, nothing for the name of a call; none where
/// it must be a string.
fn in_json<'w>(word: &'w [u8], behind: &[u8]) -> Option<&'w [u8]> {
    match word {
        _ if behind.starts_with(b"(") => Some(b""),
        b"true" | b"True" | b"YES" => Some(b"true"),
        b"false" | b"False" | b"NO" => Some(b"false"),
        b"null" | b"None" | b"nil" | b"undefined" | b"NULL" | b"Null" | b"NaN" | b"nan"
            if !is_name(behind) =>
        {
            Some(b"null")
        }
        [b'0'..=b'9', ..] | [b'-', b'0'..=b'9', ..] if is_number(word) && !is_name(behind) => {
            Some(word)
        }
        _ => None,
    }
}

/// Whether a word is a name, by what follows it.
fn is_name(behind: &[u8]) -> bool {
    let behind = behind.get(blank(behind)..).unwrap_or_default();
    matches!(behind, [b':' | b'=', ..])
}

/// Whether it is a number of JSON.
pub(super) fn is_number(word: &[u8]) -> bool {
    let digits = word.strip_prefix(b"-").unwrap_or(word);
    let is_plain = matches!(
        digits,
        [b'0'] | [b'0', b'.' | b'e' | b'E', ..] | [b'1'..=b'9', ..]
    );
    let signs = |sign: u8| digits.iter().filter(|&&byte| byte == sign).count();
    let fits = digits
        .iter()
        .all(|byte| byte.is_ascii_digit() || b".eE+-".contains(byte));
    is_plain && fits && signs(b'.') <= 1 && digits.last().is_some_and(u8::is_ascii_digit)
}

/// How long the white space and the comments are that a text begins with.
fn blank(text: &[u8]) -> usize {
    let mut position = 0;
    loop {
        let rest = text.get(position..).unwrap_or_default();
        let length = match rest {
            [b'#', ..] | [b'/', b'/', ..] => rest.iter().position(|&byte| byte == b'\n'),
            [b'/', b'*', ..] => {
                let end = rest.windows(2).skip(2).position(|pair| pair == b"*/");
                end.map(|end| end + 4)
            }
            [b'\\', b'\r' | b'\n', ..] => Some(1),
            [first, ..] if first.is_ascii_whitespace() => Some(1),
            _ => return position,
        };
        position += length.unwrap_or(rest.len());
    }
}

/// Whether nothing but a bracket comes next.
fn ends(text: &[u8]) -> bool {
    let rest = text.get(blank(text)..).unwrap_or_default();
    matches!(rest, [] | [b'}' | b']' | b')', ..])
}

/// Hands over a string, with those that are put together with it; gives its length, and none where no
/// more is wanted.
fn string(text: &[u8], prefix: &[u8], visit: Visit) -> Option<usize> {
    let is_raw = prefix.iter().any(|byte| byte | 32 == b'r');
    let characters = match prefix.iter().any(|byte| byte | 32 == b'b') {
        true => Characters::Bytes,
        false => Characters::Unicode,
    };
    let mut quote = *text.first()?;
    let mut width = if text.starts_with(&[quote; 3]) { 3 } else { 1 };
    let mut position = width;
    let mut goes_on = visit(width, b"\"");
    while goes_on && let Some(rest) = text.get(position..).filter(|rest| !rest.is_empty()) {
        let special = |&byte: &u8| byte == quote || byte < b' ' || matches!(byte, b'"' | b'\\');
        let run = rest.iter().position(special).unwrap_or(rest.len());
        if run > 0 {
            goes_on = visit(run, rest.get(..run).unwrap_or_default());
            position += run;
            continue;
        }
        let end = &[quote; 3];
        let end = end.get(..width).unwrap_or_default();
        if let Some(behind) = rest.strip_prefix(end) {
            let between = blank(behind);
            let sign = behind.get(between..).unwrap_or_default();
            let sign = usize::from(sign.starts_with(b"+"));
            let next = between + sign;
            let next = next + blank(behind.get(next..).unwrap_or_default());
            match behind.get(next..) {
                // Another one belongs to it.
                Some(more @ [b'"' | b'\'' | b'`', ..]) => {
                    quote = *more.first()?;
                    let before = width + next;
                    width = if more.starts_with(&[quote; 3]) { 3 } else { 1 };
                    goes_on = visit(before + width, b"");
                    position += before + width;
                    continue;
                }
                _ => {
                    let length = width;
                    return visit(length, b"\"").then_some(position + length);
                }
            }
        }
        let mut length = 1;
        goes_on = match rest {
            [b'\\', ..] if is_raw => visit(1, br"\\"),
            [
                b'\\',
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
                ..,
            ] => {
                length = 2;
                visit(2, rest.get(..2).unwrap_or_default())
            }
            [b'\\', b'u', a, b, c, d, ..]
                if [a, b, c, d].iter().all(|byte| byte.is_ascii_hexdigit()) =>
            {
                length = 6;
                visit(6, rest.get(..6).unwrap_or_default())
            }
            [b'\\', ..] => {
                let (taken, unit) = written::backslash(rest, characters);
                length = taken;
                match unit {
                    Unit::Bytes(bytes, count) => {
                        visit_text(taken, bytes.get(..count).unwrap_or_default(), visit)
                    }
                    Unit::Same(_) => {
                        length = 1;
                        visit(1, br"\\")
                    }
                }
            }
            _ => visit_text(1, rest.get(..1).unwrap_or_default(), visit),
        };
        position += length;
    }
    goes_on.then_some(position)
}

/// Hands over a character, with an escape where JSON needs one.
pub(super) fn visit_text(length: usize, bytes: &[u8], visit: Visit) -> bool {
    let digit = |digit: u8| match digit {
        0..10 => b'0' + digit,
        _ => b'a' - 10 + digit,
    };
    match bytes {
        [b'\n'] => visit(length, br"\n"),
        [b'\r'] => visit(length, br"\r"),
        [b'\t'] => visit(length, br"\t"),
        [byte @ (b'"' | b'\\')] => visit(length, &[b'\\', *byte]),
        [byte @ 0..0x20] => visit(
            length,
            &[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)],
        ),
        _ => visit(length, bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        super::super::check_json(text, expected, decode, units);
    }

    #[test]
    fn what_python_prints_is_written_as_json() {
        check(
            r#"{'a': 'it\'s "b"', 'c': True, 'd': None, 'e': (1, -2.5e3,), "f": [False]}"#,
            r#"{"a": "it's \"b\"", "c": true, "d": null, "e": [1, -2.5e3], "f": [false]}"#,
        );
        check(
            r#"{'a': b'\xc3\xa9\x00', 'b': '\xe9\u20ac\U0001f600\a\d', 'c': Decimal('1.50')}"#,
            r#"{"a": "é\u0000", "b": "é\u20ac😀\u0007\\d", "c": "1.50"}"#,
        );
        check(
            "{'a': ('b'\n 'c'),\n 'd': r'\\e', 1: 0x1F}",
            r#"{"a": ["bc"],
 "d": "\\e", "1": "0x1F"}"#,
        );
    }

    #[test]
    fn what_code_has_is_written_as_json() {
        check(
            "{\n  // one\n  a: `b\nc`, $d_e: undefined, /* f */ 'g': 'h' +\n 'i',\n}",
            "{\n  \"a\": \"b\\nc\", \"$d_e\": null, \"g\": \"hi\"\n}",
        );
        check(r#"{:a => nil, "b" => 1}"#, r#"{"a" : null, "b" : 1}"#);
        check(r#"%{"a" => %{"b" => nil}}"#, r#"{"a" : {"b" : null}}"#);
        check(r#"{"a": "\/\u00e9"}"#, r#"{"a": "\/\u00e9"}"#);
        check(r#"{"cut": 'of"#, r#"{"cut": "of"#);
        check(r#"{"cut": Tru"#, r#"{"cut": Tru"#);
    }

    #[test]
    fn what_wraps_a_value_is_not_of_it() {
        for (text, expected) in [
            (
                r"bless( {'a' => bless( do{\(my $o = 0)}, 'JSON::PP::Boolean' ), 'u' => bless( do{\(my $o = 'b')}, 'URI::https' )}, 'My::Event' )",
                r#"{"a" : false, "u" : "b"}"#,
            ),
            (
                r#"Object {"a": String("b"), "c": Number(1), "d": Some(Bool(true)), "e": Null}"#,
                r#"{"a": "b", "c": 1, "d": true, "e": null}"#,
            ),
            (
                "Event {a: Lib { b: 'c' }, d: [Object: null prototype] { e: 1 }}",
                r#"{"a": { "b": "c" }, "d": { "e": 1 }}"#,
            ),
            (
                "Map(1) { 'a' => Map(1) { 'b' => 2 } }",
                r#"{ "a" : { "b" : 2 } }"#,
            ),
            ("(a='b', c={'d': 1})", r#"{"a":"b", "c":{"d": 1}}"#),
            (
                "OrderedDict([('a', 'b'), ('c', OrderedDict([('d', 1)]))])",
                r#"{"a": "b", "c": {"d": 1}}"#,
            ),
            (
                r#"map[string]interface {}{"a":map[string]interface {}{"b":[]interface {}{"c", 1}}, "d":interface {}(nil)}"#,
                r#"{"a":{"b":["c", 1]}, "d":null}"#,
            ),
            (
                r#"["a": "b", "c": ["d": 1, "e": ["f"]]]"#,
                r#"{"a": "b", "c": {"d": 1, "e": ["f"]}}"#,
            ),
            (
                "{ [\"a\"] = 1, b = {'c'} }",
                "{ \"a\" : 1, \"b\" : {\"c\"} }",
            ),
            (
                "{\n    a = b;\n    \"c d\" =     {\n        e = 1;\n    };\n}",
                "{\n    \"a\" : \"b\",\n    \"c d\" :     {\n        \"e\" : 1\n    }\n}",
            ),
            ("{'a': f(1, 2)}", r#"{"a": [1, 2]}"#),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn what_php_prints_is_written_as_json() {
        check(
            "Array\n(\n    [a] => 1\n    [b] => x \"y\"\n    [c] => Array\n        (\n            [0] => z\n            [1] => \n        )\n\n)",
            r#"{"a":1,"b":"x \"y\"","c":["z",""]}"#,
        );
        check(
            "array (\n  'a' => 'it\\'s',\n  'b' => \n  array (\n    0 => true,\n    1 => NULL,\n    2 => -1.5,\n  ),\n  'c' => \n  (object) array(\n     'd' => '',\n  ),\n)",
            r#"{"a":"it's","b":[true,null,-1.5],"c":{"d":""}}"#,
        );
        check(
            "array(2) {\n  [\"a\"]=>\n  string(5) \"\"b\"]\n\"\n  [\"c\"]=>\n  array(2) {\n    [0]=>\n    int(1)\n    [1]=>\n    bool(false)\n  }\n}",
            r#"{"a":"\"b\"]\n","c":[1,false]}"#,
        );
        check(
            "array (\n  0 => \n  array (\n    'a' => 1,\n  ),\n  1 => \n  array (\n    'a' => 41.5,\n  ),\n)",
            r#"[{"a":1},{"a":41.5}]"#,
        );
        for text in [
            "Array\n(\n    [a] => 1\n    [b",
            "array (\n  'a' => 'b",
            "array(1) {\n  [\"a\"]=>\n  string(9) \"x",
        ] {
            assert!(decode(text.as_bytes()).starts_with(b"{\"a\":"), "{text}");
        }
        check(
            "a:3:{s:1:\"a\";i:1;s:1:\"b\";a:2:{i:0;s:4:\"é\"}\";i:1;N;}s:1:\"c\";d:2.5;}",
            "{\"a\":1,\"b\":[\"é\\\"}\",null],\"c\":2.5}",
        );
        check(
            "O:5:\"Event\":2:{s:4:\"\0*\0a\";b:0;s:8:\"\0Event\0b\";O:8:\"stdClass\":0:{}}",
            r#"{"a":false,"b":[]}"#,
        );
        check(
            "My\\Event Object\n(\n    [a:protected] => 1\n    [b:Event:private] => Lib Object\n        (\n            [c] => d\n        )\n\n)"
                .strip_prefix("My\\Event ")
                .unwrap(),
            r#"{"a":1,"b":{"c":"d"}}"#,
        );
        check(
            "object(Event)#1 (2) {\n  [\"a\":protected]=>\n  int(1)\n  [\"b\":\"Event\":private]=>\n  bool(true)\n}",
            r#"{"a":1,"b":true}"#,
        );
        for text in [
            "Array of (things)",
            "a:1",
            "O:5:\"Event\"",
            "Object of (b)",
            "array",
            "an array (",
            "object(x)",
        ] {
            assert_eq!(printed(text.as_bytes()), None, "{text}");
        }
    }
}
