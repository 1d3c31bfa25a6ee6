//! Maps as programs print them without any quotes, on one line: Java and Kotlin `{event=view page, a=b}`,
//! Dart `{event: view page, a: b}`, Go `map[event:view page a:b]`, Scala `Map(event -> view page, a -> b)`.
//!
//! A text ends where the next name follows, since blanks and commas can be in it.

use super::{Visit, is_number, visit_text};

/// The signs of a language.
struct Style {
    map: &'static [u8],
    assign: &'static [u8],
    between: &'static [u8],
    list: &'static [u8],
    /// What closes a map, and a list.
    ends: [u8; 2],
}

const STYLES: [Style; 4] = [
    Style {
        map: b"{",
        assign: b"=",
        between: b", ",
        list: b"[",
        ends: [b'}', b']'],
    },
    Style {
        map: b"{",
        assign: b": ",
        between: b", ",
        list: b"[",
        ends: [b'}', b']'],
    },
    Style {
        map: b"map[",
        assign: b":",
        between: b" ",
        list: b"[",
        ends: [b']', b']'],
    },
    Style {
        map: b"Map(",
        assign: b" -> ",
        between: b", ",
        list: b"List(",
        ends: [b')', b')'],
    },
];

/// Bytes of the longest name.
const NAME: usize = 100;

/// Bytes of a map in which it shows that its texts have quotes.
const TELLING: usize = 512;

/// Whether a text begins like such a map. One with a quote before a value has them around all texts, and
/// is read as an object of a program.
pub(super) fn begins(text: &[u8]) -> bool {
    style(text).is_some()
}

fn style(text: &[u8]) -> Option<&'static Style> {
    let first = |style: &Style| {
        let inner = text.strip_prefix(style.list).unwrap_or(text);
        inner.strip_prefix(style.map)
    };
    let style = STYLES
        .iter()
        .find(|style| first(style).is_some_and(|members| name(members, style).is_some()))?;
    let first = first(style)?;
    let value = first.get(name(first, style)? + style.assign.len()..)?;
    let begin = text.get(..TELLING).unwrap_or(text);
    let line = begin.split(|&byte| byte == b'\n').next()?;
    let has_quotes = line.windows(style.assign.len() + 1).any(|part| {
        matches!(part.split_last(), Some((b'"' | b'\'' | b'`', sign)) if sign == style.assign)
    });
    let is_bare = matches!(value, [first, ..] if !b" =>\n\r\t({[".contains(first));
    // JavaScript has numbers without quotes too.
    let digits = value
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let is_number = digits > 0
        && style.assign == b": "
        && matches!(value.get(digits), None | Some(b',' | b'}' | b'.'));
    (is_bare && !has_quotes && !is_number).then_some(style)
}

/// How long the name is that a text begins with, where a value follows.
fn name(text: &[u8], style: &Style) -> Option<usize> {
    let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_$.-".contains(byte);
    let length = text.iter().take(NAME).take_while(is_of_name).count();
    let is_named = length > 0 && text.get(length..)?.starts_with(style.assign);
    is_named.then_some(length)
}

/// Hands over how many bytes a piece takes, and what JSON has for it.
pub(super) fn pieces(text: &[u8], visit: Visit) {
    let Some(style) = style(text) else {
        return;
    };
    // Of each that is open, whether it is a list.
    let mut levels: Vec<bool> = Vec::new();
    let mut position = 0;
    loop {
        let rest = text.get(position..).unwrap_or_default();
        let outer = levels.len();
        let Some(length) = value(rest, style, &mut levels, visit) else {
            return;
        };
        position += length;
        let mut is_first = levels.len() > outer;
        // What closes, or what parts two members.
        loop {
            let Some(&is_list) = levels.last() else {
                return;
            };
            let rest = text.get(position..).unwrap_or_default();
            let end = style.ends.get(usize::from(is_list));
            if rest.first() == end && end.is_some() {
                if !visit(1, if is_list { b"]" } else { b"}" }) {
                    return;
                }
                position += 1;
                levels.pop();
                is_first = false;
                continue;
            }
            let (skipped, comma): (usize, &[u8]) = match is_first {
                true => (0, b""),
                false if rest.starts_with(style.between) => (style.between.len(), b","),
                false => return,
            };
            let own = rest.get(skipped..).unwrap_or_default();
            let length = match is_list {
                true => 0,
                false => match name(own, style) {
                    Some(length) => length,
                    None => return,
                },
            };
            let goes_on = visit(skipped, comma)
                && (is_list
                    || visit(0, b"\"")
                        && visit(length, own.get(..length).unwrap_or_default())
                        && visit(style.assign.len(), b"\":"));
            if !goes_on {
                return;
            }
            position += skipped + length + if is_list { 0 } else { style.assign.len() };
            break;
        }
    }
}

