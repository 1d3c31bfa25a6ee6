//! A list of host names, as filters of advertisements and logs of names have them: nothing was sent in
//! it, but it says who was asked. What blockers and firewalls save is a table or a log with the name in one
//! of its columns, or JSON.

use super::json_cursor::Cursor;
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

/// Characters of the longest column of such a table, which is a name or a list of addresses; a longer one
/// is what was sent.
const LONGEST_WORD: usize = 255;

/// Host names that are kept of a list.
const KEPT: usize = 1_000;

/// Columns in which a name is looked for.
const COLUMNS: usize = 12;

/// What is in a log of requests and not in one of names.
const OF_REQUESTS: [&str; 5] = ["://", "HTTP/", "{", "%7B", "data="];

/// Endings of which one is in nearly every such log, and in no list of names of other kinds.
const ENDINGS: [&str; 4] = [".com", ".net", ".org", ".cn"];

/// Endings of names of files, which are no domains.
const OF_FILES: [&str; 16] = [
    "jpg", "jpeg", "png", "gif", "pdf", "docx", "xlsx", "txt", "log", "har", "json", "xml", "html",
    "css", "js", "apk",
];

/// Members that have the name that was asked for, and what else such a log has: AdGuard Home, NextDNS, Pi-hole.
const MEMBERS: [(&str, &str); 3] = [
    ("\"QH\"", "\"QT\""),
    ("\"domain\"", "\"DNS-over-"),
    ("\"domain\"", "\"dnssec\""),
];

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let is_list = !hosts(input)?.is_empty();
    let because = "it names hosts and nothing that was sent to them";
    is_list.then_some((InputKind::Export, because))
}

/// The words of a text that are names of hosts, each as often as it is there.
pub(crate) fn named(text: &[u8]) -> impl Iterator<Item = &str> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_".contains(byte);
    let words = text.split(move |byte| !is_of_name(byte));
    words.filter_map(|word| host(std::str::from_utf8(word).ok()?))
}

/// The names in a list; none where there is something else.
fn hosts(input: &[u8]) -> Option<Vec<String>> {
    let input = input.get(super::mark_length(input)..)?;
    // Most captures are no list from their first line on.
    let first = input.trim_ascii_start();
    let first = first.get(..first.len().min(LONGEST)).unwrap_or_default();
    let is_json = matches!(first, [b'{' | b'[', ..]);
    if first.len() == LONGEST && !first.contains(&b'\n') && !is_json {
        return None;
    }
    let text = std::str::from_utf8(input).ok()?;
    let members = is_json.then(|| of_members(text)).flatten();
    members
        .or_else(|| of_lines(text, host))
        .or_else(|| of_column(text))
}

/// One name of each line that is no comment.
fn of_lines<'t>(text: &'t str, name: impl Fn(&'t str) -> Option<&'t str>) -> Option<Vec<String>> {
    let mut hosts = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', '!', ';']) || is_own(line) {
            continue;
        }
        add(
            &mut hosts,
            (line.len() < LONGEST).then(|| name(line)).flatten()?,
        );
    }
    Some(hosts)
}

/// Adds a name. What asks again and again does so in one go.
fn add(hosts: &mut Vec<String>, name: &str) {
    let is_known = hosts.iter().rev().take(COLUMNS).any(|host| host == name);
    if !is_known && hosts.len() < KEPT {
        hosts.push(name.to_owned());
    }
}

/// The names in the first column that has one in each line, apart from what the columns are called.
fn of_column(text: &str) -> Option<Vec<String>> {
    let (first, rest) = text.trim_start().split_once('\n')?;
    let second = rest.trim_start().lines().next()?;
    let signs = [',', ';', '\t'];
    let sign = signs
        .into_iter()
        .find(|&sign| second.matches(sign).count() > 1);
    let mut columns = (0..COLUMNS).filter(|&at| column(second, sign, at).and_then(host).is_some());
    let at = columns
        .find(|&at| of_lines(rest, |line| column(line, sign, at).and_then(host)).is_some())?;
    let text = match column(first, sign, at).and_then(host) {
        Some(_) => text,
        None => rest,
    };
    let hosts = of_lines(text, |line| column(line, sign, at).and_then(host))?;
    let is_of_names = |host: &String| ENDINGS.iter().any(|ending| host.ends_with(ending));
    hosts.iter().any(is_of_names).then_some(hosts)
}

/// A column of a line without its quotes; columns without a sign between them are parted by white space.
fn column(line: &str, sign: Option<char>, at: usize) -> Option<&str> {
    let is_body = |word: &str| word.len() > LONGEST_WORD;
    if OF_REQUESTS.iter().any(|part| line.contains(part))
        || line.split([sign.unwrap_or(' '), ' ']).any(is_body)
    {
        return None;
    }
    let column = match sign {
        Some(sign) => line.split(sign).nth(at)?,
        None => line.split_ascii_whitespace().nth(at)?,
    };
    Some(column.trim().trim_matches('"'))
}

