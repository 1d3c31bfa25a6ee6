//! What a connection begins with that is encrypted: the client's greeting, which names the host.

/// Whether bytes begin a connection that is encrypted.
pub(super) fn is_hello(bytes: &[u8]) -> bool {
    matches!(bytes, [0x16, 3, _, _, _, 1, ..])
}

/// The host that a greeting names.
pub(super) fn host(bytes: &[u8]) -> Option<&str> {
    // Behind the heads of both layers, the version and what is random.
    let mut rest = bytes.get(5 + 4 + 2 + 32..)?;
    rest = behind(rest, 1)?;
    rest = behind(rest, 2)?;
    rest = behind(rest, 1)?;
    rest = rest.get(2..)?;
    loop {
        let kind = rest.get(..2)?;
        let length = length(rest.get(2..)?, 2)?;
        if kind == [0, 0] {
            // A list with one name in it.
            let name = rest.get(4 + 2 + 1 + 2..4 + length)?;
            let is_host = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._".contains(byte);
            let is_host = !name.is_empty() && name.iter().all(is_host);
            return std::str::from_utf8(name).ok().filter(|_| is_host);
        }
        rest = rest.get(4 + length..)?;
    }
}

/// What follows a field with its length in so many bytes before it.
fn behind(bytes: &[u8], size: usize) -> Option<&[u8]> {
    bytes.get(size + length(bytes, size)?..)
}

fn length(bytes: &[u8], size: usize) -> Option<usize> {
    let digits = bytes.get(..size)?;
    Some(
        digits
            .iter()
            .fold(0, |sum, &digit| sum << 8 | usize::from(digit)),
    )
}
