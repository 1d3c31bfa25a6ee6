//! Maps and lists of YAML in lines, written as JSON: what people keep events in who write by hand, and what
//! programs print of them (<https://yaml.org/spec/1.2.2/#chapter-8-block-style-productions>).
//!
//! Of scalars over several lines, anchors and tags nothing is known here.

use super::object::{Visit, is_number, visit_text};

/// The text as JSON, as far as it is known.
pub(crate) fn decode(text: &[u8]) -> Vec<u8> {
    let mut json = Vec::with_capacity(2 * text.len());
    let _ = pieces(text, &mut |_, written| {
        json.extend_from_slice(written);
        true
    });
    json
}

/// Whether all of a text is known, and it has something within something else, as a list of settings or the
/// head of a message has not.
pub(crate) fn sniff(text: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut deepest = 0;
    let is_whole = pieces(text, &mut |length, written| {
        match written {
            b"{" | b"[" if length == 0 => depth += 1,
            b"}" | b"]" if length == 0 => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        true
    });
    is_whole.is_some() && deepest > 1
}

/// Hands over how many bytes pieces take in the text and in JSON, while more are wanted.
pub(crate) fn units(text: &[u8], visit: &mut dyn FnMut(usize, usize) -> bool) {
    let _ = pieces(text, &mut |length, written| visit(length, written.len()));
}

/// Nested maps and lists; more is no record of anything.
const DEPTH: usize = 32;

/// What is open: where its lines begin, and whether it is a list.
type Open = (usize, bool);

/// What was passed so far.
struct Passed<'v, 'd> {
    visit: &'v mut (dyn FnMut(usize, &[u8]) -> bool + 'd),
    open: Vec<Open>,
    /// Whether a value must come next.
    is_due: bool,
}

/// None where something is not known, or no more is wanted.
fn pieces(text: &[u8], visit: Visit) -> Option<()> {
    let mut passed = Passed {
        visit,
        open: Vec::new(),
        is_due: true,
    };
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        let own = line.trim_ascii_end();
        let indent = own.iter().take_while(|&&byte| byte == b' ').count();
        let rest = own.get(indent..).unwrap_or_default();
        let is_mark = rest == b"---" && passed.open.is_empty();
        if rest.is_empty() || rest.starts_with(b"#") || is_mark {
            passed.visit(line.len(), b"")?;
            continue;
        }
        passed.visit(indent, b"")?;
        passed.line(indent, rest)?;
        passed.visit(line.len() - own.len(), b"")?;
    }
    passed.due()?;
    while let Some((_, is_list)) = passed.open.pop() {
        passed.visit(0, if is_list { b"]" } else { b"}" })?;
    }
    Some(())
}

impl Passed<'_, '_> {
    fn visit(&mut self, length: usize, written: &[u8]) -> Option<()> {
        (self.visit)(length, written).then_some(())
    }

    /// A value that did not come is nothing.
    fn due(&mut self) -> Option<()> {
        match std::mem::take(&mut self.is_due) {
            true => self.visit(0, b"null"),
            false => Some(()),
        }
    }

    /// Opens what begins with so many blanks before it, or goes on with it.
    fn enter(&mut self, indent: usize, is_list: bool) -> Option<()> {
        // A list may be as far left as the name that it belongs to.
        let is_outside = |&(at, list): &Open| at > indent || at == indent && list && !is_list;
        while let Some((_, list)) = self.open.pop_if(|open| is_outside(open)) {
            self.due()?;
            self.visit(0, if list { b"]" } else { b"}" })?;
        }
        match self.open.last() {
            Some(&last) if last == (indent, is_list) => {
                self.due()?;
                self.visit(0, b",")
            }
            Some(&(at, _)) if at > indent || !self.is_due => None,
            _ if self.open.len() == DEPTH || !self.is_due => None,
            _ => {
                self.open.push((indent, is_list));
                self.is_due = false;
                self.visit(0, if is_list { b"[" } else { b"{" })
            }
        }
    }

