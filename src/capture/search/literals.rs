//! A text that a program puts together from several literals.

use std::ops::Range;

/// Characters between two literals of a program: a sign, the end of a line, and what indents the next.
const BETWEEN: usize = 80;

/// Signs that put two literals together, without the white space around them: those of most languages, and
/// what says that a line goes on.
const JOINING: [&[u8]; 7] = [b"+", b".", b"&", b"\\", b"+\\", b"&_", b"+_"];

/// Whether what is between two literals puts them together; some languages want but another line.
fn is_joining(between: &[u8]) -> bool {
    let signs = between.iter().filter(|byte| !byte.is_ascii_whitespace());
    let signs: Vec<u8> = signs.copied().collect();
    JOINING.contains(&signs.as_slice()) || signs.is_empty() && between.contains(&b'\n')
}

/// The literals that a program puts together, of which the first ends with a place of a text; empty where
/// it is one.
pub(super) fn literals(
    text: &[u8],
    first: Range<usize>,
    is_of: fn(&u8) -> bool,
) -> Vec<Range<usize>> {
    let mut all = vec![first];
    while let Some(last) = all.last()
        && let Some(rest) = text.get(last.end..)
        && let Some(quote @ (b'"' | b'\'' | b'`')) = rest.first()
    {
        let between = rest.iter().skip(1).take(BETWEEN);
        let is_between = |byte: &&u8| b" \t\r\n+.&_\\".contains(byte);
        let between = between.take_while(is_between).count();
        let start = last.end + between + 2;
        let own = text.get(start..).unwrap_or_default().iter();
        let own = own.take_while(|byte| is_of(byte)).count();
        let joining = rest.get(1..=between).unwrap_or_default();
        if rest.get(between + 1) != Some(quote) || own == 0 || !is_joining(joining) {
            break;
        }
        all.push(start..start + own);
    }
    if all.len() == 1 {
        all.clear();
    }
    all
}
