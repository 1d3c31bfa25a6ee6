//! Values as PHP prints them, by `print_r`, `var_export` and `var_dump`.

use super::{Visit, is_number, visit_text};

/// Which of the three it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Print,
    Export,
    Dump,
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
const NAMES: [&[u8]; 6] = [
    b"Array",
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
        Some(b'A' | b's') if name.ends_with(b"Array") || name.ends_with(b"Object") => Style::Print,
        _ => Style::Export,
    };
    Some((length, level(style, name.contains(&b':'))))
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
                == Some(if level.style == Style::Dump {
                    &b'}'
                } else {
                    &b')'
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
            return Some((end + 4 + usize::from(is_blank), 1..end));
        }
        (Style::Dump, b'[') => match find(b"\"]=>") {
            Some(end) if text.get(1) == Some(&b'"') => (2..end, end + 4),
            _ => {
                let end = find(b"]=>")?;
                (1..end, end + 3)
            }
        },
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
    let line = match style {
        Style::Print => first_line(text, text.len()),
        Style::Export | Style::Dump => first_line(text, LINE),
    };
    let line = line.trim_ascii_end();
    let (length, own) = match (style, text.first()) {
        (Style::Print, _) => (line.len(), 0..line.len()),
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
