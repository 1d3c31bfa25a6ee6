//! How far the digits of hexadecimal and Base64 go on, also over lines.

/// Characters of the shortest word that is looked into.
pub(super) const WORD: usize = 48;

/// How many characters hexadecimal digits take, two for each byte; programs part groups of the same length
/// by one character.
pub(super) fn hex_length(text: &[u8]) -> usize {
    let run = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_hexdigit());
        digits.count()
    };
    let group = run(0);
    let parted = text.get(group).copied();
    let mut length = group;
    if group >= WORD && group % 2 != 0 {
        // It was cut off within a byte.
        return group - 1;
    }
    if group == 0 || group % 2 != 0 {
        return 0;
    }
    while let Some(sign) = parted.filter(|sign| b" :-".contains(sign))
        && text.get(length) == Some(&sign)
    {
        let next = run(length + 1);
        if next == 0 || next > group || next % 2 != 0 {
            break;
        }
        length += 1 + next;
        if next < group {
            break;
        }
    }
    length
}

/// How many characters hexadecimal digits take that may go on in further lines, each as long as the first
/// but the last.
pub(super) fn hex_lines(text: &[u8]) -> usize {
    let first = hex_length(text);
    let mut length = first;
    if first < ROW {
        return first;
    }
    loop {
        let rest = text.get(length..).unwrap_or_default();
        let lines = rest.trim_ascii_start();
        let between = rest.len() - lines.len();
        let ends = rest.get(..between).unwrap_or_default();
        let is_next = ends.iter().filter(|&&byte| byte == b'\n').count() == 1;
        let next = hex_length(lines);
        let is_row = lines.get(next).is_none_or(u8::is_ascii_whitespace);
        if !is_next || next == 0 || next > first || !is_row {
            break;
        }
        length += between + next;
        if next < first {
            break;
        }
    }
    length
}

/// Characters of the shortest line of digits that goes on in the next one.
const ROW: usize = 47;

/// Digits of the longest group that is looked back at.
const GROUP: usize = 64;

/// Whether a word goes on with digits or with Base64 of the word or the line before it, so that long ones
/// are measured once.
pub(super) fn goes_on(text: &[u8], at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let is_digit = |byte: &&u8| byte.is_ascii_hexdigit();
    match before.split_last() {
        Some((b' ' | b':' | b'-', head)) => {
            let own = text.get(at..).unwrap_or_default().iter();
            let own = own.take(GROUP).take_while(is_digit).count();
            let group = head.iter().rev().take(GROUP).take_while(is_digit).count();
            own > 0 && own <= group && own % 2 == 0 && group % 2 == 0
        }
        Some((b'\n', head)) => {
            let line = head.strip_suffix(b"\r").unwrap_or(head);
            let end = line.len().checked_sub(LINE).and_then(|end| line.get(end..));
            end.is_some_and(|end| end.iter().all(is_of_base64))
        }
        _ => false,
    }
}

/// Characters of the shortest line of Base64 that goes on in the next one.
const LINE: usize = 60;

pub(super) fn is_of_base64(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/=_-".contains(byte)
}

/// How many characters Base64 takes, which may be in lines. One that begins in such a way is of its own.
pub(super) fn base64_length(text: &[u8], starts: &[&[u8]]) -> usize {
    let mut length = 0;
    loop {
        let rest = text.get(length..).unwrap_or_default();
        if length > 0 && starts.iter().any(|start| rest.starts_with(start)) {
            return length;
        }
        let digits = rest.iter().take_while(|byte| is_of_base64(byte)).count();
        let end = match rest.get(digits..) {
            Some([b'\n', ..]) => 1,
            Some([b'\r', b'\n', ..]) => 2,
            // What goes on behind digits is a line of something else.
            Some([_, ..]) if length > 0 => return length,
            _ => return length + digits,
        };
        if digits < LINE || rest.get(digits - 1) == Some(&b'=') {
            return length + digits;
        }
        length += digits + end;
    }
}
