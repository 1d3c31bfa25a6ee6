//! Archives of tar with captures in them: each file is read by itself.

use std::ops::Range;

use super::archive::Found;
use super::{Container, Item};
use crate::report::InputKind;

pub(super) const CONTAINER: Container = Container {
    id: "tar",
    name: Some("a tar archive with captures"),
    recognize,
    open,
};

/// Bytes of a block; what describes a file takes one, and its content begins and ends with one.
const BLOCK: usize = 512;

/// What describes a file, by its place in the block (POSIX.1-1988, "ustar"): the length of the content in
/// octal digits, the kind of the file, and the mark of the format.
const LENGTH: std::ops::Range<usize> = 124..136;
const KIND: usize = 156;
const MARK: std::ops::Range<usize> = 257..262;

/// Kinds of what has content of its own; others are folders, links, and long names.
const FILES: &[u8] = b"0\0";

/// Beginning of the names of what macOS keeps about a file beside it.
const ABOUT: &str = "._";

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let is_one = input.get(MARK) == Some(b"ustar");
    is_one.then_some((InputKind::Export, "it begins like a tar archive"))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let mut found = Found::default();
    let is_cut = files(input, &mut |place| {
        let bytes = input.get(place.clone()).unwrap_or_default();
        found.read(bytes, place, depth, take);
    });
    found.finish(is_cut, take);
}

/// Hands over where each file stands, and says whether the end of the archive is missing.
pub(crate) fn files(input: &[u8], take: &mut dyn FnMut(Range<usize>)) -> bool {
    let mut start: usize = 0;
    while let Some(block) = input.get(start..start.saturating_add(BLOCK))
        && block.get(MARK) == Some(b"ustar")
    {
        let content = start + BLOCK;
        let length = octal(block.get(LENGTH).unwrap_or_default());
        let end = content.saturating_add(length);
        let place = content..end.min(input.len());
        let name = block.get(..LENGTH.start).unwrap_or_default();
        let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
        let own = name.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
        let is_file = block.get(KIND).is_some_and(|kind| FILES.contains(kind));
        if is_file && !own.starts_with(ABOUT.as_bytes()) {
            take(place);
        }
        start = end.checked_next_multiple_of(BLOCK).unwrap_or(usize::MAX);
    }
    // Blocks of zeros are its end.
    input.get(start).is_none()
}

/// A number in octal digits, which a blank or a zero byte ends.
fn octal(field: &[u8]) -> usize {
    let digits = field.iter().skip_while(|&&byte| byte == b' ');
    let digits = digits.take_while(|byte| matches!(byte, b'0'..=b'7'));
    digits.fold(0, |number: usize, digit| {
        number
            .saturating_mul(8)
            .saturating_add(usize::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive of files, each with its kind.
    fn tar(files: &[(&str, u8, &[u8])]) -> Vec<u8> {
        let mut tar = Vec::new();
        for (name, kind, content) in files {
            let mut block = [0; BLOCK];
            block[..name.len()].copy_from_slice(name.as_bytes());
            block[LENGTH].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
            block[KIND] = *kind;
            block[MARK].copy_from_slice(b"ustar");
            tar.extend(block);
            tar.extend(*content);
            tar.resize(tar.len().next_multiple_of(BLOCK), 0);
        }
        tar.resize(tar.len() + 2 * BLOCK, 0);
        tar
    }

    fn read(input: &[u8]) -> (Vec<String>, Vec<&'static str>) {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        assert!(recognize(input, 0).is_some());
        open(input, 0, &mut |item| match item {
            Item::Request(request) => {
                let place = request.at.file.start as usize..request.at.file.end as usize;
                assert!(REQUEST.starts_with(&input[place]));
                found.push(request.url.unwrap_or_default());
            }
            Item::Text(text, _) => found.push(String::from_utf8(text).unwrap()),
            Item::Problem(problem) => problems.push(problem.code),
            Item::Hosts(_) => {}
        });
        (found, problems)
    }

    const REQUEST: &[u8] = b"POST https://a.example/sa HTTP/1.1\r\nHost: a.example\r\n\r\n[1]";
    const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    #[test]
    fn each_file_is_read() {
        let files = tar(&[
            ("a", b'5', b""),
            ("a/._1.txt", b'0', REQUEST),
            ("a/1.txt", b'0', REQUEST),
            ("a/answer.txt", b'0', ANSWER),
            ("a/note", 0, b"what I did"),
            ("a/link", b'2', b""),
        ]);
        let expected = ["https://a.example/sa", "what I did"].map(String::from);
        assert_eq!(read(&files), (expected.to_vec(), Vec::new()));
    }

    #[test]
    fn what_is_missing_is_told() {
        let files = tar(&[("1.txt", b'0', REQUEST), ("2.txt", b'0', &[b'.'; 900])]);
        assert_eq!(read(&files).1.len(), 0);
        let cut = read(&files[..BLOCK + 30]);
        assert_eq!((cut.0.len(), cut.1), (1, vec!["zip-cut"]));
        for length in [BLOCK * 2, BLOCK * 5 - 200, BLOCK * 5] {
            assert_eq!(read(&files[..length]).1, ["zip-cut"], "{length}");
        }
        assert_eq!(read(&tar(&[("a.bin", b'0', b"\x01")])).1, ["zip-empty"]);
        assert_eq!(read(&tar(&[("a.txt", b'0', ANSWER)])).1, ["response-alone"]);
        assert!(recognize(b"ustar", 0).is_none());
    }
}
