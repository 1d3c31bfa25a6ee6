//! Values as PHP prints them, by `print_r`, `var_export`, `var_dump` and `serialize`.

use super::{Visit, is_number, visit_text};

/// Which of the four it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Print,
    Export,
    Dump,
    Serial,
}

/// A list or a map that is not closed yet.
struct Level {
    style: Style,
    is_list: bool,
    is_first: bool,
    /// Whether it is the argument of a call, which is closed too.
    is_called: bool,
}

/// Whether a text begins like a list or a map of PHP.
pub(super) fn begins(text: &[u8]) -> bool {
    open(text).is_some()
}

/// Names of what is printed, behind which a bracket opens.
const NAMES: [&[u8]; 7] = [
    b"Array",
    b"Object",
    b"stdClass Object",
    b"array",
    b"(object) array",
    b"\\stdClass::__set_state(array",
    b"stdClass::__set_state(array",
];

/// The beginning of a list or a map, and how long it is.
fn open(text: &[u8]) -> Option<(usize, Level)> {
    let level = |style, is_called| Level {
        style,
        is_list: false,
        is_first: true,
        is_called,
    };
    if let [b'a' | b'O', b':', ..] = text {
        return Some((serialized(text)?, level(Style::Serial, false)));
    }
    if let Some(rest) = text.strip_prefix(b"object(") {
        let mut first = rest.iter().take(LINE);
        let line = first.position(|&byte| byte == b'\n')?;
        let own = rest.get(..line)?.trim_ascii_end();
        let is_one = own.ends_with(b") {") && own.contains(&b'#');
        return is_one.then(|| (line + 7, level(Style::Dump, false)));
    }
    let name = NAMES.iter().find(|name| text.starts_with(name))?;
    let rest = text.get(name.len()..)?;
    let inner = rest.trim_ascii_start();
    let behind = inner.strip_prefix(b"(")?;
    let length = name.len() + (rest.len() - inner.len()) + 1;
    let digits = behind
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let style = match name.first() {
        _ if behind.get(digits..)?.starts_with(b") {") && digits > 0 => {
            return Some((length + digits + 3, level(Style::Dump, false)));
        }
        Some(b'A' | b'O' | b's') if name.ends_with(b"Array") || name.ends_with(b"Object") => {
            Style::Print
        }
        _ => Style::Export,
    };
    Some((length, level(style, name.contains(&b':'))))
}

/// How long the head of a serialized list, map or object is: `a:2:{`, `O:5:"Event":2:{`.
fn serialized(text: &[u8]) -> Option<usize> {
    let (&first, rest) = text.split_first()?;
    let mut rest = rest;
    if first == b'O' {
        let class = counted(rest)?;
        rest = rest.get(class.end + 1..)?;
    }
    let (_, rest) = count(rest)?;
    let rest = rest.strip_prefix(b"{")?;
    Some(text.len() - rest.len())
}

/// A number between two colons, and what follows.
fn count(text: &[u8]) -> Option<(usize, &[u8])> {
    let rest = text.strip_prefix(b":")?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(rest.get(..digits)?)
        .ok()?
        .parse()
        .ok()?;
    Some((number, rest.get(digits..)?.strip_prefix(b":")?))
}

/// Where a text is whose bytes are counted before it: `:5:"event"`. One whose bytes changed on their way
/// ends with its quote.
fn counted(text: &[u8]) -> Option<std::ops::Range<usize>> {
    let (length, rest) = count(text)?;
    let start = text.len() - rest.strip_prefix(b"\"")?.len();
    let end = start.checked_add(length)?;
    let is_end = |end: usize| matches!(text.get(end..), Some([b'"', b';' | b':', ..]));
    if end >= text.len() || is_end(end) {
        return Some(start..end.min(text.len()));
    }
    let rest = text.get(start..)?;
    let quote = rest.windows(2).position(|pair| pair == b"\";");
    Some(start..start + quote.unwrap_or(rest.len()))
}

/// How long the name of a class before `Object` is, with the blank behind it.
fn class(text: &[u8]) -> Option<usize> {
    let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_\\".contains(byte);
    let length = text.iter().take(LINE).take_while(is_of_name).count();
    text.get(length..)?
        .starts_with(b" Object")
        .then_some(length + 1)
}

/// Bytes of the longest name with what is around it.
const LINE: usize = 256;

/// What a text has before the end of its first line, in at most so many bytes.
fn first_line(text: &[u8], most: usize) -> &[u8] {
    let line = text.get(..most).unwrap_or(text);
    let end = line.iter().position(|&byte| byte == b'\n');
    line.get(..end.unwrap_or(line.len())).unwrap_or_default()
}