/// Hands over a value, or what opens one, and gives its length.
fn value(text: &[u8], style: &Style, levels: &mut Vec<bool>, visit: Visit) -> Option<usize> {
    if let Some(members) = text.strip_prefix(style.map)
        && (name(members, style).is_some() || members.first() == style.ends.first())
    {
        levels.push(false);
        return visit(style.map.len(), b"{").then_some(style.map.len());
    }
    let json = json(text);
    if json > 0 {
        let own = text.get(..json)?;
        return visit(json, own).then_some(json);
    }
    if text.starts_with(style.list) {
        levels.push(true);
        return visit(style.list.len(), b"[").then_some(style.list.len());
    }
    let is_list = *levels.last()?;
    let end = *style.ends.get(usize::from(is_list))?;
    let is_end = |&at: &usize| {
        let rest = text.get(at..).unwrap_or_default();
        // Where a line of a log is cut, the next one is not of the value.
        if rest.first() == Some(&b'\n') {
            return true;
        }
        if rest.first() == Some(&end) {
            let behind = rest.get(1);
            return behind.is_none_or(|byte| b", }])\n\r\t\"".contains(byte));
        }
        let next = rest.strip_prefix(style.between);
        next.is_some_and(|next| is_list || name(next, style).is_some())
    };
    let length = (0..text.len()).find(is_end).unwrap_or(text.len());
    let own = text.get(..length)?;
    let known: Option<&[u8]> = match own {
        b"true" | b"false" | b"null" => Some(own),
        b"<nil>" => Some(b"null"),
        _ => is_number(own).then_some(own),
    };
    let goes_on = match known {
        Some(word) => visit(length, word),
        None => {
            visit(0, b"\"")
                && own.iter().all(|byte| visit_text(1, &[*byte], visit))
                && visit(0, b"\"")
        }
    };
    goes_on.then_some(length)
}

/// How long JSON is that is printed as a value; zero where there is none.
fn json(text: &[u8]) -> usize {
    if !text.starts_with(b"{\"") && !text.starts_with(b"[{\"") {
        return 0;
    }
    let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b'{' | b'[' if !is_text => depth += 1,
            b'}' | b']' if !is_text => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::super::{decode, printed, units};

    fn check(text: &str, expected: &str) {
        crate::bytes::codec::check_json(text, expected, decode, units);
        assert_eq!(printed(text.as_bytes()), Some(text.len()), "{text}");
    }

    #[test]
    fn texts_have_blanks_and_commas() {
        let expected =
            r#"{"event":"view page","a":{"b":"c, \"d\" e","f":-1.5,"g":{}},"h":[1,"i"],"j":true}"#;
        for text in [
            r#"{event=view page, a={b=c, "d" e, f=-1.5, g={}}, h=[1, i], j=true}"#,
            r#"{event: view page, a: {b: c, "d" e, f: -1.5, g: {}}, h: [1, i], j: true}"#,
            r#"Map(event -> view page, a -> Map(b -> c, "d" e, f -> -1.5, g -> Map()), h -> List(1, i), j -> true)"#,
            r#"map[event:view page a:map[b:c, "d" e f:-1.5 g:map[]] h:[1 i] j:true]"#,
        ] {
            check(text, expected);
        }
        check(
            r#"{a=x, b={"c": [1, "}"]}, d=}"#,
            r#"{"a":"x","b":{"c": [1, "}"]},"d":""}"#,
        );
        check("[{a=b}, {a=c}]", r#"[{"a":"b"},{"a":"c"}]"#);
        assert_eq!(decode(b"{a=x, b=y\n{c=d}"), br#"{"a":"x","b":"y""#);
    }

    #[test]
    fn what_has_quotes_or_is_code_is_none() {
        for text in [
            "{a='b', c=1}",
            "{a=1, c='b'}",
            "{a: 1, b: \"c\"}",
            "{a == b}",
            "{a: 1, b: c}",
            "{a=>b}",
            "{a: {b: 1}}",
            "{}",
            "map[string]int",
            "Map(2) { a -> b }",
            "{a = b}",
        ] {
            assert_eq!(printed(text.as_bytes()), None, "{text}");
        }
    }
}
