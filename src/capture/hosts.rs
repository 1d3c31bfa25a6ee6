//! A list of host names, as filters of advertisements and logs of names have them: nothing was sent in
//! it, but it says who was asked.

use super::{Container, Item};
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "hosts",
    name: Some("a list of host names"),
    recognize,
    open: |input, _, take| take(Item::Hosts(hosts(input).unwrap_or_default())),
};

/// Characters of a line with the name of a host, which itself has at most 253.
const LONGEST: usize = 1_000;

/// Host names that are kept of a list.
const KEPT: usize = 1_000;

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let is_list = !hosts(input)?.is_empty();
    is_list.then_some((InputKind::Export, "each of its lines is the name of a host"))
}

/// The names in a list; none where a line is something else.
fn hosts(input: &[u8]) -> Option<Vec<String>> {
    let input = input.get(super::mark_length(input)..)?;
    // Most captures are no list from their first line on.
    let first = input.trim_ascii_start();
    let first = first.get(..first.len().min(LONGEST)).unwrap_or_default();
    if first.len() == LONGEST && !first.contains(&b'\n') {
        return None;
    }
    let text = std::str::from_utf8(input).ok()?;
    let mut hosts = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', '!', ';']) {
            continue;
        }
        let name = (line.len() < LONGEST).then(|| host(line)).flatten()?;
        if hosts.len() < KEPT {
            hosts.push(name.to_owned());
        }
    }
    Some(hosts)
}

/// The name of a host in a line of a list: alone, as a filter, or behind the address that a file of hosts
/// gives it.
fn host(line: &str) -> Option<&str> {
    let line = line.split(" #").next().unwrap_or_default().trim();
    let addresses = ["0.0.0.0", "127.0.0.1", "::", "::1"];
    let name = match line.split_once([' ', '\t']) {
        Some((address, name)) if addresses.contains(&address) => name.trim(),
        Some(_) => return None,
        None => line,
    };
    let name = name.trim_start_matches("||").trim_start_matches("*.");
    let name = name.trim_end_matches('^').trim_end_matches('.');
    let mut parts = name.split('.');
    let is_part = |part: &str| {
        let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        !part.is_empty() && part.len() <= 63 && part.bytes().all(is_of_name)
    };
    let ending = parts.next_back()?;
    let is_ending = ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest: Vec<&str> = parts.collect();
    (is_ending && !rest.is_empty() && rest.iter().all(|part| is_part(part))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_known_by_each_of_their_lines() {
        let list = "! filter\n||a.example^\n0.0.0.0 b.example\n127.0.0.1\tc.example # why\n\nd.e.example.\n";
        let names = hosts(list.as_bytes()).unwrap();
        assert_eq!(
            names,
            ["a.example", "b.example", "c.example", "d.e.example"]
        );
        for text in [
            "",
            "hello world",
            "a.example\nhello",
            "https://a.example/",
            "1.2.3.4",
            "data",
        ] {
            assert!(recognize(text.as_bytes(), 0).is_none(), "{text}");
        }
    }
}
