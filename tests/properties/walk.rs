//! An independent reading of JSON: every value with its path and its exact text.

/// Depth of the deepest containers that are taken apart, as in the default limits.
const DEPTH: usize = 64;

/// The values of each row of a valid text: of each element of a list, else of each top-level value.
pub fn rows(text: &str) -> Vec<Vec<(String, String)>> {
    let mut walker = Walker { text, position: 0 };
    let mut rows = Vec::new();
    walker.space();
    let in_list = walker.peek() == Some('[');
    if in_list {
        walker.position += 1;
    }
    loop {
        walker.space();
        match walker.peek() {
            None => break,
            Some(']') if in_list => break,
            Some(',') if in_list => walker.position += 1,
            Some(_) => {
                let mut values = Vec::new();
                walker.value("", 0, &mut values);
                rows.push(values);
            }
        }
    }
    rows
}

struct Walker<'t> {
    text: &'t str,
    position: usize,
}

impl Walker<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.position..].chars().next()
    }

    fn space(&mut self) {
        let rest = &self.text[self.position..];
        let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        self.position += rest.len() - trimmed.len();
    }

    fn value(&mut self, path: &str, depth: usize, values: &mut Vec<(String, String)>) {
        self.space();
        let start = self.position;
        let before = values.len();
        match self.peek() {
            Some('{') => self.members(path, depth, values),
            Some('[') => self.elements(path, depth, values),
            Some('"') => self.string(),
            _ => {
                let rest = &self.text[start..];
                let length = rest
                    .find([',', ']', '}', ' ', '\t', '\r', '\n'])
                    .unwrap_or(rest.len());
                self.position += length;
            }
        }
        if depth >= DEPTH {
            values.truncate(before);
        }
        if values.len() == before {
            let shown = if path.is_empty() { "value" } else { path };
            let exact = self.text[start..self.position].to_owned();
            values.push((shown.to_owned(), exact));
        }
    }

    fn members(&mut self, path: &str, depth: usize, values: &mut Vec<(String, String)>) {
        self.position += 1;
        loop {
            self.space();
            match self.peek() {
                Some('}') => break,
                Some(',') => self.position += 1,
                _ => {
                    let start = self.position;
                    self.string();
                    let key: String = serde_json::from_str(&self.text[start..self.position])
                        .expect("a key is a string");
                    self.space();
                    self.position += 1;
                    let dot = if path.is_empty() { "" } else { "." };
                    self.value(&format!("{path}{dot}{key}"), depth + 1, values);
                }
            }
        }
        self.position += 1;
    }

    fn elements(&mut self, path: &str, depth: usize, values: &mut Vec<(String, String)>) {
        self.position += 1;
        let mut index = 0;
        loop {
            self.space();
            match self.peek() {
                Some(']') => break,
                Some(',') => self.position += 1,
                _ => {
                    self.value(&format!("{path}[{index}]"), depth + 1, values);
                    index += 1;
                }
            }
        }
        self.position += 1;
    }

    fn string(&mut self) {
        let bytes = self.text.as_bytes();
        self.position += 1;
        while bytes[self.position] != b'"' {
            self.position += if bytes[self.position] == b'\\' { 2 } else { 1 };
        }
        self.position += 1;
    }
}

#[test]
fn the_walker_reads_what_stands_there() {
    let text = r#" [ {"a": 1e3, "b":{"c":[ "x,\"]", {} , -0]}, "a":null}, [] , 7 ] "#;
    let expected = [
        vec![
            ("a", "1e3"),
            ("b.c[0]", r#""x,\"]""#),
            ("b.c[1]", "{}"),
            ("b.c[2]", "-0"),
            ("a", "null"),
        ],
        vec![("value", "[]")],
        vec![("value", "7")],
    ]
    .map(|row| {
        row.into_iter()
            .map(|(path, value)| (path.to_owned(), value.to_owned()))
            .collect::<Vec<_>>()
    });
    assert_eq!(rows(text), expected);
}