/// Hands over how many bytes a piece takes, and what JSON has for it.
pub(super) fn pieces(text: &[u8], visit: Visit) {
    let mut levels: Vec<Level> = Vec::new();
    let mut position = 0;
    loop {
        let rest = text.get(position..).unwrap_or_default();
        let style = levels.last().map(|level| level.style);
        if style == Some(Style::Print)
            && let Some(length) = class(rest)
        {
            if !visit(length, b"") {
                return;
            }
            position += length;
            continue;
        }
        position += match (open(rest), style) {
            (Some((length, mut level)), _) => {
                let behind = rest.get(length..).unwrap_or_default();
                let blank = behind.len() - behind.trim_ascii_start().len();
                let behind = behind.get(blank..).unwrap_or_default();
                let first = key(behind, level.style).map(|(_, own)| own);
                let is_number = first.is_some_and(|own| behind.get(own) == Some(b"0"));
                level.is_list = is_number || matches!(behind.first(), Some(b')' | b'}'));
                if !visit(length, if level.is_list { b"[" } else { b"{" }) {
                    return;
                }
                levels.push(level);
                length
            }
            (None, Some(style)) => match scalar(rest, style, visit) {
                Some(length) => length,
                None => return,
            },
            (None, None) => return,
        };
        // What closes, and the name of what comes next.
        loop {
            let Some(level) = levels.last_mut() else {
                return;
            };
            let rest = text.get(position..).unwrap_or_default();
            let is_between = |byte: &&u8| {
                byte.is_ascii_whitespace() || **byte == b',' && level.style == Style::Export
            };
            let blank = rest.iter().take_while(is_between).count();
            let rest = rest.get(blank..).unwrap_or_default();
            position += blank;
            if rest.is_empty() || !visit(blank, b"") {
                return;
            }
            if rest.first()
                == Some(match level.style {
                    Style::Dump | Style::Serial => &b'}',
                    Style::Print | Style::Export => &b')',
                })
            {
                let length = 1 + usize::from(level.is_called && rest.get(1) == Some(&b')'));
                if !visit(length, if level.is_list { b"]" } else { b"}" }) {
                    return;
                }
                position += length;
                levels.pop();
                continue;
            }
            let Some((length, own)) = key(rest, level.style) else {
                return;
            };
            let comma: &[u8] = if level.is_first { b"" } else { b"," };
            level.is_first = false;
            let name = rest.get(own.clone()).unwrap_or_default();
            let goes_on = visit(0, comma)
                && match level.is_list {
                    true => visit(length, b""),
                    false => {
                        visit(own.start, b"\"")
                            && string(name, level.style == Style::Export, visit)
                            && visit(length - own.end, b"\":")
                    }
                };
            if !goes_on {
                return;
            }
            position += length;
            break;
        }
    }
}

/// How long a name is with all that leads to its value, and where its own text is in it.
fn key(text: &[u8], style: Style) -> Option<(usize, std::ops::Range<usize>)> {
    let line = first_line(text, LINE);
    let find = |sign: &[u8]| line.windows(sign.len()).position(|part| part == sign);
    let (own, end) = match (style, text.first()?) {
        (Style::Print, b'[') => {
            let end = find(b"] =>")?;
            let is_blank = text.get(end + 4) == Some(&b' ');
            let own = line.get(1..end)?;
            let is_hidden = own.ends_with(b":protected") || own.ends_with(b":private");
            let colon = own.iter().position(|&byte| byte == b':');
            let name = colon.filter(|_| is_hidden).unwrap_or(own.len());
            return Some((end + 4 + usize::from(is_blank), 1..1 + name));
        }
        (Style::Dump, b'[') => match find(b"\"]=>") {
            Some(end) if text.get(1) == Some(&b'"') => (2..end, end + 4),
            _ => {
                let end = find(b"]=>")?;
                let own = line.get(1..end)?.strip_prefix(b"\"");
                // `["event":protected]`
                let name = own.and_then(|own| own.iter().position(|&byte| byte == b'"'));
                (name.map_or(1..end, |name| 2..2 + name), end + 3)
            }
        },
        (Style::Serial, b's') => {
            let own = counted(text.get(1..)?)?;
            // Hidden names have that of their class before them, between zeros.
            let name = text.get(own.start + 1..own.end + 1)?;
            let class = name.iter().rposition(|&byte| byte == 0);
            let start = own.start + 1 + class.map_or(0, |zero| zero + 1);
            return Some(((own.end + 3).min(text.len()), start..own.end + 1));
        }
        (Style::Serial, b'i') => {
            let end = find(b";")?;
            return Some((end + 1, 2..end));
        }
        (Style::Export, b'\'') => {
            let end = quoted(text);
            let rest = text.get(end..)?.trim_ascii_start();
            rest.strip_prefix(b"=>")?;
            (1..end - 1, text.len() - rest.len() + 2)
        }
        (Style::Export, _) => {
            let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let rest = text.get(digits..)?.trim_ascii_start();
            rest.strip_prefix(b"=>").filter(|_| digits > 0)?;
            (0..digits, text.len() - rest.len() + 2)
        }
        _ => return None,
    };
    let behind = text.get(end..)?;
    let blank = behind.len() - behind.trim_ascii_start().len();
    (own.start <= own.end).then_some((end + blank, own))
}

