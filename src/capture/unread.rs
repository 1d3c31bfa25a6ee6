//! Files that only the program that saved them reads, so that at least what to do instead is said.

use super::{Container, Item};
use crate::diagnostic;
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "",
    name: None,
    recognize,
    open: |input, _, take| {
        take(Item::Problem(match input {
            _ if input.starts_with(DATABASE) => diagnostic::is_database(),
            [b'b', ..] => diagnostic::is_property_list(),
            _ => diagnostic::own_form(),
        }));
    },
};

/// What a database of SQLite begins with.
const DATABASE: &[u8] = b"SQLite format 3\0";

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let because = match input {
        // Charles's own sessions.
        [0xac, 0xed, 0, 5, ..] => "it begins like objects that a Java program saved",
        [b'b', b'p', b'l', b'i', b's', b't', b'0', b'0', ..] => "it is a binary property list",
        _ if input.starts_with(DATABASE) => "it is a database",
        _ => return None,
    };
    Some((InputKind::Unrecognized, because))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn such_files_are_told_by_their_first_bytes() {
        for known in [
            &b"\xac\xed\0\x05sr\0"[..],
            b"bplist00\xd1",
            b"SQLite format 3\0\x10",
        ] {
            assert!(recognize(known, 0).is_some());
        }
        for other in [&b""[..], b"\xac\xed", b"bplist", b"SQLite is a database"] {
            assert!(recognize(other, 0).is_none());
        }
    }
}
