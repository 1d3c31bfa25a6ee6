//! A Base64 text that is a whole request, or a form: one that is an event is read without this.

use super::nested::{self, Undone};
use super::{Container, Item, literal};
use crate::bytes::Coding;
use crate::bytes::codec::base64;
use crate::report::{Codec, InputKind};

/// What such a capture is called.
pub(super) const NAME: &str = "a Base64 text";

pub(super) const CONTAINER: Container = Container {
    id: "base64",
    name: Some(NAME),
    recognize,
    open,
};

const BECAUSE: &str = "it contains only characters of Base64";

fn recognize(input: &[u8], depth: usize) -> Option<(InputKind, &'static str)> {
    if !base64::sniff(input) {
        return None;
    }
    let decoded = base64::decode(input, &|_| false);
    let kind = nested::kind(&decoded.bytes, &[NAME, literal::NAME], depth)?;
    let is_request = matches!(
        kind,
        InputKind::HttpRequest
            | InputKind::Form
            | InputKind::Curl
            | InputKind::Har
            | InputKind::Export
    );
    is_request.then_some((InputKind::Export, BECAUSE))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let spaces = base64::decode(input, &|_| false).spaces;
    let undone = Undone {
        codec: Codec::Base64,
        because: BECAUSE,
    };
    let coding = Coding::Base64(spaces);
    nested::open_coded(input, 0..input.len(), &coding, undone, depth, take);
}

#[cfg(test)]
mod tests {
    use super::super::written_tests::read_as;
    use super::*;

    #[test]
    fn requests_and_forms_are_opened() {
        let read = |bytes: &[u8]| {
            let text = base64::encode(bytes);
            let (first, second) = text.split_at(text.len() / 2);
            let lines = [first, "\r\n", second, "\n"].concat();
            let found = read_as(text.as_bytes(), InputKind::Export);
            assert_eq!(read_as(lines.as_bytes(), InputKind::Export), found);
            found
        };
        assert_eq!(
            read(b"POST /sa HTTP/1.1\r\nHost: a.example\r\n\r\n\x1f\x8b\x08"),
            ["POST //a.example/sa [Host=a.example] bytes \"\""]
        );
        assert_eq!(
            read(b"data_list=abc&gzip=1"),
            ["- - form data_list=abc&gzip=1"]
        );
        // These are read as they are.
        assert_eq!(read(b"[{\"event\": 1}]"), ["no command"]);
        assert_eq!(read(b"\x1f\x8b\x08\x00\x00\x00\x00"), ["no command"]);
    }
}