    fn line(&mut self, indent: usize, text: &[u8]) -> Option<()> {
        let (mut indent, mut rest) = (indent, text);
        while rest == b"-" || rest.starts_with(b"- ") {
            self.enter(indent, true)?;
            self.is_due = true;
            let behind = rest.get(1..)?;
            let blanks = behind.iter().take_while(|&&byte| byte == b' ').count();
            self.visit(1 + blanks, b"")?;
            indent += 1 + blanks;
            rest = behind.get(blanks..)?;
        }
        if rest.is_empty() {
            return Some(());
        }
        let Some(length) = name(rest) else {
            // A value that has no name must be one of a list.
            let is_due = std::mem::take(&mut self.is_due) && rest.len() < text.len();
            return is_due.then(|| self.value(rest)).flatten();
        };
        self.enter(indent, false)?;
        let (name, behind) = rest.split_at_checked(length)?;
        match name.first()? {
            b'"' => self.visit(length, name)?,
            _ => {
                let own = name.iter().filter(|&&byte| byte != b'\'');
                let own: Vec<u8> = own.copied().collect();
                self.visit(0, b"\"")?;
                self.visit(length, &own)?;
                self.visit(0, b"\"")?;
            }
        }
        self.visit(1, b":")?;
        let value = behind.get(1..)?;
        let blanks = value.iter().take_while(|&&byte| byte == b' ').count();
        self.visit(blanks, b"")?;
        self.is_due = true;
        match value.get(blanks..)? {
            [] => Some(()),
            value => {
                self.is_due = false;
                self.value(value)
            }
        }
    }

    /// A value in one line.
    fn value(&mut self, text: &[u8]) -> Option<()> {
        match text.first()? {
            b'"' => {
                let is_whole = string_end(text, b'"') == Some(text.len());
                is_whole.then(|| self.visit(text.len(), text)).flatten()
            }
            b'\'' => {
                (string_end(text, b'\'') == Some(text.len())).then_some(())?;
                self.visit(1, b"\"")?;
                let mut rest = text.get(1..text.len() - 1)?;
                while let Some(first) = rest.get(..1) {
                    let length = if rest.starts_with(b"''") { 2 } else { 1 };
                    visit_text(length, first, self.visit).then_some(())?;
                    rest = rest.get(length..)?;
                }
                self.visit(1, b"\"")
            }
            b'{' | b'[' => {
                let ends = matches!(text.last(), Some(b'}' | b']'));
                ends.then(|| self.visit(text.len(), text)).flatten()
            }
            b'|' | b'>' | b'&' | b'*' | b'!' | b'%' | b'@' | b'`' => None,
            _ => match text {
                b"true" | b"false" | b"null" => self.visit(text.len(), text),
                b"~" => self.visit(1, b"null"),
                _ if is_number(text) => self.visit(text.len(), text),
                _ => {
                    self.visit(0, b"\"")?;
                    for byte in text {
                        visit_text(1, std::slice::from_ref(byte), self.visit).then_some(())?;
                    }
                    self.visit(0, b"\"")
                }
            },
        }
    }
}

/// The length of the name that a line begins with: it has a colon behind it, and that a blank or the end.
fn name(text: &[u8]) -> Option<usize> {
    let length = match text.first()? {
        quote @ (b'"' | b'\'') => string_end(text, *quote)?,
        _ => {
            let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_$.-/".contains(byte);
            text.iter().take_while(is_of_name).count()
        }
    };
    let is_name = matches!(text.get(length..)?, [b':'] | [b':', b' ', ..]);
    (length > 0 && is_name).then_some(length)
}

/// Where a string in quotes ends, with its quotes.
fn string_end(text: &[u8], quote: u8) -> Option<usize> {
    let mut at = 1;
    loop {
        match text.get(at..)? {
            [b'\\', _, ..] if quote == b'"' => at += 2,
            [b'\'', b'\'', ..] if quote == b'\'' => at += 2,
            [sign, ..] if *sign == quote => return Some(at + 1),
            [_, ..] => at += 1,
            [] => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        super::super::check_json(text, expected, decode, units);
    }

    #[test]
    fn maps_and_lists_are_written_as_json() {
        check(
            "---\n# two\n- a: 1\n  b:\n    $c: d \"e\"\n    f: 'it''s'\n  g:\n  - h\n  - 3.2.10\n- a: null\n",
            r#"[{"a":1,"b":{"$c":"d \"e\"","f":"it's"},"g":["h","3.2.10"]},{"a":null}]"#,
        );
        check(
            "a:\n  - - 1\n    - \"b\\n\"\n  -\n    c: ~\nd:\n\ne: {}",
            r#"{"a":[[1,"b\n"],{"c":null}],"d":null,"e":{}}"#,
        );
    }

    #[test]
    fn what_is_nested_is_told_from_a_head() {
        assert!(sniff(b"- a: 1\n  b: 2\n"));
        assert!(sniff(b"a:\n  b: 2\n"));
        for text in [
            "Host: a.example\nAccept: */*\n",
            "a: 1\nb: 2\n",
            "a:\n  b: |\n    c\n",
            "- a: 1\n b: 2\n",
            "a: 1\n  b: 2\n",
            "- a\n- b\n",
            "a sentence: with one\nand one without",
            "",
        ] {
            assert!(!sniff(text.as_bytes()), "{text}");
        }
        let _ = decode("- ".repeat(100_000).as_bytes());
    }
}
