//! The fields of a query string or a form body, undecoded.

use super::located::Located;
use crate::bytes::Slice;

/// One field. The value is as it stands in the capture, percent-encoded or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Param<T> {
    pub(crate) name: T,
    pub(crate) value: T,
}

impl Param<Slice> {
    /// The same place in the buffer of the next number.
    pub(crate) fn in_next(self) -> Param<Slice> {
        Param {
            name: self.name.in_next(),
            value: self.value.in_next(),
        }
    }
}

/// Whether a text begins like a form: a name of ordinary characters, an equals sign, and something
/// that is not just the padding of Base64.
pub(crate) fn sniff(text: &str) -> bool {
    let text = text.trim_start_matches(['?', '&']);
    let Some((name, rest)) = text.split_once('=') else {
        return false;
    };
    let ordinary = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.[]$%".contains(&byte);
    let name_is_ordinary = !name.is_empty() && name.len() <= 64 && name.bytes().all(ordinary);
    let has_value = !rest.trim_start_matches('=').trim().is_empty();
    name_is_ordinary && (has_value || KNOWN.contains(&name)) && !are_parted_by_blanks(rest)
}

/// Bytes of the first value that tell what parts the fields.
const FIRST: usize = 1_000;

/// Whether another name and its value follow a blank in what should be the first value, as in a line of a
/// log. At the end of Base64 an equals sign is no such value.
fn are_parted_by_blanks(rest: &str) -> bool {
    let value = rest.as_bytes();
    let value = value.get(..value.len().min(FIRST)).unwrap_or_default();
    let value = value.split(|&byte| byte == b'&').next().unwrap_or_default();
    let mut words = value.split(|&byte| byte == b' ').skip(1);
    words.any(|word| {
        let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        let name = word.iter().take_while(is_of_name).count();
        matches!(word.get(name..), Some([b'=', next, ..]) if name > 0 && *next != b'=')
    })
}

/// Names that make even an empty value a form.
const KNOWN: [&str; 5] = ["data_list", "data", "crc", "gzip", "ext"];

/// The fields of a text.
pub(crate) fn split(text: Located<'_>) -> impl Iterator<Item = Param<Located<'_>>> {
    let text = text.trim_start(|sign| matches!(sign, '?' | '&'));
    let fields = text.split('&').map(|pair| {
        let whole = (pair, pair.behind(pair.text.len()));
        let (name, value) = pair.split_once('=').unwrap_or(whole);
        // HTML pages and some log viewers write the separator as `&amp;`.
        let name = name.trim();
        let mark = if name.text.starts_with("amp;") { 4 } else { 0 };
        Param {
            name: name.behind(mark),
            value: value.trim(),
        }
    });
    fields.filter(|param| !param.name.text.is_empty())
}

/// The fields of a text as places in its buffer.
pub(crate) fn slices(text: Located) -> Vec<Param<Slice>> {
    let fields = split(text).map(|param| Param {
        name: param.name.slice(),
        value: param.value.slice(),
    });
    fields.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_log_is_no_form() {
        for form in [
            "crc=1&gzip=1",
            "data_list=H4sI AB cd=&gzip=1",
            "data_list=H4sI AB c==",
            "data={\"a\": \"b c\"}&gzip=0",
            "name=Mr. Smith & Sons=1",
        ] {
            assert!(sniff(form), "{form}");
        }
        for line in [
            "time=12:00 level=info body=\"crc=1&gzip=1\"",
            "a=b c=d&e=f",
            "== a title",
        ] {
            assert!(!sniff(line), "{line}");
        }
    }
}