/// How long a text in single quotes is, with these.
fn quoted(text: &[u8]) -> usize {
    let mut end = 1;
    while let Some(&byte) = text.get(end) {
        end += 1;
        match byte {
            b'\\' => end += 1,
            b'\'' => break,
            _ => {}
        }
    }
    end.min(text.len()).max(2)
}

/// Hands over a value and gives its length; none where no more is wanted or it is cut.
fn scalar(text: &[u8], style: Style, visit: Visit) -> Option<usize> {
    if style == Style::Serial && text.starts_with(b"s:") {
        let own = counted(text.get(1..)?)?;
        let own = own.start + 1..own.end + 1;
        let is_text = visit(own.start, b"\"") && string(text.get(own.clone())?, false, visit);
        let behind = text.len().saturating_sub(own.end).min(2);
        return (is_text && visit(behind, b"\"")).then_some(own.end + behind);
    }
    let line = match style {
        Style::Print => first_line(text, text.len()),
        Style::Export | Style::Dump | Style::Serial => first_line(text, LINE),
    };
    let line = line.trim_ascii_end();
    let (length, own) = match (style, text.first()) {
        (Style::Print, _) => (line.len(), 0..line.len()),
        (Style::Serial, _) => {
            let end = line.iter().position(|&byte| byte == b';');
            let end = end.unwrap_or(line.len());
            (text.len().min(end + 1), 2.min(end)..end)
        }
        (Style::Export, Some(b'\'')) => {
            let end = quoted(text);
            let is_text = visit(1, b"\"") && string(text.get(1..end - 1)?, true, visit);
            return (is_text && visit(1, b"\"")).then_some(end);
        }
        (Style::Export, _) => {
            let is_end = |byte: &u8| byte.is_ascii_whitespace() || b",)".contains(byte);
            let end = text.iter().position(is_end).unwrap_or(text.len());
            (end.max(1).min(text.len()), 0..end)
        }
        (Style::Dump, _) => {
            let bracket = line.iter().position(|&byte| byte == b'(');
            let close = line.iter().position(|&byte| byte == b')');
            match (bracket, close) {
                (Some(6), Some(close)) if line.starts_with(b"string") => {
                    let count = std::str::from_utf8(line.get(7..close)?).ok()?;
                    let count: usize = count.parse().ok()?;
                    let start = close + 3;
                    let own = text.get(start..start.checked_add(count)?.min(text.len()))?;
                    let is_text = visit(start, b"\"") && string(own, false, visit);
                    let behind = usize::from(text.len() > start + own.len());
                    return (is_text && visit(behind, b"\"")).then_some(start + own.len() + behind);
                }
                (Some(open), Some(close)) if open < close => (close + 1, open + 1..close),
                _ => (line.len(), 0..line.len()),
            }
        }
    };
    let word = text.get(own.clone())?;
    let known: Option<&[u8]> = match word {
        _ if style == Style::Serial => match (text.first(), word) {
            (Some(b'b'), b"1") => Some(b"true"),
            (Some(b'b'), _) => Some(b"false"),
            (Some(b'i' | b'd'), _) if is_number(word) => Some(word),
            (Some(b'i' | b'd'), _) => None,
            _ => Some(b"null"),
        },
        _ if style != Style::Print && word.eq_ignore_ascii_case(b"null") => Some(b"null"),
        b"true" | b"false" if style != Style::Print => Some(word),
        _ => is_number(word).then_some(word),
    };
    let goes_on = match known {
        Some(word) => visit(length, word),
        None => {
            visit(own.start, b"\"") && string(word, false, visit) && visit(length - own.end, b"\"")
        }
    };
    let may_be = length > 0 || style == Style::Print;
    (goes_on && may_be).then_some(length)
}

/// Hands over a text; one in quotes has backslashes before quotes and others.
fn string(text: &[u8], has_escapes: bool, visit: Visit) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let is_special = |&byte: &u8| byte < b' ' || byte == b'"' || byte == b'\\';
        let run = rest.iter().position(is_special).unwrap_or(rest.len());
        let (length, goes_on) = match rest {
            _ if run > 0 => (run, visit(run, rest.get(..run).unwrap_or_default())),
            [b'\\', sign @ (b'\\' | b'\''), ..] if has_escapes => {
                (2, visit_text(2, &[*sign], visit))
            }
            _ => (1, visit_text(1, rest.get(..1).unwrap_or_default(), visit)),
        };
        if !goes_on {
            return false;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    true
}