/// The names that members of JSON have.
fn of_members(text: &str) -> Option<Vec<String>> {
    let is_log = |(name, other): &&(&str, &str)| text.contains(name) && text.contains(other);
    let (name, _) = MEMBERS.iter().find(is_log)?;
    let mut hosts = Vec::new();
    for (place, _) in text.match_indices(name) {
        let mut cursor = Cursor::new(text.as_bytes(), place + name.len());
        if cursor.enter(b':') {
            let value = cursor.value();
            add(&mut hosts, text.get(value.place()).and_then(host)?);
        }
    }
    Some(hosts)
}

/// Whether a line of a file of hosts gives an address to names of the computer itself, which have no dot.
fn is_own(line: &str) -> bool {
    let is_of_address = |byte: u8| byte.is_ascii_hexdigit() || b".:%lo".contains(&byte);
    line.split_once([' ', '\t'])
        .is_some_and(|(address, names)| {
            let is_address = address.contains([':', '.']) && address.bytes().all(is_of_address);
            is_address && line.len() < LONGEST && !names.contains('.')
        })
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
    // What follows says for which requests a filter is.
    let name = name.split('$').next().unwrap_or_default();
    let name = name.trim_start_matches("||").trim_start_matches("*.");
    let name = name.trim_end_matches('^').trim_end_matches('.');
    let mut parts = name.split('.');
    let is_part = |part: &str| {
        let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        !part.is_empty() && part.len() <= 63 && part.bytes().all(is_of_name)
    };
    let ending = parts.next_back()?;
    let is_ending = ending.len() >= 2
        && ending.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !OF_FILES.contains(&ending);
    let rest: Vec<&str> = parts.collect();
    // Names of apps are the other way round.
    let is_app = matches!(rest.first(), Some(&"com" | &"org"));
    let is_name = is_ending && !is_app && !rest.is_empty();
    (is_name && rest.iter().all(|part| is_part(part))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_known_by_each_of_their_lines() {
        let list = "127.0.0.1 localhost\n::1  ip6-localhost ip6-loopback\nfe80::1%lo0 localhost\n! filter\n||a.example^\n0.0.0.0 b.example\n127.0.0.1\tc.example # why\n\nd.e.example.\n";
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
            "127.0.0.1 localhost",
            "12:13 hello there",
            "holiday.photo.jpg\ncapture.har\n",
        ] {
            assert!(recognize(text.as_bytes(), 0).is_none(), "{text}");
        }
    }

    #[test]
    fn tables_logs_and_json_have_names_in_a_place_of_their_own() {
        let expected = ["sa.example.com", "b.example"];
        for list in [
            "\"2026-01-02 03:04:05\",\"A\",\"sa.example.com\",\"192.0.2.7\",\"OK (forwarded)\"\n\
             \"2026-01-02 03:04:06\",\"A\",\"b.example\",\"192.0.2.7\",\"Blocked (gravity)\"\n",
            "timestamp,domain,type,root\n2026-01-02T03:04:05.678Z,sa.example.com,,example.com\n\
             2026-01-02T03:04:05.678Z,b.example,,b.example\n",
            "Jan  2 03:04:05 dnsmasq[1]: query[A] sa.example.com from 192.0.2.7\n\
             Jan  2 03:04:05 dnsmasq[1]: forwarded sa.example.com to 192.0.2.1\n\
             Jan  2 03:04:05 dnsmasq[1]: query[A] b.example from 192.0.2.7\n",
            "03:04:05  sa.example.com  com.example.app  blocked\n03:04:06  b.example  com.example.app  allowed\n",
            "[1767319445] unbound[1:0] info: 192.0.2.7 sa.example.com. A IN\n\
             [1767319446] unbound[1:0] info: 192.0.2.7 b.example. A IN\n",
            "||sa.example.com^$third-party\n||b.example^\n",
            "{\"QH\":\"sa.example.com\",\"QT\":\"A\"}\n{\"QH\":\"b.example\",\"QT\":\"A\"}\n",
            "{\"data\": [{\"domain\": \"sa.example.com\", \"protocol\": \"DNS-over-HTTPS\"}, {\"domain\": \"b.example\"}]}",
        ] {
            assert_eq!(
                hosts(list.as_bytes()).unwrap_or_default(),
                expected,
                "{list}"
            );
        }
        for text in [
            "import os.path\nimport xml.dom\n",
            "a,b.example.com,{\"event\":1}\na,b.example.com,{\"event\":2}\n",
            &format!(
                "host\tdata\tx\na.example.com\t{0}\t1\nb.example.com\t{0}\t1\n",
                "3f".repeat(200)
            ),
            "GET https://a.example.com/\nGET https://b.example.com/\n",
            "{\"event\":\"a\",\"domain\":\"a.example.com\"}",
            "com.example.app\ncom.example.other\n",
            "Host: a.example.com\nAccept: */*\n",
        ] {
            assert!(recognize(text.as_bytes(), 0).is_none(), "{text}");
        }
    }
}
