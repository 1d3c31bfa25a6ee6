//! Chunked transfer coding (RFC 9112 §7.1): a body in pieces, each behind its length.
//!
//! Line ends may have lost their return on the way.

/// Digits of a length; none of a chunk in a capture needs more.
const DIGITS: usize = 8;

/// Hands over how many bytes lengths and data take, as sent and put together, while more are wanted.
pub(crate) fn units(input: &[u8], visit: &mut dyn FnMut(usize, usize) -> bool) {
    let mut position = 0;
    while let Some((head, size)) = chunk(input, position) {
        let data = size.min(input.len() - head);
        if !visit(head - position, 0) || !visit(data, data) || size == 0 {
            return;
        }
        position = head + data;
    }
}

/// How many bytes a body takes that ends where its last chunk says.
pub(crate) fn length(input: &[u8]) -> Option<usize> {
    let mut position = 0;
    loop {
        let (head, size) = chunk(input, position)?;
        position = head.checked_add(size).filter(|&end| end <= input.len())?;
        if size == 0 {
            let rest = input.get(position..).unwrap_or_default();
            return Some(position + line_end(rest));
        }
    }
}

/// Whether a body begins with a chunk that has the length it says, or that its end cut off.
pub(crate) fn sniff(input: &[u8]) -> bool {
    chunk(input, 0).is_some_and(|(head, size)| {
        let rest = input.get(head.saturating_add(size)..).unwrap_or_default();
        size == 0 || rest.is_empty() || line_end(rest) > 0
    })
}

/// Where the data begin of the chunk at an offset, and how many there are.
fn chunk(input: &[u8], position: usize) -> Option<(usize, usize)> {
    // The line end of the chunk before.
    let rest = input.get(position..)?;
    let line = rest.get(line_end(rest)..)?;
    let digits = line.iter().map_while(|&byte| char::from(byte).to_digit(16));
    let (count, size) = digits.take(DIGITS).fold((0, 0), |(count, size), digit| {
        (count + 1, size << 4 | digit as usize)
    });
    let behind = line.get(count..).filter(|_| count > 0)?;
    let end = behind.iter().position(|&byte| byte == b'\n')?;
    let extension = behind.get(..end)?.trim_ascii();
    let head = input.len() - behind.len() + end + 1;
    (extension.is_empty() || extension.starts_with(b";")).then_some((head, size))
}

/// The length of a line end.
fn line_end(text: &[u8]) -> usize {
    match text {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(input: &str) -> String {
        let (mut position, mut decoded) = (0, Vec::new());
        let input = input.as_bytes();
        units(input, &mut |before, after| {
            decoded.extend(&input[position..position + after]);
            position += before;
            true
        });
        String::from_utf8(decoded).unwrap()
    }

    #[test]
    fn chunks_are_put_together_as_far_as_they_go() {
        for (input, expected, left) in [
            (
                "4\r\nWiki\r\n5;a=b\r\npedia\r\n0\r\n\r\n",
                "Wikipedia",
                Some(""),
            ),
            (
                "4\nWiki\n0\n\nGET / HTTP/1.1\n",
                "Wiki",
                Some("GET / HTTP/1.1\n"),
            ),
            (
                "0a\r\n0123\r\n6789\r\n0\r\n\r\nx",
                "0123\r\n6789",
                Some("x"),
            ),
            ("0\r\n\r\n", "", Some("")),
            ("4\r\nWi", "Wi", None),
            ("4\r\nWiki\r\n", "Wiki", None),
            ("4\r\nWiki\r\nnot a length\r\n", "Wiki", None),
        ] {
            assert_eq!(decode(input), expected, "{input:?}");
            assert!(sniff(input.as_bytes()), "{input:?}");
            let length = left.map(|left| input.len() - left.len());
            assert_eq!(super::length(input.as_bytes()), length, "{input:?}");
        }
    }

    #[test]
    fn a_body_without_chunks_is_none() {
        for text in [
            "",
            "4",
            "4\nWikipedia\n",
            "123456789\r\nWiki",
            "data_list=AA\n",
            "\n\n",
            "face it\n",
        ] {
            assert!(!sniff(text.as_bytes()), "{text:?}");
        }
    }
}
